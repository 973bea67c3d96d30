"""Every clause of the text: what it does, and why it is not measured where it is not."""

from xhht.model.sources import Clause, ClauseKind
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

FACT = Text("Chỉ là thông tin về văn bản.", "It only says something about the document.")
INTENT = Text(
    "Nêu ý định, không nêu con số hay thời hạn; kết quả thể hiện qua chỉ tiêu và trách nhiệm.",
    "It states an intention without a number or a day; results show in targets and responsibilities.",
)
THROUGH_RESPONSIBILITIES = Text(
    "Được báo cáo qua những trách nhiệm ở phần IV phục vụ nội dung này.",
    "It is reported on through the responsibilities of part IV that serve it.",
)

CLAUSES = (
    Clause(
        places.HEADING,
        kind=ClauseKind.DOCUMENT,
        gist=Text(
            "Số văn bản, nơi và ngày ký, vấn đề, bảy bên ban hành",
            "Number, place and day, subject, and the seven bodies that issue it",
        ),
        not_measured=FACT,
    ),
    Clause(
        places.PREAMBLE,
        kind=ClauseKind.BASIS,
        gist=Text(
            "Căn cứ: hai chỉ thị của Đảng, Quyết định 281 và các kế hoạch của tỉnh",
            "What it rests on: two Party directives, Decision 281 and provincial plans",
        ),
        not_measured=FACT,
    ),
    Clause(
        places.I_1,
        kind=ClauseKind.PURPOSE,
        gist=Text(
            "Tiếp tục thực hiện các văn bản căn cứ; có cơ chế, động lực, nguồn lực hợp với tỉnh",
            "Carry on with the documents it rests on; mechanisms, incentives and resources that suit the province",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.I_2,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Ai cũng tự học; gia đình nào của đoàn viên, hội viên cũng phấn đấu vào Hội Khuyến học",
            "Everyone studies of their own accord; every member's family strives to join the Association",
        ),
    ),
    Clause(
        places.I_3,
        kind=ClauseKind.PRINCIPLE,
        gist=Text(
            "Phối hợp đúng vai trò từng bên; gắn mô hình học tập với phong trào sẵn có",
            "Coordination keeps to each body's role; learning models are tied to existing movements",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.II_1,
        kind=ClauseKind.GOAL,
        gist=Text(
            "Mục tiêu chung: tạo điều kiện học suốt đời, hướng tới bốn danh hiệu",
            "General goal: the conditions for lifelong learning, towards the four titles",
        ),
        not_measured=INTENT,
    ),
    Clause(
        places.II_2_1,
        kind=ClauseKind.TARGET,
        gist=Text("Đến năm 2020, toàn bộ cán bộ được tập huấn", "By 2020, all cadres are trained"),
    ),
    Clause(
        places.II_2_2,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020: mức tăng mỗi năm của gia đình, tỷ lệ dòng họ và cộng đồng đạt danh hiệu, theo ba vùng",
            "By 2020: a yearly rise of titled families, and shares of titled clans and communities, for three tiers",
        ),
    ),
    Clause(
        places.II_2_3,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020, 60 % đơn vị đạt danh hiệu, không chia vùng", "By 2020, 60 % of units titled, no tiers"
        ),
    ),
    Clause(
        places.III_1,
        kind=ClauseKind.CONTENT,
        gist=Text("Tuyên truyền chính sách, nêu tên năm văn bản", "Dissemination of policy; five documents are named"),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.III_2,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Tự học, mở rộng hoạt động khuyến học, gây dựng mô hình cùng Hội Khuyến học",
            "Self-study, wider learning promotion, and models built with the Association",
        ),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.III_3,
        kind=ClauseKind.CONTENT,
        gist=Text(
            "Phong trào, quỹ, khen thưởng và xét danh hiệu", "Movement, funds, rewards, and the titles considered"
        ),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.III_4,
        kind=ClauseKind.CONTENT,
        gist=Text("Kiểm tra mô hình và giữ chế độ báo cáo", "Inspection of the models, and regular reports"),
        not_measured=THROUGH_RESPONSIBILITIES,
    ),
    Clause(
        places.IV_1,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Mặt trận, trong đó có khen thưởng ngày 18/11 và quyền mời Hội Khuyến học cùng giám sát",
            "The Front's tasks, with commendations on 18 November and the right to invite the Association to supervise",
        ),
    ),
    Clause(
        places.IV_2,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Liên đoàn Lao động: chủ trì đào tạo người lao động, phối hợp cùng cấp với Hội Khuyến học",
            "The Federation of Labour's tasks: leading workers' training, working with the Association level by level",
        ),
    ),
    Clause(
        places.IV_3,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Tỉnh đoàn: các cuộc vận động, gây quỹ, giới thiệu điển hình",
            "The Youth Union's tasks: campaigns, funds, and introducing those who achieve much",
        ),
    ),
    Clause(
        places.IV_4,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Hội Phụ nữ: bốn mô hình, các bà mẹ, học bổng và phần thưởng",
            "The Women's Union's tasks: all four models, mothers, scholarships and rewards",
        ),
    ),
    Clause(
        places.IV_5,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Hội Nông dân: học để làm kinh tế, học nghề, nhân rộng mô hình",
            "The Farmers' Union's tasks: learning for the household economy, trades, and spreading the models",
        ),
    ),
    Clause(
        places.IV_6,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Hội Cựu chiến binh: làm khuyến học, gây quỹ, giáo dục truyền thống",
            "The Veterans' Association's tasks: learning promotion, funds, and education in tradition",
        ),
    ),
    Clause(
        places.IV_7,
        kind=ClauseKind.RESPONSIBILITY,
        gist=Text(
            "Việc của Hội Khuyến học: tham mưu, chủ trì kế hoạch và tập huấn, kiểm tra, tổng hợp, báo cáo",
            "The Learning Promotion Association's tasks: advice, leading plans and training, inspection and reports",
        ),
    ),
    Clause(
        places.IV_7_TARGETS,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Đến năm 2020: bốn tỷ lệ phủ tổ chức khuyến học và hội viên vượt 20 % dân số",
            "By 2020: four shares with a learning promotion organisation, and members above 20 % of the population",
        ),
    ),
    Clause(
        places.V_1,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Từng bên chỉ đạo phần mình; mỗi năm một lần đánh giá và định việc năm sau",
            "Each body directs its own part; once a year an assessment and the next year's tasks",
        ),
    ),
    Clause(
        places.V_2,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Báo cáo, kiểm tra hiệu quả, báo cho nhau chính sách mới",
            "Reports, inspections of effectiveness, and notice of new policies",
        ),
    ),
    Clause(
        places.V_3,
        kind=ClauseKind.PROCESS,
        gist=Text("Đầu mối của từng bên; cùng gỡ khó khăn", "Each body's focal point; difficulties settled together"),
    ),
    Clause(
        places.CLOSING,
        kind=ClauseKind.PROCESS,
        gist=Text(
            "Chỉ sửa, bổ sung chương trình khi mọi bên ký kết đồng ý",
            "The programme changes only when every signing body agrees",
        ),
        not_measured=Text(
            "Đây là quy tắc sửa đổi, không phải việc phải báo cáo.",
            "It is the rule for amendments, not work to report on.",
        ),
    ),
    Clause(
        places.SIGNATURES,
        kind=ClauseKind.DOCUMENT,
        gist=Text("Bảy người ký và chức vụ", "Seven signatories and their positions"),
        not_measured=FACT,
    ),
    Clause(
        places.RECIPIENTS,
        kind=ClauseKind.DOCUMENT,
        gist=Text("Những nơi nhận văn bản", "Those to whom the text was sent"),
        not_measured=FACT,
    ),
)
