from datetime import UTC, date, datetime

import attrs
import pytest

from xhht import Assignment, Convention, Duty, Once, Role, Source, Text, WhenNeeded, Yearly
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.duties import recurrences

WORDS = Text("Báo cáo", "Report")


def duty(recurrence, *assignments, **kwargs):
    assignments = assignments or (Assignment("front", Role.LEAD), Assignment("labour", Role.JOINT))
    return Duty("report", WORDS, assignments=assignments, recurrence=recurrence, source=Source("1/VB", "IV"), **kwargs)


@pytest.mark.parametrize(("month", "day"), [(11, 18), (2, 29), (12, 31), (1, 1)])
def test_a_yearly_day_is_one_of_the_calendar(month, day):
    assert Yearly(month, day, is_stated=True).day == day


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (-1, 1), (1, 10**30)])
def test_a_day_that_no_year_has_is_refused(month, day):
    with pytest.raises(InvalidValueError, match=f"day {day} of month {month} is not in the calendar"):
        Yearly(month, day, is_stated=True)


@pytest.mark.parametrize(("month", "day"), [("11", 18), (11, 18.0), (True, 1), (11, None)])
def test_a_month_and_a_day_are_whole_numbers(month, day):
    with pytest.raises(InvalidTypeError, match="a month and a day are whole numbers, got"):
        Yearly(month, day, is_stated=True)


def test_one_day_is_a_day_without_a_time():
    assert Once(date(2020, 11, 18), is_stated=True).on == date(2020, 11, 18)
    with pytest.raises(InvalidTypeError, match="without a time"):
        Once(datetime(2020, 11, 18, tzinfo=UTC), is_stated=True)


@pytest.mark.parametrize("is_stated", [1, "yes", None])
def test_a_day_is_stated_or_not_and_nothing_else(is_stated):
    with pytest.raises(InvalidTypeError, match="is_stated is a bool"):
        Once(date(2020, 11, 18), is_stated=is_stated)
    with pytest.raises(InvalidTypeError, match="is_stated is a bool"):
        Yearly(11, 18, is_stated=is_stated)


@pytest.mark.parametrize(
    ("recurrence", "is_stated"),
    [
        (Yearly(11, 18, is_stated=True), True),
        (Yearly(12, 31, is_stated=False), False),
        (Once(date(2020, 12, 31), is_stated=True), True),
        (WhenNeeded(WORDS), False),
    ],
)
def test_a_duty_says_whether_the_text_gives_its_day(recurrence, is_stated):
    assert duty(recurrence).is_stated is is_stated


def test_a_duty_binds_its_parties_in_their_roles():
    bound = duty(WhenNeeded(WORDS))
    assert bound.parties == ("front", "labour")
    assert bound.role_of("labour") is Role.JOINT
    assert bound.role_of("youth") is None


def test_a_duty_of_nobody_is_refused():
    with pytest.raises(InvalidValueError, match="duty 'report' is nobody's; assign a party"):
        Duty("report", WORDS, assignments=(), recurrence=WhenNeeded(WORDS), source=Source("1/VB", "IV"))


@pytest.mark.parametrize("wrong", [date(2020, 11, 18), (WhenNeeded(WORDS),), [Yearly(1, 1, is_stated=True), 5], None])
def test_a_recurrence_is_one_of_three_kinds_or_several_days(wrong):
    with pytest.raises(InvalidTypeError, match=r"Duty\.recurrence is a Yearly, a Once, a WhenNeeded or several of the"):
        duty(wrong)


def test_a_duty_has_one_day_or_several():
    halves = [Yearly(6, 30, is_stated=False), Yearly(12, 31, is_stated=True), Once(date(2020, 6, 1), is_stated=True)]
    found = duty(halves)
    assert found.recurrence == recurrences(found.recurrence) == tuple(halves)
    assert recurrences(halves[0]) == (halves[0],)
    assert not found.is_stated
    assert duty(halves[1:]).is_stated
    for wrong in ([], [*halves, attrs.evolve(halves[0], is_stated=True)]):
        with pytest.raises(InvalidValueError, match="has no day, or one day twice; give each day once"):
            duty(wrong)


def test_who_leads_a_duty_or_carries_it_out_is_told_apart():
    assert duty(WhenNeeded(WORDS)).led_by == ("front",)
    assert duty(WhenNeeded(WORDS), Assignment("front", Role.MAY)).led_by == ()


def test_a_convention_says_who_set_the_days():
    mine = Convention("report", [Yearly(6, 30, is_stated=False)], name=WORDS, reference="https://example.org")
    assert mine.recurrence == (Yearly(6, 30, is_stated=False),)
    with pytest.raises(InvalidTypeError, match=r"Convention\.recurrence is a Yearly"):
        Convention("report", date(2020, 6, 30), name=WORDS, reference="https://example.org")


def test_a_duty_refers_to_responsibilities_by_id():
    assert duty(WhenNeeded(WORDS), responsibilities=["training"]).responsibilities == ("training",)
    with pytest.raises(InvalidTypeError, match="an id is text"):
        duty(WhenNeeded(WORDS), responsibilities=[5])


def test_a_duty_gives_a_party_one_role():
    with pytest.raises(InvalidValueError, match="'report' names a party twice"):
        duty(Yearly(11, 18, is_stated=True), Assignment("front", Role.LEAD), Assignment("front", Role.JOINT))
