"""Decisions: a table of recognitions as whole numbers, each holder once, and what is wrong with which row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import cases, col, inner
from xhht.ext.frames.opening import DAYS, TEXTS, WHOLES, Form, Opened, quotient, whole
from xhht.ext.frames.places import is_outside, sortable

RECOGNITIONS = Form(
    "recognitions",
    {"title": TEXTS, "holder": (*TEXTS, *WHOLES), "region": TEXTS, "decided_on": DAYS},
    {"ends_on": DAYS, "withdrawn_on": DAYS, "decided_by": TEXTS},
)
EMPTY, UNKNOWN_TITLE, UNKNOWN_REGION, OUTSIDE, ENDS_EARLY, WITHDRAWN_EARLY, CONTRADICTION = (2**n for n in range(7))
PROBLEMS = {
    EMPTY: "no title, holder, region, day or authority",
    UNKNOWN_TITLE: "unknown title",
    UNKNOWN_REGION: "unknown region",
    OUTSIDE: "its region does not exist on that day",
    ENDS_EARLY: "it ends before it was decided",
    WITHDRAWN_EARLY: "it is withdrawn before it was decided",
    CONTRADICTION: "two decisions of that day contradict each other",
}
PLACES, DAYS_LONG = 2**20, 2**22
HALF = DAYS_LONG // 2
TITLES = 64


def rows_of(given: Opened, atlas: Any, titles: Sequence[str], keep: Sequence[str] = ()) -> Any:  # noqa: ANN401  # Eager and lazy.
    """Each decision as numbers: its title and day, all else that it says (``state``), and its marks."""
    holder = given.col("holder")
    is_text = given.kinds["holder"] in TEXTS
    rows = given.plan.select(
        *(nw.col(name) for name in keep),
        (holder.cast(nw.String) if is_text else holder).alias(inner("holder")),
        given.text("title").fill_null("").alias(inner("title")),
        given.text("region").fill_null("").alias(inner("region")),
        *(
            sortable(given.col(part), 0).cast(nw.Int64).alias(inner(part))
            for part in ("decided_on", "ends_on", "withdrawn_on")
            if given.has(part)
        ),
        *([given.text("decided_by").fill_null("").alias(inner("decided_by"))] if given.has("decided_by") else []),
    )
    atlas = atlas.drop(inner("bits"))
    rows = rows.join(atlas, left_on=inner("region"), right_on=inner("at"), how="left")
    known = [(col("title") == title, place) for place, title in enumerate(titles)]
    span = [inner(name) for name in ("code", "first", "last", "gap_after", "gap_until")]
    rows = rows.with_columns(
        cases(*known, default=TITLES - 1).cast(nw.Int64).alias(inner("title_code")),
        *(nw.col(name).fill_null(0).cast(nw.Int64) for name in span),
    )
    zero = nw.lit(0, nw.Int64)
    ends = col("ends_on") if given.has("ends_on") else zero
    withdrawn = col("withdrawn_on") if given.has("withdrawn_on") else zero
    is_empty = (col("title") == "") | (col("region") == "") | (col("decided_on") == 0) | col("holder").is_null()
    if is_text:
        is_empty = is_empty | (col("holder").fill_null("") == "")
    if given.has("decided_by"):
        is_empty = is_empty | (col("decided_by") == "")
    is_known = col("code") > 0
    marks = {
        EMPTY: is_empty,
        UNKNOWN_TITLE: (col("title") != "") & (col("title_code") == TITLES - 1),
        UNKNOWN_REGION: (col("region") != "") & ~is_known,
        OUTSIDE: is_known & (col("decided_on") > 0) & is_outside(col("decided_on")),
    }
    if given.has("ends_on"):
        marks[ENDS_EARLY] = (ends > 0) & (ends < col("decided_on"))
    if given.has("withdrawn_on"):
        marks[WITHDRAWN_EARLY] = (withdrawn > 0) & (withdrawn < col("decided_on"))
    bits = sum((cases((wrong, mark), default=0) for mark, wrong in marks.items()), start=zero)
    return rows.select(
        *keep,
        inner("holder"),
        (col("decided_on") * TITLES + col("title_code")).alias(inner("when")),
        ((withdrawn - HALF) * (PLACES * DAYS_LONG) + ends * PLACES + col("code")).alias(inner("state")),
        *([inner("decided_by")] if given.has("decided_by") else []),
        bits.cast(nw.Int64).alias(inner("bits")),
    )


def decided(rows: Any, *, has_authority: bool) -> Any:  # noqa: ANN401  # As above.
    """One row for each title, holder and day, marked where its decisions contradict each other."""
    ends = [col("state").max().alias(inner("state")), col("state").min().alias(inner("state_min"))]
    differ = col("state") != col("state_min")
    if has_authority:
        ends += [col("decided_by").max().alias(inner("by")), col("decided_by").min().alias(inner("by_min"))]
        differ = differ | (col("by") != col("by_min"))
    days = rows.group_by(inner("holder"), inner("when")).agg(*ends, col("bits").max().alias(inner("bits")))
    return days.with_columns(cases((differ, CONTRADICTION), default=0).cast(nw.Int64).alias(inner("clash")))


def marked(rows: Any, *, has_authority: bool) -> Any:  # noqa: ANN401  # As above.
    """Every decision with all its marks, contradictions among them."""
    clashes = decided(rows, has_authority=has_authority).filter(col("clash") > 0)
    clashes = clashes.select(*(col(name).alias(inner(f"{name}_of")) for name in ("holder", "when")), col("clash"))
    joined = rows.join(
        clashes,
        left_on=[inner("holder"), inner("when")],
        right_on=[inner("holder_of"), inner("when_of")],
        how="left",
    )
    return joined.with_columns((col("bits") + col("clash").fill_null(0).cast(nw.Int64)).alias(inner("bits")))


def counted(rows: Any, days: Sequence[date], *, has_authority: bool) -> Any:  # noqa: ANN401  # As above.
    """How many hold each title in each region, by the regions in which they hold it on each of the days.

    A holder has the title in the region of the latest decision in force, unless a later one, or one of the
    same day, was withdrawn. Holders of whom a decision is bad are counted apart, in the region of the latest.
    """
    rest = nw.lit(PLACES * DAYS_LONG, nw.Int64)
    plan = decided(rows, has_authority=has_authority)
    plan = plan.with_columns(
        quotient(col("state"), rest).alias(inner("shifted")),
        quotient(col("when"), nw.lit(TITLES, nw.Int64)).alias(inner("on")),
    )
    plan = plan.with_columns(
        (col("shifted") + HALF).alias(inner("withdrawn")),
        (col("state") - col("shifted") * (PLACES * DAYS_LONG)).alias(inner("rest")),
        (col("when") - col("on") * TITLES).alias(inner("title")),
        (col("bits") + col("clash")).alias(inner("bits")),
    )
    plan = plan.with_columns(quotient(col("rest"), nw.lit(PLACES, nw.Int64)).alias(inner("ends")))
    plan = plan.with_columns((col("on") * PLACES + col("rest") - col("ends") * PLACES).alias(inner("key")))
    found: list[nw.Expr] = []
    for place, day in enumerate(days):
        today = day.year * 366 + day.timetuple().tm_yday
        is_decided = col("on") <= today
        is_lost = is_decided & (col("withdrawn") > 0) & (col("withdrawn") <= today)
        is_over = (col("ends") > 0) & (col("ends") < today)
        found += [
            cases((is_decided & ~is_lost & ~is_over, col("key")), default=0).alias(inner(f"found_{place}")),
            cases((is_lost, col("key")), default=0).alias(inner(f"lost_{place}")),
        ]
    names = [f"{side}_{place}" for place in range(len(days)) for side in ("found", "lost")]
    plan = plan.with_columns(*found).group_by(inner("holder"), inner("title"))
    holders = plan.agg(*(col(name).max().alias(inner(name)) for name in (*names, "key", "bits")))
    is_bad = col("bits") > 0
    held = [_code(col(f"found_{place}")).alias(inner(f"code_{place}")) for place in range(len(days))]
    latest = [
        (cases((col(f"found_{place}") > col(f"lost_{place}"), col(f"found_{place}")), default=0)).alias(
            inner(f"found_{place}")
        )
        for place in range(len(days))
    ]
    holders = holders.with_columns(*latest, cases((is_bad, col("key")), default=0).alias(inner("mark")))
    holders = holders.select(
        inner("title"),
        *held,
        _code(col("mark")).alias(inner("mark")),
        cases((is_bad, 1), default=0).cast(nw.Int64).alias(inner("is_bad")),
    )
    keys = [inner("title"), *(inner(f"code_{place}") for place in range(len(days))), inner("mark"), inner("is_bad")]
    return whole(holders.group_by(keys).agg(nw.len().alias(inner("holders"))), "holders")


def _code(key: nw.Expr) -> nw.Expr:
    """The region in which a day's key was made, 0 for none."""
    return key - quotient(key, nw.lit(PLACES, nw.Int64)) * PLACES
