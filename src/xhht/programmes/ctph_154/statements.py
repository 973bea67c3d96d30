"""The purposes, the principles and the general goal, and the contents of coordination."""

from xhht.model.contents import Content, Statement, StatementKind
from xhht.programmes.ctph_154 import places, roles
from xhht.texts import Text

ALL_TITLES = ("family", "clan", "unit", "community")

STATEMENTS = (
    Statement(
        "purpose_policy",
        Text(
            "Tiếp tục quán triệt, triển khai hai chỉ thị của Đảng, Quyết định 281 và các kế hoạch của tỉnh về học tập "
            "suốt đời",
            "Continue to disseminate and implement the two directives, Decision 281 and the provincial plans",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_1,
    ),
    Statement(
        "purpose_means",
        Text(
            "Tạo cơ chế, động lực và nguồn lực sát với điều kiện của tỉnh để thực hiện mục tiêu Đề án, nhiệm vụ khuyến "
            "học, khuyến tài",
            "Provide mechanisms, incentives and resources, suited to the province, for the scheme's objectives and for "
            "the promotion of learning and talent",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_1,
    ),
    Statement(
        "purpose_understanding",
        Text(
            "Quán triệt sâu sắc ý nghĩa và sự cần thiết của việc xây dựng xã hội học tập, của việc triển khai Đề án",
            "Make it fully understood what building the learning society and carrying out the scheme mean, and why "
            "they are needed",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_2,
    ),
    Statement(
        "purpose_self_study",
        Text(
            "Khuyến khích cán bộ, đoàn viên, hội viên tự giác học tập, bổ sung kiến thức phục vụ lao động sản xuất và "
            "công tác, vì lợi ích của bản thân, gia đình, cơ quan, đơn vị, doanh nghiệp và xã hội",
            "Encourage every officer and member to study of their own accord, for production and work, to the benefit "
            "of themselves, their families, agencies, units and enterprises, and of society",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_2,
    ),
    Statement(
        "principle_mandates",
        Text(
            "Việc phối hợp căn cứ chức năng, nhiệm vụ, quyền hạn và đề cao trách nhiệm của từng cơ quan, đơn vị đối "
            "với xây dựng xã hội học tập",
            "Coordination follows each body's functions, tasks and powers, and its responsibility for building the "
            "learning society",
        ),
        kind=StatementKind.PRINCIPLE,
        source=places.I_3,
    ),
    Statement(
        "principle_weaving",
        Text(
            "Lồng ghép phong trào, cuộc vận động của Mặt trận và các đoàn thể với việc xây dựng, chỉ đạo và đánh giá "
            "mô hình học tập; tạo sức lan tỏa cho phong trào thi đua khuyến học, khuyến tài",
            "Combine the movements and campaigns of the Front and the organisations with building, directing and "
            "assessing the learning models, so that emulation in promoting learning and talent spreads",
        ),
        kind=StatementKind.PRINCIPLE,
        source=places.I_3,
    ),
    Statement(
        "goal_lifelong_learning",
        Text(
            "Tạo điều kiện để cán bộ, công chức, viên chức, người lao động và hội viên thuộc cơ quan, tổ chức mình "
            "được học tập thường xuyên, học suốt đời",
            "Enable the officers, public employees, working people and members of the body's own agencies and "
            "organisations to learn regularly and throughout life",
        ),
        kind=StatementKind.GOAL,
        source=places.II_1,
    ),
    Statement(
        "goal_titles",
        Text(
            "Tuyên truyền, vận động các gia đình, dòng họ, đơn vị, cộng đồng phấn đấu đạt bốn danh hiệu học tập",
            "Mobilise families, clans, units and communities to attain the four titles",
        ),
        kind=StatementKind.GOAL,
        source=places.II_1,
    ),
)

CONTENTS = (
    Content(
        "dissemination",
        Text("Tuyên truyền, phổ biến", "Dissemination"),
        text=Text(
            "Tuyên truyền, phổ biến chủ trương của Đảng, pháp luật của Nhà nước về khuyến học, khuyến tài; trọng tâm "
            "là hai quyết định và ba kế hoạch nêu tại mục này",
            "Make the Party's line and the law on learning promotion known, above all the two decisions and three "
            "plans that are named",
        ),
        assignments=roles.EACH_BODY,
        documents=("89/QĐ-TTg", "281/QĐ-TTg", "97/KH-UBND", "95/KH-UBND", "86/KH-UBND"),
        source=places.III_1,
    ),
    Content(
        "awareness_and_self_study",
        Text("Nâng cao nhận thức, tinh thần tự học", "Awareness and self-study"),
        text=Text(
            "Nâng cao nhận thức, trách nhiệm của Mặt trận và các đoàn thể; phát huy ý thức tự học, tự nâng cao trình "
            "độ của cán bộ, hội viên, góp phần nâng cao chất lượng nguồn nhân lực",
            "Raise awareness and responsibility in the Front and the organisations; foster self-study and "
            "self-improvement of officers and members, for the quality of human resources",
        ),
        assignments=roles.EACH_BODY,
        source=places.III_2,
    ),
    Content(
        "learning_promotion_activities",
        Text("Mở rộng hoạt động khuyến học, khuyến tài", "Wider learning promotion"),
        text=Text(
            "Mở rộng hoạt động khuyến học, khuyến tài trong từng cơ quan, đơn vị và tổ chức hội",
            "Widen the promotion of learning and talent inside agencies, units and the bodies' own organisations",
        ),
        assignments=roles.EACH_BODY,
        source=places.III_2,
    ),
    Content(
        "learning_models",
        Text("Xây dựng mô hình học tập", "Learning models"),
        text=Text(
            "Các bên phối hợp xây dựng, chỉ đạo mô hình học tập trong gia đình, dòng họ, đơn vị và cộng đồng",
            "Build and direct the learning models in families, clans, units and communities together",
        ),
        assignments=roles.EACH_BODY,
        titles=ALL_TITLES,
        source=places.III_2,
    ),
    Content(
        "movement_funds_and_rewards",
        Text("Phong trào, Quỹ khuyến học và khen thưởng", "Movement, funds and rewards"),
        text=Text(
            "Phát động phong trào học tập, xây dựng Quỹ khuyến học; khen thưởng, động viên kịp thời đoàn viên, hội "
            "viên; phối hợp bình xét, tuyên dương và xét tặng bốn danh hiệu",
            "Launch a learning movement and build learning promotion funds; reward and encourage members without "
            "delay; jointly select, commend and consider the four titles",
        ),
        assignments=roles.EACH_BODY,
        titles=ALL_TITLES,
        source=places.III_3,
    ),
    Content(
        "inspection_and_reporting",
        Text("Kiểm tra, đánh giá và báo cáo", "Inspection, assessment and reporting"),
        text=Text(
            "Kiểm tra, đánh giá kết quả xây dựng mô hình học tập ở các địa phương, đơn vị; bảo đảm chế độ thông tin, "
            "báo cáo định kỳ",
            "Strengthen inspection and assessment of the models; maintain regular and periodic reporting",
        ),
        assignments=roles.EACH_BODY,
        source=places.III_4,
    ),
)
