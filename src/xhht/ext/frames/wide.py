"""Wide tables: one row for each region, with columns of counts for each indicator, brought into the tidy form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.ext.frames.layout import COUNTS, FLAGS, OTHER_DAY, TRAVELLING, InvalidColumnsError
from xhht.values import Value

Indicators: TypeAlias = Mapping[str, tuple[str, str] | Mapping[str, str]]
OF_ROW = ("region", "on", "tier", "base", "level", "party", *TRAVELLING)
OF_INDICATOR = (*COUNTS, *FLAGS)


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
        for name, given in (("indicators", indicators), ("columns", columns or {})):
            if not isinstance(given, Mapping):
                raise InvalidTypeError(f"{name} is a mapping of names, got {describe(given)}")
        ids, problems = tuple(known), list[XhhtError]()
        found: dict[str, Mapping[str, str]] = {}
        given_counts: dict[str, object] = dict(indicators)
        for indicator, counts in given_counts.items():
            if indicator not in ids:
                problems.append(UnknownIdError("indicator", indicator, ids, "indicators"))
            if isinstance(counts, Mapping):
                problems += (
                    UnknownIdError("part", part, OF_INDICATOR, f"indicators[{indicator!r}]")
                    for part in counts
                    if part not in OF_INDICATOR
                )
                found[indicator] = dict(counts)
            elif isinstance(counts, (tuple, list)) and len(counts) == 2:
                found[indicator] = {"numerator": counts[0], "denominator": counts[1]}
            else:
                problems.append(
                    InvalidTypeError(
                        f"indicators[{indicator!r}] names the columns of numerator and denominator, got "
                        f"{describe(counts)}; give two names, or a mapping of parts"
                    )
                )
        problems += (
            UnknownIdError("part", part, OF_ROW, "columns (the other parts stand in indicators)")
            for part in columns or {}
            if part not in OF_ROW
        )
        if not indicators:
            problems.append(InvalidValueError("indicators names no column; give at least one indicator"))
        if problems:
            raise InvalidColumnsError("indicators", problems)
        return cls(dict(columns or {}), found, as_of)

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns that count."""
        return tuple(name for parts in self.indicators.values() for part, name in parts.items() if part in COUNTS)

    def tidy(self, frame: Any) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
        """One row for each region and indicator, with the columns that count nothing beside it.

        Raises:
            InvalidColumnsError: if a column is missing, or one that only travels along has the name of a part.
        """
        names = frame.collect_schema().names()
        used = {name for parts in self.indicators.values() for name in parts.values()}
        kept = [name for name in names if name not in used]
        problems: list[XhhtError] = [
            UnknownIdError("column", name, names, f"the table, as {part!r} of {indicator!r}")
            for indicator, parts in self.indicators.items()
            for part, name in parts.items()
            if name not in names
        ]
        problems += (
            InvalidValueError(f"a further column is called {name!r}, which the tidy form needs; rename it")
            for name in kept
            if name in (*OF_INDICATOR, "indicator") and name not in self.columns.values()
        )
        if problems:
            raise InvalidColumnsError("columns of a wide table", problems)
        parts = [part for part in OF_INDICATOR if any(part in counts for counts in self.indicators.values())]
        on = self.columns.get("on", "on")
        day = (
            []
            if on in names or OTHER_DAY in names or "on" in self.columns
            else [nw.lit(self.as_of, nw.Date).alias("on")]
        )
        return nw.concat(
            [
                frame.select(
                    *(nw.col(name) for name in kept),
                    *day,
                    nw.lit(indicator).alias("indicator"),
                    *(self._part(counts, part).alias(part) for part in parts),
                )
                for indicator, counts in self.indicators.items()
            ],
            how="vertical",
        )

    @staticmethod
    def _part(counts: Mapping[str, str], part: str) -> nw.Expr:
        if part not in counts:
            return nw.lit(None, nw.Boolean if part in FLAGS else nw.Int64)
        return nw.col(counts[part]) if part in FLAGS else nw.col(counts[part]).cast(nw.Int64)
