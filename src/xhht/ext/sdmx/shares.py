"""Shares: any share as cells, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from xhht.errors import ContradictionError, InvalidValueError, XhhtError
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.columns import Kind, Status
from xhht.ext.sdmx.numbers import decimal, exact, percent, whole
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, BoundedShare, Share

T = TypeVar("T")
Fail = Callable[[str, Exception], None]
_YES_NO = {"true": True, "false": False}


def value_of(share: AnyShare) -> tuple[str, bool, Status]:
    """What stands as OBS_VALUE, whether it is exact, and the status: empty where no single value is known."""
    if isinstance(share, Share):
        if share.denominator == 0:
            return "", True, Status.CANNOT_EXIST
        return *percent(share.value), Status.NORMAL
    if isinstance(share, PrintedShare):
        return (number, True, Status.NORMAL) if (number := _bare(share)) else ("", True, Status.NOT_COLLECTED)
    if share.bounds.is_point:
        return *percent(share.bounds.lower), Status.NORMAL
    return "", True, Status.NOT_COLLECTED


def _bare(share: PrintedShare) -> str:
    """The number in a print; empty where the number alone does not mean the same."""
    found = re.search(r"[0-9]+(?:[.,][0-9]+)?", share.text)
    number = found.group().replace(",", ".") if found else ""
    try:
        plain = PrintedShare.from_text(f"{number.replace('.', ',')}%")
    except XhhtError:
        return ""
    return number if plain.bounds == share.bounds else ""


def cells_of(share: AnyShare) -> dict[str, str]:
    """The cells that hold a share exactly."""
    cells = {c.BASE: share.base.value}
    if isinstance(share, Share):
        return cells | {
            c.SHARE_KIND: Kind.COUNTED,
            c.NUMERATOR: str(share.numerator),
            c.DENOMINATOR: str(share.denominator),
        }
    bounds = share.bounds
    cells |= {c.LOWER: str(bounds.lower), c.UPPER: str(bounds.upper)}
    cells |= {c.LOWER_OPEN: _word(bounds.is_lower_open), c.UPPER_OPEN: _word(bounds.is_upper_open)}
    if isinstance(share, PrintedShare):
        return cells | {c.SHARE_KIND: Kind.PRINTED, c.PRINTED: share.text}
    if share.denominator is not None:
        cells |= {c.LEAST: str(share.least), c.MOST: str(share.most), c.DENOMINATOR: str(share.denominator)}
    caveats = " ".join(share.reservations)
    return cells | {c.SHARE_KIND: Kind.BOUNDED, c.IS_PARTIAL: _word(share.is_partial), c.CAVEATS: caveats}


def _word(is_so: bool) -> str:  # noqa: FBT001  # The one thing that is turned into a word.
    return "true" if is_so else "false"


def share_of(cells: Mapping[str, str], digits: int, fail: Fail) -> AnyShare | None:
    """The share that the exact cells of a row describe, or None where they are wrong or describe none.

    Args:
        cells: the cells of the row that are not empty.
        digits: the most digits of one number.
        fail: is told every mistake, with its column.
    """
    reading = _Reading(cells, digits, fail)
    kind = reading.kind()
    if kind is None:
        return None
    for column in c.EXACT:
        if column in cells and column not in c.PARTS[kind]:
            reading.refuse(column, InvalidValueError(f"has no meaning for a {kind} share; empty the cell"))
    share = {Kind.COUNTED: reading.counted, Kind.PRINTED: reading.printed, Kind.BOUNDED: reading.bounded}[kind]()
    return None if reading.is_wrong else share


class _Reading:
    """One row's exact cells, and whether a mistake was found in them."""

    def __init__(self, cells: Mapping[str, str], digits: int, fail: Fail) -> None:
        self.cells = cells
        self.digits = digits
        self.fail = fail
        self.is_wrong = False

    def refuse(self, column: str, cause: Exception) -> None:
        self.is_wrong = True
        self.fail(column, cause)

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """What a cell holds; None where it is empty or wrong."""
        text = self.cells.get(column)
        if text is None:
            return None
        try:
            return reader(text)
        except XhhtError as error:
            self.refuse(column, error)
            return None

    def needed(self, column: str, reader: Callable[[str], T]) -> T | None:
        if column not in self.cells:
            self.refuse(column, InvalidValueError("is missing; give it"))
        return self.read(column, reader)

    def kind(self) -> Kind | None:
        if c.SHARE_KIND in self.cells:
            return self.read(c.SHARE_KIND, Kind)
        if c.NUMERATOR in self.cells:
            return Kind.COUNTED
        if c.PRINTED in self.cells:
            return Kind.PRINTED
        return Kind.BOUNDED if any(column in self.cells for column in c.EXACT) else None

    def base(self) -> Base:
        return self.read(c.BASE, Base) or Base.UNSTATED

    def count(self, text: str) -> int:
        return whole(text, self.digits)

    def built(self, column: str, build: Callable[[], T]) -> T | None:
        if self.is_wrong:
            return None
        try:
            return build()
        except XhhtError as error:
            self.refuse(column, error)
            return None

    def counted(self) -> AnyShare | None:
        numerator, denominator = self.needed(c.NUMERATOR, self.count), self.needed(c.DENOMINATOR, self.count)
        base = self.base()
        if numerator is None or denominator is None:
            return None
        return self.built(c.NUMERATOR, lambda: Share(numerator, denominator, base=base))

    def bounds(self) -> Bounds | None:
        lower = self.needed(c.LOWER, lambda text: exact(text, self.digits))
        upper = self.needed(c.UPPER, lambda text: exact(text, self.digits))
        is_lower_open, is_upper_open = self.read(c.LOWER_OPEN, _is_so), self.read(c.UPPER_OPEN, _is_so)
        if lower is None or upper is None:
            return None
        return self.built(
            c.LOWER,
            lambda: Bounds(lower, upper, is_lower_open=bool(is_lower_open), is_upper_open=bool(is_upper_open)),
        )

    def printed(self) -> AnyShare | None:
        text, base = self.cells.get(c.PRINTED, ""), self.base()
        if not any(column in self.cells for column in c.BOUNDS):
            return self.built(c.PRINTED, lambda: PrintedShare.from_text(text, base=base))
        bounds = self.bounds()
        return None if bounds is None else self.built(c.LOWER, lambda: PrintedShare(text, bounds, base=base))

    def bounded(self) -> AnyShare | None:
        bounds, base = self.bounds(), self.base()
        least, most = self.read(c.LEAST, self.count), self.read(c.MOST, self.count)
        denominator, is_partial = self.read(c.DENOMINATOR, self.count), self.read(c.IS_PARTIAL, _is_so)
        caveats = self.read(c.CAVEATS, lambda text: tuple(Caveat(word) for word in text.split()))
        if bounds is None:
            return None
        return self.built(
            c.LOWER,
            lambda: BoundedShare(
                bounds,
                base=base,
                least=least,
                most=most,
                denominator=denominator,
                is_partial=bool(is_partial),
                reservations=caveats or (),
            ),
        )


def _is_so(text: str) -> bool:
    if text not in _YES_NO:
        raise InvalidValueError(f"{text[:60]!r} is neither true nor false; write one of them")
    return _YES_NO[text]


def value_as_print(text: str, digits: int, base: Base) -> PrintedShare:
    """An OBS_VALUE in percent as a printed share: it may have been rounded or cut off at its last digit.

    Raises:
        InvalidValueError: if it is no decimal number from 0 to 100.
    """
    return PrintedShare.from_text(f"{decimal(text, digits)}%", base=base)


def check_value(text: str, digits: int, share: AnyShare) -> None:
    """Hold an OBS_VALUE against the exact share beside it.

    Raises:
        ContradictionError: if it can be no rounding of any value that the share allows.
        InvalidValueError: if it is no decimal number from 0 to 100.
    """
    told = value_as_print(text, digits, Base.UNSTATED).bounds
    is_of_nothing = isinstance(share, Share) and share.denominator == 0
    if is_of_nothing or not told.meets(share.bounds):
        raise ContradictionError(
            f"{text[:60]} % contradicts the exact share beside it; the exact one would be kept, so correct either"
        )


def is_writable(share: AnyShare, digits: int) -> bool:
    """Whether no number of a share has more digits than a file may have."""
    most: int = 10**digits
    if isinstance(share, Share):
        return share.denominator < most
    numbers = [part for end in (share.bounds.lower, share.bounds.upper) for part in end.as_integer_ratio()]
    if isinstance(share, BoundedShare) and share.denominator is not None:
        numbers.append(share.denominator)
    return max(numbers) < most
