import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from xhht import Amendment, Assignment, Duty, Once, Party, Removal, Source, Text, WhenNeeded, Yearly
from xhht.coordination import DueDate, due_dates
from xhht.coordination.schedule import first_whole_year
from xhht.errors import InvalidScheduleError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.programmes import ctph_154
from xhht.programmes.ctph_154 import conventions

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
FIRST, LAST = date(2016, 12, 20), date(2020, 12, 31)
FESTIVAL, YEARLY = PROGRAMME.duty("great_unity_commendation"), PROGRAMME.duty("yearly_assessment")
WORDS = Text("Chợ phiên", "Fair")
CLOSING = Source("154/CTPH-LN", "closing")


def alone(*duties, **changes):
    """The programme with these duties only."""
    return attrs.evolve(PROGRAMME, duties=duties, **changes)


def amended(programme, on, amendment_id="1", agreed_by=ALL, **changes):
    return programme.amend(Amendment(id=amendment_id, effective_on=on, agreed_by=agreed_by, **changes))


def days(programme, start=FIRST, end=LAST, **asked):
    return [due.on for due in due_dates(programme, start, end, **asked)]


def moved(duty, month, day, *, is_stated=False):
    return attrs.evolve(duty, recurrence=Yearly(month, day, is_stated=is_stated))


def refused(*args, **kwargs):
    with pytest.raises(InvalidScheduleError) as caught:
        due_dates(*args, **kwargs)
    assert str(caught.value).startswith("calendar of 'ctph_154': ")
    return caught.value.problems


# --- days ---------------------------------------------------------------------------------------------------------


def test_a_yearly_day_comes_once_in_each_year_of_the_programme():
    assert days(alone(FESTIVAL)) == [date(year, 11, 18) for year in (2017, 2018, 2019, 2020)]
    assert days(alone(YEARLY)) == [date(year, 12, 31) for year in (2017, 2018, 2019, 2020)]


def test_both_ends_of_a_period_belong_to_it():
    day = date(2018, 11, 18)
    assert days(alone(FESTIVAL), day, day) == [day]
    assert days(alone(FESTIVAL), day + timedelta(days=1), date(2019, 11, 17)) == []


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2010, 1, 1), date(2016, 12, 19)),
        (date(2021, 1, 1), date(2030, 12, 31)),
        (date(1, 1, 1), date(1, 12, 31)),
        (date(9999, 1, 1), date.max),
    ],
)
def test_outside_the_programmes_life_nothing_is_due(start, end):
    assert due_dates(PROGRAMME, start, end) == ()


def test_a_period_wider_than_the_programme_is_cut_to_its_life():
    wide = due_dates(PROGRAMME, date.min, date.max)
    assert wide == due_dates(PROGRAMME, FIRST, LAST)
    assert {due.on.year for due in wide} == {2017, 2018, 2019, 2020}


def test_a_leap_day_falls_on_the_28th_in_common_years():
    leap = moved(YEARLY, 2, 29)
    assert days(alone(leap)) == [date(2017, 2, 28), date(2018, 2, 28), date(2019, 2, 28), date(2020, 2, 29)]
    assert days(alone(leap), date(2020, 2, 29), date(2020, 2, 29)) == [date(2020, 2, 29)]
    assert days(alone(leap), date(2019, 3, 1), date(2020, 2, 28)) == []
    century = alone(leap, starts_on=date(1899, 12, 1))
    assert days(century, date(1900, 1, 1), date(1900, 12, 31)) == [date(1900, 2, 28)]


def test_the_28th_of_february_stays_the_28th_in_leap_years():
    assert days(alone(moved(YEARLY, 2, 28)), date(2020, 1, 1), LAST) == [date(2020, 2, 28)]


def test_the_31st_is_never_moved_to_a_shorter_month():
    assert days(alone(moved(YEARLY, 1, 31))) == [date(year, 1, 31) for year in (2017, 2018, 2019, 2020)]


@pytest.mark.parametrize("on", [FIRST, LAST, date(2018, 2, 28)])
def test_a_single_day_comes_once(on):
    once = alone(attrs.evolve(YEARLY, recurrence=Once(on, is_stated=True)))
    assert days(once) == [on]
    assert days(once, on + timedelta(days=1), date(2030, 1, 1)) == []
    assert days(once, date(2010, 1, 1), on - timedelta(days=1)) == []


def test_what_is_needed_only_at_times_has_no_day():
    assert days(alone(PROGRAMME.duty("thematic_reports"))) == []


def test_stated_days_and_conventions_are_told_apart():
    found = due_dates(PROGRAMME, FIRST, LAST)
    assert {due.duty.id for due in found if due.is_stated} == {"great_unity_commendation"}
    assert {due.duty.id for due in found if not due.is_stated} == {
        *("yearly_assessment", "next_years_tasks", "yearly_coordination_plan", "interim_reports", "final_reports"),
        *("interim_review", "final_review", "consolidated_report", "yearly_coordination_forms"),
    }


def test_the_days_are_sorted_and_then_the_duties():
    found = [(due.on, due.duty.id) for due in due_dates(PROGRAMME, FIRST, LAST)]
    assert found == sorted(found)


def test_a_due_date_is_a_value():
    due = DueDate(date(2018, 1, 1), YEARLY, is_stated=False)
    assert pickle.loads(pickle.dumps(due)) == due
    with pytest.raises(InvalidTypeError):
        DueDate("2018-01-01", YEARLY, is_stated=False)
    with pytest.raises(InvalidTypeError):
        DueDate(date(2018, 1, 1), "yearly_assessment", is_stated=False)
    with pytest.raises(InvalidTypeError):
        DueDate(date(2018, 1, 1), YEARLY, is_stated="no")


# --- bodies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("party", ALL)
def test_each_body_sees_its_own_duties(party):
    own = due_dates(PROGRAMME, FIRST, LAST, party=party)
    assert own == tuple(due for due in due_dates(PROGRAMME, FIRST, LAST) if party in due.duty.parties)
    assert own


def test_an_unknown_body_is_named_with_the_nearest():
    (problem,) = refused(PROGRAMME, FIRST, LAST, party="fornt")
    assert isinstance(problem, UnknownIdError)
    assert str(problem) == "unknown party 'fornt'; did you mean 'front'?"


def test_a_body_without_duties_has_an_empty_calendar():
    assert days(alone(FESTIVAL), party="association") == []


# --- conventions --------------------------------------------------------------------------------------------------


def test_a_convention_is_replaced_without_touching_the_programme():
    before = hash(PROGRAMME)
    asked = {"yearly_assessment": Yearly(1, 15, is_stated=False)}
    found = [due for due in due_dates(PROGRAMME, FIRST, LAST, conventions=asked) if due.duty == YEARLY]
    assert [due.on for due in found] == [date(year, 1, 15) for year in (2017, 2018, 2019, 2020)]
    assert not any(due.is_stated for due in found)
    assert hash(PROGRAMME) == before
    assert date(2018, 12, 31) in days(alone(YEARLY))


def test_what_is_needed_only_at_times_can_be_given_a_day_and_what_has_one_can_lose_it():
    given = {"thematic_reports": Once(date(2018, 9, 1), is_stated=False)}
    assert days(alone(PROGRAMME.duty("thematic_reports")), conventions=given) == [date(2018, 9, 1)]
    assert days(alone(YEARLY), conventions={"yearly_assessment": WhenNeeded(WORDS)}) == []


def test_everything_that_is_wrong_with_what_was_asked_is_reported_together():
    asked = {
        "yearly_assesment": Yearly(1, 15, is_stated=False),
        "great_unity_commendation": Yearly(11, 19, is_stated=False),
        "yearly_assessment": Yearly(1, 15, is_stated=True),
        "interim_reports": date(2018, 1, 1),
    }
    problems = refused(PROGRAMME, LAST, FIRST, party="x", conventions=asked)
    assert [type(problem) for problem in problems] == [
        InvalidValueError,
        UnknownIdError,
        UnknownIdError,
        InvalidValueError,
        InvalidValueError,
        InvalidTypeError,
    ]
    found = [str(problem) for problem in problems]
    assert found[0] == "the period from 2020-12-31 to 2016-12-20 runs backwards; exchange the two days"
    assert found[2] == "unknown duty 'yearly_assesment' in conventions; did you mean 'yearly_assessment'?"
    assert found[3] == (
        "the text itself states the day of duty 'great_unity_commendation' (IV.1, 154/CTPH-LN); amend it instead"
    )
    assert found[4] == "conventions['yearly_assessment'] is no day of the text; build it with is_stated=False"
    assert found[5].startswith("conventions['interim_reports'] is a Yearly, a Once, a WhenNeeded or several")


@pytest.mark.parametrize("asked", [["yearly_assessment"], "yearly_assessment", 5])
def test_conventions_are_a_mapping_or_conventions(asked):
    with pytest.raises(InvalidTypeError, match=r"a convention is a Convention|expected several values"):
        due_dates(PROGRAMME, FIRST, LAST, conventions=asked)


def test_conventions_come_with_their_name_and_where_they_are_written():
    asked = [conventions.REPORTS_OF_TITLES, conventions.HALF_YEARLY_REVIEWS]
    found = due_dates(PROGRAMME, date(2018, 1, 1), date(2018, 12, 31), conventions=asked)
    days_of = {due.duty.id: [] for due in found}
    for due in found:
        days_of[due.duty.id].append(due.on)
    assert days_of["consolidated_report"] == [date(2018, 12, 14)]
    assert days_of["interim_review"] == [date(2018, 6, 30), date(2018, 12, 31)]
    assert all(one.reference.startswith("https://") for one in asked)
    with pytest.raises(InvalidValueError, match="two conventions for duty 'consolidated_report'; choose one"):
        due_dates(PROGRAMME, FIRST, LAST, conventions=asked[:1] * 2)


def test_days_by_convention_begin_in_the_first_whole_year():
    assert first_whole_year(PROGRAMME) == 2017
    assert due_dates(PROGRAMME, FIRST, date(2016, 12, 31)) == ()
    from_new_year = alone(YEARLY, starts_on=date(2016, 1, 1))
    assert days(from_new_year, date(2016, 1, 1))[0] == date(2016, 12, 31)
    early = alone(moved(YEARLY, 12, 24, is_stated=True), attrs.evolve(FESTIVAL, recurrence=YEARLY.recurrence))
    assert days(early, end=date(2016, 12, 31)) == [date(2016, 12, 24)]
    asked = {"yearly_assessment": Once(date(2016, 12, 30), is_stated=False)}
    assert days(alone(YEARLY), conventions=asked) == [date(2016, 12, 30)]


def test_a_convention_replaces_the_days_by_convention_beside_a_stated_one():
    both = attrs.evolve(YEARLY, recurrence=[Yearly(6, 1, is_stated=True), Yearly(12, 31, is_stated=False)])
    year = (date(2018, 1, 1), date(2018, 12, 31))
    assert not both.is_stated
    assert days(alone(both), *year) == [date(2018, 6, 1), date(2018, 12, 31)]
    asked = {"yearly_assessment": [Yearly(3, 1, is_stated=False), Yearly(9, 1, is_stated=False)]}
    assert days(alone(both), *year, conventions=asked) == [date(2018, 3, 1), date(2018, 6, 1), date(2018, 9, 1)]
    assert days(alone(both), *year, conventions={YEARLY.id: WhenNeeded(WORDS)}) == [date(2018, 6, 1)]


def test_a_right_is_not_due_and_binds_nobody():
    right = attrs.evolve(YEARLY, assignments=(Assignment("front", "may"),))
    assert days(alone(right)) == []
    mixed = attrs.evolve(YEARLY, assignments=(Assignment("front", "may"), Assignment("women", "own")))
    assert days(alone(mixed), party="front") == []
    assert len(days(alone(mixed), party="women")) == 4


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018-01-01", LAST), (FIRST, "2018-01-01"), (datetime(2018, 1, 1, tzinfo=UTC), LAST), (FIRST, None)],
)
def test_a_period_runs_between_days(start, end):
    with pytest.raises(InvalidTypeError):
        due_dates(PROGRAMME, start, end)


# --- amendments ---------------------------------------------------------------------------------------------------


def test_a_day_that_an_amendment_moves_follows_the_text_of_each_day():
    later = amended(alone(YEARLY), date(2018, 7, 1), duties=(moved(YEARLY, 3, 1),))
    assert days(later) == [date(2017, 12, 31), date(2019, 3, 1), date(2020, 3, 1)]
    both = amended(alone(YEARLY), date(2018, 7, 1), duties=(moved(YEARLY, 7, 1),))
    assert days(both)[1] == date(2018, 7, 1)
    last = amended(alone(FESTIVAL), date(2018, 11, 19), duties=(moved(FESTIVAL, 12, 1, is_stated=True),))
    assert [on for on in days(last) if on.year == 2018] == [date(2018, 11, 18), date(2018, 12, 1)]
    not_any_more = amended(alone(FESTIVAL), date(2018, 11, 18), duties=(moved(FESTIVAL, 10, 1, is_stated=True),))
    assert [on for on in days(not_any_more) if on.year == 2018] == []


def test_duties_that_are_added_or_removed_are_due_in_their_time_only():
    fair = Duty(
        "fair",
        WORDS,
        assignments=(Assignment("women", "own"),),
        recurrence=Yearly(5, 1, is_stated=True),
        source=CLOSING,
    )
    later = amended(alone(FESTIVAL), date(2018, 5, 1), added=(fair,))
    again = amended(later, date(2019, 5, 2), "2", removed=(Removal("duties", "fair"),))
    assert days(again, party="women", start=date(2018, 1, 1)) == [date(2018, 5, 1), date(2019, 5, 1)]
    assert days(again, party="front") == days(alone(FESTIVAL))


def test_a_body_that_joined_has_a_calendar_from_then_on():
    police = Party("police", WORDS, short_name=WORDS, members=WORDS, source=CLOSING)
    shared = attrs.evolve(FESTIVAL, assignments=(*FESTIVAL.assignments, Assignment("police", "joint")))
    joined = amended(alone(FESTIVAL), date(2019, 1, 1), added=(police,), duties=(shared,))
    assert days(joined, party="police") == [date(2019, 11, 18), date(2020, 11, 18)]
    refused(joined.as_of(date(2018, 12, 31)), FIRST, LAST, party="police")


def test_two_amendments_of_one_day_leave_the_second():
    first = amended(alone(FESTIVAL), date(2018, 1, 1), duties=(moved(FESTIVAL, 5, 1),))
    second = amended(first, date(2018, 1, 1), "2", duties=(moved(FESTIVAL, 6, 1),))
    assert [on for on in days(second) if on.year == 2018] == [date(2018, 6, 1)]


def test_a_convention_replaces_a_day_only_while_the_text_states_none():
    stated = amended(alone(YEARLY), date(2018, 7, 1), duties=(moved(YEARLY, 12, 1, is_stated=True),))
    asked = {"yearly_assessment": Yearly(1, 15, is_stated=False)}
    found = due_dates(stated, FIRST, LAST, conventions=asked)
    assert [(due.on, due.is_stated) for due in found] == [
        (date(2017, 1, 15), False),
        (date(2018, 1, 15), False),
        (date(2018, 12, 1), True),
        (date(2019, 12, 1), True),
        (date(2020, 12, 1), True),
    ]


def test_an_amendment_after_the_end_changes_no_day():
    late = amended(alone(FESTIVAL), date(2021, 1, 1), duties=(moved(FESTIVAL, 5, 1),))
    assert days(late, end=date(2025, 12, 31)) == days(alone(FESTIVAL))
