from datetime import date

import attrs
import pytest

from xhht import Region, Regions
from xhht.errors import InvalidPlanError, InvalidTypeError, InvalidValueError
from xhht.planning import Capacity, Limit
from xhht.planning.capacities import capacities_of, limits_of
from xhht.programmes import ctph_154

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
YEARS = (2017, 2018)
TREE = Regions(
    [Region("town", "Thị xã", level="district", traits=()), Region("far", "Huyện", level="district", traits=())]
)
WANTED = [("clans_recognised", "town"), ("clans_recognised", "far"), ("clans_organised", "town")]


def of(*capacities):
    found, problems = capacities_of(capacities, PROGRAMME, TREE, YEARS)
    if problems:
        raise InvalidPlanError("capacity", problems)
    return found


def limits(*capacities):
    return list(limits_of(capacities, WANTED, PROGRAMME, YEARS, regions=TREE, by=date(2018, 12, 31)))


def test_one_capacity_may_hold_for_several_targets_together():
    both = Capacity(5, target=["units_recognised", "clans_recognised"])
    assert both == Capacity(5, target=("clans_recognised", "units_recognised"))
    assert str(both) == "5 in all for target clans_recognised and units_recognised"
    wanted = {place for place, (target, _) in enumerate(WANTED) if target in both.targets}
    assert limits(both) == [Limit(5, wanted)]
    assert Capacity(5, target=["clans_recognised"]) == Capacity(5, target="clans_recognised")
    with pytest.raises(InvalidValueError, match="names one at least"):
        Capacity(5, target=[])
    with pytest.raises(InvalidValueError, match="given twice: clans_recognised"):
        Capacity(5, target=["clans_recognised", "clans_recognised"])


def test_the_capacity_of_a_region_holds_for_everything_below_it_on_the_last_day():
    tree = Regions(
        [
            Region("top", "Tỉnh", level="province"),
            Region("town", "Thị xã", level="district", parent="top"),
            Region("a", "Xã A", level="commune", parent="town"),
            Region("b", "Xã B", level="commune", parent="town", valid_to=date(2017, 12, 31)),
            Region("b", "Xã B", level="commune", parent="top", valid_from=date(2018, 1, 1)),
        ]
    )
    wanted = [("clans_recognised", region) for region in ("a", "b", "town", "top")]
    of = {"regions": tree, "by": date(2018, 12, 31)}
    found = limits_of([Capacity(3, region=r) for r in ("town", "top", "b")], wanted, PROGRAMME, YEARS, **of)
    assert [limit.wanted for limit in found] == [{0, 2}, {0, 1, 2, 3}, {1}]


@pytest.mark.parametrize(
    ("capacity", "text"),
    [
        (Capacity(5), "5 in all for everything"),
        (Capacity(5, target="members", region="town"), "5 in all for target members, region town"),
        (Capacity(5, party="women", year=2018), "5 in 2018 for party women"),
        (Capacity(5, party="women", is_yearly=True), "5 each year for party women"),
    ],
)
def test_a_capacity_reads_as_a_phrase(capacity, text):
    assert str(capacity) == text


@pytest.mark.parametrize(
    ("capacity", "wanted"),
    [
        (Capacity(5), {0, 1, 2}),
        (Capacity(5, target="clans_recognised"), {0, 1}),
        (Capacity(5, region="town"), {0, 2}),
        (Capacity(5, target="clans_recognised", region="town"), {0}),
        (Capacity(5, target="members"), set()),
        (Capacity(5, party="association"), {0, 1, 2}),
        (Capacity(5, party="women"), {0, 1}),
    ],
)
def test_a_capacity_limits_what_fits_all_that_it_names(capacity, wanted):
    assert PROGRAMME.target("clans_organised").answerable == ("association",)
    assert "women" in PROGRAMME.target("clans_recognised").answerable
    assert limits(capacity) == [Limit(5, wanted)]


def test_a_capacity_holds_in_one_year_or_anew_in_each():
    assert limits(Capacity(5, region="far", year=2018)) == [Limit(5, {1}, 2018)]
    assert limits(Capacity(5, region="far", is_yearly=True)) == [Limit(5, {1}, 2017), Limit(5, {1}, 2018)]


def test_both_forms_give_capacities():
    assert capacities_of(None, PROGRAMME, TREE, YEARS) == ((), [])
    assert capacities_of({"members": 5}, PROGRAMME, TREE, YEARS) == ((Capacity(5, target="members"),), [])
    several = [Capacity(5), Capacity(6, year=2017), Capacity(7, is_yearly=True), Capacity(8, region="far")]
    assert of(*several) == tuple(several)
    assert capacities_of(iter(several), PROGRAMME, TREE, YEARS) == (tuple(several), [])


def test_everything_that_is_wrong_is_named_at_once():
    with pytest.raises(InvalidPlanError) as caught:
        of(
            Capacity(1, target="clan_recognised"),
            Capacity(1, region="twon", party="woman"),
            Capacity(1, year=2016),
            Capacity(1, target="clans_organised", party="women"),
            5,
            Capacity(2, year=2016),
        )
    assert str(caught.value) == (
        "capacity: 8 problems\n"
        "- unknown target 'clan_recognised' in capacity[0]; did you mean 'clans_recognised'?\n"
        "- unknown region 'twon' in capacity[1]; did you mean 'town'?\n"
        "- unknown party 'woman' in capacity[1]; did you mean 'women'?\n"
        "- unknown year 2016 in capacity[2]; did you mean '2018'?\n"
        "- capacity[3]: 'women' does not answer for target 'clans_organised', but association\n"
        "- capacity[4] is a Capacity, got int 5\n"
        "- unknown year 2016 in capacity[5]; did you mean '2018'?\n"
        "- two capacities of the same: 1 in 2016 for everything and 2 in 2016 for everything; keep one"
    )


@pytest.mark.parametrize(
    ("arguments", "error", "match"),
    [
        ({"count": -1}, InvalidValueError, "a capacity cannot be negative, got -1"),
        ({"count": 2.5}, InvalidTypeError, "a capacity is a whole number"),
        ({"count": True}, InvalidTypeError, "a capacity is a whole number"),
        ({"count": 1, "year": 2018.0}, InvalidTypeError, "a capacity's year is a whole number, got float 2018.0"),
        ({"count": 1, "year": date(2018, 1, 1)}, InvalidTypeError, "a capacity's year is a whole number"),
        ({"count": 1, "year": 2018, "is_yearly": True}, InvalidValueError, "in 2018 or in each year; give one"),
        ({"count": 1, "is_yearly": 1}, InvalidTypeError, "is_yearly is a bool"),
        ({"count": 1, "target": 5}, InvalidTypeError, "an id is text"),
    ],
)
def test_a_capacity_is_a_count_of_something(arguments, error, match):
    with pytest.raises(error, match=match):
        Capacity(**arguments)
