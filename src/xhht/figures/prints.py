"""Figures as newspapers and offices print them, and everything that they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

import attrs

from xhht.checks import (
    Choice,
    as_tuple,
    describe,
    fraction,
    identifier,
    instance,
    nfc,
)
from xhht.errors import InvalidValueError, UnreadablePrintError
from xhht.figures.bounds import Base, Bounds, percent_bounds
from xhht.figures.caveats import Caveat
from xhht.texts import Language
from xhht.values import Value

LONGEST_PRINT = 100
SPACES = "\\s\u00a0\u202f\u2009\u2007\u2060\ufeff"
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
PERCENT_SIGN = re.compile(rf"[{SPACES}]*(?:%|phần[{SPACES}]+trăm\b|per[{SPACES}]?cent\b)", re.IGNORECASE)
THOUSANDS = re.compile(rf"[1-9][0-9]{{0,2}}([.{SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*")


class Extent(Choice):
    """On which side of the printed number the true one lies."""

    OVER = "over"
    UNDER = "under"
    AROUND = "around"


def _words(values: Iterable[str]) -> tuple[str, ...]:
    words = tuple(nfc(word).casefold().strip() for word in as_tuple(values))
    if not all(words):
        raise InvalidValueError("a wording has an empty word, which would stand before every percentage; leave it out")
    return words


@attrs.frozen(repr=False)
class Wording(Value):
    """What a word before a printed percentage means.

    `reach` is how far the true value can lie from the printed one, as a part of the printed one;
    None for as far as a share can go.
    """

    id: str = attrs.field(converter=identifier)
    words: tuple[str, ...] = attrs.field(converter=_words)
    extent: Extent = attrs.field(converter=Extent, kw_only=True)
    reach: Fraction | None = attrs.field(default=None, converter=attrs.converters.optional(fraction), kw_only=True)

    def bounds(self, percent: Fraction) -> Bounds:
        """The bounds of the share that the word and a printed percentage leave possible.

        Raises:
            InvalidValueError: if the word leaves nothing possible.
        """
        everything = Fraction(100)
        slack = everything if self.reach is None else percent * self.reach
        if self.extent is Extent.OVER:
            return percent_bounds(percent, percent + slack, is_lower_open=True)
        if self.extent is Extent.UNDER:
            return percent_bounds(percent - slack, percent, is_upper_open=True)
        return percent_bounds(percent - slack, percent + slack)


WORDINGS: tuple[Wording, ...] = (
    Wording("over", ("trên", "hơn", "over", "above", "more than"), extent=Extent.OVER),
    Wording("nearly", ("gần", "nearly", "almost"), extent=Extent.UNDER, reach=Fraction(1, 10)),
    Wording("under", ("dưới", "under", "below", "less than"), extent=Extent.UNDER),
    Wording(
        "about",
        ("khoảng", "about", "around", "approximately"),
        extent=Extent.AROUND,
        reach=Fraction(1, 20),
    ),
)


@attrs.frozen(repr=False)
class PrintedShare(Value):
    """A percentage printed without its counts: the text, and the bounds of what it can mean.

    Build it with `from_text`. A bare percentage may have been rounded or cut off: it means from half a
    unit of its last digit below (closed) to one unit above (open). Words before it mean what
    `WORDINGS` says.

    >>> PrintedShare.from_text("57,48%").bounds.lower
    Fraction(2299, 4000)
    """

    text: str = attrs.field(converter=nfc)
    bounds: Bounds = attrs.field(validator=instance(Bounds))
    base: Base = attrs.field(default=Base.UNSTATED, kw_only=True, converter=Base)

    def __attrs_post_init__(self) -> None:
        if self.bounds.lower < 0 or self.bounds.upper > 1:
            raise InvalidValueError(f"a share lies between 0 and 1, got {self.bounds.lower} to {self.bounds.upper}")

    @classmethod
    def from_text(
        cls, text: str, *, base: Base = Base.UNSTATED, wordings: tuple[Wording, ...] = WORDINGS
    ) -> PrintedShare:
        """Read a printed percentage, such as ``"57,48%"``, ``"trên 93 %"`` or ``"nearly 97 %"``.

        Args:
            text: the figure as printed, with its percent sign; decimal comma or point.
            base: what the denominator counts, where the print says it.
            wordings: what the words before a percentage mean.

        Raises:
            InvalidTypeError: if it is not text.
            UnreadablePrintError: if it cannot be read without guessing; the message shows the place.
        """
        printed = nfc(text)
        if len(printed) > LONGEST_PRINT:
            raise UnreadablePrintError(
                f"a printed percentage has at most {LONGEST_PRINT} characters: {describe(printed)}"
            )
        start = _after_spaces(printed, 0)
        wording, start = _wording(printed, start, wordings)
        number = NUMBER.match(printed, start)
        if number is None:
            raise _unreadable(printed, start, "a number was expected here")
        percent, unit = _decimal(printed, number)
        sign = PERCENT_SIGN.match(printed, number.end())
        if sign is None:
            raise _unreadable(printed, number.end(), "a percent sign was expected here")
        end = _after_spaces(printed, sign.end())
        if end != len(printed):
            raise _unreadable(printed, end, "nothing was expected after the percentage")
        if percent > 100:
            raise _unreadable(printed, number.start(), "a share cannot be above 100 %")
        try:
            bounds = _bare(percent, unit) if wording is None else wording.bounds(percent)
        except InvalidValueError:
            raise _unreadable(printed, number.start(), "no share is left by these words") from None
        return cls(printed, bounds, base=base)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about the figure."""
        found = (Caveat.TAKEN_AT_ITS_WORD,) if self.bounds.is_point and self.bounds.upper == 1 else ()
        return (*found, Caveat.BASE_UNSTATED) if self.base is Base.UNSTATED else found

    def format(self, language: Language = "en") -> str:  # noqa: ARG002  # A print stays as it is in any language.
        """The figure as printed, in quotation marks."""
        return f"“{self.text.strip()}”"


def count_from_text(text: str) -> int:
    """Read a printed whole number: bare digits, or thousands set off by dots or spaces.

    >>> count_from_text("1.282"), count_from_text("212 631")
    (1282, 212631)

    Raises:
        InvalidTypeError: if it is not text.
        UnreadablePrintError: if it cannot be read without guessing (``"1,282"``, ``"1.28"``).
    """
    printed = nfc(text)
    if len(printed) > LONGEST_PRINT:
        raise UnreadablePrintError(f"a printed count has at most {LONGEST_PRINT} characters: {describe(printed)}")
    bare = re.sub(rf"\A[{SPACES}]+|[{SPACES}]+\Z", "", printed)
    if re.fullmatch("[0-9]+", bare):
        return int(bare)
    if THOUSANDS.fullmatch(bare):
        return int(re.sub(r"[^0-9]", "", bare))
    raise _unreadable(printed, 0, "a whole number such as 1282 or 1.282 was expected")


def _bare(percent: Fraction, unit: Fraction) -> Bounds:
    if percent == 100:
        return Bounds(Fraction(1), Fraction(1))
    return percent_bounds(percent - unit / 2, percent + unit, is_upper_open=True)


def _after_spaces(text: str, start: int) -> int:
    found = re.compile(f"[{SPACES}]*").match(text, start)
    return start if found is None else found.end()


def _wording(text: str, start: int, wordings: tuple[Wording, ...]) -> tuple[Wording | None, int]:
    for wording in wordings:
        for word in sorted(wording.words, key=len, reverse=True):
            pattern = f"[{SPACES}]+".join(re.escape(part) for part in word.split())
            found = re.compile(rf"{pattern}(?![^\W\d_])[{SPACES}]*", re.IGNORECASE).match(text, start)
            if found is not None:
                return wording, found.end()
    return None, start


def _decimal(text: str, number: re.Match[str]) -> tuple[Fraction, Fraction]:
    digits = number.group()
    parts = re.split("[.,]", digits)
    if len(parts) > 2:
        raise _unreadable(text, number.start(), "more than one decimal sign")
    if "." in digits and THOUSANDS.fullmatch(digits):
        raise _unreadable(text, number.start(), "the point may be decimal or set off thousands; print a comma")
    places = len(parts[1]) if len(parts) == 2 else 0
    return Fraction(int("".join(parts)), 10**places), Fraction(1, 10**places)


def _unreadable(text: str, place: int, why: str) -> UnreadablePrintError:
    return UnreadablePrintError(
        f"{text!r} cannot be read at character {place + 1} ({text[place : place + 12]!r}): {why}"
    )
