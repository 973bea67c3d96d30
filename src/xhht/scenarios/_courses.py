"""Courses: how a share, the holders and the denominator go on from the day of a last report."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache

import attrs

from xhht.figures.bounds import Bounds
from xhht.periods import years_between
from xhht.scenarios.assumptions import (
    Aspect,
    Change,
    Denominator,
    DenominatorGrowth,
    ReachBy,
    Rise,
    RiseUnit,
    aspect_of,
)
from xhht.values import Value

ALL, NONE = Fraction(1), Fraction(0)
_put = object.__setattr__


@lru_cache(maxsize=4096)  # Thousands of series share a few pairs of days.
def whole_years(start: date, end: date) -> tuple[int, int]:
    """The years between two days as numerator and denominator."""
    return years_between(start, end).as_integer_ratio()


@attrs.frozen(repr=False)
class Course(Value):
    """How a share, or the number of holders, goes on from the day of a last report.

    Series with one change and one day share a course, so that each of its lines is worked out once.

    Attributes:
        change: what is assumed.
        start: the day of the last report.
        is_of_holders: whether holders come and go, instead of a part of the share.
    """

    change: Rise | ReachBy
    start: date
    is_of_holders: bool = attrs.field(init=False, repr=False)
    _lines: dict[date, tuple[int, int, int]] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        is_of_holders = isinstance(self.change, Rise) and self.change.unit is RiseUnit.HOLDERS
        object.__setattr__(self, "is_of_holders", is_of_holders)

    def line(self, day: date) -> tuple[int, int, int]:
        """The later value as whole numbers: the last one times the first, plus the second, over the third."""
        if day not in self._lines:
            self._lines[day] = self._line(day)
        return self._lines[day]

    def _line(self, day: date) -> tuple[int, int, int]:
        change = self.change
        years, of_years = whole_years(self.start, day)
        if isinstance(change, Rise):
            rise, of_rise = change.per_year.as_integer_ratio()
            return of_rise * of_years, rise * years, of_rise * of_years
        share, of_share = change.share.as_integer_ratio()
        whole, of_whole = whole_years(self.start, change.by)
        done, to_do = min(years * of_whole, whole * of_years), whole * of_years
        return (to_do - done) * of_share, share * done, of_share * to_do

    def holders(self, reported: int, of: int, size: int, day: date) -> int:
        """How many of the later denominator there are, if `reported` were there `of` the last one."""
        factor, rise, unit = self._lines.get(day) or self.line(day)
        if self.is_of_holders:
            found = reported + rise // unit
        elif of:
            found = (reported * factor + rise * of) * size // (of * unit)
        else:
            found = 0
        return 0 if found < 0 else min(found, size)

    def moved(self, bounds: Bounds, day: date) -> Bounds | None:
        """Where a share without counts lies on a day; None where it is not known to change."""
        factor, rise, unit = self.line(day)
        if self.is_of_holders:
            return _by_unknown_part(bounds, rise // unit)
        lower, upper = ((end * factor + rise) / unit for end in (bounds.lower, bounds.upper))
        if factor == 0 or upper <= NONE or lower >= ALL:
            point = min(max(lower, NONE), ALL)
            return Bounds(point, point)
        return Bounds(
            max(lower, NONE),
            min(upper, ALL),
            is_lower_open=bounds.is_lower_open and lower >= NONE,
            is_upper_open=bounds.is_upper_open and upper <= ALL,
        )


def _by_unknown_part(bounds: Bounds, more: int) -> Bounds | None:
    """Where a share lies once some holders are added or gone, nobody knows of how many."""
    if more > 0:
        return Bounds(bounds.lower, ALL, is_lower_open=bounds.lower < ALL)
    if more < 0:
        return Bounds(NONE, bounds.upper, is_upper_open=bounds.upper > NONE)
    return None


@attrs.frozen(repr=False)
class Assumed(Value):
    """What is assumed of series alike: the last change of the share or the holders, and those of the denominator.

    Series that no assumption tells apart have one in common.
    """

    changes: tuple[Change, ...]
    share: Change | None = attrs.field(init=False, eq=False, repr=False)
    sizes: tuple[Denominator | DenominatorGrowth, ...] = attrs.field(init=False, eq=False, repr=False)
    note: str = attrs.field(init=False, eq=False, repr=False)
    _sizes: dict[tuple[date, date], tuple[int, int, int]] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        shares = [change for change in self.changes if aspect_of(change) is Aspect.NUMERATOR]
        sizes = tuple(c for c in self.changes if isinstance(c, (Denominator, DenominatorGrowth)))
        _put(self, "share", shares[-1] if shares else None)
        _put(self, "sizes", sizes)
        _put(self, "note", f"assumed: {'; '.join(map(str, (*shares[-1:], *sizes))) or 'no change'}")

    def size(self, reported: int, start: date, day: date) -> int:
        """The denominator on a day, from the one reported on an earlier day."""
        found = self._sizes.get((start, day))
        if found is None:
            found = self._sizes[start, day] = self._size(start, day)
        factor, over, count = found
        return max(0, reported * factor // over + count)

    def _size(self, start: date, day: date) -> tuple[int, int, int]:
        """The denominator as whole numbers: the reported one times the first over the second, plus the third."""
        for size in reversed(self.sizes):
            if isinstance(size, DenominatorGrowth):
                years, of_years = whole_years(start, day)
                growth, of_growth = size.per_year.as_integer_ratio()
                return of_growth * of_years + growth * years, of_growth * of_years, 0
            if day >= size.since:
                return 0, 1, size.count
        return 1, 1, 0
