"""What clause IV.1 gives to the Fatherland Front."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_1
from xhht.programmes.ctph_154.roles import ASSOCIATION_MAY, FRONT, FRONT_MAY, FRONT_WITH_MEMBERS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "front_mobilises_learning",
        Text(
            "Cùng các tổ chức thành viên kêu gọi người dân hăng hái học tập",
            "Call on the people, together with the member organisations, to take an active part in learning",
        ),
        assignments=FRONT_WITH_MEMBERS,
        contents=("dissemination", "awareness_and_models"),
        source=IV_1,
    ),
    Responsibility(
        "front_weaves_models",
        Text(
            "Lồng việc làm mô hình học tập vào cuộc vận động nông thôn mới, đô thị văn minh của Mặt trận",
            "Weave the building of the learning models into the Front's campaign for a new countryside and civilised "
            "towns",
        ),
        assignments=(FRONT,),
        contents=("awareness_and_models",),
        campaigns=("new_countryside",),
        source=IV_1,
    ),
    Responsibility(
        "front_cares_for_education",
        Text(
            "Kêu gọi người dân chung sức cho nếp sống văn hóa, quan tâm đến giáo dục và nguồn nhân lực",
            "Mobilise the people to build a cultured way of life and to care for education and human resources",
        ),
        assignments=(FRONT,),
        contents=("awareness_and_models",),
        source=IV_1,
    ),
    Responsibility(
        "front_builds_learning_families",
        Text("Vận động các hộ trở thành gia đình học tập", "Mobilise households to become learning families"),
        assignments=(FRONT,),
        contents=("awareness_and_models",),
        titles=("family",),
        source=IV_1,
    ),
    Responsibility(
        "front_commends_on_unity_day",
        Text(
            "Vào Ngày hội Đại đoàn kết 18/11, cùng các tổ chức thành viên khen những hộ, tập thể, cá nhân nổi bật về "
            "mô hình học tập",
            "On Great Unity Day, 18 November, commend with the member organisations the households, collectives and "
            "individuals that stand out in building the learning models",
        ),
        assignments=FRONT_WITH_MEMBERS,
        contents=("movement_funds_and_rewards",),
        source=IV_1,
    ),
    Responsibility(
        "front_may_invite_association",
        Text(
            "Mời Hội Khuyến học, nếu thấy cần, cùng giám sát và phản biện xã hội về việc liên quan, theo chương "
            "trình từng năm của Mặt trận",
            "Invite the Association, where the Front sees fit, to its supervision and social criticism of related "
            "subjects under its yearly programme",
        ),
        assignments=(FRONT_MAY, ASSOCIATION_MAY),
        contents=("inspection_and_reporting",),
        source=IV_1,
    ),
    Responsibility(
        "front_holds_coordination_forms",
        Text(
            "Mỗi năm mở những hình thức phối hợp thích hợp, bám sát đường lối của Đảng và Nhà nước",
            "Hold suitable forms of coordination every year, in line with Party and State policy",
        ),
        assignments=(FRONT,),
        contents=("dissemination", "awareness_and_models"),
        source=IV_1,
    ),
)
