"""Laws of plans: no other plan does better, held against all plans there are in small cases."""

from datetime import date
from fractions import Fraction
from importlib.util import find_spec
from itertools import product

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import Observation, Outcome, Region, Share, assess, evaluate, roll_up
from xhht.errors import MissingExtraError
from xhht.ext import strategies
from xhht.planning import Allotment, Capacity, Demand, Limit, evenly_first, evenly_last, least_effort, plan
from xhht.planning.allotments import checked, most_possible, smallest_first
from xhht.programmes import ctph_154

START, DUE = date(2016, 12, 31), date(2018, 12, 31)
YEARS = (2017, 2018)
HAS_SOLVER = find_spec("highspy") is not None
# Without what no target needs, a changed copy is checked quicker.
PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None, responsibilities=(), duties=(), statements=())


# --- every plan that there is -----------------------------------------------------------------------------------


def ways(count, years):
    """Every way to divide a count over so many years."""
    if years == 1:
        return [(count,)]
    return [(first, *rest) for first in range(count + 1) for rest in ways(count - first, years - 1)]


def holds(demand, parts):
    """Whether what each need gets in each year keeps every limit."""
    for limit in demand.limits:
        years = range(len(demand.years)) if limit.year is None else [demand.years.index(limit.year)]
        if sum(parts[need][year] for need in limit.wanted for year in years) > limit.count:
            return False
    return True


def best(demand):
    """By going through all plans: the most needs, the fewest recognitions for it, the least sum of places."""
    options = [[(0,) * len(demand.years), *ways(count, len(demand.years))] for count in demand.counts]
    found = []
    for parts in product(*options):
        chosen = [need for need, part in enumerate(parts) if sum(part)]
        if holds(demand, parts):
            found.append((-len(chosen), sum(demand.counts[need] for need in chosen), sum(chosen)))
    return min(found)


def worth(demand, found):
    return -len(found.chosen), sum(demand.counts[need] for need in found.chosen), sum(found.chosen)


@st.composite
def demands(draw, *, is_dated=True):
    years = YEARS if is_dated else YEARS[:1]
    counts = draw(st.lists(st.integers(1, 4 if is_dated else 9), max_size=4 if is_dated else 7))
    places = st.sampled_from(range(len(counts))) if counts else st.nothing()
    year = st.sampled_from([None, *years]) if is_dated else st.none()
    limit = st.builds(Limit, st.integers(0, sum(counts)), st.frozensets(places), year)
    return Demand(counts, years, draw(st.lists(limit, max_size=5)))


@given(demand=demands() | demands(is_dated=False))
def test_where_the_smallest_go_first_no_other_plan_does_better(demand):
    found = smallest_first(demand)
    assume(found is not None)
    assert worth(demand, checked(demand, found)) == best(demand)


@st.composite
def nested_demands(draw):
    """Limits on runs of needs that lie one inside the other or apart, in all years or in each."""
    counts = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    middle = draw(st.integers(1, len(counts) - 1))
    parts = [frozenset(range(middle)), frozenset(range(middle, len(counts)))]
    dated = draw(st.lists(st.sampled_from(parts), unique=True))
    limits = [Limit(draw(st.integers(0, 5)), part, year) for part in dated for year in YEARS if draw(st.booleans())]
    limits += [Limit(draw(st.integers(0, 9)), part) for part in (*parts, range(len(counts))) if draw(st.booleans())]
    return Demand(counts, YEARS, limits)


@given(demand=nested_demands())
def test_nested_limits_need_no_solver(demand):
    found = smallest_first(demand)
    assert found is not None
    assert worth(demand, checked(demand, found)) == best(demand)


@given(demand=demands() | demands(is_dated=False), data=st.data())
def test_whatever_the_prices_no_plan_is_above_the_bound(demand, data):
    price = st.fractions(0, 2, max_denominator=9)
    prices = [data.draw(price) for _ in demand.limits]
    assert -best(demand)[0] <= most_possible(demand, prices)


@given(demand=demands(), data=st.data())
def test_an_answer_is_kept_only_if_it_holds(demand, data):
    parts = [data.draw(st.sampled_from([(0, 0), *ways(count, 2)])) for count in demand.counts]
    chosen = [need for need, part in enumerate(parts) if sum(part)]
    yearly = [(need, year, parts[need][n]) for need in chosen for n, year in enumerate(YEARS) if parts[need][n]]
    answer = Allotment(chosen, yearly)
    if holds(demand, parts):
        assert checked(demand, answer) is answer
    else:
        with pytest.raises(RuntimeError, match="does not hold"):
            checked(demand, answer)


if HAS_SOLVER:
    from xhht.ext.solver import solve

    @given(demand=demands() | demands(is_dated=False))
    def test_no_plan_does_better_than_the_solver(demand):
        found = solve(demand)
        assert worth(demand, found) == best(demand)

    @given(demand=demands() | nested_demands())
    def test_the_solver_and_the_smallest_first_agree(demand):
        found = smallest_first(demand)
        assume(found is not None)
        assert worth(demand, solve(demand)) == worth(demand, found)


# --- plans of reports -------------------------------------------------------------------------------------------

TIERS = (None, "developed", "disadvantaged")
TRAITS = ((), ("town",), ("remote",))
REGIONS = tuple(Region(f"d{n}", f"Huyện {n}", level="district", traits=traits) for n, traits in enumerate(TRAITS))
TARGETS = ("clans_recognised", "units_recognised", "families_recognised")
SMALL = attrs.evolve(PROGRAMME, targets=tuple(PROGRAMME.target(target) for target in TARGETS))


@st.composite
def reports(draw):
    """A report of some targets in some regions, at the start."""
    keys = [(target, region.id) for target in TARGETS for region in REGIONS]
    chosen = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4, unique=True))
    return tuple(Observation(target, region, START, draw(strategies.shares())) for target, region in chosen)


capacities = st.lists(
    st.builds(
        Capacity,
        st.integers(0, 20),
        target=st.none() | st.sampled_from(TARGETS),
        region=st.none() | st.sampled_from([region.id for region in REGIONS]),
        party=st.none() | st.just("women"),
        year=st.none() | st.sampled_from(YEARS),
    ),
    max_size=3,
    unique_by=lambda capacity: (capacity.target, capacity.region, capacity.party, capacity.year),
)


def made(seen, **more):
    return plan(SMALL, seen, regions=REGIONS, by=DUE, baseline_on=START, **more)


@given(seen=reports(), division=st.sampled_from([evenly_first, evenly_last]))
def test_the_years_of_a_plan_meet_every_target_that_is_known(seen, division):
    found = made(seen, division=division)
    more = {}
    for step in found.steps:
        assert step.count > 0
        assert step.year in found.years
        more[step.target, step.region] = more.get((step.target, step.region), 0) + step.count
    assert more == {(need.target, need.region): need.most for need in found if need.most}
    later = [
        attrs.evolve(
            o, on=DUE, actual=Share(o.actual.numerator + more.get((o.indicator, o.region), 0), o.actual.denominator)
        )
        for o in seen
    ]
    then = assess(SMALL, (*seen, *later), regions=REGIONS, as_of=DUE, baseline_on=START, since=date.min)
    assert all(then[key].outcome is Outcome.MET for key in more)
    for key in more:
        less = [
            attrs.evolve(o, actual=Share(o.actual.numerator - 1, o.actual.denominator))
            if (o.indicator, o.region) == key
            else o
            for o in later
        ]
        without = assess(SMALL, (*seen, *less), regions=REGIONS, as_of=DUE, baseline_on=START, since=date.min)
        assert without[key].outcome is Outcome.NOT_MET


@given(seen=reports(), limits=capacities)
def test_a_plan_keeps_every_capacity(seen, limits):
    try:
        found = made(seen, capacity=limits, solver=solve if HAS_SOLVER else None)
    except MissingExtraError:
        assert not HAS_SOLVER
        return
    for limit in limits:
        used = sum(
            step.count
            for step in found.steps
            if limit.target in (None, step.target)
            and limit.region in (None, step.region)
            and (limit.party is None or limit.party in SMALL.target(step.target).answerable)
            and limit.year in (None, step.year)
        )
        assert used <= limit.count
    totals = {}
    for step in found.steps:
        totals[step.target, step.region] = totals.get((step.target, step.region), 0) + step.count
    assert totals == {(need.target, need.region): need.most for need in found if need.is_planned}
    assert found.is_proven
    assert made(seen[::-1], capacity=limits[::-1], solver=solve if HAS_SOLVER else None).steps == found.steps


# --- the least effort across the parts --------------------------------------------------------------------------

PARTS = ("a", "b", "c")
WHOLE = (
    Region("top", "Tỉnh", level="province", traits=()),
    *(Region(name, f"Huyện {name}", level="district", traits=(), parent="top") for name in PARTS),
)
counts = st.integers(0, 6).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
prices = st.dictionaries(st.sampled_from(PARTS), st.fractions(0, 5, max_denominator=4))


def asking(rule):
    """Programme 154 with a rule of any kind as its only target, about one of its indicators."""
    source = PROGRAMME.target("members").source
    rule = attrs.evolve(rule, id="members", indicator="members", due_on=DUE, source=source, answerable=(), caveats=())
    return attrs.evolve(PROGRAMME, targets=(rule,))


def cheapest(rule, shares, costs):
    """By going through all ways: the least cost with which the sum of the parts meets the rule."""
    found = []
    for more in product(*(range(size - count + 1) for count, size in shares)):
        total = Share(sum(count for count, _ in shares) + sum(more), sum(size for _, size in shares))
        if evaluate(rule, total, as_of=DUE, tier=rule.tiers[:1]).outcome is Outcome.MET:
            found.append(sum(n * costs.get(part, 1) for n, part in zip(more, PARTS, strict=True)))
    return min(found)


def effort(programme, known, costs, **more):
    seen = [Observation("members", part, START, Share(*share)) for part, share in known.items()]
    return least_effort(programme, seen, regions=WHOLE, into="top", target="members", by=DUE, costs=costs, **more)


@given(rule=strategies.level_targets(due_on=DUE), shares=st.tuples(counts, counts, counts), costs=prices)
def test_no_other_effort_costs_less(rule, shares, costs):
    programme = asking(rule)
    assume(any(size for _, size in shares))
    found = effort(programme, dict(zip(PARTS, shares, strict=True)), costs).least
    assert found.cost == cheapest(programme.targets[0], shares, costs)
    more = {step.region: step.count for step in found.steps}
    later = [
        Observation("members", part, DUE, Share(count + more.get(part, 0), size))
        for part, (count, size) in zip(PARTS, shares, strict=True)
    ]
    total = roll_up(programme, "members", later, regions=WHOLE, into="top", as_of=DUE).actual
    assert evaluate(programme.targets[0], total, as_of=DUE, tier=rule.tiers[:1]).outcome is Outcome.MET
    assert all(0 < step.count <= step.limit for step in found.steps)


@given(
    rule=strategies.level_targets(due_on=DUE),
    shares=st.tuples(counts, counts, counts),
    costs=prices,
    size=st.integers(1, 4),
)
def test_an_open_effort_lies_between_the_best_and_the_worst(rule, shares, costs, size):
    programme = asking(rule)
    known = dict(zip(PARTS[:2], shares, strict=False))
    found = effort(programme, known, costs, denominators={"c": size})
    possible = [cheapest(programme.targets[0], (*shares[:2], (count, size)), costs) for count in range(size + 1)]
    assert (found.best.cost, found.worst.cost) == (min(possible), max(possible))
    if found.is_known:
        assert found.least.cost == Fraction(possible[0]) == possible[-1]
