"""Requirements: what is asked of a share, and how a share is held against it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import attrs

from xhht.checks import instance
from xhht.figures.bounds import Bounds, CountEnds, CountRange
from xhht.figures.projected_shares import ProjectedShare
from xhht.figures.shares import AnyShare, PercentagePoints, Share, counts_of, difference_pp
from xhht.judgement.outcomes import Outcome, Reason
from xhht.model.targets import Comparison
from xhht.values import Value

ALL = Fraction(1)


@attrs.frozen(repr=False)
class Requirement(Value):
    """A threshold, or all that may be asked where it is not known exactly, and how a share is held against it.

    Nobody can be asked for more than all: a threshold of all is reached by all, whatever the comparison. Every rule
    about that stands here.

    >>> Requirement(Bounds(Fraction(2, 5), Fraction(2, 5)), Comparison.AT_LEAST).least_of(7)
    CountEnds(least=3, most=3)
    """

    bounds: Bounds = attrs.field(validator=instance(Bounds))
    comparison: Comparison = attrs.field(converter=Comparison)
    is_capped: bool = attrs.field(default=False, validator=instance(bool), kw_only=True)

    @classmethod
    def exactly(cls, share: Fraction, comparison: Comparison) -> Requirement:
        """The requirement of one share."""
        return cls(Bounds(share, share), comparison)

    @classmethod
    def capped(cls, asked: Bounds, comparison: Comparison) -> Requirement:
        """The requirement of what is asked, cut to what anybody can be asked for."""
        is_capped = asked.upper > 1 or (comparison is Comparison.MORE_THAN and 1 in asked)
        if asked.upper > 1:
            is_open = asked.is_lower_open and asked.lower < 1
            asked = Bounds(min(asked.lower, ALL), ALL, is_lower_open=is_open)
        return cls(asked, comparison, is_capped=is_capped)

    @classmethod
    def any_of(cls, requirements: Iterable[Requirement]) -> Requirement:
        """The requirement that is one of several, by one comparison, and nobody knows which."""
        first, *others = dict.fromkeys(requirements)
        for other in others:
            bounds = first.bounds.hull(other.bounds)
            first = Requirement(bounds, first.comparison, is_capped=first.is_capped or other.is_capped)
        return first

    @property
    def threshold(self) -> Fraction | Bounds:
        """The share that is asked, or the bounds in which it lies."""
        return self.bounds.lower if self.bounds.is_point else self.bounds

    @property
    def is_strict(self) -> bool:
        """Whether more than the highest share that may be asked must be reached."""
        return self.comparison is Comparison.MORE_THAN and self.bounds.upper != 1

    def is_met_by(self, share: Bounds) -> bool:
        """Whether every value of a share passes, whatever of this is asked."""
        asked = self.bounds
        if share.lower != asked.upper:
            return share.lower > asked.upper
        return not self.is_strict or share.is_lower_open or asked.is_upper_open

    def is_missed_by(self, share: Bounds) -> bool:
        """Whether no value of a share passes, whatever of this is asked."""
        asked = self.bounds
        if share.upper != asked.lower:
            return share.upper < asked.lower
        is_strict = self.comparison is Comparison.MORE_THAN and asked.lower != 1
        return is_strict or share.is_upper_open or asked.is_lower_open

    def judge(self, actual: AnyShare) -> tuple[Outcome, Reason]:
        """Hold everything that a share can mean against everything that may be asked of it."""
        if type(actual) is Share and self.bounds.is_point:
            return held(actual, self.bounds.lower, self.comparison)
        if self.is_met_by(actual.bounds):
            return _MET
        return _NOT_MET if self.is_missed_by(actual.bounds) else _UNDECIDED

    def least_of(self, denominator: int) -> CountEnds:
        """The least whole number of a denominator that passes, from the lowest to the highest that may be asked."""
        asked = self.bounds
        is_more = self.comparison is Comparison.MORE_THAN
        least = _least(asked.lower, denominator, is_strict=(is_more and asked.lower != 1) or asked.is_lower_open)
        most = _least(asked.upper, denominator, is_strict=self.is_strict and not asked.is_upper_open)
        return CountEnds(least, most)

    def shortfall_of(self, actual: AnyShare) -> int | CountRange | None:
        """The least whole number of further recognitions with which a share passes.

        Returns:
            The number; a range where the share or what is asked is bounded; None where counts are unknown.
        """
        if type(actual) is Share and self.bounds.is_point:
            return lacking(actual, self.bounds.lower, self.comparison)
        counts = counts_of(actual)
        if counts is None:
            return None
        reported, denominator = counts
        if isinstance(actual, ProjectedShare):
            fewest, greatest = self.lacking_of(actual.bounds, denominator)
        else:
            needed = self.least_of(denominator)
            fewest, greatest = max(0, needed.least - reported.most), max(0, needed.most - reported.least)
        return fewest if fewest == greatest else CountRange(fewest, greatest)

    def lacking_of(self, share: Bounds, denominator: int) -> CountEnds:
        """The same for an exact share of a denominator, whose holders need not be whole."""
        asked = self.bounds
        is_more = self.comparison is Comparison.MORE_THAN and asked.lower != 1
        is_open = asked.is_lower_open or share.is_upper_open
        fewest = _least(asked.lower - share.upper, denominator, is_strict=is_more or is_open)
        is_strict = self.is_strict and not (asked.is_upper_open or share.is_lower_open)
        greatest = _least(asked.upper - share.lower, denominator, is_strict=is_strict)
        return CountEnds(max(0, fewest), max(0, greatest))

    def gap_pp_of(self, actual: AnyShare) -> PercentagePoints | Bounds:
        """A share less what is asked, in percentage points; bounds of it where one of the two is bounded."""
        return difference_pp(actual.bounds, self.bounds)


_MORE_THAN = Comparison.MORE_THAN
_MET = Outcome.MET, Reason.EVERY_VALUE_PASSES
_NOT_MET = Outcome.NOT_MET, Reason.NO_VALUE_PASSES
_UNDECIDED = Outcome.UNDECIDED, Reason.SOME_VALUES_PASS


def _least(share: Fraction, denominator: int, *, is_strict: bool) -> int:
    """The least count of the denominator that reaches a share, or passes it where it is strict."""
    scaled = share.numerator * denominator
    return scaled // share.denominator + 1 if is_strict else -(-scaled // share.denominator)


# What follows is the quick way for two exact shares, in whole numbers across the fraction bar; nothing is built for it.


def held(actual: Share, asked: Fraction, comparison: Comparison) -> tuple[Outcome, Reason]:
    """Hold a counted share against an exact one."""
    needed, of = asked.as_integer_ratio()
    reached, needed_here = actual.numerator * of, needed * actual.denominator
    if reached == needed_here:
        return _NOT_MET if comparison is _MORE_THAN and needed != of else _MET
    return _MET if reached > needed_here else _NOT_MET


def lacking(actual: Share, asked: Fraction, comparison: Comparison) -> int:
    """How many more must be counted until a counted share passes an exact one."""
    is_strict = comparison is _MORE_THAN and asked.numerator != asked.denominator
    return max(0, _least(asked, actual.denominator, is_strict=is_strict) - actual.numerator)


def gap_pp_between(actual: Share, asked: Fraction) -> PercentagePoints:
    """A counted share of something less an exact one, in percentage points."""
    needed, of = asked.as_integer_ratio()
    size = actual.denominator
    return PercentagePoints(100 * (actual.numerator * of - needed * size), size * of)
