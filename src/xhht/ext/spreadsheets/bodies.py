"""Bodies: what the lines of one table report, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Role
from xhht.ext.spreadsheets.headings import Headings
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.places import Answer, Gazetteer
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import Figures, Reported, Words, figures_of, shares_of
from xhht.ext.spreadsheets.sections import Sections
from xhht.ext.spreadsheets.tables import Line, Table, looks_counted
from xhht.ext.spreadsheets.totals import Part, check_totals
from xhht.figures.regions import Region
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class Reading(Value):
    """What a reader is given beside the file."""

    words: Words
    indicators: frozenset[str]
    gazetteer: Gazetteer
    on: date
    read_hidden: bool

    @property
    def headings(self) -> Headings:
        """The words that heads, totals and feet are known by."""
        return self.words.headings


@attrs.frozen(repr=False)
class Found(Value):
    """A share found in a sheet, with its region and the cell that names it."""

    region: str
    name: Cell
    reported: Reported
    remark: str


def read_table(table: Table, grid: Grid, reading: Reading, sections: Sections, ledger: Ledger) -> Iterator[Found]:
    """The shares that the lines of a table report; each of its cells is noted in the ledger."""
    _take_frame(table, ledger)
    sections.begin_table()
    parts: list[Part] = []
    pending: tuple[Cell, Region] | None = None
    for line in table.rows:
        _take_labels(line, table, ledger)
        figures = figures_of(table.with_columns(line), reading.words, grid, ledger)
        name, region = _named(line, table, sections, ledger)
        if region is None:
            _refuse_figures(name, figures, ledger)
        flawed = _flawed(line, figures, table, ledger)
        parts.append(Part(figures, flawed, region))
        if region is None or name is None:
            continue
        if pending is not None and not sections.is_in(region, pending[1]):
            ledger.refuse(pending[0], ProblemKind.NO_FIGURES)
        sections.enter(region)
        pending = (name, region) if _is_label(line, table) else None
        if pending is None:
            ledger.listed.add(region.id)
        remark = "; ".join(cell.text.strip() for cell in line if _role(cell, table) is Role.REMARK)
        yield from report(region.id, name, figures, remark, ledger)
    if pending is not None:
        ledger.refuse(pending[0], ProblemKind.NO_FIGURES)
    _leave_columns(table, ledger)
    check_totals(table, parts, grid, ledger, words=reading.words, gazetteer=sections.gazetteer)


def _is_label(line: Line, table: Table) -> bool:
    """Whether a line has a name and no figures."""
    return all(_role(cell, table) in _LABELS for cell in line if cell.column in table.columns)


def _named(line: Line, table: Table, sections: Sections, ledger: Ledger) -> tuple[Cell | None, Region | None]:
    """The cell that names the place of a line, and its region; columns before it name what it lies in."""
    names = [cell for cell in line if _role(cell, table) is Role.REGION]
    for cell in names[:-1]:
        _enter_column(cell, table, sections, ledger)
    if not names:
        ordinal = next((cell for cell in line if _role(cell, table) is Role.ORDINAL and cell.is_text), None)
        found = (ProblemKind.NO_REGION, "") if ordinal is None else sections.find(ordinal, frozenset())
        return (ordinal, found) if isinstance(found, Region) else (None, None)
    name = names[-1]
    if name.column == max(column.number for column in table.columns.values() if column.role is Role.REGION):
        answer = sections.find(name, table.columns[name.column].sorts)
    else:
        answer = _enter_column(name, table, sections, ledger)
    if isinstance(answer, Region):
        return name, answer
    ledger.refuse(name, *answer)
    return name, None


def _enter_column(cell: Cell, table: Table, sections: Sections, ledger: Ledger) -> Answer:
    answer = sections.find(cell, table.columns[cell.column].sorts)
    sections.enter_column(cell, answer)
    if isinstance(answer, Region):
        ledger.take(cell, Use.REGION)
    else:
        ledger.refuse(cell, *answer)
    return answer


def _refuse_figures(name: Cell | None, figures: list[Figures], ledger: Ledger) -> None:
    for cell in figure_cells(figures):
        ledger.refuse(cell, ProblemKind.NO_REGION, "" if name is None else name.text)


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


def figure_cells(figures: list[Figures]) -> Iterator[Cell]:
    """The cells from which figures were read."""
    for found in figures:
        yield from (cell for cell, _ in found.counts.values())
        yield from (cell for cell, _, _ in found.percentages)


def _flawed(line: Line, figures: list[Figures], table: Table, ledger: Ledger) -> frozenset[int]:
    """The columns of a line with a cell that should be a figure and could not be read as one."""
    read = {(cell.row, cell.column) for cell in figure_cells(figures)}
    return frozenset(
        cell.column
        for cell in line
        if _role(cell, table) is Role.FIGURE
        and (cell.row, cell.column) not in read
        and (cell.row, cell.column) not in ledger.uses
    )


def report(region: str, name: Cell, figures: list[Figures], remark: str, ledger: Ledger) -> Iterator[Found]:
    """The shares that the figures of one place report; a count that gives none is a problem."""
    ledger.take(name, Use.REGION)
    for found in figures:
        for reported in shares_of(found, ledger):
            yield Found(region, name, reported, remark)
        for cell, _ in found.counts.values():
            if not ledger.has(cell):
                ledger.refuse(cell, ProblemKind.NOTHING_TO_COMPARE)


def _leave_columns(table: Table, ledger: Ledger) -> None:
    """Say once of a column that gives no share, and note the cells below it and below refused heads as not taken."""
    alone: dict[int, list[Cell]] = {}
    for line in (*table.rows, *(line for _, line in table.totals)):
        for cell in line:
            column = table.columns.get(cell.column)
            if column is not None and column.refusal is not None:
                ledger.take(cell, Use.NOT_TAKEN)
            elif column is not None and column.role is Role.FIGURE:
                alone.setdefault(cell.column, []).append(cell)
    for number, head in table.heads_of(alone):
        cells = alone[number]
        counted = [cell for cell in cells if ledger.is_problem(cell, ProblemKind.NOTHING_TO_COMPARE)]
        if len(counted) > 1 and not any(map(ledger.is_figure, cells)):
            for cell in counted:
                ledger.forget(cell, ProblemKind.NOTHING_TO_COMPARE)
                ledger.take(cell, Use.NOT_TAKEN)
            ledger.refuse(head, ProblemKind.NOTHING_TO_COMPARE)
