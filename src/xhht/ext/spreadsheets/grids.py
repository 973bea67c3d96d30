"""Grids: the cells of a sheet gathered while a file is read, within the limits of all its sheets."""

from __future__ import annotations

import attrs

from xhht.ext.spreadsheets.cells import Cell, Grid, Place
from xhht.ext.spreadsheets.limits import Limits
from xhht.ext.spreadsheets.refusals import TooLargeSheetError, UnreadableSheetError

LONGEST_NAME = 255
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@attrs.define
class Budget:
    """How many cells and characters the sheets of one file may still have."""

    limits: Limits
    cells: int = 0
    characters: int = 0

    def spend(self, cells: int, characters: int = 0) -> None:
        """Count cells, and the characters in them.

        Raises:
            TooLargeSheetError: if they are more than the limits.
        """
        self.cells += cells
        self.characters += characters
        if self.cells > self.limits.cells:
            raise TooLargeSheetError(f"the sheets have more cells than Limits.cells ({self.limits.cells})")
        if self.characters > self.limits.all_characters:
            most = self.limits.all_characters
            raise TooLargeSheetError(f"the cells have more text than Limits.all_characters ({most})")


class GridBuilder:
    """One sheet as it is read: its cells in any order, each place once."""

    def __init__(self, name: str, budget: Budget, *, is_hidden: bool = False) -> None:
        if len(name) > LONGEST_NAME:
            raise UnreadableSheetError(f"a sheet has a name of more than {LONGEST_NAME} characters; shorten it")
        self.name = name
        self.hidden_rows: set[int] = set()
        self._is_hidden = is_hidden
        self._budget = budget
        self._cells: dict[Place, Cell] = {}
        self._merges: dict[Place, Place] = {}
        self._hidden_columns: list[tuple[int, int]] = []

    def add(self, cell: Cell) -> None:
        """Take a cell.

        Raises:
            TooLargeSheetError: if it is one too many, its text is too long, or no sheet reaches as far.
            UnreadableSheetError: if its place has no number, or another cell has it.
        """
        place = cell.row, cell.column
        length = len(cell.text)
        if length > self._budget.limits.characters:
            raise TooLargeSheetError(
                f"row {cell.row} of sheet {self.name!r} has a text longer than Limits.characters "
                f"({self._budget.limits.characters}); shorten it"
            )
        if cell.row > LAST_ROW or cell.column > LAST_COLUMN:
            raise TooLargeSheetError(
                f"sheet {self.name!r} has a cell in row {cell.row}, column {cell.column}, but no spreadsheet has more "
                f"than {LAST_ROW} rows and {LAST_COLUMN} columns; divide the table"
            )
        if place in self._cells or min(place) < 1:
            what = "stands twice" if place in self._cells else "lies before the first row or column"
            raise UnreadableSheetError(
                f"the file is damaged: a cell in row {cell.row} of sheet {self.name!r} {what}; save it again"
            )
        self._budget.spend(1, length)
        self._cells[place] = cell

    def merge(self, first: Place, last: Place) -> None:
        """Note a merged range by two of its corners.

        Raises:
            TooLargeSheetError: if it is one too many.
        """
        if first != last:
            self._budget.spend(1)
            (top, bottom), (left, right) = map(sorted, zip(first, last, strict=True))
            self._merges[top, left] = bottom, right

    def hide_columns(self, first: int, last: int) -> None:
        """Note columns that are hidden.

        Raises:
            UnreadableSheetError: if more of them are noted than a sheet has.
        """
        self._hidden_columns.append((first, last))
        if len(self._hidden_columns) > LAST_COLUMN:
            raise UnreadableSheetError(f"the file is damaged: sheet {self.name!r} has too many columns; save it again")

    def grid(self) -> Grid:
        """The sheet, with what is merged or hidden as far as its cells reach.

        Raises:
            TooLargeSheetError: if too many of them lie under merged ones.
        """
        height = max((row for row, _ in self._cells), default=0)
        width = max((column for _, column in self._cells), default=0)
        covered: set[Place] = set()
        for (top, left), (bottom, right) in self._merges.items():
            rows, columns = range(top, min(bottom, height) + 1), range(left, min(right, width) + 1)
            self._budget.spend(len(rows) * len(columns))
            under = {(row, column) for row in rows for column in columns}
            covered |= (under & self._cells.keys()) - {(top, left)}
        hidden: set[int] = set()
        reached = 0
        for first, last in sorted(self._hidden_columns):
            hidden.update(range(max(first, reached + 1), min(last, width) + 1))
            reached = max(reached, last)
        return Grid(
            self.name,
            self._cells,
            merges=self._merges,
            covered=frozenset(covered),
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(hidden),
            is_hidden=self._is_hidden,
        )
