"""The milestones of Decision 677/QĐ-TTg as data."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import Observation, Outcome, Region, Share, Source, assess
from xhht.programmes.qd_677 import PROGRAMME

END_2025, END_2030 = date(2025, 12, 31), date(2030, 12, 31)
CLAUSES = (
    ("heading", "document", {"Programme", "Party"}),
    ("I.2.a", "target", {"LearningTitle", "Indicator", "LevelTarget"}),
    ("I.2.b", "target", {"LevelTarget"}),
    ("I.2.proficiency", "target", set()),
)


@pytest.mark.parametrize(
    ("target", "percent", "day"),
    [
        ("members_informed_2025", 100, END_2025),
        ("adults_recognised_2025", 40, END_2025),
        ("staff_recognised_2025", 60, END_2025),
        ("citizens_with_digital_skills_2025", 70, END_2025),
        ("adults_recognised_2030", 60, END_2030),
        ("staff_recognised_2030", 80, END_2030),
        ("citizens_with_digital_skills_2030", 90, END_2030),
    ],
)
def test_a_milestone_asks_one_share_of_the_whole_country(target, percent, day):
    rule = PROGRAMME.target(target)
    assert (rule.due_on, rule.asked_of(None)) == (day, Fraction(percent, 100))


def test_there_is_no_other_target():
    assert len(PROGRAMME.targets) == 7


@pytest.mark.parametrize(("number", "kind", "models"), CLAUSES)
def test_each_place_is_modelled_by_what_it_says(number, kind, models):
    place = Source("677/QĐ-TTg", number)
    assert PROGRAMME.clause(number).kind == kind
    assert {type(thing).__name__ for thing, source in PROGRAMME.citations() if source == place} == models


def test_the_places_are_these_alone():
    assert [clause.source.number for clause in PROGRAMME.clauses] == [number for number, *_ in CLAUSES]


def test_of_whom_the_proficient_are_counted_is_not_guessed():
    assert not PROGRAMME.clause("I.2.proficiency").is_measurable


def test_the_decision_was_issued_on_3_june_2022_and_runs_to_the_end_of_2030():
    assert (PROGRAMME.document.issued_on, PROGRAMME.starts_on, PROGRAMME.ends_on) == (
        date(2022, 6, 3),
        date(2022, 6, 3),
        END_2030,
    )


def test_a_nation_is_judged():
    nation = [Region("viet-nam", "Việt Nam", level="country")]
    seen = [Observation("adults_recognised", "viet-nam", END_2025, Share(1, 2))]
    report = assess(PROGRAMME, seen, regions=nation, as_of=END_2025)
    assert [report[f"adults_recognised_{year}", "viet-nam"].outcome for year in (2025, 2030)] == [
        Outcome.MET,
        Outcome.NOT_MET,
    ]
