from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Caveat,
    Comparison,
    CountRange,
    GrowthTarget,
    LevelTarget,
    Observation,
    Outcome,
    PrintedShare,
    Reading,
    Reason,
    Share,
    Source,
    Text,
    TierShare,
    evaluate,
)
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError
from xhht.judgement.evaluation import Evidence, Question, tiers_of
from xhht.values import Value

START, DAY = date(2016, 12, 31), date(2020, 12, 31)
COMMON = {
    "name": Text("Dòng họ", "Clans"),
    "indicator": "clans",
    "due_on": DAY,
    "source": Source("1/VB", "II.2.2"),
}
ALL_ASKED = {"comparison": Comparison.MORE_THAN}


def asked(**shares):
    return tuple(TierShare(tier, Fraction(share) / 100) for tier, share in shares.items())


def level(percent="40", **kwargs):
    return LevelTarget("target", **{**COMMON, "shares": asked(general=percent), **kwargs})


def growth(points="2.5", **kwargs):
    return GrowthTarget("target", **{**COMMON, "shares": asked(general=points), **kwargs})


def baseline(actual, on=START, indicator="clans"):
    return Observation(indicator, "a", on, actual)


def printed(text, base=Base.ALL):
    return PrintedShare.from_text(text, base=base)


def risen(actual, start, *, rule=None, as_of=DAY, **kwargs):
    return evaluate(rule or growth(), actual, as_of=as_of, baseline=baseline(start), **kwargs)


def judged(verdict):
    return verdict.outcome, verdict.reason


# --- levels -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "comparison", "outcome"),
    [
        (Share(40, 100), "at_least", Outcome.MET),
        (Share(40, 100), "more_than", Outcome.NOT_MET),
        (Share(401, 1000), "more_than", Outcome.MET),
        (Share(399, 1000), "more_than", Outcome.NOT_MET),
        (Share(400, 1000), "more_than", Outcome.NOT_MET),
        (BoundedShare(Bounds(Fraction(1, 2), 1)), "more_than", Outcome.MET),
        (Share(399, 1000), "at_least", Outcome.NOT_MET),
        (printed("62%"), "at_least", Outcome.MET),
        (printed("40%"), "at_least", Outcome.UNDECIDED),
        (printed("39,4%"), "at_least", Outcome.NOT_MET),
        (printed("gần 40%"), "at_least", Outcome.NOT_MET),
        (printed("trên 40%"), "more_than", Outcome.MET),
        (printed("dưới 41%"), "at_least", Outcome.UNDECIDED),
        (BoundedShare(Bounds(Fraction(2, 5), 1)), "at_least", Outcome.MET),
        (BoundedShare(Bounds(Fraction(2, 5), 1)), "more_than", Outcome.UNDECIDED),
        (BoundedShare(Bounds(Fraction(2, 5), 1, is_lower_open=True)), "more_than", Outcome.MET),
        (BoundedShare(Bounds(0, Fraction(2, 5))), "at_least", Outcome.UNDECIDED),
        (BoundedShare(Bounds(0, Fraction(2, 5))), "more_than", Outcome.NOT_MET),
        (BoundedShare(Bounds(0, Fraction(2, 5), is_upper_open=True)), "at_least", Outcome.NOT_MET),
    ],
)
def test_a_level_is_judged_by_every_value_that_is_possible(share, comparison, outcome):
    reason = {
        Outcome.MET: Reason.EVERY_VALUE_PASSES,
        Outcome.NOT_MET: Reason.NO_VALUE_PASSES,
        Outcome.UNDECIDED: Reason.SOME_VALUES_PASS,
    }[outcome]
    assert judged(evaluate(level(comparison=comparison), share, as_of=DAY)) == (outcome, reason)


def test_no_float_comes_between_a_share_and_its_threshold():
    assert evaluate(level("57"), Share(57, 100), as_of=DAY).outcome is Outcome.MET
    assert evaluate(level("55"), Share(54, 100), as_of=DAY).shortfall == 1


@pytest.mark.parametrize("actual", [printed("100%"), Share(7, 7)])
def test_all_can_be_reached(actual):
    assert evaluate(level("100"), actual, as_of=DAY).outcome is Outcome.MET


def test_nothing_reported_is_no_data():
    verdict = evaluate(level(), None, as_of=DAY)
    assert judged(verdict) == (Outcome.NO_DATA, Reason.NOT_REPORTED)
    assert verdict.threshold == Fraction(2, 5)


@pytest.mark.parametrize(
    "actual",
    [
        Share(40, 41, base=Base.REGISTERED),
        Share(0, 0, base=Base.REGISTERED),
        printed("97%", Base.REGISTERED),
        BoundedShare(Bounds(0, 1), base=Base.REGISTERED),
    ],
)
def test_a_share_of_the_registered_is_no_data_for_a_target_about_all(actual):
    assert judged(evaluate(level(), actual, as_of=DAY)) == (Outcome.NO_DATA, Reason.ONLY_REGISTERED)


@pytest.mark.parametrize("actual", [Share(0, 0), BoundedShare.from_counts(0, 0, 0)])
def test_nothing_to_count_is_not_a_failure(actual):
    assert judged(evaluate(level(), actual, as_of=DAY)) == (Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT)


def test_an_unknown_size_is_not_nothing():
    actual = BoundedShare.from_counts(0, 0, 0, is_partial=True)
    assert evaluate(level(), actual, as_of=DAY).outcome is Outcome.UNDECIDED


def test_an_unstated_base_counts_as_all_with_a_caveat():
    verdict = evaluate(level(), Share(1, 2, base=Base.UNSTATED), as_of=DAY)
    assert verdict.outcome is Outcome.MET
    assert verdict.caveats == (Caveat.BASE_UNSTATED,)


def test_the_tier_decides_the_level():
    rule = attrs.evolve(level(), shares=asked(general="40", developed="50"))
    share = Share(45, 100)
    assert evaluate(rule, share, as_of=DAY, tier="general").outcome is Outcome.MET
    verdict = evaluate(rule, share, as_of=DAY, tier="developed")
    assert (verdict.outcome, verdict.tier, verdict.threshold) == (Outcome.NOT_MET, "developed", Fraction(1, 2))


THREE = asked(general="40", developed="50", disadvantaged="30")


@pytest.mark.parametrize(
    ("tier", "bounds", "outcome"),
    [
        (None, Bounds(Fraction(3, 10), Fraction(1, 2)), Outcome.UNDECIDED),
        (("general", "disadvantaged"), Bounds(Fraction(3, 10), Fraction(2, 5)), Outcome.MET),
        (["general"], Fraction(2, 5), Outcome.MET),
        (("developed", "developed"), Fraction(1, 2), Outcome.NOT_MET),
    ],
)
def test_every_tier_in_question_is_asked(tier, bounds, outcome):
    verdict = evaluate(level(shares=THREE), Share(45, 100), as_of=DAY, tier=tier)
    assert (verdict.threshold, verdict.outcome) == (bounds, outcome)
    assert (Caveat.TIER_UNKNOWN in verdict.caveats) == isinstance(bounds, Bounds)


def test_tiers_that_ask_the_same_leave_no_doubt():
    verdict = evaluate(level(shares=asked(urban="40", rural="40")), Share(45, 100), as_of=DAY)
    assert (verdict.tier, verdict.threshold, verdict.caveats) == (None, Fraction(2, 5), ())


def test_a_rise_of_an_unknown_tier_asks_for_a_range():
    rule = growth(shares=asked(general="2.5", developed="3", disadvantaged="2"))
    verdict = risen(Share(50, 100), Share(40, 100), rule=rule)
    assert verdict.threshold == Bounds(Fraction(48, 100), Fraction(52, 100))
    assert (verdict.outcome, verdict.shortfall) == (Outcome.UNDECIDED, CountRange(0, 2))
    assert risen(Share(52, 100), Share(40, 100), rule=rule).outcome is Outcome.MET


def test_a_tier_must_be_named_where_several_are_in_question():
    with pytest.raises(InvalidValueError, match="no tier is in question; name one or several"):
        evaluate(level(shares=THREE), Share(1, 2), as_of=DAY, tier=())
    with pytest.raises(UnknownIdError, match="did you mean 'developed'"):
        evaluate(level(shares=THREE), Share(1, 2), as_of=DAY, tier=("general", "develop"))


def test_a_level_does_not_look_at_a_baseline_or_a_reading():
    start = baseline(Share(1, 2), on=date(2030, 1, 1), indicator="something_else")
    verdict = evaluate(level(), Share(1, 2), as_of=DAY, baseline=start, reading="relative")
    assert (verdict.outcome, verdict.baseline, verdict.reading) == (Outcome.MET, None, None)


@pytest.mark.parametrize(("as_of", "is_due"), [(date(2020, 12, 30), False), (DAY, True), (date(2021, 1, 1), True)])
def test_a_verdict_before_the_due_day_is_the_same_but_not_due(as_of, is_due):
    verdict = evaluate(level(), Share(1, 2), as_of=as_of)
    assert (verdict.outcome, verdict.is_due) == (Outcome.MET, is_due)


def test_caveats_of_figure_and_rule_come_once_each_in_this_order():
    rule = level(caveats=[Caveat.DUE_DAY_BY_CONVENTION, Caveat.BASE_UNSTATED])
    verdict = evaluate(rule, printed("100%", Base.UNSTATED), as_of=DAY)
    assert verdict.caveats == (Caveat.TAKEN_AT_ITS_WORD, Caveat.BASE_UNSTATED, Caveat.DUE_DAY_BY_CONVENTION)


# --- rises ------------------------------------------------------------------------------------------------------


def test_a_rise_of_exactly_the_rule_meets_it():
    verdict = risen(Share(50, 100), Share(40, 100))
    assert judged(verdict) == (Outcome.MET, Reason.EVERY_VALUE_PASSES)
    assert (verdict.threshold, verdict.reading) == (Fraction(1, 2), Reading.POINTS)


def test_a_rise_a_little_below_the_rule_fails_it():
    verdict = risen(Share(499, 1000), Share(40, 100))
    assert (verdict.outcome, verdict.shortfall) == (Outcome.NOT_MET, 1)


def test_a_rise_of_exactly_the_rule_fails_a_more_than_rule():
    rule = growth(comparison="more_than")
    assert risen(Share(50, 100), Share(40, 100), rule=rule).outcome is Outcome.NOT_MET
    assert risen(Share(501, 1000), Share(40, 100), rule=rule).outcome is Outcome.MET


def test_the_years_run_to_the_day_judged():
    assert risen(Share(1, 2), Share(40, 100), as_of=date(2017, 12, 31)).threshold == Fraction(425, 1000)
    half = Fraction(2, 5) + Fraction(25, 1000) * Fraction(181, 365)
    assert risen(Share(1, 2), Share(40, 100), as_of=date(2017, 6, 30)).threshold == half


def test_the_two_readings_can_disagree():
    later = Share(150, 1000)
    assert risen(later, Share(100, 1000)).outcome is Outcome.NOT_MET
    relative = risen(later, Share(100, 1000), reading="relative")
    assert (relative.outcome, relative.reading, relative.threshold) == (
        Outcome.MET,
        Reading.RELATIVE,
        Fraction(11, 100),
    )


def test_the_reading_of_the_rule_is_taken_where_none_is_given():
    rule = growth(reading="relative")
    assert risen(Share(1, 2), Share(40, 100), rule=rule).threshold == Fraction(44, 100)
    assert risen(Share(1, 2), Share(40, 100), rule=rule, reading=Reading.POINTS).threshold == Fraction(1, 2)


@pytest.mark.parametrize(
    ("start", "later", "outcome"),
    [
        (printed("40%"), Share(51, 100), Outcome.MET),
        (printed("40%"), Share(50, 100), Outcome.UNDECIDED),
        (printed("40%"), Share(49, 100), Outcome.NOT_MET),
        (printed("57,48%"), printed("67%"), Outcome.UNDECIDED),
        (printed("57,48%"), printed("68%"), Outcome.MET),
        (BoundedShare.from_counts(30, 40, 100), Share(50, 100), Outcome.MET),
    ],
)
def test_a_bounded_baseline_bounds_the_threshold(start, later, outcome):
    verdict = risen(later, start)
    assert verdict.outcome is outcome
    assert isinstance(verdict.threshold, Bounds)


def test_a_printed_baseline_of_all_is_a_point_with_a_caveat():
    verdict = risen(Share(1, 1), printed("100%"))
    assert verdict.threshold == 1
    assert verdict.caveats == (Caveat.TAKEN_AT_ITS_WORD, Caveat.CAPPED_AT_ALL)


def test_a_rise_beyond_all_is_capped_with_a_caveat():
    verdict = risen(Share(99, 100), Share(95, 100))
    assert (verdict.outcome, verdict.threshold, verdict.shortfall) == (Outcome.NOT_MET, 1, 1)
    assert verdict.caveats == (Caveat.CAPPED_AT_ALL,)
    assert risen(Share(100, 100), Share(95, 100)).outcome is Outcome.MET


def test_a_rise_to_exactly_all_is_not_capped():
    verdict = risen(Share(100, 100), Share(90, 100))
    assert (verdict.outcome, verdict.threshold, verdict.caveats) == (Outcome.MET, 1, ())


@pytest.mark.parametrize("start", [Share(90, 100), Share(95, 100)])
def test_more_than_all_is_capped_to_all_itself(start):
    verdict = risen(Share(100, 100), start, rule=growth(**ALL_ASKED))
    assert (verdict.outcome, verdict.shortfall, verdict.caveats) == (Outcome.MET, 0, (Caveat.CAPPED_AT_ALL,))
    assert risen(Share(99, 100), start, rule=growth(**ALL_ASKED)).shortfall == 1


@pytest.mark.parametrize(
    ("start", "threshold"),
    [
        (printed("89%"), Bounds(Fraction(985, 1000), 1, is_upper_open=True)),
        (printed("90%"), Bounds(Fraction(995, 1000), 1)),
        (printed("trên 80%"), Bounds(Fraction(9, 10), 1, is_lower_open=True)),
        (printed("trên 90%"), Fraction(1)),
        (printed("trên 95%"), Fraction(1)),
        (printed("khoảng 98%"), Fraction(1)),
    ],
)
def test_a_bounded_threshold_is_capped_at_its_ends(start, threshold):
    assert risen(Share(1, 2), start).threshold == threshold


@pytest.mark.parametrize(
    ("start", "actual", "outcome"),
    [
        (printed("90%"), Share(100, 100), Outcome.MET),
        (printed("90%"), Share(997, 1000), Outcome.UNDECIDED),
        (printed("90%"), Share(995, 1000), Outcome.NOT_MET),
        (printed("trên 90%"), BoundedShare(Bounds(0, 1, is_upper_open=True)), Outcome.NOT_MET),
        (printed("trên 90%"), BoundedShare(Bounds(0, 1)), Outcome.UNDECIDED),
    ],
)
def test_more_than_a_capped_threshold_is_judged_by_what_can_be_reached(start, actual, outcome):
    assert risen(actual, start, rule=growth(**ALL_ASKED)).outcome is outcome


def test_without_a_baseline_there_is_no_data():
    verdict = evaluate(growth(), Share(1, 2), as_of=DAY)
    assert judged(verdict) == (Outcome.NO_DATA, Reason.NO_BASELINE)
    assert verdict.threshold is None


def test_without_a_report_there_is_no_data_whatever_the_baseline():
    verdict = risen(None, Share(2, 5))
    assert judged(verdict) == (Outcome.NO_DATA, Reason.NOT_REPORTED)
    assert verdict.threshold is None
    assert judged(evaluate(growth(), None, as_of=DAY)) == (Outcome.NO_DATA, Reason.NOT_REPORTED)


def test_a_baseline_of_the_registered_is_no_data():
    verdict = risen(Share(1, 2), Share(1, 2, base=Base.REGISTERED))
    assert judged(verdict) == (Outcome.NO_DATA, Reason.BASELINE_ONLY_REGISTERED)


@pytest.mark.parametrize("start", [Share(0, 0), BoundedShare.from_counts(0, 0, 0)])
def test_a_baseline_of_nothing_is_no_data(start):
    assert judged(risen(Share(1, 2), start)) == (Outcome.NO_DATA, Reason.BASELINE_COUNTS_NOTHING)


@pytest.mark.parametrize("start", [Share(0, 5), printed("about 0%"), BoundedShare.from_counts(0, 0, 9)])
def test_a_relative_rise_from_zero_is_not_applicable(start):
    verdict = risen(Share(1, 2), start, reading="relative")
    assert judged(verdict) == (Outcome.NOT_APPLICABLE, Reason.RISE_FROM_ZERO)
    assert risen(Share(1, 2), start).outcome is Outcome.MET


@pytest.mark.parametrize("start", [printed("0%"), printed("dưới 5%"), BoundedShare.from_counts(0, 3, 9)])
def test_a_relative_rise_from_what_may_be_zero_is_undecided(start):
    verdict = risen(Share(1, 2), start, reading="relative")
    assert judged(verdict) == (Outcome.UNDECIDED, Reason.BASELINE_MAY_BE_ZERO)
    assert verdict.threshold is None


def test_a_relative_rise_from_a_little_above_zero_is_judged():
    start = BoundedShare(Bounds(0, Fraction(1, 2), is_lower_open=True))
    assert risen(Share(11, 20), start, reading="relative").outcome is Outcome.MET


@pytest.mark.parametrize(
    ("actual", "outcome"),
    [(Share(0, 0), Outcome.NOT_APPLICABLE), (Share(1, 2, base=Base.REGISTERED), Outcome.NO_DATA)],
)
def test_what_the_figure_lacks_goes_before_what_the_baseline_lacks(actual, outcome):
    assert evaluate(growth(), actual, as_of=DAY).outcome is outcome


def test_the_caveats_of_the_baseline_reach_the_verdict():
    verdict = risen(Share(1, 2), printed("40%", Base.UNSTATED))
    assert verdict.caveats == (Caveat.BASE_UNSTATED,)


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("on", [DAY, date(2021, 1, 1)])
def test_a_baseline_that_is_not_earlier_is_refused(on):
    with pytest.raises(InvalidValueError, match=f"the baseline of {on} is not before 2020-12-31; a rise is counted"):
        evaluate(growth(), Share(1, 2), as_of=DAY, baseline=baseline(Share(1, 3), on=on))


@pytest.mark.parametrize("other", ["agencies", "families"])
def test_a_baseline_of_another_indicator_is_refused(other):
    with pytest.raises(InvalidValueError, match=f"reports '{other}', but target 'target' is about 'clans'"):
        evaluate(growth(), Share(1, 2), as_of=DAY, baseline=baseline(Share(1, 3), indicator=other))


def test_a_baseline_is_known_by_the_letters_of_its_indicator():
    read = "".join(list("clans"))
    assert read is not COMMON["indicator"]
    start = baseline(Share(1, 3), indicator=read)
    assert evaluate(growth(), Share(1, 2), as_of=DAY, baseline=start).outcome is Outcome.MET


@pytest.mark.parametrize("wrong", [Share(1, 2), Fraction(1, 2), "40%"])
@pytest.mark.parametrize("rule", [level(), growth()], ids=["level", "growth"])
def test_a_baseline_is_an_observation(rule, wrong):
    with pytest.raises(InvalidTypeError, match="a baseline is an Observation, got"):
        evaluate(rule, Share(1, 2), as_of=DAY, baseline=wrong)


@pytest.mark.parametrize("wrong", ["target", None, Share(1, 2)])
def test_a_target_is_a_rule(wrong):
    with pytest.raises(InvalidTypeError, match="a target is a LevelTarget or a GrowthTarget, got"):
        evaluate(wrong, Share(1, 2), as_of=DAY)


@pytest.mark.parametrize("wrong", [0.5, Fraction(1, 2), "50%", float("nan")])
def test_what_is_judged_is_a_share(wrong):
    with pytest.raises(InvalidTypeError, match="a reported share is a"):
        evaluate(level(), wrong, as_of=DAY)


@pytest.mark.parametrize("wrong", ["2020-12-31", datetime(2020, 12, 31, tzinfo=UTC), None])
def test_the_day_judged_is_a_day(wrong):
    with pytest.raises(InvalidTypeError, match=r"as_of is a datetime\.date without a time"):
        evaluate(level(), Share(1, 2), as_of=wrong)


@pytest.mark.parametrize("actual", [None, Share(1, 2)])
@pytest.mark.parametrize("start", [None, baseline(Share(1, 3))])
def test_an_unknown_tier_is_refused_even_where_nothing_can_be_asked(actual, start):
    rule = attrs.evolve(growth(), shares=asked(general="2.5", developed="3"))
    with pytest.raises(UnknownIdError, match="unknown tier 'develop' in target 'target'; did you mean 'developed'"):
        evaluate(rule, actual, as_of=DAY, tier="develop", baseline=start)


def test_the_tiers_in_question_are_those_of_the_target():
    assert tiers_of(level(), None) == ("general",)
    with pytest.raises(UnknownIdError, match="unknown tier 'generl' in target 'target'; did you mean 'general'"):
        tiers_of(level(), ["general", "generl"])


def test_an_unknown_reading_names_the_nearest():
    with pytest.raises(UnknownChoiceError, match="unknown reading 'point'; did you mean 'points'"):
        risen(Share(1, 2), Share(1, 3), reading="point")


def test_what_is_to_be_known_of_a_baseline_is_told_where_something_is_asked_from_it():
    unstated = printed("30%", Base.UNSTATED)
    assert Caveat.BASE_UNSTATED in risen(Share(1, 2), unstated).caveats
    assert risen(None, unstated).caveats == ()


def test_a_question_can_be_written_by_name_and_shows_what_it_holds():
    question = Question.of(target=level(), tiers=("general",), as_of=DAY, reading=None)
    assert question.share == level().asked_of("general")
    assert [kind.__repr__ for kind in (Question, Evidence)] == [Value.__repr__] * 2


@pytest.mark.parametrize(
    ("actual", "start", "outcome"),
    [
        (Share(9, 10), Share(1, 2), Outcome.MET),
        (Share(1, 10), Share(1, 2), Outcome.NOT_MET),
        (None, Share(1, 2), Outcome.NO_DATA),
        (Share(0, 0), Share(1, 2), Outcome.NOT_APPLICABLE),
    ],
)
def test_where_the_range_decides_no_value_is_followed(monkeypatch, actual, start, outcome):
    monkeypatch.delattr("xhht.judgement.ties.cases_of")
    assert risen(actual, start).outcome is outcome


@pytest.mark.parametrize("tier", ["general", ["general"], None])
def test_a_count_is_judged_without_a_question_of_its_own(monkeypatch, tier):
    monkeypatch.delattr(Question, "of")
    assert evaluate(level(), Share(1, 10), as_of=DAY, tier=tier).outcome is Outcome.NOT_MET
    assert risen(Share(9, 10), Share(1, 10), tier=tier).outcome is Outcome.MET


def test_caveats_of_a_target_stand_once():
    target = level(caveats=(Caveat.DUE_DAY_BY_CONVENTION, Caveat.CAPPED_AT_ALL, Caveat.DUE_DAY_BY_CONVENTION))
    once = (Caveat.DUE_DAY_BY_CONVENTION, Caveat.CAPPED_AT_ALL)
    assert evaluate(target, Share(1, 2), as_of=DAY).caveats == once
    assert evaluate(target, None, as_of=DAY).caveats == once


def test_every_part_of_the_evidence_is_named():
    with pytest.raises(TypeError, match="positional"):
        Evidence(None, DAY)
