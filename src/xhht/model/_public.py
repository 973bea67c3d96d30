"""The public names of `xhht.model`, each from the module that defines it."""

from xhht.model.amendments import AmendableKind, Amendment, AmendmentRule, Removal
from xhht.model.contents import Beneficiary, Campaign, CampaignKind, Content, Statement, StatementKind
from xhht.model.criteria import CriteriaSet, Criterion, Precondition
from xhht.model.duties import Convention, Duty, Once, WhenNeeded, Yearly
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.revisions import Change, ChangeKind, differences
from xhht.model.sources import Basis, Clause, ClauseKind, Document, Source
from xhht.model.targets import Comparison, GrowthTarget, Indicator, LevelTarget, Reading, Target, TierShare
from xhht.model.territories import Territory
from xhht.model.tiers import Tier
from xhht.model.titles import Grade, LearningTitle

__all__ = [
    "AmendableKind",
    "Amendment",
    "AmendmentRule",
    "Assignment",
    "Basis",
    "Beneficiary",
    "Campaign",
    "CampaignKind",
    "Change",
    "ChangeKind",
    "Clause",
    "ClauseKind",
    "Comparison",
    "Content",
    "Convention",
    "CriteriaSet",
    "Criterion",
    "Document",
    "Duty",
    "FocalPoint",
    "Grade",
    "GrowthTarget",
    "Indicator",
    "LearningTitle",
    "LevelTarget",
    "Once",
    "Party",
    "Precondition",
    "Procedure",
    "ProcedureStep",
    "Programme",
    "Reading",
    "Recipient",
    "Removal",
    "Responsibility",
    "Role",
    "Signature",
    "Source",
    "Statement",
    "StatementKind",
    "StepKind",
    "Target",
    "Territory",
    "Tier",
    "TierShare",
    "WhenNeeded",
    "Yearly",
    "differences",
]
