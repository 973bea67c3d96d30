"""Lists in files: tuples, sets and mappings, read one by one so that every mistake is named with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from cattrs import Converter
from cattrs.errors import IterableValidationError

from xhht.coordination.activities import Activity
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.parsing import shown
from xhht.ext.codec.scalars import Reader
from xhht.ext.codec.shapes import pair_of, several
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.judgement.verdicts import Verdict
from xhht.recognition.recognitions import Recognition

ROWS: set[type] = {Observation, Region, Recognition, Verdict, Activity}


def listed(value: object, most: int) -> list[Any]:
    """A list of at most so many values."""
    if not isinstance(value, list):
        raise InvalidTypeError(f"expected a list, got {shown(value)}")
    if len(value) > most:
        raise UnreadableValueError(
            f"a list of {len(value)} is longer than {most}; raise Limits.rows or Limits.parts if you trust the file"
        )
    return value


def read_each(values: Iterable[Any], read: Reader, kind: object, limits: Limits) -> tuple[Any, ...]:
    """Read values one by one, and name all mistakes together."""
    found = []
    problems: list[Exception] = []
    for place, value in enumerate(values):
        try:
            found.append(read(value, kind))
        except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
            problems.append(at(error, place))
            if len(problems) >= limits.mistakes:
                problems.append(UnreadableValueError(f"reading stopped after {len(problems)} mistakes in this list"))
                break
    if problems:
        raise IterableValidationError("a list cannot be read", problems, tuple)
    return tuple(found)


def tuple_reader(kind: Any, converter: Converter, limits: Limits) -> Reader:  # noqa: ANN401  # A generic alias.
    """The reader of a tuple, of any length or of fixed types."""
    kinds = get_args(kind)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        element = kinds[0]
        most = limits.rows if element in ROWS else limits.parts
        read: Reader = converter.get_structure_hook(element)
        if not converter.detailed_validation:
            return lambda value, _: tuple([read(one, element) for one in listed(value, most)])
        return lambda value, _: read_each(listed(value, most), read, element, limits)
    readers: list[Reader] = [converter.get_structure_hook(element) for element in kinds]

    def read_fixed(value: object, _: object) -> tuple[Any, ...]:
        given = listed(value, limits.parts)
        if len(given) != len(kinds):
            raise InvalidValueError(f"expected a list of {len(kinds)}, got {shown(value)}")
        pairs = list(zip(given, readers, strict=True))
        return read_each(pairs, lambda pair, _: pair[1](pair[0], None), None, limits)

    return read_fixed


def frozenset_reader(kind: Any, converter: Converter, limits: Limits) -> Reader:  # noqa: ANN401  # Any kind.
    """The reader of a set, which is written as a sorted list."""
    (element,) = get_args(kind)
    read: Reader = converter.get_structure_hook(element)
    return lambda value, _: frozenset(read_each(listed(value, limits.parts), read, element, limits))


def mapping_reader(kind: Any, converter: Converter, limits: Limits) -> Reader:  # noqa: ANN401  # Any kind.
    """The reader of a mapping, which is written as a list of pairs."""
    read: Reader = converter.get_structure_hook(several(pair_of(get_args(kind))))
    most = limits.rows

    def read_pairs(value: object, _: object) -> dict[Any, Any]:
        pairs = listed(value, most)
        found = dict(read(pairs, None))
        if len(found) != len(pairs):
            raise UnreadableValueError("a key stands twice in a list of pairs; keep one of each")
        return found

    return read_pairs
