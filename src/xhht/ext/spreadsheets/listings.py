"""Listings: tables with an indicator in each row, and beside it the plan and what was done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

from xhht.ext.spellings import key
from xhht.ext.spreadsheets.bodies import Found, Reading, figure_cells, report
from xhht.ext.spreadsheets.cells import Cell, Grid
from xhht.ext.spreadsheets.columns import Column, Role, matches, parse_head, undated
from xhht.ext.spreadsheets.ledgers import Ledger
from xhht.ext.spreadsheets.places import NUMBERED
from xhht.ext.spreadsheets.problems import ProblemKind, of_indicator
from xhht.ext.spreadsheets.results import Use
from xhht.ext.spreadsheets.rows import figures_of
from xhht.ext.spreadsheets.sections import Sections
from xhht.ext.spreadsheets.tables import Line, columns_of, is_foot, is_head, paths_of
from xhht.figures.regions import Region
from xhht.values import Value

LETTERED = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-Za-zđĐ])\s*[.)]\s+|^\s*trong đó\s*:?\s*", re.IGNORECASE)


@attrs.frozen(kw_only=True, repr=False)
class Listing(Value):
    """The parts of a listing: its heads, the columns of indicators, units and results, and its lines."""

    heads: tuple[Line, ...]
    contents: int
    units: int | None
    results: dict[int, Region | None]
    refused: dict[int, tuple[ProblemKind, str]]
    rows: tuple[Line, ...]
    feet: tuple[Line, ...]


def listing_in(
    lines: list[Line], grid: Grid, reading: Reading, sections: Sections
) -> tuple[list[Line], Listing | None]:
    """The lines above the first listing, and the listing; all lines and None where there is none."""
    for at, line in enumerate(lines):
        contents = next((c for c in line if c.is_text and matches(c.text, reading.headings.contents)), None)
        if contents is None:
            continue
        end = at + 1
        while end < len(lines) and all(cell.column != contents.column and is_head(cell) for cell in lines[end]):
            end += 1
        heads, body = lines[at:end], lines[end:]
        feet = next((n for n, low in enumerate(body) if any(_is_foot(cell, reading) for cell in low)), len(body))
        found = _listing(contents, heads, grid, reading, sections)
        if found.results:
            return lines[:at], attrs.evolve(found, rows=tuple(body[:feet]), feet=tuple(body[feet:]))
    return lines, None


def _is_foot(cell: Cell, reading: Reading) -> bool:
    return cell.is_text and is_foot(cell.text, reading.headings)


def _listing(contents: Cell, heads: list[Line], grid: Grid, reading: Reading, sections: Sections) -> Listing:
    words = reading.headings
    units: int | None = None
    results: dict[int, Region | None] = {}
    refused: dict[int, tuple[ProblemKind, str]] = {}
    for number, path in paths_of(grid, heads).items():
        bare = [text for text in map(undated, path) if key(text)]
        named = sections.gazetteer.find(path[-1])
        if number == contents.column or any(matches(text, (*words.ordinals, *words.remarks)) for text in path):
            continue
        if any(matches(text, words.units) for text in path):
            units = number
        elif any(matches(text, (*words.plans, *words.totals)) for text in bare):
            continue
        elif isinstance(named, Region):
            results[number] = named
        elif not all(matches(text, words.results) for text in bare):
            refused[number] = ProblemKind.UNKNOWN_HEADING, "; ".join(f"“{text[:40]}”" for text in bare[:3])
        elif days := [day for text in path for day in parse_head(text, words, reading.on).days]:
            refused[number] = ProblemKind.OTHER_DAY, ", ".join(days)
        else:
            results[number] = None
    times = Counter(region and region.id for region in results.values())
    for number, region in list(results.items()):
        if times[region and region.id] > 1:
            refused[number] = ProblemKind.REPEATED_COLUMN, ""
            del results[number]
    return Listing(
        heads=tuple(heads),
        contents=contents.column,
        units=units,
        results=results,
        refused=refused,
        rows=(),
        feet=(),
    )


def read_listing(listing: Listing, grid: Grid, reading: Reading, sections: Sections, ledger: Ledger) -> Iterator[Found]:
    """The shares that the rows of a listing report, for each column of results; each of its cells is noted."""
    meanings = _meanings(listing, reading, ledger)
    for line in (*listing.heads, *listing.feet):
        for cell in line:
            ledger.take(cell, Use.FOOT if line in listing.feet else Use.HEADING)
            if line in listing.heads and cell.column in listing.refused:
                ledger.refuse(cell, *listing.refused[cell.column])
    for line in listing.rows:
        for cell in line:
            is_result = cell.column in listing.results and meanings.get(cell.row) is not None
            if not (is_result or ledger.has(cell)):
                ledger.take(cell, Use.NOT_TAKEN)
    for number, named in listing.results.items():
        cells = [(cell, meanings.get(cell.row)) for line in listing.rows for cell in line if cell.column == number]
        figures = figures_of(cells, reading.words, grid, ledger)
        region = named or sections.region
        head = max((cell for line in listing.heads for cell in line if cell.column <= number), key=_place)
        if region is None:
            for cell in figure_cells(figures):
                ledger.refuse(cell, ProblemKind.NO_REGION)
        else:
            ledger.listed.add(region.id)
            yield from report(region.id, head, figures, "", ledger)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.column, cell.row


def _meanings(listing: Listing, reading: Reading, ledger: Ledger) -> dict[int, Column]:
    """What each row holds, as its words and those of the group above it say, in the unit beside it."""
    paths: dict[int, list[str]] = {}
    names: dict[int, Cell] = {}
    group: list[str] = []
    for line in listing.rows:
        name = next((cell for cell in line if cell.column == listing.contents), None)
        if name is None or not name.is_text:
            continue
        text = LETTERED.sub("", NUMBERED.sub("", name.text))
        unit = next((cell.text.strip() for cell in line if cell.column == listing.units), "")
        ledger.take(name, Use.HEADING)
        if any(cell.column in listing.results or cell.column in listing.refused for cell in line):
            paths[name.row] = [*group, text, *(["%"] if unit == "%" else [])]
            names[name.row] = name
        else:
            is_known = parse_head(text, reading.headings, reading.on).phrases != ()
            group = [text] if is_known else []
    columns = columns_of(paths, reading.headings, reading.on)
    meanings = {}
    for row, column in columns.items():
        if column.refusal is not None:
            ledger.refuse(names[row], column.refusal, column.why(reading.headings, reading.gazetteer.hints))
        elif column.role is Role.FIGURE and column.subject is not None:
            indicator = reading.headings.indicator_of(column.subject)
            if indicator in reading.indicators:
                meanings[row] = column
            else:
                ledger.refuse(names[row], ProblemKind.UNMEASURED, of_indicator(indicator))
    times = Counter((m.subject, m.measure, m.of, m.part) for m in meanings.values())
    for row, column in list(meanings.items()):
        if times[column.subject, column.measure, column.of, column.part] > 1:
            ledger.refuse(names[row], ProblemKind.REPEATED_COLUMN)
            del meanings[row]
    return meanings
