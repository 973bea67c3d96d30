"""Places: where in a file a value stands, as a path of keys and positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from xhht.errors import UnknownIdError

Path: TypeAlias = tuple[str | int, ...]
_IN_A_LIST = re.compile(r"\b([a-z_]+)\[(\d{1,9})\]")


def pointer(path: Path) -> str:
    """A path as a JSON pointer (RFC 6901).

    >>> pointer(("targets", 0, "a/b"))
    '/targets/0/a~1b'
    """
    return "".join(f"/{str(step)[:200].replace('~', '~0').replace('/', '~1')}" for step in path)


def value_at(data: object, path: Path) -> object:
    """The value at a path; None where there is none."""
    found: Any = data
    for step in path:
        try:
            found = found[step]
        except (LookupError, TypeError):
            return None
    return found


def place_named(error: Exception, data: object, path: Path) -> Path:
    """The place that an error of the model is about: that of the list it names, and of the id it names there."""
    place = path
    for name, position in _IN_A_LIST.findall(getattr(error, "where", "") or str(error)[:500]):
        listed = (*path, str(name), int(position))
        if value_at(data, listed) is not None:
            place = listed
    if isinstance(error, UnknownIdError):
        return next(_places_of(error, value_at(data, place), place), place)
    return place


def _places_of(error: UnknownIdError, data: object, path: Path) -> Iterator[Path]:
    """The places below a path at which the unknown id stands, the likeliest first."""
    named = error.where.split()
    found = list(_search(error, data, path, under=None))
    close = [place for place, owner in found if owner is not None and owner in named]
    yield from close
    yield from (place for place, _ in found if place not in close)


def _search(error: UnknownIdError, data: object, path: Path, under: str | None) -> Iterator[tuple[Path, str | None]]:
    if isinstance(data, dict):
        owner = data.get("id")
        under = owner if isinstance(owner, str) else under
        if error.kind == "clause" and f"{data.get('number')}, {data.get('document')}" == error.wrong:
            yield path, under
        for key, value in data.items():
            # A thing's own id is never the id that leads nowhere.
            if key not in ("id", "previous", "clauses"):
                yield from _search(error, value, (*path, key), under)
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _search(error, value, (*path, position), under)
    elif isinstance(data, str) and data == error.wrong:
        yield path, under
