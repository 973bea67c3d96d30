"""Words, days and sums of sheets as communes of the north, the centre and the south write them. Figures are made up."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht import Region, Regions, Share, Text
from xhht.ext.spreadsheets import DEFAULT, ProblemKind, read
from xhht.ext.spreadsheets.cells import Cell
from xhht.ext.spreadsheets.headings import Measure
from xhht.ext.spreadsheets.hints import MOST_LOOKED_UP
from xhht.ext.spreadsheets.places import Gazetteer
from xhht.ext.spreadsheets.rows import Figures
from xhht.ext.spreadsheets.totals import Part, Sum
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
HEAD = ("STT", "Đơn vị", "Tổng số hộ", "Số hộ đạt GĐHT")
PLACES = (
    Region("dt", "Tỉnh Đồng Tháp", level="province"),
    Region("mn", "Phường Mỹ Ngãi", level="commune", parent="dt"),
    Region("pq", "Phường Phú Quốc", level="commune", parent="dt"),
    Region("dk", "Đặc khu Phú Quốc", level="commune", parent="dt"),
    Region("ct", "Xã Châu Thành", level="commune", parent="dt"),
    Region("a1", "Ấp 1", level="village", parent="ct"),
    Region("a2", "Ấp 3/2", level="village", parent="ct"),
    Region("k1", "Ấp 1", level="village", parent="mn"),
)


def told(*rows, sheets=None, merges=(), regions=PLACES, **more):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in (sheets or {"Biểu": rows}).items():
        page = book.create_sheet(title)
        for line in lines:
            page.append(line)
        for merge in merges:
            page.merge_cells(merge)
    file = BytesIO()
    book.save(file)
    return read(file.getvalue(), programme=ctph_154.PROGRAMME, regions=regions, on=DAY, **more)


def shares(report):
    return {seen.region: seen.actual for seen in report.observations}


def kinds(report):
    return {f"{problem.column}{problem.row}": problem.kind for problem in report.problems}


@pytest.mark.parametrize("head", ["Số hộ đạt DH GĐHT", "Số hộ được công nhận DH Gia đình học tập", "Hộ đạt danh hiệu"])
def test_the_abbreviation_of_a_distinction_says_nothing_more(head):
    assert shares(told((*HEAD[:3], head), (1, "Xã Châu Thành", 100, 80))) == {"ct": Share(80, 100)}


def test_a_special_zone_is_known_by_its_abbreviation():
    assert shares(told(HEAD, (1, "ĐK Phú Quốc", 90, 50), (2, "P. Phú Quốc", 8, 4))) == {
        "dk": Share(50, 90),
        "pq": Share(4, 8),
    }


@pytest.mark.parametrize("head", ["Xã/P/ĐK", "Xã, P., TT", "Xã, phường, ĐK", "TX/TP/Huyện", "Tên xã, P"])
def test_abbreviations_of_sorts_stand_after_a_word_for_places(head):
    assert shares(told(("TT", head, *HEAD[2:]), (1, "Mỹ Ngãi", 100, 80))) == {"mn": Share(80, 100)}


@pytest.mark.parametrize("title", ["Châu Thành", "1. Châu Thành", "02 Chau Thanh", "3-Xã Châu Thành", "04_CHÂU THÀNH"])
def test_a_sheet_may_be_numbered_before_the_name_of_its_commune(title):
    assert shares(told(sheets={title: [("STT", "Ấp", *HEAD[2:]), (1, "1", 50, 40)]})) == {"a1": Share(40, 50)}


def test_words_that_are_known_one_by_one_are_told_together_with_the_nearest():
    (problem, *_) = told((*HEAD[:3], "Số hộ được công nhân GĐHT"), (1, "Châu Thành", 100, 80)).problems
    assert problem.kind is ProblemKind.UNKNOWN_HEADING
    assert problem.detail == Text("“công nhân”, gần giống “công nhận”", "“công nhân”, most like “công nhận”")


def test_of_which_is_no_word_of_comparison():
    heads = ("STT", "Đơn vị", "Tổng số hộ", "Trong đó"), (None, None, None, "Số hộ đăng ký", "Số hộ đạt")
    report = told(*heads, (1, "Châu Thành", 100, 90, 80), merges=("D1:E1", "A1:A2", "B1:B2", "C1:C2"))
    assert {seen.actual.denominator: seen.actual.numerator for seen in report.observations} == {100: 80, 90: 80}
    assert not report.problems


def test_a_day_stored_as_a_day_heads_its_column():
    days = (None, None, None, datetime(2019, 12, 31), datetime(2020, 12, 31))  # noqa: DTZ001  # A cell has no zone.
    report = told((*HEAD, None), days, (1, "Châu Thành", 100, 70, 80))
    assert shares(report) == {"ct": Share(80, 100)}
    assert kinds(report) == {"D2": ProblemKind.OTHER_DAY}
    assert "31/12/2019" in report.problems[0].explain("vi")


@pytest.mark.parametrize("words", ["Tổng cộng (I+II)", "Cộng (1+2+3)", "Tổng số (A + B)", "TỔNG (I + II + III)"])
def test_a_total_may_name_its_parts(words):
    rows = (HEAD, (1, "Châu Thành", 100, 80), (2, "Mỹ Ngãi", 50, 40), ("", words, 150, 120))
    assert not told(*rows).problems


def test_a_total_over_places_across_is_not_taken():
    rows = ("TT", "Nội dung", "Châu Thành", "Mỹ Ngãi", "Tổng"), (1, "Tổng số hộ", 100, 50, 150)
    report = told(*rows, (2, "Số hộ được công nhận GĐHT", 80, 40, 120))
    assert shares(report) == {"ct": Share(80, 100), "mn": Share(40, 50)}
    assert not report.problems


def test_names_are_compared_for_hints_only_so_often():
    regions = [Region(f"r{n}", f"Xã Số {n} Hòa Bình", level="commune") for n in range(2_000)]
    rows = [(n, f"Xã Sốt {n} Hòa Bính", 5, 4) for n in range(2 * MOST_LOOKED_UP)]
    problems = told(HEAD, *rows, regions=regions).problems
    hints = [bool(problem.detail) for problem in problems if problem.kind is ProblemKind.UNKNOWN_REGION]
    assert hints == sorted(hints, reverse=True)
    assert MOST_LOOKED_UP // 2 < sum(hints) <= MOST_LOOKED_UP


TREE = Regions(
    [Region("0", "Gốc", level="village")]
    + [Region(str(n), f"Nhánh {n}", level="village", parent=str((n - 1) // 2)) for n in range(1, 15)]
)
GAZETTEER = Gazetteer(TREE, DAY, None, DEFAULT)
MEANING = "families", Measure.TOTAL


def part(region, count):
    figures = Figures(subject="families", counts={Measure.TOTAL: (Cell(1, 1, ""), count)}, percentages=())
    return Part([figures], frozenset(), None if region is None else TREE.life_on(str(region), DAY))


@given(st.lists(st.tuples(st.none() | st.integers(0, 14), st.integers(0, 9)), max_size=20), st.integers(0, 20))
def test_a_sum_leaves_out_what_is_counted_in_a_line_of_its_whole(lines, cut):
    parts = [part(*line) for line in lines]
    added = Sum(MEANING, 1, GAZETTEER)
    added.add(parts[:cut])
    added.add(parts[cut:])
    wholes = {str(region) for region, _ in lines if region is not None}
    counts = [count for region, count in lines if region is None or not GAZETTEER.above(str(region)) & wholes]
    assert added.count == (sum(counts) if lines else None)
