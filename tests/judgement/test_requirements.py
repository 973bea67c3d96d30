from fractions import Fraction

import pytest

from xhht import (
    BoundedShare,
    Bounds,
    Comparison,
    CountRange,
    Outcome,
    PercentagePoints,
    PrintedShare,
    Reason,
    Requirement,
    Share,
)
from xhht.errors import InvalidTypeError, UnknownChoiceError

HALF = Fraction(1, 2)
AT_LEAST, MORE_THAN = Comparison.AT_LEAST, Comparison.MORE_THAN
OPEN = {"is_lower_open": True, "is_upper_open": True}


def required(threshold, comparison=AT_LEAST):
    bounds = threshold if isinstance(threshold, Bounds) else Bounds(threshold, threshold)
    return Requirement(bounds, comparison)


def shortfall(share, threshold, comparison):
    return required(threshold, comparison).shortfall_of(share)


def gap_pp(share, threshold):
    return required(threshold).gap_pp_of(share)


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


def test_either_kind_of_gap_has_a_lower_and_an_upper_end():
    gaps = [gap_pp(Share(45, 100), HALF), gap_pp(PrintedShare.from_text("40%"), HALF), gap_pp(Share(1, 1), HALF)]
    assert [gap.lower for gap in sorted(gaps, key=lambda gap: gap.lower)] == [Fraction("-10.5"), -5, 50]
    assert [gap.upper for gap in gaps] == [-5, -9, 50]


@pytest.mark.parametrize(
    ("threshold", "comparison", "share", "is_met", "is_missed"),
    [
        (HALF, AT_LEAST, Bounds(HALF, HALF), True, False),
        (HALF, MORE_THAN, Bounds(HALF, HALF), False, True),
        (HALF, MORE_THAN, Bounds(HALF, 1, is_lower_open=True), True, False),
        (HALF, MORE_THAN, Bounds(0, HALF), False, True),
        (HALF, AT_LEAST, Bounds(0, HALF), False, False),
        (HALF, AT_LEAST, Bounds(0, HALF, is_upper_open=True), False, True),
        (1, MORE_THAN, Bounds(1, 1), True, False),
        (1, MORE_THAN, Bounds(0, 1, is_upper_open=True), False, True),
        (Bounds(Fraction(3, 10), HALF), AT_LEAST, Bounds(HALF, HALF), True, False),
        (Bounds(Fraction(3, 10), HALF), AT_LEAST, Bounds(Fraction(3, 10), Fraction(3, 10)), False, False),
        (Bounds(Fraction(3, 10), HALF), MORE_THAN, Bounds(Fraction(3, 10), Fraction(3, 10)), False, True),
        (Bounds(Fraction(3, 10), HALF, is_lower_open=True), AT_LEAST, Bounds(0, Fraction(3, 10)), False, True),
        (Bounds(Fraction(3, 10), HALF, is_upper_open=True), MORE_THAN, Bounds(HALF, HALF), True, False),
        (Bounds(HALF, 1), MORE_THAN, Bounds(1, 1), True, False),
    ],
)
def test_all_that_a_share_can_mean_is_held_against_all_that_may_be_asked(
    threshold, comparison, share, is_met, is_missed
):
    requirement = required(threshold, comparison)
    assert (requirement.is_met_by(share), requirement.is_missed_by(share)) == (is_met, is_missed)


@pytest.mark.parametrize(
    ("share", "threshold", "comparison", "outcome"),
    [
        (Share(1, 2), HALF, AT_LEAST, Outcome.MET),
        (Share(1, 2), HALF, MORE_THAN, Outcome.NOT_MET),
        (Share(51, 100), HALF, MORE_THAN, Outcome.MET),
        (Share(49, 100), HALF, AT_LEAST, Outcome.NOT_MET),
        (Share(9, 9), Fraction(1), MORE_THAN, Outcome.MET),
        (Share(8, 9), Fraction(1), MORE_THAN, Outcome.NOT_MET),
        (Share(45, 100), Bounds(Fraction(3, 10), HALF), AT_LEAST, Outcome.UNDECIDED),
        (PrintedShare.from_text("50%"), HALF, AT_LEAST, Outcome.UNDECIDED),
        (PrintedShare.from_text("52%"), HALF, AT_LEAST, Outcome.MET),
        (PrintedShare.from_text("48%"), HALF, AT_LEAST, Outcome.NOT_MET),
    ],
)
def test_a_verdict_is_met_or_not_met_only_if_the_whole_range_says_so(share, threshold, comparison, outcome):
    reasons = {
        Outcome.MET: Reason.EVERY_VALUE_PASSES,
        Outcome.NOT_MET: Reason.NO_VALUE_PASSES,
        Outcome.UNDECIDED: Reason.SOME_VALUES_PASS,
    }
    assert required(threshold, comparison).judge(share) == (outcome, reasons[outcome])


@pytest.mark.parametrize(
    ("asked", "comparison", "bounds", "is_capped"),
    [
        (Bounds(HALF, HALF), AT_LEAST, Bounds(HALF, HALF), False),
        (Bounds(1, 1), AT_LEAST, Bounds(1, 1), False),
        (Bounds(1, 1), MORE_THAN, Bounds(1, 1), True),
        (Bounds(HALF, 1, is_upper_open=True), MORE_THAN, Bounds(HALF, 1, is_upper_open=True), False),
        (Bounds(HALF, 2, is_lower_open=True), AT_LEAST, Bounds(HALF, 1, is_lower_open=True), True),
        (Bounds(2, 3, is_lower_open=True), AT_LEAST, Bounds(1, 1), True),
        (Bounds(1, 3, is_lower_open=True), AT_LEAST, Bounds(1, 1), True),
    ],
)
def test_nobody_is_asked_for_more_than_all(asked, comparison, bounds, is_capped):
    requirement = Requirement.capped(asked, comparison)
    assert (requirement.bounds, requirement.is_capped) == (bounds, is_capped)


def test_one_of_several_requirements_may_be_any_of_them():
    requirements = [Requirement.exactly(Fraction(n, 10), AT_LEAST) for n in (5, 3, 5, 4)]
    assert Requirement.any_of(requirements).threshold == Bounds(Fraction(3, 10), HALF)
    assert Requirement.any_of(requirements[::2]) == requirements[0]
    capped = [requirements[0], Requirement.capped(Bounds(2, 2), AT_LEAST)]
    assert Requirement.any_of(capped).is_capped
    assert Requirement.any_of(capped[::-1]).is_capped
    assert requirements[0].threshold == HALF


def test_the_least_of_a_denominator_runs_from_the_lowest_to_the_highest_that_may_be_asked():
    assert required(Bounds(Fraction(3, 10), HALF)).least_of(7) == (3, 4)
    assert required(HALF, MORE_THAN).least_of(8) == (5, 5)


def test_a_requirement_is_of_bounds_and_a_comparison():
    with pytest.raises(InvalidTypeError, match=r"Requirement\.bounds is a Bounds"):
        Requirement(HALF, AT_LEAST)
    with pytest.raises(UnknownChoiceError, match="did you mean 'at_least'"):
        Requirement(Bounds(HALF, HALF), "at_lest")
