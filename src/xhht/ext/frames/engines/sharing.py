"""Sharing: what a plan uses several times is worked out once, on engines that would ask for it again each time."""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any, Self

import narwhals as nw

from xhht.errors import InvalidTypeError

_numbers = itertools.count()
_GIVEN = "xhht_given"
_MOST_KNOWN = 20
_SPARK = (nw.Implementation.PYSPARK, nw.Implementation.PYSPARK_CONNECT)


class _Known:
    """What is known of tables while they live; tables are told apart by being the same object, not by their rows."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[weakref.ref[Any], dict[object, Any]]] = {}

    def of(self, native: Any) -> dict[object, Any]:  # noqa: ANN401  # Any engine's own.
        """What is known of a table, to add to."""
        place = id(native)
        found = self._found.get(place)
        if found is None or found[0]() is not native:
            found = self._found[place] = weakref.ref(native, partial(self._forget, place)), {}
        return found[1]

    def _forget(self, place: int, _: object) -> None:
        self._found.pop(place, None)


_lasting = _Known()


class Shared:
    """The parts of one plan that it uses several times.

    Nothing comes to the caller's machine here. Polars keeps a part while a plan runs. Spark and DuckDB work out small
    parts, such as the tree of regions, when the plan is made: Spark keeps them on its workers, DuckDB in temporary
    tables of the caller's connection. Large parts get a name in DuckDB's query. Other engines know by themselves what
    they have worked out already.
    """

    def __init__(self) -> None:
        self._engine: nw.Implementation | None = None
        self._passing = _Known()
        self._given: list[Any] = []
        self._connected: Any = None
        self._large: dict[str, str] = {}
        self._is_short = self._has_views = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take away what the plan was made with and does not need."""
        for name in self._large:
            self._asked(f"DROP TABLE {name}")
        if self._has_views:
            self._asked(f"DROP VIEW {_GIVEN}")

    def given(self, frame: Any) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
        """A caller's table to plan with.

        Raises:
            InvalidTypeError: if it lives on another engine or connection than the tables given before.
        """
        self._engine = self._engine or frame.implementation
        if frame.implementation is not self._engine:
            raise InvalidTypeError(
                f"one table is of {self._engine.value}, another of {frame.implementation.value}; "
                "give all of them on one engine"
            )
        if _is_duckdb(frame):
            self._given.append(nw.to_native(frame))
            nothing = self._given[-1].project("1 AS one").limit(0)
            self._connected = nothing if self._connected is None else self._connected
            try:
                self._connected.union(nothing)
            except nw.get_native_namespace(frame).Error as problem:
                raise InvalidTypeError(
                    "the tables live on different connections to DuckDB; read all of them on the same one"
                ) from problem
        return frame

    def once(self, frame: Any, *, is_large: bool = False, of_reports: bool = False) -> Any:  # noqa: ANN401  # As above.
        """The same table, worked out once however often the plan uses it.

        Spark plans for a large one itself; what is made of the reports is not worked out by DuckDB before they are.
        """
        if not isinstance(frame, nw.LazyFrame):
            return frame
        native = nw.to_native(frame)
        if frame.implementation.is_polars():
            return nw.from_native(_kept(native))
        if frame.implementation in _SPARK:
            return frame if is_large else nw.from_native(native.localCheckpoint())
        if self._connected is None or not _is_duckdb(frame):
            return frame
        return nw.from_native(self._named(native) if is_large or of_reports else self._as_table(native, frame))

    def known(self, frame: Any, key: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401  # As above.
        """What is made of a table, made once: by one step of a pipeline, and by all steps where the table is lazy.

        A table of DuckDB may have other rows at the next step.
        """
        native = nw.to_native(frame)
        is_lasting = isinstance(frame, nw.LazyFrame) and not _is_duckdb(frame)
        made = (_lasting if is_lasting else self._passing).of(native)
        if key not in made:
            found = make()
            while len(made) >= _MOST_KNOWN:
                del made[next(iter(made))]
            made[key] = found
        return made[key]

    def plan(self, frame: Any) -> Any:  # noqa: ANN401  # As above.
        """A plan with its large parts in it."""
        if not self._large or not _is_duckdb(frame):
            return frame
        parts = ", ".join(f"{name} AS MATERIALIZED ({query})" for name, query in self._large.items())
        query = f"WITH {parts} SELECT * FROM ({nw.to_native(frame).sql_query()}) AS {_GIVEN}_last"  # noqa: S608  # Own names.
        # DuckDB lets go of a table of Python with the last relation that was made from it, and a query is none.
        _lasting.of(self._connected)[Shared] = self._given
        return nw.from_native(self._asked(query))

    def _named(self, relation: Any) -> Any:  # noqa: ANN401  # DuckDB's own.
        """An empty table in place of a large part, to plan with until the parts are put together.

        Queries of DuckDB 1 cannot name tables of Python, so that it works a part out for each use.
        """
        if not hasattr(relation, "materialize"):
            return relation
        name, query = f"xhht_part_{next(_numbers)}", relation.sql_query()
        columns = (column.replace('"', '""') for column in relation.columns)
        kinds = ", ".join(f'"{column}" {kind}' for column, kind in zip(columns, relation.types, strict=True))
        self._asked(f"CREATE TEMP TABLE {name} ({kinds})")
        self._large[name] = query
        return self._asked(f"SELECT * FROM {name}")  # noqa: S608  # Own names.

    def _as_table(self, relation: Any, frame: Any) -> Any:  # noqa: ANN401  # As above.
        """A small part as a temporary table, but on a database of DuckDB 1 that is only read.

        DuckDB 2 could hold rows apart from tables, but copies them for each step of a plan when it is run.
        """
        name = f"xhht_part_{next(_numbers)}"
        try:
            relation.query(_GIVEN, f"CREATE TEMP TABLE {name} AS SELECT * FROM {_GIVEN}")  # noqa: S608  # Own names.
        except nw.get_native_namespace(frame).InvalidInputException:
            # DuckDB 1 asks queries through views, which such a database does not take.
            return relation
        self._has_views = not hasattr(relation, "materialize")
        return self._asked(f"SELECT * FROM {name}")  # noqa: S608  # As above.

    def _asked(self, query: str) -> Any:  # noqa: ANN401  # As above.
        """A query on the connection of the tables, which DuckDB 2 asks through one that it need not plan each time."""
        if not self._is_short and hasattr(self._connected, "materialize"):
            self._connected, self._is_short = self._connected.materialize(), True
        return self._connected.query(_GIVEN, query)


def _kept(frame: Any) -> Any:  # noqa: ANN401  # Polars' own.
    """A part that Polars keeps whole: its optimizer fails where it pushes filters of several uses into one part.

    See https://github.com/pola-rs/polars/issues/29414.
    """
    return frame.cache().map_batches(
        _same, predicate_pushdown=False, projection_pushdown=False, slice_pushdown=False, streamable=True
    )


def _same(frame: Any) -> Any:  # noqa: ANN401  # As above.
    return frame


def _is_duckdb(frame: Any) -> bool:  # noqa: ANN401  # As above.
    return isinstance(frame, nw.LazyFrame) and frame.implementation.is_duckdb()
