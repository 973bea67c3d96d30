"""What a programme is about: its goals and principles, the contents of coordination, the campaigns."""

from __future__ import annotations

import attrs

from xhht.checks import (
    Choice,
    identifier,
    instance,
    optional_identifier,
)
from xhht.model.sources import Source, document_numbers
from xhht.texts import Text
from xhht.values import Value


class StatementKind(Choice):
    """What a statement of intent is."""

    PURPOSE = "purpose"
    GOAL = "goal"
    PRINCIPLE = "principle"


@attrs.frozen(repr=False)
class Statement(Value):
    """A purpose, the general goal or a principle: binding, but not counted."""

    id: str = attrs.field(converter=identifier)
    text: Text = attrs.field(validator=instance(Text))
    kind: StatementKind = attrs.field(converter=StatementKind, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False)
class Content(Value):
    """One of the contents that the bodies coordinate; `documents` are the texts it names."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    text: Text = attrs.field(validator=instance(Text), kw_only=True)
    documents: tuple[str, ...] = attrs.field(default=(), converter=document_numbers, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False)
class Campaign(Value):
    """A movement, campaign or programme of a body into which the learning models are woven."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    party: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False)
class Beneficiary(Value):
    """People whom the text names as those a duty is for."""

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
