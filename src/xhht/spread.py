"""Spread: random rises, reproduced from a seed, and the share of runs in which each target is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from random import Random

import attrs

from xhht.checks import as_tuple, describe, expect, fraction, is_whole
from xhht.errors import InvalidSpreadError, InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.observations import Observation
from xhht.outcomes import Outcome
from xhht.programme import Programme
from xhht.projections import Progress, Projection, project
from xhht.regions import Region, Regions
from xhht.scenarios import Rise, RiseUnit, Scenario
from xhht.targets import Reading
from xhht.values import Value

NONE = Fraction(0)


@attrs.frozen(repr=False)
class RandomRise(Value):
    """Yearly rises of which each run draws one, all as likely; one listed twice is twice as likely.

    >>> [rise.per_year for rise in RandomRise.points(1, 2, steps=2).rises]
    [Fraction(1, 100), Fraction(3, 200), Fraction(1, 50)]
    """

    rises: tuple[Rise, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        if not self.rises:
            raise InvalidValueError("a random rise is drawn from at least one rise")
        for place, rise in enumerate(self.rises):
            expect(Rise, rise, f"rises[{place}]")

    @classmethod
    def points(cls, least: int | Fraction, most: int | Fraction, *, steps: int = 100) -> RandomRise:
        """Percentage points a year, on an even grid from the least to the most, with both ends.

        Args:
            least: the least rise, in points a year.
            most: the greatest rise.
            steps: how many steps lie between them.

        Raises:
            InvalidSpreadError: for a number that is not exact, an empty range and a grid without steps, together.
        """
        problems: list[XhhtError] = []
        ends = []
        for name, end in (("least", least), ("most", most)):
            try:
                ends.append(fraction(end))
            except XhhtError as problem:
                problems.append(InvalidTypeError(f"{name}: {problem}"))
        if len(ends) == 2 and ends[0] > ends[1]:
            problems.append(InvalidValueError(f"rises from {least} to {most} are none; exchange the ends"))
        if not is_whole(steps) or steps < 1:
            problems.append(InvalidValueError(f"steps are a whole number from 1 on, got {describe(steps)}"))
        if problems:
            raise InvalidSpreadError("a random rise", problems)
        start, width = ends[0], ends[1] - ends[0]
        return cls(Rise((start + width * step / steps) / 100, RiseUnit.SHARE) for step in range(steps + 1))


@attrs.frozen(kw_only=True, repr=False)
class Spread(Value):
    """In how many runs each target is met.

    Attributes:
        scenario: what is assumed in every run, under the drawn rises.
        drawn: by target, the rises drawn from.
        seed: the start of the random numbers; the same seed gives the same result.
        runs: the number of runs.
        days: the days judged, the earliest first.
        met: by target, region and day, the number of runs in which the target is met.
        first: by target, region and day, the number of runs in which it is met on that day for the first time.
    """

    scenario: Scenario
    drawn: tuple[tuple[str, RandomRise], ...]
    seed: int
    runs: int
    days: tuple[date, ...]
    met: tuple[tuple[tuple[str, str, date], int], ...] = attrs.field(repr=lambda found: f"<{len(found)}>")
    first: tuple[tuple[tuple[str, str, date], int], ...] = attrs.field(repr=False)

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

    def _found(self, counts: tuple[tuple[tuple[str, str, date], int], ...], target: str, region: str, day: date) -> int:
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
    baseline_on: date | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Spread:
    """Project a programme many times with random rises, and count the runs in which each target is met.

    Each run draws one rise for each target of `rises`, the same in all regions, in the order of the mapping, with
    `random.Random(seed).randrange`, whose numbers are the same on every supported Python. A drawn rise counts over
    the scenario's rise of that target. Verdicts on one indicator depend on no other, so that each combination of
    rises of one indicator is projected once, together with one of every other indicator.

    Args:
        programme: what was agreed.
        observations: what was reported, in any order.
        scenario: what is assumed in every run.
        rises: by target id, the rises to draw from.
        regions: the regions, as a tree or one by one.
        until: the last day judged.
        seed: the start of the random numbers.
        runs: how many runs are made.
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
    problems = list(_problems(programme, rises, seed, runs))
    if problems:
        raise InvalidSpreadError(f"a spread of scenario {scenario.name!r}", problems)
    seen, tree = as_tuple(observations), Regions.of(regions)
    indicators: dict[str, list[str]] = {}
    for indicator, targets in _targets(programme).items():
        indicators[indicator] = [target for target in rises if target in targets]
    draws = _draws(rises, indicators, seed, runs)
    rounds = max(len(counts) for counts in draws.values())
    met: dict[tuple[str, str, date], int] = {}
    first: dict[tuple[str, str, date], int] = {}
    days: tuple[date, ...] = ()
    for number in range(rounds):
        drawn = {
            target: rises[target].rises[place]
            for indicator, counts in draws.items()
            for target, place in zip(indicators[indicator], list(counts)[min(number, len(counts) - 1)], strict=True)
        }
        assumed = scenario.then(Scenario("drawn", rises=drawn), name=scenario.name)
        found = project(programme, seen, assumed, regions=tree, until=until, baseline_on=baseline_on, reading=reading)
        days = found.days
        weights = {
            indicator: list(counts.values())[number] if number < len(counts) else 0
            for indicator, counts in draws.items()
        }
        _count(found, weights, met, first)
        if progress is not None:
            progress(number + 1, rounds)
    return Spread(
        scenario=scenario,
        drawn=tuple(rises.items()),
        seed=seed,
        runs=runs,
        days=days,
        met=tuple(met.items()),
        first=tuple(first.items()),
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


def _draws(
    rises: Mapping[str, RandomRise], indicators: Mapping[str, list[str]], seed: int, runs: int
) -> dict[str, dict[tuple[int, ...], int]]:
    """By indicator, the places of the rises drawn together, and in how many runs."""
    source = Random(seed)  # noqa: S311  # Reproducible draws are wanted, not secret ones.
    draws: dict[str, dict[tuple[int, ...], int]] = {indicator: {} for indicator in indicators}
    for _ in range(runs):
        places = {target: source.randrange(len(rise.rises)) for target, rise in rises.items()}
        for indicator, targets in indicators.items():
            key = tuple(places[target] for target in targets)
            draws[indicator][key] = draws[indicator].get(key, 0) + 1
    return draws


def _count(
    found: Projection,
    weights: Mapping[str, int],
    met: dict[tuple[str, str, date], int],
    first: dict[tuple[str, str, date], int],
) -> None:
    """Add the runs that one projection stands for."""
    done: set[tuple[str, str]] = set()
    for assessment in found.assessments:
        for verdict in assessment:
            target, region = verdict.target.id, "" if verdict.region is None else verdict.region.id
            key, weight = (target, region, assessment.as_of), weights[verdict.target.indicator]
            is_met = verdict.outcome is Outcome.MET
            is_first = is_met and (target, region) not in done
            met[key] = met.get(key, 0) + weight * is_met
            first[key] = first.get(key, 0) + weight * is_first
            if is_first:
                done.add((target, region))
