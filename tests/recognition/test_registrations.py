from datetime import date

import pytest

from xhht import CriteriaSet, Criterion, Document, Region, Regions, Text
from xhht.errors import (
    ContradictionError,
    InvalidRecognitionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    UnknownIdError,
)
from xhht.recognition import Recognition, Registration, Registry, Stage, score

REGIONS = Regions(
    (Region("a", "Xã A", level="commune"), Region("b", "Xã B", level="commune", valid_from=date(2018, 6, 1)))
)
TITLES = ("clan", "family")
DAY = date(2018, 3, 1)
WORDS = Text("x", "x")
CRITERIA = CriteriaSet(
    "set",
    WORDS,
    title="clan",
    document=Document("1/QĐ", WORDS),
    criteria=[Criterion("a", WORDS, points=10)],
    pass_mark=5,
)


def asked(on=DAY, holder="dang", **changes):
    return Registration(changes.pop("title", "clan"), holder, changes.pop("region", "a"), registered_on=on, **changes)


def decided(on, holder="dang", **changes):
    return Recognition("clan", holder, "a", decided_on=on, decided_by="UBND xã", **changes)


def registry(*requests, decisions=()):
    return Registry(decisions, REGIONS, TITLES, registrations=requests)


def stage(day, *requests, decisions=(), holder="dang"):
    return registry(*requests, decisions=decisions).stage("clan", holder, day)


# --- one registration ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"assessed_on": date(2018, 2, 28)}, "is assessed on 2018-02-28, before it was registered on 2018-03-01"),
        ({"ends_on": date(2018, 2, 28)}, "ends on 2018-02-28, before it was registered on 2018-03-01"),
        ({"assessed_on": date(2018, 5, 2), "ends_on": date(2018, 5, 1)}, "assessed on 2018-05-02, after it ended"),
        ({"score": score(CRITERIA, {})}, "has a score but no day of assessment"),
        ({"score": score(CRITERIA, {}), "assessed_on": DAY, "title": "family"}, "is scored by criteria of 'clan'"),
    ],
)
def test_a_registration_whose_parts_contradict_each_other_is_refused(changes, what):
    with pytest.raises(InvalidValueError, match=what):
        asked(**changes)


def test_a_registration_may_be_assessed_and_end_on_its_own_day():
    done = asked(assessed_on=DAY, ends_on=DAY, score=score(CRITERIA, {"a": 5}))
    assert done.score.outcome == "met"


@pytest.mark.parametrize("changes", [{"on": "2018"}, {"assessed_on": 5}, {"ends_on": "x"}, {"score": 80}, {"title": 1}])
def test_a_field_of_another_kind_is_refused(changes):
    with pytest.raises(InvalidTypeError):
        asked(**changes)


def test_a_registration_stands_from_its_day_to_its_last():
    ended = asked(ends_on=date(2018, 12, 31))
    days = [date(2018, 2, 28), DAY, date(2018, 12, 31), date(2019, 1, 1)]
    assert [ended.is_in_force(day) for day in days] == [False, True, True, False]
    assert asked().is_in_force(date.max)
    with pytest.raises(InvalidTypeError):
        ended.is_in_force("2018-03-01")


# --- stages -------------------------------------------------------------------------------------------------------


def test_a_holder_of_whom_nothing_is_known_has_no_stage():
    assert stage(DAY) is None
    assert stage(DAY, asked(), holder="do") is None
    assert stage(date(2018, 2, 28), asked()) is None
    assert stage(date(2019, 1, 1), asked(ends_on=date(2018, 12, 31))) is None


def test_the_latest_event_says_how_far_a_holder_is():
    request = asked(assessed_on=date(2018, 9, 1))
    assert [stage(day, request) for day in (DAY, date(2018, 8, 31), date(2018, 9, 1))] == [
        Stage.REGISTERED,
        Stage.REGISTERED,
        Stage.ASSESSED,
    ]
    anew = asked(date(2019, 2, 1))
    assert stage(date(2019, 1, 31), request, anew) is Stage.ASSESSED
    assert stage(date(2019, 2, 1), anew, request) is Stage.REGISTERED


def test_an_assessment_on_the_day_of_registration_is_one():
    assert stage(DAY, asked(assessed_on=DAY)) is Stage.ASSESSED


def test_a_title_that_is_held_goes_before_a_later_registration():
    held = decided(date(2018, 5, 1), ends_on=date(2018, 8, 1))
    renewal = asked(date(2018, 7, 1))
    assert stage(date(2018, 7, 15), renewal, decisions=[held]) is Stage.RECOGNISED
    assert stage(date(2018, 8, 1), renewal, decisions=[held]) is Stage.RECOGNISED
    assert stage(date(2018, 8, 2), renewal, decisions=[held]) is Stage.LAPSED
    assert stage(date(2018, 8, 2), asked(date(2018, 8, 2)), decisions=[held]) is Stage.REGISTERED
    assert stage(date(2018, 4, 30), decisions=[held]) is None


def test_a_withdrawal_lapses_from_its_own_day():
    lost = decided(date(2018, 5, 1), withdrawn_on=date(2018, 8, 1))
    assert stage(date(2018, 7, 31), decisions=[lost]) is Stage.RECOGNISED
    assert stage(date(2018, 8, 1), decisions=[lost]) is Stage.LAPSED
    renewed = decided(date(2018, 8, 1))
    assert stage(date(2018, 8, 1), decisions=[renewed, lost]) is Stage.RECOGNISED


def test_a_decision_withdrawn_on_its_own_day_was_never_held():
    void = decided(date(2018, 5, 1), withdrawn_on=date(2018, 5, 1))
    assert stage(date(2018, 6, 1), decisions=[void]) is None
    assert stage(date(2018, 6, 1), asked(), decisions=[void]) is Stage.REGISTERED


def test_a_title_may_be_held_to_the_end_of_the_calendar():
    assert stage(date.max, decisions=[decided(DAY)]) is Stage.RECOGNISED


@pytest.mark.parametrize(("title", "day", "error"), [("klan", DAY, UnknownIdError), ("clan", "2018", InvalidTypeError)])
def test_a_stage_is_of_a_known_title_on_a_day(title, day, error):
    for ask in (
        lambda: registry().stage(title, "dang", day),
        lambda: registry().registered(title, day),
        lambda: registry().held(title, day),
    ):
        with pytest.raises(error):
            ask()


@pytest.mark.parametrize("each", Stage)
def test_every_stage_has_words(each):
    assert each.text("vi") != each.text("en")


# --- the registry -------------------------------------------------------------------------------------------------


def test_the_registered_are_those_whose_registration_stands_each_once():
    old, new, other = asked(), asked(date(2018, 7, 1), region="b"), asked(holder="do", ends_on=date(2018, 6, 30))
    register = registry(new, old, other, asked(holder="f", title="family"))
    assert register.registered("clan", date(2018, 6, 30)) == {"dang": old, "do": other}
    assert register.registered("clan", date(2018, 7, 1)) == {"dang": new}


def test_a_registration_given_twice_stands_once():
    assert registry(asked(), asked()).registrations == (asked(),)


def test_registrations_are_checked_like_decisions_and_with_them():
    wrong = [
        "dang",
        asked(title="klan"),
        asked(region="c"),
        asked(region="b", holder="f"),
        asked(holder="do"),
        asked(holder="do", ends_on=DAY),
    ]
    with pytest.raises(InvalidRecognitionsError, match="registry: 6 problems") as caught:
        registry(*wrong, decisions=["x"])
    kinds = [type(problem) for problem in caught.value.problems]
    assert kinds == [
        InvalidTypeError,
        InvalidTypeError,
        UnknownIdError,
        UnknownIdError,
        RegionLifeError,
        ContradictionError,
    ]
    assert "registrations[5]: two registrations of 2018-03-01 on 'do' as 'clan'" in str(caught.value)
