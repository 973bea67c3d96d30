"""Explanations: the sentences of a verdict, each in one place and in both languages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from xhht.figures.bounds import Bounds, CountRange, format_bounds, format_counts
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.shares import AnyShare, PercentagePoints
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.requirements import Requirement
from xhht.model.sources import Source
from xhht.model.targets import Reading
from xhht.texts import MOST_PLACES, Language, Noun, Text, format_day, format_decimal, format_percent

_HEAD = Text("{place}{target}: {outcome}.", "{place}{target}: {outcome}.")
_CLAUSE = Text("Căn cứ: {citation}.", "Clause: {citation}.")
_REPORTED = Text("Số liệu báo cáo: {shown}.", "Reported: {shown}.")
_REPORTED_FOR = Text("Số liệu báo cáo đến ngày {day}: {shown}.", "Reported for {day}: {shown}.")
_CAN_MEAN = Text("{shown}, được hiểu là {bounds}", "{shown}, which can mean {bounds}")
_OF_DAY = Text("Số liệu báo cáo đến ngày {day}.", "The report is of {day}.")
_TOO_OLD = Text(
    "Báo cáo gần nhất, số liệu đến ngày {day} ({shown}), đã quá cũ nên không dùng để kết luận.",
    "The last report, of {day} ({shown}), is too old to count.",
)
_ASKED = Text("Yêu cầu{tier} {due}: {asked}.", "Asked{tier}: {asked} {due}.")
_TIER = Text(" (nhóm địa bàn: {name})", " (tier: {name})")
_DUE = Text("đến ngày {day}", "by {day}")
_NOT_YET_DUE = Text("đến ngày {day} (chưa đến hạn)", "by {day}, not yet due")
_FROM_BASELINE = Text(
    "Yêu cầu{tier} {due}: {asked}; số liệu gốc ngày {day} là {baseline}, tức là {threshold}.",
    "Asked{tier}: {asked} {due}; the baseline of {day} was {baseline}, that is {threshold}.",
)
_ALL = Text("đạt {share}", "{share}")
_AT_LEAST = Text("ít nhất {share}", "at least {share}")
_MORE_THAN = Text("trên {share}", "more than {share}")
_LEAST_BETWEEN = Text("mức tối thiểu nằm giữa {least} và {most}", "a minimum between {least} and {most}")
_MORE_BETWEEN = Text("cao hơn mức nằm giữa {least} và {most}", "more than a share between {least} and {most}")
_RISE = Text("tăng bình quân {rise} mỗi năm", "a rise of {rise} a year on average")
_POINTS = Text("{number} điểm phần trăm", "{number} percentage points")
_OF_BASELINE = Text("{number}% so với số liệu gốc", "{number}% of the baseline")
_FROM_TO = Text("từ {least} đến {most}", "{least} to {most}")
_EXACTLY_MET = Text("Bằng đúng mức yêu cầu.", "That is exactly the share asked.")
_EXACTLY_MISSED = Text(
    "Mới bằng mức quy định, trong khi chỉ tiêu yêu cầu cao hơn mức này.",
    "That is exactly this share, and more is asked.",
)
_ABOVE = Text("Cao hơn mức yêu cầu {points} điểm phần trăm.", "That is {points} {unit} above what is asked.")
_BELOW = Text("Thấp hơn mức yêu cầu {points} điểm phần trăm.", "That is {points} {unit} below what is asked.")
_NO_UPPER_END = Text(
    "Cách ghi này không nêu mức cao nhất nên chưa đủ cơ sở kết luận là chưa đạt.",
    "The print names no upper end, so that by itself it can never show that the target is missed.",
)
_MISSING = Text("Còn thiếu {number}.", "Still missing: {number}.")


def _say(text: Text, language: Language, **parts: object) -> str:
    return text.in_language(language).format(**parts)


def head(place: str, target: Text, outcome: Outcome, language: Language) -> str:
    """Where and of which body, which target, and what the verdict says."""
    named = f"{place}: " if place else ""
    return _say(_HEAD, language, place=named, target=target.in_language(language), outcome=outcome.text(language))


def clause(source: Source, language: Language) -> str:
    """The clause that asks for it."""
    return _say(_CLAUSE, language, citation=source.citation.in_language(language))


def reported(actual: AnyShare | None, on: date | None, language: Language) -> str:
    """What was reported, for which day, and what it can mean."""
    if actual is None:
        return ""
    shown = actual.format(language)
    if isinstance(actual, PrintedShare) and not actual.bounds.is_point:
        shown = _say(_CAN_MEAN, language, shown=shown, bounds=format_bounds(actual.bounds, language))
    if on is None:
        return _say(_REPORTED, language, shown=shown)
    return _say(_REPORTED_FOR, language, shown=shown, day=format_day(on, language))


def day_of(report: Observation | None, as_of: date, language: Language) -> str:
    """The day of a report, where it is not the day judged."""
    if report is None or report.on == as_of:
        return ""
    return _say(_OF_DAY, language, day=format_day(report.on, language))


def asked(
    requirement: str,
    rise: str,
    *,
    due_on: date,
    is_due: bool,
    tier: str | None,
    baseline: Observation | None,
    language: Language,
) -> str:
    """What is asked, of which tier and by when; a rise with the share that it leads to from its baseline."""
    parts = {
        "tier": "" if tier is None else _say(_TIER, language, name=tier),
        "due": _say(_DUE if is_due else _NOT_YET_DUE, language, day=format_day(due_on, language)),
        "asked": rise or requirement,
    }
    if not rise or not requirement or baseline is None:
        return _say(_ASKED, language, **parts)
    day, shown = format_day(baseline.on, language), baseline.actual.format(language)
    return _say(_FROM_BASELINE, language, **parts, day=day, baseline=shown, threshold=requirement)


def threshold(requirement: Requirement | None, language: Language) -> str:
    """The share that is asked, in a few words."""
    if requirement is None:
        return ""
    share = requirement.threshold
    if isinstance(share, Bounds):
        least, most = (format_percent(end, language) for end in (share.lower, share.upper))
        return _say(_MORE_BETWEEN if requirement.is_strict else _LEAST_BETWEEN, language, least=least, most=most)
    compared = _MORE_THAN if requirement.is_strict else _ALL if share == 1 else _AT_LEAST
    return _say(compared, language, share=format_percent(share, language))


def rise(rises: Collection[Fraction], reading: Reading, language: Language, *, is_more: bool) -> str:
    """The yearly rise that is asked, from the lowest to the highest that may be."""
    least, most = (format_decimal(share * 100, language) for share in (min(rises), max(rises)))
    number = least if least == most else _say(_FROM_TO, language, least=least, most=most)
    unit = _POINTS if reading is Reading.POINTS else _OF_BASELINE
    compared = _MORE_THAN if is_more else _AT_LEAST
    return _say(_RISE, language, rise=_say(compared, language, share=_say(unit, language, number=number)))


def reason(
    outcome: Outcome,
    why: Reason,
    gap: PercentagePoints | Bounds | None,
    outdated: Observation | None,
    language: Language,
) -> str:
    """The distance from what is asked, or why there is none."""
    if outdated is not None and why is Reason.REPORT_TOO_OLD:
        day = format_day(outdated.on, language)
        return _say(_TOO_OLD, language, day=day, shown=outdated.actual.format(language))
    if not isinstance(gap, PercentagePoints):
        return why.text(language)
    if gap == 0:
        return (_EXACTLY_MISSED if outcome is Outcome.NOT_MET else _EXACTLY_MET).in_language(language)
    places = next((n for n in range(2, MOST_PLACES) if abs(gap) * 10**n >= 1), MOST_PLACES)
    points = format_decimal(abs(gap), language, places)
    unit = "percentage point" if abs(gap) == 1 else "percentage points"
    return _say(_ABOVE if gap > 0 else _BELOW, language, points=points, unit=unit)


def open_end(outcome: Outcome, actual: AnyShare | None, language: Language) -> str:
    """Why a print such as "trên 12%" leaves a target undecided that its number seems to miss."""
    is_open = isinstance(actual, PrintedShare) and actual.bounds.is_lower_open and actual.bounds.upper == 1
    return _NO_UPPER_END.in_language(language) if is_open and outcome is Outcome.UNDECIDED else ""


def missing(shortfall: int | CountRange | None, unit: Noun | None, language: Language) -> str:
    """How many of what are still missing; nothing where none is, or where counts are unknown."""
    if shortfall is None or shortfall == 0:
        return ""
    noun = "" if unit is None else f" {unit.form(shortfall, language)}"
    return _say(_MISSING, language, number=f"{format_counts(shortfall, language)}{noun}")
