"""Comparisons: scenarios side by side, and which of their assumptions matters most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs

from xhht.checks import as_tuple, composed, describe, each, fraction
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError
from xhht.figures.bounds import Bounds
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.projected_shares import ProjectedShare, at
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import PercentagePoints, difference_pp
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome
from xhht.judgement.ties import spanned_pp
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.plain_tables import plain_table
from xhht.scenarios.assumptions import Assumption
from xhht.scenarios.projections import Grounds, Projection, asked
from xhht.scenarios.scenarios import Scenario
from xhht.texts import format_decimal
from xhht.values import Value, how_many

Rows = Mapping[tuple[str, str], Mapping[str, Verdict]]


def _fixed(rows: Rows) -> Rows:
    """A copy of rows that nobody can change."""
    return MappingProxyType({key: MappingProxyType(dict(row)) for key, row in rows.items()})


@attrs.frozen(repr=False)
class ScenarioTable(Value):
    """Scenarios side by side on one day: by target and region, the verdict of each scenario by its name."""

    on: date
    names: tuple[str, ...]
    rows: Rows = attrs.field(converter=_fixed, repr=how_many, hash=False)
    _grounds: Grounds | None = attrs.field(init=False, default=None, eq=False, repr=False)

    @property
    def grounds(self) -> Grounds | None:
        """The programme, the regions and the last reports behind it; None where it was read from a file."""
        return self._grounds

    def __reduce__(self) -> tuple[Any, ...]:
        """Read-only mappings cannot be pickled; they are made again."""
        return ScenarioTable, (self.on, self.names, {key: dict(row) for key, row in self.rows.items()})

    def __str__(self) -> str:
        rows = [
            [*key, *(row[name].outcome.text("en") if name in row else "" for name in self.names)]
            for key, row in self.rows.items()
        ]
        return f"Scenarios on {self.on}\n{plain_table(['target', 'region', *self.names], rows)}"

    def __getitem__(self, key: tuple[str, str]) -> Mapping[str, Verdict]:
        """The verdicts of all scenarios on a target in a region, by the scenarios' names.

        Raises:
            UnknownIdError: if there is none.
        """
        if key in self.rows:
            return self.rows[key]
        raise UnknownIdError("target and region", key, [f"{target}, {region}" for target, region in self.rows])

    def differences(self) -> dict[tuple[str, str], dict[str, Outcome]]:
        """The outcomes by scenario, wherever they are not all the same."""
        outcomes = {key: {name: v.outcome for name, v in row.items()} for key, row in self.rows.items()}
        return {key: row for key, row in outcomes.items() if len(set(row.values())) > 1}

    def differences_pp(self, base: str | None = None) -> dict[tuple[str, str], dict[str, PercentagePoints | Bounds]]:
        """How far the shares of the other scenarios are from those of one, wherever any is known to differ.

        Args:
            base: the name of the scenario from which differences are counted; the first where None.

        Returns:
            By target and region, and by the other scenarios' names, the difference in percentage points, above 0
            where the share is higher than in the base; bounds where one of the two shares is bounded. What is not
            judged in both has none.

        Raises:
            UnknownIdError: if there is no scenario of that name.
        """
        name = self.names[0] if base is None else base
        if name not in self.names:
            raise UnknownIdError("scenario", name, self.names)
        differences: dict[tuple[str, str], dict[str, PercentagePoints | Bounds]] = {}
        for key, row in self.rows.items():
            start = row.get(name)
            others = {n: _difference_pp(v, start) for n, v in row.items() if n != name and start is not None}
            others_pp = {other: difference for other, difference in others.items() if difference is not None}
            if any(isinstance(difference, Bounds) or difference for difference in others_pp.values()):
                differences[key] = others_pp
        return differences

    def where(
        self,
        *,
        target: str | Iterable[str] | None = None,
        region: str | Iterable[str] | None = None,
        level: Level | str | Iterable[Level | str] | None = None,
        tier: str | Iterable[str] | None = None,
    ) -> ScenarioTable:
        """The part of the table that fits every given condition, each one answer or several.

        Raises:
            UnknownIdError: if an id or a word is unknown here.
        """
        targets = _listed("target", target, [key[0] for key in self.rows])
        regions = _listed("region", region, [key[1] for key in self.rows])
        tiers = _listed("tier", tier, [t for row in self.rows.values() for v in row.values() for t in v.tiers if t])
        levels = None if level is None else {Level(one) for one in ((level,) if isinstance(level, str) else level)}
        rows = {
            key: row
            for key, row in self.rows.items()
            if (targets is None or key[0] in targets)
            and (regions is None or key[1] in regions)
            and (tiers is None or any(v.tier in tiers for v in row.values()))
            and (levels is None or any(v.region is not None and v.region.level in levels for v in row.values()))
        }
        return _with_grounds(ScenarioTable(self.on, self.names, rows), self.grounds)


def _with_grounds(table: ScenarioTable, grounds: Grounds | None) -> ScenarioTable:
    object.__setattr__(table, "_grounds", grounds)
    return table


def _listed(kind: str, wanted: str | Iterable[str] | None, known: Iterable[str]) -> frozenset[str] | None:
    if wanted is None:
        return None
    listed = tuple(dict.fromkeys(known))
    ids = [composed(one) for one in ((wanted,) if isinstance(wanted, str) else as_tuple(wanted))]
    for one in ids:
        if one not in listed:
            raise UnknownIdError(kind, one, listed, "the comparison")
    return frozenset(ids)


def _difference_pp(verdict: Verdict, base: Verdict) -> PercentagePoints | Bounds | None:
    """How far one share is from another; of two that follow from one report, value by value of that report."""
    one, other = verdict.actual, base.actual
    if one is None or other is None or not (verdict.is_judged and base.is_judged):
        return None
    if isinstance(one, ProjectedShare) and isinstance(other, ProjectedShare) and _have_one_origin(one, other):
        return _between(one, other)
    return difference_pp(one.bounds, other.bounds)


def _have_one_origin(one: ProjectedShare, other: ProjectedShare) -> bool:
    return bool(one.corners) and (one.origin, one.reported_on) == (other.origin, other.reported_on)


def _between(one: ProjectedShare, other: ProjectedShare) -> PercentagePoints | Bounds:
    values = {corner.reported for corner in (*one.corners, *other.corners)}
    differences = [
        (difference_pp(a.bounds, b.bounds), one.is_attained(a))
        for a, b in zip(at(one.corners, values), at(other.corners, values), strict=True)
    ]
    return spanned_pp(differences)


def compare(projections: Iterable[Projection], *, on: date) -> ScenarioTable:
    """Put scenarios side by side on one day.

    Raises:
        InvalidTypeError: if something else than a Projection is among them.
        InvalidValueError: if there is no projection, or two have the same name.
        UnknownIdError: if a projection did not judge that day.
    """
    listed: tuple[Projection, ...] = as_tuple(projections)
    for place, projection in enumerate(listed):
        if not isinstance(projection, Projection):
            raise InvalidTypeError(f"projections[{place}] is a Projection, got {describe(projection)}")
    names = tuple(projection.scenario.name for projection in listed)
    if not names or len(set(names)) != len(names):
        raise InvalidValueError(f"scenarios are compared by their names, got {names}; give each one of its own")
    rows: dict[tuple[str, str], dict[str, Verdict]] = {}
    for projection in listed:
        for verdict in projection.on(on):
            if verdict.region is not None:
                rows.setdefault((verdict.target.id, verdict.region.id), {})[projection.scenario.name] = verdict
    return _with_grounds(ScenarioTable(on, names, rows), listed[0].grounds)


def _points(value: int | Fraction) -> PercentagePoints:
    return PercentagePoints(fraction(value))


@attrs.frozen(repr=False)
class Influence(Value):
    """What one assumption of a scenario changes on the last day.

    Attributes:
        assumption: the assumption.
        met_with: how many targets are met with it.
        met_without: how many are met without it; None where the scenario does not hold without it.
        closer_pp: by how many percentage points the shares stand higher against what is asked because of it, on
            average over all verdicts that are judged with and without it; bounds count with their middle.
        reason: why the scenario does not hold without the assumption.
    """

    assumption: Assumption
    met_with: int
    met_without: int | None
    closer_pp: PercentagePoints = attrs.field(default=PercentagePoints(0), kw_only=True, converter=_points)
    reason: str | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        if self.met_without is None:
            return f"{self.assumption}: the scenario does not hold without it: {self.reason}"
        moved = format_decimal(self.closer_pp, "en")
        return (
            f"{self.assumption}: {self.met_with} targets met with it, {self.met_without} without; {moved} points closer"
        )

    @property
    def effect(self) -> int | None:
        """How many more targets are met because of the assumption; negative where it costs some."""
        return None if self.met_without is None else self.met_with - self.met_without


@attrs.frozen(repr=False)
class Influences(Value):
    """What each assumption of a scenario changes on its last day, the greatest effect first; iterating gives them."""

    scenario: Scenario
    on: date
    influences: tuple[Influence, ...] = attrs.field(converter=as_tuple, validator=each(Influence), repr=how_many)
    _grounds: Grounds | None = attrs.field(init=False, default=None, eq=False, repr=False)

    def __iter__(self) -> Iterator[Influence]:
        return iter(self.influences)

    def __len__(self) -> int:
        return len(self.influences)

    def __getitem__(self, place: int) -> Influence:
        return self.influences[place]

    def __str__(self) -> str:
        return "\n".join([f"Scenario {self.scenario.name!r} on {self.on}", *(f"- {one}" for one in self)])

    @property
    def grounds(self) -> Grounds | None:
        """The programme, the regions and the last reports behind it; None where it was read from a file."""
        return self._grounds


def sensitivity(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    *,
    regions: Regions | Iterable[Region],
    until: date,
    baseline_on: date | None = None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    reading: Reading | None = None,
) -> Influences:
    """Which assumption of a scenario matters most: each is left out once, the greatest effect first.

    The arguments are those of `project`. The last day alone is judged. The effect is the number of targets that are
    met because of an assumption; where it is the same, the one that moves shares further against what is asked comes
    first, and those without which the scenario does not hold come last. An assumption that another one replaces or
    makes up for has no effect.

    Raises:
        InvalidObservationsError: as in `project`, and likewise the other errors.
    """
    question = asked(
        programme,
        observations,
        scenario,
        regions=regions,
        until=until,
        baseline_on=baseline_on,
        tiers=tiers,
        into=into,
        reading=reading,
    )
    whole = question.assessment(question.days[-1])
    met = whole.counts()[Outcome.MET]
    influences = []
    for assumption in scenario.all_assumptions:
        try:
            changed = question.with_scenario(scenario.without(assumption))
            less = changed.assessment(question.days[-1], known=(question, whole))
        except ProblemsError as problem:
            influences.append(Influence(assumption, met, None, reason="; ".join(map(str, problem.problems))))
        else:
            closer_pp = _closer_pp(whole, less)
            influences.append(Influence(assumption, met, less.counts()[Outcome.MET], closer_pp=closer_pp))
    ordered = sorted(influences, key=lambda one: (one.effect is None, -abs(one.effect or 0), -abs(one.closer_pp)))
    answer = Influences(scenario, question.days[-1], tuple(ordered))
    object.__setattr__(answer, "_grounds", question.grounds)
    return answer


def _closer_pp(whole: Assessment, less: Assessment) -> PercentagePoints:
    """How much higher shares stand against what is asked, on average."""
    moved, count = Fraction(0), 0
    for one, other in zip(whole, less, strict=True):
        if one.is_judged and other.is_judged:
            count += 1
            if one is not other:
                moved += _middle(one.gap_pp) - _middle(other.gap_pp)
    return PercentagePoints(moved / count if count else 0)


def _middle(gap: PercentagePoints | Bounds | None) -> Fraction:
    return (gap.lower + gap.upper) / 2 if isinstance(gap, Bounds) else Fraction(gap or 0)
