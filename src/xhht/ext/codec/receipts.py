"""Receipts: from what an assessment was reached, and its verdicts reached again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import Any

import attrs
from cattrs import Converter

from xhht.checks import expect
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.converters import new_converter
from xhht.ext.codec.kinds import LIBRARY, fields_of
from xhht.ext.codec.limits import LIMITS
from xhht.ext.codec.texts import canonical
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import AnyShare
from xhht.judgement.assessment import Assessment, assess
from xhht.judgement.verdicts import Verdict
from xhht.model.targets import GrowthTarget
from xhht.values import Value

# The fields of a verdict that hold a report.
REPORTS = tuple(field.name for field in fields_of(Verdict) if field.type == Observation | None)


@attrs.frozen(kw_only=True, repr=False)
class Receipt(Value):
    """What an assessment rests on.

    Attributes:
        library: the version of this library that wrote it.
        programme: the id of the programme.
        amendment: the id of the last amendment in force; None for the text as signed.
        rules: the digest of the targets judged by, their names left out.
        observations: the digest of the reports behind the verdicts, in the order of the verdicts, and of the shares
            that were judged without a report.
    """

    library: str
    programme: str
    amendment: str | None = None
    rules: str
    observations: str


def verdicts_of(assessment: Assessment) -> tuple[Verdict, ...]:
    """The verdicts on all, and on each body that reported."""
    return (*assessment.verdicts, *(assessment.by_party or ()))


def observations_of(assessment: Assessment) -> tuple[Observation, ...]:
    """The reports behind the verdicts and their baselines, each once, in the order of the verdicts.

    Raises:
        InvalidTypeError: if it is no Assessment.
    """
    expect(Assessment, assessment, "an assessment")
    ordered: list[Observation] = []
    alike: dict[tuple[str, str, object], list[Observation]] = {}
    for verdict in verdicts_of(assessment):
        for name in REPORTS:
            report = getattr(verdict, name)
            if report is None:
                continue
            others = alike.setdefault((report.indicator, report.region, report.on), [])
            if report not in others:
                others.append(report)
                ordered.append(report)
    return tuple(ordered)


@cache
def _converter() -> Converter:
    return new_converter(LIMITS)


def receipt(assessment: Assessment) -> Receipt:
    """The receipt that is written with an assessment.

    Raises:
        InvalidTypeError: if it is no Assessment.
    """
    if not isinstance(assessment, Assessment):
        raise InvalidTypeError(f"a receipt is given for an Assessment, got {type(assessment).__name__}")
    return receipt_of(assessment, [_converter().unstructure(report) for report in observations_of(assessment)])


def receipt_of(assessment: Assessment, reports: list[Any]) -> Receipt:
    """The receipt of an assessment, whose reports are written already."""
    programme = assessment.programme
    rules = [{**_converter().unstructure(target), "name": None} for target in programme.targets]
    return Receipt(
        library=LIBRARY,
        programme=programme.id,
        amendment=None if programme.amendment is None else programme.amendment.id,
        rules=_digest(rules),
        observations=_digest([*reports, *map(_converter().unstructure, _shares_alone(assessment))]),
    )


def _shares_alone(assessment: Assessment) -> Iterator[AnyShare]:
    """The shares that were judged, where they are not those of the reports."""
    for verdict in verdicts_of(assessment):
        actual, reported = verdict.actual, None if verdict.observation is None else verdict.observation.actual
        if actual is not None and actual is not reported and actual != reported:
            yield actual


def _digest(data: list[Any]) -> str:
    return f"sha256:{sha256(canonical(data).encode('utf-8')).hexdigest()}"


def check_receipt(assessment: Assessment, written: Receipt) -> None:
    """Refuse an assessment that is not the one for which a receipt was written; the library may be another.

    Raises:
        InvalidValueError: if the programme, its targets or the reports are others.
    """
    own = receipt(assessment)
    if (written.programme, written.amendment) != (own.programme, own.amendment):
        raise InvalidValueError(
            f"the receipt is for programme {written.programme[:80]!r}, amendment {written.amendment}, "
            f"not for {own.programme!r}, amendment {own.amendment}"
        )
    if written.rules != own.rules:
        raise InvalidValueError("it was judged by other targets than those of the programme given; give that text")
    if written.observations != own.observations:
        raise InvalidValueError("the reports are not those of the receipt; take the file as it was written")


def replay(assessment: Assessment, *, regions: Regions | Iterable[Region]) -> Assessment:
    """Judge again what an assessment was reached from; the same reports give the same verdicts.

    Args:
        assessment: what `xhht.assess` gave, or a part of it, as it was read from a file.
        regions: the dated tree in which it was judged.

    Returns:
        The verdicts on the same targets and regions, in the same order.

    Raises:
        InvalidObservationsError: if the reports do not fit the regions.
        InvalidTypeError: if it is no Assessment.
        UnknownIdError: if a region is not judged any more.
    """
    programme = expect(Assessment, assessment, "an assessment").programme
    verdicts = verdicts_of(assessment)
    placed = [(verdict, verdict.region) for verdict in verdicts if verdict.region is not None]
    baselines = [verdict.baseline.on for verdict in verdicts if verdict.baseline is not None]
    rises = [(verdict.reading, verdict.target) for verdict in verdicts if isinstance(verdict.target, GrowthTarget)]
    readings = {reading for reading, target in rises if reading is not None and reading is not target.reading}
    again = assess(
        programme,
        observations_of(assessment),
        regions=regions,
        as_of=assessment.as_of,
        baseline_on=max(baselines, default=None),
        since=assessment.since,
        # A tier that the region's traits do not say was named by the caller.
        tiers={
            region.id: verdict.tier
            for verdict, region in placed
            if verdict.tier is not None and programme.tiers_in_question(region) != (verdict.tier,)
        },
        reading=readings.pop() if len(readings) == 1 else None,
    )
    of_bodies = again.where(party={verdict.party for verdict, _ in placed if verdict.party is not None})
    found = {(verdict.key, verdict.party): verdict for verdict in of_bodies}

    def judged_again(verdict: Verdict) -> Verdict:
        of_all = again[verdict.key]
        return of_all if verdict.party is None else found[verdict.key, verdict.party]

    return attrs.evolve(
        again,
        verdicts=tuple(judged_again(verdict) for verdict in assessment if verdict.region is not None),
        by_party=None if assessment.by_party is None else tuple(map(judged_again, assessment.by_party)),
    )
