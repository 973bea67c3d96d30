"""The purposes, the principles and the general goal, and the four contents of coordination."""

from xhht.model.contents import Content, Statement, StatementKind
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

STATEMENTS = (
    Statement(
        "purpose_policy",
        Text(
            "Đưa hai chỉ thị của Đảng, Quyết định 281 và các kế hoạch của tỉnh vào cuộc sống",
            "Put what two Party directives, Decision 281 and the province's plans ask for into practice",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_1,
    ),
    Statement(
        "purpose_means",
        Text(
            "Có cơ chế, động lực và nguồn lực hợp với hoàn cảnh Yên Bái để đạt mục tiêu của Đề án",
            "Provide the mechanisms, incentives and resources, suited to Yên Bái, that the scheme's objectives need",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_1,
    ),
    Statement(
        "purpose_understanding",
        Text(
            "Làm cho mọi người hiểu vì sao cần xã hội học tập và cần Đề án",
            "Make it understood why the learning society and the scheme are needed",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_2,
    ),
    Statement(
        "purpose_self_study",
        Text(
            "Khích lệ từng cán bộ, thành viên các tổ chức tự học điều mới, có ích cho công việc, gia đình và xã hội",
            "Encourage every cadre and member to study of their own accord, for the good of work, family and society",
        ),
        kind=StatementKind.PURPOSE,
        source=places.I_2,
    ),
    Statement(
        "principle_mandates",
        Text(
            "Mỗi bên phối hợp trong phạm vi nhiệm vụ và thẩm quyền của mình",
            "Each body coordinates within its own functions, tasks and powers",
        ),
        kind=StatementKind.PRINCIPLE,
        source=places.I_3,
    ),
    Statement(
        "principle_weaving",
        Text(
            "Gắn các mô hình học tập với những phong trào và cuộc vận động sẵn có để sức thi đua lan rộng",
            "Tie the learning models to movements and campaigns that already run, so that emulation spreads",
        ),
        kind=StatementKind.PRINCIPLE,
        source=places.I_3,
    ),
    Statement(
        "goal_lifelong_learning",
        Text(
            "Người của mọi cơ quan, tổ chức có điều kiện học đều đặn và học cả đời",
            "The people of every agency and organisation are able to keep learning, all their lives",
        ),
        kind=StatementKind.GOAL,
        source=places.II_1,
    ),
    Statement(
        "goal_titles",
        Text(
            "Gia đình, dòng họ, đơn vị và cộng đồng được vận động phấn đấu cho bốn danh hiệu học tập",
            "People are won over to make families, clans, units and communities worthy of the four learning titles",
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
            "Phổ biến đường lối của Đảng và pháp luật về khuyến học, trước hết là hai quyết định và ba kế hoạch được "
            "nêu tên",
            "Make the Party's line and the law on learning promotion known, above all two decisions and three plans "
            "that are named",
        ),
        documents=("89/QĐ-TTg", "281/QĐ-TTg", "97/KH-UBND", "95/KH-UBND", "86/KH-UBND"),
        source=places.III_1,
    ),
    Content(
        "awareness_and_models",
        Text("Nâng cao nhận thức và xây dựng mô hình", "Awareness and learning models"),
        text=Text(
            "Khơi dậy tinh thần tự học, mở rộng hoạt động khuyến học trong từng tổ chức và cùng Hội Khuyến học các cấp "
            "gây dựng mô hình ở gia đình, dòng họ, đơn vị, cộng đồng",
            "Foster self-study, widen learning promotion inside each body, and build the models in families, clans, "
            "units and communities together with the Association at every level",
        ),
        source=places.III_2,
    ),
    Content(
        "movement_funds_and_rewards",
        Text("Phong trào, quỹ và khen thưởng", "Movement, funds and rewards"),
        text=Text(
            "Mở phong trào học tập, lập quỹ khuyến học trong từng tổ chức, kịp thời khen người học tốt và người đóng "
            "góp nhiều, cùng xét bốn danh hiệu",
            "Start a learning movement, set up learning promotion funds in each body, reward good learners and "
            "contributors without delay, and jointly consider the four titles",
        ),
        source=places.III_3,
    ),
    Content(
        "inspection_and_reporting",
        Text("Kiểm tra, báo cáo", "Inspection and reporting"),
        text=Text(
            "Xem xét kết quả làm mô hình tại cơ sở và giữ nền nếp báo cáo",
            "Look into the results of the models on the ground and keep reports regular",
        ),
        source=places.III_4,
    ),
)
