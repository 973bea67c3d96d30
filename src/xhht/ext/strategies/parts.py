"""Strategies for the parts of programmes and for what bodies report, each by itself."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xhht.coordination.activities import Activity, Measure, Result
from xhht.coordination.difficulties import Agreement, Difficulty
from xhht.ext.strategies.agreements import documents, recurrences
from xhht.ext.strategies.values import days, ids, sources, texts
from xhht.model.contents import Beneficiary, Campaign, Content, Statement, StatementKind
from xhht.model.duties import Duty, Once, WhenNeeded, Yearly
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.sources import Basis, Clause, ClauseKind
from xhht.model.targets import Indicator, TierShare
from xhht.model.tiers import Tier, Trait
from xhht.model.titles import Grade, LearningTitle
from xhht.recognition.recognitions import Recognition

_NAMES = texts().map(lambda text: text.vi)


def parties() -> st.SearchStrategy[Party]:
    """Bodies that sign a programme."""
    return st.builds(Party, ids(), texts(), short_name=texts(), members=texts(), source=sources())


def focal_points() -> st.SearchStrategy[FocalPoint]:
    """Offices that organise the work of a body."""
    return st.builds(FocalPoint, ids(), texts(), source=sources())


def signatures() -> st.SearchStrategy[Signature]:
    """Signatures for a body."""
    return st.builds(Signature, ids(), _NAMES, texts(), source=sources())


def recipients() -> st.SearchStrategy[Recipient]:
    """Authorities to which a text was sent."""
    return st.builds(Recipient, texts(), source=sources())


def assignments() -> st.SearchStrategy[Assignment]:
    """Bodies with their roles."""
    return st.builds(Assignment, ids(), st.sampled_from(Role))


def _assigned() -> st.SearchStrategy[tuple[Assignment, ...]]:
    return st.lists(assignments(), min_size=1, max_size=2, unique_by=lambda one: one.party).map(tuple)


def responsibilities() -> st.SearchStrategy[Responsibility]:
    """Standing tasks of one body or two."""
    return st.builds(Responsibility, ids(), texts(), assignments=_assigned(), source=sources())


def duties() -> st.SearchStrategy[Duty]:
    """Dated, recurring and occasional obligations."""
    return st.builds(Duty, ids(), texts(), assignments=_assigned(), recurrence=recurrences(), source=sources())


def statements() -> st.SearchStrategy[Statement]:
    """Purposes, principles and general goals."""
    return st.builds(Statement, ids(), texts(), kind=st.sampled_from(StatementKind), source=sources())


def contents() -> st.SearchStrategy[Content]:
    """Contents of coordination."""
    return st.builds(Content, ids(), texts(), text=texts(), source=sources())


def campaigns() -> st.SearchStrategy[Campaign]:
    """Movements and campaigns, some of one body."""
    return st.builds(Campaign, ids(), texts(), party=st.none() | ids(), source=sources())


def beneficiaries() -> st.SearchStrategy[Beneficiary]:
    """People whom a task is for."""
    return st.builds(Beneficiary, ids(), texts())


def learning_titles() -> st.SearchStrategy[LearningTitle]:
    """Titles and who can hold them."""
    return st.builds(LearningTitle, ids(), texts(), holders=texts(), indicator=ids(), source=sources())


def tiers() -> st.SearchStrategy[Tier]:
    """Areas with thresholds of their own."""
    traits = st.frozensets(st.sampled_from(Trait), min_size=1, max_size=2)
    return st.builds(Tier, ids(), texts(), test=texts(), traits=traits, source=sources())


def tier_shares() -> st.SearchStrategy[TierShare]:
    """Shares asked of a tier."""
    return st.builds(TierShare, ids(), st.integers(0, 100).map(lambda n: Fraction(n, 100)))


def indicators() -> st.SearchStrategy[Indicator]:
    """What is measured."""
    return st.builds(
        Indicator, ids(), texts(), numerator=texts(), denominator=texts(), title=st.none() | ids(), source=sources()
    )


def clauses() -> st.SearchStrategy[Clause]:
    """Numbered places of a text, measured or not."""
    return st.builds(
        Clause, sources(), kind=st.sampled_from(ClauseKind), gist=texts(), not_measured=st.none() | texts()
    )


def results() -> st.SearchStrategy[Result]:
    """Counted results of an activity."""
    return st.builds(Result, st.sampled_from(Measure), st.integers(0, 10_000))


def activities() -> st.SearchStrategy[Activity]:
    """What bodies did for a responsibility."""
    counted = st.lists(results(), max_size=2, unique_by=lambda one: one.measure)
    return st.builds(Activity, responsibility=ids(), party=ids(), on=days(), results=counted)


def agreements() -> st.SearchStrategy[Agreement]:
    """Agreements of a body to a difficulty's solution."""
    return st.builds(Agreement, ids(), days())


def difficulties() -> st.SearchStrategy[Difficulty]:
    """Difficulties on which nobody has agreed yet."""
    concerned = st.lists(ids(), min_size=1, max_size=2, unique=True)
    return st.builds(Difficulty, id=ids(), about=_NAMES, raised_by=ids(), concerns=concerned, on=days())


def recognitions() -> st.SearchStrategy[Recognition]:
    """Decisions that confer a title, with no end."""
    return st.builds(Recognition, ids(), ids(), ids(), decided_on=days(), decided_by=_NAMES)


def bases() -> st.SearchStrategy[Basis]:
    """Documents that a text rests on, printed as they are called or with a slip that is corrected."""
    slips = st.builds(
        lambda document, source: Basis(
            document, printed=f"{document.number}-sai", source=source, correction=document.name
        ),
        documents(),
        sources(),
    )
    plain = st.builds(
        lambda document, source: Basis(document, printed=document.number, source=source), documents(), sources()
    )
    return plain | slips


def once() -> st.SearchStrategy[Once]:
    """Single days, stated or by convention."""
    return st.builds(Once, days(), is_stated=st.booleans())


def yearly() -> st.SearchStrategy[Yearly]:
    """Days of every year, stated or by convention."""
    return st.builds(
        lambda day, *, is_stated: Yearly(day.month, day.day, is_stated=is_stated), days(), is_stated=st.booleans()
    )


def occasions() -> st.SearchStrategy[WhenNeeded]:
    """What is due when it is needed."""
    return st.builds(WhenNeeded, texts())


def grades() -> st.SearchStrategy[Grade]:
    """Steps of a graded result."""
    return st.builds(Grade, ids(), texts(), points_from=st.integers(0, 100))
