from fractions import Fraction
from unicodedata import normalize

import attrs
import pytest

from xhht import WORDINGS, Base, Bounds, Caveat, Extent, PrintedShare, Wording, count_from_text
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnreadablePrintError


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
        ("-5%", 1, "a number was expected here"),
        ("chừng 70%", 1, "a number was expected here"),
        ("trên khoảng 70%", 6, "a number was expected here"),
        ("trênh 70%", 1, "a number was expected here"),
        ("%", 1, "a number was expected here"),
        ("57,48", 6, "a percent sign was expected here"),
        ("57,%", 3, "a percent sign was expected here"),
        ("5 7%", 2, "a percent sign was expected here"),
        ("57 ‰", 3, "a percent sign was expected here"),
        ("57% năm 2020", 5, "nothing was expected after the percentage"),
        ("57%%", 4, "nothing was expected after the percentage"),
        ("1.282,5%", 1, "more than one decimal sign"),
        ("57.481%", 1, "the point may be decimal or set off thousands; print a comma"),
        ("  101%", 3, "a share cannot be above 100 %"),
        ("100,01%", 1, "a share cannot be above 100 %"),
        ("trên 100%", 6, "no share is left by these words"),
        ("dưới 0%", 6, "no share is left by these words"),
        ("gần 0%", 5, "no share is left by these words"),
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
        "'trên 57 phần nghìn của cả nước' cannot be read at character 8 (' phần nghìn '): "
        "a percent sign was expected here"
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


def test_a_caller_can_replace_the_words():
    nearly = Wording("nearly", ["xấp xỉ"], extent=Extent.UNDER, reach=Fraction(1, 100))
    assert PrintedShare.from_text("Xấp xỉ 50%", wordings=(nearly,)).bounds == cut("49.5", "50")
    with pytest.raises(UnreadablePrintError, match="a number was expected"):
        PrintedShare.from_text("gần 50%", wordings=(nearly,))


def test_a_caller_can_add_to_the_words():
    about = Wording("about", ("chừng",), extent="around", reach=Fraction(1, 10))
    assert PrintedShare.from_text("chừng 50%", wordings=(*WORDINGS, about)).bounds == closed("45", "55")


def test_the_longest_of_two_words_is_read():
    odd = Wording("odd", ("hơn", "hơn cả"), extent=Extent.OVER)
    assert PrintedShare.from_text("hơn cả 50%", wordings=(odd,)).bounds == over("50", "100")


def test_a_word_that_reaches_a_part_above_stops_there():
    assert Wording("a", ("a",), extent=Extent.OVER, reach=Fraction(1, 10)).bounds(Fraction(50)) == over("50", "55")


def test_a_word_around_without_a_reach_leaves_everything():
    assert Wording("a", ("a",), extent=Extent.AROUND).bounds(Fraction(50)) == closed("0", "100")


def test_a_word_has_an_extent_of_the_list_and_an_exact_reach():
    with pytest.raises(UnknownChoiceError, match="unknown extent 'above'"):
        Wording("a", ("a",), extent="above")
    with pytest.raises(InvalidTypeError, match="an exact number"):
        Wording("a", ("a",), extent="over", reach=0.1)


def test_a_lone_word_is_not_taken_apart():
    with pytest.raises(InvalidTypeError, match="expected several values"):
        Wording("a", "trên", extent="over")


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
    ],
)
def test_a_printed_count_is_read(text, count):
    assert count_from_text(text) == count


@pytest.mark.parametrize(
    "text", ["", " ", "1,282", "1.28", "12.82", "1282.000", "1.2820", "0.282", "-5", "+5", "5%", "một", "1..282", "1."]
)
def test_a_printed_count_that_needs_guessing_is_refused(text):
    with pytest.raises(UnreadablePrintError, match=r"cannot be read at character 1 .*a whole number such as 1282 or"):
        count_from_text(text)


def test_a_printed_count_that_is_too_long_is_refused():
    with pytest.raises(UnreadablePrintError, match="at most 100 characters"):
        count_from_text("1" * 101)


@pytest.mark.parametrize("wrong", [1282, 1.282, None, True])
def test_a_printed_count_that_is_no_text_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="expected text"):
        count_from_text(wrong)


def test_a_wording_without_words_is_refused():
    with pytest.raises(InvalidValueError, match="an empty word"):
        Wording("over", ("trên", " "), extent=Extent.OVER)


def test_a_point_before_three_digits_is_decimal_where_it_can_set_off_no_thousands():
    assert PrintedShare.from_text("0.125 %") == attrs.evolve(PrintedShare.from_text("0,125 %"), text="0.125 %")


@pytest.mark.parametrize("space", ["\n", "\u2060", "\ufeff", "\u00a0 \t"])
def test_spaces_around_a_count_are_left_aside(space):
    assert count_from_text(f"{space}1.282{space}") == 1282


def test_a_count_keeps_to_one_sign_between_its_thousands():
    with pytest.raises(UnreadablePrintError, match="a whole number"):
        count_from_text("1.282 000")
    assert count_from_text("1.282.000") == 1_282_000
