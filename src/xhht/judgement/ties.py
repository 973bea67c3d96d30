"""Ties: what a projected share has in common with the baseline from which it follows, value by value."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

import attrs

from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.observations import Observation
from xhht.figures.projected_shares import Corner, ProjectedShare, at, between
from xhht.figures.shares import AnyShare, PercentagePoints, difference_pp
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.requirements import Requirement
from xhht.judgement.thresholds import risen
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.periods import years_between
from xhht.values import Value


@attrs.frozen(repr=False)
class Case(Value):
    """What a share is, and what is asked of it, if the report behind both means one value."""

    share: Bounds
    requirement: Requirement
    is_attained: bool

    @property
    def is_on_the_edge(self) -> bool:
        """Whether an end of the share is an end of what is asked, so that values nearby decide otherwise."""
        asked = self.requirement.bounds
        return self.share.lower == asked.upper or self.share.upper == asked.lower


def cases_of(
    target: LevelTarget | GrowthTarget,
    tiers: tuple[str | None, ...],
    actual: AnyShare | None,
    *,
    baseline: Observation | None,
    on: date,
    reading: Reading | None,
) -> tuple[Case, ...]:
    """The cases of a share that follows from its own baseline; none where it does not.

    The share and the threshold run straight between two neighbouring cases.
    """
    if not isinstance(actual, ProjectedShare) or not isinstance(target, GrowthTarget):
        return ()
    if baseline is None or reading is None or not actual.follows_from(baseline.actual, baseline.on):
        return ()
    years = years_between(baseline.on, on)
    corners = actual.corners
    caps = []
    for rise in {target.asked_of(tier) for tier in tiers}:
        if reading is Reading.POINTS:
            caps.append(1 - rise * years)
        else:
            caps.append(1 / (1 + rise * years))
    corners = at(corners, caps)

    def case(corner: Corner, *, is_attained: bool) -> Case:
        start = Bounds(corner.reported, corner.reported)
        return Case(corner.bounds, risen(target, tiers, start, years, reading), is_attained)

    middles = [between(one, other, (one.reported + other.reported) / 2) for one, other in pairwise(corners)]
    return (
        *(case(corner, is_attained=actual.is_attained(corner)) for corner in corners),
        *(case(middle, is_attained=True) for middle in middles),
    )


def judged(cases: Iterable[Case]) -> tuple[Outcome, Reason]:
    """The outcome on which all cases agree; a case that is never reached says nothing where it is on the edge."""
    is_met = is_missed = True
    for case in cases:
        if case.is_attained or not case.is_on_the_edge:
            is_met = is_met and case.requirement.is_met_by(case.share)
            is_missed = is_missed and case.requirement.is_missed_by(case.share)
    if is_met:
        return Outcome.MET, Reason.EVERY_VALUE_PASSES
    return (Outcome.NOT_MET, Reason.NO_VALUE_PASSES) if is_missed else (Outcome.UNDECIDED, Reason.SOME_VALUES_PASS)


def gap_pp_of(cases: Iterable[Case]) -> PercentagePoints | Bounds:
    """The distances of all cases, in percentage points."""
    return spanned_pp([(difference_pp(case.share, case.requirement.bounds), case.is_attained) for case in cases])


def spanned_pp(differences: Collection[tuple[PercentagePoints | Bounds, bool]]) -> PercentagePoints | Bounds:
    """All values of some differences, each with whether it is attained and not only come near to."""
    lower = min(difference.lower for difference, _ in differences)
    upper = max(difference.upper for difference, _ in differences)
    if lower == upper:
        return PercentagePoints(lower)
    lowest = [pair for pair in differences if pair[0].lower == lower]
    highest = [pair for pair in differences if pair[0].upper == upper]
    return Bounds(
        lower,
        upper,
        is_lower_open=not any(is_attained and lower in _bounds(one) for one, is_attained in lowest),
        is_upper_open=not any(is_attained and upper in _bounds(one) for one, is_attained in highest),
    )


def shortfall_of(cases: Iterable[Case], actual: AnyShare) -> int | CountRange | None:
    """The further recognitions of all cases; None where the denominator is not known."""
    denominator = actual.denominator if isinstance(actual, ProjectedShare) else None
    if denominator is None:
        return None
    ends = [case.requirement.lacking_of(case.share, denominator) for case in cases if case.is_attained]
    fewest, most = min(end.least for end in ends), max(end.most for end in ends)
    return fewest if fewest == most else CountRange(fewest, most)


def _bounds(difference: PercentagePoints | Bounds) -> Bounds:
    return difference if isinstance(difference, Bounds) else Bounds(difference, difference)
