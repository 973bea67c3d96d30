"""The procedure of the cultural family, Decree 122/2018/NĐ-CP, which some provinces use for the learning family."""

from fractions import Fraction

from xhht.model.procedures import Procedure, ProcedureStep, StepKind
from xhht.model.sources import Document
from xhht.texts import Text

THREE_FIFTHS = Fraction(60, 100)

PROCEDURE = Procedure(
    "nd_122_2018_family",
    Text("Xét tặng danh hiệu “Gia đình văn hóa” hằng năm", "Yearly conferral of the title of cultural family"),
    title="family",
    document=Document(
        "122/2018/NĐ-CP",
        Text(
            "Nghị định quy định về xét tặng danh hiệu “Gia đình văn hóa”",
            "Decree on the conferral of the title of cultural family",
        ),
        issuer=Text("Chính phủ", "Government"),
    ),
    steps=(
        ProcedureStep(
            "registration",
            Text("Đăng ký và tự đánh giá", "Registration and self-assessment"),
            kind=StepKind.REGISTRATION,
            by=Text("hộ gia đình", "the family"),
        ),
        ProcedureStep(
            "listing",
            Text("Lập danh sách các gia đình đủ điều kiện", "List of the families that qualify"),
            kind=StepKind.LISTING,
            by=Text("trưởng khu dân cư", "the head of the residential area"),
        ),
        ProcedureStep(
            "meeting",
            Text("Họp bình xét và bỏ phiếu", "Meeting and vote"),
            kind=StepKind.MEETING,
            by=Text("khu dân cư", "the residential area"),
            quorum=THREE_FIFTHS,
            majority=THREE_FIFTHS,
        ),
        ProcedureStep(
            "file",
            Text("Gửi hồ sơ đề nghị", "File with the request"),
            kind=StepKind.FILE,
            by=Text("trưởng khu dân cư", "the head of the residential area"),
            working_days=3,
        ),
        ProcedureStep(
            "decision",
            Text("Quyết định tặng danh hiệu", "Decision to confer the title"),
            kind=StepKind.DECISION,
            by=Text("Chủ tịch Ủy ban nhân dân cấp xã", "the chair of the commune's People's Committee"),
            working_days=5,
        ),
    ),
    references=(
        "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.001120",
        "http://votranh.phuluong.thainguyen.gov.vn/bo-thu-tuc-hanh-chinh-cap-xa",
    ),
    note=Text(
        "Đây là thủ tục của danh hiệu “Gia đình văn hóa”; một số tỉnh xét “Gia đình học tập” theo cùng thủ tục. Nguồn "
        "tham khảo không nêu thời hạn của các bước trước khi gửi hồ sơ.",
        "This is the procedure of the cultural family; some provinces confer the learning family by it. What was read "
        "gives no time for the steps before the file.",
    ),
)
