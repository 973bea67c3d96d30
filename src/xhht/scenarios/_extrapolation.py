"""Extrapolation: the later reports that follow from the last ones and the assumptions of a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import as_tuple, describe
from xhht.errors import (
    InvalidObservationsError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Regions
from xhht.judgement.hearings import asked_by_party, named_tiers
from xhht.judgement.sums import Counting, days_of
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, Indicator, LevelTarget
from xhht.scenarios._limits import MOST_DAYS
from xhht.scenarios._series import AllReports, Lives, Series, continued
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
    """The reports, the series that go on, and what is assumed.

    Attributes:
        reports: the reports that are known on the last day, by indicator and region.
        wholes: the ids of the regions whose parts are added up, for what they did not report themselves.
        series: the reports that go on, each with what is assumed of it.
    """

    programme: Programme
    scenario: Scenario
    lives: Lives = attrs.field(eq=False)
    reports: Reports
    wholes: tuple[str, ...]
    series: Mapping[tuple[str, str], Series]

    @property
    def regions(self) -> Regions:
        """The regions."""
        return self.lives.regions

    @property
    def tiers(self) -> Mapping[str, str]:
        """By region id, the id of the tier that was named for it."""
        return self.lives.tiers

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
        into: Iterable[str] | None = None,
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
            into: the ids of regions whose parts are added up.
            problems: what is wrong with the days asked for, to be named together with the rest.

        Raises:
            InvalidObservationsError: for reports that cannot be judged, if nothing else is wrong.
            InvalidScenarioError: for assumptions about unknown indicators, targets, tiers or regions, for thresholds
                that no target can ask, for shares to be reached on a day that is not after the last report, and for
                everything else that is wrong beside them.
            InvalidTypeError: if the programme or the scenario is none.
            XhhtError: the only problem, if it is one with the days.
        """
        if not isinstance(programme, Programme):
            raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
        if not isinstance(scenario, Scenario):
            raise InvalidTypeError(f"a scenario is a Scenario, got {describe(scenario)}")
        indicators = [indicator.id for indicator in _indicators(programme)]
        asked = asked_by_party(programme.revisions())
        checked, unreadable = Reports.of(seen, regions=regions, indicators=indicators, parties=asked)
        named, misnamed = named_tiers(programme, tiers, regions)
        wholes, no_wholes = _wholes(into, regions, until)
        wrong = [*misnamed, *no_wholes, *_misfits(programme, scenario, regions)]
        series: Mapping[tuple[str, str], Series] = {}
        lives = Lives(regions, programme, named)
        reports = Reports(_up_to(checked.series, until), _up_to(checked.carried, until))
        if not unreadable:
            series, late = continued(scenario, lives, _last_reports(reports, lives))
            wrong += late
        dated = list(problems)
        if unreadable and not wrong and not dated:
            raise InvalidObservationsError(f"observations for {programme.id!r}", unreadable)
        if len(dated) == 1 and not wrong and not unreadable:
            raise dated[0]
        if dated or wrong:
            raise InvalidScenarioError(f"scenario {scenario.name!r}", [*dated, *unreadable, *wrong])
        return cls(programme, scenario, lives, reports, wholes, series)

    def with_scenario(self, scenario: Scenario) -> Extrapolation:
        """The same reports under another scenario; series of which the same is assumed are kept as they are.

        Raises:
            InvalidScenarioError: as in `of`.
            InvalidTypeError: if it is no scenario.
        """
        if not isinstance(scenario, Scenario):
            raise InvalidTypeError(f"a scenario is a Scenario, got {describe(scenario)}")
        lasting = _last_reports(self.reports, self.lives)
        series, late = continued(scenario, self.lives, lasting, earlier=self.series)
        wrong = [*_misfits(self.programme, scenario, self.regions), *late]
        if wrong:
            raise InvalidScenarioError(f"scenario {scenario.name!r}", wrong)
        return attrs.evolve(self, scenario=scenario, series=series)

    def days(self, until: date) -> list[date]:
        """The days to judge: those of the year of `until`, back to the earliest of the last reports.

        Raises:
            InvalidValueError: if no last report is earlier than `until`, or the earliest is too many years before it.
        """
        start = min((series.last.on for series in self.series.values()), default=until)
        if start >= until:
            raise InvalidValueError(f"every last report is of {until}; there is nothing to project")
        if until.year - start.year > MOST_DAYS:
            raise InvalidValueError(
                f"from the last report of {start} to {until} there are more than the {MOST_DAYS:,} years that can be "
                "judged; give an earlier day"
            )
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

    def reports_on(self, day: date, baseline_on: date | None = None) -> Reports:
        """The reports of a day: all that were made, one that follows for each series that goes on, and the sums.

        Raises:
            InvalidObservationsError: for parts of a whole that are shares of different things.
        """
        reports = Continued(self.reports.series, self.reports.carried, going_on=self.series, day=day)
        if not self.wholes:
            return reports
        text = self.programme.as_of(day)
        sums: dict[tuple[str, str], tuple[Observation, ...]] = {}
        problems: list[XhhtError] = []
        for then in dict.fromkeys((baseline_on, day)):
            if then is None:
                continue
            counting = Counting(text, reports, self.regions, then, date.min, {}, is_last_reported=False)
            tops = [life for whole in self.wholes if (life := self.regions.life_on(whole, then)) is not None]
            for indicator in text.indicators:
                for region, actual, parts in counting.totals(indicator.id, tops, every=False):
                    key, days = (indicator.id, region.id), days_of(parts)
                    if days is not None and key not in self.series:
                        sums[key] = (*sums.get(key, ()), Observation(*key, days[1], actual, note="roll-up"))
            problems.extend(counting.problems)
        if problems:
            raise InvalidObservationsError(f"sums as of {day}", problems)
        return attrs.evolve(reports, series={**reports.series, **sums})

    def applied(self) -> tuple[tuple[tuple[str, str], tuple[Change, ...]], ...]:
        """By target and region, the changes that are assumed in any of the region's lives."""
        applied: dict[tuple[str, str], tuple[Change, ...]] = {}
        for target in self.programme.targets:
            assumed = self.scenario.about(target.indicator, (target.id,))
            for region in self.regions if assumed.assumptions else ():
                for tier in self.lives.tiers_of(region):
                    earlier = applied.get((target.id, region.id), ())
                    changes = tuple(change for change in assumed.of(region, tier) if change not in earlier)
                    if changes:
                        applied[target.id, region.id] = (*earlier, *changes)
        return tuple(applied.items())


def _up_to(series: AllReports, until: date) -> dict[tuple[str, str], tuple[Observation, ...]]:
    """The reports that are known on a day."""
    reported = {key: tuple(report for report in reports if report.on <= until) for key, reports in series.items()}
    return {key: reports for key, reports in reported.items() if reports}


def _last_reports(reports: Reports, lives: Lives) -> AllReports:
    """The series that go on; a report that was carried into a new life goes before those of an earlier one."""
    series = dict(reports.series)
    for key, carried in reports.carried.items():
        own = series.get(key)
        if own is None or lives.of(own[-1]).last_day < lives.of(carried[-1]).first_day:
            series[key] = carried
    return series


def _indicators(programme: Programme) -> tuple[Indicator, ...]:
    """What is measured in any revision."""
    return tuple({i.id: i for revision in programme.revisions() for i in revision.indicators}.values())


def _wholes(into: Iterable[str] | None, regions: Regions, until: date) -> tuple[tuple[str, ...], list[XhhtError]]:
    """The ids of the wholes that are asked for, and what is wrong with them."""
    problems: list[XhhtError] = []
    wholes: list[str] = []
    for whole in () if into is None else as_tuple(into):
        try:
            wholes.append(regions.lives_of(whole)[0].id)
        except UnknownIdError as problem:
            problems.append(UnknownIdError("region", whole, problem.known, "into"))
            continue
        if regions.life_on(whole, until) is not None and not regions.children_of(whole, until):
            problems.append(InvalidValueError(f"region {whole!r} has no parts on {until}; leave it out of into"))
    return tuple(dict.fromkeys(wholes)), problems


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
    ids = {
        "indicator": tuple(indicator.id for indicator in _indicators(programme)),
        "target": tuple(dict.fromkeys(t.id for revision in programme.revisions() for t in revision.targets)),
        "tier": tuple(dict.fromkeys(t.id for revision in programme.revisions() for t in revision.tiers)),
        "region": regions.ids,
    }
    known = {kind: frozenset(found) for kind, found in ids.items()}
    for assumption in scenario.all_assumptions:
        named = {kind: getattr(assumption, kind) for kind in known}
        unknown = [kind for kind, wanted in named.items() if wanted is not None and wanted not in known[kind]]
        yield from (UnknownIdError(kind, named[kind], ids[kind], f"scenario {scenario.name!r}") for kind in unknown)
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
