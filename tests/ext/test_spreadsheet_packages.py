"""Packed spreadsheets that are damaged or made to cost more than they hold. All figures are made up."""

import io
import struct
import zipfile
from datetime import date

import pytest

from xhht import Region, Share, explain_error
from xhht.ext.spreadsheets import (
    EncryptedSheetError,
    Limits,
    ProblemKind,
    TooLargeSheetError,
    UnreadableSheetError,
    read,
)
from xhht.programmes import ctph_154

REGIONS = (
    Region("ty", "Huyện Trấn Yên", level="district"),
    Region("bd", "Xã Báo Đáp", level="commune", parent="ty"),
    Region("hc", "Xã Hòa Cuông", level="commune", parent="ty"),
)
XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = ("Đơn vị", "Tổng số hộ", "Số hộ được công nhận")
ROWS = (HEAD, ("Xã Báo Đáp", 100, 50))


def reading(content, **more):
    return read(content, **({"programme": ctph_154.PROGRAMME, "regions": REGIONS, "on": date(2020, 12, 31)} | more))


def shares(report):
    return {seen.region: seen.actual for seen in report.observations}


def kinds(report):
    return {f"{problem.column}{problem.row}": problem.kind for problem in report.problems}


def cell(value, place=""):
    if isinstance(value, str):
        return f'<c{place} t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c{place}><v>{value}</v></c>"


def links(*targets):
    found = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(targets))
    return f'{XML}<Relationships xmlns="{LINKS}">{found}</Relationships>'


def parts(*, sheet=None, folder="xl/", name="S", before="", rows="", after="", main=MAIN, **others):
    """The parts of an Excel file of one right table: `others` are further parts that the workbook names, by kind."""
    table = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in ROWS)
    sheets = f'<sheets><sheet name="{name}" sheetId="1" xmlns:r="{OFFICE}" r:id="r0"/></sheets>'
    content = sheet or f'{XML}<worksheet xmlns="{main}">{before}<sheetData>{table}{rows}</sheetData>{after}</worksheet>'
    beside = [("worksheet", "sheet.xml"), *((kind, f"{kind}.xml") for kind in others)]
    return {
        "_rels/.rels": links(("officeDocument", f"{folder}workbook.xml")),
        f"{folder}workbook.xml": f'{XML}<workbook xmlns="{main}">{sheets}</workbook>',
        f"{folder}_rels/workbook.xml.rels": links(*beside),
        f"{folder}sheet.xml": content,
    } | {f"{folder}{kind}.xml": f"{XML}{text}" for kind, text in others.items()}


def packed(texts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return file.getvalue()


def workbook(**more):
    return packed(parts(**more))


def sheet_of(rows):
    return workbook(sheet=f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


@pytest.mark.parametrize("folder", ["xl/", "", "a/b/"])
@pytest.mark.parametrize("main", [MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"])
def test_the_parts_of_a_file_are_found_wherever_they_lie(folder, main):
    assert shares(reading(workbook(folder=folder, main=main))) == {"bd": Share(50, 100)}


@pytest.mark.parametrize("name", ["xl/comments1.xml", "xl/drawings/drawing1.xml", "xl/externalLinks/externalLink1.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", b"\0" * 50_000_000], ids=len)
def test_a_part_that_is_never_read_is_no_reason_to_refuse_a_file(name, content):
    assert shares(reading(packed(parts() | {name: content}))) == {"bd": Share(50, 100)}


@pytest.mark.parametrize(
    "after",
    [
        '<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>',
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule><formula>1</formula></cfRule></conditionalFormatting>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
        '<extLst><ext><c r="A1"/></ext></extLst>',
    ],
)
def test_what_refers_to_every_cell_costs_nothing(after):
    assert shares(reading(workbook(after=after))) == {"bd": Share(50, 100)}


def test_columns_hidden_over_and_over_are_hidden_once():
    before = '<cols><col min="9" max="1000000000" hidden="1"/><col min="-5" max="16384" hidden="1"/></cols>'
    assert set(kinds(reading(workbook(before=before))).values()) == {ProblemKind.HIDDEN}
    with pytest.raises(UnreadableSheetError, match="columns"):
        reading(workbook(before="<cols>" + '<col min="9" max="9" hidden="1"/>' * 20_000 + "</cols>"))


DEEP = "<a>" * 200 + "</a>" * 200
NAMED = "".join(f"<a{n}/>" for n in range(40_000))
SPACED = "".join(f'<a xmlns:b{n}="u"/>' for n in range(40_000))
LONG = f'<a b="{"x" * 2_000_000}"/>'
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 1_100_000}</cellXfs></styleSheet>'
FORM = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="1" formatCode="{"0" * 300}"/></numFmts></styleSheet>'
DEFAULTS = f'{XML}<!DOCTYPE worksheet [<!ATTLIST c x CDATA "{"y" * 1000}">]><worksheet xmlns="{MAIN}"/>'


@pytest.mark.parametrize(
    ("more", "error", "said"),
    [
        ({"after": DEEP}, UnreadableSheetError, "inside the other"),
        ({"after": NAMED}, UnreadableSheetError, "names of elements"),
        ({"after": SPACED}, UnreadableSheetError, "names of elements"),
        ({"after": LONG}, UnreadableSheetError, "tag of more"),
        ({"after": f'<a xmlns="{"u" * 300}"/>'}, UnreadableSheetError, "namespace"),
        ({"sheet": DEFAULTS}, UnreadableSheetError, "entities or attributes"),
        ({"styles": STYLES}, TooLargeSheetError, "elements"),
        ({"styles": FORM}, UnreadableSheetError, "number format"),
        ({"name": "S" * 300}, UnreadableSheetError, "name of more"),
        ({"rows": f"<row>{'<c/>' * 1_100_000}</row>"}, TooLargeSheetError, "elements"),
        ({"rows": '<row><c t="s"><v>5</v></c></row>'}, UnreadableSheetError, "damaged"),
        ({"rows": '<row><c t="s"><v>-1</v></c></row>'}, UnreadableSheetError, "damaged"),
        ({"rows": '<row><c s="7"><v>1</v></c></row>'}, UnreadableSheetError, "damaged"),
        ({"rows": "<row><c><v>1_0</v></c></row>"}, UnreadableSheetError, "damaged"),
        ({"rows": '<row><c t="odd"><v>1</v></c></row>'}, UnreadableSheetError, "damaged"),
        ({"rows": f'<row r="{"9" * 5000}"/>'}, UnreadableSheetError, "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_made_to_explode_is_refused_with_the_reason(more, error, said):
    with pytest.raises(error, match=said) as caught:
        reading(workbook(**more))
    assert len(str(caught.value)) < 1_000


def test_a_text_that_many_cells_share_counts_for_each_of_them():
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 9_000}</t></si></sst>'
    with pytest.raises(TooLargeSheetError, match="all_characters"):
        reading(workbook(sharedStrings=strings, rows='<row><c t="s"><v>0</v></c></row>' * 600))


def test_how_a_sign_is_read_aloud_is_no_part_of_a_shared_text():
    strings = "<si><r><t>Xã </t></r><r><t>Hòa Cuông</t></r><rPh><t>đọc</t></rPh></si><si><t>a_x000D_</t></si>"
    more = {"sharedStrings": f'<sst xmlns="{MAIN}">{strings}</sst>'}
    more["rows"] = '<row><c t="s"><v>0</v></c><c><v>8</v></c><c><v>4</v></c></row>'
    assert shares(reading(workbook(**more)))["hc"] == Share(4, 8)


def test_rows_and_cells_out_of_order_are_read_where_they_say_that_they_stand():
    heads = "".join(cell(value, f' r="{letter}1"') for letter, value in zip("CBA", reversed(HEAD), strict=True))
    data = "".join(cell(value, f' r="{letter}2"') for letter, value in zip("ABC", ROWS[1], strict=True))
    assert shares(reading(sheet_of(f'<row r="2">{data}</row><row r="1">{heads}</row>'))) == {"bd": Share(50, 100)}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
    ],
)
def test_cells_that_stand_twice_or_nowhere_are_damage(rows):
    with pytest.raises(UnreadableSheetError, match="damaged"):
        reading(sheet_of(rows))


@pytest.mark.parametrize(
    "content",
    [
        sheet_of('<row r="1048577"><c><v>1</v></c></row>'),
        sheet_of('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        ("a," * 16_384 + "b\n").encode(),
    ],
)
def test_a_sheet_larger_than_any_is_refused_with_the_limit(content):
    with pytest.raises(
        TooLargeSheetError, match="no spreadsheet has more than 1048576 rows and 16384 columns"
    ) as caught:
        reading(content)
    assert explain_error(caught.value, "vi").startswith("Bảng vượt quá 1.048.576 dòng hoặc 16.384 cột")


def test_a_cell_under_a_merged_one_is_a_problem():
    after = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    report = reading(workbook(rows=f"<row>{''.join(map(cell, ('Xã Hòa Cuông', 70, 35)))}</row>", after=after))
    assert kinds(report)["B3"] is ProblemKind.MERGED
    assert shares(report) == {}


def test_a_part_that_is_longer_than_the_archive_says_is_damage():
    content = workbook(after=" " * 5_000_000)
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/sheet.xml")) + 24
    lying = content[:at] + struct.pack("<I", 1_000) + content[at + 4 :]
    with pytest.raises(UnreadableSheetError, match="damaged"):
        reading(lying)


@pytest.mark.filterwarnings("ignore:Duplicate name")  # The doubled name is the point.
def test_two_parts_of_one_name_are_damage():
    file = io.BytesIO(workbook())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/sheet.xml", parts()["xl/sheet.xml"])
    with pytest.raises(UnreadableSheetError, match="2 parts"):
        reading(file.getvalue())


def test_what_is_packed_as_no_spreadsheet_is_refused():
    with pytest.raises(UnreadableSheetError, match="packed"):
        reading(packed(parts(), zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "text",
    [
        ";".join([""] * 1_100_000),
        "\n" * 1_100_000 + "a",
    ],
)
def test_a_csv_file_of_more_fields_than_the_limit_is_refused(text):
    with pytest.raises(TooLargeSheetError, match="elements"):
        reading(text.encode())


def ods(body, **more):
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    names += ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    table = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    content = f"{XML}<office:document-content{names}>{table}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content} | more)


def ods_row(*values, kind="table-cell", **attributes):
    def one(value):
        stated = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:{kind} office:value-type="{stated}"><text:p>{value}</text:p></table:{kind}>'

    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{said}>{''.join(map(one, values))}</table:table-row>"


def ods_sheet(*rows, name="S"):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def test_what_is_no_part_of_a_sheet_is_left_unread():
    deleted = f"<table:tracked-changes>{ods_row(*HEAD)}{ods_row('Xã Hòa Cuông', 9, 9)}</table:tracked-changes>"
    drawn = "<table:shapes><text:p>chữ</text:p></table:shapes>"
    noted = "<table:table-cell><text:p>Xã <text:span>Báo</text:span><text:s/>Đáp<office:annotation><text:p>a</text:p>"
    row = f"<table:table-row>{noted}</office:annotation></text:p></table:table-cell>"
    row = row.replace("table-cell>", "table-cell office:value-type='string'>", 1)
    row += ods_row(100, 50).removeprefix("<table:table-row>")
    report = reading(ods(deleted + ods_sheet(drawn, f"<table:table-rows>{ods_row(*HEAD)}{row}</table:table-rows>")))
    assert shares(report) == {"bd": Share(50, 100)}
    assert not report.problems


def test_one_sheet_of_an_ods_file_is_read_by_its_name():
    other = ods_sheet(ods_row(*HEAD), ods_row("Xã Hòa Cuông", 9, 3), name="T")
    content = ods(ods_sheet(ods_row(*HEAD), ods_row("Xã Báo Đáp", 100, 50)) + other)
    assert shares(reading(content, sheet="T")) == {"hc": Share(3, 9)}


@pytest.mark.parametrize("repeated", ["300000", "1000000000000", "x"])
def test_rows_that_are_repeated_count_as_often(repeated):
    content = ods(ods_sheet(ods_row(*HEAD), ods_row("Xã Báo Đáp", 100, 50, number_rows_repeated=repeated)))
    with pytest.raises(UnreadableSheetError):
        reading(content)


def test_an_ods_file_with_a_password_is_refused():
    manifest = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    with pytest.raises(EncryptedSheetError, match="password"):
        reading(ods("", **{"META-INF/manifest.xml": manifest}))


def test_limits_can_be_raised_for_a_large_file():
    rows = "".join(f"<row>{cell('lạc')}</row>" for _ in range(300))
    with pytest.raises(TooLargeSheetError, match="cells"):
        reading(workbook(rows=rows), limits=Limits(cells=200))
    assert shares(reading(workbook(rows=rows), limits=Limits(cells=400))) == {"bd": Share(50, 100)}
