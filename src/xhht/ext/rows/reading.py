"""Observations read back from rows, with everything that is wrong with a table together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, NamedTuple

from xhht.checks import describe, identifier
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError, XhhtError
from xhht.ext import flat_shares
from xhht.ext.flat_shares import PARTS, Kind
from xhht.ext.rows.numbers import is_near, percent, percent_names
from xhht.ext.rows.verdicts import DAY
from xhht.ext.spellings import Spellings
from xhht.ext.whole_numbers import whole_number
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare
from xhht.periods import day_from_text
from xhht.pictures import digits, picture, shortened

REQUIRED = ("indicator", "region", DAY)
# Data frames write shares in per cent beside the exact ones.
FLOATS = {name: exact for exact, name in percent_names(flat_shares.FRACTIONS).items()}
COLUMNS = (*REQUIRED, *flat_shares.COLUMNS, "reference", "note", "party", *FLOATS)
# SQL reserves the second name of the day.
ALIASES = {"on": DAY}
IDS = ("indicator", "region", "party")
FLAGS = {"true": True, "false": False, "1": True, "0": False}
OF_SHARE = tuple(name for name in (*flat_shares.COLUMNS, *FLOATS) if name not in ("kind", "base"))
MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?\Z")
FRACTION = re.compile(r"[0-9]+(?:/[0-9]+)?", re.ASCII)
LONGEST_FRACTION = 4000  # Python reads 4,300 digits.


class WrongCell(NamedTuple):
    """A cell that cannot be right: the name of its column in the table, its row, and what is wrong."""

    column: str
    place: int
    error: XhhtError


class InvalidTableError(ProblemsError):
    """A table that cannot be read as observations: every wrong cell, with its row and column."""


def from_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Observation, ...]:
    """Read observations from rows as `to_rows` gives them, or as you fill them in by hand.

    Only ``indicator``, ``region`` and ``reported_on`` (or ``on``) are always needed, with counts (``numerator``,
    ``denominator``), a print (``printed``) or bounds (``share_lower``, ``share_upper``, or ``least``, ``most``,
    ``denominator``). Counts and a print in one row, without a ``kind``, are joined by `reconcile`. Columns that follow
    from others (such as ``share``) may be left out; where they are given they must agree.

    What files, databases and data frames make of cells is read: an empty text is a missing cell, counts may be texts of
    digits, whole floats or decimals, flags 0 and 1, days times at midnight. Names of columns are compared without case
    and blanks around them.

    >>> from xhht.figures.prints import PrintedShare
    >>> seen, = from_rows([{"indicator": "members", "region": "van-yen", "on": "2020-12-31", "printed": "57,48%"}])
    >>> seen.actual == PrintedShare.from_text("57,48%")
    True

    Args:
        rows: one mapping a report; rows are counted from 0 in messages.

    Raises:
        InvalidTableError: for every cell that cannot be right, together in `problems`.
        InvalidTypeError: if the rows are no mappings.
    """
    listed = mappings(rows)
    names, problems = names_of(listed, COLUMNS, ALIASES)
    wrong: list[WrongCell] = []
    found = [ReportRow(place, row, wrong, names).observation() for place, row in enumerate(listed)]
    problems += [cell.error for cell in wrong]
    if problems:
        raise InvalidTableError("observations in a table", problems)
    return tuple(seen for seen in found if seen is not None)


def names_of(
    rows: Iterable[Mapping[Any, object]], known: Iterable[str], aliases: Mapping[str, str]
) -> tuple[dict[str, str], list[XhhtError]]:
    """What each column of a table is, by its name there; and every name that is none, doubled or no text, once."""
    columns = tuple(known)
    spellings = Spellings((*columns, *aliases))
    problems: list[XhhtError] = []
    names: dict[str, str] = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        if not isinstance(name, str):
            problems.append(
                InvalidTypeError(f"the name of a column is text, got {describe(name)}; a row may be too long")
            )
            continue
        meant = spellings.find(name)
        column = None if meant is None else aliases.get(meant, meant)
        if column is None:
            problems.append(UnknownIdError("column", name, columns, "the rows"))
        elif column in names.values():
            other = next(known for known, taken in names.items() if taken == column)
            problems.append(InvalidValueError(f"columns {other!r} and {name!r} are both {column!r}; keep one"))
        else:
            names[name] = column
    return names, problems


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

    def __init__(
        self, place: int, cells: Mapping[str, object], wrong_cells: list[WrongCell], names: Mapping[str, str]
    ) -> None:
        self.place = place
        self.cells: dict[str, object] = {names[name]: present(cell) for name, cell in cells.items() if name in names}
        self.names: dict[str, str] = {column: name for name, column in names.items()}
        self.wrong_cells = wrong_cells

    def is_empty(self) -> bool:
        """Whether no cell says anything of a share."""
        return all(self.cells.get(name) is None for name in OF_SHARE)

    def observation(self) -> Observation | None:
        """The observation, or None where a cell is wrong."""
        before = len(self.wrong_cells)
        for name in REQUIRED:
            if self.cells.get(name) is None:
                self.wrong(name, "is empty; every report has one")
        cells = {name: self.read(name) for name in COLUMNS}
        if len(self.wrong_cells) > before:
            return None
        actual = self.share(cells)
        if actual is None:
            return None
        names = (cells["indicator"], cells["region"], cells[DAY])
        words = {name: cells[name] for name in ("reference", "note", "party")}
        found: Observation | None = self.attempt("indicator", lambda: Observation(*names, actual, **words))
        return found

    def share(self, cells: Mapping[str, Any]) -> AnyShare | None:
        """The share that the cells say, held against all of them; None where they say none."""
        kinds = flat_shares.kinds(cells) or (Kind.BOUNDED,)
        told = {name for name in PARTS[Kind.BOUNDED] if cells[name] is not None}
        if kinds == (Kind.BOUNDED,) and told == {"denominator"} and "numerator" in self.names:
            kinds = (Kind.COUNTED,)  # Which is what a row with one of two counts would be.
        missing = flat_shares.missing(kinds, cells)
        if missing:
            ways = "numerator and denominator, or printed, or share_lower and share_upper"
            silent = "; where nothing was reported, leave the row out" if self.is_empty() else ""
            self.wrong(missing[0], f"is empty, and the share needs it: give {ways}{silent}")
            return None
        actual: AnyShare | None
        actual = self.attempt(PARTS[kinds[-1]][0], lambda: flat_shares.share_of(kinds, cells))
        if actual is not None:
            for name, cell, follows in flat_shares.contradictions(kinds, cells, actual):
                why = f"contradicts the other columns, from which {_shown(follows)} follows; correct one"
                self.wrong(name, f"{_shown(cell)} {why}")
            exact = flat_shares.flat(actual)
            for name, of in FLOATS.items():
                if cells[name] is not None and not is_near(cells[name], percent(exact[of])):  # type: ignore[arg-type]  # A fraction.
                    self.wrong(name, f"{cells[name]} contradicts the other columns; correct one")
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
            self._add(name, placed(wrong, self.at(name)))
            return None

    def wrong(self, name: str, why: str) -> None:
        """Add a problem with a cell."""
        self._add(name, InvalidValueError(f"{self.at(name)} {why}"))

    def _add(self, name: str, error: XhhtError) -> None:
        self.wrong_cells.append(WrongCell(self.names.get(name, name), self.place, error))

    def at(self, name: str) -> str:
        """The place of a cell."""
        return f"rows[{self.place}], column {self.names.get(name, name)!r}"


def type_of(wrong: XhhtError) -> type[XhhtError]:
    """The kind of error that takes a message alone, for one that may take more."""
    return InvalidTypeError if isinstance(wrong, TypeError) else InvalidValueError


class PlacedError(XhhtError):
    """What is wrong at a place, put into words when it is told: many mistakes would take long, and few are read."""

    def __str__(self) -> str:
        where, wrong = self.args
        return shortened(f"{where}: {wrong}")


class PlacedTypeError(PlacedError, InvalidTypeError):
    """A value of a wrong kind, at its place."""


class PlacedValueError(PlacedError, InvalidValueError):
    """A value that cannot be right, at its place."""


def placed(wrong: Exception, where: str) -> XhhtError:
    """An error, told with its place."""
    return (PlacedTypeError if isinstance(wrong, TypeError) else PlacedValueError)(where, wrong)


def _shown(cell: object) -> str:
    if isinstance(cell, (int, Fraction)) and not isinstance(cell, bool):
        return digits(cell)
    return ";".join(cell) if isinstance(cell, tuple) else str(cell)


def _reader(name: str) -> Callable[[object], object]:
    if name in flat_shares.COUNTS:
        return whole_number
    if name in flat_shares.FRACTIONS:
        return _fraction
    if name in flat_shares.FLAGS:
        return flag_of
    others: dict[str, Callable[[object], object]]
    others = {DAY: day_of, "base": _base, "reservations": _caveats, "kind": _kind}
    others |= dict.fromkeys(IDS, _id) | dict.fromkeys(FLOATS, _float)
    return others.get(name, text_of)


def present(cell: object) -> object:
    """A cell, None where it is missing in one of the ways in which tables say so: empty, or no number."""
    if cell is None or (isinstance(cell, str) and not cell.strip()) or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    return None if isinstance(cell, float) and cell != cell else cell  # noqa: PLR0124  # Only what is no number differs from itself.


def _id(cell: object) -> str:
    if not isinstance(cell, str):
        raise InvalidTypeError(f"an id is text, got {describe(cell)}; read the column as text, so that no 0 is lost")
    return identifier(cell.strip())


def text_of(cell: object) -> str:
    """The text in a cell.

    Raises:
        InvalidTypeError: if it is none.
    """
    if not isinstance(cell, str):
        raise InvalidTypeError(f"text is needed, got {describe(cell)}")
    return cell


def _base(cell: object) -> Base:
    return Base(text_of(cell).strip())


def _kind(cell: object) -> Kind:
    return Kind(text_of(cell).strip())


def _fraction(cell: object) -> Fraction:
    if not isinstance(cell, str):
        try:
            return Fraction(whole_number(cell))
        except (InvalidTypeError, InvalidValueError):
            raise InvalidTypeError(f"an exact share as text, such as '2/5', is needed, got {describe(cell)}") from None
    if len(cell) > LONGEST_FRACTION:
        raise InvalidValueError(f"a share of {len(cell)} signs cannot be read; at most {LONGEST_FRACTION} are")
    if FRACTION.fullmatch(cell.strip()) is None:
        raise InvalidTypeError(f"an exact share as text, such as '2/5', is needed, got {describe(cell)}")
    try:
        return Fraction(cell)
    except ZeroDivisionError:
        raise InvalidValueError(f"{cell} divides by 0; give the share as text such as '2/5'") from None


def _float(cell: object) -> float:
    try:
        return float(cell)  # type: ignore[arg-type]  # What is no number says so.
    except (TypeError, ValueError, OverflowError):
        raise InvalidTypeError(f"a number is needed, got {describe(cell)}") from None


def flag_of(cell: object) -> bool:
    """Whether a cell says yes: True, 1, or either as text.

    Raises:
        InvalidTypeError: if it says neither yes nor no.
    """
    flag = FLAGS.get(picture(cell, str).strip().casefold().removesuffix(".0"))
    if flag is None:
        raise InvalidTypeError(f"True or False (or 1 or 0) is needed, got {describe(cell)}")
    return flag


def _caveats(cell: object) -> tuple[Caveat, ...]:
    return tuple(Caveat(word) for word in text_of(cell).split(";") if word)


def day_of(cell: object) -> date:
    """The day in a cell: a date, a time at midnight without a zone, or either as ISO text.

    Raises:
        InvalidTypeError: if it is neither a day nor text.
        InvalidValueError: if it is no day.
    """
    if isinstance(cell, datetime):
        if cell.tzinfo is None and cell.time() == time():
            return cell.date()
    elif isinstance(cell, date):
        return cell
    return day_from_text(MIDNIGHT.sub("", cell.strip()) if isinstance(cell, str) else cell)
