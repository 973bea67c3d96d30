"""Plans and efforts that go on from projections."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Observation, Outcome, PrintedShare, Region, Share
from xhht.errors import InvalidPlanError, InvalidTypeError, InvalidValueError
from xhht.planning import least_effort, plan
from xhht.programmes import ctph_154
from xhht.scenarios import Assumption, Denominator, Projection, Rise, Scenario, Threshold, project

PROGRAMME = ctph_154.PROGRAMME
CLANS, FAMILIES = "clans_recognised", "families_recognised"
END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
REGIONS = (
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    *(Region(name, f"Huyện {name}", level="district", parent="yen-bai", traits=()) for name in ("a", "b")),
)
SEEN = (
    Observation(CLANS, "a", END_2016, Share(30, 99)),
    Observation(CLANS, "b", END_2016, Share(10, 50)),
    Observation(FAMILIES, "a", END_2016, Share(30, 100)),
)
STEADY = Scenario("steady", rises={CLANS: Rise.points("1.5"), FAMILIES: Rise.points("2")})


def future(scenario=STEADY, **kwargs):
    return project(PROGRAMME, SEEN, scenario, regions=REGIONS, until=END_2020, **kwargs)


def missing(projection, by=END_2020, **kwargs):
    needs = plan(PROGRAMME, projection, by=by, **kwargs)
    return {(need.target, need.region): need.shortfall for need in needs if need.shortfall}


def test_growth_counts_exactly():
    # 39.6 of 99 are asked, 35.94 are there; 20 of 50, and 13 are there.
    assert missing(future()) == {(CLANS, "a"): 4, (CLANS, "b"): 7}
    assert missing(future(), by=END_2018) == {(CLANS, "a"): 7, (CLANS, "b"): 9}


def test_what_belongs_to_a_projection_comes_along():
    found = plan(PROGRAMME, future(baseline_on=END_2016, into=["yen-bai"], tiers={"b": "developed"}), by=END_2020)
    shortfalls = {(need.target, need.region): need.shortfall for need in found if need.shortfall}
    assert shortfalls == {(CLANS, "a"): 4, (CLANS, "b"): 12, (CLANS, "yen-bai"): 11, (FAMILIES, "a"): 2}
    whole = next(need for need in found if (need.target, need.region) == (CLANS, "yen-bai"))
    assert (whole.is_whole, whole.is_planned) == (True, False)
    assert found.total(CLANS) == 16
    assert {step.region for step in found.steps} == {"a", "b"}
    assert found.years == (2017, 2018, 2019, 2020)
    assert "yen-bai" not in str(found)
    assert next(found.grounds.region_name(need.region) for need in found.reached) == "Huyện a"


def test_thresholds_and_mergers_of_the_scenario_count():
    changed = Scenario(
        "changed",
        assumptions=[
            Assumption(Denominator(40, END_2018), indicator=CLANS, region="b"),
            Assumption(Threshold(Fraction(3, 5)), target=CLANS),
        ],
    )
    assert missing(future(changed)) == {(CLANS, "a"): 30, (CLANS, "b"): 14}


def test_the_parts_of_a_plan_of_reports_are_added_up_too():
    needs = plan(PROGRAMME, SEEN, regions=REGIONS, by=END_2020, into=["yen-bai"])
    assert {need.region: need.shortfall for need in needs if need.target == CLANS} == {"yen-bai": 20, "a": 10, "b": 10}


def test_a_least_effort_goes_on_from_a_projection():
    found = least_effort(PROGRAMME, future(), into="yen-bai", target=CLANS, by=END_2020)
    assert (found.verdict.shortfall, found.least.total, found.doubts) == (11, 11, ())
    assert [(step.region, step.count, step.limit) for step in found.least.steps] == [("a", 11, 63)]
    growth = least_effort(
        PROGRAMME,
        future(baseline_on=END_2016, tiers={"yen-bai": "disadvantaged"}),
        into="yen-bai",
        target=CLANS,
        by=END_2020,
    )
    assert growth.verdict.tier == "disadvantaged"
    named = least_effort(
        PROGRAMME, SEEN, regions=REGIONS, into="yen-bai", target=CLANS, by=END_2020, tiers={"yen-bai": "developed"}
    )
    assert named.verdict.tier == "developed"


def test_a_projected_print_counts_with_its_denominator():
    printed = (SEEN[0], Observation(CLANS, "b", END_2016, PrintedShare.from_text("20%")))
    projection = project(PROGRAMME, printed, STEADY, regions=REGIONS, until=END_2020)
    found = least_effort(PROGRAMME, projection, into="yen-bai", target=CLANS, by=END_2020, denominators={"b": 50})
    assert (found.best.total, found.worst.total) == (11, 11)  # 60 of 149 are asked, 48.7 to under 49.4 are there.


def test_a_rise_of_the_whole_is_counted_from_the_baseline_of_the_projection():
    both = (*SEEN, Observation(FAMILIES, "b", END_2016, Share(20, 100)))
    projection = project(PROGRAMME, both, STEADY, regions=REGIONS, until=END_2020, baseline_on=END_2016)
    found = least_effort(PROGRAMME, projection, into="yen-bai", target=FAMILIES, by=END_2020)
    assert (found.verdict.outcome, found.verdict.gap_pp, found.least.total) == (Outcome.NOT_MET, -2, 4)


def test_a_projection_brings_its_own():
    with pytest.raises(InvalidValueError, match="a projection brings its own regions, tiers; leave that out"):
        plan(PROGRAMME, future(), by=END_2020, regions=REGIONS, tiers={})
    with pytest.raises(InvalidValueError, match="the projection ends on 2020-12-31, before 2021-12-31"):
        plan(PROGRAMME, future(), by=date(2021, 12, 31))
    with pytest.raises(InvalidValueError, match="has no reports with it"):
        plan(PROGRAMME, Projection(STEADY, future().assessments, ()), by=END_2020)
    other = attrs.evolve(PROGRAMME, targets=PROGRAMME.targets[:3])
    with pytest.raises(InvalidValueError, match="of another text of programme"):
        plan(other, future(), by=END_2020)
    with pytest.raises(InvalidPlanError, match="unknown target 'clans'"):
        plan(PROGRAMME, future(), by=END_2020, capacity={"clans": 3})
    assert Projection(STEADY, future().assessments, ()).grounds is None


def test_reports_need_regions():
    with pytest.raises(InvalidTypeError, match="give regions=, or a projection"):
        plan(PROGRAMME, SEEN, by=END_2020)
    with pytest.raises(InvalidPlanError, match="unknown region 'yen' in into"):
        plan(PROGRAMME, SEEN, by=END_2020, regions=REGIONS, into=["yen"])


def test_names_that_are_not_known_stay_ids():
    grounds = future().grounds
    assert grounds.target_name(CLANS) == PROGRAMME.target(CLANS).name
    assert grounds.indicator_name(CLANS) == PROGRAMME.target(CLANS).name
    assert grounds.indicator_name("x") == "x"
    assert grounds.tier_name("general") == PROGRAMME.tier("general").name
    assert [grounds.target_name("x"), grounds.region_name("x")] == ["x", "x"]
    assert {report.region for report in grounds.reports} == {"a", "b"}
