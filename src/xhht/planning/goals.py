"""Goals: the common rise of all parts that brings a whole to its target by a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

import attrs

from xhht.errors import InvalidPlanError
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.evaluation import evaluate
from xhht.judgement.roll_ups import roll_up
from xhht.judgement.sums import Part
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, Reading
from xhht.periods import years_between
from xhht.planning._bases import Given, checked_day
from xhht.scenarios.assumptions import Rise, RiseUnit
from xhht.values import Value

NONE = Fraction(0)


@attrs.frozen(repr=False, kw_only=True)
class CommonRise(Value):
    """The yearly rise of every part with which a whole just reaches its target on a day.

    Attributes:
        target: the target's id.
        region: the whole region's id.
        by: the day.
        verdict: on the whole if nothing rises, with what is asked of it.
        least: the rise if every open figure is as high as it can be; None where no rise is enough, or nothing is known.
        most: the rise if every one is as low as it can be.
        is_enough: whether the whole meets its target with that rise; one that asks for more than a share needs
            anything above it.
    """

    target: str
    region: str
    by: date
    verdict: Verdict
    least: Rise | None
    most: Rise | None
    is_enough: bool

    @property
    def rise(self) -> Rise | None:
        """The rise, ready for a scenario; None where the figures leave it open."""
        return self.least if self.least == self.most else None

    def __str__(self) -> str:
        if self.least is None or self.most is None:
            rise = "unknown"
        else:
            rise = str(self.least) if self.rise else f"{self.least} to {self.most}"
        return f"{self.target} in {self.region} by {self.by}: {rise}"


@attrs.frozen(repr=False)
class _Start(Value):
    """From where a part rises: its share, its size, and the years that are left to it."""

    share: Bounds
    size: int
    years: Fraction


def common_rise(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    into: str,
    target: str,
    by: date,
    tiers: Mapping[str, str] | None = None,
    baseline_on: date | None = None,
    reading: Reading | None = None,
) -> CommonRise:
    """Which rise of every part, in percentage points a year, brings the whole exactly to its target by a day.

    Each part rises from its last report, however old, to all at most, as in a projection. A whole that reaches its
    target already needs a rise of 0.

    Args:
        programme: what was agreed.
        observations: what was reported.
        regions: the regions, as a tree or one by one.
        into: the id of the whole.
        target: the id of the target.
        by: the day by which it is to be met.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        baseline_on: the day of the baseline of a yearly rise, which is rolled up in the same way.
        reading: how a yearly rise is read.

    Raises:
        InvalidObservationsError: for reports that cannot be rolled up.
        InvalidPlanError: for wrong ids in `tiers` and several wrong days.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the whole has no parts on that day, or the baseline's day or every report is after it.
        UnknownIdError: if the target or the whole is unknown.
    """
    checked_day(programme, by)
    given = Given(observations, regions, tiers=tiers, into=None, baseline_on=baseline_on, reading=reading)
    problems = list(given.wrong_days(by))
    if problems:
        raise problems[0] if len(problems) == 1 else InvalidPlanError(f"a common rise up to {by}", problems)
    text = programme.as_of(by)
    rule = text.target(target)
    basis = given.basis(programme, by)
    whole = roll_up(text, rule.indicator, given.seen, regions=given.tree, into=into, as_of=by, since=date.min)
    baseline = None
    if isinstance(rule, GrowthTarget) and baseline_on is not None and baseline_on < by:
        then = roll_up(
            text, rule.indicator, given.seen, regions=given.tree, into=into, as_of=baseline_on, since=date.min
        )
        baseline = then.to_observation()
    verdict = evaluate(
        rule, whole.actual, as_of=by, tier=basis.tiers_of(whole.region), baseline=baseline, reading=basis.reading
    )
    starts = _starts(whole.parts, by)
    requirement = verdict.requirement
    least = most = None
    is_enough = False
    if starts is not None and requirement is not None:
        least = _rise([(start.share.upper, start.size, start.years) for start in starts], requirement.bounds.lower)
        most = _rise([(start.share.lower, start.size, start.years) for start in starts], requirement.bounds.upper)
        reached = sum((start.share.lower * start.size for start in starts), NONE)
        is_above = reached > requirement.bounds.upper * sum(start.size for start in starts)
        is_enough = most is not None and (not requirement.is_strict or is_above)
    return CommonRise(
        target=rule.id,
        region=whole.region.id,
        by=by,
        verdict=verdict,
        least=least,
        most=most,
        is_enough=is_enough,
    )


def _starts(parts: Iterable[Part], by: date) -> list[_Start] | None:
    """From where the parts rise; None where one of them is not known."""
    starts = []
    for part in parts:
        if part.denominator == 0:
            continue
        if part.observation is None or part.denominator is None:
            return None
        years = years_between(part.observation.on, by)
        share = Bounds(Fraction(part.least, part.denominator), Fraction(part.most, part.denominator))
        starts.append(_Start(share, part.denominator, years))
    return starts or None


def _rise(starts: list[tuple[Fraction, int, Fraction]], asked: Fraction) -> Rise | None:
    """The least rise with which the sum of the parts comes to what is asked, each up to all; None where none does.

    The sum rises straight between the rises with which one part after the other is full.
    """
    missing = asked * sum(size for _, size, _ in starts) - sum((share * size for share, size, _ in starts), NONE)
    rise = NONE
    rising = sorted(((1 - share) / years, size * years) for share, size, years in starts if years and share < 1)
    for place, (full, _) in enumerate(rising):
        pace = sum((speed for _, speed in rising[place:]), NONE)
        if missing <= (full - rise) * pace:
            break
        missing -= (full - rise) * pace
        rise = full
    else:
        return Rise(rise, RiseUnit.SHARE) if missing <= 0 else None
    return Rise(rise + max(missing, NONE) / pace, RiseUnit.SHARE)
