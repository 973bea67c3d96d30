"""Reading spreadsheets as districts send them. All figures are made up."""

import re
import zipfile
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import attrs
import openpyxl
import pytest
from odf import style, table, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

from xhht import Base, BoundedShare, Caveat, PrintedShare, Region, Share, Text, explain_error
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.spreadsheets import (
    DEFAULT,
    CellProblem,
    EncryptedSheetError,
    Limits,
    Phrase,
    ProblemKind,
    Subject,
    TooLargeSheetError,
    UnreadableSheetError,
    Use,
    read,
)
from xhht.programmes import ctph_154, qd_281

DAY = date(2020, 12, 31)
REGIONS = (
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("yen-bai-city", "Thành phố Yên Bái", level="district", parent="yen-bai"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai"),
    Region("co-phuc", "Thị trấn Cổ Phúc", level="commune", parent="tran-yen"),
    Region("bao-dap", "Xã Báo Đáp", level="commune", parent="tran-yen"),
    Region("hoa-cuong", "Xã Hòa Cuông", level="commune", parent="tran-yen"),
    Region("minh-tien", "Xã Minh Tiến", level="commune", parent="tran-yen", valid_to=date(2020, 1, 31)),
)
CLANS = ("Tổng số dòng họ", "Được công nhận", "Tỷ lệ (%)")
HEAD = ("Đơn vị", "Tổng số hộ", "Số hộ được công nhận", "Tỷ lệ (%)")


def reading(content, **kwargs):
    given = {"programme": ctph_154.PROGRAMME, "regions": REGIONS, "on": DAY, **kwargs}
    return read(content, **given)


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book.active)
    return saved(book)


def csv_text(*rows, separator=";"):
    return "\n".join(separator.join(row) for row in rows).encode()


def actual(report):
    return {(seen.indicator, seen.region, seen.actual.base): seen.actual for seen in report.observations}


def kinds(report):
    return {f"{problem.column}{problem.row}": problem.kind for problem in report.problems}


def the_share(report):
    (seen,) = report.observations
    return seen.actual


def cells_of(report):
    return {(cell.sheet, cell.row, cell.column) for cell in (*report.used, *report.problems)}


def district_book():
    """A whole report: title lines, two rows of merged heads, totals, remarks and feet. Its figures are made up."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    for row in (
        ["HỘI KHUYẾN HỌC HUYỆN TRẤN YÊN (số liệu minh họa)"],
        [],
        ["TỔNG HỢP KẾT QUẢ NĂM 2020"],
        ["STT", "ĐƠN VỊ", "GIA ĐÌNH HỌC TẬP", None, None, None, "DÒNG HỌ HỌC TẬP", None, None, "Ghi chú"],
        [None, None, "T.số hộ", "Số hộ\nđăng ký", "Số hộ được công nhận", "Tỉ lệ\n(%)", *CLANS],
        ["A", "B", 1, 2, 3, "4=3/1", 5, 6, "7=6/5", 8],
        [1, "Xã Báo Đáp", 1282.0, 1000, 800, 0.624, 10, 4, 0.4, None],
        [2, "TT. Cổ Phúc", "1.000", "900", "574", "57,4 %", "8", "5", "62,5", "có đính chính"],
        [],
        [3, "Hoà Cuông", 300, None, 150, 0.5, None, None, None, None],
        ["Tổng cộng", None, 2582, 1900, 1524, None, 18, 9, 0.5, None],
        [],
        [None, None, None, None, None, None, "Ngày 31 tháng 12 năm 2020"],
        [None, "Người lập biểu", None, None, None, None, "Chủ tịch"],
        [None, "Nguyễn Văn A", None, None, None, None, "Trần Thị B"],
    ):
        sheet.append(row)
    for merge in ("A1:J1", "A4:A5", "B4:B5", "C4:F4", "G4:I4", "J4:J5", "A11:B11"):
        sheet.merge_cells(merge)
    for row in (7, 10, 11):
        sheet[f"F{row}"].number_format = sheet[f"I{row}"].number_format = "0.0%"
    return book


def test_a_report_of_a_district_is_read_whole():
    report = reading(saved(district_book()))
    assert actual(report) == {
        ("families_recognised", "bao-dap", Base.ALL): Share(800, 1282),
        ("families_recognised", "bao-dap", Base.REGISTERED): Share(800, 1000, base=Base.REGISTERED),
        ("clans_recognised", "bao-dap", Base.ALL): Share(4, 10),
        ("families_recognised", "co-phuc", Base.ALL): Share(574, 1000),
        ("families_recognised", "co-phuc", Base.REGISTERED): Share(574, 900, base=Base.REGISTERED),
        ("clans_recognised", "co-phuc", Base.ALL): Share(5, 8),
        ("families_recognised", "hoa-cuong", Base.ALL): Share(150, 300),
    }
    assert report.problems == ()
    assert {seen.on for seen in report.observations} == {DAY}


def test_every_cell_of_a_report_is_accounted_for():
    book = district_book()
    report = reading(saved(book))
    sheet = book.active
    assert cells_of(report) == {
        (sheet.title, cell.row, cell.column_letter) for row in sheet.rows for cell in row if cell.value is not None
    }
    use = {f"{cell.column}{cell.row}": cell.use for cell in report.used}
    assert (use["A1"], use["C4"], use["D5"], use["F6"]) == (Use.TITLE, Use.HEADING, Use.HEADING, Use.NUMBERING)
    assert (use["B8"], use["E8"], use["J8"]) == (Use.REGION, Use.FIGURE, Use.REMARK)
    assert (use["A11"], use["C11"], use["I11"], use["G15"]) == (Use.TOTAL, Use.TOTAL, Use.TOTAL, Use.FOOT)


def test_a_remark_travels_with_the_observation_and_its_place():
    notes = {seen.region: seen.note for seen in reading(saved(district_book()), source="Biểu 1").observations}
    assert notes["co-phuc"] == "Biểu 1!G8, H8; có đính chính"


def formatted(form, value, *, head=("Đơn vị", "Tỷ lệ hộ được công nhận")):
    def change(sheet):
        sheet["B2"].number_format = form

    return workbook(head, ("Xã Báo Đáp", value), change=change)


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0.00%", 0.5748, "57,48%"),
        ("0%", 0.5748, "57%"),
        ("0.0%", 0.57449999, "57,4%"),
        ("0.00%", 0.57, "57,00%"),
        ("0.##%", 0.57, "57%"),
        ('0.0" %"', 57.48, "57,5%"),
        ("0.00", 57.485, "57,49%"),
        ("General", 57.48, "57,48%"),
        ("0%", 1, "100%"),
    ],
)
def test_a_percentage_stored_as_a_float_is_the_print_that_its_format_shows(form, value, shown):
    report = reading(formatted(form, value))
    share = the_share(report)
    assert isinstance(share, PrintedShare)
    assert share.bounds == PrintedShare.from_text(shown).bounds
    assert share.base is Base.UNSTATED


def test_it_is_said_that_a_format_decided_the_digits():
    report = reading(formatted("0.00%", 0.5748))
    assert "0.00%" in report.observations[0].note
    assert "digits that the format 0.00% shows" in report.explain("en")
    assert "định dạng “0.00%”" in report.explain("vi")


@pytest.mark.parametrize("value", [0.5748, 1, "0,57"])
def test_a_number_up_to_one_without_a_percent_sign_is_not_guessed(value):
    report = reading(formatted("General", value))
    assert not report.observations
    assert kinds(report) == {"B2": ProblemKind.SHARE_OR_PERCENT}


@pytest.mark.parametrize(("value", "total"), [(0.5, 200), (0.0049, 20408)])
def test_counts_beside_it_confirm_such_a_number_either_way(value, total):
    report = reading(workbook(HEAD, ("Xã Báo Đáp", total, 100, value)))
    assert the_share(report) == Share(100, total)
    assert not report.problems


@pytest.mark.parametrize("value", [1282, 1282.0, "1282", "1.282", "1 282", "1\u00a0282", "1282.0", " 1.282 "])
def test_a_count_is_read_however_it_is_written(value):
    assert the_share(reading(workbook(HEAD, ("Xã Báo Đáp", value, 641)))) == Share(641, 1282)


@pytest.mark.parametrize("value", [1.282, 12.5, -3, True, "nhiều", "1,282", "12.82", datetime(2020, 1, 2), 1e17])  # noqa: DTZ001  # A cell has no zone.
def test_what_is_no_count_is_a_problem(value):
    report = reading(workbook(HEAD, ("Xã Báo Đáp", value, 1)))
    assert not report.observations
    assert kinds(report) == {"B2": ProblemKind.NOT_A_COUNT, "C2": ProblemKind.NOTHING_TO_COMPARE}


def test_a_dot_that_may_have_set_off_thousands_is_named():
    (problem, _) = reading(workbook(HEAD, ("Xã Báo Đáp", 1.282, 1))).problems
    assert "1282?" in problem.why.en


@pytest.mark.parametrize("value", ["112%", "57.480%", "chừng 40%", -5, datetime(2020, 1, 2), True])  # noqa: DTZ001  # As above.
def test_what_is_no_percentage_is_a_problem(value):
    report = reading(formatted("General", value))
    assert not report.observations
    assert kinds(report) == {"B2": ProblemKind.NOT_A_PERCENTAGE}


def test_less_than_all_that_is_shown_as_all_is_not_taken_at_its_word():
    assert kinds(reading(formatted("0%", 0.997))) == {"B2": ProblemKind.LESS_THAN_SHOWN}

    def change(sheet):
        sheet["D2"].number_format = "0%"

    report = reading(workbook(HEAD, ("Xã Báo Đáp", 1000, 997, 0.997), change=change))
    assert the_share(report) == Share(997, 1000)
    assert not report.problems


def test_words_before_a_percentage_keep_their_meaning():
    share = the_share(reading(formatted("General", "trên 93 %")))
    assert (share.bounds.lower, share.bounds.is_lower_open) == (Fraction(93, 100), True)


def test_a_percentage_that_contradicts_its_counts_is_reported_and_neither_is_chosen():
    report = reading(workbook(HEAD, ("Xã Báo Đáp", 1000, 500, "57,4%")))
    share = the_share(report)
    assert share == BoundedShare.from_counts(500, 574, 1000, reservations=(Caveat.PRINT_DIFFERS,))
    assert kinds(report) == {"D2": ProblemKind.CONTRADICTION}
    assert "500/1.000" in report.problems[0].explain("vi")


def test_a_percentage_that_fits_the_registered_alone_contradicts_and_says_so():
    head = ("Đơn vị", "Tổng số hộ", "Số hộ đăng ký", "Số hộ được công nhận", "Tỷ lệ (%)")
    report = reading(workbook(head, ("Xã Báo Đáp", 100, 50, 40, "80%")))
    (problem,) = report.problems
    assert problem.kind is ProblemKind.CONTRADICTION
    assert problem.detail == Text(
        "40/100 (40%); tỷ lệ này khớp với 40/50 (80%) số đã đăng ký",
        "40/100 (40%); it follows from 40/50 (80%) of the registered",
    )


def test_more_recognised_than_there_are_is_reported():
    report = reading(workbook(HEAD, ("Xã Báo Đáp", 10, 11)))
    assert not report.observations
    assert kinds(report) == {"B2": ProblemKind.MORE_THAN_ALL, "C2": ProblemKind.MORE_THAN_ALL}


def test_a_percentage_of_nothing_is_reported():
    report = reading(workbook(HEAD, ("Xã Báo Đáp", 0, 0, "0%")))
    assert the_share(report) == Share(0, 0)
    assert kinds(report) == {"D2": ProblemKind.OF_NOTHING}


def test_a_share_of_the_registered_is_one_only_where_the_head_says_so():
    rows = ("Đơn vị", "Số hộ đăng ký", "Số hộ được công nhận"), ("Xã Báo Đáp", 10, 4)
    assert the_share(reading(workbook(*rows))) == Share(4, 10, base=Base.REGISTERED)
    head = ("Đơn vị", "Tỷ lệ hộ được công nhận so với đăng ký")
    assert the_share(reading(formatted("0%", 0.4, head=head))).base is Base.REGISTERED
    head = ("Đơn vị", "Tỷ lệ hộ được công nhận/tổng số hộ")
    assert the_share(reading(formatted("0%", 0.4, head=head))).base is Base.ALL


@pytest.mark.parametrize("head", ["Tỷ lệ hộ đăng ký", "Tỷ lệ đăng ký so với tổng số hộ"])
def test_the_share_that_has_registered_is_no_share_of_the_recognised(head):
    report = reading(formatted("0%", 0.9, head=("Đơn vị", head)))
    assert not report.observations
    assert kinds(report)["B2"] in (ProblemKind.REGISTRATION_ONLY, ProblemKind.UNCLEAR_HEADING)


def test_a_percentage_after_the_registered_is_checked_against_them():
    head = ("Đơn vị", "Tổng số hộ", "Số hộ đăng ký", "Tỷ lệ", "Số hộ được công nhận", "Tỷ lệ")
    report = reading(workbook(head, ("Xã Báo Đáp", 100, 50, "50%", 40, "40%")))
    assert not report.problems
    wrong = reading(workbook(head, ("Xã Báo Đáp", 100, 50, "80%", 40, "80%")))
    assert kinds(wrong) == {"D2": ProblemKind.CONTRADICTION, "F2": ProblemKind.CONTRADICTION}


def test_a_total_that_is_not_the_sum_is_reported_and_never_added():
    rows = (HEAD, ("Xã Báo Đáp", 10, 4), ("Cổ Phúc", 20, 5), ("Cộng", 31, 9))
    report = reading(workbook(*rows))
    assert len(report.observations) == 2
    assert kinds(report) == {"B4": ProblemKind.WRONG_TOTAL}
    assert "(30)" in report.problems[0].why.en


def test_a_total_may_stand_above_its_parts_and_after_each_section():
    rows = [HEAD, ("Toàn huyện", 60, 15), ("Xã Báo Đáp", 10, 4), ("Cộng", 10, 4), ("Cổ Phúc", 20, 5)]
    rows += [("Hòa Cuông", 30, 6), ("Cộng", 50, 11), ("Tổng cộng", 60, 15)]
    assert not reading(workbook(*rows)).problems


@pytest.mark.parametrize(
    "name", ["Cộng", "TỔNG CỘNG:", "Cộng (1)", "Cộng phường Đồng Tâm", "Tổng cộng toàn huyện", "Tong cong"]
)
def test_a_total_is_known_by_its_words(name):
    report = reading(workbook(HEAD, ("Xã Báo Đáp", 10, 4), (name, 10, 4)))
    assert not report.problems
    assert len(report.observations) == 1


def test_a_commune_whose_name_begins_like_a_total_is_a_commune():
    communes = [Region("cong-hoa", "Xã Cộng Hòa", level="commune"), Region("tong-cot", "Xã Tổng Cọt", level="commune")]
    rows = (HEAD, ("Cộng Hoà", 10, 4), ("Tổng Cọt", 10, 4), ("Cộng", 20, 8))
    assert len(reading(workbook(*rows), regions=communes).observations) == 2
    assert kinds(reading(workbook(*rows)))["A2"] is ProblemKind.UNKNOWN_REGION


def test_a_remark_like_a_foot_does_not_end_the_table():
    rows = ((*HEAD[:3], "Ghi chú"), ("Xã Báo Đáp", "-", "-", "Xác nhận sau"), ("Cổ Phúc", 20, 5), ("Người lập biểu",))
    report = reading(workbook(*rows))
    assert [seen.region for seen in report.observations] == ["co-phuc"]
    assert not report.problems


def test_figures_below_the_feet_or_above_the_heads_are_not_passed_over():
    rows = (("Xã Báo Đáp", "9", "3"), HEAD, ("Cổ Phúc", "20", "5"), ("Người lập biểu",), ("Báo Đáp", "9", "3"))
    found = kinds(reading(workbook(*rows)))
    assert {place: kind for place, kind in found.items() if kind is ProblemKind.STRAY} == dict.fromkeys(
        ("A1", "B1", "C1", "A5", "B5", "C5"), ProblemKind.STRAY
    )


def test_heads_of_groups_may_stand_above_the_line_with_the_places():
    rows = ((None, "Dòng họ học tập"), ("Đơn vị", "Tổng số", "Được công nhận", "Tỷ lệ %"), ("Báo Đáp", 10, 4, "40%"))
    report = reading(workbook(*rows))
    assert not report.problems
    assert actual(report) == {("clans_recognised", "bao-dap", Base.ALL): Share(4, 10)}


def test_a_bare_number_of_something_is_not_given_to_the_subject_before_it():
    head = ("Đơn vị", "Số hộ được công nhận", "Tổng số")
    report = reading(workbook(head, ("Báo Đáp", 4, 10)))
    assert not report.observations
    assert kinds(report)["C1"] is ProblemKind.UNCLEAR_HEADING


def test_a_second_table_of_a_sheet_has_its_own_columns():
    rows = (HEAD, ("Báo Đáp", 10, 4), ("Cộng", 10, 4), (), ("Đơn vị", "Tổng số dòng họ", "Được công nhận"))
    report = reading(workbook(*rows, ("Báo Đáp", 8, 2), ("Cộng", 8, 2)))
    assert not report.problems
    assert [seen.actual for seen in report.observations] == [Share(4, 10), Share(2, 8)]


def test_a_total_over_an_unreadable_part_is_not_called_wrong():
    report = reading(workbook(HEAD, ("Xã Báo Đáp", "?", 4), ("Cổ Phúc", 20, 5), ("Cộng", 31, 9)))
    assert kinds(report)["B4"] is ProblemKind.UNCHECKED_TOTAL


def test_a_district_among_its_communes_is_not_added_twice():
    rows = (HEAD, ("Huyện Trấn Yên", 30, 9), ("Xã Báo Đáp", 10, 4), ("Cổ Phúc", 20, 5), ("Cộng", 30, 9))
    assert not reading(workbook(*rows)).problems


@pytest.mark.parametrize(
    "name",
    [
        "Xã Báo Đáp",
        "XÃ BÁO ĐÁP",
        "báo đáp",
        "X. Báo Đáp",
        "1. Xã Báo Đáp",
        "- Báo  Đáp",
        "Xa\u0303 Ba\u0301o \u0110a\u0301p",
    ],
)
def test_a_place_is_found_by_name(name):
    assert reading(workbook(HEAD, (name, 10, 4))).observations[0].region == "bao-dap"


@pytest.mark.parametrize(("name", "region"), [("Tp. Yên Bái", "yen-bai-city"), ("Tỉnh Yên Bái", "yen-bai")])
def test_the_sort_of_a_place_tells_namesakes_apart(name, region):
    assert reading(workbook(HEAD, (name, 10, 4))).observations[0].region == region
    assert reading(workbook(HEAD, ("Yên Bái", 10, 4)), level="district").observations[0].region == "yen-bai-city"


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("Báo Đấp", ProblemKind.UNKNOWN_REGION, "Xã Báo Đáp"),
        ("Xã Cổ Phúc", ProblemKind.UNKNOWN_REGION, "Thị trấn Cổ Phúc"),
        ("Yên Bái", ProblemKind.AMBIGUOUS_REGION, "Tỉnh Yên Bái"),
        ("Minh Tiến", ProblemKind.DEAD_REGION, "day"),
    ],
)
def test_a_place_that_cannot_be_told_is_a_problem_with_the_nearest_name(name, kind, said):
    report = reading(workbook(HEAD, (name, 10, 4)))
    assert not report.observations
    assert kinds(report)["A2"] is kind
    assert kinds(report)["B2"] is ProblemKind.NO_REGION
    assert said in report.problems[0].explain("en")


def test_two_rows_of_one_place_are_not_both_taken():
    alike = reading(workbook(HEAD, ("Xã Báo Đáp", 10, 4), ("Báo Đáp", 10, 4)))
    assert the_share(alike) == Share(4, 10)
    assert set(kinds(alike)) == {"B3", "C3"}
    differing = reading(workbook(HEAD, ("Xã Báo Đáp", 10, 4), ("Báo Đáp", 10, 5)))
    assert not differing.observations
    assert set(kinds(differing)) == {"B2", "C2", "B3", "C3"}


@pytest.mark.parametrize(
    "head",
    ["Số hộ nghèo", "Số hộ được công nhận gia đình văn hóa", "Tổng số hộ được công nhận mới", "Số hộ năm trước"],
)
def test_a_heading_with_a_word_that_is_not_known_is_not_taken(head):
    report = reading(workbook((*HEAD[:3], head), ("Xã Báo Đáp", 10, 4, 3)))
    assert the_share(report) == Share(4, 10)
    assert kinds(report) == {"D1": ProblemKind.UNKNOWN_HEADING}
    assert {use.place: use.use for use in report.used}["Sheet!D2"] is Use.NOT_TAKEN


@pytest.mark.parametrize("head", ["Tổng số gia đình học tập", "Gia đình học tập"])
def test_a_title_alone_does_not_say_who_is_counted(head):
    report = reading(workbook((*HEAD[:3], head), ("Xã Báo Đáp", 10, 4, 3)))
    assert kinds(report)["D1"] is ProblemKind.UNCLEAR_HEADING


def test_a_percentage_after_a_column_not_understood_is_not_given_to_another():
    report = reading(workbook((*HEAD[:3], "Số hộ nghèo", "Tỷ lệ (%)"), ("Xã Báo Đáp", 10, 4, 3, 30)))
    assert kinds(report) == {"D1": ProblemKind.UNKNOWN_HEADING, "E1": ProblemKind.UNCLEAR_HEADING}


def test_a_heading_of_another_year_is_not_taken():
    head = ("Đơn vị", "Tổng số hộ năm 2020", "Số hộ được công nhận năm 2019", "Số hộ được công nhận đến 31/12/2020")
    headings = attrs.evolve(DEFAULT, phrases=(*DEFAULT.phrases, Phrase(("đến",))))
    report = reading(workbook(head, ("Xã Báo Đáp", 10, 3, 4)), headings=headings)
    assert the_share(report) == Share(4, 10)
    assert kinds(report) == {"C1": ProblemKind.OTHER_DAY}


def test_a_title_of_another_year_is_said():
    report = reading(workbook(("Kết quả năm 2019",), HEAD, ("Xã Báo Đáp", 10, 4)))
    assert kinds(report) == {"A1": ProblemKind.OTHER_DAY}


def test_of_two_columns_that_say_the_same_neither_is_taken():
    report = reading(workbook((*HEAD[:3], "Hộ được công nhận"), ("Xã Báo Đáp", 10, 4, 5)))
    assert not report.observations
    assert kinds(report)["C1"] is kinds(report)["D1"] is ProblemKind.REPEATED_COLUMN


def test_unaccented_headings_are_read():
    head = ("Don vi", "Tong so ho", "So ho duoc cong nhan", "Ty le (%)")
    assert the_share(reading(workbook(head, ("Xã Báo Đáp", 10, 4, 40)))) == Share(4, 10)


def test_units_members_and_communities_are_told_from_places():
    head = ("Đơn vị", "Tổng số đơn vị", "Số đơn vị được công nhận", "Tổng số thôn, bản, tổ dân phố")
    head += ("Số cộng đồng được công nhận", "Dân số", "Hội viên", "Tỷ lệ hội viên/dân số")
    report = reading(workbook(head, ("Xã Báo Đáp", 5, 4, 20, 10, 4000, 900, "22,5%")))
    assert not report.problems
    assert {seen.indicator: seen.actual for seen in report.observations} == {
        "units_recognised": Share(4, 5),
        "communities_recognised": Share(10, 20),
        "members": Share(900, 4000),
    }


def test_a_caller_extends_the_headings():
    extended = attrs.evolve(
        DEFAULT,
        subjects=(*DEFAULT.subjects, Subject("areas", "residential_areas_organised")),
        phrases=(
            *DEFAULT.phrases,
            Phrase(("khu dân cư",), subject="areas"),
            Phrase(("có tổ chức khuyến học",), measure="recognised"),
        ),
    )
    head = ("Đơn vị", "Số khu dân cư", "Số khu dân cư có tổ chức khuyến học")
    report = reading(workbook(head, ("Xã Báo Đáp", 10, 9)), headings=extended)
    assert report.observations[0].indicator == "residential_areas_organised"
    assert not reading(workbook(head, ("Xã Báo Đáp", 10, 9))).observations


def test_what_the_programme_does_not_measure_is_a_problem():
    head = ("Đơn vị", "Dân số", "Hội viên")
    lacking = qd_281.PROGRAMME
    assert "members" not in {indicator.id for indicator in lacking.indicators}
    report = reading(workbook(head, ("Xã Báo Đáp", 10, 9)), programme=lacking)
    assert set(kinds(report).values()) == {ProblemKind.UNMEASURED}


def test_hidden_cells_are_reported_or_read_as_asked():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    content = workbook(HEAD, ("Xã Báo Đáp", 10, 4, "40%"), ("Cổ Phúc", 20, 5, None), change=hide)
    report = reading(content)
    assert [seen.region for seen in report.observations] == ["bao-dap"]
    assert set(kinds(report)) == {"D1", "D2", "A3", "B3", "C3"}
    assert set(kinds(report).values()) == {ProblemKind.HIDDEN}
    assert len(reading(content, read_hidden=True).observations) == 2


def test_several_sheets_are_read_and_one_can_be_named():
    book = district_book()
    other = book.create_sheet("Biểu 2")
    for row in (HEAD, ("Thị trấn Cổ Phúc", 1000, 574)):
        other.append(row)
    book.create_sheet("Ghi chép").append(["bản nháp"])
    report = reading(saved(book))
    assert [problem.kind for problem in report.problems if problem.sheet == "Ghi chép"] == [ProblemKind.NO_TABLE]
    assert {p.kind for p in report.problems if p.sheet == "Biểu 2"} == {ProblemKind.REPEATED_REGION}
    assert len(reading(saved(book), sheet="Biểu 2").observations) == 1
    with pytest.raises(UnknownIdError, match="Biểu 2"):
        reading(saved(book), sheet="Bieu 2")


def test_a_formula_without_a_stored_result_is_a_problem():
    report = reading(workbook(HEAD, ("Xã Báo Đáp", "=5+5", 4)))
    assert kinds(report)["B2"] is ProblemKind.NO_STORED_VALUE


def with_results(content, **results):
    """The workbook as a spreadsheet program saves it: with the result of each formula."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for place, (kind, value) in results.items():
                    before = data.index(f'r="{place}"'.encode())
                    at = data.index(b"<v", before)
                    end = data.index(b"</c>", at)
                    data = data[:at] + f"<v>{value}</v>".encode() + data[end:]
                    data = data[:before] + f't="{kind}" '.encode() + data[before:]
            new.writestr(name, data)
    return out.getvalue()


def test_the_stored_result_of_a_formula_is_taken_and_an_error_is_not():
    content = workbook(HEAD, ("Xã Báo Đáp", "=5+5", 4, "=1/0"))
    report = reading(with_results(content, B2=("n", 10), D2=("e", "#DIV/0!")))
    assert the_share(report) == Share(4, 10)
    assert kinds(report) == {"D2": ProblemKind.ERROR_VALUE}
    assert "stored result of the formula" in report.explain()
    assert "kết quả đã lưu" in report.explain("vi")


def test_a_figure_in_a_merged_cell_is_given_to_nobody():
    content = workbook(HEAD, ("Xã Báo Đáp", 10, 4), ("Cổ Phúc", None, 5), change=lambda s: s.merge_cells("B2:B3"))
    report = reading(content)
    assert not report.observations
    assert kinds(report)["B2"] is ProblemKind.MERGED


def test_stray_cells_and_rows_without_a_name_are_reported():
    rows = (HEAD, ("Xã Báo Đáp", 10, 4, None, None, "lạc"), (None, 20, 5), ("Cổ Phúc",))
    found = kinds(reading(workbook(*rows)))
    assert found["F2"] is ProblemKind.STRAY
    assert found["B3"] is ProblemKind.NO_REGION
    assert found["A4"] is ProblemKind.NO_FIGURES


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_file_is_read_whatever_its_separator(separator, encoding):
    rows = ["Đơn vị", "Gia đình học tập", "", ""], ["", "Tổng số hộ", "Công nhận", "Tỷ lệ (%)"]
    text = csv_text(*rows, ["Báo Đáp", "1.000", "574", '"57,4"'], separator=separator).decode().encode(encoding)
    report = reading(text)
    assert the_share(report) == Share(574, 1000)
    assert not report.problems
    assert report.used[0].sheet == "CSV"


def test_a_path_gives_its_csv_sheet_its_name(tmp_path):
    path = tmp_path / "biểu.csv"
    path.write_bytes(csv_text(HEAD[:3], ["Báo Đáp", "10", "4"]))
    assert reading(path).used[0].sheet == "biểu"
    assert reading(str(path), sheet="biểu").observations
    with pytest.raises(UnknownIdError):
        reading(path, sheet="khác")
    with pytest.raises(UnreadableSheetError, match="cannot be opened"):
        reading(tmp_path / "none.csv")


def ods(rows, *, is_hidden=False):
    """A sheet of text, numbers and (value, shown) percentages; a head of (text, columns, rows) spans them."""
    document = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Sheet1")
    if is_hidden:
        hidden = style.Style(name="away", family="table")
        hidden.addElement(style.TableProperties(display="false"))
        document.automaticstyles.addElement(hidden)
        sheet.setAttribute("stylename", "away")
    sheet.addElement(table.TableColumn(numbercolumnsrepeated=4))
    for row in rows:
        line = table.TableRow(visibility="collapse") if row and row[0] == "ẩn" else table.TableRow()
        for value in row:
            line.addElement(ods_cell(value))
        sheet.addElement(line)
    end = table.TableRow(numberrowsrepeated=1_000_000)
    end.addElement(table.TableCell(numbercolumnsrepeated=1000))
    sheet.addElement(end)
    document.spreadsheet.addElement(sheet)
    return saved(document)


def ods_cell(value):
    shown = value
    if value is None:
        return table.TableCell()
    if isinstance(value, tuple) and len(value) == 3:
        shown, columns, rows = value
        cell = table.TableCell(valuetype="string", numbercolumnsspanned=columns, numberrowsspanned=rows)
    elif isinstance(value, tuple):
        cell = table.TableCell(valuetype="percentage", value=value[0])
        shown = value[1]
    elif isinstance(value, str):
        cell = table.TableCell(valuetype="string")
    else:
        cell = table.TableCell(valuetype="float", value=value)
        shown = f"{value:,}".replace(",", ".")
    cell.addElement(text.P(text=str(shown)))
    return cell


def test_an_ods_file_is_read_with_what_its_cells_show():
    rows = [
        [("Đơn vị", 1, 2), ("Gia đình học tập", 3, 1), None, None],
        [None, "Tổng số hộ", "Công nhận", "Tỷ lệ (%)"],
        ["Báo Đáp", 1282, 800, ("0.62402496", "62,40%")],
        ["Cổ Phúc", None, None, ("0.57484", "57.48%")],
    ]
    report = reading(ods(rows))
    assert [seen.actual.bounds for seen in report.observations] == [
        Share(800, 1282).bounds,
        PrintedShare.from_text("57,48%").bounds,
    ]
    assert not report.problems


def test_hidden_rows_and_sheets_of_an_ods_file_are_reported():
    rows = [list(HEAD[:3]), ["Báo Đáp", 10, 4], ["ẩn", 20, 5]]
    assert set(kinds(reading(ods(rows)))) == {"A3", "B3", "C3"}
    assert {problem.kind for problem in reading(ods(rows, is_hidden=True)).problems} == {ProblemKind.HIDDEN}


def test_an_ods_error_is_a_problem_and_an_unknown_sheet_an_error():
    content = ods([list(HEAD[:3]), ["Báo Đáp", "#DIV/0!", 4]])
    assert kinds(reading(content))["B2"] is ProblemKind.ERROR_VALUE
    with pytest.raises(UnknownIdError, match="Sheet1"):
        reading(content, sheet="Sheet2")


def changed(content, part, old, new):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b"</table:table-row>", b"</row>", UnreadableSheetError),
        (b"<text:p>", b"<nowhere:p/><text:p>", UnreadableSheetError),
        (b'repeated="1000000"', b'repeated="many"', UnreadableSheetError),
        (b'office:value-type="float"', b'table:number-columns-repeated="9999999"', UnreadableSheetError),
    ],
)
def test_a_damaged_ods_file_is_never_read_in_part(old, new, error):
    content = changed(ods([list(HEAD[:3]), ["Báo Đáp", 10, 4]]), "content.xml", old, new)
    with pytest.raises(error):
        reading(content)


def test_a_number_of_an_ods_file_beyond_all_reason_is_a_problem():
    content = changed(ods([list(HEAD[:3]), ["Báo Đáp", 10, 4]]), "content.xml", b'value="10"', b'value="1e999999999"')
    assert kinds(reading(content))["B2"] is ProblemKind.NOT_A_COUNT


def test_an_excel_cell_beyond_the_last_row_is_refused_by_name():
    content = workbook(HEAD, ("Báo Đáp", 10, 4))
    with pytest.raises(UnreadableSheetError, match="damaged"):
        reading(changed(content, "xl/worksheets/sheet1.xml", b'r="B2"', b'r="B99999999"'))


def zipped(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"", UnreadableSheetError, "empty"),
        (b"%PDF-1.4", UnreadableSheetError, "PDF"),
        (b"\xef\xbb\xbf<html><table>", UnreadableSheetError, "web page"),
        (OLE + b"\0" * 100, UnreadableSheetError, ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedSheetError, "password"),
        (b"PK\x03\x04 broken", UnreadableSheetError, "damaged"),
        (zipped(a_xml="<a/>"), UnreadableSheetError, "ZIP archive"),
        (zipped(xl__workbook_xml="<a/>"), UnreadableSheetError, "damaged"),
        (zipped(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), UnreadableSheetError, "entities"),
        (saved(OpenDocumentText()), UnreadableSheetError, "ZIP archive"),
        ("Đơn vị".encode("utf-16-le"), UnreadableSheetError, "UTF-8"),
        (b"a\0b", UnreadableSheetError, "neither text"),
        ('Đơn vị;Tổng số hộ\nBáo Đáp;"a'.encode(), UnreadableSheetError, "CSV text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(content, error, said):
    with pytest.raises(error, match=said) as caught:
        reading(content)
    assert isinstance(caught.value, InvalidValueError)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file_bytes=100), "file_bytes"),
        (Limits(unpacked_bytes=1000), "unpacked_bytes"),
        (Limits(parts=3), "parts"),
        (Limits(cells=5), "cells"),
        (Limits(characters=3), "characters"),
    ],
)
def test_a_file_beyond_a_limit_is_refused_with_the_limit(limits, said):
    with pytest.raises(TooLargeSheetError, match=said):
        reading(saved(district_book()), limits=limits)


def with_elements(content, text, *, before="</sheetData>"):
    """The workbook with more elements in the part of its sheet."""
    return changed(content, "xl/worksheets/sheet1.xml", before.encode(), text.encode())


@pytest.mark.parametrize(
    ("area", "refusal"),
    [
        ("A9:XFD1048576", None),  # Nothing stands there.
        ("A1:C2", ProblemKind.MERGED),
        ("C2:A1", ProblemKind.MERGED),
        ("A:XFD", "damaged"),
        ("A1:XFD", "damaged"),
    ],
)
def test_a_merged_range_costs_what_it_covers(area, refusal):
    content = workbook(HEAD, ("Xã Báo Đáp", 10, 4))
    merged = with_elements(content, f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>')
    if refusal == "damaged":
        with pytest.raises(UnreadableSheetError, match=refusal):
            reading(merged)
    else:
        found = set(kinds(reading(merged)).values())
        assert refusal in found if refusal else not found


def test_cells_far_apart_under_one_merged_range_are_too_many():
    far = (
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/>'
    )
    with pytest.raises(TooLargeSheetError, match="cells"):
        reading(with_elements(workbook(HEAD, ("Xã Báo Đáp", 10, 4)), f"{far}</mergeCells>"))


def test_a_bomb_is_refused_unpacked_size_first():
    with pytest.raises(TooLargeSheetError, match="unpack"):
        reading(zipped(xl__workbook_xml=b" " * 50_000_000))


def test_arguments_of_the_wrong_kind_are_refused():
    content = workbook(HEAD)
    for wrong in ({"on": datetime(2020, 1, 2)}, {"on": "2020-12-31"}, {"programme": None}, {"headings": {}}):  # noqa: DTZ001  # Refused anyway.
        with pytest.raises(InvalidTypeError):
            reading(content, **wrong)
    with pytest.raises(InvalidTypeError):
        reading(12)
    with pytest.raises(InvalidTypeError):
        Limits(cells=1.5)
    with pytest.raises(InvalidValueError):
        Limits(cells=0)
    with pytest.raises(InvalidValueError):
        Phrase((" ",))
    with pytest.raises(UnknownIdError):
        attrs.evolve(DEFAULT, phrases=(Phrase(("hộ",), subject="houses"),))


def test_a_problem_says_where_why_and_what_to_do_in_both_languages():
    (problem, *_) = reading(workbook(HEAD, ("Xã Báo Đáp", "?", 4))).problems
    assert (problem.sheet, problem.row, problem.column, problem.text) == ("Sheet", 2, "B", "?")
    assert problem.place == "Sheet!B2"
    for language in ("en", "vi"):
        line = problem.explain(language)
        assert line.startswith("Sheet!B2 “?”: ")
        assert problem.why.in_language(language) in line
        assert problem.remedy.in_language(language) in line


def test_the_sample_of_a_messy_report_is_read_with_its_mistakes():
    sample = Path(__file__).parents[2] / "examples" / "data" / "district_report.csv"
    regions = (*REGIONS, Region("minh-quan", "Xã Minh Quân", level="commune", parent="tran-yen"))
    report = reading(sample, regions=regions)
    assert {seen.region for seen in report.observations} == {"bao-dap", "co-phuc", "hoa-cuong", "minh-quan"}
    found = kinds(report)
    assert (found["F9"], found["E10"]) == (ProblemKind.CONTRADICTION, ProblemKind.NOT_A_COUNT)
    assert found["E11"] is ProblemKind.UNCHECKED_TOTAL


@pytest.mark.parametrize(
    "places",
    [
        "Tên xã, thị trấn",
        "Xã/phường/thị trấn",
        "Tên đơn vị (xã, phường)",
        "Huyện, thị xã, thành phố",
        "Thôn, bản và TDP",
    ],
)
def test_a_row_of_words_for_places_heads_their_column(places):
    report = reading(workbook([places, *HEAD[1:]], ["Xã Báo Đáp", 1282, 800, "62,4"]))
    assert the_share(report) == Share(800, 1282)


def test_a_head_with_one_more_word_does_not_head_the_places():
    report = reading(workbook(["Tên xã nghèo", *HEAD[1:]], ["Xã Báo Đáp", 1282, 800, "62,4"]))
    assert report.observations == ()
    assert {problem.kind for problem in report.problems} == {ProblemKind.NO_TABLE}


def test_a_sheet_without_a_table_names_the_row_that_is_most_like_heads():
    report = reading(workbook(["Báo cáo"], [], ["Tên xã nghèo", *HEAD[1:]], ["Xã Báo Đáp", 1282, 800, "62,4"]))
    assert {problem.detail.vi.split(" | ")[0] for problem in report.problems} == {
        "giống dòng tiêu đề nhất là A3: Tên xã nghèo"
    }
    summary, line = report.explain().splitlines()
    assert summary == "0 figures read, 9 cells to see to."
    assert line.startswith("- Sheet!A1–D4 (9 cells): the sheet has no row of headings")


def test_the_cells_of_a_row_without_a_place_are_explained_in_one_line():
    report = reading(workbook(HEAD, ["Xã Báo Đap", 1282, 800, "62,4"]))
    assert [problem.place for problem in report.problems] == ["Sheet!A2", "Sheet!B2", "Sheet!C2", "Sheet!D2"]
    assert len(report.explain("en").splitlines()) == 3
    assert "Sheet!B2–D2 (3 ô): chưa rõ số liệu của địa phương nào (Xã Báo Đap)" in report.explain("vi")


def test_the_place_and_day_of_a_signature_are_a_foot():
    rows = [HEAD, ["Xã Báo Đáp", 1282, 800, "62,4"], [None, None, None, "Trấn Yên, ngày 15 tháng 12 năm 2020"]]
    report = reading(workbook(*rows))
    assert not report.problems
    assert report.used[-1].use is Use.FOOT


def test_an_archive_whose_directory_points_before_its_start_is_damaged():
    content = workbook(HEAD, ["Xã Báo Đáp", 1282, 800, "62,4"])
    at = content.rindex(b"PK\x05\x06") + 16
    moved = int.from_bytes(content[at : at + 4], "little") + 5000
    with pytest.raises(UnreadableSheetError, match="damaged"):
        reading(content[:at] + moved.to_bytes(4, "little") + content[at + 4 :])


# --- words -------------------------------------------------------------------------------------------------------

VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def without_quotations(line):
    """A problem without its place, what the file itself prints, and names of places."""
    bare = re.sub("“[^”]*”", "", line.split(": ", 1)[1])
    return re.sub("|".join(region.name for region in REGIONS), "", bare)


@pytest.mark.parametrize("kind", ProblemKind)
def test_no_kind_of_problem_mixes_the_languages(kind):
    problem = CellProblem("Sheet", 1, "A", "x", kind=kind)
    told = without_quotations(problem.explain("vi"))
    assert "; đề nghị " in told
    assert not re.search(r"[a-z]_[a-z]|=|\d %|\b(the|of|or|and)\b", told)
    assert not set(without_quotations(problem.explain("en")).casefold()) & set(VIETNAMESE)


@pytest.mark.parametrize(
    ("rows", "kind", "english", "vietnamese"),
    [
        (
            [HEAD, ("Xã Báo Đáp", 1220, 600, "50,13%")],
            ProblemKind.CONTRADICTION,
            "(600/1,220 (about 49.18%))",
            "(600/1.220 (khoảng 49,18%))",
        ),
        ([HEAD, ("Xã Báo Đáp", 1220, 1600)], ProblemKind.MORE_THAN_ALL, "(1,600 > 1,220)", "(1.600 > 1.220)"),
        (
            [("Kết quả năm 2018",), HEAD, ("Xã Báo Đáp", 10, 6)],
            ProblemKind.OTHER_DAY,
            "(2018; the figures are read as of 31 December 2020)",
            "(2018; số liệu đang đọc là của ngày 31/12/2020)",
        ),
        (
            [HEAD, ("Xã Báo Đap", 10, 6)],
            ProblemKind.UNKNOWN_REGION,
            "(most like: Xã Báo Đáp)",
            "(tên gần giống: Xã Báo Đáp)",
        ),
        (
            [HEAD, ("Xã Báo Đáp", 1200, 600), ("Thị trấn Cổ Phúc", 300, 100), ("Tổng cộng", 1600, 700)],
            ProblemKind.WRONG_TOTAL,
            "(1,500)",
            "(1.500)",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_in_one_language(rows, kind, english, vietnamese):
    problem = next(one for one in reading(workbook(*rows)).problems if one.kind is kind)
    assert english in problem.explain("en")
    assert vietnamese in problem.explain("vi")
    assert not set(without_quotations(problem.explain("en")).casefold()) & set(VIETNAMESE)


def test_a_place_that_is_gone_names_its_successors():
    last, first = date(2020, 1, 31), date(2020, 2, 1)
    old = Region("old", "Xã Cũ", level="commune", parent="tran-yen", valid_to=last, successors=["new"])
    new = Region("new", "Xã Mới", level="commune", parent="tran-yen", valid_from=first)
    (problem, *_) = reading(workbook(HEAD, ("Xã Cũ", 10, 6)), regions=(*REGIONS, old, new)).problems
    assert problem.kind is ProblemKind.DEAD_REGION
    assert "(đơn vị kế tục: Xã Mới)" in problem.explain("vi")
    assert "(its successors: Xã Mới)" in problem.explain("en")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "Tệp ở định dạng PDF; đề nghị gửi bảng tính gốc."),
        (b"<html>", "Tệp không phải là bảng tính; đề nghị lưu lại dưới dạng .xlsx, .ods hoặc CSV UTF-8."),
        (b"a\0b", "Tệp không phải là bảng tính; đề nghị lưu lại dưới dạng .xlsx, .ods hoặc CSV UTF-8."),
        ("Xã ".encode() + b"\xff;1", "Bảng mã của tệp CSV không đúng; đề nghị lưu lại dưới dạng “CSV UTF-8”."),
        (OLE + b"\0" * 100, "Tệp thuộc định dạng Excel cũ (.xls); đề nghị lưu lại dưới dạng .xlsx."),
        (b" \n", "Tệp không có dữ liệu."),
        (b"x" * 2_000, "Dung lượng tệp vượt mức tối đa 1.500 byte; đề nghị chia thành nhiều tệp."),
        (b"a;b\nc;d\n", "Tệp có quá nhiều ô hoặc quá nhiều chữ; đề nghị chia thành nhiều tệp."),
    ],
)
def test_why_a_file_is_refused_is_said_in_vietnamese(content, told):
    with pytest.raises(UnreadableSheetError) as refused:
        reading(content, limits=Limits(file_bytes=1_500, cells=3))
    assert explain_error(refused.value, "vi") == told
