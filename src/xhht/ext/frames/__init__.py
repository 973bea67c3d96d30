"""Whole tables judged where they are: pandas, Polars, PyArrow, DuckDB, Dask, PySpark, through narwhals."""

from xhht.errors import MissingExtraError

try:
    import narwhals as _narwhals  # noqa: F401  # Asked for here, so that one message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.frames needs narwhals", "frames") from _missing

from xhht.ext.frames.assessing import assess, check
from xhht.ext.frames.layout import InvalidColumnsError
from xhht.ext.frames.observed import ReportRow, row_of
from xhht.ext.frames.problems import InvalidRowsError
from xhht.ext.frames.rolling import roll_up
from xhht.ext.frames.tallying import tally

__all__ = ["InvalidColumnsError", "InvalidRowsError", "ReportRow", "assess", "check", "roll_up", "row_of", "tally"]
