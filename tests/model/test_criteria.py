from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from xhht import CriteriaSet, Criterion, Document, Grade, Precondition, Text
from xhht.errors import InvalidCriteriaError, InvalidTypeError, InvalidValueError

WORDS = Text("Dòng họ học tập", "Learning clan")
DOCUMENT = Document("1/QĐ", WORDS)


def criterion(name="a", points=10, **changes):
    return Criterion(name, WORDS, points=points, **changes)


def grade(name, points):
    return Grade(name, WORDS, points_from=points)


def criteria(*given, **changes):
    return CriteriaSet("set", WORDS, title="clan", document=DOCUMENT, criteria=given, **changes)


def problems(*given, **changes):
    with pytest.raises(InvalidCriteriaError) as caught:
        criteria(*given, **changes)
    return [str(problem) for problem in caught.value.problems]


# --- criteria and preconditions -----------------------------------------------------------------------------------


def test_a_criterion_has_points_and_no_floor_unless_one_is_given():
    assert (criterion().points, criterion().floor) == (10, 0)
    assert criterion(points=Fraction(5, 2), floor=Fraction(5, 2)).floor == Fraction(5, 2)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"points": 0}, "criterion 'a' has no points to give"),
        ({"points": -1}, "points are 0 or more, got -1"),
        ({"floor": -1}, "points are 0 or more, got -1"),
        ({"floor": 11}, "a floor of 11, above its 10 points"),
    ],
)
def test_a_criterion_whose_points_cannot_be_is_refused(changes, what):
    with pytest.raises(InvalidValueError, match=what):
        criterion(**changes)


@pytest.mark.parametrize("points", [10.0, "10", True, None])
def test_points_are_exact(points):
    with pytest.raises(InvalidTypeError, match="points are an int or a Fraction"):
        criterion(points=points)


def test_a_precondition_asks_for_yes_or_for_a_share():
    assert Precondition("fund", WORDS).at_least is None
    assert Precondition("families", WORDS, at_least=1).at_least == 1


@pytest.mark.parametrize("share", [0, Fraction(-1, 2), Fraction(101, 100)])
def test_a_precondition_asks_for_some_and_for_no_more_than_all(share):
    with pytest.raises(InvalidValueError, match="above 0 and up to 1"):
        Precondition("families", WORDS, at_least=share)


# --- sets ---------------------------------------------------------------------------------------------------------


def test_a_set_knows_the_sum_of_its_points_and_sorts_its_grades():
    found = criteria(criterion("a", 60), criterion("b", 40), grades=[grade("fair", 50), grade("good", 80)])
    assert found.most_points == 100
    assert [each.id for each in found.grades] == ["good", "fair"]


@pytest.mark.parametrize(
    ("changes", "is_own"),
    [({}, False), ({"pass_mark": 0}, True), ({"grades": (grade("good", 5),)}, True), ({"all_required": True}, True)],
)
def test_a_set_says_itself_what_is_enough_or_leaves_it_to_the_caller(changes, is_own):
    assert criteria(criterion(), **changes).has_own_mark is is_own


def test_where_all_is_required_every_floor_is_all_of_the_points():
    asked = criterion(floor=5)
    assert criteria(asked).floor_of(asked) == 5
    assert criteria(asked, all_required=True).floor_of(asked) == 10


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"preconditions": [Precondition("x", WORDS)] * 2}, "'x' stands twice in its preconditions"),
        ({"grades": [grade("g", 5), grade("g", 6)]}, "'g' stands twice in its grades"),
        ({"grades": [grade("g", 5), grade("h", 5)]}, "5 stands twice in its points of grades"),
        ({"all_required": True, "pass_mark": 5}, "no points decide"),
        ({"all_required": True, "grades": [grade("g", 5)]}, "no points decide"),
        ({"pass_mark": 11}, "the pass mark is 11, but all criteria have 10 points together"),
        ({"grades": [grade("g", 11)]}, "grade 'g' is 11, but all criteria have 10 points together"),
        ({"grades": [grade("g", 5)], "pass_mark": 6}, "grade 'g' begins at 5, below the pass mark of 6"),
        ({"validity_months": 0}, "validity_months is 1 or more, got 0"),
        ({"validity_months": True}, "validity_months is a whole number, got bool True"),
        ({"valid_from": date(2020, 1, 2), "valid_to": date(2020, 1, 1)}, "runs backwards"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(changes, what):
    (problem,) = problems(criterion(), **changes)
    assert what in problem


def test_everything_that_is_wrong_with_a_set_is_said_together():
    found = problems(criterion(), criterion(), pass_mark=21, validity_months=-1)
    assert [what in problem for what, problem in zip(["'a'", "21", "-1"], found, strict=True)] == [True] * 3


def test_a_set_that_asks_for_all_of_nothing_is_refused_unless_more_is_asked_than_was_read():
    assert "nothing is asked" in problems(all_required=True)[0]
    assert not criteria(all_required=True, is_complete=False).criteria


def test_marks_may_be_above_the_points_that_were_read():
    assert criteria(criterion(), is_complete=False, pass_mark=80).pass_mark == 80


@pytest.mark.parametrize("changes", [{"criteria": ["a"]}, {"grades": [5]}, {"note": "x"}, {"references": [None]}])
def test_a_set_holds_what_it_says(changes):
    with pytest.raises(InvalidTypeError):
        CriteriaSet("set", WORDS, title="clan", document=DOCUMENT, **changes)


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [(date(2020, 1, 1), False), (date(2020, 1, 2), True), (date(2020, 6, 1), True), (date(2020, 6, 2), False)],
)
def test_a_set_is_in_force_between_its_days_both_included(day, is_in_force):
    dated = criteria(valid_from=date(2020, 1, 2), valid_to=date(2020, 6, 1))
    assert dated.is_in_force(day) is is_in_force
    assert criteria().is_in_force(day)


# --- how long a result holds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "decided", "last"),
    [
        (36, date(2024, 1, 31), date(2027, 1, 31)),
        (1, date(2024, 1, 31), date(2024, 2, 29)),
        (12, date(2024, 2, 29), date(2025, 2, 28)),
        (48, date(2024, 2, 29), date(2028, 2, 29)),
        (None, date(2024, 1, 31), None),
    ],
)
def test_a_result_ends_on_the_same_day_of_the_month(months, decided, last):
    assert criteria(validity_months=months).last_day(decided) == last


@pytest.mark.parametrize(("months", "day"), [(12, date.max), (10**12, date(2024, 1, 1))])
def test_a_last_day_beyond_the_calendar_is_refused(months, day):
    with pytest.raises(InvalidValueError, match="beyond the calendar"):
        criteria(validity_months=months).last_day(day)


def test_a_decision_has_a_day():
    with pytest.raises(InvalidTypeError, match=r"decided_on is a datetime\.date"):
        criteria(validity_months=12).last_day(datetime(2024, 1, 1, tzinfo=UTC))
