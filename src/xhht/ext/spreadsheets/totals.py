"""Totals: the lines that add up, compared with the sums of their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column
from xhht.ext.spreadsheets.figures import Percentage
from xhht.ext.spreadsheets.headings import Measure
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.places import Gazetteer
from xhht.ext.spreadsheets.problems import ProblemKind, in_both
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import Figures, Words, agrees, figures_of
from xhht.ext.spreadsheets.tables import Table
from xhht.figures.regions import Region
from xhht.texts import Text, format_count
from xhht.values import Value

Meaning = tuple[str, Measure]


@attrs.frozen(repr=False)
class Part(Value):
    """A line that may be a part of a total.

    Attributes:
        figures: its figures.
        flawed: its columns with a cell that could not be read.
        region: its region; None where its name could not be read.
    """

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


class Sum:
    """What parts count together of one meaning, in one column, however many are added one after another.

    A region whose whole has a figure in a line of its own is not added again. Each part is looked at once when it is
    added, and once more when its whole follows.
    """

    def __init__(self, meaning: Meaning, column: int, gazetteer: Gazetteer) -> None:
        self.places: int = 0
        self._meaning, self._column, self._gazetteer = meaning, column, gazetteer
        self._is_open = False
        self._sum = 0
        self._wholes: set[str] = set()
        self._within: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def add(self, parts: Iterable[Part]) -> None:
        """Add the parts of further lines."""
        for part in parts:
            self.places += 1
            self._is_open |= self._column in part.flawed or part.is_inexact(self._meaning)
            count = part.count(self._meaning)
            if count is not None:
                self._count(self.places, count, part.region)

    def _count(self, place: int, count: int, region: Region | None) -> None:
        above = frozenset[str]() if region is None else self._gazetteer.above(region.id)
        if not above & self._wholes:
            self._sum += count
            for whole in above:
                self._within[whole][place] = count
        if region is not None and region.id not in self._wholes:
            self._wholes.add(region.id)
            inside = self._within.pop(region.id, {})
            self._sum -= sum(inside.values())
            for whole in above:
                for covered in inside:
                    self._within[whole].pop(covered, None)

    @property
    def count(self) -> int | None:
        """The sum; None where a part could not be read, or there is none."""
        return None if self._is_open or not self.places else self._sum


def check_totals(
    table: Table, parts: list[Part], grid: Grid, ledger: Ledger, *, words: Words, gazetteer: Gazetteer
) -> None:
    """Compare each total with the sum of all parts, with that of the parts above and of those since the last total.

    A total that fits no sum is wrong only where every line was read.
    """
    start = 0
    is_read = all(part.region is not None for part in parts)
    sums: dict[tuple[Meaning, int], tuple[Sum, Sum]] = {}
    for place, line in table.totals:
        for found in figures_of(table.with_columns(line), words, grid, ledger):
            for measure, (cell, count) in found.counts.items():
                asked = (found.subject, measure), cell.column
                if asked not in sums:
                    sums[asked] = Sum(*asked, gazetteer), Sum(*asked, gazetteer)
                    sums[asked][1].add(parts)
                before, whole = sums[asked]
                before.add(parts[before.places : place])
                section = Sum(*asked, gazetteer)
                section.add(parts[start:place])
                _compare(cell, count, [section.count, before.count, whole.count], ledger, is_read=is_read)
            for cell, column, percentage in found.percentages:
                _check(found, cell, column, percentage, ledger)
        start = place


def _compare(cell: Cell, count: object, sums: list[int | None], ledger: Ledger, *, is_read: bool) -> None:
    known = [found for found in sums if found is not None]
    if count in known:
        ledger.take(cell, Use.TOTAL)
    elif known and is_read and isinstance(count, int):
        ledger.refuse(cell, ProblemKind.WRONG_TOTAL, _sums(known))
    else:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)


def _sums(sums: Iterable[int]) -> Text:
    distinct = tuple(dict.fromkeys(sums))
    return in_both(lambda language: " / ".join(format_count(one, language) for one in distinct))


def _check(figures: Figures, cell: Cell, column: Column, percentage: Percentage, ledger: Ledger) -> None:
    verdict = agrees(figures, column, percentage)
    if verdict is False:
        ledger.refuse(cell, ProblemKind.CONTRADICTION)
    elif verdict is None:
        ledger.refuse(cell, ProblemKind.UNCHECKED_TOTAL)
    else:
        ledger.take(cell, Use.TOTAL)
