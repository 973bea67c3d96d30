"""A nation's register judged at every level: recognitions in Parquet files in, verdicts by the programme out.

Usage: python examples/national.py [--families N] [--folder FOLDER] [--engine ENGINE] [--scheduler ADDRESS]

A register of a million families is made up first (benchmarks/registers.py says what is assumed). Then tally, roll-up
and verdicts are one lazy plan, which only its last line has computed. The engine is Polars, which reads the decisions
as a stream; `--families 26900000` is the whole nation on one machine.

On a cluster:

- Dask: `--engine dask --scheduler tcp://HOST:8786`, with a folder that all workers see, and xhht with the
  extra frames on each of them. Without a scheduler two workers are started here.
- Spark: `spark-submit --master MASTER examples/national.py --engine spark --folder FOLDER`, with a folder that all
  executors see; they need nothing but Spark.
- `--engine duckdb` keeps to one machine, and spills to disk where its memory limit is reached.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from xhht.ext import frames
from xhht.programmes import ctph_154

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import registers

# 154 holds in Yên Bái; here it is asked what it would say of a nation, whose tiers are made up.
PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
LEVELS = ("country", "province", "district", "commune", "village")
NAMES = ("recognitions/*.parquet", "regions.parquet", "denominators.parquet")


def verdicts(recognitions: Any, regions: Any, denominators: Any) -> Any:  # noqa: ANN401  # Any lazy engine's frames.
    """From decisions to verdicts at every level, as a plan."""
    days = (START, DAY)
    counts = frames.tally(PROGRAMME, recognitions, as_of=days, regions=regions, denominators=denominators)
    indicators = ["families_recognised"]
    sums = frames.roll_up(PROGRAMME, counts, regions=regions, as_of=days, indicators=indicators, has_leaves=True)
    print("  the plan is made; it is computed now …", file=sys.stderr)
    return frames.assess(PROGRAMME, sums, as_of=DAY, baseline_on=START)


def by_polars(folder: Path, _scheduler: str | None) -> Iterator[tuple[str, str, int]]:
    """How many regions of each level have which outcome, on Polars."""
    import polars as pl  # noqa: PLC0415  # The engine that was asked for, as below.

    plan = verdicts(*(pl.scan_parquet(folder / name) for name in NAMES))
    yield from plan.group_by("level", "outcome").len().collect(engine="streaming").iter_rows()


def by_duckdb(folder: Path, _scheduler: str | None) -> Iterator[tuple[str, str, int]]:
    """The same on DuckDB."""
    import duckdb  # noqa: PLC0415  # As above.

    with duckdb.connect() as connection:
        plan = verdicts(*(connection.read_parquet(str(folder / name)) for name in NAMES))
        yield from plan.aggregate("level, outcome, count(*)").fetchall()


def by_dask(folder: Path, scheduler: str | None) -> Iterator[tuple[str, str, int]]:
    """The same on a Dask cluster: the one named, or two workers here."""
    import dask.dataframe as dd  # noqa: PLC0415  # As above.
    from dask.distributed import Client  # noqa: PLC0415  # As above.

    here: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    connected: Any = Client
    with connected(**here) if scheduler is None else connected(scheduler):
        plan = verdicts(*(dd.read_parquet(str(folder / name)) for name in NAMES))
        counted = plan.groupby(["level", "outcome"]).size().compute()
    for (level, outcome), count in counted.items():
        yield level, outcome, int(count)


def by_spark(folder: Path, _scheduler: str | None) -> Iterator[tuple[str, str, int]]:
    """The same on the Spark session that is there, or a local one."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  # As above.

    spark = SparkSession.builder.appName("xhht").getOrCreate()
    try:
        plan = verdicts(*(spark.read.parquet(str(folder / name).removesuffix("/*.parquet")) for name in NAMES))
        yield from (tuple(row) for row in plan.groupBy("level", "outcome").count().collect())
    finally:
        spark.stop()


ENGINES: dict[str, Callable[[Path, str | None], Iterator[tuple[str, str, int]]]] = {
    "polars": by_polars,
    "duckdb": by_duckdb,
    "dask": by_dask,
    "spark": by_spark,
}


@contextmanager
def folder_of(given: Path | None) -> Iterator[Path]:
    """The folder that was named, or one for the time being."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def shown(done: int, all_of: int) -> None:
    """Say how far the writing is."""
    if done % 9 == 0 or done == all_of:
        print(f"  {done} of {all_of} provinces", file=sys.stderr)


def main() -> None:
    """Make the register, judge it, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the register is written; a temporary folder if not given")
    parser.add_argument("--engine", choices=ENGINES, default="polars")
    parser.add_argument("--scheduler", help="the address of a Dask scheduler")
    asked = parser.parse_args()
    with folder_of(asked.folder) as folder:
        print(f"writing a register of {asked.families:,} families …", file=sys.stderr)
        decisions = registers.write(folder, asked.families, progress=shown)
        print(f"{decisions:,} decisions; judging …", file=sys.stderr)
        started = time.perf_counter()
        counts = {(level, outcome): count for level, outcome, count in ENGINES[asked.engine](folder, asked.scheduler)}
        print(f"judged in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    outcomes = sorted({outcome for _, outcome in counts})
    print("level     ", *(f"{outcome:>12}" for outcome in outcomes))
    for level in LEVELS:
        print(f"{level:10}", *(f"{counts.get((level, outcome), 0):>12,}" for outcome in outcomes))


if __name__ == "__main__":
    main()
