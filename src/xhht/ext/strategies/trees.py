"""Strategies for regions as dated trees, and for what they report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from xhht.checks import expect
from xhht.errors import InvalidValueError
from xhht.ext.strategies.quantities import any_shares, shares
from xhht.ext.strategies.values import FIRST_DAY, LAST_DAY, asked, builds, days, within
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare, Share

__all__ = ["day_reports", "observations", "region_lives", "regions"]

# Nothing known, no test of a text, and traits of no tier, of one or of two.
TRAITS = (None, (), ("mountain",), ("city",), ("remote",), ("remote", "town"))
MOST_REGIONS = 1_000
_LEVELS = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.VILLAGE)
_ONE_DAY = timedelta(days=1)


@builds(Regions)
@st.composite
def regions(
    draw: st.DrawFn,
    *,
    min_size: int = 2,
    max_size: int = 12,
    traits: Iterable[Iterable[str] | None] = TRAITS,
    changed_on: date | None = None,
) -> Regions:
    """A province and its parts as a tree; ids are paths, such as ``p.2.1``, and of some no traits are known.

    On the day `changed_on`, regions without parts may get other traits, or be merged with others of
    their parent into ``p.new``; the sizes count the regions before that.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if a size is not from 1 to 1,000, the least is above the most, there are no `traits`, or
            nothing lies before the day of the change.
    """
    within("max_size", max_size, 1, MOST_REGIONS)
    within("min_size (until max_size)", min_size, 1, max_size)
    if not traits:
        raise InvalidValueError("traits is empty; give what may be known of a region, None among it")
    if changed_on == date.min:
        raise InvalidValueError(f"changed_on {changed_on} is the first day of the calendar; give a later one")
    known = st.sampled_from(tuple(traits))
    found = [Region("p", "Tỉnh P", level=Level.PROVINCE, traits=draw(known))]
    parts = {"p": 0}
    for _ in range(draw(st.integers(min_size, max_size)) - 1):
        parent = draw(st.sampled_from([region for region in found if region.level is not Level.VILLAGE]))
        parts[parent.id] += 1
        region_id = f"{parent.id}.{parts[parent.id]}"
        parts[region_id] = 0
        level = _LEVELS[_LEVELS.index(parent.level) + 1]
        found.append(Region(region_id, f"Địa bàn {region_id}", level=level, parent=parent.id, traits=draw(known)))
    if changed_on is None:
        return Regions(tuple(found))
    lives: list[Region] = []
    for region in found:
        is_free = region.parent is not None and not parts[region.id]
        fate = draw(st.sampled_from(("stays", "other traits", "merged"))) if is_free else "stays"
        lives.extend(_lives(region, fate, changed_on, draw(known)))
    return Regions(tuple(dict.fromkeys(lives)))


def _lives(region: Region, fate: str, changed_on: date, traits: Iterable[str] | None) -> tuple[Region, ...]:
    if fate == "stays":
        return (region,)
    before = attrs.evolve(region, valid_to=changed_on - _ONE_DAY)
    if fate == "other traits":
        return before, attrs.evolve(region, traits=traits, valid_from=changed_on)
    merged = attrs.evolve(
        region, id=f"{region.parent}.new", name=f"Địa bàn mới {region.parent}", traits=None, valid_from=changed_on
    )
    return attrs.evolve(before, successors=(merged.id,)), merged


@builds(Observation)
@st.composite
def observations(
    draw: st.DrawFn,
    *,
    indicators: Sequence[str] = ("indicator",),
    regions: Regions | None = None,
    actuals: st.SearchStrategy[AnyShare] | None = None,
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
    parties: Sequence[str | None] = (None,),
) -> Observation:
    """One report, of a region that exists on its day where `regions` are given; of all, or of one of the `parties`.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the first day is after the last, no region exists from one to the other, or there are no
            `indicators` or `parties`.
    """
    within("first (until last)", first, date.min, last)
    if not indicators or not parties:
        raise InvalidValueError("indicators and parties are not empty; give one or more, None for the figures of all")
    region_id, start, end = "p", first, last
    if regions is not None:
        alive = [life for life in regions if life.first_day <= last and life.last_day >= first]
        if not alive:
            raise InvalidValueError(f"no region exists from {first} to {last}; give regions that do, or other days")
        life = draw(st.sampled_from(alive))
        region_id, start, end = life.id, max(first, life.first_day), min(last, life.last_day)
    return Observation(
        draw(st.sampled_from(indicators)),
        region_id,
        draw(days(first=start, last=end)),
        draw(any_shares() if actuals is None else actuals),
        party=draw(st.sampled_from(parties)),
    )


@asked
@st.composite
def day_reports(
    draw: st.DrawFn,
    *,
    regions: Regions,
    on: date,
    indicator: str = "indicator",
    actuals: st.SearchStrategy[Share] | None = None,
) -> tuple[Observation, ...]:
    """One day's reports over a tree, in any order: counts, the percentage printed of them, both, or nothing.

    Raises:
        InvalidTypeError: if an argument is of another kind, or `actuals` draws something else than counts.
    """
    found: list[Observation] = []
    for region in regions.alive_on(on):
        drawn = draw(shares(min_denominator=0, max_denominator=1000) if actuals is None else actuals)
        truth = expect(Share, drawn, "what actuals draws")
        has_counts, has_print = draw(st.sampled_from(((False, False), (True, False), (True, True), (False, True))))
        if has_counts:
            found.append(Observation(indicator, region.id, on, truth))
        if has_print and truth.denominator:
            printed = truth.printed(draw(st.integers(0, 2)), is_cut=draw(st.booleans()))
            found.append(Observation(indicator, region.id, on, printed))
    return tuple(draw(st.permutations(found)))


@builds(Region)
def region_lives() -> st.SearchStrategy[Region]:
    """One life of a region, out of a small tree."""
    return regions(max_size=4).flatmap(lambda tree: st.sampled_from(tree.lives))
