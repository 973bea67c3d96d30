"""What judging costs beside the same answers written by hand, as ratios measured side by side in one run.

Usage: python benchmarks/evaluation.py [--quick] [--write]

The versions written by hand stand in `judging.py`: one with attrs and Fraction, one with dicts, whole numbers and plain
tuples. Nothing is measured before both sides have given the same answers. Every ratio is the least time of one side
over the least time of the other, over several repeats that take turns. Bytes are what tracemalloc counts for each of
many. A full run ends with an error if a bound is missed.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from sys import getsizeof

import attrs
import judging
import pages
from judging import PlainReport, PlainRule, PlainShare, PlainTarget, PlainVerdict

from xhht import (
    Comparison,
    GrowthTarget,
    LevelTarget,
    Observation,
    Outcome,
    Programme,
    Reading,
    Region,
    Regions,
    Share,
    Verdict,
    assess,
    evaluate,
)
from xhht.programmes import ctph_154

# Every target is asked at every level here, so that both sides judge the same.
EVERYWHERE = attrs.evolve(
    ctph_154.PROGRAMME, targets=tuple(attrs.evolve(rule, levels=None) for rule in ctph_154.PROGRAMME.targets)
)
START, END, SINCE = date(2016, 12, 31), date(2020, 12, 31), date(2020, 1, 1)
TIER = "developed"
JUDGED_LEVELS = ("clans_recognised", "communities_recognised", "units_recognised", "members")
JUDGED_RISE = "families_recognised"
COUNTS = ((46, 101), (7, 12), (19, 40), (2_041, 9_803))
ODD_COUNTS = ((0, 5), (5, 5), (2, 5), (1, 5), (0, 1), (55, 100), (57, 100))
RISES = (((60, 97), (45, 90)), ((31, 50), (1, 2)), ((1, 3), (1, 4)), ((99, 100), (2, 3)))
TRAITS: tuple[tuple[str, ...], ...] = ((), ("town",), ("remote",))


def plain_target(target: LevelTarget | GrowthTarget) -> PlainTarget:
    """The same target for the version written by hand."""
    shares = {asked.tier: asked.share for asked in target.shares}
    return PlainTarget(target.id, shares, target.comparison is Comparison.MORE_THAN, target.due_on)


def check_equal(verdict: Verdict, plain: PlainVerdict) -> None:
    """Refuse to compare the speed of two things that are not the same.

    Raises:
        AssertionError: if an answer differs.
    """
    own = verdict.threshold, verdict.outcome is Outcome.MET, verdict.shortfall, verdict.tier, verdict.as_of
    other = plain.threshold, plain.is_met, plain.shortfall, plain.tier, plain.as_of
    if own != other:
        raise AssertionError(f"{verdict.target.id}, {verdict.actual}: {own!r} and {other!r}")


def times_over(work: Callable[[], object], rounds: int) -> Callable[[], None]:
    """A work so many times."""

    def repeated() -> None:
        for _ in range(rounds):
            work()

    return repeated


def ratio_of(
    work: str, beside: str, bound: float, sides: Mapping[str, Callable[[], object]], repeats: int
) -> pages.Ratio:
    """The ratio of a work of the library to the same by hand."""
    least = pages.least_times(sides, repeats)
    return pages.Ratio(work, beside, least["own"] / least["by hand"], bound)


def level_ratios(*, rounds: int, repeats: int) -> list[pages.Ratio]:
    """Four level targets for one locality, from counts to threshold and shortfall."""
    targets = [ctph_154.PROGRAMME.target(target) for target in JUDGED_LEVELS]
    cases = [(target, plain_target(target), counts) for target, counts in zip(targets, COUNTS, strict=True)]
    for target, plain, counts in cases:
        for odd in (counts, *ODD_COUNTS):
            for tier in ("general", "developed", "disadvantaged"):
                verdict = evaluate(target, Share(*odd), as_of=END, tier=tier)
                check_equal(verdict, judging.plain_evaluate(plain, PlainShare(*odd), END, tier))

    def judged() -> None:
        for target, _, (numerator, denominator) in cases:
            verdict = evaluate(target, Share(numerator, denominator), as_of=END, tier=TIER)
            _ = verdict.threshold, verdict.shortfall

    def plainly_judged() -> None:
        for _, plain, (numerator, denominator) in cases:
            verdict = judging.plain_evaluate(plain, PlainShare(numerator, denominator), END, TIER)
            _ = verdict.threshold, verdict.shortfall

    sides = {"own": times_over(judged, rounds), "by hand": times_over(plainly_judged, rounds)}
    work = "`evaluate`, four level targets, with threshold and shortfall, shares built"
    return [ratio_of(work, "attrs and Fraction, seven fields", 2.0, sides, repeats)]


def distance_ratios(*, rounds: int, repeats: int) -> list[pages.Ratio]:
    """What is missing, in whole numbers and in points, read from four verdicts at hand."""
    targets = [ctph_154.PROGRAMME.target(target) for target in JUDGED_LEVELS]
    verdicts = [
        evaluate(target, Share(*counts), as_of=END, tier=TIER) for target, counts in zip(targets, COUNTS, strict=True)
    ]
    exact = [
        (*counts, target.asked_of(TIER), target.comparison is Comparison.MORE_THAN)
        for target, counts in zip(targets, COUNTS, strict=True)
    ]

    def shortfalls() -> list[object]:
        return [verdict.shortfall for verdict in verdicts]

    def plain_shortfalls() -> list[int]:
        return [judging.plain_shortfall(of, size, asked, is_more=is_more) for of, size, asked, is_more in exact]

    def gaps() -> list[object]:
        return [verdict.gap_pp for verdict in verdicts]

    def plain_gaps() -> list[Fraction]:
        return [judging.plain_gap_pp(of, size, asked) for of, size, asked, _ in exact]

    if (shortfalls(), gaps()) != (plain_shortfalls(), plain_gaps()):
        raise AssertionError("the distances differ")
    whole = {"own": times_over(shortfalls, rounds), "by hand": times_over(plain_shortfalls, rounds)}
    points = {"own": times_over(gaps, rounds), "by hand": times_over(plain_gaps, rounds)}
    return [
        ratio_of("`shortfall`", "one floor of whole numbers", 2.5, whole, repeats),
        ratio_of("`gap_pp`", "one Fraction of two products", 2.5, points, repeats),
    ]


def rise_ratios(*, rounds: int, repeats: int) -> list[pages.Ratio]:
    """A yearly rise in points from a counted baseline, over four calendar years."""
    target = ctph_154.PROGRAMME.target(JUDGED_RISE)
    plain = plain_target(target)
    cases = [
        (Share(*counts), Observation(target.indicator, "tran-yen", START, Share(*before))) for counts, before in RISES
    ]
    plain_cases = [(PlainShare(*counts), PlainShare(*before)) for counts, before in RISES]

    def judged() -> list[Verdict]:
        return [evaluate(target, actual, as_of=END, tier=TIER, baseline=baseline) for actual, baseline in cases]

    def plainly_judged() -> list[PlainVerdict]:
        return [
            judging.plain_evaluate_rise(plain, actual, END, TIER, baseline=baseline, baseline_on=START)
            for actual, baseline in plain_cases
        ]

    for verdict, plain_verdict in zip(judged(), plainly_judged(), strict=True):
        check_equal(verdict, plain_verdict)
    sides = {"own": times_over(judged, rounds), "by hand": times_over(plainly_judged, rounds)}
    return [ratio_of("`evaluate`, a yearly rise", "attrs and whole numbers, seven fields", 3.0, sides, repeats)]


def localities(count: int) -> tuple[Region, ...]:
    """A province and its communes, towns and remote ones in turn."""
    communes = (
        Region(f"commune-{number}", f"Xã {number}", level="commune", parent="yen-bai", traits=TRAITS[number % 3])
        for number in range(1, count)
    )
    return (Region("yen-bai", "Tỉnh Yên Bái", level="province"), *communes)


def reports(programme: Programme, regions: Iterable[Region]) -> list[Observation]:
    """Two reports of every indicator in every region: one of the first day, one of the last."""
    return [
        Observation(rule.indicator, region.id, on, Share(denominator * percent // 100, denominator))
        for place, region in enumerate(regions)
        for number, rule in enumerate(programme.targets)
        for denominator in (40 + (place * 7 + number * 13) % 500,)
        for on, percent in ((START, 45 + place % 30), (END, 55 + (place + number) % 40))
    ]


def plain_rules(programme: Programme) -> list[PlainRule]:
    """The targets as whole numbers."""
    return [
        PlainRule(
            rule.id,
            rule.indicator,
            {asked.tier: asked.share.as_integer_ratio() for asked in rule.shares},
            is_more=rule.comparison is Comparison.MORE_THAN,
            is_rise=isinstance(rule, GrowthTarget),
        )
        for rule in programme.targets
        if not isinstance(rule, GrowthTarget) or rule.reading is Reading.POINTS
    ]


def assessment_ratios(*, count: int, repeats: int) -> list[pages.Ratio]:
    """Many localities by all targets at once, each with two reports."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(EVERYWHERE, regions)
    rules = plain_rules(EVERYWHERE)
    plain_seen = [
        PlainReport(one.indicator, one.region, one.on, one.actual.numerator, one.actual.denominator)
        for one in seen
        if isinstance(one.actual, Share)
    ]
    tiers = {region.id: EVERYWHERE.tier_of(region) or "general" for region in regions}
    assessed = partial(assess, EVERYWHERE, seen, regions=tree, as_of=END, baseline_on=START)
    by_hand = partial(judging.plain_assess, rules, plain_seen, tiers=tiers, as_of=END, since=SINCE, baseline_on=START)
    words = {Outcome.MET: "met", Outcome.NOT_MET: "not met"}
    for verdict, answer in zip(assessed(), by_hand(), strict=True):
        own = verdict.key, words.get(verdict.outcome, "no data"), verdict.threshold
        if own != ((answer.target, answer.region), answer.outcome, Fraction(answer.needed, answer.of)):
            raise AssertionError(f"{own!r} and {answer!r}")
    work = f"`assess`, {count:,} regions × {len(rules)} targets, two reports each"
    sides: dict[str, Callable[[], object]] = {"own": assessed, "by hand": by_hand}
    return [ratio_of(work, "dicts, whole numbers and tuples, no checks", 5.5, sides, repeats)]


def lives(count: int) -> list[Region]:
    """A parent and its child, both with so many lives of three days."""
    found = []
    for number in range(count):
        first = date(1900, 1, 1) + timedelta(days=3 * number)
        for name, level, parent in (("parent", "province", None), ("child", "district", "parent")):
            life = Region(name, name, level=level, parent=parent, valid_from=first, valid_to=first + timedelta(days=2))
            found.append(life)
    return found


def region_ratios(*, count: int, repeats: int) -> list[pages.Ratio]:
    """Regions checked as a tree in time: twice the lives against the lives."""
    once, twice = lives(count), lives(2 * count)
    sides = {"own": partial(Regions, twice), "by hand": partial(Regions, once)}
    work = f"`Regions`, {2 * count:,} lives of a parent and its child each"
    return [ratio_of(work, f"{count:,} lives each", 2.6, sides, repeats)]


def bytes_of(build: Callable[[], Collection[object]]) -> float:
    """The bytes that each of many values takes, and whatever it alone refers to; not those of what holds them."""
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    built = build()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    return (after - before - getsizeof(built)) / len(built)


def memory_ratios(*, count: int) -> list[pages.Ratio]:
    """The bytes of an observation with its share, and of a verdict beyond the report that it is about."""
    regions = localities(count)
    tree, seen = Regions(regions), reports(EVERYWHERE, regions)

    def verdicts() -> tuple[Verdict, ...]:
        return assess(EVERYWHERE, seen, regions=tree, as_of=END, baseline_on=START).verdicts

    verdicts()
    tracemalloc.start()
    try:
        of_report, of_verdict = bytes_of(partial(reports, EVERYWHERE, regions)), bytes_of(verdicts)
    finally:
        tracemalloc.stop()
    return [
        pages.Ratio("bytes of an observation, its share and its counts", "", of_report, 171),
        pages.Ratio("bytes of a verdict and its threshold, its report apart", "", of_verdict, 165),
    ]


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """All of them."""
    rounds, repeats, count, lived = (100, 3, 200, 200) if is_quick else (2_000, 15, 5_000, 5_000)
    return [
        *level_ratios(rounds=rounds, repeats=repeats),
        *distance_ratios(rounds=rounds, repeats=repeats),
        *rise_ratios(rounds=rounds, repeats=repeats),
        *assessment_ratios(count=count, repeats=3 if is_quick else 7),
        *region_ratios(count=lived, repeats=3 if is_quick else 7),
        *memory_ratios(count=min(count, 1_000)),
    ]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "attrs")
