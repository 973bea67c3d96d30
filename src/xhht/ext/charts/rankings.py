"""Rankings: the regions by their share, with the places that are possible."""

from __future__ import annotations

import altair as alt

from xhht.ext.charts.looks import (
    INK,
    ROW,
    WIDTH,
    Chart,
    check,
    finish,
    height,
    labels,
    layered,
    names_axis,
    nothing,
    outcome,
    outcome_scale,
    percent,
    sources_of,
    word,
)
from xhht.ext.looks import language_shown
from xhht.judgement.assessment import Assessment
from xhht.judgement.rankings import Place
from xhht.judgement.verdicts import Verdict
from xhht.texts import Language, format_day


def ranking(assessment: Assessment, target: str, *, language: Language | None = None) -> Chart:
    """Draw the regions by their share of one target, the highest first, each with its place or the range of places.

    Args:
        assessment: the verdicts; choose a level with ``assessment.where(level=…)``.
        target: the target's id.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Assessment.
        InvalidValueError: if no region reported a share of all.
        UnknownIdError: if there is no such target, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, assessment, "an assessment")
    language = language_shown(language)
    places = assessment.ranking(target)
    if not places:
        raise nothing(f"no region reported a share of {target!r}", "report one")
    named = labels((_key(place.verdict), _placed(place, language)) for place in places)
    rows = [_row(named[_key(place.verdict)], place, language) for place in places]
    order = list(named.values())
    scale = alt.Scale(domain=[0, 100])

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=word("share", language), scale=scale)

    verdicts = [place.verdict for place in places]
    colours = outcome_scale([verdict.outcome for verdict in verdicts], language, "bar")
    colour = alt.Color("outcome:N", title=word("outcome", language), scale=colours)
    data = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("region:N", sort=order, axis=names_axis()))
    layers = [
        data.mark_bar(height=14).encode(x=x("zero"), x2="lower:Q", color=colour),
        data.mark_bar(height=14, opacity=0.4).encode(x=x("lower"), x2="upper:Q", color=colour),
        *(
            data.transform_filter(f"isValid(datum.{end})")
            .mark_tick(color=INK, thickness=2, size=ROW - 6)
            .encode(x=x(end))
            for end in ("asked", "asked_most")
        ),
        data.mark_text(align="left", fontSize=11, color=INK).encode(x=alt.value(WIDTH + 8), text="told:N"),
    ]
    first = verdicts[0].target.name.in_language(language)
    title = f"{first}: {word('ranking_title', language)} {format_day(assessment.as_of, language)}"
    words = "; ".join(f"{row['region']}: {row['told']}" for row in rows).replace("\n", " ")
    return finish(
        layered(layers, width=WIDTH, height=height(order)),
        title,
        word("bar", language),
        sources=sources_of(verdicts, language),
        description=f"{title}. {words}.",
        language=language,
    )


def _key(verdict: Verdict) -> str:
    """Whose share it is: of a region, or of one body there."""
    return " ".join(filter(None, (verdict.key[1], verdict.party)))


def _placed(place: Place, language: Language) -> str:
    places = str(place.best) if place.best == place.worst else f"{place.best}–{place.worst}"
    return f"{places}. {place.verdict.whose(language)}"


def _row(name: str, place: Place, language: Language) -> dict[str, object]:
    verdict = place.verdict
    actual, requirement = verdict.actual, verdict.requirement
    if actual is None:
        raise nothing(f"{name} has no share", "report one")
    return {
        "region": name,
        "zero": 0,
        "lower": percent(actual.bounds.lower),
        "upper": percent(actual.bounds.upper),
        "asked": None if requirement is None else percent(requirement.bounds.lower),
        "asked_most": None if requirement is None else percent(requirement.bounds.upper),
        "outcome": outcome(verdict.outcome, language),
        "told": actual.format(language),
    }
