"""Pictures: values and texts as messages show them, short and whatever their size."""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

LONGEST_MESSAGE = 900
LONGEST_OF_SEVERAL = 400
MOST_DIGITS = 20_000
_MOST_OF_PYTHON = 600  # No setting of Python lets it write fewer.
_LONGEST_VALUE = 80
_ELISION = " … "


def shortened(text: str, most: int = LONGEST_MESSAGE) -> str:
    """A text of at most so many characters: a longer one loses its middle, since a remedy stands at the end.

    >>> shortened("unknown region 'xxxxxxxxxxxxxxxx'; did you mean 'y'?", 40)
    "unknown region 'xxxxx … id you mean 'y'?"
    """
    if len(text) <= most:
        return text
    end = most * 2 // 5
    return text[: most - end - len(_ELISION)] + _ELISION + text[len(text) - end :]


class _Shown(reprlib.Repr):
    """How values are shown: of a large one, only the beginning is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxstring, self.maxlong, self.maxother = 4, 2 * _LONGEST_VALUE, 5000, 2 * _LONGEST_VALUE
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = _LONGEST_VALUE // 2

    def repr_instance(self, x: object, level: int) -> str:  # noqa: ARG002  # The name of the standard library.
        return repr(x)


_SHOWN = _Shown()


def shown(value: object) -> str:
    """A short picture of a value, whatever its size."""
    text = picture(value, _SHOWN.repr)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def picture(value: object, show: Callable[[object], str] = repr) -> str:
    """A value as Python shows it, and a few words where it shows none, as of very long numbers and very deep values."""
    try:
        return show(value)
    except (ValueError, RecursionError):
        return "that is too long to print"
    except Exception:  # noqa: BLE001  # A class of the caller may raise anything when it is shown.
        return "that cannot be shown"


def digits(number: int | Fraction) -> str:
    """A number in its digits, also where it has more of them than Python itself writes.

    >>> digits(45), digits(Fraction(1, 3)), digits(10**5000)[:7], digits(10**10**5)
    ('45', '1/3', '1000000', '(a number of some 100000 digits)')
    """
    if not isinstance(number, int):
        whole, parts = number.as_integer_ratio()
        return digits(whole) if parts == 1 else f"{digits(whole)}/{digits(parts)}"
    length = number.bit_length() * 30103 // 100000
    if length > MOST_DIGITS:
        return f"(a number of some {length} digits)"
    return str(number) if length < _MOST_OF_PYTHON else f"{Decimal(number):f}"
