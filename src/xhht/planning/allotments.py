"""Allotments: which needs a set of limits can meet in full, and in which years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import TypeAlias

import attrs

from xhht.checks import Choice, as_tuple, describe, each, fraction, instance, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError, UnsolvedPlanError
from xhht.figures.bounds import check_count
from xhht.values import Value


class Proof(Choice):
    """Why no other plan meets more needs.

    SMALLEST_FIRST: limits that lie inside or apart from each other, where exchanging a chosen need for a smaller one
    never does harm. BOUND: an upper bound in exact arithmetic that the plan reaches. SOLVER: a solver looked
    through all plans at a gap of zero, in floating point. NONE: there may be a better plan.
    """

    SMALLEST_FIRST = "smallest_first"
    BOUND = "bound"
    SOLVER = "solver"
    NONE = "none"


def _places(values: Iterable[int]) -> frozenset[int]:
    return frozenset(as_tuple(values))


@attrs.frozen(repr=False)
class Limit(Value):
    """How many recognitions are possible for some needs together, in one year or, where None, in all years."""

    count: int
    wanted: frozenset[int] = attrs.field(converter=_places)
    year: int | None = None

    def __attrs_post_init__(self) -> None:
        check_count("a limit", self.count)


@attrs.frozen(repr=False)
class Demand(Value):
    """Needs that are met in full or not at all, the years for it, and what limits them.

    Attributes:
        counts: how many recognitions each need takes, all positive; a need goes by its place here.
        years: the years in which they can be made, in order.
        limits: what limits them; a need that no limit names is always met.
    """

    counts: tuple[int, ...] = attrs.field(converter=as_tuple)
    years: tuple[int, ...] = attrs.field(converter=as_tuple)
    limits: tuple[Limit, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Limit))

    def __attrs_post_init__(self) -> None:
        for count in (*self.counts, *self.years):
            if not is_whole(count) or count < 1:
                raise InvalidValueError(f"needs and years are whole numbers above 0, got {describe(count)}")
        if not self.years or any(later <= earlier for earlier, later in pairwise(self.years)):
            raise InvalidValueError(f"years are given once each, in order, got {self.years}")
        places = frozenset(range(len(self.counts)))
        for limit in self.limits:
            if not limit.wanted <= places or limit.year not in (None, *self.years):
                raise InvalidValueError(f"{describe(limit)} names a need or a year that is not in the demand")

    def binding(self) -> tuple[Limit, ...]:
        """The limits that do not allow everything at once."""
        return tuple(limit for limit in self.limits if limit.count < sum(self.counts[n] for n in limit.wanted))


@attrs.frozen(repr=False)
class Allotment(Value):
    """The needs that are met, by their places in the demand, and how their counts fall on years.

    `yearly` holds (place, year, count); a need without any may be divided over the years freely. `is_fewest` says
    whether it is sure that no other choice that meets as many takes fewer recognitions.
    """

    chosen: tuple[int, ...] = attrs.field(converter=as_tuple)
    yearly: tuple[tuple[int, int, int], ...] = attrs.field(default=(), converter=as_tuple)
    proof: Proof = attrs.field(default=Proof.NONE, converter=Proof, kw_only=True, validator=instance(Proof))
    is_fewest: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))


Solver: TypeAlias = Callable[[Demand], Allotment]


def smallest_first(demand: Demand) -> Allotment | None:
    """Meet the smallest needs first, where that meets as many as any choice can.

    It does if any two limits lie one inside the other or apart, and if those of single years lie apart from each
    other. Of the choices that meet the most, it takes the one with the fewest recognitions, then the one whose
    needs come first.

    Returns:
        The allotment; None where limits overlap otherwise.

    >>> smallest_first(Demand((3, 1, 2), (2019, 2020), (Limit(4, {0, 1, 2}),))).chosen
    (1, 2)
    """
    limits = demand.binding()
    by_needs = _by_needs(limits)
    if sum(map(len, by_needs)) > len(frozenset().union(*by_needs)):
        return None
    of_need: list[list[int]] = [[] for _ in demand.counts]
    totals = _of_all_years(limits, demand.years)
    for number, limit in enumerate(totals):
        for need in limit.wanted:
            of_need[need].append(number)
    if not _are_nested(totals, of_need):
        return None
    rest = [limit.count for limit in totals]
    chosen = []
    for need in sorted(range(len(demand.counts)), key=lambda n: (demand.counts[n], n)):
        if all(demand.counts[need] <= rest[number] for number in of_need[need]):
            chosen.append(need)
            for number in of_need[need]:
                rest[number] -= demand.counts[need]
    yearly = tuple(_filled(demand, chosen, by_needs))
    return Allotment(tuple(sorted(chosen)), yearly, proof=Proof.SMALLEST_FIRST, is_fewest=True)


def _by_needs(limits: Iterable[Limit]) -> dict[frozenset[int], dict[int, int]]:
    """By needs that are limited together, the least limit of each single year."""
    by_needs: dict[frozenset[int], dict[int, int]] = {}
    for limit in limits:
        if limit.year is not None:
            of_year = by_needs.setdefault(limit.wanted, {})
            of_year[limit.year] = min(limit.count, of_year.get(limit.year, limit.count))
    return by_needs


def _of_all_years(limits: Sequence[Limit], years: Sequence[int]) -> tuple[Limit, ...]:
    """The limits of all years; those of single years are joined where every year has one."""
    joined = [
        Limit(sum(counts.values()), needs) for needs, counts in _by_needs(limits).items() if len(counts) == len(years)
    ]
    return (*joined, *(limit for limit in limits if limit.year is None))


def in_all_years(demand: Demand) -> Demand:
    """The demand with the limits of single years joined into one of all years; it allows no less."""
    return attrs.evolve(demand, limits=_of_all_years(demand.limits, demand.years))


def _are_nested(limits: Sequence[Limit], of_need: Sequence[Sequence[int]]) -> bool:
    chains = {tuple(sorted(numbers, key=lambda number: len(limits[number].wanted))) for numbers in of_need}
    links = {link for chain in chains for link in pairwise(chain)}
    return all(limits[inner].wanted <= limits[outer].wanted for inner, outer in links)


def _filled(
    demand: Demand, chosen: Sequence[int], by_needs: dict[frozenset[int], dict[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The needs under limits of single years, each as early as it can be."""
    for needs, of_year in by_needs.items():
        rest = dict(of_year)
        for need in chosen:
            missing = demand.counts[need] if need in needs else 0
            for year in demand.years:
                count = min(missing, rest.get(year, missing))
                if count:
                    yield need, year, count
                    missing -= count
                    if year in rest:
                        rest[year] -= count


def most_possible(demand: Demand, prices: Sequence[Fraction]) -> int:
    """An upper bound of the needs that can be met, from any price of a recognition under each limit.

    Whatever the prices are, no plan meets more: a need that is met pays its recognitions at the lowest price of a
    year, and all together can pay no more than the limits are worth (weak duality). Exact throughout.

    Args:
        demand: the needs and their limits.
        prices: one for each limit, none negative; those of the dual of a linear relaxation give the best bound.

    Raises:
        InvalidTypeError: if a price is no exact number.
        InvalidValueError: if a price is negative, or their number is not that of the limits.

    >>> most_possible(Demand((3, 1, 2), (2020,), (Limit(4, {0, 1, 2}),)), [Fraction(1, 3)])
    2
    """
    exact = [fraction(price) for price in prices]
    if len(exact) != len(demand.limits) or any(price < 0 for price in exact):
        raise InvalidValueError(f"{len(demand.limits)} limits have one price each, none negative, got {len(exact)}")
    places = {year: place for place, year in enumerate(demand.years)}
    one = lcm(*(price.denominator for price in exact))
    price_of = [[0] * len(demand.years) for _ in demand.counts]
    bound = 0
    for limit, price in zip(demand.limits, (int(price * one) for price in exact), strict=True):
        if price:
            bound += price * limit.count
            for need in limit.wanted:
                for place in range(len(places)) if limit.year is None else (places[limit.year],):
                    price_of[need][place] += price
    for count, of_year in zip(demand.counts, price_of, strict=True):
        bound += max(0, one - count * min(of_year))
    return min(bound // one, len(demand.counts))


def checked(demand: Demand, answer: Allotment) -> Allotment:
    """The allotment, if it keeps every limit in whole numbers.

    Raises:
        InvalidTypeError: if it is no allotment.
        UnsolvedPlanError: if it names what is not in the demand, divides a need wrongly or breaks a limit.
    """
    if not isinstance(answer, Allotment):
        raise InvalidTypeError(f"a solver returns an Allotment, got {describe(answer)}")
    problem = _broken(demand, answer)
    if problem:
        raise UnsolvedPlanError(f"the solver's answer does not hold in whole numbers: {problem}; try another solver")
    return answer


def _broken(demand: Demand, answer: Allotment) -> str:
    """The first thing that does not hold; empty where all does."""
    chosen = set(answer.chosen)
    if len(chosen) != len(answer.chosen) or not all(is_whole(n) and 0 <= n < len(demand.counts) for n in chosen):
        return "a need is named twice or is not in the demand"
    divided: dict[int, dict[int, int]] = {}
    for need, year, count in answer.yearly:
        of_year = divided.setdefault(need, {})
        if need not in chosen or year not in demand.years or not is_whole(count) or count < 1 or year in of_year:
            return f"{count} recognitions of need {need} in {year}"
        of_year[year] = count
    dated = {need for limit in demand.binding() if limit.year is not None for need in limit.wanted}
    for need in sorted((dated & chosen) | set(divided)):
        if sum(divided.get(need, {}).values()) != demand.counts[need]:
            return f"the years of need {need} do not add up to {demand.counts[need]}"
    for limit in demand.limits:
        met = limit.wanted & chosen
        if limit.year is None:
            used = sum(demand.counts[need] for need in met)
        else:
            used = sum(divided.get(need, {}).get(limit.year, 0) for need in met)
        if used > limit.count:
            return f"{used} recognitions where {limit.count} are possible"
    return ""
