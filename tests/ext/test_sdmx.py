"""SDMX-CSV: what is written, what is read, and what is said of the rest."""

import csv
from datetime import date
from fractions import Fraction
from io import StringIO
from unicodedata import normalize

import pytest

from xhht import Base, BoundedShare, Bounds, Caveat, Observation, PrintedShare, Share, XhhtError
from xhht.errors import InvalidObservationsError, UnknownIdError
from xhht.ext import sdmx
from xhht.ext.sdmx import Missing, RemarkKind, Status

DAY = date(2020, 12, 31)
HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE"
START = "dataflow,XHHT:SHARES(1.0.0),I,i,r,2020-12-31"


def seen(actual, region="r", **words):
    return Observation("i", region, DAY, actual, **words)


def written(*observations, **options):
    """Each row by its headings."""
    lines = sdmx.write(observations, **options).text.removesuffix("\r\n").split("\r\n")
    head, *rows = [line.split(",") for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows]


def file(*rows, more="", head=HEAD):
    return "\r\n".join([f"{head}{more}", *rows, ""])


def problems_of(text, **options):
    with pytest.raises(sdmx.InvalidSdmxError) as caught:
        sdmx.read(text, **options)
    assert all(isinstance(problem, XhhtError) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def problem_of(text, **options):
    (problem,) = problems_of(text, **options)
    return problem


def kinds(result):
    return [remark.kind for remark in result.remarks]


# Written values


def test_a_finite_decimal_stands_exactly():
    (row,) = written(seen(Share(9, 16)))
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["UNIT_MEASURE"]) == ("56.25", "A", "PT")
    assert (row["NUMERATOR"], row["DENOMINATOR"], row["BASE"]) == ("9", "16", "all")
    assert (row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) == ("dataflow", "XHHT:SHARES(1.0.0)", "I")


def test_an_endless_decimal_is_rounded_and_the_remark_says_so():
    told = sdmx.write([seen(Share(1, 3))])
    (row,) = written(seen(Share(1, 3)))
    assert row["OBS_VALUE"] == "33.3333333333"
    assert kinds(told) == [RemarkKind.ROUNDED]
    assert sdmx.read(told.text).observations == (seen(Share(1, 3)),)


def test_less_than_all_never_becomes_a_hundred():
    almost = Share(3 * 10**30 - 1, 3 * 10**30)
    (row,) = written(seen(almost))
    assert row["OBS_VALUE"] == "99.9999999999"
    assert sdmx.read(sdmx.write([seen(almost)]).text).observations == (seen(almost),)


def test_a_bare_print_stands_as_printed():
    (row,) = written(seen(PrintedShare.from_text("57.50 %")))
    assert (row["OBS_VALUE"], row["PRINTED"], row["SHARE_KIND"]) == ("57.50", "57.50 %", "printed")
    assert (row["LOWER"], row["UPPER"], row["UPPER_OPEN"]) == ("11499/20000", "5751/10000", "true")


@pytest.mark.parametrize(
    "actual", [PrintedShare.from_text("trên 93 %"), BoundedShare.from_counts(1, 2, 3)], ids=["words", "bounds"]
)
def test_a_share_without_one_value_has_an_empty_one_and_a_remark(actual):
    told = sdmx.write([seen(actual)])
    (row,) = written(seen(actual))
    assert (row["OBS_VALUE"], row["OBS_STATUS"]) == ("", "L")
    assert kinds(told) == [RemarkKind.NO_SINGLE_VALUE]
    assert sdmx.read(told.text).observations == (seen(actual),)


def test_a_share_of_nothing_cannot_exist():
    (row,) = written(seen(Share(0, 0)))
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["DENOMINATOR"]) == ("", "M", "0")
    assert sdmx.read(sdmx.write([seen(Share(0, 0))]).text).observations == (seen(Share(0, 0)),)


def test_missing_is_kept_apart_from_what_cannot_exist():
    missing = (Missing("i", "a", DAY), Missing("i", "b", DAY, status="M"), Missing("i", "c", DAY, status="Q"))
    assert [row["OBS_STATUS"] for row in written(missing=missing)] == ["O", "M", "Q"]
    report = sdmx.read(sdmx.write((), missing=missing).text)
    assert report.missing == missing
    assert [one.status for one in report.missing] == [Status.MISSING, Status.CANNOT_EXIST, Status.SUPPRESSED]


def test_what_is_missing_has_a_status_under_which_nothing_stands():
    for status in ("A", "E", "o"):
        with pytest.raises(XhhtError):
            Missing("i", "r", DAY, status=status)


def test_the_second_report_of_a_key_is_left_out_and_named():
    first, second = seen(Share(1, 2)), seen(Share(3, 4, base=Base.REGISTERED))
    told = sdmx.write([first, second])
    assert told.left_out == (second,)
    assert sdmx.read(told.text).observations == (first,)
    assert "reported before" in told.explain()


def test_ids_that_are_no_codes_of_sdmx_are_named_once():
    told = sdmx.write([seen(Share(1, 2), "xã/đ"), Observation("j", "xã/đ", DAY, Share(1, 2))])
    assert kinds(told) == [RemarkKind.UNUSUAL_ID]


def test_words_are_kept_with_their_signs():
    actual = PrintedShare.from_text("57,48\u00a0%", base=Base.REGISTERED)
    one = seen(actual, reference='a "b", c', note=" dòng 1\r\ndòng 2\n=1+1 ")
    assert sdmx.read(sdmx.write([one]).text).observations == (one,)


def test_an_empty_text_becomes_none_and_is_named():
    told = sdmx.write([seen(Share(1, 2), reference="", note="")])
    assert kinds(told) == [RemarkKind.EMPTY_TEXT] * 2
    assert sdmx.read(told.text).observations == (seen(Share(1, 2)),)


def test_a_print_without_words_stays_a_print():
    one = seen(PrintedShare("", Bounds(Fraction(1, 3), Fraction(1, 2))))
    assert sdmx.read(sdmx.write([one]).text).observations == (one,)


def test_everything_that_cannot_be_written_is_told_at_once():
    huge = seen(Share(0, 10**5000))
    with pytest.raises(InvalidObservationsError) as caught:
        sdmx.write([huge, "x", seen(Share(1, 2), note="a" * 100_001)], missing=[Missing("i", "r", DAY), 1], flow="?")
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 6
    for words in ("AGENCY:ID(VERSION)", "more than 1000 digits", "is an Observation", "100000 characters"):
        assert any(words in one for one in told)


# Reading


def test_version_1_and_semicolons_are_read():
    text = "DATAFLOW;INDICATOR;REF_AREA;TIME_PERIOD;OBS_VALUE;UNIT_MEASURE\nA:B(1.0);i;r;2020-12-31;57,5;PC\n"
    assert sdmx.read(text).observations == (seen(PrintedShare.from_text("57,5%")),)


def test_bytes_with_a_mark_and_labels_beside_codes_are_read():
    head = HEAD.replace("INDICATOR", "INDICATOR: Chỉ số")
    row = "dataflow,A:B(1.0): Name,I,i: Indicator,r: Region,2020-12-31,57.5,A: Normal value,PT: Percent"
    report = sdmx.read(b"\xef\xbb\xbf" + file(row, head=head).encode())
    assert report.observations == (seen(PrintedShare.from_text("57,5%")),)


def test_columns_of_other_programs_are_taken_by_name():
    text = "STRUCTURE,STRUCTURE_ID,SERIES,GEO,TIME_PERIOD,OBS_VALUE\ndataflow,A:B(1.0),i,r,2020-12-31,5\n"
    report = sdmx.read(text, columns={"SERIES": "INDICATOR", "GEO": "REF_AREA"}, unit="PT")
    assert report.observations == (seen(PrintedShare.from_text("5%")),)


def test_a_value_alone_is_a_print_of_its_base():
    text = file(f"{START},5.0,A,PT,registered", more=",BASE")
    assert sdmx.read(text).observations == (seen(PrintedShare.from_text("5,0%", base="registered")),)


def test_a_print_without_bounds_is_read_by_its_words():
    text = file(f"{START},,L,PT,trên 93 %,unstated", more=",PRINTED,BASE")
    assert sdmx.read(text).observations == (seen(PrintedShare.from_text("trên 93 %")),)


def test_counts_alone_are_a_share_of_an_unstated_base():
    text = file(f"{START},,A,PT,1,2", more=",NUMERATOR,DENOMINATOR")
    assert sdmx.read(text).observations == (seen(Share(1, 2, base=Base.UNSTATED)),)


def test_unknown_columns_and_statuses_are_reported():
    text = file(f"{START},5,P,PT,x,1", more=",OBS_VALU,VÙNG")
    report = sdmx.read(text)
    assert kinds(report) == [RemarkKind.UNKNOWN_COLUMN, RemarkKind.UNKNOWN_COLUMN, RemarkKind.STATUS_NOT_KEPT]
    assert str(report.remarks[0]) == (
        "line 1, column OBS_VALU (10): is not known and was not read; did you mean 'OBS_VALUE'?"
    )
    assert str(report.remarks[2]).startswith("line 2, column OBS_STATUS: the status 'P' is not kept")


@pytest.mark.parametrize("heading", ["BASE ", " base", "Base", "\u00a0BASE"])
def test_headings_are_read_in_any_case_and_with_blanks_around_them(heading):
    text = file(f"{START},57.5,A,PT, registered ", more=f",{heading}")
    assert sdmx.read(text).observations[0].actual.base is Base.REGISTERED


@pytest.mark.parametrize(
    ("heading", "meant"), [("BASEE", "BASE"), ("numeratr", "NUMERATOR"), ("UNIT_MEASUR", "UNIT_MEASURE")]
)
def test_a_near_miss_of_a_heading_that_changes_a_figure_is_a_mistake(heading, meant):
    (told,) = problems_of(file(f"{START},57.5,A,PT,x", more=f",{heading}").replace(",UNIT_MEASURE,", ",UNIT,"))
    assert f"did you mean {meant!r}?" in told
    assert f"column {heading}" in told


def test_of_rows_that_an_unread_column_tells_apart_none_is_taken_unless_the_caller_chooses():
    rows = [
        f"{START},{value},A,PT,{sex},{age}" for value, sex, age in ((1, "F", "_T"), (2, "M", "_T"), (3, "_T", "_T"))
    ]
    text = file(*rows, more=",SEX,AGE")
    told = sdmx.read(text)
    assert not told.observations
    left = [remark for remark in told.remarks if remark.kind is RemarkKind.LEFT_OUT]
    assert [(remark.line, remark.column) for remark in left] == [(2, "SEX"), (3, "SEX"), (4, "SEX")]
    for sex, value in (("_T", "3%"), ("F", "1%")):
        assert [one.actual.text for one in sdmx.read(text, where={"sex": sex}).observations] == [value]
    with pytest.raises(UnknownIdError, match="unknown heading 'SAX' in where="):
        sdmx.read(text, where={"SAX": "F"})


@pytest.mark.parametrize("part", ["F", "_Z"])
def test_a_row_of_a_part_alone_is_left_out_and_the_whole_is_kept(part):
    text = file(f"{START},1,A,PT,{part}", more=",SEX")
    (left,) = [remark for remark in sdmx.read(text).remarks if remark.kind is RemarkKind.LEFT_OUT]
    assert (left.line, left.column) == (2, "SEX")
    assert not sdmx.read(text).observations
    assert len(sdmx.read(text, where={"SEX": part}).observations) == 1
    assert len(sdmx.read(file(f"{START},1,A,PT,_T", more=",SEX")).observations) == 1
    assert len(sdmx.read(file(f"{START},1,A,PT,", more=",SEX")).observations) == 1


def test_two_rows_of_one_key_that_nothing_tells_apart_are_a_mistake():
    (told,) = problems_of(file(f"{START},1,A,PT,x", f"{START},2,A,PT,x", more=",SEX"))
    assert "the key of line 2 stands again" in told


@pytest.mark.parametrize(
    ("heading", "meant"), [("UNITMULT", "UNIT_MULT"), ("OBSVALUE", "OBS_VALUE"), ("OBS_VALU", "OBS_VALUE")]
)
def test_a_near_miss_of_the_value_or_its_power_of_ten_is_a_mistake(heading, meant):
    columns = f"STRUCTURE,STRUCTURE_ID,INDICATOR,REF_AREA,TIME_PERIOD,UNIT_MEASURE,{heading}"
    (told,) = problems_of(f"{columns}\ndataflow,A:B(1.0),i,r,2020,PT,3\n")
    assert f"line 1, column {heading} (7)" in told
    assert f"did you mean {meant!r}?" in told


@pytest.mark.parametrize("first", ["dataflow", "Dataflow ", "DATAFLOW"])
def test_the_first_heading_is_read_in_any_case_too(first):
    text = f"{first},indicator,Ref_Area,time_period,obs_value,unit_measure\nA:B(1.0),i,r,2020,57.5,pt\n"
    (found,) = sdmx.read(text).observations
    assert found.actual.text == "57,5%"


@pytest.mark.parametrize("power", ["0", "0.0", "00", "0: Units", " 0 "])
def test_a_power_of_ten_of_nought_is_read_as_programs_write_it(power):
    assert sdmx.read(file(f"{START},57.5,A,PT,{power}", more=",UNIT_MULT")).observations


def test_values_that_are_asked_for_are_compared_in_one_form_and_a_wrong_one_is_told():
    rows = [f"{START.replace(',r,', f',s{n},')},57.5,A,PT,{part}" for n, part in enumerate(("Thành thị", "_T"))]
    parts = file(*rows, more=",SEX")
    (found,) = sdmx.read(parts, where={"SEX": normalize("NFD", " Thành thị ")}).observations
    assert found.region == "s0"
    with pytest.raises(
        UnknownIdError, match=r"unknown value 'Thành thi' in where=\{'SEX': …\}; did you mean 'Thành thị'"
    ):
        sdmx.read(parts, where={"SEX": "Thành thi"})
    assert not sdmx.read(file(more=",SEX"), where={"SEX": "F"}).observations


def test_a_wrong_value_is_told_however_many_there_are_and_the_last_one_is_found():
    parts = file(*(f"{START.replace(',r,', f',s{n},')},57.5,A,PT,part{n}" for n in range(1_100)), more=",SEX")
    with pytest.raises(UnknownIdError, match="unknown value 'nobody'"):
        sdmx.read(parts, where={"SEX": "nobody"})
    (found,) = sdmx.read(parts, where={"SEX": "part1099"}).observations
    assert found.region == "s1099"


def test_what_a_row_does_not_say_is_fixed_and_what_all_rows_say_is_not_said_twice():
    mapping = {"columns": {"Year": "TIME_PERIOD", "GeoCode": "REF_AREA", "Value": "OBS_VALUE"}, "unit": "PT"}
    fixed = {"INDICATOR": "1-1-1", "REF_AREA": "viet-nam"}
    told = sdmx.read("Year,GeoCode,Value\n2019,,39.5\n2019,yen-bai,25.4\n", fixed=fixed, **mapping)
    assert [one.region for one in told.observations] == ["viet-nam", "yen-bai"]
    with pytest.raises(sdmx.InvalidSdmxError, match=r"column REF_AREA \(2\): says it in every row, and so does fixed="):
        sdmx.read("Year,GeoCode,Value\n2019,yen-bai,25.4\n", fixed=fixed, **mapping)


def test_rows_of_another_unit_are_left_out_and_thousands_of_per_cent_refused():
    told = sdmx.read(file(f"{START},1234,A,IX", "STRUCTURE,S,I,i,s,2020-12-31,57.5,A,PT"))
    assert [one.region for one in told.observations] == ["s"]
    (left,) = told.remarks
    assert (left.kind, left.line, left.column) == (RemarkKind.LEFT_OUT, 2, "UNIT_MEASURE")
    assert sdmx.read(file(f"{START},57.5,A,PT,0", more=",UNIT_MULT")).observations
    (refused,) = problems_of(file(f"{START},57.5,A,PT,3", more=",UNIT_MULT"))
    assert "line 2, column UNIT_MULT" in refused


def test_a_table_of_open_sdg_comes_in_through_a_mapping():
    text = "Year,Group,Value\n2015,,39.5\n2015,A,25.4\n2016,,40\n"
    told = sdmx.read(
        text,
        columns={"Year": "TIME_PERIOD", "Value": "OBS_VALUE"},
        fixed={"INDICATOR": "1-1-1", "REF_AREA": "viet-nam"},
        unit="PT",
        where={"Group": ""},
    )
    assert [(one.indicator, one.region, one.on.year, one.actual.text) for one in told.observations] == [
        ("1-1-1", "viet-nam", 2015, "39,5%"),
        ("1-1-1", "viet-nam", 2016, "40%"),
    ]
    with pytest.raises(sdmx.UnreadableSdmxError, match="columns="):
        sdmx.read(text)
    with pytest.raises(UnknownIdError, match="fixed="):
        sdmx.read(text, columns={"Year": "TIME_PERIOD"}, fixed={"VALUE": "1"})


def test_words_beside_a_missing_figure_are_reported():
    report = sdmx.read(file(f"{START},NaN,O,PT,why", more=",COMMENT"))
    assert report.missing == (Missing("i", "r", DAY),)
    assert kinds(report) == [RemarkKind.LEFT_OUT]
    assert "COMMENT" in report.explain()


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2020-A1", date(2020, 12, 31)),
        ("2020-S1", date(2020, 6, 30)),
        ("2020-T2", date(2020, 8, 31)),
        ("2020-Q1", date(2020, 3, 31)),
        ("2021-M02", date(2021, 2, 28)),
        ("2020-W53", date(2021, 1, 3)),
    ],
)
def test_a_period_is_read_as_its_last_day_and_a_remark_says_so(period, day):
    report = sdmx.read(file(f"{START.removesuffix('2020-12-31')}{period},5,A,PT"))
    assert report.observations[0].on == day
    assert kinds(report) == [RemarkKind.PERIOD_END]
    assert str(day) in report.explain()


@pytest.mark.parametrize("period", ["2020-02-29", "2020-D060"])
def test_a_day_needs_no_remark(period):
    report = sdmx.read(file(f"{START.removesuffix('2020-12-31')}{period},5,A,PT"))
    assert report.observations[0].on == date(2020, 2, 29)
    assert report.remarks == ()


@pytest.mark.parametrize(
    "period",
    [
        "",
        "2021-02-29",
        "2021-W53",
        "2021-D366",
        "2020-Q5",
        "2020-Q0",
        "2020-A2",
        "2020-13",
        "2020-M13",
        "0000",
        "9999-W53",
        "2020-01-01/P1Y",
        "2020-12-31T00:00:00",
        "2020-Q4Z",
        "20201231",
        "٢٠٢٠",
    ],
)
def test_what_is_no_period_of_a_calendar_year_is_a_mistake(period):
    told = problem_of(file(f"{START.removesuffix('2020-12-31')}{period},5,A,PT"))
    assert told.startswith("line 2, column TIME_PERIOD (6): ")


def test_a_reporting_year_of_its_own_is_a_mistake_for_reporting_periods_only():
    start = START.removesuffix("2020-12-31")
    more = ",REPORTING_YEAR_START_DAY"
    assert "1 January" in problem_of(file(f"{start}2020-Q1,5,A,PT,--07-01", more=more))
    assert sdmx.read(file(f"{start}2020,5,A,PT,--07-01", more=more)).observations
    assert sdmx.read(file(f"{start}2020-Q1,5,A,PT,--01-01", more=more)).observations


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("44,A,PT,counted,45,100,all", "OBS_VALUE", "contradicts"),
        ("100,A,PT,counted,99,100,all", "OBS_VALUE", "contradicts"),
        ("45,O,PT,counted,45,100,all", "OBS_VALUE", "under which no value stands"),
        (",O,PT,counted,45,100,all", "OBS_STATUS", "a share stands beside it"),
        (",A,PT,counted,0,0,all", "OBS_STATUS", "the status is M"),
        (",A,PT,,,,", "OBS_VALUE", "no status says"),
        ("45,A,PT,counted,45,,all", "DENOMINATOR", "is missing"),
        ("45,A,PT,counted,101,100,all", "NUMERATOR", "above the denominator"),
        ("45,A,PT,counted,4 5,100,all", "NUMERATOR", "digits alone"),
        ("45,A,PT,counted,-45,100,all", "NUMERATOR", "digits alone"),
        ("45,A,PT,counted,45,100,al", "BASE", "did you mean 'all'?"),
        ("45,A,PT,,,,al", "BASE", "did you mean 'all'?"),
        ("45,A,PT,count,45,100,all", "SHARE_KIND", "did you mean 'counted'?"),
        ("45,A,PT,printed,45,100,all", "NUMERATOR", "no meaning for a printed share"),
        ("45,A,,counted,45,100,all", "UNIT_MEASURE", "unit="),
        ("4.5e1,A,PT,,,,", "OBS_VALUE", "plain decimal"),
        ("-1,A,PT,,,,", "OBS_VALUE", "plain decimal"),
        ("101,A,PT,,,,", "OBS_VALUE", "above 100"),
    ],
)
def test_a_contradiction_or_a_mistake_is_told_with_its_column(row, column, why):
    more = ",SHARE_KIND,NUMERATOR,DENOMINATOR,BASE"
    told = problems_of(file(f"{START},{row}", more=more))
    assert any(f"line 2, column {column} (" in one and why in one for one in told)


def test_a_value_that_others_rounded_or_cut_off_is_no_contradiction():
    for value in ("33.3", "33", "33.33333333"):
        text = file(f"{START},{value},A,PT,1,3,all", more=",NUMERATOR,DENOMINATOR,BASE")
        assert sdmx.read(text).observations == (seen(Share(1, 3)),)


def test_all_mistakes_are_told_together_with_their_lines():
    rows = [
        f"{START},5,A,PT",
        f'{START.replace(",r,", ",s,")},"5\n5",A,PT',
        f"{START},5,A,PT",
        f"{START.replace(',I,', ',D,')},5,A,PT",
        f"{START.replace(',i,', ',i !,')},5,A,PT",
        f"{START},5,A",
        f"{START.replace('(1.0.0)', '(2.0.0)')},5,A,PT",
    ]
    told = problems_of(file(*rows))
    assert [one.partition(":")[0] for one in told] == [
        "line 3, column OBS_VALUE (7)",
        "line 5",
        "line 6, column ACTION (3)",
        "line 7, column INDICATOR (4)",
        "line 8",
        "line 9, column STRUCTURE_ID (2)",
    ]
    assert "the key of line 2" in told[1]
    assert "8 cells under 9 headings" in told[4]


def test_headings_that_are_missing_or_stand_twice_are_told_together():
    told = problems_of("STRUCTURE,STRUCTURE_ID,GEO,GEO,TIME_PERIOD\n", columns={"GE": "REF_AREA"})
    assert len(told) == 4
    assert "column GEO (3): stands 2 times" in told[0]
    assert "column INDICATOR: is missing; name the column that holds it in columns=" in told[1]
    assert "unknown heading 'GE'; did you mean 'GEO'?" in told[3]


def test_bounds_that_do_not_follow_from_their_counts_are_a_mistake():
    (one,) = sdmx.write([seen(BoundedShare.from_counts(1, 2, 3, reservations=(Caveat.PARTS_MISSING,)))]).text.split(
        "\r\n"
    )[1:2]
    head = sdmx.write([]).text
    assert sdmx.read(head + one).observations[0].actual.caveats == (Caveat.PARTS_MISSING,)
    assert "0 contradicts the cells beside it, from which 1/3 follows" in problem_of(head + one.replace("1/3", "0"))
    assert "divides by 0" in problem_of(head + one.replace("1/3", "1/0"))
    assert "no exact number" in problem_of(head + one.replace("1/3", "0.3"))
    assert "neither true nor false" in problem_of(head + one.replace("false", "no", 1))
    assert "did you mean 'parts_missing'?" in problem_of(head + one.replace("parts_missing", "part_missing"))
    assert sdmx.read(head + one.replace("1/3", "")).observations == sdmx.read(head + one).observations
    assert "is missing" in problem_of(head + one.replace("1/3", "").replace(",1,2,", ",1,,"))


def test_arguments_of_another_kind_are_refused():
    for options in ({"columns": {"A": 1}}, {"unit": "IX"}, {"limits": 5}):
        with pytest.raises(XhhtError):
            sdmx.read(file(), **options)
    for text in (None, 5, ["a"]):
        with pytest.raises(XhhtError):
            sdmx.read(text)


def test_a_file_without_rows_is_read():
    report = sdmx.read(file())
    assert (report.observations, report.missing, report.remarks) == ((), (), ())


def test_the_figure_of_a_single_body_is_left_out_with_a_word():
    women = seen(Share(1, 2), party="women")
    told = sdmx.write([women, seen(Share(1, 4))])
    assert sdmx.write([women], missing=[Missing("i", "r", DAY)]).left_out == (women,)
    assert [one.actual for one in sdmx.read(told.text).observations] == [Share(1, 4)]
    assert told.left_out == (women,)
    (remark,) = told.remarks
    assert remark.text == "'i' in 'r' on 2020-12-31 is a figure of 'women' alone; a file holds figures of all"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "'=1", "''=1", "'a", "1+1", "'"])
def test_a_text_never_begins_a_formula_and_comes_back_as_it_was(text):
    one = Observation("i", "r", DAY, PrintedShare(f"{text} (5%)", PrintedShare.from_text("5%").bounds), note=text)
    written = sdmx.write([one]).text
    rows = list(csv.reader(StringIO(written, newline="")))
    assert not [cell for cell in rows[1] if cell[:1] and cell[0] in "=+-@\t\r"]
    assert sdmx.read(written).observations == (one,)
