"""Classes in files: an object whose keys are the fields, every field checked, every mistake named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.mistakes import UnreadableValueError
from xhht.ext.codec.parsing import Repeated, shown
from xhht.ext.codec.scalars import Reader
from xhht.ext.codec.unions import TAGGED, without


def fields_of(kind: type[Any]) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that its constructor takes, their types resolved."""
    attrs.resolve_types(kind)
    return tuple(field for field in attrs.fields(kind) if field.init)


def class_reader(kind: type[Any], converter: Converter, **chosen: Reader) -> Reader:
    """The reader of a class: every field is read and checked, so that all mistakes are named together.

    Fields named in `chosen` are read by the readers given.
    """
    overrides: dict[str, Any] = {
        field.name: override(struct_hook=chosen.get(field.name) or field_reader(field, converter))
        for field in fields_of(kind)
    }
    read = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **overrides)
    return _tagged(object_reader(read, kind), kind) if kind in TAGGED else object_reader(read, kind)


def _tagged(read: Reader, kind: type[Any]) -> Reader:
    name = kind.__name__

    def read_tagged(value: object, _: object) -> Any:  # noqa: ANN401  # A value of the kind.
        is_said = isinstance(value, dict) and value.get("type") == name
        return read(without(value, "type") if isinstance(value, dict) and is_said else value, kind)

    return read_tagged


def field_reader(field: attrs.Attribute[Any], converter: Converter) -> Reader:
    """The reader of a field: of its type, and then as its class converts it."""
    read: Reader = converter.get_structure_hook(field.type)
    check = field.converter
    if check is None or isinstance(check, type) or not callable(check):
        return read
    return lambda value, kind: check(read(value, kind))


def object_reader(read: Reader, kind: type[Any]) -> Reader:
    """A reader that refuses what is no object, and objects in which keys stand twice."""
    name = kind.__name__

    def read_object(value: object, _: object) -> Any:  # noqa: ANN401  # Any kind.
        if type(value) is dict:
            return read(value, kind)
        if not isinstance(value, Repeated):
            raise InvalidTypeError(f"expected an object ({name}), got {shown(value)}")
        problems: list[Exception] = [repeated_keys(value)]
        try:
            read(dict(value), kind)
        except ClassValidationError as error:
            problems += error.exceptions
        raise ClassValidationError(f"{name} cannot be read", problems, kind)

    return read_object


def repeated_keys(value: Repeated) -> InvalidValueError:
    """The error for an object in which keys stand twice."""
    names = ", ".join(repr(key[:80]) for key in value.twice[:10])
    return UnreadableValueError(f"keys stand twice: {names}; keep one of each")


def class_writer(kind: type[Any], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """The writer of a class: every field that does not have its default."""
    write = make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True)
    if kind not in TAGGED:
        return write
    return lambda thing: {"type": kind.__name__, **write(thing)}
