"""Strategies for what the library answers: verdicts, and assessments of whole reports."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.quantities import any_shares, bounds, shares
from xhht.ext.strategies.targets import TIERS, targets
from xhht.ext.strategies.trees import day_reports, observations, region_lives, regions
from xhht.ext.strategies.values import Strategy, builds, values_of
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.judgement.assessment import Assessment, assess
from xhht.judgement.evaluation import evaluate
from xhht.judgement.rankings import Place
from xhht.judgement.requirements import Requirement
from xhht.judgement.roll_ups import RollUp, RollUps, roll_up
from xhht.judgement.roll_ups import roll_ups as sums
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict

__all__ = ["all_roll_ups", "assessments", "parts", "places", "requirements", "roll_ups", "verdicts"]

_BEFORE, _DAY = date(2009, 12, 31), date(2020, 12, 31)


@builds(Verdict)
@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """Verdicts on a share or on none, by a level or a rise from a baseline, on the day when the target is due."""
    rule = draw(targets())
    tier = draw(st.sampled_from((None, *rule.tiers)))
    baseline = Observation(rule.indicator, "p", _BEFORE, draw(shares())) if draw(st.booleans()) else None
    return evaluate(rule, draw(st.none() | any_shares()), as_of=rule.due_on, tier=tier, baseline=baseline)


@builds(Assessment)
@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Assessments of one province by a small programme, some of whose indicators were reported."""
    programme = draw(programmes())
    reported = [indicator.id for indicator in programme.indicators if draw(st.booleans())]
    seen = [Observation(indicator, "p", programme.ends_on, draw(shares())) for indicator in reported]
    return assess(programme, seen, regions=[Region("p", "Tỉnh P", level=Level.PROVINCE)], as_of=programme.ends_on)


@builds(Place)
@st.composite
def places(draw: st.DrawFn) -> Place:
    """Places in a ranking, sure ones and others."""
    best = draw(st.integers(1, 20))
    return Place(draw(verdicts()), best, best + draw(st.integers(0, 5)))


requirements: Strategy[Requirement] = values_of(Requirement, bounds=bounds())


@builds(RollUps)
@st.composite
def all_roll_ups(draw: st.DrawFn) -> RollUps:
    """The sums of a drawn tree's reports on every indicator of a programme, some of which are missing."""
    programme, tree = draw(programmes()), draw(regions(max_size=5))
    seen = [one for each in programme.indicators for one in draw(day_reports(regions=tree, on=_DAY, indicator=each.id))]
    return sums(programme, seen, regions=tree, as_of=_DAY)


@builds(RollUp)
@st.composite
def roll_ups(draw: st.DrawFn) -> RollUp:
    """The sum of one indicator of a programme in a whole region."""
    programme, tree = draw(programmes()), draw(regions(max_size=5))
    indicator = programme.indicators[0].id
    seen = draw(day_reports(regions=tree, on=_DAY, indicator=indicator))
    return roll_up(programme, indicator, seen, regions=tree, into="p", as_of=_DAY)


@builds(Part)
@st.composite
def parts(draw: st.DrawFn) -> Part:
    """One region in a roll-up: counted, or missing with a known or an unknown size."""
    region = draw(region_lives())
    size = draw(st.none() | st.integers(0, 1000))
    least = draw(st.integers(0, size or 0))
    most = draw(st.integers(least, size or 0))
    tiers = draw(st.sampled_from(((), TIERS[:1], TIERS)))
    seen = draw(st.none() | observations())
    return Part(region, least=least, most=most, denominator=size, tiers=tiers, observation=seen)
