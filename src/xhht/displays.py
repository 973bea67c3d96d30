"""Displays: how a notebook shows a value, through the adapter that brings one, and the looks that all share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import Any, NamedTuple

GROUP = "xhht.displays"


class Look(NamedTuple):
    """How an outcome looks: a sign, the colour of the ground and that of letters on it, and one for lines and bars.

    The sign and the word carry the meaning; colour repeats it. The colours for bars follow the palette of Okabe and
    Ito (https://jfly.uni-koeln.de/color/), which people with any of the common kinds of colour vision tell apart.
    """

    sign: str
    ground: str
    letters: str
    bar: str


LOOKS: Mapping[str, Look] = {
    "met": Look("✓", "#d6ecf7", "#003f63", "#0072b2"),
    "not_met": Look("✗", "#fbe3d0", "#7a2e00", "#d55e00"),
    "undecided": Look("?", "#fbf3c0", "#544700", "#e0b000"),
    "no_data": Look("○", "#ececec", "#444444", "#a8a8a8"),
    "not_applicable": Look("–", "#ffffff", "#444444", "#d9d9d9"),
}


def html(value: object) -> str | None:
    """A value as HTML, from the first installed display that shows it; None where none does.

    A display is a function that takes a value and returns HTML or None, registered under the entry-point group
    ``xhht.displays``. One whose library is not installed is passed over, so that a notebook falls back to plain text.
    """
    for entry in entry_points(group=GROUP):
        try:
            display: Callable[[Any], str | None] = entry.load()
        except ImportError:
            continue
        shown = display(value)
        if shown is not None:
            return shown
    return None
