"""Strategies for answers about the future: projections, spreads, comparisons, paths and statuses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.quantities import any_shares, shares
from xhht.ext.strategies.suppositions import random_rises, scenarios
from xhht.ext.strategies.targets import growth_targets, level_targets
from xhht.ext.strategies.trees import regions
from xhht.ext.strategies.values import LAST_DAY, Strategy, builds, values_of
from xhht.figures.observations import Observation
from xhht.figures.regions import Regions
from xhht.figures.shares import Share
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.pace.arrivals import Arrival, LineMethod, arrival
from xhht.pace.headway import (
    OPEN_SDG,
    TIME_LEFT,
    Band,
    Progress,
    ProgressMethod,
    ProgressStatus,
    RequiredRate,
    progress_status,
)
from xhht.pace.lines import ProgressLine, ProgressLines, progress
from xhht.pace.trajectories import Trajectory, trajectory
from xhht.scenarios.comparisons import Influence, Influences, ScenarioTable, compare, sensitivity
from xhht.scenarios.draws import Draws
from xhht.scenarios.projections import Projection, project
from xhht.scenarios.scenarios import Scenario
from xhht.scenarios.simulations import Spread, simulate

__all__ = [
    "arrivals",
    "bands",
    "influences",
    "influences_of_scenarios",
    "progress_lines",
    "progress_methods",
    "progresses",
    "projections",
    "scenario_tables",
]
__all__ += ["single_progress_lines", "spreads", "trajectories"]

# Three year ends: two of reports, and the day up to which everything goes on.
FIRST, LAST, UNTIL = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
_BY_RATIO = (
    ProgressStatus.ON_TRACK,
    ProgressStatus.ACCELERATION_NEEDED,
    ProgressStatus.LIMITED,
    ProgressStatus.DETERIORATION,
)


def _cases(draw: st.DrawFn, *, min_targets: int = 0) -> tuple[Programme, tuple[Observation, ...], Regions, Scenario]:
    """A programme, what was reported, where, and what is assumed of it."""
    programme, tree = draw(programmes(min_targets=min_targets)), draw(regions(max_size=4))
    return programme, reported(draw, programme, tree), tree, _scenario(draw, programme, tree)


def reported(draw: st.DrawFn, programme: Programme, tree: Regions) -> tuple[Observation, ...]:
    """Reports of both days on every indicator from the top, and from some of the other regions."""
    reporting = ["p", *(life.id for life in tree if life.parent is not None and draw(st.booleans()))]
    return tuple(
        Observation(indicator.id, region, on, draw(shares(max_denominator=1000)))
        for indicator in programme.indicators
        for region in reporting
        for on in (FIRST, LAST)
    )


def _scenario(draw: st.DrawFn, programme: Programme, tree: Regions) -> Scenario:
    targets = [target.id for target in programme.targets]
    tiers = [tier.id for tier in programme.tiers]
    indicators = [indicator.id for indicator in programme.indicators]
    return draw(scenarios(targets=targets, indicators=indicators, tiers=tiers, regions=tree.ids, after=UNTIL))


@builds(Projection)
@st.composite
def projections(draw: st.DrawFn) -> Projection:
    """What a scenario leads to for a drawn programme and its reports, up to two years on."""
    programme, seen, tree, scenario = _cases(draw)
    baseline_on = draw(st.sampled_from((None, FIRST)))
    return project(programme, seen, scenario, regions=tree, until=UNTIL, baseline_on=baseline_on)


@builds(ScenarioTable)
@st.composite
def scenario_tables(draw: st.DrawFn) -> ScenarioTable:
    """Two scenarios side by side on one day."""
    programme, seen, tree, scenario = _cases(draw)
    both = scenario, Scenario("nothing changes")
    return compare([project(programme, seen, one, regions=tree, until=UNTIL) for one in both], on=UNTIL)


@builds(Spread)
@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    """How often the targets of a drawn programme are met in a few runs."""
    programme, seen, tree, scenario = _cases(draw, min_targets=1)
    return simulate(
        programme,
        seen,
        scenario,
        rises={indicator.id: draw(random_rises()) for indicator in programme.indicators},
        regions=tree,
        until=UNTIL,
        seed=draw(st.integers(0, 1000)),
        runs=draw(st.integers(1, 3)),
        draws=draw(st.sampled_from(Draws)),
    )


@builds(Influences)
@st.composite
def influences_of_scenarios(draw: st.DrawFn) -> Influences:
    """What each assumption of a drawn scenario changes."""
    programme, seen, tree, scenario = _cases(draw)
    return sensitivity(programme, seen, scenario, regions=tree, until=UNTIL)


@builds(ProgressLines)
@st.composite
def progress_lines(draw: st.DrawFn) -> ProgressLines:
    """The progress of all targets and regions of a drawn programme on its last day of reports."""
    programme, seen, tree, _ = _cases(draw, min_targets=1)
    return progress(programme, seen, regions=tree, as_of=LAST, baseline_on=FIRST)


@builds(ProgressLine)
def single_progress_lines() -> st.SearchStrategy[ProgressLine]:
    """The progress of one target in one region."""
    return progress_lines().map(lambda lines: lines.lines[0])


influences: Strategy[Influence] = values_of(Influence, met_with=st.integers(0, 100), met_without=st.integers(0, 100))


def _rules() -> st.SearchStrategy[LevelTarget | GrowthTarget]:
    return level_targets(due_on=LAST_DAY) | growth_targets(due_on=LAST_DAY)


def _baseline(draw: st.DrawFn, rule: LevelTarget | GrowthTarget) -> Observation:
    """A first report from which the rule can count; a relative rise starts from more than nothing."""
    if isinstance(rule, GrowthTarget) and rule.reading is Reading.RELATIVE:
        return Observation(rule.indicator, "p", FIRST, Share(draw(st.integers(1, 100)), 100))
    return Observation(rule.indicator, "p", FIRST, draw(any_shares()))


@builds(Trajectory)
@st.composite
def trajectories(draw: st.DrawFn) -> Trajectory:
    """Straight paths from a baseline to what a target asks on its due day."""
    rule = draw(_rules())
    return trajectory(rule, baseline=_baseline(draw, rule))


@builds(Arrival)
@st.composite
def arrivals(draw: st.DrawFn) -> Arrival:
    """When the line through two or three reports of yearly shares meets a target, if ever."""
    rule = draw(_rules())
    counts = draw(st.lists(st.integers(0, 100), min_size=2, max_size=3))
    counts[0] = max(counts[0], 1)
    seen = [
        Observation(rule.indicator, "p", date(2016 + year, 12, 31), Share(count, 100))
        for year, count in enumerate(counts)
    ]
    return arrival(rule, seen, method=draw(st.sampled_from(LineMethod)))


bands: Strategy[Band] = values_of(
    Band, at_least=st.integers(-20, 120).map(lambda number: Fraction(number, 100)), status=st.sampled_from(_BY_RATIO)
)


@builds(ProgressMethod)
@st.composite
def progress_methods(draw: st.DrawFn) -> ProgressMethod:
    """The library's own ways to tell a status, and others with one to three thresholds."""
    if draw(st.booleans()):
        return draw(st.sampled_from((OPEN_SDG, TIME_LEFT)))
    drawn = draw(st.lists(bands(), min_size=1, max_size=3, unique_by=lambda band: band.at_least))
    return ProgressMethod(
        name="own",
        source="https://example.org/method",
        bands=sorted(drawn, key=lambda band: band.at_least, reverse=True),
        below=draw(st.sampled_from(_BY_RATIO)),
        required=draw(st.sampled_from(RequiredRate)),
    )


@builds(Progress)
@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    """The status of a target between a baseline and its due day."""
    rule = draw(_rules())
    latest = Observation(rule.indicator, "p", LAST, draw(any_shares()))
    return progress_status(rule, baseline=_baseline(draw, rule), latest=latest, method=draw(progress_methods()))
