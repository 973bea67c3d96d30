"""Assessment: a whole set of reports, over many regions and all targets of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

import attrs

from xhht.checks import as_tuple, calendar_day, composed, describe, each, instance, pair
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Level, Region, Regions
from xhht.judgement.evaluation import judge
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.model.tiers import GENERAL
from xhht.plain_tables import plain_table
from xhht.texts import Text
from xhht.values import Value


def _outcomes(verdicts: Iterable[Verdict]) -> str:
    counts = Counter(verdict.outcome.value for verdict in verdicts)
    return f"<{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}>"


@attrs.frozen(repr=False)
class Assessment(Value):
    """Verdicts for every target and every region that exists on the day judged.

    Iterating gives the verdicts, region by region in the order given, target by target in the text's
    order. ``assessment["clans_recognised", "tran-yen"]`` looks one up.
    """

    programme: Programme = attrs.field(validator=instance(Programme), repr=attrgetter("id"))
    as_of: date = attrs.field(converter=calendar_day)
    verdicts: tuple[Verdict, ...] = attrs.field(converter=as_tuple, validator=each(Verdict), repr=_outcomes)

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Verdict]:
        return {(v.target.id, "" if v.region is None else v.region.id): v for v in self.verdicts}

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __str__(self) -> str:
        rows = [
            [
                "" if verdict.region is None else verdict.region.name,
                verdict.target.id,
                verdict.outcome.text("en"),
                "" if verdict.actual is None else verdict.actual.format(),
            ]
            for verdict in self.verdicts
        ]
        head = f"{self.programme.document.number} as of {self.as_of}: {_outcomes(self.verdicts)[1:-1]}"
        return f"{head}\n{plain_table(['region', 'target', 'outcome', 'reported'], rows)}"

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, key: tuple[str, str]) -> Verdict:
        """The verdict on a target in a region, by their two ids.

        Raises:
            UnknownIdError: if either id has no verdict here; the message names the nearest.
            InvalidTypeError: if the key is not a pair of ids.
        """
        target, region = map(composed, pair(key, "a target's and a region's id, such as [target, region]"))
        found = self._index.get((target, region))
        if found is not None:
            return found
        targets = tuple(dict.fromkeys(known for known, _ in self._index))
        if target not in targets:
            raise UnknownIdError("target", target, targets)
        regions = tuple(dict.fromkeys(known for _, known in self._index))
        raise UnknownIdError("region", region, regions, f"the assessment of {self.as_of}")

    def where(
        self,
        *,
        target: str | None = None,
        region: str | None = None,
        outcome: Outcome | None = None,
        tier: str | None = None,
        level: Level | None = None,
    ) -> Assessment:
        """The part of the assessment that fits every given condition; ids must have verdicts here.

        Raises:
            UnknownIdError: if an id is unknown, so that a mistyped filter does not look like an empty answer.
        """
        chosen = Outcome if outcome is None else Outcome(outcome)
        rank = None if level is None else Level(level)
        target, region, tier = (None if given is None else composed(given) for given in (target, region, tier))
        for kind, wanted, known in (
            ("target", target, [rule.id for rule in self.programme.targets]),
            ("tier", tier, [known.id for known in self.programme.tiers]),
            ("region", region, list(dict.fromkeys(known for _, known in self._index))),
        ):
            if wanted is not None and wanted not in known:
                raise UnknownIdError(kind, wanted, known)
        return attrs.evolve(
            self,
            verdicts=tuple(
                v
                for v in self.verdicts
                if (target is None or v.target.id == target)
                and (region is None or (v.region is not None and v.region.id == region))
                and (outcome is None or v.outcome is chosen)
                and (tier is None or v.tier == tier)
                and (rank is None or (v.region is not None and v.region.level is rank))
            ),
        )

    def counts(self) -> dict[Outcome, int]:
        """How many verdicts have each outcome, every outcome named."""
        found = Counter(verdict.outcome for verdict in self.verdicts)
        return {outcome: found[outcome] for outcome in Outcome}


def assess(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    as_of: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
) -> Assessment:
    """Judge every target of a programme in every region that exists on a day.

    The latest report not after the day counts, if it falls into the region's life of that day. A yearly
    rise is counted from the latest report not after `baseline_on`, up to the day of the report judged.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        observations: what was reported, in any order.
        regions: the regions, as a tree or one by one.
        as_of: the day judged.
        baseline_on: the day of the baseline; without it no yearly rise is judged.
        reading: how yearly rises are read; each rule's own reading where None.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every unknown id, report outside a region's life, contradiction, unknown
            tier and target that asks nothing of a tier, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline's day is after the day judged.
    """
    if not isinstance(programme, Programme):
        raise InvalidTypeError(f"a programme is a Programme, got {describe(programme)}")
    calendar_day(as_of, "as_of")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > as_of:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {as_of}; a rise needs an earlier one")
    chosen = None if reading is None else Reading(reading)
    tree = Regions.of(regions)
    programme = programme.as_of(as_of)
    indicators = [indicator.id for indicator in programme.indicators]
    reports, problems = Reports.of(observations, regions=tree, indicators=indicators)
    return assess_checked(
        programme, reports, problems, regions=tree, as_of=as_of, baseline_on=baseline_on, reading=chosen
    )


def assess_checked(
    programme: Programme,
    reports: Reports,
    problems: Iterable[XhhtError] = (),
    *,
    regions: Regions,
    as_of: date,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    kept: Mapping[tuple[str, str], Verdict] | None = None,
) -> Assessment:
    """Judge reports that are checked already by the programme of the day judged.

    Verdicts that are `kept`, by target and region, stand as they are: nothing that they depend on has changed.

    Raises:
        InvalidObservationsError: for the problems found with the reports and every unknown tier, all together.
    """
    alive = regions.alive_on(as_of)
    found = [*problems, *_unknown_tiers(programme, alive), *_unasked_tiers(programme, alive)]
    if found:
        raise InvalidObservationsError(f"observations for {programme.id!r} as of {as_of}", found)
    names = {tier.id: tier.name for tier in programme.tiers}
    judged = _Judged(reports, names, as_of=as_of, baseline_on=baseline_on, reading=reading, kept=kept or {})
    tiers = {tier: judged.asked_of(tier, programme) for tier in {region.tier or GENERAL for region in alive}}
    verdicts = [verdict for region in alive for verdict in judged.verdicts(region, tiers[region.tier or GENERAL])]
    return Assessment(programme, as_of, tuple(verdicts))


def _unknown_tiers(programme: Programme, regions: Iterable[Region]) -> Iterator[XhhtError]:
    known = [tier.id for tier in programme.tiers]
    for region in regions:
        if region.tier is not None and region.tier not in known:
            yield UnknownIdError("tier", region.tier, known, f"region {region.id!r}")


def _unasked_tiers(programme: Programme, regions: Iterable[Region]) -> Iterator[XhhtError]:
    """An error for each target that has tiers, and none for a tier of the programme that some region has."""
    used = {region.tier or GENERAL for region in regions}
    for tier in (tier.id for tier in programme.tiers if tier.id in used):
        for rule in programme.targets:
            try:
                rule.asked_of(tier)
            except UnknownIdError as problem:
                yield problem


_Asked: TypeAlias = tuple[tuple[LevelTarget | GrowthTarget, Fraction | None], ...]


@attrs.frozen(repr=False)
class _Judged(Value):
    """What all verdicts of one assessment have in common."""

    reports: Reports
    tier_names: Mapping[str, Text]
    as_of: date = attrs.field(kw_only=True)
    baseline_on: date | None = attrs.field(kw_only=True)
    reading: Reading | None = attrs.field(kw_only=True)
    kept: Mapping[tuple[str, str], Verdict] = attrs.field(kw_only=True)

    def asked_of(self, tier: str, programme: Programme) -> _Asked:
        """Every target, with the share that it asks of a tier where it is a level."""
        return tuple(
            (rule, rule.asked_of(tier) if isinstance(rule, LevelTarget) else None) for rule in programme.targets
        )

    def verdicts(self, region: Region, asked: _Asked) -> Iterator[Verdict]:
        tier, life_began = region.tier or GENERAL, region.first_day
        tier_name = self.tier_names.get(tier)
        for rule, level in asked:
            if self.kept and (known := self.kept.get((rule.id, region.id))) is not None:
                yield known
                continue
            seen = self.reports.latest(rule.indicator, region.id, self.as_of, life_began)
            if level is None:
                yield self.growth(rule, region, seen, tier, tier_name)
            else:
                yield judge(
                    rule,
                    None if seen is None else seen.actual,
                    as_of=self.as_of,
                    reported_on=self.as_of,
                    tier=tier,
                    tier_name=tier_name,
                    region=region,
                    observation=seen,
                    level=level,
                )

    def growth(
        self,
        rule: LevelTarget | GrowthTarget,
        region: Region,
        seen: Observation | None,
        tier: str,
        tier_name: Text | None,
    ) -> Verdict:
        baseline = None
        caveats: tuple[Caveat, ...] = ()
        absence = Reason.NOT_REPORTED
        if self.baseline_on is not None:
            baseline = self.reports.latest(rule.indicator, region.id, self.baseline_on)
            if baseline is not None and seen is not None:
                if seen.on <= baseline.on:
                    seen, absence = None, Reason.NO_LATER_REPORT
                elif baseline.on < region.first_day:
                    caveats = (Caveat.ACROSS_A_CHANGE,)
        return judge(
            rule,
            None if seen is None else seen.actual,
            as_of=self.as_of,
            reported_on=self.as_of if seen is None else seen.on,
            tier=tier,
            tier_name=tier_name,
            baseline=baseline,
            reading=self.reading,
            region=region,
            observation=seen,
            caveats=caveats,
            absence=absence,
        )
