from datetime import date
from fractions import Fraction

import pytest

from xhht import Document, Procedure, ProcedureStep, StepKind, Text, Yearly
from xhht.errors import InvalidProcedureError, InvalidTypeError, InvalidValueError, UnknownIdError

WORDS = Text("họp", "meeting")


def step(name, kind="file", **changes):
    return ProcedureStep(name, WORDS, kind=kind, by=WORDS, **changes)


DECISION = step("decision", "decision")


def procedure(*steps, **changes):
    return Procedure("p", WORDS, title="family", document=Document("1/VB", WORDS), steps=steps, **changes)


@pytest.mark.parametrize("kind", StepKind)
def test_every_kind_of_step_has_words(kind):
    assert kind.text("vi") != kind.text("en")
    assert kind.is_after_decision == (kind in ("renewal", "withdrawal"))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"working_days": 0}, "has 0 working days"),
        ({"working_days": 1, "latest": Yearly(1, 1, is_stated=True)}, "has two deadlines"),
        ({"quorum": Fraction(1, 2)}, "is no meeting"),
        ({"majority": Fraction(1, 2)}, "is no meeting"),
        ({"kind": "meeting", "quorum": 0}, "above 0 and up to 1"),
        ({"kind": "meeting", "majority": 2}, "above 0 and up to 1"),
    ],
)
def test_a_step_whose_parts_contradict_each_other_is_refused(changes, what):
    with pytest.raises(InvalidValueError, match=what):
        step("x", **changes)


@pytest.mark.parametrize("changes", [{"working_days": True}, {"working_days": 2.0}, {"latest": 5}])
def test_deadlines_are_whole_days_or_days_of_the_year(changes):
    with pytest.raises(InvalidTypeError):
        step("x", **changes)


def test_the_way_ends_with_the_decision():
    whole = procedure(step("file"), DECISION, step("again", "renewal"), step("end", "withdrawal"))
    assert [each.id for each in whole.way] == ["file", "decision"]
    assert whole.step("again").kind is StepKind.RENEWAL
    with pytest.raises(UnknownIdError, match="did you mean 'file'"):
        whole.step("fil")


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (step("file"),),
        (DECISION, step("file")),
        (step("again", "renewal"), DECISION),
        (DECISION, step("second", "decision")),
        (step("again", "renewal"),),
    ],
)
def test_a_procedure_has_one_decision_at_the_end_of_its_way(steps):
    with pytest.raises(InvalidProcedureError, match="one decision, and only renewal and withdrawal after it"):
        procedure(*steps)


def test_what_is_wrong_with_a_procedure_is_said_together():
    with pytest.raises(InvalidProcedureError) as caught:
        procedure(step("file"), step("file"), valid_from=date(2020, 1, 1), valid_to=date(2019, 1, 1))
    assert len(caught.value.problems) == 3
    assert "'file' stands twice" in str(caught.value)
    assert "runs backwards" in str(caught.value)
