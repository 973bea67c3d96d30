"""Draws: random rises, reproduced from a seed, for all regions together or for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from random import Random

import attrs

from xhht.checks import Choice, as_tuple, describe, expect, is_whole
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.pictures import digits
from xhht.scenarios._limits import MOST_STEPS
from xhht.scenarios.assumptions import Rise, RiseUnit, exact_points
from xhht.values import Value


class Draws(Choice):
    """Whether a run draws one rise of an indicator for all regions, or one for each region, apart from the others."""

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
            problems.append(
                InvalidValueError(f"rises from {digits(ends[0])} to {digits(ends[1])} are none; exchange the ends")
            )
        if not is_whole(steps) or not 1 <= steps <= MOST_STEPS:
            problems.append(
                InvalidValueError(f"steps are a whole number from 1 to {MOST_STEPS:,}, got {describe(steps)}")
            )
        if problems:
            raise InvalidSpreadError("a random rise", problems)
        start, width = ends[0], ends[1] - ends[0]
        return cls(Rise((start + width * step / steps) / 100, RiseUnit.SHARE) for step in range(steps + 1))


@attrs.frozen(kw_only=True, repr=False)
class Drawn(Value):
    """What all runs drew for one indicator.

    Attributes:
        places: the places of the rises that were drawn, in the order in which they first came.
        columns: by region, which number of a run is its own; empty where all regions share the only one.
        runs: by the rises that a run drew, one for each column as numbers of `places`, how many runs did so.
    """

    places: tuple[int, ...]
    columns: Mapping[str, int]
    runs: Mapping[tuple[int, ...], int]

    def column(self, region: str) -> int:
        """Which number of a run is a region's own."""
        return self.columns.get(region, 0)

    def weights(self, column: int) -> Counter[int]:
        """By number of a rise, the number of runs that drew it in a column."""
        weights: Counter[int] = Counter()
        for drawn, runs in self.runs.items():
            weights[drawn[column]] += runs
        return weights


def drawn_by(
    rises: Mapping[str, RandomRise], regions: Iterable[str], *, draws: Draws, seed: int, runs: int
) -> dict[str, Drawn]:
    """Draw the rises of every run, by indicator: run by run, indicators and regions in the order of their ids.

    So no result depends on the order in which rises, regions or reports are given.
    """
    columns = {region: place for place, region in enumerate(sorted(regions))} if draws is Draws.PER_REGION else {}
    width = max(1, len(columns))
    numbers: dict[str, dict[int, int]] = {indicator: {} for indicator in sorted(rises)}
    counts: dict[str, Counter[tuple[int, ...]]] = {indicator: Counter() for indicator in numbers}
    source = Random(seed)  # noqa: S311  # Reproducible draws are wanted, not secret ones.
    for _ in range(runs):
        for indicator, number_of_place in numbers.items():
            steps = len(rises[indicator].rises)
            places = [source.randrange(steps) for _ in range(width)]
            counts[indicator][tuple([number_of_place.setdefault(place, len(number_of_place)) for place in places])] += 1
    return {
        indicator: Drawn(places=tuple(number_of_place), columns=columns, runs=counts[indicator])
        for indicator, number_of_place in numbers.items()
    }
