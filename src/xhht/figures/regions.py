"""Regions in time: provinces down to villages, with their lives, parents and successors."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter, itemgetter

import attrs

from xhht.checks import (
    as_tuple,
    calendar_day,
    composed,
    describe,
    identifier,
    identifiers,
    nfc,
    optional_day,
    optional_identifier,
    optional_ids,
)
from xhht.errors import (
    InvalidRegionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    RegionTreeError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.levels import Level
from xhht.values import Value

ONE_DAY = timedelta(days=1)


@attrs.frozen(repr=False)
class Region(Value):
    """One life of a region: from `valid_from` to `valid_to`, both days included, under one parent.

    A region that is moved to another parent, renamed or comes to have other traits lives on in a second object
    with the same id; one that is merged or split names its `successors`.

    `traits` are what is known of the area, as ids of an open list (``"town"``, ``"mountain"``, ``"remote"``), by which
    each programme puts it in a tier of its own; None where nothing is known, empty where no test of a text applies.
    """

    id: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=nfc)
    level: Level = attrs.field(converter=Level, kw_only=True)
    parent: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    traits: frozenset[str] | None = attrs.field(default=None, converter=optional_ids, kw_only=True)
    valid_from: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    valid_to: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    successors: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValueError(f"region {self.id!r} has no name; give the official one")
        if self.first_day > self.last_day:
            raise RegionLifeError(
                f"region {self.id!r} ends on {self.valid_to}, before it begins on {self.valid_from}; exchange the days"
            )
        if self.successors and self.valid_to is None:
            raise RegionLifeError(f"region {self.id!r} has successors but no last day; give valid_to")

    @property
    def first_day(self) -> date:
        """The first day of this life; the calendar's first where none is known."""
        return date.min if self.valid_from is None else self.valid_from

    @property
    def last_day(self) -> date:
        """The last day of this life; the calendar's last where it goes on."""
        return date.max if self.valid_to is None else self.valid_to

    def is_alive_on(self, day: date) -> bool:
        """Whether the region exists, in this form, on a day."""
        return self.first_day <= day <= self.last_day


@attrs.frozen(repr=False)
class Regions(Value):
    """Regions as a dated tree, checked as a whole when it is built.

    Iterating gives every life. Several lives of one id may follow each other, never overlap.

    Raises:
        InvalidTypeError: if something else than a Region is among them.
        InvalidRegionsError: if lives overlap, a parent or successor does not exist (or not for the whole
            life of its child), parents form a cycle, or a region takes in another without a new life of its own
            from that day; `problems` has them all.
    """

    lives: tuple[Region, ...] = attrs.field(converter=as_tuple)
    _by_id: Mapping[str, tuple[Region, ...]] = attrs.field(init=False, eq=False, repr=False)
    _children: Mapping[str, tuple[Region, ...]] = attrs.field(init=False, eq=False, repr=False)
    _ids: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_id: defaultdict[str, list[Region]] = defaultdict(list)
        children: defaultdict[str, list[Region]] = defaultdict(list)
        for place, region in enumerate(self.lives):
            if not isinstance(region, Region):
                raise InvalidTypeError(f"regions[{place}] is a Region, got {describe(region)}")
            by_id[region.id].append(region)
            if region.parent is not None:
                children[region.parent].append(region)
        sorted_lives = {key: tuple(sorted(lives, key=lambda r: r.first_day)) for key, lives in by_id.items()}
        object.__setattr__(self, "_by_id", sorted_lives)
        object.__setattr__(self, "_ids", tuple(sorted_lives))  # Made once: each problem of a report keeps them.
        object.__setattr__(self, "_children", {key: tuple(found) for key, found in children.items()})
        checks = (_overlaps, _dead_ends, _takeovers, _cycles)
        problems = [problem for check in checks for problem in check(sorted_lives)]
        if problems:
            raise InvalidRegionsError("regions", problems)

    @classmethod
    def of(cls, regions: Regions | Iterable[Region]) -> Regions:
        """The regions themselves if they are a tree already, else a tree built from them."""
        return regions if isinstance(regions, Regions) else cls(as_tuple(regions))

    def __iter__(self) -> Iterator[Region]:
        return iter(self.lives)

    def __len__(self) -> int:
        return len(self.lives)

    def __contains__(self, region_id: object) -> bool:
        return composed(region_id) in self._by_id

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all regions, each once, in the order given."""
        return self._ids

    def lives_of(self, region_id: str) -> tuple[Region, ...]:
        """All lives of a region, the earliest first.

        Raises:
            UnknownIdError: if there is no such region.
        """
        found = self._by_id.get(composed(region_id))
        if found is None:
            raise UnknownIdError("region", region_id, self.ids)
        return found

    def life_on(self, region_id: str, day: date) -> Region | None:
        """The life of a region that a day falls into, or None.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if there is no such region.
        """
        calendar_day(day)
        life = _last_begun(self.lives_of(region_id), day)
        return life if life is not None and day <= life.last_day else None

    def get(self, region_id: str, day: date) -> Region:
        """The region as it is on a day.

        Raises:
            UnknownIdError: if there is no such region.
            RegionLifeError: if it does not exist on that day.
        """
        life = self.life_on(region_id, day)
        if life is None:
            raise outside_life(self.lives_of(region_id), day)
        return life

    def alive_on(self, day: date) -> tuple[Region, ...]:
        """All regions that exist on a day, in the order given.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        return tuple(life for life in self.lives if life.is_alive_on(day))

    def children_of(self, region_id: str, day: date) -> tuple[Region, ...]:
        """The parts of a region on a day, in the order given.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if there is no such region.
        """
        calendar_day(day)
        stored = self.lives_of(region_id)[0].id
        return tuple(child for child in self._children.get(stored, ()) if child.is_alive_on(day))


def outside_life(lives: tuple[Region, ...], day: date, where: str = "") -> RegionLifeError:
    """The error for a day on which a region does not exist."""
    periods = " and ".join(_period(life) for life in lives)
    successors = sorted({successor for life in lives for successor in life.successors})
    remedy = f"report for its successors: {', '.join(successors)}" if successors else "check the day"
    place = f"{where}: " if where else ""
    return RegionLifeError(f"{place}region {lives[0].id!r} does not exist on {day} (it lives {periods}); {remedy}")


def _period(life: Region) -> str:
    if life.valid_from is None and life.valid_to is None:
        return "always"
    start = "" if life.valid_from is None else f"from {life.valid_from}"
    end = "" if life.valid_to is None else f"to {life.valid_to}"
    return f"{start} {end}".strip()


def _overlaps(by_id: Mapping[str, tuple[Region, ...]]) -> Iterator[XhhtError]:
    for region_id, lives in by_id.items():
        for earlier, later in pairwise(lives):
            if later.first_day <= earlier.last_day:
                yield RegionLifeError(
                    f"two lives of region {region_id!r} overlap ({_period(earlier)}; {_period(later)}); "
                    "end the first before the second begins"
                )


def _dead_ends(by_id: Mapping[str, tuple[Region, ...]]) -> Iterator[XhhtError]:
    # Made once, since every problem keeps it.
    known = tuple(by_id)
    spans = {region_id: _spans(lives) for region_id, lives in by_id.items()}
    for region_id, lives in by_id.items():
        for life in lives:
            for successor in life.successors:
                if successor not in by_id:
                    yield UnknownIdError("region", successor, known, f"the successors of {region_id!r}")
            if life.parent is None:
                continue
            if life.parent not in by_id:
                yield UnknownIdError("region", life.parent, known, f"the parent of {region_id!r}")
                continue
            orphaned = _first_day_without(spans[life.parent], life)
            if orphaned is not None:
                yield RegionTreeError(
                    f"region {region_id!r} has no parent on {orphaned}: {life.parent!r} does not exist then; "
                    "give the region another life from that day on"
                )


def _takeovers(by_id: Mapping[str, tuple[Region, ...]]) -> Iterator[XhhtError]:
    """An error for each life that goes on unchanged through the day on which another region becomes a part of it."""
    for region_id, lives in by_id.items():
        for life in lives:
            for successor in life.successors:
                heir = _last_begun(by_id.get(successor, ()), life.last_day)
                if heir is not None and life.last_day < heir.last_day:
                    yield RegionLifeError(
                        f"region {successor!r} takes in {region_id!r} on {life.last_day + ONE_DAY}, in the middle of a "
                        "life; end that life the day before and begin another, so that older reports do not stand for "
                        "the larger region"
                    )


def _last_begun(lives: tuple[Region, ...], day: date) -> Region | None:
    place = bisect_right(lives, day, key=attrgetter("first_day"))
    return lives[place - 1] if place else None


def _spans(lives: tuple[Region, ...]) -> list[tuple[date, date]]:
    """The days on which a region exists, without a break, from the first to the last of each span."""
    spans: list[tuple[date, date]] = []
    for life in lives:
        if spans and (life.first_day - spans[-1][1]).days <= 1:
            spans[-1] = spans[-1][0], max(spans[-1][1], life.last_day)
        else:
            spans.append((life.first_day, life.last_day))
    return spans


def _first_day_without(spans: list[tuple[date, date]], child: Region) -> date | None:
    place = bisect_right(spans, child.first_day, key=itemgetter(0))
    last = spans[place - 1][1] if place else None
    if last is None or last < child.first_day:
        return child.first_day
    return None if last >= child.last_day else last + ONE_DAY


def _cycles(by_id: Mapping[str, tuple[Region, ...]]) -> Iterator[XhhtError]:
    suspects = _in_circles(by_id)
    lives = [life for region_id in suspects for life in by_id[region_id] if life.parent is not None]
    reported: set[frozenset[str]] = set()
    for day in sorted({life.first_day for life in lives}):
        parents = {life.id: life.parent for life in lives if life.is_alive_on(day)}
        for loop in _loops(parents):
            if frozenset(loop) not in reported:
                reported.add(frozenset(loop))
                circle = " → ".join([*loop, loop[0]])
                yield RegionTreeError(f"regions are their own parents in a circle: {circle}; cut it")


def _in_circles(by_id: Mapping[str, tuple[Region, ...]]) -> tuple[str, ...]:
    """The regions that may be above themselves: those left when whoever has no parent left is taken away."""
    parents = {key: {life.parent for life in lives if life.parent in by_id} for key, lives in by_id.items()}
    children: defaultdict[str | None, list[str]] = defaultdict(list)
    for key, found in parents.items():
        for parent in found:
            children[parent].append(key)
    free = [key for key, found in parents.items() if not found]
    for key in free:
        for child in children[key]:
            parents[child].discard(key)
            if not parents[child]:
                free.append(child)  # The list grows while it is gone through, as in any such queue.
    return tuple(key for key, found in parents.items() if found)


def _loops(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    cleared: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        region_id: str | None = start
        while region_id is not None and region_id not in cleared and region_id not in path:
            path[region_id] = None
            region_id = parents.get(region_id)
        if region_id in path:
            yield list(path)[list(path).index(region_id) :]
        cleared.update(path)
