"""The procedure by which communes were graded as learning communities, Circular 44/2014/TT-BGDĐT, up to 2024."""

from datetime import date

from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.model.sources import Document
from xhht.texts import Text

PROCEDURE = Procedure(
    "tt_44_2014_commune_community",
    Text("Đánh giá, xếp loại “Cộng đồng học tập” cấp xã", "Grading of a commune as a learning community"),
    title="commune_community",
    document=Document(
        "44/2014/TT-BGDĐT",
        Text(
            "Thông tư quy định về đánh giá, xếp loại “Cộng đồng học tập” cấp xã",
            "Circular on the evaluation and grading of communes as learning communities",
        ),
        issuer=Text("Bộ Giáo dục và Đào tạo", "Ministry of Education and Training"),
        issued_on=date(2014, 12, 12),
        place="Hà Nội",
    ),
    steps=(
        ProcedureStep(
            "self_assessment",
            Text("Lập kế hoạch tự kiểm tra và tự đánh giá", "Plan of the self-check, and the self-check"),
            kind=StepKind.SELF_ASSESSMENT,
            by=Text(
                "Hội Khuyến học cấp xã, Chủ tịch Ủy ban nhân dân cấp xã phê duyệt",
                "the commune's Learning Promotion Association, approved by the chair of its People's Committee",
            ),
        ),
        ProcedureStep(
            "file",
            Text("Gửi hồ sơ và tờ trình lên Ủy ban nhân dân cấp huyện", "File and request to the district"),
            kind=StepKind.FILE,
            by=Text("Ủy ban nhân dân cấp xã", "the commune's People's Committee"),
        ),
        ProcedureStep(
            "assignment",
            Text("Giao Hội Khuyến học cấp huyện kiểm tra", "The district's Association is told to inspect"),
            kind=StepKind.ASSIGNMENT,
            by=Text("Chủ tịch Ủy ban nhân dân cấp huyện", "the chair of the district's People's Committee"),
            working_days=10,
        ),
        ProcedureStep(
            "inspection",
            Text("Kiểm tra", "Inspection"),
            kind=StepKind.INSPECTION,
            by=Text("Hội Khuyến học cấp huyện", "the district's Learning Promotion Association"),
        ),
        ProcedureStep(
            "decision",
            Text("Trình, quyết định và công bố kết quả xếp loại", "Submission, decision and publication of the grade"),
            kind=StepKind.DECISION,
            by=Text(
                "Hội Khuyến học cấp huyện trình, Chủ tịch Ủy ban nhân dân cấp huyện quyết định",
                "the district's Association submits, the chair of the district's People's Committee decides",
            ),
            working_days=5,
        ),
    ),
    valid_to=date(2024, 2, 11),
    references=("https://tthc.thuathienhue.gov.vn/Content/Thutuc/chitiet.aspx?iThuTuc=19910",),
    note=Text(
        "Thời hạn 5 ngày làm việc tính từ khi có kết quả kiểm tra; nguồn tham khảo không nêu thời hạn của việc kiểm "
        "tra. "
        "Chưa có thông tin về điểm của 15 tiêu chí và mức điểm của ba mức xếp loại tốt, khá, trung bình.",
        "The 5 working days run from the result of the inspection, for which what was read gives no time. The points "
        "of the 15 criteria and of the grades good, fair and average were not read.",
    ),
)
