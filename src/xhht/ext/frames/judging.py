"""Judging: thresholds, outcomes, shortfalls and gaps as whole numbers, without a division on the way to an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from xhht.bounds import Base
from xhht.ext.frames.expressions import cases, col, inner, least, mapped, quotient, whole, worded
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.rows import BASES
from xhht.ext.frames.rules import GREATEST, Numbers, RuleTable, general
from xhht.outcomes import Outcome
from xhht.targets import GrowthRule

OUTCOMES = {Outcome.MET: 1, Outcome.NOT_MET: 2, Outcome.UNDECIDED: 3, Outcome.NO_DATA: 4, Outcome.NOT_APPLICABLE: 5}
INVALID_ROWS, BEYOND_64_BITS = "invalid_rows", "beyond_64_bits"
_FILLED = ("low", "high", "den", "base_code", "year", "nth")


def judged(pairs: Any, layout: Layout, table: RuleTable, *, has_baseline: bool) -> Any:  # noqa: ANN401  # Eager and lazy.
    """One row for each target and region, with the outcome and what it was reached from."""
    codes = [(col("indicator") == name, place * len(table.tiers)) for place, name in enumerate(table.indicators)]
    tier = col("last_tier_code") if layout.has("tier") else whole(nw.lit(general(table), nw.Int64))
    pairs = pairs.with_columns(
        tier.alias(inner("tier_code")),
        whole(cases(*codes, default=-len(table.tiers))).alias(inner("place")),
        *_without_nulls("now", pairs),
        *(_without_nulls("base", pairs) if has_baseline else ()),
    )
    pairs = pairs.with_columns(whole(col("place") + col("tier_code")).alias(inner("code")))
    return nw.concat(
        [_layer(pairs, layout, table, number, has_baseline=has_baseline) for number in range(len(table.layers))]
    )


def _without_nulls(side: str, pairs: Any) -> Iterator[nw.Expr]:  # noqa: ANN401  # Eager and lazy frames alike.
    """The figures of one side with 0 where there are none, and whether there are any."""
    yield whole(cases((col(f"{side}_den").is_null(), 0), default=1)).alias(inner(f"has_{side}"))
    names = pairs.collect_schema().names()
    for name in _FILLED:
        figure = col(f"{side}_{name}").fill_null(0) if inner(f"{side}_{name}") in names else nw.lit(0, nw.Int64)
        yield whole(figure).alias(inner(f"{side}_{name}"))


def _layer(pairs: Any, layout: Layout, table: RuleTable, number: int, *, has_baseline: bool) -> Any:  # noqa: ANN401
    layer = table.layers[number]
    about = col("indicator").is_in(list(layer))
    rows = pairs.filter(about | (col("bad") > 0) if number == 0 else about)
    numbers = Numbers.of(table, layer)
    rows = rows.with_columns(
        *(
            mapped(col("code"), getattr(numbers, name)).alias(inner(name))
            for name in ("numerator", "denominator", "is_growth", "is_relative", "is_strict", "is_due", "most")
        )
    )
    is_growing = any(isinstance(rule, GrowthRule) for rule in layer.values())
    rows = _asked(rows, is_growing=is_growing, has_baseline=has_baseline)
    return _result(_outcome(_guarded(rows)), layout, numbers, table)


def _asked(rows: Any, *, is_growing: bool, has_baseline: bool) -> Any:  # noqa: ANN401  # As above.
    """The threshold as whole numbers (``tl`` to ``tu`` over ``td``), or why there is none (``lacking``)."""
    level = {"tl": col("numerator"), "tu": col("numerator"), "td": col("denominator")}
    absent = col("has_now") == 0
    if not is_growing:
        return rows.with_columns(
            *(value.alias(inner(name)) for name, value in level.items()),
            whole(nw.lit(0, nw.Int64)).alias(inner("lacking")),
            whole(nw.lit(0, nw.Int64)).alias(inner("too_large")),
            absent.alias(inner("is_absent")),
        )
    is_growth = col("is_growth") == 1
    if not has_baseline:
        lacking = cases((is_growth, OUTCOMES[Outcome.NO_DATA]), default=0)
        return rows.with_columns(
            *(value.alias(inner(name)) for name, value in level.items()),
            whole(lacking).alias(inner("lacking")),
            whole(nw.lit(0, nw.Int64)).alias(inner("too_large")),
            absent.alias(inner("is_absent")),
        )
    has_base = col("has_base") == 1
    is_relative = col("is_relative") == 1
    lacking = cases(
        (~is_growth, 0),
        (~has_base, OUTCOMES[Outcome.NO_DATA]),
        (col("base_base_code") == BASES[Base.REGISTERED], OUTCOMES[Outcome.NO_DATA]),
        (col("base_den") == 0, OUTCOMES[Outcome.NO_DATA]),
        (is_relative & (col("base_high") == 0), OUTCOMES[Outcome.NOT_APPLICABLE]),
        (is_relative & (col("base_low") == 0), OUTCOMES[Outcome.UNDECIDED]),
        default=0,
    )
    rows = rows.with_columns(
        (absent | (is_growth & has_base & (col("now_key") == col("base_key")))).alias(inner("is_absent")),
        whole(lacking).alias(inner("lacking")),
    )
    rows = _years(
        rows.with_columns(
            (is_growth & (col("lacking") == 0) & ~col("is_absent")).alias(inner("rises")),
        )
    )
    too_large = col("rises") & (col("base_den") > col("most"))
    rows = rows.with_columns(whole(cases((too_large, 1), default=0)).alias(inner("too_large")))
    usable = col("rises") & (col("too_large") == 0)
    one = whole(nw.lit(1, nw.Int64))
    rows = rows.with_columns(
        *(
            cases((usable, col(f"base_{name}")), default=one).alias(inner(f"b_{name}"))
            for name in ("low", "high", "den")
        )
    )
    per_year = col("numerator") * col("years_n")
    scale = col("denominator") * col("years_d")
    rows = rows.with_columns(
        (col("b_den") * scale).alias(inner("all")),
        *(
            cases(
                (is_relative, col(f"b_{name}") * (scale + per_year)),
                default=col(f"b_{name}") * scale + col("b_den") * per_year,
            ).alias(inner(f"up_{name}"))
            for name in ("low", "high")
        ),
    )
    return rows.with_columns(
        cases((is_growth, least(col("up_low"), col("all"))), default=level["tl"]).alias(inner("tl")),
        cases((is_growth, least(col("up_high"), col("all"))), default=level["tu"]).alias(inner("tu")),
        cases((is_growth, col("all")), default=level["td"]).alias(inner("td")),
    )


def _is_leap(year: nw.Expr) -> nw.Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def _flag(name: str, condition: nw.Expr) -> nw.Expr:
    return whole(cases((condition, 1), default=0)).alias(inner(name))


def _years(rows: Any) -> Any:  # noqa: ANN401  # As above.
    """The calendar years from the baseline to the report as ``years_n`` over ``years_d``, as `years_between` counts.

    A day has a number in its year; from 29 February on, that number is one higher in leap years.
    """
    rows = rows.with_columns(
        *(
            cases((col("rises"), col(f"{side}_{part}")), default=whole(nw.lit(1, nw.Int64))).alias(
                inner(f"{side}_{part}")
            )
            for side in ("now", "base")
            for part in ("year", "nth")
        )
    )
    rows = rows.with_columns(
        _flag("shifts", col("base_nth") >= 60),
        _flag("base_leap", _is_leap(col("base_year"))),
        _flag("now_leap", _is_leap(col("now_year"))),
    )
    rows = rows.with_columns((col("base_nth") - col("base_leap") * col("shifts")).alias(inner("nth")))
    rows = rows.with_columns(_flag("before", col("nth") + col("now_leap") * col("shifts") > col("now_nth")))
    rows = rows.with_columns((col("now_year") - col("before")).alias(inner("year")))
    rows = rows.with_columns(
        _flag("this_leap", _is_leap(col("year"))),
        _flag("next_leap", _is_leap(col("year") + 1)),
    )
    rows = rows.with_columns(
        (col("nth") + col("this_leap") * col("shifts")).alias(inner("start")),
        (col("this_leap") + 365).alias(inner("year_days")),
    )
    rows = rows.with_columns(
        (col("now_nth") - col("start") + col("before") * col("year_days")).alias(inner("rest")),
        (col("nth") + col("next_leap") * col("shifts") + col("year_days") - col("start")).alias(inner("length")),
        (col("year") - col("base_year")).alias(inner("full")),
    )
    is_whole = col("rest") == 0
    one = whole(nw.lit(1, nw.Int64))
    return rows.with_columns(
        cases((is_whole, col("full")), default=col("full") * col("length") + col("rest")).alias(inner("years_n")),
        cases((is_whole, one), default=col("length")).alias(inner("years_d")),
    )


def _guarded(rows: Any) -> Any:  # noqa: ANN401  # As above.
    """Mark what would leave 64 bits, and put 0 of 1 in its place, so that nothing is wrapped on the way."""
    nothing = whole(nw.lit(0, nw.Int64))
    rows = rows.with_columns(quotient(whole(nw.lit(GREATEST, nw.Int64)), col("td")).alias(inner("room")))
    is_beyond = (col("too_large") == 1) | (col("now_den") > col("room"))
    rows = rows.with_columns(is_beyond.alias(inner("is_beyond")))
    usable = ~col("is_beyond") & (col("bad") == 0)
    return rows.with_columns(
        *(cases((usable, col(f"now_{name}")), default=nothing).alias(inner(name)) for name in ("low", "high", "den"))
    )


def _outcome(rows: Any) -> Any:  # noqa: ANN401  # As above.
    rows = rows.with_columns(
        (col("low") * col("td")).alias(inner("low_td")),
        (col("high") * col("td")).alias(inner("high_td")),
        (col("tl") * col("den")).alias(inner("tl_den")),
        (col("tu") * col("den")).alias(inner("tu_den")),
        ((col("is_strict") == 1) & (col("tl") != col("td"))).alias(inner("strict_low")),
        ((col("is_strict") == 1) & (col("tu") != col("td"))).alias(inner("strict_high")),
    )
    every = (col("low_td") > col("tu_den")) | ((col("low_td") == col("tu_den")) & ~col("strict_high"))
    no = (col("high_td") < col("tl_den")) | ((col("high_td") == col("tl_den")) & col("strict_low"))
    outcome = cases(
        (col("is_absent"), OUTCOMES[Outcome.NO_DATA]),
        (col("now_base_code") == BASES[Base.REGISTERED], OUTCOMES[Outcome.NO_DATA]),
        (col("now_den") == 0, OUTCOMES[Outcome.NOT_APPLICABLE]),
        (col("lacking") > 0, col("lacking")),
        (every, OUTCOMES[Outcome.MET]),
        (no, OUTCOMES[Outcome.NOT_MET]),
        default=OUTCOMES[Outcome.UNDECIDED],
    )
    rows = rows.with_columns(
        whole(outcome).alias(inner("outcome")),
        quotient(col("tl_den"), col("td")).alias(inner("floor_low")),
        quotient(col("tu_den"), col("td")).alias(inner("floor_high")),
    )
    more = [
        cases((col(f"strict_{end}"), 1), (col(f"floor_{end}") * col("td") != col(f"{t}_den"), 1), default=0)
        for end, t in (("low", "tl"), ("high", "tu"))
    ]
    return rows.with_columns(
        (col("floor_low") + more[0] - col("high")).alias(inner("fewest")),
        (col("floor_high") + more[1] - col("low")).alias(inner("greatest")),
        (
            (col("bad") == 0)
            & ~col("is_beyond")
            & ~col("is_absent")
            & (col("lacking") == 0)
            & (col("now_base_code") != BASES[Base.REGISTERED])
            & (col("now_den") > 0)
        ).alias(inner("is_judged")),
    )


def _result(rows: Any, layout: Layout, numbers: Numbers, table: RuleTable) -> Any:  # noqa: ANN401  # As above.
    """The columns that the caller gets."""
    nothing = whole(nw.lit(0, nw.Int64))
    is_judged = col("is_judged")
    is_sound = (col("bad") == 0) & ~col("is_beyond")
    is_seen = is_sound & ~col("is_absent")
    is_known = is_sound & (col("lacking") == 0) & ((col("is_growth") == 0) | ~col("is_absent"))
    shown: dict[str, nw.Expr] = {
        "target": worded_targets(numbers, table),
        "region": nw.when(col("region") != "").then(col("region")),
        "outcome": nw.when(is_sound).then(worded(col("outcome"), {code: o.value for o, code in OUTCOMES.items()})),
        "shortfall": nw.when(is_judged).then(cases((col("fewest") < 0, nothing), default=col("fewest"))),
        "threshold_numerator": nw.when(is_known).then(col("tl")),
        "threshold_denominator": nw.when(is_known).then(col("td")),
        "gap_numerator": nw.when(is_judged).then(col("low_td") - col("tu_den")),
        "gap_denominator": nw.when(is_judged).then(col("den") * col("td")),
        "is_due": nw.when(col("code") >= 0).then(col("is_due") == 1),
        "tier": worded(col("tier_code"), dict(enumerate(table.tiers))),
        "on": nw.when(is_seen).then(col("now_on")),
        "numerator": nw.when(is_seen & (col("now_low") == col("now_high"))).then(col("now_low")),
        "denominator": nw.when(is_seen).then(col("now_den")),
    }
    if layout.has("base"):
        words = {code: base.value for base, code in BASES.items()}
        shown["base"] = nw.when(is_seen).then(worded(col("now_base_code"), words))
    if layout.has("lower"):
        shown["lower"] = nw.when(is_seen).then(col("now_low"))
        shown["upper"] = nw.when(is_seen).then(col("now_high"))
        shown["shortfall_most"] = nw.when(is_judged).then(
            cases((col("greatest") < 0, nothing), default=col("greatest"))
        )
        shown["threshold_upper_numerator"] = nw.when(is_known).then(col("tu"))
        shown["gap_upper_numerator"] = nw.when(is_judged).then(col("high_td") - col("tl_den"))
    problem = cases((col("bad") > 0, INVALID_ROWS), (col("is_beyond"), BEYOND_64_BITS), default=None)
    return rows.select(
        *(value.alias(name) for name, value in shown.items()),
        *(nw.col(extra) for extra in layout.extras),
        problem.alias("problem"),
    )


def worded_targets(numbers: Numbers, table: RuleTable) -> nw.Expr:
    """The target of a row: the indicator's own id, but where a target is called otherwise."""
    by_place = {code // len(table.tiers): target for code, target in numbers.target.items()}
    others = [
        (col("indicator") == table.indicators[place], target)
        for place, target in by_place.items()
        if table.indicators[place] != target
    ]
    named = cases(*others, default=col("indicator"))
    return nw.when(col("code") >= 0).then(named)
