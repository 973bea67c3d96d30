"""How much tables and displays cost beside what is written by hand, as ratios measured side by side in one run.

Usage: python benchmarks/rows.py [--quick] [--write]

- `to_frame` of many verdicts against the same columns built by hand, one after the other, for pandas and Polars.
- `observations_from_frame`, with all the columns that `to_frame` writes, against the same rows through the public
  constructors.
- Showing an assessment, as HTML and as text, against one of 40 verdicts: only what is shown is put into words.

Every ratio is the least time of one side over the least time of the other, over several repeats that take turns. A full
run ends with an error if a bound is missed. It needs the extras `frames` and `tables`, and pandas.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import attrs
import pages
import pandas as pd  # type: ignore[import-untyped]  # It has no types of its own.
import polars as pl
from evaluation import END, EVERYWHERE, START, localities, reports

from xhht import Assessment, Bounds, CountRange, Observation, Share, assess
from xhht.ext.rows import observations_from_frame, to_frame
from xhht.ext.tables import plain, table

FRAME_BOUND, READ_BOUND, SHOWN_BOUND = 2.0, 1.5, 2.0
SHOWN = 40
Library = Literal["pandas", "polars"]
LIBRARIES: tuple[Library, ...] = ("pandas", "polars")


def assessment(count: int) -> Assessment:
    """The verdicts on many localities, with reports of two days."""
    regions = localities(count)
    return assess(EVERYWHERE, reports(EVERYWHERE, regions), regions=regions, as_of=END, baseline_on=START)


# --- the columns written by hand -------------------------------------------------------------------------------------


def exact(numbers: Sequence[Fraction | None]) -> list[str | None]:
    """Exact numbers as text."""
    return [None if number is None else str(number) for number in numbers]


def near(numbers: Sequence[Fraction | None], factor: int = 1) -> list[float | None]:
    """Exact numbers as floats."""
    return [None if number is None else float(number * factor) for number in numbers]


def share_columns(shares: Sequence[Any]) -> dict[str, list[Any]]:
    """What a share says, for counted and bounded ones."""
    bounds = [None if share is None else share.bounds for share in shares]
    ends: dict[str, list[Any]] = {
        "share": [b.lower if b is not None and b.is_point else None for b in bounds],
        "share_lower": [None if b is None else b.lower for b in bounds],
        "share_upper": [None if b is None else b.upper for b in bounds],
    }
    return {
        "kind": [None if s is None else "counted" if isinstance(s, Share) else "bounded" for s in shares],
        "numerator": [s.numerator if isinstance(s, Share) else None for s in shares],
        "denominator": [None if s is None else s.denominator for s in shares],
        **{name: exact(numbers) for name, numbers in ends.items()},
        **{name.replace("share", "share_percent"): near(numbers, 100) for name, numbers in ends.items()},
        "base": [None if s is None else s.base.value for s in shares],
        "printed": [None for _ in shares],
        "is_lower_open": [None if b is None else b.is_lower_open for b in bounds],
        "is_upper_open": [None if b is None else b.is_upper_open for b in bounds],
        "least": [None if s is None or isinstance(s, Share) else s.least for s in shares],
        "most": [None if s is None or isinstance(s, Share) else s.most for s in shares],
        "is_partial": [None if s is None or isinstance(s, Share) else s.is_partial for s in shares],
        "reservations": [None if s is None or isinstance(s, Share) else ";".join(s.reservations) for s in shares],
    }


def ends_of(name: str, values: Sequence[Fraction | Bounds | None]) -> dict[str, list[Any]]:
    """An exact number, its two ends, and whether they are open."""
    lower = [value.lower if isinstance(value, Bounds) else value for value in values]
    upper = [value.upper if isinstance(value, Bounds) else value for value in values]
    return {
        name: [
            None if isinstance(value, Bounds) and not value.is_point else end
            for value, end in zip(values, lower, strict=True)
        ],
        f"{name}_lower": lower,
        f"{name}_upper": upper,
        f"is_{name}_lower_open": [value.is_lower_open if isinstance(value, Bounds) else None for value in values],
        f"is_{name}_upper_open": [value.is_upper_open if isinstance(value, Bounds) else None for value in values],
    }


def report_columns(reports: Sequence[Observation | None], prefix: str) -> dict[str, list[Any]]:
    """Another report of a verdict."""
    columns = {
        "on": [None if seen is None else seen.on for seen in reports],
        **share_columns([None if seen is None else seen.actual for seen in reports]),
        "reference": [None if seen is None else seen.reference for seen in reports],
        "note": [None if seen is None else seen.note for seen in reports],
    }
    return {f"{prefix}{name}": cells for name, cells in columns.items()}


def by_hand(found: Assessment) -> dict[str, list[Any]]:
    """The columns of `to_frame`, for verdicts on regions."""
    verdicts = found.verdicts
    threshold = ends_of("threshold", [v.threshold for v in verdicts])
    gap = ends_of("gap_pp", [v.gap_pp for v in verdicts])
    missing = [v.shortfall for v in verdicts]
    return {
        "target": [v.target.id for v in verdicts],
        "target_name_vi": [v.target.name.vi for v in verdicts],
        "target_name_en": [v.target.name.en for v in verdicts],
        "indicator": [v.target.indicator for v in verdicts],
        "clause": [v.target.source.number for v in verdicts],
        "document": [v.target.source.document for v in verdicts],
        "due_on": [v.target.due_on for v in verdicts],
        "comparison": [v.target.comparison.value for v in verdicts],
        "region": [v.region.id if v.region else None for v in verdicts],
        "region_name": [v.region.name if v.region else None for v in verdicts],
        "level": [v.region.level.value if v.region else None for v in verdicts],
        "parent": [v.region.parent if v.region else None for v in verdicts],
        "party": [v.party for v in verdicts],
        "tier": [v.tier for v in verdicts],
        "as_of": [v.as_of for v in verdicts],
        "is_due": [v.is_due for v in verdicts],
        "outcome": [v.outcome.value for v in verdicts],
        "reason": [v.reason.value for v in verdicts],
        "reported_on": [v.observation.on if v.observation else None for v in verdicts],
        **share_columns([v.actual for v in verdicts]),
        "reference": [v.observation.reference if v.observation else None for v in verdicts],
        "note": [v.observation.note if v.observation else None for v in verdicts],
        **{name: cells if name.startswith("is_") else exact(cells) for name, cells in threshold.items()},
        **{name.replace("threshold", "threshold_percent"): near(threshold[name], 100) for name in list(threshold)[:3]},
        "gap_pp": exact(gap["gap_pp"]),
        **{name: near(gap[name]) for name in ("gap_pp_lower", "gap_pp_upper")},
        **{f"{name}_exact": exact(gap[name]) for name in ("gap_pp_lower", "gap_pp_upper")},
        **{name: cells for name, cells in gap.items() if name.startswith("is_")},
        "shortfall": [None if isinstance(count, CountRange) else count for count in missing],
        "shortfall_least": [count.least if isinstance(count, CountRange) else count for count in missing],
        "shortfall_most": [count.most if isinstance(count, CountRange) else count for count in missing],
        "reading": [v.reading.value if v.reading else None for v in verdicts],
        **report_columns([v.baseline for v in verdicts], "baseline_"),
        **report_columns([v.outdated for v in verdicts], "outdated_"),
        "caveats": [";".join(v.caveats) for v in verdicts],
        "since": [found.since for _ in verdicts],
    }


def kinds_of(frame: Any, library: Library) -> dict[str, Any]:  # noqa: ANN401  # The library's own frame.
    """The type of each column of a frame."""
    return dict(frame.schema) if library == "polars" else dict(frame.dtypes)


def framed(columns: dict[str, list[Any]], kinds: dict[str, Any], library: Library) -> Any:  # noqa: ANN401  # As above.
    """Columns as a frame, each of a given type."""
    if library == "polars":
        return pl.DataFrame(columns, schema=kinds)
    return pd.DataFrame({name: pd.Series(cells, dtype=kinds[name]) for name, cells in columns.items()})


def frame_rows(found: Assessment, repeats: int) -> list[pages.Ratio]:
    """`to_frame` against the columns by hand, which must be the same."""
    rows = []
    for library in LIBRARIES:
        made = to_frame(found, library)
        kinds = kinds_of(made, library)
        hand = by_hand(found)
        other = framed({name: hand[name] for name in kinds}, kinds, library)
        if hand.keys() != kinds.keys() or not made.equals(other):
            raise AssertionError(f"to_frame and the columns by hand do not agree in {library}")

        def written(library: Library = library, kinds: dict[str, Any] = kinds) -> Any:  # noqa: ANN401  # As above.
            hand = by_hand(found)
            return framed({name: hand[name] for name in kinds}, kinds, library)

        def adapter(library: Library = library) -> Any:  # noqa: ANN401  # As above.
            return to_frame(found, library)

        least = pages.least_times({"library": adapter, "hand": written}, repeats)
        work = f"`to_frame` of {len(found):,} verdicts, {library}"
        rows.append(pages.Ratio(work, "the same columns by hand", least["library"] / least["hand"], FRAME_BOUND))
    return rows


# --- reading ---------------------------------------------------------------------------------------------------------


def observed(count: int) -> tuple[Observation, ...]:
    """Made-up counts of four days of many regions."""
    draws = random.Random(1)  # noqa: S311  # Made-up figures, the same each time.
    found = []
    for place in range(count):
        denominator = draws.randrange(20, 400)
        share = Share(draws.randrange(denominator + 1), denominator)
        day = date(2017 + place % 4, 12, 31)
        found.append(Observation("clans_recognised", f"r{place // 4}", day, share, reference="báo cáo 12"))
    return tuple(found)


def read_rows(count: int, repeats: int) -> list[pages.Ratio]:
    """`observations_from_frame` against the constructors, from the rows of Polars as they are."""
    seen = observed(count)
    rows = []
    for library in LIBRARIES:
        frame = to_frame(seen, library)
        names = ["indicator", "region", "reported_on", "numerator", "denominator", "base", "reference", "note"]
        plain_rows = to_frame(seen, "polars").select(names).rows()

        def constructed(rows: Sequence[Any] = plain_rows) -> tuple[Observation, ...]:
            return tuple(
                Observation(indicator, region, on, Share(n, d, base=base), reference=reference, note=note)
                for indicator, region, on, n, d, base, reference, note in rows
            )

        def read(frame: Any = frame) -> tuple[Observation, ...]:  # noqa: ANN401  # As above.
            return observations_from_frame(frame)

        if not read() == constructed() == seen:
            raise AssertionError(f"what was read from {library} is not what was written")
        least = pages.least_times({"library": read, "hand": constructed}, repeats)
        work = f"`observations_from_frame`, {count:,} rows, all columns, {library}"
        beside = "the same rows through the constructors"
        rows.append(pages.Ratio(work, beside, least["library"] / least["hand"], READ_BOUND))
    return rows


# --- displays --------------------------------------------------------------------------------------------------------


def shown_rows(found: Assessment, repeats: int) -> list[pages.Ratio]:
    """Showing all of an assessment against showing one of 40 verdicts."""
    small = attrs.evolve(found, verdicts=found.verdicts[:SHOWN])
    ways: dict[str, Callable[[Assessment], object]] = {
        "HTML": lambda one: table(one).as_raw_html(),
        "text": plain,
        "str": str,
    }
    rows = []
    for name, way in ways.items():

        def whole(way: Callable[[Assessment], object] = way) -> object:
            return way(found)

        def part(way: Callable[[Assessment], object] = way) -> object:
            return way(small)

        least = pages.least_times({"whole": whole, "part": part}, repeats)
        work = f"showing an assessment of {len(found):,} verdicts as {name}"
        rows.append(pages.Ratio(work, f"one of {SHOWN}", least["whole"] / least["part"], SHOWN_BOUND))
    return rows


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """All of them."""
    localities_judged, reports_read, repeats = (60, 2_000, 3) if is_quick else (2_453, 134_860, 5)
    found = assessment(localities_judged)
    return [*frame_rows(found, repeats), *read_rows(reports_read, repeats), *shown_rows(found, repeats)]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "pandas", "polars", "great-tables")
