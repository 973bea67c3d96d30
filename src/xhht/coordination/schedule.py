"""The calendar: the days on which duties fall, stated by the text or set by convention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import attrs
from dateutil.rrule import YEARLY, rrule

from xhht.checks import calendar_day, describe, expect, instance
from xhht.errors import InvalidScheduleError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.model.duties import Duty, Once, Recurrence, WhenNeeded, Yearly
from xhht.model.programme import Programme
from xhht.values import Value

FEBRUARY, LEAP_DAY = 2, 29


@attrs.frozen(repr=False)
class DueDate(Value):
    """A day on which a duty falls.

    `is_stated` is True where the text gives the day, False where it is a convention.
    """

    on: date = attrs.field(converter=calendar_day)
    duty: Duty = attrs.field(validator=instance(Duty))
    is_stated: bool = attrs.field(validator=instance(bool), kw_only=True)


def due_dates(
    programme: Programme,
    start: date,
    end: date,
    *,
    party: str | None = None,
    conventions: Mapping[str, Recurrence] | None = None,
) -> tuple[DueDate, ...]:
    """The days of a period on which duties fall, in the order of the days.

    Each day follows the text as it stands on that day, and lies inside the programme's life. Duties that
    arise only when needed have no day, unless a convention gives them one.

    Args:
        programme: what was agreed, with its revisions.
        start: the first day of the period.
        end: its last day.
        party: the id of a body, for its duties alone.
        conventions: other days, by duty id, for duties whose day the text does not state.

    Raises:
        InvalidTypeError: if a day is a datetime or a text, or the conventions are no mapping.
        InvalidScheduleError: for a period that runs backwards, an unknown body, and every convention for
            an unknown duty or for one whose day the text always states, all together in `problems`.
    """
    expect(Programme, programme, "a programme")
    calendar_day(start, "start")
    calendar_day(end, "end")
    chosen: Mapping[str, Recurrence] = {} if conventions is None else conventions
    if not isinstance(chosen, Mapping):
        raise InvalidTypeError(f"conventions maps duty ids to recurrences, got {describe(chosen)}")
    problems = list(_problems(programme, start, end, party, chosen))
    if problems:
        raise InvalidScheduleError(f"calendar of {programme.id!r}", problems)
    found = [
        due
        for revision, first, last in _terms(programme, start, end)
        for duty in revision.duties
        if party is None or party in duty.parties
        for due in _due(duty, duty.recurrence if duty.is_stated else chosen.get(duty.id, duty.recurrence), first, last)
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.duty.id)))


def _problems(
    programme: Programme, start: date, end: date, party: str | None, conventions: Mapping[str, object]
) -> Iterator[XhhtError]:
    if end < start:
        yield InvalidValueError(f"the period from {start} to {end} runs backwards; exchange the two days")
    revisions = programme.revisions()
    parties = {p.id: None for revision in revisions for p in revision.parties}
    if party is not None and party not in parties:
        yield UnknownIdError("party", party, parties)
    duties = {duty.id: duty for revision in revisions for duty in revision.duties}
    undated = {duty.id for revision in revisions for duty in revision.duties if not duty.is_stated}
    for duty_id, recurrence in conventions.items():
        if duty_id not in duties:
            yield UnknownIdError("duty", duty_id, duties, "conventions")
        elif duty_id not in undated:
            yield InvalidValueError(
                f"the text itself states the day of duty {duty_id!r} ({duties[duty_id].source}); amend it instead"
            )
        if not isinstance(recurrence, (Yearly, Once, WhenNeeded)):
            yield InvalidTypeError(
                f"conventions[{duty_id!r}] is a Yearly, Once or WhenNeeded, got {describe(recurrence)}"
            )
        elif not isinstance(recurrence, WhenNeeded) and recurrence.is_stated:
            yield InvalidValueError(f"conventions[{duty_id!r}] is no day of the text; build it with is_stated=False")


def _terms(programme: Programme, start: date, end: date) -> Iterator[tuple[Programme, date, date]]:
    """Each revision with the part of a period in which it is in force, inside the programme's life."""
    revisions = programme.revisions()
    for place, revision in enumerate(revisions):
        begins = programme.starts_on if revision.amendment is None else revision.amendment.effective_on
        following = revisions[place + 1].amendment if place + 1 < len(revisions) else None
        last = min(end, revision.ends_on)
        if following is not None:
            last = min(last, date.fromordinal(following.effective_on.toordinal() - 1))
        first = max(start, begins)
        if first <= last:
            yield revision, first, last


def _due(duty: Duty, recurrence: Recurrence, first: date, last: date) -> Iterator[DueDate]:
    if isinstance(recurrence, Once):
        if first <= recurrence.on <= last:
            yield DueDate(recurrence.on, duty, is_stated=recurrence.is_stated)
    elif isinstance(recurrence, Yearly):
        for on in yearly(recurrence, first, last):
            yield DueDate(on, duty, is_stated=recurrence.is_stated)


def yearly(recurrence: Yearly, first: date, last: date) -> Iterator[date]:
    """The days of a yearly recurrence between two days, both included."""
    is_leap_day = (recurrence.month, recurrence.day) == (FEBRUARY, LEAP_DAY)
    days = rrule(
        YEARLY,
        dtstart=datetime(first.year, 1, 1),  # noqa: DTZ001  # rrule counts in datetimes; only their days are used.
        until=datetime(last.year, last.month, last.day),  # noqa: DTZ001  # A day has no zone.
        bymonth=recurrence.month,
        bymonthday=-1 if is_leap_day else recurrence.day,
    )
    return (day.date() for day in days if day.date() >= first)
