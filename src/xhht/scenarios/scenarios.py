"""Scenarios: named assumptions about what happens to which figures and targets, where, from the last reports on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

import attrs

from xhht.checks import as_tuple, describe, each, nfc
from xhht.errors import ContradictionError, InvalidScenarioError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.regions import Region
from xhht.scenarios.assumptions import Aspect, Assumption, Change, Rise, aspect_of, since, until
from xhht.values import Value

ONE_DAY = timedelta(days=1)


def _first_day(change: object) -> date:
    return since(change) if isinstance(change, Rise) else date.min


def _assumed(rises: object) -> tuple[Assumption, ...]:
    if isinstance(rises, tuple):
        return rises  # The field of another scenario, which `attrs.evolve` passes on.
    if not isinstance(rises, Mapping):
        raise InvalidTypeError(f"rises maps indicator ids to Rise or several, got {describe(rises)}")
    return tuple(
        Assumption(change, indicator=indicator)
        for indicator, changes in sorted(rises.items(), key=lambda item: str(item[0]))
        for change in (sorted(changes, key=_first_day) if isinstance(changes, (list, tuple)) else (changes,))
    )


@attrs.frozen(repr=False)
class Scenario(Value):
    """A named set of assumptions; where several hold for one thing on one day, the last of them counts.

    `rises` is the short form of one change for each indicator, or of several with days of their own, in any order:
    ``rises={"clans_recognised": Rise.points("5")}``.

    Raises:
        InvalidScenarioError: if two assumptions of one scope contradict each other, such as two rises that share a
            day; `problems` has all pairs.
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
        left = tuple(part for earlier in self.all_assumptions for part in _left(earlier, later.get(earlier.scope, ())))
        return Scenario(name or f"{self.name} + {other.name}", assumptions=(*left, *other.all_assumptions))

    def without(self, assumption: Assumption) -> Scenario:
        """The scenario less one of its assumptions.

        Raises:
            InvalidValueError: if the assumption is not part of it.
        """
        if assumption not in self.all_assumptions:
            raise InvalidValueError(f"scenario {self.name!r} does not assume {assumption!r}")
        return Scenario(self.name, assumptions=tuple(a for a in self.all_assumptions if a != assumption))

    def about(self, indicator: str, targets: Collection[str] = ()) -> Changes:
        """What is assumed of an indicator, or of any of some of its targets; of one day, the last assumption."""
        return Changes(tuple(a for a in self.all_assumptions if a.is_about(indicator, targets)))


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
        changes = self._known.get(key)
        if changes is None:
            changes = self._known[key] = _in_effect([a.change for a in self.assumptions if a.holds_in(region, tier)])
        return changes


def _in_effect(changes: list[Change]) -> tuple[Change, ...]:
    """The changes that hold on some day; on a day, the last of an aspect that holds counts."""
    covered: dict[Aspect, list[Span]] = {}
    in_effect: list[Change] = []
    for change in reversed(changes):
        spans = covered.setdefault(aspect_of(change), [])
        if remaining(change, spans):
            spans.append((since(change), until(change)))
            in_effect.append(change)
    return tuple(reversed(in_effect))


Span = tuple[date, date]


def remaining(change: Change, covered: Iterable[Span]) -> list[Span]:
    """The days of a change, from one to another, that are not covered by others."""
    spans = [(since(change), until(change))]
    for first, last in covered:
        left = []
        for start, end in spans:
            if last < start or end < first:
                left.append((start, end))
                continue
            if start < first:
                left.append((start, first - ONE_DAY))
            if last < end:
                left.append((last + ONE_DAY, end))
        spans = left
    return sorted(spans)


def _left(earlier: Assumption, later: Iterable[Assumption]) -> Iterator[Assumption]:
    """What later assumptions of the same scope leave of an earlier one: of a rise, the days that no rise takes."""
    change = earlier.change
    if any(one.covers(earlier) for one in later):
        return
    taken = [(since(one.change), until(one.change)) for one in later if isinstance(one.change, Rise)]
    if not isinstance(change, Rise) or not taken:
        yield earlier
        return
    for first, last in remaining(change, taken):
        since_day, until_day = None if first == date.min else first, None if last == date.max else last
        yield attrs.evolve(earlier, change=attrs.evolve(change, since=since_day, until=until_day))


def _contradictions(assumptions: Iterable[Assumption]) -> Iterator[XhhtError]:
    before: dict[object, list[Assumption]] = {}
    for assumption in assumptions:
        earlier = before.setdefault(assumption.scope, [])
        for other in earlier:
            if assumption.contradicts(other):
                yield ContradictionError(
                    f"{other.change!r} and {assumption.change!r} are assumed of the same thing "
                    f"({_scope(assumption)}) on the same day; keep one, or give rises days of their own"
                )
                break
        earlier.append(assumption)


def _scope(assumption: Assumption) -> str:
    scope = {
        "indicator": assumption.indicator,
        "target": assumption.target,
        "tier": assumption.tier,
        "region": assumption.region,
        "level": assumption.level,
    }
    return ", ".join(f"{kind} {name}" for kind, name in scope.items() if name is not None) or "everywhere"
