"""Files: what kind of spreadsheet a file is, whether it is safe to open, and its sheets."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from xhht.checks import describe
from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.ext.spreadsheets.cells import Grid
from xhht.ext.spreadsheets.delimited import read_delimited
from xhht.ext.spreadsheets.excel import is_workbook, read_excel
from xhht.ext.spreadsheets.grids import Budget, GridBuilder
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.opendocument import is_opendocument, read_opendocument
from xhht.ext.spreadsheets.packages import Package
from xhht.ext.spreadsheets.refusals import EncryptedSheetError, TooLargeSheetError, UnreadableSheetError

ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def content_of(source: str | PathLike[str] | bytes, limits: Limits) -> tuple[bytes, str]:
    """The bytes of a file and the name that its one sheet gets if it is a CSV file.

    Raises:
        InvalidTypeError: if it is neither a path nor bytes.
        UnreadableSheetError: if the file cannot be opened.
        TooLargeSheetError: if it is longer than the limit.
    """
    if isinstance(source, bytes):
        content, name = source, "CSV"
    elif isinstance(source, (str, PathLike)):
        path = Path(source)
        try:
            with path.open("rb") as file:
                content, name = file.read(limits.file_bytes + 1), path.stem
        except (OSError, ValueError) as error:
            raise UnreadableSheetError(
                f"{str(source)!r} cannot be opened ({type(error).__name__}); check the path"
            ) from error
    else:
        raise InvalidTypeError(f"a spreadsheet is a path or bytes, got {describe(source)}")
    if len(content) > limits.file_bytes:
        raise TooLargeSheetError(f"the file is longer than Limits.file_bytes ({limits.file_bytes}); give higher limits")
    if not content.strip():
        raise UnreadableSheetError("the file is empty")
    return content, name


def grids_of(
    content: bytes, name: str, sheet: str | None, limits: Limits, is_heading: Callable[[str], bool]
) -> list[Grid]:
    """The sheets of a file, all of them or one by name.

    Raises:
        UnreadableSheetError: if it is no spreadsheet of a known kind, damaged, encrypted or too large.
        UnknownIdError: if there is no sheet of that name.
    """
    budget = Budget(limits)
    if content.startswith(b"PK"):
        package = Package(content, limits)
        if is_opendocument(package):
            grids, names = read_opendocument(package, sheet, budget)
        elif is_workbook(package):
            grids, names = read_excel(package, sheet, budget)
        else:
            raise UnreadableSheetError("the file is a ZIP archive, no .xlsx or .ods; save it as one of them")
        if sheet is not None and not grids:
            raise UnknownIdError("sheet", sheet, names)
        return grids
    _refuse_others(content)
    if sheet is not None and sheet != name:
        raise UnknownIdError("sheet", sheet, [name])
    return [read_delimited(content, GridBuilder(name, budget), limits, is_heading)]


def _refuse_others(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if ENCRYPTED_PART in content:
            raise EncryptedSheetError("the Excel file is locked by a password; save it without one")
        raise UnreadableSheetError("the file is of the old Excel kind (.xls); save it as .xlsx")
    if content.startswith(b"%PDF"):
        raise UnreadableSheetError("the file is a PDF; ask for the spreadsheet that it was printed from")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise UnreadableSheetError("the file is a web page or XML, whatever its name; save it as .xlsx")
