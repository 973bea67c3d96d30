"""Draws the charts of charts.md from assumed figures: python docs/build_charts.py."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from xhht import Observation, PrintedShare, Region, Share, assess
from xhht.ext import charts
from xhht.pace import trajectory
from xhht.planning import Capacity, plan
from xhht.programmes import ctph_154
from xhht.scenarios import (
    Assumption,
    DenominatorGrowth,
    MatchBest,
    RandomRise,
    Rise,
    Scenario,
    compare,
    project,
    sensitivity,
    simulate,
)
from xhht.texts import Language

FOLDER = Path(__file__).parent / "images" / "charts"
PROGRAMME = ctph_154.PROGRAMME
CLANS = "clans_recognised"
END_2016, END_2018, END_2020 = (date(year, 12, 31) for year in (2016, 2018, 2020))
REGIONS = [
    Region("tran-yen", "Huyện Trấn Yên", level="district", traits=["low_lying_district"]),
    Region("van-yen", "Huyện Văn Yên", level="district", traits=[]),
    Region("tram-tau", "Huyện Trạm Tấu", level="district", traits=["special_difficulty"]),
]
ASSUMED = "số liệu giả định"


def seen(indicator: str, region: str, on: date, actual: Share | PrintedShare) -> Observation:
    """An assumed report, which says so."""
    return Observation(indicator, region, on, actual, reference=ASSUMED)


SEEN = [
    seen(CLANS, "tran-yen", END_2016, Share(30, 100)),
    seen(CLANS, "van-yen", END_2016, Share(24, 120)),
    seen(CLANS, "tram-tau", END_2016, Share(10, 50)),
    seen(CLANS, "van-yen", END_2018, PrintedShare.from_text("khoảng 30%")),
    seen(CLANS, "tran-yen", END_2020, Share(55, 100)),
    seen(CLANS, "van-yen", END_2020, PrintedShare.from_text("gần 42%")),
    seen(CLANS, "tram-tau", END_2020, Share(14, 50)),
    seen("units_recognised", "tran-yen", END_2020, Share(34, 40)),
    seen("units_recognised", "tram-tau", END_2020, Share(22, 40)),
    seen("communities_recognised", "van-yen", END_2020, PrintedShare.from_text("57,48%")),
]
TILES = {"van-yen": (1, 0), "tran-yen": (2, 1), "tram-tau": (0, 1)}
PACES: dict[Language, dict[str, str]] = {
    "en": {"1 point a year": "1", "4 points a year": "4", "6 points a year": "6"},
    "vi": {"mỗi năm tăng 1 điểm": "1", "mỗi năm tăng 4 điểm": "4", "mỗi năm tăng 6 điểm": "6"},
}


def drawn(language: Language) -> dict[str, charts.Chart]:
    """Every chart of the page by its name, in a language."""
    first = SEEN[:4]
    before, after = (
        assess(PROGRAMME, SEEN, regions=REGIONS, as_of=day) for day in (END_2016, END_2020)
    )
    path = trajectory(PROGRAMME.target(CLANS), baseline=SEEN[1])
    scenarios = [
        Scenario(name, rises={CLANS: Rise.points(rise)}) for name, rise in PACES[language].items()
    ]
    futures = [
        project(PROGRAMME, SEEN[:3], scenario, regions=REGIONS, until=END_2020)
        for scenario in scenarios
    ]
    later = [
        project(PROGRAMME, first, scenario, regions=REGIONS, until=END_2020)
        for scenario in scenarios
    ]
    runs = simulate(
        PROGRAMME,
        first,
        Scenario("0–6"),
        {CLANS: RandomRise.points(0, 6, steps=60)},
        regions=REGIONS,
        until=END_2020,
        seed=154,
        runs=300,
    )
    mixed = scenarios[1].then(
        Scenario(
            "mixed",
            assumptions=[
                Assumption(MatchBest(END_2020), tier="disadvantaged"),
                Assumption(DenominatorGrowth(Fraction(1, 50)), indicator=CLANS, region="tran-yen"),
            ],
        ),
        name={"en": "4 points, and more", "vi": "tăng 4 điểm và giả định khác"}[language],
    )
    needs = plan(
        PROGRAMME, first, regions=REGIONS, by=END_2020, capacity=[Capacity(25, target=CLANS)]
    )
    return {
        "path": charts.path(path, SEEN, name="Huyện Văn Yên", language=language),
        "grid": charts.grid(after, language=language),
        "distance": charts.distance(after, language=language),
        "scenarios": charts.scenarios(compare(futures, on=END_2020), CLANS, language=language),
        "dumbbell": charts.dumbbell(before, after, CLANS, language=language),
        "over-years": charts.over_years(later, CLANS, "van-yen", language=language),
        "spread": charts.spread(runs, CLANS, language=language),
        "sensitivity": charts.sensitivity(
            sensitivity(PROGRAMME, first, mixed, regions=REGIONS, until=END_2020), language=language
        ),
        "plan": charts.plan(needs, language=language),
        "ranking": charts.ranking(after, CLANS, language=language),
        "tile-grid": charts.tile_grid(after, CLANS, tiles=TILES, language=language),
    }


def main() -> None:
    """Write every chart as SVG, in both languages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, chart in drawn("en").items():
        charts.save(chart, FOLDER / f"{name}.svg")
    for name, chart in drawn("vi").items():
        charts.save(chart, FOLDER / f"{name}-vi.svg")


if __name__ == "__main__":
    main()
