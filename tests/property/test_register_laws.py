"""The laws of the register: tables and objects tally alike and add up alike, on every engine that is installed."""

import gc
from datetime import date, timedelta
from random import Random

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from xhht import Base, BoundedShare, Bounds, Observation, Regions, Share, XhhtError, roll_up
from xhht.errors import InvalidTypeError
from xhht.ext import strategies
from xhht.programmes import ctph_154
from xhht.recognition import Recognition, tally

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")

PROGRAMME = ctph_154.PROGRAMME
DAY, CHANGED = date(2020, 12, 31), date(2019, 1, 1)
FAMILIES, CLANS = "families_recognised", "clans_recognised"
DAYS = ("valid_from", "valid_to", "on", "decided_on", "ends_on", "withdrawn_on")
COUNTS = ("numerator", "denominator", "lower", "upper")
FLAGS = ("is_counted", "is_lower_open", "is_upper_open")
REGIONS = ("region", "parent", "level", "traits", "valid_from", "valid_to", "successor")
REPORTS = ("region", "indicator", "on", "numerator", "denominator", "lower", "upper", "base", *FLAGS)
SIZES = ("region", "indicator", "denominator")
DECISIONS = ("title", "holder", "region", "decided_on", "decided_by", "ends_on", "withdrawn_on")
DENOMINATORS = ("region", "title", "denominator", "on")


def arrow(names, rows):
    pa = pytest.importorskip("pyarrow")
    kinds = dict.fromkeys(names, pa.string()) | dict.fromkeys(set(names) & set(DAYS), pa.date32())
    kinds |= dict.fromkeys(set(names) & set(COUNTS), pa.int64()) | dict.fromkeys(set(names) & set(FLAGS), pa.bool_())
    columns = list(zip(*rows, strict=True)) or [[]] * len(names)
    return pa.table(dict(zip(names, map(list, columns), strict=True)), schema=pa.schema(list(kinds.items())))


def polars(*tables):
    pl = pytest.importorskip("polars")
    return [pl.DataFrame(arrow(*table)) for table in tables]


def pandas(*tables):
    pd = pytest.importorskip("pandas")
    found = []
    for names, rows in tables:
        frame = pd.DataFrame(rows, columns=list(names))
        kinds = {name: "datetime64[s]" if name in DAYS else "Int64" for name in names if name in DAYS + COUNTS}
        kinds |= dict.fromkeys(set(names) & set(FLAGS), "boolean")
        found.append(
            frame.astype(kinds | {name: "str" for name in names if name not in kinds}).where(frame.notna(), None)
        )
        found[-1] = found[-1].astype(kinds)
    return found


def duckdb(*tables):
    connection = pytest.importorskip("duckdb").connect()
    return [connection.from_arrow(arrow(*table)) for table in tables]


def dask(*tables):
    dd = pytest.importorskip("dask.dataframe")
    return [dd.from_pandas(frame, npartitions=2) for frame in pandas(*tables)]


SPARK = dict.fromkeys(DAYS, "date") | dict.fromkeys(COUNTS, "bigint") | dict.fromkeys(FLAGS, "boolean")


def spark(*tables):
    session = pytest.importorskip("pyspark.sql").SparkSession.getActiveSession()
    schemas = [", ".join(f"{name} {SPARK.get(name, 'string')}" for name in names) for names, _ in tables]
    return [session.createDataFrame(rows, schema) for (_, rows), schema in zip(tables, schemas, strict=True)]


ENGINES = {
    "polars": polars,
    "polars-lazy": lambda *tables: [frame.lazy() for frame in polars(*tables)],
    "pyarrow": lambda *tables: [arrow(*table) for table in tables],
    "pandas": pandas,
    "duckdb": duckdb,
    "dask": dask,
    "spark": spark,
}
EAGER = ("polars", "pyarrow", "pandas")
# PySpark warns of what it does itself with the newest pandas.
EVERY = [
    *(name for name in ENGINES if name != "spark"),
    pytest.param("spark", marks=pytest.mark.filterwarnings("ignore")),  # PySpark warns of what it does itself.
]
FEW = {"polars": 12, "polars-lazy": 15, "duckdb": 4, "pandas": 4, "pyarrow": 4, "dask": 2, "spark": 2}


def examples(engine):
    """A failure on an engine takes minutes to shrink; what it drew is printed as it is."""
    phases = [phase for phase in Phase if phase is not Phase.shrink]
    return settings(max_examples=min(FEW[engine], settings().max_examples), deadline=None, phases=phases)


def rows_of(native):
    """The rows of a result by region, indicator and day, each value as plain Python."""
    native = native.compute() if type(native).__module__.startswith("dask") else native
    native = native.toPandas() if type(native).__module__.startswith("pyspark") else native
    table = nw.from_native(native)
    table = table.collect() if isinstance(table, nw.LazyFrame) else table
    found = [{name: plain(name, value) for name, value in row.items()} for row in table.iter_rows(named=True)]
    return {(row["region"], row["indicator"], row["on"]): row for row in found}


def plain(name, value):
    if value is None or type(value).__name__ == "NAType" or value != value:  # noqa: PLR0124  # Not a number.
        return None
    if name == "on":
        return date.fromisoformat(str(value)[:10])
    return value if isinstance(value, (str, bool)) else int(value)


def table_of(regions):
    """The regions as rows; a life with several successors names none."""
    for life in regions:
        successor = life.successors[0] if len(life.successors) == 1 else None
        traits = None if life.traits is None else ";".join(sorted(life.traits)) or "none.of.these"
        yield life.id, life.parent, life.level.value, traits, life.valid_from, life.valid_to, successor


def moved(life, prefix):
    """A life of a region in a tree of its own, told apart by the ids."""
    return attrs.evolve(
        life,
        id=prefix + life.id,
        parent=None if life.parent is None else prefix + life.parent,
        successors=tuple(prefix + successor for successor in life.successors),
    )


@st.composite
def forests(draw):
    """Trees that may change, reports of them on some days, and sizes that are known."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        tree = draw(strategies.regions(max_size=10, changed_on=draw(st.sampled_from((None, CHANGED)))))
        regions = Regions([moved(life, f"t{number}.") for life in tree])
        found.append((regions, *reports_of(regions, Random(draw(st.integers(0, 2**32))))))  # noqa: S311  # Examples.
    return found


def reports_of(regions, rng):
    base = rng.choice((Base.ALL, Base.ALL, Base.UNSTATED, None))
    seen, sizes = {}, {}
    for life in regions:
        size = rng.choice((0, 1, 7, 100, 1234))
        if rng.random() < 0.4:
            sizes[life.id] = rng.choice((size, size, 3000))
        for _ in range(rng.choice((0, 1, 1, 2))):
            start, end = max(life.first_day, date(2016, 1, 1)), min(life.last_day, date(2021, 12, 31))
            on = rng.choice((DAY, start, end, start + timedelta(rng.randint(0, (end - start).days))))
            if not start <= on <= end:
                continue
            count = rng.randint(0, size)
            kind = rng.choice((Base.REGISTERED, Base.ALL, Base.ALL, Base.ALL)) if base is None else base
            share = Share(count, size, base=kind)
            form = rng.random()
            if form < 0.3:
                share = BoundedShare.from_counts(min(count, size // 2), max(count, size // 2), size, base=kind)
            elif form < 0.45 and size:
                share = Share(count, size, base=kind).printed(1)
            seen.setdefault((life.id, on), Observation(FAMILIES, life.id, on, share))
    return list(seen.values()), sizes


def as_rows(seen):
    for one in seen:
        row = frames.row_of(one)
        yield tuple(row[name] for name in REPORTS)


def fraction_ends(value):
    return (value.lower, value.upper) if isinstance(value, Bounds) else (value, value)


def compare_sums(row, total, rule):
    actual = total.actual
    assert (row["level"], row["parent"]) == (total.region.level.value, total.region.parent)
    least, most = (actual.numerator, actual.numerator) if isinstance(actual, Share) else (actual.least, actual.most)
    assert (row["least"], row["most"], row["counted"]) == (least, most, actual.denominator)
    is_partial = isinstance(actual, BoundedShare) and actual.is_partial
    assert bool(row["is_counted"]) is not is_partial
    assert row["numerator"] == (least if least == most and not is_partial else None)
    assert row["base"] == actual.base.value
    assert row["missing"] == len(total.missing)
    asked = total.implied_threshold(rule)
    bottom = row["implied_denominator"]
    if asked is None:
        assert bottom is None
    else:
        ends = [row[name] for name in ("implied_numerator", "implied_upper_numerator")]
        assert ends == [end * bottom for end in fraction_ends(asked)]


def added_up(programme, regions, seen, sizes, since):
    """The roll-up into each region with parts, or nothing where it cannot be."""
    days = {"as_of": DAY, "since": since}
    for whole in (r.id for r in regions.alive_on(DAY) if regions.children_of(r.id, DAY)):
        try:
            found = roll_up(programme, FAMILIES, seen, regions=regions, into=whole, denominators=sizes, **days)
        except XhhtError:
            yield whole, None
        else:
            yield whole, found


@st.composite
def programmes(draw):
    """A programme with one target, with tiers or without, and with a default tier and a territory or without."""
    tiers = draw(st.sampled_from((PROGRAMME.tiers, PROGRAMME.tiers, ())))
    asked = tuple(tier.id for tier in tiers) or (None,)
    rule = draw(draw(st.sampled_from((strategies.level_targets, strategies.growth_targets)))(tiers=asked))
    rule = attrs.evolve(rule, id="asked", indicator=FAMILIES, source=PROGRAMME.source, due_on=PROGRAMME.ends_on)
    return attrs.evolve(
        PROGRAMME,
        targets=(rule,),
        tiers=tiers,
        default_tier=draw(st.sampled_from((None, "general"))) if tiers else None,
        territory=draw(st.sampled_from((None, attrs.evolve(PROGRAMME.territory, id="t0.p.1")))),
        responsibilities=(),
        duties=(),
    )


@pytest.mark.parametrize("engine", EVERY)
def test_tables_and_objects_add_up_alike(engine):
    build = ENGINES[engine]
    build((SIZES, []))

    @examples(engine)
    @given(
        forest=forests(),
        programme=programmes(),
        since=st.sampled_from((None, None, date.min, date(2018, 6, 1))),
        is_last_reported=st.booleans(),
    )
    def agree(forest, programme, since, is_last_reported):
        expected, broken, lives, rows, known = {}, set(), [], [], []
        for regions, seen, sizes in forest:
            sums = dict(added_up(programme, regions, seen, "last_reported" if is_last_reported else sizes, since))
            if engine in EAGER and None in sums.values():
                continue
            broken |= {whole for whole, total in sums.items() if total is None}
            expected |= {whole: total for whole, total in sums.items() if total is not None}
            lives.extend(table_of(regions))
            rows.extend(as_rows(seen))
            known.extend((region, FAMILIES, size) for region, size in sizes.items())
        reports, tree, denominators = build((REPORTS, rows), (REGIONS, lives), (SIZES, known))
        found = rows_of(
            frames.roll_up(
                programme,
                reports,
                regions=tree,
                as_of=DAY,
                since=since,
                denominators="last_reported" if is_last_reported else denominators,
                indicators=[FAMILIES],
            )
        )
        for whole, total in expected.items():
            compare_sums(found[whole, FAMILIES, total.to_observation().on], total, programme.targets[0])
        if engine not in EAGER:
            assert {region for (region, _, _), row in found.items() if row["invalid"]} >= broken

    agree()


def holders_of(regions, rng):
    """Decisions on a few holders, who move, lose titles and get them back; and denominators that are enough."""
    lives = list(regions)
    found = {}
    for holder in range(rng.randint(1, 12)):
        for _ in range(rng.choice((1, 1, 2, 3, 4))):
            life = rng.choice(lives)
            start, end = max(life.first_day, date(2016, 1, 1)), min(life.last_day, date(2021, 6, 30))
            on = rng.choice((start, end, start + timedelta(rng.randint(0, (end - start).days))))
            ends, lost = (
                rng.choice((None, None, day, on, on + timedelta(rng.randint(0, 1500)))) if rng.random() < 0.5 else None
                for day in (DAY, DAY)
            )
            ends = None if ends is not None and ends < on else ends
            lost = None if lost is not None and lost < on else lost
            title = rng.choice(("family", "family", "clan"))
            made = Recognition(
                title, f"h{holder}", life.id, decided_on=on, decided_by="x", ends_on=ends, withdrawn_on=lost
            )
            found.setdefault((title, holder, on), made)
    return [one for one in found.values() for _ in range(rng.choice((1, 1, 2)))]


@pytest.mark.parametrize("engine", EVERY)
def test_tables_and_objects_tally_alike(engine):
    build = ENGINES[engine]
    build((SIZES, []))

    @examples(engine)
    @given(data=st.data(), count=st.integers(1, 6), seed=st.integers(0, 2**32))
    def agree(data, count, seed):
        rng = Random(seed)  # noqa: S311  # Examples, no secrets.
        lives, rows, known, expected = [], [], [], {}
        days = (date(2018, 12, 31), DAY)
        for number in range(count):
            tree = data.draw(strategies.regions(max_size=10, changed_on=data.draw(st.sampled_from((None, CHANGED)))))
            regions = Regions([moved(life, f"t{number}.") for life in tree])
            given = [attrs.evolve(one, holder=f"t{number}.{one.holder}") for one in holders_of(regions, rng)]
            is_whole = rng.random() < 0.9
            forgotten = {life.id for life in regions if not is_whole and rng.random() < 0.2}
            sizes = {day: sized(regions, forgotten, day) for day in days}
            try:
                tallied = {
                    (seen.region, seen.indicator, day): seen.actual
                    for title in ("family", "clan")
                    for day in days
                    for seen in tally(PROGRAMME, given, title, as_of=day, regions=regions, denominators=sizes[day])
                }
            except XhhtError:
                if engine in EAGER:
                    continue
                tallied = {}
            expected |= tallied
            lives.extend(table_of(regions))
            rows.extend(tuple(getattr(one, name) for name in DECISIONS) for one in given)
            known.extend(
                (region, title, size, day)
                for title in ("family", "clan")
                for day in days
                for region, size in sizes[day].items()
            )
        rng.shuffle(rows)
        register, tree, denominators = build((DECISIONS, rows), (REGIONS, lives), (DENOMINATORS, known))
        found = rows_of(frames.tally(PROGRAMME, register, as_of=days, regions=tree, denominators=denominators))
        for key, share in expected.items():
            row = found.pop(key)
            assert (row["numerator"], row["denominator"]) == (share.numerator, share.denominator), key
            assert row.get("invalid") is None
        if engine in EAGER:
            assert not found
        else:
            broken = {region.partition(".")[0] for region, _, _ in found}
            assert all(any(row["invalid"] for key, row in found.items() if key[0].startswith(tree)) for tree in broken)

    agree()


def sized(regions, forgotten, day):
    """Denominators of the regions of a day that hold all, but for the forgotten ones."""
    return {life.id: 1000 for life in regions.alive_on(day) if life.id not in forgotten}


def one_decision():
    """The tables of one holder in one region, on a DuckDB connection of their own."""
    decision = ("family", "h1", "a", date(2018, 1, 1), "x", None, None)
    life = ("a", *[None] * (len(REGIONS) - 1))
    return duckdb((DECISIONS, [decision]), (REGIONS, [life]), (DENOMINATORS, [("a", "family", 5, DAY)]))


def test_a_duckdb_plan_outlives_the_tables_that_it_was_made_from():
    tables = one_decision()
    register, tree, sizes = tables
    counts = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
    counts = counts.project("region, numerator, denominator")
    del tables, register, tree, sizes
    gc.collect()
    assert counts.fetchall() == [("a", 1, 5)]


LEFT = "SELECT table_name, temporary FROM duckdb_tables() WHERE table_name LIKE 'xhht%'"


def test_a_duckdb_plan_leaves_temporary_tables_alone_which_can_be_dropped():
    register, tree, sizes = one_decision()
    counts = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
    found = counts.project("region, numerator, denominator").fetchall()
    left = register.query("t", LEFT).fetchall()
    assert left
    assert {is_temporary for _, is_temporary in left} == {True}
    for name, _ in left:
        register.query("t", f"DROP TABLE {name}")
    again = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
    assert again.project("region, numerator, denominator").fetchall() == found == [("a", 1, 5)]


def test_a_duckdb_plan_leaves_nothing_in_a_file(tmp_path):
    duck = pytest.importorskip("duckdb")
    with duck.connect(tmp_path / "register.duckdb") as written:
        register, tree, sizes = in_file(written)
        counts = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
        assert counts.project("region, numerator, denominator").fetchall() == [("a", 1, 5)]
    with duck.connect(tmp_path / "register.duckdb") as read:
        names = read.sql("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
    assert names == [("decisions",), ("sizes",), ("tree",)]


def in_file(connection):
    """The tables of one holder in one region, written into a database."""
    connection.execute(
        "CREATE TABLE decisions AS "
        "SELECT 'family' AS title, 1 AS holder, 'a' AS region, DATE '2018-01-01' AS decided_on"
    )
    connection.execute("CREATE TABLE tree AS SELECT 'a' AS region, CAST(NULL AS VARCHAR) AS parent")
    connection.execute("CREATE TABLE sizes AS SELECT 'a' AS region, 'family' AS title, 5 AS denominator")
    return [connection.table(name) for name in ("decisions", "tree", "sizes")]


def test_tables_on_two_connections_are_refused_with_what_to_do():
    register, tree, _ = one_decision()
    _, _, sizes = one_decision()
    with pytest.raises(InvalidTypeError, match="read all of them on the same one"):
        frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)


def test_a_duckdb_plan_is_made_in_a_database_that_is_only_read(tmp_path):
    duck = pytest.importorskip("duckdb", minversion="2")  # The one before takes minutes for it.
    with duck.connect(tmp_path / "register.duckdb") as written:
        in_file(written)
    with duck.connect(tmp_path / "register.duckdb", read_only=True) as read:
        register, tree, sizes = (read.table(name) for name in ("decisions", "tree", "sizes"))
        counts = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes)
        assert counts.project("region, numerator, denominator").fetchall() == [("a", 1, 5)]


def test_a_day_is_that_of_its_own_time_zone():
    pl = pytest.importorskip("polars")
    life, sizes = ("a", *[None] * (len(REGIONS) - 1)), [("a", "family", 5, DAY)]
    register, tree, denominators = polars(
        (DECISIONS, [("family", "h", "a", DAY, "x", None, None)]), (REGIONS, [life]), (DENOMINATORS, sizes)
    )
    early = pl.col("decided_on").cast(pl.Datetime).dt.replace_time_zone("Asia/Ho_Chi_Minh") + timedelta(hours=2)
    for day, count in ((DAY - timedelta(days=1), 0), (DAY, 1)):
        denominators = denominators.with_columns(on=pl.lit(day))
        found = frames.tally(
            PROGRAMME, register.with_columns(early), as_of=day, regions=tree, denominators=denominators
        )
        assert list(found["numerator"]) == [count]


def test_more_regions_than_a_table_can_number_are_refused(monkeypatch):
    monkeypatch.setattr("xhht.ext.frames.register.decisions.PLACES", 4)
    lives = [(name, *[None] * (len(REGIONS) - 1)) for name in "abcde"]
    decisions = [("family", "h", "e", date(2018, 1, 1), "x", None, None)]
    sizes = [("e", "family", 5, DAY)]
    register, tree, denominators = polars((DECISIONS, decisions), (REGIONS, lives), (DENOMINATORS, sizes))
    with pytest.raises(frames.InvalidRowsError, match="more than 1,048,575 regions"):
        frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=denominators)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow", "duckdb"])
def test_what_is_implied_for_a_nation_stays_within_64_bits(engine):
    lives = [("n", None, "country", "none", None, None, None)]
    lives += [(name, "n", "province", "none", None, None, None) for name in ("a", "b")]
    rows = [(name, FAMILIES, DAY, 5_000_000, 13_000_000, None, None, "all", True, False, False) for name in ("a", "b")]
    reports, tree = ENGINES[engine]((REPORTS, rows), (REGIONS, lives))
    found = rows_of(frames.roll_up(PROGRAMME, reports, regions=tree, as_of=DAY, indicators=[FAMILIES]))
    row = found["n", FAMILIES, DAY]
    rise = PROGRAMME.target(FAMILIES).asked_of("general")
    ends = [row["implied_numerator"], row["implied_upper_numerator"]]
    assert ends == [rise * row["implied_denominator"]] * 2


def test_bad_decisions_are_reported_beside_the_good_counts():
    life = ("a", *[None] * (len(REGIONS) - 1))
    decisions = [("family", "h1", "a", date(2018, 1, 1)), ("family", "h2", "nowhere", date(2018, 1, 1))]
    columns = ("title", "holder", "region", "decided_on")
    register, tree, sizes = polars((columns, decisions), (REGIONS, [life]), (DENOMINATORS, [("a", "family", 5, DAY)]))
    counts, bad = frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes, on_error="report")
    assert list(bad["holder"]) == ["h2"]
    good = counts.filter(counts["invalid"].is_null())
    assert list(good.select("region", "numerator", "denominator").iter_rows()) == [("a", 1, 5)]
