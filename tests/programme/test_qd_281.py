"""The national scheme of Decision 281/QĐ-TTg as data."""

from datetime import date

import pytest

from xhht import LevelTarget, Region
from xhht.programmes import ctph_154
from xhht.programmes.qd_281 import PROGRAMME

SHARED = ("families_recognised", "clans_recognised", "communities_recognised", "units_recognised")


@pytest.mark.parametrize(
    ("target", "general", "disadvantaged"),
    [
        ("association_officers_trained", 100, 100),
        ("families_recognised", 70, 60),
        ("clans_recognised", 50, 40),
        ("communities_recognised", 60, 50),
        ("units_recognised", 50, 50),
    ],
)
def test_a_level_is_asked_by_2020_of_each_tier(target, general, disadvantaged):
    rule = PROGRAMME.target(target)
    assert isinstance(rule, LevelTarget)
    assert rule.due_on == PROGRAMME.ends_on == date(2020, 12, 31)
    assert [rule.asked_of(tier) * 100 for tier in ("general", "disadvantaged")] == [general, disadvantaged]


def test_there_is_no_other_target():
    assert len(PROGRAMME.targets) == 5


def test_the_decision_is_the_one_that_programme_154_rests_on():
    (document,) = {basis.document for basis in ctph_154.PROGRAMME.bases if basis.document.number == "281/QĐ-TTg"}
    assert (document.number, document.issued_on) == (PROGRAMME.document.number, PROGRAMME.document.issued_on)
    assert (document.name, document.issuer) == (PROGRAMME.document.name, PROGRAMME.document.issuer)
    assert PROGRAMME.starts_on == date(2014, 2, 20)


@pytest.mark.parametrize("indicator", SHARED)
def test_what_both_programmes_measure_means_the_same(indicator):
    here, there = PROGRAMME.indicator(indicator), ctph_154.PROGRAMME.indicator(indicator)
    assert (here.name, here.numerator, here.denominator, here.title) == (
        there.name,
        there.numerator,
        there.denominator,
        there.title,
    )


def test_trained_officers_are_those_of_the_association_alone():
    assert not PROGRAMME.measures("cadres_trained")
    assert not ctph_154.PROGRAMME.measures("association_officers_trained")
    assert "of no other body" in PROGRAMME.indicator("association_officers_trained").denominator.en


def test_it_holds_in_the_whole_country_and_has_two_tiers():
    assert (PROGRAMME.territory.id, PROGRAMME.territory.level) == ("viet-nam", "country")
    assert ([tier.id for tier in PROGRAMME.tiers], PROGRAMME.default_tier) == (["general", "disadvantaged"], "general")


@pytest.mark.parametrize(
    ("trait", "tier"),
    [
        ("city", "general"),
        ("low_lying_district", "general"),
        ("many_ethnic_minorities", "general"),
        ("mountain", "disadvantaged"),
        ("remote", "disadvantaged"),
        ("special_difficulty", "disadvantaged"),
    ],
)
def test_tiers_follow_the_decisions_own_tests(trait, tier):
    assert PROGRAMME.tier_of(Region("a", "Địa bàn A", level="district", traits=[trait])) == tier


def test_the_name_of_the_place_is_not_passed_off_as_a_section_number():
    gist = PROGRAMME.clause("objectives").gist
    assert "not a section number" in gist.en
    assert "không phải số mục" in gist.vi


def test_the_national_association_answers():
    assert [party.id for party in PROGRAMME.parties] == ["national_association"]
    assert all(target.answerable == ("national_association",) for target in PROGRAMME.targets)
