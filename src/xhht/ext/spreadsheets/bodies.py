"""Bodies: what the lines of one table report, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Role
from xhht.ext.spreadsheets.headings import Headings
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.places import Gazetteer
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import Figures, Reported, figures_of, shares_of
from xhht.ext.spreadsheets.tables import Line, Table, looks_counted
from xhht.ext.spreadsheets.totals import Part, check_totals
from xhht.figures.regions import Region, Regions
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class Reading(Value):
    """What a reader is given beside the file."""

    headings: Headings
    indicators: frozenset[str]
    regions: Regions
    gazetteer: Gazetteer
    on: date
    read_hidden: bool


@attrs.frozen(repr=False)
class Found(Value):
    """A share found in a sheet, with its region and the cell that names it."""

    region: str
    name: Cell
    reported: Reported
    remark: str


def read_table(table: Table, grid: Grid, reading: Reading, ledger: Ledger) -> Iterator[Found]:
    """The shares that the lines of a table report; each of its cells is noted in the ledger."""
    _take_frame(table, ledger)
    parts: list[tuple[Part, str | None]] = []
    for place, line in enumerate(table.rows):
        _take_labels(line, table, ledger)
        figures = figures_of(line, table.columns, reading.headings, grid, ledger)
        name = next((cell for cell in line if _role(cell, table) is Role.REGION), None)
        region = _region(name, figures, reading, ledger)
        flawed = _flawed(line, figures, table, ledger)
        parts.append(((place, figures, flawed), None if region is None else region.id))
        if region is not None and name is not None:
            remark = "; ".join(cell.text.strip() for cell in line if _role(cell, table) is Role.REMARK)
            if all(_role(cell, table) in _LABELS for cell in line if cell.column in table.columns):
                ledger.refuse(name, ProblemKind.NO_FIGURES)
            yield from _report(region.id, name, figures, remark, ledger)
    _refuse_columns(table, ledger)
    check_totals(table, _tops(parts, reading), reading.headings, grid, ledger)


def _take_frame(table: Table, ledger: Ledger) -> None:
    for cell in table.numbering:
        ledger.take(cell, Use.NUMBERING)
    for line in table.feet:
        has_numbers = looks_counted(line)
        for cell in line:
            if cell.is_text and not has_numbers:
                ledger.take(cell, Use.FOOT)
            else:
                ledger.refuse(cell, ProblemKind.STRAY)
    for _, line in table.totals:
        for cell in line:
            if _role(cell, table) in _LABELS:
                ledger.take(cell, Use.TOTAL)


_LABELS = (Role.REGION, Role.ORDINAL, Role.REMARK)


def _role(cell: Cell, table: Table) -> Role | None:
    column = table.columns.get(cell.column)
    return None if column is None else column.role


def _take_labels(line: Line, table: Table, ledger: Ledger) -> None:
    for cell in line:
        role = _role(cell, table)
        if role in (Role.ORDINAL, Role.REMARK):
            ledger.take(cell, Use.NUMBERING if role is Role.ORDINAL else Use.REMARK)


def _region(name: Cell | None, figures: list[Figures], reading: Reading, ledger: Ledger) -> Region | None:
    found = (ProblemKind.NO_REGION, "") if name is None else reading.gazetteer.find(name.text)
    if isinstance(found, Region):
        return found
    if name is not None:
        ledger.refuse(name, *found)
    for cell in _figure_cells(figures):
        ledger.refuse(cell, ProblemKind.NO_REGION, "" if name is None else name.text)
    return None


def _figure_cells(figures: list[Figures]) -> Iterator[Cell]:
    for found in figures:
        yield from (cell for cell, _ in found.counts.values())
        yield from (cell for cell, _, _ in found.percentages)


def _flawed(line: Line, figures: list[Figures], table: Table, ledger: Ledger) -> frozenset[int]:
    """The columns of a line with a cell that should be a figure and could not be read as one."""
    read = {(cell.row, cell.column) for cell in _figure_cells(figures)}
    return frozenset(
        cell.column
        for cell in line
        if _role(cell, table) is Role.FIGURE
        and (cell.row, cell.column) not in read
        and (cell.row, cell.column) not in ledger.uses
    )


def _report(region: str, name: Cell, figures: list[Figures], remark: str, ledger: Ledger) -> Iterator[Found]:
    ledger.take(name, Use.REGION)
    for found in figures:
        for reported in shares_of(found, ledger):
            yield Found(region, name, reported, remark)
        for cell, _ in found.counts.values():
            if not ledger.has(cell):
                ledger.refuse(cell, ProblemKind.NOTHING_TO_COMPARE)


def _refuse_columns(table: Table, ledger: Ledger) -> None:
    for line in (*table.rows, *(line for _, line in table.totals)):
        for cell in line:
            column = table.columns.get(cell.column)
            if column is not None and column.refusal is not None:
                ledger.refuse(cell, column.refusal, column.detail)


def _tops(parts: list[tuple[Part, str | None]], reading: Reading) -> list[Part]:
    """The lines whose region is no part of another line's, so that nothing is added twice."""
    named = {region for _, region in parts if region is not None}
    return [part for part, region in parts if region is None or not named & set(_above(region, reading))]


def _above(region: str, reading: Reading) -> Iterator[str]:
    life = reading.regions.life_on(region, reading.on)
    while life is not None and life.parent is not None:
        yield life.parent
        life = reading.regions.life_on(life.parent, reading.on)
