"""Roll-ups: counts added up a tree of regions, from the worst case to the best where some are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Literal, TypeAlias

import attrs

from xhht.checks import calendar_day, composed, describe, expect, pair
from xhht.errors import InvalidObservationsError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.bounds import Base, Bounds, check_count, counts_within
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import BoundedShare, Share, counts_of
from xhht.judgement.requirements import Requirement
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.periods import first_fresh_day
from xhht.values import Value

LAST_REPORTED = "last_reported"
Sizes: TypeAlias = Mapping[str, int] | Literal["last_reported"] | None


@attrs.frozen(repr=False)
class Part(Value):
    """A region in a roll-up: one whose own report was counted, or a leaf that is missing.

    Attributes:
        region: the region.
        least: the least count that is possible.
        most: the most.
        denominator: its size; None where it is not known as a whole.
        tiers: the ids of the tiers in which it may be.
        observation: the report that was counted; None where the region is missing.
        uncounted: a report that counts for the day but cannot be counted, such as a print without a denominator.
    """

    region: Region
    least: int = attrs.field(kw_only=True)
    most: int = attrs.field(kw_only=True)
    denominator: int | None = attrs.field(kw_only=True)
    tiers: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    observation: Observation | None = attrs.field(default=None, kw_only=True)
    uncounted: Observation | None = attrs.field(default=None, kw_only=True)

    @property
    def is_missing(self) -> bool:
        """Whether the region reported nothing that can be counted."""
        return self.observation is None


@attrs.frozen(repr=False, kw_only=True)
class RollUp(Value):
    """The share of a whole region, added up from its parts.

    Attributes:
        indicator: the id of what is counted.
        region: the whole.
        as_of: the day whose regions and reports were taken.
        actual: the sum; a `Share` where every part is counted, else bounds from the worst case to the best.
        parts: the regions counted, and the leaves that are missing.
    """

    indicator: str
    region: Region
    as_of: date
    actual: Share | BoundedShare
    parts: tuple[Part, ...] = attrs.field(kw_only=True)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the leaves that reported nothing that can be counted."""
        return tuple(part.region.id for part in self.parts if part.is_missing)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the reports that were added up; None where nobody reported."""
        return _days(self.parts)

    @property
    def missing_share(self) -> Share | None:
        """The missing leaves' part of the whole denominator; None where their size is unknown."""
        whole = self.actual
        if whole.denominator is None or (isinstance(whole, BoundedShare) and whole.is_partial):
            return None
        counted = [part.denominator for part in self.parts if not part.is_missing]
        if None in counted:
            return None
        return Share(whole.denominator - sum(filter(None, counted)), whole.denominator, base=whole.base)

    def implied_threshold(self, target: LevelTarget | GrowthTarget) -> Fraction | Bounds | None:
        """What the tiers of the parts imply for the whole: each part's threshold weighed by its denominator.

        For a level it is a share; for a yearly rise, a rise a year. Where the size or the tier of a part is unknown,
        bounds from the lowest to the highest that it can make of it; None where there is nothing to weigh.
        """
        ends = (Fraction(0), Fraction(0))
        size = 0
        unknown: list[Fraction] = []
        for part in self.parts:
            asked = [target.asked_of(tier) for tier in part.tiers or (None,)]
            if part.denominator is None:
                unknown.extend(asked)
            else:
                ends = (ends[0] + min(asked) * part.denominator, ends[1] + max(asked) * part.denominator)
                size += part.denominator
        known = [end / size for end in ends] if size else []
        if not known and not unknown:
            return None
        lower, upper = min(known + unknown), max(known + unknown)
        return Requirement(Bounds(lower, upper), target.comparison).threshold

    def to_observation(self) -> Observation:
        """The sum as a report of the whole region, of the latest day of its parts, to be assessed like any other."""
        on = self.as_of if self.days is None else self.days[1]
        return Observation(self.indicator, self.region.id, on, self.actual, note="roll-up")


@attrs.frozen(repr=False)
class RollUps(Value):
    """The sums of every indicator in every whole region on one day.

    Iterating gives the roll-ups. ``totals["clans_recognised", "yen-bai"]`` looks one up.
    """

    as_of: date
    totals: tuple[RollUp, ...] = attrs.field(repr=lambda totals: f"<{len(totals)}>")
    reported: frozenset[tuple[str, str]] = attrs.field(default=frozenset(), repr=False)

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], RollUp]:
        return {(total.indicator, total.region.id): total for total in self.totals}

    def __iter__(self) -> Iterator[RollUp]:
        return iter(self.totals)

    def __len__(self) -> int:
        return len(self.totals)

    def __getitem__(self, key: tuple[str, str]) -> RollUp:
        """The sum of an indicator in a whole region, by their two ids.

        Raises:
            UnknownIdError: if either id has no sum here; the message names the nearest.
            InvalidTypeError: if the key is not a pair of ids.
        """
        indicator, region = map(composed, pair(key, "an indicator's and a region's id, such as [indicator, region]"))
        total = self._index.get((indicator, region))
        if total is not None:
            return total
        indicators = tuple(dict.fromkeys(known for known, _ in self._index))
        if indicator not in indicators:
            raise UnknownIdError("indicator", indicator, indicators)
        regions = tuple(dict.fromkeys(known for _, known in self._index))
        raise UnknownIdError("region", region, regions, f"the roll-ups of {self.as_of}")

    def to_observations(self) -> tuple[Observation, ...]:
        """The sums as reports, without wholes that reported themselves or of which nobody reported anything."""
        return tuple(
            total.to_observation()
            for key, total in self._index.items()
            if key not in self.reported and total.days is not None
        )


def roll_up(
    programme: Programme,
    indicator: str,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    into: str,
    as_of: date,
    since: date | None = None,
    denominators: Sizes = None,
) -> RollUp:
    """Add the reports of the parts of a region up to the whole, as of a day.

    A region's own latest report goes before those of its parts; the whole's own report is not used. A
    printed share counts only where `denominators` has its region. A region without a report that counts is missing:
    from none to all of its denominator, or of an unknown one, is possible. Where `denominators` has a
    region whose parts are of unknown size, it bounds them together.

    Args:
        programme: what was agreed; it says what is measured.
        indicator: the id of what is counted.
        observations: the reports, in any order; those of other indicators are left aside.
        regions: the regions, as a tree or one by one.
        into: the id of the whole.
        as_of: the day whose regions and reports are taken.
        since: the first day whose reports count; the day after the same day a year before `as_of` where None.
        denominators: known denominators by region id, for regions that printed a share or are missing; a
            counted report keeps its own. ``"last_reported"`` takes them from the last counted reports, however old.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every report that cannot be right, every unknown region, every
            denominator that cannot be, and reports of different bases, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the whole has no parts on that day, or `since` is after it.
        RegionLifeError: if the whole does not exist on that day.
        UnknownIdError: if the indicator or the whole is unknown.
    """
    text = expect(Programme, programme, "a programme").as_of(calendar_day(as_of, "as_of"))
    wanted = text.indicator(indicator).id
    tree = Regions.of(regions)
    top = tree.get(into, as_of)
    if not tree.children_of(into, as_of):
        raise InvalidValueError(f"region {into!r} has no parts on {as_of}; judge its own report instead")
    reports, problems = Reports.of(
        observations, regions=tree, indicators=[known.id for known in text.indicators], only=(wanted,)
    )
    sizes, is_last_reported = _sizes(denominators, tree, problems)
    what = f"roll-up of {wanted!r} into {into!r} as of {as_of}"
    if problems:
        raise InvalidObservationsError(what, problems)
    counting = Counting(
        text, reports, tree, as_of, first_fresh_day(as_of, since), {wanted: sizes}, is_last_reported=is_last_reported
    )
    total = counting.totals(wanted, [top], every=False)[0]
    if counting.problems:
        raise InvalidObservationsError(what, counting.problems)
    return total


def roll_ups(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    as_of: date,
    since: date | None = None,
    denominators: Mapping[str, Mapping[str, int]] | Literal["last_reported"] | None = None,
) -> RollUps:
    """Add up every indicator of a programme in every region that has parts on a day.

    Args:
        programme: what was agreed; it says what is measured.
        observations: the reports, in any order.
        regions: the regions, as a tree or one by one.
        as_of: the day whose regions and reports are taken.
        since: the first day whose reports count, as in `roll_up`.
        denominators: by indicator id, known denominators by region id; or ``"last_reported"``, as in `roll_up`.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: as in `roll_up`, for all indicators and wholes together.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if `since` is after the day.
    """
    text = expect(Programme, programme, "a programme").as_of(calendar_day(as_of, "as_of"))
    tree = Regions.of(regions)
    reports, problems = Reports.of(observations, regions=tree, indicators=[known.id for known in text.indicators])
    sizes: dict[str, Mapping[str, int]] = {}
    is_last_reported = denominators == LAST_REPORTED
    if isinstance(denominators, Mapping):
        for indicator, of_indicator in denominators.items():
            try:
                sizes[text.indicator(indicator).id] = _sizes(of_indicator, tree, problems)[0]
            except UnknownIdError as unknown:
                problems.append(unknown)
    elif denominators is not None and not is_last_reported:
        raise InvalidTypeError(f"denominators maps indicator ids to mappings, got {describe(denominators)}")
    first = first_fresh_day(as_of, since)
    counting = Counting(text, reports, tree, as_of, first, sizes, is_last_reported=is_last_reported)
    alive = tree.alive_on(as_of)
    totals = tuple(total for indicator in text.indicators for total in counting.totals(indicator.id, alive, every=True))
    if problems or counting.problems:
        raise InvalidObservationsError(f"roll-ups as of {as_of}", [*problems, *counting.problems])
    reported = frozenset(
        (total.indicator, total.region.id)
        for total in totals
        if counting.report_of(total.indicator, total.region) is not None
    )
    return RollUps(as_of, totals, reported)


def _sizes(denominators: Sizes, regions: Regions, problems: list[XhhtError]) -> tuple[Mapping[str, int], bool]:
    """Denominators by region id, and whether they are to be taken from older reports."""
    if denominators is None or denominators == LAST_REPORTED:
        return {}, denominators == LAST_REPORTED
    if not isinstance(denominators, Mapping):
        raise InvalidTypeError(
            f"denominators maps region ids to counts, or is {LAST_REPORTED!r}, got {describe(denominators)}"
        )
    sizes = {composed(region): size for region, size in denominators.items()}
    for region_id, size in sizes.items():
        if region_id not in regions:
            problems.append(UnknownIdError("region", region_id, regions.ids, "denominators"))
        try:
            check_count(f"denominators[{region_id!r}]", size)
        except (InvalidTypeError, InvalidValueError) as problem:
            problems.append(problem)
    return sizes, False


@attrs.frozen(repr=False)
class _Sum(Value):
    """A count between its ends, of a denominator to which a part of unknown size may come on top."""

    least: int
    most: int
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


@attrs.frozen(repr=False, eq=False)
class Counting(Value):
    """The sums of one day over one tree, and what was wrong with them."""

    programme: Programme
    reports: Reports
    regions: Regions
    as_of: date
    since: date
    sizes: Mapping[str, Mapping[str, int]]
    is_last_reported: bool = attrs.field(kw_only=True)
    problems: list[XhhtError] = attrs.field(factory=list, init=False)

    def report_of(self, indicator: str, region: Region) -> Observation | None:
        """The report of a region that counts for the day."""
        seen = self.reports.latest(indicator, region.id, self.as_of, region.first_day)
        return None if seen is None or seen.on < self.since else seen

    def totals(self, indicator: str, tops: Iterable[Region], *, every: bool) -> list[RollUp]:
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
        return [
            self._rolled(indicator, region, *as_whole[region.id]) for region in wholes.values() if region.id in as_whole
        ]

    def _rolled(self, indicator: str, region: Region, total: _Sum, parts: tuple[Part, ...]) -> RollUp:
        bases = {part.observation.actual.base for part in parts if part.observation is not None}
        self.problems.extend(_mixed_bases(bases, parts))
        base = Base.UNSTATED if Base.UNSTATED in bases else next(iter(bases), Base.ALL)
        actual = self._share(total, base, parts)
        return RollUp(indicator=indicator, region=region, as_of=self.as_of, actual=actual, parts=parts)

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
            least=total.least,
            most=total.most,
            denominator=size,
            tiers=self.programme.tiers_in_question(region),
            observation=observation,
            uncounted=uncounted,
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
        if isinstance(actual, BoundedShare) and actual.denominator is not None:
            return _Sum(actual.least or 0, actual.most or 0, actual.denominator, is_partial=actual.is_partial)
        size = self._size(indicator, region)
        if size is None:
            return None
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
            self.problems.append(
                InvalidValueError(
                    f"denominators[{region.id!r}] is {size}, but {total.denominator} are counted there already; "
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
        days = _days(parts)
        if days is not None and days[0] != days[1]:
            reservations.add(Caveat.PARTS_OF_DIFFERENT_DAYS)
        known = tuple(caveat for caveat in Caveat if caveat in reservations and caveat is not Caveat.BASE_UNSTATED)
        if total.least == total.most and not total.is_partial and not known:
            return Share(total.least, total.denominator, base=base)
        return BoundedShare.from_counts(
            total.least, total.most, total.denominator, is_partial=total.is_partial, base=base, reservations=known
        )


def _has_foreign_size(part: Part) -> bool:
    """Whether the size of a part is not that of the report that was counted."""
    if part.observation is None:
        return part.denominator is not None
    actual = part.observation.actual
    return isinstance(actual, PrintedShare) or actual.denominator is None


def _days(parts: Iterable[Part]) -> tuple[date, date] | None:
    days = [part.observation.on for part in parts if part.observation is not None]
    return (min(days), max(days)) if days else None


def _mixed_bases(bases: set[Base], parts: Iterable[Part]) -> Iterator[XhhtError]:
    if Base.REGISTERED in bases and len(bases) > 1:
        registered = [
            part.region.id
            for part in parts
            if part.observation is not None and part.observation.actual.base is Base.REGISTERED
        ]
        yield InvalidValueError(
            f"reports of the registered ({', '.join(registered)}) and of all are never added; leave one kind out"
        )
