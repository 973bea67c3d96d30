"""Problems: what is wrong with an SDMX-CSV file, each with its line and column."""

from __future__ import annotations

from xhht.errors import InvalidValueError, ProblemsError, UnknownIdError


class UnreadableSdmxError(InvalidValueError):
    """A text that is no SDMX-CSV, or is beyond a limit."""


class SdmxProblemError(InvalidValueError):
    """One mistake in a file.

    Args:
        line: the line of the file, counted from 1, on which the row begins.
        column: the heading of the column, None for the whole row.
        place: the number of the column, counted from 1; None where it is not there.
        cause: what is wrong.
    """

    def __init__(self, line: int, column: str | None, place: int | None, cause: Exception) -> None:
        self.line: int = line
        self.column: str | None = column
        self.place: int | None = place
        self.cause: Exception = cause
        super().__init__(line, column, place, cause)

    def __str__(self) -> str:
        where = f"line {self.line}"
        if self.column is not None:
            where += f", column {self.column[:80]}" + (f" ({self.place})" if self.place is not None else "")
        cause = self.cause
        if isinstance(cause, UnknownIdError):
            return f"{where}: unknown {cause.kind} {str(cause.wrong)[:80]!r}; {cause.remedy}"
        return f"{where}: {cause}"


class InvalidSdmxError(ProblemsError):
    """A file with mistakes; `problems` has them all, each an `SdmxProblemError`."""
