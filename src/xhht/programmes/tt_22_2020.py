"""The criteria of learning units of districts and provinces by Circular 22/2020/TT-BGDĐT, up to January 2024."""

from datetime import date

from xhht.model.criteria import CriteriaSet, Criterion
from xhht.model.sources import Document
from xhht.model.titles import Grade
from xhht.texts import Text

#: The criteria of learning units.
LEARNING_UNIT = CriteriaSet(
    "tt_22_2020_learning_unit",
    Text("Tiêu chí đánh giá, xếp loại “Đơn vị học tập”", "Criteria by which learning units are graded"),
    title="unit",
    document=Document(
        "22/2020/TT-BGDĐT",
        Text(
            "Thông tư quy định về đánh giá, xếp loại “Đơn vị học tập” cấp huyện, cấp tỉnh",
            "Circular on the evaluation and grading of learning units of districts and provinces",
        ),
        issuer=Text("Bộ Giáo dục và Đào tạo", "Ministry of Education and Training"),
        issued_on=date(2020, 8, 6),
        place="Hà Nội",
        url="https://lawnet.vn/thong-tin-phap-luat/en/chinh-sach-moi/"
        "circular-22-regulations-on-the-evaluation-and-classification-of-learning-units-147154.html",
    ),
    criteria=(
        Criterion("conditions", Text("Điều kiện học tập của đơn vị", "Conditions of learning in the unit"), points=30),
        Criterion("results", Text("Kết quả học tập của thành viên", "What the members have learned"), points=30),
        Criterion("effect", Text("Tác dụng, hiệu quả học tập", "What the learning has brought about"), points=40),
    ),
    grades=(
        Grade("good", Text("Tốt", "Good"), points_from=85),
        Grade("fair", Text("Khá", "Fair"), points_from=70),
        Grade("average", Text("Trung bình", "Average"), points_from=50),
    ),
    valid_from=date(2020, 9, 21),
    valid_to=date(2024, 1, 25),
    references=(
        "https://lawnet.vn/thong-tin-phap-luat/en/chinh-sach-moi/criteria-for-evaluating-learning-units-according-to-circular-22-147155.html",
    ),
    decided_by=Text("Chủ tịch Ủy ban nhân dân cùng cấp", "Chair of the People's Committee of the same level"),
    note=Text(
        "Đã có đủ điểm của ba nhóm tiêu chí và các mức xếp loại; trong nhóm thứ ba, 15 trên 40 điểm chưa rõ chấm "
        "cho nội dung nào.",
        "The points of the three groups and the grades were read; of the 40 points of the third group, what 15 are "
        "given for was not.",
    ),
)
