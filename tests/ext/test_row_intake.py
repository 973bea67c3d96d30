from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from xhht import Observation, PrintedShare, Programme, Region, Regions, Share, assess, roll_ups
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError
from xhht.ext.rows import (
    InvalidTableError,
    assessment_from_frame,
    from_rows,
    observations_from_frame,
    regions_from_frame,
    to_frame,
    to_rows,
)
from xhht.messages import explain_error
from xhht.pace import progress, trajectory
from xhht.planning import least_effort, plan
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, compare, project, sensitivity, simulate

PROGRAMME: Programme = ctph_154.PROGRAMME
START, END = date(2016, 12, 31), date(2020, 12, 31)
CLANS = "clans_recognised"
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=["low_lying_district"]),
    Region("van-yen", "Huyện Văn Yên", level="district", parent="yen-bai", traits=[]),
]
SEEN = (
    Observation(CLANS, "tran-yen", START, Share(90, 225), reference="báo cáo 12"),
    Observation(CLANS, "van-yen", START, PrintedShare.from_text("57,48%")),
)
STEADY = Scenario("steady", rises={CLANS: Rise.points("1")})
WHERE = {"regions": REGIONS, "until": END}
FUTURE = project(PROGRAMME, SEEN, STEADY, **WHERE)
RESULTS = {
    "assessment": assess(PROGRAMME, SEEN, regions=REGIONS, as_of=START),
    "projection": FUTURE,
    "comparison": compare([FUTURE], on=END),
    "spread": simulate(PROGRAMME, SEEN, STEADY, {CLANS: RandomRise.points(1, 3)}, **WHERE, seed=1, runs=3),
    "influences": sensitivity(PROGRAMME, SEEN, STEADY, **WHERE),
    "plan": plan(PROGRAMME, SEEN, regions=REGIONS, by=END),
    "effort": least_effort(PROGRAMME, SEEN[:1], regions=REGIONS, into="yen-bai", target=CLANS, by=END),
    "progress": progress(PROGRAMME, SEEN, regions=REGIONS, as_of=START, baseline_on=START),
    "roll-ups": roll_ups(PROGRAMME, SEEN, regions=REGIONS, as_of=START),
    "path": trajectory(PROGRAMME.target(CLANS), baseline=SEEN[0]),
    "regions": Regions(REGIONS),
}


def wide(**more):
    return pd.DataFrame({"Mã": ["tran-yen", "van-yen"], "Số": [36.0, None], "Tổng": [100.0, None], **more})


# --- numbers out -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_every_result_goes_on_by_itself_in_few_columns_or_in_all(result):
    short, whole = result.to_pandas(), result.to_polars(columns="all")
    assert 0 < len(short.columns) <= 20
    assert set(short.columns) <= set(whole.columns)
    assert len(short) == whole.height == len(to_rows(result))
    assert list(short.columns) == [name for name in whole.columns if name in set(short.columns)]


def test_names_of_a_short_frame_are_in_the_language_of_the_reader(monkeypatch):
    result = RESULTS["assessment"]
    assert "target_name_en" in result.to_polars().columns
    monkeypatch.setenv("XHHT_LANGUAGE", "vi")
    assert "target_name_vi" in result.to_polars().columns
    assert "target_name_en" not in result.to_polars().columns
    assert "chưa đạt" in set(result.to_polars(language="vi")["outcome_words"])
    with pytest.raises(UnknownChoiceError, match="columns"):
        result.to_pandas(columns="few")
    with pytest.raises(UnknownIdError, match="language"):
        result.to_pandas(language="fr")


def test_floats_stand_beside_exact_numbers():
    whole = RESULTS["assessment"].where(target=CLANS, is_judged=True).to_polars(columns="all")
    counted, printed = whole.rows(named=True)
    assert (counted["share"], counted["share_percent"], counted["threshold_percent"]) == ("2/5", 40.0, 50.0)
    assert (counted["gap_pp"], counted["gap_pp_lower"], counted["gap_pp_lower_exact"]) == ("-10", -10.0, "-10")
    assert (printed["share"], printed["share_percent"], printed["share_percent_lower"]) == (None, None, 57.475)
    assert whole.schema["share_percent"] == pl.Float64
    spread = RESULTS["spread"].to_polars().filter(pl.col("chance_percent_lower").is_not_null())
    chance = RESULTS["spread"].chance(CLANS, "tran-yen")
    (row,) = spread.filter(pl.col("region") == "tran-yen", pl.col("day") == END).rows(named=True)
    assert row["chance_percent_upper"] == pytest.approx(float(chance * 100))


def test_a_number_beyond_all_floats_has_its_exact_text_alone():
    costs = {"tran-yen": 10**400, "van-yen": 10**400}
    seen = [SEEN[0], Observation(CLANS, "van-yen", START, Share(0, 1))]
    found = least_effort(PROGRAMME, seen, regions=REGIONS, into="yen-bai", target=CLANS, by=END, costs=costs)
    rows = found.to_polars(columns="all").rows(named=True)
    assert any(row["cost_exact"] == str(10**400) and row["cost"] is None for row in rows)


def test_sums_of_wholes_are_rows_with_their_days_and_who_is_missing():
    (row,) = [row for row in to_rows(RESULTS["roll-ups"]) if row["indicator"] == CLANS]
    assert (row["region"], row["first_reported_on"], row["missing"]) == ("yen-bai", "2016-12-31", "van-yen")


# --- tables in -------------------------------------------------------------------------------------------------


def test_a_frame_with_floats_comes_back_and_a_changed_float_never_passes():
    for backend in ("pandas", "polars", "pyarrow"):
        assert observations_from_frame(to_frame(SEEN, backend=backend)) == SEEN
    third = (Observation(CLANS, "a", START, Share(1, 3)),)
    as_excel = to_frame(third).assign(share_percent_lower=33.33333333333334)  # Of 15 digits, as spreadsheets keep them.
    assert observations_from_frame(as_excel) == third
    frame = to_frame(SEEN, "polars").with_columns(pl.lit(41.0).alias("share_percent"))
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'share_percent'"):
        observations_from_frame(frame)
    with pytest.raises(InvalidTableError, match="a number is needed"):
        from_rows([{**to_rows(SEEN[:1])[0], "share_percent": "viel"}])
    judged = RESULTS["assessment"]
    assert assessment_from_frame(to_frame(judged), programme=PROGRAMME, regions=REGIONS) == judged
    changed = to_frame(judged).assign(gap_pp_lower=1.0)
    with pytest.raises(InvalidTableError, match=r"'gap_pp_lower' 1\.0 contradicts"):
        assessment_from_frame(changed, programme=PROGRAMME, regions=REGIONS)


def test_a_row_without_a_figure_is_no_report():
    found = observations_from_frame(wide(), columns={"region": "Mã"}, indicators={CLANS: ("Số", "Tổng")}, on=END)
    assert found == (Observation(CLANS, "tran-yen", END, Share(36, 100)),)
    tidy = pl.DataFrame(
        {"indicator": CLANS, "region": ["a", "b"], "on": END, "numerator": [1, None], "denominator": [2, None]}
    )
    assert [seen.region for seen in observations_from_frame(tidy)] == ["a"]


def test_a_row_with_one_of_two_counts_is_told():
    half = wide().assign(Tổng=[100.0, 50.0])
    with pytest.raises(InvalidTableError, match=r"rows\[1\], column 'Số' is empty"):
        observations_from_frame(half, columns={"region": "Mã"}, indicators={CLANS: ("Số", "Tổng")}, on=END)


def test_prints_stand_in_a_wide_table_too():
    frame = pl.DataFrame({"region": ["a", "b"], "reported_on": ["2020-12-31"] * 2, "Tỷ lệ": ["57,48%", ""]})
    (seen,) = observations_from_frame(frame, indicators={CLANS: {"printed": "Tỷ lệ"}})
    assert seen.actual == PrintedShare.from_text("57,48%")


def test_further_columns_of_a_wide_table_are_left_aside_but_not_near_misses():
    both = {"columns": {"region": "Mã"}, "indicators": {CLANS: ("Số", "Tổng")}, "on": END}
    assert len(observations_from_frame(wide(Huyện=["Trấn Yên", "Văn Yên"]), **both)) == 1
    (seen,) = observations_from_frame(wide(Note=["bảng 2", None]), **both)
    assert seen.note == "bảng 2"
    with pytest.raises(InvalidTableError, match="did you mean 'reference'"):
        observations_from_frame(wide(referense="x"), **both)


def test_everything_that_is_wrong_with_the_headings_is_told_together():
    with pytest.raises(InvalidTableError) as caught:
        observations_from_frame(
            wide(note="x", Note="y"),
            columns={"region": "Ma", "regions": "Mã", "on": "Ngày"},
            indicators={CLANS: ("Số", "Tông"), "members": "Số", "units": {"numerators": "Số"}},
        )
    told = "\n".join(str(problem) for problem in caught.value.problems)
    for words in (
        "unknown column 'Ma' in the table, as 'region'",
        "unknown part 'regions' in columns",
        "unknown column 'Tông' in the table, as 'denominator' of 'clans_recognised'; did you mean 'Tổng'?",
        "indicators['members'] names the columns of numerator and denominator",
        "unknown part 'numerators' in indicators['units']; did you mean 'numerator'?",
        "columns 'note' and 'Note' are both 'note'",
        "the table has no column 'region'",
        "give on=",
    ):
        assert words in told


def test_a_tidy_table_without_what_it_needs_is_told_once():
    with pytest.raises(InvalidTableError) as caught:
        observations_from_frame(pl.DataFrame({"region": ["a"] * 50, "Số": [1] * 50}), columns={"region": "region"})
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 4  # An unknown column, no indicator, no day, no figure.
    assert any("the table has no figures" in problem for problem in told)


def test_a_day_is_said_once():
    frame = pl.DataFrame(to_frame(SEEN[:1], "polars"))
    with pytest.raises(InvalidTableError, match="leave on= out"):
        observations_from_frame(frame, on=END)
    with pytest.raises(InvalidValueError, match="a day such as"):
        observations_from_frame(frame, on="31/12/2020")
    with pytest.raises(InvalidTableError, match="twice"):
        observations_from_frame(frame, columns={"on": "reported_on", "reported_on": "reported_on"})
    with pytest.raises(InvalidTableError, match="are both 'reported_on'"):
        observations_from_frame(frame.with_columns(pl.lit(END).alias("day1")), columns={"on": "day1"})


@pytest.mark.parametrize("name", ["columns", "indicators"])
def test_headings_are_given_by_a_mapping(name):
    with pytest.raises(InvalidTypeError, match=f"{name} is a mapping"):
        observations_from_frame(wide(), **{name: ["Mã"]})
    with pytest.raises(InvalidTableError, match="at least one indicator"):
        observations_from_frame(wide(), columns={"region": "Mã"}, indicators={}, on=END)


def test_times_within_a_day_are_no_days():
    frame = pd.DataFrame(
        {"indicator": CLANS, "region": ["a", "b"], "on": [datetime(2020, 12, 31, 12)] * 2, "numerator": 1}  # noqa: DTZ001  # A time is what is refused.
    ).assign(denominator=2)
    with pytest.raises(InvalidTableError, match=r"a day such as .*\(the first of 2 rows"):
        observations_from_frame(frame)


def test_a_cell_of_an_odd_kind_is_read_by_itself():
    frame = pd.DataFrame(
        {"indicator": CLANS, "region": ["a", "b"], "on": END, "numerator": 1, "denominator": 2, "note": [None, ["x"]]}
    )
    with pytest.raises(InvalidTableError, match=r"rows\[1\], column 'note': text is needed"):
        observations_from_frame(frame)


def test_rows_of_counts_and_others_keep_their_order():
    mixed = [
        Observation(
            CLANS, f"r{n}", END, PrintedShare.from_text("40%") if n % 3 == 0 else Share(n % 7, 7 if n % 5 else 9)
        )
        for n in range(30)
    ]
    assert observations_from_frame(to_frame(mixed, "polars")) == tuple(mixed)


def test_regions_have_lives_traits_and_successors():
    frame = pd.DataFrame(
        {
            "id": ["a", "b"],
            "name": ["Xã A", "Xã B"],
            "level": ["commune", "commune"],
            "parent": [None, "van-yen"],
            "traits": ["", " remote; mountain"],
            "valid_to": [pd.Timestamp("2020-01-31"), None],
            "successors": ["b", None],
            "Ghi chú": ["x", "y"],
        }
    )
    one, other = regions_from_frame(frame)
    assert (one.traits, one.valid_to, one.successors) == (None, date(2020, 1, 31), ("b",))
    assert (other.traits, other.parent) == ({"remote", "mountain"}, "van-yen")
    assert regions_from_frame(to_frame(REGIONS[:2], "polars")) == tuple(REGIONS[:2])


def test_what_is_wrong_with_regions_is_one_problem_for_each_column():
    frame = pd.DataFrame(
        {"id": ["a b", "c d", "e"], "name": ["A", "", "E"], "level": ["district", "district", "village"]}
    ).assign(valid_from="2020-02-01", valid_to=[None, None, "2020-01-01"], levels="x")
    with pytest.raises(InvalidTableError) as caught:
        regions_from_frame(frame.drop(columns="levels"))
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 1
    assert "rows[0], column 'id'" in told[0]
    assert "3 rows" in told[0]
    with pytest.raises(InvalidTableError, match="unknown column 'levls'"):
        regions_from_frame(frame.rename(columns={"levels": "levls"}).drop(columns="level"))
    with pytest.raises(InvalidTypeError, match="columns is a mapping"):
        regions_from_frame(frame, columns="id")


def test_a_list_of_regions_or_observations_becomes_a_table():
    tables = pytest.importorskip("xhht.ext.tables")
    told = tables.plain(REGIONS, language="vi")
    assert told.startswith("Địa bàn")
    assert "chưa rõ" in told
    assert "không có" in told
    assert tables.plain(Regions(REGIONS), language="vi") == told
    assert tables.plain(list(SEEN)).startswith("Reported figures")


def test_a_value_goes_on_as_a_frame_of_either_library_by_itself():
    seen = Observation("clans_recognised", "tran-yen", date(2018, 12, 31), Share(36, 100))
    assert seen.to_pandas()["share_percent"].tolist() == [36.0]
    assert seen.to_polars(columns="all")["share"].to_list() == ["9/25"]


ROW = {"indicator": "clans_recognised", "region": "tran-yen", "on": "2020-12-31", "numerator": 2, "denominator": 7}


@pytest.mark.parametrize("column", ["share", "share_lower", "share_percent", "is_partial", "least", "numerator"])
@pytest.mark.parametrize("cell", [10**5000, "9" * 5000, "1/" + "9" * 5000, float("inf"), [[[]]]], ids=[*"abcde"])
def test_a_cell_of_any_size_is_refused_in_a_short_sentence(column, cell):
    with pytest.raises(InvalidTableError) as caught:
        from_rows([ROW | {column: cell}])
    assert "rows[0], column" in str(caught.value)
    assert len(str(caught.value)) < 2000


def test_many_wrong_words_are_told_at_once(monkeypatch):
    looked_up = []
    monkeypatch.setattr("xhht.errors.nearest", lambda *words: looked_up.append(words) or "all")
    with pytest.raises(InvalidTableError, match="did you mean 'all'") as caught:
        from_rows([ROW | {"base": "al"}] * 10_000)
    assert isinstance(caught.value.problems[-1], ValueError)
    assert "rows[9999], column 'base'" in str(caught.value.problems[-1])
    assert 0 < len(looked_up) < 50


@pytest.mark.parametrize(
    "frame",
    [
        pd.concat([pd.DataFrame([ROW])] * 2, axis=1),
        pd.DataFrame([ROW]).set_axis(pd.MultiIndex.from_tuples([(name, 1) for name in ROW]), axis=1),
        pd.DataFrame([[1, 2]]),
        pa.table([[1], [2]], names=["on", "on"]),
    ],
)
def test_names_of_columns_that_stand_twice_or_are_no_text_are_refused(frame):
    with pytest.raises(InvalidTableError, match="rename"):
        observations_from_frame(frame)


@pytest.mark.parametrize(
    "days",
    [
        pa.array([2**31 - 1], pa.int32()).cast(pa.date32()),
        pa.array([2**62], pa.timestamp("us")),
        pl.Series([2**31 - 1], dtype=pl.Int32).cast(pl.Date),
        pl.Series([-(2**62)], dtype=pl.Int64).cast(pl.Datetime("us")),
    ],
)
def test_a_day_outside_the_calendar_is_refused_with_its_column(days):
    table = pl.DataFrame([ROW]) if isinstance(days, pl.Series) else pa.Table.from_pylist([ROW])
    table = table.with_columns(on=days) if isinstance(days, pl.Series) else table.drop("on").append_column("on", days)
    with pytest.raises(InvalidValueError, match=r"'on' .* outside the years 1 to 9999"):
        observations_from_frame(table)


def test_a_wrong_day_is_told_in_vietnamese_with_its_place():
    with pytest.raises(InvalidTableError) as caught:
        from_rows([ROW, ROW | {"on": "31/12/2020"}, ROW | {"on": "2021-02-29"}])
    told = explain_error(caught.value, "vi").splitlines()[1:]
    assert told == [
        (
            "- Dòng số liệu thứ 2, cột “on”: Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2020-12-31; đã nhận được "
            "'31/12/2020'."
        ),
        "- Dòng số liệu thứ 3, cột “on”: Không có ngày 2021-02-29; đề nghị kiểm tra lại ngày.",
    ]
