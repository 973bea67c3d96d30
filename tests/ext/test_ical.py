import builtins
import re
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import attrs
import pytest

from xhht import Amendment, Text, Yearly
from xhht.coordination import due_dates
from xhht.errors import InvalidScheduleError, InvalidTypeError, InvalidValueError, MissingExtraError, UnknownIdError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
START, END = date(2018, 1, 1), date(2018, 12, 31)
FIRST, LAST = date(2016, 12, 20), date(2020, 12, 31)


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest, **more):
        if name == "icalendar":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "xhht.ext.ical", raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match=re.escape("pip install '.[ical]'")):
        __import__("xhht.ext.ical")


icalendar = pytest.importorskip("icalendar")

from xhht.ext import ical  # noqa: E402  # Only where the library is there.


def written(programme=PROGRAMME, start=START, end=END, **asked):
    return ical.to_ical(programme, start, end, **asked)


def events(data):
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def lines(data):
    """The logical lines of a file, unfolded by hand."""
    return data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("party", [None, "women", "association"])
def test_what_is_read_back_is_what_is_due(language, party):
    read = events(written(start=FIRST, end=LAST, language=language, party=party))
    due = due_dates(PROGRAMME, FIRST, LAST, party=party)
    assert [(e.decoded("DTSTART"), str(e["SUMMARY"])) for e in read] == [
        (d.on, d.duty.text.in_language(language)) for d in due
    ]
    assert all(type(e.decoded("DTSTART")) is date for e in read)
    assert all(e.decoded("DTEND") - e.decoded("DTSTART") == timedelta(days=1) for e in read)


def test_the_same_question_gives_the_same_bytes():
    assert written(remind_days=3) == written(remind_days=3)


def test_every_physical_line_is_folded_at_75_octets_between_whole_letters():
    data = written(start=FIRST, end=LAST, language="vi", remind_days=7)
    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_uids_are_unique_and_stay_whatever_is_asked():
    whole = {e.decoded("DTSTART"): str(e["UID"]) for e in events(written(start=FIRST, end=LAST, party="front"))}
    every = [str(e["UID"]) for e in events(written(start=FIRST, end=LAST))]
    assert len(set(every)) == len(every)
    festival = "ctph_154-great_unity_commendation-2018@xhht"
    assert whole[date(2018, 11, 18)] == festival
    for asked in (
        {"language": "vi"},
        {"party": "front"},
        {"remind_days": 1},
        {"stamped_on": date(2030, 1, 1)},
        {"start": date(2018, 11, 18), "end": date(2018, 11, 18)},
    ):
        assert festival in {str(e["UID"]) for e in events(written(**asked))}


def test_another_convention_keeps_the_uid():
    asked = {"yearly_assessment": Yearly(12, 1, is_stated=False)}
    (moved,) = [e for e in events(written(conventions=asked)) if e.decoded("DTSTART") == date(2018, 12, 1)]
    assert str(moved["UID"]) == "ctph_154-yearly_assessment-2018@xhht"


def test_a_duty_that_an_amendment_moves_within_its_year_keeps_two_uids_from_whatever_day_one_asks():
    festival = PROGRAMME.duty("great_unity_commendation")
    moved = attrs.evolve(festival, recurrence=Yearly(12, 1, is_stated=True), assignments=festival.assignments[:1])
    parties = [party.id for party in PROGRAMME.parties]
    change = Amendment(id="1", effective_on=date(2018, 11, 19), agreed_by=parties, duties=(moved,))
    programme = PROGRAMME.amend(change)

    def second(**asked):
        read = events(written(programme, **asked))
        return {str(e["UID"]) for e in read if e.decoded("DTSTART") == date(2018, 12, 1)}

    uid = {"ctph_154-great_unity_commendation-2018-2@xhht"}
    assert second() == second(start=date(2018, 11, 30)) == second(party="front") == uid
    assert second(start=date(2018, 12, 1), end=date(2018, 12, 1)) == uid
    assert {str(e["UID"]) for e in events(written(programme, end=date(2018, 11, 18)))} >= {
        "ctph_154-great_unity_commendation-2018@xhht"
    }


def test_several_days_of_a_year_have_uids_of_their_own_that_stay_when_they_move():
    def uids(*days, **asked):
        chosen = {"interim_reports": tuple(Yearly(*day, is_stated=False) for day in days)}
        read = events(written(conventions=chosen, **asked))
        return {str(e["UID"]): e.decoded("DTSTART") for e in read if "interim_reports" in str(e["UID"])}

    first, second = "ctph_154-interim_reports-2018@xhht", "ctph_154-interim_reports-2018-2@xhht"
    assert uids((6, 30), (12, 15)) == {first: date(2018, 6, 30), second: date(2018, 12, 15)}
    assert uids((5, 31), (11, 30)) == {first: date(2018, 5, 31), second: date(2018, 11, 30)}
    assert uids((6, 30), (12, 15), start=date(2018, 7, 1)) == {second: date(2018, 12, 15)}


def test_a_client_takes_a_moved_day_with_a_higher_sequence():
    calendar = {str(e["UID"]): e for e in events(written())}
    moved = {"yearly_assessment": Yearly(12, 15, is_stated=False)}
    for event in events(written(conventions=moved, sequence=1)):  # What RFC 5545 asks of a client.
        known = calendar[str(event["UID"])]
        assert known["SEQUENCE"] == 0
        if event["SEQUENCE"] > known["SEQUENCE"]:
            calendar[str(event["UID"])] = event
    assert calendar["ctph_154-yearly_assessment-2018@xhht"].decoded("DTSTART") == date(2018, 12, 15)
    assert len(calendar) == len(events(written()))


def test_categories_are_the_bodies_of_the_duty():
    (festival,) = [e for e in events(written(language="vi")) if "unity" in str(e["UID"])]
    duty = PROGRAMME.duty("great_unity_commendation")
    assert [str(c) for c in festival["CATEGORIES"].cats] == [
        PROGRAMME.party(party).short_name.vi for party in duty.parties
    ]


def test_a_description_names_the_clause_and_says_whether_the_text_states_the_day():
    by_uid = {str(e["UID"]).split("-")[1]: str(e["DESCRIPTION"]) for e in events(written())}
    assert by_uid["great_unity_commendation"].splitlines()[1:] == [
        "Carried out by: Fatherland Front.",
        "Clause: section IV.1, Coordination Programme 154/CTPH-LN.",
        "The text states this day.",
    ]
    assert by_uid["yearly_coordination_plan"].splitlines()[1:3] == [
        "Carried out by: Learning Promotion Association.",
        f"With: {', '.join(party.short_name.en for party in PROGRAMME.parties[:-1])}.",
    ]
    assert by_uid["yearly_assessment"].endswith("The text states no day; this one is a convention.")
    by_uid = {str(e["UID"]).split("-")[1]: str(e["DESCRIPTION"]) for e in events(written(language="vi"))}
    assert by_uid["yearly_assessment"].endswith("Văn bản không nêu ngày; ngày này là quy ước.")


@pytest.mark.parametrize("remind_days", [0, 1, 30])
def test_alarms_come_on_request(remind_days):
    read = events(written(remind_days=remind_days))
    alarms = [e.walk("VALARM") for e in read]
    assert all(len(found) == 1 for found in alarms)
    assert {alarm.decoded("TRIGGER") for (alarm,) in alarms} == {timedelta(days=-remind_days)}
    assert {str(alarm["ACTION"]) for (alarm,) in alarms} == {"DISPLAY"}
    assert all(str(alarm["DESCRIPTION"]) for (alarm,) in alarms)
    assert not any(e.walk("VALARM") for e in events(written()))


def test_the_file_is_stamped_by_its_caller_or_by_the_text():
    assert "DTSTAMP:20161220T000000Z" in lines(written())
    assert "DTSTAMP:20180105T000000Z" in lines(written(stamped_on=date(2018, 1, 5)))


def test_the_head_says_what_the_calendar_is():
    calendar = icalendar.Calendar.from_ical(written(language="vi"))
    assert (str(calendar["VERSION"]), str(calendar["PRODID"])) == ("2.0", "-//xhht//coordination calendar//EN")
    assert str(calendar["X-WR-CALNAME"]) == f"Chương trình phối hợp số 154/CTPH-LN: {PROGRAMME.subject.vi}"


def test_what_rfc_5545_asks_of_every_event_is_there():
    for event in events(written(remind_days=1)):
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            assert len([key for key, _ in event.property_items(recursive=False) if key == name]) == 1
        assert event.decoded("DTSTAMP").tzinfo in (UTC, ZoneInfo("UTC"))


def test_a_calendar_without_events_is_a_calendar():
    assert events(written(start=date(2030, 1, 1), end=date(2030, 12, 31))) == []


def test_a_period_read_back_and_written_again_is_the_same():
    data = written(language="vi", remind_days=2)
    assert icalendar.Calendar.from_ical(data).to_ical() == data


def test_an_event_of_the_text_before_an_amendment_names_the_bodies_of_then():
    front = attrs.evolve(PROGRAMME.party("front"), short_name=attrs.evolve(PROGRAMME.subject, en="The Front"))
    parties = [party.id for party in PROGRAMME.parties]
    later = PROGRAMME.amend(Amendment(id="1", effective_on=START, agreed_by=parties, parties=(front,)))
    read = events(written(later, start=date(2017, 6, 1), end=date(2018, 11, 30), party="front"))
    named = {e.decoded("DTSTART"): str(e["CATEGORIES"].cats[0]) for e in read if "unity" in str(e["UID"])}
    assert named == {date(2017, 11, 18): "Fatherland Front", date(2018, 11, 18): "The Front"}


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"language": "fr"}, UnknownIdError),
        ({"remind_days": -1}, InvalidValueError),
        ({"remind_days": 10**9}, InvalidValueError),
        ({"remind_days": "7"}, InvalidTypeError),
        ({"remind_days": True}, InvalidTypeError),
        ({"remind_days": 1.0}, InvalidTypeError),
        ({"sequence": -1}, InvalidValueError),
        ({"sequence": 2**31}, InvalidValueError),
        ({"sequence": "1"}, InvalidTypeError),
        ({"sequence": True}, InvalidTypeError),
        ({"stamped_on": "2018-01-01"}, InvalidTypeError),
        ({"stamped_on": datetime(2018, 1, 1, tzinfo=UTC)}, InvalidTypeError),
        ({"party": "fornt"}, InvalidScheduleError),
        ({"start": "2018-01-01"}, InvalidTypeError),
        ({"start": END, "end": START}, InvalidScheduleError),
        ({"conventions": {"x": Yearly(1, 1, is_stated=False)}}, InvalidScheduleError),
    ],
)
def test_what_cannot_be_is_refused(asked, error):
    with pytest.raises(error):
        written(**asked)


def named(text):
    said = Text(text, text)
    parties = [attrs.evolve(party, name=said, short_name=said) for party in PROGRAMME.parties]
    duties = [attrs.evolve(duty, text=said) for duty in PROGRAMME.duties]
    return attrs.evolve(PROGRAMME, subject=said, parties=parties, duties=duties)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nX-EVIL:1", "a\nX-EVIL:1"),
        ("a\r\nX-EVIL:1", "a\nX-EVIL:1"),
        ("a\rb\x0bc\x0cd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x1b[c\x7fd\x9be", "ab[cde"),
        ("a\tb", "a\tb"),
        (r"a;b,c\nd", r"a;b,c\nd"),
    ],
)
def test_line_breaks_and_control_characters_never_begin_a_line_of_the_file(text, shown):
    data = written(named(text), remind_days=1)
    names = {re.split("[;:]", line)[0] for line in lines(data)}
    assert names == {re.split("[;:]", line)[0] for line in lines(written(remind_days=1))}
    assert [line for line in lines(data) if re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028]", line)] == []
    for event in events(data):
        assert str(event["SUMMARY"]) == shown
        assert str(event.subcomponents[0]["DESCRIPTION"]) == shown
        assert str(event["DESCRIPTION"]).startswith(shown)
        assert set(map(str, event["CATEGORIES"].cats)) == {shown}
