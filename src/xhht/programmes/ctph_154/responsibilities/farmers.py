"""What clause IV.5 gives to the Farmers' Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_5
from xhht.programmes.ctph_154.roles import FARMERS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "farmers_enable_study",
        Text(
            "Tuyên truyền, vận động và tạo điều kiện để cán bộ, hội viên nông dân học tập thường xuyên",
            "Encourage and enable officers and members to learn regularly",
        ),
        assignments=(FARMERS,),
        contents=("dissemination", "awareness_and_self_study"),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_tie_learning_to_economy",
        Text(
            "Gắn học tập với phát triển kinh tế gia đình, với tổ chức sản xuất phù hợp lợi thế địa phương",
            "Tie learning to the household economy and to production that suits local advantages",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_self_study",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_join_technical_training",
        Text(
            "Tích cực tham gia lớp tập huấn, chuyển giao khoa học kỹ thuật theo phương châm “cầm tay chỉ việc”",
            "Take an active part in training classes and the hands-on transfer of science and technology",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_self_study",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_survey_training_needs",
        Text(
            "Khảo sát, nắm nhu cầu đào tạo của từng ngành nghề, lĩnh vực; góp phần thực hiện chương trình đào tạo nghề "
            "cho lao động nông thôn",
            "Survey the training needs of each trade and field, as a contribution to the programme of vocational "
            "training for rural workers",
        ),
        assignments=(FARMERS,),
        contents=("awareness_and_self_study",),
        campaigns=("rural_vocational_training",),
        beneficiaries=("rural_workers",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_tie_movement_to_models",
        Text(
            "Gắn phong trào thi đua sản xuất, kinh doanh giỏi của nông dân với nội dung xây dựng mô hình học tập",
            "Tie the farmers' movement of good production and business to the building of the learning models",
        ),
        assignments=(FARMERS,),
        contents=("learning_models",),
        campaigns=("good_producers",),
        source=IV_5,
    ),
    Responsibility(
        "farmers_spread_models",
        Text(
            "Nhân rộng điển hình tiên tiến trong các cấp Hội; giới thiệu mô hình học tập hiệu quả gắn với phát triển "
            "kinh tế hộ",
            "Replicate advanced examples throughout the Union; publicise effective learning models tied to the "
            "household economy",
        ),
        assignments=(FARMERS,),
        contents=("dissemination", "learning_models"),
        source=IV_5,
    ),
    Responsibility(
        "farmers_commend_members",
        Text(
            "Phối hợp lựa chọn, biểu dương hội viên nông dân học tập và nâng cao trình độ xuất sắc",
            "Jointly select and commend members with outstanding results in study and in raising their level",
        ),
        assignments=(FARMERS,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("farmers_union_members",),
        source=IV_5,
    ),
)
