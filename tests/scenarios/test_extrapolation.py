"""What follows from the last reports, seen through `project`."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Amendment,
    Base,
    BoundedShare,
    Bounds,
    Caveat,
    Comparison,
    LevelTarget,
    Observation,
    Outcome,
    PrintedShare,
    Reason,
    Region,
    Share,
    TierShare,
    through_mergers,
)
from xhht.errors import (
    InvalidObservationsError,
    InvalidScenarioError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
)
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    BusinessAsUsual,
    Denominator,
    DenominatorGrowth,
    Halt,
    Higher,
    MatchBest,
    ReachBy,
    Rise,
    Scenario,
    Threshold,
    project,
)

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
END_2014, END_2015, END_2016, END_2017, END_2018, END_2019, END_2020 = (
    date(year, 12, 31) for year in range(2014, 2021)
)
TOP = Region("top", "Tỉnh", level="province", traits=())
TOWN = Region("town", "Thị xã", level="district", parent="top", traits=("town",))
CITY = Region("city", "Thành phố", level="district", parent="top", traits=("town",))
FAR = Region("far", "Huyện", level="district", parent="top", traits=("remote",))
REGIONS = (TOP, TOWN, CITY, FAR)


def clans(share, region="town", on=END_2016):
    return Observation("clans_recognised", region, on, share)


def bounds(lower, upper, **ends):
    return Bounds(Fraction(lower) / 100, Fraction(upper) / 100, **ends)


def scenario(*changes, **where):
    return Scenario("assumed", assumptions=tuple(Assumption(change, **where) for change in changes))


def projected(changes, *seen, until=END_2020, regions=REGIONS, programme=PROGRAMME, **kwargs):
    assumed = changes if isinstance(changes, Scenario) else scenario(*changes)
    return project(programme, seen, assumed, regions=regions, until=until, **kwargs)


def series(*changes, seen, region="town", **kwargs):
    """The shares of the years after 2016 in one region."""
    future = projected(changes, *([seen] if isinstance(seen, Observation) else seen), **kwargs)
    return [assessment["clans_recognised", region].actual for assessment in future.assessments]


def counts(*changes, seen, **kwargs):
    return [(share.numerator, share.denominator) for share in series(*changes, seen=seen, **kwargs)]


# --- rises ------------------------------------------------------------------------------------------------------


def test_points_are_added_each_year_and_only_whole_holders_count():
    assert counts(Rise.points("2.5"), seen=clans(Share(30, 100))) == [(32, 100), (35, 100), (37, 100), (40, 100)]


def test_a_fall_stops_at_none_and_is_rounded_down():
    assert counts(Rise.points("-12.5"), seen=clans(Share(30, 100))) == [(17, 100), (5, 100), (0, 100), (0, 100)]


def test_a_rise_stops_at_all():
    assert counts(Rise.points(40), seen=clans(Share(30, 100))) == [(70, 100), (100, 100), (100, 100), (100, 100)]


def test_a_rise_follows_the_calendar_between_years():
    found = counts(Rise.points(10), seen=clans(Share(0, 3650)), until=date(2019, 7, 1))
    # 182 of the 365 days from 2016-12-31; 182 of 365 again; 182 of 365 in 2019.
    assert found == [(182, 3650), (365 + 182, 3650), (2 * 365 + 182, 3650)]


def test_holders_are_added_each_year():
    assert counts(Rise.holders(7), seen=clans(Share(85, 100))) == [(92, 100), (99, 100), (100, 100), (100, 100)]
    assert counts(Rise.holders(-20), seen=clans(Share(50, 100))) == [(30, 100), (10, 100), (0, 100), (0, 100)]


def test_holders_of_half_a_year_are_rounded_down():
    assert counts(Rise.holders(3), seen=clans(Share(10, 100)), until=date(2017, 7, 1)) == [(11, 100)]
    assert counts(Rise.holders(-3), seen=clans(Share(10, 100)), until=date(2017, 7, 1)) == [(8, 100)]


@pytest.mark.parametrize("changes", [(), (Halt(),)])
def test_nothing_assumed_is_a_halt(changes):
    assert counts(*changes, seen=clans(Share(30, 100))) == [(30, 100)] * 4


def test_the_report_that_follows_says_that_it_is_assumed():
    verdict = projected([Rise.points(1)], clans(Share(30, 100)))
    report = verdict.on(END_2018)["clans_recognised", "town"].observation
    assert report == Observation(
        "clans_recognised", "town", END_2018, Share(32, 100), note="assumed: +1 percentage point a year"
    )
    assert repr(report) == repr(attrs.evolve(report))


def test_the_base_is_kept():
    shares = series(Rise.points(1), seen=clans(Share(30, 100, base=Base.REGISTERED)))
    assert {share.base for share in shares} == {Base.REGISTERED}
    assert projected([Rise.points(30)], clans(Share(30, 100, base=Base.UNSTATED))).on(END_2020)[
        "clans_recognised", "town"
    ].caveats == (Caveat.BASE_UNSTATED,)


# --- business as usual ------------------------------------------------------------------------------------------


def test_the_line_through_the_last_two_reports_goes_on():
    seen = [clans(Share(9, 100), on=END_2014), clans(Share(10, 100), on=END_2015), clans(Share(30, 200))]
    assert counts(BusinessAsUsual(), seen=seen) == [(40, 200), (50, 200), (60, 200), (70, 200)]


def test_the_line_may_fall():
    seen = [clans(Share(40, 100), on=END_2014), clans(Share(30, 100))]
    assert counts(BusinessAsUsual(), seen=seen) == [(25, 100), (20, 100), (15, 100), (10, 100)]


def test_one_report_alone_stands():
    assert counts(BusinessAsUsual(), seen=clans(Share(30, 100))) == [(30, 100)] * 4


@pytest.mark.parametrize(
    "between", [Share(90, 100, base=Base.REGISTERED), Share(0, 0), BoundedShare.from_counts(0, 0, 0)]
)
def test_no_line_is_drawn_through_reports_of_another_kind(between):
    seen = [clans(Share(20, 100), on=END_2014), clans(between, on=END_2015), clans(Share(30, 100))]
    assert counts(BusinessAsUsual(), seen=seen) == [(35, 100), (40, 100), (45, 100), (50, 100)]
    assert counts(BusinessAsUsual(), seen=seen[1:]) == [(30, 100)] * 4


def test_no_line_leads_on_from_a_report_of_nothing():
    assert counts(BusinessAsUsual(), seen=[clans(Share(1, 2), on=END_2014), clans(Share(0, 0))]) == [(0, 0)] * 4


def spans(*changes, seen, **kwargs):
    return [share.bounds for share in series(*changes, seen=seen, **kwargs)]


def test_every_line_through_bounded_reports_is_possible():
    seen = [clans(BoundedShare(bounds(10, 30)), on=END_2014), clans(Share(30, 100))]
    assert spans(BusinessAsUsual(), seen=seen) == [bounds(30, 40), bounds(30, 50), bounds(30, 60), bounds(30, 70)]
    seen = [clans(Share(30, 100), on=END_2014), clans(printed("40%"))]
    assert spans(BusinessAsUsual(), seen=seen)[1] == bounds(49, 52, is_upper_open=True)


def test_the_line_through_a_higher_print_ends_at_none():
    seen = [clans(printed("90%"), on=END_2014), clans(printed("30%"))]
    assert spans(BusinessAsUsual(), seen=seen)[:2] == [bounds(0, "1.75", is_upper_open=True), bounds(0, 0)]


def test_reports_after_the_last_day_are_not_known_yet():
    seen = [clans(Share(20, 100), on=END_2015), clans(Share(30, 100)), clans(Share(90, 100), on=END_2020)]
    assert counts(BusinessAsUsual(), seen=seen, until=END_2018) == [(40, 100), (50, 100)]


# --- a share to be reached --------------------------------------------------------------------------------------


def test_a_share_is_reached_in_a_straight_line_and_kept():
    found = counts(ReachBy(Fraction(1, 2), END_2018), seen=clans(Share(30, 100)))
    assert found == [(40, 100), (50, 100), (50, 100), (50, 100)]


def test_a_share_may_be_reached_from_above_and_after_the_last_day():
    assert counts(ReachBy(0, date(2021, 12, 31)), seen=clans(Share(50, 100))) == [
        (40, 100),
        (30, 100),
        (20, 100),
        (10, 100),
    ]


def test_every_value_of_a_bounded_share_comes_to_the_share_to_be_reached():
    share = BoundedShare(bounds(20, 40, is_upper_open=True))
    assert [s.bounds for s in series(ReachBy(Fraction(1, 2), END_2018), seen=clans(share))] == [
        bounds(35, 45, is_upper_open=True),
        bounds(50, 50),
        bounds(50, 50),
        bounds(50, 50),
    ]


@pytest.mark.parametrize("change", [ReachBy(1, END_2016), MatchBest(END_2015)])
def test_a_share_to_be_reached_before_the_last_report_is_refused_everywhere_at_once(change):
    seen = [clans(Share(1, 2)), clans(Share(1, 2), region="far"), clans(Share(1, 2), region="top", on=END_2014)]
    with pytest.raises(InvalidScenarioError) as caught:
        projected([change, DenominatorGrowth(0)], *seen)
    assert len(caught.value.problems) == 2
    assert "'clans_recognised' in 'town' is to reach a share by" in str(caught.value)
    assert "not after its last report of 2016-12-31; give a later day, or leave the region out" in str(caught.value)


def test_the_best_of_the_tier_is_matched():
    seen = [
        clans(Share(30, 100)),
        clans(Share(60, 120), region="city", on=END_2015),
        clans(Share(90, 100), region="far"),
        Observation("units_recognised", "town", END_2016, Share(99, 100)),
    ]
    change = MatchBest(END_2018)
    assert counts(change, seen=seen)[1:] == [(40, 100), (50, 100), (50, 100), (50, 100)]
    assert counts(change, seen=seen, region="city")[1:] == [(60, 120)] * 4
    assert counts(change, seen=seen, region="far")[1:] == [(90, 100)] * 4


def test_the_best_is_the_last_report_and_not_an_earlier_one():
    seen = [clans(Share(10, 100)), clans(Share(80, 100), region="city", on=END_2014), clans(Share(2, 10), "city")]
    assert counts(MatchBest(END_2018), seen=seen)[-1] == (20, 100)


@pytest.mark.parametrize(
    ("share", "reached"),
    [
        (Share(99, 100, base=Base.REGISTERED), bounds(30, 30)),
        (Share(0, 0), bounds(30, 30)),
        (BoundedShare(bounds(40, 80)), bounds(40, 80)),
        (BoundedShare(bounds(10, 80, is_upper_open=True)), bounds(30, 80, is_upper_open=True)),
        (BoundedShare(bounds(30, 80, is_lower_open=True)), bounds(30, 80, is_lower_open=True)),
        (BoundedShare(bounds(10, 20)), bounds(30, 30)),
    ],
)
def test_the_best_is_whatever_the_reports_can_mean(share, reached):
    seen = [clans(Share(30, 100)), clans(share, region="city")]
    assert spans(MatchBest(END_2018), seen=seen)[-1] == reached


def test_the_best_is_of_the_same_level():
    commune = Region("commune", "Xã", level="commune", parent="town", traits=("town",))
    seen = [clans(Share(30, 100)), clans(Share(9, 10), region="commune")]
    assert counts(MatchBest(END_2018), seen=seen, regions=(*REGIONS, commune))[-1] == (30, 100)


def test_regions_of_unknown_tiers_are_matched_with_each_other():
    regions = (TOP, TOWN, *(attrs.evolve(TOWN, id=name, traits=None) for name in "ab"))
    seen = [clans(Share(90, 100)), clans(Share(10, 100), region="a"), clans(Share(20, 100), region="b")]
    assert counts(MatchBest(END_2018), seen=seen, region="a", regions=regions)[-1] == (20, 100)


def test_the_higher_of_two_courses_counts_on_each_day():
    change = Higher(Rise.points(10), ReachBy(Fraction(1, 2), END_2017))
    assert counts(change, seen=clans(Share(30, 100))) == [(50, 100), (50, 100), (60, 100), (70, 100)]
    assert counts(Higher(Halt(), Rise.points(-5)), seen=clans(Share(30, 100))) == [(30, 100)] * 4
    assert counts(Higher(Rise.holders(3), Rise.points(-5)), seen=clans(Share(30, 100)))[0] == (33, 100)


def test_the_higher_of_two_courses_of_a_print_is_told_value_by_value():
    change = Higher(Halt(), ReachBy(Fraction(2, 5), END_2017))
    assert spans(change, seen=clans(printed("40%")))[0] == bounds(40, 41, is_upper_open=True)
    usual = [clans(printed("40%"), on=END_2014), clans(printed("40%"))]
    found = spans(Higher(BusinessAsUsual(), Halt()), seen=usual)[1]  # A fall of up to 1.5 points, or none.
    assert found == bounds("39.5", "42.5", is_upper_open=True)
    with pytest.raises(InvalidScenarioError, match="is to reach a share by 2015-12-31"):
        series(Higher(Halt(), MatchBest(END_2015)), seen=clans(Share(1, 2)))


def test_the_best_is_that_of_the_tier_in_which_it_was_reported():
    before = attrs.evolve(CITY, traits=("town",), valid_to=END_2016)
    after = attrs.evolve(CITY, traits=("remote",), valid_from=date(2017, 1, 1))
    seen = [clans(Share(30, 100)), clans(Share(50, 100), region="city"), clans(Share(10, 100), region="far")]
    found = projected([MatchBest(END_2018)], *seen, regions=(TOP, TOWN, FAR, before, after)).on(END_2018)
    assert found["clans_recognised", "town"].actual == Share(50, 100)
    assert found["clans_recognised", "far"].actual == Share(10, 100)


@pytest.mark.parametrize("earlier", [Share(0, 0), Share(9, 10, base=Base.REGISTERED)])
def test_an_earlier_report_of_another_kind_does_not_hide_the_best(earlier):
    seen = [
        clans(Share(30, 100)),
        clans(earlier, region="city", on=END_2014),
        clans(Share(50, 100), region="city"),
    ]
    assert counts(MatchBest(END_2018), seen=seen)[-1] == (50, 100)


def test_nothing_to_count_matches_nobody():
    assert series(MatchBest(END_2018), seen=clans(Share(0, 0))) == [Share(0, 0)] * 4


# --- denominators -----------------------------------------------------------------------------------------------


def test_a_denominator_changes_on_its_day_and_holders_stay():
    found = counts(Denominator(50, END_2018), seen=clans(Share(30, 100)))
    assert found == [(30, 100), (30, 50), (30, 50), (30, 50)]


def test_no_more_holders_than_the_new_denominator_are_left():
    assert counts(Denominator(20, END_2018), seen=clans(Share(30, 100)))[1:] == [(20, 20)] * 3


def test_a_denominator_of_an_earlier_day_counts_from_the_first_day_on():
    assert counts(Denominator(50, END_2014), seen=clans(Share(30, 100))) == [(30, 50)] * 4


def test_a_rise_is_of_the_new_denominator():
    found = counts(Rise.points(10), Denominator(50, END_2018), seen=clans(Share(30, 100)))
    assert found == [(40, 100), (25, 50), (30, 50), (35, 50)]


def test_a_denominator_that_becomes_nothing_is_not_judged():
    future = projected([Denominator(0, END_2018)], clans(Share(30, 100)))
    assert future.on(END_2018)["clans_recognised", "town"].outcome is Outcome.NOT_APPLICABLE


def test_a_denominator_can_come_into_being():
    changes = (Denominator(10, END_2018), Rise.holders(2))
    assert counts(*changes, seen=clans(Share(0, 0))) == [(0, 0), (4, 10), (6, 10), (8, 10)]
    assert counts(Denominator(10, END_2018), Rise.points(5), seen=clans(Share(0, 0)))[-1] == (2, 10)
    assert counts(Denominator(10, END_2018), ReachBy(Fraction(1, 2), END_2020), seen=clans(Share(0, 0)))[-1] == (5, 10)
    assert counts(Denominator(10, END_2018), Halt(), seen=clans(Share(0, 0)))[-1] == (0, 10)


@pytest.mark.parametrize(
    ("change", "count"),
    [(Halt(), 30), (Rise.points(0), 15), (Rise.holders(0), 30), (Rise.points(0, until=END_2017), 15)],
)
def test_a_rise_also_of_0_takes_the_share_on_to_a_new_denominator(change, count):
    assert counts(change, Denominator(50, END_2018), seen=clans(Share(30, 100)))[-1] == (count, 50)


def test_before_a_denominator_of_nothing_is_replaced_nothing_is_judged():
    for change in (Rise.points(0), Halt(), Rise.holders(0)):
        sizes = Denominator(0, END_2017), Denominator(40, END_2019)
        assert counts(change, *sizes, seen=clans(Share(10, 100)))[:2] == [(0, 0)] * 2
    assert counts(Rise.points(0), *sizes, seen=clans(Share(10, 100)))[2:] == [(4, 40)] * 2


def test_a_denominator_grows_by_a_part_of_the_reported_one_rounded_down():
    found = counts(DenominatorGrowth(Fraction(1, 40)), seen=clans(Share(30, 100)))
    assert found == [(30, 102), (30, 105), (30, 107), (30, 110)]


def test_a_denominator_shrinks_to_nothing_at_most():
    found = counts(DenominatorGrowth(Fraction(-2, 5)), seen=clans(Share(30, 100)))
    assert found == [(30, 60), (20, 20), (0, 0), (0, 0)]


# --- shares without counts, or with bounds ----------------------------------------------------------------------


def printed(text, base=Base.ALL):
    return PrintedShare.from_text(text, base=base)


@pytest.mark.parametrize(
    ("text", "points", "expected"),
    [
        ("57,48%", 10, Bounds(Fraction(67475, 10**5), Fraction(6749, 10**4), is_upper_open=True)),
        ("trên 93%", 5, bounds(98, 100, is_lower_open=True)),
        ("gần 97%", 3, bounds("90.3", 100, is_upper_open=True)),
        ("gần 97%", 5, bounds("92.3", 100)),  # Beyond all there is only all, which can now be reached.
        ("trên 93%", 7, bounds(100, 100)),
        ("dưới 5%", -5, bounds(0, 0)),
        ("dưới 5%", -3, bounds(0, 2, is_upper_open=True)),
        ("trên 93%", -93, bounds(0, 7, is_lower_open=True)),
        ("trên 93%", -95, bounds(0, 5)),
        ("khoảng 70%", -80, bounds(0, 0)),
    ],
)
def test_a_printed_share_keeps_its_bounds_within_none_and_all(text, points, expected):
    assert series(Rise.points(points), seen=clans(printed(text)))[0].bounds == expected


@pytest.mark.parametrize("changes", [(), (Halt(),), (BusinessAsUsual(),), (Denominator(5, END_2014),)])
def test_a_printed_share_that_stands_stays_as_printed(changes):
    for share in series(*changes, seen=clans(printed("57,48%"))):
        assert (share.bounds, share.format(), share.base) == (printed("57,48%").bounds, "“57,48%”", Base.ALL)


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("gần 97%", 1, bounds("87.3", 100, is_lower_open=True)),
        ("gần 97%", -1, bounds(0, 97, is_upper_open=True)),
        ("trên 93%", 1, bounds(93, 100, is_lower_open=True)),
        ("100%", 1, bounds(100, 100)),
        ("0%", -1, bounds(0, 1, is_upper_open=True)),
        ("100%", -1, bounds(0, 100, is_upper_open=True)),
    ],
)
def test_holders_of_nobody_knows_how_many_leave_open_how_far_the_share_goes(text, more, expected):
    assert series(Rise.holders(more), seen=clans(printed(text)))[0].bounds == expected


def test_no_holder_gone_leaves_nothing_open():
    assert spans(Rise.holders(0), seen=clans(printed("40%"))) == [printed("40%").bounds] * 4
    none = BoundedShare(bounds(0, 0))
    assert series(Rise.holders(-1), seen=clans(none))[0].bounds == bounds(0, 0)


def test_caveats_travel_with_a_share():
    word = series(Rise.points(-1), seen=clans(printed("100%", base=Base.UNSTATED)))[0]
    assert word.caveats == (Caveat.TAKEN_AT_ITS_WORD, Caveat.BASE_UNSTATED)
    partial = BoundedShare.from_counts(10, 20, 100, reservations=(Caveat.PARTS_MISSING,))
    assert series(Rise.points(1), seen=clans(partial))[0].caveats == (Caveat.PARTS_MISSING,)


def test_bounded_counts_stay_counts():
    share = BoundedShare.from_counts(10, 25, 40)
    changes = (Rise.points(10), Denominator(60, END_2018))
    found = series(*changes, seen=clans(share))[:2]
    assert [(one.holders, one.denominator) for one in found] == [
        (Bounds(14, 29), 40),
        (Bounds(27, Fraction(99, 2)), 60),
    ]
    assert [(one.least, one.most, one.numerator) for one in found] == [(14, 29, None), (27, 50, None)]
    assert series(Rise.holders(10), seen=clans(share))[1].holders == Bounds(30, 40)
    assert series(seen=clans(share))[3].holders == Bounds(10, 25)


def test_bounded_counts_of_nothing_stay_nothing():
    share = BoundedShare.from_counts(0, 0, 0)
    assert series(Rise.points(10), seen=clans(share)) == [Share(0, 0)] * 4


def test_a_partial_share_moves_with_its_bounds():
    share = BoundedShare.from_counts(10, 25, 40, is_partial=True)
    assert series(Rise.points(10), seen=clans(share))[0].bounds == bounds(10, 100, is_lower_open=True)
    assert series(seen=clans(share))[0] is share


# --- where an assumption holds ----------------------------------------------------------------------------------


def test_the_last_assumption_counts_for_each_series():
    assumed = Scenario(
        "s",
        rises={"clans_recognised": Rise.points(1)},
        assumptions=(
            Assumption(Rise.points(2), tier="disadvantaged"),
            Assumption(Rise.points(3), region="city"),
        ),
    )
    seen = [clans(Share(30, 100), region=region.id) for region in REGIONS]
    seen.append(Observation("units_recognised", "top", END_2016, Share(30, 100)))
    found = projected(assumed, *seen).on(END_2017)
    assert {r.id: found["clans_recognised", r.id].actual.numerator for r in REGIONS} == {
        "top": 31,
        "town": 31,
        "city": 33,
        "far": 32,
    }
    assert found["units_recognised", "top"].actual == Share(30, 100)


def test_a_figure_goes_on_alike_for_all_targets_of_its_indicator():
    other = attrs.evolve(PROGRAMME.target("clans_recognised"), id="clans_again")
    programme = attrs.evolve(PROGRAMME, targets=(*PROGRAMME.targets, other))
    assumed = Scenario("s", rises={"clans_recognised": Rise.points(2)})
    future = projected(assumed, clans(Share(30, 100)), programme=programme)
    both = [future.on(END_2017)[target, "town"].actual for target in ("clans_recognised", "clans_again")]
    assert both == [Share(32, 100)] * 2
    with pytest.raises(InvalidScenarioError, match="unknown indicator 'clans_again' in scenario 's'"):
        projected(Scenario("s", rises={"clans_again": Rise.points(1)}), clans(Share(1, 2)), programme=programme)


OPEN = attrs.evolve(TOWN, id="open", traits=None)


def test_where_the_tier_is_not_known_an_assumption_about_one_may_hold_or_not():
    assumed = Scenario("s", assumptions=[Assumption(Rise.points(5), tier="developed")])
    found = projected(assumed, clans(Share(30, 100), region="open"), regions=(TOP, OPEN)).on(END_2018)
    verdict = found["clans_recognised", "open"]
    assert verdict.actual.holders == Bounds(30, 40)
    assert Caveat.TIER_UNKNOWN in verdict.actual.caveats
    assert "no change / assumed: +5 percentage points a year" in verdict.observation.note
    named = projected(assumed, clans(Share(30, 100), region="open"), regions=(TOP, OPEN), tiers={"open": "general"})
    assert named.on(END_2018)["clans_recognised", "open"].actual == Share(30, 100)


def test_where_the_tier_is_not_known_the_denominator_may_not_be_known_either():
    sizes = Scenario("s", assumptions=[Assumption(Denominator(50, END_2017), tier="developed")])
    found = projected(sizes, clans(Share(30, 100), region="open"), regions=(TOP, OPEN)).on(END_2018)
    actual = found["clans_recognised", "open"].actual
    assert (actual.bounds, actual.denominator) == (bounds(30, 60), None)


def test_the_courses_of_prints_in_unknown_tiers_are_told_value_by_value():
    reach = Scenario("s", assumptions=[Assumption(ReachBy(Fraction(2, 5), END_2017), tier="developed")])
    found = projected(reach, clans(printed("40%"), region="open"), regions=(TOP, OPEN)).on(END_2018)
    assert found["clans_recognised", "open"].actual.bounds == bounds("39.5", 41, is_upper_open=True)


# --- rises with days of their own -------------------------------------------------------------------------------


def test_rises_follow_each_other_day_by_day():
    rises = [Rise.points(1, until=END_2017), Rise.points(10, since=date(2019, 1, 1), until=END_2019)]
    assumed = Scenario("s", rises={"clans_recognised": rises})
    found = [projected(assumed, clans(Share(30, 100))).on(day) for day in (END_2017, END_2018, END_2019, END_2020)]
    assert [one["clans_recognised", "town"].actual.numerator for one in found] == [31, 31, 41, 41]


def test_a_fall_after_a_rise_begins_at_all():
    rises = [Rise.points(50, until=END_2018), Rise.points(-10, since=date(2019, 1, 1))]
    assumed = Scenario("s", rises={"clans_recognised": rises})
    found = projected(assumed, clans(Share(30, 100)))
    assert found.on(END_2020)["clans_recognised", "town"].actual == Share(80, 100)


def test_another_change_goes_on_where_a_rise_leaves_it_days():
    general = (ReachBy(Fraction(1, 2), END_2020), Rise.points(0, since=date(2018, 1, 1), until=END_2018))
    assert counts(*general, seen=clans(Share(30, 100))) == [(35, 100), (35, 100), (42, 100), (50, 100)]
    late = (ReachBy(Fraction(1, 2), END_2018), Rise.points(0, since=date(2018, 1, 1), until=END_2019))
    assert counts(*late, seen=clans(Share(30, 100)))[-2:] == [(40, 100), (50, 100)]
    seen = [clans(printed("20%"), on=END_2014), clans(printed("30%"))]
    usual = (BusinessAsUsual(), Rise.points(0, until=END_2017))
    assert spans(*usual, seen=seen)[1] == bounds("33.75", "36.75", is_lower_open=True, is_upper_open=True)


def test_holders_stay_between_two_rises_of_holders_and_the_share_goes_on_after_one_of_the_share():
    pause = [Rise.holders(5, until=END_2017), Rise.holders(5, since=date(2020, 1, 1))]
    assert counts(*pause, Denominator(50, END_2018), seen=clans(Share(30, 100)))[1:] == [(35, 50), (35, 50), (40, 50)]
    share = [Rise.points(5, until=END_2017), Rise.holders(5, since=date(2020, 1, 1))]
    assert counts(*share, Denominator(200, END_2018), seen=clans(Share(30, 100)))[1:] == [
        (70, 200),
        (70, 200),
        (75, 200),
    ]


def test_holders_of_nothing_are_none_when_the_share_goes_on():
    rises = [Rise.holders(5, until=END_2018), Rise.points(10, since=date(2019, 1, 1))]
    sizes = [Denominator(0, END_2017), Denominator(50, END_2019)]
    assert counts(*rises, *sizes, seen=clans(Share(30, 100)))[2:] == [(5, 50), (10, 50)]


def test_a_rise_that_is_over_before_the_last_report_changes_nothing():
    assert counts(Rise.points(5, until=END_2016), seen=clans(Share(30, 100)))[-1] == (30, 100)
    assert counts(Rise.points(5, since=END_2019), seen=clans(Share(0, 365)))[1:3] == [(0, 365), (0, 365)]


# --- exact shares -----------------------------------------------------------------------------------------------


def test_a_share_between_whole_holders_is_exact_and_shown_with_a_word():
    found = projected([Rise.points("2.5")], clans(Share(303, 1009))).on(END_2017)["clans_recognised", "town"]
    assert found.actual.bounds.lower == Fraction(303, 1009) + Fraction(1, 40)
    assert (found.actual.numerator, found.actual.denominator) == (328, 1009)
    assert found.actual.format("vi").startswith("khoảng 328/1.009 (")
    assert found.shortfall == 177  # 504.5 are asked, 328.225 are there.


# --- wholes -----------------------------------------------------------------------------------------------------


def whole(*changes, seen, into=("top",), **kwargs):
    return projected(changes, *seen, into=into, **kwargs)


PAIR = (clans(Share(303, 1009)), clans(Share(10, 50), region="far"))


def test_parts_are_added_up_exactly():
    regions = (TOP, TOWN, FAR)
    future = whole(Rise.points("2.5"), seen=PAIR, regions=regions)
    actual = future.on(END_2017)["clans_recognised", "top"].actual
    assert actual.bounds.lower == (303 + Fraction(1009, 40) + 10 + Fraction(50, 40)) / 1059
    steady = whole(seen=PAIR, regions=regions).on(END_2017)["clans_recognised", "top"].actual
    assert steady == Share(313, 1059)


def test_a_whole_that_reported_itself_goes_on_by_itself():
    own = clans(Share(1, 2), region="top")
    future = whole(Rise.points(10), seen=(*PAIR, own), regions=(TOP, TOWN, FAR))
    assert future.on(END_2017)["clans_recognised", "top"].actual.bounds == bounds(60, 60)


def test_a_rise_of_a_whole_is_counted_from_the_sum_of_the_baseline():
    seen = [
        Observation("families_recognised", region, END_2016, Share(count, 300))
        for region, count in (("town", 100), ("far", 130))
    ]
    future = whole(Rise.points("2.5"), seen=seen, regions=(TOP, TOWN, FAR), baseline_on=END_2016)
    verdict = future.on(END_2018)["families_recognised", "top"]
    assert (verdict.baseline.actual, verdict.outcome, verdict.gap_pp) == (Share(230, 600), Outcome.MET, 0)


def test_wholes_without_parts_or_of_other_kinds_are_refused():
    with pytest.raises(InvalidScenarioError) as caught:
        whole(seen=PAIR, into=("town", "tops"))
    assert "region 'town' has no parts on 2020-12-31" in str(caught.value)
    assert "unknown region 'tops' in into; did you mean 'top'" in str(caught.value)
    mixed = (PAIR[0], clans(Share(1, 2, base=Base.REGISTERED), region="far"))
    with pytest.raises(InvalidObservationsError, match="reports of the registered"):
        whole(seen=mixed, regions=(TOP, TOWN, FAR))


def test_a_whole_that_begins_on_the_way_is_added_up_from_then_on():
    new = Region("new", "Tỉnh mới", level="province", traits=(), valid_from=END_2018)
    parts = (attrs.evolve(TOWN, valid_to=date(2018, 12, 30)), attrs.evolve(TOWN, parent="new", valid_from=END_2018))
    seen = (clans(Share(1, 2), on=date(2018, 6, 30)), clans(Share(3, 5), on=END_2018))
    future = whole(Rise.points(1), seen=seen, into=("new",), regions=(TOP, *parts, FAR, new))
    assert future.on(END_2020)["clans_recognised", "new"].actual.bounds == bounds(62, 62)


def test_what_was_carried_through_a_merger_goes_on():
    day = date(2017, 1, 1)
    parts = [attrs.evolve(TOWN, id=name, valid_to=END_2016, successors=("new",)) for name in ("a", "b")]
    new = attrs.evolve(TOWN, id="new", valid_from=day)
    seen = [clans(Share(10, 50), region="a"), clans(Share(20, 50), region="b")]
    regions = (TOP, *parts, new)
    carried = through_mergers(seen, regions=regions, as_of=day)
    future = projected([Rise.points(5)], *seen, *carried, regions=regions)
    assert future.on(END_2018)["clans_recognised", "new"].actual.bounds == bounds(40, 40)
    own = clans(Share(50, 100), region="new", on=END_2017)
    future = projected([Rise.points(5)], *seen, *carried, own, regions=regions)
    assert future.on(END_2018)["clans_recognised", "new"].actual == Share(55, 100)


def test_an_indicator_without_a_target_is_left_as_it_is():
    targets = tuple(target for target in PROGRAMME.targets if target.id != "clans_recognised")
    programme = attrs.evolve(PROGRAMME, targets=targets)
    future = projected([Rise.points(1)], clans(Share(1, 2)), programme=programme)
    assert future.applied[0][0] == ("cadres_trained", "top")
    assert len(future.assessments) == 4


# --- thresholds -------------------------------------------------------------------------------------------------


def asked(*assumptions, target="clans_recognised", programme=PROGRAMME):
    future = projected(
        Scenario("s", assumptions=assumptions),
        clans(Share(45, 100)),
        Observation("families_recognised", "town", END_2016, Share(40, 100)),
        programme=programme,
        baseline_on=END_2016,
    )
    return {region.id: future.on(END_2018)[target, region.id].threshold for region in REGIONS}


def test_another_threshold_is_asked_of_every_tier_or_of_one():
    general = Assumption(Threshold(Fraction(1, 5)), target="clans_recognised")
    developed = Assumption(Threshold(Fraction(3, 5)), target="clans_recognised", tier="developed")
    fifth, fifths = Fraction(1, 5), Fraction(3, 5)
    assert asked(general) == dict.fromkeys(("top", "town", "city", "far"), fifth)
    assert asked(developed) == {"top": Fraction(2, 5), "town": fifths, "city": fifths, "far": Fraction(3, 10)}
    assert asked(general, developed) == {"top": fifth, "town": fifths, "city": fifths, "far": fifth}
    assert set(asked(developed, general).values()) == {fifth}


def test_another_yearly_rise_can_be_asked():
    rise = Assumption(Threshold(Fraction(1, 10)), target="families_recognised", tier="developed")
    assert asked(rise, target="families_recognised")["town"] == Fraction(60, 100)
    assert asked(target="families_recognised")["town"] == Fraction(46, 100)


def test_another_threshold_decides_the_outcome_and_the_text_stays():
    stricter = Assumption(Threshold(Fraction(46, 100)), target="clans_recognised", tier="developed")
    future = projected(Scenario("s", assumptions=(stricter,)), clans(Share(45, 100)))
    verdict = future.on(END_2020)["clans_recognised", "town"]
    assert (verdict.outcome, verdict.shortfall) == (Outcome.NOT_MET, 1)
    assert PROGRAMME.target("clans_recognised").asked_of("developed") == Fraction(1, 2)


def amended(*, effective_on, **changes):
    agreed = tuple(signature.party for signature in PROGRAMME.signatures)
    return PROGRAMME.amend(Amendment(id="change", effective_on=effective_on, agreed_by=agreed, **changes))


def test_the_text_of_each_day_is_judged():
    stricter = attrs.evolve(PROGRAMME.target("clans_recognised"), shares=(TierShare(None, Fraction(1, 5)),))
    programme = amended(effective_on=END_2019, targets=(stricter,))
    future = projected([], clans(Share(30, 100)), programme=programme)
    assert [found["clans_recognised", "town"].threshold for found in future.assessments] == [
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(1, 5),
        Fraction(1, 5),
    ]


def test_a_threshold_that_one_revision_cannot_ask_is_refused():
    general = attrs.evolve(PROGRAMME.target("clans_recognised"), shares=(TierShare(None, Fraction(1, 5)),))
    programme = amended(effective_on=END_2019, targets=(general,))
    assumed = Scenario("s", assumptions=(Assumption(Threshold(1), target="clans_recognised", tier="developed"),))
    with pytest.raises(InvalidScenarioError, match="unknown tier 'developed' in target 'clans_recognised'"):
        projected(assumed, clans(Share(30, 100)), programme=programme)


def test_a_target_that_an_amendment_adds_is_met_once_it_is_asked():
    added = attrs.evolve(PROGRAMME.target("clans_recognised"), id="clans_again")
    programme = amended(effective_on=END_2019, added=(added,))
    future = projected([Rise.points(10)], clans(Share(30, 100)), programme=programme)
    assert future.first_met("clans_again", "town") == END_2019
    assert future.first_met("clans_recognised", "town") == END_2018


# --- regions in time --------------------------------------------------------------------------------------------


def test_a_region_that_ends_reports_nothing_more():
    ends = attrs.evolve(TOWN, valid_to=END_2018, successors=("city",))
    begins = attrs.evolve(CITY, valid_from=date(2019, 1, 1))
    future = projected([Rise.points(10)], clans(Share(30, 100)), regions=(TOP, ends, begins))
    assert future.on(END_2018)["clans_recognised", "town"].actual == Share(50, 100)
    with pytest.raises(UnknownIdError, match="unknown region 'town'"):
        assert future.on(END_2019)["clans_recognised", "town"]
    assert future.on(END_2019)["clans_recognised", "city"].outcome is Outcome.NO_DATA


def test_a_region_that_lives_on_in_another_tier_needs_a_new_report():
    before = attrs.evolve(TOWN, valid_to=END_2018)
    after = attrs.evolve(TOWN, traits=(), valid_from=date(2019, 1, 1))
    future = projected([Rise.points(10)], clans(Share(30, 100)), regions=(TOP, before, after))
    assert future.on(END_2018)["clans_recognised", "town"].actual == Share(50, 100)
    verdict = future.on(END_2019)["clans_recognised", "town"]
    assert (verdict.outcome, verdict.reason) == (Outcome.NO_DATA, Reason.NOT_REPORTED)
    assert future.applied == tuple(
        ((target.id, region), (Rise.points(10),)) for target in PROGRAMME.targets for region in ("top", "town")
    )


def test_a_region_that_begins_is_judged_from_its_first_report_on():
    begins = attrs.evolve(CITY, valid_from=END_2018)
    seen = [clans(Share(30, 100)), clans(Share(10, 100), region="city", on=END_2018)]
    future = projected([Rise.points(10)], *seen, regions=(TOP, TOWN, begins))
    with pytest.raises(UnknownIdError):
        assert future.on(END_2017)["clans_recognised", "city"]
    shares = [future.on(day)["clans_recognised", "city"].actual.numerator for day in (END_2018, END_2019, END_2020)]
    assert shares == [10, 20, 30]


def test_a_region_goes_on_from_the_report_of_its_new_life():
    before = attrs.evolve(TOWN, valid_to=END_2015)
    after = attrs.evolve(TOWN, traits=(), valid_from=date(2016, 1, 1))
    assumed = Scenario("s", assumptions=(Assumption(Rise.points(10), tier="general"),))
    seen = [clans(Share(10, 100), on=END_2014), clans(Share(30, 100))]
    future = projected(assumed, *seen, regions=(TOP, before, after))
    assert future.on(END_2018)["clans_recognised", "town"].actual == Share(50, 100)


# --- reports that are there -------------------------------------------------------------------------------------


def test_a_series_goes_on_from_its_last_report():
    seen = [clans(Share(30, 100)), clans(Share(10, 100), on=END_2018)]
    assert counts(Rise.points(5), seen=[*seen, clans(Share(1, 2), region="far")]) == [
        (30, 100),
        (10, 100),
        (15, 100),
        (20, 100),
    ]


def test_a_report_of_the_day_judged_is_not_replaced():
    future = projected([Rise.points(5)], clans(Share(1, 2), region="far"), clans(Share(10, 100), on=END_2018))
    assert future.on(END_2018)["clans_recognised", "town"].observation.note is None
    assert future.on(END_2019)["clans_recognised", "town"].observation.note == "assumed: +5 percentage points a year"


def test_a_rise_is_counted_from_a_report_that_was_made():
    seen = [
        Observation("families_recognised", "top", END_2014, Share(30, 100)),
        Observation("families_recognised", "top", END_2016, Share(40, 100)),
    ]
    future = projected([Rise.points("2.5")], *seen, baseline_on=END_2015)
    verdict = future.on(END_2018)["families_recognised", "top"]
    assert (verdict.baseline, verdict.actual, verdict.threshold) == (seen[0], Share(45, 100), Fraction(2, 5))


def test_a_baseline_after_the_day_judged_is_no_baseline_yet():
    seen = Observation("families_recognised", "top", END_2016, Share(40, 100))
    future = projected([Rise.points(3)], seen, baseline_on=END_2018)
    verdicts = [found["families_recognised", "top"] for found in future.assessments]
    assert [verdict.reason for verdict in verdicts] == [
        Reason.NO_BASELINE,
        Reason.NO_LATER_REPORT,
        Reason.EVERY_VALUE_PASSES,
        Reason.EVERY_VALUE_PASSES,
    ]
    assert verdicts[-1].baseline is seen


# --- what is refused --------------------------------------------------------------------------------------------


def test_unknown_targets_tiers_and_regions_are_refused_together():
    assumed = Scenario(
        "wrong",
        rises={"clan_recognised": Rise.points(1)},
        assumptions=(
            Assumption(Halt(), tier="develop", region="twon"),
            Assumption(Threshold(1), target="clans", tier="developed"),
            Assumption(Threshold(Fraction(1, 2)), target="members", tier="developed"),
            Assumption(ReachBy(1, END_2014), indicator="units_recognised"),
        ),
    )
    with pytest.raises(InvalidScenarioError) as caught:
        projected(assumed, Observation("units_recognised", "town", END_2016, Share(1, 2)))
    message = str(caught.value)
    assert message.startswith("scenario 'wrong': 6 problems")
    for part in (
        "unknown indicator 'clan_recognised' in scenario 'wrong'; did you mean 'clans_recognised'",
        "unknown tier 'develop' in scenario 'wrong'; did you mean 'developed'",
        "unknown region 'twon' in scenario 'wrong'; did you mean 'town'",
        "unknown target 'clans' in scenario 'wrong'",
        "unknown tier 'developed' in target 'members'",
        "'units_recognised' in 'town' is to reach a share by 2014-12-31",
    ):
        assert part in message


def test_more_than_all_cannot_be_asked():
    rule = LevelTarget(
        "clans_recognised",
        name=PROGRAMME.target("clans_recognised").name,
        indicator="clans_recognised",
        due_on=END_2020,
        comparison=Comparison.MORE_THAN,
        shares=(TierShare(None, Fraction(1, 2)),),
        source=PROGRAMME.target("clans_recognised").source,
    )
    programme = attrs.evolve(PROGRAMME, targets=(rule,))
    assumed = Scenario("s", assumptions=(Assumption(Threshold(1), target="clans_recognised"),))
    with pytest.raises(InvalidScenarioError, match="asks for more than 100%; nobody can reach that"):
        projected(assumed, clans(Share(1, 2)), programme=programme)


def test_reports_that_cannot_be_judged_are_refused_together():
    with pytest.raises(InvalidObservationsError) as caught:
        projected([], clans(Share(1, 2)), clans(Share(1, 3)), clans(Share(1, 2), region="twon"))
    assert str(caught.value).startswith("observations for '")
    assert len(caught.value.problems) == 2


def test_tiers_are_named_for_regions_and_wrong_ones_refused():
    future = projected([], clans(Share(45, 100)), tiers={"town": "disadvantaged"})
    assert future.on(END_2020)["clans_recognised", "town"].threshold == Fraction(3, 10)
    with pytest.raises(InvalidScenarioError) as caught:
        projected([], clans(Share(1, 2)), tiers={"town": "remote", "twon": "general"})
    message = str(caught.value)
    assert "unknown tier 'remote' in tiers['town']" in message
    assert "unknown region 'twon' in tiers; did you mean 'town'" in message


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"programme": "programme"}, "a programme is a Programme, got str"),
        ({"scenario": "steady"}, "a scenario is a Scenario, got str"),
        ({"until": "2020-12-31"}, "until is a datetime.date without a time, got str"),
        ({"baseline_on": "2016-12-31"}, "baseline_on is a datetime.date without a time, got str"),
        ({"observations": "reports"}, "expected several values"),
    ],
)
def test_arguments_are_of_their_kinds(wrong, match):
    given = {"programme": PROGRAMME, "observations": [clans(Share(1, 2))], "scenario": scenario(), **wrong}
    programme, observations, assumed = (given.pop(name) for name in ("programme", "observations", "scenario"))
    with pytest.raises(InvalidTypeError, match=match):
        project(programme, observations, assumed, **{"regions": REGIONS, "until": END_2020, **given})


@pytest.mark.parametrize("seen", [(), (clans(Share(1, 2), on=END_2020),), (clans(Share(1, 2), on=date(2021, 1, 1)),)])
def test_without_an_earlier_report_there_is_nothing_to_project(seen):
    with pytest.raises(InvalidValueError, match="no report is earlier than 2020-12-31; there is nothing to project"):
        projected([], *seen)


def test_denominators_of_later_days_follow_each_other_and_growth_holds_until_then():
    steps = [DenominatorGrowth(Fraction(1, 10)), Denominator(50, END_2018), Denominator(40, END_2020)]
    assert counts(*steps, seen=[clans(Share(30, 100))]) == [(30, 110), (30, 50), (30, 50), (30, 40)]


def test_a_threshold_is_asked_from_its_day_on_as_an_amendment_has_it():
    asked = Assumption(Threshold(Fraction(9, 10), since=END_2019), target="clans_recognised")
    future = project(
        PROGRAMME, [clans(Share(60, 100))], Scenario("s", assumptions=[asked]), regions=REGIONS, until=END_2020
    )
    thresholds = [a["clans_recognised", "town"].threshold for a in future.assessments]
    assert thresholds == [Fraction(1, 2), Fraction(1, 2), Fraction(9, 10), Fraction(9, 10)]
    assert future.applied == (
        *((("clans_recognised", region.id), (Threshold(Fraction(9, 10), since=END_2019),)) for region in REGIONS),
    )


def test_regions_that_grow_alike_grow_each_from_its_own_denominator():
    growth = Scenario("g", assumptions=[Assumption(DenominatorGrowth(Fraction(1, 10)))])
    seen = [clans(Share(30, 100)), clans(Share(5, 50), region="city")]
    last = project(PROGRAMME, seen, growth, regions=REGIONS, until=END_2017).on(END_2017)
    assert [last["clans_recognised", r].actual for r in ("town", "city")] == [Share(30, 110), Share(5, 55)]
