from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import CriteriaSet, Criterion, Document, ProcedureStep, Text, Yearly
from xhht.errors import InvalidCasesError, InvalidTypeError, InvalidValueError
from xhht.programmes import nd_122_2018, tt_25_2023
from xhht.recognition import (
    Case,
    Meeting,
    Recognition,
    Registration,
    TakenStep,
    WorkingCalendar,
    open_steps,
    recognitions_of,
    registrations_of,
    score,
)

FAMILY = nd_122_2018.PROCEDURE
COMMUNE = tt_25_2023.PROCEDURE
CALENDAR = WorkingCalendar(date(2018, 1, 1), date(2018, 12, 31))
WORDS = Text("x", "y")
CARRIED = Meeting(summoned=10, present=6, in_favour=4)
REGISTERED, LISTED = TakenStep("registration", date(2018, 1, 10)), TakenStep("listing", date(2018, 11, 1))
MET = TakenStep("meeting", date(2018, 11, 8), meeting=CARRIED)
FILED = TakenStep("file", date(2018, 11, 12))
DECIDED = TakenStep("decision", date(2018, 11, 19), decided_by="UBND xã Minh Quân")
WHOLE = (REGISTERED, LISTED, MET, FILED, DECIDED)
CRITERIA = CriteriaSet(
    "set",
    WORDS,
    title="family",
    document=Document("1/VB", WORDS),
    criteria=[Criterion("a", WORDS, points=10)],
    pass_mark=5,
    validity_months=12,
)


def case(*taken, holder="f1", year=2018, **changes):
    return Case(holder, "a", year=year, taken=taken, **changes)


def standing(*cases, on=date(2018, 12, 31), procedure=FAMILY, **changes):
    found = open_steps(procedure, cases, as_of=on, calendar=CALENDAR, **changes)
    return [(one.step.id, one.since, one.until) for one in found]


def problems(*cases, procedure=FAMILY):
    with pytest.raises(InvalidCasesError) as caught:
        open_steps(procedure, cases, as_of=date(2018, 12, 31), calendar=CALENDAR)
    return [str(problem) for problem in caught.value.problems]


# --- meetings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summoned", "present", "in_favour", "counts", "carried"),
    [(10, 6, 4, True, True), (10, 5, 5, False, False), (10, 10, 6, True, True), (10, 10, 5, True, False)],
)
def test_a_meeting_counts_with_three_fifths_and_is_carried_by_three_fifths(
    summoned, present, in_favour, counts, carried
):
    met = Meeting(summoned=summoned, present=present, in_favour=in_favour)
    assert (met.has_quorum(FAMILY.step("meeting")), met.is_carried(FAMILY.step("meeting"))) == (counts, carried)


def test_where_nobody_came_nothing_is_decided_whatever_was_asked():
    free = ProcedureStep("m", WORDS, kind="meeting", by=WORDS)
    nobody = Meeting(summoned=0, present=0, in_favour=0)
    assert not nobody.is_carried(free)
    assert Meeting(summoned=1, present=1, in_favour=0).is_carried(free)


@pytest.mark.parametrize("counts", [(5, 6, 1), (5, 4, 5), (-1, -1, -1)])
def test_a_meeting_whose_counts_cannot_be_is_refused(counts):
    with pytest.raises(InvalidValueError):
        Meeting(summoned=counts[0], present=counts[1], in_favour=counts[2])
    with pytest.raises(InvalidTypeError):
        Meeting(summoned=5.0, present=1, in_favour=1)


@pytest.mark.parametrize("year", ["2018", True, 0, 9999])
def test_a_case_has_a_year_of_the_calendar(year):
    with pytest.raises((InvalidTypeError, InvalidValueError)):
        case(year=year)


# --- what stands open ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (0, ("registration", None, None)),
        (1, ("listing", date(2018, 1, 10), None)),
        (3, ("file", date(2018, 11, 8), date(2018, 11, 13))),
        (4, ("decision", date(2018, 11, 12), date(2018, 11, 19))),
    ],
)
def test_the_next_step_stands_open_with_its_deadline(taken, expected):
    assert standing(case(*WHOLE[:taken])) == [expected]


def test_nothing_stands_open_after_a_decision_without_an_end():
    assert standing(case(*WHOLE)) == []


def test_steps_taken_later_are_not_seen_and_their_order_of_writing_does_not_matter():
    assert standing(case(*reversed(WHOLE)), on=date(2018, 11, 8)) == [("file", date(2018, 11, 8), date(2018, 11, 13))]


def test_a_meeting_without_a_quorum_is_held_again():
    empty = TakenStep("meeting", date(2018, 11, 5), meeting=Meeting(summoned=10, present=5, in_favour=5))
    assert standing(case(REGISTERED, LISTED, empty)) == [("meeting", date(2018, 11, 1), None)]
    assert standing(case(REGISTERED, LISTED, empty, MET)) == [("file", date(2018, 11, 8), date(2018, 11, 13))]


def test_a_lost_vote_ends_the_case():
    lost = TakenStep("meeting", date(2018, 11, 5), meeting=Meeting(summoned=10, present=10, in_favour=5))
    assert standing(case(REGISTERED, LISTED, lost)) == []
    assert "comes after the vote of 2018-11-05 was lost" in problems(case(REGISTERED, LISTED, lost, MET))[0]


def test_the_earliest_deadline_comes_first_and_what_has_none_last():
    found = open_steps(
        FAMILY,
        [case(holder="a"), case(*WHOLE[:4], holder="b"), case(*WHOLE[:3], holder="c")],
        as_of=date(2018, 11, 14),
        calendar=CALENDAR,
    )
    assert [(one.case.holder, one.is_overdue) for one in found] == [("c", True), ("b", False), ("a", False)]


def test_days_of_the_next_year_are_deadlines_whatever_the_calendar():
    assessed = TakenStep("self_assessment", date(2024, 12, 31))
    assert standing(case(assessed, year=2024), procedure=COMMUNE, on=date(2025, 1, 1)) == [
        ("file", date(2024, 12, 31), date(2025, 2, 27))
    ]
    leap = attrs.evolve(
        COMMUNE,
        steps=[attrs.evolve(each, latest=Yearly(2, 29, is_stated=True)) for each in COMMUNE.steps],
    )
    assert standing(case(), procedure=leap) == [("self_assessment", None, date(2019, 2, 28))]


def test_a_renewal_stands_open_until_the_title_ends():
    taken = [TakenStep(step, date(2025, 2, day)) for day, step in enumerate(("self_assessment", "file", "decision"), 1)]
    asked = {"procedure": COMMUNE, "criteria": tt_25_2023.COMMUNE_COMMUNITY_LEVEL_1, "on": date(2028, 1, 1)}
    assert standing(case(*taken, year=2024), **asked) == [("renewal", date(2025, 2, 3), date(2028, 2, 3))]
    early = attrs.evolve(taken[2], ends_on=date(2026, 1, 1))
    assert standing(case(*taken[:2], early, year=2024), **asked) == [("renewal", date(2025, 2, 3), date(2026, 1, 1))]
    renewed = TakenStep("renewal", date(2027, 12, 1))
    assert standing(case(*taken, renewed, year=2024), **asked) == []
    assert standing(case(*taken, year=2024), procedure=COMMUNE, on=date(2028, 1, 1)) == []


def test_a_deadline_beyond_the_calendar_is_a_problem_of_its_case():
    late = [attrs.evolve(taken, on=taken.on.replace(year=2019)) for taken in WHOLE[:3]]
    with pytest.raises(InvalidCasesError, match=r"cases\[1\]: 2019-11-09 is outside the working calendar"):
        open_steps(FAMILY, [case(), case(*late)], as_of=date(2019, 12, 1), calendar=CALENDAR)


# --- what is refused ----------------------------------------------------------------------------------------------

WITHDRAWAL = ProcedureStep("withdrawal", WORDS, kind="withdrawal", by=WORDS)
ENDING = attrs.evolve(FAMILY, steps=(*FAMILY.steps, WITHDRAWAL))
LOSS = TakenStep("withdrawal", date(2018, 12, 1))


@pytest.mark.parametrize(
    ("taken", "what"),
    [
        ((TakenStep("list", date(2018, 1, 1)),), "unknown step 'list'; did you mean 'listing'"),
        ((LISTED,), "comes before step 'registration'; give that one first"),
        (
            (*WHOLE, attrs.evolve(FILED, on=date(2018, 12, 1))),
            "comes after the decision of 2018-11-19; open a new case",
        ),
        ((REGISTERED, LISTED, attrs.evolve(MET, meeting=None)), "step 'meeting' needs its vote"),
        ((attrs.evolve(REGISTERED, meeting=CARRIED),), "step 'registration' has no vote"),
        ((attrs.evolve(REGISTERED, decided_by="UBND"),), "step 'registration' decides nothing"),
        ((attrs.evolve(REGISTERED, ends_on=date(2018, 2, 1)),), "step 'registration' decides nothing"),
        ((*WHOLE[:4], attrs.evolve(DECIDED, ends_on=date(2018, 11, 1))), "ends before, on 2018-11-01"),
        ((LOSS,), "needs a decision that stands"),
        ((*WHOLE, LOSS, attrs.evolve(LOSS, on=date(2018, 12, 2))), "needs a decision that stands"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(taken, what):
    assert what in problems(case(*taken), procedure=ENDING)[0]


def test_everything_that_is_wrong_with_cases_is_said_together():
    other = attrs.evolve(CRITERIA, title="clan")
    found = problems("x", case(LISTED), case(score=score(other, {})))
    assert len(found) == 3
    assert found[0] == "cases[0] is a Case, got str 'x'"
    assert "cases[2] of 'f1': its score is of 'clan', not of 'family'" in found[2]


@pytest.mark.parametrize(
    "changes", [{"procedure": None}, {"calendar": None}, {"criteria": 5}, {"as_of": "2018"}, {"cases": "x"}]
)
def test_arguments_of_another_kind_are_refused(changes):
    given = {"procedure": FAMILY, "cases": [], "as_of": date(2018, 1, 1), "calendar": CALENDAR, **changes}
    with pytest.raises(InvalidTypeError):
        open_steps(given.pop("procedure"), given.pop("cases"), **given)


# --- registrations and decisions ----------------------------------------------------------------------------------


def test_cases_give_the_registrations_and_decisions_of_a_registry():
    points = score(CRITERIA, {"a": 9})
    assessed = attrs.evolve(COMMUNE, title="family")
    taken = [TakenStep("self_assessment", date(2018, 12, 31)), TakenStep("file", date(2019, 2, 1))]
    assert registrations_of(assessed, [case(*taken, score=points), case()]) == (
        Registration(
            "family",
            "f1",
            "a",
            registered_on=date(2018, 12, 31),
            assessed_on=date(2018, 12, 31),
            score=points,
        ),
    )
    assert recognitions_of(assessed, [case(*taken)]) == ()
    assert registrations_of(FAMILY, [case(REGISTERED, score=points)])[0].score is None


def test_a_lost_vote_ends_the_registration():
    lost = TakenStep("meeting", date(2018, 11, 5), meeting=Meeting(summoned=10, present=10, in_favour=5))
    (asked,) = registrations_of(FAMILY, [case(REGISTERED, LISTED, lost)])
    assert asked.ends_on == date(2018, 11, 5)


def test_a_decision_holds_as_long_as_it_or_its_criteria_say_and_until_it_is_withdrawn():
    (given,) = recognitions_of(ENDING, [case(*WHOLE, LOSS)], criteria=CRITERIA)
    assert given == Recognition(
        "family",
        "f1",
        "a",
        decided_on=date(2018, 11, 19),
        decided_by="UBND xã Minh Quân",
        ends_on=date(2019, 11, 19),
        withdrawn_on=date(2018, 12, 1),
    )
    assert standing(case(*WHOLE, LOSS), procedure=ENDING) == []
    (unnamed,) = recognitions_of(FAMILY, [case(*WHOLE[:4], attrs.evolve(DECIDED, decided_by=None))])
    assert (unnamed.decided_by, unnamed.ends_on) == ("Chủ tịch Ủy ban nhân dân cấp xã", None)


# --- words --------------------------------------------------------------------------------------------------------


def test_an_open_step_is_told_with_its_body_and_its_day():
    asked = {"calendar": CALENDAR, "as_of": date(2018, 11, 14)}
    late, free = open_steps(FAMILY, [case(*WHOLE[:3]), case(REGISTERED)], **asked)
    assert late.text("en") == ("File with the request: the head of the residential area, by 13 November 2018, overdue.")
    assert late.text("vi") == "Gửi hồ sơ đề nghị: trưởng khu dân cư, hạn chót là ngày 13/11/2018, đã quá hạn."
    assert free.text("vi") == "Lập danh sách các gia đình đủ điều kiện: trưởng khu dân cư."
    early = attrs.evolve(late, as_of=date(2018, 11, 13))
    assert early.text("vi") == "Gửi hồ sơ đề nghị: trưởng khu dân cư, chậm nhất ngày 13/11/2018."


def test_shares_of_a_vote_are_exact():
    third = attrs.evolve(FAMILY.step("meeting"), majority=Fraction(2, 3), quorum=None)
    assert Meeting(summoned=3, present=3, in_favour=2).is_carried(third)
    assert not Meeting(summoned=300, present=300, in_favour=199).is_carried(third)
