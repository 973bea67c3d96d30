"""What a field may hold: converters and validators that refuse instead of guessing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from numbers import Real
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar
from unicodedata import is_normalized, normalize

import attrs

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError
from xhht.pictures import picture, shown

ExpectedT = TypeVar("ExpectedT")

ID = re.compile(r"[^\W_](?:[\w./-]*[^\W_])?\Z")
LONGEST_ID = 200
LONGEST_RANGE = 10**6
# Expressions of messages are text: Python makes and keeps them when they are first used.
_DAY = r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}\Z"
_NUMBER = r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:e-?[0-9]{1,2}|/[1-9][0-9]{0,40})?\Z"


class Choice(StrEnum):
    """A fixed list of words; calling it with any other word names the nearest."""

    if TYPE_CHECKING:

        def __init__(self, value: str) -> None:
            """Say to type checkers what a word is looked up by."""

    @classmethod
    def _missing_(cls, value: object) -> StrEnum:
        kind = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
        raise UnknownChoiceError(kind, value, [member.value for member in cls])


def nfc(text: str) -> str:
    """Return the text in Unicode's composed form (NFC), so that equal words compare equal.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if a character of it is half of a surrogate pair, which no file can hold.
    """
    if not isinstance(text, str):
        raise InvalidTypeError(f"expected text, got {describe(text)}")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(f"{describe(text)} has half of a character; read the text anew as UTF-8") from None
    return str.__str__(text) if is_normalized("NFC", text) else normalize("NFC", text)


def describe(value: object) -> str:
    """A short picture of a wrong value and its type, for messages."""
    return f"{type(value).__name__} {shown(value)}"


def identifier(text: str) -> str:
    """Return an id: letters, digits, ``_ - . /``, beginning and ending with a letter or digit.

    Raises:
        InvalidTypeError: if it is not a string.
        InvalidValueError: if it is empty, too long or has other characters.
    """
    if not isinstance(text, str):
        raise InvalidTypeError(f"an id is text, got {describe(text)}{_own_id(text)}")
    if len(text) <= LONGEST_ID and ID.match(composed_id := nfc(text)):
        return composed_id
    raise InvalidValueError(
        f"{describe(text)} is no id: use letters, digits and any of _ - . / inside, at most {LONGEST_ID}"
    )


def _own_id(thing: object) -> str:
    """What to give in place of a thing that has an id."""
    own = getattr(thing, "id", None)
    return f"; give its id, {shown(own)}" if isinstance(own, str) else ""


def optional_identifier(text: str | None) -> str | None:
    """Return an id, or None where there is none."""
    return None if text is None else identifier(text)


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the values as a tuple; a string would fall apart into letters, a mapping lose its values.

    Raises:
        InvalidTypeError: if it is a string, a mapping or cannot be iterated.
        InvalidValueError: if it is a range of more than a million numbers, which fits no memory.
    """
    if isinstance(values, tuple):
        return tuple(values)
    if isinstance(values, range) and values[LONGEST_RANGE : LONGEST_RANGE + 1]:
        raise InvalidValueError(f"{describe(values)} has more than {LONGEST_RANGE} values; give fewer")
    if isinstance(values, (str, bytes, Mapping)) or not isinstance(values, Iterable):
        raise InvalidTypeError(f"expected several values, got {describe(values)}; put one into a list: [...]")
    return tuple(values)


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as a tuple, each in composed form."""
    return tuple(nfc(value) for value in as_tuple(values))


def identifiers(values: Iterable[str]) -> tuple[str, ...]:
    """Return several ids as a tuple, refusing one that stands twice."""
    ids = tuple(identifier(value) for value in as_tuple(values))
    if len(set(ids)) < len(ids):
        twice = sorted(value for value, count in Counter(ids).items() if count > 1)
        raise InvalidValueError(f"given twice: {', '.join(twice)}; name each once")
    return ids


def optional_ids(values: Iterable[str] | None) -> frozenset[str] | None:
    """Return ids as a set, or None where nothing is known of them."""
    return None if values is None else frozenset(identifier(value) for value in as_tuple(values))


def calendar_day(value: date, what: str = "a day") -> date:
    """Return a day; a datetime or a text is refused.

    Raises:
        InvalidTypeError: if it is anything but a `datetime.date`.
    """
    if isinstance(value, datetime) or not isinstance(value, date):
        raise InvalidTypeError(f"{what} is a datetime.date without a time, got {describe(value)}; {_as_day(value)}")
    return value


def _as_day(value: object) -> str:
    """How a day is written, by the example of what was given where that is one."""
    if isinstance(value, datetime):
        return "take its .date()"
    numbers = (
        [int(part) for part in re.split(r"[-/.]", value)] if isinstance(value, str) and re.match(_DAY, value) else []
    )
    try:
        day = date(*numbers) if len(numbers) == 3 and numbers[0] > 31 else date(*reversed(numbers))
    except (TypeError, ValueError):
        day = date(2020, 12, 31)
    return f"write date({day.year}, {day.month}, {day.day})"


def optional_day(value: date | None) -> date | None:
    """Return a day, or None where there is none."""
    return None if value is None else calendar_day(value)


def composed(key: object) -> str:
    """A key as ids are stored, in composed form, so that it is found however it was typed; empty if it is no text."""
    return nfc(key) if isinstance(key, str) else ""


def expect(kind: type[ExpectedT], value: object, what: str) -> ExpectedT:
    """Return an argument of the kind that a function needs; anything else is refused.

    Raises:
        InvalidTypeError: if it is of another kind.
    """
    if isinstance(value, kind):
        return value
    remedy = ""
    if isinstance(value, ModuleType) and isinstance(getattr(value, kind.__name__.upper(), None), kind):
        remedy = f"; give {value.__name__.rpartition('.')[2]}.{kind.__name__.upper()}"
    raise InvalidTypeError(f"{what} is a {kind.__name__}, got {describe(value)}{remedy}")


def only(values: Sequence[ExpectedT]) -> ExpectedT | None:
    """The one value there is; None where there is none, or more than one."""
    return values[0] if len(values) == 1 else None


def is_whole(value: object) -> TypeGuard[int]:
    """Whether it is a plain whole number: no bool, no float, no text."""
    return isinstance(value, int) and not isinstance(value, bool)


def fraction(value: int | Fraction) -> Fraction:
    """Return an exact number; floats, bools and text are refused.

    Raises:
        InvalidTypeError: if it is neither an int nor a Fraction.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidTypeError(f"an exact number is an int or a Fraction, got {describe(value)}{_exactly(value)}")
    return Fraction(value)


def _exactly(value: object) -> str:
    """How a number that is written otherwise is given exactly; nothing where it is none."""
    text = picture(value, str) if isinstance(value, (Real, Decimal, str)) else ""
    return f"; write Fraction({text!r})" if re.match(_NUMBER, text) else ""


def instance(
    kind: type | tuple[type, ...], *, is_optional: bool = False
) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    """A validator: the field holds a `kind` (or None, where that is allowed)."""
    kinds = kind if isinstance(kind, tuple) else (kind,)

    def check(thing: object, attribute: attrs.Attribute[Any], value: object) -> None:
        if isinstance(value, kinds) or (is_optional and value is None):
            return
        wanted = " or ".join(k.__name__ for k in kinds)
        raise InvalidTypeError(f"{type(thing).__name__}.{attribute.name} is a {wanted}, got {describe(value)}")

    return check


def each(kind: type | tuple[type, ...]) -> Callable[[object, attrs.Attribute[Any], Any], None]:
    """A validator: the field is a tuple whose every value is a `kind`."""
    kinds = kind if isinstance(kind, tuple) else (kind,)

    def check(thing: object, attribute: attrs.Attribute[Any], values: tuple[object, ...]) -> None:
        for place, value in enumerate(values):
            if not isinstance(value, kinds):
                wanted = " or ".join(k.__name__ for k in kinds)
                where = f"{type(thing).__name__}.{attribute.name}[{place}]"
                raise InvalidTypeError(f"{where} is a {wanted}, got {describe(value)}")

    return check


def pair(key: object, what: str) -> tuple[str, str]:
    """Return a key of two ids; anything else is refused, a lone text of two letters too.

    Raises:
        InvalidTypeError: if it is no pair of texts.
    """
    if isinstance(key, tuple) and [type(part) for part in key] == [str, str]:
        return key[0], key[1]
    raise InvalidTypeError(f"look up by {what}, got {describe(key)}")
