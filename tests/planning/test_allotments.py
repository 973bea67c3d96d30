from fractions import Fraction

import pytest

from xhht.errors import InvalidTypeError, InvalidValueError, UnsolvedPlanError
from xhht.planning import Allotment, Demand, Limit, Proof
from xhht.planning.allotments import checked, most_possible, smallest_first

YEARS = (2019, 2020)


def limit(count, *wanted, year=None):
    return Limit(count, wanted, year)


def test_limits_that_lie_apart_or_inside_each_other_take_the_smallest_first():
    found = smallest_first(Demand((3, 1, 2, 5), YEARS, (limit(3, 0, 1, 2), limit(2, 0, 1), limit(0, 3))))
    assert found == Allotment((1, 2), proof=Proof.SMALLEST_FIRST, is_fewest=True)


def test_limits_that_overlap_otherwise_are_left_to_a_solver():
    assert smallest_first(Demand((1, 1, 1), YEARS, (limit(1, 0, 1), limit(1, 1, 2)))) is None


def test_a_limit_that_allows_everything_overlaps_nothing():
    demand = Demand((1, 1, 1), YEARS, (limit(1, 0, 1), limit(2, 1, 2)))
    assert demand.binding() == (limit(1, 0, 1),)
    assert smallest_first(demand).chosen == (0, 2)


def test_limits_of_single_years_are_filled_from_the_first_year_on():
    found = smallest_first(Demand((3, 4, 9), YEARS, (limit(4, 0, 1, 2, year=2019), limit(4, 0, 1, 2, year=2020))))
    assert found == Allotment(
        (0, 1), ((0, 2019, 3), (1, 2019, 1), (1, 2020, 3)), proof=Proof.SMALLEST_FIRST, is_fewest=True
    )


def test_the_stricter_of_two_limits_of_a_year_counts():
    two = (limit(5, 0, 1, year=2019), limit(4, 0, 1, year=2019))
    found = smallest_first(Demand((6, 5), YEARS, (*two, limit(4, 0, 1, year=2020))))
    assert found.chosen == (1,)
    assert checked(Demand((6, 5), YEARS, two), found)


def test_a_year_without_a_limit_takes_the_rest():
    found = smallest_first(Demand((6,), YEARS, (limit(2, 0, year=2019),)))
    assert found.yearly == ((0, 2019, 2), (0, 2020, 4))


def test_limits_of_single_years_that_overlap_are_left_to_a_solver():
    years = (limit(1, 0, 1, year=2019), limit(1, 1, 2, year=2020))
    assert smallest_first(Demand((1, 1, 1), YEARS, years)) is None


def test_a_bound_needs_one_price_for_each_limit():
    demand = Demand((3, 1, 2), YEARS, (limit(4, 0, 1, 2), limit(1, 0, 1, year=2019)))
    assert most_possible(demand, [Fraction(0), Fraction(0)]) == 3
    assert most_possible(demand, [Fraction(1, 3), Fraction(0)]) == 2
    # A need can go to the year that costs nothing.
    assert most_possible(demand, [Fraction(0), Fraction(1)]) == 3
    with pytest.raises(InvalidValueError, match="2 limits have one price each, none negative, got 1"):
        most_possible(demand, [Fraction(1)])
    with pytest.raises(InvalidValueError, match="none negative"):
        most_possible(demand, [Fraction(1), Fraction(-1)])
    with pytest.raises(InvalidTypeError, match="an exact number"):
        most_possible(demand, [0.5, 0])


# --- answers that are held against the demand -------------------------------------------------------------------

DEMAND = Demand((3, 1, 2), YEARS, (limit(4, 0, 1, 2), limit(1, 0, year=2019), limit(9, 1, year=2019)))


@pytest.mark.parametrize(
    ("found", "match"),
    [
        (Allotment((1, 1)), "a need is named twice"),
        (Allotment((3,)), "or is not in the demand"),
        (Allotment((True,)), "or is not in the demand"),
        (Allotment((0, 2), ((0, 2020, 3),)), "5 recognitions where 4 are possible"),
        (Allotment((0,), ((0, 2019, 3),)), "3 recognitions where 1 are possible"),
        (Allotment((0,)), "the years of need 0 do not add up to 3"),
        (Allotment((1,), ((1, 2020, 2),)), "the years of need 1 do not add up to 1"),
        (Allotment((1,), ((2, 2020, 2),)), "2 recognitions of need 2 in 2020"),
        (Allotment((2,), ((2, 2021, 2),)), "2 recognitions of need 2 in 2021"),
        (Allotment((2,), ((2, 2020, 2.0),)), "2.0 recognitions"),
        (Allotment((2,), ((2, 2020, 3), (2, 2019, -1))), "-1 recognitions"),
        (Allotment((2,), ((2, 2020, 1), (2, 2020, 1))), "1 recognitions of need 2 in 2020"),
    ],
)
def test_an_answer_that_breaks_a_limit_is_refused(found, match):
    with pytest.raises(UnsolvedPlanError, match=match):
        checked(DEMAND, found)


@pytest.mark.parametrize("found", [Allotment(()), Allotment((1, 0), ((0, 2019, 1), (0, 2020, 2))), Allotment((1, 2))])
def test_an_answer_that_holds_is_kept(found):
    assert checked(DEMAND, found) is found


def test_an_answer_is_an_allotment():
    with pytest.raises(InvalidTypeError, match=r"a solver returns an Allotment, got tuple \(1, 2\)"):
        checked(DEMAND, (1, 2))


@pytest.mark.parametrize(
    ("arguments", "error", "match"),
    [
        (((0,), YEARS), InvalidValueError, "needs and years are whole numbers above 0, got int 0"),
        (((1.5,), YEARS), InvalidValueError, "got float 1.5"),
        (((1,), ()), InvalidValueError, "years are given once each"),
        (((1,), (2020, 2020)), InvalidValueError, "years are given once each"),
        (((1,), YEARS, (limit(1, 1),)), InvalidValueError, "names a need or a year that is not in the demand"),
        (((1,), YEARS, (limit(1, 0, year=2021),)), InvalidValueError, "names a need or a year"),
        (((1,), YEARS, (4,)), InvalidTypeError, "is a Limit"),
    ],
)
def test_a_demand_fits_together(arguments, error, match):
    with pytest.raises(error, match=match):
        Demand(*arguments)


def test_a_limit_is_a_count():
    with pytest.raises(InvalidValueError, match="a limit cannot be negative"):
        limit(-1, 0)
    with pytest.raises(InvalidTypeError, match="a limit is a whole number"):
        limit(1.0, 0)
