"""Strategies for the rules of targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.values import Chosen, chosen, days, sources, texts
from xhht.sources import Source
from xhht.targets import Comparison, GrowthRule, LevelRule, Reading, TierShare
from xhht.tiers import GENERAL

TIERS = (GENERAL, "developed", "disadvantaged")


def _asked(shares_asked: st.SearchStrategy[Fraction], tiers: Sequence[str]) -> st.SearchStrategy[tuple[TierShare, ...]]:
    return st.tuples(*(st.builds(TierShare, st.just(tier), shares_asked) for tier in tiers))


def _tiers(tiers: Iterable[str] | None) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sampled_from((TIERS[:1], TIERS)) if tiers is None else st.just(tuple(tiers))


@st.composite
def level_rules(
    draw: st.DrawFn,
    *,
    id: Chosen[str] = "target",  # noqa: A002  # The field's own name.
    indicator: Chosen[str] = "indicator",
    comparison: Chosen[Comparison] | None = None,
    tiers: Iterable[str] | None = None,
    due_on: Chosen[date] | None = None,
    source: Chosen[Source] | None = None,
) -> LevelRule:
    """Shares to reach by a day; without `tiers` either one for all or one each of three tiers."""
    compared = draw(st.sampled_from(Comparison) if comparison is None else chosen(comparison))
    most = 999 if compared is Comparison.MORE_THAN else 1000
    per_cents = st.integers(0, most // 10).map(lambda n: Fraction(n, 100))
    asked = st.one_of(per_cents, st.integers(0, most).map(lambda n: Fraction(n, 1000)))
    return LevelRule(
        draw(chosen(id)),
        name=draw(texts()),
        indicator=draw(chosen(indicator)),
        due_on=draw(days() if due_on is None else chosen(due_on)),
        comparison=compared,
        levels=draw(_tiers(tiers).flatmap(lambda found: _asked(asked, found))),
        source=draw(sources() if source is None else chosen(source)),
    )


@st.composite
def growth_rules(
    draw: st.DrawFn,
    *,
    id: Chosen[str] = "target",  # noqa: A002  # The field's own name.
    indicator: Chosen[str] = "indicator",
    comparison: Chosen[Comparison] | None = None,
    reading: Chosen[Reading] | None = None,
    tiers: Iterable[str] | None = None,
    due_on: Chosen[date] | None = None,
    source: Chosen[Source] | None = None,
) -> GrowthRule:
    """Yearly rises of up to 10 % or 10 points from a baseline, for one tier or three."""
    asked = st.integers(0, 100).map(lambda n: Fraction(n, 1000))
    return GrowthRule(
        draw(chosen(id)),
        name=draw(texts()),
        indicator=draw(chosen(indicator)),
        due_on=draw(days() if due_on is None else chosen(due_on)),
        comparison=draw(st.sampled_from(Comparison) if comparison is None else chosen(comparison)),
        reading=draw(st.sampled_from(Reading) if reading is None else chosen(reading)),
        rises=draw(_tiers(tiers).flatmap(lambda found: _asked(asked, found))),
        source=draw(sources() if source is None else chosen(source)),
    )
