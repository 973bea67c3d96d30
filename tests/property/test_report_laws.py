"""Laws of judging whole reports over dated trees."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from xhht import (
    Caveat,
    Clause,
    Document,
    GrowthTarget,
    Indicator,
    LevelTarget,
    Observation,
    Outcome,
    Programme,
    Reading,
    Reason,
    Source,
    Text,
    Tier,
    assess,
    evaluate,
    roll_up,
)
from xhht.ext import strategies

START, CHANGED, DAY = date(2016, 1, 1), date(2018, 7, 1), date(2020, 12, 31)


SOURCE = Source("1/VB", "II.1")
WORDS = Text("học", "learning")
INDICATORS = ("families", "clans")
TRAITS = {"general": (), "developed": ("city", "town"), "disadvantaged": ("remote",)}
PROGRAMME = Programme(
    "programme",
    document=Document("1/VB", WORDS),
    subject=WORDS,
    starts_on=START,
    ends_on=DAY,
    source=SOURCE,
    clauses=(Clause(SOURCE, kind="target", gist=WORDS),),
    tiers=tuple(Tier(tier, WORDS, test=WORDS, traits=traits, source=SOURCE) for tier, traits in TRAITS.items()),
    default_tier="general",
    indicators=tuple(
        Indicator(indicator, WORDS, numerator=WORDS, denominator=WORDS, source=SOURCE) for indicator in INDICATORS
    ),
)


@st.composite
def cases(draw):
    """A programme with a level and a rise, regions that change, and reports of different regions and days."""
    kinds = (strategies.level_targets, strategies.growth_targets)
    targets = [
        draw(kind(id=f"{name}_target", indicator=name, due_on=DAY, source=SOURCE))
        for kind, name in zip(kinds, draw(st.permutations(INDICATORS)), strict=True)
    ]
    regions = draw(strategies.regions(max_size=6, changed_on=CHANGED))
    single = strategies.observations(indicators=INDICATORS, regions=regions, first=START, last=date(2021, 12, 31))
    seen = draw(st.lists(single, max_size=12, unique_by=lambda one: (one.indicator, one.region, one.on)))
    return attrs.evolve(PROGRAMME, targets=targets), seen, regions


def latest(seen, indicator, region, day):
    found = [one for one in seen if (one.indicator, one.region) == (indicator, region) and one.on <= day]
    return max(found, key=lambda one: one.on, default=None)


def tiers_in_question(life):
    if life.traits is None:
        return tuple(TRAITS)
    return tuple(tier for tier, traits in TRAITS.items() if life.traits.intersection(traits)) or ("general",)


@given(
    case=cases(),
    baseline_on=st.none() | strategies.days(first=date(2016, 6, 1), last=DAY),
    since=st.none() | strategies.days(first=START, last=DAY),
)
def test_a_report_is_judged_as_evaluate_judges_its_latest_figure(case, baseline_on, since):
    programme, seen, regions = case
    report = assess(programme, seen, regions=regions, as_of=DAY, baseline_on=baseline_on, since=since)
    assert len(report) == len(programme.targets) * len(regions.alive_on(DAY))
    for verdict in report:
        rule, life = verdict.target, verdict.region
        found = latest(seen, rule.indicator, life.id, DAY)
        found = None if found is None or found.on < life.first_day else found
        start, outdated, absence = None, None, Reason.NOT_REPORTED
        if found is not None and found.on < (since or date(2020, 1, 1)):
            found, outdated, absence = None, found, Reason.REPORT_TOO_OLD
        if isinstance(rule, GrowthTarget) and baseline_on is not None:
            start = latest(seen, rule.indicator, life.id, baseline_on)
            if found is not None and start is not None and found.on <= start.on:
                found, absence = None, Reason.NO_LATER_REPORT
        assert (verdict.observation, verdict.outdated, verdict.baseline) == (found, outdated, start)
        alone = evaluate(
            rule,
            None if found is None else found.actual,
            as_of=found.on if found is not None and start is not None else DAY,
            tier=tiers_in_question(life),
            baseline=start if start is None or start.on < DAY else None,
        )
        assert (verdict.tiers, verdict.outcome, verdict.threshold, verdict.shortfall) == (
            alone.tiers,
            alone.outcome,
            alone.threshold,
            alone.shortfall,
        )
        assert verdict.reason is (absence if found is None else alone.reason)
        caveats = set(alone.caveats)
        if found is not None and start is not None:
            caveats |= {Caveat.ACROSS_A_CHANGE} if start.on < life.first_day else set()
            caveats |= {Caveat.BASELINE_NOT_AT_START} if start.on > date(2017, 1, 1) else set()
        assert set(verdict.caveats) == caveats


@given(case=cases(), data=st.data(), reading=st.none() | st.sampled_from(Reading))
def test_the_order_of_observations_does_not_matter(case, data, reading):
    programme, seen, regions = case
    mixed = data.draw(st.permutations(seen))
    first, second = (
        assess(programme, some, regions=regions, as_of=DAY, baseline_on=CHANGED, reading=reading)
        for some in (seen, mixed)
    )
    assert first == second


@given(case=cases(), data=st.data())
def test_an_exact_duplicate_changes_nothing(case, data):
    programme, seen, regions = case
    twice = [*seen, *data.draw(st.lists(st.sampled_from(seen), max_size=3) if seen else st.just([]))]
    first, second = (assess(programme, some, regions=regions, as_of=DAY, baseline_on=CHANGED) for some in (seen, twice))
    assert first == second


@given(data=st.data(), regions=strategies.regions(max_size=8))
def test_the_print_and_the_counts_of_one_truth_agree_in_any_order(data, regions):
    seen = data.draw(strategies.day_reports(regions=regions, on=DAY, indicator="families"))
    mixed = data.draw(st.permutations(seen))
    first, second = (
        roll_up(PROGRAMME, "families", some, regions=regions, into="p", as_of=DAY) for some in (seen, mixed)
    )
    assert first == second


@given(regions=strategies.regions(max_size=8, changed_on=CHANGED), on=strategies.days())
def test_every_region_stands_under_its_parent_on_every_day_of_its_life(regions, on):
    for life in regions.alive_on(on):
        assert life.parent is None or life in regions.children_of(life.parent, on)
        assert regions.get(life.id, on) is life


@given(case=cases(), language=st.sampled_from(("en", "vi")))
def test_every_verdict_of_a_report_names_its_region_and_clause(case, language):
    programme, seen, regions = case
    for verdict in assess(programme, seen, regions=regions, as_of=DAY, baseline_on=CHANGED):
        text = verdict.explain(language)
        assert text.startswith(f"{verdict.region.name}: ")
        assert verdict.source.label.in_language(language) in text.rpartition(":")[2]


@given(case=cases())
def test_the_counts_of_an_assessment_are_those_of_its_parts(case):
    programme, seen, regions = case
    report = assess(programme, seen, regions=regions, as_of=DAY)
    assert sum(report.counts().values()) == len(report)
    for outcome in Outcome:
        assert len(report.where(outcome=outcome)) == report.counts()[outcome]


@given(case=cases(), share=strategies.shares())
def test_a_report_after_the_day_judged_changes_nothing(case, share):
    programme, seen, regions = case
    late = Observation(programme.indicators[0].id, "p", date(2025, 1, 1), share)
    before, after = (assess(programme, some, regions=regions, as_of=DAY) for some in (seen, [*seen, late]))
    assert before == after


@given(case=cases())
def test_levels_ignore_the_baseline(case):
    programme, seen, regions = case
    with_baseline = assess(programme, seen, regions=regions, as_of=DAY, baseline_on=CHANGED)
    without = assess(programme, seen, regions=regions, as_of=DAY)
    for one, other in zip(with_baseline, without, strict=True):
        assert not isinstance(one.target, LevelTarget) or one == other
