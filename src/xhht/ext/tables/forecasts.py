"""What the sheets of plans, scenarios and paths say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from operator import attrgetter
from typing import Any

import attrs

from xhht.ext.looks import scope_of
from xhht.ext.rows import to_rows
from xhht.ext.tables import words as w
from xhht.ext.tables.layouts import LISTS, WHOLES, region_name
from xhht.ext.tables.phrases import YES_NO, Phrase, cited, decimal, listed, percent, said
from xhht.ext.tables.sheets import Column, Layout
from xhht.figures.bounds import Bounds
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.lines import ProgressLines
from xhht.pace.trajectories import Trajectory
from xhht.pictures import digits
from xhht.planning.capacities import Capacity
from xhht.planning.efforts import Effort, EffortCase
from xhht.planning.plans import Need, Plan
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable
from xhht.scenarios.projections import Grounds, Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread

JUDGED = (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)


def _first(row: Mapping[object, Verdict]) -> Verdict:
    return next(iter(row.values()))


def _with_distance(row: Mapping[object, Verdict], name: object) -> object:
    if name not in row:
        return None
    outcome, gap = row[name].outcome, row[name].gap_pp
    return outcome if gap is None else said(w.WITH_DISTANCE, outcome, decimal(gap))


def _is_judged(row: Mapping[object, Verdict]) -> bool:
    return any(verdict.is_judged for verdict in row.values())


def _left_out(count: int) -> Iterator[object]:
    """A note that says how many rows have nothing to show."""
    if count:
        yield said(w.LEFT_OUT, count)


def _side_by_side(
    title: Callable[[Any], object],
    names: Callable[[Any], Iterable[object]],
    rows: Callable[[Any], Iterable[Mapping[object, Verdict]]],
) -> Layout:
    """Outcomes with their distances, a column for each name and a row for each target in each region with a figure."""
    return Layout(
        title=title,
        rows=lambda found: list(filter(_is_judged, rows(found))),
        is_grouped=True,
        columns=lambda found: [
            w.REGION.of(lambda row: region_name(_first(row))),
            w.TARGET.of(lambda row: _first(row).target.name),
            *(Column(name, partial(_with_distance, name=name)) for name in names(found)),
        ],
        notes=lambda found: _left_out(sum(not _is_judged(row) for row in rows(found))),
        row_notes=lambda shown: cited(map(_first, shown)),
    )


def _by_day(found: Projection) -> Iterable[Mapping[object, Verdict]]:
    rows: dict[tuple[str, str], dict[object, Verdict]] = {}
    for assessment in found.assessments:
        for verdict in assessment:
            key = verdict.target.id, "" if verdict.region is None else verdict.region.id
            rows.setdefault(key, {})[assessment.as_of] = verdict
    return rows.values()


def _named(grounds: Grounds | None, kind: str) -> Callable[[str], object]:
    """The name of a target, an indicator, a tier or a region; its id where a result was read from a file."""
    return str if grounds is None else getattr(grounds, f"{kind}_name")


def _plan_columns(found: Plan) -> list[Column]:
    region, target = _named(found.grounds, "region"), _named(found.grounds, "target")
    steps = {(step.target, step.region, step.year): step.count for step in found.steps}

    def planned(need: Need, year: int) -> int | None:
        return steps.get((need.target, need.region, year))

    is_planned = w.PLANNED.of(lambda need: YES_NO[need.is_planned] if need.most else None)
    return [
        w.REGION.of(lambda need: region(need.region)),
        w.TARGET.of(lambda need: target(need.target)),
        *NEEDS[2:],
        is_planned,
        *(Column(str(year), partial(planned, year=year), is_number=True) for year in found.years),
    ]


def _capacity(capacity: Capacity, grounds: Grounds | None) -> Phrase:
    """How many recognitions are possible, of what, where, by whom and when."""
    when = w.EACH_YEAR if capacity.is_yearly else w.ALL_YEARS if capacity.year is None else str(capacity.year)
    parties = {} if grounds is None else {party.id: party.short_name for party in grounds.programme.parties}
    targets = (capacity.target,) if isinstance(capacity.target, str) else capacity.target or ()
    named = [
        *map(_named(grounds, "target"), targets),
        capacity.region and _named(grounds, "region")(capacity.region),
        capacity.party and parties.get(capacity.party, capacity.party),
    ]
    return said(w.CAPACITY, capacity.count, when, listed([one for one in named if one]) if any(named) else w.EVERYTHING)


def _plan_notes(found: Plan) -> Iterator[object]:
    yield from (_capacity(capacity, found.grounds) for capacity in found.capacities)
    yield w.FAIRNESS.get(found.fairness) or w.PROOFS[found.proof]
    yield from _left_out(sum(need.outcome not in JUDGED for need in found.needs))


def _counts(case: EffortCase | None) -> dict[str, int]:
    return {step.region: step.count for step in case.steps} if case else {}


def _total(found: Effort) -> Phrase:
    outcome = found.verdict.outcome
    if found.least is not None:
        return said(w.EFFORT_KNOWN, outcome, found.least.total, decimal(found.least.cost))
    if found.best is None or found.worst is None:
        return said(w.EFFORT_OPEN, outcome)
    return said(w.EFFORT_RANGE, outcome, found.best.total, found.worst.total)


def _effort_columns(found: Effort) -> list[Column]:
    if found.least is None and found.best is not None:
        best, worst = _counts(found.best), _counts(found.worst)
        return [
            w.REGION.of(str),
            w.BEST.of(lambda region: best.get(region, 0)),
            w.WORST.of(lambda region: worst.get(region, 0)),
        ]
    steps = {step.region: step for step in found.least.steps} if found.least else {}
    return [
        w.REGION.of(str),
        w.RECOGNISE.of(lambda region: steps[region].count),
        w.POSSIBLE.of(lambda region: steps[region].limit),
        w.COST.of(lambda region: decimal(steps[region].cost)),
    ]


def _scope(assumption: Assumption, grounds: Grounds | None = None) -> object:
    """Of which indicator, target, tier, region or level something is assumed."""
    level = None if assumption.level is None else Phrase(assumption.level.text)
    return (*scope_of(assumption, grounds), *filter(None, [level])) or w.EVERYWHERE


ASSUMED = (w.ASSUMPTION.of(lambda assumption: Phrase(assumption.change.text)), w.SCOPE.of(_scope))
NEEDS = (
    w.REGION.of(lambda need: need.region),
    w.TARGET.of(lambda need: need.target),
    w.OUTCOME.of(lambda need: need.outcome),
    w.MISSING.of(lambda need: w.UNKNOWN if need.shortfall is None else need.shortfall),
)
LISTS[Need] = Layout(title=w.NEEDS, columns=NEEDS)
WHOLES[Plan] = Layout(
    title=lambda found: said(w.PLAN, found.by),
    subtitle=lambda found: said(w.RECOGNITIONS, sum(step.count for step in found.steps)),
    rows=lambda found: [need for need in found.needs if need.outcome in JUDGED],
    columns=_plan_columns,
    notes=_plan_notes,
    is_grouped=True,
)
WHOLES[Projection] = _side_by_side(
    lambda found: said(w.SCENARIO, found.scenario.name), lambda found: [one.as_of for one in found.assessments], _by_day
)
WHOLES[ScenarioTable] = _side_by_side(
    lambda found: said(w.SCENARIOS, found.on), lambda found: found.names, lambda found: found.rows.values()
)
WHOLES[Scenario] = Layout(
    title=lambda found: said(w.SCENARIO, found.name),
    rows=lambda found: found.all_assumptions,
    columns=ASSUMED,
)


def _influence_columns(grounds: Grounds | None) -> list[Column]:
    change, _ = ASSUMED
    return [
        change.within(attrgetter("assumption")),
        w.SCOPE.of(lambda one: _scope(one.assumption, grounds)),
        w.MET_WITH.of(lambda one: one.met_with),
        w.MET_WITHOUT.of(lambda one: w.UNKNOWN if one.met_without is None else one.met_without),
        w.EFFECT.of(lambda one: w.UNKNOWN if one.effect is None else one.effect),
    ]


LISTS[Influence] = Layout(title=w.INFLUENCES, columns=_influence_columns(None))
WHOLES[Influences] = Layout(
    title=w.INFLUENCES,
    subtitle=lambda found: said(w.SCENARIO, found.scenario.name),
    rows=lambda found: found.influences,
    columns=lambda found: _influence_columns(found.grounds),
)
WHOLES[Spread] = Layout(
    title=lambda found: said(w.SCENARIO, found.scenario.name),
    subtitle=lambda found: said(w.RUNS, found.runs, digits(found.seed)),
    rows=lambda found: [key for key, _ in found.outcomes if found.chance(key[0], key[1], on=key[2]) is not None],
    columns=lambda found: (
        w.REGION.of(lambda key: _named(found.grounds, "region")(key[1])),
        w.TARGET.of(lambda key: _named(found.grounds, "target")(key[0])),
        w.DAY.of(lambda key: key[2]),
        w.CHANCE.of(lambda key: percent(found.chance(key[0], key[1], on=key[2]))),
    ),
    notes=lambda found: _left_out(
        sum(found.chance(target, region, on=day) is None for (target, region, day), _ in found.outcomes)
    ),
    is_grouped=True,
)
WHOLES[Trajectory] = Layout(
    title=lambda found: said(w.PATH, found.target.name),
    subtitle=lambda found: found.baseline.region,
    rows=lambda found: [date.fromisoformat(str(row["day"])) for row in to_rows(found)],
    columns=lambda found: (w.DAY.of(lambda day: day), w.TO_HAVE.of(lambda day: percent(found.share_on(day)))),
    notes=lambda found: cited([found.target]),
)


def _arrives(arrival: Arrival) -> object:
    """The day on which a line arrives, or the first and the last of all that are possible."""
    if arrival.earliest == arrival.latest:
        return arrival.on or w.NEVER
    return listed([arrival.earliest, arrival.latest or w.NEVER], " … ")


def _points(share: Fraction | Bounds) -> Fraction | Bounds:
    if not isinstance(share, Bounds):
        return share * 100
    return attrs.evolve(share, lower=share.lower * 100, upper=share.upper * 100)


LISTS[Arrival] = Layout(
    title=w.ARRIVALS,
    columns=(
        w.REGION.of(lambda one: one.path.baseline.region),
        w.TARGET.of(lambda one: one.path.target.name),
        w.ARRIVES.of(_arrives),
        w.PER_YEAR.of(lambda one: decimal(_points(one.per_year))),
        w.METHOD.of(lambda one: w.METHODS[one.method]),
        w.REPORTS.of(lambda one: one.reports),
    ),
    notes=lambda found: cited(one.path.target for one in found),
)
LISTS[Progress] = Layout(
    title=w.PROGRESS,
    columns=(
        w.REGION.of(lambda one: one.path.baseline.region),
        w.TARGET.of(lambda one: one.path.target.name),
        w.STATUS.of(lambda one: one.status),
        w.RATIO.of(lambda one: listed(map(decimal, dict.fromkeys(one.ratios)), " … ")),
        w.REPORTED.of(lambda one: one.latest.actual),
    ),
    notes=lambda found: dict.fromkeys(f"{one.method.name}: {one.method.source}" for one in found),
)
WHOLES[ProgressLines] = Layout(
    title=w.PROGRESS,
    subtitle=lambda found: found.as_of,
    rows=lambda found: [line for line in found.lines if line.pace is not None],
    columns=(
        w.REGION.of(lambda line: line.region.name),
        w.TARGET.of(lambda line: line.target.name),
        w.REPORTED.of(lambda line: line.latest.actual),
        w.PACE.of(lambda line: line.pace),
        w.NEEDED.of(lambda line: decimal(line.needed_per_year)),
        w.ARRIVES.of(lambda line: None if line.arrival is None else _arrives(line.arrival)),
        w.STATUS.of(lambda line: line.status),
    ),
    notes=lambda found: _left_out(sum(line.pace is None for line in found.lines)),
    row_notes=lambda shown: cited(line.target for line in shown),
    is_grouped=True,
)
WHOLES[Effort] = Layout(
    title=lambda found: said(w.EFFORT, found.verdict.target.name, region_name(found.verdict) or found.region, found.by),
    subtitle=_total,
    rows=lambda found: dict.fromkeys([*_counts(found.best), *_counts(found.worst)]),
    columns=_effort_columns,
    notes=lambda found: [
        *(said(w.DOUBT, doubt.region, doubt.on, w.DOUBTS[doubt.kind]) for doubt in found.doubts),
        *cited([found.verdict]),
    ],
)
