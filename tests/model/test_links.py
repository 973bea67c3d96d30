"""Links, ids and clauses; `test_programme` shows how a programme reports them together."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import (
    Assignment,
    Campaign,
    Clause,
    Content,
    Duty,
    FocalPoint,
    GrowthTarget,
    Indicator,
    LearningTitle,
    LevelTarget,
    Party,
    Responsibility,
    Signature,
    Source,
    Text,
    TierShare,
    WhenNeeded,
)
from xhht.errors import InvalidValueError, UnknownIdError
from xhht.model.links import broken_links, repeated_ids, unknown_clauses

WORDS = Text("Làng", "Village")
SOURCE = Source("1/VB", "I")
KINDS = ("party", "indicator", "title", "tier", "content", "campaign", "beneficiary", "responsibility")
NOTHING = dict.fromkeys(KINDS, ())
SHARE = (TierShare("general", Fraction(1, 2)),)
DAY = {"due_on": date(2020, 12, 31)}


def party(party_id):
    return Party(party_id, WORDS, short_name=WORDS, members=WORDS, source=SOURCE)


@pytest.mark.parametrize(
    ("part", "links"),
    [
        (Signature("p", "A", WORDS, source=SOURCE), ["party p"]),
        (FocalPoint("p", WORDS, source=SOURCE), ["party p"]),
        (Campaign("x", WORDS, kind="movement", party="p", source=SOURCE), ["party p"]),
        (Campaign("x", WORDS, kind="movement", source=SOURCE), []),
        (
            Content("x", WORDS, text=WORDS, assignments=(Assignment("p", "own"),), titles=("t",), source=SOURCE),
            ["party p", "title t"],
        ),
        (LearningTitle("x", WORDS, holders=WORDS, indicator="i", source=SOURCE), ["indicator i"]),
        (Indicator("x", WORDS, numerator=WORDS, denominator=WORDS, title="t", source=SOURCE), ["title t"]),
        (Indicator("x", WORDS, numerator=WORDS, denominator=WORDS, source=SOURCE), []),
        (
            LevelTarget("x", name=WORDS, indicator="i", answerable=("p",), shares=SHARE, source=SOURCE, **DAY),
            ["indicator i", "party p", "tier general"],
        ),
        (
            GrowthTarget("x", name=WORDS, indicator="i", shares=SHARE, source=SOURCE, **DAY),
            ["indicator i", "tier general"],
        ),
        (
            Responsibility(
                "x",
                WORDS,
                assignments=(Assignment("p", "own"),),
                contents=("c",),
                titles=("t",),
                campaigns=("m",),
                beneficiaries=("b",),
                source=SOURCE,
            ),
            ["party p", "content c", "title t", "campaign m", "beneficiary b"],
        ),
        (
            Duty(
                "x",
                WORDS,
                assignments=(Assignment("p", "own"),),
                recurrence=WhenNeeded(WORDS),
                responsibilities=("r",),
                source=SOURCE,
            ),
            ["party p", "responsibility r"],
        ),
        (party("p"), []),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)
def test_every_link_of_a_part_is_followed(part, links):
    found = list(broken_links({"parts": ("skipped", part)}, NOTHING))
    assert all(isinstance(problem, UnknownIdError) and problem.where == "parts[1]" for problem in found)
    assert [f"{problem.kind} {problem.wrong}" for problem in found] == links


def test_a_link_that_leads_to_a_part_is_no_problem():
    point = FocalPoint("p", WORDS, source=SOURCE)
    assert not list(broken_links({"focal_points": (point,)}, {**NOTHING, "party": (party("p"),)}))


def test_an_id_is_reported_each_time_it_stands_again():
    found = list(repeated_ids({"parties": (party("a"), party("b"), party("a"), party("a"))}))
    assert all(isinstance(problem, InvalidValueError) for problem in found)
    assert [str(problem).split("; ")[0] for problem in found] == [
        "id 'a' stands twice, in parties[0] and parties[2]",
        "id 'a' stands twice, in parties[0] and parties[3]",
    ]


def test_one_id_in_two_lists_is_no_repetition():
    assert not list(repeated_ids({"parties": (party("a"),), "others": (party("a"),)}))


def test_clauses_that_stand_twice_are_named_in_order_and_once():
    clauses = [Clause(Source("1/VB", number), kind="target", gist=WORDS) for number in ("II", "I", "II", "I", "II")]
    (problem,) = unknown_clauses([], clauses)
    assert str(problem) == "clauses stand twice: I, II; keep one of each"


def test_a_part_without_an_id_is_named_by_its_kind_alone():
    (problem,) = unknown_clauses([(FocalPoint("p", WORDS, source=SOURCE), SOURCE)], ())
    assert str(problem) == "unknown clause 'I, 1/VB' in FocalPoint; none is known here"
