"""The text readers of the library, each fed with bytes: only errors of the library may come out of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from random import Random
from typing import Any

import narwhals as nw
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import reports
import structures

from xhht import (
    AnyShare,
    Assessment,
    Clause,
    CountRange,
    Observation,
    PrintedShare,
    Programme,
    Region,
    Regions,
    Share,
    Source,
    XhhtError,
    assess,
    count_from_text,
)
from xhht.ext import codec, frames, sdmx, spreadsheets
from xhht.ext.rows import from_rows, to_rows
from xhht.ext.sdmx.days import day_of
from xhht.programmes import ctph_154

Reader = Callable[[bytes], None]
KINDS = (AnyShare, tuple[Observation, ...], Regions, Clause, Programme, Assessment)
HEADINGS = sdmx.write([]).text.encode()
PROGRAMME, DAY = ctph_154.PROGRAMME, date(2020, 12, 31)
SEEN = (
    Observation("clans_recognised", "tran-yen", DAY, Share(45, 100), reference="1", note="a"),
    Observation("clans_recognised", "luc-yen", DAY, PrintedShare.from_text("57,48%")),
)
SHEET = """TỔNG HỢP NĂM 2020;;;;
STT;Tên xã, huyện;Gia đình học tập;;;
;;T.số hộ;Số hộ đăng ký;Số hộ được công nhận;Tỉ lệ (%)
1;tran-yen;1.282;1.100;800;62,4
2;luc-yen;1.504;-;trên 5;57,48
;Tổng cộng;2.786;1.100;800;
;Người lập biểu;;;;
"""
REGIONS = Regions([Region(name, name, level="district") for name in ("tran-yen", "luc-yen")])


def text_of(data: bytes) -> str:
    """Bytes as a text, with half characters where they are no UTF-8."""
    return data.decode("utf-8", errors="surrogateescape")


def read_printed(data: bytes) -> None:
    """Printed percentages and counts; what was read can be told, and its bounds are a share's."""
    text = text_of(data)
    try:
        share = PrintedShare.from_text(text)
    except XhhtError:
        share = None
    if share is not None:
        assert 0 <= share.bounds.lower <= share.bounds.upper <= 1
        share.format("vi")
    try:
        count = count_from_text(text)
    except XhhtError:
        return
    assert (count.least if isinstance(count, CountRange) else count) >= 0


def read_places(data: bytes) -> None:
    """Ids, days, periods and the numbers of clauses and documents."""
    text = text_of(data)
    for reader in (
        day_of,
        lambda words: Source(words, "II.2"),
        lambda words: Source("1/QĐ", words),
        lambda words: Region(words, "a", level="commune"),
        lambda words: Observation("a", words, DAY, Share(1, 2)),
    ):
        try:
            reader(text)
        except XhhtError:
            continue


def read_json(data: bytes) -> None:
    """JSON of a kind that the first byte says; what was read is written and read again."""
    kind = KINDS[data[0] % len(KINDS)] if data else AnyShare
    try:
        found = codec.loads(data[1:], kind, programme=PROGRAMME)
    except XhhtError as error:
        codec.explain(error)
        return
    assert codec.loads(codec.dumps(found), kind, programme=PROGRAMME) == found


def read_toml(data: bytes) -> None:
    """TOML of a kind that the first byte says."""
    kind = KINDS[data[0] % 5] if data else AnyShare
    try:
        codec.loads_toml(data[1:], kind)
    except XhhtError as error:
        codec.explain(error)


def read_sdmx(data: bytes) -> None:
    """SDMX-CSV, under right headings where the text has none; what was read is written and read again."""
    try:
        report = sdmx.read(data if data.startswith((b"STRUCTURE", b"DATAFLOW")) else HEADINGS + data)
    except XhhtError as error:
        str(error)
        return
    report.explain()
    told = sdmx.write(report.observations, missing=report.missing)
    again = sdmx.read(told.text)
    assert (again.observations, again.missing) == (report.observations, report.missing)


def read_sheets(data: bytes) -> None:
    """Spreadsheets of every form; each cell that is not empty has become something."""
    try:
        report = spreadsheets.read(data, programme=PROGRAMME, regions=REGIONS, on=DAY)
    except XhhtError as error:
        str(error)
        return
    report.explain("vi")


def read_workbooks(data: bytes) -> None:
    """Workbooks that are right in form, and hostile in what they say of themselves: each limit is kept."""
    made = structures.workbook(data)
    limits = structures.LIMITS
    try:
        report = spreadsheets.read(made.content, programme=PROGRAMME, regions=REGIONS, on=DAY, limits=limits)
    except XhhtError as error:
        str(error)
        return
    report.explain("vi")
    assert not made.is_too_large, "read, although it is beyond a limit"
    texts = {(cell.sheet, cell.row, cell.column): len(cell.text) for cell in (*report.problems, *report.used)}
    assert len(texts) <= limits.cells, "more cells than the limit"
    assert max(texts.values(), default=0) <= limits.characters, "a longer text than the limit"
    assert sum(texts.values()) <= limits.all_characters, "more text than the limit"


def read_tables(data: bytes) -> None:
    """Tables of reports, tidy and wide, on several engines: they take and refuse the same."""
    made = reports.reports(data)
    if made is None:
        return
    try:
        frame = _frame(made.table, made.engine)
    except (Exception, pl.exceptions.PanicException):  # noqa: BLE001  # The engine has no such table, no matter of ours.
        return
    refusal = ""
    asked = {"as_of": DAY, "indicators": made.wide} | ({"baseline_on": DAY} if made.asked == "baseline" else {})
    try:
        if made.asked == "check":
            _rows(frames.check(PROGRAMME, frame, **asked))
            return
        if made.asked == "report":
            found, refused = frames.assess(PROGRAMME, frame, on_error="report", **asked)
            _rows(refused)
        else:
            found = frames.assess(PROGRAMME, frame, **asked)
        rows = _rows(found)
    except XhhtError as error:
        refusal, rows = str(error), []
    if refusal:
        assert not made.said or reports.REFUSED in made.said, f"refused what is right: {refusal}"
    elif made.said is not None:
        told = {row["region"]: row["outcome"] or reports.REFUSED for row in rows}
        said = {f"r{row}": outcome for row, outcome in enumerate(made.said)}
        if made.asked == "report":
            said = {region: outcome for region, outcome in said.items() if outcome != reports.REFUSED}
        assert told == said, f"{told}, not {said}"


def _frame(table: pa.Table, engine: str) -> Any:  # noqa: ANN401  # Any engine's own.
    """The table as an engine has it."""
    if engine == "pandas":
        return table.to_pandas()
    if engine == "pandas-nullable":
        return table.to_pandas().convert_dtypes()
    if engine == "pandas-arrow":
        return table.to_pandas(types_mapper=pd.ArrowDtype)
    if engine == "pyarrow":
        return table
    frame = pl.DataFrame(table)
    return frame.lazy() if engine == "polars-lazy" else frame


def _rows(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # As above.
    """The rows of an answer, which is computed for them."""
    frame = nw.from_native(found)
    return (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).rows(named=True)


def read_rows(data: bytes) -> None:
    """Rows of a table, as JSON has them; what was read is written and read again."""
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError):
        return
    try:
        found = from_rows(rows)
    except XhhtError as error:
        str(error)
        return
    assert from_rows(to_rows(found)) == found


READERS: dict[str, Reader] = {
    "printed": read_printed,
    "places": read_places,
    "json": read_json,
    "toml": read_toml,
    "sdmx": read_sdmx,
    "sheets": read_sheets,
    "workbooks": read_workbooks,
    "tables": read_tables,
    "rows": read_rows,
}
# How often each is fed in the short session; README.md tells what it finds of what planted.py plants.
RUNS = {
    "printed": 20_000,
    "places": 20_000,
    "json": 3_000,
    "toml": 3_000,
    "sdmx": 3_000,
    "sheets": 2_000,
    "workbooks": 5_000,
    "tables": 400,
    "rows": 3_000,
}


def seeds() -> dict[str, list[bytes]]:
    """For each reader some files that are right, from which the fuzzer starts."""
    report = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=DAY)
    documents = (Share(2, 7), SEEN, REGIONS, PROGRAMME.clauses[0], PROGRAMME, report)
    chosen = Random(1)  # noqa: S311  # No secret: bytes to start from.
    told = [codec.dumps(document) for document in documents]
    return {
        "printed": [
            words.encode() for words in ("57,48%", "trên 93 %", "gần 97 phần trăm", "1.282", "about 70 per cent")
        ],
        "places": [
            words.encode() for words in ("2020-12-31", "2020-Q4", "2020-W53", "II.2.2", "154/CTPH-LN", "tran-yen")
        ],
        "json": [b"\1" + b"[" * 5_000, *(bytes([place]) + text.encode() for place, text in enumerate(told))],
        "toml": [
            b"\1a = " + b"[" * 5_000,
            *(bytes([place]) + as_toml(text).encode() for place, text in enumerate(told[:4])),
        ],
        "sdmx": [
            sdmx.write(SEEN).text.encode(),
            sdmx.write(SEEN).text.encode().removeprefix(HEADINGS),
            sdmx.write((), missing=[sdmx.Missing("i", "r", DAY)]).text.encode(),
        ],
        "sheets": [SHEET.encode(), SHEET.replace(";", "\t").encode("utf-8-sig"), workbook()],
        "workbooks": [bytes([book]) + chosen.randbytes(60) for book in range(2) for _ in range(20)],
        "tables": [bytes([engine]) + chosen.randbytes(20) for engine in range(len(reports.ENGINES)) for _ in range(10)],
        "rows": [json.dumps(to_rows(SEEN)).encode(), b'[{"indicator": "a", "region": "b", "on": "2020-12-31"}]'],
    }


def workbook() -> bytes:
    """The sheet as an Excel file."""
    book, held = openpyxl.Workbook(), BytesIO()
    for line in SHEET.splitlines():
        book.active.append(line.split(";"))
    book.save(held)
    return held.getvalue()


def as_toml(text: str) -> str:
    """A JSON object as TOML, each value in one line."""
    return "\n".join(f"{key} = {_inline(value)}" for key, value in json.loads(text).items())


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
