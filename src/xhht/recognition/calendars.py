"""Working days: a calendar that the caller gives, and how deadlines are counted in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from xhht.checks import as_tuple, calendar_day, describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.pictures import digits
from xhht.values import Value

SATURDAY = 5


def _days(values: Iterable[date]) -> frozenset[date]:
    return frozenset(calendar_day(value) for value in as_tuple(values))


@attrs.frozen(repr=False)
class WorkingCalendar(Value):
    """The working days of a time: Monday to Friday, without days off, and with weekends that are worked.

    Holidays, and the days that are moved for them, are set anew each year, so that nothing is counted outside the
    days that the calendar was made for.

    >>> tet = WorkingCalendar(date(2018, 1, 1), date(2018, 12, 31), days_off=[date(2018, 1, 1)])
    >>> tet.after(date(2017, 12, 31), 1)
    datetime.date(2018, 1, 2)

    Raises:
        InvalidValueError: if it runs backwards.
    """

    first_day: date = attrs.field(converter=calendar_day)
    last_day: date = attrs.field(converter=calendar_day)
    days_off: frozenset[date] = attrs.field(default=frozenset(), converter=_days, kw_only=True)
    days_worked: frozenset[date] = attrs.field(default=frozenset(), converter=_days, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise InvalidValueError(f"a calendar from {self.first_day} to {self.last_day} runs backwards")
        both = sorted(self.days_off & self.days_worked)
        if both:
            raise InvalidValueError(f"{both[0]} is a day off and a day worked; keep one")

    def is_working(self, day: date) -> bool:
        """Whether a day is worked.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            InvalidValueError: if the calendar does not reach it.
        """
        calendar_day(day)
        if not self.first_day <= day <= self.last_day:
            raise InvalidValueError(
                f"{day} is outside the working calendar of {self.first_day} to {self.last_day}; give one that reaches "
                "it"
            )
        return day in self.days_worked or (day.weekday() < SATURDAY and day not in self.days_off)

    def after(self, day: date, working_days: int) -> date:
        """The last day of a time of working days that begins on the day after another.

        Raises:
            InvalidTypeError: if the day is a datetime or a text, or the number is not whole.
            InvalidValueError: if the number is not positive, or the calendar does not reach the day.
        """
        calendar_day(day)
        if not is_whole(working_days):
            raise InvalidTypeError(f"working days are a whole number, got {describe(working_days)}")
        if working_days < 1:
            raise InvalidValueError(f"a time has 1 working day or more, got {digits(working_days)}")
        here, left = day, working_days
        while left:
            here += timedelta(days=1)
            left -= self.is_working(here)
        return here
