"""Tallies: what becomes of each target in each region by what was drawn, run by run or case by case."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import attrs

from xhht.figures.shares import Share
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.targets import Comparison
from xhht.scenarios._courses import whole_years
from xhht.scenarios._series import Series
from xhht.scenarios.assumptions import Assumption, Rise, RiseUnit
from xhht.scenarios.draws import Drawn, RandomRise
from xhht.scenarios.projections import Projection, Question

OUTCOMES = tuple(Outcome)
MET, NOT_MET, UNDECIDED = map(OUTCOMES.index, (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED))
OutcomeCounts: TypeAlias = tuple[tuple[tuple[str, str, date], tuple[int, ...]], ...]
FirstDays: TypeAlias = tuple[tuple[tuple[str, str, date | None], tuple[int, int]], ...]
Numbers: TypeAlias = tuple[tuple[tuple[str, date, int], tuple[int, int]], ...]
OfDays: TypeAlias = dict[int, int]
"""By the place of a day, the place of an outcome."""


@attrs.frozen
class _Ladder:
    """The rises of all cases of an indicator, from the lowest to the highest, as whole numbers of one unit.

    Of counted shares one projection is enough: a verdict turns where the rise passes a whole number.
    """

    order: Sequence[int]
    steps: Sequence[int]
    unit: int
    is_of_holders: bool

    @classmethod
    def of(cls, rises: Sequence[Rise]) -> _Ladder:
        unit = lcm(*(rise.per_year.denominator for rise in rises))
        scaled = [int(rise.per_year * unit) for rise in rises]
        order = sorted(range(len(rises)), key=scaled.__getitem__)
        return cls(order, [scaled[case] for case in order], unit, rises[0].unit is RiseUnit.HOLDERS)

    def turns(self, verdict: Verdict, series: Series) -> tuple[int, int] | None:
        """How many of the lowest rises miss what is asked, and how many do not surely meet it.

        None where every rise has the same outcome: nothing that is judged moves.
        """
        last, day, asked = series.last, verdict.as_of, verdict.requirement
        actual = last.actual
        is_moving = verdict.is_judged and last.on < day <= series.ends_on
        if not is_moving or asked is None or not isinstance(actual, Share):
            return None
        size = self.size(actual, series, day)
        is_more, ends = asked.comparison is Comparison.MORE_THAN, asked.bounds
        years = whole_years(last.on, day)

        def least(share: Fraction, *, is_strict: bool) -> int:
            """The first place from which a share is reached, or passed where it is strict."""
            if not is_strict and share == 0:
                return 0  # No share falls below none.
            missing = (share.numerator * size - actual.numerator * share.denominator) * self.unit * years.denominator
            pace = years.numerator * share.denominator * (1 if self.is_of_holders else size)
            return bisect_left(self.steps, missing // pace + 1 if is_strict else -(-missing // pace))

        return (
            least(ends.lower, is_strict=(is_more and ends.lower != 1) or ends.is_lower_open),
            least(ends.upper, is_strict=asked.is_strict and not ends.is_upper_open),
        )

    def size(self, actual: Share, series: Series, day: date) -> int:
        """The denominator to which the share belongs that rises: the reported one, or for holders that of the day."""
        if self.is_of_holders:
            return series.ways[0].assumed.size(actual.denominator, series.last.on, day)
        return max(actual.denominator, 1)

    def spread(self, turns: Mapping[int, tuple[int, int]], standing: OfDays) -> list[OfDays]:
        """The outcomes of every case, by the days on which they turn and those on which they stand."""
        cuts = sorted({0, *(cut for pair in turns.values() for cut in pair)} - {len(self.order)})
        by_case: list[OfDays] = [{}] * len(self.order)
        for start, end in zip(cuts, [*cuts[1:], len(self.order)], strict=True):
            of_days = {
                place: NOT_MET if start < missed else UNDECIDED if start < open_to else MET
                for place, (missed, open_to) in turns.items()
            }
            of_days.update(standing)
            for case in self.order[start:end]:
                by_case[case] = of_days
        return by_case


def _is_counted(question: Question, indicator: str, rises: Sequence[Rise]) -> bool:
    """Whether every share of an indicator that moves is counted, and moves by the drawn rise alone."""
    path = question.path
    return (
        len({rise.unit for rise in rises}) == 1
        and all(rise.since is None and rise.until is None for rise in rises)
        and all((indicator, whole) in path.series for whole in path.wholes)
        and all(
            len(series.ways) == 1
            and isinstance(series.last.actual, Share)
            and series.ways[0].assumed.shares == (rises[0],)
            for (measured, _), series in path.series.items()
            if measured == indicator
        )
    )


class Tally:
    """The outcomes of each target in each region, by what was drawn for its indicator.

    A case is one drawn rise, for whatever region drew it; run by run it is all that the regions drew together.
    """

    def __init__(
        self, drawn: Mapping[str, Drawn], rises: Mapping[str, RandomRise], runs: int, *, is_run_by_run: bool
    ) -> None:
        self.drawn = drawn
        self.rises = rises
        self.runs = runs
        self.is_run_by_run = is_run_by_run
        self.days: tuple[date, ...] = ()
        self.cases = {key: tuple(of.runs) if is_run_by_run else of.places for key, of in drawn.items()}
        self.ladders: dict[str, _Ladder] = {}
        self.done = 0
        self.indicators: dict[str, str] = {}
        self.verdicts: dict[tuple[str, str], list[OfDays]] = {}
        self.known_weights: dict[tuple[str, int], Mapping[int, int]] = {}

    @property
    def rounds(self) -> int:
        """How many projections are needed: one for each case of what is not counted."""
        return max((len(cases) for key, cases in self.cases.items() if key not in self.ladders), default=1)

    def assumed(self) -> tuple[Assumption, ...]:
        """The rises of the next round: the next case of every indicator, or the last one where it has fewer."""
        assumptions = []
        for key, of in self.drawn.items():
            number = 0 if key in self.ladders else min(self.done, len(self.cases[key]) - 1)
            case = self.cases[key][number]
            if isinstance(case, int):
                assumptions.append(Assumption(self.rises[key].rises[case], indicator=key))
            else:
                assumptions += [
                    Assumption(self.rises[key].rises[of.places[case[column]]], indicator=key, region=region)
                    for region, column in of.columns.items()
                ]
        return tuple(assumptions)

    def add(self, projection: Projection) -> None:
        """Take down the verdicts of a round; those of an indicator with fewer cases are known."""
        if self.done == 0:
            self.days = projection.days
            self.verdicts = {verdict.key: [] for assessment in projection.assessments for verdict in assessment}
            self._add_counted(projection)
        for place, assessment in enumerate(projection.assessments):
            for verdict in assessment:
                indicator = verdict.target.indicator
                if indicator not in self.ladders and self.done < len(self.cases.get(indicator, (0,))):
                    self.indicators[verdict.target.id] = indicator
                    of_cases = self.verdicts[verdict.key]
                    if len(of_cases) == self.done:
                        of_cases.append({})
                    of_cases[self.done][place] = OUTCOMES.index(verdict.outcome)
        self.done += 1

    def _add_counted(self, projection: Projection) -> None:
        """Take down the verdicts of all cases of what is counted, from those of the first."""
        question = projection.question
        for indicator, of in self.drawn.items():
            rises = [self.rises[indicator].rises[place] for place in of.places]
            if not self.is_run_by_run and _is_counted(question, indicator, rises):
                self.ladders[indicator] = _Ladder.of(rises)
        turns: dict[tuple[str, str], dict[int, tuple[int, int]]] = {}
        standing: dict[tuple[str, str], OfDays] = {}
        for place, assessment in enumerate(projection.assessments):
            for verdict in assessment:
                indicator, key = verdict.target.indicator, verdict.key
                ladder = self.ladders.get(indicator)
                if ladder is None:
                    continue
                self.indicators[verdict.target.id] = indicator
                series = question.path.series.get((indicator, key[1]))
                pair = None if series is None else ladder.turns(verdict, series)
                of_days = standing.setdefault(key, {})
                if pair is None:
                    of_days[place] = OUTCOMES.index(verdict.outcome)
                else:
                    turns.setdefault(key, {})[place] = pair
        for key, of_days in standing.items():
            self.verdicts[key] = self.ladders[self.indicators[key[0]]].spread(turns.get(key, {}), of_days)

    def weights(self, target: str, region: str) -> Mapping[int, int]:
        """By case, in how many runs it is what a region drew."""
        indicator = self.indicators[target]
        of = self.drawn.get(indicator)
        if of is None:
            return {0: self.runs}
        key = indicator, of.column(region)
        if key not in self.known_weights:
            self.known_weights[key] = (
                dict(enumerate(of.runs.values())) if self.is_run_by_run else of.weights(of.column(region))
            )
        return self.known_weights[key]

    def kinds(self, target: str, region: str) -> list[tuple[OfDays, int]]:
        """What becomes of a target in a region, and in how many runs; cases that are alike are counted together."""
        weights = self.weights(target, region)
        of_cases = self.verdicts[target, region]
        runs: Counter[int] = Counter()
        for number, outcomes in enumerate(of_cases):
            runs[id(outcomes)] += weights[number]
        return [(outcomes, runs[key]) for key, outcomes in {id(case): case for case in of_cases}.items()]

    def outcomes(self) -> Iterator[tuple[tuple[str, str, date], tuple[int, ...]]]:
        """By target, region and day: the runs with each outcome."""
        for key in self.verdicts:
            kinds = self.kinds(*key)
            for place, day in enumerate(self.days):
                counts = [0] * len(OUTCOMES)
                for outcomes, runs in kinds:
                    if place in outcomes:
                        counts[outcomes[place]] += runs
                if any(counts):
                    yield (*key, day), tuple(counts)

    def first(self) -> Iterator[tuple[tuple[str, str, date | None], tuple[int, int]]]:
        """By target, region and day: the runs in which it is met then for the first time, surely and possibly."""
        for key in self.verdicts:
            kinds = self.kinds(*key)
            surely: Counter[date | None] = Counter()
            possibly: Counter[date | None] = Counter()
            for outcomes, runs in kinds:
                days = list(_first_days(outcomes))
                for place in days:
                    day = None if place is None else self.days[place]
                    possibly[day] += runs
                    if len(days) == 1:
                        surely[day] += runs
            judged = sorted({place for outcomes, _ in kinds for place in outcomes})
            for day in (*(self.days[place] for place in judged), None):
                yield (*key, day), (surely[day], possibly[day])

    def numbers(self) -> Iterator[tuple[tuple[str, date, int], tuple[int, int]]]:
        """By target, day and number of regions: the runs in which so many of them meet it, surely and possibly."""
        regions: dict[str, list[str]] = {}
        judged: dict[str, dict[int, None]] = {}
        for (target, region), of_cases in self.verdicts.items():
            regions.setdefault(target, []).append(region)
            distinct = {id(case): case for case in of_cases}.values()
            judged.setdefault(target, {}).update(dict.fromkeys(place for case in distinct for place in case))
        for target, of_target in regions.items():
            surely: Counter[tuple[int, int]] = Counter()
            possibly: Counter[tuple[int, int]] = Counter()
            for met, undecided, runs in self.sums(target, of_target):
                base = len(of_target) + 1
                for place in judged[target]:
                    least = met // base**place % base
                    most = least + undecided // base**place % base
                    for number in range(least, most + 1):
                        possibly[place, number] += runs
                    surely[place, least] += runs if least == most else 0
            for place, number in sorted(possibly):
                yield (target, self.days[place], number), (surely[place, number], possibly[place, number])

    def sums(self, target: str, regions: list[str]) -> Iterator[tuple[int, int, int]]:
        """The numbers of regions that meet a target, and that may, by kind of run, and how many such runs there are.

        Each day has digits of its own in one number, so that all days of a region are added at once.
        """
        of = self.drawn.get(self.indicators[target])
        base = len(regions) + 1
        powers = [base**place for place in range(len(self.days))]
        packed: dict[str, list[tuple[int, ...]]] = {}
        for region in regions:
            of_cases = self.verdicts[target, region]
            digits = {
                key: tuple(sum(powers[place] for place in case if case[place] == kind) for kind in (MET, UNDECIDED))
                for key, case in {id(case): case for case in of_cases}.items()
            }
            packed[region] = [digits[id(case)] for case in of_cases]
        kinds: Iterable[tuple[tuple[int, ...], int]] = [((0,), self.runs)] if of is None else of.runs.items()
        for number, (drawn, runs) in enumerate(kinds):
            cases = [
                packed[region][number if self.is_run_by_run and of else drawn[0 if of is None else of.column(region)]]
                for region in regions
            ]
            yield sum(met for met, _ in cases), sum(undecided for _, undecided in cases), runs


def _first_days(outcomes: Mapping[int, int]) -> Iterator[int | None]:
    """The places of the days that may be the first on which a target is met; None where it may never be."""
    for place in sorted(outcomes):
        if outcomes[place] == MET:
            yield place
            return
        if outcomes[place] == UNDECIDED:
            yield place
    yield None
