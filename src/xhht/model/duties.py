"""Dated and recurring duties, and whether the text itself states the day."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, calendar_day, each, identifier, identifiers, instance, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.responsibilities import Assignment, Role
from xhht.model.sources import Source
from xhht.texts import Text
from xhht.values import Value

LEAP_YEAR = 2000


@attrs.frozen(repr=False)
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
            raise InvalidTypeError(f"a month and a day are whole numbers, got {self.month!r} and {self.day!r}")
        try:
            date(LEAP_YEAR, self.month, self.day)
        except (ValueError, OverflowError):
            raise InvalidValueError(f"day {self.day} of month {self.month} is not in the calendar") from None


@attrs.frozen(repr=False)
class Once(Value):
    """On one day; `is_stated` says whether the text gives that day."""

    on: date = attrs.field(converter=calendar_day)
    is_stated: bool = attrs.field(validator=instance(bool), kw_only=True)


@attrs.frozen(repr=False)
class WhenNeeded(Value):
    """Without a day: whenever the occasion arises."""

    occasion: Text = attrs.field(validator=instance(Text))


Recurrence: TypeAlias = Yearly | Once | WhenNeeded


@attrs.frozen(repr=False)
class Duty(Value):
    """An obligation with a day, a recurrence or an occasion."""

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    assignments: tuple[Assignment, ...] = attrs.field(converter=as_tuple, validator=each(Assignment), kw_only=True)
    recurrence: Recurrence = attrs.field(validator=instance((Yearly, Once, WhenNeeded)), kw_only=True)
    responsibilities: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.assignments:
            raise InvalidValueError(f"duty {self.id!r} is nobody's; assign a party")
        if len(set(self.parties)) != len(self.parties):
            raise InvalidValueError(f"duty {self.id!r} names a party twice; give each one role")

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of all parties bound by the duty, in the text's order."""
        return tuple(assignment.party for assignment in self.assignments)

    def role_of(self, party: str) -> Role | None:
        """The role of a party, or None where it takes no part."""
        return next((a.role for a in self.assignments if a.party == party), None)

    @property
    def is_stated(self) -> bool:
        """Whether the text itself gives the day."""
        return not isinstance(self.recurrence, WhenNeeded) and self.recurrence.is_stated
