"""Tables judged where they are: what comes back, what is refused, and what is not computed."""

import sys
from datetime import date, datetime
from fractions import Fraction
from importlib import import_module

import attrs
import pytest

from xhht import TierShare, XhhtError, assess
from xhht.errors import ContradictionError, MissingExtraError, UnknownIdError
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import Share
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pl = pytest.importorskip("polars")

PROGRAMME = ctph_154.PROGRAMME
END_2016, END_2019, END_2020 = date(2016, 12, 31), date(2019, 12, 31), date(2020, 12, 31)
LEVEL, RISE = "clans_recognised", "families_recognised"
DAYS = {"as_of": END_2020, "baseline_on": END_2016}


def table(*rows, **more):
    columns = {
        name: [row[place] for row in rows]
        for place, name in enumerate(("region", "indicator", "on", "numerator", "denominator"))
    }
    types = {"on": pl.Date, "numerator": pl.Int64, "denominator": pl.Int64}
    known = {name: [value] * len(rows) for name, value in (("tier", "general"), ("level", "commune"))}
    return pl.DataFrame({**columns, **known, **more}, schema_overrides=types)


def only(frame):
    (row,) = frame.rows(named=True)
    return row


def refused(frame, **more):
    with pytest.raises(frames.InvalidRowsError) as caught:
        frames.assess(PROGRAMME, frame, **{**DAYS, **more})
    assert isinstance(caught.value, (XhhtError, ValueError))
    return caught.value


def test_a_row_says_everything_in_whole_numbers():
    row = only(frames.assess(PROGRAMME, table(("a", LEVEL, END_2020, 2, 7)), as_of=END_2020))
    assert row == {
        "target": LEVEL,
        "region": "a",
        "outcome": "not_met",
        "reason": "no_value_passes",
        "shortfall": 1,
        "shortfall_most": 1,
        "threshold_numerator": 2,
        "threshold_upper_numerator": 2,
        "threshold_denominator": 5,
        "gap_numerator": 2 * 5 - 2 * 7,
        "gap_upper_numerator": 2 * 5 - 2 * 7,
        "gap_denominator": 7 * 5,
        "is_due": True,
        "tier": "general",
        "level": "commune",
        "on": END_2020,
        "outdated_on": None,
        "numerator": 2,
        "denominator": 7,
    }


def test_a_tier_that_is_not_known_leaves_the_threshold_a_range():
    frame = table(("a", LEVEL, END_2020, 31, 100), ("b", LEVEL, END_2020, 45, 100), tier=[None, None])
    rows = {row["region"]: row for row in frames.assess(PROGRAMME, frame, as_of=END_2020).rows(named=True)}
    names = ("outcome", "tier", "shortfall", "shortfall_most", "threshold_numerator", "threshold_upper_numerator")
    assert [rows["a"][name] for name in names] == ["undecided", None, 0, 19, 3, 5]
    assert [rows["b"][name] for name in names] == ["undecided", None, 0, 5, 3, 5]


def test_an_older_report_is_none_unless_it_is_wanted():
    frame = table(("a", LEVEL, END_2019, 4, 8))
    row = only(frames.assess(PROGRAMME, frame, as_of=END_2020))
    assert (row["outcome"], row["reason"]) == ("no_data", "report_too_old")
    assert (row["on"], row["outdated_on"]) == (None, END_2019)
    row = only(frames.assess(PROGRAMME, frame, as_of=END_2020, since=END_2019))
    assert (row["outcome"], row["on"], row["outdated_on"]) == ("met", END_2019, None)
    with pytest.raises(ValueError, match="are all after"):
        frames.assess(PROGRAMME, frame, as_of=END_2019, since=END_2020)


def test_a_level_of_which_nothing_is_asked_is_not_judged():
    frame = table(("a", "members", END_2020, 1, 100), ("yen-bai", "members", END_2020, 1, 100))
    found = frames.assess(PROGRAMME, frame.with_columns(level=pl.Series(["district", "province"])), as_of=END_2020)
    rows = {row["region"]: row for row in found.rows(named=True)}
    assert (rows["a"]["reason"], rows["a"]["tier"], rows["a"]["on"]) == ("not_asked_of_level", None, END_2020)
    assert rows["yen-bai"]["outcome"] == "not_met"


def test_the_territory_is_told_by_the_regions_above_where_reports_name_them():
    above = {"vn": None, "yen-bai": "vn", "lao-cai": "vn", "d1": "yen-bai", "d2": "lao-cai", "c1": "d1", "c2": "d2"}
    above |= {"lost": "nowhere"}
    levels = ["country", "province", "province", "district", "district", "commune", "commune", "commune"]
    frame = table(*((name, LEVEL, END_2020, 4, 8) for name in above), level=levels, parent=[*above.values()])
    found = frames.assess(PROGRAMME, frame, as_of=END_2020)
    outside = {row["region"] for row in found.rows(named=True) if row["reason"] == "outside_territory"}
    assert outside == {"vn", "lao-cai", "d2", "c2"}
    lazy = frames.assess(PROGRAMME, frame.lazy(), as_of=END_2020).collect().drop("problem")
    assert lazy.sort("region").equals(found.sort("region"))


def test_traits_of_reports_say_the_tier_where_none_is_named():
    rows = [(name, LEVEL, END_2020, 4, 8) for name in "abcde"]
    traits = ["town", " remote ; many_ethnic_minorities", "mountain", " ; ", "town;remote"]
    found = frames.assess(PROGRAMME, table(*rows, tier=[None] * 5, traits=traits), as_of=END_2020)
    tiers = {row["region"]: row["tier"] for row in found.rows(named=True)}
    assert tiers == {"a": "developed", "b": "disadvantaged", "c": "general", "d": None, "e": None}
    named = frames.assess(PROGRAMME, table(*rows, tier=["disadvantaged"] * 5, traits=traits), as_of=END_2020)
    assert set(named["tier"]) == {"disadvantaged"}


def test_two_halves_of_a_report_are_no_report():
    frame = table(("a", LEVEL, END_2020, 5, None), ("a", LEVEL, END_2020, None, 10))
    row = only(frames.assess(PROGRAMME, frame, as_of=END_2020))
    assert (row["outcome"], row["reason"], row["denominator"]) == ("no_data", "not_reported", None)


def test_a_programme_may_have_no_tiers_and_no_levels():
    plain = attrs.evolve(
        PROGRAMME,
        tiers=(),
        default_tier=None,
        territory=None,
        targets=(attrs.evolve(PROGRAMME.target(LEVEL), shares=(TierShare(None, Fraction(1, 2)),)),),
        responsibilities=(),
        duties=(),
    )
    frame = table(("a", LEVEL, END_2020, 4, 8)).drop("tier", "level")
    row = only(frames.assess(plain, frame, as_of=END_2020))
    assert (row["outcome"], row["tier"], row["threshold_denominator"]) == ("met", None, 2)
    assert "level" not in row
    with pytest.raises(frames.InvalidRowsError, match="unknown tier 'general'"):
        frames.assess(plain, table(("a", LEVEL, END_2020, 4, 8)), as_of=END_2020)


def test_too_many_tiers_told_by_traits_are_refused():
    many = [attrs.evolve(PROGRAMME.tiers[1], id=f"t{number}") for number in range(9)]
    wide = attrs.evolve(PROGRAMME, tiers=(*PROGRAMME.tiers, *many), targets=(), responsibilities=(), duties=())
    with pytest.raises(ValueError, match="11 tiers are told by traits"):
        frames.assess(wide, table(("a", LEVEL, END_2020, 4, 8)), as_of=END_2020)


def test_an_unknown_level_is_a_bad_row():
    said = str(refused(table(("a", LEVEL, END_2020, 4, 8), ("b", LEVEL, END_2020, 4, 8), level=["comune", None])))
    assert "did you mean 'commune'" in said
    assert "unknown level None in row 1" in said


def test_an_older_figure_stands_where_the_latest_row_has_no_counts():
    frame = table(("a", LEVEL, END_2019, 4, 8), ("a", LEVEL, END_2020, None, 8))
    assert only(frames.assess(PROGRAMME, frame, as_of=END_2020, since=END_2019))["on"] == END_2019


def test_a_report_after_the_day_is_not_looked_at_but_its_region_has_a_row():
    row = only(frames.assess(PROGRAMME, table(("a", LEVEL, END_2020, 4, 8)), as_of=END_2019))
    assert (row["outcome"], row["on"], row["is_due"]) == ("no_data", None, False)


def test_further_columns_travel_along_with_the_latest_row():
    frame = table(("a", LEVEL, END_2019, 4, 8), ("a", LEVEL, END_2020, 5, 8), name=["old", "new"], size=[1, 2])
    row = only(frames.assess(PROGRAMME, frame, as_of=END_2020))
    assert (row["name"], row["size"]) == ("new", 2)


def test_a_changed_tier_is_the_one_of_the_latest_row():
    frame = table(("a", LEVEL, END_2019, 4, 8), ("a", LEVEL, END_2020, 5, 8), tier=["developed", None])
    assert only(frames.assess(PROGRAMME, frame, as_of=END_2020))["tier"] is None


def test_columns_may_have_other_names():
    frame = table(("a", LEVEL, END_2020, 2, 7)).rename({"region": "xa", "on": "ngày"})
    found = frames.assess(PROGRAMME, frame, as_of=END_2020, columns={"region": "xa", "on": "ngày"})
    assert only(found)["region"] == "a"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"denominator": "total"}, "unknown column 'denominator'"),
        ({"region": "target"}, "unknown column 'region'"),
    ],
)
def test_a_missing_column_is_named(change, said):
    with pytest.raises(frames.InvalidColumnsError, match=said):
        frames.assess(PROGRAMME, table(("a", LEVEL, END_2020, 2, 7)).rename(change), as_of=END_2020)


def test_all_that_is_wrong_with_the_columns_is_said_together():
    frame = table(("a", LEVEL, END_2020, 2, 7), outcome=["x"], lower=[1]).with_columns(
        pl.col("numerator").cast(pl.Boolean), pl.col("on").cast(pl.String), region=pl.lit(5)
    )
    with pytest.raises(frames.InvalidColumnsError) as caught:
        frames.assess(PROGRAMME, frame, as_of=END_2020, columns={"levl": "x"})
    text = str(caught.value)
    for said in (
        "'numerator' of the reports holds Boolean",
        "'on' of the reports holds String",
        "'region' of the reports holds",
        "'outcome'",
        "'levl'",
        "both",
    ):
        assert said in text


def test_what_is_no_table_is_refused():
    with pytest.raises(TypeError, match="a table is a frame of pandas, Polars"):
        frames.assess(PROGRAMME, [1], as_of=END_2020)
    with pytest.raises(TypeError, match="columns maps parts"):
        frames.assess(PROGRAMME, table(("a", LEVEL, END_2020, 2, 7)), as_of=END_2020, columns=["region"])
    with pytest.raises(TypeError, match="a programme is a Programme"):
        frames.assess("154", table(("a", LEVEL, END_2020, 2, 7)), as_of=END_2020)
    with pytest.raises(ValueError, match="is after"):
        frames.assess(PROGRAMME, table(("a", LEVEL, END_2020, 2, 7)), as_of=END_2019, baseline_on=END_2020)


BAD = table(
    ("a", LEVEL, END_2020, 8, 7),
    ("b", LEVEL, END_2020, -1, 7),
    ("c", "clan_recognised", END_2020, 1, 7),
    ("d", LEVEL, END_2020, 1, 7),
    (None, LEVEL, END_2020, 1, 7),
    ("e", LEVEL, None, 1, 7),
    ("f", LEVEL, END_2020, 1, 7),
    ("f", LEVEL, END_2020, 2, 7),
    ("g", LEVEL, END_2020, 3, 7),
    ("h", LEVEL, END_2020, 3, 2**39),
    tier=[*["general"] * 3, "develop", *["general"] * 6],
)


def test_every_bad_row_is_named_with_its_place():
    error = refused(BAD)
    assert error.count == len(error.rows) == len(error.problems) == 9
    text = str(error)
    for said in (
        "row 0 (a, clans_recognised, 2020-12-31): impossible counts: numerator 8, denominator 7",
        "row 1 (b, clans_recognised, 2020-12-31): impossible counts: numerator -1",
        "unknown indicator 'clan_recognised' in row 2 (c, clan_recognised, 2020-12-31); did you mean",
        "unknown tier 'develop' in row 3",
        "did you mean 'developed'?",
        "row 4 (None, clans_recognised, 2020-12-31): no region, indicator or day",
        "row 5 (e, clans_recognised, None): no region, indicator or day",
        "row 9",
    ):
        assert said in text
    kinds = [type(problem) for problem in error.problems]
    assert kinds.count(ContradictionError) == 2
    assert kinds.count(UnknownIdError) == 2


def test_the_good_rows_and_the_bad_ones_can_be_had_apart():
    good, bad = frames.assess(PROGRAMME, BAD, **DAYS, on_error="report")
    assert only(good)["region"] == "g"
    assert len(bad) == 9
    assert bad.columns == [*BAD.columns, "problem"]
    assert len(frames.check(PROGRAMME, BAD, as_of=END_2020)) == 9


def test_a_lazy_table_says_which_pairs_have_bad_rows():
    found = frames.assess(PROGRAMME, BAD.lazy(), **DAYS).collect()
    flagged = {row["region"]: (row["outcome"], row["problem"]) for row in found.rows(named=True)}
    assert flagged.pop("g") == ("met", None)
    assert set(flagged) == {"a", "b", "c", "d", "e", "f", "h", None}
    assert set(flagged.values()) == {(None, "invalid_rows")}


def test_many_bad_rows_are_counted():
    frame = table(*((f"r{n}", LEVEL, END_2020, 8, 7) for n in range(1200)))
    error = refused(frame)
    assert (error.count, len(error.rows), len(error.problems)) == (1200, 1200, 1001)
    assert "200 more rows" in str(error.problems[-1])


def test_reports_that_agree_are_one():
    twice = table(("a", LEVEL, END_2020, 4, 8), ("a", LEVEL, END_2020, 4, 8))
    assert only(frames.assess(PROGRAMME, twice, as_of=END_2020))["numerator"] == 4


def test_the_narrowest_of_reports_that_agree_stands():
    frame = table(("a", LEVEL, END_2020, None, 8), ("a", LEVEL, END_2020, 5, 8), lower=[4, None], upper=[6, None]).cast(
        {"lower": pl.Int64, "upper": pl.Int64}
    )
    assert only(frames.assess(PROGRAMME, frame, as_of=END_2020))["numerator"] == 5
    refused(frame.with_columns(numerator=pl.Series([None, 7])))
    crossed = frame.with_columns(numerator=pl.lit(None, pl.Int64), lower=pl.Series([4, 5]), upper=pl.Series([6, 7]))
    refused(crossed)


def test_two_tiers_on_one_day_contradict_each_other():
    refused(table(*[("a", LEVEL, END_2020, 4, 8)] * 2, tier=["developed", "general"]))


def test_a_row_without_a_tier_does_not_contradict_one_that_names_it():
    frame = table(*[("a", LEVEL, END_2020, 4, 8)] * 2, tier=[None, "developed"])
    assert only(frames.assess(PROGRAMME, frame, as_of=END_2020))["tier"] == "developed"


def test_a_day_with_a_time_is_refused():
    frame = table(("a", LEVEL, END_2020, 4, 8)).with_columns(on=pl.lit(datetime(2020, 12, 31, 9)))  # noqa: DTZ001  # A day has no zone.
    assert "a time instead of a day" in str(refused(frame))


def test_an_unknown_base_is_refused():
    assert "did you mean 'registered'" in str(refused(table(("a", LEVEL, END_2020, 4, 8), base=["registred"])))


NATION = [("vn", RISE, END_2016, 8_000_000, 26_900_000), ("vn", RISE, END_2020, 12_000_000, 26_900_000)]


def test_a_nation_fits_into_64_bits_over_whole_years():
    row = only(frames.assess(PROGRAMME, table(*NATION), **DAYS))
    seen = [Observation(indicator, region, on, Share(n, d)) for region, indicator, on, n, d in NATION]
    regions = [Region("vn", "VN", level="commune")]
    (verdict,) = assess(PROGRAMME, seen, regions=regions, tiers={"vn": "general"}, **DAYS).where(target=RISE)
    assert (row["outcome"], row["shortfall"]) == (verdict.outcome.value, verdict.shortfall)


def test_products_beyond_64_bits_are_an_error_and_never_wrapped():
    huge = [(region, name, on, n * 10**4, d * 10**4) for region, name, on, n, d in NATION]
    assert "beyond 64 bits" in str(refused(table(*huge)))
    lazy = only(frames.assess(PROGRAMME, table(*huge).lazy(), **DAYS).collect())
    assert (lazy["outcome"], lazy["shortfall"], lazy["problem"]) == (None, None, "beyond_64_bits")


def test_a_lazy_table_is_not_computed(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("computed")

    monkeypatch.setattr(pl.LazyFrame, "collect", refuse)
    lazy = table(("a", LEVEL, END_2020, 4, 8)).lazy()
    for found in (frames.assess(PROGRAMME, lazy, **DAYS), frames.check(PROGRAMME, lazy, as_of=END_2020)):
        assert isinstance(found, pl.LazyFrame)


def test_an_empty_table_gives_an_empty_one():
    assert len(frames.assess(PROGRAMME, table(), **DAYS)) == 0


def test_pandas_counts_with_gaps_are_taken_as_whole_and_broken_ones_refused():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {"region": "a", "tier": "general", "level": "commune", "indicator": LEVEL, "on": [END_2019, END_2020]}
        | {"numerator": [4, None], "denominator": 8}
    )
    found = frames.assess(PROGRAMME, frame, as_of=END_2020, since=END_2019)
    assert found["shortfall"].tolist() == [0]
    for wrong in (4.5, 2.0**53):
        with pytest.raises(
            frames.InvalidRowsError, match=f"no whole number of at most 18 digits without a sign: numerator {wrong}"
        ):
            frames.assess(PROGRAMME, frame.assign(numerator=[wrong, None]), as_of=END_2020)


def test_dask_parts_are_judged_together_and_later():
    dd = pytest.importorskip("dask.dataframe")
    rows = table(*NATION, ("a", LEVEL, END_2020, 8, 7)).to_pandas()
    parts = dd.from_pandas(rows, npartitions=3)
    found = frames.assess(PROGRAMME, parts, **DAYS)
    assert type(found) is type(parts)
    computed = found.compute().set_index("region")
    assert computed["problem"].dropna().to_dict() == {"a": "invalid_rows"}
    assert computed.loc["vn", "outcome"] == "met"
    good, bad = frames.assess(PROGRAMME, parts, **DAYS, on_error="report")
    assert (len(good.compute()), len(bad.compute())) == (1, 1)
    with pytest.raises(LookupError, match="unknown column 'region'"):
        frames.assess(PROGRAMME, parts.rename(columns={"region": "xa"}), as_of=END_2020)


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.delitem(sys.modules, "xhht.ext.frames")
    with pytest.raises(MissingExtraError, match=r"\[frames\]"):
        import_module("xhht.ext.frames")


# --- the figures of single bodies ------------------------------------------------------------------------------


def test_a_figure_of_a_single_body_never_passes_for_one_of_the_region():
    frame = table(("a", "cadres_trained", END_2020, 5, 10), ("b", LEVEL, END_2020, 4, 8), party=["women", None])
    error = refused(frame)
    assert str(error.problems[0]) == (
        "row 0 (a, cadres_trained, 2020-12-31): a figure of a single body, which only xhht.assess and xhht.roll_up take"
    )
    good, bad = frames.assess(PROGRAMME, frame, **DAYS, on_error="report")
    assert (good["region"].to_list(), bad["party"].to_list()) == (["b"], ["women"])
    lazy = frames.assess(PROGRAMME, frame.lazy(), **DAYS).collect()
    assert dict(zip(lazy["region"], lazy["outcome"], strict=True)) == {"a": None, "b": "met"}


def test_a_figure_of_a_single_body_contradicts_none_of_all():
    frame = table(
        ("a", "cadres_trained", END_2020, 5, 10), ("a", "cadres_trained", END_2020, 10, 10), party=["women", ""]
    )
    assert len(refused(frame).problems) == 1
    good, _ = frames.assess(PROGRAMME, frame, **DAYS, on_error="report")
    assert only(good)["outcome"] == "met"


def test_the_column_of_bodies_may_have_another_name_and_be_empty():
    frame = table(("a", "cadres_trained", END_2020, 5, 10), body=["women"])
    assert len(refused(frame, columns={"party": "body"}).problems) == 1
    empty = table(("a", "cadres_trained", END_2020, 5, 10), party=[None])
    assert only(frames.assess(PROGRAMME, empty, **DAYS))["outcome"] == "not_met"
    wide = pl.DataFrame({"region": ["a"], "level": ["district"], "party": ["women"], "n": [5], "d": [10]})
    assert len(refused(wide, indicators={"cadres_trained": ("n", "d")}).problems) == 1


def test_figures_of_single_bodies_are_not_added_up_by_regions():
    frame = table(("a", "cadres_trained", END_2020, 5, 10), party=["women"])
    places = pl.DataFrame({"region": ["p", "a"], "parent": [None, "p"]})
    with pytest.raises(frames.InvalidRowsError, match="a figure of a single body, which only"):
        frames.roll_up(PROGRAMME, frame, as_of=END_2020, regions=places)


def test_an_observation_of_a_single_body_is_no_row():
    with pytest.raises(XhhtError, match="a figure of 'women' alone is no row; judge it"):
        frames.row_of(Observation("cadres_trained", "a", END_2020, Share(5, 10), party="women"))
