"""What clause IV.3 gives to the Youth Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_3
from xhht.programmes.ctph_154.roles import YOUTH
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "youth_weaves_dissemination",
        Text(
            "Đưa chủ đề xã hội học tập vào sinh hoạt của đoàn viên, thanh niên",
            "Weave the learning society into what the Union does for its members and young people",
        ),
        assignments=(YOUTH,),
        contents=("dissemination",),
        beneficiaries=("young_people",),
        source=IV_3,
    ),
    Responsibility(
        "youth_enables_study",
        Text(
            "Giúp đoàn viên có điều kiện thường xuyên học lên",
            "Give Union members the conditions to go on studying and raise their level",
        ),
        assignments=(YOUTH,),
        contents=("awareness_and_models",),
        beneficiaries=("young_people",),
        source=IV_3,
    ),
    Responsibility(
        "youth_raises_funds",
        Text(
            "Qua “Thắp sáng ước mơ”, “Cùng em tôi tới trường” và các cuộc vận động tương tự, gây quỹ giúp học sinh "
            "vùng khó khăn, sinh viên nghèo hiếu học",
            "Through “Thắp sáng ước mơ”, “Cùng em tôi tới trường” and the like, raise funds for pupils in remote or "
            "especially difficult areas and for studious students in need",
        ),
        assignments=(YOUTH,),
        contents=("movement_funds_and_rewards",),
        campaigns=("lighting_up_dreams", "to_school_together"),
        beneficiaries=("remote_area_pupils", "poor_studious_students"),
        source=IV_3,
    ),
    Responsibility(
        "youth_ties_campaigns_to_learning",
        Text(
            "Đẩy mạnh các phong trào, cuộc vận động của Đoàn, đưa khuyến học, khuyến tài vào nội dung",
            "Step up the Union's movements and campaigns, with the promotion of learning and talent in them",
        ),
        assignments=(YOUTH,),
        contents=("awareness_and_models",),
        campaigns=("youth_follows_uncle_ho", "youth_vanguard", "youth_careers"),
        source=IV_3,
    ),
    Responsibility(
        "youth_directs_title_building",
        Text(
            "Gây dựng, chỉ đạo và kiểm tra việc phấn đấu cho danh hiệu gia đình và đơn vị học tập",
            "Build, direct and inspect the work towards the family and unit titles",
        ),
        assignments=(YOUTH,),
        contents=("awareness_and_models", "inspection_and_reporting"),
        titles=("family", "unit"),
        source=IV_3,
    ),
    Responsibility(
        "youth_introduces_achievers",
        Text(
            "Chọn và giới thiệu những người, tập thể có công xây dựng gia đình và đơn vị học tập",
            "Select and introduce people and collectives who have done much to build learning families and units",
        ),
        assignments=(YOUTH,),
        contents=("movement_funds_and_rewards",),
        titles=("family", "unit"),
        source=IV_3,
    ),
)
