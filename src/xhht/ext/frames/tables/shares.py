"""Shares as rows write them: counts, their two ends, and prints with exact ends, as two ends over one denominator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN, Kind
from xhht.ext.frames.tables.expressions import cases, inner, quotient

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

SHARES = ("share", "share_lower", "share_upper")
"""What rows have of a share that follows from its counts."""

DIFFERS = "differs"
OTHER_SHARE = "counts that contradict the share beside them"

_FRACTION = r"^[0-9]{1,9}(?:/[1-9][0-9]{0,8})?$"
_LONG_FRACTION = r"^[0-9]{1,12}(?:/[1-9][0-9]{0,11})?$"
_MILLION, _GREATEST = 10**6, 10**12


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


def beside_counts(names: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The columns of a table that may say exactly what its counts are a share of, and play no other part."""
    if "numerator" not in columns:
        return []
    return [name for name in SHARES if name in names and (columns.get(name) == name or name not in columns.values())]


def with_differing(frame: Any, sources: Mapping[str, str], texts: Mapping[str, str]) -> Any:  # noqa: ANN401  # Eager and lazy.
    """A frame with 1 where the counts of a row contradict one of the exact shares beside them, else 0.

    Counts beyond 10 to the power of 12 are not held against a share; they are a mistake of their own. A text that is
    no fraction is one in a table as rows are written; in any other it is a column of another meaning.
    """
    if not texts:
        return frame
    is_strict = "share_lower" in sources
    numerator, denominator = nw.col(sources["numerator"]), nw.col(sources["denominator"])
    ends = [nw.coalesce(nw.col(sources[p]), numerator) if p in sources else numerator for p in ("lower", "upper")]
    is_sound = reduce(or_, ((count < 0) | (count > _GREATEST) for count in (*ends, denominator)))
    is_sound = (~is_sound).fill_null(value=False)
    low, high, of = (cases((is_sound, count), default=0) for count in (*ends, denominator))
    differs = nw.lit(0, nw.Int64)
    for name, column in texts.items():
        text = nw.col(column)
        is_read, share, share_of = _quotient(text, _LONG_FRACTION)
        gaps = [_gap(low, of, share, share_of)] if name != "share_upper" else []
        gaps += [_gap(high, of, share, share_of)] if name != "share_lower" else []
        is_other = reduce(or_, (gap != 0 for gap in gaps)) & is_read
        is_other = (is_other | ~is_read) & ~text.is_null() if is_strict else is_other
        differs = differs + cases((is_sound & is_other, 1), default=0)
    return frame.with_columns(differs.alias(inner(DIFFERS)))


def _gap(count: nw.Expr, of: nw.Expr, share: nw.Expr, share_of: nw.Expr) -> nw.Expr:
    """0 where two quotients of numbers up to 10 to the power of 12 are equal, whose products leave 64 bits."""
    millions, millions_of = (quotient(part, nw.lit(_MILLION, nw.Int64)) for part in (share, share_of))
    rest, rest_of = share - millions * _MILLION, share_of - millions_of * _MILLION
    head, tail = count * millions_of - millions * of, count * rest_of - rest * of
    is_far = (head > _GREATEST) | (head < -_GREATEST)
    return cases((is_far, _GREATEST + 1), default=head) * _MILLION + tail


def _fraction(text: nw.Expr) -> tuple[nw.Expr, nw.Expr]:
    """Numerator and denominator of an exact share such as ``"91/1000"``."""
    is_read, numerator, of = _quotient(text, _FRACTION)
    return cases((~text.is_null() & ~is_read, BROKEN), default=numerator), of


def _quotient(text: nw.Expr, form: str) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    """Whether a text has the form of a fraction, its numerator and its denominator; 0 and 1 where it has not."""
    is_read = text.str.contains(form).fill_null(value=False)
    plain = cases((is_read, text), default="0")
    numerator = plain.str.replace_all(r"/.*$", "").cast(nw.Int64)
    has_stroke = plain.str.contains("/", literal=True)
    of = cases((has_stroke, plain.str.replace_all(r"^[^/]*/", "")), default="1").cast(nw.Int64)
    return is_read, numerator, of
