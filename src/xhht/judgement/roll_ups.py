"""Roll-ups: counts added up a tree of regions or over bodies, from the worst case to the best where some miss."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

import attrs

from xhht.checks import calendar_day, composed, describe, expect, pair
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Bounds, check_count
from xhht.figures.observations import Observation, unasked
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import BoundedShare, Share
from xhht.judgement.hearings import asked_by_party, reports_for
from xhht.judgement.requirements import Requirement
from xhht.judgement.sums import Counting, Part, days_of
from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.periods import first_fresh_day
from xhht.texts import Text
from xhht.values import Value, how_many

LAST_REPORTED = "last_reported"
Sizes: TypeAlias = Mapping[str, int] | Literal["last_reported"] | None


@attrs.frozen(repr=False, kw_only=True)
class RollUp(Value):
    """The share of a whole region, added up from its parts.

    Attributes:
        indicator: the id of what is counted.
        name: the indicator's name.
        region: the whole.
        as_of: the day whose regions and reports were taken.
        actual: the sum; a `Share` where every part is counted, else bounds from the worst case to the best.
        parts: the regions or bodies counted, and the leaves that are missing.
        party: the id of the body of whose own people it is; None for all.
        party_name: its short name.
    """

    indicator: str
    region: Region
    as_of: date
    actual: Share | BoundedShare
    parts: tuple[Part, ...] = attrs.field(kw_only=True)
    name: Text | None = None
    party: str | None = None
    party_name: Text | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the leaves, or of the bodies, that reported nothing that can be counted."""
        return tuple(part.id for part in self.parts if part.is_missing)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the reports that were added up; None where nobody reported."""
        return days_of(self.parts)

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
        return Observation(self.indicator, self.region.id, on, self.actual, note="roll-up", party=self.party)


@attrs.frozen(repr=False)
class RollUps(Value):
    """The sums of every indicator in every whole region on one day.

    Iterating gives the roll-ups. ``totals["clans_recognised", "yen-bai"]`` looks one up.
    """

    as_of: date
    totals: tuple[RollUp, ...] = attrs.field(repr=how_many)
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
    party: str | None = None,
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
        party: the id of the body of whose own people the reports are added up; those of all where None.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every report that cannot be right, every unknown region, every
            denominator that cannot be, and reports of different bases, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the whole has no parts on that day, or `since` is after it.
        NotResponsibleError: if the indicator is not asked of that body.
        RegionLifeError: if the whole does not exist on that day.
        UnknownIdError: if the indicator, the whole or the body is unknown.
    """
    text = expect(Programme, programme, "a programme").as_of(calendar_day(as_of, "as_of"))
    wanted = text.indicator(indicator).id
    tree = Regions.of(regions)
    top = tree.get(into, as_of)
    if not tree.children_of(into, as_of):
        raise InvalidValueError(f"region {into!r} has no parts on {as_of}; judge its own report instead")
    body = None if party is None else text.party(party)
    for wrong in () if party is None else unasked(wanted, party, asked_by_party([text])):
        raise wrong
    reports, problems = reports_for(text, observations, regions=tree, only=(wanted,))
    sizes, is_last_reported = _sizes(denominators, "region", tree.ids, problems)
    what = f"roll-up of {wanted!r} into {into!r} as of {as_of}"
    if problems:
        raise InvalidObservationsError(what, problems)
    first = first_fresh_day(as_of, since)
    own = reports.of_party(None if body is None else body.id)
    counting = Counting(text, own, tree, as_of, first, {wanted: sizes}, is_last_reported=is_last_reported)
    (total,) = _rolled(counting, wanted, [top], body, every=False)
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
    party: str | None = None,
) -> RollUps:
    """Add up every indicator of a programme in every region that has parts on a day.

    Args:
        programme: what was agreed; it says what is measured.
        observations: the reports, in any order.
        regions: the regions, as a tree or one by one.
        as_of: the day whose regions and reports are taken.
        since: the first day whose reports count, as in `roll_up`.
        denominators: by indicator id, known denominators by region id; or ``"last_reported"``, as in `roll_up`.
        party: the id of the body of whose own people the reports are added up, for what is asked of it; those of all
            where None.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: as in `roll_up`, for all indicators and wholes together.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if `since` is after the day.
        UnknownIdError: if the body is unknown.
    """
    text = expect(Programme, programme, "a programme").as_of(calendar_day(as_of, "as_of"))
    tree = Regions.of(regions)
    body = None if party is None else text.party(party)
    reports, problems = reports_for(text, observations, regions=tree)
    sizes: dict[str, Mapping[str, int]] = {}
    is_last_reported = denominators == LAST_REPORTED
    if isinstance(denominators, Mapping):
        for indicator, of_indicator in denominators.items():
            try:
                sizes[text.indicator(indicator).id] = _sizes(of_indicator, "region", tree.ids, problems)[0]
            except UnknownIdError as unknown:
                problems.append(unknown)
    elif denominators is not None and not is_last_reported:
        raise InvalidTypeError(f"denominators maps indicator ids to mappings, got {describe(denominators)}")
    first = first_fresh_day(as_of, since)
    own = reports.of_party(None if body is None else body.id)
    counting = Counting(text, own, tree, as_of, first, sizes, is_last_reported=is_last_reported)
    alive = tree.alive_on(as_of)
    of_body = None if body is None else asked_by_party([text])[body.id]
    asked = [indicator.id for indicator in text.indicators if of_body is None or indicator.id in of_body]
    totals = tuple(total for indicator in asked for total in _rolled(counting, indicator, alive, body, every=True))
    if problems or counting.problems:
        raise InvalidObservationsError(f"roll-ups as of {as_of}", [*problems, *counting.problems])
    reported = frozenset(
        (total.indicator, total.region.id)
        for total in totals
        if counting.report_of(total.indicator, total.region) is not None
    )
    return RollUps(as_of, totals, reported)


def roll_up_parties(
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
    """Add what the bodies of a programme report of their own people in one region up to a figure of all, as of a day.

    The parts are the bodies of which the indicator is asked. One without a report that counts is missing, as a region
    is in `roll_up`: from none to all of its denominator, or of an unknown one, is possible. The reports of all, without
    a body, are not used. Whoever belongs to several bodies is counted by each of them: the sum carries the caveat
    `PARTS_OVERLAP`.

    Args:
        programme: what was agreed; it says what is asked of which bodies.
        indicator: the id of what is counted.
        observations: the reports, in any order; those of other indicators are left aside.
        regions: the regions, as a tree or one by one.
        into: the id of the region.
        as_of: the day whose regions and reports are taken.
        since: the first day whose reports count; the day after the same day a year before `as_of` where None.
        denominators: known denominators by the id of the body, or ``"last_reported"``, as in `roll_up`.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: as in `roll_up`, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if `since` is after the day.
        NotResponsibleError: if the indicator is asked of no body of its own people.
        RegionLifeError: if the region does not exist on that day.
        UnknownIdError: if the indicator or the region is unknown.
    """
    text = expect(Programme, programme, "a programme").as_of(calendar_day(as_of, "as_of"))
    wanted = text.indicator(indicator).id
    tree = Regions.of(regions)
    region = tree.get(into, as_of)
    parties = [party for party, asked in asked_by_party([text]).items() if wanted in asked]
    if not parties:
        raise NotResponsibleError(f"{wanted!r} is asked of no body of its own people; roll its regions up instead")
    reports, problems = reports_for(text, observations, regions=tree, only=(wanted,))
    sizes, is_last_reported = _sizes(denominators, "party", parties, problems)
    what = f"roll-up of {wanted!r} over the bodies in {into!r} as of {as_of}"
    if problems:
        raise InvalidObservationsError(what, problems)
    first = first_fresh_day(as_of, since)

    def counting_of(party: str | None) -> Counting:
        known = {} if party is None or party not in sizes else {region.id: sizes[party]}
        return Counting(
            text,
            reports.of_party(party),
            tree,
            as_of,
            first,
            {wanted: known},
            is_last_reported=is_last_reported,
            party=None if party is None else text.party(party),
        )

    bodies = [counting_of(party) for party in parties]
    counting = counting_of(None)
    _, actual, parts = counting.total_of_parties(wanted, region, bodies)
    wrong = [problem for one in (*bodies, counting) for problem in one.problems]
    if wrong:
        raise InvalidObservationsError(what, wrong)
    name = text.indicator(wanted).name
    return RollUp(indicator=wanted, region=region, as_of=as_of, actual=actual, parts=parts, name=name)


def _rolled(
    counting: Counting, indicator: str, tops: Iterable[Region], body: Party | None, *, every: bool
) -> Iterator[RollUp]:
    for region, actual, parts in counting.totals(indicator, tops, every=every):
        yield RollUp(
            indicator=indicator,
            region=region,
            as_of=counting.as_of,
            actual=actual,
            parts=parts,
            name=counting.programme.indicator(indicator).name,
            party=None if body is None else body.id,
            party_name=None if body is None else body.short_name,
        )


def _sizes(
    denominators: Sizes, kind: str, known: Collection[str], problems: list[XhhtError]
) -> tuple[Mapping[str, int], bool]:
    """Denominators by the id of a region or a body, and whether they are to be taken from older reports."""
    if denominators is None or denominators == LAST_REPORTED:
        return {}, denominators == LAST_REPORTED
    if not isinstance(denominators, Mapping):
        raise InvalidTypeError(
            f"denominators maps {kind} ids to counts, or is {LAST_REPORTED!r}, got {describe(denominators)}"
        )
    sizes = {composed(one): size for one, size in denominators.items()}
    ids = frozenset(known)
    for one, size in sizes.items():
        if one not in ids:
            problems.append(UnknownIdError(kind, one, known, "denominators"))
        try:
            check_count(f"denominators[{one!r}]", size)
        except (InvalidTypeError, InvalidValueError) as problem:
            problems.append(problem)
    return sizes, False
