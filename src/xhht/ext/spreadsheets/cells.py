"""Cells: what one cell shows and stores, and the grid of one sheet, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

import attrs

from xhht.checks import Choice
from xhht.values import Value

Place = tuple[int, int]


class Flaw(Choice):
    """Why a cell holds no figure, although something stands in it."""

    ERROR = "error"
    NO_VALUE = "no_value"
    DATE = "date"
    TRUTH = "truth"


@attrs.frozen(repr=False)
class Cell(Value):
    """One cell that is not empty: its text as shown, and the exact number if it stores one.

    Attributes:
        row: from 1.
        column: from 1.
        text: what it shows, decimal comma.
        number: what it stores; None for text.
        is_percent: whether its format shows the number as a percentage.
        is_formula: whether the number is the stored result of a formula.
        form: the number format, where it decides what is shown.
        flaw: why it holds no figure.
    """

    row: int
    column: int
    text: str
    number: int | Fraction | None = attrs.field(default=None, kw_only=True)
    is_percent: bool = attrs.field(default=False, kw_only=True)
    is_formula: bool = attrs.field(default=False, kw_only=True)
    form: str = attrs.field(default="", kw_only=True)
    flaw: Flaw | None = attrs.field(default=None, kw_only=True)

    @property
    def is_text(self) -> bool:
        """Whether it holds words, not a number."""
        return self.number is None and self.flaw is None


@attrs.frozen(repr=False)
class Grid(Value):
    """One sheet: its cells by row and column, merged ranges by their first cell, what they cover, what is hidden."""

    name: str
    cells: Mapping[Place, Cell]
    merges: Mapping[Place, Place] = attrs.field(factory=dict, kw_only=True)
    covered: frozenset[Place] = attrs.field(default=frozenset(), kw_only=True)
    hidden_rows: frozenset[int] = attrs.field(default=frozenset(), kw_only=True)
    hidden_columns: frozenset[int] = attrs.field(default=frozenset(), kw_only=True)
    is_hidden: bool = attrs.field(default=False, kw_only=True)

    def hides(self, cell: Cell) -> bool:
        """Whether a reader of the sheet does not see the cell."""
        return self.is_hidden or cell.row in self.hidden_rows or cell.column in self.hidden_columns


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
