"""Marks: everything that is wrong with a row in one whole number, and in words; the numbers of what a share counts."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from xhht.ext.frames.tables.expressions import cases, col
from xhht.figures.bounds import Base

_LONGEST = 60
BASES = {Base.ALL: 0, Base.UNSTATED: 1, Base.REGISTERED: 2}


def bits_of(marks: Mapping[int, nw.Expr], start: nw.Expr | None = None) -> nw.Expr:
    """The sum of the marks, each a power of 2, whose conditions hold, beside those of before."""
    found = (cases((wrong, mark), default=0) for mark, wrong in marks.items())
    return sum(found, start=nw.lit(0, nw.Int64) if start is None else start).cast(nw.Int64)


def short(value: object) -> str:
    """A cell of any kind and length in a few signs."""
    try:
        text = str(value)
    except ValueError:  # Python does not print whole numbers of thousands of digits.
        text = "a number that is too long to print"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def words_of(problems: Mapping[int, str]) -> nw.Expr:
    """What the marks of a row in ``bits`` say, one after the other; nothing where nothing is wrong."""
    words = [cases((col("bits") % (2 * mark) >= mark, said), default=None) for mark, said in problems.items()]
    return nw.concat_str(words, separator="; ", ignore_nulls=True)
