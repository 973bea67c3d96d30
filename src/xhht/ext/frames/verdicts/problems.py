"""Problems: what is wrong with which rows, as a table and as errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import narwhals as nw

from xhht.errors import ContradictionError, InvalidValueError, ProblemsError, RegionLifeError, UnknownIdError, XhhtError
from xhht.ext.frames.tables.expressions import col
from xhht.ext.frames.tables.layout import COUNTS, Layout
from xhht.ext.frames.tables.marks import LEVELS, short, words_of
from xhht.ext.frames.tables.opening import Opened, with_day_words
from xhht.ext.frames.tables.plans import Native, Plan
from xhht.ext.frames.tables.rows import (
    CONTRADICTION,
    FAR_LIFE,
    IMPOSSIBLE,
    LOST_REGION,
    NO_WHOLE,
    OUTSIDE_LIFE,
    PROBLEMS,
    TOO_LARGE,
    UNKNOWN_BASE,
    UNKNOWN_INDICATOR,
    UNKNOWN_LEVEL,
    UNKNOWN_REGION,
    UNKNOWN_TIER,
    UNLIKE,
)
from xhht.ext.frames.verdicts.rules import RuleTable
from xhht.figures.bounds import Base

SHOWN_ROWS = 1000
ROW = "row"


class InvalidRowsError(ProblemsError):
    """Rows that cannot be judged as they stand.

    Attributes:
        rows: all of them, as the caller's kind of frame, each with its `problem`.
        count: how many they are.
    """

    def __init__(self, what: str, problems: Iterable[XhhtError], rows: Native = None, count: int = 0) -> None:
        super().__init__(what, problems)
        self.rows: Native = rows
        self.count: int = count


def bad_rows(rows: Plan, table: Opened) -> Plan:
    """The rows that something is wrong with: as they came, and what it is."""
    return table.as_given(rows.filter(col("bits") > 0), words_of(PROBLEMS))


def errors(found: nw.DataFrame[Any], layout: Layout, rules: RuleTable) -> Iterator[XhhtError]:
    """An error for each of the first bad rows, and one that counts the rest."""
    names = dict.fromkeys(layout.columns.values())
    # Python has no days of some years that tables have.
    shown = with_day_words(found.head(SHOWN_ROWS), layout.columns["on"])
    for row in shown.select(ROW, "problem", *names).iter_rows(named=True):
        yield from _errors_of(row, layout, rules)
    if len(found) > SHOWN_ROWS:
        yield InvalidValueError(f"{len(found) - SHOWN_ROWS} more rows cannot be judged; all of them are in .rows")


def _errors_of(row: dict[str, Any], layout: Layout, rules: RuleTable) -> Iterator[XhhtError]:
    words = set(row["problem"].split("; "))
    marks = [mark for mark, said in PROBLEMS.items() if said in words]
    values = {part: row[name] for part, name in layout.columns.items()}
    place = f"row {row[ROW]} ({short(values['region'])}, {short(values['indicator'])}, {_day(values['on'])})"
    counts = ", ".join(
        f"{part} {short(values[part])}" for part in COUNTS if part in values and values[part] is not None
    )
    unknown = {
        UNKNOWN_INDICATOR: ("indicator", rules.indicators),
        UNKNOWN_TIER: ("tier", rules.tiers),
        UNKNOWN_LEVEL: ("level", tuple(LEVELS)),
        UNKNOWN_BASE: ("base", tuple(base.value for base in Base)),
    }
    for mark in marks:
        if mark in unknown:
            part, known = unknown[mark]
            yield UnknownIdError(part, values.get(part, "(in the table of regions)"), known, place)
        elif mark == CONTRADICTION:
            yield ContradictionError(f"{place}: {counts}: another report of that day says otherwise; keep one")
        elif mark == UNLIKE:
            yield ContradictionError(f"{place}: {PROBLEMS[mark]}: {counts}; correct one")
        elif mark in (IMPOSSIBLE, TOO_LARGE, NO_WHOLE):
            yield InvalidValueError(f"{place}: {PROBLEMS[mark]}: {counts}; check the report")
        elif mark in (UNKNOWN_REGION, OUTSIDE_LIFE, FAR_LIFE, LOST_REGION):
            yield RegionLifeError(f"{place}: {PROBLEMS[mark]}; check the table of regions")
        else:
            yield InvalidValueError(f"{place}: {PROBLEMS[mark]}")


def _day(value: object) -> str:
    return str(value).partition(" ")[0].partition("T")[0]
