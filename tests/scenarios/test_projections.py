import pickle
from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import Observation, Outcome, Reading, Region, Share
from xhht.errors import (
    InvalidObservationsError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.figures.observations import Reports
from xhht.judgement.evaluation import judge
from xhht.programmes import ctph_154
from xhht.scenarios import Assumption, Denominator, Halt, Projection, ReachBy, Rise, Scenario, Threshold, project
from xhht.scenarios._series import Series

PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=[attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets],
)
END_2016, END_2017, END_2018, END_2019, END_2020 = (date(year, 12, 31) for year in range(2016, 2021))
TOP = Region("top", "Tỉnh", level="province", traits=())
TOWN = Region("town", "Thị xã", level="district", parent="top", traits=("town",))
STEADY = Scenario("steady", rises={"clans_recognised": Rise.points(10)})
SEEN = (
    Observation("clans_recognised", "town", END_2016, Share(30, 100)),
    Observation("clans_recognised", "top", END_2017, Share(30, 100)),
)


def projected(scenario=STEADY, seen=SEEN, until=END_2020, regions=(TOP, TOWN), **kwargs):
    return project(PROGRAMME, seen, scenario, regions=regions, until=until, **kwargs)


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (END_2020, [END_2017, END_2018, END_2019, END_2020]),
        (END_2017, [END_2017]),
        (date(2018, 6, 30), [date(2017, 6, 30), date(2018, 6, 30)]),
        (date(2019, 1, 1), [date(2017, 1, 1), date(2018, 1, 1), date(2019, 1, 1)]),
    ],
)
def test_the_day_of_every_year_after_the_earliest_last_report_is_judged(until, days):
    found = projected(until=until)
    assert list(found.days) == days == [assessment.as_of for assessment in found.assessments]


def test_years_are_counted_back_from_a_leap_day_without_drift():
    assert projected(until=date(2024, 2, 29)).days[-5:] == (
        date(2020, 2, 29),
        date(2021, 2, 28),
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
    )


def test_a_day_judged_is_found_and_another_is_not():
    found = projected()
    assert found.on(END_2018) is found.assessments[1]
    with pytest.raises(
        UnknownIdError, match="unknown day '2018-12-30' in scenario 'steady'; did you mean '2018-12-31'"
    ):
        found.on(date(2018, 12, 30))


@pytest.mark.parametrize(
    ("target", "region", "day"), [("clans_recognised", "town", END_2018), ("members", "top", None)]
)
def test_the_first_day_on_which_a_target_is_met_may_never_come(target, region, day):
    assert projected().first_met(target, region) == day


def test_the_first_day_is_not_a_later_one():
    fall = Scenario("fall", rises={"clans_recognised": Rise.points(-2)})
    seen = (Observation("clans_recognised", "town", END_2016, Share(53, 100)),)
    found = projected(fall, seen)
    assert found.first_met("clans_recognised", "town") == END_2017
    assert found.on(END_2018)["clans_recognised", "town"].outcome is Outcome.NOT_MET


def test_a_baseline_after_the_last_day_and_a_progress_that_is_no_function_are_refused():
    with pytest.raises(InvalidValueError, match="baseline of 2021-01-01 is after 2020-12-31"):
        projected(baseline_on=date(2021, 1, 1))
    with pytest.raises(InvalidTypeError, match="progress is a function"):
        projected(progress=1)


def test_what_is_undecided_is_not_met():
    printed = attrs.evolve(SEEN[0], actual=Share(4996, 10_000).printed(0))
    assert projected(Scenario("halt"), (printed,)).first_met("clans_recognised", "town") is None


@pytest.mark.parametrize(
    ("target", "region", "match"),
    [("clan_recognised", "town", "did you mean 'clans_recognised'"), ("members", "twon", "did you mean 'town'")],
)
def test_an_unknown_id_is_not_simply_never_met(target, region, match):
    with pytest.raises(UnknownIdError, match=match):
        projected().first_met(target, region)


def test_a_region_that_ends_or_begins_on_the_way_is_known():
    ends = attrs.evolve(TOWN, valid_to=END_2018)
    begins = Region("new", "Xã", level="district", traits=(), parent="top", valid_from=END_2019)
    found = projected(regions=(TOP, ends, begins))
    assert found.first_met("clans_recognised", "town") == END_2018
    assert found.first_met("members", "town") is None
    assert found.first_met("members", "new") is None


def test_what_was_assumed_is_said_for_each_target_and_region():
    scenario = Scenario(
        "mixed",
        rises={"clans_recognised": Rise.points(1)},
        assumptions=(
            Assumption(Rise.holders(1), indicator="clans_recognised", region="town"),
            Assumption(Denominator(9, END_2018), indicator="clans_recognised", region="town"),
            Assumption(Threshold(Fraction(1, 2)), target="members"),
        ),
    )
    half = Threshold(Fraction(1, 2))
    assert dict(projected(scenario).applied) == {
        ("clans_recognised", "top"): (Rise.points(1),),
        ("clans_recognised", "town"): (Rise.holders(1), Denominator(9, END_2018)),
        ("members", "top"): (half,),
        ("members", "town"): (half,),
    }


def test_a_change_of_tier_can_change_what_is_assumed():
    before = attrs.evolve(TOWN, valid_to=END_2018)
    after = attrs.evolve(TOWN, traits=(), valid_from=END_2019)
    found = projected(
        Scenario(
            "s",
            assumptions=(
                Assumption(Rise.points(1), indicator="members"),
                Assumption(Rise.points(2), tier="general", indicator="members"),
            ),
        ),
        regions=(TOP, before, after),
    )
    assert dict(found.applied)["members", "town"] == (Rise.points(1), Rise.points(2))


def test_progress_is_told_after_each_day():
    told = []
    projected(progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_reading_of_rises_is_passed_on():
    seen = (Observation("families_recognised", "top", END_2016, Share(40, 100)),)
    scenario = Scenario("slow", rises={"families_recognised": Rise.points(1)})
    kwargs = {"scenario": scenario, "seen": seen, "baseline_on": END_2016}
    assert projected(**kwargs).on(END_2020)["families_recognised", "top"].outcome is Outcome.NOT_MET
    relative = projected(**kwargs, reading="relative").on(END_2020)["families_recognised", "top"]
    assert (relative.outcome, relative.reading) == (Outcome.MET, Reading.RELATIVE)
    with pytest.raises(UnknownChoiceError, match="unknown reading 'simple'"):
        projected(**kwargs, reading="simple")


def test_reports_may_come_in_any_order_and_from_any_iterable():
    assert projected(seen=iter(reversed(SEEN))) == projected()


def test_the_picture_of_a_projection_is_short():
    assert repr(projected()).endswith(", <4>)")


# --- another scenario from the same reports ---------------------------------------------------------------------

FAR = Region("far", "Huyện", level="district", traits=(), parent="top")
EVERYWHERE = tuple(
    Observation(target.indicator, region, END_2016, Share(30 + number, 100))
    for number, target in enumerate(PROGRAMME.targets)
    for region in ("top", "town", "far")
)
ALL_RISE = Scenario("all", rises={target.id: Rise.points(2) for target in PROGRAMME.targets})


@pytest.fixture
def judged(monkeypatch):
    """The targets and regions of all verdicts that are reached, and the reports that are made, from now on."""
    made = {"verdicts": [], "shares": [], "checked": 0}

    def judge_counted(question, evidence):
        made["verdicts"].append((question.target.id, evidence.region.id))
        return judge(question, evidence)

    actual_on, of = Series.actual_on, Reports.of

    def actual_counted(self, day):
        made["shares"].append((self.last.indicator, self.last.region))
        return actual_on(self, day)

    def of_counted(*args, **kwargs):
        made["checked"] += 1
        return of(*args, **kwargs)

    monkeypatch.setattr("xhht.judgement.hearings.judge", judge_counted)
    monkeypatch.setattr(Series, "actual_on", actual_counted)
    monkeypatch.setattr(Reports, "of", of_counted)
    return made


def everywhere(scenario):
    return projected(scenario, seen=EVERYWHERE, regions=(TOP, TOWN, FAR), baseline_on=END_2016)


def changed_to(scenario, judged):
    """The projection of a scenario from that of another, and what was made for it."""
    start = everywhere(ALL_RISE)
    judged.update(verdicts=[], shares=[], checked=0)
    found = start.with_scenario(scenario)
    made = {"verdicts": list(judged["verdicts"]), "shares": list(judged["shares"]), "checked": judged["checked"]}
    assert found == everywhere(scenario)
    return found, start, made


def test_changing_one_assumption_judges_only_what_depends_on_it_again(judged):
    faster = ALL_RISE.then(Scenario("clans", rises={"clans_recognised": Rise.points(9)}))
    found, start, made = changed_to(faster, judged)
    assert sorted(made["verdicts"]) == sorted([("clans_recognised", r) for r in ("top", "town", "far")] * 4)
    assert sorted(made["shares"]) == sorted(made["verdicts"])
    assert made["checked"] == 0
    for before, after in zip(start.assessments, found.assessments, strict=True):
        for one, other in zip(before, after, strict=True):
            assert (one is other) == (one.target.id != "clans_recognised")


def test_an_assumption_about_one_region_leaves_the_others_alone(judged):
    local = ALL_RISE.then(Scenario("far", assumptions=[Assumption(Rise.points(9), region="far", tier="general")]))
    _, _, made = changed_to(local, judged)
    assert {region for _, region in made["verdicts"]} == {"far"}
    assert len(made["verdicts"]) == 4 * len(PROGRAMME.targets)


def test_another_threshold_makes_no_report_again_and_asks_from_its_day(judged):
    asked = Assumption(Threshold(Fraction(9, 10), since=END_2019), target="clans_recognised")
    found, start, made = changed_to(ALL_RISE.then(Scenario("more", assumptions=[asked])), judged)
    assert made["shares"] == []
    assert sorted(made["verdicts"]) == sorted([("clans_recognised", r) for r in ("top", "town", "far")] * 2)
    assert [one is other for one, other in zip(start.assessments, found.assessments, strict=True)] == [
        True,
        True,
        False,
        False,
    ]


def test_another_name_alone_changes_nothing(judged):
    found, start, made = changed_to(attrs.evolve(ALL_RISE, name="renamed"), judged)
    assert (made["verdicts"], made["shares"], found.scenario.name) == ([], [], "renamed")
    assert all(one is other for one, other in zip(start.assessments, found.assessments, strict=True))


def test_a_changed_scenario_is_checked_like_any_other():
    calls = []
    start = projected()
    with pytest.raises(InvalidScenarioError, match="did you mean 'clans_recognised'"):
        start.with_scenario(Scenario("s", rises={"clan_recognised": Rise.points(1)}))
    with pytest.raises(InvalidTypeError, match="a scenario is a Scenario"):
        start.with_scenario("slow")
    with pytest.raises(InvalidTypeError, match="progress is a function"):
        start.with_scenario(STEADY, progress=1)
    start.with_scenario(Scenario("s"), progress=lambda *call: calls.append(call))
    assert calls == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_projection_without_its_reports_cannot_be_changed():
    alone = Projection(STEADY, projected().assessments, ())
    with pytest.raises(InvalidValueError, match="has no reports with it; project them again"):
        alone.with_scenario(STEADY)


def test_a_projection_keeps_its_reports_through_pickle():
    start = pickle.loads(pickle.dumps(projected()))
    assert start.with_scenario(Scenario("idle")) == projected(Scenario("idle"))


# --- bad input --------------------------------------------------------------------------------------------------


def test_days_reports_and_assumptions_that_are_wrong_are_named_together():
    wrong = Scenario(
        "wrong",
        rises={"clan_recognised": Rise.points(1)},
        assumptions=[
            Assumption(Halt(), tier="develop"),
            Assumption(Halt(), region="twon"),
            Assumption(ReachBy(1, END_2016), indicator="clans_recognised"),
        ],
    )
    with pytest.raises(InvalidScenarioError) as caught:
        projected(wrong, baseline_on=date(2021, 1, 1))
    words = [str(problem) for problem in caught.value.problems]
    parts = (
        "the baseline of",
        "'clan_recognised'",
        "tier 'develop'",
        "region 'twon'",
        "in 'town' is to reach",
        "in 'top'",
    )
    assert all(part in word for part, word in zip(parts, words, strict=True))
    unknown = Observation("clan", "town", END_2016, Share(1, 2))
    with pytest.raises(InvalidScenarioError, match=r"(?s)5 problems.*observations\[0\].*twon"):
        projected(wrong, seen=[unknown], baseline_on=date(2021, 1, 1))


def test_a_due_day_before_the_baseline_and_all_reports_is_named_with_both():
    with pytest.raises(InvalidScenarioError, match="2 problems"):
        projected(until=date(2015, 12, 31), baseline_on=END_2016)
    with pytest.raises(InvalidValueError, match="no report is earlier than 2015-12-31"):
        projected(until=date(2015, 12, 31))


def test_a_last_report_of_the_last_day_leaves_nothing_to_project():
    with pytest.raises(InvalidValueError, match="every last report is of 2018-12-31; there is nothing to project"):
        projected(seen=[SEEN[0], attrs.evolve(SEEN[0], on=END_2018)], until=END_2018)


def test_at_most_a_thousand_years_are_judged():
    with pytest.raises(InvalidValueError, match="more than the 1,000 years that can be judged"):
        projected(until=date(SEEN[0].on.year + 1001, 12, 31))


def test_the_first_days_of_all_targets_are_those_of_each():
    future = everywhere(ALL_RISE)
    found = future.first_met_days()
    assert set(found) == {(target.id, region) for target in PROGRAMME.targets for region in ("top", "town", "far")}
    assert all(found[key] == future.first_met(*key) for key in found)
    assert len(set(found.values())) > 2


def test_a_projection_prints_its_outcomes_year_by_year():
    head, change, columns, *rows = str(projected(until=END_2018)).splitlines()
    assert (head, change) == ("Scenario 'steady'", "- +10 percentage points a year (indicator clans_recognised)")
    assert columns.split() == ["target", "region", "2017-12-31", "2018-12-31"]
    assert next(row for row in rows if row.split()[:2] == ["clans_recognised", "town"]).split()[2:] == [
        "not",
        "met",
        "met",
    ]
    assert len(rows) == 2 * len(PROGRAMME.targets)


def test_a_region_that_begins_later_has_no_outcome_before():
    new = attrs.evolve(TOWN, id="new", valid_from=END_2018)
    row = next(
        r for r in str(projected(regions=(TOP, TOWN, new))).splitlines() if r.split()[:2] == ["clans_recognised", "new"]
    )
    assert row.split()[2:] == ["no", "data"] * 3


# --- a part of a projection -------------------------------------------------------------------------------------


def test_a_projection_is_looked_through_like_an_assessment():
    future = everywhere(ALL_RISE)
    part = future.where(target=["clans_recognised", "units_recognised"], region="town")
    assert part.days == future.days
    assert {verdict.key for day in part.days for verdict in part.on(day)} == {
        ("clans_recognised", "town"),
        ("units_recognised", "town"),
    }
    assert len(future.where(outcome=Outcome.MET, level="district", tier="developed", is_judged=True).days) == 4
    with pytest.raises(UnknownIdError, match="unknown region 'twon'"):
        future.where(region="twon")


def test_a_region_that_is_there_on_some_days_is_found():
    begins = Region("new", "Xã", level="commune", parent="top", traits=(), valid_from=END_2019)
    part = projected(regions=(TOP, TOWN, begins)).where(region="new")
    assert [len(judged) for judged in part.assessments] == [0, 0, len(PROGRAMME.targets), len(PROGRAMME.targets)]


def test_another_scenario_of_a_part_is_projected_as_a_whole():
    part = everywhere(ALL_RISE).where(region="town")
    assert part.with_scenario(STEADY) == everywhere(STEADY)


@pytest.mark.parametrize("day", ["2018-12-31", datetime(2018, 12, 31, tzinfo=UTC), None])
def test_a_day_is_asked_for_as_a_date(day):
    with pytest.raises(InvalidTypeError, match=r"such as date\(2018, 12, 31\)"):
        projected().on(day)


def test_wholes_are_judged_again_where_a_part_of_them_changes():
    seen = tuple(report for report in EVERYWHERE if report.region != "top")
    question = {"seen": seen, "regions": (TOP, TOWN, FAR), "into": ["top"]}
    start = projected(ALL_RISE, **question)
    for scenario in (
        STEADY,
        ALL_RISE.then(STEADY),
        Scenario("one", assumptions=[Assumption(Rise.points(9), region="far")]),
    ):
        assert start.with_scenario(scenario) == projected(scenario, **question)


def test_the_figures_of_single_bodies_are_left_aside():
    women = [
        Observation("cadres_trained", "town", END_2016, Share(1, 2), party="women"),
        Observation("cadres_trained", "town", END_2018, Share(1, 2), party="women"),
    ]
    found = projected(seen=(*SEEN, *women))
    assert found == projected()
    with pytest.raises(InvalidValueError, match="figures of single bodies were not looked at here"):
        found.on(END_2020).where(party="women")
    with pytest.raises(InvalidValueError, match="no report is earlier than 2020-12-31"):
        projected(seen=women)
    with pytest.raises(InvalidObservationsError, match="'clans_recognised' is not asked of 'women'"):
        projected(seen=[*SEEN, attrs.evolve(SEEN[0], party="women")])
