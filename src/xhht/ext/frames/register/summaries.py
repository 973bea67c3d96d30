"""Summaries: the reports of a tree as its latest figures by region, on each of the days asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw

from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.register.places import is_outside
from xhht.ext.frames.register.trees import Tree
from xhht.ext.frames.tables.columns import BAD_ROWS, Form
from xhht.ext.frames.tables.expressions import cases, col, inner
from xhht.ext.frames.tables.layout import ENDS, FLAGS, LEVEL, REQUIRED, TRAVELLING, Layout
from xhht.ext.frames.tables.plans import Plan, every, put
from xhht.ext.frames.tables.reports import by_day, latest
from xhht.ext.frames.tables.rows import OUTSIDE_LIFE, UNKNOWN_REGION, as_rows

REPORTS = Form(
    "reports",
    REQUIRED,
    ENDS | FLAGS | {"base": Kind.TEXT, "invalid": Kind.TEXT, "party": Kind.TEXT},
    passed=("tier", *LEVEL, *TRAVELLING),
    taken=BAD_ROWS,
    dependent=dict.fromkeys(FLAGS, tuple(ENDS)),
)
FIGURES = ("low", "high", "den", "base", "counted", "lower_open", "upper_open")
CELL = ("region", "indicator", "day")


def reported(layout: Layout, atlas: Plan, indicators: Sequence[str], known: Sequence[str]) -> Plan:
    """Each report with its marks; those without counts, and those of other indicators that are known, are left out."""
    rows = as_rows(layout, known, {}, is_detailed=True)
    rows = rows.filter(col("indicator").is_in(list(indicators)) | ~col("indicator").is_in(list(known)))
    rows = rows.join(atlas.drop(inner("bits")), left_on=inner("region"), right_on=inner("at"), how="left")
    is_known = ~col("code").is_null()
    is_outlived = is_known & (col("day_number") > 0) & is_outside(col("day_number"))
    marks = cases(
        ((col("region") != "") & ~is_known, UNKNOWN_REGION),
        (is_outlived.fill_null(value=False), OUTSIDE_LIFE),
        default=0,
    )
    rows = put(rows, {"bits": col("bits") + marks})
    return rows.filter((col("bits") > 0) | ~col("den").is_null())


def latest_of(
    rows: Plan, layout: Layout, tree: Tree, days: Sequence[date], since: Sequence[date], *, has_sizes: bool
) -> Plan:
    """The latest figure of each region and indicator that counts for each day asked for.

    It is not after the day (``r_has``), and not before the first day whose reports count for it. Where none counts,
    there is a row all the same, so that it is known that something was reported. With `has_sizes` the denominator of
    the latest counted one stands beside it, however old.
    """
    found = every(by_day(rows, layout), tree.dates(days))
    last = col("today_n") * layout.scale + layout.scale - 1
    is_past = col("key") <= last
    found = put(found, {name: cases((is_past, col(name)), default=0) for name in ("bits", "clash")})
    first = cases(*((col("day") == place, layout.first(day)) for place, day in enumerate(since)), default=0)
    found = latest(found, layout, last=last, first=first, has_sizes=has_sizes, by=("day", "today_n"))
    zero = nw.lit(0, nw.Int64)
    figures = {
        "low": col("now_low"),
        "high": col(f"now_{layout.high}"),
        "den": col("now_den"),
        "base": col("now_base_code") if layout.has("base") else zero,
        "counted": col("now_is_counted") if layout.has("is_counted") else zero + 1,
        "lower_open": col("now_lower_open") if layout.is_open else zero,
        "upper_open": col("now_upper_open") if layout.is_open else zero,
    }
    return found.select(
        *(col(name).alias(inner(f"r_{name}")) for name in CELL),
        col("now_on").alias(inner("r_date")),
        *(
            value.fill_null(0).cast(nw.Int64).alias(inner(name))
            for name, value in {
                "r_key": col("now_key"),
                "r_has": col("has_now"),
                "r_bits": col("bad"),
                **({"r_size_key": col("size_key"), "r_size": col("size_den")} if has_sizes else {}),
                **{f"own_{name}": value for name, value in figures.items()},
            }.items()
        ),
    )
