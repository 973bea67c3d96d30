"""Formulas: texts as cells of a file that spreadsheet programs open, which take some for formulas."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[./][0-9]+)?", re.ASCII)


def as_shown(text: str) -> str:
    """A text as it is written: behind an apostrophe where a spreadsheet would take it for a formula.

    >>> as_shown("=1+1"), as_meant("'=1+1"), as_shown("1+1")
    ("'=1+1", '=1+1', '1+1')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_meant(text: str) -> str:
    """A text as it was before it was written."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def guarded(cell: object) -> object:
    """A cell of a table that is written out: a text that is no number never begins a formula.

    >>> guarded("-13/40"), guarded("-1+cmd"), guarded(45)
    ('-13/40', "'-1+cmd", 45)
    """
    return cell if not isinstance(cell, str) or _NUMBER.fullmatch(cell) else as_shown(cell)
