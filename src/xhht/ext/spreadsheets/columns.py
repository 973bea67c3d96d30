"""Columns: what the heads above a column say that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeVar

import attrs

from xhht.checks import Choice
from xhht.ext.spreadsheets.headings import Headings, Measure, Phrase
from xhht.ext.spreadsheets.keys import is_plain, key, plain
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.values import Value

DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
Words = tuple[str, ...]
ValueT = TypeVar("ValueT")


class Role(Choice):
    """What a column is for."""

    REGION = "region"
    ORDINAL = "ordinal"
    REMARK = "remark"
    FIGURE = "figure"


@attrs.frozen(repr=False)
class Column(Value):
    """A column that is understood, or the reason why it is not.

    Attributes:
        number: from 1.
        role: what it is for; None where it is not understood.
        subject: whom its figures are about.
        measure: what they count.
        of: for a percentage, what it is of, where the head says so.
        part: for a percentage, what it counts, where the head says so.
        refusal: why it is not understood.
        detail: the word or day that stands in the way.
    """

    number: int
    role: Role | None = None
    subject: str | None = attrs.field(default=None, kw_only=True)
    measure: Measure | None = attrs.field(default=None, kw_only=True)
    of: Measure | None = attrs.field(default=None, kw_only=True)
    part: Measure | None = attrs.field(default=None, kw_only=True)
    refusal: ProblemKind | None = attrs.field(default=None, kw_only=True)
    detail: str = attrs.field(default="", kw_only=True)


@attrs.frozen(repr=False)
class Head(Value):
    """One heading cell, word by word: the phrases found, those after a comparing word, and the words unknown."""

    phrases: tuple[Phrase, ...] = ()
    compared: tuple[Phrase, ...] = ()
    unknown: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Whether it says anything that the table of headings knows."""
        return not self.unknown and any(phrase.subject or phrase.measure for phrase in self.phrases)


@lru_cache(maxsize=32)
def _lexicon(headings: Headings, *, is_bare: bool) -> dict[Words, Phrase | None]:
    """Each wording with its phrase; the empty phrase (None) marks a comparing word, two meanings drop out."""
    found: dict[Words, Phrase | None] = {}
    clashing: set[Words] = set()
    entries: list[tuple[str, Phrase | None]] = [(word, p) for p in headings.phrases for word in p.words]
    entries += [(word, None) for word in headings.comparing]
    for word, phrase in entries:
        words = plain(key(word)) if is_bare else key(word)
        if words in found and found[words] != phrase:
            clashing.add(words)
        found[words] = phrase
    return {words: phrase for words, phrase in found.items() if words not in clashing}


@lru_cache(maxsize=256)
def _keyed(wordings: tuple[str, ...], *, is_bare: bool) -> frozenset[Words]:
    return frozenset(plain(key(word)) if is_bare else key(word) for word in wordings)


def matches(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether a whole text is one of the wordings."""
    words = tuple(word for word in key(text) if word != "/")
    return bool(words) and words in _keyed(wordings, is_bare=is_plain(words))


def heads_places(text: str, headings: Headings) -> bool:
    """Whether a text heads the column of places: one of their wordings, or several in a row ("Tên xã, thị trấn")."""
    words = tuple(word for word in key(text) if word != "/")
    return bool(words) and _is_row_of(words, _keyed(headings.regions, is_bare=is_plain(words)))


def _is_row_of(words: Words, known: frozenset[Words]) -> bool:
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            reached |= {start + len(wording) for wording in known if words[start : start + len(wording)] == wording}
    return len(words) in reached


def begins(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the wordings."""
    words = key(text)
    known = _keyed(wordings, is_bare=is_plain(words))
    return any(words[:length] in known for length in {len(wording) for wording in known})


@lru_cache(maxsize=4096)
def parse_head(text: str, headings: Headings, on: date) -> Head:
    """Read one heading cell word by word; years and days that are those of the report say nothing more."""
    days = tuple(found.group() for found in DATE.finditer(text) if not _is_day(found, on))
    words = key(DATE.sub(" ", text))
    lexicon = _lexicon(headings, is_bare=is_plain(words))
    longest = max(len(known) for known in lexicon)
    sides: tuple[list[Phrase], list[Phrase]] = ([], [])
    unknown: list[str] = []
    is_compared = False
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            wording = words[place : place + length]
            if wording in lexicon:
                phrase = lexicon[wording]
                if phrase is None:
                    is_compared = True
                else:
                    sides[is_compared].append(phrase)
                place += length
                break
        else:
            word = words[place]
            if YEAR.match(word):
                days += () if int(word) == on.year else (word,)
            elif word not in _AROUND_DAYS:
                unknown.append(word)
            place += 1
    return Head(tuple(sides[0]), tuple(sides[1]), tuple(unknown), days)


_AROUND_DAYS = {word for text in ("năm", "nam", "tính đến ngày") for word in key(text)}


def _is_day(found: re.Match[str], on: date) -> bool:
    return (int(found[1]), int(found[2]), int(found[3])) == (on.day, on.month, on.year)


def column_of(number: int, path: tuple[str, ...], headings: Headings, on: date) -> Column:
    """What the heads of a column, from the top down, say that it holds."""
    if len(set(path)) == 1 or not path[:-1]:
        if heads_places(path[-1], headings):
            return Column(number, Role.REGION)
        for role, wordings in ((Role.ORDINAL, headings.ordinals), (Role.REMARK, headings.remarks)):
            if matches(path[-1], wordings):
                return Column(number, role)
    heads = [parse_head(text, headings, on) for text in path]
    unknown = [word for head in heads for word in head.unknown]
    if unknown:
        return Column(number, refusal=ProblemKind.UNKNOWN_HEADING, detail=" | ".join(path))
    days = [day for head in heads for day in head.days]
    if days:
        return Column(number, refusal=ProblemKind.OTHER_DAY, detail=", ".join(days))
    subjects = _distinct(phrase.subject for head in heads for phrase in (*head.phrases, *head.compared))
    if len(subjects) > 1:
        return Column(number, refusal=ProblemKind.UNCLEAR_HEADING, detail=" | ".join(path))
    subject = subjects[0] if subjects else None
    return _figure(number, path, heads, subject)


def _figure(number: int, path: tuple[str, ...], heads: list[Head], subject: str | None) -> Column:
    unclear = Column(number, refusal=ProblemKind.UNCLEAR_HEADING, detail=" | ".join(path))
    leaf = heads[-1]
    own = _strong(leaf.phrases)
    above = _distinct(measure for head in heads[:-1] for measure in _strong(head.phrases))
    measures = own if set(own) - {Measure.PERCENT} else _distinct((*own, *above))
    compared = _distinct(phrase.measure for head in heads for phrase in head.compared)
    if Measure.PERCENT in measures:
        parts = [m for m in own if m is not Measure.PERCENT and m not in compared]
        if len(parts) > 1:
            return unclear
        if not parts:
            inherited = [m for m in above if m is not Measure.PERCENT and m not in compared]
            parts = inherited if len(inherited) == 1 else []
        if len(compared) > 1:
            return unclear
        return Column(
            number,
            Role.FIGURE,
            subject=subject,
            measure=Measure.PERCENT,
            of=compared[0] if compared else None,
            part=parts[0] if parts else None,
        )
    if compared or len(measures) > 1:
        return unclear
    if measures:
        return Column(number, Role.FIGURE, subject=subject, measure=measures[0])
    is_weak = any(phrase.is_weak for head in heads for phrase in head.phrases)
    if not is_weak or any(phrase.is_title for phrase in leaf.phrases):
        return unclear
    return Column(number, Role.FIGURE, subject=subject, measure=Measure.TOTAL)


def _strong(phrases: Iterable[Phrase]) -> list[Measure]:
    return _distinct(phrase.measure for phrase in phrases if not phrase.is_weak)


def _distinct(values: Iterable[ValueT | None]) -> list[ValueT]:
    return list(dict.fromkeys(value for value in values if value is not None))
