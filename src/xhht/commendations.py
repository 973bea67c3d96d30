"""Commendations: candidates found by a stated criterion, which a caller can replace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import calendar_day, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.observations import Observation
from xhht.quantities import Share
from xhht.recognitions import Recognition, Registry
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False)
class Candidate(Value):
    """A holder who may be commended: the decision in force, and since when the title is held without a break."""

    recognition: Recognition
    held_since: date


@attrs.frozen(repr=False)
class Criterion(Value):
    """What makes a candidate: words that can be published, and the test of one holder's history.

    The test takes a candidate and all earlier decisions on the same holder and title, and the day asked.
    """

    text: Text
    is_fulfilled: Callable[[Candidate, tuple[Recognition, ...], date], bool]


def held_at_least(years: int) -> Criterion:
    """The criterion of holders who have held a title without a break for whole calendar years.

    Raises:
        InvalidTypeError: if the years are no whole number.
        InvalidValueError: if they are not positive.
    """
    if not is_whole(years):
        raise InvalidTypeError(f"years is a whole number, got {years!r}")
    if years < 1:
        raise InvalidValueError(f"years is at least 1, got {years}")

    def is_fulfilled(candidate: Candidate, earlier: tuple[Recognition, ...], day: date) -> bool:  # noqa: ARG001
        return candidate.held_since + relativedelta(years=years) <= day

    return Criterion(
        Text(
            f"Giữ danh hiệu liên tục ít nhất {years} năm", f"Held the title without a break for at least {years} years"
        ),
        is_fulfilled,
    )


def first_recognised_since(start: date) -> Criterion:
    """The criterion of holders whose first recognition ever was on or after a day.

    Raises:
        InvalidTypeError: if the day is a datetime or a text.
    """
    calendar_day(start, "start")

    def is_fulfilled(candidate: Candidate, earlier: tuple[Recognition, ...], day: date) -> bool:  # noqa: ARG001
        return min((r.decided_on for r in earlier), default=candidate.recognition.decided_on) >= start

    return Criterion(
        Text(
            f"Lần đầu được công nhận từ ngày {start:%d/%m/%Y}",
            f"Recognised for the first time since {start.isoformat()}",
        ),
        is_fulfilled,
    )


def candidates(registry: Registry, title: str, criterion: Criterion, *, as_of: date) -> tuple[Candidate, ...]:
    """The holders of a title on a day who fulfil a criterion, the longest holders first.

    Args:
        registry: the decisions, checked.
        title: the id of the title.
        criterion: `held_at_least`, `first_recognised_since`, or one of the caller's own.
        as_of: the day.
    """
    calendar_day(as_of, "as_of")
    history: defaultdict[str, list[Recognition]] = defaultdict(list)
    for given in registry.recognitions:
        if given.title == title and given.decided_on <= as_of:
            history[given.holder].append(given)
    found = []
    for holder, standing in registry.held(title, as_of).items():
        decisions = tuple(sorted(history[holder], key=lambda r: r.decided_on))
        candidate = Candidate(standing, _held_since(decisions, as_of))
        if criterion.is_fulfilled(candidate, tuple(r for r in decisions if r != standing), as_of):
            found.append(candidate)
    return tuple(sorted(found, key=lambda c: (c.held_since, c.recognition.holder)))


def _held_since(decisions: tuple[Recognition, ...], day: date) -> date:
    """The first day of the unbroken time in which one decision or another was in force, up to a day."""
    since = max(r.decided_on for r in decisions if r.is_in_force(day))
    is_extended = True
    while is_extended:
        before = date.fromordinal(since.toordinal() - 1)
        covering = [
            r.decided_on for r in decisions if r.decided_on < since and (r.is_in_force(before) or r.is_in_force(since))
        ]
        is_extended = bool(covering)
        since = min([since, *covering])
    return since


def best(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The regions with the highest counted share, all of them where several tie; shares of nothing are left out.

    Args:
        observations: one of each region, such as `tally` gives; printed and bounded shares cannot be ranked.

    Raises:
        InvalidTypeError: if a share is not counted.
    """
    ranked: list[tuple[Fraction, Observation]] = []
    for seen in observations:
        if not isinstance(seen.actual, Share):
            raise InvalidTypeError(f"only counted shares can be ranked, got {seen.actual.format()} of {seen.region!r}")
        if seen.actual.denominator:
            ranked.append((seen.actual.value, seen))
    highest = max((value for value, _ in ranked), default=None)
    return tuple(seen for value, seen in ranked if value == highest)
