"""What Decision 387/QĐ-TTg asks beside the four titles: learning citizens, and the Association's own work."""

from datetime import date
from fractions import Fraction

from xhht.model.sources import Clause, ClauseKind, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.titles import LearningTitle
from xhht.texts import Text

CITIZENS_BY_2025 = Source("387/QĐ-TTg", "objectives.2025.citizens")
CITIZENS_BY_2030 = Source("387/QĐ-TTg", "objectives.2030.citizens")
ASSOCIATION_BY_2025 = Source("387/QĐ-TTg", "objectives.2025.association")
TRAINING_BY_2030 = Source("387/QĐ-TTg", "objectives.2030.training")
END_OF_2025 = date(2025, 12, 31)
END_OF_2030 = date(2030, 12, 31)
ANSWERABLE = ("national_association",)

CLAUSES = (
    Clause(
        CITIZENS_BY_2025,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Tỷ lệ “Công dân học tập” trong người lao động và trong cán bộ, nhân viên cần đạt vào năm 2025; tên "
            "gọi này "
            "do thư viện đặt, không phải số mục của văn bản",
            "The shares of learning citizens among working people and staff to reach by 2025; this place's name is "
            "the library's, not a section number of the text",
        ),
    ),
    Clause(
        CITIZENS_BY_2030,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Tỷ lệ “Công dân học tập” trong người lao động và trong cán bộ, nhân viên cần đạt vào năm 2030; tên "
            "gọi này "
            "do thư viện đặt, không phải số mục của văn bản",
            "The shares of learning citizens among working people and staff to reach by 2030; this place's name is "
            "the library's, not a section number of the text",
        ),
    ),
    Clause(
        ASSOCIATION_BY_2025,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Các tỷ lệ về cán bộ, hội viên Hội Khuyến học cần đạt vào năm 2025; tên gọi này do thư viện đặt, "
            "không phải "
            "số mục của văn bản",
            "The shares of officers and members of the Association to reach by 2025; this place's name is the "
            "library's, not a section number of the text",
        ),
    ),
    Clause(
        TRAINING_BY_2030,
        kind=ClauseKind.TARGET,
        gist=Text(
            "Tỷ lệ cán bộ khuyến học cấp xã được bồi dưỡng công nghệ thông tin cần đạt vào năm 2030: các nguồn "
            "ghi chưa thống nhất nên chưa ghi",
            "The share of commune officers trained in information technology by 2030: sources differ, and it is "
            "left out",
        ),
        not_measured=Text("Có nguồn ghi 60%, có nguồn ghi 70%.", "Some sources print 60%, others 70%."),
    ),
)

TITLES = (
    LearningTitle(
        "citizen",
        Text("Công dân học tập", "Learning citizen"),
        holders=Text("người lao động, cán bộ, công chức, nhân viên", "working people, officials and staff"),
        indicator="workers_recognised",
        source=CITIZENS_BY_2025,
    ),
)

INDICATORS = (
    Indicator(
        "workers_recognised",
        Text("Tỷ lệ “Công dân học tập” trong người lao động", "Share of learning citizens among working people"),
        numerator=Text(
            "người lao động trong gia đình, dòng họ, cộng đồng học tập đạt danh hiệu “Công dân học tập”",
            "working people of learning families, clans and communities who are learning citizens",
        ),
        denominator=Text(
            "toàn bộ người lao động trong gia đình, dòng họ, cộng đồng học tập",
            "all working people of learning families, clans and communities",
        ),
        title="citizen",
        source=CITIZENS_BY_2025,
    ),
    Indicator(
        "staff_recognised",
        Text("Tỷ lệ “Công dân học tập” trong cán bộ, công chức, nhân viên", "Share of learning citizens among staff"),
        numerator=Text(
            "cán bộ, công chức, nhân viên trong đơn vị học tập trên địa bàn cấp xã đạt danh hiệu “Công dân học tập”",
            "officials and staff of learning units in the area of a commune who are learning citizens",
        ),
        denominator=Text(
            "toàn bộ cán bộ, công chức, nhân viên trong đơn vị học tập trên địa bàn cấp xã",
            "all officials and staff of learning units in the area of a commune",
        ),
        title="citizen",
        source=CITIZENS_BY_2025,
    ),
    Indicator(
        "members_informed",
        Text("Tỷ lệ cán bộ, hội viên được quán triệt chủ trương", "Share of officers and members taught the policies"),
        numerator=Text(
            "cán bộ, hội viên Hội Khuyến học được học tập, quán triệt các chủ trương, chương trình, kế hoạch",
            "officers and members of the Association who have been taught the policies, programmes and plans",
        ),
        denominator=Text("toàn bộ cán bộ, hội viên Hội Khuyến học", "all officers and members of the Association"),
        source=ASSOCIATION_BY_2025,
    ),
    Indicator(
        "chairs_in_learning_centres",
        Text(
            "Tỷ lệ lãnh đạo Hội Khuyến học cấp xã tham gia quản lý trung tâm học tập cộng đồng",
            "Share of communes whose Association takes part in running the learning centre",
        ),
        numerator=Text(
            "chủ tịch hoặc phó chủ tịch Hội Khuyến học cấp xã tham gia quản lý trung tâm học tập cộng đồng",
            "communes whose Association's chair or vice-chair takes part in running the community learning centre",
        ),
        denominator=Text("toàn bộ Hội Khuyến học cấp xã", "the Associations of all communes"),
        source=ASSOCIATION_BY_2025,
    ),
    Indicator(
        "officers_trained",
        Text(
            "Tỷ lệ cán bộ khuyến học cấp xã được bồi dưỡng công nghệ thông tin",
            "Share of commune officers trained in information technology",
        ),
        numerator=Text(
            "cán bộ làm công tác khuyến học cấp xã tham gia tổ chức hoạt động của trung tâm học tập cộng đồng và "
            "được bồi dưỡng về ứng dụng công nghệ thông tin",
            "commune officers of learning promotion who take part in the community learning centre and are "
            "trained in information technology",
        ),
        denominator=Text("toàn bộ cán bộ làm công tác khuyến học cấp xã", "all commune officers of learning promotion"),
        source=ASSOCIATION_BY_2025,
    ),
)

TARGETS = (
    LevelTarget(
        "workers_recognised_2025",
        name=Text(
            "Người lao động đạt danh hiệu “Công dân học tập”, đến năm 2025",
            "Working people who are learning citizens, by 2025",
        ),
        indicator="workers_recognised",
        due_on=END_OF_2025,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(40, 100)),),
        source=CITIZENS_BY_2025,
    ),
    LevelTarget(
        "staff_recognised_2025",
        name=Text(
            "Cán bộ, công chức, nhân viên đạt danh hiệu “Công dân học tập”, đến năm 2025",
            "Staff who are learning citizens, by 2025",
        ),
        indicator="staff_recognised",
        due_on=END_OF_2025,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(60, 100)),),
        source=CITIZENS_BY_2025,
    ),
    LevelTarget(
        "workers_recognised_2030",
        name=Text(
            "Người lao động đạt danh hiệu “Công dân học tập”, đến năm 2030",
            "Working people who are learning citizens, by 2030",
        ),
        indicator="workers_recognised",
        due_on=END_OF_2030,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(60, 100)),),
        source=CITIZENS_BY_2030,
    ),
    LevelTarget(
        "staff_recognised_2030",
        name=Text(
            "Cán bộ, công chức, nhân viên đạt danh hiệu “Công dân học tập”, đến năm 2030",
            "Staff who are learning citizens, by 2030",
        ),
        indicator="staff_recognised",
        due_on=END_OF_2030,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(80, 100)),),
        source=CITIZENS_BY_2030,
    ),
    LevelTarget(
        "members_informed_2025",
        name=Text(
            "Cán bộ, hội viên Hội Khuyến học được quán triệt chủ trương, đến năm 2025",
            "Officers and members taught the policies, by 2025",
        ),
        indicator="members_informed",
        due_on=END_OF_2025,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(1)),),
        source=ASSOCIATION_BY_2025,
    ),
    LevelTarget(
        "chairs_in_learning_centres_2025",
        name=Text(
            "Lãnh đạo Hội Khuyến học cấp xã tham gia quản lý trung tâm học tập cộng đồng, đến năm 2025",
            "Communes whose Association takes part in running the learning centre, by 2025",
        ),
        indicator="chairs_in_learning_centres",
        due_on=END_OF_2025,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(1)),),
        source=ASSOCIATION_BY_2025,
    ),
    LevelTarget(
        "officers_trained_2025",
        name=Text(
            "Cán bộ khuyến học cấp xã được bồi dưỡng công nghệ thông tin, đến năm 2025",
            "Commune officers trained in information technology, by 2025",
        ),
        indicator="officers_trained",
        due_on=END_OF_2025,
        answerable=ANSWERABLE,
        shares=(TierShare(None, Fraction(40, 100)),),
        source=ASSOCIATION_BY_2025,
    ),
)
