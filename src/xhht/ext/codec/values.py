"""Values as they stand in files: words, exact numbers, days, choices, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any, TypeAlias, get_args

from cattrs import Converter
from cattrs.errors import IterableValidationError

from xhht.checks import Choice
from xhht.coordination.activities import Activity
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.kinds import pair_of, several
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.texts import Inexact, shown
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.judgement.verdicts import Verdict
from xhht.periods import day_from_text
from xhht.recognition.recognitions import Recognition

Reader: TypeAlias = Callable[[Any, Any], Any]
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
EXACT = r"-?[0-9]+(?:/[0-9]+|\.[0-9]+)?(?: ?%)?"
_EXACT = re.compile(r"(-?[0-9]+)(?:/([0-9]+)|\.([0-9]+))?( ?%)?")
_MOST_KEPT = 10_000
ROWS: set[type] = {Observation, Region, Recognition, Verdict, Activity}


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
    return day_from_text(value)


def whole_reader(limits: Limits) -> Reader:
    """The reader of whole numbers of at most so many digits."""
    beyond = 10**limits.digits

    def read(value: object, _: object) -> int:
        if type(value) is not int:
            raise InvalidTypeError(f"expected a whole number, got {shown(value)}")
        if not -beyond < value < beyond:
            raise _too_long(limits)
        return value

    return read


def exact_reader(limits: Limits) -> Reader:
    """The reader of exact numbers: ``"2/5"``, ``"0.4"``, ``"40%"`` or a whole number."""
    kept: dict[str, Fraction] = {}
    read_whole = whole_reader(limits)

    def read(value: object, kind: object) -> Fraction:
        if isinstance(value, str):
            number = kept.get(value)
            if number is None:
                number = _exact(value, limits)
                if len(kept) < _MOST_KEPT:
                    kept[value] = number
            return number
        if type(value) is int:
            return Fraction(read_whole(value, kind))
        if isinstance(value, Inexact):
            quoted = value.text[:60]
            raise InvalidTypeError(f'the number {quoted} may have been rounded; write it in quotes, as "{quoted}"')
        raise InvalidTypeError(f'expected an exact number like "2/5", got {shown(value)}')

    return read


def _exact(text: str, limits: Limits) -> Fraction:
    if len(text) > 2 * limits.digits + 2:
        raise _too_long(limits)
    parts = _EXACT.fullmatch(text)
    if parts is None:
        raise InvalidValueError(f'{shown(text)} is no exact number; write it like "2/5", "0.4" or "40%"')
    whole, denominator, decimals, sign = parts.groups()
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
    members = {member.value: member for member in kind}

    def read(value: object, _: object) -> Choice:
        if not isinstance(value, str):
            raise InvalidTypeError(f"expected one of {', '.join(members)}, got {shown(value)}")
        return members.get(value) or kind(value[:200])

    return read


def listed(value: object, most: int) -> list[Any]:
    """A list of at most so many values."""
    if not isinstance(value, list):
        raise InvalidTypeError(f"expected a list, got {shown(value)}")
    if len(value) > most:
        raise UnreadableValueError(
            f"a list of {len(value)} is longer than {most}; raise Limits.rows or Limits.parts if you trust the file"
        )
    return value


def read_each(values: Iterable[Any], read: Callable[[Any], Any], limits: Limits) -> tuple[Any, ...]:
    """Read values one by one, and name all mistakes together."""
    things = []
    problems: list[Exception] = []
    for place, value in enumerate(values):
        try:
            things.append(read(value))
        except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
            problems.append(at(error, place))
            if len(problems) >= limits.mistakes:
                problems.append(UnreadableValueError(f"reading stopped after {len(problems)} mistakes in this list"))
                break
    if problems:
        raise IterableValidationError("a list cannot be read", problems, tuple)
    return tuple(things)


def tuple_reader(kind: Any, converter: Converter, limits: Limits) -> Reader:  # noqa: ANN401  # A generic alias.
    """The reader of a tuple, of any length or of fixed types."""
    kinds = get_args(kind)
    if kinds[1:] == (Ellipsis,):
        element = kinds[0]
        most = limits.rows if element in ROWS else limits.parts
        read: Reader = converter.get_structure_hook(element)
        if not converter.detailed_validation:
            return lambda value, _: tuple([read(one, element) for one in listed(value, most)])
        return lambda value, _: read_each(listed(value, most), lambda one: read(one, element), limits)
    readers: list[Reader] = [converter.get_structure_hook(element) for element in kinds]

    def read_fixed(value: object, _: object) -> tuple[Any, ...]:
        parts = listed(value, limits.parts)
        if len(parts) != len(kinds):
            raise InvalidValueError(f"expected a list of {len(kinds)}, got {shown(value)}")
        triples = zip(readers, parts, kinds, strict=True)
        return read_each(triples, lambda triple: triple[0](triple[1], triple[2]), limits)

    return read_fixed


def frozenset_reader(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401  # A generic alias.
    """The reader of a set, which is written as a sorted list."""
    several_of = several(get_args(kind)[0])
    read: Reader = converter.get_structure_hook(several_of)
    return lambda value, _: frozenset(read(value, several_of))


def frozenset_writer(kind: Any, converter: Converter) -> Callable[[Any], list[Any]]:  # noqa: ANN401  # A generic alias.
    """The writer of a set: a sorted list."""
    (element,) = get_args(kind)
    write = converter.get_unstructure_hook(element)
    return lambda some: sorted(map(write, some), key=repr if element is object else None)


def mapping_reader(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401  # A generic alias.
    """The reader of a mapping, which is written as a list of pairs."""
    pairs_of = several(pair_of(kind))
    read: Reader = converter.get_structure_hook(pairs_of)

    def read_pairs(value: object, _: object) -> dict[Any, Any]:
        pairs = read(value, pairs_of)
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            raise UnreadableValueError("a key stands twice in a list of pairs; keep one of each")
        return mapping

    return read_pairs


def mapping_writer(kind: Any, converter: Converter) -> Callable[[Any], list[Any]]:  # noqa: ANN401  # A generic alias.
    """The writer of a mapping: a list of pairs."""
    write_key, write_value = (converter.get_unstructure_hook(one) for one in get_args(kind))
    return lambda mapping: [[write_key(key), write_value(value)] for key, value in mapping.items()]
