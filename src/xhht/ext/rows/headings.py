"""Headings: the columns of a data frame as lists, which part each of them plays, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeAlias

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.rows.frames import library_of
from xhht.ext.rows.reading import ALIASES, InvalidTableError, WrongCell, type_of
from xhht.ext.rows.verdicts import DAY
from xhht.ext.spellings import Spellings
from xhht.ext.wide_columns import wrong_names

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

Column: TypeAlias = list[Any]


def cells_of(frame: IntoDataFrame) -> dict[str, Column]:
    """The columns of a frame as lists, with None for what is missing.

    Raises:
        InvalidTableError: for all names of columns that are no text or stand twice.
        InvalidTypeError: if it is no frame in memory.
        InvalidValueError: if a column has a day outside Python's calendar.
    """
    nw = library_of("narwhals")
    problems = [*wrong_names(_names(frame), "data frame")]
    if problems:
        raise InvalidTableError("columns of a data frame", problems)
    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError:
        raise InvalidTypeError(
            f"a data frame of pandas, Polars or PyArrow in memory is needed, got {type(frame).__name__}"
        ) from None
    return {name: _cells(table[name]) for name in table.columns}


def _names(frame: object) -> tuple[object, ...]:
    """The names of the columns of a frame of any kind, as they are."""
    names = getattr(frame, "column_names", None)
    names = getattr(frame, "columns", ()) if names is None else names
    return tuple(names) if isinstance(names, Iterable) else ()


def _cells(series: Any) -> Column:  # noqa: ANN401  # A series of narwhals.
    nulls, size = series.null_count(), len(series)
    if nulls == size:
        return [None] * size
    kind = str(series.dtype)
    if kind.startswith("Datetime") and "time_zone=None" in kind and series.implementation.is_pandas():
        cells = series.to_numpy().astype("datetime64[us]").tolist()  # One by one, pandas takes six times as long.
    else:
        cells = _listed(series, kind)
    if nulls:
        empty = series.is_null().to_list()
        cells = [None if is_empty else cell for cell, is_empty in zip(cells, empty, strict=True)]
    if kind.startswith(("Datetime", "Object", "Unknown")):
        return [_day(cell) for cell in cells]
    return list(cells)


def _listed(series: Any, kind: str) -> Column:  # noqa: ANN401  # As above.
    cells: Column | None = None
    if not (kind.startswith("Date") and series.implementation.is_polars() and _is_beyond(series.dt.date())):
        with suppress(OverflowError):
            cells = series.to_list()
    if cells is None:
        raise InvalidValueError(
            f"column {series.name!r} of the data frame has a day outside the years 1 to 9999; correct it"
        )
    return cells


def _is_beyond(days: Any) -> bool:  # noqa: ANN401  # As above.
    """Whether Polars would end with a panic over days that Python's calendar does not have."""
    return bool(((days < date.min) | (days > date.max)).any())


def _day(cell: object) -> object:
    """A time at midnight without a zone is a day, since pandas has no other form for one."""
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return cell


def length(table: Mapping[str, Column]) -> int:
    """The number of rows."""
    return len(next(iter(table.values()), ()))


def named(
    table: Mapping[str, Column], columns: Mapping[str, str], parts: Sequence[str], problems: list[XhhtError]
) -> dict[str, str]:
    """By part, the heading that the caller gives it."""
    names: dict[str, str] = {}
    for given, heading in columns.items():
        part = ALIASES.get(given, given)
        if part not in parts:
            problems.append(UnknownIdError("part", given, (*parts, *ALIASES), "columns"))
        elif heading not in table:
            problems.append(UnknownIdError("column", heading, list(map(str, table)), f"the table, as {given!r}"))
        elif part in names:
            problems.append(InvalidValueError(f"columns names {part!r} twice; keep one"))
        else:
            names[part] = heading
    return names


def further(
    table: Mapping[str, Column], names: Mapping[str, str], parts: Sequence[str], problems: list[XhhtError]
) -> dict[str, str]:
    """By part, the further headings that say it themselves; one that is only like it is a problem, never absence."""
    spellings = Spellings((*parts, *ALIASES) if DAY in parts else parts)
    found: dict[str, str] = {}
    for heading in table:
        if heading in names.values():
            continue
        meant = spellings.find(heading)
        part = None if meant is None else ALIASES.get(meant, meant)
        if part is None:
            near = spellings.near_miss(heading)
            if near and near not in table:
                problems.append(UnknownIdError("column", heading, parts, "the table"))
        elif part in names or part in found:
            other = {**names, **found}[part]
            problems.append(InvalidValueError(f"columns {other!r} and {heading!r} are both {part!r}; keep one"))
        else:
            found[part] = heading
    return found


def needed(names: Iterable[str], parts: Iterable[str], problems: list[XhhtError]) -> None:
    """A problem for each part that the table lacks."""
    known = set(names)
    for part in parts:
        if part not in known:
            ways = "name its column in columns=, or give on=" if part == DAY else "name its column in columns="
            problems.append(InvalidValueError(f"the table has no column {part!r}; {ways}"))


def by_column(wrong: Iterable[WrongCell]) -> list[XhhtError]:
    """One problem for each column, with its first cell and the number of its rows."""
    columns: dict[str, list[WrongCell]] = {}
    for cell in wrong:
        columns.setdefault(cell.column, []).append(cell)
    problems = []
    for cells in columns.values():
        first, rows = cells[0].error, len({cell.place for cell in cells})
        also = f" (the first of {rows} rows that are wrong here)" if rows > 1 else ""
        problems.append(type_of(first)(f"{first}{also}"))
    return problems
