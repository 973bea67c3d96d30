"""Reading: SDMX-CSV 1.0 and 2.0 as observations and missing figures, with all mistakes of a file at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from xhht.checks import describe, identifier, nfc
from xhht.errors import (
    ContradictionError,
    InvalidTypeError,
    InvalidValueError,
    UnknownChoiceError,
    UnknownIdError,
    XhhtError,
)
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.columns import Status
from xhht.ext.sdmx.days import day_of, is_reporting
from xhht.ext.sdmx.limits import LIMITS, Limits
from xhht.ext.sdmx.problems import InvalidSdmxError
from xhht.ext.sdmx.results import Missing, Remark, RemarkKind, SdmxReport
from xhht.ext.sdmx.rows import Header, decoded, lines, named, read_header, unknown_columns
from xhht.ext.sdmx.shares import check_value, share_of, value_as_print
from xhht.ext.spellings import Spellings
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare, Share

_KEPT_ACTIONS = ("I", "A", "R", "M")
_DEFAULT_YEAR_START = "--01-01"
_NO_NUMBER = "NaN"
_NOUGHT = re.compile("0+([.,]0+)?")
_MOST_VALUES = 1000


def read(
    text: str | bytes,
    *,
    columns: Mapping[str, str] | None = None,
    fixed: Mapping[str, str] | None = None,
    where: Mapping[str, str] | None = None,
    unit: str | None = None,
    limits: Limits = LIMITS,
) -> SdmxReport:
    r"""Read observations from SDMX-CSV 2.0 or 1.0, those of this library or of other programs.

    Where the exact share stands in attributes, they win, and an OBS_VALUE that contradicts them is a mistake.
    Without them OBS_VALUE is read as a printed percentage: it may have been rounded or cut off.

    Rows of another unit are left out with a remark. So are rows of one key that differ in a column which is not read,
    such as SEX, and rows of a part of the whole (its value is not ``_T``): `where` chooses which are meant.

    Args:
        text: the text, or its bytes in UTF-8.
        columns: the headings of other programs and what they are here, such as ``{"GEO": "REF_AREA"}``.
        fixed: what the file is about where no column says it, or its cell is empty, such as ``{"INDICATOR": "1-1-1"}``.
        where: for headings of the file, the value that rows must have to be read, such as ``{"SEX": "_T"}``.
        unit: the unit of OBS_VALUE where the file has no UNIT_MEASURE: ``"PT"`` or ``"PC"``, percent.
        limits: how large the file may be.

    Raises:
        UnreadableSdmxError: if it is no SDMX-CSV, or beyond a limit.
        InvalidSdmxError: for every mistake in it, all together in `problems`, each with line and column.
        UnknownIdError: if `where` or `fixed` has a heading, or `where` a value, that the file has nowhere.

    >>> told = read("DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nA:B(1.0),i,r,2020,57.5,PT\n")
    >>> told.observations[0].on, told.observations[0].actual.text
    (datetime.date(2020, 12, 31), '57,5%')
    """
    renamed, told, chosen = (_texts(name, given) for name, given in _named(columns=columns, fixed=fixed, where=where))
    for name in told:
        if name not in c.DIMENSIONS:
            raise UnknownIdError("heading", name, c.DIMENSIONS, "fixed=")
    if unit is not None and unit not in c.PERCENT_UNITS:
        raise UnknownChoiceError("unit", unit, c.PERCENT_UNITS)
    if not isinstance(limits, Limits):
        raise InvalidTypeError(f"limits= is Limits, got {describe(limits)}")
    whole = decoded(text, limits)
    header, problems = read_header(whole, renamed, told, limits)
    if not problems:
        reading = _Reading(header, unit, limits, told, _where(chosen, header))
        reading.read(whole)
        problems = reading.problems
        if not problems:
            remarks = (*unknown_columns(header), *reading.remarks)
            return SdmxReport(tuple(reading.observations), missing=tuple(reading.missing), remarks=remarks)
    raise InvalidSdmxError("an SDMX-CSV file", problems)


def _named(**given: object) -> Iterable[tuple[str, object]]:
    return given.items()


def _texts(name: str, given: object) -> dict[str, str]:
    """A mapping of texts to texts.

    Raises:
        InvalidTypeError: if something else is in it.
    """
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(word, str) for pair in given.items() for word in pair):
        raise InvalidTypeError(f"{name}= has headings and texts; give texts alone, got {describe(given)}")
    return dict(given)


def _where(chosen: Mapping[str, str], header: Header) -> dict[str, str]:
    """What rows must say, by the headings of the file.

    Raises:
        UnknownIdError: if it has no such heading.
    """
    headings = Spellings(header.names)
    meant = {}
    for name, value in chosen.items():
        heading = headings.find(name)
        if heading is None:
            raise UnknownIdError("heading", name, header.names, "where=")
        meant[heading] = nfc(value).strip()
    return meant


@attrs.frozen
class _Row:
    """A row that could be read: its line, what it says, and what stands in columns that are not read."""

    line: int
    found: Observation | Missing
    unread: Mapping[str, str]


class _Reading:
    """What was read so far."""

    def __init__(
        self, header: Header, unit: str | None, limits: Limits, fixed: Mapping[str, str], where: Mapping[str, str]
    ) -> None:
        self.header = header
        self.unit = unit
        self.fixed = fixed
        self.unused = {name for name in fixed if name in header.names}
        self.where = dict(where)
        self.values: dict[str, dict[str, None]] = {name: {} for name in where}
        self.unread = tuple(name for name in header.unread if name not in where)
        self.digits = limits.digits
        self.limits = limits
        self.problems: list[XhhtError] = []
        self.remarks: list[Remark] = []
        self.observations: list[Observation] = []
        self.missing: list[Missing] = []
        self.rows: dict[tuple[str, str, date], list[_Row]] = {}
        self.structure: str | None = None
        self.line = 1

    def fail(self, column: str | None, cause: Exception) -> None:
        self.problems.append(self.header.problem(self.line, column, cause))

    def read(self, text: str) -> None:
        rows = lines(text, self.header.separator, self.limits)
        next(rows)
        for line, cells in rows:
            self.line = line
            if len(self.problems) >= self.limits.mistakes:
                self.fail(None, InvalidValueError(f"reading stopped after {self.limits.mistakes} mistakes"))
                return
            if len(cells) != len(self.header.names):
                wanted = len(self.header.names)
                self.fail(None, InvalidValueError(f"has {len(cells)} cells under {wanted} headings; correct the row"))
                continue
            told = named(self.header, cells)
            self.unused.difference_update(self.fixed.keys() - told.keys())
            self.row({**self.fixed, **told})
        for name in sorted(self.unused):
            self.line = 1
            self.fail(name, InvalidValueError("says it in every row, and so does fixed=; keep one"))
        self.check_values()
        self.settle()

    def row(self, cells: dict[str, str]) -> None:
        if not self.is_chosen(cells):
            return
        unit = cells.get(c.UNIT_MEASURE, c.PERCENT)
        if unit.upper() not in c.PERCENT_UNITS:
            self.leave_out(self.line, c.UNIT_MEASURE, f"{unit[:20]!r} is not read; values are percentages, PT or PC")
            return
        before = len(self.problems)
        if _NOUGHT.fullmatch(cells.get(c.UNIT_MULT, "0")) is None:
            self.fail(c.UNIT_MULT, InvalidValueError("percentages are read as they stand; write 0, or leave it out"))
        self.check_structure(cells)
        indicator, region = self.code(c.INDICATOR, cells), self.code(c.REF_AREA, cells)
        day = self.day(cells)
        status = self.status(cells)
        actual = share_of(cells, self.digits, self.fail)
        if len(self.problems) == before:
            self.value(cells, status, actual, (indicator, region, day))

    def is_chosen(self, cells: Mapping[str, str]) -> bool:
        """Whether a row has the values that are asked for; the others are kept to name the nearest."""
        found = {name: nfc(cells.get(name, "").partition(": ")[0]) for name in self.where}
        for name, value in found.items():
            if len(self.values[name]) < _MOST_VALUES or value == self.where[name]:
                self.values[name].setdefault(value)
        return found == self.where

    def check_values(self) -> None:
        """Make sure that every value asked for stands somewhere, since a misspelt one would leave out all rows.

        Raises:
            UnknownIdError: if one stands in no row.
        """
        for name, value in self.where.items():
            known = self.values[name]
            if known and value not in known:
                raise UnknownIdError("value", value, known, f"where={{{name!r}: …}}")

    def leave_out(self, line: int, column: str, why: str) -> None:
        self.remarks.append(Remark(RemarkKind.LEFT_OUT, f"the row was left out: {why}", line=line, column=column))

    def settle(self) -> None:
        """Keep what was read, without rows of which several have one key, and without parts of a whole."""
        rows = [row for rows in self.rows.values() for row in rows]
        totalled = {name for row in rows for name in self.unread if row.unread.get(name) == c.TOTAL}
        totalled.update(self.header.dimensions)
        dimensions = [name for name in self.unread if name in totalled]
        for key, group in self.rows.items():
            first = group[0]
            column = next((name for name in self.unread if len({row.unread.get(name, "") for row in group}) > 1), None)
            part = next((name for name in dimensions if first.unread.get(name, c.TOTAL) != c.TOTAL), None)
            if column is not None:
                for row in group:
                    value = row.unread.get(column, "")[:20]
                    told = f"{value!r} tells it from other rows of {key[0]!r} in {key[1]!r}; choose one in where="
                    self.leave_out(row.line, column, told)
            elif part is not None:
                told = f"{first.unread[part][:20]!r} is a part of the whole; choose it in where= if it is meant"
                self.leave_out(first.line, part, told)
            elif isinstance(first.found, Missing):
                self.missing.append(first.found)
            else:
                self.observations.append(first.found)
        self.remarks.sort(key=lambda remark: remark.line or 0)

    def check_structure(self, cells: dict[str, str]) -> None:
        column = c.DATAFLOW if self.header.is_first_version else c.STRUCTURE_ID
        structure = cells.get(column, "")
        if self.structure is None:
            self.structure = structure
        elif structure != self.structure:
            told = f"is of {structure[:60]!r}, the rows before of {self.structure[:60]!r}; read one at a time"
            self.fail(column, InvalidValueError(told))
        action = cells.get(c.ACTION, "I")
        if action not in _KEPT_ACTIONS:
            what = "a deletion is no observation" if action == "D" else f"{action[:20]!r} is no action"
            self.fail(c.ACTION, InvalidValueError(f"{what}; take the row out, or write I"))

    def code(self, column: str, cells: dict[str, str]) -> str:
        try:
            return identifier(cells.get(column, ""))
        except XhhtError as error:
            self.fail(column, error)
            return ""

    def day(self, cells: dict[str, str]) -> date:
        period = cells.get(c.TIME_PERIOD, "")
        try:
            day, is_longer = day_of(period)
            if is_reporting(period) and cells.get(c.REPORTING_YEAR_START_DAY, _DEFAULT_YEAR_START) != "--01-01":
                raise InvalidValueError("counts from another day than 1 January; write a day such as 2020-12-31")
        except XhhtError as error:
            self.fail(c.TIME_PERIOD, error)
            return date.min
        if is_longer:
            text = f"{period} is read as its last day, {day}"
            self.remarks.append(Remark(RemarkKind.PERIOD_END, text, line=self.line, column=c.TIME_PERIOD))
        return day

    def status(self, cells: dict[str, str]) -> Status:
        """The status; one of a value that is there counts as normal, and is named in a remark."""
        code = cells.get(c.OBS_STATUS, Status.NORMAL)
        if code in {known.value for known in Status}:
            return Status(code)
        text = f"the status {code[:20]!r} is not kept; the value is taken like every other"
        self.remarks.append(Remark(RemarkKind.STATUS_NOT_KEPT, text, line=self.line, column=c.OBS_STATUS))
        return Status.NORMAL

    def value(self, cells: dict[str, str], status: Status, actual: AnyShare | None, key: tuple[str, str, date]) -> None:
        """Hold value, status and share against each other, and keep the observation or what is missing."""
        number = "" if cells.get(c.OBS_VALUE) == _NO_NUMBER else cells.get(c.OBS_VALUE, "")
        is_of_nothing = isinstance(actual, Share) and actual.denominator == 0
        before = len(self.problems)
        if number and status is not Status.NORMAL:
            told = f"has the status {status.value}, under which no value stands; correct either"
            self.fail(c.OBS_VALUE, ContradictionError(told))
        elif is_of_nothing and status is not Status.CANNOT_EXIST:
            self.fail(c.OBS_STATUS, ContradictionError("of a denominator of 0 the status is M; correct either"))
        elif actual is not None and not is_of_nothing and status not in (Status.NORMAL, Status.NOT_COLLECTED):
            told = f"{status.value} says that there is no value, but a share stands beside it; correct either"
            self.fail(c.OBS_STATUS, ContradictionError(told))
        elif number:
            actual = self.shared(number, actual, cells)
        elif actual is None and status is Status.NORMAL:
            self.fail(c.OBS_VALUE, InvalidValueError("is empty, and no status says that it is missing, such as O"))
        unread = {name: cells[name] for name in self.unread if name in cells}
        group = self.rows.get(key, [])
        if group and group[0].unread == unread:
            told = f"the key of line {group[0].line} stands again: {key[0]!r} in {key[1]!r} on {key[2]}; keep one"
            self.fail(None, ContradictionError(told))
        if len(self.problems) > before:
            return
        found: Observation | Missing
        if actual is None:
            found = Missing(*key, status=status)
            self.note_lost_words(cells)
        else:
            found = Observation(*key, actual, reference=cells.get(c.SOURCE), note=cells.get(c.COMMENT))
        self.rows.setdefault(key, []).append(_Row(self.line, found, unread))

    def shared(self, number: str, actual: AnyShare | None, cells: dict[str, str]) -> AnyShare | None:
        """The share of a row with a value: the exact one beside it, or the value as a print."""
        if cells.get(c.UNIT_MEASURE, self.unit) is None:
            told = "is missing; say the unit in unit= (PT, percent); values are percentages, PT or PC"
            self.fail(c.UNIT_MEASURE, InvalidValueError(told))
            return actual
        try:
            if actual is not None:
                check_value(number, self.digits, actual)
                return actual
            return value_as_print(number, self.digits, Base(cells.get(c.BASE, Base.UNSTATED)))
        except XhhtError as error:
            self.fail(c.BASE if isinstance(error, UnknownChoiceError) else c.OBS_VALUE, error)
            return actual

    def note_lost_words(self, cells: dict[str, str]) -> None:
        for column in (c.SOURCE, c.COMMENT):
            if column in cells:
                text = "stands beside a missing figure, which holds no words; it was not kept"
                self.remarks.append(Remark(RemarkKind.LEFT_OUT, text, line=self.line, column=column))
