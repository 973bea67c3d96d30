"""Laws of reading spreadsheets: what is written is read back, and no cell is lost. All figures are made up."""

from contextlib import suppress
from datetime import date
from io import BytesIO
from unicodedata import normalize

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from xhht import Base, PrintedShare, Region, Share
from xhht.ext.spreadsheets import ProblemKind, UnreadableSheetError, read
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
NAMES = ("Xã Báo Đáp", "Thị trấn Cổ Phúc", "Xã Hòa Cuông", "Phường Đồng Tâm", "Bản Mù")
REGIONS = tuple(Region(f"r{place}", name, level="commune") for place, name in enumerate(NAMES))
SUBJECTS = {
    "families_recognised": ("Gia đình học tập", "Tổng số hộ"),
    "clans_recognised": ("Dòng họ học tập", "Tổng số dòng họ"),
    "communities_recognised": ("Cộng đồng học tập", "Tổng số thôn, bản"),
    "units_recognised": ("Đơn vị học tập", "Tổng số đơn vị"),
}


def reading(content):
    return read(content, programme=ctph_154.PROGRAMME, regions=REGIONS, on=DAY)


def saved(rows, merges=(), forms=None):
    book = openpyxl.Workbook()
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                book.active.cell(row, column).value = value
    for place, form in (forms or {}).items():
        book.active.cell(*place).number_format = form
    for top, left, bottom, right in merges:
        book.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@st.composite
def printings(draw, count):
    """A count as people type it: a number, a float, with dots, spaces or a zero after the point."""
    grouped = f"{count:,}"
    written = [count, float(count), str(count), grouped.replace(",", "."), grouped.replace(",", "\u00a0"), f"{count}.0"]
    return draw(st.sampled_from(written))


@st.composite
def spellings(draw, text):
    """Words as people type them: upper case, decomposed, with a break in place of a space."""
    text = draw(st.sampled_from([text, text.upper(), text.replace(" ", "\n"), f" {text} "]))
    return normalize(draw(st.sampled_from(["NFC", "NFD"])), text)


@st.composite
def sheets(draw):
    """A table of districts as rows, merges and formats, and the shares that it reports."""
    shares = {}
    counts = st.integers(0, 99_999).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
    subjects = draw(st.lists(st.sampled_from(sorted(SUBJECTS)), min_size=1, unique=True))
    places = draw(st.lists(st.sampled_from(range(len(NAMES))), min_size=1, unique=True))
    first = draw(st.integers(0, 3))
    rows = [["Biểu tổng hợp, số liệu minh họa"] for _ in range(first)]
    groups, heads, merges, forms = ["STT", draw(spellings("Đơn vị"))], [None, None], [], {}
    for subject in subjects:
        title, total = SUBJECTS[subject]
        left = len(groups) + 1
        groups += [draw(spellings(title)), None, None]
        heads += [draw(spellings(head)) for head in (total, "Số được công nhận", "Tỷ lệ (%)")]
        merges.append((first + 1, left, first + 1, left + 2))
    merges += [(first + 1, column, first + 2, column) for column in (1, 2)]
    rows += [groups, heads]
    sums = [0] * (2 * len(subjects))
    for number, place in enumerate(places, 1):
        row = [number, draw(spellings(NAMES[place]))]
        for at, subject in enumerate(subjects):
            numerator, denominator = draw(counts)
            share = shares[subject, f"r{place}"] = Share(numerator, denominator)
            sums[2 * at] += denominator
            sums[2 * at + 1] += numerator
            row += [draw(printings(denominator)), draw(printings(numerator))]
            row.append(float(share.value) if denominator else None)
            forms[len(rows) + 1, len(row)] = draw(st.sampled_from(["0%", "0.0%", "0.00%"]))
        rows.append(row)
    last = [None, draw(spellings("Tổng cộng"))]
    for at in range(len(subjects)):
        last += [*sums[2 * at : 2 * at + 2], None]
    rows += [last, [], [None, "Người lập biểu"]]
    return rows, merges, forms, shares


@settings(max_examples=60)
@given(sheet=sheets())
def test_what_a_sheet_says_is_read_back_and_nothing_is_doubted(sheet):
    rows, merges, forms, shares = sheet
    report = reading(saved(rows, merges, forms))
    assert {(seen.indicator, seen.region): seen.actual for seen in report.observations} == shares
    assert not report.problems


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["Đơn vị", "Tổng số hộ", "Số hộ được công nhận", "Tỷ lệ (%)", "Cộng", "Người lập", "STT", *NAMES]),
    st.integers(-3, 2000),
    st.floats(-1, 2000, allow_nan=False),
    st.sampled_from(["1.282", "57,48%", "-", "x", "Dòng họ học tập", "(1)", "=1+1", "Ghi chú", "năm 2019", True, DAY]),
)


@settings(max_examples=150)
@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=9))
def test_no_cell_of_any_sheet_is_lost(rows):
    report = reading(saved(rows))
    told = {(cell.row, cell.column) for cell in (*report.used, *report.problems)}
    written = {
        (row, "ABCDEF"[column])
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values)
        if value is not None
    }
    assert told == written


@settings(max_examples=150)
@given(value=st.integers(0, 10_000), places=st.integers(0, 4))
def test_a_stored_percentage_means_what_its_shown_digits_mean(value, places):
    form = "0%" if places == 0 else f"0.{'0' * places}%"
    rows = [["Đơn vị", "Tỷ lệ hộ được công nhận"], ["Báo Đáp", value / 10_000]]
    report = reading(saved(rows, forms={(2, 2): form}))
    scale = 10**places
    units, rest = divmod(value * scale, 100)
    units += rest >= 50
    whole, decimals = divmod(units, scale)
    text = f"{whole},{decimals:0{places}d}%" if places else f"{whole}%"
    if whole == 100 and value < 10_000:
        assert [problem.kind for problem in report.problems] == [ProblemKind.LESS_THAN_SHOWN]
        return
    (seen,) = report.observations
    assert seen.actual.bounds == PrintedShare.from_text(text).bounds
    assert seen.actual.base is Base.UNSTATED


@settings(max_examples=200)
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused_by_name(content):
    found = []
    with suppress(UnreadableSheetError):
        found = reading(content).observations
    assert not found
