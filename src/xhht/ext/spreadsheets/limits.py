"""Limits: how large a spreadsheet may be before it is refused."""

from __future__ import annotations

import attrs

from xhht.ext.limits import FileLimits


@attrs.frozen(kw_only=True, repr=False)
class Limits(FileLimits):
    """What a file may ask of the machine that reads it; each limit is a whole number above 0.

    Attributes:
        file_bytes: the length of the file as it lies on the disk.
        unpacked_bytes: the length of all parts of an Excel or ODS file once unpacked.
        parts: how many parts such a file may have.
        cells: how many cells of all sheets may hold something, merged ranges with every cell they cover.
        characters: the length of the text of one cell.
    """

    file_bytes: int = 10_000_000
    unpacked_bytes: int = 40_000_000
    parts: int = 1000
    cells: int = 200_000
    characters: int = 10_000


LIMITS = Limits()
