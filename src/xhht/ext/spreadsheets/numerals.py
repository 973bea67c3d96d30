"""Numerals: the digits that a cell shows, from the number it stores and its format."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LITERAL_PERCENT = re.compile(r'"[^"]*%[^"]*"|\\%')
MOST_PLACES = 15
LARGEST = 10**18


def exact(number: object) -> Fraction:
    """The decimal number that a stored number stands for: at most 15 digits, as spreadsheets keep them.

    >>> exact(0.5748)
    Fraction(1437, 2500)
    """
    if isinstance(number, int):
        return Fraction(number)
    return Fraction(Decimal(f"{number:.15g}"))


def shown(number: Fraction, form: str) -> tuple[str, bool]:
    """What a number format shows of a number, with a decimal comma and no thousands, and whether as a percentage.

    >>> shown(Fraction(1437, 2500), "0.00%"), shown(Fraction(5748, 100), '0.0" %"')
    (('57,48%', True), ('57,5%', True))
    """
    first = form.split(";", maxsplit=1)[0]
    bare = QUOTED.sub("", first)
    is_scaled = "%" in bare
    is_percent = is_scaled or LITERAL_PERCENT.search(first) is not None
    scaled = number * 100 if is_scaled else number
    pattern = re.search(r"[0#?](?:[0#?,]*)(?:\.([0#?]*))?", bare)
    is_general = pattern is None or "E" in bare.upper().replace("GENERAL", "E")
    if pattern is None or is_general:
        text = written(scaled, MOST_PLACES)
    else:
        decimals = pattern.group(1) or ""
        text = written(scaled, len(decimals), decimals.count("0"))
    return (f"{text}%" if is_percent else text), is_percent


def written(number: Fraction, most: int, least: int = 0) -> str:
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


def as_printed(number: Fraction, print_: str) -> str:
    """A number with as many decimals as its print shows, if the print has its digits; else all of its own.

    >>> as_printed(Fraction(5748, 100), "57.5"), as_printed(Fraction(1282), "1.282")
    ('57,5', '1282')
    """
    digits = re.sub(r"[^0-9]", "", print_)
    tail = re.search(r"[.,]([0-9]+)[^0-9]*$", print_)
    for places in {len(tail.group(1)) if tail else 0, 0}:
        text = written(number, places, places)
        if re.sub(r"[^0-9]", "", text) == digits:
            return text
    return written(number, MOST_PLACES)
