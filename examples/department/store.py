"""The store: reports in a database, as rows of the library, and back.

`DATABASE_URL` names the database, SQLite or PostgreSQL. `python store.py FILE` takes in a tidy CSV table.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    insert,
    select,
)

from xhht import Observation
from xhht.ext.rows import from_rows, to_rows

WHOLE = ("numerator", "denominator", "least", "most")
FLAGS = ("is_lower_open", "is_upper_open", "is_partial")
TEXTS = ("kind", "share", "printed", "share_lower", "share_upper", "reservations", "reference", "note")
KEY = ("indicator", "region", "reported_on", "base", "party")
REPORTS = Table(
    "reports",
    MetaData(),
    *(Column(name, String, primary_key=True) for name in KEY),
    *(Column(name, Integer) for name in WHOLE),
    *(Column(name, Boolean) for name in FLAGS),
    *(Column(name, String) for name in TEXTS),
)


def opened(url: str | None = None) -> Engine:
    """The database, with its table."""
    engine = create_engine(url or os.environ.get("DATABASE_URL", "sqlite:///reports.db"))
    REPORTS.metadata.create_all(engine)
    return engine


def keep(engine: Engine, observations: Iterable[Observation]) -> int:
    """Keep reports; one of the same indicator, place, day, base and body takes the place of the one before.

    Returns:
        how many were replaced.
    """
    replaced = 0
    with engine.begin() as connection:
        for row in to_rows(list(observations)):
            cells = {name: cell for name, cell in row.items() if name in REPORTS.columns}
            cells["party"] = cells["party"] or ""  # A key has no empty cells.
            same = [REPORTS.columns[name] == cells[name] for name in KEY]
            replaced += connection.execute(delete(REPORTS).where(*same)).rowcount
            connection.execute(insert(REPORTS).values(**cells))
    return replaced


def kept(engine: Engine) -> tuple[Observation, ...]:
    """Every report that is kept."""
    with engine.connect() as connection:
        return from_rows(
            row._asdict()
            for row in connection.execute(select(REPORTS).order_by(*(REPORTS.columns[name] for name in KEY)))
        )


def days(engine: Engine) -> list[date]:
    """The days that reports are of, the latest first."""
    with engine.connect() as connection:
        found = connection.execute(select(REPORTS.columns.reported_on).distinct()).scalars()
        return sorted(map(date.fromisoformat, found), reverse=True)


def main() -> None:
    """Take in the tables named on the command line."""
    engine = opened()
    for name in sys.argv[1:]:
        with Path(name).open(encoding="utf-8", newline="") as file:
            observations = from_rows(csv.DictReader(file, strict=True))
        print(f"{name}: {len(observations)} figures, {keep(engine, observations)} of them in the place of others")


if __name__ == "__main__":
    main()
