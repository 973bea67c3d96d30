"""Lives: the regions that exist on each day, as a table beside the table of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, UnknownIdError, XhhtError
from xhht.ext.frames.engines import as_texts, with_gaps
from xhht.ext.frames.expressions import Case, cases, col, flag, inner, local, noon, numbered, whole
from xhht.ext.frames.layout import IDS, TRAVELLING, InvalidColumnsError, Layout, wrong_kinds
from xhht.ext.frames.reports import DAY
from xhht.ext.frames.rows import (
    LOST_REGION,
    OUTSIDE_LIFE,
    UNKNOWN_LEVEL,
    UNKNOWN_REGION,
    UNKNOWN_TIER,
    nth_of,
    number_of,
)
from xhht.ext.frames.rules import LEVELS, RuleTable, tier_numbers
from xhht.ext.frames.sharing import Shared
from xhht.ext.frames.territories import LOST, above
from xhht.ext.frames.tiers import set_of
from xhht.values import Value

_ENDLESS = 2**24
_SINCE, _UNTIL = "valid_from", "valid_to"
_INSIDE = 2
PARTS = ("tier", "level", *TRAVELLING)


@attrs.frozen(repr=False)
class Regions(Value):
    """A table of regions beside the reports, and the column of each of its parts."""

    frame: Any
    columns: Mapping[str, str]

    @classmethod
    def of(cls, native: object, columns: Mapping[str, str] | None) -> Regions:
        """Open a table with ``region``, and where known ``parent``, ``level``, ``traits``, ``valid_from`` and so on.

        Raises:
            InvalidTypeError: if it is no table.
            InvalidColumnsError: if a column is missing or of a wrong kind.
        """
        try:
            frame: Any = nw.from_native(native)
        except TypeError as problem:
            raise InvalidTypeError(f"regions are a table like the reports, got {describe(native)}") from problem
        if frame.implementation.is_pandas_like():
            frame = as_texts(with_gaps(frame, (_SINCE, _UNTIL), ()), IDS)
        names = columns if isinstance(columns, Mapping) else {}
        schema = frame.collect_schema()
        parts = {part: names.get(part, part) for part in ("region", *PARTS)} | {_SINCE: _SINCE, _UNTIL: _UNTIL}
        found = {part: name for part, name in parts.items() if name in schema.names()}
        problems: list[XhhtError] = [*wrong_kinds({part: schema[name] for part, name in found.items()}, found)]
        if "region" not in found:
            wanted = parts["region"]
            problems.append(UnknownIdError("column", wanted, schema.names(), "the table of regions, as 'region'"))
        if problems:
            raise InvalidColumnsError("regions", problems)
        return cls(frame, found)

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return part in self.columns

    def text(self, part: str) -> nw.Expr:
        """The column of a part as text."""
        return nw.col(self.columns[part]).cast(nw.String)

    def beside(self, plan: Any) -> Any:  # noqa: ANN401  # Eager and lazy frames alike.
        """The table as a plan beside that of the reports.

        Raises:
            InvalidTypeError: if it lives on another engine.
        """
        frame = self.frame
        if frame.implementation is not plan.implementation:
            raise InvalidTypeError(
                f"the regions are a table of {frame.implementation.value}, the reports one of "
                f"{plan.implementation.value}; give both on one engine (beside Dask, the regions in pandas)"
            )
        return frame.lazy() if isinstance(plan, nw.LazyFrame) and isinstance(frame, nw.DataFrame) else frame


@attrs.frozen(repr=False)
class Lives(Value):
    """Each life of each region, with the numbers of its first and last day, its tier and level and what it is."""

    frame: Any
    alive: Any
    parts: tuple[str, ...]

    @classmethod
    def of(cls, regions: Regions, plan: Any, layout: Layout, rules: RuleTable, shared: Shared) -> Lives:  # noqa: ANN401  # As above.
        """The lives of a table of regions, and those of them that last on the day judged.

        Raises:
            InvalidTypeError: if it is one of another engine than the reports.
        """
        frame = shared.given(regions.beside(plan))
        schema = frame.collect_schema()
        if layout.is_masked:
            zero = inner("zero")
            frame = nw.from_native(nw.to_native(frame).assign(**{zero: 0}).astype({zero: "Int64"}))
        found = dict(_days(regions, schema, frame.implementation, layout, rules)) | _known(regions, layout, rules)
        parts = ("is_alive", *(name for name in found if name.startswith("life_")))
        territory = rules.territory if regions.has("parent") else None
        if territory is not None:
            found["parent"] = regions.text("parent")
        if layout.is_masked:
            found["zero"] = col("zero")
        frame = frame.select(
            regions.text("region").alias(inner("of_region")),
            *(value.alias(inner(name)) for name, value in found.items()),
        )
        frame = shared.once(frame)
        last = number_of(rules.as_of, layout)
        alive = frame.filter((col("since") <= last) & (col("until") >= last))
        if layout.is_masked:
            # pandas compares text one group after the other, in Python; of lives that overlap one is enough.
            alive = alive.unique(inner("of_region"), keep="any")
        else:
            alive = alive.group_by(inner("of_region")).agg(col(name).max() for name in found if name != "until")
        if territory is not None:
            alive = shared.once(above(alive, territory, layout, shared, is_tree=True))
            parts = (*parts, "outside")
        return cls(frame, alive, parts)

    def marked(self, days: Any, layout: Layout) -> Any:  # noqa: ANN401  # As above.
        """Days with a mark where their region does not exist, and with its life on the day judged."""
        inside = (col("since") <= col("key")) & (col("key") <= col("until"))
        lives = days.select(*DAY).join(
            self.frame.select(inner("of_region"), inner("since"), inner("until")),
            left_on=inner("region"),
            right_on=inner("of_region"),
            how="inner",
        )
        lives = lives.with_columns(cases((inside, _INSIDE), default=1).alias(inner("life")))
        lives = lives.group_by(DAY).agg(col("life").max())
        lives = lives.select(*(nw.col(name).alias(f"{name}_of_life") for name in DAY), col("life"))
        days = days.join(lives, left_on=DAY, right_on=[f"{name}_of_life" for name in DAY], how="left")
        alive = self.alive.select(*(inner(name) for name in ("of_region", "since", *self.parts[1:])))
        days = days.join(alive, left_on=inner("region"), right_on=inner("of_region"), how="left")
        mark = cases((col("life").is_null(), UNKNOWN_REGION), (col("life") < _INSIDE, OUTSIDE_LIFE), default=0)
        for name, wrong, said in (
            ("life_tier", col("life_tier") < 0, UNKNOWN_TIER),
            ("life_level", col("life_level") == 0, UNKNOWN_LEVEL),
            ("outside", col("outside") == LOST, LOST_REGION),
        ):
            if name in self.parts:
                mark = mark + cases((wrong.fill_null(value=False), said), default=0)
        return days.with_columns(
            whole(col("clash") + mark, layout).alias(inner("clash")),
            flag(~col("since").is_null(), layout).alias(inner("is_alive")),
            whole(col("since").fill_null(_ENDLESS), layout).alias(inner("since")),
            *(whole(col(name).fill_null(0), layout).alias(inner(name)) for name in self.parts[1:]),
        )


def _days(
    regions: Regions, schema: nw.Schema, engine: nw.Implementation, layout: Layout, rules: RuleTable
) -> Iterator[tuple[str, nw.Expr]]:
    """The numbers of the first and the last day of a life."""
    for part, name, beyond in ((_SINCE, "since", 0), (_UNTIL, "until", _ENDLESS)):
        if not regions.has(part) or schema[regions.columns[part]] == nw.Unknown:
            yield name, whole(beyond, layout)
            continue
        kind = schema[regions.columns[part]]
        given = nw.col(regions.columns[part])
        number = _number(local(given, kind, engine), kind, layout, rules.as_of)
        if layout.has("base"):
            number = number * 2 + int(part == _UNTIL)
        yield name, whole(cases((given.is_null(), beyond), default=number), layout)


def _known(regions: Regions, layout: Layout, rules: RuleTable) -> dict[str, nw.Expr]:
    """What is known of a life, as numbers: its tier, the tiers that its traits leave, and its level."""
    found: dict[str, nw.Expr] = {}
    if regions.has("tier"):
        found["life_tier"] = _tier(regions.text("tier"), layout, rules)
    if regions.has("traits") and rules.traits:
        found["life_set"] = whole(set_of(regions.text("traits"), rules), layout)
    if regions.has("level") and rules.needs_level:
        found["life_level"] = numbered(regions.text("level").fill_null(""), LEVELS, 0, layout)
    return found


def _tier(tier: nw.Expr, layout: Layout, rules: RuleTable) -> nw.Expr:
    """The number of a tier, 0 for none, below 0 where it is unknown."""
    known: list[Case] = [(tier == tier_id, number) for tier_id, number in tier_numbers(rules).items()]
    return whole(cases((tier.is_null(), 0), *known, default=-1), layout)


def _number(day: nw.Expr, kind: nw.dtypes.DType, layout: Layout, as_of: date) -> nw.Expr:
    """The number of a first or last day, as the keys of reports have it."""
    filled = day.fill_null(noon(as_of, kind))
    return nth_of(filled.cast(nw.Date) if layout.has_ordinals and kind != nw.Date else filled, layout)
