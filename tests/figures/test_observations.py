from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import permutations

import pytest

from xhht import Base, BoundedShare, Bounds, Observation, PrintedShare, Region, Regions, Share
from xhht.errors import (
    ContradictionError,
    InvalidTypeError,
    InvalidValueError,
    NotResponsibleError,
    RegionLifeError,
    UnknownIdError,
)
from xhht.figures.observations import Reports

DAY = date(2020, 12, 31)
TREE = Regions(
    [
        Region("a", "Xã A", level="commune"),
        Region("old", "Xã cũ", level="commune", valid_to=date(2020, 1, 31), successors=("new",)),
        Region("new", "Xã mới", level="commune", valid_from=date(2020, 2, 1)),
    ]
)


def printed(text, base=Base.ALL):
    return PrintedShare.from_text(text, base=base)


def seen(actual, region="a", on=DAY, indicator="clans"):
    return Observation(indicator, region, on, actual)


def sort(*observations, indicators=("clans",)):
    return Reports.of(observations, regions=TREE, indicators=indicators)


def standing(*actuals):
    """The figure that stands, whatever the order of the reports, and the problems of the first order."""
    found = {
        sort(*(seen(actual) for actual in order))[0].latest("clans", "a", DAY).actual for order in permutations(actuals)
    }
    (figure,) = found
    return figure, sort(*(seen(actual) for actual in actuals))[1]


# --- one report -------------------------------------------------------------------------------------------------


def test_a_report_keeps_its_address_and_note():
    report = Observation("clans", "a", DAY, Share(45, 100), reference="https://example.org", note="sơ bộ")
    assert (report.reference, report.note) == ("https://example.org", "sơ bộ")


@pytest.mark.parametrize("on", ["2020-12-31", datetime(2020, 12, 31, tzinfo=UTC), None, 2020, float("nan")])
def test_a_report_is_for_a_day(on):
    with pytest.raises(InvalidTypeError, match="without a time"):
        Observation("clans", "a", on, Share(45, 100))


@pytest.mark.parametrize("actual", [0.45, Fraction(45, 100), "45%", 45, None, float("nan"), (45, 100)])
def test_a_report_is_of_a_share(actual):
    with pytest.raises(InvalidTypeError, match="a reported share is a Share, PrintedShare or BoundedShare"):
        Observation("clans", "a", DAY, actual)


@pytest.mark.parametrize(("indicator", "region"), [("the clans", "a"), ("clans", "Xã A")])
def test_a_report_names_indicator_and_region_by_id(indicator, region):
    with pytest.raises(InvalidValueError, match="is no id"):
        Observation(indicator, region, DAY, Share(45, 100))


# --- many reports -----------------------------------------------------------------------------------------------


def test_reports_are_sorted_by_their_days():
    late, early = seen(Share(2, 4)), seen(Share(1, 4), on=date(2018, 12, 31))
    reports, problems = sort(late, early)
    assert problems == []
    assert reports.series == {("clans", "a"): (early, late)}


def test_the_latest_report_is_the_last_up_to_a_day():
    late, early = seen(Share(2, 4)), seen(Share(1, 4), on=date(2018, 12, 31))
    reports, _ = sort(late, early)
    assert reports.latest("clans", "a", DAY) is late
    assert reports.latest("clans", "a", date(2020, 12, 30)) is early
    assert reports.latest("clans", "a", date(2018, 12, 30)) is None
    assert reports.latest("families", "a", DAY) is None


def test_the_latest_report_before_the_life_judged_does_not_count():
    reports, _ = sort(seen(Share(1, 4), on=date(2018, 12, 31)))
    assert reports.latest("clans", "a", DAY, since=date(2019, 1, 1)) is None
    assert reports.latest("clans", "a", DAY, since=date(2018, 12, 31)) is not None


@pytest.mark.parametrize("wrong", [None, ("clans", "a", DAY, Share(1, 2))])
def test_something_else_than_an_observation_is_named_by_its_place(wrong):
    reports, (problem,) = sort(seen(Share(1, 2)), wrong)
    assert str(problem).startswith("observations[1] is an Observation, got")
    assert len(reports.series) == 1


@pytest.mark.parametrize("wrong", ["reports", None, seen(Share(1, 2))])
def test_a_lone_report_is_not_several(wrong):
    with pytest.raises(InvalidTypeError, match="expected several values"):
        Reports.of(wrong, regions=TREE, indicators=None)


def test_an_unknown_indicator_is_named_with_the_nearest():
    _, (problem,) = sort(seen(Share(1, 2), indicator="clan"))
    assert str(problem) == "unknown indicator 'clan' in observations[0]; did you mean 'clans'?"


def test_any_indicator_will_do_where_none_are_listed():
    assert sort(seen(Share(1, 2), indicator="clan"), indicators=None)[1] == []


def test_an_unknown_region_is_named_with_those_known():
    _, (problem,) = sort(seen(Share(1, 2), region="b"))
    assert isinstance(problem, UnknownIdError)
    assert "unknown region 'b' in observations[0]" in str(problem)


def test_a_report_outside_the_life_of_its_region_names_place_and_successors():
    _, (problem,) = sort(seen(Share(1, 2), region="old"))
    assert isinstance(problem, RegionLifeError)
    assert "observations[0]: region 'old' does not exist on 2020-12-31" in str(problem)
    assert "report for its successors: new" in str(problem)


def test_everything_wrong_is_reported_together():
    _, problems = sort(
        None,
        seen(Share(1, 2), region="b", indicator="x"),
        seen(Share(1, 2), region="old"),
        seen(Share(1, 2)),
        seen(Share(2, 2)),
    )
    assert [type(problem) for problem in problems] == [
        InvalidTypeError,
        UnknownIdError,
        UnknownIdError,
        RegionLifeError,
        ContradictionError,
    ]


# --- several reports for one day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stands", "others"),
    [
        (Share(230, 454), [printed("50,6%")]),
        (Share(230, 454), [printed("50,7%"), printed("khoảng 50%")]),
        (Share(230, 454), [Share(230, 454, base=Base.UNSTATED)]),
        (printed("57,48%"), [printed("57%"), printed("57,5%")]),
        (printed("57,48%"), [printed("57,48%", Base.UNSTATED)]),
        (Share(1, 2), [BoundedShare.from_counts(1, 2, 2)]),
        (BoundedShare.from_counts(50, 50, 100), [printed("50%")]),
        (Share(0, 0), [Share(0, 0, base=Base.UNSTATED)]),
        (printed("trên 60%"), [printed("trên 50%")]),
        (Share(1, 2), [Share(1, 2)]),
        (printed("57%"), [printed("trên 57%")]),
        (printed("65%"), [printed("gần 65%")]),
    ],
)
def test_the_narrowest_of_reports_that_agree_stands(stands, others):
    figure, problems = standing(stands, *others)
    assert figure == stands
    assert problems == []


@pytest.mark.parametrize(
    "pair",
    [
        (Share(45, 100), Share(46, 100)),
        (Share(1, 2), Share(2, 4)),
        (Share(230, 454), printed("51,6%")),
        (printed("57%"), printed("62%")),
        (Share(0, 0), printed("50%")),
        (Share(0, 0), Share(1, 2)),
        (Share(93, 100), printed("trên 93%")),
        (BoundedShare(Bounds(0, Fraction(2, 5))), BoundedShare(Bounds(Fraction(1, 2), 1))),
        (printed("trên 57%"), printed("gần 57%")),
    ],
)
def test_reports_that_cannot_both_be_true_contradict_each_other(pair):
    _, (problem,) = standing(*pair)
    assert isinstance(problem, ContradictionError)
    message = str(problem)
    assert message.startswith("two reports of 'clans' in 'a' on 2020-12-31 contradict each other: ")
    assert pair[0].format() in message
    assert pair[1].format() in message
    assert "keep one (reconcile joins the counts and the percentage of one report)" in message


def test_every_report_that_contradicts_the_one_that_stands_is_named():
    _, problems = standing(Share(45, 100), Share(46, 100), Share(47, 100))
    assert len(problems) == 2


@pytest.mark.parametrize("of_all", [Share(45, 100), printed("45%"), printed("45%", Base.UNSTATED)])
def test_a_share_of_the_registered_beside_one_of_all_is_left_aside(of_all):
    figure, problems = standing(Share(40, 41, base=Base.REGISTERED), of_all)
    assert figure == of_all
    assert problems == []


def test_the_registered_stand_where_nothing_else_was_reported():
    figure, problems = standing(Share(40, 41, base=Base.REGISTERED), printed("97,5%", Base.REGISTERED))
    assert figure == Share(40, 41, base=Base.REGISTERED)
    assert problems == []


def test_two_shares_of_the_registered_can_contradict_each_other():
    _, (problem,) = standing(Share(40, 41, base=Base.REGISTERED), Share(39, 41, base=Base.REGISTERED))
    assert isinstance(problem, ContradictionError)


def test_one_report_of_each_day_contradicts_nothing():
    assert sort(seen(Share(1, 2)), seen(Share(2, 2), on=date(2019, 12, 31)))[1] == []


def of(party, actual, on=DAY, indicator="clans"):
    return Observation(indicator, "a", on, actual, party=party)


ASKED = {"women": ["clans"], "youth": ["clans"], "labour": []}


def sort_asked(*observations):
    return Reports.of(observations, regions=TREE, indicators=("clans", "members"), parties=ASKED)


def test_the_figures_of_each_body_stand_apart_from_those_of_all():
    everything = [seen(Share(1, 10)), of("women", Share(2, 10)), of("youth", Share(3, 10))]
    reports, problems = sort_asked(*everything)
    assert problems == []
    assert reports.latest("clans", "a", DAY) == everything[0]
    assert reports.parties == ("women", "youth")
    assert [reports.of_party(party).latest("clans", "a", DAY) for party in reports.parties] == everything[1:]
    assert reports.of_party(None) == Reports(reports.series, reports.carried)
    assert reports.of_party("veterans") == Reports({})


def test_a_figure_of_one_body_is_never_one_of_all():
    reports, _ = sort_asked(of("women", Share(2, 10)))
    assert reports.latest("clans", "a", DAY) is None
    assert reports.series == {}


def test_one_body_may_contradict_itself_but_no_other():
    _, problems = sort_asked(of("women", Share(2, 10)), of("youth", Share(3, 10)), of("women", Share(4, 10)))
    (problem,) = problems
    assert isinstance(problem, ContradictionError)
    assert str(problem).startswith("two reports of 'clans' of 'women' in 'a' on 2020-12-31 contradict each other")


def test_an_unknown_body_is_a_problem_with_the_nearest_one():
    _, (problem,) = sort_asked(seen(Share(1, 10)), of("woman", Share(2, 10)))
    assert isinstance(problem, UnknownIdError)
    assert str(problem) == "unknown party 'woman' in observations[1]; did you mean 'women'?"


@pytest.mark.parametrize(
    ("party", "indicator", "message"),
    [
        ("labour", "clans", "'clans' is not asked of 'labour' for its own people, but only of women, youth"),
        ("women", "members", "'members' is not asked of 'women' for its own people, but only of all together"),
    ],
)
def test_a_figure_that_is_not_asked_of_a_body_is_a_problem(party, indicator, message):
    _, (problem,) = sort_asked(of(party, Share(2, 10), indicator=indicator))
    assert isinstance(problem, NotResponsibleError)
    assert str(problem) == f"observations[0]: {message}; leave the body out"


def test_an_unknown_indicator_is_the_only_problem_with_a_figure_of_a_body():
    _, (problem,) = sort_asked(of("woman", Share(2, 10), indicator="clan"))
    assert problem.kind == "indicator"


def test_any_body_will_do_where_none_is_known():
    reports, problems = Reports.of([of("anybody", Share(2, 10))], regions=TREE, indicators=None)
    assert (problems, reports.parties) == ([], ("anybody",))


def test_a_report_of_a_body_shows_it():
    assert repr(of("women", Share(2, 10))).endswith("party='women')")
    with pytest.raises(InvalidValueError):
        of("no id", Share(2, 10))
