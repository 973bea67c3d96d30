"""Roll-ups: counts added up a tree of regions, from the worst case to the best where some are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import NoneType

import attrs

from xhht.checks import calendar_day, composed, describe, identifier
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Base, Bounds, CountRange, check_count, counts_within
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import BoundedShare, Share
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.model.tiers import GENERAL
from xhht.values import Value


@attrs.frozen(repr=False)
class Part(Value):
    """A region in a roll-up: one whose own report was counted, or a leaf that is missing.

    `denominator` is None where the size of the region is not known as a whole.
    """

    region: Region
    least: int = attrs.field(kw_only=True)
    most: int = attrs.field(kw_only=True)
    denominator: int | None = attrs.field(kw_only=True)
    observation: Observation | None = attrs.field(default=None, kw_only=True)

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
    def missing_share(self) -> Share | None:
        """The missing leaves' part of the whole denominator; None where their size is unknown."""
        whole = self.actual
        if whole.denominator is None or (isinstance(whole, BoundedShare) and whole.is_partial):
            return None
        counted = [part.denominator for part in self.parts if not part.is_missing]
        if None in counted:
            return None
        return Share(whole.denominator - sum(filter(None, counted)), whole.denominator, base=whole.base)

    def implied_threshold(self, rule: LevelTarget | GrowthTarget) -> Fraction | Bounds | None:
        """What the tiers of the parts imply for the whole: each part's threshold weighed by its denominator.

        For a level it is a share; for a yearly rise, a rise a year. Where the size of a part is unknown,
        bounds from the lowest to the highest that it can make of it; None where there is nothing to weigh.
        """
        weighed = Fraction(0)
        size = 0
        unknown: list[Fraction] = []
        for part in self.parts:
            tier = part.region.tier or GENERAL
            asked = rule.asked_of(tier)
            if part.denominator is None:
                unknown.append(asked)
            else:
                weighed += asked * part.denominator
                size += part.denominator
        known = [weighed / size] if size else []
        if not unknown:
            return known[0] if known else None
        lower, upper = min(known + unknown), max(known + unknown)
        return lower if lower == upper else Bounds(lower, upper)

    def to_observation(self) -> Observation:
        """The sum as a report of the whole region, to be assessed like any other."""
        return Observation(self.indicator, self.region.id, self.as_of, self.actual, note="roll-up")


@attrs.frozen(repr=False)
class _Sum(Value):
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


def roll_up(
    indicator: str,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    into: str,
    as_of: date,
    denominators: Mapping[str, int] | None = None,
) -> RollUp:
    """Add the reports of the parts of a region up to the whole, as of a day.

    A region's own latest report goes before those of its parts; the whole's own report is not used. A
    printed share counts only where `denominators` has its region. A region without a report is missing:
    from none to all of its denominator, or of an unknown one, is possible. Where `denominators` has a
    region whose parts are of unknown size, it bounds them together.

    Args:
        indicator: the id of what is counted; `programme.indicator(…).id` refuses a mistyped one, which would look
            here like one that nobody reported.
        observations: the reports, in any order; those of other indicators are left aside.
        regions: the regions, as a tree or one by one.
        into: the id of the whole.
        as_of: the day whose regions and reports are taken.
        denominators: known denominators by region id, for regions that printed a share or are missing; a
            counted report keeps its own.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every report that cannot be right, every unknown region, every
            denominator that cannot be, and reports of different bases, all together in `problems`.
        InvalidValueError: if the whole has no parts on that day.
        RegionLifeError: if the whole does not exist on that day.
        UnknownIdError: if the whole is unknown.
    """
    wanted = identifier(indicator)
    calendar_day(as_of, "as_of")
    tree = Regions.of(regions)
    top = tree.get(into, as_of)
    if not tree.children_of(into, as_of):
        raise InvalidValueError(f"region {into!r} has no parts on {as_of}; judge its own report instead")
    reports, problems = Reports.of(observations, regions=tree, indicators=None, only=wanted)
    if not isinstance(denominators, (Mapping, NoneType)):
        raise InvalidTypeError(f"denominators maps region ids to counts, got {describe(denominators)}")
    sizes = {composed(region): size for region, size in (denominators or {}).items()}
    problems.extend(_wrong_sizes(sizes, tree))
    what = f"roll-up of {wanted!r} into {into!r} as of {as_of}"
    if problems:
        raise InvalidObservationsError(what, problems)
    counting = _Counting(indicator=wanted, reports=reports, regions=tree, as_of=as_of, sizes=sizes)
    total = counting.of_parts(top)
    bases = {part.observation.actual.base for part in counting.parts if part.observation is not None}
    problems = [*counting.problems, *_mixed_bases(bases, counting.parts)]
    if problems:
        raise InvalidObservationsError(what, problems)
    base = Base.UNSTATED if Base.UNSTATED in bases else next(iter(bases), Base.ALL)
    parts = tuple(counting.parts)
    return RollUp(indicator=wanted, region=top, as_of=as_of, actual=_share(total, base, parts), parts=parts)


class _Counting:
    """One walk down the tree: the sums, the parts that they come from, and what was wrong."""

    def __init__(
        self,
        *,
        indicator: str,
        reports: Reports,
        regions: Regions,
        as_of: date,
        sizes: Mapping[str, int],
    ) -> None:
        self.indicator = indicator
        self.reports = reports
        self.regions = regions
        self.as_of = as_of
        self.sizes = sizes
        self.problems: list[XhhtError] = []
        self.parts: list[Part] = []

    def of_region(self, region: Region) -> _Sum:
        seen = self.reports.latest(self.indicator, region.id, self.as_of, region.first_day)
        counted = None if seen is None else self.counted(seen)
        if counted is not None:
            counted = self.completed(counted, region)
            self.parts.append(
                Part(
                    region,
                    least=counted.least,
                    most=counted.most,
                    denominator=None if counted.is_partial else counted.denominator,
                    observation=seen,
                )
            )
            return counted
        if self.regions.children_of(region.id, self.as_of):
            return self.of_parts(region)
        size = self.sizes.get(region.id)
        self.parts.append(Part(region, least=0, most=size or 0, denominator=size))
        return _Sum(0, size or 0, size or 0, is_partial=size is None)

    def of_parts(self, region: Region) -> _Sum:
        total = _Sum(0, 0, 0)
        for child in self.regions.children_of(region.id, self.as_of):
            total += self.of_region(child)
        return self.completed(total, region)

    def completed(self, total: _Sum, region: Region) -> _Sum:
        """A sum with a part of unknown size, bounded by the known size of the whole region."""
        size = self.sizes.get(region.id)
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

    def counted(self, seen: Observation) -> _Sum | None:
        """The counts of a report, or None where it cannot be counted."""
        actual = seen.actual
        if isinstance(actual, Share):
            return _Sum(actual.numerator, actual.numerator, actual.denominator)
        if isinstance(actual, BoundedShare) and actual.denominator is not None:
            return _Sum(actual.least or 0, actual.most or 0, actual.denominator, is_partial=actual.is_partial)
        size = self.sizes.get(seen.region)
        if size is None:
            return None
        try:
            within = counts_within(actual.bounds, size)
        except InvalidValueError as problem:
            self.problems.append(InvalidValueError(f"denominators[{seen.region!r}]: {problem}"))
            within = CountRange(0, size)
        return _Sum(within.least, within.most, size)


def _wrong_sizes(sizes: Mapping[str, int], regions: Regions) -> Iterator[XhhtError]:
    for region_id, size in sizes.items():
        if region_id not in regions:
            yield UnknownIdError("region", region_id, regions.ids, "denominators")
        try:
            check_count(f"denominators[{region_id!r}]", size)
        except (InvalidTypeError, InvalidValueError) as problem:
            yield problem


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


def _share(total: _Sum, base: Base, parts: tuple[Part, ...]) -> Share | BoundedShare:
    reservations = [Caveat.PARTS_MISSING] if any(part.is_missing and part.denominator != 0 for part in parts) else []
    for part in parts:
        if part.observation is not None:
            reservations.extend(part.observation.actual.caveats)
    known = tuple(caveat for caveat in Caveat if caveat in reservations and caveat is not Caveat.BASE_UNSTATED)
    if total.least == total.most and not total.is_partial and not known:
        return Share(total.least, total.denominator, base=base)
    return BoundedShare.from_counts(
        total.least, total.most, total.denominator, is_partial=total.is_partial, base=base, reservations=known
    )
