"""Rows: each report as whole numbers, with a mark for everything that is wrong with it, for verdicts and sums alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, or_

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN
from xhht.ext.frames.tables.expressions import Case, cases, col, flag, inner, numbered, whole
from xhht.ext.frames.tables.layout import COUNTS, FLAGS, Layout
from xhht.ext.frames.tables.marks import BASES, GREATEST_COUNT, LEVELS, bits_of
from xhht.ext.frames.tables.opening import BEYOND_WORDS
from xhht.ext.frames.tables.plans import Plan
from xhht.ext.frames.tables.shares import DIFFERS, OTHER_SHARE
from xhht.figures.bounds import Base

EMPTY_KEY, UNKNOWN_INDICATOR, UNKNOWN_TIER, UNKNOWN_LEVEL, UNKNOWN_BASE, IMPOSSIBLE, TOO_LARGE, NO_DAY = (
    2**power for power in range(8)
)
(
    CONTRADICTION,
    UNKNOWN_REGION,
    OUTSIDE_LIFE,
    BEYOND_DAY,
    LOST_REGION,
    OF_ONE_BODY,
    NO_WHOLE,
    UNLIKE,
    INVALID,
    FAR_LIFE,
) = (2**power for power in range(8, 18))
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
    FAR_LIFE: "its region begins or ends on " + BEYOND_WORDS,
    BEYOND_DAY: BEYOND_WORDS,
    NO_WHOLE: "a count that is no whole number of at most 18 digits without a sign",
    LOST_REGION: "a region above it is unknown, too many levels away, or below itself",
    OF_ONE_BODY: "a figure of a single body, which only xhht.assess and xhht.roll_up take",
    UNLIKE: OTHER_SHARE,
    INVALID: "marked as invalid",
}


NO_TIER = 2**10


def as_rows(layout: Layout, indicators: Sequence[str], tiers: Mapping[str, int], *, is_detailed: bool) -> Plan:
    """Add to each row its parts as the plan's own columns, and what is wrong with it in ``bits``.

    With `is_detailed` each thing that is wrong has its mark there, else there is 1 where anything is.
    """
    table, plan = layout.table, layout.table.plan
    if layout.is_masked:
        plan = plan.with_columns((layout.col("denominator").fill_null(0) * 0).alias(inner("zero")))
    plan = plan.with_columns(
        *(layout.col(part).fill_null("").alias(inner(part)) for part in ("region", "indicator")),
        *(layout.col(part).alias(inner(part)) for part in ("tier", "base") if layout.has(part)),
        *(
            numbered(layout.col(part).fill_null(""), numbers, 0, layout).alias(inner(f"{part}_code"))
            for part, numbers in (("tier", tiers), ("level", LEVELS))
            if layout.has(part)
        ),
        *((_base(layout).alias(inner("base_code")),) if layout.has("base") else ()),
        *(
            (flag(layout.col("party").fill_null("") != "", layout).alias(inner("of_body")),)
            if layout.has("party")
            else ()
        ),
        table.dated("on").alias(inner("on")),
        whole(table.day("on", beyond=0), layout).alias(inner("day_number")),
        *(value.alias(inner(name)) for name, value in _figures(layout).items()),
        *(
            flag(layout.col(part).fill_null(value=False), layout).alias(inner(part))
            for part in FLAGS
            if layout.has(part) and part != "is_counted"
        ),
    )
    key = col("day_number")
    if layout.has("base"):
        # A report of the registered is below others of its day.
        key = key * 2 + cases((col("base_code") == BASES[Base.REGISTERED], 0), default=1)
    marks = _wrong(layout, indicators)
    plan = plan.with_columns(
        key.alias(inner("key")),
        bits_of(marks, dialect=layout, is_detailed=is_detailed).alias(inner("bits")),
        *(
            # A row without a tier does not contradict one that names it.
            (cases((col("tier_code") == 0, NO_TIER), default=col("tier_code")).alias(inner("tier_low")),)
            if layout.has("tier")
            else ()
        ),
    )
    if layout.is_open:
        # Every end twice, and an open one by 1 closer to the other end, so that ends sort as they bound.
        low, high = col("low") * 2, col("high") * 2 + 1
        plan = plan.with_columns(
            (low + col("is_lower_open") if layout.has("is_lower_open") else low).alias(inner("low")),
            (high - col("is_upper_open") if layout.has("is_upper_open") else high).alias(inner("high")),
        )
    return plan


def _count(layout: Layout, part: str) -> nw.Expr:
    return whole(layout.col(part), layout)


def _figures(layout: Layout) -> dict[str, nw.Expr]:
    """The figures of a row that has all of them: what two rows of a day leave out does not make up one report."""
    found = {name: _end(layout, part) for name, part in zip(layout.ends, ("lower", "upper"), strict=False)}
    found["den"] = _count(layout, "denominator")
    is_whole = ~reduce(or_, (value.is_null() for value in found.values()))
    if layout.has("is_counted"):
        found["is_counted"] = flag(layout.col("is_counted").fill_null(value=True), layout)
    return {name: nw.when(is_whole).then(value) for name, value in found.items()}


def _end(layout: Layout, part: str) -> nw.Expr:
    """One end of what the numerator can be: as bounded, else the numerator itself."""
    numerator = _count(layout, "numerator")
    return nw.coalesce(_count(layout, part), numerator) if layout.has(part) else numerator


def _base(layout: Layout) -> nw.Expr:
    known: list[Case] = [(layout.col("base") == name.value, number) for name, number in BASES.items() if number]
    return whole(cases(*known, default=BASES[Base.ALL]), layout)


def _impossible(layout: Layout, given: Sequence[nw.Expr]) -> nw.Expr:
    low, high = col("low"), col(layout.high)
    found = reduce(or_, (count < 0 for count in given)) | (high > col("den"))
    if layout.is_bounded:
        numerator = _count(layout, "numerator")
        found = found | (_end(layout, "lower") > _end(layout, "upper")) | (numerator != low) | (numerator != high)
    if layout.is_open:
        ends = reduce(add, (col(part) for part in ("is_lower_open", "is_upper_open") if layout.has(part)))
        found = found | ((low == high) & (ends > 0))
        is_counted = col("is_counted") == 1 if layout.has("is_counted") else ~layout.col("on").is_null()
        found = found | (is_counted & (high - low < ends))
    return found


def _wrong(layout: Layout, indicators: Sequence[str]) -> dict[int, nw.Expr]:
    """Everything that is wrong with a row alone, by its mark."""
    table, day = layout.table, layout.col("on")
    given = [_count(layout, part) for part in COUNTS if layout.has(part)]
    is_broken = reduce(or_, (count == BROKEN for count in given)).fill_null(value=False)
    marks = {
        EMPTY_KEY: day.is_null() | (col("region") == "") | (col("indicator") == ""),
        UNKNOWN_INDICATOR: (col("indicator") != "") & ~col("indicator").is_in(list(indicators)),
        IMPOSSIBLE: _impossible(layout, given) & ~is_broken,
        NO_WHOLE: is_broken,
        TOO_LARGE: reduce(or_, (count > GREATEST_COUNT for count in given)),
        BEYOND_DAY: (col("day_number") == 0) & ~day.is_null(),
    }
    if layout.has("tier"):
        marks[UNKNOWN_TIER] = ~col("tier").is_null() & (col("tier_code") == 0)
    if layout.has("level"):
        marks[UNKNOWN_LEVEL] = col("level_code") == 0
    if layout.has("base"):
        marks[UNKNOWN_BASE] = ~col("base").is_null() & ~col("base").fill_null("").is_in([b.value for b in BASES])
    if layout.has("party"):
        marks[OF_ONE_BODY] = col("of_body") > 0
    if layout.has("invalid"):
        marks[INVALID] = layout.col("invalid").fill_null("") != ""
    if table.has_shares:
        marks[UNLIKE] = layout.col(DIFFERS) > 0
    if table.kinds["on"] == nw.Datetime:
        time = table.local("on").dt
        seconds = cases((col("day_number") > 0, time.hour() + time.minute() + time.second()), default=0)
        marks[NO_DAY] = seconds != 0
    return marks
