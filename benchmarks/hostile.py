"""What a megabyte of hostile input costs, for every reader but that of spreadsheets: seconds and memory.

Usage: python benchmarks/hostile.py [--quick] [--write]

Each input is read, or refused and its error put into words, in a process of its own: its processor time counts, and by
how much its memory rose above what it had before. The least of three runs counts. With --write the table of
docs/security.md is made anew. A run ends with an error if a bound is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from time import process_time

import attrs
import pages

from xhht import Observation, PrintedShare, Programme, Regions, Text, XhhtError, assess, count_from_text
from xhht.coordination import matrix
from xhht.ext import codec, sdmx
from xhht.programmes import ctph_154

SECONDS, MEGABYTES = 5, 200  # For each megabyte of input.
PAGE, BEGIN, END = "security.md", "<!-- measured: begin -->", "<!-- measured: end -->"
PROGRAMME, DAY, CLANS = ctph_154.PROGRAMME, date(2020, 12, 31), "clans_recognised"
HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE"
SEEN = '{"indicator":"i","region":"r%d","on":"2020-12-31","actual":%s}'
LIFE = '{"id":"r%d-%s","name":"x","level":"commune"%s}'


def repeated(item: Callable[[int], str], size: int, between: str = ",") -> str:
    """So many items that they have the size together."""
    return between.join(item(number) for number in range(size // len(between + item(10**4))))


def observations(actual: str) -> Callable[[int], Callable[[], object]]:
    """A file of reports of one figure."""

    def read(size: int) -> Callable[[], object]:
        text = f'{{"xhht":1,"items":[{repeated(lambda number: SEEN % (number, actual), size)}]}}'
        return lambda: codec.loads(text, tuple[Observation, ...])

    return read


def regions(size: int, more: str = "") -> str:
    """A file of regions."""
    return f'{{"xhht":1,"lives":[{repeated(lambda number: LIFE % (number, "x" * 90, more), size)}]}}'


def json_file(text: Callable[[int], str], kind: type) -> Callable[[int], Callable[[], object]]:
    """A file of some other kind."""

    def read(size: int) -> Callable[[], object]:
        file = text(size)
        return lambda: codec.loads(file, kind)

    return read


def toml_file(text: Callable[[int], str]) -> Callable[[int], Callable[[], object]]:
    """A programme in TOML."""

    def read(size: int) -> Callable[[], object]:
        file = text(size)
        return lambda: codec.loads_toml(file, Programme)

    return read


def csv_file(row: str) -> Callable[[int], Callable[[], object]]:
    """An SDMX-CSV file of one row again and again."""

    def read(size: int) -> Callable[[], object]:
        text = f"{HEAD}\n" + repeated(lambda number: row % number, size, "\n")
        return lambda: sdmx.read(text)

    return read


def near_misses(size: int) -> Callable[[], object]:
    """Reports of regions that are all but known."""
    known = codec.loads(regions(size // 2), Regions)
    seen = [
        Observation(CLANS, f"{life.id}y", DAY, PrintedShare.from_text("5%"))
        for life in known  # A slip at the end of each id.
    ]
    return lambda: assess(PROGRAMME, seen, regions=known, as_of=DAY)


def prints(size: int) -> Callable[[], object]:
    """Printed counts of 100 characters."""

    def read() -> None:
        for _ in range(size // 100):
            try:
                count_from_text("1 " * 50)
            except XhhtError as error:
                str(error)

    return read


def names(size: int) -> Callable[[], object]:
    """Markup in the names of a table, as Markdown."""
    said = Text("<b>*[a](b)" * (size // 10), "x")
    task = attrs.evolve(PROGRAMME.responsibilities[0], text=said)
    table = matrix(attrs.evolve(PROGRAMME, responsibilities=[task], duties=[]))
    return lambda: table.to_markdown("vi")


CASES: dict[str, Callable[[int], Callable[[], object]]] = {
    "JSON: right reports": observations('{"numerator":1,"denominator":2}'),
    "JSON: reports in prints": observations('{"text":"57,48%"}'),
    "JSON: numbers of 1,000 digits": observations(f'{{"numerator":1,"denominator":{"9" * 999}}}'),
    "JSON: reports without figures": observations("{}"),
    "JSON: keys that stand twice": observations('{"numerator":1,"numerator":1,"denominator":2}'),
    "JSON: brackets in brackets": json_file(lambda size: "[" * size, Programme),
    "JSON: targets that are none": json_file(
        lambda size: f'{{"xhht":1,"targets":[{"{}," * (size // 3)}{{}}]}}', Programme
    ),
    "JSON: parents that are unknown": json_file(lambda size: regions(size, ',"parent":"nobody"'), Regions),
    "TOML: right targets": toml_file(
        lambda size: repeated(
            lambda number: f'[[targets]]\nid = "t{number}"\nindicator = "i"\ndue_on = 2020-12-31\n', size, ""
        )
    ),
    "TOML: lists in lists": toml_file(lambda size: f"a = {'[' * size}"),
    "TOML: numbers of 1,000 digits": toml_file(lambda size: f"a = [{repeated(lambda _: '9' * 1_000, size)}]"),
    "TOML: a number of all digits": toml_file(lambda size: f"a = {'9' * size}"),
    "TOML: long keys": toml_file(lambda size: repeated(lambda number: f"{'k' * 1_000}{number} = 1\n", size, "")),
    "TOML: keys of many parts": toml_file(
        lambda size: repeated(lambda number: f"{'.'.join('a' * 40)}.b{number} = 1\n", size, "")
    ),
    "TOML: tables of many parts": toml_file(
        lambda size: repeated(lambda number: f"[{'.'.join('a' * 40)}.b{number}]\n", size, "")
    ),
    "TOML: days": toml_file(lambda size: f"a = [{repeated(lambda _: '2020-12-31T00:00:00Z', size)}]"),
    "TOML: one string without an end": toml_file(lambda size: f'a = """{"x" * size}'),
    "SDMX-CSV: right rows": csv_file("dataflow,X:Y(1.0),I,i,r%d,2020-12-31,5,A,PT"),
    "SDMX-CSV: wrong values": csv_file("dataflow,X:Y(1.0),I,i,r%d,2020-12-31,x,A,PT"),
    "reports of ids that are near misses": near_misses,
    "printed counts": prints,
    "names with markup, to Markdown": names,
}


def measured(name: str, size: int) -> tuple[float, float]:
    """Seconds and megabytes for an input of a size, in this process."""
    read = CASES[name](size)
    before, start = pages.peak(is_new=True), process_time()
    try:
        read()
    except XhhtError as error:
        str(error)
    return process_time() - start, pages.peak() - before


def in_a_process(name: str, size: int) -> tuple[float, float]:
    """The same in a process of its own."""
    child = [sys.executable, __file__, "--case", name, "--size", str(size)]
    seconds, megabytes = json.loads(subprocess.run(child, check=True, capture_output=True).stdout)
    return seconds, megabytes


def rows(size: int, times: int) -> Iterator[tuple[str, float, float]]:
    """What each input costs for a megabyte."""
    for name in CASES:
        runs = [in_a_process(name, size) for _ in range(times)]
        seconds, megabytes = (min(column) * 10**6 / size for column in zip(*runs, strict=True))
        yield name, seconds, megabytes


def main() -> None:
    """Measure, print a table and hold it against the bounds."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--case", choices=CASES)
    asked.add_argument("--size", type=int, default=0)
    options = asked.parse_args()
    if options.case:
        print(json.dumps(measured(options.case, options.size)))
        return
    found = list(rows(200_000 if options.quick else 1_000_000, 1 if options.quick else 3))
    lines = ["| a megabyte of | seconds | megabytes |", "|---|---|---|"]
    lines += [f"| {name} | {seconds:.1f} | {megabytes:.0f} |" for name, seconds, megabytes in found]
    print("\n".join(lines))
    if options.write:
        pages.write(PAGE, BEGIN, END, "\n".join([*lines, "", pages.facts()]))
    if any(seconds > SECONDS or megabytes > MEGABYTES for _, seconds, megabytes in found):
        sys.exit(f"more than {SECONDS} seconds or {MEGABYTES} megabytes for a megabyte of input")


if __name__ == "__main__":
    main()
