from datetime import UTC, date, datetime
from fractions import Fraction

import attrs
import pytest

from xhht import Base, BoundedShare, Observation, Outcome, PrintedShare, Reason, Region, Share
from xhht.errors import InvalidObservationsError, InvalidPlanError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.planning import Doubt, DoubtKind, EffortCase, EffortStep, least_effort
from xhht.programmes import ctph_154

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
REGIONS = (
    Region("top", "Tỉnh", level="province", traits=()),
    *(Region(name, f"Huyện {name}", level="district", traits=(), parent="top") for name in ("a", "b", "c")),
)


def seen(share, region, target="clans_recognised", on=END_2016):
    return Observation(target, region, on, share)


# 40% of 300 is 120; 60 are missing.
COUNTED = (seen(Share(30, 100), "a"), seen(Share(20, 50), "b"), seen(Share(10, 150), "c"))


def effort(*reports, regions=REGIONS, by=END_2020, target="clans_recognised", into="top", programme=PROGRAMME, **more):
    return least_effort(programme, reports, regions=regions, into=into, target=target, by=by, **more)


def counts(case):
    return {step.region: step.count for step in case.steps}


def test_without_costs_every_recognition_costs_one():
    found = effort(*COUNTED)
    assert found.is_known
    assert found.least == EffortCase((EffortStep("a", 60, 70, Fraction(60)),))
    assert (found.least.total, found.least.cost) == (60, 60)
    assert (found.verdict.outcome, found.reason, found.doubts) == (Outcome.NOT_MET, None, ())


def test_the_cheapest_go_first_each_up_to_all_that_it_has():
    found = effort(*COUNTED, costs={"a": 3, "b": Fraction(1, 2), "c": 2})
    assert counts(found.least) == {"b": 30, "c": 30}
    assert found.least.cost == 75
    assert [step.limit for step in found.least.steps] == [30, 140]


def test_what_costs_nothing_is_done_first():
    assert effort(*COUNTED, costs={"c": 0}).least.cost == 0


def test_the_whole_is_held_to_the_threshold_of_its_own_tier():
    whole = attrs.evolve(REGIONS[0], traits=("remote",))
    assert effort(*COUNTED, regions=(whole, *REGIONS[1:])).least.total == 30
    hard = tuple(attrs.evolve(region, traits=("town",)) for region in REGIONS[1:])
    assert effort(*COUNTED, regions=(REGIONS[0], *hard)).least.total == 60


def test_a_cost_holds_for_the_parts_of_its_region_unless_they_have_their_own():
    villages = [Region(name, f"Thôn {name}", level="village", traits=(), parent="a") for name in ("a1", "a2")]
    reports = (seen(Share(0, 50), "a1"), seen(Share(30, 50), "a2"), *COUNTED[1:])
    found = effort(*reports, regions=(*REGIONS, *villages), costs={"a": 2, "a2": 1, "top": 5})
    assert counts(found.least) == {"a2": 20, "a1": 40}
    assert found.least.cost == 100


def test_a_target_that_is_met_takes_no_effort():
    found = effort(seen(Share(90, 100), "a"), seen(Share(50, 50), "b"), seen(Share(0, 150), "c"))
    assert (found.verdict.outcome, found.least) == (Outcome.MET, EffortCase(()))


def test_nothing_to_count_takes_no_effort():
    found = effort(*(seen(Share(0, 0), name) for name in "abc"))
    assert (found.verdict.outcome, found.least) == (Outcome.NOT_APPLICABLE, EffortCase(()))


def test_a_yearly_rise_is_asked_from_the_sum_of_the_baseline():
    reports = tuple(attrs.evolve(report, indicator="families_recognised") for report in COUNTED)
    # 60 of 300, and four times 2.5 points of 300.
    found = effort(*reports, target="families_recognised", baseline_on=END_2016)
    assert found.least.total == 30
    relative = effort(*reports, target="families_recognised", baseline_on=END_2016, reading="relative")
    assert relative.least.total == 6
    for baseline_on in (None, END_2020):
        unknown = effort(*reports, target="families_recognised", baseline_on=baseline_on)
        assert (unknown.is_known, unknown.best, unknown.reason) == (False, None, Reason.NO_BASELINE)


# --- what the figures leave open --------------------------------------------------------------------------------


def doubts(found):
    return [(doubt.region, doubt.kind) for doubt in found.doubts]


def test_a_part_that_is_missing_gives_the_best_and_the_worst():
    found = effort(*COUNTED[:2], denominators={"c": 150})
    assert (found.is_known, found.least) == (False, None)
    assert doubts(found) == [("c", DoubtKind.MISSING)]
    assert (found.best, found.worst.total) == (EffortCase(()), 70)
    assert counts(found.worst) == {"a": 70}


def test_a_part_of_unknown_size_leaves_everything_open():
    found = effort(*COUNTED[:2])
    assert (found.best, found.worst, found.is_known) == (None, None, False)
    assert found.doubts == (Doubt("c", DoubtKind.MISSING, END_2020),)


def test_a_printed_share_counts_only_with_its_denominator():
    printed = seen(PrintedShare.from_text("10%"), "c")
    found = effort(*COUNTED[:2], printed)
    assert (found.best, doubts(found)) == (None, [("c", DoubtKind.NOT_COUNTED)])
    found = effort(*COUNTED[:2], printed, denominators={"c": 150}, costs={"c": 0})
    assert doubts(found) == [("c", DoubtKind.BOUNDED)]
    # From 9.5 to below 11% of 150: 15 or 16, so that 55 or 54 are missing.
    assert (counts(found.best), counts(found.worst)) == ({"c": 54}, {"c": 55})
    assert [step.limit for step in (*found.best.steps, *found.worst.steps)] == [134, 135]


def test_a_print_that_leaves_one_count_is_as_good_as_a_count():
    found = effort(*COUNTED[:2], seen(PrintedShare.from_text("50%"), "c"), denominators={"c": 4})
    assert (found.is_known, found.doubts) == (True, ())


def test_a_part_with_a_partial_sum_is_of_unknown_size():
    partial = BoundedShare.from_counts(10, 20, 150, is_partial=True)
    found = effort(*COUNTED[:2], seen(partial, "c"))
    assert (found.best, doubts(found)) == (None, [("c", DoubtKind.SIZE_UNKNOWN)])


def test_the_registered_are_no_data():
    found = effort(*(attrs.evolve(r, actual=attrs.evolve(r.actual, base=Base.REGISTERED)) for r in COUNTED))
    assert (found.best, found.reason) == (None, Reason.ONLY_REGISTERED)
    assert doubts(found) == [(name, DoubtKind.ONLY_REGISTERED) for name in "abc"]


def test_a_missing_part_of_nothing_leaves_nothing_open():
    found = effort(*COUNTED[:2], denominators={"c": 0})
    assert (found.is_known, found.doubts, found.least.total) == (True, (), 10)


def test_an_open_baseline_gives_the_best_and_the_worst():
    baseline = [attrs.evolve(report, indicator="families_recognised") for report in COUNTED[:2]]
    later = [attrs.evolve(r, indicator="families_recognised", on=END_2018) for r in COUNTED]
    found = effort(
        *baseline, *later, target="families_recognised", baseline_on=END_2016, denominators={"c": 150}, costs={"a": 2}
    )
    assert found.doubts == (Doubt("c", DoubtKind.MISSING, END_2016),)
    # The baseline is 50 to 200 of 300, and 10 points are asked on top.
    assert (found.best.total, found.worst.total) == (20, 170)


# --- how it reads -----------------------------------------------------------------------------------------------


def test_a_known_effort_reads_as_a_table():
    assert str(effort(*COUNTED, costs={"b": Fraction(1, 2)})).splitlines() == [
        "clans_recognised in top up to 2020-12-31: not met",
        "least effort: 60 recognitions, cost 45",
        "region  count  possible  cost",
        "b          30        30    15",
        "a          30        70    30",
    ]


def test_an_open_effort_says_between_what_it_lies_and_why():
    assert str(effort(*COUNTED[:2], denominators={"c": 150})).splitlines() == [
        "clans_recognised in top up to 2020-12-31: undecided",
        "effort unknown: 0 to 70 recognitions, cost 0 to 70",
        "best case",
        "",
        "worst case",
        "region  count  possible  cost",
        "a          70        70    70",
        "open: c on 2020-12-31 (missing)",
    ]
    assert "effort unknown: counts are not known" in str(effort(*COUNTED[:2]))
    rise = str(effort(*COUNTED, target="families_recognised"))
    assert "effort unknown: A yearly rise needs a baseline" in rise


# --- what is refused --------------------------------------------------------------------------------------------


def test_wrong_costs_are_refused_together():
    with pytest.raises(InvalidPlanError) as caught:
        effort(*COUNTED, costs={"a": 1.5, "b": -1, "d": 2, "top": True, "c": Fraction(1, 3)})
    assert str(caught.value) == (
        "costs: 4 problems\n"
        "- costs['a']: an exact number is an int or a Fraction, got float 1.5; write Fraction('1.5')\n"
        "- costs['b'] cannot be negative, got -1\n"
        "- unknown part 'd' in the costs of 'top'; known: a, b, c, top\n"
        "- costs['top']: an exact number is an int or a Fraction, got bool True"
    )


def test_one_region_in_two_spellings_is_given_twice():
    regions = (REGIONS[0], Region("lục-yên", "Huyện Lục Yên", level="district", traits=(), parent="top"))
    report = seen(Share(1, 10), "lục-yên")
    with pytest.raises(InvalidPlanError, match="is given twice; keep one"):
        effort(report, regions=regions, costs={"lục-yên": 1, "lu\u0323c-ye\u0302n": 2})


@pytest.mark.parametrize(
    ("wrong", "error", "match"),
    [
        ({"target": "clan_recognised"}, UnknownIdError, "did you mean 'clans_recognised'"),
        ({"into": "tap"}, UnknownIdError, "did you mean 'top'"),
        ({"into": "a"}, InvalidValueError, "region 'a' has no parts on 2020-12-31"),
        ({"by": "2020-12-31"}, InvalidTypeError, "by is a datetime.date"),
        ({"by": datetime(2020, 12, 31, tzinfo=UTC)}, InvalidTypeError, "by is a datetime.date"),
        ({"by": END_2016, "baseline_on": END_2018}, InvalidValueError, "the baseline's day 2018-12-31 is after 2016"),
        ({"by": date(2016, 1, 1)}, InvalidValueError, "no report is on or before 2016-01-01"),
        ({"costs": [("a", 1)]}, InvalidTypeError, "costs maps region ids to exact numbers, got list"),
        ({"programme": None}, InvalidTypeError, "a programme is a Programme"),
        ({"denominators": {"d": 5}}, InvalidObservationsError, "unknown region 'd'"),
    ],
)
def test_what_cannot_be_right_is_refused(wrong, error, match):
    with pytest.raises(error, match=match):
        effort(*COUNTED, **wrong)


def test_everything_wrong_with_an_effort_is_named_together():
    with pytest.raises(InvalidPlanError) as caught:
        effort(*COUNTED, by=END_2018, baseline_on=END_2020, costs={"nowhere": -1}, into="top")
    assert [type(problem) for problem in caught.value.problems] == [
        InvalidValueError,
        UnknownIdError,
        InvalidValueError,
    ]
    with pytest.raises(InvalidPlanError, match="3 problems"):
        effort(*COUNTED, by=date(2016, 1, 1), baseline_on=END_2020, target="clans")


def test_a_region_of_which_only_a_body_reported_is_missing():
    women = attrs.evolve(seen(Share(1, 2), "c", target="cadres_trained"), party="women")
    found = effort(
        *(attrs.evolve(one, indicator="cadres_trained") for one in COUNTED[:2]), women, target="cadres_trained"
    )
    assert [(doubt.region, doubt.kind) for doubt in found.doubts] == [("c", DoubtKind.MISSING)]
