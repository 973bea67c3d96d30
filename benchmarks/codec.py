"""What it costs to write and to read an assessment of 100,000 verdicts, beside cattrs on plain classes, as ratios.

Usage: python benchmarks/codec.py [--quick] [--write]

The plain classes have the shape of the file, line by line and key by key: text, whole numbers, lists and objects, no
checks, no exact numbers, no links, no digest. cattrs writes and reads them with its converter for JSON as it comes.
Both sides go from objects to text and from text to objects, in turn, in one process; the least time of each counts.
A full run ends with an error if a bound is missed.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import count

import attrs
import pages
from cattrs.preconf.json import make_converter

from xhht.ext import codec
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import Share
from xhht.judgement.assessment import Assessment, assess
from xhht.programmes import ctph_154

BOUND = 2.0
DAY = date(2020, 12, 31)


@attrs.frozen
class PlainSource:
    """A clause."""

    document: str
    number: str


@attrs.frozen
class PlainShare:
    """A share."""

    numerator: int
    denominator: int


@attrs.frozen
class PlainReport:
    """A report."""

    indicator: str
    region: str
    on: str
    actual: PlainShare


@attrs.frozen
class PlainRegion:
    """A region."""

    id: str
    name: str
    level: str
    parent: str | None = None
    traits: list[str] | None = None


@attrs.frozen(kw_only=True)
class PlainReceipt:
    """A receipt."""

    library: str
    programme: str
    rules: str
    observations: str


@attrs.frozen(kw_only=True)
class PlainVerdict:
    """A line of the file."""

    target: str
    region: str
    outcome: str
    reason: str
    tier: str
    actual: PlainShare | None = None
    threshold: str | None = None
    shortfall: int | None = None
    observation: PlainReport | None = None
    baseline: PlainReport | None = None
    reading: str | None = None
    caveats: list[str] = attrs.Factory(list)
    source: PlainSource


@attrs.frozen(kw_only=True)
class PlainAssessment:
    """The whole file."""

    xhht: int
    type: str
    programme: str
    as_of: str
    since: str
    receipt: PlainReceipt
    regions: list[PlainRegion]
    verdicts: list[PlainVerdict]


# Every target is asked of every region, so that every line has all its numbers.
PROGRAMME = attrs.evolve(
    ctph_154.PROGRAMME, targets=tuple(attrs.evolve(target, levels=None) for target in ctph_154.PROGRAMME.targets)
)


def assessment_of(verdicts: int) -> Assessment:
    """An assessment with counts for every target in every region, and baselines for the yearly rises."""
    programme = PROGRAMME
    regions = [
        Region(f"commune-{number}", f"Xã {number}", level="commune", traits=[("town", "mountain")[number % 2]])
        for number in range(verdicts // len(programme.targets))
    ]
    indicators = [indicator.id for indicator in programme.indicators]
    seen = [
        Observation(indicator, region.id, on, Share((number * 7919) % size, size))
        for number, region in zip(count(1), regions, strict=False)
        for indicator in indicators
        for on, size in ((date(2016, 12, 31), 90 + number % 50), (DAY, 100 + number % 900))
    ]
    return assess(programme, seen, regions=regions, as_of=DAY, baseline_on=date(2016, 12, 31))


def ratios(is_quick: bool) -> list[pages.Ratio]:  # noqa: FBT001  # The one question that every benchmark is asked.
    """Writing and reading, beside plain cattrs."""
    assessment = assessment_of(5_000 if is_quick else 100_000)
    text = codec.dumps(assessment)
    converter = make_converter(omit_if_default=True)
    plain = converter.structure(json.loads(text), PlainAssessment)
    repeats = 2 if is_quick else 5
    writing = pages.least_times(
        {"own": lambda: codec.dumps(assessment), "cattrs": lambda: converter.dumps(plain)}, repeats
    )
    reading = pages.least_times(
        {
            "own": lambda: codec.loads(text, Assessment, programme=PROGRAMME),
            "cattrs": lambda: converter.loads(text, PlainAssessment),
        },
        repeats,
    )
    size = f"{len(assessment):,} verdicts"
    return [
        pages.Ratio(f"{size} {what}", "cattrs on plain classes", times["own"] / times["cattrs"], BOUND)
        for what, times in (("written", writing), ("read", reading))
    ]


if __name__ == "__main__":
    pages.run(__file__, __doc__, ratios, "cattrs", "msgspec")
