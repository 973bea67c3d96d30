"""Strategies for what the library answers: verdicts, and assessments of whole reports."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.quantities import any_shares, shares
from xhht.ext.strategies.rules import growth_targets, level_targets
from xhht.figures.observations import Observation
from xhht.figures.regions import Level, Region
from xhht.judgement.assessment import Assessment, assess
from xhht.judgement.evaluation import evaluate
from xhht.judgement.verdicts import Verdict

_BEFORE = date(2009, 12, 31)


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """Verdicts on a share or on none, by a level or a rise from a baseline, on the day when the target is due."""
    rule = draw(level_targets() | growth_targets())
    baseline = Observation(rule.indicator, "p", _BEFORE, draw(shares())) if draw(st.booleans()) else None
    return evaluate(rule, draw(st.none() | any_shares()), as_of=rule.due_on, baseline=baseline)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Assessments of one province by a small programme, some of whose indicators were reported."""
    programme = draw(programmes())
    reported = [indicator.id for indicator in programme.indicators if draw(st.booleans())]
    seen = [Observation(indicator, "p", programme.ends_on, draw(shares())) for indicator in reported]
    return assess(programme, seen, regions=[Region("p", "Tỉnh P", level=Level.PROVINCE)], as_of=programme.ends_on)
