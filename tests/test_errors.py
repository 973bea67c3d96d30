import pickle
import re
from fractions import Fraction

import pytest

from xhht import ProblemsError, XhhtError, errors
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.pictures import shown

ERRORS = [found for name, found in vars(errors).items() if name.endswith("Error")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_one_of_the_library(error):
    assert issubclass(error, XhhtError)


@pytest.mark.parametrize("error", [error for error in ERRORS if error is not XhhtError], ids=lambda e: e.__name__)
def test_every_error_is_also_a_fitting_builtin(error):
    assert issubclass(error, (TypeError, ValueError, LookupError, ImportError, RuntimeError))


def test_the_builtin_bases_are_those_that_callers_expect():
    assert issubclass(InvalidTypeError, TypeError)
    assert issubclass(InvalidValueError, ValueError)
    assert issubclass(UnknownIdError, LookupError)
    assert issubclass(UnknownChoiceError, LookupError)
    assert issubclass(UnknownChoiceError, ValueError)
    assert issubclass(MissingExtraError, ImportError)
    assert issubclass(ProblemsError, ValueError)


def test_an_unknown_id_names_its_place_and_the_nearest_known_one():
    error = UnknownIdError("party", "edu-dept", ["labour", "edu_dept"], "responsibilities[3]")
    assert str(error) == "unknown party 'edu-dept' in responsibilities[3]; did you mean 'edu_dept'?"


def test_an_unknown_id_without_a_place_or_a_near_one_lists_what_is_known():
    assert str(UnknownIdError("party", "x", ["labour", "youth"])) == "unknown party 'x'; known: labour, youth"


def test_a_long_list_of_known_ids_is_cut():
    text = str(UnknownIdError("party", "x", [f"long_{n:03}" for n in range(25)]))
    assert text.endswith("long_019, …")


def test_an_unknown_id_among_none_says_so():
    assert str(UnknownIdError("party", "x", [])) == "unknown party 'x'; none is known here"


def test_an_unknown_id_keeps_its_parts_for_programs():
    error = UnknownIdError("party", "x", iter(["labour"]), "signatures[0]")
    assert (error.kind, error.wrong, error.known, error.where) == ("party", "x", ("labour",), "signatures[0]")


def test_an_unknown_id_may_be_anything_even_very_long_text():
    assert "unknown party 5;" in str(UnknownIdError("party", 5, ["labour"]))
    assert "labour" in UnknownIdError("party", "x" * 100_000, ["labour"]).remedy


def test_one_problem_is_shown_in_the_singular():
    assert str(ProblemsError("regions", [InvalidValueError("bad")])) == "regions: 1 problem\n- bad"


def test_many_problems_are_counted_and_only_the_first_twenty_shown():
    error = ProblemsError("regions", (InvalidValueError(f"bad {n}") for n in range(25)))
    lines = str(error).splitlines()
    assert lines[0] == "regions: 25 problems"
    assert lines[20] == "- bad 19"
    assert lines[-1] == "- … and 5 more, all in .problems"
    assert len(error.problems) == 25


def test_exactly_twenty_problems_are_all_shown():
    assert "more" not in str(ProblemsError("regions", [InvalidValueError("bad")] * 20))


@pytest.mark.parametrize(
    "error",
    [
        UnknownIdError("party", "x", ("labour",), "signatures[0]"),
        UnknownChoiceError("base", "x", ("all",)),
        InvalidObservationsError("observations", [InvalidValueError("bad")]),
        InvalidValueError("bad"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_a_pickle(error):
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)


def test_a_message_is_short_and_keeps_its_end():
    text = str(InvalidValueError("the region " + "x" * 10**6 + " is wrong; check it"))
    assert len(text) < 1_000
    assert text.startswith("the region xxx")
    assert text.endswith("x is wrong; check it")


@pytest.mark.parametrize(
    "wrong",
    ["x" * 10**6, 10**5_000, [["x"] * 10**5], Fraction(1, 10**5_000), {"a": "x" * 10**6}],
    ids=["text", "number", "list", "fraction", "mapping"],
)
def test_a_wrong_id_of_any_size_and_kind_is_told_shortly(wrong):
    known = tuple(f"{letter * 10**4}" for letter in "abcdefghij")
    error = UnknownIdError("region", wrong, known, "the place " + "y" * 10**6)
    assert len(str(error)) < 1_000
    assert len(repr(error)) < 1_100
    assert error.wrong is wrong


def test_a_value_that_is_nested_without_end_is_shown():
    nested = []
    nested.append(nested)
    deep = []
    for _ in range(10**5):
        deep = [deep]
    for text in (shown(nested), shown(deep)):
        assert re.fullmatch(r"\[+\.\.\.\]+", text)
        assert len(text) < 20


def test_a_hundred_thousand_problems_are_told_at_once_and_kept():
    known = tuple(f"region-{number}-{'x' * 90}" for number in range(100_000))
    problems = [UnknownIdError("region", f"regiom{name[6:]}", known, "observations") for name in known]
    error = InvalidObservationsError("observations " + "y" * 10**6, problems)
    text = str(error)
    assert len(text) < 10_000
    assert "did you mean 'region-19-xxx" in text
    assert error.problems == tuple(problems)


def test_problems_within_problems_are_told_shortly():
    error = InvalidValueError("x" * 10**4)
    for _ in range(2):
        error = ProblemsError("y" * 10**4, [error] * 30)
    assert len(str(error)) < 10_000
