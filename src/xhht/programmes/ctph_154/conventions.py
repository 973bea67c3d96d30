"""Days that others set for duties whose day the text leaves open; a caller chooses them for the calendar."""

from xhht.model.duties import Convention, Yearly
from xhht.texts import Text

HALF_YEARLY = (Yearly(6, 30, is_stated=False), Yearly(12, 31, is_stated=False))
CUSTOM = Text("Sơ kết 6 tháng, tổng kết năm", "Half-year reviews and year-end reviews")
CUSTOM_REFERENCE = (
    "https://amp.baonghean.vn/nghi-loc-huy-dong-quy-khuyen-hoc-dat-tren-1-ty-539-trieu-dong-post76543.html"
)

REPORTS_OF_TITLES = Convention(
    "consolidated_report",
    Yearly(12, 14, is_stated=False),
    name=Text(
        "Báo cáo kết quả công nhận các danh hiệu trước ngày 15/12 hằng năm",
        "Reports of the recognised titles before 15 December of every year",
    ),
    reference="https://giaoducthoidai.vn/"
    "trien-khai-to-chuc-danh-gia-cong-nhan-gia-dinh-hoc-tap-dong-ho-hoc-tap-post84892.html",
)
HALF_YEARLY_REVIEWS = Convention("interim_review", HALF_YEARLY, name=CUSTOM, reference=CUSTOM_REFERENCE)
HALF_YEARLY_REPORTS = Convention("interim_reports", HALF_YEARLY, name=CUSTOM, reference=CUSTOM_REFERENCE)
