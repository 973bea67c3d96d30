"""Places: a table of regions and their lives as a dated tree, on the days asked for."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.tables.columns import Form
from xhht.ext.frames.tables.expressions import cases, col, inner, quotient
from xhht.ext.frames.tables.marks import bits_of
from xhht.ext.frames.tables.opening import BEYOND, BEYOND_WORDS, Opened
from xhht.ext.frames.tables.plans import Plan, every, whole

REGIONS = Form(
    "regions",
    {"region": Kind.TEXT, "parent": Kind.TEXT},
    {
        "valid_from": Kind.DAY,
        "valid_to": Kind.DAY,
        "successor": Kind.TEXT,
        "level": Kind.TEXT,
        "traits": Kind.TEXT,
        "tier": Kind.TEXT,
    },
)
DETAILS = ("level", "traits", "tier")
LEVELS = 5
EARLIEST, LATEST = 0, 4_000_000
MERGERS = 3
EMPTY, BACKWARDS, OVERLAP, UNKNOWN_PARENT, NO_PARENT, TOO_DEEP, CIRCLE, GAPS, NO_DAY, UNKNOWN_SUCCESSOR, ENDLESS = (
    2**power for power in range(11)
)
PROBLEMS = {
    EMPTY: "no id",
    BACKWARDS: "it ends before it begins",
    OVERLAP: "two lives overlap",
    UNKNOWN_PARENT: "its parent is unknown",
    NO_PARENT: "its parent does not exist for all of its life",
    TOO_DEEP: "more levels above it than were said",
    CIRCLE: "regions are their own parents in a circle",
    GAPS: "more than one gap between its lives",
    NO_DAY: BEYOND_WORDS,
    UNKNOWN_SUCCESSOR: "its successor is unknown",
    ENDLESS: "it has a successor but no last day",
}


def ordinal(on: nw.Expr, otherwise: int) -> nw.Expr:
    """The number of a day as Python has it (`date.toordinal`), and another number where there is no day."""
    before = on.dt.year().fill_null(1).cast(nw.Int64) - 1
    nth = on.dt.ordinal_day().fill_null(1).cast(nw.Int64)
    leaps = [quotient(before, nw.lit(every_so, nw.Int64)) for every_so in (4, 100, 400)]
    return cases((on.is_null(), otherwise), default=before * 365 + leaps[0] - leaps[1] + leaps[2] + nth)


def lives_of(regions: Opened) -> Plan:
    """Each life of a region with its first and last day as numbers."""
    nothing = nw.lit(None, nw.String)
    days: list[nw.Expr] = []
    for part, name, edge in (("valid_from", "first", EARLIEST), ("valid_to", "last", LATEST)):
        found = [regions.day(part, edge)] * 2
        if regions.has(part) and not regions.has_ordinals:
            found[0] = ordinal(regions.local(part), edge)
        days += [value.cast(nw.Int64).alias(inner(name + end)) for value, end in zip(found, ("", "_n"), strict=True)]
    rows = regions.plan.with_columns(
        regions.text("region").fill_null("").alias(inner("region")),
        regions.text("parent").alias(inner("parent")),
        (regions.text("successor") if regions.has("successor") else nothing).alias(inner("successor")),
        *(regions.text(part).alias(inner(part)) for part in DETAILS if regions.has(part)),
        *days,
    )
    is_beyond = (col("first_n") == BEYOND) | (col("last_n") == BEYOND)
    marks = {
        EMPTY: regions.is_blank(col("region")),
        BACKWARDS: (col("first") > col("last")) & ~is_beyond,
        NO_DAY: is_beyond,
        ENDLESS: ~col("successor").is_null() & (col("last") == LATEST),
    }
    return rows.with_columns(bits_of(marks).alias(inner("bits")))


def _own(lives: Plan, *names: str, prefix: str = "") -> Plan:
    return lives.select(*(col(name).alias(inner(prefix + name)) for name in names))


def checked(lives: Plan, levels: int, *, has_successors: bool) -> Plan:
    """The lives with everything that is wrong with each; the plan asks nothing of the order of rows."""
    key = [inner("region"), inner("first"), inner("last")]
    span = ("region", "first", "last")
    twice = _own(lives, *span).group_by(inner("region"), inner("first")).agg(nw.len().alias(inner("same")))
    other = _own(lives, *span, prefix="o_")
    pairs = _own(lives, *span).join(other, left_on=inner("region"), right_on=inner("o_region"), how="inner")
    meets = (col("o_first") != col("first")) & (col("o_first") <= col("last")) & (col("o_last") >= col("first"))
    overlaps = pairs.filter(meets).group_by(key).agg(nw.len().alias(inner("overlaps")))
    above = _own(lives, *span, prefix="p_")
    below = _own(lives.filter(~col("parent").is_null()), *span, "parent")
    known = below.join(above, left_on=inner("parent"), right_on=inner("p_region"), how="inner")
    low = nw.max_horizontal(col("first"), col("p_first"))
    high = nw.min_horizontal(col("last"), col("p_last"))
    known = known.with_columns(cases((high >= low, high - low + 1), default=0).alias(inner("shared")))
    covered = known.group_by(key).agg(col("shared").sum().alias(inner("covered")))
    deep = (
        _deep(lives, levels).group_by(key).agg(nw.len().alias(inner("deep")), col("turns").max().alias(inner("turns")))
    )
    rows = lives.join(twice, on=[inner("region"), inner("first")], how="left")
    for found in (overlaps, covered, deep):
        rows = rows.join(found, on=key, how="left")
    has_parent = ~col("parent").is_null()
    is_covered = col("covered").fill_null(0) == col("last") - col("first") + 1
    marks = {
        OVERLAP: (col("same").fill_null(1) > 1) | (col("overlaps").fill_null(0) > 0),
        UNKNOWN_PARENT: has_parent & col("covered").is_null(),
        NO_PARENT: has_parent & ~col("covered").is_null() & ~is_covered,
        TOO_DEEP: ~col("deep").is_null() & (col("turns").fill_null(0) == 0),
        CIRCLE: col("turns").fill_null(0) > 0,
    }
    if has_successors:
        known = lives.select(col("region").alias(inner("s_region")), nw.lit(1, nw.Int64).alias(inner("follows")))
        known = known.unique(inner("s_region"))
        rows = rows.join(known, left_on=inner("successor"), right_on=inner("s_region"), how="left")
        marks[UNKNOWN_SUCCESSOR] = ~col("successor").is_null() & col("follows").is_null()
    return rows.with_columns(bits_of(marks, col("bits")).alias(inner("bits"))).drop(
        *(inner(name) for name in ("same", "overlaps", "covered", "deep", "turns")),
        *([inner("follows")] if has_successors else []),
    )


def _deep(lives: Plan, levels: int) -> Plan:
    """The lives above which there are more levels than said, and whether they come back to themselves."""
    steps = _own(lives, "region", "first", "last", "parent").with_columns(
        col("first").alias(inner("low")),
        col("last").alias(inner("high")),
        col("parent").alias(inner("up")),
        nw.lit(0, nw.Int64).alias(inner("turns")),
    )
    above = _own(lives, "region", "first", "last", "parent", prefix="p_")
    for _ in range(levels):
        steps = steps.filter(~col("up").is_null()).join(
            above, left_on=inner("up"), right_on=inner("p_region"), how="inner"
        )
        steps = steps.with_columns(
            nw.max_horizontal(col("low"), col("p_first")).alias(inner("low")),
            nw.min_horizontal(col("high"), col("p_last")).alias(inner("high")),
            cases((col("up") == col("region"), 1), default=col("turns")).cast(nw.Int64).alias(inner("turns")),
            col("p_parent").alias(inner("up")),
        )
        steps = steps.filter(col("low") <= col("high")).select(
            *(col(name) for name in ("region", "first", "last", "parent", "low", "high", "up", "turns"))
        )
    return steps


def places_on(lives: Plan, dates: Plan, details: Sequence[str]) -> Plan:
    """Every region on every day asked for: whether it exists, under which parent, what it is, and its last day."""
    if lives.implementation.is_pandas_like():
        return _places_in_pandas(lives, dates, details)
    is_alive = (col("first") <= col("today")) & (col("last") >= col("today"))
    rows = every(lives, dates).with_columns(
        cases((is_alive, 1), default=0).cast(nw.Int64).alias(inner("alive")),
        *(nw.when(is_alive).then(col(name)).alias(inner(name)) for name in ("parent", *details)),
        cases((is_alive, col("first_n")), default=EARLIEST).cast(nw.Int64).alias(inner("since")),
    )
    greatest = ("alive", "parent", *details, "since", "last", "bits")
    return rows.group_by(inner("region"), inner("day"), inner("today")).agg(col(name).max() for name in greatest)


def _places_in_pandas(lives: Plan, dates: Plan, details: Sequence[str]) -> Plan:
    """The same by a join: pandas compares text one group after the other, in Python."""
    key = [inner("region"), inner("day")]
    alive = every(_own(lives, "region", "first", "last", "parent", *details, "first_n"), dates)
    alive = alive.filter((col("first") <= col("today")) & (col("last") >= col("today")))
    # Of lives that overlap, which are marked, one is enough.
    alive = alive.unique(key, keep="any").select(
        *key, *(col(name) for name in ("parent", *details)), col("first_n").alias(inner("since"))
    )
    regions = lives.group_by(inner("region")).agg(col("last").max(), col("bits").max())
    rows = every(regions, dates).drop(inner("today_n")).join(alive, on=key, how="left")
    return rows.with_columns(
        cases((col("since").is_null(), 0), default=1).cast(nw.Int64).alias(inner("alive")),
        col("since").fill_null(EARLIEST).cast(nw.Int64).alias(inner("since")),
    )


def with_alive(rows: Plan, places: Plan, region: str, day: str) -> Plan:
    """Rows with whether their region exists on their day (``p_alive``), nothing where there is no such region."""
    alive = places.select(*(col(name).alias(inner(f"p_{name}")) for name in ("region", "day", "alive")))
    return rows.join(alive, left_on=[region, day], right_on=[inner("p_region"), inner("p_day")], how="left")


def spans_of(lives: Plan) -> Plan:
    """Every region with the days between which it exists, and the gap between two of its lives, if any.

    The days are numbers that sort as days do (`Opened.day`).
    """
    span = ("region", "first", "last")
    nexts = _own(lives, "region", "first", prefix="n_").with_columns((col("n_first") - 1).alias(inner("n_before")))
    nexts = nexts.group_by(inner("n_region"), inner("n_before")).agg(nw.len().alias(inner("follows")))
    lasts = _own(lives, "region", "last", prefix="l_").with_columns((col("l_last") + 1).alias(inner("l_after")))
    lasts = lasts.group_by(inner("l_region"), inner("l_after")).agg(nw.len().alias(inner("led")))
    rows = _own(lives, *span, "first_n", "last_n", "bits").join(
        nexts, left_on=[inner("region"), inner("last")], right_on=[inner("n_region"), inner("n_before")], how="left"
    )
    rows = rows.join(
        lasts, left_on=[inner("region"), inner("first")], right_on=[inner("l_region"), inner("l_after")], how="left"
    )
    ends, begins = col("follows").is_null(), col("led").is_null()
    rows = rows.with_columns(
        cases((ends, 1), default=0).cast(nw.Int64).alias(inner("ends")),
        cases((ends, col("last_n")), default=LATEST).cast(nw.Int64).alias(inner("gap_after")),
        cases((begins, col("first_n")), default=EARLIEST).cast(nw.Int64).alias(inner("gap_until")),
    )
    spans = rows.group_by(inner("region")).agg(
        col("first_n").min().alias(inner("first")),
        col("last_n").max().alias(inner("last")),
        col("gap_after").min().alias(inner("gap_after")),
        col("gap_until").max().alias(inner("gap_until")),
        col("ends").sum().alias(inner("ends")),
        col("bits").max().alias(inner("bits")),
    )
    return whole(spans, "ends").with_columns(
        (col("bits") + cases((col("ends") > 2, GAPS), default=0)).cast(nw.Int64).alias(inner("bits")),
    )


def is_outside(on: nw.Expr) -> nw.Expr:
    """Whether a day lies outside the lives of the region beside it."""
    is_gap = (on > col("gap_after")) & (on < col("gap_until"))
    return (on < col("first")) | (on > col("last")) | is_gap


def atlas_of(lives: Plan) -> Plan:
    """Every region (``at``) with a number from 1, and the days between which it exists."""
    spans = spans_of(lives).with_row_index(inner("number"), order_by=inner("region"))
    return spans.select(
        col("region").alias(inner("at")),
        (col("number").cast(nw.Int64) + 1).alias(inner("code")),
        *(inner(name) for name in ("first", "last", "gap_after", "gap_until", "bits")),
    )
