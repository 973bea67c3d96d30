"""Days: what a time period of SDMX means as the one day of an observation."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from xhht.errors import InvalidValueError

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_REPORTING = re.compile(r"([0-9]{4})-(?:([ASTQ])([0-9])|([MW])([0-9]{2})|(D)([0-9]{3}))")
_MONTHS = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}


def day_of(period: str) -> tuple[date, bool]:
    """The last day of a time period, and whether the period is longer than that day.

    Days, months and years are those of the calendar; reporting periods (``2020-A1``, ``-S2``, ``-T3``,
    ``-Q4``, ``-M12``, ``-W53``, ``-D366``) those of a reporting year that begins on 1 January, weeks
    those of ISO 8601. That is what SDMX means by them where no other first day is given
    (https://sdmx.org/wp-content/uploads/SDMX_2-1_SECTION_6_TechnicalNotes_2020-07.pdf, 4.2).

    >>> day_of("2020-Q3")
    (datetime.date(2020, 9, 30), True)

    Raises:
        InvalidValueError: if it is no such period.
    """
    try:
        if found := _DAY.fullmatch(period):
            return date(int(found[1]), int(found[2]), int(found[3])), False
        if found := _MONTH.fullmatch(period):
            return _month_end(int(found[1]), int(found[2])), True
        if _YEAR.fullmatch(period):
            return date(int(period), 12, 31), True
        if found := _REPORTING.fullmatch(period):
            indicator = found[2] or found[4] or found[6]
            return _reporting_end(int(found[1]), indicator, int(found[3] or found[5] or found[7]))
    except (ValueError, OverflowError):
        raise InvalidValueError(f"the calendar has no {period!r}; correct the period") from None
    raise InvalidValueError(
        f"{period[:60]!r} is no day or period that is read; write one such as 2020-12-31, 2020-12, 2020-Q4 or 2020"
    )


def is_reporting(period: str) -> bool:
    """Whether the period is counted from the first day of a reporting year."""
    return _REPORTING.fullmatch(period) is not None


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _reporting_end(year: int, indicator: str, number: int) -> tuple[date, bool]:
    if number == 0:
        raise ValueError(number)
    if indicator == "W":
        return date.fromisocalendar(year, number, 7), True
    if indicator == "D":
        day = date(year, 1, 1) + timedelta(days=number - 1)
        if day.year != year:
            raise ValueError(number)
        return day, False
    return _month_end(year, number * _MONTHS[indicator]), True
