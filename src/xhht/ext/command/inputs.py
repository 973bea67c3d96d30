"""Inputs: the programmes, places and figures that the command line names."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from datetime import date
from pathlib import Path

from xhht.errors import InvalidRegionsError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.observations import Observation
from xhht.figures.regions import Level, Region, Regions
from xhht.model.programme import Programme
from xhht.texts import Language

SHEETS = (".xlsx", ".xlsm", ".ods", ".csv")
MOST_LINES = 20
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
    if path.suffix not in (".toml", ".json"):
        known = shipped()
        if name not in known:
            raise UnknownIdError("programme", name, known, "--programme, which also takes a .toml or .json file")
        return known[name]
    from xhht.ext import codec  # noqa: PLC0415  # What is not asked for need not be installed.

    read = codec.loads_toml if path.suffix == ".toml" else codec.loads
    return read(path.read_bytes(), Programme)


def places_of(name: str) -> Regions:
    """The places of a CSV table with the columns id, name, level and, where known, parent, traits and days.

    Raises:
        InvalidRegionsError: naming every line that is no place, or if the places are no tree.
    """
    with Path(name).open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        columns = tuple(table.fieldnames or ())
        unknown = [column for column in columns if column not in _PLACE_COLUMNS and column != "note"]
        absent = [column for column in _PLACE_COLUMNS[:3] if column not in columns]
        if unknown or absent:
            raise InvalidValueError(
                f"{name}: the columns of places are {', '.join(_PLACE_COLUMNS)} and note, the first three needed; "
                + "; ".join([f"unknown: {unknown}"] * bool(unknown) + [f"missing: {absent}"] * bool(absent))
            )
        regions: list[Region] = []
        problems: list[XhhtError] = []
        for number, row in enumerate(table, 2):
            try:
                regions.append(_place({key: (cell or "").strip() for key, cell in row.items() if key}))
            except (XhhtError, ValueError) as wrong:
                problems.append(InvalidValueError(f"line {number}: {wrong}"))
    if problems:
        raise InvalidRegionsError(f"the places in {name}", problems)
    return Regions(regions)


def _place(row: dict[str, str]) -> Region:
    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row.get(column) else None

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
        InvalidValueError: if a spreadsheet comes without the day of its figures, or the file is of another kind.
        XhhtError: if the file cannot be read.
    """
    path = Path(name)
    if path.suffix == ".json":
        from xhht.ext import codec  # noqa: PLC0415  # What is not asked for need not be installed.

        return codec.loads(path.read_bytes(), tuple[Observation, ...]), ""
    if path.suffix.lower() not in SHEETS:
        raise InvalidValueError(f"{name} is of no kind that is read here; give one of {', '.join((*SHEETS, '.json'))}")
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictReader(file)
            if {"indicator", "region"} <= set(table.fieldnames or ()):
                from xhht.ext.rows import from_rows  # noqa: PLC0415  # As above.

                return from_rows(table), ""
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
