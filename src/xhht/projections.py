"""Projections: what a scenario leads to, year by year, as assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import attrs

from xhht.assessment import Assessment, assess_checked
from xhht.checks import as_tuple, calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.extrapolation import Extrapolation
from xhht.observations import Observation
from xhht.outcomes import Outcome
from xhht.programme import Programme
from xhht.regions import Region, Regions
from xhht.scenarios import Change, Scenario
from xhht.targets import Reading
from xhht.values import Value

Progress = Callable[[int, int], object]


@attrs.frozen(repr=False)
class Projection(Value):
    """What a scenario leads to: an assessment for each day.

    Attributes:
        scenario: the assumptions.
        assessments: by day, the earliest first.
        applied: by target and region, the changes that were assumed.
    """

    scenario: Scenario
    assessments: tuple[Assessment, ...] = attrs.field(repr=lambda found: f"<{len(found)}>")
    applied: tuple[tuple[tuple[str, str], tuple[Change, ...]], ...] = attrs.field(repr=False)

    @property
    def days(self) -> tuple[date, ...]:
        """The days judged, the earliest first."""
        return tuple(assessment.as_of for assessment in self.assessments)

    def on(self, day: date) -> Assessment:
        """The assessment of a day.

        Raises:
            UnknownIdError: if that day was not judged; the message lists those that were.
        """
        for assessment in self.assessments:
            if assessment.as_of == day:
                return assessment
        raise UnknownIdError(
            "day", str(day), [day.isoformat() for day in self.days], f"scenario {self.scenario.name!r}"
        )

    def first_met(self, target: str, region: str) -> date | None:
        """The first judged day on which a target is met in a region; None where it never is.

        Raises:
            UnknownIdError: if there is no verdict on that target in that region on any day.
        """
        missing: UnknownIdError | None = None
        is_judged = False
        for assessment in self.assessments:
            try:
                verdict = assessment[target, region]
            except UnknownIdError as unknown:  # A region may begin or end on the way, and so may a target.
                missing = unknown
                continue
            if verdict.outcome is Outcome.MET:
                return assessment.as_of
            is_judged = True
        if missing is not None and not is_judged:
            raise missing
        return None


def project(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    *,
    regions: Regions | Iterable[Region],
    until: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Projection:
    """Judge a programme year by year as a scenario has it.

    The days judged are those of the year of `until`, back to the earliest of the last reports. Each series
    of reports goes on from its last one: the share changes as assumed, never below none or above all, and
    only whole holders count, so that counts are rounded down. A printed or bounded share keeps the width of
    its bounds, but for a share to be reached, which all its values come to; holders added to a share without
    counts leave open how far it rises. A region that ends, or lives on under another parent or tier, reports
    nothing more.

    Args:
        programme: what was agreed.
        observations: what was reported, in any order.
        scenario: what is assumed; without an assumption the last report stands.
        regions: the regions, as a tree or one by one.
        until: the last day judged.
        baseline_on: the day of the baseline of yearly rises.
        reading: how yearly rises are read.
        progress: called with the number of days judged and of all days.

    Raises:
        InvalidObservationsError: for reports that cannot be judged.
        InvalidScenarioError: for every assumption about an unknown target, tier or region, a threshold that no
            target can ask, and a share to be reached on a day that is not after the last report.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if no report is earlier than `until`, or the baseline is later.
    """
    check_baseline(baseline_on, until)
    if progress is not None and not callable(progress):
        raise InvalidTypeError(f"progress is a function of days done and of all days, got {describe(progress)}")
    tree = Regions.of(regions)
    path = Extrapolation.of(programme, as_tuple(observations), scenario, tree, until)
    days = path.days(until)
    chosen = None if reading is None else Reading(reading)
    assessments = []
    for place, day in enumerate(days):
        assessments.append(judged_on(path, day, baseline_on=baseline_on, reading=chosen))
        if progress is not None:
            progress(place + 1, len(days))
    return Projection(scenario, tuple(assessments), path.applied())


def judged_on(
    path: Extrapolation, day: date, *, baseline_on: date | None = None, reading: Reading | None = None
) -> Assessment:
    """The assessment of one day of what a scenario leads to; no other day is judged for it.

    Raises:
        InvalidObservationsError: for tiers that the programme of that day does not know.
    """
    usable = baseline_on if baseline_on is not None and baseline_on <= day else None
    text, reports = path.programme_on(day), path.reports_on(day)
    return assess_checked(text, reports, regions=path.regions, as_of=day, baseline_on=usable, reading=reading)


def check_baseline(baseline_on: date | None, until: date) -> None:
    """Refuse days that are none, and a baseline after the last day judged.

    Raises:
        InvalidTypeError: if one is no day.
        InvalidValueError: if the baseline is later than the last day.
    """
    calendar_day(until, "until")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > until:
        raise InvalidValueError(f"the baseline of {baseline_on} is after {until}; give an earlier one, or a later end")
