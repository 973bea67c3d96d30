"""What clause IV.2 gives to the Federation of Labour."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_2
from xhht.programmes.ctph_154.roles import LABOUR, LABOUR_LEADS, WITH_ASSOCIATION
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "labour_leads_training",
        Text(
            "Chủ trì, phối hợp với cơ quan liên quan chỉ đạo, theo dõi công tác đào tạo, bồi dưỡng công nhân, viên "
            "chức, người lao động",
            "Lead, with the agencies concerned, in directing and monitoring the training and further training of "
            "workers, public employees and other working people",
        ),
        assignments=(LABOUR_LEADS,),
        contents=("awareness_and_self_study",),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_strengthens_union_cadres",
        Text(
            "Nâng cao vai trò, trách nhiệm của cán bộ công đoàn các cấp trong tuyên truyền, vận động đoàn viên, người "
            "lao động nâng cao trình độ chính trị, chuyên môn, tay nghề, bậc thợ",
            "Enhance the role and responsibility of union officials at every level in encouraging members and workers "
            "to raise their political, professional and vocational level and skill grade",
        ),
        assignments=(LABOUR,),
        contents=("dissemination", "awareness_and_self_study"),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_promotes_good_labour",
        Text(
            "Vận động đoàn viên, người lao động tích cực hưởng ứng phong trào “Lao động giỏi, lao động sáng tạo”",
            "Mobilise members and workers for the movement of good and creative labour",
        ),
        assignments=(LABOUR,),
        contents=("awareness_and_self_study",),
        campaigns=("good_and_creative_labour",),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_passes_on_documents",
        Text(
            "Kịp thời tuyên truyền văn bản của trung ương, của tỉnh và của Hội Khuyến học về khuyến học, khuyến tài "
            "đến các cấp công đoàn",
            "Make known without delay, to unions at every level, what the central and provincial authorities and the "
            "Association issue on learning promotion",
        ),
        assignments=(LABOUR,),
        contents=("dissemination",),
        source=IV_2,
    ),
    Responsibility(
        "labour_works_at_same_level",
        Text(
            "Chỉ đạo các cấp công đoàn phối hợp với Hội Khuyến học cùng cấp tổ chức hoạt động khuyến học, khuyến tài; "
            "xây dựng gia đình, cơ quan, đơn vị, doanh nghiệp đạt danh hiệu học tập",
            "Direct unions at each level to work with the Association of the same level on learning promotion, and on "
            "bringing families, agencies, units and enterprises to their titles",
        ),
        partner_text=Text(
            "Các cấp hội tham gia với công đoàn cùng cấp tổ chức hoạt động khuyến học, khuyến tài; xây dựng gia đình, "
            "đơn vị đạt danh hiệu học tập",
            "At each level, take part with the unions in learning promotion and in bringing families and units to "
            "their titles",
        ),
        assignments=(LABOUR, WITH_ASSOCIATION),
        contents=("learning_promotion_activities", "learning_models"),
        titles=("family", "unit"),
        source=IV_2,
    ),
    Responsibility(
        "labour_supports_children",
        Text(
            "Kịp thời giúp đỡ, động viên con công nhân, viên chức, lao động có thành tích cao và trẻ em hoàn cảnh khó "
            "khăn vươn lên học giỏi",
            "Help and encourage in time workers' children with high achievements and children who rise from hardship "
            "to study well",
        ),
        assignments=(LABOUR,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("workers_children", "children_in_hardship"),
        source=IV_2,
    ),
    Responsibility(
        "labour_emulates_with_association",
        Text(
            "Phối hợp với Hội Khuyến học đẩy mạnh thi đua, xây dựng điển hình tiên tiến",
            "With the Association, step up the emulation movement and bring forward advanced examples",
        ),
        partner_text=Text(
            "Tham gia đẩy mạnh thi đua, xây dựng điển hình tiên tiến",
            "Take part in the emulation movement and in bringing forward advanced examples",
        ),
        assignments=(LABOUR, WITH_ASSOCIATION),
        contents=("movement_funds_and_rewards",),
        source=IV_2,
    ),
    Responsibility(
        "labour_commends_models",
        Text(
            "Phối hợp với Hội Khuyến học tổ chức hội nghị biểu dương mô hình học tập tiêu biểu; tuyên truyền, nhân "
            "rộng, kịp thời biểu dương tập thể, cá nhân có thành tích cao về khuyến học, khuyến tài",
            "With the Association, hold conferences that commend outstanding learning models; publicise, replicate and "
            "promptly commend collectives and individuals with high achievements in learning promotion",
        ),
        partner_text=Text(
            "Tham gia tổ chức hội nghị biểu dương mô hình học tập tiêu biểu; nhân rộng, biểu dương tập thể, cá nhân có "
            "thành tích cao",
            "Take part in the conferences that commend outstanding learning models, and in replicating them and "
            "commending high achievements",
        ),
        assignments=(LABOUR, WITH_ASSOCIATION),
        contents=("dissemination", "movement_funds_and_rewards"),
        source=IV_2,
    ),
)
