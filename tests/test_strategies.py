import subprocess
import sys
from datetime import date

import pytest

pytest.importorskip("hypothesis")

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import xhht
from xhht import (
    Base,
    Comparison,
    GrowthRule,
    LevelRule,
    Observation,
    Outcome,
    PrintedShare,
    Programme,
    Reading,
    Region,
    Regions,
    Share,
    Text,
    assess,
    evaluate,
)
from xhht.ext import strategies

SHRUNK = settings(phases=[Phase.generate, Phase.shrink])
CHANGED, DAY = date(2018, 7, 1), date(2020, 12, 31)


def smallest(strategy, condition=lambda _: True):
    return find(strategy, condition, settings=SHRUNK)


@given(share=strategies.shares(), rule=strategies.level_rules())
def test_a_share_that_falls_short_meets_its_rule_with_the_shortfall(share, rule):
    verdict = evaluate(rule, share, as_of=rule.due_on)
    assert verdict.outcome in (Outcome.MET, Outcome.NOT_MET)
    more = Share(share.numerator + verdict.shortfall, share.denominator)
    assert evaluate(rule, more, as_of=rule.due_on).outcome is Outcome.MET


@given(share=strategies.shares())
def test_a_share_has_a_denominator_and_counts_all_until_asked_otherwise(share):
    assert share.denominator > 0
    assert share.base is Base.ALL


@given(share=strategies.shares(base=st.sampled_from(Base), min_denominator=0, max_denominator=1))
def test_a_share_keeps_to_the_denominators_that_are_asked_for(share):
    assert share.denominator in (0, 1)


def test_a_share_of_nothing_comes_where_it_is_asked_for():
    assert smallest(strategies.shares(min_denominator=0), lambda share: share.denominator == 0) == Share(0, 0)


def test_shares_shrink_to_readable_ones():
    assert smallest(strategies.shares(), lambda share: 0 < share.value < 1) == Share(1, 2)


def test_prints_shrink_to_readable_ones():
    assert smallest(strategies.printed_shares(), lambda printed: printed.bounds.lower > 0).text == "1%"


@given(rule=strategies.level_rules(comparison=Comparison.MORE_THAN, due_on=DAY, tiers=("general", "x"), indicator="i"))
def test_a_level_rule_has_what_is_asked_for(rule):
    assert (rule.comparison, rule.due_on, rule.indicator) == (Comparison.MORE_THAN, DAY, "i")
    assert [level.tier for level in rule.levels] == ["general", "x"]


@given(rule=strategies.growth_rules(comparison="at_least", reading=Reading.RELATIVE, due_on=DAY))
def test_a_growth_rule_has_what_is_asked_for(rule):
    assert (rule.comparison, rule.reading, rule.due_on) == (Comparison.AT_LEAST, Reading.RELATIVE, DAY)


@given(regions=strategies.regions(min_size=3, max_size=5))
def test_regions_are_as_many_as_are_asked_for_under_one_top(regions):
    assert 3 <= len(regions) <= 5
    assert [region.id for region in regions if region.parent is None] == ["p"]


@given(regions=strategies.regions(min_size=1, max_size=1, changed_on=CHANGED))
def test_a_region_alone_never_changes(regions):
    assert len(regions) == 1


def test_regions_may_be_merged_or_get_another_tier_on_the_day_of_a_change():
    merged = smallest(strategies.regions(changed_on=CHANGED), lambda tree: any(life.successors for life in tree))
    assert [life.id for life in merged] == ["p", "p.1", "p.new"]
    changed = smallest(strategies.regions(changed_on=CHANGED), lambda tree: len(tree) > len(tree.ids))
    assert [life.id for life in changed] == ["p", "p.1", "p.1"]


@given(data=st.data(), regions=strategies.regions(changed_on=CHANGED))
def test_an_observation_belongs_to_a_region_that_exists_on_its_day(data, regions):
    seen = data.draw(strategies.observations(regions=regions, indicators=("a", "b")))
    assert regions.life_on(seen.region, seen.on) is not None


def test_reports_may_print_count_do_both_or_nothing():
    trees = strategies.regions(max_size=4)
    reports = trees.flatmap(lambda tree: strategies.reports(regions=tree, on=DAY))
    assert smallest(reports) == ()
    both = smallest(reports, lambda found: len({type(one.actual) for one in found if one.region == "p"}) == 2)
    assert {type(one.actual) for one in both} == {Share, PrintedShare}


@settings(max_examples=20)
@given(programme=strategies.programmes(), share=strategies.shares())
def test_a_programme_can_be_judged_at_once(programme, share):
    seen = [Observation(indicator.id, "p", programme.ends_on, share) for indicator in programme.indicators]
    report = assess(programme, seen, regions=[Region("p", "Tỉnh P", level="province")], as_of=programme.ends_on)
    assert {v.outcome for v in report} <= {Outcome.MET, Outcome.NOT_MET, Outcome.NO_DATA}
    assert [v.target for v in report] == list(programme.targets)


@pytest.mark.parametrize("kind", [Share, Text, LevelRule, GrowthRule, Observation, Programme, Regions])
@settings(max_examples=3)
@given(data=st.data())
def test_hypothesis_knows_how_to_build_the_types(kind, data):
    assert isinstance(data.draw(st.from_type(kind)), kind)


PARTS = (
    *("Activity", "Agreement", "Assignment", "Beneficiary", "Campaign", "Clause", "Content", "Difficulty", "Document"),
    *("Duty", "FocalPoint", "Indicator", "LearningTitle", "Party", "Recipient", "Recognition", "Responsibility"),
    *("Result", "Signature", "Source", "Statement", "Tier", "TierShare", "Bounds", "BoundedShare", "PrintedShare"),
    *("Assessment", "Region", "Verdict"),
)


@pytest.mark.parametrize("name", PARTS)
@settings(max_examples=3)
@given(data=st.data())
def test_hypothesis_knows_how_to_build_the_parts_of_a_programme_and_of_reports(name, data):
    kind = getattr(xhht, name)
    assert isinstance(data.draw(st.from_type(kind)), kind)


@given(day=strategies.days(first=date(2020, 3, 1), last=date(2020, 3, 2)))
def test_days_keep_to_their_ends(day):
    assert date(2020, 3, 1) <= day <= date(2020, 3, 2)


def test_a_missing_library_names_the_extra_that_brings_it():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try:\n    import xhht.ext.strategies\n"
        "except ImportError as error:\n    print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603  # Our own code.
    assert told.startswith("MissingExtraError xhht.ext.strategies needs Hypothesis, which the extra 'strategies'")
    assert "pip install 'xhht[strategies]'" in told
