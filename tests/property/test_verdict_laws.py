"""Laws of judging one share by one target."""

import pickle
from datetime import date
from fractions import Fraction
from itertools import pairwise
from unittest import mock

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Comparison,
    CountRange,
    Observation,
    Outcome,
    PercentagePoints,
    Reading,
    Reason,
    Share,
    Verdict,
    assess,
    evaluate,
)
from xhht.ext import strategies
from xhht.periods import years_between

START, DAY = date(2016, 12, 31), date(2020, 12, 31)
FIRST = date(2000, 1, 1)
EASE = {Outcome.NOT_MET: 0, Outcome.UNDECIDED: 1, Outcome.MET: 2}


def baseline(actual):
    return Observation("indicator", "p", START, actual)


def any_rules(**kwargs):
    return strategies.level_targets(**kwargs) | strategies.growth_targets(**kwargs)


def points(low, high):
    """Every end, and two values between each two: enough to decide any comparison of two ranges."""
    ends = sorted({low.lower, low.upper, high.lower, high.upper, Fraction(1)})
    return [*ends, *(a + (b - a) * third / 3 for a, b in pairwise(ends) for third in (1, 2))]


def passes(share, asked, comparison):
    if asked >= 1:
        return share >= 1
    return share > asked or (share == asked and comparison is Comparison.AT_LEAST)


def expected(shares, asked, comparison):
    values = points(shares, asked)
    found = {passes(s, t, comparison) for s in values if s in shares for t in values if t in asked}
    if found == {True}:
        return Outcome.MET
    return Outcome.NOT_MET if found == {False} else Outcome.UNDECIDED


@given(rule=strategies.level_targets(), times=st.integers(1, 50))
def test_a_tie_meets_an_at_least_rule_and_fails_a_more_than_rule(rule, times):
    level = rule.asked_of(rule.tiers[0])
    tie = Share(level.numerator * times, level.denominator * times)
    outcome = Outcome.MET if rule.comparison is Comparison.AT_LEAST else Outcome.NOT_MET
    assert evaluate(rule, tie, as_of=DAY, tier=rule.tiers[:1]).outcome is outcome


@given(rule=any_rules(), share=strategies.shares(), start=strategies.shares())
def test_the_shortfall_is_the_least_that_meets_the_target(rule, share, start):
    verdict = evaluate(rule, share, as_of=DAY, tier=rule.tiers[:1], baseline=baseline(start))
    assume(verdict.threshold is not None and verdict.is_judged)

    def outcome(more):
        moved = Share(share.numerator + more, share.denominator)
        return evaluate(rule, moved, as_of=DAY, tier=rule.tiers[:1], baseline=baseline(start)).outcome

    assert outcome(verdict.shortfall) is Outcome.MET
    assert verdict.shortfall == 0 or outcome(verdict.shortfall - 1) is Outcome.NOT_MET


@given(data=st.data(), size=st.integers(1, 15), rule=any_rules(), start=strategies.any_shares())
def test_the_shortfall_of_a_bounded_share_runs_over_all_that_is_possible(data, size, rule, start):
    least, most = sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size))))
    share = BoundedShare.from_counts(least, most, size)
    verdict = evaluate(rule, share, as_of=DAY, baseline=baseline(start))
    assume(verdict.threshold is not None and verdict.is_judged)
    asked = verdict.threshold if isinstance(verdict.threshold, Bounds) else Bounds(verdict.threshold, verdict.threshold)
    steps = sorted({asked.lower, asked.upper, *(Fraction(n, size) for n in range(size + 1))})
    thresholds = [t for t in (*steps, *((a + b) / 2 for a, b in pairwise(steps))) if t in asked]
    counts = [
        next(n for n in range(size + 1) if count + n <= size and passes(Fraction(count + n, size), t, rule.comparison))
        for count in range(least, most + 1)
        for t in thresholds
    ]
    fewest, greatest = min(counts), max(counts)
    assert verdict.shortfall == (fewest if fewest == greatest else CountRange(fewest, greatest))


@given(rule=any_rules(), start=strategies.any_shares(), share=strategies.any_shares())
def test_the_gap_holds_every_difference_that_is_possible(rule, start, share):
    verdict = evaluate(rule, share, as_of=DAY, baseline=baseline(start))
    assume(verdict.is_judged and verdict.threshold is not None)
    asked = verdict.threshold if isinstance(verdict.threshold, Bounds) else Bounds(verdict.threshold, verdict.threshold)
    values = points(share.bounds, asked)
    gaps = {(s - t) * 100 for s in values if s in share.bounds for t in values if t in asked}
    if isinstance(verdict.gap_pp, PercentagePoints):
        assert gaps == {verdict.gap_pp}
    else:
        assert all(gap in verdict.gap_pp for gap in gaps)
        assert (verdict.gap_pp.lower in gaps) is not verdict.gap_pp.is_lower_open


@given(rule=any_rules(), share=strategies.shares(), start=strategies.shares(), data=st.data())
def test_a_printed_share_never_contradicts_its_counts(rule, share, start, data):
    places, is_cut = data.draw(st.integers(0, 2)), data.draw(st.booleans())
    counted = evaluate(rule, share, as_of=DAY, baseline=baseline(start)).outcome
    printed = evaluate(rule, share.printed(places, is_cut=is_cut), as_of=DAY, baseline=baseline(start)).outcome
    assert printed in (counted, Outcome.UNDECIDED)


@given(rule=strategies.growth_targets(), share=strategies.shares(), start=strategies.shares(), data=st.data())
def test_a_printed_baseline_never_contradicts_its_counts(rule, share, start, data):
    places, is_cut = data.draw(st.integers(0, 2)), data.draw(st.booleans())
    counted = evaluate(rule, share, as_of=DAY, baseline=baseline(start)).outcome
    printed = evaluate(rule, share, as_of=DAY, baseline=baseline(start.printed(places, is_cut=is_cut))).outcome
    assert printed in (counted, Outcome.UNDECIDED)


@given(rule=strategies.level_targets(), share=strategies.any_shares())
def test_a_level_is_met_exactly_if_every_possible_value_passes(rule, share):
    shares = [rule.asked_of(tier) for tier in rule.tiers]
    asked = Bounds(min(shares), max(shares))
    assert evaluate(rule, share, as_of=DAY).outcome is expected(share.bounds, asked, rule.comparison)


@given(rule=strategies.growth_targets(), share=strategies.any_shares(), start=strategies.any_shares())
def test_a_rise_is_met_exactly_if_every_possible_value_passes(rule, share, start):
    assume(rule.reading is Reading.POINTS or 0 not in start.bounds)
    rises = sorted(rule.asked_of(tier) for tier in rule.tiers)
    lowest, highest = (rule.threshold(start.bounds, Fraction(4), rises[end], rule.reading) for end in (0, -1))
    outcome = evaluate(rule, share, as_of=DAY, baseline=baseline(start)).outcome
    assert outcome is expected(share.bounds, lowest.hull(highest), rule.comparison)


@given(rule=any_rules(tiers=strategies.TIERS), share=strategies.any_shares(), start=strategies.any_shares())
def test_a_tier_with_a_lower_threshold_never_judges_harder(rule, share, start):
    asked = rule.asked_of
    verdicts = [
        evaluate(rule, share, as_of=DAY, tier=tier, baseline=baseline(start))
        for tier in sorted(strategies.TIERS, key=asked, reverse=True)
    ]
    assume(all(verdict.threshold is not None for verdict in verdicts))
    ease = [EASE[verdict.outcome] for verdict in verdicts]
    assert ease == sorted(ease)


@given(rule=strategies.growth_targets(reading=Reading.POINTS), start=strategies.shares(), on=strategies.days())
def test_a_rise_in_points_asks_for_the_baseline_and_the_rise_of_every_year(rule, start, on):
    assume(on > START)
    verdict = evaluate(rule, Share(1, 2), as_of=on, tier=rule.tiers[:1], baseline=baseline(start))
    assert verdict.threshold == min(1, start.value + rule.asked_of(rule.tiers[0]) * years_between(START, on))


@given(rule=strategies.growth_targets(reading=Reading.RELATIVE), start=strategies.shares(), on=strategies.days())
def test_a_relative_rise_asks_for_a_part_of_the_baseline_every_year(rule, start, on):
    assume(on > START and start.numerator > 0)
    verdict = evaluate(rule, Share(1, 2), as_of=on, tier=rule.tiers[:1], baseline=baseline(start))
    assert verdict.threshold == min(1, start.value * (1 + rule.asked_of(rule.tiers[0]) * years_between(START, on)))


@given(rule=any_rules(), share=strategies.any_shares(), start=strategies.any_shares())
def test_an_unstated_base_changes_nothing_but_the_caveats(rule, share, start):
    stated = evaluate(rule, share, as_of=DAY, baseline=baseline(start))
    unstated = evaluate(rule, attrs.evolve(share, base=Base.UNSTATED), as_of=DAY, baseline=baseline(start))
    assert attrs.evolve(unstated, actual=stated.actual, caveats=stated.caveats) == stated
    assert set(unstated.caveats) >= set(stated.caveats)


@given(rule=any_rules(), share=strategies.any_shares(base=Base.REGISTERED), start=strategies.any_shares())
def test_a_share_of_the_registered_is_never_judged(rule, share, start):
    assert evaluate(rule, share, as_of=DAY, baseline=baseline(start)).outcome is Outcome.NO_DATA


@given(
    rule=any_rules(),
    share=st.none() | strategies.any_shares(base=st.sampled_from(Base)) | st.just(Share(0, 0)),
    start=st.none() | strategies.any_shares(base=st.sampled_from(Base)) | st.just(Share(0, 0)),
    language=st.sampled_from(("en", "vi")),
)
def test_every_verdict_explains_itself_and_names_clause_and_document(rule, share, start, language):
    verdict = evaluate(rule, share, as_of=DAY, baseline=None if start is None else baseline(start))
    text = verdict.explain(language)
    for part in (rule.name.in_language(language), verdict.outcome.text(language), rule.source.document):
        assert part in text
    assert rule.source.label.in_language(language) in text.rpartition(":")[2]
    assert "None" not in text
    assert "  " not in text.replace(rule.name.in_language(language), "")


@given(rule=strategies.level_targets(), data=st.data(), share=st.integers(0, 99).map(lambda n: Fraction(n, 100)))
def test_a_rule_copied_with_another_level_changes_only_this(rule, data, share):
    tier = data.draw(st.sampled_from([level.tier for level in rule.shares]))
    copy = rule.with_share(share, tier=tier)
    assert [copy.asked_of(t.tier) for t in rule.shares] == [share if t.tier == tier else t.share for t in rule.shares]
    assert attrs.evolve(copy, shares=rule.shares) == rule


@given(rule=strategies.growth_targets(), data=st.data(), share=st.integers(0, 99).map(lambda n: Fraction(n, 100)))
def test_a_rule_copied_with_another_rise_changes_only_this(rule, data, share):
    tier = data.draw(st.sampled_from([rise.tier for rise in rule.shares]))
    copy = rule.with_share(share, tier=tier)
    assert [copy.asked_of(t.tier) for t in rule.shares] == [share if t.tier == tier else t.share for t in rule.shares]
    assert attrs.evolve(copy, shares=rule.shares) == rule


# --- what is not known ------------------------------------------------------------------------------------------


@given(rule=any_rules(), share=strategies.any_shares(), start=strategies.any_shares(), data=st.data())
def test_forgetting_the_tier_never_makes_a_verdict_more_certain(rule, share, start, data):
    tiers = data.draw(st.lists(st.sampled_from(rule.tiers), min_size=1, unique=True))
    one = data.draw(st.sampled_from(tiers))
    known = evaluate(rule, share, as_of=DAY, tier=(one,), baseline=baseline(start))
    for asked in (tiers, None):
        forgotten = evaluate(rule, share, as_of=DAY, tier=asked, baseline=baseline(start))
        assert forgotten.outcome in (known.outcome, Outcome.UNDECIDED)
        if known.is_judged and forgotten.threshold is not None and known.threshold is not None:
            assert known.requirement.bounds.is_within(forgotten.requirement.bounds)


@given(rule=any_rules(), counts=st.lists(st.integers(0, 60), min_size=4, max_size=4), start=strategies.any_shares())
def test_widening_what_a_share_can_mean_never_turns_one_verdict_into_the_other(rule, counts, start):
    outer_least, least, most, outer_most = sorted(counts)
    narrow, wide = BoundedShare.from_counts(least, most, 60), BoundedShare.from_counts(outer_least, outer_most, 60)
    known, widened = (evaluate(rule, share, as_of=DAY, baseline=baseline(start)).outcome for share in (narrow, wide))
    assert widened in (known, Outcome.UNDECIDED)


PROGRAMMES = strategies.programmes()


@given(programme=PROGRAMMES, data=st.data())
def test_forgetting_what_is_known_of_a_place_never_makes_its_verdicts_more_certain(programme, data):
    regions = data.draw(strategies.regions(max_size=6))
    day = programme.ends_on
    indicators = [indicator.id for indicator in programme.indicators]
    reports = strategies.observations(indicators=indicators, regions=regions, first=day, last=day)
    seen = data.draw(st.lists(reports, max_size=6, unique_by=lambda one: (one.indicator, one.region)))
    report = assess(programme, seen, regions=regions, as_of=day)
    forgotten = assess(programme, seen, regions=[attrs.evolve(one, traits=None) for one in regions], as_of=day)
    for known, less in zip(report, forgotten, strict=True):
        assert less.outcome in (known.outcome, Outcome.UNDECIDED)


@given(programme=PROGRAMMES, data=st.data())
def test_forgetting_a_report_leaves_no_data_and_changes_nothing_else(programme, data):
    regions = data.draw(strategies.regions(max_size=6))
    indicators = [indicator.id for indicator in programme.indicators]
    reports = strategies.observations(indicators=indicators, regions=regions, first=FIRST, last=programme.ends_on)
    seen = data.draw(st.lists(reports, max_size=6, unique_by=lambda one: (one.indicator, one.region)))
    asked_of = {"regions": regions, "as_of": programme.ends_on}
    everything = assess(programme, seen, **asked_of, since=date.min)
    fresh = assess(programme, seen, **asked_of)
    for known, less in zip(everything, fresh, strict=True):
        if less.outdated is None:
            assert less == known
        elif known.outcome is not Outcome.NOT_APPLICABLE:
            assert (less.outcome, less.reason) == (Outcome.NO_DATA, Reason.REPORT_TOO_OLD)
            assert less.outdated == known.observation


@given(programme=PROGRAMMES, data=st.data())
def test_each_body_is_judged_as_if_its_figures_were_the_only_ones(programme, data):
    regions = data.draw(strategies.regions(max_size=5))
    day, asked = (
        programme.ends_on,
        {(target.indicator, party) for target in programme.targets for party in target.parties},
    )
    bodies = [None, *(party.id for party in programme.parties)]
    indicators = [indicator.id for indicator in programme.indicators]
    single = strategies.observations(indicators=indicators, regions=regions, first=FIRST, last=day, parties=bodies)
    drawn = data.draw(
        st.lists(single, max_size=8, unique_by=lambda one: (one.indicator, one.region, one.party, one.on))
    )
    seen = [one for one in drawn if one.party is None or (one.indicator, one.party) in asked]
    start = data.draw(st.none() | st.dates(FIRST, day))

    def judged(reports):
        return assess(programme, reports, regions=regions, as_of=day, baseline_on=start)

    report = judged(seen)
    assert list(report) == list(judged([one for one in seen if one.party is None]))
    for body in programme.parties:
        own = [attrs.evolve(one, party=None) for one in seen if one.party == body.id]
        alone = [verdict for verdict in judged(own) if body.id in verdict.target.parties]
        found = report.where(party=body.id)
        assert {verdict.party for verdict in found} <= {body.id}
        assert [_of_all(verdict) for verdict in found] == alone


def _of_all(verdict):
    """A verdict as one on all, by the same reports."""
    reports = {name: getattr(verdict, name) for name in ("observation", "outdated", "baseline")}
    stripped = {name: attrs.evolve(one, party=None) for name, one in reports.items() if one is not None}
    return attrs.evolve(verdict, party=None, **stripped)


@given(
    rule=any_rules(), share=strategies.shares(), start=strategies.shares(), reading=st.sampled_from([None, *Reading])
)
def test_the_quick_way_for_counts_says_what_the_general_way_says(rule, share, start, reading):
    def verdict():
        return evaluate(rule, share, as_of=DAY, tier=rule.tiers[:1], baseline=baseline(start), reading=reading)

    quick = verdict()
    with mock.patch("xhht.judgement.thresholds.exactly", return_value=None):
        assert quick == verdict()
    asked = quick.requirement
    if quick.is_judged and asked is not None:
        assert quick.shortfall == max(0, asked.least_of(share.denominator).least - share.numerator)
        assert quick.gap_pp == (share.value - quick.threshold) * 100


@given(rule=strategies.level_targets(), share=strategies.shares())
def test_a_verdict_is_as_frozen_as_one_made_field_by_field(rule, share):
    verdict = evaluate(rule, share, as_of=DAY, tier=rule.tiers[:1])
    by_hand = Verdict(**{field.name: getattr(verdict, field.name) for field in attrs.fields(Verdict)})
    assert type(verdict) is Verdict
    assert (verdict, hash(verdict), repr(verdict)) == (by_hand, hash(by_hand), repr(by_hand))
    assert pickle.loads(pickle.dumps(verdict)) == attrs.evolve(verdict) == verdict  # Our own bytes.
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        verdict.outcome = Outcome.MET
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del verdict.outcome
