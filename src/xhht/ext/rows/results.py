"""Results as rows: one verdict, need, report or part a row, in columns of fixed names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from xhht.checks import describe, only
from xhht.coordination.assignments import Matrix
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review, ReviewLine
from xhht.errors import InvalidTypeError
from xhht.ext.rows.cells import (
    CLAUSE_WORDS,
    Cell,
    Cells,
    Columns,
    clause_cells,
    count_or_range,
    exact_or_bounds,
    field_cells,
    joined,
    share_cells,
    text_of_cell,
)
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
from xhht.ext.rows.verdicts import DAY, observation_columns, verdict_columns
from xhht.figures.observations import Observation
from xhht.figures.regions import Regions
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.roll_ups import RollUp, RollUps
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Progress
from xhht.pace.lines import ProgressLine, ProgressLines
from xhht.pace.trajectories import Trajectory
from xhht.planning.efforts import Effort
from xhht.planning.plans import Need, Plan
from xhht.recognition.recognitions import Registry
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable
from xhht.scenarios.projections import Grounds, Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread
from xhht.texts import Language, Text, check_language
from xhht.values import Value

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
        language: adds the outcome, why it came about and the clause in words of this language, in columns of their
            own behind the others.

    Returns:
        One row a verdict, need, part or value, each with the same columns.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    columns = typed_columns(result, language)
    plain = [[_plain(cell) for cell in cells] for cells in columns.values()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*plain, strict=True)]


def _plain(cell: Cell) -> str | int | bool | None:
    if isinstance(cell, Fraction):
        return text_of_cell(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


WORDS: Mapping[str, type[Outcome] | type[Reason]] = {"outcome": Outcome, "reason": Reason}


def typed_columns(result: object, language: Language | None = None) -> Columns:
    """The columns of a result with days as days and exact numbers as fractions, all of one length."""
    columns = _columns(result)
    labels = {name: columns.pop(name) for name in list(columns) if name.startswith(CLAUSE_WORDS)}
    found = {NAMES.get(name, name): cells for name, cells in columns.items()}
    if language is not None:
        check_language(language)
        if labels:
            found["clause_words"] = labels[f"{CLAUSE_WORDS}{language}"]
        for name, kind in WORDS.items():
            if any(cell is not None for cell in found.get(name, ())):
                found[f"{name}_words"] = [
                    None if cell is None else kind(str(cell)).text(language) for cell in found[name]
                ]
    return found


def _columns(result: object) -> Columns:
    columns = _COLUMNS.get(type(result))
    if columns is not None:
        return columns(result)
    if not isinstance(result, Value) and isinstance(result, Iterable) and not isinstance(result, (str, bytes, dict)):
        result = list(result)
        for kind, of_kind in ((Verdict, verdict_columns), (Observation, observation_columns)):
            if result and all(type(one) is kind for one in result):
                return of_kind(result)
    rows = list(_rows(result))
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _rows(result: object) -> Iterator[Cells]:
    rows = _TABLES.get(type(result))
    if rows is not None:
        yield from rows(result)
    elif isinstance(result, Value):
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
    """One report, or none, in the columns of several."""
    return {name: cell for name, (cell,) in observation_columns([seen], prefix).items()}


def _verdict_cells(verdict: Verdict) -> Cells:
    return {name: cell for name, (cell,) in verdict_columns([verdict]).items()}


def _name_cells(grounds: Grounds | None, target: str, region: str) -> Cells:
    """The names behind the ids of a target and a region, where the result knows them."""
    name = None if grounds is None else grounds.target_name(target)
    words = name if isinstance(name, Text) else None
    return {
        "target_name_vi": None if words is None else words.vi,
        "target_name_en": None if words is None else words.en,
        "region_name": None if grounds is None else grounds.region_name(region),
    }


def _assessment_columns(found: Assessment) -> Columns:
    return {**verdict_columns(found.verdicts), "since": [found.since] * len(found)}


def _projection_columns(found: Projection) -> Columns:
    verdicts = [verdict for assessment in found.assessments for verdict in assessment]
    return {"scenario": [found.scenario.name] * len(verdicts), **verdict_columns(verdicts)}


def _scenario_columns(table: ScenarioTable) -> Columns:
    named = [(name, verdict) for row in table.rows.values() for name, verdict in row.items()]
    return {"scenario": [name for name, _ in named], **verdict_columns([verdict for _, verdict in named])}


def _need_cells(need: Need) -> Cells:
    return {
        "target": need.target,
        "region": need.region,
        "outcome": need.outcome.value,
        **count_or_range("shortfall", need.shortfall),
        "is_planned": need.is_planned,
        "is_whole": need.is_whole,
    }


def _plan_rows(plan: Plan) -> Iterator[Cells]:
    steps = {(step.target, step.region, step.year): step.count for step in plan.steps}
    for need in plan:
        yield {
            **_need_cells(need),
            **_name_cells(plan.grounds, need.target, need.region),
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
                    **clause_cells(responsibility.source),
                    "party": party.id,
                    "role": role.value,
                }


def _roll_up_rows(found: RollUp) -> Iterator[Cells]:
    whole: Cells = {"indicator": found.indicator, "whole": found.region.id, "as_of": found.as_of}
    return (whole | _part_cells(part) | {"party": found.party or part.party} for part in found.parts)


def _sum_cells(found: RollUp) -> Cells:
    """A whole in one row: the sum, the days of its reports, and who is missing."""
    first, last = found.days or (None, None)
    return {
        "indicator": found.indicator,
        "region": found.region.id,
        "region_name": found.region.name,
        "level": found.region.level.value,
        "party": found.party,
        "as_of": found.as_of,
        **share_cells(found.actual),
        "first_reported_on": first,
        DAY: last,
        "parts": len(found.parts),
        "missing": joined(found.missing),
    }


def _review_rows(review: Review) -> Iterator[Cells]:
    return ({"year": review.year, **line_cells(line)} for line in review.lines)


def _spread_rows(spread: Spread) -> Iterator[Cells]:
    for key, counts in spread.outcomes:
        target, region, day = key
        chance = spread.chance(target, region, on=day)
        ends = None if chance is None else bounds_of(chance)
        yield {
            "scenario": spread.scenario.name,
            "target": target,
            "region": region,
            **_name_cells(spread.grounds, target, region),
            "on": day,
            **{f"runs_{outcome.value}": runs for outcome, runs in zip(Outcome, counts, strict=True)},
            "chance_lower": None if ends is None else ends.lower,
            "chance_upper": None if ends is None else ends.upper,
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
        "ratio_lower": lower,
        "ratio_upper": upper,
        "method": progress.method.name,
        "method_source": progress.method.source,
        "baseline_on": progress.path.baseline.on,
        **observation_cells(progress.latest),
    }


_CELLS: Mapping[type, Callable[[Any], Cells]] = {
    Verdict: _verdict_cells,
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
    Plan: _plan_rows,
    RollUp: _roll_up_rows,
    RollUps: lambda sums: map(_sum_cells, sums),
    Regions: lambda regions: map(field_cells, regions),
    Registry: lambda registry: map(field_cells, registry.recognitions),
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
_COLUMNS: Mapping[type, Callable[[Any], Columns]] = {
    Assessment: _assessment_columns,
    Projection: _projection_columns,
    ScenarioTable: _scenario_columns,
}
