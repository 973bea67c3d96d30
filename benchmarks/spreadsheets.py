"""How much reading a spreadsheet costs beside reading its bare cells, how it grows, and what hostile files cost.

Usage: python benchmarks/spreadsheets.py [--quick] [--write]

- `spreadsheets.read` of a workbook of 20,000 rows against openpyxl's read-only mode, which gives the cells alone: no
  formats, merges, hidden rows, heads, places or figures. Every ratio is the least time of one side over the least time
  of the other, over several repeats that take turns. It is the time of the processor, since both sides use one alone.
- The same at four sizes, each twice the one before: the slope of the time, both scales logarithmic.
- Files that are made to explode, each in a process of its own: seconds, and the most memory beyond that of the imports.

A full run ends with an error if a bound is missed. `--write` puts the table of hostile files into docs/security.md.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from io import BytesIO
from math import log
from time import process_time

import openpyxl
from pages import facts, write

from xhht import Region, Regions, XhhtError
from xhht.ext.spreadsheets import SheetReport, read
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
RATIO_BOUND, SLOPE_BOUND = 4.0, 1.25
SECONDS_BOUND, MEGABYTES_BOUND = 20, 500
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


def least_times(sides: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """The least time of each side; the sides take turns, so that a slow moment meets all of them."""
    least = dict.fromkeys(sides, float("inf"))
    for _ in range(repeats):
        for name, run in sides.items():
            gc.collect()
            start = process_time()
            result = run()
            least[name] = min(least[name], process_time() - start)
            del result
    return least


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
    "totals of totals": lambda: csv(*(f";Tổng cộng;{n};1\n;Xã Số 1;5;1" for n in range(20_000))),
    "ten thousand near misses of ten thousand names": lambda: csv(*(f"1;Xã Sốt {n};5;1" for n in range(10_000))),
    "two hundred thousand words": lambda: csv(*(f"ô {n};a {n};b {n};c {n}" for n in range(49_000))),
}
CHILD = "import sys; sys.path.insert(0, sys.argv[1]); import spreadsheets; spreadsheets.suffer()"


def suffer() -> None:
    """Read the file that comes in, and print what it cost."""
    places, content = regions(10_000), sys.stdin.buffer.read()

    def memory() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    before, start = memory(), process_time()
    try:
        judged(content, places).explain()
        answer = "read"
    except XhhtError:
        answer = "refused"
    print(f"{process_time() - start:.1f}\t{memory() - before}\t{answer}")


def main() -> int:
    """Measure, print, and say whether a bound was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run of some seconds with fewer rows, no bounds")
    parser.add_argument("--write", action="store_true", help="write the table of hostile files into docs/security.md")
    options = parser.parse_args()
    missed = []
    sizes, repeats = ((100, 200), 1) if options.quick else ((2_500, 5_000, 10_000, 20_000), 3)
    seconds = []
    for size in sizes:
        content, places = workbook(size), regions(size)
        sides: dict[str, Callable[[], object]] = {
            "cells": partial(bare_cells, content),
            "read": partial(judged, content, places),
        }
        least = least_times(sides, repeats)
        seconds.append(least["read"])
        ratio = least["read"] / least["cells"]
        print(f"{size:6} rows: read {least['read']:6.2f} s, bare cells {least['cells']:6.2f} s, ratio {ratio:5.2f}")
        missed += [f"ratio {ratio:.2f}"] if size == max(sizes) and ratio > RATIO_BOUND else []
    slope = log(seconds[-1] / seconds[0]) / log(sizes[-1] / sizes[0])
    print(f"slope of growth: {slope:.2f} (at most {SLOPE_BOUND})")
    missed += [f"slope {slope:.2f}"] if slope > SLOPE_BOUND else []
    rows = []
    for name in list(HOSTILE)[:2] if options.quick else HOSTILE:
        content = HOSTILE[name]()
        command = [sys.executable, "-c", CHILD, sys.path[0]]
        told = subprocess.run(command, check=True, capture_output=True, input=content).stdout.decode().split("\t")
        rows.append(f"| {name} | {len(content):,} | {told[0]} | {told[1]} | {told[2].strip()} |")
        print(rows[-1], flush=True)
        if float(told[0]) > SECONDS_BOUND or int(told[1]) > MEGABYTES_BOUND:
            missed.append(name)
    if options.write:
        table = [
            "| file | bytes | seconds | MB | |",
            "|---|---|---|---|---|",
            *rows,
            "",
            facts(openpyxl=openpyxl.__version__),
        ]
        write("security.md", "<!-- spreadsheets: begin -->", "<!-- spreadsheets: end -->", "\n".join(table))
    if missed and not options.quick:
        print(f"missed: {', '.join(missed)}")
    return int(bool(missed) and not options.quick)


if __name__ == "__main__":
    sys.exit(main())
