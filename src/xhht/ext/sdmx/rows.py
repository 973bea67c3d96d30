"""Rows: a delimited text as rows of named cells, each with its line, within limits."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO

import attrs

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.formulas import as_meant
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.limits import Limits
from xhht.ext.sdmx.problems import SdmxProblemError, UnreadableSdmxError
from xhht.ext.sdmx.results import Remark, RemarkKind
from xhht.ext.spellings import Spellings

SEPARATORS = (",", ";", "\t", "|")
# What other programs may add that says nothing about a figure.
_PASSED_OVER = {c.STRUCTURE, c.DATAFLOW, c.ACTION, c.REPORTING_YEAR_START_DAY, "SERIES_KEY", "OBS_KEY", c.UNIT_MULT}
# Read as absent, a misspelt heading of these would change what a figure means.
_MEANING = Spellings((*c.SHARES.values(), c.OBS_STATUS, c.UNIT_MEASURE, c.UNIT_MULT, c.OBS_VALUE))
TEXTS = (c.PRINTED, c.SOURCE, c.COMMENT)
_LABEL = ": "
_HEADINGS = Spellings((*c.COLUMNS, *_PASSED_OVER))


@attrs.frozen
class Header:
    """The headings: which name stands at which place, and in which version of the format."""

    names: tuple[str, ...]
    separator: str
    is_first_version: bool

    def place(self, column: str) -> int | None:
        """The number of a column, counted from 1; None where there is none."""
        return self.names.index(column) + 1 if column in self.names else None

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of columns that are not read."""
        return tuple(name for name in self.names if name not in c.COLUMNS and name not in _PASSED_OVER)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The unread headings that tell parts from the whole by their names or, as SDMX orders them, by their place."""
        end = self.names.index(c.OBS_VALUE) if c.OBS_VALUE in self.names else len(self.names)
        unread = frozenset(self.unread)
        return tuple(
            name
            for place, name in enumerate(self.names)
            if name in unread and name not in c.DESCRIPTIONS and (place < end or name.upper() in c.BREAKDOWNS)
        )

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


def read_header(
    text: str, renamed: Mapping[str, str], fixed: Mapping[str, str], limits: Limits
) -> tuple[Header, list[XhhtError]]:
    """The headings of a file, and what is wrong with them; they are compared without case and blanks around them.

    Raises:
        UnreadableSdmxError: if it does not begin as SDMX-CSV does and no heading is renamed, or has more cells than the
            limit.
    """
    separator = _separator(text) or (_likely_separator(text) if renamed else None)
    if separator is None:
        raise UnreadableSdmxError(
            "this is no SDMX-CSV: its first heading is STRUCTURE (version 2.0) or DATAFLOW (version 1.0); other CSV "
            "files need columns= (which heading is what) and fixed= (what the whole file is about)"
        )
    if text.count(separator) > limits.cells:
        raise UnreadableSdmxError(f"the file has more than {limits.cells} cells; split it")
    _, cells = next(lines(text, separator, limits))
    shown = tuple(cell.partition(_LABEL)[0] for cell in cells)
    is_first_version = not shown[0].upper().startswith(c.STRUCTURE)
    head = _heading(shown[0], renamed) if is_first_version else c.STRUCTURE
    names = (head, *(_heading(name, renamed) for name in shown[1:]))
    header = Header(names, separator, is_first_version)
    problems: list[XhhtError] = []
    for name, count in Counter(names).items():
        if count > 1:
            problems.append(header.problem(1, name, InvalidValueError(f"stands {count} times; keep one")))
    needed = [*c.DIMENSIONS] if is_first_version else [c.STRUCTURE_ID, *c.DIMENSIONS]
    for name in needed:
        if name not in names and name not in fixed:
            known = ", ".join(cell[:40] for cell in cells[1:13]) or "none"
            cause = InvalidValueError(f"is missing; name the column that holds it in columns= (headings: {known})")
            problems.append(header.problem(1, name, cause))
    for name in names:
        near = "" if name in c.COLUMNS or name in _PASSED_OVER else _MEANING.near_miss(name)
        if near and near not in names:
            told = f"is not known, and would be taken for absent; did you mean {near!r}? (columns= renames headings)"
            problems.append(header.problem(1, name, InvalidValueError(told)))
    foreign = (name for name in renamed if name not in shown)
    problems.extend(header.problem(1, None, UnknownIdError("heading", name, shown)) for name in foreign)
    return header, problems


def _heading(name: str, renamed: Mapping[str, str]) -> str:
    return renamed.get(name) or renamed.get(name.strip()) or _HEADINGS.find(name) or name.strip()


def _likely_separator(text: str) -> str:
    """The sign that stands most often in the first line."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def _separator(text: str) -> str | None:
    for first in (c.STRUCTURE, c.DATAFLOW, f'"{c.STRUCTURE}"', f'"{c.DATAFLOW}"'):
        if text[: len(first)].upper() != first:
            continue
        rest = text[len(first) :].lstrip(" ")
        # The sub-field sign of several values in one cell: STRUCTURE[;].
        rest = rest[3:] if rest[:1] == "[" and rest[2:3] == "]" else rest
        if rest[:1] in SEPARATORS and rest[:1]:
            return rest[:1]
    return None


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
    texts = {name: cell if name in TEXTS else cell.strip() for name, cell in zip(header.names, cells, strict=True)}
    found = {name: as_meant(text) if name in TEXTS else text for name, text in texts.items() if text}
    for column in c.CODED:
        if _LABEL in found.get(column, ""):
            found[column] = found[column].partition(_LABEL)[0]
    return found


def unknown_columns(header: Header) -> Iterator[Remark]:
    """A remark for each column that is not read."""
    for place, name in enumerate(header.names, start=1):
        if name in header.unread:
            remedy = UnknownIdError("column", name, [*c.DIMENSIONS, c.OBS_VALUE, *c.ATTRIBUTES]).remedy
            text = f"is not known and was not read; {remedy}" if remedy.startswith("did") else "was not read"
            yield Remark(RemarkKind.UNKNOWN_COLUMN, text, line=1, column=f"{name[:80]} ({place})")
