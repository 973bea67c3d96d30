"""Bases: what a plan goes on from, reports that stand or a projection of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from xhht.checks import as_tuple, calendar_day, expect
from xhht.errors import InvalidPlanError, InvalidScenarioError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment, assess_checked
from xhht.judgement.hearings import reports_for
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.scenarios._extrapolation import Extrapolation
from xhht.scenarios.projections import Grounds, Projection
from xhht.scenarios.scenarios import Scenario
from xhht.values import Value

ONE_DAY = timedelta(days=1)
NOTHING_ELSE = Scenario("nothing else happens")


@attrs.frozen(repr=False)
class Basis(Value):
    """Reports, what is assumed of them, and how yearly rises are counted up to a day."""

    path: Extrapolation
    by: date
    baseline_on: date | None
    reading: Reading | None

    @property
    def grounds(self) -> Grounds:
        """The programme, the regions and the last reports."""
        path = self.path
        return Grounds(path.programme, path.regions, tuple(series.last for series in path.series.values()))

    @property
    def text(self) -> Programme:
        """The programme of the day, with other thresholds where they are assumed."""
        return self.path.programme_on(self.by)

    def observations(self) -> tuple[Observation, ...]:
        """All reports, and those that follow on the day."""
        path = self.path
        own = (*path.reports.series.values(), *path.reports.carried.values())
        going_on = [s for s in path.series.values() if s.last.on < self.by <= s.ends_on]
        return (*(report for reports in own for report in reports), *(s.report_on(self.by) for s in going_on))

    def tiers_of(self, region: Region) -> tuple[str | None, ...]:
        """The ids of the tiers in which a region may be; None alone where there are none."""
        return self.path.lives.tiers_of(region)

    def assessment(self) -> Assessment:
        """The verdicts of the day, from reports however old."""
        return assess_checked(
            self.text,
            self.path.reports_on(self.by, self.baseline_on),
            regions=self.path.regions,
            as_of=self.by,
            since=date.min,
            tiers=self.path.tiers,
            baseline_on=self.baseline_on,
            reading=self.reading,
        )

    def is_whole(self, verdict: Verdict) -> bool:
        """Whether a verdict is on the sum of the parts of a region."""
        region = verdict.key[1]
        return region in self.path.wholes and (verdict.target.indicator, region) not in self.path.series


class Given:
    """What a caller gives to plan from: reports with all that belongs to them, or a projection alone."""

    def __init__(
        self,
        observations: Iterable[Observation] | Projection,
        regions: Regions | Iterable[Region] | None,
        *,
        tiers: Mapping[str, str] | None,
        into: Iterable[str] | None,
        baseline_on: date | None,
        reading: Reading | None,
    ) -> None:
        self.projection = observations if isinstance(observations, Projection) else None
        self.tiers, self.into, self.baseline_on = tiers, into, baseline_on
        self.reading = None if reading is None else Reading(reading)
        if isinstance(observations, Projection):
            beside = {"regions": regions, "tiers": tiers, "into": into, "baseline_on": baseline_on, "reading": reading}
            twice = [name for name, value in beside.items() if value is not None]
            if twice:
                raise InvalidValueError(f"a projection brings its own {', '.join(twice)}; leave that out")
            path = observations.question.path
            self.tree = path.regions
            self.seen: tuple[Any, ...] = tuple(report for reports in path.reports.series.values() for report in reports)
        elif regions is None:
            raise InvalidTypeError("reports are planned with their regions; give regions=, or a projection")
        else:
            self.tree = Regions.of(regions)
            self.seen = as_tuple(observations)

    def first_day(self, by: date) -> date:
        """The day after the last report that is not after a day, or the day itself where there is none."""
        earlier = [day for day in self._days() if day <= by]
        return max(earlier) + ONE_DAY if earlier else by

    def wrong_days(self, by: date) -> Iterator[XhhtError]:
        """What is wrong with the days."""
        if self.projection is not None:
            last = self.projection.question.days[-1]
            if by > last:
                yield InvalidValueError(f"the projection ends on {last}, before {by}; project further")
            return
        if self.baseline_on is not None and calendar_day(self.baseline_on, "baseline_on") > by:
            yield InvalidValueError(f"the baseline's day {self.baseline_on} is after {by}; a rise needs an earlier one")
        if all(day > by for day in self._days()):
            yield InvalidValueError(f"no report is on or before {by}; there is nothing to plan from")

    def _days(self) -> Iterator[date]:
        """The days of the reports; the figures of single bodies are left aside."""
        return (seen.on for seen in self.seen if isinstance(seen, Observation) and seen.party is None)

    def unreadable(self, programme: Programme) -> list[XhhtError]:
        """What is wrong with the reports themselves."""
        return reports_for(programme, self.seen, regions=self.tree)[1]

    def basis(self, programme: Programme, by: date) -> Basis:
        """What a plan goes on from.

        Raises:
            InvalidPlanError: for wrong ids in `tiers` and `into`, and whatever is wrong beside them.
            InvalidObservationsError: for reports that cannot be judged, if nothing else is wrong.
            InvalidValueError: if a projection is of another programme.
        """
        if self.projection is not None:
            question = self.projection.question
            if question.path.programme != programme:
                raise InvalidValueError(
                    f"the projection is of another text of programme {question.path.programme.id!r}"
                )
            return Basis(question.path, by, question.baseline_on, question.reading)
        try:
            path = Extrapolation.of(programme, self.seen, NOTHING_ELSE, self.tree, by, tiers=self.tiers, into=self.into)
        except InvalidScenarioError as wrong:
            raise InvalidPlanError(f"plan up to {by}", wrong.problems) from None
        return Basis(path, by, self.baseline_on, self.reading)


def checked_day(programme: Programme, by: date) -> date:
    """The day of a plan, if it is one, and the programme one too.

    Raises:
        InvalidTypeError: if one of them is not.
    """
    expect(Programme, programme, "a programme")
    return calendar_day(by, "by")
