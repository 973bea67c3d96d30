import pytest

from xhht import Source, Text, Tier
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.tiers import fitting, trait_name

WORDS = Text("Vùng", "Area")


def tier(*traits):
    return Tier("developed", WORDS, test=WORDS, traits=traits, source=Source("1/VB", "II.2"))


def test_the_traits_of_a_tier_have_no_order_and_are_an_open_list():
    assert tier("town", "island") == tier("island", "town")
    assert hash(tier("town", "island")) == hash(tier("island", "town"))


def test_a_lone_trait_is_not_taken_apart():
    with pytest.raises(InvalidTypeError, match="expected several values"):
        Tier("developed", WORDS, test=WORDS, traits="town", source=Source("1/VB", "II.2"))


def test_a_trait_is_an_id():
    with pytest.raises(InvalidValueError, match="is no id"):
        tier("vùng cao")


def test_a_trait_that_a_shipped_text_speaks_of_has_a_name_in_both_languages():
    assert (trait_name("town", "vi"), trait_name("town", "en")) == ("thị xã", "town")
    assert trait_name("island", "vi") == "island"


TIERS = [
    Tier(one, WORDS, test=WORDS, traits=traits, source=Source("1/VB", "II.2"))
    for one, traits in {"general": (), "developed": ("town", "city"), "disadvantaged": ("remote",)}.items()
]
EVERY = ("general", "developed", "disadvantaged")


@pytest.mark.parametrize(
    ("traits", "default", "tiers"),
    [
        (None, "general", EVERY),
        (None, None, EVERY),
        (frozenset(), "general", ("general",)),
        (frozenset(), None, EVERY),
        (frozenset({"island"}), "general", ("general",)),
        (frozenset({"town"}), "general", ("developed",)),
        (frozenset({"town", "island"}), None, ("developed",)),
        (frozenset({"remote", "city"}), "general", ("developed", "disadvantaged")),
    ],
)
def test_an_area_may_be_in_the_tiers_that_its_traits_allow(traits, default, tiers):
    assert fitting(TIERS, traits, default) == tiers
    assert fitting([], traits, None) == ()
