from datetime import date
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from xhht import Observation, Region, Share
from xhht.pace import LineMethod, ProgressStatus, arrival, progress_status
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, simulate

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
