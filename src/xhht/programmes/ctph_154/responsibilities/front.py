"""What clause IV.1 gives to the Fatherland Front; its member organisations, which it does not name, stay unnamed."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_1
from xhht.programmes.ctph_154.roles import FRONT, FRONT_MAY
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "front_mobilises_learning",
        Text(
            "Phối hợp với các tổ chức thành viên tuyên truyền, vận động nhân dân tích cực tham gia học tập",
            "With the member organisations, mobilise the people to take an active part in learning",
        ),
        assignments=(FRONT,),
        contents=("dissemination", "awareness_and_self_study"),
        beneficiaries=("people",),
        source=IV_1,
    ),
    Responsibility(
        "front_weaves_models",
        Text(
            "Đưa nội dung xây dựng mô hình học tập vào cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị "
            "văn minh”",
            "Bring the building of the learning models into the campaign for new-style rural areas and civilised urban "
            "areas",
        ),
        assignments=(FRONT,),
        contents=("learning_models",),
        campaigns=("new_countryside",),
        source=IV_1,
    ),
    Responsibility(
        "front_cares_for_education",
        Text(
            "Vận động nhân dân đoàn kết xây dựng đời sống văn hóa, quan tâm sự nghiệp giáo dục và phát triển nguồn "
            "nhân lực",
            "Mobilise the people to unite in building cultural life and to care for education and human resources",
        ),
        assignments=(FRONT,),
        contents=("awareness_and_self_study",),
        beneficiaries=("people",),
        source=IV_1,
    ),
    Responsibility(
        "front_builds_learning_families",
        Text("Vận động nhân dân xây dựng gia đình học tập", "Mobilise the people to build learning families"),
        assignments=(FRONT,),
        contents=("learning_models",),
        titles=("family",),
        beneficiaries=("people",),
        source=IV_1,
    ),
    Responsibility(
        "front_commends_on_unity_day",
        Text(
            "Nhân ngày truyền thống Mặt trận và Ngày hội Đại đoàn kết 18/11, phối hợp với các tổ chức thành viên biểu "
            "dương, khen thưởng hộ gia đình, tập thể, cá nhân tiêu biểu về xây dựng mô hình học tập",
            "On the Front's traditional day, the Great National Unity Festival of 18 November, join the member "
            "organisations in commending and rewarding households, collectives and individuals outstanding in "
            "building the learning models",
        ),
        assignments=(FRONT,),
        contents=("movement_funds_and_rewards",),
        source=IV_1,
    ),
    Responsibility(
        "front_may_invite_association",
        Text(
            "Có thể mời Hội Khuyến học tham gia giám sát, phản biện xã hội về chuyên đề liên quan, theo chương trình "
            "hằng năm của Ủy ban Mặt trận Tổ quốc tỉnh",
            "May invite the Association to take part in supervision and social criticism on related subjects under "
            "the Front's yearly programme",
        ),
        assignments=(FRONT_MAY,),
        contents=("inspection_and_reporting",),
        source=IV_1,
    ),
    Responsibility(
        "front_holds_coordination_forms",
        Text(
            "Hằng năm, căn cứ chủ trương của Đảng và Nhà nước, tổ chức hình thức phối hợp phù hợp",
            "Hold suitable forms of coordination every year, on the basis of Party and State guidelines",
        ),
        assignments=(FRONT,),
        contents=("dissemination", "learning_promotion_activities"),
        source=IV_1,
    ),
)
