"""Projections: what a scenario leads to, year by year, as assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

import attrs

from xhht.checks import as_tuple, calendar_day, describe
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError, XhhtError
from xhht.figures.levels import Level
from xhht.figures.observations import Observation
from xhht.figures.regions import Region, Regions
from xhht.judgement.assessment import Assessment, assess_checked
from xhht.judgement.outcomes import Outcome
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.plain_tables import plain_table
from xhht.scenarios._extrapolation import Extrapolation
from xhht.scenarios.assumptions import Change
from xhht.scenarios.scenarios import Scenario
from xhht.texts import Text
from xhht.values import Value, how_many

Progress = Callable[[int, int], object]


@attrs.frozen(repr=False)
class Grounds(Value):
    """What a result was reached from, so that it can be shown by names, with the day and the source of its figures.

    Attributes:
        programme: what was agreed.
        regions: where.
        reports: the last reports, from which everything goes on.
    """

    programme: Programme
    regions: Regions
    reports: tuple[Observation, ...]

    def target_name(self, target: str) -> Text | str:
        """The name of a target, in whichever revision; the id where there is none."""
        return self._name("targets", target)

    def indicator_name(self, indicator: str) -> Text | str:
        """The name by which readers know an indicator: that of its first target, its own, or the id."""
        asked = (target.name for target in self.programme.targets if target.indicator == indicator)
        return next(asked, self._name("indicators", indicator))

    def tier_name(self, tier: str) -> Text | str:
        """The name of a tier, in whichever revision; the id where there is none."""
        return self._name("tiers", tier)

    def region_name(self, region: str) -> str:
        """The last name of a region; the id where there is no such region."""
        return self.regions.lives_of(region)[-1].name if region in self.regions else region

    def _name(self, kind: str, wanted: str) -> Text | str:
        parts = (part for revision in reversed(self.programme.revisions()) for part in getattr(revision, kind))
        return next((part.name for part in parts if part.id == wanted), wanted)


@attrs.frozen(repr=False)
class Question(Value):
    """What a projection was made from: the reports and the scenario, the days, and how yearly rises are read."""

    path: Extrapolation
    days: tuple[date, ...]
    baseline_on: date | None
    reading: Reading | None

    @property
    def grounds(self) -> Grounds:
        """What every answer to it is reached from."""
        path = self.path
        return Grounds(path.programme, path.regions, tuple(series.last for series in path.series.values()))

    def with_scenario(self, scenario: Scenario) -> Question:
        """The same question under another scenario."""
        return attrs.evolve(self, path=self.path.with_scenario(scenario))

    def assessment(self, day: date, *, known: tuple[Question, Assessment] | None = None) -> Assessment:
        """The assessment of one day; what an earlier question has on that day is kept where nothing changed.

        Raises:
            InvalidObservationsError: for parts of a whole that are shares of different things.
        """
        baseline_on = self.baseline_on if self.baseline_on is not None and self.baseline_on <= day else None
        text = self.path.programme_on(day)
        standing: dict[tuple[str, str], Verdict] = {}
        if known is not None:
            question, earlier = known
            standing = self._standing(text, question, earlier)
            if len(standing) == len(earlier.verdicts) and text == earlier.programme:
                return earlier
        return assess_checked(
            text,
            self.path.reports_on(day, baseline_on),
            regions=self.path.regions,
            as_of=day,
            baseline_on=baseline_on,
            reading=self.reading,
            since=date.min,
            tiers=self.path.tiers,
            kept=standing,
        )

    def _standing(self, text: Programme, question: Question, earlier: Assessment) -> dict[tuple[str, str], Verdict]:
        """The verdicts of an earlier question on targets that ask the same, from series that go on as before."""
        asked_before = {target.id: target for target in earlier.programme.targets}
        same = {target.id for target in text.targets if asked_before.get(target.id) == target}
        before, wholes = question.path.series, set(self.path.wholes)
        moved = {key for key, series in self.path.series.items() if before.get(key) is not series}
        moved_sums = {indicator for indicator, _ in moved}
        return {
            verdict.key: verdict
            for verdict in earlier.verdicts
            if verdict.target.id in same
            and (verdict.target.indicator, verdict.key[1]) not in moved
            and not (verdict.key[1] in wholes and verdict.target.indicator in moved_sums)
        }


@attrs.frozen(repr=False)
class Projection(Value):
    """What a scenario leads to: an assessment for each day.

    Attributes:
        scenario: the assumptions.
        assessments: by day, the earliest first.
        applied: by target and region, the changes that were assumed.
    """

    scenario: Scenario
    assessments: tuple[Assessment, ...] = attrs.field(repr=how_many)
    applied: tuple[tuple[tuple[str, str], tuple[Change, ...]], ...] = attrs.field(repr=False)
    _question: Question | None = attrs.field(init=False, default=None, eq=False, repr=False)
    _is_part: bool = attrs.field(init=False, default=False, eq=False, repr=False)

    def __str__(self) -> str:
        outcomes: dict[tuple[str, str], dict[date, str]] = {}
        for assessment in self.assessments:
            for verdict in assessment:
                outcomes.setdefault(verdict.key, {})[assessment.as_of] = verdict.outcome.text("en")
        rows = [[*key, *(of_day.get(day, "") for day in self.days)] for key, of_day in outcomes.items()]
        return f"{self.scenario}\n{plain_table(['target', 'region', *map(str, self.days)], rows)}"

    @property
    def days(self) -> tuple[date, ...]:
        """The days judged, the earliest first."""
        return tuple(assessment.as_of for assessment in self.assessments)

    @property
    def question(self) -> Question:
        """What the projection was made from.

        Raises:
            InvalidValueError: if it was not made by `project` but read from a file.
        """
        if self._question is None:
            raise InvalidValueError(
                f"the projection of {self.scenario.name!r} has no reports with it; project them again"
            )
        return self._question

    @property
    def grounds(self) -> Grounds | None:
        """The programme, the regions and the last reports behind it; None where it was read from a file."""
        return None if self._question is None else self._question.grounds

    def on(self, day: date) -> Assessment:
        """The assessment of a day.

        Raises:
            InvalidTypeError: if the day is no date.
            UnknownIdError: if that day was not judged; the message lists those that were.
        """
        if isinstance(day, datetime) or not isinstance(day, date):
            raise InvalidTypeError(f"a day judged is a date, such as date(2018, 12, 31), got {describe(day)}")
        for assessment in self.assessments:
            if assessment.as_of == day:
                return assessment
        raise UnknownIdError(
            "day", str(day), [day.isoformat() for day in self.days], f"scenario {self.scenario.name!r}"
        )

    def where(
        self,
        *,
        target: str | Iterable[str] | None = None,
        region: str | Iterable[str] | None = None,
        outcome: Outcome | str | Iterable[Outcome | str] | None = None,
        tier: str | Iterable[str] | None = None,
        level: Level | str | Iterable[Level | str] | None = None,
        is_judged: bool | None = None,
    ) -> Projection:
        """The part of the projection that fits every given condition on some day, as in `Assessment.where`.

        Raises:
            UnknownIdError: if an id or a word is known on none of its days.
        """
        last = self.assessments[-1]
        every = attrs.evolve(last, verdicts=[verdict for judged in self.assessments for verdict in judged])
        fitting = every.where(
            target=target, region=region, outcome=outcome, tier=tier, level=level, is_judged=is_judged
        )
        by_day: dict[date, list[Verdict]] = {day: [] for day in self.days}
        for verdict in fitting:
            by_day[verdict.as_of].append(verdict)
        return self._with(attrs.evolve(judged, verdicts=by_day[judged.as_of]) for judged in self.assessments)

    def _with(self, assessments: Iterable[Assessment]) -> Projection:
        part = Projection(self.scenario, tuple(assessments), self.applied)
        object.__setattr__(part, "_question", self._question)
        object.__setattr__(part, "_is_part", True)
        return part

    def with_scenario(self, scenario: Scenario, *, progress: Progress | None = None) -> Projection:
        """The projection of another scenario from the same reports, for the same days.

        It is the one that `project` gives, and nothing that the change does not touch is made again: reports are not
        checked anew, series of which the same is assumed go on as they are, and verdicts on them are kept.

        Args:
            scenario: what is assumed instead.
            progress: called with the number of days judged and of all days.

        Raises:
            InvalidScenarioError: as in `project`.
            InvalidTypeError: if an argument is of another kind.
            InvalidValueError: if this projection was not made by `project` but read from a file.
        """
        question = self.question
        earlier = None if self._is_part else (question, self.assessments)
        return _answered(question.with_scenario(scenario), progress, earlier)

    def first_met_days(self) -> dict[tuple[str, str], date | None]:
        """By target and region, the first judged day on which a target is met; None where it never is."""
        days: dict[tuple[str, str], date | None] = {}
        for assessment in self.assessments:
            for verdict in assessment:
                if days.setdefault(verdict.key, None) is None and verdict.outcome is Outcome.MET:
                    days[verdict.key] = assessment.as_of
        return days

    def first_met(self, target: str, region: str) -> date | None:
        """The first judged day on which a target is met in a region; None where it never is.

        Raises:
            UnknownIdError: if there is no verdict on that target in that region on any day.
        """
        missing: UnknownIdError | None = None
        is_judged = False
        for assessment in self.assessments:
            try:
                verdict = assessment[target, region]
            except UnknownIdError as unknown:  # A region may begin or end on the way, and so may a target.
                missing = unknown
                continue
            if verdict.outcome is Outcome.MET:
                return assessment.as_of
            is_judged = True
        if missing is not None and not is_judged:
            raise missing
        return None


def project(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    *,
    regions: Regions | Iterable[Region],
    until: date,
    baseline_on: date | None = None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
) -> Projection:
    """Judge a programme year by year as a scenario has it.

    The days judged are those of the year of `until`, back to the earliest of the last reports. Each series
    of reports goes on from its last one, however old: the share changes as assumed, never below none or above all.
    It stays exact, so that a rise of exactly what is asked meets it; of a count, whole holders are only shown. A
    printed or bounded share keeps everything that it can mean, but for a share to be reached, which all its values
    come to; holders added to a share without counts leave open how far it rises. A region that ends, or lives on
    under another parent or with other traits, reports nothing more. Where an assumption is about a tier and it is not
    known in which one a region is, both what follows with it and without it is possible.

    Args:
        programme: what was agreed.
        observations: what was reported, in any order.
        scenario: what is assumed; without an assumption the last report stands.
        regions: the regions, as a tree or one by one.
        until: the last day judged.
        baseline_on: the day of the baseline of yearly rises.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        into: the ids of regions whose parts are added up each day, for what they did not report themselves.
        reading: how yearly rises are read.
        progress: called with the number of days judged and of all days.

    Raises:
        InvalidObservationsError: for reports that cannot be judged, or added up, if nothing else is wrong.
        InvalidScenarioError: for every assumption about an unknown indicator, target, tier or region, every wrong id
            in `tiers` and `into`, a threshold that no target can ask, a share to be reached on a day that is not
            after the last report, and whatever else is wrong beside them, all together.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if no report is earlier than `until`, more than 1,000 years lie between them, or the
            baseline is later, and nothing else is wrong.
    """
    question = asked(
        programme,
        observations,
        scenario,
        regions=regions,
        until=until,
        baseline_on=baseline_on,
        tiers=tiers,
        into=into,
        reading=reading,
    )
    return _answered(question, progress)


def asked(
    programme: Programme,
    observations: Iterable[Observation],
    scenario: Scenario,
    *,
    regions: Regions | Iterable[Region],
    until: date,
    baseline_on: date | None,
    reading: Reading | None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
) -> Question:
    """The question that a projection answers, checked.

    Raises:
        InvalidObservationsError: as in `project`, and likewise the other errors.
    """
    calendar_day(until, "until")
    seen, tree = as_tuple(observations), Regions.of(regions)
    chosen = None if reading is None else Reading(reading)
    problems: list[XhhtError] = []
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > until:
        problems.append(
            InvalidValueError(f"the baseline of {baseline_on} is after {until}; give an earlier one, or a later end")
        )
    if all(report.on >= until for report in seen if isinstance(report, Observation) and report.party is None):
        problems.append(InvalidValueError(f"no report is earlier than {until}; there is nothing to project from"))
    path = Extrapolation.of(programme, seen, scenario, tree, until, tiers=tiers, into=into, problems=problems)
    return Question(path, tuple(path.days(until)), baseline_on, chosen)


def _answered(
    question: Question, progress: Progress | None, earlier: tuple[Question, tuple[Assessment, ...]] | None = None
) -> Projection:
    """The projection that answers a question, day by day."""
    if progress is not None and not callable(progress):
        raise InvalidTypeError(f"progress is a function of days done and of all days, got {describe(progress)}")
    assessments = []
    for place, day in enumerate(question.days):
        known = None if earlier is None else (earlier[0], earlier[1][place])
        assessments.append(question.assessment(day, known=known))
        if progress is not None:
            progress(place + 1, len(question.days))
    projection = Projection(question.path.scenario, tuple(assessments), question.path.applied())
    object.__setattr__(projection, "_question", question)
    return projection
