"""Numerals: the digits that a cell shows, from the number it stores and its format."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LITERAL_PERCENT = re.compile(r'"[^"]*%[^"]*"|\\%')
NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")
SHORT = re.compile(r"-?[0-9]{1,15}")
# Formats that show a whole number as it is.
WHOLE = ("General", "0", "#,##0", "@")
MIDNIGHT = re.compile(r"\A([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?\Z")
MOST_PLACES = 15
MOST_PRINTED = 30
LARGEST = 10**18


@lru_cache(maxsize=4096)
def numeral(stored: str, form: str) -> tuple[str, int | Fraction | None, bool]:
    """What a cell shows of a stored number by its format, the exact number, and whether it is a percentage.

    A number stands for at most 15 digits, as spreadsheets keep them. One beyond all counting is only a text.

    >>> numeral("0.57479999999999998", "0.00%"), numeral("1282", "General")
    (('57,48%', Fraction(1437, 2500), True), ('1282', 1282, False))

    Raises:
        ValueError: if it is no number.
    """
    if SHORT.fullmatch(stored) and form in WHOLE:
        whole = int(stored)
        return str(whole), whole, False
    if NUMBER.fullmatch(stored) is None:
        raise ValueError(stored[:20])
    approximate = float(stored)
    if not abs(approximate) < LARGEST:
        return stored, None, False
    number = Fraction(Decimal(f"{approximate:.15g}"))
    text, is_percent = shown(number, form)
    return text, number.numerator if number.denominator == 1 else number, is_percent


def shown(number: Fraction, form: str) -> tuple[str, bool]:
    """What a number format shows of a number, with a decimal comma and no thousands, and whether as a percentage.

    >>> shown(Fraction(1437, 2500), "0.00%"), shown(Fraction(5748, 100), '0.0" %"')
    (('57,48%', True), ('57,5%', True))
    """
    is_scaled, is_percent, most, least = _pattern(form)
    text = written(number * 100 if is_scaled else number, most, least)
    return (f"{text}%" if is_percent else text), is_percent


@lru_cache(maxsize=1024)
def _pattern(form: str) -> tuple[bool, bool, int, int]:
    """Whether a format shows a hundredfold, and as a percentage; and its most and least decimals."""
    first = form.split(";", maxsplit=1)[0]
    bare = QUOTED.sub("", first)
    is_scaled = "%" in bare
    is_percent = is_scaled or LITERAL_PERCENT.search(first) is not None
    pattern = re.search(r"[0#?](?:[0#?,]*)(?:\.([0#?]*))?", bare)
    if pattern is None or "E" in bare.upper().replace("GENERAL", "E"):
        return is_scaled, is_percent, MOST_PLACES, 0
    decimals = pattern.group(1) or ""
    return is_scaled, is_percent, len(decimals), decimals.count("0")


def written(number: int | Fraction, most: int, least: int = 0) -> str:
    """A number rounded half up to at most `most` decimals, zeros beyond `least` left out.

    >>> written(Fraction(5, 2), 3), written(Fraction(1282), 2, 2)
    ('2,5', '1282,00')
    """
    scale = 10**most
    units = int(abs(number) * scale + Fraction(1, 2))
    whole, rest = divmod(units, scale)
    decimals = f"{rest:0{most}d}" if most else ""
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    sign = "-" if number < 0 and units else ""
    return f"{sign}{whole},{decimals}" if decimals else f"{sign}{whole}"


def as_printed(number: int | Fraction, print_: str) -> str:
    """A number with as many decimals as its print shows, if the print has its digits; else all of its own.

    >>> as_printed(Fraction(5748, 100), "57.5"), as_printed(Fraction(1282), "1.282")
    ('57,5', '1282')
    """
    digits = re.sub(r"[^0-9]", "", print_)
    tail = re.search(rf"[.,]([0-9]{{1,{MOST_PRINTED}}})[^0-9]*$", print_)
    for places in {len(tail.group(1)) if tail else 0, 0}:
        text = written(number, places, places)
        if re.sub(r"[^0-9]", "", text) == digits:
            return text
    return written(number, MOST_PLACES)


def as_shown(day: str) -> str:
    """A day as heads name it, day before month; any other text as it is.

    >>> as_shown("2020-12-31 00:00:00"), as_shown("2020-12-31T00:00:00"), as_shown("#DIV/0!")
    ('31/12/2020', '31/12/2020', '#DIV/0!')
    """
    return MIDNIGHT.sub(r"\3/\2/\1", day, count=1)
