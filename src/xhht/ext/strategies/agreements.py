"""Strategies for whole programmes, every part linked to the others."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from xhht.amendments import AmendmentRule
from xhht.coherence import HasId
from xhht.contents import Beneficiary, Campaign, Content, Statement, StatementKind
from xhht.duties import Duty, Once, Recurrence, WhenNeeded, Yearly
from xhht.ext.strategies.rules import TIERS, growth_rules, level_rules
from xhht.ext.strategies.values import days, ids, texts
from xhht.parties import FocalPoint, Party, Recipient, Signature
from xhht.programme import Programme
from xhht.responsibilities import Assignment, Responsibility, Role
from xhht.sources import Basis, Clause, ClauseKind, Document, Source
from xhht.targets import Indicator
from xhht.tiers import Tier, Trait
from xhht.titles import LearningTitle

_TRAITS = ((), (Trait.CITY, Trait.TOWN), (Trait.REMOTE,))
_NUMBERS = ("I.1", "I.2", "II.1.a", "II.2.3", "III.đ", "closing")


def documents() -> st.SearchStrategy[Document]:
    """Documents, with and without an issuer, a day and an address."""
    return st.builds(
        Document,
        st.builds("{}/{}".format, st.integers(1, 999), st.sampled_from(("CTPH-LN", "QĐ-TTg", "CT/TU"))),
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


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Programmes whose ids are unique and whose links and clauses all lead somewhere."""
    document = draw(documents())
    used = draw(st.lists(st.sampled_from(_NUMBERS), min_size=1, max_size=3, unique=True))
    cited = st.sampled_from([Source(document.number, number) for number in used])
    words, more_words = draw(texts()), draw(texts())
    starts_on, ends_on = sorted((draw(days()), draw(days())))
    parties = tuple(
        Party(party, words, short_name=words, members=words, source=draw(cited))
        for party in _ids(draw, "party", least=1)
    )
    contents = tuple(
        Content(content, words, text=more_words, documents=(document.number,), source=draw(cited))
        for content in _ids(draw, "content")
    )
    campaigns = tuple(
        Campaign(campaign, words, party=draw(st.none() | _id_of(parties)), source=draw(cited))
        for campaign in _ids(draw, "campaign")
    )
    beneficiaries = tuple(Beneficiary(people, more_words) for people in _ids(draw, "beneficiary"))
    indicators = _ids(draw, "indicator", least=1)
    titles = tuple(
        LearningTitle(title, words, holders=words, indicator=draw(st.sampled_from(indicators)), source=draw(cited))
        for title in _ids(draw, "title")
    )
    responsibilities = tuple(
        Responsibility(
            task,
            words,
            assignments=draw(_assignments(parties)),
            contents=draw(_some_ids(contents)),
            titles=draw(_some_ids(titles)),
            campaigns=draw(_some_ids(campaigns)),
            beneficiaries=draw(_some_ids(beneficiaries)),
            source=draw(cited),
        )
        for task in _ids(draw, "responsibility")
    )
    return Programme(
        draw(ids()),
        document=document,
        subject=more_words,
        starts_on=starts_on,
        ends_on=ends_on,
        source=draw(cited),
        clauses=tuple(draw(_clauses(Source(document.number, number))) for number in used),
        bases=tuple(draw(_bases(cited)) for _ in _ids(draw, "basis")),
        parties=parties,
        focal_points=tuple(FocalPoint(party.id, words, source=draw(cited)) for party in parties),
        signatures=tuple(Signature(party.id, "Nguyễn Văn A", words, source=draw(cited)) for party in parties),
        recipients=tuple(Recipient(words, source=draw(cited)) for _ in _ids(draw, "recipient")),
        statements=tuple(
            Statement(said, words, kind=draw(st.sampled_from(StatementKind)), source=draw(cited))
            for said in _ids(draw, "statement")
        ),
        contents=contents,
        campaigns=campaigns,
        beneficiaries=beneficiaries,
        titles=titles,
        tiers=tuple(
            Tier(tier, words, test=words, traits=traits, source=draw(cited))
            for tier, traits in zip(TIERS, _TRAITS, strict=True)
        ),
        indicators=tuple(
            Indicator(
                indicator,
                words,
                numerator=more_words,
                denominator=words,
                title=draw(st.sampled_from([None, *(title.id for title in titles)])),
                source=draw(cited),
            )
            for indicator in indicators
        ),
        targets=tuple(
            draw(
                level_rules(id=target, indicator=st.sampled_from(indicators), due_on=ends_on, source=cited)
                | growth_rules(id=target, indicator=st.sampled_from(indicators), due_on=ends_on, source=cited)
            )
            for target in _ids(draw, "target")
        ),
        responsibilities=responsibilities,
        duties=tuple(
            Duty(
                duty,
                words,
                assignments=draw(_assignments(parties)),
                recurrence=draw(recurrences()),
                responsibilities=draw(_some_ids(responsibilities)),
                source=draw(cited),
            )
            for duty in _ids(draw, "duty")
        ),
        amendment_rule=draw(st.none() | st.builds(AmendmentRule, st.just(more_words), source=cited)),
    )


def _ids(draw: st.DrawFn, kind: str, *, least: int = 0) -> list[str]:
    return [f"{kind}_{number + 1}" for number in range(draw(st.integers(least, 2)))]


def _id_of(things: Sequence[HasId]) -> st.SearchStrategy[str]:
    return st.sampled_from([thing.id for thing in things])


def _some_ids(things: Sequence[HasId]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_id_of(things), unique=True).map(tuple) if things else st.just(())


def _assignments(parties: Sequence[Party]) -> st.SearchStrategy[tuple[Assignment, ...]]:
    roles = st.sampled_from(Role)
    chosen = st.lists(st.builds(Assignment, _id_of(parties), roles), min_size=1, unique_by=lambda one: one.party)
    return chosen.map(tuple)


def _clauses(source: Source) -> st.SearchStrategy[Clause]:
    return st.builds(
        Clause, st.just(source), kind=st.sampled_from(ClauseKind), gist=texts(), not_measured=st.none() | texts()
    )


@st.composite
def _bases(draw: st.DrawFn, cited: st.SearchStrategy[Source]) -> Basis:
    document = draw(documents())
    if draw(st.booleans()):
        return Basis(document, printed=document.number, source=draw(cited))
    return Basis(document, printed=f"{document.number}-sai", source=draw(cited), correction=draw(texts()))
