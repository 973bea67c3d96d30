"""Reports: the one figure that stands for each day, and the latest of them for each pair of region and indicator."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add

import attrs
import narwhals as nw

from xhht.ext.frames.tables.expressions import cases, col, flag, inner, quotient, whole
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import SPAN, with_clashes
from xhht.ext.frames.tables.opening import NTH, ROW_NUMBER
from xhht.ext.frames.tables.plans import Plan
from xhht.ext.frames.tables.rows import CONTRADICTION
from xhht.values import Value

PAIR = [inner("region"), inner("indicator")]
DAY = [*PAIR, inner("key")]
BEHIND_KEY = 2**40
BEHIND_RANK = 2**38
_MIDDLE = 2**23
OF_ROW = ("tier_code", "level_code", "of_body")
GREATEST = {"is_counted": "is_counted", "tier_code": "tier", "level_code": "level", "of_body": "party"}
SMALLEST = {
    "width": ("width", "lower"),
    "is_counted": ("is_counted_min", "is_counted"),
    "base_code": ("base_code", "base"),
    "tier_low": ("tier_min", "tier"),
}
"""What of the rows of a day is kept where they say it: the greatest, and the smallest by another name."""


def by_day(rows: Plan, layout: Layout) -> Plan:
    """One row for each region, indicator, day and kind of base, marked where its reports contradict each other.

    Of reports that agree the narrowest stands: the greatest lower end and the least upper end, which must
    then be the two ends of one report.
    """
    greatest = ("on", "low", "den", "bits", *(name for name, part in GREATEST.items() if layout.has(part)))
    smallest = {layout.high: "high_min", "den": "den_min"}
    smallest |= {name: alias for name, (alias, part) in SMALLEST.items() if layout.has(part)}
    if layout.is_bounded:
        rows = rows.with_columns((col("high") - col("low")).alias(inner("width")))
    if layout.is_single:
        days = rows.with_columns(col(name).alias(inner(alias)) for name, alias in smallest.items())
    else:
        days = rows.group_by(DAY).agg(
            *(col(name).max().alias(inner(name)) for name in greatest),
            *(col(name).min().alias(inner(alias)) for name, alias in smallest.items()),
            *layout.of_extras(),
        )
    differ = _differ(layout).fill_null(value=False)
    found: list[nw.Expr] = [cases((differ, CONTRADICTION), default=0).alias(inner("clash"))]
    if layout.is_masked:
        found.append((col("key") * 0).alias(inner("zero")))
    if layout.is_bounded:
        found.append(col("high_min").alias(inner("high")))
    said = [col(f"{part}_code") * scale for part, scale in (("tier", SPAN), ("level", 1)) if layout.has(part)]
    if said:
        found.append(reduce(add, said).alias(inner("said")))
    kept = [name for name in (*greatest, *(("base_code",) if layout.has("base") else ())) if name not in OF_ROW]
    return days.select(*DAY, *map(inner, kept), *layout.carried, *found)


def _differ(layout: Layout) -> nw.Expr:
    """Whether the reports of a day do not agree."""
    width = col("width") if layout.is_bounded else nw.lit(0, nw.Int64)
    differ = (col("den_min") != col("den")) | (col("high_min") - col("low") != width)
    if layout.has("is_counted"):
        differ = differ | (col("is_counted") != col("is_counted_min"))
    if layout.has("tier"):
        differ = differ | ((col("tier_code") > 0) & (col("tier_min") != col("tier_code")))
    # The figure of a single body, which is refused, contradicts no other.
    return differ & (col("of_body") == 0) if layout.has("party") else differ


def marked(rows: Plan, days: Plan, layout: Layout) -> Plan:
    """Every row with all its marks, those of its day among them."""
    return with_clashes(rows, days, DAY, layout)


@attrs.frozen(repr=False)
class _Side(Value):
    """Which of the days of a pair is looked for, and what of it is wanted."""

    name: str
    rank: nw.Expr
    is_fit: nw.Expr | None
    wanted: tuple[str, ...]
    behind: int = BEHIND_KEY


def latest(
    days: Plan,
    layout: Layout,
    *,
    last: nw.Expr | int,
    first: nw.Expr | int,
    baseline: int | None = None,
    has_sizes: bool = False,
    of_lives: tuple[str, ...] = (),
    by: tuple[str, ...] = (),
) -> Plan:
    """One row for each region and indicator: the figure to judge (``now``), its baseline (``base``), tier and level.

    A figure of before `first` is not judged; ``outdated_on`` is its day. `last` is the greatest key that counts, and
    `baseline` that of a baseline; where they differ, `by` names the columns by which they do. With `has_sizes` the
    latest figure that is counted, however old, is found as well (``size``).

    A day's number goes before each of its figures in one whole number, so that the greatest of them is the
    latest day's: one grouping finds everything, and nothing is joined. `of_lives` names what is known of the
    life of a region; one that does not exist on the day has no row.
    """
    pair = [*PAIR, *map(inner, by)]
    sides = _sides(layout, last, baseline, has_sizes=has_sizes, of_lives=of_lives)
    is_numbered = bool(layout.extras) and layout.table.is_numbered
    days = days.with_columns(
        *(_ranked(side, side.rank, layout).alias(inner(f"{side.name}_key")) for side in sides),
        *(
            _ranked(side, side.rank * side.behind + col(part), layout).alias(inner(f"{side.name}_{part}"))
            for side in sides
            for part in side.wanted
        ),
        *(
            nw.when(side.is_fit).then(col("on")).alias(inner(f"{side.name}_on"))
            for side in sides
            if side.is_fit is not None
        ),
        (col("bits") + col("clash")).alias(inner("bad")),
    )
    days_of = [side.name for side in sides if side.is_fit is not None]
    pairs = (
        days
        if layout.is_single
        else days.group_by(pair).agg(
            *(
                col(f"{side.name}_{part}").max().alias(inner(f"{side.name}_{part}"))
                for side in sides
                for part in ("key", *side.wanted)
            ),
            *(col(f"{name}_on").max().alias(inner(f"{name}_on")) for name in days_of),
            *(col(name).max().alias(inner(name)) for name in ("bad", *of_lives)),
        )
    )
    if of_lives:
        pairs = pairs.filter((col("is_alive") == 1) | (col("bad") > 0))
    if layout.carried and not is_numbered and not layout.is_single:
        extras = days.select(
            *(col(part).alias(inner(f"of_{part}")) for part in ("region", "indicator", "last_key")),
            *layout.carried,
        )
        keys = ("region", "indicator", "last_key")
        pairs = pairs.join(
            extras, left_on=[inner(key) for key in keys], right_on=[inner(f"of_{key}") for key in keys], how="left"
        )
    if layout.is_masked:
        pairs = pairs.with_columns((col("bad") * 0).alias(inner("zero")))
    is_old = (col("now_key") > 0) & (col("now_key") < first)
    pairs = pairs.with_columns(
        *(
            (col(f"{side.name}_{part}") - col(f"{side.name}_key") * side.behind).alias(inner(f"{side.name}_{part}"))
            for side in sides
            for part in side.wanted
        ),
        *(flag(col(f"{name}_key") > 0, layout).alias(inner(f"has_{name}")) for name in days_of if name != "now"),
        flag((col("now_key") > 0) & ~is_old, layout).alias(inner("has_now")),
        flag(is_old, layout).alias(inner("is_old")),
        nw.when(is_old).then(col("now_on")).alias(inner("outdated_on")),
        *_said(layout),
    )
    if layout.is_open:
        pairs = pairs.with_columns(value for name in days_of if name != "size" for value in _apart(name, layout))
    if is_numbered:
        pairs = layout.with_travelling(pairs.with_columns(col(f"last_{ROW_NUMBER}").alias(NTH)))
    return pairs


def _said(layout: Layout) -> Iterator[nw.Expr]:
    """The tier and the level of the latest row."""
    if _has_said(layout):
        said = col("last_said") - col("last_key") * BEHIND_RANK
        yield quotient(said, whole(SPAN, layout), layout).alias(inner("last_tier_code"))
        yield (said % SPAN).alias(inner("last_level_code"))


def _has_said(layout: Layout) -> bool:
    return layout.has("tier") or layout.has("level")


def _sides(
    layout: Layout, last: nw.Expr | int, baseline: int | None, *, has_sizes: bool, of_lives: tuple[str, ...]
) -> list[_Side]:
    """The days that are looked for: those with figures, and the one whose row says what else is known of a region."""
    key = col("key")
    counted = (col("bits") == 0) & ~(col("den").is_null() | col("low").is_null())
    if layout.is_bounded:
        counted = counted & ~col("high").is_null()
    parts = {"base_code": "base", "is_counted": "is_counted"}
    figures = (*layout.ends, "den", *(name for name, part in parts.items() if layout.has(part)))
    known = key <= last
    is_fit = counted & known & (key >= col("since")) if of_lives else counted & known
    sides = [_Side("now", key, is_fit, figures)]
    if baseline is not None:
        sides.append(_Side("base", key, counted & (key <= baseline), figures))
    if has_sizes:
        is_counted = is_fit & (col("is_counted") == 1) if layout.has("is_counted") else is_fit
        sides.append(_Side("size", key, is_counted, ("den",)))
    said = ("said",) if _has_said(layout) else ()
    if layout.carried or said:
        # The latest row not after the day, else the first one after it.
        rank = cases((known, key + _MIDDLE), default=whole(_MIDDLE, layout) - key)
        numbers = (ROW_NUMBER,) if layout.extras and layout.table.is_numbered else ()
        sides.append(_Side("last", whole(rank, layout), None, (*said, *numbers), BEHIND_RANK))
    return sides


def _apart(side: str, layout: Layout) -> Iterator[nw.Expr]:
    """The two ends of a figure, and whether each is open, from the doubled ends."""
    low, high = col(f"{side}_low"), col(f"{side}_high")
    yield (low % 2).alias(inner(f"{side}_lower_open"))
    yield (1 - high % 2).alias(inner(f"{side}_upper_open"))
    yield quotient(low, whole(2, layout), layout).alias(inner(f"{side}_low"))
    yield quotient(high, whole(2, layout), layout).alias(inner(f"{side}_high"))


def _ranked(side: _Side, value: nw.Expr, layout: Layout) -> nw.Expr:
    """A number where a day is fit, else 0, which is below all."""
    return value if side.is_fit is None else whole(cases((side.is_fit, value), default=0), layout)
