from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Caveat,
    Clause,
    Document,
    GrowthTarget,
    Indicator,
    LevelTarget,
    Observation,
    PrintedShare,
    Programme,
    Region,
    Regions,
    RollUp,
    Share,
    Source,
    Text,
    Tier,
    TierShare,
    roll_up,
    roll_up_parties,
    roll_ups,
)
from xhht.errors import (
    InvalidObservationsError,
    InvalidRegionsError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    RegionLifeError,
    UnknownIdError,
)
from xhht.programmes import ctph_154

DAY, EARLIER, CHANGED = date(2020, 12, 31), date(2018, 12, 31), date(2019, 1, 1)
TOP = Region("top", "Tỉnh", level="province", traits=[])
TREE = Regions(
    [
        TOP,
        Region("a", "Huyện A", level="district", parent="top", traits=["low_lying_district"]),
        Region("a1", "Xã A1", level="commune", parent="a", traits=["low_lying_district"]),
        Region("a2", "Xã A2", level="commune", parent="a", traits=[]),
        Region("b", "Huyện B", level="district", parent="top", traits=["special_difficulty"]),
    ]
)
COMMON = {"name": Text("Dòng họ", "Clans"), "indicator": "clans", "due_on": DAY, "source": Source("1/VB", "II")}
SHARES = tuple(
    TierShare(tier, Fraction(share, 100))
    for tier, share in {"general": 40, "developed": 50, "disadvantaged": 30}.items()
)
LEVEL, RISE = LevelTarget("level", shares=SHARES, **COMMON), GrowthTarget("rise", shares=SHARES, **COMMON)


PROGRAMME = Programme(
    "programme",
    document=Document("1/VB", COMMON["name"]),
    subject=COMMON["name"],
    starts_on=date(2016, 12, 1),
    ends_on=DAY,
    source=COMMON["source"],
    clauses=(Clause(COMMON["source"], kind="target", gist=COMMON["name"]),),
    tiers=tuple(
        Tier(tier, COMMON["name"], test=COMMON["name"], traits=traits, source=COMMON["source"])
        for tier, traits in {
            "general": (),
            "developed": ("low_lying_district",),
            "disadvantaged": ("special_difficulty",),
        }.items()
    ),
    default_tier="general",
    indicators=tuple(
        Indicator(i, COMMON["name"], numerator=COMMON["name"], denominator=COMMON["name"], source=COMMON["source"])
        for i in ("clans", "families")
    ),
)


def seen(region, actual, on=DAY):
    return Observation("clans", region, on, actual)


def printed(text, base=Base.ALL):
    return PrintedShare.from_text(text, base=base)


def rolled(*reports, regions=TREE, into="top", as_of=DAY, sizes=None, **asked):
    return roll_up(PROGRAMME, "clans", reports, regions=regions, into=into, as_of=as_of, denominators=sizes, **asked)


def problems(*reports, **kwargs):
    with pytest.raises(InvalidObservationsError) as caught:
        rolled(*reports, **kwargs)
    return [str(problem) for problem in caught.value.problems]


A1, A2, B = seen("a1", Share(9, 10)), seen("a2", Share(1, 30)), seen("b", Share(5, 20))


# --- sums -------------------------------------------------------------------------------------------------------


def test_counts_are_added_and_percentages_never_averaged():
    total = rolled(A1, A2, B)
    assert total.actual == Share(15, 60)
    assert total.missing == ()
    assert [part.region.id for part in total.parts] == ["a1", "a2", "b"]


def test_a_part_keeps_the_report_that_was_counted():
    part = rolled(A1, A2, B).parts[0]
    assert (part.least, part.most, part.denominator, part.observation) == (9, 9, 10, A1)
    assert not part.is_missing


def test_a_regions_own_report_goes_before_those_of_its_parts():
    total = rolled(A1, A2, B, seen("a", Share(20, 41)))
    assert total.actual == Share(25, 61)
    assert [part.region.id for part in total.parts] == ["a", "b"]


def test_the_report_of_the_whole_itself_is_not_used():
    assert rolled(A1, A2, B, seen("top", Share(1, 1))).actual == Share(15, 60)


def test_reports_of_other_indicators_are_left_aside():
    other = attrs.evolve(B, indicator="families", actual=Share(1, 1))
    assert rolled(A1, A2, B, other).actual == Share(15, 60)


def test_what_is_wrong_with_a_report_names_its_place_among_all():
    other = attrs.evolve(B, indicator="families")
    (found,) = problems(other, other, A1, seen("c", Share(1, 2)))
    assert "in observations[3]" in found


def test_a_mistyped_indicator_is_no_silence():
    with pytest.raises(UnknownIdError, match="unknown indicator 'clan'; did you mean 'clans'"):
        roll_up(PROGRAMME, "clan", [A1], regions=TREE, into="top", as_of=DAY)
    (problem,) = problems(A1, attrs.evolve(B, indicator="clan"))
    assert problem == "unknown indicator 'clan' in observations[1]; did you mean 'clans'?"


def test_a_programme_is_needed():
    with pytest.raises(InvalidTypeError, match="a programme is a Programme, got str 'clans'"):
        roll_up("clans", "clans", [A1], regions=TREE, into="top", as_of=DAY)


def test_a_tree_may_be_as_deep_as_it_is():
    depth = 2_000
    regions = [TOP, *(Region(f"r{n}", "Xã", level="commune", parent=f"r{n - 1}" if n else "top") for n in range(depth))]
    assert rolled(seen(f"r{depth - 1}", Share(1, 2)), regions=regions).actual == Share(1, 2)


# --- the days of the reports ------------------------------------------------------------------------------------

OLD = seen("b", Share(5, 20), on=EARLIER)


def test_an_old_report_is_missing_and_may_give_its_size():
    assert rolled(A1, A2, OLD).missing == ("b",)
    assert rolled(A1, A2, OLD).parts[2].denominator is None
    sized = rolled(A1, A2, OLD, sizes="last_reported")
    assert (sized.actual.least, sized.actual.most, sized.actual.denominator) == (10, 30, 60)
    assert sized.actual.caveats == (Caveat.PARTS_MISSING, Caveat.SIZE_FROM_OLDER_REPORT)
    assert rolled(A1, A2, OLD, since=EARLIER).actual.bounds == Bounds(Fraction(1, 4), Fraction(1, 4))


def test_a_printed_share_counts_with_the_size_that_was_reported_last():
    total = rolled(A1, A2, OLD, seen("b", printed("25%")), sizes="last_reported")
    assert total.actual == BoundedShare.from_counts(15, 15, 60, reservations=(Caveat.SIZE_FROM_OLDER_REPORT,))
    assert rolled(A1, A2, seen("b", printed("25%")), sizes="last_reported").missing == ("b",)


def test_a_size_is_taken_from_the_life_of_the_day_and_only_where_it_is_whole():
    partial = seen("b", BoundedShare.from_counts(5, 8, 20, is_partial=True), on=EARLIER)
    assert rolled(A1, A2, partial, sizes="last_reported").parts[2].denominator is None
    lives = [
        Region("b", "Huyện B", level="district", parent="top", valid_to=EARLIER),
        Region("b", "Huyện B", level="district", parent="top", valid_from=CHANGED),
    ]
    regions = [*(r for r in TREE if r.id != "b"), *lives]
    assert rolled(A1, A2, OLD, regions=regions, sizes="last_reported").parts[2].denominator is None


def test_the_days_of_the_parts_are_told():
    assert rolled().days is None
    assert rolled(A1, A2, B).days == (DAY, DAY)
    assert rolled(A1, A2, B).to_observation().on == DAY
    mixed = rolled(A1, A2, seen("b", Share(5, 20), on=date(2020, 6, 30)))
    assert mixed.days == (date(2020, 6, 30), DAY)
    assert mixed.actual.caveats == (Caveat.PARTS_OF_DIFFERENT_DAYS,)
    early = rolled(seen("b", Share(5, 20), on=date(2020, 6, 30)))
    assert early.to_observation().on == date(2020, 6, 30)
    assert rolled().to_observation().on == DAY


def test_reports_since_a_day_after_the_one_judged_are_none():
    with pytest.raises(InvalidValueError, match="reports since 2021-01-01 are all after 2020-12-31"):
        rolled(A1, since=date(2021, 1, 1))


# --- every indicator of every whole -----------------------------------------------------------------------------


def all_rolled(*reports, **asked):
    return roll_ups(PROGRAMME, reports, regions=TREE, as_of=DAY, **asked)


FAMILIES = Observation("families", "a1", DAY, Share(1, 2))


def test_every_whole_has_the_sum_that_it_has_alone():
    totals = all_rolled(A1, A2, B, FAMILIES)
    assert [(total.indicator, total.region.id) for total in totals] == [
        (indicator, whole) for indicator in ("clans", "families") for whole in ("top", "a")
    ]
    assert len(totals) == 4
    for whole in ("top", "a"):
        assert totals["clans", whole] == rolled(A1, A2, B, into=whole)
    assert totals["families", "a"].missing == ("a2",)


def test_sums_do_not_depend_on_the_order_of_the_regions():
    turned = roll_ups(PROGRAMME, [A1, A2, B], regions=list(TREE)[::-1], as_of=DAY)
    for whole in ("top", "a"):
        assert turned["clans", whole].actual == all_rolled(A1, A2, B)["clans", whole].actual


def test_sums_are_reports_of_wholes_that_did_not_report_themselves():
    own = seen("a", Share(20, 41))
    totals = all_rolled(A1, A2, B, own)
    assert totals["clans", "top"].actual == Share(25, 61)
    assert totals["clans", "a"].actual == Share(10, 40)
    assert [(one.indicator, one.region) for one in totals.to_observations()] == [("clans", "top")]
    old = attrs.evolve(own, on=EARLIER)
    assert [one.region for one in all_rolled(A1, A2, B, old).to_observations()] == ["top", "a"]


def test_sizes_are_given_by_indicator():
    totals = all_rolled(A1, A2, denominators={"clans": {"b": 20}})
    assert totals["clans", "top"].actual.most == 30
    assert totals["families", "top"].actual.is_partial
    assert all_rolled(A1, A2, OLD, denominators="last_reported")["clans", "top"].actual.most == 30


def test_a_sum_that_is_not_there_names_the_nearest():
    totals = all_rolled()
    with pytest.raises(UnknownIdError, match="unknown indicator 'clan'; did you mean 'clans'"):
        assert totals["clan", "top"]
    with pytest.raises(UnknownIdError, match="unknown region 'tpo' in the roll-ups of 2020-12-31; did you mean 'top'"):
        assert totals["clans", "tpo"]
    with pytest.raises(InvalidTypeError, match="look up by an indicator's and a region's id"):
        assert totals["clans"]


def test_everything_wrong_with_several_sums_is_told_together():
    with pytest.raises(InvalidObservationsError) as caught:
        all_rolled(A1, "report", denominators={"clan": {}, "clans": {"bb": 1, "a": 9}})
    told = [str(problem) for problem in caught.value.problems]
    assert told[0].startswith("observations[1] is an Observation")
    assert "did you mean 'clans'" in told[1]
    assert "unknown region 'bb' in denominators" in told[2]
    assert told[3].startswith("denominators['a'] is 9, but 10 are counted there already")
    with pytest.raises(InvalidTypeError, match="denominators maps indicator ids to mappings, got int 5"):
        all_rolled(denominators=5)


def test_the_latest_report_up_to_the_day_counts():
    total = rolled(A1, A2, B, seen("b", Share(1, 20), on=EARLIER), seen("b", Share(20, 20), on=date(2021, 1, 1)))
    assert total.actual == Share(15, 60)


def test_a_part_of_the_tree_can_be_the_whole():
    assert rolled(A1, A2, B, into="a").actual == Share(10, 40)


def test_a_share_of_nothing_adds_nothing():
    assert rolled(A1, A2, seen("b", Share(0, 0))).actual == Share(10, 40)


def test_regions_and_reports_are_those_of_the_day():
    regions = [
        TOP,
        Region("old", "Xã cũ", level="commune", parent="top", valid_to=EARLIER, successors=("new",)),
        Region("new", "Xã mới", level="commune", parent="top", valid_from=CHANGED),
    ]
    reports = seen("old", Share(1, 10), on=EARLIER), seen("new", Share(2, 10))
    assert rolled(*reports, regions=regions, as_of=EARLIER).actual == Share(1, 10)
    assert rolled(*reports, regions=regions).actual == Share(2, 10)


def test_a_report_of_an_earlier_life_is_missing_in_this_one():
    moved = Region("b", "Huyện B", level="district", parent="top", valid_to=EARLIER)
    regions = [TOP, moved, attrs.evolve(moved, traits=[], valid_from=CHANGED, valid_to=None)]
    assert rolled(seen("b", Share(1, 2), on=EARLIER), regions=regions).missing == ("b",)


# --- what is missing --------------------------------------------------------------------------------------------


def test_a_missing_leaf_of_known_size_bounds_the_sum():
    total = rolled(A1, A2, sizes={"b": 20})
    assert total.actual == BoundedShare.from_counts(10, 30, 60, reservations=(Caveat.PARTS_MISSING,))
    assert total.missing == ("b",)
    part = total.parts[2]
    assert (part.least, part.most, part.denominator, part.is_missing) == (0, 20, 20, True)


def test_a_missing_leaf_of_unknown_size_opens_the_bounds_to_nothing_and_all():
    total = rolled(A1, A2)
    assert total.actual.is_partial
    assert total.actual.bounds == Bounds(0, 1, is_lower_open=True, is_upper_open=True)
    assert total.parts[2].denominator is None


def test_missing_names_leaves_not_the_regions_above_them():
    assert rolled(B).missing == ("a1", "a2")


def test_where_nobody_reported_everything_is_possible():
    total = rolled()
    assert total.missing == ("a1", "a2", "b")
    assert total.actual.bounds == Bounds(0, 1)
    assert total.actual.base is Base.ALL


def test_a_missing_leaf_without_anybody_in_it_leaves_no_doubt():
    total = rolled(A1, A2, sizes={"b": 0})
    assert total.actual == Share(10, 40)
    assert total.missing == ("b",)


def test_the_size_of_a_region_bounds_its_missing_parts_together():
    total = rolled(A1, B, sizes={"a": 40})
    assert total.actual == BoundedShare.from_counts(14, 44, 60, reservations=(Caveat.PARTS_MISSING,))
    assert rolled(A1, B, sizes={"top": 60}).actual == total.actual


def test_the_size_of_a_region_is_not_needed_where_its_parts_are_known():
    assert rolled(A1, A2, B, sizes={"a": 40}).actual == Share(15, 60)


def test_a_size_that_the_counted_parts_fill_leaves_nothing_to_the_missing():
    total = rolled(A1, B, sizes={"a": 10})
    assert (total.actual.least, total.actual.most, total.actual.denominator) == (14, 14, 30)


def test_a_size_below_what_the_parts_already_count_is_refused():
    assert problems(A1, B, sizes={"a": 9}) == [
        "denominators['a'] is 9, but 10 are counted there already; correct one of them"
    ]


def test_the_missing_share_is_the_part_of_the_denominator_that_did_not_report():
    assert rolled(A1, A2, sizes={"b": 20}).missing_share == Share(20, 60)
    assert rolled(A1, A2, B).missing_share == Share(0, 60)
    assert rolled(A1, B, sizes={"a": 40}).missing_share == Share(30, 60)


def test_the_missing_share_is_unknown_where_sizes_are():
    assert rolled(A1, A2).missing_share is None


def test_the_missing_share_is_unknown_where_a_counted_part_was_partial():
    part = seen("b", BoundedShare.from_counts(1, 2, 5, is_partial=True))
    assert rolled(A1, A2, part, sizes={"top": 60}).missing_share is None


def test_the_missing_share_is_unknown_where_the_whole_has_no_counts():
    total = attrs.evolve(rolled(A1, A2, B), actual=BoundedShare(Bounds(0, 1)))
    assert isinstance(total, RollUp)
    assert total.missing_share is None


# --- prints and bounded shares ----------------------------------------------------------------------------------


def test_a_printed_share_counts_only_with_a_denominator():
    report = seen("b", printed("25%"))
    uncounted = rolled(A1, A2, report)
    assert uncounted.missing == ("b",)
    assert uncounted.parts[2].uncounted is report
    assert uncounted.actual.caveats == (Caveat.PARTS_UNCOUNTABLE,)
    total = rolled(A1, A2, report, sizes={"b": 200})
    assert total.actual == BoundedShare.from_counts(10 + 49, 10 + 51, 240)
    assert total.missing == ()


def test_a_printed_share_that_leaves_one_count_is_that_count():
    assert rolled(A1, A2, seen("b", printed("25%")), sizes={"b": 20}).actual == Share(15, 60)


def test_a_printed_share_of_a_region_gives_way_to_the_counts_of_its_parts():
    total = rolled(A1, A2, B, seen("a", printed("25%")))
    assert [part.region.id for part in total.parts] == ["a1", "a2", "b"]


def test_a_size_that_no_print_fits_leaves_its_part_missing():
    total = rolled(A1, A2, seen("b", printed("50,0%")), sizes={"b": 3})
    assert total.missing == ("b",)
    assert (total.actual.least, total.actual.most, total.actual.denominator) == (10, 13, 43)
    assert total.actual.caveats == (Caveat.PARTS_UNCOUNTABLE,)


def test_the_caveats_of_the_parts_reach_the_sum_in_one_order():
    taken = seen("b", printed("100%"))
    total = rolled(A1, taken, sizes={"a2": 5, "b": 20})
    assert total.actual.caveats == (Caveat.TAKEN_AT_ITS_WORD, Caveat.PARTS_MISSING)
    swapped = rolled(seen("a1", printed("100%")), seen("a2", total.actual), B, sizes={"a1": 5})
    assert swapped.actual.caveats == (Caveat.TAKEN_AT_ITS_WORD, Caveat.PARTS_MISSING)


def test_a_bounded_share_is_added_by_its_counts():
    total = rolled(A1, A2, seen("b", BoundedShare.from_counts(5, 8, 20)))
    assert total.actual == BoundedShare.from_counts(15, 18, 60)
    assert total.missing == ()


def test_a_partial_sum_makes_the_whole_partial():
    total = rolled(A1, A2, seen("b", BoundedShare.from_counts(5, 8, 20, is_partial=True)))
    assert total.actual == BoundedShare.from_counts(15, 18, 60, is_partial=True)
    assert total.parts[2].denominator is None


def test_a_bounded_share_without_counts_needs_a_denominator():
    report = seen("b", BoundedShare(Bounds(Fraction(1, 4), Fraction(1, 2))))
    assert rolled(A1, A2, report).missing == ("b",)
    assert rolled(A1, A2, report, sizes={"b": 20}).actual == BoundedShare.from_counts(15, 20, 60)


# --- bases ------------------------------------------------------------------------------------------------------


def test_the_base_is_that_of_the_reports():
    registered = [attrs.evolve(one, actual=attrs.evolve(one.actual, base=Base.REGISTERED)) for one in (A1, A2, B)]
    assert rolled(*registered).actual == Share(15, 60, base=Base.REGISTERED)


def test_one_unstated_base_leaves_the_sum_unstated():
    total = rolled(A1, A2, seen("b", Share(5, 20, base=Base.UNSTATED)))
    assert total.actual == Share(15, 60, base=Base.UNSTATED)


@pytest.mark.parametrize("base", [Base.ALL, Base.UNSTATED])
def test_the_registered_and_others_are_never_added(base):
    (found,) = problems(
        seen("a1", Share(9, 10, base=base)),
        seen("a2", Share(1, 30, base=base)),
        seen("b", Share(5, 20, base=Base.REGISTERED)),
    )
    assert found == "reports of the registered (b) and of all are never added; leave one kind out"


def test_a_share_of_the_registered_beside_one_of_all_is_left_aside():
    assert rolled(A1, A2, B, seen("b", Share(19, 20, base=Base.REGISTERED))).actual == Share(15, 60)


# --- thresholds of the parts ------------------------------------------------------------------------------------


def test_the_tiers_of_the_parts_imply_a_threshold_for_the_whole():
    implied = (Fraction(50, 100) * 10 + Fraction(40, 100) * 30 + Fraction(30, 100) * 20) / 60
    assert rolled(A1, A2, B).implied_threshold(LEVEL) == implied
    assert rolled(A1, A2, B).implied_threshold(RISE) == implied
    assert rolled(A1, A2, sizes={"b": 20}).implied_threshold(LEVEL) == implied


def test_parts_of_unknown_size_bound_the_implied_threshold():
    known = (Fraction(50, 100) * 10 + Fraction(40, 100) * 30) / 40
    assert rolled(A1, A2).implied_threshold(LEVEL) == Bounds(Fraction(30, 100), known)


def test_parts_of_unknown_size_in_one_tier_imply_its_threshold():
    assert rolled(into="a", regions=[r for r in TREE if r.id != "a2"]).implied_threshold(LEVEL) == Fraction(1, 2)


def test_parts_of_unknown_tiers_bound_the_implied_threshold():
    regions = [attrs.evolve(r, traits=None) if r.id == "b" else r for r in TREE]
    ends = [(Fraction(50, 100) * 10 + Fraction(40, 100) * 30 + Fraction(n, 100) * 20) / 60 for n in (30, 50)]
    assert rolled(A1, A2, B, regions=regions).implied_threshold(LEVEL) == Bounds(*ends)


def test_nothing_to_weigh_implies_nothing():
    assert rolled(*(seen(region, Share(0, 0)) for region in ("a", "b"))).implied_threshold(LEVEL) is None


def test_a_tier_that_the_rule_does_not_ask_is_refused():
    rule = attrs.evolve(LEVEL, shares=SHARES[:2])
    with pytest.raises(UnknownIdError, match="unknown tier 'disadvantaged' in target 'level'"):
        rolled(A1, A2, B).implied_threshold(rule)


# --- the result -------------------------------------------------------------------------------------------------


def test_a_sum_is_a_report_of_the_whole():
    report = rolled(A1, A2, B).to_observation()
    assert (report.indicator, report.region, report.on, report.actual) == ("clans", "top", DAY, Share(15, 60))
    assert report.note == "roll-up"


# --- what is refused --------------------------------------------------------------------------------------------


def test_everything_wrong_is_reported_together():
    wrong = seen("a1", Share(8, 10)), seen("c", Share(1, 2)), "report"
    found = problems(A1, *wrong, sizes={"bb": 5, "b": -1, "a2": 1.5})
    assert len(found) == 6
    assert any("observations[2]" in problem and "unknown region 'c'" in problem for problem in found)
    assert any("observations[3] is an Observation" in problem for problem in found)
    assert any("two reports of 'clans' in 'a1'" in problem for problem in found)
    assert any("unknown region 'bb' in denominators" in problem for problem in found)
    assert any("denominators['b'] cannot be negative" in problem for problem in found)
    assert any("denominators['a2'] is a whole number" in problem for problem in found)


def test_the_refusal_names_indicator_whole_and_day():
    with pytest.raises(InvalidObservationsError, match="roll-up of 'clans' into 'top' as of 2020-12-31: 1 problem"):
        rolled("report")


@pytest.mark.parametrize("sizes", [[("b", 20)], "b", 20, {"b"}])
def test_denominators_map_regions_to_counts(sizes):
    with pytest.raises(InvalidTypeError, match="denominators maps region ids to counts, or is 'last_reported', got"):
        rolled(A1, sizes=sizes)


def test_a_region_without_parts_is_no_whole():
    with pytest.raises(InvalidValueError, match="region 'b' has no parts on 2020-12-31; judge its own report"):
        rolled(B, into="b")


def test_an_unknown_whole_names_the_nearest():
    with pytest.raises(UnknownIdError, match="unknown region 'tpo'; did you mean 'top'"):
        rolled(B, into="tpo")


def test_a_whole_that_does_not_exist_on_the_day_is_refused():
    with pytest.raises(RegionLifeError, match="region 'top' does not exist on 2020-12-31"):
        rolled(regions=[attrs.evolve(TOP, valid_to=EARLIER)])


def test_regions_that_are_no_tree_are_refused():
    with pytest.raises(InvalidRegionsError, match="overlap"):
        rolled(regions=[TOP, TOP])


def test_the_indicator_is_an_id_and_the_day_a_day():
    with pytest.raises(UnknownIdError, match="unknown indicator None"):
        roll_up(PROGRAMME, None, (), regions=TREE, into="top", as_of=DAY)
    with pytest.raises(InvalidTypeError, match="as_of is a datetime"):
        rolled(as_of=datetime(2020, 12, 31, tzinfo=UTC))


def test_a_partial_report_of_a_region_is_completed_by_its_known_size():
    partial = seen("a", BoundedShare.from_counts(30, 30, 40, is_partial=True))
    total = rolled(partial, B, sizes={"a": 50})
    known = B.actual
    assert total.actual == BoundedShare.from_counts(
        30 + known.numerator, 40 + known.numerator, 50 + known.denominator, reservations=total.actual.reservations
    )
    with pytest.raises(InvalidObservationsError, match="is 39, but 40 are counted there already"):
        rolled(partial, B, sizes={"a": 39})


# --- of one body, and over the bodies of one region -------------------------------------------------------------

TRAINED = "cadres_trained"
PLACES = Regions(
    [
        Region("yen-bai", "Tỉnh Yên Bái", level="province", traits=[]),
        Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=[]),
        Region("van-yen", "Huyện Văn Yên", level="district", parent="yen-bai", traits=[]),
    ]
)
BODIES = [party.id for party in ctph_154.PROGRAMME.parties]


def trained(party, share, region="yen-bai", on=DAY):
    return Observation(TRAINED, region, on, share, party=party)


def of_women(*seen, into="yen-bai", party="women", indicator=TRAINED, **asked):
    return roll_up(ctph_154.PROGRAMME, indicator, seen, regions=PLACES, into=into, as_of=DAY, party=party, **asked)


def of_bodies(*seen, into="yen-bai", programme=ctph_154.PROGRAMME, indicator=TRAINED, regions=PLACES, **asked):
    return roll_up_parties(programme, indicator, seen, regions=regions, into=into, as_of=DAY, **asked)


def test_regions_are_added_up_for_one_body_alone():
    total = of_women(
        trained("women", Share(9, 10), "tran-yen"),
        trained("women", Share(1, 10), "van-yen"),
        trained("youth", Share(5, 50), "tran-yen"),
        trained(None, Share(70, 70), "van-yen"),
    )
    assert (total.actual, total.party, total.party_name.en) == (Share(10, 20), "women", "Women's Union")
    assert total.to_observation() == Observation(TRAINED, "yen-bai", DAY, Share(10, 20), note="roll-up", party="women")


def test_a_region_is_missing_for_a_body_that_reported_nothing_of_it():
    total = of_women(trained("women", Share(9, 10), "tran-yen"), trained(None, Share(7, 7), "van-yen"))
    assert total.missing == ("van-yen",)
    assert total.actual.bounds == Bounds(Fraction(0), Fraction(1), is_lower_open=True, is_upper_open=True)


@pytest.mark.parametrize(
    ("party", "indicator", "error", "message"),
    [
        ("woman", TRAINED, UnknownIdError, "unknown party 'woman'; did you mean 'women'"),
        ("women", "clans_recognised", NotResponsibleError, "'clans_recognised' is not asked of 'women' for its own"),
    ],
)
def test_only_a_body_that_is_asked_has_a_roll_up(party, indicator, error, message):
    with pytest.raises(error, match=message):
        of_women(party=party, indicator=indicator)


def test_everything_that_is_asked_of_a_body_is_added_up():
    seen = [
        trained("women", Share(9, 10), "tran-yen"),
        trained("women", Share(1, 10), "van-yen"),
        trained(None, Share(2, 2), "yen-bai"),
    ]
    sums = roll_ups(ctph_154.PROGRAMME, seen, regions=PLACES, as_of=DAY, party="women")
    assert [(total.indicator, total.party) for total in sums] == [(TRAINED, "women"), ("member_families", "women")]
    assert [seen.actual for seen in sums.to_observations()] == [Share(10, 20)]
    with pytest.raises(UnknownIdError, match="unknown party 'woman'"):
        roll_ups(ctph_154.PROGRAMME, seen, regions=PLACES, as_of=DAY, party="woman")


def test_the_bodies_of_a_region_add_up():
    total = of_bodies(*(trained(body, Share(number, 10)) for number, body in enumerate(BODIES)))
    assert (total.actual.bounds, total.actual.denominator) == (Share(21, 70).bounds, 70)
    assert total.actual.caveats == (Caveat.PARTS_OVERLAP,)
    assert (total.party, total.missing) == (None, ())
    assert [part.id for part in total.parts] == BODIES
    assert total.parts[3].party_name.en == "Women's Union"
    assert total.to_observation() == Observation(TRAINED, "yen-bai", DAY, total.actual, note="roll-up")


def test_a_body_of_unknown_size_that_is_missing_opens_the_bounds():
    total = of_bodies(*(trained(body, Share(9, 10)) for body in BODIES[1:]), trained(None, Share(1, 1000)))
    assert total.missing == ("front",)
    assert total.actual.bounds == Bounds(Fraction(0), Fraction(1), is_lower_open=True, is_upper_open=True)
    assert total.missing_share is None
    assert Caveat.PARTS_MISSING in total.actual.caveats


def test_a_body_of_known_size_that_is_missing_runs_from_none_to_all_of_it():
    total = of_bodies(*(trained(body, Share(9, 10)) for body in BODIES[1:]), denominators={"front": 40})
    assert total.actual.bounds == Bounds(Fraction(54, 100), Fraction(94, 100))
    assert total.missing_share == Share(40, 100)


def test_the_size_of_a_body_may_come_from_its_last_report():
    seen = [trained("front", Share(1, 40), on=EARLIER), *(trained(body, Share(9, 10)) for body in BODIES[1:])]
    total = of_bodies(*seen, denominators="last_reported")
    assert total.actual.bounds == Bounds(Fraction(54, 100), Fraction(94, 100))
    assert Caveat.SIZE_FROM_OLDER_REPORT in total.actual.caveats


def test_a_body_never_stands_for_another_nor_a_region_for_its_parts():
    total = of_bodies(trained("women", Share(9, 10), "tran-yen"), trained(None, Share(9, 10)))
    assert total.missing == tuple(BODIES)
    assert total.days is None


def test_everything_that_is_wrong_with_the_bodies_is_told_together():
    with pytest.raises(InvalidObservationsError) as caught:
        of_bodies(trained("woman", Share(1, 2)), denominators={"woman": 3, "front": -1})
    message = str(caught.value)
    assert message.startswith("roll-up of 'cadres_trained' over the bodies in 'yen-bai' as of 2020-12-31: 3 problems")
    assert "unknown party 'woman' in denominators; did you mean 'women'?" in message


def test_what_cannot_be_added_up_names_its_bodies():
    registered = trained("front", Share(1, 2, base=Base.REGISTERED))
    with pytest.raises(InvalidObservationsError) as caught:
        of_bodies(registered, trained("women", Share(9, 10)), denominators={"women": 3})
    message = str(caught.value)
    assert "reports of the registered (front) and of all are never added" in message
    assert "denominators['women'] is 3, but 10 are counted there already" in message


def test_bodies_are_added_up_only_for_what_is_asked_of_them():
    with pytest.raises(NotResponsibleError, match="'clans_recognised' is asked of no body of its own people"):
        of_bodies(indicator="clans_recognised")
    with pytest.raises(InvalidTypeError, match="denominators maps party ids to counts"):
        of_bodies(denominators=3)


def test_bodies_add_up_in_a_region_without_parts():
    assert of_bodies(trained("women", Share(9, 10), "van-yen"), into="van-yen").missing == tuple(
        body for body in BODIES if body != "women"
    )
