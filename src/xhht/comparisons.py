"""Comparisons: scenarios side by side, and which of their assumptions matters most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from xhht.assessment import Assessment
from xhht.assumptions import Assumption
from xhht.checks import as_tuple, describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.observations import Observation
from xhht.outcomes import Outcome
from xhht.programme import Programme
from xhht.projections import Projection, asked
from xhht.regions import Region, Regions
from xhht.scenarios import Scenario
from xhht.targets import Reading
from xhht.values import Value
from xhht.verdicts import Verdict

Rows = Mapping[tuple[str, str], Mapping[str, Verdict]]


def _fixed(rows: Rows) -> Rows:
    """A copy of rows that nobody can change."""
    return MappingProxyType({key: MappingProxyType(dict(row)) for key, row in rows.items()})


@attrs.frozen(repr=False)
class ScenarioTable(Value):
    """Scenarios side by side on one day: by target and region, the verdict of each scenario by its name."""

    on: date
    names: tuple[str, ...]
    rows: Rows = attrs.field(converter=_fixed, repr=lambda rows: f"<{len(rows)}>", hash=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Read-only mappings cannot be pickled; they are made again."""
        return ScenarioTable, (self.on, self.names, {key: dict(row) for key, row in self.rows.items()})

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
    return ScenarioTable(on, names, rows)


@attrs.frozen(repr=False)
class Influence(Value):
    """How many targets are met on the last day with and without one assumption of a scenario."""

    assumption: Assumption
    met_with: int
    met_without: int

    @property
    def effect(self) -> int:
        """How many more targets are met because of the assumption; negative where it costs some."""
        return self.met_with - self.met_without


def sensitivity(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    *,
    regions: Regions | Iterable[Region],
    until: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
) -> tuple[Influence, ...]:
    """Which assumption of a scenario matters most: each is left out once, the greatest effect first.

    The last day alone is judged.

    Raises:
        InvalidObservationsError: as in `project`, and likewise the other errors.
    """
    question = asked(
        programme, observations, scenario, regions=regions, until=until, baseline_on=baseline_on, reading=reading
    )
    whole = question.assessment(question.days[-1])

    def without(assumption: Assumption) -> Assessment:
        changed = question.with_scenario(scenario.without(assumption))
        return changed.assessment(question.days[-1], known=(question, whole))

    met = whole.counts()[Outcome.MET]
    found = [Influence(a, met, without(a).counts()[Outcome.MET]) for a in scenario.all_assumptions]
    return tuple(sorted(found, key=lambda influence: -abs(influence.effect)))
