"""Thresholds: what a target asks of a share that is counted, and of one that is not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from xhht.figures.bounds import Base, Bounds
from xhht.figures.observations import Observation
from xhht.figures.shares import Share
from xhht.judgement.requirements import Requirement
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.periods import years_between

_ALL = Base.ALL


def risen(
    target: GrowthTarget,
    tiers: Iterable[str | None],
    start: Bounds,
    years: Fraction,
    reading: Reading,
) -> Requirement:
    """What a yearly rise asks some years after a baseline, of whichever tier is in question."""
    asked = dict.fromkeys(target.asked_of(tier) for tier in tiers)
    thresholds = (target.threshold(start, years, rise, reading) for rise in asked)
    return Requirement.any_of(Requirement.capped(threshold, target.comparison) for threshold in thresholds)


def exactly(
    target: LevelTarget | GrowthTarget,
    asked: Fraction,
    actual: Share,
    *,
    baseline: Observation | None,
    on: date,
    reading: Reading | None,
) -> Fraction | None:
    """The one share that is asked of a count of all, where only one share or rise is in question.

    It is the quick way for what is reported most; None stands for whatever has more to it: nothing to count or to count
    from, other bases, a baseline that is not counted, a rise from zero or to all.

    Args:
        target: the target.
        asked: the share, or the yearly rise.
        actual: what was counted.
        baseline: the report from which a yearly rise is counted.
        on: the day up to which it is averaged.
        reading: how it is read; None for a level.
    """
    if actual.base is not _ALL or not actual.denominator:
        return None
    if isinstance(target, LevelTarget):
        return asked
    if baseline is None or reading is None:
        return None
    start = baseline.actual
    if not isinstance(start, Share) or start.base is not _ALL or not start.numerator:
        return None
    needed, of = target.risen(start.numerator, start.denominator, years_between(baseline.on, on), asked, reading)
    return Fraction(needed, of) if needed < of else None
