import enum
import inspect
import traceback
from datetime import date
from fractions import Fraction

import pytest
from public_names import PUBLIC

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


class UnshownError(Exception):
    pass


def raising(*_):
    raise UnshownError


MUTE = {"__repr__": raising, "__str__": raising}
UNSHOWN = [type(f"Mute{kind.__name__}", (kind,), MUTE)() for kind in (object, str, float, dict)]
UNSHOWN += [[UNSHOWN[0]], {"x": UNSHOWN[0]}]
BUILT = sorted(name for name, thing in PUBLIC.items() if callable(thing) and name != "Language")


@pytest.mark.parametrize("name", BUILT)
@pytest.mark.parametrize("wrong", UNSHOWN, ids=lambda wrong: type(wrong).__name__)
def test_a_value_that_cannot_be_shown_is_refused_as_any_other(name, wrong):
    parameters = inspect.signature(PUBLIC[name]).parameters.values()
    named = {one.name: wrong for one in parameters if one.kind in (one.KEYWORD_ONLY, one.POSITIONAL_OR_KEYWORD)}
    first = [wrong for one in parameters if one.kind is one.POSITIONAL_ONLY]
    try:
        PUBLIC[name](*first, **named)
    except UnshownError as error:  # Python's enums show a wrong word themselves before they ask the library.
        if enum.__file__ not in [frame.filename for frame in traceback.extract_tb(error.__traceback__)]:
            raise
    except Exception:  # noqa: BLE001, S110  # Of any other kind; other tests look at them.
        pass


@pytest.mark.parametrize("build", [lambda mute: Share(mute, 2), lambda mute: Observation("i", "r", mute, Share(1, 2))])
def test_what_cannot_be_shown_is_told_in_its_place(build):
    with pytest.raises(XhhtError, match="that cannot be shown"):
        build(UNSHOWN[0])


def test_a_value_with_a_huge_picture_is_told_shortly():
    huge = type("Huge", (), {"__repr__": lambda _: "x" * 10**6})()
    with pytest.raises(XhhtError) as caught:
        Share(1, 2, base=huge)
    assert len(str(caught.value)) < 1_000
