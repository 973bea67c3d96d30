"""Limits: how large a spreadsheet may be before it is refused."""

from __future__ import annotations

import attrs

from xhht.ext.limits import FileLimits


@attrs.frozen(kw_only=True, repr=False)
class Limits(FileLimits):
    """What a file may ask of the machine that reads it; each limit is a whole number above 0.

    What is never read (pictures, comments, other parts) is not counted; what is read twice counts twice.

    Attributes:
        file_bytes: the length of the file as it lies on the disk.
        unpacked_bytes: the length of those parts of an Excel or ODS file that are read, once unpacked.
        parts: how many parts such a file may have.
        elements: how many elements of XML, or fields of a CSV file, are read.
        cells: how many cells of all sheets may hold something, or lie under a merged one.
        characters: the length of the text of one cell.
        all_characters: the length of the texts of all cells together.
    """

    file_bytes: int = 10_000_000
    unpacked_bytes: int = 40_000_000
    parts: int = 1000
    elements: int = 1_000_000
    cells: int = 100_000
    characters: int = 10_000
    all_characters: int = 5_000_000


LIMITS = Limits()
