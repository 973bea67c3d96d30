"""Projected shares against baselines from which they follow."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import BoundedShare, Bounds, Comparison, CountRange, Observation, Outcome, PrintedShare, Region, Share
from xhht.judgement.requirements import Requirement
from xhht.programmes import ctph_154
from xhht.scenarios import Assumption, BusinessAsUsual, Halt, ReachBy, Rise, Scenario, project

TARGET = ctph_154.PROGRAMME.target("families_recognised")
END_2014, END_2016, END_2020 = (date(year, 12, 31) for year in (2014, 2016, 2020))
DISTRICT = Region("d", "Huyện", level="district", parent="p", traits=())
REGIONS = (Region("p", "Tỉnh", level="province"), DISTRICT)


def verdict(share, change, *, region=DISTRICT, earlier=None, until=END_2020, baseline_on=END_2016, **changes):
    target = attrs.evolve(TARGET, **changes)
    programme = attrs.evolve(ctph_154.PROGRAMME, territory=None, targets=(target,))
    seen = [Observation("families_recognised", "d", END_2016, share)]
    if earlier is not None:
        seen.append(Observation("families_recognised", "d", END_2014, earlier))
    scenario = Scenario("s", assumptions=[Assumption(change)])
    future = project(programme, seen, scenario, regions=(REGIONS[0], region), until=until, baseline_on=baseline_on)
    return future.on(until)["families_recognised", "d"]


def printed(text):
    return PrintedShare.from_text(text)


@pytest.mark.parametrize(
    ("rise", "outcome", "gap"),
    [("2.5", Outcome.MET, 0), ("2.6", Outcome.MET, Fraction(2, 5)), ("2.4", Outcome.NOT_MET, Fraction(-2, 5))],
)
def test_a_print_that_rises_is_held_against_what_its_own_baseline_asks(rise, outcome, gap):
    found = verdict(printed("30%"), Rise.points(rise))
    assert (found.outcome, found.gap_pp, found.shortfall) == (outcome, gap, None)


def test_a_print_that_stands_has_risen_by_nothing():
    assert verdict(printed("30%"), Halt()).gap_pp == -10


def test_more_than_a_rise_is_not_met_by_the_rise_itself():
    found = verdict(printed("30%"), Rise.points("2.5"), comparison=Comparison.MORE_THAN)
    assert (found.outcome, found.gap_pp) == (Outcome.NOT_MET, 0)


def test_all_is_enough_where_a_rise_asks_for_more_than_all():
    found = verdict(printed("95%"), Rise.points("2.5"), comparison=Comparison.MORE_THAN)
    assert found.outcome is Outcome.MET
    found = verdict(printed("90%"), Rise.points("2.5"), comparison=Comparison.MORE_THAN)
    assert (found.outcome, found.gap_pp) == (
        Outcome.UNDECIDED,
        0,
    )  # All of what was 90% or more, but no more than asked of less.


def test_a_share_to_be_reached_may_be_enough_for_some_values_of_its_baseline():
    found = verdict(printed("30%"), ReachBy(Fraction(2, 5), END_2020))
    assert (found.outcome, found.gap_pp) == (Outcome.UNDECIDED, Bounds(-1, Fraction(1, 2), is_lower_open=True))


def test_bounded_counts_lack_what_their_own_baseline_asks():
    found = verdict(BoundedShare.from_counts(300, 400, 1000), Rise.points("2.4"))
    assert (found.outcome, found.shortfall) == (Outcome.NOT_MET, 4)
    reached = verdict(BoundedShare.from_counts(300, 400, 1000), ReachBy(Fraction(2, 5), END_2020))
    assert (reached.outcome, reached.shortfall) == (Outcome.UNDECIDED, CountRange(0, 100))


def test_a_relative_rise_is_counted_from_each_value_of_the_baseline():
    for rise, outcome in (("2.1", Outcome.MET), ("1.9", Outcome.NOT_MET)):  # 2.5% a year of 79.5 to under 81.
        found = verdict(printed("80%"), Rise.points(rise), reading="relative", until=date(2018, 12, 31))
        assert found.outcome is outcome


def test_where_several_tiers_are_in_question_every_one_of_them_counts():
    unknown = attrs.evolve(DISTRICT, traits=None)
    outcomes = [verdict(printed("30%"), Rise.points(rise), region=unknown).outcome for rise in ("1.9", "2.5", "3")]
    assert outcomes == [Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.MET]
    assert verdict(printed("30%"), Rise.points("2.5"), region=unknown).gap_pp == Bounds(-2, 2)


def test_usual_growth_is_held_against_the_baseline_at_its_end():
    found = verdict(printed("30%"), BusinessAsUsual(), earlier=printed("20%"))
    assert found.outcome is Outcome.MET
    assert found.gap_pp == Bounds(7, 13, is_lower_open=True, is_upper_open=True)


def test_a_later_report_that_does_not_follow_from_the_baseline_is_judged_by_itself():
    found = verdict(printed("45%"), Rise.points(0), earlier=printed("30%"), baseline_on=END_2014)
    assert (found.outcome, found.baseline.on) == (Outcome.UNDECIDED, END_2014)


@pytest.mark.parametrize(
    ("share", "comparison", "lacking"),
    [
        (Bounds(Fraction(357, 990), Fraction(357, 990)), Comparison.AT_LEAST, (4, 4)),
        (Bounds(Fraction(2, 5), Fraction(2, 5)), Comparison.AT_LEAST, (0, 0)),
        (Bounds(Fraction(2, 5), Fraction(2, 5)), Comparison.MORE_THAN, (1, 1)),
        (Bounds(Fraction(3, 10), Fraction(2, 5), is_upper_open=True), Comparison.AT_LEAST, (1, 10)),
        (Bounds(Fraction(3, 10), Fraction(2, 5), is_lower_open=True), Comparison.MORE_THAN, (1, 10)),
    ],
)
def test_recognitions_are_missing_to_an_exact_share(share, comparison, lacking):
    requirement = Requirement.exactly(Fraction(2, 5), comparison)
    assert requirement.lacking_of(share, 99 if share.lower == Fraction(357, 990) else 100) == lacking


def test_counted_shares_need_no_tie():
    assert verdict(Share(303, 1009), Rise.points("2.5")).gap_pp == 0
