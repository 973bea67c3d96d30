"""Bounds: everything that an inexact figure can mean, in shares and in counts."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

import attrs

from xhht.checks import Choice, describe, fraction, instance, is_whole
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.pictures import digits
from xhht.texts import Language, Text, format_count, format_percent
from xhht.values import Value


class Base(Choice):
    """What a denominator counts."""

    ALL = "all"
    REGISTERED = "registered"
    UNSTATED = "unstated"


def as_base(word: str) -> Base:
    """Return what a denominator counts, from its word too."""
    return word if type(word) is Base else Base(word)


@attrs.frozen(repr=False)
class Bounds(Value):
    """All values between two exact numbers, each end closed unless it is said to be open."""

    lower: Fraction = attrs.field(converter=fraction)
    upper: Fraction = attrs.field(converter=fraction)
    is_lower_open: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))
    is_upper_open: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))

    def __attrs_post_init__(self) -> None:
        if self.lower > self.upper:
            raise InvalidValueError(
                f"bounds from {digits(self.lower)} up to {digits(self.upper)} are empty; exchange the ends"
            )
        if self.lower == self.upper and (self.is_lower_open or self.is_upper_open):
            raise InvalidValueError(f"bounds around {digits(self.lower)} alone are empty with an open end; close both")

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible."""
        return self.lower == self.upper

    def __contains__(self, value: object) -> bool:
        exact = fraction(value)  # type: ignore[arg-type]  # Whatever is asked for; what is no number is refused.
        above = exact > self.lower or (exact == self.lower and not self.is_lower_open)
        below = exact < self.upper or (exact == self.upper and not self.is_upper_open)
        return above and below

    def is_within(self, other: Bounds) -> bool:
        """Whether every value of these bounds is also one of the other's."""
        above = self.lower > other.lower or (
            self.lower == other.lower and (self.is_lower_open or not other.is_lower_open)
        )
        below = self.upper < other.upper or (
            self.upper == other.upper and (self.is_upper_open or not other.is_upper_open)
        )
        return above and below

    def hull(self, other: Bounds) -> Bounds:
        """The narrowest bounds that hold every value of both.

        >>> Bounds(Fraction(0), Fraction(1, 4)).hull(Bounds(Fraction(1, 2), Fraction(1))).upper
        Fraction(1, 1)
        """
        lower, upper = min(self.lower, other.lower), max(self.upper, other.upper)
        return Bounds(
            lower,
            upper,
            is_lower_open=lower not in self and lower not in other,
            is_upper_open=upper not in self and upper not in other,
        )

    def meets(self, other: Bounds) -> bool:
        """Whether some value lies within both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Bounds) -> bool:
        """Whether every value of these bounds is below every value of the other's."""
        if self.upper != other.lower:
            return self.upper < other.lower
        return self.is_upper_open or other.is_lower_open


def percent_bounds(lower: Fraction, upper: Fraction, **ends: bool) -> Bounds:
    """Bounds of a share from two percentages, cut to what a share can be (0 to 100%).

    Raises:
        InvalidValueError: if nothing is left between the ends.
    """
    return Bounds(max(lower / 100, Fraction(0)), min(upper / 100, Fraction(1)), **ends)


@attrs.frozen(repr=False)
class CountRange(Value):
    """The least and the most of a count that is not known exactly; None where it has no upper end."""

    least: int
    most: int | None

    def __attrs_post_init__(self) -> None:
        if not (is_whole(self.least) and (self.most is None or is_whole(self.most))):
            raise InvalidTypeError(f"counts are whole numbers, got {describe(self.least)} and {describe(self.most)}")
        if self.most is not None and self.least > self.most:
            raise InvalidValueError(
                f"a range from {digits(self.least)} up to {digits(self.most)} is empty; exchange the two"
            )


class CountEnds(NamedTuple):
    """The least and the most of whole numbers that have both."""

    least: int
    most: int


def format_counts(counts: int | CountRange, language: Language) -> str:
    """A count or a range of counts for people to read.

    >>> format_counts(CountRange(3, 5), "en"), format_counts(CountRange(1_200, None), "vi")
    ('3 to 5', 'từ 1.200 trở lên')
    """
    if not isinstance(counts, CountRange):
        return format_count(counts, language)
    words = _OR_MORE if counts.most is None else _FROM_TO
    most = "" if counts.most is None else format_count(counts.most, language)
    return words.in_language(language).format(least=format_count(counts.least, language), most=most)


_FROM_TO = Text("từ {least} đến {most}", "{least} to {most}")
_OR_MORE = Text("từ {least} trở lên", "{least} or more")


def check_count(name: str, value: object) -> None:
    """Refuse what is no count.

    Raises:
        InvalidTypeError: if it is not an int (a float, a bool, a text, None).
        InvalidValueError: if it is negative.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidTypeError(f"{name} is a whole number (int), got {describe(value)}; convert it on purpose")
    if value < 0:
        raise InvalidValueError(f"{name} cannot be negative, got {digits(value)}; check the report")


def counts_within(bounds: Bounds, denominator: int) -> CountEnds:
    """The least and the most of `denominator` that keep a share within bounds.

    >>> counts_within(Bounds(Fraction(1, 2), Fraction(3, 4), is_upper_open=True), 8)
    CountEnds(least=4, most=5)

    Raises:
        InvalidValueError: if no whole number of the denominator lies within the bounds.
    """
    check_count("a denominator", denominator)
    lower, upper = bounds.lower * denominator, bounds.upper * denominator
    least = floor(lower) + 1 if bounds.is_lower_open else ceil(lower)
    most = ceil(upper) - 1 if bounds.is_upper_open else floor(upper)
    if denominator == 0 and bounds.lower == 0:
        return CountEnds(0, 0)
    if least > most or denominator == 0:
        raise InvalidValueError(
            f"no whole number of {digits(denominator)} lies within {format_bounds(bounds, 'en')}; "
            "the printed share and the denominator do not belong together"
        )
    return CountEnds(least, most)


def format_bounds(bounds: Bounds, language: Language) -> str:
    """Bounds of a share for people to read.

    >>> format_bounds(Bounds(Fraction(93, 100), Fraction(1), is_lower_open=True), "en")
    'over 93% up to 100%'
    """
    low, high = (format_percent(end, language, _places(end)) for end in (bounds.lower, bounds.upper))
    if low == high and not bounds.is_point:
        low, high = format_percent(bounds.lower, language, 3), format_percent(bounds.upper, language, 3)
    if bounds.is_point:
        return low
    if language == "vi":
        start = f"trên {low}" if bounds.is_lower_open else f"từ {low}"
        return f"{start} đến {'dưới ' if bounds.is_upper_open else ''}{high}"
    start = f"over {low}" if bounds.is_lower_open else f"from {low}"
    return f"{start} {'to under' if bounds.is_upper_open else 'up to'} {high}"


def _places(end: Fraction) -> int:
    """Two decimals of a percentage; three where these say it exactly, as at the ends of what a print can mean."""
    return 3 if (end * 10**5).denominator == 1 else 2
