import pytest

from xhht import Source, Text, Tier, Trait, propose_tier
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError

WORDS = Text("Vùng", "Area")


def tier(tier_id, *traits):
    return Tier(tier_id, WORDS, test=WORDS, traits=traits, source=Source("1/VB", "II.2"))


GENERAL = tier("general")
DEVELOPED = tier("developed", Trait.CITY, Trait.TOWN)
DISADVANTAGED = tier("disadvantaged", Trait.REMOTE, Trait.MOUNTAIN)
TIERS = (GENERAL, DEVELOPED, DISADVANTAGED)


def test_any_one_trait_places_an_area_in_its_tier():
    assert propose_tier(TIERS, [Trait.TOWN]) is DEVELOPED
    assert propose_tier(TIERS, ["town", "city", "low_lying_district"]) is DEVELOPED


@pytest.mark.parametrize("given", [3, None, "general"])
def test_a_tier_is_proposed_from_tiers_alone(given):
    with pytest.raises(InvalidTypeError, match=r"tiers\[1\] is a Tier, got"):
        propose_tier([GENERAL, given], [])


def test_an_area_without_traits_or_with_others_is_general():
    assert propose_tier(TIERS, []) is GENERAL
    assert propose_tier(TIERS, frozenset({Trait.SPECIAL_DIFFICULTY})) is GENERAL


def test_overlapping_tests_are_left_to_the_caller():
    with pytest.raises(InvalidValueError, match=r"the tests of 2 tiers apply .developed: town; disadvantaged: remote"):
        propose_tier(TIERS, [Trait.TOWN, Trait.REMOTE])


def test_without_a_general_tier_an_area_may_fit_nowhere():
    with pytest.raises(InvalidValueError, match="no tier applies, and none of them is 'general'; choose"):
        propose_tier([DEVELOPED], [Trait.REMOTE])


def test_an_unknown_trait_names_the_nearest():
    with pytest.raises(UnknownChoiceError, match="unknown trait 'cities'; did you mean 'city'"):
        propose_tier(TIERS, ["cities"])


def test_a_lone_trait_is_not_taken_apart():
    with pytest.raises(InvalidTypeError, match="expected several values"):
        propose_tier(TIERS, "town")


def test_the_traits_of_a_tier_have_no_order():
    assert tier("developed", Trait.TOWN, Trait.CITY) == DEVELOPED
    assert hash(tier("developed", "town", "city")) == hash(DEVELOPED)
