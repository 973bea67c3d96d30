"""What clause IV.4 gives to the Women's Union."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import IV_4
from xhht.programmes.ctph_154.roles import WITH_WOMEN, WOMEN
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "women_encourage_self_study",
        Text(
            "Thông qua các cấp Hội, giúp phụ nữ hiểu rõ và giữ nếp tự học để nâng trình độ",
            "Through the Union's levels, raise awareness and the habit of studying by oneself to raise one's level",
        ),
        assignments=(WOMEN,),
        contents=("dissemination", "awareness_and_models"),
        source=IV_4,
    ),
    Responsibility(
        "women_tie_learning_to_campaigns",
        Text(
            "Gắn học tập suốt đời với phong trào thi đua của phụ nữ và cuộc vận động 5 không 3 sạch",
            "Tie lifelong learning to the women's emulation movement and to the campaign of five noes and three cleans",
        ),
        assignments=(WOMEN,),
        contents=("awareness_and_models",),
        campaigns=("women_happy_families", "five_noes_three_cleans"),
        source=IV_4,
    ),
    Responsibility(
        "women_teach_virtues",
        Text(
            "Giáo dục bốn phẩm chất của người phụ nữ: “Tự tin, tự trọng, trung hậu, đảm đang”",
            "Teach the four virtues of Vietnamese women: confidence, self-respect, kindness and resourcefulness",
        ),
        assignments=(WOMEN,),
        contents=("awareness_and_models",),
        source=IV_4,
    ),
    Responsibility(
        "women_mobilise_mothers",
        Text(
            "Vận động gia đình cán bộ, hội viên, nhất là các bà mẹ, làm việc cụ thể để con được học tốt hơn",
            "Mobilise the families of cadres and members, mothers above all, to do practical things for their "
            "children's study",
        ),
        assignments=(WOMEN,),
        contents=("awareness_and_models",),
        beneficiaries=("womens_union_children",),
        source=IV_4,
    ),
    Responsibility(
        "women_build_four_models",
        Text(
            "Xây dựng cả bốn mô hình học tập, gắn với hai cuộc vận động của Hội",
            "Build all four learning models, tied to two of the Union's campaigns",
        ),
        assignments=(WOMEN,),
        contents=("awareness_and_models",),
        titles=("family", "clan", "community", "unit"),
        campaigns=("five_noes_three_cleans", "five_million_mothers"),
        source=IV_4,
    ),
    Responsibility(
        "women_raise_scholarships",
        Text(
            "Vận động thêm học bổng cho học sinh nghèo và học sinh dân tộc thiểu số",
            "Raise more scholarships for poor pupils and ethnic-minority pupils",
        ),
        assignments=(WOMEN,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("poor_pupils", "ethnic_minority_pupils"),
        source=IV_4,
    ),
    Responsibility(
        "women_reward_members_children",
        Text(
            "Vận động phần thưởng cho con cán bộ, hội viên học xuất sắc",
            "Raise rewards for cadres' and members' children with outstanding results",
        ),
        assignments=(WOMEN,),
        contents=("movement_funds_and_rewards",),
        beneficiaries=("womens_union_children",),
        source=IV_4,
    ),
    Responsibility(
        "women_commend_examples",
        Text(
            "Cùng các bên tuyên dương điển hình khuyến học, khuyến tài",
            "Join in commending those who set an example in promoting learning and talent",
        ),
        assignments=(WITH_WOMEN,),
        contents=("movement_funds_and_rewards",),
        source=IV_4,
    ),
)
