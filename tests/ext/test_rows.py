from __future__ import annotations

import csv
import json
import re
import sqlite3
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import attrs
import numpy as np
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
    roll_up_parties,
)
from xhht.coordination import due_dates, matrix, review
from xhht.errors import InvalidTypeError, UnknownChoiceError, UnknownIdError
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
    Observation(CLANS, "tran-yen", START, Share(90, 225), reference="báo cáo 12", note="bảng 2"),
    Observation(CLANS, "van-yen", START, PrintedShare.from_text("57,48%")),
)
FOUND = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END, since=START)
PROJECTION = project(PROGRAMME, SEEN, Scenario("slow", rises={CLANS: Rise.points("1")}), regions=REGIONS, until=END)
EARLIER = Observation(CLANS, "tran-yen", START, Share(45, 225))
LATER = Observation(CLANS, "tran-yen", date(2018, 12, 31), Share(63, 225))
DRAWN = {CLANS: RandomRise.points(1, 3)}
SPREAD = simulate(PROGRAMME, SEEN, Scenario("drawn"), DRAWN, regions=REGIONS, until=END, seed=1, runs=3)
# Words that PostgreSQL and DuckDB take for a column in quotes alone.
RESERVED_WORDS = """
    all analyse analyze and any array as asc asymmetric authorization between binary both by case cast check
    collate collation column concurrently constraint create cross default deferrable desc distinct do else end
    except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into
    is join lateral leading left like limit localtime natural not null offset on only or order outer overlaps
    placing primary references returning right select similar some symmetric table tablesample then to trailing
    true union unique user using variadic when where window with
"""
RESERVED = frozenset(RESERVED_WORDS.split())
RESULTS = {
    "assessment": (FOUND, len(FOUND)),
    "projection": (PROJECTION, sum(map(len, PROJECTION.assessments))),
    "scenarios": (compare([PROJECTION], on=END), len(FOUND)),
    "plan": (plan(PROGRAMME, SEEN, regions=REGIONS, by=END), len(FOUND)),
    "roll-up": (roll_up(PROGRAMME, CLANS, SEEN, regions=REGIONS, into="yen-bai", as_of=START), 2),
    "path": (trajectory(PROGRAMME.target(CLANS), baseline=SEEN[0]), 5),
    "review": (review(PROGRAMME, [], year=2019), len(review(PROGRAMME, [], year=2019).lines)),
    "matrix": (matrix(PROGRAMME), sum(len(task.assignments) for task in PROGRAMME.responsibilities)),
    "calendar": (due_dates(PROGRAMME, END, END), len(due_dates(PROGRAMME, END, END))),
    "regions": (REGIONS, 3),
    "programme": (PROGRAMME, 1),
    "progress": (progress_status(PROGRAMME.target(CLANS), baseline=EARLIER, latest=LATER, tier="general"), 1),
    "spread": (SPREAD, len(SPREAD.outcomes)),
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
        "reported_on": "2016-12-31",
        "numerator": 90,
        "denominator": 225,
        "share": "2/5",
        "threshold": "1/2",
        "gap_pp": "-10",
        "shortfall": 23,
    }
    assert {name: row[name] for name in wanted} == wanted


def test_words_stand_beside_ids_on_request():
    for language, outcome in (("vi", "chưa đạt"), ("en", "not met")):
        row = next(row for row in to_rows(FOUND, language=language) if row["outcome"] == "not_met")
        assert row["outcome_words"].casefold() == outcome
        assert row["reason_words"]
        assert to_frame(FOUND, language=language)["outcome_words"].notna().all()
    assert "outcome_words" not in to_rows(FOUND)[0]
    with pytest.raises(UnknownIdError, match="language"):
        to_rows(FOUND, language="fr")


def test_a_plan_has_a_column_for_each_year():
    row = next(row for row in to_rows(RESULTS["plan"][0]) if row["shortfall"])
    years = sorted(name for name in row if name.startswith("count_"))
    assert years
    assert sum(row[name] for name in years) == row["shortfall"]


def test_a_row_of_progress_names_its_method_and_its_ratio():
    (row,) = to_rows(RESULTS["progress"][0])
    assert (row["status"], row["ratio_lower"], row["ratio_upper"]) == ("acceleration_needed", "4/5", "4/5")
    assert (row["method"], row["baseline_on"]) == ("Open SDG's bands on a linear rate", "2016-12-31")
    assert (row["reported_on"], row["numerator"]) == ("2018-12-31", 63)


def test_whole_numbers_stay_whole_where_cells_are_empty():
    frame = to_frame(SEEN)
    assert str(frame["numerator"].dtype) == "Int64"
    assert frame["numerator"].isna().tolist() == [False, True]
    assert to_frame(SEEN, backend="polars")["numerator"].dtype == pl.Int64
    assert to_frame(SEEN, backend="pyarrow")["reported_on"].type == pa.date32()


def test_reports_in_a_frame_are_judged_by_the_frame_engine_as_they_are():
    table = to_frame(SEEN[:1], backend="polars").with_columns(
        pl.lit("district").alias("level"), pl.lit("general").alias("tier")
    )
    judged = frames.assess(PROGRAMME, table, as_of=END, since=SEEN[0].on)
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
        "got '31/12/2020'": good | {"on": "31/12/2020"},
        "column 'numerator'": good | {"numerator": 2.5},
        "column 'denominator'": good | {"denominator": True},
        "column 'share'": good | {"share": "1/2"},
        "column 'region' is empty": good | {"region": None},
        "column 'indicator': ": good | {"indicator": "a b"},
        "column 'base'": good | {"base": "some"},
        "column 'kind'": good | {"kind": "guessed"},
        "column 'share_lower'": {"indicator": CLANS, "region": "a", "on": "2020-12-31"},
        "column 'printed'": good | {"numerator": None, "denominator": None, "printed": "about half"},
        "column 'is_partial'": good | {"is_partial": 2},
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


@pytest.mark.parametrize("cell", [2.0, Decimal(2), "2", " 2 ", "2.0", np.int32(2), np.float32(2), Fraction(2)])
def test_counts_are_read_in_every_clothing(cell):
    row = {"indicator": CLANS, "region": " a ", "reported_on": END, "numerator": cell, "denominator": 5}
    assert from_rows([row]) == (Observation(CLANS, "a", END, Share(2, 5)),)


@pytest.mark.parametrize("cell", [2.5, "1.282", "2,0", "2.000", "1e3", "hai", Decimal("2.5"), 2.0**53, True, np.True_])
def test_what_is_no_whole_number_is_never_rounded(cell):
    row = {"indicator": CLANS, "region": "a", "reported_on": END, "numerator": cell, "denominator": 10**17}
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'numerator'.*whole|exact"):
        from_rows([row])


@pytest.mark.parametrize("cell", [END, datetime(2020, 12, 31), "2020-12-31", "2020-12-31 00:00:00", "2020-12-31T00:00"])  # noqa: DTZ001  # Midnight of no zone is how pandas writes a day.
@pytest.mark.parametrize("name", ["on", "reported_on", " Reported_On", "ON"])
def test_days_are_read_as_files_and_databases_write_them(cell, name):
    row = {"indicator": CLANS, "region": "a", name: cell, "numerator": 2, "denominator": 5}
    assert from_rows([row]) == (Observation(CLANS, "a", END, Share(2, 5)),)


@pytest.mark.parametrize("cell", ["", "  ", None, float("nan"), pd.NA, pd.NaT])
def test_an_empty_cell_is_a_missing_one(cell):
    row = {"indicator": CLANS, "region": "a", "on": END, "numerator": 2, "denominator": 5, "note": cell, "base": cell}
    assert from_rows([row]) == (Observation(CLANS, "a", END, Share(2, 5)),)
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'on' is empty"):
        from_rows([row | {"on": cell}])


@pytest.mark.parametrize(("yes", "no"), [(1, 0), ("True", "False"), ("1", "0"), (np.True_, np.False_), (1.0, 0.0)])
def test_flags_are_read_as_files_and_databases_write_them(yes, no):
    seen = Observation(CLANS, "a", END, PrintedShare.from_text("trên 93%"))
    (row,) = to_rows([seen])
    assert from_rows([row | {"is_lower_open": yes, "is_upper_open": no}]) == (seen,)


def test_names_of_columns_are_told_once():
    good = {"indicator": CLANS, "region": "a", "on": END, "numerator": 2, "denominator": 5}
    for extra, words in (
        ({"shar": "2/5"}, "unknown column 'shar' in the rows; did you mean 'share'"),
        ({"reported_on": END}, "columns 'on' and 'reported_on' are both 'reported_on'"),
        ({None: ["6"]}, "the name of a column is text"),
    ):
        with pytest.raises(InvalidTableError) as caught:
            from_rows([good | extra] * 3)
        assert len(caught.value.problems) == 1
        assert words in str(caught.value)


OBSERVATIONS = (
    Observation(CLANS, "x1", END, Share(45, 100), reference="Báo cáo 12, “mục 3”"),
    Observation(CLANS, "x2", END, PrintedShare.from_text("57.125%", locale="en")),
    Observation("members", "x1", END, Share(0, 7, base=Base.REGISTERED)),
    Observation("members", "x2", END, PrintedShare.from_text("trên 93%", base=Base.ALL)),
    Observation("units_recognised", "x2", END, BoundedShare.from_counts(3, 5, 9)),
)


def by_sqlite(seen):
    database = sqlite3.connect(":memory:")
    to_frame(seen).to_sql("report", database, index=False)
    return observations_from_frame(pd.read_sql("select * from report", database))


def by_duckdb(seen):
    duckdb = pytest.importorskip("duckdb")
    database, report = duckdb.connect(), to_frame(seen)
    database.register("given", report)
    table = database.sql("select * from given")
    assert observations_from_frame(table.df()) == observations_from_frame(table.pl()) == seen
    return from_rows([dict(zip(table.columns, row, strict=True)) for row in table.fetchall()])


def by_json(seen):
    return from_rows(json.loads(json.dumps(to_rows(seen))))


def by_polars_csv(seen):
    return observations_from_frame(pl.read_csv(StringIO(to_frame(seen, backend="polars").write_csv())))


@pytest.mark.parametrize("way", [by_sqlite, by_duckdb, by_json, by_polars_csv])
@pytest.mark.parametrize("chosen", [slice(None), *(slice(n, n + 1) for n in range(len(OBSERVATIONS)))])
def test_observations_come_back_from_databases_and_files(way, chosen):
    assert way(OBSERVATIONS[chosen]) == OBSERVATIONS[chosen]


def test_an_id_that_was_read_as_a_number_is_refused_since_a_0_may_be_lost():
    with pytest.raises(InvalidTableError, match=r"column 'region': an id is text, got int 15; read the column as text"):
        from_rows([{"indicator": CLANS, "region": 15, "on": END, "numerator": 2, "denominator": 5}])


def test_a_name_for_an_id_is_said_of_its_own_column():
    with pytest.raises(InvalidTableError, match=r"rows\[0\], column 'region': str 'Xã A' is no id"):
        from_rows([{"indicator": CLANS, "region": "Xã A", "on": END, "numerator": 2, "denominator": 5}])


def test_a_row_without_a_figure_is_to_be_left_out():
    with pytest.raises(InvalidTableError, match="where nothing was reported, leave the row out"):
        from_rows([{"indicator": CLANS, "region": "a", "on": END, "numerator": None, "printed": ""}])


@pytest.mark.parametrize("name", RESULTS)
def test_no_column_needs_quotes_in_sql(name):
    rows = to_rows(RESULTS[name][0])
    if rows:
        sqlite3.connect(":memory:").execute(f"create table found ({', '.join(rows[0])})")
        assert not RESERVED & {column.casefold() for column in rows[0]}


@pytest.mark.parametrize("tiers", [None, {"tran-yen": "disadvantaged"}])
@pytest.mark.parametrize("since", [None, START])
def test_an_assessment_comes_back_from_a_csv_file(tiers, since):
    judged = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END, tiers=tiers, since=since)
    rows, file = to_rows(judged), StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.seek(0)
    assert assessment_from_rows(csv.DictReader(file), programme=PROGRAMME, regions=REGIONS) == judged
    frame = to_frame(judged)
    assert assessment_from_rows(frame.to_dict("records"), programme=PROGRAMME, regions=REGIONS) == judged


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


# --- the figures of single bodies ------------------------------------------------------------------------------


def test_the_figures_of_single_bodies_come_back():
    women = Observation("cadres_trained", "tran-yen", END, Share(9, 10), party="women")
    (row,) = to_rows([women])
    assert row["party"] == "women"
    assert from_rows([row]) == (women,)
    assert from_rows([{**row, "party": ""}]) == (attrs.evolve(women, party=None),)
    with pytest.raises(InvalidTableError, match="rows\\[0\\], column 'party': an id is text"):
        from_rows([{**row, "party": 5}])


def test_verdicts_on_single_bodies_come_back_and_say_whose_they_are():
    women = Observation("cadres_trained", "tran-yen", END, Share(9, 10), party="women")
    found = assess(PROGRAMME, [*SEEN, women], regions=REGIONS, as_of=END)
    assert {row["party"] for row in to_rows(found)} == {None}
    part = found.where(party=["women", "youth"])
    rows = to_rows(part)
    assert [row["party"] for row in rows[:2]] == ["youth", "women"]
    assert assessment_from_rows(rows, programme=PROGRAMME, regions=REGIONS) == part
    clans = next(row for row in to_rows(found) if row["target"] == "clans_recognised")
    with pytest.raises(UnknownIdError, match="unknown party 'front' in rows"):
        assessment_from_rows([clans | {"party": "front"}], programme=PROGRAMME, regions=REGIONS)


def test_the_parts_of_a_sum_say_which_bodies_they_are():
    women = Observation("cadres_trained", "tran-yen", END, Share(9, 10), party="women")
    asked = {"regions": REGIONS, "as_of": END}
    bodies = to_rows(roll_up_parties(PROGRAMME, "cadres_trained", [women], into="tran-yen", **asked))
    assert [(row["party"], row["is_missing"]) for row in bodies if not row["is_missing"]] == [("women", False)]
    regions = to_rows(roll_up(PROGRAMME, "cadres_trained", [women], into="yen-bai", party="women", **asked))
    assert {row["party"] for row in regions} == {"women"}
