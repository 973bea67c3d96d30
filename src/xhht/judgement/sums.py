"""Sums: counts of the parts of regions, from the worst case to the best where some are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, product
from math import ceil, floor
from typing import TypeAlias

import attrs

from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.bounds import Base, Bounds, counts_within
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.prints import PrintedShare
from xhht.figures.projected_shares import ProjectedShare
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import BoundedShare, Share, counts_of
from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False)
class Part(Value):
    """A region in a roll-up, or a body in a sum over the bodies of one region: counted, or a leaf that is missing.

    Attributes:
        region: the region.
        least: the least count that is possible.
        most: the most.
        denominator: its size; None where it is not known as a whole.
        tiers: the ids of the tiers in which it may be.
        observation: the report that was counted; None where the region is missing.
        uncounted: a report that counts for the day but cannot be counted, such as a print without a denominator.
        party: the id of the body, in a sum over the bodies of the region.
        party_name: its short name.
    """

    region: Region
    least: int = attrs.field(kw_only=True)
    most: int = attrs.field(kw_only=True)
    denominator: int | None = attrs.field(kw_only=True)
    tiers: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    observation: Observation | None = attrs.field(default=None, kw_only=True)
    uncounted: Observation | None = attrs.field(default=None, kw_only=True)
    party: str | None = attrs.field(default=None, kw_only=True)
    party_name: Text | None = attrs.field(default=None, kw_only=True)

    @property
    def id(self) -> str:
        """The id of what is a part of the sum: the body, or the region."""
        return self.region.id if self.party is None else self.party

    @property
    def is_missing(self) -> bool:
        """Whether the region reported nothing that can be counted."""
        return self.observation is None


@attrs.frozen(repr=False)
class _Sum(Value):
    """A count between its ends, of a denominator to which a part of unknown size may come on top."""

    least: int | Fraction
    most: int | Fraction
    denominator: int
    is_partial: bool = attrs.field(default=False, kw_only=True)

    def __add__(self, other: _Sum) -> _Sum:
        return _Sum(
            self.least + other.least,
            self.most + other.most,
            self.denominator + other.denominator,
            is_partial=self.is_partial or other.is_partial,
        )


_Counted: TypeAlias = tuple[_Sum, tuple[Part, ...]]
Total: TypeAlias = tuple[Region, Share | BoundedShare, tuple[Part, ...]]


@attrs.frozen(repr=False, eq=False)
class Counting(Value):
    """The sums of one day over one tree, and what was wrong with them; with a party, those that are a part of a sum."""

    programme: Programme
    reports: Reports
    regions: Regions
    as_of: date
    since: date
    sizes: Mapping[str, Mapping[str, int]]
    is_last_reported: bool = attrs.field(kw_only=True)
    party: Party | None = attrs.field(default=None, kw_only=True)
    problems: list[XhhtError] = attrs.field(factory=list, init=False)

    def report_of(self, indicator: str, region: Region) -> Observation | None:
        """The report of a region that counts for the day."""
        seen = self.reports.latest(indicator, region.id, self.as_of, region.first_day)
        return None if seen is None or seen.on < self.since else seen

    def total_of_parties(self, indicator: str, region: Region, bodies: Iterable[Counting]) -> Total:
        """The sum of the own reports of several bodies in a region; the countings are of one body each."""
        counted = [body.own_or_missing(indicator, region) for body in bodies]
        total = sum((sums for sums, _ in counted), _Sum(0, 0, 0))
        return self._total(region, total, tuple(chain.from_iterable(listed for _, listed in counted)))

    def own_or_missing(self, indicator: str, region: Region) -> _Counted:
        """What a region's own report counts, or what may be where there is none."""
        own = self._own(indicator, region)
        return self._missing(indicator, region) if own is None else own

    def totals(self, indicator: str, tops: Iterable[Region], *, every: bool) -> list[Total]:
        """The sums of some regions that have parts, in their order; with `every`, all regions are sums of their own.

        The tree is walked without recursion, children first, so that its depth does not matter.
        """
        wholes = {top.id: top for top in tops}
        as_whole: dict[str, _Counted] = {}
        as_part: dict[str, _Counted] = {}
        stack = [(top, False) for top in wholes.values()]
        while stack:
            region, has_parts_counted = stack.pop()
            if region.id in as_part and not has_parts_counted:
                continue
            children = self.regions.children_of(region.id, self.as_of)
            own = self._own(indicator, region)
            if has_parts_counted:
                counted = [as_part[child.id] for child in children]
                total = sum((sums for sums, _ in counted), _Sum(0, 0, 0))
                parts = tuple(chain.from_iterable(listed for _, listed in counted))
                as_whole[region.id] = self._completed(indicator, total, region), parts
                as_part[region.id] = as_whole[region.id] if own is None else own
            elif children and (own is None or every or region.id in wholes):
                stack.append((region, True))
                stack.extend((child, False) for child in children if child.id not in as_part)
            else:
                as_part[region.id] = self._missing(indicator, region) if own is None else own
        return [self._total(region, *as_whole[region.id]) for region in wholes.values() if region.id in as_whole]

    def _total(self, region: Region, total: _Sum, parts: tuple[Part, ...]) -> Total:
        bases = {part.observation.actual.base for part in parts if part.observation is not None}
        self.problems.extend(_mixed_bases(bases, parts))
        base = Base.UNSTATED if Base.UNSTATED in bases else next(iter(bases), Base.ALL)
        return region, self._share(total, base, parts), parts

    def _own(self, indicator: str, region: Region) -> _Counted | None:
        """What a region's own report counts, or None where it did not report or cannot be counted."""
        seen = self.report_of(indicator, region)
        counted = None if seen is None else self._counts(indicator, region, seen)
        if counted is None:
            return None
        counted = self._completed(indicator, counted, region)
        size = None if counted.is_partial else counted.denominator
        return counted, (self._part(region, counted, size, observation=seen),)

    def _missing(self, indicator: str, region: Region) -> _Counted:
        size = self._size(indicator, region)
        total = _Sum(0, size or 0, size or 0, is_partial=size is None)
        return total, (self._part(region, total, size, uncounted=self.report_of(indicator, region)),)

    def _part(
        self,
        region: Region,
        total: _Sum,
        size: int | None,
        *,
        observation: Observation | None = None,
        uncounted: Observation | None = None,
    ) -> Part:
        return Part(
            region,
            least=floor(total.least),
            most=ceil(total.most),
            denominator=size,
            tiers=self.programme.tiers_in_question(region),
            observation=observation,
            uncounted=uncounted,
            party=None if self.party is None else self.party.id,
            party_name=None if self.party is None else self.party.short_name,
        )

    def _size(self, indicator: str, region: Region) -> int | None:
        """The size of a region that is known beside its report: given, or taken from its last counted report."""
        size = self.sizes.get(indicator, {}).get(region.id)
        if size is not None or not self.is_last_reported:
            return size
        for seen in reversed(self.reports.series.get((indicator, region.id), ())):
            counts = counts_of(seen.actual)
            if counts is not None and region.first_day <= seen.on <= self.as_of:
                return counts[1]
        return None

    def _counts(self, indicator: str, region: Region, seen: Observation) -> _Sum | None:
        """The counts of a report, or None where it cannot be counted."""
        actual = seen.actual
        if isinstance(actual, Share):
            return _Sum(actual.numerator, actual.numerator, actual.denominator)
        if isinstance(actual, ProjectedShare) and (holders := actual.holders) is not None:
            return _Sum(holders.lower, holders.upper, actual.denominator or 0)
        if isinstance(actual, BoundedShare) and actual.denominator is not None:
            return _Sum(actual.least or 0, actual.most or 0, actual.denominator, is_partial=actual.is_partial)
        size = self._size(indicator, region)
        if size is None:
            return None
        if isinstance(actual, ProjectedShare):
            return _Sum(actual.bounds.lower * size, actual.bounds.upper * size, size)
        try:
            within = counts_within(actual.bounds, size)
        except InvalidValueError:  # The print and the size do not belong together, and either may be wrong.
            return None
        return _Sum(within.least, within.most, size)

    def _completed(self, indicator: str, total: _Sum, region: Region) -> _Sum:
        """A sum with a part of unknown size, bounded by the known size of the whole region."""
        size = self.sizes.get(indicator, {}).get(region.id)
        if size is None or (size >= total.denominator and not total.is_partial):
            return total
        if size < total.denominator:
            named = region.id if self.party is None else self.party.id
            self.problems.append(
                InvalidValueError(
                    f"denominators[{named!r}] is {size}, but {total.denominator} are counted there already; "
                    "correct one of them"
                )
            )
            return total
        return _Sum(total.least, total.most + size - total.denominator, size)

    def _share(self, total: _Sum, base: Base, parts: tuple[Part, ...]) -> Share | BoundedShare:
        reservations: set[Caveat] = set()
        for part in parts:
            if part.observation is not None:
                reservations.update(part.observation.actual.caveats)
            elif part.denominator != 0:
                reservations.add(Caveat.PARTS_MISSING if part.uncounted is None else Caveat.PARTS_UNCOUNTABLE)
            if self.is_last_reported and _has_foreign_size(part):
                reservations.add(Caveat.SIZE_FROM_OLDER_REPORT)
        days = days_of(parts)
        if days is not None and days[0] != days[1]:
            reservations.add(Caveat.PARTS_OF_DIFFERENT_DAYS)
        if sum(part.party is not None for part in parts) > 1:
            reservations.add(Caveat.PARTS_OVERLAP)
        known = tuple(caveat for caveat in Caveat if caveat in reservations and caveat is not Caveat.BASE_UNSTATED)
        least, most = floor(total.least), ceil(total.most)
        if (least, most) != (total.least, total.most) and not total.is_partial:
            ends = Bounds(Fraction(total.least, total.denominator), Fraction(total.most, total.denominator))
            return ProjectedShare.exactly(ends, total.denominator, base=base, reservations=known)
        if least == most and not total.is_partial and not known:
            return Share(least, total.denominator, base=base)
        return BoundedShare.from_counts(
            least, most, total.denominator, is_partial=total.is_partial, base=base, reservations=known
        )


def _has_foreign_size(part: Part) -> bool:
    """Whether the size of a part is not that of the report that was counted."""
    if part.observation is None:
        return part.denominator is not None
    actual = part.observation.actual
    return isinstance(actual, PrintedShare) or actual.denominator is None


def days_of(parts: Iterable[Part]) -> tuple[date, date] | None:
    """The first and the last day of the reports of some parts; None where nobody reported."""
    days = [part.observation.on for part in parts if part.observation is not None]
    return (min(days), max(days)) if days else None


def sums_into(
    programme: Programme, reports: Reports, regions: Regions, wholes: Iterable[str], days: Mapping[date, date]
) -> tuple[list[Observation], list[XhhtError]]:
    """The rolled-up reports of some wholes, of all and of each body, and what is wrong with them.

    `days` maps the day judged, and then that of the baseline, to the first day whose reports count for it.
    """
    as_of = next(iter(days))
    tops: list[Region] = []
    problems: list[XhhtError] = []
    for whole in wholes:
        try:
            top = regions.get(whole, as_of)
        except (UnknownIdError, InvalidValueError) as problem:
            problems.append(problem)
            continue
        if not regions.children_of(top.id, as_of):
            problems.append(InvalidValueError(f"region {top.id!r} has no parts on {as_of}; leave it out of into"))
        tops.append(top)
    sums: list[Observation] = []
    for (day, first), party in product(days.items() if not problems else (), (None, *reports.parties)):
        counting = Counting(programme, reports.of_party(party), regions, day, first, {}, is_last_reported=False)
        then = [life for top in tops if (life := regions.life_on(top.id, day)) is not None]
        for indicator in programme.indicators:
            for region, actual, parts in counting.totals(indicator.id, then, every=False):
                days_reported = days_of(parts)
                if days_reported is not None and counting.report_of(indicator.id, region) is None:
                    on = days_reported[1]
                    sums.append(Observation(indicator.id, region.id, on, actual, note="roll-up", party=party))
        problems.extend(counting.problems)
    return sums, problems


def _mixed_bases(bases: set[Base], parts: Iterable[Part]) -> Iterator[XhhtError]:
    if Base.REGISTERED in bases and len(bases) > 1:
        registered = [
            part.id
            for part in parts
            if part.observation is not None and part.observation.actual.base is Base.REGISTERED
        ]
        yield InvalidValueError(
            f"reports of the registered ({', '.join(registered)}) and of all are never added; leave one kind out"
        )
