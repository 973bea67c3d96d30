"""Evaluation: one target and one share give a verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from xhht.checks import calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import Base, Bounds
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, BoundedShare, Share, any_share
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.verdicts import Verdict
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.model.tiers import GENERAL
from xhht.periods import years_between
from xhht.texts import Text

ALL = Fraction(1)


def evaluate(
    rule: LevelTarget | GrowthTarget,
    actual: AnyShare | None,
    *,
    as_of: date,
    tier: str = GENERAL,
    baseline: Observation | None = None,
    reading: Reading | None = None,
) -> Verdict:
    """Judge one reported share by one target.

    Args:
        rule: the target.
        actual: the reported share; None where nothing was reported.
        as_of: the day judged; for a yearly rise also the day of the report.
        tier: the id of the tier whose threshold is asked.
        baseline: the report from which a yearly rise is counted; a level does not look at it.
        reading: how a yearly rise is read; the rule's own reading where None.

    Returns:
        The verdict: met if every value that the share can mean passes, not met if none does, else
        undecided; no data or not applicable where nothing can be judged.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline is of another indicator, or not before `as_of`.
        UnknownIdError: if the rule does not know the tier.

    >>> from xhht.programmes import ctph_154
    >>> rule = ctph_154.PROGRAMME.target("clans_recognised")
    >>> evaluate(rule, Share(2, 7), as_of=date(2020, 12, 31)).shortfall
    1
    """
    if not isinstance(rule, (LevelTarget, GrowthTarget)):
        raise InvalidTypeError(f"a target is a LevelTarget or a GrowthTarget, got {describe(rule)}")
    calendar_day(as_of, "as_of")
    if actual is not None:
        any_share(actual)
    if baseline is not None:
        _check_baseline(rule, baseline, as_of)
    chosen = None if reading is None else Reading(reading)
    return judge(rule, actual, as_of=as_of, reported_on=as_of, tier=tier, baseline=baseline, reading=chosen)


def _check_baseline(rule: LevelTarget | GrowthTarget, baseline: Observation, as_of: date) -> None:
    if not isinstance(baseline, Observation):
        raise InvalidTypeError(f"a baseline is an Observation, got {describe(baseline)}")
    if isinstance(rule, LevelTarget):
        return
    if baseline.indicator != rule.indicator:
        raise InvalidValueError(
            f"the baseline reports {baseline.indicator!r}, but target {rule.id!r} is about {rule.indicator!r}"
        )
    if baseline.on >= as_of:
        raise InvalidValueError(
            f"the baseline of {baseline.on} is not before {as_of}; a rise is counted from an earlier report"
        )


def judge(
    rule: LevelTarget | GrowthTarget,
    actual: AnyShare | None,
    *,
    as_of: date,
    reported_on: date,
    tier: str,
    baseline: Observation | None = None,
    reading: Reading | None = None,
    tier_name: Text | None = None,
    region: Region | None = None,
    observation: Observation | None = None,
    caveats: tuple[Caveat, ...] = (),
    absence: Reason = Reason.NOT_REPORTED,
    level: Fraction | None = None,
) -> Verdict:
    """Judge input that is already checked.

    `reported_on` is the day up to which a rise is averaged, `level` what a level rule asks of the tier where
    that is known already.
    """
    threshold: Fraction | Bounds | None
    lacking: Reason | None = None
    if isinstance(rule, LevelTarget):
        threshold = rule.asked_of(tier) if level is None else level
        read = baseline = None
    else:
        read = rule.reading if reading is None else reading
        lacking = _lacking(baseline, read)
        threshold = None
        if actual is None or baseline is None or lacking is not None:
            rule.asked_of(tier)  # An unknown tier is refused even where nothing can be asked of it.
        else:
            threshold, more = _risen(rule, baseline, reported_on, tier, read)
            caveats = (*caveats, *more)
    outcome, reason = _outcome(rule.comparison, actual, threshold, lacking, absence)
    reservations = (*(actual.caveats if actual is not None else ()), *rule.caveats, *caveats)
    return Verdict(
        target=rule,
        outcome=outcome,
        reason=reason,
        as_of=as_of,
        tier=tier,
        tier_name=tier_name,
        actual=actual,
        threshold=threshold,
        region=region,
        observation=observation,
        baseline=baseline,
        reading=read,
        caveats=tuple(dict.fromkeys(reservations)) if reservations else (),
    )


def _lacking(baseline: Observation | None, reading: Reading) -> Reason | None:
    """Why a baseline gives no threshold, or None where it does."""
    if baseline is None:
        return Reason.NO_BASELINE
    if baseline.actual.base is Base.REGISTERED:
        return Reason.BASELINE_ONLY_REGISTERED
    if _counts_nothing(baseline.actual):
        return Reason.BASELINE_COUNTS_NOTHING
    if reading is Reading.RELATIVE and 0 in baseline.actual.bounds:
        return Reason.RISE_FROM_ZERO if baseline.actual.bounds.upper == 0 else Reason.BASELINE_MAY_BE_ZERO
    return None


def _counts_nothing(actual: AnyShare) -> bool:
    if isinstance(actual, Share):
        return actual.denominator == 0
    return isinstance(actual, BoundedShare) and actual.denominator == 0 and not actual.is_partial


def _risen(
    rule: GrowthTarget, baseline: Observation, reported_on: date, tier: str, reading: Reading
) -> tuple[Fraction | Bounds, tuple[Caveat, ...]]:
    """The threshold that a rise asks for, capped at all, and what must be known about it."""
    start = baseline.actual.bounds
    asked = rule.threshold(start, years_between(baseline.on, reported_on), tier=tier, reading=reading)
    asks_beyond_all = rule.comparison is Comparison.MORE_THAN and 1 in asked
    is_capped = asked.upper > 1 or asks_beyond_all
    caveats = (*baseline.actual.caveats, *((Caveat.CAPPED_AT_ALL,) if is_capped else ()))
    if asked.upper > 1:
        is_open = asked.is_lower_open and asked.lower < 1
        asked = Bounds(min(asked.lower, ALL), ALL, is_lower_open=is_open)
    return (asked.lower if asked.is_point else asked), caveats


def _outcome(
    comparison: Comparison,
    actual: AnyShare | None,
    threshold: Fraction | Bounds | None,
    lacking: Reason | None,
    absence: Reason,
) -> tuple[Outcome, Reason]:
    if actual is None:
        return Outcome.NO_DATA, absence
    if actual.base is Base.REGISTERED:
        return Outcome.NO_DATA, Reason.ONLY_REGISTERED
    if _counts_nothing(actual):
        return Outcome.NOT_APPLICABLE, Reason.NOTHING_TO_COUNT
    if threshold is None:
        return _without_threshold(lacking)
    is_strict = comparison is Comparison.MORE_THAN
    if isinstance(actual, Share) and isinstance(threshold, Fraction):
        # Whole numbers across the fraction bar: the quick way to compare two exact shares.
        reached = actual.numerator * threshold.denominator
        needed = threshold.numerator * actual.denominator
        is_met = reached > needed if is_strict and threshold != 1 else reached >= needed
        if is_met:
            return Outcome.MET, Reason.EVERY_VALUE_PASSES
        return Outcome.NOT_MET, Reason.NO_VALUE_PASSES
    asked = threshold if isinstance(threshold, Bounds) else Bounds(threshold, threshold)
    if _all_pass(actual.bounds, asked, is_strict=is_strict and asked.upper != 1):
        return Outcome.MET, Reason.EVERY_VALUE_PASSES
    if _none_passes(actual.bounds, asked, is_strict=is_strict and asked.lower != 1):
        return Outcome.NOT_MET, Reason.NO_VALUE_PASSES
    return Outcome.UNDECIDED, Reason.SOME_VALUES_PASS


def _without_threshold(lacking: Reason | None) -> tuple[Outcome, Reason]:
    if lacking is Reason.RISE_FROM_ZERO:
        return Outcome.NOT_APPLICABLE, lacking
    if lacking is Reason.BASELINE_MAY_BE_ZERO:
        return Outcome.UNDECIDED, lacking
    return Outcome.NO_DATA, lacking or Reason.NO_BASELINE


def _all_pass(share: Bounds, asked: Bounds, *, is_strict: bool) -> bool:
    if share.lower != asked.upper:
        return share.lower > asked.upper
    return not is_strict or share.is_lower_open or asked.is_upper_open


def _none_passes(share: Bounds, asked: Bounds, *, is_strict: bool) -> bool:
    if share.upper != asked.lower:
        return share.upper < asked.lower
    return is_strict or share.is_upper_open or asked.is_lower_open
