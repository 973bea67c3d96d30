"""The criteria of the learning citizen, issued as Decision 324/QĐ-KHVN of the Vietnam Association."""

from xhht.model.criteria import CriteriaSet, Criterion
from xhht.model.sources import Document
from xhht.texts import Text

LEARNING_CITIZEN = CriteriaSet(
    "qd_324_learning_citizen",
    Text("Bộ tiêu chí đánh giá “Công dân học tập”", "Criteria of learning citizens"),
    title="citizen",
    document=Document(
        "324/QĐ-KHVN",
        Text(
            "Quyết định ban hành Bộ tiêu chí đánh giá “Công dân học tập”",
            "Decision issuing the criteria of learning citizens",
        ),
        issuer=Text("Hội Khuyến học Việt Nam", "Vietnam Association for Learning Promotion"),
    ),
    criteria=(
        Criterion(
            "reading", Text("Đọc và cập nhật kiến thức", "Reads and keeps knowledge up to date"), points=10, floor=5
        ),
        Criterion("study_plan", Text("Lập kế hoạch học tập", "Makes a plan of study"), points=10, floor=5),
        Criterion(
            "time_for_learning",
            Text(
                "Dành thời gian đến nhà văn hóa, câu lạc bộ, thư viện, dự hội nghị",
                "Makes time for the house of culture, clubs, the library and conferences",
            ),
            points=10,
            floor=5,
        ),
        Criterion(
            "encouraging_others",
            Text("Vận động gia đình, đồng nghiệp học tập", "Encourages family and colleagues to learn"),
            points=10,
            floor=5,
        ),
        Criterion(
            "information_technology",
            Text("Sử dụng công nghệ thông tin", "Uses information technology"),
            points=10,
            floor=5,
        ),
        Criterion(
            "foreign_language",
            Text("Sử dụng ngoại ngữ theo yêu cầu công việc", "Uses a foreign language as the work asks"),
            points=10,
            floor=5,
        ),
        Criterion("numeracy", Text("Tính toán", "Calculates"), points=10, floor=5),
        Criterion(
            "critical_thinking",
            Text("Tư duy biện chứng và phản biện", "Thinks dialectically and critically"),
            points=10,
            floor=5,
        ),
        Criterion(
            "friendly_relations",
            Text("Quan hệ thân thiện, tránh xung đột", "Keeps friendly relations and avoids conflict"),
            points=10,
            floor=5,
        ),
        Criterion("cooperation", Text("Hợp tác và chia sẻ", "Cooperates and shares"), points=10, floor=5),
    ),
    pass_mark=80,
    references=(
        "https://baothaibinh.com.vn/tin-tuc/265/199546/thanh-pho-tap-huan-trien-khai-bo-tieu-chi-danh-hieu-cong-dan-hoc-tap",
        "https://baohaiduong.vn/en/trien-khai-thi-diem-mo-hinh-cong-dan-hoc-tap-can-dieu-chinh-tieu-chi-phu-hop-189900.html",
        "https://88tysobongda.com/thoi-su/lay-y-kien-xay-dung-bo-tieu-chi-danh-gia-cong-nhan-mo-hinh-cong-dan-hoc-tap-20200723142122512.htm",
    ),
    note=Text(
        "Mức đạt 80 điểm và mức tối thiểu 5 điểm mỗi chỉ số theo bài báo năm 2024 về bộ tiêu chí giai đoạn "
        "2021 - 2030; 10 điểm mỗi chỉ số suy ra từ 10 chỉ số và tổng số 100 điểm; tên các chỉ số theo bản dự thảo năm "
        "2020, do chưa có toàn văn. Ngày ban hành chưa rõ.",
        "The mark of 80 and the 5 points of each index are those of a report of 2024 on the criteria of 2021 to 2030; "
        "10 points each follow from 10 indices and 100 points; the names of the indices are those of the draft of "
        "2020, since the text itself was not read. The day of issue is not known.",
    ),
)
