"""Commendations: candidates found by a stated rule, which a caller can replace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from xhht.checks import as_tuple, calendar_day, describe, instance, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import Share
from xhht.pictures import digits
from xhht.recognition.recognitions import Recognition, Registry, last_days
from xhht.texts import Text
from xhht.values import Value


@attrs.frozen(repr=False)
class Candidate(Value):
    """A holder who may be commended: the decision in force, and since when the title is held without a break."""

    recognition: Recognition
    held_since: date


@attrs.frozen(repr=False)
class CommendationRule(Value):
    """What makes a candidate: words that can be published, and the test of one holder's history.

    The test takes a candidate, all other decisions up to the day asked on the same holder and title, the
    earliest first, and that day.
    """

    text: Text = attrs.field(validator=instance(Text))
    is_fulfilled: Callable[[Candidate, tuple[Recognition, ...], date], bool]


def held_at_least(years: int) -> CommendationRule:
    """The rule of holders who have held a title without a break for whole calendar years.

    Raises:
        InvalidTypeError: if the years are no whole number.
        InvalidValueError: if they are not positive.
    """
    if not is_whole(years):
        raise InvalidTypeError(f"years is a whole number, got {describe(years)}")
    if years < 1:
        raise InvalidValueError(f"years is at least 1, got {digits(years)}")

    def is_fulfilled(candidate: Candidate, others: tuple[Recognition, ...], day: date) -> bool:  # noqa: ARG001  # As its kind is called.
        since = candidate.held_since
        return since.year + years <= day.year and since + relativedelta(years=years) <= day

    return CommendationRule(
        Text(
            f"Giữ danh hiệu liên tục ít nhất {digits(years)} năm",
            f"Held the title without a break for at least {digits(years)} years",
        ),
        is_fulfilled,
    )


def first_recognised_since(start: date) -> CommendationRule:
    """The rule of holders whose first recognition ever was on or after a day.

    Raises:
        InvalidTypeError: if the day is a datetime or a text.
    """
    calendar_day(start, "start")

    def is_fulfilled(candidate: Candidate, others: tuple[Recognition, ...], day: date) -> bool:  # noqa: ARG001  # As its kind is called.
        return all(decision.decided_on >= start for decision in (candidate.recognition, *others))

    return CommendationRule(
        Text(
            f"Lần đầu được công nhận từ ngày {start:%d/%m/%Y}",
            f"Recognised for the first time since {start.isoformat()}",
        ),
        is_fulfilled,
    )


def candidates(registry: Registry, title: str, rule: CommendationRule, *, as_of: date) -> tuple[Candidate, ...]:
    """The holders of a title on a day who fulfil a rule, the longest holders first.

    Args:
        registry: the decisions, checked.
        title: the id of the title.
        rule: `held_at_least`, `first_recognised_since`, or one of the caller's own.
        as_of: the day.

    Raises:
        InvalidTypeError: if the registry or the rule is none, or the day a datetime or a text.
        UnknownIdError: if the registry knows no such title.
    """
    calendar_day(as_of, "as_of")
    if not isinstance(registry, Registry):
        raise InvalidTypeError(
            f"candidates are found in a Registry, such as registry() gives, got {describe(registry)}"
        )
    if not isinstance(rule, CommendationRule):
        raise InvalidTypeError(
            f"a rule is one such as held_at_least() or first_recognised_since() gives, got {describe(rule)}"
        )
    held = registry.held(title, as_of)
    history = registry.holders(title)
    found = []
    for holder, standing in held.items():
        decisions = tuple(given for given in history[holder] if given.decided_on <= as_of)
        candidate = Candidate(standing, _held_since(decisions, as_of))
        if rule.is_fulfilled(candidate, tuple(r for r in decisions if r is not standing), as_of):
            found.append(candidate)
    return tuple(sorted(found, key=lambda c: (c.held_since, c.recognition.holder)))


def _held_since(decisions: tuple[Recognition, ...], day: date) -> date:
    """The first day of the unbroken time, up to a day, in which one decision or another was in force."""
    since, held_to = day, -1
    for given, last in zip(decisions, last_days(decisions), strict=True):
        first = given.decided_on.toordinal()
        if first <= last:
            if first > held_to + 1:
                since = given.decided_on
            held_to = max(held_to, last)
    return since


@attrs.frozen(repr=False)
class Ranking(Value):
    """What makes a region the best: words that can be published, and the figure that is compared.

    The figure of an observation is None where it cannot be ranked, such as a share of nothing.
    """

    text: Text = attrs.field(validator=instance(Text))
    figure: Callable[[Observation], Fraction | int | None]


def _counted_share(seen: Observation) -> Fraction | None:
    if not isinstance(seen.actual, Share):
        raise InvalidTypeError(f"only counted shares can be ranked, got {seen.actual.format()} of {seen.region!r}")
    return seen.actual.value if seen.actual.denominator else None


HIGHEST_SHARE = Ranking(Text("Tỷ lệ cao nhất", "Highest share"), _counted_share)


def best(
    observations: Iterable[Observation],
    *,
    by: Ranking = HIGHEST_SHARE,
    regions: Regions | Iterable[Region] = (),
    within: str | None = None,
) -> tuple[Observation, ...]:
    """The regions with the highest figure, all of them where several tie.

    Args:
        observations: one of each region, such as `tally` gives; or of each body, with no figure of all among them.
        by: the ranking; by default the counted share, since printed and bounded shares cannot be ranked.
        regions: the regions, as a tree or one by one, where `within` is asked.
        within: the id of a region, to compare only what lies inside it on the day of each observation.

    Raises:
        InvalidTypeError: if something else than an Observation is among them, or a share is not counted.
        InvalidValueError: if figures of single bodies and of all are among them.
        InvalidRegionsError: if the regions are no dated tree.
        RegionLifeError: if a region does not exist on the day of its observation.
        UnknownIdError: if a region is unknown.
    """
    tree = Regions.of(regions)
    if within is not None:
        tree.lives_of(within)
    ranked: list[tuple[Fraction | int, Observation]] = []
    for place, seen in enumerate(as_tuple(observations)):
        if not isinstance(seen, Observation):
            raise InvalidTypeError(f"observations[{place}] is an Observation, got {describe(seen)}")
        if within is None or within in _above(tree, seen):
            figure = by.figure(seen)
            if figure is not None:
                ranked.append((figure, seen))
    if len({seen.party is None for _, seen in ranked}) > 1:
        raise InvalidValueError("figures of single bodies and of all are not compared; rank one kind at a time")
    highest = max((figure for figure, _ in ranked), default=None)
    return tuple(seen for figure, seen in ranked if figure == highest)


def _above(regions: Regions, seen: Observation) -> Iterator[str]:
    """The region's parent on the day of its observation, the parent's parent, and so on."""
    parent = regions.get(seen.region, seen.on).parent
    while parent is not None:
        yield parent
        parent = regions.get(parent, seen.on).parent
