"""Sections: the regions in which the rows of a sheet stand, by its name, its sections and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.places import Answer, Gazetteer, Section
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.figures.regions import Region

# Sheets are often numbered, "1. Báo Đáp" or "02 Báo Đáp".
NUMBERED = re.compile(r"^\s*\d{1,3}[\s._-]+(?=\D)")


class Sections:
    """What the rows of one sheet stand in while it is read from the top down."""

    def __init__(self, gazetteer: Gazetteer, grid: Grid, cells: Iterable[Cell]) -> None:
        self.gazetteer = gazetteer
        self._is_bare = all(cell.text.isascii() for cell in cells)
        named = gazetteer.find(NUMBERED.sub("", grid.name))
        self.region: Region | None = named if isinstance(named, Region) else gazetteer.within
        has_parts = isinstance(named, Region) and gazetteer.has_parts(named)
        self._sheet: tuple[Section, ...] = (Section(named),) if has_parts and isinstance(named, Region) else ()
        self._open: list[Section] = []
        self._last: Region | None = None
        self._columns: dict[int, Answer] = {}

    def begin_table(self) -> None:
        """Leave the sections and columns of the table before."""
        self._open, self._last, self._columns = [], None, {}

    def find(self, name: Cell, sorts: frozenset[str]) -> Answer:
        """The region that a row names, within the columns before its name and the sections above it."""
        columns = [found for column, found in sorted(self._columns.items()) if column < name.column]
        wholes = [found for found in columns if isinstance(found, Region)]
        if len(wholes) < len(columns):
            return ProblemKind.NO_REGION, ""
        sections = [*self._sheet, *self._open, *(Section(whole) for whole in wholes)]
        return self.gazetteer.find(name.text, sections=sections, sorts=sorts, is_bare=self._is_bare)

    def enter_column(self, cell: Cell, found: Answer) -> None:
        """Note the region that a column names for this row and those below it."""
        kept = {column: answer for column, answer in self._columns.items() if column < cell.column}
        self._columns = {**kept, cell.column: found}

    def enter(self, region: Region) -> None:
        """Note the region of a row, which may begin a section."""
        inside = self.gazetteer.is_inside
        while self._open and (self._open[-1].region.id == region.id or not inside(region, self._open[-1].region)):
            self._open.pop()
        if self._open:
            self._open[-1] = Section(self._open[-1].region)
        if self.gazetteer.has_parts(region):
            # Rows of one level in a row are a list of them; only what follows can show that one begins a section.
            is_list = self._last is not None and self._last.level is region.level
            self._open.append(Section(region, is_sure=not is_list))
        self._last = region

    def is_in(self, region: Region, whole: Region) -> bool:
        """Whether a region lies within another."""
        return region.id != whole.id and self.gazetteer.is_inside(region, whole)
