"""Dated and recurring duties, and whether the text itself states the day."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, calendar_day, describe, each, identifier, identifiers, instance, is_whole, nfc
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.responsibilities import Assigned, Assignment
from xhht.model.sources import Source
from xhht.texts import Text
from xhht.values import Value

LEAP_YEAR = 2000


@attrs.frozen(repr=False, eq=False)
class Yearly(Value):
    """Every year on one day of the calendar; 29 February falls on the 28th in common years.

    `is_stated` is True where the text gives the day, False where the text only says "every year" and
    the day is a convention that a caller may replace.
    """

    month: int
    day: int
    is_stated: bool = attrs.field(validator=instance(bool), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not (is_whole(self.month) and is_whole(self.day)):
            wrong = self.day if is_whole(self.month) else self.month
            raise InvalidTypeError(f"a month and a day are whole numbers, got {describe(wrong)}")
        try:
            date(LEAP_YEAR, self.month, self.day)
        except (ValueError, OverflowError):
            raise InvalidValueError(f"day {self.day} of month {self.month} is not in the calendar") from None


@attrs.frozen(repr=False, eq=False)
class Once(Value):
    """On one day; `is_stated` says whether the text gives that day."""

    on: date = attrs.field(converter=calendar_day)
    is_stated: bool = attrs.field(validator=instance(bool), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class WhenNeeded(Value):
    """Without a day: whenever the occasion arises."""

    occasion: Text = attrs.field(validator=instance(Text))


Recurrence: TypeAlias = Yearly | Once | WhenNeeded | tuple[Yearly | Once, ...]


def recurrences(recurrence: Recurrence) -> tuple[Yearly | Once | WhenNeeded, ...]:
    """The single recurrences of which one may consist.

    >>> recurrences(Once(date(2020, 12, 31), is_stated=False))
    (Once(datetime.date(2020, 12, 31), is_stated=False),)
    """
    return recurrence if isinstance(recurrence, tuple) else (recurrence,)


def _recurrence(value: Recurrence | list[Yearly | Once]) -> Recurrence:
    return tuple(value) if isinstance(value, list) else value


def check_recurrence(value: object, where: str) -> None:
    """Refuse what is neither one recurrence nor several days.

    Raises:
        InvalidTypeError: if it is something else.
        InvalidValueError: if there are no days, or one stands twice.
    """
    if isinstance(value, (Yearly, Once, WhenNeeded)):
        return
    if not isinstance(value, tuple) or not all(isinstance(one, (Yearly, Once)) for one in value):
        raise InvalidTypeError(
            f"{where} is a Yearly, a Once, a WhenNeeded or several of the first two, got {describe(value)}"
        )
    days = {(one.month, one.day) if isinstance(one, Yearly) else one.on for one in value}
    if len(days) < max(1, len(value)):
        raise InvalidValueError(f"{where} has no day, or one day twice; give each day once")


def _is_recurrence(thing: object, attribute: attrs.Attribute[Recurrence], value: object) -> None:
    check_recurrence(value, f"{type(thing).__name__}.{attribute.name}")


@attrs.frozen(repr=False, eq=False)
class Duty(Assigned):
    """An obligation with a day or several, a recurrence or an occasion."""

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    assignments: tuple[Assignment, ...] = attrs.field(converter=as_tuple, validator=each(Assignment), kw_only=True)
    recurrence: Recurrence = attrs.field(converter=_recurrence, validator=_is_recurrence, kw_only=True)
    responsibilities: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_assignments()

    @property
    def is_stated(self) -> bool:
        """Whether the text itself gives every day."""
        return all(not isinstance(one, WhenNeeded) and one.is_stated for one in recurrences(self.recurrence))


@attrs.frozen(repr=False, eq=False)
class Convention(Value):
    """Days that somebody sets for a duty whose day the text leaves open; `reference` says where that is written."""

    duty: str = attrs.field(converter=identifier)
    recurrence: Recurrence = attrs.field(converter=_recurrence, validator=_is_recurrence)
    name: Text = attrs.field(validator=instance(Text), kw_only=True)
    reference: str = attrs.field(converter=nfc, kw_only=True)
