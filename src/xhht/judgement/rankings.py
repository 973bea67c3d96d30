"""Rankings: the places that reported shares leave possible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import attrs

from xhht.figures.bounds import Base
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.values import Value


@attrs.frozen(repr=False)
class Place(Value):
    """The place of a verdict in a ranking: the best and the worst that its figure and those of others allow.

    Equal best and worst places are sure; verdicts with the same sure place are tied.
    """

    verdict: Verdict
    best: int
    worst: int


def ranked(verdicts: Iterable[Verdict]) -> tuple[Place, ...]:
    """The verdicts on those who are asked and reported a share of all, by that share, the highest first."""
    listed = [
        verdict
        for verdict in verdicts
        if verdict.actual is not None
        and verdict.outcome is not Outcome.NOT_APPLICABLE
        and verdict.actual.base is not Base.REGISTERED
    ]
    bounds = [verdict.actual.bounds for verdict in listed if verdict.actual is not None]
    lowers = sorted((own.lower, own.is_lower_open) for own in bounds)
    uppers = sorted(own.upper for own in bounds)
    places = []
    for verdict, own in zip(listed, bounds, strict=True):
        # Surely above are those whose every value is higher; possibly above all that reach over the lowest value.
        place = bisect_left if own.is_upper_open else bisect_right
        surely = len(bounds) - place(lowers, (own.upper, False))
        possibly = len(bounds) - bisect_right(uppers, own.lower) - (own.upper > own.lower)
        places.append(Place(verdict, 1 + surely, 1 + possibly))
    return tuple(sorted(places, key=lambda place: (place.best, place.worst)))
