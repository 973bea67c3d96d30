"""Kinds: which values of which kind a part takes, and how whole numbers in other clothing are brought into form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import narwhals as nw

from xhht.checks import Choice
from xhht.errors import InvalidTypeError, XhhtError
from xhht.ext.whole_numbers import FIRST_INEXACT_FLOAT

DType: TypeAlias = nw.dtypes.DType


class Kind(Choice):
    """What the values of a column say."""

    TEXT = "text"
    COUNT = "count"
    DAY = "day"
    FLAG = "flag"
    HOLDER = "holder"


INNER = "_x_"
"""What the names of the plan's own columns begin with."""

BROKEN = -(2**62)
"""What stands for a count that is no whole number, or one beyond 64 bits: it is below 0, and so impossible."""

FAR = 11_000_000
"""How many days from 1970 on no engine fails: what lies further off, on either side, is as far as this."""

UNITS = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000}
"""How many of a unit of time a day has; days of nanoseconds are all near."""

BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
TEXTS = (nw.String, nw.Categorical, nw.Enum)
WHOLES = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)
_WIDE = (nw.Int128, nw.UInt64, nw.UInt128, nw.Decimal)
_FLOATS = (nw.Float32, nw.Float64)
_TAKEN: Mapping[Kind, tuple[type[DType], ...]] = {
    Kind.TEXT: TEXTS,
    Kind.COUNT: (*WHOLES, *_WIDE, *_FLOATS, *TEXTS),
    Kind.DAY: (nw.Date, nw.Datetime),
    Kind.FLAG: (nw.Boolean,),
    Kind.HOLDER: (*TEXTS, *WHOLES),
}
_NOTHING = ("Null", "null", '"NULL"')
_NAMELESS: Mapping[Kind, tuple[str, ...]] = dict.fromkeys(Kind, _NOTHING) | {
    Kind.COUNT: (*_NOTHING, "decimal", "BIGNUM", "VARINT"),
    Kind.DAY: (*_NOTHING, "date64"),
}
_WORDS = {
    Kind.TEXT: "text",
    Kind.COUNT: "whole numbers",
    Kind.DAY: "days",
    Kind.FLAG: "true or false",
    Kind.HOLDER: "text or whole numbers of at most 64 bits with a sign",
}
_LONGEST = 60
# Texts say whole numbers as `whole_number` reads them; a decimal has as many zeros as its scale.
_DIGITS = r"^0*[0-9]{1,18}(?:\.0{1,2})?$"
_SCALED = r"^-?0*[0-9]{1,18}(?:\.0*)?$"


def wrong_kind(part: str, name: str, kind: Kind, dtype: DType | str, table: str) -> XhhtError | None:
    """The error for a column whose values no part of that kind takes; one of nothing but nulls fits all.

    What narwhals does not know, or takes for what it is not, has its name of the engine in place of a kind.
    """
    is_taken = dtype.startswith(_NAMELESS[kind]) if isinstance(dtype, str) else dtype in _TAKEN[kind]
    if is_taken:
        return None
    return InvalidTypeError(
        f"column {_short(name)!r} of the {table} holds {_short(str(dtype))}; {_short(part)!r} takes {_WORDS[kind]}: "
        "convert it on purpose"
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def brought(column: nw.Expr, kind: Kind, dtype: DType, engine: nw.Implementation) -> nw.Expr | None:
    """The values of a column in the form that plans have, or nothing where they have it.

    PyArrow has two kinds of text that narwhals calls the same and that cannot be joined; Ibis has its own notion of
    what is blank.
    """
    if kind is Kind.COUNT and dtype != nw.Int64:
        return _count(column, dtype, None if engine.is_ibis() else BLANKS)
    if kind is Kind.TEXT and (engine.is_pyarrow() or dtype != nw.String):
        return column.cast(nw.String)
    if dtype == nw.Unknown and kind is Kind.DAY and engine.is_pyarrow():  # Nothing at all, or days of 64 bits.
        most = FAR * UNITS["ms"]
        return column.cast(nw.Int64).clip(-most, most).cast(nw.Datetime("ms")).cast(nw.Date)
    if dtype == nw.Unknown:
        kinds: dict[Kind, DType] = {Kind.DAY: nw.Date(), Kind.FLAG: nw.Boolean()}
        return column.cast(kinds.get(kind, nw.String()))
    return column.cast(nw.String) if kind is Kind.HOLDER and dtype in TEXTS and dtype != nw.String else None


def near(column: nw.Expr, dtype: DType, engine: nw.Implementation) -> nw.Expr:
    """Days of which none is too far for its engine to reckon with."""
    if not (engine.is_polars() or engine.is_pyarrow()):
        return column
    if isinstance(dtype, nw.Datetime):
        most = FAR * UNITS.get(dtype.time_unit, 0)
        return column.cast(nw.Int64).clip(-most, most).cast(dtype) if most else column
    return column.cast(nw.Int32).clip(-FAR, FAR).cast(nw.Int32).cast(nw.Date) if dtype == nw.Date else column


def _count(column: nw.Expr, dtype: DType, blanks: str | None) -> nw.Expr:
    """Counts as whole numbers of 64 bits; what is not exactly one is `BROKEN`, before anything is cast."""
    if dtype in WHOLES:
        return column.cast(nw.Int64)
    if dtype in _FLOATS:
        is_whole = (column % 1 == 0) & (column.abs() < (2**24 if dtype == nw.Float32 else FIRST_INEXACT_FLOAT))
        number = nw.when(is_whole).then(column).cast(nw.Int64)
    else:
        text = column.cast(nw.String)
        text = text.str.strip_chars(blanks) if dtype in TEXTS else text
        is_whole = text.str.contains(_DIGITS if dtype in TEXTS else _SCALED)
        number = nw.when(is_whole).then(text.str.replace_all(r"\.0*$", "")).cast(nw.Int64)
    is_broken = ~column.is_null() & ~is_whole.fill_null(value=False)
    return nw.when(is_broken).then(nw.lit(BROKEN, nw.Int64)).otherwise(number)
