"""Verdicts and reports in columns: one pass for each column, in place of one dict for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from xhht.ext import flat_shares
from xhht.ext.flat_shares import FlatCell, flat
from xhht.ext.rows.cells import CLAUSE_WORDS, Cell, Columns, exact_or_bounds, joined
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.observations import Observation
from xhht.figures.shares import AnyShare
from xhht.judgement.verdicts import Verdict

T = TypeVar("T")

DAY = "reported_on"
EMPTY_SHARE = flat(None)
OF_VERDICT = ("indicator", "region", "party")
COUNT_ENDS = ("", "_least", "_most")


def observation_columns(reports: Sequence[Observation | None], prefix: str = "") -> Columns:
    """Reports: what, where, when, the share in all its columns, and where it stands; empty where there is none."""
    shares = [None if one is None else one.actual for one in reports]
    columns: Columns = {
        "indicator": _of(reports, lambda one: one.indicator),
        "region": _of(reports, lambda one: one.region),
        "on" if prefix else DAY: _of(reports, lambda one: one.on),
        **share_columns(shares),
        "reference": _of(reports, lambda one: one.reference),
        "note": _of(reports, lambda one: one.note),
        "party": _of(reports, lambda one: one.party),
    }
    return {f"{prefix}{name}": cells for name, cells in columns.items()}


def verdict_columns(verdicts: Sequence[Verdict]) -> Columns:
    """Verdicts: the target and its clause, the region, the outcome, what was reported and asked, and the distance."""
    targets = [one.target for one in verdicts]
    labels = {key: one.source.label for key, one in {one.id: one for one in targets}.items()}
    regions = [one.region for one in verdicts]
    reports = [one.observation for one in verdicts]
    others = observation_columns([one.baseline for one in verdicts], "baseline_")
    others |= observation_columns([one.outdated for one in verdicts], "outdated_")
    return {
        "target": [one.id for one in targets],
        "target_name_vi": [one.name.vi for one in targets],
        "target_name_en": [one.name.en for one in targets],
        "indicator": [one.indicator for one in targets],
        "clause": [one.source.number for one in targets],
        "document": [one.source.document for one in targets],
        f"{CLAUSE_WORDS}vi": [labels[one.id].vi for one in targets],
        f"{CLAUSE_WORDS}en": [labels[one.id].en for one in targets],
        "due_on": [one.due_on for one in targets],
        "comparison": [one.comparison.value for one in targets],
        "region": _of(regions, lambda one: one.id),
        "region_name": _of(regions, lambda one: one.name),
        "level": _of(regions, lambda one: one.level.value),
        "parent": _of(regions, lambda one: one.parent),
        "party": [one.party for one in verdicts],
        "tier": [one.tier for one in verdicts],
        "as_of": [one.as_of for one in verdicts],
        "is_due": [one.is_due for one in verdicts],
        "outcome": [one.outcome.value for one in verdicts],
        "reason": [one.reason.value for one in verdicts],
        DAY: _of(reports, lambda one: one.on),
        **share_columns([one.actual for one in verdicts]),
        "reference": _of(reports, lambda one: one.reference),
        "note": _of(reports, lambda one: one.note),
        **_exact_columns("threshold", [one.threshold for one in verdicts]),
        **_exact_columns("gap_pp", [one.gap_pp for one in verdicts]),
        **_count_columns("shortfall", [one.shortfall for one in verdicts]),
        "reading": [None if one.reading is None else one.reading.value for one in verdicts],
        **{name: cells for name, cells in others.items() if name.partition("_")[2] not in OF_VERDICT},
        "caveats": [joined(one.caveats) for one in verdicts],
    }


def share_columns(shares: Sequence[AnyShare | None]) -> Columns:
    """Shares of any kind in the columns of flat shares; empty where there is none."""
    found = [EMPTY_SHARE if one is None else flat(one) for one in shares]
    return {name: [_cell(cells[name]) for cells in found] for name in flat_shares.COLUMNS}


def _cell(cell: FlatCell) -> Cell:
    return joined(cell) if isinstance(cell, tuple) else cell


def _of(values: Iterable[T | None], cell: Callable[[T], Cell]) -> list[Cell]:
    """A cell of each value, empty where there is no value."""
    return [None if one is None else cell(one) for one in values]


def _exact_columns(name: str, values: Iterable[Fraction | Bounds | None]) -> Columns:
    cells = [exact_or_bounds(name, value) for value in values]
    return {column: [of[column] for of in cells] for column in exact_or_bounds(name, None)}


def _count_columns(name: str, values: Iterable[int | CountRange | None]) -> Columns:
    ends = [
        (None, value.least, value.most) if isinstance(value, CountRange) else (value, value, value) for value in values
    ]
    return {f"{name}{end}": [of[place] for of in ends] for place, end in enumerate(COUNT_ENDS)}
