"""Standing responsibilities: who does what, in which role, for which titles, contents and people."""

from __future__ import annotations

from typing import Protocol

import attrs

from xhht.checks import Choice, as_tuple, each, identifier, identifiers, instance
from xhht.errors import InvalidValueError
from xhht.model.sources import Source
from xhht.texts import Language, Text
from xhht.values import Value


class Role(Choice):
    """How a party takes part in a responsibility.

    LEAD is kept for what the text says is led ("chủ trì"); OWN is the task of the body that the sentence is about;
    JOINT is that of the bodies it works with; SUPPORT helps another's work; MAY is a right, not a duty.
    """

    LEAD = "lead"
    OWN = "own"
    JOINT = "joint"
    SUPPORT = "support"
    MAY = "may"

    def text(self, language: Language) -> str:
        """The role in words.

        >>> Role.LEAD.text("vi")
        'chủ trì'
        """
        return _ROLES[self].in_language(language)


_ROLES = {
    Role.LEAD: Text("chủ trì", "leads"),
    Role.OWN: Text("thực hiện", "carries out"),
    Role.JOINT: Text("phối hợp", "takes part"),
    Role.SUPPORT: Text("hỗ trợ", "supports"),
    Role.MAY: Text("có thể thực hiện", "may"),
}


@attrs.frozen(repr=False, eq=False)
class Assignment(Value):
    """A party and its role."""

    party: str = attrs.field(converter=identifier)
    role: Role = attrs.field(converter=Role)


class HasAssignments(Protocol):
    """Anything in which bodies take part."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Who takes part, in which role."""


class Assigned(Value):
    """A base for what bodies take part in, each in one role."""

    __slots__ = ()

    def _check_assignments(self: HasAssignments, *, is_somebodys: bool = True) -> None:
        kind = type(self).__name__.lower()
        parties = {assignment.party for assignment in self.assignments}
        if is_somebodys and not parties:
            raise InvalidValueError(f"{kind} {self.id!r} is nobody's; assign a party")
        if len(parties) != len(self.assignments):
            raise InvalidValueError(f"{kind} {self.id!r} names a party twice; give each one role")

    @property
    def parties(self: HasAssignments) -> tuple[str, ...]:
        """The ids of all parties that take part, in the text's order."""
        return tuple(assignment.party for assignment in self.assignments)

    @property
    def led_by(self: HasAssignments) -> tuple[str, ...]:
        """The ids of the parties that lead it or carry it out themselves; empty where it is only a right."""
        return tuple(a.party for a in self.assignments if a.role in (Role.LEAD, Role.OWN))

    def role_of(self: HasAssignments, party: str) -> Role | None:
        """The role of a party, or None where it takes no part."""
        return next((a.role for a in self.assignments if a.party == party), None)

    def is_answered_by(self: HasAssignments, party: str) -> bool:
        """Whether the party must report on it: any role but a right it may use."""
        return any(a.party == party and a.role is not Role.MAY for a in self.assignments)


@attrs.frozen(repr=False, eq=False)
class Responsibility(Assigned):
    """A standing task that a body can report on.

    `text` is the task of the body that leads it or carries it out; `partner_text` says what falls to those who take
    part with it. `titles`, `contents`, `campaigns` and `beneficiaries` are ids of the programme's own objects.
    """

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    assignments: tuple[Assignment, ...] = attrs.field(converter=as_tuple, validator=each(Assignment), kw_only=True)
    partner_text: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True), kw_only=True)
    contents: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    titles: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    campaigns: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    beneficiaries: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_assignments()

    def leads(self, party: str) -> bool:
        """Whether the text says that the party leads."""
        return self.role_of(party) is Role.LEAD
