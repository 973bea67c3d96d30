from datetime import date
from fractions import Fraction

import attrs
import pytest

from xhht import (
    Base,
    BoundedShare,
    Bounds,
    Caveat,
    CountRange,
    GrowthTarget,
    LevelTarget,
    Observation,
    Outcome,
    PercentagePoints,
    PrintedShare,
    Reason,
    Region,
    Share,
    Source,
    Text,
    TierShare,
    assess,
    evaluate,
)
from xhht.errors import UnknownIdError
from xhht.model.targets import TargetWords
from xhht.programmes import ctph_154

START, DAY = date(2016, 12, 31), date(2020, 12, 31)
COMMON = {
    "name": Text("Tỷ lệ dòng họ học tập", "Learning clans"),
    "indicator": "clans",
    "due_on": DAY,
    "source": Source("154/CTPH-LN", "II.2.2"),
}
ONE_TIER = (TierShare("general", Fraction(40, 100)),)
FOR_ALL = (TierShare(None, Fraction(40, 100)),)
TIERS = (*ONE_TIER, TierShare("developed", Fraction(50, 100)))
LEVEL = LevelTarget("clans_recognised", shares=TIERS, **COMMON)
MORE = LevelTarget("members", shares=FOR_ALL, comparison="more_than", **COMMON)
RISE = GrowthTarget("families_recognised", shares=(TierShare(None, Fraction(25, 1000)),), **COMMON)
REGION = Region("tran-yen", "Huyện Trấn Yên", level="district", traits=["low_lying_district"])


def judged(actual, rule=LEVEL, as_of=DAY, start=None, **kwargs):
    baseline = None if start is None else Observation("clans", "a", START, start)
    tier = None if len(rule.shares) == 1 else "general"
    return evaluate(rule, actual, **{"as_of": as_of, "baseline": baseline, "tier": tier, **kwargs})


def explained(verdict):
    return verdict.explain("en"), verdict.explain("vi")


# --- numbers ----------------------------------------------------------------------------------------------------


def test_the_source_of_a_verdict_is_that_of_its_target():
    assert judged(Share(1, 2)).source == Source("154/CTPH-LN", "II.2.2")


@pytest.mark.parametrize(
    ("actual", "is_judged"),
    [
        (Share(1, 2), True),
        (Share(1, 4), True),
        (PrintedShare.from_text("40%"), True),
        (None, False),
        (Share(0, 0), False),
    ],
)
def test_a_verdict_says_whether_anything_was_held_against_a_threshold(actual, is_judged):
    assert judged(actual).is_judged is is_judged


@pytest.mark.parametrize("actual", [None, Share(0, 0), Share(1, 2, base=Base.REGISTERED)])
def test_what_was_not_judged_has_no_shortfall_and_no_gap(actual):
    verdict = judged(actual)
    assert verdict.shortfall is None
    assert verdict.gap_pp is None


def test_what_has_no_threshold_has_no_shortfall_and_no_gap():
    verdict = judged(Share(1, 2), RISE, start=PrintedShare.from_text("0%"), reading="relative")
    assert verdict.outcome is Outcome.UNDECIDED
    assert (verdict.shortfall, verdict.gap_pp) == (None, None)


def test_shortfall_and_gap_are_those_of_share_and_threshold():
    verdict = judged(Share(2, 7))
    assert (verdict.shortfall, verdict.gap_pp) == (1, PercentagePoints(-80, 7))


def test_shortfall_and_gap_of_a_roll_up_with_gaps_are_ranges():
    verdict = judged(BoundedShare.from_counts(30, 50, 100))
    assert verdict.shortfall == CountRange(0, 10)
    assert verdict.gap_pp == Bounds(-10, 10)


# --- words ------------------------------------------------------------------------------------------------------


def test_a_level_that_is_missed_is_explained():
    english, vietnamese = explained(judged(Share(35, 100)))
    assert english == (
        "Learning clans: not met. Reported: 35/100 (35%). Asked: at least 40% by 31 December 2020. "
        "That is 5 percentage points below what is asked. Still missing: 5. Clause: section II.2.2, Coordination "
        "Programme 154/CTPH-LN."
    )
    assert vietnamese == (
        "Tỷ lệ dòng họ học tập: chưa đạt. Số liệu báo cáo: 35/100 (35%). Yêu cầu đến ngày 31/12/2020: "
        "ít nhất 40%. Thấp hơn mức yêu cầu 5 điểm phần trăm. Còn thiếu 5. Căn cứ: mục II.2.2, Chương trình "
        "phối hợp số 154/CTPH-LN."
    )


def test_a_level_that_is_passed_is_explained_without_anything_missing():
    english, vietnamese = explained(judged(Share(45, 100)))
    assert "above what is asked" in english
    assert "Cao hơn mức yêu cầu" in vietnamese
    assert "missing" not in english
    assert "thiếu" not in vietnamese


def test_one_point_is_in_the_singular():
    assert "1 percentage point above" in judged(Share(41, 100)).explain()
    assert "1 percentage point below" in judged(Share(39, 100)).explain()


def test_a_tie_is_called_exact():
    english, vietnamese = explained(judged(Share(40, 100)))
    assert "exactly" in english
    assert "Bằng đúng mức yêu cầu." in vietnamese


def test_a_tie_with_a_more_than_rule_says_that_more_is_asked():
    english, vietnamese = explained(judged(Share(40, 100), MORE))
    assert "That is exactly this share, and more is asked." in english
    assert "Mới bằng mức quy định, trong khi chỉ tiêu yêu cầu cao hơn mức này." in vietnamese


def test_a_rule_for_all_names_no_tier():
    english, vietnamese = explained(judged(Share(1, 2), MORE))
    assert "Asked: more than 40% by 31 December 2020." in english
    assert "Yêu cầu đến ngày 31/12/2020: trên 40%." in vietnamese


def test_before_its_day_a_verdict_says_that_it_is_not_yet_due():
    english, vietnamese = explained(judged(Share(1, 2), as_of=date(2019, 6, 30)))
    assert "by 31 December 2020, not yet due." in english
    assert "đến ngày 31/12/2020 (chưa đến hạn): " in vietnamese


def test_a_print_is_explained_with_all_that_it_can_mean():
    english, vietnamese = explained(judged(PrintedShare.from_text("40%")))
    assert "Reported: “40%”, which can mean from 39.5% to under 41%." in english
    assert "Số liệu báo cáo: “40%”, được hiểu là từ 39,5% đến dưới 41%." in vietnamese
    assert "Some of the values that the figure can mean pass, and some do not." in english
    assert Caveat.BASE_UNSTATED.text("vi") in vietnamese


def test_a_print_of_all_means_itself_alone():
    english = judged(PrintedShare.from_text("100%")).explain()
    assert "Reported: “100%”. Asked" in english
    assert Caveat.TAKEN_AT_ITS_WORD.text("en") in english


def test_a_range_of_what_is_missing_is_shown_as_one():
    english, vietnamese = explained(judged(BoundedShare.from_counts(30, 50, 100)))
    assert "Still missing: 0 to 10." in english
    assert "Còn thiếu từ 0 đến 10." in vietnamese


def test_what_was_not_reported_is_explained_without_a_figure():
    english, vietnamese = explained(judged(None))
    assert english.startswith("Learning clans: no data. Asked")
    assert "Nothing was reported." in english
    assert "Chưa có báo cáo." in vietnamese


def test_a_rise_is_explained_with_baseline_and_threshold():
    english, vietnamese = explained(judged(Share(45, 100), RISE, start=Share(40, 100)))
    assert (
        "Asked: a rise of at least 2.5 percentage points a year on average by 31 December 2020; "
        "the baseline of 31 December 2016 was 40/100 (40%), that is at least 50%."
    ) in english
    assert (
        "Yêu cầu đến ngày 31/12/2020: tăng bình quân ít nhất 2,5 điểm phần trăm mỗi năm; "
        "số liệu gốc ngày 31/12/2016 là 40/100 (40%), tức là ít nhất 50%."
    ) in vietnamese


def test_a_relative_rise_is_explained_as_one():
    english, vietnamese = explained(judged(Share(45, 100), RISE, start=Share(40, 100), reading="relative"))
    assert "at least 2.5% of the baseline a year on average" in english
    assert "ít nhất 2,5% so với số liệu gốc mỗi năm" in vietnamese


def test_a_rise_of_more_than_is_explained_as_one():
    rule = attrs.evolve(RISE, comparison="more_than")
    english, vietnamese = explained(judged(Share(45, 100), rule, start=Share(40, 100)))
    assert "more than 2.5 percentage points a year" in english
    assert "that is more than 50%." in english
    assert "trên 2,5 điểm phần trăm mỗi năm" in vietnamese
    assert "tức là trên 50%." in vietnamese


def test_a_rise_of_more_than_that_is_capped_asks_for_all_itself():
    rule = attrs.evolve(RISE, comparison="more_than")
    english = judged(Share(99, 100), rule, start=Share(95, 100)).explain()
    assert "that is 100%." in english
    assert Caveat.CAPPED_AT_ALL.text("en") in english


def test_a_bounded_threshold_is_explained_by_its_bounds():
    english, vietnamese = explained(judged(Share(51, 100), RISE, start=PrintedShare.from_text("40%", base=Base.ALL)))
    assert "the baseline of 31 December 2016 was “40%”, that is a minimum between 49.5% and 51%." in english
    assert "tức là mức tối thiểu nằm giữa 49,5% và 51%." in vietnamese


def test_a_rise_without_a_baseline_is_explained_by_what_is_asked_a_year():
    english, vietnamese = explained(judged(Share(1, 2), RISE))
    assert "Asked: a rise of at least 2.5 percentage points a year on average by 31 December 2020. A yearly" in english
    assert "Yêu cầu đến ngày 31/12/2020: tăng bình quân ít nhất 2,5 điểm phần trăm mỗi năm." in vietnamese


def test_region_day_and_tier_are_named_where_they_are_known():
    judged_here = judged(Share(1, 2), tier="developed")
    words = TargetWords(tiers=(("developed", Text("Vùng phát triển", "Developed areas")),))
    verdict = attrs.evolve(
        judged_here,
        target=attrs.evolve(judged_here.target, words=words),
        region=REGION,
        observation=Observation("clans", "tran-yen", date(2020, 11, 30), Share(1, 2)),
    )
    english, vietnamese = explained(verdict)
    assert english.startswith("Huyện Trấn Yên: Learning clans: met. Reported for 30 November 2020: 1/2 (50%).")
    assert "(tier: Developed areas)" in english
    assert vietnamese.startswith(
        "Huyện Trấn Yên: Tỷ lệ dòng họ học tập: đạt. Số liệu báo cáo đến ngày 30/11/2020: 1/2 (50%)."
    )
    assert "(nhóm địa bàn: Vùng phát triển)" in vietnamese


def test_what_is_asked_is_said_in_a_few_words():
    assert judged(Share(1, 2)).asked() == "at least 40%"
    assert judged(Share(1, 2)).asked("vi") == "ít nhất 40%"
    assert judged(Share(1, 2), RISE).asked() == "a rise of at least 2.5 percentage points a year on average"
    assert judged(Share(1, 2), RISE, start=Share(2, 5)).asked("vi") == "ít nhất 50%"


def test_a_verdict_that_asks_nothing_says_nothing_of_it():
    assert attrs.evolve(judged(None), threshold=None).asked() == ""


def test_why_a_verdict_is_what_it_is_fits_in_two_sentences():
    assert judged(Share(35, 100)).why() == "That is 5 percentage points below what is asked. Still missing: 5."
    assert judged(None).why("vi") == "Chưa có báo cáo."


@pytest.mark.parametrize("say", ["explain", "asked", "why"])
def test_another_language_is_refused(say):
    with pytest.raises(UnknownIdError, match="unknown language 'fr'; known: en, vi"):
        getattr(judged(Share(1, 2)), say)("fr")


def test_a_verdict_as_text_is_its_english_explanation():
    verdict = judged(Share(1, 2))
    assert str(verdict) == verdict.explain("en")


def test_the_picture_of_a_verdict_names_target_and_region_by_id():
    verdict = attrs.evolve(judged(Share(1, 2)), region=REGION)
    assert "target=clans_recognised" in repr(verdict)
    assert "region='tran-yen'" in repr(verdict)
    assert "region" not in repr(judged(Share(1, 2)))


def test_a_gap_is_shown_with_as_many_decimals_as_it_takes():
    english = judged(Share(399_999, 1_000_000)).explain()
    assert "That is 0.0001 percentage points below what is asked." in english


def test_a_gap_too_small_for_a_hundred_decimals_is_shown_too():
    size = 10**120
    smallest = judged(Share(4 * size // 10 + 1, size))
    assert f"That is 0.{'0' * 117}1 percentage points above what is asked." in explained(smallest)[0]


def test_a_gap_too_small_for_any_number_of_decimals_is_about_nothing():
    size = 10**5_000
    assert "about 0 percentage points above what is asked" in explained(judged(Share(4 * size // 10 + 1, size)))[0]


def test_several_tiers_in_question_are_said_as_a_range():
    english, vietnamese = explained(judged(Share(45, 100), tier=None))
    assert "Asked: a minimum between 40% and 50% by 31 December 2020." in english
    assert "Yêu cầu đến ngày 31/12/2020: mức tối thiểu nằm giữa 40% và 50%." in vietnamese
    assert Caveat.TIER_UNKNOWN.text("vi") in vietnamese
    rise = attrs.evolve(RISE, shares=(*RISE.shares, TierShare("developed", Fraction(3, 100))))
    assert judged(Share(1, 2), rise, tier=None).asked() == (
        "a rise of at least 2.5 to 3 percentage points a year on average"
    )


def test_the_day_of_a_report_is_said_where_it_is_not_the_day_judged():
    seen = Observation("clans", "tran-yen", date(2020, 11, 30), Share(35, 100))
    verdict = attrs.evolve(judged(Share(35, 100)), observation=seen)
    assert verdict.why().startswith("The report is of 30 November 2020. That is 5 percentage points below")
    assert verdict.why("vi").startswith("Số liệu báo cáo đến ngày 30/11/2020. Thấp hơn mức yêu cầu 5 điểm phần trăm.")
    same = attrs.evolve(verdict, observation=attrs.evolve(seen, on=DAY))
    assert same.why().startswith("That is 5 percentage points below")


def test_a_report_that_is_too_old_is_said_with_its_day():
    old = Observation("clans", "tran-yen", date(2018, 12, 31), Share(9, 10))
    verdict = attrs.evolve(judged(None), reason=Reason.REPORT_TOO_OLD, outdated=old)
    assert "The last report, of 31 December 2018 (9/10 (90%)), is too old to count." in verdict.explain()
    assert (
        "Báo cáo gần nhất, số liệu đến ngày 31/12/2018 (9/10 (90%)), đã quá cũ nên không dùng để kết luận."
        in verdict.why("vi")
    )


def test_a_print_without_an_upper_end_says_why_it_cannot_fail():
    english, vietnamese = explained(judged(PrintedShare.from_text("trên 12%")))
    assert "The print names no upper end, so that by itself it can never show that the target is missed." in english
    assert "không nêu mức cao nhất" in vietnamese
    assert "upper end" not in judged(PrintedShare.from_text("40%")).explain()
    assert "upper end" not in judged(PrintedShare.from_text("trên 62%")).explain()


def test_nothing_is_said_of_what_is_not_asked():
    changes = {"outcome": Outcome.NOT_APPLICABLE, "reason": Reason.OUTSIDE_TERRITORY, "threshold": None}
    verdict = attrs.evolve(judged(None), **changes)
    assert verdict.explain() == (
        "Learning clans: not applicable. The region lies outside the territory of the programme. "
        "Clause: section II.2.2, Coordination Programme 154/CTPH-LN."
    )


def test_a_verdict_is_found_by_the_ids_of_its_target_and_region():
    assert judged(None).key == ("clans_recognised", "")
    assert attrs.evolve(judged(None), region=REGION).key == ("clans_recognised", "tran-yen")


def test_what_was_asked_is_a_requirement():
    assert judged(Share(1, 2)).requirement.least_of(10).least == 4
    assert judged(Share(1, 2), RISE).requirement is None


def test_a_bounded_baseline_is_said_once():
    start = BoundedShare(Bounds(Fraction(2, 5), Fraction(1, 2)))
    english, vietnamese = explained(judged(Share(51, 100), RISE, start=start))
    assert "from from" not in english
    assert "từ từ" not in vietnamese


def test_a_rise_that_is_not_asked_is_not_told():
    nation = [Region("viet-nam", "Việt Nam", level="country")]
    found = assess(ctph_154.PROGRAMME, [], regions=nation, as_of=DAY)["families_recognised", "viet-nam"]
    assert (found.outcome, found.asked("en"), found.asked("vi")) == (Outcome.NOT_APPLICABLE, "", "")


def test_a_target_of_a_programme_knows_its_unit_and_the_names_of_its_tiers():
    clans = ctph_154.PROGRAMME.target("clans_recognised")
    english, vietnamese = explained(evaluate(clans, Share(39, 100), as_of=DAY, tier="general"))
    assert "Asked (tier: General): at least 40%" in english
    assert "Still missing: 1 clan." in english
    assert "Yêu cầu (nhóm địa bàn: Mức chung) đến ngày 31/12/2020: ít nhất 40%." in vietnamese
    assert "Còn thiếu 1 dòng họ." in vietnamese
    harder = clans.with_share(Fraction(50, 100), tier="general")
    assert "Còn thiếu 11 dòng họ." in evaluate(harder, Share(39, 100), as_of=DAY, tier="general").why("vi")


def test_all_of_something_is_asked_without_at_least():
    areas = ctph_154.PROGRAMME.target("residential_areas_organised")
    verdict = evaluate(areas, Share(9, 10), as_of=DAY)
    assert (verdict.asked("en"), verdict.asked("vi")) == ("100%", "đạt 100%")
