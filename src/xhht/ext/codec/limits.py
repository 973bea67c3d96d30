"""Limits: how large and how deep a file may be before it is refused unread."""

from __future__ import annotations

import attrs

from xhht.ext.limits import FileLimits


@attrs.frozen(kw_only=True, repr=False)
class Limits(FileLimits):
    """What a file may ask of the machine that reads it; each limit is a whole number above 0.

    Attributes:
        characters: the length of a JSON text.
        toml_characters: the length of a TOML text, which is read more slowly.
        depth: how many lists and objects lie inside each other.
        values: the values of a JSON text, counted by its commas and brackets, those inside words included.
        digits: the digits of one number.
        rows: the length of a list of observations, verdicts, regions, recognitions or activities, and how often a part
            of a programme may stand in all the revisions that amendments make of it.
        parts: the length of every other list.
        mistakes: after how many mistakes in one list its reading stops.
    """

    characters: int = 100_000_000
    toml_characters: int = 2_000_000
    depth: int = 50
    values: int = 5_000_000
    digits: int = 1000
    rows: int = 500_000
    parts: int = 10_000
    mistakes: int = 1000


LIMITS = Limits()
