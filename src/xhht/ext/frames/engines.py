"""Engines: a caller's table as a plan, and the plan's answer as the caller's kind of table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError
from xhht.ext.frames.layout import COUNTS, IDS, OTHER_DAY
from xhht.ext.frames.sharing import Shared
from xhht.values import Value

EXACT = 2**53
_PLAIN = {"int8", "int16", "int32", "int64"}
_FLOATS = {"float64", "Float64", "double[pyarrow]"}


@attrs.frozen(repr=False)
class Table(Value):
    """A table as it was given: the frame to plan with, and how to give an answer back."""

    frame: Any
    is_eager: bool
    shared: Shared = attrs.field(factory=Shared)

    @classmethod
    def of(
        cls,
        native: object,
        columns: Mapping[str, str] | None,
        *,
        counts: Iterable[str] | None = None,
        shared: Shared | None = None,
    ) -> Table:
        """Open a table of any engine.

        `counts` names the columns that count, where their parts do not; `shared` is what it has in common with
        tables that a plan uses beside it.

        Raises:
            InvalidTypeError: if it is no table that narwhals knows.
        """
        try:
            frame: Any = nw.from_native(native)
        except TypeError as problem:
            raise InvalidTypeError(
                f"a table is a frame of pandas, Polars, PyArrow, DuckDB, Dask or PySpark, got {describe(native)}"
            ) from problem
        is_eager = isinstance(frame, nw.DataFrame)
        if frame.implementation.is_pandas_like():
            names = dict(columns) if isinstance(columns, Mapping) else {}
            known = [names.get(part, part) for part in COUNTS]
            frame = as_texts(frame, [names.get(part, part) for part in IDS])
            frame = with_gaps(frame, [names.get("on", "on"), OTHER_DAY], known if counts is None else counts)
        shared = Shared() if shared is None else shared
        return cls(shared.given(frame), is_eager, shared)

    @property
    def plan(self) -> Any:  # noqa: ANN401  # One name for eager and lazy frames, whose methods are the same.
        """The frame on which a plan is built; Polars plans lazily even where the caller does not."""
        return self.frame.lazy() if self.is_eager and self.frame.implementation.is_polars() else self.frame

    def numbered(self, name: str) -> Table:
        """The same with the numbers of its rows from 0, where rows have an order."""
        if not self.is_eager:
            return self
        return attrs.evolve(self, frame=self.frame.with_row_index(name))

    def answer(self, plan: Any) -> Any:  # noqa: ANN401  # As above.
        """A plan as the caller's kind of frame, computed only where the caller's is."""
        return plan.collect() if self.is_eager and isinstance(plan, nw.LazyFrame) else self.shared.plan(plan)


def as_texts(frame: Any, names: Iterable[str]) -> Any:  # noqa: ANN401  # As above.
    """A pandas frame whose columns of ids are text where they hold nothing, whatever pandas takes them for then."""
    native = nw.to_native(frame)
    empty = [name for name in names if name in native.columns and native[name].isna().all()]
    changed = {name: native[name].astype("str").where(native[name].notna(), None) for name in empty}
    return nw.from_native(native.assign(**changed)) if changed else frame


def with_gaps(frame: Any, days: Iterable[str], counts: Iterable[str]) -> Any:  # noqa: ANN401  # As above.
    """A pandas frame whose days are days and whose counts can be missing.

    pandas turns whole counts with gaps into floats on its own; where every one of them is still whole
    and exact, they are turned back.
    """
    native = nw.to_native(frame)
    pd: Any = nw.get_native_namespace(frame)
    changed: dict[str, Any] = {}
    for name in days:
        if name in native.columns and (days_meant := as_days(native[name], pd)) is not None:
            changed[name] = days_meant
    for name in counts:
        if name in native.columns:
            kind = str(native[name].dtype)
            if kind in _PLAIN or (kind in _FLOATS and _is_exact(native[name])):
                changed[name] = native[name].astype("Int64")
    native = native.assign(**changed)
    mixed = _of_one_kind(native, [name for name in days if name in native], [name for name in counts if name in native])
    return nw.from_native(native.assign(**mixed)) if changed or mixed else frame


def as_days(values: Any, pd: Any) -> Any:  # noqa: ANN401  # A pandas series, and pandas itself.
    """Days in a column of objects, or of a time zone that others read differently, as datetimes; else nothing.

    narwhals does not read names of zones with other signs than letters, such as Asia/Ho_Chi_Minh, and pandas takes
    days that Arrow holds to Greenwich.
    """
    if ", tz=" in str(values.dtype):
        return values.astype(pd.DatetimeTZDtype("us", values.dtype.pyarrow_dtype.tz)).dt.tz_localize(None)
    if isinstance(values.dtype, pd.DatetimeTZDtype) and nw.from_native(values, series_only=True).dtype == nw.Unknown:
        return values.dt.tz_localize(None)
    if values.isna().all():
        return values.astype("datetime64[us]") if values.dtype.kind in "fO" else None
    if values.dtype != object or pd.api.types.infer_dtype(values, skipna=True) not in {"date", "datetime", "empty"}:
        return None
    return values.map(_without_zone).astype("datetime64[us]")


def _without_zone(day: Any) -> Any:  # noqa: ANN401  # A day, a time, or nothing.
    return day if getattr(day, "tzinfo", None) is None else day.replace(tzinfo=None)


def _of_one_kind(native: Any, days: list[str], counts: list[str]) -> dict[str, Any]:  # noqa: ANN401  # A pandas frame.
    """Days and counts that Arrow holds as pandas would, where only some are Arrow's: pandas does not mix the two."""
    is_arrow = {name: "[pyarrow]" in str(native[name].dtype) for name in (*days, *counts)}
    if all(is_arrow.values()):
        return {}
    kinds = dict.fromkeys(days, "datetime64[us]") | dict.fromkeys(counts, "Int64")
    return {name: native[name].astype(kind) for name, kind in kinds.items() if is_arrow[name]}


def _is_exact(counts: Any) -> bool:  # noqa: ANN401  # A pandas series.
    """Whether every float is a whole number that floats hold exactly."""
    given = counts.dropna()
    return bool(((given % 1 == 0) & (given.abs() <= EXACT)).all())
