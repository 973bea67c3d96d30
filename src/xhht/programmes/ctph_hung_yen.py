"""A coordination programme of Hưng Yên, signed on 9 October 2019, as a template: what a report says of it."""

from datetime import date
from fractions import Fraction

from xhht.model.contents import Content
from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.responsibilities import Assignment, Responsibility, Role
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.territories import Territory
from xhht.model.titles import LearningTitle
from xhht.texts import Text

NUMBER = "Hưng Yên, 09/10/2019"
HEADING = Source(NUMBER, "heading")
GOALS = Source(NUMBER, "targets")
AWARENESS = Source(NUMBER, "contents.awareness")
ACTIVITIES = Source(NUMBER, "contents.activities")
END_OF_2020 = date(2020, 12, 31)
BODIES = ("association", "women", "youth", "farmers", "labour", "veterans", "elderly")
TOGETHER = (
    Assignment("association", Role.JOINT),
    Assignment("women", Role.JOINT),
    Assignment("youth", Role.JOINT),
    Assignment("farmers", Role.JOINT),
    Assignment("labour", Role.JOINT),
    Assignment("veterans", Role.JOINT),
    Assignment("elderly", Role.JOINT),
)

PROGRAMME = Programme(
    "ctph_hung_yen",
    document=Document(
        NUMBER,
        Text(
            "Chương trình phối hợp tổng kết thực hiện Đề án “Đẩy mạnh phong trào học tập suốt đời trong gia đình, "
            "dòng họ, cộng đồng đến năm 2020” của tỉnh Hưng Yên",
            "Coordination programme of Hưng Yên on the scheme “Promoting the movement of lifelong learning in "
            "families, clans and communities to 2020”",
        ),
        issuer=Text(
            "Hội Khuyến học tỉnh Hưng Yên và sáu tổ chức",
            "The Learning Promotion Association of Hưng Yên and six organisations",
        ),
        issued_on=date(2019, 10, 9),
        place="Hưng Yên",
        url="http://baohungyen.vn/xa-hoi/201910/hung-yen-phan-dau-den-nam-2020-co-75-so-gia-dinh-dat-danh-hieu-gia-dinh-hoc-tap-22171ef/",
    ),
    subject=Text(
        "Phối hợp tổng kết Đề án học tập suốt đời", "Coordination at the end of the scheme of lifelong learning"
    ),
    starts_on=date(2019, 10, 9),
    ends_on=END_OF_2020,
    territory=Territory("hung-yen", Text("tỉnh Hưng Yên", "Hưng Yên Province"), level="province"),
    source=HEADING,
    clauses=(
        Clause(
            HEADING,
            kind=ClauseKind.DOCUMENT,
            gist=Text(
                "Tên, ngày ký và các bên ký kết; chưa rõ số hiệu nên gọi văn bản theo địa danh và ngày ký",
                "Name, day and parties; the number is not known, so that the document is named by its place and day",
            ),
            not_measured=Text("Chỉ nêu thông tin về văn bản.", "It only says something about the document."),
        ),
        Clause(
            GOALS,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ toàn tỉnh phấn đấu đạt vào năm 2020; các mục của văn bản chưa rõ số, tên gọi ở đây do thư "
                "viện đặt",
                "The shares that the province aims at by 2020; the numbers of the sections are not known, their "
                "names here are the library's",
            ),
        ),
        Clause(
            AWARENESS,
            kind=ClauseKind.CONTENT,
            gist=Text(
                "Tuyên truyền, vận động nâng cao ý thức tự học của cán bộ, hội viên",
                "Raising awareness of self-study among officers and members",
            ),
        ),
        Clause(
            ACTIVITIES,
            kind=ClauseKind.CONTENT,
            gist=Text(
                "Mở rộng hoạt động khuyến học, khuyến tài trong các cơ quan, đơn vị, tổ chức hội và phối hợp với Hội "
                "Khuyến học các cấp",
                "More activities for learning and talent in agencies, units and associations, together with the "
                "Learning Promotion Associations of all levels",
            ),
        ),
    ),
    parties=(
        Party(
            "association",
            Text("Hội Khuyến học tỉnh Hưng Yên", "Learning Promotion Association of Hưng Yên Province"),
            short_name=Text("Hội Khuyến học", "Learning Promotion Association"),
            members=Text("cán bộ, hội viên khuyến học", "officers and members of the Association"),
            source=HEADING,
        ),
        Party(
            "women",
            Text("Hội Liên hiệp Phụ nữ tỉnh Hưng Yên", "Women's Union of Hưng Yên Province"),
            short_name=Text("Hội LHPN", "Women's Union"),
            members=Text("cán bộ, hội viên phụ nữ", "the Union's officers and members"),
            source=HEADING,
        ),
        Party(
            "youth",
            Text("Tỉnh đoàn Hưng Yên", "Youth Union of Hưng Yên Province"),
            short_name=Text("Tỉnh đoàn", "Youth Union"),
            members=Text("đoàn viên, thanh niên", "Youth Union members and young people"),
            source=HEADING,
        ),
        Party(
            "farmers",
            Text("Hội Nông dân tỉnh Hưng Yên", "Farmers' Union of Hưng Yên Province"),
            short_name=Text("Hội Nông dân", "Farmers' Union"),
            members=Text("cán bộ, hội viên nông dân", "the Union's officers and members"),
            source=HEADING,
        ),
        Party(
            "labour",
            Text("Liên đoàn Lao động tỉnh Hưng Yên", "Federation of Labour of Hưng Yên Province"),
            short_name=Text("Liên đoàn Lao động", "Federation of Labour"),
            members=Text("đoàn viên công đoàn, người lao động", "union members and workers"),
            source=HEADING,
        ),
        Party(
            "veterans",
            Text("Hội Cựu chiến binh tỉnh Hưng Yên", "Veterans' Association of Hưng Yên Province"),
            short_name=Text("Hội Cựu chiến binh", "Veterans' Association"),
            members=Text("cựu chiến binh", "war veterans"),
            source=HEADING,
        ),
        Party(
            "elderly",
            Text(
                "Ban đại diện Hội Người cao tuổi tỉnh Hưng Yên", "Board of the Elderly Association of Hưng Yên Province"
            ),
            short_name=Text("Hội Người cao tuổi", "Elderly Association"),
            members=Text("người cao tuổi", "the elderly"),
            source=HEADING,
        ),
    ),
    contents=(
        Content(
            "awareness",
            Text("Nâng cao nhận thức", "Awareness"),
            text=Text(
                "Tuyên truyền, vận động nâng cao nhận thức, trách nhiệm về ý thức tự học, tự nâng cao trình độ của "
                "cán bộ, hội viên",
                "Raise awareness of self-study and self-improvement among officers and members",
            ),
            source=AWARENESS,
        ),
        Content(
            "activities",
            Text("Hoạt động khuyến học, khuyến tài", "Promotion of learning and talent"),
            text=Text(
                "Mở rộng các hoạt động khuyến học, khuyến tài, xây dựng xã hội học tập trong các cơ quan, đơn vị, tổ "
                "chức hội",
                "Widen the promotion of learning and talent in agencies, units and associations",
            ),
            source=ACTIVITIES,
        ),
    ),
    responsibilities=(
        Responsibility(
            "raise_awareness",
            Text(
                "Tuyên truyền, vận động cán bộ, hội viên tự học, tự nâng cao trình độ",
                "Encourage officers and members to study and improve by themselves",
            ),
            assignments=TOGETHER,
            contents=("awareness",),
            titles=("family", "clan", "community", "unit"),
            source=AWARENESS,
        ),
        Responsibility(
            "widen_activities",
            Text(
                "Mở rộng hoạt động khuyến học, khuyến tài, phối hợp với Hội Khuyến học các cấp",
                "Widen the promotion of learning, together with the Learning Promotion Associations of all levels",
            ),
            assignments=TOGETHER,
            contents=("activities",),
            titles=("family", "clan", "community", "unit"),
            source=ACTIVITIES,
        ),
    ),
    titles=(
        LearningTitle(
            "family",
            Text("Gia đình học tập", "Learning family"),
            holders=Text("gia đình", "families"),
            indicator="families_recognised",
            source=GOALS,
        ),
        LearningTitle(
            "clan",
            Text("Dòng họ học tập", "Learning clan"),
            holders=Text("dòng họ", "clans"),
            indicator="clans_recognised",
            source=GOALS,
        ),
        LearningTitle(
            "community",
            Text("Cộng đồng học tập", "Learning community"),
            holders=Text("thôn, ấp, tổ dân phố", "hamlets, villages and residential groups"),
            indicator="communities_recognised",
            source=GOALS,
        ),
        LearningTitle(
            "unit",
            Text("Đơn vị học tập", "Learning unit"),
            holders=Text(
                "tổ chức, cơ quan, trường học, doanh nghiệp", "organisations, agencies, schools and enterprises"
            ),
            indicator="units_recognised",
            source=GOALS,
        ),
    ),
    indicators=(
        Indicator(
            "families_recognised",
            Text("Tỷ lệ Gia đình học tập", "Share of learning families"),
            numerator=Text("gia đình đạt danh hiệu “Gia đình học tập”", "families recognised as learning families"),
            denominator=Text("toàn bộ gia đình", "all families"),
            title="family",
            source=GOALS,
        ),
        Indicator(
            "clans_recognised",
            Text("Tỷ lệ Dòng họ học tập", "Share of learning clans"),
            numerator=Text("dòng họ đạt danh hiệu “Dòng họ học tập”", "clans recognised as learning clans"),
            denominator=Text("toàn bộ dòng họ", "all clans"),
            title="clan",
            source=GOALS,
        ),
        Indicator(
            "communities_recognised",
            Text("Tỷ lệ Cộng đồng học tập", "Share of learning communities"),
            numerator=Text(
                "thôn, ấp, tổ dân phố đạt danh hiệu “Cộng đồng học tập”",
                "villages and residential groups recognised as learning communities",
            ),
            denominator=Text("toàn bộ thôn, ấp, tổ dân phố", "all villages and residential groups"),
            title="community",
            source=GOALS,
        ),
        Indicator(
            "units_recognised",
            Text(
                "Tỷ lệ Đơn vị học tập trong tổ chức, cơ quan, trường học",
                "Share of learning units among organisations, agencies and schools",
            ),
            numerator=Text(
                "tổ chức, cơ quan, trường học đạt danh hiệu “Đơn vị học tập”",
                "organisations, agencies and schools recognised as learning units",
            ),
            denominator=Text("toàn bộ tổ chức, cơ quan, trường học", "all organisations, agencies and schools"),
            title="unit",
            source=GOALS,
        ),
        Indicator(
            "enterprises_recognised",
            Text("Tỷ lệ Đơn vị học tập trong doanh nghiệp", "Share of learning units among enterprises"),
            numerator=Text("doanh nghiệp đạt danh hiệu “Đơn vị học tập”", "enterprises recognised as learning units"),
            denominator=Text("toàn bộ doanh nghiệp", "all enterprises"),
            title="unit",
            source=GOALS,
        ),
    ),
    targets=(
        LevelTarget(
            "families_recognised",
            name=Text("Gia đình đạt danh hiệu “Gia đình học tập”", "Families recognised as learning families"),
            indicator="families_recognised",
            due_on=END_OF_2020,
            answerable=BODIES,
            shares=(TierShare(None, Fraction(75, 100)),),
            source=GOALS,
        ),
        LevelTarget(
            "clans_recognised",
            name=Text("Dòng họ đạt danh hiệu “Dòng họ học tập”", "Clans recognised as learning clans"),
            indicator="clans_recognised",
            due_on=END_OF_2020,
            answerable=BODIES,
            shares=(TierShare(None, Fraction(52, 100)),),
            source=GOALS,
        ),
        LevelTarget(
            "communities_recognised",
            name=Text(
                "Thôn, ấp, tổ dân phố đạt danh hiệu “Cộng đồng học tập”",
                "Villages and residential groups recognised as learning communities",
            ),
            indicator="communities_recognised",
            due_on=END_OF_2020,
            answerable=BODIES,
            shares=(TierShare(None, Fraction(65, 100)),),
            source=GOALS,
        ),
        LevelTarget(
            "units_recognised",
            name=Text(
                "Tổ chức, cơ quan, trường học đạt danh hiệu “Đơn vị học tập”",
                "Organisations, agencies and schools recognised as learning units",
            ),
            indicator="units_recognised",
            due_on=END_OF_2020,
            answerable=BODIES,
            shares=(TierShare(None, Fraction(60, 100)),),
            source=GOALS,
        ),
        LevelTarget(
            "enterprises_recognised",
            name=Text("Doanh nghiệp đạt danh hiệu “Đơn vị học tập”", "Enterprises recognised as learning units"),
            indicator="enterprises_recognised",
            due_on=END_OF_2020,
            answerable=BODIES,
            shares=(TierShare(None, Fraction(30, 100)),),
            source=GOALS,
        ),
    ),
)
