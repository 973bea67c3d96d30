from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht import Observation, Region, Share
from xhht.errors import UnknownChoiceError
from xhht.planning import Capacity, Demand, Fairness, Limit, Proof, plan
from xhht.planning.fairness import portions
from xhht.programmes import ctph_154

YEARS = (2019, 2020)
FAIR = (Fairness.PROPORTIONAL, Fairness.EQUAL)


def counts(needs, *limits, fairness=Fairness.PROPORTIONAL):
    return portions(Demand(needs, YEARS, [Limit(*limit) for limit in limits]), fairness).counts


def test_what_there_is_goes_to_needs_in_proportion():
    assert counts((30, 10, 5), (9, {0, 1, 2})) == (6, 2, 1)


def test_or_the_same_number_to_each_up_to_what_it_lacks():
    assert counts((30, 10, 2), (12, {0, 1, 2}), fairness=Fairness.EQUAL) == (5, 5, 2)


def test_whole_numbers_go_to_the_largest_remainders_then_to_the_first():
    # 7 of 18 is 0.39 of each: 3.9, 2.3 and 0.8.
    assert counts((10, 6, 2), (7, {0, 1, 2})) == (4, 2, 1)
    assert counts((5, 5, 5), (4, {0, 1, 2})) == (2, 1, 1)


def test_a_need_that_a_limit_holds_back_leaves_the_rest_to_the_others():
    assert counts((10, 10, 10), (15, {0, 1, 2}), (1, {0})) == (1, 7, 7)


def test_what_no_limit_names_is_met():
    assert counts((4, 9), (2, {0})) == (2, 9)
    assert counts((4, 9)) == (4, 9)
    assert counts(()) == ()
    assert counts((4, 9), (0, {0, 1})) == (0, 0)


def test_limits_of_single_years_are_divided_year_by_year():
    demand = Demand((8, 4), YEARS, [Limit(3, {0, 1}, 2019), Limit(3, {0, 1}, 2020)])
    assert portions(demand, Fairness.PROPORTIONAL).yearly == ((0, 2019, 2), (1, 2019, 1), (0, 2020, 2), (1, 2020, 1))
    assert portions(demand, Fairness.PROPORTIONAL).counts == (4, 2)


def test_what_fits_into_no_year_is_left():
    limits = [Limit(2, {0}, 2019), Limit(0, {0}, 2020), Limit(0, {0, 1}, 2019), Limit(9, {0, 1}, 2020)]
    assert portions(Demand((5, 3), YEARS, limits), Fairness.EQUAL).counts == (0, 3)


LIMITS = st.lists(st.tuples(st.integers(0, 20), st.frozensets(st.integers(0, 3))), max_size=4)


@given(st.lists(st.integers(1, 12), min_size=4, max_size=4), LIMITS, st.sampled_from(FAIR))
def test_no_limit_is_broken_and_nobody_can_get_more(needs, limits, fairness):
    found = counts(needs, *limits, fairness=fairness)
    assert all(0 <= got <= need for got, need in zip(found, needs, strict=True))
    left = [count - sum(found[need] for need in wanted) for count, wanted in limits]
    assert min(left, default=0) >= 0
    for need, got in enumerate(found):
        assert got == needs[need] or any(not rest and need in limits[n][1] for n, rest in enumerate(left))


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6), st.integers(0, 300))
def test_under_one_limit_nobody_is_a_whole_recognition_from_the_even_part(needs, count):
    found = counts(needs, (count, range(len(needs))))
    assert sum(found) == min(count, sum(needs))
    part = min(Fraction(1), Fraction(count, sum(needs)))
    assert all(abs(got - need * part) < 1 for got, need in zip(found, needs, strict=True))


@given(st.lists(st.integers(1, 12), min_size=4, max_size=4), LIMITS, st.sampled_from(FAIR), st.integers(0, 5))
def test_years_hold_what_their_limits_allow(needs, limits, fairness, of_year):
    dated = [Limit(count, wanted, year) for count, wanted in limits for year in YEARS]
    demand = Demand(needs, YEARS, [*dated, Limit(of_year, {0, 1}, 2019)])
    found = portions(demand, fairness)
    for limit in demand.limits:
        assert sum(n for need, year, n in found.yearly if year == limit.year and need in limit.wanted) <= limit.count
    for need in {need for need, _, _ in found.yearly}:
        assert sum(n for place, _, n in found.yearly if place == need) == found.counts[need]


# --- within a plan ----------------------------------------------------------------------------------------------

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
REGIONS = [Region(name, f"Huyện {name}", level="district", traits=[]) for name in "ab"]
SEEN = [
    Observation("clans_recognised", "a", date(2018, 12, 31), Share(10, 100)),
    Observation("clans_recognised", "b", date(2018, 12, 31), Share(30, 100)),
]


def planned(fairness, **more):
    capacity = [Capacity(20, target="clans_recognised")]
    asked = {"regions": REGIONS, "by": date(2020, 12, 31), "capacity": capacity}
    return plan(PROGRAMME, SEEN, **asked, fairness=fairness, **more)


@pytest.mark.parametrize(
    ("fairness", "numbers", "met"),
    [("most_needs", {"b": 10}, ["b"]), ("proportional", {"a": 15, "b": 5}, []), ("equal", {"a": 10, "b": 10}, ["b"])],
)
def test_a_plan_says_who_gets_what(fairness, numbers, met):
    found = planned(fairness)
    totals = {r: sum(step.count for step in found.steps if step.region == r) for r in "ab"}
    assert {region: count for region, count in totals.items() if count} == numbers
    assert [need.region for need in found.reached] == met
    assert found.fairness is Fairness(fairness)


def test_a_fair_plan_claims_no_proof_and_needs_no_solver():
    found = planned(Fairness.PROPORTIONAL)
    assert (found.proof, found.is_fewest) == (Proof.NONE, False)
    assert "divided by fairness proportional" in str(found)
    crossed = [Capacity(9, target="clans_recognised"), Capacity(3, region="a", year=2019), Capacity(9, year=2019)]
    assert plan(PROGRAMME, SEEN, regions=REGIONS, by=date(2020, 12, 31), capacity=crossed, fairness="equal").steps
    with pytest.raises(UnknownChoiceError, match="did you mean 'equal'"):
        planned("equall")
