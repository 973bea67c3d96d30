"""Draws the pictures on the first pages: what figures of Yên Bái can mean, what is asked, verdict and clause.

Run it after a change of words or looks: `python docs/build_picture.py`.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from textwrap import wrap

import altair as alt

from xhht import Assessment, Bounds, Text, Verdict
from xhht.ext.looks import LOOKS
from xhht.texts import Language

ROOT = Path(__file__).parents[1]
# As wide as a phone, so that nobody has to scroll sideways.
WIDTH, LOWEST, HIGHEST = 310, 35, 85
LETTERS_OF_A_TITLE, LETTERS_OF_A_LINE = 50, 56
HEAD = Text(
    "Yên Bái, ngày 31/12/2018, Quyết định 281/QĐ-TTg", "Yên Bái, 31 December 2018, Decision 281"
)
KEY = Text(
    "Vạch màu: mọi giá trị mà số liệu có thể mang. Dải xám: mức yêu cầu, theo các nhóm địa bàn có thể áp dụng. "
    "Căn cứ: {clause}.",
    "Colour: every value that the figure can mean. Grey: what is asked, by the tiers in question. "
    "Clause: {clause}.",
)
ASKED = Text("yêu cầu: {asked}", "asked: {asked}")


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


def row(verdict: Verdict, language: Language) -> dict[str, object]:
    """What is drawn of a verdict: its lines of text, the range of the figure, the range of what is asked."""
    look = LOOKS[verdict.outcome.value]
    low, high = (
        float(end * 100) for end in (verdict.actual.bounds.lower, verdict.actual.bounds.upper)
    )
    asked, asked_most = ends(verdict.threshold)
    return {
        "name": wrap(verdict.target.name.in_language(language), LETTERS_OF_A_TITLE),
        "told": [
            f"{verdict.outcome.text(language)}: {verdict.actual.format(language)}",
            ASKED.in_language(language).format(asked=verdict.asked(language)),
        ],
        "low": low,
        "high": max(high, low + 0.35),  # Seen even where it is one point.
        "asked": asked - 0.2,
        "asked_most": asked_most + 0.2,
        "colour": look.bar,
    }


def drawn(rows: list[dict[str, object]], clause: str, language: Language) -> alt.VConcatChart:
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
            one["name"],
            subtitle=one["told"],
            anchor="start",
            fontSize=12,
            subtitleFontSize=11,
        )
        strips.append((band + figure).properties(width=WIDTH, height=30, title=title))
    head = alt.Title(
        HEAD.in_language(language),
        subtitle=wrap(KEY.in_language(language).format(clause=clause), LETTERS_OF_A_LINE),
        anchor="start",
        fontSize=13,
        subtitleFontSize=11,
        offset=12,
    )
    return alt.vconcat(*strips, spacing=14).properties(title=head)


def main() -> None:
    """Draw it."""
    found = assessment()
    for language, name in (("en", "verdicts.svg"), ("vi", "verdicts-vi.svg")):
        clause = found.verdicts[0].source.label.in_language(language)
        chart = drawn([row(verdict, language) for verdict in found], clause, language)
        chart = chart.configure_view(stroke=None).configure(background="white", padding=12)
        chart.save(ROOT / "docs" / "images" / name)


if __name__ == "__main__":
    main()
