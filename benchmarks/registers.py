"""A register of any size for benchmarks and examples: regions, denominators and recognitions, as Parquet files.

    python benchmarks/registers.py register 1000000   # writes regions, denominators and recognitions there

What is true of the nation: about 26.9 million families, 136,000 communities, 10,599 communes and 63 provinces.
What is assumed: 710 districts of the same size; one in four provinces `developed`, one in four `disadvantaged`
(the texts give no list); families spread evenly over the communities; shares recognised by the end of 2016 and
2020 that differ by tier and from one community to the next, around 45 and 65% of all families (Yên Bái printed
57.48% for 2018 and 65% for 2020); titles of three years that three in ten of the families then renew, of whom
two in a hundred move before; one title in two hundred withdrawn; one family in nine of whom no register knows.
Families are numbered, as in a population register. Everything
follows from the seed. Files are written province by province, so that memory does not grow with the register.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl

FAMILIES = 26_900_000
PROVINCES, DISTRICTS, COMMUNES, COMMUNITIES = 63, 710, 10_599, 136_000
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
TIERS = ("general", "developed", "general", "disadvantaged")
REACHED = {"general": (43, 64), "developed": (52, 75), "disadvantaged": (33, 50)}
FILES = ("regions", "denominators", "recognitions")


def write(folder: Path, families: int, *, seed: int = 1, progress: Callable[[int, int], None] | None = None) -> int:
    """Write a register of so many families, and return how many decisions it has."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recognitions").mkdir(exist_ok=True)
    for old in (folder / "recognitions").glob("*.parquet"):
        old.unlink()
    villages = communities(families)
    regions(villages).write_parquet(folder / "regions.parquet")
    denominators(villages).write_parquet(folder / "denominators.parquet")
    decisions = 0
    for number, part in enumerate(recognitions(villages, seed)):
        part.write_parquet(folder / "recognitions" / f"{number:02}.parquet")
        decisions += len(part)
        if progress is not None:
            progress(number + 1, PROVINCES)
    return decisions


def communities(families: int) -> pl.DataFrame:
    """Every community with its commune, district, province and tier, and its families by number."""
    count = min(COMMUNITIES, max(PROVINCES, families // 40))
    number = pl.int_range(count, dtype=pl.Int64)
    places = {"province": PROVINCES, "district": DISTRICTS, "commune": COMMUNES}
    frame = pl.select(number.alias("number")).with_columns(
        *((pl.col("number") * min(count, all_of) // count).alias(name) for name, all_of in places.items()),
        first=pl.col("number") * families // count,
        families=(pl.col("number") + 1) * families // count - pl.col("number") * families // count,
    )
    # Each place lies in the one above it that holds its first community.
    return (
        frame.with_columns(
            pl.col("district").first().over("commune"),
        )
        .with_columns(
            pl.col("province").first().over("district"),
        )
        .with_columns(
            tier=(pl.col("province") % len(TIERS)).replace_strict(dict(enumerate(TIERS)), return_dtype=pl.String),
            region=_id("v", "number"),
        )
    )


def _id(letter: str, name: str) -> pl.Expr:
    return pl.format(letter + "{}", pl.col(name).cast(pl.String).str.zfill(6))


def regions(villages: pl.DataFrame) -> pl.DataFrame:
    """The tree: nation, provinces, districts, communes, communities."""
    steps = (("p", "province", None), ("d", "district", "p"), ("c", "commune", "d"))
    parts = [pl.DataFrame({"region": ["nation"], "parent": [None], "level": ["country"], "tier": ["general"]})]
    uppers = {"p": "province", "d": "district"}
    for letter, level, above in steps:
        found = villages.unique(level, keep="first", maintain_order=True)
        parent = pl.lit("nation") if above is None else _id(above, uppers[above])
        parts.append(
            found.select(
                _id(letter, level).alias("region"), parent.alias("parent"), pl.lit(level).alias("level"), "tier"
            )
        )
    parts.append(
        villages.select("region", _id("c", "commune").alias("parent"), pl.lit("village").alias("level"), "tier")
    )
    schema = pl.Schema({"region": pl.String(), "parent": pl.String(), "level": pl.String(), "tier": pl.String()})
    return pl.concat([part.cast(schema) for part in parts]).with_columns(
        valid_from=pl.lit(None, pl.Date), valid_to=pl.lit(None, pl.Date)
    )


def denominators(villages: pl.DataFrame) -> pl.DataFrame:
    """All families of each community."""
    return villages.select("region", pl.lit("family").alias("title"), pl.col("families").alias("denominator"))


def recognitions(villages: pl.DataFrame, seed: int) -> Iterator[pl.DataFrame]:
    """The decisions, province by province, each part in no order."""
    for province, places in villages.group_by("province", maintain_order=True):
        yield _of_province(places, seed * PROVINCES + int(str(province[0])))


def _of_province(places: pl.DataFrame, seed: int) -> pl.DataFrame:
    start, end = REACHED[places["tier"][0]]
    rows = places.select("region", "number", "first", "families").with_columns(
        level=(pl.col("number").hash(seed) % 25).cast(pl.Int64) - 12
    )
    rows = rows.select(
        "region",
        "level",
        pl.int_ranges("first", pl.col("first") + pl.col("families") * 8 // 9).alias("holder"),
    ).explode("holder")
    luck = (pl.col("holder").hash(seed) % 10_000).cast(pl.Int64)
    second = (pl.col("holder").hash(seed + 1_000_000) % 10_000).cast(pl.Int64)
    rows = rows.with_columns(luck=luck, second=second)
    by_2016 = pl.col("luck") < (start + pl.col("level")) * 900 // 8
    by_2020 = pl.col("luck") < (end + pl.col("level")) * 900 // 8
    days = (pl.col("second") * 7919 % 1461).cast(pl.Int32)
    first = rows.filter(by_2020).with_columns(
        decided_on=pl.when(by_2016).then(pl.date(2013, 1, 1)).otherwise(pl.date(2017, 1, 1)) + pl.duration(days=days),
    )
    has_end = pl.col("second") % 10 < 4
    first = first.with_columns(
        ends_on=pl.when(has_end).then(pl.col("decided_on").dt.offset_by("3y")),
        withdrawn_on=pl.when(pl.col("second") % 200 == 7).then(pl.col("decided_on").dt.offset_by("1y")),
    )
    renewed = first.filter(has_end & (pl.col("second") % 10 < 3)).with_columns(
        decided_on=pl.col("ends_on"), ends_on=pl.lit(None, pl.Date), withdrawn_on=pl.lit(None, pl.Date)
    )
    moved = pl.col("second") % 50 == 3
    others = places.select(pl.col("region").alias("other"), place=pl.int_range(len(places), dtype=pl.Int64))
    renewed = renewed.with_columns(place=pl.col("holder").hash(seed + 7).cast(pl.UInt64) % len(places))
    renewed = renewed.with_columns(pl.col("place").cast(pl.Int64)).join(others, on="place")
    renewed = renewed.with_columns(region=pl.when(moved).then("other").otherwise("region")).drop("place", "other")
    columns = ("title", "holder", "region", "decided_on", "ends_on", "withdrawn_on")
    return (
        pl.concat([first, renewed])
        .with_columns(title=pl.lit("family"))
        .select(columns)
        .sample(fraction=1, shuffle=True, seed=seed)
    )


def main() -> None:
    """Write a register where the command says."""
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    if "--quick" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            print(f"10,000 families, {write(Path(folder), 10_000):,} decisions")
        return
    families = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    decisions = write(Path(sys.argv[1]), families)
    print(f"{families:,} families, {decisions:,} decisions in {sys.argv[1]}")


if __name__ == "__main__":
    main()
