"""Excel: the sheets of an .xlsx file, with the formats, merges and stored results of their cells."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import join, normpath, split

import attrs
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape

from xhht.ext.spreadsheets.cells import Cell, Flaw, Grid, Place
from xhht.ext.spreadsheets.grids import Budget, GridBuilder
from xhht.ext.spreadsheets.numerals import as_shown, numeral
from xhht.ext.spreadsheets.packages import Attributes, Package
from xhht.ext.spreadsheets.refusals import UnreadableSheetError
from xhht.values import Value

SHEETS = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
LINK = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
WORKBOOK = "xl/workbook.xml"
LONGEST_FORMAT = 255
PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@attrs.frozen(repr=False)
class Link(Value):
    """What a part names another part for, and that part."""

    id: str
    kind: str
    part: str


def _named(*names: str) -> dict[str, str]:
    return {f"{space} {name}": name for space in SHEETS for name in names}


def is_workbook(package: Package) -> bool:
    """Whether a package is an Excel file, by the part that it begins with."""
    return _workbook_part(package) in package


def _workbook_part(package: Package) -> str:
    links = _links(package, "")
    return next((link.part for link in links if link.kind == "officeDocument"), WORKBOOK)


def _links(package: Package, part: str) -> list[Link]:
    """The parts that a part names, in its own file beside it."""
    folder, name = split(part)
    beside = join(folder, "_rels", f"{name}.rels")
    links: list[Link] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == LINK and attributes.get("TargetMode") != "External":
            path = normpath(join("/", folder, attributes["Target"])).lstrip("/")
            links.append(Link(attributes["Id"], attributes["Type"].rpartition("/")[2], path))

    if beside in package:
        package.parse(beside, start)
    return links


@attrs.frozen(repr=False)
class Book(Value):
    """What the sheets of a file share: texts, the number format of each style and if it shows days, the calendar."""

    strings: tuple[str, ...]
    forms: tuple[tuple[str, bool], ...]
    is_1904: bool


def read_excel(package: Package, sheet: str | None, budget: Budget) -> tuple[list[Grid], list[str]]:
    """The worksheets of a file, all of them or one by name, and the names of all.

    Raises:
        UnreadableSheetError: if a part of it is missing, damaged, or beyond the limits.
    """
    part = _workbook_part(package)
    tabs, is_1904 = _tabs(package, part)
    links = _links(package, part)
    parts = {link.id: link.part for link in links if link.kind == "worksheet"}
    worksheets = [(name, parts[link], is_hidden) for name, link, is_hidden in tabs if link in parts]
    if not worksheets:
        raise UnreadableSheetError("the Excel file is damaged: it has no sheets; open it and save it again")
    shared = next((link.part for link in links if link.kind == "sharedStrings"), None)
    styles = next((link.part for link in links if link.kind == "styles"), None)
    book = Book(
        () if shared is None else _strings(package, shared),
        (("General", False),) if styles is None else _forms(package, styles),
        is_1904,
    )
    grids = []
    for name, path, is_hidden in worksheets:
        if sheet is None or name == sheet:
            reader = _SheetReader(book, GridBuilder(name, budget, is_hidden=is_hidden))
            package.parse(path, reader.start, reader.end, reader.add)
            grids.append(reader.grid.grid())
    return grids, [name for name, _, _ in worksheets]


def _tabs(package: Package, part: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """The name of each sheet, the link to its part and whether it is hidden; and whether days count from 1904."""
    tabs: list[tuple[str, str, bool]] = []
    is_1904 = False
    names = _named("sheet", "workbookPr")

    def start(element: str, attributes: Attributes) -> None:
        nonlocal is_1904
        kind = names.get(element)
        if kind == "sheet":
            link = next((attributes[f"{space} id"] for space in LINKS if f"{space} id" in attributes), "")
            tabs.append((attributes["name"], link, attributes.get("state", "visible") != "visible"))
        elif kind == "workbookPr":
            is_1904 = attributes.get("date1904") in ("1", "true")

    package.parse(part, start)
    return tabs, is_1904


def _forms(package: Package, part: str) -> tuple[tuple[str, bool], ...]:
    """The number format of each style of a cell, and whether it shows days or times."""
    own: dict[int, str] = {}
    numbers: list[int] = []
    is_inside = False
    names = _named("numFmt", "cellXfs", "xf")

    def start(element: str, attributes: Attributes) -> None:
        nonlocal is_inside
        kind = names.get(element)
        if kind == "numFmt":
            if len(attributes["formatCode"]) > LONGEST_FORMAT:
                raise UnreadableSheetError(f"a number format is longer than {LONGEST_FORMAT} characters; shorten it")
            own[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif kind == "cellXfs":
            is_inside = True
        elif kind == "xf" and is_inside:
            numbers.append(int(attributes.get("numFmtId", "0")))

    def end(element: str) -> None:
        nonlocal is_inside
        if names.get(element) == "cellXfs":
            is_inside = False

    package.parse(part, start, end)
    forms = {number: own.get(number) or BUILTIN_FORMATS.get(number, "General") for number in set(numbers)}
    styles = {number: (form, is_date_format(form)) for number, form in forms.items()}
    return tuple(styles[number] for number in numbers)


class _TextReader:
    """The texts of strings and values, as the parser tells them; how signs are read aloud (`rPh`) is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._open: list[str] | None = None
        self._is_aloud = False

    def enter(self, kind: str) -> None:
        """Begin with an element that holds text, or that says how to read it."""
        if kind == "rPh":
            self._is_aloud = True
        elif not self._is_aloud:
            self._open = self.texts

    def leave(self, kind: str) -> None:
        """End with it."""
        self._open = None
        if kind == "rPh":
            self._is_aloud = False

    def add(self, text: str) -> None:
        """Take a piece of text, if it is one of those."""
        if self._open is not None:
            self._open.append(text)

    def taken(self) -> str:
        """The text since it was last taken."""
        text = "".join(self.texts)
        self.texts.clear()
        return str(unescape(text)) if "_x" in text else text


def _strings(package: Package, part: str) -> tuple[str, ...]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    reader = _TextReader()
    names = _named("si", "t", "rPh")

    def start(element: str, _attributes: Attributes) -> None:
        kind = names.get(element)
        if kind in ("t", "rPh"):
            reader.enter(kind)

    def end(element: str) -> None:
        kind = names.get(element)
        if kind == "si":
            strings.append(reader.taken())
        elif kind is not None:
            reader.leave(kind)

    package.parse(part, start, end, reader.add)
    return tuple(strings)


class _SheetReader(_TextReader):
    """The cells of one sheet, as the parser tells them."""

    def __init__(self, book: Book, grid: GridBuilder) -> None:
        super().__init__()
        self.grid = grid
        self._book = book
        self._is_data = False
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._formula: str | None = None
        self._value: str | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """Begin with an element."""
        kind = _PARTS.get(element)
        if kind == "sheetData":
            self._is_data = True
        elif kind is None or (kind in _DATA and not self._is_data):
            return
        elif kind == "c":
            self._cell, self._formula, self._value = attributes, None, None
            self.texts.clear()
            self._column += 1
            place = attributes.get("r")
            if place is not None:
                row, self._column = _place(place)
                if row != self._row:
                    raise ValueError(place)
        elif kind == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.grid.hidden_rows.add(self._row)
        elif kind in ("col", "mergeCell"):
            self._begin_beside(kind, attributes)
        else:
            self.enter(kind)

    def _begin_beside(self, kind: str, attributes: Attributes) -> None:
        if kind == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.grid.merge(_place(first), _place(last or first))
        elif attributes.get("hidden") in ("1", "true"):
            self.grid.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def end(self, element: str) -> None:
        """End with an element."""
        kind = _PARTS.get(element)
        if kind == "sheetData":
            self._is_data = False
        elif kind in _DATA and not self._is_data:
            return
        elif kind == "v":
            self._value = self.taken()
            self.leave(kind)
        elif kind == "c":
            cell = self._made()
            if cell is not None:
                self.grid.add(cell)
        elif kind == "f":
            self._formula = self.taken()
            self.leave(kind)
        elif kind == "is":
            self._value = self.taken()
        elif kind in ("t", "rPh"):
            self.leave(kind)

    def _made(self) -> Cell | None:
        """The cell that just ended; None where nothing stands in it."""
        value, formula = self._value, self._formula
        kind = self._cell.get("t", "n")
        is_formula = formula is not None
        row, column = self._row, self._column
        if not value:
            if formula is None or (kind == "str" and value is not None):
                return None
            return Cell(row, column, f"={formula}", is_formula=True, flaw=Flaw.NO_VALUE)
        if kind == "s":
            value = self._book.strings[_index(value)]
        elif kind == "n":
            form, is_day = self._book.forms[_index(self._cell.get("s", "0"))]
            if is_day:
                return Cell(row, column, self._day(value), is_formula=is_formula, flaw=Flaw.DATE)
            text, number, is_percent = numeral(value, form)
            return Cell(row, column, text, number=number, is_percent=is_percent, is_formula=is_formula, form=form)
        elif kind in _FLAWS:
            text = _TRUTHS.get(value, value) if kind == "b" else as_shown(value)
            return Cell(row, column, text, is_formula=is_formula, flaw=_FLAWS[kind])
        elif kind not in ("str", "inlineStr"):
            raise ValueError(kind)
        return Cell(row, column, value, is_formula=is_formula) if value.strip() else None

    def _day(self, value: str) -> str:
        """A day or time as text."""
        try:
            day = from_excel(float(value), MAC_EPOCH if self._book.is_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            return value
        return as_shown(str(day))


_DATA = ("c", "v", "f", "is", "t", "rPh", "row")
_PARTS = _named("sheetData", "c", "v", "f", "is", "t", "rPh", "row", "col", "mergeCell")
_FLAWS = {"b": Flaw.TRUTH, "e": Flaw.ERROR, "d": Flaw.DATE}
_TRUTHS = {"0": "FALSE", "1": "TRUE"}


def _index(text: str) -> int:
    """A place in a list, from 0; what is less than that is an error."""
    number = int(text)
    if number < 0:
        raise IndexError(text)
    return number


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _place(text: str) -> Place:
    """The row and the column of a cell such as "$B$7"; of whole columns and rows the first or the last."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[2]), _column(found[1])
