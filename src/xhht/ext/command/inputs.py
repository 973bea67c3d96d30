"""Inputs: the programmes, places and figures that the command line names."""

from __future__ import annotations

import csv
import importlib
import io
import os.path
import pkgutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from xhht.errors import InvalidRegionsError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.command.words import UNREAD, FileRefusedError, named
from xhht.ext.rows.reading import placed
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.model.programme import Programme
from xhht.periods import day_from_text
from xhht.texts import Language

MOST_BYTES = 100_000_000
SHEETS = (".xlsx", ".xlsm", ".ods", ".csv")
_PLACE_COLUMNS = ("id", "name", "level", "parent", "traits", "valid_from", "valid_to")


def shipped() -> dict[str, Programme]:
    """The programmes that the library brings, by the names of their modules."""
    package = importlib.import_module("xhht.programmes")  # By name: adapters depend on no programme.
    modules = (importlib.import_module(f"xhht.programmes.{one.name}") for one in pkgutil.iter_modules(package.__path__))
    return {
        module.__name__.rpartition(".")[2]: module.PROGRAMME
        for module in modules
        if isinstance(getattr(module, "PROGRAMME", None), Programme)
    }


def programme_of(name: str) -> Programme:
    """A programme by the name of its module, or from a TOML or JSON file.

    Raises:
        UnknownIdError: if it is neither.
        XhhtError: if the file holds no programme.
    """
    path = Path(name)
    kind = path.suffix.lower()
    if kind not in (".toml", ".json"):
        known = shipped()
        if name not in known:
            raise UnknownIdError("programme", name, known, "--programme, which also takes a .toml or .json file")
        return known[name]
    from xhht.ext import codec  # noqa: PLC0415  # What is not asked for need not be installed.

    read = codec.loads_toml if kind == ".toml" else codec.loads
    return read(_content(name), Programme)


def _content(name: str) -> bytes:
    """What a file holds.

    Raises:
        FileRefusedError: if it cannot be opened.
        InvalidValueError: if it is too long.
    """
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileRefusedError(UNREAD, name, error) from None
    if len(content) > MOST_BYTES:
        raise InvalidValueError(f"{named(name)} is longer than {MOST_BYTES} bytes; give a part of it at a time")
    return content


def _text(name: str, content: bytes) -> str:
    """The text of a table.

    Raises:
        InvalidValueError: if it is not in UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValueError(f"{name} is no CSV table in UTF-8; save it as “CSV UTF-8”") from None


def _table(text: str, *, is_strict: bool = True) -> csv.DictReader[str]:
    """A text as a table, whose cells are set off by a comma, a semicolon or a tabulator."""
    sign = max(",;\t", key=text.partition("\n")[0].count)  # Excel sets cells off by what the system's language does.
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=sign, strict=is_strict)


def places_of(name: str) -> Regions:
    """The places of a CSV table with the columns id, name, level and, where known, parent, traits and days.

    Raises:
        InvalidRegionsError: naming every line that is no place, or if the places are no tree.
        InvalidValueError: if a column is unknown, missing or doubled, or a line has more cells than columns.
    """
    table = _table(_text(name, _content(name)))
    columns = _columns(table, name)
    unknown = [column for column in columns if column not in _PLACE_COLUMNS and column != "note"]
    absent = [column for column in _PLACE_COLUMNS[:3] if column not in columns]
    if unknown or absent:
        raise InvalidValueError(
            f"{name}: the columns of places are {', '.join(_PLACE_COLUMNS)} and note, the first three needed; "
            + "; ".join([f"unknown: {unknown}"] * bool(unknown) + [f"missing: {absent}"] * bool(absent))
        )
    regions: list[Region] = []
    problems: list[XhhtError] = []
    for row in _rows(table, name):
        try:
            regions.append(_place({key: (cell or "").strip() for key, cell in row.items()}))
        except (XhhtError, ValueError) as wrong:
            problems.append(placed(wrong, f"line {table.line_num}"))
    if problems:
        raise InvalidRegionsError(f"the places in {name}", problems)
    return Regions(regions)


def _columns(table: csv.DictReader[str], name: str) -> tuple[str, ...]:
    try:
        return tuple(table.fieldnames or ())
    except csv.Error as error:
        raise _unreadable(name, table, error) from None


def _rows(table: csv.DictReader[str], name: str) -> Iterator[dict[str, str]]:
    """The rows of a table in which every cell stands under one heading, and every heading once.

    Raises:
        InvalidValueError: if not, since the csv module would leave such cells out; and if it cannot read the table.
    """
    twice = [column for column, count in Counter(_columns(table, name)).items() if count > 1]
    if twice:
        raise InvalidValueError(f"{name}: columns stand twice: {', '.join(twice)}; keep one of each")
    try:
        for row in table:
            if table.restkey in row:
                raise InvalidValueError(f"{name}: line {table.line_num} has more cells than columns; correct it")
            yield row
    except csv.Error as error:
        raise _unreadable(name, table, error) from None


def _unreadable(name: str, table: csv.DictReader[str], error: csv.Error) -> InvalidValueError:
    return InvalidValueError(f"{name}: line {table.line_num + 1} cannot be read as CSV ({error}); correct it")


def _place(row: dict[str, str]) -> Region:
    def day(column: str) -> date | None:
        return day_from_text(row[column]) if row.get(column) else None

    return Region(
        row["id"],
        row["name"],
        level=Level(row["level"]),
        parent=row.get("parent") or None,
        traits=row["traits"].split(";") if row.get("traits") else None,
        valid_from=day("valid_from"),
        valid_to=day("valid_to"),
    )


def figures_of(
    name: str,
    programme: Programme,
    regions: Regions,
    on: date | None,
    *,
    within: str | None,
    locale: str,
    language: Language,
) -> tuple[tuple[Observation, ...], str]:
    """The figures of one file, and what is to be said of the cells that could not be taken.

    A spreadsheet is read as `xhht.ext.spreadsheets.read` does, a CSV table with the columns ``indicator`` and
    ``region`` as `xhht.ext.rows.from_rows` does, and JSON as `xhht.ext.codec` writes it.

    Raises:
        InvalidValueError: if a spreadsheet comes without the day of its figures, the file is of another kind, or a
            table has a doubled column or a line with more cells than columns.
        XhhtError: if the file cannot be read.
    """
    path = Path(name)
    kind = path.suffix.lower()
    if kind == ".json":
        from xhht.ext import codec  # noqa: PLC0415  # What is not asked for need not be installed.

        return codec.loads(_content(name), tuple[Observation, ...]), ""
    if kind not in SHEETS:
        raise InvalidValueError(f"{name} is of no kind that is read here; give one of {', '.join((*SHEETS, '.json'))}")
    if not os.path.isfile(path):  # noqa: PTH113  # Of a path, it raises errors for some names.
        raise InvalidValueError(f"there is no file {named(name)}; check the path")
    if kind == ".csv" and _is_tidy(content := _content(name)):
        from xhht.ext.rows import from_rows  # noqa: PLC0415  # As above.

        return from_rows(_rows(_table(_text(name, content)), name)), ""
    if on is None:
        raise InvalidValueError(f"{name}: say the day of its figures with --on; it is never taken from a spreadsheet")
    from xhht.ext import spreadsheets  # noqa: PLC0415  # As above.

    report = spreadsheets.read(
        path,
        programme=programme,
        regions=regions,
        on=on,
        within=within,
        locale=locale,
        headings=spreadsheets.headings_for(programme),
        source=path.name,
    )
    return report.observations, report.explain(language) if report.problems or report.unlisted() else ""


def _is_tidy(content: bytes) -> bool:
    """Whether a CSV file has the headings of rows; it may be a sheet in any encoding."""
    try:
        columns = _table(content.decode("utf-8-sig", errors="replace"), is_strict=False).fieldnames or ()
    except csv.Error:
        return False
    return {"indicator", "region"} <= {column.strip().casefold() for column in columns}
