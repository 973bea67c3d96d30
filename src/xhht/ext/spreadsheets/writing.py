"""Writing: observations as the form that districts fill in, a workbook that reads back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any, TypeAlias

import attrs
import openpyxl

from xhht.checks import as_tuple, calendar_day, expect
from xhht.ext.spreadsheets.headings import Headings, Measure
from xhht.ext.spreadsheets.reading import read
from xhht.ext.spreadsheets.vocabularies import headings_for
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, Share
from xhht.model.programme import Programme
from xhht.texts import format_count, format_day
from xhht.values import Value

Written: TypeAlias = int | str
# A count by its measure, or a percentage by what it is of.
Slot: TypeAlias = tuple[Measure, Base | None]
Row: TypeAlias = dict[tuple[str, Slot], Written]
# In this order, so that a percentage that does not say of what follows the counts that it may be of.
TOTAL, REGISTERED, RECOGNISED = ((measure, None) for measure in (Measure.TOTAL, Measure.REGISTERED, Measure.RECOGNISED))
SLOTS: tuple[Slot, ...] = (TOTAL, REGISTERED, RECOGNISED, *((Measure.PERCENT, base) for base in Base))
# No XML holds them; a place whose name has one does not come back.
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OF = {Base.ALL: " so với tổng số", Base.REGISTERED: " so với số đăng ký", Base.UNSTATED: ""}


@attrs.frozen(repr=False)
class SheetFile(Value):
    """A workbook (.xlsx), and the observations that do not come back from it as they are."""

    content: bytes = attrs.field(repr=False)
    left_out: tuple[Observation, ...] = attrs.field(kw_only=True)


def write(
    observations: Iterable[Observation], *, programme: Programme, regions: Regions | Iterable[Region], on: date
) -> SheetFile:
    """Write the observations of one day as the form that districts fill in: a place a row, counts and percentages.

    The workbook is read back: what would not come back equal (a figure of another day or of a single body, bounds
    without counts, a second figure of the same place) is in `left_out`. Addresses and notes stay behind.

    >>> from xhht.programmes import qd_281
    >>> day, places = date(2020, 12, 31), [Region("x", "Xã Báo Đáp", level="commune")]
    >>> file = write([Observation("clans_recognised", "x", day, Share(9, 12))],
    ...     programme=qd_281.PROGRAMME, regions=places, on=day)
    >>> read(file.content, programme=qd_281.PROGRAMME, regions=places, on=day).observations[0].actual
    Share(9, 12)

    Args:
        observations: what was reported.
        programme: what is measured; its names are the heads.
        regions: the places.
        on: the day of the form.

    Raises:
        InvalidRegionsError: if the regions are no tree.
        InvalidTypeError: if an argument is of the wrong kind.
    """
    expect(Programme, programme, "a programme")
    tree, day = Regions.of(regions), calendar_day(on, "on")
    reports = [expect(Observation, seen, f"observations[{place}]") for place, seen in enumerate(as_tuple(observations))]
    words = headings_for(programme)
    rows: dict[str, Row] = {}
    for seen in reports:
        if seen.on == day and seen.party is None and seen.region in tree:
            _enter(rows.setdefault(seen.region, {}), seen.indicator, seen.actual)
    columns = [
        (indicator.id, slot)
        for indicator in programme.indicators
        for slot in SLOTS
        if _head(words, indicator.id, slot) and any((indicator.id, slot) in row for row in rows.values())
    ]
    heads = [_head(words, *column) for column in columns]
    content = _workbook(
        day, heads, [(name, [row.get(column) for column in columns]) for name, row in _lines(tree, day, rows)]
    )
    told = read(content, programme=programme, regions=tree, on=day, headings=words)
    back = {_figure(seen) for seen in told.observations}
    left_out = [seen for seen in reports if _figure(seen) not in back]
    return SheetFile(content, left_out=tuple(left_out))


def _figure(seen: Observation) -> tuple[object, ...]:
    return seen.indicator, seen.region, seen.on, seen.actual, seen.party


def _enter(row: Row, indicator: str, share: AnyShare) -> None:
    """Put a share into its cells, unless another stands there."""
    cells: dict[Slot, Written] = {}
    whole = REGISTERED if share.base is Base.REGISTERED else TOTAL
    if isinstance(share, Share):
        cells = {whole: share.denominator, RECOGNISED: share.numerator}
    elif isinstance(share, PrintedShare):
        cells = {(Measure.PERCENT, share.base): share.text}
    elif share.denominator is not None and share.least != share.most:
        least, most = format_count(share.least or 0, "vi"), format_count(share.most or 0, "vi")
        cells = {whole: share.denominator, RECOGNISED: f"{least} - {most}"}
    if all(row.get((indicator, slot), cell) == cell for slot, cell in cells.items()):
        row |= {(indicator, slot): cell for slot, cell in cells.items()}


def _head(headings: Headings, indicator: str, slot: Slot) -> str:
    """The head of a column, in words by which it is read; empty where there are none."""
    subject = next(subject.id for subject in headings.subjects if subject.indicator == indicator)
    named = {
        phrase.measure: phrase.words[0]
        for phrase in reversed(headings.phrases)
        if phrase.subject == subject and not phrase.is_title
    }
    holders = named.get(None, "")
    measure, base = slot
    if base is not None:
        part = f" {holders} được công nhận" if holders else f" {named.get(Measure.RECOGNISED, '')}"
        return f"Tỷ lệ{part}{OF[base]} (%)"
    if measure is Measure.TOTAL:
        return f"Tổng số {holders}" if holders else named[Measure.TOTAL]
    if measure is Measure.REGISTERED:
        return f"Số {holders} đăng ký" if holders else ""
    return f"Số {holders} được công nhận" if holders else named[Measure.RECOGNISED]


def _lines(regions: Regions, day: date, rows: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    """The regions with figures, part below whole; where names are not unique, wholes without figures too."""
    alive = regions.alive_on(day)
    has_namesakes = max(Counter(region.name for region in alive).values(), default=0) > 1
    known = {region.id for region in alive}

    ordered: list[Region] = []
    waiting = [region for region in alive if region.parent is None or region.parent not in known][::-1]
    while waiting:
        ordered.append(region := waiting.pop())
        waiting += regions.children_of(region.id, day)[::-1]
    wanted: set[str | None] = set(rows)
    for region in reversed(ordered if has_namesakes else ()):
        if region.id in wanted:
            wanted.add(region.parent)
    for region in ordered:
        if region.id in wanted:
            yield region.name, rows.get(region.id, {})


def _workbook(day: date, heads: list[str], lines: list[tuple[str, list[Written | None]]]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Biểu tổng hợp"
    table: list[list[Written | None]] = [
        [f"Kết quả tính đến ngày {format_day(day, 'vi')}"],
        [],
        ["STT", "Đơn vị", *heads],
    ]
    table += [[number, name, *cells] for number, (name, cells) in enumerate(lines, 1)]
    for row, cells in enumerate(table, 1):
        for column, value in enumerate(cells, 1):
            text = _UNWRITTEN.sub("\ufffd", value) if isinstance(value, str) else value
            cell = sheet.cell(row, column, text)
            if isinstance(value, str):
                cell.data_type = "s"  # Whatever a name begins with, it is no formula.
    file = BytesIO()
    book.save(file)
    return file.getvalue()
