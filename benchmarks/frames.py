"""Time `xhht.ext.frames.assess` against lazy Polars written by hand for the same work, side by side.

    python benchmarks/frames.py            # 100 rows and 1 million
    python benchmarks/frames.py 10000000   # the sizes that you name

Both read the same table in memory, check every row and every contradiction, find the latest report and
the baseline, judge levels and rises in whole numbers, and give outcome and shortfall. Their answers are
compared before they are timed.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import date

import narwhals
import polars as pl

from xhht.ext import frames
from xhht.programmes import ctph_154
from xhht.targets import Comparison, GrowthRule, LevelRule

PROGRAMME = ctph_154.PROGRAMME
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
TIERS = [tier.id for tier in PROGRAMME.tiers]
PAIR = ["region", "indicator"]


def reports(rows: int) -> pl.DataFrame:
    """Shuffled reports of five years on every indicator, of as many regions as make up the rows."""
    indicators = pl.DataFrame({"indicator": [indicator.id for indicator in PROGRAMME.indicators]})
    days = pl.DataFrame({"on": [date(year, 12, 31) for year in range(2016, 2021)]})
    count = max(1, rows // (len(indicators) * len(days)))
    number = pl.col("number")
    regions = pl.DataFrame({"number": pl.int_range(count, eager=True)}).with_columns(
        region=pl.format("commune-{}", number.cast(pl.String).str.zfill(6)),
        tier=pl.when(number % 3 == 0)
        .then(pl.lit(TIERS[0]))
        .when(number % 3 == 1)
        .then(pl.lit(TIERS[1]))
        .otherwise(pl.lit(TIERS[2])),
    )
    table = regions.join(indicators, how="cross").join(days, how="cross")
    year = pl.col("on").dt.year().cast(pl.Int64)
    table = table.with_columns(denominator=(number * 7919 + year * 31) % 900 + 20)
    table = table.with_columns(numerator=(number * 104_729 + year * 17) % 20 * pl.col("denominator") // 20)
    return table.drop("number").sample(fraction=1, shuffle=True, seed=1)


def asked() -> pl.LazyFrame:
    """The thresholds and rises of the programme as a table."""
    rows = []
    for rule in PROGRAMME.targets:
        for tier in TIERS:
            share = rule.level(tier) if isinstance(rule, LevelRule) else rule.rise_per_year(tier)
            rows.append(
                {
                    "target": rule.id,
                    "indicator": rule.indicator,
                    "tier": tier,
                    "top": share.numerator,
                    "bottom": share.denominator,
                    "is_growth": isinstance(rule, GrowthRule),
                    "is_strict": rule.comparison is Comparison.MORE_THAN,
                }
            )
    return pl.LazyFrame(rows)


def by_hand(table: pl.DataFrame) -> pl.DataFrame:
    """The same work in lazy Polars: whole years alone, no bounded counts, no bases."""
    n, d = pl.col("numerator"), pl.col("denominator")
    rows = table.lazy()
    wrong = (
        (n < 0)
        | (d < 0)
        | (n > d)
        | pl.any_horizontal(pl.col("region", "indicator", "on").is_null())
        | ~pl.col("indicator").is_in([indicator.id for indicator in PROGRAMME.indicators])
        | ~pl.col("tier").is_in(TIERS)
    )
    days = (
        rows.with_columns(wrong=wrong)
        .group_by(*PAIR, "on")
        .agg(
            n.max(),
            d.max(),
            n.min().alias("n_min"),
            d.min().alias("d_min"),
            pl.col("tier").max(),
            pl.col("wrong").any(),
        )
    )
    days = days.with_columns(
        wrong=pl.col("wrong") | (n != pl.col("n_min")).fill_null(False) | (d != pl.col("d_min")).fill_null(False)  # noqa: FBT003  # The value, as Polars has it.
    )
    counted = n.is_not_null() & d.is_not_null()
    now, base = counted & (pl.col("on") <= DAY), counted & (pl.col("on") <= START)
    on = pl.col("on")
    days = days.with_columns(
        now_on=pl.when(now).then(on), base_on=pl.when(base).then(on), last_on=pl.when(on <= DAY).then(on)
    )
    latest = pl.col("now_on", "base_on", "last_on").max()
    pairs = days.group_by(PAIR).agg(latest, pl.col("wrong").any()).rename({"now_on": "on"})
    figures = days.select(*PAIR, "on", n, d)
    pairs = pairs.join(figures, on=[*PAIR, "on"], how="left")
    starts = figures.rename({"on": "base_on", "numerator": "base_n", "denominator": "base_d"})
    pairs = pairs.join(starts, on=[*PAIR, "base_on"], how="left")
    pairs = pairs.join(days.select(*PAIR, pl.col("on").alias("last_on"), "tier"), on=[*PAIR, "last_on"], how="left")
    judged = pairs.join(asked(), on=["indicator", "tier"])
    years = pl.col("on").dt.year().cast(pl.Int64) - pl.col("base_on").dt.year()
    growth = pl.col("is_growth")
    all_of_base = pl.col("base_d") * pl.col("bottom")
    risen = pl.min_horizontal(
        pl.col("base_n") * pl.col("bottom") + pl.col("base_d") * pl.col("top") * years, all_of_base
    )
    judged = judged.with_columns(
        t=pl.when(growth).then(risen).otherwise("top"), b=pl.when(growth).then(all_of_base).otherwise("bottom")
    )
    reached, needed = n * pl.col("b"), pl.col("t") * d
    strict = pl.col("is_strict") & (pl.col("t") != pl.col("b"))
    is_met = (reached > needed) | ((reached == needed) & ~strict)
    no_data = pl.col("on").is_null() | (growth & (pl.col("base_on").is_null() | (pl.col("on") <= pl.col("base_on"))))
    judged = judged.with_columns(
        outcome=pl.when(no_data)
        .then(pl.lit("no_data"))
        .when(d == 0)
        .then(pl.lit("not_applicable"))
        .when(is_met)
        .then(pl.lit("met"))
        .otherwise(pl.lit("not_met")),
        least=needed // pl.col("b") + (strict | (needed % pl.col("b") > 0)).cast(pl.Int64),
    )
    shortfall = pl.max_horizontal(pl.col("least") - n, pl.lit(0))
    result = judged.select(
        "target",
        "region",
        "outcome",
        pl.when(pl.col("outcome").is_in(["met", "not_met"])).then(shortfall).alias("shortfall"),
        pl.col("t").alias("threshold_numerator"),
        pl.col("b").alias("threshold_denominator"),
        (reached - needed).alias("gap_numerator"),
        (d * pl.col("b")).alias("gap_denominator"),
        "tier",
        "on",
        "numerator",
        "denominator",
        "wrong",
    ).collect()
    if result["wrong"].any():
        raise SystemExit("the table has bad rows")
    return result


def by_frames(table: pl.DataFrame) -> pl.DataFrame:
    """The same through the library."""
    return frames.assess(PROGRAMME, table, as_of=DAY, baseline_on=START)


def seconds(work: Callable[[pl.DataFrame], pl.DataFrame], table: pl.DataFrame) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    work(table)
    return time.perf_counter() - started


def main() -> None:
    """Print a table of medians."""
    sizes = [100] if "--quick" in sys.argv else [int(size) for size in sys.argv[1:]] or [100, 1_000_000]
    print(f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}")
    print(f"Polars {pl.__version__}, narwhals {narwhals.__version__}")
    print()
    print("| rows | by hand | frames.assess | ratio |")
    print("|---|---|---|---|")
    for size in sizes:
        table = reports(size)
        shown = ["target", "region", "outcome", "shortfall"]
        answers = [work(table).select(shown).sort(shown) for work in (by_hand, by_frames)]
        if not answers[0].equals(answers[1]):
            raise SystemExit("the two give different answers")
        timed = [(seconds(by_hand, table), seconds(by_frames, table)) for _ in range(3)]
        hand, ours = (sorted(run[side] for run in timed)[1] for side in (0, 1))
        print(f"| {len(table):,} | {hand * 1000:,.0f} ms | {ours * 1000:,.0f} ms | {ours / hand:.2f} |")


if __name__ == "__main__":
    main()
