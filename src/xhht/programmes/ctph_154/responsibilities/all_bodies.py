"""What clauses III.3, III.4 and V.1 ask of every body."""

from xhht.model.responsibilities import Responsibility
from xhht.programmes.ctph_154.places import III_3, III_4, V_1
from xhht.programmes.ctph_154.roles import EACH_BODY, FRONT_AND_ORGANISATIONS
from xhht.texts import Text

RESPONSIBILITIES = (
    Responsibility(
        "bodies_launch_learning_movement",
        Text(
            "Phát động phong trào học tập trong cơ quan, hệ thống tổ chức của mình",
            "Launch a learning movement in the body's own agencies and organisations",
        ),
        assignments=EACH_BODY,
        contents=("movement_funds_and_rewards",),
        source=III_3,
    ),
    Responsibility(
        "organisations_build_funds",
        Text(
            "Xây dựng Quỹ khuyến học tại cơ quan và trong hệ thống tổ chức của mình",
            "Build learning promotion funds in the body's own agencies and organisations",
        ),
        assignments=FRONT_AND_ORGANISATIONS,
        contents=("movement_funds_and_rewards",),
        source=III_3,
    ),
    Responsibility(
        "bodies_reward_members",
        Text(
            "Khen thưởng, động viên kịp thời đoàn viên, hội viên có thành tích học tập tốt",
            "Reward and encourage without delay members who achieve much in study",
        ),
        assignments=EACH_BODY,
        contents=("movement_funds_and_rewards",),
        source=III_3,
    ),
    Responsibility(
        "bodies_commend_contributors",
        Text(
            "Phối hợp bình xét, tuyên dương, khen thưởng tập thể, cá nhân có nhiều đóng góp cho công tác khuyến học, "
            "khuyến tài",
            "Jointly select, commend and reward collectives and individuals who contribute much to the promotion of "
            "learning and talent",
        ),
        assignments=EACH_BODY,
        contents=("movement_funds_and_rewards",),
        source=III_3,
    ),
    Responsibility(
        "bodies_consider_titles",
        Text("Phối hợp xét tặng bốn danh hiệu học tập", "Jointly consider the four learning titles"),
        assignments=EACH_BODY,
        contents=("movement_funds_and_rewards",),
        titles=("family", "clan", "unit", "community"),
        source=III_3,
    ),
    Responsibility(
        "bodies_inspect_models",
        Text(
            "Kiểm tra, đánh giá kết quả xây dựng mô hình học tập tại địa phương, đơn vị",
            "Inspect and assess the results of building the learning models in localities and units",
        ),
        assignments=EACH_BODY,
        contents=("inspection_and_reporting", "learning_models"),
        source=III_4,
    ),
    Responsibility(
        "bodies_report_regularly",
        Text(
            "Duy trì chế độ thông tin, báo cáo định kỳ và thường xuyên",
            "Keep up the periodic and regular exchange of information and reports",
        ),
        assignments=EACH_BODY,
        contents=("inspection_and_reporting",),
        source=III_4,
    ),
    Responsibility(
        "bodies_direct_programme",
        Text(
            "Chỉ đạo thực hiện chương trình phối hợp theo chức năng, nhiệm vụ của cơ quan, tổ chức mình",
            "Direct the carrying out of the coordination programme within the body's own functions and tasks",
        ),
        assignments=EACH_BODY,
        source=V_1,
    ),
)
