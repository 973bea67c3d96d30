"""Shares as rows write them: counts, their two ends, and prints with exact ends, as two ends over one denominator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

import narwhals as nw

from xhht.ext.frames.kinds import BROKEN, Kind
from xhht.ext.frames.tables.expressions import cases, inner, quotient
from xhht.ext.frames.tables.plans import Plan

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

ENDS = ("share_lower", "share_upper")
SHARES = ("share", *ENDS)
"""What rows have of a share that follows from its counts."""

DIFFERS, OVERDONE = "differs", "overdone"
OTHER_SHARE = "counts that contradict the share beside them"

_FRACTION = r"^[0-9]{1,9}(?:/[1-9][0-9]{0,8})?$"
_LONG_FRACTION = r"^[0-9]{1,12}(?:/[1-9][0-9]{0,11})?$"
_MILLION, _GREATEST = 10**6, 10**12


def read(sources: Mapping[str, str]) -> dict[str, nw.Expr]:
    """What the columns of rows say, by part: bounded counts as such, and other ranges by their exact ends.

    A row with counts of its own says no more than them. Of counts with a part of unknown size beside them nothing is
    left but that there are some, or others. An end that is no fraction of numbers below 10 to the power of 9 is
    `BROKEN`.
    """
    form = _Form.of(sources)
    ends = [_fraction(nw.col(sources[name])) for name in ENDS]
    least, most, denominator = (nw.col(sources[part]) for part in ("least", "most", "denominator"))
    is_range = ~form.is_counted & ~form.has_counts & ~nw.col(sources["share_lower"]).is_null()
    (low, low_of), (high, high_of) = ends
    has_one = low_of == high_of
    one = nw.lit(1, nw.Int64)
    is_told = form.is_bounded | form.is_partial | is_range
    lower = cases((form.is_bounded, least), (form.is_partial, 0), (has_one, low), default=low * high_of)
    upper = cases((form.is_bounded, most), (form.is_partial, 1), (has_one, high), default=high * low_of)
    of = cases((form.is_partial, one), (is_range & has_one, low_of), (is_range, low_of * high_of), default=denominator)
    found = {
        "lower": nw.when(is_told).then(lower),
        "upper": nw.when(is_told).then(upper),
        "denominator": of,
        "is_counted": ~(is_range | form.is_partial),
    }
    for name, is_open in (("is_lower_open", least > 0), ("is_upper_open", most < denominator)):
        if name in sources:
            found[name] = (nw.col(sources[name]) & is_range) | (form.is_partial & is_open)
    return found


def is_overdone(sources: Mapping[str, str]) -> nw.Expr:
    """Whether counts have beside them what says another share: other ends, open ones, or a part of unknown size."""
    form = _Form.of(sources)
    opens = [nw.col(sources[name]) for name in ("is_lower_open", "is_upper_open") if name in sources]
    is_open = reduce(or_, (said.fill_null(value=False) for said in opens), form.is_counted & ~form.is_counted)
    has_ends = ~nw.col(sources["least"]).is_null() | ~nw.col(sources["most"]).is_null()
    has_ends = has_ends | nw.col(sources["is_partial"]).fill_null(value=False)
    return (form.is_counted & has_ends) | ((form.is_counted | form.is_bounded) & is_open)


class _Form(NamedTuple):
    """Which kind of share a row has: counts, bounded counts, or such with a part of unknown size beside them."""

    is_counted: nw.Expr
    has_counts: nw.Expr
    is_partial: nw.Expr

    @property
    def is_bounded(self) -> nw.Expr:
        """Whether there are bounded counts of a known denominator."""
        return self.has_counts & ~self.is_partial

    @classmethod
    def of(cls, sources: Mapping[str, str]) -> _Form:
        is_counted = ~nw.col(sources["numerator"]).is_null()
        has_counts = reduce(and_, (~nw.col(sources[part]).is_null() for part in ("least", "most", "denominator")))
        has_counts = has_counts & ~is_counted
        return cls(is_counted, has_counts, has_counts & nw.col(sources["is_partial"]).fill_null(value=False))


def beside_counts(names: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The columns of a table that may say exactly what its counts are a share of, and play no other part."""
    if "numerator" not in columns:
        return []
    return [name for name in SHARES if name in names and (columns.get(name) == name or name not in columns.values())]


def with_differing(frame: Plan, sources: Mapping[str, str], texts: Mapping[str, str]) -> Plan:
    """A frame with 1 where the counts of a row contradict one of the exact shares beside them, else 0.

    Counts beyond 10 to the power of 12 are not held against a share; they are a mistake of their own. A text that is
    no fraction is one in a table as rows are written; in any other it is a column of another meaning.
    """
    is_strict = "share_lower" in sources
    if not texts and not is_strict:
        return frame
    numerator, denominator = nw.col(sources["numerator"]), nw.col(sources["denominator"])
    ends = [nw.coalesce(nw.col(sources[p]), numerator) if p in sources else numerator for p in ("lower", "upper")]
    is_sound = reduce(or_, ((count < 0) | (count > _GREATEST) for count in (*ends, denominator)))
    is_sound = (~is_sound).fill_null(value=False)
    low, high, of = (cases((is_sound, count), default=0) for count in (*ends, denominator))
    differs = nw.col(inner(OVERDONE)) if is_strict else nw.lit(0, nw.Int64)
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
