"""Plans: steps that mean the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import narwhals as nw

from xhht.ext.frames.tables.expressions import inner

Native: TypeAlias = Any
"""A frame of an engine's own kind."""

Plan: TypeAlias = nw.LazyFrame[Any]
"""A table to plan with; an eager one is taken for a lazy one, whose methods it has."""

Answer: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]
"""A plan as the caller's kind of frame: computed, or not."""


def planned(frame: Answer) -> Plan:
    """A table to plan with."""
    return frame  # type: ignore[return-value]  # Which has the methods of a lazy one.


def computed(plan: Answer) -> nw.DataFrame[Any]:
    """The rows of a plan, of an engine that has them in memory."""
    return plan.collect() if isinstance(plan, nw.LazyFrame) else plan


def maskable(frame: Plan) -> Plan:
    """A pandas frame whose whole numbers can be missing without turning into floats; any other frame as it is."""
    if not frame.implementation.is_pandas_like():
        return frame
    native = nw.to_native(frame)
    kinds = {name: "Int64" for name, kind in native.dtypes.items() if str(kind) == "int64"}
    return planned(nw.from_native(native.astype(kinds)))


def whole(frame: Plan, *names: str) -> Plan:
    """Sums and numbers of rows as whole numbers of 64 bits, whatever an engine makes of them."""
    return frame.with_columns(*(nw.col(inner(name)).cast(nw.Int64) for name in names))


def put(frame: Plan, values: Mapping[str, nw.Expr]) -> Plan:
    """A table with columns of the plan's own, as whole numbers of 64 bits, whatever an engine makes of them."""
    return frame.with_columns(**{inner(name): value.cast(nw.Int64) for name, value in values.items()})


def beside(rows: Plan, key: list[str], found: Mapping[str, tuple[str, str]]) -> Plan:
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


def every(frame: Plan, others: Plan) -> Plan:
    """Every row with every row of a small table."""
    return frame.join(others, how="cross")


def listed(frame: Plan, values: Mapping[str, Iterable[nw.Expr]]) -> Plan:
    """A small table on the engine of another, from columns of equal length."""
    one = frame.select(nw.len().alias(inner("one")))
    rows = zip(*values.values(), strict=True)
    return nw.concat([one.select(**dict(zip(values, row, strict=True))) for row in rows])
