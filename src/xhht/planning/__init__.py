"""Planning: what must be done, where and in which year, for a target to be reached."""

from xhht.planning.allotments import Allotment, Demand, Limit, Proof
from xhht.planning.capacities import Capacity
from xhht.planning.divisions import evenly_first, evenly_last
from xhht.planning.efforts import Doubt, DoubtKind, Effort, EffortCase, EffortStep, least_effort
from xhht.planning.fairness import Fairness
from xhht.planning.goals import CommonRise, common_rise
from xhht.planning.plans import Need, Plan, PlanStep, plan

__all__ = [
    "Allotment",
    "Capacity",
    "CommonRise",
    "Demand",
    "Doubt",
    "DoubtKind",
    "Effort",
    "EffortCase",
    "EffortStep",
    "Fairness",
    "Limit",
    "Need",
    "Plan",
    "PlanStep",
    "Proof",
    "common_rise",
    "evenly_first",
    "evenly_last",
    "least_effort",
    "plan",
]
