"""Hostile tables: far days, kinds of every engine, and what only travels along, with one answer on all engines."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import attrs
import pytest

from xhht.errors import InvalidTypeError
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")

PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=tuple(attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets),
)
LEVEL, DAY = "clans_recognised", date(2020, 12, 31)
BEYOND = "a day outside the years 1 to 9999"
FAR_LIFE = f"its region begins or ends on {BEYOND}"
NO_WHOLE = "a count that is no whole number of at most 18 digits without a sign"
REPORTS = {
    "region": ["a", "b"],
    "indicator": [LEVEL] * 2,
    "on": [DAY] * 2,
    "numerator": [4, 3],
    "denominator": [10, 10],
    "tier": ["general"] * 2,
}
LIVES = {"region": ["p", "a", "b"], "parent": [None, "p", "p"]}


def duckdb(table):
    return pytest.importorskip("duckdb").from_arrow(table)


def dask(table):
    return pytest.importorskip("dask.dataframe").from_pandas(arrow_pandas(table), npartitions=1)


def arrow_pandas(table):
    return table.to_pandas(types_mapper=pd.ArrowDtype)


ENGINES = {
    "pandas-arrow": arrow_pandas,
    "polars": pl.from_arrow,
    "polars-lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": duckdb,
}


IS_POLARS_1 = pl.__version__ < "2"  # Which ends the process, or makes other kinds, where its successor has these.
NOT_IN_POLARS_1 = pytest.mark.skipif(IS_POLARS_1, reason="Polars 1 has no such kind")
HAS_NONE = {
    "polars": ("run_end", "list_view", "interval", "decimal256", "float16", "fixed_size_binary", "extension")
    + ("halffloat",) * IS_POLARS_1,
    "duckdb": ("decimal256", "halffloat"),
}


def built(engine, table):
    """A table of Arrow on an engine, where that has all of its kinds."""
    kinds = str(table.schema)
    if any(kind in kinds for kind in HAS_NONE.get(engine.partition("-")[0], ())):
        pytest.skip("the engine has no such kind")
    return ENGINES[engine](table)


def problems(found):
    """The region and the problem of each row, without its days, of which Python lacks some."""
    table = nw.from_native(found).select("region", "problem")
    return sorted((table.collect() if isinstance(table, nw.LazyFrame) else table).iter_rows())


def checked(table, **more):
    return problems(frames.check(PROGRAMME, table, as_of=DAY, **more))


def outcomes(table, **more):
    found = nw.from_native(frames.assess(PROGRAMME, table, as_of=DAY, **more)).select("region", "outcome")
    return dict((found.collect() if isinstance(found, nw.LazyFrame) else found).iter_rows())


def days(kind, *cells):
    width = pa.int32() if kind == pa.date32() else pa.int64()
    return pa.array(cells, width).cast(kind)


MOST, SECONDS = 2**63 - 1, 18_627 * 86_400
FAR = {
    "20000-04-30": days(pa.date32(), 18_627, 6_585_442),
    "year -221": days(pa.date32(), 18_627, -800_000),
    "last of 32 bits": days(pa.date32(), 18_627, 2**31 - 1),
    "first of 32 bits": days(pa.date32(), 18_627, -(2**31)),
    "date64": days(pa.date64(), SECONDS * 1000, 6_585_442 * 86_400_000),
    "milliseconds": days(pa.timestamp("ms"), SECONDS * 1000, MOST),
    "microseconds": days(pa.timestamp("us"), SECONDS * 10**6, -MOST),
    "zone": days(pa.timestamp("us", "Asia/Ho_Chi_Minh"), (SECONDS - 7 * 3600) * 10**6, MOST),
}


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("engine", [*ENGINES, "pandas", "dask"])
def test_a_day_that_no_calendar_has_is_one_problem_of_its_row(engine, far):
    table = pa.table(REPORTS | {"on": FAR[far]})
    if engine == "pandas":
        if not far.endswith("seconds"):
            pytest.skip("pandas has such days in Arrow alone")
        table = table.to_pandas()
    elif engine == "duckdb" and far == "zone":
        pytest.skip("DuckDB reads days of a zone in its own")
    elif engine == "duckdb" and far == "milliseconds" and pytest.importorskip("duckdb").__version__ < "2":
        pytest.skip("DuckDB 1 gives no such days back")
    else:
        table = (ENGINES | {"dask": dask})[engine](table)
    if engine == "dask":
        assert frames.check(PROGRAMME, table, as_of=DAY)["problem"].compute().to_list() == [BEYOND]
        return
    assert checked(table) == [("b", BEYOND)]
    if engine in {"polars-lazy", "duckdb"}:
        assert outcomes(table) == {"a": "met", "b": None}
    else:
        with pytest.raises(frames.InvalidRowsError, match=rf"row 1 \(b, {LEVEL}, [-+0-9]+\): {BEYOND}"):
            outcomes(table)


@pytest.mark.parametrize("far", ["last of 32 bits", "year -221"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_region_of_a_day_that_no_calendar_has_is_told(engine, far):
    build = ENGINES[engine]
    (other,) = FAR[far][1:]
    for part in ("valid_from", "valid_to"):
        lives = build(pa.table(LIVES | {part: pa.array([None, None, other])}))
        assert checked(build(pa.table(REPORTS)), regions=lives) == [("b", FAR_LIFE)]
        sums = frames.roll_up(PROGRAMME, build(pa.table(REPORTS)), as_of=DAY, regions=lives, on_error="report")
        assert len(problems(sums[1])) == (part == "valid_from")


@pytest.mark.parametrize("far", ["last of 32 bits", "microseconds"])
@pytest.mark.parametrize("engine", ENGINES)
def test_decisions_and_reports_of_far_days_are_told_when_they_are_counted(engine, far):
    build = ENGINES[engine]
    decided = {"title": ["clan"] * 2, "holder": ["f", "g"], "region": ["a", "b"], "decided_on": FAR[far]}
    sizes = build(pa.table({"region": ["a"], "title": ["clan"], "denominator": [5]}))
    options = {"as_of": DAY, "regions": build(pa.table(LIVES)), "on_error": "report"}
    register = build(pa.table(decided))
    assert problems(frames.tally(PROGRAMME, register, denominators=sizes, **options)[1]) == [("b", BEYOND)]
    reports = build(pa.table(REPORTS | {"on": FAR[far]}))
    assert problems(frames.roll_up(PROGRAMME, reports, **options)[1]) == [("b", BEYOND)]
    if engine not in {"polars-lazy", "duckdb"}:
        options["on_error"] = "raise"
        with pytest.raises(frames.InvalidRowsError, match=BEYOND):
            frames.tally(PROGRAMME, register, denominators=sizes, **options)
        with pytest.raises(frames.InvalidRowsError, match=BEYOND):
            frames.roll_up(PROGRAMME, reports, **options)


def test_dask_tells_the_latest_parent_beside_far_days():
    places = {"level": ["commune"] * 2, "parent": ["yen-bai"] * 2, "on": FAR["last of 32 bits"]}
    found = frames.assess(ctph_154.PROGRAMME, dask(pa.table(REPORTS | places)), as_of=DAY).compute()
    assert dict(zip(found["region"], found["outcome"].isna(), strict=True))["b"]


@pytest.mark.parametrize("engine", [*ENGINES, "pandas"])
def test_a_missing_day_is_no_time(engine):
    table = pa.table(REPORTS | {"on": pa.array([datetime(2020, 12, 31, 7), None], pa.timestamp("us"))})  # noqa: DTZ001
    table = table.to_pandas() if engine == "pandas" else ENGINES[engine](table)
    assert checked(table) == [("a", "a time instead of a day"), ("b", "no region, indicator or day")]


def in_views(cells):
    return pa.array(cells, pa.string_view())


def in_coded_views(cells):
    return pa.DictionaryArray.from_arrays(pa.array(range(len(cells)), pa.int8()), in_views(cells))


CLOTHING = {
    "views": in_views,
    "codes of views": in_coded_views,
    "long": lambda cells: pa.array(cells, pa.large_string()),
    "runs": lambda cells: pa.RunEndEncodedArray.from_arrays(pa.array(range(1, len(cells) + 1), pa.int32()), cells),
}


@pytest.mark.parametrize("clothing", CLOTHING)
@pytest.mark.parametrize("engine", ENGINES)
def test_text_of_any_clothing_is_text(engine, clothing):
    cells = {name: CLOTHING[clothing](values) for name, values in REPORTS.items() if isinstance(values[0], str)}
    counts = {"numerator": CLOTHING[clothing](["4", "x"])}
    assert outcomes(built(engine, pa.table(REPORTS | cells))) == {"a": "met", "b": "not_met"}
    assert checked(built(engine, pa.table(REPORTS | cells | counts))) == [("b", NO_WHOLE)]


FURTHER = {
    "map": pa.array([[("x", 1)], None], pa.map_(pa.string(), pa.int64())),
    "time": pa.array([time(1), None]),
    "duration": pa.array([timedelta(1), None]),
    "decimal": pa.array([Decimal("1.5"), None]),
    "views": in_views(["u", None]),
    "views of bytes": pa.array([b"u", None], pa.binary_view()),
    "coded lists": pa.DictionaryArray.from_arrays(pa.array([0, 0], pa.int8()), pa.array([[1]])),
}


@pytest.mark.parametrize("kind", FURTHER)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_travels_along_never_stops_a_judgement(engine, kind):
    build = ENGINES[engine]
    table = built(engine, pa.table(REPORTS).append_column("note", FURTHER[kind]))
    bad = nw.to_native(nw.from_native(table).with_columns(numerator=nw.lit(40)))
    assert outcomes(table) == {"a": "met", "b": "not_met"}
    assert checked(bad) == [("a", "impossible counts"), ("b", "impossible counts")]
    sums = frames.roll_up(PROGRAMME, bad, as_of=DAY, regions=build(pa.table(LIVES)), on_error="report")
    assert len(problems(sums[1])) == 2


@NOT_IN_POLARS_1
def test_what_travels_along_in_polars_alone_comes_back():
    notes = {
        "map": pl.Series([[{"key": "a", "value": 1}]] * 2, dtype=pl.Map(pl.String, pl.Int64))
        if hasattr(pl, "Map")
        else pl.Series([1, 2]),
        "array": pl.Series([[1], None], dtype=pl.Array(pl.Int8, 1)),
        "object": pl.Series([object(), None], dtype=pl.Object),
        "enum": pl.Series(["x", None], dtype=pl.Enum(["x"])),
        "wide": pl.Series([2**100, None], dtype=pl.Int128),
    }
    for name, note in notes.items():
        found = frames.assess(PROGRAMME, pl.DataFrame(REPORTS).with_columns(note.alias(name)), as_of=DAY)
        assert found.sort("region")[name].to_list() == note.to_list()


@pytest.mark.parametrize(
    ("part", "cells"),
    [
        ("numerator", pa.array(pd.Series([4, 3]).to_numpy("float16"))),
        ("numerator", pa.array([time(1), None])),
        ("numerator", pa.array([b"4", b"3"])),
        ("numerator", pa.array([[4], [3]], pa.list_view(pa.int64()))),
        ("region", pa.array([1, 2]).dictionary_encode()),
        ("region", pa.array([b"a" * 16, b"b" * 16], pa.uuid())),
        ("on", pa.array([b"ab", b"cd"], pa.binary(2))),
        ("on", pa.array([(1, 2, 3), None], pa.month_day_nano_interval())),
    ],
    ids=lambda of: of if isinstance(of, str) else str(of.type).partition("<")[0],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_kind_that_no_part_takes_is_refused_by_its_name(engine, part, cells):
    table = built(engine, pa.table(REPORTS | {part: cells}))
    with pytest.raises(frames.InvalidColumnsError, match=f"column '{part}' of the reports holds .*; '{part}' takes"):
        checked(table)


@pytest.mark.parametrize("kind", ["'1'::JSON", "1::VARIANT", "'101'::BIT", "union_value(n := 1)", "gen_random_uuid()"])
@pytest.mark.parametrize("part", ["region", "numerator", "on"])
def test_a_kind_of_duckdb_alone_is_refused(part, kind):
    connection = pytest.importorskip("duckdb").connect()
    connection.register("reports", pa.table(REPORTS))
    try:
        table = connection.sql(f'SELECT * REPLACE ({kind} AS "{part}") FROM reports')  # noqa: S608  # The test's own.
    except pytest.importorskip("duckdb").Error:
        pytest.skip("an older DuckDB has none")
    with pytest.raises(frames.InvalidColumnsError, match=f"column '{part}' of the reports holds"):
        checked(table)


def test_a_column_of_nothing_but_nulls_is_of_every_kind_in_duckdb():
    connection = pytest.importorskip("duckdb").connect()
    connection.register("reports", pa.table(REPORTS))
    table = connection.sql("SELECT * REPLACE (NULL AS numerator) FROM reports")
    assert outcomes(table) == {"a": "no_data", "b": "no_data"}


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([4, 2**64 - 1], pa.uint64()),
        pa.array([Decimal(4), Decimal(10) ** 40], pa.decimal256(60, 1)),
        pa.array([Decimal(4), Decimal(10) ** 20], pa.decimal128(38, 1)),
        pa.array(["4", "-3"]),
        pa.array(["4", str(10**18)]),
    ],
    ids=lambda cells: str(cells[1]),
)
@pytest.mark.parametrize("engine", ENGINES)
def test_counts_beyond_bounds_are_told_alike(engine, cells):
    assert checked(built(engine, pa.table(REPORTS | {"numerator": cells}))) == [("b", NO_WHOLE)]


@pytest.mark.parametrize("engine", [*ENGINES, "pandas"])
def test_holders_beyond_64_bits_with_a_sign_are_refused_and_never_alike(engine):
    build = pa.Table.to_pandas if engine == "pandas" else ENGINES[engine]
    decided = {"title": ["clan"] * 2, "holder": pa.array([2**64 - 1, 2**64 - 2], pa.uint64()), "region": ["a", "a"]}
    sizes = build(pa.table({"region": ["a"], "title": ["clan"], "denominator": [5]}))
    with pytest.raises(frames.InvalidColumnsError, match="'holder' takes text or whole numbers of at most 64 bits"):
        frames.tally(
            PROGRAMME,
            build(pa.table(decided | {"decided_on": [DAY] * 2})),
            as_of=DAY,
            regions=build(pa.table(LIVES)),
            denominators=sizes,
        )


@pytest.mark.parametrize("engine", [*ENGINES, "pandas"])
def test_a_float_that_is_no_number_is_missing_in_pandas_and_no_whole_number_elsewhere(engine):
    build = pa.Table.to_pandas if engine == "pandas" else ENGINES[engine]
    found = checked(build(pa.table(REPORTS | {"numerator": [4, float("nan")]})))
    assert found == ([] if engine.startswith("pandas") else [("b", NO_WHOLE)])


@pytest.mark.parametrize("engine", [*ENGINES, "pandas"])
def test_no_older_figure_stands_for_a_sum_that_is_invalid(engine):
    build = pa.Table.to_pandas if engine == "pandas" else ENGINES[engine]
    sums = REPORTS | {
        "region": ["a", "a"],
        "on": [date(2020, 6, 30), DAY],
        "invalid": [None, "reports that cannot stand"],
    }
    sums |= {"numerator": [4, None], "denominator": [10, None]}
    assert checked(build(pa.table(sums))) == [("a", "marked as invalid")]
    if engine in {"polars-lazy", "duckdb"}:
        assert outcomes(build(pa.table(sums))) == {"a": None}
    else:
        with pytest.raises(frames.InvalidRowsError, match="marked as invalid"):
            outcomes(build(pa.table(sums)))


def test_pandas_categories_of_numbers_are_no_text():
    table = pd.DataFrame(REPORTS).assign(region=pd.Categorical([1, 2]))
    with pytest.raises(frames.InvalidColumnsError, match="'region' takes text"):
        checked(table)


@NOT_IN_POLARS_1
def test_a_kind_that_narwhals_does_not_know_is_refused_wherever_it_stands():
    longest = pa.array([], pa.decimal256(70, 0))
    table = pl.from_arrow(pa.table({name: pa.array([], pa.string()) for name in REPORTS} | {"note": longest}))
    with pytest.raises(InvalidTypeError, match=r"a kind that narwhals does not know .*; cast or drop it"):
        frames.assess(PROGRAMME, table, as_of=DAY)


def test_what_narwhals_cannot_hold_is_refused_in_words():
    note = pa.array([None, None], pa.decimal128(38, -50))
    with pytest.raises(InvalidTypeError, match="a kind that narwhals does not know"):
        frames.assess(PROGRAMME, pa.table(REPORTS | {"note": note}), as_of=DAY)


def test_an_empty_text_says_nothing_against_a_row():
    verdicts = frames.assess(PROGRAMME, pd.DataFrame(REPORTS | {"invalid": ["", None]}), as_of=DAY)
    assert verdicts["outcome"].tolist() == ["met", "not_met"]


def test_whole_numbers_of_any_length_in_duckdb_are_counts():
    table = duckdb(pa.table(REPORTS)).project("* REPLACE (numerator::BIGNUM AS numerator)")
    assert [row[2] for row in frames.assess(PROGRAMME, table, as_of=DAY).fetchall()] == ["met", "not_met"]


def test_a_category_of_whole_numbers_names_holders_as_they_do():
    decisions = {"title": ["family"] * 2, "region": ["a"] * 2, "decided_on": [DAY] * 2, "holder": [1, 1]}
    table, coded = pd.DataFrame(decisions), pd.DataFrame(decisions | {"holder": pd.Categorical([1, 1])})
    sizes = pd.DataFrame({"region": ["a"], "title": ["family"], "denominator": [5]})
    beside = {"as_of": DAY, "regions": pd.DataFrame({"region": ["a"], "parent": [None]}), "denominators": sizes}
    plain, of_codes = (frames.tally(PROGRAMME, one, **beside) for one in (table, coded))
    assert plain.equals(of_codes)
    assert plain["numerator"].tolist() == [1]
