from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import Level, Region
from xhht.errors import (
    ContradictionError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
)
from xhht.scenarios import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    Higher,
    MatchBest,
    ReachBy,
    Rise,
    Scenario,
    Threshold,
)
from xhht.scenarios.assumptions import Aspect, RiseUnit, aspect_of

DAY = date(2020, 12, 31)
ONE, TWO, THREE = (Rise.points(number) for number in (1, 2, 3))
PROVINCE = Region("top", "Tỉnh", level="province", traits=())
TOWN = Region("town", "Thị xã", level="district", parent="top", traits=("town",))
COMMUNE = Region("far", "Xã", level="commune", parent="town", traits=("remote",))
TIERS = {"top": "general", "town": "developed", "far": "disadvantaged"}


# --- rises ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["2.5", "2,5", " 2,5 ", Fraction(5, 2), "5/2"])
def test_points_are_hundredths_of_all(written):
    assert Rise.points(written) == Rise(Fraction(1, 40), RiseUnit.SHARE)


@pytest.mark.parametrize(("written", "share"), [("-2,5", Fraction(-1, 40)), (5, Fraction(1, 20)), ("0", Fraction(0))])
def test_points_may_fall_or_be_whole(written, share):
    assert Rise.points(written).per_year == share


@pytest.mark.parametrize("written", ["", "2.5%", "two", "1.282,5", "1/0", "nan"])
def test_a_text_that_is_no_number_of_points_is_refused(written):
    with pytest.raises(InvalidValueError, match=r"is no number of points; write it like '2\.5'"):
        Rise.points(written)


@pytest.mark.parametrize("wrong", [2.5, True, None, date(2020, 1, 1)])
def test_points_are_exact(wrong):
    with pytest.raises(InvalidTypeError, match="an exact number is an int or a Fraction"):
        Rise.points(wrong)


def test_holders_are_counted():
    assert Rise.holders(-3) == Rise(Fraction(-3), RiseUnit.HOLDERS) != Rise(Fraction(-3), RiseUnit.SHARE)


@pytest.mark.parametrize("wrong", [2.5, True, "3", Fraction(3), None])
def test_holders_are_whole_numbers(wrong):
    with pytest.raises(InvalidTypeError, match="holders are counted in whole numbers, got"):
        Rise.holders(wrong)


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownChoiceError, match="unknown rise unit 'holder'; did you mean 'holders'"):
        Rise(Fraction(1), "holder")


# --- other changes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [Fraction(-1, 100), Fraction(101, 100)])
def test_no_share_outside_none_and_all_can_be_reached(share):
    with pytest.raises(InvalidValueError, match="a share to reach lies between 0 and 1, got"):
        ReachBy(share, DAY)


@pytest.mark.parametrize("share", [0, 1])
def test_none_and_all_can_be_reached(share):
    assert ReachBy(share, DAY).share == share


@pytest.mark.parametrize("wrong", ["2020-12-31", datetime(2020, 12, 31, tzinfo=UTC)])
@pytest.mark.parametrize("change", [lambda day: ReachBy(1, day), MatchBest, lambda day: Denominator(1, day)])
def test_the_day_of_a_change_is_a_day(change, wrong):
    with pytest.raises(InvalidTypeError, match="a day is a datetime"):
        change(wrong)


@pytest.mark.parametrize("change", [lambda n: ReachBy(n, DAY), DenominatorGrowth, Threshold])
def test_changes_are_exact(change):
    with pytest.raises(InvalidTypeError, match="an exact number is an int or a Fraction, got float"):
        change(0.5)


def test_a_denominator_is_a_count():
    with pytest.raises(InvalidValueError, match="a denominator cannot be negative, got -1"):
        Denominator(-1, DAY)
    with pytest.raises(InvalidTypeError, match="a denominator is a whole number"):
        Denominator(Fraction(1), DAY)


@pytest.mark.parametrize(
    ("change", "aspect"),
    [
        (ONE, Aspect.NUMERATOR),
        (ReachBy(1, DAY), Aspect.NUMERATOR),
        (MatchBest(DAY), Aspect.NUMERATOR),
        (Halt(), Aspect.NUMERATOR),
        (BusinessAsUsual(), Aspect.NUMERATOR),
        (Denominator(1, DAY), Aspect.DENOMINATOR),
        (DenominatorGrowth(0), Aspect.DENOMINATOR),
        (Threshold(1), Aspect.THRESHOLD),
    ],
)
def test_a_change_is_about_one_thing(change, aspect):
    assert aspect_of(change) is aspect


# --- assumptions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "regions"),
    [
        ({}, {"top", "town", "far"}),
        ({"tier": "general"}, {"top"}),
        ({"tier": "developed"}, {"town"}),
        ({"region": "far"}, {"far"}),
        ({"level": "district"}, {"town"}),
        ({"tier": "developed", "level": "commune"}, set()),
        ({"tier": "developed", "region": "town", "level": Level.DISTRICT}, {"town"}),
    ],
)
def test_an_assumption_holds_where_it_says(where, regions):
    assumption = Assumption(ONE, **where)
    assert {
        region.id for region in (PROVINCE, TOWN, COMMUNE) if assumption.holds_in(region, TIERS[region.id])
    } == regions


def test_an_assumption_is_about_one_target_or_all():
    assert [Assumption(ONE).is_about("a"), Assumption(ONE, indicator="a").is_about("a")] == [True, True]
    assert not Assumption(ONE, indicator="a").is_about("b")


@pytest.mark.parametrize(
    "where", [{}, {"tier": "general"}, {"target": "a", "region": "top"}, {"target": "a", "level": "commune"}]
)
def test_another_threshold_is_asked_of_a_target_and_of_a_tier_at_most(where):
    with pytest.raises(InvalidValueError, match="assumed for one target, and for a tier at most"):
        Assumption(Threshold(1), **where)
    assert Assumption(Threshold(1), target="a", tier="general").tier == "general"


@pytest.mark.parametrize("wrong", ["halt", Halt, 5, None, Fraction(1, 2)])
def test_an_assumption_is_a_change(wrong):
    with pytest.raises(InvalidTypeError, match=r"Assumption\.change is a Rise or ReachBy or .* or Threshold, got"):
        Assumption(wrong)


def test_an_unknown_level_is_refused():
    with pytest.raises(UnknownChoiceError, match="unknown level 'town'"):
        Assumption(ONE, level="town")


# --- scenarios --------------------------------------------------------------------------------------------------


def found(scenario, target, region):
    return scenario.about(target, (target,)).of(region, TIERS[region.id])


def test_rises_are_short_for_one_change_for_each_target():
    short = Scenario("s", rises={"a": ONE, "b": Halt()})
    assert short.all_assumptions == (Assumption(ONE, indicator="a"), Assumption(Halt(), indicator="b"))


def test_the_last_assumption_that_holds_counts():
    scenario = Scenario(
        "s",
        rises={"a": ONE},
        assumptions=(
            Assumption(TWO, tier="developed"),
            Assumption(THREE, region="town", indicator="b"),
            Assumption(Denominator(9, DAY), indicator="a"),
        ),
    )
    assert found(scenario, "a", PROVINCE) == (ONE, Denominator(9, DAY))
    assert found(scenario, "a", TOWN) == (TWO, Denominator(9, DAY))
    assert found(scenario, "b", TOWN) == (THREE,)
    assert found(scenario, "b", PROVINCE) == ()


def test_a_general_assumption_counts_over_earlier_special_ones():
    scenario = Scenario("s", assumptions=(Assumption(ONE, region="town"), Assumption(Halt())))
    assert found(scenario, "a", TOWN) == (Halt(),)


def test_regions_that_an_assumption_tells_apart_are_told_apart():
    changes = Scenario("s", assumptions=(Assumption(ONE), Assumption(TWO, region="town"))).about("a")
    other = attrs.evolve(TOWN, id="other")
    assert [changes.of(region, "developed") for region in (TOWN, other, TOWN)] == [(TWO,), (ONE,), (TWO,)]


def test_assumptions_about_single_regions_hold_there_alone():
    changes = Scenario("s", assumptions=(Assumption(TWO, region="town"),)).about("a")
    other = attrs.evolve(TOWN, id="other")
    assert [changes.of(region, "developed") for region in (TOWN, other)] == [(TWO,), ()]


def test_contradictions_are_refused_together():
    with pytest.raises(InvalidScenarioError) as caught:
        Scenario(
            "both",
            rises={"a": ONE},
            assumptions=(
                Assumption(TWO, indicator="a"),
                Assumption(Denominator(1, DAY)),
                Assumption(DenominatorGrowth(0)),
                Assumption(ONE, tier="developed", level="commune"),
                Assumption(Halt(), tier="developed", level="commune"),
                Assumption(Threshold(1), target="a"),
            ),
        )
    assert [type(problem) for problem in caught.value.problems] == [ContradictionError] * 3
    message = str(caught.value)
    assert message.startswith("scenario 'both': 3 problems")
    assert (
        "Rise(Fraction(1, 50), <RiseUnit.SHARE: 'share'>) are assumed of the same thing (indicator a) on the" in message
    )
    assert "Denominator(1, datetime.date(2020, 12, 31)) and DenominatorGrowth(Fraction(0, 1))" in message
    assert "(tier developed, level commune) on the same day; keep one" in message


def test_the_same_assumption_twice_is_no_contradiction():
    assert Scenario("s", assumptions=(Assumption(ONE), Assumption(ONE))).all_assumptions == (Assumption(ONE),) * 2


def test_an_assumption_about_a_tier_does_not_contradict_one_about_all():
    Scenario("s", assumptions=(Assumption(ONE), Assumption(TWO, tier="general"), Assumption(TWO, level="commune")))


@pytest.mark.parametrize("name", ["", "  "])
def test_a_scenario_has_a_name(name):
    with pytest.raises(InvalidValueError, match="a scenario needs a name, by which it is compared"):
        Scenario(name)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"rises": [ONE]}, "rises maps indicator ids to Rise or several, got list"),
        ({"rises": (ONE,)}, r"Scenario.rises\[0\] is a Assumption, got Rise"),
        ({"assumptions": (ONE,)}, r"Scenario.assumptions\[0\] is a Assumption, got Rise"),
        ({"assumptions": "none"}, "expected several values"),
        ({"rises": {"a": 5}}, "Assumption.change is a Rise"),
    ],
)
def test_a_scenario_is_made_of_assumptions(wrong, match):
    with pytest.raises(InvalidTypeError, match=match):
        Scenario("s", **wrong)


def test_a_copy_keeps_its_rises():
    scenario = Scenario("s", rises={"a": ONE})
    assert attrs.evolve(scenario, name="t").all_assumptions == scenario.all_assumptions


# --- composing --------------------------------------------------------------------------------------------------

FIRST = Scenario("first", rises={"a": ONE, "b": TWO})
SECOND = Scenario("second", rises={"a": THREE}, assumptions=(Assumption(Denominator(5, DAY)),))


def test_a_later_scenario_counts_over_an_earlier_one():
    both = FIRST.then(SECOND)
    assert both.name == "first + second"
    assert both.all_assumptions == (
        Assumption(TWO, indicator="b"),
        Assumption(THREE, indicator="a"),
        Assumption(Denominator(5, DAY)),
    )
    assert found(SECOND.then(FIRST), "a", TOWN) == (Denominator(5, DAY), ONE)


def test_a_composed_scenario_can_have_a_name_of_its_own():
    assert FIRST.then(SECOND, name="both").name == "both"


def test_a_later_general_scenario_counts_over_an_earlier_special_one():
    both = FIRST.then(Scenario("stop", assumptions=(Assumption(Halt()),)))
    assert found(both, "a", TOWN) == (Halt(),)


@pytest.mark.parametrize("wrong", [None, "second", Assumption(ONE)])
def test_only_a_scenario_follows_a_scenario(wrong):
    with pytest.raises(InvalidTypeError, match="a scenario is followed by a Scenario, got"):
        FIRST.then(wrong)


def test_a_scenario_can_do_without_an_assumption():
    less = FIRST.without(Assumption(ONE, indicator="a"))
    assert (less.name, less.all_assumptions) == ("first", (Assumption(TWO, indicator="b"),))
    assert FIRST.all_assumptions[0] == Assumption(ONE, indicator="a")


def test_a_scenario_cannot_do_without_what_it_does_not_assume():
    with pytest.raises(InvalidValueError, match="scenario 'first' does not assume Assumption"):
        FIRST.without(Assumption(THREE, indicator="a"))


# --- changes with days of their own -----------------------------------------------------------------------------

LATER_DAY = date(DAY.year + 1, DAY.month, DAY.day)


def test_changes_of_later_days_follow_each_other():
    steps = (Denominator(9, DAY), Denominator(7, LATER_DAY))
    thresholds = (Threshold(Fraction(1, 2)), Threshold(Fraction(3, 5), since=DAY))
    assumptions = [*map(Assumption, steps), *(Assumption(one, target="a") for one in thresholds)]
    assert found(Scenario("s", assumptions=assumptions), "a", TOWN) == (*steps, *thresholds)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Denominator(9, DAY), Denominator(7, DAY)),
        (Denominator(9, LATER_DAY), Denominator(7, DAY)),
        (Threshold(1, since=DAY), Threshold(Fraction(1, 2))),
    ],
)
def test_a_later_listed_change_that_leaves_the_first_no_day_contradicts_it(first, second):
    about = {"target" if isinstance(first, Threshold) else "indicator": "a"}
    with pytest.raises(InvalidScenarioError, match="1 problem"):
        Scenario("s", assumptions=[Assumption(first, **about), Assumption(second, **about)])


def test_composing_replaces_what_has_no_day_left_and_keeps_the_rest():
    early, late = Assumption(Denominator(9, DAY)), Assumption(Denominator(7, LATER_DAY))
    assert Scenario("one", assumptions=[early]).then(Scenario("two", assumptions=[late])).all_assumptions == (
        early,
        late,
    )
    assert Scenario("two", assumptions=[late]).then(Scenario("one", assumptions=[early])).all_assumptions == (early,)


# --- rises with days of their own -------------------------------------------------------------------------------

EVE = date(DAY.year, DAY.month, DAY.day - 1)
UNTIL, SINCE = Rise.points(1, until=EVE), Rise.points(2, since=DAY)


def test_the_order_of_rises_never_matters():
    assert Scenario("s", rises={"b": TWO, "a": [SINCE, UNTIL]}) == Scenario("s", rises={"a": [UNTIL, SINCE], "b": TWO})
    assert Scenario("s", rises={"a": [SINCE, UNTIL]}).all_assumptions == (
        Assumption(UNTIL, indicator="a"),
        Assumption(SINCE, indicator="a"),
    )


@pytest.mark.parametrize(
    "rises",
    [
        [ONE, TWO],
        [ONE, SINCE],
        [SINCE, ONE],
        [Rise.points(1, until=DAY), SINCE],
        [Rise.points(1, since=EVE, until=DAY), SINCE],
        [Rise.points(1, since=EVE, until=LATER_DAY), Rise.holders(3, since=DAY, until=DAY)],
    ],
)
def test_rises_of_one_thing_share_no_day(rises):
    with pytest.raises(InvalidScenarioError, match=r"(?s)1 problem.*indicator a"):
        Scenario("s", rises={"a": rises})
    apart = [Assumption(rises[0], indicator="a"), Assumption(rises[1], indicator="a", region="town")]
    assert len(Scenario("s", assumptions=apart).all_assumptions) == 2


def test_a_rise_with_days_may_follow_another_change_that_has_none():
    scenario = Scenario("s", assumptions=[Assumption(Halt()), Assumption(SINCE)])
    assert found(scenario, "a", TOWN) == (Halt(), SINCE)
    with pytest.raises(InvalidScenarioError, match="1 problem"):
        Scenario("s", assumptions=[Assumption(SINCE), Assumption(Halt())])


def test_the_days_of_a_rise_are_in_order():
    assert Rise.points(1, since=DAY, until=DAY).since == DAY
    with pytest.raises(InvalidValueError, match="a rise from 2020-12-31 to 2020-12-30 has no day; exchange the two"):
        Rise.points(1, since=DAY, until=EVE)


def test_a_composed_scenario_takes_only_its_days_from_an_earlier_rise():
    later = Scenario("two", rises={"a": Rise.points(3, since=DAY, until=LATER_DAY)})
    both = Scenario("one", rises={"a": ONE, "b": TWO}).then(later)
    assert both.all_assumptions == (
        Assumption(Rise.points(1, until=EVE), indicator="a"),
        Assumption(Rise.points(1, since=date(LATER_DAY.year + 1, 1, 1)), indicator="a"),
        Assumption(TWO, indicator="b"),
        *later.all_assumptions,
    )
    assert Scenario("one", rises={"a": UNTIL}).then(later).all_assumptions == (
        Assumption(UNTIL, indicator="a"),
        *later.all_assumptions,
    )
    halted = Scenario("halt", assumptions=[Assumption(Halt(), indicator="a")])
    assert halted.then(later).all_assumptions == (*halted.all_assumptions, *later.all_assumptions)
    assert later.then(halted).all_assumptions == halted.all_assumptions


def test_later_assumptions_of_other_scopes_take_their_days():
    local = Assumption(SINCE, region="town")
    assert found(Scenario("s", assumptions=[Assumption(ONE), local]), "a", TOWN) == (ONE, SINCE)
    assert found(Scenario("s", assumptions=[local, Assumption(ONE)]), "a", TOWN) == (ONE,)
    inside = Assumption(Rise.points(3, since=date(2022, 1, 1), until=date(2022, 6, 30)))
    assert found(Scenario("s", assumptions=[inside, local]), "a", TOWN) == (SINCE,)
    assert found(Scenario("s", assumptions=[local, inside]), "a", TOWN) == (SINCE, inside.change)


# --- the higher of two ------------------------------------------------------------------------------------------


def test_the_higher_of_two_is_of_changes_of_a_share():
    assert aspect_of(Higher(ONE, Halt())) is Aspect.NUMERATOR
    assert str(Higher(ONE, Halt())) == "the higher of two: +1 percentage point a year; no change"
    assert Higher(ONE, Halt()).text("vi").startswith("mức cao hơn trong hai mức: tăng 1 điểm")
    for wrong in (Denominator(1, DAY), Threshold(1), Higher(ONE, TWO), "halt"):
        with pytest.raises(InvalidTypeError, match="the higher of two changes of a share"):
            Higher(ONE, wrong)


def test_figures_change_and_targets_do_not():
    with pytest.raises(InvalidValueError, match=r"give indicator= instead of target='a'"):
        Assumption(ONE, target="a")
    with pytest.raises(InvalidValueError, match="for one target, and for a tier at most"):
        Assumption(Threshold(1), target="a", indicator="a")


@pytest.mark.parametrize("share", [50, Fraction(-1, 100), Fraction(101, 100)])
def test_a_threshold_is_a_share(share):
    with pytest.raises(InvalidValueError, match=r"a threshold lies between 0 and 1.*50% is Fraction\(50, 100\)"):
        Threshold(share)


# --- in words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Rise.points("2.5"), "+2.5 percentage points a year"),
        (Rise.points(1), "+1 percentage point a year"),
        (Rise.points(1, since=date(2018, 1, 1)), "+1 percentage point a year from 1 January 2018 on"),
        (Rise.points(-1, until=date(2018, 1, 1)), "−1 percentage point a year until 1 January 2018"),
        (
            Rise.holders(3, since=date(2018, 1, 1), until=date(2019, 1, 1)),
            "+3 holders a year from 1 January 2018 until 1 January 2019",
        ),
        (Rise.points(-3), "−3 percentage points a year"),
        (Rise.holders(12), "+12 holders a year"),
        (Rise.holders(-1), "−1 holder a year"),
        (ReachBy(Fraction(1, 2), date(2020, 12, 31)), "50% by 31 December 2020"),
        (MatchBest(date(2020, 12, 31)), "the best of the same level and tier by 31 December 2020"),
        (Halt(), "no change"),
        (BusinessAsUsual(), "as between the last two reports"),
        (Denominator(90, date(2018, 1, 1)), "90 in all from 1 January 2018 on"),
        (DenominatorGrowth(Fraction(1, 100)), "+1% of the denominator a year"),
        (Threshold(Fraction(3, 5)), "60% asked"),
        (Threshold(Fraction(3, 5), since=date(2018, 1, 1)), "60% asked from 1 January 2018 on"),
    ],
)
def test_a_change_says_itself_in_words(change, words):
    assert str(change) == words


def test_a_scenario_says_what_it_assumes_and_where():
    scenario = Scenario("s", rises={"a": ONE}, assumptions=[Assumption(Halt(), tier="developed", region="town")])
    assert str(scenario).splitlines() == [
        "Scenario 's'",
        "- +1 percentage point a year (indicator a)",
        "- no change (tier developed, region town)",
    ]
    assert str(Assumption(Halt())) == "no change (everywhere)"
    assert str(Scenario("idle")) == "Scenario 'idle'\n- no change"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Rise.points("2.5"), "tăng 2,5 điểm phần trăm mỗi năm"),
        (Rise.holders(-12), "giảm 12 lượt công nhận mỗi năm"),
        (Halt(), "giữ nguyên"),
        (DenominatorGrowth(Fraction(-1, 100)), "tổng số giảm 1% mỗi năm"),
        (Threshold(Fraction(3, 5)), "yêu cầu 60%"),
    ],
)
def test_a_change_says_itself_in_vietnamese(change, said):
    assert change.text("vi") == said
    assert change.text("en") == str(change)
