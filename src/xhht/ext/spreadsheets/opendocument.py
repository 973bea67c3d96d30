"""OpenDocument: the sheets of an .ods file, with what each of their cells shows."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Required, TypedDict

from xhht.ext.spreadsheets.cells import Cell, Flaw, Grid
from xhht.ext.spreadsheets.grids import Budget, GridBuilder
from xhht.ext.spreadsheets.numerals import as_printed, as_shown
from xhht.ext.spreadsheets.packages import Attributes, Package
from xhht.ext.spreadsheets.refusals import EncryptedSheetError

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
KIND = b"application/vnd.oasis.opendocument.spreadsheet"
OFFICE, STYLE, TABLE, TEXT = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("office", "style", "table", "text")
)
NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")
ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")
# What may stand around rows and columns; whatever else stands in a table is no part of it.
AROUND = {
    f"{TABLE}table-{name}" for name in ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
}
SHEET, COLUMN, ROW, PARAGRAPH = f"{TABLE}table", f"{TABLE}table-column", f"{TABLE}table-row", f"{TEXT}p"
COLUMNS_REPEATED, ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
COLUMNS_SPANNED, ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
VISIBILITY, FORMULA = f"{TABLE}visibility", f"{TABLE}formula"
VALUE, VALUE_TYPE, DATE_VALUE = f"{OFFICE}value", f"{OFFICE}value-type", f"{OFFICE}date-value"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
OUTER = {f"{OFFICE}{name}" for name in ("document-content", "automatic-styles", "body", "spreadsheet")} | {
    f"{STYLE}style"
}
SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
FLAWS = {"date": Flaw.DATE, "time": Flaw.DATE, "boolean": Flaw.TRUTH}


class Fields(TypedDict, total=False):
    """The fields of a cell but for its place."""

    text: Required[str]
    number: Fraction
    is_percent: bool
    is_formula: bool
    form: str
    flaw: Flaw


def is_opendocument(package: Package) -> bool:
    """Whether a package is an OpenDocument spreadsheet, by the kind that it states."""
    return package.first_bytes("mimetype", 100).strip() == KIND


def read_opendocument(package: Package, sheet: str | None, budget: Budget) -> tuple[list[Grid], list[str]]:
    """The sheets of a file, all of them or one by name, and the names of all.

    Raises:
        EncryptedSheetError: if it is locked by a password.
        UnreadableSheetError: if its content is missing, damaged, or beyond the limits.
    """
    if MANIFEST in package:
        package.parse(MANIFEST, _refuse_encryption)
    reader = _Reader(sheet, budget)
    package.parse(CONTENT, reader.start, reader.end, reader.add)
    return reader.grids, reader.names


def _refuse_encryption(element: str, _attributes: Attributes) -> None:
    if element.endswith(" encryption-data"):
        raise EncryptedSheetError("the ODS file is locked by a password; save it without one")


class _Reader:
    """The sheets of a document, as the parser tells its elements."""

    def __init__(self, sheet: str | None, budget: Budget) -> None:
        self.names: list[str] = []
        self.grids: list[Grid] = []
        self._sheet = sheet
        self._budget = budget
        self._path = [""]
        self._unread = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._grid = GridBuilder("", budget)
        self._rows = self._columns = 0
        self._row: Attributes = {}
        self._placed: list[tuple[tuple[int, int], tuple[int, int], Fields | None]] = []
        self._cell: Attributes = {}
        self._paragraphs: list[list[str]] = []

    def start(self, element: str, attributes: Attributes) -> None:
        """Begin with an element; what is no part of a table is left unread with all that it holds."""
        if self._unread or not self._begins(element, attributes):
            self._unread += 1
        else:
            self._path.append(element)

    def end(self, element: str) -> None:
        """End with an element."""
        if self._unread:
            self._unread -= 1
            return
        self._path.pop()
        if element in CELLS:
            self._end_cell()
        elif element == ROW:
            self._end_row()
        elif element == SHEET:
            self.grids.append(self._grid.grid())

    def add(self, text: str) -> None:
        """Take a piece of text, if it stands in a paragraph of a cell."""
        if self._paragraphs and not self._unread:
            self._paragraphs[-1].append(text)

    def _begins(self, element: str, attributes: Attributes) -> bool:
        """Whether an element is read where it stands."""
        above = self._path[-1]
        if above in CELLS:
            self._paragraphs += [[]] if element == PARAGRAPH else []
            return element == PARAGRAPH
        if self._paragraphs:
            self.add(SIGNS.get(element, ""))
            return element != f"{OFFICE}annotation"
        if above == ROW:
            self._cell = attributes
            return element in CELLS
        if above == SHEET or above in AROUND:
            return self._begins_line(element, attributes)
        if element == SHEET:
            return above == f"{OFFICE}spreadsheet" and self._begins_table(attributes)
        if element == f"{STYLE}style":
            self._style = attributes.get(f"{STYLE}name", "")
        elif element == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self._hidden_styles.add(self._style)
        return element in OUTER

    def _begins_table(self, attributes: Attributes) -> bool:
        name = attributes.get(f"{TABLE}name", "")
        is_hidden = attributes.get(f"{TABLE}style-name") in self._hidden_styles
        self.names.append(name)
        self._grid = GridBuilder(name, self._budget, is_hidden=is_hidden)
        self._rows = self._columns = 0
        return self._sheet is None or name == self._sheet

    def _begins_line(self, element: str, attributes: Attributes) -> bool:
        if element == COLUMN:
            first = self._columns + 1
            self._columns += _times(attributes, COLUMNS_REPEATED)
            if _is_hidden(attributes):
                self._grid.hide_columns(first, self._columns)
        elif element == ROW:
            self._row, self._placed = attributes, []
            self._columns = 0
        return element == ROW or element in AROUND

    def _end_cell(self) -> None:
        text = "\n".join("".join(pieces) for pieces in self._paragraphs)
        self._paragraphs = []
        attributes = self._cell
        first = self._columns + 1
        self._columns += _times(attributes, COLUMNS_REPEATED)
        height, width = _times(attributes, ROWS_SPANNED), _times(attributes, COLUMNS_SPANNED)
        fields = _fields(attributes, text)
        if fields is not None or height > 1 or width > 1:
            self._placed.append(((first, self._columns), (height, width), fields))

    def _end_row(self) -> None:
        """Place what the cells of a row hold, as often as it is repeated."""
        first = self._rows + 1
        self._rows += _times(self._row, ROWS_REPEATED)
        for row in range(first, self._rows + 1) if self._placed else ():
            if _is_hidden(self._row):
                self._grid.hidden_rows.add(row)
            for (left, right), (height, width), fields in self._placed:
                for column in range(left, right + 1):
                    self._grid.merge((row, column), (row + height - 1, column + width - 1))
                    if fields is not None:
                        self._grid.add(Cell(row, column, **fields))


def _times(attributes: Attributes, what: str) -> int:
    return max(int(attributes[what]), 1) if what in attributes else 1


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(VISIBILITY) in ("collapse", "filter")


def _fields(attributes: Attributes, text: str) -> Fields | None:
    """What a cell holds, by its attributes and the text that it shows; None where that is nothing."""
    kind, stored, formula = attributes.get(VALUE_TYPE), attributes.get(VALUE), attributes.get(FORMULA)
    if not (kind or formula or text):
        return None
    fields = Fields(text=text, is_formula=formula is not None)
    if ERROR.fullmatch(text.strip()):
        return {**fields, "flaw": Flaw.ERROR}
    if kind in FLAWS:
        day = as_shown(attributes.get(DATE_VALUE, ""))
        return {**fields, "text": day or text or kind, "flaw": FLAWS[kind]}
    if kind in ("float", "percentage", "currency") and stored is not None:
        if NUMBER.fullmatch(stored) is None:
            return {**fields, "text": text or stored, "flaw": Flaw.TRUTH}
        number = Fraction(Decimal(stored))
        if kind == "percentage":
            shown = f"{as_printed(number * 100, text)}%"
            return {**fields, "text": shown, "number": number, "is_percent": True, "form": text}
        return {**fields, "text": as_printed(number, text), "number": number, "form": text}
    if text.strip():
        return fields
    return None if formula is None else {**fields, "text": formula, "flaw": Flaw.NO_VALUE}
