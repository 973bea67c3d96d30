"""Hints: how much may be compared to tell what an unknown word or name is most like."""

from __future__ import annotations

# Some seconds at most, however many regions and unknown names there are; after so many the regions are the wrong ones.
MOST_COMPARED = 200_000


class Hints:
    """What is left of the comparisons of one file."""

    def __init__(self) -> None:
        self._left = MOST_COMPARED

    def allow(self, count: int) -> bool:
        """Whether so many comparisons more may be made; they count."""
        self._left -= count
        return self._left >= 0
