"""Kinds: the public types that files hold, and what the annotations of their fields ask for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import GenericAlias, ModuleType, UnionType
from typing import Any, TypeGuard, Union, get_args, get_origin

import attrs

from xhht.checks import Choice
from xhht.errors import InvalidTypeError
from xhht.figures.shares import PercentagePoints

_ROOT: Any = import_module(__name__.partition(".")[0])
LIBRARY: str = _ROOT.__version__
_APART = ("ext", "programmes")
FORMAT = 1
VERSION, TYPE, ITEMS, VALUE = "xhht", "type", "items", "value"


def _homes() -> list[ModuleType]:
    """The root and the packages, whose names are public."""
    packages = [module.name for module in iter_modules(_ROOT.__path__) if module.ispkg and module.name not in _APART]
    return [_ROOT, *(import_module(f"{_ROOT.__name__}.{package}") for package in packages)]


def _is_kind(thing: object) -> bool:
    return isinstance(thing, type) and (attrs.has(thing) or issubclass(thing, (Choice, PercentagePoints)))


_PUBLIC = {name: getattr(home, name) for home in _homes() for name in home.__all__}
KINDS: dict[str, type[Any]] = {name: thing for name, thing in sorted(_PUBLIC.items()) if _is_kind(thing)}


def is_class(kind: object) -> TypeGuard[type[Any]]:
    """Whether it is a class of attrs, which a file writes as an object."""
    return isinstance(kind, type) and attrs.has(kind)


def is_union(kind: object) -> bool:
    """Whether it is a union of types."""
    return get_origin(kind) in (Union, UnionType)


def is_mapping(kind: object) -> bool:
    """Whether it is a mapping, which a file writes as a list of pairs."""
    return get_origin(kind) is Mapping


def is_several(kind: object) -> bool:
    """Whether it is a tuple of any length."""
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def several(kind: object) -> Any:  # noqa: ANN401  # A type that is made here.
    """The type of a tuple of any length."""
    return GenericAlias(tuple, (kind, Ellipsis))


def pair_of(mapping: object) -> Any:  # noqa: ANN401  # A type that is made here.
    """The type of one key of a mapping with its value."""
    return GenericAlias(tuple, get_args(mapping))


def classes_of(union: object) -> tuple[type[Any], ...]:
    """The classes of attrs in a union."""
    return tuple(one for one in get_args(union) if is_class(one))


def fields_of(kind: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that its constructor takes and that do not follow from others, their types resolved."""
    attrs.resolve_types(kind)
    return tuple(field for field in attrs.fields(kind) if field.init and not field.metadata.get("is_derived"))


def names_of(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # A class, or a union of some.
    """The names under which a file can say that it holds a type."""
    if isinstance(kind, type):
        return (kind.__name__,)
    return tuple(name for one in get_args(kind) for name in names_of(one))


def element_of(kind: Any) -> Any:  # noqa: ANN401  # A class, a union or a tuple of them.
    """The type of which a file holds one or, for a tuple, several.

    Raises:
        InvalidTypeError: if files cannot hold it.
    """
    element = get_args(kind)[0] if is_several(kind) else kind
    names = names_of(element)
    if not names or any(name not in KINDS for name in names):
        raise InvalidTypeError(f"files do not hold {kind}; ask for a public type, or for a tuple of one")
    return element


@cache
def shape_of(kind: Any) -> Any:  # noqa: ANN401  # Any kind that files hold.
    """What the keys of a file are: those of a class itself, else ``items`` or ``value`` alone."""
    if is_class(kind) or is_union(kind):
        return kind
    return attrs.make_class("File", {ITEMS if is_several(kind) else VALUE: attrs.field(type=kind)})
