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


def mistakes_of(error: Exception, data: object, path: Path = ()) -> Iterator[Problem]:
    """Every single mistake behind an error, with its place in the data."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from mistakes_of(inner, data, (*path, *_steps(inner)))
    elif isinstance(error, ProblemsError):
        for problem in error.problems:
            yield from mistakes_of(problem, data, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        names = [field.name for field in fields_of(error.cl)]
        for key in sorted(error.extra_fields):
            yield (*path, key), UnknownIdError("key", key, names)
    elif isinstance(error, KeyError):
        yield path, InvalidValueError("is missing; give it")
    else:
        yield _place_named(error, data, path), error


def _steps(error: Exception) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _place_named(error: Exception, data: object, path: Path) -> Path:
    """The place that an error of the model is about: that of the list it names, and of the id it names there."""
    place = path
    for name, position in _IN_A_LIST.findall(getattr(error, "where", "") or str(error)[:500]):
        listed = (*path, str(name), int(position))
        if _value_at(data, listed) is not None:
            place = listed
    if not isinstance(error, UnknownIdError):
        return place
    places = list(_places_of(error, _value_at(data, place), place, owner=None))
    # The likeliest place is inside the part that the error names.
    places.sort(key=lambda found: found[1] is None or found[1] not in error.where.split())
    return places[0][0] if places else place


def _value_at(data: object, path: Path) -> object:
    inner: Any = data
    for step in path:
        try:
            inner = inner[step]
        except (LookupError, TypeError):
            return None
    return inner


def _places_of(error: UnknownIdError, data: object, path: Path, owner: str | None) -> Iterator[tuple[Path, str | None]]:
    """The places at which the unknown id stands, each with the id of the part that it is in."""
    if isinstance(data, dict):
        own = data.get("id")
        owner = own if isinstance(own, str) else owner
        if error.kind == "clause" and f"{data.get('number')}, {data.get('document')}" == error.wrong:
            yield path, owner
        for key, value in data.items():
            # A thing's own id is never the id that leads nowhere.
            if key not in ("id", "previous", "clauses"):
                yield from _places_of(error, value, (*path, key), owner)
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _places_of(error, value, (*path, position), owner)
    elif isinstance(data, str) and data == error.wrong:
        yield path, owner


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
