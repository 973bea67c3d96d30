"""Observations as rows: any reported share as whole numbers, the way that tables hold it."""

from __future__ import annotations

from datetime import date
from math import lcm
from typing import TypedDict

from xhht.checks import describe
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.frames.tables.marks import GREATEST_COUNT
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare, BoundedShare, Share


class ReportRow(TypedDict):
    """One row of a tidy table; see the columns of `assess`."""

    region: str
    indicator: str
    on: date
    base: str
    numerator: int | None
    denominator: int
    lower: int | None
    upper: int | None
    is_lower_open: bool
    is_upper_open: bool
    is_counted: bool


def row_of(seen: Observation) -> ReportRow:
    """An observation as a row of a tidy table.

    A printed percentage has no counts: its two ends stand over their common denominator, and ``is_counted``
    is false, so that it has an outcome but no shortfall.

    >>> from xhht.figures.prints import PrintedShare
    >>> row = row_of(Observation("clans_recognised", "a", date(2020, 12, 31), PrintedShare.from_text("57,5%")))
    >>> row["lower"], row["upper"], row["denominator"], row["is_upper_open"]
    (1149, 1152, 2000, True)

    Raises:
        InvalidTypeError: if it is no Observation.
        InvalidValueError: if a count leaves what tables hold, or the figure is one of a single body.
    """
    if not isinstance(seen, Observation):
        raise InvalidTypeError(f"a row is made of an Observation, got {describe(seen)}")
    if seen.party is not None:
        raise InvalidValueError(
            f"{seen.region}, {seen.indicator}, {seen.on}: a figure of {seen.party!r} alone is no row; judge it with "
            "xhht.assess"
        )
    actual = seen.actual
    row = ReportRow(
        region=seen.region,
        indicator=seen.indicator,
        on=seen.on,
        base=Base(actual.base).value,
        numerator=None,
        denominator=0,
        lower=None,
        upper=None,
        is_lower_open=False,
        is_upper_open=False,
        is_counted=True,
    )
    if isinstance(actual, Share):
        row["numerator"], row["denominator"] = actual.numerator, actual.denominator
    else:
        _bounded(row, actual)
    if row["denominator"] > GREATEST_COUNT:
        raise InvalidValueError(
            f"{seen.region}, {seen.indicator}, {seen.on}: a denominator of {row['denominator']} is more than tables "
            "hold; judge this region with xhht.assess"
        )
    return row


def _bounded(row: ReportRow, actual: AnyShare) -> None:
    if isinstance(actual, BoundedShare) and actual.denominator is not None and not actual.is_partial:
        row["lower"], row["upper"], row["denominator"] = actual.least, actual.most, actual.denominator
        return
    bounds = actual.bounds
    denominator = lcm(bounds.lower.denominator, bounds.upper.denominator)
    row["lower"], row["upper"] = int(bounds.lower * denominator), int(bounds.upper * denominator)
    row["denominator"] = denominator
    row["is_lower_open"], row["is_upper_open"] = bounds.is_lower_open, bounds.is_upper_open
    row["is_counted"] = False
