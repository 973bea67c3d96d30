"""Strategies for titles: criteria, scores, registrations, procedures and cases."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.agreements import documents
from xhht.ext.strategies.quantities import any_shares
from xhht.ext.strategies.values import Strategy, builds, days, ids, texts, values_of
from xhht.model.criteria import CriteriaSet, Criterion, Precondition
from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.model.titles import Grade
from xhht.recognition.calendars import WorkingCalendar
from xhht.recognition.cases import Case, Meeting, OpenStep, TakenStep
from xhht.recognition.registrations import Registration
from xhht.recognition.scoring import Answer, AnsweredPrecondition, Score, ScoredCriterion, score
from xhht.recognition.tallies import StageTally

__all__ = [
    "answered_preconditions",
    "cases",
    "criteria",
    "criteria_sets",
    "grades",
    "meetings",
    "open_steps",
    "preconditions",
]
__all__ += ["procedure_steps", "procedures", "registrations", "scored_criteria", "scores"]
__all__ += ["stage_tallies", "taken_steps", "working_calendars"]

_PARTS = st.sampled_from((None, Fraction(1, 2), Fraction(3, 5), Fraction(1)))

grades: Strategy[Grade] = values_of(Grade, points_from=st.integers(0, 100))
preconditions: Strategy[Precondition] = values_of(Precondition, at_least=_PARTS)


@builds(Criterion)
@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    """Something that is scored, with a floor or without one."""
    points = draw(st.integers(1, 60))
    return Criterion(draw(ids()), draw(texts()), points=points, floor=draw(st.sampled_from((0, points // 2, points))))


@builds(CriteriaSet)
@st.composite
def criteria_sets(draw: st.DrawFn) -> CriteriaSet:
    """The criteria of a title: by a mark, by grades, by all of them, or without a mark of their own."""
    scored = draw(st.lists(criteria(), min_size=1, max_size=3, unique_by=lambda one: one.id))
    most = int(sum(criterion.points for criterion in scored))
    kind = draw(st.sampled_from(("mark", "grades", "all", "none")))
    starts = draw(st.lists(st.integers(0, most), min_size=1, max_size=3, unique=True))
    return CriteriaSet(
        draw(ids()),
        draw(texts()),
        title=draw(ids()),
        document=draw(documents()),
        criteria=scored,
        preconditions=draw(st.lists(preconditions(), max_size=2, unique_by=lambda one: one.id)),
        pass_mark=draw(st.integers(0, most)) if kind == "mark" else None,
        grades=[Grade(f"grade_{at}", draw(texts()), points_from=at) for at in starts] if kind == "grades" else (),
        all_required=kind == "all",
        is_complete=draw(st.booleans()),
        validity_months=draw(st.none() | st.integers(1, 60)),
        note=draw(st.none() | texts()),
    )


@builds(ScoredCriterion)
@st.composite
def scored_criteria(draw: st.DrawFn) -> ScoredCriterion:
    """Criteria with points or without them yet."""
    criterion = draw(criteria())
    return ScoredCriterion(criterion, draw(st.none() | st.integers(0, int(criterion.points))))


@builds(AnsweredPrecondition)
@st.composite
def answered_preconditions(draw: st.DrawFn) -> AnsweredPrecondition:
    """Preconditions with an answer or without one."""
    asked = draw(preconditions())
    return AnsweredPrecondition(asked, draw(_answers(asked)))


def _answers(asked: Precondition) -> st.SearchStrategy[Answer]:
    """What can be known of a precondition."""
    known: st.SearchStrategy[Answer] = st.booleans() if asked.at_least is None else any_shares()
    return st.none() | known


@builds(Score)
@st.composite
def scores(draw: st.DrawFn) -> Score:
    """What some points and answers say, by a drawn set of criteria."""
    asked = draw(criteria_sets())
    points = {c.id: draw(st.none() | st.integers(0, int(c.points))) for c in asked.criteria}
    answers = {one.id: draw(_answers(one)) for one in asked.preconditions}
    mark = None if asked.has_own_mark else draw(st.integers(0, int(asked.most_points)))
    return score(asked, points, preconditions=answers, pass_mark=mark)


@builds(Registration)
@st.composite
def registrations(draw: st.DrawFn) -> Registration:
    """Holders who asked for a title, some of them assessed."""
    start = draw(days())
    assessed_on = draw(st.none() | st.integers(0, 300).map(lambda later: start + timedelta(days=later)))
    found = None if assessed_on is None else draw(st.none() | scores())
    title = draw(ids()) if found is None else found.criteria.title
    return Registration(title, draw(ids()), draw(ids()), registered_on=start, assessed_on=assessed_on, score=found)


stage_tallies: Strategy[StageTally] = values_of(StageTally)


@builds(Meeting)
@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Meetings and their votes."""
    summoned = draw(st.integers(0, 50))
    present = draw(st.integers(0, summoned))
    return Meeting(summoned=summoned, present=present, in_favour=draw(st.integers(0, present)))


@builds(ProcedureStep)
@st.composite
def procedure_steps(draw: st.DrawFn) -> ProcedureStep:
    """Steps of any kind; meetings may ask for a quorum and a majority."""
    kind = draw(st.sampled_from(StepKind))
    is_meeting = kind is StepKind.MEETING
    return ProcedureStep(
        draw(ids()),
        draw(texts()),
        kind=kind,
        by=draw(texts()),
        working_days=draw(st.none() | st.integers(1, 30)),
        quorum=draw(_PARTS) if is_meeting else None,
        majority=draw(_PARTS) if is_meeting else None,
    )


@builds(Procedure)
@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """Up to two steps and a decision, some with a renewal."""
    steps = draw(st.lists(procedure_steps(), max_size=2, unique_by=lambda one: one.id))
    way = [step for step in steps if step.kind is not StepKind.DECISION and not step.kind.is_after_decision]
    ends = [ProcedureStep("the-decision", draw(texts()), kind=StepKind.DECISION, by=draw(texts()))]
    if draw(st.booleans()):
        ends.append(ProcedureStep("the-renewal", draw(texts()), kind=StepKind.RENEWAL, by=draw(texts())))
    return Procedure(draw(ids()), draw(texts()), title=draw(ids()), document=draw(documents()), steps=[*way, *ends])


taken_steps: Strategy[TakenStep] = values_of(TakenStep, meeting=st.none() | meetings())
cases: Strategy[Case] = values_of(Case, year=st.integers(2010, 2035), taken=st.lists(taken_steps(), max_size=2))
open_steps: Strategy[OpenStep] = values_of(OpenStep, until=st.none() | days())


@builds(WorkingCalendar)
@st.composite
def working_calendars(draw: st.DrawFn) -> WorkingCalendar:
    """The working days of a year, some of them days off."""
    year = draw(st.integers(2010, 2035))
    first, last = date(year, 1, 1), date(year, 12, 31)
    return WorkingCalendar(first, last, days_off=draw(st.lists(days(first=first, last=last), max_size=5)))
