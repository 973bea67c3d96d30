"""Words in Vietnamese and English, and numbers as each language prints them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

import attrs

from xhht.checks import nfc
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.values import Value

Language: TypeAlias = Literal["en", "vi"]
LANGUAGES = ("en", "vi")


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


def format_count(count: int, language: Language) -> str:
    """A whole number with the thousands of its language.

    >>> format_count(16635366, "en"), format_count(16635366, "vi")
    ('16,635,366', '16.635.366')
    """
    shown = f"{count:,}"
    return shown.replace(",", ".") if language == "vi" else shown


def format_decimal(number: Fraction, language: Language, places: int = 2) -> str:
    """A number with at most `places` decimals, rounded half up; ``≈`` says that it was rounded.

    >>> format_decimal(Fraction(5, 2), "vi"), format_decimal(Fraction(200, 7), "en")
    ('2,5', '≈ 28.57')
    """
    scale = 10**places
    scaled = abs(number) * scale
    units = int(scaled + Fraction(1, 2))
    sign = "−" if number < 0 and units else ""
    whole, rest = divmod(units, scale)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    point = "," if language == "vi" else "."
    shown = f"{sign}{format_count(whole, language)}" + (f"{point}{decimals}" if decimals else "")
    return shown if units == scaled else f"≈ {shown}"


def format_percent(share: Fraction, language: Language, places: int = 2) -> str:
    """A share as a percentage for people to read; verdicts never use it.

    >>> format_percent(Fraction(45, 100), "en"), format_percent(Fraction(5748, 10000), "vi")
    ('45 %', '57,48 %')
    """
    return f"{format_decimal(share * 100, language, places)} %"


def format_day(day: date, language: Language) -> str:
    """A day as each language writes it.

    >>> format_day(date(2020, 12, 31), "en"), format_day(date(2020, 12, 31), "vi")
    ('31 December 2020', '31/12/2020')
    """
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def one_line(text: str) -> str:
    """The words of a text without line breaks, for an item of a Markdown list.

    >>> one_line(" two   counts ")
    'two counts'
    """
    return " ".join(text.split())


def table_cell(text: str) -> str:
    """The words of a text for a cell of a Markdown table.

    >>> table_cell("either | or")
    'either &#124; or'
    """
    return one_line(text).replace("|", "&#124;")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
