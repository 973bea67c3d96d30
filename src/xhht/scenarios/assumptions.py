"""Assumptions: what may change from the last reports on, and of which target, where."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.checks import Choice, calendar_day, describe, fraction, instance, optional_day, optional_identifier
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import check_count
from xhht.figures.regions import Level, Region
from xhht.texts import format_day, format_decimal, format_percent
from xhht.values import Value


def exact_points(points: str | int | Fraction) -> Fraction:
    """A number of percentage points, exactly as written: a decimal point or comma, or an exact number.

    Raises:
        InvalidTypeError: if it is a float or another kind.
        InvalidValueError: if the text is no decimal number.
    """
    if not isinstance(points, str):
        return fraction(points)
    try:
        return Fraction(points.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise InvalidValueError(f"{describe(points)} is no number of points; write it like '2.5'") from None


class RiseUnit(Choice):
    """What a yearly rise is counted in."""

    SHARE = "share"
    HOLDERS = "holders"


@attrs.frozen(repr=False)
class Rise(Value):
    """A rise of the same size every year, counted from the last report; negative for a fall.

    >>> Rise.points("2,5") == Rise.points("2.5") == Rise(Fraction(1, 40), RiseUnit.SHARE)
    True
    """

    per_year: Fraction = attrs.field(converter=fraction)
    unit: RiseUnit = attrs.field(converter=RiseUnit)

    def __str__(self) -> str:
        is_of_holders = self.unit is RiseUnit.HOLDERS
        count = self.per_year if is_of_holders else self.per_year * 100
        thing = ("holder" if is_of_holders else "percentage point") + ("" if abs(count) == 1 else "s")
        return f"{'+' if count >= 0 else ''}{format_decimal(count, 'en')} {thing} a year"

    @classmethod
    def points(cls, per_year: str | int | Fraction) -> Rise:
        """So many percentage points a year, exactly as written.

        Raises:
            InvalidTypeError: if it is a float or another kind.
            InvalidValueError: if the text is no decimal number.
        """
        return cls(exact_points(per_year) / 100, RiseUnit.SHARE)

    @classmethod
    def holders(cls, per_year: int) -> Rise:
        """So many more holders (or members, or trained people) a year.

        Raises:
            InvalidTypeError: if it is no whole number.
        """
        if isinstance(per_year, bool) or not isinstance(per_year, int):
            raise InvalidTypeError(f"holders are counted in whole numbers, got {describe(per_year)}")
        return cls(Fraction(per_year), RiseUnit.HOLDERS)


@attrs.frozen(repr=False)
class ReachBy(Value):
    """A straight line from the last report to a share on a day, and the same share ever after.

    The day is later than the last reports for which it is assumed.
    """

    share: Fraction = attrs.field(converter=fraction)
    by: date = attrs.field(converter=calendar_day)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise InvalidValueError(f"a share to reach lies between 0 and 1, got {self.share}")

    def __str__(self) -> str:
        return f"{format_percent(self.share, 'en')} by {format_day(self.by, 'en')}"


@attrs.frozen(repr=False)
class MatchBest(Value):
    """A straight line from the last report to the highest last report of the same tier, on a day.

    A bounded report counts with its lower end; shares of the registered are matched with each other only.
    """

    by: date = attrs.field(converter=calendar_day)

    def __str__(self) -> str:
        return f"the best of the tier by {format_day(self.by, 'en')}"


@attrs.frozen(repr=False)
class Halt(Value):
    """Nothing changes any more: the last report stands."""

    def __str__(self) -> str:
        return "no change"


@attrs.frozen(repr=False)
class BusinessAsUsual(Value):
    """The straight line through the last two reports goes on; with one report alone, it stands.

    A bounded report counts with the middle of its bounds; reports of all and of the registered, or of nothing,
    are not joined by a line.
    """

    def __str__(self) -> str:
        return "as between the last two reports"


@attrs.frozen(repr=False)
class Denominator(Value):
    """The denominator is another from a day on, for instance after villages merge.

    Holders stay, up to the new denominator, unless a share is assumed of them. A share that was reported without
    counts has no denominator to change. Several with days of their own follow each other.
    """

    count: int
    since: date = attrs.field(converter=calendar_day)

    def __attrs_post_init__(self) -> None:
        check_count("a denominator", self.count)

    def __str__(self) -> str:
        return f"{self.count} in all from {format_day(self.since, 'en')} on"


@attrs.frozen(repr=False)
class DenominatorGrowth(Value):
    """The denominator grows by a part of the last reported one each year; simple, not compound, rounded down."""

    per_year: Fraction = attrs.field(converter=fraction)

    def __str__(self) -> str:
        return f"{'+' if self.per_year >= 0 else ''}{format_percent(self.per_year, 'en')} of the denominator a year"


@attrs.frozen(repr=False)
class Threshold(Value):
    """The target asks another share (a level), or another yearly rise, than the text does.

    Without a tier it is asked of every tier. With a day it is asked from that day on, as an amendment has it.
    """

    share: Fraction = attrs.field(converter=fraction)
    since: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __str__(self) -> str:
        return f"{format_percent(self.share, 'en')} asked" + (
            f" from {format_day(self.since, 'en')} on" if self.since else ""
        )


Change: TypeAlias = Rise | ReachBy | MatchBest | Halt | BusinessAsUsual | Denominator | DenominatorGrowth | Threshold
CHANGES = (Rise, ReachBy, MatchBest, Halt, BusinessAsUsual, Denominator, DenominatorGrowth, Threshold)


class Aspect(Choice):
    """What an assumption is about."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    THRESHOLD = "threshold"


def since(change: Change) -> date:
    """The first day on which a change holds; the calendar's first where it has none of its own."""
    own = change.since if isinstance(change, (Denominator, Threshold)) else None
    return date.min if own is None else own


def aspect_of(change: Change) -> Aspect:
    """What a change is about."""
    if isinstance(change, (Denominator, DenominatorGrowth)):
        return Aspect.DENOMINATOR
    return Aspect.THRESHOLD if isinstance(change, Threshold) else Aspect.NUMERATOR


@attrs.frozen(repr=False)
class Assumption(Value):
    """A change, and where it is assumed: everywhere, or for one target, tier, region or level.

    A threshold is asked of tiers, not of places, so that it takes no region and no level.
    """

    change: Change = attrs.field(validator=instance(CHANGES))
    target: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    tier: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    region: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    level: Level | None = attrs.field(default=None, converter=attrs.converters.optional(Level), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.change, Threshold) and (self.target is None or self.region or self.level):
            raise InvalidValueError("another threshold is assumed for one target, and for a tier at most")

    def __str__(self) -> str:
        about = {"target": self.target, "tier": self.tier, "region": self.region, "level": self.level}
        named = ", ".join(f"{kind} {name}" for kind, name in about.items() if name is not None)
        return f"{self.change} ({named or 'everywhere'})"

    @property
    def scope(self) -> tuple[Aspect, str | None, str | None, str | None, Level | None]:
        """What the assumption is about, and where."""
        return aspect_of(self.change), self.target, self.tier, self.region, self.level

    def covers(self, other: Assumption) -> bool:
        """Whether it is about the same as an earlier assumption, on every day on which that one holds."""
        return self.scope == other.scope and since(self.change) <= since(other.change)

    def is_about(self, target: str) -> bool:
        """Whether it is assumed for a target, in some region."""
        return self.target is None or self.target == target

    def holds_in(self, region: Region, tier: str | None) -> bool:
        """Whether it is assumed in a region, for some target; the tier is None where it is not known."""
        return (
            (self.tier is None or self.tier == tier)
            and (self.region is None or self.region == region.id)
            and (self.level is None or self.level is region.level)
        )
