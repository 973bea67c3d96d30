"""Engines: tables larger than memory, several workers, and nothing collected early."""

from datetime import date

import pytest

from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pl = pytest.importorskip("polars")

PROGRAMME = ctph_154.PROGRAMME
END_2016, END_2020 = date(2016, 12, 31), date(2020, 12, 31)
DAYS = {"as_of": END_2020, "baseline_on": END_2016}
INDICATORS = [indicator.id for indicator in PROGRAMME.indicators]
SCHEMA = (
    "region string, tier string, level string, indicator string, on date, "
    "numerator bigint, denominator bigint, note string"
)
SHOWN = [
    "target",
    "region",
    "outcome",
    "reason",
    "shortfall",
    "shortfall_most",
    "threshold_numerator",
    "gap_numerator",
    "note",
]
NOTHING = {"None", "nan", "<NA>"}
LIMIT_MB = 110


def reports(regions=40):
    """Two years of every indicator, with counts on both sides of every threshold, gaps among them."""
    number = pl.col("number")
    places = pl.DataFrame({"number": range(regions)})
    table = places.join(pl.DataFrame({"indicator": INDICATORS}), how="cross")
    table = table.join(pl.DataFrame({"on": [END_2016, END_2020]}), how="cross")
    denominator = number % 9 * 11
    year = pl.col("on").dt.year().cast(pl.Int64)
    return table.select(
        pl.format("r{}", number).alias("region"),
        pl.when(number % 3 == 0).then(pl.lit("developed")).alias("tier"),
        pl.when(number % 8 == 0).then(pl.lit("district")).otherwise(pl.lit("commune")).alias("level"),
        "indicator",
        "on",
        pl.when(number % 7 != 0).then((number * 7 + year) % 20 * denominator // 20).alias("numerator"),
        denominator.alias("denominator"),
        pl.format("n{}", number).alias("note"),
    )


def bad(table):
    return pl.concat(
        [table, table.head(1).with_columns(numerator=pl.lit(50, pl.Int64), denominator=pl.lit(7, pl.Int64))]
    )


def refused(table):
    """What Polars refuses of a table: the regions and problems of the rows that cannot stand."""
    return problems_of(frames.assess(PROGRAMME, table, **DAYS, on_error="report")[1])


def problems_of(rows):
    return sorted(nw.from_native(rows).select("region", "indicator", "problem").iter_rows())


def rows_of(table):
    rows = nw.from_native(table).select(*SHOWN).iter_rows()
    return sorted(
        tuple("" if str(value) in NOTHING else str(value).removesuffix(".0") for value in row) for row in rows
    )


@pytest.fixture(scope="module")
def expected():
    return rows_of(frames.assess(PROGRAMME, reports(), **DAYS))


def test_polars_streams(expected, forbid):
    table = reports().lazy()
    with forbid((pl.LazyFrame, "collect", "collect_async", "sink_parquet")):
        lazy = frames.assess(PROGRAMME, table, **DAYS)
    assert rows_of(lazy.collect(engine="streaming")) == expected


def test_polars_streams_from_parquet_to_parquet(expected, tmp_path):
    reports().write_parquet(tmp_path / "reports.parquet")
    found = frames.assess(PROGRAMME, pl.scan_parquet(tmp_path / "reports.parquet"), **DAYS)
    found.sink_parquet(tmp_path / "verdicts.parquet")
    assert rows_of(pl.read_parquet(tmp_path / "verdicts.parquet")) == expected


def test_duckdb_judges_files_larger_than_its_memory(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    source = tmp_path / "reports.parquet"
    connection.execute(f"""
        COPY (
            SELECT 'commune-' || n AS region, 'general' AS tier, 'commune' AS level,
                   repeat(md5(n::VARCHAR), 16) AS note, 'clans_recognised' AS indicator,
                   DATE '2020-12-31' AS "on", n % 51 AS numerator, 50 + n % 50 AS denominator
            FROM range(230_000) AS numbers(n)
        ) TO '{source}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 8192, DICTIONARY_SIZE_LIMIT 1)
    """)  # noqa: S608  # The name is the programme's.
    assert source.stat().st_size > LIMIT_MB * 1000**2
    connection.execute(f"SET memory_limit = '{LIMIT_MB}MB'")
    connection.execute("SET threads = 1")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{tmp_path / 'spill'}'")
    found = frames.assess(PROGRAMME, connection.read_parquet(str(source)), as_of=END_2020)
    target = tmp_path / "verdicts.parquet"
    found.write_parquet(str(target), row_group_size=8192)
    counted = connection.sql(f"SELECT count(*), sum(shortfall) FROM '{target}' WHERE outcome = 'not_met'")  # noqa: S608  # Own paths.
    small = connection.sql(f"SELECT * FROM '{source}' WHERE numerator = 1 AND denominator = 51")  # noqa: S608  # Own paths.
    assert counted.fetchall()[0][0] > 10_000
    some = rows_of(frames.assess(PROGRAMME, small.pl(), as_of=END_2020))
    wanted = connection.sql(f"SELECT * FROM '{target}' WHERE numerator = 1 AND denominator = 51").pl()  # noqa: S608  # Own paths.
    assert rows_of(wanted) == some != []


def test_dask_gives_the_same_on_two_workers_and_on_one(expected, forbid):
    distributed = pytest.importorskip("distributed")
    dask = pytest.importorskip("dask")
    dd = pytest.importorskip("dask.dataframe")
    parts = dd.from_pandas(reports().to_pandas(), npartitions=4)
    wrong = dd.from_pandas(bad(reports()).to_pandas(), npartitions=4)
    ways = [(dask.base, "compute", "persist"), (dd.DataFrame, "compute", "persist", "head", "__len__")]
    with forbid(*ways, (distributed.Client, "compute", "get", "submit", "gather")):
        found = frames.assess(PROGRAMME, parts, **DAYS)
        good, problems = frames.assess(PROGRAMME, wrong, **DAYS, on_error="report")
    for count in (2, 1):
        with (
            distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster,
            distributed.Client(cluster) as client,
        ):
            assert len(client.scheduler_info()["workers"]) == count
            assert rows_of(found.compute()) == expected
            if count > 1:
                assert problems_of(problems.compute()) == refused(bad(reports())) != []
                assert len(good.compute()) == len(expected)


@pytest.mark.filterwarnings("ignore")  # PySpark warns of what it does itself with the newest pandas.
def test_spark_gives_the_same_on_two_workers_and_on_one(expected, forbid, spark_of):
    sql = pytest.importorskip("pyspark.sql")
    classic = pytest.importorskip("pyspark.sql.classic.dataframe").DataFrame
    for count in (2, 1):
        with spark_of(count) as spark:
            table = spark.createDataFrame(reports().rows(), schema=SCHEMA)
            wrong = spark.createDataFrame(bad(reports().head(6)).rows(), schema=SCHEMA)
            with forbid((classic, "collect", "toPandas", "toArrow", "toLocalIterator", "take", "count", "first")):
                found = frames.assess(PROGRAMME, table, **DAYS)
                good, problems = (
                    frames.assess(PROGRAMME, wrong, **DAYS, on_error="report") if count > 1 else (None, None)
                )
            assert isinstance(found, sql.DataFrame)
            assert rows_of(found.toPandas()) == expected
            if count > 1:
                assert problems_of(problems.toPandas()) == refused(bad(reports().head(6))) != []
                assert {row["outcome"] for row in good.collect()} <= {"met", "not_met", "no_data", "not_applicable"}


def test_ibis_tables_are_judged(expected):
    ibis = pytest.importorskip("ibis")
    found = frames.assess(PROGRAMME, ibis.memtable(reports().to_arrow()), **DAYS)
    assert isinstance(found, ibis.Table)
    assert rows_of(found.to_pyarrow()) == expected


def test_sqlframe_tables_are_judged(tmp_path):
    sessions = pytest.importorskip("sqlframe.duckdb")
    reports().write_parquet(tmp_path / "reports.parquet")
    table = sessions.DuckDBSession().read.parquet(str(tmp_path / "reports.parquet"))
    found = frames.assess(PROGRAMME, table, as_of=END_2020)
    assert isinstance(found, sessions.DuckDBDataFrame)
    assert rows_of(found.toArrow()) == rows_of(frames.assess(PROGRAMME, reports(), as_of=END_2020))


def huge(count):
    return pl.DataFrame(
        {"region": ["a", "b"], "level": ["commune"] * 2, "indicator": INDICATORS[:1] * 2, "on": [END_2020] * 2}
        | {"numerator": [count, 1], "denominator": [2**63 - 1, 2]}
    )


@pytest.mark.parametrize("count", [2**63 - 1, -(2**63)])
@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_the_greatest_numbers_are_refused_and_never_wrapped(engine, count):
    table = huge(count).with_columns(lower=pl.col("numerator"), upper=pl.col("numerator"))
    if engine == "pandas":
        table = table.to_pandas()
    elif engine == "pyarrow":
        table = table.to_arrow()
    elif engine == "duckdb":
        table = pytest.importorskip("duckdb").connect().from_arrow(table.to_arrow())
    good, refused = frames.assess(PROGRAMME, table, as_of=END_2020, on_error="report")
    found = [nw.from_native(part) for part in (good, refused)]
    found = [part.collect() if isinstance(part, nw.LazyFrame) else part for part in found]
    assert found[0]["region"].to_list() == ["b"]
    assert found[1]["region"].to_list() == ["a"]
    assert "2 to the power of 39" in found[1]["problem"][0]
