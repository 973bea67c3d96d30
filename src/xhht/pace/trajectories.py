"""Trajectories: the straight path from a baseline to a target, and whether reports keep pace with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs

from xhht.checks import Choice, calendar_day, describe, only
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Base, Bounds
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import BoundedShare, PercentagePoints
from xhht.judgement.evaluation import tiers_of
from xhht.judgement.requirements import Requirement
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.periods import years_between
from xhht.texts import Language, Text
from xhht.values import Value


class Pace(Choice):
    """How a report stands to the path."""

    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    UNDECIDED = "undecided"

    def text(self, language: Language) -> str:
        """The pace in words.

        >>> Pace.BEHIND.text("en")
        'behind'
        """
        return _PACES[self].in_language(language)


_PACES = {
    Pace.AHEAD: Text("vượt tiến độ", "ahead"),
    Pace.ON_PACE: Text("đúng tiến độ", "on pace"),
    Pace.BEHIND: Text("chậm tiến độ", "behind"),
    Pace.UNDECIDED: Text("chưa đủ cơ sở kết luận", "undecided"),
}


@attrs.frozen(kw_only=True, repr=False)
class Trajectory(Value):
    """The straight path from a baseline to what a target asks on its due day.

    Attributes:
        target: the target.
        baseline: the report from which the path starts.
        tiers: the ids of the tiers in question; None stands for every tier without a share of its own.
        reading: how a yearly rise is read; None for a level.
        end: the share to be reached on the due day; a baseline that is higher already stays where it is.
    """

    target: LevelTarget | GrowthTarget
    baseline: Observation
    tiers: tuple[str | None, ...]
    reading: Reading | None
    end: Bounds

    @property
    def tier(self) -> str | None:
        """The one tier that is in question; None where there are several, or none."""
        return only(self.tiers)

    def share_on(self, day: date) -> Fraction | Bounds:
        """The share that the path asks on a day, up to the due day and the same ever after.

        Returns:
            The share; bounds where the baseline is bounded or several tiers are in question.

        Raises:
            InvalidTypeError: if the day is a datetime or a text.
            InvalidValueError: if it is before the baseline.
        """
        asked = self._bounds_on(calendar_day(day))
        return asked.lower if asked.is_point else asked

    def pace(self, observation: Observation) -> Pace:
        """Whether a report is ahead of the path, on it or behind it; undecided where it can be either.

        Raises:
            InvalidTypeError: if it is no Observation.
            InvalidValueError: if it reports another indicator, another body than the baseline, a share of the
                registered or of nothing, or is before the baseline.
        """
        self._check(observation)
        seen, asked = observation.actual.bounds, self._bounds_on(observation.on)
        if seen.is_point and seen == asked:
            return Pace.ON_PACE
        if _is_above(seen, asked):
            return Pace.AHEAD
        return Pace.BEHIND if _is_above(asked, seen) else Pace.UNDECIDED

    def needed_per_year(self, observation: Observation) -> PercentagePoints | Bounds:
        """The rise a year that leads from a report to what is asked on the due day, in percentage points.

        0 where that is reached, even if the report is below a baseline that was higher still.

        Returns:
            The rise; bounds, in points, where the report or the baseline is bounded or several tiers are in question.

        Raises:
            InvalidTypeError: if it is no Observation.
            InvalidValueError: as in `pace`, and if the report is on or after the due day.
        """
        self._check(observation)
        if observation.on >= self.target.due_on:
            raise InvalidValueError(
                f"no time is left from {observation.on} to {self.target.due_on}; evaluate the report instead"
            )
        years = years_between(observation.on, self.target.due_on)
        seen = observation.actual.bounds
        asked = self._asked
        lower, upper = (asked.lower - seen.upper) / years * 100, (asked.upper - seen.lower) / years * 100
        if upper <= 0 or lower == upper:
            return PercentagePoints(max(upper, Fraction(0)))
        return Bounds(
            max(lower, Fraction(0)),
            upper,
            is_lower_open=lower >= 0 and (asked.is_lower_open or seen.is_upper_open),
            is_upper_open=asked.is_upper_open or seen.is_lower_open,
        )

    def required_of(self, share: Fraction) -> Requirement:
        """What the target asks on the due day of a baseline that is exactly this share."""
        return required(self.target, self.tiers, Bounds(share, share), self.baseline.on, self.reading)

    @property
    def requirement(self) -> Requirement:
        """What the target asks on the due day, whatever the baseline can mean and whichever tier is in question."""
        return required(self.target, self.tiers, self.baseline.actual.bounds, self.baseline.on, self.reading)

    @property
    def _asked(self) -> Bounds:
        """What the target asks on the due day, whatever the baseline has already."""
        return self.end if isinstance(self.target, GrowthTarget) else self.requirement.bounds

    def _bounds_on(self, day: date) -> Bounds:
        start = self.baseline.actual.bounds
        if day < self.baseline.on:
            raise InvalidValueError(f"{day} is before the path's start on {self.baseline.on}; ask for a later day")
        if day >= self.target.due_on:
            return self.end
        part = years_between(self.baseline.on, day) / years_between(self.baseline.on, self.target.due_on)
        return Bounds(
            start.lower + (self.end.lower - start.lower) * part,
            start.upper + (self.end.upper - start.upper) * part,
            is_lower_open=start.is_lower_open,
            is_upper_open=start.is_upper_open,
        )

    def _check(self, observation: Observation) -> None:
        _refuse(self.target, list(unusable(self.target, observation)))
        if observation.party != self.baseline.party:
            raise InvalidValueError(
                f"the report is of {whose(observation)}, but the path starts from one of {whose(self.baseline)}"
            )
        if observation.on < self.baseline.on:
            raise InvalidValueError(f"the report of {observation.on} is before the path's start on {self.baseline.on}")


def unusable(rule: LevelTarget | GrowthTarget, observation: Observation) -> Iterator[XhhtError]:
    """Everything that keeps a path of a target from starting at a report, or from being held against it."""
    if not isinstance(observation, Observation):
        raise InvalidTypeError(f"a report is an Observation, got {describe(observation)}")
    if observation.indicator != rule.indicator:
        yield InvalidValueError(f"a report of {observation.indicator!r} says nothing about target {rule.id!r}")
    elif observation.party is not None and observation.party not in rule.parties:
        yield InvalidValueError(
            f"target {rule.id!r} is not asked of {observation.party!r} for its own people; take the figures of all"
        )
    actual = observation.actual
    if actual.base is Base.REGISTERED:
        yield InvalidValueError(f"the report of {observation.on} is a share of the registered, not of all")
    is_partial = isinstance(actual, BoundedShare) and actual.is_partial
    if not isinstance(actual, PrintedShare) and actual.denominator == 0 and not is_partial:
        yield InvalidValueError(f"the report of {observation.on} is a share of nothing")


def whose(observation: Observation) -> str:
    """Of whom a report is, in a message."""
    return "all" if observation.party is None else repr(observation.party)


def _refuse(rule: LevelTarget | GrowthTarget, problems: list[XhhtError]) -> None:
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise InvalidObservationsError(f"a report for the path to target {rule.id!r}", problems)


def _is_above(one: Bounds, other: Bounds) -> bool:
    """Whether every value of the one is above every value of the other."""
    if one.lower != other.upper:
        return one.lower > other.upper
    return one.is_lower_open or other.is_upper_open


def required(
    target: LevelTarget | GrowthTarget,
    tiers: tuple[str | None, ...],
    start: Bounds,
    start_on: date,
    reading: Reading | None,
) -> Requirement:
    """What a target asks on its due day, of a baseline of that day; a level does not look at it."""
    asked = dict.fromkeys(target.asked_of(tier) for tier in tiers)
    if not isinstance(target, GrowthTarget):
        return Requirement.any_of(Requirement.exactly(share, target.comparison) for share in asked)
    years = years_between(start_on, target.due_on)
    risen = (target.threshold(start, years, rise, reading or target.reading) for rise in asked)
    return Requirement.any_of(Requirement.capped(share, target.comparison) for share in risen)


def trajectory(
    target: LevelTarget | GrowthTarget,
    *,
    baseline: Observation,
    tier: str | Iterable[str | None] | None = None,
    reading: Reading | None = None,
) -> Trajectory:
    """Draw the straight path from a baseline to a target.

    A level is reached on the due day; a yearly rise leads as high as its years ask for, at most to all.

    Args:
        target: the target.
        baseline: the report from which the path starts.
        tier: the id of the tier whose threshold is asked, or several of them; None where nothing is known of it, so
            that every tier of the target is in question, and the path leads to a range.
        reading: how a yearly rise is read; the target's own reading where None.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline is on or after the due day, reports another indicator or a body of which
            the target is not asked, or is a share of the registered, of nothing, or (for a relative rise) possibly of
            zero.
        UnknownIdError: if the target does not know the tier.
        InvalidObservationsError: if several of this are wrong, all together.
    """
    if not isinstance(target, (LevelTarget, GrowthTarget)):
        raise InvalidTypeError(f"a target is a LevelTarget or a GrowthTarget, got {describe(target)}")
    problems = list(unusable(target, baseline))
    day = baseline.on
    if day >= target.due_on:
        late = f"target {target.id!r} is due on {target.due_on}, not after the baseline of {day}; use an earlier one"
        problems.append(InvalidValueError(late))
    chosen = None if reading is None else Reading(reading)
    read = (chosen or target.reading) if isinstance(target, GrowthTarget) else None
    start = baseline.actual.bounds
    tiers: tuple[str | None, ...] = ()
    try:
        tiers = tiers_of(target, tier)
    except (InvalidValueError, UnknownIdError) as wrong:
        problems.append(wrong)
    if read is Reading.RELATIVE and 0 in start:
        problems.append(InvalidValueError(f"the baseline of {day} may be zero, from which no relative rise starts"))
    _refuse(target, problems)
    end = _at_least(start, required(target, tiers, start, day, read).bounds)
    return Trajectory(target=target, baseline=baseline, tiers=tiers, reading=read, end=end)


def _at_least(start: Bounds, asked: Bounds) -> Bounds:
    """What is asked, but never less than what the baseline has already."""
    lower, upper = max(start.lower, asked.lower), max(start.upper, asked.upper)
    is_lower_open = (start if start.lower >= asked.lower else asked).is_lower_open
    is_upper_open = (start if start.upper > asked.upper else asked).is_upper_open
    if lower == upper:
        return Bounds(lower, upper)
    return Bounds(lower, upper, is_lower_open=is_lower_open, is_upper_open=is_upper_open)
