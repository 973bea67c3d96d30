"""Counts: the holders of each title by region and day, beside their denominators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw

from xhht.ext.frames.kinds import DType, Kind
from xhht.ext.frames.register.decisions import TITLES
from xhht.ext.frames.register.places import LEVELS, MERGERS, with_alive
from xhht.ext.frames.register.trees import Tree, lines
from xhht.ext.frames.tables.columns import Form
from xhht.ext.frames.tables.expressions import cases, col, inner, noon
from xhht.ext.frames.tables.marks import GREATEST_COUNT, bits_of, words_of
from xhht.ext.frames.tables.opening import BEYOND, BEYOND_WORDS, Opened, kind_of_day
from xhht.ext.frames.tables.plans import Plan, every, listed, whole

DENOMINATORS = Form(
    "denominators", {"region": Kind.TEXT, "title": Kind.TEXT, "denominator": Kind.COUNT}, {"on": Kind.DAY}
)
INVALID = "invalid"
BAD_HOLDERS, BAD_REGION, ENDED, NONE, BELOW = (2**power for power in range(5))
TITLE, REGION, NOT_ALIVE, IMPOSSIBLE, CONTRADICTION, NO_DAY, BEYOND_DAY = (2**power for power in range(5, 12))
PROBLEMS = {
    BAD_HOLDERS: "decisions that cannot stand",
    BAD_REGION: "a region that cannot stand",
    ENDED: "no region of that day has followed within 8 mergers, or more than one; say in which region the holders are",
    NONE: "holders but no denominator",
    BELOW: "more holders than the denominator",
    TITLE: "a denominator of an unknown title",
    REGION: "a denominator of an unknown region",
    NOT_ALIVE: "a denominator of a region that does not exist on that day",
    IMPOSSIBLE: "an impossible denominator",
    CONTRADICTION: "denominators that contradict each other",
    NO_DAY: "a denominator without a day",
    BEYOND_DAY: BEYOND_WORDS,
}
KEY = ("title", "region", "day")
SUMS = ("good", "bad", "ended", "place_bits")


def counts_of(  # noqa: PLR0917  # One plan from many tables.
    holders: Plan,
    atlas: Plan,
    sizes: Opened,
    tree: Tree,
    titles: Sequence[str],
    indicators: Sequence[str],
    days: Sequence[date],
) -> Plan:
    """One row for each region, title and day that has holders or a denominator."""
    dates, places = tree.dates(days), tree.places(days)
    became = _became(places, tree.lives, atlas, has_successors=tree.has("successor"))
    held = _held(holders, became, dates, len(days))
    held = nw.concat([held, _broken(places, len(titles))])
    given = _sizes(sizes, places, titles, dates)
    held = _with_parts(held, tree.paths(days), sizes)
    rows = held.join(given, left_on=[inner(n) for n in KEY], right_on=[inner(f"size_{n}") for n in KEY], how="full")
    rows = rows.with_columns(
        *(nw.coalesce(col(n), col(f"size_{n}")).alias(inner(n)) for n in KEY),
        *(col(n).fill_null(0).cast(nw.Int64).alias(inner(n)) for n in (*SUMS, "here", "is_here", "size_bits")),
        col("sizes").fill_null(0).cast(nw.Int64).alias(inner("sizes")),
        col("size").fill_null(0).cast(nw.Int64).alias(inner("size")),
    )
    has_size = col("sizes") > 0
    # What the parts of a region have of titles and days of which it has no denominator stands with the parts.
    rows = rows.filter(has_size | (col("is_here") > 0))
    marks = {
        BAD_HOLDERS: col("bad") > 0,
        BAD_REGION: col("place_bits") > 0,
        ENDED: col("ended") > 0,
        NONE: (col("here") > 0) & ~has_size & (col("ended") == 0),
        BELOW: has_size & (col("good") > col("size")) & (col("size_bits") == 0),
    }
    rows = rows.with_columns(bits_of(marks, col("size_bits")).alias(inner("bits")))
    kind = lives_kind(tree.regions, sizes)
    days_shown = [(col("day") == place, nw.lit(noon(day, kind)).cast(kind)) for place, day in enumerate(days)]
    is_good = col("bits") == 0
    return rows.select(
        nw.when(col("region") != "").then(col("region")).alias("region"),
        cases(*((col("title") == place, said) for place, said in enumerate(indicators)), default=None).alias(
            "indicator"
        ),
        cases(*days_shown, default=None).alias("on"),
        nw.when(is_good).then(col("size") * 0 + col("good")).alias("numerator"),
        nw.when(is_good).then(col("size")).alias("denominator"),
        nw.when(~is_good).then(words_of(PROBLEMS)).alias(INVALID),
    )


def lives_kind(tree: Opened, *others: Opened) -> DType:
    """The kind in which days are given back."""
    for table in (tree, *others):
        for part in ("valid_from", "valid_to", "on"):
            if table.has(part):
                return kind_of_day(table.kinds[part])
    return nw.Datetime("us") if tree.frame.implementation.is_pandas_like() else nw.Date()


def _held(holders: Plan, became: Plan, dates: Plan, many: int) -> Plan:
    rows = every(holders, dates.select(inner("day")))
    code = cases(*((col("day") == place, col(f"code_{place}")) for place in range(many)), default=0)
    is_bad = col("is_bad") > 0
    rows = rows.with_columns(
        cases((is_bad, col("mark")), default=code).cast(nw.Int64).alias(inner("code")),
        cases((is_bad, 0), default=col("holders")).cast(nw.Int64).alias(inner("good")),
        cases((is_bad, col("holders")), default=0).cast(nw.Int64).alias(inner("bad")),
    )
    rows = rows.filter((col("code") > 0) | is_bad)
    rows = rows.group_by(inner("title"), inner("code"), inner("day")).agg(
        *(col(n).sum().alias(inner(n)) for n in ("good", "bad"))
    )
    rows = whole(rows, "good", "bad")
    rows = rows.join(became, left_on=[inner("code"), inner("day")], right_on=[inner("of"), inner("of_day")], how="left")
    has_ended = col("became").is_null() & (col("good") > 0)
    rows = rows.with_columns(
        nw.coalesce(col("became"), col("at")).fill_null("").alias(inner("region")),
        cases((has_ended, col("good")), default=0).cast(nw.Int64).alias(inner("ended")),
        col("place_bits").fill_null(0).cast(nw.Int64).alias(inner("place_bits")),
    )
    rows = rows.group_by(*(inner(n) for n in KEY)).agg(*(col(n).sum().alias(inner(n)) for n in SUMS))
    return whole(rows, *SUMS)


def _with_parts(held: Plan, paths: Plan, sizes: Opened) -> Plan:
    """The holders of each region, and for regions with a denominator those of their parts as well."""
    wanted = sizes.plan.select(sizes.text("region").alias(inner("above"))).unique(inner("above"))
    paths = lines(paths, LEVELS)
    above = paths.join(wanted.with_columns(nw.lit(1, nw.Int64).alias(inner("wanted"))), on=inner("above"), how="left")
    above = above.filter((col("above") == col("region")) | ~col("wanted").is_null()).select(
        col("region").alias(inner("of_region")), col("day").alias(inner("of_day")), inner("above")
    )
    rows = held.join(
        above, left_on=[inner("region"), inner("day")], right_on=[inner("of_region"), inner("of_day")], how="left"
    )
    rows = rows.with_columns(nw.coalesce(col("above"), col("region")).alias(inner("above")))
    is_here = col("above") == col("region")
    rows = rows.with_columns(
        cases((is_here, col("good")), default=0).alias(inner("here")),
        cases((is_here, 1), default=0).alias(inner("is_here")),
    )
    sums = (*SUMS, "here", "is_here")
    rows = rows.group_by(inner("title"), inner("above"), inner("day")).agg(
        *(col(n).sum().alias(inner(n)) for n in sums)
    )
    return whole(rows, *sums).rename({inner("above"): inner("region")})


def _became(places: Plan, lives: Plan, atlas: Plan, *, has_successors: bool) -> Plan:
    """What each region has become by each day: itself, or the one that followed it; nothing where that is unclear."""
    is_alive = col("alive") > 0
    steps = places.with_columns(nw.when(is_alive).then(col("region")).alias(inner("became")))
    if has_successors:
        lasts = lives.select(
            *(col(n).alias(inner(f"l_{n}")) for n in ("region", "last", "successor")),
        )
        lasts = lasts.group_by(inner("l_region"), inner("l_last")).agg(
            col("l_successor").max().alias(inner("successor_then"))
        )
        steps = places.join(
            lasts, left_on=[inner("region"), inner("last")], right_on=[inner("l_region"), inner("l_last")], how="left"
        )
        is_past = col("last") < col("today")
        steps = steps.with_columns(
            nw.when(is_alive)
            .then(col("region"))
            .otherwise(nw.when(is_past).then(col("successor_then")))
            .alias(inner("became"))
        )
        for _ in range(MERGERS):
            nexts = steps.select(
                col("region").alias(inner("n_region")),
                col("day").alias(inner("n_day")),
                col("became").alias(inner("then")),
            )
            steps = steps.join(
                nexts, left_on=[inner("became"), inner("day")], right_on=[inner("n_region"), inner("n_day")], how="left"
            )
            steps = steps.with_columns(col("then").alias(inner("became"))).drop(inner("then"))
        ends = places.select(
            col("region").alias(inner("e_region")),
            col("day").alias(inner("e_day")),
            col("alive").alias(inner("e_alive")),
        )
        steps = steps.join(
            ends, left_on=[inner("became"), inner("day")], right_on=[inner("e_region"), inner("e_day")], how="left"
        )
        steps = steps.with_columns(nw.when(col("e_alive").fill_null(0) > 0).then(col("became")).alias(inner("became")))
    codes = atlas.select(inner("at"), inner("code"), col("bits").alias(inner("place_bits")))
    steps = steps.select(*(col(n) for n in ("region", "day", "became"))).join(
        codes, left_on=inner("region"), right_on=inner("at"), how="left"
    )
    return steps.select(
        col("code").alias(inner("of")),
        col("day").alias(inner("of_day")),
        col("region").alias(inner("at")),
        inner("became"),
        inner("place_bits"),
    )


def _sizes(sizes: Opened, places: Plan, titles: Sequence[str], dates: Plan) -> Plan:
    """One denominator for each region, title and day, and what is wrong with it."""
    known = [(sizes.text("title").fill_null("") == title, place) for place, title in enumerate(titles)]
    rows = sizes.plan.select(
        sizes.text("region").fill_null("").alias(inner("size_region")),
        cases(*known, default=TITLES - 1).cast(nw.Int64).alias(inner("size_title")),
        sizes.col("denominator").cast(nw.Int64).fill_null(-1).alias(inner("size")),
        sizes.day("on").alias(inner("size_on")),
    )
    rows = every(rows, dates.select(col("day").alias(inner("size_day")), inner("today_n")))
    if sizes.has("on"):
        rows = rows.filter((col("size_on") == col("today_n")) | (col("size_on") == 0) | (col("size_on") == BEYOND))
    rows = with_alive(rows, places, inner("size_region"), inner("size_day"))
    rows = rows.group_by(*(inner(f"size_{n}") for n in KEY)).agg(
        col("size").max().alias(inner("size")),
        col("size").min().alias(inner("size_min")),
        nw.len().alias(inner("sizes")),
        col("p_alive").max().alias(inner("p_alive")),
        col("size_on").min().alias(inner("on_min")),
        col("size_on").max().alias(inner("on_max")),
    )
    is_undated = (col("on_min") == 0) & sizes.has("on")
    marks = {
        TITLE: col("size_title") == TITLES - 1,
        REGION: col("p_alive").is_null(),
        NOT_ALIVE: col("p_alive").fill_null(1) == 0,
        IMPOSSIBLE: (col("size_min") < 0) | (col("size") > GREATEST_COUNT),
        CONTRADICTION: (col("size") != col("size_min")) & (col("size_title") < TITLES - 1),
        NO_DAY: is_undated,
        BEYOND_DAY: col("on_max") == BEYOND,
    }
    found = rows.with_columns(bits_of(marks).alias(inner("size_bits")))
    return found.drop(*(inner(name) for name in ("size_min", "p_alive", "on_min", "on_max")))


def _broken(places: Plan, many: int) -> Plan:
    """Regions that cannot stand as if they had holders of every title, so that they are said in any case."""
    found = places.filter(col("bits") > 0)
    each = listed(found, {inner("title"): [nw.lit(title, nw.Int64) for title in range(many)]})
    zero = nw.lit(0, nw.Int64)
    given = {"good": zero, "bad": zero, "ended": zero, "place_bits": col("bits")}
    return every(found, each).select(
        *(inner(name) for name in KEY), *(given[name].cast(nw.Int64).alias(inner(name)) for name in SUMS)
    )
