"""The calendar of a programme as an iCalendar file (RFC 5545), through the icalendar library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from xhht.checks import calendar_day, describe, expect, is_whole
from xhht.coordination.schedule import DueDate, due_dates
from xhht.errors import InvalidTypeError, InvalidValueError, MissingExtraError
from xhht.model.duties import Convention, Recurrence
from xhht.model.programme import Programme
from xhht.model.sources import document_label
from xhht.pictures import digits
from xhht.texts import Language, Text, check_language

try:
    from icalendar import Alarm, Calendar, Event, vText
except ImportError as _missing:
    raise MissingExtraError("calendar files need icalendar", "ical") from _missing

MOST_DAYS = 3660
HIGHEST_SEQUENCE = 2**31 - 1
_CONTROLS = dict.fromkeys([*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
PRODUCT = "-//xhht//coordination calendar//EN"
_WORDS = {
    "stated": Text("Ngày do văn bản quy định.", "The text states this day."),
    "convention": Text(
        "Văn bản không nêu ngày; ngày này là quy ước.", "The text states no day; this one is a convention."
    ),
    "clause": Text("Căn cứ: {}.", "Clause: {}."),
    "leading": Text("Thực hiện: {}.", "Carried out by: {}."),
    "partners": Text("Phối hợp: {}.", "With: {}."),
}


def to_ical(
    programme: Programme,
    start: date,
    end: date,
    *,
    language: Language = "en",
    party: str | None = None,
    conventions: Mapping[str, Recurrence] | Iterable[Convention] | None = None,
    remind_days: int | None = None,
    stamped_on: date | None = None,
    sequence: int = 0,
) -> bytes:
    """Write the duties of a period as a calendar of all-day events.

    An event's UID follows from the programme, the duty, the year and its place among the duty's days of that year, so
    that a calendar that is written again, in either language or with another conventional day, replaces its own
    events. A client that knows an event takes it anew only with a higher `sequence` or a later stamp.

    Args:
        programme: what was agreed.
        start: the first day of the period.
        end: its last day.
        language: of the summaries, descriptions and categories.
        party: the id of a body, for its duties alone.
        conventions: other days for duties whose day the text does not state, as in `due_dates`.
        remind_days: add an alarm so many days before; none where None.
        stamped_on: the day that the file says it was made on; the day of the programme's text where None,
            since nothing here reads the clock.
        sequence: how many times the file was published before; count it up whenever a day has moved.

    Returns:
        The file, UTF-8, lines ended and folded as RFC 5545 asks.

    Raises:
        InvalidScheduleError: as in `due_dates`.
        InvalidTypeError: if a day is a datetime or a text, or `remind_days` or `sequence` no whole number.
        InvalidValueError: if `remind_days` or `sequence` is negative or beyond any calendar.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check_language(language)
    if remind_days is not None and not is_whole(remind_days):
        raise InvalidTypeError(f"remind_days is a whole number of days, got {describe(remind_days)}")
    if remind_days is not None and not 0 <= remind_days <= MOST_DAYS:
        raise InvalidValueError(f"a reminder comes 0 to {MOST_DAYS} days before, got {digits(remind_days)}")
    if not is_whole(sequence):
        raise InvalidTypeError(f"sequence is a whole number, got {describe(sequence)}")
    if not 0 <= sequence <= HIGHEST_SEQUENCE:
        raise InvalidValueError(f"a sequence is 0 to {HIGHEST_SEQUENCE}, got {digits(sequence)}")
    expect(Programme, programme, "a programme")
    stamp = programme.starts_on if stamped_on is None else calendar_day(stamped_on, "stamped_on")
    dues = due_dates(programme, start, end, party=party, conventions=conventions)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    document = document_label(programme.document.number).in_language(language)
    calendar.add("x-wr-calname", _text(f"{document}: {programme.subject.in_language(language)}"))
    times = _times(due_dates(programme, date(start.year, 1, 1), end, conventions=conventions))
    for due in dues:
        event = _event(programme.as_of(due.on), due, language)
        event.add("uid", _uid(programme.id, due, times[due.duty.id, due.on]))
        event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
        event.add("sequence", sequence)
        if remind_days is not None:
            event.add_component(_alarm(due, language, remind_days))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(programme: Programme, due: DueDate, language: Language) -> Event:
    duty = due.duty
    names = {party: programme.party(party).short_name.in_language(language) for party in duty.parties}
    leading = ", ".join(names[party] for party in duty.led_by)
    partners = ", ".join(name for party, name in names.items() if party not in duty.led_by)
    told = {"leading": leading, "partners": partners, "clause": duty.source.citation.in_language(language)}
    description = [
        duty.text.in_language(language),
        *(_WORDS[key].in_language(language).format(value) for key, value in told.items() if value),
        _WORDS["stated" if due.is_stated else "convention"].in_language(language),
    ]
    event = Event()
    event.add("summary", _text(duty.text.in_language(language)))
    event.add("description", _text("\n".join(description)))
    event.add("dtstart", due.on)
    event.add("dtend", due.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [_text(name) for name in names.values()])
    return event


def _text(text: str) -> vText:
    """A text as a calendar may hold it: any line break is one, and no other control character stands in it."""
    return vText("\n".join(text.splitlines()).translate(_CONTROLS))


def _times(dues: Iterable[DueDate]) -> dict[tuple[str, date], int]:
    """How many times each duty has fallen in its year by each of its days, whoever asks and from which day on."""
    falls: Counter[tuple[str, int]] = Counter()
    found: dict[tuple[str, date], int] = {}
    for due in dues:
        falls[due.duty.id, due.on.year] += 1
        found[due.duty.id, due.on] = falls[due.duty.id, due.on.year]
    return found


def _uid(programme_id: str, due: DueDate, time: int) -> str:
    """A duty falls several times in a year where it has several days, or an amendment moves it between two."""
    again = "" if time == 1 else f"-{time}"
    return f"{programme_id}-{due.duty.id}-{due.on.year}{again}@xhht"


def _alarm(due: DueDate, language: Language, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(due.duty.text.in_language(language)))
    alarm.add("trigger", -timedelta(days=days))
    return alarm
