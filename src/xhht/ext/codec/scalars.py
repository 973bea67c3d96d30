"""Single values as they stand in files: words, whole numbers, exact numbers, days, choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeAlias

from xhht.checks import Choice
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.parsing import Inexact, Oversized, shown
from xhht.figures.shares import PercentagePoints

Reader: TypeAlias = Callable[[Any, Any], Any]
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
EXACT = r"-?[0-9]+(?:/[0-9]+|\.[0-9]+)?(?: ?%)?"
_DAY = re.compile(DAY)
_EXACT = re.compile(r"(-?[0-9]+)(?:/([0-9]+)|\.([0-9]+))?( ?%)?")


def read_text(value: object, _: object) -> str:
    """Words; nothing else is turned into them."""
    if isinstance(value, str):
        return value
    raise InvalidTypeError(f"expected text, got {shown(value)}")


def read_bool(value: object, _: object) -> bool:
    """True or false; no number stands for them."""
    if isinstance(value, bool):
        return value
    raise InvalidTypeError(f"expected true or false, got {shown(value)}")


def read_day(value: object, _: object) -> date:
    """A day, such as ``"2020-12-31"``; TOML's own days are taken as well."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidValueError(f"{value} is not in the calendar") from None
    raise InvalidValueError(f"expected a day like '2020-12-31', got {shown(value)}")


def whole_reader(limits: Limits) -> Reader:
    """The reader of whole numbers of at most so many digits."""
    beyond = 10**limits.digits

    def read(value: object, _: object) -> int:
        if type(value) is int:
            if not -beyond < value < beyond:
                raise _too_long(limits)
            return value
        if isinstance(value, Oversized):
            raise _too_long(limits)
        raise InvalidTypeError(f"expected a whole number, got {shown(value)}")

    return read


def exact_reader(limits: Limits) -> Reader:
    """The reader of exact numbers: ``"2/5"``, ``"0.4"``, ``"40%"`` or a whole number."""
    kept: dict[str, Fraction] = {}
    beyond = 10**limits.digits

    def read(value: object, _: object) -> Fraction:
        if isinstance(value, str):
            found = kept.get(value)
            if found is None:
                found = _exact(value, limits)
                if len(kept) < 10_000:
                    kept[value] = found
            return found
        if type(value) is int and -beyond < value < beyond:
            return Fraction(value)
        if isinstance(value, (int, Oversized)) and not isinstance(value, bool):
            raise _too_long(limits)
        if isinstance(value, Inexact):
            quoted = value.text[:60]
            raise InvalidTypeError(f'the number {quoted} may have been rounded; write it in quotes, as "{quoted}"')
        raise InvalidTypeError(f'expected an exact number like "2/5", got {shown(value)}')

    return read


def points_reader(limits: Limits) -> Reader:
    """The reader of percentage points."""
    read_exact = exact_reader(limits)
    return lambda value, kind: PercentagePoints(read_exact(value, kind))


def _exact(text: str, limits: Limits) -> Fraction:
    if len(text) > 2 * limits.digits + 2:
        raise _too_long(limits)
    found = _EXACT.fullmatch(text)
    if found is None:
        raise InvalidValueError(f'{shown(text)} is no exact number; write it like "2/5", "0.4" or "40%"')
    whole, denominator, decimals, sign = found.groups()
    if max(len(whole) + len(decimals or ""), len(denominator or "")) > limits.digits + 1:
        raise _too_long(limits)
    if denominator is not None and not int(denominator):
        raise InvalidValueError(f"{shown(text)} divides by 0")
    number = Fraction(int(whole + (decimals or "")), int(denominator or 1) * 10 ** len(decimals or ""))
    return number / 100 if sign else number


def _too_long(limits: Limits) -> InvalidValueError:
    return InvalidValueError(f"a number has at most {limits.digits} digits; raise Limits.digits if you trust the file")


def choice_reader(kind: type[Choice]) -> Reader:
    """The reader of one of a fixed list of words."""
    known = {member.value: member for member in kind}

    def read(value: object, _: object) -> Choice:
        found = known.get(value) if isinstance(value, str) else None
        if found is not None:
            return found
        if isinstance(value, str):
            return kind(value[:200])
        raise InvalidTypeError(f"expected one of {', '.join(known)}, got {shown(value)}")

    return read


def write_exact(number: Fraction) -> str:
    """An exact number as text."""
    return str(number)


def write_day(day: date) -> str:
    """A day as text."""
    return day.isoformat()
