from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Observation, PrintedShare, Region, Regions, Share, Text
from xhht.errors import InvalidTypeError, InvalidValueError, RegionLifeError, UnknownIdError
from xhht.recognition import (
    HIGHEST_SHARE,
    Candidate,
    CommendationRule,
    Ranking,
    Recognition,
    Registry,
    best,
    candidates,
    first_recognised_since,
    held_at_least,
)

REGIONS = Regions((Region("a", "Xã A", level="commune"), Region("b", "Xã B", level="commune")))
DAY = date(2020, 12, 31)
ANYONE = CommendationRule(Text("mọi người", "anyone"), lambda *_: True)


def decision(holder, day, **changes):
    return Recognition("clan", holder, changes.pop("region", "a"), decided_on=day, decided_by="UBND", **changes)


def registry(*given):
    return Registry(given, REGIONS, ("clan", "family"))


def found(criterion, *given, as_of=DAY):
    return [c.recognition.holder for c in candidates(registry(*given), "clan", criterion, as_of=as_of)]


def since(*given, as_of=DAY):
    (candidate,) = candidates(registry(*given), "clan", ANYONE, as_of=as_of)
    return candidate.held_since


# --- how long -----------------------------------------------------------------------------------------------------


def test_a_title_is_held_since_its_decision():
    assert since(decision("x", date(2018, 1, 1))) == date(2018, 1, 1)


def test_renewals_without_a_gap_count_as_one_time():
    first = decision("x", date(2015, 1, 1), ends_on=date(2016, 12, 31))
    assert since(first, decision("x", date(2017, 1, 1))) == date(2015, 1, 1)
    assert since(decision("x", date(2017, 1, 1)), first) == date(2015, 1, 1)


def test_a_gap_of_a_day_breaks_the_time():
    first = decision("x", date(2015, 1, 1), ends_on=date(2016, 12, 30))
    assert since(first, decision("x", date(2017, 1, 1))) == date(2017, 1, 1)


def test_times_that_overlap_or_lie_in_each_other_count_as_one():
    long = decision("x", date(2010, 1, 1), ends_on=date(2019, 12, 31))
    brief = decision("x", date(2012, 1, 1), ends_on=date(2012, 6, 30))
    assert since(long, brief, decision("x", date(2019, 6, 1))) == date(2010, 1, 1)


def test_a_withdrawal_breaks_the_time_from_its_own_day():
    lost = decision("x", date(2015, 1, 1), withdrawn_on=date(2017, 1, 1))
    assert since(lost, decision("x", date(2017, 1, 2))) == date(2017, 1, 2)
    assert since(lost, decision("x", date(2017, 1, 1))) == date(2015, 1, 1)


def test_a_withdrawal_after_a_renewal_ends_what_was_decided_before():
    endless = decision("x", date(2012, 1, 1))
    lost = decision("x", date(2015, 1, 1), withdrawn_on=date(2017, 1, 1))
    again = decision("x", date(2018, 1, 1))
    assert since(endless, lost, again) == date(2018, 1, 1)
    assert found(ANYONE, endless, lost) == []


def test_a_decision_withdrawn_on_its_own_day_is_nothing():
    void = decision("x", date(2016, 1, 1), withdrawn_on=date(2016, 1, 1))
    assert since(void, decision("x", date(2018, 1, 1))) == date(2018, 1, 1)


def test_a_decision_of_the_first_day_of_the_calendar_is_no_trouble():
    assert since(decision("x", date.min), decision("y", DAY, ends_on=date.max), as_of=date(2000, 1, 1)) == date.min


def test_the_longest_holders_come_first_and_then_the_ids():
    given = [decision("c", date(2018, 1, 1)), decision("b", date(2018, 1, 1)), decision("a", date(2019, 1, 1))]
    assert found(ANYONE, *given) == found(ANYONE, *given[::-1]) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("start", "years", "day", "is_found"),
    [
        (date(2017, 12, 31), 3, DAY, True),
        (date(2018, 1, 1), 3, DAY, False),
        (date(2016, 2, 29), 1, date(2017, 2, 27), False),
        (date(2016, 2, 29), 1, date(2017, 2, 28), True),
        (date(2017, 12, 31), 9000, DAY, False),
    ],
)
def test_years_of_holding_are_calendar_years(start, years, day, is_found):
    assert found(held_at_least(years), decision("x", start), as_of=day) == (["x"] if is_found else [])


@pytest.mark.parametrize("years", [1.0, "3", True, None])
def test_years_are_a_whole_number(years):
    with pytest.raises(InvalidTypeError, match="years is a whole number"):
        held_at_least(years)


@pytest.mark.parametrize("years", [0, -1])
def test_years_are_positive(years):
    with pytest.raises(InvalidValueError, match="years is at least 1"):
        held_at_least(years)


# --- for the first time -------------------------------------------------------------------------------------------


def test_the_first_recognition_ever_counts_even_where_it_has_ended():
    start = date(2018, 1, 1)
    old = decision("x", date(2010, 1, 1), ends_on=date(2011, 1, 1))
    assert found(first_recognised_since(start), decision("x", start)) == ["x"]
    assert found(first_recognised_since(start), old, decision("x", start)) == []
    assert found(first_recognised_since(start), decision("x", date(2017, 12, 31))) == []


def test_an_old_recognition_in_force_is_no_first_one_whatever_came_later():
    later = decision("x", date(2019, 1, 1), ends_on=date(2019, 6, 1))
    assert found(first_recognised_since(date(2018, 1, 1)), decision("x", date(2010, 1, 1)), later) == []


def test_what_comes_after_the_day_is_not_seen():
    assert found(ANYONE, decision("x", date(2021, 1, 1))) == []
    given = (decision("x", date(2019, 1, 1)), decision("x", date(2021, 1, 1), region="b"))
    (candidate,) = candidates(registry(*given), "clan", ANYONE, as_of=DAY)
    assert candidate == Candidate(given[0], date(2019, 1, 1))


def test_a_first_day_is_a_day():
    with pytest.raises(InvalidTypeError, match=r"start is a datetime\.date"):
        first_recognised_since("2018-01-01")


# --- rules --------------------------------------------------------------------------------------------------------


def test_a_rule_says_in_both_languages_what_it_asks():
    assert held_at_least(3).text == Text(
        "Giữ danh hiệu liên tục ít nhất 3 năm", "Held the title without a break for at least 3 years"
    )
    assert first_recognised_since(date(2018, 1, 1)).text == Text(
        "Lần đầu được công nhận từ ngày 01/01/2018", "Recognised for the first time since 2018-01-01"
    )


def test_a_rule_of_the_callers_own_sees_all_other_decisions_in_order():
    seen = []
    asked = CommendationRule(Text("x", "x"), lambda candidate, others, day: bool(seen.append((candidate, others, day))))
    first, second, third = (decision("x", date(year, 1, 1)) for year in (2015, 2016, 2017))
    assert candidates(registry(third, first, second), "clan", asked, as_of=DAY) == ()
    assert seen == [(Candidate(third, date(2015, 1, 1)), (first, second), DAY)]


def test_a_rule_and_a_ranking_state_themselves_as_texts():
    with pytest.raises(InvalidTypeError):
        CommendationRule("long", lambda *_: True)
    with pytest.raises(InvalidTypeError):
        Ranking("best", lambda _: None)


@pytest.mark.parametrize("given", [None, 3, lambda *_: True])
def test_a_rule_is_a_rule_even_where_nobody_holds_the_title(given):
    with pytest.raises(InvalidTypeError, match=r"a rule is one such as held_at_least\(\)"):
        candidates(registry(), "clan", given, as_of=DAY)


def test_candidates_come_from_a_registry_on_a_day():
    with pytest.raises(InvalidTypeError, match="candidates are found in a Registry"):
        candidates([decision("x", DAY)], "clan", ANYONE, as_of=DAY)
    with pytest.raises(InvalidTypeError, match=r"as_of is a datetime\.date"):
        candidates(registry(), "clan", ANYONE, as_of="2020-12-31")
    with pytest.raises(UnknownIdError, match="unknown title 'klan'"):
        candidates(registry(), "klan", ANYONE, as_of=DAY)


def test_titles_are_told_apart():
    other = Recognition("family", "f", "a", decided_on=date(2018, 1, 1), decided_by="UBND")
    assert found(ANYONE, other, decision("x", date(2018, 1, 1))) == ["x"]


# --- the best -----------------------------------------------------------------------------------------------------


def seen(region, numerator, denominator, on=DAY):
    return Observation("clans_recognised", region, on, Share(numerator, denominator))


def test_all_regions_of_the_highest_share_are_the_best():
    given = [seen("a", 1, 2), seen("b", 2, 4), seen("c", 1, 3), seen("e", 0, 0)]
    assert best(given) == tuple(given[:2])
    assert best(given[::-1]) == (given[1], given[0])


def test_shares_are_compared_exactly():
    assert best([seen("a", 333, 1000), seen("b", 1, 3)]) == (seen("b", 1, 3),)


@pytest.mark.parametrize("given", [[], [seen("a", 0, 0)]])
def test_nothing_to_rank_has_no_best(given):
    assert best(given) == ()


def test_none_of_all_is_still_a_share():
    assert best([seen("a", 0, 5)]) == (seen("a", 0, 5),)


def test_what_a_ranking_gives_no_figure_is_left_out():
    assert best([seen("a", 1, 2)], by=Ranking(Text("x", "x"), lambda _: None)) == ()


def test_a_printed_share_cannot_be_ranked():
    printed = Observation("clans_recognised", "a", DAY, PrintedShare.from_text("57%"))
    with pytest.raises(InvalidTypeError, match="only counted shares can be ranked, got “57%” of 'a'"):
        best([printed])
    with pytest.raises(InvalidTypeError, match=r"observations\[1\] is an Observation, got int 5"):
        best([seen("a", 1, 2), 5])


def test_a_ranking_of_the_callers_own_replaces_the_share():
    most = Ranking(Text("Nhiều nhất", "Most holders"), lambda one: one.actual.numerator)
    assert HIGHEST_SHARE.text.en == "Highest share"
    assert best([seen("a", 5, 100), seen("b", 2, 2)], by=most) == (seen("a", 5, 100),)
    least = Ranking(Text("Thấp nhất", "Lowest"), lambda one: Fraction(1) - one.actual.value)
    assert best([seen("a", 5, 100), seen("b", 2, 2)], by=least) == (seen("a", 5, 100),)


TREE = (
    Region("t", "Tỉnh", level="province"),
    Region("d1", "Huyện 1", level="district", parent="t"),
    Region("d2", "Huyện 2", level="district", parent="t"),
    Region("x", "Xã X", level="commune", parent="d1", valid_to=date(2018, 12, 31)),
    Region("x", "Xã X", level="commune", parent="d2", valid_from=date(2019, 1, 1)),
    Region("y", "Xã Y", level="commune", parent="d2"),
    Region("v", "Thôn V", level="village", parent="y"),
)


def test_the_best_within_a_region_is_found_by_the_map_of_the_day():
    old, new = date(2018, 6, 1), date(2019, 6, 1)
    assert best([seen("x", 9, 10, old), seen("y", 1, 2, old)], regions=TREE, within="d2") == (seen("y", 1, 2, old),)
    assert best([seen("x", 9, 10, new), seen("y", 1, 2, new)], regions=TREE, within="d2") == (seen("x", 9, 10, new),)
    assert best([seen("v", 1, 2), seen("d1", 9, 10)], regions=Regions(TREE), within="t") == (seen("d1", 9, 10),)
    assert best([seen("v", 1, 2), seen("d1", 9, 10)], regions=TREE, within="d2") == (seen("v", 1, 2),)
    assert best([seen("d2", 1, 2)], regions=TREE, within="d2") == ()


def test_what_lies_within_an_unknown_region_cannot_be_ranked():
    with pytest.raises(UnknownIdError, match="unknown region 'd3'"):
        best([], regions=TREE, within="d3")
    with pytest.raises(UnknownIdError, match="unknown region 'u'"):
        best([seen("u", 1, 2)], regions=TREE, within="d2")
    late = (*TREE, Region("w", "Xã W", level="commune", parent="d2", valid_from=date(2021, 1, 1)))
    with pytest.raises(RegionLifeError, match="region 'w' does not exist on 2020-12-31"):
        best([seen("w", 1, 2)], regions=late, within="d2")


def test_bodies_are_compared_with_bodies_alone():
    women, youth = (attrs.evolve(seen("a", count, 10), party=party) for count, party in ((3, "women"), (4, "youth")))
    assert best([women, youth]) == (youth,)
    with pytest.raises(InvalidValueError, match="figures of single bodies and of all are not compared"):
        best([women, seen("a", 5, 10)])
