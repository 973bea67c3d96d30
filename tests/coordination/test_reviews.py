import pickle
from datetime import UTC, date, datetime

import attrs
import pytest

from xhht import Amendment, Assignment, Party, Removal, Responsibility, Role, Share, Source, Text
from xhht.coordination import Activity, Measure, Result, ReviewStatus, review, review_years
from xhht.errors import InvalidActivitiesError, InvalidTypeError, InvalidValueError, NotResponsibleError, UnknownIdError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
ALL = tuple(party.id for party in PROGRAMME.parties)
PARTS = [(task.id, party) for task in PROGRAMME.responsibilities for party in task.parties]
RIGHT = ("front_may_invite_association", "front")
FUNDS, YOUNG = "veterans_build_funds", "veterans_educate_young"
WORDS = Text("Công an tỉnh", "Provincial police")
CLOSING = Source("154/CTPH-LN", "closing")


def done(task=FUNDS, party="veterans", on=date(2018, 5, 1), **more):
    return Activity(responsibility=task, party=party, on=on, **more)


def amended(on, amendment_id="1", programme=PROGRAMME, agreed_by=ALL, **changes):
    return programme.amend(Amendment(id=amendment_id, effective_on=on, agreed_by=agreed_by, **changes))


def task(task_id=FUNDS, *roles):
    """The responsibility of that id, with other bodies."""
    return attrs.evolve(
        PROGRAMME.responsibility(task_id), assignments=[Assignment(party, role) for party, role in roles]
    )


def tasks(found):
    """The tasks of the next year, by their two ids."""
    return {(each.responsibility, each.party): each for each in found.next_tasks}


def removed(programme, on, *tasks, amendment_id="1"):
    duties = tuple(attrs.evolve(duty, responsibilities=()) for duty in programme.duties)
    return amended(
        on,
        amendment_id,
        programme=attrs.evolve(programme, duties=duties),
        removed=[Removal("responsibilities", each) for each in tasks],
    )


# --- lines --------------------------------------------------------------------------------------------------------


def test_every_body_has_a_line_for_each_of_its_responsibilities():
    found = review(PROGRAMME, [], year=2018)
    assert [(line.responsibility.id, line.party) for line in found.lines] == PARTS
    assert all(line.role is line.responsibility.role_of(line.party) for line in found.lines)


@pytest.mark.parametrize(
    ("activities", "status"),
    [
        ([], ReviewStatus.MISSING),
        ([done()], ReviewStatus.REPORTED),
        ([done(reported_on=date(2018, 12, 31))], ReviewStatus.REPORTED),
        ([done(reported_on=date(2019, 1, 1))], ReviewStatus.LATE),
        ([done(reported_on=date(2019, 1, 1)), done(on=date(2018, 6, 1))], ReviewStatus.REPORTED),
        ([done(on=date(2017, 12, 31)), done(on=date(2019, 1, 1))], ReviewStatus.MISSING),
    ],
)
def test_a_part_is_reported_late_or_missing(activities, status):
    line = review(PROGRAMME, activities, year=2018)[FUNDS, "veterans"]
    assert line.status is status
    assert line.is_reported is (status in (ReviewStatus.REPORTED, ReviewStatus.LATE))
    assert line.is_late is (status is ReviewStatus.LATE)


def test_a_right_that_is_not_used_is_not_missing():
    found = review(PROGRAMME, [], year=2018)
    assert found[RIGHT].status is ReviewStatus.NOT_USED
    assert RIGHT not in {(each.responsibility, each.party) for each in found.next_tasks}
    used = review(PROGRAMME, [done(*RIGHT)], year=2018)
    assert used[RIGHT].status is ReviewStatus.REPORTED


@pytest.mark.parametrize(
    ("report_by", "status"),
    [
        (None, ReviewStatus.LATE),
        (date(2019, 1, 14), ReviewStatus.LATE),
        (date(2019, 1, 15), ReviewStatus.REPORTED),
        (date(2018, 11, 30), ReviewStatus.LATE),
    ],
)
def test_the_last_day_for_reports_is_a_convention_that_can_be_replaced(report_by, status):
    found = review(PROGRAMME, [done(reported_on=date(2019, 1, 15))], year=2018, report_by=report_by)
    assert found[FUNDS, "veterans"].status is status


def test_the_activities_of_a_line_stand_in_the_order_of_their_days():
    given = [done(on=date(2018, month, 1)) for month in (9, 3, 6)]
    found = review(PROGRAMME, given, year=2018)
    assert [each.on.month for each in found[FUNDS, "veterans"].activities] == [3, 6, 9]
    assert found.activities == found[FUNDS, "veterans"].activities


@pytest.mark.parametrize("status", ReviewStatus)
def test_every_status_has_words_in_both_languages(status):
    assert status.text("en") != status.text("vi")


def test_a_line_is_looked_up_by_two_ids():
    found = review(PROGRAMME, [], year=2018)
    assert found[FUNDS, "veterans"].party == "veterans"
    with pytest.raises(UnknownIdError, match="unknown responsibility 'veterans_build_fund' in the review of 2018"):
        found["veterans_build_fund", "veterans"]
    with pytest.raises(UnknownIdError, match="unknown party 'women' in the review of 'veterans_build_funds'; known:"):
        found[FUNDS, "women"]
    for key in (FUNDS, (FUNDS,), (FUNDS, "veterans", 1), 5):
        with pytest.raises(InvalidTypeError, match="look up by a responsibility's and a party's id"):
            found[key]


def test_a_review_is_a_value():
    found = review(PROGRAMME, [done()], year=2018)
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert again[FUNDS, "veterans"] == found[FUNDS, "veterans"]
    assert hash(found) == hash(review(PROGRAMME, [done()], year=2018))
    assert repr(found).startswith("Review(ctph_154, 2018, ")


# --- what follows -------------------------------------------------------------------------------------------------


def test_what_was_not_reported_is_next_years_task():
    found = review(PROGRAMME, [done()], year=2018)
    duties = {(r.id, p) for r in PROGRAMME.responsibilities for p in r.parties if r.is_answered_by(p)}
    assert {(each.responsibility, each.party) for each in found.next_tasks} == duties - {(FUNDS, "veterans")}
    assert {each.year for each in found.next_tasks} == {2019}


def test_a_task_says_whose_it_is_and_who_leads():
    found = tasks(review(PROGRAMME, [], year=2018))
    emulation = PROGRAMME.responsibility("labour_emulates_with_association")
    own, partner = found[emulation.id, "labour"], found[emulation.id, "association"]
    assert (own.role, own.led_by) == (Role.OWN, ("labour",))
    assert (partner.role, partner.led_by) == (Role.JOINT, ("labour",))
    assert own.text("en") == f"Federation of Labour: {emulation.text.en}"
    assert partner.text("vi") == (f"Hội Khuyến học (phối hợp với Liên đoàn Lao động): {emulation.partner_text.vi}")
    with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
        own.text("fr")


def test_what_was_reported_late_is_no_task_again():
    found = review(PROGRAMME, [done(reported_on=date(2019, 3, 1))], year=2018)
    assert (FUNDS, "veterans") not in tasks(found)


def test_who_reported_nothing_at_all_is_silent():
    assert review(PROGRAMME, [], year=2018).silent_parties == ALL
    late = done(reported_on=date(2019, 3, 1))
    assert review(PROGRAMME, [late], year=2018).silent_parties == tuple(p for p in ALL if p != "veterans")
    assert review(PROGRAMME, [late], year=2017).silent_parties == ALL


def test_a_body_with_nothing_but_rights_is_not_silent():
    rights = attrs.evolve(
        PROGRAMME, responsibilities=(PROGRAMME.responsibility(RIGHT[0]), task(FUNDS, ("youth", "own"))), duties=()
    )
    assert review(rights, [], year=2018).silent_parties == ("youth",)


def test_coverage_counts_what_must_be_reported():
    given = [
        done(),
        done(on=date(2018, 6, 1)),
        done(YOUNG, reported_on=date(2019, 6, 1)),
        done(*RIGHT),
    ]
    found = review(PROGRAMME, given, year=2018)
    by_party = found.coverage_by_party()
    assert list(by_party) == list(ALL)
    assert by_party["veterans"] == Share(2, 14)
    assert by_party["front"].numerator == 0
    by_content = found.coverage_by_content()
    assert list(by_content) == [content.id for content in PROGRAMME.contents]
    assert by_content["movement_funds_and_rewards"].numerator == 1
    assert by_content["inspection_and_reporting"].numerator == 0
    asked = sum(r.is_answered_by(p) for r in PROGRAMME.responsibilities for p in r.parties)
    assert sum(share.denominator for share in by_party.values()) == asked


def test_sums_are_exact_by_body_and_by_content():
    both = "veterans_uphold_studious_tradition"
    given = [
        done(results=[Result("dong_raised", 10**15 + 1), Result("classes", 1)]),
        done(on=date(2018, 6, 1), results=[Result("dong_raised", 2)]),
        done(both, results=[Result("classes", 3)]),
        done(on=date(2017, 6, 1), results=[Result("dong_raised", 5)]),
        done("women_raise_scholarships", "women", results=[Result("scholarships", 7)]),
    ]
    found = review(PROGRAMME, given, year=2018)
    assert found.totals_by_party() == {
        ("veterans", Measure.DONG_RAISED): 10**15 + 3,
        ("veterans", Measure.CLASSES): 4,
        ("women", Measure.SCHOLARSHIPS): 7,
    }
    assert found.totals_by_content() == {
        ("movement_funds_and_rewards", Measure.DONG_RAISED): 10**15 + 3,
        ("movement_funds_and_rewards", Measure.CLASSES): 1,
        ("movement_funds_and_rewards", Measure.SCHOLARSHIPS): 7,
        ("dissemination", Measure.CLASSES): 3,
        ("awareness_and_self_study", Measure.CLASSES): 3,
    }
    assert review(PROGRAMME, given, year=2017).totals_by_party() == {("veterans", Measure.DONG_RAISED): 5}


# --- years --------------------------------------------------------------------------------------------------------


def test_several_years_are_reviewed_each_for_itself():
    given = [done(), done(YOUNG, on=date(2019, 5, 1), reported_on=date(2020, 1, 15))]
    found = review_years(PROGRAMME, given, years=range(2017, 2021))
    assert [each.year for each in found] == [2017, 2018, 2019, 2020]
    assert found == tuple(review(PROGRAMME, given, year=year) for year in range(2017, 2021))
    later = review_years(PROGRAMME, given, years=[2019, 2018], report_by={2019: date(2020, 1, 31)})
    assert [each.year for each in later] == [2019, 2018]
    assert later[0][YOUNG, "veterans"].status is ReviewStatus.REPORTED
    assert found[2][YOUNG, "veterans"].status is ReviewStatus.LATE
    assert review_years(PROGRAMME, given, years=()) == ()


@pytest.mark.parametrize("year", [2016, 2020])
def test_the_first_and_the_last_year_can_be_reviewed(year):
    assert len(review(PROGRAMME, [], year=year).lines) == len(PARTS)


def test_a_first_year_that_is_not_whole_asks_nothing_and_shows_what_was_reported():
    early = done(on=date(2016, 12, 29), results=[Result("classes", 1)])
    found = review(PROGRAMME, [early], year=2016)
    assert (found.next_tasks, found.silent_parties) == ((), ())
    assert set(found.coverage_by_party().values()) == set(found.coverage_by_content().values()) == {Share(0, 0)}
    assert found[FUNDS, "veterans"].status is ReviewStatus.REPORTED
    assert found[YOUNG, "veterans"].status is ReviewStatus.NOT_ASKED
    assert found[RIGHT].status is ReviewStatus.NOT_USED
    assert not any(line.is_asked for line in found.lines)
    assert found.totals_by_party() == {("veterans", Measure.CLASSES): 1}
    whole = attrs.evolve(PROGRAMME, starts_on=date(2016, 1, 1))
    assert review(whole, [], year=2016).silent_parties == ALL


@pytest.mark.parametrize("year", [2015, 2021, -1])
def test_a_year_outside_the_programmes_life_is_refused(year):
    with pytest.raises(InvalidValueError, match=f"in force from 2016-12-20 to 2020-12-31, not in {year};"):
        review(PROGRAMME, [], year=year)


@pytest.mark.parametrize("year", ["2018", 2018.0, True, None])
def test_a_year_is_a_whole_number(year):
    with pytest.raises(InvalidTypeError, match="a year is a whole number"):
        review(PROGRAMME, [], year=year)


@pytest.mark.parametrize("report_by", ["2018-12-31", datetime(2018, 12, 31, tzinfo=UTC)])
def test_the_last_day_for_reports_is_a_day(report_by):
    with pytest.raises(InvalidTypeError, match="report_by is a datetime"):
        review(PROGRAMME, [], year=2018, report_by=report_by)
    with pytest.raises(InvalidTypeError, match="report_by maps years to days, got date"):
        review_years(PROGRAMME, [], years=[2018], report_by=date(2018, 12, 31))


def test_everything_that_does_not_fit_is_reported_together_whatever_its_year():
    given = [done(party="women"), done("nothing", on=date(2019, 5, 1)), done(on=date(2016, 12, 1)), 5]
    with pytest.raises(InvalidActivitiesError, match="activities of 'ctph_154': 4 problems") as caught:
        review(PROGRAMME, given, year=2018)
    assert [type(problem) for problem in caught.value.problems] == [
        NotResponsibleError,
        UnknownIdError,
        InvalidValueError,
        InvalidTypeError,
    ]


# --- amendments ---------------------------------------------------------------------------------------------------


def test_a_year_is_reviewed_by_the_text_at_its_end():
    new = Responsibility("patrol", WORDS, assignments=(Assignment("youth", "lead"),), source=CLOSING)
    later = amended(date(2018, 12, 31), added=(new,))
    assert review(later, [], year=2018)["patrol", "youth"].status is ReviewStatus.MISSING
    with pytest.raises(UnknownIdError):
        review(later, [], year=2017)["patrol", "youth"]


def test_what_was_done_before_a_task_was_taken_out_keeps_its_line_and_leaves_no_tasks():
    shared = "labour_works_at_same_level"
    later = removed(PROGRAMME, date(2018, 7, 1), shared)
    given = [done(shared, "labour", results=[Result("classes", 2)])]
    found = review(later, given, year=2018)
    assert found[shared, "labour"].is_reported
    assert found.totals_by_content()["learning_models", Measure.CLASSES] == 2
    with pytest.raises(UnknownIdError):
        found[shared, "association"]
    assert shared not in {each.responsibility for each in found.next_tasks}
    assert shared not in {line.responsibility.id for line in review(later, given, year=2019).lines}
    with pytest.raises(InvalidActivitiesError, match="unknown responsibility 'labour_works_at_same_level'"):
        review(later, [done(shared, "labour", on=date(2018, 7, 1))], year=2018)


def test_what_ends_with_the_year_is_missing_and_yet_no_task_of_the_next():
    later = removed(PROGRAMME, date(2019, 1, 1), FUNDS)
    found = review(later, [], year=2018)
    assert found[FUNDS, "veterans"].status is ReviewStatus.MISSING
    assert FUNDS not in {each.responsibility for each in found.next_tasks}
    handed_over = amended(date(2019, 1, 1), responsibilities=(task(FUNDS, ("youth", "own")),))
    assert (FUNDS, "veterans") not in tasks(review(handed_over, [], year=2018))
    only_a_right = amended(date(2019, 1, 1), responsibilities=(task(FUNDS, ("veterans", "may")),))
    assert (FUNDS, "veterans") not in tasks(review(only_a_right, [], year=2018))


def test_a_body_that_handed_a_task_over_keeps_what_it_reported():
    later = amended(date(2018, 7, 1), responsibilities=(task(FUNDS, ("youth", "own")),))
    found = review(later, [done()], year=2018)
    assert [(line.party, line.role, line.status) for line in found.lines if line.responsibility.id == FUNDS] == [
        ("youth", Role.OWN, ReviewStatus.MISSING),
        ("veterans", Role.OWN, ReviewStatus.REPORTED),
    ]
    with pytest.raises(InvalidActivitiesError, match="'veterans' has no part in 'veterans_build_funds'"):
        review(later, [done(on=date(2018, 7, 1))], year=2018)
    with pytest.raises(InvalidActivitiesError, match="'youth' has no part in 'veterans_build_funds'"):
        review(later, [done(party="youth", on=date(2018, 6, 30))], year=2018)


def test_a_role_that_changed_is_that_of_the_years_end_in_whatever_order_one_reports():
    later = amended(date(2018, 7, 1), responsibilities=(task(FUNDS, ("veterans", "support")),))
    given = [done(), done(on=date(2018, 8, 1))]
    for order in (given, given[::-1]):
        assert review(later, order, year=2018)[FUNDS, "veterans"].role is Role.SUPPORT
    twice = amended(
        date(2018, 10, 1), "2", programme=later, responsibilities=(task(FUNDS, ("youth", "own"), ("women", "own")),)
    )
    for order in (given, given[::-1]):
        assert review(twice, order, year=2018)[FUNDS, "veterans"].role is Role.SUPPORT


def test_a_body_that_left_is_covered_for_what_it_reported():
    police = Party("police", WORDS, short_name=WORDS, members=WORDS, source=CLOSING)
    new = Responsibility("patrol", WORDS, assignments=(Assignment("police", "lead"),), source=CLOSING)
    joined = amended(date(2018, 1, 1), added=(police, new))
    left = amended(
        date(2018, 7, 1),
        "2",
        programme=joined,
        agreed_by=(*ALL, "police"),
        removed=(Removal("parties", "police"), Removal("responsibilities", "patrol")),
    )
    found = review(left, [done("patrol", "police", results=[Result("classes", 1)])], year=2018)
    assert found.coverage_by_party()["police"] == Share(1, 1)
    assert list(found.coverage_by_party())[-1] == "police"
    assert found.totals_by_party() == {("police", Measure.CLASSES): 1}
    assert found.silent_parties == ALL
    assert found.totals_by_content() == {}
