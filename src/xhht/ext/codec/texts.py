"""Texts: JSON and TOML as plain data, within limits, and plain data as JSON, the same data always as the same text."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, time
from typing import Any

import attrs
import msgspec

from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import Path, UnreadableFileError
from xhht.values import Value

_TOML_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+(?:\"|\Z|\\)|'[^']*+(?:'|\Z)|#.*")
_TOML_PART = re.compile(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'")
_TOML_KEY = re.compile(rf"\s*((?:{_TOML_PART.pattern})(?:\s*\.\s*(?:{_TOML_PART.pattern}))*)\s*=")
_TOML_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_LONGEST_LINE = 2000
_HALF = re.compile("[\ud800-\udfff]")


@attrs.frozen
class Inexact(Value):
    """A number with a decimal point, an exponent, or no number at all (NaN): never exact, never accepted."""

    text: str


class Repeated(dict[str, object]):
    """An object in which keys stand twice."""

    twice: tuple[str, ...] = ()


_HOLDERS = frozenset((dict, list, Repeated))
_QUICK: Any = msgspec.json.Decoder(float_hook=Inexact)
_SPACED = re.compile(r'"[ \t\r\n]+:')


def without(value: dict[str, object], *keys: str) -> dict[str, object]:
    """A copy of an object less some keys; which keys stand twice is remembered."""
    rest = {key: inner for key, inner in value.items() if key not in keys}
    return _repeated(rest, value.twice) if isinstance(value, Repeated) else rest


def canonical(data: Any, *, indent: int | None = None) -> str:  # noqa: ANN401  # Plain data of any shape.
    """The data as JSON: keys in the order of the fields, letters as they are, no spaces unless it is set in."""
    if indent is None:
        try:
            # The quick writer, for the same text.
            return msgspec.json.encode(data).decode("utf-8")
        except (OverflowError, UnicodeEncodeError):
            pass  # A number beyond 64 bits, or half a character.
    separators = (",", ":" if indent is None else ": ")
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    # Half a character, which a broken print can leave, is written as an escape, so that any file can hold it.
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def parse_json(text: str, limits: Limits) -> object:
    """The data of a JSON text.

    Raises:
        UnreadableFileError: if it is no JSON, or beyond a limit.
    """
    _check_length(text, limits.characters, "characters")
    values = text.count(",") + text.count("[") + text.count("{")
    if values > limits.values:
        raise UnreadableFileError(
            f"the text has some {values} values, more than {limits.values}; raise Limits.values if you trust it"
        )
    text = text.removeprefix("\ufeff")
    with suppress(msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        # The quick way. It keeps the last of keys that stand twice, so that fewer pairs than
        # colons behind quotes send the text the slow way, which names them; colons inside words do so in vain.
        data = _QUICK.decode(text)
        if text.count('":') == _checked_pairs(data, limits) and not _SPACED.search(text):
            return data
    try:
        data = json.loads(text, parse_float=Inexact, parse_constant=Inexact, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            f"this is no JSON: line {error.lineno}, column {error.colno}: {error.msg[:200]}; correct the text there"
        ) from None
    except RecursionError:
        raise _too_deep(limits) from None
    except ValueError:
        raise _too_long(limits) from None
    _checked_pairs(data, limits)
    return data


def parse_toml(text: str, limits: Limits) -> object:
    """The data of a TOML text.

    Raises:
        UnreadableFileError: if it is no TOML, or beyond a limit.
    """
    _check_length(text, limits.toml_characters, "toml_characters")
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > limits.depth and _TOML_QUOTED.sub("", line).count(".") > limits.depth:
            raise UnreadableFileError(f"line {number} has a key of more than {limits.depth} parts; use tables")
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Inexact)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFileError(f"this is no TOML: {str(error)[:200]}; correct the text there") from None
    except RecursionError:
        raise _too_deep(limits) from None
    except ValueError:
        raise _too_long(limits) from None
    _checked_pairs(data, limits)
    return data


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    keys = [key for key, _ in pairs]
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    return _repeated(value, dict.fromkeys(key for place, key in enumerate(keys) if place > first[key]))


def _repeated(value: dict[str, object], twice: Iterable[str]) -> Repeated:
    repeated = Repeated(value)
    repeated.twice = tuple(twice)
    return repeated


def _check_length(text: str, most: int, name: str) -> None:
    if len(text) > most:
        raise UnreadableFileError(
            f"the text has {len(text)} characters, more than {most}; raise Limits.{name} if you trust it"
        )


def _too_deep(limits: Limits) -> UnreadableFileError:
    return UnreadableFileError(
        f"lists and objects lie more than {limits.depth} deep inside each other; no file of this library does"
    )


def _too_long(limits: Limits) -> UnreadableFileError:
    """Python itself reads no decimal number of more than some thousands of digits."""
    return UnreadableFileError(f"a number has more than {limits.digits} digits; write a shorter one")


def _checked_pairs(data: object, limits: Limits) -> int:
    """How many keys all objects have together; data that lies too deep is refused."""
    pairs, level = 0, [data]
    for _ in range(limits.depth):
        inner: list[Any] = []
        for one in level:
            values: Any = one if isinstance(one, list) else ()
            if isinstance(one, dict):
                pairs += len(one)
                values = one.values()
            inner += [value for value in values if type(value) in _HOLDERS]
        level = inner
    if any(isinstance(one, (dict, list)) for one in level):
        raise _too_deep(limits)
    return pairs


def shown(value: object) -> str:
    """A wrong value in a few words, whatever its size."""
    if isinstance(value, (dict, list)):
        kind = "an object with" if isinstance(value, dict) else "a list of"
        return f"{kind} {len(value)} value{'' if len(value) == 1 else 's'}"
    if isinstance(value, str):
        return f"the text {value[:60] + '…' if len(value) > 60 else value!r}"
    if isinstance(value, Inexact):
        return f"the number {value.text[:60]}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, int):
        return f"the number {value}" if value.bit_length() < 200 else "a very long number"
    return f"a time ({value})" if isinstance(value, (datetime, time)) else f"{value}"


class Lines:
    """The lines of a TOML text by the path of what begins there; looked for only when a mistake asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_path: dict[Path, int] | None = None

    def of_path(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing around it; None where none is known."""
        if self._by_path is None:
            self._by_path = dict(_lines_by_path(self._text))
        around = (path[:length] for length in range(len(path), 0, -1))
        return next((self._by_path[part] for part in around if part in self._by_path), None)


def _lines_by_path(text: str) -> Iterator[tuple[Path, int]]:
    counts: dict[Path, int] = {}
    table: Path = ()
    fence: str | None = None
    for number, whole_line in enumerate(text.split("\n"), start=1):
        line = whole_line[:_LONGEST_LINE]  # A key stands at the beginning of its line.
        if fence is not None:
            fence = None if fence in line else fence
            continue
        if header := _TOML_TABLE.match(line):
            table = _table(_parts(header[2]), counts, is_array=header[1] == "[[")
            yield table, number
        elif key := _TOML_KEY.match(line):
            yield (*table, *_parts(key[1])), number
        fence = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), None)


def _table(parts: tuple[str, ...], counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a table, in the last entry of every list of tables around it."""
    path: Path = ()
    for place, part in enumerate(parts, start=1):
        path = (*path, part)
        if is_array and place == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _TOML_PART.findall(text))
