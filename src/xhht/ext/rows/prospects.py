"""Rows of what follows from verdicts: efforts, arrivals, assumptions, influences and reports."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from xhht.coordination.reports import Report
from xhht.coordination.reviews import ReviewLine
from xhht.ext.rows.cells import Cells, clause_cells, field_cells
from xhht.figures.bounds import Bounds
from xhht.pace.arrivals import Arrival
from xhht.pace.lines import ProgressLine
from xhht.planning.efforts import Effort
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence
from xhht.scenarios.scenarios import Scenario


def bounds_of(number: Fraction | Bounds) -> Bounds:
    """A number as bounds, so that an exact one and a range are written alike."""
    return number if isinstance(number, Bounds) else Bounds(Fraction(number), Fraction(number))


def effort_rows(effort: Effort) -> Iterator[Cells]:
    """A row for each part that does something, in the best and in the worst case; one alone where none is known."""
    whole: Cells = {
        "target": effort.target,
        "whole": effort.region,
        "by": effort.by,
        "outcome": effort.verdict.outcome.value,
        "is_known": effort.is_known,
        "doubts": ";".join(doubt.region for doubt in effort.doubts),
    }
    cases = {"best": effort.best, "worst": effort.worst}
    steps = [(name, step) for name, case in cases.items() if case is not None for step in case.steps]
    if not steps:
        yield {**whole, "case": None, "region": None, "count": None, "limit": None, "cost": None}
    for name, step in steps:
        yield {
            **whole,
            "case": name,
            "region": step.region,
            "count": step.count,
            "limit": step.limit,
            "cost": step.cost,
        }


def arrival_cells(arrival: Arrival) -> Cells:
    """When a line meets a target, and which line it is."""
    return {
        "target": arrival.path.target.id,
        "region": arrival.path.baseline.region,
        "tier": arrival.path.tier,
        "baseline_on": arrival.path.baseline.on,
        "on": arrival.on,
        "earliest": arrival.earliest,
        "latest": arrival.latest,
        "per_year_lower": bounds_of(arrival.per_year).lower,
        "per_year_upper": bounds_of(arrival.per_year).upper,
        "method": arrival.method.value,
        "reports": arrival.reports,
    }


def assumption_cells(assumption: Assumption) -> Cells:
    """What is assumed, in words, and of what."""
    return {
        "assumption": type(assumption.change).__name__,
        "change": str(assumption.change),
        "indicator": assumption.indicator,
        "target": assumption.target,
        "tier": assumption.tier,
        "region": assumption.region,
        "level": None if assumption.level is None else assumption.level.value,
    }


def scenario_rows(scenario: Scenario) -> Iterator[Cells]:
    """A row for each assumption, in the order in which later ones count over earlier ones."""
    return ({"scenario": scenario.name, **assumption_cells(one)} for one in scenario.all_assumptions)


def influence_cells(influence: Influence) -> Cells:
    """An assumption, and how many targets are met with and without it."""
    return {
        **assumption_cells(influence.assumption),
        "met_with": influence.met_with,
        "met_without": influence.met_without,
        "effect": influence.effect,
        "closer_pp": Fraction(influence.closer_pp),
        "reason": influence.reason,
    }


def progress_line_cells(line: ProgressLine) -> Cells:
    """How far a target is on its way in a region."""
    needed = None if line.needed_per_year is None else bounds_of(line.needed_per_year)
    return {
        "target": line.target.id,
        "target_name_vi": line.target.name.vi,
        "target_name_en": line.target.name.en,
        "region": line.region.id,
        "region_name": line.region.name,
        "tier": None if line.path is None else line.path.tier,
        "baseline_on": None if line.baseline is None else line.baseline.on,
        "reported_on": None if line.latest is None else line.latest.on,
        "pace": None if line.pace is None else line.pace.value,
        "needed_pp_lower": None if needed is None else needed.lower,
        "needed_pp_upper": None if needed is None else needed.upper,
        "arrival_earliest": None if line.arrival is None else line.arrival.earliest,
        "arrival_latest": None if line.arrival is None else line.arrival.latest,
        "status": None if line.status is None else line.status.value,
        "reason": None if line.reason is None else line.reason.value,
    }


def line_cells(line: ReviewLine) -> Cells:
    """The part of a body in a responsibility; the responsibility is named by its id."""
    return {**field_cells(line), **clause_cells(line.responsibility.source)}


def report_rows(report: Report) -> Iterator[Cells]:
    """The lines of all years that a report is about."""
    return chain.from_iterable(
        ({"year": review.year, **line_cells(line)} for line in report.lines_of(review)) for review in report.reviews
    )
