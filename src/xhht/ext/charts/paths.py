"""Paths: the straight path to a target, against what was reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

import altair as alt

from xhht.checks import as_tuple
from xhht.ext.charts.looks import (
    BLUE,
    INK,
    ORANGE,
    WIDTH,
    Chart,
    check,
    days_axis,
    finish,
    layered,
    nothing,
    percent,
    sources,
    timed,
    word,
)
from xhht.ext.looks import language_shown
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.figures.shares import Share
from xhht.pace.trajectories import Trajectory
from xhht.texts import Language, format_day, format_percent

# Labels are about a quarter of the width apart, or a line of text in height, where they do not overlap.
NEAR_DAYS, NEAR_SHARE = 4, Fraction(8, 100)


def path(
    trajectory: Trajectory,
    observations: Iterable[Observation] = (),
    *,
    name: str | None = None,
    language: Language | None = None,
) -> Chart:
    """Draw the path from a baseline to a target, and reports on it; bars show all that a print can mean.

    Args:
        trajectory: the path.
        observations: reports of its indicator and region, in any order; others are left aside.
        name: of the region; its id where nothing is given, since a path knows no more.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Trajectory, something else than an Observation is among the reports, or the name
            is no text.
        InvalidValueError: if there are reports, but none of them is of the path's indicator and region.
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Trajectory, trajectory, "a path")
    language = language_shown(language)
    check((str, type(None)), name, "a region's name")
    listed = as_tuple(observations)
    for place, seen in enumerate(listed):
        check(Observation, seen, f"observations[{place}]")
    start = trajectory.baseline
    of_path = start.indicator, start.region, start.party
    fitting = {s.on: s for s in (*listed, start) if (s.indicator, s.region, s.party) == of_path}
    if listed and not any(s in listed for s in fitting.values()):
        raise nothing(
            f"no report of {start.indicator!r} in {start.region!r} is among {len(listed)}", "give those of the path"
        )
    seen_reports = [fitting[day] for day in sorted(fitting)]
    asked = [
        _point(day, trajectory.share_on(day), word("path", language)) for day in (start.on, trajectory.target.due_on)
    ]
    reports = [_point(seen.on, seen.actual.bounds, word("reported", language)) for seen in seen_reports]
    last = max(trajectory.target.due_on, seen_reports[-1].on)
    x = alt.X("day:T", axis=days_axis(_ends_of_years(start.on, last), language), scale=alt.Scale(padding=45))
    y = alt.Y("middle:Q", title=word("share", language), scale=alt.Scale(domain=[0, 100]))
    colour = alt.Color(
        "what:N",
        title=None,
        scale=alt.Scale(domain=[word("path", language), word("reported", language)], range=[ORANGE, BLUE]),
    )
    ends = {"y": alt.Y("lower:Q", title=word("share", language)), "y2": "upper:Q"}
    seen_chart = alt.Chart(alt.InlineData(values=reports)).encode(x=x)
    layers: list[alt.Chart] = [
        alt.Chart(alt.InlineData(values=asked)).mark_area(opacity=0.25).encode(x=x, color=colour, **ends),
        alt.Chart(alt.InlineData(values=asked))
        .mark_line(strokeDash=[6, 4], strokeWidth=2)
        .encode(x=x, y=y, color=colour),
        seen_chart.transform_filter("!datum.exact").mark_rule(strokeWidth=8, opacity=0.4).encode(color=colour, **ends),
        *(
            seen_chart.transform_filter("!datum.exact")
            .mark_tick(thickness=2, size=16)
            .encode(y=alt.Y(end, title=word("share", language)), color=colour)
            for end in ("lower:Q", "upper:Q")
        ),
        seen_chart.transform_filter("datum.exact")
        .mark_point(filled=True, size=70, opacity=1)
        .encode(y=y, color=colour),
        *(
            seen_chart.transform_filter(f"datum.is_below == {json_word}")
            .mark_text(dy=dy, fontSize=11, color=INK)
            .encode(y=alt.Y(end, title=word("share", language)), text="told:N")
            for json_word, dy, end in (("false", -14, "upper:Q"), ("true", 16, "lower:Q"))
        ),
    ]
    below = _below(seen_reports, last - start.on)
    for report, seen, is_below in zip(reports, seen_reports, below, strict=True):
        report |= {"told": _label(seen, language), "is_below": is_below}
    target = trajectory.target
    told = "; ".join(f"{format_day(s.on, language)}: {s.actual.format(language)}" for s in seen_reports)
    title = f"{word('path_title', language)}: {target.name.in_language(language)}"
    share = _shown(trajectory.share_on(target.due_on), language)
    goal = f"{share} {word('as_of', language)} {format_day(target.due_on, language)}"
    region = start.region if name is None else name
    description = f"{title}, {region}. {word('path', language)}: {goal}. {word('reported', language)}: {told}."
    cited = sources([target], seen_reports, language)
    chart = layered(layers, width=WIDTH, height=260)
    subtitle = f"{region}; {word('path', language)}: {goal}"
    return finish(chart, title, subtitle, sources=cited, description=description, language=language)


def _below(reports: Sequence[Observation], span: timedelta) -> list[bool]:
    """Which labels stand below their figures, since the one before is so near that the two would overlap."""
    found: list[bool] = []
    for place, seen in enumerate(reports):
        before = reports[place - 1] if place else None
        is_near = (
            before is not None
            and (seen.on - before.on) * NEAR_DAYS < span
            and abs(seen.actual.bounds.upper - before.actual.bounds.upper) < NEAR_SHARE
        )
        found.append(is_near and not found[-1])
    return found


def _point(day: date, share: Fraction | Bounds, what: str) -> dict[str, object]:
    lower, upper = (share.lower, share.upper) if isinstance(share, Bounds) else (share, share)
    ends = {"lower": percent(lower), "upper": percent(upper), "middle": percent((lower + upper) / 2)}
    return {"day": timed(day), "what": what, "exact": lower == upper, **ends}


def _label(seen: Observation, language: Language) -> str:
    if isinstance(seen.actual, Share):
        return format_percent(seen.actual.value, language, 1)
    return seen.actual.format(language)


def _shown(share: Fraction | Bounds, language: Language) -> str:
    if isinstance(share, Bounds):
        return f"{format_percent(share.lower, language)} … {format_percent(share.upper, language)}"
    return format_percent(share, language)


def _ends_of_years(first: date, last: date) -> list[date]:
    return [date(year, 12, 31) for year in range(first.year, last.year + 1)]
