"""The movements and campaigns into which learning is woven, and the people whom duties are for."""

from xhht.model.contents import Beneficiary, Campaign, CampaignKind
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

CAMPAIGNS = (
    Campaign(
        "new_countryside",
        Text(
            "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
            "All people unite to build new-style rural areas and civilised urban areas",
        ),
        kind=CampaignKind.CAMPAIGN,
        party="front",
        source=places.IV_1,
    ),
    Campaign(
        "good_and_creative_labour",
        Text("Lao động giỏi, lao động sáng tạo", "Good labour, creative labour"),
        kind=CampaignKind.MOVEMENT,
        party="labour",
        source=places.IV_2,
    ),
    Campaign(
        "lighting_up_dreams",
        Text("Thắp sáng ước mơ", "Lighting up dreams"),
        kind=CampaignKind.PROGRAMME,
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "to_school_together",
        Text("Cùng em tôi tới trường", "To school with my little brothers and sisters"),
        kind=CampaignKind.CAMPAIGN,
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_follows_uncle_ho",
        Text("Tuổi trẻ Yên Bái học tập và làm theo lời Bác", "Yên Bái youth study and follow Uncle Hồ's teachings"),
        kind=CampaignKind.CAMPAIGN,
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_vanguard",
        Text(
            "Xung kích tình nguyện phát triển kinh tế - xã hội và bảo vệ Tổ quốc",
            "Volunteer vanguard for socio-economic development and the defence of the Fatherland",
        ),
        kind=CampaignKind.MOVEMENT,
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_careers",
        Text(
            "Đồng hành với thanh niên lập thân, lập nghiệp",
            "Accompanying young people in building their lives and careers",
        ),
        kind=CampaignKind.MOVEMENT,
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "women_happy_families",
        Text(
            "Phụ nữ tích cực học tập, lao động sáng tạo, xây dựng gia đình hạnh phúc",
            "Women study actively, work creatively and build happy families",
        ),
        kind=CampaignKind.EMULATION,
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "five_noes_three_cleans",
        Text("Xây dựng gia đình 5 không 3 sạch", "Building families of five noes and three cleans"),
        kind=CampaignKind.CAMPAIGN,
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "five_million_mothers",
        Text("Giáo dục 5 triệu bà mẹ nuôi dạy con tốt", "Educating five million mothers in good child-rearing"),
        kind=CampaignKind.CAMPAIGN,
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "rural_vocational_training",
        Text("Đào tạo nghề cho lao động nông thôn", "Vocational training for rural workers"),
        kind=CampaignKind.PROGRAMME,
        source=places.IV_5,
    ),
    Campaign(
        "good_producers",
        Text(
            "Nông dân thi đua sản xuất kinh doanh giỏi, đoàn kết cùng nhau làm giàu và giảm nghèo bền vững",
            "Farmers compete in good production and business and unite to grow prosperous and reduce poverty "
            "sustainably",
        ),
        kind=CampaignKind.MOVEMENT,
        party="farmers",
        source=places.IV_5,
    ),
)

BENEFICIARIES = (
    Beneficiary("people", Text("Nhân dân", "The people"), source=places.IV_1),
    Beneficiary(
        "workers_and_employees",
        Text("Công nhân, viên chức, người lao động", "Workers, public employees and other working people"),
        source=places.IV_2,
    ),
    Beneficiary(
        "workers_children",
        Text(
            "Con công nhân, viên chức, lao động có thành tích cao trong học tập",
            "Workers' and employees' children with high achievements in study",
        ),
        source=places.IV_2,
    ),
    Beneficiary(
        "children_in_hardship",
        Text("Trẻ em có hoàn cảnh khó khăn vươn lên học giỏi", "Children in hardship who rise to study well"),
        source=places.IV_2,
    ),
    Beneficiary(
        "young_people", Text("Đoàn viên, thanh niên", "Youth Union members and young people"), source=places.IV_3
    ),
    Beneficiary(
        "remote_area_pupils",
        Text(
            "Học sinh vùng sâu, vùng xa, vùng đặc biệt khó khăn",
            "Pupils in remote areas and areas in special difficulty",
        ),
        source=places.IV_3,
    ),
    Beneficiary(
        "poor_studious_students",
        Text("Sinh viên hiếu học có hoàn cảnh khó khăn", "Studious students in difficult circumstances"),
        source=places.IV_3,
    ),
    Beneficiary("women", Text("Phụ nữ", "Women"), source=places.IV_4),
    Beneficiary(
        "womens_union_families",
        Text("Gia đình cán bộ, hội viên phụ nữ", "Families of Women's Union officers and members"),
        source=places.IV_4,
    ),
    Beneficiary("mothers", Text("Người mẹ", "Mothers"), source=places.IV_4),
    Beneficiary(
        "poor_pupils", Text("Học sinh nghèo vượt khó", "Poor pupils who overcome hardship"), source=places.IV_4
    ),
    Beneficiary(
        "ethnic_minority_pupils", Text("Học sinh người dân tộc thiểu số", "Ethnic-minority pupils"), source=places.IV_4
    ),
    Beneficiary(
        "womens_union_children",
        Text("Con cán bộ, hội viên phụ nữ", "Children of Women's Union officers and members"),
        source=places.IV_4,
    ),
    Beneficiary(
        "farmers_union_members",
        Text("Cán bộ, hội viên nông dân", "Farmers' Union officers and members"),
        source=places.IV_5,
    ),
    Beneficiary("rural_workers", Text("Lao động nông thôn", "Rural workers"), source=places.IV_5),
    Beneficiary(
        "veterans_members",
        Text("Cán bộ, hội viên cựu chiến binh", "Veterans' Association officers and members"),
        source=places.IV_6,
    ),
    Beneficiary("young_generation", Text("Thế hệ trẻ", "The young generation"), source=places.IV_6),
    Beneficiary("clans", Text("Các dòng họ", "The clans"), source=places.IV_6),
    Beneficiary(
        "learning_promotion_cadres",
        Text("Cán bộ khuyến học và các thành viên có liên quan", "Learning promotion officers and others concerned"),
        source=places.IV_7,
    ),
)
