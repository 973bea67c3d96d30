"""Sums: counts added up a tree level by level, as columns beside each region; no table is joined to itself."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import narwhals as nw

from xhht.ext.frames.tables.expressions import cases, col, inner, quotient
from xhht.ext.frames.tables.plans import Plan, beside, put
from xhht.values import Value

COUNTED = ("low", "high", "den", "missing")
FLAGS = ("partial", "bad", "registered", "other", "unstated")
WEIGHED = ("weighed", "weighed_most", "known")
ASKED = ("least_asked", "most_asked")
OWN = (*(f"own_{name}" for name in (*COUNTED[:3], "partial", *FLAGS[2:], "date")), "asked", "asked_most")
KEYS = ("cell", "depth", "is_counted", "own_bad")
SIZE = ("size", "has_size")
FAR, GREATEST_FAR = 2**32, 2**18
NEVER = 2**40
BAD_SIZE, TOO_LARGE, BAD_REPORT, BAD_REGION, ODD_SIZE = 1, 2, 3, 4, 5
OF_SUMS = TOO_LARGE


@attrs.frozen(repr=False)
class Sums(Value):
    """How a tree of so many levels is added up, and the columns that travel along with each region.

    `is_weighed` says that what is asked of the parts is weighed by their denominators, `has_sizes` that the sizes
    of some regions are known apart from their reports.
    """

    levels: int
    beside: tuple[str, ...]
    is_weighed: bool
    has_sizes: bool

    @property
    def needed(self) -> list[str]:
        """The columns of every row that is added up.

        They are its group (``cell``), its depth (``depth``) and its region at each depth (``at_0``, …), its own
        report (``own_low``, ``own_high``, ``own_den``, ``is_counted``), or all that it may be where there is none, and
        its size if known (``size``, ``has_size``).
        """
        return [inner(name) for name in (*self._kept(self.levels), *OWN)]

    @property
    def parts(self) -> tuple[str, ...]:
        """The columns that each region gives to the one above; with ``sum_`` before, what it gets from its parts."""
        return (*COUNTED, *FLAGS, *((*WEIGHED, *ASKED) if self.is_weighed else ()))

    def of(self, cells: Plan) -> Plan:
        """Add up the parts of every region: its own report goes into the one above, else what its parts come to."""
        cells = self._alone(cells)
        for depth in range(self.levels - 1, 0, -1):
            cells = self._step(cells, depth)
        return cells

    def _kept(self, depth: int) -> tuple[str, ...]:
        """The columns that are as they were while there are so many levels to add up."""
        ats = (f"at_{above}" for above in range(depth - 1))
        return (*self.beside, *KEYS, *(SIZE if self.has_sizes else ()), *ats)

    def _alone(self, cells: Plan) -> Plan:
        """What each region gives as if it had no parts."""
        is_counted, none = col("is_counted") > 0, nw.lit(0, nw.Int64)
        given = {name: col(f"own_{name}") for name in ("low", "high", "den", "partial", "bad")}
        given["missing"] = cases((is_counted, 0), default=1)
        given |= {name: cases((is_counted, col(f"own_{name}")), default=0) for name in FLAGS[2:]}
        cells = self._completed(put(cells, given), "", is_counted)
        if self.is_weighed:
            is_unknown = col("partial") > 0
            weights = {
                "weighed": cases((is_unknown, 0), default=col("asked") * col("den")),
                "weighed_most": cases((is_unknown, 0), default=col("asked_most") * col("den")),
                "known": cases((is_unknown, 0), default=col("den")),
                "least_asked": cases((is_unknown, col("asked")), default=NEVER),
                "most_asked": cases((is_unknown, col("asked_most")), default=-1),
            }
            cells = put(cells, weights)
        return cells.select(
            *(inner(name) for name in (*self._kept(self.levels), *self.parts)),
            *(none.alias(inner(f"sum_{name}")) for name in (*self.parts, "parts")),
            nw.when(is_counted).then(col("own_date")).alias(inner("date")),
            nw.when(col("is_counted") < 0).then(col("own_date")).alias(inner("sum_date")),
        )

    def _step(self, cells: Plan, depth: int) -> Plan:
        """Add up the regions of one depth, each beside the region above it."""
        is_part, is_here = col("depth") == depth, col("depth") == depth - 1
        outside = dict.fromkeys(self.parts, 0) | dict.fromkeys((*FLAGS, "most_asked"), -1) | {"least_asked": NEVER}
        given = {name: cases((is_part, col(name)), default=outside[name]) for name in self.parts}
        given["far"] = cases((is_part, quotient(col("den"), nw.lit(FAR, nw.Int64))), default=0)
        given["part"] = cases((is_part, 1), default=0)
        cells = put(cells, {f"g_{name}": value for name, value in given.items()})
        cells = cells.with_columns(nw.when(is_part).then(col("date")).alias(inner("g_date")))
        how = dict.fromkeys(given, "sum") | dict.fromkeys((*FLAGS, "most_asked"), "max") | {"least_asked": "min"}
        found = {f"w_{name}": (f"g_{name}", how[name]) for name in given} | {"w_date": ("g_date", "max")}
        cells = beside(cells, [inner("cell"), inner(f"at_{depth - 1}")], found)
        # What a table cannot hold is taken for nothing, and marked.
        is_beyond = is_here & (col("w_far") > GREATEST_FAR)
        sums = {
            name: cases((is_beyond, 0), (is_here, col(f"w_{name}")), default=col(f"sum_{name}")) for name in self.parts
        }
        sums["bad"] = cases((is_beyond, TOO_LARGE), (is_here, col("w_bad")), default=col("sum_bad"))
        sums["parts"] = cases((is_beyond, 0), (is_here, col("w_part")), default=col("sum_parts"))
        dated = nw.when(is_here & ~is_beyond).then(col("w_date")).otherwise(col("sum_date"))
        cells = put(cells, {f"sum_{name}": value for name, value in sums.items()})
        cells = cells.with_columns(dated.alias(inner("sum_date")))
        has_parts = is_here & (col("sum_parts") > 0)
        cells = self._completed(cells, "sum_", has_parts)
        taken = has_parts & (col("is_counted") == 0)
        passed = {name: cases((taken, col(f"sum_{name}")), default=col(name)) for name in self.parts}
        # An own report goes before the parts, and so before what is wrong with their sums alone.
        of_parts = cases((taken | (col("w_bad") > OF_SUMS), col("sum_bad")), default=0)
        worse = nw.max_horizontal(col("own_bad"), of_parts, col("bad"))
        passed["bad"] = cases((has_parts, worse), default=col("bad"))
        return cells.select(
            *(inner(name) for name in (*self._kept(depth), *(f"sum_{name}" for name in sums))),
            *(value.cast(nw.Int64).alias(inner(name)) for name, value in passed.items()),
            nw.when(taken).then(col("sum_date")).otherwise(col("date")).alias(inner("date")),
            inner("sum_date"),
        )

    def _completed(self, cells: Plan, prefix: str, where: nw.Expr) -> Plan:
        """A sum with a part of unknown size, bounded by the known size of the whole region."""
        if not self.has_sizes:
            return cells
        size, den, high = col("size"), col(f"{prefix}den"), col(f"{prefix}high")
        is_known = where & (col("has_size") > 0)
        fills = is_known & (col(f"{prefix}partial") > 0) & (size >= den)
        changed: Mapping[str, nw.Expr] = {
            f"{prefix}high": cases((fills, high + size - den), default=high),
            f"{prefix}bad": cases(
                (is_known & (size < den), nw.max_horizontal(col(f"{prefix}bad"), nw.lit(BAD_SIZE, nw.Int64))),
                default=col(f"{prefix}bad"),
            ),
            f"{prefix}den": cases((fills, size), default=den),
            f"{prefix}partial": cases((fills, 0), default=col(f"{prefix}partial")),
        }
        return put(cells, changed)
