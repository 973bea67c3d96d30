"""pandas: columns of any clothing as columns whose values can be missing and mean what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw

from xhht.errors import XhhtError
from xhht.ext.frames.kinds import BROKEN, Kind
from xhht.ext.whole_numbers import whole_number

_WHOLE = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")


def plainly(frame: nw.DataFrame[Any], kinds: Mapping[str, Kind]) -> Mapping[str, Any]:
    """The columns of a pandas frame, by name, that are of another clothing than plans can use, in a plain one.

    pandas turns whole counts with gaps into floats, days into objects and nothing into anything, and does not reckon
    with its own columns and those of Arrow together.
    """
    native, pd = nw.to_native(frame), nw.get_native_namespace(frame)
    found = {name: _PLAIN[kind](native[name], pd) for name, kind in kinds.items()}
    return {name: values for name, values in found.items() if values is not native[name]}


def as_days(values: Any, pd: Any) -> Any:  # noqa: ANN401  # A pandas series, and pandas itself.
    """Days of objects, of Arrow or of a time zone that others read differently as datetimes; any other as they are.

    narwhals does not read names of zones with other signs than letters, such as Asia/Ho_Chi_Minh, and pandas takes
    days that Arrow holds to Greenwich.
    """
    if ", tz=" in str(values.dtype):
        return values.astype(pd.DatetimeTZDtype("us", values.dtype.pyarrow_dtype.tz)).dt.tz_localize(None)
    if isinstance(values.dtype, pd.DatetimeTZDtype) and nw.from_native(values, series_only=True).dtype == nw.Unknown:
        return values.dt.tz_localize(None)
    if str(values.dtype).startswith(("date32", "date64", "timestamp")):
        return values.astype("datetime64[us]")
    if values.isna().all():
        return values if values.dtype.kind == "M" else _nothing(values, "datetime64[us]", pd)
    if values.dtype != object or pd.api.types.infer_dtype(values, skipna=True) not in {"date", "datetime", "empty"}:
        return values
    return values.map(_without_zone).astype("datetime64[us]")


def _without_zone(day: Any) -> Any:  # noqa: ANN401  # A day, a time, or nothing.
    return day if getattr(day, "tzinfo", None) is None else day.replace(tzinfo=None)


def _as_counts(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    kind = str(values.dtype)
    if pd.api.types.is_bool_dtype(values.dtype) or values.dtype.kind in "Mm":
        return values
    if values.isna().all():
        return _nothing(values, "Int64", pd)
    if kind.lower().partition("[")[0] in _WHOLE:
        return values if kind == "Int64" else values.astype("Int64")
    if pd.api.types.is_float_dtype(values.dtype) and "16" not in kind and "half" not in kind:
        exact = "Float64" if "64" in kind or "double" in kind else "Float32"
        return values if kind == exact else values.astype(exact)
    numbers = values.astype(object).where(values.notna(), None).map(_whole, na_action="ignore")
    return numbers.astype("Int64")


def _whole(cell: object) -> int:
    try:
        number = whole_number(cell)
    except XhhtError:
        return BROKEN
    return number if abs(number) < -BROKEN else BROKEN


def _as_texts(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    is_arrow = isinstance(values.dtype, getattr(pd, "ArrowDtype", ()))
    if is_arrow and str(values.dtype).startswith(("string", "large_string", "dictionary<values=string")):
        values = values.astype(object)
    elif not values.isna().all() or str(values.dtype) == "str":
        return values
    return values.astype("str").where(values.notna(), None)


def _as_flags(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    if values.isna().all():
        return _nothing(values, "boolean", pd)
    is_flags = values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) == "boolean"
    return values.astype("boolean") if is_flags or str(values.dtype) == "bool[pyarrow]" else values


def _as_holders(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    return _as_counts(values, pd) if pd.api.types.is_integer_dtype(values.dtype) else _as_texts(values, pd)


def _nothing(values: Any, dtype: str, pd: Any) -> Any:  # noqa: ANN401  # As above.
    return pd.Series(pd.array([None] * len(values), dtype=dtype), index=values.index)


_PLAIN: Mapping[Kind, Callable[[Any, Any], Any]] = {
    Kind.TEXT: _as_texts,
    Kind.COUNT: _as_counts,
    Kind.DAY: as_days,
    Kind.FLAG: _as_flags,
    Kind.HOLDER: _as_holders,
}
