"""Numbers to reckon with: floats beside exact numbers, and the few columns of a frame that most readers need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import isclose

from xhht.ext.rows.cells import Cell
from xhht.texts import Language

ENDS = ("", "_lower", "_upper")
# Shares keep their exact text; the percentage stands in a column of its own.
PERCENTS: Mapping[str, str] = {
    f"{name}{end}": f"{name}_percent{end}" for name in ("share", "threshold", "chance") for end in ENDS
}
# Other numbers are floats, and their exact text stands in a column of its own.
NUMBERS = frozenset(
    f"{name}{end}"
    for name, ends in {
        "gap_pp": ENDS[1:],
        "needed_pp": ENDS[1:],
        "per_year": ENDS[1:],
        "ratio": ENDS[1:],
        "closer_pp": ENDS[:1],
        "cost": ENDS[:1],
    }.items()
    for end in ends
)
EXACT = "_exact"
PREFIX = re.compile("^(?:baseline|outdated|report)_")
MOST_COLUMNS = 20
# What is shown first where there are more columns; names and words stand in the language of the reader.
FIRST = (
    *("scenario", "indicator", "target", "target_name", "region", "region_name", "whole", "as_of", "day", "outcome"),
    *("outcome_words", "reason", "reported_on", "numerator", "denominator", "printed"),
    *("share_percent", "share_percent_lower", "share_percent_upper", "threshold_percent"),
    *("gap_pp_lower", "gap_pp_upper", "shortfall", "tier", "caveats"),
)
REST = re.compile(r"^(?:baseline|outdated)_|_exact$|^is_.+_open$")


def percent_names(columns: Iterable[str]) -> dict[str, str]:
    """By column of exact shares, the column of the same in per cent."""
    found = {}
    for name in columns:
        prefix = PREFIX.match(name)
        start = prefix[0] if prefix else ""
        if name[len(start) :] in PERCENTS:
            found[name] = f"{start}{PERCENTS[name[len(start) :]]}"
    return found


def percent(share: Cell) -> float | None:
    """A share in per cent, as near as a float comes to it; None where there is none."""
    # Python divides whole numbers to the nearest float.
    return share.numerator * 100 / share.denominator if isinstance(share, Fraction) else None


def number(cell: Cell) -> float | None:
    """An exact number, as near as a float comes to it; None where there is none, or it is beyond all floats."""
    try:
        return cell.numerator / cell.denominator if isinstance(cell, Fraction) else None
    except OverflowError:
        return None


def is_near(told: float, exact: float | None) -> bool:
    """Whether a float is an exact number as files keep it, of which Excel writes fifteen digits."""
    return exact is not None and isclose(told, exact, rel_tol=1e-14)


def with_numbers(columns: Mapping[str, list[Cell]]) -> dict[str, list[Cell] | list[float | None]]:
    """The columns with floats for all numbers that are not whole, each beside its exact one."""
    percents = percent_names(columns)
    found: dict[str, list[Cell] | list[float | None]] = {}
    for name, cells in columns.items():
        if name in NUMBERS:
            found[name] = [number(cell) for cell in cells]
            found[f"{name}{EXACT}"] = cells
        else:
            found[name] = cells
        if name in percents:
            found[percents[name]] = [percent(cell) for cell in cells]
    return found


def short(names: Iterable[str], language: Language) -> list[str]:
    """At most twenty of some columns, in their order: what is looked at first, without exact text beside a float."""
    listed = list(names)
    other = "vi" if language == "en" else "en"
    kept = [
        name for name in listed if name not in PERCENTS and not REST.search(name) and not name.endswith(f"_{other}")
    ]
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    order = sorted(kept, key=lambda name: ranks.get(name.removesuffix(f"_{language}"), len(FIRST)))
    chosen = set(order[:MOST_COLUMNS])
    return [name for name in listed if name in chosen]
