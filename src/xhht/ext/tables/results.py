"""The sheets of results: verdicts, projections, scenarios, plans, roll-ups, paths, reviews, matrices, calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from xhht.assessment import Assessment
from xhht.assignments import Matrix
from xhht.comparisons import ScenarioTable
from xhht.ext.rows import to_rows
from xhht.ext.tables.sheets import (
    Sheet,
    Words,
    clauses,
    count,
    outcome,
    points,
    share,
    shown,
    tally_of,
)
from xhht.ext.tables.words import word
from xhht.observations import Observation
from xhht.planning import Plan
from xhht.progress import Progress
from xhht.projections import Projection
from xhht.reviews import Review
from xhht.roll_ups import RollUp
from xhht.schedule import DueDate
from xhht.simulations import Spread
from xhht.texts import Language, format_count, format_day, format_decimal, format_percent
from xhht.trajectories import Trajectory
from xhht.values import Value
from xhht.verdicts import Verdict

Rows: TypeAlias = list[list[Words | str]]


def _heads(lang: Language, *keys: str) -> list[str]:
    return [word(key, lang) for key in keys]


def _place(verdict: Verdict) -> str:
    return "" if verdict.region is None else verdict.region.name


def _verdicts(title: str, verdicts: Sequence[Verdict], lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            _place(v),
            v.target.name.in_language(lang),
            outcome(v.outcome, lang),
            share(v.actual, lang),
            v.asked(lang),
            points(v.gap_pp, lang),
            count(v.shortfall, lang),
        ]
        for v in verdicts
    ]
    heads = _heads(lang, "region", "target", "outcome", "reported", "asked", "distance", "missing")
    notes = clauses(verdicts, lang)
    return Sheet.of(
        title, tally_of(verdicts, lang), heads, rows, lang=lang, most_rows=most_rows, numbers=(5, 6), notes=notes
    )


def _assessment(found: Assessment, lang: Language, most_rows: int) -> Sheet:
    title = f"{found.programme.document.number}: {word('verdicts', lang, format_day(found.as_of, lang))}"
    return _verdicts(title, found.verdicts, lang, most_rows)


def _verdict(found: Verdict, lang: Language, most_rows: int) -> Sheet:
    sheet = _verdicts(word("verdicts", lang, format_day(found.as_of, lang)), [found], lang, most_rows)
    return Sheet.of(
        sheet.title,
        found.explain(lang),
        sheet.headings,
        sheet.rows,
        lang=lang,
        most_rows=most_rows,
        numbers=sheet.numbers,
        notes=sheet.notes,
    )


def _side_by_side(
    title: str, columns: Mapping[str, Mapping[tuple[str, str], Verdict]], lang: Language, most_rows: int
) -> Sheet:
    """Outcomes with their distances, a column for each name and a row for each target in each region."""
    keys = dict.fromkeys(key for found in columns.values() for key in found)
    firsts = {key: next(found[key] for found in columns.values() if key in found) for key in keys}
    rows: Rows = []
    for key, first in firsts.items():
        cells: list[Words | str] = [_place(first), first.target.name.in_language(lang)]
        cells += [_with_distance(found[key], lang) if key in found else "" for found in columns.values()]
        rows.append(cells)
    heads = [*_heads(lang, "region", "target"), *columns]
    notes = clauses(firsts.values(), lang)
    return Sheet.of(title, "", heads, rows, lang=lang, most_rows=most_rows, notes=notes)


def _with_distance(verdict: Verdict, lang: Language) -> Words:
    told = outcome(verdict.outcome, lang)
    gap = points(verdict.gap_pp, lang)
    return Words(f"{told.text} ({gap})", told.look) if gap else told


def _projection(found: Projection, lang: Language, most_rows: int) -> Sheet:
    columns = {format_day(a.as_of, lang): _by_key(a) for a in found.assessments}
    return _side_by_side(word("scenario", lang, found.scenario.name), columns, lang, most_rows)


def _by_key(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    return {(v.target.id, "" if v.region is None else v.region.id): v for v in verdicts}


def _scenarios(found: ScenarioTable, lang: Language, most_rows: int) -> Sheet:
    columns = {name: {key: row[name] for key, row in found.rows.items() if name in row} for name in found.names}
    return _side_by_side(word("scenarios", lang, format_day(found.on, lang)), columns, lang, most_rows)


def _plan(found: Plan, lang: Language, most_rows: int) -> Sheet:
    steps = {(step.target, step.region, step.year): step.count for step in found.steps}
    rows: Rows = []
    for need in found:
        of_years = [steps.get((need.target, need.region, year)) for year in found.years]
        missing = word("unknown", lang) if need.shortfall is None else count(need.shortfall, lang)
        planned = word("yes" if need.is_planned else "no", lang) if need.most else ""
        cells: list[Words | str] = [need.region, need.target, outcome(need.outcome, lang), missing, planned]
        rows.append([*cells, *(count(of_year, lang) for of_year in of_years)])
    heads = [*_heads(lang, "region", "target", "outcome", "missing", "planned"), *map(str, found.years)]
    total = word("recognitions", lang, format_count(sum(step.count for step in found.steps), lang))
    numbers = (3, *range(5, len(heads)))
    title = word("plan", lang, format_day(found.by, lang))
    return Sheet.of(title, total, heads, rows, lang=lang, most_rows=most_rows, numbers=numbers)


def _roll_up(found: RollUp, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            part.region.name,
            word("none", lang) if part.observation is None else share(part.observation.actual, lang),
            count(part.least, lang),
            count(part.most, lang),
            word("unknown", lang) if part.denominator is None else count(part.denominator, lang),
        ]
        for part in found.parts
    ]
    title = word("roll_up", lang, found.indicator, found.region.name, format_day(found.as_of, lang))
    heads = _heads(lang, "region", "reported", "least", "most", "of")
    total = share(found.actual, lang)
    return Sheet.of(title, total, heads, rows, lang=lang, most_rows=most_rows, numbers=(2, 3, 4))


def _path(found: Trajectory, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = []
    for row in to_rows(found):
        day = date.fromisoformat(str(row["on"]))
        asked = found.share_on(day)
        rows.append([format_day(day, lang), _asked(asked, lang)])
    title = word("path", lang, found.target.name.in_language(lang))
    source = f"{found.target.source.number}, {found.target.source.document}"
    heads = _heads(lang, "day", "to_have")
    notes = [f"{'Căn cứ' if lang == 'vi' else 'Source'}: {source}"]
    return Sheet.of(
        title, found.baseline.region, heads, rows, lang=lang, most_rows=most_rows, numbers=(1,), notes=notes
    )


def _asked(asked: Any, lang: Language) -> str:  # noqa: ANN401  # A share or bounds of one.
    ends = dict.fromkeys([getattr(asked, "lower", asked), getattr(asked, "upper", asked)])
    return " … ".join(format_percent(end, lang) for end in ends)


def _review(found: Review, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            line.party,
            line.responsibility.text.in_language(lang),
            line.responsibility.source.number,
            line.status.text(lang),
            count(len(line.activities), lang),
        ]
        for line in found.lines
    ]
    title = f"{found.programme.document.number}: {word('review', lang, str(found.year))}"
    heads = _heads(lang, "party", "responsibility", "clause", "status", "activities")
    return Sheet.of(title, "", heads, rows, lang=lang, most_rows=most_rows, numbers=(4,))


def _matrix(found: Matrix, lang: Language, most_rows: int) -> Sheet:
    parties = found.programme.parties
    rows: Rows = []
    for task in found.responsibilities:
        roles = [task.role_of(party.id) for party in parties]
        told = ["" if role is None else role.text(lang) for role in roles]
        rows.append([task.text.in_language(lang), task.source.number, *told])
    heads = [*_heads(lang, "responsibility", "clause"), *(party.short_name.in_language(lang) for party in parties)]
    title = word("matrix", lang, found.programme.document.number)
    return Sheet.of(title, "", heads, rows, lang=lang, most_rows=most_rows)


def _spread(found: Spread, lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [region, target, format_day(day, lang), format_percent(Fraction(runs, found.runs), lang)]
        for (target, region, day), runs in found.met
    ]
    title = word("scenario", lang, found.scenario.name)
    runs = word("runs", lang, format_count(found.runs, lang), str(found.seed))
    heads = _heads(lang, "region", "target", "day", "share_of_runs")
    return Sheet.of(title, runs, heads, rows, lang=lang, most_rows=most_rows, numbers=(3,))


def _progress(found: Progress, lang: Language, most_rows: int) -> Sheet:
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
    heads = _heads(lang, "region", "target", "status", "ratio", "reported")
    notes = [f"{found.method.name}: {found.method.source}"]
    return Sheet.of(word("progress", lang), "", heads, rows, lang=lang, most_rows=most_rows, numbers=(3,), notes=notes)


def several(values: Sequence[Value], lang: Language, most_rows: int) -> Sheet:
    """Several values: verdicts, days of a calendar, reports, or any others by their plain columns."""
    if values and all(isinstance(value, Verdict) for value in values):
        verdicts = [value for value in values if isinstance(value, Verdict)]
        return _verdicts(word("verdicts", lang, format_day(verdicts[0].as_of, lang)), verdicts, lang, most_rows)
    if values and all(isinstance(value, DueDate) for value in values):
        return _calendar([value for value in values if isinstance(value, DueDate)], lang, most_rows)
    if values and all(isinstance(value, Observation) for value in values):
        return _observations([value for value in values if isinstance(value, Observation)], lang, most_rows)
    rows = to_rows(values)
    heads = list(rows[0]) if rows else ["–"]
    title = ", ".join(dict.fromkeys(type(value).__name__ for value in values))
    cells = [[shown(cell, lang) for cell in row.values()] for row in rows]
    return Sheet.of(title, "", heads, cells, lang=lang, most_rows=most_rows)


def _calendar(days: Sequence[DueDate], lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [
            format_day(day.on, lang),
            day.duty.text.in_language(lang),
            day.duty.source.number,
            word("stated" if day.is_stated else "convention", lang),
        ]
        for day in days
    ]
    heads = _heads(lang, "day", "duty", "clause", "source")
    return Sheet.of(word("calendar", lang), "", heads, rows, lang=lang, most_rows=most_rows)


def _observations(seen: Sequence[Observation], lang: Language, most_rows: int) -> Sheet:
    rows: Rows = [
        [one.indicator, one.region, format_day(one.on, lang), share(one.actual, lang), one.source or ""] for one in seen
    ]
    heads = _heads(lang, "indicator", "region", "day", "reported", "source")
    return Sheet.of(word("observations", lang), "", heads, rows, lang=lang, most_rows=most_rows)


SHEETS: Mapping[type, Callable[[Any, Language, int], Sheet]] = {
    Assessment: _assessment,
    Verdict: _verdict,
    Projection: _projection,
    ScenarioTable: _scenarios,
    Plan: _plan,
    RollUp: _roll_up,
    Trajectory: _path,
    Review: _review,
    Spread: _spread,
    Progress: _progress,
    Matrix: _matrix,
}
