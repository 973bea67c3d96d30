"""Lines of assessments: the shape in which files hold verdicts, one line each."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
from cattrs import Converter

from xhht.ext.codec.lists import ROWS
from xhht.ext.codec.receipts import Receipt
from xhht.ext.codec.scalars import Reader
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.caveats import Caveat
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare
from xhht.judgement.outcomes import Outcome, Reason
from xhht.model.programme import Programme
from xhht.model.sources import Source
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.texts import Text
from xhht.values import Value

MOST_CLAUSES = 10_000


@attrs.frozen(kw_only=True, repr=False)
class Reported(Value):
    """A report behind a verdict: what the line of the verdict does not say already.

    Without an indicator or a region of its own it is about those of the line, without a share about the line's.
    """

    on: date
    actual: AnyShare | None = None
    indicator: str | None = None
    region: str | None = None
    reference: str | None = None
    note: str | None = None


@attrs.frozen(kw_only=True, repr=False)
class VerdictLine(Value):
    """A verdict as a line of an assessment: target and region by id, the numbers, the reason and the clause.

    `source` and `shortfall` follow from the rest: they are written for other programs, and not read back.
    """

    target: str | LevelTarget | GrowthTarget
    region: str | Region | None = None
    outcome: Outcome
    reason: Reason
    as_of: date | None = None
    tier: str
    tier_name: Text | None = None
    is_tier_named: bool = True
    actual: AnyShare | None = None
    threshold: Fraction | Bounds | None = None
    shortfall: int | CountRange | None = None
    observation: Reported | None = None
    baseline: Reported | None = None
    reading: Reading | None = None
    caveats: tuple[Caveat, ...] = ()
    source: Source | None = None


@attrs.frozen(kw_only=True, repr=False)
class AssessmentFile(Value):
    """An assessment as a file holds it: the programme by id, the regions judged, a line for each verdict."""

    programme: str | Programme
    as_of: date
    receipt: Receipt | None = None
    regions: tuple[Region, ...] = ()
    verdicts: tuple[VerdictLine, ...]


ROWS.add(VerdictLine)


def source_reader(converter: Converter) -> Reader:
    """The reader of the clause in a line, which says again and again the same few clauses."""
    read: Reader = converter.get_structure_hook(Source)
    known: dict[tuple[object, object], Source] = {}

    def read_source(value: object, kind: object) -> Source:
        if type(value) is not dict or len(value) != 2:
            return read(value, kind)  # type: ignore[no-any-return]  # As asked for.
        key = value.get("document"), value.get("number")
        if not (isinstance(key[0], str) and isinstance(key[1], str)):
            return read(value, kind)  # type: ignore[no-any-return]  # As asked for.
        found = known.get(key)
        if found is None:
            found = read(value, kind)
            if len(known) < MOST_CLAUSES:
                known[key] = found
        return found

    return read_source
