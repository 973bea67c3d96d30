"""One body's year of coordination: its tasks, calendar, a difficulty, an amendment, its reports and the review.

The activities, sums and the difficulty are made up to show the way; the programme is the signed one.

Usage: python examples/coordination_year.py [--party ID] [--language en|vi] [--ical FILE] [--report FILE]
"""

from __future__ import annotations

import argparse
from datetime import date
from fractions import Fraction
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from xhht import Amendment, Language, LevelTarget, Programme, Role, Text, XhhtError, differences, explain_error
from xhht.coordination import Activity, Difficulty, ReportKind, Result, due_dates, open_difficulties, report, review
from xhht.coordination.assignments import part_of
from xhht.ext import ical
from xhht.programmes import ctph_154
from xhht.texts import format_day

YEAR = 2018
START, END = date(YEAR, 1, 1), date(YEAR, 12, 31)
WORDS = {
    "tasks": Text("Nhiệm vụ", "Responsibilities"),
    "calendar": Text("Lịch công việc năm {}", "Calendar of {}"),
    "day": Text("Ngày", "Day"),
    "what": Text("Công việc", "What"),
    "clause": Text("Mục", "Clause"),
    "stated": Text("Văn bản quy định ngày", "Day stated by the text"),
    "yes": Text("có", "yes"),
    "no": Text("không, theo quy ước", "no, a convention"),
    "difficulty": Text(
        "Khó khăn, vướng mắc chưa giải quyết, đã {} ngày; còn chờ ý kiến của {}",
        "A difficulty open for {} days, waiting for: {}",
    ),
    "amendment": Text("Nội dung điều chỉnh có hiệu lực từ ngày {}:", "An amendment in force from {}:"),
    "refused": Text(
        "Khi chưa đủ các bên thống nhất, nội dung điều chỉnh chưa được chấp nhận:",
        "While one body is missing, it is refused:",
    ),
    "next": Text("Nhiệm vụ năm tiếp theo: {} nhiệm vụ chưa báo cáo", "Next year's tasks: {} not reported"),
}
DRAFT = Text("hai số liệu khác nhau về thôn, bản sau khi sáp nhập", "two different counts of villages after the merger")


def activities_of(programme: Programme, party: str) -> list[Activity]:
    """Made-up reports on every second responsibility of a body."""
    tasks = [task for task in programme.responsibilities_of(party) if task.role_of(party) is not Role.MAY]
    return [
        Activity(
            responsibility=task.id,
            party=party,
            on=date(YEAR, 3 + place, 15),
            results=[Result("classes", 2 + place), Result("dong_raised", 12_500_000 * (place + 1))],
            evidence=(f"{place + 1}/BC-{YEAR}",),
        )
        for place, task in enumerate(tasks[::2])
    ]


def amended(programme: Programme, console: Console, language: Language) -> Programme:
    """Raise the target of units: refused while a body is missing, then in force from a day."""
    target = programme.target("units_recognised")
    if not isinstance(target, LevelTarget):
        raise SystemExit("units_recognised is expected to ask a level")
    parties = tuple(party.id for party in programme.parties)
    change = Amendment(
        id=f"{YEAR}-1",
        targets=[target.with_share(Fraction(65, 100))],
        effective_on=date(YEAR, 7, 1),
        agreed_by=parties[:-1],
    )
    try:
        programme.amend(change)
    except XhhtError as refusal:
        console.print(WORDS["refused"].in_language(language))
        console.print(explain_error(refusal, language), highlight=False)
    changed = programme.amend(
        Amendment(id=change.id, targets=change.targets, effective_on=change.effective_on, agreed_by=parties)
    )
    console.print(WORDS["amendment"].in_language(language).format(format_day(change.effective_on, language)))
    for difference in differences(programme, changed):
        console.print(f"- {difference.explain(language)}", highlight=False)
    return changed


def calendar_table(programme: Programme, party: str, language: Language) -> Table:
    """The duties of the year, and whether the text states their days."""
    table = Table(title=WORDS["calendar"].in_language(language).format(YEAR))
    for column in ("day", "what", "clause", "stated"):
        table.add_column(WORDS[column].in_language(language))
    for due in due_dates(programme, START, END, party=party):
        is_stated = WORDS["yes" if due.is_stated else "no"].in_language(language)
        duty, day = due.duty, format_day(due.on, language)
        table.add_row(day, duty.text.in_language(language), duty.source.label.in_language(language), is_stated)
    return table


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--party", default="women", help="the id of a body")
    parser.add_argument("--language", choices=("en", "vi"), default="en", help="language of what is printed")
    parser.add_argument("--ical", type=Path, help="write the calendar to this file")
    parser.add_argument("--report", type=Path, help="write the interim report to this file, as Markdown")
    return parser.parse_args()


def main() -> None:
    """Walk one body through its year."""
    arguments = parse_arguments()
    language: Language = arguments.language
    programme, party = ctph_154.PROGRAMME, arguments.party
    console = Console(width=120)
    try:
        name = programme.party(party).name.in_language(language)
    except XhhtError as error:
        raise SystemExit(f"error: {error}") from error
    console.rule(name)
    console.print(WORDS["tasks"].in_language(language))
    for task in programme.responsibilities_of(party):
        role = task.role_of(party)
        _, part = part_of(programme, task, party)
        console.print(
            f"- {task.source.label.in_language(language)}: {part.in_language(language)} "
            f"({role.text(language) if role else ''})",
            highlight=False,
        )
    console.print(calendar_table(programme, party, language))
    others = [p.id for p in programme.parties if p.id != party][:2]
    raised = Difficulty(
        id="d1", about=DRAFT.in_language(language), raised_by=party, concerns=others, on=date(YEAR, 3, 1)
    ).agreed(others[0], on=date(YEAR, 4, 1))
    for item in open_difficulties(programme, [raised], as_of=date(YEAR, 6, 30)):
        waiting = ", ".join(programme.party(body).short_name.in_language(language) for body in item.waits_for)
        console.print(WORDS["difficulty"].in_language(language).format(item.days_open, waiting))
    programme = amended(programme, console, language)
    done = activities_of(programme, party)
    result = review(programme, done, year=YEAR)
    mine = [task for task in result.next_tasks if task.party == party]
    console.print(WORDS["next"].in_language(language).format(len(mine)))
    account = report(programme, done, kind=ReportKind.INTERIM, start=START, end=END, difficulties=[raised])
    text = account.to_markdown(language)
    console.print(Markdown(text))
    if arguments.report is not None:
        arguments.report.write_text(text, encoding="utf-8")
    if arguments.ical is not None:
        arguments.ical.write_bytes(ical.to_ical(programme, START, END, party=party, language=language, remind_days=7))


if __name__ == "__main__":
    main()
