from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Observation,
    PrintedShare,
    Programme,
    Region,
    Share,
    assess,
    reconcile,
    roll_up,
)
from xhht.coordination import due_dates, matrix, review
from xhht.errors import InvalidTypeError, UnknownChoiceError
from xhht.ext import frames
from xhht.ext.rows import InvalidTableError, assessment_from_rows, from_rows, observations_from_frame, to_frame, to_rows
from xhht.pace import progress_status, trajectory
from xhht.planning import plan
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, compare, project, simulate

PROGRAMME: Programme = ctph_154.PROGRAMME
START, END = date(2016, 12, 31), date(2020, 12, 31)
CLANS = "clans_recognised"
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=["low_lying_district"]),
    Region("van-yen", "Huyện Văn Yên", level="district", parent="yen-bai"),
]
SEEN = (
    Observation(CLANS, "tran-yen", START, Share(90, 225), reference="báo cáo 12", note=""),
    Observation(CLANS, "van-yen", START, PrintedShare.from_text("57,48%")),
)
FOUND = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END)
PROJECTION = project(PROGRAMME, SEEN, Scenario("slow", rises={CLANS: Rise.points("1")}), regions=REGIONS, until=END)
EARLIER = Observation(CLANS, "tran-yen", START, Share(45, 225))
LATER = Observation(CLANS, "tran-yen", date(2018, 12, 31), Share(63, 225))
DRAWN = {CLANS: RandomRise.points(1, 3)}
SPREAD = simulate(PROGRAMME, SEEN, Scenario("drawn"), DRAWN, regions=REGIONS, until=END, seed=1, runs=3)
RESULTS = {
    "assessment": (FOUND, len(FOUND)),
    "projection": (PROJECTION, sum(map(len, PROJECTION.assessments))),
    "scenarios": (compare([PROJECTION], on=END), len(FOUND)),
    "plan": (plan(PROGRAMME, SEEN, regions=REGIONS, by=END), len(FOUND)),
    "roll-up": (roll_up(CLANS, SEEN, regions=REGIONS, into="yen-bai", as_of=START), 2),
    "path": (trajectory(PROGRAMME.target(CLANS), baseline=SEEN[0]), 5),
    "review": (review(PROGRAMME, [], year=2019), len(review(PROGRAMME, [], year=2019).lines)),
    "matrix": (matrix(PROGRAMME), sum(len(task.assignments) for task in PROGRAMME.responsibilities)),
    "calendar": (due_dates(PROGRAMME, END, END), len(due_dates(PROGRAMME, END, END))),
    "regions": (REGIONS, 3),
    "programme": (PROGRAMME, 1),
    "progress": (progress_status(PROGRAMME.target(CLANS), baseline=EARLIER, latest=LATER), 1),
    "spread": (SPREAD, len(SPREAD.met)),
    "share": (Share(1, 2), 1),
    "nothing": ([], 0),
}


@pytest.mark.parametrize(("result", "count"), RESULTS.values(), ids=RESULTS)
def test_every_result_has_rows_of_plain_values_and_frames_of_them(result, count):
    rows = to_rows(result)
    assert len(rows) == count
    assert all(cell is None or type(cell) in (str, int, bool) for row in rows for cell in row.values())
    assert to_frame(result, backend="pandas").shape[0] == count
    assert to_frame(result, backend="polars").height == count
    assert to_frame(result, backend="pyarrow").num_rows == count


def test_a_row_of_a_verdict_has_the_exact_share_the_clause_and_what_is_missing():
    row = next(row for row in to_rows(FOUND) if (row["target"], row["region"]) == (CLANS, "tran-yen"))
    wanted = {
        "clause": "II.2.2",
        "outcome": "not_met",
        "on": "2016-12-31",
        "numerator": 90,
        "denominator": 225,
        "share": "2/5",
        "threshold": "1/2",
        "gap_pp": "-10",
        "shortfall": 23,
    }
    assert {name: row[name] for name in wanted} == wanted


def test_a_plan_has_a_column_for_each_year():
    row = next(row for row in to_rows(RESULTS["plan"][0]) if row["shortfall"])
    years = sorted(name for name in row if name.startswith("count_"))
    assert years
    assert sum(row[name] for name in years) == row["shortfall"]


def test_a_row_of_progress_names_its_method_and_its_ratio():
    (row,) = to_rows(RESULTS["progress"][0])
    assert (row["status"], row["ratio_lower"], row["ratio_upper"]) == ("acceleration_needed", "4/5", "4/5")
    assert (row["method"], row["baseline_on"]) == ("Open SDG bands, linear rates", "2016-12-31")
    assert (row["on"], row["numerator"]) == ("2018-12-31", 63)


def test_whole_numbers_stay_whole_where_cells_are_empty():
    frame = to_frame(SEEN)
    assert str(frame["numerator"].dtype) == "Int64"
    assert frame["numerator"].isna().tolist() == [False, True]
    assert to_frame(SEEN, backend="polars")["numerator"].dtype == pl.Int64
    assert to_frame(SEEN, backend="pyarrow")["on"].type == pa.date32()


def test_reports_in_a_frame_are_judged_by_the_frame_engine_as_they_are():
    judged = frames.assess(PROGRAMME, to_frame(SEEN[:1], backend="polars"), as_of=END)
    assert judged["outcome"].to_list() == ["met"]


def test_observations_may_be_filled_in_by_hand():
    rows = [
        {"indicator": CLANS, "region": "a", "on": "2020-12-31", "numerator": 2, "denominator": 5, "base": "registered"},
        {"indicator": CLANS, "region": "b", "on": END, "share_lower": "1/4", "share_upper": "1/2"},
        {"indicator": CLANS, "region": "c", "on": END, "least": 1, "most": 2, "denominator": 4, "kind": "bounded"},
    ]
    shares = [seen.actual for seen in from_rows(rows)]
    assert shares == [
        Share(2, 5, base=Base.REGISTERED),
        BoundedShare(Bounds(Fraction(1, 4), Fraction(1, 2))),
        BoundedShare.from_counts(1, 2, 4),
    ]


def test_counts_and_a_print_in_one_row_are_joined():
    row = {"indicator": CLANS, "region": "a", "on": END, "numerator": 230, "denominator": 454, "printed": "50,6%"}
    assert from_rows([row])[0].actual == Share(230, 454)
    off = row | {"printed": "51,9%", "base": "all"}
    joined = from_rows([off])[0].actual
    assert joined == reconcile(Share(230, 454), PrintedShare.from_text("51,9%"))
    assert joined.base is Base.ALL


def test_a_print_beside_a_count_without_a_denominator_is_refused():
    row = {"indicator": CLANS, "region": "a", "on": END, "numerator": 1282, "printed": "58,2%"}
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'numerator' 1282 contradicts"):
        from_rows([row])
    both = row | {"denominator": 2203, "kind": "printed"}
    with pytest.raises(InvalidTableError, match="2 problems"):
        from_rows([both])


def test_everything_that_is_wrong_with_a_table_is_told_together_with_row_and_column():
    good = {"indicator": CLANS, "region": "a", "on": "2020-12-31", "numerator": 2, "denominator": 5}
    wrong = {
        "got str '31/12/2020'": good | {"on": "31/12/2020"},
        "column 'numerator'": good | {"numerator": 2.0},
        "column 'denominator'": good | {"denominator": True},
        "unknown column 'shar'": good | {"shar": "2/5"},
        "column 'share'": good | {"share": "1/2"},
        "column 'region' is empty": good | {"region": None},
        "column 'indicator': ": good | {"indicator": "a b"},
        "column 'base'": good | {"base": "some"},
        "column 'kind'": good | {"kind": "guessed"},
        "column 'share_lower'": {"indicator": CLANS, "region": "a", "on": "2020-12-31"},
        "column 'printed'": good | {"numerator": None, "denominator": None, "printed": "about half"},
        "column 'is_partial'": good | {"is_partial": 1},
        "column 'on': a day such as": good | {"on": datetime(2020, 12, 31, 12)},  # noqa: DTZ001  # A time is what is refused.
        "divides by 0": good | {"share": "1/0"},
        "column 'reservations'": good | {"reservations": "guessed"},
    }
    with pytest.raises(InvalidTableError) as caught:
        from_rows([good, *wrong.values()])
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == len(wrong)
    for place, (words, problem) in enumerate(zip(wrong, told, strict=True), 1):
        assert f"rows[{place}]" in problem
        assert words in problem


def test_a_frame_of_floats_is_refused_with_the_way_out():
    frame = pd.DataFrame({"indicator": [CLANS], "region": ["a"], "on": [END], "numerator": [2.0], "denominator": [5]})
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'numerator'.*integers"):
        observations_from_frame(frame)


def test_a_count_beyond_64_bits_goes_into_rows_and_not_into_frames():
    seen = [Observation(CLANS, "a", END, Share(1, 2**70))]
    assert from_rows(to_rows(seen)) == tuple(seen)
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'denominator'.*to_rows"):
        to_frame(seen)


def test_what_has_no_rows_is_refused():
    with pytest.raises(InvalidTypeError, match="a result or of several values"):
        to_rows("text")
    with pytest.raises(InvalidTypeError, match=r"values\[1\]"):
        to_rows([Share(1, 2), 3])
    with pytest.raises(InvalidTypeError, match=r"rows\[0\]"):
        from_rows([3])
    with pytest.raises(InvalidTypeError, match="mappings"):
        from_rows("text")
    with pytest.raises(UnknownChoiceError, match="backend"):
        to_frame(SEEN, backend="excel")
    with pytest.raises(InvalidTypeError, match="data frame"):
        observations_from_frame([1])


def test_a_part_of_an_assessment_comes_back_from_its_rows():
    part = FOUND.where(target=CLANS)
    assert assessment_from_rows(to_rows(part), programme=PROGRAMME, regions=REGIONS) == part


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": "met"}, "column 'outcome' met contradicts its report, from which not_met follows"),
        ({"shortfall": 0}, "column 'shortfall' 0 contradicts"),
        ({"clause": "II.9"}, "column 'clause'"),
        ({"extra": 1}, "column 'extra'"),
        ({"numerator": 91}, "column 'share'"),
        ({"as_of": None}, "column 'as_of' is empty"),
        ({"as_of": "2019-12-31"}, "one day in 'as_of', got 2"),
    ],
)
def test_a_row_of_a_verdict_that_was_changed_never_passes(change, words):
    rows = to_rows(FOUND.where(target=CLANS))
    place = next(n for n, row in enumerate(rows) if row["region"] == "tran-yen")
    rows[place] |= change
    with pytest.raises(InvalidTableError, match=re.escape(words)):
        assessment_from_rows(rows, programme=PROGRAMME, regions=REGIONS)


def test_rows_without_a_verdict_or_a_programme_are_refused():
    with pytest.raises(InvalidTableError, match="one day in 'as_of', got 0"):
        assessment_from_rows([], programme=PROGRAMME, regions=REGIONS)
    with pytest.raises(InvalidTypeError, match="programme"):
        assessment_from_rows([], programme="ctph_154", regions=REGIONS)
    rows = [row | {"as_of": "31/12/2020"} for row in to_rows(FOUND.where(target=CLANS))]
    with pytest.raises(InvalidTableError, match="a day such as 2020-12-31 is needed"):
        assessment_from_rows(rows, programme=PROGRAMME, regions=REGIONS)
