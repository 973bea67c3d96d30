"""Strategies for shares: counted, printed, only bounded, or following from a report."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xhht.ext.strategies.values import Chosen, asked, builds, chosen, days, within
from xhht.figures.bounds import Base, Bounds, CountRange
from xhht.figures.caveats import Caveat
from xhht.figures.prints import LOCALES, PrintedShare
from xhht.figures.projected_shares import Corner, ProjectedShare, start_of
from xhht.figures.shares import AnyShare, BoundedShare, PercentagePoints, Share

__all__ = ["any_shares", "bounded_shares", "bounds", "corners", "count_ranges", "percentage_points"]
__all__ += ["printed_shares", "projected_shares", "shares"]

_ROUND_SIZES = (10, 20, 40, 100, 1000)
_SIGNS = ("%", " %", "\u00a0%", " phần trăm", " per cent", "‰", " ‰")
# Nothing is above all, or below nothing.
_ABOVE = ("trên {}", "hơn {}", "over {}", "> {}")
_BELOW = ("dưới {}", "gần {}", "nearly {}", "<{}")
_CLOSED = ("ít nhất {}", "từ {} trở lên", "{} trở lên", "at least {}", "≥ {}", "không quá {}", "tối đa {}", "≤{}")
_AROUND = ("khoảng {}", "about\u00a0{}", "~{}", "{} - {}", "từ {} đến {}", "khoảng {} - {}", "from {} to {}")
_PRINTS = ("{}", "{}", *_ABOVE, *_BELOW, *_CLOSED, *_AROUND)


@builds(Share)
@st.composite
def shares(
    draw: st.DrawFn,
    *,
    base: Chosen[Base] = Base.ALL,
    min_denominator: int = 1,
    max_denominator: int = 100_000,
) -> Share:
    """Counted shares; a denominator of 0 comes only with ``min_denominator=0``.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the least denominator is negative or above the most.
    """
    within("min_denominator (until max_denominator)", min_denominator, 0, max_denominator)
    sizes = st.integers(min_denominator, max_denominator)
    usual = [size for size in _ROUND_SIZES if min_denominator <= size <= max_denominator]
    denominator = draw(st.one_of(sizes, st.sampled_from(usual)) if usual else sizes)
    return Share(draw(st.integers(0, denominator)), denominator, base=draw(chosen(base)))


@builds(PrintedShare)
@st.composite
def printed_shares(draw: st.DrawFn, *, base: Chosen[Base] = Base.UNSTATED) -> PrintedShare:
    """Percentages as newspapers and offices print them: alone, behind a word, as a range, in per cent or per mille.

    They are printed as either locale does; `PrintedShare.from_text` reads every one of them.
    """
    locale = draw(st.sampled_from(sorted(LOCALES, reverse=True)))
    template = draw(st.sampled_from(_PRINTS))
    sign = draw(st.sampled_from(_SIGNS))
    places = draw(st.integers(0, 2))
    steps = (1000 if "‰" in sign else 100) * 10**places
    count = template.count("{}")
    least = 1 if template in _BELOW else 0
    most = steps - 1 if template in _ABOVE else steps
    numbers = sorted(draw(st.lists(st.integers(least, most), min_size=count, max_size=count, unique=True)))
    decimal = draw(st.sampled_from(",." if locale == "vi" else "."))
    shown = [
        f"{number // 10**places}{decimal}{number % 10**places:0{places}d}" if places else str(number)
        for number in numbers
    ]
    signs = [draw(st.sampled_from(("", sign))), sign][-count:]
    filler = draw(st.sampled_from(("", "đạt ", "chiếm tỷ lệ\u00a0")))
    text = filler + template.format(*map("".join, zip(shown, signs, strict=True)))
    return PrintedShare.from_text(text, base=draw(chosen(base)), locale=locale)


@builds(Bounds)
@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Bounds of a share, from a point to all of 0 to 100%, each end open or closed."""
    scale = draw(st.sampled_from((10, 100, 1000, 7)))
    lower, upper = sorted((draw(st.integers(0, scale)), draw(st.integers(0, scale))))
    has_room = lower < upper
    return Bounds(
        Fraction(lower, scale),
        Fraction(upper, scale),
        is_lower_open=has_room and draw(st.booleans()),
        is_upper_open=has_room and draw(st.booleans()),
    )


@builds(BoundedShare)
@st.composite
def bounded_shares(draw: st.DrawFn, *, base: Chosen[Base] = Base.ALL, max_denominator: int = 10_000) -> BoundedShare:
    """Shares within bounds: with counts as a roll-up gives them, or with bounds alone.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the most denominator is below 1.
    """
    within("max_denominator", max_denominator, 1)
    counted = draw(chosen(base))
    reservations = tuple(sorted(draw(st.sets(st.sampled_from((Caveat.PARTS_MISSING, Caveat.PRINT_DIFFERS))))))
    if draw(st.booleans()):
        return BoundedShare(draw(bounds()), base=counted, reservations=reservations)
    denominator = draw(st.integers(1, max_denominator))
    least, most = sorted((draw(st.integers(0, denominator)), draw(st.integers(0, denominator))))
    return BoundedShare.from_counts(
        least, most, denominator, is_partial=draw(st.booleans()), base=counted, reservations=reservations
    )


@asked
def any_shares(*, base: Chosen[Base] = Base.ALL) -> st.SearchStrategy[AnyShare]:
    """Shares of every kind, none of them with a denominator of 0."""
    return st.one_of(shares(base=base), printed_shares(base=base), bounded_shares(base=base))


def _corner(reported: Fraction, follows: Bounds) -> Corner:
    return Corner(
        reported,
        follows.lower,
        follows.upper,
        is_least_open=follows.is_lower_open,
        is_most_open=follows.is_upper_open,
    )


@builds(Corner)
def corners() -> st.SearchStrategy[Corner]:
    """What follows from one value of a report, anywhere from 0 to 100%."""
    return st.builds(_corner, st.integers(0, 100).map(lambda number: Fraction(number, 100)), bounds())


@builds(ProjectedShare)
@st.composite
def projected_shares(
    draw: st.DrawFn, *, base: Chosen[Base] = Base.ALL, max_denominator: int = 10_000
) -> ProjectedShare:
    """Shares that follow from a report, value by value, or from a sum of others.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the most denominator is below 1.
    """
    within("max_denominator", max_denominator, 1)
    sizes = st.integers(1, max_denominator)
    if draw(st.booleans()):
        return ProjectedShare.exactly(draw(bounds()), draw(sizes), base=draw(chosen(base)))
    origin = draw(any_shares(base=base))
    following = [_corner(corner.reported, draw(bounds())) for corner in start_of(origin)]
    more = draw(st.sampled_from(((), (Caveat.TIER_UNKNOWN,))))
    return ProjectedShare.following(tuple(following), origin, draw(days()), draw(st.none() | sizes), more=more)


@builds(PercentagePoints)
def percentage_points() -> st.SearchStrategy[PercentagePoints]:
    """Differences of shares, from -100 to 100 points in tenths."""
    return st.integers(-1000, 1000).map(lambda tenths: PercentagePoints(tenths, 10))


@builds(CountRange)
@st.composite
def count_ranges(draw: st.DrawFn) -> CountRange:
    """Counts that are not known exactly, from the least to the most."""
    least = draw(st.integers(0, 1000))
    return CountRange(least, least + draw(st.integers(0, 1000)))
