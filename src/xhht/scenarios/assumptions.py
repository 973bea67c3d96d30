"""Assumptions: what may change from the last reports on, of which indicator or target, and where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from xhht.checks import Choice, calendar_day, describe, fraction, instance, optional_day, optional_identifier
from xhht.errors import InvalidTypeError, InvalidValueError
from xhht.figures.bounds import check_count
from xhht.figures.levels import Level
from xhht.figures.regions import Region
from xhht.pictures import digits
from xhht.texts import Language, Text, format_count, format_day, format_decimal, format_percent
from xhht.values import Value


def exact_points(points: str | int | Fraction) -> Fraction:
    """A number of percentage points, exactly as written: a decimal point or comma, or an exact number.

    Raises:
        InvalidTypeError: if it is a float or another kind.
        InvalidValueError: if the text is no decimal number.
    """
    if not isinstance(points, str):
        return fraction(points)
    try:
        return Fraction(points.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise InvalidValueError(f"{describe(points)} is no number of points; write it like '2.5'") from None


class _Change(Value):
    """What may change, in words of both languages."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """What changes, in words.

        >>> Halt().text("vi")
        'giữ nguyên'

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        template, *values = self._said(language)
        return _WORDS[template].in_language(language).format(*values)

    def _said(self, language: Language) -> tuple[str, ...]:  # noqa: ARG002  # Others need it.
        """Which words say it, and what stands in them."""
        return (type(self).__name__,)


class RiseUnit(Choice):
    """What a yearly rise is counted in."""

    SHARE = "share"
    HOLDERS = "holders"


@attrs.frozen(repr=False)
class Rise(_Change):
    """A rise of the same size every year, negative for a fall.

    It is counted from the last report, or from the eve of `since` where that is later, up to `until`; both days
    belong to it, and before and after nothing changes.

    >>> Rise.points("2,5") == Rise.points("2.5") == Rise(Fraction(1, 40), RiseUnit.SHARE)
    True
    """

    per_year: Fraction = attrs.field(converter=fraction)
    unit: RiseUnit = attrs.field(converter=RiseUnit)
    since: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)
    until: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise InvalidValueError(f"a rise from {self.since} to {self.until} has no day; exchange the two")

    def _said(self, language: Language) -> tuple[str, ...]:
        count = self.per_year if self.unit is RiseUnit.HOLDERS else self.per_year * 100
        unit = f"{self.unit}{'' if abs(count) == 1 else ' more'}"
        said = _direction(count), format_decimal(abs(count), language), _WORDS[unit].in_language(language)
        days = [format_day(day, language) for day in (self.since, self.until) if day is not None]
        limits = f"{'' if self.since is None else ' since'}{'' if self.until is None else ' until'}"
        return f"{said[0]}{limits}", *said[1:], *days

    @classmethod
    def points(cls, per_year: str | int | Fraction, *, since: date | None = None, until: date | None = None) -> Rise:
        """So many percentage points a year, exactly as written, from one day to another.

        Raises:
            InvalidTypeError: if it is a float or another kind.
            InvalidValueError: if the text is no decimal number, or the days are exchanged.
        """
        return cls(exact_points(per_year) / 100, RiseUnit.SHARE, since=since, until=until)

    @classmethod
    def holders(cls, per_year: int, *, since: date | None = None, until: date | None = None) -> Rise:
        """So many more holders (or members, or trained people) a year, from one day to another.

        Raises:
            InvalidTypeError: if it is no whole number.
            InvalidValueError: if the days are exchanged.
        """
        if isinstance(per_year, bool) or not isinstance(per_year, int):
            raise InvalidTypeError(f"holders are counted in whole numbers, got {describe(per_year)}")
        return cls(Fraction(per_year), RiseUnit.HOLDERS, since=since, until=until)


@attrs.frozen(repr=False)
class ReachBy(_Change):
    """A straight line from the last report to a share on a day, and the same share ever after.

    The day is later than the last reports for which it is assumed.
    """

    share: Fraction = attrs.field(converter=fraction)
    by: date = attrs.field(converter=calendar_day)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise InvalidValueError(f"a share to reach lies between 0 and 1, got {digits(self.share)}")

    def _said(self, language: Language) -> tuple[str, ...]:
        return "ReachBy", format_percent(self.share, language), format_day(self.by, language)


@attrs.frozen(repr=False)
class MatchBest(_Change):
    """A straight line from the last report to the highest last report of the same level and tier, on a day.

    Its own last report is one of them, so that nobody is made worse. Where reports are bounded, so is the highest.
    Shares of the registered are matched with each other only. Regions of which it is not known in which of several
    tiers they are, are matched with each other.
    """

    by: date = attrs.field(converter=calendar_day)

    def _said(self, language: Language) -> tuple[str, ...]:
        return "MatchBest", format_day(self.by, language)


@attrs.frozen(repr=False)
class Halt(_Change):
    """Nothing changes any more: the last report stands."""


@attrs.frozen(repr=False)
class BusinessAsUsual(_Change):
    """The straight line through the last two reports goes on; with one report alone, it stands.

    Where reports are bounded, every line through both is possible. Reports of all and of the registered, or of
    nothing, are not joined by a line.
    """


@attrs.frozen(repr=False)
class Denominator(_Change):
    """The denominator is another from a day on, for instance after villages merge.

    Alone, it leaves the holders, at most all of the new denominator; where a rise of the share is assumed too, even
    of 0, the share goes on. A share that was reported without counts has no denominator to change. Several with days
    of their own follow each other.
    """

    count: int
    since: date = attrs.field(converter=calendar_day)

    def __attrs_post_init__(self) -> None:
        check_count("a denominator", self.count)

    def _said(self, language: Language) -> tuple[str, ...]:
        return "Denominator", format_count(self.count, language), format_day(self.since, language)


@attrs.frozen(repr=False)
class DenominatorGrowth(_Change):
    """The denominator grows by a part of the last reported one each year; simple, not compound, rounded down."""

    per_year: Fraction = attrs.field(converter=fraction)

    def _said(self, language: Language) -> tuple[str, ...]:
        return f"size {_direction(self.per_year)}", format_percent(abs(self.per_year), language)


@attrs.frozen(repr=False)
class Threshold(_Change):
    """The target asks another share (a level), or another yearly rise, than the text does.

    Without a tier it is asked of every tier. With a day it is asked from that day on, as an amendment has it.
    """

    share: Fraction = attrs.field(converter=fraction)
    since: date | None = attrs.field(default=None, converter=optional_day, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise InvalidValueError(
                f"a threshold lies between 0 and 1, got {digits(self.share)}; 50% is Fraction(50, 100)"
            )

    def _said(self, language: Language) -> tuple[str, ...]:
        share = format_percent(self.share, language)
        return ("Threshold", share) if self.since is None else ("since", share, format_day(self.since, language))


@attrs.frozen(repr=False)
class Higher(_Change):
    """The higher of two courses of a share on each day, each followed from the last report.

    Attributes:
        first: a change of the share or of the holders, no `Higher` itself.
        second: another.

    Raises:
        InvalidTypeError: if one of them is something else.
    """

    first: Course
    second: Course

    def __attrs_post_init__(self) -> None:
        for change in (self.first, self.second):
            if not isinstance(change, COURSES):
                raise InvalidTypeError(f"the higher of two changes of a share, such as Halt(), got {describe(change)}")

    def _said(self, language: Language) -> tuple[str, ...]:
        return "Higher", self.first.text(language), self.second.text(language)


Course: TypeAlias = Rise | ReachBy | MatchBest | Halt | BusinessAsUsual
Change: TypeAlias = Course | Higher | Denominator | DenominatorGrowth | Threshold
COURSES = (Rise, ReachBy, MatchBest, Halt, BusinessAsUsual)
_WORDS = {
    "rise": Text("tăng {} {} mỗi năm", "+{} {} a year"),
    "fall": Text("giảm {} {} mỗi năm", "−{} {} a year"),
    "rise since": Text("tăng {} {} mỗi năm từ ngày {}", "+{} {} a year from {} on"),
    "rise until": Text("tăng {} {} mỗi năm đến hết ngày {}", "+{} {} a year until {}"),
    "rise since until": Text("tăng {} {} mỗi năm từ ngày {} đến hết ngày {}", "+{} {} a year from {} until {}"),
    "fall since": Text("giảm {} {} mỗi năm từ ngày {}", "−{} {} a year from {} on"),
    "fall until": Text("giảm {} {} mỗi năm đến hết ngày {}", "−{} {} a year until {}"),
    "fall since until": Text("giảm {} {} mỗi năm từ ngày {} đến hết ngày {}", "−{} {} a year from {} until {}"),
    "share": Text("điểm phần trăm", "percentage point"),
    "share more": Text("điểm phần trăm", "percentage points"),
    "holders": Text("lượt công nhận", "holder"),
    "holders more": Text("lượt công nhận", "holders"),
    "ReachBy": Text("đạt {} vào ngày {}", "{} by {}"),
    "MatchBest": Text(
        "bằng địa bàn cao nhất cùng cấp, cùng nhóm vào ngày {}", "the best of the same level and tier by {}"
    ),
    "Higher": Text("mức cao hơn trong hai mức: {}; {}", "the higher of two: {}; {}"),
    "Halt": Text("giữ nguyên", "no change"),
    "BusinessAsUsual": Text("như giữa hai báo cáo cuối", "as between the last two reports"),
    "Denominator": Text("tổng số {} từ ngày {}", "{} in all from {} on"),
    "size rise": Text("tổng số tăng {} mỗi năm", "+{} of the denominator a year"),
    "size fall": Text("tổng số giảm {} mỗi năm", "−{} of the denominator a year"),
    "Threshold": Text("yêu cầu {}", "{} asked"),
    "since": Text("yêu cầu {} từ ngày {}", "{} asked from {} on"),
}
CHANGES = (*COURSES, Higher, Denominator, DenominatorGrowth, Threshold)


class Aspect(Choice):
    """What an assumption is about."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    THRESHOLD = "threshold"


def since(change: Change) -> date:
    """The first day on which a change holds; the calendar's first where it has none of its own."""
    own = change.since if isinstance(change, (Rise, Denominator, Threshold)) else None
    return date.min if own is None else own


def until(change: Change) -> date:
    """The last day on which a change holds; the calendar's last where it has none of its own."""
    own = change.until if isinstance(change, Rise) else None
    return date.max if own is None else own


def _direction(number: Fraction) -> str:
    return "rise" if number >= 0 else "fall"


def aspect_of(change: Change) -> Aspect:
    """What a change is about."""
    if isinstance(change, (Denominator, DenominatorGrowth)):
        return Aspect.DENOMINATOR
    return Aspect.THRESHOLD if isinstance(change, Threshold) else Aspect.NUMERATOR


@attrs.frozen(repr=False)
class Assumption(Value):
    """A change, and where it is assumed: everywhere, or for one indicator, tier, region or level.

    Another threshold is assumed for a target, and asked of tiers, not of places.
    """

    change: Change = attrs.field(validator=instance(CHANGES))
    indicator: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    target: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    tier: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    region: str | None = attrs.field(default=None, converter=optional_identifier, kw_only=True)
    level: Level | None = attrs.field(default=None, converter=attrs.converters.optional(Level), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.change, Threshold):
            if self.target is None or self.indicator or self.region or self.level:
                raise InvalidValueError("another threshold is assumed for one target, and for a tier at most")
        elif self.target is not None:
            raise InvalidValueError(
                f"{self.change} is assumed of an indicator, since figures change and not targets; give "
                f"indicator= instead of target={self.target!r}"
            )

    def __str__(self) -> str:
        about = {
            "indicator": self.indicator,
            "target": self.target,
            "tier": self.tier,
            "region": self.region,
            "level": self.level,
        }
        named = ", ".join(f"{kind} {name}" for kind, name in about.items() if name is not None)
        return f"{self.change} ({named or 'everywhere'})"

    @property
    def scope(self) -> tuple[Aspect, str | None, str | None, str | None, str | None, Level | None]:
        """What the assumption is about, and where."""
        return aspect_of(self.change), self.indicator, self.target, self.tier, self.region, self.level

    def covers(self, other: Assumption) -> bool:
        """Whether it is about the same as an earlier assumption, on every day on which that one holds."""
        is_same = self.scope == other.scope and since(self.change) <= since(other.change)
        return is_same and until(self.change) >= until(other.change)

    def contradicts(self, other: Assumption) -> bool:
        """Whether it leaves an earlier assumption no day, or the two are rises that share one."""
        if self == other:
            return False
        if isinstance(self.change, Rise) and isinstance(other.change, Rise) and self.scope == other.scope:
            return since(self.change) <= until(other.change) and since(other.change) <= until(self.change)
        return self.covers(other)

    def is_about(self, indicator: str, targets: Collection[str] = ()) -> bool:
        """Whether it is assumed of an indicator, or of one of its targets, in some region."""
        if self.target is not None:
            return self.target in targets
        return self.indicator is None or self.indicator == indicator

    def holds_in(self, region: Region, tier: str | None) -> bool:
        """Whether it is assumed in a region of a tier, of something."""
        return (
            (self.tier is None or self.tier == tier)
            and (self.region is None or self.region == region.id)
            and (self.level is None or self.level is region.level)
        )
