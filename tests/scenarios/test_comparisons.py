import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Bounds, Observation, Outcome, PrintedShare, Region, Share
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.judgement.evaluation import judge
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    Halt,
    ReachBy,
    Rise,
    Scenario,
    Threshold,
    compare,
    project,
    sensitivity,
)

PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=[attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets],
)
END_2016, END_2019, END_2020 = date(2016, 12, 31), date(2019, 12, 31), date(2020, 12, 31)
REGIONS = (
    Region("top", "Tỉnh", level="province", traits=()),
    Region("town", "Thị xã", level="district", parent="top", traits=("town",)),
    Region("far", "Huyện", level="district", parent="top", traits=("remote",)),
)
SEEN = (
    Observation("clans_recognised", "town", END_2016, Share(30, 100)),
    Observation("clans_recognised", "far", END_2016, Share(10, 50)),
    Observation("units_recognised", "far", END_2016, Share(30, 50)),
)
SLOW = Scenario("slow", rises={"clans_recognised": Rise.points(1)})
FAST = Scenario("fast", rises={"clans_recognised": Rise.points(5)})


def projected(scenario, regions=REGIONS, until=END_2020):
    return project(PROGRAMME, SEEN, scenario, regions=regions, until=until)


TABLE = compare([projected(SLOW), projected(FAST)], on=END_2020)


def test_scenarios_stand_side_by_side_in_their_order():
    row = TABLE["clans_recognised", "town"]
    assert (TABLE.on, TABLE.names, list(row)) == (END_2020, ("slow", "fast"), ["slow", "fast"])
    assert [verdict.actual for verdict in row.values()] == [Share(34, 100), Share(50, 100)]
    assert len(TABLE.rows) == len(PROGRAMME.targets) * len(REGIONS)


def test_a_table_cannot_be_changed_and_is_a_value_like_others():
    key = ("clans_recognised", "town")
    with pytest.raises(TypeError):
        TABLE.rows[key] = {}
    with pytest.raises(TypeError):
        TABLE[key]["slow"] = None
    again = pickle.loads(pickle.dumps(TABLE))
    assert again == TABLE
    assert hash(again) == hash(TABLE)


def test_differences_are_where_outcomes_differ():
    met, not_met = Outcome.MET, Outcome.NOT_MET
    assert TABLE.differences() == {
        ("clans_recognised", "town"): {"slow": not_met, "fast": met},
        ("clans_recognised", "far"): {"slow": not_met, "fast": met},
    }


def test_one_scenario_alone_differs_from_nothing():
    assert compare([projected(SLOW)], on=END_2020).differences() == {}


def test_another_day_gives_another_table():
    table = compare([projected(SLOW), projected(FAST)], on=END_2019)
    assert list(table.differences()) == [("clans_recognised", "far")]


def test_verdicts_without_a_region_have_no_row():
    projection = projected(SLOW)
    last = projection.assessments[-1]
    nowhere = attrs.evolve(last, verdicts=tuple(attrs.evolve(verdict, region=None) for verdict in last))
    assert compare([attrs.evolve(projection, assessments=(nowhere,))], on=END_2020).rows == {}


def test_an_unknown_row_names_the_nearest():
    with pytest.raises(UnknownIdError, match=r"unknown target and region .*did you mean 'clans_recognised, town'"):
        assert TABLE["clans_recognised", "twon"]


def test_the_picture_of_a_table_is_short():
    assert repr(TABLE) == f"ScenarioTable(datetime.date(2020, 12, 31), ('slow', 'fast'), <{len(TABLE.rows)}>)"


@pytest.mark.parametrize("projections", [(), (projected(SLOW), projected(SLOW))])
def test_scenarios_are_compared_by_their_names(projections):
    with pytest.raises(
        InvalidValueError, match=r"scenarios are compared by their names, got .*; give each one of its own"
    ):
        compare(projections, on=END_2020)


def test_only_projections_are_compared():
    with pytest.raises(InvalidTypeError, match=r"projections\[1\] is a Projection, got Scenario"):
        compare([projected(SLOW), FAST], on=END_2020)
    with pytest.raises(InvalidTypeError, match="expected several values"):
        compare(projected(SLOW), on=END_2020)


def test_a_day_that_one_scenario_did_not_judge_is_refused():
    with pytest.raises(UnknownIdError, match="unknown day '2020-12-31' in scenario 'fast'"):
        compare([projected(SLOW), projected(FAST, until=END_2019)], on=END_2020)


# --- which assumption matters most ------------------------------------------------------------------------------

CLANS = Assumption(Rise.points(5), indicator="clans_recognised")
UNITS = Assumption(Rise.points(-1), indicator="units_recognised")
NOTHING = Assumption(Halt(), indicator="members")


def influences(*assumptions, **kwargs):
    kwargs.setdefault("regions", REGIONS)
    return sensitivity(PROGRAMME, SEEN, Scenario("s", assumptions=assumptions), until=END_2020, **kwargs)


def test_the_assumption_that_matters_most_comes_first():
    found = influences(NOTHING, UNITS, CLANS)
    assert [(i.assumption, i.met_with, i.met_without, i.effect) for i in found] == [
        (CLANS, 2, 0, 2),
        (UNITS, 2, 3, -1),
        (NOTHING, 2, 2, 0),
    ]


def test_equal_influences_stay_in_their_order():
    more = Assumption(Denominator(100, END_2016), indicator="members")
    assert [i.assumption for i in influences(more, NOTHING)] == [more, NOTHING]
    assert [i.assumption for i in influences(NOTHING, more)] == [NOTHING, more]


def test_a_scenario_without_assumptions_has_no_influences():
    assert len(influences()) == 0


def test_what_is_left_out_may_be_made_up_for_by_another_assumption():
    [general, special] = influences(Assumption(Rise.points(5)), CLANS)
    assert (general.effect, special.effect) == (0, 0)


def test_yearly_rises_count_too():
    families = Observation("families_recognised", "top", END_2016, Share(40, 100))
    rise = Assumption(Rise.points(2), indicator="families_recognised")
    scenario = Scenario("s", assumptions=(rise,))
    for reading, effect in ((None, 0), ("relative", 1)):
        [found] = sensitivity(
            PROGRAMME,
            [families],
            scenario,
            regions=REGIONS,
            until=END_2020,
            baseline_on=END_2016,
            reading=reading,
        )
        assert found.effect == effect


def test_sensitivity_judges_the_last_day_alone_and_again_only_what_an_assumption_touches(monkeypatch):
    judged = []

    def counted(question, evidence):
        judged.append((question.target.id, evidence.region.id, question.as_of))
        return judge(question, evidence)

    both = SLOW.then(Scenario("units", rises={"units_recognised": Rise.points(10)}))
    met = projected(both).on(END_2020).counts()[Outcome.MET]
    monkeypatch.setattr("xhht.judgement.hearings.judge", counted)
    found = sensitivity(PROGRAMME, SEEN, both, regions=REGIONS, until=END_2020)
    assert {day for *_, day in judged} == {END_2020}
    assert sorted(judged[len(PROGRAMME.targets) * len(REGIONS) :]) == [
        ("clans_recognised", "far", END_2020),
        ("clans_recognised", "town", END_2020),
        ("units_recognised", "far", END_2020),
    ]
    assert found[0].met_with == met


# --- differences in percentage points ---------------------------------------------------------------------------


def test_differences_count_from_the_first_scenario_or_from_a_named_one():
    table = compare([projected(SLOW), projected(FAST)], on=END_2020)
    assert table.differences_pp() == {
        ("clans_recognised", "town"): {"fast": 16},
        ("clans_recognised", "far"): {"fast": 16},
    }
    assert table.differences_pp("fast")["clans_recognised", "far"] == {"slow": -16}
    with pytest.raises(UnknownIdError, match="did you mean 'fast'"):
        table.differences_pp("fats")


def test_differences_of_prints_are_bounds_and_what_is_not_judged_has_none():
    seen = [
        Observation("clans_recognised", "town", END_2016, PrintedShare.from_text("30%")),
        Observation("units_recognised", "town", END_2016, Share(1, 2, base="registered")),
    ]
    halted, fast = (
        project(PROGRAMME, seen, scenario, regions=REGIONS, until=END_2020) for scenario in (Scenario("halt"), FAST)
    )
    found = compare([halted, fast], on=END_2020).differences_pp()
    assert found == {("clans_recognised", "town"): {"fast": 20}}


def seen_as(share, *, on=END_2016):
    return Observation("clans_recognised", "town", on, share)


def difference(one, other, *seen):
    pair = [Scenario(str(n), assumptions=[Assumption(change)]) for n, change in enumerate((one, other))]
    futures = [project(PROGRAMME, seen, scenario, regions=REGIONS, until=END_2020) for scenario in pair]
    return compare(futures, on=END_2020).differences_pp()["clans_recognised", "town"]["1"]


def test_two_scenarios_from_one_print_differ_by_what_they_assume():
    printed = PrintedShare.from_text("30%")  # 29.5 to under 31
    assert difference(Halt(), Rise.points("2.5"), seen_as(printed)) == 10
    capped = difference(Rise.points(10), Rise.points(20), seen_as(printed))
    assert capped == Bounds(29, Fraction(61, 2), is_lower_open=True)  # Up to all, from 70.
    reached = difference(Halt(), ReachBy(Fraction(1, 2), END_2020), seen_as(printed))
    assert reached == Bounds(19, Fraction(41, 2), is_lower_open=True)


def test_two_scenarios_from_two_prints_differ_by_no_more_than_both_can_mean():
    prints = [
        seen_as(PrintedShare.from_text(text), on=on) for text, on in (("20%", date(2012, 12, 31)), ("30%", END_2016))
    ]
    usual = difference(Halt(), BusinessAsUsual(), *prints)
    assert usual == Bounds(Fraction(17, 2), Fraction(23, 2), is_lower_open=True, is_upper_open=True)


def test_a_region_that_only_one_scenario_judges_has_no_difference():
    alone = Region("new", "Mới", level="district", traits=(), parent="top")
    born = compare([projected(SLOW), projected(FAST, regions=(*REGIONS, alone))], on=END_2020)
    assert ("clans_recognised", "new") not in born.differences_pp()


def test_of_equal_effects_the_one_that_moves_shares_further_comes_first():
    little = Assumption(Rise.points(1), indicator="clans_recognised", region="far")
    much = Assumption(Rise.points(2), indicator="clans_recognised", region="town")
    found = influences(little, much)
    assert [i.effect for i in found] == [0, 0]
    assert [(i.assumption, i.closer_pp) for i in found] == [(much, Fraction(8, 3)), (little, Fraction(4, 3))]


def test_a_stricter_threshold_moves_shares_away():
    [found] = influences(Assumption(Threshold(Fraction(9, 10)), target="units_recognised"))
    assert found.closer_pp < 0


def test_bounded_shares_count_with_their_middle():
    printed = [Observation("clans_recognised", "town", END_2016, PrintedShare.from_text("30%"))]
    scenario = Scenario("s", rises={"clans_recognised": Rise.points(1)})
    [found] = sensitivity(PROGRAMME, printed, scenario, regions=REGIONS, until=END_2020)
    assert found.closer_pp == 4


def test_scenarios_and_influences_print_themselves():
    lines = str(compare([projected(SLOW), projected(FAST)], on=END_2020)).splitlines()
    assert lines[0] == "Scenarios on 2020-12-31"
    assert next(line for line in lines if line.startswith("clans_recognised") and "town" in line).split()[2:] == [
        "not",
        "met",
        "met",
    ]
    [found] = influences(CLANS)
    assert str(found).endswith(": 3 targets met with it, 1 without; about 13.33 points closer")


def test_a_scenario_without_a_region_leaves_its_cell_empty():
    alone = Region("new", "Mới", level="district", traits=(), parent="top")
    born = compare([projected(SLOW), projected(FAST, regions=(*REGIONS, alone))], on=END_2020)
    assert next(line for line in str(born).splitlines() if "clans_recognised" in line and "new" in line).split() == [
        "clans_recognised",
        "new",
        "no",
        "data",
    ]


# --- a part of a table ------------------------------------------------------------------------------------------


def test_a_table_is_looked_through():
    assert list(TABLE.where(target="clans_recognised", level="district").rows) == [
        ("clans_recognised", "town"),
        ("clans_recognised", "far"),
    ]
    assert {key[1] for key in TABLE.where(tier=["developed", "disadvantaged"]).rows} == {"town", "far"}
    assert list(TABLE.where(region=("far",), target=["units_recognised"]).rows) == [("units_recognised", "far")]
    assert list(TABLE.where(level=["province", "district"]).rows) == list(TABLE.rows)
    assert TABLE.where(region="far").names == TABLE.names
    with pytest.raises(UnknownIdError, match="unknown target 'clan_recognised' in the comparison; did you mean"):
        TABLE.where(target="clan_recognised")
    with pytest.raises(UnknownIdError, match="unknown level 'town'"):
        TABLE.where(level="town")


# --- what sensitivity accepts -----------------------------------------------------------------------------------


def test_an_assumption_without_which_the_scenario_does_not_hold_has_no_effect_to_tell():
    early = Assumption(ReachBy(Fraction(1, 2), date(2015, 12, 31)), indicator="clans_recognised")
    later = Assumption(Halt(), indicator="clans_recognised", level="district")
    found = influences(early, later, UNITS)
    assert [(one.assumption, one.effect is None) for one in found] == [(UNITS, False), (early, False), (later, True)]
    assert (found[2].met_without, "is to reach a share by 2015-12-31" in found[2].reason) == (None, True)
    assert "the scenario does not hold without it" in str(found)
    assert str(found).startswith("Scenario 's' on 2020-12-31")


def test_sensitivity_knows_of_named_tiers_and_wholes():
    town = Assumption(Rise.points(5), indicator="clans_recognised", tier="general")
    [found] = influences(town, tiers={"town": "general"}, into=["top"])
    assert found.effect == 2  # The town and the whole.
    assert influences(town)[0].effect == 0


def test_influences_know_what_they_were_reached_from():
    found = influences(CLANS)
    assert (len(found), found.on, found.grounds.region_name("far")) == (1, END_2020, "Huyện")
