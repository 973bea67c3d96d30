from datetime import date
from fractions import Fraction
from unicodedata import normalize

import pytest

from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.texts import (
    Noun,
    Text,
    check_language,
    format_count,
    format_day,
    format_day_of_year,
    format_decimal,
    format_percent,
    spell_day,
)


def test_a_text_has_its_words_in_each_language():
    text = Text("Dòng họ học tập", "Learning clan")
    assert text.in_language("vi") == "Dòng họ học tập"
    assert text.in_language("en") == "Learning clan"


def test_a_text_is_kept_composed():
    assert Text(normalize("NFD", "Dòng họ"), "Clan").vi == "Dòng họ"


@pytest.mark.parametrize(("vi", "en"), [("", "Clan"), ("Dòng họ", "  "), ("\u00a0", "Clan")])
def test_a_text_without_words_in_a_language_is_refused(vi, en):
    with pytest.raises(InvalidValueError, match="needs words in both languages"):
        Text(vi, en)


def test_a_text_of_another_type_is_refused():
    with pytest.raises(InvalidTypeError, match="expected text"):
        Text(None, "Clan")


@pytest.mark.parametrize("wrong", ["fr", "EN", None, 5])
def test_another_language_is_refused_with_those_known(wrong):
    with pytest.raises(UnknownIdError, match=r"unknown language .* (known: en, vi|did you mean)"):
        check_language(wrong)
    with pytest.raises(UnknownIdError, match="language"):
        Text("Dòng họ", "Clan").in_language(wrong)


@pytest.mark.parametrize(
    ("number", "en", "vi"),
    [
        (Fraction(5, 2), "2.5", "2,5"),
        (Fraction(50), "50", "50"),
        (Fraction(0), "0", "0"),
        (Fraction(1, 100), "0.01", "0,01"),
        (Fraction(-5, 2), "−2.5", "−2,5"),
        (Fraction(1282), "1,282", "1.282"),
        (Fraction(1, 3), "about 0.33", "khoảng 0,33"),
        (Fraction(1, 200), "about 0.01", "khoảng 0,01"),
        (Fraction(-1, 1000), "about 0", "khoảng 0"),
    ],
)
def test_a_number_is_shown_as_each_language_prints_it(number, en, vi):
    assert format_decimal(number, "en") == en
    assert format_decimal(number, "vi") == vi


def test_a_number_can_be_shown_without_decimals():
    assert format_decimal(Fraction(5, 2), "en", 0) == "about 3"


def test_a_share_is_shown_as_a_percentage():
    assert format_percent(Fraction(5748, 10000), "vi") == "57,48%"


def test_thousands_are_set_off():
    assert format_count(1282, "en") == "1,282"
    assert format_count(1282, "vi") == "1.282"


def test_a_day_is_written_as_each_language_does():
    assert format_day(date(2020, 2, 1), "en") == "1 February 2020"
    assert format_day(date(2020, 2, 1), "vi") == "01/02/2020"
    assert [format_day(date(2018, month, day), "vi") for month, day in ((2, 5), (5, 1), (8, 25), (1, 10), (3, 9))] == [
        *("05/02/2018", "01/5/2018", "25/8/2018", "10/01/2018", "09/3/2018"),
    ]


def test_a_day_of_every_year_and_the_day_of_a_letter_are_written_likewise():
    assert [format_day_of_year(2, 29, language) for language in ("en", "vi")] == ["29 February", "29/02"]
    assert spell_day(date(2018, 12, 28), "vi") == "ngày 28 tháng 12 năm 2018"
    assert spell_day(date(2019, 1, 5), "vi") == "ngày 05 tháng 01 năm 2019"
    assert spell_day(date(2019, 1, 5), "en") == "5 January 2019"


def test_a_noun_has_the_form_that_its_count_asks_for():
    family = Noun("hộ gia đình", "families", one="family")
    assert [family.counted(count, "en") for count in (0, 1, 2000)] == ["0 families", "1 family", "2,000 families"]
    assert family.counted(1, "vi") == "1 hộ gia đình"
    assert family.form("from 1 to 2", "en") == "families"
    assert isinstance(family, Text)
