"""Tables of a register that are not as they should be: everything that is wrong is said, and nothing else is."""

from datetime import date, datetime, timedelta, timezone

import attrs
import pytest

from xhht.errors import InvalidTypeError, XhhtError
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import Share
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pl = pytest.importorskip("polars")

PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=tuple(attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets),
)
EARLIER, DAY = date(2018, 12, 31), date(2020, 12, 31)
EAGER = ("polars", "pandas", "pyarrow")
EVERY = ("polars", "polars-lazy", "pandas", "pyarrow", "duckdb")
DECIDED = {"title": pl.String, "holder": pl.String, "region": pl.String, "decided_on": pl.Date}
LIVES = {"region": pl.String, "parent": pl.String, "valid_from": pl.Date, "valid_to": pl.Date, "successor": pl.String}
SIZES = {"region": pl.String, "title": pl.String, "denominator": pl.Int64, "on": pl.Date}
REPORTS = {"region": pl.String, "indicator": pl.String, "on": pl.Date, "numerator": pl.Int64, "denominator": pl.Int64}
KNOWN = {"region": pl.String, "indicator": pl.String, "denominator": pl.Int64, "on": pl.Date}


def table(schema, *rows):
    """Rows of which the last values may be left out."""
    return pl.DataFrame([(*row, *[None] * (len(schema) - len(row))) for row in rows], schema, orient="row")


def undated(frame):
    return frame.drop("on")


def on_engine(engine, *tables):
    if engine == "duckdb":
        connection = pytest.importorskip("duckdb").connect()
        return [connection.from_arrow(one.to_arrow()) for one in tables]
    pytest.importorskip("pyarrow")
    ways = {"polars-lazy": pl.DataFrame.lazy, "pandas": pl.DataFrame.to_pandas, "pyarrow": pl.DataFrame.to_arrow}
    if engine in ways:
        pytest.importorskip(engine.partition("-")[0])
    return [ways.get(engine, pl.DataFrame.clone)(one) for one in tables]


def rows_of(native, *names):
    frame = nw.from_native(native).lazy().collect("polars")
    found = frame.with_columns(nw.selectors.datetime().cast(nw.Date)).select(*names).iter_rows()
    return sorted(found, key=str)


def tallied(engine, decisions, regions, sizes, days=DAY, **options):
    register, tree, known = on_engine(engine, decisions, regions, sizes)
    return frames.tally(PROGRAMME, register, as_of=days, regions=tree, denominators=known, **options)


def problems_of(tables, engine="polars", days=DAY):
    """What an eager tally refuses, as text."""
    with pytest.raises(frames.InvalidRowsError) as refused:
        tallied(engine, *tables, days)
    return "\n".join(map(str, refused.value.problems))


@pytest.mark.parametrize("engine", EVERY)
def test_a_region_is_counted_only_for_titles_and_days_of_its_denominators(engine):
    decisions = table(DECIDED, ("family", "f", "c", EARLIER), ("clan", "k", "c", EARLIER))
    regions = table(LIVES, ("p",), ("c", "p"))
    sizes = table(
        SIZES,
        ("p", "family", 50, DAY),
        ("c", "family", 9, DAY),
        ("c", "family", 8, EARLIER),
        *(("c", "clan", 5, day) for day in (EARLIER, DAY)),
    )
    found = rows_of(
        tallied(engine, decisions, regions, sizes, (EARLIER, DAY)),
        *("region", "indicator", "on", "numerator", "denominator"),
    )
    assert found == [
        ("c", "clans_recognised", EARLIER, 1, 5),
        ("c", "clans_recognised", DAY, 1, 5),
        ("c", "families_recognised", EARLIER, 1, 8),
        ("c", "families_recognised", DAY, 1, 9),
        ("p", "families_recognised", DAY, 1, 50),
    ]


def test_bad_decisions_below_a_region_without_a_denominator_of_their_title_are_named_once():
    decisions = table(DECIDED, ("clan", "k", "c", EARLIER), ("clan", "k", "d", EARLIER))
    regions, sizes = table(LIVES, ("p",), ("c", "p"), ("d", "p")), table(SIZES, ("p", "family", 5))
    counts = tallied("polars-lazy", decisions, regions, undated(sizes))
    assert rows_of(counts, "region", "indicator", "invalid") == [
        ("d", "clans_recognised", "decisions that cannot stand"),
        ("p", "families_recognised", None),
    ]


BROKEN = {
    "circle": [("circle", "back"), ("back", "circle")],
    "orphan": [("orphan", "nowhere")],
    "early": [("early", "late"), ("late", None, DAY)],
    "twice": [("twice", None, None, DAY), ("twice", "a", EARLIER)],
    "backwards": [("backwards", None, DAY, EARLIER)],
    "lost": [("lost", None, None, EARLIER, "nowhere")],
    "endless": [("endless", None, None, None, "a")],
}
LIVING = set(BROKEN) - {"backwards", "lost"}


def broken_tree():
    return table(LIVES, ("a",), ("b", "a"), *(life for lives in BROKEN.values() for life in lives))


@pytest.mark.parametrize("engine", EVERY)
@pytest.mark.parametrize("has_size", [False, True])
def test_a_broken_tree_is_said_where_nobody_is_counted_too(engine, has_size):
    decisions, regions = table(DECIDED, ("family", "f", "a", EARLIER)), broken_tree()
    sizes = undated(table(SIZES, ("a", "family", 5), *((name, "family", 5) for name in BROKEN if has_size)))
    if engine in EAGER:
        said = problems_of((decisions, regions, sizes), engine)
        assert all(f"region '{name}'" in said for name in BROKEN)
        assert all(f"region '{name}'" not in said for name in "ab")
        return
    found = rows_of(tallied(engine, decisions, regions, sizes), "region", "numerator", "invalid")
    for name in BROKEN:
        rows = [row for row in found if row[0] == name]
        assert rows
        assert all(row[1] is None and "a region that cannot stand" in row[2] for row in rows)
    assert all(row[0] in {"a", "back", *BROKEN} for row in found)


@pytest.mark.parametrize("engine", EVERY)
def test_a_broken_tree_is_said_where_nobody_reports_too(engine):
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5))
    reports, tree = on_engine(engine, reports, broken_tree())
    if engine in EAGER:
        with pytest.raises(frames.InvalidRowsError) as refused:
            frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY)
        said = "\n".join(map(str, refused.value.problems))
        assert all(f"region '{name}'" in said for name in BROKEN)
        return
    found = rows_of(frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY), "region", "invalid")
    assert {(name, "regions that are no tree") for name in LIVING} <= set(found)


@pytest.mark.parametrize("engine", EVERY)
def test_a_denominator_without_a_day_is_said(engine):
    tables = (
        table(DECIDED, ("family", "f", "a", EARLIER)),
        table(LIVES, ("a",), ("b",)),
        table(SIZES, ("a", "family", 5, DAY), ("b", "family", 7)),
    )
    if engine in EAGER:
        assert "b, families_recognised, 2020-12-31: a denominator without a day" in problems_of(tables, engine)
    else:
        assert rows_of(tallied(engine, *tables), "region", "denominator", "invalid") == [
            ("a", 5, None),
            ("b", None, "a denominator without a day"),
        ]


WRONG_SIZES = {
    "a denominator without a day": ("b", "families_recognised", 9, None),
    "a denominator of an unknown region": ("nowhere", "families_recognised", 9, DAY),
    "a denominator of an unknown indicator": ("a", "happiness", 9, DAY),
    "a denominator of a region that does not exist on that day": ("gone", "families_recognised", 9, DAY),
    "a denominator that is impossible": ("c", "families_recognised", -9, DAY),
}


@pytest.mark.parametrize("engine", EVERY)
def test_denominators_that_fit_nothing_are_said_in_a_roll_up(engine):
    reports, tree, sizes = on_engine(
        engine,
        table(REPORTS, ("b", "families_recognised", DAY, 1, 5)),
        table(LIVES, ("a",), ("b", "a"), ("c", "a"), ("gone", None, None, EARLIER)),
        table(KNOWN, *WRONG_SIZES.values(), (None, "families_recognised", 9, DAY)),
    )
    if engine in EAGER:
        with pytest.raises(frames.InvalidRowsError) as refused:
            frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, denominators=sizes)
        said = "\n".join(map(str, refused.value.problems))
    else:
        found = frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, denominators=sizes)
        said = "\n".join(row[0] or "" for row in rows_of(found, "invalid"))
    assert all(words in said for words in WRONG_SIZES)


@pytest.mark.parametrize("engine", EVERY)
def test_denominators_of_other_days_and_indicators_are_no_problem_of_a_roll_up(engine):
    reports, tree, sizes = on_engine(
        engine,
        table(REPORTS, ("b", "families_recognised", DAY, 1, 5)),
        table(LIVES, ("a",), ("b", "a"), ("gone", None, None, EARLIER)),
        table(
            KNOWN,
            ("a", "families_recognised", 10, DAY),
            ("a", "families_recognised", 8, EARLIER),
            ("gone", "families_recognised", 8, EARLIER),
            ("gone", "clans_recognised", 8, EARLIER),
            ("a", "clans_recognised", 8, DAY),
        ),
    )
    found = frames.roll_up(
        PROGRAMME, reports, regions=tree, as_of=DAY, denominators=sizes, indicators=["families_recognised"]
    )
    assert rows_of(found, "region", "on", "numerator", "denominator") == [("a", DAY, 1, 5)]


ZONES = ("UTC", "Asia/Ho_Chi_Minh", "America/Lima")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("engine", EVERY)
def test_the_day_asked_for_comes_back_whatever_the_time_zone(engine, zone):
    decisions = table(DECIDED, ("family", "f", "a", EARLIER))
    regions, sizes = table(LIVES, ("a",), ("b", "a")), undated(table(SIZES, ("a", "family", 5)))
    regions = regions.with_columns(
        pl.lit(datetime(2000, 1, 1)).dt.replace_time_zone(zone).alias("valid_from")  # noqa: DTZ001  # Polars gives it.
    )
    assert rows_of(tallied(engine, decisions, regions, sizes), "on", "numerator") == [(DAY, 1)]
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5)).with_columns(
        pl.col("on").cast(pl.Datetime).dt.replace_time_zone(zone)
    )
    reports, tree = on_engine(engine, reports, regions)
    # DuckDB has one time zone for all days, in which those of another are times.
    is_day = engine != "duckdb" or reports.project('"on" = date_trunc(\'day\', "on")').fetchall()[0][0]
    count = 1 if is_day else None
    assert rows_of(frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY), "on", "numerator") == [(DAY, count)]


def test_the_last_day_of_the_calendar_ends_a_life_in_pandas():
    pd = pytest.importorskip("pandas")
    last = date(9999, 12, 31)
    decisions = pd.DataFrame(
        {"title": ["family"], "holder": ["f"], "region": ["a"], "decided_on": [EARLIER], "ends_on": [last]}
    )
    regions = pd.DataFrame({"region": ["a", "b"], "parent": [None, "a"], "valid_from": EARLIER, "valid_to": last})
    sizes = pd.DataFrame({"region": ["a"], "title": ["family"], "denominator": [5]})
    counts = frames.tally(PROGRAMME, decisions, as_of=DAY, regions=regions, denominators=sizes)
    assert counts["numerator"].tolist() == [1]
    reports = pd.DataFrame(
        {"region": ["b"], "indicator": ["clans_recognised"], "on": [DAY], "numerator": [5], "denominator": [5]}
    )
    sums = frames.roll_up(PROGRAMME, reports, regions=regions, as_of=DAY)
    assert sums["numerator"].tolist() == [5]
    assert frames.assess(PROGRAMME, reports, regions=regions, as_of=DAY)["outcome"].tolist() == ["met"]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "20000-01-01", "0044-03-15 (BC)"])
@pytest.mark.parametrize("column", ["decided_on", "ends_on", "withdrawn_on"])
def test_decisions_of_days_beyond_the_calendar_are_said_on_duckdb(day, column):
    connection = pytest.importorskip("duckdb").connect()
    known = {"decided_on": "2018-12-31", "ends_on": "2021-12-31", "withdrawn_on": "2021-12-31", column: day}
    days = ", ".join(f"CAST('{value}' AS DATE) AS {name}" for name, value in known.items())
    register = connection.sql(f"SELECT 'family' AS title, 'f' AS holder, 'a' AS region, {days}")
    tree = connection.sql("SELECT 'a' AS region, CAST(NULL AS VARCHAR) AS parent")
    sizes = connection.sql("SELECT 'a' AS region, 'family' AS title, 5 AS denominator")
    counts, bad = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes, on_error="report")
    assert counts.project("numerator, denominator").fetchall() == [(0, 5)]
    assert "a day outside the years 1 to 9999" in bad.project("problem").fetchall()[0][0]
    strict = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
    assert strict.project("numerator, invalid").fetchall() == [(None, "decisions that cannot stand")]


@pytest.mark.parametrize("day", ["infinity", "-infinity", "20000-01-01", "0044-03-15 (BC)"])
def test_lives_reports_and_denominators_of_days_beyond_the_calendar_are_said_on_duckdb(day):
    connection = pytest.importorskip("duckdb").connect()
    far = f"CAST('{day}' AS DATE)"
    register = connection.sql("SELECT 'family' title, 'f' holder, 'a' region, DATE '2018-12-31' decided_on")
    plain = "SELECT 'a' region, CAST(NULL AS VARCHAR) parent UNION ALL SELECT 'b', 'a'"
    known = "SELECT 'a' region, 'family' title, 5 denominator"
    for column in ("valid_from", "valid_to", "on"):
        lives, denominators = connection.sql(plain), connection.sql(known)
        counts = frames.tally(
            PROGRAMME,
            register,
            as_of=DAY,
            regions=lives.project(f"*, {far} AS {column}") if column != "on" else lives,
            denominators=denominators.project(f"*, {far} AS {column}") if column == "on" else denominators,
        )
        assert counts.filter("invalid IS NULL").fetchall() == []
        assert counts.fetchall() != []
    reports = connection.sql(
        f"SELECT 'b' region, 'families_recognised' indicator, {far} AS on, 1 numerator, 5 denominator"
    )
    sums, bad = frames.roll_up(PROGRAMME, reports, regions=connection.sql(plain), as_of=DAY, on_error="report")
    assert sums.fetchall() == []
    assert bad.project("problem").fetchall() == [("a day outside the years 1 to 9999",)]


@pytest.mark.parametrize("column", ["decided_on", "ends_on", "withdrawn_on"])
def test_decisions_of_days_beyond_the_calendar_are_said_on_polars(column):
    decisions = table(DECIDED, ("family", "f", "a", EARLIER)).with_columns(
        pl.lit(6_585_442, pl.Int32).cast(pl.Date).alias(column)
    )
    tables = decisions, table(LIVES, ("a",)), undated(table(SIZES, ("a", "family", 5)))
    assert "a day outside the years 1 to 9999" in problems_of(tables)


@pytest.mark.parametrize("name", ["problem", "row", "_x_code"])
@pytest.mark.parametrize("engine", EVERY)
def test_names_that_the_plan_needs_are_refused_with_what_to_do(engine, name):
    decisions, regions = table(DECIDED, ("family", "f", "a", EARLIER)), table(LIVES, ("a",), ("b", "a"))
    sizes = undated(table(SIZES, ("a", "family", 5)))
    for on_error in ("raise", "report"):
        with pytest.raises(frames.InvalidColumnsError, match=f"{name!r}.*rename it"):
            tallied(engine, decisions.with_columns(pl.lit(1).alias(name)), regions, sizes, on_error=on_error)
        reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5)).with_columns(pl.lit(1).alias(name))
        reports, tree = on_engine(engine, reports, regions)
        with pytest.raises(frames.InvalidColumnsError, match=f"{name!r}.*rename it"):
            frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, on_error=on_error)


def test_parts_that_a_table_does_not_have_are_refused():
    tables = (
        table(DECIDED, ("family", "f", "a", EARLIER)),
        table(LIVES, ("a",), ("b", "a")),
        undated(table(SIZES, ("a", "family", 5))),
    )
    with pytest.raises(frames.InvalidColumnsError, match=r"unknown part 'holdr' in columns.*holder"):
        tallied("polars", *tables, columns={"holdr": "holder"})
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5))
    with pytest.raises(frames.InvalidColumnsError, match="unknown part 'regon'"):
        frames.roll_up(PROGRAMME, reports, regions=tables[1], as_of=DAY, columns={"regon": "region"})
    with pytest.raises(frames.InvalidColumnsError, match="unknown column 'open' in the reports, as 'is_lower_open'"):
        frames.roll_up(PROGRAMME, reports, regions=tables[1], as_of=DAY, columns={"is_lower_open": "open"})
    names = {"tier": "tier", "level": "level", "region": "region"}
    found = frames.roll_up(PROGRAMME, reports, regions=tables[1], as_of=DAY, columns=names)
    assert found["numerator"].to_list() == [1]


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
@pytest.mark.parametrize("engine", EVERY)
def test_blank_holders_regions_and_authorities_do_not_stand(engine, blank):
    regions, sizes = table(LIVES, ("a",)), undated(table(SIZES, ("a", "family", 5)))
    decisions = table(DECIDED | {"decided_by": pl.String}, ("family", "f", "a", EARLIER, "x"))
    for column in ("holder", "region", "decided_by"):
        counts, bad = tallied(
            engine, decisions.with_columns(pl.lit(blank).alias(column)), regions, sizes, on_error="report"
        )
        assert rows_of(counts, "numerator", "denominator") == [(0, 5)]
        said = "unknown region" if column == "region" and blank else "no title, holder, region, day or authority"
        assert rows_of(bad, "problem") == [(said,)]


def test_a_chain_of_mergers_that_is_not_followed_to_its_end_says_how_far_it_is():
    names = "abcdefghij"
    lives = [(name, None, None, date(2000 + place, 12, 31), names[place + 1]) for place, name in enumerate(names[:-1])]
    lives.append((names[-1],))
    sizes = undated(table(SIZES, ("j", "family", 5)))
    near = table(DECIDED, ("family", "f", "b", date(2000, 6, 1)))
    assert rows_of(tallied("polars", near, table(LIVES, *lives), sizes), "numerator") == [(1,)]
    far = table(DECIDED, ("family", "f", "a", date(2000, 6, 1)))
    assert "no region of that day has followed within 8 mergers" in problems_of((far, table(LIVES, *lives), sizes))


def test_an_unknown_title_is_named_with_the_nearest_one():
    tables = (
        table(DECIDED, ("family", "f", "a", EARLIER)),
        table(LIVES, ("a",)),
        undated(table(SIZES, ("a", "family", 5), ("a", "famly", 5), ("a", "clans", 6))),
    )
    said = problems_of(tables)
    assert "unknown title 'famly' in the denominators" in said
    assert "contradict" not in said


def test_regions_of_a_lazy_table_are_named_where_the_others_are_eager():
    regions = table(LIVES, ("a",), ("b", "a"), ("x", "nowhere")).lazy()
    decisions, sizes = table(DECIDED, ("family", "f", "a", EARLIER)), undated(table(SIZES, ("a", "family", 5)))
    with pytest.raises(frames.InvalidRowsError, match="region 'x', parent 'nowhere': its parent is unknown"):
        frames.tally(PROGRAMME, decisions, as_of=DAY, regions=regions, denominators=sizes)
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5))
    with pytest.raises(frames.InvalidRowsError, match="region 'x', parent 'nowhere': its parent is unknown"):
        frames.roll_up(PROGRAMME, reports, as_of=DAY, regions=regions)


@pytest.mark.parametrize("engine", EVERY)
def test_a_report_of_a_region_that_is_gone_asks_for_no_other_sum(engine):
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5), ("gone", "clans_recognised", EARLIER, 1, 5))
    reports, tree = on_engine(engine, reports, table(LIVES, ("a",), ("b", "a"), ("gone", None, None, EARLIER)))
    found = frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY)
    assert rows_of(found, "region", "indicator", "numerator", "denominator") == [("a", "families_recognised", 1, 5)]


@pytest.mark.parametrize("engine", EVERY)
def test_an_own_report_goes_before_what_its_parts_would_break(engine):
    reports, tree, sizes = on_engine(
        engine,
        table(REPORTS, ("v", "families_recognised", DAY, 1, 10), ("c", "families_recognised", DAY, 5, 9)),
        table(LIVES, ("p",), ("c", "p"), ("v", "c")),
        undated(table(KNOWN, ("c", "families_recognised", 9))),
    )
    sums, bad = frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, denominators=sizes, on_error="report")
    assert rows_of(bad, "region") == []
    assert rows_of(sums, "region", "numerator", "denominator", "invalid") == [
        ("c", None, None, "a denominator below what is counted"),
        ("p", 5, 9, None),
    ]


def test_everything_that_is_wrong_with_a_roll_up_is_said_at_once():
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 2**40), ("qq", "families_recognised", DAY, 1, 5))
    sizes = table(
        KNOWN,
        ("zz", "happiness", 9, DAY),
        ("zz", "families_recognised", 9, EARLIER),
        ("b", "clans_recognised", -9, DAY),
        ("a", "clans_recognised", 5, DAY),
        ("a", "clans_recognised", 6, DAY),
    )
    regions = table(LIVES, ("a",), ("b", "a"))
    with pytest.raises(frames.InvalidRowsError) as refused:
        frames.roll_up(PROGRAMME, reports, regions=regions, as_of=DAY, denominators=sizes)
    assert list(map(str, refused.value.problems[:2])) == [
        "row 0 (b, families_recognised, 2020-12-31): counts of 2 to the power of 39 or more",
        "row 1 (qq, families_recognised, 2020-12-31): unknown region",
    ]
    odd = "a denominator that is impossible, or two that contradict each other"
    assert sorted(map(str, refused.value.problems[2:])) == [
        f"a, clans_recognised, 2020-12-31: {odd}",
        f"b, clans_recognised, 2020-12-31: {odd}",
        "zz, happiness, 2020-12-31: a denominator of an unknown region",
    ]


@pytest.mark.parametrize("engine", EVERY)
@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", " \u2003\n"])
def test_blanks_are_what_python_takes_for_them_on_every_engine(engine, blank):
    decisions = table(DECIDED, ("family", "f", "a", EARLIER), ("family", blank, "a", EARLIER))
    counts, bad = tallied(
        engine, decisions, table(LIVES, ("a",)), undated(table(SIZES, ("a", "family", 5))), on_error="report"
    )
    assert rows_of(counts, "numerator") == [(1,)]
    assert rows_of(bad, "holder") == [(blank,)]


def test_times_of_a_zone_in_columns_of_objects_are_days_in_pandas():
    pd = pytest.importorskip("pandas")
    zone = timezone(timedelta(hours=7))
    on = pd.Series([datetime(2020, 12, 31, tzinfo=zone), None], dtype=object)
    reports = pd.DataFrame({"region": ["b", "c"], "indicator": ["clans_recognised"] * 2, "on": on})
    reports = reports.assign(numerator=[5, 1], denominator=[5, 5])[:1]
    assert frames.assess(PROGRAMME, reports, as_of=DAY)["outcome"].tolist() == ["met"]
    regions = pd.DataFrame({"region": ["a", "b"], "parent": [None, "a"]})
    assert frames.roll_up(PROGRAMME, reports, regions=regions, as_of=DAY)["numerator"].tolist() == [5]
    pytest.importorskip("pyarrow")
    reports["on"] = reports["on"].astype("timestamp[us, tz=Asia/Ho_Chi_Minh][pyarrow]")
    assert frames.assess(PROGRAMME, reports, as_of=DAY)["outcome"].tolist() == ["met"]
    assert frames.roll_up(PROGRAMME, reports, regions=regions, as_of=DAY)["numerator"].tolist() == [5]


@pytest.mark.parametrize("engine", ["polars", "polars-lazy", "pandas"])  # Others have kinds of their own for nothing.
def test_a_column_of_no_days_at_all_is_said(engine):
    reports = table(REPORTS, ("b", "clans_recognised", DAY, 5, 5)).with_columns(on=pl.lit(None))
    reports, tree = on_engine(engine, reports, table(LIVES, ("a",), ("b", "a")))
    for of in (frames.assess, lambda *given, as_of: frames.roll_up(*given, regions=tree, as_of=as_of)):
        if engine in EAGER:
            with pytest.raises(frames.InvalidRowsError, match="no region, indicator or day"):
                of(PROGRAMME, reports, as_of=DAY)
        else:
            name = "problem" if of is frames.assess else "invalid"
            assert all(row[0] for row in rows_of(of(PROGRAMME, reports, as_of=DAY), name))


@pytest.mark.parametrize("engine", ["polars", "polars-lazy", "pandas", "pyarrow"])
@pytest.mark.parametrize("zone", ZONES)
def test_verdicts_are_reached_on_days_of_any_time_zone(engine, zone):
    late = pl.col("on").cast(pl.Datetime).dt.replace_time_zone(zone)
    reports = table(REPORTS, ("b", "clans_recognised", DAY, 5, 5)).with_columns(late)
    lives = table(LIVES, ("b", None, EARLIER, DAY)).with_columns(
        pl.col("valid_from", "valid_to").cast(pl.Datetime).dt.replace_time_zone(zone)
    )
    reports, lives = on_engine(engine, reports, lives)
    assert rows_of(frames.assess(PROGRAMME, reports, as_of=DAY, regions=lives), "outcome") == [("met",)]


def test_arguments_of_other_kinds_are_refused_alike_on_pandas():
    pytest.importorskip("pandas")
    reports = table(REPORTS, ("b", "families_recognised", DAY, 1, 5))
    reports, tree = on_engine("pandas", reports, table(LIVES, ("a",), ("b", "a")))
    with pytest.raises(InvalidTypeError, match="columns maps parts to names of columns, got list"):
        frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, columns=["on"])
    with pytest.raises(frames.InvalidColumnsError, match="is called 0; names of columns are text"):
        frames.roll_up(PROGRAMME, reports.assign(x=1).rename(columns={"x": 0}), regions=tree, as_of=DAY)
    with pytest.raises(frames.InvalidColumnsError, match="'is_counted' takes true or false"):
        frames.roll_up(PROGRAMME, reports.assign(lower=1, upper=1, is_counted=1), regions=tree, as_of=DAY)


def test_a_column_plays_one_part():
    decisions = table(DECIDED, ("family", "f", "a", EARLIER)).rename({"decided_on": "ends_on"})
    tables = table(LIVES, ("a",)), undated(table(SIZES, ("a", "family", 5)))
    found = tallied("polars", decisions, *tables, columns={"decided_on": "ends_on"})
    assert found["numerator"].to_list() == [1]


PRINTED = [
    Observation("families_recognised", "b", DAY, PrintedShare.from_text("57,5%", base=Base.ALL)),
    Observation("families_recognised", "b", EARLIER, Share(10, 40)),
    Observation("families_recognised", "c", EARLIER, Share(1, 7)),
]


@pytest.mark.parametrize("engine", EVERY)
@pytest.mark.parametrize(
    ("known", "expected"),
    [({}, (0, 0, 0, 2)), ({"b": 40}, (23, 23, 40, 1)), ({"b": 10}, (0, 10, 10, 2)), (None, (23, 30, 47, 1))],
)
def test_a_print_is_counted_within_a_denominator_that_is_known_or_was_last_reported(engine, known, expected):
    reports, tree, sizes = on_engine(
        engine,
        pl.DataFrame([frames.row_of(seen) for seen in PRINTED]),
        table(LIVES, ("a",), ("b", "a"), ("c", "a")),
        undated(table(KNOWN, *((region, "families_recognised", size) for region, size in (known or {}).items()))),
    )
    found = frames.roll_up(
        PROGRAMME, reports, regions=tree, as_of=DAY, denominators="last_reported" if known is None else sizes
    )
    assert rows_of(found, "least", "most", "counted", "missing") == [expected]


def test_denominators_are_a_table_or_the_last_reported_ones():
    reports, tree = table(REPORTS), table(LIVES, ("a",), ("b", "a"))
    with pytest.raises(XhhtError, match="a table or 'last_reported', got 'last'"):
        frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, denominators="last")
