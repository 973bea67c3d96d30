"""Plant known faults into the library in memory, one after another, and print in which run the fuzzers find each.

Usage: python fuzz/planted.py [--seeds N] [WORD ...]

Each fault is one that the library once had, or one of its kind: some lines of the code in place of others. The readers
are fed as in the short session. With words, only faults are planted whose names have one of them. Ends with an error if
one is not found.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

import atheris
import run

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
        "workbooks",
        (f"{SHEETS}/packages.py", COUNTED, 'if elements > most and "Strings" not in name:'),
        (f"{SHEETS}/packages.py", "self._elements = elements", 'if "Strings" not in name: self._elements = elements'),
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
    sources: dict[str, tuple[str, str]] = {}
    for name, old, new in plant.changes:
        right = (HERE.parent / name).read_text(encoding="utf-8")
        wrong = sources.get(name, ("", right))[1]
        if old not in wrong:
            raise SystemExit(f"{name} has no {old!r}; say how the fault looks in the code of today")
        sources[name] = right, wrong.replace(old, new)

    def put() -> None:
        for name, (right, wrong) in sources.items():
            _put(name, right, wrong)

    with run.folder_of_parent() as folder:
        os.chdir(folder)  # Where what breaks something is left.
        log = folder / "log"
        for seed in range(1, seeds + 1):
            options = argparse.Namespace(runs=None, seed=seed, corpus=None)
            _, status = os.waitpid(run.forked(plant.reader, log, options, put), 0)
            broken = re.search(r"broke in run (\d+)", log.read_text(encoding="utf-8", errors="replace"))
            yield broken[1] if broken else f"(ended with {status})" if status else "never"
        os.chdir(HERE)


def _put(name: str, right: str, wrong: str) -> None:
    """Put the code of functions that a fault changes in place of their own, seen by the fuzzer like all other code."""
    codes, faults = (dict(_codes(compile(text, name, "exec"))) for text in (right, wrong))
    changed = {qualified for qualified, code in faults.items() if code != codes.get(qualified)}
    module = sys.modules[name.removeprefix("src/").removesuffix(".py").replace("/", ".")]
    functions = [function for function in _functions(module) if function.__qualname__ in changed]
    if not functions:
        raise SystemExit(f"{name} has no function that the fault changes")
    for function in functions:
        function.__code__ = faults[function.__qualname__]
        atheris.instrument_func(function)


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """The code of each function by its qualified name."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner.co_qualname, inner
            yield from _codes(inner)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions of a module, and those of its classes."""
    own = [one for one in vars(module).values() if getattr(one, "__module__", "") == module.__name__]
    for one in own:
        members = vars(one).values() if isinstance(one, type) else (one,)
        for member in members:
            function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
            if isinstance(function, FunctionType):
                yield function


if __name__ == "__main__":
    sys.exit(main())
