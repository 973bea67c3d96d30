"""Amendments: what the signing bodies agree to change, add or remove, and from which day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, each, identifier, identifiers, instance
from xhht.errors import InvalidValueError, NotAgreedError, UnknownIdError, XhhtError
from xhht.model.contents import Campaign, Content
from xhht.model.duties import Duty
from xhht.model.parties import FocalPoint, Party, Signature
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import Source
from xhht.model.targets import GrowthTarget, LevelTarget
from xhht.model.tiers import Tier
from xhht.texts import Text
from xhht.values import Value

Amendable: TypeAlias = LevelTarget | GrowthTarget | Responsibility | Duty | Tier | Party


class AmendableKind(Choice):
    """The parts of a programme that an amendment may touch, by the name of their list."""

    TARGETS = "targets"
    RESPONSIBILITIES = "responsibilities"
    DUTIES = "duties"
    TIERS = "tiers"
    PARTIES = "parties"


TYPES: dict[AmendableKind, tuple[type, ...]] = {
    AmendableKind.TARGETS: (LevelTarget, GrowthTarget),
    AmendableKind.RESPONSIBILITIES: (Responsibility,),
    AmendableKind.DUTIES: (Duty,),
    AmendableKind.TIERS: (Tier,),
    AmendableKind.PARTIES: (Party,),
}


def kind_of(part: Amendable) -> AmendableKind:
    """The list of a programme that a part belongs to."""
    return next(kind for kind, types in TYPES.items() if isinstance(part, types))


@attrs.frozen(repr=False, eq=False)
class AmendmentRule(Value):
    """The clause by which the text may be changed: only once every signing body has agreed."""

    text: Text = attrs.field(validator=instance(Text))
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Removal(Value):
    """A part that an amendment takes out of the programme."""

    kind: AmendableKind = attrs.field(converter=AmendableKind)
    id: str = attrs.field(converter=identifier)


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Amendment(Value):
    """A change to a programme, agreed by its signing bodies.

    Attributes:
        id: the id of the change.
        effective_on: the first day on which the changed text holds.
        agreed_by: the ids of the bodies that agreed.
        targets: targets that replace those of the same id; likewise the next four.
        added: parts that the programme did not have.
        removed: parts that it has no longer.
        note: why, where it is said.

    Raises:
        InvalidValueError: if it changes nothing, or touches one part twice.
    """

    id: str = attrs.field(converter=identifier)
    effective_on: date = attrs.field(converter=calendar_day)
    agreed_by: tuple[str, ...] = attrs.field(converter=identifiers)
    targets: tuple[LevelTarget | GrowthTarget, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each((LevelTarget, GrowthTarget))
    )
    responsibilities: tuple[Responsibility, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Responsibility)
    )
    duties: tuple[Duty, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Duty))
    tiers: tuple[Tier, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Tier))
    parties: tuple[Party, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Party))
    added: tuple[Amendable, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each((LevelTarget, GrowthTarget, Responsibility, Duty, Tier, Party))
    )
    removed: tuple[Removal, ...] = attrs.field(default=(), converter=as_tuple, validator=each(Removal))
    note: Text | None = attrs.field(default=None, validator=instance(Text, is_optional=True))

    def __attrs_post_init__(self) -> None:
        touched = [(kind_of(part), part.id) for part in (*self.changed, *self.added)]
        touched += [(removal.kind, removal.id) for removal in self.removed]
        if not touched:
            raise InvalidValueError(f"amendment {self.id!r} changes nothing; name what it changes, adds or removes")
        twice = sorted({f"{kind}: {name}" for kind, name in touched if touched.count((kind, name)) > 1})
        if twice:
            raise InvalidValueError(f"amendment {self.id!r} touches a part twice ({', '.join(twice)}); keep one change")

    @property
    def changed(self) -> tuple[Amendable, ...]:
        """All parts that replace others of the same id."""
        return (*self.targets, *self.responsibilities, *self.duties, *self.tiers, *self.parties)

    @property
    def joining(self) -> tuple[str, ...]:
        """The ids of the bodies that the amendment brings in."""
        return tuple(part.id for part in self.added if isinstance(part, Party))

    def of_kind(self, kind: AmendableKind) -> Iterator[Amendable]:
        """The changed and added parts of one kind."""
        return (part for part in (*self.changed, *self.added) if kind_of(part) is kind)


def disagreement(amendment: Amendment, signing: Mapping[str, str], rule: AmendmentRule | None) -> Iterator[XhhtError]:
    """An error for each agreement of a body that does not sign, and one for all bodies that have not agreed.

    A body that the amendment itself brings in may agree to it, and need not.

    Args:
        amendment: the change.
        signing: the names of the signing bodies by id.
        rule: the clause that asks for the agreement of all, where the text has one.
    """
    welcome = {*signing, *amendment.joining}
    known = tuple(signing)
    for party in amendment.agreed_by:
        if party not in welcome:
            yield UnknownIdError("signing body", party, known, f"the agreement to amendment {amendment.id!r}")
    missing = [f"{party} ({name})" for party, name in signing.items() if party not in amendment.agreed_by]
    if missing:
        place = "" if rule is None else f" ({rule.source})"
        yield NotAgreedError(
            f"amendment {amendment.id!r} needs the agreement of every signing body{place}; "
            f"missing: {', '.join(missing)}"
        )


def untimely(amendment: Amendment, earlier: Sequence[Amendment], starts_on: date) -> Iterator[XhhtError]:
    """An error for a day before the text that is changed, and for an id that an earlier amendment has.

    Args:
        amendment: the change.
        earlier: the amendments that stand already, in the order of their days.
        starts_on: the first day of the text as signed.
    """
    since = earlier[-1].effective_on if earlier else starts_on
    if amendment.effective_on < since:
        yield InvalidValueError(
            f"amendment {amendment.id!r} takes effect on {amendment.effective_on}, before the text it changes "
            f"({since}); amend the revision of that day, in the order of the days"
        )
    if amendment.id in [standing.id for standing in earlier]:
        yield InvalidValueError(f"an amendment {amendment.id!r} stands already; give this one an id of its own")


def unfitting(amendment: Amendment, known: Mapping[AmendableKind, Sequence[str]]) -> Iterator[XhhtError]:
    """An error for each change of a part that is not there, and each addition of one that is."""
    for kind, listed in known.items():
        ids = dict.fromkeys(listed)
        all_ids = tuple(ids)
        where = f"{kind} of amendment {amendment.id!r}"
        changed = [part.id for part in amendment.changed if kind_of(part) is kind]
        gone = [removal.id for removal in amendment.removed if removal.kind is kind]
        unknown = (part_id for part_id in changed + gone if part_id not in ids)
        yield from (UnknownIdError(kind.value, part_id, all_ids, where) for part_id in unknown)
        for part in amendment.added:
            if kind_of(part) is kind and part.id in ids:
                yield InvalidValueError(f"{part.id!r} in {where} is there already; change it instead of adding it")


def without_leaving(
    amendment: Amendment,
    *,
    signatures: Sequence[Signature],
    focal_points: Sequence[FocalPoint],
    contents: Sequence[Content],
    campaigns: Sequence[Campaign],
) -> dict[str, Any]:
    """What bodies that leave take with them: signatures, focal points and their part in the contents.

    Their campaigns stay, as nobody's.
    """
    leaving = {removal.id for removal in amendment.removed if removal.kind is AmendableKind.PARTIES}
    return {
        "signatures": tuple(s for s in signatures if s.party not in leaving),
        "focal_points": tuple(p for p in focal_points if p.party not in leaving),
        "contents": tuple(
            attrs.evolve(c, assignments=tuple(a for a in c.assignments if a.party not in leaving)) for c in contents
        ),
        "campaigns": tuple(attrs.evolve(c, party=None) if c.party in leaving else c for c in campaigns),
    }
