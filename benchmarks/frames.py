"""How many times the work written by hand `xhht.ext.frames.assess` takes, table by table, both in one run.

By hand means: lazy Polars, narwhals, pandas and one query of DuckDB written for this one programme. All read the same
table in memory and give the same columns, in whole numbers; levels and rises over calendar years are judged. With
checks they look at every row and every contradiction, as the library does; without checks they take the table at its
word. The answers are compared before they are timed. `pages` says how the script is run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias

import attrs
import duckdb
import narwhals as nw
import pages
import pandas as pd  # type: ignore[import-untyped]  # Its types are a package of their own.
import polars as pl

from xhht import Assessment, Observation, Region, Share, assess
from xhht.ext import frames
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget
from xhht.periods import years_between
from xhht.programmes import ctph_154

Work: TypeAlias = Callable[[Any], object]

SMALL, MIDDLE, LARGE = 100, 10_000, 1_000_000
WIDE = 250_000
CROSSING = (250, 1000, 4000, 8000, 16_000)
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
    return judged_by_hand(pairs)


def without_checks(table: pl.DataFrame) -> pl.DataFrame:
    """The same of a table that is taken at its word: the latest row of each pair, and the latest of the baseline."""
    figures = pl.col("on", "numerator", "denominator")
    is_base = pl.col("on") <= START
    base = [figures.filter(is_base).sort_by(pl.col("on").filter(is_base)).last().name.prefix("base_")]
    pairs = (
        table.lazy()
        .filter(pl.col("on") <= DAY)
        .group_by(PAIR)
        .agg(pl.col("on", "numerator", "denominator", "tier").sort_by("on").last(), *base)
    )
    names = {"on": "now_on", "base_numerator": "base_n", "base_denominator": "base_d"}
    return judged_by_hand(pairs.rename(names).with_columns(wrong=pl.lit(value=False)))


def judged_by_hand(pairs: pl.LazyFrame) -> pl.DataFrame:
    """Pairs of region and indicator, each with its latest figure and its baseline, held against what is asked."""
    n, d = pl.col("numerator"), pl.col("denominator")
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


def in_duckdb(table: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    """A table in a database of its own."""
    connection = duckdb.connect()
    connection.register("given", table.to_arrow())
    connection.execute("CREATE TABLE reports AS SELECT * FROM given")
    return connection.table("reports")


def by_query(reports: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The work by hand as one query of DuckDB, with the same checks."""
    indicators = ", ".join(f"'{indicator.id}'" for indicator in PROGRAMME.indicators)
    tiers = ", ".join(f"'{tier}'" for tier in TIERS)
    rules = ", ".join(
        f"('{r['target']}', '{r['indicator']}', '{r['tier']}', {r['top']}::BIGINT, {r['bottom']}::BIGINT, "
        f"{r['is_growth']}, {r['is_strict']}, {r['is_due']})"
        for r in asked().collect().iter_rows(named=True)
    )
    query = f"""
        WITH days AS (
            SELECT region, indicator, "on", max(numerator) AS n, min(numerator) AS n_min, max(denominator) AS d,
                min(denominator) AS d_min, max(tier) AS tier, min(tier) AS tier_min,
                bool_or(coalesce(numerator < 0 OR denominator < 0 OR numerator > denominator, false)
                    OR region IS NULL OR indicator IS NULL OR "on" IS NULL OR indicator NOT IN ({indicators})
                    OR tier NOT IN ({tiers})) AS wrong
            FROM reports GROUP BY ALL
        ), checked AS (
            SELECT *, wrong OR coalesce(n <> n_min OR d <> d_min OR tier <> tier_min, false) AS is_bad,
                n IS NOT NULL AND d IS NOT NULL AND "on" <= DATE '{DAY}' AS is_now,
                n IS NOT NULL AND d IS NOT NULL AND "on" <= DATE '{START}' AS is_base
            FROM days
        ), pairs AS (
            SELECT region, indicator, max("on") FILTER (is_now) AS now_on, arg_max(n, "on") FILTER (is_now) AS n,
                arg_max(d, "on") FILTER (is_now) AS d, max("on") FILTER (is_base) AS base_on,
                arg_max(n, "on") FILTER (is_base) AS base_n, arg_max(d, "on") FILTER (is_base) AS base_d,
                arg_max(tier, "on") FILTER ("on" <= DATE '{DAY}') AS tier, bool_or(is_bad) AS wrong
            FROM checked GROUP BY ALL
        ), asked(target, indicator, tier, top, bottom, is_growth, is_strict, is_due) AS (VALUES {rules}
        ), spans AS (
            SELECT *, datesub('year', base_on, now_on) AS full_years,
                CAST(base_on + to_years(CAST(datesub('year', base_on, now_on) AS INTEGER)) AS DATE) AS anniversary,
                CAST(base_on + to_years(CAST(datesub('year', base_on, now_on) + 1 AS INTEGER)) AS DATE) AS following
            FROM pairs JOIN asked USING (indicator, tier)
        ), years AS (
            SELECT *, following - anniversary AS years_d,
                full_years * (following - anniversary) + (now_on - anniversary) AS years_n
            FROM spans
        ), thresholds AS (
            SELECT *, CASE WHEN is_growth THEN least(base_n * bottom * years_d + base_d * top * years_n,
                    base_d * bottom * years_d) ELSE top END AS t,
                CASE WHEN is_growth THEN base_d * bottom * years_d ELSE bottom END AS b
            FROM years
        ), judged AS (
            SELECT *, n * b AS reached, t * d AS needed, is_strict AND t <> b AS more,
                now_on IS NULL OR (is_growth AND (base_on IS NULL OR now_on <= base_on)) AS no_data
            FROM thresholds
        ), outcomes AS (
            SELECT *, CASE WHEN no_data THEN 'no_data' WHEN d = 0 THEN 'not_applicable'
                WHEN reached > needed OR (reached = needed AND NOT more) THEN 'met' ELSE 'not_met' END AS outcome,
                needed // b + CAST(more OR needed % b > 0 AS BIGINT) AS least_count
            FROM judged
        )
        SELECT target, region, outcome,
            CASE WHEN outcome IN ('met', 'not_met') THEN greatest(least_count - n, 0) END AS shortfall,
            CASE WHEN NOT no_data THEN t END AS threshold_numerator,
            CASE WHEN NOT no_data THEN b END AS threshold_denominator,
            CASE WHEN outcome IN ('met', 'not_met') THEN reached - needed END AS gap_numerator,
            CASE WHEN outcome IN ('met', 'not_met') THEN d * b END AS gap_denominator, is_due, tier,
            CASE WHEN NOT no_data THEN now_on END AS "on", CASE WHEN NOT no_data THEN n END AS numerator,
            CASE WHEN NOT no_data THEN d END AS denominator, wrong OR d > {2**62} // b AS wrong
        FROM outcomes
    """  # noqa: S608  # Ids of the programme.
    result = reports.query("reports", query)
    if result is None:
        raise SystemExit("DuckDB gives no rows")
    found = pl.DataFrame(result.to_arrow_table())
    if found["wrong"].any():
        raise SystemExit("the table has bad rows")
    return found.drop("wrong")


def by_frames_in_duckdb(reports: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The same through the library."""
    return pl.DataFrame(by_frames(reports).to_arrow_table())


LEVELS = [target.indicator for target in PROGRAMME.targets if isinstance(target, LevelTarget)][:4]


def wide_reports(count: int) -> pl.DataFrame:
    """One row for each region, with the counts of four indicators of the day."""
    number = pl.int_range(count, eager=True)
    table = pl.DataFrame({"number": number}).with_columns(
        region=pl.format("commune-{}", pl.col("number").cast(pl.String).str.zfill(6)),
        tier=pl.col("number").mod(3).replace_strict([0, 1, 2], TIERS),
    )
    counts = {f"d{place}": (pl.col("number") * 7919 + place * 31) % 900 + 20 for place in range(len(LEVELS))}
    table = table.with_columns(**counts)
    shares = {
        f"n{place}": (pl.col("number") * 104_729 + place * 17) % 20 * pl.col(f"d{place}") // 20
        for place in range(len(LEVELS))
    }
    return table.with_columns(**shares).drop("number")


def wide_by_hand(table: pl.DataFrame) -> pl.DataFrame:
    """The work by hand in lazy Polars: the indicators below one another, and what is asked joined to them."""
    stacked = [
        table.lazy().select(
            "region",
            "tier",
            pl.lit(indicator).alias("indicator"),
            pl.col(f"n{place}").alias("numerator"),
            pl.col(f"d{place}").alias("denominator"),
        )
        for place, indicator in enumerate(LEVELS)
    ]
    nothing = {"now_on": DAY, "base_on": None, "base_n": None, "base_d": None, "wrong": False}
    kinds = {"now_on": pl.Date, "base_on": pl.Date, "base_n": pl.Int64, "base_d": pl.Int64, "wrong": pl.Boolean}
    columns = {name: pl.lit(value, kinds[name]) for name, value in nothing.items()}
    return judged_by_hand(pl.concat(stacked).with_columns(**columns))


def wide_by_frames(table: pl.DataFrame) -> pl.DataFrame:
    """The same through the library."""
    indicators = {indicator: (f"n{place}", f"d{place}") for place, indicator in enumerate(LEVELS)}
    return frames.assess(PROGRAMME, table, as_of=DAY, indicators=indicators)


def by_frames(table: Any) -> Any:  # noqa: ANN401  # Any engine's kind of table.
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


def beside(
    works: tuple[str, str], sides: tuple[Work, Work], table: object, repeats: int, bound: float | None
) -> pages.Ratio:
    """How many times the second side the first one takes."""
    times = pages.least_times({"ours": lambda: sides[0](table), "theirs": lambda: sides[1](table)}, repeats)
    return pages.Ratio(*works, times["ours"] / times["theirs"], bound)


def agree(*answers: pl.DataFrame) -> None:
    """End the run if two sides give different outcomes or shortfalls."""
    shown = ["target", "region", "outcome", "shortfall"]
    first, *others = (
        answer.select(shown).cast({"shortfall": pl.Int64, "region": pl.String, "target": pl.String}).sort(shown)
        for answer in answers
    )
    if not all(first.equals(other) for other in others):
        raise SystemExit("two sides give different answers")


def lazily(table: pl.DataFrame) -> pl.DataFrame:
    """The library on a lazy table, computed in the end."""
    plan: pl.LazyFrame = by_frames(table.lazy())
    return plan.collect()


def in_pandas(table: pl.DataFrame) -> pd.DataFrame:
    """A table as pandas has it where whole numbers can be missing."""
    frame = table.to_pandas().astype({"numerator": "Int64", "denominator": "Int64"})
    return frame.assign(on=frame["on"].astype("datetime64[s]"))


def ratios(is_quick: bool) -> Iterator[pages.Ratio]:  # noqa: FBT001  # As `pages.run` calls it.
    """Time everything."""
    large, middle, wide_rows = (2000, 1000, 500) if is_quick else (LARGE, MIDDLE, WIDE)
    repeats = 1 if is_quick else 5
    table, some, few = reports(large), reports(middle), reports(SMALL)
    tidy = f"tidy, {len(table):,} rows, lazy Polars"
    agree(by_hand(table), without_checks(table), lazily(table))
    yield beside((tidy, "lazy Polars without checks"), (lazily, without_checks), table, repeats, 1.5)
    yield beside((tidy, "lazy Polars with the same checks"), (lazily, by_hand), table, repeats, 1.05)
    wide = wide_reports(wide_rows)
    agree(wide_by_hand(wide), wide_by_frames(wide))
    yield beside(
        (f"wide, {len(wide):,} × 4, Polars", "stack and join"), (wide_by_frames, wide_by_hand), wide, repeats, 2.5
    )
    for one, bound in ((table, 1.5), (some, 8.0)):
        stored = in_duckdb(one)
        agree(by_hand(one), by_query(stored), by_frames_in_duckdb(stored))
        what = f"tidy, {len(one):,} rows, DuckDB"
        yield beside((what, "one query with the same checks"), (by_frames_in_duckdb, by_query), stored, repeats, bound)
    frame = in_pandas(table)
    agree(pl.from_pandas(by_pandas(frame)), pl.from_pandas(by_frames(frame)))
    what = f"tidy, {len(table):,} rows, pandas"
    yield beside((what, "pandas with the same checks"), (by_frames, by_pandas), frame, (repeats + 1) // 2, 2.5)
    agree(by_hand(few), by_narwhals(few), by_frames(few))
    what = f"tidy, {len(few):,} rows, Polars"
    yield beside((what, "narwhals with the same checks"), (by_frames, by_narwhals), few, repeats * 5, 2.0)
    for size in CROSSING[:1] if is_quick else CROSSING:
        one = reports(size)
        yield beside((f"tidy, {len(one):,} rows, Polars", "`xhht.assess`"), (by_frames, by_objects), one, repeats, None)


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "polars", "pandas", "duckdb", "narwhals")
