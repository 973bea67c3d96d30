"""Trees: the regions above each region on each day asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import attrs
import narwhals as nw

from xhht.ext.frames.register.places import DETAILS, atlas_of, checked, lives_of, places_on
from xhht.ext.frames.tables.expressions import cases, col, inner
from xhht.ext.frames.tables.opening import Opened
from xhht.ext.frames.tables.plans import Plan, listed
from xhht.values import Value

KEY = [inner("region"), inner("day")]


@attrs.frozen(repr=False)
class Tree(Value):
    """A table of regions as a dated tree of so many levels; what is made of it is made once."""

    regions: Opened
    levels: int

    def has(self, part: str) -> bool:
        """Whether the table of regions has a column for a part."""
        return self.regions.has(part)

    @property
    def details(self) -> tuple[str, ...]:
        """What the table says of a region beside its parent and its days."""
        return tuple(part for part in DETAILS if self.has(part))

    @property
    def lives(self) -> Plan:
        """The lives of the regions with everything that is wrong with each."""
        return self._once("lives", self._checked)

    @property
    def atlas(self) -> Plan:
        """Every region with its number and its days; see `atlas_of`."""
        return self._once("atlas", lambda: atlas_of(self.lives))

    def dates(self, days: Sequence[date]) -> Plan:
        """The days asked for, each with its place among them and its numbers (`ordinal`, `Opened.day`)."""
        values = {
            inner("day"): [nw.lit(place, nw.Int64) for place in range(len(days))],
            inner("today"): [nw.lit(day.toordinal(), nw.Int64) for day in days],
            inner("today_n"): [nw.lit(self.regions.number(day), nw.Int64) for day in days],
        }
        return self._once(("dates", *days), lambda: listed(self.regions.plan, values))

    def places(self, days: Sequence[date]) -> Plan:
        """Every region on every day asked for; see `places_on`."""
        return self._once(("places", *days), lambda: places_on(self.lives, self.dates(days), self.details))

    def paths(self, days: Sequence[date]) -> Plan:
        """Every region that exists on a day with those above it; see `pathed`."""
        return self._once(("paths", *days), lambda: pathed(self.places(days), self.levels, self.details))

    def _checked(self) -> Plan:
        lives = self.regions.shared.once(lives_of(self.regions))
        return checked(lives, self.levels, has_successors=self.has("successor"))

    def _once(self, name: object, make: Callable[[], Plan]) -> Plan:
        table = self.regions
        found: Plan = table.shared.known(table.frame, (name, self.levels), lambda: table.shared.once(make()))
        return found


def pathed(places: Plan, levels: int, details: Sequence[str]) -> Plan:
    """Every region that exists on a day with those above it (``up_1``, …), and its depth.

    Where a parent does not exist, or there are more levels than said, ``broken`` is 1.
    """
    alive = places.filter(col("alive") > 0)
    kept = (*details, "parent", "since", "bits")
    rows = alive.select(*KEY, *(col(name) for name in kept), col("parent").alias(inner("up_1")))
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


def placed(rows: Plan, levels: int) -> Plan:
    """The same with the region at each depth of its path but the deepest (``at_0`` for the top)."""
    found = []
    for depth in range(levels - 1):
        here = [(col("depth") == depth, col("region"))]
        above = [(col("depth") == depth + step, col(f"up_{step}")) for step in range(1, levels - depth)]
        found.append(cases(*here, *above, default="").alias(inner(f"at_{depth}")))
    return rows.with_columns(*found).drop(*(inner(f"up_{step}") for step in range(1, levels)))


def lines(rows: Plan, levels: int) -> Plan:
    """One row for each region, day, and region that it lies in (``above``), itself among them."""
    found = [rows.select(*KEY, col("region").alias(inner("above")))]
    found.extend(
        rows.select(*KEY, col(f"up_{step}").alias(inner("above"))).filter(~col("above").is_null())
        for step in range(1, levels)
    )
    return nw.concat(found)
