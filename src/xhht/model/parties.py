"""The bodies bound by a programme, their focal points, signatures, and who receives the text."""

from __future__ import annotations

import attrs

from xhht.checks import identifier, instance, nfc
from xhht.model.sources import Source
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False, eq=False)
class Party(Value):
    """An organisation bound by the programme, with its names and the people it speaks for.

    `members` says in the library's words whom it speaks for; `source` is where the text names the body.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    short_name: Text = attrs.field(validator=instance(Text), kw_only=True)
    members: Text = attrs.field(validator=instance(Text), kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class FocalPoint(Value):
    """The office of a party that organises the work day by day."""

    party: str = attrs.field(converter=identifier)
    office: Text = attrs.field(validator=instance(Text))
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Signature(Value):
    """Who signed for a party, and in which position."""

    party: str = attrs.field(converter=identifier)
    name: str = attrs.field(converter=nfc)
    position: Text = attrs.field(validator=instance(Text))
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


@attrs.frozen(repr=False, eq=False)
class Recipient(Value):
    """An authority or body to which the text was sent."""

    name: Text = attrs.field(validator=instance(Text))
    source: Source = attrs.field(validator=instance(Source), kw_only=True)
