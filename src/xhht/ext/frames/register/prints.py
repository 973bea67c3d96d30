"""Prints: reports without counts as the counts that they allow of a known size."""

from __future__ import annotations

from xhht.ext.frames.tables.expressions import PLAIN, cases, col, flag, quotient
from xhht.ext.frames.tables.plans import Plan, put

ENDS = ("low", "high")
GREATEST_DENOMINATOR = 2**31
"""Beyond it products of a print's numbers leave 64 bits."""


def without_open_ends(cells: Plan) -> Plan:
    """Counts from their least to their most, where an end that is open is not possible itself."""
    return put(
        cells, {"own_low": col("own_low") + col("own_lower_open"), "own_high": col("own_high") - col("own_upper_open")}
    )


def within_sizes(cells: Plan, *, has_sizes: bool) -> Plan:
    """Prints (``own_counted`` is 0) as counts of a known size (``size``, where ``has_size`` is 1), as `counts_within`.

    One that has no size, or fits no number of it, is not counted.
    """
    is_print = (col("is_counted") > 0) & (col("own_counted") == 0)
    if not has_sizes:
        return without_open_ends(put(cells, {"is_counted": cases((is_print, 0), default=col("is_counted"))}))
    of = col("own_den")
    is_within = is_print & (col("has_size") > 0) & (of > 0) & (of < GREATEST_DENOMINATOR)
    cells = put(
        cells,
        {
            "within": flag(is_within, PLAIN),
            "is_counted": cases((is_print & ~is_within, 0), default=col("is_counted")),
            "of": cases((is_within, of), default=1),
            "times": cases((is_within, col("size")), default=0),
        },
    )
    # The size is `full` times the print's denominator, and `rest`: no product of the two leaves 64 bits.
    cells = put(cells, {"full": quotient(col("times"), col("of"))})
    cells = put(cells, {"rest": col("times") - col("full") * col("of")})
    given = {end: cases((col("within") > 0, col(f"own_{end}")), default=0) for end in ENDS}
    cells = put(cells, {f"p_{end}": value for end, value in given.items()})
    cells = put(cells, {f"q_{end}": quotient(col(f"p_{end}") * col("rest"), col("of")) for end in ENDS})
    is_exact = {end: col(f"q_{end}") * col("of") == col(f"p_{end}") * col("rest") for end in ENDS}
    floors = {end: col(f"p_{end}") * col("full") + col(f"q_{end}") for end in ENDS}
    least = floors["low"] + cases((is_exact["low"] & (col("own_lower_open") == 0), 0), default=1)
    most = floors["high"] - cases((is_exact["high"] & (col("own_upper_open") == 1), 1), default=0)
    is_nothing = (col("times") == 0) & (col("own_low") == 0)
    cells = put(
        cells,
        {
            "least": cases((is_nothing, 0), default=least),
            "most": cases((is_nothing, 0), (col("times") == 0, -1), default=most),
        },
    )
    is_print, fits = col("within") > 0, col("least") <= col("most")
    cells = without_open_ends(put(cells, {"is_counted": cases((is_print & ~fits, 0), default=col("is_counted"))}))
    changed = {"own_low": "least", "own_high": "most", "own_den": "size"}
    return put(cells, {name: cases((is_print, col(other)), default=col(name)) for name, other in changed.items()})
