"""What a programme is about: its goals and principles, the contents of coordination, the campaigns."""

from __future__ import annotations

import attrs

from xhht.checks import Choice, as_tuple, each, identifier, identifiers, instance, optional_identifier
from xhht.model.responsibilities import Assigned, Assignment
from xhht.model.sources import Source, document_numbers
from xhht.texts import Language, Text
from xhht.values import Value


class StatementKind(Choice):
    """What a statement of intent is."""

    PURPOSE = "purpose"
    GOAL = "goal"
    PRINCIPLE = "principle"


@attrs.frozen(repr=False, eq=False)
class Statement(Value):
    """A purpose, the general goal or a principle: binding, but not counted."""

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    kind: StatementKind = attrs.field(converter=StatementKind, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Content(Assigned):
    """One of the contents that the bodies coordinate; `documents` are the texts it names, `titles` the titles.

    `assignments` are the bodies that it binds.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    text: Text = attrs.field(validator=instance(Text), kw_only=True)
    assignments: tuple[Assignment, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Assignment), kw_only=True
    )
    documents: tuple[str, ...] = attrs.field(default=(), converter=document_numbers, kw_only=True)
    titles: tuple[str, ...] = attrs.field(default=(), converter=identifiers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)

    def __attrs_post_init__(self) -> None:
        self._check_assignments(is_somebodys=False)


class CampaignKind(Choice):
    """What the text calls a movement."""

    CAMPAIGN = "campaign"
    MOVEMENT = "movement"
    EMULATION = "emulation"
    PROGRAMME = "programme"

    def text(self, language: Language) -> str:
        """The kind in words.

        >>> CampaignKind.CAMPAIGN.text("vi")
        'cuộc vận động'
        """
        return _CAMPAIGN_KINDS[self].in_language(language)


_CAMPAIGN_KINDS = {
    CampaignKind.CAMPAIGN: Text("cuộc vận động", "campaign"),
    CampaignKind.MOVEMENT: Text("phong trào", "movement"),
    CampaignKind.EMULATION: Text("phong trào thi đua", "emulation movement"),
    CampaignKind.PROGRAMME: Text("chương trình", "programme"),
}


@attrs.frozen(repr=False, eq=False)
class Campaign(Value):
    """A movement, campaign or programme of a body into which the learning models are woven."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    kind: CampaignKind = attrs.field(converter=CampaignKind, kw_only=True)
    party: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Beneficiary(Value):
    """People whom the text names as those a duty is for."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
