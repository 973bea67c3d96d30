import inspect
import subprocess
import sys
from datetime import date

import pytest

pytest.importorskip("hypothesis")

import hypothesis
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector
from public_names import PUBLIC

import xhht
from xhht import Base, Comparison, Observation, Outcome, PrintedShare, Reading, Region, Share, Text, assess, evaluate
from xhht.checks import Choice
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, XhhtError
from xhht.ext import strategies
from xhht.ext.strategies.values import STRATEGIES

# How well draws are made and shrunk is the engine's doing as well; it is measured with the engine of today.
TODAY = pytest.mark.skipif(
    hypothesis.__version_info__ < (6, 170), reason="an earlier engine draws and shrinks less well"
)
SHRUNK = settings(max_examples=1000, phases=[Phase.generate, Phase.shrink])
CHANGED, DAY = date(2018, 7, 1), date(2020, 12, 31)


def smallest(strategy, condition=lambda _: True):
    return find(strategy, condition, settings=SHRUNK)


@given(share=strategies.shares(), rule=strategies.level_targets())
def test_a_share_that_falls_short_meets_its_rule_with_the_shortfall(share, rule):
    for tier in rule.tiers:
        verdict = evaluate(rule, share, as_of=rule.due_on, tier=tier)
        assert verdict.outcome in (Outcome.MET, Outcome.NOT_MET)
        more = Share(share.numerator + verdict.shortfall, share.denominator)
        assert evaluate(rule, more, as_of=rule.due_on, tier=tier).outcome is Outcome.MET


@given(share=strategies.shares())
def test_a_share_has_a_denominator_and_counts_all_until_asked_otherwise(share):
    assert share.denominator > 0
    assert share.base is Base.ALL


@given(share=strategies.shares(base=st.sampled_from(Base), min_denominator=0, max_denominator=1))
def test_a_share_keeps_to_the_denominators_that_are_asked_for(share):
    assert share.denominator in (0, 1)


def test_a_share_of_nothing_comes_where_it_is_asked_for():
    assert smallest(strategies.shares(min_denominator=0), lambda share: share.denominator == 0) == Share(0, 0)


@TODAY
def test_shares_shrink_to_readable_ones():
    assert smallest(strategies.shares(), lambda share: 0 < share.value < 1) == Share(1, 2)


def test_prints_shrink_to_readable_ones():
    assert smallest(strategies.printed_shares(), lambda printed: printed.bounds.lower > 0).text == "1%"


@given(
    rule=strategies.level_targets(comparison=Comparison.MORE_THAN, due_on=DAY, tiers=("general", "x"), indicator="i")
)
def test_a_level_rule_has_what_is_asked_for(rule):
    assert (rule.comparison, rule.due_on, rule.indicator) == (Comparison.MORE_THAN, DAY, "i")
    assert [level.tier for level in rule.shares] == ["general", "x"]


@given(rule=strategies.growth_targets(comparison="at_least", reading=Reading.RELATIVE, due_on=DAY))
def test_a_growth_rule_has_what_is_asked_for(rule):
    assert (rule.comparison, rule.reading, rule.due_on) == (Comparison.AT_LEAST, Reading.RELATIVE, DAY)


@given(regions=strategies.regions(min_size=3, max_size=5))
def test_regions_are_as_many_as_are_asked_for_under_one_top(regions):
    assert 3 <= len(regions) <= 5
    assert [region.id for region in regions if region.parent is None] == ["p"]


@given(regions=strategies.regions(min_size=1, max_size=1, changed_on=CHANGED))
def test_a_region_alone_never_changes(regions):
    assert len(regions) == 1


def test_regions_may_be_merged_or_get_other_traits_on_the_day_of_a_change():
    merged = smallest(strategies.regions(changed_on=CHANGED), lambda tree: any(life.successors for life in tree))
    assert [life.id for life in merged] == ["p", "p.1", "p.new"]
    changed = smallest(strategies.regions(changed_on=CHANGED), lambda tree: len(tree) > len(tree.ids))
    assert [life.id for life in changed] == ["p", "p.1", "p.1"]


@given(data=st.data(), regions=strategies.regions(changed_on=CHANGED))
def test_an_observation_belongs_to_a_region_that_exists_on_its_day(data, regions):
    seen = data.draw(strategies.observations(regions=regions, indicators=("a", "b")))
    assert regions.life_on(seen.region, seen.on) is not None


def test_reports_may_print_count_do_both_or_nothing():
    trees = strategies.regions(max_size=4)
    reports = trees.flatmap(lambda tree: strategies.day_reports(regions=tree, on=DAY))
    assert smallest(reports) == ()
    both = smallest(reports, lambda found: len({type(one.actual) for one in found if one.region == "p"}) == 2)
    assert {type(one.actual) for one in both} == {Share, PrintedShare}


@settings(max_examples=20)
@given(programme=strategies.programmes(), share=strategies.shares())
def test_a_programme_can_be_judged_at_once(programme, share):
    seen = [Observation(indicator.id, "p", programme.ends_on, share) for indicator in programme.indicators]
    report = assess(programme, seen, regions=[Region("p", "Tỉnh P", level="province")], as_of=programme.ends_on)
    tierless = {Outcome.MET, Outcome.NOT_MET, Outcome.NO_DATA}
    assert {v.outcome for v in report} <= (tierless | {Outcome.UNDECIDED} if programme.tiers else tierless)
    assert [v.target for v in report] == list(programme.targets)


# Every public type; the errors are raised, not judged.
KINDS = sorted(name for name, kind in PUBLIC.items() if isinstance(kind, type))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=15)
@given(data=st.data())
def test_hypothesis_knows_how_to_build_every_public_type(name, data):
    kind = PUBLIC[name]
    assert isinstance(data.draw(st.from_type(kind)), kind)


@settings(max_examples=15)
@given(data=st.data())
def test_hypothesis_knows_how_to_build_the_public_unions(data):
    assert isinstance(data.draw(st.from_type(xhht.AnyShare)), xhht.AnyShare)
    assert data.draw(st.from_type(xhht.Language)) in ("vi", "en")


def test_every_class_has_a_strategy_of_its_own():
    classes = {name for name in KINDS if not issubclass(PUBLIC[name], Choice)}
    assert {kind.__name__ for kind in STRATEGIES} == classes


def test_strategies_are_plural_and_take_keywords_only():
    for name in strategies.__all__:
        if name != "TIERS":
            parameters = inspect.signature(getattr(strategies, name)).parameters.values()
            assert {one.kind for one in parameters} <= {inspect.Parameter.KEYWORD_ONLY}, name


def tries(strategy):
    """How many cases Hypothesis threw away or drew again because of a filter, of how many."""
    told = []

    @settings(max_examples=100, database=None, deadline=None, derandomize=True, phases=[Phase.generate])
    @given(strategy)
    def draw(_):
        pass

    with collector.with_value(told.append):
        draw()
    cases = [case for one in told for case in one["generate-phase"]["test-cases"]]
    rejected = [case for case in cases if case["status"] == "invalid" or any("filter" in e for e in case["events"])]
    return len(rejected), len(cases)


@TODAY
@pytest.mark.parametrize("name", KINDS)
def test_hardly_anything_that_is_drawn_is_thrown_away(name):
    rejected, cases = tries(st.from_type(PUBLIC[name]))
    assert cases >= 1
    assert rejected <= cases * 6 / 100


def test_a_strategy_that_throws_away_is_found_out():
    rejected, cases = tries(st.integers(0, 10**6).filter(lambda number: number % 2))
    assert rejected > cases * 6 / 100


def test_programmes_shrink_to_readable_ones():
    programme = smallest(strategies.programmes(), lambda found: len(found.responsibilities) == 2 and found.titles)
    assert [one.id for one in programme.responsibilities] == ["responsibility_1", "responsibility_2"]
    assert {str(clause.source) for clause in programme.clauses} == {"I.1, 1/CTPH-LN"}
    assert {one.text for one in programme.responsibilities} == {Text("học", "learning")}
    assert len(programme.parties) == 1
    assert not programme.duties


def test_scenarios_and_plans_shrink_to_readable_ones():
    scenario = smallest(
        strategies.scenarios(),
        lambda found: [type(one.change) for one in found.all_assumptions] == [xhht.scenarios.ReachBy],
    )
    (assumption,) = scenario.all_assumptions
    assert assumption == xhht.scenarios.Assumption(xhht.scenarios.ReachBy(0, assumption.change.by))
    (step,) = smallest(strategies.plans(), lambda found: bool(found.steps)).steps
    assert (step.target, step.region, step.count) == ("target_1", "p", 1)


def test_linked_parts_reach_programmes():
    programme = smallest(
        strategies.programmes(),
        lambda found: any(task.titles and task.contents and task.campaigns for task in found.responsibilities),
    )
    task = next(task for task in programme.responsibilities if task.titles)
    assert programme.title(task.titles[0]).indicator == programme.indicators[0].id


@settings(max_examples=20)
@given(programme=strategies.amended_programmes())
def test_an_amended_programme_knows_its_text_as_signed_and_what_was_changed(programme):
    assert programme.previous is not None
    assert xhht.differences(programme.previous, programme)


def test_programmes_come_with_and_without_a_territory_tiers_and_a_tier_for_all_others():
    for wanted in (
        lambda programme: programme.territory is not None and not programme.tiers,
        lambda programme: programme.tiers and programme.default_tier is None,
        lambda programme: programme.default_tier is not None and programme.territory is None,
    ):
        assert smallest(strategies.programmes(), wanted)


def test_of_some_regions_no_traits_are_known_and_others_have_none_or_several():
    for traits in (None, frozenset(), frozenset({"remote", "town"})):
        smallest(strategies.regions(), lambda tree, traits=traits: any(life.traits == traits for life in tree))


@settings(max_examples=20)
@given(data=st.data(), programme=strategies.programmes())
def test_an_amendment_fits_the_programme_that_is_given(data, programme):
    amendment = data.draw(strategies.amendments(programme=programme))
    assert programme.amend(amendment).amendment == amendment


@given(data=st.data(), truth=strategies.shares(max_denominator=1000))
def test_print_and_counts_of_a_region_are_of_the_same_truth(data, truth):
    tree = data.draw(strategies.regions(max_size=3))
    for seen in data.draw(strategies.day_reports(regions=tree, on=DAY, actuals=st.just(truth))):
        assert seen.actual.bounds.meets(truth.bounds)


def test_a_region_of_a_report_may_be_missing():
    trees = strategies.regions(min_size=3, max_size=3)
    rolled = smallest(
        trees.flatmap(lambda tree: st.tuples(st.just(tree), strategies.day_reports(regions=tree, on=DAY))),
        lambda pair: 0 < len({seen.region for seen in pair[1]}) < len(pair[0].ids),
    )
    assert len(rolled[1]) == 1


@given(day=strategies.days(first=date(2020, 3, 1), last=date(2020, 3, 2)))
def test_days_keep_to_their_ends(day):
    assert date(2020, 3, 1) <= day <= date(2020, 3, 2)


@pytest.mark.parametrize("day", [None, 2020, "2020-12-31", date])
def test_days_begin_and_end_with_days(day):
    for words in ({"first": day}, {"last": day}):
        with pytest.raises(InvalidTypeError, match=r"is a datetime\.date"):
            strategies.days(**words)


def test_a_missing_library_names_the_extra_that_brings_it():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try:\n    import xhht.ext.strategies\n"
        "except ImportError as error:\n    print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603  # Our own code.
    assert told.startswith("MissingExtraError xhht.ext.strategies needs Hypothesis")
    assert "pip install '.[strategies]'" in told


ARGUMENTS = sorted(
    (name, one)
    for name in strategies.__all__
    if name != "TIERS"
    for one in inspect.signature(getattr(strategies, name)).parameters
)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
@pytest.mark.parametrize("wrong", [3.5, object(), b"x", {"a": 1}, [object()]], ids=lambda wrong: type(wrong).__name__)
def test_an_argument_of_another_kind_is_refused_when_it_is_given(name, argument, wrong):
    with pytest.raises((InvalidTypeError, UnknownChoiceError), match=argument):
        getattr(strategies, name)(**{argument: wrong})


@pytest.mark.parametrize(
    "call",
    [
        lambda: strategies.days(first=DAY, last=CHANGED),
        lambda: strategies.shares(min_denominator=-1),
        lambda: strategies.shares(min_denominator=10**30),
        lambda: strategies.bounded_shares(max_denominator=0),
        lambda: strategies.projected_shares(max_denominator=0),
        lambda: strategies.programmes(min_targets=10**30),
        lambda: strategies.programmes(min_targets=-1),
        lambda: strategies.regions(max_size=10**30),
        lambda: strategies.regions(min_size=5, max_size=4),
        lambda: strategies.regions(max_size=0),
        lambda: strategies.regions(traits=[]),
        lambda: strategies.regions(changed_on=date.min),
        lambda: strategies.observations(first=DAY, last=CHANGED),
        lambda: strategies.observations(indicators=[]),
        lambda: strategies.observations(parties=[]),
        lambda: strategies.observations(
            regions=xhht.Regions([Region("p", "P", level="province", valid_to=DAY)]), first=date(2021, 1, 1)
        ),
        lambda: strategies.level_targets(tiers=[]),
        lambda: strategies.level_targets(id="a b"),
        lambda: strategies.sources(document=""),
    ],
)
def test_values_that_cannot_be_are_refused_in_the_words_of_the_library(call):
    with pytest.raises(InvalidValueError):
        smallest(call())


def test_what_a_strategy_draws_is_checked_too():
    tree = xhht.Regions([Region("p", "P", level="province")])
    for reports in (
        strategies.day_reports(regions=tree, on=DAY, actuals=st.just("1%")),
        strategies.observations(actuals=st.just(1)),
        strategies.level_targets(comparison=st.just(3)),
    ):
        with pytest.raises(XhhtError):
            smallest(reports)


@settings(max_examples=5)
@given(data=st.data())
def test_values_that_come_once_are_kept_for_every_draw(data):
    targets = strategies.level_targets(tiers=iter(("general", "developed")))
    for _ in range(2):
        assert data.draw(targets).tiers == ("general", "developed")


def test_as_many_targets_come_as_are_asked_for():
    assert len(smallest(strategies.programmes(min_targets=2)).targets) == 2


def test_thresholds_may_be_assumed_without_tiers():
    wanted = smallest(strategies.assumptions(tiers=()), lambda one: isinstance(one.change, xhht.scenarios.Threshold))
    assert wanted.tier is None


def test_a_set_is_no_list_since_its_order_is_another_each_time():
    with pytest.raises(InvalidTypeError, match="indicators is a list, got set"):
        strategies.observations(indicators={"a", "b"})
