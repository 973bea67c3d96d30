"""Planning: how many recognitions are still needed, where and in which years, and what a capacity can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from xhht.checks import as_tuple, calendar_day, describe, expect
from xhht.errors import (
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import CountRange
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import assess_checked
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.plain_tables import plain_table
from xhht.planning.allotments import Allotment, Demand, Proof, Solver, checked, smallest_first
from xhht.planning.capacities import Capacity, capacities_of, limits_of
from xhht.planning.divisions import Division, divided, evenly_first
from xhht.scenarios._extrapolation import Extrapolation
from xhht.scenarios.scenarios import Scenario
from xhht.values import Value


@attrs.frozen(repr=False)
class Need(Value):
    """What is missing to one target in one region on the day of a plan.

    `shortfall` is the least number of further recognitions; a range where figures are bounded, None where
    it cannot be known. `is_planned` says whether the plan's capacity reaches it.
    """

    target: str
    region: str
    outcome: Outcome
    shortfall: int | CountRange | None
    is_planned: bool = attrs.field(default=False, kw_only=True)

    @property
    def most(self) -> int | None:
        """The number that is enough in any case; None where it cannot be known."""
        return self.shortfall.most if isinstance(self.shortfall, CountRange) else self.shortfall


@attrs.frozen(repr=False)
class PlanStep(Value):
    """How many recognitions of a target a plan makes in a region in a calendar year."""

    target: str
    region: str
    year: int
    count: int


@attrs.frozen(repr=False)
class Plan(Value):
    """The needs of every target in every region, what the capacities reach, and when.

    Attributes:
        by: the day by which targets are to be met.
        needs: one for each target and region, in the order of the assessment.
        capacities: what limits the plan.
        years: the calendar years of the plan.
        steps: what it does, by target and region in the order of the needs, then by year.
        proof: why no other plan meets more.
    """

    by: date
    needs: tuple[Need, ...]
    capacities: tuple[Capacity, ...] = attrs.field(default=(), kw_only=True)
    years: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    steps: tuple[PlanStep, ...] = attrs.field(default=(), kw_only=True)
    proof: Proof = attrs.field(default=Proof.SMALLEST_FIRST, kw_only=True)

    def __iter__(self) -> Iterator[Need]:
        return iter(self.needs)

    def __len__(self) -> int:
        return len(self.needs)

    def __str__(self) -> str:
        open_needs = [need for need in self.needs if need.most]
        counts = {(step.target, step.region, step.year): step.count for step in self.steps}
        rows = [
            [
                need.target,
                need.region,
                need.most or 0,
                "yes" if need.is_planned else "no",
                *(counts.get((need.target, need.region, year), 0) for year in self.years),
            ]
            for need in open_needs
        ]
        planned = sum(step.count for step in self.steps)
        unknown = len(self.unknown)
        best = f"no other plan meets more ({self.proof})" if self.is_proven else "another plan may meet more"
        met = f"meets {len(self.reached)} of {len(open_needs)} open needs with {planned} recognitions"
        lines = [
            f"Plan up to {self.by}: {met}; {best}",
            *(f"Capacity: {capacity}" for capacity in self.capacities),
            plain_table(["target", "region", "missing", "met", *map(str, self.years)], rows) if rows else "",
            f"Unknown: {unknown} needs, whose figures do not say how many are missing" if unknown else "",
        ]
        return "\n".join(filter(None, lines))

    @property
    def capacity(self) -> tuple[tuple[str, int], ...]:
        """By target, how many recognitions are possible in all, where a capacity says no more than that."""
        return tuple(
            (c.target, c.count) for c in self.capacities if c.target and c == Capacity(c.count, target=c.target)
        )

    @property
    def is_proven(self) -> bool:
        """Whether it is sure that no other plan meets more needs."""
        return self.proof is not Proof.NONE

    @property
    def reached(self) -> tuple[Need, ...]:
        """What is not met yet and will be by the plan, the smallest needs first."""
        found = [need for need in self.needs if need.is_planned]
        return tuple(sorted(found, key=lambda need: (need.most or 0, need.target, need.region)))

    @property
    def unknown(self) -> tuple[Need, ...]:
        """What cannot be planned, because the figures do not say how many are missing."""
        return tuple(n for n in self.needs if n.shortfall is None and n.outcome is not Outcome.NOT_APPLICABLE)

    def total(self, target: str) -> int:
        """How many recognitions meet a target in all regions in any case; unknown needs are left out.

        Raises:
            UnknownIdError: if the plan has no such target.
        """
        known = list(dict.fromkeys(need.target for need in self.needs))
        if target not in known:
            raise UnknownIdError("target", target, known)
        return sum(need.most or 0 for need in self.needs if need.target == target)


def plan(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    by: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    capacity: Mapping[str, int] | Iterable[Capacity] | None = None,
    starts_on: date | None = None,
    division: Division = evenly_first,
    solver: Solver | None = None,
) -> Plan:
    """What is still missing if nothing else happens, and the most targets that capacities can meet.

    A need counts from the last report, held against what is asked on the day of the plan, and is met in full or
    left. Where capacities lie inside or apart from each other, the smallest needs go first, which meets as many as
    any choice can. Where they overlap (per target and per region, say), a solver chooses; what it says is held
    against every capacity in whole numbers. Of equal choices the one with the fewest recognitions is taken, then
    the one whose targets and regions come first.

    Args:
        programme: what was agreed.
        observations: what was reported.
        regions: the regions, as a tree or one by one.
        by: the day by which targets are to be met.
        baseline_on: the day of the baseline of yearly rises.
        reading: how yearly rises are read.
        capacity: by target id, how many recognitions are possible in all, or any `Capacity`; what none names has no
            limit.
        starts_on: the first day of the plan; where None, the day after the last report that is not after `by`.
        division: how a need is divided over the years where no capacity of single years decides; called with a count
            and the number of years.
        solver: what chooses where capacities overlap, such as ``xhht.ext.solver.solve``.

    Raises:
        InvalidObservationsError: for reports that cannot be judged, if nothing else is wrong.
        InvalidPlanError: for every capacity of something unknown, given twice, or that is no count, and whatever
            else is wrong beside it, all together.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if every report is later than `by`, or the baseline's day or the first day is, and nothing
            else is wrong.
        MissingExtraError: if capacities overlap and no solver is given.
        UnsolvedPlanError: if the solver has no answer, or one that breaks a capacity.
    """
    calendar_day(by, "by")
    chosen = None if reading is None else Reading(reading)
    expect(Programme, programme, "a programme")
    _callable(division, "division", "evenly_first")
    if solver is not None:
        _callable(solver, "solver", "xhht.ext.solver.solve")
    tree, seen = Regions.of(regions), as_tuple(observations)
    problems = list(_wrong_days(seen, by, baseline_on, starts_on))
    text = programme.as_of(by)
    earlier = [report.on for report in seen if isinstance(report, Observation) and report.on <= by]
    first = min(by, max(earlier, default=by) + timedelta(days=1)) if starts_on is None else min(by, starts_on)
    years = tuple(range(first.year, by.year + 1))
    capacities, unfitting = capacities_of(capacity, text, tree, years)
    if problems or unfitting:
        _, unreadable = Reports.of(seen, regions=tree, indicators=[measured.id for measured in programme.indicators])
        if len(problems) == 1 and not unfitting and not unreadable:
            raise problems[0]
        what = f"plan up to {by}" if problems or unreadable else "capacity"
        raise InvalidPlanError(what, [*problems, *unreadable, *unfitting])
    reports = Extrapolation.of(programme, seen, Scenario("nothing else happens"), tree, by).reports_on(by)
    found = assess_checked(
        text, reports, regions=tree, as_of=by, since=date.min, baseline_on=baseline_on, reading=chosen
    )
    needs = [_need(verdict) for verdict in found]
    wanted = sorted((need for need in needs if need.most), key=lambda need: (need.target, need.region))
    limits = limits_of(capacities, [(need.target, need.region) for need in wanted], text, years)
    demand = Demand([need.most for need in wanted], years, limits)
    allotment = _allotment(demand, solver)
    planned = {(wanted[place].target, wanted[place].region): place for place in allotment.chosen}
    marked = tuple(attrs.evolve(need, is_planned=(need.target, need.region) in planned) for need in needs)
    steps = _steps(marked, planned, allotment, years, division)
    return Plan(by, marked, capacities=capacities, years=years, steps=tuple(steps), proof=allotment.proof)


def _wrong_days(
    seen: Iterable[object], by: date, baseline_on: date | None, starts_on: date | None
) -> Iterator[XhhtError]:
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > by:
        yield InvalidValueError(f"the baseline's day {baseline_on} is after {by}; a rise needs an earlier one")
    if starts_on is not None and calendar_day(starts_on, "starts_on") > by:
        yield InvalidValueError(f"the first day {starts_on} is after {by}; a plan needs an earlier one")
    if all(report.on > by for report in seen if isinstance(report, Observation)):
        yield InvalidValueError(f"no report is on or before {by}; there is nothing to plan from")


def _need(verdict: Verdict) -> Need:
    # A share without counts that is met lacks nothing, although its verdict cannot count.
    shortfall = 0 if verdict.outcome is Outcome.MET else verdict.shortfall
    region = "" if verdict.region is None else verdict.region.id
    return Need(verdict.target.id, region, verdict.outcome, shortfall)


def _callable(value: object, what: str, example: str) -> None:
    if not callable(value):
        raise InvalidTypeError(f"{what} is a function such as {example}, got {describe(value)}")


def _allotment(demand: Demand, solver: Solver | None) -> Allotment:
    found = smallest_first(demand)
    if found is not None:
        return found
    if solver is None:
        raise MissingExtraError(
            "capacities overlap, so that the smallest need first is not always best; give a solver: "
            "pip install 'xhht[solver]', then plan(..., solver=xhht.ext.solver.solve)"
        )
    return checked(demand, solver(demand))


def _steps(
    needs: Iterable[Need],
    planned: Mapping[tuple[str, str], int],
    allotment: Allotment,
    years: Sequence[int],
    division: Division,
) -> Iterator[PlanStep]:
    dated: dict[int, dict[int, int]] = {}
    for place, year, count in allotment.yearly:
        dated.setdefault(place, {})[year] = count
    for need in needs:
        if not need.is_planned:
            continue
        of_year = dated.get(planned[need.target, need.region])
        if of_year is None:
            of_year = dict(zip(years, divided(need.most or 0, len(years), division), strict=True))
        for year in years:
            if count := of_year.get(year, 0):
                yield PlanStep(need.target, need.region, year, count)
