"""The library's own answers: a question in plain JSON is judged by the object engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from xhht.errors import XhhtError
from xhht.ext.conformance.cases import Json
from xhht.figures.bounds import Bounds, CountRange
from xhht.figures.observations import Observation
from xhht.figures.prints import PrintedShare
from xhht.figures.regions import Region
from xhht.figures.shares import AnyShare, Share
from xhht.judgement.assessment import assess
from xhht.judgement.evaluation import evaluate
from xhht.judgement.roll_ups import roll_up
from xhht.judgement.verdicts import Verdict
from xhht.model.amendments import Amendment
from xhht.model.parties import Party, Signature
from xhht.model.programme import Programme
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Comparison, GrowthTarget, Indicator, LevelTarget, Reading, TierShare
from xhht.model.tiers import Tier
from xhht.texts import Text

_HERE = Source("case", "1")
_WORDS = Text("trường hợp", "case")
GENERAL = "general"


def reference(question: Json) -> dict[str, Any]:
    """Answer a question as the library does.

    Args:
        question: the input of a case, as JSON gives it.

    Returns:
        The outcome, the reason, and the threshold, shortfall and gap in plain JSON values, with exact numbers as
        text; the outcome is "refused" where the input cannot be right.
    """
    try:
        verdict = judge(question)
    except XhhtError as error:
        nothing = dict.fromkeys(("threshold", "shortfall", "gap_pp"))
        return {"outcome": "refused", "reason": _cause(error), **nothing}
    return {
        "outcome": verdict.outcome.value,
        "reason": verdict.reason.value,
        "threshold": plain(verdict.threshold),
        "shortfall": plain(verdict.shortfall),
        "gap_pp": plain(verdict.gap_pp),
    }


def judge(question: Json) -> Verdict:
    """The verdict that a question asks for.

    Raises:
        XhhtError: if the input cannot be right.
    """
    as_of = date.fromisoformat(question["as_of"])
    regions = [_region(life) for life in question["regions"]]
    programme = _programme(question)
    target = question["target"]["id"]
    seen = [_observation(question["target"]["indicator"], report) for report in question["reports"]]
    if question["roll_up"] is not None:
        rule = programme.as_of(as_of).target(target)
        sizes = question["roll_up"]["denominators"]
        whole = {"regions": regions, "into": question["region"], "as_of": as_of, "denominators": sizes}
        total = roll_up(programme, rule.indicator, seen, **whole)
        return evaluate(rule, total.actual, as_of=as_of, tier=programme.tier_of(total.region))
    known = {tier.id for tier in programme.tiers}
    report = assess(
        programme,
        seen,
        regions=regions,
        as_of=as_of,
        baseline_on=_day(question["baseline_on"]),
        tiers={life.id: trait for life in regions for trait in life.traits or () if trait not in known},
        reading=None if question["reading"] is None else Reading(question["reading"]),
    )
    return report[target, question["region"]]


def plain(value: object) -> Any:  # noqa: ANN401  # JSON has no type of its own.
    """A number, a range or nothing in plain JSON values, exact numbers as text.

    >>> plain(Fraction(2, 5)), plain(CountRange(1, 3))
    ('2/5', {'least': 1, 'most': 3})
    """
    if isinstance(value, Bounds):
        return {
            "lower": str(value.lower),
            "upper": str(value.upper),
            "is_lower_open": value.is_lower_open,
            "is_upper_open": value.is_upper_open,
        }
    if isinstance(value, CountRange):
        return {"least": value.least, "most": value.most}
    return str(value) if isinstance(value, Fraction) else value


def _cause(error: XhhtError) -> str:
    problems = getattr(error, "problems", ())
    return type(problems[0] if problems else error).__name__


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _programme(question: Json) -> Programme:
    target = _target(question["target"])
    later = [_target(change["target"]) for change in question["amendments"]]
    tiers = {GENERAL, *_tiers_of([target, *later])}
    parties = tuple(
        Party(body, _WORDS, short_name=_WORDS, members=_WORDS, source=_HERE) for body in question["signatories"]
    )
    programme = Programme(
        "case",
        document=Document("case", _WORDS),
        subject=_WORDS,
        starts_on=date(1900, 1, 1),
        ends_on=date(2100, 12, 31),
        source=_HERE,
        clauses=(Clause(_HERE, kind=ClauseKind.TARGET, gist=_WORDS),),
        parties=parties,
        signatures=tuple(Signature(party.id, "case", _WORDS, source=_HERE) for party in parties),
        tiers=tuple(Tier(tier, _WORDS, test=_WORDS, traits=(tier,), source=_HERE) for tier in sorted(tiers)),
        default_tier=GENERAL,
        indicators=(Indicator(target.indicator, _WORDS, numerator=_WORDS, denominator=_WORDS, source=_HERE),),
        targets=(target,),
    )
    for place, (change, rule) in enumerate(zip(question["amendments"], later, strict=True)):
        programme = programme.amend(
            Amendment(
                id=f"change-{place + 1}",
                effective_on=date.fromisoformat(change["effective_on"]),
                agreed_by=tuple(change["agreed_by"]),
                targets=(rule,),
            )
        )
    return programme


def _tiers_of(rules: Iterable[LevelTarget | GrowthTarget]) -> Iterable[str]:
    return (asked.tier for rule in rules for asked in rule.shares if asked.tier is not None)


def _target(stated: Json) -> LevelTarget | GrowthTarget:
    shares = stated["asked"]
    # Where no other tier is named, what is asked in general holds for each.
    asked = tuple(TierShare(tier if len(shares) > 1 else None, Fraction(share)) for tier, share in shares.items())
    shared: dict[str, Any] = {
        "name": _WORDS,
        "indicator": stated["indicator"],
        "due_on": date.fromisoformat(stated["due_on"]),
        "comparison": Comparison(stated["comparison"]),
        "source": _HERE,
    }
    if stated["kind"] == "level":
        return LevelTarget(stated["id"], shares=asked, **shared)
    return GrowthTarget(stated["id"], shares=asked, reading=Reading(stated["reading"]), **shared)


def _region(life: Json) -> Region:
    """A region whose tier is its one trait, so that each life may have another."""
    dated = {**life, "valid_from": _day(life["valid_from"]), "valid_to": _day(life["valid_to"])}
    tier = dated.pop("tier")
    return Region(dated.pop("id"), "case", traits=() if tier is None else (tier,), **dated)


def _observation(indicator: str, report: Json) -> Observation:
    return Observation(indicator, report["region"], date.fromisoformat(report["on"]), _share(report["share"]))


def _share(share: Json) -> AnyShare:
    if share["kind"] == "printed":
        return PrintedShare.from_text(share["text"], base=share["base"])
    return Share(share["numerator"], share["denominator"], base=share["base"])
