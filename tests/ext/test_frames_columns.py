"""Tables as they come: counts in any clothing, names that are almost right, columns that only travel along."""

from datetime import date
from decimal import Decimal

import pytest

from xhht.ext import rows
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, Share
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")
pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")

PROGRAMME = ctph_154.PROGRAMME
LEVEL, DAY = "clans_recognised", date(2020, 12, 31)
REPORTS = {
    "region": ["a", "b"],
    "level": ["commune"] * 2,
    "tier": ["general"] * 2,
    "indicator": [LEVEL] * 2,
    "on": [DAY] * 2,
    "numerator": [4, 3],
    "denominator": [10, 10],
}


def duckdb(table):
    return pytest.importorskip("duckdb").from_arrow(table)


ENGINES = {
    "pandas": lambda table: table.to_pandas(),
    "pandas-arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "pyarrow": lambda table: table,
    "duckdb": duckdb,
}


def build(engine, columns):
    return ENGINES[engine](columns if isinstance(columns, pa.Table) else pa.table(columns))


def rows_of(native):
    table = nw.from_native(native)
    return (table.collect() if isinstance(table, nw.LazyFrame) else table).rows(named=True)


def outcomes(native, **more):
    found = frames.assess(PROGRAMME, native, as_of=DAY, **more)
    return {row["region"]: row["outcome"] for row in rows_of(found)}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([4, 3], pa.uint64()),
        ([4, 3], pa.int8()),
        ([4.0, 3.0], pa.float32()),
        ([Decimal("4.00"), Decimal("3.00")], pa.decimal128(38, 2)),
        ([" 4", "3.0"], pa.string()),
        (["4", "3"], pa.dictionary(pa.int32(), pa.string())),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_whole_numbers_are_read_in_any_clothing(engine, cells, kind):
    table = pa.table(
        REPORTS | {"numerator": pa.array(cells).cast(kind) if kind != pa.decimal128(38, 2) else pa.array(cells, kind)}
    )
    assert outcomes(build(engine, table)) == {"a": "met", "b": "not_met"}


@pytest.mark.parametrize(
    "numerator",
    [
        pa.array([4, 2**63], pa.uint64()),
        pa.array([4, 2**24], pa.float32()),
        pa.array([4, 2**53], pa.float64()),
        pa.array([4, float("inf")], pa.float64()),
        pa.array([Decimal("4.0"), Decimal("3.5")]),
        pa.array(["4", "9" * 30]),
        pa.array(["4", "4.000"]),
        pa.array(["4", "٣"]),
        pa.array(["4", ""]),
    ],
    ids=lambda cells: str(cells[1]),
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_no_whole_number_is_told_and_never_rounded(engine, numerator):
    table = build(engine, pa.table(REPORTS | {"numerator": numerator, "denominator": [2**38] * 2}))
    (bad,) = rows_of(frames.check(PROGRAMME, table, as_of=DAY))
    assert (bad["region"], bad["problem"]) == (
        "b",
        "a count that is no whole number of at most 18 digits without a sign",
    )


def test_128_bit_sums_are_counts_of_every_table_of_a_register():
    connection = pytest.importorskip("duckdb").connect()
    register = connection.sql("SELECT 'family' title, 'f' holder, 'a' region, DATE '2018-12-31' decided_on")
    tree = connection.sql("SELECT 'a' region, CAST(NULL AS VARCHAR) parent")
    sizes = connection.sql("SELECT 'a' region, 'family' title, sum(5) denominator")
    (row,) = rows_of(frames.tally(PROGRAMME, register, as_of=DAY, regions=tree, denominators=sizes))
    assert (row["numerator"], row["denominator"]) == (1, 5)


@pytest.mark.parametrize(
    ("name", "part"),
    [("base ", "base"), ("Tiers", "tier"), ("LOWER", "lower"), ("trait", "traits"), ("parents", "parent")],
)
def test_a_column_that_is_called_almost_as_a_part_is_no_further_column(name, part):
    with pytest.raises(frames.InvalidColumnsError, match=f"is called '{name}'; did you mean '{part}'"):
        outcomes(pl.DataFrame(REPORTS).drop("tier").with_columns(pl.lit("x").alias(name)))


def test_a_further_column_may_resemble_a_part_that_another_one_plays():
    assert outcomes(pl.DataFrame(REPORTS | {"Region": ["A", "B"], "tiers": [1, 1]})) == {"a": "met", "b": "not_met"}
    with pytest.raises(frames.InvalidColumnsError, match="is called 'Valid from'; did you mean 'valid_from'"):
        outcomes(pl.DataFrame(REPORTS), regions=pl.DataFrame({"region": ["a", "b"], "Valid from": [DAY, DAY]}))


@pytest.mark.parametrize("engine", ["pandas", "pyarrow"])
def test_names_that_stand_twice_and_names_of_any_length_are_told_in_a_few_words(engine):
    twice = (
        pa.table(REPORTS).append_column("x" * 10_000, pa.array([1, 2])).append_column("x" * 10_000, pa.array([1, 2]))
    )
    with pytest.raises(frames.InvalidColumnsError, match="2 columns of the reports are called 'xxx") as caught:
        outcomes(build(engine, twice))
    assert len(str(caught.value)) < 300


def test_a_pandas_column_of_a_kind_that_is_unknown_is_no_empty_one():
    frame = pd.DataFrame(REPORTS).assign(on=pd.period_range("2020-12-31", periods=2, freq="D"))
    with pytest.raises(frames.InvalidColumnsError, match="'on' takes days"):
        outcomes(frame)


FURTHER = {
    "category": pa.array(["u", "v"]).dictionary_encode(),
    "list": pa.array([[1], [2, 3]]),
    "struct": pa.array([{"x": 1}, {"x": 2}]),
    "null": pa.nulls(2),
    "bytes": pa.array([b"u", b"v"]),
}


@pytest.mark.parametrize("kind", FURTHER)
@pytest.mark.parametrize("engine", ENGINES)
def test_further_columns_of_any_kind_come_back_with_verdicts_and_bad_rows(engine, kind):
    table = pa.table(REPORTS).append_column("note", FURTHER[kind])
    expected = dict(zip("ab", FURTHER[kind].to_pylist(), strict=True))
    for native in (
        frames.assess(PROGRAMME, build(engine, table), as_of=DAY),
        frames.check(PROGRAMME, build(engine, table.set_column(5, "numerator", pa.array([40, 30]))), as_of=DAY),
    ):
        found = {row["region"]: row["note"] for row in rows_of(native)}
        assert {
            region: None if note is None or kind == "null" else _plain(note) for region, note in found.items()
        } == expected


def _plain(note):
    return list(note) if not isinstance(note, (str, bytes, dict)) else note


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_observations_as_frames_write_them_are_judged_by_their_range(engine):
    shares = {
        "counted": Share(4, 10),
        "bounded": BoundedShare.from_counts(3, 4, 10),
        "printed": PrintedShare.from_text("39,9%", base=Base.ALL),
        "over": PrintedShare.from_text("hơn 40%", base=Base.ALL),
        "partial": BoundedShare.from_counts(3, 4, 10, is_partial=True),
        "registered": Share(4, 10, base=Base.REGISTERED),
    }
    seen = [Observation(LEVEL, region, DAY, share) for region, share in shares.items()]
    table = rows.to_frame(seen, backend="pyarrow")
    table = table.append_column("level", pa.array(["commune"] * 6)).append_column("tier", pa.array(["general"] * 6))
    found = {r["region"]: r for r in rows_of(frames.assess(PROGRAMME, build(engine, table), as_of=DAY))}
    assert {region: row["outcome"] for region, row in found.items()} == {
        "counted": "met",
        "bounded": "undecided",
        "printed": "not_met",
        "over": "met",
        "partial": "undecided",
        "registered": "no_data",
    }
    assert (found["bounded"]["lower"], found["bounded"]["upper"], found["bounded"]["is_counted"]) == (3, 4, True)
    assert found["over"]["is_counted"] is not True


def test_an_end_that_is_no_fraction_is_told():
    table = rows.to_frame([Observation(LEVEL, "a", DAY, PrintedShare.from_text("39,9%"))], backend="polars")
    table = table.with_columns(level=pl.lit("commune"), share_lower=pl.lit("0.4"))
    with pytest.raises(frames.InvalidRowsError, match="a count that is no whole number"):
        outcomes(table)


def test_a_wide_table_shows_cells_of_several_kinds_as_they_came():
    wide = pl.DataFrame({"region": ["a"], "level": ["commune"], "n": ["4,5"], "d": [10], "m": [30], "e": [10.0]})
    asked = {"indicators": {LEVEL: ("n", "d"), "communities_recognised": ("m", "e")}}
    found = rows_of(frames.check(PROGRAMME, wide, as_of=DAY, **asked))
    assert {row["numerator"]: row["problem"] for row in found} == {
        "4,5": "a count that is no whole number of at most 18 digits without a sign",
        "30": "impossible counts",
    }


@pytest.mark.parametrize("engine", list(ENGINES))
@pytest.mark.parametrize("column", ["share", "share_lower", "share_upper"])
def test_counts_that_contradict_the_share_beside_them_are_told_apart(engine, column):
    shares = (Share(10, 100), Share(0, 7), BoundedShare.from_counts(3, 4, 10), PrintedShare.from_text("39,9%"))
    shares += (Share(3 * 10**11, 5 * 10**11), Share(8, 8), Share(0, 0))
    seen = [Observation(LEVEL, f"r{place}", DAY, share) for place, share in enumerate(shares)]
    table = rows.to_frame(seen, backend="pyarrow").append_column("level", pa.array(["commune"] * len(seen)))
    assert rows_of(frames.check(PROGRAMME, build(engine, table), as_of=DAY)) == []
    cells = ["9/20", "1/7", "9/20", table[column][3].as_py(), "300000000001/500000000000", "7/8", None]
    told = table.set_column(table.column_names.index(column), column, pa.array(cells, pa.string()))
    found = rows_of(frames.check(PROGRAMME, build(engine, told), as_of=DAY))
    assert {row["region"]: row["problem"] for row in found} == dict.fromkeys(
        ("r0", "r1", "r2", "r4", "r5"), "counts that contradict the share beside them"
    )


@pytest.mark.parametrize("engine", list(ENGINES))
def test_a_share_beside_counts_need_not_be_reduced_and_one_of_another_kind_travels_along(engine):
    wrong = build(engine, REPORTS | {"share": ["4/10", "4/10"]})
    verdicts, bad = frames.assess(PROGRAMME, wrong, as_of=DAY, on_error="report")
    assert [row["share"] for row in rows_of(verdicts)] == ["4/10"]
    assert [row["region"] for row in rows_of(bad)] == ["b"]
    for other in ([0.5, 0.5], ["50 %", "50 %"]):
        found = frames.assess(PROGRAMME, build(engine, REPORTS | {"share": other}), as_of=DAY)
        assert {row["share"] for row in rows_of(found)} == set(other)


@pytest.mark.parametrize("engine", list(ENGINES))
@pytest.mark.parametrize(
    ("region", "column", "cells"),
    [
        ("counted", "least", pa.array([3, 3, 3])),
        ("counted", "is_partial", pa.array([True, False, True])),
        ("counted", "is_lower_open", pa.array([True, False, True])),
        ("bounded", "is_upper_open", pa.array([False, True, True])),
        ("partial", "share_lower", pa.array(["2/5", "3/10", "3/10"])),
    ],
)
def test_a_cell_that_does_not_follow_from_the_counts_makes_a_bad_row_as_when_rows_are_read(
    engine, region, column, cells
):
    shares = {
        "counted": Share(4, 10),
        "bounded": BoundedShare.from_counts(3, 4, 10),
        "partial": BoundedShare.from_counts(3, 4, 10, is_partial=True),
    }
    seen = [Observation(LEVEL, name, DAY, share) for name, share in shares.items()]
    table = rows.to_frame(seen, backend="pyarrow").append_column("level", pa.array(["commune"] * 3))
    assert rows_of(frames.check(PROGRAMME, build(engine, table), as_of=DAY)) == []
    told = table.set_column(table.column_names.index(column), column, cells)
    found = {row["region"]: row["problem"] for row in rows_of(frames.check(PROGRAMME, build(engine, told), as_of=DAY))}
    assert found == {region: "counts that contradict the share beside them"}
    with pytest.raises(rows.InvalidTableError, match="contradicts the other columns"):
        rows.observations_from_frame(told.drop_columns("level"))


@pytest.mark.parametrize("ends", [(3, 5), (4, 5), (3, 4)])
def test_ends_beside_a_numerator_are_equal_to_it(ends):
    table = pl.DataFrame(REPORTS).head(1)
    same = table.with_columns(lower=pl.lit(4), upper=pl.lit(4))
    assert frames.check(PROGRAMME, same, as_of=DAY).is_empty()
    found = frames.check(PROGRAMME, table.with_columns(lower=pl.lit(ends[0]), upper=pl.lit(ends[1])), as_of=DAY)
    assert found["problem"].to_list() == ["impossible counts"]


def test_an_error_says_which_counts_contradict_their_share():
    with pytest.raises(frames.InvalidRowsError, match=r"row 1 .* share beside them: numerator 3, denominator 10"):
        outcomes(build("polars", REPORTS | {"share": ["2/5", "1/3"]}))


def test_sums_take_no_counts_that_contradict_their_share():
    regions = pl.DataFrame({"region": ["top", "a", "b"], "parent": [None, "top", "top"]})
    table = pl.DataFrame(REPORTS | {"share": ["2/5", "1/3"]})
    with pytest.raises(frames.InvalidRowsError, match="share beside them"):
        frames.roll_up(PROGRAMME, table, regions=regions, as_of=DAY)


def test_columns_that_pyarrow_holds_in_runs_are_read_and_travel_along():
    compute = pytest.importorskip("pyarrow.compute")
    runs = {"region": ["a", "b"], "note": ["x", "x"], "numerator": [4, 3]}
    encoded = {name: compute.run_end_encode(pa.array(values)) for name, values in runs.items()}
    found = frames.assess(PROGRAMME, pa.table(REPORTS | encoded), as_of=DAY)
    assert {(row["region"], row["note"], row["outcome"]) for row in rows_of(found)} == {
        ("a", "x", "met"),
        ("b", "x", "not_met"),
    }
