"""Strategies for whole programmes, every part linked to the others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import cycle, permutations, product
from typing import Any, TypeVar, get_type_hints

import attrs
from hypothesis import strategies as st

from xhht.ext.strategies.targets import TIERS, growth_targets, level_targets
from xhht.ext.strategies.values import LAST_DAY, builds, days, ids, nouns, texts, within
from xhht.figures.levels import Level
from xhht.model.amendments import AmendmentRule
from xhht.model.contents import Beneficiary, Campaign, CampaignKind, Content, Statement, StatementKind
from xhht.model.duties import Duty, Once, Recurrence, WhenNeeded, Yearly
from xhht.model.links import HasId
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.sources import Basis, Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator
from xhht.model.territories import Territory
from xhht.model.tiers import Tier
from xhht.model.titles import LearningTitle
from xhht.texts import Text

__all__ = ["documents", "programmes", "recurrences"]

T = TypeVar("T")
_TRAITS = dict(zip(TIERS, ((), ("city", "town"), ("remote",)), strict=True))
_PROVINCE = Territory("p", Text("Tỉnh P", "Province P"), level=Level.PROVINCE)
_NUMBERS = ("I.1", "I.2", "II.1.a", "II.2.3", "III.đ", "closing")

_DOCUMENT_NUMBERS = st.builds("{}/{}".format, st.integers(1, 999), st.sampled_from(("CTPH-LN", "QĐ-TTg", "CT/TU")))


@builds(Document)
def documents() -> st.SearchStrategy[Document]:
    """Documents, with and without an issuer, a day and an address."""
    return st.builds(
        Document,
        _DOCUMENT_NUMBERS,
        texts(),
        issuer=st.none() | texts(),
        issued_on=st.none() | days(),
        place=st.none() | st.just("Yên Bái"),
        url=st.none() | st.just("https://example.org/vb"),
    )


def recurrences() -> st.SearchStrategy[Recurrence]:
    """Days of every year, single days, one of each together, and occasions."""
    calendar = st.sampled_from(((11, 18), (1, 1), (2, 29), (12, 31)))
    yearly = st.builds(lambda day, *, is_stated: Yearly(*day, is_stated=is_stated), calendar, is_stated=st.booleans())
    once = st.builds(Once, days(), is_stated=st.booleans())
    return st.one_of(yearly, once, st.tuples(yearly, once), st.builds(WhenNeeded, texts()))


# Each strategy is built once: building costs more than drawing.
_BOOLEANS = st.booleans()
_MOST_PARTS = 2
_COUNTS = [st.integers(least, _MOST_PARTS) for least in range(_MOST_PARTS + 1)]
_DOCUMENTS = documents()
_IDS, _TEXTS, _DAYS = ids(), texts(), days()
_KINDS, _STATEMENTS = st.sampled_from(ClauseKind), st.sampled_from(StatementKind)
_MOVEMENTS, _UNITS = st.sampled_from(CampaignKind), st.none() | nouns()
_RECURRENCES = recurrences()
# The day and the clause are put in afterwards, so none is drawn here.
_PLACE = Source("1/VB", "I.1")
_OF_ALL, _OF_TIERS = (
    level_targets(due_on=LAST_DAY, source=_PLACE, tiers=tiers)
    | growth_targets(due_on=LAST_DAY, source=_PLACE, tiers=tiers)
    for tiers in ((None,), TIERS)
)
_USED = st.lists(st.sampled_from(_NUMBERS), min_size=1, max_size=3, unique=True)


@builds(Programme)
@st.composite
def programmes(draw: st.DrawFn, *, min_targets: int = 0) -> Programme:
    """Programmes whose ids are unique and whose links and clauses all lead somewhere.

    Some have a territory, some have tiers, and some of these a tier for every area that no other takes. Some targets
    are asked of each body that answers for them.

    Raises:
        InvalidTypeError: if `min_targets` is no whole number.
        InvalidValueError: if it is not from 0 to 2.
    """
    within("min_targets", min_targets, 0, _MOST_PARTS)
    document = draw(_DOCUMENTS)
    places = [Source(document.number, number) for number in draw(_USED)]
    # Parts cite the clauses in turn: which of them does would take a draw for each part, and tells nothing more.
    turns = cycle(places)
    words, more_words = draw(_TEXTS), draw(_TEXTS)
    starts_on, ends_on = sorted((draw(_DAYS), draw(_DAYS)))

    def part(kind: type[T], /, **fields: object) -> T:
        """A part with these fields, and words and a clause where it needs others."""
        usual = {name: next(turns) if hint is Source else more_words for name, hint in _needed(kind)}  # type: ignore[arg-type]  # Classes are hashable.
        return kind(**(usual | {"name": words} if "name" in usual else usual) | fields)

    def parts(kind: type[T], prefix: str, /, *, least: int = 0, **fields: st.SearchStrategy[Any]) -> tuple[T, ...]:
        """Up to two parts, with ids that say which they are."""
        numbers = range(1, draw(_COUNTS[least]) + 1)
        drawn = [{name: draw(strategy) for name, strategy in fields.items()} for _ in numbers]
        return tuple(part(kind, id=f"{prefix}_{n}", **one) for n, one in zip(numbers, drawn, strict=True))

    parties = parts(Party, "party", least=1)
    assigned = _assignments(_ids_of(parties))
    contents = parts(Content, "content", assignments=assigned, documents=st.just((document.number,)))
    campaigns = parts(Campaign, "campaign", kind=_MOVEMENTS, party=_one_of((None, *_ids_of(parties))))
    beneficiaries = parts(Beneficiary, "beneficiary")
    indicators = parts(Indicator, "indicator", least=1, unit=_UNITS)
    titles = parts(LearningTitle, "title", indicator=_one_of(_ids_of(indicators)))
    responsibilities = parts(
        Responsibility,
        "responsibility",
        assignments=assigned,
        contents=_some_of(_ids_of(contents)),
        titles=_some_of(_ids_of(titles)),
        campaigns=_some_of(_ids_of(campaigns)),
        beneficiaries=_some_of(_ids_of(beneficiaries)),
    )
    has_tiers = draw(_BOOLEANS)
    asked = _OF_TIERS | _OF_ALL if has_tiers else _OF_ALL
    targets = tuple(
        attrs.evolve(
            draw(asked),
            id=f"target_{number}",
            indicator=draw(_one_of(_ids_of(indicators))),
            due_on=ends_on,
            answerable=draw(_some_of(_ids_of(parties))),
            is_by_party=draw(_BOOLEANS),
            source=next(turns),
        )
        for number in range(1, draw(_COUNTS[min_targets]) + 1)
    )
    return Programme(
        draw(_IDS),
        document=document,
        subject=more_words,
        starts_on=starts_on,
        ends_on=ends_on,
        source=next(turns),
        clauses=tuple(
            Clause(place, kind=draw(_KINDS), gist=words, not_measured=more_words if draw(_BOOLEANS) else None)
            for place in places
        ),
        bases=tuple(_basis(draw, next(turns), words) for _ in range(draw(_COUNTS[0]))),
        parties=parties,
        focal_points=tuple(part(FocalPoint, party=party.id) for party in parties),
        signatures=tuple(part(Signature, party=party.id, name="Nguyễn Văn A") for party in parties),
        recipients=tuple(part(Recipient) for _ in range(draw(_COUNTS[0]))),
        statements=parts(Statement, "statement", kind=_STATEMENTS),
        contents=contents,
        campaigns=campaigns,
        beneficiaries=beneficiaries,
        titles=titles,
        territory=_PROVINCE if draw(_BOOLEANS) else None,
        tiers=tuple(part(Tier, id=one, traits=traits) for one, traits in _TRAITS.items() if has_tiers),
        default_tier=TIERS[0] if has_tiers and draw(_BOOLEANS) else None,
        indicators=tuple(attrs.evolve(one, title=draw(_one_of((None, *_ids_of(titles))))) for one in indicators),
        targets=targets,
        responsibilities=responsibilities,
        duties=parts(
            Duty,
            "duty",
            assignments=assigned,
            recurrence=_RECURRENCES,
            responsibilities=_some_of(_ids_of(responsibilities)),
        ),
        amendment_rule=part(AmendmentRule) if draw(_BOOLEANS) else None,
    )


@cache
def _needed(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The fields of words and of a clause that a part cannot do without."""
    hints = get_type_hints(kind)
    needed = (one.name for one in attrs.fields(kind) if one.default is attrs.NOTHING)
    return tuple((name, hints[name]) for name in needed if hints[name] in (Text, Source))


def _ids_of(things: Iterable[HasId]) -> tuple[str, ...]:
    return tuple(thing.id for thing in things)


@cache
def _one_of(ids: tuple[T, ...]) -> st.SearchStrategy[T]:
    return st.sampled_from(ids)


@cache
def _some_of(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the ids, in any order; listed once, so that nothing is drawn and thrown away."""
    return st.sampled_from([some for count in range(len(ids) + 1) for some in permutations(ids, count)])


@cache
def _assignments(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[Assignment, ...]]:
    """One body or more, each in one role."""
    return st.sampled_from(
        [
            tuple(map(Assignment, some, roles))
            for count in range(1, len(ids) + 1)
            for some in permutations(ids, count)
            for roles in product(Role, repeat=count)
        ]
    )


def _basis(draw: st.DrawFn, source: Source, words: Text) -> Basis:
    document = Document(draw(_DOCUMENT_NUMBERS), words)
    if draw(_BOOLEANS):
        return Basis(document, printed=document.number, source=source)
    return Basis(document, printed=f"{document.number}-sai", source=source, correction=document.name)
