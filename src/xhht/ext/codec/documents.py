"""Documents: whole files of one thing or several of a kind, written and read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, get_args, overload

from cattrs import Converter
from cattrs.errors import ClassValidationError

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.codec.assessments import read_assessment
from xhht.ext.codec.canonical import canonical
from xhht.ext.codec.converters import converter_for
from xhht.ext.codec.envelopes import FORMAT, ITEMS, TYPE, VALUE, VERSION, names_of, open_envelope
from xhht.ext.codec.kinds import KINDS
from xhht.ext.codec.limits import LIMITS, Limits
from xhht.ext.codec.lists import listed, read_each
from xhht.ext.codec.mistakes import InvalidFileError, MistakeError, UnreadableFileError, at, mistakes_of
from xhht.ext.codec.parsing import parse_json, parse_toml
from xhht.ext.codec.places import Path
from xhht.ext.codec.shapes import is_class, is_several, is_union, several
from xhht.ext.codec.tables import Lines
from xhht.ext.codec.unions import TAGGED
from xhht.ext.codec.writing import text_of, write_assessment
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme

T = TypeVar("T")


def dumps(thing: object, *, indent: int | None = None) -> str:
    """Write anything of the library as JSON: the same thing always as the same text.

    Exact numbers are text (``"2/5"``), days are ISO dates, links are ids, and fields that have their default
    are left out. An assessment names its programme by id; everything else stands for itself.

    Args:
        thing: a value of a public type, or a tuple or list of several.
        indent: by how many spaces inner values are set in; all in one line where None.

    Raises:
        InvalidTypeError: if it is of another type, or holds a function.
        InvalidValueError: if a number has more digits than Python writes.
    """
    try:
        if isinstance(thing, Assessment) and indent is None:
            return text_of(thing, converter_for(LIMITS), {VERSION: FORMAT, TYPE: Assessment.__name__})
        text = canonical({VERSION: FORMAT, **_written(thing)}, indent=indent)
    except RecursionError:
        raise InvalidValueError("the thing lies too deep inside itself to be written") from None
    except ValueError as error:
        if isinstance(error, InvalidValueError):
            raise
        raise InvalidValueError(f"it cannot be written: {str(error)[:200]}") from None
    return text


def _written(thing: object) -> dict[str, Any]:
    if isinstance(thing, (tuple, list)):
        names = {type(one).__name__ for one in thing}
        return {**({TYPE: names.pop()} if len(names) == 1 else {}), ITEMS: [_plain(one) for one in thing]}
    plain = _plain(thing)
    return {TYPE: type(thing).__name__, **(plain if isinstance(plain, dict) else {VALUE: plain})}


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
        InvalidTypeError: if files cannot hold the type.
    """
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
        InvalidTypeError: if files cannot hold the type.
    """
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
    is_list = is_several(kind)
    element = get_args(kind)[0] if is_list else kind
    names = names_of(element)
    if not names or any(name not in KINDS for name in names):
        raise InvalidTypeError(f"files do not hold {kind}; ask for a public type, or for a tuple of one")
    is_tagged = not is_list and is_union(element) and TAGGED.issuperset(get_args(element))
    rest, problems = open_envelope(data, names, is_tagged=is_tagged)
    found = None
    # Without a version it is read as it would be with one, so that all its mistakes are named together.
    version = data.get(VERSION) if isinstance(data, dict) else 0
    is_known = version is None or (type(version) is int and 1 <= version <= FORMAT)
    if is_known and all(path != (TYPE,) for path, _ in problems):
        try:
            found = _found(rest, element, programme, limits, is_list=is_list)
        except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
            problems.extend(mistakes_of(error, rest))
    if problems:
        what = f"a file of {'several ' if is_list else ''}{' or '.join(names)}"
        raise InvalidFileError(what, [MistakeError(path, cause, line_of(path)) for path, cause in problems])
    return found


def _found(rest: dict[str, Any], element: Any, programme: Programme | None, limits: Limits, *, is_list: bool) -> Any:  # noqa: ANN401  # Any kind.
    # A right file, which most are, is read quickly; a wrong one is read again, to name all its mistakes.
    with suppress(Exception):
        return _held(rest, element, programme, converter_for(limits, is_thorough=False), is_list=is_list)
    return _held(rest, element, programme, converter_for(limits), is_list=is_list)


def _held(
    rest: dict[str, Any],
    element: Any,  # noqa: ANN401  # Any kind.
    programme: Programme | None,
    converter: Converter,
    *,
    is_list: bool,
) -> Any:  # noqa: ANN401  # Any kind.
    if is_list:
        if element is Assessment:
            return read_each(
                listed(_only(rest, ITEMS), LIMITS.parts),
                lambda one, _: read_assessment(one, converter, programme),
                element,
                LIMITS,
            )
        return _structured(_only(rest, ITEMS), ITEMS, several(element), converter)
    if element is Assessment:
        return read_assessment(rest, converter, programme)
    if is_class(element) or is_union(element):
        return converter.structure(rest, element)
    return _structured(_only(rest, VALUE), VALUE, element, converter)


def _only(rest: dict[str, Any], key: str) -> object:
    problems: list[Exception] = [at(UnknownIdError("key", other, [key]), other) for other in rest if other != key]
    if key not in rest:
        problems.append(at(InvalidValueError("is missing; give it"), key))
    if problems:
        raise ClassValidationError("an envelope cannot be read", problems, dict)
    return rest[key]


def _structured(value: object, key: str, kind: Any, converter: Converter) -> Any:  # noqa: ANN401  # Any kind.
    try:
        return converter.structure(value, kind)
    except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
        raise ClassValidationError("an envelope cannot be read", [at(error, key)], dict) from None
