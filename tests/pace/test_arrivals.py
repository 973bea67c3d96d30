from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Comparison, Observation, Share
from xhht.errors import InvalidObservationsError, UnknownChoiceError
from xhht.pace import LineMethod, arrival, trajectory
from xhht.programmes import ctph_154

CLANS = ctph_154.PROGRAMME.target("clans_recognised")
FAMILIES = ctph_154.PROGRAMME.target("families_recognised")
ASKED = CLANS.asked_of("general")
STRICT = attrs.evolve(CLANS, comparison=Comparison.MORE_THAN)


def arrived(target, seen, **kwargs):
    return arrival(target, seen, tier="general", **kwargs)


def end(year):
    return date(year, 12, 31)


def reports(*shares, indicator="clans_recognised", first=2014):
    return [
        Observation(indicator, "town", end(first + place), Share(share.numerator, share.denominator))
        for place, share in enumerate(shares)
    ]


def parts(*tenths):
    """Reports year by year of so many tenths of what is asked."""
    return reports(*(ASKED * Fraction(tenth, 10) for tenth in tenths))


@pytest.mark.parametrize("method", LineMethod)
def test_reports_on_one_line_arrive_where_it_does_by_every_method(method):
    seen = parts(2, 4, 6)
    found = arrived(CLANS, seen[::-1], method=method)
    assert (found.on, found.per_year, found.reports) == (end(2018), ASKED / 5, 3)
    assert found.on == trajectory(CLANS, baseline=seen[0], tier="general").arrival(seen[-1])


@pytest.mark.parametrize(
    ("method", "per_year", "day"),
    [
        (LineMethod.LAST_TWO, Fraction(4, 10), end(2017)),
        (LineMethod.FIRST_AND_LAST, Fraction(2, 10), end(2018)),
        (LineMethod.LEAST_SQUARES, Fraction(2, 10), date(2019, 5, 2)),
    ],
)
def test_methods_draw_different_lines(method, per_year, day):
    found = arrived(CLANS, parts(2, 2, 6), method=method)
    assert (found.on, found.per_year, found.method) == (day, ASKED * per_year, method)


def test_a_line_that_does_not_rise_never_arrives():
    assert arrived(CLANS, parts(6, 5, 4)).on is None


def test_what_the_last_report_meets_has_arrived():
    assert arrived(CLANS, parts(2, 10)).on == end(2015)
    assert arrived(STRICT, parts(2, 10)).on == date(2016, 1, 1)


def test_a_line_above_the_last_report_arrives_on_the_next_day():
    assert arrived(CLANS, parts(1, 11, 9)).on == date(2017, 1, 1)


def test_more_than_a_share_is_met_on_the_day_after():
    assert arrived(STRICT, parts(2, 4, 6)).on == date(2019, 1, 1)


def test_a_yearly_rise_is_asked_from_the_first_report():
    seen = reports(Fraction(98, 100), Fraction(99, 100), indicator="families_recognised", first=2016)
    assert arrived(FAMILIES, seen).on == end(2018)


def test_all_that_is_wrong_with_reports_is_named_together():
    good, other = parts(2, 4)
    wrong = [
        good,
        attrs.evolve(other, region="far"),
        attrs.evolve(good, actual=good.actual.printed(0)),
        attrs.evolve(good, indicator="members"),
        "report",
    ]
    with pytest.raises(InvalidObservationsError) as caught:
        arrival(CLANS, wrong)
    words = " ".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 5
    for part in ("[1] is of 'far'", "exact shares", "both of 2014-12-31", "says nothing", "[4]: a report is"):
        assert part in words
    with pytest.raises(InvalidObservationsError, match="two reports at least, got 1"):
        arrival(CLANS, [good])
    with pytest.raises(UnknownChoiceError, match="least_squares"):
        arrival(CLANS, parts(1, 2), method="least_square")
