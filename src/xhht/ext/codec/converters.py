"""The cattrs converter: how each type of the library is written as plain data and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from xhht.checks import Choice, identifier, optional_identifier
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.codec.kinds import KINDS, TYPE, VALUE, classes_of, fields_of, is_class, is_mapping, is_union, several
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.texts import Inexact, Repeated, shown, without
from xhht.ext.codec.values import (
    Reader,
    choice_reader,
    exact_reader,
    frozenset_reader,
    frozenset_writer,
    mapping_reader,
    mapping_writer,
    read_bool,
    read_day,
    read_text,
    tuple_reader,
    whole_reader,
)
from xhht.figures.prints import PrintedShare, check_print
from xhht.figures.shares import PercentagePoints, Share

ORDINARY = 2**63
# The same ids stand in many lines of a file, and each is checked again by its class.
_QUICKLY: dict[Any, Any] = {check: lru_cache(maxsize=10_000)(check) for check in (identifier, optional_identifier)}
# What a field of any type can hold, by the name under which a file speaks of it.
_ANYTHING: dict[str, Any] = {
    **KINDS,
    **{one.__name__: one for one in (date, Fraction)},
    "tuple": several(object),
    "frozenset": frozenset[object],
}


def new_converter(limits: Limits, *, is_thorough: bool = True) -> Converter:
    """A converter that reads within limits.

    One that is not thorough is quicker, and names no more than one mistake.
    """
    converter = Converter(detailed_validation=is_thorough, forbid_extra_keys=True)
    _register_readers(converter, limits)
    _register_writers(converter)
    return converter


def _register_readers(converter: Converter, limits: Limits) -> None:
    read_exact = exact_reader(limits)
    singles: dict[Any, Reader] = {
        str: read_text,
        bool: read_bool,
        int: whole_reader(limits),
        Fraction: read_exact,
        PercentagePoints: lambda value, kind: PercentagePoints(read_exact(value, kind)),
        date: read_day,
        # Each list of words by itself: to cattrs, which goes by `issubclass`, its words would be any text.
        **{choice: choice_reader(choice) for choice in Choice.__subclasses__()},
    }
    for kind, read in singles.items():
        converter.register_structure_hook(kind, read)
    add = converter.register_structure_hook_factory
    add(is_class, lambda kind: class_reader(kind, converter))
    add(lambda kind: kind is Share, lambda kind: _share_reader(class_reader(kind, converter)))
    add(lambda kind: kind is PrintedShare, lambda kind: _print_reader(class_reader(kind, converter), converter))
    add(_is_made_of(tuple), lambda kind: tuple_reader(kind, converter, limits))
    add(_is_made_of(frozenset), lambda kind: frozenset_reader(kind, converter))
    add(is_mapping, lambda kind: mapping_reader(kind, converter))
    add(is_union, lambda kind: _union_reader(kind, converter))
    converter.register_structure_hook_func(lambda kind: kind is object, lambda it, _: _read_anything(it, converter))
    converter.register_structure_hook_func(_is_made_of(Callable), _refuse)


def _register_writers(converter: Converter) -> None:
    converter.register_unstructure_hook(Fraction, str)
    converter.register_unstructure_hook(date, date.isoformat)
    add = converter.register_unstructure_hook_factory
    add(is_class, lambda kind: class_writer(kind, converter))
    # A word of a fixed list is text itself.
    add(lambda kind: isinstance(kind, type) and issubclass(kind, Choice), lambda _: identity)
    add(_is_made_of(frozenset), lambda kind: frozenset_writer(kind, converter))
    add(is_mapping, lambda kind: mapping_writer(kind, converter))
    add(is_union, lambda kind: _union_writer(kind, converter))
    add(lambda kind: kind is object, lambda _: lambda it: _write_anything(it, converter))
    converter.register_unstructure_hook_func(_is_made_of(Callable), _refuse)


def _is_made_of(origin: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


def _refuse(*_: object) -> Any:  # noqa: ANN401  # It never returns.
    raise InvalidTypeError("files hold no functions; write what the function finds")


def class_reader(kind: type[Any], converter: Converter, **readers: Reader) -> Reader:
    """The reader of a class: every field is read and checked, so that all mistakes are named together.

    Args:
        kind: the class.
        converter: how its fields are read.
        readers: how some of them are read instead.
    """
    overrides: dict[str, Any] = {
        field.name: override(struct_hook=readers.get(field.name) or _field_reader(field, converter))
        for field in fields_of(kind)
    }
    overrides |= _derived(kind)
    read = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def read_object(value: object, _: object) -> Any:  # noqa: ANN401  # A value of the class.
        return read(value if type(value) is dict and TYPE not in value else _checked(value, kind, read), kind)

    return read_object


def _field_reader(field: Any, converter: Converter) -> Reader:  # noqa: ANN401  # An attribute of any type.
    """The reader of a field: of its type, and then as its class converts it."""
    read: Reader = converter.get_structure_hook(field.type)
    convert = field.converter
    if convert is None or isinstance(convert, type) or not callable(convert):
        return read
    quick = _QUICKLY.get(convert, convert)
    return lambda value, kind: quick(read(value, kind))


def _checked(value: object, kind: type[Any], read: Reader) -> dict[str, Any]:
    """An object less the name of its type, where it is the right one, and with no key twice."""
    if not isinstance(value, dict):
        raise InvalidTypeError(f"expected an object ({kind.__name__}), got {shown(value)}")
    problems: list[Exception] = []
    if value.get(TYPE, kind.__name__) != kind.__name__:
        wrong = value[TYPE][:80] if isinstance(value[TYPE], str) else shown(value[TYPE])
        problems.append(at(InvalidValueError(f"the file holds {wrong}, not {kind.__name__}"), TYPE))
    rest = dict(without(value, TYPE))
    if isinstance(value, Repeated):
        names = ", ".join(repr(key[:80]) for key in value.twice[:10])
        problems.append(UnreadableValueError(f"keys stand twice: {names}; keep one of each"))
        try:
            read(rest, kind)
        except ClassValidationError as error:
            problems += error.exceptions
    if problems:
        raise ClassValidationError(f"{kind.__name__} cannot be read", problems, kind)
    return rest


def class_writer(
    kind: type[Any],
    converter: Converter,
    **overrides: Any,  # noqa: ANN401  # What cattrs calls overrides has several types.
) -> Callable[[Any], dict[str, Any]]:
    """The writer of a class: every field that does not have its default."""
    fields_of(kind)
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **_derived(kind), **overrides)


def _derived(kind: type[Any]) -> dict[str, Any]:
    """The fields that follow from others, which no file holds."""
    return {field.name: override(omit=True) for field in attrs.fields(kind) if field.metadata.get("is_derived")}


def _share_reader(read: Reader) -> Reader:
    """The reader of counted shares; two ordinary counts alone, which most shares are, are read at once."""

    def read_share(value: object, kind: object) -> Any:  # noqa: ANN401  # A Share.
        if type(value) is dict and len(value) == 2:
            numerator, denominator = value.get("numerator"), value.get("denominator")
            if type(numerator) is int and type(denominator) is int and 0 <= numerator <= denominator < ORDINARY:
                return Share(numerator, denominator)
        return read(value, kind)

    return read_share


def _print_reader(read: Reader, converter: Converter) -> Reader:
    """The reader of printed shares; who writes by hand may leave the bounds out, which then follow from the print."""

    def read_print(value: object, kind: object) -> Any:  # noqa: ANN401  # A PrintedShare.
        if type(value) is dict and "bounds" not in value and isinstance(value.get("text"), str):
            try:
                bounds = PrintedShare.from_text(value["text"]).bounds
            except XhhtError as error:
                raise ClassValidationError("a print cannot be read", [at(error, "text")], PrintedShare) from None
            value = {**value, "bounds": converter.unstructure(bounds)}
        printed = read(value, kind)
        check_print(printed.text, printed.bounds)
        return printed

    return read_print


def signs_of(classes: tuple[type[Any], ...]) -> dict[str | None, type[Any]] | None:
    """By a key that it alone must have, each of several classes; None where they say their ``type`` instead.

    One class may have no such key: it is what an object is that has none of the others' either.
    """
    signs: dict[str | None, type[Any]] = {}
    for one in classes:
        others = {field.name for other in classes if other is not one for field in fields_of(other)}
        needed = {field.name for field in fields_of(one) if field.default is attrs.NOTHING}
        signs[min(needed - others, default=None)] = one
    return signs if len(signs) == len(classes) else None


def _union_reader(kind: Any, converter: Converter) -> Reader:  # noqa: ANN401  # A union, which has no type of its own.
    """The reader of a union: null, objects of its classes, lists, and single values of one more type."""
    members = [one for one in get_args(kind) if one is not type(None)]
    read_one: dict[Any, Reader] = {one: converter.get_structure_hook(one) for one in members}
    classes = classes_of(kind)
    class_of = _class_teller(classes)
    lists = [one for one in members if get_origin(one) is not None]
    first = next(iter([one for one in members if one not in (*classes, *lists)] or members))
    is_optional = type(None) in get_args(kind)
    if is_optional and len(members) == 1:
        read_first = read_one[first]
        return lambda value, _: None if value is None else read_first(value, first)

    def read(value: object, _: object) -> Any:  # noqa: ANN401  # A value of the union.
        if value is None and is_optional:
            return None
        one = first
        if classes and isinstance(value, dict):
            one = class_of(value)
        elif lists and isinstance(value, list):
            one = lists[0]
        return read_one[one](value, one)

    return read


def _class_teller(classes: tuple[type[Any], ...]) -> Callable[[dict[str, Any]], Any]:
    """What tells of which class an object is: its ``type``, or a key where one is enough."""
    if len(classes) < 2:
        return lambda _: classes[0]
    signs = signs_of(classes) or {}
    by_name = {one.__name__: one for one in classes}

    def class_of(value: dict[str, Any]) -> Any:  # noqa: ANN401  # One of the classes.
        if TYPE in value:
            return by_name[_known(value[TYPE], by_name)]
        for sign, one in signs.items():
            if sign in value:
                return one
        if None not in signs:
            raise UnreadableValueError(f"nothing tells what this is; give its type: {', '.join(by_name)}")
        return signs[None]

    return class_of


def _known(name: object, names: Iterable[str]) -> str:
    if isinstance(name, str) and name in names:
        return name
    raise UnknownIdError(TYPE, name if isinstance(name, str) else shown(name), names)


def _union_writer(kind: Any, converter: Converter) -> Callable[[Any], Any]:  # noqa: ANN401  # A union.
    """The writer of a union, which names the class of an object where its keys do not tell it."""
    classes = classes_of(kind)
    tagged_classes = () if signs_of(classes) is not None else classes
    by_origin = {get_origin(one): converter.get_unstructure_hook(one) for one in get_args(kind) if get_origin(one)}
    if not (tagged_classes or by_origin):
        return converter.unstructure

    def write(thing: object) -> Any:  # noqa: ANN401  # Plain data of any shape.
        written = by_origin.get(type(thing), converter.unstructure)(thing)
        return tagged(thing, written) if isinstance(thing, tagged_classes) else written

    return write


def tagged(thing: object, written: Any) -> dict[str, Any]:  # noqa: ANN401  # Plain data of any shape.
    """What was written of a thing, with the name of its type."""
    name = type(thing).__name__
    return {TYPE: name, **(written if is_class(type(thing)) else {VALUE: written})}


def _write_anything(thing: object, converter: Converter) -> object:
    """A value of any type that a field can have, with its type where JSON has none of its own."""
    if thing is None or type(thing) in (bool, int, str):
        return thing
    kind = _ANYTHING.get(type(thing).__name__)
    if (get_origin(kind) or kind) is not type(thing):
        raise InvalidTypeError(f"files hold no {type(thing).__name__}")
    return tagged(thing, converter.unstructure(thing, unstructure_as=kind))


def _read_anything(value: object, converter: Converter) -> object:
    if isinstance(value, (list, Inexact)):
        raise InvalidTypeError(f"expected a value with its type, got {shown(value)}")
    if not isinstance(value, dict):
        return converter.structure(value, int) if type(value) is int else value
    kind = _ANYTHING[_known(value.get(TYPE), _ANYTHING)]
    return converter.structure(value if is_class(kind) else value.get(VALUE), kind)
