"""Whole numbers: counts in whatever clothing tables give them, taken exactly or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from operator import index

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError

# From here on a float cannot tell a whole number from its neighbours.
FIRST_INEXACT_FLOAT = 2**53
_DIGITS = re.compile(r"[0-9]+(?:\.0{1,2})?", re.ASCII)
_MOST_DIGITS = 1000


def whole_number(cell: object) -> int:
    """The whole number that a cell holds: an int of any library, a whole float or Decimal, or a text of digits.

    >>> from decimal import Decimal
    >>> whole_number(45.0), whole_number(Decimal("45")), whole_number(" 45 "), whole_number("45.0")
    (45, 45, 45, 45)

    Raises:
        InvalidTypeError: if it is no number and no text of digits, or a bool.
        InvalidValueError: if it is a number that is not whole, or a float too large to be exact.
    """
    if type(cell).__name__ in ("bool", "bool_"):  # Python's, or NumPy's, which some versions take for a number.
        raise _no_number(cell)
    if isinstance(cell, int):
        return cell
    if isinstance(cell, str):
        digits = cell.strip()
        if len(digits) > _MOST_DIGITS or _DIGITS.fullmatch(digits) is None:
            raise _no_number(cell)
        return int(digits.partition(".")[0])
    if isinstance(cell, (Decimal, Fraction)):
        return _exact(cell)
    try:
        return index(cell)  # type: ignore[arg-type]  # What has no index is no whole number, and says so.
    except TypeError:
        if not isinstance(cell, Real):
            raise _no_number(cell) from None
    return _from_float(float(cell))


def _exact(cell: Decimal | Fraction) -> int:
    if isinstance(cell, Fraction):
        is_whole = cell.denominator == 1
    else:  # A small one may have an exponent that fills the memory with noughts.
        is_whole = cell.is_finite() and cell.adjusted() <= _MOST_DIGITS and cell == cell.to_integral_value()
    if not is_whole:
        raise _no_whole(cell)
    return int(cell)


def _from_float(cell: float) -> int:
    if not cell.is_integer():
        raise _no_whole(cell)
    if abs(cell) >= FIRST_INEXACT_FLOAT:
        raise InvalidValueError(
            f"{describe(cell)} is too large for a float to be exact; make the column one of integers or of text"
        )
    return int(cell)


def _no_number(cell: object) -> InvalidTypeError:
    return InvalidTypeError(f"a whole number is needed, got {describe(cell)}")


def _no_whole(cell: object) -> InvalidValueError:
    return InvalidValueError(f"a whole number is needed, got {describe(cell)}; it is never rounded")
