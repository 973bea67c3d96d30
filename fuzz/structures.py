"""Workbooks and tables whose parts bytes choose: right in form, and hostile in what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa

ChoiceT = TypeVar("ChoiceT")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
WORDS = (
    *("STT", "Tên xã, huyện", "Tổng số hộ", "Số hộ đăng ký", "Số hộ được công nhận", "Tỉ lệ (%)", "Dòng họ học tập"),
    *("Năm 2019", "31/12/2020", "Trong đó", "Nội dung", "Thực hiện", "Kế hoạch", "tran-yen", "luc-yen", "Tran Yen"),
    *("Tổng cộng (I+II)", "Người lập biểu", "Ghi chú", "x" * 5_000, "=1+1", "-", " ", "a_x000D_b", "1. tran-yen"),
)
NUMBERS = ("0", "1", "7", "1282", "57.48", "0.5748", "-3", "1e308", "1e999", "43830", "9" * 400, "1_0", "NaN")
COUNTS = ("1", "2", "3", "9", "200", "16384", "1048576", "1000000000", "0", "-1", "x", "1&#48;0")
PLACES = ("A1", "B2", "C3", "F9", "$D$4", "A&#49;", "XFD1048576", "XFE1", "A0", "", "C", "9")
FORMS = ("General", "0.00%", "0%", '0.0" %"', "dd/mm/yyyy", "#,##0", "@", "0" * 300, "[h]:mm", "%%%", "\\")
LONGEST = 1_000_000
SIGHTS = ("", ' table:visibility="collapse"')
TIMES = (1, 1, 1, 1, 1, 2, 40, 3_000, 100_000)


class Choices:
    """What bytes choose, one after another; when they are used up, always the first."""

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)

    def pick(self, options: Sequence[ChoiceT]) -> ChoiceT:
        """One of the options."""
        return options[next(self._data, 0) % len(options)]

    def several(self, most: int) -> range:
        """Up to so many turns."""
        return range(next(self._data, 0) % (most + 1))


def workbook(data: bytes) -> bytes:
    """An Excel or OpenDocument file."""
    choices = Choices(data)
    parts = choices.pick((_excel, _opendocument))(choices)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _again(text: str, choices: Choices) -> str:
    """A text as often as is chosen, within some megabytes: what is fed is small, what it says may be large."""
    return text * min(choices.pick(TIMES), 1 + LONGEST // len(text))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")


def _excel(choices: Choices) -> dict[str, str]:
    kinds = ("worksheet", "sharedStrings", "styles")
    links = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    names = [choices.pick(WORDS) for _ in choices.several(3)] or ["S"]
    sheets = "".join(f'<sheet name="{name}" r:id="worksheet"/>' for name in names)
    hidden = [
        f'<col min="{choices.pick(COUNTS)}" max="{choices.pick(COUNTS)}" hidden="1"/>' for _ in choices.several(3)
    ]
    rows = [_excel_row(choices) for _ in choices.several(12)]
    merges = "".join(
        f'<mergeCell ref="{choices.pick(PLACES)}:{choices.pick(PLACES)}"/>' * choices.pick(TIMES)
        for _ in choices.several(3)
    )
    columns = f"<cols>{''.join(hidden)}</cols>" * bool(hidden)
    data = f"{columns}<sheetData>{''.join(rows)}</sheetData><mergeCells>{merges}</mergeCells>"
    strings = "".join(_again(f"<si><t>{_escaped(word)}</t></si>", choices) for word in WORDS)
    forms = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{form}"/>' for n, form in enumerate(FORMS[:7]))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(7))
    looks = f"<numFmts>{forms}</numFmts><cellXfs>{styles}</cellXfs>"
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
        "xl/worksheet.xml": f'<worksheet xmlns="{MAIN}">{data}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{looks}</styleSheet>',
    }


def _excel_row(choices: Choices) -> str:
    cells = []
    for _ in choices.several(8):
        place = choices.pick(("", "", "", f' r="{choices.pick(PLACES)}"'))
        style = choices.pick(("", "", f' s="{choices.pick(COUNTS)}"'))
        word, number = _escaped(choices.pick(WORDS)), choices.pick(NUMBERS)
        held = choices.pick(
            (
                f' t="inlineStr"><is><t>{word}</t></is>',
                f"><v>{number}</v>",
                f' t="s"><v>{choices.pick(COUNTS)}</v>',
                f"><f>{word}</f><v>{number}</v>",
                ' t="b"><v>1</v>',
                ' t="e"><v>#REF!</v>',
                ">",
            )
        )
        cells.append(_again(f"<c{place}{style}{held}</c>", choices))
    place = choices.pick(("", "", "", f' r="{choices.pick(COUNTS)}"'))
    hidden = choices.pick(("", "", ' hidden="1"'))
    return _again(f"<row{place}{hidden}>{''.join(cells)}</row>", choices)


def _opendocument(choices: Choices) -> dict[str, str]:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    columns = "".join(
        f'<table:table-column table:number-columns-repeated="{choices.pick(COUNTS)}"{choices.pick(SIGHTS)}/>'
        * choices.pick(TIMES)
        for _ in choices.several(3)
    )
    rows = "".join(_opendocument_row(choices) for _ in choices.several(12))
    depth = choices.pick((0, 1, 50, 5_000))
    rows = "<table:table-row-group>" * depth + rows + "</table:table-row-group>" * depth
    table = f'<table:table table:name="{choices.pick(WORDS)}">{columns}{rows}</table:table>' * choices.pick(
        (1, 1, 2, 40)
    )
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return {"mimetype": ODS, "content.xml": f"<office:document-content{names}>{body}</office:document-content>"}


def _opendocument_row(choices: Choices) -> str:
    cells = []
    for _ in choices.several(8):
        name = choices.pick(("columns-repeated", "columns-spanned", "rows-spanned"))
        said = choices.pick(("", f' table:number-{name}="{choices.pick(COUNTS)}"'))
        word, number = _escaped(choices.pick(WORDS)), choices.pick(NUMBERS)
        kind = choices.pick(("string", "float", "percentage", "date", "boolean"))
        value = "" if kind == "string" else f' office:value="{number}"'
        held = choices.pick(("", f"<text:p>{word}</text:p>", f"<text:p>{number}</text:p>" * 2))
        cell = choices.pick(("table-cell", "covered-table-cell"))
        cells.append(_again(f'<table:{cell}{said} office:value-type="{kind}"{value}>{held}</table:{cell}>', choices))
    repeated = choices.pick(("", "", "", f' table:number-rows-repeated="{choices.pick(COUNTS)}"'))
    return _again(f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>", choices)


VALUES: tuple[Any, ...] = (
    *(1, 0, -1, 3.9, 4.0, Decimal("3.9"), Decimal(4), "4", "3.9", "٤", True, None, float("nan"), float("inf")),
    *(2**53, 2**63 - 1, 10**20, date(2020, 12, 31), datetime(2020, 12, 31, 1), "2020-12-31", "tran-yen"),  # noqa: DTZ001  # A cell has no zone.
    *("luc-yen", "", " ", "district", "general", "clans_recognised", "families_recognised", b"x", [1], {"a": 1}),
)
RIGHT: dict[str, Any] = {
    "region": "tran-yen",
    "level": "district",
    "tier": "general",
    "indicator": "clans_recognised",
    "on": date(2020, 12, 31),
    "numerator": 4,
    "denominator": 10,
}
KINDS = (
    *(None, None, pa.int8(), pa.int64(), pa.uint64(), pa.float32(), pa.float64(), pa.decimal128(38, 2), pa.string()),
    *(
        pa.large_string(),
        pa.dictionary(pa.int32(), pa.string()),
        pa.bool_(),
        pa.date32(),
        pa.timestamp("ns"),
        pa.null(),
    ),
    *(pa.timestamp("us", "Asia/Ho_Chi_Minh"), pa.binary(), pa.list_(pa.int64()), pa.decimal256(70, 0)),
)
NAMES = (*RIGHT, "lower", "upper", "print", "base", "note", "Region ", "so hộ", "1", "")


def table(data: bytes) -> tuple[pa.Table, dict[str, tuple[str, str]] | None, str] | None:
    """A table of reports with columns of any kind, its wide columns, and an engine; None if Arrow has no such table."""
    choices = Choices(data)
    count = choices.pick((1, 2, 3, 0))
    columns: dict[str, Any] = {name: [value] * count for name, value in RIGHT.items()}
    wide = choices.pick((None, {"clans_recognised": ("numerator", "denominator")}))
    if wide is not None:
        del columns["indicator"]
    for _ in choices.several(4):
        name, kind = choices.pick(NAMES), choices.pick(KINDS)
        values = [choices.pick(VALUES) for _ in range(count)]
        try:
            columns[name] = pa.array(values, kind)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            columns.setdefault(name, [None] * count)
    try:
        found = pa.table(columns)
    except (pa.ArrowException, ValueError, TypeError):
        return None
    if choices.pick((False, False, True)):
        found = found.append_column(choices.pick(NAMES), pa.nulls(count))
    return found, wide, choices.pick(("pyarrow", "pandas", "polars", "polars-lazy"))
