"""Strategies for amendments, and for programmes that have been amended."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from xhht.ext.strategies.agreements import programmes
from xhht.ext.strategies.values import Strategy, builds, days, texts, values_of
from xhht.model.amendments import AmendableKind, Amendment, AmendmentRule, Removal
from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.revisions import Change, differences
from xhht.model.tiers import Tier
from xhht.texts import Text

__all__ = ["amended_programmes", "amendment_rules", "amendments", "changes", "removals"]

amendment_rules: Strategy[AmendmentRule] = values_of(AmendmentRule)
removals: Strategy[Removal] = values_of(Removal)


@builds(Amendment)
@st.composite
def amendments(draw: st.DrawFn, *, programme: Programme | None = None) -> Amendment:
    """Amendments of a programme, or of one that is drawn, on which every signing body has agreed."""
    amended = draw(programmes()) if programme is None else programme
    since = amended.starts_on if amended.amendment is None else amended.amendment.effective_on
    return _amendment(draw, amended, draw(days(first=since, last=max(since, amended.ends_on))))


@st.composite
def amended_programmes(draw: st.DrawFn) -> Programme:
    """Programmes after an amendment; `previous` has the text as signed."""
    return _amended(draw)


@builds(Change)
@st.composite
def changes(draw: st.DrawFn) -> Change:
    """What an amendment changed in a part of a programme."""
    amended = _amended(draw)
    before = amended if amended.previous is None else amended.previous
    return draw(st.sampled_from(differences(before, amended)))


def _amended(draw: st.DrawFn) -> Programme:
    programme = draw(programmes())
    return programme.amend(_amendment(draw, programme, draw(days(first=programme.starts_on, last=programme.ends_on))))


def _amendment(draw: st.DrawFn, programme: Programme, effective_on: date) -> Amendment:
    kinds = [kind for kind in ("tiers", "parties", "duties") if getattr(programme, kind)]
    changed = draw(st.lists(st.sampled_from(kinds), min_size=1, unique=True))
    number = len(programme.revisions())
    return Amendment(
        id=f"amendment_{number}",
        effective_on=effective_on,
        agreed_by=tuple(signature.party for signature in programme.signatures),
        tiers=tuple(_renamed(tier) for tier in programme.tiers[:1] if "tiers" in changed),
        parties=tuple(_renamed(party) for party in programme.parties[:1] if "parties" in changed),
        added=tuple(
            attrs.evolve(duty, id=f"{duty.id}_{number}") for duty in programme.duties[:1] if draw(st.booleans())
        ),
        removed=tuple(Removal(AmendableKind.DUTIES, duty.id) for duty in programme.duties[-1:] if "duties" in changed),
        note=draw(st.none() | texts()),
    )


Part = TypeVar("Part", Tier, Party)


def _renamed(part: Part) -> Part:
    return attrs.evolve(part, name=Text(f"{part.name.vi} mới", f"{part.name.en}, new"))
