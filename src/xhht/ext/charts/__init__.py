"""Results as charts, through Altair: paths, grids, distances, scenarios side by side, two years."""

from __future__ import annotations

from xhht.errors import MissingExtraError

try:
    import altair as _altair  # noqa: F401, ICN001  # Asked for here, so that one message says what is missing.
    import vl_convert as _vl_convert  # noqa: F401  # It draws pictures without a browser.
except ImportError as _missing:
    raise MissingExtraError("charts need altair and vl-convert-python", "charts") from _missing

from xhht.ext.charts.comparing import dumbbell, scenarios
from xhht.ext.charts.judging import distance, grid
from xhht.ext.charts.looks import Chart
from xhht.ext.charts.paths import path
from xhht.ext.charts.saving import save

__all__ = ["Chart", "distance", "dumbbell", "grid", "path", "save", "scenarios"]
