"""Strategies for scenarios and for what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.targets import TIERS
from xhht.ext.strategies.values import FIRST_DAY, LAST_DAY, Strategy, builds, days, ids, values_of
from xhht.figures.levels import Level
from xhht.scenarios.assumptions import (
    Assumption,
    BusinessAsUsual,
    Change,
    Denominator,
    DenominatorGrowth,
    Halt,
    Higher,
    MatchBest,
    ReachBy,
    Rise,
    Threshold,
)
from xhht.scenarios.draws import RandomRise
from xhht.scenarios.scenarios import Scenario

__all__ = ["assumptions", "businesses_as_usual", "denominator_growths", "denominators", "halts", "highers"]
__all__ += ["matches_best", "random_rises", "reaches_by", "rises", "scenarios", "thresholds"]

_SHARES = st.integers(0, 99).map(lambda number: Fraction(number, 100))
_NAMES = st.sampled_from(("as before", "faster", "chậm hơn"))


@builds(Rise)
def rises() -> st.SearchStrategy[Rise]:
    """Yearly rises and falls, in tenths of a point or in holders."""
    points = st.integers(-100, 200).map(lambda tenths: Rise.points(Fraction(tenths, 10)))
    return st.one_of(points, st.integers(-50, 500).map(Rise.holders))


@builds(ReachBy)
def reaches_by(*, after: date = FIRST_DAY) -> st.SearchStrategy[ReachBy]:
    """Straight lines to a share of 0 to 99%, reached after a day."""
    return st.builds(ReachBy, _SHARES, days(first=after, last=max(after, LAST_DAY)))


@builds(MatchBest)
def matches_best(*, after: date = FIRST_DAY) -> st.SearchStrategy[MatchBest]:
    """Straight lines to the best of the same tier, reached after a day."""
    return st.builds(MatchBest, days(first=after, last=max(after, LAST_DAY)))


halts: Strategy[Halt] = values_of(Halt)
businesses_as_usual: Strategy[BusinessAsUsual] = values_of(BusinessAsUsual)
highers: Strategy[Higher] = values_of(Higher, first=rises(), second=rises() | halts() | businesses_as_usual())
denominators: Strategy[Denominator] = values_of(Denominator, count=st.integers(0, 10_000))
denominator_growths: Strategy[DenominatorGrowth] = values_of(
    DenominatorGrowth, per_year=st.integers(-100, 100).map(lambda number: Fraction(number, 1000))
)
thresholds: Strategy[Threshold] = values_of(Threshold, share=_SHARES, since=st.none() | days())


def _named(known: Sequence[str] | None) -> st.SearchStrategy[str]:
    """Ids that are known, or any; none where there are none."""
    return ids() if known is None else st.sampled_from(known) if known else st.nothing()


@builds(Assumption)
@st.composite
def assumptions(
    draw: st.DrawFn,
    *,
    targets: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    tiers: Sequence[str] = TIERS,
    regions: Sequence[str] | None = None,
    after: date = FIRST_DAY,
) -> Assumption:
    """Changes, and where they are assumed.

    Args:
        draw: how Hypothesis draws.
        targets: the ids of the targets; any where None. Without one, no threshold is assumed.
        indicators: the ids of the indicators; any where None.
        tiers: the ids of the tiers; of targets that are given, thresholds are asked of every tier.
        regions: the ids of the regions; any where None.
        after: every share is reached on this day or later.
    """
    kinds: list[st.SearchStrategy[Change]] = [
        halts(),
        rises(),
        reaches_by(after=after),
        matches_best(after=after),
        businesses_as_usual(),
        highers(),
        denominators(),
        denominator_growths(),
    ]
    if targets is None or targets:
        kinds.append(thresholds())
    change = draw(st.one_of(kinds))
    if isinstance(change, Threshold):
        return Assumption(
            change,
            target=draw(_named(targets)),
            tier=draw(st.sampled_from(tiers)) if targets is None and tiers else None,
        )
    return Assumption(
        change,
        indicator=draw(st.none() | _named(indicators)),
        tier=draw(st.sampled_from((None, *tiers))),
        region=draw(st.none() | _named(regions)),
        level=draw(st.none() | st.sampled_from(Level)),
    )


@builds(Scenario)
@st.composite
def scenarios(
    draw: st.DrawFn,
    *,
    targets: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    tiers: Sequence[str] = TIERS,
    regions: Sequence[str] | None = None,
    after: date = FIRST_DAY,
) -> Scenario:
    """Named sets of up to four assumptions of which no two contradict each other; arguments as of `assumptions`."""
    by_indicator = (
        draw(st.dictionaries(_named(indicators), rises(), max_size=1)) if indicators is None or indicators else {}
    )
    taken = {Assumption(rise, indicator=indicator).scope for indicator, rise in by_indicator.items()}
    drawn = draw(
        st.lists(
            assumptions(targets=targets, indicators=indicators, tiers=tiers, regions=regions, after=after),
            max_size=3,
        )
    )
    # The first of each scope is kept: with few indicators, drawing again would be frequent.
    first_of = {assumption.scope: assumption for assumption in reversed(drawn)}
    kept = tuple(assumption for scope, assumption in first_of.items() if scope not in taken)
    return Scenario(draw(_NAMES), rises=by_indicator, assumptions=kept)


random_rises: Strategy[RandomRise] = values_of(RandomRise, rises=st.lists(rises(), min_size=1, max_size=4))
