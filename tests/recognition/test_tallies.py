from datetime import UTC, date, datetime
from itertools import permutations

import attrs
import pytest

from xhht import Amendment, Base, Observation, Outcome, Region, Removal, Share, assess, roll_up
from xhht.errors import InvalidRecognitionsError, InvalidRegionsError, InvalidTypeError, UnknownIdError
from xhht.programmes import ctph_154
from xhht.recognition import Recognition, Registration, Registry, StageTally, registry, tally, tally_stages

PROGRAMME = ctph_154.PROGRAMME
CHANGED = date(2019, 1, 1)
LAST_BEFORE = date(2018, 12, 31)
REGIONS = (
    Region("d", "Huyện", level="district"),
    Region("p", "Thôn P", level="village", parent="d", traits=[], valid_to=LAST_BEFORE, successors=("n",)),
    Region("q", "Thôn Q", level="village", parent="d", valid_to=LAST_BEFORE, successors=("n",)),
    Region("n", "Thôn N", level="village", parent="d", valid_from=CHANGED),
    Region("s", "Thôn S", level="village", parent="d", valid_to=LAST_BEFORE, successors=("n", "t")),
    Region("t", "Thôn T", level="village", parent="d", valid_to=LAST_BEFORE),
    Region("t", "Thôn T", level="village", parent="d", valid_from=CHANGED),
)


def decision(holder, region="t", year=2018, **changes):
    fields = {"decided_on": date(year, 6, 1), "decided_by": "UBND", **changes}
    return Recognition("clan", holder, region, **fields)


def counted(given, day, **denominators):
    found = tally(PROGRAMME, given, "clan", as_of=day, regions=REGIONS, denominators=denominators)
    assert all(seen.indicator == "clans_recognised" and seen.on == day for seen in found)
    return {seen.region: seen.actual for seen in found}


def refused(given, day, denominators):
    with pytest.raises(InvalidRecognitionsError) as caught:
        tally(PROGRAMME, given, "clan", as_of=day, regions=REGIONS, denominators=denominators)
    assert str(caught.value).startswith(f"tally of 'clan' as of {day}: ")
    return [str(problem) for problem in caught.value.problems]


def test_a_region_with_a_denominator_and_no_holders_reports_none():
    assert counted([], LAST_BEFORE, t=3, p=0) == {"t": Share(0, 3), "p": Share(0, 0)}


def test_without_denominators_there_is_nothing_to_report():
    assert counted([], LAST_BEFORE) == {}


def test_a_holder_counts_once_however_often_recognised():
    given = [decision("a", year=year) for year in (2015, 2016, 2017, 2018)]
    assert counted(given, LAST_BEFORE, t=3) == {"t": Share(1, 3)}


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        (date(2018, 5, 31), 0),
        (date(2018, 6, 1), 1),
        (date(2019, 5, 31), 1),
        (date(2019, 6, 1), 1),
        (date(2019, 6, 2), 0),
    ],
)
def test_a_holder_counts_from_the_day_of_the_decision_to_the_last_day(day, holders):
    assert counted([decision("a", ends_on=date(2019, 6, 1))], day, t=3) == {"t": Share(holders, 3)}


def test_a_renewal_after_a_gap_leaves_the_gap():
    given = [decision("a", year=2017, ends_on=date(2018, 5, 31)), decision("a", year=2018, decided_on=date(2018, 9, 1))]
    assert counted(given, date(2018, 7, 1), t=3) == {"t": Share(0, 3)}
    assert counted(given, date(2018, 9, 1), t=3) == {"t": Share(1, 3)}


def test_a_holder_who_moved_counts_in_the_latest_region_only():
    given = [decision("a", "t", 2017), decision("a", "p", 2018)]
    for order in permutations(given):
        assert counted(order, LAST_BEFORE, t=3, p=2) == {"t": Share(0, 3), "p": Share(1, 2)}


def test_holders_of_merged_villages_count_in_the_village_that_followed():
    given = [decision("a", "p"), decision("b", "q"), decision("c", "n", 2019)]
    assert counted(given, LAST_BEFORE, p=4, q=5) == {"p": Share(1, 4), "q": Share(1, 5)}
    assert counted(given, date(2019, 12, 31), n=9) == {"n": Share(3, 9)}


def test_who_was_recognised_before_and_after_a_merger_counts_once():
    given = [decision("a", "p", 2018), decision("a", "n", 2019)]
    assert counted(given, date(2019, 12, 31), n=9) == {"n": Share(1, 9)}


def test_a_split_village_is_refused_only_while_its_holders_count():
    given = [decision("a", "s", ends_on=date(2019, 6, 1))]
    (problem,) = refused(given, CHANGED, {"n": 9, "t": 3})
    assert problem == ("region 's' ended on 2018-12-31 and became n, t; say in which region its holders are")
    assert counted(given, date(2019, 6, 2), n=9, t=3) == {"n": Share(0, 9), "t": Share(0, 3)}


def test_everything_that_is_wrong_with_denominators_is_reported_together():
    given = [decision("a", "p"), decision("b", "t"), decision("c", "t"), decision("d", "s")]
    found = refused(given, LAST_BEFORE, {"t": 1, "q": -1, "x": 5, "n": 4, "s": 2.0, "d": True})
    assert len(found) == 7
    assert any("denominators['q']" in problem for problem in found)
    assert any("unknown region 'x' in denominators" in problem for problem in found)
    assert any("denominators['n']: region 'n' does not exist on 2018-12-31" in problem for problem in found)
    assert any("denominators['s']" in problem for problem in found)
    assert any("denominators['d']" in problem for problem in found)
    assert "1 hold 'clan' in 'p', but it has no denominator; give one" in found
    assert "2 hold 'clan' in 't', above its denominator 1; correct one" in found


def test_a_denominator_of_exactly_the_holders_is_enough():
    assert counted([decision("a"), decision("b")], LAST_BEFORE, t=2) == {"t": Share(2, 2)}


def test_denominators_are_a_mapping():
    with pytest.raises(InvalidTypeError, match="denominators maps region ids to counts, got list"):
        tally(PROGRAMME, [], "clan", as_of=LAST_BEFORE, regions=REGIONS, denominators=[("t", 3)])


@pytest.mark.parametrize("day", ["2018-12-31", datetime(2018, 12, 31, tzinfo=UTC), None])
def test_a_tally_needs_a_day(day):
    with pytest.raises(InvalidTypeError, match=r"as_of is a datetime\.date"):
        tally(PROGRAMME, [], "clan", as_of=day, regions=REGIONS, denominators={})


def test_a_title_must_be_the_programmes():
    with pytest.raises(UnknownIdError, match="unknown title 'clans'; did you mean 'clan'"):
        tally(PROGRAMME, [], "clans", as_of=LAST_BEFORE, regions=REGIONS, denominators={})


def test_a_registry_is_checked_once_and_brings_its_regions():
    checked = registry(PROGRAMME, [decision("a")], regions=REGIONS)
    assert isinstance(checked, Registry)
    assert checked.titles == ("family", "clan", "community", "unit")
    (seen,) = tally(PROGRAMME, checked, "clan", as_of=LAST_BEFORE, denominators={"t": 3})
    assert seen == Observation("clans_recognised", "t", LAST_BEFORE, Share(1, 3))


def test_a_region_beside_its_parts_counts_their_holders_too():
    given = [decision("a", "p"), decision("b", "q"), decision("c", "t"), decision("e", "d")]
    shares = counted(given, LAST_BEFORE, d=10, p=2, q=3, t=1)
    assert shares == {"d": Share(4, 10), "p": Share(1, 2), "q": Share(1, 3), "t": Share(1, 1)}
    assert counted(given, CHANGED, d=10, n=5, t=1)["d"] == Share(4, 10)


def test_the_holders_of_the_parts_must_fit_into_the_denominator_of_the_whole():
    (problem,) = refused([decision("a"), decision("b")], LAST_BEFORE, {"d": 1, "t": 3})
    assert problem == "2 hold 'clan' in 'd', above its denominator 1; correct one"


def test_holders_in_a_part_without_a_denominator_are_refused_even_where_the_whole_has_one():
    (problem,) = refused([decision("a")], LAST_BEFORE, {"d": 3})
    assert problem == "1 hold 'clan' in 't', but it has no denominator; give one"


def test_what_does_not_fit_the_programme_is_refused_before_it_is_counted():
    with pytest.raises(InvalidRecognitionsError, match="unknown title 'school' in recognitions"):
        registry(PROGRAMME, [attrs.evolve(decision("a"), title="school")], regions=REGIONS)
    with pytest.raises(InvalidRegionsError):
        registry(PROGRAMME, [], regions=(Region("x", "X", level="village", parent="y"),))


def test_each_title_is_counted_by_its_own_indicator():
    given = [Recognition("unit", "school", "t", decided_on=date(2018, 1, 1), decided_by="UBND")]
    (seen,) = tally(PROGRAMME, given, "unit", as_of=LAST_BEFORE, regions=REGIONS, denominators={"t": 3})
    assert (seen.indicator, seen.actual) == ("units_recognised", Share(1, 3))


def test_a_tally_goes_into_an_assessment_and_a_roll_up():
    given = [decision("a", "p"), decision("b", "q"), decision("c", "t")]
    seen = tally(
        PROGRAMME, given, "clan", as_of=LAST_BEFORE, regions=REGIONS, denominators={"p": 2, "q": 3, "t": 1, "s": 4}
    )
    whole = roll_up(PROGRAMME, "clans_recognised", seen, regions=REGIONS, into="d", as_of=LAST_BEFORE)
    assert whole.actual == Share(3, 10)
    judged = assess(PROGRAMME, seen, regions=REGIONS, as_of=LAST_BEFORE)
    assert judged["clans_recognised", "p"].outcome is Outcome.MET
    assert judged["clans_recognised", "s"].outcome is Outcome.NOT_MET


def test_an_amendment_of_the_targets_does_not_touch_the_count():
    parties = [party.id for party in PROGRAMME.parties]
    change = Amendment(
        id="1", effective_on=date(2018, 1, 1), agreed_by=parties, removed=(Removal("targets", "clans_recognised"),)
    )
    (seen,) = tally(
        PROGRAMME.amend(change), [decision("a")], "clan", as_of=LAST_BEFORE, regions=REGIONS, denominators={"t": 3}
    )
    assert seen.indicator == "clans_recognised"


# --- registered and recognised apart ------------------------------------------------------------------------------


def request(holder, region="t", year=2018, **changes):
    return Registration("clan", holder, region, registered_on=date(year, 1, 15), **changes)


def stages(requests, given, day, **denominators):
    register = registry(PROGRAMME, given, registrations=requests, regions=REGIONS)
    return tally_stages(PROGRAMME, register, "clan", as_of=day, denominators=denominators)


def test_the_registered_of_all_the_recognised_of_all_and_of_the_registered():
    requests = [request("a"), request("b"), request("c", ends_on=date(2018, 3, 1))]
    given = [decision("a"), decision("x"), decision("y", ends_on=date(2018, 7, 1)), decision("b", year=2019)]
    (row,) = stages(requests, given, LAST_BEFORE, t=9)
    assert row == StageTally(
        "clan",
        "t",
        LAST_BEFORE,
        registered=Share(2, 9),
        recognised=Share(2, 9),
        of_registered=Share(1, 2, base=Base.REGISTERED),
        lapsed=Share(1, 9),
    )


def test_who_registers_anew_has_not_lapsed():
    lost = decision("y", ends_on=date(2018, 7, 1))
    (row,) = stages([request("y", year=2019)], [lost], date(2019, 2, 1), t=9)
    assert (row.registered, row.lapsed) == (Share(1, 9), Share(0, 9))


def test_nobody_registered_leaves_a_share_of_nothing():
    (row,) = stages([], [decision("a")], LAST_BEFORE, t=3)
    assert row.of_registered == Share(0, 0, base=Base.REGISTERED)


def test_a_holder_is_counted_where_the_holder_registered_and_where_the_decision_was():
    rows = stages([request("a", region="p")], [decision("a", region="t")], LAST_BEFORE, p=2, t=3)
    assert [(row.region, row.registered, row.recognised) for row in rows] == [
        ("p", Share(1, 2), Share(0, 2)),
        ("t", Share(0, 3), Share(1, 3)),
    ]
    assert rows[0].of_registered == Share(1, 1, base=Base.REGISTERED)


def test_the_registered_of_merged_regions_are_counted_in_what_followed_and_in_the_whole():
    rows = stages([request("a", region="p"), request("b", region="q")], [], date(2019, 6, 1), n=5, d=8)
    assert [row.registered for row in rows] == [Share(2, 5), Share(2, 8)]


def test_what_does_not_fit_the_denominators_is_said_for_every_stage():
    requests = [request("a"), request("b"), request("c", region="p")]
    given = [decision("a"), decision("b", ends_on=date(2018, 7, 1)), decision("e")]
    with pytest.raises(InvalidRecognitionsError) as caught:
        stages(requests, given, LAST_BEFORE, t=1, u=1)
    told = str(caught.value)
    assert "unknown region 'u'" in told
    assert "1 have registered for 'clan' in 'p', but it has no denominator" in told
    assert "2 have registered for 'clan' in 't', above its denominator 1" in told
    assert "2 hold 'clan' in 't', above its denominator 1" in told


@pytest.mark.parametrize("denominators", [None, [("t", 3)]])
def test_stages_are_counted_over_denominators_by_region(denominators):
    register = registry(PROGRAMME, [], regions=REGIONS)
    with pytest.raises(InvalidTypeError, match="denominators maps region ids to counts"):
        tally_stages(PROGRAMME, register, "clan", as_of=LAST_BEFORE, denominators=denominators)


def test_stages_are_those_of_a_registry_and_a_known_title():
    with pytest.raises(InvalidTypeError, match="the register is a Registry"):
        tally_stages(PROGRAMME, [], "clan", as_of=LAST_BEFORE, denominators={})
    with pytest.raises(UnknownIdError, match="unknown title 'klan'"):
        tally_stages(PROGRAMME, registry(PROGRAMME, [], regions=REGIONS), "klan", as_of=LAST_BEFORE, denominators={})
