"""The national programme of Decision 387/QĐ-TTg, approved on 25 March 2022: its milestones for 2025 and 2030."""

from datetime import date
from fractions import Fraction

from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.territories import Territory
from xhht.model.titles import LearningTitle
from xhht.programmes.qd_387 import citizens
from xhht.texts import Noun, Text

HEADING = Source("387/QĐ-TTg", "heading")
BY_2025 = Source(
    "387/QĐ-TTg", "objectives.2025", place_name=Text("phần mục tiêu đến năm 2025", "the part on objectives for 2025")
)
BY_2030 = Source(
    "387/QĐ-TTg", "objectives.2030", place_name=Text("phần mục tiêu đến năm 2030", "the part on objectives for 2030")
)
CLANS_BY_2030 = Source(
    "387/QĐ-TTg",
    "objectives.2030.clans",
    place_name=Text("phần mục tiêu đến năm 2030", "the part on objectives for 2030"),
)
END_OF_2025 = date(2025, 12, 31)
END_OF_2030 = date(2030, 12, 31)
ANSWERABLE = ("national_association",)

PROGRAMME = Programme(
    "qd_387",
    document=Document(
        "387/QĐ-TTg",
        Text(
            "Quyết định phê duyệt Chương trình “Đẩy mạnh phong trào học tập suốt đời trong gia đình, dòng họ, cộng "
            "đồng, đơn vị giai đoạn 2021 - 2030”",
            "Decision approving the programme “Promoting the movement of lifelong learning in families, clans, "
            "communities and units in the period 2021–2030”",
        ),
        issuer=Text("Thủ tướng Chính phủ", "Prime Minister"),
        issued_on=date(2022, 3, 25),
        place="Hà Nội",
        url="https://thuviennhadat.vn/vbpl/"
        "quyet-dinh-387-qd-ttg-2022-day-manh-phong-trao-hoc-tap-suot-doi-trong-gia-dinh-dong-ho-507984.html",
    ),
    subject=Text(
        "Học tập suốt đời trong gia đình, dòng họ, cộng đồng, đơn vị",
        "Lifelong learning in families, clans, communities and units",
    ),
    starts_on=date(2022, 3, 25),
    ends_on=END_OF_2030,
    source=HEADING,
    clauses=(
        Clause(
            HEADING,
            kind=ClauseKind.DOCUMENT,
            gist=Text(
                "Số, ký hiệu, ngày và người ban hành, tên Chương trình", "Number, day, issuer and the programme's name"
            ),
            not_measured=Text("Chỉ nêu thông tin về văn bản.", "It only says something about the document."),
        ),
        Clause(
            BY_2025,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ cần đạt đến năm 2025 của bốn danh hiệu; tên gọi của phần này do thư viện đặt, không phải số "
                "mục của văn bản",
                "The shares of four titles to reach by 2025; this place's name is the library's, not a section number "
                "of the text",
            ),
        ),
        Clause(
            BY_2030,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ cần đạt đến năm 2030 của gia đình, cộng đồng và đơn vị; tên gọi của phần này do thư viện "
                "đặt, không phải số mục của văn bản",
                "The shares of families, communities and units to reach by 2030; this place's name is the library's, "
                "not a section number of the text",
            ),
        ),
        Clause(
            CLANS_BY_2030,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Tỷ lệ dòng họ cần đạt đến năm 2030: chưa tìm được số liệu nên chưa ghi",
                "The share of clans to reach by 2030: the figure was not found, and is left out",
            ),
            not_measured=Text(
                "Chưa tìm được số liệu; không có nghĩa là văn bản không quy định chỉ tiêu này.",
                "The figure was not found; that it is missing here does not mean that the text sets none.",
            ),
        ),
        *citizens.CLAUSES,
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
            "family",
            Text("Gia đình học tập", "Learning family"),
            holders=Text("hộ gia đình", "families (households)"),
            indicator="families_recognised",
            source=BY_2025,
        ),
        LearningTitle(
            "clan",
            Text("Dòng họ học tập", "Learning clan"),
            holders=Text("dòng họ", "clans"),
            indicator="clans_recognised",
            source=BY_2025,
        ),
        LearningTitle(
            "community",
            Text("Cộng đồng học tập", "Learning community"),
            holders=Text(
                "thôn, làng, ấp, bản, tổ dân phố và tương đương",
                "hamlets, villages, residential groups and equivalents",
            ),
            indicator="communities_recognised",
            source=BY_2025,
        ),
        LearningTitle(
            "unit",
            Text("Đơn vị học tập", "Learning unit"),
            holders=Text(
                "tổ chức, cơ quan, trường học, doanh nghiệp, cơ sở sản xuất trên địa bàn cấp xã",
                "organisations, agencies, schools, enterprises and production facilities in the area of a commune",
            ),
            indicator="units_recognised",
            source=BY_2025,
        ),
        *citizens.TITLES,
    ),
    territory=Territory("viet-nam", Text("cả nước", "the whole country"), level="country"),
    indicators=(
        Indicator(
            "families_recognised",
            Text("Tỷ lệ Gia đình học tập", "Share of learning families"),
            numerator=Text("hộ gia đình được công nhận “Gia đình học tập”", "families recognised as learning families"),
            denominator=Text("toàn bộ hộ gia đình", "all families"),
            unit=Noun("hộ gia đình", "families", one="family"),
            title="family",
            source=BY_2025,
        ),
        Indicator(
            "clans_recognised",
            Text("Tỷ lệ Dòng họ học tập", "Share of learning clans"),
            numerator=Text("dòng họ được công nhận “Dòng họ học tập”", "clans recognised as learning clans"),
            denominator=Text("toàn bộ dòng họ", "all clans"),
            unit=Noun("dòng họ", "clans", one="clan"),
            title="clan",
            source=BY_2025,
        ),
        Indicator(
            "communities_recognised",
            Text("Tỷ lệ Cộng đồng học tập", "Share of learning communities"),
            numerator=Text(
                "thôn, bản, tổ dân phố và tương đương được công nhận “Cộng đồng học tập”",
                "hamlets, villages, residential groups and equivalents recognised as learning communities",
            ),
            denominator=Text(
                "toàn bộ thôn, bản, tổ dân phố và tương đương",
                "all hamlets, villages, residential groups and equivalents",
            ),
            unit=Noun("cộng đồng", "communities", one="community"),
            title="community",
            source=BY_2025,
        ),
        Indicator(
            "units_recognised",
            Text("Tỷ lệ Đơn vị học tập", "Share of learning units"),
            numerator=Text(
                "tổ chức, cơ quan, trường học, doanh nghiệp, cơ sở sản xuất trên địa bàn cấp xã được công nhận “Đơn vị "
                "học tập”",
                "organisations, agencies, schools, enterprises and production facilities in the area of a commune "
                "recognised as learning units",
            ),
            denominator=Text(
                "toàn bộ tổ chức, cơ quan, trường học, doanh nghiệp, cơ sở sản xuất trên địa bàn cấp xã",
                "all organisations, agencies, schools, enterprises and production facilities in the area of a commune",
            ),
            unit=Noun("đơn vị", "units", one="unit"),
            title="unit",
            source=BY_2025,
        ),
        *citizens.INDICATORS,
    ),
    targets=(
        LevelTarget(
            "families_recognised_2025",
            name=Text(
                "Hộ gia đình được công nhận “Gia đình học tập”, đến năm 2025",
                "Families recognised as learning families, by 2025",
            ),
            indicator="families_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(70, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "clans_recognised_2025",
            name=Text(
                "Dòng họ được công nhận “Dòng họ học tập”, đến năm 2025", "Clans recognised as learning clans, by 2025"
            ),
            indicator="clans_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(65, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "communities_recognised_2025",
            name=Text(
                "Thôn, bản, tổ dân phố được công nhận “Cộng đồng học tập”, đến năm 2025",
                "Villages and residential groups recognised as learning communities, by 2025",
            ),
            indicator="communities_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(65, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "units_recognised_2025",
            name=Text(
                "Cơ quan, trường học, doanh nghiệp được công nhận “Đơn vị học tập”, đến năm 2025",
                "Agencies, schools and enterprises recognised as learning units, by 2025",
            ),
            indicator="units_recognised",
            due_on=END_OF_2025,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(80, 100)),),
            source=BY_2025,
        ),
        LevelTarget(
            "families_recognised_2030",
            name=Text(
                "Hộ gia đình được công nhận “Gia đình học tập”, đến năm 2030",
                "Families recognised as learning families, by 2030",
            ),
            indicator="families_recognised",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(80, 100)),),
            source=BY_2030,
        ),
        LevelTarget(
            "communities_recognised_2030",
            name=Text(
                "Thôn, bản, tổ dân phố được công nhận “Cộng đồng học tập”, đến năm 2030",
                "Villages and residential groups recognised as learning communities, by 2030",
            ),
            indicator="communities_recognised",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(70, 100)),),
            source=BY_2030,
        ),
        LevelTarget(
            "units_recognised_2030",
            name=Text(
                "Cơ quan, trường học, doanh nghiệp được công nhận “Đơn vị học tập”, đến năm 2030",
                "Agencies, schools and enterprises recognised as learning units, by 2030",
            ),
            indicator="units_recognised",
            due_on=END_OF_2030,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(90, 100)),),
            source=BY_2030,
        ),
        *citizens.TARGETS,
    ),
)
