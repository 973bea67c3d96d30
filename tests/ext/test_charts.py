from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from fractions import Fraction
from itertools import pairwise

import altair as alt
import attrs
import pytest

from xhht import Assessment, Observation, PrintedShare, Programme, Region, Share, assess
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError
from xhht.ext import charts
from xhht.ext.charts.looks import apart, figures, labels
from xhht.ext.looks import LOOKS
from xhht.pace import trajectory
from xhht.planning import Capacity, plan
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    Denominator,
    RandomRise,
    Rise,
    Scenario,
    Threshold,
    compare,
    project,
    sensitivity,
    simulate,
)
from xhht.texts import format_decimal

PROGRAMME: Programme = ctph_154.PROGRAMME
START, END = date(2016, 12, 31), date(2020, 12, 31)
CLANS = "clans_recognised"
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=["town"]),
    Region("van-yen", "Huyện Văn Yên <b>", level="district", parent="yen-bai", traits=()),
]
SEEN = [
    Observation(CLANS, "tran-yen", START, Share(30, 100)),
    Observation(CLANS, "van-yen", START, Share(24, 120), reference="Báo cáo số 12"),
    Observation(CLANS, "tran-yen", END, Share(55, 100)),
    Observation(CLANS, "van-yen", END, PrintedShare.from_text("trên 30 %")),
]
BEFORE, AFTER = (assess(PROGRAMME, SEEN, regions=REGIONS, as_of=day) for day in (START, END))
NOTHING = assess(PROGRAMME, [], regions=REGIONS, as_of=END)
PATH = trajectory(PROGRAMME.target(CLANS), baseline=SEEN[1])
FUTURES = [
    project(PROGRAMME, SEEN[:2], Scenario(name, rises={CLANS: Rise.points(rise)}), regions=REGIONS, until=END)
    for name, rise in (("slow", "1"), ("fast", "6"))
]
TABLE = compare(FUTURES, on=END)
OPEN = [Observation(CLANS, "van-yen", START, PrintedShare.from_text("khoảng 30%")), SEEN[0]]
RISES = {CLANS: RandomRise.points(0, 10, steps=40)}
SPREAD = simulate(PROGRAMME, OPEN, Scenario("drawn"), RISES, regions=REGIONS, until=END, seed=1, runs=200)
MANY = Scenario(
    "many",
    rises={CLANS: Rise.points(6)},
    assumptions=[
        Assumption(Threshold(Fraction(9, 10)), target=CLANS),
        Assumption(Denominator(90, date(2018, 1, 1)), indicator=CLANS, region="tran-yen"),
    ],
)
INFLUENCES = sensitivity(PROGRAMME, SEEN[:2], MANY, regions=REGIONS, until=END)
PLAN = plan(PROGRAMME, SEEN[:2], regions=REGIONS, by=END, capacity=[Capacity(22, target=CLANS)])
TILES = {"tran-yen": (0, 0), "van-yen": (2, 1)}
SQUARE = [[[104, 21], [105, 21], [105, 22], [104, 21]]]
SHAPES = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "id": name, "properties": None, "geometry": {"type": "Polygon", "coordinates": SQUARE}}
        for name in ("tran-yen", "somewhere")
    ],
}


def drawn(language):
    return {
        "path": charts.path(PATH, SEEN, language=language),
        "grid": charts.grid(AFTER, language=language),
        "distance": charts.distance(AFTER, language=language),
        "scenarios": charts.scenarios(TABLE, CLANS, language=language),
        "dumbbell": charts.dumbbell(BEFORE, AFTER, CLANS, language=language),
        "over_years": charts.over_years(FUTURES, CLANS, "van-yen", language=language),
        "spread": charts.spread(SPREAD, CLANS, language=language),
        "sensitivity": charts.sensitivity(INFLUENCES, language=language),
        "plan": charts.plan(PLAN, language=language),
        "ranking": charts.ranking(AFTER, CLANS, language=language),
        "tile_grid": charts.tile_grid(AFTER, CLANS, tiles=TILES, language=language),
        "choropleth": charts.choropleth(AFTER, CLANS, shapes=SHAPES, language=language),
    }


CHARTS = {f"{name}-{language}": chart for language in ("en", "vi") for name, chart in drawn(language).items()}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_has_a_title_a_source_and_words_in_place_of_the_picture(chart):
    spec = chart.to_dict()
    assert spec["title"]["text"]
    below = " ".join(spec["title"]["subtitle"])
    assert "154/CTPH-LN" in below
    assert re.search(r"Figures of|Số liệu (từ )?ngày", below)
    assert len(spec["description"]) > len(" ".join(spec["title"]["text"]))


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_is_saved_without_a_browser(chart, tmp_path):
    svg = charts.save(chart, tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "<b>" not in svg
    assert charts.save(chart, str(tmp_path / "chart.png")).read_bytes().startswith(b"\x89PNG")


def test_a_saved_page_needs_no_network(tmp_path):
    page = charts.save(CHARTS["grid-vi"], tmp_path / "chart.HTML").read_text(encoding="utf-8")
    assert re.findall(r"<(?:script|link)[^>]+(?:src|href)=", page) == []


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x85", "\ufffe", "\u2028"])
def test_a_sign_that_no_picture_holds_is_replaced_in_it(sign, tmp_path):
    # Over some of them, the library that draws ends the whole process.
    program = (
        "import sys; from datetime import date; from pathlib import Path; from xhht import *;"
        "from xhht.ext import charts;"
        "from xhht.programmes.ctph_154 import PROGRAMME; day, sign = date(2020, 12, 31), chr(int(sys.argv[2]));"
        "seen = [Observation('clans_recognised', 'a', day, Share(1, 2))];"
        "places = [Region('a', f'Xã{sign}Cổ', level='district')];"
        "chart = charts.grid(assess(PROGRAMME, seen, regions=places, as_of=day), language='vi');"
        "[charts.save(chart, Path(sys.argv[1]) / f'a.{kind}') for kind in ('svg', 'png')]"
    )
    words = [sys.executable, "-c", program, str(tmp_path), str(ord(sign))]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603  # Our own interpreter.
    assert "Xã\ufffdCổ" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_name_in_a_saved_page_never_becomes_markup(tmp_path):
    hostile = Region("a", "</script><script>alert(1)</script><!--", level="district")
    seen = [Observation(CLANS, "a", END, Share(1, 2))]
    chart = charts.grid(assess(PROGRAMME, seen, regions=[hostile], as_of=END))
    page = charts.save(chart, tmp_path / "chart.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert(1)" not in page
    assert page.count("</script>") == charts.save(CHARTS["grid-en"], tmp_path / "b.html").read_text("utf-8").count(
        "</script>"
    )


def test_vietnamese_letters_and_numbers_are_in_the_picture(tmp_path):
    svg = charts.save(CHARTS["distance-vi"], tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "Chênh lệch so với yêu cầu" in svg
    assert "Huyện Trấn Yên" in svg


def _values(chart):
    """The rows of all layers, those of one layer once."""
    spec = chart.to_dict()
    tables = [layer.get("data", {}).get("values", []) for layer in spec["layer"]]
    tables += [spec.get("data", {}).get("values", []), *spec.get("datasets", {}).values()]
    return [row for rows in {json.dumps(rows): rows for rows in tables}.values() for row in rows]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_brings_its_theme_without_a_config_and_stands_beside_others(chart, tmp_path):
    spec = chart.to_dict()
    assert not {"background", "padding"} & spec.keys()
    assert chart.config is alt.Undefined
    pair = alt.hconcat(chart, CHARTS["dumbbell-en"])
    assert charts.save(pair, tmp_path / "pair.svg").read_text(encoding="utf-8").startswith("<svg")


def test_colours_are_not_shared_with_a_chart_beside():
    for chart in CHARTS.values():
        assert chart.to_dict()["resolve"]["scale"]["color"] == "independent"
        layers = [layer["encoding"].get("color", {}) for layer in chart.to_dict()["layer"] if "encoding" in layer]
        assert len([colour for colour in layers if colour.get("legend")]) <= 1


def test_charts_are_pictures_in_notebooks_unless_another_way_was_chosen():
    code = "import altair as alt{}; import xhht.ext.charts; print(alt.renderers.active)"
    for chosen, active in (("", "svg"), ("; alt.renderers.enable('json')", "json")):
        run = subprocess.run([sys.executable, "-c", code.format(chosen)], capture_output=True, text=True, check=True)  # noqa: S603  # Our own code.
        assert run.stdout.strip() == active


def test_figures_are_told_with_their_days_and_where_they_were_reported():
    told = " ".join(CHARTS["dumbbell-en"].to_dict()["title"]["subtitle"])
    assert "Figures of 31 December 2016 to 31 December 2020; Báo cáo số 12" in told
    assert "no source given" in " ".join(CHARTS["distance-en"].to_dict()["title"]["subtitle"])
    many = [Observation(CLANS, "van-yen", END, Share(1, 2), reference=f"Báo cáo {n}") for n in range(5)]
    assert figures(many, "vi") == ["Số liệu ngày 31/12/2020; Báo cáo 0; Báo cáo 1; Báo cáo 2; và 2 nguồn khác"]
    assert figures([], "vi") == []


def test_scenarios_go_on_from_the_last_report_year_by_year():
    rows = [row for row in _values(CHARTS["over_years-en"]) if row.get("scenario") == "fast"]
    assert [row["share_percent"] for row in rows] == [20, 26, 32, 38, 44]
    assert [row["day"][:4] for row in rows] == ["2016", "2017", "2018", "2019", "2020"]
    asked = [row for row in _values(CHARTS["over_years-en"]) if "asked_by" in row]
    assert {(row["asked_by"], row["asked_lower"]) for row in asked} == {("slow", 40)}


def test_a_range_over_the_years_is_a_band_without_a_middle():
    future = project(PROGRAMME, OPEN, Scenario("one"), regions=REGIONS, until=END)
    rows = [row for row in _values(charts.over_years(future, CLANS, "van-yen")) if "scenario" in row]
    assert {row["share_percent"] for row in rows} == {None}
    assert all(row["share_percent_lower"] < row["share_percent_upper"] for row in rows)


def test_an_end_that_a_share_only_comes_near_to_is_marked():
    printed = [Observation(CLANS, "van-yen", START, PrintedShare.from_text("30,5%"))]
    future = project(PROGRAMME, printed, Scenario("one"), regions=REGIONS, until=END)
    (label,) = [row["label"] for row in _values(charts.over_years(future, CLANS, "van-yen")) if "label" in row]
    assert label == "✗ ≈30.5–<30.6%"


def test_each_scenario_has_its_own_line_of_what_is_asked_where_they_differ():
    other = Scenario("more", assumptions=[Assumption(Threshold(Fraction(3, 5)), target=CLANS)])
    both = [FUTURES[0], project(PROGRAMME, SEEN[:2], other, regions=REGIONS, until=END)]
    rows = [row for row in _values(charts.over_years(both, CLANS, "van-yen")) if "asked_by" in row]
    assert {(row["asked_by"], row["asked_lower"]) for row in rows} == {("slow", 40), ("more", 60)}


def test_labels_keep_a_line_from_each_other():
    places = apart([41.0, 42.0, 42.5, 90.0], 5)
    assert all(high - low >= 4.99 for low, high in pairwise(sorted(places)))
    assert places == sorted(places)
    assert places[3] == 90


def test_a_spread_shows_the_runs_of_each_outcome_and_a_chance_with_its_range():
    rows = [row for row in _values(CHARTS["spread-en"]) if row["region"] == "Huyện Văn Yên <b>"]
    last = [row for row in rows if row.get("from", 0) >= 3]
    assert {row["outcome"] for row in last} >= {"✓ met", "? undecided"}
    (label,) = [row["label"] for row in rows if row.get("at") == 3]
    chance = SPREAD.chance(CLANS, "van-yen")
    assert label == f"{format_decimal(chance.lower * 100, 'en', 1)}–{format_decimal(chance.upper * 100, 'en', 1)}%"
    assert "Tỉnh Yên Bái" not in json.dumps(CHARTS["spread-en"].to_dict(), ensure_ascii=False)


def test_influences_stand_by_the_points_by_which_they_move_shares():
    rows = [row for row in _values(CHARTS["sensitivity-en"]) if "told" in row]
    assert [abs(row["end"]) for row in rows] == sorted((abs(row["end"]) for row in rows), reverse=True)
    first = rows[0]
    assert first["row"].replace("\n", " ") == "90% asked (Clans recognised as learning clans)"
    assert first["told"].startswith("−")
    assert first["told"].endswith("0 met, without it 2")


def test_an_assumption_without_which_a_scenario_does_not_hold_has_no_bar():
    only = Scenario("only", assumptions=[Assumption(Denominator(0, date(2018, 1, 1)), indicator=CLANS)])
    found = sensitivity(PROGRAMME, SEEN[:2], only, regions=REGIONS, until=END)
    broken = attrs.evolve(found, influences=[attrs.evolve(found[0], met_without=None, reason="why")])
    (row,) = [row for row in _values(charts.sensitivity(broken)) if "told" in row]
    assert row["told"] == "without it the scenario does not hold"


def test_a_plan_shows_its_years_and_what_it_does_not_reach():
    told = [row for row in _values(CHARTS["plan-en"]) if "label" in row]
    labels_of = {row: [one["label"] for one in told if one["row"] == row] for row in {one["row"] for one in told}}
    steps = {(step.region, step.year): step.count for step in PLAN.steps}
    (reached,) = {step.region for step in PLAN.steps}
    years = [str(steps.get((reached, year), "–")) for year in PLAN.years]
    assert labels_of[{"tran-yen": "Huyện Trấn Yên", "van-yen": "Huyện Văn Yên <b>"}[reached]][:-1] == years
    assert any(label.startswith("not reached, ") for labels in labels_of.values() for label in labels)
    assert labels_of["Total"][-1] == str(sum(steps.values()))


def test_a_plan_says_how_many_needs_nobody_can_count():
    silent = plan(PROGRAMME, SEEN[:1], regions=REGIONS, by=END, capacity=[Capacity(22, target=CLANS)])
    unknown = [need for need in silent.needs if need.most is None and not need.is_whole]
    unknown = [need for need in unknown if need.outcome.value != "not_applicable"]
    subtitle = " ".join(charts.plan(silent).to_dict()["title"]["subtitle"])
    assert f"missing by a number that nobody knows: {len(unknown)}" in subtitle


def test_a_ranking_shows_places_and_ranges_of_places():
    rows = [row for row in _values(CHARTS["ranking-en"]) if "told" in row]
    assert [row["region"] for row in rows] == ["1–2. Huyện Trấn Yên", "1–2. Huyện Văn Yên <b>"]


def test_tiles_lie_as_they_are_said_to():
    rows = {row["name"]: row for row in _values(CHARTS["tile_grid-vi"])}
    assert (rows["Huyện Trấn Yên"]["column"], rows["Huyện Trấn Yên"]["row"]) == (0, 0)
    assert rows["Huyện Trấn Yên"]["label"].endswith("✓ 55%")


def test_a_shape_of_no_region_is_drawn_empty():
    rows = [row for row in _values(CHARTS["choropleth-en"]) if row.get("type") == "Feature"]
    assert {row["name"]: row["outcome"] for row in rows} == {"Huyện Trấn Yên": "✓ met", "somewhere": None}


@pytest.mark.parametrize(
    ("chart", "first"),
    [
        (charts.distance(AFTER, is_sorted=True), "Huyện Văn Yên <b>"),
        (charts.dumbbell(BEFORE, AFTER, CLANS, is_sorted=True), "Huyện Văn Yên <b>"),
        (charts.scenarios(TABLE, CLANS, is_sorted=True), "Huyện Trấn Yên"),
        (charts.spread(SPREAD, CLANS, is_sorted=True), "Huyện Văn Yên <b>"),
        (charts.plan(PLAN, is_sorted=True), "Huyện Văn Yên <b>"),
    ],
)
def test_what_is_greatest_stands_first_on_request(chart, first):
    encodings = [layer["encoding"] for layer in chart.to_dict()["layer"] if "y" in layer.get("encoding", {})]
    assert next(one["y"]["sort"] for one in encodings if "sort" in one["y"])[0] == first


def test_a_bounded_report_is_drawn_from_end_to_end_and_never_as_a_point():
    rows = [row for row in _values(CHARTS["path-en"]) if row.get("told") == "“trên 30 %”"]
    assert rows
    assert all((row["lower"], row["upper"], row["exact"]) == (30, 100, False) for row in rows)


def test_a_path_is_drawn_under_the_name_that_its_region_is_given():
    named = charts.path(PATH, SEEN, name="Huyện Văn Yên").to_dict()
    assert named["title"]["subtitle"][0].startswith("Huyện Văn Yên; path")
    assert CHARTS["path-en"].to_dict()["title"]["subtitle"][0].startswith("van-yen; path")


def test_labels_of_reports_that_are_near_stand_on_two_sides():
    days = [date(2018, 12, 31), date(2019, 1, 31), date(2019, 3, 31), date(2020, 12, 31)]
    reports = [Observation(CLANS, "van-yen", day, Share(30, 100)) for day in days]
    rows = [row for row in _values(charts.path(PATH, reports)) if "is_below" in row and row["day"] > "2018"]
    sides = {row["day"][:10]: row["is_below"] for row in rows}
    assert list(sides.values()) == [False, True, False, False]


def test_two_shares_are_joined_from_the_nearest_ends_of_what_they_can_mean():
    seen = [
        Observation(CLANS, "tran-yen", START, PrintedShare.from_text("khoảng 40%")),
        Observation(CLANS, "van-yen", START, PrintedShare.from_text("khoảng 30%")),
        Observation(CLANS, "tran-yen", END, Share(20, 100)),
        Observation(CLANS, "van-yen", END, PrintedShare.from_text("trên 30 %")),
    ]
    before, after = (assess(PROGRAMME, seen, regions=REGIONS, as_of=day) for day in (START, END))
    rows = [row for row in _values(charts.dumbbell(before, after, CLANS)) if "from" in row]
    assert rows == [{"region": "Huyện Trấn Yên", "from": 20, "to": 38}]


def test_the_middle_of_a_name_of_several_lines_stands_at_its_place():
    axis = CHARTS["grid-en"].to_dict()["layer"][0]["encoding"]["y"]["axis"]
    assert [step["value"] for step in axis["labelOffset"]["condition"]][:2] == [-7, -14]


def test_a_grid_tells_every_outcome_by_its_sign_too():
    signs = {(row["outcome"], row["sign"]) for row in _values(CHARTS["grid-en"])}
    assert {sign for _, sign in signs} == {
        LOOKS[kind].sign for kind in ("met", "undecided", "no_data", "not_applicable")
    }
    assert all(outcome.startswith(sign) for outcome, sign in signs)


def test_distances_are_those_of_the_verdicts():
    rows = {row["row"]: row for row in _values(CHARTS["distance-en"]) if "row" in row}
    assert (rows["Huyện Trấn Yên"]["lower"], rows["Huyện Trấn Yên"]["told"]) == (5, "+5")
    assert (rows["Huyện Văn Yên <b>"]["lower"], rows["Huyện Văn Yên <b>"]["upper"]) == (-10, 60)


def test_distances_of_one_region_are_named_by_their_targets_alone():
    seen = [*SEEN, Observation("units_recognised", "tran-yen", END, Share(1, 2))]
    found = assess(PROGRAMME, seen, regions=REGIONS, as_of=END).where(region="tran-yen")
    chart = charts.distance(found)
    rows = {row["row"].replace("\n", " ") for row in _values(chart) if "row" in row}
    assert rows == {PROGRAMME.target(target).name.en for target in (CLANS, "units_recognised")}
    assert " ".join(chart.to_dict()["title"]["text"]).startswith("Huyện Trấn Yên: distance to the target")


def test_verdicts_without_a_distance_are_counted_and_not_drawn():
    subtitle = " ".join(CHARTS["distance-en"].to_dict()["title"]["subtitle"])
    assert f"not drawn, without a distance: {len(AFTER) - 2}" in subtitle


def test_regions_of_one_name_are_told_apart_by_their_ids():
    assert labels([("a", "Huyện A"), ("b", "Huyện A"), ("c", "C")]) == {
        "a": "Huyện A (a)",
        "b": "Huyện A (b)",
        "c": "C",
    }


@pytest.mark.parametrize(
    ("draw", "error", "message"),
    [
        (lambda: charts.path("path"), InvalidTypeError, "a path"),
        (lambda: charts.path(PATH, ["x"]), InvalidTypeError, r"observations\[0\]"),
        (lambda: charts.path(PATH, SEEN[:1]), InvalidValueError, "nothing to draw"),
        (lambda: charts.path(PATH, language="fr"), UnknownIdError, "language"),
        (lambda: charts.path(PATH, name=3), InvalidTypeError, "a region's name is of type str"),
        (lambda: charts.grid(Assessment(PROGRAMME, END, ())), InvalidValueError, "nothing to draw"),
        (lambda: charts.grid(None), InvalidTypeError, "an assessment"),
        (lambda: charts.distance(NOTHING), InvalidValueError, "nothing to draw"),
        (lambda: charts.scenarios(TABLE, "clans"), UnknownIdError, "target"),
        (lambda: charts.scenarios(TABLE, "members"), InvalidValueError, "nothing to draw"),
        (lambda: charts.dumbbell(AFTER, BEFORE, CLANS), InvalidValueError, "earlier assessment first"),
        (lambda: charts.dumbbell(BEFORE, AFTER, "members"), InvalidValueError, "nothing to draw"),
        (lambda: charts.dumbbell(BEFORE, AFTER, "clans"), UnknownIdError, "target"),
        (lambda: charts.over_years([], CLANS, "van-yen"), InvalidValueError, "by their names"),
        (lambda: charts.over_years(["x"], CLANS, "van-yen"), InvalidTypeError, r"projections\[0\]"),
        (lambda: charts.over_years(FUTURES, "clans", "van-yen"), UnknownIdError, "target"),
        (lambda: charts.over_years(FUTURES, "members", "yen-bai"), InvalidValueError, "nothing to draw"),
        (lambda: charts.spread(SPREAD, "clans"), UnknownIdError, "target"),
        (lambda: charts.spread(SPREAD, "members"), InvalidValueError, "nothing to draw"),
        (lambda: charts.sensitivity([]), InvalidTypeError, "influences"),
        (lambda: charts.sensitivity(attrs.evolve(INFLUENCES, influences=[])), InvalidValueError, "nothing to draw"),
        (lambda: charts.plan(None), InvalidTypeError, "a plan"),
        (lambda: charts.plan(attrs.evolve(PLAN, needs=())), InvalidValueError, "nothing to draw"),
        (lambda: charts.ranking(NOTHING, CLANS), InvalidValueError, "nothing to draw"),
        (lambda: charts.tile_grid(AFTER, CLANS, tiles={}), InvalidValueError, "nothing to draw"),
        (lambda: charts.tile_grid(AFTER, CLANS, tiles=[]), InvalidTypeError, "tiles maps"),
        (lambda: charts.tile_grid(AFTER, CLANS, tiles={"tran-yen": (0, 1.5)}), InvalidTypeError, "a column and a row"),
        (lambda: charts.tile_grid(AFTER, CLANS, tiles={"tran": (0, 1)}), UnknownIdError, "did you mean 'tran-yen'"),
        (
            lambda: charts.tile_grid(AFTER, CLANS, tiles={"tran-yen": (0, 1), "van-yen": (0, 1)}),
            InvalidValueError,
            "the same tile",
        ),
        (lambda: charts.choropleth(AFTER, CLANS, shapes={}), InvalidTypeError, "FeatureCollection"),
        (lambda: charts.choropleth(AFTER, CLANS, shapes=SHAPES, key="code"), InvalidValueError, "nothing to draw"),
        (lambda: charts.save("chart", "chart.svg"), InvalidTypeError, "a chart"),
        (lambda: charts.save(CHARTS["grid-en"], "chart.gif"), UnknownChoiceError, "ending"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(draw, error, message):
    with pytest.raises(error, match=message):
        draw()


def test_the_same_result_gives_the_same_chart():
    again = charts.grid(AFTER)
    assert json.dumps(again.to_dict(), sort_keys=True) == json.dumps(CHARTS["grid-en"].to_dict(), sort_keys=True)


def test_bodies_are_rows_of_their_own_and_never_stand_for_each_other():
    trained = [
        Observation("cadres_trained", "tran-yen", END, Share(count, 10), party=party)
        for party, count in (("women", 9), ("youth", 5))
    ]
    found = assess(PROGRAMME, trained, regions=REGIONS, as_of=END)
    both = found.where(target="cadres_trained", region="tran-yen", party=["women", "youth"])
    rows = {row["region"]: row["outcome"] for row in _values(charts.grid(both, language="vi")) if "sign" in row}
    assert len(rows) == 2
    assert any("Hội LHPN" in name.replace("\n", " ") for name in rows)
    with pytest.raises(InvalidValueError, match="verdicts on several bodies"):
        charts.dumbbell(assess(PROGRAMME, [], regions=REGIONS, as_of=START), both, target="cadres_trained")


def test_the_reports_of_another_body_are_not_on_a_path():
    women = Observation("cadres_trained", "tran-yen", START, Share(9, 10), party="women")
    of_women = trajectory(PROGRAMME.target("cadres_trained"), baseline=women)
    with pytest.raises(InvalidValueError, match="no report of 'cadres_trained' in 'tran-yen'"):
        charts.path(of_women, [Observation("cadres_trained", "tran-yen", END, Share(1, 10))])
