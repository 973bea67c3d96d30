import pickle
from datetime import UTC, date, datetime

import pytest

from xhht.coordination import Activity, Measure, Result
from xhht.coordination.activities import misfits, totals
from xhht.errors import InvalidTypeError, InvalidValueError, NotResponsibleError, UnknownChoiceError, UnknownIdError
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
DAY = date(2018, 5, 1)


def activity(**changes):
    return Activity(**{"responsibility": "veterans_build_funds", "party": "veterans", "on": DAY, **changes})


def test_a_result_counts_one_measure():
    assert Result("dong_raised", 12_500_000).measure is Measure.DONG_RAISED
    with pytest.raises(UnknownChoiceError, match="unknown measure 'dong'"):
        Result("dong", 1)


@pytest.mark.parametrize(
    ("count", "error"),
    [(-1, InvalidValueError), (1.0, InvalidTypeError), (True, InvalidTypeError), ("1", InvalidTypeError)],
)
def test_a_result_is_a_whole_number(count, error):
    with pytest.raises(error, match="the result in classes"):
        Result("classes", count)
    assert Result("classes", 0).count == 0


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_has_words_in_both_languages(measure):
    assert measure.text("en") != measure.text("vi")
    for language, shown in (("en", "1,250"), ("vi", "1.250")):
        assert shown in measure.counted(1250, language)


def test_money_is_told_as_a_report_tells_it():
    assert Measure.CLASSES.counted(2, "vi") == "2 lớp học"
    assert Measure.DONG_RAISED.counted(262_500_000, "vi") == "vận động Quỹ khuyến học được 262.500.000 đồng"
    assert Measure.DONG_RAISED.counted(5000, "en") == "5,000 đồng raised for learning promotion funds"


def test_an_activity_is_reported_on_its_day_or_later():
    assert activity(reported_on=DAY).reported_on == DAY
    with pytest.raises(InvalidValueError, match="an activity of 2018-05-01 cannot be reported on 2018-04-30"):
        activity(reported_on=date(2018, 4, 30))


def test_a_measure_is_counted_once():
    with pytest.raises(InvalidValueError, match="an activity of 'veterans' counts a measure twice; add the two up"):
        activity(results=[Result("classes", 1), Result("classes", 1)])


@pytest.mark.parametrize(
    "changes",
    [
        {"on": "2018-05-01"},
        {"on": datetime(2018, 5, 1, tzinfo=UTC)},
        {"reported_on": "2018-05-01"},
        {"evidence": "1/BC"},
        {"evidence": (1,)},
        {"results": (("classes", 1),)},
        {"note": 5},
        {"party": None},
    ],
)
def test_a_field_of_another_kind_is_refused(changes):
    with pytest.raises(InvalidTypeError):
        activity(**changes)


def test_an_activity_is_a_value():
    done = activity(results=[Result("classes", 1)], evidence=["1/BC"], note="học")
    assert done.note == "học"
    assert pickle.loads(pickle.dumps(done)) == done
    assert hash(done) == hash(activity(results=(Result("classes", 1),), evidence=("1/BC",), note="học"))


def test_everything_that_does_not_fit_the_programme_is_listed():
    given = [
        activity(),
        "done",
        activity(on=date(2016, 12, 19)),
        activity(on=date(2021, 1, 1)),
        activity(party="veteran"),
        activity(responsibility="veterans_build_fund"),
        activity(party="women"),
        activity(party="x", responsibility="y", on=date(2030, 1, 1)),
    ]
    problems = list(misfits(PROGRAMME, given))
    assert [type(problem) for problem in problems] == [
        InvalidTypeError,
        InvalidValueError,
        InvalidValueError,
        UnknownIdError,
        UnknownIdError,
        NotResponsibleError,
        InvalidValueError,
        UnknownIdError,
        UnknownIdError,
    ]
    found = [str(problem) for problem in problems]
    assert found[0] == "activities[1] is an Activity, got str 'done'"
    assert found[1] == (
        "activities[2]: 'veterans' reports something of 2016-12-19, outside the programme "
        "(2016-12-20 to 2020-12-31); correct the day"
    )
    assert found[3] == "unknown party 'veteran' in activities[4]; did you mean 'veterans'?"
    assert "did you mean 'veterans_build_funds'?" in found[4]
    assert found[5] == (
        "activities[6]: 'women' has no part in 'veterans_build_funds' (IV.6, 154/CTPH-LN); it belongs to: veterans"
    )


@pytest.mark.parametrize("on", [date(2016, 12, 20), date(2020, 12, 31)])
def test_the_first_and_the_last_day_belong_to_the_programme(on):
    assert not list(misfits(PROGRAMME, [activity(on=on)]))


def test_sums_of_money_are_exact_however_large():
    billions = [activity(results=[Result("dong_raised", 10**15 + 1), Result("classes", 2)]) for _ in range(1000)]
    assert totals(billions, lambda done: [done.party]) == {
        ("veterans", Measure.DONG_RAISED): 10**18 + 1000,
        ("veterans", Measure.CLASSES): 2000,
    }


def test_an_activity_counts_under_each_of_its_keys():
    assert totals([activity(results=[Result("classes", 2)])], lambda _: ["a", "b"]) == {
        ("a", Measure.CLASSES): 2,
        ("b", Measure.CLASSES): 2,
    }
    assert totals([activity()], lambda _: ["a"]) == {}
    assert totals([activity(results=[Result("classes", 2)])], lambda _: []) == {}
