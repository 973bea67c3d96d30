from fractions import Fraction

import pytest

from xhht import Bounds, CountRange
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import check_count, counts_within, format_bounds, format_counts, percent_bounds

HALF = Fraction(1, 2)


def test_closed_ends_are_inside_and_open_ends_are_not():
    assert 0 in Bounds(0, 1)
    assert 1 in Bounds(0, 1)
    assert 0 not in Bounds(0, 1, is_lower_open=True)
    assert 1 not in Bounds(0, 1, is_upper_open=True)
    assert HALF in Bounds(0, 1, is_lower_open=True, is_upper_open=True)


def test_values_beyond_the_ends_are_outside():
    assert -1 not in Bounds(0, 1)
    assert 2 not in Bounds(0, 1)


def test_only_exact_numbers_can_be_looked_for():
    with pytest.raises(InvalidTypeError, match="an exact number"):
        assert 0.5 in Bounds(0, 1)


def test_one_value_alone_is_a_point():
    assert Bounds(HALF, HALF).is_point
    assert not Bounds(0, HALF).is_point


@pytest.mark.parametrize(
    ("bounds", "other", "is_within"),
    [
        (Bounds(0, 1), Bounds(0, 1), True),
        (Bounds(HALF, HALF), Bounds(0, 1), True),
        (Bounds(0, HALF), Bounds(HALF, 1), False),
        (Bounds(0, 1), Bounds(0, HALF), False),
        (Bounds(0, 1), Bounds(HALF, 1), False),
        (Bounds(0, 1), Bounds(0, 1, is_lower_open=True), False),
        (Bounds(0, 1), Bounds(0, 1, is_upper_open=True), False),
        (Bounds(0, 1, is_lower_open=True, is_upper_open=True), Bounds(0, 1), True),
        (Bounds(0, 1, is_lower_open=True), Bounds(0, 1, is_lower_open=True), True),
        (Bounds(0, 1, is_upper_open=True), Bounds(0, 1, is_upper_open=True), True),
    ],
)
def test_bounds_are_within_others_that_have_all_their_values(bounds, other, is_within):
    assert bounds.is_within(other) is is_within


def test_ends_in_the_wrong_order_are_refused():
    with pytest.raises(InvalidValueError, match=r"from 1 up to 1/2 are empty; exchange the ends"):
        Bounds(1, HALF)


@pytest.mark.parametrize("end", ["is_lower_open", "is_upper_open"])
def test_a_point_with_an_open_end_is_refused(end):
    with pytest.raises(InvalidValueError, match="bounds around 1 alone are empty with an open end; close both"):
        Bounds(1, 1, **{end: True})


@pytest.mark.parametrize("wrong", [0.5, True, "0", None, float("nan")])
def test_inexact_ends_are_refused(wrong):
    with pytest.raises(InvalidTypeError, match="an exact number"):
        Bounds(wrong, 1)


def test_an_end_is_open_or_not_and_nothing_else():
    with pytest.raises(InvalidTypeError, match=r"Bounds\.is_lower_open is a bool"):
        Bounds(0, 1, is_lower_open=1)


def test_percentages_are_cut_to_what_a_share_can_be():
    assert percent_bounds(Fraction(-5), Fraction(105)) == Bounds(0, 1)


def test_a_range_of_counts_keeps_its_order():
    assert CountRange(0, 3).most == 3
    assert CountRange(3, None).most is None
    with pytest.raises(InvalidValueError, match="a range from 3 up to 0 is empty; exchange the two"):
        CountRange(3, 0)


@pytest.mark.parametrize(
    ("counts", "vi", "en"),
    [
        (1200, "1.200", "1,200"),
        (CountRange(3, 1200), "từ 3 đến 1.200", "3 to 1,200"),
        (CountRange(1200, None), "từ 1.200 trở lên", "1,200 or more"),
    ],
)
def test_counts_are_shown_in_both_languages(counts, vi, en):
    assert format_counts(counts, "vi") == vi
    assert format_counts(counts, "en") == en


@pytest.mark.parametrize("wrong", [(1.0, 2), (1, True), ("1", 2), (None, 2), (1, "2")])
def test_a_range_of_counts_holds_whole_numbers(wrong):
    with pytest.raises(InvalidTypeError, match="counts are whole numbers"):
        CountRange(*wrong)


@pytest.mark.parametrize("wrong", [1.0, True, "1", None, float("nan"), Fraction(1)])
def test_what_is_no_count_is_refused_with_its_name(wrong):
    with pytest.raises(InvalidTypeError, match=r"the size is a whole number \(int\), got .*; convert it on purpose"):
        check_count("the size", wrong)


def test_a_negative_count_is_refused():
    with pytest.raises(InvalidValueError, match="the size cannot be negative, got -1; check the report"):
        check_count("the size", -1)


@pytest.mark.parametrize(
    ("bounds", "counts"),
    [
        (Bounds(HALF, Fraction(3, 4)), (4, 6)),
        (Bounds(0, HALF), (0, 4)),
        (Bounds(HALF, Fraction(3, 4), is_lower_open=True), (5, 6)),
        (Bounds(Fraction(3, 8), Fraction(3, 4), is_lower_open=True), (4, 6)),
        (Bounds(HALF, Fraction(3, 4), is_upper_open=True), (4, 5)),
        (Bounds(Fraction(51, 100), Fraction(74, 100)), (5, 5)),
        (Bounds(Fraction(51, 100), Fraction(74, 100), is_lower_open=True, is_upper_open=True), (5, 5)),
    ],
)
def test_counts_within_bounds_are_rounded_inwards(bounds, counts):
    assert counts_within(bounds, 8) == counts


@pytest.mark.parametrize("bounds", [Bounds(0, 1), Bounds(0, 1, is_lower_open=True, is_upper_open=True)])
def test_of_nothing_only_nothing_can_be_counted(bounds):
    assert counts_within(bounds, 0) == (0, 0)


def test_a_print_that_no_count_gives_is_refused():
    with pytest.raises(InvalidValueError, match="no whole number of 3 lies within from 40% up to 60%; the printed"):
        counts_within(Bounds(Fraction(2, 5), Fraction(3, 5)), 3)


def test_counts_within_bounds_need_a_whole_denominator():
    with pytest.raises(InvalidTypeError, match="a denominator is a whole number"):
        counts_within(Bounds(0, 1), 2.0)


@pytest.mark.parametrize(
    ("bounds", "en", "vi"),
    [
        (Bounds(HALF, HALF), "50%", "50%"),
        (Bounds(0, HALF), "from 0% up to 50%", "từ 0% đến 50%"),
        (Bounds(0, HALF, is_lower_open=True), "over 0% up to 50%", "trên 0% đến 50%"),
        (Bounds(0, HALF, is_upper_open=True), "from 0% to under 50%", "từ 0% đến dưới 50%"),
        (
            Bounds(Fraction(333_312, 10**6), Fraction(333_338, 10**6)),
            "from about 33.331% up to about 33.334%",
            "từ khoảng 33,331% đến khoảng 33,334%",
        ),
        (Bounds(Fraction(1, 3), 1), "from about 33.33% up to 100%", "từ khoảng 33,33% đến 100%"),
        (Bounds(Fraction(57475, 100000), 1), "from 57.475% up to 100%", "từ 57,475% đến 100%"),
        (
            Bounds(0, Fraction(57475, 100000), is_lower_open=True, is_upper_open=True),
            "over 0% to under 57.475%",
            "trên 0% đến dưới 57,475%",
        ),
    ],
)
def test_bounds_are_shown_with_their_ends(bounds, en, vi):
    assert format_bounds(bounds, "en") == en
    assert format_bounds(bounds, "vi") == vi


def test_a_print_above_zero_and_nothing_to_count_do_not_belong_together():
    with pytest.raises(InvalidValueError, match="no whole number of 0 lies within"):
        counts_within(Bounds(Fraction(2, 5), Fraction(1, 2)), 0)


@pytest.mark.parametrize(
    ("one", "other", "is_below"),
    [
        (Bounds(0, Fraction(1, 2)), Bounds(Fraction(1, 2), 1), False),
        (Bounds(0, Fraction(1, 2), is_upper_open=True), Bounds(Fraction(1, 2), 1), True),
        (Bounds(0, Fraction(1, 2)), Bounds(Fraction(1, 2), 1, is_lower_open=True), True),
        (Bounds(0, Fraction(1, 3)), Bounds(Fraction(1, 2), 1), True),
        (Bounds(Fraction(1, 2), 1), Bounds(0, Fraction(1, 3)), False),
    ],
)
def test_bounds_below_others_share_no_value_with_them(one, other, is_below):
    assert one.is_below(other) is is_below
    assert one.meets(other) is not (one.is_below(other) or other.is_below(one))
    assert one.meets(other) is other.meets(one)
