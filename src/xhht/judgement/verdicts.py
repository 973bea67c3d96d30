"""Verdicts: what was asked, what was reported, what follows, and why."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import count
from operator import attrgetter

import attrs

from xhht.figures.bounds import Bounds, CountRange, format_bounds
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, PercentagePoints
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.requirements import gap_pp, shortfall, threshold_ends
from xhht.model.sources import Source
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.texts import (
    Language,
    Text,
    check_language,
    format_count,
    format_day,
    format_decimal,
    format_percent,
)
from xhht.values import Value


@attrs.frozen(kw_only=True, repr=False)
class Verdict(Value):
    """The answer to one target, with everything that it was reached from.

    Attributes:
        target: the rule that was applied, and so the clause.
        outcome: met, not met, undecided, no data or not applicable.
        reason: why.
        as_of: the day for which was judged.
        tier: the id of the tier whose threshold was asked.
        tier_name: the tier's name, where a whole report was judged.
        actual: the share that was judged; None where none was reported.
        threshold: the share that was asked; bounds where the baseline is bounded, None where it cannot be known.
        region: the region, where a whole report was judged.
        observation: the report that was judged, where a whole report was judged.
        baseline: the report from which a rise is counted.
        reading: how a yearly rise was read; None for a level.
        caveats: what must be known before the verdict is trusted.
    """

    target: LevelTarget | GrowthTarget = attrs.field(repr=attrgetter("id"))
    outcome: Outcome
    reason: Reason
    as_of: date
    tier: str
    actual: AnyShare | None = None
    threshold: Fraction | Bounds | None = None
    tier_name: Text | None = None
    region: Region | None = attrs.field(default=None, repr=lambda region: repr(region and region.id))
    observation: Observation | None = None
    baseline: Observation | None = None
    reading: Reading | None = None
    caveats: tuple[Caveat, ...] = ()

    def __str__(self) -> str:
        return self.explain("en")

    @property
    def source(self) -> Source:
        """The clause that asks for it."""
        return self.target.source

    @property
    def is_due(self) -> bool:
        """Whether the target's day has come."""
        return self.as_of >= self.target.due_on

    @property
    def is_judged(self) -> bool:
        """Whether a share could be held against a threshold at all."""
        return self.outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)

    @property
    def shortfall(self) -> int | CountRange | None:
        """The least whole number of further recognitions that meets the target.

        0 where a counted share meets it; a range where the share or the threshold is bounded; None where counts are
        unknown or nothing was judged.
        """
        if not self.is_judged or self.threshold is None or self.actual is None:
            return None
        return shortfall(self.actual, self.threshold, self.target.comparison)

    @property
    def gap_pp(self) -> PercentagePoints | Bounds | None:
        """The share less the threshold in percentage points, below 0 where it falls short.

        Bounds, in percentage points, where the share or the threshold is bounded; None where nothing
        was judged.
        """
        if not self.is_judged or self.threshold is None or self.actual is None:
            return None
        return gap_pp(self.actual, self.threshold)

    def asked(self, language: Language = "en") -> str:
        """What is asked, in a few words: the threshold, or the yearly rise where no threshold is known.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        if self.threshold is None and isinstance(self.target, GrowthTarget):
            return _rise(self, self.target, language)
        return _threshold(self, language)

    def why(self, language: Language = "en") -> str:
        """Why the outcome is what it is, in a sentence or two: the distance or the reason, and what is missing.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        return " ".join(filter(None, (_reason(self, language), _missing(self, language))))

    def explain(self, language: Language = "en") -> str:
        """The verdict in sentences: numbers, reason, caveats and clause.

        Args:
            language: ``"en"`` or ``"vi"``.

        Raises:
            UnknownIdError: if the language is another.
        """
        check_language(language)
        return " ".join(sentence for sentence in _sentences(self, language) if sentence)


def _sentences(verdict: Verdict, language: Language) -> list[str]:
    vi = language == "vi"
    place = f"{verdict.region.name}: " if verdict.region is not None else ""
    outcome = verdict.outcome.text(language)
    name = verdict.target.name.in_language(language)
    clause = (
        f"Căn cứ: {verdict.source.number}, {verdict.source.document}."
        if vi
        else f"Clause: {verdict.source.number} of {verdict.source.document}."
    )
    return [
        f"{place}{name}: {outcome}.",
        _reported(verdict, language),
        _asked(verdict, language),
        _reason(verdict, language),
        _missing(verdict, language),
        *(caveat.text(language) for caveat in verdict.caveats),
        clause,
    ]


def _reported(verdict: Verdict, language: Language) -> str:
    if verdict.actual is None:
        return ""
    shown = verdict.actual.format(language)
    if isinstance(verdict.actual, PrintedShare) and not verdict.actual.bounds.is_point:
        bounds = format_bounds(verdict.actual.bounds, language)
        shown = f"{shown}, có thể là {bounds}" if language == "vi" else f"{shown}, which can mean {bounds}"
    if verdict.observation is None:
        return f"Số liệu: {shown}." if language == "vi" else f"Reported: {shown}."
    day = format_day(verdict.observation.on, language)
    return f"Báo cáo ngày {day}: {shown}." if language == "vi" else f"Reported for {day}: {shown}."


def _asked(verdict: Verdict, language: Language) -> str:
    vi = language == "vi"
    due = format_day(verdict.target.due_on, language)
    rule = verdict.target
    shares = rule.shares
    name = verdict.tier if verdict.tier_name is None else verdict.tier_name.in_language(language)
    tier = "" if len(shares) == 1 else (f" (nhóm địa bàn: {name})" if vi else f" (tier: {name})")
    when = (f"đến ngày {due}" if vi else f"by {due}") + (
        "" if verdict.is_due else (", chưa đến hạn" if vi else ", not yet due")
    )
    asked = f"{'Yêu cầu' if vi else 'Asked'}{tier}: "
    if isinstance(rule, LevelTarget):
        return f"{asked}{_threshold(verdict, language)} {when}."
    rise = _rise(verdict, rule, language)
    if verdict.threshold is None or verdict.baseline is None:
        return f"{asked}{rise} {when}."
    start = format_day(verdict.baseline.on, language)
    base = verdict.baseline.actual.format(language)
    if vi:
        return f"{asked}{rise} {when}; số liệu gốc ngày {start}: {base}, tức là {_threshold(verdict, language)}."
    return f"{asked}{rise} {when}; the baseline of {start} was {base}, that is {_threshold(verdict, language)}."


def _rise(verdict: Verdict, rule: GrowthTarget, language: Language) -> str:
    per_year = format_percent(rule.asked_of(verdict.tier), language)
    is_relative = verdict.reading is Reading.RELATIVE
    is_more = rule.comparison is Comparison.MORE_THAN
    if language == "vi":
        unit = f"{per_year} so với số liệu gốc" if is_relative else per_year.replace(" %", " điểm phần trăm")
        return f"tăng bình quân {'trên' if is_more else 'ít nhất'} {unit} mỗi năm"
    unit = f"{per_year} of the baseline" if is_relative else per_year.replace(" %", " percentage points")
    return f"a rise of {'more than' if is_more else 'at least'} {unit} a year on average"


def _threshold(verdict: Verdict, language: Language) -> str:
    threshold = verdict.threshold
    if threshold is None:
        return ""
    vi = language == "vi"
    is_more = verdict.target.comparison is Comparison.MORE_THAN and threshold_ends(threshold)[1] != 1
    words = ("trên" if is_more else "ít nhất") if vi else ("more than" if is_more else "at least")
    if isinstance(threshold, Fraction):
        return f"{words} {format_percent(threshold, language)}"
    bounds = format_bounds(threshold, language)
    return f"{words} một mức nằm {bounds}" if vi else f"{words} a share that lies {bounds}"


def _reason(verdict: Verdict, language: Language) -> str:
    gap = verdict.gap_pp
    if not isinstance(gap, PercentagePoints):
        return verdict.reason.text(language)
    places = next(n for n in count(2) if gap == 0 or abs(gap) * 10**n >= 1)
    points = format_decimal(abs(gap), language, places)
    is_short = verdict.outcome is Outcome.NOT_MET
    if language == "vi":
        if gap == 0:
            return "Bằng đúng mức đó, trong khi phải cao hơn." if is_short else "Bằng đúng mức yêu cầu."
        return f"{'Cao hơn' if gap > 0 else 'Thấp hơn'} mức yêu cầu {points} điểm phần trăm."
    if gap == 0:
        return "That is exactly this share, and more is asked." if is_short else "That is exactly the share asked."
    unit = "percentage point" if abs(gap) == 1 else "percentage points"
    return f"That is {points} {unit} {'above' if gap > 0 else 'below'} what is asked."


def _missing(verdict: Verdict, language: Language) -> str:
    shortfall = verdict.shortfall
    if shortfall is None or shortfall == 0:
        return ""
    vi = language == "vi"
    if isinstance(shortfall, CountRange):
        least, most = format_count(shortfall.least, language), format_count(shortfall.most, language)
        missing = f"từ {least} đến {most}" if vi else f"{least} to {most}"
    else:
        missing = format_count(shortfall, language)
    return f"Còn thiếu: {missing}." if vi else f"Still missing: {missing}."
