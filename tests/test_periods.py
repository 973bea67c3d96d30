from datetime import date
from fractions import Fraction

import pytest

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.messages import explain_error
from xhht.periods import day_after_years, day_from_text, year_up_to, years_between


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2016, 12, 31), date(2020, 12, 31), Fraction(4)),
        (date(2016, 12, 31), date(2016, 12, 31), Fraction(0)),
        (date(2016, 12, 31), date(2017, 7, 1), Fraction(182, 365)),
        (date(2019, 12, 31), date(2020, 7, 1), Fraction(183, 366)),
        (date(2016, 12, 31), date(2020, 12, 30), 3 + Fraction(365, 366)),
        (date(2016, 2, 29), date(2017, 2, 28), Fraction(1)),
        (date(2016, 2, 29), date(2020, 2, 29), Fraction(4)),
        (date(2016, 2, 29), date(2020, 2, 28), 3 + Fraction(365, 366)),
        (date(2016, 2, 29), date(2017, 2, 27), Fraction(364, 365)),
    ],
)
def test_years_run_from_anniversary_to_anniversary(start, end, years):
    assert years_between(start, end) == years


def test_years_backwards_are_refused():
    with pytest.raises(InvalidValueError, match="from 2020-01-01 to 2019-12-31 run backwards; exchange"):
        years_between(date(2020, 1, 1), date(2019, 12, 31))


def test_the_last_year_of_the_calendar_is_refused():
    with pytest.raises(InvalidValueError, match="no following anniversary; use a day before the year 9999"):
        years_between(date(2020, 1, 1), date.max)


@pytest.mark.parametrize(
    ("years", "day"),
    [
        (Fraction(0), date(2016, 12, 31)),
        (Fraction(4), date(2020, 12, 31)),
        (Fraction(1, 2), date(2017, 7, 2)),
        (Fraction(1, 1000), date(2017, 1, 1)),
    ],
)
def test_the_day_after_so_many_years_is_the_first_that_is_as_far(years, day):
    assert day_after_years(date(2016, 12, 31), years) == day


def test_years_backwards_lead_to_no_day():
    with pytest.raises(InvalidValueError, match="-1 years run backwards; give 0 or more"):
        day_after_years(date(2016, 12, 31), Fraction(-1))


@pytest.mark.parametrize("years", [Fraction(7982), Fraction(10**30)])
def test_years_beyond_the_calendar_are_refused(years):
    with pytest.raises(InvalidValueError, match="lie beyond the calendar"):
        day_after_years(date(2016, 12, 31), years)


def test_the_last_years_of_the_calendar_can_be_reached():
    assert day_after_years(date(2016, 12, 31), Fraction(7981)) == date(9997, 12, 31)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2020, 12, 31), date(2020, 1, 1)),
        (date(2020, 2, 29), date(2019, 3, 1)),
        (date(2021, 2, 28), date(2020, 2, 29)),
        (date(1, 6, 30), date.min),
        (date(2, 1, 1), date(1, 1, 2)),
    ],
)
def test_the_year_up_to_a_day_begins_on_the_day_after_the_same_day_a_year_before(day, first):
    assert year_up_to(day) == first


@pytest.mark.parametrize("text", ["20201231", "2020-W53-4", "31/12/2020", " 2020-12-31", "2020-12-31\n", ""])
def test_a_day_is_read_from_one_form_alone(text):
    assert day_from_text("2020-12-31") == date(2020, 12, 31)
    with pytest.raises(InvalidValueError, match="a day such as 2020-12-31 is needed, got "):
        day_from_text(text)


def test_a_day_that_the_calendar_does_not_have_is_told_as_such():
    with pytest.raises(InvalidValueError, match="2021-02-29 is not in the calendar; correct the day") as caught:
        day_from_text("2021-02-29")
    assert explain_error(caught.value, "vi") == "Không có ngày 2021-02-29; đề nghị kiểm tra lại ngày."


def test_what_is_no_text_is_no_text_of_a_day():
    with pytest.raises(InvalidTypeError, match="a day such as 2020-12-31 is needed, got int 20201231"):
        day_from_text(20201231)
