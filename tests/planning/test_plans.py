from datetime import UTC, date, datetime
from itertools import combinations

import attrs
import pytest

from xhht import Base, BoundedShare, CountRange, Observation, Outcome, PrintedShare, Region, Share
from xhht.errors import (
    InvalidObservationsError,
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    UnknownIdError,
    UnsolvedPlanError,
)
from xhht.planning import Allotment, Capacity, Demand, Limit, Need, Proof, evenly_last, plan
from xhht.programmes import ctph_154

PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME,
    territory=None,
    targets=[attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets],
)
END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
TOP = Region("top", "Tỉnh", level="province", traits=())
TOWN = Region("town", "Thị xã", level="district", parent="top", traits=("town",))
FAR = Region("far", "Huyện", level="district", parent="top", traits=("remote",))
REGIONS = (TOP, TOWN, FAR)


def seen(share, region="town", target="clans_recognised", on=END_2016):
    return Observation(target, region, on, share)


def planned(*reports, by=END_2020, regions=REGIONS, programme=PROGRAMME, **kwargs):
    return plan(programme, reports, regions=regions, by=by, **kwargs)


def need(found, target="clans_recognised", region="town"):
    return next(need for need in found if (need.target, need.region) == (target, region))


def test_a_need_is_the_least_that_meets_the_target():
    found = planned(seen(Share(30, 100)), seen(Share(10, 50), region="far"), seen(Share(3, 7), region="top"))
    assert need(found) == Need("clans_recognised", "town", Outcome.NOT_MET, 20, is_planned=True)
    assert need(found, region="far").shortfall == 5
    assert need(found, region="top") == Need("clans_recognised", "top", Outcome.MET, 0)
    assert (found.total("clans_recognised"), found.total("members")) == (25, 0)


def test_every_target_in_every_region_has_a_need():
    found = planned(seen(Share(30, 100)))
    assert len(found) == len(list(found)) == len(PROGRAMME.targets) * len(REGIONS)
    assert {need.region for need in found} == {"top", "town", "far"}


def test_more_than_a_share_needs_one_more():
    found = planned(seen(Share(20, 100), target="members"), seen(Share(19, 100), target="members", region="far"))
    assert (need(found, "members").shortfall, need(found, "members", "far").shortfall) == (1, 2)


def test_the_last_report_counts_up_to_the_day_of_the_plan():
    reports = (seen(Share(30, 100)), seen(Share(40, 100), on=END_2018), seen(Share(90, 100), on=date(2021, 1, 1)))
    assert need(planned(*reports)).shortfall == 10
    assert need(planned(*reports, by=date(2017, 12, 31))).shortfall == 20


def test_a_report_of_the_day_of_the_plan_counts():
    assert need(planned(seen(Share(30, 100), on=END_2020))).shortfall == 20


def test_a_yearly_rise_is_asked_on_the_day_of_the_plan():
    report = seen(Share(40, 100), target="families_recognised")
    for by, shortfall in ((END_2018, 6), (END_2020, 12)):
        assert need(planned(report, by=by, baseline_on=END_2016), "families_recognised").shortfall == shortfall
    relative = planned(report, baseline_on=END_2016, reading="relative")
    assert need(relative, "families_recognised").shortfall == 5  # 3% of 40 points, four times: 4.8.
    assert need(planned(report), "families_recognised").shortfall is None


# --- what cannot be known ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "outcome"),
    [
        (PrintedShare.from_text("40%"), Outcome.NOT_MET),
        (PrintedShare.from_text("50%"), Outcome.UNDECIDED),
        (Share(9, 10, base=Base.REGISTERED), Outcome.NO_DATA),
    ],
)
def test_a_share_without_counts_is_unknown_until_it_is_met(share, outcome):
    found = planned(seen(share))
    assert need(found) == Need("clans_recognised", "town", outcome, None)
    assert need(found) in found.unknown
    assert need(found).most is None


def test_a_printed_share_that_is_met_lacks_nothing():
    found = planned(seen(PrintedShare.from_text("62%")))
    assert need(found) == Need("clans_recognised", "town", Outcome.MET, 0)
    assert need(found) not in found.unknown


def test_nothing_to_count_needs_nothing():
    found = planned(seen(Share(0, 0)))
    assert need(found).outcome is Outcome.NOT_APPLICABLE
    assert need(found) not in found.unknown
    assert len(found.unknown) == len(found) - 1


def test_a_range_is_planned_with_what_is_enough_in_any_case():
    found = planned(seen(BoundedShare.from_counts(30, 45, 100)))
    assert (need(found).shortfall, need(found).most) == (CountRange(5, 20), 20)
    assert found.total("clans_recognised") == 20
    assert found.reached == (need(found),)


# --- capacities -------------------------------------------------------------------------------------------------

SIZES = {"a": 9, "b": 2, "c": 4, "d": 2, "e": 1, "f": 6}
SIDE_BY_SIDE = tuple(Region(name, f"Huyện {name}", level="district", traits=()) for name in SIZES)
REPORTS = tuple(seen(Share(40 - size, 100), region=name) for name, size in SIZES.items())


def reached(**capacity):
    return [need.region for need in planned(*REPORTS, regions=SIDE_BY_SIDE, capacity=capacity).reached]


@pytest.mark.parametrize(
    ("capacity", "regions"),
    [
        (0, ""),
        (1, "e"),
        (2, "e"),
        (3, "eb"),
        (4, "eb"),
        (5, "ebd"),
        (8, "ebd"),
        (9, "ebdc"),
        (23, "ebdcf"),
        (24, "ebdcfa"),
    ],
)
def test_the_smallest_needs_go_first(capacity, regions):
    assert reached(clans_recognised=capacity) == list(regions)


@pytest.mark.parametrize("capacity", range(26))
def test_no_other_choice_meets_more_targets(capacity):
    most = max(
        count
        for count in range(len(SIZES) + 1)
        for chosen in combinations(SIZES.values(), count)
        if sum(chosen) <= capacity
    )
    found = planned(*REPORTS, regions=SIDE_BY_SIDE, capacity={"clans_recognised": capacity})
    assert len(found.reached) == most
    assert sum(need.most for need in found.reached) <= capacity
    assert found.capacity == (("clans_recognised", capacity),)


def test_a_capacity_limits_its_own_target_alone():
    reports = (seen(Share(30, 100)), seen(Share(30, 100), target="units_recognised"))
    found = planned(*reports, capacity={"clans_recognised": 19})
    assert [(n.target, n.region) for n in found.reached] == [("units_recognised", "town")]
    both = planned(*reports, capacity={"clans_recognised": 20, "units_recognised": 30})
    assert [n.target for n in both.reached] == ["clans_recognised", "units_recognised"]


def test_without_a_limit_everything_known_is_reached():
    assert reached() == list("ebdcfa")
    assert planned(*REPORTS, regions=SIDE_BY_SIDE).capacity == ()


def test_what_is_met_or_unknown_is_not_reached_by_the_plan():
    assert planned(seen(Share(90, 100)), seen(PrintedShare.from_text("1%"), region="far")).reached == ()


# --- what is refused --------------------------------------------------------------------------------------------


def test_wrong_capacities_are_refused_together():
    with pytest.raises(InvalidPlanError) as caught:
        planned(
            seen(Share(1, 2)),
            capacity={"clan_recognised": -1, "members": -2, "units_recognised": 2.5, "clans_recognised": True},
        )
    message = str(caught.value)
    assert message.startswith("capacity: 5 problems")
    assert "unknown target 'clan_recognised' in capacity; did you mean 'clans_recognised'" in message
    assert "capacity['members'] cannot be negative, got -2" in message
    assert "capacity['units_recognised'] is a whole number (int), got float 2.5" in message


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"capacity": 5}, "capacity maps target ids to counts, got int 5"),
        ({"capacity": "members"}, "capacity maps target ids to counts, got str 'members'; or list Capacity values"),
        ({"by": "2020-12-31"}, "by is a datetime.date"),
        ({"by": datetime(2020, 12, 31, tzinfo=UTC)}, "by is a datetime.date"),
        ({"baseline_on": "2016-12-31"}, "baseline_on is a datetime.date"),
        ({"programme": "programme"}, "a programme is a Programme, got str"),
    ],
)
def test_arguments_are_of_their_kinds(wrong, match):
    with pytest.raises(InvalidTypeError, match=match):
        planned(seen(Share(1, 2)), **wrong)


@pytest.mark.parametrize("reports", [(), (seen(Share(1, 2), on=date(2021, 1, 1)),)])
def test_without_a_report_there_is_nothing_to_plan_from(reports):
    with pytest.raises(InvalidValueError, match="no report is on or before 2020-12-31; there is nothing to plan from"):
        planned(*reports)


def test_a_baseline_after_the_day_of_the_plan_is_refused():
    with pytest.raises(InvalidValueError, match="the baseline's day 2021-01-01 is after 2020-12-31"):
        planned(seen(Share(1, 2)), baseline_on=date(2021, 1, 1))
    assert planned(seen(Share(1, 2), on=END_2018), baseline_on=END_2020)


def test_reports_that_cannot_be_judged_are_refused():
    with pytest.raises(InvalidObservationsError, match="did you mean 'town'"):
        planned(seen(Share(1, 2), region="twon"))


def test_an_unknown_target_has_no_total():
    with pytest.raises(UnknownIdError, match="unknown target 'member'; did you mean 'members'"):
        planned(seen(Share(1, 2))).total("member")


def test_a_region_that_has_ended_needs_nothing():
    found = planned(seen(Share(30, 100)), regions=(TOP, attrs.evolve(TOWN, valid_to=END_2018)))
    assert {need.region for need in found} == {"top"}


# --- years ------------------------------------------------------------------------------------------------------


def steps(found):
    return [(step.target, step.region, step.year, step.count) for step in found.steps]


def test_a_need_is_divided_over_the_years_after_the_last_report():
    found = planned(seen(Share(30, 100)), seen(Share(10, 50), region="far"))
    assert found.years == (2017, 2018, 2019, 2020)
    assert steps(found) == [
        *(("clans_recognised", "town", year, 5) for year in (2017, 2018, 2019, 2020)),
        *(("clans_recognised", "far", year, count) for year, count in ((2017, 2), (2018, 1), (2019, 1), (2020, 1))),
    ]
    last = planned(seen(Share(10, 50), region="far"), division=evenly_last)
    assert [step.count for step in last.steps] == [1, 1, 1, 2]


def test_a_year_without_work_has_no_step():
    assert [s.year for s in planned(seen(Share(48, 100))).steps] == [2017, 2018]


def test_the_plan_starts_after_the_last_report_of_all_or_when_it_is_told():
    reports = (seen(Share(30, 100)), seen(Share(10, 50), region="far", on=END_2018))
    assert planned(*reports).years == (2019, 2020)
    assert planned(*reports, starts_on=date(2018, 5, 1)).years == (2018, 2019, 2020)
    assert planned(seen(Share(1, 2), on=END_2020)).years == (2020,)
    assert planned(seen(Share(1, 2), on=date(2016, 3, 1)), by=date(2016, 9, 1)).years == (2016,)
    with pytest.raises(InvalidValueError, match="the first day 2021-01-01 is after 2020-12-31"):
        planned(*reports, starts_on=date(2021, 1, 1))


def test_yearly_capacities_say_how_much_and_when():
    reports = (seen(Share(30, 100)), seen(Share(10, 50), region="far"))
    found = planned(*reports, capacity=[Capacity(6, target="clans_recognised", is_yearly=True)])
    assert [need.region for need in found.reached] == ["far"]
    assert steps(found) == [("clans_recognised", "far", 2017, 5)]
    more = planned(*reports, capacity=[Capacity(7, target="clans_recognised", is_yearly=True)])
    assert steps(more) == [
        ("clans_recognised", "town", 2017, 2),
        ("clans_recognised", "town", 2018, 7),
        ("clans_recognised", "town", 2019, 7),
        ("clans_recognised", "town", 2020, 4),
        ("clans_recognised", "far", 2017, 5),
    ]
    assert more.proof is Proof.SMALLEST_FIRST


def test_the_mapping_and_its_capacities_are_the_same_plan():
    reports = (seen(Share(30, 100)), seen(Share(10, 50), region="far"))
    mapped = planned(*reports, capacity={"clans_recognised": 6})
    assert mapped == planned(*reports, capacity=[Capacity(6, target="clans_recognised")])
    assert mapped.capacity == (("clans_recognised", 6),)
    assert planned(*reports, capacity=[Capacity(6, region="far"), Capacity(7)]).capacity == ()


# --- overlapping capacities -------------------------------------------------------------------------------------

OVERLAPPING = [Capacity(20, target="clans_recognised"), Capacity(5, region="far")]
REPORTED = (
    seen(Share(30, 100)),
    seen(Share(10, 50), region="far"),
    seen(Share(20, 40), target="units_recognised", region="far"),
)


def test_overlapping_capacities_ask_for_a_solver():
    with pytest.raises(MissingExtraError, match=r"give a solver: in a clone of xhht, pip install '.\[solver\]'"):
        planned(*REPORTED, capacity=OVERLAPPING)


def test_any_solver_will_do_and_is_asked_only_where_it_is_needed():
    asked = []

    def solver(demand):
        asked.append(demand)
        return Allotment((0,))

    assert planned(*REPORTED, capacity=OVERLAPPING[:1], solver=solver).is_proven
    assert asked == []
    found = planned(*REPORTED, capacity=OVERLAPPING, solver=solver)
    assert asked == [Demand((5, 20, 4), (2017, 2018, 2019, 2020), (Limit(20, {0, 1}), Limit(5, {0, 2})))]
    assert [(n.target, n.region) for n in found.reached] == [("clans_recognised", "far")]
    assert (found.proof, found.is_proven) == (Proof.NONE, False)


def test_a_solver_is_held_to_the_capacities():
    with pytest.raises(UnsolvedPlanError, match="25 recognitions where 20 are possible"):
        planned(*REPORTED, capacity=OVERLAPPING, solver=lambda _: Allotment((0, 1)))


@pytest.mark.parametrize("name", ["solver", "division"])
def test_solver_and_division_are_functions(name):
    with pytest.raises(InvalidTypeError, match=f"{name} is a function such as"):
        planned(seen(Share(1, 2)), **{name: "evenly"})


# --- what a plan looks like -------------------------------------------------------------------------------------


def test_a_plan_reads_as_a_table():
    reports = (seen(Share(30, 100)), seen(Share(10, 50), region="far"))
    assert str(planned(*reports, capacity={"clans_recognised": 6})).splitlines() == [
        "Plan up to 2020-12-31: meets 1 of 2 open needs with 5 recognitions; no other plan meets more (smallest_first)",
        "Capacity: 6 in all for target clans_recognised",
        "target            region  missing  met  2017  2018  2019  2020",
        "clans_recognised  town         20  no      0     0     0     0",
        "clans_recognised  far           5  yes     2     1     1     1",
        "Unknown: 31 needs, whose figures do not say how many are missing",
    ]


def test_a_plan_without_open_needs_is_a_line():
    met = attrs.evolve(PROGRAMME, targets=(PROGRAMME.target("clans_recognised"),))
    text = str(
        planned(seen(Share(9, 10)), regions=(Region("town", "Thị xã", level="district", traits=()),), programme=met)
    )
    assert text == (
        "Plan up to 2020-12-31: meets 0 of 0 open needs with 0 recognitions; no other plan meets more (smallest_first)"
    )


def test_a_plan_that_may_not_be_the_best_says_so():
    text = str(planned(*REPORTED, capacity=OVERLAPPING, solver=lambda _: Allotment(())))
    assert "meets 0 of 3 open needs with 0 recognitions; another plan may meet more" in text


def test_everything_wrong_with_a_plan_is_named_together():
    unknown = Observation("clan", "town", END_2016, Share(1, 2))
    with pytest.raises(InvalidPlanError) as caught:
        planned(
            seen(Share(30, 100)),
            unknown,
            by=END_2018,
            baseline_on=END_2020,
            starts_on=END_2020,
            capacity={"clans_recognised": -1, "clans": 2},
        )
    words = [str(problem) for problem in caught.value.problems]
    assert len(words) == 5
    parts = (
        "the baseline's day",
        "the first day",
        "unknown indicator 'clan'",
        "negative, got -1",
        "unknown target 'clans'",
    )
    assert all(part in word for part, word in zip(parts, words, strict=True))
    assert caught.value.what == "plan up to 2018-12-31"


def test_reports_and_capacities_that_are_wrong_are_named_together():
    with pytest.raises(InvalidPlanError, match="2 problems"):
        planned(Observation("clan", "town", END_2016, Share(1, 2)), capacity={"clans": 2})


def test_the_figures_of_single_bodies_are_left_aside():
    trained = seen(Share(30, 100), target="cadres_trained")
    women = attrs.evolve(trained, actual=Share(90, 100), party="women", on=END_2018)
    assert planned(trained, women) == planned(trained)
    with pytest.raises(InvalidValueError, match="no report is on or before 2020-12-31"):
        planned(women)
