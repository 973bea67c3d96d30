"""What clause IV.4 gives to the Women's Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_4
from xhht.programmes.ctph_154.roles import WOMEN
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "women_encourage_self_study",
        Text(
            "Phát huy vai trò của các cấp Hội trong tuyên truyền, vận động nâng cao nhận thức, ý thức tự học thường "
            "xuyên và nâng cao trình độ",
            "Bring the Union's levels to bear in raising awareness, regular self-study and levels of education",
        ),
        assignments=(WOMEN,),
        contents=("dissemination", "awareness_and_self_study"),
        source=IV_4,
    ),
    Responsibility(
        "women_tie_learning_to_campaigns",
        Text(
            "Gắn phong trào học tập suốt đời với phong trào thi đua của phụ nữ và cuộc vận động “Xây dựng gia đình 5 "
            "không 3 sạch”",
            "Tie the movement of lifelong learning to the women's emulation movement and to the campaign of five noes "
            "and three cleans",
        ),
        assignments=(WOMEN,),
        contents=("learning_promotion_activities",),
        campaigns=("women_happy_families", "five_noes_three_cleans"),
        source=IV_4,
    ),
    Responsibility(
        "women_teach_virtues",
        Text(
            "Tuyên truyền, giáo dục phẩm chất đạo đức phụ nữ Việt Nam “Tự tin, tự trọng, trung hậu, đảm đang”",
            "Promote the moral qualities of Vietnamese women: self-confidence, self-respect, loyalty and "
            "kind-heartedness, resourcefulness",
        ),
        assignments=(WOMEN,),
        contents=("dissemination", "awareness_and_self_study"),
        beneficiaries=("women",),
        source=IV_4,
    ),
    Responsibility(
        "women_mobilise_mothers",
        Text(
            "Vận động gia đình cán bộ, hội viên, nhất là người mẹ, quan tâm, tạo điều kiện cho con em học tập bằng "
            "việc làm cụ thể, thiết thực",
            "Mobilise the families of officers and members, mothers above all, to support their children's study by "
            "practical deeds",
        ),
        assignments=(WOMEN,),
        contents=("awareness_and_self_study",),
        beneficiaries=("womens_union_families", "mothers", "womens_union_children"),
        source=IV_4,
    ),
    Responsibility(
        "women_build_four_models",
        Text(
            "Xây dựng bốn mô hình học tập gắn với cuộc vận động “5 không 3 sạch” và “Giáo dục 5 triệu bà mẹ nuôi dạy "
            "con tốt”",
            "Build all four learning models, tied to two of the Union's campaigns",
        ),
        assignments=(WOMEN,),
        contents=("learning_models",),
        titles=("family", "clan", "community", "unit"),
        campaigns=("five_noes_three_cleans", "five_million_mothers"),
        source=IV_4,
    ),
    Responsibility(
        "women_raise_scholarships",
        Text(
            "Huy động nguồn lực để tăng học bổng cho học sinh nghèo vượt khó, học sinh người dân tộc thiểu số",
            "Mobilise resources for more scholarships for poor pupils and ethnic-minority pupils",
        ),
        assignments=(WOMEN,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("poor_pupils", "ethnic_minority_pupils"),
        source=IV_4,
    ),
    Responsibility(
        "women_reward_members_children",
        Text(
            "Huy động phần thưởng cho học sinh, sinh viên là con cán bộ, hội viên đạt thành tích học tập xuất sắc",
            "Mobilise rewards for officers' and members' children with outstanding results in study",
        ),
        assignments=(WOMEN,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("womens_union_children",),
        source=IV_4,
    ),
    Responsibility(
        "women_commend_examples",
        Text(
            "Phối hợp tuyên dương điển hình tiên tiến về công tác khuyến học, khuyến tài",
            "Jointly commend advanced examples of promoting learning and talent",
        ),
        assignments=(WOMEN,),
        contents=("movement_funds_and_rewards",),
        source=IV_4,
    ),
)
