"""Scoring tables: the same answers as the object engine, and what is refused."""

from fractions import Fraction

import attrs
import pytest

from xhht import CriteriaSet, Criterion, Document, Grade, Precondition, Share, Text
from xhht.errors import InvalidPointsError, InvalidTypeError, InvalidValueError
from xhht.recognition import score

pytest.importorskip("narwhals")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
scores = pytest.importorskip("xhht.ext.scores")

WORDS = Text("x", "y")
A, B = Criterion("a", WORDS, points=60, floor=30), Criterion("b", WORDS, points=40)
FUND, HALF = Precondition("fund", WORDS), Precondition("half", WORDS, at_least=Fraction(1, 2))
MARKED = CriteriaSet(
    "marked",
    WORDS,
    title="family",
    document=Document("1/VB", WORDS),
    criteria=(A, B),
    preconditions=(FUND, HALF),
    pass_mark=70,
)
GRADED = attrs.evolve(
    MARKED,
    pass_mark=None,
    preconditions=(),
    grades=(Grade("good", WORDS, points_from=85), Grade("fair", WORDS, points_from=70)),
)
ROWS = {
    "holder": ["f1", "f2", "f3", "f4"],
    "a": [60, 29, None, 60],
    "b": [10, 40, 40, None],
    "fund": [True, True, None, True],
    "half_numerator": [5, 5, None, 1],
    "half_denominator": [10, 10, None, 3],
}


def polars(rows):
    return pl.DataFrame(rows, schema_overrides={name: pl.Int64 for name in rows if name not in ("holder", "fund")})


def duckdb(rows):
    frame = polars(rows)
    return pytest.importorskip("duckdb").connect().from_arrow(frame.to_arrow())


ENGINES = {
    "polars": polars,
    "polars-lazy": lambda rows: polars(rows).lazy(),
    "pandas": pd.DataFrame,
    "pyarrow": lambda rows: polars(rows).to_arrow(),
    "duckdb": duckdb,
}


def told(frame):
    rows = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    if isinstance(rows, pd.DataFrame):
        return [
            {key: None if pd.isna(value) else value for key, value in row.items()} for row in rows.to_dict("records")
        ]
    if isinstance(rows, pl.DataFrame):
        return rows.to_dicts()
    return (rows.to_arrow_table() if hasattr(rows, "to_arrow_table") else rows).to_pylist()


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_is_scored_and_nothing_else_is_lost(engine):
    rows = told(scores.score(MARKED, ENGINES[engine](ROWS)))
    assert [(row["holder"], row["outcome"], row["least"], row["most"]) for row in rows] == [
        ("f1", "met", 70, 70),
        ("f2", "not_met", 69, 69),
        ("f3", "undecided", 40, 100),
        ("f4", "not_met", 60, 100),
    ]
    assert all(row["grade"] is None and row["possible_grades"] is None for row in rows)


@pytest.mark.parametrize("engine", ENGINES)
def test_grades_are_those_of_the_points(engine):
    given = {"a": [60, 60, None, 60], "b": [40, None, 24, 9]}
    rows = told(scores.score(GRADED, ENGINES[engine](given)))
    assert [(row["grade"], row["possible_grades"]) for row in rows] == [
        ("good", "good"),
        (None, "good;fair"),
        (None, "fair"),
        (None, None),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_not_read_leaves_no_upper_end_and_no_certainty(engine):
    unread = attrs.evolve(GRADED, is_complete=False)
    rows = told(scores.score(unread, ENGINES[engine]({"a": [60, 29], "b": [40, 40]})))
    assert [(row["outcome"], row["possible_grades"], row["most"]) for row in rows] == [
        ("undecided", "good", None),
        ("not_met", None, None),
    ]
    bare = attrs.evolve(unread, criteria=(B,))
    assert told(scores.score(bare, ENGINES[engine]({"b": [40]})))[0]["outcome"] == "undecided"


def test_a_column_may_have_another_name_or_be_said_not_to_be_there():
    frame = polars({"children": [60], "half_numerator": [1], "half_denominator": [2]})
    rows = told(scores.score(MARKED, frame, columns={"a": "children", "b": None, "fund": None}))
    assert rows[0]["outcome"] == "undecided"
    none = dict.fromkeys(("fund", "half_numerator", "half_denominator"))
    assert told(scores.score(MARKED, polars({"a": [29], "b": [0]}), columns=none))[0]["outcome"] == "not_met"


@pytest.mark.parametrize(
    ("frame", "columns", "what"),
    [
        ({"A": [1], "b": [1]}, None, "unknown column 'a' in the table, as 'a'; known: A, b"),
        ({"a": [1], "b": ["1"]}, None, "column 'b' holds String"),
        ({"a": [1], "b": [True]}, None, "column 'b' holds Boolean"),
        ({"a": [1], "b": [1], "outcome": [1]}, None, "a column is called 'outcome'"),
        ({"a": [1], "b": [1]}, {"c": "a"}, "unknown part 'c'"),
    ],
)
def test_columns_that_do_not_fit_are_refused(frame, columns, what):
    with pytest.raises(scores.InvalidScoreColumnsError) as caught:
        scores.score(GRADED, pl.DataFrame(frame), columns=columns)
    assert what in str(caught.value)


def test_yes_or_no_and_both_halves_of_a_share_are_asked_for():
    frame = pl.DataFrame({"a": [1], "b": [1], "fund": [1], "half_numerator": [1]})
    with pytest.raises(scores.InvalidScoreColumnsError) as caught:
        scores.score(MARKED, frame, columns={"half_denominator": None})
    assert "column 'fund' holds Int64; it says true or false" in str(caught.value)
    assert "the share of 'half' needs both its columns" in str(caught.value)


BAD = {
    "a": [61, -1, 60, 60, 60, 60],
    "b": [40, 40, 40, 40, 40, 40],
    "fund": [True] * 6,
    "half_numerator": [1, 1, 3, None, -1, 1],
    "half_denominator": [2, 2, 2, 2, 2, 10**13],
}


def test_rows_that_cannot_be_are_refused_together():
    with pytest.raises(scores.InvalidScoreRowsError) as caught:
        scores.score(MARKED, polars(BAD))
    assert len(caught.value.problems) == 6
    assert "row 0: points of 'a' are no whole number from 0 to 60" in str(caught.value)
    assert "row 2: the share of 'half' is no share of counts" in str(caught.value)
    assert caught.value.rows.height == 6
    many = {name: values[:1] * 30 for name, values in BAD.items()}
    with pytest.raises(scores.InvalidScoreRowsError) as caught:
        scores.score(MARKED, polars(many))
    assert str(caught.value.problems[-1]) == "10 more rows cannot be scored; all are in .rows"


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_rows_can_stay_where_they_are(engine):
    rows = told(scores.score(MARKED, ENGINES[engine](BAD), on_error="report"))
    assert all(row["outcome"] is None and row["grade"] is None and row["problem"] for row in rows)


@pytest.mark.parametrize("points", [3.9, float("nan"), float("inf"), -0.5])
def test_floats_are_taken_where_they_are_whole(points):
    assert told(scores.score(GRADED, pl.DataFrame({"a": [60.0], "b": [25.0]})))[0]["grade"] == "good"
    with pytest.raises(scores.InvalidScoreRowsError):
        scores.score(GRADED, pl.DataFrame({"a": [60.0], "b": [points]}))


def test_what_is_no_table_or_no_criteria_is_refused():
    with pytest.raises(InvalidTypeError, match="a table is a frame"):
        scores.score(GRADED, [1])
    with pytest.raises(InvalidTypeError, match="the criteria is a CriteriaSet"):
        scores.score(None, polars({"a": [1], "b": [1]}))
    with pytest.raises(InvalidTypeError, match="columns maps parts"):
        scores.score(GRADED, polars({"a": [1], "b": [1]}), columns=["a"])
    with pytest.raises(InvalidPointsError, match="pass mark"):
        scores.score(GRADED, polars({"a": [1], "b": [1]}), pass_mark=5)


def test_criteria_that_a_table_cannot_hold_are_refused():
    halves = attrs.evolve(GRADED, criteria=(attrs.evolve(A, floor=Fraction(1, 2)), B))
    with pytest.raises(InvalidValueError, match="not whole"):
        scores.score(halves, polars({"a": [1], "b": [1]}))
    fine = attrs.evolve(MARKED, preconditions=[attrs.evolve(HALF, at_least=Fraction(1, 10**7))])
    with pytest.raises(InvalidValueError, match="more than 1000000 parts"):
        scores.score(fine, polars({"a": [1], "b": [1]}))
    nothing = attrs.evolve(GRADED, criteria=(), is_complete=False)
    with pytest.raises(InvalidValueError, match="ask nothing"):
        scores.score(nothing, polars({"a": [1]}))


def test_a_table_says_what_the_objects_say():
    rows = told(scores.score(MARKED, polars(ROWS)))
    for row in rows:
        share = None if row["half_numerator"] is None else Share(row["half_numerator"], row["half_denominator"])
        single = score(MARKED, {"a": row["a"], "b": row["b"]}, preconditions={"fund": row["fund"], "half": share})
        assert (row["outcome"], row["least"], row["most"]) == (single.outcome, single.least, single.most)
