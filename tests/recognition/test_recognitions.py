import pickle
from datetime import UTC, date, datetime

import attrs
import pytest

from xhht import Region, Regions
from xhht.errors import (
    ContradictionError,
    InvalidRecognitionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    UnknownIdError,
)
from xhht.recognition import Recognition, Registry
from xhht.recognition.recognitions import region_on

REGIONS = Regions((Region("a", "Xã A", level="commune"), Region("b", "Xã B", level="commune")))
TITLES = ("clan", "family")
DECIDED = date(2018, 3, 1)


def recognition(holder="dang", **changes):
    fields = {"title": "clan", "region": "a", "decided_on": DECIDED, "decided_by": "UBND xã", **changes}
    return Recognition(fields.pop("title"), holder, fields.pop("region"), **fields)


def registry(*given, regions=REGIONS):
    return Registry(given, regions, TITLES)


def refused(*given, regions=REGIONS):
    with pytest.raises(InvalidRecognitionsError) as caught:
        registry(*given, regions=regions)
    return caught.value.problems


# --- one decision -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "what"),
    [("ends_on", "ends on 2018-02-28"), ("withdrawn_on", "is withdrawn on 2018-02-28")],
)
def test_nothing_ends_before_it_was_decided(field, what):
    with pytest.raises(InvalidValueError, match=f"'dang' as 'clan' {what}, before it was decided on 2018-03-01"):
        recognition(**{field: date(2018, 2, 28)})
    assert recognition(**{field: DECIDED})


@pytest.mark.parametrize("by", ["", "  ", "\n"])
def test_a_decision_has_an_authority(by):
    with pytest.raises(InvalidValueError, match="needs the authority that decided it"):
        recognition(decided_by=by)


@pytest.mark.parametrize(
    "changes",
    [
        {"decided_on": "2018-03-01"},
        {"decided_on": datetime(2018, 3, 1, tzinfo=UTC)},
        {"ends_on": 2019},
        {"withdrawn_on": "2019"},
        {"decided_by": None},
        {"title": None},
        {"region": 7},
        {"holder": 7},
    ],
)
def test_a_field_of_another_kind_is_refused(changes):
    with pytest.raises(InvalidTypeError):
        recognition(**changes)


@pytest.mark.parametrize(
    ("changes", "in_force", "not_in_force"),
    [
        ({}, (DECIDED, date(2099, 1, 1)), (date(2018, 2, 28),)),
        ({"ends_on": date(2019, 3, 1)}, (DECIDED, date(2019, 3, 1)), (date(2019, 3, 2),)),
        ({"withdrawn_on": date(2019, 3, 1)}, (DECIDED, date(2019, 2, 28)), (date(2019, 3, 1), date(2020, 1, 1))),
        ({"withdrawn_on": DECIDED}, (), (DECIDED,)),
        ({"ends_on": DECIDED}, (DECIDED,), (date(2018, 3, 2),)),
        ({"ends_on": date(2018, 9, 1), "withdrawn_on": date(2019, 1, 1)}, (date(2018, 9, 1),), (date(2018, 9, 2),)),
    ],
)
def test_the_last_day_is_held_and_the_day_of_a_withdrawal_is_not(changes, in_force, not_in_force):
    given = recognition(**changes)
    assert all(given.is_in_force(day) for day in in_force)
    assert not any(given.is_in_force(day) for day in not_in_force)


def test_a_text_is_no_day():
    with pytest.raises(InvalidTypeError):
        recognition().is_in_force("2018-03-01")


def test_ids_and_words_are_composed():
    given = Recognition("clan", "họ-đặng", "a", decided_on=DECIDED, decided_by="Ủy ban")
    assert given.holder == "họ-đặng"
    assert given.decided_by == "Ủy ban"


# --- the registry -------------------------------------------------------------------------------------------------


def test_a_decision_given_twice_stands_once():
    assert registry(recognition(), recognition()).recognitions == (recognition(),)


def test_an_empty_registry_is_fine():
    assert registry().held("clan", DECIDED) == {}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"region": "b"}, "region a and b"),
        ({"ends_on": date(2019, 1, 1)}, "ends_on None and 2019-01-01"),
        ({"withdrawn_on": date(2019, 1, 1)}, "withdrawn_on None and 2019-01-01"),
        ({"decided_by": "UBND huyện"}, "decided_by UBND xã and UBND huyện"),
    ],
)
def test_two_decisions_of_one_day_that_differ_contradict_each_other(changes, told):
    (problem,) = refused(recognition(), recognition(**changes))
    assert isinstance(problem, ContradictionError)
    assert str(problem) == (
        f"recognitions[1]: two decisions of 2018-03-01 on 'dang' as 'clan' contradict each other ({told}); keep one"
    )


def test_two_titles_or_two_holders_of_one_day_are_no_contradiction():
    assert len(registry(recognition(), recognition(title="family"), recognition("do")).recognitions) == 3


def test_all_problems_are_reported_together():
    old = Regions((Region("a", "Xã A", level="commune", valid_from=date(2018, 4, 1)),))
    found = refused("dang", recognition(title="clam"), recognition("do", region="c"), regions=old)
    assert [type(problem) for problem in found] == [
        InvalidTypeError,
        UnknownIdError,
        RegionLifeError,
        UnknownIdError,
    ]
    assert str(found[0]) == "recognitions[0] is a Recognition, got str 'dang'"
    assert str(found[1]) == "unknown title 'clam' in recognitions[1]; did you mean 'clan'?"
    assert "recognitions[1]: region 'a' does not exist on 2018-03-01 (it lives from 2018-04-01)" in str(found[2])
    assert str(found[3]) == "unknown region 'c' in recognitions[2]; known: a"


def test_a_decision_belongs_to_the_life_of_its_region():
    ended = Regions(
        (
            Region("a", "A", level="commune", valid_to=DECIDED, successors=("b",)),
            Region("b", "B", level="commune", valid_from=date(2018, 3, 2)),
        )
    )
    assert registry(recognition(), regions=ended)
    (problem,) = refused(recognition(decided_on=date(2018, 3, 2)), regions=ended)
    assert "report for its successors: b" in str(problem)


def test_several_decisions_are_a_series_of_values():
    with pytest.raises(InvalidTypeError):
        Registry("abc", REGIONS, TITLES)
    made = registry(recognition())
    assert pickle.loads(pickle.dumps(made)) == made
    assert hash(made) == hash(registry(recognition()))


def test_the_latest_decision_in_force_speaks_for_a_holder():
    moved = recognition(region="b", decided_on=date(2019, 5, 1))
    for given in ((recognition(), moved), (moved, recognition())):
        made = registry(*given)
        assert made.held("clan", date(2019, 4, 30)) == {"dang": recognition()}
        assert made.held("clan", date(2019, 5, 1)) == {"dang": moved}


def test_an_earlier_decision_stands_where_a_later_one_has_run_out():
    brief = recognition(region="b", decided_on=date(2019, 5, 1), ends_on=date(2019, 12, 31))
    assert registry(recognition(), brief).held("clan", date(2020, 1, 1)) == {"dang": recognition()}


def test_titles_are_told_apart():
    made = registry(recognition(), recognition(title="family", holder="f1"))
    assert set(made.held("clan", DECIDED)) == {"dang"}
    with pytest.raises(UnknownIdError, match="unknown title 'clans'; did you mean 'clan'"):
        made.held("clans", DECIDED)
    with pytest.raises(InvalidTypeError):
        made.held("clan", "2018-03-01")


def test_who_loses_the_title_after_a_renewal_has_lost_it():
    renewed = recognition(decided_on=date(2019, 5, 1), withdrawn_on=date(2019, 8, 1))
    for given in ((recognition(), renewed), (renewed, recognition())):
        made = registry(*given)
        assert made.held("clan", date(2019, 7, 31)) == {"dang": renewed}
        assert made.held("clan", date(2019, 8, 1)) == {}


def test_a_withdrawal_of_an_earlier_decision_leaves_a_later_one_in_force():
    first = recognition(withdrawn_on=date(2019, 8, 1))
    renewed = recognition(decided_on=date(2019, 5, 1))
    assert registry(first, renewed).held("clan", date(2020, 1, 1)) == {"dang": renewed}


def test_who_is_recognised_again_after_a_withdrawal_holds_the_title_again():
    first = recognition(withdrawn_on=date(2019, 8, 1))
    again = recognition(decided_on=date(2019, 9, 1), withdrawn_on=date(2020, 6, 1))
    third = recognition(decided_on=date(2020, 7, 1))
    made = registry(third, first, again)
    held = {day: set(made.held("clan", day)) for day in (date(2019, 8, 15), date(2019, 9, 1), date(2020, 6, 15))}
    assert held == {date(2019, 8, 15): set(), date(2019, 9, 1): {"dang"}, date(2020, 6, 15): set()}
    assert made.held("clan", date(2020, 7, 1)) == {"dang": third}


def test_a_withdrawal_of_one_holder_is_nothing_to_another():
    made = registry(recognition(withdrawn_on=date(2018, 4, 1)), recognition("do"))
    assert set(made.held("clan", date(2018, 5, 1))) == {"do"}


# --- regions that change ------------------------------------------------------------------------------------------


def region(region_id, last=None, first=None, successors=()):
    return Region(region_id, region_id, level="village", valid_from=first, valid_to=last, successors=successors)


CHAIN = Regions(
    (
        region("x", date(2018, 12, 31), successors=("y",)),
        region("y", date(2019, 12, 31), first=date(2019, 1, 1), successors=("z",)),
        region("z", first=date(2020, 1, 1)),
    )
)


@pytest.mark.parametrize(
    ("start", "day", "became"),
    [
        ("x", date(2018, 12, 31), "x"),
        ("x", date(2019, 1, 1), "y"),
        ("x", date(2020, 1, 1), "z"),
        ("y", date(2019, 12, 31), "y"),
        ("z", date(2020, 1, 1), "z"),
    ],
)
def test_a_merged_region_is_followed_from_successor_to_successor(start, day, became):
    assert region_on(CHAIN, start, day) == became


def test_a_region_that_lives_again_is_itself():
    regions = Regions((region("x", date(2018, 12, 31)), region("x", first=date(2020, 1, 1))))
    assert region_on(regions, "x", date(2021, 1, 1)) == "x"
    with pytest.raises(RegionLifeError, match="does not exist on 2019-06-01"):
        region_on(regions, "x", date(2019, 6, 1))


def test_a_region_that_does_not_exist_yet_cannot_be_followed():
    with pytest.raises(RegionLifeError, match="region 'z' does not exist on 2019-01-01"):
        region_on(CHAIN, "z", date(2019, 1, 1))


@pytest.mark.parametrize(
    ("successors", "became"), [((), "became nothing"), (("y", "z"), "became y, z; say in which region")]
)
def test_a_region_that_is_split_or_gone_is_not_guessed(successors, became):
    split = region("x", date(2018, 12, 31), successors=successors)
    with pytest.raises(RegionLifeError, match=became):
        region_on(Regions((split, *(region(part, first=date(2019, 1, 1)) for part in "yz"))), "x", date(2019, 1, 1))


def test_successors_in_a_circle_are_not_followed_forever():
    circle = Regions(
        (region("x", date(2018, 12, 31), successors=("y",)), region("y", date(2018, 12, 31), successors=("x",)))
    )
    with pytest.raises(RegionLifeError, match="region 'x' ended on 2018-12-31 and became y"):
        region_on(circle, "x", date(2019, 1, 1))


def test_a_changed_copy_is_checked_again():
    with pytest.raises(InvalidValueError):
        attrs.evolve(recognition(), ends_on=date(2018, 1, 1))
