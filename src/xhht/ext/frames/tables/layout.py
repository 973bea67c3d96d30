"""Layouts: the table of reports that is judged or added up, and how its engine says what all can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs
import narwhals as nw

from xhht.errors import InvalidValueError, XhhtError
from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.tables.columns import Form
from xhht.ext.frames.tables.expressions import Dialect
from xhht.ext.frames.tables.opening import NTH, Opened
from xhht.ext.frames.tables.plans import Plan

REQUIRED = {"region": Kind.TEXT, "indicator": Kind.TEXT, "on": Kind.DAY} | dict.fromkeys(
    ("numerator", "denominator"), Kind.COUNT
)
ENDS = dict.fromkeys(("lower", "upper"), Kind.COUNT)
FLAGS = dict.fromkeys(("is_lower_open", "is_upper_open", "is_counted"), Kind.FLAG)
LEVEL = {"level": Kind.TEXT}
TRAVELLING = {"traits": Kind.TEXT, "parent": Kind.TEXT}
COUNTS = ("numerator", "denominator", "lower", "upper")
RESULTS = (
    *("target", "outcome", "reason", "shortfall", "shortfall_most", "is_due", "outdated_on", "problem", "row"),
    *("threshold_numerator", "threshold_upper_numerator", "threshold_denominator"),
    *("threshold_is_lower_open", "threshold_is_upper_open", "gap_is_lower_open", "gap_is_upper_open"),
    *("gap_numerator", "gap_upper_numerator", "gap_denominator"),
)


def form_of(lacking: Iterable[str]) -> Form:
    """The parts of a table of reports, where no other table knows what is `lacking` of the regions.

    It is ``level``, without which nothing can be judged, and where they matter ``traits`` and ``parent``.
    """
    wanted = set(lacking)
    required = REQUIRED | {part: kind for part, kind in LEVEL.items() if part in wanted}
    travelling = {part: kind for part, kind in TRAVELLING.items() if part in wanted}
    optional = dict.fromkeys(("tier", "base", "party", "invalid"), Kind.TEXT) | ENDS | FLAGS | travelling
    return Form(
        "reports",
        required,
        optional,
        passed=tuple(part for part in (*LEVEL, *TRAVELLING) if part not in wanted),
        taken=(*RESULTS, *required, *(part for part in optional if part not in (*travelling, *FLAGS))),
        dependent=dict.fromkeys(FLAGS, tuple(ENDS)),
        is_planned=False,
    )


def wrong_parts(names: Sequence[str], columns: Mapping[str, str]) -> Iterable[XhhtError]:
    """What is wrong with the parts that a table has beside each other, and with a level that it lacks."""
    if "level" in columns and columns["level"] not in names:
        yield InvalidValueError(
            f"no column {columns['level']!r}, which the programme asks for, since it holds in one territory or asks "
            "some levels only; give the level of each region in the reports or in the table of regions"
        )
    if ("lower" in columns) != ("upper" in columns):
        yield InvalidValueError("bounded counts need both columns, 'lower' and 'upper'; give the other")
    if "lower" not in columns and any(part in columns for part in FLAGS):
        yield InvalidValueError(f"{', '.join(FLAGS)} say something about 'lower' and 'upper'; give both")


_UNORDERED = (nw.List, nw.Array, nw.Struct, nw.Map, nw.Object, nw.Unknown, nw.Categorical, nw.Enum, nw.Binary)


@attrs.frozen(repr=False)
class Layout(Dialect):
    """A table of reports, the further columns that travel along, and those of traits and parents among its parts.

    `is_single` says that it has one row for each region and indicator, so that nothing is to be grouped.
    """

    table: Opened
    extras: tuple[str, ...]
    is_single: bool = attrs.field(default=False, kw_only=True)

    @classmethod
    def of(cls, table: Opened, *, has_extras: bool = True, is_single: bool = False) -> Layout:
        """How a table of reports is used on its engine, with its further columns or without them."""
        engine = table.frame.implementation
        played = {name for part, name in table.columns.items() if part not in TRAVELLING}
        return cls(
            table,
            tuple(name for name in table.names if name not in played and has_extras),
            is_single=is_single,
            is_masked=engine.is_pandas_like(),
            has_mappings=engine.is_polars(),
        )

    @property
    def columns(self) -> Mapping[str, str]:
        """The column of each part, as it was given."""
        return self.table.columns

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return self.table.has(part)

    def col(self, part: str) -> nw.Expr:
        """The values of a part."""
        return self.table.col(part)

    def first(self, day: date) -> int:
        """The least key of the reports of a day."""
        return self.table.number(day) * self.scale

    def last(self, day: date) -> int:
        """The greatest key of the reports of a day."""
        return self.first(day) + self.scale - 1

    @property
    def scale(self) -> int:
        """How many keys a day has: one for reports of the registered, which are below others of it, if any are told."""
        return 2 if self.has("base") else 1

    @property
    def carried(self) -> tuple[str, ...]:
        """The columns of the plan by which further columns travel along."""
        if self.table.is_numbered:
            return (NTH,) if self.extras else ()
        of_parts = (self.table.sources[part] for part in TRAVELLING if self.has(part))
        return tuple(dict.fromkeys((*self.extras, *of_parts)))

    def of_extras(self) -> Iterable[nw.Expr]:
        """What travels along with the rows of a day; of what cannot be compared, that of any of them."""
        schema = self.table.frame.collect_schema() if self.carried and not self.table.is_numbered else {}
        for name in self.carried:
            value = nw.col(name)
            yield value.any_value(ignore_nulls=True) if schema.get(name) in _UNORDERED else value.max()

    def with_travelling(self, pairs: Plan) -> Plan:
        """Pairs of which the number of a row is known, with the traits and parents of that row."""
        sources = self.table.sources
        return self.table.taken(pairs, [*dict.fromkeys(sources[part] for part in TRAVELLING if self.has(part))])

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
