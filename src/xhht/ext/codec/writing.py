"""Assessments into files: one line a verdict, with links to targets and regions by id, and a receipt."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from cattrs import Converter

from xhht.ext.codec.canonical import canonical
from xhht.ext.codec.receipts import receipt_of
from xhht.figures.bounds import Base, Bounds, CountRange
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, Share
from xhht.judgement.assessment import Assessment
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget


def write_assessment(assessment: Assessment, converter: Converter, *, is_whole: bool) -> dict[str, Any]:
    """An assessment as plain data, with its programme as a whole or by id alone."""
    writer = _writer_of(assessment, converter)
    return _head(writer, assessment, converter, is_whole=is_whole) | {
        "verdicts": [writer.line(verdict) for verdict in assessment.verdicts]
    }


def text_of(assessment: Assessment, converter: Converter, envelope: dict[str, Any]) -> str:
    """The text of a file: that of `write_assessment` in its envelope, put together line by line, which is quicker."""
    writer = _writer_of(assessment, converter)
    head = canonical(envelope | _head(writer, assessment, converter, is_whole=False) | {"verdicts": []})
    return f"{head[:-2]}{','.join(map(writer.text, assessment.verdicts))}]}}"


def _writer_of(assessment: Assessment, converter: Converter) -> _Writer:
    regions: dict[str, Region] = {}
    for verdict in assessment.verdicts:
        if verdict.region is not None:
            regions.setdefault(verdict.region.id, verdict.region)
    return _Writer(assessment, {target.id: target for target in assessment.programme.targets}, regions, converter)


def _head(writer: _Writer, assessment: Assessment, converter: Converter, *, is_whole: bool) -> dict[str, Any]:
    programme = assessment.programme
    return {
        "programme": converter.unstructure(programme) if is_whole else programme.id,
        "as_of": assessment.as_of.isoformat(),
        "receipt": converter.unstructure(receipt_of(assessment, converter)),
        "regions": [converter.unstructure(region) for region in writer.regions.values()],
    }


class _Writer:
    """What all lines of one assessment have in common."""

    def __init__(
        self,
        assessment: Assessment,
        targets: dict[str, LevelTarget | GrowthTarget],
        regions: dict[str, Region],
        converter: Converter,
    ) -> None:
        self.as_of = assessment.as_of
        self.targets = targets
        self.regions = regions
        self.names = {tier.id: tier.name for tier in assessment.programme.tiers}
        self.write = converter.unstructure
        self.sources = {id(target): converter.unstructure(target.source) for target in targets.values()}
        self.clauses: dict[int, str] = {}
        self.reserved: dict[tuple[Caveat, ...], str] = {}
        self.exact: dict[int, str] = {}
        self.days: dict[date, str] = {}

    def text(self, verdict: Verdict) -> str:
        """The text of a line: from its parts where it is like nearly all lines, else from its data."""
        target, region, actual, threshold = verdict.target, verdict.region, verdict.actual, verdict.threshold
        seen, before = verdict.observation, verdict.baseline
        if (
            region is None
            or self.regions[region.id] is not region
            or self.targets.get(target.id) is not target
            or verdict.as_of != self.as_of
            or verdict.tier not in self.names
            or verdict.tier_name is not self.names[verdict.tier]
            or type(actual) is not Share
            or type(threshold) is not Fraction
            or actual.base is not Base.ALL
            or seen is None
            or seen.actual is not actual
            or not self.is_plain(seen, verdict)
            or not (before is None or (type(before.actual) is Share and before.actual.base is Base.ALL))
            or not (before is None or self.is_plain(before, verdict))
        ):
            return canonical(self.line(verdict))
        # Ids and words of fixed lists need no escapes.
        missing = _shortfall(verdict)
        shortfall = "" if missing is None else f',"shortfall":{missing}'
        reading = "" if verdict.reading is None else f',"reading":"{verdict.reading.value}"'
        baseline = ""
        if before is not None and isinstance(share := before.actual, Share):
            baseline = f',"baseline":{{"on":"{self.day(before.on)}","actual":{_counts(share)}}}'
        return (
            f'{{"target":"{target.id}","region":"{region.id}","outcome":"{verdict.outcome.value}",'
            f'"reason":"{verdict.reason.value}","tier":"{verdict.tier}","actual":{_counts(actual)},'
            f'"threshold":"{self.number(threshold)}"{shortfall},"observation":{{"on":"{self.day(seen.on)}"}}'
            f'{baseline}{reading}{self.caveats(verdict.caveats)},"source":{self.clause(target)}}}'
        )

    def is_plain(self, seen: Observation, verdict: Verdict) -> bool:
        """Whether a report says no more than its day and its share beside the line."""
        region = verdict.region
        return (
            seen.reference is None
            and seen.note is None
            and seen.indicator == verdict.target.indicator
            and region is not None
            and seen.region == region.id
        )

    def day(self, day: date) -> str:
        found = self.days.get(day)
        return self.days.setdefault(day, day.isoformat()) if found is None else found

    def clause(self, target: LevelTarget | GrowthTarget) -> str:
        found = self.clauses.get(id(target))
        if found is None:
            found = self.clauses[id(target)] = canonical(self.sources[id(target)])
        return found

    def caveats(self, caveats: tuple[Caveat, ...]) -> str:
        found = self.reserved.get(caveats)
        if found is None:
            found = self.reserved[caveats] = f',"caveats":{canonical([*caveats])}' if caveats else ""
        return found

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
        found: dict[str, Any] = {"on": self.day(seen.on)}
        if seen.actual is not actual and seen.actual != actual:
            found["actual"] = self.share(seen.actual)
        if seen.indicator != verdict.target.indicator:
            found["indicator"] = seen.indicator
        if verdict.region is None or seen.region != verdict.region.id:
            found["region"] = seen.region
        if seen.reference is not None:
            found["reference"] = seen.reference
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


def _counts(share: Share) -> str:
    return f'{{"numerator":{share.numerator},"denominator":{share.denominator}}}'
