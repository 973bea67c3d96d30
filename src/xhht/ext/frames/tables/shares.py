"""Shares as rows write them: counts, their two ends, and prints with exact ends, as two ends over one denominator."""

from __future__ import annotations

from collections.abc import Mapping

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN, Kind
from xhht.ext.frames.tables.expressions import cases

WRITTEN = {
    "least": Kind.COUNT,
    "most": Kind.COUNT,
    "is_partial": Kind.FLAG,
    "share_lower": Kind.TEXT,
    "share_upper": Kind.TEXT,
}
"""The parts that rows have of a share beside its counts."""

PARTS = {"lower": "least", "upper": "most", "is_counted": "is_partial"}
"""The parts that follow from them, and the column that shows each."""

_FRACTION = r"^[0-9]{1,9}(?:/[1-9][0-9]{0,8})?$"


def read(sources: Mapping[str, str]) -> dict[str, nw.Expr]:
    """What the columns of rows say, by part: bounded counts as such, and other ranges by their exact ends.

    A row with counts of its own says no more than them. An end that is no fraction of numbers below 10 to the power
    of 9 is `BROKEN`.
    """
    numerator, denominator, least, most = (nw.col(sources[p]) for p in ("numerator", "denominator", "least", "most"))
    ends = [_fraction(nw.col(sources[name])) for name in ("share_lower", "share_upper")]
    is_counted = ~numerator.is_null()
    is_bounded = ~is_counted & ~least.is_null() & ~most.is_null() & ~denominator.is_null()
    is_bounded = is_bounded & ~nw.col(sources["is_partial"]).fill_null(value=False)
    is_range = ~is_counted & ~is_bounded & ~nw.col(sources["share_lower"]).is_null()
    (low, low_of), (high, high_of) = ends
    has_one = low_of == high_of
    found = {
        "lower": nw.when(is_bounded | is_range).then(cases((is_bounded, least), (has_one, low), default=low * high_of)),
        "upper": nw.when(is_bounded | is_range).then(cases((is_bounded, most), (has_one, high), default=high * low_of)),
        "denominator": cases((is_range & has_one, low_of), (is_range, low_of * high_of), default=denominator),
        "is_counted": ~is_range,
    }
    for name in ("is_lower_open", "is_upper_open"):
        if name in sources:
            found[name] = nw.col(sources[name]) & is_range
    return found


def _fraction(text: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """Numerator and denominator of an exact share such as ``"91/1000"``."""
    is_read = text.str.contains(_FRACTION).fill_null(value=False)
    plain = cases((is_read, text), default="0")
    numerator = plain.str.replace_all(r"/.*$", "").cast(nw.Int64)
    has_stroke = plain.str.contains("/", literal=True)
    of = cases((has_stroke, plain.str.replace_all(r"^[^/]*/", "")), default="1").cast(nw.Int64)
    return cases((~text.is_null() & ~is_read, BROKEN), default=numerator), of
