"""Time `xhht.ext.frames.assess` beside the same work written by hand, side by side in one run.

    python benchmarks/frames.py                       # 100 rows and 1 million
    python benchmarks/frames.py 100 1000000 10000000  # the sizes that you name
    python benchmarks/frames.py --write               # and put the table into docs/benchmarks.md

By hand means: lazy Polars, narwhals and pandas written for this one programme. All read the same table in memory, check
every row and every contradiction, find the latest report and the baseline, judge levels and rises over calendar years
in whole numbers, and give the same columns. Their answers are compared before they are timed. Each time is the least of
several runs that take turns.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import attrs
import narwhals as nw
import pages
import pandas as pd  # type: ignore[import-untyped]  # Its types are a package of their own.
import polars as pl

from xhht import Assessment, Observation, Region, Share, assess
from xhht.ext import frames
from xhht.model.targets import Comparison, GrowthTarget
from xhht.periods import years_between
from xhht.programmes import ctph_154

Work: TypeAlias = Callable[[Any], object]

SMALL, MIDDLE = 100, 1_000_000
BEGIN, END = "<!-- benchmarks/frames.py writes from here -->", "<!-- to here, by frames.py -->"
PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=tuple(attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets),
)
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
TIERS = [tier.id for tier in PROGRAMME.tiers]
PAIR = ["region", "indicator"]


def reports(rows: int) -> pl.DataFrame:
    """Shuffled reports of five years on every indicator, of as many regions as make up the rows."""
    indicators = pl.DataFrame({"indicator": [indicator.id for indicator in PROGRAMME.indicators]})
    days = pl.DataFrame({"on": [date(year, 12, 31) for year in range(2016, 2021)]})
    count = max(1, round(rows / (len(indicators) * len(days))))
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
            share = rule.asked_of(tier)
            rows.append(
                {
                    "target": rule.id,
                    "indicator": rule.indicator,
                    "tier": tier,
                    "top": share.numerator,
                    "bottom": share.denominator,
                    "is_growth": isinstance(rule, GrowthTarget),
                    "is_strict": rule.comparison is Comparison.MORE_THAN,
                    "is_due": rule.due_on <= DAY,
                }
            )
    return pl.LazyFrame(rows)


def with_years(frame: Any, col: Any, kind: Any) -> Any:  # noqa: ANN401  # Polars and narwhals alike.
    """Add the calendar years between two days as a quotient of whole numbers: whole years, then days of a year."""

    def leap(year: Any) -> Any:  # noqa: ANN401  # As above.
        return (((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)).cast(kind)

    frame = frame.with_columns(
        year=col("now_on").dt.year().cast(kind),
        nth=col("now_on").dt.ordinal_day().cast(kind),
        first=col("base_on").dt.year().cast(kind),
        start=col("base_on").dt.ordinal_day().cast(kind),
    )
    frame = frame.with_columns(shifts=(col("start") >= 60).cast(kind))
    frame = frame.with_columns(same=col("start") - leap(col("first")) * col("shifts"))
    frame = frame.with_columns(before=(col("same") + leap(col("year")) * col("shifts") > col("nth")).cast(kind))
    frame = frame.with_columns(last=col("year") - col("before"))
    frame = frame.with_columns(ours=leap(col("last")), following=leap(col("last") + 1))
    frame = frame.with_columns(
        rest=col("nth") - col("same") - col("ours") * col("shifts") + col("before") * (col("ours") + 365),
        years_d=col("ours") + 365 + (col("following") - col("ours")) * col("shifts"),
    )
    return frame.with_columns(years_n=(col("last") - col("first")) * col("years_d") + col("rest"))


def by_hand(table: pl.DataFrame) -> pl.DataFrame:
    """The same work in lazy Polars, as someone would write it for this one programme: no bounded counts, no bases."""
    n, d, on = pl.col("numerator"), pl.col("denominator"), pl.col("on")
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
            pl.col("tier").min().alias("tier_min"),
            pl.col("wrong").any(),
        )
    )
    differ = (n != pl.col("n_min")) | (d != pl.col("d_min")) | (pl.col("tier") != pl.col("tier_min"))
    counted = n.is_not_null() & d.is_not_null()
    days = days.with_columns(
        now_on=pl.when(counted & (on <= DAY)).then(on),
        base_on=pl.when(counted & (on <= START)).then(on),
        last_on=pl.when(on <= DAY).then(on),
        wrong=pl.col("wrong") | differ.fill_null(value=False),
    )
    pairs = days.group_by(PAIR).agg(
        pl.col("now_on", "base_on").max(),
        n.sort_by("now_on").last(),
        d.sort_by("now_on").last(),
        n.sort_by("base_on").last().alias("base_n"),
        d.sort_by("base_on").last().alias("base_d"),
        pl.col("tier").sort_by("last_on").last(),
        pl.col("wrong").any(),
    )
    judged = pairs.join(asked(), on=["indicator", "tier"])
    judged = with_years(judged, pl.col, pl.Int64)
    growth = pl.col("is_growth")
    all_of_base = pl.col("base_d") * pl.col("bottom") * pl.col("years_d")
    risen = pl.col("base_n") * pl.col("bottom") * pl.col("years_d") + pl.col("base_d") * pl.col("top") * pl.col(
        "years_n"
    )
    judged = judged.with_columns(
        t=pl.when(growth).then(pl.min_horizontal(risen, all_of_base)).otherwise("top"),
        b=pl.when(growth).then(all_of_base).otherwise("bottom"),
    )
    reached, needed = n * pl.col("b"), pl.col("t") * d
    strict = pl.col("is_strict") & (pl.col("t") != pl.col("b"))
    is_met = (reached > needed) | ((reached == needed) & ~strict)
    no_data = pl.col("now_on").is_null() | (
        growth & (pl.col("base_on").is_null() | (pl.col("now_on") <= pl.col("base_on")))
    )
    judged = judged.with_columns(
        outcome=pl.when(no_data)
        .then(pl.lit("no_data"))
        .when(d == 0)
        .then(pl.lit("not_applicable"))
        .when(is_met)
        .then(pl.lit("met"))
        .otherwise(pl.lit("not_met")),
        least=needed // pl.col("b") + (strict | (needed % pl.col("b") > 0)).cast(pl.Int64),
        # Products that leave 64 bits are looked for beforehand.
        wrong=pl.col("wrong") | (d > 2**62 // pl.col("b")),
    )
    is_judged = pl.col("outcome").is_in(["met", "not_met"])
    seen = ~no_data
    result = judged.select(
        "target",
        "region",
        "outcome",
        pl.when(is_judged).then(pl.max_horizontal(pl.col("least") - n, pl.lit(0))).alias("shortfall"),
        pl.when(seen).then(pl.col("t")).alias("threshold_numerator"),
        pl.when(seen).then(pl.col("b")).alias("threshold_denominator"),
        pl.when(is_judged).then(reached - needed).alias("gap_numerator"),
        pl.when(is_judged).then(d * pl.col("b")).alias("gap_denominator"),
        "is_due",
        "tier",
        pl.when(seen).then(pl.col("now_on")).alias("on"),
        pl.when(seen).then(n).alias("numerator"),
        pl.when(seen).then(d).alias("denominator"),
        "wrong",
    ).collect()
    if result["wrong"].any():
        raise SystemExit("the table has bad rows")
    return pl.DataFrame(result.drop("wrong"))


def by_narwhals(table: pl.DataFrame) -> pl.DataFrame:
    """The work written by hand once more, in narwhals: the floor of everything that runs through it."""
    n, d, on = nw.col("numerator"), nw.col("denominator"), nw.col("on")
    wrong = (
        (n < 0)
        | (d < 0)
        | (n > d)
        | nw.col("region").is_null()
        | nw.col("indicator").is_null()
        | on.is_null()
        | ~nw.col("indicator").is_in([indicator.id for indicator in PROGRAMME.indicators])
        | ~nw.col("tier").is_in(TIERS)
    )
    days = (
        nw.from_native(table)
        .lazy()
        .with_columns(wrong=wrong)
        .group_by(*PAIR, "on")
        .agg(
            n.max(),
            d.max(),
            n.min().alias("n_min"),
            d.min().alias("d_min"),
            nw.col("tier").max(),
            nw.col("tier").min().alias("tier_min"),
            nw.col("wrong").any(),
        )
    )
    differ = (n != nw.col("n_min")) | (d != nw.col("d_min")) | (nw.col("tier") != nw.col("tier_min"))
    counted = ~n.is_null() & ~d.is_null()
    days = days.with_columns(
        now_on=nw.when(counted & (on <= DAY)).then(on),
        base_on=nw.when(counted & (on <= START)).then(on),
        last_on=nw.when(on <= DAY).then(on),
        wrong=nw.col("wrong") | differ.fill_null(value=False),
    )
    pairs = days.group_by(PAIR).agg(
        nw.col("now_on").max(),
        nw.col("base_on").max(),
        n.last(order_by="now_on"),
        d.last(order_by="now_on"),
        n.last(order_by="base_on").alias("base_n"),
        d.last(order_by="base_on").alias("base_d"),
        nw.col("tier").last(order_by="last_on"),
        nw.col("wrong").any(),
    )
    judged = pairs.join(nw.from_native(asked()), on=["indicator", "tier"])
    judged = with_years(judged, nw.col, nw.Int64)
    growth, top, bottom = nw.col("is_growth"), nw.col("top"), nw.col("bottom")
    all_of_base = nw.col("base_d") * bottom * nw.col("years_d")
    risen = nw.col("base_n") * bottom * nw.col("years_d") + nw.col("base_d") * top * nw.col("years_n")
    judged = judged.with_columns(
        t=nw.when(growth).then(nw.min_horizontal(risen, all_of_base)).otherwise(top),
        b=nw.when(growth).then(all_of_base).otherwise(bottom),
    )
    t, b = nw.col("t"), nw.col("b")
    reached, needed = n * b, t * d
    strict = nw.col("is_strict") & (t != b)
    is_met = (reached > needed) | ((reached == needed) & ~strict)
    late = nw.col("base_on").is_null() | (nw.col("now_on") <= nw.col("base_on"))
    no_data = nw.col("now_on").is_null() | (growth & late)
    outcome = nw.when(is_met).then(nw.lit("met")).otherwise(nw.lit("not_met"))
    outcome = nw.when(d == 0).then(nw.lit("not_applicable")).otherwise(outcome)
    judged = judged.with_columns(
        outcome=nw.when(no_data).then(nw.lit("no_data")).otherwise(outcome),
        least=needed // b + (strict | (needed % b > 0)).cast(nw.Int64),
        wrong=nw.col("wrong") | (d > nw.lit(2**62) // b),
    )
    is_judged = nw.col("outcome").is_in(["met", "not_met"])
    seen = ~no_data
    result = judged.select(
        "target",
        "region",
        "outcome",
        nw.when(is_judged).then(nw.max_horizontal(nw.col("least") - n, nw.lit(0))).alias("shortfall"),
        nw.when(seen).then(t).alias("threshold_numerator"),
        nw.when(seen).then(b).alias("threshold_denominator"),
        nw.when(is_judged).then(reached - needed).alias("gap_numerator"),
        nw.when(is_judged).then(d * b).alias("gap_denominator"),
        "is_due",
        "tier",
        nw.when(seen).then(nw.col("now_on")).alias("on"),
        nw.when(seen).then(n).alias("numerator"),
        nw.when(seen).then(d).alias("denominator"),
        "wrong",
    ).collect("polars")
    if result["wrong"].any():
        raise SystemExit("the table has bad rows")
    return pl.DataFrame(result.drop("wrong").to_native())


def by_pandas(table: pd.DataFrame) -> pd.DataFrame:
    """The work by hand in pandas."""
    n, d = table["numerator"], table["denominator"]
    wrong = (n < 0) | (d < 0) | (n > d) | table[[*PAIR, "on"]].isna().any(axis=1)
    wrong |= ~table["indicator"].isin([indicator.id for indicator in PROGRAMME.indicators]) | ~table["tier"].isin(TIERS)
    days = table.drop_duplicates([*PAIR, "on", "numerator", "denominator", "tier"]).sort_values("on")
    if wrong.any() or days.duplicated([*PAIR, "on"]).any():
        raise SystemExit("the table has bad rows")
    counted = days.dropna(subset=["numerator", "denominator"])
    latest = counted[counted["on"] <= pd.Timestamp(DAY)].drop_duplicates(PAIR, keep="last")
    base = counted[counted["on"] <= pd.Timestamp(START)].drop_duplicates(PAIR, keep="last")
    base = base[[*PAIR, "on", "numerator", "denominator"]]
    pairs = days[days["on"] <= pd.Timestamp(DAY)].drop_duplicates(PAIR, keep="last")[[*PAIR, "tier"]]
    pairs = pairs.merge(latest.drop(columns="tier"), on=PAIR, how="left")
    pairs = pairs.merge(base, on=PAIR, how="left", suffixes=("", "_base"))
    judged = pairs.merge(asked().collect().to_pandas(), on=["indicator", "tier"])
    spans = {
        pair: years_between(*(day.date() for day in pair))
        for pair in judged[["on_base", "on"]].dropna().drop_duplicates().itertuples(index=False, name=None)
        if pair[0] < pair[1]
    }
    span = [spans.get(pair) for pair in zip(judged["on_base"], judged["on"], strict=True)]
    years_n = pd.Series([0 if years is None else years.numerator for years in span])
    years_d = pd.Series([1 if years is None else years.denominator for years in span])
    growth, n, d = judged["is_growth"], judged["numerator"], judged["denominator"]
    top, bottom = judged["top"], judged["bottom"]
    whole = judged["denominator_base"] * bottom * years_d
    risen = judged["numerator_base"] * bottom * years_d + judged["denominator_base"] * top * years_n
    t, b = top.where(~growth, risen.where(risen < whole, whole)), bottom.where(~growth, whole)
    reached, needed = n * b, t * d
    strict = judged["is_strict"] & (t != b)
    no_data = judged["on"].isna() | (growth & ~(judged["on_base"] < judged["on"]))
    outcome = pd.Series("not_met", index=judged.index).mask((reached > needed) | ((reached == needed) & ~strict), "met")
    outcome = outcome.mask(d == 0, "not_applicable").mask(no_data, "no_data")
    is_judged = outcome.isin(["met", "not_met"])
    least = needed // b.where(b > 0, 1) + (strict | (needed % b.where(b > 0, 1) > 0)).astype("Int64")
    return pd.DataFrame(
        {
            "target": judged["target"],
            "region": judged["region"],
            "outcome": outcome,
            "shortfall": (least - n).clip(lower=0).where(is_judged),
            "threshold_numerator": t.where(~no_data),
            "threshold_denominator": b.where(~no_data),
            "gap_numerator": (reached - needed).where(is_judged),
            "gap_denominator": (d * b).where(is_judged),
            "is_due": judged["is_due"],
            "tier": judged["tier"],
            "on": judged["on"].where(~no_data),
            "numerator": n.where(~no_data),
            "denominator": d.where(~no_data),
        }
    )


def by_frames(table: Any) -> Any:  # noqa: ANN401  # Polars and pandas alike.
    """The same through the library."""
    return frames.assess(PROGRAMME, table, as_of=DAY, baseline_on=START)


def by_objects(table: pl.DataFrame) -> Assessment:
    """The same through the object engine, from the same table."""
    seen = [
        Observation(row["indicator"], row["region"], row["on"], Share(row["numerator"], row["denominator"]))
        for row in table.iter_rows(named=True)
        if row["numerator"] is not None
    ]
    tiers = table.select("region", "tier").unique("region")
    regions = [Region(region, region, level="commune") for region, _ in tiers.iter_rows()]
    return assess(PROGRAMME, seen, regions=regions, tiers=dict(tiers.iter_rows()), as_of=DAY, baseline_on=START)


class Row(NamedTuple):
    """One line of the table: what was timed on how many rows, beside what, and the bound of the ratio."""

    what: str
    rows: int
    ours: float
    theirs: float
    bound: float | None


def beside(what: str, sides: tuple[Work, Work], table: Any, repeats: int, bound: float | None) -> Row:  # noqa: ANN401  # Any kind.
    """The least time of both sides, which take turns."""
    times = [(seconds(sides[0], table), seconds(sides[1], table)) for _ in range(repeats)]
    return Row(what, len(table), min(run[0] for run in times), min(run[1] for run in times), bound)


def seconds(work: Work, table: Any) -> float:  # noqa: ANN401  # As above.
    """How long one run takes."""
    gc.collect()
    started = time.perf_counter()
    work(table)
    return time.perf_counter() - started


def agree(answers: list[pl.DataFrame]) -> None:
    """End the run if two sides give different outcomes or shortfalls."""
    shown = ["target", "region", "outcome", "shortfall"]
    first, *others = (
        answer.select(shown).cast({"shortfall": pl.Int64, "region": pl.String}).sort(shown) for answer in answers
    )
    if not all(first.equals(other) for other in others):
        raise SystemExit("two sides give different answers")


def measured(sizes: list[int]) -> Iterator[Row]:
    """Time everything at every size."""
    for size in sizes:
        table = reports(size)
        agree([by_hand(table), by_narwhals(table), by_frames(table)])
        repeats = 25 if size <= SMALL else 5 if size <= MIDDLE else 3
        bound = None if size <= SMALL else 1.25 if size <= MIDDLE else 1.1
        yield beside("Polars by hand", (by_frames, by_hand), table, repeats, bound)
        if size <= SMALL:
            yield beside("narwhals by hand", (by_frames, by_narwhals), table, repeats, 2.0)
            yield beside("xhht.assess", (by_frames, by_objects), table, repeats, None)
        elif size <= MIDDLE:
            frame = table.to_pandas().astype({"numerator": "Int64", "denominator": "Int64"})
            frame["on"] = frame["on"].astype("datetime64[s]")
            agree([pl.from_pandas(by_pandas(frame)), pl.from_pandas(by_frames(frame))])
            yield beside("pandas by hand", (by_frames, by_pandas), frame, max(2, repeats // 2), None)


def crossing() -> Iterator[Row]:
    """Tables and objects at growing sizes, to find where tables become the faster ones."""
    for size in (250, 500, 1000, 2000, 4000, 8000):
        yield beside("xhht.assess", (by_frames, by_objects), reports(size), 7, None)


def main() -> None:
    """Print a table of least times and ratios, and put it into the documentation where asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[SMALL, MIDDLE])
    parser.add_argument("--quick", action="store_true", help="a hundred rows and a thousand, without bounds")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    rows = list(measured([SMALL, 1000] if options.quick else options.sizes))
    if not options.quick:
        rows += crossing()
    lines = [
        pages.facts(Polars=pl.__version__, pandas=pd.__version__, narwhals=nw.__version__),
        "",
        "| rows | beside | frames.assess | the other | ratio | bound |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        ours, theirs = (f"{side * 1000:,.1f} ms" for side in (row.ours, row.theirs))
        bound = "" if row.bound is None or options.quick else f"{row.bound:.2f}"
        lines.append(f"| {row.rows:,} | {row.what} | {ours} | {theirs} | {row.ours / row.theirs:.2f} | {bound} |")
    print("\n".join(lines))
    if options.write:
        pages.write(pages.PAGE, BEGIN, END, "\n".join(lines))
    missed = [row for row in rows if row.bound is not None and row.ours > row.bound * row.theirs]
    if missed and not options.quick:
        raise SystemExit(f"{len(missed)} bounds are missed")


if __name__ == "__main__":
    main()
