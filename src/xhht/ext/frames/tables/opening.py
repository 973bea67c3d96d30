"""Opening: tables as plans whose days, texts and counts mean the same on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import as_tuple, calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError, XhhtError
from xhht.ext.frames.engines.pandas import as_days, plainly
from xhht.ext.frames.engines.pyarrow import decoded
from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.kinds import BLANKS, TEXTS, DType, Kind, brought, near, wrong_kind
from xhht.ext.frames.tables.columns import Form, InvalidColumnsError, named
from xhht.ext.frames.tables.expressions import LONGEST_YEAR, cases, inner
from xhht.ext.frames.tables.marks import short
from xhht.ext.frames.tables.plans import Answer, Native, Plan, computed, planned
from xhht.ext.frames.tables.shares import DIFFERS, OVERDONE, WRITTEN, beside_counts, is_overdone, read, with_differing
from xhht.ext.wide_columns import wrong_names
from xhht.values import Value

MOST_DAYS = 100
EPOCH = date(1970, 1, 1)
BEYOND = 4_100_000
ROW_NUMBER = "row_number"
NTH = inner(ROW_NUMBER)
BEYOND_WORDS = "a day outside the years 1 to 9999"


@attrs.frozen(repr=False)
class Opened(Value):
    """A table as it was given: the frame to plan with, which column plays which part, and how to give an answer back.

    `names` are the columns as they came; `brought` has, by name and kind, the plan's own columns in which values of
    another clothing stand in the form that plans have. `has_shares` says that exact shares stand beside the counts.
    """

    frame: Answer
    is_eager: bool
    shared: Shared
    form: Form
    names: tuple[str, ...]
    columns: Mapping[str, str]
    brought: Mapping[tuple[str, Kind], str]
    kinds: Mapping[str, DType]
    has_shares: bool = attrs.field(default=False, kw_only=True)

    @classmethod
    def of(
        cls,
        native: object,
        form: Form,
        columns: Mapping[str, str] | None,
        shared: Shared | None = None,
        *,
        beside: Mapping[str, Kind] | None = None,
        check: Callable[[Sequence[str], Mapping[str, str]], Iterable[XhhtError]] | None = None,
    ) -> Opened:
        """Open a table, alone or beside others of one plan, find its columns and bring them into form.

        `beside` has further columns that mean something, by name, and `check` says what else is wrong with the names
        of a table and with the columns of its parts.

        Raises:
            InvalidColumnsError: for everything that is missing or of a wrong kind, together in `problems`.
            InvalidTypeError: if it is no table that narwhals knows, or `columns` no mapping.
        """
        given = named(columns)
        frame, names = _taken(native, form)
        apart = set(beside or ()) - set(given.values())
        found, problems = form.columns(given, [name for name in names if name not in apart])
        kinds = WRITTEN | form.kinds
        wanted = [(name, kinds[part], part) for part, name in found.items() if name in names]
        wanted += ((name, kind, name) for name, kind in (beside or {}).items() if name in names)
        shares = beside_counts(names, found)
        plain: dict[tuple[str, Kind], str] = {}
        is_pandas = bool(frame.implementation.is_pandas_like())
        if isinstance(frame, nw.DataFrame) and is_pandas:
            frame, plain = _plain(frame, {(name, kind) for name, kind, _ in wanted} | {(n, Kind.TEXT) for n in shares})
        schema = frame.collect_schema()
        problems += () if check is None else check(names, found)
        for name, kind, part in wanted:
            dtype = _kind_of(frame, plain.get((name, kind), name), schema)
            if (wrong := wrong_kind(part, name, kind, dtype, form.name)) is not None:
                problems.append(wrong)
        if problems:
            raise InvalidColumnsError(f"columns of the {form.name}", problems)
        shares = [name for name in shares if schema[plain.get((name, Kind.TEXT), name)] in TEXTS]
        is_eager = isinstance(frame, nw.DataFrame)
        frame = frame if shared is None else shared.given(frame)
        changed: dict[str, nw.Expr] = {}
        for name, kind in dict.fromkeys((*((n, k) for n, k, _ in wanted), *((n, Kind.TEXT) for n in shares))):
            source = plain.get((name, kind), name)
            value = brought(nw.col(source), kind, schema[source], frame.implementation)
            if value is not None:
                plain[name, kind] = inner(f"{kind}_of_{name}")
                changed[plain[name, kind]] = value
        frame = frame.with_columns(**changed) if changed else frame
        if "share_lower" in found:
            sources = {part: plain.get((name, kinds[part]), name) for part, name in found.items()}
            told = read(sources)
            frame = frame.with_columns(
                cases((is_overdone(sources), 1), default=0).alias(inner(OVERDONE)),
                **{inner(f"read_{part}"): value for part, value in told.items()},
            )
            plain |= {(found[part], kinds[part]): inner(f"read_{part}") for part in told}
        counts = {part: plain.get((name, kinds[part]), name) for part, name in found.items()}
        texts = {name: plain.get((name, Kind.TEXT), name) for name in shares}
        frame = with_differing(planned(frame), counts, texts)
        schema = frame.collect_schema()
        dtypes = {part: schema[plain.get((name, kinds[part]), name)] for part, name in found.items()}
        shared = Shared() if shared is None else shared
        return cls(
            frame,
            is_eager,
            shared,
            form,
            names,
            found,
            plain,
            dtypes,
            has_shares=bool(shares) or "share_lower" in found,
        )

    @property
    def sources(self) -> dict[str, str]:
        """The column of the plan in which the values of each part stand."""
        kinds = WRITTEN | self.form.kinds
        found = {part: self.brought.get((name, kinds[part]), name) for part, name in self.columns.items()}
        return found | ({DIFFERS: inner(DIFFERS)} if self.has_shares else {})

    @property
    def is_numbered(self) -> bool:
        """Whether a plan has the numbers of rows in place of what only travels along, which is taken from them later.

        Tables in memory can do so; pandas and PyArrow neither compare nor join columns of every kind.
        """
        engine = self.frame.implementation
        return self.is_eager and bool(engine.is_pandas_like() or engine.is_pyarrow())

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of the plan that rows are given back by."""
        return (NTH,) if self.is_numbered else self.names

    @property
    def all_kept(self) -> tuple[str, ...]:
        """The columns by which rows of the plan can be planned with once more."""
        return (NTH,) if self.is_numbered else tuple(self.frame.collect_schema().names())

    def of_rows(self, rows: Plan) -> Opened:
        """The same of some rows of its plan alone, of which `all_kept` is there."""
        if self.is_numbered:
            return attrs.evolve(self, frame=computed(self.frame)[computed(rows)[NTH].to_list()])
        return attrs.evolve(self, frame=rows.select(*self.all_kept))

    @property
    def plan(self) -> Plan:
        """The frame on which a plan is built; Polars plans lazily even where the caller does not."""
        if self.is_numbered:
            needed = computed(self.frame).select(*dict.fromkeys(self.sources.values()))
            return planned(needed.with_row_index(NTH).with_columns(nw.col(NTH).cast(nw.Int64)))
        return self.frame.lazy() if self.frame.implementation.is_polars() else planned(self.frame)

    def taken(self, rows: Plan, names: Sequence[str]) -> Plan:
        """Rows of a plan with columns as they came, which are taken by their numbers where the plan has only those."""
        if not self.is_numbered or not names:
            return rows
        numbers = computed(rows)[NTH].cast(nw.Int64).to_list()
        return planned(nw.concat([computed(rows), computed(self.frame)[numbers, list(names)]], how="horizontal"))

    def as_given(self, rows: Plan, problem: nw.Expr) -> Plan:
        """Rows of a plan as they came, with what is wrong with each in ``problem``."""
        found = rows.select(*self.kept, problem.alias("problem"))
        return self.taken(found, self.names).select(*self.names, "problem")

    def numbered(self, name: str) -> Opened:
        """The same with the numbers of its rows from 0, where rows have an order."""
        if not self.is_eager:
            return self
        return attrs.evolve(self, frame=computed(self.frame).with_row_index(name), names=(name, *self.names))

    def answer(self, plan: Plan) -> Answer:
        """A plan as the caller's kind of frame, computed only where the caller's is."""
        return computed(plan) if self.is_eager else self.shared.plan(plan)

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return part in self.columns

    def col(self, part: str) -> nw.Expr:
        """The values of a part, in the form that plans have."""
        return nw.col(self.sources[part])

    def local(self, part: str) -> nw.Expr:
        """The column of a day as those of its own time zone; DuckDB and Spark have one for all days."""
        kind, engine = self.kinds[part], self.frame.implementation
        day = near(self.col(part), kind, engine)
        if kind == nw.Unknown and not engine.is_pandas_like():
            return day.cast(nw.Date)
        has_zone = isinstance(kind, nw.Datetime) and kind.time_zone is not None
        return day.dt.replace_time_zone(None) if has_zone and self.has_zones else day

    @property
    def has_zones(self) -> bool:
        """Whether each column of days has a time zone of its own."""
        engine = self.frame.implementation
        return bool(engine.is_polars() or engine.is_pandas_like() or engine.is_pyarrow())

    def day(self, part: str, otherwise: int = 0, beyond: int = BEYOND) -> nw.Expr:
        """A number of a day that sorts as days do, another one where there is no day or no such column.

        Days that Python's calendar does not have are all `beyond`.
        """
        if not self.has(part):
            return nw.lit(otherwise, nw.Int64)
        on = self.local(part)
        if not self.has_ordinals:
            year = on.dt.year()
            nth = year.fill_null(1).cast(nw.Int64) * LONGEST_YEAR + on.dt.ordinal_day().fill_null(1)
            is_beyond = year.is_null() | (year < date.min.year) | (year > date.max.year)
            return cases((on.is_null(), otherwise), (is_beyond, beyond), default=nth).cast(nw.Int64)
        if self.frame.implementation.is_duckdb():
            day = on.cast(nw.Date)
            nth = (day - nw.lit(EPOCH)).cast(nw.Int64) + EPOCH.toordinal()
            is_beyond = (day < nw.lit(date.min)) | (day > nw.lit(date.max))  # Infinite ones cannot be subtracted.
            return cases((day.is_null(), otherwise), (is_beyond, beyond), default=nth).cast(nw.Int64)
        day = on.cast(nw.Date)
        nth = day.cast(nw.Int64) + EPOCH.toordinal()
        is_beyond = (day < nw.lit(date.min)) | (day > nw.lit(date.max))
        return cases((is_beyond, beyond), default=nth).fill_null(otherwise)

    def dated(self, part: str) -> nw.Expr:
        """The column of a day without a time zone, of the kind that `kind_of_day` says."""
        kind, on = self.kinds[part], self.local(part)
        if kind == nw.Datetime and not self.has_zones:
            on = on.cast(nw.Date)
        return on if kind_of_day(kind) == kind else on.cast(kind_of_day(kind))

    def number(self, day: date) -> int:
        """The number of a day as `day` has it."""
        return day.toordinal() if self.has_ordinals else day.year * LONGEST_YEAR + day.timetuple().tm_yday

    @property
    def has_ordinals(self) -> bool:
        """Whether days are quickly turned into the numbers that Python gives them."""
        engine = self.frame.implementation
        return bool(engine.is_polars() or engine.is_duckdb())

    def is_blank(self, text: nw.Expr) -> nw.Expr:
        """Whether a text has nothing but what Python takes for space; Ibis has a notion of its own."""
        return text.str.strip_chars(None if self.frame.implementation.is_ibis() else BLANKS) == ""

    def text(self, part: str) -> nw.Expr:
        """The column of a part as text, or nothing."""
        return self.col(part) if self.has(part) else nw.lit(None, nw.String)


def names_of(native: Native, table: str) -> tuple[str, ...]:
    """The names of the columns of a table, as its engine has them.

    Raises:
        InvalidColumnsError: for all names that are no text or stand twice, which engines take in ways of their own.
    """
    if type(native).__module__.partition(".")[0] == "polars":
        # Which has no such names, and asks for time where a lazy frame is asked for them.
        return tuple(native.collect_schema().names()) if hasattr(native, "collect_schema") else ()
    names = getattr(native, "column_names", None)
    names = getattr(native, "columns", ()) if names is None else names
    names = tuple(names) if isinstance(names, Iterable) else ()
    problems = [*wrong_names(names, table)]
    if problems:
        raise InvalidColumnsError(f"columns of the {table}", problems)
    return names


def _taken(native: object, form: Form) -> tuple[Answer, tuple[str, ...]]:
    """A caller's table as narwhals has it, and the names of its columns."""
    names_of(native, form.name)
    try:
        frame: Answer = nw.from_native(decoded(native))
    except TypeError as problem:
        raise InvalidTypeError(
            f"a table is a frame of pandas, Polars, PyArrow, DuckDB, Dask or PySpark, got {describe(native)}; "
            f"give the {form.name} as one, such as xhht.ext.rows.to_frame makes"
        ) from problem
    if form.is_planned and frame.implementation.is_sqlframe():
        raise InvalidTypeError(
            f"the {form.name} are a table of SQLFrame, whose planner does not get through this; give tables of the "
            "engine that it runs on, such as DuckDB or Spark"
        )
    try:
        return frame, tuple(frame.collect_schema().names())
    except ValueError as problem:  # Decimals of more than 38 digits in Polars.
        raise InvalidTypeError(
            f"the {form.name} have a column of a kind that narwhals does not know ({short(problem)}); cast or drop it"
        ) from problem


def _plain(frame: nw.DataFrame[Any], wanted: Iterable[tuple[str, Kind]]) -> tuple[Answer, dict[tuple[str, Kind], str]]:
    """A pandas frame with its columns of other clothing once more, in a plain one."""
    found: dict[tuple[str, Kind], str] = {}
    columns: dict[str, Native] = {}
    for name, kind in wanted:
        for values in plainly(frame, {name: kind}).values():
            found[name, kind] = inner(f"plain_{kind}_of_{name}")
            columns[found[name, kind]] = values
    return (nw.from_native(nw.to_native(frame).assign(**columns)) if columns else frame), found


def _kind_of(frame: Answer, name: str, schema: nw.Schema) -> DType | str:
    """The kind of a column; what narwhals does not know, or takes for text as it does JSON, as its engine calls it."""
    kind, native, engine = schema[name], nw.to_native(frame), frame.implementation
    if engine.is_duckdb() and kind in (nw.Unknown, nw.String):
        found = str(native.types[native.columns.index(name)])
        return kind if found == "VARCHAR" else found
    if kind != nw.Unknown:
        return kind
    if engine.is_polars() or engine.is_pyarrow():
        return str(native.collect_schema()[name] if engine.is_polars() else native.schema.field(name).type)
    # Columns of pandas of nothing but nulls have been told; of other engines it is not known what they are.
    return str(native.dtypes[name]) if engine.is_pandas_like() else "null"


def with_day_words(frame: nw.DataFrame[Any], name: str) -> nw.DataFrame[Any]:
    """Rows as they came with a column of days as text, the furthest ones as `near` has them."""
    if frame.implementation.is_pandas_like():
        native = nw.to_native(frame)
        frame = nw.from_native(native.assign(**{name: as_days(native[name], nw.get_native_namespace(frame))}))
    kind = frame.schema[name]
    day = near(nw.col(name), kind, frame.implementation)
    has_zone = isinstance(kind, nw.Datetime) and kind.time_zone is not None
    return frame.with_columns((day.dt.replace_time_zone(None) if has_zone else day).cast(nw.String).alias(name))


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


def kind_of_day(kind: DType) -> DType:
    """The kind in which the days asked for stand beside days of a kind: they are of no time zone."""
    return nw.Datetime(kind.time_unit) if isinstance(kind, nw.Datetime) else kind
