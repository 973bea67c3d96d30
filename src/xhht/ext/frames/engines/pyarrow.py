"""PyArrow: columns in an encoding that it neither casts nor takes rows of, in the plain form."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any


def decoded(native: Any) -> Any:  # noqa: ANN401  # Any engine's kind of frame.
    """A table of PyArrow with its run-end-encoded columns decoded; any other as it is."""
    pa: Any = sys.modules.get("pyarrow")
    if pa is None or not isinstance(native, pa.Table):
        return native
    for place, field in enumerate(native.schema):
        if pa.types.is_run_end_encoded(field.type):
            chunks = [import_module("pyarrow.compute").run_end_decode(chunk) for chunk in native.column(place).chunks]
            native = native.set_column(place, field.name, pa.chunked_array(chunks, field.type.value_type))
    return native
