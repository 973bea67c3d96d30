"""The eleven targets: the share or the yearly rise asked of each tier, and by when."""

from datetime import date
from fractions import Fraction

from xhht.figures.caveats import Caveat
from xhht.model.targets import Comparison, GrowthTarget, LevelTarget, TierShare
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

END_OF_2020 = date(2020, 12, 31)
ALL_BODIES = ("front", "labour", "youth", "women", "farmers", "veterans", "association")
ASSOCIATION = ("association",)
ALL = (TierShare(None, Fraction(100, 100)),)
WHOLE_PROVINCE = ("province",)

TARGETS = (
    LevelTarget(
        "cadres_trained",
        name=Text("Cán bộ được tập huấn về xã hội học tập", "Cadres trained on the learning society"),
        indicator="cadres_trained",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        is_by_party=True,
        shares=ALL,
        source=places.II_2_1,
    ),
    GrowthTarget(
        "families_recognised",
        name=Text("Hộ gia đình được công nhận “Gia đình học tập”", "Families recognised as learning families"),
        indicator="families_recognised",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        shares=(
            TierShare("general", Fraction(25, 1000)),
            TierShare("developed", Fraction(30, 1000)),
            TierShare("disadvantaged", Fraction(20, 1000)),
        ),
        source=places.II_2_2,
    ),
    LevelTarget(
        "clans_recognised",
        name=Text("Dòng họ được công nhận “Dòng họ học tập”", "Clans recognised as learning clans"),
        indicator="clans_recognised",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        shares=(
            TierShare("general", Fraction(40, 100)),
            TierShare("developed", Fraction(50, 100)),
            TierShare("disadvantaged", Fraction(30, 100)),
        ),
        source=places.II_2_2,
    ),
    LevelTarget(
        "communities_recognised",
        name=Text(
            "Thôn, bản, tổ dân phố được công nhận “Cộng đồng học tập”",
            "Villages and residential groups recognised as learning communities",
        ),
        indicator="communities_recognised",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        shares=(
            TierShare("general", Fraction(50, 100)),
            TierShare("developed", Fraction(60, 100)),
            TierShare("disadvantaged", Fraction(40, 100)),
        ),
        source=places.II_2_2,
    ),
    LevelTarget(
        "units_recognised",
        name=Text(
            "Cơ quan, trường học, doanh nghiệp được công nhận “Đơn vị học tập”",
            "Agencies, schools and enterprises recognised as learning units",
        ),
        indicator="units_recognised",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        shares=(TierShare(None, Fraction(60, 100)),),
        source=places.II_2_3,
    ),
    LevelTarget(
        "residential_areas_organised",
        name=Text("Khu dân cư có tổ chức khuyến học", "Residential areas with a learning promotion organisation"),
        indicator="residential_areas_organised",
        due_on=END_OF_2020,
        answerable=ASSOCIATION,
        shares=ALL,
        levels=WHOLE_PROVINCE,
        source=places.IV_7_TARGETS,
    ),
    LevelTarget(
        "education_units_organised",
        name=Text("Đơn vị giáo dục có tổ chức khuyến học", "Education units with a learning promotion organisation"),
        indicator="education_units_organised",
        due_on=END_OF_2020,
        answerable=ASSOCIATION,
        shares=ALL,
        levels=WHOLE_PROVINCE,
        source=places.IV_7_TARGETS,
    ),
    LevelTarget(
        "agencies_organised",
        name=Text(
            "Cơ quan, đơn vị, doanh nghiệp có tổ chức khuyến học",
            "Agencies, units and enterprises with a learning promotion organisation",
        ),
        indicator="agencies_organised",
        due_on=END_OF_2020,
        answerable=ASSOCIATION,
        shares=(TierShare(None, Fraction(90, 100)),),
        levels=WHOLE_PROVINCE,
        source=places.IV_7_TARGETS,
    ),
    LevelTarget(
        "clans_organised",
        name=Text("Dòng họ có tổ chức khuyến học", "Clans with a learning promotion organisation"),
        indicator="clans_organised",
        due_on=END_OF_2020,
        answerable=ASSOCIATION,
        shares=(TierShare(None, Fraction(80, 100)),),
        levels=WHOLE_PROVINCE,
        source=places.IV_7_TARGETS,
    ),
    LevelTarget(
        "members",
        name=Text("Hội viên Hội Khuyến học trong dân số", "Learning Promotion Association members in the population"),
        indicator="members",
        due_on=END_OF_2020,
        comparison=Comparison.MORE_THAN,
        answerable=ASSOCIATION,
        shares=(TierShare(None, Fraction(20, 100)),),
        levels=WHOLE_PROVINCE,
        source=places.IV_7_TARGETS,
    ),
    LevelTarget(
        "member_families",
        name=Text(
            "Gia đình đoàn viên, hội viên là hội viên Hội Khuyến học",
            "Members' families in the Learning Promotion Association",
        ),
        indicator="member_families",
        due_on=END_OF_2020,
        answerable=ALL_BODIES,
        is_by_party=True,
        caveats=(Caveat.DUE_DAY_BY_CONVENTION,),
        shares=ALL,
        source=places.I_2,
    ),
)
