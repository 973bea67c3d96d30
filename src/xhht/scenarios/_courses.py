"""Courses: how a share, the holders and the denominator go on from the day of a last report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, cast

import attrs

from xhht.figures.bounds import Bounds
from xhht.figures.projected_shares import Corner, Corners, higher_of, within_all
from xhht.periods import years_between
from xhht.scenarios.assumptions import Aspect, Change, Denominator, DenominatorGrowth, Rise, RiseUnit, aspect_of
from xhht.scenarios.assumptions import since as first_day
from xhht.scenarios.assumptions import until as last_day
from xhht.scenarios.scenarios import remaining
from xhht.values import Value

ONE_DAY = timedelta(days=1)
ALL, NONE = Fraction(1), Fraction(0)
STANDING = Bounds(NONE, NONE)
_put = object.__setattr__
Size: TypeAlias = Callable[[date], int]


@lru_cache(maxsize=4096)  # Thousands of series share a few pairs of days.
def whole_years(start: date, end: date) -> Fraction:
    """The years between two days."""
    return years_between(start, end)


@attrs.frozen(repr=False)
class Goal(Value):
    """A straight line to a share, or to all that it can be, on a day, and the same ever after."""

    bounds: Bounds
    by: date


@attrs.frozen(repr=False)
class Slope(Value):
    """The straight line through an earlier report and the last one, so many years later, goes on."""

    earlier: Bounds
    last: Bounds
    years: Fraction


@attrs.frozen(repr=False)
class Pair(Value):
    """The higher of two motions."""

    one: Motion
    other: Motion


Motion: TypeAlias = Rise | Goal | Slope | Pair | None
"""What a change comes to for one series; None where holders neither come nor go."""


@attrs.frozen(repr=False)
class Leg(Value):
    """A motion from the end of one day to that of another."""

    motion: Motion
    eve: date
    last: date


@attrs.frozen(repr=False)
class Step(Value):
    """A straight line from every share to a later one: so many times the share, plus whatever lies in the bounds."""

    factor: Fraction
    more: Bounds = STANDING

    def of(self, corners: Corners) -> Corners:
        """Where the line leads, never below none or above all."""
        more = self.more
        return within_all(
            tuple(
                Corner(
                    corner.reported,
                    corner.least * self.factor + more.lower,
                    corner.most * self.factor + more.upper,
                    is_least_open=more.is_lower_open or (corner.is_least_open and self.factor > 0),
                    is_most_open=more.is_upper_open or (corner.is_most_open and self.factor > 0),
                )
                for corner in corners
            )
        )


@attrs.frozen(repr=False)
class Course(Value):
    """How a share goes on from the day of a last report, leg by leg.

    Series with the same changes and one day share a course, so that each of its lines is worked out once.
    """

    legs: tuple[Leg, ...]
    _lines: dict[date, tuple[int, int, int]] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether it is one straight line of exact shares, whatever the denominators are."""
        motion = self.legs[0].motion
        if len(self.legs) > 1:
            return False
        if isinstance(motion, Rise):
            return motion.unit is RiseUnit.SHARE
        return isinstance(motion, Goal) and motion.bounds.is_point

    @property
    def is_standing(self) -> bool:
        """Whether nothing comes or goes."""
        return all(leg.motion is None for leg in self.legs)

    def line(self, day: date) -> tuple[int, int, int]:
        """The later share of a plain course: the last one times the first number, plus the second, over the third."""
        line = self._lines.get(day)
        if line is None:
            leg = self.legs[0]
            step = _step(cast("Rise | Goal", leg.motion), leg.eve, min(day, leg.last), is_first=True)
            factor, of_factor = step.factor.as_integer_ratio()
            more, of_more = step.more.lower.as_integer_ratio()
            line = self._lines[day] = factor * of_more, more * of_factor, of_factor * of_more
        return line

    def led(self, corners: Corners, day: date, size: Size | None) -> Corners:
        """What follows on a day; the size of the denominator by day, where it is known."""
        for place, leg in enumerate(self.legs):
            if leg.eve < day:
                corners = _Stretch(leg, min(day, leg.last), size, is_first=place == 0).led(corners, leg.motion)
        return corners


@attrs.frozen(repr=False)
class _Stretch(Value):
    """A leg up to a day."""

    leg: Leg
    day: date
    size: Size | None
    is_first: bool = attrs.field(kw_only=True)

    def led(self, corners: Corners, motion: Motion) -> Corners:
        if isinstance(motion, Pair):
            return higher_of(self.led(corners, motion.one), self.led(corners, motion.other))
        if motion is None or (isinstance(motion, Rise) and motion.unit is RiseUnit.HOLDERS):
            return self.held(corners, motion)
        return _step(motion, self.leg.eve, self.day, is_first=self.is_first).of(corners)

    def held(self, corners: Corners, rise: Rise | None) -> Corners:
        """Where holders come and go, or stay, while the denominator may become another."""
        more = NONE if rise is None else _risen(rise, self.leg.eve, self.day)
        if self.size is None:
            return _by_unknown_part(corners, more)
        before, after = self.size(self.leg.eve), self.size(self.day)
        if after == 0:
            return Step(NONE).of(corners)
        return Step(Fraction(before, after), Bounds(more / after, more / after)).of(corners)


def _risen(rise: Rise, eve: date, day: date) -> Fraction:
    """How much a rise comes to from the end of one day to that of another."""
    start, end = max(eve, _eve_of(first_day(rise))), min(day, last_day(rise))
    return rise.per_year * whole_years(start, end) if start < end else NONE


def _eve_of(day: date) -> date:
    return day if day == date.min else day - ONE_DAY


def _step(motion: Rise | Goal | Slope, eve: date, day: date, *, is_first: bool) -> Step:
    """The line of a share from the end of one day to that of another."""
    if isinstance(motion, Goal):
        part = ALL if motion.by <= day else whole_years(eve, day) / whole_years(eve, motion.by)
        return Step(1 - part, _scaled(motion.bounds, part))
    if isinstance(motion, Rise):
        more = _risen(motion, eve, day)
        return Step(ALL, Bounds(more, more))
    part = whole_years(eve, day) / motion.years
    if is_first:
        # The last report stands at both ends of the line, so that only the earlier one is subtracted.
        return Step(1 + part, _scaled(motion.earlier, -part))
    return Step(ALL, _scaled(_less(motion.last, motion.earlier), part))


def _scaled(bounds: Bounds, factor: Fraction) -> Bounds:
    lower, upper = bounds.lower * factor, bounds.upper * factor
    is_lower_open, is_upper_open = bounds.is_lower_open, bounds.is_upper_open
    if factor < 0:
        lower, upper, is_lower_open, is_upper_open = upper, lower, is_upper_open, is_lower_open
    if lower == upper:
        return Bounds(lower, upper)
    return Bounds(lower, upper, is_lower_open=is_lower_open, is_upper_open=is_upper_open)


def _less(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(
        one.lower - other.upper,
        one.upper - other.lower,
        is_lower_open=one.is_lower_open or other.is_upper_open,
        is_upper_open=one.is_upper_open or other.is_lower_open,
    )


def _by_unknown_part(corners: Corners, more: Fraction) -> Corners:
    """Where a share lies once some holders are added or gone, nobody knows of how many."""
    if more > 0:
        return tuple(attrs.evolve(c, most=ALL, is_least_open=c.least < ALL, is_most_open=False) for c in corners)
    if more < 0:
        return tuple(attrs.evolve(c, least=NONE, is_least_open=False, is_most_open=c.most > NONE) for c in corners)
    return corners


def course_of(changes: Iterable[Change], start: date, motion_of: Callable[[Change], Motion]) -> Course:
    """The course of changes of which a later one takes its days from an earlier one.

    Between two rises with days of their own nothing comes: the share goes on where a share rose, else holders stay.
    """
    covered: list[tuple[date, date]] = []
    legs: list[Leg] = []
    for change in reversed(tuple(changes)):
        motion = motion_of(change)
        for first, last in remaining(change, covered):
            eve = max(start, _eve_of(first))
            if eve < last:
                legs.append(Leg(motion, eve, last))
        covered.append((first_day(change), last_day(change)))
    legs = sorted(legs, key=lambda leg: leg.eve) or [Leg(None, start, date.max)]
    return Course(tuple(_with_pauses(legs, start)))


def _with_pauses(legs: list[Leg], start: date) -> Iterator[Leg]:
    """The legs, and one in which nothing comes wherever they leave days out."""
    day, unit = start, legs[0].motion
    for leg in legs:
        if day < leg.eve:
            yield Leg(_pause(unit), day, leg.eve)
        yield leg
        day, unit = leg.last, leg.motion
    if day < date.max:
        yield Leg(_pause(unit), day, date.max)


def _pause(unit: Motion) -> Motion:
    is_of_holders = unit is None or (isinstance(unit, Rise) and unit.unit is RiseUnit.HOLDERS)
    return None if is_of_holders else Rise(NONE, RiseUnit.SHARE)


@attrs.frozen(repr=False)
class Assumed(Value):
    """What is assumed of series alike: the changes of the share or the holders, and those of the denominator.

    Series that no assumption tells apart have one in common.
    """

    changes: tuple[Change, ...]
    shares: tuple[Change, ...] = attrs.field(init=False, eq=False, repr=False)
    sizes: tuple[Denominator | DenominatorGrowth, ...] = attrs.field(init=False, eq=False, repr=False)
    note: str = attrs.field(init=False, eq=False, repr=False)
    _sizes: dict[tuple[date, date], tuple[int, int, int]] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        shares = tuple(change for change in self.changes if aspect_of(change) is Aspect.NUMERATOR)
        sizes = tuple(c for c in self.changes if isinstance(c, (Denominator, DenominatorGrowth)))
        _put(self, "shares", shares)
        _put(self, "sizes", sizes)
        _put(self, "note", f"assumed: {'; '.join(map(str, (*shares, *sizes))) or 'no change'}")

    def size(self, reported: int, start: date, day: date) -> int:
        """The denominator on a day, from the one reported on an earlier day."""
        parts = self._sizes.get((start, day))
        if parts is None:
            parts = self._sizes[start, day] = self._size(start, day)
        factor, over, count = parts
        return max(0, reported * factor // over + count)

    def _size(self, start: date, day: date) -> tuple[int, int, int]:
        """The denominator as whole numbers: the reported one times the first over the second, plus the third."""
        for size in reversed(self.sizes):
            if isinstance(size, DenominatorGrowth):
                growth, of_growth = (size.per_year * whole_years(start, day)).as_integer_ratio()
                return of_growth + growth, of_growth, 0
            if day >= size.since:
                return 0, 1, size.count
        return 1, 1, 0
