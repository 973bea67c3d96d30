"""Which targets did Yên Bái, Trấn Yên and the nation reach by 2020? Judged on figures as they were printed.

Usage: python examples/yen_bai_2020.py [--language en|vi] [--explain] [--only REGION:YEAR] [--tier REGION=TIER]
"""

from __future__ import annotations

import argparse
import csv
from datetime import date
from pathlib import Path

from xhht import (
    AnyShare,
    Assessment,
    Base,
    Language,
    Level,
    Observation,
    PrintedShare,
    Programme,
    Reason,
    Region,
    Share,
    Text,
    XhhtError,
    assess,
    reconcile,
)
from xhht.ext.command import show
from xhht.programmes import ctph_154, qd_281
from xhht.texts import format_count, format_day

DATA = Path(__file__).parent / "data"
END_2018, END_2020 = date(2018, 12, 31), date(2020, 12, 31)
PROGRAMMES = (ctph_154.PROGRAMME, qd_281.PROGRAMME)
JUDGED = (("yen-bai", END_2018), ("yen-bai", END_2020), ("tran-yen", END_2020), ("viet-nam", END_2020))
COUNT_ALONE = Text("chỉ có số lượng {}, không có mẫu số", "a count of {} alone, without a denominator")
NO_INDICATOR = Text("chương trình không có chỉ số này", "no indicator of these programmes")
NAMES = {indicator.id: indicator.name for programme in PROGRAMMES for indicator in programme.indicators} | {
    "commune_communities": Text(
        "Xã, phường được xếp loại “Cộng đồng học tập cấp xã”", "Communes graded as learning communities"
    ),
    "unit_models": Text("Mô hình điểm “Đơn vị học tập”", "Pilot models of learning units"),
}
NOTES = (
    Text(
        "Gia đình: số liệu gốc năm 2016 chưa được công bố, nên mức tăng đến năm 2020 tính từ cuối năm 2018.",
        "Families: no baseline of 2016 was ever published, so the rise up to 2020 is counted from the end of 2018.",
    ),
    Text(
        "Chưa tìm thấy văn bản xếp nhóm địa bàn cho các huyện và cho cả tỉnh theo Quyết định 281, nên xét theo mọi "
        "nhóm có thể. Có thể nêu rõ nhóm địa bàn khi chạy lệnh, ví dụ “--tier yen-bai=disadvantaged”.",
        "Tiers: no text was found that puts the districts, or the province under Decision 281, in a tier, so that "
        "every tier is in question. --tier names one, for instance --tier yen-bai=disadvantaged.",
    ),
)


def read_regions() -> list[Region]:
    """Read the regions with what is known of them."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return [
            Region(
                row["id"],
                row["name"],
                level=Level(row["level"]),
                parent=row["parent"] or None,
                traits=row["traits"].split(";") if row["traits"] else None,
            )
            for row in csv.DictReader(file)
        ]


def read_figures(places: dict[str, str], language: Language) -> tuple[list[Observation], list[str]]:
    """Read the published figures, and say which of them are no share of anything that a programme measures."""
    figures, asides = [], []
    with (DATA / "published.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            on, indicator = date.fromisoformat(row["on"]), row["indicator"]
            figure = f"{places[row['region']]}, {format_day(on, language)}: {NAMES[indicator].in_language(language)}"
            if not row["printed"] and not row["denominator"]:
                count = format_count(int(row["numerator"]), language)
                asides.append(f"{figure} ({COUNT_ALONE.in_language(language).format(count)}).")
                continue
            share, note = read_share(row), row["note"] or None
            if any(programme.measures(indicator) for programme in PROGRAMMES):
                figures.append(Observation(indicator, row["region"], on, share, reference=row["reference"], note=note))
            else:
                asides.append(f"{figure}, {share.format(language)} ({NO_INDICATOR.in_language(language)}).")
    return figures, asides


def read_share(row: dict[str, str]) -> AnyShare:
    """One share from a row: counted, printed, or both reconciled."""
    base = Base(row["base"])
    if not row["denominator"]:
        return PrintedShare.from_text(row["printed"], base=base)
    counted = Share(int(row["numerator"]), int(row["denominator"]), base=base)
    return reconcile(counted, PrintedShare.from_text(row["printed"], base=base)) if row["printed"] else counted


def judge(
    programme: Programme,
    figures: list[Observation],
    regions: list[Region],
    tiers: dict[str, str],
    asked: list[tuple[str, date]],
) -> list[Assessment]:
    """One assessment for each place and day asked, where the programme holds."""
    assessments = [
        assess(
            programme,
            [figure for figure in figures if programme.measures(figure.indicator)],
            regions=regions,
            as_of=day,
            baseline_on=END_2018 if day > END_2018 else None,
            tiers={place: tier for place, tier in tiers.items() if tier in {known.id for known in programme.tiers}},
        ).where(region=place)
        for place, day in asked
    ]
    return [one for one in assessments if {verdict.reason for verdict in one} != {Reason.OUTSIDE_TERRITORY}]


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", choices=("en", "vi"), default="en", help="language of what is printed")
    parser.add_argument("--explain", action="store_true", help="print every verdict in whole sentences")
    parser.add_argument(
        "--tier", action="append", default=[], metavar="REGION=TIER", help="judge a region by another tier"
    )
    parser.add_argument("--only", metavar="REGION:YEAR", help="one place and year alone, such as yen-bai:2020")
    return parser.parse_args()


def main() -> None:
    """Judge, and print what follows."""
    arguments = parse_arguments()
    language: Language = arguments.language
    try:
        tiers = dict(pair.split("=", 1) for pair in arguments.tier)
        regions = read_regions()
        known = {tier.id for programme in PROGRAMMES for tier in programme.tiers}
        if unknown := sorted(set(tiers.values()) - known):
            raise SystemExit(f"error: unknown tier {', '.join(unknown)}; known: {', '.join(sorted(known))}")
        figures, asides = read_figures({region.id: region.name for region in regions}, language)
        places = [pair for pair in JUDGED if arguments.only in (None, f"{pair[0]}:{pair[1].year}")]
        if not places:
            choices = ", ".join(f"{place}:{day.year}" for place, day in JUDGED)
            raise SystemExit(f"error: nothing to judge in {arguments.only!r}; known: {choices}")
        assessments = [
            assessment for programme in PROGRAMMES for assessment in judge(programme, figures, regions, tiers, places)
        ]
    except (XhhtError, ValueError) as error:
        raise SystemExit(f"error: {error}") from error
    show(assessments, language=language, asides=[*asides, *(note.in_language(language) for note in NOTES)])
    if arguments.explain:
        for assessment in assessments:
            print(*(f"- {verdict.explain(language)}" for verdict in assessment), sep="\n")


if __name__ == "__main__":
    main()
