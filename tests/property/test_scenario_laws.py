"""Laws of paths, scenarios and plans."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import BoundedShare, Bounds, Comparison, LevelTarget, Observation, Outcome, Reading, Region, Share, assess
from xhht.ext import strategies
from xhht.pace import Pace, arrival, trajectory
from xhht.periods import years_between
from xhht.planning import plan
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

START, MIDDLE, DUE = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
EASE = {Outcome.NOT_MET: 0, Outcome.UNDECIDED: 1, Outcome.MET: 2}
TIERS = (None, "developed", "disadvantaged")
TRAITS = ((), ("town",), ("remote",))
REGIONS = (
    Region("p", "Tỉnh", level="province", traits=()),
    *(Region(f"d{n}", f"Huyện {n}", level="district", parent="p", traits=traits) for n, traits in enumerate(TRAITS)),
)
IDS = st.sampled_from([region.id for region in REGIONS])
# Without what no target needs, a changed copy is checked quicker.
PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, territory=None, responsibilities=(), duties=(), statements=())


def report(share, on=START, region="p"):
    return Observation("indicator", region, on, share)


def ends(share):
    return (share.lower, share.upper) if isinstance(share, Bounds) else (share, share)


def programme(rule):
    """Programme 154 with a rule of any kind as its only target, about one of its indicators."""
    source = PROGRAMME.target("members").source
    rule = attrs.evolve(rule, id="members", indicator="members", due_on=DUE, source=source, answerable=(), caveats=())
    return attrs.evolve(PROGRAMME, targets=(rule,))


@st.composite
def rules(draw):
    return draw(strategies.level_targets(due_on=DUE) | strategies.growth_targets(due_on=DUE, reading=Reading.POINTS))


@st.composite
def reports(draw, actuals=None):
    """Up to two years' reports of members in every region, at least one report in all."""
    shares = strategies.any_shares() | strategies.shares(min_denominator=0) if actuals is None else actuals
    keys = st.tuples(IDS, st.sampled_from([START, date(2017, 6, 30), MIDDLE]))
    found = draw(st.lists(keys, min_size=1, max_size=6, unique=True))
    return tuple(Observation("members", region, on, draw(shares)) for region, on in found)


points = st.integers(-200, 200).map(lambda n: Rise.points(Fraction(n, 10)))
changes = st.one_of(
    points,
    st.integers(-50, 50).map(Rise.holders),
    st.builds(ReachBy, st.integers(0, 20).map(lambda n: Fraction(n, 20)), strategies.days(first=date(2019, 1, 1))),
    st.builds(MatchBest, strategies.days(first=date(2019, 1, 1))),
    st.just(Halt()),
    st.just(BusinessAsUsual()),
    st.builds(Denominator, st.integers(0, 1000), strategies.days()),
    st.builds(Higher, points, st.just(BusinessAsUsual()) | st.just(Halt())),
    st.builds(DenominatorGrowth, st.integers(-10, 10).map(lambda n: Fraction(n, 20))),
)


@st.composite
def scenarios(draw, name="s"):
    scopes = st.fixed_dictionaries(
        {"indicator": st.sampled_from((None, "members")), "region": st.none() | IDS, "tier": st.sampled_from(TIERS)}
    )
    assumptions = draw(st.lists(st.builds(lambda c, w: Assumption(c, **w), changes, scopes), max_size=4))
    return Scenario(name, assumptions=tuple({assumption.scope: assumption for assumption in assumptions}.values()))


def projected(rule, seen, scenario, **kwargs):
    kwargs.setdefault("regions", REGIONS)
    return project(programme(rule), seen, scenario, until=date(2022, 12, 31), baseline_on=START, **kwargs)


# --- paths ------------------------------------------------------------------------------------------------------


@given(rule=rules(), start=strategies.any_shares(), days=st.lists(strategies.days(first=START, last=DUE), min_size=2))
def test_a_path_never_falls_and_hits_both_ends(rule, start, days):
    path = trajectory(rule, baseline=report(start), tier=rule.tiers[:1])
    asked = [ends(path.share_on(day)) for day in sorted(days)]
    assert all(a <= c and b <= d for (a, b), (c, d) in pairwise(asked))
    assert ends(path.share_on(START)) == ends(start.bounds)
    years = years_between(START, DUE)
    goals = [
        rule.asked_of(rule.tiers[0])
        if isinstance(rule, LevelTarget)
        else min(Fraction(1), end + rule.asked_of(rule.tiers[0]) * years)
        for end in ends(start.bounds)
    ]
    assert ends(path.share_on(DUE)) == tuple(
        max(end, goal) for end, goal in zip(ends(start.bounds), goals, strict=True)
    )


@given(rule=rules(), start=strategies.shares(), day=strategies.days(first=START, last=DUE))
def test_a_path_rises_by_the_same_every_year(rule, start, day):
    path = trajectory(rule, baseline=report(start), tier=rule.tiers[:1])
    part = years_between(START, day) / years_between(START, DUE)
    assert path.share_on(day) == start.value + (path.share_on(DUE) - start.value) * part


@given(rule=rules(), start=strategies.bounded_shares(), data=st.data(), day=strategies.days(first=START, last=DUE))
def test_a_bounded_path_holds_the_path_of_every_value(rule, start, data, day):
    bounds = start.bounds
    part = Fraction(data.draw(st.integers(0, 8)), 8)
    value = bounds.lower + (bounds.upper - bounds.lower) * part
    assume(value in bounds)
    exact = trajectory(rule, baseline=report(BoundedShare(Bounds(value, value))), tier=rule.tiers[:1]).share_on(day)
    whole = trajectory(rule, baseline=report(start), tier=rule.tiers[:1]).share_on(day)
    assert exact in whole if isinstance(whole, Bounds) else exact == whole


@given(rule=rules(), start=strategies.shares(), seen=strategies.shares(), data=st.data())
def test_a_printed_report_is_never_decided_otherwise_than_its_counts(rule, start, seen, data):
    printed = seen.printed(data.draw(st.integers(0, 2)), is_cut=data.draw(st.booleans()))
    path = trajectory(rule, baseline=report(start), tier=rule.tiers[:1])
    counted = path.pace(report(seen, on=MIDDLE))
    found = path.pace(report(printed, on=MIDDLE))
    assert found in (counted, Pace.UNDECIDED)


@given(rule=strategies.level_targets(due_on=DUE), start=strategies.shares(), seen=strategies.shares())
def test_the_needed_rise_leads_exactly_to_the_target(rule, start, seen):
    needed = (
        trajectory(rule, baseline=report(start), tier=rule.tiers[:1]).needed_per_year(report(seen, on=MIDDLE)) / 100
    )
    reached = seen.value + needed * years_between(MIDDLE, DUE)
    assert reached == max(rule.asked_of(rule.tiers[0]), seen.value)


@given(
    rule=rules(),
    start=strategies.shares(),
    seen=strategies.shares(),
    first=strategies.days(first=date(2010, 1, 1), last=date(2019, 12, 31)),
    gap=st.integers(1, 3000),
)
def test_the_day_of_arrival_is_the_first_on_which_the_line_meets_the_target(rule, start, seen, first, gap):
    second = first + timedelta(days=gap)
    found = arrival(rule, [report(start, on=first), report(seen, on=second)], tier=rule.tiers[:1])
    assert found.earliest == found.latest == found.on
    goal = found.path.requirement.bounds.lower

    def is_met(share):
        return share > goal or (share == goal and (rule.comparison is Comparison.AT_LEAST or goal == 1))

    def line(on):
        return start.value + found.per_year * years_between(first, on)

    if found.on is None:
        assert not is_met(seen.value)
        assert found.per_year <= 0 or not is_met(line(date(9000, 1, 1)))
    elif found.on == second:
        assert is_met(seen.value)
    else:
        assert is_met(line(found.on))
        assert not is_met(line(found.on - timedelta(days=1)))


# --- scenarios --------------------------------------------------------------------------------------------------


@given(rule=strategies.level_targets(), seen=reports())
def test_a_halt_gives_what_the_reports_give(rule, seen):
    halted = projected(rule, seen, Scenario("halt", assumptions=(Assumption(Halt()),)))
    for found in halted.assessments:
        judged = assess(programme(rule), seen, regions=REGIONS, as_of=found.as_of, since=date.min)
        assert [(v.outcome, v.reason, v.shortfall) for v in found] == [
            (v.outcome, v.reason, v.shortfall) for v in judged
        ]
    assert halted.assessments == projected(rule, seen, Scenario("halt")).assessments


@given(rule=rules(), seen=reports(), scenario=scenarios(), more=st.integers(0, 100), less=points)
def test_more_points_a_year_never_make_an_outcome_worse(rule, seen, scenario, more, less):
    others = tuple(a for a in scenario.all_assumptions if isinstance(a.change, (Denominator, DenominatorGrowth)))
    higher = Rise(less.per_year + Fraction(more, 1000), less.unit)
    slow, fast = (
        projected(rule, seen, Scenario("s", assumptions=(*others, Assumption(rise)))) for rise in (less, higher)
    )
    for one, other in zip(slow.assessments, fast.assessments, strict=True):
        for worse, better in zip(one, other, strict=True):
            assert worse.is_judged == better.is_judged
            assert not worse.is_judged or EASE[worse.outcome] <= EASE[better.outcome]


@given(rule=rules(), seen=reports(), scenario=scenarios())
def test_composing_with_an_empty_scenario_changes_nothing(rule, seen, scenario):
    plain = projected(rule, seen, scenario)
    empty = Scenario("empty")
    for composed in (scenario.then(empty, name="s"), empty.then(scenario, name="s")):
        assert composed.all_assumptions == scenario.all_assumptions
        assert projected(rule, seen, composed) == plain


@given(one=scenarios("one"), two=scenarios("two"), three=scenarios("three"))
def test_composing_is_associative(one, two, three):
    assert one.then(two).then(three).all_assumptions == one.then(two.then(three)).all_assumptions


@given(rule=rules(), seen=reports(), scenario=scenarios())
def test_a_projection_is_what_assess_gives_for_its_reports(rule, seen, scenario):
    found = projected(rule, seen, scenario)
    made = {v.observation for judged in found.assessments for v in judged if v.observation is not None}
    for judged in found.assessments:
        usable = [o for o in {*seen, *made} if o.on <= judged.as_of]
        again = assess(programme(rule), usable, regions=REGIONS, as_of=judged.as_of, baseline_on=START, since=date.min)
        assert [v.outcome for v in again] == [v.outcome for v in judged]


thresholds = st.builds(
    Threshold, st.integers(0, 9).map(lambda n: Fraction(n, 10)), since=st.none() | strategies.days(first=START)
).map(lambda change: Scenario("asked", assumptions=[Assumption(change, target="members")]))


@given(rule=rules(), seen=reports(), one=scenarios(), two=scenarios("t"), asked=st.lists(thresholds, max_size=2))
def test_a_changed_scenario_gives_what_projecting_it_anew_gives(rule, seen, one, two, asked):
    first, second = one, two
    for number, threshold in enumerate(asked):
        first, second = (first, second.then(threshold)) if number else (first.then(threshold), second)
    start = projected(rule, seen, first)
    assert start.with_scenario(second) == projected(rule, seen, second)
    assert start.with_scenario(second).with_scenario(first) == start


@given(seen=reports(), scenario=scenarios(), rule=rules())
def test_natural_limits_hold_whatever_is_assumed(seen, scenario, rule):
    for judged in projected(rule, seen, scenario).assessments:
        for verdict in judged:
            if isinstance(verdict.actual, Share):
                assert 0 <= verdict.actual.numerator <= verdict.actual.denominator
            elif verdict.actual is not None:
                assert 0 <= verdict.actual.bounds.lower <= verdict.actual.bounds.upper <= 1


@given(share=strategies.shares(), data=st.data(), rise=points, rule=rules())
def test_a_print_that_moves_holds_what_its_counts_move_to(share, data, rise, rule):
    printed = share.printed(data.draw(st.integers(0, 2)), is_cut=data.draw(st.booleans()))
    scenario = Scenario("s", assumptions=(Assumption(rise),))
    exact = BoundedShare(share.bounds)
    found = [
        [judged["members", "p"].actual.bounds for judged in projected(rule, [seen], scenario).assessments]
        for seen in (Observation("members", "p", START, exact), Observation("members", "p", START, printed))
    ]
    assert all(one.is_within(other) for one, other in zip(*found, strict=True))


@given(share=strategies.any_shares(), goal=st.integers(0, 100), by=strategies.days(first=date(2017, 1, 1), last=DUE))
def test_a_share_to_be_reached_is_reached_on_its_day_and_kept(share, goal, by):
    reach = Scenario("s", assumptions=(Assumption(ReachBy(Fraction(goal, 100), by)),))
    rule = PROGRAMME.target("members")
    for judged in projected(rule, [Observation("members", "p", START, share)], reach).assessments:
        if judged.as_of >= by:
            bounds = judged["members", "p"].actual.bounds
            assert ends(bounds) == (Fraction(goal, 100), Fraction(goal, 100))


# --- plans ------------------------------------------------------------------------------------------------------


def with_more(seen, more):
    """The last report of each region with further recognitions, on the day after all reports."""
    last = {o.region: o for o in sorted(seen, key=lambda o: o.on)}
    return tuple(
        Observation("members", region, DUE, Share(o.actual.numerator + more.get(region, 0), o.actual.denominator))
        for region, o in last.items()
    )


@given(rule=rules(), seen=reports(actuals=strategies.shares()))
def test_a_plan_is_the_least_that_meets_every_target(rule, seen):
    found = plan(programme(rule), seen, regions=REGIONS, by=DUE, baseline_on=START)
    needed = {need.region: need.shortfall for need in found if need.shortfall is not None}

    def outcomes(more):
        reports_then = (*seen, *with_more(seen, more))
        then = assess(programme(rule), reports_then, regions=REGIONS, as_of=DUE, baseline_on=START, since=date.min)
        return {v.region.id: v.outcome for v in then}

    enough = outcomes(needed)
    assert all(enough[region] is Outcome.MET for region in needed)
    for region, count in needed.items():
        if count:
            assert outcomes({**needed, region: count - 1})[region] is Outcome.NOT_MET


@given(rule=rules(), seen=reports())
def test_a_plan_without_limits_reaches_everything_known(rule, seen):
    found = plan(programme(rule), seen, regions=REGIONS, by=DUE, baseline_on=START)
    known = {need.region for need in found if need.most}
    assert {need.region for need in found.reached} == known
    beyond = plan(programme(rule), seen, regions=REGIONS, by=DUE, baseline_on=START, capacity={"members": 10**9})
    assert beyond.needs == found.needs
    none = plan(programme(rule), seen, regions=REGIONS, by=DUE, baseline_on=START, capacity={"members": 0})
    assert none.reached == ()
    assert {n.region for n in found.unknown}.isdisjoint(known)
    for need in found:
        assert (need.outcome is Outcome.MET) <= (need.shortfall == 0)
