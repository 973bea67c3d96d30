from datetime import date

import pytest

from xhht import Region, Regions, Territory, Text
from xhht.errors import InvalidTypeError, UnknownChoiceError
from xhht.values import Value

DAY = date(2020, 12, 31)
YEN_BAI = Territory("yen-bai", Text("tỉnh Yên Bái", "Yên Bái province"), level="province")
NATION = Territory("viet-nam", Text("cả nước", "the whole country"), level="country")
REGIONS = Regions(
    [
        Region("viet-nam", "Việt Nam", level="country"),
        Region("yen-bai", "Tỉnh Yên Bái", level="province", parent="viet-nam"),
        Region("lao-cai", "Tỉnh Lào Cai", level="province", parent="viet-nam"),
        Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai"),
        Region("bat-xat", "Huyện Bát Xát", level="district", parent="lao-cai"),
        Region("xa", "Xã", level="commune", parent="bat-xat"),
        Region("alone", "Xã không rõ huyện", level="commune"),
        Region("below-the-country", "Huyện không rõ tỉnh", level="district", parent="viet-nam"),
        Region("elsewhere", "Nước khác", level="country"),
        Region("there", "Tỉnh nước khác", level="province", parent="elsewhere"),
    ]
)


@pytest.mark.parametrize(
    ("region", "in_yen_bai", "in_the_nation"),
    [
        ("yen-bai", True, True),
        ("tran-yen", True, True),
        ("viet-nam", False, True),
        ("lao-cai", False, True),
        ("bat-xat", False, True),
        ("xa", False, True),
        ("alone", True, True),
        ("below-the-country", True, True),
        ("elsewhere", False, False),
        ("there", False, False),
    ],
)
def test_a_territory_has_what_lies_below_it(region, in_yen_bai, in_the_nation):
    life = REGIONS.get(region, DAY)
    assert (YEN_BAI.has(life, REGIONS, DAY), NATION.has(life, REGIONS, DAY)) == (in_yen_bai, in_the_nation)


def test_the_parents_are_those_of_the_day():
    moved = date(2021, 1, 1)
    regions = Regions(
        [
            Region("yen-bai", "Tỉnh Yên Bái", level="province"),
            Region("lao-cai", "Tỉnh Lào Cai", level="province"),
            Region("d", "Huyện", level="district", parent="lao-cai", valid_to=DAY),
            Region("d", "Huyện", level="district", parent="yen-bai", valid_from=moved),
        ]
    )
    assert [YEN_BAI.has(regions.get("d", day), regions, day) for day in (DAY, moved)] == [False, True]


def test_a_territory_is_compared_as_every_value_is():
    assert Territory.__eq__ is Value.__eq__


def test_a_territory_has_a_name_in_both_languages_and_a_level_of_the_list():
    with pytest.raises(InvalidTypeError, match=r"Territory\.name is a Text"):
        Territory("yen-bai", "Yên Bái", level="province")
    with pytest.raises(UnknownChoiceError, match="did you mean 'province'"):
        Territory("yen-bai", Text("Yên Bái", "Yên Bái"), level="provinces")


def test_a_territory_is_known_by_the_letters_of_its_id():
    spelled = Region("YEN-BAI".lower(), "Tỉnh Yên Bái", level="province")
    assert YEN_BAI.has(spelled, Regions([spelled]), date(2020, 12, 31))
