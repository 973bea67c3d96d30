"""Laws of single values: reading, printing, comparing, copying, hashing."""

import pickle
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from unicodedata import normalize

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import (
    Base,
    BoundedShare,
    Caveat,
    CountRange,
    Grade,
    Observation,
    PrintedShare,
    Share,
    Text,
    XhhtError,
    assess,
    count_from_text,
    evaluate,
    reconcile,
    roll_up,
)
from xhht.ext import strategies
from xhht.figures.bounds import counts_within
from xhht.periods import day_after_years, years_between
from xhht.texts import format_count

DAY = date(2020, 12, 31)
INDEXES = {("Regions", "_by_id"), ("Regions", "_children")}
LIKE_A_PRINT = st.text("0123456789.,% \u00a0trênhơgầdưikoảv", max_size=14)


@st.composite
def assessments(draw):
    programme, regions = draw(strategies.programmes()), draw(strategies.regions(max_size=4))
    indicators = [indicator.id for indicator in programme.indicators]
    single = strategies.observations(indicators=indicators, regions=regions)
    seen = draw(st.lists(single, max_size=4, unique_by=lambda one: (one.indicator, one.region, one.on)))
    return assess(programme, seen, regions=regions, as_of=DAY, baseline_on=date(2016, 12, 31))


@st.composite
def roll_ups(draw):
    programme, regions = draw(strategies.programmes()), draw(strategies.regions(max_size=5))
    indicator = draw(st.sampled_from(programme.as_of(DAY).indicators)).id
    seen = draw(strategies.day_reports(regions=regions, on=DAY, indicator=indicator))
    return roll_up(programme, indicator, seen, regions=regions, into="p", as_of=DAY)


ANYTHING = st.one_of(
    strategies.any_shares(base=st.sampled_from(Base)),
    strategies.level_targets(),
    strategies.growth_targets(),
    strategies.regions(changed_on=DAY),
    strategies.observations(),
    strategies.programmes(),
    assessments(),
    roll_ups(),
    st.builds(evaluate, strategies.level_targets(), strategies.any_shares(), as_of=st.just(DAY)),
    st.builds(Grade, strategies.ids(), strategies.texts(), points_from=st.integers(0, 100)),
    st.sampled_from(Caveat),
)


def refuse_mutable(value, place="value"):
    """Walk through everything that a value holds; only immutable kinds pass."""
    if isinstance(value, (tuple, frozenset)):
        for number, item in enumerate(value):
            refuse_mutable(item, f"{place}[{number}]")
    elif attrs.has(type(value)):
        fields = attrs.fields(type(value))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, fields[0].name, None)
        for field in fields:
            if (type(value).__name__, field.name) not in INDEXES:
                refuse_mutable(getattr(value, field.name), f"{place}.{field.name}")
    else:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        assert value is None or is_day or isinstance(value, (str, int, Fraction, Enum)), f"{place}: {value!r}"


@given(value=ANYTHING)
def test_every_value_is_frozen_all_the_way_down(value):
    refuse_mutable(value)


@given(value=ANYTHING)
def test_every_value_survives_a_pickle_and_hashes_alike(value):
    copy = pickle.loads(pickle.dumps(value))
    assert copy == value
    assert hash(copy) == hash(value)
    assert repr(copy) == repr(value)


@given(value=ANYTHING.filter(lambda value: attrs.has(type(value))))
def test_a_changed_copy_without_changes_is_equal(value):
    assert attrs.evolve(value) == value


@given(text=st.text() | LIKE_A_PRINT)
def test_reading_a_print_gives_a_share_or_an_error_of_the_library(text):
    try:
        printed = PrintedShare.from_text(text)
    except XhhtError:
        return
    assert 0 <= printed.bounds.lower <= printed.bounds.upper <= 1


@given(text=st.text() | st.text("0123456789., \u00a0", max_size=12))
def test_reading_a_count_gives_a_count_or_an_error_of_the_library(text):
    try:
        count = count_from_text(text)
    except XhhtError:
        return
    least, most = (count.least, count.most) if isinstance(count, CountRange) else (count, count)
    assert 0 <= least <= (least if most is None else most)


@given(count=st.integers(0, 10**12), sign=st.sampled_from((".", " ", "\u00a0", "")))
def test_a_printed_count_is_read_as_it_was_meant(count, sign):
    assert count_from_text(f"{count:,}".replace(",", sign)) == count


@given(count=st.integers(0, 10**12))
def test_a_count_shown_in_vietnamese_can_be_read_back(count):
    assert count_from_text(format_count(count, "vi")) == count


@given(share=strategies.shares(), places=st.integers(0, 3), is_cut=st.booleans())
def test_a_print_can_always_mean_its_counts(share, places, is_cut):
    printed = share.printed(places, is_cut=is_cut)
    assert share.value in printed.bounds
    assert PrintedShare.from_text(printed.text, base=share.base) == printed


@given(share=strategies.shares(), printed=strategies.printed_shares())
def test_a_reconciled_share_holds_all_that_print_or_counts_allow(share, printed):
    joined = reconcile(share, printed)
    assert share.value in joined.bounds
    if isinstance(joined, BoundedShare):
        assert Caveat.PRINT_DIFFERS in joined.caveats
        assert joined.denominator == share.denominator
        ends = sorted((share.value, printed.bounds.lower, printed.bounds.upper))
        assert (joined.bounds.lower, joined.bounds.upper) == (
            Fraction(joined.least, share.denominator),
            Fraction(joined.most, share.denominator),
        )
        assert ends[0] <= joined.bounds.lower <= joined.bounds.upper <= ends[-1]
        for count in range(max(0, joined.least - 1), min(share.denominator, joined.most + 1) + 1):
            explains = Fraction(count, share.denominator) in printed.bounds
            assert not explains or joined.least <= count <= joined.most
    else:
        assert share.value in printed.bounds


@given(bounds=strategies.bounds(), denominator=st.integers(1, 40))
def test_the_counts_within_bounds_are_those_whose_share_is_inside(bounds, denominator):
    inside = [n for n in range(denominator + 1) if Fraction(n, denominator) in bounds]
    if inside:
        found = counts_within(bounds, denominator)
        assert (found.least, found.most) == (inside[0], inside[-1])
    else:
        with pytest.raises(XhhtError, match="no whole number"):
            counts_within(bounds, denominator)


@given(bounds=strategies.bounds(), other=strategies.bounds())
def test_bounds_within_others_have_no_value_outside(bounds, other):
    ends = sorted({bounds.lower, bounds.upper, other.lower, other.upper})
    values = [*ends, *((a + b) / 2 for a, b in pairwise(ends))]
    assert bounds.is_within(other) is all(value in other for value in values if value in bounds)


@given(a=strategies.shares(), b=strategies.shares())
def test_the_difference_of_shares_turns_its_sign_with_their_order(a, b):
    assert a - b == -(b - a)
    assert a.value == b.value + (a - b) / 100


@given(text=st.text("aấộữđĩ ", min_size=1).filter(str.strip))
def test_words_are_equal_however_they_are_composed(text):
    composed, apart = normalize("NFC", text), normalize("NFD", text)
    assert Text(composed, "x") == Text(apart, "x")


@given(name=st.text("aấộữđĩ", min_size=1))
def test_ids_are_equal_however_they_are_composed(name):
    share = Share(1, 2)
    composed, apart = (Observation(normalize(form, name), "p", DAY, share) for form in ("NFC", "NFD"))
    assert composed == apart


@given(printed=strategies.printed_shares())
def test_a_print_is_read_the_same_however_it_is_composed(printed):
    assert PrintedShare.from_text(normalize("NFD", printed.text)) == printed


@given(start=strategies.days(), years=st.integers(0, 40))
def test_a_whole_number_of_years_lies_between_anniversaries(start, years):
    assert years_between(start, start + relativedelta(years=years)) == years


@given(start=strategies.days(), years=st.integers(0, 20), end=strategies.days(last=date(2070, 12, 31)))
def test_years_add_up_over_whole_anniversaries(start, years, end):
    assume((start.month, start.day) != (2, 29))
    anniversary = start + relativedelta(years=years)
    assume(anniversary <= end)
    assert years_between(start, end) == years + years_between(anniversary, end)


@given(start=strategies.days(), end=strategies.days(), later=strategies.days())
def test_a_later_day_is_never_fewer_years_away(start, end, later):
    start, end, later = sorted((start, end, later))
    assert years_between(start, end) <= years_between(start, later)
    assert (years_between(start, end) == years_between(start, later)) is (end == later)


@given(start=strategies.days(), days=st.integers(0, 9000))
def test_the_day_after_the_years_to_a_day_is_that_day(start, days):
    end = start + timedelta(days=days)
    assert day_after_years(start, years_between(start, end)) == end
