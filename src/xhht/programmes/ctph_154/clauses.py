"""Every clause of the text: what it does, and why it is not measured where it is not."""

from xhht.model.sources import Clause, ClauseKind
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

FACT = Text("Chỉ nêu thông tin về văn bản.", "It only says something about the document.")
INTENT = Text(
    "Nêu mục đích, yêu cầu chung, không nêu số liệu hay thời hạn; kết quả thể hiện qua chỉ tiêu và nhiệm vụ.",
    "It states an intention without a number or a day; results show in targets and responsibilities.",
)
THROUGH_RESPONSIBILITIES = Text(
    "Được báo cáo thông qua các nhiệm vụ tại phần IV thuộc nội dung này.",
    "It is reported on through the responsibilities of part IV that serve it.",
)

CLAUSES = (
    Clause(
        places.HEADING,
        kind=ClauseKind.DOCUMENT,
        gist=Text(
            "Số, ký hiệu, địa danh, ngày ban hành, trích yếu và bảy cơ quan, tổ chức ban hành",
            "Number, place and day, subject, and the seven bodies that issue it",
        ),
        not_measured=FACT,
    ),
    Clause(
        places.PREAMBLE,
        kind=ClauseKind.BASIS,
        gist=Text(
            "Căn cứ ban hành: hai chỉ thị của Đảng, Quyết định 281 và các kế hoạch của tỉnh",
            "What it rests on: two Party directives, Decision 281 and provincial plans",
        ),
        not_measured=FACT,
    ),
    Clause(
        places.I_1,
        kind=ClauseKind.PURPOSE,
        gist=Text(
            "Tiếp tục quán triệt, triển khai các văn bản căn cứ; tạo cơ chế, động lực, nguồn lực phù hợp",
            "Continue to disseminate and implement the documents it rests on; mechanisms, incentives and resources",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.I_2,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Mọi cán bộ, đoàn viên, hội viên tự giác học tập; phấn đấu mỗi gia đình đoàn viên, hội viên là hội "
            "viên Hội Khuyến học",
            "Every officer and member studies of their own accord; every member's family strives to belong to the "
            "Association",
        ),
    ),
    Clause(
        places.I_3,
        kind=ClauseKind.PRINCIPLE,
        gist=Text(
            "Phối hợp theo chức năng, nhiệm vụ, quyền hạn; lồng ghép các phong trào, cuộc vận động với mô hình học tập",
            "Coordination follows each body's functions, tasks and powers; movements combined with the models",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.II_1,
        kind=ClauseKind.GOAL,
        gist=Text(
            "Mục tiêu chung: tạo điều kiện học tập thường xuyên, học suốt đời; phấn đấu đạt bốn danh hiệu học tập",
            "General goal: regular and lifelong learning made possible; the four titles attained",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.II_2_1,
        kind=ClauseKind.TARGET,
        gist=Text("Đến năm 2020, toàn bộ cán bộ được quán triệt, tập huấn", "By 2020, all cadres are trained"),
    ),
    Clause(
        places.II_2_2,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020: mức tăng hằng năm về gia đình, tỷ lệ dòng họ, cộng đồng đạt danh hiệu, theo ba nhóm",
            "By 2020: a yearly rise of titled families, and shares of titled clans and communities, for three tiers",
        ),
    ),
    Clause(
        places.II_2_3,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020, 60% đơn vị đạt danh hiệu, không phân theo địa bàn", "By 2020, 60% of units titled, no tiers"
        ),
    ),
    Clause(
        places.III_1,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Tuyên truyền chủ trương, chính sách; nêu năm văn bản", "Dissemination of policy; five documents are named"
        ),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.III_2,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Nâng cao nhận thức, ý thức tự học; mở rộng hoạt động khuyến học; phối hợp xây dựng mô hình học tập",
            "Awareness and self-study, wider learning promotion, and models built together",
        ),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.III_3,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Phong trào học tập, Quỹ khuyến học, khen thưởng và xét tặng danh hiệu",
            "Movement, funds, rewards, and the titles considered",
        ),
    ),
    Clause(
        places.III_4,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Kiểm tra, đánh giá mô hình học tập; duy trì chế độ báo cáo",
            "Inspection of the models, and regular reports",
        ),
    ),
    Clause(
        places.IV_1,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Mặt trận, trong đó có biểu dương, khen thưởng dịp 18/11 và việc mời Hội Khuyến học tham "
            "gia giám sát",
            "The Front's tasks, with commendations on 18 November and the right to invite the Association to supervise",
        ),
    ),
    Clause(
        places.IV_2,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Liên đoàn Lao động: chủ trì đào tạo, bồi dưỡng người lao động; phối hợp với Hội "
            "Khuyến học cùng cấp",
            "The Federation of Labour's tasks: leading training, work with the Association of the same level",
        ),
    ),
    Clause(
        places.IV_3,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Tỉnh đoàn: các phong trào, cuộc vận động, tăng nguồn quỹ, giới thiệu điển hình",
            "The Youth Union's tasks: campaigns, funds, and nominating those who achieve much",
        ),
    ),
    Clause(
        places.IV_4,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Hội Liên hiệp Phụ nữ: bốn mô hình học tập, vận động người mẹ, học bổng và phần thưởng",
            "The Women's Union's tasks: all four models, mothers, scholarships and rewards",
        ),
    ),
    Clause(
        places.IV_5,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Hội Nông dân: học tập gắn với phát triển kinh tế, đào tạo nghề, nhân rộng mô hình",
            "The Farmers' Union's tasks: learning for the household economy, trades, and spreading the models",
        ),
    ),
    Clause(
        places.IV_6,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Hội Cựu chiến binh: công tác khuyến học, Quỹ khuyến học, giáo dục truyền thống",
            "The Veterans' Association's tasks: learning promotion, funds, and education in tradition",
        ),
    ),
    Clause(
        places.IV_7,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Trách nhiệm của Hội Khuyến học: tham mưu, chủ trì kế hoạch và tập huấn, kiểm tra, tổng hợp, báo cáo",
            "The Learning Promotion Association's tasks: advice, leading plans and training, inspection and reports",
        ),
    ),
    Clause(
        places.IV_7_TARGETS,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020: bốn tỷ lệ có tổ chức khuyến học và tỷ lệ hội viên trên 20% dân số",
            "By 2020: four shares with a learning promotion organisation, and members above 20% of the population",
        ),
    ),
    Clause(
        places.V_1,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Các bên căn cứ chức năng, nhiệm vụ chỉ đạo thực hiện; hằng năm đánh giá, xây dựng nhiệm vụ năm sau",
            "Each body directs the programme within its functions; every year an assessment and the next year's tasks",
        ),
    ),
    Clause(
        places.V_2,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Chế độ báo cáo; kiểm tra, giám sát hiệu quả; thông tin chủ trương, chính sách mới",
            "Reports, inspections of effectiveness, and the sharing of new guidelines and policies",
        ),
    ),
    Clause(
        places.V_3,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Cơ quan đầu mối của từng bên; cùng trao đổi, thống nhất giải quyết khó khăn, vướng mắc",
            "Each body's focal point; difficulties discussed and settled by agreement",
        ),
    ),
    Clause(
        places.CLOSING,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Chương trình chỉ được điều chỉnh, bổ sung khi các bên tham gia ký kết thống nhất",
            "The programme changes only when every signing body agrees",
        ),
        not_measured=Text(
            "Quy định về điều chỉnh, bổ sung, không phải nhiệm vụ phải báo cáo.",
            "It is the rule for amendments, not work to report on.",
        ),
    ),
    Clause(
        places.SIGNATURES,
        kind=ClauseKind.DOCUMENT,
        gist=Text("Họ tên, chức vụ của bảy người ký", "Seven signatories and their positions"),
        not_measured=FACT,
    ),
    Clause(
        places.RECIPIENTS,
        kind=ClauseKind.DOCUMENT,
        gist=Text("Nơi nhận văn bản", "Those to whom the text was sent"),
        not_measured=FACT,
    ),
)
