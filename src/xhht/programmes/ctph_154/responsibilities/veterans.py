"""What clause IV.6 gives to the Veterans' Association."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_6
from xhht.programmes.ctph_154.roles import VETERANS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "veterans_join_work",
        Text(
            "Vận động cán bộ, hội viên phát huy truyền thống “Bộ đội cụ Hồ”, tích cực tham gia công tác khuyến học, "
            "khuyến tài",
            "Mobilise officers and members, true to the tradition of Uncle Hồ's soldiers, to take an active part in "
            "promoting learning and talent",
        ),
        assignments=(VETERANS,),
        contents=("learning_promotion_activities",),
        beneficiaries=("veterans_members",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_build_funds",
        Text("Tham gia xây dựng Quỹ khuyến học", "Take part in building learning promotion funds"),
        assignments=(VETERANS,),
        contents=("movement_funds_and_rewards",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_educate_young",
        Text(
            "Giáo dục truyền thống, lý tưởng cách mạng cho thế hệ trẻ, góp phần nâng cao dân trí, đào tạo nhân tài",
            "Educate the young generation in tradition and revolutionary ideals, for a better educated people and the "
            "training of talent",
        ),
        assignments=(VETERANS,),
        contents=("awareness_and_self_study",),
        beneficiaries=("young_generation",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_uphold_studious_tradition",
        Text(
            "Bằng uy tín và vai trò gương mẫu, vận động nhân dân, dòng họ, hội viên phát huy truyền thống hiếu học, "
            "giáo dục con cháu chăm ngoan, học giỏi, nêu tấm gương sáng cho quần chúng",
            "By its standing and example, mobilise people, clans and members to uphold the studious tradition and to "
            "bring up children who behave and study well, as a shining example to others",
        ),
        assignments=(VETERANS,),
        contents=("dissemination", "awareness_and_self_study"),
        beneficiaries=("people", "clans", "veterans_members"),
        source=IV_6,
    ),
)
