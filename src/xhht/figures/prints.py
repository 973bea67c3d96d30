"""Figures as newspapers and offices print them, and everything that they can mean."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import attrs

from xhht.checks import instance, nfc
from xhht.errors import ContradictionError, InvalidValueError
from xhht.figures._grammar import COUNTS, LOCALES, SHARES, Figure, Reader
from xhht.figures.bounds import Base, Bounds, CountRange, percent_bounds
from xhht.figures.caveats import Caveat
from xhht.pictures import digits, shown
from xhht.texts import Language
from xhht.values import Value

__all__ = ["LOCALES", "PrintedShare", "check_print", "count_from_text", "counts_from_text"]
_NUMBERS = re.compile("([0-9]{1,100})(?:[.,]([0-9]{1,100}))?")


@attrs.frozen(repr=False)
class PrintedShare(Value):
    """A percentage printed without its counts: the text, and the bounds of what it can mean.

    Build it with `from_text`. A bare percentage may have been rounded or cut off: it means from half a
    unit of its last digit below (closed) to one unit above (open).

    >>> PrintedShare.from_text("57,48%").bounds.lower
    Fraction(2299, 4000)
    """

    text: str = attrs.field(converter=nfc)
    bounds: Bounds = attrs.field(validator=instance(Bounds))
    base: Base = attrs.field(default=Base.UNSTATED, kw_only=True, converter=Base)

    def __attrs_post_init__(self) -> None:
        if self.bounds.lower < 0 or self.bounds.upper > 1:
            raise InvalidValueError(
                f"a share lies between 0 and 1, got {digits(self.bounds.lower)} to {digits(self.bounds.upper)}"
            )

    @classmethod
    def from_text(cls, text: str, *, base: Base = Base.UNSTATED, locale: str = "vi") -> PrintedShare:
        """Read a printed percentage, such as ``"57,48%"``, ``"trên 93 %"``, ``"80 - 85%"`` or ``"86,4‰"``.

        Args:
            text: the figure as printed, with its sign; its words may be Vietnamese or English.
            base: what the denominator counts, where the print says it.
            locale: whose signs the numbers have, ``"vi"`` (57,48) or ``"en"`` (57.48).

        Raises:
            InvalidTypeError: if it is not text.
            UnknownIdError: if the locale is another.
            UnreadablePrintError: if it cannot be read without guessing; the message shows the place.
        """
        reader, figure = _percentage(text, locale)
        first = figure.first
        for number in (first, figure.last):
            if number.value > 100:
                raise reader.unreadable("a share cannot be above 100%", number.start)
        if figure.is_bare and first.value == 100:
            return cls(reader.text, Bounds(Fraction(1), Fraction(1)), base=base)
        extent = figure.extent
        ends = {"is_lower_open": extent.is_lower_open, "is_upper_open": extent.is_upper_open}
        try:
            bounds = percent_bounds(extent.lower, Fraction(100) if extent.upper is None else extent.upper, **ends)
        except InvalidValueError:
            raise reader.unreadable("no share is left by these words", first.start) from None
        return cls(reader.text, bounds, base=base)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the figure."""
        found = (Caveat.TAKEN_AT_ITS_WORD,) if self.bounds.is_point and self.bounds.upper == 1 else ()
        return (*found, Caveat.BASE_UNSTATED) if self.base is Base.UNSTATED else found

    def format(self, language: Language = "en") -> str:  # noqa: ARG002  # A print stays as it is in any language.
        """The figure as printed, in quotation marks."""
        return f"“{self.text.strip()}”"


def _percentage(text: str, locale: str) -> tuple[Reader, Figure]:
    reader = Reader(text, "percentage", locale)
    figure = reader.figure(SHARES)
    reader.end()
    return reader, figure


@lru_cache(maxsize=10_000)  # A report prints few different figures, many times each.
def check_print(text: str, bounds: Bounds) -> None:
    """Refuse a print beside bounds that it cannot mean in any locale.

    A bare percentage has exactly the bounds that `PrintedShare.from_text` gives. One with a word, or a range, at least
    holds its numbers, closed or open; in words that cannot be read, one number that stands in them. Words without any
    number can mean everything.

    Raises:
        ContradictionError: if they contradict each other.
    """
    meanings: list[bool] = []
    for locale in LOCALES:
        try:
            figure = _percentage(text, locale)[1]
            is_kept = PrintedShare.from_text(text, locale=locale).bounds == bounds
        except InvalidValueError:
            continue
        numbers = (number.value / 100 for number in (figure.first, figure.last))
        meanings.append(is_kept if figure.is_bare else all(bounds.lower <= one <= bounds.upper for one in numbers))
    if not meanings:
        found = [Fraction(f"{whole}.{rest or 0}") for whole, rest in _NUMBERS.findall(text)]
        meanings = [bounds.lower <= one / size <= bounds.upper for one in found for size in (100, 1000)]
    if meanings and not any(meanings):
        raise ContradictionError(f"the print {shown(text)} does not mean the bounds beside it; correct either")


def count_from_text(text: str, *, locale: str = "vi") -> int | CountRange:
    """Read a printed count: a whole number, or a range where a word or a unit leaves one.

    >>> count_from_text("1.282"), count_from_text("hơn 45.900"), count_from_text("5,5 triệu")
    (1282, CountRange(45901, None), CountRange(5450000, 5599999))

    Args:
        text: the figure as printed; its words may be Vietnamese or English.
        locale: whose signs the numbers have, ``"vi"`` (1.282) or ``"en"`` (1,282).

    Raises:
        InvalidTypeError: if it is not text.
        UnknownIdError: if the locale is another.
        UnreadablePrintError: if it cannot be read without guessing; the message shows the place.
    """
    reader = Reader(text, "count", locale)
    figure = reader.figure(COUNTS)
    reader.end()
    first, extent = figure.first, figure.extent
    if figure.is_bare and first.unit is None:
        return int(first.value)
    if extent.most is not None and extent.most < extent.least:
        raise reader.unreadable("no whole number is left by these words", first.start)
    return CountRange(extent.least, extent.most)


def counts_from_text(text: str, *, locale: str = "vi") -> tuple[int, int]:
    """Read two printed counts with a stroke between them.

    >>> counts_from_text("đạt 264/630")
    (264, 630)

    Raises:
        InvalidTypeError: if it is not text.
        UnknownIdError: if the locale is another.
        UnreadablePrintError: if it cannot be read without guessing; the message shows the place.
    """
    reader = Reader(text, "share", locale)
    numerator = reader.whole_number()
    reader.stroke()
    denominator = reader.whole_number()
    reader.end()
    return numerator, denominator
