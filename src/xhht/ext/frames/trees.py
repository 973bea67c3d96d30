"""Trees: the regions above each region on each day asked for."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import cases, col, inner

KEY = [inner("region"), inner("day")]


def pathed(places: Any, levels: int) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
    """Every region that exists on a day with those above it (``up_1``, …), and its depth.

    Where a parent does not exist, or there are more levels than said, ``broken`` is 1.
    """
    alive = places.filter(col("alive") > 0)
    rows = alive.select(*KEY, *(col(n) for n in ("tier", "level", "since", "bits")), col("parent").alias(inner("up_1")))
    parents = alive.select(
        col("region").alias(inner("p_region")), col("day").alias(inner("p_day")), col("parent").alias(inner("next"))
    ).with_columns(nw.lit(1, nw.Int64).alias(inner("exists")))
    depth, broken = nw.lit(0, nw.Int64), nw.lit(0, nw.Int64)
    for step in range(1, levels + 1):
        rows = rows.join(
            parents,
            left_on=[inner(f"up_{step}"), inner("day")],
            right_on=[inner("p_region"), inner("p_day")],
            how="left",
        )
        is_there = ~col("exists").is_null()
        depth = depth + cases((is_there, 1), default=0)
        broken = broken + cases((~col(f"up_{step}").is_null() & (~is_there | (step == levels)), 1), default=0)
        rows = rows.with_columns(
            depth.cast(nw.Int64).alias(inner("depth")),
            broken.cast(nw.Int64).alias(inner("broken")),
            nw.when(is_there).then(col(f"up_{step}")).alias(inner(f"up_{step}")),
            nw.when(is_there).then(col("next")).alias(inner(f"up_{step + 1}")),
        ).drop(inner("next"), inner("exists"))
        depth, broken = col("depth"), col("broken")
    return rows.drop(inner(f"up_{levels}"), inner(f"up_{levels + 1}"))


def placed(rows: Any, levels: int) -> Any:  # noqa: ANN401  # As above.
    """The same with the region at each depth of its path but the deepest (``at_0`` for the top)."""
    found = []
    for depth in range(levels - 1):
        here = [(col("depth") == depth, col("region"))]
        above = [(col("depth") == depth + step, col(f"up_{step}")) for step in range(1, levels - depth)]
        found.append(cases(*here, *above, default="").alias(inner(f"at_{depth}")))
    return rows.with_columns(*found).drop(*(inner(f"up_{step}") for step in range(1, levels)))


def lines(rows: Any, levels: int) -> Any:  # noqa: ANN401  # As above.
    """One row for each region, day, and region that it lies in (``above``), itself among them."""
    found = [rows.select(*KEY, col("region").alias(inner("above")))]
    found.extend(
        rows.select(*KEY, col(f"up_{step}").alias(inner("above"))).filter(~col("above").is_null())
        for step in range(1, levels)
    )
    return nw.concat(found)
