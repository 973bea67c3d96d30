"""What clause IV.2 gives to the Federation of Labour."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_2
from xhht.programmes.ctph_154.roles import LABOUR, LABOUR_LEADS, WITH_ASSOCIATION, WITH_LABOUR
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "labour_leads_training",
        Text(
            "Chủ trì chỉ đạo và theo dõi, cùng các cơ quan hữu quan, việc đào tạo công nhân, viên chức, người lao động",
            "Lead, with the agencies concerned, in directing and monitoring the training of workers, public employees "
            "and labourers",
        ),
        assignments=(LABOUR_LEADS,),
        contents=("awareness_and_models",),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_strengthens_union_cadres",
        Text(
            "Nâng trách nhiệm của cán bộ công đoàn mọi cấp trong việc vận động người lao động học chính trị, chuyên "
            "môn, tay nghề, bậc thợ",
            "Have union cadres at every level do more to mobilise workers to study: politics, their profession, skills "
            "and trade grades",
        ),
        assignments=(LABOUR,),
        contents=("awareness_and_models",),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_promotes_good_labour",
        Text(
            "Vận động người lao động hưởng ứng phong trào lao động giỏi, lao động sáng tạo",
            "Mobilise workers for the movement of good and creative labour",
        ),
        assignments=(LABOUR,),
        contents=("awareness_and_models",),
        campaigns=("good_and_creative_labour",),
        beneficiaries=("workers_and_employees",),
        source=IV_2,
    ),
    Responsibility(
        "labour_passes_on_documents",
        Text(
            "Sớm đưa văn bản về khuyến học của trung ương, tỉnh và Hội Khuyến học đến mọi cấp công đoàn",
            "Pass on without delay what the centre, the province and the Association issue on learning promotion to "
            "unions at every level",
        ),
        assignments=(LABOUR,),
        contents=("dissemination",),
        source=IV_2,
    ),
    Responsibility(
        "labour_works_at_same_level",
        Text(
            "Chỉ đạo công đoàn mỗi cấp cùng Hội Khuyến học ngang cấp làm khuyến học, đưa gia đình và đơn vị đến danh "
            "hiệu học tập",
            "Direct every union level to work with its counterpart in the Association on learning promotion and on "
            "bringing families and units to their titles",
        ),
        assignments=(LABOUR, WITH_ASSOCIATION),
        contents=("awareness_and_models",),
        titles=("family", "unit"),
        source=IV_2,
    ),
    Responsibility(
        "labour_supports_children",
        Text(
            "Kịp thời giúp đỡ, khích lệ con của người lao động học giỏi và trẻ em vượt khó học tốt",
            "Help and encourage in time workers' children who excel at school and children who overcome hardship",
        ),
        assignments=(LABOUR,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("workers_children", "children_in_hardship"),
        source=IV_2,
    ),
    Responsibility(
        "labour_emulates_with_association",
        Text(
            "Cùng Hội Khuyến học đẩy mạnh thi đua, gây dựng điển hình",
            "Drive emulation with the Association and bring forward examples to follow",
        ),
        assignments=(WITH_LABOUR, WITH_ASSOCIATION),
        contents=("movement_funds_and_rewards",),
        source=IV_2,
    ),
    Responsibility(
        "labour_commends_models",
        Text(
            "Cùng Hội Khuyến học mở hội nghị biểu dương mô hình học tập tiêu biểu; giới thiệu, nhân rộng, kịp thời "
            "khen cá nhân, tập thể làm khuyến học tốt",
            "Hold conferences with the Association that commend outstanding learning models; publicise, replicate and "
            "promptly commend people and collectives who do much for learning",
        ),
        assignments=(WITH_LABOUR, WITH_ASSOCIATION),
        contents=("dissemination", "movement_funds_and_rewards"),
        source=IV_2,
    ),
)
