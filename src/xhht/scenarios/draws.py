"""Draws: random rises, reproduced from a seed, for all regions together or for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from random import Random

import attrs

from xhht.checks import Choice, as_tuple, describe, expect, is_whole
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.scenarios.assumptions import Rise, RiseUnit, exact_points
from xhht.values import Value


class Draws(Choice):
    """Whether a run draws one rise of a target for all regions, or one for each region, apart from the others."""

    COMMON = "common"
    PER_REGION = "per_region"


@attrs.frozen(repr=False)
class RandomRise(Value):
    """Yearly rises of which each run draws one, all as likely; one listed twice is twice as likely.

    >>> [rise.per_year for rise in RandomRise.points(1, 2, steps=2).rises]
    [Fraction(1, 100), Fraction(3, 200), Fraction(1, 50)]
    """

    rises: tuple[Rise, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        if not self.rises:
            raise InvalidValueError("a random rise is drawn from at least one rise")
        for place, rise in enumerate(self.rises):
            expect(Rise, rise, f"rises[{place}]")

    @classmethod
    def points(cls, least: str | int | Fraction, most: str | int | Fraction, *, steps: int = 100) -> RandomRise:
        """Percentage points a year, on an even grid from the least to the most, with both ends.

        Args:
            least: the least rise, in points a year; as text exactly as written, such as "2,5".
            most: the greatest rise.
            steps: how many steps lie between them.

        Raises:
            InvalidSpreadError: for what is no exact number, an empty range and a grid without steps, together.
        """
        problems: list[XhhtError] = []
        ends = []
        for name, end in (("least", least), ("most", most)):
            try:
                ends.append(exact_points(end))
            except InvalidTypeError as problem:
                problems.append(InvalidTypeError(f"{name}: {problem}"))
            except InvalidValueError as problem:
                problems.append(InvalidValueError(f"{name}: {problem}"))
        if len(ends) == 2 and ends[0] > ends[1]:
            problems.append(InvalidValueError(f"rises from {least} to {most} are none; exchange the ends"))
        if not is_whole(steps) or steps < 1:
            problems.append(InvalidValueError(f"steps are a whole number from 1 on, got {describe(steps)}"))
        if problems:
            raise InvalidSpreadError("a random rise", problems)
        start, width = ends[0], ends[1] - ends[0]
        return cls(Rise((start + width * step / steps) / 100, RiseUnit.SHARE) for step in range(steps + 1))


@attrs.frozen(kw_only=True, repr=False)
class Drawn(Value):
    """What all runs drew for the targets of one indicator.

    Attributes:
        targets: the targets, in the order in which their rises are drawn.
        combinations: the places of the rises drawn together, in the order in which they first came.
        columns: by region, which number of a run is its own; empty where all regions share the only one.
        runs: by the combinations that a run drew, one for each column, the number of such runs.
    """

    targets: tuple[str, ...]
    combinations: tuple[tuple[int, ...], ...]
    columns: Mapping[str, int]
    runs: Mapping[tuple[int, ...], int]

    def column(self, region: str) -> int:
        """Which number of a run is a region's own."""
        return self.columns.get(region, 0)

    def rises(self, number: int, of: Mapping[str, RandomRise]) -> dict[str, Rise]:
        """The rises of a combination, or of the last one where there are fewer."""
        places = self.combinations[min(number, len(self.combinations) - 1)]
        return {target: of[target].rises[place] for target, place in zip(self.targets, places, strict=True)}

    def weights(self, column: int) -> Counter[int]:
        """By combination, the number of runs that drew it in a column."""
        found: Counter[int] = Counter()
        for drawn, runs in self.runs.items():
            found[drawn[column]] += runs
        return found


def drawn_by(
    indicators: Mapping[str, Collection[str]],
    rises: Mapping[str, RandomRise],
    regions: Iterable[str],
    *,
    draws: Draws,
    seed: int,
    runs: int,
) -> dict[str, Drawn]:
    """Draw the rises of every run, target by target in the order of `rises`, region by region; by indicator."""
    columns = {region: place for place, region in enumerate(regions)} if draws is Draws.PER_REGION else {}
    width = max(1, len(columns))
    targets = {indicator: tuple(t for t in rises if t in known) for indicator, known in indicators.items()}
    combinations: dict[str, dict[tuple[int, ...], int]] = {indicator: {} for indicator in indicators}
    counts: dict[str, Counter[tuple[int, ...]]] = {indicator: Counter() for indicator in indicators}
    source = Random(seed)  # noqa: S311  # Reproducible draws are wanted, not secret ones.
    for _ in range(runs):
        places = {target: [source.randrange(len(rise.rises)) for _ in range(width)] for target, rise in rises.items()}
        for indicator, together in targets.items():
            known = combinations[indicator]
            keys = zip(*(places[target] for target in together), strict=True) if together else [()]
            counts[indicator][tuple([known.setdefault(key, len(known)) for key in keys])] += 1
    return {
        indicator: Drawn(
            targets=together,
            combinations=tuple(combinations[indicator]),
            columns=columns if together else {},
            runs=counts[indicator],
        )
        for indicator, together in targets.items()
    }
