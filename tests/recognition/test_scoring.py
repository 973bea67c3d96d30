from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Base, Caveat, CriteriaSet, Criterion, Document, Grade, Outcome, Precondition, PrintedShare, Share, Text
from xhht.errors import InvalidPointsError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.recognition import AnsweredPrecondition, Score, ScoredCriterion, score
from xhht.recognition.scoring import check_mark

A = Criterion("a", Text("Học tập của trẻ em", "Children"), points=60, floor=30)
B = Criterion("b", Text("Học tập của người lớn", "Adults"), points=40)
FUND = Precondition("fund", Text("Có Quỹ khuyến học", "A fund"))
HALF = Precondition("half", Text("Một nửa số gia đình đạt", "Half of the families"), at_least=Fraction(1, 2))
GOOD, FAIR = (
    Grade(key, Text(vi, en), points_from=at)
    for key, vi, en, at in (
        ("good", "Tốt", "Good", 85),
        ("fair", "Khá", "Fair", 70),
    )
)
MARKED = CriteriaSet(
    "marked",
    Text("Bộ tiêu chí “Gia đình học tập”", "Criteria of families"),
    title="family",
    document=Document("9/QĐ", Text("Quyết định", "Decision"), issued_on=date(2019, 5, 2)),
    criteria=(A, B),
    preconditions=(FUND,),
    pass_mark=70,
)
GRADED = attrs.evolve(MARKED, pass_mark=None, grades=(GOOD, FAIR), preconditions=())
ALL = attrs.evolve(MARKED, pass_mark=None, all_required=True, preconditions=(HALF,))
OPEN = attrs.evolve(MARKED, pass_mark=None, is_complete=False)


def outcome(criteria, points=(), pass_mark=None, **answers):
    return score(criteria, dict(points), preconditions=answers, pass_mark=pass_mark).outcome


def problems(*given, **changes):
    with pytest.raises(InvalidPointsError) as caught:
        score(*given, **changes)
    return caught.value.problems


# --- what follows from points -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"a": 60, "b": 10}, Outcome.MET),
        ({"a": 60, "b": Fraction(19, 2)}, Outcome.NOT_MET),
        ({"a": 29, "b": 40}, Outcome.NOT_MET),  # 69, and a floor of 30.
        ({"a": 60}, Outcome.UNDECIDED),
        ({"b": 40}, Outcome.UNDECIDED),
        ({"a": 29}, Outcome.NOT_MET),
        ({"b": 9}, Outcome.NOT_MET),
        ({}, Outcome.UNDECIDED),
    ],
)
def test_points_earn_a_title_only_if_every_missing_one_may_be_anything(points, expected):
    assert outcome(MARKED, points, fund=True) is expected


def test_a_precondition_decides_whatever_the_points():
    full = {"a": 60, "b": 40}
    assert [outcome(MARKED, full, fund=answer) for answer in (True, False, None)] == [
        Outcome.MET,
        Outcome.NOT_MET,
        Outcome.UNDECIDED,
    ]
    assert outcome(MARKED, fund=False) is Outcome.NOT_MET
    assert score(MARKED, full, preconditions={"fund": False}).failed == ("fund",)
    assert score(MARKED, full).unknown == ("fund",)


@pytest.mark.parametrize(
    ("points", "answer", "expected"),
    [
        ({"a": 60, "b": 40}, Share(1, 2), Outcome.MET),
        ({"a": 59, "b": 40}, Share(1, 2), Outcome.NOT_MET),
        ({"a": 60}, Share(1, 2), Outcome.UNDECIDED),
        ({"a": 60, "b": 40}, Share(0, 0), Outcome.UNDECIDED),
        ({"a": 60, "b": 40}, PrintedShare.from_text("dưới 50%"), Outcome.NOT_MET),
        ({"a": 60, "b": 40}, PrintedShare.from_text("gần 60%"), Outcome.MET),
        ({"a": 60, "b": 40}, Share(0, 2, base=Base.REGISTERED), Outcome.UNDECIDED),
    ],
)
def test_where_all_is_required_every_criterion_and_precondition_must_be_met(points, answer, expected):
    assert outcome(ALL, points, half=answer) is expected


def test_what_could_not_be_read_may_be_missed_but_never_made_good():
    full = {"a": 60, "b": 40}
    assert outcome(OPEN, full, pass_mark=100, fund=True) is Outcome.UNDECIDED
    assert outcome(OPEN, {"a": 30, "b": 0}, pass_mark=500, fund=True) is Outcome.UNDECIDED
    assert outcome(OPEN, {"a": 29}, pass_mark=10, fund=True) is Outcome.NOT_MET
    assert outcome(OPEN, full, pass_mark=10, fund=False) is Outcome.NOT_MET
    found = score(OPEN, {"a": 60}, pass_mark=10)
    assert (found.least, found.most) == (60, None)


def test_the_criteria_that_can_still_decide_are_named():
    assert score(MARKED, {"a": 60}).deciding == ("b",)
    assert score(MARKED, {"b": 40}).deciding == ("a",)
    enough = attrs.evolve(MARKED, pass_mark=40)
    assert score(enough, {}, preconditions={"fund": True}).deciding == ("a", "b")
    assert score(enough, {"a": 40}).deciding == ()  # The fund alone is open.
    assert score(enough, {"b": 40}).deciding == ("a",)  # It may stay below its floor.
    assert score(MARKED, {"a": 1}).deciding == ()


# --- grades -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "grade", "possible"),
    [
        ({"a": 60, "b": 40}, GOOD, [GOOD]),
        ({"a": 60, "b": 25}, GOOD, [GOOD]),
        ({"a": 60, "b": Fraction(49, 2)}, FAIR, [FAIR]),
        ({"a": 60}, None, [GOOD, FAIR]),
        ({"b": 40}, None, [GOOD, FAIR]),
        ({"b": 25}, None, [GOOD, FAIR]),
        ({"b": Fraction(49, 2)}, None, [FAIR]),
        ({"a": 60, "b": 9}, None, []),
    ],
)
def test_the_grades_that_are_possible_are_those_of_the_points(points, grade, possible):
    found = score(GRADED, points)
    assert (found.grade, list(found.possible_grades)) == (grade, possible)


def test_who_reaches_every_floor_cannot_have_the_grades_below_them():
    floors = attrs.evolve(GRADED, criteria=(A, attrs.evolve(B, floor=30)))
    assert score(floors, {"a": 60}).possible_grades == (GOOD,)


def test_a_pass_without_points_enough_for_a_grade_has_none():
    passed = attrs.evolve(GRADED, pass_mark=60)
    assert [score(passed, {"a": 60, "b": b}).grade for b in (0, 10, 40)] == [None, FAIR, GOOD]
    low = score(passed, {"a": 60})
    assert (low.outcome, low.grade, low.possible_grades) == (Outcome.MET, None, (GOOD, FAIR))
    only = attrs.evolve(passed, grades=(FAIR,))
    assert score(only, {"a": 60}).grade is None  # 60 are a pass, and less than the grade.
    assert score(only, {"a": 60, "b": 0}).possible_grades == ()


def test_what_could_not_be_read_leaves_every_higher_grade_open():
    assert score(attrs.evolve(GRADED, is_complete=False), {"a": 60, "b": 12}).possible_grades == (GOOD, FAIR)


# --- what is refused ----------------------------------------------------------------------------------------------


def test_everything_that_is_wrong_is_said_together():
    found = problems(
        MARKED,
        {"a": 61, "b": -1, "c": 1, 7: 1},
        preconditions={"fund": Share(1, 2), "found": True},
        pass_mark=70,
        evidence={"d": ["x"]},
    )
    assert [type(problem) for problem in found].count(UnknownIdError) == 4
    assert len(found) == 8
    told = "\n".join(map(str, found))
    for words in ("'c'", "points['a']: 61 points are above the 60", "points['b']: points are 0 or more, got -1"):
        assert words in told
    assert "precondition 'fund' is answered by yes or no, True or False, got Share Share(1, 2)" in told
    assert "did you mean 'fund'" in told
    assert "leave the pass mark of 70 out" in told


@pytest.mark.parametrize("points", [1.0, "1", True])
def test_points_are_exact(points):
    (problem,) = problems(MARKED, {"a": points})
    assert isinstance(problem, InvalidTypeError)


@pytest.mark.parametrize("answer", [True, 1, "yes"])
def test_a_share_is_answered_by_a_share(answer):
    (problem,) = problems(ALL, {}, preconditions={"half": answer})
    assert isinstance(problem, InvalidTypeError)


@pytest.mark.parametrize(
    ("mark", "what"),
    [
        (None, "give pass_mark="),
        (70.0, "pass_mark: points are an int or a Fraction"),
        (-1, "pass_mark: points are 0 or more"),
        (101, "the pass mark is 101, but all criteria have 100 points together"),
    ],
)
def test_a_mark_is_asked_for_where_the_set_has_none(mark, what):
    unmarked = attrs.evolve(MARKED, pass_mark=None)
    (problem,) = problems(unmarked, {}, pass_mark=mark)
    assert what in str(problem)
    assert outcome(unmarked, {"a": 60, "b": 40}, pass_mark=100, fund=True) is Outcome.MET


@pytest.mark.parametrize("criteria", [GRADED, ALL])
def test_a_mark_is_refused_where_the_set_says_what_is_enough(criteria):
    (problem,) = problems(criteria, {}, pass_mark=70)
    assert "pass mark" in str(problem)


@pytest.mark.parametrize(
    ("given", "changes"),
    [((None, {}), {}), ((MARKED, [1]), {}), ((MARKED, {}), {"preconditions": [1]}), ((MARKED, {}), {"evidence": "x"})],
)
def test_arguments_of_another_kind_are_refused(given, changes):
    with pytest.raises(InvalidTypeError):
        score(*given, **changes)


def test_a_score_has_every_line_of_its_set():
    lines = (ScoredCriterion(A), ScoredCriterion(B))
    assert Score(criteria=GRADED, lines=lines).unscored == ("a", "b")
    with pytest.raises(InvalidPointsError, match="use score"):
        Score(criteria=GRADED, lines=lines[:1])
    with pytest.raises(InvalidPointsError, match="use score"):
        Score(criteria=GRADED, lines=lines, answers=(AnsweredPrecondition(FUND),))
    with pytest.raises(InvalidPointsError, match="pass_mark"):
        Score(criteria=OPEN, lines=lines, answers=(AnsweredPrecondition(FUND),))


# --- evidence and words -------------------------------------------------------------------------------------------


def test_evidence_stays_with_its_criterion():
    found = score(MARKED, {"a": 40}, evidence={"a": ["Học bạ"]})
    assert [line.evidence for line in found.lines] == [("Học bạ",), ()]
    (problem,) = problems(MARKED, {}, evidence={"a": "Học bạ"})
    assert isinstance(problem, InvalidTypeError)


def test_points_are_found_however_their_ids_were_typed():
    named = attrs.evolve(GRADED, criteria=(attrs.evolve(A, id="trẻ"),), grades=(attrs.evolve(FAIR, points_from=20),))
    assert score(named, {"trẻ": 60}).outcome is Outcome.MET


def test_an_id_that_is_typed_in_two_ways_is_given_twice():
    named = attrs.evolve(GRADED, criteria=(attrs.evolve(A, id="tr\u1ebb"),), grades=())
    (problem,) = problems(named, {"tr\u1ebb": 1, "tre\u0309": 2}, pass_mark=5)
    assert "points['trẻ'] is given twice" in str(problem)


def test_a_mark_is_checked_by_itself_for_tables():
    check_mark(MARKED, None)
    with pytest.raises(InvalidPointsError, match="leave the pass mark of 5 out"):
        check_mark(MARKED, 5)


def test_a_result_tells_points_mark_and_document():
    found = score(MARKED, {"a": 60}, preconditions={"fund": True})
    assert (
        found.explain("en")
        == str(found)
        == (
            "Criteria of families: undecided. Points: 60 to 100, of 100. The pass mark is 70 points. Not scored yet: "
            "Adults. Basis: Criteria of families, 9/QĐ of 2 May 2019."
        )
    )
    vi = found.explain("vi")
    assert vi.startswith(
        "Bộ tiêu chí “Gia đình học tập”: chưa đủ cơ sở kết luận. Điểm: từ 60 đến 100, trên 100. Mức đạt: từ 70 "
        "điểm trở lên. Chưa chấm điểm: Học tập của người lớn. Căn cứ: Bộ tiêu chí “Gia đình học tập”, văn bản số 9/QĐ "
    )


def test_a_result_tells_what_failed():
    found = score(MARKED, {"a": 5, "b": 0}, preconditions={"fund": False}).explain("vi")
    assert "chưa đủ điều kiện công nhận. Điểm: 5 trên 100." in found
    assert (
        "Dưới mức tối thiểu: Học tập của trẻ em (5 điểm, tối thiểu 30). Điều kiện không đạt: Có Quỹ khuyến học."
        in found
    )


def test_a_result_tells_its_grade_or_those_that_are_possible():
    assert "Xếp loại: Tốt." in score(GRADED, {"a": 60, "b": 40}).explain("vi")
    assert "Possible grades: Good; Fair." in score(GRADED, {"a": 60}).explain("en")


def test_a_result_tells_what_is_required_unknown_unread_and_reserved():
    unstated = PrintedShare.from_text("70%")
    found = score(ALL, {"a": 60, "b": 40}, preconditions={"half": unstated})
    assert found.caveats == (Caveat.BASE_UNSTATED,)
    assert "All criteria must be met." in found.explain("en")
    assert Caveat.BASE_UNSTATED.text("vi") in found.explain("vi")
    unread = score(OPEN, {"a": 60}, pass_mark=10).explain("en")
    assert "Points given: 60." in unread
    assert "Preconditions not known: A fund." in unread
    assert "the title cannot be confirmed" in unread
    bare = attrs.evolve(OPEN, criteria=(), document=Document("9/QĐ", Text("x", "x")))
    assert score(bare, {}, pass_mark=1).explain("vi").endswith("văn bản số 9/QĐ.")
    assert "Điểm" not in score(bare, {}, pass_mark=1).explain("vi").replace("Mức đạt: từ 1 điểm", "")


def test_words_come_in_two_languages():
    with pytest.raises(UnknownIdError):
        score(GRADED, {}).explain("fr")


def test_a_line_by_itself_is_checked():
    with pytest.raises(InvalidValueError, match="61 points are above the 60 of criterion 'a'"):
        ScoredCriterion(A, 61)
