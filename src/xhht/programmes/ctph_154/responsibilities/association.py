"""What clause IV.7 gives to the Learning Promotion Association."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_7
from xhht.programmes.ctph_154.roles import (
    ASSOCIATION,
    ASSOCIATION_AND_ALL,
    ASSOCIATION_LEADS,
    ASSOCIATION_WITH_ORGANISATIONS,
)
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "association_advises_province",
        Text(
            "Tham mưu để Tỉnh ủy và Ủy ban nhân dân tỉnh ra chỉ thị, kế hoạch hướng tới mục tiêu của Kế hoạch 95 và 86",
            "Advise the provincial Party committee and People's Committee on directives and plans towards the "
            "objectives of Plans 95 and 86",
        ),
        assignments=(ASSOCIATION,),
        contents=("dissemination",),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_implementation_plan",
        Text("Chủ trì lập kế hoạch triển khai Đề án", "Lead in drawing up the plan that carries out the scheme"),
        assignments=(ASSOCIATION_LEADS,),
        contents=("awareness_and_models",),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_models",
        Text(
            "Chủ trì gây dựng những mô hình học tập hợp hoàn cảnh của tỉnh",
            "Lead in building learning models that suit the province",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("awareness_and_models",),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_dissemination",
        Text(
            "Chủ trì việc lồng ghép tuyên truyền về học tập suốt đời",
            "Lead in organising publicity for lifelong learning, woven into other work",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("dissemination",),
        source=IV_7,
    ),
    Responsibility(
        "association_commends_titles",
        Text(
            "Cùng các ngành, đoàn thể mở hội nghị biểu dương gia đình, dòng họ, đơn vị và cộng đồng học tập",
            "Hold conferences with departments and organisations that commend the holders of all four titles",
        ),
        assignments=ASSOCIATION_WITH_ORGANISATIONS,
        contents=("movement_funds_and_rewards",),
        titles=("family", "clan", "community", "unit"),
        source=IV_7,
    ),
    Responsibility(
        "association_leads_training",
        Text(
            "Chủ trì tập huấn nghiệp vụ và chuyên đề cho cán bộ khuyến học, người liên quan",
            "Lead in training learning promotion cadres and others concerned, in their work and on special subjects",
        ),
        assignments=(ASSOCIATION_LEADS,),
        contents=("awareness_and_models",),
        beneficiaries=("learning_promotion_cadres",),
        source=IV_7,
    ),
    Responsibility(
        "association_plans_coordination",
        Text(
            "Cùng Mặt trận và các đoàn thể lập kế hoạch từng năm cho chương trình phối hợp",
            "Draw up each year's plan for the programme, the Association together with the Front and the organisations",
        ),
        assignments=ASSOCIATION_AND_ALL,
        contents=("awareness_and_models",),
        source=IV_7,
    ),
    Responsibility(
        "association_inspects_districts",
        Text(
            "Kiểm tra, giám sát các huyện, thị xã, thành phố thực hiện Đề án và đánh giá hiệu quả",
            "Inspect and supervise how districts, towns and the city carry out the scheme, and assess what it achieves",
        ),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
    Responsibility(
        "association_reviews_progress",
        Text("Sơ kết và tổng kết theo định kỳ", "Hold periodic interim reviews and the final review"),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
    Responsibility(
        "association_reports_results",
        Text(
            "Tổng hợp kết quả để báo cáo Ủy ban nhân dân tỉnh",
            "Bring the results together in a report to the provincial People's Committee",
        ),
        assignments=(ASSOCIATION,),
        contents=("inspection_and_reporting",),
        source=IV_7,
    ),
)
