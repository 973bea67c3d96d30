"""Observations: one reported share of one indicator, in one region, on one day, of all or of one body's own people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, calendar_day, describe, identifier, nfc, optional_identifier
from xhht.errors import (
    ContradictionError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.projected_shares import ProjectedShare
from xhht.figures.regions import Regions, outside_life
from xhht.figures.shares import AnyShare, BoundedShare, Share, any_share
from xhht.values import Value, blanks


@attrs.frozen(repr=False, weakref_slot=False)
class Observation(Value):
    """What was reported: the indicator's id, the region's id, the day, and the share.

    `reference` is the address or the document of the report, `note` whatever else its reader must know. `party` is the
    id of the body of whose own people it is; None for a figure of all, for which no figure of one body ever stands.

    >>> Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(45, 100)).actual.value
    Fraction(9, 20)

    Raises:
        InvalidTypeError: if the day is a datetime or a text, or the share is none.
        InvalidValueError: if an id has characters that ids do not have.
    """

    indicator: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    on: date = attrs.field(converter=calendar_day)
    actual: AnyShare | ProjectedShare = attrs.field(converter=any_share)
    reference: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)
    note: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)
    party: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)


_blank = blanks(Observation)


def observation_of(
    indicator: str,
    region: str,
    on: date,
    actual: AnyShare,
    *,
    reference: str | None = None,
    note: str | None = None,
    party: str | None = None,
) -> Observation:
    """A report of which every part is checked already, made without checking again."""
    made = _blank()
    made.indicator = indicator
    made.region = region
    made.on = on
    made.actual = actual
    made.reference = reference
    made.note = note
    made.party = party
    made.__class__ = Observation
    observation: Observation = made
    return observation


Series: TypeAlias = tuple[Observation, ...]
Key: TypeAlias = tuple[str, str]


@attrs.frozen(repr=False)
class Reports(Value):
    """Observations checked against indicators and regions, each series in the order of its days.

    Where one day has several reports of the same figure that agree (counts and the percentage printed
    of them), the narrowest stands; a report of all goes before one of the registered. Reports that were
    carried into a region from those that it took in stand apart, since they are older than its life. So do the
    figures of single bodies, each with series of its own; None where they are left aside.
    """

    series: Mapping[Key, Series]
    carried: Mapping[Key, Series] = attrs.field(factory=dict)
    by_party: Mapping[str, Reports] | None = None

    @classmethod
    def of(
        cls,
        observations: Iterable[Observation],
        *,
        regions: Regions,
        indicators: Iterable[str] | None,
        only: Collection[str] | None = None,
        parties: Mapping[str, Collection[str]] | None = None,
    ) -> tuple[Reports, list[XhhtError]]:
        """Sort observations into series, and list everything that is wrong with them.

        Args:
            observations: the reports, in any order.
            regions: the dated tree in which they were made.
            indicators: the indicators that are measured; None where any will do.
            only: the indicators that are looked at; the reports of others are left aside.
            parties: by the id of each known body, the indicators of which it is asked a figure of its own; None where
                any body will do.
        """
        known = None if indicators is None else tuple(indicators)
        measured = None if known is None else frozenset(known)
        problems: list[XhhtError] = []
        unsorted: dict[str | None, tuple[_Unsorted, _Unsorted]] = {None: ({}, {})}
        lives: dict[str, tuple[list[date], list[date]]] = {}
        for place, seen in enumerate(as_tuple(observations)):
            if not isinstance(seen, Observation):
                problems.append(InvalidTypeError(f"observations[{place}] is an Observation, got {describe(seen)}"))
                continue
            if (measured is not None and seen.indicator not in measured) or seen.party is not None:
                problems.extend(_unmeasured(seen, known, parties, f"observations[{place}]"))
            if only is not None and seen.indicator not in only:
                continue
            if seen.region not in lives:
                if seen.region not in regions:
                    problems.append(_nowhere(seen, known or (), regions, f"observations[{place}]"))
                    continue
                found = regions.lives_of(seen.region)
                lives[seen.region] = [life.first_day for life in found], [life.last_day for life in found]
            starts, ends = lives[seen.region]
            key = seen.indicator, seen.region
            own, carried = unsorted.get(seen.party) or unsorted.setdefault(seen.party, ({}, {}))
            if is_carried(seen) and starts[-1] > seen.on:
                carried.setdefault(key, []).append(seen)
                continue
            begun = bisect_right(starts, seen.on)
            if not begun or ends[begun - 1] < seen.on:
                problems.append(outside_life(regions.lives_of(seen.region), seen.on, f"observations[{place}]"))
            own.setdefault(key, []).append(seen)
        sorted_by_party = {
            party: (_sorted(own, problems), _sorted(carried, problems)) for party, (own, carried) in unsorted.items()
        }
        by_party = {party: cls(*listed) for party, listed in sorted_by_party.items() if party is not None}
        return cls(*sorted_by_party[None], by_party), problems

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the bodies that reported figures of their own."""
        return tuple(self.by_party or ())

    def of_party(self, party: str | None) -> Reports:
        """The figures of one body alone; of all where None, without those of single bodies."""
        if party is None:
            return Reports(self.series, self.carried)
        return (self.by_party or {}).get(party) or Reports({})

    def latest(self, indicator: str, region: str, day: date, since: date = date.min) -> Observation | None:
        """The last report not after a day and not before the life of the region that began on another, or None."""
        for seen in reversed(self.series.get((indicator, region), ())):
            if seen.on <= day:
                if seen.on >= since:
                    return seen
                break
        if since > date.min and self.carried:
            for seen in reversed(self.carried.get((indicator, region), ())):
                if seen.on < since and seen.on <= day:
                    return seen
        return None


_Unsorted: TypeAlias = dict[Key, list[Observation]]


def _unmeasured(
    seen: Observation, indicators: Collection[str] | None, parties: Mapping[str, Collection[str]] | None, where: str
) -> Iterator[XhhtError]:
    """What is wrong with a figure that is not measured, or not of the body that it is about."""
    if indicators is not None and seen.indicator not in indicators:
        yield UnknownIdError("indicator", seen.indicator, indicators, where)
    elif seen.party is not None and parties is not None:
        yield from unasked(seen.indicator, seen.party, parties, where)


def _nowhere(seen: Observation, indicators: Collection[str], regions: Regions, where: str) -> XhhtError:
    """What is wrong with a region that is not known: most often it is mistyped, now and then an indicator."""
    if seen.region in indicators:
        return InvalidValueError(
            f"{where} has the indicator {seen.region!r} where its region belongs; exchange the first two arguments"
        )
    return UnknownIdError("region", seen.region, regions.ids, where)


def unasked(
    indicator: str, party: str, parties: Mapping[str, Collection[str]], where: str = ""
) -> Iterator[UnknownIdError | NotResponsibleError]:
    """What is wrong with a body that is not known, or of whose own people an indicator is not asked.

    Args:
        indicator: the id of the indicator.
        party: the id of the body.
        parties: by the id of each known body, the indicators of which it is asked a figure of its own.
        where: the place of both, empty for a direct question.
    """
    if party not in parties:
        yield UnknownIdError("party", party, parties, where)
    elif indicator not in parties[party]:
        asked = ", ".join(known for known, own in parties.items() if indicator in own)
        of_whom = f"only of {asked}" if asked else "only of all together"
        yield NotResponsibleError(
            f"{where}{': ' if where else ''}{indicator!r} is not asked of {party!r} for its own people, but {of_whom}; "
            "leave the body out"
        )


def is_carried(seen: Observation) -> bool:
    """Whether a report was carried into its region from those that it took in."""
    actual = seen.actual
    return isinstance(actual, BoundedShare) and Caveat.CARRIED_THROUGH_MERGER in actual.reservations


def _sorted(reports: _Unsorted, problems: list[XhhtError]) -> dict[Key, Series]:
    return {key: _series(listed, problems) for key, listed in reports.items()}


def _series(reports: list[Observation], problems: list[XhhtError]) -> Series:
    if len({seen.on for seen in reports}) < len(reports):
        return tuple(_in_order(reports, problems))
    # Nearly every series has one report a day and needs no search for contradictions.
    return tuple(sorted(reports, key=attrgetter("on")))


_RANK = {Base.ALL: 0, Base.UNSTATED: 0, Base.REGISTERED: 1}


def _in_order(reports: list[Observation], problems: list[XhhtError]) -> Iterator[Observation]:
    """The report that stands for each day, by day; contradictions on the way go to the problems."""
    for _, of_day in groupby(sorted(reports, key=_day_and_rank), key=attrgetter("on")):
        kinds = [list(alike) for _, alike in groupby(of_day, key=_day_and_rank)]
        standing = [_standing(alike) for alike in kinds]
        for first, alike in zip(standing, kinds, strict=True):
            problems.extend(_contradictions(first, alike))
        yield standing[0]


def _day_and_rank(seen: Observation) -> tuple[date, int]:
    return seen.on, _RANK[seen.actual.base]


def _standing(reports: list[Observation]) -> Observation:
    """The narrowest of several reports of one day and kind, whatever their order."""
    return reports[0] if len(reports) == 1 else min(reports, key=lambda seen: (*_width(seen.actual), repr(seen)))


def _width(actual: AnyShare) -> tuple[bool, Fraction, bool]:
    bounds = actual.bounds
    return not isinstance(actual, Share), bounds.upper - bounds.lower, actual.base is Base.UNSTATED


def _contradictions(standing: Observation, reports: list[Observation]) -> Iterator[XhhtError]:
    for other in reports:
        if other is standing or _agree(standing.actual, other.actual):
            continue
        of_whom = "" if other.party is None else f" of {other.party!r}"
        yield ContradictionError(
            f"two reports of {other.indicator!r}{of_whom} in {other.region!r} on {other.on} contradict each other: "
            f"{standing.actual.format()} and {other.actual.format()}; keep one (reconcile joins the counts and the "
            "percentage of one report)"
        )


def _agree(standing: AnyShare, other: AnyShare) -> bool:
    if isinstance(standing, Share) and isinstance(other, Share):
        return (standing.numerator, standing.denominator) == (other.numerator, other.denominator)
    is_of_nothing = isinstance(standing, Share) and standing.denominator == 0
    return not is_of_nothing and standing.bounds.meets(other.bounds)
