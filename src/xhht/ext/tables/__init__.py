"""Results as tables for notebooks and reports, through great-tables."""

from __future__ import annotations

from xhht.errors import MissingExtraError

try:
    import great_tables as _great_tables  # noqa: F401  # Asked for here, so that one message says what is missing.
    import polars as pl  # noqa: F401  # It holds the cells on their way into the table.
except ImportError as _missing:
    raise MissingExtraError(
        "xhht.ext.tables needs great-tables and polars, which the extra 'tables' brings: pip install 'xhht[tables]'"
    ) from _missing

from xhht.ext.tables.drawing import display, table
from xhht.ext.tables.sheets import plain

__all__ = ["display", "plain", "table"]
