"""Series: reports of one indicator in one region, and the later ones that follow from an assumption."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property, partial

import attrs

from xhht.errors import InvalidValueError, XhhtError
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, observation_of
from xhht.figures.projected_shares import Corners, ProjectedShare, following_counts, hull_of, start_of
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, BoundedShare, Share
from xhht.model.programme import Programme
from xhht.scenarios._courses import Assumed, Course, Goal, Motion, Pair, Slope, course_of, whole_years
from xhht.scenarios.assumptions import BusinessAsUsual, Change, Higher, MatchBest, ReachBy, Rise, Threshold
from xhht.scenarios.scenarios import Changes, Scenario
from xhht.values import Value

AllReports = Mapping[tuple[str, str], tuple[Observation, ...]]


@attrs.frozen(repr=False)
class Way(Value):
    """One way in which a series may go on: what is assumed of it, and the course that this comes to."""

    course: Course
    assumed: Assumed

    @property
    def is_standing(self) -> bool:
        """Whether the last report stands as it is."""
        return self.course.is_standing and not self.assumed.sizes


@attrs.frozen(repr=False)
class Series(Value):
    """One series of reports that goes on, and what is assumed of it.

    Attributes:
        last: the last report.
        ends_on: the last day of the life that the region had on the day of that report.
        ways: how it goes on; several where assumptions are about tiers and nobody knows in which one the region is.
    """

    last: Observation
    ends_on: date
    ways: tuple[Way, ...]
    _made: dict[date, Observation] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    @cached_property
    def _quick_way(self) -> Way | None:
        """The one way of an exact share along one straight line; None where there is no such way."""
        way = self.ways[0] if len(self.ways) == 1 else None
        return way if way is not None and way.course.is_plain and isinstance(self.last.actual, Share) else None

    @property
    def assumed(self) -> tuple[Assumed, ...]:
        """What is assumed, in each way."""
        return tuple(way.assumed for way in self.ways)

    def report_on(self, day: date) -> Observation:
        """The report that follows for a day after the last one; the same one each time it is asked for."""
        report = self._made.get(day)
        if report is None:
            last, actual = self.last, self.actual_on(day)
            note = self.ways[0].assumed.note if len(self.ways) == 1 else " / ".join(w.assumed.note for w in self.ways)
            report = self._made[day] = observation_of(last.indicator, last.region, day, actual, note=note)
        return report

    def actual_on(self, day: date) -> AnyShare:
        """The share that follows on a day after the last report."""
        actual = self.last.actual
        if self._quick_way is not None and isinstance(actual, Share):
            return self._counted(actual, self._quick_way, day)
        way = self.ways[0]
        if len(self.ways) == 1 and way.is_standing and _stays_as_it_is(actual):
            return actual
        sizes = {self._size(one, day) for one in self.ways}
        size = sizes.pop() if len(sizes) == 1 else None
        if size == 0:
            return Share(0, 0, base=actual.base)
        corners = self._led(way, day)
        for other in self.ways[1:]:
            corners = hull_of(corners, self._led(other, day))
        return self._share(corners, size)

    def _counted(self, actual: Share, way: Way, day: date) -> AnyShare:
        """The quick way of one exact share along one straight line, in whole numbers."""
        reported, of = actual.numerator, actual.denominator
        size = way.assumed.size(of, self.last.on, day) if way.assumed.sizes else of
        factor, more, unit = way.course.line(day)
        over = max(of, 1) * unit
        share = reported * factor + more * max(of, 1)
        count, rest = divmod(share * size, over)
        if not rest or share <= 0 or share >= over:
            return Share(0 if share <= 0 else min(count, size), size, base=actual.base)
        return following_counts(Fraction(share, over), actual, self.last.on, size)

    def _share(self, corners: Corners, size: int | None) -> AnyShare:
        """The share of some corners, as counts where these are whole."""
        last = self.last
        least, most = corners[0].least, corners[0].most
        if isinstance(last.actual, Share) and size is not None and least == most and (least * size).denominator == 1:
            return Share(int(least * size), size, base=last.actual.base)
        more = (Caveat.TIER_UNKNOWN,) if len(self.ways) > 1 else ()
        return ProjectedShare.following(corners, last.actual, last.on, size, more=more)

    def _led(self, way: Way, day: date) -> Corners:
        actual, on = self.last.actual, self.last.on
        of = _denominator(actual)

        def size(then: date) -> int:
            return of or 0 if then <= on else way.assumed.size(of or 0, on, then)

        return way.course.led(start_of(actual), day, None if of is None else size)

    def _size(self, way: Way, day: date) -> int | None:
        of = _denominator(self.last.actual)
        return None if of is None else way.assumed.size(of, self.last.on, day)


def _stays_as_it_is(actual: AnyShare) -> bool:
    """Whether a share that stands is not to be compared value by value: it has one, or a part of unknown size."""
    return isinstance(actual, Share) or (isinstance(actual, BoundedShare) and actual.is_partial)


def _denominator(actual: AnyShare) -> int | None:
    """The denominator of a share, where it is known as a whole."""
    if isinstance(actual, Share):
        return actual.denominator
    is_whole = isinstance(actual, BoundedShare) and not actual.is_partial
    return actual.denominator if isinstance(actual, BoundedShare) and is_whole else None


def continued(
    scenario: Scenario,
    lives: Lives,
    reports: AllReports,
    *,
    earlier: Mapping[tuple[str, str], Series] | None = None,
) -> tuple[dict[tuple[str, str], Series], list[XhhtError]]:
    """Say of every series what is assumed of it, and list the shares that are to be reached too early.

    Of earlier series of the same reports, those of which the same is assumed are kept as they are.
    """
    series_before = {} if earlier is None else earlier
    about = {indicator: _Assumptions(scenario.about(indicator)) for indicator in {key[0] for key in reports}}
    courses = _Courses(lives, reports)
    series: dict[tuple[str, str], Series] = {}
    late: list[XhhtError] = []
    for key, reported in reports.items():
        last = reported[-1]
        life = lives.of(last)
        together = dict.fromkeys(about[key[0]].of(life, tier) for tier in lives.tiers_of(life))
        standing = series_before.get(key)
        if standing is not None and standing.assumed == tuple(together):
            series[key] = standing
            continue
        days = {day for assumed in together for change in assumed.shares for day in _goal_days(change)}
        if any(day <= last.on for day in days):
            late.append(
                InvalidValueError(
                    f"{key[0]!r} in {key[1]!r} is to reach a share by {min(days)}, not after its last report of "
                    f"{last.on}; give a later day, or leave the region out"
                )
            )
            continue
        ways = tuple(Way(courses.of(reported, life, assumed.shares), assumed) for assumed in together)
        series[key] = Series(last, life.last_day, ways)
    return series, late


def _goal_days(change: Change) -> Iterable[date]:
    """The days by which a change has a share reached."""
    if isinstance(change, Higher):
        return (*_goal_days(change.first), *_goal_days(change.second))
    return (change.by,) if isinstance(change, (ReachBy, MatchBest)) else ()


class _Assumptions:
    """What is assumed of the series of one indicator, by region."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.known: dict[int, Assumed] = {}

    def of(self, region: Region, tier: str | None) -> Assumed:
        changes = self.changes.of(region, tier)  # One and the same tuple for all regions that are not told apart.
        if id(changes) not in self.known:
            self.known[id(changes)] = Assumed(tuple(one for one in changes if not isinstance(one, Threshold)))
        return self.known[id(changes)]


class _Courses:
    """The courses of all series; those of one day that depend on nothing else have one in common."""

    def __init__(self, lives: Lives, reports: AllReports) -> None:
        self.lives = lives
        self.reports = reports
        self.known: dict[tuple[int, date], Course] = {}
        self.best: _Best | None = None

    def of(self, reported: tuple[Observation, ...], life: Region, changes: tuple[Change, ...]) -> Course:
        start = reported[-1].on
        motion_of = partial(self.motion, reported, life)
        if not all(isinstance(change, (Rise, ReachBy)) for change in changes):
            return course_of(changes, start, motion_of)
        # The changes are kept alive by what is assumed, so that no others can have the same identity.
        key = id(changes), start
        if key not in self.known:
            self.known[key] = course_of(changes, start, motion_of)
        return self.known[key]

    def motion(self, reported: tuple[Observation, ...], life: Region, change: Change) -> Motion:
        """What a change comes to for one series."""
        if isinstance(change, Rise):
            return change
        if isinstance(change, ReachBy):
            return Goal(Bounds(change.share, change.share), change.by)
        if isinstance(change, Higher):
            return Pair(self.motion(reported, life, change.first), self.motion(reported, life, change.second))
        if isinstance(change, MatchBest):
            self.best = self.best or _Best(self.lives, self.reports)
            best = self.best.of(reported[-1], life)
            return None if best is None else Goal(best, change.by)
        return _usual(reported) if isinstance(change, BusinessAsUsual) else None


class Lives:
    """The lives of regions on the days of last reports; the reports of a region are of few days."""

    def __init__(self, regions: Regions, programme: Programme, tiers: Mapping[str, str]) -> None:
        self.regions = regions
        self.programme = programme
        self.tiers = tiers
        self.known: dict[tuple[str, date], Region] = {}

    def of(self, report: Observation) -> Region:
        """The life of which a report speaks: that of its day, or the next one for a report that was carried into it."""
        key = report.region, report.on
        life = self.known.get(key)
        if life is None:
            lives = self.regions.lives_of(report.region)
            life = self.known[key] = next(life for life in lives if report.on <= life.last_day)
        return life

    def tiers_of(self, region: Region) -> tuple[str | None, ...]:
        """The ids of the tiers in which a region may be; None alone where there are none."""
        named = self.tiers.get(region.id)
        return (named,) if named is not None else self.programme.tiers_in_question(region) or (None,)


class _Best:
    """The highest last report of each level and tier."""

    def __init__(self, lives: Lives, reports: AllReports) -> None:
        self.lives = lives
        self.known: dict[object, Bounds] = {}
        for reported in reports.values():
            last = reported[-1]
            if _counts_something(last):
                peers = self.peers(last, lives.of(last))
                best = self.known.get(peers)
                self.known[peers] = last.actual.bounds if best is None else _higher(best, last.actual.bounds)

    def of(self, last: Observation, life: Region) -> Bounds | None:
        return self.known.get(self.peers(last, life))

    def peers(self, last: Observation, life: Region) -> object:
        """What reports have in common that are held against each other."""
        return last.indicator, life.level, self.lives.tiers_of(life), last.actual.base is Base.REGISTERED


def _higher(one: Bounds, other: Bounds) -> Bounds:
    """The higher of two figures, whatever they mean."""
    lower, upper = max(one.lower, other.lower), max(one.upper, other.upper)
    if lower == upper:
        return Bounds(lower, upper)
    return Bounds(
        lower,
        upper,
        is_lower_open=any(bounds.is_lower_open for bounds in (one, other) if bounds.lower == lower),
        is_upper_open=all(bounds.is_upper_open for bounds in (one, other) if bounds.upper == upper),
    )


def _counts_something(report: Observation) -> bool:
    return not (isinstance(report.actual, (Share, BoundedShare)) and report.actual.denominator == 0)


def _usual(reported: tuple[Observation, ...]) -> Slope | None:
    """The slope through the last two reports of one kind; None with one report alone."""
    later = reported[-1]
    for earlier in reversed(reported[:-1]):
        is_alike = (earlier.actual.base is Base.REGISTERED) == (later.actual.base is Base.REGISTERED)
        if is_alike and _counts_something(earlier) and _counts_something(later):
            return Slope(earlier.actual.bounds, later.actual.bounds, whole_years(earlier.on, later.on))
    return None
