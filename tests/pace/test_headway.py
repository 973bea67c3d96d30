from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import Base, BoundedShare, Bounds, Comparison, Observation, Share
from xhht.errors import InvalidMethodError, InvalidTypeError, InvalidValueError
from xhht.pace import OPEN_SDG, TIME_LEFT, Band, ProgressMethod, ProgressStatus, progress_status
from xhht.programmes import ctph_154

CLANS = ctph_154.PROGRAMME.target("clans_recognised")
FAMILIES = ctph_154.PROGRAMME.target("families_recognised")
END_2016, END_2018, END_2020 = date(2016, 12, 31), date(2018, 12, 31), date(2020, 12, 31)
ACHIEVED, ON_TRACK, ACCELERATION, LIMITED, DETERIORATION, UNDECIDED = ProgressStatus
ASKED = CLANS.asked_of("general")


def report(share, on, indicator="clans_recognised"):
    made = share if isinstance(share, BoundedShare) else Share(share.numerator, share.denominator)
    return Observation(indicator, "town", on, made)


def status(part, on=END_2018, rule=CLANS, start=ASKED / 2, **kwargs):
    kwargs.setdefault("tier", "general")
    """The status where so much of the way from `start` to the target is done."""
    seen = start + (ASKED - start) * part
    return progress_status(rule, baseline=report(start, END_2016), latest=report(seen, on), **kwargs)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Fraction(1), ACHIEVED),
        (Fraction(95, 200), ON_TRACK),
        (Fraction(949, 2000), ACCELERATION),
        (Fraction(60, 200), ACCELERATION),
        (Fraction(599, 2000), LIMITED),
        (Fraction(0), LIMITED),
        (Fraction(-1, 100), DETERIORATION),
    ],
)
def test_a_status_follows_from_the_ratio_of_observed_to_required_rate(part, expected):
    found = status(part)
    assert found.status is expected
    assert found.ratios[0] == (None if expected is ACHIEVED else part * 2)


def test_against_the_time_left_a_slow_start_counts_more():
    assert status(Fraction(95, 200)).status is ON_TRACK
    found = status(Fraction(95, 200), method=TIME_LEFT)
    assert (found.status, found.ratios[0]) == (ACCELERATION, Fraction(95, 105))


def test_a_target_that_was_reached_and_is_no_more_has_deteriorated():
    found = progress_status(CLANS, baseline=report(ASKED, END_2016), latest=report(ASKED / 2, END_2018), tier="general")
    assert (found.status, found.ratios) == (DETERIORATION, (None, None))


def test_more_than_a_share_is_not_achieved_by_the_share_itself():
    stricter = attrs.evolve(CLANS, comparison=Comparison.MORE_THAN)
    assert status(Fraction(1), rule=stricter).status is ON_TRACK
    assert status(Fraction(1), rule=stricter, method=TIME_LEFT).status is ON_TRACK


def test_a_yearly_rise_is_required_up_to_all():
    def of(start, seen):
        baseline = report(start, END_2016, "families_recognised")
        return progress_status(FAMILIES, baseline=baseline, latest=report(seen, END_2018, "families_recognised"))

    assert of(Fraction(99, 100), Fraction(1)).status is ACHIEVED
    assert of(Fraction(50, 100), Fraction(49, 100)).status is DETERIORATION


def bounded(lower, upper, **ends):
    return BoundedShare(Bounds(lower, upper, **ends), base=Base.ALL)


def test_bounds_decide_where_all_values_agree_and_say_why_where_not():
    start = report(Fraction(0), END_2016)

    def of(lower, upper, **ends):
        return progress_status(
            CLANS, baseline=start, latest=report(bounded(lower, upper, **ends), END_2018), tier="general"
        )

    on_track = ASKED * Fraction(95, 200)
    found = of(on_track * Fraction(9, 10), on_track)
    assert (found.status, found.possible) == (UNDECIDED, (ACCELERATION, ON_TRACK))
    assert "more than one status" in found.explain("en")
    assert "nhiều kết luận" in found.explain("vi")
    assert of(on_track * Fraction(9, 10), on_track, is_upper_open=True).status is ACCELERATION
    assert of(ASKED, ASKED + Fraction(1, 100)).status is ACHIEVED
    assert of(on_track, ASKED, is_upper_open=True).status is ON_TRACK


def test_the_explanation_names_status_ratio_and_method():
    words = status(Fraction(1, 4)).explain("en")
    assert "limited progress. Observed over required rate: 1/2. Method: Open SDG" in words
    assert OPEN_SDG.source in words
    assert "đã đạt mục tiêu. Phương pháp" in status(Fraction(1)).explain("vi")


@pytest.mark.parametrize("on", [END_2016, END_2020])
def test_the_latest_report_lies_between_baseline_and_due_day(on):
    with pytest.raises(InvalidValueError, match="lies between the baseline"):
        status(Fraction(1, 2), on=on)


def test_a_method_of_ones_own_replaces_the_default():
    own = ProgressMethod(name="half", source="an example", bands=(Band(Fraction(1, 2), ON_TRACK),), below=LIMITED)
    assert status(Fraction(1, 4), method=own).status is ON_TRACK
    assert own.status(Fraction(49, 100)) is LIMITED
    with pytest.raises(InvalidTypeError, match="method"):
        status(Fraction(1, 4), method="half")


def test_everything_wrong_with_a_method_is_named_together():
    with pytest.raises(InvalidMethodError) as caught:
        ProgressMethod(
            name=" ",
            source="",
            bands=(Band(Fraction(1, 2), ON_TRACK), Band(Fraction(1, 2), LIMITED), Band(0.1, UNDECIDED), "x"),
            below=ACHIEVED,
        )
    words = [str(problem) for problem in caught.value.problems]
    assert len(words) == 6
    for part in ("name and a source", "bands[1]: 1/2 is not under 1/2", "bands[2]: no ratio", "exact", "bands[3]"):
        assert any(part in word for word in words)


def test_a_method_without_bands_is_refused():
    with pytest.raises(InvalidMethodError, match="at least one band"):
        ProgressMethod(name="none", source="nowhere", bands=(), below=LIMITED)


def test_without_a_tier_the_status_holds_for_all_of_them_or_is_undecided():
    start = report(Fraction(20, 100), END_2016)

    def of(count, **kwargs):
        return progress_status(CLANS, baseline=start, latest=report(Fraction(count, 100), END_2018), **kwargs)

    found = of(36)
    single = [of(36, tier=tier).status for tier in ("disadvantaged", "general", "developed")]
    assert single == [ACHIEVED, ON_TRACK, ON_TRACK]
    assert (found.status, found.possible) == (UNDECIDED, (ON_TRACK, ACHIEVED))
    assert of(36, tier=["general", "developed"]).status is ON_TRACK
    assert of(19).status is DETERIORATION


def test_a_fall_is_worst_for_the_tier_of_which_least_is_asked():
    own = ProgressMethod(name="falls", source="an example", bands=(Band(Fraction(-1), LIMITED),), below=DETERIORATION)
    start, seen = report(Fraction(28, 100), END_2016), report(Fraction(25, 100), END_2018)
    found = progress_status(CLANS, baseline=start, latest=seen, method=own)
    by_tier = [
        progress_status(CLANS, baseline=start, latest=seen, tier=tier, method=own).status
        for tier in ("disadvantaged", "general", "developed")
    ]
    assert by_tier == [DETERIORATION, LIMITED, LIMITED]
    assert found.possible == (DETERIORATION, LIMITED)


def test_more_than_a_share_of_an_unknown_tier_is_achieved_beyond_the_highest():
    stricter = attrs.evolve(CLANS, comparison=Comparison.MORE_THAN)
    start = report(Fraction(20, 100), END_2016)
    for count, expected in ((30, UNDECIDED), (31, UNDECIDED), (50, UNDECIDED), (51, ACHIEVED)):
        latest = report(Fraction(count, 100), END_2018)
        assert progress_status(stricter, baseline=start, latest=latest).status is expected
