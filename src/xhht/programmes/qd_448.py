"""The framework criteria of families and clans of 2016 to 2020, Decision 448/QĐ-KHVN, as far as they could be read."""

from datetime import date
from fractions import Fraction

from xhht.model.criteria import CriteriaSet, Criterion, Precondition
from xhht.model.sources import Document
from xhht.texts import Text

DOCUMENT = Document(
    "448/QĐ-KHVN",
    Text(
        "Quyết định ban hành Bộ tiêu chí khung đánh giá các mô hình học tập giai đoạn 2016 - 2020",
        "Decision issuing the framework criteria of the learning models of 2016 to 2020",
    ),
    issuer=Text("Hội Khuyến học Việt Nam", "Vietnam Association for Learning Promotion"),
    issued_on=date(2015, 11, 10),
    url="http://khuyenhocyenbai.vn/van-ban/van-ban-TW-hoi/?UserKey=Quyet-dinh-448-QD-KHVN-ngay-10-thang-11-nam-2015",
)
VERSION = Text(
    "Bản do Hội Khuyến học tỉnh Yên Bái công bố, ghi ngày 10/11/2015; bản khác ghi ngày 01/12/2015, có nơi ghi số "
    "448/QĐ-HKH",
    "The version of 10 November 2015 that the provincial association of Yên Bái publishes; others are dated "
    "1 December 2015 or numbered 448/QĐ-HKH",
)

#: The framework criteria of learning families.
LEARNING_FAMILY = CriteriaSet(
    "qd_448_learning_family",
    Text("Bộ tiêu chí khung “Gia đình học tập”", "Framework criteria of learning families"),
    title="family",
    document=DOCUMENT,
    criteria=(
        Criterion(
            "children", Text("Học tập của trẻ em trong gia đình", "Learning of the family's children"), points=30
        ),
        Criterion("adults", Text("Học tập của người lớn trong gia đình", "Learning of the family's adults"), points=30),
    ),
    is_complete=False,
    valid_from=date(2016, 1, 1),
    valid_to=date(2020, 12, 31),
    version=VERSION,
    references=(
        "https://phandien76.violet.vn/present/show/entry_id/12164217",
        "http://khuyenhocyenbai.vn/van-ban/van-ban-TW-hoi/?UserKey=Huong-dan-thuc-hien-danh-gia-mo-hinh-hoc-tap-theo-QD-448",
        "http://hoctapsuotdoi.edu.vn/gia-dinh-hoc-tap-ma-cac-chu-ho-dang-phai-dang-ky-la-gi.html",
    ),
    note=Text(
        "Chưa có thông tin về điểm của tiêu chí thứ ba (điều kiện học tập) và thứ tư (tác động, hiệu quả học tập), "
        "cũng như "
        "mức đạt; địa phương được cụ thể hóa bộ tiêu chí khung.",
        "The points of the third criterion (conditions of learning) and the fourth (effect of learning) and the pass "
        "mark were not read; localities may detail the framework.",
    ),
)

#: The framework criteria of learning clans.
LEARNING_CLAN = CriteriaSet(
    "qd_448_learning_clan",
    Text("Bộ tiêu chí khung “Dòng họ học tập”", "Framework criteria of learning clans"),
    title="clan",
    document=DOCUMENT,
    preconditions=(
        Precondition(
            "learning_families",
            Text(
                "Ít nhất 50% số gia đình trong dòng họ đạt danh hiệu “Gia đình học tập”",
                "At least half of the clan's families hold the title of learning family",
            ),
            at_least=Fraction(1, 2),
        ),
        Precondition(
            "fund", Text("Có Quỹ khuyến học, khuyến tài", "It has a fund for the promotion of learning and talent")
        ),
        Precondition("help_for_the_poor", Text("Giúp đỡ các gia đình nghèo", "It helps poor families")),
        Precondition(
            "nobody_drops_out",
            Text(
                "Không có học sinh lưu ban, bỏ học, học lực yếu kém",
                "No pupil repeats a class, drops out or does badly",
            ),
        ),
        Precondition(
            "falling_poverty",
            Text("Kinh tế phát triển bền vững, hộ nghèo giảm", "Its economy is sustainable and poverty falls"),
        ),
    ),
    is_complete=False,
    valid_from=date(2016, 1, 1),
    valid_to=date(2020, 12, 31),
    version=VERSION,
    references=(
        "http://baophutho.vn/giao-duc/khuyen-hoc-khuyen-tai/201809/hoc-tap-suot-doi-chia-khoa-cua-moi-thanh-cong-160576",
    ),
    note=Text(
        "Các điều kiện theo bài báo năm 2018 của tỉnh Phú Thọ; chưa có thông tin về tiêu chí, điểm và mức đạt của dòng "
        "họ.",
        "The preconditions are those of a report of 2018 from Phú Thọ; the criteria of clans, their points and the "
        "pass mark were not read.",
    ),
)
