from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import attrs
import pytest

from xhht import Base, Level, StatementKind
from xhht.checks import (
    LONGEST_ID,
    as_tuple,
    calendar_day,
    describe,
    each,
    fraction,
    identifier,
    identifiers,
    instance,
    is_whole,
    nfc,
    optional_day,
    optional_identifier,
)
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError


class Timestamp(datetime):
    """Like the moment of a data frame: a datetime, and so also a date."""


class Float64(float):
    """Like the number of a data frame: a float by inheritance."""


class Int64:
    """Like the number of a data frame: it can be used as an index, but is no int."""

    def __index__(self):
        return 5


def test_composed_and_decomposed_text_becomes_the_same():
    name = "Gia đình học tập"
    assert len(normalize("NFD", name)) == 20
    assert nfc(normalize("NFD", name)) == nfc(name) == name


@pytest.mark.parametrize("half", ["\ud800", "Yên \udfff Bái"])
def test_half_of_a_character_is_refused(half):
    with pytest.raises(InvalidValueError, match="has half of a character; read the text anew as UTF-8"):
        nfc(half)
    assert nfc("\U0001f600") == "\U0001f600"


@pytest.mark.parametrize("wrong", [None, 5, b"text", ["text"]])
def test_only_text_is_text(wrong):
    with pytest.raises(InvalidTypeError, match="expected text, got"):
        nfc(wrong)


def test_a_subclass_of_text_becomes_plain_text():
    assert type(nfc(Base.ALL)) is str


def test_a_long_wrong_value_is_shown_shortened():
    shown = describe("x" * 500)
    assert shown.startswith("str 'xxx")
    assert shown.endswith("…")
    assert len(shown) < 100


def test_a_number_too_long_to_print_is_said_to_be_one():
    assert describe(10**5000) == "int that is too long to print"


@pytest.mark.parametrize("good", ["a", "tran-yen", "families_recognised", "p.1.2", "1/a", "Đồng-Tâm", "x" * LONGEST_ID])
def test_an_id_has_letters_digits_and_a_few_signs_inside(good):
    assert identifier(good) == good


@pytest.mark.parametrize(
    "bad", ["", " ", "a b", "-a", "a-", "_a", "a_", ".", "a\n", "a\u00a0b", "a,b", "x" * (LONGEST_ID + 1)]
)
def test_other_ids_are_refused_with_the_signs_that_are_allowed(bad):
    with pytest.raises(InvalidValueError, match="is no id: use letters, digits"):
        identifier(bad)


@pytest.mark.parametrize("wrong", [None, 5, b"a", 1.0])
def test_an_id_of_another_type_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="an id is text"):
        identifier(wrong)


def test_an_optional_id_may_be_none_but_not_empty():
    assert optional_identifier(None) is None
    assert optional_identifier("a") == "a"
    with pytest.raises(InvalidValueError):
        optional_identifier("")


def test_ids_given_twice_are_named():
    with pytest.raises(InvalidValueError, match="given twice: a, b; name each once"):
        identifiers(["b", "a", "b", "c", "a"])


def test_ids_equal_only_after_composing_are_given_twice_too():
    with pytest.raises(InvalidValueError, match="given twice"):
        identifiers(["ộ", normalize("NFD", "ộ")])


@pytest.mark.parametrize("values", [[1, 2], (1, 2), {1: 0, 2: 0}.keys(), iter([1, 2])])
def test_several_values_become_a_tuple(values):
    assert as_tuple(values) == (1, 2)


@pytest.mark.parametrize("wrong", ["ab", b"ab", 5, None, {1: 0}])
def test_a_lone_value_does_not_become_several(wrong):
    with pytest.raises(InvalidTypeError, match="expected several values"):
        as_tuple(wrong)


def test_a_day_stays_a_day():
    assert calendar_day(date(2020, 2, 29)) == date(2020, 2, 29)
    assert optional_day(date(2020, 2, 29)) == date(2020, 2, 29)
    assert optional_day(None) is None


@pytest.mark.parametrize(
    "wrong",
    [
        datetime(2020, 1, 1, tzinfo=UTC),
        Timestamp(2020, 1, 1, tzinfo=UTC),
        "2020-01-01",
        20200101,
        None,
        float("nan"),
        True,
    ],
)
def test_what_is_no_day_is_refused_with_its_role(wrong):
    with pytest.raises(InvalidTypeError, match=r"as_of is a datetime\.date without a time, got"):
        calendar_day(wrong, "as_of")


@pytest.mark.parametrize("wrong", [datetime(2020, 1, 1, tzinfo=UTC), "2020-01-01"])
def test_what_is_no_optional_day_is_refused(wrong):
    with pytest.raises(InvalidTypeError, match="a day is"):
        optional_day(wrong)


@pytest.mark.parametrize("exact", [0, -3, Fraction(1, 3)])
def test_exact_numbers_become_fractions(exact):
    assert fraction(exact) == exact
    assert isinstance(fraction(exact), Fraction)


@pytest.mark.parametrize("wrong", [0.5, Float64(0.5), float("nan"), True, "1/2", None, Int64()])
def test_inexact_numbers_are_refused(wrong):
    with pytest.raises(InvalidTypeError, match="an exact number is an int or a Fraction"):
        fraction(wrong)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (0.1, "Fraction('0.1')"),
        (Decimal("0.5"), "Fraction('0.5')"),
        ("1/2", "Fraction('1/2')"),
        ("abc", ""),
        (float("nan"), ""),
        ("1e999999999", ""),
    ],
)
def test_only_a_number_is_told_how_it_is_written_exactly(wrong, hint):
    with pytest.raises(InvalidTypeError) as caught:
        fraction(wrong)
    assert str(caught.value).partition("; write ")[2] == hint


@pytest.mark.parametrize(("value", "is_it"), [(5, True), (True, False), (5.0, False), ("5", False), (Int64(), False)])
def test_only_plain_ints_are_whole_numbers(value, is_it):
    assert is_whole(value) is is_it


@attrs.frozen
class Thing:
    one: int = attrs.field(validator=instance((int, str)))
    maybe: int | None = attrs.field(default=None, validator=instance(int, is_optional=True))
    many: tuple[int, ...] = attrs.field(default=(), validator=each(int))
    mixed: tuple[object, ...] = attrs.field(default=(), validator=each((int, str)))


def test_fields_of_the_right_kinds_are_kept():
    assert Thing("1", maybe=2, many=(3,), mixed=(4, "5")).mixed == (4, "5")


def test_a_field_of_another_kind_names_the_field_and_what_it_holds():
    with pytest.raises(InvalidTypeError, match=r"Thing\.one is a int or str, got NoneType None"):
        Thing(None)
    with pytest.raises(InvalidTypeError, match=r"Thing\.maybe is a int, got str 'x'"):
        Thing(1, maybe="x")


def test_a_wrong_value_among_several_is_named_by_its_place():
    with pytest.raises(InvalidTypeError, match=r"Thing\.many\[1\] is a int, got str 'x'"):
        Thing(1, many=(3, "x"))
    with pytest.raises(InvalidTypeError, match=r"Thing\.mixed\[0\] is a int or str, got NoneType None"):
        Thing(1, mixed=(None,))


def test_a_word_of_a_list_gives_its_member():
    assert Level("commune") is Level.COMMUNE
    assert Level(Level.COMMUNE) is Level.COMMUNE


def test_a_wrong_word_names_the_list_and_the_nearest_word():
    with pytest.raises(UnknownChoiceError, match="unknown level 'comune'; did you mean 'commune'") as caught:
        Level("comune")
    assert isinstance(caught.value, ValueError)


def test_a_list_with_two_words_in_its_name_is_named_in_words():
    with pytest.raises(UnknownChoiceError, match="unknown statement kind 'x'; known: purpose, goal, principle"):
        StatementKind("x")


@pytest.mark.parametrize("wrong", [None, 5, [], "ALL"])
def test_what_is_no_word_of_a_list_is_refused(wrong):
    with pytest.raises(UnknownChoiceError, match="unknown base"):
        Base(wrong)
