"""Words in Vietnamese and English, and numbers as each language prints them."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from xhht.checks import describe, is_whole, nfc
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.pictures import digits
from xhht.values import Value

Language: TypeAlias = Literal["en", "vi"]
LANGUAGES = ("en", "vi")
ORDINARY = 10**600
MOST_PLACES = 600  # No setting of Python lets it write fewer digits.


def check_language(language: str) -> None:
    """Refuse a language other than ``"en"`` and ``"vi"``.

    Raises:
        UnknownIdError: if it is another.
    """
    if language not in LANGUAGES:
        raise UnknownIdError("language", language, LANGUAGES)


@attrs.frozen(repr=False)
class Text(Value):
    """The same words in Vietnamese and English.

    >>> Text("Dòng họ học tập", "Learning clan").in_language("en")
    'Learning clan'
    """

    vi: str = attrs.field(converter=nfc)
    en: str = attrs.field(converter=nfc)

    def __attrs_post_init__(self) -> None:
        if not self.vi.strip() or not self.en.strip():
            raise InvalidValueError(f"a text needs words in both languages, got vi={self.vi!r}, en={self.en!r}")

    def in_language(self, language: Language) -> str:
        """The words in one language.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        return self.vi if language == "vi" else self.en


@attrs.frozen(repr=False)
class Noun(Text):
    """A noun with which things are counted; English has one form for one thing and another for several.

    >>> clans = Noun("dòng họ", "clans", one="clan")
    >>> clans.counted(5, "vi"), clans.counted(1, "en")
    ('5 dòng họ', '1 clan')
    """

    one: str = attrs.field(converter=nfc, kw_only=True)

    def form(self, count: object, language: Language) -> str:
        """The form that stands behind a count; anything but one thing is several."""
        return self.one if language == "en" and count == 1 else self.in_language(language)

    def counted(self, count: int, language: Language) -> str:
        """So many of the things, in words."""
        return f"{format_count(count, language)} {self.form(count, language)}"


_ABOUT = Text("khoảng", "about")


def format_count(count: int, language: Language) -> str:
    """A whole number with the thousands of its language.

    >>> format_count(16635366, "en"), format_count(16635366, "vi")
    ('16,635,366', '16.635.366')
    """
    shown = f"{count:,}" if -ORDINARY < count < ORDINARY else _grouped(count)
    return shown.replace(",", ".") if language == "vi" else shown


def _grouped(count: int) -> str:
    """A whole number with its thousands, also where it has more digits than Python itself writes."""
    written = digits(abs(count))
    if not written.isdecimal():
        return written
    first = len(written) % 3
    groups = [written[:first], *(written[place : place + 3] for place in range(first, len(written), 3))]
    return ("-" if count < 0 else "") + ",".join(filter(None, groups))


def check_places(places: object) -> None:
    """Refuse a number of decimals that nobody reads.

    Raises:
        InvalidTypeError: if it is no whole number.
        InvalidValueError: if it is not from 0 to 600.
    """
    if not is_whole(places):
        raise InvalidTypeError(
            f"the number of decimal places is a whole number (int), got {describe(places)}; convert it on purpose"
        )
    if not 0 <= places <= MOST_PLACES:
        raise InvalidValueError(f"the number of decimal places is from 0 to {MOST_PLACES}, got {digits(places)}")


def format_decimal(number: Fraction, language: Language, places: int = 2) -> str:
    """A number with at most `places` decimals, rounded half up; *khoảng* or *about* says that it was rounded.

    >>> format_decimal(Fraction(5, 2), "vi"), format_decimal(Fraction(200, 7), "en")
    ('2,5', 'about 28.57')

    Raises:
        InvalidTypeError: if `places` is no whole number.
        InvalidValueError: if it is not from 0 to 600.
    """
    check_places(places)
    scale = 10**places
    scaled = abs(number) * scale
    units = int(scaled + Fraction(1, 2))
    sign = "−" if number < 0 and units else ""
    whole, rest = divmod(units, scale)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    point = "," if language == "vi" else "."
    shown = f"{sign}{format_count(whole, language)}" + (f"{point}{decimals}" if decimals else "")
    return shown if units == scaled else f"{_ABOUT.in_language(language)} {shown}"


def format_percent(share: Fraction, language: Language, places: int = 2) -> str:
    """A share as a percentage for people to read; verdicts never use it.

    >>> format_percent(Fraction(45, 100), "en"), format_percent(Fraction(5748, 10000), "vi")
    ('45%', '57,48%')
    """
    return f"{format_decimal(share * 100, language, places)}%"


def format_day(day: date, language: Language) -> str:
    """A day as each language writes it; Vietnamese puts a 0 before days 1 to 9 and before months 1 and 2 only.

    >>> format_day(date(2018, 8, 25), "en"), format_day(date(2018, 8, 25), "vi"), format_day(date(2018, 2, 5), "vi")
    ('25 August 2018', '25/8/2018', '05/02/2018')
    """
    return f"{format_day_of_year(day.month, day.day, language)}{'/' if language == 'vi' else ' '}{day.year}"


def format_day_of_year(month: int, day: int, language: Language) -> str:
    """A day of every year as each language writes it.

    >>> format_day_of_year(11, 18, "en"), format_day_of_year(2, 1, "vi")
    ('18 November', '01/02')
    """
    return f"{_vietnamese(day, 9)}/{_vietnamese(month, 2)}" if language == "vi" else f"{day} {_MONTHS[month - 1]}"


def spell_day(day: date, language: Language) -> str:
    """A day as the head of an official letter writes it.

    >>> spell_day(date(2018, 2, 5), "vi"), spell_day(date(2018, 2, 5), "en")
    ('ngày 05 tháng 02 năm 2018', '5 February 2018')
    """
    if language == "vi":
        return f"ngày {_vietnamese(day.day, 9)} tháng {_vietnamese(day.month, 2)} năm {day.year}"
    return format_day(day, language)


def _vietnamese(number: int, greatest_with_zero: int) -> str:
    return f"{number:02d}" if number <= greatest_with_zero else str(number)


_MARKS = r"[\\`*\[\]<~$]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])"
_OF_ADDRESSES = r"(?i):(?=//)|(?<=www)\.|@"
_AT_FIRST = r"(\d*)([#+=>-]|(?<=\d)[.)])(.*)"


def one_line(text: str) -> str:
    r"""The words of a text as they are, for one line of Markdown: nothing in them is markup, a link or an image.

    Of addresses, the sign goes by its number, since many readers make links of bare ones.

    >>> one_line(" two   *counts* in [a_b](http://a.vn) ")
    'two \\*counts\\* in \\[a_b\\](http&#58;//a.vn)'
    """
    line = _words(text)
    return re.sub(_AT_FIRST, r"\1\\\2\3", line, count=1) if re.fullmatch(_AT_FIRST, line) else line


def table_cell(text: str) -> str:
    """The words of a text as they are, for a cell of a Markdown table.

    >>> table_cell("either | or")
    'either &#124; or'
    """
    return _words(text).replace("|", "&#124;")


def _words(text: str) -> str:
    marked = re.sub(_MARKS, r"\\\g<0>", " ".join(text.split()))
    return re.sub(_OF_ADDRESSES, lambda sign: f"&#{ord(sign[0])};", marked)


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
