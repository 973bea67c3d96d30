"""Observations read back from rows, with everything that is wrong with a table together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from xhht.checks import describe, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError, XhhtError
from xhht.ext import flat_shares
from xhht.ext.flat_shares import PARTS, Kind
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare

REQUIRED = ("indicator", "region", "on")
COLUMNS = (*REQUIRED, *flat_shares.COLUMNS, "reference", "note")
FRACTION = re.compile(r"[0-9]+(?:/[0-9]+)?", re.ASCII)


class InvalidTableError(ProblemsError):
    """A table that cannot be read as observations: every wrong cell, with its row and column."""


def from_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Observation, ...]:
    """Read observations from rows as `to_rows` gives them, or as you fill them in by hand.

    Only ``indicator``, ``region`` and ``on`` are always needed, with counts (``numerator``, ``denominator``), a
    print (``printed``) or bounds (``share_lower``, ``share_upper``, or ``least``, ``most``, ``denominator``). Counts
    and a print in one row, without a ``kind``, are joined by `reconcile`. Columns that follow from others (such as
    ``share``) may be left out; where they are given they must agree.

    >>> seen, = from_rows([{"indicator": "members", "region": "van-yen", "on": "2020-12-31", "printed": "57,48%"}])
    >>> seen.actual == PrintedShare.from_text("57,48%")
    True

    Args:
        rows: one mapping a report; rows are counted from 0 in messages.

    Raises:
        InvalidTableError: for every cell that cannot be right, together in `problems`.
        InvalidTypeError: if the rows are no mappings.
    """
    problems: list[XhhtError] = []
    found = [ReportRow(place, row, problems).observation() for place, row in enumerate(mappings(rows))]
    if problems:
        raise InvalidTableError("observations in a table", problems)
    return tuple(seen for seen in found if seen is not None)


def mappings(rows: object) -> list[Mapping[str, object]]:
    """Several rows as a list.

    Raises:
        InvalidTypeError: if they are no mappings.
    """
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise InvalidTypeError(f"rows are several mappings of columns to cells, got {describe(rows)}")
    listed = list(rows)
    for place, row in enumerate(listed):
        if not isinstance(row, Mapping):
            raise InvalidTypeError(f"rows[{place}] is a mapping of columns to cells, got {describe(row)}")
    return listed


class ReportRow:
    """One row on its way to an observation; what is wrong goes to the problems of the table."""

    def __init__(self, place: int, cells: Mapping[str, object], problems: list[XhhtError]) -> None:
        self.place = place
        self.cells = cells
        self.problems = problems

    def observation(self) -> Observation | None:
        """The observation, or None where a cell is wrong."""
        before = len(self.problems)
        for name in self.cells:
            if name not in COLUMNS:
                self.problems.append(UnknownIdError("column", name, COLUMNS, f"rows[{self.place}]"))
        for name in REQUIRED:
            if self.cells.get(name) is None:
                self.wrong(name, "is empty; every report has one")
        cells = {name: self.read(name) for name in COLUMNS}
        if len(self.problems) > before:
            return None
        actual = self.share(cells)
        if actual is None:
            return None
        names = (cells["indicator"], cells["region"], cells["on"])
        found: Observation | None = self.attempt(
            "indicator", lambda: Observation(*names, actual, reference=cells["reference"], note=cells["note"])
        )
        return found

    def share(self, cells: Mapping[str, Any]) -> AnyShare | None:
        """The share that the cells say, held against all of them; None where they say none."""
        kinds = flat_shares.kinds(cells) or (Kind.BOUNDED,)
        missing = flat_shares.missing(kinds, cells)
        if missing:
            ways = "numerator and denominator, or printed, or share_lower and share_upper"
            self.wrong(missing[0], f"is empty, and the share needs it: give {ways}")
            return None
        actual: AnyShare | None
        actual = self.attempt(PARTS[kinds[-1]][0], lambda: flat_shares.share_of(kinds, cells))
        if actual is not None:
            for name, cell, follows in flat_shares.contradictions(kinds, cells, actual):
                why = f"contradicts the other columns, from which {_shown(follows)} follows; correct one"
                self.wrong(name, f"{_shown(cell)} {why}")
        return actual

    def read(self, name: str) -> Any:  # noqa: ANN401  # A cell of the column's own kind.
        """The cell of a column in the form that the model takes, None where it is empty."""
        cell = self.cells.get(name)
        if cell is None:
            return None
        return self.attempt(name, lambda: _reader(name)(cell))

    def attempt(self, name: str, step: Callable[[], Any]) -> Any:  # noqa: ANN401  # What the step gives.
        """What a step gives; None where it fails, and the reason among the problems."""
        try:
            return step()
        except XhhtError as wrong:
            self.problems.append(type_of(wrong)(f"{self.at(name)}: {wrong}"))
            return None

    def wrong(self, name: str, why: str) -> None:
        """Add a problem with a cell."""
        self.problems.append(InvalidValueError(f"{self.at(name)} {why}"))

    def at(self, name: str) -> str:
        """The place of a cell."""
        return f"rows[{self.place}], column {name!r}"


def type_of(wrong: XhhtError) -> type[XhhtError]:
    """The kind of error that takes a message alone, for one that may take more."""
    return InvalidTypeError if isinstance(wrong, TypeError) else InvalidValueError


def _shown(cell: object) -> str:
    return ";".join(cell) if isinstance(cell, tuple) else str(cell)


def _reader(name: str) -> Callable[[object], object]:
    if name in flat_shares.COUNTS:
        return _count
    if name in flat_shares.FRACTIONS:
        return _fraction
    if name in flat_shares.FLAGS:
        return _flag
    others: dict[str, Callable[[object], object]]
    others = {"on": _day, "base": _base, "reservations": _caveats, "kind": _kind}
    return others.get(name, _text)


def _text(cell: object) -> str:
    if not isinstance(cell, str):
        raise InvalidTypeError(f"text is needed, got {describe(cell)}")
    return cell


def _base(cell: object) -> Base:
    return Base(_text(cell))


def _kind(cell: object) -> Kind:
    return Kind(_text(cell))


def _count(cell: object) -> int:
    if not isinstance(cell, int) or not is_whole(cell):
        raise InvalidTypeError(f"a whole number is needed, got {describe(cell)}; make the column one of integers")
    return cell


def _fraction(cell: object) -> Fraction:
    if not isinstance(cell, str) or FRACTION.fullmatch(cell) is None:
        raise InvalidTypeError(f"an exact share as text, such as '2/5', is needed, got {describe(cell)}")
    try:
        return Fraction(cell)
    except ZeroDivisionError:
        raise InvalidValueError(f"{cell} divides by 0; give the share as text such as '2/5'") from None


def _flag(cell: object) -> bool:
    if not isinstance(cell, bool):
        raise InvalidTypeError(f"True or False is needed, got {describe(cell)}")
    return cell


def _caveats(cell: object) -> tuple[Caveat, ...]:
    return tuple(Caveat(word) for word in _text(cell).split(";") if word)


def _day(cell: object) -> date:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return cell
    if not isinstance(cell, str):
        raise InvalidTypeError(f"a day such as 2020-12-31 is needed, got {describe(cell)}")
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise InvalidValueError(f"a day such as 2020-12-31 is needed, got {describe(cell)}") from None
