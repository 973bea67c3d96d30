"""Recognition: titles that are scored, registered, conferred and counted, and the best of their holders."""

from xhht.recognition.calendars import WorkingCalendar
from xhht.recognition.cases import (
    Case,
    Meeting,
    OpenStep,
    TakenStep,
    open_steps,
    recognitions_of,
    registrations_of,
)
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
    "Case",
    "CommendationRule",
    "Meeting",
    "OpenStep",
    "Ranking",
    "Recognition",
    "Registration",
    "Registry",
    "Score",
    "ScoredCriterion",
    "Stage",
    "StageTally",
    "TakenStep",
    "WorkingCalendar",
    "best",
    "candidates",
    "first_recognised_since",
    "held_at_least",
    "open_steps",
    "recognitions_of",
    "registrations_of",
    "registry",
    "score",
    "tally",
    "tally_stages",
]
