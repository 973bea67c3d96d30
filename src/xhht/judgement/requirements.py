"""Shortfalls and gaps: how far a share is from its threshold, in whole recognitions and in percentage points."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from xhht.figures.bounds import Bounds, CountRange, counts_within
from xhht.figures.shares import AnyShare, BoundedShare, PercentagePoints, Share
from xhht.model.targets import Comparison


def shortfall(actual: AnyShare, threshold: Fraction | Bounds, comparison: Comparison) -> int | CountRange | None:
    """The least whole number of further recognitions with which a share meets a threshold.

    Returns:
        The number; a range where the share or the threshold is bounded; None where counts are unknown.

    >>> shortfall(Share(2, 7), Fraction(2, 5), Comparison.AT_LEAST)
    1
    """
    counts = _counts(actual)
    if counts is None:
        return None
    reported, denominator = counts
    lower, upper = threshold_ends(threshold)
    is_more = comparison is Comparison.MORE_THAN
    # Nobody can be asked for more than all, so that a threshold of all is reached by all.
    needed_at_least = _least_count(lower, denominator, is_strict=(is_more and lower != 1) or _is_lower_open(threshold))
    needed_at_most = _least_count(
        upper, denominator, is_strict=is_more and upper != 1 and not _is_upper_open(threshold)
    )
    fewest = max(0, needed_at_least - reported.most)
    greatest = max(0, needed_at_most - reported.least)
    return fewest if fewest == greatest else CountRange(fewest, greatest)


def gap_pp(actual: AnyShare, threshold: Fraction | Bounds) -> PercentagePoints | Bounds:
    """A share less a threshold, in percentage points; bounds of it where one of the two is bounded.

    >>> gap_pp(Share(45, 100), Fraction(1, 2))
    PercentagePoints(-5, 1)
    """
    if isinstance(actual, Share) and isinstance(threshold, Fraction):
        return PercentagePoints((actual.value - threshold) * 100)
    share = actual.bounds
    lower, upper = threshold_ends(threshold)
    if share.is_point and lower == upper:
        return PercentagePoints((share.lower - lower) * 100)
    return Bounds(
        (share.lower - upper) * 100,
        (share.upper - lower) * 100,
        is_lower_open=share.is_lower_open or _is_upper_open(threshold),
        is_upper_open=share.is_upper_open or _is_lower_open(threshold),
    )


def threshold_ends(threshold: Fraction | Bounds) -> tuple[Fraction, Fraction]:
    """The lowest and the highest value of a threshold."""
    return (threshold.lower, threshold.upper) if isinstance(threshold, Bounds) else (threshold, threshold)


def _is_lower_open(threshold: Fraction | Bounds) -> bool:
    return isinstance(threshold, Bounds) and threshold.is_lower_open


def _is_upper_open(threshold: Fraction | Bounds) -> bool:
    return isinstance(threshold, Bounds) and threshold.is_upper_open


def _least_count(threshold: Fraction, denominator: int, *, is_strict: bool) -> int:
    """The least count of the denominator that reaches the threshold, or passes it where it is strict."""
    return floor(threshold * denominator) + 1 if is_strict else ceil(threshold * denominator)


def _counts(actual: AnyShare) -> tuple[CountRange, int] | None:
    """What a known numerator can be, and the denominator."""
    if isinstance(actual, Share):
        return CountRange(actual.numerator, actual.numerator), actual.denominator
    if isinstance(actual, BoundedShare) and actual.denominator is not None and not actual.is_partial:
        return counts_within(actual.bounds, actual.denominator), actual.denominator
    return None
