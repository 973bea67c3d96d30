"""Draws the charts of charts.md from assumed figures: python docs/build_charts.py."""
# ruff: noqa: INP001  # A script beside the pages, no package.

from __future__ import annotations

from datetime import date
from pathlib import Path

from xhht import Observation, PrintedShare, Region, Share, assess
from xhht.ext import charts
from xhht.pace import trajectory
from xhht.programmes import ctph_154
from xhht.scenarios import Rise, Scenario, compare, project

FOLDER = Path(__file__).parent / "images" / "charts"
PROGRAMME = ctph_154.PROGRAMME
CLANS = "clans_recognised"
END_2016, END_2018, END_2020 = (date(year, 12, 31) for year in (2016, 2018, 2020))
REGIONS = [
    Region("tran-yen", "Huyện Trấn Yên", level="district", traits=["low_lying_district"]),
    Region("van-yen", "Huyện Văn Yên", level="district", traits=[]),
    Region("tram-tau", "Huyện Trạm Tấu", level="district", traits=["special_difficulty"]),
]
SEEN = [
    Observation(CLANS, "tran-yen", END_2016, Share(30, 100)),
    Observation(CLANS, "van-yen", END_2016, Share(24, 120)),
    Observation(CLANS, "tram-tau", END_2016, Share(10, 50)),
    Observation(CLANS, "van-yen", END_2018, PrintedShare.from_text("khoảng 30%")),
    Observation(CLANS, "tran-yen", END_2020, Share(55, 100)),
    Observation(CLANS, "van-yen", END_2020, PrintedShare.from_text("gần 42%")),
    Observation(CLANS, "tram-tau", END_2020, Share(14, 50)),
    Observation("units_recognised", "tran-yen", END_2020, Share(34, 40)),
    Observation("units_recognised", "tram-tau", END_2020, Share(22, 40)),
    Observation("communities_recognised", "van-yen", END_2020, PrintedShare.from_text("57,48%")),
]


def drawn() -> dict[str, charts.Chart]:
    """Every chart of the page by its name."""
    before, after = (assess(PROGRAMME, SEEN, regions=REGIONS, as_of=day) for day in (END_2016, END_2020))
    path = trajectory(PROGRAMME.target(CLANS), baseline=SEEN[1])
    paces = {"1 point a year": "1", "4 points a year": "4", "6 points a year": "6"}
    table = compare(
        [
            project(
                PROGRAMME, SEEN[:3], Scenario(name, rises={CLANS: Rise.points(rise)}), regions=REGIONS, until=END_2020
            )
            for name, rise in paces.items()
        ],
        on=END_2020,
    )
    return {
        "path": charts.path(path, SEEN, name="Huyện Văn Yên"),
        "path-vi": charts.path(path, SEEN, name="Huyện Văn Yên", language="vi"),
        "grid": charts.grid(after),
        "grid-vi": charts.grid(after, language="vi"),
        "distance": charts.distance(after),
        "scenarios": charts.scenarios(table, CLANS),
        "dumbbell": charts.dumbbell(before, after, CLANS),
    }


def main() -> None:
    """Write every chart as SVG."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, chart in drawn().items():
        charts.save(chart, FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main()
