"""Territories: which regions lie in the one in which a programme holds, told by the regions above them."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import Case, cases, col, inner, whole
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.rules import LEVELS
from xhht.model.territories import Territory

INSIDE, OUTSIDE, LOST = 0, 1, 2
DOUBLINGS = 4


def alone(territory: Territory, layout: Layout) -> nw.Expr:
    """Whether a region (``of_region``, ``life_level``) is above the territory, or another one of its level."""
    own, level = LEVELS[territory.level.value], col("life_level")
    is_other = (level < own) | ((level == own) & (col("of_region") != territory.id))
    return whole(cases((is_other, OUTSIDE), default=INSIDE), layout)


def above(places: Any, territory: Territory, layout: Layout, *, is_tree: bool) -> Any:  # noqa: ANN401  # Eager and lazy.
    """Regions with their level and parent, each with ``outside``: whether it lies outside the territory, or is lost.

    What is above the territory is outside, and so is another region of its level with all that is below it. A region
    is lost where its parents lead nowhere; where there is no whole tree they may. Each step looks twice as far up as
    the one before, so that few joins are enough.
    """
    own, level = LEVELS[territory.level.value], col("life_level")
    is_top = (level <= own) | col("parent").is_null()
    places = places.with_columns(nw.when(is_top).then(col("of_region")).otherwise(col("parent")).alias(inner("top")))
    ends: list[Case] = [
        (~is_top | (level == 0), LOST),
        ((level == own) & (col("of_region") != territory.id), OUTSIDE),
    ]
    tops = places.select(
        col("of_region").alias(inner("t_region")),
        cases(*ends, default=INSIDE).alias(inner("t_outside")),
    )
    for _ in range(DOUBLINGS):
        further = places.select(col("of_region").alias(inner("n_region")), col("top").alias(inner("n_top")))
        places = places.join(further, left_on=inner("top"), right_on=inner("n_region"), how="left")
        places = places.with_columns(nw.coalesce(col("n_top"), col("top")).alias(inner("top"))).drop(inner("n_top"))
    places = places.join(tops, left_on=inner("top"), right_on=inner("t_region"), how="left")
    outside = cases((level < own, OUTSIDE), default=col("t_outside").fill_null(LOST if is_tree else INSIDE))
    return places.with_columns(whole(outside, layout).alias(inner("outside"))).drop(inner("t_outside"), inner("top"))
