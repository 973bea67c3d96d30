"""The national scheme of Decision 281/QĐ-TTg as data."""

from datetime import date

import pytest

from xhht import LevelTarget, Trait, propose_tier
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
def test_a_level_is_asked_by_2020_and_of_developed_areas_the_general_one(target, general, disadvantaged):
    rule = PROGRAMME.target(target)
    assert isinstance(rule, LevelTarget)
    assert rule.due_on == PROGRAMME.ends_on == date(2020, 12, 31)
    shares = [rule.asked_of(tier) * 100 for tier in ("general", "developed", "disadvantaged")]
    assert shares == [general, general, disadvantaged]


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


def test_every_region_of_programme_154_can_be_judged():
    assert [tier.id for tier in PROGRAMME.tiers] == [tier.id for tier in ctph_154.PROGRAMME.tiers]


def test_developed_areas_are_not_set_apart_and_the_tier_says_so():
    developed = PROGRAMME.tier("developed")
    assert developed.traits == frozenset()
    assert "does not set these areas apart" in developed.test.en
    assert "không tách riêng" in developed.test.vi


@pytest.mark.parametrize(
    ("trait", "tier"),
    [
        (Trait.CITY, "general"),
        (Trait.LOW_LYING_DISTRICT, "general"),
        (Trait.MANY_ETHNIC_MINORITIES, "general"),
        (Trait.MOUNTAIN, "disadvantaged"),
        (Trait.REMOTE, "disadvantaged"),
        (Trait.SPECIAL_DIFFICULTY, "disadvantaged"),
    ],
)
def test_tiers_follow_the_decisions_own_tests(trait, tier):
    assert propose_tier(PROGRAMME.tiers, [trait]).id == tier


def test_the_name_of_the_place_is_not_passed_off_as_a_section_number():
    gist = PROGRAMME.clause("objectives").gist
    assert "not a section number" in gist.en
    assert "không phải số mục" in gist.vi


def test_the_national_association_answers():
    assert [party.id for party in PROGRAMME.parties] == ["national_association"]
    assert all(target.answerable == ("national_association",) for target in PROGRAMME.targets)
