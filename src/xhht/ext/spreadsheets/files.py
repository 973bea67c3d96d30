"""Files: what kind of spreadsheet a file is, whether it is safe to open, and its sheets."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from os import PathLike
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  # The library's own name is in lower case.

from xhht.checks import describe
from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.ext.spreadsheets.cells import Grid
from xhht.ext.spreadsheets.delimited import read_delimited
from xhht.ext.spreadsheets.excel import check_sizes, read_excel
from xhht.ext.spreadsheets.excel import sheet_names as excel_names
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.opendocument import CONTENT, read_opendocument
from xhht.ext.spreadsheets.opendocument import sheet_names as opendocument_names
from xhht.ext.spreadsheets.refusals import EncryptedSheetError, TooLargeSheetError, UnreadableSheetError

ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


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
    if content.startswith(b"PK"):
        parts = _unpacked(content, limits)
        if "xl/workbook.xml" in parts:
            check_sizes(parts, limits)
            grids, names = read_excel(content, sheet), excel_names
        elif parts.get("mimetype", b"").strip() == ODS:
            grids, names = read_opendocument(content, sheet, limits), opendocument_names
        else:
            raise UnreadableSheetError("the file is a ZIP archive, no .xlsx or .ods; save it as one of them")
        if sheet is not None and not grids:
            raise UnknownIdError("sheet", sheet, names(content))
    else:
        _refuse_others(content)
        grids = [read_delimited(content, name, limits, is_heading)]
        if sheet is not None and sheet != name:
            raise UnknownIdError("sheet", sheet, [name])
    _check_cells(grids, limits)
    return grids


def _refuse_others(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if ENCRYPTED_PART in content:
            raise EncryptedSheetError("the Excel file is locked by a password; save it without one")
        raise UnreadableSheetError("the file is of the old Excel kind (.xls); save it as .xlsx")
    if content.startswith(b"%PDF"):
        raise UnreadableSheetError("the file is a PDF; ask for the spreadsheet that it was printed from")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise UnreadableSheetError("the file is a web page or XML, whatever its name; save it as .xlsx")


def _unpacked(content: bytes, limits: Limits) -> dict[str, bytes]:
    """Every part that is XML, unpacked within the limits; a part with a document type is refused."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > limits.parts:
                raise TooLargeSheetError(f"the file has {len(members)} parts, more than Limits.parts ({limits.parts})")
            size = sum(member.file_size for member in members)
            if size > limits.unpacked_bytes:
                raise TooLargeSheetError(
                    f"the file would unpack to {size} bytes, more than Limits.unpacked_bytes ({limits.unpacked_bytes})"
                )
            if any(member.flag_bits & 1 for member in members):
                raise EncryptedSheetError("the file is locked by a password; save it without one")
            parts = {
                member.filename: archive.read(member)
                for member in members
                if member.filename.endswith((".xml", ".rels")) or member.filename == "mimetype"
            }
    except UnreadableSheetError:
        raise
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise UnreadableSheetError(f"the file is damaged ({type(error).__name__}); ask for it again") from error
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise EncryptedSheetError("the ODS file is locked by a password; save it without one")
    is_opendocument = parts.get("mimetype", b"").strip() == ODS
    for name, text in parts.items():
        if is_opendocument and name != CONTENT:
            continue  # It is never read.
        # Without document types no entity can be defined, so that nothing grows while it is read.
        if (b"<!DOCTYPE" in text and b"<!ENTITY" in text) or b"\0" in text:
            raise UnreadableSheetError(f"{name!r} in the file defines entities or is not UTF-8; it is not safe to open")
    return parts


def _check_cells(grids: list[Grid], limits: Limits) -> None:
    count = sum(len(grid.cells) for grid in grids)
    if count > limits.cells:
        raise TooLargeSheetError(f"the sheets have {count} cells, more than Limits.cells ({limits.cells})")
    for grid in grids:
        for cell in grid.cells.values():
            if len(cell.text) > limits.characters:
                place = f"row {cell.row} of sheet {grid.name!r}"
                raise TooLargeSheetError(
                    f"{place} has a text longer than Limits.characters ({limits.characters}); shorten it"
                )
