"""Layouts: which column of a table plays which part, and what kind of values it must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, ProblemsError, UnknownIdError, XhhtError
from xhht.values import Value

REQUIRED = ("region", "indicator", "on", "numerator", "denominator")
FLAGS = ("is_lower_open", "is_upper_open", "is_counted")
OPTIONAL = ("tier", "level", "base", "party", "lower", "upper", *FLAGS)
TRAVELLING = ("traits", "parent")
DAYS = ("on", "valid_from", "valid_to")
IDS = ("region", "indicator", "tier", "base", "level", "party", *TRAVELLING)
COUNTS = ("numerator", "denominator", "lower", "upper")
RESULTS = (
    *("target", "outcome", "reason", "shortfall", "shortfall_most", "is_due", "outdated_on", "problem", "row"),
    *("threshold_numerator", "threshold_upper_numerator", "threshold_denominator"),
    *("threshold_is_lower_open", "threshold_is_upper_open", "gap_is_lower_open", "gap_is_upper_open"),
    *("gap_numerator", "gap_upper_numerator", "gap_denominator"),
)
INNER = "_x_"
OTHER_DAY = "reported_on"

_WHOLE = (nw.Int8, nw.Int16, nw.Int32, nw.Int64, nw.UInt8, nw.UInt16, nw.UInt32)
_TEXT = (nw.String, nw.Categorical, nw.Enum)


class InvalidColumnsError(ProblemsError):
    """A table whose columns cannot be judged: missing, of a wrong kind, or with names that are taken."""


@attrs.frozen(repr=False)
class Layout(Value):
    """The column of each part, and the further columns that travel along, among them those of traits and parents.

    `is_masked` says that whole numbers can be missing only where they are reckoned from some that can, as in
    pandas; `has_ordinals` that a day turns into the number of days since 1970 when it is cast, and
    `has_mappings` that an engine looks values up faster than it compares them, and divides whole numbers exactly.
    """

    columns: Mapping[str, str]
    extras: tuple[str, ...]
    is_masked: bool = attrs.field(default=False, kw_only=True)
    has_ordinals: bool = attrs.field(default=False, kw_only=True)
    has_mappings: bool = attrs.field(default=False, kw_only=True)

    @classmethod
    def of(cls, frame: Any, columns: Mapping[str, str] | None, *, lacking: Iterable[str] = ()) -> Layout:  # noqa: ANN401  # Eager and lazy frames alike.
        """Find the columns of a table: by the names given, else by the names of the parts.

        `lacking` are the parts that no other table knows: ``level``, without which nothing can be judged, and where
        they matter ``traits`` and ``parent``.

        Raises:
            InvalidColumnsError: for everything that is missing or of a wrong kind, together in `problems`.
            InvalidTypeError: if `columns` is no mapping.
        """
        if not isinstance(columns, (Mapping, NoneType)):
            raise InvalidTypeError(f"columns maps parts to names of columns, got {describe(columns)}")
        given = dict(columns or {})
        schema = frame.collect_schema()
        names = schema.names()
        wanted = tuple(lacking)
        parts = (*REQUIRED, *OPTIONAL, *TRAVELLING)
        if "on" not in given and "on" not in names and OTHER_DAY in names:
            given["on"] = OTHER_DAY
        has_bounds = any(end in names or end in given for end in ("lower", "upper"))
        optional = [p for p in (*OPTIONAL, *TRAVELLING) if has_bounds or p not in FLAGS]
        optional = [p for p in optional if p in wanted or p not in ("level", *TRAVELLING)]
        required = (*REQUIRED, "level") if "level" in wanted else REQUIRED
        found = {part: part for part in optional if part in names and part not in given}
        found |= {part: given.get(part, part) for part in required}
        found |= {part: name for part, name in given.items() if part in optional or part in FLAGS}
        played = {name for part, name in found.items() if part not in TRAVELLING}
        extras = tuple(name for name in names if name not in played)
        problems = [
            *(UnknownIdError("part", part, parts, "columns") for part in given if part not in parts),
            *(_absent(part, name, names) for part, name in found.items() if name not in names),
            *wrong_kinds({part: schema[name] for part, name in found.items() if name in names}, found),
            *_taken(extras, (*REQUIRED, *(part for part in optional if part not in TRAVELLING))),
        ]
        if ("lower" in found) != ("upper" in found):
            problems.append(InvalidValueError("bounded counts need both columns, 'lower' and 'upper'; give the other"))
        if "lower" not in found and any(flag in found for flag in FLAGS):
            problems.append(InvalidValueError(f"{', '.join(FLAGS)} say something about 'lower' and 'upper'; give both"))
        if problems:
            raise InvalidColumnsError("columns", problems)
        engine = frame.implementation
        return cls(
            found,
            extras,
            is_masked=engine.is_pandas_like(),
            has_mappings=engine.is_polars(),
            has_ordinals=engine.is_polars() and schema[found["on"]] == nw.Date,
        )

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return part in self.columns

    def col(self, part: str) -> nw.Expr:
        """The column of a part."""
        return nw.col(self.columns[part])

    @property
    def is_bounded(self) -> bool:
        """Whether counts can be known by their two ends alone."""
        return self.has("lower")

    @property
    def is_open(self) -> bool:
        """Whether an end can be open, so that the end itself is not possible."""
        return self.has("is_lower_open") or self.has("is_upper_open")

    @property
    def ends(self) -> tuple[str, ...]:
        """The plan's own columns of a count: its one value, or its two ends."""
        return ("low", "high") if self.is_bounded else ("low",)

    @property
    def high(self) -> str:
        """The plan's own column of the upper end of a count."""
        return self.ends[-1]


def wrong_kinds(kinds: Mapping[str, nw.dtypes.DType], names: Mapping[str, str]) -> Iterable[XhhtError]:
    """An error for each column whose values are not of the kind that its part needs."""
    for part, kind in kinds.items():
        if kind == nw.Unknown:
            continue  # A column of nothing but nulls; engines call it so.
        if part in COUNTS and kind not in _WHOLE:
            yield InvalidTypeError(
                f"column {names[part]!r} counts in {kind}; counts are whole numbers of at most 64 bits with a sign: "
                "convert it on purpose (a pandas column with gaps to 'Int64')"
            )
        if part in FLAGS and kind != nw.Boolean:
            yield InvalidTypeError(f"column {names[part]!r} holds {kind}; it says true or false: convert it on purpose")
        if part in IDS and kind not in _TEXT:
            yield InvalidTypeError(f"column {names[part]!r} holds {kind}; ids are text: convert it on purpose")
        if part in DAYS and kind not in (nw.Date, nw.Datetime):
            yield InvalidTypeError(f"column {names[part]!r} holds {kind}; a day is a date: convert it on purpose")


def _absent(part: str, name: str, names: Iterable[str]) -> XhhtError:
    if part != "level":
        return UnknownIdError("column", name, tuple(names), f"the table, as {part!r}")
    return InvalidValueError(
        f"no column {name!r}, which the programme asks for, since it holds in one territory or asks some levels only; "
        "give the level of each region in the reports or in the table of regions"
    )


def _taken(extras: Iterable[str], parts: tuple[str, ...]) -> Iterable[XhhtError]:
    for name in extras:
        if name in RESULTS or name in parts or name.startswith(INNER):
            yield InvalidValueError(f"a further column is called {name!r}, which the result needs; rename it")
