"""Criteria: what a title is scored by, as one document and version of it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import (
    as_tuple,
    calendar_day,
    describe,
    each,
    fraction,
    identifier,
    instance,
    is_whole,
    optional_day,
    texts,
)
from xhht.errors import InvalidCriteriaError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.model.sources import Document
from xhht.model.titles import Grade, exact_points, shown_points
from xhht.pictures import digits
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False, eq=False)
class Criterion(Value):
    """Something that is scored: at most `points`, and never below `floor` where the title is earned.

    >>> Criterion("reading", Text("Đọc và cập nhật kiến thức", "Reads and keeps up"), points=10, floor=5).points
    Fraction(10, 1)

    Raises:
        InvalidTypeError: if the points are no exact numbers.
        InvalidValueError: if there are none to give, or the floor is above them.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    points: Fraction = attrs.field(converter=exact_points, repr=shown_points, kw_only=True)
    floor: Fraction = attrs.field(default=Fraction(0), converter=exact_points, repr=shown_points, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.points == 0:
            raise InvalidValueError(f"criterion {self.id!r} has no points to give; state its most")
        if self.floor > self.points:
            raise InvalidValueError(
                f"criterion {self.id!r} has a floor of {digits(self.floor)}, above its {digits(self.points)} points; "
                "correct one"
            )


def _least_share(value: int | Fraction | None) -> Fraction | None:
    if value is None:
        return None
    share = fraction(value)
    if not 0 < share <= 1:
        raise InvalidValueError(f"a precondition asks for a share above 0 and up to 1, got {digits(share)}")
    return share


@attrs.frozen(repr=False, eq=False)
class Precondition(Value):
    """What must hold whatever the points: yes or no, or a share of at least `at_least`.

    >>> Precondition("fund", Text("Có Quỹ khuyến học", "Has a fund")).at_least is None
    True
    """

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    at_least: Fraction | None = attrs.field(default=None, converter=_least_share, kw_only=True)


@attrs.frozen(repr=False, eq=False)
class CriteriaSet(Value):
    """The criteria of one title in one version of one document.

    Attributes:
        id: the id of the set.
        name: what the document calls it.
        title: the id of the learning title.
        document: the document that issued it, with its number and day.
        criteria: what is scored.
        preconditions: what must hold whatever the points.
        pass_mark: the points from which the title is earned; None where grades, or all criteria, decide, or where
            nobody knows it and the caller must say it.
        grades: the grades, the highest first.
        all_required: whether every criterion must have all of its points.
        is_complete: whether everything that the document asks stands here. What could not be read may be missed, so
            that nobody is sure of the title.
        validity_months: how long a result holds; None where it has no end or nobody knows it.
        valid_from: the first day on which the set is in force.
        valid_to: the last one.
        decided_by: who confers the title.
        version: which of several printed versions it is.
        references: the addresses where it was read.
        note: what could not be read, and what follows from what was.

    Raises:
        InvalidCriteriaError: if its parts contradict each other; `problems` has them all.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    title: str = attrs.field(converter=identifier, kw_only=True)
    document: Document = attrs.field(validator=instance(Document), kw_only=True)
    criteria: tuple[Criterion, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Criterion), kw_only=True
    )
    preconditions: tuple[Precondition, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Precondition), kw_only=True
    )
    pass_mark: Fraction | None = attrs.field(
        default=None, converter=attrs.converters.optional(exact_points), repr=shown_points, kw_only=True
    )
    grades: tuple[Grade, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Grade), kw_only=True)
    all_required: bool = attrs.field(default=False, validator=instance(bool), kw_only=True)
    is_complete: bool = attrs.field(default=True, validator=instance(bool), kw_only=True)
    validity_months: int | None = attrs.field(default=None, kw_only=True)
    valid_from: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    valid_to: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    decided_by: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)
    version: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)
    references: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    note: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "grades", tuple(sorted(self.grades, key=lambda g: g.points_from, reverse=True)))
        problems = list(_problems(self))
        if problems:
            raise InvalidCriteriaError(f"criteria {self.id!r}", problems)

    @property
    def most_points(self) -> Fraction:
        """The points of all criteria that stand here."""
        return sum((criterion.points for criterion in self.criteria), Fraction(0))

    @property
    def has_own_mark(self) -> bool:
        """Whether the set itself says what is enough, so that the caller need not."""
        return self.pass_mark is not None or bool(self.grades) or self.all_required

    def floor_of(self, criterion: Criterion) -> Fraction:
        """What a criterion must reach: its floor, or all of its points where all are required."""
        return criterion.points if self.all_required else criterion.floor

    def is_in_force(self, day: date) -> bool:
        """Whether the set is in force on a day, both of its own days included.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day)
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def last_day(self, decided_on: date) -> date | None:
        """The last day of a result that was decided on a day: the same day of the month, when its time is over.

        The last day of a shorter month stands for a day that it does not have. None where the set says no time.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            InvalidValueError: if the last day lies beyond the calendar.
        """
        calendar_day(decided_on, "decided_on")
        if self.validity_months is None:
            return None
        try:
            return decided_on + relativedelta(months=self.validity_months)
        except (ValueError, OverflowError):
            raise InvalidValueError(
                f"{self.validity_months} months after {decided_on} lie beyond the calendar; check the day"
            ) from None


def _problems(criteria: CriteriaSet) -> Iterator[XhhtError]:
    yield from _twice("criteria", (c.id for c in criteria.criteria))
    yield from _twice("preconditions", (p.id for p in criteria.preconditions))
    yield from _twice("grades", (g.id for g in criteria.grades))
    yield from _twice("points of grades", (g.points_from for g in criteria.grades))
    if criteria.all_required and (criteria.pass_mark is not None or criteria.grades):
        yield InvalidValueError("where all is required, no points decide; leave out the pass mark and the grades")
    if criteria.all_required and criteria.is_complete and not (criteria.criteria or criteria.preconditions):
        yield InvalidValueError("all is required, but nothing is asked; give what is, or say that it is not complete")
    if criteria.is_complete:
        yield from _beyond(criteria)
    if criteria.pass_mark is not None and criteria.grades and criteria.grades[-1].points_from < criteria.pass_mark:
        yield InvalidValueError(
            f"grade {criteria.grades[-1].id!r} begins at {criteria.grades[-1].points_from}, below the pass mark of "
            f"{criteria.pass_mark}; correct one"
        )
    months = criteria.validity_months
    if months is not None and not is_whole(months):
        yield InvalidTypeError(f"validity_months is a whole number, got {describe(months)}")
    elif months is not None and months < 1:
        yield InvalidValueError(
            f"validity_months is 1 or more, got {digits(months)}; leave it out where there is no end"
        )
    if criteria.valid_from is not None and criteria.valid_to is not None and criteria.valid_to < criteria.valid_from:
        yield InvalidValueError(
            f"it is in force from {criteria.valid_from} to {criteria.valid_to}, which runs backwards; exchange the days"
        )


def _beyond(criteria: CriteriaSet) -> Iterator[XhhtError]:
    """Marks that nobody can reach, where all criteria are known."""
    most = criteria.most_points
    marks = [("the pass mark", criteria.pass_mark)]
    marks += [(f"grade {grade.id!r}", grade.points_from) for grade in criteria.grades]
    for what, mark in marks:
        if mark is not None and mark > most:
            yield InvalidValueError(
                f"{what} is {digits(mark)}, but all criteria have {digits(most)} points together; correct one"
            )


def _twice(what: str, values: Iterable[str | Fraction]) -> Iterator[XhhtError]:
    seen: set[str | Fraction] = set()
    for value in values:
        if value in seen:
            named = repr(value) if isinstance(value, str) else value
            yield InvalidValueError(f"{named} stands twice in its {what}; keep one")
        seen.add(value)
