from datetime import UTC, date, datetime, timedelta
from unicodedata import normalize

import pytest

from xhht import Level, Region, Regions
from xhht.errors import (
    InvalidRegionsError,
    InvalidTypeError,
    InvalidValueError,
    RegionLifeError,
    RegionTreeError,
    UnknownChoiceError,
    UnknownIdError,
)

LAST, FIRST = date(2020, 1, 31), date(2020, 2, 1)


def region(region_id, parent=None, level="commune", **kwargs):
    return Region(region_id, f"Xã {region_id}", level=level, parent=parent, **kwargs)


TOP = region("top", level="province")


def problems(*lives):
    with pytest.raises(InvalidRegionsError) as caught:
        Regions(lives)
    return caught.value.problems


# --- one life ---------------------------------------------------------------------------------------------------


def test_a_region_without_days_lives_always():
    assert (TOP.first_day, TOP.last_day) == (date.min, date.max)


def test_both_days_of_a_life_are_included():
    life = region("a", valid_from=FIRST, valid_to=FIRST)
    assert life.is_alive_on(FIRST)
    assert not life.is_alive_on(LAST)
    assert not life.is_alive_on(date(2020, 2, 2))


def test_a_life_that_ends_before_it_begins_is_refused():
    with pytest.raises(RegionLifeError, match="'a' ends on 2020-01-31, before it begins on 2020-02-01; exchange"):
        region("a", valid_from=FIRST, valid_to=LAST)


def test_successors_need_a_last_day():
    with pytest.raises(RegionLifeError, match="'a' has successors but no last day; give valid_to"):
        region("a", successors=("b",))


def test_successors_are_named_once_each():
    with pytest.raises(InvalidValueError, match="given twice: b"):
        region("a", valid_to=LAST, successors=("b", "b"))


def test_a_region_has_a_name():
    with pytest.raises(InvalidValueError, match="region 'a' has no name; give the official one"):
        Region("a", " ", level="commune")


def test_a_region_is_equal_however_its_names_are_composed():
    apart = Region(normalize("NFD", "trấn-yên"), normalize("NFD", "Huyện Trấn Yên"), level="district")
    assert apart == Region("trấn-yên", "Huyện Trấn Yên", level=Level.DISTRICT)


def test_an_unknown_level_names_the_nearest():
    with pytest.raises(UnknownChoiceError, match="unknown level 'distrct'; did you mean 'district'"):
        region("a", level="distrct")


@pytest.mark.parametrize("wrong", ["2020-02-01", datetime(2020, 2, 1, tzinfo=UTC)])
def test_a_life_begins_and_ends_on_days(wrong):
    with pytest.raises(InvalidTypeError, match="without a time"):
        region("a", valid_from=wrong)
    with pytest.raises(InvalidTypeError, match="without a time"):
        region("a", valid_to=wrong)


# --- the tree ---------------------------------------------------------------------------------------------------


def test_regions_are_iterated_and_counted_by_lives_and_named_once():
    first = region("a", "top", valid_to=LAST)
    second = region("a", "top", traits=["town"], valid_from=FIRST)
    tree = Regions([TOP, second, first])
    assert list(tree) == [TOP, second, first]
    assert len(tree) == 3
    assert tree.ids == ("top", "a")
    assert tree.lives_of("a") == (first, second)


def test_an_id_is_in_the_tree_or_not():
    tree = Regions([TOP])
    assert "top" in tree
    assert "a" not in tree


def test_a_tree_is_not_built_twice():
    tree = Regions([TOP])
    assert Regions.of(tree) is tree
    assert Regions.of([TOP]) == tree


def test_no_regions_are_a_tree_too():
    assert len(Regions(())) == 0


def test_a_region_is_looked_up_as_it_is_on_a_day():
    first = region("a", valid_to=LAST)
    second = region("a", traits=["town"], valid_from=FIRST)
    tree = Regions([first, second])
    assert tree.get("a", LAST) is first
    assert tree.get("a", FIRST) is second
    assert tree.life_on("a", FIRST) is second


def test_a_day_outside_every_life_names_lives_and_successors():
    tree = Regions(
        [region("a", valid_from=date(2016, 1, 1), valid_to=LAST, successors=("b",)), region("b", valid_from=FIRST)]
    )
    assert tree.life_on("a", FIRST) is None
    with pytest.raises(
        RegionLifeError,
        match=r"region 'a' does not exist on 2020-02-01 \(it lives from 2016-01-01 to 2020-01-31\); "
        "report for its successors: b",
    ):
        tree.get("a", FIRST)


@pytest.mark.parametrize("heir", [{}, {"valid_from": LAST}, {"valid_from": date(2019, 1, 1), "valid_to": FIRST}])
def test_a_region_that_takes_in_another_begins_a_new_life(heir):
    (problem,) = problems(region("a", valid_to=LAST, successors=("b",)), region("b", **heir))
    assert isinstance(problem, RegionLifeError)
    assert str(problem).startswith("region 'b' takes in 'a' on 2020-02-01, in the middle of a life; end that life")


def test_a_region_that_takes_in_another_may_have_lived_before_under_the_same_id():
    lives = (
        region("a", valid_to=LAST, successors=("b",)),
        region("b", valid_to=LAST),
        region("b", valid_from=FIRST),
    )
    assert Regions(lives).lives_of("b") == lives[1:]


def test_a_part_may_keep_the_id_of_the_whole_that_was_split():
    lives = (
        region("a", valid_to=LAST, successors=("a", "b")),
        region("a", valid_from=FIRST),
        region("b", valid_from=FIRST),
    )
    assert len(Regions(lives)) == 3


def test_what_is_known_of_an_area_is_nothing_or_a_set_of_ids():
    assert region("a").traits is None
    assert region("a", traits=[]).traits == frozenset()
    assert region("a", traits=["town", "island", "town"]).traits == {"town", "island"}
    with pytest.raises(InvalidTypeError, match="expected several values"):
        region("a", traits="town")
    with pytest.raises(InvalidValueError, match="is no id"):
        region("a", traits=["thị xã"])


def test_a_day_before_a_life_without_successors_asks_to_check_the_day():
    tree = Regions([region("a", valid_from=FIRST)])
    with pytest.raises(RegionLifeError, match=r"\(it lives from 2020-02-01\); check the day"):
        tree.get("a", LAST)


def test_an_unknown_region_names_the_nearest():
    tree = Regions([TOP, region("tran-yen")])
    for look_up in (tree.lives_of, lambda r: tree.get(r, FIRST), lambda r: tree.children_of(r, FIRST)):
        with pytest.raises(UnknownIdError, match="unknown region 'tran_yen'; did you mean 'tran-yen'"):
            look_up("tran_yen")


def test_the_day_of_a_look_up_is_a_day():
    with pytest.raises(InvalidTypeError, match="without a time"):
        Regions([TOP]).get("top", "2020-02-01")


def test_parts_are_those_of_the_day():
    moved, back = region("a", "top", valid_to=LAST), region("a", "other", valid_from=FIRST)
    tree = Regions([TOP, region("other"), moved, back, region("b", "top")])
    assert [part.id for part in tree.children_of("top", LAST)] == ["a", "b"]
    assert [part.id for part in tree.children_of("top", FIRST)] == ["b"]
    assert tree.children_of("other", FIRST) == (back,)
    assert tree.children_of("b", FIRST) == ()


def test_the_living_are_given_in_their_order():
    gone, born = region("a", valid_to=LAST), region("b", valid_from=FIRST)
    tree = Regions([born, TOP, gone])
    assert tree.alive_on(LAST) == (TOP, gone)
    assert tree.alive_on(FIRST) == (born, TOP)


def test_a_child_may_begin_on_the_last_day_of_its_parents_life():
    parents = [region("p", valid_to=LAST), region("p", valid_from=FIRST)]
    assert len(Regions([*parents, region("a", "p", valid_from=LAST)])) == 3


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["top", None, {"id": "top"}])
def test_something_else_than_a_region_is_refused_with_its_place(wrong):
    with pytest.raises(InvalidTypeError, match=r"regions\[1\] is a Region, got"):
        Regions([TOP, wrong])


@pytest.mark.parametrize("wrong", ["top", TOP, None])
def test_a_lone_region_is_no_tree(wrong):
    with pytest.raises(InvalidTypeError, match="expected several values"):
        Regions.of(wrong)


def test_lives_that_share_a_day_overlap():
    (problem,) = problems(region("a", valid_to=FIRST), region("a", valid_from=FIRST))
    assert isinstance(problem, RegionLifeError)
    assert str(problem) == (
        "two lives of region 'a' overlap (to 2020-02-01; from 2020-02-01); end the first before the second begins"
    )


def test_the_same_region_twice_overlaps():
    (problem,) = problems(TOP, TOP)
    assert "overlap (always; always)" in str(problem)


def test_an_unknown_parent_and_an_unknown_successor_are_named_with_their_region():
    orphan = region("a", "tpo", valid_to=LAST, successors=("b",))
    successor, parent = problems(TOP, orphan)
    assert str(parent) == "unknown region 'tpo' in the parent of 'a'; did you mean 'top'?"
    assert str(successor).startswith("unknown region 'b' in the successors of 'a'")
    assert isinstance(parent, UnknownIdError)


@pytest.mark.parametrize(
    ("parents", "day"),
    [
        ([region("p", valid_to=LAST)], FIRST),
        ([region("p", valid_from=FIRST)], date.min),
        ([region("p", valid_to=LAST), region("p", valid_from=date(2020, 2, 2))], FIRST),
    ],
)
def test_a_region_without_its_parent_on_some_day_is_an_orphan(parents, day):
    (problem,) = problems(*parents, region("a", "p"))
    assert isinstance(problem, RegionTreeError)
    assert f"region 'a' has no parent on {day}: 'p' does not exist then; give the region another life" in str(problem)


def test_lives_of_a_parent_that_follow_each_other_carry_a_child_through():
    parents = [region("p", valid_from=FIRST), region("p", valid_to=LAST)]
    assert len(Regions([*parents, region("a", "p")])) == 3


def test_a_child_may_live_within_the_life_of_its_parent():
    parents = [region("p", valid_from=FIRST, valid_to=date(2020, 12, 31))]
    assert len(Regions([*parents, region("a", "p", valid_from=FIRST, valid_to=date(2020, 6, 30))])) == 2


def test_a_tree_in_which_nothing_can_be_a_circle_is_not_gone_through_day_by_day(monkeypatch):
    asked = []
    monkeypatch.setattr("xhht.figures.regions._loops", lambda parents: asked.append(parents) or [])
    province = Region("p", "P", level="province")
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(50)]
    Regions([Region(f"r{day}", "R", level="commune", parent="p", valid_from=day) for day in days] + [province])
    assert not asked


def test_many_unknown_parents_share_one_list_of_what_is_known():
    with pytest.raises(InvalidRegionsError) as caught:
        Regions([Region(f"r{number}", "R", level="commune", parent=f"q{number}") for number in range(50)])
    first, *others = [problem.known for problem in caught.value.problems]
    assert len(others) == 49
    assert all(known is first for known in others)


def test_a_circle_of_parents_is_shown_once():
    (problem,) = problems(region("a", "b"), region("b", "c"), region("c", "a"), region("d", "a"))
    assert isinstance(problem, RegionTreeError)
    assert str(problem) == "regions are their own parents in a circle: a → b → c → a; cut it"


def test_a_region_is_not_its_own_parent():
    (problem,) = problems(region("a", "a"))
    assert "a → a" in str(problem)


def test_a_circle_that_goes_on_is_shown_once_whatever_else_begins():
    below = region("d", "a", valid_from=FIRST)
    (problem,) = problems(region("a", "b"), region("b", "a"), TOP, region("c", "top", valid_from=FIRST), below)
    assert "a → b → a" in str(problem)


def test_a_circle_that_closes_only_later_is_found():
    (problem,) = problems(
        region("a", valid_to=LAST), region("a", "b", valid_from=FIRST), region("b", "a"), region("c", valid_from=FIRST)
    )
    assert "a → b → a" in str(problem)


def test_parents_that_change_places_over_time_are_no_circle():
    before = [region("a", valid_to=LAST), region("b", "a", valid_to=LAST)]
    after = [region("b", valid_from=FIRST), region("a", "b", valid_from=FIRST)]
    assert len(Regions([*before, *after])) == 4


def test_all_problems_of_a_tree_are_reported_together():
    found = problems(TOP, TOP, region("a", "nowhere"), region("b", "c"), region("c", "b"))
    assert [type(problem) for problem in found] == [RegionLifeError, UnknownIdError, RegionTreeError]


@pytest.mark.parametrize("ask", ["life_on", "children_of", "get"])
def test_a_datetime_is_no_day_of_a_region(ask):
    regions = Regions([Region("a", "Xã A", level="commune")])
    with pytest.raises(InvalidTypeError, match="without a time"):
        getattr(regions, ask)("a", datetime(2020, 2, 1, tzinfo=UTC))
    with pytest.raises(InvalidTypeError, match="without a time"):
        regions.alive_on(datetime(2020, 2, 1, tzinfo=UTC))
