"""Results as rows: one verdict, need, report or part a row, in columns of fixed names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xhht.checks import describe, only
from xhht.coordination.assignments import Matrix
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review, ReviewLine
from xhht.errors import InvalidTypeError
from xhht.ext.rows.cells import Cell, Cells, count_or_range, exact_or_bounds, field_cells, joined, share_cells
from xhht.ext.rows.prospects import (
    arrival_cells,
    assumption_cells,
    bounds_of,
    effort_rows,
    influence_cells,
    line_cells,
    progress_line_cells,
    report_rows,
    scenario_rows,
)
from xhht.figures.observations import Observation
from xhht.figures.regions import Regions
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.roll_ups import RollUp
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.lines import ProgressLine, ProgressLines
from xhht.pace.trajectories import Trajectory
from xhht.pictures import digits
from xhht.planning.efforts import Effort
from xhht.planning.plans import Need, Plan
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable
from xhht.scenarios.projections import Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread
from xhht.texts import Language, check_language
from xhht.values import Value

DAY = "reported_on"
# Names that SQL reserves, and the columns in which such fields stand.
NAMES = {
    "on": "day",
    "by": "by_day",
    "case": "best_or_worst",
    "column": "column_name",
    "end": "end_words",
    "group": "group_name",
    "limit": "limiting",
}


def to_rows(result: object, *, language: Language | None = None) -> list[dict[str, str | int | bool | None]]:
    """A result as rows of plain exact values: ids, ISO days, whole numbers, shares as text such as ``"2/5"``.

    >>> from xhht import Observation, Share
    >>> row, = to_rows([Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(90, 225))])
    >>> row["reported_on"], row["numerator"], row["denominator"], row["share"]
    ('2020-12-31', 90, 225, '2/5')

    Args:
        result: any result (Assessment, Projection, Plan, Effort, RollUp, Review, Report and so on), one verdict or
            observation or any other value of the model, or several values in any iterable. A type that has no rows of
            its own gives its fields.
        language: adds the outcome and why it came about in words of this language, behind the columns of the ids.

    Returns:
        One row a verdict, need, part or value, each with the same columns.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    return [{name: _plain(cell) for name, cell in row.items()} for row in typed_rows(result, language)]


def _plain(cell: Cell) -> str | int | bool | None:
    return cell.isoformat() if isinstance(cell, date) else cell


WORDS: Mapping[str, type[Outcome] | type[Reason]] = {"outcome": Outcome, "reason": Reason}


def typed_rows(result: object, language: Language | None = None) -> list[Cells]:
    """The rows of a result with days as days; every row has all columns."""
    found = [{NAMES.get(name, name): cell for name, cell in row.items()} for row in _rows(result)]
    if language is not None:
        check_language(language)
        found = [row | _words(row, language) for row in found]
    columns = dict.fromkeys(name for row in found for name in row)
    return [{name: row.get(name) for name in columns} for row in found]


def _words(row: Cells, language: Language) -> Cells:
    """What ids of a row say in words, each in a column after its own."""
    return {
        f"{name}_words": kind(str(row[name])).text(language)
        for name, kind in WORDS.items()
        if row.get(name) is not None
    }


def _rows(result: object) -> Iterator[Cells]:
    rows = _TABLES.get(type(result))
    if rows is not None:
        yield from rows(result)
    elif isinstance(result, Value) and not isinstance(result, Regions):
        yield _value_cells(result)
    else:
        yield from _several(result)


def _several(values: object) -> Iterator[Cells]:
    if isinstance(values, (str, bytes, dict)) or not isinstance(values, Iterable):
        raise InvalidTypeError(f"rows are made of a result or of several values of the model, got {describe(values)}")
    for place, value in enumerate(values):
        if not isinstance(value, Value):
            raise InvalidTypeError(f"values[{place}] is a value of the model, got {describe(value)}")
        yield from _rows(value)


def _value_cells(value: Value) -> Cells:
    cells = _CELLS.get(type(value), field_cells)
    return cells(value)


def observation_cells(seen: Observation | None, prefix: str = "") -> Cells:
    """A report: what, where, when, the share in all its columns, and where it stands."""
    day = "on" if prefix else DAY
    if seen is None:
        absent = dict.fromkeys(("indicator", "region", day))
        return {f"{prefix}{name}": None for name in (*absent, *share_cells(None), "reference", "note", "party")}
    cells = {
        "indicator": seen.indicator,
        "region": seen.region,
        day: seen.on,
        **share_cells(seen.actual),
        "reference": seen.reference,
        "note": seen.note,
        "party": seen.party,
    }
    return {f"{prefix}{name}": cell for name, cell in cells.items()}


def verdict_cells(verdict: Verdict) -> Cells:
    """A verdict: the rule and its clause, the region, the outcome, what was reported and asked, and the distance."""
    rule, region, seen = verdict.target, verdict.region, verdict.observation
    others = observation_cells(verdict.baseline, "baseline_") | observation_cells(verdict.outdated, "outdated_")
    for prefix in ("baseline_", "outdated_"):
        del others[f"{prefix}indicator"], others[f"{prefix}region"], others[f"{prefix}party"]
    return {
        "target": rule.id,
        "target_name_vi": rule.name.vi,
        "target_name_en": rule.name.en,
        "indicator": rule.indicator,
        "clause": rule.source.number,
        "document": rule.source.document,
        "due_on": rule.due_on,
        "comparison": rule.comparison.value,
        "region": None if region is None else region.id,
        "region_name": None if region is None else region.name,
        "level": None if region is None else region.level.value,
        "parent": None if region is None else region.parent,
        "party": verdict.party,
        "tier": verdict.tier,
        "as_of": verdict.as_of,
        "is_due": verdict.is_due,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason.value,
        DAY: None if seen is None else seen.on,
        **share_cells(verdict.actual),
        "reference": None if seen is None else seen.reference,
        "note": None if seen is None else seen.note,
        **exact_or_bounds("threshold", verdict.threshold),
        **exact_or_bounds("gap_pp", verdict.gap_pp),
        **count_or_range("shortfall", verdict.shortfall),
        "reading": None if verdict.reading is None else verdict.reading.value,
        **others,
        "caveats": joined(verdict.caveats),
    }


def _need_cells(need: Need) -> Cells:
    return {
        "target": need.target,
        "region": need.region,
        "outcome": need.outcome.value,
        **count_or_range("shortfall", need.shortfall),
        "is_planned": need.is_planned,
    }


def _plan_rows(plan: Plan) -> Iterator[Cells]:
    steps = {(step.target, step.region, step.year): step.count for step in plan.steps}
    for need in plan:
        yield {
            **_need_cells(need),
            "by": plan.by,
            **{f"count_{year}": steps.get((need.target, need.region, year), 0) for year in plan.years},
        }


def _part_cells(part: Part) -> Cells:
    seen = observation_cells(part.observation, "report_")
    del seen["report_indicator"], seen["report_region"], seen["report_party"]
    return {
        "party": part.party,
        "region": part.region.id,
        "region_name": part.region.name,
        "level": part.region.level.value,
        "tier": only(part.tiers),
        "least": part.least,
        "most": part.most,
        "denominator": part.denominator,
        "is_missing": part.is_missing,
        **seen,
    }


def _path_rows(path: Trajectory) -> Iterator[Cells]:
    start, end = path.baseline.on, path.target.due_on
    ends = (date(year, 12, 31) for year in range(start.year, end.year + 1))
    for day in dict.fromkeys([start, *(day for day in ends if start < day < end), end]):
        yield {
            "target": path.target.id,
            "region": path.baseline.region,
            "tier": path.tier,
            "reading": None if path.reading is None else path.reading.value,
            "on": day,
            **exact_or_bounds("share", path.share_on(day)),
        }


def _matrix_rows(matrix: Matrix) -> Iterator[Cells]:
    for responsibility in matrix.responsibilities:
        for party in matrix.programme.parties:
            role = responsibility.role_of(party.id)
            if role is not None:
                yield {
                    "responsibility": responsibility.id,
                    "clause": responsibility.source.number,
                    "document": responsibility.source.document,
                    "party": party.id,
                    "role": role.value,
                }


def _projection_rows(projection: Projection) -> Iterator[Cells]:
    for assessment in projection.assessments:
        yield from ({"scenario": projection.scenario.name, **verdict_cells(verdict)} for verdict in assessment)


def _scenario_rows(table: ScenarioTable) -> Iterator[Cells]:
    for row in table.rows.values():
        yield from ({"scenario": name, **verdict_cells(verdict)} for name, verdict in row.items())


def _roll_up_rows(found: RollUp) -> Iterator[Cells]:
    whole: Cells = {"indicator": found.indicator, "whole": found.region.id, "as_of": found.as_of}
    return (whole | _part_cells(part) | {"party": found.party or part.party} for part in found.parts)


def _review_rows(review: Review) -> Iterator[Cells]:
    return ({"year": review.year, **line_cells(line)} for line in review.lines)


def _spread_rows(spread: Spread) -> Iterator[Cells]:
    for key, counts in spread.outcomes:
        target, region, day = key
        chance = spread.chance(target, region, on=day)
        yield {
            "scenario": spread.scenario.name,
            "target": target,
            "region": region,
            "on": day,
            **{f"runs_{outcome.value}": runs for outcome, runs in zip(Outcome, counts, strict=True)},
            "chance_lower": None if chance is None else digits(bounds_of(chance).lower),
            "chance_upper": None if chance is None else digits(bounds_of(chance).upper),
            "runs": spread.runs,
            "draws": spread.draws.value,
            "seed": spread.seed,
        }


def _progress_cells(progress: Progress) -> Cells:
    lower, upper = progress.ratios
    return {
        "target": progress.path.target.id,
        "status": progress.status.value,
        "possible": joined(progress.possible),
        "ratio_lower": None if lower is None else digits(lower),
        "ratio_upper": None if upper is None else digits(upper),
        "method": progress.method.name,
        "method_source": progress.method.source,
        "baseline_on": progress.path.baseline.on,
        **observation_cells(progress.latest),
    }


_CELLS: Mapping[type, Callable[[Any], Cells]] = {
    Verdict: verdict_cells,
    Observation: observation_cells,
    Need: _need_cells,
    Progress: _progress_cells,
    ReviewLine: line_cells,
    Part: _part_cells,
    Arrival: arrival_cells,
    Assumption: assumption_cells,
    Influence: influence_cells,
    ProgressLine: progress_line_cells,
}
_TABLES: Mapping[type, Callable[[Any], Iterable[Cells]]] = {
    Assessment: lambda assessment: ({**verdict_cells(one), "since": assessment.since} for one in assessment),
    Projection: _projection_rows,
    ScenarioTable: _scenario_rows,
    Plan: _plan_rows,
    RollUp: _roll_up_rows,
    Trajectory: _path_rows,
    Review: _review_rows,
    Spread: _spread_rows,
    Influences: lambda influences: map(influence_cells, influences),
    ProgressLines: lambda lines: map(progress_line_cells, lines),
    Matrix: _matrix_rows,
    Effort: effort_rows,
    Scenario: scenario_rows,
    Report: report_rows,
}
