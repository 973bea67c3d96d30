"""The criteria of learning units by Circular 24/2023/TT-BGDĐT, as far as they could be read."""

from datetime import date
from fractions import Fraction

from xhht.model.criteria import CriteriaSet, Precondition
from xhht.model.sources import Document
from xhht.texts import Text

DOCUMENT = Document(
    "24/2023/TT-BGDĐT",
    Text(
        "Thông tư quy định về đánh giá, công nhận “Đơn vị học tập” cấp huyện, cấp tỉnh",
        "Circular on the evaluation and recognition of learning units of districts and provinces",
    ),
    issuer=Text("Bộ Giáo dục và Đào tạo", "Ministry of Education and Training"),
    place="Hà Nội",
)
FROM = date(2024, 1, 26)
FIRST_SENTENCES = ("https://github.com/diepxuan/diepxuan.github.io/blob/83cca8a8/van-ban/giao-duc-dao-tao/giao-duc.md",)
BOTH = (
    "https://github.com/diepxuan/diepxuan.github.io/blob/83cca8a8/van-ban/giao-duc-dao-tao/giao-duc.md",
    "https://lawnet.vn/thong-tin-phap-luat/en/thong-bao-van-ban-moi/criteria-for-evaluating-and-recognizing-learning-units-at-the-provincial-level-in-vietnam-133255.html",
)
CONDITIONS = Precondition(
    "conditions",
    Text(
        "Đạt tiêu chí về điều kiện xây dựng “Đơn vị học tập”",
        "The criterion on the conditions for building a learning unit is met",
    ),
)
DISTRICT_CHAIR = Text("Chủ tịch Ủy ban nhân dân cấp huyện", "Chair of the district's People's Committee")
PROVINCE_CHAIR = Text("Chủ tịch Ủy ban nhân dân cấp tỉnh", "Chair of the provincial People's Committee")
NOTE = Text(
    "Phải đạt đầy đủ các tiêu chí, chỉ tiêu; hiện mới có tên tiêu chí thứ nhất. Thời hạn của kết quả công nhận "
    "chưa rõ.",
    "All criteria must be met; of them only the name of the first was read. How long a result holds is not known.",
)

#: The criteria of learning units of a district, first level.
DISTRICT_UNIT_LEVEL_1 = CriteriaSet(
    "tt_24_2023_district_unit_level_1",
    Text("Tiêu chí “Đơn vị học tập” cấp huyện mức độ 1", "Criteria of learning units of districts, level 1"),
    title="unit",
    document=DOCUMENT,
    preconditions=(CONDITIONS,),
    all_required=True,
    is_complete=False,
    valid_from=FROM,
    decided_by=DISTRICT_CHAIR,
    references=FIRST_SENTENCES,
    note=NOTE,
)
#: The criteria of learning units of a district, second level.
DISTRICT_UNIT_LEVEL_2 = CriteriaSet(
    "tt_24_2023_district_unit_level_2",
    Text("Tiêu chí “Đơn vị học tập” cấp huyện mức độ 2", "Criteria of learning units of districts, level 2"),
    title="unit",
    document=DOCUMENT,
    preconditions=(CONDITIONS,),
    all_required=True,
    is_complete=False,
    valid_from=FROM,
    decided_by=DISTRICT_CHAIR,
    references=FIRST_SENTENCES,
    note=NOTE,
)
#: The criteria of learning units of a province, first level.
PROVINCE_UNIT_LEVEL_1 = CriteriaSet(
    "tt_24_2023_province_unit_level_1",
    Text("Tiêu chí “Đơn vị học tập” cấp tỉnh mức độ 1", "Criteria of learning units of provinces, level 1"),
    title="unit",
    document=DOCUMENT,
    preconditions=(
        CONDITIONS,
        Precondition(
            "citizens",
            Text(
                "Ít nhất 90% thành viên đạt danh hiệu “Công dân học tập”",
                "At least 90% of its members are learning citizens",
            ),
            at_least=Fraction(90, 100),
        ),
        Precondition(
            "collective",
            Text(
                "Đạt danh hiệu “Tập thể lao động tiên tiến” trở lên",
                "It holds the title of advanced working collective or a higher one",
            ),
        ),
    ),
    all_required=True,
    is_complete=False,
    valid_from=FROM,
    decided_by=PROVINCE_CHAIR,
    references=BOTH,
    note=Text(
        "Phải đạt đầy đủ các tiêu chí, chỉ tiêu; chưa có thông tin về các tiêu chí khác. Đối với người học, tỷ lệ yêu "
        "cầu là "
        "95%, nhưng chưa rõ áp dụng cho đơn vị nào. Thời hạn của kết quả công nhận chưa rõ.",
        "All criteria must be met; the others were not read. Of learners 95% are asked, and of which units that is "
        "asked was not read. How long a result holds is not known.",
    ),
)
#: The criteria of learning units of a province, second level.
PROVINCE_UNIT_LEVEL_2 = CriteriaSet(
    "tt_24_2023_province_unit_level_2",
    Text("Tiêu chí “Đơn vị học tập” cấp tỉnh mức độ 2", "Criteria of learning units of provinces, level 2"),
    title="unit",
    document=DOCUMENT,
    preconditions=(CONDITIONS,),
    all_required=True,
    is_complete=False,
    valid_from=FROM,
    decided_by=PROVINCE_CHAIR,
    references=FIRST_SENTENCES,
    note=NOTE,
)
