"""pandas: columns of any clothing as columns whose values can be missing and mean what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw

from xhht.errors import XhhtError
from xhht.ext.frames.kinds import BROKEN, FAR, UNITS, Kind
from xhht.ext.whole_numbers import whole_number

_MOST = 10**18
_READ = ("string", "large_string", "dictionary", "decimal", "int", "uint", "float", "double", "null")
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
    days that Arrow holds to Greenwich. No day is too far to reckon with.
    """
    if str(values.dtype).startswith(("date32", "date64", "timestamp")):
        values = values.astype("timestamp[ms][pyarrow]") if str(values.dtype).startswith("date") else values
        kind = values.dtype.pyarrow_dtype
        days = _near(values.astype(f"timestamp[{kind.unit}][pyarrow]").astype(f"datetime64[{kind.unit}]"))
        return (days if kind.tz is None else _in_zone(days, kind.tz).dt.tz_localize(None)).astype("datetime64[us]")
    if values.dtype.kind == "M":
        days = _near(values)
        is_known = nw.from_native(days, series_only=True).dtype != nw.Unknown
        return days if is_known else days.dt.tz_localize(None)
    if values.isna().all():
        return _nothing(values, "datetime64[us]", pd)
    if values.dtype != object or pd.api.types.infer_dtype(values, skipna=True) not in {"date", "datetime", "empty"}:
        return values
    return values.map(_without_zone).astype("datetime64[us]")


def _near(values: Any) -> Any:  # noqa: ANN401  # A pandas series of days.
    most = FAR * UNITS.get(values.dt.unit, 0)
    numbers = values.astype("int64").where(values.notna(), 0)
    if not most or numbers.between(-most, most).all():
        return values
    days = numbers.clip(-most, most).astype(f"datetime64[{values.dt.unit}]").where(values.notna())
    return days if values.dt.tz is None else _in_zone(days, values.dt.tz)


def _in_zone(days: Any, zone: Any) -> Any:  # noqa: ANN401  # A pandas series, and any notion of a zone.
    return days.dt.tz_localize("UTC").dt.tz_convert(zone)


def _without_zone(day: Any) -> Any:  # noqa: ANN401  # A day, a time, or nothing.
    return day if getattr(day, "tzinfo", None) is None else day.replace(tzinfo=None)


def _as_counts(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    kind = str(values.dtype)
    if isinstance(values.dtype, getattr(pd, "ArrowDtype", ())) and not kind.startswith(_READ):
        return values
    if pd.api.types.is_bool_dtype(values.dtype) or values.dtype.kind in "Mm":
        return values
    if values.isna().all():
        return _nothing(values, "Int64", pd)
    if kind.lower().partition("[")[0] in _WHOLE:
        return values if kind == "Int64" else values.astype("Int64")
    if pd.api.types.is_float_dtype(values.dtype):
        if any(bits in kind for bits in ("16", "half", "128")):
            return values
        exact = "Float64" if "64" in kind or "double" in kind else "Float32"
        return values if kind == exact else values.astype(exact)
    numbers = values.astype(object).where(values.notna(), None).map(_whole, na_action="ignore")
    return numbers.astype("Int64")


def _whole(cell: object) -> int:
    try:
        number = whole_number(cell)
    except XhhtError:
        return BROKEN
    return number if abs(number) < _MOST else BROKEN


def _as_texts(values: Any, pd: Any) -> Any:  # noqa: ANN401  # As above.
    if isinstance(values.dtype, pd.CategoricalDtype) and not pd.api.types.is_string_dtype(values.cat.categories):
        return values if values.isna().all() else values.astype(object)
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
    if isinstance(values.dtype, pd.CategoricalDtype) and pd.api.types.is_integer_dtype(values.cat.categories):
        values = values.astype("Int64" if values.isna().any() else values.cat.categories.dtype)
    # Counts beyond 64 bits with a sign are all alike, which holders are not.
    is_whole = pd.api.types.is_integer_dtype(values.dtype) and "uint64" not in str(values.dtype).lower()
    return _as_counts(values, pd) if is_whole else _as_texts(values, pd)


def _nothing(values: Any, dtype: str, pd: Any) -> Any:  # noqa: ANN401  # As above.
    return pd.Series(pd.array([None] * len(values), dtype=dtype), index=values.index)


_PLAIN: Mapping[Kind, Callable[[Any, Any], Any]] = {
    Kind.TEXT: _as_texts,
    Kind.COUNT: _as_counts,
    Kind.DAY: as_days,
    Kind.FLAG: _as_flags,
    Kind.HOLDER: _as_holders,
}
