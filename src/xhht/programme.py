"""A programme as a whole: everything that was agreed, each item with its clause, checked together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

import attrs

from xhht.checks import as_tuple, calendar_day, each, identifier, instance
from xhht.contents import Beneficiary, Campaign, Content, Statement
from xhht.duties import Duty
from xhht.errors import (
    InvalidProgrammeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.parties import FocalPoint, Party, Recipient, Signature
from xhht.responsibilities import Responsibility
from xhht.sources import Basis, Clause, Document, Source
from xhht.targets import GrowthRule, Indicator, LevelRule, TierShare
from xhht.texts import Text
from xhht.tiers import GENERAL, Tier
from xhht.titles import LearningTitle


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


IdentifiedT = TypeVar("IdentifiedT", bound=HasId)


def _several(kind: type | tuple[type, ...]) -> Any:  # noqa: ANN401  # attrs gives a field the type of its values.
    return attrs.field(default=(), converter=as_tuple, validator=each(kind), kw_only=True)


@attrs.frozen
class Programme:
    """A signed or issued programme: who, what, which titles, which targets, by when.

    Everything refers to everything else by id. The whole is checked when it is built: ids that stand
    twice, ids that lead nowhere and sources that the text does not have are reported together.

    Raises:
        InvalidProgrammeError: if the parts do not fit together; `problems` has them all.
    """

    id: str = attrs.field(converter=identifier)
    document: Document = attrs.field(validator=instance(Document), kw_only=True)
    subject: Text = attrs.field(validator=instance(Text), kw_only=True)
    starts_on: date = attrs.field(converter=calendar_day, kw_only=True)
    ends_on: date = attrs.field(converter=calendar_day, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
    clauses: tuple[Clause, ...] = _several(Clause)
    bases: tuple[Basis, ...] = _several(Basis)
    parties: tuple[Party, ...] = _several(Party)
    focal_points: tuple[FocalPoint, ...] = _several(FocalPoint)
    signatures: tuple[Signature, ...] = _several(Signature)
    recipients: tuple[Recipient, ...] = _several(Recipient)
    statements: tuple[Statement, ...] = _several(Statement)
    contents: tuple[Content, ...] = _several(Content)
    campaigns: tuple[Campaign, ...] = _several(Campaign)
    beneficiaries: tuple[Beneficiary, ...] = _several(Beneficiary)
    titles: tuple[LearningTitle, ...] = _several(LearningTitle)
    tiers: tuple[Tier, ...] = _several(Tier)
    indicators: tuple[Indicator, ...] = _several(Indicator)
    targets: tuple[LevelRule | GrowthRule, ...] = _several((LevelRule, GrowthRule))
    responsibilities: tuple[Responsibility, ...] = _several(Responsibility)
    duties: tuple[Duty, ...] = _several(Duty)
    amendment_source: Source | None = attrs.field(
        default=None, validator=instance(Source, is_optional=True), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidProgrammeError(f"programme {self.id!r}", problems)

    def target(self, target_id: str) -> LevelRule | GrowthRule:
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

    def citations(self) -> Iterator[tuple[object, Source]]:
        """Everything that cites a clause, with the place it cites; the clauses themselves left out."""
        yield self, self.source
        for group in (
            *(self.bases, self.parties, self.focal_points, self.signatures, self.recipients),
            *(self.statements, self.contents, self.campaigns, self.titles, self.tiers),
            *(self.indicators, self.targets, self.responsibilities, self.duties),
        ):
            for thing in group:
                yield thing, thing.source
        if self.amendment_source is not None:
            yield "amendments", self.amendment_source


def _find(kind: str, wanted: str, things: Iterable[IdentifiedT]) -> IdentifiedT:
    listed = tuple(things)
    for thing in listed:
        if thing.id == wanted:
            return thing
    raise UnknownIdError(kind, wanted, [thing.id for thing in listed])


def _problems(programme: Programme) -> Iterator[XhhtError]:
    if programme.ends_on < programme.starts_on:
        yield InvalidValueError(f"it ends on {programme.ends_on}, before it starts on {programme.starts_on}")
    yield from _repeated(programme)
    yield from _broken_links(programme)
    yield from _unknown_clauses(programme)
    if programme.targets and all(tier.id != GENERAL for tier in programme.tiers):
        yield InvalidValueError(f"targets need a tier {GENERAL!r}, for regions without a tier of their own")


def _repeated(programme: Programme) -> Iterator[XhhtError]:
    groups: dict[str, Sequence[HasId]] = {
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
    for name, group in groups.items():
        first: dict[str, int] = {}
        for place, thing in enumerate(group):
            if thing.id in first:
                yield InvalidValueError(
                    f"id {thing.id!r} stands twice, in {name}[{first[thing.id]}] and {name}[{place}]; rename one"
                )
            first.setdefault(thing.id, place)


def _links(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """Every id that one part has of another: the kind it must be, the id, and its place."""
    for place, signature in enumerate(programme.signatures):
        yield "party", signature.party, f"signatures[{place}]"
    for place, focal_point in enumerate(programme.focal_points):
        yield "party", focal_point.party, f"focal_points[{place}]"
    for place, campaign in enumerate(programme.campaigns):
        if campaign.party is not None:
            yield "party", campaign.party, f"campaigns[{place}]"
    for place, title in enumerate(programme.titles):
        yield "indicator", title.indicator, f"titles[{place}]"
    for place, indicator in enumerate(programme.indicators):
        if indicator.title is not None:
            yield "title", indicator.title, f"indicators[{place}]"
    for place, target in enumerate(programme.targets):
        where = f"targets[{place}]"
        yield "indicator", target.indicator, where
        yield from (("party", party, where) for party in target.answerable)
        asked: tuple[TierShare, ...] = target.levels if isinstance(target, LevelRule) else target.rises
        yield from (("tier", share.tier, where) for share in asked)
    yield from _links_of_work(programme)


def _links_of_work(programme: Programme) -> Iterator[tuple[str, str, str]]:
    for place, responsibility in enumerate(programme.responsibilities):
        where = f"responsibilities[{place}]"
        yield from (("party", party, where) for party in responsibility.parties)
        yield from (("content", content, where) for content in responsibility.contents)
        yield from (("title", title_id, where) for title_id in responsibility.titles)
        yield from (("campaign", campaign_id, where) for campaign_id in responsibility.campaigns)
        yield from (("beneficiary", people, where) for people in responsibility.beneficiaries)
    for place, duty in enumerate(programme.duties):
        where = f"duties[{place}]"
        yield from (("party", party, where) for party in duty.parties)
        yield from (("responsibility", task, where) for task in duty.responsibilities)


def _broken_links(programme: Programme) -> Iterator[XhhtError]:
    kinds: dict[str, Sequence[HasId]] = {
        "party": programme.parties,
        "indicator": programme.indicators,
        "title": programme.titles,
        "tier": programme.tiers,
        "content": programme.contents,
        "campaign": programme.campaigns,
        "beneficiary": programme.beneficiaries,
        "responsibility": programme.responsibilities,
    }
    known = {kind: {thing.id for thing in things} for kind, things in kinds.items()}
    for kind, wanted, where in _links(programme):
        if wanted not in known[kind]:
            yield UnknownIdError(kind, wanted, sorted(known[kind]), where)


def _unknown_clauses(programme: Programme) -> Iterator[XhhtError]:
    known = {(clause.source.document, clause.source.number) for clause in programme.clauses}
    numbers = [clause.source.number for clause in programme.clauses]
    if len(known) != len(numbers):
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        yield InvalidValueError(f"clauses stand twice: {', '.join(twice)}; keep one of each")
    for thing, source in programme.citations():
        if (source.document, source.number) not in known:
            name = f"{type(thing).__name__} {getattr(thing, 'id', '')}".strip()
            yield UnknownIdError("clause", str(source), numbers, name)
