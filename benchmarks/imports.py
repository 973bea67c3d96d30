"""What importing the library costs beside importing what it needs, as ratios measured side by side in one run.

Usage: python benchmarks/imports.py [--quick] [--write]

Each import runs in a fresh interpreter, the variants in turn; the least time of each counts. The clock runs inside
the child, around the import statements alone, so that the start of the interpreter, which is the same for all,
cannot flatter a ratio; the ratio with the start included, as a user of a script meets it, is told beside it. The first
run of each variant, which may have to compile and to read from disk, is thrown away.

`import xhht` loads its public names when they are first used. The first row alone would therefore promise too much:
the last row loads every public name. A full run ends with an error if a bound is missed.
"""

from __future__ import annotations

import subprocess
import sys
from time import perf_counter
from typing import NamedTuple

import pages

NEEDED = "import attrs, dateutil.relativedelta"


class Variant(NamedTuple):
    """What a child imports, and how many times the time of `NEEDED` that may take (None: for information)."""

    what: str
    statement: str
    bound: float | None


VARIANTS = (
    Variant("import xhht, which loads names when they are used", "import xhht", 1.5),
    Variant("import xhht, with programme 154", "import xhht; from xhht.programmes import ctph_154", 1.9),
    Variant("import xhht, every public name loaded", "from xhht import *", None),
)


class Times(NamedTuple):
    """The least seconds of an import: by the child's clock, and with the interpreter's start and end."""

    inside: float
    outside: float


def run(statement: str) -> Times:
    """Import in a fresh interpreter, and time it from inside and from outside."""
    child = (
        f"from time import perf_counter as clock\nstart = clock()\n{statement}\ntaken = clock() - start\nprint(taken)\n"
    )
    start = perf_counter()
    done = subprocess.run([sys.executable, "-I", "-c", child], check=True, capture_output=True, text=True)
    outside = perf_counter() - start
    return Times(float(done.stdout), outside)


def measure(statements: list[str], repeats: int) -> dict[str, Times]:
    """The least times of each statement; the statements take turns."""
    for statement in statements:
        run(statement)
    seen: dict[str, list[Times]] = {statement: [] for statement in statements}
    for _ in range(repeats):
        for statement in statements:
            seen[statement].append(run(statement))
    return {
        statement: Times(min(t.inside for t in times), min(t.outside for t in times))
        for statement, times in seen.items()
    }


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """The ratio of every import, by the child's clock."""
    times = measure([NEEDED, *(variant.statement for variant in VARIANTS)], 5 if is_quick else 40)
    return [
        pages.Ratio(
            f"{variant.what} (with start-up: {times[variant.statement].outside / times[NEEDED].outside:.2f})",
            f"`{NEEDED}`",
            times[variant.statement].inside / times[NEEDED].inside,
            variant.bound,
        )
        for variant in VARIANTS
    ]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "attrs", "python-dateutil")
