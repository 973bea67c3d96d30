"""Wide tables: one row for each region, with columns of counts for each indicator, brought into the tidy form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs
import narwhals as nw

from xhht.errors import InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.frames.engines.sharing import Shared
from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.tables.columns import Form, InvalidColumnsError
from xhht.ext.frames.tables.expressions import inner, noon
from xhht.ext.frames.tables.layout import COUNTS, FLAGS, LEVEL, TRAVELLING, wrong_parts
from xhht.ext.frames.tables.opening import Opened
from xhht.ext.frames.tables.plans import planned
from xhht.ext.wide_columns import Indicators, check_mappings, columns_of, unknown_columns
from xhht.values import Value

OF_ROW = ("region", "on", "tier", "base", "party", "invalid", *LEVEL, *TRAVELLING)
KINDS = dict.fromkeys(COUNTS, Kind.COUNT) | FLAGS


@attrs.frozen(repr=False)
class Wide(Value):
    """Which columns of a wide table count what, and on which day where no column says it."""

    columns: Mapping[str, str]
    indicators: Mapping[str, Mapping[str, str]]
    as_of: date

    @classmethod
    def of(cls, indicators: Indicators, columns: Mapping[str, str] | None, known: Iterable[str], as_of: date) -> Wide:
        """Read what the caller says of a wide table.

        Raises:
            InvalidTypeError: if `indicators` or `columns` is no mapping of the kind that is asked for.
            InvalidColumnsError: if an indicator or a part is unknown, all together in `problems`.
        """
        check_mappings(columns=columns, indicators=indicators)
        ids, problems = tuple(known), list[XhhtError]()
        problems += (UnknownIdError("indicator", one, ids, "indicators") for one in indicators if one not in ids)
        found = columns_of(indicators, tuple(KINDS), problems)
        problems += (
            InvalidValueError(
                f"indicators[{indicator!r}] names no figure; give 'denominator', and 'numerator' or 'lower' and 'upper'"
            )
            for indicator, parts in found.items()
            if "denominator" not in parts or not ("numerator" in parts or {"lower", "upper"} <= parts.keys())
        )
        problems += (
            UnknownIdError("part", part, OF_ROW, "columns (the other parts stand in indicators)")
            for part in columns or {}
            if part not in OF_ROW
        )
        if problems:
            raise InvalidColumnsError("indicators", problems)
        return cls(dict(columns or {}), found, as_of)

    def opened(self, native: object, form: Form, shared: Shared) -> Opened:
        """A wide table whose columns are found and brought into form.

        Raises:
            InvalidColumnsError: if a column is missing or of a wrong kind, or one that only travels along has the
                name of a part.
            InvalidTypeError: if it is no table.
        """
        row = {part: kind for part, kind in form.kinds.items() if part in OF_ROW}
        of_row = attrs.evolve(
            form,
            required={part: kind for part, kind in row.items() if part in form.required and part != "on"},
            optional={part: kind for part, kind in row.items() if part not in form.required or part == "on"},
            passed=OF_ROW,
            taken=tuple(name for name in form.taken if name not in (*COUNTS, "indicator")),
        )
        kinds = {name: KINDS[part] for parts in self.indicators.values() for part, name in parts.items()}
        return Opened.of(native, of_row, self.columns, shared, beside=kinds, check=self._wrong)

    def _wrong(self, names: Sequence[str], columns: Mapping[str, str]) -> Iterator[XhhtError]:
        """What is wrong with the columns of indicators, and with those that only travel along."""
        parts = {part for counts in self.indicators.values() for part in counts}
        used = {name for counts in self.indicators.values() for name in counts.values()} | set(columns.values())
        yield from unknown_columns(self.indicators, names)
        for name in names:
            if name in (*KINDS, "indicator") and name not in used:
                yield InvalidValueError(f"a further column is called {name!r}, which the tidy form needs; rename it")
        yield from wrong_parts(names, dict(columns) | dict.fromkeys(parts, ""))

    def tidy(self, wide: Opened, form: Form) -> Opened:
        """One row for each region and indicator, with what counts nothing beside it."""
        used = {name for parts in self.indicators.values() for name in parts.values()}
        kept = [name for name in wide.names if name not in used or name in wide.columns.values()]
        own = [name for part, name in wide.sources.items() if name != wide.columns[part]]
        said = {part for counts in self.indicators.values() for part in counts} | {"numerator"}
        parts = [part for part in KINDS if part in said]
        has_dates = not wide.frame.implementation.is_pandas_like()
        kind = wide.kinds.get("on", nw.Date() if has_dates else nw.Datetime("us"))
        day = [] if wide.has("on") else [nw.lit(noon(self.as_of, kind), kind).alias("on")]
        plan = wide.frame.lazy() if wide.frame.implementation.is_polars() else planned(wide.frame)
        shown = {part: self._shown(wide, part) for part in parts}
        values = {part: self._values(wide, part) for part in parts}
        frame = nw.concat(
            [
                plan.select(
                    *kept,
                    *own,
                    *day,
                    nw.lit(indicator).alias("indicator"),
                    *(shown[part][indicator].alias(part) for part in parts),
                    *(values[part][indicator].alias(inner(f"tidy_{part}")) for part in parts),
                )
                for indicator in self.indicators
            ],
            how="vertical",
        )
        brought = {key: source for key, source in wide.brought.items() if source in own}
        brought |= {(part, KINDS[part]): inner(f"tidy_{part}") for part in parts}
        columns = dict(wide.columns) | {part: part for part in ("indicator", *parts)}
        columns |= {} if wide.has("on") else {"on": "on"}
        names = (*kept, *(["on"] if day else ()), "indicator", *parts)
        return attrs.evolve(
            wide, frame=frame, form=form, names=names, columns=columns, brought=brought, kinds={"on": kind}
        )

    def _shown(self, wide: Opened, part: str) -> Mapping[str, nw.Expr]:
        """The cells of a part as they came, by indicator; as text where they are of several kinds."""
        schema = wide.frame.collect_schema()
        names = {indicator: counts[part] for indicator, counts in self.indicators.items() if part in counts}
        is_mixed = len({schema[name] for name in names.values()}) > 1
        cells = {i: nw.col(name).cast(nw.String) if is_mixed else nw.col(name) for i, name in names.items()}
        nothing = _nothing(cells or self._shown(wide, "denominator"))
        return {indicator: cells.get(indicator, nothing) for indicator in self.indicators}

    def _values(self, wide: Opened, part: str) -> Mapping[str, nw.Expr]:
        """The same, brought into form."""
        names = {indicator: counts[part] for indicator, counts in self.indicators.items() if part in counts}
        cells = {i: nw.col(wide.brought.get((name, KINDS[part]), name)) for i, name in names.items()}
        nothing = _nothing(cells or self._values(wide, "denominator"))
        return {indicator: cells.get(indicator, nothing) for indicator in self.indicators}


def has_one_row_each(wide: Opened) -> bool:
    """Whether a table has one row for each region, as is seen where it is in memory."""
    if not isinstance(wide.frame, nw.DataFrame):
        return False
    return wide.frame[wide.sources["region"]].n_unique() == len(wide.frame)


def _nothing(cells: Mapping[str, nw.Expr]) -> nw.Expr:
    """No value of the kind that others are of."""
    one = next(iter(cells.values()))
    return nw.when(one.is_null() & ~one.is_null()).then(one)
