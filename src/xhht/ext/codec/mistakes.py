"""Mistakes: what is wrong with a file, all of it at once, each mistake with its place and its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from xhht.errors import InvalidValueError, ProblemsError, UnknownIdError
from xhht.ext.codec.kinds import fields_of

MOST_SHOWN = 200
Path: TypeAlias = tuple[str | int, ...]
Problem: TypeAlias = tuple[Path, Exception]
_IN_A_LIST = re.compile(r"\b([a-z_]+)\[(\d{1,9})\]")


class UnreadableFileError(InvalidValueError):
    """A text that is no JSON or TOML, or is beyond a limit; nothing of it was read."""


class UnreadableValueError(InvalidValueError):
    """A value that cannot stand where it does."""


class MistakeError(InvalidValueError):
    """One mistake in a file.

    Args:
        path: the keys and places from the top of the file to the mistake.
        cause: what was wrong there.
        line: the line of the file, counted from 1, where it is known.
    """

    def __init__(self, path: Path, cause: Exception, line: int | None = None) -> None:
        self.path: Path = path
        self.cause: Exception = cause
        self.line: int | None = line
        super().__init__(path, cause, line)

    @property
    def pointer(self) -> str:
        """The path as a JSON pointer (RFC 6901), such as ``/targets/0/source``; empty for the whole file.

        >>> MistakeError(("targets", 0, "a/b"), ValueError()).pointer
        '/targets/0/a~1b'
        """
        return "".join(f"/{str(step)[:200].replace('~', '~0').replace('/', '~1')}" for step in self.path)

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line is not None else ""
        return f"{line}{self.pointer or 'the file'}: {_why(self.cause)}"


class InvalidFileError(ProblemsError):
    """A file with mistakes; `problems` has them all, each a `MistakeError`."""


def _why(cause: Exception) -> str:
    if isinstance(cause, UnknownIdError):
        return f"unknown {cause.kind} {str(cause.wrong)[:80]!r}; {cause.remedy}"
    return str(cause) or type(cause).__name__


def at(error: Exception, key: str | int) -> Exception:
    """The error, with a note of the key or place at which it arose."""
    error.add_note(IterableValidationNote(f"at {key!r}", key, None))
    return error


@contextmanager
def within(*path: str | int) -> Iterator[None]:
    """Have every error say that it arose below a path."""
    try:
        yield
    except Exception as error:  # Whatever is wrong is named with its place.
        for step in reversed(path):
            error = ClassValidationError("a part cannot be read", [at(error, step)], object)
        raise error from None


def mistakes_of(error: Exception, data: object, path: Path = (), places: Places | None = None) -> Iterator[Problem]:
    """Every single mistake behind an error, with its place in the data."""
    places = places or Places(data)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from mistakes_of(inner, data, (*path, *_steps(inner)), places)
    elif isinstance(error, ProblemsError):
        for problem in error.problems:
            yield from mistakes_of(problem, data, path, places)
    elif isinstance(error, ForbiddenExtraKeysError):
        names = [field.name for field in fields_of(error.cl)]
        for key in sorted(error.extra_fields):
            yield (*path, key), UnknownIdError("key", key, names)
    elif isinstance(error, KeyError):
        yield path, InvalidValueError("is missing; give it")
    else:
        yield _place_named(error, data, path, places), error


def _steps(error: Exception) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _place_named(error: Exception, data: object, path: Path, places: Places) -> Path:
    """The place that an error of the model is about: that of the list it names, and of the id it names there."""
    place = path
    for name, position in _IN_A_LIST.findall(getattr(error, "where", "") or str(error)[:500]):
        listed = (*path, str(name), int(position))
        if _value_at(data, listed) is not None:
            place = listed
    if not isinstance(error, UnknownIdError):
        return place
    around = places.inside(path) if place == path else Places(_value_at(data, place), place)
    return around.of(error) or place


def _value_at(data: object, path: Path) -> object:
    inner: Any = data
    for step in path:
        try:
            inner = inner[step]
        except (LookupError, TypeError):
            return None
    return inner


class Places:
    """Where the texts of some data stand; looked for once, when a mistake first asks."""

    def __init__(self, data: object, path: Path = ()) -> None:
        self._data = data
        self._path = path
        self._first: dict[tuple[str, str | None], tuple[int, Path]] | None = None
        self._inside: dict[Path, Places] = {path: self}

    def inside(self, path: Path) -> Places:
        """Where the texts below a path stand."""
        if path not in self._inside:
            self._inside[path] = Places(_value_at(self._data, path), path)
        return self._inside[path]

    def of(self, error: UnknownIdError) -> Path | None:
        """The first place of an unknown id, inside the part that the error names where it stands there."""
        if self._first is None:
            self._first = {}
            for key, number, path in self._texts():
                self._first.setdefault(key, (number, path))
        text = f"\0{error.wrong}" if error.kind == "clause" else str(error.wrong)
        owners = (self._first.get((text, word.strip("'\""))) for word in error.where.split())
        place = min(filter(None, owners), default=None) or self._first.get((text, None))
        return None if place is None else place[1]

    def _texts(self) -> Iterator[tuple[tuple[str, str | None], int, Path]]:
        """Every text with the id of the part that it is in, and once more with none, and its place."""
        waiting: list[tuple[object, Path, str | None]] = [(self._data, self._path, None)]
        number = 0
        while waiting:
            value, path, owner = waiting.pop()
            number += 1
            text = value if isinstance(value, str) else None
            if isinstance(value, dict):
                owner = value["id"] if isinstance(value.get("id"), str) else owner
                text = f"\0{value.get('number')}, {value.get('document')}" if "number" in value else None
                # A thing's own id is never the id that leads nowhere.
                inner = [(key, one) for key, one in value.items() if key not in ("id", "previous", "clauses")]
                waiting += [(one, (*path, key), owner) for key, one in reversed(inner)]
            elif isinstance(value, list):
                waiting += [(one, (*path, place), owner) for place, one in reversed(list(enumerate(value)))]
            if text is not None:
                yield from (((text, whose), number, path) for whose in {owner, None})


def explain(error: BaseException) -> str:
    """An error in words, one line a mistake: of this library, of another, or a whole group of them.

    >>> from xhht.errors import UnknownIdError
    >>> explain(UnknownIdError("target", "clan", ["clans"]))
    "unknown target 'clan'; did you mean 'clans'?"
    """
    lines: list[str] = []
    waiting: list[tuple[int, BaseException]] = [(0, error)]
    while waiting and len(lines) <= MOST_SHOWN:
        depth, one = waiting.pop()
        inner: Iterable[BaseException] = ()
        words = str(one) or type(one).__name__
        if isinstance(one, (ProblemsError, BaseExceptionGroup)):
            inner = one.problems if isinstance(one, ProblemsError) else one.exceptions
            what = one.what if isinstance(one, ProblemsError) else one.message
            words = f"{what}: {len(inner)} problem{'' if len(inner) == 1 else 's'}"
        lines.append(f"{'  ' * (depth - 1)}- {words}" if depth else words)
        waiting.extend((min(depth + 1, 20), problem) for problem in reversed(tuple(inner)))
    if waiting:
        lines.append(f"… and {len(waiting)} more")
    return "\n".join(lines)
