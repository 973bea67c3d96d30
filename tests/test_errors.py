import pickle

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
