"""Sharing: what a plan uses several times is worked out once, on engines that would ask for it again each time."""

from __future__ import annotations

import itertools
import re
import weakref
from collections.abc import Callable, Mapping
from functools import partial, reduce
from typing import Any, Self

import attrs
import narwhals as nw

from xhht.errors import InvalidTypeError

_numbers = itertools.count()
_PART, _GIVEN = "xhht_part_", "xhht_given"
_EXPLAINED = "xhht_explained"
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

    Nothing comes to the caller's machine here. Polars keeps a part while a plan runs; DuckDB gets one query in which
    every part has a name; Spark works out small parts, such as the tree of regions, when the plan is made, and keeps
    them on its workers. Other engines know by themselves what they have worked out already.
    """

    def __init__(self) -> None:
        self._engine: nw.Implementation | None = None
        self._passing = _Known()
        self._parts: dict[str, str] = {}
        self._placeholders: set[str] = set()
        self._connected: Any = None
        self._held: list[Any] = []
        self._leaves_views = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take away the names that were planned with; the plans themselves do not need them."""
        for name in self._placeholders:
            self._asked(f"DROP TABLE {name}")
        if self._leaves_views:
            self._asked(f"DROP VIEW IF EXISTS {_GIVEN}")
        self._placeholders.clear()

    def given(self, frame: Any) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
        """A caller's table to plan with: DuckDB plans with a name, however long the query is that it stands for.

        Raises:
            InvalidTypeError: if it lives on another engine or connection than the tables given before.
        """
        self._engine = self._engine or frame.implementation
        if frame.implementation is not self._engine:
            raise InvalidTypeError(
                f"one table is of {self._engine.value}, another of {frame.implementation.value}; "
                "give all of them on one engine"
            )
        if not _is_duckdb(frame):
            return frame
        relation = nw.to_native(frame)
        made: _Made | None = _lasting.of(relation).get(_Made)
        if self._connected is None:
            if made is not None:
                self._connected, self._leaves_views = made.connected, made.leaves_views
            elif not self._connects(frame):
                return frame
        elif self._placeholders:
            meeting = relation if made is None else made.connected
            self._meets(meeting, nw.get_native_namespace(frame).CatalogException)
        if made is not None:
            self._parts |= made.parts
            self._held += made.held
            return nw.from_native(self._placed(made.columns, f"NOT MATERIALIZED ({made.query})"))
        query = _query(relation)
        if re.search(r"_scan\(0x", query):
            # DuckDB 1 reads a table of Python by its address, which no query can spell: it gets a view.
            name = f"{_GIVEN}_{next(_numbers)}"
            relation = relation.query(name, f"SELECT * FROM {name}")  # noqa: S608  # A name of our own.
        elif "__duckdb_source" in query:
            # DuckDB 2 lets go of a table of Python with the last relation that was made from it.
            self._held.append(relation)
        return nw.from_native(self._named(relation, "NOT MATERIALIZED"))

    def once(self, frame: Any, *, is_large: bool = False) -> Any:  # noqa: ANN401  # As above.
        """The same table, worked out once however often the plan uses it; Spark plans for a large one itself."""
        if not isinstance(frame, nw.LazyFrame):
            return frame
        if frame.implementation.is_polars():
            return nw.from_native(_kept(nw.to_native(frame)))
        if frame.implementation in _SPARK:
            return frame if is_large else nw.from_native(nw.to_native(frame).localCheckpoint())
        if self._connected is None or not _is_duckdb(frame):
            return frame
        return nw.from_native(self._named(nw.to_native(frame), "MATERIALIZED"))

    def known(self, frame: Any, key: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401  # As above.
        """What is made of a table, made once: by one step of a pipeline, and by all steps where the table is lazy."""
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
        """A plan with its shared parts in it."""
        if self._connected is None or not _is_duckdb(frame):
            return frame
        relation = nw.to_native(frame)
        last = f"SELECT * FROM ({_query(relation)}) AS {_GIVEN}_last"  # noqa: S608  # Own names.
        parts = {name: self._parts[name] for name in self._needed(last)}
        query = f"WITH {', '.join(f'{name} AS {part}' for name, part in parts.items())} {last}"
        if self._held:
            nothing = [given.limit(0).project("1 AS one") for given in self._held]
            planned = reduce(lambda one, other: one.union(other), nothing).query(_GIVEN, query)
        else:
            planned = self._asked(query)
        made = _Made(last, parts, _columns(planned), self._connected, tuple(self._held), self._leaves_views)
        _lasting.of(planned)[_Made] = made
        return nw.from_native(planned)

    def _connects(self, frame: Any) -> bool:  # noqa: ANN401  # As above.
        """Whether queries can be asked on the connection of a table, through one whose own query is short."""
        relation = nw.to_native(frame)
        try:
            found = relation.query(_GIVEN, "EXPLAIN SELECT 1")
            self._leaves_views = found is None
            self._connected = relation.query(_GIVEN, "SELECT 1") if found is None else found.set_alias(_EXPLAINED)
        except nw.get_native_namespace(frame).Error:
            # DuckDB 1 asks queries through views, which a database that is only read does not take.
            return False
        return True

    def _meets(self, relation: Any, unknown: type[Exception]) -> None:  # noqa: ANN401  # As above.
        """Refuse a table on another connection, on which the names of this plan are unknown."""
        try:
            relation.query(_GIVEN, f"SELECT 1 FROM {next(iter(self._placeholders))}")  # noqa: S608  # As above.
        except unknown as problem:
            raise InvalidTypeError(
                "the tables live on different connections to DuckDB; read all of them on the same one"
            ) from problem

    def _named(self, relation: Any, kind: str) -> Any:  # noqa: ANN401  # DuckDB's own.
        """An empty table in place of a query, to plan with until the queries are put together."""
        return self._placed(_columns(relation), f"{kind} ({_query(relation)})")

    def _placed(self, columns: str, part: str) -> Any:  # noqa: ANN401  # As above.
        """The empty table of a part; parts of one text, such as the trees of several steps, are one part."""
        name = next((known for known, text in self._parts.items() if text == part), f"{_PART}{next(_numbers)}")
        if name not in self._placeholders:
            self._asked(f"CREATE TEMP TABLE {name} ({columns})")
            self._placeholders.add(name)
            self._parts[name] = part
        return self._asked(f"SELECT * FROM {name}")  # noqa: S608  # As above.

    def _asked(self, query: str) -> Any:  # noqa: ANN401  # As above.
        return self._connected.query(_GIVEN, query)

    def _needed(self, query: str) -> list[str]:
        """The parts that a query uses, each after those that it uses itself."""
        found: dict[str, None] = {}
        for name in re.findall(rf"{_PART}\d+", query):
            if name in self._parts and name not in found:
                found |= dict.fromkeys(self._needed(self._parts[name]))
                found[name] = None
        return list(found)


@attrs.frozen(eq=False)
class _Made:
    """What a plan on DuckDB was put together from, so that the next step goes on from there and not from its query."""

    query: str
    parts: Mapping[str, str]
    columns: str
    connected: Any
    held: tuple[Any, ...]
    leaves_views: bool


def _columns(relation: Any) -> str:  # noqa: ANN401  # As above.
    """The columns of a relation and their kinds, as a table is made of them."""
    names = (name.replace('"', '""') for name in relation.columns)
    return ", ".join(f'"{name}" {kind}' for name, kind in zip(names, relation.types, strict=True))


def _query(relation: Any) -> str:  # noqa: ANN401  # As above.
    """The query of a table, without what DuckDB 2 holds of the table that earlier plans were asked through."""
    held = rf'SELECT \* FROM "__duckdb_source_\w+" AS "{_EXPLAINED}"'  # noqa: S608  # A pattern to look for.
    return re.sub(held, "SELECT 1", relation.sql_query())


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
