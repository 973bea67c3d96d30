"""Planning: how many recognitions are still needed, where and in which years, and what a capacity can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from xhht.checks import calendar_day, describe
from xhht.errors import (
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import CountRange
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.plain_tables import plain_table
from xhht.planning._bases import Given, checked_day
from xhht.planning.allotments import Allotment, Demand, Proof, Solver, checked, smallest_first
from xhht.planning.capacities import Capacity, capacities_of, limits_of
from xhht.planning.divisions import Division, divided, evenly_first
from xhht.planning.fairness import Fairness, Portions, portions
from xhht.scenarios.projections import Grounds, Projection
from xhht.values import Value


@attrs.frozen(repr=False)
class Need(Value):
    """What is missing to one target in one region on the day of a plan.

    `shortfall` is the least number of further recognitions; a range where figures are bounded, None where
    it cannot be known. `is_planned` says whether the plan meets it in full. A whole whose parts are added up
    (`is_whole`) is met through its parts, so that nothing is planned for it twice.
    """

    target: str
    region: str
    outcome: Outcome
    shortfall: int | CountRange | None
    is_planned: bool = attrs.field(default=False, kw_only=True)
    is_whole: bool = attrs.field(default=False, kw_only=True)

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
        is_fewest: whether it is sure that no other plan that meets as many takes fewer recognitions.
        fairness: who gets what where the capacities do not suffice.
    """

    by: date
    needs: tuple[Need, ...]
    capacities: tuple[Capacity, ...] = attrs.field(default=(), kw_only=True)
    years: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    steps: tuple[PlanStep, ...] = attrs.field(default=(), kw_only=True)
    proof: Proof = attrs.field(default=Proof.SMALLEST_FIRST, kw_only=True)
    is_fewest: bool = attrs.field(default=True, kw_only=True)
    fairness: Fairness = attrs.field(default=Fairness.MOST_NEEDS, kw_only=True, converter=Fairness)
    _grounds: Grounds | None = attrs.field(init=False, default=None, eq=False, repr=False)

    @property
    def grounds(self) -> Grounds | None:
        """The programme, the regions and the last reports behind it; None where it was read from a file."""
        return self._grounds

    def __iter__(self) -> Iterator[Need]:
        return iter(self.needs)

    def __len__(self) -> int:
        return len(self.needs)

    def __str__(self) -> str:
        open_needs = [need for need in self.needs if need.most and not need.is_whole]
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
        if not self.is_fewest:
            best += "; another that meets as many may take fewer recognitions"
        if self.fairness is not Fairness.MOST_NEEDS:
            best = f"divided by fairness {self.fairness}"
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
            (c.target, c.count)
            for c in self.capacities
            if isinstance(c.target, str) and c == Capacity(c.count, target=c.target)
        )

    @property
    def is_proven(self) -> bool:
        """Whether it is sure that no other plan meets more needs."""
        return self.proof is not Proof.NONE

    @property
    def reached(self) -> tuple[Need, ...]:
        """What is not met yet and will be by the plan, the smallest needs first."""
        planned = [need for need in self.needs if need.is_planned]
        return tuple(sorted(planned, key=lambda need: (need.most or 0, need.target, need.region)))

    @property
    def unknown(self) -> tuple[Need, ...]:
        """What cannot be planned, because the figures do not say how many are missing."""
        return tuple(n for n in self.needs if n.shortfall is None and n.outcome is not Outcome.NOT_APPLICABLE)

    def total(self, target: str) -> int:
        """How many recognitions meet a target in all regions in any case; unknown needs and wholes are left out.

        Raises:
            UnknownIdError: if the plan has no such target.
        """
        known = list(dict.fromkeys(need.target for need in self.needs))
        if target not in known:
            raise UnknownIdError("target", target, known)
        return sum(need.most or 0 for need in self.needs if need.target == target and not need.is_whole)


def plan(
    programme: Programme,
    observations: Iterable[Observation] | Projection,
    *,
    by: date,
    regions: Regions | Iterable[Region] | None = None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    capacity: Mapping[str, int] | Iterable[Capacity] | None = None,
    starts_on: date | None = None,
    division: Division = evenly_first,
    fairness: Fairness = Fairness.MOST_NEEDS,
    solver: Solver | None = None,
) -> Plan:
    """What is still missing if nothing else happens, and the most targets that capacities can meet.

    A need counts from the last report, however old, held against what is asked on the day of the plan, and is met in
    full or left, unless `fairness` divides what there is otherwise. From a projection it counts from what follows on
    that day: growth, mergers and other thresholds of its scenario included.

    Where capacities lie inside or apart from each other, the smallest needs go first, which meets as many as any
    choice can. Where they overlap (per target and per region, say), a solver chooses; what it says is held
    against every capacity in whole numbers. Of equal choices the one with the fewest recognitions is taken, then
    the one whose targets and regions come first.

    Args:
        programme: what was agreed.
        observations: what was reported; or a projection, which brings regions, tiers, wholes, baseline and reading
            along.
        by: the day by which targets are to be met.
        regions: the regions, as a tree or one by one.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        into: the ids of regions whose parts are added up; what they lack is told, and planned in their parts.
        baseline_on: the day of the baseline of yearly rises.
        reading: how yearly rises are read.
        capacity: by target id, how many recognitions are possible in all, or any `Capacity`; what none names has no
            limit.
        starts_on: the first day of the plan; where None, the day after the last report that is not after `by`.
        division: how a need is divided over the years where no capacity of single years decides; called with a count
            and the number of years.
        fairness: who gets what where capacities do not suffice; only the default ever needs a solver.
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
    checked_day(programme, by)
    _callable(division, "division", "evenly_first")
    chosen = Fairness(fairness)
    if solver is not None:
        _callable(solver, "solver", "xhht.ext.solver.solve")
    given = Given(observations, regions, tiers=tiers, into=into, baseline_on=baseline_on, reading=reading)
    problems = [*given.wrong_days(by), *_late_start(by, starts_on)]
    text, tree = programme.as_of(by), given.tree
    first = min(by, given.first_day(by)) if starts_on is None else min(by, starts_on)
    years = tuple(range(first.year, by.year + 1))
    capacities, unfitting = capacities_of(capacity, text, tree, years)
    if problems or unfitting:
        unreadable = given.unreadable(programme)
        if len(problems) == 1 and not unfitting and not unreadable:
            raise problems[0]
        what = f"plan up to {by}" if problems or unreadable else "capacity"
        raise InvalidPlanError(what, [*problems, *unreadable, *unfitting])
    basis = given.basis(programme, by)
    needs = [_need(verdict, is_whole=basis.is_whole(verdict)) for verdict in basis.assessment()]
    wanted = sorted(
        (need for need in needs if need.most and not need.is_whole), key=lambda need: (need.target, need.region)
    )
    limits = limits_of(capacities, [(need.target, need.region) for need in wanted], text, years, regions=tree, by=by)
    demand = Demand([need.most for need in wanted], years, limits)
    allotment = _allotment(demand, solver) if chosen is Fairness.MOST_NEEDS else Allotment(())
    gifts = Portions.of(demand, allotment) if chosen is Fairness.MOST_NEEDS else portions(demand, chosen)
    places = {(need.target, need.region): place for place, need in enumerate(wanted)}
    met = {key for key, place in places.items() if gifts.counts[place] == demand.counts[place]}
    marked = tuple(
        attrs.evolve(need, is_planned=not need.is_whole and (need.target, need.region) in met) for need in needs
    )
    steps = tuple(_steps(marked, places, gifts, years, division))
    result = Plan(
        by,
        marked,
        capacities=capacities,
        years=years,
        steps=steps,
        proof=allotment.proof,
        is_fewest=allotment.is_fewest,
        fairness=chosen,
    )
    object.__setattr__(result, "_grounds", basis.grounds)
    return result


def _late_start(by: date, starts_on: date | None) -> Iterator[XhhtError]:
    if starts_on is not None and calendar_day(starts_on, "starts_on") > by:
        yield InvalidValueError(f"the first day {starts_on} is after {by}; a plan needs an earlier one")


def _need(verdict: Verdict, *, is_whole: bool) -> Need:
    # A share without counts that is met lacks nothing, although its verdict cannot count.
    shortfall = 0 if verdict.outcome is Outcome.MET else verdict.shortfall
    return Need(verdict.target.id, verdict.key[1], verdict.outcome, shortfall, is_whole=is_whole)


def _callable(value: object, what: str, example: str) -> None:
    if not callable(value):
        raise InvalidTypeError(f"{what} is a function such as {example}, got {describe(value)}")


def _allotment(demand: Demand, solver: Solver | None) -> Allotment:
    allotment = smallest_first(demand)
    if allotment is not None:
        return allotment
    if solver is None:
        raise MissingExtraError(
            "capacities overlap, so that the smallest need first is not always best; give a solver",
            "solver",
            ", then plan(..., solver=xhht.ext.solver.solve)",
        )
    return checked(demand, solver(demand))


def _steps(
    needs: Iterable[Need],
    places: Mapping[tuple[str, str], int],
    gifts: Portions,
    years: Sequence[int],
    division: Division,
) -> Iterator[PlanStep]:
    dated: dict[int, dict[int, int]] = {}
    for number, year, count in gifts.yearly:
        dated.setdefault(number, {})[year] = count
    for need in needs:
        place = None if need.is_whole else places.get((need.target, need.region))
        if place is None or not gifts.counts[place]:
            continue
        of_year = dated.get(place)
        if of_year is None:
            of_year = dict(zip(years, divided(gifts.counts[place], len(years), division), strict=True))
        for year in years:
            if count := of_year.get(year, 0):
                yield PlanStep(need.target, need.region, year, count)
