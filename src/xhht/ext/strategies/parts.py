"""Strategies for the parts of programmes and for what bodies report, each by itself."""

from __future__ import annotations

from hypothesis import strategies as st

from xhht.coordination.activities import Activity, Result
from xhht.coordination.difficulties import Agreement, Difficulty, Shortcoming
from xhht.ext.strategies.agreements import documents, recurrences
from xhht.ext.strategies.values import Strategy, builds, days, ids, sources, texts, values_of
from xhht.model.contents import Beneficiary, Campaign, Content, Statement
from xhht.model.duties import Convention, Duty, Once, WhenNeeded, Yearly
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.responsibilities import Assignment, Responsibility
from xhht.model.sources import Basis, Clause
from xhht.model.territories import Territory
from xhht.model.tiers import Tier
from xhht.model.titles import LearningTitle
from xhht.recognition.recognitions import Recognition

__all__ = ["activities", "agreements", "assignments", "bases", "beneficiaries", "campaigns", "clauses", "contents"]
__all__ += ["conventions", "shortcomings"]
__all__ += ["difficulties", "duties", "focal_points", "learning_titles", "occasions", "once", "parties"]
__all__ += [
    "recipients",
    "recognitions",
    "responsibilities",
    "results",
    "signatures",
    "statements",
    "territories",
    "tiers",
]
__all__ += ["yearly"]

_STATED = st.booleans()

parties: Strategy[Party] = values_of(Party)
focal_points: Strategy[FocalPoint] = values_of(FocalPoint)
signatures: Strategy[Signature] = values_of(Signature)
recipients: Strategy[Recipient] = values_of(Recipient)
assignments: Strategy[Assignment] = values_of(Assignment)
_ASSIGNED = st.lists(assignments(), min_size=1, max_size=2, unique_by=lambda one: one.party).map(tuple)
responsibilities: Strategy[Responsibility] = values_of(Responsibility, assignments=_ASSIGNED)
once: Strategy[Once] = values_of(Once, is_stated=_STATED)
occasions: Strategy[WhenNeeded] = values_of(WhenNeeded)
duties: Strategy[Duty] = values_of(Duty, assignments=_ASSIGNED, recurrence=recurrences())
statements: Strategy[Statement] = values_of(Statement)
contents: Strategy[Content] = values_of(Content, assignments=_ASSIGNED)
conventions: Strategy[Convention] = values_of(Convention, recurrence=recurrences())
campaigns: Strategy[Campaign] = values_of(Campaign, party=st.none() | ids())
beneficiaries: Strategy[Beneficiary] = values_of(Beneficiary)
learning_titles: Strategy[LearningTitle] = values_of(LearningTitle)
tiers: Strategy[Tier] = values_of(Tier, traits=st.frozensets(ids(), max_size=2))
territories: Strategy[Territory] = values_of(Territory)
clauses: Strategy[Clause] = values_of(Clause, not_measured=st.none() | texts())
results: Strategy[Result] = values_of(Result, count=st.integers(0, 10_000))
activities: Strategy[Activity] = values_of(
    Activity, results=st.lists(results(), max_size=2, unique_by=lambda one: one.measure)
)
agreements: Strategy[Agreement] = values_of(Agreement)
difficulties: Strategy[Difficulty] = values_of(
    Difficulty, concerns=st.lists(ids(), min_size=1, max_size=2, unique=True)
)
recognitions: Strategy[Recognition] = values_of(Recognition)
shortcomings: Strategy[Shortcoming] = values_of(
    Shortcoming, causes=st.lists(texts().map(lambda text: text.vi), max_size=2)
)


@builds(Basis)
@st.composite
def bases(draw: st.DrawFn) -> Basis:
    """Documents that a text rests on, printed as they are called or with a slip that is corrected."""
    document, source = draw(documents()), draw(sources())
    if draw(st.booleans()):
        return Basis(document, printed=document.number, source=source)
    return Basis(document, printed=f"{document.number}-sai", source=source, correction=document.name)


@builds(Yearly)
def yearly() -> st.SearchStrategy[Yearly]:
    """Days of every year, stated or by convention."""
    return st.builds(lambda day, is_stated: Yearly(day.month, day.day, is_stated=is_stated), days(), _STATED)
