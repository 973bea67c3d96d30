"""Simulations: a programme projected many times with random rises, and how often each target is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, describe, expect, is_whole
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.outcomes import Outcome
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.plain_tables import plain_table
from xhht.scenarios.draws import Drawn, Draws, RandomRise, drawn_by
from xhht.scenarios.projections import Progress, Projection, project
from xhht.scenarios.scenarios import Scenario
from xhht.texts import format_percent
from xhht.values import Value

NONE = Fraction(0)
Counted: TypeAlias = tuple[tuple[tuple[str, str, date], int], ...]


@attrs.frozen(kw_only=True, repr=False)
class Spread(Value):
    """In how many runs each target is met.

    Attributes:
        scenario: what is assumed in every run, under the drawn rises.
        drawn: by target, the rises drawn from.
        draws: whether a run draws for all regions together or for each.
        seed: the start of the random numbers; the same seed gives the same result.
        runs: the number of runs.
        days: the days judged, the earliest first.
        met: by target, region and day, the number of runs in which the target is met.
        first: by target, region and day, the number of runs in which it is met on that day for the first time.
        places: by target, day and number of regions, the number of runs in which so many regions meet the target.
    """

    scenario: Scenario
    drawn: tuple[tuple[str, RandomRise], ...]
    seed: int
    runs: int
    days: tuple[date, ...]
    met: Counted = attrs.field(repr=lambda found: f"<{len(found)}>")
    first: Counted = attrs.field(repr=False)
    places: tuple[tuple[tuple[str, date, int], int], ...] = attrs.field(repr=False)
    draws: Draws = attrs.field(default=Draws.COMMON, converter=Draws)

    def __str__(self) -> str:
        last = self.days[-1]
        drawn = {target for target, _ in self.drawn}
        rows = [
            [target, region, format_percent(Fraction(count, self.runs), "en")]
            for (target, region, day), count in self.met
            if day == last and target in drawn
        ]
        head = f"Scenario {self.scenario.name!r}, {self.runs} runs, seed {self.seed}, draws {self.draws}"
        return f"{head}\n{plain_table(['target', 'region', f'met on {last}'], rows)}"

    def share_met(self, target: str, region: str, *, on: date | None = None) -> Fraction:
        """The share of runs in which a target is met in a region, on a day or on the last one.

        Raises:
            UnknownIdError: if there is no verdict on it.
        """
        day = self.days[-1] if on is None else on
        return Fraction(self._found(self.met, target, region, day), self.runs)

    def first_met(self, target: str, region: str) -> dict[date | None, Fraction]:
        """By day, the share of runs in which a target is met then for the first time; None for never.

        Raises:
            UnknownIdError: if there is no verdict on it on any day.
        """
        found: dict[date | None, Fraction] = {
            day: Fraction(count, self.runs) for (t, r, day), count in self.first if (t, r) == (target, region)
        }
        if not found:
            raise self._unknown(target, region)
        return {**found, None: 1 - sum(found.values(), NONE)}

    def regions_met(self, target: str, *, on: date | None = None) -> dict[int, Fraction]:
        """By number of regions, the share of runs in which so many meet a target, on a day or on the last one.

        Raises:
            UnknownIdError: if there is no verdict on it.
        """
        day = self.days[-1] if on is None else on
        found = {count: Fraction(runs, self.runs) for (t, d, count), runs in self.places if (t, d) == (target, day)}
        if not found:
            known = dict.fromkeys(f"{t}, {d}" for (t, d, _), _ in self.places)
            raise UnknownIdError("target and day", f"{target}, {day}", known)
        return found

    def _found(self, counts: Counted, target: str, region: str, day: date) -> int:
        for key, count in counts:
            if key == (target, region, day):
                return count
        raise self._unknown(target, region, day)

    def _unknown(self, target: str, region: str, *day: date) -> UnknownIdError:
        known = dict.fromkeys(", ".join(map(str, key[: 2 + len(day)])) for key, _ in self.met)
        return UnknownIdError("target and region", ", ".join(map(str, (target, region, *day))), known)


def simulate(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    rises: Mapping[str, RandomRise],
    *,
    regions: Regions | Iterable[Region],
    until: date,
    seed: int,
    runs: int,
    draws: Draws = Draws.COMMON,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Spread:
    """Project a programme many times with random rises, and count the runs in which each target is met.

    Each run draws one rise for each target of `rises`, in the order of the mapping, with
    `random.Random(seed).randrange`, whose numbers are the same on every supported Python: one for all regions, or
    one for each region in the order of their ids in the tree. A drawn rise counts over the scenario's rise of that
    target. A verdict depends on the rises of its own indicator and region alone, so that each combination of rises
    of one indicator is projected once for all regions, together with one of every other indicator.

    Args:
        programme: what was agreed.
        observations: what was reported, in any order.
        scenario: what is assumed in every run.
        rises: by target id, the rises to draw from.
        regions: the regions, as a tree or one by one.
        until: the last day judged.
        seed: the start of the random numbers.
        runs: how many runs are made.
        draws: whether all regions share a draw (a good or a bad year for everybody), or each has its own. It does
            not change how likely one region is to meet a target, but how many regions meet it together.
        baseline_on: the day of the baseline of yearly rises.
        reading: how yearly rises are read.
        progress: called with the number of projections made and of all.

    Raises:
        InvalidSpreadError: for a bad seed or number of runs, no rises, and unknown targets, all together.
        InvalidObservationsError: as in `project`, and likewise the other errors.
    """
    expect(Programme, programme, "programme")
    expect(Scenario, scenario, "scenario")
    if progress is not None and not callable(progress):
        raise InvalidTypeError(f"progress is a function of projections done and of all, got {describe(progress)}")
    chosen = Draws(draws)
    problems = list(_problems(programme, rises, seed, runs))
    if problems:
        raise InvalidSpreadError(f"a spread of scenario {scenario.name!r}", problems)
    seen, tree = as_tuple(observations), Regions.of(regions)
    indicators = _targets(programme)
    drawn = drawn_by(indicators, rises, tree.ids, draws=chosen, seed=seed, runs=runs)
    counts = _Counts(drawn)
    found: Projection | None = None
    rounds = max(len(one.combinations) for one in drawn.values())
    for number in range(rounds):
        assumed = {target: rise for one in drawn.values() for target, rise in one.rises(number, rises).items()}
        onto = scenario.then(Scenario("drawn", rises=assumed), name=scenario.name)
        if found is None:
            found = project(programme, seen, onto, regions=tree, until=until, baseline_on=baseline_on, reading=reading)
        else:
            found = found.with_scenario(onto)
        counts.add(found, number)
        if progress is not None:
            progress(number + 1, rounds)
    met, first = counts.by_region()
    return Spread(
        scenario=scenario,
        drawn=tuple(rises.items()),
        draws=chosen,
        seed=seed,
        runs=runs,
        days=counts.days,
        met=met,
        first=first,
        places=counts.by_number(),
    )


def _problems(programme: Programme, rises: object, seed: object, runs: object) -> Iterator[XhhtError]:
    if not is_whole(seed):
        yield InvalidTypeError(f"a seed is a whole number, got {describe(seed)}")
    elif isinstance(seed, int) and seed < 0:
        yield InvalidValueError(f"a seed is not negative, got {seed}; Python draws the same from it as from {-seed}")
    if not is_whole(runs):
        yield InvalidTypeError(f"runs are a whole number, got {describe(runs)}")
    elif isinstance(runs, int) and runs < 1:
        yield InvalidValueError(f"at least one run is made, got {runs}")
    if not isinstance(rises, Mapping) or not rises:
        yield InvalidTypeError(f"rises maps target ids to RandomRise, for one target at least, got {describe(rises)}")
        return
    known = [target for targets in _targets(programme).values() for target in targets]
    for target, rise in rises.items():
        if target not in known:
            yield UnknownIdError("target", target, known, "rises")
        if not isinstance(rise, RandomRise):
            yield InvalidTypeError(f"rises[{target!r}] is a RandomRise, got {describe(rise)}")


def _targets(programme: Programme) -> dict[str, dict[str, None]]:
    """The targets of each indicator, in any revision."""
    found: dict[str, dict[str, None]] = {}
    for revision in programme.revisions():
        for target in revision.targets:
            found.setdefault(target.indicator, {})[target.id] = None
    return found


class _Counts:
    """Which days meet each target in each region, by the combination of rises that is assumed."""

    def __init__(self, drawn: Mapping[str, Drawn]) -> None:
        self.drawn = drawn
        self.days: tuple[date, ...] = ()
        self.keys: dict[tuple[str, str, date], str] = {}
        self.days_met: dict[tuple[str, str], list[tuple[int, ...]]] = {}

    def add(self, found: Projection, number: int) -> None:
        """Take down the verdicts of a combination; those of an indicator with fewer combinations are known."""
        self.days = found.days
        met: dict[tuple[str, str], list[int]] = {}
        for place, assessment in enumerate(found.assessments):
            for verdict in assessment:
                indicator = verdict.target.indicator
                if number < len(self.drawn[indicator].combinations):
                    key = verdict.target.id, "" if verdict.region is None else verdict.region.id
                    self.keys[(*key, assessment.as_of)] = indicator
                    days = met.setdefault(key, [])
                    if verdict.outcome is Outcome.MET:
                        days.append(place)
        for key, days in met.items():
            self.days_met.setdefault(key, []).append(tuple(days))

    def by_region(self) -> tuple[Counted, Counted]:
        """By target, region and day: in how many runs the target is met, and for the first time."""
        met, first = dict.fromkeys(self.keys, 0), dict.fromkeys(self.keys, 0)
        weights: dict[tuple[str, int], Counter[int]] = {}
        of = {(target, region): indicator for (target, region, _), indicator in self.keys.items()}
        for (target, region), combinations in self.days_met.items():
            drawn = self.drawn[of[target, region]]
            column = of[target, region], drawn.column(region)
            if column not in weights:
                weights[column] = drawn.weights(column[1])
            for number, places in enumerate(combinations):
                for place in places:
                    met[target, region, self.days[place]] += weights[column][number]
                for place in places[:1]:
                    first[target, region, self.days[place]] += weights[column][number]
        return tuple(met.items()), tuple(first.items())

    def by_number(self) -> tuple[tuple[tuple[str, date, int], int], ...]:
        """By target, day and number of regions: in how many runs so many of them meet the target."""
        places: dict[date, int] = {day: place for place, day in enumerate(self.days)}
        judged: dict[str, dict[int, None]] = {}
        of: dict[str, str] = {}
        for (target, _, day), indicator in self.keys.items():
            judged.setdefault(target, {})[places[day]] = None
            of[target] = indicator
        # Each day has digits of its own in one number, so that all days of a region are added at once.
        base = len(self.days_met) + 1
        packed: dict[str, list[tuple[int, list[int]]]] = {}
        for (target, region), combinations in self.days_met.items():
            numbers = [sum(base**place for place in met) for met in combinations]
            packed.setdefault(target, []).append((self.drawn[of[target]].column(region), numbers))
        found: dict[tuple[str, date, int], int] = {}
        for target, regions in packed.items():
            for run, runs in self.drawn[of[target]].runs.items():
                total = sum(numbers[run[column]] for column, numbers in regions)
                for place in judged[target]:
                    key = target, self.days[place], total // base**place % base
                    found[key] = found.get(key, 0) + runs
        return tuple(sorted(found.items(), key=lambda item: (list(packed).index(item[0][0]), *item[0][1:])))
