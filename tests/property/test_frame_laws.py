"""The law of two engines: tables and objects give the same verdicts, on every engine that is installed."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xhht import Base, BoundedShare, Bounds, CountRange, Observation, Reading, Region, Share, assess, years_between
from xhht.ext import strategies
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")

END_2020 = date(2020, 12, 31)
INDICATORS = tuple(indicator.id for indicator in ctph_154.PROGRAMME.indicators[:3])
TIERS = {"a": None, "b": "general", "c": "developed", "d": "disadvantaged"}
REGIONS = [Region(name, name, level="commune", tier=tier) for name, tier in TIERS.items()]
TEXTS, COUNTS = ("region", "indicator", "tier", "base", "note"), ("numerator", "denominator", "lower", "upper")
SOURCE = st.just(ctph_154.PROGRAMME.source)


@st.composite
def programmes(draw):
    """A programme with a few targets of every kind, several of them of one indicator."""
    rules = [
        draw(
            strategies.level_rules(id=f"target_{n}", indicator=st.sampled_from(INDICATORS), source=SOURCE)
            | strategies.growth_rules(id=f"target_{n}", indicator=st.sampled_from(INDICATORS), source=SOURCE)
        )
        for n in range(draw(st.integers(1, 4)))
    ]
    return attrs.evolve(ctph_154.PROGRAMME, targets=tuple(rules), responsibilities=(), duties=())


@st.composite
def reports(draw, first, last):
    """Rows that do not contradict each other, in any order, some of them twice and some without counts."""
    found = {}
    for _ in range(draw(st.integers(1, 14))):
        region, indicator = draw(st.sampled_from(sorted(TIERS))), draw(st.sampled_from(INDICATORS))
        on = draw(st.sampled_from((first, first - timedelta(365), last)) | strategies.days())
        base = draw(st.sampled_from((None, "all", "all", "unstated", "registered")))
        most = draw(st.sampled_from((1, 12, 100, 4321, 2_000_000)))
        denominator = draw(st.integers(0, most))
        low, high = sorted((draw(st.integers(0, denominator)), draw(st.integers(0, denominator))))
        counts = draw(
            st.sampled_from(
                (
                    (low, denominator, None, None),
                    (low, denominator, None, None),
                    (None, denominator, low, high),
                    (None, denominator, None, None),
                    (low, None, None, None),
                )
            )
        )
        row = (region, indicator, on, TIERS[region], base, *counts, f"{region}-{on}")
        found[region, indicator, on, base == "registered"] = row
    rows = list(found.values())
    rows += draw(st.lists(st.sampled_from(rows), max_size=2))
    names = ("region", "indicator", "on", "tier", "base", *COUNTS, "note")
    return [dict(zip(names, row, strict=True)) for row in draw(st.permutations(rows))]


def observed(rows) -> Iterator[Observation]:
    for row in rows:
        base = row["base"] or Base.ALL
        if row["denominator"] is None or (row["numerator"] is None and row["lower"] is None):
            continue
        if row["lower"] is None or row["lower"] == row["upper"]:
            count = row["numerator"] if row["lower"] is None else row["lower"]
            share = Share(count, row["denominator"], base=base)
        else:
            share = BoundedShare.from_counts(row["lower"], row["upper"], row["denominator"], base=base)
        yield Observation(row["indicator"], row["region"], row["on"], share)


def arrow(rows):
    pa = pytest.importorskip("pyarrow")
    schema = [(n, pa.string()) for n in TEXTS] + [(n, pa.int64()) for n in COUNTS] + [("on", pa.date32())]
    return pa.Table.from_pylist(rows, schema=pa.schema(schema))


def pandas(rows):
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(rows, columns=[*TEXTS, "on", *COUNTS])
    return frame.astype(dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(TEXTS, "str"))


def polars(rows):
    pl = pytest.importorskip("polars")
    schema = dict.fromkeys(TEXTS, pl.String) | dict.fromkeys(COUNTS, pl.Int64) | {"on": pl.Date}
    return pl.DataFrame(rows, schema=schema)


def duckdb(rows):
    return pytest.importorskip("duckdb").connect().from_arrow(arrow(rows))


def dask(rows):
    dd = pytest.importorskip("dask.dataframe")
    frame = pandas(rows)
    return dd.from_pandas(frame.assign(on=frame["on"].astype("datetime64[s]")), npartitions=2)


ENGINES = {
    "polars": polars,
    "polars-lazy": lambda rows: polars(rows).lazy(),
    "pyarrow": arrow,
    "pandas": pandas,
    "duckdb": duckdb,
    "dask": dask,
}
FEW = {"duckdb": 10, "pandas": 10, "pyarrow": 20, "dask": 4}


def whole(value):
    """A count that an engine gives back, None for whatever it writes where there is none."""
    return None if value is None or value != value else int(value)  # noqa: PLR0124  # Not a number is not itself.


def day(value):
    return None if value is None or value != value else date.fromisoformat(str(value)[:10])  # noqa: PLR0124


def rows_of(native):
    table = nw.from_native(native.compute() if type(native).__module__.startswith("dask") else native)
    if isinstance(table, nw.LazyFrame):
        table = table.collect()
    return {(row["target"], row["region"]): row for row in table.rows(named=True)}


def fraction(row, numerator, denominator):
    top, bottom = whole(row[numerator]), whole(row[denominator])
    return None if top is None else Fraction(top, bottom)


def ends(value):
    """The two ends of a number or a range, or None twice."""
    if isinstance(value, Bounds):
        return value.lower, value.upper
    return (value.least, value.most) if isinstance(value, CountRange) else (value, value)


def compare(row, verdict):
    seen = verdict.observation
    assert row["outcome"] == verdict.outcome.value
    assert (whole(row["shortfall"]), whole(row["shortfall_most"])) == ends(verdict.shortfall)
    low = fraction(row, "threshold_numerator", "threshold_denominator")
    assert (low, fraction(row, "threshold_upper_numerator", "threshold_denominator")) == ends(verdict.threshold)
    gap = fraction(row, "gap_numerator", "gap_denominator"), fraction(row, "gap_upper_numerator", "gap_denominator")
    assert gap == tuple(None if end is None else end / 100 for end in ends(verdict.gap_pp))
    assert bool(row["is_due"]) is verdict.is_due
    assert row["tier"] == verdict.tier
    assert day(row["on"]) == (None if seen is None else seen.on)
    assert whole(row["denominator"]) == (None if seen is None else seen.actual.denominator)
    exact = seen.actual.numerator if seen is not None and isinstance(seen.actual, Share) else None
    assert whole(row["numerator"]) == exact


@pytest.mark.parametrize("engine", ENGINES)
def test_tables_and_objects_give_the_same_verdicts(engine):
    build = ENGINES[engine]
    build([])

    @settings(max_examples=min(FEW.get(engine, 10_000), settings().max_examples))
    @given(
        programme=programmes(),
        days=st.lists(strategies.days(), min_size=2, max_size=2, unique=True).map(sorted),
        has_baseline=st.sampled_from((True, True, True, False)),
        reading=st.none() | st.sampled_from(Reading),
        data=st.data(),
    )
    def agree(programme, days, has_baseline, reading, data):
        first, last = days
        rows = data.draw(reports(first, last))
        settled = {"as_of": last, "baseline_on": first if has_baseline else None, "reading": reading}
        by_object = assess(programme, observed(rows), regions=REGIONS, **settled)
        by_table = rows_of(frames.assess(programme, build(rows), **settled))
        asked = {(t.id, r["region"]) for t in programme.targets for r in rows if r["indicator"] == t.indicator}
        assert set(by_table) == asked
        for key, row in by_table.items():
            compare(row, by_object[key])
            assert row["note"].startswith(f"{key[1]}-")

    agree()


@settings(max_examples=max(5, settings().max_examples // 10))
@given(
    st.lists(
        st.tuples(strategies.days(last=END_2020), strategies.days(first=END_2020 + timedelta(1))),
        min_size=1,
        max_size=80,
    )
)
def test_years_are_counted_in_whole_numbers_as_the_calendar_has_them(pairs):
    rule = ctph_154.PROGRAMME.target("families_recognised")
    rows = [
        {"region": f"r{n}", "indicator": rule.indicator, "on": on, "numerator": count, "denominator": 10}
        for n, pair in enumerate(pairs)
        for count, on in enumerate(pair)
    ]
    table = polars(rows).select("region", "indicator", "on", "numerator", "denominator")
    found = rows_of(frames.assess(ctph_154.PROGRAMME, table, as_of=date(2035, 12, 31), baseline_on=END_2020))
    for n, (first, last) in enumerate(pairs):
        asked = fraction(found[rule.id, f"r{n}"], "threshold_numerator", "threshold_denominator")
        assert asked == min(Fraction(1), rule.rise_per_year() * years_between(first, last))
