"""Programme 154/CTPH-LN as data: who signed, what is asked of whom, and by when."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import (
    Caveat,
    Comparison,
    GrowthTarget,
    Level,
    LevelTarget,
    Once,
    Reading,
    Region,
    Role,
    StatementKind,
    WhenNeeded,
    Yearly,
)
from xhht.coordination.assignments import gaps
from xhht.programmes.ctph_154 import PROGRAMME

PARTIES = ("front", "labour", "youth", "women", "farmers", "veterans", "association")
ORGANISATIONS = {"labour", "youth", "women", "farmers", "veterans"}
TITLES = {"family", "clan", "community", "unit"}
TIERS = ("general", "developed", "disadvantaged")


def percent(share):
    return share * 100


# --- the document ----------------------------------------------------------------------------------------------


def test_the_programme_runs_from_its_signature_to_the_end_of_2020():
    assert PROGRAMME.document.number == "154/CTPH-LN"
    assert (PROGRAMME.document.place, PROGRAMME.document.issued_on) == ("Yên Bái", date(2016, 12, 20))
    assert (PROGRAMME.starts_on, PROGRAMME.ends_on) == (date(2016, 12, 20), date(2020, 12, 31))


def test_directive_18_is_kept_as_printed_and_corrected_once():
    found = [basis for basis in PROGRAMME.bases if basis.document.number == "18-CT/TU"]
    assert [(b.source.number, b.printed, b.correction is None) for b in found] == [
        ("preamble", "18-CT/TW", False),
        ("I.1", "18 - CT/TU", True),
    ]
    assert "CT/TU" in found[0].correction.vi
    assert "Standing Board" in found[0].correction.en
    assert {basis.document.issued_on for basis in found} == {date(2008, 8, 25)}


def test_the_programme_rests_on_what_each_clause_names():
    named = {}
    for basis in PROGRAMME.bases:
        named.setdefault(basis.source.number, []).append(basis.document.number)
    assert named == {
        "preamble": ["11-CT/TW", "18-CT/TU", "281/QĐ-TTg", "95/KH-UBND", "86/KH-UBND"],
        "I.1": ["11-CT/TW", "18-CT/TU", "281/QĐ-TTg", "95/KH-UBND", "86/KH-UBND"],
        "III.1": ["89/QĐ-TTg", "281/QĐ-TTg", "97/KH-UBND", "95/KH-UBND", "86/KH-UBND"],
        "IV.7": ["95/KH-UBND", "86/KH-UBND"],
    }


def test_plans_that_a_clause_names_without_a_number_say_from_where_it_is():
    read = [b for b in PROGRAMME.bases if "KH-UBND" in b.document.number and b.source.number in ("preamble", "I.1")]
    assert len(read) == 4
    assert all("IV.7" in basis.correction.vi for basis in read)


def test_a_change_rests_on_the_closing_clause():
    assert PROGRAMME.amendment_rule.source.number == "closing"


# --- the bodies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "name", "position", "position_vi"),
    [
        ("front", "Nguyễn Thanh Xuân", "Vice-President", "Phó Chủ tịch"),
        ("farmers", "Hoàng Hữu Độ", "President", "Chủ tịch"),
        ("labour", "Nguyễn Thị Vân", "Vice-President", "Phó Chủ tịch"),
        ("youth", "Đoàn Thị Thanh Tâm", "Secretary", "Bí thư"),
        ("women", "Vũ Thị Hiền Hạnh", "President", "Chủ tịch"),
        ("veterans", "Nguyễn Tiến Quang", "Vice-President", "Phó Chủ tịch"),
        ("association", "Ngô Thị Chinh", "President", "Chủ tịch"),
    ],
)
def test_each_body_is_signed_for(party, name, position, position_vi):
    (signature,) = [s for s in PROGRAMME.signatures if s.party == party]
    assert (signature.name, signature.position.en, signature.position.vi) == (name, position, position_vi)


def test_each_body_has_a_focal_point():
    offices = {point.party: point.office.vi for point in PROGRAMME.focal_points}
    assert tuple(offices) == tuple(party.id for party in PROGRAMME.parties) == PARTIES
    assert offices.pop("association") == "Văn phòng Hội"
    assert set(offices.values()) == {"Ban Tuyên giáo"}


def test_the_text_goes_to_six_bodies_and_the_file():
    assert len(PROGRAMME.recipients) == 7
    assert "Hội Khuyến học Việt Nam" in [recipient.name.vi for recipient in PROGRAMME.recipients]


# --- titles and tiers ------------------------------------------------------------------------------------------


def test_each_title_is_counted_by_the_indicator_that_names_it():
    assert {title.id for title in PROGRAMME.titles} == TITLES
    for title in PROGRAMME.titles:
        assert PROGRAMME.indicator(title.indicator).title == title.id


def test_a_learning_community_is_a_village_and_not_the_commune():
    holders = PROGRAMME.title("community").holders
    assert holders.vi == "thôn, bản, tổ dân phố và tương đương"
    assert "commune" not in holders.en


@pytest.mark.parametrize(
    ("traits", "tier"),
    [
        ((), "general"),
        (("mountain",), "general"),
        (("city",), "developed"),
        (("town",), "developed"),
        (("low_lying_district",), "developed"),
        (("remote",), "disadvantaged"),
        (("many_ethnic_minorities",), "disadvantaged"),
        (("special_difficulty", "remote"), "disadvantaged"),
    ],
)
def test_the_tiers_are_told_apart_by_the_texts_own_tests(traits, tier):
    assert PROGRAMME.tier_of(Region("a", "Địa bàn A", level="district", traits=traits)) == tier


def test_a_low_lying_district_with_many_ethnic_minority_people_may_be_in_either_tier():
    both = Region("a", "Huyện A", level="district", traits=["low_lying_district", "many_ethnic_minorities"])
    assert PROGRAMME.tiers_in_question(both) == ("developed", "disadvantaged")


def test_it_holds_in_yen_bai_and_the_first_figure_is_that_of_the_whole_province():
    assert (PROGRAMME.territory.id, PROGRAMME.territory.level) == ("yen-bai", Level.PROVINCE)
    assert PROGRAMME.tier_of(Region("yen-bai", "Tỉnh Yên Bái", level="province", traits=["mountain"])) == "general"


def test_the_five_targets_of_the_association_are_asked_of_the_whole_province():
    asked = {target.id: target.levels for target in PROGRAMME.targets if target.levels is not None}
    assert set(asked.values()) == {(Level.PROVINCE,)}
    assert set(asked) == {
        *("residential_areas_organised", "education_units_organised", "agencies_organised"),
        *("clans_organised", "members"),
    }


# --- targets ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "clause", "shares"),
    [
        ("cadres_trained", "II.2.1", (100, 100, 100)),
        ("clans_recognised", "II.2.2", (40, 50, 30)),
        ("communities_recognised", "II.2.2", (50, 60, 40)),
        ("units_recognised", "II.2.3", (60, 60, 60)),
        ("residential_areas_organised", "IV.7.targets", (100, 100, 100)),
        ("education_units_organised", "IV.7.targets", (100, 100, 100)),
        ("agencies_organised", "IV.7.targets", (90, 90, 90)),
        ("clans_organised", "IV.7.targets", (80, 80, 80)),
        ("members", "IV.7.targets", (20, 20, 20)),
        ("member_families", "I.2", (100, 100, 100)),
    ],
)
def test_a_level_is_asked_of_each_tier(target, clause, shares):
    rule = PROGRAMME.target(target)
    assert isinstance(rule, LevelTarget)
    assert rule.source.number == PROGRAMME.indicator(rule.indicator).source.number == clause
    assert tuple(percent(rule.asked_of(tier)) for tier in TIERS) == shares


def test_families_are_asked_to_rise_by_points_a_year():
    rule = PROGRAMME.target("families_recognised")
    assert isinstance(rule, GrowthTarget)
    assert (rule.source.number, rule.reading) == ("II.2.2", Reading.POINTS)
    assert [percent(rule.asked_of(tier)) for tier in TIERS] == [Fraction(5, 2), 3, 2]


def test_there_are_eleven_targets_all_due_at_the_end_of_2020():
    assert len(PROGRAMME.targets) == len(PROGRAMME.indicators) == 11
    assert [target.id for target in PROGRAMME.targets] == [indicator.id for indicator in PROGRAMME.indicators]
    assert {target.due_on for target in PROGRAMME.targets} == {date(2020, 12, 31)}


def test_only_the_members_must_exceed_their_share():
    strict = [target.id for target in PROGRAMME.targets if target.comparison is Comparison.MORE_THAN]
    assert strict == ["members"]


def test_only_the_member_families_are_due_by_convention():
    assert {t.id: t.caveats for t in PROGRAMME.targets if t.caveats} == {
        "member_families": (Caveat.DUE_DAY_BY_CONVENTION,)
    }


def test_the_association_alone_answers_for_its_own_targets_and_all_bodies_for_the_rest():
    for target in PROGRAMME.targets:
        assert target.answerable == (("association",) if target.source.number == "IV.7.targets" else PARTIES)


def test_the_names_of_targets_say_who_is_counted():
    assert "dòng họ" in PROGRAMME.target("clans_recognised").name.vi.lower()
    assert "“Gia đình học tập”" in PROGRAMME.target("families_recognised").name.vi


# --- goals and contents ----------------------------------------------------------------------------------------


def test_purposes_principles_and_the_goal_stand_where_the_text_has_them():
    found = {(statement.source.number, statement.kind) for statement in PROGRAMME.statements}
    assert found == {
        ("I.1", StatementKind.PURPOSE),
        ("I.2", StatementKind.PURPOSE),
        ("I.3", StatementKind.PRINCIPLE),
        ("II.1", StatementKind.GOAL),
    }


def test_the_documents_to_make_known_are_the_ones_that_the_clause_rests_on():
    (content,) = [content for content in PROGRAMME.contents if content.source.number == "III.1"]
    assert content.documents == tuple(b.document.number for b in PROGRAMME.bases if b.source.number == "III.1")


@pytest.mark.parametrize(
    ("party", "clause", "names"),
    [
        ("front", "IV.1", {"Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh"}),
        ("labour", "IV.2", {"Lao động giỏi, lao động sáng tạo"}),
        (
            "youth",
            "IV.3",
            {
                "Thắp sáng ước mơ",
                "Cùng em tôi tới trường",
                "Tuổi trẻ Yên Bái học tập và làm theo lời Bác",
                "Xung kích tình nguyện phát triển kinh tế - xã hội và bảo vệ Tổ quốc",
                "Đồng hành với thanh niên lập thân, lập nghiệp",
            },
        ),
        (
            "women",
            "IV.4",
            {
                "Phụ nữ tích cực học tập, lao động sáng tạo, xây dựng gia đình hạnh phúc",
                "Xây dựng gia đình 5 không 3 sạch",
                "Giáo dục 5 triệu bà mẹ nuôi dạy con tốt",
            },
        ),
        (
            "farmers",
            "IV.5",
            {"Nông dân thi đua sản xuất kinh doanh giỏi, đoàn kết cùng nhau làm giàu và giảm nghèo bền vững"},
        ),
        (None, "IV.5", {"Đào tạo nghề cho lao động nông thôn"}),
        ("veterans", "IV.6", set()),
        ("association", "IV.7", set()),
    ],
)
def test_campaigns_keep_their_official_names(party, clause, names):
    assert {c.name.vi for c in PROGRAMME.campaigns if (c.party, c.source.number) == (party, clause)} == names


def test_everyone_named_as_served_is_served():
    served = {beneficiary for r in PROGRAMME.responsibilities for beneficiary in r.beneficiaries}
    assert served == {beneficiary.id for beneficiary in PROGRAMME.beneficiaries}


# --- responsibilities ------------------------------------------------------------------------------------------


def roles(responsibility_id):
    return {a.party: a.role for a in PROGRAMME.responsibility(responsibility_id).assignments}


@pytest.mark.parametrize(("clause", "party"), [(f"IV.{place}", party) for place, party in enumerate(PARTIES, start=1)])
def test_the_tasks_of_a_clause_are_those_of_its_body_in_any_role(clause, party):
    tasks = [r for r in PROGRAMME.responsibilities if r.source.number == clause]
    assert tasks
    assert all(r.id.startswith(f"{party}_") and party in r.parties for r in tasks)


@pytest.mark.parametrize(
    ("party", "led"),
    [
        ("labour", ["labour_leads_training"]),
        (
            "association",
            [
                "association_leads_implementation_plan",
                "association_leads_models",
                "association_leads_dissemination",
                "association_leads_training",
            ],
        ),
        *((party, []) for party in PARTIES if party not in ("labour", "association")),
    ],
)
def test_a_body_leads_only_where_the_text_says_so(party, led):
    assert [r.id for r in PROGRAMME.responsibilities if r.leads(party)] == led


def test_the_front_may_invite_the_association_and_need_not_report_on_it():
    found = roles("front_may_invite_association")
    assert found == {"front": Role.MAY}
    assert not any(PROGRAMME.responsibility("front_may_invite_association").is_answered_by(party) for party in PARTIES)
    assert PROGRAMME.responsibility("front_may_invite_association").led_by == ()
    assert [r.id for r in PROGRAMME.responsibilities if Role.MAY in roles(r.id).values()] == [
        "front_may_invite_association"
    ]


@pytest.mark.parametrize("task", ["front_mobilises_learning", "front_commends_on_unity_day"])
def test_the_member_organisations_of_the_front_which_the_text_does_not_name_stay_unnamed(task):
    assert roles(task) == {"front": Role.OWN}
    assert "các tổ chức thành viên" in PROGRAMME.responsibility(task).text.vi


def test_unions_work_with_the_association_of_their_own_level():
    task = PROGRAMME.responsibility("labour_works_at_same_level")
    assert roles(task.id) == {"labour": Role.OWN, "association": Role.JOINT}
    assert set(task.titles) == {"family", "unit"}
    assert "cùng cấp" in task.text.vi


@pytest.mark.parametrize("task", ["labour_emulates_with_association", "labour_commends_models"])
def test_emulation_is_shared_by_labour_and_the_association(task):
    assert roles(task) == {"labour": Role.OWN, "association": Role.JOINT}


@pytest.mark.parametrize("task", ["youth_directs_title_building", "youth_introduces_achievers"])
def test_the_youth_union_works_for_the_family_and_unit_titles(task):
    assert set(PROGRAMME.responsibility(task).titles) == {"family", "unit"}


def test_women_build_all_four_models():
    task = PROGRAMME.responsibility("women_build_four_models")
    assert set(task.titles) == TITLES
    assert set(task.campaigns) == {"five_noes_three_cleans", "five_million_mothers"}
    assert {title for r in PROGRAMME.responsibilities_of("women") for title in r.titles} == TITLES


@pytest.mark.parametrize(
    ("task", "beneficiaries"),
    [
        ("labour_supports_children", {"workers_children", "children_in_hardship"}),
        ("youth_raises_funds", {"remote_area_pupils", "poor_studious_students"}),
        ("women_raise_scholarships", {"poor_pupils", "ethnic_minority_pupils"}),
        ("women_reward_members_children", {"womens_union_children"}),
        ("farmers_survey_training_needs", {"rural_workers"}),
        ("veterans_educate_young", {"young_generation"}),
        ("association_leads_training", {"learning_promotion_cadres"}),
    ],
)
def test_a_task_names_the_people_it_is_for(task, beneficiaries):
    assert set(PROGRAMME.responsibility(task).beneficiaries) == beneficiaries


def test_veterans_have_four_tasks_of_their_own():
    own = [r for r in PROGRAMME.responsibilities if r.parties == ("veterans",)]
    assert len(own) == 4
    assert "movement_funds_and_rewards" in {content for r in own for content in r.contents}


def test_holders_of_all_four_titles_are_commended_by_the_association_with_the_organisations():
    task = PROGRAMME.responsibility("association_commends_titles")
    assert set(task.titles) == TITLES
    assert roles(task.id) == {"association": Role.OWN, **dict.fromkeys(ORGANISATIONS, Role.JOINT)}


def test_the_years_plan_is_the_associations_with_all_others():
    others = dict.fromkeys(PARTIES[:-1], Role.JOINT)
    assert roles("association_plans_coordination") == {"association": Role.OWN, **others}


def test_every_title_content_and_campaign_is_taken_care_of():
    assert gaps(PROGRAMME) == ()


def test_only_what_is_about_the_whole_programme_serves_no_content():
    assert {r.id for r in PROGRAMME.responsibilities if not r.contents} == {
        *("bodies_direct_programme", "association_advises_province", "association_leads_implementation_plan"),
        "association_plans_coordination",
    }


def test_no_content_is_a_theme_for_everything():
    served = [content for r in PROGRAMME.responsibilities for content in r.contents]
    assert {content.id for content in PROGRAMME.contents} == set(served)
    assert all(served.count(content) < len(PROGRAMME.responsibilities) / 3 for content in served)


def test_the_contents_bind_every_body_and_name_the_titles_that_the_text_names():
    assert all(content.led_by == content.parties == PARTIES for content in PROGRAMME.contents)
    assert {c.id for c in PROGRAMME.contents if set(c.titles) == TITLES} == {
        *("learning_models", "movement_funds_and_rewards"),
    }


@pytest.mark.parametrize(
    ("task", "clause", "bodies"),
    [
        ("bodies_launch_learning_movement", "III.3", PARTIES),
        ("organisations_build_funds", "III.3", PARTIES[:-1]),
        ("bodies_reward_members", "III.3", PARTIES),
        ("bodies_commend_contributors", "III.3", PARTIES),
        ("bodies_consider_titles", "III.3", PARTIES),
        ("bodies_inspect_models", "III.4", PARTIES),
        ("bodies_report_regularly", "III.4", PARTIES),
        ("bodies_direct_programme", "V.1", PARTIES),
    ],
)
def test_what_binds_several_bodies_is_each_ones_own(task, clause, bodies):
    found = PROGRAMME.responsibility(task)
    assert (found.source.number, found.led_by) == (clause, bodies)
    assert roles(task) == dict.fromkeys(bodies, Role.OWN)


def test_the_tasks_are_small_enough_to_report_on():
    assert len(PROGRAMME.responsibilities) == 58


# --- duties ----------------------------------------------------------------------------------------------------


def test_only_great_unity_day_is_stated_by_the_text():
    assert [duty.id for duty in PROGRAMME.duties if duty.is_stated] == ["great_unity_commendation"]
    duty = PROGRAMME.duty("great_unity_commendation")
    assert (duty.recurrence.month, duty.recurrence.day) == (11, 18)
    assert duty.role_of("front") is Role.OWN
    assert duty.responsibilities == ("front_commends_on_unity_day",)


def test_every_other_day_says_that_it_is_a_convention():
    for duty in PROGRAMME.duties:
        is_convention = isinstance(duty.recurrence, Yearly | Once) and not duty.is_stated
        assert ("by convention" in duty.text.en) == ("theo quy ước" in duty.text.vi) == is_convention


@pytest.mark.parametrize("duty", ["yearly_assessment", "next_years_tasks"])
def test_every_body_assesses_the_year_and_sets_the_next_years_tasks(duty):
    found = PROGRAMME.duty(duty)
    assert (found.parties, found.source.number) == (PARTIES, "V.1")
    assert found.recurrence == Yearly(12, 31, is_stated=False)


@pytest.mark.parametrize(
    ("clause", "duties"),
    [
        ("IV.1", {"great_unity_commendation", "yearly_coordination_forms"}),
        ("IV.2", {"labour_commendation_conference"}),
        ("IV.4", {"women_commendation"}),
        ("IV.5", {"farmers_commendation"}),
        (
            "IV.7",
            {
                "implementation_plan",
                "titles_commendation_conference",
                "yearly_coordination_plan",
                "district_inspection",
                "interim_review",
                "final_review",
                "consolidated_report",
            },
        ),
        ("V.1", {"yearly_assessment", "next_years_tasks"}),
        (
            "V.2",
            {"interim_reports", "final_reports", "thematic_reports", "effectiveness_inspection", "policy_sharing"},
        ),
        ("V.3", {"settling_difficulties"}),
    ],
)
def test_duties_stand_where_the_text_has_them(clause, duties):
    assert {duty.id for duty in PROGRAMME.duties if duty.source.number == clause} == duties


def test_what_the_text_ties_to_an_occasion_has_no_day():
    assert {duty.id for duty in PROGRAMME.duties if isinstance(duty.recurrence, WhenNeeded)} == {
        "labour_commendation_conference",
        "women_commendation",
        "farmers_commendation",
        "implementation_plan",
        "titles_commendation_conference",
        "district_inspection",
        "thematic_reports",
        "effectiveness_inspection",
        "policy_sharing",
        "settling_difficulties",
    }


def test_the_final_review_and_reports_fall_on_the_programmes_last_day():
    found = {duty.id: duty.recurrence for duty in PROGRAMME.duties if isinstance(duty.recurrence, Once)}
    assert found == dict.fromkeys(["final_review", "final_reports"], Once(PROGRAMME.ends_on, is_stated=False))


def test_a_duty_binds_those_who_answer_for_its_responsibility_in_the_same_roles():
    for duty in PROGRAMME.duties:
        for responsibility in duty.responsibilities:
            assert set(duty.assignments) == set(PROGRAMME.responsibility(responsibility).assignments)


def test_each_body_is_asked_of_its_own_people_where_the_text_names_the_people_of_the_bodies():
    by_party = {target.id: target.source.number for target in PROGRAMME.targets if target.is_by_party}
    assert by_party == {"cadres_trained": "II.2.1", "member_families": "I.2"}
    assert {target.parties for target in PROGRAMME.targets} == {PARTIES, ()}
    assert all(target.shares[0].share == 1 for target in PROGRAMME.targets if target.is_by_party)
