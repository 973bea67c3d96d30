"""Parsing: JSON and TOML texts as plain data, within limits; what cannot be right is kept to be named at its place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime, time
from typing import Any

import attrs

from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableFileError
from xhht.values import Value

_QUOTED = re.compile(rb'"[^"]*+(?:"|\Z)')
_ESCAPE = re.compile(rb"\\.", re.DOTALL)
_STRUCTURE = bytes(sorted(set(range(256)) - set(b'[]{}":')))
_DIGITS = bytes(48 if chr(byte).isdigit() else 32 for byte in range(128)) + b" " * 128
_BRACKETS = bytes.maketrans(b"[{]}", b"(())")
_TOML_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+(?:\"|\Z|\\)|'[^']*+(?:'|\Z)|#.*")


@attrs.frozen
class Inexact(Value):
    """A number with a decimal point, an exponent, or no number at all (NaN): never exact, never accepted."""

    text: str


@attrs.frozen
class Oversized(Value):
    """A whole number with more digits than the limits allow."""

    digits: int


class Repeated(dict[str, object]):
    """An object in which keys stand twice."""

    twice: tuple[str, ...] = ()


def parse_json(text: str, limits: Limits) -> object:
    """The data of a JSON text.

    Raises:
        UnreadableFileError: if it is no JSON, or beyond a limit.
    """
    _check_length(text, limits.characters, "characters")
    encoded = text.removeprefix("\ufeff").encode("utf-8", errors="replace")
    pairs = _check_size(encoded, limits)
    is_long = b"0" * limits.digits in encoded.translate(_DIGITS)

    def whole(digits: str) -> int | Oversized:
        return int(digits) if len(digits) <= limits.digits else Oversized(len(digits.lstrip("-")))

    def parsed(hook: Callable[[list[tuple[str, Any]]], object] | None = None) -> object:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=Inexact,
            parse_constant=Inexact,
            parse_int=whole if is_long else None,
            object_pairs_hook=hook,
        )

    try:
        data = parsed()
        # Fewer pairs than colons: a key stands twice somewhere, and only a slower reading can say where.
        return data if _pairs_of(data) == pairs else parsed(_object)
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            f"this is no JSON: line {error.lineno}, column {error.colno}: {error.msg[:200]}; correct the text there"
        ) from None
    except RecursionError:
        raise _too_deep(limits) from None


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
        # Python itself reads no decimal number of thousands of digits.
        raise UnreadableFileError(f"a number has more than {limits.digits} digits; write a shorter one") from None
    _check_depth_of(data, limits)
    return data


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = Repeated(found)
    seen: set[str] = set()
    twice = {key: None for key, _ in pairs if key in seen or seen.add(key)}  # type: ignore[func-returns-value]  # Adds it.
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


def _check_size(encoded: bytes, limits: Limits) -> int:
    """Check the number of values and the depth, and count the pairs of keys and values."""
    values = encoded.count(b",") + encoded.count(b"[") + encoded.count(b"{")
    if values > limits.values:
        raise UnreadableFileError(
            f"the text has some {values} values, more than {limits.values}; raise Limits.values if you trust it"
        )
    data = _ESCAPE.sub(b"", encoded) if b"\\" in encoded else encoded
    data = _QUOTED.sub(b"", data.translate(None, _STRUCTURE).replace(b'""', b""))
    pairs = data.count(b":")
    data = data.translate(_BRACKETS, b":")
    depth = 0
    while b"()" in data and depth <= limits.depth:
        # Each round takes the innermost pairs away, so that the rounds count the depth.
        data = data.replace(b"()", b"")
        depth += 1
    if depth > limits.depth or data.count(b"(") > limits.depth:
        raise _too_deep(limits)
    return pairs


def _pairs_of(data: object) -> int:
    """How many keys all objects have together, counted without calls, since a file can have millions."""
    pairs = 0
    dicts, lists = [data] if type(data) is dict else [], [data] if type(data) is list else []
    while dicts or lists:
        pairs += sum(map(len, dicts))
        inner = [one for found in dicts for one in found.values() if type(one) is dict or type(one) is list]
        inner += [one for found in lists for one in found if type(one) is dict or type(one) is list]
        dicts, lists = [one for one in inner if type(one) is dict], [one for one in inner if type(one) is list]
    return pairs


def _check_depth_of(data: object, limits: Limits) -> None:
    level: list[object] = [data]
    depth = 0
    while level:
        depth += 1
        if depth > limits.depth:
            raise _too_deep(limits)
        level = [inner for value in level for inner in _inside(value) if isinstance(inner, (dict, list))]


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def shown(value: object) -> str:
    """A wrong value in a few words, whatever its size."""
    if isinstance(value, (dict, list)):
        kind = "an object with" if isinstance(value, dict) else "a list of"
        return f"{kind} {len(value)} value{'' if len(value) == 1 else 's'}"
    if isinstance(value, str):
        return f"the text {value[:60] + '…' if len(value) > 60 else value!r}"
    if isinstance(value, Inexact):
        return f"the number {value.text[:60]}"
    if isinstance(value, Oversized):
        return f"a number of {value.digits} digits"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, int):
        return f"the number {value}" if value.bit_length() < 200 else "a very long number"
    return f"a time ({value})" if isinstance(value, (datetime, time)) else f"{value}"
