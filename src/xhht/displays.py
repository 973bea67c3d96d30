"""Displays: how a notebook shows a value, and how it goes on as a data frame, through adapters."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

GROUP = "xhht.displays"


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


def frame(value: object, library: str, columns: str, language: str | None) -> Any:  # noqa: ANN401  # The library's own frame.
    """A value as a data frame of another library, which only the adapter of rows knows.

    Raises:
        MissingExtraError: if a library is not installed.
    """
    return import_module("xhht.ext.rows").to_frame(value, library, columns=columns, language=language)
