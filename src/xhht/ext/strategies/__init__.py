"""Hypothesis strategies for everything that the library judges, valid by construction.

Names are plural, arguments keyword-only. Importing it also tells Hypothesis how to build every public
type, so that ``st.builds`` and ``st.from_type`` find them.

>>> from hypothesis import given
>>> @given(share=shares(), rule=level_targets())
... def test_something(share, rule): ...
"""

from xhht.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401  # Asked for here, so that one message says what is missing.
except ImportError as _missing:
    raise MissingExtraError("xhht.ext.strategies needs Hypothesis", "strategies") from _missing

from importlib import import_module

from xhht.ext.strategies.agreements import *
from xhht.ext.strategies.coordination import *
from xhht.ext.strategies.futures import *
from xhht.ext.strategies.judgements import *
from xhht.ext.strategies.parts import *
from xhht.ext.strategies.planning import *
from xhht.ext.strategies.quantities import *
from xhht.ext.strategies.revisions import *
from xhht.ext.strategies.suppositions import *
from xhht.ext.strategies.targets import *
from xhht.ext.strategies.titles import *
from xhht.ext.strategies.trees import *
from xhht.ext.strategies.values import *

_MODULES = (
    *("agreements", "coordination", "futures", "judgements", "parts", "planning", "quantities", "revisions"),
    *("suppositions", "targets", "titles", "trees", "values"),
)


def __getattr__(name: str) -> list[str]:
    if name == "__all__":
        return sorted(public for module in _MODULES for public in import_module(f"{__name__}.{module}").__all__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
