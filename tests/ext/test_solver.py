import subprocess
import sys
from datetime import date
from functools import partial

import attrs
import pytest

from xhht import Observation, Region, Share
from xhht.errors import InvalidTypeError, InvalidValueError, UnsolvedPlanError
from xhht.ext.solver import solve
from xhht.planning import Allotment, Capacity, Demand, Limit, Proof, plan
from xhht.programmes import ctph_154

YEARS = (2019, 2020)


def limit(count, *wanted, year=None):
    return Limit(count, wanted, year)


def test_of_equal_choices_the_fewest_recognitions_are_taken():
    assert solve(Demand((5, 1, 4), YEARS, (limit(5, 0, 1), limit(5, 1, 2)))).chosen == (1, 2)


def test_of_equal_numbers_the_first_places_are_taken():
    assert solve(Demand((1, 1, 1, 1), YEARS, (limit(1, 0, 1), limit(1, 1, 2), limit(1, 2, 3)))).chosen == (0, 2)


def test_the_smallest_need_first_would_not_be_best():
    # Need 1 is the smallest, and takes from both limits.
    demand = Demand((3, 2, 3), YEARS, (limit(3, 0, 1), limit(3, 1, 2)))
    assert solve(demand) == Allotment((0, 2), proof=Proof.BOUND, is_fewest=True)


def test_a_demand_without_limits_or_needs_is_met():
    assert solve(Demand((3, 4), YEARS)) == Allotment((0, 1), proof=Proof.BOUND, is_fewest=True)
    assert solve(Demand((), YEARS)).chosen == ()


def test_limits_of_single_years_say_when():
    demand = Demand((3, 4), YEARS, (limit(4, 0, 1, year=2019), limit(2, 0, year=2019), limit(4, 1, year=2020)))
    found = solve(demand)
    assert found.chosen == (0, 1)
    in_first = {need: count for need, year, count in found.yearly if year == 2019}
    assert sum(in_first.values()) == 4
    assert in_first.get(0, 0) <= 2
    assert sum(count for _, _, count in found.yearly) == 7


def test_years_that_do_not_fit_together_are_chosen_with_the_needs():
    # All years together could bear both needs, but both have to be met in 2019.
    own = [limit(5 * (year == 2019), need, year=year) for need in (0, 1) for year in YEARS]
    found = solve(Demand((5, 5), YEARS, (*own, limit(6, 0, 1, year=2019), limit(4, 0, 1, year=2020))))
    assert found == Allotment((0,), ((0, 2019, 5),), proof=Proof.SOLVER, is_fewest=True)


def crossed(count):
    """Needs under two groupings that cross each other."""
    sizes = [2 * n + 31 for n in range(count)]
    limits = [limit(sum(sizes[group::7]) // 2 + group, *range(group, count, 7)) for group in range(7)]
    limits += [limit(sum(sizes[group::9]) // 3 + group, *range(group, count, 9)) for group in range(9)]
    return Demand(sizes, YEARS, limits)


def test_a_search_that_is_stopped_before_it_finds_anything_says_so():
    with pytest.raises(UnsolvedPlanError, match=r"HiGHS found no plan .* allow more nodes"):
        solve(crossed(60), most_nodes=0)


def test_the_same_demand_has_the_same_answer():
    assert solve(crossed(60)) == solve(crossed(60))
    assert solve(crossed(60)).proof is Proof.SOLVER


def hard(count):
    """Needs of many sizes under two groupings, where the fewest recognitions are looked for long."""
    sizes = [(7919 * n) % 97 + 41 for n in range(count)]
    limits = [limit(sum(sizes[group::11]) // 2, *range(group, count, 11)) for group in range(11)]
    return Demand(sizes, YEARS, [*limits, *(limit(sum(sizes[g::13]) // 2, *range(g, count, 13)) for g in range(13))])


def test_a_tie_that_would_take_long_is_left_and_said():
    found = solve(hard(300))
    assert (found.proof is not Proof.NONE, found.is_fewest) == (True, False)
    assert found == solve(hard(300))


def test_a_search_tells_how_many_needs_are_met_and_may_be():
    told = []
    found = solve(crossed(60), progress=lambda *numbers: told.append(numbers))
    assert all(met <= len(found.chosen) <= possible for met, possible in told)
    assert told[-1][0] > 0


def test_what_goes_wrong_while_telling_is_raised():
    with pytest.raises(TypeError, match="positional argument"):
        solve(crossed(60), progress=lambda: None)


def test_a_search_without_time_says_so():
    with pytest.raises(UnsolvedPlanError, match="allow more nodes or seconds"):
        solve(hard(300), most_seconds=0)
    assert solve(crossed(60), most_seconds=600) == solve(crossed(60))


def test_large_counts_stay_whole():
    counts = (999_999_999, 1_000_000_000, 1_000_000_001)
    limits = (limit(1_999_999_999, 0, 1, 2), limit(counts[0], 0, 1), limit(counts[2], 1, 2))
    assert solve(Demand(counts, YEARS, limits)).chosen == (0,)


@pytest.mark.parametrize(
    ("arguments", "error", "match"),
    [
        (((1, 2),), InvalidTypeError, "a demand is a Demand"),
        ((Demand((1,), YEARS), {"most_nodes": -1}), InvalidValueError, "most_nodes cannot be negative"),
        ((Demand((1,), YEARS), {"most_nodes": 1.5}), InvalidTypeError, "most_nodes is a whole number"),
        ((Demand((1,), YEARS), {"most_seconds": 0.5}), InvalidTypeError, "most_seconds is a whole number"),
        ((Demand((1,), YEARS), {"progress": "bar"}), InvalidTypeError, "progress is a function"),
    ],
)
def test_wrong_arguments_are_refused(arguments, error, match):
    demand, options = arguments if len(arguments) == 2 else (arguments[0], {})
    with pytest.raises(error, match=match):
        solve(demand, **options)


def test_the_solver_prints_nothing():
    code = "from xhht.planning import Demand; from xhht.ext.solver import solve; solve(Demand((1,), (2020,)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603  # Our own code.
    assert (run.stdout, run.stderr) == (b"", b"")


def test_without_highs_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['highspy'] = None\n"
        "try:\n    import xhht.ext.solver\nexcept ImportError as error:\n    print(type(error).__name__, error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603  # Our own code.
    assert (
        run.stdout
        == "MissingExtraError plans under several capacities need HiGHS: in a clone of xhht, pip install '.[solver]'\n"
    )


# --- within a plan ----------------------------------------------------------------------------------------------

END_2016, END_2020 = date(2016, 12, 31), date(2020, 12, 31)
REGIONS = [Region(name, f"Huyện {name}", level="district", traits=[]) for name in "ab"]
SEEN = [
    Observation("clans_recognised", "a", END_2016, Share(37, 100)),
    Observation("clans_recognised", "b", END_2016, Share(38, 100)),
    Observation("units_recognised", "b", END_2016, Share(57, 100)),
]


@pytest.mark.parametrize("solver", [solve, partial(solve, most_nodes=1000)])
def test_a_plan_under_several_capacities(solver):
    capacities = [Capacity(3, target="clans_recognised"), Capacity(3, region="b"), Capacity(1, year=2017)]
    found = plan(ctph_154.PROGRAMME, SEEN[::-1], regions=REGIONS, by=END_2020, capacity=capacities, solver=solver)
    assert [(need.target, need.region) for need in found.reached] == [
        ("clans_recognised", "a"),
        ("units_recognised", "b"),
    ]
    assert sum(step.count for step in found.steps if step.year == 2017) == 1
    assert sum(step.count for step in found.steps) == 6
    assert found.is_proven
    assert found.is_fewest
    assert "may take fewer" not in str(found)
    assert "may take fewer" in str(attrs.evolve(found, is_fewest=False))
    again = plan(ctph_154.PROGRAMME, SEEN, regions=REGIONS, by=END_2020, capacity=capacities[::-1], solver=solver)
    assert again.steps == found.steps
