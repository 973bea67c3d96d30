"""Replays: the receipt of an assessment, and its verdicts reached again."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from xhht.errors import InvalidTypeError
from xhht.ext.codec.converters import converter_for
from xhht.ext.codec.limits import LIMITS
from xhht.ext.codec.receipts import Receipt, observations_of, receipt_of
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment, assess
from xhht.model.targets import GrowthTarget


def receipt(assessment: Assessment) -> Receipt:
    """The receipt that is written with an assessment.

    Raises:
        InvalidTypeError: if it is no Assessment.
    """
    if not isinstance(assessment, Assessment):
        raise InvalidTypeError(f"a receipt is given for an Assessment, got {type(assessment).__name__}")
    return receipt_of(assessment, converter_for(LIMITS))


def replay(assessment: Assessment, *, regions: Regions | Iterable[Region]) -> Assessment:
    """Judge again what an assessment was reached from; the same reports give the same verdicts.

    Args:
        assessment: what `xhht.assess` gave, or a part of it, as it was read from a file.
        regions: the dated tree in which it was judged.

    Returns:
        The verdicts on the same targets and regions, in the same order.

    Raises:
        InvalidObservationsError: if the reports do not fit the regions.
        UnknownIdError: if a region is not judged any more.
    """
    baselines = [verdict.baseline.on for verdict in assessment.verdicts if verdict.baseline is not None]
    readings = {v.reading for v in assessment.verdicts if isinstance(v.target, GrowthTarget) and v.reading is not None}
    own = all(v.reading in (None, v.target.reading) for v in assessment if isinstance(v.target, GrowthTarget))
    again = assess(
        assessment.programme,
        observations_of(assessment),
        regions=regions,
        as_of=assessment.as_of,
        baseline_on=max(baselines, default=None),
        reading=None if own or len(readings) != 1 else readings.pop(),
    )
    keys = [(v.target.id, v.region.id) for v in assessment if v.region is not None]
    return attrs.evolve(again, verdicts=tuple(again[key] for key in keys))
