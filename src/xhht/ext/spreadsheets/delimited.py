"""Delimited text: a CSV file as one sheet of texts, its separator told by the headings."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.grids import GridBuilder
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.refusals import TooLargeSheetError, UnreadableSheetError

SEPARATORS = ("\t", ";", ",")
TRIED_ROWS = 60


def read_delimited(content: bytes, grid: GridBuilder, limits: Limits, is_heading: Callable[[str], bool]) -> Grid:
    """The one sheet of a CSV file: UTF-8, or UTF-16 with its mark; tabs, semicolons or commas.

    The separator is the one that leaves most cells that are headings, then one by which the text can be read at all
    and has most columns.

    Raises:
        UnreadableSheetError: if the text is in another encoding, or quotation marks are left open.
        TooLargeSheetError: if it has more fields or cells than the limits.
    """
    text = _decoded(content)
    separator = max(SEPARATORS, key=lambda tried: _fit(text, tried, is_heading))
    fields = 0
    for row, values in enumerate(_rows(text, separator), 1):
        fields += max(len(values), 1)
        if fields > limits.elements:
            raise TooLargeSheetError(f"the file has more fields than Limits.elements ({limits.elements})")
        for column, value in enumerate(values, 1):
            if value.strip():
                grid.add(Cell(row, column, value))
    return grid.grid()


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSheetError(
            f"the text is not {encoding.upper()} at byte {error.start + 1}; save it as “CSV UTF-8”"
        ) from error
    if "\0" in text:
        raise UnreadableSheetError("the file is neither text nor a spreadsheet; save it as .xlsx, .ods or CSV UTF-8")
    return text


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise UnreadableSheetError(f"the CSV text cannot be read: {error}; save it again from a spreadsheet") from error


def _fit(text: str, separator: str, is_heading: Callable[[str], bool]) -> tuple[int, bool, int]:
    """How many headings a separator leaves in the first rows, whether they can be read, and the widest of them."""
    headings = width = 0
    try:
        for row in islice(_rows(text, separator), TRIED_ROWS):
            headings += sum(is_heading(value) for value in row if value.strip())
            width = max(width, len(row))
    except UnreadableSheetError:
        return headings, False, width
    return headings, True, width
