"""What must fit together in a programme: ids, links between parts, and the clauses cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.model.contents import Campaign, Content
from xhht.model.duties import Duty
from xhht.model.parties import FocalPoint, Signature
from xhht.model.responsibilities import Responsibility
from xhht.model.sources import Clause, Source
from xhht.model.targets import GrowthTarget, Indicator, LevelTarget
from xhht.model.titles import LearningTitle

Link: TypeAlias = tuple[str, str]


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


def _many(kind: str, ids: Iterable[str | None]) -> Iterator[Link]:
    return ((kind, linked) for linked in ids if linked is not None)


def _links_of_responsibility(part: Responsibility) -> Iterator[Link]:
    yield from _many("party", part.parties)
    yield from _many("content", part.contents)
    yield from _many("title", part.titles)
    yield from _many("campaign", part.campaigns)
    yield from _many("beneficiary", part.beneficiaries)


def _links_of_content(part: Content) -> Iterator[Link]:
    yield from _many("party", part.parties)
    yield from _many("title", part.titles)


def _links_of_duty(part: Duty) -> Iterator[Link]:
    yield from _many("party", part.parties)
    yield from _many("responsibility", part.responsibilities)


def _links_of_target(part: LevelTarget | GrowthTarget) -> Iterator[Link]:
    yield "indicator", part.indicator
    yield from _many("party", part.answerable)
    yield from _many("tier", part.tiers)


_LINKS: dict[type, Callable[[Any], Iterator[Link]]] = {
    Signature: lambda part: _many("party", [part.party]),
    FocalPoint: lambda part: _many("party", [part.party]),
    Content: _links_of_content,
    Campaign: lambda part: _many("party", [part.party]),
    LearningTitle: lambda part: _many("indicator", [part.indicator]),
    Indicator: lambda part: _many("title", [part.title]),
    LevelTarget: _links_of_target,
    GrowthTarget: _links_of_target,
    Responsibility: _links_of_responsibility,
    Duty: _links_of_duty,
}


def broken_links(groups: Mapping[str, Sequence[object]], known: Mapping[str, Sequence[HasId]]) -> Iterator[XhhtError]:
    """An error for every id of one part that leads to no other part.

    Args:
        groups: the parts by the name of their list.
        known: the parts that links of each kind may lead to.
    """
    ids = {kind: {part.id for part in parts} for kind, parts in known.items()}
    in_order = {kind: tuple(sorted(found)) for kind, found in ids.items()}
    for name, parts in groups.items():
        for place, part in enumerate(parts):
            find = _LINKS.get(type(part))
            for kind, linked in find(part) if find is not None else ():
                if linked not in ids[kind]:
                    yield UnknownIdError(kind, linked, in_order[kind], f"{name}[{place}]")


def repeated_ids(groups: Mapping[str, Sequence[HasId]]) -> Iterator[XhhtError]:
    """An error for every id that stands twice in one list."""
    for name, parts in groups.items():
        first: dict[str, int] = {}
        for place, part in enumerate(parts):
            if part.id in first:
                yield InvalidValueError(
                    f"id {part.id!r} stands twice, in {name}[{first[part.id]}] and {name}[{place}]; rename one"
                )
            first.setdefault(part.id, place)


def unknown_clauses(citations: Iterable[tuple[object, Source]], clauses: Sequence[Clause]) -> Iterator[XhhtError]:
    """An error for every cited place that the text does not have, and for clauses that stand twice."""
    numbers = tuple(clause.source.number for clause in clauses)
    twice = sorted(number for number, count in Counter(numbers).items() if count > 1)
    if twice:
        yield InvalidValueError(f"clauses stand twice: {', '.join(twice)}; keep one of each")
    known = {clause.source for clause in clauses}
    for part, source in citations:
        if source not in known:
            name = f"{type(part).__name__} {getattr(part, 'id', '')}".strip()
            yield UnknownIdError("clause", str(source), numbers, name)
