"""Recognition: titles that are scored, registered, conferred and counted, and the best of their holders."""

from xhht.recognition.commendations import (
    HIGHEST_SHARE,
    Candidate,
    CommendationRule,
    Ranking,
    best,
    candidates,
    first_recognised_since,
    held_at_least,
)
from xhht.recognition.recognitions import Recognition, Registry
from xhht.recognition.registrations import Registration, Stage
from xhht.recognition.scoring import AnsweredPrecondition, Score, ScoredCriterion, score
from xhht.recognition.tallies import StageTally, registry, tally, tally_stages

__all__ = [
    "HIGHEST_SHARE",
    "AnsweredPrecondition",
    "Candidate",
    "CommendationRule",
    "Ranking",
    "Recognition",
    "Registration",
    "Registry",
    "Score",
    "ScoredCriterion",
    "Stage",
    "StageTally",
    "best",
    "candidates",
    "first_recognised_since",
    "held_at_least",
    "registry",
    "score",
    "tally",
    "tally_stages",
]
