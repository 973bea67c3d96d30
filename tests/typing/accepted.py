"""Calls that the pages show, and what type checkers must make of them; read by mypy and pyright, and run as a test."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_type

from xhht import (
    AnyShare,
    Assessment,
    Base,
    Bounds,
    CountRange,
    Level,
    LevelTarget,
    Observation,
    Outcome,
    PercentagePoints,
    Programme,
    Region,
    RollUp,
    Share,
    Source,
    Text,
    TierShare,
    Verdict,
    assess,
    evaluate,
    roll_up,
)
from xhht.programmes import ctph_154

DAY = date(2020, 12, 31)
SOURCE = Source("154/CTPH-LN", "II.2.2")
WORDS = Text("Dòng họ", "Clans")

registered = Share(800, 1100, base="registered")
assert_type(registered, Share)
assert_type(registered.base, Base)
assert_type(registered.bounds, Bounds)

region = Region("a", "Xã A", level="commune", traits=["town"], valid_from=date(2020, 1, 1))
assert_type(region.level, Level)
assert_type(region.traits, frozenset[str] | None)

seen = Observation("clans_recognised", "a", DAY, Share(4, 9), reference="12/BC")
share: AnyShare = seen.actual

target = LevelTarget(
    "clans_recognised",
    name=WORDS,
    indicator="clans_recognised",
    due_on=DAY,
    shares=[TierShare(None, Fraction(2, 5)), TierShare("developed", Fraction(1, 2))],
    comparison="at_least",
    levels=["province", Level.DISTRICT],
    source=SOURCE,
)
assert_type(target.asked_of("developed"), Fraction)
assert_type(target.with_share(Fraction(1, 2)), LevelTarget)

programme = Programme(
    "ours",
    document=ctph_154.PROGRAMME.document,
    subject=WORDS,
    starts_on=date(2016, 12, 20),
    ends_on=DAY,
    source=SOURCE,
    clauses=[clause for clause in ctph_154.PROGRAMME.clauses if clause.source == SOURCE],
    tiers=[attr for attr in ctph_154.PROGRAMME.tiers if attr.source == SOURCE],
    indicators=[],
    targets=[],
)
assert_type(programme.tier_of(region), str | None)

report = assess(ctph_154.PROGRAMME, [seen], regions=[region], as_of=DAY, tiers={"a": "general"})
assert_type(report, Assessment)
assert_type(report.where(outcome="met", level=["commune"]).where(outcome=[Outcome.MET], target="members"), Assessment)

verdict = evaluate(target, Share(4, 9), as_of=DAY, tier="developed")
assert_type(verdict, Verdict)
assert_type(verdict.shortfall, int | CountRange | None)
assert_type(verdict.gap_pp, PercentagePoints | Bounds | None)
assert_type(verdict.threshold, Fraction | Bounds | None)

WHOLE = Region("d", "Huyện", level="district")
PART = Region("e", "Xã E", level="commune", parent="d")
total = roll_up(ctph_154.PROGRAMME, "clans_recognised", [], regions=[WHOLE, PART], into="d", as_of=DAY)
assert_type(total, RollUp)
