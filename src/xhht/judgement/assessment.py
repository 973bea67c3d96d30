"""Assessment: a whole set of reports, over many regions and all targets of a programme."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias, TypeVar

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, composed, describe, each, expect, instance, optional_day, pair
from xhht.errors import (
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.bounds import Base
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Level, Region, Regions
from xhht.judgement.evaluation import Evidence, Question, judge, not_asked
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.roll_ups import Counting
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import GrowthTarget, LevelTarget, Reading
from xhht.periods import first_fresh_day, year_up_to
from xhht.plain_tables import plain_table
from xhht.values import Value

ChoiceT = TypeVar("ChoiceT", bound=Choice)


def _outcomes(verdicts: Iterable[Verdict]) -> str:
    counts = Counter(verdict.outcome.value for verdict in verdicts)
    return f"<{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}>"


@attrs.frozen(repr=False)
class Place(Value):
    """The place of a verdict in a ranking: the best and the worst that its figure and those of others allow.

    Equal best and worst places are sure; verdicts with the same sure place are tied.
    """

    verdict: Verdict
    best: int
    worst: int


@attrs.frozen(repr=False)
class Assessment(Value):
    """Verdicts for every target and every region that exists on the day judged.

    Iterating gives the verdicts, region by region in the order given, target by target in the text's
    order. ``assessment["clans_recognised", "tran-yen"]`` looks one up.

    Attributes:
        programme: what was agreed, as it stands on the day.
        as_of: the day judged.
        verdicts: the verdicts.
        since: the first day whose reports counted.
    """

    programme: Programme = attrs.field(validator=instance(Programme), repr=attrgetter("id"))
    as_of: date = attrs.field(converter=calendar_day)
    verdicts: tuple[Verdict, ...] = attrs.field(converter=as_tuple, validator=each(Verdict), repr=_outcomes)
    since: date | None = attrs.field(default=None, converter=optional_day, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.since is None:
            object.__setattr__(self, "since", year_up_to(self.as_of))

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Verdict]:
        return {verdict.key: verdict for verdict in self.verdicts}

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
        verdict = self._index.get((target, region))
        if verdict is not None:
            return verdict
        targets = tuple(dict.fromkeys(known for known, _ in self._index))
        if target not in targets:
            raise UnknownIdError("target", target, targets)
        raise UnknownIdError("region", region, self._regions, f"the assessment of {self.as_of}")

    @property
    def _regions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(region for _, region in self._index))

    def where(
        self,
        *,
        target: str | Iterable[str] | None = None,
        region: str | Iterable[str] | None = None,
        outcome: Outcome | str | Iterable[Outcome | str] | None = None,
        tier: str | Iterable[str] | None = None,
        level: Level | str | Iterable[Level | str] | None = None,
        is_judged: bool | None = None,
    ) -> Assessment:
        """The part of the assessment that fits every given condition; ids must have verdicts here.

        Each condition is one answer or several, of which any one fits.

        Args:
            target: ids of targets.
            region: ids of regions.
            outcome: outcomes, or their words.
            tier: ids of tiers whose threshold was asked.
            level: levels of administration, or their words.
            is_judged: whether a share could be held against a threshold.

        Raises:
            UnknownIdError: if an id or a word is unknown, so that a mistyped filter does not look like an empty answer.
        """
        targets = _known("target", target, [rule.id for rule in self.programme.targets])
        regions = _known("region", region, self._regions)
        tiers = _known("tier", tier, [tier.id for tier in self.programme.tiers])
        outcomes, levels = _chosen(Outcome, outcome), _chosen(Level, level)
        fitting = tuple(
            verdict
            for verdict in self.verdicts
            if (targets is None or verdict.target.id in targets)
            and (regions is None or verdict.key[1] in regions)
            and (outcomes is None or verdict.outcome in outcomes)
            and (tiers is None or verdict.tier in tiers)
            and (levels is None or (verdict.region is not None and verdict.region.level in levels))
            and (is_judged is None or verdict.is_judged is is_judged)
        )
        return attrs.evolve(self, verdicts=fitting)

    def counts(self) -> dict[Outcome, int]:
        """How many verdicts have each outcome, every outcome named."""
        counts = Counter(verdict.outcome for verdict in self.verdicts)
        return {outcome: counts[outcome] for outcome in Outcome}

    def silent(self) -> dict[str, tuple[str, ...]]:
        """By indicator, the ids of the regions that are asked and reported nothing that is not too old."""
        silent: dict[str, dict[str, None]] = {verdict.target.indicator: {} for verdict in self.verdicts}
        for verdict in self.verdicts:
            if verdict.reason in (Reason.NOT_REPORTED, Reason.REPORT_TOO_OLD):
                silent[verdict.target.indicator][verdict.key[1]] = None
        return {indicator: tuple(regions) for indicator, regions in silent.items()}

    def ranking(self, target: str) -> tuple[Place, ...]:
        """The regions that are asked and reported a share of all, by that share, the highest first.

        A printed or bounded share has the range of places that its bounds leave possible.

        Raises:
            UnknownIdError: if the target has no verdict here.
        """
        verdicts = [
            verdict
            for verdict in self.where(target=target)
            if verdict.actual is not None
            and verdict.outcome is not Outcome.NOT_APPLICABLE
            and verdict.actual.base is not Base.REGISTERED
        ]
        bounds = [verdict.actual.bounds for verdict in verdicts if verdict.actual is not None]
        lowers = sorted((own.lower, own.is_lower_open) for own in bounds)
        uppers = sorted(own.upper for own in bounds)
        places = []
        for verdict, own in zip(verdicts, bounds, strict=True):
            # Surely above are those whose every value is higher; possibly above all that reach over the lowest value.
            place = bisect_left if own.is_upper_open else bisect_right
            surely = len(bounds) - place(lowers, (own.upper, False))
            possibly = len(bounds) - bisect_right(uppers, own.lower) - (own.upper > own.lower)
            places.append(Place(verdict, 1 + surely, 1 + possibly))
        return tuple(sorted(places, key=lambda place: (place.best, place.worst)))


def _known(kind: str, wanted: str | Iterable[str] | None, known: Iterable[str]) -> frozenset[str] | None:
    if wanted is None:
        return None
    listed = tuple(known)
    ids = [composed(one) for one in ((wanted,) if isinstance(wanted, str) else as_tuple(wanted))]
    for one in ids:
        if one not in listed:
            raise UnknownIdError(kind, one, listed)
    return frozenset(ids)


def _chosen(kind: type[ChoiceT], wanted: str | Iterable[str] | None) -> frozenset[ChoiceT] | None:
    if wanted is None:
        return None
    return frozenset(kind(one) for one in ((wanted,) if isinstance(wanted, str) else as_tuple(wanted)))


def assess(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    as_of: date,
    baseline_on: date | None = None,
    since: date | None = None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    reading: Reading | None = None,
) -> Assessment:
    """Judge every target of a programme in every region that exists on a day.

    The latest report not after the day counts, if it is not before `since` and falls into the region's life of that
    day. A yearly rise is counted from the latest report not after `baseline_on`, up to the day of the report judged.

    Args:
        programme: what was agreed; its revision of the day judged is used.
        observations: what was reported, in any order.
        regions: the regions, as a tree or one by one.
        as_of: the day judged.
        baseline_on: the day of the baseline; without it no yearly rise is judged.
        since: the first day whose reports count; an older one is no report. The day after the same day a year before
            `as_of` where None; ``date.min`` takes all.
        tiers: by region id, the id of the tier that it is in, where its traits do not say so.
        into: the ids of regions whose parts are rolled up, for what they did not report themselves.
        reading: how yearly rises are read; each target's own reading where None.

    Raises:
        InvalidRegionsError: if the regions are no dated tree.
        InvalidObservationsError: for every unknown id, report outside a region's life and contradiction, and every
            wrong id in `tiers` and `into`, all together in `problems`.
        InvalidTypeError: if an argument is of another kind.
        InvalidValueError: if the baseline's day or `since` is after the day judged.
    """
    calendar_day(as_of, "as_of")
    expect(Programme, programme, "a programme")
    if baseline_on is not None and calendar_day(baseline_on, "baseline_on") > as_of:
        raise InvalidValueError(f"the baseline's day {baseline_on} is after {as_of}; a rise needs an earlier one")
    first = first_fresh_day(as_of, since)
    chosen = None if reading is None else Reading(reading)
    tree, seen = Regions.of(regions), as_tuple(observations)
    programme = programme.as_of(as_of)
    indicators = [indicator.id for indicator in programme.indicators]
    reports, problems = Reports.of(seen, regions=tree, indicators=indicators)
    if into is not None:
        days = {as_of: first}
        if baseline_on is not None:
            days.setdefault(baseline_on, date.min)
        sums, wrong = _sums(programme, reports, tree, as_tuple(into), days)
        problems = [*problems, *wrong]
        reports = reports if problems else Reports.of([*seen, *sums], regions=tree, indicators=indicators)[0]
    return assess_checked(
        programme,
        reports,
        problems,
        regions=tree,
        as_of=as_of,
        since=first,
        tiers=tiers,
        baseline_on=baseline_on,
        reading=chosen,
    )


def assess_days(
    programme: Programme,
    observations: Iterable[Observation],
    *,
    regions: Regions | Iterable[Region],
    days: Iterable[date],
    baseline_on: date | None = None,
    since: date | None = None,
    tiers: Mapping[str, str] | None = None,
    into: Iterable[str] | None = None,
    reading: Reading | None = None,
) -> tuple[Assessment, ...]:
    """Judge a programme on several days, in the order given; the arguments are those of `assess`.

    A baseline that is after one of the days is left out on that day. Without `since`, the reports of the year up to
    each day count.

    Raises:
        InvalidRegionsError: as in `assess`, and likewise the other errors.
    """
    tree, seen = Regions.of(regions), as_tuple(observations)
    wholes = None if into is None else as_tuple(into)
    judged = [calendar_day(day, "a day judged") for day in as_tuple(days)]
    return tuple(
        assess(
            programme,
            seen,
            regions=tree,
            as_of=day,
            baseline_on=None if baseline_on is None or baseline_on > day else baseline_on,
            since=since,
            tiers=tiers,
            into=wholes,
            reading=reading,
        )
        for day in judged
    )


def _sums(
    programme: Programme, reports: Reports, regions: Regions, wholes: Iterable[str], days: Mapping[date, date]
) -> tuple[list[Observation], list[XhhtError]]:
    """The rolled-up reports of some wholes for the day judged and that of the baseline, and what is wrong with them."""
    as_of = next(iter(days))
    tops: list[Region] = []
    problems: list[XhhtError] = []
    for whole in wholes:
        try:
            top = regions.get(whole, as_of)
        except (UnknownIdError, InvalidValueError) as problem:
            problems.append(problem)
            continue
        if not regions.children_of(top.id, as_of):
            problems.append(InvalidValueError(f"region {top.id!r} has no parts on {as_of}; leave it out of into"))
        tops.append(top)
    sums: list[Observation] = []
    for day, first in days.items() if not problems else ():
        counting = Counting(programme, reports, regions, day, first, {}, is_last_reported=False)
        then = [life for top in tops if (life := regions.life_on(top.id, day)) is not None]
        for indicator in programme.indicators:
            sums.extend(
                total.to_observation()
                for total in counting.totals(indicator.id, then, every=False)
                if total.days is not None and counting.report_of(indicator.id, total.region) is None
            )
        problems.extend(counting.problems)
    return sums, problems


def assess_checked(
    programme: Programme,
    reports: Reports,
    problems: Iterable[XhhtError] = (),
    *,
    regions: Regions,
    as_of: date,
    since: date,
    tiers: Mapping[str, str] | None = None,
    baseline_on: date | None = None,
    reading: Reading | None = None,
    kept: Mapping[tuple[str, str], Verdict] | None = None,
) -> Assessment:
    """Judge reports that are checked already by the programme of the day judged.

    Verdicts that are `kept`, by target and region, stand as they are: nothing that they depend on has changed.

    Raises:
        InvalidObservationsError: for the problems found with the reports and every wrong tier, all together.
        InvalidTypeError: if the tiers are no mapping.
    """
    named, wrong = named_tiers(programme, tiers, regions)
    everything = [*problems, *wrong]
    if everything:
        raise InvalidObservationsError(f"observations for {programme.id!r} as of {as_of}", everything)
    court = _Court(
        programme, reports, regions, named, as_of=as_of, since=since, baseline_on=baseline_on, reading=reading
    )
    verdicts = [verdict for region in regions.alive_on(as_of) for verdict in court.verdicts(region, kept or {})]
    return Assessment(programme, as_of, tuple(verdicts), since=since)


def named_tiers(
    programme: Programme, tiers: Mapping[str, str] | None, regions: Regions
) -> tuple[dict[str, str], list[XhhtError]]:
    """The tiers that a caller names, by region id, and what is wrong with them.

    Raises:
        InvalidTypeError: if they are no mapping.
    """
    if tiers is None:
        return {}, []
    if not isinstance(tiers, Mapping):
        raise InvalidTypeError(f"tiers maps region ids to tier ids, got {describe(tiers)}")
    known = [tier.id for tier in programme.tiers]
    named = {composed(region): composed(tier) for region, tier in tiers.items()}
    problems: list[XhhtError] = [
        UnknownIdError("region", region, regions.ids, "tiers") for region in named if region not in regions
    ]
    problems += [
        UnknownIdError("tier", tier, known, f"tiers[{region!r}]") for region, tier in named.items() if tier not in known
    ]
    return named, problems


_Tiers: TypeAlias = tuple[str | None, ...]


class _Court:
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
        self.names = {tier.id: tier.name for tier in programme.tiers}
        self.questions: dict[_Tiers, tuple[Question, ...]] = {}
        self.inside: dict[tuple[str | None, Level], bool] = {}

    def verdicts(self, region: Region, kept: Mapping[tuple[str, str], Verdict]) -> Iterator[Verdict]:
        is_inside = self.is_inside(region)
        for question in self.asked_of(region):
            known = kept.get((question.target.id, region.id)) if kept else None
            yield self.verdict(question, region, is_inside=is_inside) if known is None else known

    def asked_of(self, region: Region) -> tuple[Question, ...]:
        """The questions to a region, the same for all in the same tiers."""
        named = self.tiers.get(region.id)
        tiers: _Tiers = (named,) if named is not None else self.programme.tiers_in_question(region) or (None,)
        questions = self.questions.get(tiers)
        if questions is None:
            name = self.names.get(tiers[0]) if len(tiers) == 1 and tiers[0] is not None else None
            questions = self.questions[tiers] = tuple(
                Question.of(target, tiers, as_of=self.as_of, reading=self.reading, tier_name=name)
                for target in self.programme.targets
            )
        return questions

    def is_inside(self, region: Region) -> bool:
        """Whether the region lies in the territory; siblings below its level are looked up once."""
        territory = self.programme.territory
        if territory is None:
            return True
        if region.level is territory.level:
            return territory.has(region, self.regions, self.as_of)
        key = region.parent, region.level
        if key not in self.inside:
            self.inside[key] = territory.has(region, self.regions, self.as_of)
        return self.inside[key]

    def verdict(self, question: Question, region: Region, *, is_inside: bool) -> Verdict:
        target = question.target
        seen = self.reports.latest(target.indicator, region.id, self.as_of, region.first_day)
        outdated = None
        if seen is not None and seen.on < self.since:
            seen, outdated = None, seen
        if not is_inside or not target.is_asked_of(region.level):
            reason = Reason.NOT_ASKED_OF_LEVEL if is_inside else Reason.OUTSIDE_TERRITORY
            return not_asked(question, _evidence(self.as_of, region, seen, outdated), reason)
        if isinstance(target, GrowthTarget):
            return judge(question, self.growth(target, region, seen, outdated))
        return judge(question, _evidence(self.as_of, region, seen, outdated))

    def growth(
        self, target: LevelTarget | GrowthTarget, region: Region, seen: Observation | None, outdated: Observation | None
    ) -> Evidence:
        """What a yearly rise is judged on: the report, and the baseline before it."""
        evidence = _evidence(self.as_of if seen is None else seen.on, region, seen, outdated)
        if self.baseline_on is None:
            return evidence
        baseline = self.reports.latest(target.indicator, region.id, self.baseline_on)
        if baseline is None:
            return evidence
        caveats: list[Caveat] = []
        if seen is not None and seen.on <= baseline.on:
            evidence = _evidence(self.as_of, region, None, None, Reason.NO_LATER_REPORT)
        elif seen is not None and baseline.on < region.first_day <= seen.on:
            caveats.append(Caveat.ACROSS_A_CHANGE)
        if seen is not None and self._is_apart(baseline.on):
            caveats.append(Caveat.BASELINE_NOT_AT_START)
        return attrs.evolve(evidence, baseline=baseline, caveats=tuple(caveats))

    def _is_apart(self, day: date) -> bool:
        """Whether a day is more than a year away from the programme's first day."""
        earlier, later = sorted((day, self.programme.starts_on))
        return (later.year - 1, later.month, later.day) > (earlier.year, earlier.month, earlier.day)


def _evidence(
    on: date,
    region: Region,
    seen: Observation | None,
    outdated: Observation | None,
    absence: Reason = Reason.NOT_REPORTED,
) -> Evidence:
    return Evidence(
        None if seen is None else seen.actual,
        on=on,
        absence=absence if outdated is None else Reason.REPORT_TOO_OLD,
        region=region,
        observation=seen,
        outdated=outdated,
    )
