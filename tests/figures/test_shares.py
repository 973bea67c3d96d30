from fractions import Fraction

import attrs
import pytest

from xhht import Base, BoundedShare, Bounds, Caveat, PercentagePoints, PrintedShare, Share, reconcile
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError
from xhht.figures.shares import any_share


class Float64(float):
    """Like the number of a data frame: a float by inheritance."""


class Int64:
    """Like the number of a data frame: it can be used as an index, but is no int."""

    def __index__(self):
        return 5


NO_COUNTS = [1.0, Float64(1), float("nan"), True, "1", None, Fraction(1), Int64()]


def test_a_share_keeps_its_counts_and_has_an_exact_value():
    share = Share(45, 100)
    assert (share.numerator, share.denominator, share.value) == (45, 100, Fraction(9, 20))
    assert share.bounds == Bounds(Fraction(9, 20), Fraction(9, 20))


@pytest.mark.parametrize("wrong", NO_COUNTS)
def test_a_numerator_that_is_no_count_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match=r"the numerator of a share is a whole number \(int\), got"):
        Share(wrong, 5)


@pytest.mark.parametrize("wrong", NO_COUNTS)
def test_a_denominator_that_is_no_count_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match=r"the denominator of a share is a whole number \(int\), got"):
        Share(0, wrong)


@pytest.mark.parametrize(
    ("numerator", "denominator", "match"),
    [
        (91, 74, "91 of 74 cannot be: the numerator is above the denominator; check the report"),
        (-1, 5, "the numerator of a share cannot be negative, got -1"),
        (1, -5, "the denominator of a share cannot be negative, got -5"),
        (-7, -5, "the numerator of a share cannot be negative, got -7"),
    ],
)
def test_counts_that_cannot_be_are_refused(numerator, denominator, match):
    with pytest.raises(InvalidValueError, match=match):
        Share(numerator, denominator)


def test_a_count_of_a_derived_int_is_taken():
    class Count(int):
        pass

    assert Share(Count(2), Count(7)).value == Fraction(2, 7)


def test_the_base_of_a_share_is_all_until_it_is_said():
    assert Share(1, 2).base is Base.ALL
    assert Share(1, 2, base="registered").base is Base.REGISTERED


def test_a_wrong_base_names_the_nearest():
    with pytest.raises(UnknownChoiceError, match="unknown base 'register'; did you mean 'registered'"):
        Share(1, 2, base="register")


def test_a_share_of_nothing_has_no_value_and_leaves_everything_open():
    assert Share(0, 0).bounds == Bounds(0, 1)
    with pytest.raises(InvalidValueError, match="a share of nothing has no value; look at the denominator first"):
        assert Share(0, 0).value


def test_an_unstated_base_is_the_only_caveat_of_counts():
    assert Share(1, 2).caveats == ()
    assert Share(1, 2, base=Base.UNSTATED).caveats == (Caveat.BASE_UNSTATED,)


def test_a_difference_of_shares_is_in_percentage_points():
    difference = Share(50, 100) - Share(2, 5)
    assert type(difference) is PercentagePoints
    assert difference == 10
    assert difference.format("vi") == "10"
    assert (Share(1, 3) - Share(1, 2)).format() == "about −16.67"


@pytest.mark.parametrize("other", [1, Fraction(1, 2), PrintedShare.from_text("50%"), None])
def test_a_share_less_something_else_is_refused(other):
    with pytest.raises(TypeError):
        assert Share(1, 2) - other


def test_shares_are_never_added():
    with pytest.raises(TypeError):
        assert Share(1, 2) + Share(1, 2)


@pytest.mark.parametrize(
    ("share", "places", "is_cut", "text"),
    [
        (Share(230, 454), 1, False, "50,7%"),
        (Share(230, 454), 1, True, "50,6%"),
        (Share(1, 200), 0, False, "1%"),
        (Share(1, 201), 0, False, "0%"),
        (Share(1, 100), 2, False, "1,00%"),
        (Share(999, 1000), 0, False, "99%"),
        (Share(99999, 100000), 2, False, "99,99%"),
        (Share(5, 5), 0, True, "100%"),
        (Share(5, 5), 1, False, "100,0%"),
    ],
)
def test_a_share_is_printed_rounded_or_cut(share, places, is_cut, text):
    printed = share.printed(places, is_cut=is_cut)
    assert (printed.text, printed.base) == (text, Base.ALL)


def test_a_share_is_rounded_to_whole_per_cent_until_it_is_said():
    assert Share(2, 3).printed().text == "67%"


@pytest.mark.parametrize(("places", "error"), [(-1, InvalidValueError), (1.0, InvalidTypeError)])
def test_the_number_of_places_is_a_count(places, error):
    with pytest.raises(error, match="the number of decimal places"):
        Share(1, 2).printed(places)


def test_a_share_of_nothing_cannot_be_printed():
    with pytest.raises(InvalidValueError, match="a share of nothing"):
        Share(0, 0).printed()


def test_a_share_is_shown_with_counts_and_percentage():
    assert Share(1282, 2000).format("vi") == "1.282/2.000 (64,1%)"
    assert Share(0, 0).format() == "0/0"


def test_a_bounded_share_of_counts_runs_from_the_worst_case_to_the_best():
    share = BoundedShare.from_counts(90, 110, 120)
    assert share.bounds == Bounds(Fraction(3, 4), Fraction(11, 12))
    assert (share.least, share.most, share.denominator) == (90, 110, 120)


@pytest.mark.parametrize(
    ("least", "most", "bounds"),
    [
        (0, 10, Bounds(0, 1)),
        (1, 10, Bounds(0, 1, is_lower_open=True)),
        (0, 9, Bounds(0, 1, is_upper_open=True)),
        (1, 9, Bounds(0, 1, is_lower_open=True, is_upper_open=True)),
    ],
)
def test_a_part_of_unknown_size_opens_the_bounds(least, most, bounds):
    assert BoundedShare.from_counts(least, most, 10, is_partial=True).bounds == bounds


def test_a_bounded_share_of_nothing_leaves_everything_open():
    assert BoundedShare.from_counts(0, 0, 0).bounds == Bounds(0, 1)


@pytest.mark.parametrize("counts", [(5, 4, 10), (1, 11, 10)])
def test_bounded_counts_out_of_order_are_refused(counts):
    with pytest.raises(InvalidValueError, match="cannot be; give them in rising order"):
        BoundedShare.from_counts(*counts)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("wrong", NO_COUNTS)
def test_bounded_counts_that_are_no_counts_are_refused(place, wrong):
    if place == 1 and wrong is None:
        return  # As many as there are.
    counts = [0, 5, 10]
    counts[place] = wrong
    name = ("least", "most", "denominator")[place]
    with pytest.raises(InvalidTypeError, match=f"{name} of a bounded share is a whole number"):
        BoundedShare.from_counts(*counts)


def test_a_negative_bounded_count_is_refused():
    with pytest.raises(InvalidValueError, match="least of a bounded share cannot be negative"):
        BoundedShare.from_counts(-1, 5, 10)


@pytest.mark.parametrize("bounds", [Bounds(-1, 1), Bounds(0, 2)])
def test_a_bounded_share_lies_between_none_and_all(bounds):
    with pytest.raises(InvalidValueError, match="a share lies between 0 and 1"):
        BoundedShare(bounds)


@pytest.mark.parametrize(
    "counts",
    [
        *({"least": 1}, {"most": 1}, {"denominator": 2}, {"least": 1, "most": 1}, {"is_partial": True}),
        *({"least": 0, "denominator": 2}, {"most": 2, "denominator": 2}),
    ],
)
def test_bounded_counts_come_together_or_not_at_all(counts):
    with pytest.raises(InvalidValueError, match="give least, most and denominator together, or none of them"):
        BoundedShare(Bounds(0, 1), **counts)


def test_bounds_that_do_not_follow_from_the_counts_are_refused():
    with pytest.raises(InvalidValueError, match="do not follow from the counts; use BoundedShare"):
        BoundedShare(Bounds(0, 1), least=1, most=1, denominator=2)


def test_reservations_come_once_each_and_before_the_base():
    share = BoundedShare(Bounds(0, 1), base="unstated", reservations=["parts_missing", Caveat.PARTS_MISSING])
    assert share.reservations == (Caveat.PARTS_MISSING,)
    assert share.caveats == (Caveat.PARTS_MISSING, Caveat.BASE_UNSTATED)
    assert attrs.evolve(share, base=Base.ALL).caveats == (Caveat.PARTS_MISSING,)


def test_a_wrong_reservation_is_refused():
    with pytest.raises(UnknownChoiceError, match="unknown caveat"):
        BoundedShare(Bounds(0, 1), reservations=("missing",))


def test_a_bounded_share_is_shown_by_its_bounds():
    assert BoundedShare.from_counts(90, 110, 120).format("vi") == "từ 75% đến khoảng 91,67%"


@pytest.mark.parametrize("wrong", [0.5, Fraction(1, 2), "50%", None, (1, 2)])
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="a reported share is a Share, PrintedShare or BoundedShare, got"):
        any_share(wrong)


def test_counts_that_explain_the_print_are_kept():
    assert reconcile(Share(230, 454), PrintedShare.from_text("50,6%")) == Share(230, 454)


def test_a_base_that_one_of_the_two_states_is_taken_for_both():
    counted = Share(230, 454, base=Base.UNSTATED)
    assert reconcile(counted, PrintedShare.from_text("50,6%")).base is Base.UNSTATED
    assert reconcile(counted, PrintedShare.from_text("50,6%", base=Base.REGISTERED)).base is Base.REGISTERED


@pytest.mark.parametrize(
    ("numerator", "denominator", "text", "least", "most"),
    [
        (4, 9, "71,4%", 4, 6),
        (8, 9, "71,4%", 7, 8),
        (1, 2, "56%", 1, 1),
        (50, 100, "56%", 50, 56),
        (50, 100, "40%", 40, 50),
        (93, 100, "trên 93%", 93, 100),
        (41, 100, "40%", 40, 41),
        (100, 100, "≤ 93%", 0, 100),
    ],
)
def test_counts_and_a_print_that_differ_leave_the_whole_numbers_between(numerator, denominator, text, least, most):
    joined = reconcile(Share(numerator, denominator), PrintedShare.from_text(text))
    differs = (Caveat.PRINT_DIFFERS,)
    assert joined == BoundedShare.from_counts(least, most, denominator, base=Base.ALL, reservations=differs)


def test_a_share_without_an_upper_end_reaches_up_to_all():
    assert BoundedShare.from_counts(3, None, 9) == BoundedShare.from_counts(3, 9, 9)


def test_the_registered_and_all_are_never_joined():
    with pytest.raises(InvalidValueError, match="a share of all and one of registered are two figures; report each"):
        reconcile(Share(1, 2), PrintedShare.from_text("50%", base=Base.REGISTERED))


def test_nothing_counted_cannot_be_joined_with_a_print():
    with pytest.raises(InvalidValueError, match="a share of nothing"):
        reconcile(Share(0, 0), PrintedShare.from_text("50%"))


@pytest.mark.parametrize("wrong", [(None, PrintedShare.from_text("5%")), (Share(1, 2), None), (0.5, "5%")])
def test_only_counts_and_their_print_are_reconciled(wrong):
    with pytest.raises(InvalidTypeError, match=r"is a (Share|PrintedShare), got"):
        reconcile(*wrong)


def test_counts_are_compared_by_their_value():
    thousand, same = int("1000"), int("1000")
    assert thousand is not same
    assert Share(thousand, same).printed().text == "100%"
    assert not BoundedShare.from_counts(0, thousand, same, is_partial=True).bounds.is_upper_open


@pytest.mark.parametrize("base", [Base.ALL, Base.REGISTERED])
def test_counts_and_a_print_that_both_state_their_base_are_joined(base):
    counted = Share(1, 2, base=base)
    assert reconcile(counted, PrintedShare.from_text("50%", base=base)) == counted
