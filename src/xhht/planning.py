"""Planning: how many recognitions are still needed, where, and what a capacity can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from xhht.assessment import assess_checked
from xhht.bounds import CountRange, check_count
from xhht.checks import as_tuple, calendar_day, describe
from xhht.errors import InvalidPlanError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.extrapolation import Extrapolation
from xhht.observations import Observation
from xhht.outcomes import Outcome
from xhht.programme import Programme
from xhht.regions import Region, Regions
from xhht.scenarios import Scenario
from xhht.targets import Reading
from xhht.values import Value
from xhht.verdicts import Verdict


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
class Plan(Value):
    """The needs of every target in every region, and what the capacity reaches.

    Attributes:
        by: the day by which targets are to be met.
        needs: one for each target and region, in the order of the assessment.
        capacity: by target, how many recognitions are possible in all up to that day.
    """

    by: date
    needs: tuple[Need, ...]
    capacity: tuple[tuple[str, int], ...] = ()

    def __iter__(self) -> Iterator[Need]:
        return iter(self.needs)

    def __len__(self) -> int:
        return len(self.needs)

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
    capacity: Mapping[str, int] | None = None,
) -> Plan:
    """What is still missing if nothing else happens, and the most targets that a capacity can meet.

    A need counts from the last report, held against what is asked on the day of the plan. Within one
    target's capacity the smallest needs go first, which meets as many as any choice can.

    Args:
        programme: what was agreed.
        observations: what was reported.
        regions: the regions, as a tree or one by one.
        by: the day by which targets are to be met.
        baseline_on: the day of the baseline of yearly rises.
        reading: how yearly rises are read.
        capacity: by target id, how many recognitions are possible in all; a target left out has no limit.

    Raises:
        InvalidObservationsError: for reports that cannot be judged.
        InvalidPlanError: for every capacity of an unknown target, or that is no count, all together.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if every report is later than `by`, or the baseline's day is.
    """
    calendar_day(by, "by")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > by:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {by}; a rise needs an earlier one")
    chosen = None if reading is None else Reading(reading)
    if not isinstance(programme, Programme):
        raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
    limits = _checked(programme, capacity)
    tree = Regions.of(regions)
    path = Extrapolation.of(programme, as_tuple(observations), Scenario("nothing else happens"), tree, by)
    if not path.reports:
        raise InvalidValueError(f"no report is on or before {by}; there is nothing to plan from")
    text, reports = path.programme_on(by), path.reports_on(by)
    found = assess_checked(text, reports, regions=tree, as_of=by, baseline_on=baseline_on, reading=chosen)
    needs = [_need(verdict) for verdict in found]
    left = dict(limits)
    planned: set[tuple[str, str]] = set()
    for need in sorted(needs, key=lambda n: (n.most or 0, n.region)):
        if not need.most:
            continue
        if need.target not in left or need.most <= left[need.target]:
            planned.add((need.target, need.region))
            if need.target in left:
                left[need.target] -= need.most
    marked = tuple(attrs.evolve(need, is_planned=(need.target, need.region) in planned) for need in needs)
    return Plan(by, marked, tuple(limits.items()))


def _need(verdict: Verdict) -> Need:
    # A share without counts that is met lacks nothing, although its verdict cannot count.
    shortfall = 0 if verdict.outcome is Outcome.MET else verdict.shortfall
    region = "" if verdict.region is None else verdict.region.id
    return Need(verdict.target.id, region, verdict.outcome, shortfall)


def _checked(programme: Programme, capacity: Mapping[str, int] | None) -> dict[str, int]:
    if capacity is None:
        return {}
    if not isinstance(capacity, Mapping):
        raise InvalidTypeError(f"capacity maps target ids to counts, got {describe(capacity)}")
    problems: list[XhhtError] = []
    known = [target.id for target in programme.targets]
    for target, count in capacity.items():
        if target not in known:
            problems.append(UnknownIdError("target", target, known, "capacity"))
        try:
            check_count(f"capacity[{target!r}]", count)
        except (InvalidTypeError, InvalidValueError) as problem:
            problems.append(problem)
    if problems:
        raise InvalidPlanError("capacity", problems)
    return dict(capacity)
