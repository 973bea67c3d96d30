"""The movements and campaigns into which learning is woven, and the people whom duties are for."""

from xhht.model.contents import Beneficiary, Campaign
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

CAMPAIGNS = (
    Campaign(
        "new_countryside",
        Text(
            "Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh",
            "All the people unite to build a new countryside and civilised towns",
        ),
        party="front",
        source=places.IV_1,
    ),
    Campaign(
        "good_and_creative_labour",
        Text("Lao động giỏi, lao động sáng tạo", "Good labour, creative labour"),
        party="labour",
        source=places.IV_2,
    ),
    Campaign("lighting_up_dreams", Text("Thắp sáng ước mơ", "Lighting up dreams"), party="youth", source=places.IV_3),
    Campaign(
        "to_school_together",
        Text("Cùng em tôi tới trường", "To school together with our little ones"),
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_follows_uncle_ho",
        Text(
            "Tuổi trẻ Yên Bái học tập và làm theo lời Bác",
            "Yên Bái's youth studies and follows the words of Uncle Hồ",
        ),
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_vanguard",
        Text(
            "Xung kích tình nguyện phát triển kinh tế - xã hội và bảo vệ Tổ quốc",
            "Volunteer vanguard for socio-economic development and the defence of the Fatherland",
        ),
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "youth_careers",
        Text("Đồng hành với thanh niên lập thân, lập nghiệp", "Beside young people as they start a life and a career"),
        party="youth",
        source=places.IV_3,
    ),
    Campaign(
        "women_happy_families",
        Text(
            "Phụ nữ tích cực học tập, lao động sáng tạo, xây dựng gia đình hạnh phúc",
            "Women study actively, work creatively and build happy families",
        ),
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "five_noes_three_cleans",
        Text("Xây dựng gia đình 5 không 3 sạch", "Building families of five noes and three cleans"),
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "five_million_mothers",
        Text("Giáo dục 5 triệu bà mẹ nuôi dạy con tốt", "Teaching five million mothers to bring up children well"),
        party="women",
        source=places.IV_4,
    ),
    Campaign(
        "rural_vocational_training",
        Text("Đào tạo nghề cho lao động nông thôn", "Vocational training for rural workers"),
        source=places.IV_5,
    ),
    Campaign(
        "good_producers",
        Text(
            "Nông dân thi đua sản xuất kinh doanh giỏi, đoàn kết cùng nhau làm giàu và giảm nghèo bền vững",
            "Farmers emulate in good production and business, unite to grow rich and reduce poverty for good",
        ),
        party="farmers",
        source=places.IV_5,
    ),
)

BENEFICIARIES = (
    Beneficiary(
        "workers_and_employees",
        Text("Công nhân, viên chức, người lao động", "Workers, public employees and labourers"),
    ),
    Beneficiary(
        "workers_children",
        Text(
            "Con công nhân, viên chức, người lao động học giỏi",
            "Workers' and employees' children who do well at school",
        ),
    ),
    Beneficiary(
        "children_in_hardship",
        Text("Trẻ em hoàn cảnh khó khăn vượt lên học giỏi", "Children in hardship who study well"),
    ),
    Beneficiary("young_people", Text("Đoàn viên, thanh niên", "Youth Union members and young people")),
    Beneficiary(
        "remote_area_pupils",
        Text(
            "Học sinh vùng sâu, vùng xa, vùng đặc biệt khó khăn",
            "Pupils in remote areas and areas in special difficulty",
        ),
    ),
    Beneficiary(
        "poor_studious_students",
        Text("Sinh viên khó khăn mà hiếu học", "Studious students in difficult circumstances"),
    ),
    Beneficiary("poor_pupils", Text("Học sinh nghèo vượt khó", "Poor pupils who overcome hardship")),
    Beneficiary("ethnic_minority_pupils", Text("Học sinh dân tộc thiểu số", "Ethnic-minority pupils")),
    Beneficiary(
        "womens_union_children",
        Text("Con của cán bộ, hội viên phụ nữ", "Children of Women's Union cadres and members"),
    ),
    Beneficiary("farmers_union_members", Text("Cán bộ, hội viên nông dân", "Farmers' Union cadres and members")),
    Beneficiary("rural_workers", Text("Lao động nông thôn", "Rural workers")),
    Beneficiary("young_generation", Text("Thế hệ trẻ", "The young generation")),
    Beneficiary(
        "learning_promotion_cadres",
        Text("Cán bộ khuyến học và người có liên quan", "Learning promotion cadres and others concerned"),
    ),
)
