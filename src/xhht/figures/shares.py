"""Shares as they are reported: counted, printed or only bounded; exact up to the verdict."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, describe, expect, instance
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import Base, Bounds, CountEnds, as_base, check_count, counts_within, format_bounds
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare, counts_from_text
from xhht.pictures import digits
from xhht.texts import Language, check_places, format_count, format_decimal, format_percent
from xhht.values import Value


class PercentagePoints(Fraction):
    """A difference of two shares in percentage points: from 40% to 50% it is 10.

    >>> Share(50, 100) - Share(2, 5)
    PercentagePoints(10, 1)
    """

    __slots__ = ()

    @property
    def lower(self) -> PercentagePoints:
        """The lowest value, as bounds of a difference have one: the difference itself."""
        return self

    @property
    def upper(self) -> PercentagePoints:
        """The highest value, as bounds of a difference have one: the difference itself."""
        return self

    def format(self, language: Language = "en", places: int = 2) -> str:
        """The signed difference for people to read."""
        return format_decimal(self, language, places)


def _caveats(values: Iterable[Caveat]) -> tuple[Caveat, ...]:
    return tuple(dict.fromkeys(Caveat(value) for value in as_tuple(values)))


@attrs.frozen(repr=False, weakref_slot=False)
class Share(Value):
    """A counted share: `numerator` of `denominator`, and what the denominator counts.

    >>> Share(45, 100).value
    Fraction(9, 20)

    Raises:
        InvalidTypeError: if a count is not an int.
        InvalidValueError: if a count is negative or the numerator is above the denominator.
    """

    numerator: int
    denominator: int
    base: Base = attrs.field(default=Base.ALL, kw_only=True, converter=as_base)

    def __attrs_post_init__(self) -> None:
        numerator, denominator = self.numerator, self.denominator
        if type(numerator) is not int or type(denominator) is not int:
            check_count("the numerator of a share", numerator)
            check_count("the denominator of a share", denominator)
        if numerator < 0 or numerator > denominator:
            check_count("the numerator of a share", numerator)
            check_count("the denominator of a share", denominator)
            raise InvalidValueError(
                f"{digits(numerator)} of {digits(denominator)} cannot be: the numerator is above the denominator; "
                "check the report"
            )

    @classmethod
    def from_text(cls, text: str, *, base: Base = Base.ALL, locale: str = "vi") -> Share:
        """Read two printed counts with a stroke between them.

        >>> Share.from_text("264/630")
        Share(264, 630)

        Args:
            text: the figure as printed.
            base: what the denominator counts.
            locale: whose signs the numbers have, ``"vi"`` (1.450/1.600) or ``"en"`` (1,450/1,600).

        Raises:
            InvalidTypeError: if it is not text.
            InvalidValueError: if the numerator is above the denominator.
            UnknownIdError: if the locale is another.
            UnreadablePrintError: if it cannot be read without guessing; the message shows the place.
        """
        return cls(*counts_from_text(text, locale=locale), base=base)

    @property
    def value(self) -> Fraction:
        """The exact share.

        Raises:
            InvalidValueError: if the denominator is 0.
        """
        if self.denominator == 0:
            raise InvalidValueError("a share of nothing has no value; look at the denominator first")
        return Fraction(self.numerator, self.denominator)

    @property
    def bounds(self) -> Bounds:
        """The one value that is possible; a share of nothing leaves all of 0 to 100% open."""
        if self.denominator == 0:
            return Bounds(Fraction(0), Fraction(1))
        return Bounds(self.value, self.value)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the figure."""
        return (Caveat.BASE_UNSTATED,) if self.base is Base.UNSTATED else ()

    def __sub__(self, other: object) -> PercentagePoints:
        if not isinstance(other, Share):
            return NotImplemented
        return PercentagePoints((self.value - other.value) * 100)

    def printed(self, places: int = 0, *, is_cut: bool = False) -> PrintedShare:
        """Print the share as a percentage, rounded half up or cut off after `places` decimals.

        Less than all is never printed as 100%, since a printed 100% is taken at its word.

        >>> Share(230, 454).printed(1, is_cut=True).text
        '50,6%'

        Raises:
            InvalidTypeError: if `places` is no whole number.
            InvalidValueError: if the denominator is 0, or `places` is not from 0 to 600.
        """
        check_places(places)
        scale = 10**places
        exact = self.value * 100 * scale
        units = int(exact if is_cut else exact + Fraction(1, 2))
        if units == 100 * scale and self.numerator != self.denominator:
            units -= 1
        whole, rest = divmod(units, scale)
        text = f"{whole},{rest:0{places}d}%" if places else f"{whole}%"
        return PrintedShare.from_text(text, base=self.base)

    def format(self, language: Language = "en") -> str:
        """The counts and the percentage for people to read.

        >>> Share(45, 100).format()
        '45/100 (45%)'
        """
        counts = f"{format_count(self.numerator, language)}/{format_count(self.denominator, language)}"
        return f"{counts} ({format_percent(self.value, language)})" if self.denominator else counts


@attrs.frozen(repr=False)
class BoundedShare(Value):
    """A share known only to lie within bounds, such as a roll-up with regions missing.

    Where whole numbers are known, `least` and `most` bound the numerator over `denominator`, and
    `is_partial` says that a part of unknown size comes on top of that denominator.

    >>> BoundedShare.from_counts(90, 110, 120).bounds.lower
    Fraction(3, 4)
    """

    bounds: Bounds = attrs.field(validator=instance(Bounds))
    base: Base = attrs.field(default=Base.ALL, kw_only=True, converter=Base)
    least: int | None = attrs.field(default=None, kw_only=True)
    most: int | None = attrs.field(default=None, kw_only=True)
    denominator: int | None = attrs.field(default=None, kw_only=True)
    is_partial: bool = attrs.field(default=False, kw_only=True, validator=instance(bool))
    reservations: tuple[Caveat, ...] = attrs.field(default=(), kw_only=True, converter=_caveats)

    @classmethod
    def from_counts(
        cls,
        least: int,
        most: int | None,
        denominator: int,
        *,
        is_partial: bool = False,
        base: Base = Base.ALL,
        reservations: tuple[Caveat, ...] = (),
    ) -> BoundedShare:
        """Build the share from the least and the most that can be counted; None for as many as there are.

        Raises:
            InvalidTypeError: if a count is not an int.
            InvalidValueError: if the counts are negative or out of order.
        """
        most = denominator if most is None else most
        bounds = _counted_bounds(least, most, denominator, is_partial=is_partial)
        return cls(
            bounds,
            base=base,
            least=least,
            most=most,
            denominator=denominator,
            is_partial=is_partial,
            reservations=reservations,
        )

    def __attrs_post_init__(self) -> None:
        if self.bounds.lower < 0 or self.bounds.upper > 1:
            raise InvalidValueError(
                f"a share lies between 0 and 1, got {digits(self.bounds.lower)} to {digits(self.bounds.upper)}"
            )
        least, most, denominator = self.least, self.most, self.denominator
        if least is None and most is None and denominator is None and not self.is_partial:
            return
        if least is None or most is None or denominator is None:
            raise InvalidValueError("give least, most and denominator together, or none of them")
        if self.bounds != _counted_bounds(least, most, denominator, is_partial=self.is_partial):
            raise InvalidValueError("the bounds do not follow from the counts; use BoundedShare.from_counts")

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the figure."""
        return (*self.reservations, Caveat.BASE_UNSTATED) if self.base is Base.UNSTATED else self.reservations

    def format(self, language: Language = "en") -> str:
        """The bounds for people to read."""
        return format_bounds(self.bounds, language)


def _counted_bounds(least: int, most: int, denominator: int, *, is_partial: bool) -> Bounds:
    for name, count in (("least", least), ("most", most), ("denominator", denominator)):
        check_count(f"{name} of a bounded share", count)
    if not least <= most <= denominator:
        raise InvalidValueError(
            f"{digits(least)} to {digits(most)} of {digits(denominator)} cannot be; give them in rising order"
        )
    if is_partial:
        # A part of unknown size can thin out what is counted, or fill it up, without end, but never wholly.
        return Bounds(Fraction(0), Fraction(1), is_lower_open=least > 0, is_upper_open=most < denominator)
    if denominator == 0:
        return Bounds(Fraction(0), Fraction(1))
    return Bounds(Fraction(least, denominator), Fraction(most, denominator))


AnyShare: TypeAlias = Share | PrintedShare | BoundedShare


def any_share(value: AnyShare) -> AnyShare:
    """Return a share of any kind; everything else is refused.

    Raises:
        InvalidTypeError: if it is not a Share, PrintedShare or BoundedShare.
    """
    if not isinstance(value, (Share, PrintedShare, BoundedShare)):
        raise InvalidTypeError(
            f"a reported share is a Share, PrintedShare or BoundedShare, got {describe(value)}; "
            "write a printed percentage as PrintedShare.from_text('45%'), counts as Share(45, 100), "
            "and make no observation where nothing was reported"
        )
    return value


def difference_pp(share: Bounds, other: Bounds) -> PercentagePoints | Bounds:
    """One share less another, in percentage points; bounds of it where one of the two is bounded."""
    if share.is_point and other.is_point:
        return PercentagePoints((share.lower - other.lower) * 100)
    return Bounds(
        (share.lower - other.upper) * 100,
        (share.upper - other.lower) * 100,
        is_lower_open=share.is_lower_open or other.is_upper_open,
        is_upper_open=share.is_upper_open or other.is_lower_open,
    )


def counts_of(actual: AnyShare) -> tuple[CountEnds, int] | None:
    """What the numerator of a share can be, and its denominator; None where it is not known as a whole."""
    if isinstance(actual, Share):
        return CountEnds(actual.numerator, actual.numerator), actual.denominator
    if isinstance(actual, PrintedShare) or actual.denominator is None or actual.is_partial:
        return None
    return CountEnds(actual.least or 0, actual.most or 0), actual.denominator


def reconcile(counted: Share, printed: PrintedShare) -> Share | BoundedShare:
    """Join the counts and the percentage that one report prints of the same thing.

    Counts that explain the percentage are kept as they are. Where they do not, the numerator is one of the
    whole numbers between the two, with a caveat; nobody doubts the denominator.

    >>> reconcile(Share(230, 454), PrintedShare.from_text("50,6%")) == Share(230, 454)
    True
    >>> doubtful = reconcile(Share(4, 9), PrintedShare.from_text("71,4%"))
    >>> doubtful.least, doubtful.most, doubtful.denominator
    (4, 6, 9)

    Raises:
        InvalidValueError: if the two say that they count different things, or nothing is counted.
    """
    expect(Share, counted, "what is counted")
    expect(PrintedShare, printed, "what is printed")
    bases = {counted.base, printed.base} - {Base.UNSTATED}
    if len(bases) > 1:
        raise InvalidValueError(f"a share of {counted.base} and one of {printed.base} are two figures; report each")
    base = bases.pop() if bases else Base.UNSTATED
    if counted.value in printed.bounds:
        return attrs.evolve(counted, base=base)
    value, allowed = counted.value, printed.bounds
    if value <= allowed.lower:
        bounds = Bounds(value, allowed.upper, is_upper_open=allowed.is_upper_open)
    else:
        bounds = Bounds(allowed.lower, value, is_lower_open=allowed.is_lower_open)
    least, most = counts_within(bounds, counted.denominator)
    return BoundedShare.from_counts(least, most, counted.denominator, base=base, reservations=(Caveat.PRINT_DIFFERS,))
