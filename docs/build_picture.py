"""Draws the picture on the first pages: what figures of Yên Bái can mean, what is asked, verdict and clause.

Run it after a change of words or looks: `python docs/build_picture.py`.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import altair as alt

from xhht import Assessment, Bounds, Verdict
from xhht.ext.looks import LOOKS

ROOT = Path(__file__).parents[1]
WIDTH, LOWEST, HIGHEST = 380, 35, 85


def assessment() -> Assessment:
    """The published figures of Yên Bái at the end of 2018, judged by the targets of Decision 281."""
    sys.path.insert(0, str(ROOT / "examples"))
    figures = import_module("yen_bai_2020")
    regions = figures.read_regions()
    published, _ = figures.read_figures({region.id: region.name for region in regions}, "en")
    (found,) = figures.judge(
        figures.qd_281.PROGRAMME, published, regions, {}, [("yen-bai", figures.END_2018)]
    )
    return found.where(is_judged=True)


def ends(asked: Fraction | Bounds | None) -> tuple[float, float]:
    """The ends of what is asked, in per cent, for drawing."""
    bounds = asked if isinstance(asked, Bounds) else Bounds(asked, asked)
    return float(bounds.lower * 100), float(bounds.upper * 100)


def row(verdict: Verdict) -> dict[str, object]:
    """What is drawn of a verdict: two lines of text, the range of the figure, the range of what is asked."""
    look = LOOKS[verdict.outcome.value]
    low, high = (
        float(end * 100) for end in (verdict.actual.bounds.lower, verdict.actual.bounds.upper)
    )
    asked, asked_most = ends(verdict.threshold)
    reported = verdict.actual.format("en")
    return {
        "name": verdict.target.name.en,
        "told": f"{verdict.outcome.text('en')}: {reported} against {verdict.asked('en')}",
        "low": low,
        "high": max(high, low + 0.35),  # Seen even where it is one point.
        "asked": asked - 0.2,
        "asked_most": asked_most + 0.2,
        "colour": look.bar,
    }


def drawn(rows: list[dict[str, object]], clause: str) -> alt.Chart:
    """A strip for each figure: the band that is asked, and the range of the figure on it."""
    strips = []
    for one in rows:
        data = alt.Data(values=[one])
        x = alt.X(
            "low:Q",
            scale=alt.Scale(domain=[LOWEST, HIGHEST]),
            title=None,
            axis=alt.Axis(labelExpr="datum.value + '%'", tickCount=5),
        )
        band = (
            alt.Chart(data)
            .mark_bar(color="#c9ced4", height=26)
            .encode(x=x.copy(), x2="asked_most:Q")
        )
        band = band.encode(
            x=alt.X("asked:Q", scale=alt.Scale(domain=[LOWEST, HIGHEST]), title=None)
        )
        figure = (
            alt.Chart(data)
            .mark_bar(height=12)
            .encode(x=x, x2="high:Q", color=alt.Color("colour:N", scale=None))
        )
        title = alt.Title(
            str(one["name"]),
            subtitle=str(one["told"]),
            anchor="start",
            fontSize=12,
            subtitleFontSize=11,
        )
        strips.append((band + figure).properties(width=WIDTH, height=30, title=title))
    head = alt.Title(
        ["Yên Bái, 31 December 2018, by Decision 281/QĐ-TTg"],
        subtitle=[
            "Colour: every value that the figure can mean. Grey: what is asked,",
            f"by the tiers in question. Clause: {clause}.",
        ],
        anchor="start",
        fontSize=14,
        subtitleFontSize=11,
    )
    return alt.vconcat(*strips, spacing=14).properties(title=head)


def main() -> None:
    """Draw it."""
    found = assessment()
    chart = drawn([row(verdict) for verdict in found], found.verdicts[0].source.label.en)
    chart.configure_view(stroke=None).configure(background="white", padding=12).save(
        ROOT / "docs" / "images" / "verdicts.svg"
    )


if __name__ == "__main__":
    main()
