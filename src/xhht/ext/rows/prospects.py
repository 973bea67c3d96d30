"""Rows of what follows from verdicts: efforts, arrivals, assumptions, influences and reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xhht.coordination.reports import Report
from xhht.coordination.reviews import ReviewLine
from xhht.ext.rows.cells import Cells, field_cells
from xhht.pace.arrivals import Arrival
from xhht.planning.efforts import Effort
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.comparisons import Influence
from xhht.scenarios.scenarios import Scenario


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
            "cost": str(step.cost),
        }


def arrival_cells(arrival: Arrival) -> Cells:
    """When a line meets a target, and which line it is."""
    return {
        "target": arrival.path.target.id,
        "region": arrival.path.baseline.region,
        "tier": arrival.path.tier,
        "baseline_on": arrival.path.baseline.on,
        "on": arrival.on,
        "per_year": str(arrival.per_year),
        "method": arrival.method.value,
        "reports": arrival.reports,
    }


def assumption_cells(assumption: Assumption) -> Cells:
    """What is assumed, in words, and of what."""
    return {
        "assumption": type(assumption.change).__name__,
        "change": str(assumption.change),
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
    }


def line_cells(line: ReviewLine) -> Cells:
    """The part of a body in a responsibility; the responsibility is named by its id."""
    source = line.responsibility.source
    return {**field_cells(line), "clause": source.number, "document": source.document}


def report_rows(report: Report) -> Iterator[Cells]:
    """The lines of all years that a report is about."""
    return chain.from_iterable(
        ({"year": review.year, **line_cells(line)} for line in report.lines_of(review)) for review in report.reviews
    )
