"""Judgement: what follows when figures are held against targets."""

from xhht.judgement.assessment import Assessment, assess, assess_days
from xhht.judgement.evaluation import evaluate
from xhht.judgement.mergers import through_mergers
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.rankings import Place
from xhht.judgement.requirements import Requirement
from xhht.judgement.roll_ups import RollUp, RollUps, roll_up, roll_up_parties, roll_ups
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict

__all__ = [
    "Assessment",
    "Outcome",
    "Part",
    "Place",
    "Reason",
    "Requirement",
    "RollUp",
    "RollUps",
    "Verdict",
    "assess",
    "assess_days",
    "evaluate",
    "roll_up",
    "roll_up_parties",
    "roll_ups",
    "through_mergers",
]
