"""The cattrs converter: how each type of the model is written as plain data and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cattrs import Converter
from cattrs.errors import ClassValidationError

from xhht.checks import Choice
from xhht.errors import InvalidTypeError, XhhtError
from xhht.ext.codec.assessments import read_assessment
from xhht.ext.codec.classes import class_reader, class_writer, object_reader
from xhht.ext.codec.limits import Limits
from xhht.ext.codec.lines import VerdictLine, source_reader
from xhht.ext.codec.lists import frozenset_reader, mapping_reader, tuple_reader
from xhht.ext.codec.mistakes import at
from xhht.ext.codec.programmes import programme_reader, programme_writer
from xhht.ext.codec.scalars import (
    Reader,
    choice_reader,
    exact_reader,
    points_reader,
    read_bool,
    read_day,
    read_text,
    whole_reader,
    write_day,
    write_exact,
)
from xhht.ext.codec.shapes import is_class, is_mapping, is_union, origin_of
from xhht.ext.codec.unions import anything_reader, union_reader, write_anything
from xhht.ext.codec.writing import write_assessment
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import PercentagePoints, Share
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme

ORDINARY = 2**63


@lru_cache(maxsize=8)
def converter_for(limits: Limits, *, is_thorough: bool = True) -> Converter:
    """The converter that reads within limits.

    One that is not thorough is quicker, and names no more than one mistake.
    """
    converter = Converter(detailed_validation=is_thorough, forbid_extra_keys=True)
    _register_readers(converter, limits)
    _register_writers(converter)
    return converter


def _register_readers(converter: Converter, limits: Limits) -> None:
    singles: dict[Any, Reader] = {
        str: read_text,
        bool: read_bool,
        int: whole_reader(limits),
        Fraction: exact_reader(limits),
        PercentagePoints: points_reader(limits),
        date: read_day,
        # Each list of words by itself: to cattrs, which goes by `issubclass`, its words would be any text.
        **{choice: choice_reader(choice) for choice in Choice.__subclasses__()},
    }
    for kind, read in singles.items():
        converter.register_structure_hook(kind, read)
    converter.register_structure_hook_func(lambda kind: kind is object, anything_reader(converter))
    converter.register_structure_hook_factory(is_class, lambda kind: class_reader(kind, converter))
    converter.register_structure_hook_factory(
        lambda kind: origin_of(kind) is tuple, lambda kind: tuple_reader(kind, converter, limits)
    )
    converter.register_structure_hook_factory(
        lambda kind: origin_of(kind) is frozenset, lambda kind: frozenset_reader(kind, converter, limits)
    )
    converter.register_structure_hook_factory(is_mapping, lambda kind: mapping_reader(kind, converter, limits))
    converter.register_structure_hook_factory(is_union, lambda kind: union_reader(kind, converter))
    converter.register_structure_hook_func(
        lambda kind: kind is Programme, object_reader(programme_reader(converter, limits), Programme)
    )
    converter.register_structure_hook_factory(
        lambda kind: kind is PrintedShare, lambda kind: _printed_reader(class_reader(kind, converter), converter)
    )
    converter.register_structure_hook_factory(
        lambda kind: kind is Share, lambda kind: _share_reader(class_reader(kind, converter))
    )
    converter.register_structure_hook_factory(
        lambda kind: kind is VerdictLine,
        lambda kind: class_reader(kind, converter, source=source_reader(converter)),
    )
    converter.register_structure_hook_func(
        lambda kind: kind is Assessment, lambda value, _: read_assessment(value, converter, None)
    )


def _printed_reader(read: Reader, converter: Converter) -> Reader:
    """The reader of printed shares; who writes by hand may leave the bounds out, which then follow from the print."""

    def read_printed(value: object, kind: object) -> Any:  # noqa: ANN401  # A PrintedShare.
        if type(value) is dict and "bounds" not in value and isinstance(value.get("text"), str):
            try:
                bounds = PrintedShare.from_text(value["text"]).bounds
            except XhhtError as error:
                raise ClassValidationError("a print cannot be read", [at(error, "text")], PrintedShare) from None
            value = {**value, "bounds": converter.unstructure(bounds)}
        return read(value, kind)

    return read_printed


def _share_reader(read: Reader) -> Reader:
    """The reader of counted shares; two ordinary counts alone, which most shares are, are read at once."""

    def read_share(value: object, kind: object) -> Any:  # noqa: ANN401  # A Share.
        if type(value) is dict and len(value) == 2:
            numerator, denominator = value.get("numerator"), value.get("denominator")
            if type(numerator) is int and type(denominator) is int and 0 <= numerator <= denominator < ORDINARY:
                return Share(numerator, denominator)
        return read(value, kind)

    return read_share


def _register_writers(converter: Converter) -> None:
    converter.register_unstructure_hook(Fraction, write_exact)
    converter.register_unstructure_hook(date, write_day)
    converter.register_unstructure_hook_factory(is_class, lambda kind: class_writer(kind, converter))
    converter.register_unstructure_hook_func(
        lambda kind: origin_of(kind) is frozenset, lambda found: sorted(converter.unstructure(one) for one in found)
    )
    converter.register_unstructure_hook_func(is_mapping, lambda found: _write_mapping(found, converter))
    converter.register_unstructure_hook_func(lambda kind: kind is object, lambda it: write_anything(it, converter))
    converter.register_unstructure_hook_func(lambda kind: kind is Programme, programme_writer(converter))
    converter.register_unstructure_hook_func(
        lambda kind: kind is Assessment, lambda found: write_assessment(found, converter, is_whole=True)
    )
    converter.register_unstructure_hook_func(lambda kind: origin_of(kind) is Callable, _refuse)
    converter.register_structure_hook_func(lambda kind: origin_of(kind) is Callable, lambda it, _: _refuse(it))


def _refuse(_: object) -> Any:  # noqa: ANN401  # It never returns.
    raise InvalidTypeError("files hold no functions; write what the function finds")


def _write_mapping(found: Mapping[Any, Any], converter: Converter) -> list[Any]:
    def write(value: object) -> object:
        return _write_mapping(value, converter) if isinstance(value, Mapping) else converter.unstructure(value)

    return [[write(key), write(value)] for key, value in found.items()]
