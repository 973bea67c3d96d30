"""Procedures: the steps by which a title is asked for, judged, conferred, renewed and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from xhht.checks import Choice, as_tuple, describe, each, fraction, identifier, instance, is_whole, optional_day, texts
from xhht.errors import InvalidProcedureError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.model.duties import Yearly
from xhht.model.sources import Document
from xhht.pictures import digits
from xhht.texts import Language, Text
from xhht.values import Value


class StepKind(Choice):
    """What a step of a procedure does."""

    REGISTRATION = "registration"
    SELF_ASSESSMENT = "self_assessment"
    LISTING = "listing"
    MEETING = "meeting"
    FILE = "file"
    ASSIGNMENT = "assignment"
    INSPECTION = "inspection"
    DECISION = "decision"
    RENEWAL = "renewal"
    WITHDRAWAL = "withdrawal"

    def text(self, language: Language) -> str:
        """The kind in words.

        >>> StepKind.MEETING.text("en"), StepKind.MEETING.text("vi")
        ('meeting and vote', 'họp, bỏ phiếu')
        """
        return _KINDS[self].in_language(language)

    @property
    def is_after_decision(self) -> bool:
        """Whether it comes when the title has been conferred already."""
        return self in (StepKind.RENEWAL, StepKind.WITHDRAWAL)


_KINDS = {
    StepKind.REGISTRATION: Text("đăng ký", "registration"),
    StepKind.SELF_ASSESSMENT: Text("tự đánh giá", "self-assessment"),
    StepKind.LISTING: Text("lập danh sách", "listing"),
    StepKind.MEETING: Text("họp, bỏ phiếu", "meeting and vote"),
    StepKind.FILE: Text("lập, gửi hồ sơ", "file"),
    StepKind.ASSIGNMENT: Text("giao kiểm tra", "assignment"),
    StepKind.INSPECTION: Text("kiểm tra", "inspection"),
    StepKind.DECISION: Text("quyết định công nhận", "decision"),
    StepKind.RENEWAL: Text("công nhận lại", "renewal"),
    StepKind.WITHDRAWAL: Text("thu hồi quyết định công nhận", "withdrawal"),
}


def _part(value: int | Fraction | None) -> Fraction | None:
    if value is None:
        return None
    share = fraction(value)
    if not 0 < share <= 1:
        raise InvalidValueError(f"a quorum or majority is above 0 and up to 1, got {digits(share)}")
    return share


@attrs.frozen(repr=False, eq=False)
class ProcedureStep(Value):
    """One step: what is done, by whom, and by when.

    Attributes:
        id: the id of the step.
        name: what is done.
        kind: what it does.
        by: who does it, and so with whom it stands open.
        working_days: the working days that it may take after the step before; None where none are said.
        latest: the last day on which it may be done, in the year after the one that is assessed.
        quorum: the part of those summoned who must be present, in a meeting.
        majority: the part of those present who must be in favour, in a meeting.

    Raises:
        InvalidTypeError: if a value is of another kind.
        InvalidValueError: if the working days are not positive, there are two deadlines, or a quorum or a majority is
            asked where nobody meets.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    kind: StepKind = attrs.field(converter=StepKind, kw_only=True)
    by: Text = attrs.field(validator=instance(Text), kw_only=True)
    working_days: int | None = attrs.field(default=None, kw_only=True)
    latest: Yearly | None = attrs.field(default=None, validator=instance(Yearly, is_optional=True), kw_only=True)
    quorum: Fraction | None = attrs.field(default=None, converter=_part, kw_only=True)
    majority: Fraction | None = attrs.field(default=None, converter=_part, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.working_days is not None and not is_whole(self.working_days):
            raise InvalidTypeError(f"the working days of a step are a whole number, got {describe(self.working_days)}")
        if self.working_days is not None and self.working_days < 1:
            raise InvalidValueError(f"step {self.id!r} has {self.working_days} working days; give 1 or more, or none")
        if self.working_days is not None and self.latest is not None:
            raise InvalidValueError(f"step {self.id!r} has two deadlines; keep the working days or the last day")
        if self.kind is not StepKind.MEETING and (self.quorum or self.majority):
            raise InvalidValueError(f"step {self.id!r} is no meeting; leave its quorum and majority out")


@attrs.frozen(repr=False, eq=False)
class Procedure(Value):
    """The steps to a title in the order in which they are taken; renewal and withdrawal come last.

    Attributes:
        id: the id of the procedure.
        name: what the document calls it.
        title: the id of the learning title.
        document: the document that says so.
        steps: the steps.
        valid_from: the first day on which it is in force.
        valid_to: the last one.
        references: the addresses where it was read.
        note: what could not be read, and what follows from what was.

    Raises:
        InvalidProcedureError: if there is no decision, or steps stand twice or in an order that cannot be; `problems`
            has them all.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    title: str = attrs.field(converter=identifier, kw_only=True)
    document: Document = attrs.field(validator=instance(Document), kw_only=True)
    steps: tuple[ProcedureStep, ...] = attrs.field(converter=as_tuple, validator=each(ProcedureStep), kw_only=True)
    valid_from: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    valid_to: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    references: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    note: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidProcedureError(f"procedure {self.id!r}", problems)

    @property
    def way(self) -> tuple[ProcedureStep, ...]:
        """The steps up to the decision, one after the other."""
        return tuple(step for step in self.steps if not step.kind.is_after_decision)

    def step(self, step_id: str) -> ProcedureStep:
        """A step by its id.

        Raises:
            UnknownIdError: if there is no such step.
        """
        for step in self.steps:
            if step.id == step_id:
                return step
        raise UnknownIdError("step", step_id, [step.id for step in self.steps])


def _problems(procedure: Procedure) -> Iterator[XhhtError]:
    ids = [step.id for step in procedure.steps]
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        yield InvalidValueError(f"step {twice!r} stands twice; keep one")
    way = procedure.way
    decisions = [step for step in way if step.kind is StepKind.DECISION]
    if decisions != list(way[-1:]) or way != procedure.steps[: len(way)] or not way:
        yield InvalidValueError("a procedure has one decision, and only renewal and withdrawal after it")
    if (
        procedure.valid_from is not None
        and procedure.valid_to is not None
        and procedure.valid_to < procedure.valid_from
    ):
        yield InvalidValueError(
            f"it is in force from {procedure.valid_from} to {procedure.valid_to}, which runs backwards; exchange "
            "the days"
        )
