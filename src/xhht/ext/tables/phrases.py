"""Phrases: what a title or a cell says before a language is chosen, and its words in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from xhht.checks import Choice
from xhht.ext.looks import LOOKS
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, PercentagePoints, Share
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.sources import document_label
from xhht.texts import Language, Text, format_count, format_day, format_decimal, format_percent
from xhht.values import Value

LONGEST_CELL = 300
YES_NO = {True: Text("có", "yes"), False: Text("không", "no")}
SOURCE = Text("Căn cứ: {}: {}", "Source: {}: {}")
RANGE = Text("{}–{}", "{}–{}")
NO_END = Text("từ {} trở lên", "{} or more")


@attrs.frozen
class Phrase:
    """Words that wait for a language, and the outcome whose look they have."""

    words: Callable[[Language], str]
    look: str | None = None


def said(template: Text, *values: object) -> Phrase:
    """A sentence about values, which are put into words in the same language; it has the look of an outcome in it."""
    looks = (value.value for value in values if isinstance(value, Outcome))
    return Phrase(
        lambda language: template.in_language(language).format(*(words(value, language) for value in values)),
        next(looks, None),
    )


def percent(share: Fraction | Bounds | None) -> Phrase:
    """A share as a percentage, or the two ends of one."""
    return Phrase(lambda language: _ends(share, lambda end: format_percent(end, language)))


def decimal(number: Fraction | Bounds | None) -> Phrase:
    """A number with its decimals, or the two ends of one."""
    return Phrase(lambda language: _ends(number, lambda end: format_decimal(end, language)))


def _ends(value: Fraction | Bounds | None, shown: Callable[[Fraction], str]) -> str:
    ends = (value.lower, value.upper) if isinstance(value, Bounds) else () if value is None else (Fraction(value),)
    return " … ".join(dict.fromkeys(shown(end) for end in ends))


def listed(values: Iterable[object], sign: str = ", ") -> Phrase:
    """Several values, set off by a sign; what has no words is left out."""
    kept = tuple(values)
    return Phrase(lambda language: sign.join(filter(None, (words(value, language) for value in kept))))


def tally(verdicts: Iterable[Verdict]) -> Phrase:
    """How many verdicts have which outcome."""
    counts = verdicts.counts() if isinstance(verdicts, Assessment) else Counter(one.outcome for one in verdicts)
    one = Text("{}: {}", "{}: {}")
    return listed((said(one, kind, counts[kind]) for kind in Outcome if counts[kind]), " · ")


def cited(things: Iterable[Any]) -> list[Phrase]:
    """A note for each document with the clauses that targets, or verdicts on them, come from."""
    clauses: dict[str, dict[Text, None]] = {}
    for thing in things:
        clauses.setdefault(thing.source.document, {})[thing.source.label] = None
    return [said(SOURCE, document_label(document), listed(labels, "; ")) for document, labels in clauses.items()]


def look(value: object) -> str | None:
    """The outcome whose look a value has."""
    return value.look if isinstance(value, Phrase) else value.value if isinstance(value, Outcome) else None


def shortened(value: object) -> Phrase:
    """A value whose words are cut where they would fill a page."""

    def cut(language: Language) -> str:
        text = words(value, language)
        return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"

    return Phrase(cut, look(value))


def words(value: Any, language: Language) -> str:  # noqa: ANN401  # Whatever a cell or a field holds.
    """Any value in the words and the numbers of a language; empty for None."""
    for kinds, shown in _WORDS:
        if isinstance(value, kinds):
            return shown(value, language)
    return str(getattr(value, "__name__", value))


def _count_range(value: CountRange, language: Language) -> str:
    least, most = value.least, value.most
    return said(NO_END, least).words(language) if most is None else said(RANGE, least, most).words(language)


def _choice(value: Any, language: Language) -> str:  # noqa: ANN401  # Any word of a fixed list.
    text = getattr(value, "text", None)
    return str(text(language)) if callable(text) else str(value.value)


def _value(value: Value, language: Language) -> str:
    """A value inside another: its id or number, else its own words, else its fields."""
    kind: Any = type(value)
    has_words = kind.__str__ is not object.__str__
    for name in ("id",) if has_words else ("id", "number"):
        if isinstance(getattr(value, name, None), str):
            return str(getattr(value, name))
    if callable(explain := getattr(value, "explain", None)):
        return str(explain(language))
    if has_words:
        return str(value)
    fields = (field.name for field in attrs.fields(kind) if field.repr is not False)
    return f"({listed(getattr(value, name) for name in fields).words(language)})"


_WORDS: tuple[tuple[Any, Callable[[Any, Language], str]], ...] = (
    (type(None), lambda _, __: ""),
    (Phrase, lambda value, language: value.words(language)),
    (Outcome, lambda value, language: f"{LOOKS[value.value].sign} {value.text(language)}"),
    (Choice, _choice),
    (str, lambda value, _: value),
    (bool, lambda value, language: YES_NO[value].in_language(language)),
    (int, format_count),
    (date, format_day),
    (Text, lambda value, language: value.in_language(language)),
    ((Share, PrintedShare, BoundedShare, PercentagePoints), lambda value, language: value.format(language)),
    (CountRange, _count_range),
    ((tuple, frozenset), lambda value, language: listed(value).words(language)),
    (
        Mapping,
        lambda value, language: listed(said(Text("{}: {}", "{}: {}"), *one) for one in value.items()).words(language),
    ),
    (Value, _value),
)
