"""Assessments out of files: verdicts linked again to targets and regions, and held against the receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError

from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.ext.codec.lines import AssessmentFile, Reported, VerdictLine
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.receipts import check_receipt
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare
from xhht.judgement.assessment import Assessment
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme


def read_assessment(value: object, converter: Converter, programme: Programme | None) -> Assessment:
    """The assessment that plain data describes.

    Args:
        value: the data.
        converter: how its parts are read.
        programme: what was judged by, where the data names it by id alone.
    """
    file = converter.structure(value, AssessmentFile)
    judged_by = file.programme if isinstance(file.programme, Programme) else _named(file, file.programme, programme)
    reader = _Reader(file, judged_by)
    verdicts = []
    problems: list[Exception] = []
    for place, line in enumerate(file.verdicts):
        try:
            verdicts.append(reader.verdict(line))
        except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
            problems.append(at(error, place))
    if problems:
        inner = IterableValidationError("verdicts", problems, tuple)
        raise ClassValidationError("assessment", [at(inner, "verdicts")], Assessment)
    assessment = Assessment(judged_by, file.as_of, tuple(verdicts))
    receipt = file.receipt
    if receipt is not None:
        _at("receipt", lambda: check_receipt(assessment, receipt, converter))
    return assessment


def _at(key: str, run: Callable[[], Any]) -> Any:  # noqa: ANN401  # Any kind.
    try:
        return run()
    except Exception as error:  # noqa: BLE001  # Whatever is wrong is named with its place.
        raise ClassValidationError("assessment", [at(error, key)], Assessment) from None


def _named(file: AssessmentFile, programme_id: str, programme: Programme | None) -> Programme:
    if programme is None:
        raise InvalidTypeError(f"the file names programme {programme_id[:80]!r} by its id; give it as programme=…")
    if not isinstance(programme, Programme):
        raise InvalidTypeError(f"programme= is a Programme, got {type(programme).__name__}")
    if programme.id != programme_id:
        _at("programme", lambda: _raise(UnknownIdError("programme", programme_id, [programme.id])))
    amendment = None if file.receipt is None else file.receipt.amendment
    if file.receipt is None:
        return programme.as_of(file.as_of)
    known = {revision.amendment.id if revision.amendment else None: revision for revision in programme.revisions()}
    if amendment not in known:
        names = [name for name in known if name is not None]
        _at("receipt", lambda: _raise(UnknownIdError("amendment", amendment, names)))
    return known[amendment]


def _raise(error: Exception) -> None:
    raise error


class _Reader:
    """What all lines of one assessment are linked to."""

    def __init__(self, file: AssessmentFile, programme: Programme) -> None:
        self.as_of = file.as_of
        self.targets = {target.id: target for target in programme.targets}
        self.names = {tier.id: tier.name for tier in programme.tiers}
        self.regions = {region.id: region for region in file.regions}

    def verdict(self, line: VerdictLine) -> Verdict:
        target = line.target
        if isinstance(target, str):
            found = self.targets.get(target)
            if found is None:
                raise UnknownIdError("target", target, self.targets)
            target = found
        region = line.region
        if isinstance(region, str):
            life = self.regions.get(region)
            if life is None:
                raise UnknownIdError("region", region, self.regions)
            region = life
        tier_name = line.tier_name
        if tier_name is None and line.is_tier_named:
            tier_name = self.names.get(line.tier)
        seen, baseline = line.observation, line.baseline
        return Verdict(
            target=target,
            outcome=line.outcome,
            reason=line.reason,
            as_of=self.as_of if line.as_of is None else line.as_of,
            tier=line.tier,
            actual=line.actual,
            threshold=line.threshold,
            tier_name=tier_name,
            region=region,
            observation=None if seen is None else _observation(seen, target.indicator, region, line.actual),
            baseline=None if baseline is None else _observation(baseline, target.indicator, region, None),
            reading=line.reading,
            caveats=line.caveats,
        )


def _observation(seen: Reported, indicator: str, region: Region | None, actual: AnyShare | None) -> Observation:
    place = seen.region or (None if region is None else region.id)
    share = actual if seen.actual is None else seen.actual
    if place is None or share is None:
        raise UnreadableValueError("a report needs a region and a share, in the line or of its own")
    return Observation(seen.indicator or indicator, place, seen.on, share, reference=seen.reference, note=seen.note)
