"""Which columns of a wide table say what of each indicator, told alike of rows and frames."""

import pytest

from xhht.errors import InvalidTypeError
from xhht.ext.wide_columns import check_mappings, columns_of, unknown_columns

PARTS = ("numerator", "denominator", "printed")


def told(indicators):
    problems = []
    found = columns_of(indicators, PARTS, problems)
    return found, [str(problem) for problem in problems]


def test_two_names_are_those_of_the_counts_and_a_mapping_names_other_parts():
    assert told({"a": ("n", "d"), "b": {"printed": "p"}}) == (
        {"a": {"numerator": "n", "denominator": "d"}, "b": {"printed": "p"}},
        [],
    )


def test_everything_that_is_wrong_with_the_indicators_is_told_at_once():
    found, problems = told({"a": "n", "b": {"printd": "p", "numerator": "n"}})
    assert found == {"b": {"numerator": "n"}}
    assert ["names the columns of numerator and denominator" in said for said in problems] == [True, False]
    assert "unknown part 'printd' in indicators['b']; did you mean 'printed'" in problems[1]
    assert told({}) == ({}, ["indicators names no column; give at least one indicator"])


def test_columns_that_the_table_has_not_are_told_and_names_may_be_numbers():
    (problem,) = unknown_columns({"a": {"numerator": 0, "denominator": "Tông"}}, (0, "Tổng"))
    assert str(problem) == "unknown column 'Tông' in the table, as 'denominator' of 'a'; did you mean 'Tổng'?"


def test_what_is_no_mapping_is_refused():
    check_mappings(columns=None, indicators={})
    with pytest.raises(InvalidTypeError, match="columns is a mapping of names, got"):
        check_mappings(columns=["region"])
