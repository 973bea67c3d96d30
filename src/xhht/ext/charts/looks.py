"""Looks: the one theme of all charts, their words, and the numbers that are drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap
from typing import Any, TypeAlias

import altair as alt

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.looks import LOOKS
from xhht.figures.observations import Observation
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.sources import document_label
from xhht.model.targets import Target
from xhht.texts import Language, Text, format_day, format_decimal

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
MOST_ADDRESSES = 3

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
    "of_day": Text("Số liệu ngày {}", "Figures of {}"),
    "of_days": Text("Số liệu từ ngày {} đến ngày {}", "Figures of {} to {}"),
    "unknown_needs": Text("chưa rõ còn thiếu bao nhiêu: {}", "missing by a number that nobody knows: {}"),
    "no_reference": Text("không ghi nguồn", "no source given"),
    "more_references": Text("và {} nguồn khác", "and {} more sources"),
    "as_of": Text("đến ngày", "as of"),
    "path_title": Text("Lộ trình và số liệu", "Path and reports"),
    "grid_title": Text("Kết quả theo địa bàn và chỉ tiêu", "Outcomes by region and target"),
    "distance_title": Text("Chênh lệch so với yêu cầu", "Distance to the target"),
    "scenarios_title": Text("So sánh các kịch bản", "Scenarios side by side"),
    "bar": Text("vạch đứng: mức yêu cầu", "upright bar: the share that is asked"),
    "left_out": Text("không vẽ vì không tính được: {}", "not drawn, without a distance: {}"),
    "over_years_title": Text("diễn biến theo kịch bản", "where scenarios lead"),
    "dashed": Text("đường đứt nét: mức yêu cầu", "dashed line: the share that is asked"),
    "nothing_asked": Text("không có mức yêu cầu", "nothing is asked"),
    "spread_title": Text("tỷ lệ số lần chạy đạt chỉ tiêu", "share of runs in which it is met"),
    "of_runs": Text("kịch bản “{}”, {} lần chạy", "scenario “{}”, {} runs"),
    "sensitivity_title": Text("Mức độ ảnh hưởng của các giả định", "Which assumption matters most"),
    "scenario_named": Text("kịch bản “{}”", "scenario “{}”"),
    "closer": Text("Gần mức yêu cầu thêm (điểm phần trăm)", "Nearer to what is asked (percentage points)"),
    "everywhere": Text("mọi địa bàn", "everything"),
    "met_with": Text("{} điểm; đạt {}, nếu bỏ: {}", "{} points; {} met, without it {}"),
    "holds_not": Text("nếu bỏ thì kịch bản không còn đúng", "without it the scenario does not hold"),
    "plan_title": Text("Kế hoạch đến ngày", "Plan up to"),
    "recognitions": Text("{} lượt công nhận", "{} recognitions"),
    "not_planned": Text("không đạt, thiếu {}", "not reached, {} missing"),
    "total": Text("Tổng cộng", "Total"),
    "in_all": Text("Cả kỳ", "In all"),
    "ranking_title": Text("xếp hạng ngày", "ranking of"),
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


def in_words(name: Text | str, language: Language) -> str:
    """A name in a language; an id as it is."""
    return name.in_language(language) if isinstance(name, Text) else name


def about_sign(shown: str) -> str:
    """A number with a sign in place of the word that says that it was rounded, where there is little room."""
    return shown.replace("khoảng ", "≈").replace("about ", "≈")


def signed(number: Fraction, language: Language) -> str:
    """A number with one decimal and its sign."""
    shown = format_decimal(Fraction(number), language, 1)
    about, space, bare = shown.rpartition(" ")
    return f"{about}{space}+{bare}" if number > 0 else shown


def timed(day: date) -> str:
    """A day as charts take it: without a time it would be read as one in another zone, and shift."""
    return f"{day.isoformat()}T00:00"


def days_axis(days: Sequence[date], language: Language) -> alt.Axis:
    """An axis with the days that were judged, by their year where all are the last of one."""
    of_years = [day for day in days if (day.month, day.day) == (12, 31)]
    shown = of_years[:: len(of_years) // 8 + 1] or list(days)[:: len(days) // 4 + 1]
    values = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in shown]
    if of_years:
        return alt.Axis(title=word("day", language), values=values, format="%Y", labelAngle=0, grid=False)
    return alt.Axis(title=None, values=values, format="%d/%m/%Y", labelAngle=0, grid=False)


def cells_axis(columns: Sequence[str], middle: float) -> alt.Axis:
    """An axis over the columns of a table, of which each is one wide."""
    names = json.dumps(list(columns), ensure_ascii=False)
    return alt.Axis(
        title=None,
        orient="top",
        values=[place + middle for place in range(len(columns))],
        labelExpr=f"{names}[floor(datum.value + 0.001)]",
        labelAlign="left" if not middle else "center",
        labelLimit=160,
        labelOverlap=False,
        grid=False,
        ticks=False,
        domain=False,
    )


def apart(values: Sequence[float], least: float) -> list[float]:
    """Places for labels as near to their values as may be, each at least so far from the next."""
    order = sorted(range(len(values)), key=values.__getitem__)
    places = list(values)
    for _ in range(len(order) * 4):
        for low, high in pairwise(order):
            lack = least - (places[high] - places[low])
            if lack > 0:
                places[low] -= lack / 2
                places[high] += lack / 2
    return places


def sources(targets: Iterable[Target], reports: Iterable[Observation | None], language: Language) -> list[str]:
    """The last lines of a chart: the clauses of its targets, and the days and the sources of its figures."""
    cited: dict[str, dict[str, None]] = {}
    for target in targets:
        cited.setdefault(target.source.document, {})[target.source.label.in_language(language)] = None
    told = "; ".join(
        f"{'; '.join(labels)}, {document_label(number).in_language(language)}" for number, labels in cited.items()
    )
    return [f"{word('source', language)}: {told}", *figures(reports, language)]


def sources_of(verdicts: Iterable[Verdict], language: Language) -> list[str]:
    """The last lines of a chart of verdicts."""
    listed = list(verdicts)
    targets = {verdict.target.id: verdict.target for verdict in listed}
    return sources(targets.values(), (verdict.observation for verdict in listed), language)


def figures(reports: Iterable[Observation | None], language: Language) -> list[str]:
    """From which days the figures of a chart are, and where they were reported."""
    listed = [report for report in reports if report is not None]
    if not listed:
        return []
    days = sorted({report.on for report in listed})
    spelled = [format_day(day, language) for day in dict.fromkeys((days[0], days[-1]))]
    told = word("of_day" if len(spelled) == 1 else "of_days", language).format(*spelled)
    addresses = list(dict.fromkeys(report.reference for report in listed if report.reference))
    if not addresses:
        return [f"{told}; {word('no_reference', language)}"]
    beyond = len(addresses) - MOST_ADDRESSES
    more = [word("more_references", language).format(beyond)] if beyond > 0 else []
    return [f"{told}; {'; '.join((*addresses[:MOST_ADDRESSES], *more))}"]


def outcome_scale(present: Sequence[Outcome], language: Language, colour: str) -> alt.Scale:
    """The colours of the outcomes that occur, named by sign and word; `colour` is the field of a look."""
    shown = [kind for kind in Outcome if kind in present]
    return alt.Scale(
        domain=[outcome(kind, language) for kind in shown], range=[getattr(LOOKS[kind.value], colour) for kind in shown]
    )


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


def names_axis(*, title: str | None = None, is_ruled: bool = False, is_lined: bool = True) -> alt.Axis:
    """An axis of names, which go on in further lines where they are long."""
    return alt.Axis(
        title=title,
        labelExpr=r"split(datum.label, '\n')",
        labelLimit=320,
        labelLineHeight=LINE_HEIGHT,
        labelOffset=_middle(),
        grid=is_ruled,
        domain=is_lined,
        ticks=is_lined,
        labelPadding=2 if is_lined else 8,
    )


def height(names: Iterable[str], least: int = ROW) -> int:
    """The height of an axis of names that leaves each of them all of its lines."""
    told = list(names)
    return max(least, max(name.count("\n") + 1 for name in told) * LINE_HEIGHT + 6) * len(told)


def layered(layers: Iterable[alt.Chart], *, width: float, height: float) -> alt.LayerChart:
    """Layers as one chart of a size."""
    return alt.LayerChart(layer=list(layers), width=width, height=height)


def finish(
    chart: alt.LayerChart,
    title: str,
    subtitle: str,
    *,
    sources: Iterable[str],
    description: str,
    language: Language,
    width: int = WIDTH,
) -> Chart:
    """Give a chart its title, its source lines, its text alternative and the theme, without a word of `config`.

    What stands in the chart itself goes along where charts are put side by side.
    """
    longest = LINE * max(width, WIDTH) // WIDTH
    told = [part for text in (subtitle, *sources) if text for part in lines(text, longest)]
    heading = alt.TitleParams(
        text=lines(title, longest * 4 // 5),
        subtitle=told,
        anchor="start",
        frame="bounds",
        offset=12,
        font=FONT,
        fontSize=15,
        color=INK,
        subtitleFont=FONT,
        subtitleFontSize=11,
        subtitleColor="#555555",
    )
    _theme(chart, language)
    # Charts side by side would share colours, and so take those of others, if they stood above the layers.
    finished: Chart = chart.resolve_scale(color="independent", shape="independent").properties(
        title=heading, description=description, view=alt.ViewBackground(stroke=None)
    )
    return finished


AXIS: dict[str, object] = {
    "labelFont": FONT,
    "titleFont": FONT,
    "labelFontSize": 11,
    "titleFontSize": 11,
    "labelColor": INK,
    "titleColor": INK,
    "gridColor": "#e6e6e6",
}
LEGEND: dict[str, object] = {
    "orient": "bottom",
    "labelFont": FONT,
    "titleFont": FONT,
    "labelFontSize": 11,
    "titleFontSize": 11,
    "labelLimit": 300,
    "columns": 3,
    "symbolSize": 120,
    "symbolOpacity": 1,
}
COMMA = "replace(datum.label, '.', ',')"


def _theme(chart: alt.LayerChart, language: Language) -> None:
    """The theme of axes, legends and texts; one legend for all layers."""
    parts = [(layer.mark, layer.encoding) for layer in chart.layer if _is_given(layer.encoding)]
    coloured = [encoding for _, encoding in parts if _is_field(encoding["color"])]
    shaped = [encoding for encoding in coloured if _is_field(encoding["shape"])]
    with_legend = next(iter(shaped or coloured), None)
    for mark, encoding in parts:
        if getattr(mark, "type", "") == "text":
            mark.font = FONT
        for name in ("x", "y"):
            if _is_field(encoding[name]):
                channel = encoding[name].copy(deep=False)
                is_number = language == "vi" and channel["shorthand"].endswith(":Q")
                numbers = {"labelExpr": COMMA} if is_number else {}
                channel.axis = _over(alt.Axis, {**AXIS, **numbers}, channel["axis"])
                encoding[name] = channel
        for name in ("color", "shape"):
            if _is_field(encoding[name]):
                channel = encoding[name].copy(deep=False)
                channel.legend = _over(alt.Legend, LEGEND, channel["legend"]) if encoding is with_legend else None
                encoding[name] = channel


def _is_field(channel: Any) -> bool:  # noqa: ANN401  # A channel, or none.
    """Whether a channel shows a field, and no value that stands for all."""
    return isinstance(channel, (alt.X, alt.Y, alt.Color, alt.Shape))


def _is_given(value: object) -> bool:
    return value is not alt.Undefined


def _over(kind: Any, defaults: Mapping[str, object], given: Any) -> Any:  # noqa: ANN401  # Axes and legends alike.
    """What is given, over the defaults of the theme; None, which leaves it out, stays."""
    if given is None:
        return None
    return kind(**{**defaults, **(given.to_dict() if _is_given(given) else {})})
