"""What clause IV.7 gives to the Learning Promotion Association."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_7
from xhht.programmes.ctph_154.roles import (
    ASSOCIATION,
    ASSOCIATION_LEADS,
    ASSOCIATION_WITH_ALL,
    ASSOCIATION_WITH_ORGANISATIONS,
)
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "association_advises_province",
        Text(
            "Chủ động tham mưu Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành chỉ thị, kế hoạch thực hiện mục tiêu của Kế "
            "hoạch 95 và Kế hoạch 86",
            "On its own initiative, advise the provincial Party committee and People's Committee on directives and "
            "plans towards the objectives of Plans 95 and 86",
        ),
        assignments=(ASSOCIATION,),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_implementation_plan",
        Text("Chủ trì xây dựng kế hoạch thực hiện Đề án", "Lead in drawing up the plan that carries out the scheme"),
        assignments=(ASSOCIATION_LEADS,),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_models",
        Text(
            "Chủ trì xây dựng mô hình học tập phù hợp với điều kiện thực tế của tỉnh",
            "Lead in building learning models that suit the conditions of the province",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("learning_models",),
        titles=("family", "clan", "community", "unit"),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_dissemination",
        Text(
            "Chủ trì lồng ghép hoạt động tuyên truyền về phong trào học tập suốt đời",
            "Lead in combining other activities with publicity for the movement of lifelong learning",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("dissemination",),
        source=IV_7,
    ),
    Responsibility(
        "association_commends_titles",
        Text(
            "Phối hợp với các ban, ngành, đoàn thể tổ chức hội nghị biểu dương gia đình, dòng họ, đơn vị, cộng đồng "
            "học tập",
            "With departments and organisations, hold conferences that commend the holders of all four titles",
        ),
        partner_text=Text(
            "Tham gia tổ chức hội nghị biểu dương gia đình, dòng họ, đơn vị, cộng đồng học tập",
            "Take part in the conferences that commend the holders of all four titles",
        ),
        assignments=ASSOCIATION_WITH_ORGANISATIONS,
        contents=("movement_funds_and_rewards",),
        titles=("family", "clan", "community", "unit"),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_training",
        Text(
            "Chủ trì tập huấn nghiệp vụ, tập huấn chuyên đề cho cán bộ khuyến học và các thành viên có liên quan",
            "Lead in training learning promotion officers and others concerned, in their work and on special subjects",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("awareness_and_self_study",),
        beneficiaries=("learning_promotion_cadres",),
        source=IV_7,
    ),
    Responsibility(
        "association_plans_coordination",
        Text(
            "Phối hợp với Mặt trận Tổ quốc và các đoàn thể xây dựng kế hoạch hằng năm của chương trình phối hợp",
            "With the Front and the organisations, draw up each year's plan for the coordination programme",
        ),
        partner_text=Text(
            "Tham gia xây dựng kế hoạch hằng năm của chương trình phối hợp",
            "Take part in drawing up each year's plan for the coordination programme",
        ),
        assignments=ASSOCIATION_WITH_ALL,
        source=IV_7,
    ),
    Responsibility(
        "association_inspects_districts",
        Text(
            "Kiểm tra, giám sát và đánh giá hiệu quả triển khai Đề án tại các huyện, thị xã, thành phố",
            "Inspect, supervise and assess how effectively districts, the town and the city carry out the scheme",
        ),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
    Responsibility(
        "association_reviews_progress",
        Text(
            "Định kỳ sơ kết, tổng kết việc thực hiện Đề án",
            "Hold periodic interim and final reviews of the scheme",
        ),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
    Responsibility(
        "association_reports_results",
        Text(
            "Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh",
            "Consolidate the results and report to the provincial People's Committee",
        ),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
)
