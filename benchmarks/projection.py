"""How much a projection costs beside judging its reports, as a ratio measured side by side in one run.

Usage: python benchmarks/projection.py [--quick] [--write]

- `project` of one scenario over many localities, all targets and ten years, against as many `assess` calls on the
  reports that it makes: the reports are at hand and no older one is among them, but for the baselines of yearly rises.
- The same with assumptions of many kinds and two reports of everything, for information: all of these reports are
  checked, and lines are drawn through them, before the first day is judged.
- `with_scenario`, which projects again from a projection at hand and makes only what a change touches, against
  projecting anew, for information.
- `simulate` of 1,000 runs that draw one of 101 rises of two indicators for all regions together, against the same where
  every rise is projected, as it is for reports that are not counted; both give the same answer.
- `project` of two, four and eight times as many localities: how fast the time grows with their number.
- `simulate` and `sensitivity` against as many `project` calls as they have runs or scenarios, for information.
- `plan` against one `assess` call on the last reports, and `compare` against one `project`, for information.

Every ratio is the least processor time of one side over that of the other, over several repeats that take turns. The
garbage collector runs, as it does for users. A full run ends with an error if a bound is missed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from unittest.mock import patch

import pages

from xhht import Assessment, GrowthTarget, Observation, Region, Regions, Share, assess
from xhht.planning import plan
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    BusinessAsUsual,
    DenominatorGrowth,
    MatchBest,
    Projection,
    RandomRise,
    ReachBy,
    Rise,
    Scenario,
    Spread,
    Threshold,
    _tallies,
    compare,
    project,
    sensitivity,
    simulate,
)

PROGRAMME = ctph_154.PROGRAMME
START, SEEN, UNTIL = date(2014, 12, 31), date(2016, 12, 31), date(2026, 12, 31)
BOUND = 1.3
DRAWN_BOUND = 0.1
SLOPE = 1.25
TRAITS: tuple[tuple[str, ...], ...] = ((), ("town",), ("remote",))

STEADY = Scenario("steady", rises={target.id: Rise.points("2.5") for target in PROGRAMME.targets})
MIXED = Scenario(
    "mixed",
    assumptions=(
        Assumption(Rise.points("1")),
        Assumption(BusinessAsUsual(), tier="general"),
        Assumption(MatchBest(UNTIL), tier="developed"),
        Assumption(ReachBy(Fraction(3, 5), date(2021, 6, 30)), indicator="clans_recognised"),
        Assumption(Rise.holders(3), indicator="units_recognised"),
        Assumption(DenominatorGrowth(Fraction(1, 100))),
    ),
)


def localities(count: int) -> tuple[Region, ...]:
    """A province and its communes, towns and remote ones in turn."""
    communes = (
        Region(f"commune-{number}", f"Xã {number}", level="commune", parent="yen-bai", traits=TRAITS[number % 3])
        for number in range(1, count)
    )
    return (Region("yen-bai", "Tỉnh Yên Bái", level="province"), *communes)


def reports(regions: tuple[Region, ...], *, is_twice: bool) -> list[Observation]:
    """A report of every indicator in every region, and an earlier one of each or of the yearly rises alone."""
    seen = []
    for place, region in enumerate(regions):
        for number, rule in enumerate(PROGRAMME.targets):
            denominator = 40 + (place * 7 + number * 13) % 500
            earlier = denominator * (20 + place % 10) // 100
            later = denominator * (30 + (place + number) % 30) // 100
            if is_twice or isinstance(rule, GrowthTarget):
                seen.append(Observation(rule.indicator, region.id, START, Share(earlier, denominator)))
            seen.append(Observation(rule.indicator, region.id, SEEN, Share(later, denominator)))
    return seen


def judged_reports(assessment: Assessment) -> tuple[Observation, ...]:
    """The reports from which an assessment was reached, and the baselines of its yearly rises."""
    found = [v.observation for v in assessment] + [v.baseline for v in assessment if isinstance(v.target, GrowthTarget)]
    return tuple(seen for seen in found if seen is not None)


def check_equal(projection: Projection, judged: list[Assessment]) -> None:
    """Refuse to compare the speed of two things that are not the same.

    Raises:
        AssertionError: if a verdict differs.
    """
    for one, other in zip(projection.assessments, judged, strict=True):
        if one.verdicts != other.verdicts:
            raise AssertionError(f"the verdicts of {one.as_of} differ")


def projection_row(scenario: Scenario, *, count: int, repeats: int, bound: float | None) -> pages.Ratio:
    """One projection against as many assessments."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(regions, is_twice=scenario is MIXED)

    def projected() -> Projection:
        return project(PROGRAMME, seen, scenario, regions=tree, until=UNTIL, baseline_on=START)

    made = projected()
    inputs = [(assessment.as_of, judged_reports(assessment)) for assessment in made.assessments]

    def judged() -> list[Assessment]:
        return [assess(PROGRAMME, made, regions=tree, as_of=day, baseline_on=START) for day, made in inputs]

    check_equal(made, judged())
    years = len(inputs)
    del made
    least = pages.least_times({"project": projected, "assess": judged}, repeats)
    size = f"{count:,} localities × {len(PROGRAMME.targets)} targets × {years} years"
    work = f"`project`, {scenario.name}, {size}"
    return pages.Ratio(work, f"{years} `assess` calls", least["project"] / least["assess"], bound)


def changed_rows(*, count: int, repeats: int) -> list[pages.Ratio]:
    """Projecting again after a change, from the projection at hand, against projecting anew."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(regions, is_twice=True)
    first = PROGRAMME.targets[0]
    changes = {
        "one target of all": Scenario("more", rises={first.id: Rise.points(4)}),
        "one region of all": Scenario("more", assumptions=[Assumption(Rise.points(4), region=regions[-1].id)]),
        "one threshold": Scenario("more", assumptions=[Assumption(Threshold(Fraction(1, 2)), target=first.id)]),
        "a new name": Scenario("more"),
    }

    def anew(scenario: Scenario) -> Projection:
        return project(PROGRAMME, seen, scenario, regions=tree, until=UNTIL, baseline_on=START)

    start = anew(MIXED)
    sides: dict[str, Callable[[], object]] = {"anew": lambda: anew(MIXED)}
    for name, change in changes.items():
        changed = MIXED.then(change)
        if start.with_scenario(changed) != anew(changed):
            raise AssertionError(f"{name}: the projections differ")
        sides[name] = partial(start.with_scenario, changed)
    least = pages.least_times(sides, repeats)
    return [
        pages.Ratio(
            f"`with_scenario`, {name}, {count:,} localities", "`project` anew", least[name] / least["anew"], None
        )
        for name in changes
    ]


def other_rows(*, count: int, repeats: int) -> list[pages.Ratio]:
    """What follows from projections."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(regions, is_twice=False)
    projections = [
        project(PROGRAMME, seen, scenario, regions=tree, until=UNTIL, baseline_on=START) for scenario in (STEADY, MIXED)
    ]
    least = pages.least_times(
        {
            "assess": lambda: assess(PROGRAMME, seen, regions=tree, as_of=UNTIL, baseline_on=START),
            "plan": lambda: plan(PROGRAMME, seen, regions=tree, by=UNTIL, baseline_on=START),
            "project": lambda: project(PROGRAMME, seen, STEADY, regions=tree, until=UNTIL, baseline_on=START),
            "compare": lambda: compare(projections, on=UNTIL),
        },
        repeats,
    )
    return [
        pages.Ratio(f"`plan`, {count:,} localities", "one `assess` call", least["plan"] / least["assess"], None),
        pages.Ratio(
            f"`compare`, two scenarios, {count:,} localities",
            "one `project` call",
            least["compare"] / least["project"],
            None,
        ),
    ]


def repeated_rows(*, runs: int, repeats: int) -> list[pages.Ratio]:
    """What changing one assumption many times costs beside projecting it each time, in nine localities."""
    regions = localities(9)
    tree, seen, until = Regions(regions), reports(regions, is_twice=False), date(2020, 12, 31)
    rises = {target.id: RandomRise.points(0, 10, steps=20) for target in PROGRAMME.targets}

    def projected() -> Projection:
        return project(PROGRAMME, seen, STEADY, regions=tree, until=until, baseline_on=START)

    least = pages.least_times(
        {
            "project": projected,
            "simulate": lambda: simulate(
                PROGRAMME, seen, STEADY, rises, regions=tree, until=until, baseline_on=START, seed=1, runs=runs
            ),
            "sensitivity": lambda: sensitivity(PROGRAMME, seen, STEADY, regions=tree, until=until, baseline_on=START),
        },
        repeats,
    )
    times = len(STEADY.all_assumptions) + 1
    return [
        pages.Ratio(
            f"`simulate`, {runs} runs of 21 rises",
            f"{runs} `project` calls",
            least["simulate"] / least["project"] / runs,
            None,
        ),
        pages.Ratio("`sensitivity`", f"{times} `project` calls", least["sensitivity"] / least["project"] / times, None),
    ]


def drawn_row(*, count: int) -> pages.Ratio:
    """A simulation of counted reports against projecting every rise that is drawn."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(regions, is_twice=False)
    rises = {target.id: RandomRise.points(0, 10, steps=100) for target in PROGRAMME.targets[:2]}
    until = date(2020, 12, 31)

    def simulated() -> Spread:
        return simulate(
            PROGRAMME, seen, STEADY, rises, regions=tree, until=until, baseline_on=START, seed=1, runs=1_000
        )

    def projected() -> Spread:
        with patch.object(_tallies, "_is_counted", return_value=False):
            return simulated()

    if simulated() != projected():
        raise AssertionError("the answers differ")
    least = pages.least_times({"simulate": simulated, "project": projected}, 1)
    work = f"`simulate`, 1,000 runs of 101 rises, {count:,} localities"
    return pages.Ratio(work, "every rise projected", least["simulate"] / least["project"], DRAWN_BOUND)


def growth_row(*, count: int, repeats: int) -> pages.Ratio:
    """The slope of the time over four numbers of localities."""
    sides: dict[str, Callable[[], object]] = {}
    for size in (count, 2 * count, 4 * count, 8 * count):
        regions = localities(size)
        seen = reports(regions, is_twice=False)
        sides[str(size)] = partial(
            project, PROGRAMME, seen, STEADY, regions=Regions(regions), until=UNTIL, baseline_on=START
        )
    least = pages.least_times(sides, repeats)
    slope = pages.slope({int(size): time for size, time in least.items()})
    return pages.Ratio("`project`", f"{count:,} to {8 * count:,} localities, slope", slope, SLOPE)


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """All of them."""
    count, repeats = (60, 3) if is_quick else (1_000, 5)
    few, fewer = min(count, 300), 3
    return [
        projection_row(STEADY, count=count, repeats=repeats, bound=BOUND),
        projection_row(MIXED, count=few, repeats=fewer, bound=None),
        drawn_row(count=few),
        growth_row(count=count // 4, repeats=fewer),
        *changed_rows(count=few, repeats=fewer),
        *other_rows(count=few, repeats=fewer),
        *repeated_rows(runs=200, repeats=fewer),
    ]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "attrs")
