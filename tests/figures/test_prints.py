import re
from fractions import Fraction
from unicodedata import normalize

import attrs
import pytest

from xhht import Base, Bounds, Caveat, CountRange, PrintedShare, Share, count_from_text
from xhht.errors import (
    ContradictionError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
    UnreadablePrintError,
)
from xhht.figures.prints import check_print


def pct(text):
    return Fraction(text) / 100


def closed(lower, upper):
    return Bounds(pct(lower), pct(upper))


def cut(lower, upper):
    return Bounds(pct(lower), pct(upper), is_upper_open=True)


def over(lower, upper):
    return Bounds(pct(lower), pct(upper), is_lower_open=True)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("57,48%", cut("57.475", "57.49")),
        ("57.48 %", cut("57.475", "57.49")),
        ("40%", cut("39.5", "41")),
        ("0%", cut("0", "1")),
        ("0,0%", cut("0", "0.1")),
        ("99,9%", cut("99.85", "100")),
        ("99,5%", cut("99.45", "99.6")),
        ("100%", closed("100", "100")),
        ("100,00 %", closed("100", "100")),
        ("trên 93 %", over("93", "100")),
        ("hơn 93%", over("93", "100")),
        ("over 93 %", over("93", "100")),
        ("more than 93 %", over("93", "100")),
        ("above 0 %", over("0", "100")),
        ("gần 97 %", cut("87.3", "97")),
        ("nearly 97 %", cut("87.3", "97")),
        ("almost 100%", cut("90", "100")),
        ("dưới 5 %", cut("0", "5")),
        ("under 5 %", cut("0", "5")),
        ("less than 100%", cut("0", "100")),
        ("khoảng 70 %", closed("66.5", "73.5")),
        ("about 70 %", closed("66.5", "73.5")),
        ("approximately 100%", closed("95", "100")),
        ("around 0%", closed("0", "0")),
    ],
)
def test_a_print_means_what_the_table_of_words_says(text, bounds):
    assert PrintedShare.from_text(text).bounds == bounds


@pytest.mark.parametrize(
    "text",
    [
        " 57,48 % ",
        "57,48\u00a0%",
        "57,48\u202f%",
        "57,48 phần trăm",
        "57,48 per cent",
        "57,48 percent",
        "57,48\u00a0phần\u00a0trăm",
    ],
)
def test_spaces_and_ways_to_write_per_cent_do_not_matter(text):
    assert PrintedShare.from_text(text).bounds == cut("57.475", "57.49")


@pytest.mark.parametrize("text", ["TRÊN 93%", "Trên 93%", "trên93%", "trên \u00a0 93%", normalize("NFD", "trên 93%")])
def test_words_are_read_in_any_case_and_composition(text):
    assert PrintedShare.from_text(text).bounds == over("93", "100")


def test_three_decimals_are_read_behind_a_comma():
    assert PrintedShare.from_text("57,481%").bounds == cut("57.4805", "57.482")


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("", 1, "a number was expected here"),
        ("   ", 4, "a number was expected here"),
        ("đạt ", 5, "a number was expected here"),
        ("-5%", 1, "a number was expected here"),
        ("chừng 70%", 1, "a number was expected here"),
        ("trên khoảng 70%", 6, "a number was expected here"),
        ("trên từ 70%", 6, "a number was expected here"),
        ("trênh 70%", 1, "a number was expected here"),
        ("%", 1, "a number was expected here"),
        ("80 - %", 6, "a number was expected here"),
        ("57,48", 6, "a percent sign was expected here, as in '60%'"),
        ("80% - 85", 9, "a percent sign was expected here, as in '60%'"),
        ("57,%", 3, "a percent sign was expected here, as in '60%'"),
        ("5 7%", 3, "a percent sign was expected here, as in '60%'"),
        ("57 percentage", 4, "a percent sign was expected here, as in '60%'"),
        ("từ 90%", 7, "“đến” with a second number or “trở lên” was expected here"),
        ("khoảng 90% trở lên", 12, "nothing was expected after the percentage"),
        ("80 - 85% trở lên", 10, "nothing was expected after the percentage"),
        ("57% năm 2020", 5, "nothing was expected after the percentage"),
        ("57%%", 4, "nothing was expected after the percentage"),
        ("1.282.5%", 2, "this sign stands in no number as locale 'vi' prints it"),
        ("57.481%", 1, "a share cannot be above 100%"),
        ("  101%", 3, "a share cannot be above 100%"),
        ("100,01%", 1, "a share cannot be above 100%"),
        ("80 - 103%", 6, "a share cannot be above 100%"),
        ("1001‰", 1, "a share cannot be above 100%"),
        ("trên 100%", 6, "no share is left by these words"),
        ("dưới 0%", 6, "no share is left by these words"),
        ("gần 0%", 5, "no share is left by these words"),
        ("85% - 80%", 1, "a range rises from its first number to its last"),
        ("80 - 80%", 1, "a range rises from its first number to its last"),
        ("gần 80 - 85%", 8, "a range follows, and the word before it does not say which end it means"),
    ],
)
def test_an_unreadable_print_shows_the_text_the_place_and_why(text, place, why):
    with pytest.raises(UnreadablePrintError, match="cannot be read at character") as caught:
        PrintedShare.from_text(text)
    message = str(caught.value)
    assert message.startswith(f"{text!r} cannot be read at character {place} (")
    assert message.endswith(why)


def test_an_unreadable_print_shows_twelve_characters_from_the_place_on():
    with pytest.raises(UnreadablePrintError) as caught:
        PrintedShare.from_text("trên 57 phần nghìn của cả nước")
    assert str(caught.value) == (
        "'trên 57 phần nghìn của cả nước' cannot be read at character 9 ('phần nghìn c'): "
        "a percent sign was expected here, as in '60%'"
    )


def test_a_print_may_have_a_hundred_characters():
    assert PrintedShare.from_text("57%".rjust(100)).bounds == cut("56.5", "58")
    assert count_from_text("57".rjust(100)) == 57


def test_a_print_that_is_too_long_is_refused_shortened():
    with pytest.raises(UnreadablePrintError, match="at most 100 characters: str '111"):
        PrintedShare.from_text("1" * 101 + "%")


@pytest.mark.parametrize("wrong", [57.48, 57, None, True, b"57%", float("nan")])
def test_a_print_that_is_no_text_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="expected text"):
        PrintedShare.from_text(wrong)


def test_an_unreadable_print_is_also_a_value_error():
    with pytest.raises(ValueError, match="cannot be read"):
        PrintedShare.from_text("x")


def test_the_base_of_a_print_is_unstated_until_it_is_said():
    assert PrintedShare.from_text("57%").base is Base.UNSTATED
    assert PrintedShare.from_text("57%", base="registered").base is Base.REGISTERED


def test_a_wrong_base_is_refused():
    with pytest.raises(UnknownChoiceError, match="unknown base 'every'"):
        PrintedShare.from_text("57%", base="every")


@pytest.mark.parametrize(
    ("text", "base", "caveats"),
    [
        ("57%", Base.ALL, ()),
        ("57%", Base.UNSTATED, (Caveat.BASE_UNSTATED,)),
        ("100%", Base.ALL, (Caveat.TAKEN_AT_ITS_WORD,)),
        ("100%", Base.UNSTATED, (Caveat.TAKEN_AT_ITS_WORD, Caveat.BASE_UNSTATED)),
        ("around 0%", Base.ALL, ()),
    ],
)
def test_a_print_brings_its_caveats(text, base, caveats):
    assert PrintedShare.from_text(text, base=base).caveats == caveats


def test_a_print_is_shown_as_printed():
    assert PrintedShare.from_text(" hơn 93% ").format() == "“hơn 93%”"


@pytest.mark.parametrize("bounds", [Bounds(-1, 1), Bounds(0, 2)])
def test_a_print_cannot_mean_more_than_a_share(bounds):
    with pytest.raises(InvalidValueError, match="a share lies between 0 and 1"):
        PrintedShare("57%", bounds)


def test_the_bounds_of_a_print_are_bounds():
    with pytest.raises(InvalidTypeError, match=r"PrintedShare\.bounds is a Bounds"):
        PrintedShare("57%", (0, 1))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("86,4‰", cut("8.635", "8.65")),
        ("1000‰", closed("100", "100")),
        ("ít nhất 90%", closed("90", "100")),
        ("tối thiểu 90%", closed("90", "100")),
        ("at least 100%", closed("100", "100")),
        ("90% trở lên", closed("90", "100")),
        ("đạt từ 90% trở lên", closed("90", "100")),
        (">=90%", closed("90", "100")),
        ("> 90%", over("90", "100")),
        ("không quá 5%", closed("0", "5")),
        ("at most 5%", closed("0", "5")),
        ("<=5%", closed("0", "5")),
        ("< 5%", cut("0", "5")),
        ("≈40%", closed("38", "42")),
        ("80-85%", closed("80", "85")),
        ("từ 80% - 85%", closed("80", "85")),
        ("from 80 to 85 per cent", closed("80", "85")),
        ("95‰ - 10%", closed("9.5", "10")),
        ("khoảng từ 80 đến 85%", closed("76", "89.25")),
        ("chiếm tỷ lệ đạt 40%", cut("39.5", "41")),
        ("chiếm tỉ lệ 40%", cut("39.5", "41")),
        ("đạt tỷ lệ 40%", cut("39.5", "41")),
        ("tương ứng trên 54%", over("54", "100")),
        ("tương đương 40%", cut("39.5", "41")),
        ("không ít hơn 90%", closed("90", "100")),
        ("không nhiều hơn 5%", closed("0", "5")),
        ("xấp xỉ 40%", closed("38", "42")),
    ],
)
def test_signs_ranges_and_closed_ends_are_read(text, bounds):
    assert PrintedShare.from_text(text).bounds == bounds


def test_a_letter_that_only_looks_like_another_is_no_word_of_the_grammar():
    for text in ("không dướı 90%", "more tHaN 90%", "leſs than 90%"):
        try:
            bounds = PrintedShare.from_text(text).bounds
        except UnreadablePrintError:
            continue
        assert bounds in (closed("90", "100"), over("90", "100"), cut("0", "90"))


@pytest.mark.parametrize(
    ("text", "locale", "bounds"),
    [
        ("57.125%", "en", cut("57.1245", "57.126")),
        ("57,125%", "vi", cut("57.1245", "57.126")),
        ("57.12%", "vi", cut("57.115", "57.13")),
        ("1,000‰", "en", closed("100", "100")),
        ("khoảng 94.2%", "en", closed("89.49", "98.91")),
    ],
)
def test_signs_of_numbers_follow_the_locale(text, locale, bounds):
    assert PrintedShare.from_text(text, locale=locale).bounds == bounds


@pytest.mark.parametrize(
    ("text", "locale", "place"),
    [("94,2%", "en", 3), ("1.282,5%", "en", 2), ("57.125%", "vi", 1), ("17.528,1", "en", 3)],
)
def test_signs_of_another_locale_are_refused_at_their_place(text, locale, place):
    for read in (PrintedShare.from_text, count_from_text, Share.from_text):
        with pytest.raises(UnreadablePrintError, match=r"character \d+ ") as caught:
            read(text, locale=locale)
        assert read is not PrintedShare.from_text or f"character {place} " in str(caught.value)


@pytest.mark.parametrize("read", [PrintedShare.from_text, count_from_text, Share.from_text])
def test_an_unknown_locale_names_the_known_ones(read):
    with pytest.raises(UnknownIdError, match="unknown locale 'vn'; known: vi, en"):
        read("5%", locale="vn")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1282", 1282),
        ("1.282", 1282),
        ("1 282", 1282),
        ("212\u00a0631", 212631),
        ("16.635.366", 16635366),
        (" 45 ", 45),
        ("0", 0),
        ("007", 7),
        ("đạt 45.900", 45900),
    ],
)
def test_a_printed_count_is_read(text, count):
    assert count_from_text(text) == count


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("hơn 45.900", 45_901, None),
        ("> 45.900", 45_901, None),
        ("ít nhất 300", 300, None),
        ("từ 300 trở lên", 300, None),
        ("300 trở lên", 300, None),
        ("gần 3.000", 2700, 2999),
        ("dưới 3.000", 0, 2999),
        ("dưới 1", 0, 0),
        ("không quá 3.000", 0, 3000),
        ("khoảng 3.000", 2850, 3150),
        ("khoảng 0", 0, 0),
        ("2.000 - 2.500", 2000, 2500),
        ("từ 2 đến 3 triệu", 2_000_000, 3_000_000),
        ("900 nghìn - 1 triệu", 900_000, 1_000_000),
        ("khoảng 2.000 - 2.500", 1900, 2625),
        ("130 ngàn", 129_500, 130_999),
        ("1.200 tỷ", 1_199_500_000_000, 1_200_999_999_999),
        ("1.282,5 nghìn", 1_282_450, 1_282_599),
        ("5.5 triệu", 5_450_000, 5_599_999),
        ("1,282 nghìn", 1282, 1282),
        ("20 vạn", 195_000, 209_999),
        ("0 nghìn", 0, 999),
        ("1 triệu 200 nghìn", 1_199_500, 1_200_999),
        ("2 tỉ 3 triệu 4,5 nghìn", 2_003_004_450, 2_003_004_599),
        ("hơn 1 triệu 200 nghìn", 1_200_001, None),
        ("hơn 1,2345 nghìn", 1235, None),
        ("gần 1,2345 nghìn", 1112, 1234),
    ],
)
def test_a_count_with_a_word_or_a_unit_is_a_range(text, least, most):
    assert count_from_text(text) == CountRange(least, most)


def test_english_counts_follow_their_locale():
    assert count_from_text("17,528", locale="en") == count_from_text("17 528", locale="en") == 17_528
    assert count_from_text("hơn 2.1 triệu", locale="en") == CountRange(2_100_001, None)
    assert count_from_text("1,282.5 thousand", locale="en") == CountRange(1_282_450, 1_282_599)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        (" ", 2),
        ("1,282", 1),
        ("1.28", 1),
        ("12.82", 1),
        ("1282.000", 1),
        ("1.2820", 1),
        ("0.282", 1),
        ("2,5 - 3", 1),
        ("2 - 3,5", 5),
        ("-5", 1),
        ("+5", 1),
        ("5%", 2),
        ("một", 1),
        ("1..282", 2),
        ("1.", 2),
        ("012 345", 4),
        ("8 tri", 3),
        ("2.000 hộ", 7),
        ("1.282 000.5", 2),
        ("1 triệu 200", 9),
        ("1 triệu 1.200 nghìn", 9),
        ("1 triệu 200 triệu", 9),
        ("1,5 triệu 200 nghìn", 11),
        ("gần 1", 5),
        ("dưới 0", 6),
        ("1,28345 nghìn", 1),
        ("3.000 - 2 triệu", 1),
    ],
)
def test_a_printed_count_that_needs_guessing_is_refused_with_its_place(text, place):
    with pytest.raises(UnreadablePrintError, match=rf"cannot be read at character {place} "):
        count_from_text(text)


@pytest.mark.parametrize("text", ["264/630", " 264 / 630 ", "đạt 264/630"])
def test_two_counts_with_a_stroke_are_a_share(text):
    assert Share.from_text(text) == Share(264, 630)
    assert Share.from_text(text, base="registered") == Share(264, 630, base=Base.REGISTERED)


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("264", 4, "a stroke “/” was expected here"),
        ("264/", 5, "a number was expected here"),
        ("264/630/1", 8, "nothing was expected after the share"),
        ("12/31%", 6, "nothing was expected after the share"),
        ("2,5/7", 1, "a count without a unit is a whole number"),
        ("hơn 2/7", 1, "a number was expected here"),
        ("2/2 nghìn", 5, "nothing was expected after the share"),
    ],
)
def test_what_is_not_two_counts_with_a_stroke_is_refused(text, place, why):
    with pytest.raises(UnreadablePrintError, match=f"cannot be read at character {place} .*{why}"):
        Share.from_text(text)


def test_more_than_there_are_is_refused():
    with pytest.raises(InvalidValueError, match="630 of 264 cannot be"):
        Share.from_text("630/264")


def test_a_printed_count_that_is_too_long_is_refused():
    with pytest.raises(UnreadablePrintError, match="at most 100 characters"):
        count_from_text("1" * 101)


@pytest.mark.parametrize("wrong", [1282, 1.282, None, True])
def test_a_printed_count_that_is_no_text_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="expected text"):
        count_from_text(wrong)


def test_a_point_before_three_digits_is_decimal_where_it_can_set_off_no_thousands():
    assert PrintedShare.from_text("0.125 %") == attrs.evolve(PrintedShare.from_text("0,125 %"), text="0.125 %")


@pytest.mark.parametrize("space", ["\n", "\u2060", "\ufeff", "\u00a0 \t"])
def test_spaces_around_a_count_are_left_aside(space):
    assert count_from_text(f"{space}1.282{space}") == 1282


def test_a_count_keeps_to_one_sign_between_its_thousands():
    with pytest.raises(UnreadablePrintError, match="this sign stands in no number"):
        count_from_text("1.282 000")
    assert count_from_text("1.282.000") == 1_282_000


# --- a print beside bounds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "locale"),
    [("5%", "vi"), ("57,48%", "vi"), ("57.48%", "en"), ("1.234%", "en"), ("86,4‰", "vi"), ("100%", "vi")],
)
def test_a_bare_print_means_exactly_what_it_is_read_as(text, locale):
    bounds = PrintedShare.from_text(text, locale=locale).bounds
    check_print(text, bounds)
    for other in (
        Bounds(bounds.lower, Fraction(1)),
        Bounds(Fraction(0), bounds.upper),
        Bounds(Fraction(), Fraction(1)),
    ):
        if other != bounds:
            with pytest.raises(ContradictionError, match=re.escape(text)):
                check_print(text, other)


@pytest.mark.parametrize(
    "text", ["trên 50%", "gần 50%", "khoảng 50%", "từ 50% trở lên", "50 - 80%", "50% (ước)", "500 ‰ ?"]
)
def test_a_print_with_words_holds_its_numbers_and_may_mean_more_or_less_around_them(text):
    check_print(text, Bounds(Fraction(1, 4), Fraction(9, 10)))
    check_print(text, Bounds(Fraction(1, 2), Fraction(8, 10), is_lower_open=True))
    with pytest.raises(ContradictionError, match="does not mean the bounds beside it"):
        check_print(text, Bounds(Fraction(9, 10), Fraction(1)))


@pytest.mark.parametrize("text", ["", "một nửa"])
def test_words_without_a_number_can_mean_everything(text):
    check_print(text, Bounds(Fraction(9, 10), Fraction(1)))


@pytest.mark.parametrize(
    ("text", "locale", "hint"),
    [
        ("3,210", "vi", "whole number; locale='en' reads one here"),
        ("1,234,567", "vi", "prints it; locale='en' reads one here"),
        ("more than 12.500", "en", "whole number; locale='vi' reads one here"),
        ("12,5", "vi", "a whole number"),
        ("1.23.456", "vi", "prints it"),
    ],
)
def test_a_count_in_the_signs_of_the_other_locale_names_it(text, locale, hint):
    with pytest.raises(UnreadablePrintError, match=f"{hint}$"):
        count_from_text(text, locale=locale)
