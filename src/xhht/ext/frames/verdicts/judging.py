"""Judging: outcomes, shortfalls and gaps as whole numbers, without a division on the way to an outcome."""

from __future__ import annotations

import narwhals as nw

from xhht.ext.frames.tables.expressions import Case, cases, col, inner, mapped, numbered, quotient, whole, worded
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import BASES, LEVELS, SPAN
from xhht.ext.frames.tables.opening import NTH
from xhht.ext.frames.tables.plans import Plan
from xhht.ext.frames.verdicts.rules import GREATEST, Numbers, RuleTable
from xhht.ext.frames.verdicts.territories import OUTSIDE
from xhht.ext.frames.verdicts.thresholds import ENDS, REASONS, asked
from xhht.ext.frames.verdicts.tiers import set_of
from xhht.figures.bounds import Base
from xhht.judgement.outcomes import Outcome, Reason
from xhht.model.targets import GrowthTarget

INVALID_ROWS, BEYOND_64_BITS = "invalid_rows", "beyond_64_bits"
OUTCOMES: dict[Outcome, tuple[Reason, ...]] = {
    Outcome.MET: (Reason.EVERY_VALUE_PASSES,),
    Outcome.NOT_MET: (Reason.NO_VALUE_PASSES,),
    Outcome.UNDECIDED: (Reason.SOME_VALUES_PASS, Reason.BASELINE_MAY_BE_ZERO),
    Outcome.NOT_APPLICABLE: (
        *(Reason.OUTSIDE_TERRITORY, Reason.NOT_ASKED_OF_LEVEL),
        *(Reason.NOTHING_TO_COUNT, Reason.RISE_FROM_ZERO),
    ),
    Outcome.NO_DATA: (
        *(Reason.NOT_REPORTED, Reason.REPORT_TOO_OLD, Reason.ONLY_REGISTERED, Reason.NO_BASELINE),
        *(Reason.BASELINE_ONLY_REGISTERED, Reason.BASELINE_COUNTS_NOTHING, Reason.NO_LATER_REPORT),
    ),
}
WORDS = {REASONS[reason]: outcome.value for outcome, reasons in OUTCOMES.items() for reason in reasons}
JUDGED = [REASONS[Reason.EVERY_VALUE_PASSES], REASONS[Reason.NO_VALUE_PASSES], REASONS[Reason.SOME_VALUES_PASS]]


def judged(
    pairs: Plan,
    layout: Layout,
    table: RuleTable,
    *,
    has_baseline: bool,
    of_lives: tuple[str, ...] = (),
) -> Plan:
    """One row for each target and region, with the outcome and what it was reached from."""
    places = {name: place for place, name in enumerate(table.indicators)}
    pairs = pairs.with_columns(
        _tiers(layout, table, of_lives).alias(inner("tiers")),
        numbered(col("indicator"), places, -1, layout).alias(inner("place")),
    )
    pairs = pairs.with_columns((col("place") * len(table.sets) + col("tiers")).alias(inner("code")))
    layers = [_layer(pairs, layout, table, number, has_baseline=has_baseline) for number in range(len(table.layers))]
    found = layers[0] if len(layers) == 1 else nw.concat(layers)
    if not layout.table.is_numbered or not layout.extras:
        return found
    names = [name for name in found.collect_schema().names() if name not in (NTH, "problem")]
    return layout.table.taken(found, layout.extras).select(*names, *layout.extras, "problem")


def _tiers(layout: Layout, table: RuleTable, of_lives: tuple[str, ...]) -> nw.Expr:
    """The number of the set of tiers in question: as reported, as the region's life has it, or by what it is."""
    named: list[Case] = []
    if layout.has("tier"):
        named.append((col("last_tier_code") > 0, col("last_tier_code") - 1))
    if "life_tier" in of_lives:
        named.append((col("life_tier") > 0, col("life_tier") - 1))
    if table.territory is not None and table.programme.default_tier is not None:
        named.append((col("region") == table.territory.id, table.default))
    known: nw.Expr | int = table.unknown
    if "life_set" in of_lives:
        known = col("life_set")
    elif layout.has("traits"):
        known = set_of(layout.col("traits"), table)
    return whole(cases(*named, default=known), layout)


def _layer(pairs: Plan, layout: Layout, table: RuleTable, number: int, *, has_baseline: bool) -> Plan:
    layer = table.layers[number]
    rows = pairs
    if number > 0 or len(layer) < len(table.indicators):
        about = col("indicator").is_in(list(layer))
        rows = pairs.filter(about | (col("bad") > 0) if number == 0 else about)
    numbers = Numbers.of(table, layer)
    unasked = _unasked(layout, table, numbers)
    is_rising = has_baseline and any(isinstance(rule, GrowthTarget) for rule in layer.values())
    rows = _guarded(asked(rows, layout, numbers, unasked, is_rising=is_rising), layout, is_rising=is_rising)
    return _result(_judged(rows, layout, numbers), layout, numbers, table)


def _unasked(layout: Layout, table: RuleTable, numbers: Numbers) -> nw.Expr:
    """The reason why nothing is asked of a region, else 0."""
    found: list[Case] = []
    if table.territory is not None:
        found.append((col("outside") == OUTSIDE, REASONS[Reason.OUTSIDE_TERRITORY]))
    if any(numbers.unasked.values()):
        is_other = whole(mapped(col("place") * SPAN + col("level"), numbers.unasked, layout), layout) == 1
        found.append((is_other, REASONS[Reason.NOT_ASKED_OF_LEVEL]))
    return whole(cases(*found, default=0), layout)


def _guarded(rows: Plan, layout: Layout, *, is_rising: bool) -> Plan:
    """Mark what would leave 64 bits, and put 0 in its place, so that nothing is wrapped on the way."""
    is_idle = (col("absent") > 0) | (col("unasked") > 0)
    beyond = ~is_idle & (col("now_den") > quotient(whole(GREATEST, layout), col("td"), layout))
    if is_rising:
        beyond = col("too_large") | beyond
    rows = rows.with_columns(beyond.alias(inner("is_beyond")), ((col("bad") == 0) & ~beyond).alias(inner("is_sound")))
    is_used = col("is_sound") & ~is_idle
    return rows.with_columns(
        *(
            whole(cases((is_used, col(f"now_{name}")), default=0), layout).alias(inner(name))
            for name in (*layout.ends, "den")
        ),
    )


def _judged(rows: Plan, layout: Layout, numbers: Numbers) -> Plan:
    """The reason for the outcome as a number, and the products that it was reached from."""
    low, high = col("low"), col(layout.high)
    rows = rows.with_columns(
        *((col(end) * col("td")).alias(inner(f"{end}_td")) for end in layout.ends),
        *((col(end) * col("den")).alias(inner(f"{end}_den")) for end in ENDS),
    )
    strict = {end: _is_strict(end, numbers, layout) for end in ENDS}
    found: list[Case] = [(col("unasked") > 0, col("unasked")), (col("absent") > 0, col("absent"))]
    if layout.has("base"):
        found.append((col("now_base_code") == BASES[Base.REGISTERED], REASONS[Reason.ONLY_REGISTERED]))
    found += [
        (col("now_den") == 0, REASONS[Reason.NOTHING_TO_COUNT]),
        (col("lacking") > 0, col("lacking")),
        (_all_pass(layout, strict["tu"]), REASONS[Reason.EVERY_VALUE_PASSES]),
    ]
    default = REASONS[Reason.NO_VALUE_PASSES]
    if layout.is_bounded or numbers.is_ranged:
        default = REASONS[Reason.SOME_VALUES_PASS]
        found.append((_none_passes(layout, strict["tl"]), REASONS[Reason.NO_VALUE_PASSES]))
    rows = rows.with_columns(
        whole(cases(*found, default=default), layout).alias(inner("reason")),
        *(quotient(col(f"{end}_den"), col("td"), layout).alias(inner(f"{end}_floor")) for end in ENDS),
    )
    most, fewest = high, low
    if layout.is_open:
        most, fewest = high - col("now_upper_open"), low + col("now_lower_open")
    return rows.with_columns(
        (col("is_sound") & col("reason").is_in(JUDGED)).alias(inner("is_judged")),
        *(
            (_needed(end, strict[end], layout) - reported).alias(inner(f"{end}_short"))
            for end, reported in (("tl", most), ("tu", fewest))
        ),
    )


def _is_strict(end: str, numbers: Numbers, layout: Layout) -> nw.Expr | None:
    """Whether more than an end of the threshold is asked; nobody can be asked for more than all."""
    if not numbers.has("is_strict"):
        return None
    return (numbers.number("is_strict", layout) == 1) & (col(end) != col("td"))


def _all_pass(layout: Layout, strict: nw.Expr | None) -> nw.Expr:
    above, tie = col("low_td") > col("tu_den"), col("low_td") == col("tu_den")
    if strict is None:
        return above | tie
    passes = ~strict
    if layout.is_open:
        passes = passes | (col("now_lower_open") == 1) | (col("t_upper_open") == 1)
    return above | (tie & passes)


def _none_passes(layout: Layout, strict: nw.Expr | None) -> nw.Expr:
    high = f"{layout.high}_td"
    below, tie = col(high) < col("tl_den"), col(high) == col("tl_den")
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


def _result(rows: Plan, layout: Layout, numbers: Numbers, table: RuleTable) -> Plan:
    """The columns that the caller gets."""
    is_sound, is_asked = col("is_sound"), col("unasked") == 0
    is_level = numbers.number("is_growth", layout) == 0
    has_figure = (col("absent") == 0) | (~is_asked & (col("has_now") == 1))
    rows = rows.with_columns(
        (is_sound & has_figure).alias(inner("is_seen")),
        (is_sound & is_asked & (col("lacking") == 0) & ((col("absent") == 0) | is_level)).alias(inner("is_known")),
    )
    is_judged, is_seen, is_known = col("is_judged"), col("is_seen"), col("is_known")
    is_counted = is_judged
    if layout.has("is_counted"):
        is_counted = is_judged & (col("now_is_counted") == 1)
    is_exact = is_seen & (col("now_low") == col("now_high")) if layout.is_bounded else is_seen
    alone = {number: tiers[0] for number, tiers in enumerate(table.sets) if len(tiers) == 1 and tiers[0] is not None}
    shown: dict[str, nw.Expr] = {
        "target": _targets(numbers, table),
        "region": nw.when(col("region") != "").then(col("region")),
        "outcome": nw.when(is_sound).then(worded(col("reason"), WORDS, layout)),
        "reason": nw.when(is_sound).then(worded(col("reason"), {n: r.value for r, n in REASONS.items()}, layout)),
        "shortfall": nw.when(is_counted).then(_not_below_0("tl_short", layout)),
        "shortfall_most": nw.when(is_counted).then(_not_below_0("tu_short", layout)),
        "threshold_numerator": nw.when(is_known).then(col("tl")),
        "threshold_upper_numerator": nw.when(is_known).then(col("tu")),
        "threshold_denominator": nw.when(is_known).then(col("td")),
        "gap_numerator": nw.when(is_judged).then(col("low_td") - col("tu_den")),
        "gap_upper_numerator": nw.when(is_judged).then(col(f"{layout.high}_td") - col("tl_den")),
        "gap_denominator": nw.when(is_judged).then(col("den") * col("td")),
        "is_due": nw.when(col("code") >= 0).then(numbers.number("is_due", layout) == 1),
        "tier": nw.when(is_asked).then(worded(col("tiers"), alone, layout)),
        "on": nw.when(is_seen).then(col("now_on")),
        "outdated_on": nw.when(is_sound).then(col("outdated_on")),
        "numerator": nw.when(is_exact).then(col("now_low")),
        "denominator": nw.when(is_seen).then(col("now_den")),
    }
    if table.needs_level and "level" not in layout.extras:
        shown["level"] = worded(col("level"), {number: level for level, number in LEVELS.items()}, layout)
    if layout.has("base"):
        words = {code: base.value for base, code in BASES.items()}
        shown["base"] = nw.when(is_seen).then(worded(col("now_base_code"), words, layout))
    if layout.is_bounded:
        shown["lower"] = nw.when(is_seen).then(col("now_low"))
        shown["upper"] = nw.when(is_seen).then(col("now_high"))
    if layout.has("is_counted"):
        shown["is_counted"] = nw.when(is_seen).then(col("now_is_counted") == 1)
    shown |= _open_ends(is_seen, is_known, is_judged) if layout.is_open else {}
    problem = cases((col("bad") > 0, INVALID_ROWS), (col("is_beyond"), BEYOND_64_BITS), default=None)
    return rows.select(
        *(value.alias(name) for name, value in shown.items()),
        *((NTH,) if layout.extras and layout.table.is_numbered else layout.extras),
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


def _not_below_0(name: str, layout: Layout) -> nw.Expr:
    return whole(cases((col(name) < 0, 0), default=col(name)), layout)


def _targets(numbers: Numbers, table: RuleTable) -> nw.Expr:
    """The target of a row: the indicator's own id, but where a target is called otherwise."""
    by_place = {code // len(table.sets): target for code, target in numbers.target.items()}
    others: list[Case] = [
        (col("indicator") == table.indicators[place], target)
        for place, target in by_place.items()
        if table.indicators[place] != target
    ]
    named = cases(*others, default=col("indicator")) if others else col("indicator")
    return nw.when(col("code") >= 0).then(named)
