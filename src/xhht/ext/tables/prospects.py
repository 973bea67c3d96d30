"""The sheets of what follows: scenarios, plans, efforts, paths, arrivals, spreads and progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from xhht.ext.rows import to_rows
from xhht.ext.tables.sheets import Rows, Sheet, Words, clauses, count, heads, outcome, place, points, share
from xhht.ext.tables.words import word
from xhht.judgement.verdicts import Verdict
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.trajectories import Trajectory
from xhht.planning.efforts import Effort, EffortCase
from xhht.planning.plans import Need, Plan
from xhht.scenarios.assumptions import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    MatchBest,
    ReachBy,
    Rise,
    RiseUnit,
    Threshold,
)
from xhht.scenarios.comparisons import Influence, ScenarioTable
from xhht.scenarios.projections import Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread
from xhht.texts import Language, format_count, format_day, format_decimal, format_percent


def _side_by_side(
    title: str, named: Mapping[str, Mapping[tuple[str, str], Verdict]], language: Language, most_rows: int
) -> Sheet:
    """Outcomes with their distances, a column for each name and a row for each target in each region."""
    keys = dict.fromkeys(key for found in named.values() for key in found)
    firsts = {key: next(found[key] for found in named.values() if key in found) for key in keys}
    rows: Rows = []
    for key, first in firsts.items():
        cells: list[Words | str] = [place(first), first.target.name.in_language(language)]
        cells += [_with_distance(found[key], language) if key in found else "" for found in named.values()]
        rows.append(cells)
    columns = [*heads(language, "region", "target"), *named]
    notes = clauses(firsts.values(), language)
    return Sheet.of(title, "", columns, rows, language=language, most_rows=most_rows, notes=notes)


def _with_distance(verdict: Verdict, language: Language) -> Words:
    told = outcome(verdict.outcome, language)
    gap = points(verdict.gap_pp, language)
    return Words(f"{told.text} ({gap})", told.look) if gap else told


def projection(found: Projection, language: Language, most_rows: int) -> Sheet:
    """Outcomes of each target in each region, a column for each day."""
    columns = {format_day(a.as_of, language): _by_key(a) for a in found.assessments}
    return _side_by_side(word("scenario", language, found.scenario.name), columns, language, most_rows)


def _by_key(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    return {(v.target.id, "" if v.region is None else v.region.id): v for v in verdicts}


def scenarios(found: ScenarioTable, language: Language, most_rows: int) -> Sheet:
    """Outcomes of each target in each region, a column for each scenario."""
    columns = {name: {key: row[name] for key, row in found.rows.items() if name in row} for name in found.names}
    return _side_by_side(word("scenarios", language, format_day(found.on, language)), columns, language, most_rows)


def plan(found: Plan, language: Language, most_rows: int) -> Sheet:
    """How much is missing where, and how many recognitions are planned in which year."""
    steps = {(step.target, step.region, step.year): step.count for step in found.steps}
    rows: Rows = []
    for need in found:
        of_years = [steps.get((need.target, need.region, year)) for year in found.years]
        missing = word("unknown", language) if need.shortfall is None else count(need.shortfall, language)
        planned = word("yes" if need.is_planned else "no", language) if need.most else ""
        cells: list[Words | str] = [need.region, need.target, outcome(need.outcome, language), missing, planned]
        rows.append([*cells, *(count(of_year, language) for of_year in of_years)])
    columns = [*heads(language, "region", "target", "outcome", "missing", "planned"), *map(str, found.years)]
    total = word("recognitions", language, format_count(sum(step.count for step in found.steps), language))
    numbers = (3, *range(5, len(columns)))
    title = word("plan", language, format_day(found.by, language))
    return Sheet.of(title, total, columns, rows, language=language, most_rows=most_rows, numbers=numbers)


def path(found: Trajectory, language: Language, most_rows: int) -> Sheet:
    """The share on the path, year by year."""
    rows: Rows = []
    for row in to_rows(found):
        day = date.fromisoformat(str(row["on"]))
        asked = found.share_on(day)
        rows.append([format_day(day, language), _asked(asked, language)])
    title = word("path", language, found.target.name.in_language(language))
    source = f"{found.target.source.number}, {found.target.source.document}"
    columns = heads(language, "day", "to_have")
    notes = [f"{word('source_line', language)}: {source}"]
    return Sheet.of(
        title, found.baseline.region, columns, rows, language=language, most_rows=most_rows, numbers=(1,), notes=notes
    )


def _asked(asked: Any, language: Language) -> str:  # noqa: ANN401  # A share or bounds of one.
    ends = dict.fromkeys([getattr(asked, "lower", asked), getattr(asked, "upper", asked)])
    return " … ".join(format_percent(end, language) for end in ends)


def spread(found: Spread, language: Language, most_rows: int) -> Sheet:
    """In which share of the runs each target is met."""
    rows: Rows = [
        [region, target, format_day(day, language), format_percent(Fraction(runs, found.runs), language)]
        for (target, region, day), runs in found.met
    ]
    title = word("scenario", language, found.scenario.name)
    runs = word("runs", language, format_count(found.runs, language), str(found.seed))
    columns = heads(language, "region", "target", "day", "share_of_runs")
    return Sheet.of(title, runs, columns, rows, language=language, most_rows=most_rows, numbers=(3,))


def progress(found: Progress, language: Language, most_rows: int) -> Sheet:
    """The status of one target in one region."""
    ratios = dict.fromkeys("" if ratio is None else format_decimal(ratio, language) for ratio in found.ratios)
    rows: Rows = [
        [
            found.path.baseline.region,
            found.path.target.name.in_language(language),
            found.status.text(language),
            " … ".join(filter(None, ratios)),
            share(found.latest.actual, language),
        ]
    ]
    columns = heads(language, "region", "target", "status", "ratio", "reported")
    notes = [f"{found.method.name}: {found.method.source}"]
    return Sheet.of(
        word("progress", language), "", columns, rows, language=language, most_rows=most_rows, numbers=(3,), notes=notes
    )


def effort(found: Effort, language: Language, most_rows: int) -> Sheet:
    """How many recognitions each part makes at the least cost, or in the best and the worst case."""
    best, worst, least = found.best, found.worst, found.least
    title = word("effort", language, found.target, found.region, format_day(found.by, language))
    notes = [
        *(word("doubt", language, d.region, format_day(d.on, language), d.kind.value) for d in found.doubts),
        *clauses([found.verdict], language),
    ]
    columns = heads(language, "region", "recognise", "possible", "cost")
    rows: Rows = []
    if least is not None:
        told = word("effort_known", language, count(least.total, language), format_decimal(least.cost, language))
        rows = [
            [s.region, count(s.count, language), count(s.limit, language), format_decimal(s.cost, language)]
            for s in least.steps
        ]
    elif best is None or worst is None:
        told = word("effort_open", language)
    else:
        told = word("effort_range", language, count(best.total, language), count(worst.total, language))
        columns = heads(language, "region", "best_case", "worst_case")
        in_best, in_worst = _counts(best), _counts(worst)
        rows = [
            [region, count(in_best.get(region, 0), language), count(in_worst.get(region, 0), language)]
            for region in dict.fromkeys([*in_best, *in_worst])
        ]
    numbers = range(1, len(columns))
    subtitle = f"{outcome(found.verdict.outcome, language).text} · {told}"
    return Sheet.of(
        title, subtitle, columns, rows, language=language, most_rows=most_rows, numbers=numbers, notes=notes
    )


def _counts(case: EffortCase) -> dict[str, int]:
    return {step.region: step.count for step in case.steps}


def arrivals(found: Sequence[Arrival], language: Language, most_rows: int) -> Sheet:
    """On which day each line meets its target, if ever."""
    rows: Rows = [
        [
            one.path.baseline.region,
            one.path.target.name.in_language(language),
            word("never", language) if one.on is None else format_day(one.on, language),
            format_decimal(one.per_year * 100, language),
            one.method.value,
            count(one.reports, language),
        ]
        for one in found
    ]
    columns = heads(language, "region", "target", "arrives", "per_year", "method", "reports")
    sources = dict.fromkeys(f"{one.path.target.source.document}: {one.path.target.source.number}" for one in found)
    notes = [f"{word('source_line', language)}: {source}" for source in sources]
    title = word("arrivals", language)
    return Sheet.of(title, "", columns, rows, language=language, most_rows=most_rows, numbers=(3, 5), notes=notes)


def influences(found: Sequence[Influence], language: Language, most_rows: int) -> Sheet:
    """How many targets are met with and without each assumption."""
    rows: Rows = [
        [
            *_assumed(one.assumption, language),
            count(one.met_with, language),
            count(one.met_without, language),
            format_decimal(Fraction(one.effect), language),
        ]
        for one in found
    ]
    columns = heads(language, "assumption", "where", "met_with", "met_without", "effect")
    title = word("influences", language)
    return Sheet.of(title, "", columns, rows, language=language, most_rows=most_rows, numbers=(2, 3, 4))


def scenario(found: Scenario, language: Language, most_rows: int) -> Sheet:
    """What a scenario assumes, and of what."""
    rows: Rows = [list(_assumed(one, language)) for one in found.all_assumptions]
    columns = heads(language, "assumption", "where")
    return Sheet.of(word("scenario", language, found.name), "", columns, rows, language=language, most_rows=most_rows)


def _assumed(one: Assumption, language: Language) -> tuple[str, str]:
    """The words of an assumption: what is assumed, and of which target, tier, region or level."""
    scope = [one.target, one.tier, one.region, None if one.level is None else one.level.value]
    return _change(one.change, language), ", ".join(filter(None, scope)) or word("everywhere", language)


def _change(change: Any, language: Language) -> str:  # noqa: ANN401  # Any of the changes of an assumption.
    match change:
        case Rise(rise, RiseUnit.SHARE):
            return word("rise_points", language, format_decimal(rise * 100, language))
        case Rise(rise, _):
            return word("rise_holders", language, format_decimal(rise, language))
        case ReachBy(part, by):
            return word("reach", language, format_percent(part, language), format_day(by, language))
        case MatchBest(by):
            return word("match", language, format_day(by, language))
        case Halt():
            return word("halt", language)
        case BusinessAsUsual():
            return word("usual", language)
        case Denominator(size, since):
            return word("denominator", language, format_count(size, language), format_day(since, language))
        case DenominatorGrowth(part):
            return word("growth", language, format_percent(part, language))
        case Threshold(part):
            return word("threshold", language, format_percent(part, language))
    return str(change)


def needs(found: Sequence[Need], language: Language, most_rows: int) -> Sheet:
    """How much is missing of each target in each region."""
    rows: Rows = [
        [
            need.region,
            need.target,
            outcome(need.outcome, language),
            word("unknown", language) if need.shortfall is None else count(need.shortfall, language),
        ]
        for need in found
    ]
    columns = heads(language, "region", "target", "outcome", "missing")
    return Sheet.of(word("needs", language), "", columns, rows, language=language, most_rows=most_rows, numbers=(3,))
