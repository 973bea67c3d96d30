"""Scenarios: named assumptions about what happens to which targets, where, from the last reports on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.bounds import check_count
from xhht.checks import (
    Choice,
    as_tuple,
    calendar_day,
    describe,
    each,
    fraction,
    instance,
    nfc,
    optional_identifier,
)
from xhht.errors import ContradictionError, InvalidScenarioError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.regions import Level, Region
from xhht.tiers import GENERAL
from xhht.values import Value


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

    @classmethod
    def points(cls, per_year: str | int | Fraction) -> Rise:
        """So many percentage points a year, exactly as written.

        Raises:
            InvalidTypeError: if it is a float or another kind.
            InvalidValueError: if the text is no decimal number.
        """
        if not isinstance(per_year, str):
            return cls(fraction(per_year) / 100, RiseUnit.SHARE)
        try:
            return cls(Fraction(per_year.strip().replace(",", ".")) / 100, RiseUnit.SHARE)
        except (ValueError, ZeroDivisionError):
            raise InvalidValueError(f"{describe(per_year)} is no number of points; write it like '2.5'") from None

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


@attrs.frozen(repr=False)
class MatchBest(Value):
    """A straight line from the last report to the highest last report of the same tier, on a day.

    A bounded report counts with its lower end; shares of the registered are matched with each other only.
    """

    by: date = attrs.field(converter=calendar_day)


@attrs.frozen(repr=False)
class Halt(Value):
    """Nothing changes any more: the last report stands."""


@attrs.frozen(repr=False)
class BusinessAsUsual(Value):
    """The straight line through the last two reports goes on; with one report alone, it stands.

    A bounded report counts with the middle of its bounds; reports of all and of the registered, or of nothing,
    are not joined by a line.
    """


@attrs.frozen(repr=False)
class Denominator(Value):
    """The denominator is another from a day on, for instance after villages merge.

    Holders stay, up to the new denominator, unless a share is assumed of them. A share that was reported without
    counts has no denominator to change.
    """

    count: int
    since: date = attrs.field(converter=calendar_day)

    def __attrs_post_init__(self) -> None:
        check_count("a denominator", self.count)


@attrs.frozen(repr=False)
class DenominatorGrowth(Value):
    """The denominator grows by a part of the last reported one each year; simple, not compound, rounded down."""

    per_year: Fraction = attrs.field(converter=fraction)


@attrs.frozen(repr=False)
class Threshold(Value):
    """The target asks another share (a level), or another yearly rise, than the text does.

    Without a tier it is asked of every tier.
    """

    share: Fraction = attrs.field(converter=fraction)


Change: TypeAlias = Rise | ReachBy | MatchBest | Halt | BusinessAsUsual | Denominator | DenominatorGrowth | Threshold
CHANGES = (Rise, ReachBy, MatchBest, Halt, BusinessAsUsual, Denominator, DenominatorGrowth, Threshold)


class Aspect(Choice):
    """What an assumption is about."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    THRESHOLD = "threshold"


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

    @property
    def scope(self) -> tuple[Aspect, str | None, str | None, str | None, Level | None]:
        """What the assumption is about, and where; two of one scope contradict each other."""
        return aspect_of(self.change), self.target, self.tier, self.region, self.level

    def is_about(self, target: str) -> bool:
        """Whether it is assumed for a target, in some region."""
        return self.target is None or self.target == target

    def holds_in(self, region: Region) -> bool:
        """Whether it is assumed in a region, for some target."""
        return (
            (self.tier is None or self.tier == (region.tier or GENERAL))
            and (self.region is None or self.region == region.id)
            and (self.level is None or self.level is region.level)
        )


def _assumed(rises: object) -> tuple[Assumption, ...]:
    if isinstance(rises, tuple):
        return rises  # The field of another scenario, which `attrs.evolve` passes on.
    if not isinstance(rises, Mapping):
        raise InvalidTypeError(f"rises maps target ids to Rise, got {describe(rises)}")
    return tuple(Assumption(change, target=target) for target, change in rises.items())


@attrs.frozen(repr=False)
class Scenario(Value):
    """A named set of assumptions; where several hold for one thing, the last of them counts.

    `rises` is the short form of one change for each target: ``rises={"clans_recognised": Rise.points("5")}``.

    Raises:
        InvalidScenarioError: if two assumptions of one scope contradict each other; `problems` has all pairs.
    """

    name: str = attrs.field(converter=nfc)
    rises: tuple[Assumption, ...] = attrs.field(
        default=(), converter=_assumed, validator=each(Assumption), kw_only=True
    )
    assumptions: tuple[Assumption, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Assumption), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValueError("a scenario needs a name, by which it is compared")
        problems = list(_contradictions(self.all_assumptions))
        if problems:
            raise InvalidScenarioError(f"scenario {self.name!r}", problems)

    @property
    def all_assumptions(self) -> tuple[Assumption, ...]:
        """The rises and the other assumptions, in the order in which later ones count over earlier ones."""
        return (*self.rises, *self.assumptions)

    def then(self, other: Scenario, *, name: str | None = None) -> Scenario:
        """Both scenarios in one: the other's assumptions count over this one's.

        Args:
            other: the scenario that comes on top.
            name: the name of the whole; both names where None.

        Raises:
            InvalidTypeError: if the other is no Scenario.
        """
        if not isinstance(other, Scenario):
            raise InvalidTypeError(f"a scenario is followed by a Scenario, got {describe(other)}")
        replaced = {assumption.scope for assumption in other.all_assumptions}
        kept = tuple(a for a in self.all_assumptions if a.scope not in replaced)
        return Scenario(name or f"{self.name} + {other.name}", assumptions=(*kept, *other.all_assumptions))

    def without(self, assumption: Assumption) -> Scenario:
        """The scenario less one of its assumptions.

        Raises:
            InvalidValueError: if the assumption is not part of it.
        """
        if assumption not in self.all_assumptions:
            raise InvalidValueError(f"scenario {self.name!r} does not assume {assumption!r}")
        return Scenario(self.name, assumptions=tuple(a for a in self.all_assumptions if a != assumption))

    def about(self, *targets: str) -> Changes:
        """What is assumed about any of some targets; where several assumptions hold, the last of them."""
        return Changes(tuple(a for a in self.all_assumptions if any(a.is_about(target) for target in targets)))


@attrs.frozen(repr=False)
class Changes(Value):
    """What some assumptions change, looked up by region; regions that they do not tell apart are looked up once."""

    assumptions: tuple[Assumption, ...]
    _known: dict[object, dict[Aspect, Change]] = attrs.field(init=False, factory=dict, eq=False, repr=False)
    _names_regions: bool = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_names_regions", any(a.region is not None for a in self.assumptions))

    def of(self, region: Region) -> dict[Aspect, Change]:
        """The last change of each aspect that is assumed in a region."""
        key = (region.tier, region.level, region.id if self._names_regions else None)
        found = self._known.get(key)
        if found is None:
            found = {aspect_of(a.change): a.change for a in self.assumptions if a.holds_in(region)}
            self._known[key] = found
        return found


def _contradictions(assumptions: Iterable[Assumption]) -> Iterator[XhhtError]:
    first: dict[object, Assumption] = {}
    for assumption in assumptions:
        earlier = first.setdefault(assumption.scope, assumption)
        if earlier != assumption:
            yield ContradictionError(
                f"{earlier.change!r} and {assumption.change!r} are assumed of the same thing "
                f"(target {assumption.target or 'any'}, tier {assumption.tier or 'any'}, "
                f"region {assumption.region or 'any'}, level {assumption.level or 'any'}); keep one"
            )
