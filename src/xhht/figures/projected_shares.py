"""Projected shares: what follows from a report if something is assumed, exact and tied to that report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

import attrs

from xhht.checks import as_tuple, each, fraction, instance, optional_day
from xhht.errors import InvalidValueError
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, Share
from xhht.pictures import digits
from xhht.texts import Language, Text, format_count, format_percent
from xhht.values import Value, blanks

ALL, NONE = Fraction(1), Fraction(0)
_ABOUT = Text("khoảng {}/{} ({})", "about {}/{} ({})")


@attrs.frozen(repr=False)
class Corner(Value):
    """What a share becomes if the report from which it follows means exactly one value.

    Attributes:
        reported: that value.
        least: the lowest share that follows from it.
        most: the highest.
        is_least_open: whether every share that follows is above the lowest.
        is_most_open: whether every one is below the highest.
    """

    reported: Fraction = attrs.field(converter=fraction)
    least: Fraction = attrs.field(converter=fraction)
    most: Fraction = attrs.field(converter=fraction)
    is_least_open: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))
    is_most_open: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))

    @property
    def bounds(self) -> Bounds:
        """All that follows from the value."""
        is_point = self.least == self.most
        return Bounds(
            self.least,
            self.most,
            is_lower_open=self.is_least_open and not is_point,
            is_upper_open=self.is_most_open and not is_point,
        )


Corners = tuple[Corner, ...]


def between(one: Corner, other: Corner, reported: Fraction) -> Corner:
    """The corner on the straight lines between two others."""
    part = (reported - one.reported) / (other.reported - one.reported)
    return Corner(
        reported,
        one.least + (other.least - one.least) * part,
        one.most + (other.most - one.most) * part,
        is_least_open=one.is_least_open and other.is_least_open,
        is_most_open=one.is_most_open and other.is_most_open,
    )


def at(corners: Corners, values: Iterable[Fraction]) -> Corners:
    """The same lines with corners at further values, where these lie between the first and the last."""
    first, last = corners[0].reported, corners[-1].reported
    known = {corner.reported: corner for corner in corners}
    found = list(corners)
    for value in sorted({value for value in values if first < value < last} - set(known)):
        place = next(place for place, corner in enumerate(found) if corner.reported > value)
        found.insert(place, between(found[place - 1], found[place], value))
    return tuple(found)


def crossings(corners: Corners, heights: Callable[[Corner], Iterable[Fraction]]) -> Iterator[Fraction]:
    """The values between corners at which one of some heights, straight in between, passes zero."""
    for one, other in pairwise(corners):
        for start, end in zip(heights(one), heights(other), strict=True):
            if start * end < 0:
                yield one.reported + (other.reported - one.reported) * start / (start - end)


def within_all(corners: Corners) -> Corners:
    """The same shares, but never below none or above all."""

    def heights(corner: Corner) -> Iterable[Fraction]:
        return corner.least, corner.most, corner.least - 1, corner.most - 1

    return tuple(
        Corner(
            corner.reported,
            min(max(corner.least, NONE), ALL),
            min(max(corner.most, NONE), ALL),
            is_least_open=corner.is_least_open and NONE <= corner.least < ALL,
            is_most_open=corner.is_most_open and NONE < corner.most <= ALL,
        )
        for corner in at(corners, crossings(corners, heights))
    )


def _extent(corners: Corners, origin: Bounds) -> Bounds:
    """All that can follow; an end is open if only a value that was not reported leads there."""
    lower, upper = min(corner.least for corner in corners), max(corner.most for corner in corners)
    if lower == upper:
        return Bounds(lower, upper)
    lowest = [corner for corner in corners if corner.least == lower]
    highest = [corner for corner in corners if corner.most == upper]
    return Bounds(
        lower,
        upper,
        is_lower_open=all(corner.is_least_open or corner.reported not in origin for corner in lowest),
        is_upper_open=all(corner.is_most_open or corner.reported not in origin for corner in highest),
    )


@attrs.frozen(repr=False)
class ProjectedShare(BoundedShare):
    """A share that follows from a report if something is assumed.

    It is exact: of a known denominator not only whole holders count, they are only shown. Where the report can mean
    several values, `corners` say what follows from each of them, straight from one to the next, so that two shares
    from one report, and a share and its baseline, are compared value by value.

    Attributes:
        origin: the share that was reported.
        reported_on: the day of that report.
        corners: what follows from the values that the report can mean, in their order.
    """

    origin: Share | PrintedShare | BoundedShare | None = attrs.field(default=None, kw_only=True)
    reported_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    corners: tuple[Corner, ...] = attrs.field(converter=as_tuple, validator=each(Corner), kw_only=True)

    @classmethod
    def following(
        cls,
        corners: Corners,
        origin: Share | PrintedShare | BoundedShare,
        reported_on: date,
        denominator: int | None = None,
        *,
        more: Iterable[Caveat] = (),
    ) -> ProjectedShare:
        """The share that follows from another, of a denominator that is known and not 0, or of an unknown one."""
        kept = [caveat for caveat in origin.caveats if caveat is not Caveat.BASE_UNSTATED]
        return cls._of(
            _extent(corners, _values(origin)),
            denominator,
            base=origin.base,
            reservations=(*kept, *more),
            origin=origin,
            reported_on=reported_on,
            corners=corners,
        )

    @classmethod
    def exactly(
        cls, bounds: Bounds, denominator: int, *, base: Base = Base.ALL, reservations: Iterable[Caveat] = ()
    ) -> ProjectedShare:
        """The share of a sum of others, tied to no single report."""
        return cls._of(bounds, denominator, base=base, reservations=tuple(reservations), corners=())

    @classmethod
    def _of(cls, bounds: Bounds, denominator: int | None, **fields: object) -> ProjectedShare:
        least = None if denominator is None else floor(bounds.lower * denominator)
        most = None if denominator is None else ceil(bounds.upper * denominator)
        return cls(bounds, least=least, most=most, denominator=denominator, **fields)  # type: ignore[arg-type]  # The class checks its fields.

    def __attrs_post_init__(self) -> None:
        bounds, size = self.bounds, self.denominator
        if bounds.lower < 0 or bounds.upper > 1:
            raise InvalidValueError(
                f"a share lies between 0 and 1, got {digits(bounds.lower)} to {digits(bounds.upper)}"
            )
        ends = None if size is None else (floor(bounds.lower * size), ceil(bounds.upper * size))
        if size == 0 or (self.least, self.most) != (ends or (None, None)):
            raise InvalidValueError("the whole holders do not follow from the bounds; project the share again")

    if not TYPE_CHECKING:  # pragma: no branch

        def __getattr__(self, name: str) -> Corners:
            """The corners of a share that follows from counts, which were not asked for before."""
            if name != "corners" or not isinstance(origin := self.origin, Share):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            corners = tuple(Corner(c.reported, self.bounds.lower, self.bounds.upper) for c in start_of(origin))
            object.__setattr__(self, "corners", corners)
            return corners

    @property
    def numerator(self) -> int | None:
        """The whole holders, rounded down; None where the share is not one value, or of an unknown denominator."""
        return self.least if self.bounds.is_point else None

    @property
    def holders(self) -> Bounds | None:
        """The holders, whole or not; None where the denominator is not known."""
        size, bounds = self.denominator, self.bounds
        if size is None:
            return None
        return attrs.evolve(bounds, lower=bounds.lower * size, upper=bounds.upper * size)

    def follows_from(self, actual: object, on: date) -> bool:
        """Whether it follows from a report of a share on a day, so that the two are compared value by value."""
        return bool(self.corners) and (self.origin, self.reported_on) == (actual, on)

    def is_attained(self, corner: Corner) -> bool:
        """Whether the report can mean the value of a corner, and not only values near it."""
        return self.origin is not None and corner.reported in _values(self.origin)

    def format(self, language: Language = "en") -> str:
        """The figure for people to read: as reported where it stands, else whole holders or bounds."""
        if self.origin is not None and all(c.least == c.reported == c.most for c in self.corners):
            return self.origin.format(language)
        if self.numerator is None or self.denominator is None:
            return BoundedShare.format(self, language)
        counts = format_count(self.numerator, language), format_count(self.denominator, language)
        return _ABOUT.in_language(language).format(*counts, format_percent(self.bounds.lower, language))


_blank_bounds, _blank_share = map(blanks, (Bounds, ProjectedShare))


def following_counts(value: Fraction, origin: Share, reported_on: date, size: int) -> ProjectedShare:
    """The one share that follows from counts, of which every part is checked already, made without checking again.

    Its corner is made when it is asked for, which spares half of the objects (benchmarks/projection.py).
    """
    bounds = _blank_bounds()
    bounds.lower = bounds.upper = value
    bounds.is_lower_open = bounds.is_upper_open = False
    bounds.__class__ = Bounds
    made = _blank_share()
    made.bounds = bounds
    made.base = origin.base
    made.least, rest = divmod(value.numerator * size, value.denominator)
    made.most = made.least + (1 if rest else 0)
    made.denominator = size
    made.is_partial = False
    made.reservations = ()
    made.origin = origin
    made.reported_on = reported_on
    made.__class__ = ProjectedShare
    share: ProjectedShare = made
    return share


def _values(origin: Share | PrintedShare | BoundedShare) -> Bounds:
    """What a report can mean; a share of nothing has nobody in it."""
    return Bounds(NONE, NONE) if not isinstance(origin, PrintedShare) and origin.denominator == 0 else origin.bounds


def start_of(origin: Share | PrintedShare | BoundedShare) -> Corners:
    """The corners of a report that stands."""
    ends = _values(origin)
    return tuple(Corner(end, end, end) for end in dict.fromkeys((ends.lower, ends.upper)))


def hull_of(one: Corners, other: Corners) -> Corners:
    """The corners of a share that is one of two, and nobody knows which."""
    return _joined(one, other, min, all)


def higher_of(one: Corners, other: Corners) -> Corners:
    """The corners of the higher of two shares."""
    return _joined(one, other, max, any)


def _joined(
    one: Corners,
    other: Corners,
    least: Callable[[Fraction, Fraction], Fraction],
    is_open: Callable[[Iterable[bool]], bool],
) -> Corners:
    """Both shares as one, with a corner wherever the one passes the other."""
    values = {corner.reported for corner in (*one, *other)}
    pairs = list(zip(at(one, values), at(other, values), strict=True))
    apart = tuple(Corner(a.reported, a.least - b.least, a.most - b.most) for a, b in pairs)
    kinks = set(crossings(apart, lambda corner: (corner.least, corner.most)))
    joined = []
    for a, b in zip(at(one, values | kinks), at(other, values | kinks), strict=True):
        lower, upper = least(a.least, b.least), max(a.most, b.most)
        joined.append(
            Corner(
                a.reported,
                lower,
                upper,
                is_least_open=is_open(c.is_least_open for c in (a, b) if c.least == lower),
                is_most_open=all(c.is_most_open for c in (a, b) if c.most == upper),
            )
        )
    return tuple(joined)
