"""Shares: any share as cells, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from xhht.errors import ContradictionError, InvalidValueError, XhhtError
from xhht.ext import flat_shares
from xhht.ext.flat_shares import PARTS, FlatCell, Kind, flat
from xhht.ext.sdmx import columns as c
from xhht.ext.sdmx.columns import Status
from xhht.ext.sdmx.numbers import decimal, exact, percent, whole
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, BoundedShare, Share

Fail = Callable[[str, Exception], None]
Problems = dict[str, Exception]
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
    """The cells that hold a share exactly: its kind, its base, and what says a share of that kind."""
    cells = flat(share)
    names = ("kind", "base", *PARTS[Kind(str(cells["kind"]))])
    return {c.SHARES[name]: _signs(cells[name]) for name in names}


def _signs(cell: FlatCell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return " ".join(cell)
    return "" if cell is None else str(cell)


def share_of(cells: Mapping[str, str], digits: int, fail: Fail) -> AnyShare | None:
    """The share that the exact cells of a row describe, or None where they are wrong or describe none.

    Args:
        cells: the cells of the row that are not empty.
        digits: the most digits of one number.
        fail: is told every mistake, with its column.
    """
    problems: dict[str, Exception] = {}
    read_cells = _read_cells(cells, digits, problems)
    kinds = () if "kind" in problems else flat_shares.kinds(read_cells | dict.fromkeys(problems, True))
    _check_parts(kinds, read_cells, problems)
    share = _built(kinds, read_cells, problems) if kinds and not problems else None
    for name, column in c.SHARES.items():
        if name in problems:
            fail(column, problems[name])
    return None if problems else share


def _read_cells(cells: Mapping[str, str], digits: int, problems: Problems) -> dict[str, object]:
    read_cells = {}
    for name, column in c.SHARES.items():
        if column in cells:
            try:
                read_cells[name] = _read(name, cells[column], digits)
            except XhhtError as error:
                problems[name] = error
    return read_cells


def _check_parts(kinds: tuple[Kind, ...], cells: Mapping[str, object], problems: Problems) -> None:
    """Refuse cells of another kind of share, and ask for those that are missing."""
    own = {"kind", "base", *(name for kind in kinds for name in PARTS[kind])}
    for name in cells:
        if name not in own:
            problems[name] = InvalidValueError(f"has no meaning for a {' and '.join(kinds)} share; empty the cell")
    for name in flat_shares.missing(kinds, cells):
        problems.setdefault(name, InvalidValueError("is missing; give it"))


def _built(kinds: tuple[Kind, ...], cells: Mapping[str, object], problems: Problems) -> AnyShare | None:
    try:
        share = flat_shares.share_of(kinds, cells, base=Base.UNSTATED)
    except XhhtError as error:
        problems[PARTS[kinds[-1]][0]] = error
        return None
    for name, cell, follows in flat_shares.contradictions(kinds, cells, share):
        told = f"{_signs(cell)[:60]} contradicts the cells beside it, from which {_signs(follows)[:60]} follows"
        problems[name] = ContradictionError(f"{told}; correct either")
    return share


def _read(name: str, text: str, digits: int) -> object:
    if name in flat_shares.COUNTS:
        return whole(text, digits)
    if name in flat_shares.FRACTIONS:
        return exact(text, digits)
    if name in flat_shares.FLAGS:
        return _is_so(text)
    if name == "reservations":
        return tuple(Caveat(word) for word in text.split())
    return Kind(text) if name == "kind" else Base(text) if name == "base" else text


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
            f"{text[:60]}% contradicts the exact share beside it; the exact one would be kept, so correct either"
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
