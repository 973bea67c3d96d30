"""Tallies: the holders of a title on a day as observations, with their denominators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from xhht.checks import as_tuple, calendar_day, composed, describe, expect, is_whole
from xhht.errors import InvalidRecognitionsError, InvalidTypeError, InvalidValueError
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import Share
from xhht.model.programme import Programme
from xhht.recognition.recognitions import Recognition, Registry, counts_of_holders


def registry(
    programme: Programme, recognitions: Iterable[Recognition], *, regions: Regions | Iterable[Region]
) -> Registry:
    """Check recognitions against the titles of a programme and a tree of regions.

    Raises:
        InvalidRecognitionsError: for everything that does not fit, all together in `problems`.
        InvalidRegionsError: if the regions are no dated tree.
    """
    expect(Programme, programme, "a programme")
    titles = tuple(title.id for title in programme.titles)
    return Registry(as_tuple(recognitions), Regions.of(regions), titles)


def tally(
    programme: Programme,
    recognitions: Registry | Iterable[Recognition],
    title: str,
    *,
    as_of: date,
    regions: Regions | Iterable[Region] = (),
    denominators: Mapping[str, int],
) -> tuple[Observation, ...]:
    """Count who holds a title on a day, each holder once, as one observation a region.

    A holder counts while at least one decision is in force, in the region of the latest of them, or in
    the region that it has become by merging. A region with a denominator and no holders reports 0; one
    that is given beside its parts counts their holders too.

    Args:
        programme: the programme that confers the title.
        recognitions: the decisions, in any order, or a registry that is checked already.
        title: the id of the title.
        as_of: the day.
        regions: the regions, as a tree or one by one; a registry brings its own.
        denominators: by region id, all who could hold the title on that day.

    Raises:
        InvalidRecognitionsError: for every decision that does not fit, every region with holders but
            without a denominator, and every denominator below its holders, all together in `problems`.
        InvalidRegionsError: if the regions are no dated tree.
        UnknownIdError: if the programme has no such title.
    """
    expect(Programme, programme, "a programme")
    indicator = programme.as_of(calendar_day(as_of, "as_of")).title(title).indicator
    checked = recognitions if isinstance(recognitions, Registry) else registry(programme, recognitions, regions=regions)
    if not isinstance(denominators, Mapping):
        raise InvalidTypeError(f"denominators maps region ids to counts, got {describe(denominators)}")
    sizes = {composed(region): size for region, size in denominators.items()}
    counts, problems = counts_of_holders(checked, title, as_of=as_of, denominators=sizes)
    for region_id, count in counts.items():
        size = sizes[region_id]
        if is_whole(size) and 0 <= size < count:
            problems.append(
                InvalidValueError(f"{count} hold {title!r} in {region_id!r}, above its denominator {size}; correct one")
            )
    if problems:
        raise InvalidRecognitionsError(f"tally of {title!r} as of {as_of}", problems)
    return tuple(
        Observation(indicator, region_id, as_of, Share(count, sizes[region_id])) for region_id, count in counts.items()
    )
