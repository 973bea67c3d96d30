import pickle
from datetime import UTC, date, datetime

import pytest

from xhht import Amendment, Party, Source, Text
from xhht.coordination import Agreement, Difficulty, open_difficulties
from xhht.errors import (
    InvalidDifficultiesError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    UnknownIdError,
)
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
RAISED = date(2018, 3, 1)
WORDS = Text("Công an tỉnh", "Provincial police")


def difficulty(difficulty_id="d1", **changes):
    fields = {"about": "hai số liệu", "raised_by": "association", "concerns": ("front", "labour"), "on": RAISED}
    return Difficulty(id=difficulty_id, **{**fields, **changes})


def test_it_waits_for_all_who_are_concerned_and_for_nobody_else():
    raised = difficulty()
    assert (raised.waits_for, raised.is_open, raised.settled_on) == (("front", "labour"), True, None)
    half = raised.agreed("labour", on=date(2018, 4, 2))
    assert (half.waits_for, half.is_open, half.settled_on) == (("front",), True, None)
    settled = half.agreed("front", on=date(2018, 4, 1))
    assert (settled.waits_for, settled.is_open, settled.settled_on) == ((), False, date(2018, 4, 2))
    assert raised.agreements == ()


def test_it_is_open_from_its_own_day_to_the_day_before_the_last_agreement():
    settled = difficulty().agreed("front", on=RAISED).agreed("labour", on=date(2018, 4, 2))
    days = (date(2018, 2, 28), RAISED, date(2018, 4, 1), date(2018, 4, 2), date(2030, 1, 1))
    assert [settled.is_open_on(day) for day in days] == [False, True, True, False, False]
    assert difficulty().is_open_on(date(2030, 1, 1))
    with pytest.raises(InvalidTypeError):
        settled.is_open_on("2018-04-02")


def test_the_same_body_may_raise_it_and_be_concerned():
    own = difficulty(concerns=("association",)).agreed("association", on=RAISED)
    assert not own.is_open
    assert not own.is_open_on(RAISED)


def test_a_body_that_is_not_concerned_cannot_agree():
    half = difficulty().agreed("front", on=RAISED)
    with pytest.raises(NotResponsibleError, match="'d1' does not concern 'women'; it waits for: labour"):
        half.agreed("women", on=RAISED)
    with pytest.raises(NotResponsibleError, match="it waits for: nobody"):
        half.agreed("labour", on=RAISED).agreed("association", on=RAISED)


def test_nobody_agrees_before_it_was_raised():
    with pytest.raises(InvalidValueError, match="'front' agreed to difficulty 'd1' on 2018-02-28, before it was"):
        difficulty().agreed("front", on=date(2018, 2, 28))


def test_nobody_agrees_twice():
    with pytest.raises(InvalidValueError, match="'front' agreed twice to difficulty 'd1'"):
        difficulty().agreed("front", on=RAISED).agreed("front", on=date(2018, 4, 1))
    with pytest.raises(InvalidValueError, match="agreed twice"):
        difficulty(agreements=(Agreement("front", RAISED), Agreement("front", RAISED)))


@pytest.mark.parametrize("changes", [{"concerns": ()}, {"about": " "}])
def test_it_says_what_it_is_about_and_whom_it_concerns(changes):
    with pytest.raises(InvalidValueError, match="needs to say what it is about, and whom it concerns"):
        difficulty(**changes)


def test_whom_it_concerns_is_said_once():
    with pytest.raises(InvalidValueError, match="given twice: front"):
        difficulty(concerns=("front", "front"))


@pytest.mark.parametrize(
    "changes",
    [
        {"about": None},
        {"concerns": "front"},
        {"on": "2018-03-01"},
        {"on": datetime(2018, 3, 1, tzinfo=UTC)},
        {"agreements": ("front",)},
        {"raised_by": 7},
    ],
)
def test_a_field_of_another_kind_is_refused(changes):
    with pytest.raises(InvalidTypeError):
        difficulty(**changes)


def test_it_is_a_value():
    half = difficulty(concerns=["front", "labour"]).agreed("front", on=RAISED)
    assert half == pickle.loads(pickle.dumps(half)) == difficulty(agreements=[Agreement("front", RAISED)])
    assert hash(half) == hash(difficulty(agreements=[Agreement("front", RAISED)]))


# --- what is open -------------------------------------------------------------------------------------------------


def test_what_is_open_is_told_with_its_days_and_the_longest_first():
    later = difficulty("d2", on=date(2018, 5, 1), concerns=("women",))
    twin = difficulty("d0", on=date(2018, 5, 1), concerns=("women",))
    settled = difficulty("d3").agreed("front", on=RAISED).agreed("labour", on=RAISED)
    future = difficulty("d4", on=date(2018, 7, 1))
    for listed in ([later, twin, difficulty(), settled, future], [future, settled, difficulty(), twin, later]):
        found = open_difficulties(PROGRAMME, listed, as_of=date(2018, 6, 30))
        assert [(item.difficulty.id, item.days_open) for item in found] == [("d1", 121), ("d0", 60), ("d2", 60)]


def test_agreements_after_the_day_are_not_seen():
    agreed = difficulty().agreed("front", on=date(2018, 4, 1)).agreed("labour", on=date(2018, 8, 1))
    (item,) = open_difficulties(PROGRAMME, [agreed], as_of=date(2018, 3, 31))
    assert item.waits_for == ("front", "labour")
    (item,) = open_difficulties(PROGRAMME, [agreed], as_of=date(2018, 7, 31))
    assert item.waits_for == ("labour",)
    assert open_difficulties(PROGRAMME, [agreed], as_of=date(2018, 8, 1)) == ()


def test_it_is_handled_by_the_offices_of_who_raised_it_and_of_whom_it_waits_for():
    (item,) = open_difficulties(PROGRAMME, [difficulty().agreed("front", on=RAISED)], as_of=RAISED)
    assert [point.party for point in item.focal_points] == ["labour", "association"]
    assert item.days_open == 0


def test_everything_that_does_not_fit_is_reported_together():
    listed = [
        "two denominators",
        difficulty(),
        difficulty(raised_by="fornt", concerns=("police",)),
        difficulty("d2", on=date(2016, 12, 19)),
        difficulty("d3", on=date(2021, 1, 1)),
    ]
    with pytest.raises(InvalidDifficultiesError) as caught:
        open_difficulties(PROGRAMME, listed, as_of=RAISED)
    found = [str(problem) for problem in caught.value.problems]
    assert len(found) == 6
    assert found[0] == "difficulties[0] is a Difficulty, got str 'two denominators'"
    assert found[1] == "difficulties[2]: id 'd1' stands already in [1]"
    assert found[2] == "unknown party 'fornt' in difficulties[2]; did you mean 'front'?"
    assert "unknown party 'police' in difficulties[2]" in found[3]
    assert "'d2' was raised on 2016-12-19, outside the programme (2016-12-20 to 2020-12-31)" in found[4]
    assert "'d3' was raised on 2021-01-01" in found[5]
    assert isinstance(caught.value.problems[2], UnknownIdError)


@pytest.mark.parametrize("day", ["2018-03-01", datetime(2018, 3, 1, tzinfo=UTC)])
def test_what_is_open_is_asked_of_a_day(day):
    with pytest.raises(InvalidTypeError, match=r"as_of is a datetime\.date"):
        open_difficulties(PROGRAMME, [], as_of=day)


def test_a_body_that_joined_later_may_be_concerned():
    police = Party("police", WORDS, short_name=WORDS, members=WORDS, source=Source("154/CTPH-LN", "closing"))
    joined = PROGRAMME.amend(Amendment(id="1", effective_on=date(2018, 4, 1), agreed_by=ALL, added=(police,)))
    (item,) = open_difficulties(joined, [difficulty(concerns=("police",))], as_of=date(2018, 5, 1))
    assert item.waits_for == ("police",)
    assert [point.party for point in item.focal_points] == ["association"]
