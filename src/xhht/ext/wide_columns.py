"""Wide columns: which columns of a table with one row for each region say what of each indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.pictures import shown

Indicators: TypeAlias = Mapping[str, tuple[str, str] | Mapping[str, str]]


def check_mappings(**arguments: object) -> None:
    """Refuse arguments that are no mappings of names; None says nothing.

    Raises:
        InvalidTypeError: if one of them is none.
    """
    for name, given in arguments.items():
        if given is not None and not isinstance(given, Mapping):
            raise InvalidTypeError(f"{name} is a mapping of names, got {describe(given)}")


def columns_of(
    indicators: Indicators, parts: tuple[str, ...], problems: list[XhhtError]
) -> dict[str, Mapping[str, str]]:
    """By indicator, the column of each part of its figures; everything that is wrong goes to the problems."""
    found: dict[str, Mapping[str, str]] = {}
    given: Mapping[str, object] = indicators
    for indicator, columns in given.items():
        if isinstance(columns, Mapping):
            unknown = (part for part in columns if part not in parts)
            problems += (UnknownIdError("part", part, parts, f"indicators[{indicator!r}]") for part in unknown)
            found[indicator] = {part: name for part, name in columns.items() if part in parts}
        elif isinstance(columns, (tuple, list)) and len(columns) == 2:
            found[indicator] = {"numerator": columns[0], "denominator": columns[1]}
        else:
            problems.append(
                InvalidTypeError(
                    f"indicators[{indicator!r}] names the columns of numerator and denominator, got "
                    f"{describe(columns)}; give two names, or a mapping of parts"
                )
            )
    if not given:
        problems.append(InvalidValueError("indicators names no column; give at least one indicator"))
    return found


def unknown_columns(indicators: Mapping[str, Mapping[str, str]], names: Iterable[object]) -> Iterator[XhhtError]:
    """An error for each column of an indicator that the table has not."""
    known = tuple(names)
    for indicator, columns in indicators.items():
        for part, name in columns.items():
            if name not in known:
                yield UnknownIdError("column", name, tuple(map(str, known)), f"the table, as {part!r} of {indicator!r}")


def wrong_names(names: Iterable[object], table: str) -> Iterator[XhhtError]:
    """An error for each name that is no text, and for each that stands over two columns."""
    counted: dict[object, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    for name, many in counted.items():
        if not isinstance(name, str):
            yield InvalidTypeError(
                f"a column of the {table} is called {shown(name)}; names of columns are text: rename it"
            )
        elif many > 1:
            yield InvalidValueError(
                f"{many} columns of the {table} are called {shown(name)}; keep or rename all but one"
            )
