"""Laws of scoring and of stages, against every way to fill what is not known."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from public_names import PUBLIC

from xhht import CriteriaSet, Criterion, Document, Grade, Outcome, Precondition, Region, Regions, Share, Text
from xhht.recognition import Recognition, Registration, Registry, Stage, score

WORDS = Text("học", "learning")
START = date(2018, 1, 1)
REGIONS = Regions((Region("a", "Xã A", level="commune"),))


@st.composite
def small_sets(draw):
    criteria = []
    for key in "abc"[: draw(st.integers(0, 3))]:
        points = draw(st.integers(1, 3))
        criteria.append(Criterion(key, WORDS, points=points, floor=draw(st.integers(0, points))))
    most = int(sum(c.points for c in criteria))
    marks = draw(st.lists(st.integers(0, most), unique=True, max_size=3))
    is_graded = bool(marks) and draw(st.booleans())
    return CriteriaSet(
        "set",
        WORDS,
        title="title",
        document=Document("1/VB", WORDS),
        criteria=criteria,
        pass_mark=None if is_graded else draw(st.integers(0, most)),
        grades=[Grade(f"g{mark}", WORDS, points_from=mark) for mark in marks] if is_graded else (),
    )


@given(criteria=small_sets(), data=st.data())
def test_a_title_is_earned_only_if_every_way_to_fill_what_is_open_earns_it(criteria, data):
    points = {c.id: data.draw(st.none() | st.integers(0, int(c.points))) for c in criteria.criteria}
    ways = product(*(range(int(c.points) + 1) if points[c.id] is None else [points[c.id]] for c in criteria.criteria))
    mark = criteria.grades[-1].points_from if criteria.grades else criteria.pass_mark
    passing = []
    is_missed = False
    for way in ways:
        if sum(way) >= mark and all(given >= c.floor for given, c in zip(way, criteria.criteria, strict=True)):
            passing.append(sum(way))
        else:
            is_missed = True
    found = score(criteria, points)
    expected = Outcome.NOT_MET if not passing else Outcome.UNDECIDED if is_missed else Outcome.MET
    assert found.outcome is expected
    reached = {next(g.id for g in criteria.grades if total >= g.points_from) for total in passing if criteria.grades}
    assert {grade.id for grade in found.possible_grades} == reached


@given(data=st.data())
def test_a_holder_is_recognised_on_the_days_on_which_the_title_is_held(data):
    offsets = st.integers(0, 30)
    days = offsets.map(lambda n: START + timedelta(days=n))
    decisions = []
    for day in data.draw(st.lists(days, unique=True, max_size=4)):
        later = st.none() | offsets.map(lambda n, day=day: day + timedelta(days=n))
        decisions.append(
            Recognition(
                "title",
                "h",
                "a",
                decided_on=day,
                decided_by="UBND",
                ends_on=data.draw(later),
                withdrawn_on=data.draw(later),
            )
        )
    asked = [
        Registration("title", "h", "a", registered_on=day) for day in data.draw(st.lists(days, unique=True, max_size=2))
    ]
    register = Registry(tuple(decisions), REGIONS, ("title",), registrations=tuple(asked))
    for n in range(70):
        day = START + timedelta(days=n)
        stage = register.stage("title", "h", day)
        assert (stage is Stage.RECOGNISED) == ("h" in register.held("title", day))
        is_known = any(d.decided_on <= day for d in decisions) or any(a.registered_on <= day for a in asked)
        assert is_known or stage is None


ENGINES = ("polars", "pandas", "pyarrow", "duckdb")


def table_of(engine, columns):
    """A table of an engine, from columns of whole numbers and one of yes and no."""
    pa = pytest.importorskip("pyarrow")
    kinds = {name: pa.bool_() if name == "fund" else pa.int64() for name in columns}
    table = pa.table(columns, schema=pa.schema(list(kinds.items())))
    if engine == "pandas":
        return pytest.importorskip("pandas") and table.to_pandas()
    if engine == "polars":
        return pytest.importorskip("polars").from_arrow(table)
    return table if engine == "pyarrow" else pytest.importorskip("duckdb").connect().from_arrow(table)


@pytest.mark.parametrize("engine", ENGINES)
@given(criteria=small_sets(), data=st.data())
@settings(max_examples=25, phases=[Phase.generate])
def test_a_table_is_scored_as_its_rows_are(engine, criteria, data):
    pytest.importorskip("narwhals")
    scores = pytest.importorskip("xhht.ext.scores")
    half = Precondition("half", WORDS, at_least=Fraction(data.draw(st.integers(1, 4)), 4))
    criteria = attrs.evolve(
        criteria, preconditions=(Precondition("fund", WORDS), half), is_complete=data.draw(st.booleans())
    )
    rows = []
    for _ in range(data.draw(st.integers(1, 4))):
        size = data.draw(st.none() | st.integers(0, 4))
        rows.append(
            {
                **{c.id: data.draw(st.none() | st.integers(0, int(c.points))) for c in criteria.criteria},
                "fund": data.draw(st.none() | st.booleans()),
                "half_numerator": None if size is None else data.draw(st.integers(0, size)),
                "half_denominator": size,
            }
        )
    table = table_of(engine, {name: [row[name] for row in rows] for name in rows[0]})
    answers = scores.score(criteria, table)
    if engine == "pandas":
        answers = answers.astype(object).where(answers.notna(), None).to_dict("records")
    else:
        answers = (
            answers.to_arrow_table() if engine == "duckdb" else answers.to_arrow() if engine == "polars" else answers
        ).to_pylist()
    for row, answer in zip(rows, answers, strict=True):
        share = None if row["half_denominator"] is None else Share(row["half_numerator"], row["half_denominator"])
        points = {c.id: row[c.id] for c in criteria.criteria}
        single = score(criteria, points, preconditions={"fund": row["fund"], "half": share})
        possible = ";".join(grade.id for grade in single.possible_grades) or None
        assert (answer["outcome"], answer["least"], answer["most"]) == (single.outcome, single.least, single.most)
        assert (answer["grade"], answer["possible_grades"]) == (single.grade and single.grade.id, possible)


KINDS = (
    *("AnsweredPrecondition", "Case", "CriteriaSet", "Criterion", "Grade", "Meeting", "OpenStep", "Precondition"),
    *("Procedure", "ProcedureStep", "Registration", "Registry", "Score", "ScoredCriterion", "StageTally", "TakenStep"),
    "WorkingCalendar",
)


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@settings(max_examples=10, phases=[Phase.generate])
def test_what_titles_are_earned_by_survives_files(name, data):
    pytest.importorskip("cattrs")
    pytest.importorskip("msgspec")
    codec, strategies = pytest.importorskip("xhht.ext.codec"), pytest.importorskip("xhht.ext.strategies")
    assert strategies
    kind = PUBLIC[name]
    thing = data.draw(st.from_type(kind))
    assert codec.loads(codec.dumps(thing), kind) == thing
