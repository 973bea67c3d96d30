"""Yearly reviews: what each body reported, what is late or missing, and the tasks of the next year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import TypeAlias

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, describe, expect, pair
from xhht.coordination.activities import Activity, Measure, misfits, totals
from xhht.coordination.assignments import part_of
from xhht.coordination.schedule import first_whole_year
from xhht.errors import InvalidActivitiesError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.shares import Share
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.sources import Source
from xhht.pictures import digits
from xhht.texts import Language, Text
from xhht.values import Value


class ReviewStatus(Choice):
    """Where a body stands with a responsibility in a year."""

    REPORTED = "reported"
    LATE = "late"
    MISSING = "missing"
    NOT_USED = "not_used"
    NOT_ASKED = "not_asked"

    def text(self, language: Language) -> str:
        """The status in words.

        >>> ReviewStatus.MISSING.text("en")
        'missing'
        """
        return _STATUSES[self].in_language(language)


_Done: TypeAlias = dict[tuple[int, str], dict[str, list[Activity]]]
_STATUSES = {
    ReviewStatus.REPORTED: Text("đã báo cáo", "reported"),
    ReviewStatus.LATE: Text("báo cáo chậm", "late"),
    ReviewStatus.MISSING: Text("chưa báo cáo", "missing"),
    ReviewStatus.NOT_USED: Text("không thực hiện quyền", "right not used"),
    ReviewStatus.NOT_ASKED: Text("chưa yêu cầu báo cáo", "not asked yet"),
}


@attrs.frozen(repr=False)
class ReviewLine(Value):
    """One body's part in one responsibility, and what it reported for the year.

    `is_asked` is False for a right, and in a first year that is not whole.
    """

    responsibility: Responsibility
    party: str
    role: Role = attrs.field(kw_only=True)
    is_asked: bool = attrs.field(kw_only=True)
    activities: tuple[Activity, ...] = attrs.field(kw_only=True)
    status: ReviewStatus = attrs.field(kw_only=True)

    @property
    def is_reported(self) -> bool:
        """Whether anything was reported, in time or late."""
        return bool(self.activities)

    @property
    def is_late(self) -> bool:
        """Whether everything that was reported came after the day for reports."""
        return self.status is ReviewStatus.LATE


@attrs.frozen(repr=False)
class Task(Value):
    """What a body still has to do: a responsibility that it did not report on, set for the next year.

    `role` is its role, `led_by` has the ids of the bodies that lead the responsibility or carry it out; `who` names
    the body with those it works with, `what` says its part, and `source` is the clause.
    """

    responsibility: str
    party: str
    year: int
    role: Role = attrs.field(kw_only=True)
    led_by: tuple[str, ...] = attrs.field(kw_only=True)
    who: Text = attrs.field(kw_only=True, repr=False)
    what: Text = attrs.field(kw_only=True, repr=False)
    source: Source = attrs.field(kw_only=True, repr=False)

    def text(self, language: Language) -> str:
        """The task in words: whose it is, with whom, and what.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        return f"{self.who.in_language(language)}: {self.what.in_language(language)}"


@attrs.frozen(repr=False)
class Review(Value):
    """The review of a year: a line for each part that each body has in each responsibility.

    ``review["veterans_join_work", "veterans"]`` looks a line up. `next_tasks` has what was not reported, as
    tasks of the next year: rights that a body may use are none, nor is what an amendment has ended by then. A first
    year that is not whole asks nothing: what was reported is shown.
    """

    programme: Programme = attrs.field(repr=attrgetter("id"))
    year: int
    lines: tuple[ReviewLine, ...]
    next_tasks: tuple[Task, ...] = attrs.field(kw_only=True)
    _index: Mapping[tuple[str, str], ReviewLine] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", {(line.responsibility.id, line.party): line for line in self.lines})

    def __getitem__(self, key: tuple[str, str]) -> ReviewLine:
        """The line of a responsibility and a body, by their two ids.

        Raises:
            InvalidTypeError: if the key is not a pair of ids.
            UnknownIdError: if the responsibility is unknown, or the body has no part in it.
        """
        responsibility, party = pair(key, "a responsibility's and a party's id")
        found = self._index.get((responsibility, party))
        if found is not None:
            return found
        tasks = tuple(dict.fromkeys(known for known, _ in self._index))
        if responsibility not in tasks:
            raise UnknownIdError("responsibility", responsibility, tasks, f"the review of {self.year}")
        parties = [known for task, known in self._index if task == responsibility]
        raise UnknownIdError("party", party, parties, f"the review of {responsibility!r}")

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All activities of the year, line by line."""
        return tuple(activity for line in self.lines for activity in line.activities)

    @property
    def silent_parties(self) -> tuple[str, ...]:
        """The ids of the bodies that had something to report, and reported nothing at all."""
        return silent_parties(self.lines, [party.id for party in self.programme.parties])

    def coverage_by_party(self) -> dict[str, Share]:
        """For each body, how many of the responsibilities that it must report on it reported."""
        parties = [party.id for party in self.programme.parties]
        return self._coverage([*parties, *(line.party for line in self.lines)], lambda line: [line.party])

    def coverage_by_content(self) -> dict[str, Share]:
        """For each content, how many of the parts that must be reported were reported."""
        return self._coverage(
            [content.id for content in self.programme.contents], lambda line: line.responsibility.contents
        )

    def totals_by_party(self) -> dict[tuple[str, Measure], int]:
        """The exact sums of counted results by body and measure."""
        return totals(self.activities, lambda activity: [activity.party])

    def totals_by_content(self) -> dict[tuple[str, Measure], int]:
        """The exact sums by content and measure; what serves two contents counts under both."""
        contents = {line.responsibility.id: line.responsibility.contents for line in self.lines}
        return totals(self.activities, lambda activity: contents[activity.responsibility])

    def _coverage(self, names: Iterable[str], key: Callable[[ReviewLine], Iterable[str]]) -> dict[str, Share]:
        asked: dict[str, int] = dict.fromkeys(names, 0)
        reported = dict(asked)
        for line in self.lines:
            if line.is_asked:
                for name in key(line):
                    asked[name] += 1
                    reported[name] += line.is_reported
        return {name: Share(reported[name], asked[name]) for name in asked}


def silent_parties(lines: Iterable[ReviewLine], parties: Iterable[str]) -> tuple[str, ...]:
    """The ids of the bodies that had something to report on these lines, and reported nothing at all.

    Args:
        lines: of one review or several.
        parties: the ids that come first, in this order.
    """
    listed = tuple(lines)
    asked = {line.party for line in listed if line.is_asked}
    heard = {line.party for line in listed if line.is_reported}
    order = dict.fromkeys([*parties, *(line.party for line in listed)])
    return tuple(party for party in order if party in asked and party not in heard)


def review(programme: Programme, activities: Iterable[Activity], *, year: int, report_by: date | None = None) -> Review:
    """Review one year: every body, every responsibility as the text stands at the year's end.

    Args:
        programme: what was agreed.
        activities: what was reported, of any year; those of other years are left aside.
        year: the year reviewed.
        report_by: the last day for reports in time; by convention 31 December, since the text names none.

    Raises:
        InvalidActivitiesError: for every activity by a body that has no part in it, of an unknown
            responsibility or outside the programme's life, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the programme is not in force in that year.
    """
    _check_year(expect(Programme, programme, "a programme"), year)
    (found,) = review_years(
        programme, activities, years=(year,), report_by=None if report_by is None else {year: report_by}
    )
    return found


def review_years(
    programme: Programme,
    activities: Iterable[Activity],
    *,
    years: Iterable[int],
    report_by: Mapping[int, date] | None = None,
) -> tuple[Review, ...]:
    """Review several years, each as `review` does.

    Args:
        programme: what was agreed.
        activities: what was reported.
        years: the years reviewed, such as ``range(2017, 2021)``.
        report_by: by year, the last day for reports in time; by convention 31 December.

    Raises:
        InvalidActivitiesError: as in `review`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the programme is not in force in a year.
    """
    expect(Programme, programme, "a programme")
    listed = as_tuple(activities)
    asked = as_tuple(years)
    for year in asked:
        _check_year(programme, year)
    problems: list[XhhtError] = list(misfits(programme, listed))
    if problems:
        raise InvalidActivitiesError(f"activities of {programme.id!r}", problems)
    done: _Done = defaultdict(lambda: defaultdict(list))
    for activity in listed:
        done[activity.on.year, activity.responsibility][activity.party].append(activity)
    days: Mapping[int, date] = {} if report_by is None else report_by
    if not isinstance(days, Mapping):
        raise InvalidTypeError(f"report_by maps years to days, got {describe(days)}")
    return tuple(
        _reviewed(programme, year, done, calendar_day(days.get(year, date(year, 12, 31)), "report_by"))
        for year in asked
    )


def _check_year(programme: Programme, year: object) -> None:
    if isinstance(year, bool) or not isinstance(year, int):
        raise InvalidTypeError(f"a year is a whole number, got {describe(year)}")
    if not programme.starts_on.year <= year <= programme.ends_on.year:
        raise InvalidValueError(
            f"programme {programme.id!r} is in force from {programme.starts_on} to {programme.ends_on}, "
            f"not in {digits(year)}; review a year of its life"
        )


def _reviewed(programme: Programme, year: int, done: _Done, report_by: date) -> Review:
    text = programme.as_of(min(date(year, 12, 31), programme.ends_on))
    standing = {responsibility.id: responsibility.assignments for responsibility in text.responsibilities}
    lines = []
    for responsibility in (*text.responsibilities, *_ended(programme, text, year, done)):
        reports = done.get((year, responsibility.id), {})
        for party, role in _roles(programme, responsibility.id, standing.get(responsibility.id, ()), reports).items():
            activities = tuple(sorted(reports.get(party, ()), key=lambda activity: activity.on))
            is_asked = role is not Role.MAY and year >= first_whole_year(programme)
            status = _status(role, activities, report_by, is_asked=is_asked)
            lines.append(
                ReviewLine(responsibility, party, role=role, is_asked=is_asked, activities=activities, status=status)
            )
    next_text = programme.as_of(date(year + 1, 1, 1))
    following = {r.id: r for r in next_text.responsibilities}
    tasks = tuple(
        _task(next_text, following[line.responsibility.id], line.party, year + 1)
        for line in lines
        if line.status is ReviewStatus.MISSING
        and line.responsibility.id in following
        and following[line.responsibility.id].is_answered_by(line.party)
    )
    return Review(text, year, tuple(lines), next_tasks=tasks)


def _task(text: Programme, responsibility: Responsibility, party: str, year: int) -> Task:
    (role,) = (a.role for a in responsibility.assignments if a.party == party)
    who, what = part_of(text, responsibility, party)
    leading, source = responsibility.led_by, responsibility.source
    return Task(responsibility.id, party, year, role=role, led_by=leading, who=who, what=what, source=source)


def _ended(programme: Programme, text: Programme, year: int, done: _Done) -> list[Responsibility]:
    """Responsibilities that an amendment has taken out by the year's end, after something was reported on them."""
    standing = {responsibility.id for responsibility in text.responsibilities}
    begun = {r.id: r for revision in programme.revisions() for r in revision.responsibilities}
    return [r for r in begun.values() if r.id not in standing and (year, r.id) in done]


def _roles(
    programme: Programme, task: str, standing: Iterable[Assignment], reports: Mapping[str, list[Activity]]
) -> dict[str, Role]:
    """The roles at the year's end, and those of bodies that reported on the task and have left it by then."""
    roles = {assignment.party: assignment.role for assignment in standing}
    for party in sorted(party for party in reports if party not in roles):
        last = max(activity.on for activity in reports[party])
        then = programme.as_of(last).responsibility(task).assignments
        roles |= {assignment.party: assignment.role for assignment in then if assignment.party == party}
    return roles


def _status(role: Role, activities: tuple[Activity, ...], report_by: date, *, is_asked: bool) -> ReviewStatus:
    if not activities:
        unasked = ReviewStatus.NOT_USED if role is Role.MAY else ReviewStatus.NOT_ASKED
        return ReviewStatus.MISSING if is_asked else unasked
    is_in_time = any(a.reported_on is None or a.reported_on <= report_by for a in activities)
    return ReviewStatus.REPORTED if is_in_time else ReviewStatus.LATE
