"""Extrapolation: the later reports that follow from the last ones and the assumptions of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor

import attrs
from dateutil.relativedelta import relativedelta

from xhht.bounds import Bounds
from xhht.checks import describe
from xhht.errors import (
    InvalidObservationsError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.observations import Observation, Reports
from xhht.periods import years_between
from xhht.programme import Programme
from xhht.quantities import AnyShare, BoundedShare, Share
from xhht.regions import Region, Regions
from xhht.scenarios import (
    Aspect,
    BusinessAsUsual,
    Change,
    Denominator,
    DenominatorGrowth,
    MatchBest,
    ReachBy,
    Rise,
    RiseUnit,
    Scenario,
    Threshold,
)
from xhht.targets import LevelRule
from xhht.tiers import GENERAL
from xhht.values import Value

ALL, NONE = Fraction(1), Fraction(0)


@attrs.frozen(repr=False)
class Extrapolation(Value):
    """The series of reports that go on, and what is assumed of each."""

    programme: Programme
    scenario: Scenario
    regions: Regions
    series: Mapping[tuple[str, str], tuple[Observation, ...]]

    @classmethod
    def of(
        cls, programme: Programme, seen: tuple[Observation, ...], scenario: Scenario, regions: Regions, until: date
    ) -> Extrapolation:
        """Check reports and scenario against the programme and its regions.

        Raises:
            InvalidObservationsError: for reports that cannot be judged.
            InvalidScenarioError: for assumptions about unknown targets, tiers or regions.
            InvalidTypeError: if the scenario is none.
        """
        if not isinstance(scenario, Scenario):
            raise InvalidTypeError(f"a scenario is a Scenario, got {describe(scenario)}")
        indicators = [indicator.id for indicator in programme.indicators]
        reports, problems = Reports.of(seen, regions=regions, indicators=indicators)
        if problems:
            raise InvalidObservationsError(f"observations for {programme.id!r}", problems)
        wrong = list(_misfits(programme, scenario, regions))
        if wrong:
            raise InvalidScenarioError(f"scenario {scenario.name!r}", wrong)
        usable = {key: tuple(o for o in found if o.on <= until) for key, found in reports.series.items()}
        return cls(programme, scenario, regions, {key: found for key, found in usable.items() if found})

    def days(self, until: date) -> list[date]:
        """The days to judge: those of the year of `until`, back to the earliest of the last reports.

        Raises:
            InvalidValueError: if no report is earlier than `until`.
        """
        start = min((found[-1].on for found in self.series.values()), default=until)
        if start >= until:
            raise InvalidValueError(f"no report is earlier than {until}; there is nothing to project from")
        days: list[date] = []
        while (day := until - relativedelta(years=len(days))) > start:
            days.append(day)
        return days[::-1]

    def programme_on(self, day: date) -> Programme:
        """The programme of a day, with other thresholds where the scenario assumes them."""
        text = self.programme.as_of(day)
        targets = list(text.targets)
        for assumption in self.scenario.all_assumptions:
            change = assumption.change
            if isinstance(change, Threshold):
                for place, target in enumerate(targets):
                    if target.id == assumption.target:
                        tier = assumption.tier or GENERAL
                        asks = target.with_level if isinstance(target, LevelRule) else target.with_rise
                        targets[place] = asks(change.share, tier=tier)
        return text if targets == list(text.targets) else attrs.evolve(text, targets=tuple(targets))

    def reports_on(self, day: date) -> Iterator[Observation]:
        """One projected report for each series that has none on or after the day."""
        for (indicator, region_id), found in self.series.items():
            life = self.regions.life_on(region_id, day)
            if life is None or found[-1].on >= day or found[-1].on < life.first_day:
                continue
            actual = self.actual_on(indicator, life, found, day)
            yield Observation(indicator, region_id, day, actual, note=f"scenario: {self.scenario.name}")

    def actual_on(self, indicator: str, region: Region, found: tuple[Observation, ...], day: date) -> AnyShare:
        """The share that follows for one series on a day."""
        last = found[-1]
        change = self.change(Aspect.NUMERATOR, indicator, region)
        size = self.change(Aspect.DENOMINATOR, indicator, region)
        actual = last.actual
        if isinstance(actual, Share) and actual.denominator:
            denominator = _denominator(actual.denominator, size, years_between(last.on, day), day)
            if isinstance(change, Rise) and change.unit is RiseUnit.HOLDERS:
                more = floor(change.per_year * years_between(last.on, day))
                return Share(_within(actual.numerator + more, denominator), denominator, base=actual.base)
            rise = self.rise_to(day, change, indicator, region, found)
            if rise is None:
                return Share(_within(actual.numerator, denominator), denominator, base=actual.base)
            share = min(max(actual.value + rise, NONE), ALL)
            return Share(floor(share * denominator), denominator, base=actual.base)
        rise = self.rise_to(day, change, indicator, region, found)
        if rise is None or not rise or (isinstance(actual, (Share, BoundedShare)) and actual.denominator == 0):
            return actual
        return BoundedShare(_moved(actual.bounds, rise), base=actual.base)

    def rise_to(
        self, day: date, change: Change | None, indicator: str, region: Region, found: tuple[Observation, ...]
    ) -> Fraction | None:
        """By how much the share has changed by a day; None where the last report stands."""
        last = found[-1]
        years = years_between(last.on, day)
        if isinstance(change, Rise):
            return change.per_year * years if change.unit is RiseUnit.SHARE else None
        if isinstance(change, BusinessAsUsual):
            return _slope(found) * years
        if isinstance(change, (ReachBy, MatchBest)):
            goal = change.share if isinstance(change, ReachBy) else self.best(indicator, region)
            start = last.actual.bounds.lower
            if change.by <= last.on or day >= change.by:
                return goal - start
            return (goal - start) * years / years_between(last.on, change.by)
        return None

    def best(self, indicator: str, region: Region) -> Fraction:
        """The highest last report of the regions of the same tier; a bounded one counts with its lower end."""
        tier = region.tier or GENERAL
        return max(
            found[-1].actual.bounds.lower
            for (reported, region_id), found in self.series.items()
            if reported == indicator
            and (self.regions.lives_of(region_id)[-1].tier or GENERAL) == tier
            and not (isinstance(found[-1].actual, Share) and found[-1].actual.denominator == 0)
        )

    def change(self, aspect: Aspect, indicator: str, region: Region) -> Change | None:
        """The change assumed of the target that is about an indicator."""
        found = None
        for target in self.programme.targets:
            if target.indicator == indicator:
                found = self.scenario.change_for(aspect, target.id, region) or found
        return found

    def applied(self) -> tuple[tuple[tuple[str, str], tuple[Change, ...]], ...]:
        """By target and region, the changes that are assumed."""
        found = []
        for target in self.programme.targets:
            for region in self.regions:
                changes = (self.scenario.change_for(aspect, target.id, region) for aspect in Aspect)
                known = tuple(change for change in changes if change is not None)
                if known:
                    found.append(((target.id, region.id), known))
        return tuple(found)


def _misfits(programme: Programme, scenario: Scenario, regions: Regions) -> Iterator[XhhtError]:
    known = {
        "target": [target.id for target in programme.targets],
        "tier": [tier.id for tier in programme.tiers],
        "region": list(regions.ids),
    }
    for assumption in scenario.all_assumptions:
        asked = {"target": assumption.target, "tier": assumption.tier, "region": assumption.region}
        for kind, wanted in asked.items():
            if wanted is not None and wanted not in known[kind]:
                yield UnknownIdError(kind, wanted, known[kind], f"scenario {scenario.name!r}")


def _denominator(reported: int, change: Change | None, years: Fraction, day: date) -> int:
    if isinstance(change, Denominator):
        return change.count if day >= change.since else reported
    if isinstance(change, DenominatorGrowth):
        return max(0, floor(reported * (1 + change.per_year * years)))
    return reported


def _within(numerator: int, denominator: int) -> int:
    return min(max(numerator, 0), denominator)


def _slope(found: tuple[Observation, ...]) -> Fraction:
    """The yearly change between the last two reports, from the middle of bounds; 0 with one report alone."""
    if len(found) == 1:
        return NONE
    earlier, later = found[-2:]
    return (_middle(later) - _middle(earlier)) / years_between(earlier.on, later.on)


def _middle(observation: Observation) -> Fraction:
    bounds = observation.actual.bounds
    return (bounds.lower + bounds.upper) / 2


def _moved(bounds: Bounds, rise: Fraction) -> Bounds:
    lower, upper = (min(max(end + rise, NONE), ALL) for end in (bounds.lower, bounds.upper))
    if lower == upper:
        return Bounds(lower, upper)
    return Bounds(lower, upper, is_lower_open=bounds.is_lower_open, is_upper_open=bounds.is_upper_open)
