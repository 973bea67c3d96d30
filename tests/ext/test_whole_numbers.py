"""Whole numbers, taken exactly or refused, whatever the library that holds them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.whole_numbers import FIRST_INEXACT_FLOAT, whole_number


class Count:
    """A whole number of another library."""

    def __index__(self):
        return 7


@given(number=st.integers(-(2**53) + 1, 2**53 - 1))
def test_a_whole_number_is_the_same_in_every_clothing(number):
    clothings = [number, float(number), Decimal(number), Decimal(f"{number}.00"), Fraction(number)]
    clothings += [f" {number} ", f"{number}.0"] if number >= 0 else []
    assert {whole_number(cell) for cell in clothings} == {number}


@given(number=st.integers(0, 10**40))
def test_a_number_beyond_64_bits_is_read_exactly(number):
    assert whole_number(str(number)) == whole_number(Decimal(number)) == whole_number(number) == number


@given(number=st.floats().filter(lambda number: not (number.is_integer() and abs(number) < FIRST_INEXACT_FLOAT)))
def test_a_float_that_is_no_whole_number_or_not_exact_is_refused(number):
    with pytest.raises(InvalidValueError):
        whole_number(number)


@pytest.mark.parametrize(
    "cell", [True, None, "", "1.282", "1,0", "1e3", "-5", "٣", "9" * 1001, "hai", b"1", [1], object()]
)
def test_what_is_no_number_and_no_text_of_digits_is_refused(cell):
    with pytest.raises(InvalidTypeError, match="a whole number is needed, got"):
        whole_number(cell)


@pytest.mark.parametrize(
    "cell", [Decimal("1.5"), Decimal("NaN"), Decimal("Infinity"), Decimal("1e99999"), Fraction(1, 2)]
)
def test_a_number_that_is_not_whole_is_never_rounded(cell):
    with pytest.raises(InvalidValueError, match="it is never rounded"):
        whole_number(cell)


def test_a_whole_number_of_another_library_is_taken():
    assert whole_number(Count()) == 7
