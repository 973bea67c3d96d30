"""Problems: cells that could not be taken, why, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

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


Detail: TypeAlias = Text | str


def in_both(say: Callable[[Language], str]) -> Text:
    """What is said in a language, in both."""
    return Text(say("vi"), say("en"))


def together(details: Iterable[Text]) -> Detail:
    """Several details in one."""
    listed = tuple(details)
    return in_both(lambda language: "; ".join(one.in_language(language) for one in listed)) if listed else ""


def most_like(word: str, known: str) -> Text:
    """A word that is not known, and the known one that is nearest, if any."""
    quoted = f"“{word}”"
    return Text(f"{quoted}, gần giống “{known}”", f"{quoted}, most like “{known}”") if known else Text(quoted, quoted)


def of_indicator(indicator: str) -> Text:
    """The indicator that is not measured, which no programme names here."""
    return Text(f"mã chỉ số “{indicator}”", indicator)


def _as_text(detail: Detail | None) -> Text | None:
    return detail if isinstance(detail, Text) else Text(detail, detail) if detail else None


@attrs.frozen(repr=False)
class CellProblem(Value):
    """One cell, by sheet, row and column letters; what it shows; why it was not taken; and what to do.

    Its `detail` is what in particular stands in the way, in both languages; None where nothing more is known.
    """

    sheet: str
    row: int
    column: str
    text: str
    kind: ProblemKind = attrs.field(converter=ProblemKind, kw_only=True)
    detail: Text | None = attrs.field(default=None, converter=_as_text, kw_only=True)

    @property
    def place(self) -> str:
        """The place as spreadsheets write it, such as ``"Sheet1!C7"``."""
        return f"{self.sheet}!{self.column}{self.row}"

    @property
    def why(self) -> Text:
        """Why the cell was not taken."""
        why, detail = _WORDS[self.kind][0], self.detail
        return why if detail is None else Text(f"{why.vi} ({detail.vi})", f"{why.en} ({detail.en})")

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
        return self.at(f"{self.place} “{' '.join(shown.split())}”", language)

    def at(self, place: str, language: Language) -> str:
        """The reason and the remedy, said of a place."""
        why, remedy = self.why.in_language(language), self.remedy.in_language(language)
        return _LINE.in_language(language).format(place=place, why=why, remedy=remedy)


def _said(en: str, do: str, vi: str, do_vi: str) -> tuple[Text, Text]:
    return Text(vi, en), Text(do_vi, do)


_LINE = Text("{place}: {why}; đề nghị {remedy}.", "{place}: {why}; {remedy}.")
_WORDS = {
    ProblemKind.NO_TABLE: _said(
        "the sheet has no row of headings that names places and figures",
        "add its words to the known headings, or leave the sheet out",
        "trang tính không có dòng tiêu đề nêu địa phương và số liệu",
        "bổ sung từ ngữ vào danh mục tiêu đề, hoặc bỏ trang tính này",
    ),
    ProblemKind.UNKNOWN_HEADING: _said(
        "the heading has words that are not known, so its column was not taken",
        "add them to the known headings if they are meant",
        "tiêu đề có từ ngữ chưa có trong danh mục nên chưa tiếp nhận số liệu của cột",
        "bổ sung vào danh mục tiêu đề nếu đây đúng là nội dung cần báo cáo",
    ),
    ProblemKind.UNCLEAR_HEADING: _said(
        "the heading does not say which one figure its column holds",
        "say in it whether all, the registered or the recognised are counted",
        "tiêu đề chưa nêu rõ nội dung số liệu của cột",
        "ghi rõ là tổng số, số đã đăng ký hay số được công nhận",
    ),
    ProblemKind.OTHER_DAY: _said(
        "another day or year is named than the one given",
        "read the figures with the day that they are of",
        "ngày hoặc năm ghi trong tệp khác với ngày của số liệu",
        "chọn đúng ngày của số liệu",
    ),
    ProblemKind.UNMEASURED: _said(
        "the programme does not measure this",
        "give another programme, or other headings",
        "chương trình không có chỉ số này",
        "chọn chương trình khác hoặc danh mục tiêu đề khác",
    ),
    ProblemKind.REPEATED_COLUMN: _said(
        "another column says that it holds the same, so neither was taken",
        "keep one, or say how they differ",
        "có cột khác trùng nội dung nên chưa tiếp nhận cột nào",
        "giữ lại một cột, hoặc ghi rõ điểm khác nhau",
    ),
    ProblemKind.HIDDEN: _said(
        "the cell is hidden",
        "show its row, column or sheet, or read with read_hidden=True",
        "ô đang bị ẩn",
        "bỏ ẩn dòng, cột hoặc trang tính, hoặc chọn đọc cả ô ẩn",
    ),
    ProblemKind.ERROR_VALUE: _said(
        "the formula has no result", "correct the formula", "công thức bị lỗi", "sửa lại công thức"
    ),
    ProblemKind.NO_STORED_VALUE: _said(
        "the formula was never worked out",
        "open the file in a spreadsheet program and save it",
        "công thức chưa được tính",
        "mở tệp bằng phần mềm bảng tính rồi lưu lại",
    ),
    ProblemKind.MERGED: _said(
        "the figure stands in a merged cell, so it is not clear whose it is",
        "unmerge it",
        "số liệu nằm trong ô gộp nên không rõ thuộc địa phương nào",
        "bỏ gộp ô",
    ),
    ProblemKind.NOT_A_COUNT: _said(
        "this is no whole number that can be read without guessing",
        "write a count such as 1282 or 1.282 as text or 1282 as a number",
        "không đọc được chính xác số lượng",
        "ghi số lượng theo dạng 1282 hoặc 1.282",
    ),
    ProblemKind.NOT_A_PERCENTAGE: _said(
        "this is no percentage that can be read without guessing",
        "write it as 57,48% or give the cell a percent format",
        "không đọc được chính xác tỷ lệ",
        "ghi theo dạng 57,48% hoặc định dạng ô theo phần trăm",
    ),
    ProblemKind.SHARE_OR_PERCENT: _said(
        "a number up to 1 without a percent sign may be a share or a percentage",
        "give the cell a percent format",
        "số không lớn hơn 1, không có dấu %, có thể là tỷ lệ tính theo đơn vị hoặc theo phần trăm",
        "định dạng ô theo phần trăm",
    ),
    ProblemKind.LESS_THAN_SHOWN: _said(
        "the cell shows 100% and stores less",
        "show more decimals",
        "ô hiển thị 100% nhưng giá trị lưu trong ô nhỏ hơn",
        "hiển thị thêm chữ số thập phân",
    ),
    ProblemKind.MORE_THAN_ALL: _said(
        "more are counted than there are", "check both counts", "số lượng lớn hơn tổng số", "kiểm tra lại hai số lượng"
    ),
    ProblemKind.CONTRADICTION: _said(
        "the percentage does not follow from the counts beside it",
        "check the three figures; until then everything between them is possible",
        "tỷ lệ không khớp với hai số lượng bên cạnh",
        "kiểm tra lại ba số liệu; trong khi chờ, mọi giá trị nằm giữa các số liệu này đều được xét",
    ),
    ProblemKind.OF_NOTHING: _said(
        "there is nothing of which this could be a percentage",
        "leave it out",
        "mẫu số bằng 0 nên không có tỷ lệ",
        "để trống ô này",
    ),
    ProblemKind.REGISTRATION_ONLY: _said(
        "the share of those registered is not the share of those recognised",
        "add the counts beside it",
        "tỷ lệ đăng ký không phải là tỷ lệ được công nhận",
        "bổ sung các số lượng tương ứng",
    ),
    ProblemKind.NOTHING_TO_COMPARE: _said(
        "the figure stands alone and gives no share",
        "add the recognised and the whole beside it, or pass it as a denominator to roll_up",
        "chỉ có một số lượng nên chưa tính được tỷ lệ",
        "bổ sung số được công nhận và tổng số, hoặc dùng làm mẫu số khi tổng hợp",
    ),
    ProblemKind.UNKNOWN_REGION: _said(
        "no place of this name is among the regions",
        "correct the name, or give the region",
        "danh sách địa bàn không có tên này",
        "sửa lại tên, hoặc bổ sung địa bàn",
    ),
    ProblemKind.AMBIGUOUS_REGION: _said(
        "several places have this name",
        "write its sort before it (“Xã”, “Huyện”), name its district in a section or column, or give within= or level=",
        "có nhiều địa phương trùng tên",
        "ghi đầy đủ loại đơn vị (xã, huyện), ghi tên huyện ở đề mục hoặc cột riêng, hoặc chọn địa bàn, cấp của cả tệp",
    ),
    ProblemKind.OTHER_SECTION: _said(
        "the place of this name does not lie within the region named above the row",
        "correct the name, its section or its sheet, or give the region",
        "địa phương này không thuộc địa bàn mà phần bảng nêu",
        "sửa lại tên, đề mục hoặc tên trang tính, hoặc bổ sung địa bàn",
    ),
    ProblemKind.DEAD_REGION: _said(
        "the place does not exist on that day",
        "report for its successors, or check the day",
        "địa phương không tồn tại vào ngày đó",
        "báo cáo theo đơn vị kế tục, hoặc kiểm tra lại ngày",
    ),
    ProblemKind.REPEATED_REGION: _said(
        "another row reports the same figure of this place",
        "keep one; where they differ, neither was taken",
        "có dòng khác cũng báo cáo số liệu này của địa phương",
        "giữ lại một dòng; hai số liệu khác nhau thì chưa tiếp nhận dòng nào",
    ),
    ProblemKind.NO_FIGURES: _said(
        "the row has a name and no figures",
        "check the row",
        "dòng chỉ có tên, không có số liệu",
        "kiểm tra lại dòng này",
    ),
    ProblemKind.NO_REGION: _said(
        "it is not clear which place the figure is of",
        "name the place, or say which one the whole file is about (within)",
        "chưa rõ số liệu của địa phương nào",
        "ghi tên địa phương, hoặc chọn địa bàn nếu cả tệp là của một địa phương",
    ),
    ProblemKind.WRONG_TOTAL: _said(
        "the total is not the sum of its parts",
        "check the sum",
        "tổng số không bằng cộng các phần",
        "kiểm tra lại phép cộng",
    ),
    ProblemKind.UNCHECKED_TOTAL: _said(
        "the total cannot be compared, since a part could not be read",
        "correct the part first",
        "chưa đối chiếu được tổng số do có phần chưa đọc được",
        "sửa phần chưa đọc được trước",
    ),
    ProblemKind.STRAY: _said(
        "the cell belongs to no table",
        "move it into a column with a heading, or leave it out",
        "ô không thuộc bảng nào",
        "chuyển vào cột có tiêu đề, hoặc bỏ ô này",
    ),
}
