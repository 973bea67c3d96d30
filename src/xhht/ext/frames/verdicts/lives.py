"""Lives: the regions that exist on each day, as a table beside the table of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import narwhals as nw

from xhht.errors import InvalidTypeError
from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.tables.columns import Form, named
from xhht.ext.frames.tables.expressions import Case, cases, col, flag, inner, numbered, whole
from xhht.ext.frames.tables.layout import TRAVELLING, Layout
from xhht.ext.frames.tables.marks import LEVELS
from xhht.ext.frames.tables.opening import BEYOND, Opened, names_of
from xhht.ext.frames.tables.plans import Plan, planned
from xhht.ext.frames.tables.reports import DAY
from xhht.ext.frames.tables.rows import (
    FAR_LIFE,
    LOST_REGION,
    OUTSIDE_LIFE,
    UNKNOWN_LEVEL,
    UNKNOWN_REGION,
    UNKNOWN_TIER,
)
from xhht.ext.frames.verdicts.rules import RuleTable, tier_numbers
from xhht.ext.frames.verdicts.territories import LOST, above
from xhht.ext.frames.verdicts.tiers import set_of
from xhht.values import Value

_ENDLESS = 2**24
_SINCE, _UNTIL = "valid_from", "valid_to"
_INSIDE, _FAR = 2, 3
PARTS = ("tier", "level", *TRAVELLING)


REGIONS = Form(
    "regions",
    {"region": Kind.TEXT},
    dict.fromkeys(PARTS, Kind.TEXT) | dict.fromkeys((_SINCE, _UNTIL), Kind.DAY),
    is_planned=False,
)


def opened_regions(native: object, columns: Mapping[str, str] | None) -> Opened:
    """A table with ``region``, and where known ``parent``, ``level``, ``traits``, ``valid_from`` and so on.

    Its columns may be called as those of the reports are, and ``region`` ``id``, as `to_frame` calls it.

    Raises:
        InvalidTypeError: if it is no table.
        InvalidColumnsError: if a column is missing or of a wrong kind.
    """
    names = names_of(native, REGIONS.name)
    renamed = {part: name for part, name in named(columns).items() if part in ("region", *PARTS)}
    renamed = {part: name for part, name in renamed.items() if part == "region" or name in names}
    if "region" not in renamed and "region" not in names and "id" in names:
        renamed["region"] = "id"
    return Opened.of(native, REGIONS, renamed)


def _beside(regions: Opened, engine: nw.Implementation) -> Plan:
    """The table as a plan beside that of the reports, on whose engine it is.

    Raises:
        InvalidTypeError: if it lives on another engine.
    """
    frame = regions.frame
    if frame.implementation is not engine:
        raise InvalidTypeError(
            f"the regions are a table of {frame.implementation.value}, the reports one of "
            f"{engine.value}; give both on one engine (beside Dask, the regions in pandas)"
        )
    return frame.lazy() if engine.is_polars() else planned(frame)


@attrs.frozen(repr=False)
class Lives(Value):
    """Each life of each region, with the numbers of its first and last day, its tier and level and what it is."""

    frame: Plan
    alive: Plan
    parts: tuple[str, ...]

    @classmethod
    def of(cls, regions: Opened, layout: Layout, rules: RuleTable) -> Lives:
        """The lives of a table of regions, and those of them that last on the day judged.

        Raises:
            InvalidTypeError: if it is one of another engine than the reports.
        """
        shared = layout.table.shared
        frame = shared.given(_beside(regions, layout.table.frame.implementation))
        if layout.is_masked:
            zero = inner("zero")
            frame = nw.from_native(nw.to_native(frame).assign(**{zero: 0}).astype({zero: "Int64"}))
        found = dict(_days(regions, layout)) | _known(regions, layout, rules)
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
        last = layout.last(rules.as_of)
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

    def marked(self, days: Plan, layout: Layout) -> Plan:
        """Days with a mark where their region does not exist, and with its life on the day judged."""
        inside = (col("since") <= col("key")) & (col("key") <= col("until"))
        lives = days.select(*DAY).join(
            self.frame.select(*(inner(name) for name in ("of_region", "since", "until", "is_far"))),
            left_on=inner("region"),
            right_on=inner("of_region"),
            how="inner",
        )
        life = cases((col("is_far") > 0, _FAR), (inside, _INSIDE), default=1)
        lives = lives.with_columns(life.alias(inner("life")))
        lives = lives.group_by(DAY).agg(col("life").max())
        lives = lives.select(*(nw.col(name).alias(f"{name}_of_life") for name in DAY), col("life"))
        days = days.join(lives, left_on=DAY, right_on=[f"{name}_of_life" for name in DAY], how="left")
        alive = self.alive.select(*(inner(name) for name in ("of_region", "since", *self.parts[1:])))
        days = days.join(alive, left_on=inner("region"), right_on=inner("of_region"), how="left")
        lost = {
            UNKNOWN_REGION: col("life").is_null(),
            OUTSIDE_LIFE: col("life") < _INSIDE,
            FAR_LIFE: col("life") == _FAR,
        }
        mark = cases(*((wrong, said) for said, wrong in lost.items()), default=0)
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


def _days(regions: Opened, layout: Layout) -> Iterator[tuple[str, nw.Expr]]:
    """The first and the last key of a life, as reports have them, and whether one of them is in no calendar."""
    since, until = regions.day(_SINCE), regions.day(_UNTIL, _ENDLESS)
    yield "since", whole(since * layout.scale, layout)
    yield "until", whole(until * layout.scale + layout.scale - 1, layout)
    yield "is_far", flag((since == BEYOND) | (until == BEYOND), layout)


def _known(regions: Opened, layout: Layout, rules: RuleTable) -> dict[str, nw.Expr]:
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
