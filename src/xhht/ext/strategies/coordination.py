"""Strategies for coordination: who does what, what was reviewed, reported, titled and rolled up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from xhht.coordination.activities import Activity
from xhht.coordination.assignments import Gap, Matrix, matrix
from xhht.coordination.difficulties import Difficulty, OpenDifficulty
from xhht.coordination.reports import Report, ReportKind, report
from xhht.coordination.reviews import Review, ReviewLine, ReviewStatus, Task, review
from xhht.coordination.schedule import DueDate
from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.parts import (
    activities,
    difficulties,
    focal_points,
    recognitions,
    responsibilities,
)
from xhht.ext.strategies.trees import regions
from xhht.ext.strategies.values import Strategy, builds, days, ids, values_of
from xhht.model.programme import Programme
from xhht.model.responsibilities import Role
from xhht.recognition.commendations import (
    HIGHEST_SHARE,
    Candidate,
    CommendationRule,
    Ranking,
    first_recognised_since,
    held_at_least,
)
from xhht.recognition.recognitions import Recognition, Registry
from xhht.recognition.registrations import Registration

__all__ = [
    "candidates",
    "commendation_rules",
    "due_dates",
    "gaps",
    "matrices",
    "open_difficulties",
    "rankings",
    "registries",
]
__all__ += ["reports", "review_lines", "reviews", "tasks"]


@builds(Matrix)
def matrices() -> st.SearchStrategy[Matrix]:
    """Who takes part in what, of a whole drawn programme."""
    return programmes().map(matrix)


gaps: Strategy[Gap] = values_of(Gap)
due_dates: Strategy[DueDate] = values_of(DueDate)
tasks: Strategy[Task] = values_of(Task, year=st.integers(2010, 2035))


@builds(ReviewLine)
@st.composite
def review_lines(draw: st.DrawFn) -> ReviewLine:
    """What a body reported done for a responsibility, and whether in time."""
    task, party = draw(responsibilities()), draw(ids())
    role = draw(st.sampled_from(Role))
    done = tuple(draw(st.lists(activities(), max_size=1)))
    if done:
        status = draw(st.sampled_from((ReviewStatus.REPORTED, ReviewStatus.LATE)))
    else:
        status = ReviewStatus.NOT_USED if role is Role.MAY else ReviewStatus.MISSING
    is_asked = role is not Role.MAY
    return ReviewLine(task, party, role=role, is_asked=is_asked, activities=done, status=status)


def _done(draw: st.DrawFn, programme: Programme, first: date, last: date) -> list[Activity]:
    """Some activities for the programme's own responsibilities within a time."""
    return [
        Activity(responsibility=task.id, party=party, on=draw(days(first=first, last=last)))
        for task in programme.responsibilities
        for party in task.parties
        if draw(st.booleans())
    ]


@builds(Review)
@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Reviews of a year of a drawn programme, of whose responsibilities some were reported on."""
    programme = draw(programmes())
    year = draw(st.integers(programme.starts_on.year, programme.ends_on.year))
    first, last = max(programme.starts_on, date(year, 1, 1)), min(programme.ends_on, date(year, 12, 31))
    return review(programme, _done(draw, programme, first, last), year=year)


@builds(OpenDifficulty)
@st.composite
def open_difficulties(draw: st.DrawFn) -> OpenDifficulty:
    """Difficulties on which some of the bodies concerned have not agreed yet."""
    found: Difficulty = draw(difficulties())
    offices = tuple(draw(st.lists(focal_points(), max_size=2)))
    return OpenDifficulty(found, draw(st.integers(0, 1000)), found.concerns, offices)


@builds(Report)
@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Interim, thematic and final reports on up to two years of a drawn programme.

    What regions report on one day are `day_reports`.
    """
    programme = draw(programmes())
    start = draw(days(first=programme.starts_on, last=programme.ends_on))
    end = draw(days(first=start, last=min(programme.ends_on, start + timedelta(days=400))))
    themes = tuple(content.id for content in programme.contents)
    kinds = [kind for kind in ReportKind if themes or kind is not ReportKind.THEMATIC]
    kind = draw(st.sampled_from(kinds))
    parties = [party.id for party in programme.parties]
    raised = [
        Difficulty(id="d", about="thiếu kinh phí", raised_by=parties[0], concerns=parties, on=start)
        for _ in range(draw(st.integers(0, 1)))
    ]
    return report(
        programme,
        _done(draw, programme, start, end),
        kind=kind,
        start=start,
        end=end,
        contents=themes if kind is ReportKind.THEMATIC else (),
        difficulties=raised,
    )


@builds(Registry)
@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Up to five decisions and three registrations of holders in a drawn tree, of one title or two."""
    tree = draw(regions(max_size=4))
    titles = ("title_1", "title_2")[: draw(st.integers(1, 2))]
    decided = st.builds(
        Recognition,
        st.sampled_from(titles),
        st.sampled_from(("a", "b", "c")),
        st.sampled_from(tree.ids),
        decided_on=days(),
        decided_by=st.just("UBND xã"),
    )
    given = draw(st.lists(decided, max_size=5, unique_by=lambda one: (one.title, one.holder, one.decided_on)))
    asked = st.builds(
        Registration,
        st.sampled_from(titles),
        st.sampled_from(("a", "b", "c")),
        st.sampled_from(tree.ids),
        registered_on=days(),
    )
    requests = draw(st.lists(asked, max_size=3, unique_by=lambda one: (one.title, one.holder, one.registered_on)))
    return Registry(tuple(given), tree, titles, registrations=tuple(requests))


@builds(Candidate)
def candidates() -> st.SearchStrategy[Candidate]:
    """Holders of a title since their last decision."""
    return recognitions().map(lambda decision: Candidate(decision, decision.decided_on))


@builds(CommendationRule)
def commendation_rules() -> st.SearchStrategy[CommendationRule]:
    """The library's own rules for a commendation."""
    return st.one_of(st.integers(1, 30).map(held_at_least), days().map(first_recognised_since))


@builds(Ranking)
def rankings() -> st.SearchStrategy[Ranking]:
    """The library's own ranking of regions."""
    return st.just(HIGHEST_SHARE)
