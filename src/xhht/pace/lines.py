"""Lines: the pace, the rate still needed, the arrival and the status of every target in every region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

import attrs

from xhht.checks import as_tuple, calendar_day, composed, expect, pair
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.figures.bounds import Base, Bounds
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.figures.shares import PercentagePoints
from xhht.judgement.assessment import assess_checked
from xhht.judgement.evaluation import counts_nothing
from xhht.judgement.hearings import named_tiers, reports_for
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.pace.arrivals import Arrival, arrival
from xhht.pace.headway import OPEN_SDG, ProgressMethod, ProgressStatus, progress_status
from xhht.pace.trajectories import Pace, Trajectory, trajectory
from xhht.periods import first_fresh_day
from xhht.plain_tables import plain_table
from xhht.values import Value, how_many


@attrs.frozen(kw_only=True, repr=False)
class ProgressLine(Value):
    """How far one target is on its way in one region; what cannot be told is None.

    Attributes:
        target: the target.
        region: the region.
        path: the straight path from the baseline to the target.
        baseline: the report from which it starts.
        latest: the report judged.
        pace: how that report stands to the path.
        needed_per_year: the rise a year that still leads to the target, in percentage points.
        arrival: when the line through the reports from the baseline on meets the target.
        status: the status by the observed and the required rate.
        reason: why something cannot be told.
    """

    target: LevelTarget | GrowthTarget = attrs.field(repr=lambda target: repr(target.id))
    region: Region = attrs.field(repr=lambda region: repr(region.id))
    path: Trajectory | None = attrs.field(default=None, repr=False)
    baseline: Observation | None = attrs.field(default=None, repr=False)
    latest: Observation | None = attrs.field(default=None, repr=False)
    pace: Pace | None = None
    needed_per_year: PercentagePoints | Bounds | None = None
    arrival: Arrival | None = attrs.field(default=None, repr=False)
    status: ProgressStatus | None = None
    reason: Reason | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the target and of the region."""
        return self.target.id, self.region.id


@attrs.frozen(repr=False)
class ProgressLines(Value):
    """The progress of every target in every region on a day.

    Iterating gives the lines, region by region. ``lines["clans_recognised", "tran-yen"]`` looks one up.
    """

    programme: Programme = attrs.field(repr=lambda programme: repr(programme.id))
    as_of: date
    lines: tuple[ProgressLine, ...] = attrs.field(converter=as_tuple, repr=how_many)

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], ProgressLine]:
        return {line.key: line for line in self.lines}

    def __iter__(self) -> Iterator[ProgressLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, key: tuple[str, str]) -> ProgressLine:
        """The line of a target in a region, by their two ids.

        Raises:
            UnknownIdError: if either id has no line here; the message names the nearest.
            InvalidTypeError: if the key is not a pair of ids.
        """
        target, region = map(composed, pair(key, "a target's and a region's id, such as [target, region]"))
        line = self._index.get((target, region))
        if line is not None:
            return line
        place = 0 if target not in {known for known, _ in self._index} else 1
        known = tuple(dict.fromkeys(ids[place] for ids in self._index))
        raise UnknownIdError(
            ("target", "region")[place], (target, region)[place], known, f"the progress of {self.as_of}"
        )

    def __str__(self) -> str:
        rows = [
            [
                line.region.name,
                line.target.id,
                line.pace.text("en") if line.pace else "",
                line.status.text("en") if line.status else line.reason.text("en") if line.reason else "",
            ]
            for line in self.lines
            if line.reason not in _NOT_ASKED
        ]
        head = f"{self.programme.document.number} as of {self.as_of}: progress"
        return f"{head}\n{plain_table(['region', 'target', 'pace', 'status'], rows)}"

    def where(
        self,
        *,
        target: str | Iterable[str] | None = None,
        region: str | Iterable[str] | None = None,
        pace: Pace | str | Iterable[Pace | str] | None = None,
        status: ProgressStatus | str | Iterable[ProgressStatus | str] | None = None,
    ) -> ProgressLines:
        """The lines that fit every given condition, each one answer or several.

        Raises:
            UnknownIdError: if an id or a word is unknown, so that a mistyped filter does not look like an empty answer.
        """
        targets = _known("target", target, [rule.id for rule in self.programme.targets])
        regions = _known("region", region, [line.region.id for line in self.lines])
        paces = None if pace is None else {Pace(one) for one in _several(pace)}
        statuses = None if status is None else {ProgressStatus(one) for one in _several(status)}
        fitting = tuple(
            line
            for line in self.lines
            if (targets is None or line.target.id in targets)
            and (regions is None or line.region.id in regions)
            and (paces is None or line.pace in paces)
            and (statuses is None or line.status in statuses)
        )
        return attrs.evolve(self, lines=fitting)


_NOT_ASKED = (Reason.OUTSIDE_TERRITORY, Reason.NOT_ASKED_OF_LEVEL)


def _several(wanted: str | Iterable[str]) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else as_tuple(wanted)


def _known(kind: str, wanted: str | Iterable[str] | None, known: Iterable[str]) -> frozenset[str] | None:
    if wanted is None:
        return None
    listed = tuple(dict.fromkeys(known))
    ids = [composed(one) for one in _several(wanted)]
    for one in ids:
        if one not in listed:
            raise UnknownIdError(kind, one, listed)
    return frozenset(ids)


def progress(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    as_of: date,
    baseline_on: date,
    since: date | None = None,
    tiers: Mapping[str, str] | None = None,
    reading: Reading | None = None,
    method: ProgressMethod = OPEN_SDG,
) -> ProgressLines:
    """Tell the pace, the rate still needed, the arrival and the status of every target in every region.

    The latest report counts as in `assess`, and the baseline is the latest report not after `baseline_on`. Where a
    region may be in several tiers, all of them are in question.

    Args:
        programme: what was agreed; its revision of the day is used.
        observations: what was reported, in any order.
        regions: the regions, as a tree or one by one.
        as_of: the day judged.
        baseline_on: the day of the baseline.
        since: the first day whose reports count, as in `assess`.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        reading: how yearly rises are read; each target's own reading where None.
        method: how the status is told.

    Raises:
        InvalidObservationsError: as in `assess`, and likewise the other errors.
        InvalidValueError: if the baseline's day or `since` is after the day judged.
    """
    calendar_day(as_of, "as_of")
    expect(Programme, programme, "a programme")
    expect(ProgressMethod, method, "method")
    if calendar_day(baseline_on, "baseline_on") > as_of:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {as_of}; a path needs an earlier one")
    tree, text = Regions.of(regions), programme.as_of(as_of)
    chosen = None if reading is None else Reading(reading)
    reports, problems = reports_for(text, observations, regions=tree)
    verdicts = assess_checked(
        text,
        reports,
        problems,
        regions=tree,
        as_of=as_of,
        since=first_fresh_day(as_of, since),
        tiers=tiers,
        baseline_on=baseline_on,
        reading=chosen,
    )
    named, _ = named_tiers(text, tiers, tree)
    teller = _Teller(text, reports, baseline_on, named, chosen, method)
    return ProgressLines(text, as_of, [teller.line(verdict, verdict.region) for verdict in verdicts if verdict.region])


@attrs.frozen
class _Teller:
    """What all lines of one day have in common."""

    programme: Programme
    reports: Reports
    baseline_on: date
    tiers: Mapping[str, str]
    reading: Reading | None
    method: ProgressMethod

    def line(self, verdict: Verdict, region: Region) -> ProgressLine:
        target, latest = verdict.target, verdict.observation
        baseline = self.reports.latest(target.indicator, region.id, self.baseline_on)
        line = ProgressLine(target=target, region=region, baseline=baseline, latest=latest)
        lacking = _lacking(verdict, baseline)
        if baseline is None or (lacking is not None and verdict.outcome is Outcome.NOT_APPLICABLE):
            return attrs.evolve(line, reason=lacking)
        if lacking in _WITHOUT_PATH or baseline.on >= target.due_on:
            return attrs.evolve(line, reason=lacking or Reason.ALREADY_DUE)
        named = self.tiers.get(region.id)
        tier = (named,) if named is not None else self.programme.tiers_in_question(region) or (None,)
        path = trajectory(target, baseline=baseline, tier=tier, reading=self.reading)
        line = attrs.evolve(line, path=path, reason=lacking)
        if latest is None or lacking is not None:
            return line
        line = attrs.evolve(line, pace=path.pace(latest))
        if latest.on < target.due_on:
            line = attrs.evolve(line, needed_per_year=path.needed_per_year(latest))
        if latest.on == baseline.on:
            return attrs.evolve(line, reason=Reason.NO_LATER_REPORT)
        key = target.indicator, region.id
        reported = (*self.reports.series.get(key, ()), *self.reports.carried.get(key, ()), baseline, latest)
        between = {r.on: r for r in reported if baseline.on <= r.on <= latest.on and _is_usable(r)}
        since_then = tuple(between.values())
        line = attrs.evolve(line, arrival=arrival(target, since_then, tier=tier, reading=self.reading))
        if latest.on >= target.due_on:
            return attrs.evolve(line, reason=Reason.ALREADY_DUE)
        told = progress_status(
            target, baseline=baseline, latest=latest, tier=tier, reading=self.reading, method=self.method
        )
        return attrs.evolve(line, status=told.status)


_WITHOUT_PATH = (
    Reason.NO_BASELINE,
    Reason.BASELINE_ONLY_REGISTERED,
    Reason.BASELINE_COUNTS_NOTHING,
    Reason.BASELINE_MAY_BE_ZERO,
    Reason.RISE_FROM_ZERO,
)


def _is_usable(report: Observation) -> bool:
    return report.actual.base is not Base.REGISTERED and not counts_nothing(report.actual)


def _lacking(verdict: Verdict, baseline: Observation | None) -> Reason | None:
    """Why a report cannot be held against a path, or None where it can."""
    if verdict.outcome in (Outcome.NO_DATA, Outcome.NOT_APPLICABLE) or verdict.reason is Reason.BASELINE_MAY_BE_ZERO:
        return verdict.reason
    if baseline is None:
        return Reason.NO_BASELINE
    if baseline.actual.base is Base.REGISTERED:
        return Reason.BASELINE_ONLY_REGISTERED
    return Reason.BASELINE_COUNTS_NOTHING if counts_nothing(baseline.actual) else None
