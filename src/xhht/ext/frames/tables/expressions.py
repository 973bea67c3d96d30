"""Expressions that mean the same on every engine: choices, whole numbers, leap years, quotients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeAlias

import attrs
import narwhals as nw

from xhht.ext.frames.kinds import INNER
from xhht.values import Value

LONGEST_YEAR = 366

Case: TypeAlias = tuple[nw.Expr, nw.Expr | int | str]


@attrs.frozen(repr=False)
class Dialect(Value):
    """How an engine says what all can say.

    `is_masked` says that whole numbers can be missing only where they are reckoned from some that can, as in
    pandas, and `has_mappings` that an engine looks values up faster than it compares them, and divides whole numbers
    exactly.
    """

    is_masked: bool = attrs.field(default=False, kw_only=True)
    has_mappings: bool = attrs.field(default=False, kw_only=True)


PLAIN = Dialect()


def inner(name: str) -> str:
    """The name of a column of the plan's own."""
    return f"{INNER}{name}"


def col(name: str) -> nw.Expr:
    """A column of the plan's own."""
    return nw.col(inner(name))


def cases(*found: Case, default: nw.Expr | int | str | None) -> nw.Expr:
    """The value of the first condition that holds."""
    value = default
    for condition, result in reversed(found):
        chosen = nw.when(condition).then(_value(result))
        value = chosen if value is None else chosen.otherwise(_value(value))
    return _value(value)


def _value(value: nw.Expr | int | str | None) -> nw.Expr:
    if isinstance(value, nw.Expr):
        return value
    kind = nw.Int64 if isinstance(value, int) else nw.String if value is None else None
    return nw.lit(value, kind)


def whole(value: nw.Expr | int, dialect: Dialect) -> nw.Expr:
    """A whole number of 64 bits that can be missing, whatever an engine makes of its parts."""
    return col("zero") + _value(value) if dialect.is_masked else _value(value)


def flag(condition: nw.Expr, dialect: Dialect) -> nw.Expr:
    """1 where a condition holds, which is true or false everywhere, else 0."""
    return whole(cases((condition, 1), default=0), dialect) if dialect.is_masked else condition.cast(nw.Int64)


def mapped(code: nw.Expr, values: Mapping[int, int], dialect: Dialect) -> nw.Expr | int:
    """A whole number by code; what most codes map to needs no comparison, and one for all no code."""
    usual = Counter(values.values()).most_common(1)[0][0] if values else 0
    others = sorted(set(values.values()) - {usual})
    if not others:
        return usual
    if dialect.has_mappings:
        kept = {key: value for key, value in values.items() if value != usual}
        return code.replace_strict(list(kept), list(kept.values()), default=usual, return_dtype=nw.Int64)
    found: list[Case] = [
        (code.is_in([key for key, value in values.items() if value == other]), other) for other in others
    ]
    return cases(*found, default=usual)


def worded(code: nw.Expr, values: Mapping[int, str], dialect: Dialect) -> nw.Expr:
    """A word by code, or nothing for any other code."""
    if values and dialect.has_mappings:
        return code.replace_strict(list(values), list(values.values()), default=None, return_dtype=nw.String)
    return cases(*((code == key, value) for key, value in values.items()), default=None)


def numbered(word: nw.Expr, numbers: Mapping[str, int], default: int, dialect: Dialect) -> nw.Expr:
    """A number by word."""
    if numbers and dialect.has_mappings:
        return word.replace_strict(list(numbers), list(numbers.values()), default=default, return_dtype=nw.Int64)
    return whole(cases(*((word == name, number) for name, number in numbers.items()), default=default), dialect)


def least(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """The lesser of two whole numbers."""
    return nw.when(one <= other).then(one).otherwise(other)


def quotient(dividend: nw.Expr, divisor: nw.Expr, dialect: Dialect | None = None) -> nw.Expr:
    """The floor of a quotient of whole numbers, put right by multiplication where an engine divides in floats."""
    if dialect is not None and dialect.has_mappings:
        return dividend // divisor
    tried = (dividend // divisor).cast(nw.Int64)
    rest = dividend - tried * divisor
    return tried + cases((rest < 0, -1), (rest >= divisor, 1), default=0)


def noon(day: date, kind: nw.dtypes.DType) -> date:
    """A day as a value of a column's own kind."""
    return datetime(day.year, day.month, day.day) if kind == nw.Datetime else day  # noqa: DTZ001  # As the column is.
