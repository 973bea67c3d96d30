"""A nation's register judged at every level: recognitions in Parquet files in, verdicts by the programme out.

Usage: python examples/national.py [--families N] [--folder FOLDER]

A register of a million families is made up first (benchmarks/registers.py says what is assumed). The tally, the
largest step, is computed once and kept, since roll-up and verdicts need only its counts, one row a community
and day.

One machine is enough for this: the recognitions are read as a stream. Where the reports of a nation lie on a cluster
already, `frames.assess` judges them there, on Dask or Spark; the page on frames says how, and which engines the tally
takes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

from xhht.ext import frames
from xhht.programmes import ctph_154

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import registers

PROGRAMME = ctph_154.PROGRAMME
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
LEVELS = ("country", "province", "district", "commune", "village")


def judged(folder: Path) -> pl.DataFrame:
    """How many regions of each level have which outcome."""
    names = ("recognitions/*.parquet", "regions.parquet", "denominators.parquet")
    recognitions, regions, denominators = (pl.scan_parquet(folder / name) for name in names)
    days = (START, DAY)
    counts = frames.tally(PROGRAMME, recognitions, as_of=days, regions=regions, denominators=denominators)
    counts = counts.collect(engine="streaming").lazy()
    print("  holders are counted …", file=sys.stderr)
    indicators = ("families_recognised",)
    sums = frames.roll_up(PROGRAMME, counts, regions=regions, as_of=days, indicators=indicators, has_leaves=True)
    sums = sums.collect(engine="streaming").lazy()
    print("  every level is added up …", file=sys.stderr)
    return frames.assess(PROGRAMME, sums, as_of=DAY, baseline_on=START).collect().group_by("level", "outcome").len()


def main() -> None:
    """Make the register, judge it, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the register is written; a temporary folder if not given")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        print(f"writing a register of {asked.families:,} families …", file=sys.stderr)
        decisions = registers.write(folder, asked.families)
        print(f"{decisions:,} decisions; judging …", file=sys.stderr)
        started = time.perf_counter()
        found = judged(folder)
        print(f"judged in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    outcomes = sorted(found["outcome"].unique())
    counts = {(level, outcome): count for level, outcome, count in found.iter_rows()}
    print("level     ", *(f"{outcome:>12}" for outcome in outcomes))
    for level in LEVELS:
        print(f"{level:10}", *(f"{counts.get((level, outcome), 0):>12,}" for outcome in outcomes))


if __name__ == "__main__":
    main()
