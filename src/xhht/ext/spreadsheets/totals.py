"""Totals: the lines that add up, compared with the sums of their parts."""

from __future__ import annotations

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column
from xhht.ext.spreadsheets.figures import Percentage
from xhht.ext.spreadsheets.headings import Headings, Measure
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import Figures, agrees, figures_of
from xhht.ext.spreadsheets.tables import Table

Part = tuple[int, list[Figures], frozenset[int]]


def check_totals(table: Table, parts: list[Part], headings: Headings, grid: Grid, ledger: Ledger) -> None:
    """Compare each total with the sum of all parts, and with that of the parts since the total before it.

    Args:
        table: the table.
        parts: the lines that add up, each with its place among the rows, its figures, and its columns with
            a cell that could not be read.
        headings: the words.
        grid: the sheet.
        ledger: where problems go.
    """
    start = 0
    for place, line in table.totals:
        figures = figures_of(line, table.columns, headings, grid, ledger)
        section = [part for part in parts if start <= part[0] < place]
        before = [part for part in parts if part[0] < place]
        for found in figures:
            for measure, (cell, count) in found.counts.items():
                _compare(cell, count, (found.subject, measure), (section, before, parts), ledger)
            for cell, column, percentage in found.percentages:
                _check(found, cell, column, percentage, ledger)
        start = place


def _compare(cell: Cell, count: int, key: tuple[str, Measure], groups: tuple[list[Part], ...], ledger: Ledger) -> None:
    sums = []
    for group in groups:
        values = [_count(part, key) for part in group]
        is_flawed = any(cell.column in flawed for _, _, flawed in group)
        if group and not is_flawed:
            sums.append(sum(value for value in values if value is not None))
    if count in sums:
        ledger.take(cell, Use.TOTAL)
    elif sums:
        ledger.refuse(cell, ProblemKind.WRONG_TOTAL, " / ".join(str(found) for found in dict.fromkeys(sums)))
    else:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)


def _count(part: Part, key: tuple[str, Measure]) -> int | None:
    for found in part[1]:
        if found.subject == key[0] and key[1] in found.counts:
            return found.counts[key[1]][1]
    return None


def _check(figures: Figures, cell: Cell, column: Column, percentage: Percentage, ledger: Ledger) -> None:
    verdict = agrees(figures, column, percentage)
    if verdict is False:
        ledger.refuse(cell, ProblemKind.CONTRADICTION)
    elif verdict is None:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)
    else:
        ledger.take(cell, Use.TOTAL)
