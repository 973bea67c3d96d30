"""Lives: the regions that exist on each day, as a table beside the table of reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import narwhals as nw

from xhht.checks import describe
from xhht.errors import InvalidTypeError, UnknownIdError, XhhtError
from xhht.ext.frames.engines import with_gaps
from xhht.ext.frames.expressions import Case, cases, col, flag, inner, local, noon, whole
from xhht.ext.frames.layout import InvalidColumnsError, Layout, wrong_kinds
from xhht.ext.frames.reports import DAY
from xhht.ext.frames.rows import (
    OUTSIDE_LIFE,
    UNASKED_TIER,
    UNKNOWN_REGION,
    UNKNOWN_TIER,
    is_unasked,
    nth_of,
    number_of,
)
from xhht.ext.frames.rules import RuleTable, general, known_tiers
from xhht.ext.frames.sharing import Shared
from xhht.values import Value

_ENDLESS = 2**24
_SINCE, _UNTIL = "valid_from", "valid_to"
_INSIDE = 2


@attrs.frozen(repr=False)
class Lives(Value):
    """Each life of each region, with the numbers of its first and last day."""

    frame: Any
    has_tier: bool

    @classmethod
    def of(  # noqa: PLR0917  # One table beside all that is known of another.
        cls,
        native: object,
        plan: Any,  # noqa: ANN401  # Eager and lazy frames alike.
        layout: Layout,
        columns: Mapping[str, str] | None,
        rules: RuleTable,
        shared: Shared,
    ) -> Lives:
        """Open a table of regions: ``region``, and where known ``valid_from``, ``valid_to`` and ``tier``.

        Raises:
            InvalidTypeError: if it is no table, or one of another engine than the reports.
            InvalidColumnsError: if a column is missing or of a wrong kind.
        """
        frame = shared.given(_opened(native, plan))
        names = columns or {}
        region, tier = names.get("region", "region"), names.get("tier", "tier")
        schema = frame.collect_schema()
        parts = {"region": region, "tier": tier, _SINCE: _SINCE, _UNTIL: _UNTIL}
        found = {part: name for part, name in parts.items() if name in schema.names()}
        problems: list[XhhtError] = [*wrong_kinds({part: schema[name] for part, name in found.items()}, found)]
        if "region" not in found:
            problems.append(UnknownIdError("column", region, schema.names(), "the table of regions, as 'region'"))
        if problems:
            raise InvalidColumnsError("regions", problems)
        if layout.is_masked:
            zero = inner("zero")
            frame = nw.from_native(nw.to_native(frame).assign(**{zero: 0}).astype({zero: "Int64"}))
        days = {}
        for part, name, beyond in ((_SINCE, "since", 0), (_UNTIL, "until", _ENDLESS)):
            if part not in found or schema[found[part]] == nw.Unknown:
                days[name] = whole(beyond, layout)
                continue
            day = local(nw.col(found[part]), schema[found[part]], frame.implementation)
            number = _number(day, schema[found[part]], layout, rules.as_of)
            if layout.has("base"):
                number = number * 2 + int(part == _UNTIL)
            days[name] = whole(cases((nw.col(found[part]).is_null(), beyond), default=number), layout)
        frame = frame.select(
            nw.col(region).cast(nw.String).alias(inner("of_region")),
            *(number.alias(inner(name)) for name, number in days.items()),
            *((_tier(tier, layout, rules).alias(inner("life_tier")),) if "tier" in found else ()),
        )
        return cls(shared.once(frame), "tier" in found)

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of the life of each region on the day judged."""
        return ("is_alive", "life_tier") if self.has_tier else ("is_alive",)

    def marked(self, days: Any, layout: Layout, rules: RuleTable) -> Any:  # noqa: ANN401  # As above.
        """Days with a mark where their region does not exist, and with its life on the day judged."""
        inside = (col("since") <= col("key")) & (col("key") <= col("until"))
        lives = days.select(*DAY).join(self.frame, left_on=inner("region"), right_on=inner("of_region"), how="inner")
        lives = lives.with_columns(cases((inside, _INSIDE), default=1).alias(inner("life")))
        lives = lives.group_by(DAY).agg(col("life").max())
        lives = lives.select(*(nw.col(name).alias(f"{name}_of_life") for name in DAY), col("life"))
        days = days.join(lives, left_on=DAY, right_on=[f"{name}_of_life" for name in DAY], how="left")
        last = number_of(rules.as_of, layout)
        alive = self.frame.filter((col("since") <= last) & (col("until") >= last))
        alive = alive.group_by(inner("of_region")).agg(
            col("since").max(), *((col("life_tier").max(),) if self.has_tier else ())
        )
        days = days.join(alive, left_on=inner("region"), right_on=inner("of_region"), how="left")
        mark = cases((col("life").is_null(), UNKNOWN_REGION), (col("life") < _INSIDE, OUTSIDE_LIFE), default=0)
        if self.has_tier:
            mark = mark + cases(((col("life_tier") < 0).fill_null(value=False), UNKNOWN_TIER), default=0)
            if rules.unasked():
                unasked = is_unasked(col("life_tier"), rules).fill_null(value=False)
                mark = mark + cases((unasked, UNASKED_TIER), default=0)
        return days.with_columns(
            whole(col("clash") + mark, layout).alias(inner("clash")),
            flag(~col("since").is_null(), layout).alias(inner("is_alive")),
            whole(col("since").fill_null(_ENDLESS), layout).alias(inner("since")),
        )


def _opened(native: object, plan: Any) -> Any:  # noqa: ANN401  # As above.
    try:
        frame: Any = nw.from_native(native)
    except TypeError as problem:
        raise InvalidTypeError(f"regions are a table like the reports, got {describe(native)}") from problem
    if frame.implementation is not plan.implementation:
        raise InvalidTypeError(
            f"the regions are a table of {frame.implementation.value}, the reports one of "
            f"{plan.implementation.value}; give both on one engine (beside Dask, the regions in pandas)"
        )
    if frame.implementation.is_pandas_like():
        frame = with_gaps(frame, (_SINCE, _UNTIL), ())
    return frame.lazy() if isinstance(plan, nw.LazyFrame) and isinstance(frame, nw.DataFrame) else frame


def _tier(name: str, layout: Layout, rules: RuleTable) -> nw.Expr:
    """The number of a tier, below 0 where it is unknown."""
    tier = nw.col(name).cast(nw.String)
    known: list[Case] = [(tier == tier_id, number) for tier_id, number in known_tiers(rules).items()]
    return whole(cases((tier.is_null(), general(rules)), *known, default=-1), layout)


def _number(day: nw.Expr, kind: nw.dtypes.DType, layout: Layout, as_of: date) -> nw.Expr:
    """The number of a first or last day, as the keys of reports have it."""
    filled = day.fill_null(noon(as_of, kind))
    return nth_of(filled.cast(nw.Date) if layout.has_ordinals and kind != nw.Date else filled, layout)
