"""Columns: what the heads above a column say that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeVar
from unicodedata import normalize

import attrs

from xhht.checks import Choice
from xhht.ext.spellings import Spellings, Words, is_plain, key, plain, tokens
from xhht.ext.spreadsheets.headings import Headings, Measure, Phrase
from xhht.ext.spreadsheets.hints import Hints
from xhht.ext.spreadsheets.places import prefixes_of, sorts_in
from xhht.ext.spreadsheets.problems import Detail, ProblemKind, most_like, together
from xhht.values import Value

DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
MOST_TOLD = 5
LONGEST_WORD = 40
LONGEST_HEAD = 1000
YEAR = re.compile(r"(?:19|20)\d\d\Z")
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
        sorts: the sorts of places that it names.
        refusal: why it is not understood.
        detail: the day or heads that stand in the way.
        unknown: the words that do.
    """

    number: int
    role: Role | None = None
    subject: str | None = attrs.field(default=None, kw_only=True)
    measure: Measure | None = attrs.field(default=None, kw_only=True)
    of: Measure | None = attrs.field(default=None, kw_only=True)
    part: Measure | None = attrs.field(default=None, kw_only=True)
    sorts: frozenset[str] = attrs.field(default=frozenset(), kw_only=True)
    refusal: ProblemKind | None = attrs.field(default=None, kw_only=True)
    detail: Detail = attrs.field(default="", kw_only=True)
    unknown: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def why(self, headings: Headings, hints: Hints) -> Detail:
        """What stands in the way, each unknown word with the known one that is nearest."""
        return _nearest(self.unknown, headings, hints) if self.unknown else self.detail


@attrs.frozen(repr=False)
class Head(Value):
    """One heading cell, word by word: the phrases found, those after a comparing word, and the words unknown."""

    phrases: tuple[Phrase, ...] = ()
    compared: tuple[Phrase, ...] = ()
    unknown: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    is_dated: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it says anything that the table of headings knows."""
        return not self.unknown and any(phrase.subject or phrase.measure for phrase in self.phrases)

    @property
    def is_part_of_one(self) -> bool:
        """Whether it says anything that can stand above or below a heading, a year alone included."""
        return self.is_heading or (self.is_dated and not self.unknown)


@lru_cache(maxsize=32)
def _lexicon(headings: Headings, *, is_bare: bool) -> tuple[dict[Words, Phrase | None], int]:
    """Each wording with its last phrase, and the most words of one; the empty phrase (None) marks a comparing word.

    Without marks, wordings that mean different things drop out.
    """
    lexicon: dict[Words, Phrase | None] = {key(word): None for word in headings.comparing}
    lexicon |= {key(word): phrase for phrase in headings.phrases for word in phrase.words}
    longest = max(map(len, lexicon))
    if not is_bare:
        return lexicon, longest
    meanings: dict[Words, set[Phrase | None]] = {}
    for words, phrase in lexicon.items():
        meanings.setdefault(plain(words), set()).add(phrase)
    return {words: phrases.pop() for words, phrases in meanings.items() if len(phrases) == 1}, longest


@lru_cache(maxsize=256)
def keyed(wordings: tuple[str, ...], *, is_bare: bool) -> frozenset[Words]:
    """The words of each wording, without marks where `is_bare` says so."""
    return frozenset(plain(key(word)) if is_bare else key(word) for word in wordings)


@lru_cache(maxsize=256)
def _lengths(known: frozenset[Words]) -> frozenset[int]:
    return frozenset(map(len, known))


def matches(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether a whole text is one of the wordings."""
    words = tuple(word for word in key(text[: LONGEST_HEAD + 1]) if word != "/")
    return bool(words) and len(text) <= LONGEST_HEAD and words in keyed(wordings, is_bare=is_plain(words))


def heads_places(text: str, headings: Headings) -> bool:
    """Whether a text heads the column of places: their wordings in a row, sorts of places after them ("Xã, P., TT")."""
    words = tuple(word for word in key(text[: LONGEST_HEAD + 1]) if word != "/")
    known = keyed(headings.regions, is_bare=is_plain(words))
    if len(text) > LONGEST_HEAD or not any(words[:length] in known for length in _lengths(known)):
        return False
    return _is_row_of(words, known.union(prefixes_of(headings, is_bare=is_plain(words))))


def _is_row_of(words: Words, known: frozenset[Words]) -> bool:
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            reached |= {start + length for length in _lengths(known) if words[start : start + length] in known}
    return len(words) in reached


def begins(text: str, wordings: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the wordings."""
    words = key(text[:LONGEST_HEAD])
    known = keyed(wordings, is_bare=is_plain(words))
    return any(words[:length] in known for length in _lengths(known))


@lru_cache(maxsize=4096)
def parse_head(text: str, headings: Headings, on: date) -> Head:
    """Read one heading cell word by word; years and days that are those of the report say nothing more."""
    days = tuple(found.group() for found in DATE.finditer(text) if not _is_day(found, on))
    is_dated = DATE.search(text) is not None
    undated = DATE.sub(" ", text)
    words, shown = key(undated), tokens(normalize("NFC", undated).casefold())
    lexicon, longest = _lexicon(headings, is_bare=is_plain(words))
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
                is_dated = True
                days += () if int(word) == on.year else (word,)
            elif word not in _AROUND_DAYS:
                unknown.append(shown[place])
            place += 1
    return Head(tuple(sides[0]), tuple(sides[1]), tuple(unknown), days, is_dated)


def undated(text: str) -> str:
    """A head without its day or year."""
    return " ".join(word for word in tokens(DATE.sub(" ", text)) if not YEAR.match(word) and word not in _AROUND)


_AROUND = ("năm", "Năm", "NĂM", "nam", "Nam", "NAM")
_AROUND_DAYS = {word for text in ("năm", "nam", "tính đến ngày") for word in key(text)}


def _is_day(found: re.Match[str], on: date) -> bool:
    return (int(found[1]), int(found[2]), int(found[3])) == (on.day, on.month, on.year)


def column_of(number: int, path: tuple[str, ...], headings: Headings, on: date) -> Column:
    """What the heads of a column, from the top down, say that it holds."""
    if len(set(path)) == 1 or not path[:-1]:
        if heads_places(path[-1], headings):
            return Column(number, Role.REGION, sorts=sorts_in(path[-1], headings))
        for role, wordings in ((Role.ORDINAL, headings.ordinals), (Role.REMARK, headings.remarks)):
            if matches(path[-1], wordings):
                return Column(number, role)
    heads = [parse_head(text, headings, on) for text in path]
    unknown = [word for head in heads for word in head.unknown]
    if unknown:
        return Column(number, refusal=ProblemKind.UNKNOWN_HEADING, unknown=tuple(unknown))
    days = [day for head in heads for day in head.days]
    if days:
        return Column(number, refusal=ProblemKind.OTHER_DAY, detail=", ".join(days))
    subjects = _distinct(phrase.subject for head in heads for phrase in (*head.phrases, *head.compared))
    if len(subjects) > 1:
        return Column(number, refusal=ProblemKind.UNCLEAR_HEADING, detail=" | ".join(path))
    subject = subjects[0] if subjects else None
    return _figure(number, path, heads, subject)


@lru_cache(maxsize=32)
def _known_words(headings: Headings) -> Spellings:
    wordings = [word for phrase in headings.phrases for word in phrase.words]
    return Spellings(dict.fromkeys(word for wording in wordings for word in tokens(wording.casefold())))


@lru_cache(maxsize=32)
def _known_wordings(headings: Headings) -> Spellings:
    return Spellings(word for phrase in headings.phrases for word in phrase.words)


def _nearest(unknown: tuple[str, ...], headings: Headings, hints: Hints) -> Detail:
    known = _known_words(headings)
    strange = [word for word in dict.fromkeys(unknown) if known.find(word) is None]
    told = []
    if not strange and hints.allow():
        # Each word is known and their row is not: "công nhân" for "công nhận".
        run = " ".join(unknown)[:LONGEST_WORD]
        near = _known_wordings(headings).nearest(run)
        return most_like(run, near)
    for word in (strange or list(dict.fromkeys(unknown)))[:MOST_TOLD]:
        near = known.nearest(word) if hints.allow() else ""
        told.append(most_like(word[:LONGEST_WORD], near))
    return together(told)


def _figure(number: int, path: tuple[str, ...], heads: list[Head], subject: str | None) -> Column:
    unclear = Column(number, refusal=ProblemKind.UNCLEAR_HEADING, detail=" | ".join(path))
    leaf = heads[-1]
    own = _strong(leaf.phrases)
    above = _distinct(measure for head in heads[:-1] for measure in _strong(head.phrases))
    measures = own if set(own) - {Measure.PERCENT} else _distinct((*own, *above))
    behind = [phrase for head in heads for phrase in head.compared if phrase.measure is not Measure.PERCENT]
    compared = _strong(behind) or _distinct(phrase.measure for phrase in behind)
    if any(phrase.measure is Measure.PERCENT for head in heads for phrase in head.compared):
        measures = _distinct((*measures, Measure.PERCENT))
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
