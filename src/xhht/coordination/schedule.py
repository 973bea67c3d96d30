"""The calendar: the days on which duties fall, stated by the text or set by convention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import attrs
from dateutil.rrule import YEARLY, rrule

from xhht.checks import as_tuple, calendar_day, expect, instance
from xhht.errors import InvalidScheduleError, InvalidValueError, UnknownIdError, XhhtError
from xhht.model.duties import Convention, Duty, Once, Recurrence, WhenNeeded, Yearly, check_recurrence, recurrences
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
    conventions: Mapping[str, Recurrence] | Iterable[Convention] | None = None,
) -> tuple[DueDate, ...]:
    """The days of a period on which duties fall, in the order of the days.

    Each day follows the text as it stands on that day, and lies inside the programme's life. Duties that
    arise only when needed have no day, unless a convention gives them one. Yearly days by convention begin in the
    programme's first whole year. What a body only has a right to is not due.

    Args:
        programme: what was agreed, with its revisions.
        start: the first day of the period.
        end: its last day.
        party: the id of a body, for its duties alone.
        conventions: other days for duties whose day the text does not state: a `Recurrence`, or several days, by
            duty id, or values of `Convention`. They replace days by convention only.

    Raises:
        InvalidTypeError: if a day is a datetime or a text, or the conventions are of another kind.
        InvalidScheduleError: for a period that runs backwards, an unknown body, and every convention for
            an unknown duty or for one whose day the text always states, all together in `problems`.
    """
    expect(Programme, programme, "a programme")
    calendar_day(start, "start")
    calendar_day(end, "end")
    chosen = _by_duty(conventions)
    problems = list(_problems(programme, start, end, party, chosen))
    if problems:
        raise InvalidScheduleError(f"calendar of {programme.id!r}", problems)
    found = [
        due
        for revision, first, last in _terms(programme, start, end)
        for duty in revision.duties
        if any(duty.is_answered_by(bound) for bound in (duty.parties if party is None else (party,)))
        for due in _due(duty, _days(duty, chosen), first, last, date(first_whole_year(programme), 1, 1))
    ]
    return tuple(sorted(found, key=lambda due: (due.on, due.duty.id)))


def first_whole_year(programme: Programme) -> int:
    """The first calendar year in which the programme is in force from its first day on.

    >>> from xhht.programmes import ctph_154
    >>> first_whole_year(ctph_154.PROGRAMME)
    2017
    """
    start = programme.starts_on
    return start.year + ((start.month, start.day) != (1, 1))


def _by_duty(conventions: Mapping[str, Recurrence] | Iterable[Convention] | None) -> dict[str, Recurrence]:
    if isinstance(conventions, Mapping):
        return {duty: tuple(days) if isinstance(days, list) else days for duty, days in conventions.items()}
    chosen: dict[str, Recurrence] = {}
    for convention in () if conventions is None else as_tuple(conventions):
        found = expect(Convention, convention, "a convention")
        if found.duty in chosen:
            raise InvalidValueError(f"two conventions for duty {found.duty!r}; choose one")
        chosen[found.duty] = found.recurrence
    return chosen


def _days(duty: Duty, chosen: Mapping[str, Recurrence]) -> tuple[Yearly | Once, ...]:
    """The days that the text states, and by convention the chosen ones, or else the duty's own."""
    own = [one for one in recurrences(duty.recurrence) if not isinstance(one, WhenNeeded)]
    stated = [one for one in own if one.is_stated]
    if duty.is_stated or duty.id not in chosen:
        return tuple(own)
    return (*stated, *(one for one in recurrences(chosen[duty.id]) if not isinstance(one, WhenNeeded)))


def _problems(
    programme: Programme, start: date, end: date, party: object, conventions: Mapping[str, Recurrence]
) -> Iterator[XhhtError]:
    if end < start:
        yield InvalidValueError(f"the period from {start} to {end} runs backwards; exchange the two days")
    revisions = programme.revisions()
    parties = {p.id: None for revision in revisions for p in revision.parties}
    if party is not None and not (isinstance(party, str) and party in parties):
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
        try:
            check_recurrence(recurrence, f"conventions[{duty_id!r}]")
        except XhhtError as error:
            yield error
        else:
            if any(not isinstance(one, WhenNeeded) and one.is_stated for one in recurrences(recurrence)):
                yield InvalidValueError(
                    f"conventions[{duty_id!r}] is no day of the text; build it with is_stated=False"
                )


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


def _due(
    duty: Duty, days: Iterable[Yearly | Once], first: date, last: date, first_by_convention: date
) -> Iterator[DueDate]:
    for one in days:
        if isinstance(one, Once):
            if first <= one.on <= last:
                yield DueDate(one.on, duty, is_stated=one.is_stated)
        else:
            begin = first if one.is_stated else max(first, first_by_convention)
            yield from (DueDate(on, duty, is_stated=one.is_stated) for on in yearly(one, begin, last))


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
