"""Hints: for how many unknown words and names of a file it is told what they are most like."""

from __future__ import annotations

# After so many the regions are the wrong ones.
MOST_LOOKED_UP = 300


class Hints:
    """What is left of the look-ups of one file."""

    def __init__(self) -> None:
        self._left = MOST_LOOKED_UP

    def allow(self) -> bool:
        """Whether one more may be made; it counts."""
        self._left -= 1
        return self._left >= 0
