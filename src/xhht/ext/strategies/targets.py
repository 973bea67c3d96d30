"""Strategies for the rules of targets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.values import Chosen, Strategy, T, builds, days, ids, sources, texts, values_of
from xhht.model.sources import Source
from xhht.model.targets import Comparison, GrowthTarget, Indicator, LevelTarget, Reading, Target, TierShare

__all__ = ["TIERS", "growth_targets", "indicators", "level_targets", "targets", "tier_shares"]

TIERS = ("general", "developed", "disadvantaged")


_COMPARISONS, _READINGS = st.sampled_from(Comparison), st.sampled_from(Reading)
_DAYS, _IDS, _SOURCES, _TEXTS = days(), ids(), sources(), texts()
_RISES = st.integers(0, 100).map(lambda n: Fraction(n, 1000))
_TIERS = st.sampled_from(((None,), TIERS))


def _levels(most: int) -> st.SearchStrategy[Fraction]:
    per_cents = st.integers(0, most // 10).map(lambda n: Fraction(n, 100))
    return st.one_of(per_cents, st.integers(0, most).map(lambda n: Fraction(n, 1000)))


_LEVELS = {Comparison.AT_LEAST: _levels(1000), Comparison.MORE_THAN: _levels(999)}


def _asked(
    draw: st.DrawFn, shares_asked: st.SearchStrategy[Fraction], tiers: Iterable[str | None] | None
) -> tuple[TierShare, ...]:
    asked = draw(_TIERS) if tiers is None else tuple(tiers)
    return tuple(TierShare(tier, draw(shares_asked)) for tier in asked)


def _value(draw: st.DrawFn, given: Chosen[T] | None, usual: st.SearchStrategy[T]) -> T:
    if given is None:
        return draw(usual)
    return draw(given) if isinstance(given, st.SearchStrategy) else given


@builds(LevelTarget)
@st.composite
def level_targets(
    draw: st.DrawFn,
    *,
    id: Chosen[str] = "target",  # noqa: A002  # The field's own name.
    indicator: Chosen[str] = "indicator",
    comparison: Chosen[Comparison] | None = None,
    tiers: Iterable[str | None] | None = None,
    due_on: Chosen[date] | None = None,
    source: Chosen[Source] | None = None,
) -> LevelTarget:
    """Shares to reach by a day; without `tiers` either one for all or one for each of `TIERS`."""
    compared = Comparison(_value(draw, comparison, _COMPARISONS))
    return LevelTarget(
        _value(draw, id, _IDS),
        name=draw(_TEXTS),
        indicator=_value(draw, indicator, _IDS),
        due_on=_value(draw, due_on, _DAYS),
        comparison=compared,
        shares=_asked(draw, _LEVELS[compared], tiers),
        source=_value(draw, source, _SOURCES),
    )


@builds(GrowthTarget)
@st.composite
def growth_targets(
    draw: st.DrawFn,
    *,
    id: Chosen[str] = "target",  # noqa: A002  # The field's own name.
    indicator: Chosen[str] = "indicator",
    comparison: Chosen[Comparison] | None = None,
    reading: Chosen[Reading] | None = None,
    tiers: Iterable[str | None] | None = None,
    due_on: Chosen[date] | None = None,
    source: Chosen[Source] | None = None,
) -> GrowthTarget:
    """Yearly rises of up to 10% or 10 points from a baseline, for all or for each of `TIERS`."""
    return GrowthTarget(
        _value(draw, id, _IDS),
        name=draw(_TEXTS),
        indicator=_value(draw, indicator, _IDS),
        due_on=_value(draw, due_on, _DAYS),
        comparison=_value(draw, comparison, _COMPARISONS),
        reading=_value(draw, reading, _READINGS),
        shares=_asked(draw, _RISES, tiers),
        source=_value(draw, source, _SOURCES),
    )


@builds(Target)
def targets() -> st.SearchStrategy[LevelTarget | GrowthTarget]:
    """Targets of either kind."""
    return level_targets() | growth_targets()


tier_shares: Strategy[TierShare] = values_of(TierShare, tier=st.none() | ids(), share=_LEVELS[Comparison.AT_LEAST])
indicators: Strategy[Indicator] = values_of(Indicator, title=st.none() | ids())
