"""Opening: the tables of a register as plans whose days and counts mean the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import as_tuple, calendar_day
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.frames.engines import Table, as_days
from xhht.ext.frames.expressions import cases, inner, local
from xhht.ext.frames.forms import DAYS, TEXTS, WHOLES, Form, named
from xhht.ext.frames.layout import OTHER_DAY
from xhht.ext.frames.rules import LONGEST_YEAR
from xhht.ext.frames.sharing import Shared
from xhht.values import Value

MOST_DAYS = 100
EPOCH = date(1970, 1, 1)
BEYOND = 4_100_000
BEYOND_WORDS = "a day outside the years 1 to 9999"
BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))


@attrs.frozen(repr=False)
class Opened(Value):
    """One table of a register, as it was given and as a plan with the columns that its form knows."""

    table: Table
    columns: Mapping[str, str]
    kinds: Mapping[str, Any]

    @classmethod
    def of(cls, native: object, form: Form, columns: Mapping[str, str] | None, shared: Shared | None = None) -> Opened:
        """Open a table, alone or beside others of one plan, and find its columns.

        Raises:
            InvalidColumnsError: if a column is missing or of a wrong kind.
            InvalidTypeError: if it is no table, or one of SQLFrame.
        """
        table = Table.of(native, None, shared=shared)
        if table.frame.implementation.is_sqlframe():
            raise InvalidTypeError(
                f"the {form.name} are a table of SQLFrame, whose planner does not get through this; give tables of the "
                "engine that it runs on, such as DuckDB or Spark"
            )
        if table.frame.implementation.is_pandas_like():
            table = attrs.evolve(table, frame=_as_meant(table.frame, form, named(columns)))
        schema = table.frame.collect_schema()
        found = form.columns(columns, schema)
        return cls(table, found, {part: schema[name] for part, name in found.items()})

    @property
    def names(self) -> list[str]:
        """All columns as they came."""
        return list(self.table.frame.collect_schema().names())

    @property
    def plan(self) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
        """The table to plan with."""
        return self.table.plan

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return part in self.columns

    def col(self, part: str) -> nw.Expr:
        """The column of a part."""
        return nw.col(self.columns[part])

    def day(self, part: str, otherwise: int = 0) -> nw.Expr:
        """A number of a day that sorts as days do, another one where there is no day or no such column.

        Days that Python's calendar does not have are all `BEYOND`.
        """
        if not self.has(part):
            return nw.lit(otherwise, nw.Int64)
        on = local(self.col(part), self.kinds[part], self.table.frame.implementation)
        if not self.has_ordinals:
            year = on.dt.year()
            nth = year.fill_null(1).cast(nw.Int64) * LONGEST_YEAR + on.dt.ordinal_day().fill_null(1)
            is_beyond = year.is_null() | (year < date.min.year) | (year > date.max.year)
            return cases((on.is_null(), otherwise), (is_beyond, BEYOND), default=nth).cast(nw.Int64)
        if self.table.frame.implementation.is_duckdb():
            day = on.cast(nw.Date)
            nth = (day - nw.lit(EPOCH)).cast(nw.Int64) + EPOCH.toordinal()
            is_beyond = (day < nw.lit(date.min)) | (day > nw.lit(date.max))  # Infinite ones cannot be subtracted.
            return cases((day.is_null(), otherwise), (is_beyond, BEYOND), default=nth).cast(nw.Int64)
        day = on.cast(nw.Date)
        nth = day.cast(nw.Int64) + EPOCH.toordinal()
        is_beyond = (day < nw.lit(date.min)) | (day > nw.lit(date.max))
        return cases((is_beyond, BEYOND), default=nth).fill_null(otherwise)

    def dated(self, part: str) -> nw.Expr:
        """The column of a day without a time and a zone, of the kind that `kind_of_day` says."""
        kind = self.kinds[part]
        if kind == nw.Unknown:
            return nw.lit(None, nw.Date)
        engine = self.table.frame.implementation
        on = local(self.col(part), kind, engine)
        if kind == nw.Datetime:
            has_zones = engine.is_polars() or engine.is_pandas_like() or engine.is_pyarrow()
            on = on.dt.truncate("1d") if has_zones else on.cast(nw.Date)
        return on.cast(kind_of_day(kind))

    def number(self, day: date) -> int:
        """The number of a day as `day` has it."""
        return day.toordinal() if self.has_ordinals else day.year * LONGEST_YEAR + day.timetuple().tm_yday

    @property
    def has_ordinals(self) -> bool:
        """Whether days are quickly turned into the numbers that Python gives them."""
        engine = self.table.frame.implementation
        return bool(engine.is_polars() or engine.is_duckdb())

    def is_blank(self, text: nw.Expr) -> nw.Expr:
        """Whether a text has nothing but what Python takes for space; Ibis has a notion of its own."""
        return text.str.strip_chars(None if self.table.frame.implementation.is_ibis() else BLANKS) == ""

    def text(self, part: str) -> nw.Expr:
        """The column of a part as text, or nothing."""
        return self.col(part).cast(nw.String) if self.has(part) else nw.lit(None, nw.String)


def _as_meant(frame: Any, form: Form, names: Mapping[str, str]) -> Any:  # noqa: ANN401  # As above.
    """A pandas frame whose days are days and whose whole counts can be missing."""
    native = nw.to_native(frame)
    pd: Any = nw.get_native_namespace(frame)
    changed: dict[str, Any] = {}
    for part, kinds in form.kinds.items():
        name = names.get(part, part)
        if part == "on" and name not in native.columns:
            name = OTHER_DAY
        if name not in native.columns:
            continue
        values = native[name]
        is_empty = values.dtype == object and values.isna().all()
        if DAYS[0] in kinds:
            if (days := as_days(values, pd)) is not None:
                changed[name] = days
        elif set(kinds) == set(WHOLES):
            is_float = str(values.dtype) in {"float64", "Float64"}
            given = values.dropna()
            if (
                is_empty
                or str(values.dtype) == "int64"
                or (is_float and bool(((given % 1 == 0) & (given < 2**53)).all()))
            ):
                changed[name] = values.astype("Int64")
        elif set(kinds) == set(TEXTS) and is_empty:
            changed[name] = values.astype("str").where(values.notna(), None)
    return nw.from_native(native.assign(**changed)) if changed else frame


def days_of(as_of: date | Iterable[date]) -> tuple[date, ...]:
    """The day or days asked for, each once, in their order.

    Raises:
        InvalidTypeError: if one of them is no day.
        InvalidValueError: if there are none, or far too many.
    """
    given = (as_of,) if isinstance(as_of, date) else as_tuple(as_of)
    days = tuple(sorted({calendar_day(day, "as_of") for day in given}))
    if not 0 < len(days) <= MOST_DAYS:
        raise InvalidValueError(f"as_of is one day or up to {MOST_DAYS}, got {len(days)}; ask for fewer at once")
    return days


def maskable(frame: Any) -> Any:  # noqa: ANN401  # As above.
    """A pandas frame whose whole numbers can be missing without turning into floats; any other frame as it is."""
    if not frame.implementation.is_pandas_like():
        return frame
    native = nw.to_native(frame)
    return nw.from_native(native.astype({n: "Int64" for n, kind in native.dtypes.items() if str(kind) == "int64"}))


def one_row(frame: Any) -> Any:  # noqa: ANN401  # As above.
    """A table of one row on the engine of another, to build small tables from."""
    return frame.select(nw.len().alias(inner("one")))


def whole(frame: Any, *names: str) -> Any:  # noqa: ANN401  # As above.
    """Sums and numbers of rows as whole numbers of 64 bits, whatever an engine makes of them."""
    return frame.with_columns(*(nw.col(inner(name)).cast(nw.Int64) for name in names))


def put(frame: Any, values: Mapping[str, nw.Expr]) -> Any:  # noqa: ANN401  # As above.
    """A table with columns of the plan's own, as whole numbers of 64 bits, whatever an engine makes of them."""
    return frame.with_columns(**{inner(name): value.cast(nw.Int64) for name, value in values.items()})


def quotient(dividend: nw.Expr, divisor: nw.Expr) -> nw.Expr:
    """The floor of a quotient of whole numbers, put right by multiplication where an engine divides in floats."""
    tried = (dividend // divisor).cast(nw.Int64)
    rest = dividend - tried * divisor
    return tried + cases((rest < 0, -1), (rest >= divisor, 1), default=0)


def beside(rows: Any, key: list[str], found: Mapping[str, tuple[str, str]]) -> Any:  # noqa: ANN401  # As above.
    """Every row with the sums and extremes of all rows of its key: by new name, the column and what to do with it.

    PyArrow joins tables in no order, so that windows, which narwhals joins there by place, would go astray.
    """
    if not rows.implementation.is_pyarrow():
        return rows.with_columns(
            **{inner(name): getattr(nw.col(inner(one)), how)().over(key) for name, (one, how) in found.items()}
        )
    sums = rows.group_by(key).agg(
        *(getattr(nw.col(inner(one)), how)().alias(inner(name)) for name, (one, how) in found.items())
    )
    keys = {name: f"{name}_of" for name in key}
    return rows.join(sums.rename(keys), left_on=key, right_on=list(keys.values()), how="left")


def every(frame: Any, others: Any) -> Any:  # noqa: ANN401  # As above.
    """Every row with every row of a small table."""
    return frame.join(others, how="cross")


def listed(frame: Any, values: Mapping[str, Iterable[nw.Expr]]) -> Any:  # noqa: ANN401  # As above.
    """A small table on the engine of another, from columns of equal length."""
    one = one_row(frame)
    rows = zip(*values.values(), strict=True)
    return nw.concat([one.select(**dict(zip(values, row, strict=True))) for row in rows])


def kind_of_day(kind: Any) -> Any:  # noqa: ANN401  # A kind of column.
    """The kind in which the days asked for stand beside days of a kind: they are of no time zone."""
    if kind == nw.Unknown:
        return nw.Date()
    return nw.Datetime(kind.time_unit) if kind == nw.Datetime else kind


def as_kind(day: date, kind: Any) -> date:  # noqa: ANN401  # As above.
    """A day as a value of a column's own kind."""
    return datetime(day.year, day.month, day.day) if kind == nw.Datetime else day  # noqa: DTZ001  # As the column is.
