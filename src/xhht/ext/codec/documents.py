"""Documents: whole files of one thing or several of a kind, written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar, overload

import attrs
from cattrs import Converter

from xhht.checks import describe, expect, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.assessments import JUDGED_BY, register_assessments, write_assessment
from xhht.ext.codec.converters import new_converter, tagged
from xhht.ext.codec.kinds import (
    FORMAT,
    ITEMS,
    KINDS,
    TYPE,
    VERSION,
    element_of,
    is_several,
    names_of,
    several,
    shape_of,
)
from xhht.ext.codec.limits import LIMITS, Limits
from xhht.ext.codec.mistakes import InvalidFileError, MistakeError, Path, Problem, UnreadableFileError, mistakes_of
from xhht.ext.codec.programmes import register_programmes
from xhht.ext.codec.texts import Lines, canonical, parse_json, parse_toml, shown, without
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme
from xhht.pictures import digits

MOST_SPACES = 20
T = TypeVar("T")


@lru_cache(maxsize=8)
def converter_for(limits: Limits, *, is_thorough: bool = True) -> Converter:
    """The converter of everything that files hold; one that is not thorough names no more than one mistake."""
    converter = new_converter(limits, is_thorough=is_thorough)
    register_programmes(converter, limits)
    register_assessments(converter)
    return converter


def dumps(thing: object, *, indent: int | None = None) -> str:
    """Write anything of the library as JSON: the same thing always as the same text.

    Exact numbers are text (``"2/5"``), days are ISO dates, links are ids, and fields that have their default
    are left out. An assessment names its programme by id; everything else stands for itself.

    Args:
        thing: a value of a public type, or a tuple or list of several.
        indent: by how many spaces inner values are set in; all in one line where None.

    Raises:
        InvalidTypeError: if it is of another type, or holds a function.
        InvalidValueError: if a number has more digits than Python writes, or `indent` is not from 0 to 20.
    """
    if indent is not None and not is_whole(indent):
        raise InvalidTypeError(f"indent is a whole number of spaces, got {describe(indent)}")
    if indent is not None and not 0 <= indent <= MOST_SPACES:
        raise InvalidValueError(f"indent is from 0 to {MOST_SPACES} spaces, got {digits(indent)}")
    try:
        return canonical({VERSION: FORMAT, **_written(thing)}, indent=indent)
    except RecursionError:
        raise InvalidValueError("the thing lies too deep inside itself to be written") from None
    except ValueError as error:
        if isinstance(error, InvalidValueError):
            raise
        raise InvalidValueError(f"it cannot be written: {str(error)[:200]}") from None


def _written(thing: object) -> dict[str, Any]:
    if not isinstance(thing, (tuple, list)):
        return tagged(thing, _plain(thing))
    names = {type(one).__name__ for one in thing}
    if len(names) == 1:
        return {TYPE: names.pop(), ITEMS: [_plain(one) for one in thing]}
    return {ITEMS: [tagged(one, _plain(one)) for one in thing]}


def _plain(thing: object) -> Any:  # noqa: ANN401  # Plain data of any shape.
    name = type(thing).__name__
    if KINDS.get(name) is not type(thing):
        raise InvalidTypeError(f"files hold public types of the library, got {name}; write its parts instead")
    converter = converter_for(LIMITS)
    if isinstance(thing, Assessment):
        return write_assessment(thing, converter, is_whole=False)
    return converter.unstructure(thing)


@overload
def loads(text: str | bytes, kind: type[T], *, programme: Programme | None = None, limits: Limits = LIMITS) -> T: ...
@overload
def loads(text: str | bytes, kind: Any, *, programme: Programme | None = None, limits: Limits = LIMITS) -> Any: ...  # noqa: ANN401  # Any kind.
def loads(text: str | bytes, kind: Any, *, programme: Programme | None = None, limits: Limits = LIMITS) -> Any:
    """Read a JSON file.

    Args:
        text: the text, or its bytes in UTF-8.
        kind: the type that is expected: a public type, a union such as ``AnyShare``, or ``tuple[Observation, ...]``.
        programme: what an assessment was judged by; only assessments need it.
        limits: how large and how deep the text may be.

    Raises:
        UnreadableFileError: if it is no JSON, or beyond a limit.
        InvalidFileError: for every mistake in it, all together in `problems`.
        InvalidTypeError: if files cannot hold the type, or the limits are no `Limits`.
    """
    expect(Limits, limits, "limits")
    return _read(parse_json(_decoded(text), limits), kind, programme, limits, lambda _: None)


@overload
def loads_toml(text: str | bytes, kind: type[T], *, limits: Limits = LIMITS) -> T: ...
@overload
def loads_toml(text: str | bytes, kind: Any, *, limits: Limits = LIMITS) -> Any: ...  # noqa: ANN401  # Any kind.
def loads_toml(text: str | bytes, kind: Any, *, limits: Limits = LIMITS) -> Any:
    """Read a TOML file, such as a programme that was written by hand; mistakes are named with their lines.

    Args:
        text: the text, or its bytes in UTF-8.
        kind: the type that is expected.
        limits: how large and how deep the text may be.

    Raises:
        UnreadableFileError: if it is no TOML, or beyond a limit.
        InvalidFileError: for every mistake in it, all together in `problems`.
        InvalidTypeError: if files cannot hold the type, or the limits are no `Limits`.
    """
    expect(Limits, limits, "limits")
    decoded = _decoded(text)
    return _read(parse_toml(decoded, limits), kind, None, limits, Lines(decoded).of_path)


def _decoded(text: object) -> str:
    if isinstance(text, str):
        return text
    if not isinstance(text, (bytes, bytearray)):
        raise InvalidTypeError(f"a file is read from text or bytes, got {type(text).__name__}")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"the file is not in UTF-8: byte {error.start} cannot be read; save it as UTF-8"
        ) from None


def _read(
    data: object,
    kind: Any,  # noqa: ANN401  # Any kind.
    programme: Programme | None,
    limits: Limits,
    line_of: Callable[[Path], int | None],
) -> Any:  # noqa: ANN401  # Any kind.
    element = element_of(kind)
    names = names_of(element)
    problems = list(_envelope_problems(data, names))
    thing = None
    # Without a version it is read as it would be with one, so that all its mistakes are named together.
    if isinstance(data, dict) and data.get(VERSION) in (None, FORMAT) and data.get(TYPE) in (None, *names):
        rest = without(data, VERSION, TYPE)
        one = KINDS[data[TYPE]] if data.get(TYPE) is not None else element
        token = JUDGED_BY.set(programme)
        try:
            thing = _structured(rest, several(one) if is_several(kind) else one, limits)
        except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
            problems.extend(mistakes_of(error, rest))
        finally:
            JUDGED_BY.reset(token)
    if problems:
        what = f"a file of {'several ' if is_several(kind) else ''}{' or '.join(names)}"
        raise InvalidFileError(what, [MistakeError(path, cause, line_of(path)) for path, cause in problems])
    return thing


def _envelope_problems(data: object, names: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with the keys at the top of a file."""
    if not isinstance(data, dict):
        yield (), InvalidTypeError(f"a file of this library is an object, got {shown(data)}")
        return
    version, name = data.get(VERSION), data.get(TYPE)
    if version is None:
        yield (VERSION,), InvalidValueError(f"the format version is missing; give {FORMAT}")
    elif type(version) is not int or version != FORMAT:
        yield (VERSION,), InvalidValueError(f"this library reads format {FORMAT}, got {shown(version)}")
    if name is not None and name not in names:
        held = name[:80] if isinstance(name, str) else shown(name)
        yield (TYPE,), InvalidValueError(f"the file holds {held}, not {' or '.join(names)}")


def _structured(rest: dict[str, Any], kind: Any, limits: Limits) -> Any:  # noqa: ANN401  # Any kind.
    shape = shape_of(kind)
    try:
        # A right file, which most are, is read quickly; a wrong one is read again, to name all its mistakes.
        thing = converter_for(limits, is_thorough=False).structure(rest, shape)
    except Exception:  # noqa: BLE001  # As above.
        thing = converter_for(limits).structure(rest, shape)
    return thing if shape is kind else getattr(thing, attrs.fields(shape)[0].name)
