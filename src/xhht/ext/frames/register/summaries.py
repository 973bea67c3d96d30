"""Summaries: the reports of a tree as its latest figures by region, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN, Kind
from xhht.ext.frames.register.places import is_outside
from xhht.ext.frames.tables.columns import BAD_ROWS, Form
from xhht.ext.frames.tables.expressions import cases, col, inner
from xhht.ext.frames.tables.marks import BASES, bits_of
from xhht.ext.frames.tables.opening import BEYOND, BEYOND_WORDS, Opened
from xhht.ext.frames.tables.plans import beside, every, put
from xhht.ext.frames.tables.shares import DIFFERS, OTHER_SHARE
from xhht.ext.frames.verdicts.rules import GREATEST_COUNT
from xhht.figures.bounds import Base

REPORTS = Form(
    "reports",
    {"region": Kind.TEXT, "indicator": Kind.TEXT, "on": Kind.DAY, "numerator": Kind.COUNT, "denominator": Kind.COUNT},
    {"lower": Kind.COUNT, "upper": Kind.COUNT, "base": Kind.TEXT, "is_counted": Kind.FLAG, "invalid": Kind.TEXT}
    | {"party": Kind.TEXT},
    passed=("tier", "level", "traits", "parent", "is_lower_open", "is_upper_open"),
    taken=BAD_ROWS,
)
EMPTY, INDICATOR, REGION, OUTSIDE, IMPOSSIBLE, LARGE, UNKNOWN_BASE = (2**n for n in range(7))
INVALID, CONTRADICTION, NO_DAY, BODY, NO_WHOLE, UNLIKE = (2**n for n in range(7, 13))
PROBLEMS = {
    EMPTY: "no region, indicator or day",
    INDICATOR: "unknown indicator",
    REGION: "unknown region",
    OUTSIDE: "its region does not exist on that day",
    IMPOSSIBLE: "impossible counts",
    NO_WHOLE: "a count that is no whole number of at most 64 bits",
    LARGE: "counts of 2 to the power of 39 or more",
    UNKNOWN_BASE: "unknown base",
    INVALID: "marked as invalid",
    CONTRADICTION: "two reports that contradict each other",
    NO_DAY: BEYOND_WORDS,
    BODY: "a figure of a single body, which only xhht.roll_up adds up",
    UNLIKE: OTHER_SHARE,
}
FIGURES = ("low", "high", "den", "partial", "base")
NEVER = 2**40
CELL = ("region", "indicator", "day")


def reported(  # One plan from what is known.
    given: Opened,
    atlas: Any,  # noqa: ANN401  # Eager and lazy frames alike.
    indicators: Sequence[str],
    known: Sequence[str],
    keep: Sequence[str] = (),
) -> Any:  # noqa: ANN401  # As above.
    """Each report as whole numbers, with its marks; reports of other indicators that are known are left aside."""
    zero = nw.lit(0, nw.Int64)

    def count(part: str) -> nw.Expr:
        return given.col(part).cast(nw.Int64) if given.has(part) else nw.lit(None, nw.Int64)

    numerator = count("numerator")
    ends = [nw.coalesce(count(part), numerator) if given.has(part) else numerator for part in ("lower", "upper")]
    is_marked = ~given.text("invalid").is_null() if given.has("invalid") else zero == 1
    no_counts = count("denominator").is_null()
    is_print = zero == 1
    if given.has("is_counted"):
        is_print = ~given.col("is_counted").fill_null(value=True) & ~no_counts
        no_counts = no_counts | is_print
    rows = given.plan.select(
        *(nw.col(name) for name in keep),
        *(given.text(part).fill_null("").alias(inner(part)) for part in ("region", "indicator")),
        given.day("on").alias(inner("on")),
        given.dated("on").alias(inner("date")),
        *(value.fill_null(-1).alias(inner(name)) for name, value in zip(("low", "high"), ends, strict=True)),
        count("denominator").fill_null(-1).alias(inner("den")),
        *(
            _flag(value).alias(inner(name))
            for name, value in (
                ("no_low", ends[0].is_null()),
                ("no_high", ends[1].is_null()),
                ("no_den", no_counts),
                ("is_print", is_print),
                ("marked", is_marked),
                ("body", given.text("party").fill_null("") != ""),
                ("unlike", given.col(DIFFERS) > 0 if given.has_shares else zero == 1),
            )
        ),
        zero.alias(inner("partial")),
        (given.text("base").fill_null("all") if given.has("base") else nw.lit("all")).alias(inner("word")),
        *([numerator.fill_null(-1).alias(inner("num"))] if given.has("lower") else []),
    )
    rows = rows.filter(col("indicator").is_in(list(indicators)) | ~col("indicator").is_in(list(known)))
    span = [inner(name) for name in ("code", "first", "last", "gap_after", "gap_until")]
    rows = rows.join(atlas.drop(inner("bits")), left_on=inner("region"), right_on=inner("at"), how="left")
    rows = rows.with_columns(
        *(nw.col(name).fill_null(0).cast(nw.Int64) for name in span),
        cases(*((col("word") == base.value, code) for base, code in BASES.items()), default=0)
        .cast(nw.Int64)
        .alias(inner("base")),
        _flag((col("no_low") + col("no_high") + col("no_den")) == 0).alias(inner("counted")),
    )
    parts = {"low": "no_low", "high": "no_high", "den": "no_den"}
    is_negative = reduce(or_, ((col(n) < 0) & (col(absent) == 0) for n, absent in parts.items()))
    is_broken = reduce(or_, (col(n) == BROKEN for n in parts))
    is_above = (col("counted") > 0) & ((col("high") > col("den")) | (col("low") > col("high")))
    if given.has("lower"):
        is_stated = (col("counted") > 0) & (col("num") >= 0)
        is_above = is_above | (is_stated & ((col("num") < col("low")) | (col("num") > col("high"))))
    marks = {
        EMPTY: (col("region") == "") | (col("indicator") == "") | (col("on") == 0),
        INDICATOR: (col("indicator") != "") & ~col("indicator").is_in(list(known)),
        REGION: (col("region") != "") & (col("code") == 0),
        OUTSIDE: (col("code") > 0) & (col("on") > 0) & (col("on") < BEYOND) & is_outside(col("on")),
        IMPOSSIBLE: (is_negative | is_above) & ~is_broken,
        NO_WHOLE: is_broken,
        LARGE: reduce(or_, (col(n) > GREATEST_COUNT for n in parts)),
        UNKNOWN_BASE: ~col("word").is_in([base.value for base in BASES]),
        INVALID: col("marked") > 0,
        NO_DAY: col("on") == BEYOND,
        BODY: col("body") > 0,
        UNLIKE: col("unlike") > 0,
    }
    # No report is after all of the days asked for only because nobody knows its day.
    on = cases((col("on") < BEYOND, col("on")), default=0)
    key = on * 2 + cases((col("base") == BASES[Base.REGISTERED], 0), default=1)
    return rows.select(
        *keep,
        *(inner(n) for n in ("region", "indicator", "counted", "is_print", "date", *FIGURES)),
        on.cast(nw.Int64).alias(inner("on")),
        bits_of(marks).alias(inner("bits")),
        key.cast(nw.Int64).alias(inner("key")),
    )


def _flag(condition: nw.Expr) -> nw.Expr:
    return cases((condition, 1), default=0).cast(nw.Int64)


def by_day(rows: Any) -> Any:  # noqa: ANN401  # As above.
    """The figure that stands for each region, indicator, day and kind of base, and whether its reports contradict.

    Of reports that agree the narrowest stands. A print without counts says nothing beside counts of its day, but
    stands before older ones.
    """
    is_figure = (col("counted") > 0) | (col("bits") > 0)
    rows = put(rows.filter(is_figure | (col("is_print") > 0)), {"figure": cases((is_figure, 1), default=0)})
    figures = {"low": col("low"), "high": col("high"), "den": col("den"), "width": col("high") - col("low")}
    figures |= {"partial": col("partial"), "den_least": col("den"), "partial_least": col("partial")}
    far = dict.fromkeys(("high", "width", "den_least", "partial_least"), NEVER)
    rows = put(
        rows, {name: cases((col("figure") > 0, value), default=far.get(name, -1)) for name, value in figures.items()}
    )
    names = {"low": "max", "high": "min", "den": "max", "bits": "max", "on": "max", "partial": "max", "base": "min"}
    names |= {"date": "max", "figure": "max"}
    days = rows.group_by(*(inner(n) for n in ("region", "indicator", "key"))).agg(
        *(getattr(col(name), how)().alias(inner(name)) for name, how in names.items()),
        *(col(f"{name}_least").min().alias(inner(f"{name}_min")) for name in ("den", "partial")),
        col("width").min().alias(inner("width")),
    )
    differ = (col("den") != col("den_min")) | (col("partial") != col("partial_min"))
    differ = differ | (col("low") > col("high")) | (col("width") != col("high") - col("low"))
    is_unclear = differ & (col("figure") > 0) & (col("bits") == 0)
    clash = cases((is_unclear, CONTRADICTION), default=0).cast(nw.Int64)
    return days.with_columns(clash.alias(inner("clash"))).drop(*(inner(n) for n in ("den_min", "partial_min", "width")))


def latest(rows: Any, dates: Any, since: Sequence[int]) -> Any:  # noqa: ANN401  # As above.
    """The latest figure of each region and indicator that counts for each day asked for (``fresh``).

    It is not after the day, and not before the first day whose reports count for it, which `since` has as a number.
    Where none counts another stands, so that it is known that something was reported.
    """
    found = every(by_day(rows), dates)
    first = cases(*((col("day") == place, number) for place, number in enumerate(since)), default=0)
    is_past = col("on") <= col("today_n")
    found = found.with_columns(
        cases((is_past & (col("on") >= first), col("key")), default=nw.lit(-1, nw.Int64) - col("key"))
        .cast(nw.Int64)
        .alias(inner("fit")),
        cases((is_past, col("bits") + col("clash")), default=0).cast(nw.Int64).alias(inner("bits")),
    )
    key = [inner(name) for name in CELL]
    found = beside(found, key, {"latest": ("fit", "max"), "worst": ("bits", "max")})
    found = found.filter(col("fit") == col("latest"))
    return found.select(
        *(col(n).alias(inner(f"r_{n}")) for n in CELL),
        col("on").alias(inner("r_on")),
        col("date").alias(inner("r_date")),
        cases(((col("fit") >= 0) & (col("figure") > 0), 1), default=0).cast(nw.Int64).alias(inner("fresh")),
        *(col(n).alias(inner(f"own_{n}")) for n in FIGURES),
        col("worst").alias(inner("r_bits")),
    )
