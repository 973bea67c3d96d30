"""Sizes: denominators that are known beside reports, and those of them that fit nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw

from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.register.places import with_alive
from xhht.ext.frames.register.trees import Tree
from xhht.ext.frames.tables.columns import Form
from xhht.ext.frames.tables.expressions import cases, col, inner, noon
from xhht.ext.frames.tables.opening import BEYOND, BEYOND_WORDS, Opened
from xhht.ext.frames.tables.plans import Plan, put

SIZES = Form("denominators", {"region": Kind.TEXT, "indicator": Kind.TEXT, "denominator": Kind.COUNT}, {"on": Kind.DAY})
INDICATOR, NOT_ALIVE, REGION, BEYOND_DAY, NO_DAY = 6, 7, 8, 9, 10
PROBLEMS = {
    INDICATOR: "a denominator of an unknown indicator",
    NOT_ALIVE: "a denominator of a region that does not exist on that day",
    REGION: "a denominator of an unknown region",
    BEYOND_DAY: f"a denominator of {BEYOND_WORDS}",
    NO_DAY: "a denominator without a day",
}
LOST = 2**20


def unplaced(  # noqa: PLR0917  # One table beside all that is known of others.
    sizes: Opened, tree: Tree, indicators: Sequence[str], known: Sequence[str], days: Sequence[date], seen: Plan
) -> Plan:
    """Denominators that no sum can use, as if they were bad reports (`LOST` and what is wrong) of no region.

    Those of other indicators that are known, and of other days, are left aside. The columns are those of reports that
    are `seen`.
    """
    on = sizes.day("on")
    numbers = [(on == sizes.number(day), place) for place, day in enumerate(days)] if sizes.has("on") else []
    rows = sizes.plan.select(
        sizes.text("region").fill_null("").alias(inner("r_region")),
        sizes.text("indicator").fill_null("").alias(inner("r_indicator")),
        on.alias(inner("s_on")),
        cases(*numbers, default=-1).cast(nw.Int64).alias(inner("r_day")),
    )
    is_known = col("r_indicator").is_in(list(known))
    rows = rows.filter(col("r_indicator").is_in(list(indicators)) | ~is_known)
    if sizes.has("on"):
        rows = rows.filter((col("r_day") >= 0) | (col("s_on") == 0) | (col("s_on") == BEYOND))
    codes = tree.atlas.select(inner("at"), inner("code"))
    rows = rows.join(codes, left_on=inner("r_region"), right_on=inner("at"), how="left")
    rows = with_alive(rows, tree.places(days), inner("r_region"), inner("r_day"))
    marks = [
        *([(col("s_on") == 0, NO_DAY), (col("s_on") == BEYOND, BEYOND_DAY)] if sizes.has("on") else []),
        (col("code").is_null(), REGION),
        (~is_known, INDICATOR),
        (col("p_alive").fill_null(1) == 0, NOT_ALIVE),
    ]
    rows = rows.with_columns(cases(*marks, default=0).cast(nw.Int64).alias(inner("wrong"))).filter(col("wrong") > 0)
    cell = [inner(name) for name in ("r_region", "r_indicator", "r_day")]
    rows = put(rows.group_by(*cell).agg(col("wrong").max()), {"r_bits": col("wrong") + LOST})
    columns, kinds = [*cell, inner("r_bits")], seen.collect_schema()
    nothing = {name: nw.lit(0, nw.Int64) for name, kind in kinds.items() if name not in columns}
    nothing[inner("r_date")] = nw.lit(noon(days[0], kinds[inner("r_date")])).cast(kinds[inner("r_date")])
    return rows.select(*columns, **nothing).select(*kinds.names())
