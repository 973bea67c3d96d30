"""Assessments in files: one line a verdict, with links to targets and regions by id, and a receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError

from xhht.assessment import Assessment
from xhht.bounds import Base, Bounds, CountRange
from xhht.errors import InvalidTypeError, UnknownIdError
from xhht.ext.codec.lines import AssessmentFile, Reported, VerdictLine
from xhht.ext.codec.mistakes import UnreadableValueError, at
from xhht.ext.codec.receipts import check_receipt, receipt_of
from xhht.observations import Observation
from xhht.outcomes import Outcome
from xhht.programme import Programme
from xhht.quantities import AnyShare, Share
from xhht.regions import Region
from xhht.targets import Comparison, GrowthRule, LevelRule
from xhht.verdicts import Verdict


def write_assessment(assessment: Assessment, converter: Converter, *, is_whole: bool) -> dict[str, Any]:
    """An assessment as plain data, with its programme as a whole or by id alone."""
    programme = assessment.programme
    targets = {target.id: target for target in programme.targets}
    regions: dict[str, Region] = {}
    for verdict in assessment.verdicts:
        if verdict.region is not None:
            regions.setdefault(verdict.region.id, verdict.region)
    writer = _Writer(assessment, targets, regions, converter)
    lines = [writer.line(verdict) for verdict in assessment.verdicts]
    return {
        "programme": converter.unstructure(programme) if is_whole else programme.id,
        "as_of": assessment.as_of.isoformat(),
        "receipt": converter.unstructure(receipt_of(assessment, converter)),
        "regions": [converter.unstructure(region) for region in regions.values()],
        "verdicts": lines,
    }


class _Writer:
    """What all lines of one assessment have in common."""

    def __init__(
        self,
        assessment: Assessment,
        targets: dict[str, LevelRule | GrowthRule],
        regions: dict[str, Region],
        converter: Converter,
    ) -> None:
        self.as_of = assessment.as_of
        self.targets = targets
        self.regions = regions
        self.names = {tier.id: tier.name for tier in assessment.programme.tiers}
        self.write = converter.unstructure
        self.sources = {id(target): converter.unstructure(target.source) for target in targets.values()}
        self.exact: dict[int, str] = {}
        self.days: dict[date, str] = {}

    def line(self, verdict: Verdict) -> dict[str, Any]:
        target, region = verdict.target, verdict.region
        known = self.targets.get(target.id)
        line: dict[str, Any] = {"target": target.id if known is target or known == target else self.write(target)}
        if region is not None:
            listed = self.regions[region.id]
            line["region"] = region.id if listed is region or listed == region else self.write(region)
        # Words of fixed lists are text themselves, which spares a look-up for each.
        line["outcome"] = verdict.outcome
        line["reason"] = verdict.reason
        if verdict.as_of != self.as_of:
            line["as_of"] = verdict.as_of.isoformat()
        line["tier"] = verdict.tier
        if verdict.tier_name is not self.names.get(verdict.tier):
            line |= self.tier_name(verdict)
        if verdict.actual is not None:
            line["actual"] = self.share(verdict.actual)
        if verdict.threshold is not None:
            line["threshold"] = self.number(verdict.threshold)
            shortfall = None if verdict.actual is None else _shortfall(verdict)
            if shortfall is not None:
                line["shortfall"] = shortfall if isinstance(shortfall, int) else self.write(shortfall)
        self.add_reports(line, verdict)
        if verdict.caveats:
            line["caveats"] = [*verdict.caveats]
        line["source"] = self.sources.get(id(target)) or self.write(target.source)
        return line

    def tier_name(self, verdict: Verdict) -> dict[str, Any]:
        """What must be said of the tier's name, where it is not the programme's own."""
        if verdict.tier_name == self.names.get(verdict.tier):
            return {}
        return {"is_tier_named": False} if verdict.tier_name is None else {"tier_name": self.write(verdict.tier_name)}

    def add_reports(self, line: dict[str, Any], verdict: Verdict) -> None:
        if verdict.observation is not None:
            line["observation"] = self.reported(verdict.observation, verdict, verdict.actual)
        if verdict.baseline is not None:
            line["baseline"] = self.reported(verdict.baseline, verdict, None)
        if verdict.reading is not None:
            line["reading"] = verdict.reading

    def share(self, actual: AnyShare) -> dict[str, Any]:
        if type(actual) is Share and actual.base is Base.ALL:
            return {"numerator": actual.numerator, "denominator": actual.denominator}
        found: dict[str, Any] = self.write(actual)
        return found

    def number(self, threshold: Fraction | Bounds) -> object:
        if isinstance(threshold, Bounds):
            return self.write(threshold)
        # By identity, since one rule gives the same object again and again, and fractions are slow to hash.
        found = self.exact.get(id(threshold))
        if found is None:
            found = self.exact[id(threshold)] = str(threshold)
        return found

    def reported(self, seen: Observation, verdict: Verdict, actual: AnyShare | None) -> dict[str, Any]:
        found: dict[str, Any] = {"on": self.days.get(seen.on) or self.days.setdefault(seen.on, seen.on.isoformat())}
        if seen.actual is not actual and seen.actual != actual:
            found["actual"] = self.share(seen.actual)
        if seen.indicator != verdict.target.indicator:
            found["indicator"] = seen.indicator
        if verdict.region is None or seen.region != verdict.region.id:
            found["region"] = seen.region
        if seen.source is not None:
            found["source"] = seen.source
        if seen.note is not None:
            found["note"] = seen.note
        return found


_DECIDED = (Outcome.MET, Outcome.NOT_MET)


def _shortfall(verdict: Verdict) -> int | CountRange | None:
    """The verdict's own shortfall, in whole numbers across the fraction bar where both sides are exact."""
    actual, threshold = verdict.actual, verdict.threshold
    if type(actual) is not Share or type(threshold) is not Fraction or verdict.outcome not in _DECIDED:
        return verdict.shortfall
    numerator, denominator = threshold.as_integer_ratio()
    scaled = numerator * actual.denominator
    is_more = verdict.target.comparison is Comparison.MORE_THAN and numerator != denominator
    needed = scaled // denominator + 1 if is_more else -(-scaled // denominator)
    return max(0, needed - actual.numerator)


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


def _at(key: str, run: Callable[[], Any]) -> Any:  # noqa: ANN401
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
    return Observation(seen.indicator or indicator, place, seen.on, share, source=seen.source, note=seen.note)
