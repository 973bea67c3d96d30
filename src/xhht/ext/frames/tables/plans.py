"""Plans: steps that mean the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from xhht.ext.frames.tables.expressions import inner


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
