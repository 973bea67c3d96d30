"""Strategies for scenarios and for what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.rules import TIERS
from xhht.ext.strategies.values import FIRST_DAY, LAST_DAY, days, ids
from xhht.figures.regions import Level
from xhht.scenarios.assumptions import (
    Assumption,
    BusinessAsUsual,
    Change,
    Denominator,
    DenominatorGrowth,
    Halt,
    MatchBest,
    ReachBy,
    Rise,
    Threshold,
)
from xhht.scenarios.draws import RandomRise
from xhht.scenarios.scenarios import Scenario

_SHARES = st.integers(0, 99).map(lambda number: Fraction(number, 100))
_NAMES = st.sampled_from(("as before", "faster", "chậm hơn"))


def rises() -> st.SearchStrategy[Rise]:
    """Yearly rises and falls, in tenths of a point or in holders."""
    points = st.integers(-100, 200).map(lambda tenths: Rise.points(Fraction(tenths, 10)))
    return st.one_of(points, st.integers(-50, 500).map(Rise.holders))


def halts() -> st.SearchStrategy[Halt]:
    """The change that nothing changes any more."""
    return st.just(Halt())


def businesses_as_usual() -> st.SearchStrategy[BusinessAsUsual]:
    """The change that the last two reports go on in a straight line."""
    return st.just(BusinessAsUsual())


def reaches_by(*, after: date = FIRST_DAY) -> st.SearchStrategy[ReachBy]:
    """Straight lines to a share of 0 to 99 %, reached after a day."""
    return st.builds(ReachBy, _SHARES, days(first=after, last=max(after, LAST_DAY)))


def matches_best(*, after: date = FIRST_DAY) -> st.SearchStrategy[MatchBest]:
    """Straight lines to the best of the same tier, reached after a day."""
    return st.builds(MatchBest, days(first=after, last=max(after, LAST_DAY)))


def denominators() -> st.SearchStrategy[Denominator]:
    """Other denominators from a day on."""
    return st.builds(Denominator, st.integers(0, 10_000), days())


def denominator_growths() -> st.SearchStrategy[DenominatorGrowth]:
    """Denominators that grow or shrink by up to a tenth a year."""
    return st.integers(-100, 100).map(lambda number: DenominatorGrowth(Fraction(number, 1000)))


def thresholds() -> st.SearchStrategy[Threshold]:
    """Other shares that a target asks, below all, some of them from a day on."""
    return st.builds(Threshold, _SHARES, since=st.none() | days())


@st.composite
def assumptions(
    draw: st.DrawFn,
    *,
    targets: Sequence[str] | None = None,
    tiers: Sequence[str] = TIERS,
    regions: Sequence[str] | None = None,
    after: date = FIRST_DAY,
) -> Assumption:
    """Changes, and where they are assumed.

    Args:
        draw: how Hypothesis draws.
        targets: the ids of the targets; any where None. Without one, no threshold is assumed.
        tiers: the ids of the tiers, the one first that every target knows; thresholds are asked of it or of all.
        regions: the ids of the regions; any where None.
        after: every share is reached on this day or later.
    """
    named = ids() if targets is None else st.sampled_from(targets) if targets else st.none()
    kinds: list[st.SearchStrategy[Change]] = [
        halts(),
        rises(),
        reaches_by(after=after),
        matches_best(after=after),
        businesses_as_usual(),
        denominators(),
        denominator_growths(),
    ]
    if targets is None or targets:
        kinds.append(thresholds())
    change = draw(st.one_of(kinds))
    if isinstance(change, Threshold):
        return Assumption(change, target=draw(named), tier=draw(st.none() | st.sampled_from(tiers[:1])))
    places = ids() if regions is None else st.sampled_from(regions) if regions else st.none()
    return Assumption(
        change,
        target=draw(st.none() | named),
        tier=draw(st.none() | st.sampled_from(tiers)),
        region=draw(st.none() | places),
        level=draw(st.none() | st.sampled_from(Level)),
    )


@st.composite
def scenarios(
    draw: st.DrawFn,
    *,
    targets: Sequence[str] | None = None,
    tiers: Sequence[str] = TIERS,
    regions: Sequence[str] | None = None,
    after: date = FIRST_DAY,
) -> Scenario:
    """Named sets of up to four assumptions of which no two contradict each other; arguments as of `assumptions`."""
    named = ids() if targets is None else st.sampled_from(targets) if targets else None
    by_target = draw(st.dictionaries(named, rises(), max_size=1)) if named is not None else {}
    taken = {Assumption(rise, target=target).scope for target, rise in by_target.items()}
    drawn = draw(
        st.lists(
            assumptions(targets=targets, tiers=tiers, regions=regions, after=after),
            max_size=3,
            unique_by=lambda assumption: assumption.scope,
        )
    )
    kept = tuple(assumption for assumption in drawn if assumption.scope not in taken)
    return Scenario(draw(_NAMES), rises=by_target, assumptions=kept)


def random_rises() -> st.SearchStrategy[RandomRise]:
    """One to four rises of which a run draws one."""
    return st.builds(RandomRise, st.lists(rises(), min_size=1, max_size=4))
