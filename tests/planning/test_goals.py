from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import BoundedShare, Comparison, Observation, Outcome, PrintedShare, Region, Share
from xhht.errors import InvalidPlanError, InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.planning import common_rise
from xhht.programmes import ctph_154
from xhht.scenarios import Rise, Scenario, project

PROGRAMME = ctph_154.PROGRAMME
CLANS, FAMILIES = "clans_recognised", "families_recognised"
END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
REGIONS = (
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    *(Region(name, f"Huyện {name}", level="district", parent="yen-bai", traits=()) for name in ("a", "b")),
)


def seen(region, share, on=END_2016, indicator=CLANS):
    return Observation(indicator, region, on, share)


def goal(*reports, target=CLANS, programme=PROGRAMME, **kwargs):
    given = {"regions": REGIONS, "into": "yen-bai", "by": END_2020, **kwargs}
    return common_rise(programme, reports, target=target, **given)


def reached(found, *reports, programme=PROGRAMME, **kwargs):
    scenario = Scenario("needed", rises={programme.target(found.target).indicator: found.rise})
    future = project(programme, reports, scenario, regions=REGIONS, until=END_2020, into=["yen-bai"], **kwargs)
    return future.on(END_2020)[found.target, "yen-bai"]


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        (Share(30, 100), Share(10, 50), Fraction(10, 3)),
        (Share(0, 100), Share(50, 50), Fraction(5, 2)),  # 60 of 150 are asked, and the full part cannot rise.
        (Share(0, 300), Share(95, 100), Fraction(5)),  # 160 of 400: the one part has 60, the other is full.
    ],
)
def test_every_part_rises_alike_up_to_all(one, other, points):
    reports = seen("a", one), seen("b", other)
    found = goal(*reports)
    assert found.rise == Rise.points(points)
    assert (reached(found, *reports).outcome, reached(found, *reports).gap_pp) == (Outcome.MET, 0)
    assert found.is_enough


def test_each_part_rises_from_the_day_of_its_own_report():
    reports = seen("a", Share(30, 100)), seen("b", Share(10, 50), on=END_2018)
    found = goal(*reports)
    assert found.rise == Rise.points(Fraction(20, 5))  # 20 are missing; 4 years of 100 and 2 of 50 are left.
    assert reached(found, *reports).gap_pp == 0


def test_a_whole_that_is_there_needs_no_rise():
    found = goal(seen("a", Share(90, 100)), seen("b", Share(10, 50)))
    assert (found.rise, found.is_enough) == (Rise.points(0), True)
    assert str(found) == "clans_recognised in yen-bai by 2020-12-31: +0 percentage points a year"


def test_more_than_a_share_needs_anything_above_the_rise():
    target = attrs.evolve(PROGRAMME.target(CLANS), comparison=Comparison.MORE_THAN)
    programme = attrs.evolve(PROGRAMME, targets=(target,))
    reports = seen("a", Share(30, 100)), seen("b", Share(10, 50))
    found = goal(*reports, programme=programme)
    assert (found.rise, found.is_enough) == (Rise.points(Fraction(10, 3)), False)
    assert reached(found, *reports, programme=programme).outcome is Outcome.NOT_MET
    assert goal(seen("a", Share(90, 100)), seen("b", Share(10, 50)), programme=programme).is_enough


def test_a_yearly_rise_of_the_whole_is_counted_from_its_baseline():
    reports = seen("a", Share(30, 100), indicator=FAMILIES), seen("b", Share(10, 50), indicator=FAMILIES)
    found = goal(*reports, target=FAMILIES, baseline_on=END_2016)
    assert found.rise == Rise.points("2.5")
    assert reached(found, *reports, baseline_on=END_2016).gap_pp == 0
    assert goal(*reports, target=FAMILIES).rise is None  # Without a baseline nothing is asked.


def test_bounded_parts_leave_a_range():
    found = goal(seen("a", BoundedShare.from_counts(20, 30, 100)), seen("b", Share(10, 50)))
    assert (found.rise, found.least, found.most) == (None, Rise.points(Fraction(10, 3)), Rise.points(5))
    assert str(found).endswith(" percentage points a year to +5 percentage points a year")


@pytest.mark.parametrize(
    "reports",
    [
        (seen("a", Share(30, 100)),),
        (seen("a", Share(30, 100)), seen("b", PrintedShare.from_text("20%"))),
        (seen("a", Share(30, 100)), seen("b", BoundedShare.from_counts(1, 2, 3, is_partial=True))),
        (seen("a", Share(0, 0)), seen("b", Share(0, 0))),
    ],
)
def test_what_is_not_known_leaves_the_rise_open(reports):
    found = goal(*reports)
    assert (found.rise, found.least, found.most, found.is_enough) == (None, None, None, False)
    assert str(found).endswith("unknown")


def test_without_time_left_no_rise_is_enough():
    found = goal(seen("a", Share(30, 100), on=END_2020), seen("b", Share(10, 50), on=END_2020))
    assert found.least is None
    full = goal(seen("a", Share(100, 100), on=END_2020), seen("b", Share(0, 0)))
    assert full.rise == Rise.points(0)


def test_named_tiers_are_asked_of_the_whole():
    reports = seen("a", Share(30, 100)), seen("b", Share(10, 50))
    assert goal(*reports, tiers={"yen-bai": "developed"}).rise == Rise.points(Fraction(35, 6))


def test_wrong_input_is_refused():
    report = seen("a", Share(1, 2))
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised'"):
        goal(report, target="clan_recognised")
    with pytest.raises(InvalidValueError, match="no report is on or before"):
        goal(report, by=date(2015, 12, 31))
    with pytest.raises(InvalidPlanError, match="2 problems"):
        goal(report, by=date(2015, 12, 31), baseline_on=END_2016)
    with pytest.raises(InvalidPlanError, match="unknown tier 'remote'"):
        goal(report, tiers={"a": "remote"})
    with pytest.raises(InvalidTypeError, match="a programme"):
        goal(report, programme="154")
