"""Evaluation: one target and one share give a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from xhht.checks import as_tuple, calendar_day, describe, only
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, BoundedShare, Share, any_share
from xhht.judgement import thresholds, ties
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.requirements import Requirement, held
from xhht.judgement.verdicts import Verdict, verdict_of
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.periods import years_between
from xhht.values import Value


def evaluate(
    target: LevelTarget | GrowthTarget,
    actual: AnyShare | None,
    *,
    as_of: date,
    tier: str | Iterable[str | None] | None = None,
    baseline: Observation | None = None,
    reading: Reading | None = None,
) -> Verdict:
    """Judge one reported share by one target.

    Args:
        target: the target.
        actual: the reported share; None where nothing was reported.
        as_of: the day judged; for a yearly rise also the day of the report.
        tier: the id of the tier whose threshold is asked, or several of them; None where nothing is known of it, so
            that every tier of the target is in question.
        baseline: the report from which a yearly rise is counted; a level does not look at it.
        reading: how a yearly rise is read; the target's own reading where None.

    Returns:
        The verdict: met if every value that the share can mean passes, not met if none does, else
        undecided; no data or not applicable where nothing can be judged.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline is of another indicator, or not before `as_of`.
        UnknownIdError: if the target does not know the tier.

    >>> from xhht.programmes import ctph_154
    >>> clans = ctph_154.PROGRAMME.target("clans_recognised")
    >>> evaluate(clans, Share(2, 7), as_of=date(2020, 12, 31), tier="general").shortfall
    1
    """
    if not isinstance(target, (LevelTarget, GrowthTarget)):
        raise InvalidTypeError(f"a target is a LevelTarget or a GrowthTarget, got {describe(target)}")
    calendar_day(as_of, "as_of")
    if actual is not None:
        any_share(actual)
    if baseline is not None:
        _check_baseline(target, baseline, as_of)
    chosen = None if reading is None else Reading(reading)
    tiers = tiers_of(target, tier)
    if isinstance(target, GrowthTarget):
        chosen = chosen or target.reading
    else:
        chosen = baseline = None
    if len(tiers) == 1 and isinstance(actual, Share):
        # The quick way for one count (benchmarks/evaluation.py): neither a question nor evidence is built.
        asked = target.asked_of(*tiers)
        threshold = thresholds.exactly(target, asked, actual, baseline=baseline, on=as_of, reading=chosen)
        if threshold is not None:
            outcome, reason = held(actual, threshold, target.comparison)
            return verdict_of(
                target,
                outcome=outcome,
                reason=reason,
                as_of=as_of,
                tiers=tiers,
                actual=actual,
                threshold=threshold,
                caveats=_distinct(target.caveats),
                baseline=baseline,
                reading=chosen,
            )
    question = Question.of(target, tiers, as_of=as_of, reading=chosen)
    return judge(question, Evidence(actual=actual, on=as_of, baseline=baseline))


def tiers_of(target: LevelTarget | GrowthTarget, tier: str | Iterable[str | None] | None) -> tuple[str | None, ...]:
    """The tiers in question, as a caller names them: one, several, or all of the target.

    Raises:
        InvalidValueError: if there are several, and none of them is named.
        UnknownIdError: if the target asks nothing of one of them.
    """
    if tier is None:
        return target.tiers
    if isinstance(tier, str):
        target.asked_of(tier)
        return (tier,)
    tiers: tuple[str | None, ...] = as_tuple(tier)
    if not tiers:
        raise InvalidValueError("no tier is in question; name one or several, or give None for every tier")
    for one in tiers:
        target.asked_of(one)
    return tuple(dict.fromkeys(tiers))


def _check_baseline(target: LevelTarget | GrowthTarget, baseline: Observation, as_of: date) -> None:
    if not isinstance(baseline, Observation):
        raise InvalidTypeError(f"a baseline is an Observation, got {describe(baseline)}")
    if isinstance(target, LevelTarget):
        return
    if baseline.indicator != target.indicator:
        raise InvalidValueError(
            f"the baseline reports {baseline.indicator!r}, but target {target.id!r} is about {target.indicator!r}"
        )
    if baseline.on >= as_of:
        raise InvalidValueError(
            f"the baseline of {baseline.on} is not before {as_of}; a rise is counted from an earlier report"
        )


@attrs.frozen(repr=False)
class Question(Value):
    """What is asked by a target of all regions in the same tiers, on one day.

    Attributes:
        target: the target.
        tiers: the tiers in question; None stands for every tier without a share of its own.
        as_of: the day judged.
        reading: how a yearly rise is read; None for a level.
        level: what a level asks; None for a yearly rise.
        caveats: what must be known about what is asked.
        share: the one share or yearly rise that is asked; None where several may be.
    """

    target: LevelTarget | GrowthTarget
    tiers: tuple[str | None, ...]
    as_of: date
    reading: Reading | None
    level: Requirement | None
    caveats: tuple[Caveat, ...]
    share: Fraction | None

    @classmethod
    def of(
        cls,
        target: LevelTarget | GrowthTarget,
        tiers: tuple[str | None, ...],
        *,
        as_of: date,
        reading: Reading | None,
    ) -> Question:
        """The question of a target; what a level asks is worked out once for all regions.

        Raises:
            UnknownIdError: if the target asks nothing of one of the tiers.
        """
        asked = dict.fromkeys(target.asked_of(tier) for tier in tiers)
        share = only(tuple(asked))
        caveats = _distinct((*target.caveats, *((Caveat.TIER_UNKNOWN,) if share is None else ())))
        if isinstance(target, GrowthTarget):
            return cls(target, tiers, as_of, reading or target.reading, None, caveats, share)
        level = Requirement.any_of(Requirement.exactly(share, target.comparison) for share in asked)
        return cls(target, tiers, as_of, None, level, caveats, share)


@attrs.frozen(repr=False, kw_only=True)
class Evidence(Value):
    """What was reported of one region, and what a yearly rise is counted from.

    Attributes:
        actual: the share; None where nothing that counts was reported.
        on: the day up to which a rise is averaged.
        absence: why there is no share.
        region: the region, where a whole report is judged.
        observation: the report of the share.
        outdated: the last report, where it is too old.
        baseline: the report from which a rise is counted; None for a level.
        caveats: what must be known beside what the share says itself.
    """

    actual: AnyShare | None
    on: date
    absence: Reason = Reason.NOT_REPORTED
    region: Region | None = None
    observation: Observation | None = None
    outdated: Observation | None = None
    baseline: Observation | None = None
    caveats: tuple[Caveat, ...] = ()


def judge(question: Question, evidence: Evidence) -> Verdict:
    """Hold the evidence of a region, checked already, against a question."""
    target, actual = question.target, evidence.actual
    baseline = evidence.baseline
    if question.share is not None and isinstance(actual, Share):
        exact = thresholds.exactly(
            target, question.share, actual, baseline=baseline, on=evidence.on, reading=question.reading
        )
        if exact is not None:
            caveats = (*question.caveats, *evidence.caveats)
            answer = held(actual, exact, target.comparison)
            return _verdict(question, evidence, answer, exact, caveats)
    requirement, lacking = question.level, None
    of_baseline: tuple[Caveat, ...] = ()
    if isinstance(target, GrowthTarget):
        requirement, lacking = _risen(question, target, evidence)
        of_baseline = () if requirement is None or baseline is None else baseline.actual.caveats
    outcome, reason = _outcome(actual, requirement, lacking, evidence.absence)
    if outcome is Outcome.UNDECIDED:
        cases = ties.cases_of(
            target, question.tiers, actual, baseline=baseline, on=evidence.on, reading=question.reading
        )
        outcome, reason = ties.judged(cases) if cases else (outcome, reason)
    reservations = [*(actual.caveats if actual is not None else ()), *question.caveats, *evidence.caveats, *of_baseline]
    if requirement is not None and requirement.is_capped:
        reservations.append(Caveat.CAPPED_AT_ALL)
    threshold = None if requirement is None else requirement.threshold
    return _verdict(question, evidence, (outcome, reason), threshold, tuple(reservations))


def _verdict(
    question: Question,
    evidence: Evidence,
    answer: tuple[Outcome, Reason],
    threshold: Fraction | Bounds | None,
    caveats: tuple[Caveat, ...],
) -> Verdict:
    outcome, reason = answer
    return verdict_of(
        question.target,
        outcome=outcome,
        reason=reason,
        as_of=question.as_of,
        tiers=question.tiers,
        actual=evidence.actual,
        threshold=threshold,
        caveats=_distinct(caveats),
        region=evidence.region,
        observation=evidence.observation,
        outdated=evidence.outdated,
        baseline=evidence.baseline,
        reading=question.reading,
    )


def _distinct(caveats: tuple[Caveat, ...]) -> tuple[Caveat, ...]:
    return tuple(dict.fromkeys(caveats)) if caveats else ()


def not_asked(question: Question, evidence: Evidence, reason: Reason) -> Verdict:
    """The verdict on a region of which a target asks nothing."""
    return Verdict(
        target=question.target,
        outcome=Outcome.NOT_APPLICABLE,
        reason=reason,
        as_of=question.as_of,
        actual=evidence.actual,
        region=evidence.region,
        observation=evidence.observation,
        outdated=evidence.outdated,
    )


def _risen(question: Question, target: GrowthTarget, evidence: Evidence) -> tuple[Requirement | None, Reason | None]:
    """What a yearly rise asks for by the day of the report, or why nothing can be asked."""
    baseline, reading = evidence.baseline, question.reading or target.reading
    lacking = _lacking(baseline, reading)
    if evidence.actual is None or baseline is None or lacking is not None:
        return None, lacking
    years = years_between(baseline.on, evidence.on)
    return thresholds.risen(target, question.tiers, baseline.actual.bounds, years, reading), None


def _lacking(baseline: Observation | None, reading: Reading) -> Reason | None:
    """Why a baseline gives no threshold, or None where it does."""
    if baseline is None:
        return Reason.NO_BASELINE
    if baseline.actual.base is Base.REGISTERED:
        return Reason.BASELINE_ONLY_REGISTERED
    if counts_nothing(baseline.actual):
        return Reason.BASELINE_COUNTS_NOTHING
    if reading is Reading.RELATIVE and 0 in baseline.actual.bounds:
        return Reason.RISE_FROM_ZERO if baseline.actual.bounds.upper == 0 else Reason.BASELINE_MAY_BE_ZERO
    return None


def counts_nothing(actual: AnyShare) -> bool:
    """Whether a share is one of nothing."""
    if isinstance(actual, Share):
        return not actual.denominator
    return isinstance(actual, BoundedShare) and actual.denominator == 0 and not actual.is_partial


def _outcome(
    actual: AnyShare | None, requirement: Requirement | None, lacking: Reason | None, absence: Reason
) -> tuple[Outcome, Reason]:
    if actual is None:
        return Outcome.NO_DATA, absence
    if actual.base is Base.REGISTERED:
        return Outcome.NO_DATA, Reason.ONLY_REGISTERED
    if counts_nothing(actual):
        return Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT
    if requirement is None:
        return _without_threshold(lacking)
    return requirement.judge(actual)


def _without_threshold(lacking: Reason | None) -> tuple[Outcome, Reason]:
    if lacking is Reason.RISE_FROM_ZERO:
        return Outcome.NOT_APPLICABLE, lacking
    if lacking is Reason.BASELINE_MAY_BE_ZERO:
        return Outcome.UNDECIDED, lacking
    return Outcome.NO_DATA, lacking or Reason.NO_BASELINE
