"""Whatever can be made long by a number has a limit, and says it before anything is begun."""

import itertools
from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Observation, Region, Share, XhhtError, explain_error
from xhht.coordination import review_years
from xhht.planning import evenly_first, evenly_last
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, project, simulate
from xhht.texts import format_decimal, format_percent

PROGRAMME = ctph_154.PROGRAMME
INDICATOR = "clans_recognised"
REGIONS = [Region("p", "P", level="province", traits=[])]
SEEN = [Observation(INDICATOR, "p", date(year, 12, 31), Share(year - 2010, 20)) for year in (2016, 2018)]
HUGE = 10**5_000


def simulated(**more):
    rises = {INDICATOR: RandomRise([Rise.points(1)])}
    asked = {"regions": REGIONS, "until": date(2020, 12, 31), "seed": 1, "runs": 1} | more
    return simulate(PROGRAMME, SEEN, Scenario("x"), rises, **asked)


@pytest.mark.parametrize(
    ("call", "limit"),
    [
        (lambda: RandomRise.points(0, 1, steps=10**5 + 1), "from 1 to 100,000"),
        (lambda: RandomRise.points(0, 1, steps=HUGE), "from 1 to 100,000"),
        (lambda: simulated(runs=10**7 + 1), "from 1 to 10,000,000"),
        (lambda: simulated(runs=HUGE), "from 1 to 10,000,000"),
        (lambda: simulated(until=date(9999, 12, 31)), "1,000 years"),
        (lambda: project(PROGRAMME, SEEN, Scenario("x"), regions=REGIONS, until=date(9998, 12, 31)), "1,000 years"),
        (lambda: review_years(PROGRAMME, [], years=range(10**30)), "more than 1000000 values"),
        (lambda: review_years(PROGRAMME, [], years=[HUGE]), "review a year of its life"),
        (lambda: evenly_first(1, 10**9), "1 to 9999 years"),
        (lambda: evenly_last(1, HUGE), "1 to 9999 years"),
        (lambda: evenly_first(1, 0), "1 to 9999 years"),
        (lambda: evenly_first(1.5, 2), "in whole numbers"),
        (lambda: Share(1, 3).printed(10**9), "from 0 to 600"),
        (lambda: (Share(1, 3) - Share(1, 7)).format("en", 10**9), "from 0 to 600"),
        (lambda: format_decimal(Fraction(1, 3), "en", HUGE), "from 0 to 600"),
        (lambda: format_percent(Fraction(1, 3), "vi", -1), "from 0 to 600"),
        (lambda: format_percent(Fraction(1, 3), "vi", 1.5), "whole number"),
    ],
)
def test_a_call_beyond_its_limit_is_refused_with_it(call, limit):
    with pytest.raises(XhhtError) as refused:
        call()
    assert limit in str(refused.value)
    assert explain_error(refused.value, "vi")


def test_a_spread_of_a_seed_of_any_length_is_shown():
    assert "seed 1000" in str(attrs.evolve(simulated(), seed=HUGE))


def test_a_generator_without_an_end_is_not_a_range():
    few = itertools.islice(itertools.repeat(2018), 2)
    assert len(review_years(PROGRAMME, [], years=few)) == 2
