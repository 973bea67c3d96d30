"""Rows: each report as whole numbers, with a mark for everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN
from xhht.ext.frames.tables.expressions import LONGEST_YEAR, Case, cases, col, flag, inner, local, noon, numbered, whole
from xhht.ext.frames.tables.marks import BASES
from xhht.ext.frames.tables.shares import DIFFERS, OTHER_SHARE
from xhht.ext.frames.verdicts.layout import COUNTS, FLAGS, Layout
from xhht.ext.frames.verdicts.rules import GREATEST_COUNT, LEVELS, RuleTable, tier_numbers
from xhht.figures.bounds import Base

EMPTY_KEY, UNKNOWN_INDICATOR, UNKNOWN_TIER, UNKNOWN_LEVEL, UNKNOWN_BASE, IMPOSSIBLE, TOO_LARGE, NO_DAY = (
    2**power for power in range(8)
)
CONTRADICTION, UNKNOWN_REGION, OUTSIDE_LIFE, BEYOND, LOST_REGION, OF_ONE_BODY, NO_WHOLE, UNLIKE = (
    2**power for power in range(8, 16)
)
PROBLEMS: dict[int, str] = {
    EMPTY_KEY: "no region, indicator or day",
    UNKNOWN_INDICATOR: "unknown indicator",
    UNKNOWN_TIER: "unknown tier",
    UNKNOWN_LEVEL: "no level, or an unknown one",
    UNKNOWN_BASE: "unknown base",
    IMPOSSIBLE: "impossible counts",
    TOO_LARGE: "counts of 2 to the power of 39 or more",
    NO_DAY: "a time instead of a day",
    CONTRADICTION: "two reports that contradict each other",
    UNKNOWN_REGION: "unknown region",
    OUTSIDE_LIFE: "a day on which the region does not exist",
    BEYOND: "a day outside the years 1 to 9999",
    NO_WHOLE: "a count that is no whole number of at most 64 bits",
    LOST_REGION: "a region above it is unknown, too many levels away, or below itself",
    OF_ONE_BODY: "a figure of a single body, which only xhht.assess judges",
    UNLIKE: OTHER_SHARE,
}
_EPOCH = date(1970, 1, 1).toordinal()


def as_rows(layout: Layout, table: RuleTable, *, is_detailed: bool) -> Any:  # noqa: ANN401  # Eager and lazy.
    """Add to each row its parts as the plan's own columns, and what is wrong with it in ``bits``.

    With `is_detailed` each thing that is wrong has its mark there, else there is 1 where anything is.
    """
    plan = layout.table.plan
    kind, engine = layout.table.kinds["on"], plan.implementation
    on = local(layout.col("on"), kind, engine)
    is_beyond = _is_beyond(on, kind, engine)
    if layout.is_masked:
        zero = layout.col("denominator").fill_null(0) * 0
        plan = plan.with_columns(zero.alias(inner("zero")))
    plan = plan.with_columns(
        *(_id(layout, part).fill_null("").alias(inner(part)) for part in ("region", "indicator")),
        *(_id(layout, part).alias(inner(part)) for part in ("tier", "base") if layout.has(part)),
        *((_number(layout, "tier", tier_numbers(table)).alias(inner("tier_code")),) if layout.has("tier") else ()),
        *((_number(layout, "level", LEVELS).alias(inner("level_code")),) if layout.has("level") else ()),
        *((_base(layout).alias(inner("base_code")),) if layout.has("base") else ()),
        *((_of_body(layout).alias(inner("of_body")),) if layout.has("party") else ()),
        nw.when(~is_beyond).then(on).fill_null(noon(table.as_of, kind)).alias(inner("on")),
        _count(layout, "denominator").alias(inner("den")),
        *(_end(layout, part).alias(inner(name)) for part, name in zip(("lower", "upper"), layout.ends, strict=False)),
        *(_says(layout, part).alias(inner(part)) for part in FLAGS if layout.has(part)),
    )
    plan = plan.with_columns(
        _key(layout).alias(inner("key")),
        _wrong(layout, table, kind, is_beyond, is_detailed=is_detailed).alias(inner("bits")),
    )
    return _complete(_doubled(plan, layout) if layout.is_open else plan, layout)


def number_of(day: date, layout: Layout) -> int:
    """The greatest key of a day."""
    least = first_of(day, layout)
    return least + 1 if layout.has("base") else least


def first_of(day: date, layout: Layout) -> int:
    """The least key of a day."""
    nth = day.toordinal() if layout.has_ordinals else day.year * LONGEST_YEAR + day.timetuple().tm_yday
    return nth * 2 if layout.has("base") else nth


def nth_of(day: nw.Expr, layout: Layout) -> nw.Expr:
    """A day as a whole number that sorts as days do."""
    if layout.has_ordinals:
        return day.cast(nw.Int64) + _EPOCH
    return whole(day.dt.year().cast(nw.Int64) * LONGEST_YEAR + day.dt.ordinal_day().cast(nw.Int64), layout)


def _is_beyond(on: nw.Expr, kind: nw.dtypes.DType, engine: nw.Implementation) -> nw.Expr:
    """Whether a day is none of Python's calendar, or infinite."""
    if engine.is_polars() and kind == nw.Date:
        return ((on < nw.lit(date.min)) | (on > nw.lit(date.max))).fill_null(value=False)
    # DuckDB says of days before Christ that have a time zone in which year after Christ they are.
    year = (on.cast(nw.Date) if engine.is_duckdb() else on).dt.year()
    is_other = (year.is_null() & ~on.is_null()) | (year < date.min.year) | (year > date.max.year)
    return is_other.fill_null(value=False)


def _key(layout: Layout) -> nw.Expr:
    """The number of a day; a report of the registered is below others of its day."""
    nth = nth_of(col("on"), layout)
    if not layout.has("base"):
        return nth
    return nth * 2 + cases((col("base_code") == BASES[Base.REGISTERED], 0), default=1)


def _complete(plan: Any, layout: Layout) -> Any:  # noqa: ANN401  # As above.
    """Counts only where a row has all of them: what two rows of a day leave out does not make up one report."""
    figures = (*layout.ends, "den", *(name for name in ("is_counted",) if layout.has(name)))
    is_whole = ~reduce(or_, (col(name).is_null() for name in (*layout.ends, "den")))
    return plan.with_columns(nw.when(is_whole).then(col(name)).alias(inner(name)) for name in figures)


def _doubled(plan: Any, layout: Layout) -> Any:  # noqa: ANN401  # As above.
    """Every end twice, and an open one by 1 closer to the other end, so that ends sort as they bound."""
    low, high = col("low") * 2, col("high") * 2 + 1
    return plan.with_columns(
        (low + col("is_lower_open") if layout.has("is_lower_open") else low).alias(inner("low")),
        (high - col("is_upper_open") if layout.has("is_upper_open") else high).alias(inner("high")),
    )


def _id(layout: Layout, part: str) -> nw.Expr:
    return layout.col(part)


def _count(layout: Layout, part: str) -> nw.Expr:
    return whole(layout.col(part), layout)


def _end(layout: Layout, part: str) -> nw.Expr:
    """One end of what the numerator can be: as bounded, else the numerator itself."""
    numerator = _count(layout, "numerator")
    return nw.coalesce(_count(layout, part), numerator) if layout.has(part) else numerator


def _says(layout: Layout, part: str) -> nw.Expr:
    """What is said of the ends: a point has none that is open, and counts are counts where nothing is said."""
    said = layout.col(part).fill_null(value=part == "is_counted")
    return flag(said if part == "is_counted" else said & ~layout.col("lower").is_null(), layout)


def _number(layout: Layout, part: str, numbers: Mapping[str, int]) -> nw.Expr:
    return numbered(_id(layout, part).fill_null(""), numbers, 0, layout)


def _base(layout: Layout) -> nw.Expr:
    base = _id(layout, "base")
    known: list[Case] = [(base == name.value, number) for name, number in BASES.items() if number]
    return whole(cases(*known, default=BASES[Base.ALL]), layout)


def _of_body(layout: Layout) -> nw.Expr:
    return flag(_id(layout, "party").fill_null("") != "", layout)


def _impossible(layout: Layout) -> nw.Expr:
    given = [_count(layout, part) for part in COUNTS if layout.has(part)]
    low, high = col("low"), col(layout.high)
    found = reduce(or_, (count < 0 for count in given)) | (high > col("den"))
    if layout.is_bounded:
        numerator = _count(layout, "numerator")
        found = found | (low > high) | (numerator < low) | (numerator > high)
    if layout.is_open:
        opened = [col(part) for part in ("is_lower_open", "is_upper_open") if layout.has(part)]
        ends = reduce(lambda one, other: one + other, opened)
        found = found | ((low == high) & (ends > 0))
        is_counted = col("is_counted") == 1 if layout.has("is_counted") else ~layout.col("on").is_null()
        found = found | (is_counted & (high - low < ends))
    return found


def _wrong(
    layout: Layout, table: RuleTable, kind: nw.dtypes.DType, is_beyond: nw.Expr, *, is_detailed: bool
) -> nw.Expr:
    """The marks of everything that is wrong with a row alone."""
    given = [_count(layout, part) for part in COUNTS if layout.has(part)]
    is_broken = reduce(or_, (count == BROKEN for count in given)).fill_null(value=False)
    marks = {
        EMPTY_KEY: layout.col("on").is_null() | (col("region") == "") | (col("indicator") == ""),
        UNKNOWN_INDICATOR: (col("indicator") != "") & ~col("indicator").is_in(list(table.indicators)),
        IMPOSSIBLE: _impossible(layout) & ~is_broken,
        NO_WHOLE: is_broken,
        TOO_LARGE: reduce(or_, (count > GREATEST_COUNT for count in given)),
        BEYOND: is_beyond,
    }
    if layout.has("tier"):
        marks[UNKNOWN_TIER] = ~col("tier").is_null() & (col("tier_code") == 0)
    if layout.has("level"):
        marks[UNKNOWN_LEVEL] = col("level_code") == 0
    if layout.has("base"):
        marks[UNKNOWN_BASE] = ~col("base").is_null() & ~col("base").fill_null("").is_in([b.value for b in BASES])
    if layout.has("party"):
        marks[OF_ONE_BODY] = col("of_body") > 0
    if layout.table.has_shares:
        marks[UNLIKE] = layout.col(DIFFERS) > 0
    if kind == nw.Datetime:
        marks[NO_DAY] = (col("on").dt.hour() + col("on").dt.minute() + col("on").dt.second()) != 0
    if not is_detailed:
        return flag(reduce(or_, marks.values()).fill_null(value=False), layout)
    found = (cases((wrong.fill_null(value=False), mark), default=0) for mark, wrong in marks.items())
    return whole(reduce(lambda one, other: one + other, found), layout)
