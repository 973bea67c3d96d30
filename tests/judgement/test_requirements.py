from fractions import Fraction

import pytest

from xhht import BoundedShare, Bounds, Comparison, CountRange, PercentagePoints, PrintedShare, Share
from xhht.judgement.requirements import gap_pp, shortfall, threshold_ends

HALF = Fraction(1, 2)
AT_LEAST, MORE_THAN = Comparison.AT_LEAST, Comparison.MORE_THAN
OPEN = {"is_lower_open": True, "is_upper_open": True}


@pytest.mark.parametrize(
    ("share", "threshold", "comparison", "missing"),
    [
        (Share(2, 7), Fraction(2, 5), AT_LEAST, 1),
        (Share(2, 7), Fraction(2, 7), AT_LEAST, 0),
        (Share(2, 7), Fraction(2, 7), MORE_THAN, 1),
        (Share(0, 7), Fraction(1), AT_LEAST, 7),
        (Share(0, 7), Fraction(1), MORE_THAN, 7),
        (Share(7, 7), Fraction(1), MORE_THAN, 0),
        (Share(7, 7), HALF, AT_LEAST, 0),
        (Share(54, 100), Fraction(55, 100), AT_LEAST, 1),
        (Share(0, 1_000), HALF, AT_LEAST, 500),
    ],
)
def test_counts_and_one_threshold_give_one_number(share, threshold, comparison, missing):
    assert shortfall(share, threshold, comparison) == missing


@pytest.mark.parametrize(
    ("least", "most", "threshold", "missing"),
    [
        (2, 4, HALF, CountRange(1, 3)),
        (2, 7, HALF, CountRange(0, 3)),
        (5, 7, HALF, 0),
        (3, 3, HALF, 2),
    ],
)
def test_bounded_counts_give_the_fewest_and_the_most(least, most, threshold, missing):
    assert shortfall(BoundedShare.from_counts(least, most, 10), threshold, AT_LEAST) == missing


@pytest.mark.parametrize(
    ("threshold", "comparison", "missing"),
    [
        (Bounds(HALF, Fraction(3, 5)), AT_LEAST, CountRange(5, 6)),
        (Bounds(HALF, Fraction(3, 5), **OPEN), AT_LEAST, 6),
        (Bounds(HALF, Fraction(3, 5)), MORE_THAN, CountRange(6, 7)),
        (Bounds(HALF, Fraction(3, 5), **OPEN), MORE_THAN, 6),
        (Bounds(HALF, 1), MORE_THAN, CountRange(6, 10)),
        (Bounds(Fraction(9, 10), 1, is_lower_open=True), AT_LEAST, 10),
    ],
)
def test_a_bounded_threshold_gives_the_fewest_and_the_most(threshold, comparison, missing):
    assert shortfall(Share(0, 10), threshold, comparison) == missing


@pytest.mark.parametrize(
    "share",
    [
        PrintedShare.from_text("40%"),
        BoundedShare(Bounds(0, 1)),
        BoundedShare.from_counts(1, 2, 10, is_partial=True),
    ],
)
def test_without_known_counts_no_number_can_be_given(share):
    assert shortfall(share, HALF, AT_LEAST) is None


def test_the_gap_of_counts_is_exact_and_signed():
    assert gap_pp(Share(45, 100), HALF) == -5
    assert isinstance(gap_pp(Share(2, 3), HALF), PercentagePoints)


def test_the_gap_of_a_point_is_exact_too():
    assert gap_pp(PrintedShare.from_text("100%"), HALF) == PercentagePoints(50)
    assert gap_pp(Share(1, 2), Bounds(HALF, HALF)) == PercentagePoints(0)
    assert gap_pp(Share(1, 2), Bounds(Fraction(2, 5), Fraction(4, 10))) == PercentagePoints(10)


@pytest.mark.parametrize(
    ("share", "threshold", "gap"),
    [
        (PrintedShare.from_text("40%"), HALF, Bounds(Fraction("-10.5"), -9, is_upper_open=True)),
        (PrintedShare.from_text("trên 40%"), HALF, Bounds(-10, 50, is_lower_open=True)),
        (Share(1, 2), Bounds(0, HALF), Bounds(0, 50)),
        (Share(1, 2), Bounds(0, HALF, is_lower_open=True), Bounds(0, 50, is_upper_open=True)),
        (Share(1, 2), Bounds(0, HALF, is_upper_open=True), Bounds(0, 50, is_lower_open=True)),
        (BoundedShare(Bounds(0, HALF)), Bounds(0, HALF), Bounds(-50, 50)),
    ],
)
def test_the_gap_of_what_is_bounded_is_bounded(share, threshold, gap):
    assert gap_pp(share, threshold) == gap


def test_a_threshold_has_two_ends_that_may_be_one():
    assert threshold_ends(HALF) == (HALF, HALF)
    assert threshold_ends(Bounds(0, HALF)) == (0, HALF)
