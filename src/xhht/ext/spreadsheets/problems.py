"""Problems: cells that could not be taken, why, and what to do."""

from __future__ import annotations

import attrs

from xhht.checks import Choice
from xhht.texts import Language, Text, check_language
from xhht.values import Value


class ProblemKind(Choice):
    """Why a cell was not taken, or cannot stand as it is."""

    NO_TABLE = "no_table"
    UNKNOWN_HEADING = "unknown_heading"
    UNCLEAR_HEADING = "unclear_heading"
    OTHER_DAY = "other_day"
    UNMEASURED = "unmeasured"
    REPEATED_COLUMN = "repeated_column"
    HIDDEN = "hidden"
    ERROR_VALUE = "error_value"
    NO_STORED_VALUE = "no_stored_value"
    MERGED = "merged"
    NOT_A_COUNT = "not_a_count"
    NOT_A_PERCENTAGE = "not_a_percentage"
    SHARE_OR_PERCENT = "share_or_percent"
    LESS_THAN_SHOWN = "less_than_shown"
    MORE_THAN_ALL = "more_than_all"
    CONTRADICTION = "contradiction"
    OF_NOTHING = "of_nothing"
    REGISTRATION_ONLY = "registration_only"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    UNKNOWN_REGION = "unknown_region"
    AMBIGUOUS_REGION = "ambiguous_region"
    OTHER_SECTION = "other_section"
    DEAD_REGION = "dead_region"
    REPEATED_REGION = "repeated_region"
    NO_FIGURES = "no_figures"
    NO_REGION = "no_region"
    WRONG_TOTAL = "wrong_total"
    UNCHECKED_TOTAL = "unchecked_total"
    STRAY = "stray"


@attrs.frozen(repr=False)
class CellProblem(Value):
    """One cell, by sheet, row and column letters; what it shows; why it was not taken; and what to do."""

    sheet: str
    row: int
    column: str
    text: str
    kind: ProblemKind = attrs.field(converter=ProblemKind, kw_only=True)
    detail: str = attrs.field(default="", kw_only=True)

    @property
    def place(self) -> str:
        """The place as spreadsheets write it, such as ``"Sheet1!C7"``."""
        return f"{self.sheet}!{self.column}{self.row}"

    @property
    def why(self) -> Text:
        """Why the cell was not taken."""
        why = _WORDS[self.kind][0]
        detail = f" ({self.detail})" if self.detail else ""
        return Text(why.vi + detail, why.en + detail)

    @property
    def remedy(self) -> Text:
        """What to do about it."""
        return _WORDS[self.kind][1]

    def explain(self, language: Language = "en") -> str:
        """The place, the text, the reason and the remedy as one line.

        Raises:
            UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
        """
        check_language(language)
        shown = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        why, remedy = self.why.in_language(language), self.remedy.in_language(language)
        return f"{self.place} “{' '.join(shown.split())}”: {why}; {remedy}."


def _said(en: str, do: str, vi: str, do_vi: str) -> tuple[Text, Text]:
    return Text(vi, en), Text(do_vi, do)


_WORDS = {
    ProblemKind.NO_TABLE: _said(
        "the sheet has no row of headings with places and figures",
        "add its words to the headings, or leave the sheet out",
        "trang tính không có dòng tiêu đề gồm địa phương và số liệu",
        "bổ sung từ ngữ vào bảng tiêu đề, hoặc bỏ trang tính",
    ),
    ProblemKind.UNKNOWN_HEADING: _said(
        "the heading has words that are not known, so its column was not taken",
        "add them to the headings if they are meant",
        "tiêu đề có từ chưa biết nên không lấy số liệu của cột",
        "bổ sung từ vào bảng tiêu đề nếu đúng ý",
    ),
    ProblemKind.UNCLEAR_HEADING: _said(
        "the heading does not say which one figure its column holds",
        "say in it whether all, the registered or the recognised are counted",
        "tiêu đề không nói rõ cột đếm gì",
        "ghi rõ tổng số, số đăng ký hay số được công nhận",
    ),
    ProblemKind.OTHER_DAY: _said(
        "another day or year is named than the one given",
        "read the figures with the day that they are of",
        "ngày hoặc năm được nêu khác với ngày đã cho",
        "đọc số liệu với đúng ngày của nó",
    ),
    ProblemKind.UNMEASURED: _said(
        "the programme does not measure this",
        "give another programme, or other headings",
        "chương trình không đo chỉ số này",
        "dùng chương trình khác hoặc bảng tiêu đề khác",
    ),
    ProblemKind.REPEATED_COLUMN: _said(
        "another column says that it holds the same, so neither was taken",
        "keep one, or say how they differ",
        "một cột khác có cùng nội dung nên không lấy cột nào",
        "giữ một cột, hoặc nêu rõ khác nhau ở đâu",
    ),
    ProblemKind.HIDDEN: _said(
        "the cell is hidden",
        "show its row, column or sheet, or read with read_hidden=True",
        "ô bị ẩn",
        "bỏ ẩn dòng, cột hoặc trang tính, hoặc đọc với read_hidden=True",
    ),
    ProblemKind.ERROR_VALUE: _said(
        "the formula has no result", "correct the formula", "công thức bị lỗi", "sửa công thức"
    ),
    ProblemKind.NO_STORED_VALUE: _said(
        "the formula was never worked out",
        "open the file in a spreadsheet program and save it",
        "công thức chưa được tính",
        "mở tệp bằng chương trình bảng tính rồi lưu lại",
    ),
    ProblemKind.MERGED: _said(
        "the figure stands in a merged cell, so it is not clear whose it is",
        "unmerge it",
        "số liệu nằm trong ô gộp nên không rõ của ai",
        "bỏ gộp ô",
    ),
    ProblemKind.NOT_A_COUNT: _said(
        "this is no whole number that can be read without guessing",
        "write a count such as 1282 or 1.282 as text or 1282 as a number",
        "không đọc được số nguyên một cách chắc chắn",
        "ghi số lượng như 1282 hoặc 1.282",
    ),
    ProblemKind.NOT_A_PERCENTAGE: _said(
        "this is no percentage that can be read without guessing",
        "write it as 57,48% or give the cell a percent format",
        "không đọc được tỷ lệ một cách chắc chắn",
        "ghi như 57,48% hoặc định dạng ô theo phần trăm",
    ),
    ProblemKind.SHARE_OR_PERCENT: _said(
        "a number up to 1 without a percent sign may be a share or a percentage",
        "give the cell a percent format",
        "số không quá 1 không có dấu % có thể là phần của một hoặc phần trăm",
        "định dạng ô theo phần trăm",
    ),
    ProblemKind.LESS_THAN_SHOWN: _said(
        "the cell shows 100% and stores less",
        "show more decimals",
        "ô hiển thị 100% nhưng lưu số nhỏ hơn",
        "hiển thị thêm chữ số thập phân",
    ),
    ProblemKind.MORE_THAN_ALL: _said(
        "more are counted than there are", "check both counts", "số lượng lớn hơn tổng số", "kiểm tra hai số đếm"
    ),
    ProblemKind.CONTRADICTION: _said(
        "the percentage does not follow from the counts beside it",
        "check the three figures; until then everything between them is possible",
        "tỷ lệ không khớp với hai số lượng bên cạnh",
        "kiểm tra ba số liệu; trong khi chờ, mọi giá trị nằm giữa đều có thể đúng",
    ),
    ProblemKind.OF_NOTHING: _said("a percentage of nothing", "leave it out", "tỷ lệ của số không", "bỏ trống ô này"),
    ProblemKind.REGISTRATION_ONLY: _said(
        "the share that has registered is no share of the recognised",
        "it needs the counts beside it",
        "tỷ lệ đăng ký không phải tỷ lệ được công nhận",
        "cần có các số lượng bên cạnh",
    ),
    ProblemKind.NOTHING_TO_COMPARE: _said(
        "the figure stands alone and gives no share",
        "add the recognised and the whole beside it, or pass it as a denominator to roll_up",
        "số liệu đứng một mình nên không thành tỷ lệ",
        "bổ sung số được công nhận và tổng số, hoặc dùng làm mẫu số cho roll_up",
    ),
    ProblemKind.UNKNOWN_REGION: _said(
        "no place of this name is among the regions",
        "correct the name, or give the region",
        "không có địa phương tên này",
        "sửa tên, hoặc bổ sung địa phương",
    ),
    ProblemKind.AMBIGUOUS_REGION: _said(
        "several places have this name",
        "write it with Xã, Huyện and so on, name its district in a section or column, or give within= or level=",
        "nhiều địa phương cùng tên",
        "ghi đủ Xã, Huyện…, ghi huyện ở đề mục hoặc cột riêng, hoặc cho biết within= hay level=",
    ),
    ProblemKind.OTHER_SECTION: _said(
        "the place of this name does not lie within the region that the row stands in",
        "correct the name, its section or its sheet, or give the region",
        "địa phương tên này không thuộc địa bàn của phần bảng này",
        "sửa tên, đề mục hoặc tên trang tính, hoặc bổ sung địa phương",
    ),
    ProblemKind.DEAD_REGION: _said(
        "the place does not exist on that day",
        "report for its successors, or check the day",
        "địa phương không tồn tại vào ngày đó",
        "báo cáo cho đơn vị kế tục, hoặc kiểm tra ngày",
    ),
    ProblemKind.REPEATED_REGION: _said(
        "another row reports the same figure of this place",
        "keep one; where they differ, neither was taken",
        "dòng khác cũng báo cáo số liệu này của địa phương",
        "giữ một dòng; nếu khác nhau thì không lấy dòng nào",
    ),
    ProblemKind.NO_FIGURES: _said(
        "the row has a name and no figures", "check the row", "dòng chỉ có tên, không có số liệu", "kiểm tra dòng"
    ),
    ProblemKind.NO_REGION: _said(
        "the figure has no place that can be told",
        "name the place, or give within= where the whole file is about one",
        "số liệu không rõ của địa phương nào",
        "ghi tên địa phương, hoặc cho biết within= nếu cả tệp là của một nơi",
    ),
    ProblemKind.WRONG_TOTAL: _said(
        "the total is not the sum of its parts", "check the sum", "tổng không bằng cộng các phần", "kiểm tra phép cộng"
    ),
    ProblemKind.UNCHECKED_TOTAL: _said(
        "the total cannot be compared, since a part could not be read",
        "correct the part first",
        "không so được tổng vì có phần không đọc được",
        "sửa phần đó trước",
    ),
    ProblemKind.STRAY: _said(
        "the cell belongs to no table",
        "move it into a column with a heading, or leave it out",
        "ô không thuộc bảng nào",
        "đưa vào cột có tiêu đề, hoặc bỏ",
    ),
}
