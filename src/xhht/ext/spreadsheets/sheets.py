"""Sheets: everything that one sheet reports, with what became of each of its cells."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import attrs

from xhht.ext.spellings import Spellings
from xhht.ext.spreadsheets.bodies import Found, Reading, read_table
from xhht.ext.spreadsheets.cells import Cell, Grid, letters
from xhht.ext.spreadsheets.columns import Column, Role, heads_places, parse_head
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.listings import listing_in, read_listing
from xhht.ext.spreadsheets.problems import Detail, ProblemKind, most_like, of_indicator, together
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.sections import Sections
from xhht.ext.spreadsheets.tables import Line, Table, looks_counted, tables_of
from xhht.texts import Text, format_day

MOST_SHOWN = 120
YEAR = re.compile(r"(?:năm|nam)\s+((?:19|20)\d\d)", re.IGNORECASE)


def read_sheet(grid: Grid, reading: Reading, ledger: Ledger) -> list[Found]:
    """The shares that a sheet reports; every cell is noted in the ledger."""
    cells = []
    for cell in grid.cells.values():
        if (cell.row, cell.column) in grid.covered:
            ledger.refuse(cell, ProblemKind.MERGED)
        elif grid.hides(cell) and not reading.read_hidden:
            ledger.refuse(cell, ProblemKind.HIDDEN)
        else:
            cells.append(cell)
    above, tables = tables_of(grid, cells, reading.headings, reading.on, is_place=reading.gazetteer.knows)
    sections = Sections(reading.gazetteer, grid, cells)
    above, listing = listing_in(above, grid, reading, sections)
    has_table = bool(tables) or listing is not None
    strays = ProblemKind.STRAY if has_table else ProblemKind.NO_TABLE
    near = "" if has_table else _near(above, reading)
    for line in above:
        for cell in line:
            _title(cell, reading, ledger, kind=None if has_table and not looks_counted(line) else strays, detail=near)
    found: list[Found] = []
    if listing is not None:
        found += read_listing(listing, grid, reading, sections, ledger)
    for table in tables:
        found += read_table(_measured(table, reading, ledger), grid, reading, sections, ledger)
    for cell in cells:
        if not ledger.has(cell):
            ledger.refuse(cell, ProblemKind.STRAY)
    return found


def _near(lines: list[Line], reading: Reading) -> Detail:
    """The first of the lines that are most like heads, in a sheet without a table: its cell and its words."""

    def known(line: Line) -> int:
        texts = [cell.text for cell in line if cell.is_text]
        return sum(
            parse_head(text, reading.headings, reading.on).is_heading or heads_places(text, reading.headings)
            for text in texts
        )

    counts = [known(line) for line in lines]
    if not any(counts):
        return ""
    at = counts.index(max(counts))
    while at and counts[at - 1]:
        at -= 1
    line = lines[at]
    words = " | ".join(" ".join(cell.text.split()) for cell in line)
    shown = words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1] + "…"
    places = Spellings(reading.headings.regions)
    hints = reading.gazetteer.hints
    meant = ((cell.text, places.nearest(cell.text)) for cell in line if cell.is_text and hints.allow())
    nearest = [most_like(text[:40], near) for text, near in meant if near]
    row = f"{letters(line[0].column)}{line[0].row}: {shown}"
    return together((Text(f"giống dòng tiêu đề nhất là {row}", f"most like heads is {row}"), *nearest))


def _other_than(years: str, on: date) -> Text:
    return Text(
        f"{years}; số liệu đang đọc là của ngày {format_day(on, 'vi')}",
        f"{years}; the figures are read as of {format_day(on, 'en')}",
    )


def _title(cell: Cell, reading: Reading, ledger: Ledger, *, kind: ProblemKind | None, detail: Detail) -> None:
    years = [int(year) for year in YEAR.findall(cell.text)]
    if kind is not None:
        ledger.refuse(cell, kind, detail)
    else:
        ledger.take(cell, Use.TITLE)
        if years and reading.on.year not in years:
            ledger.refuse(cell, ProblemKind.OTHER_DAY, _other_than(", ".join(map(str, years)), reading.on))


def _measured(table: Table, reading: Reading, ledger: Ledger) -> Table:
    """The table without the columns that cannot be taken, whose heads go to the problems."""
    columns = {}
    refused: dict[int, tuple[ProblemKind, Detail]] = {}
    times = Counter(_meaning(column) for column in table.columns.values())
    for number, column in table.columns.items():
        refusal, detail = column.refusal, column.why(reading.headings, reading.gazetteer.hints)
        if column.role is Role.FIGURE and column.subject is not None:
            indicator = reading.headings.indicator_of(column.subject)
            if indicator not in reading.indicators:
                refusal, detail = ProblemKind.UNMEASURED, of_indicator(indicator)
        if refusal is None and times[_meaning(column)] > 1 and column.role in (Role.FIGURE, Role.REGION):
            refusal, detail = ProblemKind.REPEATED_COLUMN, ""
        if refusal is not None:
            refused[number] = refusal, detail
        columns[number] = attrs.evolve(column, role=None, refusal=refusal) if refusal else column
    for cell in table.heads:
        ledger.take(cell, Use.HEADING)
    for number, head in table.heads_of(refused):
        ledger.refuse(head, *refused[number])
    return attrs.evolve(table, columns=columns)


def _meaning(column: Column) -> tuple[object, ...]:
    return column.role, column.subject, column.measure, column.of, column.part, column.sorts
