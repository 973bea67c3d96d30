"""Series: reports of one indicator in one region, and the later ones that follow from an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import attrs

from xhht.errors import InvalidValueError, XhhtError
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, BoundedShare, Share
from xhht.model.programme import Programme
from xhht.scenarios._courses import Assumed, Course, whole_years
from xhht.scenarios.assumptions import (
    BusinessAsUsual,
    MatchBest,
    ReachBy,
    Rise,
    RiseUnit,
    Threshold,
)
from xhht.scenarios.scenarios import Changes, Scenario
from xhht.values import Value

NONE = Fraction(0)


@attrs.frozen(repr=False)
class Series(Value):
    """One series of reports that goes on, and what is assumed of it.

    Attributes:
        last: the last report.
        ends_on: the last day of the life that the region had on the day of that report.
        course: how it goes on; None where the last report stands.
        assumed: what is assumed of it.
    """

    last: Observation
    ends_on: date
    course: Course | None
    assumed: Assumed
    _made: dict[date, Observation] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def report_on(self, day: date) -> Observation:
        """The report that follows for a day after the last one; the same one each time it is asked for."""
        made = self._made.get(day)
        if made is None:
            last, actual = self.last, self.actual_on(day)
            make = Observation._trusted  # noqa: SLF001  # A projection makes them by the hundred thousand.
            made = self._made[day] = make(last.indicator, last.region, day, actual, note=self.assumed.note)
        return made

    def actual_on(self, day: date) -> AnyShare:
        """The share that follows on a day after the last report."""
        actual, course, assumed = self.last.actual, self.course, self.assumed
        if course is None and not assumed.sizes:
            return actual
        if isinstance(actual, Share):
            of = actual.denominator
            size = assumed.size(of, self.last.on, day) if assumed.sizes else of
            return Share(self._holders(actual.numerator, of, size, day), size, base=actual.base)
        if isinstance(actual, BoundedShare) and actual.denominator is not None and not actual.is_partial:
            of = actual.denominator
            size = assumed.size(of, self.last.on, day)
            ends = (actual.bounds.lower * of, actual.bounds.upper * of)
            least, most = (self._holders(int(end), of, size, day) for end in ends)
            kept = actual.reservations
            return BoundedShare.from_counts(least, most, size, base=actual.base, reservations=kept)
        moved = None if course is None else course.moved(actual.bounds, day)
        if moved is None:
            return actual
        kept = tuple(caveat for caveat in actual.caveats if caveat is not Caveat.BASE_UNSTATED)
        return BoundedShare(moved, base=actual.base, reservations=kept)

    def _holders(self, reported: int, of: int, size: int, day: date) -> int:
        if self.course is None:
            return min(reported, size)
        return self.course.holders(reported, of, size, day)


def continued(
    programme: Programme,
    scenario: Scenario,
    regions: Regions,
    reports: Mapping[tuple[str, str], tuple[Observation, ...]],
    *,
    tiers: Mapping[str, str],
    earlier: Mapping[tuple[str, str], Series] | None = None,
) -> tuple[dict[tuple[str, str], Series], list[XhhtError]]:
    """Say of every series what is assumed of it, and list the shares that are to be reached too early.

    Of earlier series of the same reports, those of which the same is assumed are kept as they are.
    """
    known = {} if earlier is None else earlier
    targets: dict[str, list[str]] = {}
    for target in programme.targets:
        targets.setdefault(target.indicator, []).append(target.id)
    about = {indicator: _Assumptions(scenario.about(*ids)) for indicator, ids in targets.items()}
    nothing = Assumed(())
    best: _Best | None = None
    lines, lives = _Lines(), _Lives(regions, programme, tiers)
    series: dict[tuple[str, str], Series] = {}
    late: list[XhhtError] = []
    for key, found in reports.items():
        last = found[-1]
        life = lives.of(key[1], last.on)
        assumed = about[key[0]].of(life, lives.tier_of(life)) if key[0] in about else nothing
        if (kept := known.get(key)) is not None and kept.assumed == assumed:
            series[key] = kept
            continue
        change = assumed.share
        if isinstance(change, (ReachBy, MatchBest)) and change.by <= last.on:
            late.append(
                InvalidValueError(
                    f"{key[0]!r} in {key[1]!r} is to reach a share by {change.by}, not after its last report of "
                    f"{last.on}; give a later day, or leave the region out"
                )
            )
            continue
        if isinstance(change, MatchBest):
            best = best or _Best(lives, reports)
            change = best.reach(last, life, change.by)
        elif isinstance(change, BusinessAsUsual):
            change = _usual(found)
        course = lines.course(change, last.on) if isinstance(change, (Rise, ReachBy)) else None
        series[key] = Series(last, life.last_day, course, assumed)
    return series, late


class _Assumptions:
    """What is assumed of the series of one indicator, by region."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.known: dict[int, Assumed] = {}

    def of(self, region: Region, tier: str | None) -> Assumed:
        found = self.changes.of(region, tier)  # One and the same tuple for all regions that are not told apart.
        if id(found) not in self.known:
            self.known[id(found)] = Assumed(tuple(change for change in found if not isinstance(change, Threshold)))
        return self.known[id(found)]


class _Lines:
    """Courses that series with one change and one day have in common."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, date], Course] = {}

    def course(self, change: Rise | ReachBy, start: date) -> Course:
        # A course keeps its change alive, so that no other change can have the same identity.
        key = id(change), start
        if key not in self.known:
            self.known[key] = Course(change, start)
        return self.known[key]


class _Lives:
    """The lives of regions on the days of last reports; the reports of a region are of few days."""

    def __init__(self, regions: Regions, programme: Programme, tiers: Mapping[str, str]) -> None:
        self.regions = regions
        self.programme = programme
        self.tiers = tiers
        self.known: dict[tuple[str, date], Region] = {}

    def of(self, region: str, day: date) -> Region:
        found = self.known.get((region, day))
        if found is None:
            found = self.known[region, day] = self.regions.get(region, day)
        return found

    def tier_of(self, region: Region) -> str | None:
        """The id of the tier of a region; None where it is not known."""
        return self.tiers.get(region.id) or self.programme.tier_of(region)


class _Best:
    """The highest last report of each tier."""

    def __init__(self, lives: _Lives, reports: Mapping[tuple[str, str], tuple[Observation, ...]]) -> None:
        self.lives = lives
        self.of_peers: dict[object, list[Observation]] = {}
        self.changes: dict[object, ReachBy] = {}
        for key, found in reports.items():
            if _counts_something(found[-1]):
                peers = self.peers(found[-1], lives.of(key[1], found[-1].on))
                self.of_peers.setdefault(peers, []).append(found[-1])

    def reach(self, last: Observation, life: Region, by: date) -> ReachBy:
        peers = self.peers(last, life)
        if (peers, by) not in self.changes:
            shares = [seen.actual.bounds.lower for seen in self.of_peers.get(peers, ())]
            self.changes[peers, by] = ReachBy(max(shares, default=NONE), by)
        return self.changes[peers, by]

    def peers(self, last: Observation, life: Region) -> object:
        """What reports have in common that are held against each other."""
        return last.indicator, self.lives.tier_of(life), last.actual.base is Base.REGISTERED


def _counts_something(seen: Observation) -> bool:
    return not (isinstance(seen.actual, (Share, BoundedShare)) and seen.actual.denominator == 0)


def _usual(found: tuple[Observation, ...]) -> Rise | None:
    """The rise between the last two reports of one kind, from the middle of bounds; None with one report alone."""
    later = found[-1]
    for earlier in reversed(found[:-1]):
        is_alike = (earlier.actual.base is Base.REGISTERED) == (later.actual.base is Base.REGISTERED)
        if is_alike and _counts_something(earlier) and _counts_something(later):
            years, of_years = whole_years(earlier.on, later.on)
            return Rise((_middle(later) - _middle(earlier)) * Fraction(of_years, years), RiseUnit.SHARE)
    return None


def _middle(observation: Observation) -> Fraction:
    if isinstance(observation.actual, Share):
        return observation.actual.value
    bounds = observation.actual.bounds
    return (bounds.lower + bounds.upper) / 2
