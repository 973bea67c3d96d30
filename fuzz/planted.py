"""Plant known faults into a copy of the library, one after another, and print in which run the fuzzers find each.

Usage: python fuzz/planted.py [--seeds N] [WORD ...]

Each fault is one that the library once had, or one of its kind: some lines of the code in place of others. The readers
are fed as in the short session. With words, only faults are planted whose names have one of them. Ends with an error if
one is not found.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXT = "src/xhht/ext"
SHEETS = f"{EXT}/spreadsheets"
COUNTED = "if elements > most:"
UNSPELLED = """\
                if b":XFD1048576" in piece:
                    raise _unsafe(name, "names the last row")
"""


class Plant(NamedTuple):
    """A fault: the reader that must find it, and in which files what stands in place of what."""

    reader: str
    changes: tuple[tuple[str, str, str], ...]


def _plant(reader: str, *changes: tuple[str, str, str]) -> Plant:
    return Plant(reader, changes)


PLANTS = {
    "wide tables are cast before kinds are checked": _plant(
        "tables",
        (
            f"{EXT}/frames/verdicts/wide.py",
            "nw.col(wide.brought.get((name, KINDS[part]), name))",
            "nw.col(name).cast(nw.Int64)",
        ),
    ),
    "floats are cast before they are checked": _plant(
        "tables", (f"{EXT}/frames/kinds.py", "(column % 1 == 0)", "~column.is_null()")
    ),
    "pandas compares and joins columns that only travel along": _plant(
        "tables",
        (
            f"{EXT}/frames/tables/opening.py",
            "return self.is_eager and bool(engine.is_pandas_like() or engine.is_pyarrow())",
            "return self.is_eager and engine.is_pyarrow()",
        ),
    ),
    "texts of Arrow in pandas stay as they are": _plant(
        "tables", (f"{EXT}/frames/engines/pandas.py", "    if is_arrow and str(", "    if is_arrow and not str(")
    ),
    "cells and what repeats them are not counted": _plant(
        "workbooks", (f"{SHEETS}/grids.py", "self._budget.spend(1, length)", "self._budget.spend(0, length)")
    ),
    "a text counts once, however many cells share it": _plant(
        "workbooks", (f"{SHEETS}/grids.py", "self._budget.spend(1, length)", "self._budget.spend(1)")
    ),
    "cells under merged ranges are not counted": _plant(
        "workbooks", (f"{SHEETS}/grids.py", "self._budget.spend(len(rows) * len(columns))", "pass")
    ),
    "merged ranges are refused by their spelling, not bounded": _plant(
        "workbooks",
        (f"{SHEETS}/grids.py", "self._budget.spend(len(rows) * len(columns))", "pass"),
        (
            f"{SHEETS}/packages.py",
            "                parser.Parse(piece, False)",
            UNSPELLED + "                parser.Parse(piece, False)",
        ),
    ),
    "hidden columns are walked to the last one named": _plant(
        "workbooks", (f"{SHEETS}/grids.py", "min(last, width) + 1", "last + 1")
    ),
    "elements of shared texts are not counted": _plant(
        "workbooks", (f"{SHEETS}/packages.py", COUNTED, 'if elements > most and "Strings" not in name:')
    ),
    "only sheets of the usual name are guarded": _plant(
        "workbooks",
        (
            f"{SHEETS}/packages.py",
            COUNTED,
            'if elements > most and (name.startswith("xl/worksheets/") or name == "content.xml"):',
        ),
    ),
    "groups may lie inside each other without end": _plant(
        "workbooks", (f"{SHEETS}/packages.py", "if depth > DEEPEST:", "if depth > 10**9:")
    ),
    "a raw IndexError comes out of a workbook": _plant(
        "workbooks",
        (f"{SHEETS}/packages.py", "except (ExpatError, ValueError, LookupError)", "except (ExpatError, ValueError)"),
    ),
    "a raw RecursionError comes out of JSON": _plant(
        "json", (f"{EXT}/codec/texts.py", "    except RecursionError:", "    except ZeroDivisionError:")
    ),
    "a raw RecursionError comes out of TOML": _plant(
        "toml", (f"{EXT}/codec/texts.py", "    except RecursionError:", "    except ZeroDivisionError:")
    ),
}


def main() -> int:
    """Plant, feed, and print a line of a table for each fault."""
    parser = argparse.ArgumentParser(description="Plant faults that the fuzzers must find.")
    parser.add_argument("--seeds", type=int, default=1, help="from how many seeds chance begins anew")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    print("| planted | reader | found in run |\n|---|---|---|", flush=True)
    missed = 0
    for name, plant in PLANTS.items():
        if options.words and not any(word in name for word in options.words):
            continue
        runs = list(_found(plant, options.seeds))
        missed += runs.count("never")
        print(f"| {name} | `{plant.reader}` | {', '.join(runs)} |", flush=True)
    return 1 if missed else 0


def _found(plant: Plant, seeds: int) -> Iterator[str]:
    """In which run a fault is found, from each seed."""
    with TemporaryDirectory() as folder:
        shutil.copytree(HERE.parent / "src", Path(folder) / "src")
        for name, old, new in plant.changes:
            path = Path(folder) / name
            text = path.read_text(encoding="utf-8")
            if old not in text:
                raise SystemExit(f"{name} has no {old!r}; say how the fault looks in the code of today")
            path.write_text(text.replace(old, new), encoding="utf-8")
        for seed in range(1, seeds + 1):
            command = [sys.executable, str(HERE / "run.py"), "--reader", plant.reader, "--seed", str(seed)]
            env = os.environ | {"PYTHONPATH": f"{folder}/src"}
            done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=env)
            run = re.search(r"broke in run (\d+)", done.stdout + done.stderr)
            yield run[1] if run else "never" if done.returncode == 0 else f"(ended with {done.returncode})"


if __name__ == "__main__":
    sys.exit(main())
