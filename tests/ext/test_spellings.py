"""One form for text from outside."""

from unicodedata import normalize

import pytest

from xhht.ext.spellings import Spellings, is_plain, key, plain, tokens

NAMES = ("numerator", "is_lower_open", "đơn_vị", "Bà Nà", "Ba Na", "Lò", "Ló")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("numerator", "numerator"),
        (" Numerator\u00a0", "numerator"),
        ("IS LOWER OPEN", "is_lower_open"),
        ("is-lower.open", "is_lower_open"),
        (normalize("NFD", "Đơn vị"), "đơn_vị"),
        ("don vi", "đơn_vị"),
        ("bà nà", "Bà Nà"),
        ("ba na", "Ba Na"),
        ("lo", None),  # Two names are so written without marks.
        ("lo ", None),
        ("đon vị", None),  # With marks, all of them count.
        ("numeratr", None),
        ("", None),
        (" ", None),
    ],
)
def test_a_name_is_meant_by_its_words_or_without_marks_where_one_alone_is_so_written(text, name):
    assert Spellings(NAMES).find(text) == name


def test_names_of_the_same_words_are_found_by_their_own_signs_alone():
    names = Spellings(("a.b", "a-b"))
    assert (names.find("a.b"), names.find(" A-B "), names.find("a b")) == ("a.b", "a-b", None)


@pytest.mark.parametrize(("text", "name"), [("numeratr", "numerator"), ("đơn vi", "đơn_vị"), ("xyz", ""), ("", "")])
def test_the_nearest_name_is_told(text, name):
    assert Spellings(NAMES).nearest(text) == name


def test_words_have_one_form_however_they_are_typed():
    assert key("HOÀ\n bình.") == key(normalize("NFD", "hòa Bình")) == key("hoà_bình")
    assert plain(key("Đắk Lắk 50%")) == ("dak", "lak", "50", "%")
    assert tokens("T.Số hộ") == ("T", "Số", "hộ")
    assert is_plain(key("Ho"))
    assert not is_plain(key("Hộ"))


@pytest.mark.parametrize(
    ("text", "name"), [("Numeratr", "numerator"), ("IS_LOWER_OPN", "is_lower_open"), ("lower", ""), ("nominator", "")]
)
def test_a_near_miss_is_all_but_a_name(text, name):
    assert Spellings(NAMES).near_miss(text) == name
