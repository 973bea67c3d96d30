"""Thresholds: the share that each target asks of a pair, as whole numbers, or why none can be asked."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from xhht.ext.frames.expressions import Case, cases, col, flag, inner, least, mapped, whole
from xhht.ext.frames.layout import Layout
from xhht.ext.frames.rows import BASES
from xhht.ext.frames.rules import Numbers
from xhht.figures.bounds import Base
from xhht.judgement.outcomes import Outcome

OUTCOMES = {Outcome.MET: 1, Outcome.NOT_MET: 2, Outcome.UNDECIDED: 3, Outcome.NO_DATA: 4, Outcome.NOT_APPLICABLE: 5}
_COMMON_YEAR = 365
_LEAP_DAY = 60


def asked(
    rows: Any,  # noqa: ANN401  # Eager and lazy frames alike.
    layout: Layout,
    numbers: Numbers,
    *,
    is_rising: bool,
) -> Any:  # noqa: ANN401  # As above.
    """Add the threshold (``tl`` to ``tu`` over ``td``), why there is none (``lacking``) and its open ends."""
    numerator, denominator = (
        mapped(col("code"), numbers.numerator, layout),
        mapped(col("code"), numbers.denominator, layout),
    )
    absent = col("has_now") == 0
    if not is_rising:
        lacking = mapped(
            col("code"), {code: OUTCOMES[Outcome.NO_DATA] * is_g for code, is_g in numbers.is_growth.items()}, layout
        )
        return rows.with_columns(
            *(whole(numerator, layout).alias(inner(end)) for end in threshold_ends(layout)),
            whole(denominator, layout).alias(inner("td")),
            whole(lacking, layout).alias(inner("lacking")),
            absent.alias(inner("is_absent")),
            *(whole(0, layout).alias(inner(name)) for name in _opens(layout)),
        )
    rows = rows.with_columns(
        whole(numerator, layout).alias(inner("numerator")),
        whole(denominator, layout).alias(inner("denominator")),
        (whole(mapped(col("code"), numbers.is_growth, layout), layout) == 1).alias(inner("is_growth")),
        (whole(mapped(col("code"), numbers.is_relative, layout), layout) == 1).alias(inner("is_relative")),
    )
    rows = rows.with_columns(
        (absent | (col("is_growth") & (col("has_base") == 1) & (col("now_key") == col("base_key")))).alias(
            inner("is_absent")
        ),
        whole(_lacking(layout, numbers), layout).alias(inner("lacking")),
    )
    most = whole(mapped(col("code"), numbers.most, layout), layout)
    rises = col("is_growth") & (col("lacking") == 0) & ~col("is_absent")
    rows = _years(rows, layout).with_columns(
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
    return _risen(rows, layout, is_relative=any(numbers.is_relative.values()))


def threshold_ends(layout: Layout) -> tuple[str, ...]:
    """The columns of a threshold: its one value, or its two ends."""
    return ("tl", "tu") if layout.is_bounded else ("tl",)


def _opens(layout: Layout) -> tuple[str, ...]:
    return ("t_lower_open", "t_upper_open") if layout.is_open else ()


def _lacking(layout: Layout, numbers: Numbers) -> nw.Expr:
    """The outcome where a rise has no threshold, else 0."""
    no_data = OUTCOMES[Outcome.NO_DATA]
    none: list[Case] = [(~col("is_growth"), 0), (col("has_base") == 0, no_data)]
    if layout.has("base"):
        none.append((col("base_base_code") == BASES[Base.REGISTERED], no_data))
    none.append((col("base_den") == 0, no_data))
    if any(numbers.is_relative.values()):
        is_zero = col("is_relative") & (col("base_low") == 0)
        if layout.is_open:
            is_zero = is_zero & (col("base_lower_open") == 0)
        none.append((is_zero & (col(f"base_{layout.high}") == 0), OUTCOMES[Outcome.NOT_APPLICABLE]))
        none.append((is_zero, OUTCOMES[Outcome.UNDECIDED]))
    return cases(*none, default=0)


def _risen(rows: Any, layout: Layout, *, is_relative: bool) -> Any:  # noqa: ANN401  # As above.
    """The baseline after the rise, at most all."""
    names = dict(zip(layout.ends, threshold_ends(layout), strict=True))
    rows = rows.with_columns(
        (col("numerator") * col("years_n")).alias(inner("per_year")),
        (col("denominator") * col("years_d")).alias(inner("scale")),
    )
    up = {name: col(f"base_{name}") * col("scale") + col("base_den") * col("per_year") for name in names}
    if is_relative:
        grown = {name: col(f"base_{name}") * (col("scale") + col("per_year")) for name in names}
        up = {name: cases((col("is_relative"), grown[name]), default=value) for name, value in up.items()}
    rows = rows.with_columns(
        (col("base_den") * col("scale")).alias(inner("all")),
        *(value.alias(inner(f"up_{name}")) for name, value in up.items()),
    )
    grows = col("is_growth")
    rows = rows.with_columns(
        *(
            cases((grows, least(col(f"up_{name}"), col("all"))), default=col("numerator")).alias(inner(end))
            for name, end in names.items()
        ),
        cases((grows, col("all")), default=col("denominator")).alias(inner("td")),
    )
    if not layout.is_open:
        return rows
    is_capped = col("up_high") > col("all")
    keeps = col("rises") & ~(is_capped & (col("tl") == col("td")))
    return rows.with_columns(
        whole(cases((keeps, col("base_lower_open")), default=0), layout).alias(inner("t_lower_open")),
        whole(cases((col("rises") & ~is_capped, col("base_upper_open")), default=0), layout).alias(
            inner("t_upper_open")
        ),
    )


def _is_leap(year: nw.Expr) -> nw.Expr:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def _years(rows: Any, layout: Layout) -> Any:  # noqa: ANN401  # As above.
    """The calendar years from the baseline to the report as ``years_n`` over ``years_d``, as `years_between` counts.

    A day has a number in its year; from 29 February on, that number is one higher in leap years.
    """
    rows = rows.with_columns(
        *(
            whole(part.fill_null(1).cast(nw.Int64), layout).alias(inner(f"{side}_{name}"))
            for side in ("now", "base")
            for name, part in (
                ("year", col(f"{side}_on").dt.year()),
                ("nth", col(f"{side}_on").dt.ordinal_day()),
            )
        )
    )
    shifts = flag(col("base_nth") >= _LEAP_DAY, layout)
    rows = rows.with_columns(
        shifts.alias(inner("shifts")), flag(_is_leap(col("base_year")), layout).alias(inner("leap"))
    )
    rows = rows.with_columns((col("base_nth") - col("leap") * col("shifts")).alias(inner("nth")))
    this_leap = flag(_is_leap(col("now_year")), layout)
    is_before = col("nth") + this_leap * col("shifts") > col("now_nth")
    rows = rows.with_columns(flag(is_before, layout).alias(inner("before")))
    rows = rows.with_columns((col("now_year") - col("before")).alias(inner("year")))
    rows = rows.with_columns(
        flag(_is_leap(col("year")), layout).alias(inner("leap")),
        (flag(_is_leap(col("year") + 1), layout) * col("shifts")).alias(inner("next_leap")),
    )
    rows = rows.with_columns(
        (
            col("now_nth") - col("nth") - col("leap") * col("shifts") + col("before") * (col("leap") + _COMMON_YEAR)
        ).alias(inner("rest")),
        (col("next_leap") + col("leap") + _COMMON_YEAR - col("leap") * col("shifts")).alias(inner("length")),
        (col("year") - col("base_year")).alias(inner("full")),
    )
    is_whole = col("rest") == 0
    return rows.with_columns(
        cases((is_whole, col("full")), default=col("full") * col("length") + col("rest")).alias(inner("years_n")),
        whole(cases((is_whole, 1), default=col("length")), layout).alias(inner("years_d")),
    )
