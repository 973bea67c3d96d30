"""What clause IV.3 gives to the Youth Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_3
from xhht.programmes.ctph_154.roles import YOUTH
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "youth_weaves_dissemination",
        Text(
            "Phối hợp, lồng ghép tuyên truyền về xã hội học tập trong các hoạt động của đoàn viên, thanh niên",
            "Coordinate publicity for the learning society and combine it with activities for Union members and young "
            "people",
        ),
        assignments=(YOUTH,),
        contents=("dissemination",),
        beneficiaries=("young_people",),
        source=IV_3,
    ),
    Responsibility(
        "youth_enables_study",
        Text(
            "Tạo điều kiện để đoàn viên được học tập, nâng cao trình độ thường xuyên",
            "Enable Union members to study and to raise their level regularly",
        ),
        assignments=(YOUTH,),
        contents=("awareness_and_self_study",),
        beneficiaries=("young_people",),
        source=IV_3,
    ),
    Responsibility(
        "youth_raises_funds",
        Text(
            "Triển khai hiệu quả “Thắp sáng ước mơ”, “Cùng em tôi tới trường” và các chương trình, cuộc vận động tương "
            "tự để tăng nguồn quỹ hỗ trợ học sinh vùng khó khăn, sinh viên hiếu học có hoàn cảnh khó khăn",
            "Carry out “Thắp sáng ước mơ”, “Cùng em tôi tới trường” and similar programmes and campaigns effectively, "
            "to raise funds for pupils in remote or especially difficult areas and for studious students in need",
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
            "Đẩy mạnh các cuộc vận động, phong trào của Đoàn gắn với nội dung khuyến học, khuyến tài",
            "Step up the Union's campaigns and movements, tied to the promotion of learning and talent",
        ),
        assignments=(YOUTH,),
        contents=("learning_promotion_activities",),
        campaigns=("youth_follows_uncle_ho", "youth_vanguard", "youth_careers"),
        source=IV_3,
    ),
    Responsibility(
        "youth_directs_title_building",
        Text(
            "Chỉ đạo, kiểm tra việc xây dựng “Gia đình học tập”, “Đơn vị học tập”",
            "Direct and inspect the building of learning families and learning units",
        ),
        assignments=(YOUTH,),
        contents=("learning_models", "inspection_and_reporting"),
        titles=("family", "unit"),
        source=IV_3,
    ),
    Responsibility(
        "youth_introduces_achievers",
        Text(
            "Lựa chọn, giới thiệu tập thể, cá nhân có nhiều thành tích trong xây dựng “Gia đình học tập”, “Đơn vị học "
            "tập”",
            "Select and nominate collectives and individuals with high achievements in building learning families and "
            "learning units",
        ),
        assignments=(YOUTH,),
        contents=("movement_funds_and_rewards",),
        titles=("family", "unit"),
        source=IV_3,
    ),
)
