"""Mistakes: what is wrong with a file, all of it at once, each mistake with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from xhht.errors import InvalidValueError, ProblemsError, UnknownIdError
from xhht.ext.codec.places import Path, place_named, pointer

MOST_SHOWN = 200
Problem: TypeAlias = tuple[Path, Exception]


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
        """The path as a JSON pointer (RFC 6901), such as ``/targets/0/source``; empty for the whole file."""
        return pointer(self.path)

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line is not None else ""
        return f"{line}{self.pointer or 'the file'}: {_why(self.cause)}"


class InvalidFileError(ProblemsError):
    """A file with mistakes; `problems` has them all, each a `MistakeError`."""


def _why(cause: Exception) -> str:
    if isinstance(cause, UnknownIdError):
        return f"unknown {cause.kind} {str(cause.wrong)[:80]!r}; {cause.remedy}"
    return str(cause) or type(cause).__name__


def mistakes_of(error: Exception, data: object, path: Path = ()) -> Iterator[Problem]:
    """Every single mistake behind an error, with its place in the data."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from mistakes_of(inner, data, (*path, *_steps(inner)))
    elif isinstance(error, ProblemsError):
        for problem in error.problems:
            yield from mistakes_of(problem, data, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl) if field.init]
        for key in sorted(error.extra_fields):
            yield (*path, key), UnknownIdError("key", key, [name for name in known if name != "previous"])
    elif isinstance(error, KeyError):
        yield path, InvalidValueError("is missing; give it")
    else:
        yield place_named(error, data, path), error


def _steps(error: Exception) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (note.name,)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def at(error: Exception, key: str | int) -> Exception:
    """The error, with a note of the key or place at which it arose."""
    error.add_note(IterableValidationNote(f"at {key!r}", key, None))
    return error


def explain(error: BaseException) -> str:
    """An error in words, one line a mistake: of this library, of another, or a whole group of them.

    >>> from xhht.errors import UnknownIdError
    >>> explain(UnknownIdError("target", "clan", ["clans"]))
    "unknown target 'clan'; did you mean 'clans'?"
    """
    lines: list[str] = []
    waiting: list[tuple[int, BaseException]] = [(0, error)]
    while waiting and len(lines) <= MOST_SHOWN:
        depth, found = waiting.pop()
        indent = f"{'  ' * (depth - 1)}- " if depth else ""
        inner: Iterable[BaseException] = ()
        if isinstance(found, ProblemsError):
            inner = found.problems
            lines.append(f"{indent}{found.what}: {_count(len(found.problems))}")
        elif isinstance(found, BaseExceptionGroup):
            inner = found.exceptions
            lines.append(f"{indent}{found.message}: {_count(len(found.exceptions))}")
        else:
            lines.append(f"{indent}{str(found) or type(found).__name__}")
        waiting.extend((min(depth + 1, 20), one) for one in reversed(tuple(inner)))
    if waiting:
        lines.append(f"… and {len(waiting)} more")
    return "\n".join(lines)


def _count(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'}"
