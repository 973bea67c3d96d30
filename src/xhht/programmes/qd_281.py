"""The national scheme of Decision 281/QĐ-TTg, approved by the Prime Minister on 20 February 2014."""

from datetime import date
from fractions import Fraction

from xhht.model.parties import Party
from xhht.model.programme import Programme
from xhht.model.sources import Clause, ClauseKind, Document, Source
from xhht.model.targets import Indicator, LevelTarget, TierShare
from xhht.model.territories import Territory
from xhht.model.tiers import Tier
from xhht.model.titles import LearningTitle
from xhht.texts import Noun, Text

HEADING = Source("281/QĐ-TTg", "heading")
OBJECTIVES = Source("281/QĐ-TTg", "objectives")
END_OF_2020 = date(2020, 12, 31)
ANSWERABLE = ("national_association",)

PROGRAMME = Programme(
    "qd_281",
    document=Document(
        "281/QĐ-TTg",
        Text(
            "Quyết định phê duyệt Đề án “Đẩy mạnh phong trào học tập suốt đời trong gia đình, dòng họ, cộng đồng đến "
            "năm 2020”",
            "Decision approving the scheme “Promoting the movement of lifelong learning in families, clans and "
            "communities to 2020”",
        ),
        issuer=Text("Thủ tướng Chính phủ", "Prime Minister"),
        issued_on=date(2014, 2, 20),
        place="Hà Nội",
    ),
    subject=Text(
        "Học tập suốt đời trong gia đình, dòng họ, cộng đồng", "Lifelong learning in families, clans and communities"
    ),
    starts_on=date(2014, 2, 20),
    ends_on=END_OF_2020,
    source=HEADING,
    clauses=(
        Clause(
            HEADING,
            kind=ClauseKind.DOCUMENT,
            gist=Text("Số, ký hiệu, ngày và người ban hành, tên Đề án", "Number, day, issuer and the scheme's name"),
            not_measured=Text("Chỉ nêu thông tin về văn bản.", "It only says something about the document."),
        ),
        Clause(
            OBJECTIVES,
            kind=ClauseKind.TARGET,
            gist=Text(
                "Các tỷ lệ cần đạt đến năm 2020; tên gọi của phần này do thư viện đặt, không phải số mục của văn bản",
                "The shares to reach by 2020; this place's name is the library's, not a section number of the text",
            ),
        ),
    ),
    parties=(
        Party(
            "national_association",
            Text("Hội Khuyến học Việt Nam", "Vietnam Association for Learning Promotion"),
            short_name=Text("Hội Khuyến học Việt Nam", "Vietnam Association"),
            members=Text("cán bộ, hội viên khuyến học cả nước", "its officers and members throughout the country"),
            source=OBJECTIVES,
        ),
    ),
    titles=(
        LearningTitle(
            "family",
            Text("Gia đình học tập", "Learning family"),
            holders=Text("hộ gia đình", "families (households)"),
            indicator="families_recognised",
            source=OBJECTIVES,
        ),
        LearningTitle(
            "clan",
            Text("Dòng họ học tập", "Learning clan"),
            holders=Text("dòng họ", "clans"),
            indicator="clans_recognised",
            source=OBJECTIVES,
        ),
        LearningTitle(
            "community",
            Text("Cộng đồng học tập", "Learning community"),
            holders=Text(
                "thôn, làng, ấp, bản, tổ dân phố và tương đương",
                "hamlets, villages, residential groups and equivalents",
            ),
            indicator="communities_recognised",
            source=OBJECTIVES,
        ),
        LearningTitle(
            "unit",
            Text("Đơn vị học tập", "Learning unit"),
            holders=Text(
                "tổ chức, cơ quan, trường học, đơn vị, doanh nghiệp",
                "organisations, agencies, schools, units and enterprises",
            ),
            indicator="units_recognised",
            source=OBJECTIVES,
        ),
    ),
    territory=Territory("viet-nam", Text("cả nước", "the whole country"), level="country"),
    default_tier="general",
    tiers=(
        Tier(
            "general",
            Text("Mức chung", "General"),
            test=Text("các địa bàn không thuộc vùng khó khăn", "every area that is not disadvantaged"),
            source=OBJECTIVES,
        ),
        Tier(
            "disadvantaged",
            Text("Vùng khó khăn", "Disadvantaged"),
            test=Text(
                "vùng núi, vùng sâu, vùng xa hoặc vùng đặc biệt khó khăn về kinh tế - xã hội",
                "a mountain area, a remote area, or one in special socio-economic difficulty",
            ),
            traits=("mountain", "remote", "special_difficulty"),
            source=OBJECTIVES,
        ),
    ),
    indicators=(
        Indicator(
            "association_officers_trained",
            Text("Tỷ lệ cán bộ Hội Khuyến học được tập huấn", "Share of the Association's officers trained"),
            numerator=Text(
                "cán bộ Hội Khuyến học đã được tập huấn", "officers of the Learning Promotion Association trained"
            ),
            denominator=Text(
                "toàn bộ cán bộ Hội Khuyến học, không gồm cán bộ tổ chức khác",
                "all officers of the Learning Promotion Association, of no other body",
            ),
            unit=Noun("cán bộ", "officers", one="officer"),
            source=OBJECTIVES,
        ),
        Indicator(
            "families_recognised",
            Text("Tỷ lệ Gia đình học tập", "Share of learning families"),
            numerator=Text("hộ gia đình được công nhận “Gia đình học tập”", "families recognised as learning families"),
            denominator=Text("toàn bộ hộ gia đình", "all families"),
            unit=Noun("hộ gia đình", "families", one="family"),
            title="family",
            source=OBJECTIVES,
        ),
        Indicator(
            "clans_recognised",
            Text("Tỷ lệ Dòng họ học tập", "Share of learning clans"),
            numerator=Text("dòng họ được công nhận “Dòng họ học tập”", "clans recognised as learning clans"),
            denominator=Text("toàn bộ dòng họ", "all clans"),
            unit=Noun("dòng họ", "clans", one="clan"),
            title="clan",
            source=OBJECTIVES,
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
            source=OBJECTIVES,
        ),
        Indicator(
            "units_recognised",
            Text("Tỷ lệ Đơn vị học tập", "Share of learning units"),
            numerator=Text(
                "tổ chức, cơ quan, trường học, đơn vị, doanh nghiệp được công nhận “Đơn vị học tập”",
                "organisations, agencies, schools, units and enterprises recognised as learning units",
            ),
            denominator=Text(
                "toàn bộ tổ chức, cơ quan, trường học, đơn vị, doanh nghiệp",
                "all organisations, agencies, schools, units and enterprises",
            ),
            unit=Noun("đơn vị", "units", one="unit"),
            title="unit",
            source=OBJECTIVES,
        ),
    ),
    targets=(
        LevelTarget(
            "association_officers_trained",
            name=Text("Cán bộ Hội Khuyến học được tập huấn", "Officers of the Learning Promotion Association trained"),
            indicator="association_officers_trained",
            due_on=END_OF_2020,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(100, 100)),),
            source=OBJECTIVES,
        ),
        LevelTarget(
            "families_recognised",
            name=Text("Hộ gia đình được công nhận “Gia đình học tập”", "Families recognised as learning families"),
            indicator="families_recognised",
            due_on=END_OF_2020,
            answerable=ANSWERABLE,
            shares=(
                TierShare("general", Fraction(70, 100)),
                TierShare("disadvantaged", Fraction(60, 100)),
            ),
            source=OBJECTIVES,
        ),
        LevelTarget(
            "clans_recognised",
            name=Text("Dòng họ được công nhận “Dòng họ học tập”", "Clans recognised as learning clans"),
            indicator="clans_recognised",
            due_on=END_OF_2020,
            answerable=ANSWERABLE,
            shares=(
                TierShare("general", Fraction(50, 100)),
                TierShare("disadvantaged", Fraction(40, 100)),
            ),
            source=OBJECTIVES,
        ),
        LevelTarget(
            "communities_recognised",
            name=Text(
                "Thôn, bản, tổ dân phố được công nhận “Cộng đồng học tập”",
                "Villages and residential groups recognised as learning communities",
            ),
            indicator="communities_recognised",
            due_on=END_OF_2020,
            answerable=ANSWERABLE,
            shares=(
                TierShare("general", Fraction(60, 100)),
                TierShare("disadvantaged", Fraction(50, 100)),
            ),
            source=OBJECTIVES,
        ),
        LevelTarget(
            "units_recognised",
            name=Text(
                "Cơ quan, trường học, doanh nghiệp được công nhận “Đơn vị học tập”",
                "Agencies, schools and enterprises recognised as learning units",
            ),
            indicator="units_recognised",
            due_on=END_OF_2020,
            answerable=ANSWERABLE,
            shares=(TierShare(None, Fraction(50, 100)),),
            source=OBJECTIVES,
        ),
    ),
)
