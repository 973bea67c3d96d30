"""Forms: the columns that a table of a register must have and may have, and the kinds of their values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.frames.layout import INNER, OTHER_DAY, InvalidColumnsError
from xhht.values import Value

TEXTS = (nw.String, nw.Categorical, nw.Enum)
WHOLES = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)
DAYS = (nw.Date, nw.Datetime)
BAD_ROWS = ("problem", "row")


@attrs.frozen(repr=False)
class Form(Value):
    """The columns of one table of a register: those it must have, and those it may have, with their kinds.

    Parts that are only `passed` by may be named and mean nothing here; names that are `taken` stand beside the
    columns of the table when its bad rows are given back.
    """

    name: str
    required: Mapping[str, tuple[Any, ...]]
    optional: Mapping[str, tuple[Any, ...]]
    passed: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    def columns(self, given: Mapping[str, str] | None, schema: nw.Schema) -> dict[str, str]:
        """The column of each part that the table has.

        Raises:
            InvalidColumnsError: for everything that is missing or of a wrong kind, together in `problems`.
            InvalidTypeError: if what is given is no mapping.
        """
        renamed = {part: name for part, name in named(given).items() if part in self.kinds}
        names = schema.names()
        if "on" in self.kinds and "on" not in renamed and "on" not in names and OTHER_DAY in names:
            renamed["on"] = OTHER_DAY
        found = {part: renamed.get(part, part) for part in self.kinds if part in self.required or part in renamed}
        taken = set(renamed.values())
        found |= {part: part for part in self.optional if part in names and part not in found and part not in taken}
        parts = (*self.kinds, *self.passed)
        problems: list[XhhtError] = [
            *(UnknownIdError("part", part, parts, "columns") for part in named(given) if part not in parts),
            *(
                InvalidValueError(f"a column of the {self.name} is called {name!r}, which the result needs; rename it")
                for name in names
                if name in self.taken or str(name).startswith(INNER)
            ),
            *(
                InvalidTypeError(
                    f"a column of the {self.name} is called {name!r}; names of columns are text: rename it"
                )
                for name in map(_as_given, names)
                if not isinstance(name, str)
            ),
        ]
        for part, column in found.items():
            if column not in names:
                problems.append(UnknownIdError("column", column, names, f"the {self.name}, as {part!r}"))
            elif schema[column] not in self.kinds[part] and schema[column] != nw.Unknown:
                problems.append(
                    InvalidTypeError(
                        f"column {column!r} of the {self.name} holds {schema[column]}; "
                        f"{part!r} takes {_words(self.kinds[part])}: convert it on purpose{_ways(self.kinds[part])}"
                    )
                )
        if problems:
            raise InvalidColumnsError(f"columns of the {self.name}", problems)
        return found

    @property
    def kinds(self) -> dict[str, tuple[Any, ...]]:
        """The kinds of all columns that mean something here."""
        return {**self.required, **self.optional}


def _as_given(name: object) -> object:
    """A name as it is: narwhals says that all are text, and pandas has others."""
    return name


def named(columns: object) -> Mapping[str, str]:
    """The names of columns by part, none where none are given.

    Raises:
        InvalidTypeError: if it is no mapping.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise InvalidTypeError(f"columns maps parts to names of columns, got {describe(columns)}")
    return columns or {}


def _words(kinds: tuple[Any, ...]) -> str:
    words: dict[tuple[Any, ...], str] = {TEXTS: "text", WHOLES: "whole numbers of at most 64 bits with a sign"}
    words |= {DAYS: "days", (nw.Boolean,): "true or false"}
    return " or ".join(word for group, word in words.items() if set(group) <= set(kinds))


def _ways(kinds: tuple[Any, ...]) -> str:
    is_count = set(WHOLES) <= set(kinds)
    return " (a sum of DuckDB with CAST(… AS BIGINT), a pandas column with gaps to 'Int64')" if is_count else ""
