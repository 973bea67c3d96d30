"""Rows: a delimited text as rows of named cells, each with its line, within limits."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO

import attrs

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.limits import Limits
from xhht.ext.sdmx.problems import SdmxProblemError, UnreadableSdmxError
from xhht.ext.sdmx.results import Remark, RemarkKind

SEPARATORS = (",", ";", "\t", "|")
# What other programs may add that says nothing about a figure.
_PASSED_OVER = {c.STRUCTURE, c.DATAFLOW, c.ACTION, c.REPORTING_YEAR_START_DAY, "SERIES_KEY", "OBS_KEY"}
_LABEL = ": "


@attrs.frozen
class Header:
    """The headings: which name stands at which place, and in which version of the format."""

    names: tuple[str, ...]
    separator: str
    is_first_version: bool

    def place(self, column: str) -> int | None:
        """The number of a column, counted from 1; None where there is none."""
        return self.names.index(column) + 1 if column in self.names else None

    def problem(self, line: int, column: str | None, cause: Exception) -> SdmxProblemError:
        """A mistake with its place."""
        return SdmxProblemError(line, column, None if column is None else self.place(column), cause)


def decoded(text: object, limits: Limits) -> str:
    """The text of a file, from text or from its bytes in UTF-8.

    Raises:
        InvalidTypeError: if it is neither.
        UnreadableSdmxError: if it is not in UTF-8, or too long.
    """
    if isinstance(text, (bytes, bytearray)):
        if len(text) > 4 * limits.characters:
            raise UnreadableSdmxError(f"the file is longer than {limits.characters} characters; split it")
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableSdmxError(f"the file is not in UTF-8 at byte {error.start + 1}; save it as UTF-8") from None
    if not isinstance(text, str):
        raise InvalidTypeError(f"a file is read from text or bytes, got {type(text).__name__}")
    if len(text) > limits.characters:
        raise UnreadableSdmxError(
            f"the file has {len(text)} characters, more than {limits.characters}; raise Limits.characters if you "
            "trust it"
        )
    return text.removeprefix("\ufeff")


def read_header(text: str, renamed: Mapping[str, str], limits: Limits) -> tuple[Header, list[XhhtError]]:
    """The headings of a file, and what is wrong with them.

    Raises:
        UnreadableSdmxError: if it does not begin as SDMX-CSV does, or has more cells than the limit.
    """
    separator = _separator(text)
    if text.count(separator) > limits.cells:
        raise UnreadableSdmxError(f"the file has more than {limits.cells} cells; split it")
    _, cells = next(lines(text, separator, limits))
    shown = tuple(cell.partition(_LABEL)[0] for cell in cells)
    is_first_version = shown[0] == c.DATAFLOW
    head = c.STRUCTURE if shown[0].startswith(c.STRUCTURE) else shown[0]
    names = (head, *(renamed.get(name, name) for name in shown[1:]))
    header = Header(names, separator, is_first_version)
    problems: list[XhhtError] = []
    for name, count in Counter(names).items():
        if count > 1:
            problems.append(header.problem(1, name, InvalidValueError(f"stands {count} times; keep one")))
    needed = [*c.DIMENSIONS] if is_first_version else [c.STRUCTURE_ID, *c.DIMENSIONS]
    for name in needed:
        if name not in names:
            known = ", ".join(cell[:40] for cell in cells[1:13]) or "none"
            cause = InvalidValueError(f"is missing; name the column that holds it in columns= (headings: {known})")
            problems.append(header.problem(1, name, cause))
    foreign = (name for name in renamed if name not in shown)
    problems.extend(header.problem(1, None, UnknownIdError("heading", name, shown)) for name in foreign)
    return header, problems


def _separator(text: str) -> str:
    for first in (c.STRUCTURE, c.DATAFLOW, f'"{c.STRUCTURE}"', f'"{c.DATAFLOW}"'):
        if not text.startswith(first):
            continue
        rest = text[len(first) :]
        # The sub-field sign of several values in one cell: STRUCTURE[;].
        rest = rest[3:] if rest[:1] == "[" and rest[2:3] == "]" else rest
        if rest[:1] in SEPARATORS and rest[:1]:
            return rest[:1]
    raise UnreadableSdmxError(
        "this is no SDMX-CSV: its first heading is STRUCTURE (version 2.0) or DATAFLOW (version 1.0)"
    )


def lines(text: str, separator: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins.

    Raises:
        UnreadableSdmxError: if quotation marks are wrong, or a row is beyond a limit.
    """
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line, count = 1, 0
    while True:
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise UnreadableSdmxError(f"line {line} cannot be read as CSV: {error}; correct it") from None
        if cells is None:
            return
        if len(cells) > limits.columns:
            raise UnreadableSdmxError(f"line {line} has more than {limits.columns} columns; take out some")
        if any(len(cell) > limits.cell_characters for cell in cells):
            raise UnreadableSdmxError(
                f"line {line} has a cell of more than {limits.cell_characters} characters; shorten it"
            )
        if cells:
            count += 1
            if count > limits.rows + 1:
                raise UnreadableSdmxError(f"the file has more than {limits.rows} rows; split it")
            yield line, cells
        line = rows.line_num + 1


def named(header: Header, cells: list[str]) -> dict[str, str]:
    """The cells of a row that are not empty, by their columns; names behind codes are left out."""
    found = {name: cell for name, cell in zip(header.names, cells, strict=True) if cell}
    for column in c.CODED:
        if _LABEL in found.get(column, ""):
            found[column] = found[column].partition(_LABEL)[0]
    return found


def unknown_columns(header: Header) -> Iterator[Remark]:
    """A remark for each column that is not read."""
    for place, name in enumerate(header.names, start=1):
        if name not in c.COLUMNS and name not in _PASSED_OVER:
            remedy = UnknownIdError("column", name, [*c.DIMENSIONS, c.OBS_VALUE, *c.ATTRIBUTES]).remedy
            text = f"is not known and was not read; {remedy}" if remedy.startswith("did") else "was not read"
            yield Remark(RemarkKind.UNKNOWN_COLUMN, text, line=1, column=f"{name[:80]} ({place})")
