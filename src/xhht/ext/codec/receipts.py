"""Receipts: from what an assessment was reached, so that it can be reached again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from cattrs import Converter

from xhht.assessment import Assessment, assess
from xhht.bounds import Base
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.ext.codec.canonical import canonical, digest
from xhht.ext.codec.kinds import LIBRARY
from xhht.observations import Observation
from xhht.quantities import Share
from xhht.regions import Region, Regions
from xhht.targets import GrowthRule
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class Receipt(Value):
    """What an assessment rests on.

    Attributes:
        library: the version of this library that wrote it.
        programme: the id of the programme.
        amendment: the id of the last amendment in force; None for the text as signed.
        rules: the digest of the targets judged by, their names left out.
        observations: the digest of the reports behind the verdicts, in the order of the verdicts.
    """

    library: str
    programme: str
    amendment: str | None = None
    rules: str
    observations: str


def observations_of(assessment: Assessment) -> tuple[Observation, ...]:
    """The reports behind the verdicts and their baselines, each once, in the order of the verdicts."""
    found: dict[tuple[str, str, object], list[Observation]] = {}
    ordered: list[Observation] = []
    for verdict in assessment.verdicts:
        for seen in (verdict.baseline, verdict.observation):
            if seen is None:
                continue
            alike = found.setdefault((seen.indicator, seen.region, seen.on), [])
            if not alike or seen not in alike:
                alike.append(seen)
                ordered.append(seen)
    return tuple(ordered)


def canonical_of(observations: Iterable[Observation], converter: Converter) -> str:
    """The text that is digested: the reports as a JSON list, written as any file writes them."""
    write = converter.get_unstructure_hook(Observation)
    lines = []
    for seen in observations:
        actual = seen.actual
        is_plain = type(actual) is Share and actual.base is Base.ALL and seen.source is None and seen.note is None
        if is_plain and isinstance(actual, Share):
            # What nearly all reports look like; ids need no escapes.
            lines.append(
                f'{{"indicator":"{seen.indicator}","region":"{seen.region}","on":"{seen.on.isoformat()}",'
                f'"actual":{{"numerator":{actual.numerator},"denominator":{actual.denominator}}}}}'
            )
        else:
            lines.append(canonical(write(seen)))
    return f"[{','.join(lines)}]"


def receipt_of(assessment: Assessment, converter: Converter) -> Receipt:
    """The receipt of an assessment."""
    programme = assessment.programme
    rules: list[dict[str, Any]] = [converter.unstructure(target) for target in programme.targets]
    return Receipt(
        library=LIBRARY,
        programme=programme.id,
        amendment=None if programme.amendment is None else programme.amendment.id,
        rules=digest(canonical([{key: value for key, value in rule.items() if key != "name"} for rule in rules])),
        observations=digest(canonical_of(observations_of(assessment), converter)),
    )


def receipt(assessment: Assessment) -> Receipt:
    """The receipt that is written with an assessment.

    Raises:
        InvalidTypeError: if it is no Assessment.
    """
    from xhht.ext.codec.converters import converter_for  # noqa: PLC0415  # It knows receipts itself.
    from xhht.ext.codec.limits import LIMITS  # noqa: PLC0415  # Needed here alone.

    if not isinstance(assessment, Assessment):
        raise InvalidTypeError(f"a receipt is given for an Assessment, got {type(assessment).__name__}")
    return receipt_of(assessment, converter_for(LIMITS))


def check_receipt(assessment: Assessment, written: Receipt, converter: Converter) -> None:
    """Refuse an assessment that is not the one for which a receipt was written; the library may be another.

    Raises:
        InvalidValueError: if the programme, its targets or the reports are others.
    """
    own = receipt_of(assessment, converter)
    if written.programme != own.programme or written.amendment != own.amendment:
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
        UnknownIdError: if a region is not judged any more.
    """
    baselines = [verdict.baseline.on for verdict in assessment.verdicts if verdict.baseline is not None]
    readings = {v.reading for v in assessment.verdicts if isinstance(v.target, GrowthRule) and v.reading is not None}
    own = all(v.reading in (None, v.target.reading) for v in assessment if isinstance(v.target, GrowthRule))
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
