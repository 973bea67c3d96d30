"""PyArrow: columns in an encoding that it neither casts nor takes rows of, in the plain form, in pandas as well."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

LONGEST_DECIMAL = 76


def decoded(native: Any) -> Any:  # noqa: ANN401  # Any engine's kind of frame.
    """A table of PyArrow, or of pandas with columns of Arrow, with plain ones in place of runs, views and codes.

    Texts stay in codes, as categories do elsewhere; other values in codes are what they are.
    """
    pa: Any = sys.modules.get("pyarrow")
    if pa is None:
        return native
    if isinstance(native, pa.Table):
        for place, field in enumerate(native.schema):
            kind = _plain(field.type, pa)
            if kind != field.type:
                native = native.set_column(place, field.name, _cast(native.column(place), kind, pa))
        return native
    pd: Any = sys.modules.get("pandas")
    if pd is None or not isinstance(native, pd.DataFrame) or not native.columns.is_unique:
        return native
    found: dict[Any, Any] = {}
    for name, dtype in native.dtypes.items():
        given = getattr(dtype, "pyarrow_dtype", None)
        kind = None if given is None else _plain(given, pa)
        if kind != given:
            values = _cast(pa.chunked_array([pa.array(native[name])]), kind, pa)
            found[name] = pd.Series(pd.arrays.ArrowExtensionArray(values), index=native.index)
    return native.assign(**found) if all(isinstance(name, str) for name in found) else native


def _plain(kind: Any, pa: Any) -> Any:  # noqa: ANN401  # Kinds of PyArrow, and PyArrow itself.
    types = pa.types
    if types.is_run_end_encoded(kind):
        return _plain(kind.value_type, pa)
    if types.is_dictionary(kind) and not (types.is_string(kind.value_type) or types.is_large_string(kind.value_type)):
        return _plain(kind.value_type, pa)
    if types.is_decimal(kind) and kind.scale < 0 and kind.precision - kind.scale <= LONGEST_DECIMAL:
        return pa.decimal256(kind.precision - kind.scale, 0)
    views = {"string_view": pa.large_string, "binary_view": pa.large_binary}
    return views[str(kind)]() if str(kind) in views else kind


def _cast(values: Any, kind: Any, pa: Any) -> Any:  # noqa: ANN401  # As above.
    chunks = values.chunks
    if pa.types.is_run_end_encoded(values.type):
        chunks = [import_module("pyarrow.compute").run_end_decode(chunk) for chunk in chunks]
    if pa.types.is_dictionary(values.type):
        chunks = [chunk.dictionary.cast(kind).take(chunk.indices) for chunk in chunks]
    return pa.chunked_array([chunk.cast(kind) for chunk in chunks], kind)
