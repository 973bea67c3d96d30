"""How much a plan costs beside judging the same reports, as ratios measured side by side in one run.

Usage: python benchmarks/planning.py [--quick] [--write]

- `plan` with its years, without capacities and with a yearly one of each target, against one `assess` call on the
  same reports.
- `plan` under yearly capacities of every target and every region at once, which overlap, through the solver: nine
  districts × eleven targets × four years, and as many with 500 regions, against the same `assess` call. It needs the
  extra `solver`.
- The same capacities without the solver's search: the demand is built, and its answer held against every limit.

- A plan under 300 overlapping capacities against the first search of the solver alone, the one for the most needs.
- How fast the time of a plan without capacities grows with the number of regions, over four sizes.

Every ratio is the least time of one side over the least time of the other, over several repeats that take turns; a full
run ends with an error if one of the last two misses its bound, the others are for information. How many open needs the
solver meets, and why none can be more, stands behind the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from time import perf_counter
from unittest.mock import patch

import pages

from xhht import Observation, Region, Regions, Share, assess
from xhht.ext import solver
from xhht.planning import Allotment, Capacity, Demand, Plan, plan
from xhht.planning.allotments import Solver
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
START, UNTIL = date(2016, 12, 31), date(2020, 12, 31)
# A search that is cut short gives a plan that may not be proven; the last line says so.
solve = partial(solver.solve, most_nodes=200)
SEARCHES, SLOPE = 1.5, 1.25
TRAITS: tuple[tuple[str, ...], ...] = ((), ("town",), ("remote",))


def districts(count: int) -> tuple[Region, ...]:
    """Made-up regions of every tier."""
    return tuple(
        Region(f"d{place}", f"Huyện {place}", level="district", traits=TRAITS[place % len(TRAITS)])
        for place in range(count)
    )


def reports(regions: tuple[Region, ...]) -> list[Observation]:
    """Made-up counts of every target in every region."""
    return [
        Observation(
            rule.indicator, region.id, START, Share((40 + place * 7 + number * 13) // 5, 40 + place * 7 + number * 13)
        )
        for place, region in enumerate(regions)
        for number, rule in enumerate(PROGRAMME.targets)
    ]


def crossing(found: Plan) -> tuple[Capacity, ...]:
    """Yearly capacities of every target and every region, each about half of what is needed."""
    by_target: dict[str, int] = {}
    by_region: dict[str, int] = {}
    for need in found:
        by_target[need.target] = by_target.get(need.target, 0) + (need.most or 0)
        by_region[need.region] = by_region.get(need.region, 0) + (need.most or 0)
    years = 2 * len(found.years)
    return (
        *(Capacity(count // years, target=target, is_yearly=True) for target, count in by_target.items()),
        *(Capacity(count // years, region=region, is_yearly=True) for region, count in by_region.items()),
    )


def plan_rows(count: int, repeats: int) -> list[pages.Ratio]:
    """The plans of so many regions."""
    regions = districts(count)
    tree, seen = Regions(regions), reports(regions)

    def planned(capacity: tuple[Capacity, ...] = (), solver: Solver | None = None) -> Plan:
        return plan(PROGRAMME, seen, regions=tree, by=UNTIL, baseline_on=START, capacity=capacity, solver=solver)

    free = planned()
    overlapping = crossing(free)
    yearly = tuple(capacity for capacity in overlapping if capacity.target)
    answers: dict[Demand, Allotment] = {}

    def remembered(demand: Demand) -> Allotment:
        if demand not in answers:
            answers[demand] = solve(demand)
        return answers[demand]

    chosen = planned(overlapping, remembered)
    met, wanted = len(chosen.reached), sum(bool(need.most) for need in chosen)
    assessed = "one `assess` call"
    least = pages.least_times(
        {
            assessed: lambda: assess(PROGRAMME, seen, regions=tree, as_of=UNTIL, baseline_on=START),
            "without capacities": planned,
            "yearly capacities per target": lambda: planned(yearly),
            f"per target and region, solved ({met} of {wanted} needs met, proof: {chosen.proof})": lambda: planned(
                overlapping, solve
            ),
            "the same, but for the solver's search": lambda: planned(overlapping, remembered),
        },
        repeats,
    )
    size = f"`plan`, {count} regions × {len(PROGRAMME.targets)} targets × {len(chosen.years)} years"
    return [
        pages.Ratio(f"{size}, {name}", assessed, seconds / least[assessed], None)
        for name, seconds in list(least.items())[1:]
    ]


def bounded_rows(count: int, repeats: int) -> list[pages.Ratio]:
    """What is bounded: a plan beside its first search, and how plans grow."""
    tree = Regions(districts(count))
    seen = reports(tree.lives)
    searches: list[float] = []

    class Timed(solver._Model):  # noqa: SLF001  # The first search is no function of its own.
        def maximise(self, objective: Mapping[int, int]) -> list[int]:
            start = perf_counter()
            values = super().maximise(objective)
            searches.append(perf_counter() - start)
            return values

    def planned(capacity: tuple[Capacity, ...] = ()) -> Plan:
        return plan(PROGRAMME, seen, regions=tree, by=UNTIL, baseline_on=START, capacity=capacity, solver=solver.solve)

    overlapping = crossing(planned())
    with patch.object(solver, "_Model", Timed):
        beside_search = []
        for _ in range(repeats):
            start = perf_counter()
            planned(overlapping)
            beside_search.append((perf_counter() - start) / searches.pop())
    sides: dict[str, Callable[[], object]] = {}
    sizes = [count * times // 2 for times in (1, 2, 4, 8)]
    for size in sizes:
        regions = districts(size)
        sides[str(size)] = partial(
            plan, PROGRAMME, reports(regions), regions=Regions(regions), by=UNTIL, baseline_on=START
        )
    least = pages.least_times(sides, repeats)
    slope = pages.slope({int(size): time for size, time in least.items()})
    work = f"`plan` under {len(overlapping)} overlapping capacities"
    return [
        pages.Ratio(work, "the solver's first search", min(beside_search), SEARCHES),
        pages.Ratio("`plan`", f"{sizes[0]:,} to {sizes[-1]:,} regions, slope", slope, SLOPE),
    ]


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """All of them."""
    sizes, bounded = (((9, 1), (20, 1)), (20, 1)) if is_quick else (((9, 7), (500, 3)), (300, 3))
    return [*(row for size in sizes for row in plan_rows(*size)), *bounded_rows(*bounded)]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "highspy")
