"""Capacities: how many recognitions a target, a region, a body or a year can bear."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from xhht.checks import describe, identifiers, instance, is_whole, optional_identifier
from xhht.errors import (
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import check_count
from xhht.figures.regions import Regions
from xhht.model.programme import Programme
from xhht.pictures import digits
from xhht.planning.allotments import Limit
from xhht.values import Value


def _one_or_several(target: str | Iterable[str] | None) -> str | tuple[str, ...] | None:
    """One id, or several in the order of their letters, so that the same ones are equal."""
    if isinstance(target, str) or not isinstance(target, Iterable):
        return optional_identifier(target)
    several = tuple(sorted(identifiers(target)))
    if not several:
        raise InvalidValueError("a capacity of several targets names one at least; leave target out for all of them")
    return several[0] if len(several) == 1 else several


@attrs.frozen(repr=False)
class Capacity(Value):
    """How many recognitions are possible of whatever fits all that is named; nothing named means of everything.

    >>> Capacity(40, party="women", year=2019)
    Capacity(40, party='women', year=2019)
    >>> Capacity(40, target=["clans_recognised", "units_recognised"]).targets
    ('clans_recognised', 'units_recognised')

    Attributes:
        count: how many.
        target: a target's id, or several of which all together take from it.
        region: a region's id; the needs of the region and of everything below it on the plan's last day.
        party: a body's id; every recognition of a target takes from each body answerable for it.
        year: a calendar year; all years of the plan together where None.
        is_yearly: the same count anew in each year of the plan.

    Raises:
        InvalidTypeError: if the count or the year is no whole number, or an id no text.
        InvalidValueError: if the count is negative, or both `year` and `is_yearly` are given.
    """

    count: int
    target: str | tuple[str, ...] | None = attrs.field(default=None, kw_only=True, converter=_one_or_several)
    region: str | None = attrs.field(default=None, kw_only=True, converter=optional_identifier)
    party: str | None = attrs.field(default=None, kw_only=True, converter=optional_identifier)
    year: int | None = attrs.field(default=None, kw_only=True)
    is_yearly: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))

    def __attrs_post_init__(self) -> None:
        check_count("a capacity", self.count)
        if self.year is not None and not is_whole(self.year):
            raise InvalidTypeError(f"a capacity's year is a whole number, got {describe(self.year)}")
        if self.year is not None and self.is_yearly:
            raise InvalidValueError(f"a capacity holds in {self.year} or in each year; give one of the two")

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids of the targets that are named; empty for all of them."""
        if self.target is None:
            return ()
        return (self.target,) if isinstance(self.target, str) else self.target

    def __str__(self) -> str:
        about = {"target": " and ".join(self.targets) or None, "region": self.region, "party": self.party}
        named = [f"{kind} {name}" for kind, name in about.items() if name is not None]
        when = "each year" if self.is_yearly else "in all" if self.year is None else f"in {self.year}"
        return f"{digits(self.count)} {when} for {', '.join(named) or 'everything'}"


def capacities_of(
    capacity: Mapping[str, int] | Iterable[Capacity] | None,
    programme: Programme,
    regions: Regions,
    years: Sequence[int],
) -> tuple[tuple[Capacity, ...], list[XhhtError]]:
    """Capacities in either form, checked against what the plan is about, and everything that is wrong with them.

    Raises:
        InvalidTypeError: if they are neither a mapping nor several capacities.
    """
    if capacity is None:
        return (), []
    problems: list[XhhtError] = []
    capacities: list[Capacity] = []
    whatever: object = capacity  # Whatever a caller hands over, not what the types promise.
    if isinstance(whatever, Mapping):
        capacities = list(_by_target(whatever, [target.id for target in programme.targets], problems))
    elif isinstance(whatever, (str, bytes)) or not isinstance(whatever, Iterable):
        raise InvalidTypeError(f"capacity maps target ids to counts, got {describe(whatever)}; or list Capacity values")
    else:
        for place, one in enumerate(whatever):
            if isinstance(one, Capacity):
                problems.extend(_misfits(one, f"capacity[{place}]", programme, regions, years))
                capacities.append(one)
            else:
                problems.append(InvalidTypeError(f"capacity[{place}] is a Capacity, got {describe(one)}"))
        problems.extend(_twice(capacities))
    return tuple(capacities), problems


def _by_target(capacity: Mapping[str, int], targets: Sequence[str], problems: list[XhhtError]) -> Iterator[Capacity]:
    """The capacities of a mapping; what is wrong with it goes to the problems."""
    for target, count in capacity.items():
        if target not in targets:
            problems.append(UnknownIdError("target", target, targets, "capacity"))
        try:
            check_count(f"capacity[{target!r}]", count)
        except (InvalidTypeError, InvalidValueError) as problem:
            problems.append(problem)
        if not problems:
            yield Capacity(count, target=target)


def _misfits(
    capacity: Capacity, where: str, programme: Programme, regions: Regions, years: Sequence[int]
) -> Iterator[XhhtError]:
    answerable = {target.id: target.answerable for target in programme.targets}
    parties = [party.id for party in programme.parties]
    names: list[tuple[str, str | int | None, Container[object], Iterable[str]]] = [
        *(("target", target, answerable, answerable) for target in capacity.targets),
        ("region", capacity.region, regions, regions.ids),
        ("party", capacity.party, parties, parties),
        ("year", capacity.year, years, map(str, years)),
    ]
    for kind, name, known, ids in names:
        if name is not None and name not in known:
            yield UnknownIdError(kind, name, ids, where)
    party = capacity.party
    for target in capacity.targets:
        if target in answerable and party in parties and party not in answerable[target]:
            bodies = ", ".join(answerable[target]) or "nobody"
            yield NotResponsibleError(f"{where}: {party!r} does not answer for target {target!r}, but {bodies}")


def _twice(capacities: Iterable[Capacity]) -> Iterator[XhhtError]:
    first: dict[Capacity, Capacity] = {}
    for capacity in capacities:
        other = first.setdefault(attrs.evolve(capacity, count=0), capacity)
        if other is not capacity:
            yield InvalidValueError(f"two capacities of the same: {other} and {capacity}; keep one")


def limits_of(
    capacities: Iterable[Capacity],
    wanted: Sequence[tuple[str, str]],
    programme: Programme,
    years: Sequence[int],
    *,
    regions: Regions,
    by: date,
) -> Iterator[Limit]:
    """What capacities mean for needs, each given by its target and its region."""
    answerable = {target.id: target.answerable for target in programme.targets}
    by_target: dict[str, set[int]] = {}
    by_region: dict[str, set[int]] = {}
    by_party: dict[str, set[int]] = {}
    for place, (target, region) in enumerate(wanted):
        by_target.setdefault(target, set()).add(place)
        by_region.setdefault(region, set()).add(place)
        for party in answerable[target]:
            by_party.setdefault(party, set()).add(place)
    for capacity in capacities:
        fitting = set(range(len(wanted)))
        if capacity.targets:
            fitting &= set().union(*(by_target.get(target, ()) for target in capacity.targets))
        if capacity.region is not None:
            below = _subtree(capacity.region, regions, by)
            fitting &= set().union(*(by_region.get(region, ()) for region in below))
        if capacity.party is not None:
            fitting &= by_party.get(capacity.party, set())
        for year in years if capacity.is_yearly else [capacity.year]:
            yield Limit(capacity.count, fitting, year)


def _subtree(top: str, regions: Regions, day: date) -> list[str]:
    """A region and everything below it on a day."""
    below = [top]
    for region in below:
        below.extend(child.id for child in regions.children_of(region, day))  # The list grows while it is gone through.
    return below
