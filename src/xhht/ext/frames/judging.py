"""Judging: outcomes, shortfalls and gaps as whole numbers, without a division on the way to an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import Case, cases, col, inner, mapped, numbered, quotient, whole, worded
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.rows import BASES
from xhht.ext.frames.rules import GREATEST, Numbers, RuleTable, general
from xhht.ext.frames.thresholds import OUTCOMES, asked, threshold_ends
from xhht.figures.bounds import Base
from xhht.judgement.outcomes import Outcome
from xhht.model.targets import GrowthTarget

INVALID_ROWS, BEYOND_64_BITS = "invalid_rows", "beyond_64_bits"


def judged(
    pairs: Any,  # noqa: ANN401  # Eager and lazy frames alike.
    layout: Layout,
    table: RuleTable,
    *,
    has_baseline: bool,
    has_life_tier: bool = False,
) -> Any:  # noqa: ANN401  # As above.
    """One row for each target and region, with the outcome and what it was reached from."""
    codes = {name: place * len(table.tiers) for place, name in enumerate(table.indicators)}
    tier = col("last_tier_code") if layout.has("tier") else whole(general(table), layout)
    if has_life_tier:
        tier = whole(col("life_tier").fill_null(general(table)), layout)
    pairs = pairs.with_columns(
        tier.alias(inner("tier_code")),
        (numbered(col("indicator"), codes, -len(table.tiers), layout) + tier).alias(inner("code")),
        *(_apart("now", layout) if layout.is_open else ()),
        *(_apart("base", layout) if layout.is_open and has_baseline else ()),
    )
    layers = [_layer(pairs, layout, table, number, has_baseline=has_baseline) for number in range(len(table.layers))]
    return layers[0] if len(layers) == 1 else nw.concat(layers)


def _apart(side: str, layout: Layout) -> Iterator[nw.Expr]:
    """The two ends of a figure, and whether each is open, from the doubled ends."""
    low, high = col(f"{side}_low"), col(f"{side}_high")
    yield (low % 2).alias(inner(f"{side}_lower_open"))
    yield (1 - high % 2).alias(inner(f"{side}_upper_open"))
    yield quotient(low, whole(2, layout), layout).alias(inner(f"{side}_low"))
    yield quotient(high, whole(2, layout), layout).alias(inner(f"{side}_high"))


def _layer(pairs: Any, layout: Layout, table: RuleTable, number: int, *, has_baseline: bool) -> Any:  # noqa: ANN401  # Any kind.
    layer = table.layers[number]
    rows = pairs
    if number > 0 or len(layer) < len(table.indicators):
        about = col("indicator").is_in(list(layer))
        rows = pairs.filter(about | (col("bad") > 0) if number == 0 else about)
    numbers = Numbers.of(table, layer)
    is_rising = has_baseline and any(isinstance(rule, GrowthTarget) for rule in layer.values())
    rows = _guarded(asked(rows, layout, numbers, is_rising=is_rising), layout, is_rising=is_rising)
    return _result(_outcome(rows, layout, numbers), layout, numbers, table)


def _guarded(rows: Any, layout: Layout, *, is_rising: bool) -> Any:  # noqa: ANN401  # As above.
    """Mark what would leave 64 bits, and put 0 in its place, so that nothing is wrapped on the way."""
    beyond = col("now_den") > quotient(whole(GREATEST, layout), col("td"), layout)
    if is_rising:
        beyond = col("too_large") | beyond
    rows = rows.with_columns(beyond.alias(inner("is_beyond")), ((col("bad") == 0) & ~beyond).alias(inner("is_sound")))
    figures = (*layout.ends, "den")
    return rows.with_columns(
        *(whole(cases((col("is_sound"), col(f"now_{n}")), default=0), layout).alias(inner(n)) for n in figures)
    )


def _outcome(rows: Any, layout: Layout, numbers: Numbers) -> Any:  # noqa: ANN401  # As above.
    """The outcome as a number, and the products that it was reached from."""
    low, high, upper = col("low"), col(layout.high), threshold_ends(layout)[-1]
    rows = rows.with_columns(
        *((col(end) * col("td")).alias(inner(f"{end}_td")) for end in layout.ends),
        *((col(end) * col("den")).alias(inner(f"{end}_den")) for end in threshold_ends(layout)),
    )
    strict = {end: _is_strict(end, numbers, layout) for end in threshold_ends(layout)}
    above = col("low_td") > col(f"{upper}_den")
    tie = col("low_td") == col(f"{upper}_den")
    passes = strict[upper]
    if passes is not None:
        passes = ~passes
        if layout.is_open:
            passes = passes | (col("now_lower_open") == 1) | (col("t_upper_open") == 1)
        tie = tie & passes
    found: list[Case] = [(col("is_absent"), OUTCOMES[Outcome.NO_DATA])]
    if layout.has("base"):
        found.append((col("now_base_code") == BASES[Base.REGISTERED], OUTCOMES[Outcome.NO_DATA]))
    found += [
        (col("now_den") == 0, OUTCOMES[Outcome.NOT_APPLICABLE]),
        (col("lacking") > 0, col("lacking")),
        (above | tie, OUTCOMES[Outcome.MET]),
    ]
    default = OUTCOMES[Outcome.NOT_MET]
    if layout.is_bounded:
        default = OUTCOMES[Outcome.UNDECIDED]
        found.append((_none_passes(layout, strict["tl"]), OUTCOMES[Outcome.NOT_MET]))
    rows = rows.with_columns(
        whole(cases(*found, default=default), layout).alias(inner("outcome")),
        *(
            quotient(col(f"{end}_den"), col("td"), layout).alias(inner(f"{end}_floor"))
            for end in threshold_ends(layout)
        ),
    )
    is_judged = col("is_sound") & (col("outcome") <= OUTCOMES[Outcome.UNDECIDED]) & (col("lacking") == 0)
    most, fewest = high, low
    if layout.is_open:
        most, fewest = high - col("now_upper_open"), low + col("now_lower_open")
    ends = {"tl": most, "tu": fewest} if layout.is_bounded else {"tl": most}
    return rows.with_columns(
        is_judged.alias(inner("is_judged")),
        *(
            (_needed(end, strict[end], layout) - reported).alias(inner(f"{end}_short"))
            for end, reported in ends.items()
        ),
    )


def _is_strict(end: str, numbers: Numbers, layout: Layout) -> nw.Expr | None:
    """Whether more than an end of the threshold is asked; nobody can be asked for more than all."""
    if not any(numbers.is_strict.values()):
        return None
    return (whole(mapped(col("code"), numbers.is_strict, layout), layout) == 1) & (col(end) != col("td"))


def _none_passes(layout: Layout, strict: nw.Expr | None) -> nw.Expr:
    below, tie = col("high_td") < col("tl_den"), col("high_td") == col("tl_den")
    fails = strict
    if layout.is_open:
        is_open = (col("now_upper_open") == 1) | (col("t_lower_open") == 1)
        fails = is_open if fails is None else fails | is_open
    return below if fails is None else below | (tie & fails)


def _needed(end: str, strict: nw.Expr | None, layout: Layout) -> nw.Expr:
    """The least count of the denominator that meets one end of the threshold."""
    floor = col(f"{end}_floor")
    more = floor * col("td") != col(f"{end}_den")
    if strict is not None and layout.is_open and end == "tu":
        strict = strict & (col("t_upper_open") == 0)
    if layout.is_open and end == "tl":
        is_open = col("t_lower_open") == 1
        strict = is_open if strict is None else strict | is_open
    return floor + cases((more if strict is None else more | strict, 1), default=0)


def _result(rows: Any, layout: Layout, numbers: Numbers, table: RuleTable) -> Any:  # noqa: ANN401  # As above.
    """The columns that the caller gets."""
    is_judged, is_sound = col("is_judged"), col("is_sound")
    is_seen = is_sound & ~col("is_absent")
    upper = threshold_ends(layout)[-1]
    rows = rows.with_columns(
        is_seen.alias(inner("is_seen")),
        (is_sound & (col("lacking") == 0) & (~col("is_absent") | _is_level(numbers, layout))).alias(inner("is_known")),
    )
    is_seen, is_known = col("is_seen"), col("is_known")
    is_counted = is_judged
    if layout.has("is_counted"):
        is_counted = is_judged & (col("now_is_counted") == 1)
    is_exact = is_seen & (col("now_low") == col("now_high")) if layout.is_bounded else is_seen
    shown: dict[str, nw.Expr] = {
        "target": _targets(numbers, table),
        "region": nw.when(col("region") != "").then(col("region")),
        "outcome": nw.when(is_sound).then(
            worded(col("outcome"), {code: o.value for o, code in OUTCOMES.items()}, layout)
        ),
        "shortfall": nw.when(is_counted).then(_not_below_0("tl_short", layout)),
        "threshold_numerator": nw.when(is_known).then(col("tl")),
        "threshold_denominator": nw.when(is_known).then(col("td")),
        "gap_numerator": nw.when(is_judged).then(col("low_td") - col(f"{upper}_den")),
        "gap_denominator": nw.when(is_judged).then(col("den") * col("td")),
        "is_due": nw.when(col("code") >= 0).then(whole(mapped(col("code"), numbers.is_due, layout), layout) == 1),
        "tier": worded(col("tier_code"), dict(enumerate(table.tiers)), layout),
        "on": nw.when(is_seen).then(col("now_on")),
        "numerator": nw.when(is_exact).then(col("now_low")),
        "denominator": nw.when(is_seen).then(col("now_den")),
    }
    if layout.has("base"):
        words = {code: base.value for base, code in BASES.items()}
        shown["base"] = nw.when(is_seen).then(worded(col("now_base_code"), words, layout))
    if layout.is_bounded:
        shown["lower"] = nw.when(is_seen).then(col("now_low"))
        shown["upper"] = nw.when(is_seen).then(col("now_high"))
        shown["shortfall_most"] = nw.when(is_counted).then(_not_below_0("tu_short", layout))
        shown["threshold_upper_numerator"] = nw.when(is_known).then(col("tu"))
        shown["gap_upper_numerator"] = nw.when(is_judged).then(col("high_td") - col("tl_den"))
    if layout.has("is_counted"):
        shown["is_counted"] = nw.when(is_seen).then(col("now_is_counted") == 1)
    shown |= _open_ends(is_seen, is_known, is_judged) if layout.is_open else {}
    problem = cases((col("bad") > 0, INVALID_ROWS), (col("is_beyond"), BEYOND_64_BITS), default=None)
    return rows.select(
        *(value.alias(name) for name, value in shown.items()),
        *(nw.col(extra) for extra in layout.extras),
        problem.alias("problem"),
    )


def _open_ends(is_seen: nw.Expr, is_known: nw.Expr, is_judged: nw.Expr) -> dict[str, nw.Expr]:
    """Which ends of the report, of the threshold and of the gap are open."""
    lower, upper = col("now_lower_open") == 1, col("now_upper_open") == 1
    asked_lower, asked_upper = col("t_lower_open") == 1, col("t_upper_open") == 1
    return {
        "is_lower_open": nw.when(is_seen).then(lower),
        "is_upper_open": nw.when(is_seen).then(upper),
        "threshold_is_lower_open": nw.when(is_known).then(asked_lower),
        "threshold_is_upper_open": nw.when(is_known).then(asked_upper),
        "gap_is_lower_open": nw.when(is_judged).then(lower | asked_upper),
        "gap_is_upper_open": nw.when(is_judged).then(upper | asked_lower),
    }


def _is_level(numbers: Numbers, layout: Layout) -> nw.Expr:
    return whole(mapped(col("code"), numbers.is_growth, layout), layout) == 0


def _not_below_0(name: str, layout: Layout) -> nw.Expr:
    return whole(cases((col(name) < 0, 0), default=col(name)), layout)


def _targets(numbers: Numbers, table: RuleTable) -> nw.Expr:
    """The target of a row: the indicator's own id, but where a target is called otherwise."""
    by_place = {code // len(table.tiers): target for code, target in numbers.target.items()}
    others: list[Case] = [
        (col("indicator") == table.indicators[place], target)
        for place, target in by_place.items()
        if table.indicators[place] != target
    ]
    named = cases(*others, default=col("indicator")) if others else col("indicator")
    return nw.when(col("code") >= 0).then(named)
