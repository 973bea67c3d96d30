"""Looks: the one theme of all charts, their words, and the numbers that are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from textwrap import wrap
from typing import Any, TypeAlias

import altair as alt

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.looks import LOOKS
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.sources import document_label
from xhht.texts import Language, Text

Chart: TypeAlias = alt.LayerChart

WIDTH = 340
ROW = 32
LINE_HEIGHT = 14
LINE = 58
LABEL, LONG_LABEL = 36, 34
# The first has all Vietnamese letters and the signs as well: without a sign, a whole word falls into another font.
FONT = "DejaVu Sans, Noto Sans, Segoe UI, Helvetica, Arial, sans-serif"
BLUE, ORANGE, GREY, INK = "#0072b2", "#d55e00", "#777777", "#222222"
SERIES = (BLUE, ORANGE, "#009e73", "#cc79a7", "#56b4e9", "#8a6d00")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
MOST_SERIES = len(SERIES)

WORDS = {
    "day": Text("Ngày 31/12 của năm", "31 December of the year"),
    "share": Text("Tỷ lệ (%)", "Share (%)"),
    "region": Text("Địa bàn", "Region"),
    "target": Text("Chỉ tiêu", "Target"),
    "outcome": Text("Kết quả", "Outcome"),
    "distance": Text("Chênh lệch so với yêu cầu (điểm phần trăm)", "Distance to what is asked (percentage points)"),
    "scenario": Text("Kịch bản", "Scenario"),
    "asked": Text("yêu cầu", "asked"),
    "path": Text("lộ trình", "path"),
    "reported": Text("số liệu báo cáo", "reported"),
    "possible": Text("khoảng giá trị có thể", "all it can mean"),
    "source": Text("Căn cứ", "Source"),
    "as_of": Text("đến ngày", "as of"),
    "path_title": Text("Lộ trình và số liệu", "Path and reports"),
    "grid_title": Text("Kết quả theo địa bàn và chỉ tiêu", "Outcomes by region and target"),
    "distance_title": Text("Chênh lệch so với yêu cầu", "Distance to the target"),
    "scenarios_title": Text("So sánh các kịch bản", "Scenarios side by side"),
    "bar": Text("vạch đứng: mức yêu cầu", "upright bar: the share that is asked"),
    "left_out": Text("không vẽ vì không tính được: {}", "not drawn, without a distance: {}"),
    "dumbbell_title": Text("So sánh hai thời điểm", "Two days compared"),
}


def word(key: str, language: Language) -> str:
    """A word of charts in a language."""
    return WORDS[key].in_language(language)


def percent(share: Fraction) -> float:
    """A share in per cent as it is drawn: the one place where a chart leaves exact numbers."""
    return float(share * 100)


def outcome(found: Outcome, language: Language) -> str:
    """An outcome by its sign and its word."""
    return f"{LOOKS[found.value].sign} {found.text(language)}"


def check(kind: type | tuple[type, ...], value: object, what: str) -> None:
    """Refuse an argument of another kind.

    Raises:
        InvalidTypeError: if it is one.
    """
    if not isinstance(value, kind):
        wanted = kind[0] if isinstance(kind, tuple) else kind
        raise InvalidTypeError(f"{what} is of type {wanted.__name__}, got {describe(value)}")


def nothing(what: str, remedy: str) -> InvalidValueError:
    """The error for a chart that would be empty."""
    return InvalidValueError(f"there is nothing to draw: {what}; {remedy}")


def lines(text: str, width: int = LINE) -> list[str]:
    """A text in lines that fit the width of a chart."""
    return wrap(text, width) or [""]


def sources(verdicts: Iterable[Verdict], language: Language) -> str:
    """The clauses and the document behind some verdicts, as the last line of a chart."""
    cited: dict[str, dict[str, None]] = {}
    for verdict in verdicts:
        cited.setdefault(verdict.source.document, {})[verdict.source.label.in_language(language)] = None
    told = "; ".join(
        f"{'; '.join(labels)}, {document_label(number).in_language(language)}" for number, labels in cited.items()
    )
    return f"{word('source', language)}: {told}"


def outcome_scale(present: Sequence[Outcome], language: Language, colour: str) -> alt.Scale:
    """The colours of the outcomes that occur, named by sign and word; `colour` is the field of a look."""
    shown = [kind for kind in Outcome if kind in present]
    return alt.Scale(
        domain=[outcome(kind, language) for kind in shown], range=[getattr(LOOKS[kind.value], colour) for kind in shown]
    )


def place_name(verdict: Verdict) -> str:
    """The name of a verdict's region."""
    return "" if verdict.region is None else verdict.region.name


def labels(values: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By id, a name for an axis; where two ids share a name, the id stands behind it."""
    named = dict(values)
    names = list(named.values())
    told = {key: f"{name} ({key})" if names.count(name) > 1 else name for key, name in named.items()}
    return {key: "\n".join(lines(name, LABEL)) for key, name in told.items()}


def _middle(most_lines: int = 6) -> dict[str, object]:
    """How far a name of several lines goes up, so that its middle and not its first line stands at its place."""
    steps = [
        {"test": rf"length(split(datum.label, '\n')) == {count}", "value": -LINE_HEIGHT * (count - 1) / 2}
        for count in range(2, most_lines + 1)
    ]
    return {"condition": steps, "value": 0}


def names_axis(*, title: str | None = None, is_ruled: bool = False) -> alt.Axis:
    """An axis of names, which go on in further lines where they are long."""
    return alt.Axis(
        title=title,
        labelExpr=r"split(datum.label, '\n')",
        labelLimit=320,
        labelLineHeight=LINE_HEIGHT,
        labelOffset=_middle(),
        grid=is_ruled,
    )


def height(names: Iterable[str], least: int = ROW) -> int:
    """The height of an axis of names that leaves each of them all of its lines."""
    told = list(names)
    return max(least, max(name.count("\n") + 1 for name in told) * LINE_HEIGHT + 6) * len(told)


def finish(
    chart: Any,  # noqa: ANN401  # Altair's layers, whose types its own methods widen.
    title: str,
    subtitle: str,
    *,
    source: str,
    description: str,
    language: Language,
    width: int = WIDTH,
) -> Chart:
    """Give a chart its title, its source line, its text alternative and the theme."""
    longest = LINE * max(width, WIDTH) // WIDTH
    told = [part for text in (subtitle, source) if text for part in lines(text, longest)]
    heading = alt.TitleParams(text=lines(title, longest * 4 // 5), subtitle=told)
    locale = alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["", " ₫"])
    finished: Chart = (
        chart.properties(title=heading, description=description, background="white", padding=10)
        .configure(font=FONT, locale=alt.Undefined if language == "en" else alt.Locale(number=locale))
        .configure_title(
            anchor="start",
            frame="bounds",
            fontSize=15,
            color=INK,
            subtitleFontSize=11,
            subtitleColor="#555555",
            offset=12,
        )
        .configure_axis(labelFontSize=11, titleFontSize=11, labelColor=INK, titleColor=INK, gridColor="#e6e6e6")
        .configure_legend(
            orient="bottom",
            labelFontSize=11,
            titleFontSize=11,
            labelLimit=300,
            columns=3,
            symbolSize=120,
            symbolOpacity=1,
        )
        .configure_view(stroke=None)
    )
    return finished
