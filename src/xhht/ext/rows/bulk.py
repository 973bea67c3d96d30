"""Reports of plain counts read many at a time: what repeats is checked once, what follows from counts in one pass."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import gcd
from typing import Any

from xhht.checks import identifier, nfc
from xhht.errors import XhhtError
from xhht.ext import flat_shares
from xhht.ext.rows.reading import FLOATS, day_of, present, text_of
from xhht.ext.rows.verdicts import DAY
from xhht.ext.whole_numbers import whole_number
from xhht.figures.bounds import Base
from xhht.figures.observations import Observation, observation_of
from xhht.figures.shares import Share

# Python writes longer numbers only where it is told to.
LONGEST = 10**500


def counted_reports(
    columns: Mapping[str, Sequence[Any]], constants: Mapping[str, Any], length: int
) -> list[Observation | None]:
    """The report of each row that holds plain counts and nothing that contradicts them; None for every other row.

    Ids, days and words are few and stand in many rows, so that each is checked once. With all the columns that
    `to_frame` writes, a row takes about what it does through the constructors (benchmarks/rows.py).
    """
    if "numerator" not in columns or "denominator" not in columns:
        return [None] * length
    odd: set[int] = set()

    def read(part: str, reader: Callable[[Any], Any], default: object = _ODD) -> Sequence[Any]:
        if part in constants:
            return [reader(constants[part])] * length
        if part not in columns:
            return [default] * length
        return _read_once(columns[part], reader, default, odd)

    ids = [read(part, _identifier) for part in ("indicator", "region")]
    parties = read("party", _identifier, None)
    days = read(DAY, day_of)
    bases = read("base", lambda cell: Base(text_of(cell).strip()), Base.ALL)
    texts = [read(part, lambda cell: nfc(text_of(cell)), None) for part in ("reference", "note")]
    for part, reader in _SILENT.items():
        read(part, reader, None)
    numerators, denominators = (_read_counts(columns[part], odd) for part in ("numerator", "denominator"))
    odd.update(_unfitting(numerators, denominators, odd))
    for part in _distinct(columns, ("share", "share_lower", "share_upper")):
        odd.update(_other_texts(numerators, denominators, columns[part], odd))
    for part in _distinct(columns, FLOATS):
        odd.update(_other_numbers(numerators, denominators, columns[part], odd))
    return [
        None
        if place in odd
        else observation_of(
            indicator,
            region,
            day,
            Share(numerator, denominator, base=base),
            reference=reference,
            note=note,
            party=party,
        )
        for place, indicator, region, day, numerator, denominator, base, reference, note, party in zip(
            range(length), *ids, days, numerators, denominators, bases, *texts, parties, strict=True
        )
    ]


_ODD: Any = object()  # Stands for a cell that only the reading of single rows can judge.


def _identifier(cell: object) -> str:
    return identifier(text_of(cell).strip())


def _silent(cell: object) -> object:
    """Refuse a cell that says something where a row of plain counts says nothing."""
    return None if cell is False else _ODD


def _counted(cell: object) -> object:
    return None if cell == flat_shares.Kind.COUNTED.value else _ODD


_SILENT: Mapping[str, Callable[[Any], object]] = {
    "kind": _counted,
    **dict.fromkeys(
        ("printed", "least", "most", "reservations", "is_partial", "is_lower_open", "is_upper_open"), _silent
    ),
}


def _read_once(cells: Sequence[Any], reader: Callable[[Any], Any], default: object, odd: set[int]) -> Sequence[Any]:
    """Every cell as a reader reads it, each different one once; the default where it is empty."""
    known: dict[Hashable, Any] = {}
    try:
        for cell in set(cells):
            try:
                known[cell] = default if present(cell) is None else reader(cell)
            except XhhtError:
                known[cell] = _ODD
    except TypeError:  # Something that cannot be hashed.
        odd.update(range(len(cells)))
        return cells
    found = [known[cell] for cell in cells]
    if any(cell is _ODD for cell in known.values()):
        odd.update(place for place, cell in enumerate(found) if cell is _ODD)
    return found


def _read_counts(cells: Sequence[Any], odd: set[int]) -> list[Any]:
    found = [cell if type(cell) is int else _read_count(cell) for cell in cells]
    odd.update(place for place, cell in enumerate(found) if cell is _ODD)
    return found


def _read_count(cell: object) -> object:
    try:
        return _ODD if present(cell) is None else whole_number(cell)
    except XhhtError:
        return _ODD


def _unfitting(numerators: Sequence[Any], denominators: Sequence[Any], odd: set[int]) -> list[int]:
    """The rows whose counts are no share that has a value."""
    return [
        place
        for place, (numerator, denominator) in enumerate(zip(numerators, denominators, strict=True))
        if place not in odd and not (0 <= numerator <= denominator and denominator)
    ]


def _distinct(columns: Mapping[str, Sequence[Any]], parts: Iterable[str]) -> list[str]:
    """The columns of some parts that are there, one of each that are equal."""
    found: list[str] = []
    for part in parts:
        if part in columns and not any(columns[part] == columns[other] for other in found):
            found.append(part)
    return found


def _other_texts(
    numerators: Sequence[int], denominators: Sequence[int], texts: Sequence[Any], odd: set[int]
) -> list[int]:
    """The rows whose exact share in text is not that of the counts."""
    found = []
    for place, (numerator, denominator, text) in enumerate(zip(numerators, denominators, texts, strict=True)):
        if text is not None and place not in odd:
            most = gcd(numerator, denominator)
            least = denominator // most
            if least > LONGEST or text != (f"{numerator // most}/{least}" if least > 1 else str(numerator // most)):
                found.append(place)
    return found


def _other_numbers(
    numerators: Sequence[int], denominators: Sequence[int], numbers: Sequence[Any], odd: set[int]
) -> list[int]:
    """The rows whose share in per cent is not that of the counts."""
    return [
        place
        for place, (numerator, denominator, number) in enumerate(zip(numerators, denominators, numbers, strict=True))
        if number is not None and place not in odd and number != numerator * 100 / denominator
    ]
