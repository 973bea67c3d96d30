from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Comparison,
    LevelTarget,
    Observation,
    PercentagePoints,
    PrintedShare,
    Reading,
    Share,
    TierShare,
)
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
)
from xhht.pace import Pace, trajectory
from xhht.programmes import ctph_154

END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
CLANS = ctph_154.PROGRAMME.target("clans_recognised")
FAMILIES = ctph_154.PROGRAMME.target("families_recognised")
MEMBERS = ctph_154.PROGRAMME.target("members")


def pct(text):
    return Fraction(text) / 100


def bounds(lower, upper, **ends):
    return Bounds(pct(lower), pct(upper), **ends)


def clans(share, on=END_2016):
    return Observation("clans_recognised", "tran-yen", on, share)


def families(share, on=END_2016):
    return Observation("families_recognised", "tran-yen", on, share)


def printed(text):
    return PrintedShare.from_text(text, base=Base.ALL)


def path(share=None, **kwargs):
    return trajectory(CLANS, baseline=clans(share or Share(20, 100)), **{"tier": "general", **kwargs})


def rising(share=None, **kwargs):
    return trajectory(FAMILIES, baseline=families(share or Share(40, 100)), **{"tier": "general", **kwargs})


def level(per_cent, comparison=Comparison.AT_LEAST, due_on=END_2020):
    return LevelTarget(
        "clans_recognised",
        name=CLANS.name,
        indicator="clans_recognised",
        due_on=due_on,
        comparison=comparison,
        shares=(TierShare(None, pct(per_cent)),),
        source=CLANS.source,
    )


# --- the path ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (END_2016, "20"),
        (date(2017, 12, 31), "25"),
        (date(2018, 12, 31), "30"),
        (date(2019, 7, 1), Fraction(30) + 5 * Fraction(182, 365)),
        (date(2020, 12, 30), Fraction(35) + 5 * Fraction(365, 366)),
        (END_2020, "40"),
        (date(2030, 1, 1), "40"),
    ],
)
def test_a_level_is_reached_in_a_straight_line_and_asked_ever_after(day, share):
    assert path().share_on(day) == pct(share)


@pytest.mark.parametrize(("tier", "share"), [("general", "30"), ("developed", "35"), ("disadvantaged", "25")])
def test_each_tier_has_its_own_level_to_reach(tier, share):
    assert path(tier=tier).share_on(END_2018) == pct(share)


@pytest.mark.parametrize(("tier", "end"), [("general", "50"), ("developed", "52"), ("disadvantaged", "48")])
def test_a_yearly_rise_leads_as_high_as_its_years(tier, end):
    found = rising(tier=tier)
    assert (found.share_on(END_2020), found.reading) == (pct(end), Reading.POINTS)
    assert found.share_on(END_2018) == (pct("40") + pct(end)) / 2


def test_a_relative_rise_leads_to_its_part_of_the_baseline():
    found = rising(reading="relative")
    assert found.share_on(END_2020) == pct("44")
    assert found.reading is Reading.RELATIVE


def test_a_rule_has_a_reading_of_its_own():
    rule = attrs.evolve(FAMILIES, reading=Reading.RELATIVE)
    start = families(Share(40, 100))
    assert trajectory(rule, baseline=start, tier="general").share_on(END_2020) == pct("44")
    by_points = trajectory(rule, baseline=start, tier="general", reading=Reading.POINTS)
    assert by_points.share_on(END_2020) == pct("50")


def test_a_level_has_no_reading():
    assert path().reading is None


def test_a_rise_leads_to_all_at_most_and_is_straight_up_to_there():
    found = rising(Share(95, 100))
    assert (found.share_on(END_2020), found.share_on(END_2018)) == (1, pct("97.5"))


def test_a_baseline_that_is_above_the_level_stays_where_it_is():
    found = path(Share(60, 100))
    assert {found.share_on(day) for day in (END_2016, END_2018, END_2020)} == {pct("60")}


@pytest.mark.parametrize(
    ("share", "middle", "end"),
    [
        (BoundedShare(bounds(20, 30)), bounds(30, 35), pct(40)),
        (BoundedShare(bounds(20, 30, is_lower_open=True)), bounds(30, 35, is_lower_open=True), pct(40)),
        (BoundedShare(bounds(20, 60)), bounds(30, 60), bounds(40, 60)),
        (
            BoundedShare(bounds(20, 60, is_lower_open=True, is_upper_open=True)),
            bounds(30, 60, is_lower_open=True, is_upper_open=True),
            bounds(40, 60, is_upper_open=True),
        ),
        (
            BoundedShare(bounds(40, 60, is_lower_open=True)),
            bounds(40, 60, is_lower_open=True),
            bounds(40, 60, is_lower_open=True),
        ),
        (BoundedShare(bounds(30, 40, is_upper_open=True)), bounds(35, 40, is_upper_open=True), pct(40)),
        (printed("50%"), Bounds(pct("49.5"), pct(51), is_upper_open=True), bounds("49.5", 51, is_upper_open=True)),
    ],
)
def test_the_path_to_a_level_from_a_bounded_baseline_is_bounded(share, middle, end):
    found = path(share)
    assert (found.share_on(END_2018), found.share_on(END_2020)) == (middle, end)


@pytest.mark.parametrize(
    ("share", "end"),
    [
        (BoundedShare(bounds(40, 50, is_upper_open=True)), bounds(50, 60, is_upper_open=True)),
        (BoundedShare(bounds(85, 95, is_lower_open=True, is_upper_open=True)), bounds(95, 100, is_lower_open=True)),
        (BoundedShare(bounds(85, 95, is_upper_open=True)), bounds(95, 100)),
        (BoundedShare(bounds(85, 95, is_lower_open=True)), bounds(95, 100, is_lower_open=True)),
        (BoundedShare(bounds(50, 98, is_upper_open=True)), bounds(60, 100)),
        (BoundedShare(bounds(80, 90, is_upper_open=True)), bounds(90, 100, is_upper_open=True)),
        (BoundedShare(bounds(90, 95, is_lower_open=True)), Fraction(1)),
        (BoundedShare(bounds(95, 98)), Fraction(1)),
    ],
)
def test_the_path_of_a_rise_from_a_bounded_baseline_is_bounded_and_capped(share, end):
    assert rising(share).share_on(END_2020) == end


def test_a_path_runs_between_leap_days():
    found = trajectory(
        level(40, due_on=date(2020, 2, 29)), baseline=clans(Share(0, 1), on=date(2016, 2, 29)), tier="general"
    )
    assert [found.share_on(date(year, 2, 28)) for year in (2017, 2018, 2019)] == [pct(10), pct(20), pct(30)]
    assert found.share_on(date(2020, 2, 28)) == pct(30) + pct(10) * Fraction(365, 366)
    assert found.share_on(date(2020, 2, 29)) == pct(40)


def test_a_path_has_no_share_before_it_starts():
    with pytest.raises(InvalidValueError, match="2016-12-30 is before the path's start on 2016-12-31; ask for a later"):
        path().share_on(date(2016, 12, 30))


@pytest.mark.parametrize("wrong", ["2018-12-31", datetime(2018, 12, 31, tzinfo=UTC)])
def test_a_path_is_asked_for_days(wrong):
    with pytest.raises(InvalidTypeError, match="a day is a datetime"):
        path().share_on(wrong)


# --- what starts no path ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [END_2020, date(2021, 1, 1)])
def test_a_baseline_on_or_after_the_due_day_starts_no_path(day):
    with pytest.raises(InvalidValueError, match=rf"due on 2020-12-31, not after the baseline of {day}; use an earlier"):
        trajectory(CLANS, baseline=clans(Share(1, 2), on=day))


@pytest.mark.parametrize(
    ("baseline", "match"),
    [
        (families(Share(1, 2)), "report of 'families_recognised' says nothing about target 'clans_recognised'"),
        (clans(Share(1, 2, base=Base.REGISTERED)), "of 2016-12-31 is a share of the registered, not of all"),
        (clans(Share(0, 0)), "the report of 2016-12-31 is a share of nothing"),
        (clans(BoundedShare.from_counts(0, 0, 0)), "the report of 2016-12-31 is a share of nothing"),
    ],
)
def test_a_report_that_cannot_be_judged_starts_no_path(baseline, match):
    with pytest.raises(InvalidValueError, match=match):
        trajectory(CLANS, baseline=baseline)


def test_a_partial_report_of_nothing_yet_leaves_everything_open():
    found = path(BoundedShare.from_counts(0, 0, 0, is_partial=True))
    assert found.share_on(END_2016) == Bounds(Fraction(0), Fraction(1))


@pytest.mark.parametrize("share", [Share(0, 10), printed("dưới 5%"), BoundedShare(bounds(0, 10))])
def test_no_relative_rise_starts_from_what_may_be_zero(share):
    with pytest.raises(InvalidValueError, match="may be zero, from which no relative rise starts"):
        rising(share, reading=Reading.RELATIVE)
    assert rising(share).baseline.actual is share


def test_an_unknown_tier_or_reading_starts_no_path():
    with pytest.raises(UnknownIdError, match="unknown tier 'develop' in target 'clans_recognised'; did you mean"):
        path(tier="develop")
    with pytest.raises(UnknownChoiceError, match="unknown reading 'simple'"):
        rising(reading="simple")


def test_a_path_is_drawn_from_a_report_to_a_target():
    with pytest.raises(InvalidTypeError, match="a target is a LevelTarget or a GrowthTarget, got str"):
        trajectory("clans_recognised", baseline=clans(Share(1, 2)))
    with pytest.raises(InvalidTypeError, match="a report is an Observation, got Share"):
        trajectory(CLANS, baseline=Share(1, 2))


# --- pace -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "pace"),
    [
        (Share(31, 100), Pace.AHEAD),
        (Share(30, 100), Pace.ON_PACE),
        (Share(29, 100), Pace.BEHIND),
        (printed("30%"), Pace.UNDECIDED),
        (printed("31%"), Pace.AHEAD),
        (printed("29%"), Pace.BEHIND),  # Up to under 30%.
        (printed("trên 30%"), Pace.AHEAD),
        (printed("dưới 30%"), Pace.BEHIND),
        (BoundedShare(bounds(30, 40)), Pace.UNDECIDED),
        (BoundedShare(bounds(30, 40, is_lower_open=True)), Pace.AHEAD),
        (BoundedShare(bounds(20, 30)), Pace.UNDECIDED),
        (BoundedShare(bounds(20, 30, is_upper_open=True)), Pace.BEHIND),
        (BoundedShare(bounds(30, 30)), Pace.ON_PACE),
    ],
)
def test_a_report_is_held_against_the_path_of_its_day(share, pace):
    assert path().pace(clans(share, on=END_2018)) is pace


@pytest.mark.parametrize(
    ("share", "pace"),
    [
        (Share(30, 100), Pace.UNDECIDED),  # The path of that day lies from 30 to under 35%.
        (Share(35, 100), Pace.AHEAD),
        (Share(299, 1000), Pace.BEHIND),
        (BoundedShare(bounds(20, 30, is_upper_open=True)), Pace.BEHIND),
        (BoundedShare(bounds(30, 35, is_upper_open=True)), Pace.UNDECIDED),
    ],
)
def test_a_path_from_a_bounded_baseline_decides_less(share, pace):
    found = path(BoundedShare(bounds(20, 30, is_upper_open=True)))
    assert found.pace(clans(share, on=END_2018)) is pace


def test_a_report_is_judged_on_its_own_day():
    paces = [path().pace(clans(Share(30, 100), on=date(year, 12, 31))) for year in (2017, 2018, 2019, 2025)]
    assert paces == [Pace.AHEAD, Pace.ON_PACE, Pace.BEHIND, Pace.BEHIND]


def test_the_baseline_itself_is_on_pace():
    assert path().pace(clans(Share(20, 100))) is Pace.ON_PACE


@pytest.mark.parametrize("method", ["pace", "needed_per_year"])
@pytest.mark.parametrize(
    ("report", "error", "match"),
    [
        (clans(Share(1, 2), on=date(2016, 12, 30)), InvalidValueError, "of 2016-12-30 is before the path's start on"),
        (families(Share(1, 2), on=END_2018), InvalidValueError, "says nothing about target"),
        (clans(Share(1, 2, base=Base.REGISTERED), on=END_2018), InvalidValueError, "a share of the registered"),
        (clans(Share(0, 0), on=END_2018), InvalidValueError, "a share of nothing"),
        (Share(1, 2), InvalidTypeError, "a report is an Observation, got Share"),
    ],
)
def test_a_report_that_cannot_be_judged_is_refused(method, report, error, match):
    with pytest.raises(error, match=match):
        getattr(path(), method)(report)


def test_a_pace_has_words_in_both_languages():
    assert [pace.text("en") for pace in Pace] == ["ahead", "on pace", "behind", "undecided"]
    assert [pace.text("vi") for pace in Pace] == [
        "vượt tiến độ",
        "đúng tiến độ",
        "chậm tiến độ",
        "chưa đủ cơ sở kết luận",
    ]


# --- the rise that is needed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "needed"),
    [
        (Share(30, 100), PercentagePoints(5)),
        (Share(20, 100), PercentagePoints(10)),
        (Share(40, 100), PercentagePoints(0)),
        (Share(50, 100), PercentagePoints(0)),
        (BoundedShare(bounds(20, 30)), Bounds(5, 10)),
        (BoundedShare(bounds(20, 30, is_lower_open=True)), Bounds(5, 10, is_upper_open=True)),
        (BoundedShare(bounds(20, 30, is_upper_open=True)), Bounds(5, 10, is_lower_open=True)),
        (BoundedShare(bounds(30, 50)), Bounds(0, 5)),
        (BoundedShare(bounds(30, 50, is_upper_open=True)), Bounds(0, 5)),
        (BoundedShare(bounds(30, 40, is_upper_open=True)), Bounds(0, 5, is_lower_open=True)),
        (BoundedShare(bounds(40, 50)), PercentagePoints(0)),
    ],
)
def test_the_needed_rise_is_what_is_missing_over_the_years_left(share, needed):
    found = path().needed_per_year(clans(share, on=END_2018))
    assert found == needed
    assert type(found) is type(needed)


def test_a_level_that_is_reached_needs_no_rise_even_below_a_higher_baseline():
    assert path(Share(60, 100)).needed_per_year(clans(Share(50, 100), on=END_2018)) == 0
    bounded = path(BoundedShare(bounds(45, 55)))
    assert bounded.needed_per_year(clans(Share(40, 100), on=END_2018)) == 0
    assert bounded.needed_per_year(clans(Share(30, 100), on=END_2018)) == 5


def test_the_needed_rise_leads_to_the_end_of_a_yearly_rise():
    assert rising().needed_per_year(families(Share(42, 100), on=END_2018)) == 4
    assert rising(BoundedShare(bounds(40, 44, is_lower_open=True))).needed_per_year(
        families(Share(42, 100), on=END_2018)
    ) == Bounds(4, 6, is_lower_open=True)


@pytest.mark.parametrize("day", [END_2020, date(2021, 1, 1)])
def test_no_rise_is_needed_once_no_time_is_left(day):
    with pytest.raises(InvalidValueError, match=f"no time is left from {day} to 2020-12-31; evaluate the report"):
        path().needed_per_year(clans(Share(30, 100), on=day))


# --- a tier that is not known -----------------------------------------------------------------------------------


def test_a_path_without_a_tier_leads_to_a_range_and_decides_only_outside_of_it():
    open_path = path(tier=None)
    assert open_path.tier is None
    assert open_path.share_on(END_2020) == bounds(30, 50)
    assert open_path.share_on(END_2018) == bounds(25, 35)
    found = [open_path.pace(clans(Share(count, 100), on=END_2018)) for count in (24, 25, 30, 35, 36)]
    assert found == [Pace.BEHIND, Pace.UNDECIDED, Pace.UNDECIDED, Pace.UNDECIDED, Pace.AHEAD]
    assert open_path.needed_per_year(clans(Share(30, 100), on=END_2018)) == Bounds(0, 10)


def test_a_path_may_be_between_two_tiers():
    assert path(tier=["general", "developed"]).share_on(END_2020) == bounds(40, 50)
    assert rising(tier=["general", "disadvantaged"]).share_on(END_2020) == bounds(48, 50)


def test_an_unknown_reading_is_named_for_a_level_too():
    with pytest.raises(UnknownChoiceError, match="unknown reading 'foo'"):
        path(reading="foo")


def test_everything_wrong_with_a_baseline_is_named_together():
    baseline = Observation("members", "town", date(2021, 1, 1), Share(0, 0, base="registered"))
    with pytest.raises(InvalidObservationsError) as caught:
        trajectory(CLANS, baseline=baseline, tier="develop")
    words = [str(problem) for problem in caught.value.problems]
    parts = ("says nothing about", "of the registered", "of nothing", "is due on 2020-12-31", "unknown tier 'develop'")
    assert all(part in word for part, word in zip(parts, words, strict=True))
    with pytest.raises(InvalidObservationsError, match="2 problems"):
        path().pace(Observation("members", "town", END_2018, Share(1, 2, base="registered")))


TRAINED = ctph_154.PROGRAMME.target("cadres_trained")


def trained(share, party=None, on=END_2016):
    return Observation("cadres_trained", "tran-yen", on, share, party=party)


def test_the_path_of_one_body_is_held_against_its_own_reports_alone():
    women = trajectory(TRAINED, baseline=trained(Share(2, 10), "women"))
    assert women.pace(trained(Share(9, 10), "women", END_2018)) is Pace.AHEAD
    for other, words in (("youth", "'youth'"), (None, "all")):
        with pytest.raises(InvalidValueError, match=f"the report is of {words}, but the path starts from one of 'wom"):
            women.pace(trained(Share(9, 10), other, END_2018))
    with pytest.raises(InvalidValueError, match="the report is of 'women', but the path starts from one of all"):
        trajectory(TRAINED, baseline=trained(Share(2, 10))).pace(trained(Share(9, 10), "women", END_2018))


def test_a_body_has_no_path_to_what_is_not_asked_of_it():
    women = attrs.evolve(clans(Share(1, 2)), party="women")
    with pytest.raises(InvalidValueError, match="'clans_recognised' is not asked of 'women' for its own people; take"):
        trajectory(CLANS, baseline=women)
