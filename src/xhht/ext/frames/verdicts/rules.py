"""Rules: a programme's targets as numbers by a code of indicator and tier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import combinations, zip_longest
from math import lcm
from typing import TypeAlias

import attrs
import narwhals as nw

from xhht.errors import InvalidValueError
from xhht.ext.frames.tables.expressions import LONGEST_YEAR, col, inner, mapped, whole
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import GREATEST_COUNT, SPAN
from xhht.ext.frames.tables.plans import Plan
from xhht.figures.levels import Level
from xhht.model.programme import Programme
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.model.territories import Territory
from xhht.values import Value

GREATEST = 2**62
MOST_YEARS = 10_000
NUMBERS = ("least", "most", "denominator", "is_growth", "is_relative", "is_strict", "is_due", "greatest")
MOST_TIERS = 8
Target: TypeAlias = LevelTarget | GrowthTarget
Tiers: TypeAlias = tuple[str | None, ...]


@attrs.frozen(repr=False)
class RuleTable(Value):
    """What is asked of each indicator and tier, one target of an indicator a layer.

    A row's code is the number of its indicator times the number of `sets`, plus the number of the set of tiers that
    are in question.
    """

    programme: Programme
    as_of: date
    since: date
    reading: Reading | None

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The ids of what is measured."""
        return tuple(indicator.id for indicator in self.programme.indicators)

    @cached_property
    def layers(self) -> tuple[dict[str, Target], ...]:
        """The targets by indicator, the first of each indicator in the first layer."""
        by_indicator = [[rule for rule in self.programme.targets if rule.indicator == i] for i in self.indicators]
        layers = tuple({rule.indicator: rule for rule in layer if rule} for layer in zip_longest(*by_indicator))
        return layers or ({},)

    @cached_property
    def tiers(self) -> tuple[str, ...]:
        """The ids of the tiers."""
        return tuple(tier.id for tier in self.programme.tiers)

    @cached_property
    def sets(self) -> tuple[Tiers, ...]:
        """The tiers that may be in question together: each alone, all, and any that are told by their traits.

        Raises:
            InvalidValueError: if there are too many to number them.
        """
        told = [tier.id for tier in self.programme.tiers if tier.traits]
        if len(told) > MOST_TIERS:
            raise InvalidValueError(
                f"{len(told)} tiers are told by traits; tables know {MOST_TIERS}: judge this programme with xhht.assess"
            )
        several = (found for size in range(2, len(told) + 1) for found in combinations(told, size))
        return tuple(dict.fromkeys([*((tier,) for tier in self.tiers), self.tiers or (None,), *several]))

    @property
    def unknown(self) -> int:
        """The number of the set of a region of which nothing is known."""
        return self.sets.index(self.tiers or (None,))

    @property
    def default(self) -> int:
        """The number of the set of a region that no trait puts in a tier."""
        usual = self.programme.default_tier
        return self.unknown if usual is None else self.sets.index((usual,))

    @cached_property
    def traits(self) -> tuple[tuple[str, ...], ...]:
        """The traits of each tier that is told by some."""
        return tuple(tuple(sorted(tier.traits)) for tier in self.programme.tiers if tier.traits)

    @property
    def by_traits(self) -> Mapping[int, int]:
        """The number of a set by the tiers that fit, the first of those told by traits as 1, the next as 2, then 4."""
        told = [tier.id for tier in self.programme.tiers if tier.traits]
        fitting = {n: tuple(t for place, t in enumerate(told) if n >> place & 1) for n in range(1, 2 ** len(told))}
        return {0: self.default} | {n: self.sets.index(found) for n, found in fitting.items()}

    @property
    def territory(self) -> Territory | None:
        """Where the programme holds."""
        return self.programme.territory

    @cached_property
    def needs_level(self) -> bool:
        """Whether nothing can be judged without the levels of the regions."""
        return self.territory is not None or any(rule.levels is not None for rule in self.programme.targets)

    @property
    def has_growth(self) -> bool:
        """Whether any target asks for a rise."""
        return any(isinstance(rule, GrowthTarget) for rule in self.programme.targets)

    def codes(self, layer: Mapping[str, Target]) -> Iterator[tuple[int, Tiers, Target]]:
        """The code of every indicator and set of tiers of a layer, with the tiers and the target."""
        for place, indicator in enumerate(self.indicators):
            if indicator in layer:
                for number, tiers in enumerate(self.sets):
                    yield place * len(self.sets) + number, tiers, layer[indicator]


@attrs.frozen(repr=False)
class Numbers(Value):
    """The numbers of one layer, by name and code: the least and the most that is asked, and how to compare with it.

    `unasked` says by the number of an indicator times `SPAN`, plus that of a level, of whom nothing is asked, and
    `target` which target a code is of.
    """

    by_name: Mapping[str, dict[int, int]]
    target: Mapping[int, str]
    unasked: Mapping[int, int]

    @classmethod
    def of(cls, table: RuleTable, layer: Mapping[str, Target]) -> Numbers:
        """Read them off the targets of a layer."""
        by_name: dict[str, dict[int, int]] = {name: {} for name in NUMBERS}
        target, unasked = dict[int, str](), dict[int, int]()
        for code, tiers, rule in table.codes(layer):
            least, most, denominator = asked_of(rule, tiers)
            is_growth = isinstance(rule, GrowthTarget)
            reading = table.reading or rule.reading if isinstance(rule, GrowthTarget) else Reading.POINTS
            numbers = (
                *(least, most, denominator, is_growth, is_growth and reading is Reading.RELATIVE),
                *(rule.comparison is Comparison.MORE_THAN, table.as_of >= rule.due_on),
                most_of_baseline(most, denominator) if is_growth else GREATEST_COUNT,
            )
            for name, number in zip(NUMBERS, numbers, strict=True):
                by_name[name][code] = int(number)
            target[code] = rule.id
            for number, level in enumerate(Level, start=1):
                unasked[code // len(table.sets) * SPAN + number] = int(not rule.is_asked_of(level))
        return cls(by_name, target, unasked)

    def beside(self, rows: Plan, layout: Layout) -> Plan:
        """Rows with the numbers of their code, where an engine joins a small table faster than it compares codes.

        Polars joins it once, in place of a mapping for each number.
        """
        several = {name: numbers for name, numbers in self.by_name.items() if len(set(numbers.values())) > 1}
        if not layout.has_mappings or not several:
            return rows
        columns = {inner("rule"): list(self.target)}
        columns |= {inner(f"rule_{name}"): [numbers[code] for code in self.target] for name, numbers in several.items()}
        table = nw.from_dict(columns, dict.fromkeys(columns, nw.Int64()), backend=rows.implementation)
        return rows.join(table.lazy(), left_on=inner("code"), right_on=inner("rule"), how="left")

    def number(self, name: str, layout: Layout) -> nw.Expr:
        """One of the numbers of the code of a row."""
        values = self.by_name[name]
        if layout.has_mappings and len(set(values.values())) > 1:
            return col(f"rule_{name}")
        return whole(mapped(col("code"), values, layout), layout)

    def has(self, name: str) -> bool:
        """Whether anything of the layer is so."""
        return any(self.by_name[name].values())

    @property
    def is_ranged(self) -> bool:
        """Whether some tiers that may be in question together are asked differently."""
        return self.by_name["least"] != self.by_name["most"]


def asked_of(rule: Target, tiers: Tiers) -> tuple[int, int, int]:
    """The least and the greatest share (or yearly rise) that is asked of some tiers, over one denominator."""
    shares = [rule.asked_of(tier) for tier in tiers]
    denominator = lcm(*(share.denominator for share in shares))
    return int(min(shares) * denominator), int(max(shares) * denominator), denominator


def most_of_baseline(numerator: int, denominator: int) -> int:
    """The greatest denominator of a baseline for which no sum on the way to its threshold leaves 64 bits."""
    return GREATEST // (LONGEST_YEAR * (denominator + numerator * MOST_YEARS))


def tier_numbers(table: RuleTable) -> dict[str, int]:
    """The number of each tier that is named outright; 0 is for none."""
    return {tier: number for number, tier in enumerate(table.tiers, start=1)}
