from datetime import date
from fractions import Fraction
from unittest.mock import patch

import attrs
from hypothesis import given
from hypothesis import strategies as st

from xhht import Comparison, Observation, Region, Share
from xhht.pace import LineMethod, ProgressStatus, arrival, progress_status
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    Denominator,
    DenominatorGrowth,
    Draws,
    RandomRise,
    Rise,
    Scenario,
    Threshold,
    _tallies,
    simulate,
)

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
CLANS = PROGRAMME.target("clans_recognised")
END_2015, END_2016, END_2018, END_2020 = (date(year, 12, 31) for year in (2015, 2016, 2018, 2020))
TOWN = Region("town", "Thị xã", level="district", traits=())
WORST_FIRST = [
    ProgressStatus.DETERIORATION,
    ProgressStatus.LIMITED,
    ProgressStatus.ACCELERATION_NEEDED,
    ProgressStatus.ON_TRACK,
    ProgressStatus.ACHIEVED,
]
COUNTS = st.integers(0, 1000)
RISES = st.lists(st.integers(-10, 20).map(Rise.points), min_size=1, max_size=5)


def report(count, on):
    return Observation("clans_recognised", "town", on, Share(count, 1000))


def drawn(count, rises, seed, runs):
    return simulate(
        PROGRAMME,
        [report(count, END_2016)],
        Scenario("halt"),
        {"clans_recognised": RandomRise(rises)},
        regions=[TOWN],
        until=END_2020,
        seed=seed,
        runs=runs,
    )


@given(COUNTS, RISES, st.integers(0, 2**64), st.integers(1, 20))
def test_first_days_and_never_share_all_runs(count, rises, seed, runs):
    found = drawn(count, rises, seed, runs)
    shares = found.first_met("clans_recognised", "town")
    assert sum(shares.values()) == 1
    assert all(0 <= share <= 1 and (share * runs).denominator == 1 for share in shares.values())
    assert found.chance("clans_recognised", "town") <= 1 - shares[None]
    assert sum(found.counts("clans_recognised", "town").values()) == runs
    assert found == drawn(count, rises, seed, runs)


PLACES = tuple(
    Region(f"d{n}", f"Huyện {n}", level="district", traits=traits) for n, traits in enumerate(((), ("town",), None))
)
SMALL = attrs.evolve(PROGRAMME, responsibilities=(), duties=(), statements=())
GROWING = "families_recognised"
SHARES = st.integers(0, 30).flatmap(lambda size: st.builds(Share, st.integers(0, size), st.just(size)))
DRAWN = st.one_of(
    st.lists(st.builds(Rise.points, st.fractions(-20, 40, max_denominator=7)), min_size=1, max_size=6),
    st.lists(st.builds(Rise.holders, st.integers(-5, 5)), min_size=1, max_size=6),
    st.just([Rise.points(3), Rise.holders(1)]),
    st.just([Rise.points(3, since=date(2018, 3, 1)), Rise.points(5)]),
)
ASSUMED = st.sampled_from(
    [
        Assumption(DenominatorGrowth(Fraction(1, 9))),
        Assumption(Denominator(0, date(2019, 1, 1)), tier="developed"),
        Assumption(Denominator(12, date(2018, 1, 1)), indicator="clans_recognised"),
        Assumption(Threshold(Fraction(0)), target="clans_recognised"),
        Assumption(Threshold(Fraction(9, 10)), target="clans_recognised", tier="general"),
        Assumption(Rise.points(2), region="d0"),
    ]
)


@st.composite
def simulations(draw):
    """Arguments of a simulation: counts of several days, levels and yearly rises, more than and at least."""
    indicators = st.sampled_from(["clans_recognised", GROWING])
    days = st.sampled_from([END_2015, END_2016, date(2018, 5, 7)])
    reported = {("clans_recognised", "0", END_2015): Share(1, 3)}
    reported |= draw(st.dictionaries(st.tuples(indicators, st.sampled_from("012"), days), SHARES, max_size=8))
    comparison = draw(st.sampled_from(Comparison))
    targets = [attrs.evolve(target, comparison=comparison) for target in (CLANS, PROGRAMME.target(GROWING))]
    return {
        "programme": attrs.evolve(SMALL, targets=targets),
        "observations": [Observation(key, f"d{n}", day, share) for (key, n, day), share in reported.items()],
        "scenario": Scenario("drawn over", assumptions=draw(st.lists(ASSUMED, max_size=3, unique=True))),
        "rises": {key: RandomRise(draw(DRAWN)) for key in draw(st.sets(indicators, min_size=1))},
        "baseline_on": draw(st.none() | st.just(END_2016)),
        "draws": draw(st.sampled_from(Draws)),
    }


@given(simulations(), st.integers(0, 99))
def test_counted_shares_end_as_if_every_rise_were_projected(simulation, seed):
    question = {**simulation, "regions": PLACES, "until": END_2020, "seed": seed, "runs": 9}
    quick = simulate(**question)
    with patch.object(_tallies, "_is_counted", return_value=False):
        assert simulate(**question) == quick


@given(COUNTS, COUNTS, COUNTS)
def test_a_higher_report_never_has_a_worse_status(start, one, other):
    low, high = sorted((one, other))
    baseline = report(start, END_2016)
    ranks = [
        WORST_FIRST.index(
            progress_status(CLANS, baseline=baseline, latest=report(count, END_2018), tier="general").status
        )
        for count in (low, high)
    ]
    assert ranks == sorted(ranks)


@given(COUNTS, COUNTS, st.sampled_from(LineMethod))
def test_two_reports_arrive_as_their_path_does(start, later, method):
    first, last = report(start, END_2015), report(later, END_2016)
    found = arrival(CLANS, [first, last], method=method, tier="general")
    assert found.per_year == Fraction(later - start, 1000)
    assert found.earliest == found.latest


@given(COUNTS, COUNTS, st.sampled_from(LineMethod), st.integers(0, 2))
def test_prints_arrive_between_the_days_that_their_counts_can_have(start, later, method, places):
    exact = [report(start, END_2015), report(later, END_2016)]
    printed = [attrs.evolve(one, actual=one.actual.printed(places)) for one in exact]
    inner, outer = (arrival(CLANS, seen, method=method, tier="general") for seen in (exact, printed))
    if inner.on is not None:
        assert outer.earliest <= inner.on
        assert outer.latest is None or inner.on <= outer.latest
