"""What the sheet of each result says: its columns, its title, and the clauses and methods behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any

import attrs

from xhht.coordination.assignments import Matrix, part_of
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review
from xhht.coordination.schedule import DueDate
from xhht.ext.rows import to_rows
from xhht.ext.tables import words as w
from xhht.ext.tables.phrases import YES_NO, Phrase, cited, decimal, listed, percent, said, tally
from xhht.ext.tables.sheets import Column, Layout
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome
from xhht.judgement.rankings import Place
from xhht.judgement.roll_ups import RollUp, RollUps
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import document_label
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Target
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.lines import ProgressLines
from xhht.pace.trajectories import Trajectory
from xhht.planning.efforts import Effort, EffortCase
from xhht.planning.plans import Need, Plan
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable
from xhht.scenarios.projections import Grounds, Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread

# By the type of a whole result, and by the type of values of which one or several make a sheet.
JUDGED = (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)
WHOLES: dict[type, Layout] = {}
LISTS: dict[type, Layout] = {}


def region_name(verdict: Verdict) -> str | None:
    """The name of the region that was judged."""
    return None if verdict.region is None else verdict.region.name


def _dated(actual: AnyShare | None, days: tuple[date, date] | None, as_of: date) -> object:
    """A share, and the days of its reports where they are not the day judged."""
    if days is None or days == (as_of, as_of):
        return actual
    is_one = days[0] == days[1]
    return said(w.REPORTED_ON, actual, days[0]) if is_one else said(w.REPORTED_FROM, actual, *days)


def _reported(verdict: Verdict) -> object:
    """What was reported, and its day where that is not the day judged, as of a report that is too old."""
    seen = verdict.observation
    if verdict.outdated is not None:
        return said(w.OUTDATED, verdict.outdated.actual, verdict.outdated.on)
    return verdict.actual if seen is None else _dated(seen.actual, (seen.on, seen.on), verdict.as_of)


def _part_columns(found: RollUp) -> list[Column]:
    def reported(part: Part) -> object:
        seen = part.observation or part.uncounted
        return _dated(seen.actual, (seen.on, seen.on), found.as_of) if seen else w.NOT_REPORTED

    return [
        w.REGION.of(lambda part: part.region.name),
        w.REPORTED.of(reported),
        w.LEAST.of(lambda part: part.least),
        w.MOST.of(lambda part: part.most),
        w.OF_ALL.of(lambda part: w.UNKNOWN if part.denominator is None else part.denominator),
    ]


VERDICT_COLUMNS = (
    w.REGION.of(region_name),
    w.TARGET.of(lambda verdict: verdict.target.name),
    w.OUTCOME.of(lambda verdict: verdict.outcome),
    w.REPORTED.of(_reported),
    w.ASKED.of(lambda verdict: Phrase(verdict.asked)),
    w.DISTANCE.of(lambda verdict: decimal(verdict.gap_pp)),
    w.MISSING.of(lambda verdict: verdict.shortfall),
)
WHOLES[Assessment] = Layout(
    title=lambda found: said(w.VERDICTS_BY, document_label(found.programme.document.number), found.as_of),
    subtitle=tally,
    columns=VERDICT_COLUMNS,
    notes=cited,
)
LISTS[Verdict] = attrs.evolve(
    WHOLES[Assessment],
    title=lambda verdicts: said(w.VERDICTS, verdicts[0].as_of),
    subtitle=lambda verdicts: Phrase(verdicts[0].explain) if len(verdicts) == 1 else tally(verdicts),
)
LISTS[Place] = Layout(
    title=lambda places: said(w.RANKING, places[0].verdict.target.name),
    columns=(
        w.PLACE.of(lambda place: place.best if place.best == place.worst else CountRange(place.best, place.worst)),
        *(column.within(attrgetter("verdict")) for column in VERDICT_COLUMNS),
    ),
    notes=lambda places: cited(place.verdict for place in places),
)
WHOLES[RollUp] = Layout(
    title=lambda found: said(w.ROLL_UP, found.name or found.indicator, found.region.name, found.as_of),
    subtitle=lambda found: _dated(found.actual, found.days, found.as_of),
    rows=lambda found: found.parts,
    columns=_part_columns,
)
LISTS[RollUp] = Layout(
    title=lambda sums: said(w.ROLL_UPS, sums[0].as_of),
    columns=(
        w.REGION.of(lambda one: one.region.name),
        w.INDICATOR.of(lambda one: one.name or one.indicator),
        w.REPORTED.of(lambda one: _dated(one.actual, one.days, one.as_of)),
        w.MISSING_PARTS.of(lambda one: len(one.missing)),
    ),
)
WHOLES[RollUps] = attrs.evolve(LISTS[RollUp], title=lambda sums: said(w.ROLL_UPS, sums.as_of))
LISTS[Observation] = Layout(
    title=w.OBSERVATIONS,
    columns=(
        w.INDICATOR.of(lambda seen: seen.indicator),
        w.REGION.of(lambda seen: seen.region),
        w.DAY.of(lambda seen: seen.on),
        w.REPORTED.of(lambda seen: seen.actual),
        w.BASIS.of(lambda seen: seen.reference),
    ),
)


def _asked(target: LevelTarget | GrowthTarget, tier: str | None) -> Phrase | None:
    """What a target asks of a tier; of one that it does not name, what it asks in general."""
    shares = {asked.tier: asked.share for asked in target.shares}
    share = shares.get(tier, shares.get(None))
    if share is None:
        return None
    sign = ">" if target.comparison is Comparison.MORE_THAN else "≥"
    if isinstance(target, LevelTarget):
        return said(w.SIGNED, sign, percent(share))
    return said(w.RISES[target.reading], sign, decimal(share * 100))


def _levels(target: Target) -> object:
    return w.EVERY_LEVEL if target.levels is None else target.levels


def _target_columns(targets: Sequence[LevelTarget | GrowthTarget]) -> list[Column]:
    names = {
        asked.tier: target.words.tier_name(asked.tier) or asked.tier for target in targets for asked in target.shares
    }
    return [
        w.TARGET.of(lambda target: target.name),
        *(
            Column(said(w.ASKED_OF, name) if name else w.ASKED.text, partial(_asked, tier=tier), is_number=True)
            for tier, name in names.items()
        ),
        *([w.LEVELS.of(_levels)] if any(target.levels for target in targets) else []),
        w.DUE.of(lambda target: target.due_on),
        w.CLAUSE.of(lambda target: target.source.label),
    ]


def _matrix_columns(found: Matrix) -> list[Column]:
    roles = (
        Column(party.short_name, partial(Responsibility.role_of, party=party.id)) for party in found.programme.parties
    )
    return [w.RESPONSIBILITY.of(lambda task: task.text), w.CLAUSE.of(lambda task: task.source.label), *roles]


def _line_columns(found: Review | Report) -> list[Column]:
    """The columns of a line of a review."""
    return [
        w.PARTY.of(lambda line: part_of(found.programme, line.responsibility, line.party)[0]),
        w.RESPONSIBILITY.of(lambda line: part_of(found.programme, line.responsibility, line.party)[1]),
        w.CLAUSE.of(lambda line: line.responsibility.source.label),
        w.STATUS.of(lambda line: line.status),
        w.ACTIVITIES.of(lambda line: len(line.activities)),
    ]


def _report_notes(found: Report) -> Iterator[Phrase]:
    if found.silent_parties:
        yield said(w.SILENT, listed(found.programme.party(party).short_name for party in found.silent_parties))
    if found.difficulties:
        yield said(w.DIFFICULTIES, len(found.difficulties))


LISTS[Target] = Layout(title=w.TARGETS, columns=_target_columns, notes=cited)
LISTS[DueDate] = Layout(
    title=w.CALENDAR,
    columns=(
        w.DAY.of(lambda due: due.on),
        w.DUTY.of(lambda due: due.duty.text),
        w.CLAUSE.of(lambda due: due.duty.source.label),
        w.BASIS.of(lambda due: w.STATED if due.is_stated else w.CONVENTION),
    ),
)
WHOLES[Matrix] = Layout(
    title=lambda found: said(w.MATRIX, document_label(found.programme.document.number)),
    rows=lambda found: found.responsibilities,
    columns=_matrix_columns,
)
WHOLES[Review] = Layout(
    title=lambda found: said(w.REVIEW, document_label(found.programme.document.number), str(found.year)),
    rows=lambda found: found.lines,
    columns=_line_columns,
)
WHOLES[Report] = Layout(
    title=lambda found: said(w.REPORT, document_label(found.programme.document.number), found.start, found.end),
    subtitle=lambda found: None if found.assessment is None else tally(found.assessment),
    rows=lambda found: [(review.year, line) for review in found.reviews for line in found.lines_of(review)],
    columns=lambda found: [
        w.YEAR.of(lambda row: str(row[0])),
        *(column.within(itemgetter(1)) for column in _line_columns(found)),
    ],
    notes=_report_notes,
)


def _first(row: Mapping[object, Verdict]) -> Verdict:
    return next(iter(row.values()))


def _with_distance(row: Mapping[object, Verdict], name: object) -> object:
    if name not in row:
        return None
    outcome, gap = row[name].outcome, row[name].gap_pp
    return outcome if gap is None else said(w.WITH_DISTANCE, outcome, decimal(gap))


def _side_by_side(
    title: Callable[[Any], object],
    names: Callable[[Any], Iterable[object]],
    rows: Callable[[Any], Iterable[Mapping[object, Verdict]]],
) -> Layout:
    """Outcomes with their distances, a column for each name and a row for each target in each region."""
    return Layout(
        title=title,
        rows=rows,
        columns=lambda found: [
            w.REGION.of(lambda row: region_name(_first(row))),
            w.TARGET.of(lambda row: _first(row).target.name),
            *(Column(name, partial(_with_distance, name=name)) for name in names(found)),
        ],
        notes=lambda found: cited(map(_first, rows(found))),
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
    named = [
        _named(grounds, kind)(name)
        for kind in ("indicator", "target", "tier", "region")
        if (name := getattr(assumption, kind)) is not None
    ]
    return tuple(filter(None, (*named, level))) or w.EVERYWHERE


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
    subtitle=lambda found: said(w.RUNS, found.runs, str(found.seed)),
    rows=lambda found: [key for key, _ in found.outcomes if found.chance(key[0], key[1], on=key[2]) is not None],
    columns=lambda found: (
        w.REGION.of(lambda key: _named(found.grounds, "region")(key[1])),
        w.TARGET.of(lambda key: _named(found.grounds, "target")(key[0])),
        w.DAY.of(lambda key: key[2]),
        w.CHANCE.of(lambda key: percent(found.chance(key[0], key[1], on=key[2]))),
    ),
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
    notes=lambda found: cited(line.target for line in found.lines if line.pace is not None),
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
