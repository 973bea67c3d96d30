"""Judging written by hand, beside which `evaluation.py` measures the library: no more than the answer itself.

Two versions, both exact:

- values: attrs and Fraction, seven fields, with the same answers as the library's verdict on one counted share;
- tuples: dicts, whole numbers and plain tuples, without any checks, for a whole country's worth of localities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

import attrs

# --- values: attrs and Fraction --------------------------------------------------------------------------------------


@attrs.frozen
class PlainShare:
    """A counted share, checked for the one thing that counts can get wrong between them."""

    numerator: int
    denominator: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator:
            raise ValueError(f"{self.numerator} of {self.denominator} cannot be")


@attrs.frozen
class PlainTarget:
    """What is asked of each tier: a share to reach, or a rise a year from a baseline."""

    id: str
    shares: Mapping[str | None, Fraction]
    is_more: bool
    due_on: date


@attrs.frozen
class PlainVerdict:
    """A verdict with seven fields."""

    target: PlainTarget
    as_of: date
    tier: str
    actual: PlainShare
    threshold: Fraction
    is_met: bool
    shortfall: int


def plain_evaluate(target: PlainTarget, actual: PlainShare, as_of: date, tier: str) -> PlainVerdict:
    """Judge a counted share by a level: one look-up, one Fraction, one comparison, one division."""
    threshold = target.shares[tier] if tier in target.shares else target.shares[None]
    share = Fraction(actual.numerator, actual.denominator)
    is_met = share > threshold if target.is_more else share >= threshold
    shortfall = plain_shortfall(actual.numerator, actual.denominator, threshold, is_more=target.is_more)
    return PlainVerdict(target, as_of, tier, actual, threshold, is_met, shortfall)


def plain_shortfall(numerator: int, denominator: int, threshold: Fraction, *, is_more: bool) -> int:
    """How many are missing: one floor of whole numbers."""
    needed = threshold.numerator * denominator
    least = needed // threshold.denominator + 1 if is_more else -(-needed // threshold.denominator)
    return max(0, least - numerator)


def plain_gap_pp(numerator: int, denominator: int, threshold: Fraction) -> Fraction:
    """The share less the threshold in points: one Fraction of two products."""
    return Fraction(
        100 * (numerator * threshold.denominator - threshold.numerator * denominator),
        denominator * threshold.denominator,
    )


def plain_years(start: date, end: date) -> tuple[int, int]:
    """Calendar years, and days of the year that has begun, as one fraction in two whole numbers."""
    years = end.year - start.year
    if (end.month, end.day) < (start.month, start.day):
        years -= 1
    reached, following = start.replace(year=start.year + years), start.replace(year=start.year + years + 1)
    days = (following - reached).days
    return years * days + (end - reached).days, days


def plain_evaluate_rise(
    target: PlainTarget, actual: PlainShare, as_of: date, tier: str, *, baseline: PlainShare, baseline_on: date
) -> PlainVerdict:
    """Judge a counted share by a yearly rise in points, in whole numbers; one Fraction for what is shown."""
    rise = target.shares[tier] if tier in target.shares else target.shares[None]
    years, of_year = plain_years(baseline_on, as_of)
    of = baseline.denominator * rise.denominator * of_year
    needed = baseline.numerator * rise.denominator * of_year + rise.numerator * years * baseline.denominator
    threshold = Fraction(min(needed, of), of)
    shortfall = plain_shortfall(actual.numerator, actual.denominator, threshold, is_more=target.is_more)
    return PlainVerdict(target, as_of, tier, actual, threshold, shortfall == 0, shortfall)


# --- tuples: dicts and whole numbers ---------------------------------------------------------------------------------


class PlainReport(NamedTuple):
    """A report that nobody checks."""

    indicator: str
    region: str
    on: date
    numerator: int
    denominator: int


class PlainRule(NamedTuple):
    """A target as whole numbers: by tier, so many of so many; with `is_rise`, a year."""

    id: str
    indicator: str
    shares: Mapping[str | None, tuple[int, int]]
    is_more: bool
    is_rise: bool


class PlainAnswer(NamedTuple):
    """What a table of results needs: who, what, which outcome, and the threshold as two whole numbers."""

    region: str
    target: str
    outcome: str
    needed: int
    of: int


def plain_assess(
    rules: Sequence[PlainRule],
    reports: Iterable[PlainReport],
    *,
    tiers: Mapping[str, str],
    as_of: date,
    since: date,
    baseline_on: date,
) -> list[PlainAnswer]:
    """Judge every rule in every region by its latest report, a rise from the latest one up to the baseline's day."""
    series: defaultdict[tuple[str, str], list[PlainReport]] = defaultdict(list)
    for report in reports:
        series[report.indicator, report.region].append(report)
    for listed in series.values():
        listed.sort(key=attrgetter("on"))
    answers = []
    for region, tier in tiers.items():
        for rule in rules:
            listed = series.get((rule.indicator, region), [])
            latest = _latest(listed, as_of)
            if latest is None or latest.on < since:
                answers.append(PlainAnswer(region, rule.id, "no data", 0, 1))
                continue
            needed, of = rule.shares[tier] if tier in rule.shares else rule.shares[None]
            if rule.is_rise:
                start = _latest(listed, baseline_on)
                if start is None:
                    answers.append(PlainAnswer(region, rule.id, "no data", 0, 1))
                    continue
                years, of_year = plain_years(start.on, latest.on)
                needed = start.numerator * of * of_year + needed * years * start.denominator
                of = start.denominator * of * of_year
                needed = min(needed, of)
            reached, asked = latest.numerator * of, needed * latest.denominator
            is_met = reached > asked if rule.is_more and needed < of else reached >= asked
            answers.append(PlainAnswer(region, rule.id, "met" if is_met else "not met", needed, of))
    return answers


def _latest(reports: Sequence[PlainReport], day: date) -> PlainReport | None:
    for report in reversed(reports):
        if report.on <= day:
            return report
    return None
