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

from xhht.bounds import Bounds
from xhht.ext.strategies.agreements import documents, programmes, recurrences
from xhht.ext.strategies.quantities import any_shares, bounded_shares, bounds, printed_shares, shares
from xhht.ext.strategies.rules import TIERS, growth_rules, level_rules
from xhht.ext.strategies.trees import observations, regions, reports
from xhht.ext.strategies.values import days, ids, sources, texts
from xhht.observations import Observation
from xhht.printed import PrintedShare
from xhht.programme import Programme
from xhht.quantities import BoundedShare, Share
from xhht.regions import Regions
from xhht.sources import Document, Source
from xhht.targets import GrowthRule, LevelRule
from xhht.texts import Text

__all__ = [
    "TIERS",
    "any_shares",
    "bounded_shares",
    "bounds",
    "days",
    "documents",
    "growth_rules",
    "ids",
    "level_rules",
    "observations",
    "printed_shares",
    "programmes",
    "recurrences",
    "regions",
    "reports",
    "shares",
    "sources",
    "texts",
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
