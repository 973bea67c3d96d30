"""Extrapolation: the later reports that follow from the last ones and the assumptions of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import describe
from xhht.errors import (
    InvalidObservationsError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.judgement.hearings import named_tiers
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.scenarios._series import Series, continued
from xhht.scenarios.assumptions import Assumption, Change, Threshold, since
from xhht.scenarios.scenarios import Scenario
from xhht.values import Value


@attrs.frozen(repr=False)
class Continued(Reports):
    """Reports, and the one of a later day that follows in each series that goes on; it is made when it is needed."""

    going_on: Mapping[tuple[str, str], Series] = attrs.field(kw_only=True)
    day: date = attrs.field(kw_only=True)

    def latest(self, indicator: str, region: str, day: date, since: date = date.min) -> Observation | None:
        """The last report not after a day and not before another, or None."""
        if day >= self.day:
            series = self.going_on.get((indicator, region))
            if series is not None and series.last.on < self.day <= series.ends_on:
                return series.report_on(self.day) if self.day >= since else None
        return Reports.latest(self, indicator, region, day, since)


@attrs.frozen(repr=False)
class Extrapolation(Value):
    """The reports, the series that go on, and what is assumed."""

    programme: Programme
    scenario: Scenario
    regions: Regions
    tiers: Mapping[str, str]
    reports: Mapping[tuple[str, str], tuple[Observation, ...]]
    series: Mapping[tuple[str, str], Series]

    @classmethod
    def of(
        cls,
        programme: Programme,
        seen: tuple[Observation, ...],
        scenario: Scenario,
        regions: Regions,
        until: date,
        *,
        tiers: Mapping[str, str] | None = None,
        problems: Iterable[XhhtError] = (),
    ) -> Extrapolation:
        """Check reports and scenario against the programme and its regions.

        Args:
            programme: what was agreed.
            seen: what was reported.
            scenario: what is assumed.
            regions: the regions.
            until: the last day that is looked at.
            tiers: by region id, the id of the tier that it is in, where its traits do not say so.
            problems: what is wrong with the days asked for, to be named together with the rest.

        Raises:
            InvalidObservationsError: for reports that cannot be judged, if nothing else is wrong.
            InvalidScenarioError: for assumptions about unknown targets, tiers or regions, for thresholds that no
                target can ask, for shares to be reached on a day that is not after the last report, and for
                everything else that is wrong beside them.
            InvalidTypeError: if the programme or the scenario is none.
            XhhtError: the only problem, if it is one with the days.
        """
        if not isinstance(programme, Programme):
            raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
        if not isinstance(scenario, Scenario):
            raise InvalidTypeError(f"a scenario is a Scenario, got {describe(scenario)}")
        indicators = [indicator.id for indicator in programme.indicators]
        checked, unreadable = Reports.of(seen, regions=regions, indicators=indicators)
        named, misnamed = named_tiers(programme, tiers, regions)
        wrong = [*misnamed, *_misfits(programme, scenario, regions)]
        series: Mapping[tuple[str, str], Series] = {}
        usable = {key: tuple(o for o in found if o.on <= until) for key, found in checked.series.items()}
        reports = {key: found for key, found in usable.items() if found}
        if not unreadable:
            series, late = continued(programme, scenario, regions, reports, tiers=named)
            wrong += late
        dated = list(problems)
        if unreadable and not wrong and not dated:
            raise InvalidObservationsError(f"observations for {programme.id!r}", unreadable)
        if len(dated) == 1 and not wrong and not unreadable:
            raise dated[0]
        if dated or wrong:
            raise InvalidScenarioError(f"scenario {scenario.name!r}", [*dated, *unreadable, *wrong])
        return cls(programme, scenario, regions, named, reports, series)

    def with_scenario(self, scenario: Scenario) -> Extrapolation:
        """The same reports under another scenario; series of which the same is assumed are kept as they are.

        Raises:
            InvalidScenarioError: as in `of`.
            InvalidTypeError: if it is no scenario.
        """
        if not isinstance(scenario, Scenario):
            raise InvalidTypeError(f"a scenario is a Scenario, got {describe(scenario)}")
        series, late = continued(
            self.programme, scenario, self.regions, self.reports, tiers=self.tiers, earlier=self.series
        )
        wrong = [*_misfits(self.programme, scenario, self.regions), *late]
        if wrong:
            raise InvalidScenarioError(f"scenario {scenario.name!r}", wrong)
        return attrs.evolve(self, scenario=scenario, series=series)

    def tier_of(self, region: Region) -> str | None:
        """The id of the tier of a region; None where it is not known."""
        return self.tiers.get(region.id) or self.programme.tier_of(region)

    def days(self, until: date) -> list[date]:
        """The days to judge: those of the year of `until`, back to the earliest of the last reports.

        Raises:
            InvalidValueError: if no last report is earlier than `until`.
        """
        start = min((found[-1].on for found in self.reports.values()), default=until)
        if start >= until:
            raise InvalidValueError(f"every last report is of {until}; there is nothing to project")
        days: list[date] = []
        while (day := until - relativedelta(years=len(days))) > start:
            days.append(day)
        return days[::-1]

    def programme_on(self, day: date) -> Programme:
        """The programme of a day, with other thresholds where the scenario assumes them."""
        text = self.programme.as_of(day)
        asked = [a for a in self.scenario.all_assumptions if isinstance(a.change, Threshold) and since(a.change) <= day]
        targets = tuple(_asking(target, asked) for target in text.targets)
        return text if targets == text.targets else attrs.evolve(text, targets=targets)

    def reports_on(self, day: date) -> Reports:
        """The reports of a day: all that were made, and one that follows for each series that goes on."""
        return Continued(self.reports, going_on=self.series, day=day)

    def applied(self) -> tuple[tuple[tuple[str, str], tuple[Change, ...]], ...]:
        """By target and region, the changes that are assumed in any of the region's lives."""
        found: dict[tuple[str, str], tuple[Change, ...]] = {}
        for target in self.programme.targets:
            assumed = self.scenario.about(target.id)
            for region in self.regions if assumed.assumptions else ():
                earlier = found.get((target.id, region.id), ())
                if changes := tuple(
                    change for change in assumed.of(region, self.tier_of(region)) if change not in earlier
                ):
                    found[target.id, region.id] = (*earlier, *changes)
        return tuple(found.items())


def _asking(target: LevelTarget | GrowthTarget, asked: Iterable[Assumption]) -> LevelTarget | GrowthTarget:
    """The target with the thresholds that are assumed of it."""
    for assumption in asked:
        change = assumption.change
        if assumption.target == target.id and isinstance(change, Threshold):
            shares = target.shares
            for tier in [share.tier for share in shares] if assumption.tier is None else [assumption.tier]:
                asks = target.with_share
                target = asks(change.share, tier=tier)
    return target


def _misfits(programme: Programme, scenario: Scenario, regions: Regions) -> Iterator[XhhtError]:
    known = {
        "target": dict.fromkeys(t.id for revision in programme.revisions() for t in revision.targets),
        "tier": dict.fromkeys(t.id for revision in programme.revisions() for t in revision.tiers),
        "region": dict.fromkeys(regions.ids),
    }
    for assumption in scenario.all_assumptions:
        asked = {"target": assumption.target, "tier": assumption.tier, "region": assumption.region}
        unknown = [kind for kind, wanted in asked.items() if wanted is not None and wanted not in known[kind]]
        yield from (UnknownIdError(kind, asked[kind], known[kind], f"scenario {scenario.name!r}") for kind in unknown)
        if not unknown:
            yield from _unaskable(programme, assumption)


def _unaskable(programme: Programme, assumption: Assumption) -> Iterator[XhhtError]:
    """What a target, in any revision of the programme, has against another threshold."""
    problems: dict[str, XhhtError] = {}
    for revision in programme.revisions():
        for target in revision.targets:
            try:
                _asking(target, [assumption])
            except XhhtError as problem:
                problems[str(problem)] = problem
    yield from problems.values()
