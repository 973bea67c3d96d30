from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Bounds, Comparison, Observation, PrintedShare, Share
from xhht.errors import InvalidObservationsError, UnknownChoiceError
from xhht.pace import LineMethod, arrival
from xhht.programmes import ctph_154

END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
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
    assert (found.earliest, found.latest) == (end(2018), end(2018))


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
        attrs.evolve(good, actual=Share(1, 3)),
        attrs.evolve(good, indicator="members"),
        "report",
    ]
    with pytest.raises(InvalidObservationsError) as caught:
        arrival(CLANS, wrong)
    words = " ".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 4
    for part in ("[1] is of 'far'", "both of 2014-12-31", "says nothing", "[4]: a report is"):
        assert part in words
    with pytest.raises(InvalidObservationsError, match="two reports at least, got 1"):
        arrival(CLANS, [good])
    with pytest.raises(UnknownChoiceError, match="least_squares"):
        arrival(CLANS, parts(1, 2), method="least_square")


# --- two reports ------------------------------------------------------------------------------------------------

MEMBERS = ctph_154.PROGRAMME.target("members")


def two(start, later, *, first=END_2016, last=END_2018, indicator="clans_recognised", target=CLANS, **kwargs):
    """The arrival by two reports, each a share, a count of 100 or a percentage as printed."""
    given = {"tier": "general", **kwargs}
    seen = [Observation(indicator, "town", on, share(one)) for on, one in ((first, start), (last, later))]
    return arrival(target, seen, **given)


def share(given):
    if isinstance(given, str):
        return PrintedShare.from_text(given)
    return Share(given, 100) if isinstance(given, int) else given


@pytest.mark.parametrize(
    ("later", "day"),
    [
        (30, END_2020),
        (40, END_2018),
        (60, END_2018),
        (25, date(2024, 12, 31)),
        (28, date(2021, 12, 31)),
        (36, date(2019, 7, 2)),  # 2.5 years are 182.5 days into 2019, so the 183rd.
        (20, None),
        (19, None),
    ],
)
def test_a_line_through_two_reports_arrives_at_its_own_pace_or_never(later, day):
    assert two(20, later).on == day


def test_a_target_that_was_reached_and_is_no_more_is_not_reached_by_a_fall():
    found = two(60, 10)
    assert (found.earliest, found.latest, found.per_year) == (None, None, Fraction(-1, 4))


@pytest.mark.parametrize(
    ("start", "later", "day"),
    [
        (10, 15, date(2021, 1, 1)),  # On 2020-12-31 it is at 20% exactly.
        (20, 21, END_2018),
        (20, 20, None),
        (10, 16, date(2020, 5, 2)),  # After 3 years and 122 of 366 days, on 1 May, it is at 20% exactly.
    ],
)
def test_a_target_of_more_than_a_share_is_met_beyond_it(start, later, day):
    assert two(start, later, target=MEMBERS, indicator="members", tier=None).on == day


def test_a_growing_share_arrives_where_the_rise_leads():
    assert two(40, 44, target=FAMILIES, indicator="families_recognised").on == date(2021, 12, 31)
    all_asked = attrs.evolve(FAMILIES, comparison=Comparison.MORE_THAN)
    assert two(90, 95, target=all_asked, indicator="families_recognised").on == END_2020


def test_a_line_arrives_on_leap_days():
    first, last = date(2016, 2, 29), date(2017, 2, 28)
    assert two(0, 10, first=first, last=last).on == date(2020, 2, 29)
    assert two(0, 20, first=first, last=last).on == date(2018, 2, 28)


def test_a_line_that_leads_beyond_the_calendar_never_arrives():
    found = two(Share(200_000, 1_000_000), Share(200_001, 1_000_000))
    assert found.per_year > 0
    assert found.on is found.earliest is None


# --- prints and tiers that are not known ------------------------------------------------------------------------


def test_through_prints_every_line_is_possible():
    found = two("20%", "30%")  # From 19.5 to under 21, up to 29.5 to under 31.
    assert found.per_year == Bounds(Fraction(85, 2000), Fraction(115, 2000), is_lower_open=True, is_upper_open=True)
    lines = [two(counted(start), counted(later)) for start in (1950, 2099) for later in (2950, 3099)]
    assert found.earliest <= min(line.on for line in lines)
    assert found.latest >= max(line.on for line in lines)
    assert found.on is None
    assert (found.earliest, found.latest) == (date(2020, 7, 25), date(2021, 6, 21))


def counted(hundredths):
    return Share(hundredths, 10_000)


def test_a_print_may_never_arrive_or_have_arrived():
    found = two("30%", "30%")
    assert (found.earliest is not None, found.latest) == (True, None)
    assert two(20, "40%").earliest == END_2018 < two(20, "40%").latest
    assert two("20%", "45%").on == END_2018


def test_three_prints_weigh_as_the_method_has_it():
    seen = [Observation("clans_recognised", "town", end(2014 + n), share(f"{10 * (n + 1)}%")) for n in range(3)]
    assert [arrived(CLANS, seen, method=method).on is None for method in LineMethod] == [True] * 3
    flat = arrived(CLANS, seen, method=LineMethod.LEAST_SQUARES)
    first_and_last = arrived(CLANS, seen, method=LineMethod.FIRST_AND_LAST)
    assert flat.per_year == first_and_last.per_year  # Of three even days, the middle one has no weight.


def test_an_arrival_without_a_tier_lies_between_those_of_all_tiers():
    found = two(20, 28, tier=None)
    single = [two(20, 28, tier=tier).on for tier in ("disadvantaged", "general", "developed")]
    assert (found.earliest, found.latest) == (min(single), max(single))


def test_the_line_of_one_body_goes_through_its_own_reports_alone():
    trained = ctph_154.PROGRAMME.target("cadres_trained")
    women = [
        Observation("cadres_trained", "town", end(2014 + year), Share(year, 4), party="women") for year in range(3)
    ]
    assert arrival(trained, women).on == end(2018)
    with pytest.raises(InvalidObservationsError, match=r"observations\[2\] is of all, not of 'women'"):
        arrival(trained, [*women[:2], attrs.evolve(women[2], party=None)])
