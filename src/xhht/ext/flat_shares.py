"""Flat shares: any share in cells of fixed names, and back; files and tables write the cells in their own signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from xhht.checks import Choice
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.prints import PrintedShare, check_print
from xhht.figures.shares import AnyShare, BoundedShare, Share, reconcile

FlatCell: TypeAlias = str | int | bool | Fraction | tuple[Caveat, ...] | None


class Kind(Choice):
    """How a share was reported."""

    COUNTED = "counted"
    PRINTED = "printed"
    BOUNDED = "bounded"


COUNTS = ("numerator", "denominator", "least", "most")
ENDS = ("share_lower", "share_upper")
FRACTIONS = ("share", *ENDS)
FLAGS = ("is_lower_open", "is_upper_open", "is_partial")
COLUMNS = (
    *("kind", "numerator", "denominator", "share", "base", "printed"),
    *("share_lower", "share_upper", "is_lower_open", "is_upper_open"),
    *("least", "most", "is_partial", "reservations"),
)
# Which cells say a share of which kind; the first is the one to look at where they are wrong together.
_BOUNDS = (*ENDS, "is_lower_open", "is_upper_open")
PARTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.COUNTED: ("numerator", "denominator"),
    Kind.PRINTED: ("printed", *_BOUNDS),
    Kind.BOUNDED: (*_BOUNDS, "least", "most", "denominator", "is_partial", "reservations"),
}


def flat(share: AnyShare | None) -> dict[str, FlatCell]:
    """A share of any kind in all columns, those that follow from others included; all empty where there is none.

    >>> cells = flat(Share(45, 100))
    >>> cells["kind"], cells["numerator"], cells["share"], cells["least"]
    ('counted', 45, Fraction(9, 20), None)
    """
    cells: dict[str, FlatCell] = dict.fromkeys(COLUMNS)
    if share is None:
        return cells
    if isinstance(share, Share) and share.denominator:  # The usual kind, in half the time.
        value = share.value
        return cells | {
            "kind": Kind.COUNTED.value,
            "numerator": share.numerator,
            "denominator": share.denominator,
            "share": value,
            "base": share.base.value,
            "share_lower": value,
            "share_upper": value,
            "is_lower_open": False,
            "is_upper_open": False,
        }
    bounds = share.bounds
    cells |= {
        "share": bounds.lower if bounds.is_point else None,
        "base": share.base.value,
        "share_lower": bounds.lower,
        "share_upper": bounds.upper,
        "is_lower_open": bounds.is_lower_open,
        "is_upper_open": bounds.is_upper_open,
    }
    if isinstance(share, Share):
        cells |= {"kind": Kind.COUNTED.value, "numerator": share.numerator, "denominator": share.denominator}
    elif isinstance(share, PrintedShare):
        cells |= {"kind": Kind.PRINTED.value, "printed": share.text}
    else:
        cells |= {
            "kind": Kind.BOUNDED.value,
            "denominator": share.denominator,
            "least": share.least,
            "most": share.most,
            "is_partial": share.is_partial,
            "reservations": share.reservations,
        }
    return cells


def kinds(cells: Mapping[str, Any]) -> tuple[Kind, ...]:
    """The kind that the cells name or tell; counted and printed where both are told and none is named."""
    if cells.get("kind") is not None:
        return (Kind(cells["kind"]),)
    if cells.get("printed") is not None:
        return (Kind.PRINTED,) if missing((Kind.COUNTED,), cells) else (Kind.COUNTED, Kind.PRINTED)
    if cells.get("numerator") is not None:
        return (Kind.COUNTED,)
    return (Kind.BOUNDED,) if any(cells.get(name) is not None for name in PARTS[Kind.BOUNDED]) else ()


def missing(kinds: tuple[Kind, ...], cells: Mapping[str, Any]) -> tuple[str, ...]:
    """The cells that a share of these kinds still needs; bounds follow from counts where all three stand.

    Where the bounds of a print stand, its words may be empty.
    """
    has_bounds = all(cells.get(name) is not None for name in ENDS)
    needed = {
        Kind.COUNTED: PARTS[Kind.COUNTED],
        Kind.PRINTED: () if has_bounds else ("printed",),
        Kind.BOUNDED: () if _counts(cells) else ENDS,
    }
    return tuple(name for kind in kinds for name in needed[kind] if cells.get(name) is None)


def share_of(kinds: tuple[Kind, ...], cells: Mapping[str, Any], *, base: Base | None = None) -> AnyShare:
    """The share that the cells say; counts and a print of one thing are joined by `reconcile`.

    Args:
        kinds: what `kinds` gives of the cells.
        cells: the cells that are not empty, none `missing`.
        base: what the denominator counts where no cell says it; without one, all, and unstated for a print.

    Raises:
        XhhtError: if there can be no such share.
    """
    base = cells.get("base") or base
    shares = [_of_kind(kind, cells, base, is_joined=len(kinds) > 1) for kind in kinds]
    if len(shares) == 1:
        return shares[0]
    counted, printed = shares
    return reconcile(counted, printed)  # type: ignore[arg-type]  # Which refuses others.


def _of_kind(kind: Kind, cells: Mapping[str, Any], base: Base | None, *, is_joined: bool) -> AnyShare:
    if kind is Kind.COUNTED:
        return Share(cells["numerator"], cells["denominator"], base=base or Base.ALL)
    if kind is Kind.PRINTED:
        base = base or Base.UNSTATED
        # Beside counts, bounds are those of what comes of both.
        if is_joined or cells.get("share_lower") is None or cells.get("share_upper") is None:
            return PrintedShare.from_text(cells["printed"], base=base)
        text, bounds = cells.get("printed") or "", _bounds(cells)
        check_print(text, bounds)
        return PrintedShare(text, bounds, base=base)
    counts, is_partial = _counts(cells), bool(cells.get("is_partial"))
    base, reservations = base or Base.ALL, cells.get("reservations") or ()
    if counts:
        return BoundedShare.from_counts(*counts, is_partial=is_partial, base=base, reservations=reservations)
    least, most, denominator = (cells.get(name) for name in ("least", "most", "denominator"))
    return BoundedShare(
        _bounds(cells),
        base=base,
        least=least,
        most=most,
        denominator=denominator,
        is_partial=is_partial,
        reservations=reservations,
    )


def _counts(cells: Mapping[str, Any]) -> tuple[int, int, int] | None:
    least, most, denominator = (cells.get(name) for name in ("least", "most", "denominator"))
    return None if least is None or most is None or denominator is None else (least, most, denominator)


def _bounds(cells: Mapping[str, Any]) -> Bounds:
    is_lower_open, is_upper_open = bool(cells.get("is_lower_open")), bool(cells.get("is_upper_open"))
    return Bounds(cells["share_lower"], cells["share_upper"], is_lower_open=is_lower_open, is_upper_open=is_upper_open)


def contradictions(
    kinds: tuple[Kind, ...], cells: Mapping[str, Any], share: AnyShare
) -> Iterator[tuple[str, FlatCell, FlatCell]]:
    """Each filled cell that does not follow from the share: its name, what it says, and what follows.

    Counts and a print that were joined need not follow from what comes of both.
    """
    joined = ("numerator", "denominator", "printed") if len(kinds) > 1 else ()
    for name, expected in flat(share).items():
        cell = cells.get(name)
        if (
            cell is not None
            and name not in joined
            and cell != (() if name == "reservations" and not expected else expected)
        ):
            yield name, cell, expected
