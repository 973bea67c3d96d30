"""Makes the messy sheet of spreadsheets.md, and a picture of what became of its cells: python docs/build_sheet.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from xhht import Region
from xhht.ext.spreadsheets import SheetReport, Use, read
from xhht.programmes import ctph_154

HERE = Path(__file__).parent
WORKBOOK = HERE.parent / "examples" / "data" / "district_report.xlsx"
PICTURE = HERE / "images" / "messy-sheet.svg"
REGIONS = [
    Region("tran-yen", "Huyện Trấn Yên", level="district", traits=[]),
    Region("bao-dap", "Xã Báo Đáp", level="commune", parent="tran-yen", traits=[]),
    Region("co-phuc", "Thị trấn Cổ Phúc", level="commune", parent="tran-yen", traits=[]),
    Region("hoa-cuong", "Xã Hòa Cuông", level="commune", parent="tran-yen", traits=[]),
]
ROWS = (
    ("HỘI KHUYẾN HỌC HUYỆN TRẤN YÊN",),
    ("TỔNG HỢP NĂM 2020 (số liệu minh họa)",),
    (),
    (
        "TT",
        "Xã, TT",
        "GIA ĐÌNH HỌC TẬP",
        None,
        None,
        None,
        None,
        "DÒNG HỌ HỌC TẬP",
        None,
        "Ghi chú",
    ),
    (
        None,
        None,
        "T.SỐ HỘ",
        "Số hộ đăng ký",
        "Số hộ đạt năm 2019",
        "Số hộ đạt năm 2020",
        "Tỉ lệ (%)",
        "Tổng số",
        "Được công nhân",
    ),
    ("A", "B", 1, 2, 3, 4, "5=4/1", 6, 7),
    (1, "Xã Báo Đáp", "1.282", 1100, 700, 800, "62,4", 12, 9),
    (2, "TT. Cổ Phúc", 1504, "1.300", 1100, 1203, 0.5748, 10, 5, "có đính chính"),
    (3, "Hoà Cuong", 612, 560, "-", 301, "49,2", 8, 4),
    (None, "Tổng cộng (1+2+3)", 3398, 2960, None, 2310),
    (),
    (None, None, None, None, None, None, "Trấn Yên, ngày 15 tháng 12 năm 2020"),
    (None, "Người lập biểu", None, None, None, None, "TM. BAN CHẤP HÀNH"),
)
MERGES = ("A1:D1", "A2:J2", "C4:G4", "H4:I4", "A4:A5", "B4:B5", "J4:J5", "G12:J12", "G13:J13")
WIDTHS = (34, 128, 74, 74, 84, 84, 74, 70, 84, 94)
HEIGHT, LEFT, TOP = 30, 30, 24
COLOURS = {
    "figures taken": ("#d5f0dc", (Use.FIGURE, Use.CHECKED, Use.TOTAL)),
    "heads, names, titles, feet": (
        "#e3ecf8",
        (Use.HEADING, Use.REGION, Use.TITLE, Use.NUMBERING, Use.REMARK, Use.FOOT),
    ),
    "left out": ("#ececec", (Use.NOT_TAKEN, Use.BLANK)),
}
PROBLEM = "#c0392b"


def workbook() -> bytes:
    """The sheet as a district may send it."""
    book, file = openpyxl.Workbook(), BytesIO()
    page = book.worksheets[0]
    page.title = "Biểu 1"
    for row in ROWS:
        page.append(row)
    for merge in MERGES:
        page.merge_cells(merge)
    page["G8"].number_format = "0.00%"
    book.save(file)
    return file.getvalue()


def shown(value: object) -> str:
    """What a cell of the sheet shows."""
    return (
        ""
        if value is None
        else f"{value:.2%}".replace(".", ",")
        if isinstance(value, float)
        else str(value)
    )


def drawn(report: SheetReport) -> str:
    """The sheet as a picture: each cell in the colour of what it was taken for, problems framed."""
    spans = {
        (top, left): (bottom, right) for left, top, right, bottom in map(range_boundaries, MERGES)
    }
    covered = {
        (row, column)
        for (top, left), (bottom, right) in spans.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - spans.keys()
    uses = {f"{use.column}{use.row}": use.use for use in report.used}
    wrong = {f"{problem.column}{problem.row}" for problem in report.problems}
    fills = {use: fill for fill, kinds in COLOURS.values() for use in kinds}
    edges = [LEFT + sum(WIDTHS[:column]) for column in range(len(WIDTHS) + 1)]
    lines = [*_frame(edges)]
    for row in range(1, len(ROWS) + 1):
        for column in range(1, len(WIDTHS) + 1):
            if (row, column) in covered:
                continue
            bottom, right = spans.get((row, column), (row, column))
            values = ROWS[row - 1]
            text = shown(values[column - 1] if column <= len(values) else None)
            place = f"{get_column_letter(column)}{row}"
            x, y = edges[column - 1], TOP + HEIGHT * (row - 1)
            width, height = edges[right] - x, HEIGHT * (bottom - row + 1)
            fill = fills[uses[place]] if place in uses else "#ffffff"
            lines.append(
                f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="#c8c8c8"/>'
            )
            if place in wrong:
                inside = f'x="{x + 1.5}" y="{y + 1.5}" width="{width - 3}" height="{height - 3}"'
                lines.append(f'<rect {inside} fill="none" stroke="{PROBLEM}" stroke-width="2"/>')
            lines += _words(text, x + width / 2, y + height / 2, width)
    return "\n".join([*lines, *_legend(), "</svg>", ""])


def _frame(edges: list[int]) -> Iterator[str]:
    height = TOP + HEIGHT * (len(ROWS) + 1) + 10
    size = f'width="{edges[-1] + 10}" height="{height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">'
    yield '<rect width="100%" height="100%" fill="#ffffff"/><g font-size="11" fill="#777777" text-anchor="middle">'
    for column, (left, right) in enumerate(pairwise(edges), 1):
        yield f'<text x="{(left + right) / 2}" y="{TOP - 8}">{get_column_letter(column)}</text>'
    for row in range(1, len(ROWS) + 1):
        yield f'<text x="{LEFT / 2}" y="{TOP + HEIGHT * row - 11}">{row}</text>'
    yield "</g>"


def _words(text: str, x: float, y: float, width: float) -> Iterator[str]:
    """A text in one line, or in two where it is too long for its cell."""
    words, cut = text.split(), len(text.split())
    if len(text) * 6 > width and len(words) > 1:
        cut = min(
            range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(text) / 2)
        )
    parts = [" ".join(part) for part in (words[:cut], words[cut:]) if part]
    for number, part in enumerate(parts):
        level = y + 4 + 12 * (number - (len(parts) - 1) / 2)
        yield f'<text x="{x}" y="{level}" font-size="11" text-anchor="middle">{escape(part)}</text>'


def _legend() -> Iterator[str]:
    y = TOP + HEIGHT * len(ROWS) + 12
    entries = [(name, f'fill="{fill}" stroke="#c8c8c8"') for name, (fill, _) in COLOURS.items()]
    entries.append(("to see to", f'fill="none" stroke="{PROBLEM}" stroke-width="2"'))
    for place, (name, look) in enumerate(entries):
        x = LEFT + place * 185
        yield f'<rect x="{x}" y="{y}" width="16" height="14" {look}/>'
        yield f'<text x="{x + 22}" y="{y + 11}" font-size="11">{name}</text>'


def main() -> None:
    """Make the workbook and its picture."""
    WORKBOOK.write_bytes(workbook())
    report = read(WORKBOOK, programme=ctph_154.PROGRAMME, regions=REGIONS, on=date(2020, 12, 31))
    PICTURE.write_text(drawn(report), encoding="utf-8")


if __name__ == "__main__":
    main()
