"""Cases: how far each holder is in a procedure, what stands open, with whom and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import (
    as_tuple,
    calendar_day,
    describe,
    each,
    expect,
    identifier,
    instance,
    is_whole,
    nfc,
    optional_day,
)
from xhht.errors import InvalidCasesError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.bounds import check_count
from xhht.model.criteria import CriteriaSet
from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.recognition.calendars import WorkingCalendar
from xhht.recognition.recognitions import Recognition
from xhht.recognition.registrations import Registration
from xhht.recognition.scoring import Score
from xhht.recognition.wording import OPEN_STEP, OVERDUE, UNTIL, filled
from xhht.texts import Language, check_language, format_day
from xhht.values import Value


@attrs.frozen(repr=False, kw_only=True)
class Meeting(Value):
    """A meeting and its vote: those summoned, those present, and those in favour."""

    summoned: int
    present: int
    in_favour: int

    def __attrs_post_init__(self) -> None:
        for name in ("summoned", "present", "in_favour"):
            check_count(f"{name} of a meeting", getattr(self, name))
        if not self.in_favour <= self.present <= self.summoned:
            raise InvalidValueError(
                f"{self.in_favour} in favour of {self.present} present of {self.summoned} summoned cannot be; check "
                "them"
            )

    def has_quorum(self, step: ProcedureStep) -> bool:
        """Whether enough were present for the meeting to count."""
        return self.present > 0 and self.present >= (step.quorum or 0) * self.summoned

    def is_carried(self, step: ProcedureStep) -> bool:
        """Whether the meeting counts and enough of those present were in favour."""
        return self.has_quorum(step) and self.in_favour >= (step.majority or 0) * self.present


@attrs.frozen(repr=False)
class TakenStep(Value):
    """A step that was taken: its id, the day and, where they belong to it, the vote, the authority and the last day."""

    step: str = attrs.field(converter=identifier)
    on: date = attrs.field(converter=calendar_day)
    meeting: Meeting | None = attrs.field(default=None, validator=instance(Meeting, is_optional=True), kw_only=True)
    decided_by: str | None = attrs.field(default=None, converter=attrs.converters.optional(nfc), kw_only=True)
    ends_on: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)


@attrs.frozen(repr=False)
class Case(Value):
    """One holder's way through a procedure in one year: the steps taken, in the order of their days."""

    holder: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    year: int = attrs.field(kw_only=True)
    taken: tuple[TakenStep, ...] = attrs.field(default=(), converter=as_tuple, validator=each(TakenStep), kw_only=True)
    score: Score | None = attrs.field(default=None, validator=instance(Score, is_optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not is_whole(self.year):
            raise InvalidTypeError(f"the year of a case is a whole number, got {describe(self.year)}")
        if not MINYEAR <= self.year < MAXYEAR:
            raise InvalidValueError(f"the year of a case is one of the calendar, got {self.year}")
        object.__setattr__(self, "taken", tuple(sorted(self.taken, key=lambda taken: taken.on)))


@attrs.frozen(repr=False, kw_only=True)
class OpenStep(Value):
    """A step that stands open on a day.

    Attributes:
        case: the case.
        step: the step, which says with whom it stands open.
        as_of: the day asked.
        since: the day of the step before; None for the first.
        until: the last day by which it is to be taken; None where none is said.
    """

    case: Case = attrs.field(repr=lambda case: repr(case.holder))
    step: ProcedureStep = attrs.field(repr=lambda step: repr(step.id))
    as_of: date
    since: date | None = None
    until: date | None = None

    @property
    def is_overdue(self) -> bool:
        """Whether its last day has passed."""
        return self.until is not None and self.until < self.as_of

    def text(self, language: Language) -> str:
        """What stands open, with whom and until when, in a sentence.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        until = ""
        if self.until is not None:
            until = filled(OVERDUE if self.is_overdue else UNTIL, language, day=format_day(self.until, language))
        name, by = self.step.name.in_language(language), self.step.by.in_language(language)
        return filled(OPEN_STEP, language, name=name, by=by, until=until)


def open_steps(
    procedure: Procedure,
    cases: Iterable[Case],
    *,
    as_of: date,
    calendar: WorkingCalendar,
    criteria: CriteriaSet | None = None,
) -> tuple[OpenStep, ...]:
    """What stands open on a day, the earliest deadline first, and then what has none.

    A meeting without a quorum is to be held again; one whose vote was lost ends the case. Where the procedure has a
    renewal and the title an end, the renewal stands open from the decision to that end. Steps taken after the day are
    not seen.

    Args:
        procedure: the procedure.
        cases: the cases.
        as_of: the day.
        calendar: the working days, up to the last deadline.
        criteria: the criteria that say how long a decision holds, where it does not say so itself.

    Raises:
        InvalidCasesError: for every step that does not follow the procedure, and every deadline that the calendar
            does not reach, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
    """
    calendar_day(as_of, "as_of")
    expect(WorkingCalendar, calendar, "the calendar")
    found: list[OpenStep] = []
    problems: list[XhhtError] = []
    for place, way in _ways(procedure, cases, criteria, as_of):
        try:
            found += _open(way, as_of, calendar)
        except InvalidValueError as problem:
            problems.append(InvalidValueError(f"cases[{place}]: {problem}"))
    if problems:
        raise InvalidCasesError(f"cases of {procedure.id!r}", problems)
    return tuple(sorted(found, key=lambda one: (one.until is None, one.until or as_of)))


def registrations_of(procedure: Procedure, cases: Iterable[Case]) -> tuple[Registration, ...]:
    """The registrations of the cases, from their first step on; one whose vote was lost ends with it.

    Raises:
        InvalidCasesError: for every step that does not follow the procedure, all together in `problems`.
    """
    return tuple(
        Registration(
            procedure.title,
            way.case.holder,
            way.case.region,
            registered_on=way.case.taken[0].on,
            assessed_on=way.assessed_on,
            score=way.case.score if way.assessed_on is not None else None,
            ends_on=way.lost_on,
        )
        for _, way in _ways(procedure, cases, None, date.max)
        if way.case.taken
    )


def recognitions_of(
    procedure: Procedure, cases: Iterable[Case], *, criteria: CriteriaSet | None = None
) -> tuple[Recognition, ...]:
    """The decisions of the cases, with their last day and their withdrawal.

    Args:
        procedure: the procedure.
        cases: the cases.
        criteria: the criteria that say how long a decision holds, where it does not say so itself.

    Raises:
        InvalidCasesError: for every step that does not follow the procedure, all together in `problems`.
    """
    return tuple(
        Recognition(
            procedure.title,
            way.case.holder,
            way.case.region,
            decided_on=way.decision.on,
            decided_by=way.decision.decided_by or procedure.way[-1].by.vi,
            ends_on=way.ends_on,
            withdrawn_on=way.withdrawn_on,
        )
        for _, way in _ways(procedure, cases, criteria, date.max)
        if way.decision is not None
    )


class _Way:
    """One case followed through its procedure up to a day: how far it came, and what was wrong."""

    def __init__(self, procedure: Procedure, case: Case, criteria: CriteriaSet | None, day: date) -> None:
        self.procedure = procedure
        self.case = case
        self.steps = procedure.way
        self.reached = 0
        self.last_on: date | None = None
        self.assessed_on: date | None = None
        self.lost_on: date | None = None
        self.decision: TakenStep | None = None
        self.ends_on: date | None = None
        self.renewed_on: date | None = None
        self.withdrawn_on: date | None = None
        self.problems: list[XhhtError] = []
        if case.score is not None and case.score.criteria.title != procedure.title:
            self.problems.append(
                InvalidValueError(f"its score is of {case.score.criteria.title!r}, not of {procedure.title!r}")
            )
        for taken in case.taken:
            if taken.on <= day:
                self.take(taken, criteria)

    def take(self, taken: TakenStep, criteria: CriteriaSet | None) -> None:
        try:
            step = self.procedure.step(taken.step)
        except UnknownIdError as problem:
            self.problems.append(problem)
            return
        is_vote = bool(step.quorum or step.majority)
        if (taken.meeting is None) == is_vote and (is_vote or step.kind is not StepKind.MEETING):
            self.problems.append(
                InvalidValueError(f"step {step.id!r} {'needs its vote' if is_vote else 'has no vote'}")
            )
        if step.kind is not StepKind.DECISION and (taken.ends_on is not None or taken.decided_by is not None):
            self.problems.append(
                InvalidValueError(f"step {step.id!r} decides nothing; leave decided_by and ends_on out")
            )
        if taken.ends_on is not None and taken.ends_on < taken.on:
            self.problems.append(InvalidValueError(f"step {step.id!r} of {taken.on} ends before, on {taken.ends_on}"))
        if step.kind.is_after_decision:
            self.take_afterwards(step, taken)
        elif self.lost_on is not None or self.steps[self.reached : self.reached + 1] != (step,):
            self.problems.append(InvalidValueError(f"step {step.id!r} of {taken.on} {self.expected}"))
        else:
            self.advance(step, taken, criteria)

    def take_afterwards(self, step: ProcedureStep, taken: TakenStep) -> None:
        if self.decision is None or self.withdrawn_on is not None:
            self.problems.append(InvalidValueError(f"step {step.id!r} of {taken.on} needs a decision that stands"))
        elif step.kind is StepKind.WITHDRAWAL:
            self.withdrawn_on = taken.on
        else:
            self.renewed_on = taken.on

    def advance(self, step: ProcedureStep, taken: TakenStep, criteria: CriteriaSet | None) -> None:
        if taken.meeting is not None and not taken.meeting.has_quorum(step):
            return
        if taken.meeting is not None and not taken.meeting.is_carried(step):
            self.lost_on = taken.on
            return
        self.reached += 1
        self.last_on = taken.on
        if step.kind in (StepKind.SELF_ASSESSMENT, StepKind.INSPECTION):
            self.assessed_on = taken.on
        if step.kind is StepKind.DECISION:
            self.decision = taken
            lasting = None if criteria is None else criteria.last_day(taken.on)
            self.ends_on = lasting if taken.ends_on is None else taken.ends_on

    @property
    def expected(self) -> str:
        """What should have come instead of a step that does not follow."""
        if self.lost_on is not None:
            return f"comes after the vote of {self.lost_on} was lost; open a new case"
        if self.decision is not None:
            return f"comes after the decision of {self.decision.on}; open a new case"
        return f"comes before step {self.steps[self.reached].id!r}; give that one first"


def _ways(
    procedure: Procedure, cases: Iterable[Case], criteria: CriteriaSet | None, day: date
) -> list[tuple[int, _Way]]:
    """Every case followed up to a day; steps later than it are checked as well."""
    expect(Procedure, procedure, "the procedure")
    if criteria is not None:
        expect(CriteriaSet, criteria, "the criteria")
    problems: list[XhhtError] = []
    ways = []
    given: tuple[Any, ...] = as_tuple(cases)
    for place, case in enumerate(given):
        if not isinstance(case, Case):
            problems.append(InvalidTypeError(f"cases[{place}] is a Case, got {describe(case)}"))
            continue
        whole = _Way(procedure, case, criteria, date.max)
        problems += [InvalidValueError(f"cases[{place}] of {case.holder!r}: {problem}") for problem in whole.problems]
        ways.append((place, whole if day == date.max else _Way(procedure, case, criteria, day)))
    if problems:
        raise InvalidCasesError(f"cases of {procedure.id!r}", problems)
    return ways


def _open(way: _Way, as_of: date, calendar: WorkingCalendar) -> Iterator[OpenStep]:
    if way.lost_on is not None or way.withdrawn_on is not None:
        return
    if way.decision is None:
        step = way.steps[way.reached]
        yield OpenStep(
            case=way.case,
            step=step,
            as_of=as_of,
            since=way.last_on,
            until=_until(step, way.case.year, way.last_on, calendar),
        )
    elif way.ends_on is not None and way.renewed_on is None:
        for step in way.procedure.steps:
            if step.kind is StepKind.RENEWAL:
                yield OpenStep(case=way.case, step=step, as_of=as_of, since=way.decision.on, until=way.ends_on)


def _until(step: ProcedureStep, year: int, last_on: date | None, calendar: WorkingCalendar) -> date | None:
    if step.latest is not None:
        return date(year + 1, step.latest.month, 1) + relativedelta(day=step.latest.day)
    if step.working_days is None or last_on is None:
        return None
    return calendar.after(last_on, step.working_days)
