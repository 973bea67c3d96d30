"""Tables: where the heads, rows, totals and feet of a sheet are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from unicodedata import normalize

import attrs

from xhht.ext.spellings import is_plain, key
from xhht.ext.spreadsheets.cells import Cell, Flaw, Grid
from xhht.ext.spreadsheets.columns import (
    YEAR,
    Column,
    Role,
    begins,
    column_of,
    heads_places,
    keyed,
    matches,
    parse_head,
)
from xhht.ext.spreadsheets.headings import Headings, Measure
from xhht.ext.spreadsheets.places import prefixes_of, split_words
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.values import Value

NUMBERED = re.compile(r"\(?\s*(?:[0-9]{1,2}|[A-Za-z])\s*\)?(?:\s*[=:].*)?", re.DOTALL)
LABEL = re.compile(r"[0-9]{1,2}|[a-zđ]|[ivxlc]{1,6}")
FIRST_NUMBER = re.compile(r"\s*\(?\s*([0-9]{1,2})")
FIGURE = re.compile(r"[0-9][0-9.,\s\u00a0]*%?")
DATED = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b", re.IGNORECASE)
MOST_HEAD_ROWS = 4
Line = tuple[Cell, ...]


@attrs.frozen(kw_only=True, repr=False)
class Table(Value):
    """One table of a sheet, every cell that is not empty in one of its parts, line by line.

    Attributes:
        columns: what each column with a head holds, by its number.
        heads: the heading cells, by the column that they head alone or first.
        numbering: the cells of a line that numbers the columns.
        rows: the lines that report.
        totals: the lines that add up.
        feet: the lines below.
    """

    columns: dict[int, Column]
    heads: Line
    numbering: Line
    rows: tuple[Line, ...]
    totals: tuple[tuple[int, Line], ...]
    feet: tuple[Line, ...]

    def with_columns(self, line: Line) -> list[tuple[Cell, Column | None]]:
        """The cells of a line, each with its column."""
        return [(cell, self.columns.get(cell.column)) for cell in line]

    def heads_of(self, columns: Iterable[int]) -> Iterator[tuple[int, Cell]]:
        """The lowest heading cell of each column, or that over the columns before it."""
        lowest = {cell.column: cell for cell in sorted(self.heads, key=lambda cell: cell.row)}
        headed = sorted(lowest)
        for column in columns:
            yield column, lowest[headed[max(bisect_right(headed, column) - 1, 0)]]


def lines_of(cells: Iterable[Cell]) -> list[Line]:
    """Cells as lines, from the top down and from left to right."""
    found: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        found.setdefault(cell.row, []).append(cell)
    return [tuple(line) for line in found.values()]


def looks_counted(line: Line) -> bool:
    """Whether a line has a number, be it typed as text."""
    return any(not cell.is_text or FIGURE.fullmatch(cell.text.strip()) for cell in line)


def tables_of(
    grid: Grid, cells: Iterable[Cell], headings: Headings, on: date, *, is_place: Callable[[str], bool]
) -> tuple[list[Line], list[Table]]:
    """The lines above the first table, and the tables of a sheet; `is_place` tells names of places."""
    lines = lines_of(cells)
    starts = list(_starts(grid, lines, headings, on))
    above = lines[: starts[0][0]] if starts else lines
    tables = []
    for place, (start, end) in enumerate(starts):
        until = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        columns = columns_of(paths_of(grid, lines[start:end]), headings, on)
        tables.append(_table(columns, lines[start:end], lines[end:until], headings, is_place))
    return above, tables


def _starts(grid: Grid, lines: list[Line], headings: Headings, on: date) -> Iterator[tuple[int, int]]:
    """The first line of each block of heads and the first line after it."""
    at = after = 0
    while at < len(lines):
        end = _head_end(grid, lines, at, headings, on)
        if end:
            has_groups = at > after and _is_upper_head(lines[at - 1], lines[at], headings, on)
            yield (at - 1 if has_groups else at), end
            after = end
        at = end or at + 1


def _is_upper_head(above: Line, line: Line, headings: Headings, on: date) -> bool:
    """Whether the line above the one with the places names groups of its columns."""
    region = next(cell.column for cell in line if cell.is_text and heads_places(cell.text, headings))
    is_right = above[0].row == line[0].row - 1 and all(is_head(cell) and cell.column > region for cell in above)
    return is_right and all(parse_head(cell.text, headings, on).is_part_of_one for cell in above)


def _head_end(grid: Grid, lines: list[Line], at: int, headings: Headings, on: date) -> int:
    """The line after a block of heads that begins with this line, or 0 where none does."""
    region = next((cell for cell in lines[at] if cell.is_text and heads_places(cell.text, headings)), None)
    if region is None or any(cell.is_text and matches(cell.text, headings.contents) for cell in lines[at]):
        return 0
    last_row = grid.merges.get((region.row, region.column), (region.row, region.column))[0]
    end = at + 1
    while end < len(lines) and end < at + MOST_HEAD_ROWS:
        line = lines[end]
        is_merged = line[0].row <= last_row
        if not (is_merged or _is_lower_head(line, region.column, headings, on)):
            break
        end += 1
    heads = [cell for line in lines[at:end] for cell in line if cell is not region and cell.is_text]
    is_known = any(parse_head(cell.text, headings, on).is_heading for cell in heads)
    return end if is_known else 0


def _is_lower_head(line: Line, region: int, headings: Headings, on: date) -> bool:
    if any(cell.column == region for cell in line):
        return False
    are_known = [parse_head(cell.text, headings, on).is_part_of_one for cell in line]
    return any(are_known) if all(cell.is_text for cell in line) else all(are_known) and all(map(is_head, line))


def is_head(cell: Cell) -> bool:
    """Whether a cell can be a head: a text, a day, or a year stored as a number."""
    is_year = cell.number is not None and YEAR.match(cell.text) is not None
    return cell.is_text or cell.flaw is Flaw.DATE or is_year


def _table(
    columns: dict[int, Column],
    heads: list[Line],
    body: list[Line],
    headings: Headings,
    is_place: Callable[[str], bool],
) -> Table:
    numbering: Line = ()
    if body and _is_numbering(body[0]):
        numbering, body = body[0], body[1:]
    rows: list[Line] = []
    totals: list[tuple[int, Line]] = []
    feet: list[Line] = []
    naming = [c.number for c in columns.values() if c.role in (Role.REGION, Role.ORDINAL)]
    remarks = [c.number for c in columns.values() if c.role is Role.REMARK]
    regions = [c.number for c in columns.values() if c.role is Role.REGION]
    for line in body:
        name = next((cell for cell in line if cell.column in naming and _is_total(cell, headings, is_place)), None)
        is_named = any(cell.column in regions for cell in line)
        has_numbers = any(_is_figure(cell, columns) for cell in line)
        spoken = [cell for cell in line if not (is_named and cell.column in remarks)]
        has_foot = any(cell.is_text and is_foot(cell.text, headings) for cell in spoken)
        if feet or (has_foot and not (has_numbers and is_named)):
            feet.append(line)
        elif name is not None:
            totals.append((len(rows), line))
        else:
            rows.append(line)
    return Table(
        columns=columns,
        heads=tuple(cell for line in heads for cell in line),
        numbering=numbering,
        rows=tuple(rows),
        totals=tuple(totals),
        feet=tuple(feet),
    )


def _is_total(cell: Cell, headings: Headings, is_place: Callable[[str], bool]) -> bool:
    """Whether a line adds up by its name; "Cộng Hòa" is a commune, "Cộng xã Báo Đáp" and "Cộng (I+II)" are totals."""
    if not cell.is_text or not begins(cell.text, headings.totals) or is_place(cell.text):
        return False
    words = key(cell.text)
    known = keyed(headings.totals, is_bare=is_plain(words))
    while found := max((word for word in known if words[: len(word)] == word), key=len, default=()):
        words = words[len(found) :]
    is_labelled = all(LABEL.fullmatch(word) for word in words)
    return is_labelled or split_words(words, headings)[0] != "" or words in prefixes_of(headings)


def is_foot(text: str, headings: Headings) -> bool:
    """Whether a text begins with a word of feet, or is the place and day of a signature."""
    return begins(text, headings.feet) or DATED.search(normalize("NFC", text)) is not None


def _is_figure(cell: Cell, columns: dict[int, Column]) -> bool:
    column = columns.get(cell.column)
    return column is not None and column.role is Role.FIGURE and any(sign.isdigit() for sign in cell.text)


def _is_numbering(line: Line) -> bool:
    """Whether a line counts the columns; letters may stand before the numbers, which follow each other."""
    if len(line) < 3 or not all(NUMBERED.fullmatch(cell.text.strip()) for cell in line):
        return False
    numbers = [int(found[1]) for cell in line if (found := FIRST_NUMBER.match(cell.text))]
    return all(after == before + 1 for before, after in pairwise(numbers))


def paths_of(grid: Grid, heads: list[Line]) -> dict[int, list[str]]:
    """The heads of each column from the top down; one over several columns stands in each of them."""
    paths: dict[int, list[str]] = {}
    widest = max(cell.column for line in heads for cell in line)
    lowest = {cell.column: cell.row for line in heads for cell in line}
    for line in heads:
        is_merged = any(_width(grid, cell) > 1 for cell in line)
        for place, cell in enumerate(line):
            until = cell.column + _width(grid, cell) - 1
            if not is_merged and lowest[cell.column] > cell.row:
                until = line[place + 1].column - 1 if place + 1 < len(line) else widest
            paths.setdefault(cell.column, []).append(cell.text)
            for number in range(cell.column + 1, min(until, widest + 1) + 1):
                if is_merged or lowest.get(number, 0) > cell.row:
                    paths.setdefault(number, []).append(cell.text)
    return paths


def columns_of(paths: Mapping[int, list[str]], headings: Headings, on: date) -> dict[int, Column]:
    """What columns hold by their heads; one that is silent about its subject takes that of the column before it."""
    found: dict[int, Column] = {}
    subject: str | None = None
    part: Measure | None = None
    for number, path in sorted(paths.items()):
        column = column_of(number, tuple(path), headings, on)
        if column.role is Role.FIGURE:
            part = part if column.subject in (None, subject) else None
            subject = column.subject or subject
            column = _completed(column, subject, part, " | ".join(path))
            part = part if column.measure is Measure.PERCENT else column.measure
        if column.refusal is not None:
            # What follows may be about the column that was not understood.
            subject, part = None, None
        found[number] = column
    return found


def _completed(column: Column, subject: str | None, part: Measure | None, path: str) -> Column:
    """A column with what it leaves unsaid because the columns before it say it."""
    is_whole = column.subject is None and column.measure is Measure.TOTAL
    if subject is None or is_whole:
        return Column(column.number, refusal=ProblemKind.UNCLEAR_HEADING, detail=path)
    if column.measure is Measure.PERCENT and column.part is None and column.of is None:
        return attrs.evolve(column, subject=subject, part=part)
    return attrs.evolve(column, subject=subject)


def _width(grid: Grid, cell: Cell) -> int:
    return grid.merges.get((cell.row, cell.column), (cell.row, cell.column))[1] - cell.column + 1
