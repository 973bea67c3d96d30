"""How much reading a spreadsheet costs beside reading its bare cells, how it grows, and what hostile files cost.

Usage: python benchmarks/spreadsheets.py [--quick] [--hostile] [--write]

- `spreadsheets.read` of a workbook of 16,000 rows against openpyxl's read-only mode, which gives the cells alone: no
  formats, merges, hidden rows, heads, places or figures. Every ratio is the least time of one side over the least time
  of the other, over several repeats that take turns.
- The same at four sizes, each twice the one before: the slope of the time, both scales logarithmic.
- Files that are made to explode, each in a process of its own: seconds, and the most memory beyond that of the imports.

A full run ends with an error if a bound is missed. `--write` puts the ratios into docs/benchmarks.md and the hostile
files into docs/security.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from io import BytesIO
from time import process_time

import openpyxl
from pages import Ratio, facts, fill, least_times, peak, slope, write

from xhht import Region, Regions, XhhtError
from xhht.ext.spreadsheets import SheetReport, read
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
RATIO_BOUND, SLOPE_BOUND = 4.0, 1.25
SECONDS_BOUND, MEGABYTES_BOUND = 5, 500
HEAD = ("STT", "Đơn vị", "Tổng số hộ", "Số hộ được công nhận gia đình học tập", "Tỷ lệ (%)")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(rows: int) -> bytes:
    """A made-up report of so many communes."""
    book, file = openpyxl.Workbook(write_only=True), BytesIO()
    page = book.create_sheet("Biểu")
    page.append(("Kết quả năm 2020",))
    page.append(HEAD)
    for number in range(rows):
        whole, part = 100 + number % 900, number % 100
        page.append((number + 1, f"Xã Số {number}", whole, part, f"{100 * part / whole:.2f}".replace(".", ",")))
    book.save(file)
    return file.getvalue()


def regions(count: int) -> Regions:
    """The communes of the report."""
    whole = Region("whole", "Tỉnh Minh Họa", level="province")
    return Regions([whole, *(Region(f"r{n}", f"Xã Số {n}", level="commune", parent="whole") for n in range(count))])


def judged(content: bytes, places: Regions) -> SheetReport:
    """What the library reads."""
    return read(content, programme=ctph_154.PROGRAMME, regions=places, on=DAY)


def bare_cells(content: bytes) -> int:
    """The number of cells that hold something, as openpyxl gives them in read-only mode."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    return sum(
        value is not None for page in book.worksheets for row in page.iter_rows(values_only=True) for value in row
    )


def packed(parts: Mapping[str, str]) -> bytes:
    """A ZIP archive of texts by name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def xlsx(*, before: str = "", rows: str = "", after: str = "", strings: str = "") -> bytes:
    """A workbook with one sheet of these parts."""
    kinds = {"worksheet": "sheet.xml", "sharedStrings": "strings.xml"}
    targets = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kinds[kind]}"/>' for kind in kinds)
    sheet = f'<sheets><sheet name="S" sheetId="1" xmlns:r="{OFFICE}" r:id="worksheet"/></sheets>'
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}">{sheet}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{targets}</Relationships>',
            "xl/sheet.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
            "xl/strings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        }
    )


def ods(table: str) -> bytes:
    """An OpenDocument file with one sheet of these rows."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    sheet = f'<table:table table:name="S">{table}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content{names}>{body}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def listing(count: int) -> bytes:
    """A CSV file with an indicator in each line."""
    lines = (f"{n};Số hộ được công nhận gia đình học tập {n};hộ;{n}" for n in range(count))
    return "\n".join(("STT;Nội dung;Đơn vị tính;Kết quả thực hiện", *lines)).encode()


def csv(*lines: str) -> bytes:
    """A CSV file."""
    return "\n".join((";".join(HEAD[:4]), *lines)).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nine million empty cells in a row": lambda: xlsx(rows=f"<row>{'<c/>' * 9_000_000}</row>"),
    "a merged range over every cell": lambda: xlsx(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "two cells in opposite corners": lambda: xlsx(
        rows='<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "a million hidden columns, again and again": lambda: xlsx(
        before="<cols>" + '<col min="1" max="1000000000" hidden="1"/>' * 16_000 + "</cols>"
    ),
    "two million shared texts": lambda: xlsx(strings="<si><t>x</t></si>" * 1_900_000),
    "a long text in every cell": lambda: xlsx(
        strings=f"<si><t>{'ab ' * 3_000}</t></si>", rows=("<row>" + '<c t="s"><v>0</v></c>' * 16_000 + "</row>") * 12
    ),
    "a tag of thirty megabytes": lambda: xlsx(before=f'<a b="{"x" * 30_000_000}"/>'),
    "elements inside each other": lambda: xlsx(before="<a>" * 5_000_000),
    "a million names of elements": lambda: xlsx(before="".join(f"<a{number}/>" for number in range(1_000_000))),
    "a thousand million repeated rows": lambda: ods(
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    ),
    "two million empty cells of ODS": lambda: ods(f"<table:table-row>{'<table:table-cell/>' * 1_900_000}"),
    "ten million commas": lambda: b"," * 9_900_000,
    "totals of totals": lambda: csv(*(f";Tổng cộng;{n};1\n;Xã Số 1;5;1" for n in range(16_000))),
    "ten thousand near misses of ten thousand names": lambda: csv(*(f"1;Xã Sốt {n};5;1" for n in range(10_000))),
    "a hundred thousand words": lambda: csv(*(f"ô {n};a {n};b {n};c {n}" for n in range(24_500))),
    "a thousand unknown heads over a hundred lines": lambda: csv(
        ";".join(("STT", "Đơn vị", "Tổng số hộ", *(f"đầu cột {n} chưa rõ" for n in range(990)))),
        *(";".join(("1", "Xã Số 1", *("5" for _ in range(990)))) for _ in range(99)),
    ),
    "five hundred texts of ten thousand letters": lambda: csv(*(f"1;{'xã số ' * 1_650};5;1" for _ in range(490))),
    "twenty-four thousand lines of indicators": lambda: listing(24_000),
}
CHILD = "import sys; sys.path.insert(0, sys.argv[1]); import spreadsheets; spreadsheets.suffer()"


def suffer() -> None:
    """Read the file that comes in, and print what it cost."""
    places, content = regions(10_000), sys.stdin.buffer.read()

    before, start = peak(is_new=True), process_time()
    try:
        judged(content, places).explain()
        answer = "read"
    except XhhtError:
        answer = "refused"
    print(f"{process_time() - start:.1f}\t{peak() - before:.0f}\t{answer}")


def ratios(sizes: tuple[int, ...], repeats: int) -> list[Ratio]:
    """Reading beside the bare cells, and how it grows."""
    seconds: dict[int, float] = {}
    beside = 0.0
    for size in sizes:
        content, places = workbook(size), regions(size)
        sides: dict[str, Callable[[], object]] = {
            "cells": partial(bare_cells, content),
            "read": partial(judged, content, places),
        }
        least = least_times(sides, repeats)
        seconds[size], beside = least["read"], least["read"] / least["cells"]
    largest = f"{sizes[-1]:,} rows"
    return [
        Ratio(f"`spreadsheets.read`, {largest}", "openpyxl read-only, cells alone", beside, RATIO_BOUND),
        Ratio(f"growth up to {largest}", "slope", slope(seconds), SLOPE_BOUND),
    ]


def hostile_rows(names: Iterable[str]) -> Iterator[tuple[str, int, float, int, str]]:
    """What each hostile file costs: its name, its bytes, seconds, megabytes, and what is answered."""
    for name in names:
        content = HOSTILE[name]()
        command = [sys.executable, "-c", CHILD, sys.path[0]]
        told = subprocess.run(command, check=True, capture_output=True, input=content).stdout.decode().split("\t")
        yield name, len(content), float(told[0]), int(told[1]), told[2].strip()


def main() -> None:
    """Measure, print, and end with an error where a bound is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run of some seconds; no bound is enforced")
    parser.add_argument("--hostile", action="store_true", help="the hostile files alone")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md and security.md")
    options = parser.parse_args()
    lines, missed = ["| file | bytes | seconds | MB | |", "|---|---|---|---|---|"], []
    for name, size, seconds, megabytes, answer in hostile_rows(list(HOSTILE)[: 2 if options.quick else None]):
        lines.append(f"| {name} | {size:,} | {seconds:.1f} | {megabytes} | {answer} |")
        print(lines[-1], flush=True)
        missed += [name] if seconds > SECONDS_BOUND or megabytes > MEGABYTES_BOUND else []
    sizes = (100, 200) if options.quick else (2_000, 4_000, 8_000, 16_000)
    found = [] if options.hostile else ratios(sizes, 1 if options.quick else 3)
    for row in found:
        print(*row.cells, sep="  ")
        missed += [row.work] if row.is_missed else []
    if options.write:
        if found:
            fill(__file__, found, "openpyxl")
        table = "\n".join([*lines, "", facts()])
        write("security.md", "<!-- spreadsheets: begin -->", "<!-- spreadsheets: end -->", table)
    if missed and not options.quick:
        sys.exit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
