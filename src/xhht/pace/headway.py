"""Progress: the status of a target by the ratio of the observed to the required yearly rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any, TypeAlias

import attrs

from xhht.checks import Choice, as_tuple, describe, expect, fraction, instance, nfc
from xhht.errors import InvalidMethodError, InvalidTypeError, InvalidValueError, XhhtError
from xhht.figures.observations import Observation
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.pace.trajectories import Trajectory, trajectory
from xhht.periods import years_between
from xhht.texts import Language, Text
from xhht.values import Value


class ProgressStatus(Choice):
    """How far a target is on its way."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    ACCELERATION_NEEDED = "acceleration_needed"
    LIMITED = "limited"
    DETERIORATION = "deterioration"
    UNDECIDED = "undecided"

    def text(self, language: Language) -> str:
        """The status in words.

        >>> ProgressStatus.LIMITED.text("en")
        'limited progress'
        """
        return _STATUSES[self].in_language(language)


_STATUSES = {
    ProgressStatus.ACHIEVED: Text("đã đạt mục tiêu", "target achieved"),
    ProgressStatus.ON_TRACK: Text("đúng lộ trình", "on track"),
    ProgressStatus.ACCELERATION_NEEDED: Text("có tiến bộ nhưng cần đẩy nhanh", "progress, but acceleration needed"),
    ProgressStatus.LIMITED: Text("tiến bộ hạn chế", "limited progress"),
    ProgressStatus.DETERIORATION: Text("suy giảm", "deterioration"),
    ProgressStatus.UNDECIDED: Text("chưa đủ cơ sở kết luận", "undecided"),
}


class RequiredRate(Choice):
    """Which yearly rate the observed one is compared with."""

    FROM_BASELINE = "from_baseline"
    FROM_LATEST = "from_latest"


@attrs.frozen(repr=False)
class Band(Value):
    """The status of every ratio from a threshold up to that of the band before it.

    Whatever it is built from is kept: the method that has it names all that is wrong.
    """

    at_least: Fraction
    status: ProgressStatus


@attrs.frozen(kw_only=True, repr=False)
class ProgressMethod(Value):
    """A named way to tell a status from the ratio of the observed to the required yearly rate.

    Attributes:
        name: what it is called.
        source: where it is laid down, an address or a title.
        bands: the thresholds with their statuses, the highest first.
        below: the status of every ratio under the last threshold.
        required: which rate is the required one.

    Raises:
        InvalidMethodError: for everything that is wrong with it, all together.
    """

    name: str = attrs.field(converter=nfc)
    source: str = attrs.field(converter=nfc)
    bands: tuple[Band, ...] = attrs.field(converter=as_tuple)
    below: ProgressStatus = attrs.field(converter=ProgressStatus)
    required: RequiredRate = attrs.field(default=RequiredRate.FROM_BASELINE, converter=RequiredRate)

    def __attrs_post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise InvalidMethodError(f"progress method {self.name!r}", problems)

    def status(self, ratio: Fraction, *, is_open: bool = False) -> ProgressStatus:
        """The status of a ratio of a target that is not achieved; if open, of the ratios just under it.

        Raises:
            InvalidTypeError: if the ratio is no exact number.

        >>> OPEN_SDG.status(Fraction(3, 5)), OPEN_SDG.status(Fraction(3, 5), is_open=True)
        (<ProgressStatus.ACCELERATION_NEEDED: 'acceleration_needed'>, <ProgressStatus.LIMITED: 'limited'>)
        """
        exact = fraction(ratio)
        for band in self.bands:
            if exact > band.at_least or (exact == band.at_least and not is_open):
                return band.status
        return self.below


def _problems(method: ProgressMethod) -> Iterator[XhhtError]:
    if not method.name.strip() or not method.source.strip():
        yield InvalidValueError("a method has a name and a source; give both")
    if not method.bands:
        yield InvalidValueError("a method has at least one band; without one every ratio has the same status")
    before: Fraction | None = None
    bands: tuple[Any, ...] = method.bands  # Whatever a caller gave.
    for place, band in enumerate(bands):
        where = f"bands[{place}]"
        if not isinstance(band, Band):
            yield InvalidTypeError(f"{where} is a Band, got {describe(band)}")
            continue
        status: object = band.status
        if not isinstance(status, ProgressStatus) or status in _NOT_BY_RATIO:
            yield InvalidValueError(f"{where}: no ratio alone has the status {describe(status)}; choose another")
        try:
            threshold = fraction(band.at_least)
        except XhhtError as problem:
            yield InvalidTypeError(f"{where}: a threshold is exact: {problem}")
            continue
        if before is not None and threshold >= before:
            yield InvalidValueError(f"{where}: {threshold} is not under {before}; list the highest threshold first")
        before = threshold
    if method.below in _NOT_BY_RATIO:
        yield InvalidValueError(f"below: no ratio alone has the status {describe(method.below)}; choose another")


_NOT_BY_RATIO = (ProgressStatus.ACHIEVED, ProgressStatus.UNDECIDED)
_BANDS = (
    Band(Fraction(95, 100), ProgressStatus.ON_TRACK),
    Band(Fraction(60, 100), ProgressStatus.ACCELERATION_NEEDED),
    Band(Fraction(0), ProgressStatus.LIMITED),
)

OPEN_SDG = ProgressMethod(
    name="Open SDG's bands on a linear rate",
    source="https://open-sdg.readthedocs.io/en/latest/progress-methodology/",
    bands=_BANDS,
    below=ProgressStatus.DETERIORATION,
)
"""The bands of Open SDG (Statistics Canada) over yearly rises in points.

The source itself compounds the rates, which gives another status in about one case of ten.
"""

TIME_LEFT = ProgressMethod(
    name="xhht: against the rate still needed",
    source="xhht, docs/scenarios.md",
    bands=_BANDS,
    below=ProgressStatus.DETERIORATION,
    required=RequiredRate.FROM_LATEST,
)
"""The same bands against the rise that the time left asks for: a stricter question after a slow start."""


@attrs.frozen(kw_only=True, repr=False)
class Progress(Value):
    """The status of a target, and what it follows from.

    Attributes:
        status: the status; undecided where the bounds of the reports allow several.
        possible: every status that the ends of the bounds give, the worse first.
        ratios: the ratios at these ends; None where the target is achieved, or was by the baseline and is no more.
        method: how it was told.
        path: the path from the baseline to the target.
        latest: the report judged.
    """

    status: ProgressStatus
    possible: tuple[ProgressStatus, ...]
    ratios: tuple[Fraction | None, Fraction | None]
    method: ProgressMethod = attrs.field(validator=instance(ProgressMethod))
    path: Trajectory
    latest: Observation

    def explain(self, language: Language) -> str:
        """The status, its reason and the method, in words.

        Raises:
            UnknownChoiceError: if the language is neither ``"vi"`` nor ``"en"``.
        """
        between = " – ".join(status.text(language) for status in self.possible)
        reason: Text | None = None
        if self.status is ProgressStatus.UNDECIDED:
            reason = Text(
                f" Số liệu làm tròn hoặc có khoảng cho phép nhiều kết luận: {between}.",
                f" The bounds of the reports allow more than one status: {between}.",
            )
        elif self.ratios[0] is not None and self.ratios[0] == self.ratios[1]:
            reason = Text(
                f" Tốc độ quan sát so với tốc độ cần thiết: {self.ratios[0]}.",
                f" Observed over required rate: {self.ratios[0]}.",
            )
        method = Text(
            f" Phương pháp: {self.method.name} ({self.method.source}).",
            f" Method: {self.method.name} ({self.method.source}).",
        )
        head = f"{self.path.target.name.in_language(language)}: {self.status.text(language)}."
        because = "" if reason is None else reason.in_language(language)
        return head + because + method.in_language(language)


def progress_status(
    target: LevelTarget | GrowthTarget,
    *,
    baseline: Observation,
    latest: Observation,
    tier: str | Iterable[str | None] | None = None,
    reading: Reading | None = None,
    method: ProgressMethod = OPEN_SDG,
) -> Progress:
    """Tell the status of a target from its baseline and its latest report.

    A target that the baseline had reached, and that is reached no more, has the status under the last threshold.

    Args:
        target: the target.
        baseline: the report from which rates are counted.
        latest: the report judged, between the baseline and the due day.
        tier: the id of the tier whose threshold is asked, or several of them; None where nothing is known of it, so
            that every tier of the target is in question, and the status may be undecided.
        reading: how a yearly rise is read; the target's own reading where None.
        method: how the status is told.

    Raises:
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: as `trajectory`, and if the latest report is not between the baseline and the due day.
        UnknownIdError: if the target does not know the tier.
    """
    expect(ProgressMethod, method, "method")
    path = trajectory(target, baseline=baseline, tier=tier, reading=reading)
    path.pace(latest)
    if not baseline.on < latest.on < target.due_on:
        raise InvalidValueError(
            f"the latest report, of {latest.on}, lies between the baseline of {baseline.on} and the due day "
            f"{target.due_on}; choose another, or evaluate it"
        )
    start, seen = baseline.actual.bounds, latest.actual.bounds
    possible: tuple[ProgressStatus, ...]
    is_open = start.is_lower_open or seen.is_upper_open
    rank = partial(_rank, method)
    low = min(_at(path, method, (start.upper, seen.lower), latest, is_open=False), key=rank)
    high = max(_at(path, method, (start.lower, seen.upper), latest, is_open=is_open), key=rank)
    if low[0] is ProgressStatus.ACHIEVED or low[0] is high[0]:
        status, possible = low[0], (low[0],)
    else:
        status, possible = ProgressStatus.UNDECIDED, (low[0], high[0])
    return Progress(status=status, possible=possible, ratios=(low[1], high[1]), method=method, path=path, latest=latest)


_Told: TypeAlias = tuple[ProgressStatus, Fraction | None]


def _rank(method: ProgressMethod, status_and_ratio: _Told) -> tuple[int, Fraction]:
    """How good a status is; without a ratio, a share that is there is the best, and one that was lost the worst."""
    status, ratio = status_and_ratio
    if ratio is None:
        return (-1 if status is method.below else 1), Fraction(0)
    return 0, ratio


def _at(
    path: Trajectory,
    method: ProgressMethod,
    shares: tuple[Fraction, Fraction],
    latest: Observation,
    *,
    is_open: bool,
) -> list[_Told]:
    """The status and the ratio of two exact shares, the earlier and the later one, for the ends of what is asked.

    Both rise with the later share and fall with the earlier one, so that the ends of bounds decide. With what is
    asked they fall where the share has risen, and rise where it has fallen.
    """
    requirement = path.required_of(shares[0])
    asked, is_more = requirement.bounds, requirement.comparison is Comparison.MORE_THAN
    return [
        _told(path, method, shares, end, latest, is_open=is_open, is_strict=is_more and end != 1)
        for end in dict.fromkeys((asked.lower, asked.upper))
    ]


def _told(
    path: Trajectory,
    method: ProgressMethod,
    shares: tuple[Fraction, Fraction],
    asked: Fraction,
    latest: Observation,
    *,
    is_open: bool,
    is_strict: bool,
) -> _Told:
    due_on, on = path.target.due_on, path.baseline.on
    start, seen = shares
    if seen > asked or (seen == asked and not is_open and not is_strict):
        return ProgressStatus.ACHIEVED, None
    if start >= asked:
        return method.below, None
    if method.required is RequiredRate.FROM_BASELINE:
        needed = (asked - start) / years_between(on, due_on)
    else:
        needed = (asked - seen) / years_between(latest.on, due_on)
    if needed == 0:
        return method.bands[0].status, None
    ratio = (seen - start) / years_between(on, latest.on) / needed
    return method.status(ratio, is_open=is_open), ratio
