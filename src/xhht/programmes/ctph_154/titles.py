"""The four learning titles, the territory, and the tiers of areas that share thresholds."""

from xhht.model.territories import Territory
from xhht.model.tiers import Tier
from xhht.model.titles import LearningTitle
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

TITLES = (
    LearningTitle(
        "family",
        Text("Gia đình học tập", "Learning family"),
        holders=Text("hộ gia đình", "families (households)"),
        indicator="families_recognised",
        source=places.II_2_2,
    ),
    LearningTitle(
        "clan",
        Text("Dòng họ học tập", "Learning clan"),
        holders=Text("dòng họ", "clans"),
        indicator="clans_recognised",
        source=places.II_2_2,
    ),
    LearningTitle(
        "community",
        Text("Cộng đồng học tập", "Learning community"),
        holders=Text(
            "thôn, bản, tổ dân phố và tương đương",
            "hamlets, villages, residential groups and equivalents",
        ),
        indicator="communities_recognised",
        source=places.II_2_2,
    ),
    LearningTitle(
        "unit",
        Text("Đơn vị học tập", "Learning unit"),
        holders=Text(
            "tổ chức, cơ quan, trường học, đơn vị, doanh nghiệp",
            "organisations, agencies, schools, units and enterprises",
        ),
        indicator="units_recognised",
        source=places.II_2_3,
    ),
)

TERRITORY = Territory("yen-bai", Text("tỉnh Yên Bái", "Yên Bái province"), level="province")

TIERS = (
    Tier(
        "general",
        Text("Mức chung", "General"),
        test=Text("các địa bàn còn lại và toàn tỉnh", "all other areas, and the province as a whole"),
        source=places.II_2_2,
    ),
    Tier(
        "developed",
        Text("Vùng kinh tế phát triển", "Developed"),
        test=Text("thành phố, thị xã hoặc huyện vùng thấp", "a city, a town or a low-lying district"),
        traits=("city", "town", "low_lying_district"),
        source=places.II_2_2,
    ),
    Tier(
        "disadvantaged",
        Text("Vùng khó khăn", "Disadvantaged"),
        test=Text(
            "vùng sâu, vùng xa, vùng có đông đồng bào dân tộc thiểu số hoặc vùng đặc biệt khó khăn về kinh tế - xã hội",
            "a remote area, one with many ethnic-minority people, or one in special socio-economic difficulty",
        ),
        traits=("remote", "many_ethnic_minorities", "special_difficulty"),
        source=places.II_2_2,
    ),
)
