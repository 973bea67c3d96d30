"""Days and the years between them."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta
from fractions import Fraction
from functools import lru_cache
from math import ceil

from dateutil.relativedelta import relativedelta

from xhht.checks import calendar_day, describe, fraction
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.pictures import shown


def years_between(start: date, end: date) -> Fraction:
    """The calendar years from one day to a later one.

    Whole years run from anniversary to anniversary; what is left is days over the days of that
    anniversary year. An anniversary of 29 February falls on the 28th in common years.

    >>> years_between(date(2016, 12, 31), date(2020, 12, 31))
    Fraction(4, 1)
    >>> years_between(date(2016, 12, 31), date(2017, 7, 1))
    Fraction(182, 365)

    Raises:
        InvalidValueError: if `end` is before `start`, or in the last year of the calendar.
    """
    calendar_day(start, "start")
    calendar_day(end, "end")
    if end < start:
        raise InvalidValueError(f"the years from {start} to {end} run backwards; exchange the two days")
    if end.year == MAXYEAR:
        raise InvalidValueError(f"{end} has no following anniversary; use a day before the year {MAXYEAR}")
    return _years_between(start, end)


@lru_cache(maxsize=1024)  # The same two days are asked for of every region.
def _years_between(start: date, end: date) -> Fraction:
    years = end.year - start.year
    anniversary = start + relativedelta(years=years)
    if anniversary > end:
        years -= 1
        anniversary = start + relativedelta(years=years)
    following = start + relativedelta(years=years + 1)
    return years + Fraction((end - anniversary).days, (following - anniversary).days)


def day_after_years(start: date, years: Fraction) -> date:
    """The first day that is at least so many calendar years after another; the inverse of `years_between`.

    >>> day_after_years(date(2016, 12, 31), Fraction(4))
    datetime.date(2020, 12, 31)

    Raises:
        InvalidValueError: if the years are negative or lead beyond the calendar.
    """
    calendar_day(start, "start")
    years = fraction(years)
    if years < 0:
        raise InvalidValueError(f"{years} years run backwards; give 0 or more")
    whole = int(years)
    if start.year + whole + 1 >= MAXYEAR:
        raise InvalidValueError(f"{whole} years after {start} lie beyond the calendar")
    anniversary = start + relativedelta(years=whole)
    following = start + relativedelta(years=whole + 1)
    return anniversary + timedelta(days=ceil((years - whole) * (following - anniversary).days))


def year_up_to(day: date) -> date:
    """The first day of the year that ends on a day: the day after the same day a year before.

    >>> year_up_to(date(2020, 12, 31))
    datetime.date(2020, 1, 1)
    """
    calendar_day(day)
    if day.year == MINYEAR:
        return date.min
    return day - relativedelta(years=1) + timedelta(days=1)


def first_fresh_day(as_of: date, since: date | None) -> date:
    """The first day whose reports count for a day judged: the one given, or that of the year up to the day.

    Raises:
        InvalidTypeError: if it is a datetime or a text.
        InvalidValueError: if it is after the day judged.
    """
    if since is None:
        return year_up_to(as_of)
    if calendar_day(since, "since") > as_of:
        raise InvalidValueError(f"reports since {since} are all after {as_of}; give an earlier day")
    return since


def day_from_text(text: object) -> date:
    """The day that a text of the form 2020-12-31 names; no other form is read, of ISO 8601 neither.

    Raises:
        InvalidTypeError: if it is no text.
        InvalidValueError: if it names no day in this form.
    """
    if isinstance(text, str):
        return _day_from_text(text)
    raise InvalidTypeError(f"a day such as 2020-12-31 is needed, got {describe(text)}")


@lru_cache(maxsize=1024)  # Many lines of a file have their days in common.
def _day_from_text(text: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise InvalidValueError(f"a day such as 2020-12-31 is needed, got {shown(text)}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(f"{text} is not in the calendar; correct the day") from None
