"""Rows as data frames and back: whole numbers stay whole numbers where cells are empty, days are days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from xhht.errors import InvalidTypeError, InvalidValueError, MissingExtraError, UnknownChoiceError, XhhtError
from xhht.ext.rows.cells import COUNTS, Cell
from xhht.ext.rows.judged import assessment_from_rows
from xhht.ext.rows.reading import InvalidTableError, from_rows
from xhht.ext.rows.results import typed_rows
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme
from xhht.texts import Language

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

Backend: TypeAlias = Literal["pandas", "polars", "pyarrow"]
BACKENDS = ("pandas", "polars", "pyarrow")
GREATEST = 2**63 - 1
DAYS = ("on", "day", "by_day", "as_of", "since")
TEXT, COUNT, FLAG, DAY = "text", "count", "flag", "day"
PANDAS = {TEXT: "string", COUNT: "Int64", FLAG: "boolean", DAY: "datetime64[s]"}
NARWHALS = {TEXT: "String", COUNT: "Int64", FLAG: "Boolean", DAY: "Date"}


def to_frame(result: object, backend: Backend = "pandas", *, language: Language | None = None) -> Any:  # noqa: ANN401  # The backend's own frame.
    """A result as a data frame: the rows of `to_rows`, with a fixed type for each column.

    Text is text, counts are 64-bit integers that may be empty, flags are booleans that may be empty, and days are
    days (in pandas, which has none, times at midnight). Exact shares stay text such as ``"2/5"``; divide the numbers
    of two columns of counts where a rounded figure is wanted.

    >>> from xhht import Observation, Share
    >>> seen = Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(90, 225))
    >>> to_frame([seen], backend="polars")["numerator"].to_list()
    [90]

    Args:
        result: whatever `to_rows` takes.
        backend: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
        language: as in `to_rows`.

    Raises:
        InvalidTableError: for every count beyond 64 bits; `to_rows` has no such limit.
        InvalidTypeError: as in `to_rows`.
        MissingExtraError: if narwhals or the backend is not installed.
        UnknownChoiceError: if the backend is another.
    """
    if backend not in BACKENDS:
        raise UnknownChoiceError("backend", backend, BACKENDS)
    rows = typed_rows(result, language)
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row[name] for row in rows] for name in names}
    kinds = {name: _kind(name, cells) for name, cells in columns.items()}
    problems: list[XhhtError] = [
        InvalidValueError(f"rows[{place}], column {name!r}: {cell} is beyond 64 bits; use to_rows")
        for name, cells in columns.items()
        for place, cell in enumerate(cells)
        if isinstance(cell, int) and abs(cell) > GREATEST
    ]
    if problems:
        raise InvalidTableError("a result as a data frame", problems)
    library = _library(backend)
    if backend == "pandas":
        series = {name: library.Series(cells, dtype=PANDAS[kinds[name]]) for name, cells in columns.items()}
        return library.DataFrame(series)
    nw = _library("narwhals")
    schema = {name: getattr(nw, NARWHALS[kind])() for name, kind in kinds.items()}
    return nw.from_dict(columns, schema, backend=backend).to_native()


def observations_from_frame(frame: IntoDataFrame) -> tuple[Observation, ...]:
    """Read observations from a data frame of pandas, Polars or PyArrow; see `from_rows` for its columns.

    >>> from xhht import Share
    >>> seen = Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(90, 225))
    >>> observations_from_frame(to_frame([seen], backend="pyarrow")) == (seen,)
    True

    Raises:
        InvalidTableError: for every cell that cannot be right, together in `problems`.
        InvalidTypeError: if it is no data frame in memory.
        MissingExtraError: if narwhals is not installed.
    """
    return from_rows(_rows_of(frame))


def assessment_from_frame(
    frame: IntoDataFrame, *, programme: Programme, regions: Regions | Iterable[Region]
) -> Assessment:
    """Read an assessment from a data frame of pandas, Polars or PyArrow; see `assessment_from_rows`.

    Raises:
        InvalidTableError: as in `assessment_from_rows`, and likewise the other errors.
        MissingExtraError: if narwhals is not installed.
    """
    return assessment_from_rows(_rows_of(frame), programme=programme, regions=regions)


def _rows_of(frame: IntoDataFrame) -> list[dict[str, object]]:
    nw = _library("narwhals")
    try:
        table = nw.from_native(frame, eager_only=True)
    except TypeError:
        raise InvalidTypeError(
            f"a data frame of pandas, Polars or PyArrow in memory is needed, got {type(frame).__name__}"
        ) from None
    names: list[str] = table.columns
    columns = [_cells(table[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _cells(series: Any) -> list[object]:  # noqa: ANN401  # A series of narwhals.
    empty = series.is_null().to_list()
    return [None if is_empty else _day(cell) for cell, is_empty in zip(series.to_list(), empty, strict=True)]


def _day(cell: object) -> object:
    """A time at midnight without a zone is a day, since pandas has no other form for one."""
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return cell


def _kind(name: str, cells: Sequence[Cell]) -> str:
    for cell in cells:
        if cell is not None:
            if isinstance(cell, bool):
                return FLAG
            return COUNT if isinstance(cell, int) else DAY if isinstance(cell, date) else TEXT
    bare = re.sub("^(?:baseline|outdated|report)_", "", name)
    if bare in COUNTS:
        return COUNT
    return FLAG if bare.startswith("is_") else DAY if bare in DAYS or bare.endswith("_on") else TEXT


def _library(name: str) -> Any:  # noqa: ANN401  # A module that may be absent.
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(f"data frames need {name}", "engines" if name in BACKENDS else "frames") from None
