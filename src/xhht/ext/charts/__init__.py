"""Results as charts, through Altair, which show themselves in a notebook without a network."""

from __future__ import annotations

from xhht.errors import MissingExtraError

try:
    import altair as _altair  # noqa: ICN001  # Asked for here, so that one message says what is missing.
    import vl_convert as _vl_convert  # noqa: F401  # It draws pictures without a browser.
except ImportError as _missing:
    raise MissingExtraError("charts need altair and vl-convert-python", "charts") from _missing

from xhht.ext.charts.comparing import dumbbell, scenarios
from xhht.ext.charts.expecting import over_years, spread
from xhht.ext.charts.judging import distance, grid
from xhht.ext.charts.looks import Chart
from xhht.ext.charts.mapping import choropleth, tile_grid
from xhht.ext.charts.paths import path
from xhht.ext.charts.planning import plan, sensitivity
from xhht.ext.charts.rankings import ranking
from xhht.ext.charts.saving import save

__all__ = [
    "Chart",
    "choropleth",
    "distance",
    "dumbbell",
    "grid",
    "over_years",
    "path",
    "plan",
    "ranking",
    "save",
    "scenarios",
    "sensitivity",
    "spread",
    "tile_grid",
]

# Altair's own choice takes scripts from the network; whoever has chosen another keeps it.
if _altair.renderers.active == "default":
    _altair.renderers.enable("svg")
