"""Which targets did Yên Bái, Trấn Yên and the nation reach by 2020? Judged on figures as they were printed.

Usage: python examples/yen_bai_2020.py [--language en|vi] [--explain] [--only REGION:YEAR]
                                         [--tier REGION=TIER] [--svg FILE]
"""

from __future__ import annotations

import argparse
import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from xhht import (
    AnyShare,
    Assessment,
    Base,
    Language,
    Level,
    Observation,
    Outcome,
    PrintedShare,
    Programme,
    Reason,
    Region,
    Share,
    Text,
    Verdict,
    XhhtError,
    assess,
    reconcile,
)
from xhht.model.sources import document_label
from xhht.programmes import ctph_154, qd_281
from xhht.texts import format_day

DATA = Path(__file__).parent / "data"
END_2018, END_2020 = date(2018, 12, 31), date(2020, 12, 31)
JUDGED = (("yen-bai", END_2018), ("yen-bai", END_2020), ("tran-yen", END_2020), ("viet-nam", END_2020))
NARROWEST, UNSEEN_WIDTH, CLAUSE_WIDTH = 100, 150, 16
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
STYLES = {
    Outcome.MET: "✔ [green]{}[/]",
    Outcome.NOT_MET: "✘ [red]{}[/]",
    Outcome.UNDECIDED: "? [yellow]{}[/]",
    Outcome.NO_DATA: "– [dim]{}[/]",
    Outcome.NOT_APPLICABLE: "– [dim]{}[/]",
}
WORDS = {
    "target": Text("Chỉ tiêu", "Target"),
    "reported": Text("Số liệu đã công bố", "Published figure"),
    "asked": Text("Yêu cầu", "Asked"),
    "outcome": Text("Kết quả", "Outcome"),
    "why": Text("Vì sao", "Why"),
    "clause": Text("Điều khoản", "Clause"),
    "not_due": Text("chưa đến hạn", "not yet due"),
    "silent": Text(
        "Không tìm thấy số liệu công bố nào đến ngày đó: {}.", "No figure published up to that day was found: {}."
    ),
    "aside": Text("Đã công bố nhưng không xét được:", "Published, but nothing to judge by these programmes:"),
    "count_alone": Text("chỉ có số lượng {}, không có mẫu số", "a count of {} alone, without a denominator"),
    "no_indicator": Text("không phải chỉ số của chương trình", "no indicator of the programme"),
    "tiers": Text(
        "Nhóm địa bàn: Trấn Yên được giả định là huyện vùng thấp của một tỉnh miền núi: theo 154 thuộc vùng kinh tế "
        "phát triển, theo 281 thuộc vùng núi. Tỉnh Yên Bái theo 154 lấy mức chung của toàn tỉnh, theo 281 là tỉnh miền "
        "núi. Đổi bằng --tier, ví dụ --tier yen-bai=disadvantaged.",
        "Tiers: Trấn Yên is assumed to be a low-lying district of a mountain province: a developed area by 154, a "
        "mountain area by 281. Yên Bái is the whole province of 154, with its first figures, and a mountain province "
        "by 281. Change it with --tier, for instance --tier yen-bai=disadvantaged.",
    ),
    "baseline": Text(
        "Gia đình: số liệu gốc năm 2016 chưa bao giờ được công bố, nên mức tăng đến năm 2020 chỉ tính từ cuối 2018.",
        "Families: no baseline of 2016 was ever published, so the rise up to 2020 is counted from the end of 2018.",
    ),
}


@dataclass(frozen=True)
class Aside:
    """A published figure that is no observation: its place, its indicator, and why."""

    region: str
    indicator: str
    on: date
    figure: str
    why: Text


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


def read_figures() -> tuple[list[Observation], list[Aside]]:
    """Read the published figures: counts, percentages, or both where one article prints both."""
    seen, aside = [], []
    with (DATA / "published.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            on = date.fromisoformat(row["on"])
            if not row["printed"] and not row["denominator"]:
                count = int(row["numerator"])
                why = Text(*(WORDS["count_alone"].in_language(language).format(count) for language in ("vi", "en")))
                aside.append(Aside(row["region"], row["indicator"], on, row["numerator"], why))
                continue
            seen.append(
                Observation(
                    row["indicator"],
                    row["region"],
                    on,
                    read_share(row),
                    reference=row["reference"],
                    note=row["note"] or None,
                )
            )
    return seen, aside


def read_share(row: dict[str, str]) -> AnyShare:
    """One share from a row: counted, printed, or both reconciled."""
    base = Base(row["base"])
    if not row["denominator"]:
        return PrintedShare.from_text(row["printed"], base=base)
    counted = Share(int(row["numerator"]), int(row["denominator"]), base=base)
    return reconcile(counted, PrintedShare.from_text(row["printed"], base=base)) if row["printed"] else counted


def figures_for(programme: Programme, seen: list[Observation]) -> list[Observation]:
    """The figures of indicators that a programme measures; `assess` refuses the others as unknown."""
    return [observation for observation in seen if programme.measures(observation.indicator)]


def not_measured(seen: list[Observation]) -> list[Aside]:
    """The figures of indicators that neither programme measures."""
    return [
        Aside(o.region, o.indicator, o.on, o.actual.format(), WORDS["no_indicator"])
        for o in seen
        if not (ctph_154.PROGRAMME.measures(o.indicator) or qd_281.PROGRAMME.measures(o.indicator))
    ]


def judge(
    programme: Programme,
    seen: list[Observation],
    regions: list[Region],
    tiers: dict[str, str],
    asked: tuple[tuple[str, date], ...],
) -> list[Assessment]:
    """One assessment for each place and day asked, where the programme holds."""
    figures = figures_for(programme, seen)
    known = {tier.id for tier in programme.tiers}
    named = {region: tier for region, tier in tiers.items() if tier in known}
    assessments = [
        assess(
            programme,
            figures,
            regions=regions,
            as_of=day,
            baseline_on=END_2018 if day > END_2018 else None,
            tiers=named,
        ).where(region=place)
        for place, day in asked
    ]
    return [a for a in assessments if {verdict.reason for verdict in a} != {Reason.OUTSIDE_TERRITORY}]


def row(verdict: Verdict, alone: dict[tuple[str, str], Aside], language: Language) -> list[str]:
    """The cells of one verdict; a count published alone stands in for the figure that is missing."""
    place = "" if verdict.region is None else verdict.region.id
    figure = "" if verdict.actual is None else verdict.actual.format(language)
    why = verdict.why(language)
    count = alone.get((place, verdict.target.indicator))
    if count is not None and verdict.actual is None and count.on <= verdict.as_of:
        figure, why = count.figure, count.why.in_language(language)
    return [
        verdict.target.name.in_language(language),
        figure,
        verdict.asked(language),
        STYLES[verdict.outcome].format(verdict.outcome.text(language)),
        why + ("" if verdict.is_due else f" ({WORDS['not_due'].in_language(language)})"),
        verdict.source.label.in_language(language),
    ]


def table(assessment: Assessment, alone: dict[tuple[str, str], Aside], language: Language) -> Table:
    """One table for a place and a day: target, figure, threshold, outcome, reason and clause."""
    region = assessment.verdicts[0].region
    document = document_label(assessment.programme.document.number).in_language(language)
    title = f"{region.name if region else ''}, {format_day(assessment.as_of, language)} · {document}"
    shown = Table(title=title, title_style="bold", expand=True)
    for column, ratio in (("target", 7), ("reported", 5), ("asked", 5), ("outcome", 4), ("why", 8), ("clause", None)):
        shown.add_column(WORDS[column].in_language(language), ratio=ratio, min_width=None if ratio else CLAUSE_WIDTH)
    silent = []
    for verdict in assessment:
        cells = row(verdict, alone, language)
        if cells[1]:
            shown.add_row(*cells)
        else:
            silent.append(f"{cells[0]} ({cells[5]})")
    if silent:
        shown.caption = WORDS["silent"].in_language(language).format("; ".join(silent))
        shown.caption_justify = "left"
    return shown


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--language", choices=("en", "vi"), default="en", help="language of the tables")
    parser.add_argument("--explain", action="store_true", help="print every verdict in whole sentences")
    parser.add_argument(
        "--tier", action="append", default=[], metavar="REGION=TIER", help="judge a region by another tier"
    )
    parser.add_argument("--only", metavar="REGION:YEAR", help="one place and year alone, such as yen-bai:2020")
    parser.add_argument("--svg", type=Path, help="also write what is printed to an SVG file")
    return parser.parse_args()


def main() -> None:
    """Judge, and print a table for each place, day and programme."""
    arguments = parse_arguments()
    language: Language = arguments.language
    console = Console(record=arguments.svg is not None)
    if console.width < NARROWEST or not console.is_terminal:
        console = Console(record=arguments.svg is not None, width=UNSEEN_WIDTH)
    try:
        tiers = dict(pair.split("=", 1) for pair in arguments.tier)
        regions = read_regions()
        known = {tier.id for programme in (ctph_154.PROGRAMME, qd_281.PROGRAMME) for tier in programme.tiers}
        if unknown := sorted(set(tiers.values()) - known):
            raise SystemExit(f"error: unknown tier {', '.join(unknown)}; known: {', '.join(sorted(known))}")
        seen, aside = read_figures()
        places = [pair for pair in JUDGED if arguments.only in (None, f"{pair[0]}:{pair[1].year}")]
        if not places:
            choices = ", ".join(f"{place}:{day.year}" for place, day in JUDGED)
            raise SystemExit(f"error: nothing to judge in {arguments.only!r}; known: {choices}")
        assessments = [
            a
            for programme in (ctph_154.PROGRAMME, qd_281.PROGRAMME)
            for a in judge(programme, seen, regions, tiers, tuple(places))
        ]
    except (XhhtError, ValueError) as error:
        raise SystemExit(f"error: {error}") from error
    alone = {(left.region, left.indicator): left for left in aside}
    for assessment in assessments:
        console.print(table(assessment, alone, language))
        if arguments.explain:
            for verdict in assessment:
                console.print(f"- {verdict.explain(language)}", highlight=False)
        console.print()
    console.print(WORDS["baseline"].in_language(language), highlight=False)
    console.print(WORDS["tiers"].in_language(language), highlight=False)
    console.print(WORDS["aside"].in_language(language), highlight=False)
    for left in [*aside, *not_measured(seen)]:
        console.print(
            f"- {left.region}, {left.on}: {left.indicator} ({left.why.in_language(language)})", highlight=False
        )
    if arguments.svg is not None:
        picture = WEB_FONT.sub("", console.export_svg(title="xhht"))  # A picture that fetches nothing.
        arguments.svg.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
