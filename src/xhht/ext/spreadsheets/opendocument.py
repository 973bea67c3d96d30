"""OpenDocument: the sheets of an .ods file, read through odfpy with what each cell shows."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from odf.namespaces import OFFICENS, STYLENS, TABLENS
from odf.opendocument import load

from xhht.ext.spreadsheets.cells import Cell, Flaw, Grid, Place
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.numerals import as_printed
from xhht.ext.spreadsheets.refusals import TooLargeSheetError, UnreadableSheetError

CONTENT = "content.xml"
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?")
ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")


def read_opendocument(content: bytes, sheet: str | None, limits: Limits) -> list[Grid]:
    """The sheets of a file, all of them or one by name.

    Raises:
        TooLargeSheetError: if repeated cells are more than the limit.
        UnreadableSheetError: if odfpy cannot read it.
    """
    document = _load(content)
    hidden = _hidden_styles(document)
    tables = _inside(document.spreadsheet, "table")
    chosen = [table for table in tables if sheet is None or _name(table) == sheet]
    try:
        return [_grid(table, hidden, limits) for table in chosen]
    except TooLargeSheetError:
        raise
    except Exception as error:  # Attributes and nesting of a damaged file fail in any way.
        raise _damaged(error) from error


def sheet_names(content: bytes) -> list[str]:
    """The names of the sheets of a file."""
    return [_name(table) for table in _inside(_load(content).spreadsheet, "table")]


def _load(content: bytes) -> Any:  # noqa: ANN401  # odfpy has no types.
    try:
        with ZipFile(BytesIO(content)) as archive:
            sheets, kind = archive.read(CONTENT), archive.read("mimetype")
        # odfpy passes over whatever follows a mistake in the XML.
        ParserCreate(namespace_separator=" ").Parse(sheets, True)  # noqa: FBT003  # The name of the argument is expat's.
        file = BytesIO()
        # odfpy reads every part that the file lists; the sheets need no other than this one.
        with ZipFile(file, "w") as archive:
            for name, part in (("mimetype", kind), ("META-INF/manifest.xml", MANIFEST), (CONTENT, sheets)):
                archive.writestr(name, part)
        document = load(file)
        len(document.spreadsheet.childNodes)
    except Exception as error:  # A damaged file fails in any of odfpy's parts, in any way.
        raise _damaged(error) from error
    return document


def _damaged(error: Exception) -> UnreadableSheetError:
    return UnreadableSheetError(
        f"the ODS file is damaged ({type(error).__name__}); open it in a spreadsheet program and save it again"
    )


def _get(element: Any, namespace: str, name: str) -> str | None:  # noqa: ANN401  # As above.
    found = element.attributes.get((namespace, name))
    return None if found is None else str(found)


def _name(table: Any) -> str:  # noqa: ANN401  # As above.
    return _get(table, TABLENS, "name") or ""


def _inside(element: Any, kind: str) -> list[Any]:  # noqa: ANN401  # As above.
    """The parts of one kind, those within groups and header rows too, but not within a part itself."""
    found = []
    for child in element.childNodes:
        name = getattr(child, "qname", None)
        if name == (TABLENS, kind):
            found.append(child)
        elif name is not None and name[0] == TABLENS and re.search("group|header|rows|columns", name[1]):
            found += _inside(child, kind)
    return found


def _hidden_styles(document: Any) -> set[str]:  # noqa: ANN401  # As above.
    return {
        _get(style, STYLENS, "name") or ""
        for style in document.automaticstyles.childNodes
        for part in getattr(style, "childNodes", ())
        if _get(part, TABLENS, "display") == "false"
    }


def _repeats(element: Any, what: str) -> int:  # noqa: ANN401  # As above.
    return int(_get(element, TABLENS, f"number-{what}-repeated") or 1)


def _is_hidden(element: Any) -> bool:  # noqa: ANN401  # As above.
    return _get(element, TABLENS, "visibility") in ("collapse", "filter")


def _grid(table: Any, hidden_styles: set[str], limits: Limits) -> Grid:  # noqa: ANN401  # As above.
    cells: dict[Place, Cell] = {}
    merges: dict[Place, Place] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    number = 1
    for column in _inside(table, "table-column"):
        repeated = _repeats(column, "columns")
        if _is_hidden(column):
            hidden_columns.update(range(number, number + min(repeated, limits.cells)))
        number += repeated
    number = 1
    for row in _inside(table, "table-row"):
        repeated = _repeats(row, "rows")
        found = _row(row, limits)
        if found and len(cells) + len(found) * repeated > limits.cells:
            raise TooLargeSheetError(f"the sheets have more cells than Limits.cells ({limits.cells})")
        for at in range(number, number + repeated) if found else ():
            if _is_hidden(row):
                hidden_rows.add(at)
            for column_number, (cell, height, width) in found.items():
                if cell is not None:
                    cells[at, column_number] = Cell(at, column_number, **cell)
                if height > 1 or width > 1:
                    merges[at, column_number] = (at + height - 1, column_number + width - 1)
        number += repeated
    return Grid(
        _name(table),
        cells,
        merges=merges,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        is_hidden=(_get(table, TABLENS, "style-name") or "") in hidden_styles,
    )


Found = dict[int, tuple[dict[str, Any] | None, int, int]]


def _row(row: Any, limits: Limits) -> Found:  # noqa: ANN401  # As above.
    found: Found = {}
    number = 1
    for cell in row.childNodes:
        if getattr(cell, "qname", None) not in ((TABLENS, "table-cell"), (TABLENS, "covered-table-cell")):
            continue
        repeated = _repeats(cell, "columns")
        fields = _fields(cell)
        height, width = (int(_get(cell, TABLENS, f"number-{side}-spanned") or 1) for side in ("rows", "columns"))
        if fields is not None or height > 1 or width > 1:
            if len(found) + repeated > limits.cells:
                raise TooLargeSheetError(f"the sheets have more cells than Limits.cells ({limits.cells})")
            for at in range(number, number + repeated):
                found[at] = (fields, height, width)
        number += repeated
    return found


def _fields(cell: Any) -> dict[str, Any] | None:  # noqa: ANN401  # As above.
    paragraphs = [child for child in cell.childNodes if getattr(child, "qname", ("", ""))[1] == "p"]
    text = "\n".join(_text(paragraph) for paragraph in paragraphs)
    kind, stored = _get(cell, OFFICENS, "value-type"), _get(cell, OFFICENS, "value")
    is_formula = _get(cell, TABLENS, "formula") is not None
    if ERROR.fullmatch(text.strip()):
        return {"text": text, "is_formula": is_formula, "flaw": Flaw.ERROR}
    if kind in ("date", "time", "boolean"):
        return {"text": text or str(kind), "is_formula": is_formula, "flaw": _FLAWS[kind]}
    if kind in ("float", "percentage", "currency") and stored is not None:
        if NUMBER.fullmatch(stored) is None:
            return {"text": text or stored, "is_formula": is_formula, "flaw": Flaw.TRUTH}
        number = Fraction(Decimal(stored))
        if kind == "percentage":
            shown = as_printed(number * 100, text) + "%"
            return {"text": shown, "number": number, "is_percent": True, "is_formula": is_formula, "form": text}
        return {"text": as_printed(number, text), "number": number, "is_formula": is_formula, "form": text}
    if not text.strip():
        if is_formula:
            formula = _get(cell, TABLENS, "formula")
            return {"text": formula, "is_formula": True, "flaw": Flaw.NO_VALUE}
        return None
    return {"text": text, "is_formula": is_formula}


_FLAWS = {"date": Flaw.DATE, "time": Flaw.DATE, "boolean": Flaw.TRUTH}


def _text(node: Any) -> str:  # noqa: ANN401  # As above.
    if node.nodeType == node.TEXT_NODE:
        return str(node.data)
    kind = node.qname[1]
    if kind in ("s", "tab"):
        return " "
    if kind == "line-break":
        return "\n"
    return "" if kind == "annotation" else "".join(_text(child) for child in node.childNodes)
