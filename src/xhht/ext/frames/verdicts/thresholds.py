"""Thresholds: the share that each target asks of a pair, as whole numbers, or why none can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import narwhals as nw

from xhht.ext.frames.tables.expressions import Case, cases, col, flag, inner, least, whole
from xhht.ext.frames.tables.layout import Layout
from xhht.ext.frames.tables.marks import BASES
from xhht.ext.frames.tables.plans import Plan
from xhht.ext.frames.verdicts.rules import Numbers
from xhht.figures.bounds import Base
from xhht.judgement.outcomes import Reason

REASONS = {reason: number for number, reason in enumerate(Reason, start=1)}
_COMMON_YEAR = 365
_LEAP_DAY = 60
ENDS = ("tl", "tu")


def asked(
    rows: Plan,
    layout: Layout,
    numbers: Numbers,
    unasked: nw.Expr,
    *,
    is_rising: bool,
) -> Plan:
    """Add the threshold (``tl`` to ``tu`` over ``td``), why there is none (``lacking``), and its open ends.

    Why there is no figure is ``absent``, and why nothing is asked ``unasked``.
    """
    rows = numbers.beside(rows, layout)
    shares = {end: numbers.number(name, layout) for end, name in zip(ENDS, ("least", "most"), strict=True)}
    denominator = numbers.number("denominator", layout)
    absent = cases((col("is_old") == 1, REASONS[Reason.REPORT_TOO_OLD]), default=REASONS[Reason.NOT_REPORTED])
    absent = cases((col("has_now") == 0, absent), default=0)
    if not is_rising:
        no_baseline = REASONS[Reason.NO_BASELINE]
        return rows.with_columns(
            *(share.alias(inner(end)) for end, share in shares.items()),
            denominator.alias(inner("td")),
            unasked.alias(inner("unasked")),
            whole(numbers.number("is_growth", layout) * no_baseline, layout).alias(inner("lacking")),
            whole(absent, layout).alias(inner("absent")),
            *(whole(0, layout).alias(inner(name)) for name in _opens(layout)),
        )
    rows = rows.with_columns(
        *(share.alias(inner(f"{end}_asked")) for end, share in shares.items()),
        denominator.alias(inner("denominator")),
        unasked.alias(inner("unasked")),
        (numbers.number("is_growth", layout) == 1).alias(inner("is_growth")),
        (numbers.number("is_relative", layout) == 1).alias(inner("is_relative")),
        *_days(layout),
    )
    is_later = ~(
        col("is_growth") & (col("has_now") == 1) & (col("has_base") == 1) & (col("now_key") == col("base_key"))
    )
    why_not = (
        whole(cases((~is_later, REASONS[Reason.NO_LATER_REPORT]), default=absent), layout).alias(inner("absent")),
        whole(_lacking(layout, numbers), layout).alias(inner("lacking")),
    )
    most = numbers.number("greatest", layout)
    rises = col("is_growth") & (col("lacking") == 0) & (col("absent") == 0) & (col("unasked") == 0)
    rows = _years(rows, layout, why_not).with_columns(
        rises.alias(inner("rises")), (rises & (col("base_den") > most)).alias(inner("too_large"))
    )
    usable = col("rises") & ~col("too_large")
    rows = rows.with_columns(
        *(
            whole(cases((usable, col(f"base_{name}")), default=1), layout).alias(inner(f"base_{name}"))
            for name in (*layout.ends, "den")
        ),
        whole(cases((usable, col("years_n")), default=1), layout).alias(inner("years_n")),
    )
    return _risen(rows, layout, is_relative=numbers.has("is_relative"))


def _opens(layout: Layout) -> tuple[str, ...]:
    return ("t_lower_open", "t_upper_open") if layout.is_open else ()


def _lacking(layout: Layout, numbers: Numbers) -> nw.Expr:
    """The reason why a rise has no threshold, else 0."""
    none: list[Case] = [(~col("is_growth"), 0), (col("has_base") == 0, REASONS[Reason.NO_BASELINE])]
    if layout.has("base"):
        is_registered = col("base_base_code") == BASES[Base.REGISTERED]
        none.append((is_registered, REASONS[Reason.BASELINE_ONLY_REGISTERED]))
    none.append((col("base_den") == 0, REASONS[Reason.BASELINE_COUNTS_NOTHING]))
    if numbers.has("is_relative"):
        is_zero = col("is_relative") & (col("base_low") == 0)
        if layout.is_open:
            is_zero = is_zero & (col("base_lower_open") == 0)
        none.append((is_zero & (col(f"base_{layout.high}") == 0), REASONS[Reason.RISE_FROM_ZERO]))
        none.append((is_zero, REASONS[Reason.BASELINE_MAY_BE_ZERO]))
    return cases(*none, default=0)


def _risen(rows: Plan, layout: Layout, *, is_relative: bool) -> Plan:
    """The baseline after the rise, at most all."""
    starts = {"tl": col("base_low"), "tu": col(f"base_{layout.high}")}
    rows = rows.with_columns(
        *((col(f"{end}_asked") * col("years_n")).alias(inner(f"{end}_rise")) for end in ENDS),
        (col("denominator") * col("years_d")).alias(inner("scale")),
    )
    up = {end: start * col("scale") + col("base_den") * col(f"{end}_rise") for end, start in starts.items()}
    if is_relative:
        grown = {end: start * (col("scale") + col(f"{end}_rise")) for end, start in starts.items()}
        up = {end: cases((col("is_relative"), grown[end]), default=value) for end, value in up.items()}
    rows = rows.with_columns(
        (col("base_den") * col("scale")).alias(inner("all")),
        *(value.alias(inner(f"{end}_up")) for end, value in up.items()),
    )
    grows = col("is_growth")
    rows = rows.with_columns(
        *(
            cases((grows, least(col(f"{end}_up"), col("all"))), default=col(f"{end}_asked")).alias(inner(end))
            for end in ENDS
        ),
        cases((grows, col("all")), default=col("denominator")).alias(inner("td")),
    )
    if not layout.is_open:
        return rows
    is_capped = col("tu_up") > col("all")
    keeps = col("rises") & (col("tl") != col("td"))
    return rows.with_columns(
        whole(cases((keeps, col("base_lower_open")), default=0), layout).alias(inner("t_lower_open")),
        whole(cases((col("rises") & ~is_capped, col("base_upper_open")), default=0), layout).alias(
            inner("t_upper_open")
        ),
    )


def _is_leap(year: nw.Expr) -> nw.Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def _days(layout: Layout) -> Iterator[nw.Expr]:
    """The years of the baseline and the report, and the numbers of their days in them."""
    for side in ("now", "base"):
        on = col(f"{side}_on").dt
        for name, part in (("year", on.year()), ("nth", on.ordinal_day())):
            yield whole(part.fill_null(1).cast(nw.Int64), layout).alias(inner(f"{side}_{name}"))


def _years(rows: Plan, layout: Layout, further: Iterable[nw.Expr]) -> Plan:
    """The calendar years from the baseline to the report as ``years_n`` over ``years_d``, as `years_between` counts.

    A day has a number in its year; from 29 February on, that number is one higher in leap years. Further columns that
    are found from the same rows come along.
    """
    rows = rows.with_columns(
        flag(col("base_nth") >= _LEAP_DAY, layout).alias(inner("shifts")),
        *(flag(_is_leap(col(f"{side}_year")), layout).alias(inner(f"{side}_leap")) for side in ("now", "base")),
        *further,
    )
    nth = col("base_nth") - col("base_leap") * col("shifts")
    before = flag(nth + col("now_leap") * col("shifts") > col("now_nth"), layout)
    rows = rows.with_columns(nth.alias(inner("nth")), before.alias(inner("before")))
    rows = rows.with_columns((col("now_year") - col("before")).alias(inner("year")))
    rows = rows.with_columns(
        flag(_is_leap(col("year")), layout).alias(inner("leap")),
        (flag(_is_leap(col("year") + 1), layout) * col("shifts")).alias(inner("next_leap")),
    )
    leap, shifted = col("leap"), col("leap") * col("shifts")
    rest = col("now_nth") - col("nth") - shifted + col("before") * (leap + _COMMON_YEAR)
    rows = rows.with_columns(
        rest.alias(inner("rest")),
        (col("next_leap") + leap + _COMMON_YEAR - shifted).alias(inner("length")),
        (col("year") - col("base_year")).alias(inner("full")),
    )
    is_whole = col("rest") == 0
    return rows.with_columns(
        cases((is_whole, col("full")), default=col("full") * col("length") + col("rest")).alias(inner("years_n")),
        whole(cases((is_whole, 1), default=col("length")), layout).alias(inner("years_d")),
    )
