"""The programme of Decision 677/QĐ-TTg, approved on 3 June 2022: learning citizens among adults and staff."""

from datetime import date
from fractions import Fraction

from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.territories import Territory
from xhht.model.titles import LearningTitle
from xhht.texts import Text

HEADING = Source("677/QĐ-TTg", "heading")
BY_2025 = Source("677/QĐ-TTg", "I.2.a")
BY_2030 = Source("677/QĐ-TTg", "I.2.b")
PROFICIENCY = Source("677/QĐ-TTg", "I.2.proficiency")
END_OF_2025 = date(2025, 12, 31)
END_OF_2030 = date(2030, 12, 31)
ANSWERABLE = ("national_association",)

PROGRAMME = Programme(
    "qd_677",
    document=Document(
        "677/QĐ-TTg",
        Text(
            "Quyết định phê duyệt Chương trình “Xây dựng mô hình Công dân học tập giai đoạn 2021 - 2030”",
            "Decision approving the programme “Building the model of the learning citizen in the period 2021–2030”",
        ),
        issuer=Text("Thủ tướng Chính phủ", "Prime Minister"),
        issued_on=date(2022, 6, 3),
        place="Hà Nội",
        url="https://hethongphapluat.com/quyet-dinh-677-qd-ttg-nam-2022-"
        "phe-duyet-chuong-trinh-xay-dung-mo-hinh-cong-dan-hoc-tap-giai-doan-2021-2030-do-thu-tuong-chinh-phu-ban-hanh.html",
    ),
    subject=Text("Công dân học tập", "Learning citizens"),
    starts_on=date(2022, 6, 3),
    ends_on=END_OF_2030,
    territory=Territory("viet-nam", Text("cả nước", "the whole country"), level="country"),
    source=HEADING,
    clauses=(
        Clause(
            HEADING,
            kind=ClauseKind.DOCUMENT,
            gist=Text("Số, ngày, người ban hành và tên Chương trình", "Number, day, issuer and the programme's name"),
            not_measured=Text("Chỉ nêu thông tin về văn bản.", "It only says something about the document."),
        ),
        Clause(
            BY_2025,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ cần đạt vào năm 2025: hội viên nắm vững tiêu chí, “Công dân học tập” trong người lớn và "
                "trong cán bộ, người lao động, kỹ năng số",
                "The shares to reach by 2025: members who know the criteria, learning citizens among adults and among "
                "staff, digital skills",
            ),
        ),
        Clause(
            BY_2030,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ cần đạt vào năm 2030; việc quán triệt tiêu chí đến hội viên được tiếp tục, không kèm con "
                "số. Một bản dịch tiếng Anh ghi 70% người lớn; bản tiếng Việt ghi 60%",
                "The shares to reach by 2030; making the criteria known to members goes on without a figure. A "
                "translation prints 70% of adults, where the Vietnamese words say 60%",
            ),
        ),
        Clause(
            PROFICIENCY,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Trong số đó, 60% vào năm 2025 và 80% vào năm 2030 thành thạo kỹ năng số để tự cập nhật thông tin về "
                "tiêu chí; tên gọi này do thư viện đặt",
                "Of those, 60% by 2025 and 80% by 2030 are proficient enough to keep up with the criteria by "
                "themselves; this place's name is the library's",
            ),
            not_measured=Text(
                "Chưa rõ tỷ lệ tính trên tổng số “Công dân học tập” hay chỉ trên số người có kỹ năng số.",
                "It is not clear whether all learning citizens are counted or only those with digital skills.",
            ),
        ),
    ),
    parties=(
        Party(
            "national_association",
            Text("Hội Khuyến học Việt Nam", "Vietnam Association for Learning Promotion"),
            short_name=Text("Hội Khuyến học Việt Nam", "Vietnam Association"),
            members=Text("cán bộ, hội viên khuyến học cả nước", "its officers and members throughout the country"),
            source=HEADING,
        ),
    ),
    titles=(
        LearningTitle(
            "citizen",
            Text("Công dân học tập", "Learning citizen"),
            holders=Text("công dân", "citizens"),
            indicator="adults_recognised",
            source=BY_2025,
        ),
    ),
    indicators=(
        Indicator(
            "members_informed",
            Text("Tỷ lệ cán bộ, hội viên nắm vững tiêu chí", "Share of officers and members who know the criteria"),
            numerator=Text(
                "cán bộ, hội viên Hội Khuyến học được quán triệt các tiêu chí “Công dân học tập”",
                "officers and members of the Association who have been taught the criteria of learning citizens",
            ),
            denominator=Text("toàn bộ cán bộ, hội viên Hội Khuyến học", "all officers and members of the Association"),
            source=BY_2025,
        ),
        Indicator(
            "adults_recognised",
            Text("Tỷ lệ “Công dân học tập” trong người lớn", "Share of learning citizens among adults"),
            numerator=Text(
                "người lớn trong gia đình, dòng họ, cộng đồng học tập đạt danh hiệu “Công dân học tập”",
                "adults of learning families, clans and communities who are learning citizens",
            ),
            denominator=Text(
                "toàn bộ người lớn trong gia đình, dòng họ, cộng đồng học tập",
                "all adults of learning families, clans and communities",
            ),
            title="citizen",
            source=BY_2025,
        ),
        Indicator(
            "staff_recognised",
            Text(
                "Tỷ lệ “Công dân học tập” trong cán bộ, công chức, viên chức, người lao động",
                "Share of learning citizens among staff",
            ),
            numerator=Text(
                "cán bộ, công chức, viên chức, người lao động trong đơn vị học tập đạt danh hiệu “Công dân học tập”",
                "officials, civil servants, public employees and workers of learning units who are learning citizens",
            ),
            denominator=Text(
                "toàn bộ cán bộ, công chức, viên chức, người lao động trong đơn vị học tập cấp xã, cấp huyện, cấp tỉnh "
                "và ở cơ quan trung ương",
                "all officials, civil servants, public employees and workers of learning units of communes, districts, "
                "provinces and central agencies",
            ),
            title="citizen",
            source=BY_2025,
        ),
        Indicator(
            "citizens_with_digital_skills",
            Text(
                "Tỷ lệ “Công dân học tập” có kỹ năng số đáp ứng yêu cầu công việc",
                "Share of learning citizens with the digital skills that their work requires",
            ),
            numerator=Text(
                "người đạt danh hiệu “Công dân học tập” có kỹ năng số và đáp ứng yêu cầu công việc",
                "learning citizens who have digital skills and meet the requirements of their work",
            ),
            denominator=Text("toàn bộ người đạt danh hiệu “Công dân học tập”", "all learning citizens"),
            source=BY_2025,
        ),
    ),
    targets=(
        LevelTarget(
            "members_informed_2025",
            name=Text(
                "Cán bộ, hội viên Hội Khuyến học nắm vững tiêu chí “Công dân học tập”, đến năm 2025",
                "Officers and members who know the criteria of learning citizens, by 2025",
            ),
            indicator="members_informed",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(1)),),
            source=BY_2025,
        ),
        LevelTarget(
            "adults_recognised_2025",
            name=Text(
                "Người lớn đạt danh hiệu “Công dân học tập”, đến năm 2025", "Adults who are learning citizens, by 2025"
            ),
            indicator="adults_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(40, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "staff_recognised_2025",
            name=Text(
                "Cán bộ, công chức, viên chức, người lao động đạt danh hiệu “Công dân học tập”, đến năm 2025",
                "Staff who are learning citizens, by 2025",
            ),
            indicator="staff_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(60, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "citizens_with_digital_skills_2025",
            name=Text(
                "“Công dân học tập” có kỹ năng số đáp ứng yêu cầu công việc, đến năm 2025",
                "Learning citizens with the digital skills that their work requires, by 2025",
            ),
            indicator="citizens_with_digital_skills",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(70, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "adults_recognised_2030",
            name=Text(
                "Người lớn đạt danh hiệu “Công dân học tập”, đến năm 2030", "Adults who are learning citizens, by 2030"
            ),
            indicator="adults_recognised",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(60, 100)),),
            source=BY_2030,
        ),
        LevelTarget(
            "staff_recognised_2030",
            name=Text(
                "Cán bộ, công chức, viên chức, người lao động đạt danh hiệu “Công dân học tập”, đến năm 2030",
                "Staff who are learning citizens, by 2030",
            ),
            indicator="staff_recognised",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(80, 100)),),
            source=BY_2030,
        ),
        LevelTarget(
            "citizens_with_digital_skills_2030",
            name=Text(
                "“Công dân học tập” có kỹ năng số đáp ứng yêu cầu công việc, đến năm 2030",
                "Learning citizens with the digital skills that their work requires, by 2030",
            ),
            indicator="citizens_with_digital_skills",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(90, 100)),),
            source=BY_2030,
        ),
    ),
)
