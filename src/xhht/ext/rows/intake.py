"""Intake: observations and assessments read from data frames, tidy or wide, with the caller's own headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from xhht.errors import InvalidValueError, XhhtError
from xhht.ext.rows.bulk import counted_reports
from xhht.ext.rows.headings import Column, by_column, cells_of, further, length, named, needed
from xhht.ext.rows.judged import assessment_from_rows
from xhht.ext.rows.reading import (
    ALIASES,
    COLUMNS,
    OF_SHARE,
    REQUIRED,
    InvalidTableError,
    ReportRow,
    WrongCell,
    day_of,
    names_of,
)
from xhht.ext.rows.verdicts import DAY
from xhht.ext.wide_columns import Indicators, check_mappings, columns_of, unknown_columns
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment
from xhht.model.programme import Programme

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

OF_ROW = ("region", DAY, "base", "reference", "note", "party")


def observations_from_frame(
    frame: IntoDataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    indicators: Indicators | None = None,
    on: date | str | None = None,
) -> tuple[Observation, ...]:
    """Read observations from a data frame of pandas, Polars or PyArrow; see `from_rows` for its columns.

    >>> from xhht import Share
    >>> from xhht.ext.rows import to_frame
    >>> seen = Observation("clans_recognised", "tran-yen", date(2020, 12, 31), Share(90, 225))
    >>> observations_from_frame(to_frame([seen], backend="pyarrow")) == (seen,)
    True

    A wide table has one row for each region and columns of counts for each indicator. Its further columns are left
    aside; those of a tidy table are a problem, since a mistyped heading would look like a missing one. Whole numbers
    may be floats, and a row without any figure is no report.

    Args:
        frame: the table.
        columns: the headings of what is called otherwise, such as ``{"region": "Mã"}``.
        indicators: of a wide table: by indicator id, the headings of numerator and denominator, or a mapping such as
            ``{"printed": "Tỷ lệ"}``.
        on: the day of all reports, as a date or ISO text, where the table has no column of days.

    Raises:
        InvalidTableError: for every heading and every column with cells that cannot be right, together in `problems`.
        InvalidTypeError: if it is no data frame in memory, or an argument is of another kind.
        InvalidValueError: if `on` is no day.
        MissingExtraError: if narwhals is not installed.
    """
    table = cells_of(frame)
    day = None if on is None else day_of(on)
    check_mappings(columns=columns, indicators=indicators)
    if not table:  # What `to_frame` gives of nothing.
        return ()
    problems: list[XhhtError] = []
    if indicators is None:
        blocks = _tidy(table, columns or {}, day, problems)
    else:
        blocks = _wide(table, columns or {}, indicators, day, problems)
    wrong: list[WrongCell] = []
    found = [seen for block in blocks for seen in block.observations(wrong)]
    problems += by_column(wrong)
    if problems:
        raise InvalidTableError("observations in a table", problems)
    return tuple(found)


def assessment_from_frame(
    frame: IntoDataFrame, *, programme: Programme, regions: Regions | Iterable[Region]
) -> Assessment:
    """Read an assessment from a data frame of pandas, Polars or PyArrow; see `assessment_from_rows`.

    Raises:
        InvalidTableError: as in `assessment_from_rows`, and likewise the other errors.
        MissingExtraError: if narwhals is not installed.
    """
    table = cells_of(frame)
    rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    return assessment_from_rows(rows, programme=programme, regions=regions)


@attrs.frozen
class Block:
    """The columns of some reports by their parts, the headings they have in the table, and what holds for all rows."""

    columns: Mapping[str, Column]
    names: Mapping[str, str]
    length: int
    constants: Mapping[str, object]

    def observations(self, wrong: list[WrongCell]) -> Iterator[Observation]:
        """The reports, those of plain counts many at a time; what is wrong with others goes to the wrong cells."""
        headings = {heading: part for part, heading in self.names.items()} | {part: part for part in self.constants}
        quick = counted_reports(self.columns, self.constants, self.length)
        for place, seen in enumerate(quick):
            if seen is not None:
                yield seen
                continue
            cells = {heading: self.columns[part][place] for part, heading in self.names.items()}
            row = ReportRow(place, {**cells, **self.constants}, wrong, headings)
            read = None if row.is_empty() else row.observation()
            if read is not None:
                yield read


def _tidy(
    table: Mapping[str, Column], columns: Mapping[str, str], day: date | None, problems: list[XhhtError]
) -> list[Block]:
    names = named(table, columns, COLUMNS, problems)
    others = {name: None for name in table if name not in names.values()}
    spelled, unknown = names_of([others], COLUMNS, ALIASES)
    problems += unknown
    for heading, part in spelled.items():
        if part in names:
            problems.append(InvalidValueError(f"columns {names[part]!r} and {heading!r} are both {part!r}; keep one"))
        names.setdefault(part, heading)
    constants = _day_of_all(names, day, problems)
    needed({**names, **constants}, REQUIRED, problems)
    if not any(part in names for part in OF_SHARE):
        problems.append(
            InvalidValueError("the table has no figures; give numerator and denominator, or printed, or indicators=")
        )
    if not {*REQUIRED} <= {*names, *constants}:
        return []
    return [Block({part: table[heading] for part, heading in names.items()}, names, length(table), constants)]


def _wide(
    table: Mapping[str, Column],
    columns: Mapping[str, str],
    indicators: Indicators,
    day: date | None,
    problems: list[XhhtError],
) -> list[Block]:
    names = named(table, columns, OF_ROW, problems)
    listed = columns_of(indicators, OF_SHARE, problems)
    problems += unknown_columns(listed, table)
    counts = {one: {part: name for part, name in parts.items() if name in table} for one, parts in listed.items()}
    taken = {heading for parts in counts.values() for heading in parts.values()}
    names |= further({name: cells for name, cells in table.items() if name not in taken}, names, OF_ROW, problems)
    constants = _day_of_all(names, day, problems)
    needed({**names, **constants}, ("region", DAY), problems)
    if not {"region", DAY} <= {*names, *constants}:
        return []
    return [
        Block(
            {part: table[heading] for part, heading in {**names, **parts}.items()},
            {**names, **parts},
            length(table),
            {"indicator": indicator, **constants},
        )
        for indicator, parts in counts.items()
    ]


def _day_of_all(names: Mapping[str, str], day: date | None, problems: list[XhhtError]) -> dict[str, object]:
    if day is not None and DAY in names:
        problems.append(InvalidValueError(f"column {names[DAY]!r} has days; leave on= out, or drop the column"))
    return {} if day is None else {DAY: day}
