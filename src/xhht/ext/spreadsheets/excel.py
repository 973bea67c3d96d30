"""Excel: the sheets of an .xlsx file, read through openpyxl with their formats, merges and stored results."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl

from xhht.ext.spreadsheets.cells import Cell, Flaw, Grid, Place
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.numerals import LARGEST, exact, shown
from xhht.ext.spreadsheets.refusals import TooLargeSheetError, UnreadableSheetError

MERGE = re.compile(rb"""mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Za-z]+)\$?([0-9]+):\$?([A-Za-z]+)\$?([0-9]+)["']""")
CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c[\s/>]")


def check_sizes(parts: dict[str, bytes], limits: Limits) -> None:
    """Refuse more cells than the limit, before anything is built from them.

    Raises:
        TooLargeSheetError: if cells and merged ranges are too many.
    """
    cells = 0
    for name, text in parts.items():
        if name.startswith("xl/worksheets/"):
            cells += sum(1 for _ in CELL.finditer(text))
            for left, top, right, bottom in MERGE.findall(text):
                width = _number(right) - _number(left) + 1
                cells += max(width, 0) * max(int(bottom[:9]) - int(top[:9]) + 1, 0)
    if cells > 4 * limits.cells:
        raise TooLargeSheetError(f"the sheets have {cells} cells, more than four times Limits.cells ({limits.cells})")


def read_excel(content: bytes, sheet: str | None) -> list[Grid]:
    """The worksheets of a file, all of them or one by name.

    Raises:
        UnreadableSheetError: if openpyxl cannot read it.
    """
    stored, written = _load(content, is_stored=True), _load(content, is_stored=False)
    names = [found.title for found in stored.worksheets if sheet is None or found.title == sheet]
    try:
        return [_grid(stored[name], written[name]) for name in names]
    except Exception as error:  # Places and formats of a damaged file fail in any way.
        raise _damaged(error) from error


def sheet_names(content: bytes) -> list[str]:
    """The names of the worksheets of a file."""
    return [found.title for found in _load(content, is_stored=True).worksheets]


def _load(content: bytes, *, is_stored: bool) -> Any:  # noqa: ANN401  # openpyxl's workbook.
    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions that it leaves out; none of them holds figures.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(content), data_only=is_stored)
    except Exception as error:  # A damaged file fails in any of openpyxl's parts, in any way.
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableSheetError:
    return UnreadableSheetError(
        f"the Excel file is damaged ({type(error).__name__}); open it in a spreadsheet program and save it again"
    )


def _grid(stored: Any, written: Any) -> Grid:  # noqa: ANN401  # openpyxl's worksheets.
    cells: dict[Place, Cell] = {}
    for place, source in written._cells.items():  # noqa: SLF001  # The public rows walk through every empty cell.
        if source.value is None:
            continue
        is_formula = source.data_type == "f"
        result = stored.cell(*place)
        cell = _cell(place, result.value, source, is_error=result.data_type == "e", is_formula=is_formula)
        if cell is not None:
            cells[place] = cell
    merges = {(r.min_row, r.min_col): (r.max_row, r.max_col) for r in written.merged_cells.ranges}
    hidden_columns = {
        column
        for dimension in written.column_dimensions.values()
        if dimension.hidden
        for column in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    return Grid(
        written.title,
        cells,
        merges=merges,
        hidden_rows=frozenset(row for row, dimension in written.row_dimensions.items() if dimension.hidden),
        hidden_columns=frozenset(hidden_columns),
        is_hidden=written.sheet_state != "visible",
    )


def _cell(place: Place, value: object, source: Any, *, is_error: bool, is_formula: bool) -> Cell | None:  # noqa: ANN401  # openpyxl's cell.
    row, column = place
    if value is None:
        formula = getattr(source.value, "text", source.value)
        return Cell(row, column, str(formula), is_formula=True, flaw=Flaw.NO_VALUE)
    if is_error:
        return Cell(row, column, str(value), is_formula=is_formula, flaw=Flaw.ERROR)
    if isinstance(value, bool):
        return Cell(row, column, str(value).upper(), is_formula=is_formula, flaw=Flaw.TRUTH)
    if isinstance(value, (date, datetime, time, timedelta)):
        return Cell(row, column, str(value), is_formula=is_formula, flaw=Flaw.DATE)
    if isinstance(value, (int, float)) and abs(value) < LARGEST:
        number, form = exact(value), source.number_format or "General"
        text, is_percent = shown(number, form)
        return Cell(row, column, text, number=number, is_percent=is_percent, is_formula=is_formula, form=form)
    text = str(value)
    return Cell(row, column, text, is_formula=is_formula) if text.strip() else None


def _number(column: bytes) -> int:
    found = 0
    for letter in column.upper()[:5]:
        found = found * 26 + letter - ord("A") + 1
    return found
