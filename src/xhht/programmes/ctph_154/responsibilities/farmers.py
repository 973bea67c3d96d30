"""What clause IV.5 gives to the Farmers' Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_5
from xhht.programmes.ctph_154.roles import FARMERS, WITH_FARMERS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "farmers_enable_study",
        Text(
            "Tuyên truyền và giúp cán bộ, hội viên có điều kiện học đều đặn",
            "Spread the word, and give cadres and members the conditions to learn regularly",
        ),
        assignments=(FARMERS,),
        contents=("dissemination", "awareness_and_models"),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_tie_learning_to_economy",
        Text(
            "Gắn việc học với kinh tế hộ và với cách sản xuất hợp thế mạnh từng nơi",
            "Tie learning to the household economy and to production that uses each place's strengths",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_models",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_join_technical_training",
        Text(
            "Tham gia lớp tập huấn và chuyển giao kỹ thuật theo lối “cầm tay chỉ việc”",
            "Take part in training classes and the hands-on transfer of science and technology",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_models",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_survey_training_needs",
        Text(
            "Tìm hiểu từng nghề cần học gì, góp sức cho chương trình dạy nghề ở nông thôn",
            "Survey what each trade and field needs to be taught, as a contribution to rural vocational training",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_models",),
        campaigns=("rural_vocational_training",),
        beneficiaries=("rural_workers",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_tie_movement_to_models",
        Text(
            "Gắn phong trào thi đua làm ăn giỏi với việc xây dựng mô hình học tập",
            "Tie the movement of good production and business to the building of the learning models",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_models",),
        campaigns=("good_producers",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_spread_models",
        Text(
            "Nhân rộng điển hình ở mọi cấp Hội; giới thiệu mô hình học tập có ích cho kinh tế hộ",
            "Replicate good examples throughout the Union; introduce learning models that help the household economy",
        ),
        assignments=(FARMERS,),
        contents=("dissemination", "awareness_and_models"),
        source=IV_5,
    ),
    Responsibility(
        "farmers_commend_members",
        Text(
            "Cùng các bên chọn và biểu dương hội viên học tập xuất sắc",
            "Join in selecting and commending members with outstanding results in study",
        ),
        assignments=(WITH_FARMERS,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
)
