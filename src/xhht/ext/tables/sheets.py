"""Sheets: what a table says in words of either language, before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from xhht.checks import Choice
from xhht.ext.looks import LOOKS
from xhht.ext.tables.words import word
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, BoundedShare, PercentagePoints, Share
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.texts import Language, Text, format_count, format_day, format_decimal
from xhht.values import Value

Rows: TypeAlias = "list[list[Words | str]]"
MOST_ROWS = 40
LONGEST_CELL = 300
MORE = Text("… và {} dòng nữa", "… and {} more rows")


@attrs.frozen
class Words:
    """The text of a cell, and the outcome whose look it has."""

    text: str
    look: str | None = None


@attrs.frozen
class Sheet:
    """A table in words: the title, the headings, the rows that are shown, and the notes below."""

    title: str
    subtitle: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int]
    notes: tuple[str, ...]
    language: Language

    @classmethod
    def of(
        cls,
        title: str,
        subtitle: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[Words | str]],
        *,
        language: Language,
        most_rows: int,
        numbers: Iterable[int] = (),
        notes: Iterable[str] = (),
    ) -> Sheet:
        """Build a sheet, cut it after its most rows, and say how many there are beyond."""
        listed = list(rows)
        kept = tuple(tuple(_words(cell) for cell in row) for row in listed[:most_rows])
        beyond = len(listed) - len(kept)
        more = [MORE.in_language(language).format(format_count(beyond, language))] if beyond else []
        return cls(title, subtitle, tuple(headings), kept, frozenset(numbers), (*more, *notes), language)


def fields(value: Value, language: Language, most_rows: int) -> Sheet:
    """Any value: its fields one below the other."""
    kind: Any = type(value)
    rows = [(field.name, shown(getattr(value, field.name), language)) for field in attrs.fields(kind) if field.init]
    headings = ("trường", "giá trị") if language == "vi" else ("field", "value")
    subtitle = share(value, language) if isinstance(value, (Share, PrintedShare, BoundedShare)) else ""
    return Sheet.of(type(value).__name__, subtitle, headings, rows, language=language, most_rows=most_rows)


def shown(value: object, language: Language) -> Words:
    """A field's value in words, cut where it would fill a page."""
    if isinstance(value, Outcome):
        return outcome(value, language)
    text = _in_words(value, language)
    return Words(text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…")


def _in_words(value: Any, language: Language) -> str:  # noqa: ANN401  # Whatever a field holds.
    if isinstance(value, bool):
        return {True: ("có", "yes"), False: ("không", "no")}[value][language == "en"]
    if isinstance(value, date):
        return format_day(value, language)
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, Choice):
        words = getattr(value, "text", None)
        return str(words(language)) if callable(words) else str(value.value)
    if isinstance(value, (Share, PrintedShare, BoundedShare)):
        return share(value, language)
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(_in_words(one, language) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_in_words(key, language)}: {_in_words(one, language)}" for key, one in value.items())
    if value is None:
        return ""
    return _of_value(value, language) if isinstance(value, Value) else str(getattr(value, "__name__", value))


def _of_value(value: Value, language: Language) -> str:
    """A value inside another: its id or number, else its own words, else its fields."""
    kind: Any = type(value)
    for name in ("id", "number"):
        found = getattr(value, name, None)
        if isinstance(found, str) and (name == "id" or kind.__str__ is object.__str__):
            return found
    if kind.__str__ is not object.__str__:
        return str(value)
    told = (_in_words(getattr(value, field.name), language) for field in attrs.fields(kind) if field.repr is not False)
    return f"({', '.join(filter(None, told))})"


def heads(language: Language, *keys: str) -> list[str]:
    """The headings of columns in a language."""
    return [word(key, language) for key in keys]


def place(verdict: Verdict) -> str:
    """The name of a verdict's region."""
    return "" if verdict.region is None else verdict.region.name


def outcome(found: Outcome, language: Language) -> Words:
    """An outcome by its sign and its word, in its colours."""
    return Words(f"{LOOKS[found.value].sign} {found.text(language)}", found.value)


def share(actual: AnyShare | None, language: Language) -> str:
    """A reported share as it is written in a table."""
    return "" if actual is None else actual.format(language)


def points(gap: PercentagePoints | Bounds | None, language: Language) -> str:
    """A distance in percentage points, or the two ends of one."""
    if gap is None:
        return ""
    if isinstance(gap, Bounds):
        return f"{format_decimal(gap.lower, language)} … {format_decimal(gap.upper, language)}"
    return format_decimal(Fraction(gap), language)


def count(found: int | CountRange | None, language: Language) -> str:
    """A count or a range of counts with the thousands of its language."""
    if found is None:
        return ""
    if isinstance(found, CountRange):
        most = "" if found.most is None else format_count(found.most, language)
        return f"{format_count(found.least, language)}–{most}"
    return format_count(found, language)


def tally_of(verdicts: Iterable[Verdict], language: Language) -> str:
    """How many verdicts have which outcome, in words."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    return " · ".join(
        f"{LOOKS[kind.value].sign} {kind.text(language)}: {format_count(counts[kind], language)}"
        for kind in Outcome
        if counts[kind]
    )


def clauses(verdicts: Iterable[Verdict], language: Language) -> list[str]:
    """One note with the clauses and the documents behind some verdicts."""
    cited: dict[str, dict[str, None]] = {}
    for verdict in verdicts:
        cited.setdefault(verdict.source.document, {})[verdict.source.number] = None
    return [f"{word('source_line', language)}: {document}: {', '.join(numbers)}" for document, numbers in cited.items()]


def _words(cell: Words | str) -> Words:
    return cell if isinstance(cell, Words) else Words(cell)
