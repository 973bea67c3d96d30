"""Tallies: the holders of a title on a day as observations, and its registered and recognised apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from xhht.checks import as_tuple, calendar_day, composed, describe, expect
from xhht.errors import InvalidRecognitionsError, InvalidTypeError, XhhtError
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import Share
from xhht.model.programme import Programme
from xhht.recognition.recognitions import Recognition, Registry, counts_in_regions, wrong_denominators
from xhht.recognition.registrations import Registration, Stage
from xhht.values import Value


def registry(
    programme: Programme,
    recognitions: Iterable[Recognition],
    *,
    regions: Regions | Iterable[Region],
    registrations: Iterable[Registration] = (),
) -> Registry:
    """Check recognitions and registrations against the titles of a programme and a tree of regions.

    Raises:
        InvalidRecognitionsError: for everything that does not fit, all together in `problems`.
        InvalidRegionsError: if the regions are no dated tree.
    """
    expect(Programme, programme, "a programme")
    titles = tuple(title.id for title in programme.titles)
    return Registry(as_tuple(recognitions), Regions.of(regions), titles, registrations=as_tuple(registrations))


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
    sizes = _sizes(denominators)
    counts, problems = _counted(checked, checked.held(title, as_of).values(), f"hold {title!r}", as_of, sizes)
    problems = [*wrong_denominators(sizes, checked.regions, as_of), *problems]
    if problems:
        raise InvalidRecognitionsError(f"tally of {title!r} as of {as_of}", problems)
    return tuple(
        Observation(indicator, region_id, as_of, Share(count, sizes[region_id])) for region_id, count in counts.items()
    )


@attrs.frozen(repr=False)
class StageTally(Value):
    """How many of all in a region have asked for a title, hold it, and have lost it, on a day.

    Attributes:
        title: the id of the title.
        region: the id of the region.
        as_of: the day.
        registered: those whose registration stands, whether they hold the title or not, of all.
        recognised: those who hold the title, registered or not, of all.
        of_registered: those who hold the title, of the registered.
        lapsed: those whose title has lapsed and who have not registered anew since, of all.
    """

    title: str
    region: str
    as_of: date
    registered: Share = attrs.field(kw_only=True)
    recognised: Share = attrs.field(kw_only=True)
    of_registered: Share = attrs.field(kw_only=True)
    lapsed: Share = attrs.field(kw_only=True)


def tally_stages(
    programme: Programme,
    register: Registry,
    title: str,
    *,
    as_of: date,
    denominators: Mapping[str, int],
) -> tuple[StageTally, ...]:
    """Count the registered and the recognised of a title apart, each holder once, as one row a region.

    The registered are counted where they registered, the recognised and the lapsed in the region of their latest
    decision; merged regions and parts are counted as `tally` counts them.

    Args:
        programme: the programme that confers the title.
        register: the registry, with its registrations.
        title: the id of the title.
        as_of: the day.
        denominators: by region id, all who could hold the title on that day.

    Raises:
        InvalidRecognitionsError: for every region with holders but without a denominator, and every
            denominator below its holders, all together in `problems`.
        InvalidTypeError: if the registry is none.
        UnknownIdError: if the programme has no such title.
    """
    expect(Programme, programme, "a programme")
    wanted = programme.as_of(calendar_day(as_of, "as_of")).title(title).id
    expect(Registry, register, "the register")
    sizes = _sizes(denominators)
    held, asked = register.held(wanted, as_of), register.registered(wanted, as_of)
    of_stages: dict[str, tuple[str, Iterable[Recognition | Registration]]] = {
        "registered": (f"have registered for {wanted!r}", asked.values()),
        "recognised": (f"hold {wanted!r}", held.values()),
        "both": (f"hold {wanted!r} and have registered", [one for holder, one in asked.items() if holder in held]),
        "lapsed": (f"have lost {wanted!r}", _lapsed(register, wanted, as_of)),
    }
    counts: dict[str, dict[str, int]] = {}
    problems = list(wrong_denominators(sizes, register.regions, as_of))
    for stage, (what, entries) in of_stages.items():
        counts[stage], wrong = _counted(register, entries, what, as_of, sizes)
        problems += wrong
    if problems:
        raise InvalidRecognitionsError(f"tally of {wanted!r} as of {as_of}", problems)
    return tuple(
        StageTally(
            wanted,
            region_id,
            as_of,
            registered=Share(counts["registered"][region_id], size),
            recognised=Share(counts["recognised"][region_id], size),
            of_registered=Share(counts["both"][region_id], counts["registered"][region_id], base=Base.REGISTERED),
            lapsed=Share(counts["lapsed"][region_id], size),
        )
        for region_id, size in sizes.items()
    )


def _lapsed(register: Registry, title: str, day: date) -> Iterator[Recognition]:
    """The latest decision on each holder whose title has lapsed by a day."""
    for holder, decisions in register.holders(title).items():
        if register.stage(title, holder, day) is Stage.LAPSED:
            yield next(given for given in reversed(decisions) if given.decided_on <= day)


def _sizes(denominators: object) -> dict[str, int]:
    if not isinstance(denominators, Mapping):
        raise InvalidTypeError(f"denominators maps region ids to counts, got {describe(denominators)}")
    return {composed(region): size for region, size in denominators.items()}


def _counted(
    register: Registry, entries: Iterable[Recognition | Registration], what: str, as_of: date, sizes: Mapping[str, int]
) -> tuple[dict[str, int], list[XhhtError]]:
    homes = (entry.region for entry in entries)
    return counts_in_regions(homes, regions=register.regions, as_of=as_of, denominators=sizes, what=what)
