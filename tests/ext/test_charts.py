from __future__ import annotations

import json
import re
from datetime import date

import pytest

from xhht import Assessment, Observation, PrintedShare, Programme, Region, Share, assess
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownChoiceError, UnknownIdError
from xhht.ext import charts
from xhht.ext.charts.looks import labels
from xhht.ext.looks import LOOKS
from xhht.pace import trajectory
from xhht.programmes import ctph_154
from xhht.scenarios import Rise, Scenario, compare, project

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
    Observation(CLANS, "van-yen", START, Share(24, 120)),
    Observation(CLANS, "tran-yen", END, Share(55, 100)),
    Observation(CLANS, "van-yen", END, PrintedShare.from_text("trên 30 %")),
]
BEFORE, AFTER = (assess(PROGRAMME, SEEN, regions=REGIONS, as_of=day) for day in (START, END))
NOTHING = assess(PROGRAMME, [], regions=REGIONS, as_of=END)
PATH = trajectory(PROGRAMME.target(CLANS), baseline=SEEN[1])
TABLE = compare(
    [
        project(PROGRAMME, SEEN[:2], Scenario(name, rises={CLANS: Rise.points(rise)}), regions=REGIONS, until=END)
        for name, rise in (("slow", "1"), ("fast", "6"))
    ],
    on=END,
)


def drawn(language):
    return {
        "path": charts.path(PATH, SEEN, language=language),
        "grid": charts.grid(AFTER, language=language),
        "distance": charts.distance(AFTER, language=language),
        "scenarios": charts.scenarios(TABLE, CLANS, language=language),
        "dumbbell": charts.dumbbell(BEFORE, AFTER, CLANS, language=language),
    }


CHARTS = {f"{name}-{language}": chart for language in ("en", "vi") for name, chart in drawn(language).items()}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_has_a_title_a_source_and_words_in_place_of_the_picture(chart):
    spec = chart.to_dict()
    assert spec["title"]["text"]
    assert "154/CTPH-LN" in spec["title"]["subtitle"][-1]
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
    spec = chart.to_dict()
    return [row for rows in spec.get("datasets", {}).values() for row in rows] + [
        row for layer in spec["layer"] for row in layer.get("data", {}).get("values", [])
    ]


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
