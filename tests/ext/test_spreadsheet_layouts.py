"""Whose row it is, and layouts beside the plain table. Names are real or made up, all figures are made up."""

from datetime import date
from io import BytesIO

import attrs
import openpyxl
import pytest

from xhht import BoundedShare, Region, Share, Text
from xhht.errors import InvalidTypeError, RegionLifeError, UnknownIdError
from xhht.ext.spreadsheets import DEFAULT, Phrase, ProblemKind, Use, headings_for, read
from xhht.programmes import ctph_154, qd_281

DAY = date(2020, 12, 31)
HEAD = ("STT", "Đơn vị", "Tổng số hộ", "Số hộ đạt GĐHT")
PLACES = (
    Region("p", "Tỉnh Yên Bái", level="province"),
    Region("vc", "Huyện Văn Chấn", level="district", parent="p"),
    Region("ty", "Huyện Trấn Yên", level="district", parent="p"),
    Region("vc-tt", "Xã Tân Thịnh", level="commune", parent="vc"),
    Region("vc-sl", "Xã Sơn Lương", level="commune", parent="vc"),
    Region("ty-tt", "Xã Tân Thịnh", level="commune", parent="ty"),
    Region("ty-bd", "Xã Báo Đáp", level="commune", parent="ty"),
    *(
        Region(f"{commune}-{n}", f"{sort} {n}", level="village", parent=commune)
        for commune, sort in (("vc-sl", "Thôn"), ("ty-bd", "Thôn"), ("ty-bd", "Ấp"))
        for n in ((1, 2) if sort == "Thôn" else (3,))
    ),
)


def book(sheets, *merges):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        page = made.create_sheet(title)
        for row in rows:
            page.append(row)
        for merge in merges:
            page.merge_cells(merge)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def told(*rows, merges=(), title="Biểu", regions=PLACES, programme=qd_281.PROGRAMME, **more):
    return read(book({title: rows}, *merges), programme=programme, regions=regions, on=DAY, **more)


def shares(report):
    return {seen.region: seen.actual for seen in report.observations}


def kinds(report):
    return {f"{problem.column}{problem.row}": problem.kind for problem in report.problems}


# --- whose row it is ---------------------------------------------------------------------------------------------


def test_a_section_without_figures_names_the_whole_of_its_rows():
    report = told(
        HEAD,
        ("I", "Huyện Văn Chấn"),
        (1, "Tân Thịnh", 10, 5),
        ("", "Cộng huyện Văn Chấn", 10, 5),
        ("II", "Huyện Trấn Yên"),
        (1, "Tân Thịnh", 20, 6),
        ("", "Tổng cộng", 30, 11),
    )
    assert shares(report) == {"vc-tt": Share(5, 10), "ty-tt": Share(6, 20)}
    assert report.problems == ()


def test_a_section_may_stand_in_the_column_of_numbers():
    report = told(HEAD, ("I. HUYỆN TRẤN YÊN",), (1, "Tân Thịnh", 20, 6))
    assert shares(report) == {"ty-tt": Share(6, 20)}


def test_a_section_without_figures_and_without_rows_of_its_own_is_a_row_without_figures():
    rows = (HEAD, ("I", "Huyện Văn Chấn"), ("II", "Huyện Trấn Yên"), (1, "Báo Đáp", 20, 6), ("III", "Huyện Văn Chấn"))
    assert kinds(told(*rows)) == {"B2": ProblemKind.NO_FIGURES, "B5": ProblemKind.NO_FIGURES}


def test_a_row_that_does_not_lie_in_its_section_is_refused():
    report = told(HEAD, ("I", "Huyện Văn Chấn", 30, 9), (1, "Xã Báo Đáp", 20, 6))
    assert shares(report) == {"vc": Share(9, 30)}
    assert kinds(report)["B3"] is ProblemKind.OTHER_SECTION
    assert "Xã Báo Đáp" in report.problems[0].explain("vi")


def test_rows_of_one_level_in_a_row_are_a_list_and_no_sections():
    rows = (HEAD, (1, "Huyện Văn Chấn", 30, 9), (2, "Huyện Trấn Yên", 40, 9), (3, "Xã Sơn Lương", 20, 6))
    assert set(shares(told(*rows))) == {"vc", "ty", "vc-sl"}


def test_namesakes_in_no_section_are_told_with_their_wholes():
    (problem, *_) = told(HEAD, (1, "Xã Tân Thịnh", 20, 6)).problems
    assert problem.kind is ProblemKind.AMBIGUOUS_REGION
    assert "Xã Tân Thịnh (Huyện Văn Chấn), Xã Tân Thịnh (Huyện Trấn Yên)" in problem.explain("vi")


def test_a_column_names_the_whole_until_it_names_the_next():
    head = ("TT", "Huyện", "Xã", "Thôn", *HEAD[2:])
    report = told(
        head,
        (1, "Văn Chấn", "Sơn Lương", "1", 10, 5),
        (2, None, None, "2", 11, 5),
        (3, "Trấn Yên", "Báo Đáp", "Thôn 1", 12, 5),
        (4, None, "Tân Thịnh", None, 13, 5),
    )
    assert shares(report) == {
        "vc-sl-1": Share(5, 10),
        "vc-sl-2": Share(5, 11),
        "ty-bd-1": Share(5, 12),
        "ty-tt": Share(5, 13),
    }


def test_below_a_whole_that_is_not_known_no_row_is_read():
    report = told(("TT", "Huyện", "Xã", *HEAD[2:]), (1, "Văn Chánn", "Sơn Lương", 10, 5), (2, None, "Tân Thịnh", 9, 5))
    assert not report.observations
    assert kinds(report)["B2"] is ProblemKind.UNKNOWN_REGION
    assert kinds(report)["C3"] is kinds(report)["D3"] is ProblemKind.NO_REGION


def test_within_refuses_what_lies_elsewhere_and_what_does_not_exist():
    report = told(HEAD, (1, "Xã Tân Thịnh", 20, 6), (2, "Xã Sơn Lương", 3, 2), within="ty")
    assert shares(report) == {"ty-tt": Share(6, 20)}
    assert kinds(report)["B3"] is ProblemKind.OTHER_SECTION
    assert report.unlisted() == ("ty-bd",)
    with pytest.raises(UnknownIdError, match="unknown region 'tyy' in within; did you mean 'ty'"):
        told(HEAD, within="tyy")
    gone = (*PLACES, Region("old", "Xã Cũ", level="commune", parent="ty", valid_to=date(2019, 1, 1)))
    with pytest.raises(RegionLifeError, match="'old' in within= does not exist on 2020-12-31"):
        told(HEAD, within="old", regions=gone)


@pytest.mark.parametrize(
    ("head", "name", "region"),
    [
        ("Thôn", 1, "ty-bd-1"),
        ("Thôn", "01", "ty-bd-1"),
        ("Ấp", 3, "ty-bd-3"),
        ("Đơn vị", "thôn số 2", "ty-bd-2"),
        ("Đơn vị", "2. Thôn 2", "ty-bd-2"),
        ("Đơn vị", "Chi hội khuyến học thôn 2", "ty-bd-2"),
        ("Đơn vị", "Thôn2", "ty-bd-2"),
        ("Đơn vị", "Bao Dap", "ty-bd"),
        ("Đơn vị", "UBND xã Báo Đáp", "ty-bd"),
        ("Đơn vị", "Báo Đáp (xã)", "ty-bd"),
        ("Đơn vị", 1, None),  # A bare number is a place where the head says which sort.
        ("Đơn vị", "Bảo Đáp", None),  # A wrong mark is no missing one.
        ("Đơn vị", "Báo Đáp (mới)", None),
    ],
)
def test_a_place_is_known_in_the_ways_people_write_it(head, name, region):
    report = told(("STT", head, *HEAD[2:]), (1, name, 100, 80), within="ty-bd")
    assert set(shares(report)) == ({region} if region else set())
    assert report.problems == () if region else report.problems


def test_without_marks_two_places_may_be_meant():
    twins = (Region("a", "Bản Lò", level="village"), Region("b", "Bản Lo", level="village"))
    assert set(shares(told(HEAD, (1, "Bản Lo", 100, 80), regions=twins))) == {"b"}
    bare = (("STT", "Don vi", "Tong so ho", "So ho dat GDHT"), (1, "Ban Lo", 100, 80))
    report = told(*bare, regions=twins, title="Bieu")
    assert kinds(report)["B2"] is ProblemKind.AMBIGUOUS_REGION


def test_known_places_without_a_row_are_told_first():
    report = told(HEAD, (1, "Sơn Lương", 20, 6), within="vc")
    assert report.unlisted() == ("vc-tt",)
    assert report.explain("en").splitlines()[1] == "- 1 of 2 communes have a row; without: Xã Tân Thịnh."
    assert report.explain("vi").splitlines()[1] == "- Đã có số liệu của 1/2 đơn vị cấp xã; chưa có: Xã Tân Thịnh."


# --- heads -------------------------------------------------------------------------------------------------------


def test_a_misspelt_head_of_places_is_told_with_the_nearest_known_one():
    report = told(("STT", "Đơn vi", *HEAD[2:]), (1, "Báo Đáp", 20, 5))
    assert set(kinds(report).values()) == {ProblemKind.NO_TABLE}
    assert "“Đơn vi”, gần giống “đơn vị”" in report.explain("vi")


def test_of_years_side_by_side_the_one_that_was_given_is_read():
    years = (None, None, None, "31/12/2019", "31/12/2020")
    report = told((*HEAD, None), years, (1, "Báo Đáp", 20, 5, 6))
    assert shares(report) == {"ty-bd": Share(6, 20)}
    assert kinds(report) == {"D2": ProblemKind.OTHER_DAY}


def test_a_row_of_figures_that_look_like_years_is_no_head():
    report = told(HEAD, (None, "Báo Đáp", 2019, 2018), (None, None, 2019, 2018))
    assert shares(report) == {"ty-bd": Share(2018, 2019)}
    assert kinds(report)["C3"] is ProblemKind.NO_REGION


def test_a_row_of_small_figures_does_not_number_the_columns():
    assert shares(told(HEAD, (1, "Báo Đáp", 9, 5), within="ty")) == {"ty-bd": Share(5, 9)}
    report = told(("STT", "Thôn", *HEAD[2:]), (1, 1, 50, 40), within="ty-bd")
    assert shares(report) == {"ty-bd-1": Share(40, 50)}


def test_a_column_that_gives_no_share_in_any_row_is_said_once():
    rows = (HEAD[:3], (1, "Báo Đáp", 20), (2, "Sơn Lương", 30))
    report = told(*rows)
    assert kinds(report) == {"C1": ProblemKind.NOTHING_TO_COMPARE}
    assert {use.place for use in report.used if use.use is Use.NOT_TAKEN} == {"Biểu!C2", "Biểu!C3"}


def test_the_last_of_two_meanings_of_a_word_counts():
    headings = attrs.evolve(DEFAULT, phrases=(*DEFAULT.phrases, Phrase(("hộ",), subject="clans")))
    report = told(("STT", "Đơn vị", "Tổng số hộ", "Số hộ đạt"), (1, "Báo Đáp", 20, 6), headings=headings)
    assert [seen.indicator for seen in report.observations] == ["clans_recognised"]


def test_a_programme_brings_titles_holders_and_indicators():
    words = headings_for(ctph_154.PROGRAMME)
    areas = next(one for one in ctph_154.PROGRAMME.indicators if one.id == "residential_areas_organised")
    head = ("Đơn vị", areas.denominator.vi, areas.numerator.vi)
    report = told(head, ("Báo Đáp", 12, 11), programme=ctph_154.PROGRAMME, headings=words)
    assert [(seen.indicator, seen.actual) for seen in report.observations] == [(areas.id, Share(11, 12))]
    assert headings_for(ctph_154.PROGRAMME, headings=words) == words
    with pytest.raises(InvalidTypeError, match="a programme"):
        headings_for("ctph_154")


def test_words_of_another_title_of_the_same_indicator_are_left_out():
    family, *others = qd_281.PROGRAMME.titles
    name, holders = Text("Công dân học tập", "Learning citizen"), Text("công dân", "citizens")
    programme = attrs.evolve(qd_281.PROGRAMME, titles=(attrs.evolve(family, name=name, holders=holders), *others))
    head = ("Đơn vị", "Tổng số hộ", "CDHT được công nhận")
    report = told(head, ("Báo Đáp", 12, 11), programme=programme, headings=headings_for(programme))
    assert not report.observations  # Citizens are no part of families.


# --- figures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("hơn 2.700", BoundedShare.from_counts(2701, 3210, 3210)),
        ("gần 2.700", BoundedShare.from_counts(2430, 2699, 3210)),
        ("1,5 nghìn", BoundedShare.from_counts(1450, 1599, 3210)),
        ("3 nghìn", BoundedShare.from_counts(2500, 3210, 3210)),
    ],
)
def test_a_count_with_a_word_or_a_unit_leaves_a_range(cell, share):
    report = told(HEAD, (1, "Báo Đáp", 3210, cell), ("", "Tổng cộng", 3210, 2700))
    assert shares(report) == {"ty-bd": share}
    assert kinds(report) == {"D3": ProblemKind.UNCHECKED_TOTAL}


def test_a_percentage_beside_a_range_of_counts_is_a_check_of_it():
    head = (*HEAD, "Tỷ lệ (%)")
    assert told(head, (1, "Báo Đáp", 3000, "hơn 2.700", "91%")).problems == ()
    assert kinds(told(head, (1, "Báo Đáp", 3000, "hơn 2.700", "81%"))) == {"E2": ProblemKind.CONTRADICTION}


def test_a_whole_that_is_a_range_gives_no_share_and_more_than_all_is_more_than_all():
    assert kinds(told(HEAD, (1, "Báo Đáp", "hơn 3.000", 2700)))["C2"] is ProblemKind.NOT_A_COUNT
    assert kinds(told(HEAD, (1, "Báo Đáp", 2000, "hơn 2.700")))["D2"] is ProblemKind.MORE_THAN_ALL


def test_signs_of_numbers_follow_the_locale():
    head = (*HEAD, "Tỷ lệ")
    row = (1, "Báo Đáp", "3,210", "2,700", "84.11%")
    assert shares(told(head, row, locale="en")) == {"ty-bd": Share(2700, 3210)}
    assert told(head, (1, "Báo Đáp", 3210, 2700, 84.11), locale="en").problems == ()
    assert kinds(told(head, row))["C2"] is ProblemKind.NOT_A_COUNT
    with pytest.raises(UnknownIdError, match="unknown locale 'vn'"):
        told(head, locale="vn")


# --- indicators in rows ------------------------------------------------------------------------------------------

LISTING = ("STT", "Nội dung", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ %")


def test_indicators_in_rows_take_their_subject_from_the_group_above():
    report = told(
        LISTING,
        ("I", "Gia đình học tập"),
        (1, "Tổng số hộ", "hộ", None, 3210),
        (2, "- Số được công nhận", "hộ", 2600, 2700),
        (3, "Tỷ lệ", "%", 80, "84,1"),
        ("II", "Dòng họ học tập"),
        (1, "Tổng số dòng họ", "dòng họ", None, 9),
        (2, "Được công nhận", "dòng họ", 4, 4),
        (None, "Số lớp tập huấn", "lớp", 3, 4),
        (None, "Người lập biểu"),
        title="Báo Đáp",
    )
    assert {seen.indicator: seen.actual for seen in report.observations} == {
        "families_recognised": Share(2700, 3210),
        "clans_recognised": Share(4, 9),
    }
    assert {seen.region for seen in report.observations} == {"ty-bd"}
    assert kinds(report) == {"B9": ProblemKind.UNKNOWN_HEADING}


def test_results_of_another_year_and_two_results_are_not_taken():
    head = ("STT", "Chỉ tiêu", "Kế hoạch năm 2020", "Thực hiện năm 2019", "Thực hiện năm 2020")
    rows = ((1, "Tổng số hộ", 1, 3000, 3210), (2, "Số hộ đạt GĐHT", 2600, 2500, 2700))
    report = told(head, *rows, within="ty-bd")
    assert shares(report) == {"ty-bd": Share(2700, 3210)}
    assert kinds(report) == {"D1": ProblemKind.OTHER_DAY}
    twice = told(("STT", "Chỉ tiêu", "Thực hiện", "Kết quả"), *(row[:4] for row in rows), within="ty-bd")
    assert not twice.observations


def test_places_may_head_the_columns_of_indicators_in_rows():
    head = ("STT", "Chỉ tiêu", "Xã Sơn Lương", "Xã Báo Đáp", "Xã Lạ")
    report = told(head, (1, "Tổng số hộ", 10, 20, 30), (2, "Số hộ đạt GĐHT", 5, 6, 7))
    assert shares(report) == {"vc-sl": Share(5, 10), "ty-bd": Share(6, 20)}
    assert kinds(report) == {"E1": ProblemKind.UNKNOWN_HEADING}


def test_indicators_in_rows_of_nobody_are_told():
    report = told(LISTING, (1, "Tổng số hộ", "hộ", None, 3210), (2, "Số hộ đạt GĐHT", "hộ", None, 2700))
    assert kinds(report) == {"E2": ProblemKind.NO_REGION, "E3": ProblemKind.NO_REGION}
    assert "(within)" in report.problems[0].explain("en")


def test_an_indicator_that_stands_twice_is_taken_from_neither_row():
    rows = ((1, "Tổng số hộ", "hộ", None, 9), (2, "Tổng số hộ", "hộ", None, 8), (3, "Số hộ đạt", "hộ", None, 7))
    report = told(LISTING, *rows, within="ty-bd")
    assert not report.observations
    assert kinds(report)["B2"] is kinds(report)["B3"] is ProblemKind.REPEATED_COLUMN


def test_what_the_programme_does_not_measure_is_told_of_rows_too():
    report = told(LISTING, (1, "Dân số", "người", None, 9), (2, "Hội viên", "người", None, 2), within="ty-bd")
    assert set(kinds(report).values()) == {ProblemKind.UNMEASURED}


# --- sums --------------------------------------------------------------------------------------------------------


def test_a_total_that_fits_all_rows_is_taken_although_one_was_not_read():
    rows = (HEAD, (1, "Báo Đáp", 10, 5), (2, "Báo Lạ", 20, 6), ("", "Tổng cộng", 30, 11))
    assert {kind for place, kind in kinds(told(*rows)).items() if place.endswith("4")} == set()
    wrong = told(*rows[:3], ("", "Tổng cộng", 30, 12))
    assert kinds(wrong)["D4"] is ProblemKind.UNCHECKED_TOTAL
