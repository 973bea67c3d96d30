"""Strategies for whole programmes, every part linked to the others."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import cycle, permutations, product
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from xhht.ext.strategies.targets import TIERS, growth_targets, level_targets
from xhht.ext.strategies.values import LAST_DAY, builds, days, ids, texts
from xhht.model.amendments import AmendmentRule
from xhht.model.contents import Beneficiary, Campaign, Content, Statement, StatementKind
from xhht.model.duties import Duty, Once, Recurrence, WhenNeeded, Yearly
from xhht.model.links import HasId
from xhht.model.parties import FocalPoint, Party, Recipient, Signature
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.sources import Basis, Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator
from xhht.model.tiers import Tier, Trait
from xhht.model.titles import LearningTitle
from xhht.texts import Text

__all__ = ["documents", "programmes", "recurrences"]

_TRAITS = ((), (Trait.CITY, Trait.TOWN), (Trait.REMOTE,))
T = TypeVar("T")
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
    """Days of every year, single days, and occasions."""
    calendar = st.sampled_from(((11, 18), (1, 1), (2, 29), (12, 31)))
    return st.one_of(
        st.builds(lambda day, *, is_stated: Yearly(*day, is_stated=is_stated), calendar, is_stated=st.booleans()),
        st.builds(Once, days(), is_stated=st.booleans()),
        st.builds(WhenNeeded, texts()),
    )


# Each strategy is built once: building costs more than drawing.
_BOOLEANS = st.booleans()
_COUNTS = [st.integers(least, 2) for least in (0, 1)]
_DOCUMENTS = documents()
_IDS, _TEXTS, _DAYS = ids(), texts(), days()
_KINDS = st.sampled_from(ClauseKind)
_RECURRENCES = recurrences()
# The day and the clause are put in afterwards, so none is drawn here.
_SOME_PLACE = Source("1/VB", "I.1")
_RULES = level_targets(due_on=LAST_DAY, source=_SOME_PLACE) | growth_targets(due_on=LAST_DAY, source=_SOME_PLACE)
_STATEMENTS = st.sampled_from(StatementKind)
_USED = st.lists(st.sampled_from(_NUMBERS), min_size=1, max_size=3, unique=True)


@builds(Programme)
@st.composite
def programmes(draw: st.DrawFn, *, min_targets: int = 0) -> Programme:
    """Programmes whose ids are unique and whose links and clauses all lead somewhere."""
    document = draw(_DOCUMENTS)
    used = draw(_USED)
    places = [Source(document.number, number) for number in used]

    # Parts cite the clauses in turn: which of them does would take a draw for each part, and tells nothing more.
    turns = cycle(places)

    def cited() -> Source:
        return next(turns)

    words, more_words = draw(_TEXTS), draw(_TEXTS)
    starts_on, ends_on = sorted((draw(_DAYS), draw(_DAYS)))
    parties = tuple(
        Party(party, words, short_name=words, members=words, source=cited()) for party in _ids(draw, "party", least=1)
    )
    contents = tuple(
        Content(content, words, text=more_words, documents=(document.number,), source=cited())
        for content in _ids(draw, "content")
    )
    campaigns = tuple(
        Campaign(campaign, words, party=draw(_one_of((None, *(party.id for party in parties)))), source=cited())
        for campaign in _ids(draw, "campaign")
    )
    beneficiaries = tuple(Beneficiary(people, more_words) for people in _ids(draw, "beneficiary"))
    indicators = _ids(draw, "indicator", least=1)
    titles = tuple(
        LearningTitle(title, words, holders=words, indicator=draw(_one_of(tuple(indicators))), source=cited())
        for title in _ids(draw, "title")
    )
    responsibilities = tuple(
        Responsibility(
            task,
            words,
            assignments=draw(_assignments(_ids_of(parties))),
            contents=draw(_some_of(_ids_of(contents))),
            titles=draw(_some_of(_ids_of(titles))),
            campaigns=draw(_some_of(_ids_of(campaigns))),
            beneficiaries=draw(_some_of(_ids_of(beneficiaries))),
            source=cited(),
        )
        for task in _ids(draw, "responsibility")
    )
    return Programme(
        draw(_IDS),
        document=document,
        subject=more_words,
        starts_on=starts_on,
        ends_on=ends_on,
        source=cited(),
        clauses=tuple(
            Clause(place, kind=draw(_KINDS), gist=words, not_measured=more_words if draw(_BOOLEANS) else None)
            for place in places
        ),
        bases=tuple(_basis(draw, cited(), words) for _ in _ids(draw, "basis")),
        parties=parties,
        focal_points=tuple(FocalPoint(party.id, words, source=cited()) for party in parties),
        signatures=tuple(Signature(party.id, "Nguyễn Văn A", words, source=cited()) for party in parties),
        recipients=tuple(Recipient(words, source=cited()) for _ in _ids(draw, "recipient")),
        statements=tuple(
            Statement(said, words, kind=draw(_STATEMENTS), source=cited()) for said in _ids(draw, "statement")
        ),
        contents=contents,
        campaigns=campaigns,
        beneficiaries=beneficiaries,
        titles=titles,
        tiers=tuple(
            Tier(tier, words, test=words, traits=traits, source=cited())
            for tier, traits in zip(TIERS, _TRAITS, strict=True)
        ),
        indicators=tuple(
            Indicator(
                indicator,
                words,
                numerator=more_words,
                denominator=words,
                title=draw(_one_of((None, *(title.id for title in titles)))),
                source=cited(),
            )
            for indicator in indicators
        ),
        targets=tuple(
            attrs.evolve(
                draw(_RULES), id=target, indicator=draw(_one_of(tuple(indicators))), due_on=ends_on, source=cited()
            )
            for target in _ids(draw, "target", least=min_targets)
        ),
        responsibilities=responsibilities,
        duties=tuple(
            Duty(
                duty,
                words,
                assignments=draw(_assignments(_ids_of(parties))),
                recurrence=draw(_RECURRENCES),
                responsibilities=draw(_some_of(_ids_of(responsibilities))),
                source=cited(),
            )
            for duty in _ids(draw, "duty")
        ),
        amendment_rule=AmendmentRule(more_words, source=cited()) if draw(_BOOLEANS) else None,
    )


def _ids(draw: st.DrawFn, kind: str, *, least: int = 0) -> list[str]:
    return [f"{kind}_{number + 1}" for number in range(draw(_COUNTS[least]))]


def _ids_of(things: Sequence[HasId]) -> tuple[str, ...]:
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
