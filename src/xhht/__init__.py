"""xhht: a coordination programme for the learning society as typed objects, and exact, explained verdicts.

Public names are loaded when they are first used, so that ``import xhht`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xhht.activities import Activity as Activity
    from xhht.activities import Measure as Measure
    from xhht.activities import Result as Result
    from xhht.allotments import Allotment as Allotment
    from xhht.allotments import Demand as Demand
    from xhht.allotments import Limit as Limit
    from xhht.allotments import Proof as Proof
    from xhht.amendments import AmendableKind as AmendableKind
    from xhht.amendments import Amendment as Amendment
    from xhht.amendments import AmendmentRule as AmendmentRule
    from xhht.amendments import Removal as Removal
    from xhht.arrivals import Arrival as Arrival
    from xhht.arrivals import LineMethod as LineMethod
    from xhht.arrivals import arrival as arrival
    from xhht.assessment import Assessment as Assessment
    from xhht.assessment import assess as assess
    from xhht.assignments import Gap as Gap
    from xhht.assignments import GapKind as GapKind
    from xhht.assignments import Matrix as Matrix
    from xhht.assignments import gaps as gaps
    from xhht.assignments import matrix as matrix
    from xhht.assumptions import Assumption as Assumption
    from xhht.assumptions import BusinessAsUsual as BusinessAsUsual
    from xhht.assumptions import Denominator as Denominator
    from xhht.assumptions import DenominatorGrowth as DenominatorGrowth
    from xhht.assumptions import Halt as Halt
    from xhht.assumptions import MatchBest as MatchBest
    from xhht.assumptions import ReachBy as ReachBy
    from xhht.assumptions import Rise as Rise
    from xhht.assumptions import Threshold as Threshold
    from xhht.bounds import Base as Base
    from xhht.bounds import Bounds as Bounds
    from xhht.bounds import CountRange as CountRange
    from xhht.capacities import Capacity as Capacity
    from xhht.caveats import Caveat as Caveat
    from xhht.commendations import HIGHEST_SHARE as HIGHEST_SHARE
    from xhht.commendations import Candidate as Candidate
    from xhht.commendations import Criterion as Criterion
    from xhht.commendations import Ranking as Ranking
    from xhht.commendations import best as best
    from xhht.commendations import candidates as candidates
    from xhht.commendations import first_recognised_since as first_recognised_since
    from xhht.commendations import held_at_least as held_at_least
    from xhht.comparisons import Influence as Influence
    from xhht.comparisons import ScenarioTable as ScenarioTable
    from xhht.comparisons import compare as compare
    from xhht.comparisons import sensitivity as sensitivity
    from xhht.contents import Beneficiary as Beneficiary
    from xhht.contents import Campaign as Campaign
    from xhht.contents import Content as Content
    from xhht.contents import Statement as Statement
    from xhht.contents import StatementKind as StatementKind
    from xhht.difficulties import Agreement as Agreement
    from xhht.difficulties import Difficulty as Difficulty
    from xhht.difficulties import OpenDifficulty as OpenDifficulty
    from xhht.difficulties import open_difficulties as open_difficulties
    from xhht.divisions import evenly_first as evenly_first
    from xhht.divisions import evenly_last as evenly_last
    from xhht.draws import Draws as Draws
    from xhht.draws import RandomRise as RandomRise
    from xhht.duties import Duty as Duty
    from xhht.duties import Once as Once
    from xhht.duties import WhenNeeded as WhenNeeded
    from xhht.duties import Yearly as Yearly
    from xhht.efforts import Doubt as Doubt
    from xhht.efforts import DoubtKind as DoubtKind
    from xhht.efforts import Effort as Effort
    from xhht.efforts import EffortCase as EffortCase
    from xhht.efforts import EffortStep as EffortStep
    from xhht.efforts import least_effort as least_effort
    from xhht.errors import ContradictionError as ContradictionError
    from xhht.errors import InvalidActivitiesError as InvalidActivitiesError
    from xhht.errors import InvalidAmendmentError as InvalidAmendmentError
    from xhht.errors import InvalidDifficultiesError as InvalidDifficultiesError
    from xhht.errors import InvalidMethodError as InvalidMethodError
    from xhht.errors import InvalidObservationsError as InvalidObservationsError
    from xhht.errors import InvalidPlanError as InvalidPlanError
    from xhht.errors import InvalidProgrammeError as InvalidProgrammeError
    from xhht.errors import InvalidRecognitionsError as InvalidRecognitionsError
    from xhht.errors import InvalidRegionsError as InvalidRegionsError
    from xhht.errors import InvalidScenarioError as InvalidScenarioError
    from xhht.errors import InvalidScheduleError as InvalidScheduleError
    from xhht.errors import InvalidSpreadError as InvalidSpreadError
    from xhht.errors import InvalidTypeError as InvalidTypeError
    from xhht.errors import InvalidValueError as InvalidValueError
    from xhht.errors import MissingExtraError as MissingExtraError
    from xhht.errors import NotAgreedError as NotAgreedError
    from xhht.errors import NotResponsibleError as NotResponsibleError
    from xhht.errors import ProblemsError as ProblemsError
    from xhht.errors import RegionLifeError as RegionLifeError
    from xhht.errors import RegionTreeError as RegionTreeError
    from xhht.errors import UnknownChoiceError as UnknownChoiceError
    from xhht.errors import UnknownIdError as UnknownIdError
    from xhht.errors import UnreadablePrintError as UnreadablePrintError
    from xhht.errors import UnsolvedPlanError as UnsolvedPlanError
    from xhht.errors import XhhtError as XhhtError
    from xhht.evaluation import evaluate as evaluate
    from xhht.observations import Observation as Observation
    from xhht.outcomes import Outcome as Outcome
    from xhht.outcomes import Reason as Reason
    from xhht.parties import FocalPoint as FocalPoint
    from xhht.parties import Party as Party
    from xhht.parties import Recipient as Recipient
    from xhht.parties import Signature as Signature
    from xhht.periods import day_after_years as day_after_years
    from xhht.periods import years_between as years_between
    from xhht.planning import Need as Need
    from xhht.planning import Plan as Plan
    from xhht.planning import PlanStep as PlanStep
    from xhht.planning import plan as plan
    from xhht.printed import WORDINGS as WORDINGS
    from xhht.printed import Extent as Extent
    from xhht.printed import PrintedShare as PrintedShare
    from xhht.printed import Wording as Wording
    from xhht.printed import count_from_text as count_from_text
    from xhht.programme import Programme as Programme
    from xhht.progress import OPEN_SDG as OPEN_SDG
    from xhht.progress import TIME_LEFT as TIME_LEFT
    from xhht.progress import Band as Band
    from xhht.progress import Progress as Progress
    from xhht.progress import ProgressMethod as ProgressMethod
    from xhht.progress import ProgressStatus as ProgressStatus
    from xhht.progress import RequiredRate as RequiredRate
    from xhht.progress import progress_status as progress_status
    from xhht.projections import Projection as Projection
    from xhht.projections import project as project
    from xhht.quantities import AnyShare as AnyShare
    from xhht.quantities import BoundedShare as BoundedShare
    from xhht.quantities import PercentagePoints as PercentagePoints
    from xhht.quantities import Share as Share
    from xhht.quantities import reconcile as reconcile
    from xhht.recognitions import Recognition as Recognition
    from xhht.recognitions import Registry as Registry
    from xhht.regions import Level as Level
    from xhht.regions import Region as Region
    from xhht.regions import Regions as Regions
    from xhht.reports import Report as Report
    from xhht.reports import ReportKind as ReportKind
    from xhht.reports import report as report
    from xhht.responsibilities import Assignment as Assignment
    from xhht.responsibilities import Responsibility as Responsibility
    from xhht.responsibilities import Role as Role
    from xhht.reviews import Review as Review
    from xhht.reviews import ReviewLine as ReviewLine
    from xhht.reviews import ReviewStatus as ReviewStatus
    from xhht.reviews import Task as Task
    from xhht.reviews import review as review
    from xhht.reviews import review_years as review_years
    from xhht.revisions import Change as Change
    from xhht.revisions import ChangeKind as ChangeKind
    from xhht.revisions import differences as differences
    from xhht.roll_ups import Part as Part
    from xhht.roll_ups import RollUp as RollUp
    from xhht.roll_ups import roll_up as roll_up
    from xhht.scenarios import Scenario as Scenario
    from xhht.schedule import DueDate as DueDate
    from xhht.schedule import due_dates as due_dates
    from xhht.simulations import Spread as Spread
    from xhht.simulations import simulate as simulate
    from xhht.sources import Basis as Basis
    from xhht.sources import Clause as Clause
    from xhht.sources import ClauseKind as ClauseKind
    from xhht.sources import Document as Document
    from xhht.sources import Source as Source
    from xhht.tallies import registry as registry
    from xhht.tallies import tally as tally
    from xhht.targets import Comparison as Comparison
    from xhht.targets import GrowthRule as GrowthRule
    from xhht.targets import Indicator as Indicator
    from xhht.targets import LevelRule as LevelRule
    from xhht.targets import Reading as Reading
    from xhht.targets import TargetRule as TargetRule
    from xhht.targets import TierShare as TierShare
    from xhht.texts import Language as Language
    from xhht.texts import Text as Text
    from xhht.tiers import Tier as Tier
    from xhht.tiers import Trait as Trait
    from xhht.tiers import propose_tier as propose_tier
    from xhht.titles import Grade as Grade
    from xhht.titles import LearningTitle as LearningTitle
    from xhht.trajectories import Pace as Pace
    from xhht.trajectories import Trajectory as Trajectory
    from xhht.trajectories import trajectory as trajectory
    from xhht.verdicts import Verdict as Verdict

__version__ = "0.1.0"

# One name a line would make this module too long to read.
# fmt: off
_MODULES = {
    "activities": ("Activity", "Measure", "Result"),
    "allotments": ("Allotment", "Demand", "Limit", "Proof"),
    "amendments": ("AmendableKind", "Amendment", "AmendmentRule", "Removal"),
    "arrivals": ("Arrival", "LineMethod", "arrival"),
    "assessment": ("Assessment", "assess"),
    "assignments": ("Gap", "GapKind", "Matrix", "gaps", "matrix"),
    "assumptions": (
        "Assumption", "BusinessAsUsual", "Denominator", "DenominatorGrowth", "Halt", "MatchBest", "ReachBy", "Rise",
        "Threshold",
    ),
    "bounds": ("Base", "Bounds", "CountRange"),
    "capacities": ("Capacity",),
    "caveats": ("Caveat",),
    "commendations": (
        "HIGHEST_SHARE", "Candidate", "Criterion", "Ranking", "best", "candidates", "first_recognised_since",
        "held_at_least",
    ),
    "comparisons": ("Influence", "ScenarioTable", "compare", "sensitivity"),
    "contents": ("Beneficiary", "Campaign", "Content", "Statement", "StatementKind"),
    "difficulties": ("Agreement", "Difficulty", "OpenDifficulty", "open_difficulties"),
    "draws": ("Draws", "RandomRise"),
    "duties": ("Duty", "Once", "WhenNeeded", "Yearly"),
    "efforts": ("Doubt", "DoubtKind", "Effort", "EffortCase", "EffortStep", "least_effort"),
    "errors": (
        "ContradictionError", "InvalidActivitiesError", "InvalidAmendmentError", "InvalidDifficultiesError",
        "InvalidMethodError", "InvalidObservationsError", "InvalidPlanError", "InvalidProgrammeError",
        "InvalidRecognitionsError", "InvalidRegionsError", "InvalidScenarioError", "InvalidScheduleError",
        "InvalidSpreadError", "InvalidTypeError", "InvalidValueError", "MissingExtraError", "NotAgreedError",
        "NotResponsibleError", "ProblemsError", "RegionLifeError", "RegionTreeError", "UnknownChoiceError",
        "UnknownIdError", "UnreadablePrintError", "UnsolvedPlanError", "XhhtError",
    ),
    "evaluation": ("evaluate",),
    "observations": ("Observation",),
    "outcomes": ("Outcome", "Reason"),
    "parties": ("FocalPoint", "Party", "Recipient", "Signature"),
    "periods": ("day_after_years", "years_between"),
    "planning": ("Need", "Plan", "PlanStep", "plan"),
    "printed": ("WORDINGS", "Extent", "PrintedShare", "Wording", "count_from_text"),
    "progress": (
        "Band", "OPEN_SDG", "Progress", "ProgressMethod", "ProgressStatus", "RequiredRate", "TIME_LEFT",
        "progress_status",
    ),
    "programme": ("Programme",),
    "projections": ("Projection", "project"),
    "quantities": ("AnyShare", "BoundedShare", "PercentagePoints", "Share", "reconcile"),
    "recognitions": ("Recognition", "Registry"),
    "regions": ("Level", "Region", "Regions"),
    "reports": ("Report", "ReportKind", "report"),
    "responsibilities": ("Assignment", "Responsibility", "Role"),
    "reviews": ("Review", "ReviewLine", "ReviewStatus", "Task", "review", "review_years"),
    "revisions": ("Change", "ChangeKind", "differences"),
    "roll_ups": ("Part", "RollUp", "roll_up"),
    "scenarios": ("Scenario",),
    "schedule": ("DueDate", "due_dates"),
    "sources": ("Basis", "Clause", "ClauseKind", "Document", "Source"),
    "simulations": ("Spread", "simulate"),
    "divisions": ("evenly_first", "evenly_last"),
    "tallies": ("registry", "tally"),
    "targets": ("Comparison", "GrowthRule", "Indicator", "LevelRule", "Reading", "TargetRule", "TierShare"),
    "texts": ("Language", "Text"),
    "tiers": ("Tier", "Trait", "propose_tier"),
    "titles": ("Grade", "LearningTitle"),
    "trajectories": ("Pace", "Trajectory", "trajectory"),
    "verdicts": ("Verdict",),
}
# fmt: on
_HOMES = {name: module for module, names in _MODULES.items() for name in names}

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604  # The names are those of the table above.


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'xhht' has no attribute {name!r}")
    found = getattr(import_module(f"xhht.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
