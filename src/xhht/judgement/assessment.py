"""Assessment: a whole set of reports, over many regions and all targets of a programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

import attrs

from xhht.checks import Choice, as_tuple, calendar_day, composed, each, expect, instance, optional_day, pair
from xhht.errors import (
    InvalidObservationsError,
    InvalidValueError,
    UnknownIdError,
    XhhtError,
)
from xhht.figures.levels import Level
from xhht.figures.observations import Observation, Reports
from xhht.figures.regions import Region, Regions
from xhht.judgement.hearings import Hearing, named_tiers, of_silent, reports_for
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.rankings import Place, ranked
from xhht.judgement.sums import sums_into
from xhht.judgement.verdicts import Verdict
from xhht.model.programme import Programme
from xhht.model.targets import Reading
from xhht.periods import first_fresh_day, year_up_to
from xhht.plain_tables import SHOWN_ROWS, plain_table
from xhht.values import Value

ChoiceT = TypeVar("ChoiceT", bound=Choice)


# Each outcome is one object, whose number is counted more quickly than its word.
_BY_NUMBER = {id(outcome): outcome for outcome in Outcome}


def _counted(verdicts: Iterable[Verdict]) -> dict[Outcome, int]:
    counts = Counter(map(id, map(attrgetter("outcome"), verdicts)))
    return {_BY_NUMBER[number]: count for number, count in counts.items()}


def _outcomes(verdicts: Iterable[Verdict]) -> str:
    return f"<{_listed(_counted(verdicts))}>"


def _listed(counts: Mapping[Outcome, int]) -> str:
    return ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items())


def _verdicts(values: Iterable[Verdict] | None) -> tuple[Verdict, ...] | None:
    return None if values is None else as_tuple(values)


@attrs.frozen(repr=False)
class Assessment(Value):
    """Verdicts for every target and every region that exists on the day judged.

    Iterating gives the verdicts, region by region in the order given, target by target in the text's
    order. ``assessment["clans_recognised", "tran-yen"]`` looks one up. They are verdicts on all; where a target is
    asked of each body of its own people, ``assessment.where(party="women")`` has those on that body.

    Attributes:
        programme: what was agreed, as it stands on the day.
        as_of: the day judged.
        verdicts: the verdicts.
        since: the first day whose reports counted.
        by_party: the verdicts on the bodies that reported something of their own people; None where their figures were
            not looked at, such as in a projection.
    """

    programme: Programme = attrs.field(validator=instance(Programme), repr=attrgetter("id"))
    as_of: date = attrs.field(converter=calendar_day)
    verdicts: tuple[Verdict, ...] = attrs.field(converter=as_tuple, validator=each(Verdict), repr=_outcomes)
    since: date | None = attrs.field(default=None, converter=optional_day, kw_only=True, repr=False)
    by_party: tuple[Verdict, ...] | None = attrs.field(default=(), converter=_verdicts, kw_only=True, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.since is None:
            object.__setattr__(self, "since", year_up_to(self.as_of))

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], Verdict]:
        return {verdict.key: verdict for verdict in self.verdicts}

    @cached_property
    def _counts(self) -> Mapping[Outcome, int]:
        return _counted(self.verdicts)

    @cached_property
    def _by_party(self) -> Mapping[tuple[tuple[str, str], str | None], Verdict]:
        if self.by_party is None:
            raise InvalidValueError(
                "the figures of single bodies were not looked at here; assess the reports themselves"
            )
        return {(verdict.key, verdict.party): verdict for verdict in self.by_party}

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __str__(self) -> str:
        rows = [
            [
                verdict.whose("en"),
                verdict.target.id,
                verdict.outcome.text("en"),
                "" if verdict.actual is None else verdict.actual.format(),
            ]
            for verdict in self.verdicts[:SHOWN_ROWS]
        ]
        head = f"{self.programme.document.number} as of {self.as_of}: {_listed(self._counts)}"
        return f"{head}\n{plain_table(['region', 'target', 'outcome', 'reported'], rows, of=len(self))}"

    def __len__(self) -> int:
        return len(self.verdicts)

    def __getitem__(self, key: tuple[str, str]) -> Verdict:
        """The verdict on a target in a region, by their two ids.

        Raises:
            UnknownIdError: if either id has no verdict here; the message names the nearest.
            InvalidTypeError: if the key is not a pair of ids.
            InvalidValueError: if there are verdicts on several bodies.
        """
        target, region = map(composed, pair(key, "a target's and a region's id, such as [target, region]"))
        verdict = self._index.get((target, region))
        if verdict is not None:
            if len(self._index) < len(self.verdicts):
                raise InvalidValueError("there are verdicts on several bodies; choose one with where(party=…)")
            return verdict
        targets = tuple(dict.fromkeys(known for known, _ in self._index))
        if target not in targets:
            where = "[target, region]: exchange the two" if (region, target) in self._index else ""
            raise UnknownIdError("target", target, targets, where)
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
        party: str | Iterable[str] | None = None,
    ) -> Assessment:
        """The part of the assessment that fits every given condition; ids must have verdicts here.

        Each condition is one answer or several, of which any one fits. With `party`, the verdicts of the part are those
        on the bodies named instead of those on all: one on each body that answers for a target asked by body, no data
        where it reported nothing of its own people. The other conditions then hold of these.

        Args:
            target: ids of targets.
            region: ids of regions.
            outcome: outcomes, or their words.
            tier: ids of tiers whose threshold was asked.
            level: levels of administration, or their words.
            is_judged: whether a share could be held against a threshold.
            party: ids of bodies of the programme.

        Raises:
            InvalidValueError: if a body is named where the figures of bodies were not looked at.
            UnknownIdError: if an id or a word is unknown, so that a mistyped filter does not look like an empty answer.
        """
        targets = _known("target", target, [rule.id for rule in self.programme.targets])
        regions = _known("region", region, self._regions)
        tiers = _known("tier", tier, [tier.id for tier in self.programme.tiers])
        outcomes, levels = _chosen(Outcome, outcome), _chosen(Level, level)
        bodies = _known("party", party, [body.id for body in self.programme.parties])
        fitting = tuple(
            verdict
            for verdict in (self.verdicts if bodies is None else self._of_parties(bodies))
            if (targets is None or verdict.target.id in targets)
            and (regions is None or verdict.key[1] in regions)
            and (outcomes is None or verdict.outcome in outcomes)
            and (tiers is None or verdict.tier in tiers)
            and (levels is None or (verdict.region is not None and verdict.region.level in levels))
            and (is_judged is None or verdict.is_judged is is_judged)
        )
        if not self.by_party:
            return attrs.evolve(self, verdicts=fitting)
        keys = {verdict.key for verdict in fitting if verdict.party is None}
        return attrs.evolve(self, verdicts=fitting, by_party=tuple(one for one in self.by_party if one.key in keys))

    def _of_parties(self, parties: Collection[str]) -> Iterator[Verdict]:
        """The verdicts on some bodies, in the order of those on all."""
        heard = self._by_party
        for verdict in self.verdicts:
            if verdict.party in parties:
                yield verdict
            for party in verdict.target.parties if verdict.party is None else ():
                if party in parties:
                    own = heard.get((verdict.key, party))
                    yield of_silent(verdict, party) if own is None else own

    def counts(self) -> dict[Outcome, int]:
        """How many verdicts have each outcome, every outcome named."""
        return {outcome: self._counts.get(outcome, 0) for outcome in Outcome}

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
        return ranked(self.where(target=target))


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
    reports, problems = reports_for(programme, seen, regions=tree)
    if into is not None:
        days = {as_of: first}
        if baseline_on is not None:
            days.setdefault(baseline_on, date.min)
        sums, wrong = sums_into(programme, reports, tree, as_tuple(into), days)
        problems = [*problems, *wrong]
        reports = reports if problems else reports_for(programme, [*seen, *sums], regions=tree)[0]
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
    hearing = Hearing(
        programme, reports, regions, named, as_of=as_of, since=since, baseline_on=baseline_on, reading=reading
    )
    verdicts = [verdict for region in regions.alive_on(as_of) for verdict in hearing.verdicts(region, kept or {})]
    return Assessment(programme, as_of, tuple(verdicts), since=since, by_party=hearing.of_parties())
