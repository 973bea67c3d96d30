from datetime import UTC, date, datetime

import pytest

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.recognition import WorkingCalendar

TET = WorkingCalendar(
    date(2018, 2, 1),
    date(2018, 3, 31),
    days_off=[date(2018, 2, day) for day in range(14, 21)],
    days_worked=[date(2018, 2, 10)],
)


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2018, 2, 9), True),
        (date(2018, 2, 10), True),  # A Saturday that is worked.
        (date(2018, 2, 11), False),
        (date(2018, 2, 14), False),
        (date(2018, 2, 21), True),
    ],
)
def test_a_day_is_worked_unless_it_is_off(day, is_working):
    assert TET.is_working(day) is is_working


@pytest.mark.parametrize(
    ("day", "working_days", "last"),
    [
        (date(2018, 2, 8), 1, date(2018, 2, 9)),
        (date(2018, 2, 9), 1, date(2018, 2, 10)),
        (date(2018, 2, 9), 4, date(2018, 2, 21)),
        (date(2018, 2, 17), 1, date(2018, 2, 21)),
        (date(2018, 1, 31), 1, date(2018, 2, 1)),
    ],
)
def test_a_time_begins_on_the_day_after_and_passes_over_days_off(day, working_days, last):
    assert TET.after(day, working_days) == last


@pytest.mark.parametrize("day", [date(2018, 1, 31), date(2018, 4, 1)])
def test_nothing_is_known_of_days_outside_the_calendar(day):
    with pytest.raises(InvalidValueError, match="outside the working calendar of 2018-02-01 to 2018-03-31"):
        TET.is_working(day)
    with pytest.raises(InvalidValueError, match="outside the working calendar"):
        TET.after(date(2018, 3, 30), 1)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: TET.after(date(2018, 2, 1), 0), InvalidValueError),
        (lambda: TET.after(date(2018, 2, 1), 1.0), InvalidTypeError),
        (lambda: TET.after("2018-02-01", 1), InvalidTypeError),
        (lambda: TET.is_working(datetime(2018, 2, 1, tzinfo=UTC)), InvalidTypeError),
        (lambda: WorkingCalendar(date(2018, 2, 1), date(2018, 1, 1)), InvalidValueError),
        (lambda: WorkingCalendar(date(2018, 2, 1), date(2018, 3, 1), days_off=["x"]), InvalidTypeError),
        (
            lambda: WorkingCalendar(
                date(2018, 2, 1), date(2018, 3, 1), days_off=[date(2018, 2, 2)], days_worked=[date(2018, 2, 2)]
            ),
            InvalidValueError,
        ),
    ],
)
def test_what_cannot_be_is_refused(ask, error):
    with pytest.raises(error):
        ask()
