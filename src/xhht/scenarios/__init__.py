"""Scenarios: what becomes of the verdicts if something is assumed."""

from xhht.scenarios.assumptions import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    Higher,
    MatchBest,
    ReachBy,
    Rise,
    Threshold,
)
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable, compare, sensitivity
from xhht.scenarios.draws import Draws, RandomRise
from xhht.scenarios.projections import Projection, project
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread, simulate

__all__ = [
    "Assumption",
    "BusinessAsUsual",
    "Denominator",
    "DenominatorGrowth",
    "Draws",
    "Halt",
    "Higher",
    "Influence",
    "Influences",
    "MatchBest",
    "Projection",
    "RandomRise",
    "ReachBy",
    "Rise",
    "Scenario",
    "ScenarioTable",
    "Spread",
    "Threshold",
    "compare",
    "project",
    "sensitivity",
    "simulate",
]
