from datetime import date
from fractions import Fraction

import pytest

from xhht import BoundedShare, Bounds, CountRange, Criterion, Observation, Share, Text, XhhtError
from xhht.pictures import MOST_DIGITS, digits, picture, shown
from xhht.texts import format_count, format_decimal, format_percent

LONG = 10**4_999 + 7
LONGER = 10 ** (MOST_DIGITS + 10)


@pytest.mark.parametrize("number", [0, -1, 45, 10**599, 10**700, -(10**4_000), Fraction(1, 3), Fraction(-(10**900), 7)])
def test_digits_are_those_that_python_writes(number):
    assert digits(number) == str(number)


def test_more_digits_than_python_writes_are_written_up_to_a_limit():
    assert digits(LONG) == "1" + "0" * 4_998 + "7"
    assert digits(Fraction(1, LONG)) == f"1/{digits(LONG)}"
    assert digits(LONGER) == f"(a number of some {MOST_DIGITS + 10} digits)"


@pytest.mark.parametrize("number", [-(10**6), -1, 0, 999, 10**6, 10**600, 10**601, 10**602, -(10**603)])
def test_a_count_of_any_length_has_its_thousands(number):
    assert format_count(number, "en") == f"{number:,}"


def test_numbers_of_any_length_are_formatted_for_people():
    assert format_count(LONG, "vi") == "10." + ".".join(["000"] * 1_665) + ".007"
    assert format_percent(Fraction(LONG - 8, LONG), "en") == "about 100%"
    assert format_decimal(Fraction(LONGER), "en") == digits(LONGER)


@pytest.mark.parametrize(
    "value",
    [
        Share(1, LONG),
        Share(1, LONGER),
        BoundedShare.from_counts(1, 2, LONG),
        Bounds(Fraction(1, LONG), Fraction(1, 2)),
        CountRange(1, LONG),
        Observation("i", "r", date(2020, 1, 1), Share(LONG, LONG)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_of_long_numbers_is_shown(value):
    assert repr(value)
    assert len(shown(value)) <= 80
    for one in (value, getattr(value, "actual", value)):
        assert getattr(one, "format", picture)("en")


@pytest.mark.parametrize(
    "build",
    [
        lambda: Share(LONG, 1),
        lambda: Share(-LONGER, 1),
        lambda: Share(LONG, "1"),
        lambda: BoundedShare.from_counts(LONG, 1, 2),
        lambda: BoundedShare(Bounds(0, LONG)),
        lambda: Bounds(LONG, 1),
        lambda: Bounds(LONG, LONG, is_lower_open=True),
        lambda: CountRange(LONG, 1),
        lambda: Share(1, LONG).printed(-LONG),
        lambda: Criterion("c", Text("c", "c"), points=1, floor=Fraction(LONG, 3)),
    ],
)
def test_what_is_wrong_with_long_numbers_is_told_shortly(build):
    with pytest.raises(XhhtError) as caught:
        build()
    assert len(str(caught.value)) < 1_000
