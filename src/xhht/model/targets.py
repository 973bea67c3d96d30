"""Targets: what is measured, which share or rise is asked of which tier, and by when."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

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
from xhht.figures.bounds import Bounds
from xhht.figures.caveats import Caveat
from xhht.model.sources import Source
from xhht.model.tiers import GENERAL
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False)
class Indicator(Value):
    """What is measured: what the numerator and the denominator count. No direction, no goal."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    numerator: Text = attrs.field(validator=instance(Text), kw_only=True)
    denominator: Text = attrs.field(validator=instance(Text), kw_only=True)
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


@attrs.frozen(repr=False)
class TierShare(Value):
    """The share (or the yearly rise) that is asked of one tier; 40 % is ``Fraction(40, 100)``."""

    tier: str = attrs.field(converter=identifier)
    share: Fraction = attrs.field(converter=fraction)


@attrs.frozen(repr=False)
class TargetRule(Value):
    """What every target has; see `LevelRule` and `GrowthRule`."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text), kw_only=True)
    indicator: str = attrs.field(converter=identifier, kw_only=True)
    due_on: date = attrs.field(converter=calendar_day, kw_only=True)
    comparison: Comparison = attrs.field(default=Comparison.AT_LEAST, converter=Comparison, kw_only=True)
    answerable: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    caveats: tuple[Caveat, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Caveat), kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


def _asked_of(rule_id: str, shares: tuple[TierShare, ...], tier: str) -> Fraction:
    for asked in shares:
        if asked.tier == tier:
            return asked.share
    if len(shares) == 1:
        identifier(tier)
        return shares[0].share
    raise UnknownIdError("tier", tier, [asked.tier for asked in shares], f"target {rule_id!r}")


def _check_tiers(rule_id: str, shares: tuple[TierShare, ...]) -> None:
    tiers = [asked.tier for asked in shares]
    if GENERAL not in tiers:
        raise InvalidValueError(f"target {rule_id!r} asks nothing of the tier {GENERAL!r}; give its share")
    if len(set(tiers)) != len(tiers):
        raise InvalidValueError(f"target {rule_id!r} asks two shares of one tier; give each tier once")


def _with_share(rule_id: str, shares: tuple[TierShare, ...], tier: str, share: Fraction) -> tuple[TierShare, ...]:
    if all(asked.tier != tier for asked in shares):
        raise UnknownIdError("tier", tier, [asked.tier for asked in shares], f"target {rule_id!r}")
    return tuple(TierShare(tier, share) if asked.tier == tier else asked for asked in shares)


@attrs.frozen(repr=False)
class LevelRule(TargetRule):
    """A share to reach by a day, for each tier.

    A rule that asks only the tier ``"general"`` asks the same of every tier.
    """

    levels: tuple[TierShare, ...] = attrs.field(converter=as_tuple, validator=each(TierShare), kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_tiers(self.id, self.levels)
        for level in self.levels:
            if not 0 <= level.share <= 1:
                raise InvalidValueError(
                    f"target {self.id!r} asks a share of {level.share} of {level.tier!r}; it lies between 0 and 1"
                )
            if level.share == 1 and self.comparison is Comparison.MORE_THAN:
                raise InvalidValueError(f"target {self.id!r} asks for more than 100 %; nobody can reach that")

    def level(self, tier: str = GENERAL) -> Fraction:
        """The share asked of a tier.

        Raises:
            UnknownIdError: if the rule has tiers, and this is none of them.
        """
        return _asked_of(self.id, self.levels, tier)

    def with_level(self, share: Fraction, *, tier: str = GENERAL) -> LevelRule:
        """A copy that asks another share of one of the rule's tiers.

        Raises:
            UnknownIdError: if the rule asks nothing of its own of that tier.
        """
        return attrs.evolve(self, levels=_with_share(self.id, self.levels, tier, share))


@attrs.frozen(repr=False)
class GrowthRule(TargetRule):
    """A yearly rise from a baseline, averaged over the years up to the report judged, for each tier."""

    rises: tuple[TierShare, ...] = attrs.field(converter=as_tuple, validator=each(TierShare), kw_only=True)
    reading: Reading = attrs.field(default=Reading.POINTS, converter=Reading, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _check_tiers(self.id, self.rises)
        for rise in self.rises:
            if rise.share < 0 or (rise.share > 1 and self.reading is Reading.POINTS):
                raise InvalidValueError(
                    f"target {self.id!r} asks a yearly rise of {rise.share} of {rise.tier!r}; "
                    "it is not negative, and in points at most 1 (100 points)"
                )

    def rise_per_year(self, tier: str = GENERAL) -> Fraction:
        """The rise asked of a tier each year: a part of all (points) or of the baseline (relative).

        Raises:
            UnknownIdError: if the rule has tiers, and this is none of them.
        """
        return _asked_of(self.id, self.rises, tier)

    def with_rise(self, share: Fraction, *, tier: str = GENERAL) -> GrowthRule:
        """A copy that asks another yearly rise of one of the rule's tiers.

        Raises:
            UnknownIdError: if the rule asks nothing of its own of that tier.
        """
        return attrs.evolve(self, rises=_with_share(self.id, self.rises, tier, share))

    def threshold(self, baseline: Bounds, years: Fraction, *, tier: str = GENERAL, reading: Reading) -> Bounds:
        """The share that the rise asks for after some years from a baseline, before any cap at all."""
        rise = self.rise_per_year(tier) * years
        if reading is Reading.POINTS:
            return attrs.evolve(baseline, lower=baseline.lower + rise, upper=baseline.upper + rise)
        factor = 1 + rise
        return attrs.evolve(baseline, lower=baseline.lower * factor, upper=baseline.upper * factor)
