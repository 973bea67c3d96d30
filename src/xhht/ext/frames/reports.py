"""Reports: the one figure that stands for each day, and the latest of them for each pair of region and indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import Case, cases, col, inner, whole
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.rows import CONTRADICTION

PAIR = [inner("region"), inner("indicator")]
DAY = [*PAIR, inner("key")]


def number_of(day: date) -> int:
    """The greatest key of a day: the day as a number such as 20201231, twice, and 1 for a report of all."""
    return ((day.year * 100 + day.month) * 100 + day.day) * 2 + 1


def by_day(rows: Any, layout: Layout, *, is_rising: bool) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
    """One row for each region, indicator, day and kind of base, marked where its reports contradict each other.

    Of reports that agree the narrowest stands: the greatest lower end and the least upper end, which must
    then be the two ends of one report.
    """
    greatest = ["on", "low", "den", "bits"]
    smallest = {"high": "high", "den": "den_min"}
    if is_rising:
        greatest += ["year", "nth"]
    if layout.has("base"):
        smallest["base_code"] = "base_code"
    if layout.has("tier"):
        greatest.append("tier_code")
        smallest["tier_code"] = "tier_min"
    differ = (col("den_min") != col("den")) | (col("low") > col("high"))
    if layout.has("lower"):
        rows = rows.with_columns((col("high") - col("low")).alias(inner("width")))
        smallest["width"] = "width"
        differ = differ | (col("width") != col("high") - col("low"))
    days = rows.group_by(DAY).agg(
        *(col(name).max().alias(inner(name)) for name in greatest),
        *(col(name).min().alias(inner(alias)) for name, alias in smallest.items()),
        *(nw.col(name).max() for name in layout.extras),
    )
    clashes: list[Case] = [(differ.fill_null(value=False), CONTRADICTION)]
    if layout.has("tier"):
        clashes.append((col("tier_min") != col("tier_code"), CONTRADICTION))
    days = days.with_columns((col("key") * 0).alias(inner("zero")))
    return days.with_columns(whole(cases(*clashes, default=0)).alias(inner("clash")))


def latest(
    days: Any,  # noqa: ANN401  # As above.
    layout: Layout,
    *,
    as_of: date,
    baseline_on: date | None,
) -> Any:  # noqa: ANN401  # As above.
    """One row for each region and indicator: the figure to judge (``now``), its baseline (``base``), and its tier."""
    none = col("zero")
    counted = ~(col("den").is_null() | col("low").is_null() | col("high").is_null())
    known = col("key") <= number_of(as_of)
    days = days.with_columns(
        nw.when(counted & known).then(col("key")).otherwise(none).alias(inner("now_key")),
        nw.when(known).then(col("key")).otherwise(none - col("key")).alias(inner("last_key")),
        (col("bits") + col("clash")).alias(inner("bad")),
    )
    figures = ["on", "low", "high", "den", *(["base_code"] if layout.has("base") else [])]
    sides = {"now": figures}
    if baseline_on is not None:
        earlier = counted & (col("key") <= number_of(baseline_on))
        days = days.with_columns(nw.when(earlier).then(col("key")).otherwise(none).alias(inner("base_key")))
        sides = {"now": [*figures, "year", "nth"], "base": [*figures, "year", "nth"]}
    if layout.extras or layout.has("tier"):
        sides["last"] = ["tier_code"] if layout.has("tier") else []
    pairs = days.group_by(PAIR).agg(
        *(col(f"{name}_key").max().alias(inner(f"{name}_key")) for name in sides), col("bad").max().alias(inner("bad"))
    )
    pairs = pairs.with_columns((col("bad") * 0).alias(inner("zero")))
    if "last" in sides:
        ahead = cases((col("last_key") < 0, col("zero") - col("last_key")), default=col("last_key"))
        pairs = pairs.with_columns(ahead.alias(inner("last_key")))
    for name, wanted in sides.items():
        side = days.select(
            *(col(part).alias(inner(f"{name}_{part}")) for part in ("region", "indicator", "key", *wanted)),
            *(nw.col(extra) for extra in layout.extras if name == "last"),
        )
        pairs = pairs.join(side, on=None, left_on=[*PAIR, inner(f"{name}_key")], right_on=_keys_of(name), how="left")
    return pairs


def _keys_of(side: str) -> list[str]:
    return [inner(f"{side}_{part}") for part in ("region", "indicator", "key")]
