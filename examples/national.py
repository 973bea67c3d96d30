"""A nation's register judged at every level: recognitions in Parquet files in, verdicts by the programme out.

Usage: python examples/national.py [--families N] [--engine polars|duckdb] [--folder FOLDER]

A register of a million families is made up first (benchmarks/registers.py says what is assumed). The tally, the
largest step, is computed once and kept, since roll-up and verdicts need only its counts, one row a community
and day.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from xhht.ext import frames
from xhht.programmes import ctph_154

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import registers

PROGRAMME = ctph_154.PROGRAMME
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
LEVELS = ("country", "province", "district", "commune", "village")


def opened(folder: Path, engine: str) -> list[Any]:
    """The recognitions, the regions and the denominators, as they lie in Parquet files."""
    paths = [str(folder / name) for name in ("recognitions/*.parquet", "regions.parquet", "denominators.parquet")]
    if engine == "polars":
        return [pl.scan_parquet(path) for path in paths]
    import duckdb  # noqa: PLC0415  # Needed where it is asked for.

    connection = duckdb.connect()
    return [connection, *(connection.read_parquet(path) for path in paths)]


def kept(plan: Any, engine: str, connection: Any, name: str) -> Any:  # noqa: ANN401  # Any engine's kind of frame.
    """A plan computed where it lives, as a small table to go on with."""
    if engine == "polars":
        return plan.collect(engine="streaming").lazy()
    plan.create(name)
    return connection.table(name)


def judged(folder: Path, engine: str) -> pl.DataFrame:
    """How many regions of each level have which outcome."""
    *before, recognitions, regions, denominators = opened(folder, engine)
    connection = before[0] if before else None
    days = (START, DAY)
    counts = frames.tally(PROGRAMME, recognitions, as_of=days, regions=regions, denominators=denominators)
    counts = kept(counts, engine, connection, "counts")
    indicators = ("families_recognised",)
    sums = frames.roll_up(PROGRAMME, counts, regions=regions, as_of=days, indicators=indicators, has_leaves=True)
    sums = kept(sums, engine, connection, "sums")
    verdicts = frames.assess(PROGRAMME, sums, as_of=DAY, baseline_on=START)
    table: pl.DataFrame = verdicts.collect() if engine == "polars" else verdicts.pl()
    return table.group_by("level", "outcome").len()


def main() -> None:
    """Make the register, judge it, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=1_000_000)
    parser.add_argument("--engine", choices=("polars", "duckdb"), default="polars")
    parser.add_argument("--folder", type=Path, help="where the register is written; a temporary folder if not given")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        print(f"writing a register of {asked.families:,} families …", file=sys.stderr)
        decisions = registers.write(folder, asked.families)
        print(f"{decisions:,} decisions; judging with {asked.engine} …", file=sys.stderr)
        started = time.perf_counter()
        found = judged(folder, asked.engine)
        print(f"judged in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    outcomes = sorted(found["outcome"].unique())
    counts = {(level, outcome): count for level, outcome, count in found.iter_rows()}
    print("level     ", *(f"{outcome:>12}" for outcome in outcomes))
    for level in LEVELS:
        print(f"{level:10}", *(f"{counts.get((level, outcome), 0):>12,}" for outcome in outcomes))


if __name__ == "__main__":
    main()
