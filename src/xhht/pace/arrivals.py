"""Arrivals: the day on which the straight line through several reports meets a target, by a named method."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import attrs

from xhht.checks import Choice, as_tuple
from xhht.errors import InvalidObservationsError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.observations import Observation
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.pace.trajectories import Trajectory, trajectory, unusable
from xhht.periods import day_after_years, years_between
from xhht.values import Value

ONE_DAY = timedelta(days=1)


class LineMethod(Choice):
    """Which straight line stands for several reports."""

    LEAST_SQUARES = "least_squares"
    LAST_TWO = "last_two"
    FIRST_AND_LAST = "first_and_last"


@attrs.frozen(kw_only=True, repr=False)
class Arrival(Value):
    """When a line meets a target.

    Attributes:
        on: the first day, from the last report on, on which the line meets the target; None for never.
        per_year: the rise of the line in a year, as a part of the share.
        method: which line it is.
        path: the path from the first report, by which the target is known.
        reports: how many reports were given.
    """

    on: date | None
    per_year: Fraction
    method: LineMethod
    path: Trajectory
    reports: int


def arrival(
    target: LevelTarget | GrowthTarget,
    observations: Iterable[Observation],
    *,
    tier: str | None = None,
    reading: Reading | None = None,
    method: LineMethod = LineMethod.LEAST_SQUARES,
) -> Arrival:
    """Find the day on which the line through several reports of a region meets a target.

    Days are calendar years from the first report, exact fractions of them between anniversaries. The line of least
    squares has the least sum of squared distances of the reported shares; the others go through two reports. A
    target that the last report meets has arrived on its day; otherwise the line is followed from that day on. It
    may arrive after the due day. Where the line is already above the target on the day of the last report, and that
    report is not, the day after it is the first on which it can be met.

    Args:
        target: the target; a yearly rise is asked from the first report to the due day.
        observations: two reports at least, of different days, in any order.
        tier: the id of the tier whose threshold is asked.
        reading: how a yearly rise is read; the target's own reading where None.
        method: which line is drawn.

    Raises:
        InvalidObservationsError: for every report of another indicator or region, of the registered or of nothing,
            every share that is not exact, two reports of one day, and fewer than two, all together. A printed or
            bounded share has many lines through it; evaluate its ends as exact shares for the earliest and the
            latest day.
        InvalidValueError: as `trajectory`, and if the day lies beyond the calendar.
        UnknownChoiceError: if there is no such method.
        UnknownIdError: if the target does not know the tier.
    """
    chosen = LineMethod(method)
    listed: tuple[Observation, ...] = as_tuple(observations)
    problems = _problems(target, listed)
    if problems:
        raise InvalidObservationsError(f"reports for the arrival of {target.id!r}", problems)
    ordered = sorted(listed, key=lambda report: report.on)
    first, last = ordered[0], ordered[-1]
    path = trajectory(target, baseline=first, tier=tier, reading=reading)
    points = [(years_between(first.on, report.on), report.actual.bounds.lower) for report in ordered]
    start, rise = _line(points, chosen)
    return Arrival(on=_day(path, last, start, rise), per_year=rise, method=chosen, path=path, reports=len(ordered))


def _problems(rule: LevelTarget | GrowthTarget, listed: tuple[Observation, ...]) -> list[XhhtError]:
    problems: list[XhhtError] = []
    seen: dict[date, int] = {}
    region = None
    for place, report in enumerate(listed):
        try:
            wrong = list(unusable(rule, report))
        except InvalidTypeError as problem:
            problems.append(InvalidTypeError(f"observations[{place}]: {problem}"))
            continue
        if wrong:
            problems.extend(InvalidValueError(f"observations[{place}]: {problem}") for problem in wrong)
            continue
        region = region or report.region
        if report.region != region:
            problems.append(InvalidValueError(f"observations[{place}] is of {report.region!r}, not of {region!r}"))
        if not report.actual.bounds.is_point:
            problems.append(
                InvalidValueError(f"observations[{place}]: a line needs exact shares; give the ends of the bounds")
            )
        if seen.setdefault(report.on, place) != place:
            problems.append(
                InvalidValueError(f"observations[{place}] and [{seen[report.on]}] are both of {report.on}; keep one")
            )
    if len(listed) < 2:
        problems.append(InvalidValueError(f"a line needs two reports at least, got {len(listed)}"))
    return problems


def _line(points: list[tuple[Fraction, Fraction]], method: LineMethod) -> tuple[Fraction, Fraction]:
    """The share of the line on the first day, and its rise in a year."""
    if method is LineMethod.LAST_TWO:
        points = points[-2:]
    elif method is LineMethod.FIRST_AND_LAST:
        points = [points[0], points[-1]]
    count = len(points)
    middle = sum((years for years, _ in points), Fraction(0)) / count
    mean = sum((share for _, share in points), Fraction(0)) / count
    rise = sum(((years - middle) * (share - mean) for years, share in points), Fraction(0)) / sum(
        ((years - middle) ** 2 for years, _ in points), Fraction(0)
    )
    return mean - rise * middle, rise


def _day(path: Trajectory, last: Observation, start: Fraction, rise: Fraction) -> date | None:
    first_on = path.baseline.on
    requirement = path.required_of(path.baseline.actual.bounds.lower)
    if requirement.is_met_by(last.actual.bounds):
        return last.on
    asked, is_strict = requirement.bounds.upper, requirement.is_strict
    if rise <= 0:
        return None
    missing = (asked - start) / rise
    if missing < years_between(first_on, last.on):
        return last.on + ONE_DAY
    day = day_after_years(first_on, missing)
    if is_strict and years_between(first_on, day) == missing:
        day += ONE_DAY
    return max(day, last.on + ONE_DAY)
