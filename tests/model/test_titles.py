import pytest

from xhht import Grade, LearningTitle, Source, Text
from xhht.errors import InvalidTypeError, InvalidValueError

WORDS = Text("Dòng họ học tập", "Learning clan")


def test_a_title_says_who_can_hold_it_and_what_counts_the_holders():
    title = LearningTitle("clan", WORDS, holders=WORDS, indicator="clans_recognised", source=Source("1/VB", "I"))
    assert title.indicator == "clans_recognised"


@pytest.mark.parametrize("points", [0, 50, 100])
def test_a_grade_begins_somewhere_from_none_to_all_points(points):
    assert Grade("good", WORDS, points_from=points).points_from == points


@pytest.mark.parametrize("points", [-1, 101])
def test_a_grade_cannot_begin_outside_the_points(points):
    with pytest.raises(InvalidValueError, match=f"a grade begins between 0 and 100 points, got {points}"):
        Grade("good", WORDS, points_from=points)


@pytest.mark.parametrize("points", [50.0, "50", None, True])
def test_the_points_of_a_grade_are_a_whole_number(points):
    with pytest.raises(InvalidTypeError, match="the points of a grade are a whole number"):
        Grade("good", WORDS, points_from=points)
