"""Recognition: titles that are conferred, counted, and the best of their holders."""

from xhht.recognition.commendations import (
    HIGHEST_SHARE,
    Candidate,
    Criterion,
    Ranking,
    best,
    candidates,
    first_recognised_since,
    held_at_least,
)
from xhht.recognition.recognitions import Recognition, Registry
from xhht.recognition.tallies import registry, tally

__all__ = [
    "HIGHEST_SHARE",
    "Candidate",
    "Criterion",
    "Ranking",
    "Recognition",
    "Registry",
    "best",
    "candidates",
    "first_recognised_since",
    "held_at_least",
    "registry",
    "tally",
]
