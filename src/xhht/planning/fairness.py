"""Fairness: who gets what where capacities do not suffice for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.checks import Choice, as_tuple
from xhht.planning.allotments import Allotment, Demand, in_all_years
from xhht.values import Value


class Fairness(Choice):
    """Who gets what where capacities do not suffice for all.

    MOST_NEEDS: as many needs as possible are met in full, with as few recognitions as that takes; the others get
    nothing. PROPORTIONAL: every need gets the same part of what it lacks. EQUAL: every need gets the same number, up
    to what it lacks. A need that a capacity holds back stays behind, and the others go on. Whole numbers follow by the
    largest remainders, the first in the order of targets and regions where these are equal, until no need can get one
    more.
    """

    MOST_NEEDS = "most_needs"
    PROPORTIONAL = "proportional"
    EQUAL = "equal"


@attrs.frozen(repr=False)
class Portions(Value):
    """How many recognitions each need gets, by its place in the demand, and (place, year, count) where years limit."""

    counts: tuple[int, ...] = attrs.field(converter=as_tuple)
    yearly: tuple[tuple[int, int, int], ...] = attrs.field(default=(), converter=as_tuple)

    @classmethod
    def of(cls, demand: Demand, allotment: Allotment) -> Portions:
        """What the needs get that are met in full."""
        chosen = set(allotment.chosen)
        return cls([count if need in chosen else 0 for need, count in enumerate(demand.counts)], allotment.yearly)


_Bound: TypeAlias = tuple[int, frozenset[int]]


def portions(demand: Demand, fairness: Fairness) -> Portions:
    """Divide what limits allow over the needs, proportionally or equally.

    Limits of single years are first taken together; then each year in turn is divided over what is left of the needs
    that it limits, and what fits into no year is left.

    >>> from xhht.planning.allotments import Limit
    >>> portions(Demand((30, 10, 5), (2020,), (Limit(9, {0, 1, 2}),)), Fairness.PROPORTIONAL).counts
    (6, 2, 1)
    """
    whole = [(limit.count, limit.wanted) for limit in in_all_years(demand).limits]
    counts = _filled(demand.counts, whole, fairness)
    limits = [limit for limit in demand.binding() if limit.year is not None]
    dated = sorted(frozenset().union(*(limit.wanted for limit in limits)))
    rest = [counts[need] if need in set(dated) else 0 for need in range(len(counts))]
    yearly = []
    for year in demand.years if dated else ():
        of_year = _filled(rest, [(limit.count, limit.wanted) for limit in limits if limit.year == year], fairness)
        yearly += [(need, year, of_year[need]) for need in dated if of_year[need]]
        rest = [left - count for left, count in zip(rest, of_year, strict=True)]
    return Portions([count - left for count, left in zip(counts, rest, strict=True)], yearly)


def _filled(needs: Sequence[int], bounds: Iterable[_Bound], fairness: Fairness) -> list[int]:
    """How much of each need is met when all rise together, and stop where a bound holds them or they are met.

    A level that all have reached is never lowered by those that stop, since they stop at whole numbers below it.
    """
    weights = [need if fairness is Fairness.PROPORTIONAL else 1 for need in needs]
    listed = list(bounds)
    rest = [count for count, _ in listed]
    active = {need for need, count in enumerate(needs) if count}
    of_need: list[list[int]] = [[] for _ in needs]
    moving = [0] * len(listed)
    for number, (_, wanted) in enumerate(listed):
        for need in wanted & active:
            of_need[need].append(number)
            moving[number] += weights[need]
    counts, remainders = [0] * len(needs), [Fraction(0)] * len(needs)
    by_fullness = sorted(active, key=lambda need: (Fraction(needs[need], weights[need]), need), reverse=True)
    while active:
        while by_fullness[-1] not in active:
            by_fullness.pop()
        nearest = by_fullness[-1]
        level = Fraction(needs[nearest], weights[nearest])
        holding: list[int] = []
        for number, speed in enumerate(moving):
            if speed and rest[number] * level.denominator <= level.numerator * speed:
                reached = Fraction(rest[number], speed)
                holding = [number] if reached < level else [*holding, number]
                level = reached
        stopping = {nearest} if not holding else {need for number in holding for need in listed[number][1] & active}
        for need in stopping:
            exact = weights[need] * level
            counts[need] = int(exact)
            remainders[need] = exact - counts[need]
            for number in of_need[need]:
                rest[number] -= counts[need]
                moving[number] -= weights[need]
        active -= stopping
    _rounded_up(counts, needs, rest, of_need, remainders)
    return counts


def _rounded_up(
    counts: list[int],
    needs: Sequence[int],
    rest: list[int],
    of_need: Sequence[Sequence[int]],
    remainders: Sequence[Fraction],
) -> None:
    """Give what is left over to the largest remainders, one each, until nobody can get more."""
    waiting = sorted(range(len(needs)), key=lambda need: (-remainders[need], need))
    while waiting:
        still = []
        for need in waiting:
            if counts[need] < needs[need] and all(rest[number] for number in of_need[need]):
                counts[need] += 1
                for number in of_need[need]:
                    rest[number] -= 1
                still.append(need)
        waiting = still
