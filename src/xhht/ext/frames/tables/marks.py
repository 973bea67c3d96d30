"""Marks: everything that is wrong with a row in one whole number, and in words; the numbers of levels and bases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, or_

import narwhals as nw

from xhht.ext.frames.tables.expressions import PLAIN, Dialect, cases, col, flag, inner, whole
from xhht.ext.frames.tables.plans import Plan
from xhht.figures.bounds import Base
from xhht.figures.levels import Level

_LONGEST = 60
BASES = {Base.ALL: 0, Base.UNSTATED: 1, Base.REGISTERED: 2}
LEVELS = {level.value: number for number, level in enumerate(Level, start=1)}
"""The number of each level of administration, the highest first; 0 is for none that is known."""

SPAN = len(LEVELS) + 1
GREATEST_COUNT = 2**39 - 1


def bits_of(
    marks: Mapping[int, nw.Expr],
    start: nw.Expr | None = None,
    *,
    dialect: Dialect = PLAIN,
    is_detailed: bool = True,
) -> nw.Expr:
    """The sum of the marks, each a power of 2, whose conditions hold, beside those of before; else 1 if any holds."""
    if not is_detailed:
        return flag(reduce(or_, marks.values()).fill_null(value=False), dialect)
    found = (cases((wrong.fill_null(value=False), mark), default=0) for mark, wrong in marks.items())
    bits = reduce(add, found) if start is None else reduce(add, found, start)
    return whole(bits, dialect) if dialect.is_masked else bits.cast(nw.Int64)


def with_clashes(rows: Plan, days: Plan, key: Sequence[str], dialect: Dialect = PLAIN) -> Plan:
    """Every row with all its marks, that of its day (``clash``) among them."""
    of_clash = [f"{name}_of_clash" for name in key]
    clashes = days.filter(col("clash") > 0)
    clashes = clashes.select(*(nw.col(name).alias(of) for name, of in zip(key, of_clash, strict=True)), col("clash"))
    rows = rows.join(clashes, left_on=list(key), right_on=of_clash, how="left")
    bits = whole(col("bits") + col("clash").fill_null(0), dialect)
    return rows.with_columns((bits if dialect.is_masked else bits.cast(nw.Int64)).alias(inner("bits")))


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
