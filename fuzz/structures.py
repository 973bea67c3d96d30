"""Workbooks whose parts bytes choose: right in form, and hostile in what they say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from xhht.ext.spreadsheets import Limits

ChoiceT = TypeVar("ChoiceT")
# Small ones, so that files beyond them are made and read in milliseconds: what counts is that each of them is kept.
LIMITS = Limits(unpacked_bytes=100_000, elements=2_000, cells=300, characters=500, all_characters=3_000)
DEEPEST = 100
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
HEADS = ("STT", "Tên xã, huyện", "Tổng số hộ", "Số hộ được công nhận gia đình học tập", "Tỉ lệ (%)")
LONG = "ab " * 100
WORDS = (
    *HEADS,
    *("Số hộ đăng ký", "Dòng họ học tập", "Năm 2019", "31/12/2020", "Trong đó", "Nội dung", "Thực hiện", "Kế hoạch"),
    *("tran-yen", "luc-yen", "Tran Yen", "Tổng cộng (I+II)", "Người lập biểu", "Ghi chú", LONG, "x" * 600),
    *("=1+1", "-", " ", "a_x000D_b", "1. tran-yen"),
)
NUMBERS = ("0", "1", "7", "1282", "57.48", "0.5748", "-3", "1e308", "1e999", "43830", "9" * 400, "1_0", "NaN")
COUNTS = ("1", "2", "3", "9", "40", "200", "16384", "1048576", "1000000000", "1&#48;0", "0", "x")
PLACES = ("A1", "B2", "C3", "F9", "A&#49;", "A1048576", "XFD1", "XFD1048576", "XFD1048&#53;76", "$D$4", "A0", "")
FORMS = ("General", "0.00%", "0%", '0.0" %"', "dd/mm/yyyy", "#,##0", "@", "0" * 300, "[h]:mm", "%%%", "\\")
NAMES = ("xl/worksheets/sheet1.xml", "xl/worksheet.xml", "figures.dat", "xl/sheets/../s.xml")
SIGHTS = ("", ' table:visibility="collapse"')
TIMES = (1, 1, 1, 1, 1, 2, 40, 400, 3_000)
DEPTHS = (1, 50, 150)
INSIDE, GROUP = "<a>", "<table:table-row-group>"


class Choices:
    """What bytes choose, one after another; when they are used up, always the first."""

    def __init__(self, data: bytes) -> None:
        self._data = iter(data)

    def pick(self, options: Sequence[ChoiceT]) -> ChoiceT:
        """One of the options."""
        return options[next(self._data, 0) % len(options)]

    def seldom(self, odd: str) -> str:
        """Mostly nothing: what is odd everywhere is refused at its first oddity."""
        return self.pick(("",) * 9 + (odd,))

    def several(self, most: int) -> range:
        """Up to so many turns."""
        return range(next(self._data, 0) % (most + 1))


class Workbook(NamedTuple):
    """A file, and whether what must be read of it is beyond one of the limits."""

    content: bytes
    is_too_large: bool


def workbook(data: bytes) -> Workbook:
    """An Excel or OpenDocument file: a right table, with more and more oddities beside it."""
    choices = Choices(data)
    parts, read = choices.pick((_excel, _opendocument))(choices)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    elements = sum(text.count("<") - text.count("</") for text in read)
    size = sum(len(text.encode()) for text in read)
    is_too_deep = any(element * DEEPEST in text for element in (INSIDE, GROUP) for text in read)
    is_too_large = elements > LIMITS.elements or size > LIMITS.unpacked_bytes or is_too_deep
    return Workbook(file.getvalue(), is_too_large)


def _again(text: str, choices: Choices, options: Sequence[int] = TIMES) -> str:
    """A text as often as is chosen, up to twice the limit of bytes."""
    return text * min(choices.pick(options), 1 + 2 * LIMITS.unpacked_bytes // len(text))


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;")


def _excel(choices: Choices) -> tuple[dict[str, str], list[str]]:
    """The parts of an Excel file by name, and those that are read, each as often as it is."""
    right = (HEADS, ("1", "tran-yen", "100", "50", "50"))
    rows = "".join(f"<row>{''.join(map(_value, row))}</row>" for row in right)
    found = {"columns": "", "rows": rows, "merges": "", "strings": "".join(map(_string, WORDS)), "beside": ""}
    for _ in choices.several(4):
        place, made = choices.pick(tuple(_EXCEL.items()))
        found[place] += _again(made(choices), choices)
    columns = f"<cols>{found['columns']}</cols>" * bool(found["columns"])
    data = f"{columns}<sheetData>{found['rows']}</sheetData><mergeCells>{found['merges']}</mergeCells>{found['beside']}"
    forms = "".join(f"<numFmt numFmtId='{200 + n}' formatCode='{form}'/>" for n, form in enumerate(FORMS[:7]))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(7))
    looks = f"<numFmts>{forms}</numFmts><cellXfs>{styles}</cellXfs>"
    name = choices.pick(NAMES)
    texts = "sharedStrings", "styles"
    links = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in texts)
    links += f'<Relationship Id="worksheet" Type="{OFFICE}/worksheet" Target="/{name}"/>'
    tabs = [choices.pick(WORDS[:16]) for _ in choices.several(3)] or ["S"]
    sheets = "".join(f'<sheet name="{tab}" r:id="worksheet"/>' for tab in tabs)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{found["strings"]}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{looks}</styleSheet>',
    }
    sheet = f'<worksheet xmlns="{MAIN}">{data}</worksheet>'
    known = name if ".." not in name else "xl/s.xml"
    return parts | {known: sheet}, [*parts.values(), *([sheet] * len(tabs))]


def _value(word: str) -> str:
    return f'<c t="str"><v>{word}</v></c>'


def _string(word: str) -> str:
    return f"<si><t>{_escaped(word)}</t></si>"


def _excel_row(choices: Choices) -> str:
    cells = []
    for _ in choices.several(5):
        place = choices.seldom(f' r="{choices.pick(PLACES)}"')
        style = choices.seldom(f' s="{choices.pick(COUNTS)}"')
        word, number = _escaped(choices.pick(WORDS)), choices.pick(NUMBERS)
        held = choices.pick(
            (
                f' t="s"><v>{WORDS.index(LONG)}</v>',
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
    place = choices.seldom(f' r="{choices.pick(COUNTS)}"')
    hidden = choices.seldom(' hidden="1"')
    return f"<row{place}{hidden}>{''.join(cells)}</row>"


def _far_cell(_choices: Choices) -> str:
    return '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _merge(choices: Choices) -> str:
    """Half of the time every cell of a sheet: what lies under it costs only where another cell lies far away."""
    some = f"{choices.pick(PLACES)}:{choices.pick(PLACES)}"
    return f'<mergeCell ref="{choices.pick(("A1:XFD1048576", "A1:XFD1048&#53;76", some, some))}"/>'


def _nest(choices: Choices) -> str:
    depth = choices.pick(DEPTHS)
    return INSIDE * depth + INSIDE.replace("<", "</") * depth


_EXCEL = {
    "columns": lambda choices: f'<col min="{choices.pick(COUNTS)}" max="{choices.pick(COUNTS)}" hidden="1"/>',
    "rows": lambda choices: choices.pick((_excel_row, _excel_row, _far_cell))(choices),
    "merges": _merge,
    "strings": lambda choices: _string(choices.pick(WORDS)),
    "beside": _nest,
}


def _opendocument(choices: Choices) -> tuple[dict[str, str], list[str]]:
    """The parts of an OpenDocument file by name, and those that are read."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    right = (HEADS, ("1", "tran-yen", "100", "50", "50"))
    found = "".join(f"<table:table-row>{''.join(map(_text_cell, row))}</table:table-row>" for row in right)
    columns = ""
    for _ in choices.several(4):
        made = choices.pick((_opendocument_row, _opendocument_row, _group, _opendocument_column))
        if made is _opendocument_column:
            columns += _again(made(choices), choices)
        else:
            found += _again(made(choices), choices)
    table = f'<table:table table:name="{choices.pick(WORDS)}">{columns}{found}</table:table>'
    table = _again(table, choices, (1, 1, 2, 40))
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content{names}>{body}</office:document-content>"
    return {"mimetype": ODS, "content.xml": content}, [content]


def _text_cell(word: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'


def _opendocument_column(choices: Choices) -> str:
    return f'<table:table-column table:number-columns-repeated="{choices.pick(COUNTS)}"{choices.pick(SIGHTS)}/>'


def _group(choices: Choices) -> str:
    depth = choices.pick(DEPTHS)
    return GROUP * depth + _opendocument_row(choices) + GROUP.replace("<", "</") * depth


def _opendocument_row(choices: Choices) -> str:
    cells = []
    for _ in choices.several(5):
        name = choices.pick(("columns-repeated", "columns-spanned", "rows-spanned"))
        said = choices.pick(("", f' table:number-{name}="{choices.pick(COUNTS)}"'))
        word, number = _escaped(choices.pick(WORDS)), choices.pick(NUMBERS)
        kind = choices.pick(("string", "float", "percentage", "date", "boolean"))
        value = "" if kind == "string" else f' office:value="{number}"'
        held = choices.pick((f"<text:p>{word}</text:p>", "", f"<text:p>{number}</text:p>" * 2))
        cell = choices.pick(("table-cell", "covered-table-cell"))
        cells.append(_again(f'<table:{cell}{said} office:value-type="{kind}"{value}>{held}</table:{cell}>', choices))
    repeated = choices.pick(("", "", "", f' table:number-rows-repeated="{choices.pick(COUNTS)}"'))
    hidden = choices.pick(SIGHTS)
    return f"<table:table-row{repeated}{hidden}>{''.join(cells)}</table:table-row>"
