"""Sums: counts added up a tree level by level, as columns beside each region; no table is joined to itself."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import cases, col, inner
from xhht.ext.frames.opening import beside, quotient, whole

COUNTED = ("low", "high", "den", "missing")
FLAGS = ("partial", "bad", "registered", "other", "unstated")
WEIGHED = ("weighed", "known")
FAR, GREATEST_FAR = 2**32, 2**18
NEVER = 2**40
BAD_REPORT, BAD_SIZE, BAD_REGION, TOO_LARGE, ODD_SIZE = 1, 2, 3, 4, 5


def summed(cells: Any, levels: int, *, is_weighed: bool) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
    """Add up the parts of every region: its own report goes into the region above, else what its parts come to.

    Every row brings its group (``cell``), its depth (``depth``) and its region at each depth (``at_0``, …), its
    own report (``own_low``, ``own_high``, ``own_den``, ``is_counted``) and its size if known (``size``, ``has_size``).
    """
    cells = _alone(cells, is_weighed=is_weighed)
    for depth in range(levels - 1, 0, -1):
        cells = _step(cells, depth, is_weighed=is_weighed)
    return cells


def _alone(cells: Any, *, is_weighed: bool) -> Any:  # noqa: ANN401  # As above.
    """What each region gives to the one above as if it had no parts: its report, or from none to all of its size."""
    is_counted, has_size = col("is_counted") > 0, col("has_size") > 0
    given = {
        "low": cases((is_counted, col("own_low")), default=0),
        "high": cases((is_counted, col("own_high")), default=col("size")),
        "den": cases((is_counted, col("own_den")), default=col("size")),
        "missing": cases((is_counted, 0), default=1),
        "partial": cases((is_counted, col("own_partial")), (has_size, 0), default=1),
        "bad": col("own_bad"),
        **{name: cases((is_counted, col(f"own_{name}")), default=0) for name in FLAGS[2:]},
    }
    cells = whole(cells.with_columns(**{inner(name): value for name, value in given.items()}), *given)
    cells = _completed(cells, "", is_counted)
    if is_weighed:
        is_unknown = ~is_counted & ~has_size
        weights = {
            "weighed": cases((is_unknown, 0), default=col("asked") * col("den")),
            "known": cases((is_unknown, 0), default=col("den")),
            "least_asked": cases((is_unknown, col("asked")), default=NEVER),
            "most_asked": cases((is_unknown, col("asked")), default=-1),
        }
        cells = whole(cells.with_columns(**{inner(name): value for name, value in weights.items()}), *weights)
    zero = nw.lit(0, nw.Int64)
    return cells.with_columns(
        *(zero.alias(inner(f"sum_{name}")) for name in (*COUNTED, *FLAGS, *(WEIGHED if is_weighed else ()), "parts")),
        *([zero.alias(inner("sum_least_asked")), zero.alias(inner("sum_most_asked"))] if is_weighed else []),
    )


def _step(cells: Any, depth: int, *, is_weighed: bool) -> Any:  # noqa: ANN401  # As above.
    """Add up the regions of one depth, each beside the region above it."""
    key = [inner("cell"), inner(f"at_{depth - 1}")]
    is_part, is_here = col("depth") == depth, col("depth") == depth - 1
    sums = (*COUNTED, *(WEIGHED if is_weighed else ()))
    most = (*FLAGS, *(("most_asked",) if is_weighed else ()))
    given = {
        "far": cases((is_part, quotient(col("den"), nw.lit(FAR, nw.Int64))), default=0),
        "part": cases((is_part, 1), default=0),
        **{name: cases((is_part, col(name)), default=0) for name in sums},
        **{name: cases((is_part, col(name)), default=-1) for name in most},
        **({"least_asked": cases((is_part, col("least_asked")), default=NEVER)} if is_weighed else {}),
    }
    cells = cells.with_columns(**{inner(f"g_{name}"): value for name, value in given.items()})
    found = {
        **{f"w_{name}": (f"g_{name}", "sum") for name in (*sums, "far", "part")},
        **{f"w_{name}": (f"g_{name}", "max") for name in most},
        **({"w_least_asked": ("g_least_asked", "min")} if is_weighed else {}),
    }
    cells = beside(cells, key, found)
    is_beyond = col("w_far") > GREATEST_FAR
    safe = {name: cases((is_beyond, 0), default=col(name)) for name in found if name != "w_far"}
    safe["w_bad"] = cases((is_beyond, TOO_LARGE), default=col("w_bad"))
    cells = whole(cells.with_columns(**{inner(name): value for name, value in safe.items()}), *safe)
    kept = {f"sum_{name}": cases((is_here, col(f"w_{name}")), default=col(f"sum_{name}")) for name in (*sums, *most)}
    kept["sum_parts"] = cases((is_here, col("w_part")), default=col("sum_parts"))
    if is_weighed:
        kept["sum_least_asked"] = cases((is_here, col("w_least_asked")), default=col("sum_least_asked"))
    cells = whole(cells.with_columns(**{inner(name): value for name, value in kept.items()}), *kept)
    has_parts = is_here & (col("sum_parts") > 0)
    cells = _completed(cells, "sum_", has_parts)
    taken = has_parts & (col("is_counted") == 0)
    every = (*sums, *most, *(("least_asked",) if is_weighed else ()))
    passed = {name: cases((taken, col(f"sum_{name}")), default=col(name)) for name in every}
    worse = nw.max_horizontal(col("own_bad"), col("sum_bad"), col("bad"))
    passed["bad"] = cases((has_parts, worse), default=col("bad"))
    cells = whole(cells.with_columns(**{inner(name): value for name, value in passed.items()}), *passed)
    return cells.drop(*(inner(f"{mark}_{name}") for mark in ("g", "w") for name in given))


def _completed(cells: Any, prefix: str, where: nw.Expr) -> Any:  # noqa: ANN401  # As above.
    """A sum with a part of unknown size, bounded by the known size of the whole region."""
    size, den, high = col("size"), col(f"{prefix}den"), col(f"{prefix}high")
    is_known = where & (col("has_size") > 0)
    fills = is_known & (col(f"{prefix}partial") > 0) & (size >= den)
    changed = {
        f"{prefix}high": cases((fills, high + size - den), default=high),
        f"{prefix}bad": cases(
            (is_known & (size < den), nw.max_horizontal(col(f"{prefix}bad"), nw.lit(BAD_SIZE, nw.Int64))),
            default=col(f"{prefix}bad"),
        ),
        f"{prefix}den": cases((fills, size), default=den),
        f"{prefix}partial": cases((fills, 0), default=col(f"{prefix}partial")),
    }
    return whole(cells.with_columns(**{inner(name): value for name, value in changed.items()}), *changed)
