"""The one grammar of printed figures: words, a number or a range, a unit; each mistake with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

import attrs

from xhht.checks import describe, nfc
from xhht.errors import UnknownIdError, UnreadablePrintError

LONGEST_PRINT = 100
_BLANK = "[\\s\u00a0\u202f\u2009\u2007\u2060\ufeff]"
_NO_LETTER = "(?![^\\W\\d_])"


class Word(Enum):
    """What a word before a number says about the true one."""

    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    AT_MOST = "at most"
    NEARLY = "nearly"
    ABOUT = "about"


@attrs.frozen
class Extent:
    """Everything that a figure can mean: from `lower` to `upper`, or without an upper end."""

    lower: Fraction
    upper: Fraction | None
    is_lower_open: bool = attrs.field(default=False, kw_only=True)
    is_upper_open: bool = attrs.field(default=False, kw_only=True)

    @property
    def least(self) -> int:
        """The least whole number inside."""
        return floor(self.lower) + 1 if self.is_lower_open else max(ceil(self.lower), 0)

    @property
    def most(self) -> int | None:
        """The greatest whole number inside, below the least where there is none; None without an upper end."""
        if self.upper is None:
            return None
        return ceil(self.upper) - 1 if self.is_upper_open else floor(self.upper)


@attrs.frozen
class Number:
    """A number as printed, in ones or in per cent once its unit is known: its value and the step of its last digit."""

    value: Fraction
    step: Fraction
    start: int
    unit: Fraction | None = None

    def counted_in(self, unit: Fraction | None) -> Number:
        """The number in a unit that was read behind it, or behind the other end of its range."""
        return self if unit is None else Number(self.value * unit, self.step * unit, self.start, unit)


@attrs.frozen
class Figure:
    """A figure as it was read: its first and last number, whether no word moves them, and everything it can mean."""

    first: Number
    last: Number
    extent: Extent
    is_bare: bool = attrs.field(default=False, kw_only=True)


def _words(*words: str) -> str:
    """A pattern for any of the words, however they are spaced, that no letter follows."""
    spaced = (f"{_BLANK}+".join(re.escape(part) for part in word.split()) for word in words)
    return f"(?:{'|'.join(spaced)}){_NO_LETTER}"


class Pattern:
    """A regular expression that is made when it is first used: all together take as long as the rest of an import."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression; case does not matter."""
        return re.compile(self.pattern, re.IGNORECASE)


def _token(pattern: str) -> Pattern:
    """What stands in a print, and the blanks behind it."""
    return Pattern(f"(?:{pattern}){_BLANK}*")


def _choice(choices: Mapping[str, str]) -> Pattern:
    return _token("|".join(f"(?P<{name}>{pattern})" for name, pattern in choices.items()))


_BEGINNING = _token("")
_WITHOUT_EFFECT = _token(_words("đạt", "chiếm", "tỷ lệ", "tỉ lệ", "tương ứng", "tương đương"))
_WORD = _choice(
    {
        "OVER": f"{_words('trên', 'hơn', 'over', 'above', 'more than')}|>(?!=)",
        "AT_LEAST": f"{_words('ít nhất', 'tối thiểu', 'không dưới', 'không ít hơn', 'at least')}|≥|>=",
        "UNDER": f"{_words('dưới', 'under', 'below', 'less than')}|<(?!=)",
        "AT_MOST": f"{_words('không quá', 'tối đa', 'không nhiều hơn', 'at most')}|≤|<=",
        "NEARLY": _words("gần", "nearly", "almost"),
        "ABOUT": f"{_words('khoảng', 'xấp xỉ', 'about', 'around', 'approximately')}|[~≈]",
    }
)
_FROM = _token(_words("từ", "from"))
_UP_TO = _token(f"{_words('đến', 'tới', 'to')}|[-‐‑–—−]")
_AND_UP = _token(_words("trở lên"))
_STROKE = _token("/")
_NUMBER = _token(f"(?P<number>[0-9]+(?:[.,][0-9]+|{_BLANK}[0-9]{{3}}(?![0-9]))*)")


def _number(thousands: str, decimals: str) -> Pattern:
    """A number with one sign between all its thousands, and a decimal sign that is another."""
    grouped = f"[1-9][0-9]{{0,2}}(?P<sign>[{thousands}]|{_BLANK})[0-9]{{3}}(?:(?P=sign)[0-9]{{3}})*"
    return Pattern(f"(?P<whole>{grouped}|[0-9]+)(?:(?!(?P=sign))[{decimals}](?P<rest>[0-9]+))?")


# A decimal point is common in Vietnamese print too; before three digits it is one only where it sets off no thousands.
LOCALES = {"vi": _number(".", ",."), "en": _number(",", ".")}


@attrs.frozen
class Units:
    """What numbers can be counted in: a word or sign, and its size in per cent or in ones."""

    pattern: Pattern
    sizes: Mapping[str, Fraction]


SHARES = Units(
    _choice({"percent": f"%|{_words('phần trăm')}|per{_BLANK}?cent{_NO_LETTER}", "permille": "‰"}),
    {"percent": Fraction(1), "permille": Fraction(1, 10)},
)
COUNTS = Units(
    _choice(
        {
            "thousand": _words("nghìn", "ngàn", "thousand"),
            "ten_thousand": _words("vạn"),
            "million": _words("triệu", "million"),
            "billion": _words("tỷ", "tỉ", "billion"),
        }
    ),
    {
        "thousand": Fraction(10**3),
        "ten_thousand": Fraction(10**4),
        "million": Fraction(10**6),
        "billion": Fraction(10**9),
    },
)


class Reader:
    """Reads one print from its beginning to its end."""

    def __init__(self, text: str, what: str, locale: str) -> None:
        if locale not in tuple(LOCALES):  # What is no text may have no hash.
            raise UnknownIdError("locale", locale, LOCALES)
        self.text: str = nfc(text)
        self.what: str = what
        self.locale: str = locale
        if len(self.text) > LONGEST_PRINT:
            raise UnreadablePrintError(f"a printed {what} has at most {LONGEST_PRINT} characters: {describe(text)}")
        self.place: int = 0
        self._take(_BEGINNING)
        while self._take(_WITHOUT_EFFECT):
            pass

    def figure(self, units: Units) -> Figure:
        """Read a number or a range with the words around it, counted in one of the units."""
        found = self._take(_WORD)
        word = Word[str(found.lastgroup)] if found else None
        is_from = word in (None, Word.ABOUT) and self._take(_FROM) is not None
        first = self._quantity(units)
        place = self.place
        if self._take(_UP_TO):
            if word not in (None, Word.ABOUT):
                raise self.unreadable("a range follows, and the word before it does not say which end it means", place)
            last = self._complete(self._quantity(units), units)
            first = first if first.unit else self._complete(first.counted_in(last.unit), units)
            if first.value >= last.value:
                raise self.unreadable("a range rises from its first number to its last", first.start)
            return Figure(first, last, _range(first.value, last.value, word))
        first = self._complete(first, units)
        if word is None and self._take(_AND_UP):
            word = Word.AT_LEAST
        elif is_from:
            raise self.unreadable("“đến” with a second number or “trở lên” was expected here")
        return Figure(first, first, _extent(first, word), is_bare=word is None)

    def whole_number(self) -> int:
        """Read a whole number without a unit."""
        return int(self._whole(self._plain_number()).value)

    def stroke(self) -> None:
        """Read the stroke between two counts."""
        if not self._take(_STROKE):
            raise self.unreadable("a stroke “/” was expected here")

    def end(self) -> None:
        """Make sure that nothing is left."""
        if self.place != len(self.text):
            raise self.unreadable(f"nothing was expected after the {self.what}")

    def unreadable(self, why: str, place: int | None = None) -> UnreadablePrintError:
        """The error that shows the text, the place and why."""
        start = self.place if place is None else place
        shown = self.text[start : start + 12]
        return UnreadablePrintError(f"{self.text!r} cannot be read at character {start + 1} ({shown!r}): {why}")

    def _take(self, pattern: Pattern) -> re.Match[str] | None:
        found = pattern.compiled.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return found

    def _plain_number(self) -> Number:
        start = self.place
        found = self._take(_NUMBER)
        if found is None:
            raise self.unreadable("a number was expected here")
        parts = LOCALES[self.locale].compiled.fullmatch(found["number"])
        if parts is None:
            signs = start + len(found["number"]) - len(found["number"].lstrip("0123456789"))
            why = f"this sign stands in no number as locale {self.locale!r} prints it{self._other_locale(start)}"
            raise self.unreadable(why, signs)
        decimals = parts["rest"] or ""
        step = Fraction(1, 10 ** len(decimals))
        return Number(int(re.sub("[^0-9]", "", parts["whole"]) + decimals) * step, step, start)

    def _quantity(self, units: Units) -> Number:
        """Read a number and its units, if it has any: a count can have several ("1 triệu 200 nghìn")."""
        number = self._plain_number().counted_in(self._unit(units))
        while units is COUNTS and number.unit == number.step and self.text[self.place : self.place + 1].isdecimal():
            part = self._plain_number().counted_in(self._unit(units))
            if part.unit is None or part.value >= number.unit:
                raise self.unreadable("a smaller number with a smaller unit was expected here", part.start)
            number = Number(number.value + part.value, part.step, number.start, part.unit)
        return number

    def _unit(self, units: Units) -> Fraction | None:
        found = self._take(units.pattern)
        return units.sizes[str(found.lastgroup)] if found else None

    def _complete(self, number: Number, units: Units) -> Number:
        """The number, if a share has its sign, and if a count without a unit is whole."""
        if units is SHARES and number.unit is None:
            raise self.unreadable("a percent sign was expected here, as in '60%'")
        return number if number.unit else self._whole(number)

    def _whole(self, number: Number) -> Number:
        if number.step != 1:
            hint = self._other_locale(number.start)
            raise self.unreadable(f"a count without a unit is a whole number{hint}", number.start)
        return number

    def _other_locale(self, start: int) -> str:
        """Which locale would read a whole number at a place, as a remedy; empty where none would."""
        found = _NUMBER.compiled.match(self.text, start)
        parts = {name: found and numbers.compiled.fullmatch(found["number"]) for name, numbers in LOCALES.items()}
        return "".join(f"; locale={name!r} reads one here" for name, part in parts.items() if part and not part["rest"])


def _extent(number: Number, word: Word | None) -> Extent:
    """What a number means with a word before it, or without one: rounded to its last digit, or cut off after it."""
    value = number.value
    match word:
        case None:
            return Extent(value - number.step / 2, value + number.step, is_upper_open=True)
        case Word.OVER:
            return Extent(value, None, is_lower_open=True)
        case Word.AT_LEAST:
            return Extent(value, None)
        case Word.UNDER:
            return Extent(Fraction(), value, is_upper_open=True)
        case Word.AT_MOST:
            return Extent(Fraction(), value)
        case Word.NEARLY:
            return Extent(value * Fraction(9, 10), value, is_upper_open=True)
        case _:
            return _range(value, value, word)


def _range(low: Fraction, high: Fraction, word: Word | None) -> Extent:
    """What a range means: both ends are exact, unless it is about them."""
    slack = Fraction(1, 20) if word is Word.ABOUT else Fraction()
    return Extent(low * (1 - slack), high * (1 + slack))
