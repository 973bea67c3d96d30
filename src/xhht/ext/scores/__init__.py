"""Whole tables scored where they are: points in, titles out, on pandas, Polars, PyArrow, DuckDB, Dask or PySpark."""

from xhht.errors import MissingExtraError

try:
    import narwhals as _narwhals  # noqa: F401  # Asked for here, so that one message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.scores needs narwhals", "frames") from _missing

from xhht.ext.scores.columns import InvalidScoreColumnsError
from xhht.ext.scores.scoring import InvalidScoreRowsError, score

__all__ = ["InvalidScoreColumnsError", "InvalidScoreRowsError", "score"]
