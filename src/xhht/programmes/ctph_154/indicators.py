"""What is measured: the numerator and the denominator of each target."""

from xhht.model.targets import Indicator
from xhht.programmes.ctph_154 import places
from xhht.texts import Noun, Text

INDICATORS = (
    Indicator(
        "cadres_trained",
        Text("Tỷ lệ cán bộ được tập huấn", "Share of cadres trained"),
        numerator=Text(
            "cán bộ được quán triệt, tập huấn về xã hội học tập, học tập suốt đời và mô hình học tập",
            "cadres who have been trained on lifelong learning, the learning society and its models",
        ),
        denominator=Text(
            "cán bộ Mặt trận, các đoàn thể và Hội Khuyến học các cấp",
            "cadres of the Front, the mass organisations and the Association at every level",
        ),
        unit=Noun("cán bộ", "cadres", one="cadre"),
        source=places.II_2_1,
    ),
    Indicator(
        "families_recognised",
        Text("Tỷ lệ Gia đình học tập", "Share of learning families"),
        numerator=Text("hộ gia đình được công nhận “Gia đình học tập”", "families recognised as learning families"),
        denominator=Text("toàn bộ hộ gia đình", "all families"),
        unit=Noun("hộ gia đình", "families", one="family"),
        title="family",
        source=places.II_2_2,
    ),
    Indicator(
        "clans_recognised",
        Text("Tỷ lệ Dòng họ học tập", "Share of learning clans"),
        numerator=Text("dòng họ được công nhận “Dòng họ học tập”", "clans recognised as learning clans"),
        denominator=Text("toàn bộ dòng họ", "all clans"),
        unit=Noun("dòng họ", "clans", one="clan"),
        title="clan",
        source=places.II_2_2,
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
        source=places.II_2_2,
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
        source=places.II_2_3,
    ),
    Indicator(
        "residential_areas_organised",
        Text(
            "Tỷ lệ khu dân cư có tổ chức khuyến học",
            "Share of residential areas with a learning promotion organisation",
        ),
        numerator=Text("khu dân cư có tổ chức khuyến học", "residential areas with a learning promotion organisation"),
        denominator=Text("toàn bộ khu dân cư trong tỉnh", "all residential areas of the province"),
        unit=Noun("khu dân cư", "residential areas", one="residential area"),
        source=places.IV_7_TARGETS,
    ),
    Indicator(
        "education_units_organised",
        Text(
            "Tỷ lệ đơn vị giáo dục có tổ chức khuyến học",
            "Share of education units with a learning promotion organisation",
        ),
        numerator=Text(
            "đơn vị giáo dục có tổ chức khuyến học", "education units with a learning promotion organisation"
        ),
        denominator=Text("toàn bộ đơn vị giáo dục trong tỉnh", "all education units of the province"),
        unit=Noun("đơn vị giáo dục", "education units", one="education unit"),
        source=places.IV_7_TARGETS,
    ),
    Indicator(
        "agencies_organised",
        Text(
            "Tỷ lệ cơ quan, đơn vị, doanh nghiệp có tổ chức khuyến học",
            "Share of agencies with a learning promotion organisation",
        ),
        numerator=Text(
            "cơ quan, đơn vị, doanh nghiệp có tổ chức khuyến học",
            "agencies, units and enterprises with a learning promotion organisation",
        ),
        denominator=Text(
            "toàn bộ cơ quan, đơn vị, doanh nghiệp trong tỉnh", "all agencies, units and enterprises of the province"
        ),
        unit=Noun("cơ quan, đơn vị, doanh nghiệp", "agencies, units or enterprises", one="agency, unit or enterprise"),
        source=places.IV_7_TARGETS,
    ),
    Indicator(
        "clans_organised",
        Text("Tỷ lệ dòng họ có tổ chức khuyến học", "Share of clans with a learning promotion organisation"),
        numerator=Text("dòng họ có tổ chức khuyến học", "clans with a learning promotion organisation"),
        denominator=Text("toàn bộ dòng họ trong tỉnh", "all clans of the province"),
        unit=Noun("dòng họ", "clans", one="clan"),
        source=places.IV_7_TARGETS,
    ),
    Indicator(
        "members",
        Text("Tỷ lệ hội viên Hội Khuyến học trong dân số", "Association members as a share of the population"),
        numerator=Text("hội viên Hội Khuyến học", "members of the Learning Promotion Association"),
        denominator=Text("dân số toàn tỉnh", "the population of the province"),
        unit=Noun("hội viên", "members", one="member"),
        source=places.IV_7_TARGETS,
    ),
    Indicator(
        "member_families",
        Text(
            "Tỷ lệ gia đình đoàn viên, hội viên là hội viên Hội Khuyến học",
            "Share of members' families in the Association",
        ),
        numerator=Text(
            "gia đình đoàn viên, hội viên đã là hội viên Hội Khuyến học",
            "families of the bodies' members that belong to the Learning Promotion Association",
        ),
        denominator=Text(
            "toàn bộ gia đình đoàn viên, hội viên của các bên ký kết", "all families of the signing bodies' members"
        ),
        unit=Noun("gia đình", "families", one="family"),
        source=places.I_2,
    ),
)
