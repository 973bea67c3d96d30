"""Unions: how a file tells which of several types a value has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, get_args

import attrs
from cattrs import Converter

from xhht.checks import Choice
from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.ext.codec.kinds import KINDS
from xhht.ext.codec.mistakes import UnreadableValueError
from xhht.ext.codec.parsing import Inexact, Repeated, shown
from xhht.ext.codec.scalars import Reader
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, Share
from xhht.model.duties import Duty, Once, WhenNeeded, Yearly
from xhht.model.parties import Party
from xhht.model.responsibilities import Responsibility
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.model.tiers import Tier
from xhht.scenarios.assumptions import CHANGES

# The key that tells a type from the others of its union; the first that is there decides.
SIGNS: dict[type, str] = {
    Share: "numerator",
    PrintedShare: "text",
    BoundedShare: "bounds",
    LevelTarget: "levels",
    GrowthTarget: "rises",
    Yearly: "month",
    Once: "on",
    WhenNeeded: "occasion",
    Duty: "recurrence",
    Responsibility: "assignments",
    Tier: "test",
    Party: "short_name",
}
# Types whose keys do not tell them apart say their name under "type".
TAGGED: frozenset[type] = frozenset(CHANGES)


def union_reader(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401  # A union, which has no type of its own.
    """The reader of a union: null, single values by their kind, objects by their keys."""
    kinds = get_args(kind)
    classes = [one for one in kinds if attrs.has(one)]
    singles = [one for one in kinds if one is not type(None) and one not in classes]
    read_classes = _classes_reader(classes, converter) if classes else None
    read_single: Reader | None = converter.get_structure_hook(singles[0]) if singles else None
    is_optional = type(None) in kinds
    if is_optional and len(kinds) == 2:
        one: Any = next(iter([*classes, *singles]))
        read_one: Reader = converter.get_structure_hook(one)
        return lambda value, _: None if value is None else read_one(value, one)

    def read(value: object, _: object) -> Any:  # noqa: ANN401  # Any kind.
        if value is None and is_optional:
            return None
        if read_classes is not None and (isinstance(value, dict) or read_single is None):
            return read_classes(value)
        if read_single is None:
            raise InvalidTypeError(f"nothing is expected here, got {shown(value)}")
        return read_single(value, singles[0])

    return read


def _classes_reader(classes: list[type[Any]], converter: Converter) -> Callable[[Any], Any]:
    readers: dict[type[Any], Reader] = {one: converter.get_structure_hook(one) for one in classes}
    if len(classes) == 1:
        (only,) = classes
        read_only = readers[only]
        return lambda value: read_only(value, only)
    if TAGGED.issuperset(classes):
        return _tagged_reader(readers)
    signs = [(SIGNS[one], readers[one], one) for one in SIGNS if one in readers]
    known = ", ".join(f"{sign!r} ({one.__name__})" for sign, _, one in signs)

    def read(value: object) -> Any:  # noqa: ANN401  # Any kind.
        if not isinstance(value, dict):
            raise InvalidTypeError(f"expected an object, got {shown(value)}")
        for sign, read_one, one in signs:
            if sign in value:
                return read_one(value, one)
        raise UnreadableValueError(f"nothing tells what this is; give one of the keys {known}")

    return read


def _tagged_reader(readers: dict[type[Any], Reader]) -> Callable[[Any], Any]:
    by_name = {one.__name__: (read_one, one) for one, read_one in readers.items()}

    def read(value: object) -> Any:  # noqa: ANN401  # Any kind.
        if not isinstance(value, dict):
            raise InvalidTypeError(f"expected an object, got {shown(value)}")
        name = value.get("type")
        if not isinstance(name, str) or name not in by_name:
            raise UnknownIdError("type", name if isinstance(name, str) else shown(name), by_name)
        read_one, one = by_name[name]
        return read_one(value, one)

    return read


def without(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    """A copy of an object less some keys; keys that stand twice stay known."""
    rest = {key: inner for key, inner in value.items() if key not in keys}
    if not isinstance(value, Repeated):
        return rest
    repeated = Repeated(rest)
    repeated.twice = value.twice
    return repeated


def write_anything(value: object, converter: Converter) -> object:
    """A value of any type that a field of the model can have, with its type where JSON has none of its own."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Choice):
        return {"type": type(value).__name__, "value": value.value}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (date, Fraction)):
        return {"type": type(value).__name__, "value": converter.unstructure(value)}
    if isinstance(value, tuple):
        return {"type": "tuple", "value": [write_anything(one, converter) for one in value]}
    if isinstance(value, frozenset):
        inner = [write_anything(one, converter) for one in value]
        return {"type": "frozenset", "value": sorted(inner, key=repr)}
    name = type(value).__name__
    if KINDS.get(name) is not type(value):
        raise InvalidTypeError(f"files hold no {name}")
    written: dict[str, object] = converter.unstructure(value)
    return {"type": name, **written}


def anything_reader(converter: Converter) -> Reader:
    """The reader of what `write_anything` writes."""
    single: dict[str, type] = {"date": date, "Fraction": Fraction}

    def read(value: object, kind: object) -> object:
        if isinstance(value, (list, Inexact)):
            raise InvalidTypeError(f"expected a value with its type, got {shown(value)}")
        if not isinstance(value, dict):
            return converter.structure(value, int) if type(value) is not bool and isinstance(value, int) else value
        name = value.get("type")
        if name in ("tuple", "frozenset"):
            inner = value.get("value")
            if not isinstance(inner, list):
                raise InvalidTypeError(f"expected a list, got {shown(inner)}")
            found = [read(one, kind) for one in inner]
            return tuple(found) if name == "tuple" else frozenset(found)
        if not isinstance(name, str) or name not in {*KINDS, *single}:
            raise UnknownIdError("type", name if isinstance(name, str) else shown(name), {**KINDS, **single})
        one = single.get(name) or KINDS[name]
        inner = without(value, "type") if attrs.has(one) else value.get("value")
        return converter.structure(inner, one)

    return read
