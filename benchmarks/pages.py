"""What benchmarks write into the documentation: their ratios, on one page, with the command and the machine.

A benchmark is a script that hands its ratios to `run`. Then

    python benchmarks/evaluation.py            measures, prints and ends with an error if a bound is missed
    python benchmarks/evaluation.py --write    puts the table into docs/benchmarks.md as well
    python benchmarks/evaluation.py --quick    shows in seconds that it runs; no bound is enforced
    nox -s benchmarks -- --write               writes the tables of all of them

A benchmark that writes tables of its own into another page calls `fill` for its ratios.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from math import log
from pathlib import Path
from time import process_time
from typing import NamedTuple

DOCS = Path(__file__).parent.parent / "docs"
PAGE = "benchmarks.md"
HEAD = ("work", "beside", "measured", "bound", "")


class Ratio(NamedTuple):
    """One line: how many times what stands beside it a work takes, and at most may; no bound is for information."""

    work: str
    beside: str
    measured: float
    bound: float | None

    @property
    def is_missed(self) -> bool:
        """Whether it is above its bound."""
        return self.bound is not None and self.measured > self.bound

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as text."""
        bound = "" if self.bound is None else f"{self.bound:,g}"
        held = "" if self.bound is None else "**missed**" if self.is_missed else "met"
        return self.work, self.beside, f"{self.measured:,.2f}".removesuffix(".00"), bound, held


def run(script: str, doc: str | None, ratios: Callable[[bool], Iterable[Ratio]], *libraries: str) -> None:
    """Do what the command line says; `ratios` is told whether a quick run is asked for."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a smoke run of a few seconds; no bound is enforced")
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE}")
    options = parser.parse_args()
    rows = list(ratios(options.quick))
    widths = [max(map(len, column)) for column in zip(HEAD, *(row.cells for row in rows), strict=True)]
    for cells in (HEAD, *(row.cells for row in rows)):
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    if options.write:
        fill(script, rows, *libraries)
    missed = [row for row in rows if row.is_missed]
    if missed and not options.quick:
        raise SystemExit(f"{len(missed)} bounds are missed")


def fill(script: str, rows: Sequence[Ratio], *libraries: str) -> None:
    """Put the ratios of a script into its place on the page, with the command and what the numbers depend on."""
    name = Path(script).stem
    table = (HEAD, ("---", "---", "---:", "---:", "---"), *(row.cells for row in rows))
    lines = [
        f"`python benchmarks/{name}.py`: {facts(**{library: version(library) for library in libraries})}",
        "",
        *(f"| {' | '.join(cells)} |" for cells in table),
    ]
    write(PAGE, f"<!-- benchmarks/{name}.py writes from here -->", f"<!-- to here, by {name}.py -->", "\n".join(lines))


def facts(**versions: str) -> str:
    """What the numbers depend on: the machine, Python, and the versions of libraries by name."""
    cpu = platform.machine()
    known = Path("/proc/cpuinfo")
    if known.exists():
        names = [line.split(":")[1].strip() for line in known.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    libraries = "".join(f", {name} {version}" for name, version in versions.items())
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{processors} processor{'s' * (processors != 1)} ({cpu}), Python {platform.python_version()}{libraries}."


def write(page: str, begin: str, end: str, text: str) -> None:
    """Put a text between the two marks of a page in place of what stands there.

    Raises:
        SystemExit: if the page has no such marks.
    """
    path = DOCS / page
    before, mark, rest = path.read_text(encoding="utf-8").partition(begin)
    _, close, after = rest.partition(end)
    if not mark or not close:
        raise SystemExit(f"{page} has no place for the table; write {begin} and {end} into it")
    path.write_text(f"{before}{begin}\n\n{text.rstrip()}\n\n{end}{after}", encoding="utf-8")


def peak(*, is_new: bool = False) -> float:
    """The most memory that this process has held, in megabytes; counted anew from now on where that is asked.

    Linux says it of the process alone, where `ru_maxrss` begins with that of the one that started it.
    """
    status, marks = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    if is_new:
        marks.write_text("5", encoding="ascii")
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def least_times(sides: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """The least time of each side; the sides take turns, so that a slow moment meets all of them.

    What is left of the run before is collected first; then the garbage collector runs, as it does for users. Only the
    time of this process counts, whatever else the machine has to do.
    """
    least = dict.fromkeys(sides, float("inf"))
    for _ in range(repeats):
        for name, side in sides.items():
            gc.collect()
            start = process_time()
            result = side()
            least[name] = min(least[name], process_time() - start)
            del result
    return least


def slope(times: Mapping[int, float]) -> float:
    """How a time grows with its size: the slope of the straight line through both as logarithms; 1 is in proportion."""
    points = [(log(size), log(time)) for size, time in times.items()]
    middle, height = (sum(ends) / len(points) for ends in zip(*points, strict=True))
    over = sum((size - middle) ** 2 for size, _ in points)
    return float(sum((size - middle) * (time - height) for size, time in points) / over)
