"""Strategies for coordination: who does what, what was reviewed, reported, titled and rolled up."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from xhht.coordination.activities import Activity
from xhht.coordination.assignments import Gap, GapKind, Matrix, matrix
from xhht.coordination.difficulties import Difficulty, OpenDifficulty
from xhht.coordination.reports import Report, ReportKind, report
from xhht.coordination.reviews import Review, ReviewLine, ReviewStatus, Task, review
from xhht.coordination.schedule import DueDate
from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.parts import (
    activities,
    difficulties,
    duties,
    focal_points,
    recognitions,
    responsibilities,
)
from xhht.ext.strategies.trees import day_reports, observations, regions
from xhht.ext.strategies.values import days, ids, texts
from xhht.figures.regions import Region
from xhht.judgement.roll_ups import Part, RollUp, roll_up
from xhht.model.programme import Programme
from xhht.model.responsibilities import Role
from xhht.recognition.commendations import (
    HIGHEST_SHARE,
    Candidate,
    Criterion,
    Ranking,
    first_recognised_since,
    held_at_least,
)
from xhht.recognition.recognitions import Recognition, Registry

_DAY = date(2020, 12, 31)
_YEARS = st.integers(2010, 2035)


def matrices() -> st.SearchStrategy[Matrix]:
    """Who takes part in what, of a whole drawn programme."""
    return programmes().map(matrix)


def gaps() -> st.SearchStrategy[Gap]:
    """What nobody leads or takes part in."""
    return st.builds(Gap, st.sampled_from(GapKind), ids(), texts())


def due_dates() -> st.SearchStrategy[DueDate]:
    """Days on which duties are due, by the text or by convention."""
    return st.builds(DueDate, days(), duties(), is_stated=st.booleans())


def tasks() -> st.SearchStrategy[Task]:
    """What a body has to do in a year."""
    return st.builds(Task, ids(), ids(), _YEARS)


@st.composite
def review_lines(draw: st.DrawFn) -> ReviewLine:
    """What a body reported done for a responsibility, and whether in time."""
    task, party = draw(responsibilities()), draw(ids())
    role = draw(st.sampled_from(Role))
    done = tuple(draw(st.lists(activities(), max_size=2)))
    if done:
        status = draw(st.sampled_from((ReviewStatus.REPORTED, ReviewStatus.LATE)))
    else:
        status = ReviewStatus.NOT_USED if role is Role.MAY else ReviewStatus.MISSING
    return ReviewLine(task, party, role=role, activities=done, status=status)


def _done(draw: st.DrawFn, programme: Programme, first: date, last: date) -> list[Activity]:
    """Some activities for the programme's own responsibilities within a time."""
    return [
        Activity(responsibility=task.id, party=party, on=draw(days(first=first, last=last)))
        for task in programme.responsibilities
        for party in task.parties
        if draw(st.booleans())
    ]


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Reviews of a year of a drawn programme, of whose responsibilities some were reported on."""
    programme = draw(programmes())
    year = draw(st.integers(programme.starts_on.year, programme.ends_on.year))
    first, last = max(programme.starts_on, date(year, 1, 1)), min(programme.ends_on, date(year, 12, 31))
    return review(programme, _done(draw, programme, first, last), year=year)


@st.composite
def open_difficulties(draw: st.DrawFn) -> OpenDifficulty:
    """Difficulties on which some of the bodies concerned have not agreed yet."""
    found: Difficulty = draw(difficulties())
    offices = tuple(draw(st.lists(focal_points(), max_size=2)))
    return OpenDifficulty(found, draw(st.integers(0, 1000)), found.concerns, offices)


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


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Up to five decisions on holders in a drawn tree, of one title or two."""
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
    return Registry(tuple(given), tree, titles)


def candidates() -> st.SearchStrategy[Candidate]:
    """Holders of a title since their last decision."""
    return recognitions().map(lambda decision: Candidate(decision, decision.decided_on))


def criteria() -> st.SearchStrategy[Criterion]:
    """The library's own criteria for a commendation."""
    return st.one_of(st.integers(1, 30).map(held_at_least), days().map(first_recognised_since))


def rankings() -> st.SearchStrategy[Ranking]:
    """The library's own ranking of regions."""
    return st.just(HIGHEST_SHARE)


def region_lives() -> st.SearchStrategy[Region]:
    """One life of a region, out of a small tree."""
    return regions(max_size=4).flatmap(lambda tree: st.sampled_from(tree.lives))


@st.composite
def roll_ups(draw: st.DrawFn) -> RollUp:
    """The sum of a drawn tree's reports, some of which are missing."""
    tree = draw(regions(max_size=5))
    return roll_up("indicator", draw(day_reports(regions=tree, on=_DAY)), regions=tree, into="p", as_of=_DAY)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """One region in a roll-up: counted, or missing with a known or an unknown size."""
    region = draw(region_lives())
    size = draw(st.none() | st.integers(0, 1000))
    least = draw(st.integers(0, size or 0))
    most = draw(st.integers(least, size or 0))
    seen = draw(st.none() | observations())
    return Part(region, least=least, most=most, denominator=size, observation=seen)
