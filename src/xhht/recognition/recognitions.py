"""Recognitions: decisions that confer a title on a holder, and how many hold it on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from xhht.checks import as_tuple, calendar_day, describe, identifier, nfc, optional_day
from xhht.errors import (
    ContradictionError,
    InvalidRecognitionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import check_count
from xhht.figures.regions import Regions, outside_life
from xhht.values import Value


@attrs.frozen(repr=False)
class Recognition(Value):
    """A decision that confers a title on a holder in a region.

    The holder's id is the same wherever the holder lives: whoever moves or is recognised again keeps it.
    `ends_on` is the last day; a withdrawal holds from its own day on, and takes away what was decided before
    as well (see `Registry`). A renewal is a new decision.

    Raises:
        InvalidValueError: if it ends or is withdrawn before it was decided.
    """

    title: str = attrs.field(converter=identifier)
    holder: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    decided_on: date = attrs.field(converter=calendar_day, kw_only=True)
    decided_by: str = attrs.field(converter=nfc, kw_only=True)
    ends_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    withdrawn_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.decided_by.strip():
            raise InvalidValueError(f"the recognition of {self.holder!r} needs the authority that decided it")
        for what, day in (("ends", self.ends_on), ("is withdrawn", self.withdrawn_on)):
            if day is not None and day < self.decided_on:
                raise InvalidValueError(
                    f"the recognition of {self.holder!r} as {self.title!r} {what} on {day}, before it was decided "
                    f"on {self.decided_on}; correct one of the days"
                )

    def is_in_force(self, day: date) -> bool:
        """Whether a day lies within this decision, taken by itself.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        if day < self.decided_on or (self.ends_on is not None and day > self.ends_on):
            return False
        return self.withdrawn_on is None or day < self.withdrawn_on


@attrs.frozen(repr=False)
class Registry(Value):
    """Recognitions checked against titles and a dated tree of regions; a decision given twice stands once.

    A holder has a title while a decision is in force. Who is recognised again and then loses the title by
    a withdrawal has lost it, even where an earlier decision had no end; a withdrawal of the earlier decision
    leaves a later one in force.

    Raises:
        InvalidRecognitionsError: for every unknown title or region, decision outside its region's life, and
            decisions of one day that contradict each other, all together in `problems`.
    """

    recognitions: tuple[Recognition, ...] = attrs.field(converter=as_tuple)
    regions: Regions
    titles: tuple[str, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise InvalidRecognitionsError("recognitions", problems)
        object.__setattr__(self, "recognitions", tuple(dict.fromkeys(self.recognitions)))

    def _problems(self) -> Iterator[XhhtError]:
        known = frozenset(self.titles)
        decided: dict[tuple[str, str, date], Recognition] = {}
        recognitions: tuple[Any, ...] = self.recognitions
        for place, given in enumerate(recognitions):
            where = f"recognitions[{place}]"
            if not isinstance(given, Recognition):
                yield InvalidTypeError(f"{where} is a Recognition, got {describe(given)}")
                continue
            if given.title not in known:
                yield UnknownIdError("title", given.title, self.titles, where)
            if given.region not in self.regions:
                yield UnknownIdError("region", given.region, self.regions.ids, where)
            elif self.regions.life_on(given.region, given.decided_on) is None:
                yield outside_life(self.regions.lives_of(given.region), given.decided_on, where)
            first = decided.setdefault((given.title, given.holder, given.decided_on), given)
            if first != given:
                yield ContradictionError(
                    f"{where}: two decisions of {given.decided_on} on {given.holder!r} as {given.title!r} contradict "
                    f"each other ({_contrast(first, given)}); keep one"
                )

    def held(self, title: str, day: date) -> dict[str, Recognition]:
        """The holders of a title on a day, each once, with the latest decision that is in force.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            UnknownIdError: if the registry knows no such title.
        """
        calendar_day(day)
        if title not in self.titles:
            raise UnknownIdError("title", title, self.titles)
        lost: dict[str, date] = {}
        found: dict[str, Recognition] = {}
        for given in self.recognitions:
            if given.title != title or given.decided_on > day:
                continue
            if given.withdrawn_on is not None and given.withdrawn_on <= day:
                lost[given.holder] = max(given.decided_on, lost.get(given.holder, given.decided_on))
            elif given.ends_on is None or day <= given.ends_on:
                standing = found.get(given.holder)
                if standing is None or standing.decided_on < given.decided_on:
                    found[given.holder] = given
        return {
            holder: given for holder, given in found.items() if holder not in lost or lost[holder] < given.decided_on
        }


def _contrast(first: Recognition, second: Recognition) -> str:
    return ", ".join(
        f"{field.name} {getattr(first, field.name)} and {getattr(second, field.name)}"
        for field in attrs.fields(Recognition)
        if getattr(first, field.name) != getattr(second, field.name)
    )


def region_on(regions: Regions, region_id: str, day: date) -> str:
    """The region that a region has become by a day: itself, or the one region that followed it.

    Raises:
        RegionLifeError: if it was split among several, ended without a successor, or does not exist yet.
        UnknownIdError: if there is no such region.
    """
    here = region_id
    passed: set[str] = set()
    while regions.life_on(here, day) is None:
        last = regions.lives_of(here)[-1]
        if day <= last.last_day:
            raise outside_life(regions.lives_of(here), day)
        if len(last.successors) != 1 or here in passed:
            became = ", ".join(last.successors) or "nothing"
            raise RegionLifeError(
                f"region {here!r} ended on {last.valid_to} and became {became}; say in which region its holders are"
            )
        passed.add(here)
        here = last.successors[0]
    return here


def counts_of_holders(
    registry: Registry, title: str, *, as_of: date, denominators: Mapping[str, int]
) -> tuple[dict[str, int], list[XhhtError]]:
    """How many hold a title in each region that has a denominator, and everything that is wrong.

    Holders in a region that has been merged are counted in the region that followed it, and those of its
    parts in the region that they belong to.
    """
    regions = registry.regions
    problems: list[XhhtError] = list(_wrong_denominators(denominators, regions, as_of))
    holders: defaultdict[str, int] = defaultdict(int)
    for region_id, count in _by_region(registry.held(title, as_of).values()).items():
        try:
            holders[region_on(regions, region_id, as_of)] += count
        except RegionLifeError as problem:
            problems.append(problem)
    for region_id, count in holders.items():
        if region_id not in denominators:
            problems.append(
                InvalidValueError(f"{count} hold {title!r} in {region_id!r}, but it has no denominator; give one")
            )
    within = _with_parts(holders, regions, as_of)
    return {region_id: within[region_id] for region_id in denominators}, problems


def _with_parts(counts: Mapping[str, int], regions: Regions, day: date) -> Mapping[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for region_id, count in counts.items():
        here: str | None = region_id
        while here is not None:
            found[here] += count
            here = regions.get(here, day).parent
    return found


def _by_region(recognitions: Iterable[Recognition]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for given in recognitions:
        found[given.region] += 1
    return found


def _wrong_denominators(denominators: Mapping[str, int], regions: Regions, day: date) -> Iterator[XhhtError]:
    for region_id, count in denominators.items():
        where = f"denominators[{region_id!r}]"
        if region_id not in regions:
            yield UnknownIdError("region", region_id, regions.ids, "denominators")
        elif regions.life_on(region_id, day) is None:
            yield outside_life(regions.lives_of(region_id), day, where)
        try:
            check_count(where, count)
        except (InvalidTypeError, InvalidValueError) as problem:
            yield problem
