"""Results as tables for notebooks and reports, through great-tables, and as plain text without it."""

from xhht.ext.tables.drawing import display, table
from xhht.ext.tables.results import plain

__all__ = ["display", "plain", "table"]
