"""Simulations: a programme projected many times with random rises, and how often each target is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, describe, expect, is_whole
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.outcomes import Outcome
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.pictures import digits
from xhht.plain_tables import plain_table
from xhht.scenarios._limits import MOST_DRAWS, MOST_RUNS
from xhht.scenarios._tallies import OUTCOMES, FirstDays, Numbers, OutcomeCounts, Tally
from xhht.scenarios.draws import Draws, RandomRise, drawn_by
from xhht.scenarios.projections import Grounds, Progress, Projection, project
from xhht.scenarios.scenarios import Scenario
from xhht.texts import format_percent
from xhht.values import Value, how_many

Chance: TypeAlias = Fraction | Bounds


@attrs.frozen(kw_only=True, repr=False)
class Spread(Value):
    """In how many runs each target is met, not met, undecided or without data.

    Attributes:
        scenario: what is assumed in every run, under the drawn rises.
        drawn: by indicator, the rises drawn from.
        draws: whether a run draws for all regions together or for each.
        seed: the start of the random numbers; the same seed gives the same result.
        runs: the number of runs.
        days: the days judged, the earliest first.
        outcomes: by target, region and day, the number of runs with each outcome, in the order of `Outcome`.
        first: by target, region and day, the number of runs in which it is surely met then for the first time, and
            in which that is possible; None for never.
        numbers: by target, day and number of regions, the runs in which surely so many meet the target, and possibly.
    """

    scenario: Scenario
    drawn: tuple[tuple[str, RandomRise], ...]
    seed: int
    runs: int
    days: tuple[date, ...]
    outcomes: OutcomeCounts = attrs.field(repr=how_many)
    first: FirstDays = attrs.field(repr=False)
    numbers: Numbers = attrs.field(repr=False)
    draws: Draws = attrs.field(default=Draws.COMMON, converter=Draws)
    _grounds: Grounds | None = attrs.field(init=False, default=None, eq=False, repr=False)

    def __str__(self) -> str:
        last = self.days[-1]
        rows = []
        for (target, region, day), _ in self.outcomes:
            chance = self.chance(target, region, on=day) if day == last else None
            if chance is not None:
                rows.append([target, region, _percent(chance)])
        head = f"Scenario {self.scenario.name!r}, {self.runs} runs, seed {digits(self.seed)}, draws {self.draws}"
        return f"{head}\n{plain_table(['target', 'region', f'met on {last}'], rows)}"

    @property
    def grounds(self) -> Grounds | None:
        """The programme, the regions and the last reports behind it; None where it was read from a file."""
        return self._grounds

    @cached_property
    def _index(self) -> Mapping[tuple[str, str, date], tuple[int, ...]]:
        return dict(self.outcomes)

    def counts(self, target: str, region: str, *, on: date | None = None) -> dict[Outcome, int]:
        """The number of runs with each outcome of a target in a region, on a day or on the last one.

        Raises:
            UnknownIdError: if there is no verdict on it.
        """
        day = self.days[-1] if on is None else on
        counts = self._index.get((target, region, day))
        if counts is None:
            raise self._unknown(target, region, day)
        return dict(zip(OUTCOMES, counts, strict=True))

    def chance(self, target: str, region: str, *, on: date | None = None) -> Chance | None:
        """The share of runs in which a target is met in a region, on a day or on the last one.

        Returns:
            The share; bounds where some runs are undecided, None where there is nothing to judge, such as no report.

        Raises:
            UnknownIdError: if there is no verdict on it.
        """
        counts = self.counts(target, region, on=on)
        met, undecided = counts[Outcome.MET], counts[Outcome.UNDECIDED]
        if not met + undecided + counts[Outcome.NOT_MET]:
            return None
        return _range(met, met + undecided, self.runs)

    def first_met(self, target: str, region: str) -> dict[date | None, Chance]:
        """By day, the share of runs in which a target is met then for the first time; None for never.

        Bounds where some runs are undecided.

        Raises:
            UnknownIdError: if there is no verdict on it on any day.
        """
        days = {day: _range(*ends, self.runs) for (t, r, day), ends in self.first if (t, r) == (target, region)}
        if not days:
            raise self._unknown(target, region)
        return days

    def regions_met(self, target: str, *, on: date | None = None) -> dict[int, Chance]:
        """By number of regions, the share of runs in which so many meet a target, on a day or on the last one.

        Bounds where some runs are undecided.

        Raises:
            UnknownIdError: if there is no verdict on it.
        """
        day = self.days[-1] if on is None else on
        shares = {n: _range(*ends, self.runs) for (t, d, n), ends in self.numbers if (t, d) == (target, day)}
        if not shares:
            known = dict.fromkeys(f"{t}, {d}" for (t, d, _), _ in self.numbers)
            raise UnknownIdError("target and day", f"{target}, {day}", known)
        return shares

    def _unknown(self, target: str, region: str, *day: date) -> UnknownIdError:
        known = dict.fromkeys(", ".join(map(str, key[: 2 + len(day)])) for key, _ in self.outcomes)
        return UnknownIdError("target and region", ", ".join(map(str, (target, region, *day))), known)


def _range(least: int, most: int, runs: int) -> Chance:
    lower, upper = Fraction(least, runs), Fraction(most, runs)
    return lower if lower == upper else Bounds(lower, upper)


def _percent(chance: Chance) -> str:
    ends = (chance.lower, chance.upper) if isinstance(chance, Bounds) else (chance,)
    return " to ".join(format_percent(end, "en") for end in ends)


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
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Spread:
    """Project a programme many times with random rises, and count the outcomes of each target.

    Each run draws one rise for each indicator of `rises`, in the order of their ids, with
    `random.Random(seed).randrange`, whose numbers are the same on every supported Python: one for all regions, or
    one for each region in the order of their ids. A drawn rise counts in place of the scenario's own rise of that
    indicator. A verdict depends on the rises of its own indicator and region alone. Where all last reports of an
    indicator are counted, one projection is enough: by how much a share must rise to be judged otherwise is a whole
    number. Else each rise of an indicator is projected once for all regions, together with one of every other
    indicator. Where each region has its own draws and parts are added up to wholes, every run is projected by itself.

    Args:
        programme: what was agreed.
        observations: what was reported, in any order.
        scenario: what is assumed in every run.
        rises: by indicator id, the rises to draw from.
        regions: the regions, as a tree or one by one.
        until: the last day judged.
        seed: the start of the random numbers.
        runs: how many runs are made.
        draws: whether all regions share a draw (a good or a bad year for everybody), or each has its own. It does
            not change how likely one region is to meet a target, but how many regions meet it together.
        baseline_on: the day of the baseline of yearly rises.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        into: the ids of regions whose parts are added up.
        reading: how yearly rises are read.
        progress: called with the number of projections made and of all.

    Raises:
        InvalidSpreadError: for a bad seed or number of runs, no rises, and unknown indicators, all together.
        InvalidValueError: if each region has its own draws, and more than 100 million are to be made.
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
    tree = Regions.of(regions)
    draws_in_all = runs * len(rises) * (len(tree.ids) if chosen is Draws.PER_REGION else 0)
    if draws_in_all > MOST_DRAWS:
        raise InvalidValueError(
            f"{runs:,} runs that draw for each region and indicator draw {draws_in_all:,} rises; at most "
            f"{MOST_DRAWS:,} are drawn, so make fewer runs, or draw for all regions together"
        )
    wholes = None if into is None else as_tuple(into)
    drawn = drawn_by(rises, tree.ids, draws=chosen, seed=seed, runs=runs)
    tally = Tally(drawn, rises, runs, is_run_by_run=chosen is Draws.PER_REGION and wholes is not None)
    projection: Projection | None = None
    while tally.done < tally.rounds:
        onto = scenario.then(Scenario("drawn", assumptions=tally.assumed()), name=scenario.name)
        if projection is None:
            projection = project(
                programme,
                observations,
                onto,
                regions=tree,
                until=until,
                baseline_on=baseline_on,
                tiers=tiers,
                into=wholes,
                reading=reading,
            )
        else:
            projection = projection.with_scenario(onto)
        tally.add(projection)
        if progress is not None:
            progress(tally.done, tally.rounds)
    spread = Spread(
        scenario=scenario,
        drawn=tuple(sorted(rises.items(), key=lambda item: item[0])),
        draws=chosen,
        seed=seed,
        runs=runs,
        days=tally.days,
        outcomes=tuple(tally.outcomes()),
        first=tuple(tally.first()),
        numbers=tuple(tally.numbers()),
    )
    object.__setattr__(spread, "_grounds", None if projection is None else projection.grounds)
    return spread


def _problems(programme: Programme, rises: object, seed: object, runs: object) -> Iterator[XhhtError]:
    if not is_whole(seed):
        yield InvalidTypeError(f"a seed is a whole number, got {describe(seed)}")
    elif seed < 0:
        yield InvalidValueError(f"a seed is not negative, got {describe(seed)}; Python draws as from its opposite")
    if not is_whole(runs):
        yield InvalidTypeError(f"runs are a whole number, got {describe(runs)}")
    elif not 1 <= runs <= MOST_RUNS:
        yield InvalidValueError(f"runs are a whole number from 1 to {MOST_RUNS:,}, got {describe(runs)}")
    if not isinstance(rises, Mapping) or not rises:
        yield InvalidTypeError(f"rises maps indicator ids to RandomRise, for at least one, got {describe(rises)}")
        return
    known = dict.fromkeys(measured.id for revision in programme.revisions() for measured in revision.indicators)
    for indicator, rise in rises.items():
        if indicator not in known:
            yield UnknownIdError("indicator", indicator, known, "rises")
        if not isinstance(rise, RandomRise):
            yield InvalidTypeError(f"rises[{indicator!r}] is a RandomRise, got {describe(rise)}")
