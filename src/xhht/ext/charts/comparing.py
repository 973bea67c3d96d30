"""Charts that compare: scenarios side by side, and two days of one target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import altair as alt

from xhht.checks import composed
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.ext.charts.looks import (
    GREY,
    INK,
    MOST_SERIES,
    ROW,
    SERIES,
    SHAPES,
    WIDTH,
    Chart,
    check,
    finish,
    labels,
    layered,
    names_axis,
    nothing,
    outcome,
    percent,
    sources,
    word,
)
from xhht.ext.looks import language_shown
from xhht.figures.bounds import Bounds
from xhht.figures.observations import Observation
from xhht.judgement.assessment import Assessment
from xhht.judgement.verdicts import Verdict
from xhht.scenarios.comparisons import ScenarioTable
from xhht.texts import Language, format_day


def scenarios(table: ScenarioTable, target: str, *, is_sorted: bool = False, language: Language | None = None) -> Chart:
    """Draw what each scenario gives for one target, region by region, against the share that is asked.

    Args:
        table: scenarios side by side, from `compare`.
        target: the target's id.
        is_sorted: whether the regions stand by the share of the first scenario, the highest first.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no ScenarioTable.
        InvalidValueError: if no scenario gives a share for that target, or there are more scenarios than signs.
        UnknownIdError: if there is no such target, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(ScenarioTable, table, "scenarios side by side")
    language = language_shown(language)
    found: dict[str, Mapping[str, Verdict]]
    found = {region: row for (known, region), row in table.rows.items() if known == composed(target)}
    if not found:
        raise UnknownIdError("target", target, dict.fromkeys(known for known, _ in table.rows))
    title = f"{word('scenarios_title', language)}, {word('as_of', language)} {format_day(table.on, language)}"
    reports = [] if table.grounds is None else table.grounds.reports
    indicators = {verdict.target.indicator for row in found.values() for verdict in row.values()}
    seen = [report for report in reports if report.indicator in indicators and report.region in found]
    found = by_share(found, table.names[0]) if is_sorted else found
    return _dots(title, table.names, found, seen, language, is_joined=False)


def dumbbell(
    before: Assessment, after: Assessment, target: str, *, is_sorted: bool = False, language: Language | None = None
) -> Chart:
    """Draw one target on two days, region by region: two points, the line between them, and what is asked.

    Args:
        before: the verdicts of the earlier day.
        after: the verdicts of the later day.
        target: the target's id.
        is_sorted: whether the regions stand by the later share, the highest first.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if one is no Assessment.
        InvalidValueError: if the first is not earlier than the second, no region has a share on both days, or one of
            them has verdicts on several bodies.
        UnknownIdError: if there is no such target, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, before, "the earlier assessment")
    check(Assessment, after, "the later assessment")
    language = language_shown(language)
    if before.as_of >= after.as_of:
        raise InvalidValueError(f"{before.as_of} is not before {after.as_of}; give the earlier assessment first")
    names = [format_day(day, language) for day in (before.as_of, after.as_of)]
    parts = [side.where(target=target) for side in (before, after)]
    sides = [{v.region.id: part[v.key] for v in part if v.region} for part in parts]
    both = [region for region in sides[1] if region in sides[0] and all(side[region].actual for side in sides)]
    if not both:
        raise nothing(f"no region has a share of {target!r} on both days", "report one for both")
    found: dict[str, Mapping[str, Verdict]]
    found = {region: dict(zip(names, (side[region] for side in sides), strict=True)) for region in both}
    seen = [verdict.observation for row in found.values() for verdict in row.values()]
    found = by_share(found, names[1]) if is_sorted else found
    return _dots(word("dumbbell_title", language), names, found, seen, language, is_joined=True)


def by_share(found: Mapping[str, Mapping[str, Verdict]], name: str) -> dict[str, Mapping[str, Verdict]]:
    """Regions by the middle of a share, the highest first and those without one last."""

    def place(region: str) -> tuple[bool, Fraction]:
        verdict = found[region].get(name)
        bounds = verdict.actual.bounds if verdict is not None and verdict.actual is not None else None
        return bounds is None, Fraction(0) if bounds is None else -(bounds.lower + bounds.upper)

    return {region: found[region] for region in sorted(found, key=place)}


def _dots(
    title: str,
    names: Sequence[str],
    found: Mapping[str, Mapping[str, Verdict]],
    reports: Iterable[Observation | None],
    language: Language,
    *,
    is_joined: bool,
) -> Chart:
    if len(names) > MOST_SERIES:
        raise InvalidValueError(f"{len(names)} scenarios are more than can be told apart; draw at most {MOST_SERIES}")
    verdicts = [verdict for row in found.values() for verdict in row.values()]
    regions = labels((key, next(iter(row.values())).whose(language)) for key, row in found.items())
    rows = [_row(regions[key], name, v, language) for key, row in found.items() for name, v in row.items() if v.actual]
    if not rows:
        raise nothing("no region has a share", "report one")
    drawn = [region for region in regions.values() if any(row["region"] == region for row in rows)]
    y = alt.Y("region:N", sort=drawn, axis=names_axis(is_ruled=True))
    scale = alt.Scale(domain=[0, 100])
    x_title = word("share", language)
    x = alt.X("middle:Q", title=x_title, scale=scale)
    legend_title = None if is_joined else word("scenario", language)
    colour = alt.Color(
        "name:N", title=legend_title, scale=alt.Scale(domain=list(names), range=list(SERIES[: len(names)]))
    )
    shape = alt.Shape(
        "name:N", title=legend_title, scale=alt.Scale(domain=list(names), range=list(SHAPES[: len(names)]))
    )
    data = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    exact, bounded = data.transform_filter("datum.exact"), data.transform_filter("!datum.exact")
    offset = {} if is_joined else {"yOffset": alt.YOffset("name:N", sort=list(names))}
    layers: list[alt.Chart] = [
        bounded.mark_rule(strokeWidth=8, opacity=0.4).encode(
            x=alt.X("lower:Q", title=x_title, scale=scale), x2="upper:Q", color=colour, **offset
        ),
        *(
            bounded.mark_point(filled=True, size=40, opacity=1).encode(
                x=alt.X(end, title=x_title, scale=scale), color=colour, shape=shape, **offset
            )
            for end in ("lower:Q", "upper:Q")
        ),
        exact.mark_point(filled=True, size=85, opacity=1).encode(x=x, color=colour, shape=shape, **offset),
        data.mark_text(align="left", fontSize=11, color=INK).encode(x=alt.value(WIDTH + 8), text="told:N", **offset),
        data.transform_filter("isValid(datum.asked)")
        .mark_tick(color=INK, thickness=2, size=ROW - 4 if is_joined else ROW * len(names) * 0.7)
        .encode(x=alt.X("asked:Q", title=x_title, scale=scale)),
    ]
    if is_joined:
        between = alt.Chart(alt.InlineData(values=_between(rows))).encode(y=y)
        layers.insert(
            0,
            between.mark_rule(color=GREY, strokeWidth=2).encode(
                x=alt.X("from:Q", title=x_title, scale=scale), x2="to:Q"
            ),
        )
        for row in rows:
            row["told"] = ""
    height = (ROW + 6 if is_joined else ROW * len(names)) * len(drawn)
    chart = layered(layers, width=WIDTH, height=max(70, height))
    full = f"{verdicts[0].target.name.in_language(language)}: {title[0].lower()}{title[1:]}"
    bar = word("bar", language)
    told = "; ".join(f"{row['region']}, {row['name']}: {row['said']}" for row in rows)
    cited = sources([verdicts[0].target], reports, language)
    return finish(chart, full, bar, sources=cited, description=f"{full}. {told}.", language=language)


def _between(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """The lines between the nearest ends of two shares of a region, which may be bounded; none where they overlap."""
    found: list[dict[str, object]] = []
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        low, high = sorted((one, other), key=lambda row: float(str(row["lower"])))
        if float(str(high["lower"])) > float(str(low["upper"])):
            found.append({"region": one["region"], "from": low["upper"], "to": high["lower"]})
    return found


def _row(region: str, name: str, verdict: Verdict, language: Language) -> dict[str, object]:
    actual = verdict.actual
    if actual is None:
        raise nothing(f"{region} has no share", "leave it out")
    bounds, threshold = actual.bounds, verdict.threshold
    asked = threshold.lower if isinstance(threshold, Bounds) else threshold
    return {
        "region": region,
        "name": name,
        "exact": bounds.is_point,
        "lower": percent(bounds.lower),
        "upper": percent(bounds.upper),
        "middle": percent(Fraction(bounds.lower + bounds.upper) / 2),
        "asked": None if asked is None else percent(asked),
        "told": outcome(verdict.outcome, language),
        "said": f"{actual.format(language)}, {verdict.outcome.text(language)}",
    }
