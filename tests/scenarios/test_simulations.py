import pickle
from datetime import date
from fractions import Fraction
from random import Random

import attrs
import pytest

from xhht import Bounds, Observation, Outcome, PrintedShare, Region, Share
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError
from xhht.programmes import ctph_154
from xhht.scenarios import Assumption, Draws, RandomRise, Rise, Scenario, project, simulate

PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None)
END_2016, END_2020 = date(2016, 12, 31), date(2020, 12, 31)
REGIONS = (
    Region("top", "Tỉnh", level="province", traits=()),
    Region("town", "Thị xã", level="district", parent="top", traits=("town",)),
)
SEEN = (
    Observation("clans_recognised", "town", END_2016, Share(300, 1000)),
    Observation("units_recognised", "town", END_2016, Share(300, 1000)),
)
HALT = Scenario("halt")
RISES = {"clans_recognised": RandomRise.points(0, 10, steps=10), "units_recognised": RandomRise.points(-5, 15, steps=4)}


def drawn(rises=RISES, *, seed=7, runs=20, scenario=HALT, **kwargs):
    return simulate(PROGRAMME, SEEN, scenario, rises, regions=REGIONS, until=END_2020, seed=seed, runs=runs, **kwargs)


def test_shares_are_those_of_projecting_every_run_alone():
    found, runs = drawn(), []
    source = Random(7)  # noqa: S311  # The draws that are documented.
    for _ in range(20):
        rises = {key: rise.rises[source.randrange(len(rise.rises))] for key, rise in sorted(RISES.items(), key=str)}
        scenario = Scenario("one", rises=rises)
        runs.append(project(PROGRAMME, SEEN, scenario, regions=REGIONS, until=END_2020))
    for target in RISES:
        firsts = [run.first_met(target, "town") for run in runs]
        shares = found.first_met(target, "town")
        assert shares == {day: Fraction(firsts.count(day), 20) for day in (*found.days, None)}
        for day in found.days:
            met = sum(run.on(day)[target, "town"].outcome is Outcome.MET for run in runs)
            assert found.chance(target, "town", on=day) == Fraction(met, 20)
    assert 0 < found.chance("clans_recognised", "town") < 1


PLACES = (
    Region("top", "Tỉnh", level="province", traits=()),
    *(Region(f"d{n}", f"Huyện {n}", level="district", traits=(), parent="top") for n in range(3)),
)
EVERYWHERE = tuple(
    Observation(indicator, f"d{n}", END_2016, Share(200 + 20 * n, 1000)) for indicator in RISES for n in range(3)
)


@pytest.mark.parametrize("draws", Draws)
def test_each_run_alone_has_the_same_verdicts_and_as_many_regions(draws):
    found = simulate(PROGRAMME, EVERYWHERE, HALT, RISES, regions=PLACES, until=END_2020, seed=5, runs=12, draws=draws)
    source, met = Random(5), []  # noqa: S311  # The draws that are documented.
    for _ in range(12):
        assumptions = []
        for target, rise in sorted(RISES.items(), key=str):
            for region in sorted(PLACES, key=lambda r: r.id) if draws is Draws.PER_REGION else (None,):
                drawn_rise = rise.rises[source.randrange(len(rise.rises))]
                assumptions.append(Assumption(drawn_rise, indicator=target, region=region and region.id))
        run = project(PROGRAMME, EVERYWHERE, Scenario("one", assumptions=assumptions), regions=PLACES, until=END_2020)
        met.append(run)
    for target in RISES:
        for day in found.days:
            counts = [sum(v.outcome is Outcome.MET for v in run.on(day).where(target=target)) for run in met]
            assert found.regions_met(target, on=day) == {n: Fraction(counts.count(n), 12) for n in set(counts)}
            for region in ("d0", "d1", "d2"):
                alone = sum(run.on(day)[target, region].outcome is Outcome.MET for run in met)
                assert found.chance(target, region, on=day) == Fraction(alone, 12)
        for region in ("d0", "d1", "d2"):
            firsts = [run.first_met(target, region) for run in met]
            assert found.first_met(target, region)[None] == Fraction(firsts.count(None), 12)
    assert found.draws is draws


def test_regions_that_draw_apart_seldom_all_succeed_together():
    rises = {"clans_recognised": RandomRise.points(0, 10, steps=10)}
    even = [Observation("clans_recognised", f"d{n}", END_2016, Share(200, 1000)) for n in range(3)]

    def spread(draws):
        return simulate(PROGRAMME, even, HALT, rises, regions=PLACES, until=END_2020, seed=1, runs=300, draws=draws)

    common, apart = spread(Draws.COMMON), spread("per_region")
    assert set(common.regions_met("clans_recognised")) == {0, 3}
    assert set(apart.regions_met("clans_recognised")) == {0, 1, 2, 3}
    assert apart.regions_met("clans_recognised")[3] < common.regions_met("clans_recognised")[3]
    assert sum(apart.regions_met("clans_recognised").values()) == 1


def test_a_target_without_verdicts_has_no_number_of_regions():
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised, 2020-12-31'"):
        drawn().regions_met("clans_recogniser")
    with pytest.raises(UnknownChoiceError, match="per_region"):
        drawn(draws="per region")


def test_seed_and_runs_are_part_of_the_result_and_give_it_again():
    found = drawn()
    assert (found.seed, found.runs, found.scenario) == (7, 20, HALT)
    assert found == drawn() == pickle.loads(pickle.dumps(found))
    assert hash(found) == hash(drawn())
    assert found != drawn(seed=8)


def test_known_numbers_come_from_a_known_seed():
    source = Random(7)  # noqa: S311  # The draws that are documented.
    assert [source.randrange(11) for _ in range(6)] == [5, 2, 6, 10, 0, 1]


def test_what_is_not_drawn_is_as_the_scenario_has_it():
    certain = Scenario("certain", rises={"units_recognised": Rise.points(100)})
    found = drawn({"clans_recognised": RandomRise([Rise.points(0)])}, scenario=certain)
    assert found.chance("units_recognised", "town") == 1
    assert found.chance("clans_recognised", "town") == 0


def test_progress_is_told_when_asked():
    calls = []
    drawn({"clans_recognised": RandomRise([Rise.points(1)])}, progress=lambda *call: calls.append(call))
    assert calls == [(1, 1)]
    with pytest.raises(InvalidTypeError, match="progress is a function"):
        drawn(progress=1)


def test_counted_reports_are_projected_once_and_others_once_for_each_rise_that_is_drawn():
    calls = []
    drawn(runs=500, progress=lambda *call: calls.append(call))
    assert calls == [(1, 1)]
    calls.clear()
    printed = Observation("clans_recognised", "town", END_2016, PrintedShare.from_text("30%"))
    seen, call = (printed, SEEN[1]), lambda *call: calls.append(call)
    simulate(PROGRAMME, seen, HALT, RISES, regions=REGIONS, until=END_2020, seed=7, runs=500, progress=call)
    assert calls == [(number, 11) for number in range(1, 12)]


def test_everything_wrong_is_named_together():
    with pytest.raises(InvalidSpreadError) as caught:
        drawn({"clans": RISES["clans_recognised"], "members": "x"}, seed=1.5, runs=-1)
    words = " ".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 4
    for part in (
        "seed",
        "runs are a whole number from 1 to 10,000,000, got int -1",
        "unknown indicator 'clans'",
        "RandomRise",
    ):
        assert part in words
    with pytest.raises(InvalidSpreadError, match="for at least one") as caught:
        drawn({}, runs=True, seed=-7)
    assert len(caught.value.problems) == 3


MANY = [Region(f"d{n}", f"Huyện {n}", level="district") for n in range(6)]


def test_more_rises_than_can_be_kept_are_refused_before_any_is_drawn():
    with pytest.raises(InvalidSpreadError, match="runs are a whole number from 1 to 10,000,000, got int 100000"):
        drawn(runs=10**12)
    with pytest.raises(InvalidValueError, match="make fewer runs, or draw for all regions together"):
        simulate(PROGRAMME, SEEN, HALT, RISES, regions=MANY, until=END_2020, seed=1, runs=10**7, draws="per_region")
    with pytest.raises(InvalidSpreadError, match="steps are a whole number from 1 to 100,000"):
        RandomRise.points(1, 2, steps=10**5 + 1)


def test_a_grid_names_all_that_is_wrong_with_it():
    with pytest.raises(InvalidSpreadError) as caught:
        RandomRise.points(2, 1, steps=0)
    assert len(caught.value.problems) == 2
    with pytest.raises(InvalidSpreadError, match="most"):
        RandomRise.points(2, 0.5)
    with pytest.raises(InvalidSpreadError, match="least: str 'x' is no number of points"):
        RandomRise.points("x", 1)
    assert RandomRise.points("0.5", "2,5", steps=1) == RandomRise([Rise.points("0,5"), Rise.points("2.5")])
    with pytest.raises(InvalidValueError, match="at least one"):
        RandomRise([])
    with pytest.raises(InvalidTypeError, match=r"rises\[0\]"):
        RandomRise(["1"])


def test_an_unknown_target_region_or_day_is_named():
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised, town"):
        drawn().chance("clans_recogniser", "town")
    with pytest.raises(UnknownIdError, match="did you mean 'clans_recognised, town'"):
        drawn().first_met("clans_recogniser", "town")


def test_a_spread_prints_the_shares_of_the_last_day():
    found = drawn({"clans_recognised": RandomRise([Rise.points(5)])}, runs=4)
    head, columns, clans, units = str(found).splitlines()
    assert head == "Scenario 'halt', 4 runs, seed 7, draws common"
    assert columns.split() == ["target", "region", "met", "on", "2020-12-31"]
    assert clans.split() == ["clans_recognised", "town", "100%"]
    assert units.split() == ["units_recognised", "town", "0%"]


# --- outcomes and wholes ----------------------------------------------------------------------------------------

PRINTED = (Observation("clans_recognised", "town", END_2016, PrintedShare.from_text("30%")),)


def from_prints(rises, runs=6, **kwargs):
    given = {"regions": REGIONS, "until": END_2020, "seed": 3, "runs": runs, **kwargs}
    return simulate(PROGRAMME, PRINTED, HALT, {"clans_recognised": RandomRise(rises)}, **given)


def test_runs_of_a_print_may_be_undecided_and_a_chance_a_range():
    found = from_prints([Rise.points(5)])  # 29.5 to under 31, and 20 points more in four years: 50% are asked.
    assert found.counts("clans_recognised", "town") == {
        outcome: 6 * (outcome is Outcome.UNDECIDED) for outcome in Outcome
    }
    assert found.chance("clans_recognised", "town") == Bounds(0, 1)
    assert found.first_met("clans_recognised", "town")[END_2020] == Bounds(0, 1)
    assert found.first_met("clans_recognised", "town")[None] == Bounds(0, 1)
    assert found.regions_met("clans_recognised") == {0: Bounds(0, 1), 1: Bounds(0, 1)}
    assert "0% to 100%" in str(found)


def test_what_was_not_reported_has_no_chance():
    found = from_prints([Rise.points(5)])
    assert found.counts("units_recognised", "town")[Outcome.NO_DATA] == 6
    assert found.chance("units_recognised", "town") is None
    assert found.first_met("units_recognised", "town")[None] == 1
    assert found.regions_met("units_recognised") == {0: 1}
    assert found.grounds.region_name("town") == "Thị xã"


def test_once_met_a_target_is_not_met_for_the_first_time_again():
    found = from_prints([Rise.points(6)])
    days = found.first_met("clans_recognised", "town")
    assert (days[END_2020], days[None]) == (1, 0)


def test_no_order_changes_a_result():
    turned = dict(reversed(RISES.items()))
    for draws in Draws:
        one = simulate(PROGRAMME, EVERYWHERE, HALT, RISES, regions=PLACES, until=END_2020, seed=5, runs=5, draws=draws)
        other = simulate(
            PROGRAMME, EVERYWHERE[::-1], HALT, turned, regions=(PLACES[0], *PLACES[:0:-1]), until=END_2020, seed=5,
            runs=5, draws=draws,
        )  # fmt: skip
        assert dict(one.outcomes) == dict(other.outcomes)
        assert dict(one.first) == dict(other.first)
        assert dict(one.numbers) == dict(other.numbers)


@pytest.mark.parametrize("draws", Draws)
def test_wholes_are_added_up_in_every_run(draws):
    question = {"regions": PLACES, "until": END_2020}
    found = simulate(
        PROGRAMME,
        EVERYWHERE,
        HALT,
        RISES,
        **question,
        seed=5,
        runs=9,
        draws=draws,
        into=["top"],
        tiers={"top": "general"},
    )
    source, met = Random(5), []  # noqa: S311  # The draws that are documented.
    for _ in range(9):
        assumptions = []
        for indicator, rise in sorted(RISES.items(), key=str):
            for region in sorted(r.id for r in PLACES) if draws is Draws.PER_REGION else (None,):
                drawn_rise = rise.rises[source.randrange(len(rise.rises))]
                assumptions.append(Assumption(drawn_rise, indicator=indicator, region=region))
        run = project(PROGRAMME, EVERYWHERE, Scenario("one", assumptions=assumptions), **question, into=["top"])
        met.append(run.on(END_2020)["clans_recognised", "top"].outcome is Outcome.MET)
    assert found.chance("clans_recognised", "top") == Fraction(sum(met), 9)


def test_regions_that_begin_on_the_way_are_counted_from_then_on():
    new = Region("new", "Xã", level="commune", parent="town", traits=(), valid_from=END_2020)
    found = from_prints([Rise.points(6)], regions=(*REGIONS, new))
    assert next(key for key, _ in found.outcomes if key[1] == "new")[2] == END_2020
    with pytest.raises(UnknownIdError, match="unknown target and region"):
        found.counts("clans_recognised", "new", on=END_2016)
