"""Whole tables judged where they are: pandas, Polars, PyArrow, DuckDB, Dask, PySpark, through narwhals."""

from xhht.errors import MissingExtraError

try:
    import narwhals as _narwhals  # noqa: F401  # Asked for here, so that one message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.frames needs narwhals", "frames") from _missing

from xhht.ext.frames.register.rolling import roll_up
from xhht.ext.frames.register.tallying import tally
from xhht.ext.frames.tables.columns import InvalidColumnsError
from xhht.ext.frames.verdicts.assessing import assess, check
from xhht.ext.frames.verdicts.observed import ReportRow, row_of
from xhht.ext.frames.verdicts.problems import InvalidRowsError

__all__ = ["InvalidColumnsError", "InvalidRowsError", "ReportRow", "assess", "check", "roll_up", "row_of", "tally"]
