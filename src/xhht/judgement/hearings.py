"""Hearings: the questions of a programme to every region, held against the reports of one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

import attrs

from xhht.checks import composed, describe
from xhht.errors import InvalidTypeError, UnknownIdError, XhhtError
from xhht.figures.caveats import Caveat
from xhht.figures.levels import Level
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.judgement.evaluation import Evidence, Question, judge, not_asked
from xhht.judgement.outcomes import Reason
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, Reading
from xhht.neighbours import nearest


def named_tiers(
    programme: Programme, tiers: Mapping[str, str] | None, regions: Regions
) -> tuple[dict[str, str], list[XhhtError]]:
    """The tiers that a caller names, by region id, and what is wrong with them and with traits that tell tiers.

    Raises:
        InvalidTypeError: if they are no mapping.
    """
    misspelt = list(_misspelt_traits(programme, regions))
    if tiers is None:
        return {}, misspelt
    if not isinstance(tiers, Mapping):
        raise InvalidTypeError(f"tiers maps region ids to tier ids, got {describe(tiers)}")
    known = tuple(tier.id for tier in programme.tiers)
    named = {composed(region): composed(tier) for region, tier in tiers.items()}
    problems: list[XhhtError] = [
        UnknownIdError("region", region, regions.ids, "tiers") for region in named if region not in regions
    ]
    problems += [
        UnknownIdError("tier", tier, known, f"tiers[{region!r}]") for region, tier in named.items() if tier not in known
    ]
    return named, problems + misspelt


def _misspelt_traits(programme: Programme, regions: Regions) -> Iterator[XhhtError]:
    """Traits that stand in no tier but nearly are one that does: taken as they stand, they would tell another tier."""
    known = tuple(dict.fromkeys(trait for tier in programme.tiers for trait in tier.traits))
    owners = {trait: life.id for life in regions for trait in life.traits or ()}
    for trait, region in owners.items():
        if trait not in known and nearest(trait, known, least=_ALIKE):
            yield UnknownIdError("trait", trait, known, f"region {region!r}")


def asked_by_party(revisions: Iterable[Programme]) -> dict[str, list[str]]:
    """By the id of each body of some revisions, the indicators of which it is asked a figure of its own."""
    asked: dict[str, list[str]] = {}
    for revision in revisions:
        for party in revision.parties:
            asked.setdefault(party.id, [])
        for target in revision.targets:
            for body in target.parties:
                asked[body].append(target.indicator)
    return asked


def reports_for(
    programme: Programme, observations: Iterable[Observation], *, regions: Regions, only: Collection[str] | None = None
) -> tuple[Reports, list[XhhtError]]:
    """Observations checked against what a programme measures, and of which bodies, and what is wrong with them."""
    indicators = [indicator.id for indicator in programme.indicators]
    parties = asked_by_party([programme])
    return Reports.of(observations, regions=regions, indicators=indicators, only=only, parties=parties)


_ALIKE = 850
_DEPTHS = {level: depth for depth, level in enumerate(Level)}
_Tiers: TypeAlias = tuple[str | None, ...]


class Hearing:
    """What all verdicts of one assessment have in common."""

    def __init__(
        self,
        programme: Programme,
        reports: Reports,
        regions: Regions,
        tiers: Mapping[str, str],
        *,
        as_of: date,
        since: date,
        baseline_on: date | None,
        reading: Reading | None,
    ) -> None:
        self.programme = programme
        self.reports = reports
        self.regions = regions
        self.tiers = tiers
        self.as_of = as_of
        self.since = since
        self.baseline_on = baseline_on
        self.reading = reading
        self.questions: dict[_Tiers, tuple[Question, ...]] = {}
        self.inside: dict[tuple[str | None, Level], bool] = {}

    def verdicts(self, region: Region, kept: Mapping[tuple[str, str], Verdict]) -> Iterator[Verdict]:
        """The verdicts on a region, target by target; those that are kept stand as they are."""
        is_inside = self.is_inside(region)
        for question in self.asked_of(region):
            known = kept.get((question.target.id, region.id)) if kept else None
            yield self.verdict(question, region, self.reports, is_inside=is_inside) if known is None else known

    def of_parties(self) -> tuple[Verdict, ...] | None:
        """The verdicts on the bodies that reported something of their own people; None where they are left aside."""
        return None if self.reports.by_party is None else tuple(self._of_parties())

    def _of_parties(self) -> Iterator[Verdict]:
        for region in self.regions.alive_on(self.as_of) if self.reports.by_party else ():
            is_inside = self.is_inside(region)
            for question in self.asked_of(region):
                key = question.target.indicator, region.id
                for party in question.target.parties:
                    own = self.reports.of_party(party)
                    if key in own.series or key in own.carried:
                        verdict = self.verdict(question, region, own, is_inside=is_inside)
                        yield attrs.evolve(verdict, party=party)

    def asked_of(self, region: Region) -> tuple[Question, ...]:
        """The questions to a region, the same for all in the same tiers."""
        named = self.tiers.get(region.id)
        tiers: _Tiers = (named,) if named is not None else self.programme.tiers_in_question(region) or (None,)
        questions = self.questions.get(tiers)
        if questions is None:
            questions = self.questions[tiers] = tuple(
                Question.of(target, tiers, as_of=self.as_of, reading=self.reading) for target in self.programme.targets
            )
        return questions

    def is_inside(self, region: Region) -> bool:
        """Whether the region lies in the territory; what is above several regions is looked up once."""
        territory = self.programme.territory
        if territory is None:
            return True
        depth = _DEPTHS[territory.level]
        if _DEPTHS[region.level] <= depth:
            return territory.has(region, self.regions, self.as_of)
        passed = []
        while (key := (region.parent, region.level)) not in self.inside:
            passed.append(key)
            above = None if region.parent is None else self.regions.life_on(region.parent, self.as_of)
            if above is None or _DEPTHS[above.level] <= depth:
                self.inside[key] = territory.has(region, self.regions, self.as_of)
            else:
                region = above  # Below the territory's level a region lies where the one above it does.
        for key_below in passed:
            self.inside[key_below] = self.inside[key]
        return self.inside[key]

    def verdict(self, question: Question, region: Region, reports: Reports, *, is_inside: bool) -> Verdict:
        """The verdict on one target in a region, by the reports of all or of one body."""
        target = question.target
        seen = reports.latest(target.indicator, region.id, self.as_of, region.first_day)
        outdated = None
        if seen is not None and seen.on < self.since:
            seen, outdated = None, seen
        if not is_inside or not target.is_asked_of(region.level):
            reason = Reason.NOT_ASKED_OF_LEVEL if is_inside else Reason.OUTSIDE_TERRITORY
            return not_asked(question, _evidence(self.as_of, region, seen, outdated), reason)
        if isinstance(target, GrowthTarget):
            return judge(question, self.growth(target, region, reports, seen, outdated))
        return judge(question, _evidence(self.as_of, region, seen, outdated))

    def growth(
        self,
        target: GrowthTarget,
        region: Region,
        reports: Reports,
        seen: Observation | None,
        outdated: Observation | None,
    ) -> Evidence:
        """What a yearly rise is judged on: the report, and the baseline before it."""
        evidence = _evidence(self.as_of if seen is None else seen.on, region, seen, outdated)
        if self.baseline_on is None:
            return evidence
        baseline = reports.latest(target.indicator, region.id, self.baseline_on)
        if baseline is None:
            return evidence
        caveats: list[Caveat] = []
        if seen is not None and seen.on <= baseline.on:
            evidence = _evidence(self.as_of, region, None, None, Reason.NO_LATER_REPORT)
        elif seen is not None:
            if baseline.on < region.first_day <= seen.on:
                caveats.append(Caveat.ACROSS_A_CHANGE)
            if self._is_apart(baseline.on):
                caveats.append(Caveat.BASELINE_NOT_AT_START)
        return attrs.evolve(evidence, baseline=baseline, caveats=tuple(caveats))

    def _is_apart(self, day: date) -> bool:
        """Whether a day is more than a year away from the programme's first day."""
        earlier, later = sorted((day, self.programme.starts_on))
        return (later.year - 1, later.month, later.day) > (earlier.year, earlier.month, earlier.day)


def of_silent(verdict: Verdict, party: str) -> Verdict:
    """The verdict on a body that reported nothing of its own people, by what the verdict on all says was asked."""
    if verdict.reason in (Reason.OUTSIDE_TERRITORY, Reason.NOT_ASKED_OF_LEVEL):
        silent = attrs.evolve(verdict, actual=None, observation=None, outdated=None)
    else:
        question = Question.of(verdict.target, verdict.tiers, as_of=verdict.as_of, reading=verdict.reading)
        silent = judge(question, Evidence(actual=None, on=verdict.as_of, region=verdict.region))
    return attrs.evolve(silent, party=party)


def _evidence(
    on: date,
    region: Region,
    seen: Observation | None,
    outdated: Observation | None,
    absence: Reason = Reason.NOT_REPORTED,
) -> Evidence:
    return Evidence(
        actual=None if seen is None else seen.actual,
        on=on,
        absence=absence if outdated is None else Reason.REPORT_TOO_OLD,
        region=region,
        observation=seen,
        outdated=outdated,
    )
