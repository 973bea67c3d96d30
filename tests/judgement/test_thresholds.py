"""What is asked of a count, in whole numbers, and when there is more to it."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Base, BoundedShare, Observation, PrintedShare, Reading, Share
from xhht.judgement.thresholds import exactly
from xhht.programmes import ctph_154

LEVEL = ctph_154.PROGRAMME.target("clans_recognised")
RISE = ctph_154.PROGRAMME.target("families_recognised")
START, END = date(2016, 12, 31), date(2020, 12, 31)
ASKED = Fraction(1, 40)


def reported(actual):
    return Observation("families_recognised", "p", START, actual)


def risen(actual=Share(1, 2), start=Share(10, 25), reading=Reading.POINTS, asked=ASKED):  # noqa: B008  # Frozen.
    baseline = None if start is None else reported(start)
    return exactly(RISE, asked, actual, baseline=baseline, on=END, reading=reading)


def test_a_level_asks_its_share_of_a_count():
    assert exactly(LEVEL, ASKED, Share(0, 3), baseline=None, on=END, reading=None) == ASKED


@pytest.mark.parametrize("actual", [Share(0, 0), Share(1, 2, base=Base.UNSTATED), Share(1, 2, base=Base.REGISTERED)])
def test_nothing_to_count_and_other_bases_have_more_to_them(actual):
    assert exactly(LEVEL, ASKED, actual, baseline=None, on=END, reading=None) is None
    assert risen(actual) is None


def test_a_rise_is_added_to_a_counted_baseline():
    assert risen() == Fraction(1, 2)
    assert risen(reading=Reading.RELATIVE) == Fraction(44, 100)


@pytest.mark.parametrize(
    "start",
    [
        None,
        Share(0, 2),
        Share(0, 0),
        Share(1, 2, base=Base.UNSTATED),
        Share(1, 2, base=Base.REGISTERED),
        PrintedShare.from_text("40%"),
        BoundedShare.from_counts(1, 1, 2),
    ],
)
def test_other_baselines_have_more_to_them(start):
    assert risen(start=start) is None


def test_a_rise_to_all_has_more_to_it():
    assert risen(start=Share(9, 10)) is None
    assert risen(start=Share(89, 100)) == Fraction(99, 100)


def test_a_rise_without_a_reading_is_not_guessed():
    assert risen(reading=None) is None


def test_the_whole_numbers_of_a_rise_are_its_threshold():
    start = Share(10, 25).bounds
    for reading in Reading:
        needed, of = RISE.risen(10, 25, Fraction(7, 2), ASKED, reading)
        bounds = RISE.threshold(start, Fraction(7, 2), ASKED, reading)
        assert bounds == attrs.evolve(start, lower=Fraction(needed, of), upper=Fraction(needed, of))
