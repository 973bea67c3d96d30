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
    title: str, named: Mapping[str, Mapping[tuple[str, str], Verdict]], lang: Language, most_rows: int
) -> Sheet:
    """Outcomes with their distances, a column for each name and a row for each target in each region."""
    keys = dict.fromkeys(key for found in named.values() for key in found)
    firsts = {key: next(found[key] for found in named.values() if key in found) for key in keys}
    rows: Rows = []
    for key, first in firsts.items():
        cells: list[Words | str] = [place(first), first.target.name.in_language(lang)]
        cells += [_with_distance(found[key], lang) if key in found else "" for found in named.values()]
        rows.append(cells)
    columns = [*heads(lang, "region", "target"), *named]
    notes = clauses(firsts.values(), lang)
    return Sheet.of(title, "", columns, rows, lang=lang, most_rows=most_rows, notes=notes)


def _with_distance(verdict: Verdict, lang: Language) -> Words:
    told = outcome(verdict.outcome, lang)
    gap = points(verdict.gap_pp, lang)
    return Words(f"{told.text} ({gap})", told.look) if gap else told


def projection(found: Projection, lang: Language, most_rows: int) -> Sheet:
    """Outcomes of each target in each region, a column for each day."""
    columns = {format_day(a.as_of, lang): _by_key(a) for a in found.assessments}
    return _side_by_side(word("scenario", lang, found.scenario.name), columns, lang, most_rows)


def _by_key(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    return {(v.target.id, "" if v.region is None else v.region.id): v for v in verdicts}


def scenarios(found: ScenarioTable, lang: Language, most_rows: int) -> Sheet:
    """Outcomes of each target in each region, a column for each scenario."""
    columns = {name: {key: row[name] for key, row in found.rows.items() if name in row} for name in found.names}
    return _side_by_side(word("scenarios", lang, format_day(found.on, lang)), columns, lang, most_rows)


def plan(found: Plan, lang: Language, most_rows: int) -> Sheet:
    """How much is missing where, and how many recognitions are planned in which year."""
    steps = {(step.target, step.region, step.year): step.count for step in found.steps}
    rows: Rows = []
    for need in found:
        of_years = [steps.get((need.target, need.region, year)) for year in found.years]
        missing = word("unknown", lang) if need.shortfall is None else count(need.shortfall, lang)
        planned = word("yes" if need.is_planned else "no", lang) if need.most else ""
        cells: list[Words | str] = [need.region, need.target, outcome(need.outcome, lang), missing, planned]
        rows.append([*cells, *(count(of_year, lang) for of_year in of_years)])
    columns = [*heads(lang, "region", "target", "outcome", "missing", "planned"), *map(str, found.years)]
    total = word("recognitions", lang, format_count(sum(step.count for step in found.steps), lang))
    numbers = (3, *range(5, len(columns)))
    title = word("plan", lang, format_day(found.by, lang))
    return Sheet.of(title, total, columns, rows, lang=lang, most_rows=most_rows, numbers=numbers)


def path(found: Trajectory, lang: Language, most_rows: int) -> Sheet:
    """The share on the path, year by year."""
    rows: Rows = []
    for row in to_rows(found):
        day = date.fromisoformat(str(row["on"]))
        asked = found.share_on(day)
        rows.append([format_day(day, lang), _asked(asked, lang)])
    title = word("path", lang, found.target.name.in_language(lang))
    source = f"{found.target.source.number}, {found.target.source.document}"
    columns = heads(lang, "day", "to_have")
    notes = [f"{word('source_line', lang)}: {source}"]
    return Sheet.of(
        title, found.baseline.region, columns, rows, lang=lang, most_rows=most_rows, numbers=(1,), notes=notes
    )


def _asked(asked: Any, lang: Language) -> str:  # noqa: ANN401  # A share or bounds of one.
    ends = dict.fromkeys([getattr(asked, "lower", asked), getattr(asked, "upper", asked)])
    return " … ".join(format_percent(end, lang) for end in ends)


def spread(found: Spread, lang: Language, most_rows: int) -> Sheet:
    """In which share of the runs each target is met."""
    rows: Rows = [
        [region, target, format_day(day, lang), format_percent(Fraction(runs, found.runs), lang)]
        for (target, region, day), runs in found.met
    ]
    title = word("scenario", lang, found.scenario.name)
    runs = word("runs", lang, format_count(found.runs, lang), str(found.seed))
    columns = heads(lang, "region", "target", "day", "share_of_runs")
    return Sheet.of(title, runs, columns, rows, lang=lang, most_rows=most_rows, numbers=(3,))


def progress(found: Progress, lang: Language, most_rows: int) -> Sheet:
    """The status of one target in one region."""
    ratios = dict.fromkeys("" if ratio is None else format_decimal(ratio, lang) for ratio in found.ratios)
    rows: Rows = [
        [
            found.path.baseline.region,
            found.path.target.name.in_language(lang),
            found.status.text(lang),
            " … ".join(filter(None, ratios)),
            share(found.latest.actual, lang),
        ]
    ]
    columns = heads(lang, "region", "target", "status", "ratio", "reported")
    notes = [f"{found.method.name}: {found.method.source}"]
    return Sheet.of(
        word("progress", lang), "", columns, rows, lang=lang, most_rows=most_rows, numbers=(3,), notes=notes
    )


def effort(found: Effort, lang: Language, most_rows: int) -> Sheet:
    """How many recognitions each part makes at the least cost, or in the best and the worst case."""
    best, worst, least = found.best, found.worst, found.least
    title = word("effort", lang, found.target, found.region, format_day(found.by, lang))
    notes = [
        *(word("doubt", lang, d.region, format_day(d.on, lang), d.kind.value) for d in found.doubts),
        *clauses([found.verdict], lang),
    ]
    columns = heads(lang, "region", "recognise", "possible", "cost")
    rows: Rows = []
    if least is not None:
        told = word("effort_known", lang, count(least.total, lang), format_decimal(least.cost, lang))
        rows = [
            [s.region, count(s.count, lang), count(s.limit, lang), format_decimal(s.cost, lang)] for s in least.steps
        ]
    elif best is None or worst is None:
        told = word("effort_open", lang)
    else:
        told = word("effort_range", lang, count(best.total, lang), count(worst.total, lang))
        columns = heads(lang, "region", "best_case", "worst_case")
        in_best, in_worst = _counts(best), _counts(worst)
        rows = [
            [region, count(in_best.get(region, 0), lang), count(in_worst.get(region, 0), lang)]
            for region in dict.fromkeys([*in_best, *in_worst])
        ]
    numbers = range(1, len(columns))
    subtitle = f"{outcome(found.verdict.outcome, lang).text} · {told}"
    return Sheet.of(title, subtitle, columns, rows, lang=lang, most_rows=most_rows, numbers=numbers, notes=notes)


def _counts(case: EffortCase) -> dict[str, int]:
    return {step.region: step.count for step in case.steps}


def arrivals(found: Sequence[Arrival], lang: Language, most_rows: int) -> Sheet:
    """On which day each line meets its target, if ever."""
    rows: Rows = [
        [
            one.path.baseline.region,
            one.path.target.name.in_language(lang),
            word("never", lang) if one.on is None else format_day(one.on, lang),
            format_decimal(one.per_year * 100, lang),
            one.method.value,
            count(one.reports, lang),
        ]
        for one in found
    ]
    columns = heads(lang, "region", "target", "arrives", "per_year", "method", "reports")
    sources = dict.fromkeys(f"{one.path.target.source.document}: {one.path.target.source.number}" for one in found)
    notes = [f"{word('source_line', lang)}: {source}" for source in sources]
    title = word("arrivals", lang)
    return Sheet.of(title, "", columns, rows, lang=lang, most_rows=most_rows, numbers=(3, 5), notes=notes)


def influences(found: Sequence[Influence], lang: Language, most_rows: int) -> Sheet:
    """How many targets are met with and without each assumption."""
    rows: Rows = [
        [
            *_assumed(one.assumption, lang),
            count(one.met_with, lang),
            count(one.met_without, lang),
            format_decimal(Fraction(one.effect), lang),
        ]
        for one in found
    ]
    columns = heads(lang, "assumption", "where", "met_with", "met_without", "effect")
    title = word("influences", lang)
    return Sheet.of(title, "", columns, rows, lang=lang, most_rows=most_rows, numbers=(2, 3, 4))


def scenario(found: Scenario, lang: Language, most_rows: int) -> Sheet:
    """What a scenario assumes, and of what."""
    rows: Rows = [list(_assumed(one, lang)) for one in found.all_assumptions]
    columns = heads(lang, "assumption", "where")
    return Sheet.of(word("scenario", lang, found.name), "", columns, rows, lang=lang, most_rows=most_rows)


def _assumed(one: Assumption, lang: Language) -> tuple[str, str]:
    """The words of an assumption: what is assumed, and of which target, tier, region or level."""
    scope = [one.target, one.tier, one.region, None if one.level is None else one.level.value]
    return _change(one.change, lang), ", ".join(filter(None, scope)) or word("everywhere", lang)


def _change(change: Any, lang: Language) -> str:  # noqa: ANN401  # Any of the changes of an assumption.
    match change:
        case Rise(rise, RiseUnit.SHARE):
            return word("rise_points", lang, format_decimal(rise * 100, lang))
        case Rise(rise, _):
            return word("rise_holders", lang, format_decimal(rise, lang))
        case ReachBy(part, by):
            return word("reach", lang, format_percent(part, lang), format_day(by, lang))
        case MatchBest(by):
            return word("match", lang, format_day(by, lang))
        case Halt():
            return word("halt", lang)
        case BusinessAsUsual():
            return word("usual", lang)
        case Denominator(size, since):
            return word("denominator", lang, format_count(size, lang), format_day(since, lang))
        case DenominatorGrowth(part):
            return word("growth", lang, format_percent(part, lang))
        case Threshold(part):
            return word("threshold", lang, format_percent(part, lang))
    return str(change)


def needs(found: Sequence[Need], lang: Language, most_rows: int) -> Sheet:
    """How much is missing of each target in each region."""
    rows: Rows = [
        [
            need.region,
            need.target,
            outcome(need.outcome, lang),
            word("unknown", lang) if need.shortfall is None else count(need.shortfall, lang),
        ]
        for need in found
    ]
    columns = heads(lang, "region", "target", "outcome", "missing")
    return Sheet.of(word("needs", lang), "", columns, rows, lang=lang, most_rows=most_rows, numbers=(3,))
