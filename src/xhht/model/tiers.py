"""Tiers: the kinds of areas that share thresholds, and the traits by which a text tells them apart."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from xhht.checks import Choice, as_tuple, describe, identifier, instance
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.model.sources import Source
from xhht.texts import Text
from xhht.values import Value

GENERAL = "general"


class Trait(Choice):
    """What a text can say of an area to place it in a tier."""

    CITY = "city"
    TOWN = "town"
    LOW_LYING_DISTRICT = "low_lying_district"
    MOUNTAIN = "mountain"
    REMOTE = "remote"
    MANY_ETHNIC_MINORITIES = "many_ethnic_minorities"
    SPECIAL_DIFFICULTY = "special_difficulty"


def _traits(values: object) -> frozenset[Trait]:
    found = values if isinstance(values, frozenset) else as_tuple(values)
    return frozenset(Trait(value) for value in found)


@attrs.frozen(repr=False)
class Tier(Value):
    """Areas for which a text sets its own thresholds; any one of `traits` places an area in it.

    The tier ``"general"`` has no traits: it takes every area that no other tier takes.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    test: Text = attrs.field(validator=instance(Text), kw_only=True)
    traits: frozenset[Trait] = attrs.field(default=frozenset(), converter=_traits, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


def propose_tier(tiers: Iterable[Tier], traits: Iterable[Trait]) -> Tier:
    """Propose the tier of an area from its traits; a tier is data in the end, so it is only a proposal.

    Args:
        tiers: the tiers of a programme.
        traits: what is known of the area; none places it in the general tier.

    Raises:
        InvalidTypeError: if something else than a Tier is among them.
        InvalidValueError: if the traits place it in more than one tier, or no tier is general.
        UnknownIdError: if a trait is unknown.
    """
    listed: tuple[Tier, ...] = as_tuple(tiers)
    for place, tier in enumerate(listed):
        if not isinstance(tier, Tier):
            raise InvalidTypeError(f"tiers[{place}] is a Tier, got {describe(tier)}")
    known = _traits(traits)
    fitting = [tier for tier in listed if tier.traits & known]
    if len(fitting) > 1:
        reasons = "; ".join(f"{tier.id}: {', '.join(sorted(tier.traits & known))}" for tier in fitting)
        raise InvalidValueError(
            f"the tests of {len(fitting)} tiers apply ({reasons}) and the text does not say which comes first; "
            "choose the tier yourself"
        )
    fitting = fitting or [tier for tier in listed if tier.id == GENERAL]
    if not fitting:
        raise InvalidValueError(f"no tier applies, and none of them is {GENERAL!r}; choose the tier yourself")
    return fitting[0]
