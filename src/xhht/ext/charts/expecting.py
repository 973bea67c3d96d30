"""Charts of what is expected: scenarios over the years, and how often a target is met in a spread of runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

import altair as alt

from xhht.checks import as_tuple
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.ext.charts.looks import (
    INK,
    MOST_SERIES,
    SERIES,
    SHAPES,
    WIDTH,
    Chart,
    about_sign,
    apart,
    cells_axis,
    check,
    days_axis,
    finish,
    height,
    labels,
    layered,
    names_axis,
    nothing,
    outcome,
    outcome_scale,
    percent,
    sources,
    timed,
    word,
)
from xhht.ext.looks import LOOKS, language_shown
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.scenarios.projections import Projection
from xhht.scenarios.simulations import Chance, Spread
from xhht.texts import Language, Text, format_day, format_percent

HEIGHT = 260
# A line of text in height, in points of a scale from 0 to 100.
LINE_POINTS = Fraction(16 * 100, HEIGHT)
CELL, FILLED = 86, Fraction(9, 10)
SEGMENTS = (Outcome.MET, Outcome.UNDECIDED, Outcome.NOT_MET, Outcome.NO_DATA)


def over_years(
    projections: Projection | Iterable[Projection], target: str, region: str, *, language: Language | None = None
) -> Chart:
    """Draw where scenarios lead in one region, year by year, from the last report on, against the share that is asked.

    A band shows all that a printed or bounded share can mean.

    Args:
        projections: one or several, each of a scenario of its own.
        target: the target's id.
        region: the region's id.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if something else than a Projection is among them.
        InvalidValueError: if there is none, two have one name, there are more than signs, or none has a share.
        UnknownIdError: if there is no such target or region, or the language is neither ``"en"`` nor ``"vi"``.
    """
    listed = (projections,) if isinstance(projections, Projection) else as_tuple(projections)
    for place, projection in enumerate(listed):
        check(Projection, projection, f"projections[{place}]")
    language = language_shown(language)
    names = [projection.scenario.name for projection in listed]
    if not names or len(set(names)) != len(names):
        raise InvalidValueError(f"scenarios are drawn by their names, got {names}; give each one of its own")
    if len(names) > MOST_SERIES:
        raise InvalidValueError(f"{len(names)} scenarios are more than can be told apart; draw at most {MOST_SERIES}")
    found = {
        projection.scenario.name: [
            verdict
            for assessment in projection.where(target=target, region=region).assessments
            for verdict in assessment
        ]
        for projection in listed
    }
    verdicts = [verdict for of_scenario in found.values() for verdict in of_scenario]
    if not any(verdict.actual for verdict in verdicts):
        raise nothing(f"no scenario gives a share of {target!r} in {region!r}", "report one")
    first = verdicts[0]
    starts = {one.scenario.name: _last_reports(one, first.target.indicator, region) for one in listed}
    rows, ends = [], []
    for name, of_scenario in found.items():
        first_day = min((report.on for report in starts[name]), default=date.min)
        known = [v for v in of_scenario if v.actual is not None and v.as_of > first_day]
        rows += [_point(name, report.on, report) for report in starts[name]]
        rows += [_point(name, verdict.as_of, verdict) for verdict in known]
        if known:
            ends.append(_end(name, known[-1], language))
    for end, at in zip(ends, apart([float(str(end["middle"])) for end in ends], float(LINE_POINTS)), strict=True):
        end["label_at"] = at
    drawn_from = min(str(row["day"]) for row in rows)
    asked = [row for row in _asked(found) if str(row["day"]) >= drawn_from]
    chart = _years(rows, ends, asked, names, language)
    name = first.region.name if first.region is not None else region
    title = f"{first.target.name.in_language(language)}: {word('over_years_title', language)}"
    told = "; ".join(f"{end['series']}: {end['told']}" for end in ends)
    last = format_day(max(verdict.as_of for verdict in verdicts), language)
    return finish(
        chart,
        title,
        f"{name}; {word('dashed' if asked else 'nothing_asked', language)}",
        sources=sources([first.target], dict.fromkeys(r for of in starts.values() for r in of), language),
        description=f"{title}. {name}, {last}: {told}.",
        language=language,
    )


def _last_reports(projection: Projection, indicator: str, region: str) -> list[Observation]:
    """The report from which the line of a scenario goes on."""
    reports = () if projection.grounds is None else projection.grounds.reports
    return [report for report in reports if (report.indicator, report.region) == (indicator, region)]


def _point(name: str, day: date, seen: Observation | Verdict) -> dict[str, object]:
    bounds = seen.actual.bounds if seen.actual is not None else Bounds(Fraction(0), Fraction(1))
    return {
        "scenario": name,
        "day": timed(day),
        "share_percent": percent(bounds.lower) if bounds.is_point else None,
        "share_percent_lower": percent(bounds.lower),
        "share_percent_upper": percent(bounds.upper),
    }


def _end(name: str, verdict: Verdict, language: Language) -> dict[str, object]:
    row = _point(name, verdict.as_of, verdict)
    bounds = (row["share_percent_lower"], row["share_percent_upper"])
    exact = verdict.actual.bounds if verdict.actual is not None else None
    shown = "" if exact is None else _range(exact, language)
    return {
        "series": name,
        "middle": sum(float(str(end)) for end in bounds) / 2,
        "label": f"{LOOKS[verdict.outcome.value].sign} {shown}",
        "told": f"{shown}, {verdict.outcome.text(language)}",
    }


def _asked(found: Mapping[str, Sequence[Verdict]]) -> list[dict[str, object]]:
    """What is asked on each day: one line where all scenarios ask the same, else one for each."""
    series: dict[tuple[tuple[object, ...], ...], list[dict[str, object]]] = {}
    for name, verdicts in found.items():
        known = [(verdict.as_of, verdict.requirement.bounds) for verdict in verdicts if verdict.requirement is not None]
        series.setdefault(
            tuple((day, bounds.lower, bounds.upper) for day, bounds in known),
            [
                {
                    "asked_by": name,
                    "day": timed(day),
                    "asked_lower": percent(bounds.lower),
                    "asked_upper": percent(bounds.upper),
                }
                for day, bounds in known
            ],
        )
    return [row for rows in series.values() for row in rows]


def _years(
    rows: Sequence[Mapping[str, object]],
    ends: Sequence[Mapping[str, object]],
    asked: Sequence[Mapping[str, object]],
    names: Sequence[str],
    language: Language,
) -> alt.LayerChart:
    share = word("share", language)
    days = sorted({str(row["day"]) for row in rows})
    x = alt.X("day:T", axis=days_axis([date.fromisoformat(day[:10]) for day in days], language))
    scale = alt.Scale(domain=[0, 100])
    colours = alt.Scale(domain=list(names), range=list(SERIES[: len(names)]))
    colour = alt.Color("scenario:N", title=word("scenario", language), scale=colours)
    shape = alt.Shape(
        "scenario:N",
        title=word("scenario", language),
        scale=alt.Scale(domain=list(names), range=list(SHAPES[: len(names)])),
    )

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", title=share, scale=scale)

    data = alt.Chart(alt.InlineData(values=list(rows))).encode(x=x, color=colour)
    required = alt.Chart(alt.InlineData(values=list(asked))).encode(x=x, detail="asked_by:N")
    layers = [
        required.mark_area(color=INK, opacity=0.12).encode(y=y("asked_lower"), y2="asked_upper:Q"),
        *(
            required.mark_line(color=INK, strokeDash=[6, 4], strokeWidth=1.5).encode(y=y(end))
            for end in ("asked_lower", "asked_upper")
        ),
        data.mark_area(opacity=0.2).encode(y=y("share_percent_lower"), y2="share_percent_upper:Q"),
        *(data.mark_line(strokeWidth=2).encode(y=y(end)) for end in ("share_percent_lower", "share_percent_upper")),
        data.transform_filter("isValid(datum.share_percent)")
        .mark_point(filled=True, size=60, opacity=1)
        .encode(y=y("share_percent"), shape=shape),
        alt.Chart(alt.InlineData(values=list(ends)))
        .mark_text(align="left", fontSize=11)
        .encode(
            x=alt.value(WIDTH + 8),
            y=y("label_at"),
            text="label:N",
            color=alt.Color("series:N", scale=colours),
        ),
    ]
    return layered(layers, width=WIDTH, height=HEIGHT)


def spread(spread: Spread, target: str, *, is_sorted: bool = False, language: Language | None = None) -> Chart:
    """Draw in how many runs a target is met, not met or undecided in each region, opening up over the years.

    Args:
        spread: what `simulate` gives.
        target: the target's id.
        is_sorted: whether the regions stand by their chance on the last day, the highest first.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Spread.
        InvalidValueError: if nothing was reported of the target.
        UnknownIdError: if there is no such target, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Spread, spread, "a spread")
    language = language_shown(language)
    keys = [key for key, _ in spread.outcomes if key[0] == target]
    if not keys:
        raise UnknownIdError("target", target, dict.fromkeys(key[0] for key, _ in spread.outcomes))
    chances = {key: spread.chance(key[0], key[1], on=key[2]) for key in keys}
    regions = [
        region
        for region in dict.fromkeys(region for _, region, _ in keys)
        if any(chance is not None for key, chance in chances.items() if key[1] == region)
    ]
    if not regions:
        raise nothing(f"no run has a share of {target!r}", "report one")
    if is_sorted:
        regions.sort(key=lambda region: -_upper(chances.get((target, region, spread.days[-1]))))
    grounds = spread.grounds
    names = labels((region, region if grounds is None else grounds.region_name(region)) for region in regions)
    rows, told = [], []
    for _, region, day in (key for key in keys if key[1] in names):
        place, counts = spread.days.index(day), spread.counts(target, region, on=day)
        shown = _chance(chances[target, region, day], language)
        told.append({"region": names[region], "at": place, "label": shown, "day": format_day(day, language)})
        start = Fraction(0)
        for kind in SEGMENTS:
            end = start + Fraction(counts[kind], spread.runs)
            if end > start:
                ends = {"from": float(place + FILLED * start), "to": float(place + FILLED * end)}
                rows.append({"region": names[region], "outcome": outcome(kind, language), **ends})
            start = end
    name = target if grounds is None else grounds.target_name(target)
    title = f"{name.in_language(language) if isinstance(name, Text) else name}: {word('spread_title', language)}"
    below = word("of_runs", language).format(spread.scenario.name, spread.runs)
    indicator = {t.id: t for t in grounds.programme.targets}.get(target) if grounds is not None else None
    seen = [r for r in (grounds.reports if grounds else ()) if indicator and r.indicator == indicator.indicator]
    words = "; ".join(f"{one['region']}, {one['day']}: {one['label']}" for one in told)
    width = CELL * len(spread.days)
    return finish(
        _fans(rows, told, [names[region] for region in regions], spread.days, language),
        title,
        below,
        sources=sources([indicator] if indicator else [], (r for r in seen if r.region in names), language),
        description=f"{title}. {words}.",
        language=language,
        width=width,
    )


def _fans(
    rows: Sequence[Mapping[str, object]],
    told: Sequence[Mapping[str, object]],
    names: Sequence[str],
    days: Sequence[date],
    language: Language,
) -> alt.LayerChart:
    width = CELL * len(days)
    y = alt.Y("region:N", sort=list(names), axis=names_axis(is_lined=False))
    is_yearly = all((day.month, day.day) == (12, 31) for day in days)
    axis = cells_axis([str(day.year) if is_yearly else f"{day:%d/%m/%Y}" for day in days], float(FILLED) / 2)
    scale = alt.Scale(domain=[0, len(days)], nice=False)
    present = [kind for kind in SEGMENTS if any(row["outcome"] == outcome(kind, language) for row in rows)]
    bars = (
        alt.Chart(alt.InlineData(values=list(rows)))
        .mark_bar(height=14, yOffset=8)
        .encode(
            x=alt.X("from:Q", axis=axis, scale=scale),
            x2="to:Q",
            y=y,
            color=alt.Color("outcome:N", title=None, scale=outcome_scale(present, language, "bar")),
        )
    )
    words = (
        alt.Chart(alt.InlineData(values=list(told)))
        .mark_text(align="left", dx=2, dy=-9, fontSize=11, color=INK)
        .encode(x=alt.X("at:Q", axis=axis, scale=scale), y=y, text="label:N")
    )
    return layered([bars, words], width=width, height=height(names, least=44))


def _upper(chance: Chance | None) -> Fraction:
    return Fraction(-1) if chance is None else chance.upper if isinstance(chance, Bounds) else chance


def _chance(chance: Chance | None, language: Language) -> str:
    if chance is None:
        return LOOKS["no_data"].sign
    return _range(chance if isinstance(chance, Bounds) else Bounds(chance, chance), language)


def _range(bounds: Bounds, language: Language) -> str:
    """A percentage in as few signs as may be, or its two ends, each with a sign where it is only come near to."""
    shown = [about_sign(format_percent(end, language, 1)) for end in dict.fromkeys((bounds.lower, bounds.upper))]
    if len(shown) == 1:
        return shown[0]
    about = "≈" if any("≈" in end for end in shown) else ""
    above, below = ">" if bounds.is_lower_open else "", "<" if bounds.is_upper_open else ""
    return f"{about}{above}{shown[0].strip('≈%')}–{below}{shown[1].strip('≈')}"
