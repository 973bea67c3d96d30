"""Arrivals: the day on which the straight line through several reports meets a target, by a named method."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, date, timedelta
from fractions import Fraction

import attrs

from xhht.checks import Choice, as_tuple
from xhht.errors import InvalidObservationsError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.pace.trajectories import Trajectory, trajectory, unusable, whose
from xhht.periods import years_between
from xhht.values import Value

ONE_DAY = timedelta(days=1)
LAST_DAY = date(MAXYEAR - 1, 12, 31)


class LineMethod(Choice):
    """Which straight line stands for several reports."""

    LEAST_SQUARES = "least_squares"
    LAST_TWO = "last_two"
    FIRST_AND_LAST = "first_and_last"


@attrs.frozen(kw_only=True, repr=False)
class Arrival(Value):
    """When a line meets a target.

    Attributes:
        earliest: the first day, from the last report on, on which it is possible that the line meets the target, by
            all that the reports and the tiers in question can mean; None for never, as long as the calendar goes.
        latest: the first day on which it surely does; None where it may never.
        per_year: the rise of the line in a year, as a part of the share; bounds where reports are bounded.
        method: which line it is.
        path: the path from the first report, by which the target is known.
        reports: how many reports were given.
    """

    earliest: date | None
    latest: date | None
    per_year: Fraction | Bounds
    method: LineMethod
    path: Trajectory
    reports: int

    @property
    def on(self) -> date | None:
        """The day; None where it is open, or never comes."""
        return self.earliest if self.earliest == self.latest else None


def arrival(
    target: LevelTarget | GrowthTarget,
    observations: Iterable[Observation],
    *,
    tier: str | Iterable[str | None] | None = None,
    reading: Reading | None = None,
    method: LineMethod = LineMethod.LEAST_SQUARES,
) -> Arrival:
    """Find the day on which the line through several reports of a region meets a target.

    Days are calendar years from the first report, exact fractions of them between anniversaries. The line of least
    squares has the least sum of squared distances of the reported shares; the others go through two reports. A
    target that the last report meets has arrived on its day; otherwise the line is followed from that day on. It
    may arrive after the due day. Where the line is already above the target on the day of the last report, and that
    report is not, the day after it is the first on which it can be met.

    Through printed and bounded reports every line is possible, and every tier in question may be the one that counts:
    the arrival then lies between an earliest and a latest day.

    Args:
        target: the target; a yearly rise is asked from the first report to the due day.
        observations: two reports at least, of different days, in any order.
        tier: the id of the tier whose threshold is asked, or several of them; None where nothing is known of it.
        reading: how a yearly rise is read; the target's own reading where None.
        method: which line is drawn.

    Raises:
        InvalidObservationsError: for every report of another indicator, region or body, of the registered or of
            nothing, two reports of one day, and fewer than two, all together.
        InvalidValueError: as `trajectory`.
        UnknownChoiceError: if there is no such method.
        UnknownIdError: if the target does not know the tier.
    """
    chosen = LineMethod(method)
    listed: tuple[Observation, ...] = as_tuple(observations)
    problems = _problems(target, listed)
    if problems:
        raise InvalidObservationsError(f"reports for the arrival of {target.id!r}", problems)
    ordered = sorted(listed, key=lambda report: report.on)
    path = trajectory(target, baseline=ordered[0], tier=tier, reading=reading)
    line = _Line(ordered, chosen)
    rise = line.rise
    return Arrival(
        earliest=_earliest(path, line),
        latest=_latest(path, line),
        per_year=rise.lower if rise.is_point else rise,
        method=chosen,
        path=path,
        reports=len(ordered),
    )


def _problems(rule: LevelTarget | GrowthTarget, listed: tuple[Observation, ...]) -> list[XhhtError]:
    problems: list[XhhtError] = []
    places: dict[date, int] = {}
    first: Observation | None = None
    for place, report in enumerate(listed):
        try:
            wrong = list(unusable(rule, report))
        except InvalidTypeError as problem:
            problems.append(InvalidTypeError(f"observations[{place}]: {problem}"))
            continue
        if wrong:
            problems.extend(InvalidValueError(f"observations[{place}]: {problem}") for problem in wrong)
            continue
        first = first or report
        if report.region != first.region:
            problems.append(
                InvalidValueError(f"observations[{place}] is of {report.region!r}, not of {first.region!r}")
            )
        elif report.party != first.party:
            problems.append(InvalidValueError(f"observations[{place}] is of {whose(report)}, not of {whose(first)}"))
        if places.setdefault(report.on, place) != place:
            problems.append(
                InvalidValueError(f"observations[{place}] and [{places[report.on]}] are both of {report.on}; keep one")
            )
    if len(listed) < 2:
        problems.append(InvalidValueError(f"a line needs two reports at least, got {len(listed)}"))
    return problems


class _Line:
    """All straight lines by one method through whatever the reports can mean."""

    def __init__(self, ordered: list[Observation], method: LineMethod) -> None:
        drawn = ordered
        if method is LineMethod.LAST_TWO:
            drawn = ordered[-2:]
        elif method is LineMethod.FIRST_AND_LAST:
            drawn = [ordered[0], ordered[-1]]
        self.first_on = ordered[0].on
        self.last = ordered[-1]
        self.shares = [report.actual.bounds for report in drawn]
        years = [self.years(report.on) for report in drawn]
        self.middle = sum(years, Fraction(0)) / len(years)
        spread = sum(((year - self.middle) ** 2 for year in years), Fraction(0))
        self.weights = [(year - self.middle) / spread for year in years]

    def years(self, day: date) -> Fraction:
        """How far a day is from the first report."""
        return years_between(self.first_on, day)

    @property
    def rise(self) -> Bounds:
        """The rise in a year."""
        return self._weighed(self.weights)

    def share_on(self, day: date) -> Bounds:
        """The share on a day, which a line may have below none or above all."""
        part, distance = Fraction(1, len(self.shares)), self.years(day) - self.middle
        return self._weighed([part + weight * distance for weight in self.weights])

    def _weighed(self, weights: list[Fraction]) -> Bounds:
        lower = upper = Fraction(0)
        is_lower_open = is_upper_open = False
        for weight, share in zip(weights, self.shares, strict=True):
            ends = [(share.lower, share.is_lower_open), (share.upper, share.is_upper_open)]
            low, high = ends if weight > 0 else ends[::-1]
            lower, upper = lower + weight * low[0], upper + weight * high[0]
            is_lower_open = is_lower_open or (bool(weight) and low[1])
            is_upper_open = is_upper_open or (bool(weight) and high[1])
        if lower == upper:
            return Bounds(lower, upper)
        return Bounds(lower, upper, is_lower_open=is_lower_open, is_upper_open=is_upper_open)


def _earliest(path: Trajectory, line: _Line) -> date | None:
    requirement = path.requirement
    if not requirement.is_missed_by(line.last.actual.bounds):
        return line.last.on
    if line.rise.upper <= 0:
        return None
    return _first_day(line.last.on, lambda day: not requirement.is_missed_by(line.share_on(day)))


def _latest(path: Trajectory, line: _Line) -> date | None:
    requirement = path.requirement
    if requirement.is_met_by(line.last.actual.bounds):
        return line.last.on
    if line.rise.lower <= 0:
        return None
    return _first_day(line.last.on, lambda day: requirement.is_met_by(line.share_on(day)))


def _first_day(last_on: date, is_met: Callable[[date], bool]) -> date | None:
    """The first day after another on which a line meets the target, which rises to it once and stays above."""
    days = range(1, (LAST_DAY - last_on).days + 1)
    place = bisect_left(days, 1, key=lambda number: int(is_met(last_on + ONE_DAY * number)))
    return last_on + ONE_DAY * days[place] if place < len(days) else None
