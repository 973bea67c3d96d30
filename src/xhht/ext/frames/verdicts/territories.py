"""Territories: which regions lie in the one in which a programme holds, told by the regions above them."""

from __future__ import annotations

import narwhals as nw

from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.tables.expressions import Case, cases, col, inner, whole
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import LEVELS
from xhht.ext.frames.tables.plans import Plan
from xhht.model.territories import Territory

INSIDE, OUTSIDE, LOST = 0, 1, 2
STEPS = 5


def alone(territory: Territory, layout: Layout) -> nw.Expr:
    """Whether a region (``of_region``, ``life_level``) is above the territory, or another one of its level."""
    own, level = LEVELS[territory.level.value], col("life_level")
    is_other = (level < own) | ((level == own) & (col("of_region") != territory.id))
    return whole(cases((is_other, OUTSIDE), default=INSIDE), layout)


def above(
    places: Plan,
    territory: Territory,
    layout: Layout,
    shared: Shared,
    *,
    is_tree: bool,
) -> Plan:
    """Regions with their level and parent, each with ``outside``: whether it lies outside the territory, or is lost.

    What is above the territory is outside, and so is another region of its level with all that is below it. A region
    is lost where its parents lead nowhere, or more than `STEPS` and one up; where there is no whole tree they may.
    """
    own, level = LEVELS[territory.level.value], col("life_level")
    is_top = (level <= own) | col("parent").is_null()
    top = nw.when(is_top).then(col("of_region")).otherwise(col("parent"))
    places = shared.once(places.with_columns(top.alias(inner("top"))), of_reports=not is_tree)
    ends: list[Case] = [
        (~is_top | (level == 0), LOST),
        ((level == own) & (col("of_region") != territory.id), OUTSIDE),
    ]
    tops = places.select(
        col("of_region").alias(inner("t_region")),
        cases(*ends, default=INSIDE).alias(inner("t_outside")),
    )
    further = places.select(col("of_region").alias(inner("n_region")), col("top").alias(inner("n_top")))
    for _ in range(STEPS):
        places = places.join(further, left_on=inner("top"), right_on=inner("n_region"), how="left")
        places = places.with_columns(nw.coalesce(col("n_top"), col("top")).alias(inner("top"))).drop(inner("n_top"))
    places = places.join(tops, left_on=inner("top"), right_on=inner("t_region"), how="left")
    outside = cases((level < own, OUTSIDE), default=col("t_outside").fill_null(LOST if is_tree else INSIDE))
    return places.with_columns(whole(outside, layout).alias(inner("outside"))).drop(inner("t_outside"), inner("top"))
