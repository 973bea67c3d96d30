"""Laws of adding reports up a tree."""

from datetime import date
from fractions import Fraction
from operator import attrgetter

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from xhht import (
    Base,
    Bounds,
    Caveat,
    Clause,
    Document,
    Indicator,
    LevelTarget,
    Observation,
    Party,
    Programme,
    Region,
    Regions,
    Share,
    Source,
    Text,
    Tier,
    TierShare,
    evaluate,
    roll_up,
    roll_up_parties,
    roll_ups,
)
from xhht.errors import InvalidObservationsError
from xhht.ext import strategies

DAY = date(2020, 12, 31)
WORDS, SOURCE = Text("Chữ", "Words"), Source("1/VB", "I")
TRAITS = {"general": (), "developed": ("city", "town"), "disadvantaged": ("remote",)}
PROGRAMME = Programme(
    "programme",
    document=Document("1/VB", WORDS),
    subject=WORDS,
    starts_on=date(2016, 1, 1),
    ends_on=DAY,
    source=SOURCE,
    clauses=[Clause(SOURCE, kind="target", gist=WORDS)],
    tiers=[Tier(tier, WORDS, test=WORDS, traits=traits, source=SOURCE) for tier, traits in TRAITS.items()],
    default_tier="general",
    indicators=[Indicator("indicator", WORDS, numerator=WORDS, denominator=WORDS, source=SOURCE)],
)
HIDDEN, COUNTED, PRINTED, BOTH = "hidden", "counted", "printed", "both"


def leaves(regions, region_id="p"):
    parts = regions.children_of(region_id, DAY)
    return [leaf for part in parts for leaf in leaves(regions, part.id)] if parts else [region_id]


@st.composite
def truths(draw, *, inner_reports=True):
    """A tree, what is true in each region, the reports that were made of it, and the sizes that are known."""
    regions = draw(strategies.regions(max_size=9))
    base = draw(st.sampled_from((Base.ALL, Base.UNSTATED)))
    truth, seen, sizes = {}, [], {}
    for region in regions:
        if not regions.children_of(region.id, DAY):
            full = st.integers(0, 60).map(lambda n: Share(n, n, base=base))
            truth[region.id] = draw(strategies.shares(min_denominator=0, max_denominator=60, base=base) | full)
    for region in regions:
        counts = [truth[leaf] for leaf in leaves(regions, region.id)]
        whole = Share(sum(c.numerator for c in counts), sum(c.denominator for c in counts), base=base)
        truth.setdefault(region.id, whole)
        is_leaf = not regions.children_of(region.id, DAY)
        form = draw(st.sampled_from((HIDDEN, COUNTED, PRINTED, BOTH))) if is_leaf or inner_reports else HIDDEN
        if form in (COUNTED, BOTH):
            seen.append(Observation("indicator", region.id, DAY, whole))
        if form in (PRINTED, BOTH) and whole.denominator:
            printed = whole.printed(draw(st.integers(0, 2)), is_cut=draw(st.booleans()))
            seen.append(Observation("indicator", region.id, DAY, printed))
        if draw(st.booleans()):
            sizes[region.id] = whole.denominator
    return regions, truth, seen, sizes


def rolled(seen, regions, into="p", sizes=None):
    return roll_up(PROGRAMME, "indicator", seen, regions=regions, into=into, as_of=DAY, denominators=sizes)


@given(case=truths())
def test_the_worst_and_best_case_hold_every_truth_behind_the_reports(case):
    regions, truth, seen, sizes = case
    actual, whole = rolled(seen, regions, sizes=sizes).actual, truth["p"]
    assert whole.denominator == 0 or whole.value in actual.bounds
    if isinstance(actual, Share):
        assert (actual.numerator, actual.denominator) == (whole.numerator, whole.denominator)
    elif actual.is_partial:
        assert actual.least <= whole.numerator
        assert actual.denominator <= whole.denominator
    else:
        assert actual.least <= whole.numerator <= actual.most
        assert actual.denominator == whole.denominator


@given(case=truths(), rule=strategies.level_targets() | strategies.growth_targets(), start=strategies.shares())
def test_a_roll_up_with_gaps_is_never_judged_against_the_truth(case, rule, start):
    regions, truth, seen, sizes = case
    assume(truth["p"].denominator)
    baseline = Observation("indicator", "p", date(2016, 12, 31), start)
    known = evaluate(rule, rolled(seen, regions, sizes=sizes).actual, as_of=DAY, baseline=baseline)
    true = evaluate(rule, truth["p"], as_of=DAY, baseline=baseline)
    assert known.outcome in (true.outcome, "undecided", "not_applicable")


@given(case=truths(inner_reports=False), data=st.data(), has_sizes=st.booleans())
def test_a_roll_up_of_roll_ups_is_the_roll_up(case, data, has_sizes):
    regions, _, seen, sizes = case
    known = sizes if has_sizes else None
    inner = [r.id for r in regions if r.id != "p" and regions.children_of(r.id, DAY)]
    assume(inner)
    part = data.draw(st.sampled_from(inner))
    below = leaves(regions, part)
    sub_total = rolled(seen, regions, into=part, sizes=known).to_observation()
    outside = [one for one in seen if one.region not in below]
    assert rolled([*outside, sub_total], regions, sizes=known).actual == rolled(seen, regions, sizes=known).actual


@given(case=truths())
def test_a_full_report_adds_up_exactly(case):
    regions, truth, _, _ = case
    every = [Observation("indicator", leaf, DAY, truth[leaf]) for leaf in leaves(regions)]
    total = rolled(every, regions)
    assert total.actual == truth["p"]
    assert total.missing == ()


@given(case=truths())
def test_the_missing_are_the_leaves_that_nobody_counts(case):
    regions, _, seen, _ = case
    counted = {one.region for one in seen if isinstance(one.actual, Share)}

    def uncounted(region_id):
        if region_id in counted and region_id != "p":
            return []
        parts = regions.children_of(region_id, DAY)
        return [leaf for part in parts for leaf in uncounted(part.id)] if parts else [region_id]

    assert list(rolled(seen, regions).missing) == uncounted("p")


@given(case=truths())
def test_the_missing_share_is_what_the_counted_leave(case):
    regions, truth, seen, _ = case
    total = rolled(seen, regions, sizes={region_id: share.denominator for region_id, share in truth.items()})
    missing = sum(truth[leaf].denominator for leaf in total.missing)
    assert total.missing_share == Share(missing, truth["p"].denominator, base=total.actual.base)


@given(
    case=truths(),
    rule=strategies.level_targets(tiers=strategies.TIERS) | strategies.growth_targets(tiers=strategies.TIERS),
)
def test_the_implied_threshold_is_the_weighed_sum_between_the_tiers(case, rule):
    regions, truth, seen, _ = case
    total = rolled(seen, regions, sizes={region_id: share.denominator for region_id, share in truth.items()})
    size = truth["p"].denominator
    asked = [[rule.asked_of(tier) for tier in part.tiers] for part in total.parts]
    sizes = [part.denominator for part in total.parts]
    ends = [sum(end(s) * weight for s, weight in zip(asked, sizes, strict=True)) for end in (min, max)]
    implied = total.implied_threshold(rule)
    if not size:
        assert implied is None
    else:
        lower, upper = (end / size for end in ends)
        assert implied == (lower if lower == upper else Bounds(lower, upper))


@given(case=truths(), rule=strategies.level_targets(tiers=strategies.TIERS))
def test_the_implied_threshold_with_sizes_unknown_holds_the_one_with_sizes_known(case, rule):
    regions, truth, seen, sizes = case
    total = rolled(seen, regions, sizes=sizes)
    assume(truth["p"].denominator)
    weights = [truth[part.region.id].denominator for part in total.parts]
    implied = total.implied_threshold(rule)
    bounds = implied if isinstance(implied, Bounds) else Bounds(implied, implied)
    for end in (min, max):
        asked = [end(rule.asked_of(tier) for tier in part.tiers) for part in total.parts]
        weighed = sum(share * weight for share, weight in zip(asked, weights, strict=True))
        assert weighed / Fraction(truth["p"].denominator) in bounds


@given(case=truths())
def test_a_roll_up_says_that_parts_are_missing_exactly_if_some_are(case):
    regions, _, seen, sizes = case
    total = rolled(seen, regions, sizes=sizes)
    missing = [part for part in total.parts if part.is_missing and part.denominator != 0]
    assert (Caveat.PARTS_MISSING in total.actual.caveats) is any(part.uncounted is None for part in missing)
    assert (Caveat.PARTS_UNCOUNTABLE in total.actual.caveats) is any(part.uncounted is not None for part in missing)


@given(case=truths())
def test_a_roll_up_is_a_report_of_the_whole_like_any_other(case):
    regions, _, seen, sizes = case
    above = Regions([*regions, Region("country", "Việt Nam", level="country")])
    above = Regions([attrs.evolve(r, parent="country") if r.id == "p" else r for r in above])
    total = rolled(seen, above, sizes=sizes)
    assert rolled([total.to_observation()], above, into="country").actual == total.actual


@given(case=truths())
def test_the_sums_of_all_wholes_are_the_sum_of_each(case):
    regions, _, seen, _ = case
    totals = roll_ups(PROGRAMME, seen, regions=regions, as_of=DAY)
    assert [total.region.id for total in totals] == [r.id for r in regions if regions.children_of(r.id, DAY)]
    for total in totals:
        assert total == rolled(seen, regions, into=total.region.id)


@given(case=truths(), data=st.data())
def test_forgetting_a_part_never_makes_a_sum_more_certain(case, data):
    regions, _, seen, sizes = case
    assume(seen)
    gone = data.draw(st.sampled_from(seen)).region
    left = [one for one in seen if one.region != gone]
    everything = rolled(seen, regions, sizes=sizes)
    assume(gone in {part.region.id for part in everything.parts} and not regions.children_of(gone, DAY))
    assert everything.actual.bounds.is_within(rolled(left, regions, sizes=sizes).actual.bounds)


PARTIES = ("women", "youth", "labour")
BODIES = attrs.evolve(
    PROGRAMME,
    parties=[Party(party, WORDS, short_name=WORDS, members=WORDS, source=SOURCE) for party in PARTIES],
    targets=[
        LevelTarget(
            "target",
            name=WORDS,
            indicator="indicator",
            due_on=DAY,
            answerable=PARTIES,
            is_by_party=True,
            shares=[TierShare(None, Fraction(1))],
            source=SOURCE,
        )
    ],
)
SIZES = st.dictionaries(st.sampled_from(PARTIES), st.integers(1000, 1010))
PLACE, *LEAVES = (
    Region("p", "P", level="province"),
    *(Region(party, party, level="district", parent="p") for party in PARTIES),
)


@given(data=st.data(), sizes=st.none() | st.just("last_reported") | SIZES)
def test_bodies_add_up_as_regions_do(data, sizes):
    """Each body as a region of its own, under the one in which it reported."""
    since = date(2020, 1, 1)
    single = strategies.observations(parties=PARTIES, first=date(2019, 6, 1), last=DAY)
    seen = data.draw(st.lists(single, max_size=6, unique_by=lambda one: (one.party, one.on)))
    asked = {"as_of": DAY, "since": since, "denominators": sizes, "into": "p"}
    as_regions = [attrs.evolve(one, region=one.party, party=None) for one in seen]

    def found(roll, *what, regions):
        try:
            return roll(BODIES, "indicator", *what, regions=regions, **asked)
        except InvalidObservationsError as error:
            return [type(problem) for problem in error.problems]

    of_regions = found(roll_up, as_regions, regions=[PLACE, *LEAVES])
    of_bodies = found(roll_up_parties, seen, regions=[PLACE])
    if isinstance(of_regions, list):
        assert of_bodies == of_regions
    else:
        facts = attrgetter("actual.bounds", "actual.denominator", "actual.base", "missing", "days", "missing_share")
        assert facts(of_bodies) == facts(of_regions)
        assert {*of_bodies.actual.caveats} == {*of_regions.actual.caveats, Caveat.PARTS_OVERLAP}


@given(case=truths(), other=truths())
def test_the_roll_up_of_one_body_is_that_of_its_reports_alone(case, other):
    regions, _, seen, sizes = case
    women = [attrs.evolve(one, party="women") for one in seen]
    others = [one for one in other[2] if one.region in regions]
    mixed = [*others, *women, *(attrs.evolve(one, party="youth") for one in others)]
    asked = {"regions": regions, "into": "p", "as_of": DAY, "denominators": sizes}
    (total, alone) = (
        roll_up(BODIES, "indicator", reports, **asked, party=party)
        for reports, party in ((mixed, "women"), (seen, None))
    )
    assert (total.actual, total.missing) == (alone.actual, alone.missing)
