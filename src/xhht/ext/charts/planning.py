"""Charts of what is to be done: which assumption matters most, and a plan year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import altair as alt

from xhht.ext.charts.looks import (
    BLUE,
    GREY,
    INK,
    LONG_LABEL,
    ORANGE,
    WIDTH,
    Chart,
    cells_axis,
    check,
    finish,
    height,
    in_words,
    labels,
    layered,
    lines,
    names_axis,
    nothing,
    signed,
    sources,
    word,
)
from xhht.ext.looks import language_shown, scope_of
from xhht.judgement.outcomes import Outcome
from xhht.model.targets import Target
from xhht.planning.plans import Need, Plan
from xhht.scenarios.comparisons import Influence, Influences
from xhht.scenarios.projections import Grounds
from xhht.texts import Language, format_count, format_day

_OPEN = (Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.NO_DATA)
CELL, FILLED, LAST = 92, Fraction(55, 100), 1.6


def sensitivity(found: Influences, *, language: Language | None = None) -> Chart:
    """Draw by how many points each assumption moves shares against what is asked, the greatest first: a tornado.

    Behind each bar stands how many targets are met with the assumption and without it.

    Args:
        found: what `sensitivity` of `xhht.scenarios` gives.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Influences.
        InvalidValueError: if the scenario assumes nothing.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Influences, found, "influences")
    language = language_shown(language)
    if not len(found):
        raise nothing("the scenario assumes nothing", "give it an assumption")
    ordered = sorted(found, key=lambda one: (one.effect is None, -abs(one.closer_pp)))
    rows = [_influence(one, found.grounds, language) for one in ordered]
    order = [str(row["row"]) for row in rows]
    ends = [float(str(row["end"])) for row in rows]
    span = max(*ends, 0) - min(*ends, 0) or 1
    scale = alt.Scale(domain=[min(*ends, 0) - span * 0.06, max(*ends, 0) + span * 0.9], nice=False)
    data = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("row:N", sort=order, axis=names_axis()))

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=word("closer", language), scale=scale)

    layers = [
        data.mark_bar(height=14).encode(x=x("zero"), x2="end:Q", color=alt.Color("paint:N", scale=None, legend=None)),
        data.mark_text(align="left", dx=6, fontSize=11, color=INK).encode(x=x("side"), text="told:N"),
        alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color=GREY, strokeWidth=1.5).encode(x=x("zero")),
    ]
    title = f"{word('sensitivity_title', language)}, {format_day(found.on, language)}"
    told = "; ".join(f"{row['row']}: {row['told']}" for row in rows).replace("\n", " ")
    return finish(
        layered(layers, width=WIDTH, height=height(order, least=36)),
        title,
        word("scenario_named", language).format(found.scenario.name),
        sources=_grounded(found.grounds, language),
        description=f"{title}. {told}.",
        language=language,
    )


def _influence(one: Influence, grounds: Grounds | None, language: Language) -> dict[str, object]:
    assumption = one.assumption
    scope = [in_words(name, language) for name in scope_of(assumption, grounds)]
    if assumption.level is not None:
        scope.append(assumption.level.text(language))
    name = f"{assumption.change.text(language)} ({', '.join(scope) or word('everywhere', language)})"
    if one.met_without is None:
        told = word("holds_not", language)
    else:
        told = word("met_with", language).format(signed(one.closer_pp, language), one.met_with, one.met_without)
    end = float(one.closer_pp)
    return {
        "row": "\n".join(lines(name, LONG_LABEL)),
        "zero": 0,
        "end": end,
        "side": max(end, 0),
        "paint": BLUE if end >= 0 else ORANGE,
        "told": told,
    }


def plan(plan: Plan, *, is_sorted: bool = False, language: Language | None = None) -> Chart:
    """Draw how many recognitions a plan makes of each target in each region, year by year.

    Args:
        plan: what `plan` of `xhht.planning` gives.
        is_sorted: whether the greatest needs stand first; by region otherwise.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Plan.
        InvalidValueError: if nothing is missing, or nobody knows how much.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Plan, plan, "a plan")
    language = language_shown(language)
    needs = [need for need in plan.needs if need.most and not need.is_whole]
    if not needs:
        raise nothing("the plan has no need of which it is known how much is missing", "report counts")
    if is_sorted:
        needs.sort(key=lambda need: -(need.most or 0))
    names = _need_names(needs, plan.grounds, language)
    counts = {(step.target, step.region, step.year): step.count for step in plan.steps}
    greatest = max(counts.values(), default=1)
    bars, told = [], []
    for need in needs:
        row = names[need]
        of_need = [counts.get((need.target, need.region, year), 0) for year in plan.years]
        for place, count in enumerate(of_need):
            end = place + float(FILLED * count / greatest)
            told.append({"row": row, "at": end, "label": format_count(count, language) if count else "–"})
            bars.append({"row": row, "from": place, "to": end})
        whole = format_count(sum(of_need), language)
        if not need.is_planned:
            missing = format_count((need.most or 0) - sum(of_need), language)
            not_reached = word("not_planned", language).format(missing)
            whole = f"{whole}; {not_reached}" if sum(of_need) else not_reached
        told.append({"row": row, "at": len(plan.years), "label": whole})
    total = word("total", language)
    sums = [sum(step.count for step in plan.steps if step.year == year) for year in plan.years]
    for place, count in enumerate((*sums, sum(sums))):
        told.append({"row": total, "at": place, "label": format_count(count, language), "is_total": True})
    title = f"{word('plan_title', language)} {format_day(plan.by, language)}"
    if len({need.target for need in needs}) == 1:
        title = f"{title}: {_target_name(needs[0], plan.grounds, language)}"
    words = "; ".join(f"{names[need]}: {need.most}" for need in needs).replace("\n", " ")
    by_year = "; ".join(f"{year}: {count}" for year, count in zip(plan.years, sums, strict=True))
    below = word("recognitions", language).format(format_count(sum(sums), language))
    unknown = sum(need.outcome in _OPEN and need.most is None and not need.is_whole for need in plan.needs)
    if unknown:
        below = f"{below}; {word('unknown_needs', language).format(format_count(unknown, language))}"
    return finish(
        _cells(bars, told, [*names.values(), total], [*map(str, plan.years), word("in_all", language)]),
        title,
        below,
        sources=_grounded(plan.grounds, language, {need.target for need in needs}, {need.region for need in needs}),
        description=f"{title}. {by_year}. {words}.",
        language=language,
        width=CELL * (len(plan.years) + 1),
    )


def _cells(
    bars: Sequence[Mapping[str, object]],
    told: Sequence[Mapping[str, object]],
    rows: Sequence[str],
    columns: Sequence[str],
) -> alt.LayerChart:
    """A table of bars, each with its number behind it."""
    span = len(columns) - 1 + LAST
    y = alt.Y("row:N", sort=list(rows), scale=alt.Scale(domain=list(rows)), axis=names_axis(is_lined=False))
    axis, scale = cells_axis(columns, 0), alt.Scale(domain=[0, span], nice=False)
    data = alt.Chart(alt.InlineData(values=list(told))).encode(
        x=alt.X("at:Q", axis=axis, scale=scale), y=y, text="label:N"
    )
    layers = [
        alt.Chart(alt.InlineData(values=list(bars)))
        .mark_bar(height=14, color=BLUE)
        .encode(x=alt.X("from:Q", axis=axis, scale=scale), x2="to:Q", y=y),
        data.transform_filter("!datum.is_total").mark_text(align="left", dx=4, fontSize=11, color=INK),
        data.transform_filter("datum.is_total").mark_text(
            align="left", dx=4, fontSize=11, color=INK, fontWeight="bold"
        ),
    ]
    return layered(layers, width=CELL * span, height=height(rows, least=28))


def _need_names(needs: Sequence[Need], grounds: Grounds | None, language: Language) -> dict[Need, str]:
    """What stands before the row of each need: what differs, the region, the target or both."""
    has_one_target = len({need.target for need in needs}) == 1
    has_one_region = len({need.region for need in needs}) == 1
    named = {}
    for place, need in enumerate(needs):
        region = need.region if grounds is None else grounds.region_name(need.region)
        target = _target_name(need, grounds, language)
        both = f"{region}: {target}"
        named[str(place)] = region if has_one_target else target if has_one_region else both
    return dict(zip(needs, labels(named.items()).values(), strict=True))


def _target_name(need: Need, grounds: Grounds | None, language: Language) -> str:
    return need.target if grounds is None else in_words(grounds.target_name(need.target), language)


def _grounded(
    grounds: Grounds | None,
    language: Language,
    targets: set[str] | None = None,
    regions: set[str] | None = None,
) -> list[str]:
    """The source lines of what goes on from the last reports."""
    if grounds is None:
        return []
    indicators = {report.indicator for report in grounds.reports}
    asked: list[Target] = [
        target
        for target in grounds.programme.targets
        if target.indicator in indicators and (targets is None or target.id in targets)
    ]
    counted = {target.indicator for target in asked}
    seen = [
        report
        for report in grounds.reports
        if report.indicator in counted and (regions is None or report.region in regions)
    ]
    return sources(asked, seen, language)
