"""The sheet of any result: by the layout of its type, any other value by its fields, several by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from xhht.checks import describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.looks import language_shown
from xhht.ext.rows import to_rows
from xhht.ext.tables import forecasts as _forecasts  # noqa: F401  # It says what their sheets are.
from xhht.ext.tables import titles as _titles  # noqa: F401  # Likewise.
from xhht.ext.tables import words as w
from xhht.ext.tables.layouts import LISTS, WHOLES
from xhht.ext.tables.phrases import Phrase, shortened
from xhht.ext.tables.sheets import MOST_ROWS, Column, Layout, Sheet
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, Share
from xhht.plain_tables import plain_table
from xhht.texts import Language
from xhht.values import Value


def told_fields(kind: type) -> list[Any]:
    """The fields that a constructor takes and that do not follow from others."""
    return [field for field in attrs.fields(kind) if field.init and not field.metadata.get("is_derived")]


FIELDS = Layout(
    title=lambda value: type(value).__name__,
    subtitle=lambda value: value if isinstance(value, (Share, PrintedShare, BoundedShare)) else None,
    rows=lambda value: [(one.name, getattr(value, one.name)) for one in told_fields(type(value))],
    columns=(w.FIELD.of(lambda row: row[0]), w.VALUE.of(lambda row: shortened(row[1]))),
)


def sheet_of(result: Any, language: Language | None, most_rows: int) -> Sheet:  # noqa: ANN401  # Anything may be asked for.
    """The sheet of any value of the model, or of several.

    Raises:
        InvalidTypeError: if it is no value of the model, or something else is among several.
        InvalidValueError: if `most_rows` is not positive.
        UnknownIdError: if the language is another.
    """
    language = language_shown(language)
    if not is_whole(most_rows) or most_rows < 1:
        raise InvalidValueError(f"most_rows is a whole number from 1 on, got {describe(most_rows)}")
    layout = WHOLES.get(type(result))
    if layout is None and isinstance(result, Value):
        layout = _of_list([result])
        result = [result] if layout else result
        layout = layout or FIELDS
    if layout is None:
        result = _values(result)
        layout = _of_list(result) or _of_rows(result)
    return layout.sheet(result, language, most_rows)


def _values(result: object) -> list[Value]:
    if isinstance(result, (str, bytes, Mapping)) or not isinstance(result, Iterable):
        raise InvalidTypeError(f"a table shows a result or several values of the model, got {describe(result)}")
    values = list(result)
    for number, value in enumerate(values):
        if not isinstance(value, Value):
            raise InvalidTypeError(f"values[{number}] is a value of the model, got {describe(value)}")
    return values


def _of_list(values: Sequence[Value]) -> Layout | None:
    """The layout of several values of one kind that has one."""
    fitting = (layout for kind, layout in LISTS.items() if values and all(isinstance(one, kind) for one in values))
    return next(fitting, None)


def _of_rows(values: Sequence[Value]) -> Layout:
    """The layout of any values, by their plain columns."""
    rows = to_rows(values)

    def cell(row: Mapping[str, object], name: str) -> Phrase:
        return shortened(row[name])

    return Layout(
        title=", ".join(dict.fromkeys(type(value).__name__ for value in values)),
        rows=lambda _: rows,
        columns=[Column(name, partial(cell, name=name)) for name in (rows[0] if rows else {})] or [Column("–", str)],
    )


def plain(result: object, *, language: Language | None = None, most_rows: int = MOST_ROWS) -> str:
    """A result as a table of plain text, for a terminal or a log.

    >>> from xhht import Share
    >>> print(plain(Share(45, 100), language="en"))
    Share: 45/100 (45%)
    field        value
    numerator    45
    denominator  100
    base         all

    Raises:
        InvalidTypeError: as in `table`, and likewise the other errors.
    """
    sheet = sheet_of(result, language, most_rows)
    head = ": ".join(filter(None, (sheet.title, sheet.subtitle)))
    rows = [[cell.text for cell in row] for row in sheet.rows]
    return "\n".join([head, plain_table(sheet.headings, rows, most_rows=len(rows)), *sheet.notes])
