"""Results: what was written or read, and everything about it that the other side does not hold."""

from __future__ import annotations

from datetime import date

import attrs

from xhht.checks import Choice, calendar_day, identifier
from xhht.errors import InvalidValueError
from xhht.ext.sdmx.columns import Status
from xhht.figures.observations import Observation
from xhht.values import Value


class RemarkKind(Choice):
    """What a remark is about."""

    LEFT_OUT = "left_out"
    ROUNDED = "rounded"
    NO_SINGLE_VALUE = "no_single_value"
    UNUSUAL_ID = "unusual_id"
    EMPTY_TEXT = "empty_text"
    UNKNOWN_COLUMN = "unknown_column"
    PERIOD_END = "period_end"
    STATUS_NOT_KEPT = "status_not_kept"


@attrs.frozen(repr=False)
class Remark(Value):
    """Something that one side cannot hold, or that was read by convention; `line` and `column` say where."""

    kind: RemarkKind = attrs.field(converter=RemarkKind)
    text: str
    line: int | None = attrs.field(default=None, kw_only=True)
    column: str | None = attrs.field(default=None, kw_only=True)
    observation: Observation | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        place = "" if self.line is None else f"line {self.line}"
        place += "" if self.column is None else f"{', ' if place else ''}column {self.column}"
        return f"{place}: {self.text}" if place else self.text


def _status(value: str) -> Status:
    status = Status(value)
    if status is Status.NORMAL:
        raise InvalidValueError("a missing figure has no status A; give the status O, M, L, H or Q")
    return status


@attrs.frozen(repr=False)
class Missing(Value):
    """A figure that is not there: the indicator's id, the region's id, the day, and the status that says why.

    >>> Missing("clans", "tran-yen", date(2020, 12, 31), status="O").status
    <Status.MISSING: 'O'>

    Raises:
        UnknownChoiceError: if the status is none of those under which no value stands.
    """

    indicator: str = attrs.field(converter=identifier)
    region: str = attrs.field(converter=identifier)
    on: date = attrs.field(converter=calendar_day)
    status: Status = attrs.field(default=Status.MISSING, converter=_status, kw_only=True)


@attrs.frozen(repr=False)
class SdmxText(Value):
    """A file that was written: its text, and what it does not hold or holds only in part."""

    text: str
    remarks: tuple[Remark, ...] = attrs.field(kw_only=True)

    @property
    def left_out(self) -> tuple[Observation, ...]:
        """The observations that are not in the file, since another one stands under the same key."""
        return tuple(
            remark.observation
            for remark in self.remarks
            if remark.kind is RemarkKind.LEFT_OUT and remark.observation is not None
        )

    def explain(self) -> str:
        """The remarks, one line each."""
        return "\n".join(str(remark) for remark in self.remarks)


@attrs.frozen(repr=False)
class SdmxReport(Value):
    """A file that was read: its observations, what is missing, and what could not be kept or was read by convention."""

    observations: tuple[Observation, ...]
    missing: tuple[Missing, ...] = attrs.field(kw_only=True)
    remarks: tuple[Remark, ...] = attrs.field(kw_only=True)

    def explain(self) -> str:
        """The remarks, one line each."""
        return "\n".join(str(remark) for remark in self.remarks)
