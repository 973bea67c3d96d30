"""Tables of reports whose columns bytes choose, with what must be said of each of their rows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import pyarrow as pa
from structures import Choices

from xhht import XhhtError
from xhht.ext.whole_numbers import whole_number

REFUSED = "refused"
ENGINES = ("pyarrow", "pandas-arrow", "polars", "polars-lazy", "pandas", "pandas-nullable")
CLANS = {"clans_recognised": ("numerator", "denominator")}  # Of which 40 % are asked of communes.
RIGHT: dict[str, Any] = {
    "level": "commune",
    "tier": "general",
    "indicator": "clans_recognised",
    "on": date(2020, 12, 31),
    "numerator": 4,
    "denominator": 10,
}
COUNTS: tuple[Any, ...] = (
    *(3.9, 4.0, Decimal("3.9"), Decimal("4.00"), "4", "3.9", " 4 ", "4.0", "٤", "4 of 10", 30, -1, 3, True),
    *(float("nan"), float("inf"), 1e300, 2**53, 2**63 - 1, 10**20, date(2020, 12, 31), b"4", [4], {"a": 4}),
)
VALUES: tuple[Any, ...] = (
    *COUNTS,
    *("", " ", "district", "clans_recognised", "2020-12-31", datetime(2020, 12, 31, 1)),  # noqa: DTZ001  # A cell has no zone.
)
KINDS = (
    *(None, None, None, pa.int8(), pa.int64(), pa.uint64(), pa.float32(), pa.float64(), pa.decimal128(38, 2)),
    *(pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.bool_()),
    *(pa.date32(), pa.timestamp("ns"), pa.timestamp("us", "Asia/Ho_Chi_Minh"), pa.null(), pa.binary()),
    *(pa.list_(pa.int64()), pa.struct({"a": pa.int64()}), pa.decimal256(70, 0)),
)
FURTHER: tuple[tuple[Any, pa.DataType | None], ...] = (
    *(([4], None), ({"a": 4}, None), (b"4", None), (Decimal("4.0"), pa.decimal256(70, 0)), (4, pa.uint64())),
    *(("a", pa.dictionary(pa.int32(), pa.string())), ("a", pa.string_view()), (None, pa.null()), (float("nan"), None)),
    (datetime(2020, 12, 31, 1), pa.timestamp("us", "Asia/Ho_Chi_Minh")),  # noqa: DTZ001  # Arrow gives it one.
)
MEANT = (*RIGHT, "region", "lower", "upper", "base", "party", "Region ", "Numerator", "1", "")
ASKED = ("assess", "assess", "baseline", "report", "check")
LARGEST = 2**24  # Up to here each kind of number tells each whole one.


class Reports(NamedTuple):
    """A table, its wide columns, an engine, what is asked of it, and what must be said of each row if that is known."""

    table: pa.Table
    wide: dict[str, tuple[str, str]] | None
    engine: str
    asked: str
    said: list[str] | None


def reports(data: bytes) -> Reports | None:
    """Right reports with odd columns; None if Arrow has no such table."""
    choices = Choices(data)
    engine, asked, count = choices.pick(ENGINES), choices.pick(ASKED), choices.pick((2, 1, 3, 0))
    wide = choices.pick((CLANS, None))
    columns: dict[str, Any] = {"region": pa.array([f"r{row}" for row in range(count)], pa.string())}
    columns |= {name: [value] * count for name, value in RIGHT.items() if name != "indicator" or wide is None}
    is_known = True
    odd = []
    for _ in choices.several(3):
        what = choices.pick(("numerator", "numerator", "denominator", "further", "twice", "meant"))
        name = choices.pick(("note", "so hộ", "x")) if what in ("further", "twice") else what
        name = choices.pick(MEANT) if what == "meant" else name
        is_known = is_known and what not in ("twice", "meant")
        if what in ("further", "twice"):
            cell = choices.pick(FURTHER)
        else:
            cell = choices.pick(COUNTS if what in RIGHT else VALUES), choices.pick(KINDS)
        column = _column(choices, *cell, count)
        if column is None:
            return None
        odd.append((what, name, column))
    try:
        columns |= {name: column for what, name, column in odd if what != "twice"}
        table = pa.table(columns)
        for what, name, column in odd:
            if what == "twice":
                table = table.append_column(name, column)
    except (pa.ArrowException, ValueError, TypeError):
        return None
    said = _said(table) if is_known and len(set(table.column_names)) == len(table.column_names) else None
    return Reports(table, wide, engine, asked, said)


def _column(choices: Choices, value: Any, kind: pa.DataType | None, count: int) -> pa.Array | None:  # noqa: ANN401  # Any cell.
    holes = choices.pick((0, 0, 1, 2))
    cells = [None if row < holes else value for row in range(count)]
    try:
        return pa.array(cells, kind)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return None


def _said(table: pa.Table) -> list[str] | None:
    """What must be said of each row by its counts alone; None where they may be read in several ways."""
    numerators, denominators = (table.column(name) for name in ("numerator", "denominator"))
    found = []
    for numerator, denominator in zip(numerators.to_pylist(), denominators.to_pylist(), strict=True):
        if denominator is None or numerator != numerator or denominator != denominator:  # noqa: PLR0124  # NaN.
            return None
        found.append(_of_row(numerator, denominator))
    if any(column.null_count == len(column) and not pa.types.is_integer(column.type) for column in (numerators,)):
        return None
    return None if "" in found else found


def _of_row(numerator: Any, denominator: Any) -> str:  # noqa: ANN401  # Whatever a cell may hold.
    try:
        of = whole_number(denominator)
        count = None if numerator is None else whole_number(numerator)
    except XhhtError:
        return REFUSED
    if of == 0 or max(of, count or 0) > LARGEST:
        return ""
    if of < 0 or (count is not None and not 0 <= count <= of):
        return REFUSED
    return "no_data" if count is None else "met" if 10 * count >= 4 * of else "not_met"
