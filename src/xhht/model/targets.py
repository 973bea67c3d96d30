"""Targets: what is measured, which share or rise is asked of which tier, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

import attrs

from xhht.checks import (
    Choice,
    as_tuple,
    calendar_day,
    each,
    fraction,
    identifier,
    identifiers,
    instance,
    optional_identifier,
)
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.figures.caveats import Caveat
from xhht.figures.levels import Level
from xhht.model.parties import Party
from xhht.model.sources import Source
from xhht.model.tiers import Tier
from xhht.texts import Noun, Text
from xhht.values import Value

if TYPE_CHECKING:
    from xhht.figures.bounds import Bounds

TargetT = TypeVar("TargetT", bound="Target")


@attrs.frozen(repr=False, eq=False)
class Indicator(Value):
    """What is measured: what the numerator and the denominator count, in which unit. No direction, no goal."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    numerator: Text = attrs.field(validator=instance(Text), kw_only=True)
    denominator: Text = attrs.field(validator=instance(Text), kw_only=True)
    unit: Noun | None = attrs.field(default=None, validator=instance(Noun, is_optional=True), kw_only=True)
    title: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


class Comparison(Choice):
    """How a share must stand to its threshold."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


class Reading(Choice):
    """How a yearly rise of so many per cent is read.

    POINTS: percentage points of all, a year. RELATIVE: per cent of the baseline, a year (simple, not compound).
    """

    POINTS = "points"
    RELATIVE = "relative"


@attrs.frozen(repr=False, eq=False)
class TierShare(Value):
    """The share (or the yearly rise) that is asked of one tier; 40% is ``Fraction(40, 100)``.

    Without a tier it is asked of every tier that has no share of its own.
    """

    tier: str | None = attrs.field(converter=optional_identifier)
    share: Fraction = attrs.field(converter=fraction)


@attrs.frozen(repr=False, eq=False)
class TargetWords(Value):
    """What the sentences about a target need beside its name: the unit of counts, names of tiers and bodies."""

    unit: Noun | None = None
    tiers: tuple[tuple[str, Text], ...] = ()
    parties: tuple[tuple[str, Text], ...] = ()

    def tier_name(self, tier: str | None) -> Text | None:
        """The name of a tier, where it is known."""
        return next((name for known, name in self.tiers if known == tier), None)

    def party_name(self, party: str | None) -> Text | None:
        """The short name of a body, where it is known."""
        return next((name for known, name in self.parties if known == party), None)


def _levels(values: Iterable[str] | None) -> tuple[Level, ...] | None:
    return None if values is None else tuple(dict.fromkeys(Level(value) for value in as_tuple(values)))


@attrs.frozen(repr=False, eq=False)
class Target(Value):
    """What is asked of an indicator, of which tier and by when; see `LevelTarget` and `GrowthTarget`.

    `levels` are the levels of administration of which it is asked; None for every level. One that `is_by_party` is
    asked of each body that answers for it as well, of its own people; of any other a body has no figure of its own.
    The `words` follow from the programme, which puts them in.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text), kw_only=True)
    indicator: str = attrs.field(converter=identifier, kw_only=True)
    due_on: date = attrs.field(converter=calendar_day, kw_only=True)
    shares: tuple[TierShare, ...] = attrs.field(converter=as_tuple, validator=each(TierShare), kw_only=True)
    comparison: Comparison = attrs.field(default=Comparison.AT_LEAST, converter=Comparison, kw_only=True)
    levels: tuple[Level, ...] | None = attrs.field(default=None, converter=_levels, kw_only=True)
    answerable: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    is_by_party: bool = attrs.field(default=False, validator=instance(bool), kw_only=True)
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Caveat), kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
    words: TargetWords = attrs.field(
        default=TargetWords(),
        validator=instance(TargetWords),
        kw_only=True,
        eq=False,
        repr=False,
        metadata={"is_derived": True},
    )

    def __attrs_post_init__(self) -> None:
        if not self.shares:
            raise InvalidValueError(f"target {self.id!r} asks nothing; give its share")
        if self.levels is not None and not self.levels:
            raise InvalidValueError(f"target {self.id!r} is asked of no level; leave levels out for every level")
        if len(set(self.tiers)) != len(self.shares):
            raise InvalidValueError(f"target {self.id!r} asks two shares of one tier; give each tier once")
        for asked in self.shares:
            self._check_share(asked)

    def _check_share(self, asked: TierShare) -> None:
        """Refuse a share that nobody can be asked for."""

    @property
    def tiers(self) -> tuple[str | None, ...]:
        """The ids of the tiers with a share of their own; None stands for all others, where they have one."""
        return tuple(asked.tier for asked in self.shares)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the bodies of which it is asked, each of its own people; empty where only all together are."""
        return self.answerable if self.is_by_party else ()

    def is_asked_of(self, level: Level) -> bool:
        """Whether regions of a level are asked at all."""
        return self.levels is None or level in self.levels

    def asked_of(self, tier: str | None) -> Fraction:
        """The share, or the yearly rise, that is asked of a tier.

        Args:
            tier: the id of a tier; None for what is asked of every tier without a share of its own.

        Raises:
            UnknownIdError: if nothing is asked of that tier.
        """
        own = self._own
        share = own.get(tier) if isinstance(tier, str) else None
        if share is None:
            share = own.get(None if tier is None else identifier(tier), own.get(None))
        if share is None:
            raise UnknownIdError("tier", tier, [str(known) for known in own], f"target {self.id!r}")
        return share

    @cached_property
    def _own(self) -> Mapping[str | None, Fraction]:
        return {asked.tier: asked.share for asked in self.shares}

    def with_share(self, share: Fraction, *, tier: str | None = None) -> Self:
        """A copy that asks another share of one tier; without a tier, of all that have no share of their own.

        Raises:
            UnknownIdError: if the target asks nothing of its own of that tier.
        """
        if tier not in self.tiers:
            raise UnknownIdError("tier", tier, [str(known) for known in self.tiers], f"target {self.id!r}")
        shares = tuple(TierShare(tier, share) if asked.tier == tier else asked for asked in self.shares)
        return attrs.evolve(self, shares=shares)


@attrs.frozen(repr=False, eq=False)
class LevelTarget(Target):
    """A share to reach by a day, for each tier."""

    def _check_share(self, asked: TierShare) -> None:
        of_whom = "every tier" if asked.tier is None else repr(asked.tier)
        if not 0 <= asked.share <= 1:
            raise InvalidValueError(
                f"target {self.id!r} asks a share of {asked.share} of {of_whom}; it lies between 0 and 1"
            )
        if asked.share == 1 and self.comparison is Comparison.MORE_THAN:
            raise InvalidValueError(f"target {self.id!r} asks for more than 100%; nobody can reach that")


@attrs.frozen(repr=False, eq=False)
class GrowthTarget(Target):
    """A yearly rise from a baseline, averaged over the years up to the report judged, for each tier."""

    reading: Reading = attrs.field(default=Reading.POINTS, converter=Reading, kw_only=True)

    def _check_share(self, asked: TierShare) -> None:
        if asked.share < 0 or (asked.share > 1 and self.reading is Reading.POINTS):
            of_whom = "every tier" if asked.tier is None else repr(asked.tier)
            raise InvalidValueError(
                f"target {self.id!r} asks a yearly rise of {asked.share} of {of_whom}; "
                "it is not negative, and in points at most 1 (100 points)"
            )

    def threshold(self, baseline: Bounds, years: Fraction, rise: Fraction, reading: Reading) -> Bounds:
        """The share that a yearly rise asks for after some years from a baseline, before any cap at all."""
        lower, upper = (
            Fraction(*self.risen(*end.as_integer_ratio(), years, rise, reading))
            for end in (baseline.lower, baseline.upper)
        )
        return attrs.evolve(baseline, lower=lower, upper=upper)

    def risen(
        self, numerator: int, denominator: int, years: Fraction, rise: Fraction, reading: Reading
    ) -> tuple[int, int]:
        """The same of one exact share, in whole numbers: how many, of how many."""
        whole_years, of_year = years.as_integer_ratio()
        step, of_step = rise.as_integer_ratio()
        step, of_step = step * whole_years, of_step * of_year
        if reading is Reading.POINTS:
            return numerator * of_step + step * denominator, denominator * of_step
        return numerator * (of_step + step), denominator * of_step


def worded(
    target: TargetT, units: Mapping[str, Noun | None], tiers: Iterable[Tier], parties: Iterable[Party]
) -> TargetT:
    """A target with the unit of its indicator and the names of the tiers and bodies."""
    words = TargetWords(
        units.get(target.indicator),
        tuple((tier.id, tier.name) for tier in tiers),
        tuple((party.id, party.short_name) for party in parties),
    )
    return target if target.words == words else attrs.evolve(target, words=words)
