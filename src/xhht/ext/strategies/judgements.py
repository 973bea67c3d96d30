"""Strategies for what the library answers: verdicts, and assessments of whole reports."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.quantities import any_shares, shares
from xhht.ext.strategies.targets import targets
from xhht.ext.strategies.trees import day_reports, observations, region_lives, regions
from xhht.ext.strategies.values import builds
from xhht.figures.observations import Observation
from xhht.figures.regions import Level, Region
from xhht.judgement.assessment import Assessment, assess
from xhht.judgement.evaluation import evaluate
from xhht.judgement.roll_ups import Part, RollUp, roll_up
from xhht.judgement.verdicts import Verdict

__all__ = ["assessments", "parts", "roll_ups", "verdicts"]

_BEFORE, _DAY = date(2009, 12, 31), date(2020, 12, 31)


@builds(Verdict)
@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """Verdicts on a share or on none, by a level or a rise from a baseline, on the day when the target is due."""
    rule = draw(targets())
    baseline = Observation(rule.indicator, "p", _BEFORE, draw(shares())) if draw(st.booleans()) else None
    return evaluate(rule, draw(st.none() | any_shares()), as_of=rule.due_on, baseline=baseline)


@builds(Assessment)
@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Assessments of one province by a small programme, some of whose indicators were reported."""
    programme = draw(programmes())
    reported = [indicator.id for indicator in programme.indicators if draw(st.booleans())]
    seen = [Observation(indicator, "p", programme.ends_on, draw(shares())) for indicator in reported]
    return assess(programme, seen, regions=[Region("p", "Tỉnh P", level=Level.PROVINCE)], as_of=programme.ends_on)


@builds(RollUp)
@st.composite
def roll_ups(draw: st.DrawFn) -> RollUp:
    """The sum of a drawn tree's reports, some of which are missing."""
    tree = draw(regions(max_size=5))
    return roll_up("indicator", draw(day_reports(regions=tree, on=_DAY)), regions=tree, into="p", as_of=_DAY)


@builds(Part)
@st.composite
def parts(draw: st.DrawFn) -> Part:
    """One region in a roll-up: counted, or missing with a known or an unknown size."""
    region = draw(region_lives())
    size = draw(st.none() | st.integers(0, 1000))
    least = draw(st.integers(0, size or 0))
    most = draw(st.integers(least, size or 0))
    seen = draw(st.none() | observations())
    return Part(region, least=least, most=most, denominator=size, observation=seen)
