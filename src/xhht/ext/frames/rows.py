"""Rows: each report as whole numbers, with a mark for everything that is wrong with it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from xhht.bounds import Base
from xhht.ext.frames.expressions import Case, cases, col, inner, noon, whole
from xhht.ext.frames.layout import COUNTS, Layout
from xhht.ext.frames.rules import GREATEST_COUNT, RuleTable, general, known_tiers

EMPTY_KEY, UNKNOWN_INDICATOR, UNKNOWN_TIER, UNASKED_TIER, UNKNOWN_BASE, IMPOSSIBLE, TOO_LARGE, NO_DAY, CONTRADICTION = (
    2**power for power in range(9)
)
PROBLEMS = {
    EMPTY_KEY: "no region, indicator or day",
    UNKNOWN_INDICATOR: "unknown indicator",
    UNKNOWN_TIER: "unknown tier",
    UNASKED_TIER: "a tier of which the target asks nothing",
    UNKNOWN_BASE: "unknown base",
    IMPOSSIBLE: "impossible counts",
    TOO_LARGE: "counts beyond 2 to the power of 50",
    NO_DAY: "a time instead of a day",
    CONTRADICTION: "two reports that contradict each other",
}
BASES = {Base.ALL: 0, Base.UNSTATED: 1, Base.REGISTERED: 2}


def as_rows(plan: Any, layout: Layout, table: RuleTable) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
    """Add to each row its parts as the plan's own columns, and what is wrong with it."""
    kind = plan.collect_schema()[layout.columns["on"]]
    plan = plan.with_columns((layout.col("denominator").cast(nw.Int64).fill_null(0) * 0).alias(inner("zero")))
    plan = plan.with_columns(
        *(_id(layout, part).fill_null("").alias(inner(part)) for part in ("region", "indicator")),
        *(_id(layout, part).alias(inner(part)) for part in ("tier", "base") if layout.has(part)),
        layout.col("on").fill_null(noon(table.as_of, kind)).alias(inner("on")),
        layout.col("on").is_null().alias(inner("no_day")),
        whole(layout.col("denominator").cast(nw.Int64)).alias(inner("den")),
        _end(layout, "lower").alias(inner("low")),
        _end(layout, "upper").alias(inner("high")),
    )
    plan = plan.with_columns(
        whole(_tier(layout, table)).alias(inner("tier_code")),
        whole(_base(layout)).alias(inner("base_code")),
        _day(col("on")).alias(inner("day")),
        (~(col("den").is_null() | col("low").is_null() | col("high").is_null())).alias(inner("counted")),
    )
    return plan.with_columns(
        (col("day") * 2 + cases((col("base_code") == BASES[Base.REGISTERED], 0), default=1)).alias(inner("key")),
        whole(col("on").dt.year().cast(nw.Int64)).alias(inner("year")),
        whole(col("on").dt.ordinal_day().cast(nw.Int64)).alias(inner("nth")),
        _wrong(layout, table, kind).alias(inner("bits")),
    )


def _id(layout: Layout, part: str) -> nw.Expr:
    return layout.col(part).cast(nw.String)


def _end(layout: Layout, part: str) -> nw.Expr:
    """One end of what the numerator can be: as bounded, else the numerator itself."""
    numerator = whole(layout.col("numerator").cast(nw.Int64))
    if not layout.has(part):
        return numerator
    return nw.coalesce(whole(layout.col(part).cast(nw.Int64)), numerator)


def _day(on: nw.Expr) -> nw.Expr:
    """A day as a whole number such as 20201231, which sorts as days do."""
    return whole((on.dt.year().cast(nw.Int64) * 100 + on.dt.month().cast(nw.Int64)) * 100 + on.dt.day().cast(nw.Int64))


def _tier(layout: Layout, table: RuleTable) -> nw.Expr:
    if not layout.has("tier"):
        return nw.lit(general(table), nw.Int64)
    known: list[Case] = [(col("tier") == tier, number) for tier, number in known_tiers(table).items()]
    return cases(*known, default=general(table))


def _base(layout: Layout) -> nw.Expr:
    if not layout.has("base"):
        return nw.lit(BASES[Base.ALL], nw.Int64)
    known: list[Case] = [(col("base") == base.value, number) for base, number in BASES.items()]
    return cases(*known, default=BASES[Base.ALL])


def _wrong(layout: Layout, table: RuleTable, kind: nw.dtypes.DType) -> nw.Expr:
    """The sum of the marks of everything that is wrong with a row alone."""
    given = [whole(layout.col(p).cast(nw.Int64)).fill_null(0) for p in COUNTS if layout.has(p)]
    is_empty = col("no_day") | (col("region") == "") | (col("indicator") == "")
    below = reduce(or_, (count < 0 for count in given))
    above = ((col("high") > col("den")) | (col("low") > col("high"))).fill_null(value=False)
    if layout.has("lower"):
        numerator = whole(layout.col("numerator").cast(nw.Int64))
        above = above | ((numerator < col("low")) | (numerator > col("high"))).fill_null(value=False)
    marks = {
        EMPTY_KEY: is_empty,
        UNKNOWN_INDICATOR: (col("indicator") != "") & ~col("indicator").is_in(list(table.indicators)),
        IMPOSSIBLE: below | above,
        TOO_LARGE: reduce(or_, (count > GREATEST_COUNT for count in given)),
    }
    if layout.has("tier"):
        marks[UNKNOWN_TIER] = ~col("tier").is_null() & ~col("tier").fill_null("").is_in(list(table.tiers))
        unasked = table.unasked()
        if unasked:
            numbers = known_tiers(table)
            marks[UNASKED_TIER] = reduce(
                or_,
                (
                    (col("indicator") == indicator) & col("tier_code").is_in([numbers[tier] for tier in tiers])
                    for indicator, tiers in unasked.items()
                ),
            )
    if layout.has("base"):
        marks[UNKNOWN_BASE] = ~col("base").is_null() & ~col("base").fill_null("").is_in([b.value for b in BASES])
    if kind == nw.Datetime:
        marks[NO_DAY] = (col("on").dt.hour() + col("on").dt.minute() + col("on").dt.second()) != 0
    return whole(sum((cases((wrong, mark), default=0) for mark, wrong in marks.items()), start=nw.lit(0, nw.Int64)))
