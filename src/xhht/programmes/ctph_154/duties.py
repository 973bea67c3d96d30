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
            "Biểu dương, khen thưởng về mô hình học tập trong Ngày hội Đại đoàn kết",
            "Commendations for building the learning models, on Great Unity Day",
        ),
        assignments=roles.FRONT_WITH_MEMBERS,
        recurrence=Yearly(11, 18, is_stated=True),
        responsibilities=("front_commends_on_unity_day",),
        source=places.IV_1,
    ),
    Duty(
        "yearly_supervision",
        Text(
            "Giám sát, phản biện xã hội trong năm, có thể có Hội Khuyến học cùng dự (ngày theo quy ước)",
            "The year's supervision and social criticism, perhaps with the Association (day by convention)",
        ),
        assignments=(roles.FRONT_MAY, roles.ASSOCIATION_MAY),
        recurrence=END_OF_YEAR,
        responsibilities=("front_may_invite_association",),
        source=places.IV_1,
    ),
    Duty(
        "yearly_coordination_forms",
        Text(
            "Các hình thức phối hợp của năm do Mặt trận mở (ngày theo quy ước)",
            "The year's forms of coordination, held by the Front (day by convention)",
        ),
        assignments=(roles.FRONT,),
        recurrence=END_OF_YEAR,
        responsibilities=("front_holds_coordination_forms",),
        source=places.IV_1,
    ),
    Duty(
        "yearly_coordination_plan",
        Text(
            "Kế hoạch năm của chương trình phối hợp (ngày theo quy ước)",
            "The year's plan for the coordination programme (day by convention)",
        ),
        assignments=roles.ASSOCIATION_AND_ALL,
        recurrence=END_OF_JANUARY,
        responsibilities=("association_plans_coordination",),
        source=places.IV_7,
    ),
    Duty(
        "district_inspection",
        Text(
            "Kiểm tra, giám sát việc triển khai Đề án ở cấp huyện",
            "Inspection and supervision of the scheme in districts, towns and the city",
        ),
        assignments=(roles.ASSOCIATION,),
        recurrence=WhenNeeded(
            Text("khi Hội Khuyến học định đợt kiểm tra", "whenever the Association sets a round of inspections")
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
            "Báo cáo tổng hợp gửi Ủy ban nhân dân tỉnh (kỳ hạn và ngày theo quy ước)",
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
            "Đánh giá hằng năm về mọi nội dung phối hợp (ngày theo quy ước)",
            "The year's assessment of everything that is coordinated (day by convention)",
        ),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_YEAR,
        source=places.V_1,
    ),
    Duty(
        "next_years_tasks",
        Text("Định ra nhiệm vụ của năm sau (ngày theo quy ước)", "Tasks set for the next year (day by convention)"),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_YEAR,
        source=places.V_1,
    ),
    Duty(
        "interim_reports",
        Text(
            "Báo cáo sơ kết của từng bên (kỳ hạn và ngày theo quy ước)",
            "Interim report of each body (interval and day by convention)",
        ),
        assignments=roles.EACH_BODY,
        recurrence=MIDDLE_OF_YEAR,
        source=places.V_2,
    ),
    Duty(
        "final_reports",
        Text("Báo cáo tổng kết của từng bên (ngày theo quy ước)", "Final report of each body (day by convention)"),
        assignments=roles.EACH_BODY,
        recurrence=END_OF_PROGRAMME,
        source=places.V_2,
    ),
    Duty(
        "thematic_reports",
        Text("Báo cáo chuyên đề của từng bên", "Thematic reports of each body"),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(Text("khi có chuyên đề cần báo cáo", "whenever a subject calls for a report")),
        source=places.V_2,
    ),
    Duty(
        "effectiveness_inspection",
        Text(
            "Các đợt kiểm tra, giám sát chung hoặc theo ngành về hiệu quả của chương trình",
            "Joint and specialised inspections of how effective the programme is",
        ),
        assignments=roles.ALL_TOGETHER,
        recurrence=WhenNeeded(
            Text("khi các bên định một đợt kiểm tra", "whenever the bodies set a round of inspections")
        ),
        source=places.V_2,
    ),
    Duty(
        "policy_sharing",
        Text(
            "Báo cho nhau chính sách mới có ảnh hưởng đến chương trình",
            "Notice to one another of new policy that matters to the programme",
        ),
        assignments=roles.EACH_BODY,
        recurrence=WhenNeeded(Text("khi có chính sách mới", "whenever there is a new policy")),
        source=places.V_2,
    ),
    Duty(
        "settling_difficulties",
        Text("Cùng bàn và tháo gỡ vướng mắc", "Difficulties talked over and settled by agreement"),
        assignments=roles.ALL_TOGETHER,
        recurrence=WhenNeeded(Text("khi nảy sinh vướng mắc", "whenever a difficulty arises")),
        source=places.V_3,
    ),
)

AMENDMENT_RULE = AmendmentRule(
    Text(
        "Chương trình chỉ thay đổi sau khi mọi bên ký kết cùng đồng ý",
        "The programme changes only after every signing body has agreed",
    ),
    source=places.CLOSING,
)
