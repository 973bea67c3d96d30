from fractions import Fraction

import pytest

from xhht import Grade, LearningTitle, Source, Text
from xhht.errors import InvalidTypeError, InvalidValueError

WORDS = Text("Dòng họ học tập", "Learning clan")


def test_a_title_says_who_can_hold_it_and_what_counts_the_holders():
    title = LearningTitle("clan", WORDS, holders=WORDS, indicator="clans_recognised", source=Source("1/VB", "I"))
    assert title.indicator == "clans_recognised"


@pytest.mark.parametrize("points", [0, 50, Fraction(99, 2), 120])
def test_a_grade_begins_at_some_points(points):
    assert Grade("good", WORDS, points_from=points).points_from == points


def test_the_points_of_a_grade_show_themselves_as_they_can_be_given():
    assert repr(Grade("good", WORDS, points_from=85)).endswith("points_from=85)")
    assert repr(Grade("good", WORDS, points_from=Fraction(99, 2))).endswith("points_from=Fraction(99, 2))")


def test_a_grade_cannot_begin_below_no_points():
    with pytest.raises(InvalidValueError, match="points are 0 or more, got -1"):
        Grade("good", WORDS, points_from=-1)


@pytest.mark.parametrize("points", [50.0, "50", None, True])
def test_the_points_of_a_grade_are_exact(points):
    with pytest.raises(InvalidTypeError, match="points are an int or a Fraction"):
        Grade("good", WORDS, points_from=points)
