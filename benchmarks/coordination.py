"""How long coordination takes, and how that grows: the matrix, reviews, the calendar, and registers of titles.

Usage: python benchmarks/coordination.py [--quick] [--write]

Each job runs at four sizes, each twice the one before. The seconds are those of the size that the library is made for,
on this machine and in this run: the programme once, ten years of it with seven bodies that report on everything they
must, a register of 100,000 decisions. The slope over the four sizes says how a job grows: 1 is in proportion. The
least time of several repeats counts; the garbage collector runs, as it does for users.

A full run ends with an error if a job of the size that the library is made for takes longer than its bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import NamedTuple

import attrs
import pages

from xhht import Programme, Region, Regions, Role
from xhht.coordination import Activity, Result, due_dates, matrix, review_years
from xhht.programmes import ctph_154
from xhht.recognition import Recognition, candidates, held_at_least, registry, tally

START, YEARS = date(2016, 12, 20), 10
TITLE, LAST = "clan", date(2020, 12, 31)
QUICK, FULL = (10, 2), (1, 5)


class Job(NamedTuple):
    """What is timed: a size gives the work; the size that the library is made for has a bound in seconds."""

    what: str
    unit: str
    sizes: Sequence[int]
    made_for: int
    bound: float
    prepare: Callable[[int], Callable[[], object]]


def least(work: Callable[[], object], repeats: int) -> float:
    """The least seconds of several runs."""
    times = []
    for _ in range(repeats):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def longer(years: int, copies: int = 1) -> Programme:
    """The programme over so many calendar years, with its responsibilities and duties so many times."""
    programme = ctph_154.PROGRAMME
    return attrs.evolve(
        programme,
        ends_on=date(START.year + years, 12, 31),
        responsibilities=tuple(
            attrs.evolve(task, id=task.id if copy == 0 else f"{task.id}_{copy}")
            for copy in range(copies)
            for task in programme.responsibilities
        ),
        duties=tuple(
            attrs.evolve(duty, id=duty.id if copy == 0 else f"{duty.id}_{copy}")
            for copy in range(copies)
            for duty in programme.duties
        ),
    )


def reports(programme: Programme, years: int) -> list[Activity]:
    """One report with two results on everything that a body must report, each year."""
    return [
        Activity(
            responsibility=task.id,
            party=assignment.party,
            on=date(START.year + year, 5, 1 + place % 28),
            results=[Result("classes", place % 7), Result("dong_raised", 12_500_000 + place)],
            reported_on=date(START.year + year, 12, 15),
        )
        for year in range(1, years + 1)
        for place, task in enumerate(programme.responsibilities)
        for assignment in task.assignments
        if assignment.role is not Role.MAY
    ]


def table(copies: int) -> Callable[[], object]:
    """The matrix, drawn up and written as Markdown and HTML in both languages."""
    programme = longer(YEARS, copies)

    def work() -> object:
        whole = matrix(programme)
        return whole.to_markdown("en"), whole.to_markdown("vi"), whole.to_html("en"), whole.to_html("vi")

    return work


def reviewed(years: int) -> Callable[[], object]:
    """The reviews of all years, with coverage, sums and next year's tasks."""
    programme = longer(years)
    given = reports(programme, years)

    def work() -> object:
        found = review_years(programme, given, years=range(START.year + 1, START.year + years + 1))
        return [
            (
                one.next_tasks,
                one.coverage_by_party(),
                one.coverage_by_content(),
                one.totals_by_party(),
                one.totals_by_content(),
            )
            for one in found
        ]

    return work


def calendar(years: int) -> Callable[[], object]:
    """All days of all bodies."""
    programme = longer(years)
    return partial(due_dates, programme, programme.starts_on, programme.ends_on)


def calendar_file(years: int) -> Callable[[], object]:
    """All days of all bodies as a calendar file with alarms."""
    from xhht.ext import ical  # noqa: PLC0415  # Only this job needs icalendar.

    programme = longer(years)
    return partial(ical.to_ical, programme, programme.starts_on, programme.ends_on, language="vi", remind_days=7)


def register(size: int) -> tuple[list[Recognition], Regions, dict[str, int]]:
    """Decisions on holders in two hundred villages that are merged in pairs; every fifth renews an earlier one."""
    day = date(2019, 1, 1)
    villages = [Region("d", "Huyện", level="district")]
    for place in range(200):
        after = f"m{place // 2}"
        villages.append(
            Region(
                f"v{place}",
                f"Thôn {place}",
                level="village",
                parent="d",
                valid_to=day - timedelta(days=1),
                successors=[after],
            )
        )
        if place % 2:
            villages.append(Region(after, f"Thôn mới {after}", level="village", parent="d", valid_from=day))
    given = []
    for place in range(size):
        holder = place - 1 if place % 5 == 4 else place
        decided = date(2017, 1, 1) + timedelta(days=place % 700 if holder == place else (place - 1) % 700 + 1)
        ends = date(2020, 6, 30) if place % 11 == 0 else None
        given.append(
            Recognition(TITLE, f"h{holder}", f"v{holder % 200}", decided_on=decided, decided_by="UBND xã", ends_on=ends)
        )
    return given, Regions(tuple(villages)), {f"m{place}": size for place in range(100)}


def counted(size: int) -> Callable[[], object]:
    """Decisions checked and counted by village, the merged ones followed."""
    given, regions, sizes = register(size)
    return partial(tally, ctph_154.PROGRAMME, given, TITLE, as_of=LAST, regions=regions, denominators=sizes)


def counted_again(size: int) -> Callable[[], object]:
    """The same from a registry that has been checked once."""
    given, regions, sizes = register(size)
    checked = registry(ctph_154.PROGRAMME, given, regions=regions)
    return partial(tally, ctph_154.PROGRAMME, checked, TITLE, as_of=LAST, denominators=sizes)


def long_standing(size: int) -> Callable[[], object]:
    """Who has held the title for two years without a break."""
    given, regions, _ = register(size)
    checked = registry(ctph_154.PROGRAMME, given, regions=regions)
    return partial(candidates, checked, TITLE, held_at_least(2), as_of=LAST)


def jobs(part: int) -> list[Job]:
    """All jobs; a smoke run takes registers of a tenth."""
    decisions = [size // part for size in (12_500, 25_000, 50_000, 100_000)]
    made_for = decisions[-1]
    return [
        Job("matrix, Markdown and HTML, two languages", "texts", (1, 2, 4, 8), 1, 0.5, table),
        Job("reviews, seven bodies report on all", "years", (5, 10, 20, 40), 10, 0.5, reviewed),
        Job("calendar", "years", (5, 10, 20, 40), 10, 0.5, calendar),
        Job("calendar as a file", "years", (5, 10, 20, 40), 10, 0.5, calendar_file),
        Job("register checked and tallied", "decisions", decisions, made_for, 5.0, counted),
        Job("checked register tallied", "decisions", decisions, made_for, 5.0, counted_again),
        Job("candidates from a checked register", "decisions", decisions, made_for, 5.0, long_standing),
    ]


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """The seconds of every job at the size that the library is made for, and its slope over all sizes."""
    part, repeats = QUICK if is_quick else FULL
    rows = []
    for job in jobs(part):
        times = {size: least(job.prepare(size), repeats) for size in job.sizes}
        rows.append(
            pages.Ratio(job.what, f"{job.made_for:,} {job.unit}, seconds", times[job.made_for], job.bound),
        )
        sizes = f"{job.sizes[0]:,} to {job.sizes[-1]:,} {job.unit}, slope"
        rows.append(pages.Ratio(job.what, sizes, pages.slope(times), None))
    return rows


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios)
