"""The criteria and days of learning communes by Circular 25/2023/TT-BGDĐT, as far as they could be read."""

from datetime import date

from xhht.model.criteria import CriteriaSet, Precondition
from xhht.model.duties import Yearly
from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.model.sources import Document
from xhht.texts import Text

DOCUMENT = Document(
    "25/2023/TT-BGDĐT",
    Text(
        "Thông tư quy định về đánh giá, công nhận “Cộng đồng học tập” cấp xã, cấp huyện, cấp tỉnh",
        "Circular on the evaluation and recognition of communes, districts and provinces as learning communities",
    ),
    issuer=Text("Bộ Giáo dục và Đào tạo", "Ministry of Education and Training"),
    place="Hà Nội",
)
FROM = date(2024, 2, 12)
REFERENCES = ("https://github.com/diepxuan/diepxuan.github.io/blob/83cca8a8/van-ban/giao-duc-dao-tao/giao-duc.md",)
LEADERSHIP = Precondition(
    "leadership",
    Text(
        "Đạt tiêu chí về sự lãnh đạo, chỉ đạo của cấp ủy Đảng, chính quyền cấp xã",
        "The criterion on the leadership of the commune's Party committee and government is met",
    ),
)
NOTE = Text(
    "Phải đạt đầy đủ các tiêu chí, chỉ tiêu; hiện mới có tên tiêu chí thứ nhất. Kết quả công nhận có giá "
    "trị trong 3 năm (36 tháng).",
    "All criteria must be met; of them only the name of the first was read. A result is kept for 3 years (36 months).",
)

#: The criteria of learning communes, first level.
COMMUNE_COMMUNITY_LEVEL_1 = CriteriaSet(
    "tt_25_2023_commune_community_level_1",
    Text("Tiêu chí “Cộng đồng học tập” cấp xã mức độ 1", "Criteria of communes as learning communities, level 1"),
    title="commune_community",
    document=DOCUMENT,
    preconditions=(LEADERSHIP,),
    all_required=True,
    is_complete=False,
    validity_months=36,
    valid_from=FROM,
    references=REFERENCES,
    note=NOTE,
)
#: The criteria of learning communes, second level.
COMMUNE_COMMUNITY_LEVEL_2 = CriteriaSet(
    "tt_25_2023_commune_community_level_2",
    Text("Tiêu chí “Cộng đồng học tập” cấp xã mức độ 2", "Criteria of communes as learning communities, level 2"),
    title="commune_community",
    document=DOCUMENT,
    preconditions=(LEADERSHIP,),
    all_required=True,
    is_complete=False,
    validity_months=36,
    valid_from=FROM,
    references=REFERENCES,
    note=NOTE,
)

#: The steps and days by which a commune is recognised.
PROCEDURE = Procedure(
    "tt_25_2023_commune_community",
    Text("Đánh giá, công nhận “Cộng đồng học tập” cấp xã", "Recognition of a commune as a learning community"),
    title="commune_community",
    document=DOCUMENT,
    steps=(
        ProcedureStep(
            "self_assessment",
            Text("Tự đánh giá theo số liệu từ ngày 01/01 đến ngày 31/12", "Self-assessment by the figures of the year"),
            kind=StepKind.SELF_ASSESSMENT,
            by=Text("Ủy ban nhân dân cấp xã", "the commune's People's Committee"),
        ),
        ProcedureStep(
            "file",
            Text("Gửi hồ sơ đề nghị công nhận", "File with the request"),
            kind=StepKind.FILE,
            by=Text("Ủy ban nhân dân cấp xã", "the commune's People's Committee"),
            latest=Yearly(2, 27, is_stated=True),
        ),
        ProcedureStep(
            "decision",
            Text("Quyết định công nhận", "Decision"),
            kind=StepKind.DECISION,
            by=Text("cấp có thẩm quyền", "the competent authority"),
            latest=Yearly(3, 30, is_stated=True),
        ),
        ProcedureStep(
            "renewal",
            Text("Đánh giá, công nhận lại trước khi hết thời hạn", "Recognition anew before the time is over"),
            kind=StepKind.RENEWAL,
            by=Text("Ủy ban nhân dân cấp xã", "the commune's People's Committee"),
        ),
    ),
    valid_from=FROM,
    references=("https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.005097",),
    note=Text(
        "Hồ sơ gửi trước ngày 28/02, quyết định trước ngày 31/3 của năm sau, nên ngày cuối là 27/02 và 30/3; tỉnh Lai "
        "Châu công bố thời hạn khác (30 ngày, trước ngày 31/5). Chưa rõ người có thẩm quyền quyết định.",
        "The file is sent before 28 February and the decision made before 31 March of the next year, so that the last "
        "days are 27 February and 30 March; Lai Châu prints others (30 days, before 31 May). Who decides was not "
        "read.",
    ),
)
