"""The milestones of Decision 387/QĐ-TTg as data."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import Caveat, LevelTarget, Observation, Outcome, Region, Share, Source, assess
from xhht.errors import UnknownIdError
from xhht.programmes import qd_281
from xhht.programmes.qd_387 import PROGRAMME

END_2020, END_2025, END_2030 = (date(year, 12, 31) for year in (2020, 2025, 2030))
CLAUSES = (
    ("heading", "document", {"Programme", "Party"}),
    ("objectives.2025", "target", {"LearningTitle", "Indicator", "LevelTarget"}),
    ("objectives.2030", "target", {"LevelTarget"}),
    ("objectives.2030.clans", "target", set()),
    ("objectives.2025.citizens", "target", {"LearningTitle", "Indicator", "LevelTarget"}),
    ("objectives.2030.citizens", "target", {"LevelTarget"}),
    ("objectives.2025.association", "target", {"Indicator", "LevelTarget"}),
    ("objectives.2030.training", "target", set()),
)


@pytest.mark.parametrize(
    ("target", "percent", "day"),
    [
        ("families_recognised_2025", 70, END_2025),
        ("clans_recognised_2025", 65, END_2025),
        ("communities_recognised_2025", 65, END_2025),
        ("units_recognised_2025", 80, END_2025),
        ("families_recognised_2030", 80, END_2030),
        ("communities_recognised_2030", 70, END_2030),
        ("units_recognised_2030", 90, END_2030),
        ("workers_recognised_2025", 40, END_2025),
        ("workers_recognised_2030", 60, END_2030),
        ("staff_recognised_2025", 60, END_2025),
        ("staff_recognised_2030", 80, END_2030),
        ("members_informed_2025", 100, END_2025),
        ("chairs_in_learning_centres_2025", 100, END_2025),
        ("officers_trained_2025", 40, END_2025),
    ],
)
def test_a_milestone_asks_the_same_of_every_region(target, percent, day):
    rule = PROGRAMME.target(target)
    assert isinstance(rule, LevelTarget)
    assert rule.due_on == day
    assert (rule.tiers, rule.asked_of(None)) == ((None,), Fraction(percent, 100))


def test_there_is_no_other_target():
    assert len(PROGRAMME.targets) == 14


def test_the_share_of_clans_by_2030_is_missing_and_its_place_says_so():
    with pytest.raises(UnknownIdError, match="clans_recognised_2030"):
        PROGRAMME.target("clans_recognised_2030")
    place = PROGRAMME.clause("objectives.2030.clans")
    assert not place.is_measurable
    assert "was not found" in place.not_measured.en
    assert "does not mean that the text sets none" in place.not_measured.en
    assert "Chưa tìm được số liệu" in place.not_measured.vi


def test_where_sources_print_two_shares_none_is_taken():
    assert "others 70%" in PROGRAMME.clause("objectives.2030.training").not_measured.en


@pytest.mark.parametrize(("number", "kind", "models"), CLAUSES)
def test_each_place_is_modelled_by_what_it_says(number, kind, models):
    place = Source("387/QĐ-TTg", number)
    assert PROGRAMME.clause(number).kind == kind
    assert {type(thing).__name__ for thing, source in PROGRAMME.citations() if source == place} == models


def test_the_places_are_these_alone():
    assert [clause.source.number for clause in PROGRAMME.clauses] == [number for number, *_ in CLAUSES]


@pytest.mark.parametrize(
    "number", ["objectives.2025", "objectives.2030", "objectives.2025.citizens", "objectives.2030.citizens"]
)
def test_the_name_of_a_place_is_not_passed_off_as_a_section_number(number):
    gist = PROGRAMME.clause(number).gist
    assert "not a section number" in gist.en
    assert "không phải số mục" in gist.vi


def test_the_decision_was_issued_on_25_march_2022_and_runs_to_the_end_of_2030():
    assert (PROGRAMME.document.number, PROGRAMME.document.issued_on) == ("387/QĐ-TTg", date(2022, 3, 25))
    assert (PROGRAMME.starts_on, PROGRAMME.ends_on) == (date(2022, 3, 25), END_2030)
    assert "giai đoạn 2021 - 2030" in PROGRAMME.document.name.vi
    assert PROGRAMME.document.issuer == qd_281.PROGRAMME.document.issuer


@pytest.mark.parametrize("indicator", ["families_recognised", "clans_recognised", "communities_recognised"])
def test_what_both_schemes_measure_means_the_same(indicator):
    here, there = PROGRAMME.indicator(indicator), qd_281.PROGRAMME.indicator(indicator)
    assert (here.name, here.numerator, here.denominator) == (there.name, there.numerator, there.denominator)


def test_units_are_those_in_the_area_of_a_commune():
    here, there = PROGRAMME.indicator("units_recognised"), qd_281.PROGRAMME.indicator("units_recognised")
    assert "in the area of a commune" in here.denominator.en
    assert here.denominator != there.denominator


def test_it_holds_in_the_whole_country_and_sets_no_areas_apart():
    assert (PROGRAMME.territory.id, PROGRAMME.territory.level) == ("viet-nam", "country")
    assert (PROGRAMME.tiers, PROGRAMME.default_tier) == ((), None)


def test_a_figure_of_2020_is_judged_by_a_milestone_that_is_not_due():
    nation = [Region("viet-nam", "Việt Nam", level="country")]
    seen = [Observation("families_recognised", "viet-nam", END_2020, Share(16_635_366, 23_068_140))]
    report = assess(PROGRAMME, seen, regions=nation, as_of=END_2020)
    near, far = (report[f"families_recognised_{year}", "viet-nam"] for year in (2025, 2030))
    assert (near.outcome, near.is_due) == (Outcome.MET, False)
    assert (far.outcome, far.is_due) == (Outcome.NOT_MET, False)
    assert far.shortfall == -(-23_068_140 * 4 // 5) - 16_635_366
    assert Caveat.BASE_UNSTATED not in far.caveats


def test_the_national_association_answers():
    assert [party.id for party in PROGRAMME.parties] == ["national_association"]
    assert all(target.answerable == ("national_association",) for target in PROGRAMME.targets)
