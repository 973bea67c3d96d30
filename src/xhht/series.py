"""Series: reports of one indicator in one region, and the later ones that follow from an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

import attrs

from xhht.bounds import Base, Bounds
from xhht.caveats import Caveat
from xhht.errors import InvalidValueError, XhhtError
from xhht.observations import Observation
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
)
from xhht.tiers import GENERAL
from xhht.values import Value

ALL, NONE = Fraction(1), Fraction(0)
_put = object.__setattr__


@lru_cache(maxsize=4096)  # Thousands of series share a few pairs of days.
def _years(start: date, end: date) -> tuple[int, int]:
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
        found = self._lines.get(day)
        if found is None:
            found = self._lines[day] = self._line(day)
        return found

    def _line(self, day: date) -> tuple[int, int, int]:
        change = self.change
        years, of_years = _years(self.start, day)
        if isinstance(change, Rise):
            rise, of_rise = change.per_year.as_integer_ratio()
            return of_rise * of_years, rise * years, of_rise * of_years
        share, of_share = change.share.as_integer_ratio()
        whole, of_whole = _years(self.start, change.by)
        done, to_do = min(years * of_whole, whole * of_years), whole * of_years
        return (to_do - done) * of_share, share * done, of_share * to_do


@attrs.frozen(repr=False)
class Series(Value):
    """One series of reports that goes on, and what is assumed of it.

    Attributes:
        last: the last report.
        ends_on: the last day of the life that the region had on the day of that report.
        course: how it goes on; None where the last report stands.
        size: what happens to the denominator.
    """

    last: Observation
    ends_on: date
    course: Course | None
    size: Change | None

    def goes_on(self, day: date) -> bool:
        """Whether a report follows for a day: after the last one, while the region lives on."""
        return self.last.on < day <= self.ends_on

    def report_on(self, day: date, note: str) -> Observation:
        """The report that follows for a day after the last one."""
        # Everything is checked already, and a projection makes these by the hundred thousand.
        made: Observation = object.__new__(Observation)
        _put(made, "indicator", self.last.indicator)
        _put(made, "region", self.last.region)
        _put(made, "on", day)
        _put(made, "actual", self.actual_on(day))
        _put(made, "source", None)
        _put(made, "note", note)
        return made

    def actual_on(self, day: date) -> AnyShare:
        """The share that follows on a day after the last report."""
        actual = self.last.actual
        if self.course is None and self.size is None:
            return actual
        if isinstance(actual, Share):
            size = actual.denominator if self.size is None else self._denominator(actual.denominator, day)
            return Share(self._holders(actual.numerator, actual.denominator, size, day), size, base=actual.base)
        if isinstance(actual, BoundedShare) and actual.denominator is not None and not actual.is_partial:
            size = self._denominator(actual.denominator, day)
            ends = (actual.bounds.lower * actual.denominator, actual.bounds.upper * actual.denominator)
            least, most = (self._holders(int(end), actual.denominator, size, day) for end in ends)
            kept = actual.reservations
            return BoundedShare.from_counts(least, most, size, base=actual.base, reservations=kept)
        moved = None if self.course is None else _moved(actual.bounds, self.course, day)
        if moved is None:
            return actual
        kept = tuple(caveat for caveat in actual.caveats if caveat is not Caveat.BASE_UNSTATED)
        return BoundedShare(moved, base=actual.base, reservations=kept)

    def _denominator(self, reported: int, day: date) -> int:
        if isinstance(self.size, Denominator):
            return self.size.count if day >= self.size.since else reported
        if isinstance(self.size, DenominatorGrowth):
            years, of_years = _years(self.last.on, day)
            growth, of_growth = self.size.per_year.as_integer_ratio()
            return max(0, reported * (of_growth * of_years + growth * years) // (of_growth * of_years))
        return reported

    def _holders(self, reported: int, of: int, size: int, day: date) -> int:
        """How many of the later denominator there are, if `reported` were there `of` the last one."""
        found, course = reported, self.course
        if course is not None and course.is_of_holders:
            _, more, unit = course.line(day)
            found += more // unit
        elif course is not None and of:
            factor, rise, unit = course.line(day)
            found = (reported * factor + rise * of) * size // (of * unit)
        return 0 if found < 0 else min(found, size)


def _moved(bounds: Bounds, course: Course, day: date) -> Bounds | None:
    """Where a share without counts lies on a day; None where it is not known to change."""
    factor, rise, unit = course.line(day)
    if course.is_of_holders:
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


def continued(
    programme: Programme,
    scenario: Scenario,
    regions: Regions,
    reports: Mapping[tuple[str, str], tuple[Observation, ...]],
) -> tuple[dict[tuple[str, str], Series], list[XhhtError]]:
    """Say of every series what is assumed of it, and list the shares that are to be reached too early."""
    targets: dict[str, list[str]] = {}
    for target in programme.targets:
        targets.setdefault(target.indicator, []).append(target.id)
    about = {indicator: scenario.about(*ids) for indicator, ids in targets.items()}
    lives = {key: regions.get(key[1], found[-1].on) for key, found in reports.items()}
    best: dict[object, Fraction] = {}
    for key, found in reports.items():
        if _counts_something(found[-1]):
            peers = _peers(found[-1], lives[key])
            best[peers] = max(best.get(peers, NONE), found[-1].actual.bounds.lower)
    courses: dict[tuple[int, date], Course] = {}
    series: dict[tuple[str, str], Series] = {}
    late: list[XhhtError] = []
    for key, found in reports.items():
        last, life = found[-1], lives[key]
        changes = about[key[0]].of(life) if key[0] in about else {}
        change = changes.get(Aspect.NUMERATOR)
        if isinstance(change, (ReachBy, MatchBest)) and change.by <= last.on:
            late.append(
                InvalidValueError(
                    f"{key[0]!r} in {key[1]!r} is to reach a share by {change.by}, not after its last report of "
                    f"{last.on}; give a later day, or leave the region out"
                )
            )
            continue
        if isinstance(change, MatchBest):
            change = ReachBy(best.get(_peers(last, life), NONE), change.by)
        elif isinstance(change, BusinessAsUsual):
            change = _usual(found)
        course = None
        if isinstance(change, (Rise, ReachBy)):
            # A course keeps its change alive, so that no other change can have the same identity.
            course = courses.setdefault((id(change), last.on), Course(change, last.on))
        series[key] = Series(last, life.last_day, course, changes.get(Aspect.DENOMINATOR))
    return series, late


def _peers(last: Observation, life: Region) -> tuple[str, str, bool]:
    return last.indicator, life.tier or GENERAL, last.actual.base is Base.REGISTERED


def _counts_something(seen: Observation) -> bool:
    return not (isinstance(seen.actual, (Share, BoundedShare)) and seen.actual.denominator == 0)


def _usual(found: tuple[Observation, ...]) -> Rise | None:
    """The rise between the last two reports of one kind, from the middle of bounds; None with one report alone."""
    later = found[-1]
    for earlier in reversed(found[:-1]):
        is_alike = (earlier.actual.base is Base.REGISTERED) == (later.actual.base is Base.REGISTERED)
        if is_alike and _counts_something(earlier) and _counts_something(later):
            rise = _middle(later) - _middle(earlier)
            return Rise(rise / years_between(earlier.on, later.on), RiseUnit.SHARE)
    return None


def _middle(observation: Observation) -> Fraction:
    bounds = observation.actual.bounds
    return (bounds.lower + bounds.upper) / 2
