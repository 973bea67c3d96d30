"""Maps: outcomes on a grid of tiles that lie as the regions do, or on the shapes that the caller has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import cos, radians
from typing import Any

import altair as alt

from xhht.checks import composed, describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.charts.looks import (
    INK,
    Chart,
    check,
    finish,
    layered,
    lines,
    nothing,
    outcome,
    outcome_scale,
    sources_of,
    word,
)
from xhht.ext.looks import LOOKS, language_shown
from xhht.figures.shares import Share
from xhht.judgement.assessment import Assessment
from xhht.judgement.verdicts import Verdict
from xhht.texts import Language, format_day, format_percent

TILE, LETTERS = 96, 14
SIDE = 420


def tile_grid(
    assessment: Assessment, target: str, *, tiles: Mapping[str, tuple[int, int]], language: Language | None = None
) -> Chart:
    """Draw the outcomes of one target on tiles of one size, which lie to each other as the regions do.

    Args:
        assessment: the verdicts.
        target: the target's id.
        tiles: by region id, its column and its row, counted from the upper left; regions without a tile are left out.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Assessment, or a tile is no pair of whole numbers.
        InvalidValueError: if two regions have one tile, or there is none.
        UnknownIdError: if there is no such target or region, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, assessment, "an assessment")
    language = language_shown(language)
    found = _by_region(assessment, target)
    taken: dict[tuple[int, int], str] = {}
    rows = []
    for region, tile in _pairs(tiles):
        if region not in found:
            raise UnknownIdError("region", region, found, "tiles")
        other = taken.setdefault(tile, region)
        if other != region:
            raise InvalidValueError(f"regions {other!r} and {region!r} have the same tile {tile}; move one")
        verdict = found[region]
        words = [*lines(verdict.whose(language), LETTERS), *lines(_told(verdict, language), LETTERS)]
        rows.append(
            {
                "column": tile[0],
                "row": tile[1],
                "label": "\n".join(words),
                "outcome": outcome(verdict.outcome, language),
                "ink": LOOKS[verdict.outcome.value].letters,
                "name": verdict.whose(language),
            }
        )
    if not rows:
        raise nothing("no region has a tile", "give each one its column and row")
    columns, across = [[int(str(row[name])) for row in rows] for name in ("column", "row")]
    drawn = [found[region] for region in taken.values()]
    x = alt.X("column:O", axis=None, scale=alt.Scale(domain=list(range(min(columns), max(columns) + 1))))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(min(across), max(across) + 1))))
    data = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y, tooltip=["name:N", "outcome:N"])
    layers = [
        data.mark_rect(stroke=INK, strokeWidth=0.5).encode(color=_colour(drawn, language, "ground")),
        data.mark_text(lineBreak="\n", lineHeight=13, fontSize=10, baseline="middle").encode(
            text="label:N", color=alt.Color("ink:N", scale=None, legend=None)
        ),
    ]
    width, height = (TILE * (max(values) - min(values) + 1) for values in (columns, across))
    chart = layered(layers, width=width, height=height)
    return _map(chart, assessment, drawn, language, max(width, SIDE))


def choropleth(
    assessment: Assessment,
    target: str,
    *,
    shapes: Mapping[str, Any],
    key: str = "id",
    language: Language | None = None,
) -> Chart:
    """Draw the outcomes of one target on the shapes of the regions, each with its sign.

    Args:
        assessment: the verdicts.
        target: the target's id.
        shapes: a GeoJSON collection of features, in degrees of longitude and latitude; those of other regions are
            drawn empty.
        key: where a feature has the id of its region: a member of its properties, or of itself.
        language: of the words and numbers.

    Raises:
        InvalidTypeError: if it is no Assessment, or the shapes are no collection of features.
        InvalidValueError: if no shape has the id of a region that was judged.
        UnknownIdError: if there is no such target, or the language is neither ``"en"`` nor ``"vi"``.
    """
    check(Assessment, assessment, "an assessment")
    language = language_shown(language)
    found = _by_region(assessment, target)
    given: object = shapes  # Whatever a caller hands over, not what the types promise.
    features = given.get("features") if isinstance(given, Mapping) else None
    if not isinstance(features, list) or not all(isinstance(one, Mapping) for one in features):
        raise InvalidTypeError(f"shapes are a GeoJSON FeatureCollection, got {describe(shapes)}")
    points = [point for one in features for point in _points((one.get("geometry") or {}).get("coordinates"))]
    narrow = cos(radians(sum(y for _, y in points) / len(points))) if points else 1.0
    rows, signs, drawn = [], [], []
    for feature in features:
        region = composed((feature.get("properties") or {}).get(key, feature.get(key)))
        verdict = found.get(region)
        geometry = feature.get("geometry") or {}
        shape = {"type": geometry.get("type"), "coordinates": _narrowed(geometry.get("coordinates"), narrow)}
        row: dict[str, object] = {"type": "Feature", "geometry": shape, "outcome": None, "name": region}
        if verdict is not None:
            row |= {"outcome": outcome(verdict.outcome, language), "name": verdict.whose(language)}
            drawn.append(verdict)
            x, y = _middle(shape["coordinates"])
            signs.append({"x": x, "y": y, "sign": LOOKS[verdict.outcome.value].sign})
        rows.append(row)
    if not drawn:
        raise nothing(f"no shape has the id of a region at {key!r}", "say with key= where the shapes have it")
    data = alt.Chart(alt.InlineData(values=rows))
    layers = [
        data.mark_geoshape(fill="#ffffff", stroke=INK, strokeWidth=0.5),
        data.transform_filter("isValid(datum.outcome)")
        .mark_geoshape(stroke=INK, strokeWidth=0.5)
        .encode(color=_colour(drawn, language, "ground"), tooltip=["name:N", "outcome:N"]),
        alt.Chart(alt.InlineData(values=signs))
        .mark_text(fontSize=12, fontWeight="bold", color=INK)
        .encode(longitude="x:Q", latitude="y:Q", text="sign:N"),
    ]
    chart = layered(layers, width=SIDE, height=SIDE).project(type="identity", reflectY=True)
    return _map(chart, assessment, drawn, language, SIDE)


def _map(chart: alt.LayerChart, assessment: Assessment, drawn: list[Verdict], language: Language, width: int) -> Chart:
    title = f"{drawn[0].target.name.in_language(language)}, {format_day(assessment.as_of, language)}"
    words = "; ".join(f"{verdict.whose(language)}: {_told(verdict, language)}" for verdict in drawn)
    return finish(
        chart,
        title,
        "",
        sources=sources_of(drawn, language),
        description=f"{title}. {words}.",
        language=language,
        width=width,
    )


def _by_region(assessment: Assessment, target: str) -> dict[str, Verdict]:
    verdicts = tuple(assessment.where(target=target))
    found = {verdict.key[1]: verdict for verdict in verdicts}
    if len(found) < len(verdicts):
        raise InvalidValueError(
            "a map shows one verdict of each region, and here are several bodies; choose one with where(party=…)"
        )
    return found


def _colour(drawn: list[Verdict], language: Language, field: str) -> alt.Color:
    present = [verdict.outcome for verdict in drawn]
    return alt.Color("outcome:N", title=word("outcome", language), scale=outcome_scale(present, language, field))


def _told(verdict: Verdict, language: Language) -> str:
    """The sign and the share, or the outcome where there is none."""
    sign, actual = LOOKS[verdict.outcome.value].sign, verdict.actual
    if actual is None:
        return f"{sign} {verdict.outcome.text(language)}"
    shown = format_percent(actual.value, language, 1) if isinstance(actual, Share) and actual.denominator else None
    return f"{sign} {shown or actual.format(language)}"


def _pairs(tiles: object) -> Iterator[tuple[str, tuple[int, int]]]:
    if not isinstance(tiles, Mapping):
        raise InvalidTypeError(f"tiles maps region ids to columns and rows, got {describe(tiles)}")
    for region, tile in tiles.items():
        if not (isinstance(tile, (tuple, list)) and len(tile) == 2 and all(map(is_whole, tile))):
            raise InvalidTypeError(f"tiles[{region!r}] is a column and a row, such as (2, 0), got {describe(tile)}")
        yield composed(region), (tile[0], tile[1])


def _points(coordinates: object) -> Iterator[tuple[float, float]]:
    """All points of whatever geometry."""
    if isinstance(coordinates, (list, tuple)):
        if len(coordinates) >= 2 and all(isinstance(part, (int, float)) for part in coordinates):
            yield float(coordinates[0]), float(coordinates[1])
        else:
            for part in coordinates:
                yield from _points(part)


def _narrowed(coordinates: object, factor: float) -> object:
    """A geometry in which a degree of longitude is as long as it is at that latitude."""
    if isinstance(coordinates, (list, tuple)):
        if len(coordinates) >= 2 and all(isinstance(part, (int, float)) for part in coordinates):
            return [coordinates[0] * factor, coordinates[1]]
        return [_narrowed(part, factor) for part in coordinates]
    return coordinates


def _middle(coordinates: object) -> tuple[float, float]:
    """The middle of what a geometry covers from side to side."""
    points = list(_points(coordinates))
    if not points:
        return 0.0, 0.0
    across, up = zip(*points, strict=True)
    return (min(across) + max(across)) / 2, (min(up) + max(up)) / 2
