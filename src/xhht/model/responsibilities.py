"""Standing responsibilities: who does what, in which role, for which titles, contents and people."""

from __future__ import annotations

import attrs

from xhht.checks import Choice, as_tuple, each, identifier, identifiers, instance
from xhht.errors import InvalidValueError
from xhht.model.sources import Source
from xhht.texts import Language, Text
from xhht.values import Value


class Role(Choice):
    """How a party takes part in a responsibility.

    LEAD is kept for what the text says is led ("chủ trì"); OWN is a task that a clause gives to one
    body without speaking of leading; JOINT is done together; SUPPORT helps another's work; MAY is a
    right, not a duty.
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
    Role.OWN: Text("tự thực hiện", "carries out"),
    Role.JOINT: Text("phối hợp", "jointly"),
    Role.SUPPORT: Text("hỗ trợ", "supports"),
    Role.MAY: Text("có thể", "may"),
}


@attrs.frozen(repr=False)
class Assignment(Value):
    """A party and its role."""

    party: str = attrs.field(converter=identifier)
    role: Role = attrs.field(converter=Role)


@attrs.frozen(repr=False)
class Responsibility(Value):
    """A standing task that a body can report on.

    `titles`, `contents`, `campaigns` and `beneficiaries` are ids of the programme's own objects.
    """

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    assignments: tuple[Assignment, ...] = attrs.field(converter=as_tuple, validator=each(Assignment), kw_only=True)
    contents: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    titles: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    campaigns: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    beneficiaries: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.assignments:
            raise InvalidValueError(f"responsibility {self.id!r} is nobody's; assign a party")
        parties = self.parties
        if len(set(parties)) != len(parties):
            raise InvalidValueError(f"responsibility {self.id!r} names a party twice; give each one role")

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of all parties that take part, in the text's order."""
        return tuple(assignment.party for assignment in self.assignments)

    def role_of(self, party: str) -> Role | None:
        """The role of a party, or None where it takes no part."""
        for assignment in self.assignments:
            if assignment.party == party:
                return assignment.role
        return None

    def leads(self, party: str) -> bool:
        """Whether the text says that the party leads."""
        return self.role_of(party) is Role.LEAD

    def is_answered_by(self, party: str) -> bool:
        """Whether the party must report on it: any role but a right it may use."""
        return self.role_of(party) not in (None, Role.MAY)
