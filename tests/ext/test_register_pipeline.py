"""From decisions to verdicts at every level, on every engine: the same answers, and nothing computed early."""

import gc
import weakref
from datetime import date, timedelta
from importlib import import_module

import pytest

from xhht.errors import InvalidTypeError
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pl = pytest.importorskip("polars")

PROGRAMME = ctph_154.PROGRAMME
START, DAY = date(2016, 12, 31), date(2020, 12, 31)
TRAITS = ("mountain", "town", None)
NAMES = ("recognitions", "regions", "denominators")
SHOWN = (
    "region",
    "level",
    "outcome",
    "reason",
    "shortfall",
    "shortfall_most",
    "threshold_numerator",
    "numerator",
    "denominator",
    "missing",
)
EMPTY = {"None", "nan", "<NA>"}


def register(communes=7, villages=4, families=12):
    """A province with communes, one of which took in another's villages; families that move, lose titles and renew."""
    regions = [("yen-bai", None, "province", None, None, None)]
    decisions, sizes = [], []
    for commune in range(communes):
        regions.append((f"c{commune}", "yen-bai", "commune", TRAITS[commune % 3], None, None))
        for village in range(villages):
            name, place = f"c{commune}v{village}", commune * villages + village
            parent = f"c{commune - 1}" if commune == 3 else f"c{commune}"
            spans = [(parent, None, date(2018, 6, 30)), (f"c{commune}", date(2018, 7, 1), None)]
            for above, first, last in spans if commune == 3 else [(f"c{commune}", None, None)]:
                regions.append((name, above, "village", TRAITS[commune % 3], first, last))
            sizes.append((name, "family", families))
            for family in range(families):
                luck = (place * 31 + family * 17) % 12
                if luck > 4 + commune:
                    continue
                holder = place * families + family
                on = date(2014, 1, 1) + timedelta(days=(luck * 433 + family * 97) % 2500)
                ends = on + timedelta(days=1095) if luck % 3 == 0 else None
                lost = on + timedelta(days=400) if luck % 5 == 1 else None
                decisions.append(("family", holder, name, on, ends, lost))
                if luck % 6 == 0:
                    moved = f"c{(commune + 1) % communes}v{village}"
                    decisions.append(("family", holder, moved, on + timedelta(days=1095), None, None))
    known = ["title", "holder", "region", "decided_on", "ends_on", "withdrawn_on"]
    return {
        "recognitions": pl.DataFrame(decisions, known, orient="row"),
        "regions": pl.DataFrame(
            regions,
            {"region": pl.String, "parent": pl.String, "level": pl.String, "traits": pl.String}
            | dict.fromkeys(("valid_from", "valid_to"), pl.Date),
            orient="row",
        ),
        "denominators": pl.DataFrame(sizes, ["region", "title", "denominator"], orient="row"),
    }


def pipeline(recognitions, regions, denominators):
    days = (START, DAY)
    counts = frames.tally(PROGRAMME, recognitions, as_of=days, regions=regions, denominators=denominators)
    sums = frames.roll_up(
        PROGRAMME, counts, regions=regions, as_of=days, indicators=["families_recognised"], has_leaves=True
    )
    return frames.assess(PROGRAMME, sums, as_of=DAY, baseline_on=START)


def rows_of(native):
    rows = nw.from_native(native).select(*SHOWN).iter_rows()
    return sorted(tuple("" if str(value) in EMPTY else str(value).removesuffix(".0") for value in row) for row in rows)


@pytest.fixture(scope="module")
def tables():
    return register()


@pytest.fixture(scope="module")
def folder(tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    for name in NAMES:
        tables[name].write_parquet(folder / f"{name}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(tables):
    rows = rows_of(pipeline(*tables.values()))
    assert {row[2] for row in rows} == {"met", "not_met", "no_data", "undecided"}
    assert {row[1] for row in rows} == {"province", "commune", "village"}
    return rows


def test_one_lazy_plan_of_polars_leads_from_files_to_verdicts(folder, expected, forbid):
    with forbid((pl.LazyFrame, "collect", "collect_async", "sink_parquet")):
        plan = pipeline(*(pl.scan_parquet(folder / f"{name}.parquet") for name in NAMES))
    assert rows_of(plan.collect(engine="streaming")) == expected
    assert rows_of(plan.collect()) == expected


USES = {
    "one column": lambda plan: plan.select("region"),
    "a filter": lambda plan: plan.filter(pl.col("region") == "c2v1"),
    "a number": lambda plan: plan.select(pl.len()),
    "groups": lambda plan: plan.group_by("region").len(),
    "itself": lambda plan: plan.join(plan, on="region").select("region"),
    "twice": lambda plan: pl.concat(
        [plan.filter(pl.col("region") != "yen-bai"), plan.filter(pl.col("region") == "yen-bai")]
    ),
    "its head": lambda plan: plan.head(3),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_a_plan_of_polars_can_be_used_in_any_way(folder, use, engine):
    recognitions, regions, denominators = (pl.scan_parquet(folder / f"{name}.parquet") for name in NAMES)
    counts = frames.tally(PROGRAMME, recognitions, as_of=DAY, regions=regions, denominators=denominators)
    sums = frames.roll_up(PROGRAMME, counts, regions=regions, as_of=DAY, has_leaves=True)
    for plan in (counts, sums, frames.assess(PROGRAMME, sums, as_of=DAY)):
        found = USES[use](plan).collect(engine=engine)
        assert found.shape == USES[use](plan.collect().lazy()).collect().shape
        assert len(found) > 0


@pytest.mark.parametrize("engine", ["pandas", "pyarrow"])
def test_tables_in_memory_are_taken_from_decisions_to_verdicts(tables, expected, engine):
    pytest.importorskip(engine)
    given = [table.to_pandas() if engine == "pandas" else table.to_arrow() for table in tables.values()]
    assert rows_of(pipeline(*given)) == expected


def test_duckdb_goes_from_files_to_verdicts_within_little_memory(folder, expected, tmp_path):
    duckdb = pytest.importorskip("duckdb", minversion="2")  # Of which DuckDB 1 takes more, as docs/frames.md says.
    with duckdb.connect(config={"memory_limit": "200MB", "temp_directory": str(tmp_path)}) as connection:
        tables = [connection.read_parquet(str(folder / f"{name}.parquet")) for name in NAMES]
        assert rows_of(pipeline(*tables).to_arrow_table()) == expected


@pytest.mark.filterwarnings("ignore")  # Ibis calls what the newest DuckDB has deprecated.
def test_ibis_goes_from_files_to_verdicts(folder, expected):
    ibis = pytest.importorskip("ibis")
    connection = ibis.duckdb.connect()
    tables = [connection.read_parquet(str(folder / f"{name}.parquet")) for name in NAMES]
    assert rows_of(pipeline(*tables).to_pyarrow()) == expected


def test_tables_of_two_engines_are_refused_with_what_to_do(tables):
    with pytest.raises(InvalidTypeError, match="one table is of polars, another of pandas; give all of them on one"):
        pipeline(tables["recognitions"], tables["regions"].to_pandas(), tables["denominators"])


def test_beside_dask_small_tables_may_be_of_pandas(tables, expected):
    dd = pytest.importorskip("dask.dataframe")
    recognitions = dd.from_pandas(tables["recognitions"].to_pandas(), npartitions=2)
    plan = pipeline(recognitions, tables["regions"].to_pandas(), tables["denominators"].to_pandas())
    assert rows_of(plan.compute()) == expected


def test_registers_of_sqlframe_are_refused_with_what_to_do_instead(folder):
    session = pytest.importorskip("sqlframe.duckdb").DuckDBSession()
    tables = [session.read.parquet(str(folder / f"{name}.parquet")) for name in NAMES]
    with pytest.raises(InvalidTypeError, match="give tables of the engine that it runs on"):
        pipeline(*tables)


def test_dask_goes_from_files_to_verdicts_on_two_workers_and_on_one(folder, expected, forbid):
    distributed = pytest.importorskip("distributed")
    dask = pytest.importorskip("dask")
    dd = pytest.importorskip("dask.dataframe")
    with forbid((dask.base, "compute", "persist"), (dd.DataFrame, "compute", "persist", "head", "__len__")):
        plan = pipeline(*(dd.read_parquet(str(folder / f"{name}.parquet")) for name in NAMES))
    for count in (2, 1):
        with (
            distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster,
            distributed.Client(cluster),
        ):
            assert rows_of(plan.compute()) == expected


@pytest.mark.filterwarnings("ignore")  # PySpark warns of what it does itself with the newest pandas.
def test_spark_goes_from_files_to_verdicts_on_two_workers_and_on_one(folder, expected, forbid, spark_of):
    classic = pytest.importorskip("pyspark.sql.classic.dataframe").DataFrame
    for count in (2, 1):
        with spark_of(count) as spark:
            with forbid((classic, "collect", "toPandas", "toArrow", "toLocalIterator", "take", "count", "first")):
                plan = pipeline(*(spark.read.parquet(str(folder / f"{name}.parquet")) for name in NAMES))
            assert rows_of(plan.toPandas()) == expected


def duckdb_steps(tables):
    """Counts and sums of a register on a connection of their own, and the regions beside them."""
    connection = pytest.importorskip("duckdb").connect()
    recognitions, regions, denominators = (connection.from_arrow(tables[name].to_arrow()) for name in NAMES)
    counts = frames.tally(PROGRAMME, recognitions, as_of=(START, DAY), regions=regions, denominators=denominators)
    return counts, regions


def summed(counts, regions):
    return frames.roll_up(PROGRAMME, counts, regions=regions, as_of=(START, DAY), has_leaves=True)


def summed_in_memory(counts, regions):
    """The same by PyArrow, which knows nothing of how the tables were made."""
    return in_order(summed(counts.to_arrow_table(), regions.to_arrow_table()))


def in_order(table):
    return sorted(str({name: value for name, value in row.items() if name != "invalid"}) for row in table.to_pylist())


def test_duckdb_goes_on_from_a_plan_whose_tables_are_gone(tables):
    counts, regions = duckdb_steps(tables)
    expected = summed_in_memory(counts, regions)
    sums = summed(counts, regions)
    del counts, regions
    gc.collect()
    assert in_order(sums.to_arrow_table()) == expected


def test_duckdb_goes_on_from_a_plan_that_was_changed_in_between(tables):
    counts, regions = duckdb_steps(tables)
    kept = counts.filter("region <> 'c0v0'")
    expected = summed_in_memory(kept, regions)
    assert in_order(summed(kept, regions).to_arrow_table()) == expected
    assert in_order(summed(counts, regions).to_arrow_table()) == summed_in_memory(counts, regions) != expected


def test_the_tree_of_a_lazy_table_is_made_once_and_forgotten_with_it(tables, monkeypatch):
    made = []
    trees = import_module("xhht.ext.frames.register.trees")
    lives_of = trees.lives_of
    monkeypatch.setattr(trees, "lives_of", lambda regions: made.append(1) or lives_of(regions))
    recognitions, regions, denominators = (tables[name].lazy() for name in NAMES)
    pipeline(recognitions, regions, denominators)
    pipeline(recognitions, regions, denominators)
    assert len(made) == 1
    pipeline(recognitions, tables["regions"].lazy(), denominators)
    assert len(made) == 2
    weak = weakref.ref(regions)
    del regions
    gc.collect()
    assert weak() is None


def test_a_plan_on_another_connection_of_duckdb_is_refused(tables):
    counts, _ = duckdb_steps(tables)
    _, regions = duckdb_steps(tables)
    with pytest.raises(InvalidTypeError, match="read all of them on the same one"):
        summed(counts, regions)


def test_duckdb_works_a_tree_out_when_a_plan_is_made_and_reports_when_it_is_read(folder):
    connection = pytest.importorskip("duckdb", minversion="2").connect()  # Which DuckDB 1 works out for each use.
    recognitions, regions, sizes = (connection.read_parquet(str(folder / f"{name}.parquet")) for name in NAMES)
    counts = frames.tally(PROGRAMME, recognitions, as_of=(START, DAY), regions=regions, denominators=sizes)
    names = connection.sql("SELECT table_name FROM duckdb_tables()").fetchall()
    assert any(name in counts.sql_query() for (name,) in names)
    verdicts = frames.assess(PROGRAMME, summed(counts, regions), as_of=DAY)
    assert "AS MATERIALIZED" in verdicts.sql_query()


def test_a_table_of_regions_that_has_changed_is_read_anew(tables):
    connection = pytest.importorskip("duckdb").connect()
    given = {name: connection.from_arrow(tables[name].to_arrow()) for name in NAMES}
    given["regions"].create("regions")
    regions, recognitions, sizes = connection.table("regions"), given["recognitions"], given["denominators"]
    options = {"as_of": DAY, "regions": regions, "denominators": sizes}
    frames.tally(PROGRAMME, recognitions, **options)
    connection.execute("UPDATE regions SET valid_to = DATE '2010-01-01' WHERE region = 'c0v0'")
    found = frames.tally(PROGRAMME, recognitions, **options)
    assert found.filter("region = 'c0v0' AND invalid IS NOT NULL").fetchall()
