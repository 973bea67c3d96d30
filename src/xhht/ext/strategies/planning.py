"""Strategies for plans, efforts and common rises: capacities, needs, and what meets them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.futures import FIRST, UNTIL, reported
from xhht.ext.strategies.quantities import count_ranges
from xhht.ext.strategies.trees import regions
from xhht.ext.strategies.values import Strategy, builds, ids, values_of
from xhht.planning.allotments import Allotment, Demand, Limit, smallest_first
from xhht.planning.capacities import Capacity
from xhht.planning.efforts import Doubt, Effort, EffortCase, EffortStep, least_effort
from xhht.planning.goals import CommonRise, common_rise
from xhht.planning.plans import Need, Plan, PlanStep, plan

__all__ = [
    "allotments",
    "capacities",
    "common_rises",
    "demands",
    "doubts",
    "effort_cases",
    "effort_steps",
    "efforts",
    "limits",
    "needs",
]
__all__ += ["plan_steps", "plans"]

_YEARS = st.integers(2010, 2035)
_COSTS = st.integers(0, 100).map(lambda number: Fraction(number, 10))


@builds(Capacity)
@st.composite
def capacities(draw: st.DrawFn) -> Capacity:
    """Capacities of a target, a region, a body or everything, in all, in one year or anew in each."""
    is_yearly = draw(st.booleans())
    return Capacity(
        draw(st.integers(0, 1000)),
        target=draw(st.none() | ids() | st.lists(ids(), min_size=1, max_size=3, unique=True)),
        region=draw(st.none() | ids()),
        party=draw(st.none() | ids()),
        year=None if is_yearly else draw(st.none() | _YEARS),
        is_yearly=is_yearly,
    )


@builds(Limit)
@st.composite
def limits(draw: st.DrawFn) -> Limit:
    """What is possible for some of five needs together, in all years or in one."""
    return Limit(draw(st.integers(0, 50)), draw(st.frozensets(st.integers(0, 4), min_size=1)), draw(st.none() | _YEARS))


@builds(Demand)
@st.composite
def demands(draw: st.DrawFn) -> Demand:
    """Up to five needs in one to three years, with limits of some of them."""
    counts = draw(st.lists(st.integers(1, 20), min_size=1, max_size=5))
    first = draw(_YEARS)
    years = range(first, first + draw(st.integers(1, 3)))
    wanted = st.frozensets(st.integers(0, len(counts) - 1), min_size=1)
    limited = st.builds(Limit, st.integers(0, 50), wanted, st.none() | st.sampled_from(years))
    return Demand(counts, years, draw(st.lists(limited, max_size=3)))


@builds(Allotment)
def allotments() -> st.SearchStrategy[Allotment]:
    """Which needs of a demand are met, the smallest first; none where its limits overlap."""
    return demands().map(lambda demand: smallest_first(demand) or Allotment(()))


needs: Strategy[Need] = values_of(
    Need, shortfall=st.one_of(st.none(), st.integers(0, 1000), count_ranges()), is_planned=st.booleans()
)
plan_steps: Strategy[PlanStep] = values_of(PlanStep, year=_YEARS, count=st.integers(1, 1000))
doubts: Strategy[Doubt] = values_of(Doubt)


@builds(Plan)
@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans for a drawn programme and its reports, with capacities of some targets."""
    programme, tree = draw(programmes()), draw(regions(max_size=4))
    capacity = {target.id: draw(st.integers(0, 500)) for target in programme.targets if draw(st.booleans())}
    return plan(programme, reported(draw, programme, tree), regions=tree, by=UNTIL, capacity=capacity)


@builds(EffortStep)
@st.composite
def effort_steps(draw: st.DrawFn) -> EffortStep:
    """How many recognitions a part makes, of how many it could, and what they cost."""
    limit = draw(st.integers(1, 1000))
    count = draw(st.integers(1, limit))
    return EffortStep(draw(ids()), count, limit, count * draw(_COSTS))


effort_cases: Strategy[EffortCase] = values_of(
    EffortCase, steps=st.lists(effort_steps(), max_size=3, unique_by=lambda step: step.region).map(tuple)
)


@builds(Effort)
@st.composite
def efforts(draw: st.DrawFn) -> Effort:
    """The least effort with which a drawn province meets a target, some of its parts unreported."""
    programme, tree = draw(programmes(min_targets=1)), draw(regions(min_size=2, max_size=4))
    return least_effort(
        programme,
        reported(draw, programme, tree),
        regions=tree,
        into="p",
        target=programme.targets[0].id,
        by=UNTIL,
        baseline_on=draw(st.sampled_from((None, FIRST))),
    )


@builds(CommonRise)
@st.composite
def common_rises(draw: st.DrawFn) -> CommonRise:
    """The yearly rise with which the parts of a drawn province meet a target, some of them unreported."""
    programme, tree = draw(programmes(min_targets=1)), draw(regions(min_size=2, max_size=4))
    return common_rise(
        programme,
        reported(draw, programme, tree),
        regions=tree,
        into="p",
        target=programme.targets[0].id,
        by=UNTIL,
        baseline_on=draw(st.sampled_from((None, FIRST))),
    )
