"""Totals: the lines that add up, compared with the sums of their parts."""

from __future__ import annotations

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column
from xhht.ext.spreadsheets.figures import Percentage
from xhht.ext.spreadsheets.headings import Measure
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.places import Gazetteer
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import Figures, Words, agrees, figures_of
from xhht.ext.spreadsheets.tables import Table
from xhht.figures.regions import Region
from xhht.values import Value

Meaning = tuple[str, Measure]


@attrs.frozen(repr=False)
class Part(Value):
    """A line that may be a part of a total.

    Attributes:
        place: its place among the rows.
        figures: its figures.
        flawed: its columns with a cell that could not be read.
        region: its region; None where its name could not be read.
    """

    place: int
    figures: list[Figures]
    flawed: frozenset[int]
    region: Region | None

    def count(self, meaning: Meaning) -> int | None:
        """The count that it has of a subject and measure; None where it has none, or no exact one."""
        for found in self.figures:
            if found.subject == meaning[0] and meaning[1] in found.counts:
                count = found.counts[meaning[1]][1]
                return count if isinstance(count, int) else None
        return None

    def is_inexact(self, meaning: Meaning) -> bool:
        """Whether its count is a range."""
        found = [f.counts[meaning[1]][1] for f in self.figures if f.subject == meaning[0] and meaning[1] in f.counts]
        return any(not isinstance(count, int) for count in found)


def check_totals(
    table: Table, parts: list[Part], grid: Grid, ledger: Ledger, *, words: Words, gazetteer: Gazetteer
) -> None:
    """Compare each total with the sum of all parts, with that of the parts above and of those since the last total.

    A region whose whole has a figure in a line of its own is not added again. A total that fits no sum is wrong only
    where every line was read.
    """
    start = 0
    for place, line in table.totals:
        section = [part for part in parts if start <= part.place < place]
        before = [part for part in parts if part.place < place]
        for found in figures_of(table.with_columns(line), words, grid, ledger):
            for measure, (cell, count) in found.counts.items():
                meaning = found.subject, measure
                sums = [_sum(group, meaning, cell.column, gazetteer) for group in (section, before, parts) if group]
                _compare(cell, count, sums, ledger, is_read=all(part.region is not None for part in parts))
            for cell, column, percentage in found.percentages:
                _check(found, cell, column, percentage, ledger)
        start = place


def _sum(group: list[Part], meaning: Meaning, column: int, gazetteer: Gazetteer) -> int | None:
    """The sum of a group without what is counted in a line of its whole; None where a part could not be read."""
    if any(column in part.flawed or part.is_inexact(meaning) for part in group):
        return None
    counted = [(part, count) for part in group if (count := part.count(meaning)) is not None]
    wholes = {part.region.id for part, _ in counted if part.region is not None}
    return sum(count for part, count in counted if part.region is None or not wholes & gazetteer.above(part.region.id))


def _compare(cell: Cell, count: object, sums: list[int | None], ledger: Ledger, *, is_read: bool) -> None:
    known = [found for found in sums if found is not None]
    if count in known:
        ledger.take(cell, Use.TOTAL)
    elif known and is_read and isinstance(count, int):
        ledger.refuse(cell, ProblemKind.WRONG_TOTAL, " / ".join(str(found) for found in dict.fromkeys(known)))
    else:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)


def _check(figures: Figures, cell: Cell, column: Column, percentage: Percentage, ledger: Ledger) -> None:
    verdict = agrees(figures, column, percentage)
    if verdict is False:
        ledger.refuse(cell, ProblemKind.CONTRADICTION)
    elif verdict is None:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)
    else:
        ledger.take(cell, Use.TOTAL)
