"""Hypothesis strategies for everything that the library judges, valid by construction.

Names are plural, arguments keyword-only. Importing it also tells Hypothesis how to build these types,
so that ``st.builds`` and ``st.from_type`` find them.

>>> from hypothesis import given
>>> @given(share=shares(), rule=level_rules())
... def test_something(share, rule): ...
"""

from xhht.errors import MissingExtraError

try:
    from hypothesis import strategies as st
except ImportError as _missing:
    raise MissingExtraError(
        "xhht.ext.strategies needs Hypothesis, which the extra 'strategies' brings: pip install 'xhht[strategies]'"
    ) from _missing

from xhht.activities import Activity, Result
from xhht.assessment import Assessment
from xhht.bounds import Bounds
from xhht.contents import Beneficiary, Campaign, Content, Statement
from xhht.difficulties import Agreement, Difficulty
from xhht.duties import Duty
from xhht.ext.strategies.agreements import documents, programmes, recurrences
from xhht.ext.strategies.judgements import assessments, verdicts
from xhht.ext.strategies.parts import (
    activities,
    agreements,
    assignments,
    beneficiaries,
    campaigns,
    clauses,
    contents,
    difficulties,
    duties,
    focal_points,
    indicators,
    learning_titles,
    parties,
    recipients,
    recognitions,
    responsibilities,
    results,
    signatures,
    statements,
    tier_shares,
    tiers,
)
from xhht.ext.strategies.quantities import any_shares, bounded_shares, bounds, printed_shares, shares
from xhht.ext.strategies.rules import TIERS, growth_rules, level_rules
from xhht.ext.strategies.trees import observations, regions, reports
from xhht.ext.strategies.values import days, ids, sources, texts
from xhht.observations import Observation
from xhht.parties import FocalPoint, Party, Recipient, Signature
from xhht.printed import PrintedShare
from xhht.programme import Programme
from xhht.quantities import BoundedShare, Share
from xhht.recognitions import Recognition
from xhht.regions import Region, Regions
from xhht.responsibilities import Assignment, Responsibility
from xhht.sources import Clause, Document, Source
from xhht.targets import GrowthRule, Indicator, LevelRule, TierShare
from xhht.texts import Text
from xhht.tiers import Tier
from xhht.titles import LearningTitle
from xhht.verdicts import Verdict

__all__ = [
    "TIERS",
    "activities",
    "agreements",
    "any_shares",
    "assessments",
    "assignments",
    "beneficiaries",
    "bounded_shares",
    "bounds",
    "campaigns",
    "clauses",
    "contents",
    "days",
    "difficulties",
    "documents",
    "duties",
    "focal_points",
    "growth_rules",
    "ids",
    "indicators",
    "learning_titles",
    "level_rules",
    "observations",
    "parties",
    "printed_shares",
    "programmes",
    "recipients",
    "recognitions",
    "recurrences",
    "regions",
    "reports",
    "responsibilities",
    "results",
    "shares",
    "signatures",
    "sources",
    "statements",
    "texts",
    "tier_shares",
    "tiers",
    "verdicts",
]

st.register_type_strategy(Text, texts())
st.register_type_strategy(Source, sources())
st.register_type_strategy(Document, documents())
st.register_type_strategy(Bounds, bounds())
st.register_type_strategy(Share, shares())
st.register_type_strategy(PrintedShare, printed_shares())
st.register_type_strategy(BoundedShare, bounded_shares())
st.register_type_strategy(LevelRule, level_rules())
st.register_type_strategy(GrowthRule, growth_rules())
st.register_type_strategy(Regions, regions())
st.register_type_strategy(Observation, observations())
st.register_type_strategy(Programme, programmes())
st.register_type_strategy(Activity, activities())
st.register_type_strategy(Agreement, agreements())
st.register_type_strategy(Assignment, assignments())
st.register_type_strategy(Beneficiary, beneficiaries())
st.register_type_strategy(Campaign, campaigns())
st.register_type_strategy(Clause, clauses())
st.register_type_strategy(Content, contents())
st.register_type_strategy(Difficulty, difficulties())
st.register_type_strategy(Duty, duties())
st.register_type_strategy(FocalPoint, focal_points())
st.register_type_strategy(Indicator, indicators())
st.register_type_strategy(LearningTitle, learning_titles())
st.register_type_strategy(Party, parties())
st.register_type_strategy(Recipient, recipients())
st.register_type_strategy(Recognition, recognitions())
st.register_type_strategy(Responsibility, responsibilities())
st.register_type_strategy(Result, results())
st.register_type_strategy(Signature, signatures())
st.register_type_strategy(Statement, statements())
st.register_type_strategy(TierShare, tier_shares())
st.register_type_strategy(Tier, tiers())
st.register_type_strategy(Verdict, verdicts())
st.register_type_strategy(Assessment, assessments())
st.register_type_strategy(Region, regions(max_size=4).flatmap(lambda tree: st.sampled_from(tree.lives)))
