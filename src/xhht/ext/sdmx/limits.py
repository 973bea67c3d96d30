"""Limits: how large an SDMX-CSV file may be before it is refused."""

from __future__ import annotations

import attrs

from xhht.ext.limits import FileLimits


@attrs.frozen(kw_only=True, repr=False)
class Limits(FileLimits):
    """What a file may ask of the machine that reads it; each limit is a whole number above 0.

    Attributes:
        characters: the length of the text.
        cells: its cells, counted by the separators, those inside words included.
        rows: how many rows stand below the headings.
        columns: how many columns there are.
        cell_characters: the length of one cell.
        digits: the digits of one number.
        mistakes: after how many mistakes the reading stops.
    """

    characters: int = 50_000_000
    cells: int = 5_000_000
    rows: int = 500_000
    columns: int = 200
    cell_characters: int = 100_000
    digits: int = 1000
    mistakes: int = 1000


LIMITS = Limits()
