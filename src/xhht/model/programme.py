"""A programme as a whole: everything that was agreed, each item with its clause, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from xhht.checks import (
    as_tuple,
    calendar_day,
    composed,
    describe,
    each,
    identifier,
    instance,
    only,
    optional_identifier,
)
from xhht.errors import (
    InvalidAmendmentError,
    InvalidProgrammeError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.model.amendments import (
    Amendable,
    AmendableKind,
    Amendment,
    AmendmentRule,
    disagreement,
    unfitting,
    untimely,
    without_leaving,
)
from xhht.model.contents import Beneficiary, Campaign, Content, Statement
from xhht.model.duties import Duty
from xhht.model.links import HasId, broken_links, repeated_ids, unknown_clauses
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import Basis, Clause, Document, Source
from xhht.model.targets import GrowthTarget, Indicator, LevelTarget, worded
from xhht.model.territories import Territory
from xhht.model.tiers import Tier, fitting
from xhht.model.titles import LearningTitle
from xhht.texts import Text
from xhht.values import Value, how_many

if TYPE_CHECKING:
    from xhht.figures.regions import Region

IdentifiedT = TypeVar("IdentifiedT", bound=HasId)


def _is_revision(programme: Programme, attribute: attrs.Attribute[Any], previous: object) -> None:
    """A validator: the revision before this one, if any, is a programme."""
    instance(Programme, is_optional=True)(programme, attribute, previous)


def _layers(revision: Programme | None) -> tuple[tuple[object, ...], ...]:
    """A revision and all before it, the oldest first, each as its fields but for `previous`.

    Revisions are compared, hashed and pickled by their layers: from one to the next Python would not get through
    hundreds of amendments.
    """
    revisions = () if revision is None else revision.revisions()
    return tuple(tuple(getattr(one, name) for name in _own_fields()) for one in revisions)


def _stacked(layers: Iterable[tuple[object, ...]]) -> Programme | None:
    """The revision of which these are the layers; they come from one, so they are not checked again."""
    revision: Programme | None = None
    for values in layers:
        earlier, revision = revision, object.__new__(Programme)
        for name, value in zip([*_own_fields(), "previous"], [*values, earlier], strict=True):
            object.__setattr__(revision, name, value)
    return revision


def _own_fields() -> list[str]:
    return [field.name for field in attrs.fields(Programme) if field.name != "previous"]


@attrs.frozen(repr=False, eq=False)
class Programme(Value):
    """A signed or issued programme: who, what, which titles, which targets, by when.

    Everything refers to everything else by id. The whole is checked when it is built: ids that stand
    twice, ids that lead nowhere, sources that the text does not have and days outside the programme's life are
    reported together. No id is compulsory, and nor are a territory, tiers or a default tier.

    It holds in its `territory`; without one, anywhere. A region is in the one tier that has one of its traits, and in
    `default_tier` where none has. The territory itself is in the default tier: the first figure of a text that has
    several is that of the whole.

    Raises:
        InvalidProgrammeError: if the parts do not fit together; `problems` has them all.
    """

    id: str = attrs.field(converter=identifier)
    document: Document = attrs.field(validator=instance(Document), kw_only=True)
    subject: Text = attrs.field(validator=instance(Text), kw_only=True)
    starts_on: date = attrs.field(converter=calendar_day, kw_only=True)
    ends_on: date = attrs.field(converter=calendar_day, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
    clauses: tuple[Clause, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Clause), kw_only=True, repr=how_many
    )
    bases: tuple[Basis, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Basis), kw_only=True, repr=how_many
    )
    parties: tuple[Party, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Party), kw_only=True, repr=how_many
    )
    focal_points: tuple[FocalPoint, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(FocalPoint), kw_only=True, repr=how_many
    )
    signatures: tuple[Signature, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Signature), kw_only=True, repr=how_many
    )
    recipients: tuple[Recipient, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Recipient), kw_only=True, repr=how_many
    )
    statements: tuple[Statement, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Statement), kw_only=True, repr=how_many
    )
    contents: tuple[Content, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Content), kw_only=True, repr=how_many
    )
    campaigns: tuple[Campaign, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Campaign), kw_only=True, repr=how_many
    )
    beneficiaries: tuple[Beneficiary, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Beneficiary), kw_only=True, repr=how_many
    )
    titles: tuple[LearningTitle, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(LearningTitle), kw_only=True, repr=how_many
    )
    territory: Territory | None = attrs.field(
        default=None, validator=instance(Territory, is_optional=True), kw_only=True
    )
    tiers: tuple[Tier, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Tier), kw_only=True, repr=how_many
    )
    default_tier: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    indicators: tuple[Indicator, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Indicator), kw_only=True, repr=how_many
    )
    targets: tuple[LevelTarget | GrowthTarget, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each((LevelTarget, GrowthTarget)), kw_only=True, repr=how_many
    )
    responsibilities: tuple[Responsibility, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Responsibility), kw_only=True, repr=how_many
    )
    duties: tuple[Duty, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Duty), kw_only=True, repr=how_many
    )
    amendment_rule: AmendmentRule | None = attrs.field(
        default=None, validator=instance(AmendmentRule, is_optional=True), kw_only=True
    )
    amendment: Amendment | None = attrs.field(
        default=None, validator=instance(Amendment, is_optional=True), kw_only=True
    )
    previous: Programme | None = attrs.field(default=None, validator=_is_revision, kw_only=True, repr=False, eq=_layers)

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidProgrammeError(f"programme {self.id!r}", problems)
        units = {indicator.id: indicator.unit for indicator in self.indicators}
        object.__setattr__(self, "targets", tuple(worded(one, units, self.tiers, self.parties) for one in self.targets))

    def __reduce__(self) -> tuple[Any, ...]:
        return _stacked, (_layers(self),)

    def target(self, target_id: str) -> LevelTarget | GrowthTarget:
        """The target of that id, as the text stands in this object.

        Raises:
            UnknownIdError: if there is none; the message names the nearest.
        """
        return _find("target", target_id, self.targets)

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("indicator", indicator_id, self.indicators)

    def party(self, party_id: str) -> Party:
        """The party of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("party", party_id, self.parties)

    def title(self, title_id: str) -> LearningTitle:
        """The learning title of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("title", title_id, self.titles)

    def tier(self, tier_id: str) -> Tier:
        """The tier of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("tier", tier_id, self.tiers)

    def tiers_in_question(self, region: Region) -> tuple[str, ...]:
        """The ids of the tiers in which a region may be, by what is known of it; empty where there are no tiers."""
        if self.territory is not None and region.id == self.territory.id and self.default_tier is not None:
            return (self.default_tier,)
        return fitting(self.tiers, region.traits, self.default_tier)

    def tier_of(self, region: Region) -> str | None:
        """The id of the tier that a region is in; None where too little is known of it, or there are no tiers."""
        return only(self.tiers_in_question(region))

    def responsibility(self, responsibility_id: str) -> Responsibility:
        """The responsibility of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("responsibility", responsibility_id, self.responsibilities)

    def duty(self, duty_id: str) -> Duty:
        """The duty of that id.

        Raises:
            UnknownIdError: if there is none.
        """
        return _find("duty", duty_id, self.duties)

    def clause(self, number: str) -> Clause:
        """The clause of that number.

        Raises:
            UnknownIdError: if the text has none.
        """
        for clause in self.clauses:
            if clause.source.number == number:
                return clause
        raise UnknownIdError("clause", number, [clause.source.number for clause in self.clauses])

    def responsibilities_of(self, party_id: str) -> tuple[Responsibility, ...]:
        """All responsibilities in which a party takes part, in the text's order.

        Raises:
            UnknownIdError: if there is no such party.
        """
        self.party(party_id)
        return tuple(r for r in self.responsibilities if party_id in r.parties)

    def measures(self, indicator_id: str) -> bool:
        """Whether the programme has an indicator of that id, so that its reports can be judged by it."""
        return any(indicator.id == indicator_id for indicator in self.indicators)

    def parts(self, kind: AmendableKind) -> tuple[Amendable, ...]:
        """The parts of one kind that an amendment may touch."""
        return tuple(getattr(self, AmendableKind(kind).value))

    def amend(self, amendment: Amendment) -> Programme:
        """The programme as changed by an amendment on which every signing body agreed; this one stays.

        A body that is added signs every later amendment; one that is removed takes its signature along.

        Raises:
            InvalidTypeError: if it is no Amendment.
            InvalidAmendmentError: if a body has not agreed, an id is unknown or days do not fit; `problems` has all.
            InvalidProgrammeError: if the parts no longer fit together.
        """
        if not isinstance(amendment, Amendment):
            raise InvalidTypeError(f"an amendment is an Amendment, got {describe(amendment)}")
        problems = list(_unamendable(self, amendment))
        if problems:
            raise InvalidAmendmentError(f"amendment {amendment.id!r} of programme {self.id!r}", problems)
        changed: dict[str, Any] = without_leaving(
            amendment,
            signatures=self.signatures,
            focal_points=self.focal_points,
            contents=self.contents,
            campaigns=self.campaigns,
        )
        for kind in AmendableKind:
            new = {part.id: part for part in amendment.of_kind(kind)}
            gone = {removal.id for removal in amendment.removed if removal.kind is kind}
            kept = [new.pop(part.id, part) for part in self.parts(kind) if part.id not in gone]
            changed[kind.value] = (*kept, *new.values())
        return attrs.evolve(self, **changed, amendment=amendment, previous=self)

    def revisions(self) -> tuple[Programme, ...]:
        """The text as signed and after each amendment up to this one, the oldest first."""
        found: list[Programme] = []
        revision: Programme | None = self
        while revision is not None:
            found.append(revision)
            revision = revision.previous
        return tuple(reversed(found))

    def as_of(self, day: date) -> Programme:
        """The programme as it stands on a day: without the amendments that take effect later.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
        """
        calendar_day(day, "the day of a revision")
        found = self.revisions()
        standing = (r for r in reversed(found) if r.amendment is None or r.amendment.effective_on <= day)
        return next(standing, found[0])

    def citations(self) -> Iterator[tuple[object, Source]]:
        """Everything that cites a clause, with the place it cites; the clauses themselves left out."""
        yield self, self.source
        for group in (
            *(self.bases, self.parties, self.focal_points, self.signatures, self.recipients),
            *(self.statements, self.contents, self.campaigns, self.beneficiaries, self.titles, self.tiers),
            *(self.indicators, self.targets, self.responsibilities, self.duties),
        ):
            for thing in group:
                yield thing, thing.source
        if self.amendment_rule is not None:
            yield self.amendment_rule, self.amendment_rule.source


def _find(kind: str, wanted: str, things: Sequence[IdentifiedT]) -> IdentifiedT:
    stored = composed(wanted)
    for thing in things:
        if thing.id == stored:
            return thing
    raise UnknownIdError(kind, wanted, [thing.id for thing in things])


def _problems(programme: Programme) -> Iterator[XhhtError]:
    if programme.ends_on < programme.starts_on:
        yield InvalidValueError(f"it ends on {programme.ends_on}, before it starts on {programme.starts_on}")
    identified: dict[str, Sequence[HasId]] = {
        "parties": programme.parties,
        "statements": programme.statements,
        "contents": programme.contents,
        "campaigns": programme.campaigns,
        "beneficiaries": programme.beneficiaries,
        "titles": programme.titles,
        "tiers": programme.tiers,
        "indicators": programme.indicators,
        "targets": programme.targets,
        "responsibilities": programme.responsibilities,
        "duties": programme.duties,
    }
    linked_to: dict[str, Sequence[HasId]] = {
        "party": programme.parties,
        "indicator": programme.indicators,
        "title": programme.titles,
        "tier": programme.tiers,
        "content": programme.contents,
        "campaign": programme.campaigns,
        "beneficiary": programme.beneficiaries,
        "responsibility": programme.responsibilities,
    }
    signed = {"signatures": programme.signatures, "focal_points": programme.focal_points}
    yield from repeated_ids(identified)
    yield from broken_links({**signed, **identified}, linked_to)
    yield from unknown_clauses(programme.citations(), programme.clauses)
    known = [tier.id for tier in programme.tiers]
    if programme.default_tier is not None and programme.default_tier not in known:
        yield UnknownIdError("tier", programme.default_tier, known, "default_tier")
    for target in programme.targets:
        if not programme.starts_on <= target.due_on <= programme.ends_on:
            yield InvalidValueError(
                f"target {target.id!r} is due on {target.due_on}, but the programme lasts from "
                f"{programme.starts_on} to {programme.ends_on}; correct one of the days"
            )
        for tier in known:
            if tier not in target.tiers and None not in target.tiers:
                yield InvalidValueError(
                    f"target {target.id!r} asks nothing of the tier {tier!r}; give its share, or one without a "
                    "tier for all others"
                )


def _unamendable(programme: Programme, amendment: Amendment) -> Iterator[XhhtError]:
    """Everything that stands against an amendment."""
    earlier = [revision.amendment for revision in programme.revisions() if revision.amendment is not None]
    signing = {signature.party for signature in programme.signatures} or {party.id for party in programme.parties}
    signing |= {joined for standing in earlier for joined in standing.joining}
    names = {party.id: party.name.en for party in programme.parties if party.id in signing}
    yield from disagreement(amendment, names, programme.amendment_rule)
    yield from untimely(amendment, earlier, programme.starts_on)
    yield from unfitting(amendment, {kind: [part.id for part in programme.parts(kind)] for kind in AmendableKind})
