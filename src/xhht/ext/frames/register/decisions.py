"""Decisions: a table of recognitions as whole numbers, each holder once, and what is wrong with which row."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from xhht.ext.frames.kinds import Kind
from xhht.ext.frames.register.places import is_outside
from xhht.ext.frames.tables.columns import BAD_ROWS, Form
from xhht.ext.frames.tables.expressions import cases, col, inner, quotient
from xhht.ext.frames.tables.marks import bits_of, with_clashes
from xhht.ext.frames.tables.opening import BEYOND, BEYOND_WORDS, Opened
from xhht.ext.frames.tables.plans import Plan, whole

RECOGNITIONS = Form(
    "recognitions",
    {"title": Kind.TEXT, "holder": Kind.HOLDER, "region": Kind.TEXT, "decided_on": Kind.DAY},
    {"ends_on": Kind.DAY, "withdrawn_on": Kind.DAY, "decided_by": Kind.TEXT},
    taken=BAD_ROWS,
)
PLACES, DAYS_LONG, TITLES = 2**20, 2**22, 64
HALF = DAYS_LONG // 2
BAD = (HALF - 1) * PLACES * DAYS_LONG
EMPTY, UNKNOWN_TITLE, UNKNOWN_REGION, OUTSIDE, ENDS_EARLY, WITHDRAWN_EARLY, CONTRADICTION, TOO_MANY, NO_DAY = (
    2**n for n in range(9)
)
PROBLEMS = {
    EMPTY: "no title, holder, region, day or authority",
    UNKNOWN_TITLE: "unknown title",
    UNKNOWN_REGION: "unknown region",
    OUTSIDE: "its region does not exist on that day",
    ENDS_EARLY: "it ends before it was decided",
    WITHDRAWN_EARLY: "it is withdrawn before it was decided",
    CONTRADICTION: "two decisions of that day contradict each other",
    TOO_MANY: f"more than {PLACES - 1:,} regions",
    NO_DAY: BEYOND_WORDS,
}


def rows_of(
    given: Opened,
    atlas: Plan,
    titles: Sequence[str],
    keep: Sequence[str] = (),
    *,
    is_detailed: bool = True,
) -> Plan:
    """Each decision as numbers: its title and day (``when``), all else that it says (``state``), and its marks.

    With `is_detailed` each thing that is wrong has its mark, else there is 1 where anything is.
    """
    holder = given.col("holder")
    is_text = given.kinds["holder"] == nw.String
    rows = given.plan.select(
        *(nw.col(name) for name in keep),
        (holder.cast(nw.String) if is_text else holder).alias(inner("holder")),
        given.text("title").fill_null("").alias(inner("title")),
        given.text("region").fill_null("").alias(inner("region")),
        *(given.day(part).alias(inner(part)) for part in ("decided_on", "ends_on", "withdrawn_on") if given.has(part)),
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
        is_empty = is_empty | given.is_blank(col("holder").fill_null(""))
    if given.has("decided_by"):
        is_empty = is_empty | given.is_blank(col("decided_by"))
    is_known, is_dated = col("code") > 0, (col("decided_on") > 0) & (col("decided_on") < BEYOND)
    marks = {
        EMPTY: is_empty,
        UNKNOWN_TITLE: (col("title") != "") & (col("title_code") == TITLES - 1),
        UNKNOWN_REGION: (col("region") != "") & ~is_known,
        OUTSIDE: is_known & is_dated & is_outside(col("decided_on")),
        NO_DAY: (col("decided_on") == BEYOND) | (ends == BEYOND) | (withdrawn == BEYOND),
    }
    marks[TOO_MANY] = col("code") >= PLACES
    if given.has("ends_on"):
        marks[ENDS_EARLY] = (ends > 0) & (ends < col("decided_on"))
    if given.has("withdrawn_on"):
        marks[WITHDRAWN_EARLY] = (withdrawn > 0) & (withdrawn < col("decided_on"))
    return rows.select(
        *keep,
        inner("holder"),
        (col("decided_on") * TITLES + col("title_code")).alias(inner("when")),
        ((withdrawn - HALF) * (PLACES * DAYS_LONG) + ends * PLACES + col("code")).alias(inner("state")),
        *([inner("decided_by")] if given.has("decided_by") else []),
        bits_of(marks, is_detailed=is_detailed).alias(inner("bits")),
    )


def decided(rows: Plan, *, has_authority: bool) -> Plan:
    """One row for each title, holder and day, marked where its decisions contradict each other."""
    ends = [col("state").max().alias(inner("state")), col("state").min().alias(inner("state_min"))]
    differ = col("state") != col("state_min")
    if has_authority:
        ends += [col("decided_by").max().alias(inner("by")), col("decided_by").min().alias(inner("by_min"))]
        differ = differ | (col("by") != col("by_min"))
    days = rows.group_by(inner("holder"), inner("when")).agg(*ends)
    return days.with_columns(cases((differ, CONTRADICTION), default=0).cast(nw.Int64).alias(inner("clash")))


def marked(rows: Plan, *, has_authority: bool) -> Plan:
    """Every decision with all its marks, contradictions among them."""
    return with_clashes(rows, decided(rows, has_authority=has_authority), [inner("holder"), inner("when")])


def counted(rows: Plan, days: Sequence[int], *, has_authority: bool) -> Plan:
    """How many hold each title in each region, by the regions in which they hold it on each of the days.

    A holder has the title in the region of the latest decision in force, unless a later one, or one of the
    same day, was withdrawn. Holders of whom a decision is bad are counted apart, in the region of the latest bad one.
    Days are numbers as `Opened.number` gives them.
    """
    # A bad decision says nothing but where: two of a day contradict each other if one of them is bad.
    state = cases((col("bits") > 0, nw.lit(BAD, nw.Int64) + col("state") % PLACES), default=col("state"))
    rows = rows.with_columns(state.alias(inner("state"))).drop(inner("bits"))
    plan = decided(rows, has_authority=has_authority)
    plan = plan.with_columns(
        (col("when") % TITLES).alias(inner("title")),
        (col("state") % PLACES).alias(inner("code")),
        quotient(col("state"), nw.lit(PLACES, nw.Int64)).alias(inner("days")),
    )
    plan = plan.with_columns(
        (col("days") % DAYS_LONG).alias(inner("ends")),
        (quotient(col("days"), nw.lit(DAYS_LONG, nw.Int64)) + HALF).alias(inner("withdrawn")),
    )
    # The day of a decision, then whether it was withdrawn, then its region.
    key = (col("when") - col("title")) * (2 * PLACES // TITLES) + col("code")
    found: list[nw.Expr] = []
    for place, today in enumerate(days):
        is_decided = col("when") < (today + 1) * TITLES
        is_lost = is_decided & (col("withdrawn") > 0) & (col("withdrawn") <= today)
        is_over = (col("ends") > 0) & (col("ends") < today)
        standing = cases((is_lost, key + PLACES), (is_decided & ~is_over, key), default=0)
        found.append(standing.cast(nw.Int64).alias(inner(f"code_{place}")))
    is_bad = (col("clash") > 0) | (col("state") >= BAD)
    found.append(cases((is_bad, key), default=-1).cast(nw.Int64).alias(inner("mark")))
    names = [*(f"code_{place}" for place in range(len(days))), "mark"]
    plan = plan.select(inner("holder"), inner("title"), *found)
    holders = plan.group_by(inner("holder"), inner("title")).agg(*(col(name).max() for name in names))
    holders = holders.select(
        inner("title"),
        *(
            cases((col(name) % (2 * PLACES) < PLACES, col(name) % PLACES), default=0).cast(nw.Int64).alias(inner(name))
            for name in names[:-1]
        ),
        cases((col("mark") < 0, 0), default=col("mark") % PLACES).cast(nw.Int64).alias(inner("mark")),
        cases((col("mark") < 0, 0), default=1).cast(nw.Int64).alias(inner("is_bad")),
    )
    keys = [inner("title"), *(inner(name) for name in names), inner("is_bad")]
    return whole(holders.group_by(keys).agg(nw.len().alias(inner("holders"))), "holders")
