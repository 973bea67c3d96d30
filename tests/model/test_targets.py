from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from xhht import (
    Bounds,
    Caveat,
    Comparison,
    GrowthTarget,
    Indicator,
    Level,
    LevelTarget,
    Reading,
    Source,
    Text,
    TierShare,
)
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError

WORDS = Text("Dòng họ", "Clans")
DUE = date(2020, 12, 31)
COMMON = {"name": WORDS, "indicator": "clans", "due_on": DUE, "source": Source("1/VB", "II.2.2")}


def shares(every=None, **asked):
    of_all = [] if every is None else [TierShare(None, Fraction(every) / 100)]
    return (*of_all, *(TierShare(tier, Fraction(share) / 100) for tier, share in asked.items()))


def level_target(asked, **kwargs):
    return LevelTarget("target", **{**COMMON, **kwargs}, shares=asked)


def growth_target(rises, **kwargs):
    return GrowthTarget("target", **{**COMMON, **kwargs}, shares=rises)


THREE = shares(general="40", developed="50", disadvantaged="30")


def test_an_indicator_says_what_is_counted_of_what():
    indicator = Indicator("clans", WORDS, numerator=WORDS, denominator=WORDS, title="clan", source=COMMON["source"])
    assert indicator.title == "clan"


@pytest.mark.parametrize("title", [5, ["clan"]])
def test_the_title_that_an_indicator_counts_is_an_id(title):
    with pytest.raises(InvalidTypeError, match="an id is text"):
        Indicator("clans", WORDS, numerator=WORDS, denominator=WORDS, title=title, source=COMMON["source"])


def test_each_tier_has_its_level():
    rule = level_target(THREE)
    assert [rule.asked_of(t) for t in ("general", "developed", "disadvantaged")] == [
        Fraction(2, 5),
        Fraction(1, 2),
        Fraction(3, 10),
    ]


def test_each_tier_has_its_rise():
    rule = growth_target(shares("2.5", developed="3"))
    assert [rule.asked_of(tier) for tier in (None, "general", "developed")] == [
        Fraction(1, 40),
        Fraction(1, 40),
        Fraction(3, 100),
    ]
    assert rule.tiers == (None, "developed")


def test_a_share_without_a_tier_is_asked_of_every_tier_without_one_of_its_own():
    assert level_target(shares("90")).asked_of("developed") == Fraction(9, 10)
    assert growth_target(shares("2")).asked_of("anything") == Fraction(1, 50)


def test_a_tier_that_a_rule_does_not_know_names_the_nearest():
    with pytest.raises(UnknownIdError, match="unknown tier 'develop' in target 'target'; did you mean 'developed'"):
        level_target(THREE).asked_of("develop")
    with pytest.raises(UnknownIdError, match="unknown tier 'x'"):
        growth_target(shares(general="2", developed="3")).asked_of("x")


def test_a_tier_is_an_id_even_where_all_are_asked_the_same():
    with pytest.raises(InvalidTypeError, match="an id is text"):
        level_target(shares("90")).asked_of(5)


def test_without_a_share_for_all_others_a_tier_must_be_named():
    with pytest.raises(UnknownIdError, match="unknown tier None in target 'target'; known: general, developed"):
        level_target(THREE).asked_of(None)


@pytest.mark.parametrize("make", [level_target, growth_target])
def test_no_id_of_a_tier_is_compulsory_but_something_must_be_asked(make):
    assert make(shares(urban="3", rural="2")).asked_of("rural") == Fraction(2, 100)
    with pytest.raises(InvalidValueError, match="target 'target' asks nothing; give its share"):
        make(())


def test_a_target_may_be_asked_of_some_levels_alone():
    target = level_target(THREE, levels=["province", "district", "province"])
    assert target.levels == (Level.PROVINCE, Level.DISTRICT)
    assert target.is_asked_of(Level.PROVINCE)
    assert not target.is_asked_of(Level.VILLAGE)
    assert level_target(THREE).is_asked_of(Level.VILLAGE)


@pytest.mark.parametrize(
    ("levels", "error"), [(["provinces"], UnknownChoiceError), ([], InvalidValueError), ("province", InvalidTypeError)]
)
def test_the_levels_of_a_target_are_of_the_list(levels, error):
    with pytest.raises(error):
        level_target(THREE, levels=levels)


@pytest.mark.parametrize("make", [level_target, growth_target])
def test_a_rule_with_two_shares_of_one_tier_is_refused(make):
    with pytest.raises(InvalidValueError, match="asks two shares of one tier; give each tier once"):
        make((*shares(general="3"), *shares(general="4")))


@pytest.mark.parametrize("share", ["-1", "100.1"])
def test_a_level_lies_between_none_and_all(share):
    with pytest.raises(InvalidValueError, match=r"'target' asks a share of .* of 'general'; it lies between 0 and 1"):
        level_target(shares(general=share))


def test_more_than_all_is_refused():
    with pytest.raises(InvalidValueError, match="asks for more than 100%; nobody can reach that"):
        level_target(shares(general="20", developed="100"), comparison=Comparison.MORE_THAN)
    assert level_target(shares(general="100")).asked_of("general") == 1


@pytest.mark.parametrize(
    ("share", "reading"), [("-1", Reading.POINTS), ("101", Reading.POINTS), ("-1", Reading.RELATIVE)]
)
def test_a_rise_that_cannot_be_asked_is_refused(share, reading):
    with pytest.raises(InvalidValueError, match=r"asks a yearly rise of .* of 'general'; it is not negative"):
        growth_target(shares(general=share), reading=reading)


@pytest.mark.parametrize("share", ["0", "100"])
def test_none_and_all_can_be_asked(share):
    assert level_target(shares(general=share)).asked_of("general") == Fraction(share) / 100
    assert growth_target(shares(share)).asked_of(None) == Fraction(share) / 100


def test_more_than_less_than_all_can_be_asked():
    assert level_target(shares(general="20"), comparison=Comparison.MORE_THAN).asked_of("general") == Fraction(1, 5)


def test_a_relative_rise_may_be_more_than_the_whole_baseline():
    assert growth_target(shares("150"), reading="relative").asked_of(None) == Fraction(3, 2)


@pytest.mark.parametrize("wrong", [0.4, "0.4", True, None, float("nan")])
def test_a_threshold_is_exact(wrong):
    with pytest.raises(InvalidTypeError, match="an exact number is an int or a Fraction"):
        TierShare("general", wrong)


@pytest.mark.parametrize("due_on", ["2020-12-31", datetime(2020, 12, 31, tzinfo=UTC), None])
def test_a_target_is_due_on_a_day(due_on):
    with pytest.raises(InvalidTypeError, match="without a time"):
        level_target(THREE, due_on=due_on)


def test_a_level_is_given_with_its_tier():
    with pytest.raises(InvalidTypeError, match=r"LevelTarget\.shares\[0\] is a TierShare"):
        level_target((Fraction(1, 2),))


def test_a_rule_is_compared_in_one_of_two_ways():
    assert level_target(THREE).comparison is Comparison.AT_LEAST
    with pytest.raises(UnknownChoiceError, match="unknown comparison 'at least'; did you mean 'at_least'"):
        level_target(THREE, comparison="at least")


def test_the_caveats_of_a_rule_are_of_the_list():
    assert level_target(THREE, caveats=[Caveat.DUE_DAY_BY_CONVENTION]).caveats == (Caveat.DUE_DAY_BY_CONVENTION,)
    with pytest.raises(InvalidTypeError, match=r"LevelTarget\.caveats\[0\] is a Caveat"):
        level_target(THREE, caveats=("due",))


def test_a_rise_is_read_in_points_until_it_is_said():
    assert growth_target(shares(general="2")).reading is Reading.POINTS


def test_a_copy_asks_another_level_of_one_tier():
    copy = level_target(THREE).with_share(Fraction(3, 5), tier="developed")
    assert copy.shares == shares(general="40", developed="60", disadvantaged="30")


def test_a_copy_is_checked_like_any_rule():
    with pytest.raises(InvalidValueError, match="between 0 and 1"):
        level_target(THREE).with_share(Fraction(2), tier="general")
    with pytest.raises(InvalidValueError, match="asks a share of 2 of every tier; it lies between 0 and 1"):
        level_target(shares("90")).with_share(Fraction(2))


def test_a_copy_cannot_ask_a_tier_that_the_rule_does_not_name():
    with pytest.raises(UnknownIdError, match="unknown tier 'developed' in target 'target'; known: general"):
        level_target(shares(general="90")).with_share(Fraction(1, 2), tier="developed")
    with pytest.raises(UnknownIdError, match="unknown tier 'developed'"):
        growth_target(shares(general="2")).with_share(Fraction(1, 2), tier="developed")


def test_a_copy_asks_another_rise_of_one_tier():
    copy = growth_target(shares("2", developed="3")).with_share(Fraction(1, 100))
    assert copy.shares == shares("1", developed="3")


def test_the_threshold_of_a_rise_keeps_the_open_ends_of_its_baseline():
    start = Bounds(Fraction(2, 5), Fraction(1, 2), is_upper_open=True)
    target, rise = growth_target(shares("2.5")), Fraction(1, 40)
    assert target.threshold(start, Fraction(4), rise, Reading.POINTS) == Bounds(
        Fraction(1, 2), Fraction(3, 5), is_upper_open=True
    )
    assert target.threshold(start, Fraction(4), rise, Reading.RELATIVE) == Bounds(
        Fraction(11, 25), Fraction(11, 20), is_upper_open=True
    )


@pytest.mark.parametrize("tier", ["general", "developed", "disadvantaged"])
def test_a_tier_is_known_by_its_letters(tier):
    read = "".join(list(tier))
    assert read is not tier
    rule = level_target(THREE)
    assert rule.asked_of(read) == rule.asked_of(tier)
    assert rule.with_share(Fraction(1, 7), tier=read).asked_of(tier) == Fraction(1, 7)


@pytest.mark.parametrize("tier", ["aaa", "far", "zzz"])
def test_a_tier_that_a_rule_does_not_ask_of_is_refused_wherever_it_sorts(tier):
    with pytest.raises(UnknownIdError, match=f"unknown tier '{tier}' in target 'target'"):
        level_target(THREE).asked_of(tier)
    with pytest.raises(UnknownIdError, match=f"unknown tier '{tier}' in target 'target'"):
        level_target(THREE).with_share(Fraction(1, 2), tier=tier)


def test_the_bodies_of_which_a_target_is_asked_are_those_that_answer_for_it():
    assert level_target(THREE, answerable=["women", "youth"], is_by_party=True).parties == ("women", "youth")
    assert level_target(THREE, answerable=["women", "youth"]).parties == ()
    with pytest.raises(InvalidTypeError, match="is_by_party"):
        level_target(THREE, is_by_party="yes")
