"""The law of two engines: tables and objects give the same verdicts, on every engine that is installed."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import floor, lcm
from random import Random

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    CountRange,
    LevelTarget,
    Observation,
    PrintedShare,
    Reading,
    Region,
    Share,
    Territory,
    Text,
    assess,
)
from xhht.ext import strategies
from xhht.figures.levels import Level
from xhht.periods import years_between
from xhht.programmes import ctph_154

nw = pytest.importorskip("narwhals")
frames = pytest.importorskip("xhht.ext.frames")

END_2020 = date(2020, 12, 31)
INDICATORS = tuple(indicator.id for indicator in ctph_154.PROGRAMME.indicators[:3])
TIERS = (None, None, "general", "developed", "disadvantaged")
TRAITS = (None, None, ("mountain",), ("city",), ("remote",), ("remote", "town"), ("special_difficulty", "mountain"))
LEVELS = tuple(Level)
TEXTS = ("region", "indicator", "tier", "level", "traits", "parent", "base", "note")
COUNTS = ("numerator", "denominator", "lower", "upper")
FLAGS = ("is_lower_open", "is_upper_open", "is_counted")
NAMES = ("region", "indicator", "on", "tier", "level", "traits", "base", *COUNTS, "note")
KINDS = dict.fromkeys(TEXTS, str) | dict.fromkeys(COUNTS, int) | dict.fromkeys(FLAGS, bool)
KINDS |= dict.fromkeys(("on", "valid_from", "valid_to"), date)
SOURCE = st.just(ctph_154.PROGRAMME.source)
DUE = strategies.days(first=ctph_154.PROGRAMME.starts_on, last=ctph_154.PROGRAMME.ends_on)


@st.composite
def programmes(draw, *, territory=None):
    """A programme with a few targets of every kind, several of them of one indicator.

    It has tiers or none, a default one or none, a territory or none, and levels of which its targets are asked or none.
    """
    tiers = draw(st.sampled_from((ctph_154.PROGRAMME.tiers, ctph_154.PROGRAMME.tiers, ())))
    kept = tuple(tier.id for tier in tiers)
    rules = []
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from((strategies.level_targets, strategies.growth_targets)))
        asked = draw(st.sampled_from(((None,), kept or (None,), (None, *kept[:1]))))
        wanted = {"indicator": st.sampled_from(INDICATORS), "source": SOURCE, "due_on": DUE, "tiers": asked}
        rule = draw(kind(id=f"target_{number}", **wanted))
        levels = draw(st.none() | st.none() | st.lists(st.sampled_from(LEVELS), min_size=1, max_size=4))
        rules.append(attrs.evolve(rule, levels=levels))
    holds = draw(st.sampled_from((None, None, territory)))
    return attrs.evolve(
        ctph_154.PROGRAMME,
        targets=tuple(rules),
        tiers=tiers,
        default_tier=draw(st.sampled_from((None, "general"))) if kept else None,
        territory=holds,
        responsibilities=(),
        duties=(),
    )


def tier_of(number, programme):
    tier = TIERS[number % len(TIERS)]
    return tier if programme.tiers else None


def region_of(number, **more):
    """A region by its number, with a level and traits that follow from it."""
    given = {"level": LEVELS[number * 7 % len(LEVELS)], "traits": TRAITS[number % len(TRAITS)]}
    return Region(f"r{number}", f"r{number}", **given | more)


def written(traits, number=0):
    """Traits as a table has them."""
    return None if traits is None else (";", " ; ")[number % 2].join(sorted(traits))


def tie(rng, rule, tier, denominator, start_and_day):
    """A count at the threshold of a target, or next to it."""
    start, on = start_and_day
    if isinstance(rule, LevelTarget):
        asked = rule.asked_of(tier)
    elif start is None or start[0] >= on or not start[2]:
        asked = Fraction(rng.randint(0, 4), 4)
    else:
        years, share = years_between(start[0], on), Fraction(start[1], start[2])
        points = rule.reading is Reading.POINTS
        asked = (share if points else 0) + rule.asked_of(tier) * years * (1 if points else share)
        asked += 0 if points else share
    return min(denominator, max(0, floor(asked * denominator) + rng.choice((0, 0, 0, -1, 1))))


def of_region(number, seed, programme, days):
    """The rows of one region, the same for the same seed: many are ties, and some have no counts."""
    rng = Random(f"{seed}-{number}")  # noqa: S311  # Examples, no secrets.
    first, last = days
    tier, region = tier_of(number, programme), region_of(number)
    for indicator in INDICATORS:
        rules = [rule for rule in programme.targets if rule.indicator == indicator]
        start = None
        chosen = {first, last, first - timedelta(365), last + timedelta(1), first + timedelta(rng.randint(0, 3000))}
        for on in sorted(rng.sample(sorted(chosen), rng.choice((0, 1, 2, 2, 3, 4)))) if len(chosen) == 5 else (last,):
            for base in rng.choice(((None,), (None,), ("all",), ("unstated",), ("registered",), ("registered", "all"))):
                denominator = rng.choice((0, 1, 8, 100, 1000, rng.randint(1, 4321), 2_000_000))
                count = rng.choice((0, denominator, rng.randint(0, denominator)))
                if rules and rng.random() < 0.7:
                    rule = rng.choice(rules)
                    asked = rng.choice(programme.tiers).id if programme.tiers else None
                    count = tie(rng, rule, tier or asked, denominator, (start, on))
                other = rng.choice((count, rng.randint(0, denominator)))
                counts = rng.choice(
                    (
                        *[(count, denominator, None, None)] * 4,
                        (None, denominator, min(count, other), max(count, other)),
                        (None, denominator, None, None),
                        (count, None, None, None),
                    )
                )
                start = on, count, denominator
                is_torn = counts[:2] == (count, denominator) and rng.random() < 0.1  # In two rows that say nothing.
                of_region = tier, region.level.value, written(region.traits, number)
                for found in [(count, None, None, None), (None, denominator, None, None)] if is_torn else [counts]:
                    row = (region.id, indicator, on, *of_region, base, *found, f"r{number}-{on}")
                    yield from [dict(zip(NAMES, row, strict=True))] * rng.choice((1, 1, 1, 2))


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


def arrow(rows, names=NAMES):
    pa = pytest.importorskip("pyarrow")
    kinds = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), date: pa.date32()}
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, kinds[KINDS[name]]) for name in names]))


def pandas(rows, names=NAMES):
    pd = pytest.importorskip("pandas")
    kinds = {str: "string", int: "Int64", bool: "boolean", date: "datetime64[s]"}
    frame = pd.DataFrame(rows, columns=[*names])
    days = [name for name in names if KINDS[name] is date and name != "on"]
    return frame.astype({name: kinds[KINDS[name]] for name in names if name in days or KINDS[name] is not date})


def polars(rows, names=NAMES):
    pl = pytest.importorskip("polars")
    kinds = {str: pl.String, int: pl.Int64, bool: pl.Boolean, date: pl.Date}
    return pl.DataFrame(rows, schema={name: kinds[KINDS[name]] for name in names})


CONNECTIONS = []


def duckdb(rows, names=NAMES):
    if not CONNECTIONS:
        CONNECTIONS.append(pytest.importorskip("duckdb").connect())
    return CONNECTIONS[0].from_arrow(arrow(rows, names))


def dask(rows, names=NAMES):
    dd = pytest.importorskip("dask.dataframe")
    frame = pandas(rows, names)
    return dd.from_pandas(frame.assign(on=frame["on"].astype("datetime64[s]")), npartitions=2)


def spark(rows, names=NAMES):
    session = pytest.importorskip("pyspark.sql").SparkSession.getActiveSession()
    kinds = {str: "string", int: "bigint", bool: "boolean", date: "date"}
    schema = ", ".join(f"{name} {kinds[KINDS[name]]}" for name in names)
    return session.createDataFrame([tuple(row.get(name) for name in names) for row in rows], schema)


ENGINES = {
    "polars": polars,
    "polars-lazy": lambda rows, names=NAMES: polars(rows, names).lazy(),
    "pyarrow": arrow,
    "pandas": pandas,
    "duckdb": duckdb,
    "dask": dask,
    "spark": spark,
}
EVERY = [
    *(name for name in ENGINES if name != "spark"),
    pytest.param("spark", marks=pytest.mark.filterwarnings("ignore")),  # PySpark warns of what it does itself.
]
FEW = {"polars": 15, "duckdb": 6, "pandas": 6, "pyarrow": 8, "dask": 2, "spark": 2}


def whole(value):
    """A count that an engine gives back, None for whatever it writes where there is none."""
    return None if value is None or value != value else int(value)  # noqa: PLR0124  # Not a number is not itself.


def plain(value):
    return None if value is None or value != value else value  # noqa: PLR0124  # Not a number is not itself.


def day(value):
    return None if value is None or value != value else date.fromisoformat(str(value)[:10])  # noqa: PLR0124  # NaN.


def rows_of(native):
    native = native.toPandas() if type(native).__module__.startswith("pyspark") else native
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


def compare(row, verdict, *, is_open=False):
    seen, outdated = verdict.observation, verdict.outdated
    assert (row["outcome"], row["reason"]) == (verdict.outcome.value, verdict.reason.value)
    assert day(row["outdated_on"]) == (None if outdated is None else outdated.on)
    assert (whole(row["shortfall"]), whole(row["shortfall_most"])) == ends(verdict.shortfall)
    low = fraction(row, "threshold_numerator", "threshold_denominator")
    assert (low, fraction(row, "threshold_upper_numerator", "threshold_denominator")) == ends(verdict.threshold)
    gap = fraction(row, "gap_numerator", "gap_denominator"), fraction(row, "gap_upper_numerator", "gap_denominator")
    assert gap == tuple(None if end is None else end / 100 for end in ends(verdict.gap_pp))
    assert bool(row["is_due"]) is verdict.is_due
    assert plain(row["tier"]) == verdict.tier
    assert day(row["on"]) == (None if seen is None else seen.on)
    if isinstance(seen and seen.actual, Share):
        assert (whole(row["numerator"]), whole(row["denominator"])) == (seen.actual.numerator, seen.actual.denominator)
    for name, value in (("threshold", verdict.threshold), ("gap", verdict.gap_pp)) if is_open else ():
        opens = (value.is_lower_open, value.is_upper_open) if isinstance(value, Bounds) else (False, False)
        assert opens == tuple(row[f"{name}_is_{end}_open"] in (True, 1) for end in ("lower", "upper"))


TERRITORY = Territory("r3", Text("r3", "r3"), level="province")
HOME = Territory("home", Text("home", "home"), level="province")


@pytest.mark.parametrize("engine", EVERY)
def test_tables_and_objects_give_the_same_verdicts(engine):
    build = ENGINES[engine]
    build([])

    @settings(max_examples=min(FEW.get(engine, 10_000), settings().max_examples))
    @given(
        programme=programmes(territory=TERRITORY),
        days=st.lists(strategies.days(), min_size=2, max_size=2, unique=True).map(sorted),
        since=st.sampled_from((None, 0, 1500, 5000, 5000)),
        has_baseline=st.sampled_from((True, True, True, False)),
        reading=st.none() | st.sampled_from(Reading),
        size=st.integers(1, 120),
        seed=st.integers(0, 2**32),
    )
    @example(
        programme=ctph_154.PROGRAMME,
        days=[date(2016, 12, 31), END_2020],
        since=None,
        has_baseline=True,
        reading=Reading.RELATIVE,
        size=200,
        seed=1,
    )
    def agree(programme, days, since, has_baseline, reading, size, seed):  # noqa: PLR0917  # Drawn by name.
        first, last = days
        rows = [row for number in range(size) for row in of_region(number, seed, programme, days)]
        Random(seed).shuffle(rows)  # noqa: S311  # As above.
        regions = [region_of(number) for number in range(size)]
        tiers = {region.id: tier for n, region in enumerate(regions) if (tier := tier_of(n, programme))}
        settled = {"as_of": last, "baseline_on": first if has_baseline else None, "reading": reading}
        settled["since"] = since if since is None else last - timedelta(since)
        by_object = assess(programme, observed(rows), regions=regions, tiers=tiers, **settled)
        by_table = rows_of(frames.assess(programme, build(rows), **settled))
        asked = {(t.id, r["region"]) for t in programme.targets for r in rows if r["indicator"] == t.indicator}
        assert set(by_table) == asked
        for key, row in by_table.items():
            compare(row, by_object[key])
            assert row["note"].startswith(f"{key[1]}-")

    agree()


def dated(rng, number, days):
    """The lives of one region: always, from or up to a day, or two that follow each other with different traits."""
    change = days[0] + timedelta(rng.randint(-400, (days[1] - days[0]).days + 400))
    of_region = region_of(number, parent=rng.choice((None, "home", "away", "moved", "far")))
    first = attrs.evolve(of_region, valid_to=change)
    second = attrs.evolve(
        region_of(number, traits=rng.choice(TRAITS), parent=rng.choice((None, "home", "moved"))),
        valid_from=change + timedelta(1),
    )
    return rng.choice(((of_region,), (first,), (second,), (first, second)))


def tree(days):
    """Regions above others, one of which was moved from one province into another between two days."""
    change = days[0] + (days[1] - days[0]) // 2
    yield Region("vn", "VN", level="country")
    yield Region("home", "Home", level="province", parent="vn")
    yield Region("away", "Away", level="province")
    moved = Region("moved", "Moved", level="district", parent="home", valid_to=change)
    yield moved
    yield attrs.evolve(moved, parent="away", valid_from=change + timedelta(1), valid_to=None)
    yield Region("far", "Far", level="commune", parent="moved")


LIVES = ("region", "parent", "level", "traits", "valid_from", "valid_to")


def is_small(share):
    ends = share.bounds
    return lcm(ends.lower.denominator, ends.upper.denominator) <= 1_000_000


@pytest.mark.parametrize("engine", EVERY)
def test_any_share_in_a_dated_tree_has_the_same_verdict(engine):
    build = ENGINES[engine]
    build([])
    names = ("region", "indicator", "on", "base", *COUNTS, *FLAGS)

    @settings(max_examples=min(FEW.get(engine, 10_000), settings().max_examples))
    @given(
        programme=programmes(territory=HOME),
        days=st.lists(strategies.days(), min_size=2, max_size=2, unique=True).map(sorted),
        since=st.sampled_from((None, 0, 1500, 5000, 5000)),
        reading=st.none() | st.sampled_from(Reading),
        shares=st.lists(strategies.any_shares(base=st.sampled_from(Base)).filter(is_small), min_size=1, max_size=30),
        size=st.integers(1, 60),
        seed=st.integers(0, 2**32),
    )
    @example(
        programme=ctph_154.PROGRAMME,
        days=[date(2016, 12, 31), END_2020],
        since=None,
        reading=None,
        shares=[PrintedShare.from_text(text) for text in ("trên 20%", "gần 60%", "50%", "80,0%", "100%", "dưới 40%")],
        size=90,
        seed=7,
    )
    def agree(programme, days, since, reading, shares, size, seed):  # noqa: PLR0917  # Drawn by name.
        rng = Random(seed)  # noqa: S311  # As above.
        lives = [*tree(days), *(life for number in range(size) for life in dated(rng, number, days))]
        seen = [
            Observation(indicator, life.id, on, rng.choice(shares))
            for life in lives
            for indicator in INDICATORS
            for on in sorted({days[0], days[1], days[0] + timedelta(rng.randint(-900, 3000))})
            if rng.random() < 0.7 and life.is_alive_on(on)
        ]
        rows = [frames.row_of(observation) for observation in seen]
        of_lives = [attrs.asdict(life) | {"region": life.id, "traits": written(life.traits)} for life in lives]
        build_lives = pandas if engine == "dask" else build
        table = build_lives([{name: row[name] for name in LIVES} for row in of_lives], LIVES)
        settled = {"as_of": days[1], "baseline_on": days[0], "reading": reading}
        settled["since"] = since if since is None else days[1] - timedelta(since)
        by_object = assess(programme, seen, regions=lives, **settled)
        by_table = rows_of(frames.assess(programme, build(rows, names), regions=table, **settled))
        alive = {life.id for life in lives if life.is_alive_on(days[1])}
        asked = {(t.id, s.region) for t in programme.targets for s in seen if s.indicator == t.indicator}
        assert set(by_table) == {(target, region) for target, region in asked if region in alive}
        for key, row in by_table.items():
            compare(row, by_object[key], is_open=True)

    agree()


@settings(max_examples=max(20, settings().max_examples // 10))
@given(
    st.lists(
        st.tuples(strategies.days(last=END_2020), strategies.days(first=END_2020 + timedelta(1))),
        min_size=1,
        max_size=80,
    )
)
def test_years_are_counted_in_whole_numbers_as_the_calendar_has_them(pairs):
    rule = ctph_154.PROGRAMME.target("families_recognised")
    programme = attrs.evolve(ctph_154.PROGRAMME, targets=(rule,), territory=None)
    rows = [
        {"region": f"r{n}", "tier": "general", "indicator": rule.indicator, "on": on}
        | {"numerator": count, "denominator": 10}
        for n, pair in enumerate(pairs)
        for count, on in enumerate(pair)
    ]
    table = polars(rows).select("region", "tier", "indicator", "on", "numerator", "denominator")
    days = {"as_of": date(2035, 12, 31), "baseline_on": END_2020, "since": date.min}
    found = rows_of(frames.assess(programme, table, **days))
    for n, (first, last) in enumerate(pairs):
        asked = fraction(found[rule.id, f"r{n}"], "threshold_numerator", "threshold_denominator")
        assert asked == min(Fraction(1), rule.asked_of("general") * years_between(first, last))
