"""Scenarios: named assumptions about what happens to which targets, where, from the last reports on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from xhht.checks import as_tuple, describe, each, nfc
from xhht.errors import ContradictionError, InvalidScenarioError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.regions import Region
from xhht.scenarios.assumptions import Aspect, Assumption, Change, aspect_of, since
from xhht.values import Value


def _assumed(rises: object) -> tuple[Assumption, ...]:
    if isinstance(rises, tuple):
        return rises  # The field of another scenario, which `attrs.evolve` passes on.
    if not isinstance(rises, Mapping):
        raise InvalidTypeError(f"rises maps target ids to Rise, got {describe(rises)}")
    return tuple(Assumption(change, target=target) for target, change in rises.items())


@attrs.frozen(repr=False)
class Scenario(Value):
    """A named set of assumptions; where several hold for one thing, the last of them counts.

    `rises` is the short form of one change for each target: ``rises={"clans_recognised": Rise.points("5")}``.

    Raises:
        InvalidScenarioError: if two assumptions of one scope contradict each other; `problems` has all pairs.
    """

    name: str = attrs.field(converter=nfc)
    rises: tuple[Assumption, ...] = attrs.field(
        default=(), converter=_assumed, validator=each(Assumption), kw_only=True
    )
    assumptions: tuple[Assumption, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each(Assumption), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidValueError("a scenario needs a name, by which it is compared")
        problems = list(_contradictions(self.all_assumptions))
        if problems:
            raise InvalidScenarioError(f"scenario {self.name!r}", problems)

    def __str__(self) -> str:
        return "\n".join([f"Scenario {self.name!r}", *(f"- {one}" for one in self.all_assumptions or ["no change"])])

    @property
    def all_assumptions(self) -> tuple[Assumption, ...]:
        """The rises and the other assumptions, in the order in which later ones count over earlier ones."""
        return (*self.rises, *self.assumptions)

    def then(self, other: Scenario, *, name: str | None = None) -> Scenario:
        """Both scenarios in one: the other's assumptions count over this one's.

        Args:
            other: the scenario that comes on top.
            name: the name of the whole; both names where None.

        Raises:
            InvalidTypeError: if the other is no Scenario.
        """
        if not isinstance(other, Scenario):
            raise InvalidTypeError(f"a scenario is followed by a Scenario, got {describe(other)}")
        later: dict[object, list[Assumption]] = {}
        for assumption in other.all_assumptions:
            later.setdefault(assumption.scope, []).append(assumption)
        kept = tuple(a for a in self.all_assumptions if not any(b.covers(a) for b in later.get(a.scope, ())))
        return Scenario(name or f"{self.name} + {other.name}", assumptions=(*kept, *other.all_assumptions))

    def without(self, assumption: Assumption) -> Scenario:
        """The scenario less one of its assumptions.

        Raises:
            InvalidValueError: if the assumption is not part of it.
        """
        if assumption not in self.all_assumptions:
            raise InvalidValueError(f"scenario {self.name!r} does not assume {assumption!r}")
        return Scenario(self.name, assumptions=tuple(a for a in self.all_assumptions if a != assumption))

    def about(self, *targets: str) -> Changes:
        """What is assumed about any of some targets; where several assumptions hold, the last of them."""
        return Changes(tuple(a for a in self.all_assumptions if any(a.is_about(target) for target in targets)))


@attrs.frozen(repr=False)
class Changes(Value):
    """What some assumptions change, looked up by region; regions that they do not tell apart are looked up once."""

    assumptions: tuple[Assumption, ...]
    _known: dict[object, tuple[Change, ...]] = attrs.field(init=False, factory=dict, eq=False, repr=False)
    _named: frozenset[str | None] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_named", frozenset(a.region for a in self.assumptions))

    def of(self, region: Region, tier: str | None) -> tuple[Change, ...]:
        """The changes that are assumed in a region of a tier, in their order: of each aspect and day, the last."""
        key = (tier, region.level, region.id if region.id in self._named else None)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _in_effect([a.change for a in self.assumptions if a.holds_in(region, tier)])
        return found


def _in_effect(changes: list[Change]) -> tuple[Change, ...]:
    """The changes that hold on some day; on a day, the last of an aspect that holds counts."""
    first: dict[Aspect, date] = {}
    kept: list[Change] = []
    for change in reversed(changes):
        aspect = aspect_of(change)
        if aspect not in first or since(change) < first[aspect]:
            first[aspect] = since(change)
            kept.append(change)
    return tuple(reversed(kept))


def _contradictions(assumptions: Iterable[Assumption]) -> Iterator[XhhtError]:
    before: dict[object, list[Assumption]] = {}
    for assumption in assumptions:
        earlier = before.setdefault(assumption.scope, [])
        for other in earlier:
            if other != assumption and assumption.covers(other):
                yield ContradictionError(
                    f"{other.change!r} and {assumption.change!r} are assumed of the same thing "
                    f"(target {assumption.target or 'any'}, tier {assumption.tier or 'any'}, "
                    f"region {assumption.region or 'any'}, level {assumption.level or 'any'}); keep one"
                )
                break
        earlier.append(assumption)
