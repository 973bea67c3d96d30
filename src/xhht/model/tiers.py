"""Tiers: the kinds of areas that share thresholds, and the traits by which a text tells them apart."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from xhht.checks import as_tuple, identifier, instance
from xhht.model.sources import Source
from xhht.texts import Language, Text
from xhht.values import Value

_TRAITS = {
    "city": Text("thành phố", "city"),
    "town": Text("thị xã", "town"),
    "low_lying_district": Text("huyện vùng thấp", "low-lying district"),
    "mountain": Text("vùng núi", "mountain area"),
    "remote": Text("vùng sâu, vùng xa", "remote area"),
    "many_ethnic_minorities": Text("đông đồng bào dân tộc thiểu số", "many people of ethnic minorities"),
    "special_difficulty": Text("đặc biệt khó khăn", "special difficulty"),
}
"""The names of the traits that the shipped texts speak of; any other id is a trait too."""


def trait_name(trait: str, language: Language) -> str:
    """The name of a trait; one that no shipped text speaks of is its own name."""
    return _TRAITS[trait].in_language(language) if trait in _TRAITS else trait


def _traits(values: Iterable[str]) -> frozenset[str]:
    return frozenset(identifier(value) for value in as_tuple(values))


@attrs.frozen(repr=False, eq=False)
class Tier(Value):
    """Areas for which a text sets its own thresholds; any one of `traits` places an area in it.

    A tier without traits takes nothing by itself: it may be a programme's `default_tier`, for every area that no
    other tier takes, or be named for a region outright.
    """

    id: str = attrs.field(converter=identifier)
    name: Text = attrs.field(validator=instance(Text))
    test: Text = attrs.field(validator=instance(Text), kw_only=True)
    traits: frozenset[str] = attrs.field(default=frozenset(), converter=_traits, kw_only=True)
    source: Source = attrs.field(validator=instance(Source), kw_only=True)


def fitting(tiers: Iterable[Tier], traits: frozenset[str] | None, default: str | None) -> tuple[str, ...]:
    """The ids of the tiers in which an area may be, by what is known of it.

    Args:
        tiers: the tiers of a programme, in the text's order.
        traits: what is known of the area; None where nothing is.
        default: the id of the tier of every area that no other tier takes, where there is one.
    """
    listed = tuple(tiers)
    every = tuple(tier.id for tier in listed)
    if traits is None:
        return every
    taking = tuple(tier.id for tier in listed if tier.traits & traits)
    return taking or (every if default is None else (default,))
