"""Shapes of types: what an annotation of a field asks for."""

from __future__ import annotations

from collections.abc import Mapping
from types import GenericAlias, UnionType
from typing import Any, TypeGuard, Union, get_args, get_origin

import attrs


def is_class(kind: object) -> TypeGuard[type[Any]]:
    """Whether it is a class of attrs."""
    return isinstance(kind, type) and attrs.has(kind)


def origin_of(kind: object) -> object:
    """What a generic type is made of, such as ``tuple``; None where it is not generic."""
    return get_origin(kind)


def is_union(kind: object) -> bool:
    """Whether it is a union of types."""
    return origin_of(kind) in (Union, UnionType)


def is_mapping(kind: object) -> bool:
    """Whether it is a mapping."""
    return origin_of(kind) is Mapping


def is_several(kind: object) -> bool:
    """Whether it is a tuple of any length."""
    return origin_of(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def several(kind: object) -> Any:  # noqa: ANN401  # A type that is made here.
    """The type of a tuple of any length."""
    return GenericAlias(tuple, (kind, Ellipsis))


def pair_of(kinds: tuple[object, ...]) -> Any:  # noqa: ANN401  # A type that is made here.
    """The type of a tuple of fixed types."""
    return GenericAlias(tuple, kinds)
