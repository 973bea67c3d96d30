"""How much the library costs beside code written by hand, as ratios measured side by side in one run.

Usage: python benchmarks/evaluation.py [--quick]

- `evaluate` against a version written by hand with attrs and Fraction in this file: it can do nothing but counted
  shares and levels, but it checks the same input and builds a result with the same fields and the same contents.
- `assess` of a whole country's worth of localities against the sum of its `evaluate` calls.
- `assess` at four sizes, each twice the one before, per locality: with the garbage collector and without it, since its
  passes over everything that is alive are no work of the library.

Every ratio is the least time of one side over the least time of the other, over several repeats that take turns.
Where nothing else is said, the garbage collector runs, as it does for users. A full run ends with an error if a bound
is missed.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from time import perf_counter
from typing import NamedTuple

import attrs

from xhht import (
    Base,
    Caveat,
    Comparison,
    GrowthTarget,
    LevelTarget,
    Observation,
    Outcome,
    Programme,
    Reading,
    Reason,
    Region,
    Regions,
    Share,
    Text,
    Verdict,
    assess,
    evaluate,
)
from xhht.programmes import ctph_154

# Every target is asked at every level here, so that both sides judge the same.
EVERYWHERE = attrs.evolve(
    ctph_154.PROGRAMME, targets=tuple(attrs.evolve(rule, levels=None) for rule in ctph_154.PROGRAMME.targets)
)
START, END = date(2016, 12, 31), date(2020, 12, 31)
EVALUATE_BOUND, ASSESS_BOUND = 2.0, 1.5
JUDGED_LEVELS = ("clans_recognised", "communities_recognised", "units_recognised", "members")
COUNTS = ((46, 101), (7, 12), (19, 40), (2_041, 9_803))
TRAITS: tuple[tuple[str, ...], ...] = ((), ("town",), ("remote",))


# --- the version written by hand -------------------------------------------------------------------------------------


@attrs.frozen
class PlainShare:
    """A counted share, checked."""

    numerator: int
    denominator: int
    base: Base = attrs.field(default=Base.ALL, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for count in (self.numerator, self.denominator):
            if isinstance(count, bool) or not isinstance(count, int):
                raise TypeError(f"a count is an int, got {count!r}")
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} cannot be")
        if not isinstance(self.base, Base):
            raise TypeError(f"a base is a Base, got {self.base!r}")


@attrs.frozen(kw_only=True)
class PlainRule:
    """A share to reach by a day, for each tier."""

    id: str
    levels: Mapping[str | None, Fraction]
    comparison: Comparison
    due_on: date
    clause: str
    caveats: tuple[Caveat, ...]


@attrs.frozen(kw_only=True)
class PlainVerdict:
    """The fields of the library's verdict, none left out."""

    target: PlainRule
    outcome: Outcome
    reason: Reason
    as_of: date
    tier: str
    actual: PlainShare | None = None
    threshold: Fraction | None = None
    tier_name: Text | None = None
    tiers: tuple[str | None, ...] = ()
    region: Region | None = None
    observation: Observation | None = None
    outdated: Observation | None = None
    baseline: Observation | None = None
    reading: Reading | None = None
    caveats: tuple[Caveat, ...] = ()


def plain_evaluate(rule: PlainRule, actual: PlainShare | None, *, as_of: date, tier: str = "general") -> PlainVerdict:
    """Judge a counted share by a level: the same checks as the library's, one Fraction, one comparison."""
    if not isinstance(rule, PlainRule):
        raise TypeError(f"a target is a PlainRule, got {rule!r}")
    if isinstance(as_of, datetime) or not isinstance(as_of, date):
        raise TypeError(f"as_of is a date, got {as_of!r}")
    if actual is not None and not isinstance(actual, PlainShare):
        raise TypeError(f"a share is a PlainShare, got {actual!r}")
    threshold = rule.levels.get(tier)
    if threshold is None:
        threshold = rule.levels.get(None)
    if threshold is None:
        raise LookupError(f"unknown tier {tier!r}")
    caveats = rule.caveats
    if actual is None:
        outcome, reason = Outcome.NO_DATA, Reason.NOT_REPORTED
    elif actual.base is Base.REGISTERED:
        outcome, reason = Outcome.NO_DATA, Reason.ONLY_REGISTERED
    elif actual.denominator == 0:
        outcome, reason = Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT
    else:
        share = Fraction(actual.numerator, actual.denominator)
        is_met = share > threshold if rule.comparison is Comparison.MORE_THAN else share >= threshold
        outcome = Outcome.MET if is_met else Outcome.NOT_MET
        reason = Reason.EVERY_VALUE_PASSES if is_met else Reason.NO_VALUE_PASSES
    if actual is not None and actual.base is Base.UNSTATED:
        caveats = (Caveat.BASE_UNSTATED, *caveats)
    return PlainVerdict(
        target=rule,
        outcome=outcome,
        reason=reason,
        as_of=as_of,
        tier=tier,
        tiers=(tier,),
        actual=actual,
        threshold=threshold,
        caveats=caveats,
    )


def plain_rule(rule: LevelTarget) -> PlainRule:
    """The same target for the version written by hand."""
    return PlainRule(
        id=rule.id,
        levels={asked.tier: asked.share for asked in rule.shares},
        comparison=rule.comparison,
        due_on=rule.due_on,
        clause=str(rule.source),
        caveats=rule.caveats,
    )


def check_equal(verdict: Verdict, plain: PlainVerdict) -> None:
    """Refuse to compare the speed of two things that are not the same.

    Raises:
        AssertionError: if a field differs.
    """
    names = [field.name for field in attrs.fields(Verdict)]
    if names != [field.name for field in attrs.fields(PlainVerdict)]:
        raise AssertionError("the two results have other fields")
    for name in names:
        one, other = getattr(verdict, name), getattr(plain, name)
        if name == "target":
            one, other = (one.id, one.due_on, str(one.source)), (other.id, other.due_on, other.clause)
        elif name == "actual":
            one, other = attrs.astuple(one), attrs.astuple(other)
        if one != other:
            raise AssertionError(f"{name} differs: {one!r} and {other!r}")


# --- measuring -------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One line of the table; a bound of None is a ratio given for information."""

    what: str
    ratio: float
    bound: float | None


def least_times(
    sides: Mapping[str, Callable[[], object]], repeats: int, *, is_collecting: bool = True
) -> dict[str, float]:
    """The least time of each side; the sides take turns, so that a slow moment meets all of them."""
    least = dict.fromkeys(sides, float("inf"))
    for _ in range(repeats):
        for name, run in sides.items():
            gc.collect()
            if not is_collecting:
                gc.disable()
            start = perf_counter()
            result = run()
            least[name] = min(least[name], perf_counter() - start)
            gc.enable()
            del result
    return least


def judge_all(cases: list[tuple[LevelTarget | GrowthTarget, Share]], rounds: int) -> None:
    """The library, on shares at hand."""
    for _ in range(rounds):
        for rule, share in cases:
            evaluate(rule, share, as_of=END, tier="developed")


def plain_judge_all(cases: list[tuple[PlainRule, PlainShare]], rounds: int) -> None:
    """The version written by hand, on shares at hand."""
    for _ in range(rounds):
        for rule, share in cases:
            plain_evaluate(rule, share, as_of=END, tier="developed")


def build_and_judge_all(cases: list[tuple[LevelTarget | GrowthTarget, tuple[int, int]]], rounds: int) -> None:
    """The library, from counts."""
    for _ in range(rounds):
        for rule, (numerator, denominator) in cases:
            evaluate(rule, Share(numerator, denominator), as_of=END, tier="developed")


def plain_build_and_judge_all(cases: list[tuple[PlainRule, tuple[int, int]]], rounds: int) -> None:
    """The version written by hand, from counts."""
    for _ in range(rounds):
        for rule, (numerator, denominator) in cases:
            plain_evaluate(rule, PlainShare(numerator, denominator), as_of=END, tier="developed")


def check_all_equal(cases: list[tuple[LevelTarget | GrowthTarget, PlainRule, Share, PlainShare]]) -> None:
    """Refuse to measure unless both versions give equal contents, for every tier and every kind of share."""
    for tier in ("general", "developed", "disadvantaged"):
        for rule, plain, share, plain_share in cases:
            verdict = evaluate(rule, share, as_of=END, tier=tier)
            check_equal(verdict, plain_evaluate(plain, plain_share, as_of=END, tier=tier))


def evaluation_rows(*, rounds: int, repeats: int) -> list[Row]:
    """Four level targets for one locality, with the shares built on the way and without."""
    rules = [ctph_154.PROGRAMME.target(target) for target in JUDGED_LEVELS]
    plain_rules = [plain_rule(rule) for rule in rules if isinstance(rule, LevelTarget)]
    shares = [Share(*counts) for counts in COUNTS]
    plain_shares = [PlainShare(*counts) for counts in COUNTS]
    cases = list(zip(rules, plain_rules, shares, plain_shares, strict=True))
    check_all_equal(cases)
    odd = [(0, 0), (0, 5), (5, 5), (2, 5), (1, 5)]
    for base in Base:
        check_all_equal(
            [
                (rule, plain, Share(*counts, base=base), PlainShare(*counts, base=base))
                for rule, plain, _, _ in cases
                for counts in odd
            ]
        )
    at_hand = [(rule, share) for rule, _, share, _ in cases]
    plain_at_hand = [(plain, plain_share) for _, plain, _, plain_share in cases]
    to_build = list(zip(rules, COUNTS, strict=True))
    plain_to_build = list(zip(plain_rules, COUNTS, strict=True))
    least = least_times(
        {
            "judge": lambda: judge_all(at_hand, rounds),
            "plain_judge": lambda: plain_judge_all(plain_at_hand, rounds),
            "build": lambda: build_and_judge_all(to_build, rounds),
            "plain_build": lambda: plain_build_and_judge_all(plain_to_build, rounds),
        },
        repeats,
    )
    return [
        Row(
            "evaluate, 4 level targets, shares at hand : by hand",
            least["judge"] / least["plain_judge"],
            EVALUATE_BOUND,
        ),
        Row(
            "evaluate, 4 level targets, shares built   : by hand",
            least["build"] / least["plain_build"],
            EVALUATE_BOUND,
        ),
    ]


def localities(count: int) -> tuple[Region, ...]:
    """A province and its communes, towns and remote ones in turn."""
    communes = (
        Region(f"commune-{number}", f"Xã {number}", level="commune", parent="yen-bai", traits=TRAITS[number % 3])
        for number in range(1, count)
    )
    return (Region("yen-bai", "Tỉnh Yên Bái", level="province"), *communes)


def reports(programme: Programme, regions: tuple[Region, ...]) -> list[Observation]:
    """A report of every indicator in every region, and the baseline of every yearly rise."""
    seen = []
    for place, region in enumerate(regions):
        for number, rule in enumerate(programme.targets):
            denominator = 40 + (place * 7 + number * 13) % 500
            numerator = denominator * (55 + (place + number) % 40) // 100
            seen.append(Observation(rule.indicator, region.id, END, Share(numerator, denominator)))
            if isinstance(rule, GrowthTarget):
                earlier = Share(denominator * (45 + place % 30) // 100, denominator)
                seen.append(Observation(rule.indicator, region.id, START, earlier))
    return seen


class Call(NamedTuple):
    """The input of one `evaluate` call."""

    rule: LevelTarget | GrowthTarget
    actual: Share
    tier: str | None
    baseline: Observation | None


def calls(programme: Programme, regions: tuple[Region, ...], seen: list[Observation]) -> list[Call]:
    """The `evaluate` calls that give the verdicts of an assessment, in its order."""
    at = {(report.indicator, report.region, report.on): report for report in seen}
    found = []
    for region in regions:
        for rule in programme.targets:
            actual = at[rule.indicator, region.id, END].actual
            if isinstance(actual, Share):
                found.append(Call(rule, actual, programme.tier_of(region), at.get((rule.indicator, region.id, START))))
    return found


def one_by_one(listed: list[Call]) -> list[Verdict]:
    """The verdicts of many `evaluate` calls."""
    return [evaluate(call.rule, call.actual, as_of=END, tier=call.tier, baseline=call.baseline) for call in listed]


def assessment_rows(*, count: int, repeats: int) -> list[Row]:
    """Many localities by all targets at once, against the sum of the single calls."""
    programme = EVERYWHERE
    regions = localities(count)
    tree = Regions(regions)
    seen = reports(programme, regions)
    listed = calls(programme, regions, seen)
    whole = assess(programme, seen, regions=tree, as_of=END, baseline_on=START)
    outcomes = [(verdict.target.id, verdict.outcome, verdict.threshold, verdict.shortfall) for verdict in whole]
    if outcomes != [(v.target.id, v.outcome, v.threshold, v.shortfall) for v in one_by_one(listed)]:
        raise AssertionError("assess and evaluate do not agree")
    del whole, outcomes
    least = least_times(
        {
            "sum": lambda: one_by_one(listed),
            "tree": lambda: assess(programme, seen, regions=tree, as_of=END, baseline_on=START),
            "regions": lambda: assess(programme, seen, regions=regions, as_of=END, baseline_on=START),
        },
        repeats,
    )
    size = f"{count:,} localities × {len(programme.targets)} targets"
    return [
        Row(f"assess, {size} : sum of evaluate calls", least["tree"] / least["sum"], ASSESS_BOUND),
        Row("the same, the tree of regions checked on the way", least["regions"] / least["sum"], ASSESS_BOUND),
    ]


def growth_rows(*, sizes: tuple[int, ...], repeats: int) -> list[Row]:
    """The time per locality at several sizes, against the smallest."""
    programme = EVERYWHERE
    per_locality: dict[bool, list[float]] = {True: [], False: []}
    for size in sizes:
        regions = localities(size)
        judged = partial(assess, programme, reports(programme, regions), regions=regions, as_of=END, baseline_on=START)
        for is_collecting, times in per_locality.items():
            least = least_times({"assess": judged}, repeats, is_collecting=is_collecting)
            times.append(least["assess"] / size)
    return [
        Row(
            f"assess per locality, {size:,} : {sizes[0]:,} localities" + ("" if is_collecting else ", no collector"),
            time / times[0],
            None,
        )
        for is_collecting, times in per_locality.items()
        for size, time in zip(sizes, times, strict=True)
    ]


def show(rows: list[Row]) -> bool:
    """Print the table, and say whether every bound is held."""
    width = max(len(row.what) for row in rows)
    print(f"{'ratio of times':{width}}  measured  at most")
    for row in rows:
        bound = "      –" if row.bound is None else f"{row.bound:7.2f}"
        missed = "  MISSED" if row.bound is not None and row.ratio > row.bound else ""
        print(f"{row.what:{width}}  {row.ratio:8.2f}  {bound}{missed}")
    return all(row.bound is None or row.ratio <= row.bound for row in rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run of a few seconds; no bound is enforced")
    is_quick = parser.parse_args().quick
    if is_quick:
        rows = evaluation_rows(rounds=200, repeats=5)
        rows += assessment_rows(count=300, repeats=3)
        rows += growth_rows(sizes=(100, 200, 400), repeats=3)
    else:
        rows = evaluation_rows(rounds=2_000, repeats=25)
        rows += assessment_rows(count=10_000, repeats=7)
        rows += growth_rows(sizes=(1_250, 2_500, 5_000, 10_000), repeats=7)
    if not show(rows) and not is_quick:
        sys.exit(1)


if __name__ == "__main__":
    main()
