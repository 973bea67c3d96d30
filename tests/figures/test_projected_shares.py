import pickle
from datetime import date
from fractions import Fraction

import pytest

from xhht import Base, BoundedShare, Bounds, Caveat, PrintedShare, Share
from xhht.errors import InvalidValueError
from xhht.figures.projected_shares import (
    Corner,
    ProjectedShare,
    following_counts,
    higher_of,
    hull_of,
    start_of,
    within_all,
)

DAY = date(2016, 12, 31)
HALF = Fraction(1, 2)


def corners(*points):
    return tuple(Corner(*(Fraction(number) for number in point)) for point in points)


def test_an_exact_share_of_counts_shows_whole_holders():
    share = ProjectedShare.exactly(Bounds(Fraction(2, 5), Fraction(2, 5)), 99, base=Base.UNSTATED)
    assert (share.numerator, share.least, share.most, share.denominator) == (39, 39, 40, 99)
    assert share.holders == Bounds(Fraction(198, 5), Fraction(198, 5))
    assert share.caveats == (Caveat.BASE_UNSTATED,)
    assert share.format() == "about 39/99 (40%)"
    assert share.format("vi") == "khoảng 39/99 (40%)"


def test_a_range_of_holders_has_no_numerator():
    share = ProjectedShare.exactly(Bounds(Fraction(2, 5), HALF), 99)
    assert (share.numerator, share.least, share.most) == (None, 39, 50)
    assert share.format() == "from 40% up to 50%"


def test_without_a_denominator_no_holders_are_known():
    printed = PrintedShare.from_text("40%")
    share = ProjectedShare.following(corners(("0.395", HALF, HALF), ("0.41", HALF, HALF)), printed, DAY)
    assert (share.bounds, share.denominator, share.holders, share.numerator) == (Bounds(HALF, HALF), None, None, None)
    assert share.format() == "50%"


def test_a_share_that_stands_is_shown_as_it_was_reported():
    for origin in (PrintedShare.from_text("57,48%"), BoundedShare.from_counts(10, 25, 40)):
        share = ProjectedShare.following(start_of(origin), origin, DAY, getattr(origin, "denominator", None))
        assert (share.bounds, share.format("vi")) == (origin.bounds, origin.format("vi"))


def test_a_share_of_nothing_has_nobody_in_it():
    assert start_of(Share(0, 0)) == start_of(BoundedShare.from_counts(0, 0, 0)) == (Corner(0, 0, 0),)


def test_a_share_follows_from_one_report_alone():
    origin = PrintedShare.from_text("40%")
    share = ProjectedShare.following(start_of(origin), origin, DAY)
    assert share.follows_from(origin, DAY)
    assert not share.follows_from(origin, date(2017, 12, 31))
    assert not ProjectedShare.exactly(Bounds(HALF, HALF), 3).follows_from(None, DAY)
    assert [share.is_attained(corner) for corner in share.corners] == [True, False]
    assert not ProjectedShare.exactly(Bounds(HALF, HALF), 3).is_attained(Corner(HALF, HALF, HALF))


@pytest.mark.parametrize(
    "fields",
    [
        {"bounds": Bounds(HALF, Fraction(3, 2))},
        {"bounds": Bounds(Fraction(-1, 2), HALF)},
        {"bounds": Bounds(HALF, HALF), "denominator": 3, "least": 1, "most": 1},
        {"bounds": Bounds(HALF, HALF), "least": 1},
        {"bounds": Bounds(Fraction(0), Fraction(0)), "denominator": 0, "least": 0, "most": 0},
    ],
)
def test_what_does_not_fit_together_is_refused(fields):
    with pytest.raises(InvalidValueError):
        ProjectedShare(**{"corners": (), **fields})


def test_shares_stay_within_none_and_all_with_a_corner_where_they_would_leave():
    found = within_all(corners((0, "-0.5", "0.5"), (1, "0.5", "1.5")))
    assert found == corners((0, 0, "0.5"), ("0.5", 0, 1), (1, "0.5", 1))
    open_ends = Corner(0, Fraction(-1, 2), Fraction(3, 2), is_least_open=True, is_most_open=True)
    assert within_all((open_ends,)) == corners((0, 0, 1))
    at_the_ends = Corner(0, 0, 1, is_least_open=True, is_most_open=True)
    assert within_all((at_the_ends,)) == (at_the_ends,)


def test_the_higher_of_two_and_the_hull_have_a_corner_where_they_cross():
    rising, level = corners((0, 0, 0), (1, 1, 1)), corners((0, "0.5", "0.5"), (1, "0.5", "0.5"))
    assert higher_of(rising, level) == corners((0, "0.5", "0.5"), ("0.5", "0.5", "0.5"), (1, 1, 1))
    assert hull_of(rising, level) == corners((0, 0, "0.5"), ("0.5", "0.5", "0.5"), (1, "0.5", 1))


def test_the_bounds_of_a_corner_are_open_where_they_have_two_ends():
    corner = Corner(0, 0, 1, is_least_open=True, is_most_open=True)
    assert corner.bounds == Bounds(0, 1, is_lower_open=True, is_upper_open=True)
    assert Corner(0, HALF, HALF, is_least_open=True).bounds == Bounds(HALF, HALF)


def test_the_corner_of_a_count_that_goes_on_is_made_when_it_is_asked_for():
    origin = Share(1, 3)
    quick = following_counts(HALF, origin, DAY, 3)
    whole = ProjectedShare.following((Corner(Fraction(1, 3), HALF, HALF),), origin, DAY, 3)
    assert quick == whole
    assert hash(quick) == hash(whole)
    assert pickle.loads(pickle.dumps(following_counts(HALF, origin, DAY, 3))) == whole  # Our own bytes.
    with pytest.raises(AttributeError, match="'ProjectedShare' object has no attribute 'corner'"):
        assert quick.corner
