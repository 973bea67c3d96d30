"""Cells: the values of the model as plain exact values, each in columns of fixed names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from xhht.checks import Choice
from xhht.ext import flat_shares
from xhht.ext.flat_shares import FlatCell, flat
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, BoundedShare, Share
from xhht.model.sources import Source
from xhht.model.targets import TierShare
from xhht.pictures import digits
from xhht.texts import Text
from xhht.values import Value

Cell: TypeAlias = str | int | bool | date | Fraction | None
Cells: TypeAlias = dict[str, Cell]
Columns: TypeAlias = dict[str, list[Cell]]

CLAUSE_WORDS = "clause_words_"
COUNTS = (*flat_shares.COUNTS, "shortfall", "shortfall_least", "shortfall_most", "year")


def share_cells(actual: AnyShare | None, prefix: str = "") -> Cells:
    """A share of any kind in the columns of flat shares; all empty where there is none."""
    return {prefix + name: _flat_cell(cell) for name, cell in flat(actual).items()}


def _flat_cell(cell: FlatCell) -> Cell:
    return joined(cell) if isinstance(cell, tuple) else cell


def exact_or_bounds(name: str, value: Fraction | Bounds | None) -> Cells:
    """An exact number and its two ends; the first is empty where only bounds are known."""
    lower, upper = (value.lower, value.upper) if isinstance(value, Bounds) else (value, value)
    is_bounded = isinstance(value, Bounds) and not value.is_point
    return {
        name: None if is_bounded else lower,
        f"{name}_lower": lower,
        f"{name}_upper": upper,
        f"is_{name}_lower_open": value.is_lower_open if isinstance(value, Bounds) else None,
        f"is_{name}_upper_open": value.is_upper_open if isinstance(value, Bounds) else None,
    }


def count_or_range(name: str, value: int | CountRange | None) -> Cells:
    """A count, and the least and the most that it can be; the first is empty where only a range is known."""
    if isinstance(value, CountRange):
        return {name: None, f"{name}_least": value.least, f"{name}_most": value.most}
    return {name: value, f"{name}_least": value, f"{name}_most": value}


def joined(values: Iterable[object]) -> str:
    """Several ids or words in one cell, set off by semicolons."""
    return ";".join(text_of_cell(_single(value)) for value in values)


def text_of_cell(cell: Cell | float) -> str:
    """A cell as text, numbers of any length in their digits."""
    return digits(cell) if isinstance(cell, (int, Fraction)) and not isinstance(cell, bool) else str(cell)


def _pairs(values: Mapping[Any, object]) -> str:
    return joined(f"{text_of_cell(_single(key))}={text_of_cell(_single(value))}" for key, value in values.items())


def field_cells(value: Any) -> Cells:  # noqa: ANN401  # Whatever attrs made.
    """The fields of any value of the model, each in columns after its name; what has an id is given by it."""
    cells: Cells = {}
    for field in attrs.fields(type(value)):
        if not field.name.startswith("_"):
            cells |= _of_field(field.name, getattr(value, field.name))
    return cells


def clause_cells(source: Source) -> Cells:
    """A clause: its number and its document, and in both languages what a reader of the text calls it."""
    label = source.label
    words = {f"{CLAUSE_WORDS}vi": label.vi, f"{CLAUSE_WORDS}en": label.en}
    return {"clause": source.number, "document": source.document, **words}


def _of_field(name: str, value: object) -> Cells:
    if isinstance(value, Text):
        return {f"{name}_vi": value.vi, f"{name}_en": value.en}
    if isinstance(value, Source):
        return clause_cells(value)
    if isinstance(value, (Share, PrintedShare, BoundedShare)):
        return share_cells(value, "" if name == "actual" else f"{name}_")
    if isinstance(value, Bounds):
        return exact_or_bounds(name, value)
    if isinstance(value, CountRange):
        return count_or_range(name, value)
    if isinstance(value, Mapping):
        return {
            name: joined(f"{text_of_cell(_single(key))}={text_of_cell(_single(found))}" for key, found in value.items())
        }
    if isinstance(value, (tuple, frozenset)):
        return {name: joined(value)}
    return {name: _single(value)}


def _single(value: object) -> Cell:
    if isinstance(value, Choice):
        return str(value.value)
    if value is None or isinstance(value, (str, int, date, Fraction)):
        return value
    if isinstance(value, TierShare):
        return f"{value.tier}={digits(value.share)}"
    return _of_value(value) if isinstance(value, Value) else _plain(value)


def _of_value(value: Value) -> str:
    """A value inside another: its id or number, else its own words, else its fields in brackets."""
    kind: Any = type(value)
    has_words = kind.__str__ is not object.__str__
    for name in ("id",) if has_words else ("id", "number"):
        found = getattr(value, name, None)
        if isinstance(found, str):
            return found
    if has_words:
        return str(value)
    cells = (getattr(value, field.name) for field in attrs.fields(kind) if field.repr is not False)
    return f"({','.join(_plain(cell) for cell in cells if cell is not None)})"


def _plain(value: object) -> str:
    """Whatever a value holds, as text."""
    if isinstance(value, Text):
        return value.vi
    if isinstance(value, Mapping):
        return _pairs(value)
    if isinstance(value, (tuple, frozenset)):
        return joined(value)
    if callable(value):
        return str(getattr(value, "__name__", "function"))
    return text_of_cell(_single(value)) if isinstance(value, (Value, Choice, Fraction, int)) else str(value)
