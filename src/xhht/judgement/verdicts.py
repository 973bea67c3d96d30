"""Verdicts: what was asked, what was reported, what follows, and why."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from operator import attrgetter

import attrs

from xhht.checks import only
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.caveats import Caveat
from xhht.figures.observations import Observation
from xhht.figures.projected_shares import ProjectedShare
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, PercentagePoints, Share
from xhht.judgement import explanations, ties
from xhht.judgement.outcomes import Outcome, Reason
from xhht.judgement.requirements import Requirement, gap_pp_between, lacking
from xhht.model.sources import Source
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, Reading
from xhht.texts import Language, Text, check_language
from xhht.values import Value, blanks

_JUDGED = (Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Verdict(Value):
    """The answer to one target, with everything that it was reached from.

    Attributes:
        target: the target that was applied, and so the clause.
        outcome: met, not met, undecided, no data or not applicable.
        reason: why.
        as_of: the day for which was judged.
        tiers: the ids of the tiers in question, None for what is asked of every tier without a share of its own.
        actual: the share that was judged; None where none was reported.
        threshold: the share that was asked; bounds where the baseline is bounded or several tiers are in question,
            None where it cannot be known or nothing is asked.
        region: the region, where a whole report was judged.
        observation: the report that was judged, where a whole report was judged.
        outdated: the last report, where it is too old to count.
        baseline: the report from which a rise is counted.
        reading: how a yearly rise was read; None for a level.
        party: the id of the body on whose own people it is; None for a verdict on all.
        caveats: what must be known before the verdict is trusted.
    """

    target: LevelTarget | GrowthTarget = attrs.field(repr=attrgetter("id"))
    outcome: Outcome
    reason: Reason
    as_of: date
    actual: AnyShare | ProjectedShare | None = None
    threshold: Fraction | Bounds | None = None
    tiers: tuple[str | None, ...] = ()
    region: Region | None = attrs.field(default=None, repr=lambda region: repr(region and region.id))
    observation: Observation | None = None
    outdated: Observation | None = None
    baseline: Observation | None = None
    reading: Reading | None = None
    caveats: tuple[Caveat, ...] = ()
    party: str | None = None

    def __str__(self) -> str:
        return self.explain("en")

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the target and of the region, by which an assessment finds it; no region is an empty id."""
        return self.target.id, "" if self.region is None else self.region.id

    @property
    def tier(self) -> str | None:
        """The id of the tier whose threshold was asked; None where several are in question, or there are none."""
        return only(self.tiers)

    @property
    def tier_name(self) -> Text | None:
        """The name of that tier, where the target is one of a programme."""
        return self.target.words.tier_name(self.tier)

    @property
    def party_name(self) -> Text | None:
        """The short name of the body, where the target is one of a programme."""
        return self.target.words.party_name(self.party)

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
        return self.outcome in _JUDGED

    @property
    def requirement(self) -> Requirement | None:
        """What was asked, as it is held against a share; None where no threshold is known."""
        return None if self.threshold is None else self._required(self.threshold)

    def _required(self, asked: Fraction | Bounds) -> Requirement:
        return Requirement(asked if isinstance(asked, Bounds) else Bounds(asked, asked), self.target.comparison)

    @property
    def shortfall(self) -> int | CountRange | None:
        """The least whole number of further recognitions that meets the target.

        0 where a counted share meets it; a range where the share or the threshold is bounded; None where counts are
        unknown or nothing was judged.
        """
        actual, asked = self.actual, self.threshold
        if actual is None or asked is None or not self.is_judged:
            return None
        if type(actual) is Share and type(asked) is Fraction:
            return lacking(actual, asked, self.target.comparison)
        cases = self._cases
        return ties.shortfall_of(cases, actual) if cases else self._required(asked).shortfall_of(actual)

    @property
    def gap_pp(self) -> PercentagePoints | Bounds | None:
        """The share less the threshold in percentage points, below 0 where it falls short.

        Bounds, in percentage points, where the share or the threshold is bounded; None where nothing
        was judged. Either kind has a `lower` and an `upper` value.
        """
        actual, asked = self.actual, self.threshold
        if actual is None or asked is None or not self.is_judged:
            return None
        if type(actual) is Share and type(asked) is Fraction and actual.denominator:
            return gap_pp_between(actual, asked)
        cases = self._cases
        return ties.gap_pp_of(cases) if cases else self._required(asked).gap_pp_of(actual)

    @property
    def _cases(self) -> tuple[ties.Case, ...]:
        """What is asked of each value that the baseline can mean, where the share follows from the baseline itself."""
        on = self.as_of if self.observation is None else self.observation.on
        return ties.cases_of(self.target, self.tiers, self.actual, baseline=self.baseline, on=on, reading=self.reading)

    def whose(self, language: Language = "en") -> str:
        """The names of the region and of the body on which it is, as far as there are any.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        body = None if self.party_name is None else self.party_name.in_language(language)
        return ", ".join(filter(None, (None if self.region is None else self.region.name, body)))

    def asked(self, language: Language = "en") -> str:
        """What is asked, in a few words: the threshold, or the yearly rise where no threshold is known.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        return explanations.threshold(self.requirement, language) or self._rise(language)

    def why(self, language: Language = "en") -> str:
        """Why the outcome is what it is, in a sentence or two: the distance or the reason, and what is missing.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        day = explanations.day_of(self.observation, self.as_of, language)
        return " ".join(filter(None, (day, *self._because(language))))

    def explain(self, language: Language = "en") -> str:
        """The verdict in sentences: numbers, reason, caveats and clause.

        Args:
            language: ``"en"`` or ``"vi"``.

        Raises:
            UnknownIdError: if the language is another.
        """
        check_language(language)
        on = None if self.observation is None else self.observation.on
        sentences = (
            explanations.head(self.whose(language), self.target.name, self.outcome, language),
            explanations.reported(self.actual, on, language),
            self._asked(language),
            *self._because(language),
            *(caveat.text(language) for caveat in self.caveats),
            explanations.clause(self.source, language),
        )
        return " ".join(filter(None, sentences))

    def _because(self, language: Language) -> tuple[str, str, str]:
        return (
            explanations.reason(self.outcome, self.reason, self.gap_pp, self.outdated, language),
            explanations.open_end(self.outcome, self.actual, language),
            explanations.missing(self.shortfall, self.target.words.unit, language),
        )

    def _asked(self, language: Language) -> str:
        if self.outcome is Outcome.NOT_APPLICABLE and self.threshold is None and self.baseline is None:
            return ""
        is_one_for_all = len(self.target.shares) == 1
        name = self.tier_name
        return explanations.asked(
            explanations.threshold(self.requirement, language),
            self._rise(language),
            due_on=self.target.due_on,
            is_due=self.is_due,
            tier=None if is_one_for_all or name is None else name.in_language(language),
            baseline=self.baseline,
            language=language,
        )

    def _rise(self, language: Language) -> str:
        target = self.target
        if not isinstance(target, GrowthTarget) or not self.tiers:
            return ""
        rises = [target.asked_of(tier) for tier in self.tiers]
        is_more = target.comparison is Comparison.MORE_THAN
        return explanations.rise(rises, self.reading or target.reading, language, is_more=is_more)


_blank = blanks(Verdict)


def verdict_of(
    target: LevelTarget | GrowthTarget,
    *,
    outcome: Outcome,
    reason: Reason,
    as_of: date,
    tiers: tuple[str | None, ...],
    actual: AnyShare | None,
    threshold: Fraction | Bounds | None,
    caveats: tuple[Caveat, ...],
    region: Region | None = None,
    observation: Observation | None = None,
    outdated: Observation | None = None,
    baseline: Observation | None = None,
    reading: Reading | None = None,
) -> Verdict:
    """The verdict on all with these fields, made without a call for each field."""
    made = _blank()
    made.target = target
    made.outcome = outcome
    made.reason = reason
    made.as_of = as_of
    made.actual = actual
    made.threshold = threshold
    made.tiers = tiers
    made.region = region
    made.observation = observation
    made.outdated = outdated
    made.baseline = baseline
    made.reading = reading
    made.caveats = caveats
    made.party = None
    made.__class__ = Verdict
    verdict: Verdict = made
    return verdict
