"""Figures: the count or the percentage that one cell reports."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import attrs

from xhht.checks import nfc
from xhht.errors import UnreadablePrintError
from xhht.ext.spreadsheets.cells import Cell, Flaw
from xhht.ext.spreadsheets.problems import ProblemKind
from xhht.figures.bounds import Base, CountRange
from xhht.figures.prints import PrintedShare, count_from_text
from xhht.values import Value

MOST = 10**15
QUOTIENT = Fraction(1, 10**12)
PLAIN = re.compile(r"[0-9]{1,15}")
ZERO_DECIMALS = {"vi": re.compile(r"([0-9]+)[.,]0{1,2}"), "en": re.compile(r"([0-9]+)\.0{1,2}")}
FLAWS = {
    Flaw.ERROR: ProblemKind.ERROR_VALUE,
    Flaw.NO_VALUE: ProblemKind.NO_STORED_VALUE,
    Flaw.DATE: ProblemKind.NOT_A_COUNT,
    Flaw.TRUTH: ProblemKind.NOT_A_COUNT,
}


@attrs.frozen(repr=False)
class Flawed(Value):
    """A cell that reports nothing, and why."""

    kind: ProblemKind
    detail: str = ""


@attrs.frozen(repr=False)
class Percentage(Value):
    """A printed percentage, with what is known of the number behind it.

    Attributes:
        share: what is shown.
        is_doubtful: whether it might be a share instead, for want of a percent sign.
        stored: the number that the cell stores, of one or of a hundred.
    """

    share: PrintedShare
    is_doubtful: bool = attrs.field(default=False, kw_only=True)
    stored: int | Fraction | None = attrs.field(default=None, kw_only=True)

    @property
    def is_less_than_shown(self) -> bool:
        """Whether all is shown and less is stored; a printed 100% would be taken at its word."""
        is_all = self.share.bounds.is_point and self.share.bounds.upper == 1
        return is_all and self.stored is not None and self.stored not in (1, 100)

    def follows_from(self, counted: Fraction) -> bool:
        """Whether it is the print, or the stored quotient, of a counted share; a doubtful one read either way."""
        bounds = self.share.bounds
        if self.stored is not None and any(
            abs(Fraction(self.stored, whole) - counted) < QUOTIENT for whole in (1, 100)
        ):
            return True
        is_printed = counted in bounds and not self.is_less_than_shown
        return is_printed or (self.is_doubtful and counted / 100 in bounds)


def count_of(cell: Cell, locale: str) -> int | CountRange | Flawed:
    """The count in a cell, a range where words or a unit leave one, or why there is none."""
    if cell.flaw is not None:
        return Flawed(FLAWS[cell.flaw])
    if cell.number is None:
        text = nfc(cell.text).strip()
        if PLAIN.fullmatch(text):  # Most are, and need no grammar.
            return int(text)
        zeros = ZERO_DECIMALS[locale].fullmatch(text)
        try:
            count = count_from_text(zeros[1] if zeros else text, locale=locale)
        except UnreadablePrintError:
            return Flawed(ProblemKind.NOT_A_COUNT)
        ends = (count.least, count.most or 0) if isinstance(count, CountRange) else (count,)
        return count if max(ends) < MOST else Flawed(ProblemKind.NOT_A_COUNT)
    if cell.is_percent or cell.number.denominator != 1 or not 0 <= cell.number < MOST:
        thousands = cell.number * 1000
        is_cut = not cell.is_percent and cell.number.denominator != 1 and thousands.denominator == 1
        return Flawed(ProblemKind.NOT_A_COUNT, f"{thousands}?" if is_cut else "")
    return int(cell.number)


@lru_cache(maxsize=16_384)
def _print(text: str, base: Base, locale: str) -> PrintedShare:
    """A print; large sheets have the same few thousand again and again, so that each is read once."""
    return PrintedShare.from_text(text, base=base, locale=locale)


def percentage_of(cell: Cell, base: Base, locale: str) -> Percentage | Flawed:
    """The percentage in a cell, with the digits that it shows, or why there is none."""
    if cell.flaw is not None:
        kind = FLAWS[cell.flaw]
        return Flawed(ProblemKind.NOT_A_PERCENTAGE if kind is ProblemKind.NOT_A_COUNT else kind)
    text = nfc(cell.text).strip()
    is_signed = re.search(r"%|‰|trăm|cent", text) is not None
    try:
        # What a stored number shows has a decimal comma, whatever the signs of texts are.
        signs = locale if cell.is_text else "vi"
        share = _print(text if is_signed else f"{text}%", base, signs)
    except UnreadablePrintError:
        return Flawed(ProblemKind.NOT_A_PERCENTAGE)
    number = re.fullmatch(r"([0-9]+)(?:[.,]([0-9]+))?", text)
    if is_signed or number is None:
        return Percentage(share, stored=cell.number)
    value = Fraction(int(number[1] + (number[2] or "")), 10 ** len(number[2] or ""))
    return Percentage(share, is_doubtful=0 < value <= 1, stored=cell.number)
