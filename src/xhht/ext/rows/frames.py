"""Results as data frames: whole numbers stay whole numbers where cells are empty, days are days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any, Literal, TypeAlias

from xhht.errors import InvalidValueError, MissingExtraError, UnknownChoiceError, XhhtError
from xhht.ext.looks import language_shown
from xhht.ext.rows.cells import COUNTS, Cell, text_of_cell
from xhht.ext.rows.numbers import NUMBERS, PERCENTS, PREFIX, short, with_numbers
from xhht.ext.rows.reading import InvalidTableError
from xhht.ext.rows.results import typed_columns
from xhht.texts import Language

Backend: TypeAlias = Literal["pandas", "polars", "pyarrow"]
Width: TypeAlias = Literal["short", "all"]
BACKENDS = ("pandas", "polars", "pyarrow")
WIDTHS = ("short", "all")
GREATEST = 2**63 - 1
DAYS = ("on", "day", "by_day", "as_of", "since")
TEXT, COUNT, FLAG, DAY, NUMBER = "text", "count", "flag", "day", "number"
PANDAS = {TEXT: "string", COUNT: "Int64", FLAG: "boolean", DAY: "datetime64[s]", NUMBER: "float64"}
NARWHALS = {TEXT: "String", COUNT: "Int64", FLAG: "Boolean", DAY: "Date", NUMBER: "Float64"}
FLOATS = (*NUMBERS, *PERCENTS.values())


def to_frame(
    result: object,
    backend: Backend = "pandas",
    *,
    columns: Width = "all",
    language: Language | None = None,
) -> Any:  # noqa: ANN401  # The backend's own frame.
    """A result as a data frame: the rows of `to_rows`, with a fixed type for each column.

    Text is text, counts are 64-bit integers that may be empty, flags are booleans that may be empty, and days are
    days (in pandas, which has none, times at midnight). Exact shares stay text such as ``"2/5"``, and a float stands
    beside each (``share_percent``); distances such as ``gap_pp_lower`` are floats, with their exact text beside them.

    >>> from xhht import Observation, Share
    >>> seen = Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(90, 225))
    >>> to_frame([seen], backend="polars")["numerator"].to_list()
    [90]

    Args:
        result: whatever `to_rows` takes.
        backend: ``"pandas"``, ``"polars"`` or ``"pyarrow"``.
        columns: ``"all"``, or ``"short"`` for the twenty that are looked at first, names in one language.
        language: as in `to_rows`; names of a short frame are by default in the language of the environment.

    Raises:
        InvalidTableError: for every count beyond 64 bits; `to_rows` has no such limit.
        InvalidTypeError: as in `to_rows`.
        MissingExtraError: if narwhals or the backend is not installed.
        UnknownChoiceError: if the backend or the choice of columns is another.
    """
    if backend not in BACKENDS:
        raise UnknownChoiceError("backend", backend, BACKENDS)
    if columns not in WIDTHS:
        raise UnknownChoiceError("columns", columns, WIDTHS)
    found = with_numbers(typed_columns(result, language))
    if columns == "short":
        found = {name: found[name] for name in short(found, language_shown(language))}
    kinds = {name: _kind(name, cells) for name, cells in found.items()}
    problems: list[XhhtError] = [
        InvalidValueError(f"rows[{place}], column {name!r}: {cell} is beyond 64 bits; use to_rows")
        for name, cells in found.items()
        if kinds[name] == COUNT
        for place, cell in enumerate(cells)
        if cell is not None and not -GREATEST <= cell <= GREATEST  # type: ignore[operator]  # A whole number.
    ]
    if problems:
        raise InvalidTableError("a result as a data frame", problems)
    data: dict[str, Sequence[object]] = {
        name: [None if cell is None else text_of_cell(cell) for cell in cells] if kinds[name] == TEXT else cells
        for name, cells in found.items()
    }
    library = library_of(backend)
    if backend == "pandas":
        series = {name: library.Series(cells, dtype=PANDAS[kinds[name]]) for name, cells in data.items()}
        return library.DataFrame(series)
    nw = library_of("narwhals")
    schema = {name: getattr(nw, NARWHALS[kind])() for name, kind in kinds.items()}
    return nw.from_dict(data, schema, backend=backend).to_native()


def _kind(name: str, cells: Sequence[Cell] | Sequence[float | None]) -> str:
    bare = PREFIX.sub("", name)
    if bare in FLOATS:
        return NUMBER
    for cell in cells:
        if cell is not None:
            if isinstance(cell, bool):
                return FLAG
            return COUNT if isinstance(cell, int) else DAY if isinstance(cell, date) else TEXT
    if bare in COUNTS:
        return COUNT
    return FLAG if bare.startswith("is_") else DAY if bare in DAYS or bare.endswith("_on") else TEXT


def library_of(name: str) -> Any:  # noqa: ANN401  # A module that may be absent.
    """A library of data frames.

    Raises:
        MissingExtraError: if it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(f"data frames need {name}", "engines" if name in BACKENDS else "frames") from None
