"""Charts of one assessment: a grid of outcomes, and the distance to the targets."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import altair as alt

from xhht.ext.charts.looks import (
    GREY,
    INK,
    LINE_HEIGHT,
    LONG_LABEL,
    WIDTH,
    Chart,
    check,
    finish,
    height,
    labels,
    layered,
    lines,
    names_axis,
    nothing,
    outcome,
    outcome_scale,
    signed,
    sources_of,
    word,
)
from xhht.ext.looks import LOOKS, language_shown
from xhht.figures.bounds import Bounds
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.texts import Language, format_day

COLUMN = 64


def grid(assessment: Assessment, *, language: Language | None = None) -> Chart:
    """Draw outcomes as a grid, regions by targets, each with its sign and its colour.

    Args:
        assessment: the verdicts; choose a part of them with `Assessment.where`.
        language: of the words.

    Raises:
        InvalidTypeError: if it is no Assessment.
        InvalidValueError: if it has no verdict.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, assessment, "an assessment")
    language = language_shown(language)
    if not len(assessment):
        raise nothing("the assessment has no verdict", "give regions that exist on its day")
    regions = labels((_region(v), v.whose(language)) for v in assessment)
    targets = labels((v.target.id, v.target.name.in_language(language)) for v in assessment)
    rows = [
        {
            "region": regions[_region(v)],
            "target": targets[v.target.id],
            "outcome": outcome(v.outcome, language),
            "sign": LOOKS[v.outcome.value].sign,
            "ink": "#ffffff" if v.outcome is Outcome.MET else "#000000",
            "why": v.why(language),
        }
        for v in assessment
    ]
    present = [v.outcome for v in assessment]
    # Targets go down, since their names are long; regions go across, at a slant that leaves all of the name.
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "region:N",
            sort=list(regions.values()),
            axis=alt.Axis(
                title=word("region", language),
                orient="top",
                labelAngle=-40,
                labelExpr=r"split(datum.label, '\n')",
                labelLimit=240,
                labelLineHeight=LINE_HEIGHT,
                # The further lines of a slanted name reach down to the cells.
                labelPadding={"condition": {"test": r"indexof(datum.label, '\n') > 0", "value": 16}, "value": 3},
                grid=False,
            ),
        ),
        y=alt.Y(
            "target:N",
            sort=list(targets.values()),
            axis=names_axis(),
        ),
        tooltip=["region:N", "target:N", "outcome:N", "why:N"],
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color("outcome:N", title=word("outcome", language), scale=outcome_scale(present, language, "bar"))
    )
    signs = base.mark_text(fontSize=13, fontWeight="bold").encode(
        text="sign:N", color=alt.Color("ink:N", scale=None, legend=None)
    )
    width = max(160, COLUMN * len(regions))
    chart = layered([cells, signs], width=width, height=height(targets.values()))
    title = f"{word('grid_title', language)}, {word('as_of', language)} {format_day(assessment.as_of, language)}"
    counts = Counter(present)
    told = ", ".join(f"{kind.text(language)}: {counts[kind]}" for kind in Outcome if counts[kind])
    cells_told = "; ".join(f"{row['region']}, {row['target']}: {row['outcome']}" for row in rows)
    description = f"{title}. {told}. {cells_told}."
    return finish(
        chart,
        title,
        told,
        sources=sources_of(assessment, language),
        description=description,
        language=language,
        width=width,
    )


def distance(assessment: Assessment, *, is_sorted: bool = False, language: Language | None = None) -> Chart:
    """Draw how far each judged share is from what is asked; bounded ones from the nearest to the farthest.

    Verdicts without a distance (no data, not applicable) are counted in the line under the title, and not drawn.

    Args:
        assessment: the verdicts; choose a target with ``assessment.where(target=…)``.
        is_sorted: whether the bars stand by their size, the greatest distance above what is asked first.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Assessment.
        InvalidValueError: if no verdict has a distance.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, assessment, "an assessment")
    language = language_shown(language)
    judged = [(v, v.gap_pp) for v in assessment if v.gap_pp is not None]
    if not judged:
        raise nothing("no verdict has a distance to its target", "report shares that can be judged")
    if is_sorted:
        judged.sort(key=lambda one: -(one[1].lower + one[1].upper))
    has_one_target = len({v.target.id for v, _ in judged}) == 1
    has_one_region = len({_region(v) for v, _ in judged}) == 1
    regions = labels((_region(v), v.whose(language)) for v in assessment)
    targets = labels((v.target.id, v.target.name.in_language(language)) for v, _ in judged)
    rows = []
    for verdict, gap in judged:
        lower, upper = (gap.lower, gap.upper) if isinstance(gap, Bounds) else (gap, gap)
        name, target = regions[_region(verdict)], targets[verdict.target.id]
        both = "\n".join(lines(f"{name}: {target}", LONG_LABEL))
        row = name if has_one_target else target if has_one_region else both
        rows.append(
            {
                "row": row,
                "zero": 0,
                "lower": float(lower),
                "upper": float(upper),
                "near": float(_nearest_to_zero(lower, upper)),
                "side": float(max(upper, Fraction(0))),
                "outcome": outcome(verdict.outcome, language),
                "told": _told(lower, upper, language),
            }
        )
    order = [str(row["row"]) for row in rows]
    ends = [float(str(row[end])) for row in rows for end in ("lower", "upper")]
    span = max(*ends, 0) - min(*ends, 0) or 1
    scale = alt.Scale(domain=[min(*ends, 0) - span * 0.04, max(*ends, 0) + span * 0.3], nice=False)
    y = alt.Y("row:N", sort=order, axis=names_axis())
    colour = alt.Color(
        "outcome:N",
        title=word("outcome", language),
        scale=outcome_scale([v.outcome for v, _ in judged], language, "bar"),
    )
    x_title = word("distance", language)
    data = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    layers = [
        data.mark_bar(opacity=0.85, height=12).encode(
            x=alt.X("zero:Q", title=x_title, scale=scale), x2="near:Q", color=colour
        ),
        data.mark_bar(opacity=0.6, height=18).encode(
            x=alt.X("lower:Q", title=x_title, scale=scale), x2="upper:Q", color=colour
        ),
        data.mark_text(align="left", dx=6, color=INK, fontSize=11).encode(
            x=alt.X("side:Q", title=x_title, scale=scale), text="told:N"
        ),
        alt.Chart(alt.InlineData(values=[{"zero": 0}])).mark_rule(color=GREY, strokeWidth=1.5).encode(x="zero:Q"),
    ]
    chart = layered(layers, width=WIDTH, height=max(60, height(order)))
    left = len(assessment) - len(judged)
    title = f"{word('distance_title', language)}, {word('as_of', language)} {format_day(assessment.as_of, language)}"
    if has_one_region and not has_one_target:
        title = f"{judged[0][0].whose(language)}: {title[0].lower()}{title[1:]}"
    if has_one_target:
        title = f"{judged[0][0].target.name.in_language(language)}: {title[0].lower()}{title[1:]}"
    missing = word("left_out", language).format(left)
    told = "; ".join(f"{row['row']}: {row['told']}, {row['outcome']}" for row in rows)
    cited = sources_of([verdict for verdict, _ in judged], language)
    below = missing if left else ""
    return finish(chart, title, below, sources=cited, description=f"{title}. {told}.", language=language)


def _nearest_to_zero(lower: Fraction, upper: Fraction) -> Fraction:
    """How far every value is at least; 0 where the bounds have both signs."""
    return max(lower, Fraction(0)) or min(upper, Fraction(0))


def _told(lower: Fraction, upper: Fraction, language: Language) -> str:
    ends = dict.fromkeys(signed(Fraction(end), language) for end in (lower, upper))
    return " … ".join(ends)


def _region(verdict: Verdict) -> str:
    """The id of the region, and of the body where the verdict is on a single one."""
    return "/".join(filter(None, (verdict.key[1], verdict.party)))
