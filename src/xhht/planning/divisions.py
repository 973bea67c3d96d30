"""Divisions: ways of dividing a count over years, in whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import MAXYEAR
from typing import TypeAlias

from xhht.checks import as_tuple, describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.pictures import digits

Division: TypeAlias = Callable[[int, int], Iterable[int]]


def evenly_first(count: int, years: int) -> tuple[int, ...]:
    """Divide evenly, the remainder in the first years: no year ends below the straight path.

    >>> evenly_first(10, 4)
    (3, 3, 2, 2)

    Raises:
        InvalidTypeError: if the count or the years are no whole numbers.
        InvalidValueError: if the years are not from 1 to 9999.
    """
    for value in (count, years):
        if not is_whole(value):
            raise InvalidTypeError(
                f"a count is divided over years in whole numbers (int), got {describe(value)}; convert it on purpose"
            )
    if not 1 <= years <= MAXYEAR:
        raise InvalidValueError(f"a count is divided over 1 to {MAXYEAR} years, got {digits(years)}")
    each, rest = divmod(count, years)
    return tuple(each + (year < rest) for year in range(years))


def evenly_last(count: int, years: int) -> tuple[int, ...]:
    """Divide evenly, the remainder in the last years.

    >>> evenly_last(10, 4)
    (2, 2, 3, 3)

    Raises:
        InvalidTypeError: if the count or the years are no whole numbers.
        InvalidValueError: if the years are not from 1 to 9999.
    """
    return evenly_first(count, years)[::-1]


def divided(count: int, years: int, division: Division) -> tuple[int, ...]:
    """A count divided over years, by a function that is held to whole numbers that add up.

    Raises:
        InvalidTypeError: if the function gives anything but whole numbers.
        InvalidValueError: if it gives a negative number, not one for each year, or another sum.
    """
    parts = as_tuple(division(count, years))
    if not all(is_whole(part) for part in parts):
        raise InvalidTypeError(f"a division gives whole numbers, got {describe(parts)}")
    if len(parts) != years or sum(parts) != count or min(parts, default=0) < 0:
        raise InvalidValueError(
            f"a division of {digits(count)} over {digits(years)} years gives {digits(years)} counts that add up, "
            "none negative, "
            f"got {describe(parts)}"
        )
    return parts
