"""Envelopes: what stands at the top of every file, its format version and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.classes import repeated_keys
from xhht.ext.codec.mistakes import Problem
from xhht.ext.codec.parsing import Repeated, shown
from xhht.ext.codec.unions import without

FORMAT = 1
VERSION, TYPE, ITEMS, VALUE = "xhht", "type", "items", "value"
# From each older format to the next one, what must be done to the data of a file.
UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def names_of(kind: Any) -> tuple[str, ...]:  # noqa: ANN401  # A class, or a union of some.
    """The names under which a file can say that it holds the type."""
    if isinstance(kind, type):
        return (kind.__name__,)
    return tuple(name for one in get_args(kind) for name in names_of(one))


def open_envelope(data: object, names: tuple[str, ...], *, is_tagged: bool) -> tuple[dict[str, Any], list[Problem]]:
    """What a file holds, without its envelope, and what is wrong with the envelope.

    Args:
        data: the whole file.
        names: the types that are asked for.
        is_tagged: whether the type also belongs to what the file holds.
    """
    if not isinstance(data, dict):
        return {}, [((), InvalidTypeError(f"a file of this library is an object, got {shown(data)}"))]
    problems = list(_problems(data, names))
    version = data.get(VERSION)
    rest = without(data, VERSION) if is_tagged else without(data, VERSION, TYPE)
    if type(version) is int:
        for older in range(version, FORMAT):
            rest = UPGRADES[older](rest) if older in UPGRADES else rest
    if isinstance(rest, Repeated):
        problems.append(((), repeated_keys(rest)))
        rest = dict(rest)
    return rest, problems


def _problems(data: dict[str, Any], names: tuple[str, ...]) -> Iterator[Problem]:
    version = data.get(VERSION)
    if version is None:
        yield (VERSION,), InvalidValueError(f"the format version is missing; give {FORMAT}")
    elif type(version) is not int or version < 1:
        yield (VERSION,), InvalidTypeError(f"a format version is a whole number such as {FORMAT}, got {shown(version)}")
    elif version > FORMAT:
        wanted = shown(version).removeprefix("the number ")
        yield (
            (VERSION,),
            InvalidValueError(f"the file has format {wanted}, this library reads up to {FORMAT}; install a newer one"),
        )
    name = data.get(TYPE)
    if name is not None and name not in names:
        held = name[:80] if isinstance(name, str) else shown(name)
        yield (TYPE,), InvalidValueError(f"the file holds {held}, not {' or '.join(names)}")
