"""Types: which strategy builds which public type, so that ``st.from_type`` finds it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from xhht.coordination.activities import Activity, Result
from xhht.coordination.assignments import Gap, Matrix
from xhht.coordination.difficulties import Agreement, Difficulty, OpenDifficulty
from xhht.coordination.reports import Report
from xhht.coordination.reviews import Review, ReviewLine, Task
from xhht.coordination.schedule import DueDate
from xhht.ext.strategies.agreements import documents, programmes
from xhht.ext.strategies.coordination import (
    candidates,
    criteria,
    due_dates,
    gaps,
    matrices,
    open_difficulties,
    parts,
    rankings,
    region_lives,
    registries,
    reports,
    review_lines,
    reviews,
    roll_ups,
    tasks,
)
from xhht.ext.strategies.futures import (
    arrivals,
    bands,
    influences,
    progress_methods,
    progresses,
    projections,
    scenario_tables,
    spreads,
    trajectories,
)
from xhht.ext.strategies.judgements import assessments, verdicts
from xhht.ext.strategies.parts import (
    activities,
    agreements,
    assignments,
    bases,
    beneficiaries,
    campaigns,
    clauses,
    contents,
    difficulties,
    duties,
    focal_points,
    grades,
    indicators,
    learning_titles,
    occasions,
    once,
    parties,
    recipients,
    recognitions,
    responsibilities,
    results,
    signatures,
    statements,
    tier_shares,
    tiers,
    yearly,
)
from xhht.ext.strategies.planning import (
    allotments,
    capacities,
    count_ranges,
    demands,
    doubts,
    effort_cases,
    effort_steps,
    efforts,
    limits,
    needs,
    plan_steps,
    plans,
)
from xhht.ext.strategies.quantities import bounded_shares, bounds, percentage_points, printed_shares, shares
from xhht.ext.strategies.revisions import amendment_rules, amendments, changes, removals
from xhht.ext.strategies.rules import growth_targets, level_targets, targets
from xhht.ext.strategies.suppositions import (
    assumptions,
    businesses_as_usual,
    denominator_growths,
    denominators,
    halts,
    matches_best,
    random_rises,
    reaches_by,
    rises,
    scenarios,
    thresholds,
)
from xhht.ext.strategies.trees import observations, regions
from xhht.ext.strategies.values import sources, texts
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import BoundedShare, PercentagePoints, Share
from xhht.judgement.assessment import Assessment
from xhht.judgement.roll_ups import Part, RollUp
from xhht.judgement.verdicts import Verdict
from xhht.model.amendments import Amendment, AmendmentRule, Removal
from xhht.model.contents import Beneficiary, Campaign, Content, Statement
from xhht.model.duties import Duty, Once, WhenNeeded, Yearly
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility
from xhht.model.revisions import Change
from xhht.model.sources import Basis, Clause, Document, Source
from xhht.model.targets import GrowthTarget, Indicator, LevelTarget, Target, TierShare
from xhht.model.tiers import Tier
from xhht.model.titles import Grade, LearningTitle
from xhht.pace.arrivals import Arrival
from xhht.pace.headway import Band, Progress, ProgressMethod
from xhht.pace.trajectories import Trajectory
from xhht.planning.allotments import Allotment, Demand, Limit
from xhht.planning.capacities import Capacity
from xhht.planning.efforts import Doubt, Effort, EffortCase, EffortStep
from xhht.planning.plans import Need, Plan, PlanStep
from xhht.recognition.commendations import Candidate, Criterion, Ranking
from xhht.recognition.recognitions import Recognition, Registry
from xhht.scenarios.assumptions import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    MatchBest,
    ReachBy,
    Rise,
    Threshold,
)
from xhht.scenarios.comparisons import Influence, ScenarioTable
from xhht.scenarios.draws import RandomRise
from xhht.scenarios.projections import Projection
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread
from xhht.texts import Text

STRATEGIES: dict[type[Any], st.SearchStrategy[Any]] = {
    Activity: activities(),
    Agreement: agreements(),
    Allotment: allotments(),
    Amendment: amendments(),
    AmendmentRule: amendment_rules(),
    Arrival: arrivals(),
    Assessment: assessments(),
    Assignment: assignments(),
    Assumption: assumptions(),
    Band: bands(),
    Basis: bases(),
    Beneficiary: beneficiaries(),
    BoundedShare: bounded_shares(),
    Bounds: bounds(),
    BusinessAsUsual: businesses_as_usual(),
    Campaign: campaigns(),
    Candidate: candidates(),
    Capacity: capacities(),
    Change: changes(),
    Clause: clauses(),
    Content: contents(),
    CountRange: count_ranges(),
    Criterion: criteria(),
    Demand: demands(),
    Denominator: denominators(),
    DenominatorGrowth: denominator_growths(),
    Difficulty: difficulties(),
    Document: documents(),
    Doubt: doubts(),
    DueDate: due_dates(),
    Duty: duties(),
    Effort: efforts(),
    EffortCase: effort_cases(),
    EffortStep: effort_steps(),
    FocalPoint: focal_points(),
    Gap: gaps(),
    Grade: grades(),
    GrowthTarget: growth_targets(),
    Halt: halts(),
    Indicator: indicators(),
    Influence: influences(),
    LearningTitle: learning_titles(),
    LevelTarget: level_targets(),
    Limit: limits(),
    MatchBest: matches_best(),
    Matrix: matrices(),
    Need: needs(),
    Observation: observations(),
    Once: once(),
    OpenDifficulty: open_difficulties(),
    Part: parts(),
    Party: parties(),
    PercentagePoints: percentage_points(),
    Plan: plans(),
    PlanStep: plan_steps(),
    PrintedShare: printed_shares(),
    Programme: programmes(),
    Progress: progresses(),
    ProgressMethod: progress_methods(),
    Projection: projections(),
    RandomRise: random_rises(),
    Ranking: rankings(),
    ReachBy: reaches_by(),
    Recipient: recipients(),
    Recognition: recognitions(),
    Region: region_lives(),
    Regions: regions(),
    Registry: registries(),
    Removal: removals(),
    Report: reports(),
    Responsibility: responsibilities(),
    Result: results(),
    Review: reviews(),
    ReviewLine: review_lines(),
    Rise: rises(),
    RollUp: roll_ups(),
    Scenario: scenarios(),
    ScenarioTable: scenario_tables(),
    Share: shares(),
    Signature: signatures(),
    Source: sources(),
    Spread: spreads(),
    Statement: statements(),
    Target: targets(),
    Task: tasks(),
    Text: texts(),
    Threshold: thresholds(),
    Tier: tiers(),
    TierShare: tier_shares(),
    Trajectory: trajectories(),
    Verdict: verdicts(),
    WhenNeeded: occasions(),
    Yearly: yearly(),
}
"""Words of fixed lists are not here: Hypothesis builds them by itself."""


def register() -> None:
    """Tell Hypothesis of them all."""
    for kind, strategy in STRATEGIES.items():
        st.register_type_strategy(kind, strategy)
