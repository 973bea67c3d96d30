"""What is due every year, once or when the occasion arises, and whether the text itself gives the day."""

from datetime import date

from xhht.model.amendments import AmendmentRule
from xhht.model.duties import Duty, Once, WhenNeeded, Yearly
from xhht.programmes.ctph_154 import places, roles
from xhht.texts import Text

END_OF_JANUARY = Yearly(1, 31, is_stated=False)
MIDDLE_OF_YEAR = Yearly(6, 30, is_stated=False)
END_OF_YEAR = Yearly(12, 31, is_stated=False)
END_OF_PROGRAMME = Once(date(2020, 12, 31), is_stated=False)

DUTIES = (
    Duty(
        "great_unity_commendation",
        Text(
            "Biểu dương, khen thưởng điển hình xây dựng mô hình học tập nhân Ngày hội Đại đoàn kết 18/11",
            "Commendations for building the learning models, at the Great National Unity Festival of 18 November",
        ),
        assignments=(roles.FRONT,),
        recurrence=Yearly(11, 18, is_stated=True),
        responsibilities=("front_commends_on_unity_day",),
        source=places.IV_1,
    ),
    Duty(
        "yearly_coordination_forms",
        Text(
            "Tổ chức các hình thức phối hợp trong năm (ngày theo quy ước)",
            "The year's forms of coordination (day by convention)",
        ),
        assignments=(roles.FRONT,),
        recurrence=END_OF_YEAR,
        responsibilities=("front_holds_coordination_forms",),
        source=places.IV_1,
    ),
    Duty(
        "labour_commendation_conference",
        Text(
            "Tổ chức hội nghị biểu dương mô hình học tập tiêu biểu trong các cấp công đoàn",
            "Conference that commends outstanding learning models in the unions",
        ),
        assignments=(roles.LABOUR, roles.WITH_ASSOCIATION),
        recurrence=WhenNeeded(
            Text("khi hai bên thống nhất kế hoạch hội nghị", "whenever the two bodies have agreed on a conference")
        ),
        responsibilities=("labour_commends_models",),
        source=places.IV_2,
    ),
    Duty(
        "women_commendation",
        Text(
            "Tuyên dương điển hình tiên tiến trong các cấp Hội Liên hiệp Phụ nữ",
            "Commendation of advanced examples in the Women's Union",
        ),
        assignments=(roles.WOMEN,),
        recurrence=WhenNeeded(Text("khi tổ chức đợt tuyên dương", "whenever a commendation is held")),
        responsibilities=("women_commend_examples",),
        source=places.IV_4,
    ),
    Duty(
        "farmers_commendation",
        Text(
            "Biểu dương hội viên nông dân tiêu biểu trong học tập",
            "Commendation of farmers who are outstanding in study",
        ),
        assignments=(roles.FARMERS,),
        recurrence=WhenNeeded(Text("khi tổ chức đợt biểu dương", "whenever a commendation is held")),
        responsibilities=("farmers_commend_members",),
        source=places.IV_5,
    ),
    Duty(
        "implementation_plan",
        Text("Ban hành kế hoạch thực hiện Đề án", "Plan that carries out the scheme"),
        assignments=(roles.ASSOCIATION_LEADS,),
        recurrence=WhenNeeded(
            Text("khi triển khai Đề án trên địa bàn tỉnh", "whenever the scheme is to be carried out in the province")
        ),
        responsibilities=("association_leads_implementation_plan",),
        source=places.IV_7,
    ),
    Duty(
        "titles_commendation_conference",
        Text(
            "Tổ chức hội nghị biểu dương bốn danh hiệu học tập",
            "Conference that commends the holders of the four titles",
        ),
        assignments=roles.ASSOCIATION_WITH_ORGANISATIONS,
        recurrence=WhenNeeded(
            Text("khi các bên thống nhất kế hoạch hội nghị", "whenever the bodies have agreed on a conference")
        ),
        responsibilities=("association_commends_titles",),
        source=places.IV_7,
    ),
    Duty(
        "yearly_coordination_plan",
        Text(
            "Ban hành kế hoạch năm của chương trình phối hợp (ngày theo quy ước)",
            "The year's plan for the coordination programme (day by convention)",
        ),
        assignments=roles.ASSOCIATION_WITH_ALL,
        recurrence=END_OF_JANUARY,
        responsibilities=("association_plans_coordination",),
        source=places.IV_7,
    ),
    Duty(
        "district_inspection",
        Text(
            "Kiểm tra, giám sát việc triển khai Đề án ở cấp huyện",
            "Inspection and supervision of the scheme in districts, the town and the city",
        ),
        assignments=(roles.ASSOCIATION,),
        recurrence=WhenNeeded(
            Text(
                "theo kế hoạch kiểm tra của Hội Khuyến học tỉnh", "whenever the Association sets a round of inspections"
            )
        ),
        responsibilities=("association_inspects_districts",),
        source=places.IV_7,
    ),
    Duty(
        "interim_review",
        Text(
            "Sơ kết việc thực hiện Đề án (kỳ hạn và ngày theo quy ước)",
            "Interim review of the scheme (interval and day by convention)",
        ),
        assignments=(roles.ASSOCIATION,),
        recurrence=MIDDLE_OF_YEAR,
        responsibilities=("association_reviews_progress",),
        source=places.IV_7,
    ),
    Duty(
        "final_review",
        Text("Tổng kết việc thực hiện Đề án (ngày theo quy ước)", "Final review of the scheme (day by convention)"),
        assignments=(roles.ASSOCIATION,),
        recurrence=END_OF_PROGRAMME,
        responsibilities=("association_reviews_progress",),
        source=places.IV_7,
    ),
    Duty(
        "consolidated_report",
        Text(
            "Báo cáo tổng hợp kết quả gửi Ủy ban nhân dân tỉnh (kỳ hạn và ngày theo quy ước)",
            "Consolidated report to the provincial People's Committee (interval and day by convention)",
        ),
        assignments=(roles.ASSOCIATION,),
        recurrence=END_OF_YEAR,
        responsibilities=("association_reports_results",),
        source=places.IV_7,
    ),
    Duty(
        "yearly_assessment",
        Text(
            "Đánh giá hằng năm các nội dung của chương trình phối hợp (ngày theo quy ước)",
            "The year's assessment of the contents of the programme (day by convention)",
        ),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_YEAR,
        source=places.V_1,
    ),
    Duty(
        "next_years_tasks",
        Text("Xây dựng nhiệm vụ năm tiếp theo (ngày theo quy ước)", "Tasks for the next year (day by convention)"),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_YEAR,
        source=places.V_1,
    ),
    Duty(
        "interim_reports",
        Text(
            "Báo cáo sơ kết của từng cơ quan, tổ chức (kỳ hạn và ngày theo quy ước)",
            "Interim report of each body (interval and day by convention)",
        ),
        assignments=roles.EACH_BODY,
        recurrence=MIDDLE_OF_YEAR,
        source=places.V_2,
    ),
    Duty(
        "final_reports",
        Text(
            "Báo cáo tổng kết của từng cơ quan, tổ chức (ngày theo quy ước)",
            "Final report of each body (day by convention)",
        ),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_PROGRAMME,
        source=places.V_2,
    ),
    Duty(
        "thematic_reports",
        Text("Báo cáo chuyên đề của từng cơ quan, tổ chức", "Thematic reports of each body"),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(Text("khi có chuyên đề cần báo cáo", "whenever a subject calls for a report")),
        source=places.V_2,
    ),
    Duty(
        "effectiveness_inspection",
        Text(
            "Kiểm tra, giám sát liên ngành, chuyên ngành về hiệu quả của chương trình phối hợp",
            "Joint and specialised inspection and supervision of the programme's effectiveness",
        ),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(
            Text("theo kế hoạch kiểm tra do các bên thống nhất", "whenever the bodies agree on a round of inspections")
        ),
        source=places.V_2,
    ),
    Duty(
        "policy_sharing",
        Text(
            "Thông tin chủ trương, chính sách mới liên quan đến chương trình phối hợp",
            "Sharing of new guidelines and policies relevant to the programme",
        ),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(
            Text("khi có chủ trương, chính sách mới", "whenever there are new guidelines or policies")
        ),
        source=places.V_2,
    ),
    Duty(
        "settling_difficulties",
        Text(
            "Trao đổi, thống nhất giải quyết khó khăn, vướng mắc",
            "Difficulties and obstacles discussed and settled by agreement",
        ),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(Text("khi phát sinh khó khăn, vướng mắc", "whenever a difficulty arises")),
        source=places.V_3,
    ),
)

AMENDMENT_RULE = AmendmentRule(
    Text(
        "Chương trình được điều chỉnh, bổ sung, hoàn thiện khi các bên tham gia ký kết thống nhất",
        "The programme is adjusted and supplemented once every signing body agrees",
    ),
    source=places.CLOSING,
)
