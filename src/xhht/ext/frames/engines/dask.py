"""Partitions: Dask frames worked on part by part as pandas, each on its worker; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

from xhht.errors import UnknownIdError
from xhht.ext.frames.engines.pandas import as_days

IS_PAST = "_x_is_past"


def is_dask(native: object) -> bool:
    """Whether a table is a Dask frame: pandas frames in parts."""
    return type(native).__module__.partition(".")[0] == "dask"


def whole(native: Any) -> Any:  # noqa: ANN401  # Dask's own.
    """A small table in one part, so that every other part can be held against all of it."""
    return native.repartition(npartitions=1) if is_dask(native) else native


def places_in(native: Any, names: Iterable[str]) -> Any:  # noqa: ANN401  # As above.
    """What reports say of their regions, each once in its part: days of any year, which Dask cannot bring together."""
    return native[[*names]].map_partitions(_each_once)


def _each_once(part: Any) -> Any:  # noqa: ANN401  # A part of pandas.
    return part.drop_duplicates()


def latest_places(native: Any, names: Mapping[str, str], as_of: date) -> Any:  # noqa: ANN401  # As above.
    """What reports say last of their regions up to a day, in pandas; of one that is later still, anything."""
    days = [as_days(native[names["on"]], import_module("pandas")).astype("datetime64[us]")] if "on" in names else []
    for on in days:
        is_past = on <= datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001  # As the column is.
        native = native.assign(**{names["on"]: on, IS_PAST: is_past}).sort_values([IS_PAST, names["on"]])
    return native.drop_duplicates(names["region"], keep="last")


def in_parts(work: Callable[..., Any], native: Any, *others: Any, by: str) -> Any:  # noqa: ANN401  # As above.
    """Rows brought together by a column, each part worked on as pandas beside other tables as they are.

    Raises:
        UnknownIdError: if there is no such column.
    """
    if by not in native.columns:
        raise UnknownIdError("column", by, tuple(map(str, native.columns)), "the table")
    return _worked(work, native.shuffle(on=by), *map(whole, others))


def in_one_part(work: Callable[..., Any], *natives: Any) -> Any:  # noqa: ANN401  # As above.
    """Small tables, each brought into one part, worked on together; tables of pandas are worked on at once."""
    if not any(map(is_dask, natives)):
        return work(*natives)
    return _worked(work, *map(whole, natives))


def _worked(work: Callable[..., Any], first: Any, *others: Any) -> Any:  # noqa: ANN401  # As above.
    meta = work(*(native._meta if is_dask(native) else native for native in (first, *others)))  # noqa: SLF001  # Dask's own way.
    return first.map_partitions(work, *others, meta=meta, align_dataframes=False)
