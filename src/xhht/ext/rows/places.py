"""Regions read from data frames, one life a row."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import TYPE_CHECKING, Any

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, XhhtError
from xhht.ext.rows.headings import by_column, cells_of, further, length, named, needed
from xhht.ext.rows.reading import InvalidTableError, WrongCell, day_of, placed, present, text_of
from xhht.figures.levels import Level
from xhht.figures.regions import Region

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

OF_REGION = ("id", "name", "level", "parent", "traits", "valid_from", "valid_to", "successors")


def regions_from_frame(frame: IntoDataFrame, *, columns: Mapping[str, str] | None = None) -> tuple[Region, ...]:
    """Read regions from a data frame, one life a row: ``id``, ``name`` and ``level`` are always needed.

    ``traits`` and ``successors`` are ids set off by semicolons. Where ``traits`` is empty nothing is known of them,
    which is not the same as that no test of a text applies; say that with `Region` itself.

    Args:
        frame: the table; its further columns are left aside.
        columns: the headings of what is called otherwise, such as ``{"id": "Mã", "name": "Tên"}``.

    Raises:
        InvalidTableError: for every heading and every column with cells that cannot be right, together in `problems`.
        InvalidTypeError: if it is no data frame in memory, or `columns` is no mapping.
        MissingExtraError: if narwhals is not installed.
    """
    table = cells_of(frame)
    if not isinstance(columns, (Mapping, NoneType)):
        raise InvalidTypeError(f"columns is a mapping of names, got {describe(columns)}")
    problems: list[XhhtError] = []
    names = named(table, columns or {}, OF_REGION, problems)
    names |= further(table, names, OF_REGION, problems)
    needed(names, ("id", "name", "level"), problems)
    if problems:
        raise InvalidTableError("regions in a table", problems)
    wrong: list[WrongCell] = []
    found: list[Region] = []
    for place in range(length(table)):
        cells = {part: present(table[name][place]) for part, name in names.items()}
        try:
            found.append(_region(cells))
        except XhhtError as error:
            column = names[_wrong_part(cells)]
            wrong.append(WrongCell(column, place, placed(error, f"rows[{place}], column {column!r}")))
    if wrong:
        raise InvalidTableError("regions in a table", by_column(wrong))
    return tuple(found)


def _region(cells: Mapping[str, Any]) -> Region:
    ids = {name: _ids(cells.get(name)) for name in ("traits", "successors")}
    return Region(
        _required(cells, "id"),
        _required(cells, "name"),
        level=Level(_required(cells, "level").strip()),
        parent=None if cells.get("parent") is None else text_of(cells["parent"]).strip(),
        traits=ids["traits"],
        valid_from=None if cells.get("valid_from") is None else day_of(cells["valid_from"]),
        valid_to=None if cells.get("valid_to") is None else day_of(cells["valid_to"]),
        successors=ids["successors"] or (),
    )


def _wrong_part(cells: Mapping[str, Any]) -> str:
    """The part of a region that cannot be right; its id where only all of them together cannot."""
    whole = {"id": "a", "name": "a", "level": "district"}
    for part, cell in cells.items():
        try:
            _region({**whole, part: cell} | ({"valid_to": "9999-12-31"} if part == "successors" else {}))
        except XhhtError:
            return part
    return "id"


def _required(cells: Mapping[str, Any], part: str) -> str:
    if cells.get(part) is None:
        raise InvalidValueError("is empty; every region has one")
    return text_of(cells[part]).strip()


def _ids(cell: object) -> tuple[str, ...] | None:
    return None if cell is None else tuple(part.strip() for part in text_of(cell).split(";") if part.strip())
