"""Time the register pipeline, from Parquet files to verdicts at every level, beside the same work written by hand.

    python benchmarks/register.py                     # 1 and 26.9 million families
    python benchmarks/register.py 1000000             # the sizes that you name
    python benchmarks/register.py --write             # and put the table into docs/benchmarks.md

The bound holds for the nation; smaller registers show what making a plan costs.

Tally, roll-up and verdicts are one lazy plan, on Polars (which streams) and on DuckDB. By hand means: Polars and SQL
written for this one programme and register (its titles, five levels, two days four calendar years apart). All read
the same files, check every decision, contradiction, region and denominator, count each holder once in the latest
decision in force, add up the tree as it stands on each day with what its tiers imply, judge the rise since the
baseline in whole numbers, and give the same verdicts, which are compared before anything is reported. Each run has a
process of its own, whose greatest memory is read; times are the least of runs that take turns, without imports.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import duckdb
import pages
import polars as pl
import registers

from xhht.ext import frames
from xhht.model.targets import GrowthTarget
from xhht.programmes import ctph_154

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
FAMILY, INDICATOR = "family", "families_recognised"
TITLES = {title.id: place for place, title in enumerate(PROGRAMME.titles)}
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
YEARS = 4
RISES = {
    tier.id: rule.asked_of(tier.id)
    for rule in PROGRAMME.targets
    if isinstance(rule, GrowthTarget) and rule.indicator == INDICATOR
    for tier in PROGRAMME.tiers
}
SCALE = 200
SIZES = (1_000_000, registers.FAMILIES)
REPEATS = 3
LIMIT = "1GB"
BOUND = 1.15
SHOWN = (
    "region",
    "level",
    "tier",
    "outcome",
    "shortfall",
    "threshold_numerator",
    "threshold_denominator",
    "gap_numerator",
    "gap_denominator",
    "numerator",
    "denominator",
    "missing",
    "implied_numerator",
    "implied_denominator",
)


def polars_tables(folder: Path) -> tuple[pl.LazyFrame, pl.LazyFrame, pl.LazyFrame]:
    """Recognitions, regions and denominators as lazy frames."""
    return (
        pl.scan_parquet(folder / "recognitions" / "*.parquet"),
        pl.scan_parquet(folder / "regions.parquet"),
        pl.scan_parquet(folder / "denominators.parquet"),
    )


def duckdb_tables(folder: Path, connection: duckdb.DuckDBPyConnection) -> list[Any]:
    """Recognitions, regions and denominators as DuckDB's relations."""
    names = ("recognitions/*.parquet", "regions.parquet", "denominators.parquet")
    return [connection.read_parquet(str(folder / name)) for name in names]


def pipeline(recognitions: Any, regions: Any, denominators: Any) -> Any:  # noqa: ANN401  # Any lazy engine's frame.
    """From decisions to verdicts as one lazy plan."""
    days = (START, DAY)
    counts = frames.tally(PROGRAMME, recognitions, as_of=days, regions=regions, denominators=denominators)
    sums = frames.roll_up(PROGRAMME, counts, regions=regions, as_of=days, indicators=[INDICATOR], has_leaves=True)
    return frames.assess(PROGRAMME, sums, as_of=DAY, baseline_on=START)


def by_xhht_on_polars(folder: Path) -> pl.DataFrame:
    """The pipeline on Polars, as a stream."""
    return pl.DataFrame(pipeline(*polars_tables(folder)).collect(engine="streaming"))


def by_xhht_on_duckdb(folder: Path, limit: str | None = None) -> pl.DataFrame:
    """The pipeline on DuckDB."""
    with connected(folder, limit) as connection:
        return pl.DataFrame(pipeline(*duckdb_tables(folder, connection)).pl())


def by_xhht_within(folder: Path) -> pl.DataFrame:
    """The pipeline on DuckDB, which may hold no more than the limit."""
    return by_xhht_on_duckdb(folder, LIMIT)


def connected(folder: Path, limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory that spills into the register's folder."""
    connection = duckdb.connect()
    connection.execute(f"SET temp_directory = '{folder / 'spilled'}'")
    if limit is not None:
        connection.execute(f"SET memory_limit = '{limit}'")
    return connection


def by_polars(folder: Path) -> pl.DataFrame:
    """The work by hand in lazy Polars."""
    decisions, regions, sizes = polars_tables(folder)
    far = date(9999, 12, 31)
    known = regions.select(
        "region",
        pl.col("valid_from").fill_null(date(1, 1, 1)),
        pl.col("valid_to").fill_null(far),
        id=pl.int_range(pl.len(), dtype=pl.Int64),
    )
    day, ends, lost = pl.col("decided_on"), pl.col("ends_on").fill_null(far), pl.col("withdrawn_on").fill_null(far)
    title = pl.col("title").replace_strict(TITLES, default=None, return_dtype=pl.Int8)
    wrong = (
        pl.any_horizontal(pl.col("title", "holder", "region", "decided_on").is_null())
        | title.is_null()
        | pl.col("id").is_null()
        | (day < pl.col("valid_from"))
        | (day > pl.col("valid_to"))
        | (ends < day)
        | (lost < day)
    )
    once = (
        decisions.join(known, on="region", how="left")
        .select("holder", "decided_on", "id", title=title, ends=ends, lost=lost, wrong=wrong)
        .group_by("holder", "title", "decided_on")
        .agg(
            pl.col("id", "ends", "lost").max(),
            pl.col("id", "ends", "lost").min().name.suffix("_min"),
            pl.col("wrong").any(),
        )
    )
    differ = pl.any_horizontal(*(pl.col(name) != pl.col(f"{name}_min") for name in ("id", "ends", "lost")))
    key = day.cast(pl.Int32).cast(pl.Int64) * 2**20 + pl.col("id")
    in_force, gone = [], []
    for place, today in enumerate((START, DAY)):
        is_lost = (day <= today) & (pl.col("lost") <= today)
        is_on = (day <= today) & ~is_lost & (pl.col("ends") >= today)
        in_force.append(pl.when(is_on).then(key).alias(f"found_{place}"))
        gone.append(pl.when(is_lost).then(key).alias(f"gone_{place}"))
    names = [f"{side}_{place}" for side in ("found", "gone") for place in (0, 1)]
    holders = (
        once.select("holder", "title", *in_force, *gone, wrong=pl.col("wrong") | differ)
        .group_by("holder", "title")
        .agg(pl.col(names).max(), pl.col("wrong").any())
        .select(
            "title",
            *(
                pl.when(pl.col(f"found_{place}") > pl.col(f"gone_{place}").fill_null(0))
                .then(pl.col(f"found_{place}") % 2**20)
                .alias(f"id_{place}")
                for place in (0, 1)
            ),
            "wrong",
        )
        .group_by("title", "id_0", "id_1")
        .agg(held=pl.len().cast(pl.Int64), wrong=pl.col("wrong").any())
    )
    holders = holders.cache()
    held = pl.concat(
        holders.select(
            "title", pl.lit(place, pl.Int64).alias("day"), pl.col(f"id_{place}").alias("id"), "held", "wrong"
        )
        for place in (0, 1)
    )
    held = held.group_by("title", "day", "id").agg(pl.col("held").sum(), pl.col("wrong").any())
    given = sizes.group_by("region", title).agg(
        size=pl.col("denominator").max(),
        odd=(pl.col("denominator").max() != pl.col("denominator").min())
        | (pl.col("denominator").min() < 0)
        | title.is_null().any(),
    )
    given = given.join(known, on="region", how="left").join(pl.LazyFrame({"day": [0, 1]}), how="cross")
    on_day = pl.col("day").replace_strict({0: START, 1: DAY}, return_dtype=pl.Date)
    counts = given.join(held, on=["title", "day", "id"], how="full", coalesce=True).select(
        "title",
        "day",
        "region",
        "size",
        pl.col("held").fill_null(0),
        wrong=pl.col("wrong").fill_null(value=False)
        | ((pl.col("held") > 0) & pl.col("size").is_null() & pl.col("id").is_not_null())
        | (pl.col("held") > pl.col("size")).fill_null(value=False)
        | (pl.col("region").is_not_null() & (pl.col("valid_from").is_null() | pl.col("odd")))
        | (on_day < pl.col("valid_from"))
        | (on_day > pl.col("valid_to")),
    )
    counts = counts.collect(engine="streaming").lazy()
    trees = []
    for place, on in enumerate((START, DAY)):
        begins, ended = pl.col("valid_from").fill_null(date(1, 1, 1)), pl.col("valid_to").fill_null(far)
        alive = regions.filter((begins <= on) & (ended >= on)).select("region", "parent", "level", "tier")
        asked = pl.col("tier").replace_strict({t: int(r * SCALE) for t, r in RISES.items()}, return_dtype=pl.Int64)
        sums = alive.filter(pl.col("level") == "village").join(
            counts.filter((pl.col("day") == place) & (pl.col("title") == TITLES[FAMILY])), on="region", how="left"
        )
        level = sums.select(
            "region",
            "parent",
            "level",
            "tier",
            "wrong",
            pl.col("held"),
            pl.col("size"),
            weighed=asked * pl.col("size"),
            missing=pl.col("size").is_null().cast(pl.Int64),
        )
        levels = [level]
        for name in ("commune", "district", "province", "country"):
            parts = level.group_by("parent").agg(
                pl.col("wrong").any(), pl.col("held", "size", "weighed", "missing").sum()
            )
            level = alive.filter(pl.col("level") == name).join(parts, left_on="region", right_on="parent", how="inner")
            levels.append(level.select(levels[0].collect_schema().names()))
        trees.append(pl.concat(levels))
    start, end = trees
    top = pl.col("tier").replace_strict({t: r.numerator * YEARS for t, r in RISES.items()}, return_dtype=pl.Int64)
    bottom = pl.col("tier").replace_strict({t: r.denominator for t, r in RISES.items()}, return_dtype=pl.Int64)
    n, d = pl.col("held"), pl.col("size")
    judged = end.join(start.select("region", base_n="held", base_d="size", base_wrong="wrong"), on="region", how="left")
    whole = pl.col("base_d") * bottom
    judged = judged.with_columns(
        t=pl.min_horizontal(pl.col("base_n") * bottom + pl.col("base_d") * top, whole),
        b=whole,
        wrong=pl.col("wrong") | pl.col("base_wrong") | (d > 2**62 // whole),
    )
    t, b = pl.col("t"), pl.col("b")
    is_met, none = n * b >= t * d, pl.col("base_d").is_null() | (pl.col("base_d") == 0)
    result = judged.select(
        "region",
        "level",
        "tier",
        outcome=pl.when(none)
        .then(pl.lit("no_data"))
        .when(d == 0)
        .then(pl.lit("not_applicable"))
        .when(is_met)
        .then(pl.lit("met"))
        .otherwise(pl.lit("not_met")),
        shortfall=pl.max_horizontal(t * d // b + (t * d % b > 0).cast(pl.Int64) - n, pl.lit(0)),
        threshold_numerator=t,
        threshold_denominator=b,
        gap_numerator=n * b - t * d,
        gap_denominator=d * b,
        numerator=n,
        denominator=d,
        missing="missing",
        implied_numerator="weighed",
        implied_denominator=SCALE * d,
        wrong="wrong",
    ).collect(engine="streaming")
    return checked(pl.DataFrame(result))


def checked(result: pl.DataFrame) -> pl.DataFrame:
    """The verdicts, where nothing was wrong with what they were reached from."""
    if result["wrong"].any() or result["missing"].sum() > 0:
        raise SystemExit("the register has bad rows")
    return result.drop("wrong")


def by_duckdb(folder: Path) -> pl.DataFrame:
    """The work by hand in DuckDB's SQL."""
    with connected(folder) as connection:
        found = connection.sql(query(folder)).pl()
    return checked(pl.DataFrame(found).with_columns(pl.col(pl.Decimal).cast(pl.Int64)))


def query(folder: Path) -> str:
    """The work by hand as one query."""
    far = "DATE '9999-12-31'"
    first = "DATE '0001-01-01'"
    days = {0: f"DATE '{START}'", 1: f"DATE '{DAY}'"}
    sides = ", ".join(
        f"max(CASE WHEN day <= {today} AND lost > {today} AND ends >= {today} THEN key END) AS found_{place}, "
        f"max(CASE WHEN day <= {today} AND lost <= {today} THEN key END) AS gone_{place}"
        for place, today in days.items()
    )
    ids = ", ".join(
        f"CASE WHEN found_{place} > coalesce(gone_{place}, 0) THEN found_{place} % 1048576 END AS id_{place}"
        for place in days
    )

    def of_tier(values: dict[str, int]) -> str:
        return "CASE tier " + " ".join(f"WHEN '{tier}' THEN {value}" for tier, value in values.items()) + " END"

    titles = "CASE d.title " + " ".join(f"WHEN '{title}' THEN {place}" for title, place in TITLES.items()) + " END"
    asked = of_tier({tier: int(rise * SCALE) for tier, rise in RISES.items()})
    top = of_tier({tier: rise.numerator * YEARS for tier, rise in RISES.items()})
    bottom = of_tier({tier: rise.denominator for tier, rise in RISES.items()})
    sums = "any_value(day) AS day, bool_or(wrong) AS wrong, sum(held)::BIGINT AS held, sum(size)::BIGINT AS size, "
    sums += "sum(weighed)::BIGINT AS weighed, sum(missing)::BIGINT AS missing"
    levels = ""
    below = "village"
    for level in ("commune", "district", "province", "country"):
        levels += f""", {level} AS (
            SELECT a.region, a.parent, a.level, a.tier, s.* EXCLUDE (above) FROM alive a JOIN (
                SELECT parent AS above, {sums} FROM {below} GROUP BY parent, day
            ) s ON s.above = a.region AND s.day = a.day WHERE a.level = '{level}')"""  # noqa: S608  # Own names.
        below = level
    every = " UNION ALL ".join(f"FROM {name}" for name in ("village", "commune", "district", "province", "country"))
    return f"""
        WITH regions AS (FROM read_parquet('{folder}/regions.parquet')),
        known AS (
            SELECT region, coalesce(valid_from, {first}) AS valid_from, coalesce(valid_to, {far}) AS valid_to,
                row_number() OVER () AS id FROM regions),
        once AS (
            SELECT holder, {titles} AS title, decided_on AS day, decided_on - DATE '1970-01-01' AS nth,
                max(id) AS id, max(coalesce(ends_on, {far})) AS ends, max(coalesce(withdrawn_on, {far})) AS lost,
                bool_or({titles} IS NULL OR holder IS NULL OR k.region IS NULL OR decided_on IS NULL
                    OR decided_on < valid_from OR decided_on > valid_to
                    OR ends_on < decided_on OR withdrawn_on < decided_on)
                OR max(id) <> min(id)
                OR max(coalesce(ends_on, {far})) <> min(coalesce(ends_on, {far}))
                OR max(coalesce(withdrawn_on, {far})) <> min(coalesce(withdrawn_on, {far})) AS wrong
            FROM read_parquet('{folder}/recognitions/*.parquet') d LEFT JOIN known k USING (region)
            GROUP BY holder, {titles}, decided_on),
        held_by AS (
            SELECT title, {sides}, bool_or(wrong) AS wrong
            FROM (SELECT *, nth * 1048576 + id AS key FROM once) GROUP BY holder, title),
        holders AS (
            SELECT title, id_0, id_1, count(*) AS held, bool_or(wrong) AS wrong
            FROM (SELECT title, {ids}, wrong FROM held_by) GROUP BY title, id_0, id_1),
        held AS (
            SELECT title, day, id, sum(held)::BIGINT AS held, bool_or(wrong) AS wrong FROM (
                SELECT title, 0 AS day, id_0 AS id, held, wrong FROM holders
                UNION ALL SELECT title, 1, id_1, held, wrong FROM holders) GROUP BY title, day, id),
        days AS (SELECT * FROM (VALUES (0, {days[0]}), (1, {days[1]})) AS d(day, today)),
        given AS (
            SELECT g.*, k.id, k.valid_from, k.valid_to, days.* FROM (
                SELECT region, {titles} AS title, max(denominator) AS size,
                    max(denominator) <> min(denominator) OR min(denominator) < 0 OR {titles} IS NULL AS odd
                FROM read_parquet('{folder}/denominators.parquet') d GROUP BY region, {titles}
            ) g LEFT JOIN known k USING (region), days),
        counts AS (
            SELECT coalesce(g.title, h.title) AS title, coalesce(g.day, h.day) AS day, g.region, g.size,
                coalesce(h.held, 0) AS held,
                coalesce(h.wrong, false) OR (h.held > 0 AND g.size IS NULL AND h.id IS NOT NULL)
                OR coalesce(h.held > g.size, false)
                OR (g.region IS NOT NULL AND (g.id IS NULL OR g.odd))
                OR coalesce(today < valid_from OR today > valid_to, false) AS wrong
            FROM given g FULL JOIN held h ON g.title = h.title AND g.day = h.day AND g.id = h.id),
        alive AS (
            SELECT region, parent, level, tier, day FROM regions, days
            WHERE coalesce(valid_from, {first}) <= today AND coalesce(valid_to, {far}) >= today),
        village AS (
            SELECT a.region, a.parent, a.level, a.tier, a.day, coalesce(c.wrong, false) AS wrong, c.held, c.size,
                {asked} * c.size AS weighed, (c.size IS NULL)::INT AS missing
            FROM alive a LEFT JOIN counts c
                ON a.region = c.region AND a.day = c.day AND c.title = {TITLES[FAMILY]} WHERE a.level = 'village')
        {levels},
        sums AS ({every}),
        judged AS (
            SELECT e.* EXCLUDE (wrong),
                e.wrong OR s.wrong OR e.size > 4611686018427387904 // (s.size * {bottom}) AS wrong,
                least(s.held * {bottom} + s.size * {top}, s.size * {bottom}) AS t, s.size * {bottom} AS b
            FROM (SELECT * FROM sums WHERE day = 1) e LEFT JOIN (
                SELECT region, held, size, wrong FROM sums WHERE day = 0) s USING (region))
        SELECT region, level, tier,
            CASE WHEN b IS NULL OR b = 0 THEN 'no_data' WHEN size = 0 THEN 'not_applicable'
                WHEN held * b >= t * size THEN 'met' ELSE 'not_met' END AS outcome,
            greatest(t * size // b + (t * size % b > 0)::INT - held, 0) AS shortfall,
            t AS threshold_numerator, b AS threshold_denominator, held * b - t * size AS gap_numerator,
            size * b AS gap_denominator, held AS numerator, size AS denominator, missing,
            weighed AS implied_numerator, {SCALE} * size AS implied_denominator, wrong
        FROM judged
    """  # noqa: S608  # Own names, and a folder that the benchmark makes.


WAYS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "Polars by hand": by_polars,
    "xhht on Polars": by_xhht_on_polars,
    "DuckDB by hand": by_duckdb,
    "xhht on DuckDB": by_xhht_on_duckdb,
    f"xhht on DuckDB within {LIMIT}": by_xhht_within,
}
HANDS = ("Polars by hand", "DuckDB by hand")
BOUNDED = ("xhht on Polars", "xhht on DuckDB")


class Run(NamedTuple):
    """One way through a register of one size, in a process of its own."""

    families: int
    way: str
    seconds: float
    megabytes: int
    digest: str


def one(way: str, folder: Path) -> None:
    """Print what one way took, and what its verdicts come to."""
    started = time.perf_counter()
    found = WAYS[way](folder)
    seconds = time.perf_counter() - started
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = most // (1024 * 1024 if sys.platform == "darwin" else 1024)
    rows = found.select(SHOWN).cast({"shortfall": pl.Int64}).sort("region").write_csv()
    print(json.dumps([seconds, megabytes, hashlib.sha256(rows.encode()).hexdigest()]))


def measured(sizes: list[int], repeats: int, folder: Path) -> Iterator[Run]:
    """The least time and the greatest memory of each way at each size."""
    for families in sizes:
        register = folder / str(families)
        registers.write(register, families)
        runs: dict[str, list[Run]] = {way: [] for way in WAYS}
        for _ in range(repeats):
            for way in WAYS:
                command = [sys.executable, __file__, "--one", way, "--folder", str(register)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode:
                    raise SystemExit(f"{way} failed on {families:,} families:\n{done.stderr}")
                runs[way].append(Run(families, way, *json.loads(done.stdout.splitlines()[-1])))
        if len({run.digest for given in runs.values() for run in given}) > 1:
            raise SystemExit("two ways give different verdicts")
        for given in runs.values():
            yield min(given, key=lambda run: run.seconds)._replace(megabytes=max(run.megabytes for run in given))
        shutil.rmtree(register)


def ratios(runs: list[Run]) -> Iterator[pages.Ratio]:
    """Time and greatest memory of each way beside the work by hand on the same engine."""
    found = {(run.families, run.way): run for run in runs}
    for run in runs:
        if run.way in HANDS:
            continue
        hand = HANDS["DuckDB" in run.way]
        beside, place = found[run.families, hand], f"{run.families:,} families"
        seconds = f"{hand}, {beside.seconds:.2f} s"
        bound = BOUND if run.families == registers.FAMILIES and run.way in BOUNDED else None
        yield pages.Ratio(f"{run.way}, {place}", seconds, run.seconds / beside.seconds, bound)
        memory = f"{hand}, {beside.megabytes:,} MB"
        yield pages.Ratio(f"its greatest memory, {place}", memory, run.megabytes / beside.megabytes, None)


def main() -> None:
    """Print the table, and put it into the documentation where asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--quick", action="store_true", help="ten thousand families, once, without bounds")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="where registers are written; a temporary folder if not given")
    options = parser.parse_args()
    if options.one is not None:
        one(options.one, options.folder)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        sizes, repeats = ([10_000], 1) if options.quick else (list(options.sizes), REPEATS)
        rows = list(ratios(list(measured(sizes, repeats, folder))))
    for row in rows:
        print(*row.cells, sep="  ")
    if options.write:
        pages.fill(__file__, rows, "polars", "duckdb", "narwhals")
    if any(row.is_missed for row in rows):
        raise SystemExit(f"the bound of {BOUND} is missed")


if __name__ == "__main__":
    main()
