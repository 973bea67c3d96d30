"""What clause IV.6 gives to the Veterans' Association."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_6
from xhht.programmes.ctph_154.roles import VETERANS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "veterans_join_work",
        Text(
            "Vận động cán bộ, hội viên, với phẩm chất “Bộ đội cụ Hồ”, góp sức cho khuyến học, khuyến tài",
            "Mobilise cadres and members, true to the tradition of Uncle Hồ's soldiers, for the promotion of learning "
            "and talent",
        ),
        assignments=(VETERANS,),
        contents=("awareness_and_models",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_build_funds",
        Text("Góp phần gây dựng Quỹ khuyến học", "Take part in building learning promotion funds"),
        assignments=(VETERANS,),
        contents=("movement_funds_and_rewards",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_educate_young",
        Text(
            "Dạy lớp trẻ về truyền thống và lý tưởng cách mạng",
            "Teach the young about tradition and revolutionary ideals",
        ),
        assignments=(VETERANS,),
        contents=("awareness_and_models",),
        beneficiaries=("young_generation",),
        source=IV_6,
    ),
    Responsibility(
        "veterans_uphold_studious_tradition",
        Text(
            "Bằng uy tín và sự gương mẫu, vận động người dân, dòng họ, hội viên giữ nếp hiếu học, dạy con cháu ngoan "
            "và học tốt",
            "By standing and example, win people, clans and members for the love of study that is their tradition, and "
            "for bringing up children who behave and learn well",
        ),
        assignments=(VETERANS,),
        contents=("dissemination", "awareness_and_models"),
        source=IV_6,
    ),
)
