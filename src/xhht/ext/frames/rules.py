"""Rules: a programme's targets as numbers by a code of indicator and tier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import zip_longest

import attrs

from xhht.errors import UnknownIdError
from xhht.model.programme import Programme
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.model.tiers import GENERAL
from xhht.values import Value

GREATEST = 2**62
GREATEST_COUNT = 2**39 - 1
LONGEST_YEAR = 366
MOST_YEARS = 10_000


@attrs.frozen(repr=False)
class RuleTable(Value):
    """What is asked of each indicator and tier, one target of an indicator a layer.

    A row's code is the number of its indicator times the number of tiers, plus the number of its tier.
    """

    indicators: tuple[str, ...]
    tiers: tuple[str, ...]
    layers: tuple[dict[str, LevelTarget | GrowthTarget], ...]
    as_of: date
    reading: Reading | None

    @classmethod
    def of(cls, programme: Programme, as_of: date, reading: Reading | None) -> RuleTable:
        """The targets of a programme as it stands on a day."""
        standing = programme.as_of(as_of)
        indicators = tuple(indicator.id for indicator in standing.indicators)
        by_indicator = [[rule for rule in standing.targets if rule.indicator == known] for known in indicators]
        layers = tuple(
            {rule.indicator: rule for rule in layer if rule is not None} for layer in zip_longest(*by_indicator)
        )
        return cls(indicators, tuple(tier.id for tier in standing.tiers), layers or ({},), as_of, reading)

    @property
    def has_growth(self) -> bool:
        """Whether any target asks for a rise."""
        return any(isinstance(rule, GrowthTarget) for layer in self.layers for rule in layer.values())

    def codes(
        self, layer: dict[str, LevelTarget | GrowthTarget]
    ) -> Iterator[tuple[int, str, LevelTarget | GrowthTarget]]:
        """The code of every indicator and tier of a layer, with the tier and the target."""
        for place, indicator in enumerate(self.indicators):
            if indicator in layer:
                for number, tier in enumerate(self.tiers):
                    yield place * len(self.tiers) + number, tier, layer[indicator]

    def unasked(self) -> dict[str, tuple[str, ...]]:
        """The tiers of which a target of an indicator asks nothing, by indicator."""
        found: dict[str, list[str]] = {}
        for layer in self.layers:
            for _, tier, rule in self.codes(layer):
                try:
                    asked_of(rule, tier)
                except UnknownIdError:
                    found.setdefault(rule.indicator, []).append(tier)
        return {indicator: tuple(tiers) for indicator, tiers in found.items()}


@attrs.frozen(repr=False)
class Numbers(Value):
    """The numbers of one layer by code: a share or a yearly rise, and how to compare with it."""

    numerator: dict[int, int]
    denominator: dict[int, int]
    is_growth: dict[int, int]
    is_relative: dict[int, int]
    is_strict: dict[int, int]
    is_due: dict[int, int]
    most: dict[int, int]
    target: dict[int, str]

    @classmethod
    def of(cls, table: RuleTable, layer: dict[str, LevelTarget | GrowthTarget]) -> Numbers:
        """Read them off the targets of a layer."""
        numbers = cls({}, {}, {}, {}, {}, {}, {}, {})
        for code, tier, rule in table.codes(layer):
            try:
                share = asked_of(rule, tier)
            except UnknownIdError:
                share = Fraction(0)  # Rows of such a tier are refused.
            is_growth = isinstance(rule, GrowthTarget)
            reading = table.reading or rule.reading if isinstance(rule, GrowthTarget) else Reading.POINTS
            numbers.numerator[code] = share.numerator
            numbers.denominator[code] = share.denominator
            numbers.is_growth[code] = int(is_growth)
            numbers.is_relative[code] = int(is_growth and reading is Reading.RELATIVE)
            numbers.is_strict[code] = int(rule.comparison is Comparison.MORE_THAN)
            numbers.is_due[code] = int(table.as_of >= rule.due_on)
            numbers.most[code] = most_of_baseline(share) if is_growth else GREATEST_COUNT
            numbers.target[code] = rule.id
        return numbers


def asked_of(rule: LevelTarget | GrowthTarget, tier: str) -> Fraction:
    """The share or the yearly rise that a target asks of a tier."""
    return rule.asked_of(tier)


def most_of_baseline(rise: Fraction) -> int:
    """The greatest denominator of a baseline for which no sum on the way to its threshold leaves 64 bits."""
    return GREATEST // (LONGEST_YEAR * (rise.denominator + rise.numerator * MOST_YEARS))


def known_tiers(table: RuleTable) -> dict[str, int]:
    """The number of each tier; a region without one is judged as general."""
    return {tier: number for number, tier in enumerate(table.tiers)}


def general(table: RuleTable) -> int:
    """The number of the tier that takes every region without one of its own."""
    return table.tiers.index(GENERAL) if GENERAL in table.tiers else 0
