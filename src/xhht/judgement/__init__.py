"""Judgement: what follows when figures are held against targets."""

from xhht.judgement.assessment import Assessment, assess
from xhht.judgement.evaluation import evaluate
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.roll_ups import Part, RollUp, roll_up
from xhht.judgement.verdicts import Verdict

__all__ = ["Assessment", "Outcome", "Part", "Reason", "RollUp", "Verdict", "assess", "evaluate", "roll_up"]
