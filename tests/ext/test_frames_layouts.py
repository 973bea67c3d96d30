"""Tables of other shapes: wide ones, the lives of regions beside them, and rows made of observations."""

from datetime import date

import pytest

from xhht import assess
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region
from xhht.figures.shares import BoundedShare, Share
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pl = pytest.importorskip("polars")

PROGRAMME = ctph_154.PROGRAMME
END_2016, END_2019, END_2020 = date(2016, 12, 31), date(2019, 12, 31), date(2020, 12, 31)
LEVEL, RISE = "clans_recognised", "families_recognised"
WIDE = {
    "commune": ["a", "b", "b"],
    "tier": ["developed", "general", "general"],
    "level": ["commune"] * 3,
    "on": [END_2020, END_2016, END_2020],
    "clans": [7, 10, 10],
    "titled": [2, 4, None],
    "households": [100, 100, 200],
    "learning": [40, 40, 120],
    "name": ["A", "B", "B"],
}
ASKED = {
    "columns": {"region": "commune"},
    "indicators": {LEVEL: ("titled", "clans"), RISE: {"numerator": "learning", "denominator": "households"}},
}


def pandas(columns):
    return pytest.importorskip("pandas").DataFrame(columns)


def arrow(columns):
    return pytest.importorskip("pyarrow").table(columns)


def duckdb(columns):
    return pytest.importorskip("duckdb").connect().from_arrow(arrow(columns))


def dask(columns):
    days = pandas({"on": columns["on"]})["on"].astype("datetime64[s]")
    return pytest.importorskip("dask.dataframe").from_pandas(pandas(columns).assign(on=days), npartitions=2)


ENGINES = {"polars": pl.DataFrame, "polars-lazy": pl.LazyFrame, "pandas": pandas, "pyarrow": arrow}
ENGINES |= {"duckdb": duckdb, "dask": dask}


def rows_of(native):
    table = nw.from_native(native.compute() if type(native).__module__.startswith("dask") else native)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    return {(row["target"], row["region"]): row for row in table.rows(named=True)}


def whole(value):
    return None if value is None or value != value else int(value)  # noqa: PLR0124  # Not a number is not itself.


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wide_table_has_the_verdicts_of_the_tidy_one(engine):
    wide = ENGINES[engine](WIDE)
    found = rows_of(frames.assess(PROGRAMME, wide, as_of=END_2020, baseline_on=END_2016, **ASKED))
    seen = [
        Observation(indicator, region, on, Share(n, d))
        for indicator, numerators, denominators in ((LEVEL, "titled", "clans"), (RISE, "learning", "households"))
        for region, on, n, d in zip(WIDE["commune"], WIDE["on"], WIDE[numerators], WIDE[denominators], strict=True)
        if n is not None
    ]
    regions = [Region("a", "A", level="commune"), Region("b", "B", level="commune")]
    tiers = {"a": "developed", "b": "general"}
    by_object = assess(PROGRAMME, seen, regions=regions, tiers=tiers, as_of=END_2020, baseline_on=END_2016)
    assert set(found) == {(target, region) for target in (LEVEL, RISE) for region in "ab"}
    for key, row in found.items():
        assert (row["outcome"], whole(row["shortfall"])) == (by_object[key].outcome.value, by_object[key].shortfall)
        assert row["name"] == key[1].upper()
        assert row["tier"] == by_object[key].tier


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_a_wide_table_of_one_row_each_has_the_verdicts_of_the_same_one_as_a_plan(engine):
    one_each = {name: [values[0], values[2]] for name, values in WIDE.items()} | {"titled": [2, 11]}
    days = {"as_of": END_2020, "baseline_on": END_2016}
    verdicts, bad = frames.assess(PROGRAMME, ENGINES[engine](one_each), on_error="report", **days, **ASKED)
    plan, same_bad = frames.assess(PROGRAMME, pl.LazyFrame(one_each), on_error="report", **days, **ASKED)
    shown = ("outcome", "reason", "name", "tier")
    found, expected = rows_of(verdicts), rows_of(plan)
    assert set(found) == set(expected)
    for key, row in expected.items():
        assert [found[key][name] for name in shown] == [row[name] for name in shown]
        assert whole(found[key]["shortfall"]) == row["shortfall"]
    assert len(nw.from_native(bad)) == len(same_bad.collect()) == 1


def test_a_wide_table_without_a_day_is_of_the_day_judged():
    wide = pl.DataFrame(WIDE).head(1).drop("on")
    found = rows_of(frames.assess(PROGRAMME, wide, as_of=END_2019, **ASKED))
    assert found[LEVEL, "a"]["on"] == END_2019


def test_a_wide_table_may_say_the_day_as_rows_do():
    wide = pl.DataFrame(WIDE).rename({"on": "reported_on"})
    found = rows_of(frames.assess(PROGRAMME, wide, as_of=END_2020, baseline_on=END_2016, **ASKED))
    same = rows_of(frames.assess(PROGRAMME, pl.DataFrame(WIDE), as_of=END_2020, baseline_on=END_2016, **ASKED))
    assert found == same


def test_bad_rows_of_a_wide_table_are_named_by_their_place_in_it():
    wide = pl.DataFrame(WIDE | {"titled": [2, 14, None]})
    with pytest.raises(frames.InvalidRowsError, match=r"row 1 \(b, clans_recognised, 2016-12-31\): impossible counts"):
        frames.assess(PROGRAMME, wide, as_of=END_2020, **ASKED)
    good, bad = frames.assess(PROGRAMME, wide, as_of=END_2020, **ASKED, on_error="report")
    assert set(rows_of(good)) == {(LEVEL, "a"), (LEVEL, "b"), (RISE, "a"), (RISE, "b")}
    assert bad.select("commune", "indicator", "numerator").rows() == [("b", LEVEL, 14)]


@pytest.mark.parametrize(
    ("indicators", "said"),
    [
        ({"clan_recognised": ("titled", "clans")}, "did you mean 'clans_recognised'"),
        ({LEVEL: ("titled", "clan")}, "unknown column 'clan' in the table, as 'denominator' of 'clans_recognised'"),
        ({LEVEL: "titled"}, "names the columns of numerator and denominator"),
        ({LEVEL: {"nominator": "titled"}}, "unknown part 'nominator'"),
        ({LEVEL: {"numerator": "titled"}}, "names no figure; give 'denominator'"),
        ({LEVEL: {"denominator": "clans", "lower": "titled"}}, "names no figure; .* 'lower' and 'upper'"),
        ({}, "at least one indicator"),
    ],
)
def test_what_is_wrong_with_the_names_of_a_wide_table_is_said(indicators, said):
    with pytest.raises(frames.InvalidColumnsError, match=said):
        frames.assess(
            PROGRAMME, pl.DataFrame(WIDE), as_of=END_2020, columns={"region": "commune"}, indicators=indicators
        )


@pytest.mark.parametrize("engine", ENGINES)
def test_a_wide_table_may_have_ends_alone(engine):
    columns = {"lower": "titled", "upper": "titled", "denominator": "clans"}
    wide = {name: values[:1] for name, values in WIDE.items()}
    asked = ASKED | {"indicators": {LEVEL: columns}}
    found = rows_of(frames.assess(PROGRAMME, ENGINES[engine](wide), as_of=END_2020, **asked))
    same = rows_of(frames.assess(PROGRAMME, ENGINES[engine](wide), as_of=END_2020, **ASKED))
    assert [row["outcome"] for row in found.values()] == [same[key]["outcome"] for key in found] != []


def test_a_wide_table_keeps_no_part_under_the_name_of_another():
    with pytest.raises(frames.InvalidColumnsError, match="'numerator', which the tidy form needs"):
        frames.assess(PROGRAMME, pl.DataFrame(WIDE).with_columns(numerator=1), as_of=END_2020, **ASKED)
    with pytest.raises(frames.InvalidColumnsError, match="unknown part 'numerator'"):
        frames.assess(PROGRAMME, pl.DataFrame(WIDE), as_of=END_2020, **{**ASKED, "columns": {"numerator": "titled"}})
    with pytest.raises(TypeError, match="indicators is a mapping"):
        frames.assess(PROGRAMME, pl.DataFrame(WIDE), as_of=END_2020, indicators=["titled"])


REGIONS = pl.DataFrame(
    {
        "region": ["old", "new", "ended", "moved", "moved"],
        "valid_from": [None, date(2020, 2, 1), None, None, date(2020, 2, 1)],
        "valid_to": [None, None, date(2020, 1, 31), date(2020, 1, 31), None],
        "parent": [None, "old", None, None, "old"],
        "level": ["district", "commune", "commune", "commune", "commune"],
        "traits": ["mountain", "town", None, None, "remote"],
    }
)


def reports(*rows):
    names = ("region", "indicator", "on", "numerator", "denominator")
    return pl.DataFrame([dict(zip(names, row, strict=True)) for row in rows])


def test_a_region_that_does_not_exist_on_the_day_has_no_row():
    table = reports(("old", LEVEL, END_2019, 1, 2), ("ended", LEVEL, END_2019, 1, 2), ("new", LEVEL, END_2020, 1, 2))
    found = rows_of(frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS))
    assert {region: row["tier"] for (_, region), row in found.items()} == {"old": "general", "new": "developed"}


def test_the_ids_of_regions_may_be_called_as_frames_of_regions_call_them():
    table = reports(("new", LEVEL, END_2020, 1, 2))
    found = frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS.rename({"region": "id"}))
    assert rows_of(found) == rows_of(frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS))


def test_a_report_of_an_earlier_life_is_no_report_of_the_present_one():
    table = reports(("moved", LEVEL, END_2019, 1, 2))
    found = rows_of(frames.assess(PROGRAMME, table, as_of=END_2020, since=date.min, regions=REGIONS))
    assert (found[LEVEL, "moved"]["outcome"], found[LEVEL, "moved"]["tier"]) == ("no_data", "disadvantaged")


def test_reports_outside_the_life_of_their_region_are_bad_rows():
    table = reports(
        ("ended", LEVEL, END_2020, 1, 2), ("nowhere", LEVEL, END_2020, 1, 2), ("old", LEVEL, END_2020, 1, 2)
    )
    with pytest.raises(frames.InvalidRowsError) as caught:
        frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS)
    assert "row 0 (ended, clans_recognised, 2020-12-31): a day on which the region does not exist" in str(caught.value)
    assert "row 1 (nowhere, clans_recognised, 2020-12-31): unknown region" in str(caught.value)
    good, bad = frames.assess(PROGRAMME, table.lazy(), as_of=END_2020, regions=REGIONS.lazy(), on_error="report")
    assert set(rows_of(good)) == {(LEVEL, "old")}
    assert len(bad.collect()) == 2


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("tier", "develop", "unknown tier"),
        ("level", "town", "unknown level"),
        ("level", None, "unknown level"),
        ("parent", "nowhere", "a region above it is unknown"),
        ("parent", "old", "a region above it is unknown"),
    ],
)
def test_what_is_wrong_with_a_region_is_a_problem_of_its_reports(part, value, said):
    wrong = REGIONS.with_columns(pl.lit(value, pl.String).alias(part))
    with pytest.raises(frames.InvalidRowsError, match=said):
        frames.assess(PROGRAMME, reports(("old", LEVEL, END_2020, 1, 2)), as_of=END_2020, regions=wrong)


def test_a_tier_that_is_named_goes_before_traits_and_that_of_a_report_before_that_of_a_region():
    table = reports(("old", LEVEL, END_2020, 1, 2), ("new", LEVEL, END_2020, 1, 2), ("moved", LEVEL, END_2020, 1, 2))
    named = REGIONS.with_columns(tier=pl.Series(["disadvantaged", "general", None, None, None]))
    table = table.with_columns(tier=pl.Series(["developed", None, None]))
    found = rows_of(frames.assess(PROGRAMME, table, as_of=END_2020, regions=named))
    assert [found[LEVEL, name]["tier"] for name in ("old", "new", "moved")] == [
        "developed",
        "general",
        "disadvantaged",
    ]


def test_parents_without_levels_are_refused():
    with pytest.raises(frames.InvalidColumnsError, match="no column 'level'"):
        frames.assess(PROGRAMME, reports(("old", LEVEL, END_2020, 1, 2)), as_of=END_2020, regions=REGIONS.drop("level"))


def test_regions_are_a_table_of_the_same_engine_with_a_column_of_regions():
    table = reports(("old", LEVEL, END_2020, 1, 2))
    with pytest.raises(TypeError, match="give both on one engine"):
        frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS.to_arrow())
    with pytest.raises(TypeError, match="a table is a frame"):
        frames.assess(PROGRAMME, table, as_of=END_2020, regions=["old"])
    with pytest.raises(frames.InvalidColumnsError, match="unknown column 'region'"):
        frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS.rename({"region": "xa"}))
    with pytest.raises(frames.InvalidColumnsError, match="'valid_to' of the regions holds String"):
        frames.assess(PROGRAMME, table, as_of=END_2020, regions=REGIONS.cast({"valid_to": pl.String}))


def test_a_row_of_an_observation_says_what_was_reported():
    counted = frames.row_of(Observation(LEVEL, "a", END_2020, Share(2, 7, base=Base.REGISTERED)))
    assert (counted["numerator"], counted["denominator"], counted["base"]) == (2, 7, "registered")
    bounded = frames.row_of(Observation(LEVEL, "a", END_2020, BoundedShare.from_counts(2, 3, 7)))
    assert (bounded["lower"], bounded["upper"], bounded["denominator"], bounded["is_counted"]) == (2, 3, 7, True)
    with pytest.raises(TypeError, match="made of an Observation"):
        frames.row_of(Share(2, 7))
    with pytest.raises(ValueError, match="more than tables hold"):
        frames.row_of(Observation(LEVEL, "a", END_2020, Share(2, 2**39)))


def test_a_printed_percentage_has_an_outcome_and_no_shortfall():
    row = frames.row_of(Observation(LEVEL, "a", END_2020, PrintedShare.from_text("trên 40%")))
    table = pl.DataFrame([row | {"tier": "general", "level": "commune"}]).cast({"numerator": pl.Int64})
    (row,) = rows_of(frames.assess(PROGRAMME, table, as_of=END_2020)).values()
    assert (row["outcome"], row["shortfall"], row["gap_numerator"], row["gap_is_lower_open"]) == ("met", None, 0, True)


@pytest.mark.parametrize(
    ("ends", "is_counted"), [((3, 3, True, False), True), ((3, 4, True, True), True), ((3, 3, True, False), False)]
)
def test_ends_between_which_nothing_lies_are_refused(ends, is_counted):
    row = dict(zip(("lower", "upper", "is_lower_open", "is_upper_open"), ends, strict=True))
    row |= {
        "region": "a",
        "level": "commune",
        "indicator": LEVEL,
        "on": END_2020,
        "denominator": 8,
        "is_counted": is_counted,
    }
    table = pl.DataFrame([row]).with_columns(numerator=pl.lit(None, pl.Int64))
    with pytest.raises(frames.InvalidRowsError, match="impossible counts"):
        frames.assess(PROGRAMME, table, as_of=END_2020)


def test_what_is_said_of_ends_needs_ends():
    table = reports(("a", LEVEL, END_2020, 1, 2)).with_columns(is_counted=pl.lit(1))
    with pytest.raises(frames.InvalidColumnsError, match=r"give both(.|\n)*") as caught:
        frames.assess(PROGRAMME, table, as_of=END_2020, columns={"is_counted": "is_counted"})
    assert "takes true or false" in str(caught.value)


@pytest.mark.parametrize("day", ["infinity", "-infinity", "20000-01-01", "0044-03-15 (BC)"])
def test_reports_of_days_beyond_the_calendar_are_said_on_duckdb(day):
    connection = pytest.importorskip("duckdb").connect()
    reports = connection.sql(
        "SELECT 'b' AS region, 'commune' AS level, 'clans_recognised' AS indicator, "
        f"CAST('{day}' AS DATE) AS on, 5 AS numerator, 5 AS denominator"
    )
    assert frames.assess(PROGRAMME, reports, as_of=END_2020).project("outcome, problem").fetchall() == [
        (None, "invalid_rows")
    ]
    found = frames.check(PROGRAMME, reports, as_of=END_2020).project("problem").fetchall()
    assert found == [("a day outside the years 1 to 9999",)]


def test_reports_of_days_beyond_the_calendar_are_said_on_polars():
    reports = pl.DataFrame(
        {"region": ["b"], "level": ["commune"], "indicator": [LEVEL], "numerator": [5], "denominator": [5]}
    )
    reports = reports.with_columns(pl.lit(6_585_442, pl.Int32).cast(pl.Date).alias("on"))
    with pytest.raises(frames.InvalidRowsError, match=r"\+?20000-.*: a day outside the years 1 to 9999"):
        frames.assess(PROGRAMME, reports, as_of=END_2020)
