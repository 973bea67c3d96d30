"""Efforts: the least that the parts of a region must do so that the whole meets its own target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain
from math import floor
from typing import TypeVar

import attrs

from xhht.checks import Choice, composed, describe, fraction
from xhht.errors import (
    InvalidPlanError,
    InvalidTypeError,
    InvalidValueError,
    ProblemsError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Base, CountRange
from xhht.figures.observations import Observation
from xhht.figures.projected_shares import ProjectedShare
from xhht.figures.regions import Region, Regions
from xhht.judgement.evaluation import evaluate
from xhht.judgement.hearings import named_tiers
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.roll_ups import RollUp, roll_up
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, Reading
from xhht.pictures import digits
from xhht.plain_tables import plain_table
from xhht.planning._bases import Given, checked_day
from xhht.scenarios.projections import Projection
from xhht.values import Value

FoundT = TypeVar("FoundT")


class DoubtKind(Choice):
    """Why the figures of a part do not say how much it must do."""

    MISSING = "missing"
    NOT_COUNTED = "not_counted"
    BOUNDED = "bounded"
    SIZE_UNKNOWN = "size_unknown"
    ONLY_REGISTERED = "only_registered"


@attrs.frozen(repr=False)
class Doubt(Value):
    """A part whose figures for a day leave the effort open, and why."""

    region: str
    kind: DoubtKind
    on: date


@attrs.frozen(repr=False)
class EffortStep(Value):
    """How many recognitions a part makes, how many it could make, and what they cost together."""

    region: str
    count: int
    limit: int
    cost: Fraction


@attrs.frozen(repr=False)
class EffortCase(Value):
    """The least effort if the figures mean what the case says; parts that do nothing are left out."""

    steps: tuple[EffortStep, ...]

    @property
    def total(self) -> int:
        """How many recognitions it takes in all."""
        return sum(step.count for step in self.steps)

    @property
    def cost(self) -> Fraction:
        """What they cost in all."""
        return sum((step.cost for step in self.steps), Fraction(0))


@attrs.frozen(repr=False, kw_only=True)
class Effort(Value):
    """The least effort with which a whole region meets a target, or the range in which it lies.

    Attributes:
        target: the target's id.
        region: the whole region's id.
        by: the day by which the target is to be met.
        verdict: on the sum of the parts, with what is asked of the whole and how many are missing.
        best: the least effort if every open figure is as high as it can be; None where nothing can be said.
        worst: the same if every open figure is as low as it can be.
        doubts: the parts whose figures, of that day or of the baseline's, leave it open.
    """

    target: str
    region: str
    by: date
    verdict: Verdict
    best: EffortCase | None = None
    worst: EffortCase | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the figures say exactly what is to be done and where."""
        return self.least is not None

    @property
    def least(self) -> EffortCase | None:
        """The least effort; None where the figures leave it open, see `reason`, `best` and `worst`."""
        return self.best if self.best == self.worst else None

    @property
    def reason(self) -> Reason | None:
        """Why the sum cannot be held against the target; None where it can."""
        return self.verdict.reason if self.verdict.outcome is Outcome.NO_DATA else None

    def __str__(self) -> str:
        head = f"{self.target} in {self.region} up to {self.by}: {self.verdict.outcome.text('en')}"
        best, worst, least = self.best, self.worst, self.least
        if least is not None:
            cases = [f"least effort: {least.total} recognitions, cost {least.cost}", _steps_table(least)]
        elif best is None or worst is None:
            cases = [f"effort unknown: {'counts are not known' if self.reason is None else self.reason.text('en')}"]
        else:
            cases = [
                f"effort unknown: {best.total} to {worst.total} recognitions, cost {best.cost} to {worst.cost}",
                *(f"{name} case\n{_steps_table(case)}" for name, case in (("best", best), ("worst", worst))),
            ]
        doubts = [f"open: {doubt.region} on {doubt.on} ({doubt.kind})" for doubt in self.doubts]
        return "\n".join(filter(None, [head, *cases, *doubts]))


def _steps_table(case: EffortCase) -> str:
    rows = [[step.region, step.count, step.limit, step.cost] for step in case.steps]
    return plain_table(["region", "count", "possible", "cost"], rows) if rows else ""


def least_effort(
    programme: Programme,
    observations: Iterable[Observation] | Projection,
    *,
    into: str,
    target: str,
    by: date,
    regions: Regions | Iterable[Region] | None = None,
    tiers: Mapping[str, str] | None = None,
    costs: Mapping[str, int | Fraction] | None = None,
    denominators: Mapping[str, int] | None = None,
    baseline_on: date | None = None,
    reading: Reading | None = None,
) -> Effort:
    """The least effort across the parts of a region with which the whole meets its own target.

    The last reports of the parts, however old, or what follows from them in a projection, are rolled up and held
    against what is asked of the whole on the day. What is missing goes to the parts where a recognition costs least,
    each up to all that it has; of equal costs, the part whose id comes first. No other division costs less.

    Nothing is guessed: where a part is missing, printed without a denominator or bounded, the effort is unknown, and
    `best` and `worst` say between what it lies, if the sizes are known.

    Args:
        programme: what was agreed.
        observations: what was reported; or a projection, which brings regions, tiers, baseline and reading along.
        into: the id of the whole.
        target: the id of the target.
        by: the day by which it is to be met.
        regions: the regions, as a tree or one by one.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        costs: by region id, what one recognition costs there, in any unit; it holds for the region's parts too,
            unless they have their own. 1 where nothing is said.
        denominators: known denominators by region id, as in `roll_up`.
        baseline_on: the day of the baseline of a yearly rise, which is rolled up in the same way.
        reading: how a yearly rise is read.

    Raises:
        InvalidObservationsError: for reports and denominators that cannot be rolled up.
        InvalidPlanError: for costs of regions that are no parts of the whole, negative or inexact, all together; and
            for any of the other problems where there are several.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the whole has no parts on that day, or the baseline's day or every report is after it.
        RegionLifeError: if the whole does not exist on that day.
        UnknownIdError: if the target or the whole is unknown.
    """
    checked_day(programme, by)
    given = Given(observations, regions, tiers=tiers, into=None, baseline_on=baseline_on, reading=reading)
    problems = list(given.wrong_days(by))
    basis = None if given.projection is None else given.basis(programme, by)
    text = programme.as_of(by) if basis is None else basis.text
    reports = given.seen if basis is None else basis.observations()
    named, misnamed = named_tiers(text, tiers, given.tree)
    problems += misnamed
    rule = _noted(problems, lambda: text.target(target))

    def total(indicator: str, day: date) -> RollUp:
        return roll_up(
            text,
            indicator,
            reports,
            regions=given.tree,
            into=into,
            as_of=day,
            since=date.min,
            denominators=denominators,
        )

    whole = None if rule is None else _noted(problems, partial(total, rule.indicator, by))
    price = None if whole is None else _noted(problems, partial(_prices, costs, whole, given.tree))
    if rule is None or whole is None or price is None or problems:
        raise _all_of(f"the effort of {into!r}", problems)
    sums = [whole]
    baseline_day = given.baseline_on if basis is None else basis.baseline_on
    if isinstance(rule, GrowthTarget) and baseline_day is not None and baseline_day < by:
        sums.append(total(rule.indicator, baseline_day))
    baseline = sums[-1].to_observation() if len(sums) > 1 else None
    in_question = (named[into],) if into in named else text.tiers_in_question(whole.region) or (None,)
    tier = in_question if basis is None else basis.tiers_of(whole.region)
    chosen = given.reading if basis is None else basis.reading
    verdict = evaluate(rule, whole.actual, as_of=by, tier=tier, baseline=baseline, reading=chosen)
    doubts = tuple(doubt for rolled in sums for doubt in _doubts(rolled, reports))
    effort = Effort(target=rule.id, region=whole.region.id, by=by, verdict=verdict, doubts=doubts)
    missing = 0 if verdict.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE) else verdict.shortfall
    fewest, most = (missing.least, missing.most) if isinstance(missing, CountRange) else (missing, missing)
    if fewest is None or most is None:
        return effort
    best = _cheapest([(part, _room(part, is_best=True)) for part in whole.parts], fewest, price)
    worst = _cheapest([(part, _room(part, is_best=False)) for part in whole.parts], most, price)
    return attrs.evolve(effort, best=best, worst=worst)


def _room(part: Part, *, is_best: bool) -> int:
    """How many recognitions a part can still make, if its figure is as high as it can be or as low."""
    size = part.denominator or 0
    actual = None if part.observation is None else part.observation.actual
    if isinstance(actual, ProjectedShare):
        return floor(size * (1 - (actual.bounds.upper if is_best else actual.bounds.lower)))
    return size - (part.most if is_best else part.least)


def _noted(problems: list[XhhtError], find: Callable[[], FoundT]) -> FoundT | None:
    """What is found; None where a problem is noted instead, to go on and look for others."""
    try:
        return find()
    except (ProblemsError, InvalidValueError, UnknownIdError) as problem:
        problems.append(problem)
        return None


def _all_of(what: str, problems: list[XhhtError]) -> XhhtError:
    """The only problem, or all of them as one."""
    if len(problems) == 1:
        return problems[0]
    parts = [one.problems if isinstance(one, ProblemsError) else (one,) for one in problems]
    return InvalidPlanError(what, chain.from_iterable(parts))


def _cheapest(limits: Iterable[tuple[Part, int]], missing: int, price: Mapping[str, Fraction]) -> EffortCase:
    """What is missing, where it costs least."""
    steps = []
    for part, limit in sorted(limits, key=lambda pair: (price[pair[0].region.id], pair[0].region.id)):
        count = min(missing, limit)
        if count:
            steps.append(EffortStep(part.region.id, count, limit, count * price[part.region.id]))
            missing -= count
    return EffortCase(tuple(steps))


def _is_open(part: Part) -> bool:
    """Whether a counted part can mean several numbers; holders that need not be whole are one."""
    return part.least != part.most and not (part.observation and part.observation.actual.bounds.is_point)


def _doubts(whole: RollUp, reports: Iterable[Observation]) -> Iterator[Doubt]:
    own = (o for o in reports if (o.indicator, o.party) == (whole.indicator, None))
    reporting = {o.region for o in own if o.on <= whole.as_of}
    for part in whole.parts:
        if part.observation is not None and part.observation.actual.base is Base.REGISTERED:
            yield Doubt(part.region.id, DoubtKind.ONLY_REGISTERED, whole.as_of)
        elif part.observation is None and part.denominator != 0:
            kind = DoubtKind.NOT_COUNTED if part.region.id in reporting else DoubtKind.MISSING
            yield Doubt(part.region.id, kind, whole.as_of)
        elif part.denominator is None:
            yield Doubt(part.region.id, DoubtKind.SIZE_UNKNOWN, whole.as_of)
        elif _is_open(part):
            yield Doubt(part.region.id, DoubtKind.BOUNDED, whole.as_of)


def _prices(costs: Mapping[str, int | Fraction] | None, whole: RollUp, regions: Regions) -> dict[str, Fraction]:
    """What a recognition costs in each part: its own price, or that of the nearest region above it, or 1."""
    if not isinstance(costs, (Mapping, type(None))):
        raise InvalidTypeError(f"costs maps region ids to exact numbers, got {describe(costs)}")
    parents: dict[str, str] = {}
    for part in whole.parts:
        below = part.region
        while below.id != whole.region.id and below.id not in parents:
            above = regions.get(below.parent or "", whole.as_of)
            parents[below.id], below = above.id, above
    known = dict.fromkeys((*parents, whole.region.id))
    known_ids = tuple(known)
    problems: list[XhhtError] = []
    given: dict[str, Fraction] = {}
    for region, cost in (costs or {}).items():
        name = composed(region)
        if name not in known:
            problems.append(UnknownIdError("part", region, known_ids, f"the costs of {whole.region.id!r}"))
        elif name in given:
            problems.append(InvalidValueError(f"costs[{region!r}] is given twice; keep one"))
        try:
            given[name] = fraction(cost)
        except InvalidTypeError as problem:
            problems.append(InvalidTypeError(f"costs[{region!r}]: {problem}"))
            continue
        if given[name] < 0:
            problems.append(InvalidValueError(f"costs[{region!r}] cannot be negative, got {digits(cost)}"))
    if problems:
        raise InvalidPlanError("costs", problems)
    return _by_part(whole, parents, given)


def _by_part(whole: RollUp, parents: Mapping[str, str], own: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The own price of each part and of what lies between, or that of the nearest region above; each is found once."""
    prices = {whole.region.id: own.get(whole.region.id, Fraction(1))}
    for part in whole.parts:
        path = [part.region.id]
        while path[-1] not in prices:
            path.append(parents[path[-1]])
        price = prices[path.pop()]
        for name in reversed(path):
            price = prices[name] = own.get(name, price)
    return prices
