"""Numbers: exact shares as decimal percentages, and texts of numbers as exact ones."""

from __future__ import annotations

import re
from fractions import Fraction

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.whole_numbers import whole_number

# Beyond these places even a finite decimal is rounded: others could not hold it.
MOST_PLACES = 40
ROUNDED_PLACES = 10

_WHOLE = re.compile("[0-9]+")
_FRACTION = re.compile("([0-9]+)(?:/([0-9]+))?")
_DECIMAL = re.compile("[0-9]+(?:[.,][0-9]+)?")


def percent(value: Fraction) -> tuple[str, bool]:
    """A share as a decimal percentage, and whether it is exact.

    What has no end is rounded half to even after ten places; less than all never becomes 100.

    >>> percent(Fraction(9, 16)), percent(Fraction(1, 3))
    (('56.25', True), ('33.3333333333', False))
    """
    exact = value * 100
    places = _places(exact.denominator)
    if places is not None:
        return _decimal(exact.numerator * 10**places // exact.denominator, places), True
    units = round(exact * 10**ROUNDED_PLACES)
    if units == 100 * 10**ROUNDED_PLACES and value < 1:
        units -= 1
    return _decimal(units, ROUNDED_PLACES), False


def _places(denominator: int) -> int | None:
    """The decimals that a fraction of this denominator needs, or None where they have no end or are too many."""
    for places in range(MOST_PLACES + 1):
        if 10**places % denominator == 0:
            return places
    return None


def _decimal(units: int, places: int) -> str:
    if not places:
        return str(units)
    whole, rest = divmod(units, 10**places)
    return f"{whole}.{rest:0{places}d}"


def whole(text: str, digits: int) -> int:
    """A count.

    Raises:
        InvalidValueError: if it is none, or has more digits than allowed.
    """
    _check_digits(text, digits)
    try:
        return whole_number(text)
    except InvalidTypeError:
        raise InvalidValueError(f"{text[:60]!r} is no count; write digits alone") from None


def exact(text: str, digits: int) -> Fraction:
    """An exact number from 0 up, such as ``2/5``.

    Raises:
        InvalidValueError: if it is none, or has more digits than allowed.
    """
    _check_digits(text, digits)
    found = _FRACTION.fullmatch(text)
    if found is None:
        raise InvalidValueError(f"{text[:60]!r} is no exact number; write one such as 2/5")
    below = int(found[2] or 1)
    if below == 0:
        raise InvalidValueError(f"{text[:60]!r} divides by 0; correct it")
    return Fraction(int(found[1]), below)


def decimal(text: str, digits: int) -> str:
    """A decimal number as it stands, with a comma, as a printed percentage has it.

    Raises:
        InvalidValueError: if it is none, or has more digits than allowed.
    """
    _check_digits(text, digits)
    if not _DECIMAL.fullmatch(text):
        raise InvalidValueError(f"{text[:60]!r} is no plain decimal number from 0 up; write one such as 57.48")
    return text.replace(".", ",")


def _check_digits(text: str, most: int) -> None:
    if any(len(digits) > most for digits in _WHOLE.findall(text)):
        raise InvalidValueError(f"a number has more than {most} digits; write a shorter one")
