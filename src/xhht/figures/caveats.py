"""What a reader must know about a figure before trusting a verdict on it."""

from __future__ import annotations

from xhht.checks import Choice
from xhht.texts import Language, Text


class Caveat(Choice):
    """A reservation that travels from a figure, a rule or a comparison to the verdict."""

    BASE_UNSTATED = "base_unstated"
    TAKEN_AT_ITS_WORD = "taken_at_its_word"
    PRINT_DIFFERS = "print_differs"
    PARTS_MISSING = "parts_missing"
    PARTS_UNCOUNTABLE = "parts_uncountable"
    PARTS_OF_DIFFERENT_DAYS = "parts_of_different_days"
    PARTS_OVERLAP = "parts_overlap"
    SIZE_FROM_OLDER_REPORT = "size_from_older_report"
    CARRIED_THROUGH_MERGER = "carried_through_merger"
    TIER_UNKNOWN = "tier_unknown"
    BASELINE_NOT_AT_START = "baseline_not_at_start"
    CAPPED_AT_ALL = "capped_at_all"
    DUE_DAY_BY_CONVENTION = "due_day_by_convention"
    ACROSS_A_CHANGE = "across_a_change"

    def text(self, language: Language) -> str:
        """The caveat as a sentence.

        >>> Caveat.CAPPED_AT_ALL.text("en")
        'The rise would ask for more than all; 100% is asked instead.'
        """
        return _TEXTS[self].in_language(language)


_TEXTS = {
    Caveat.BASE_UNSTATED: Text(
        "Nguồn không nêu rõ mẫu số; tỷ lệ được hiểu là tính trên tổng số.",
        "The source does not say what the denominator counts; it is taken to count all.",
    ),
    Caveat.TAKEN_AT_ITS_WORD: Text(
        "Nguồn công bố 100%, không kèm số lượng cụ thể; được hiểu đúng như đã công bố.",
        "100% was printed without counts; it is taken at its word.",
    ),
    Caveat.PRINT_DIFFERS: Text(
        "Tỷ lệ công bố không khớp với số lượng kèm theo; mọi giá trị nằm giữa hai số liệu đều được xét.",
        "The printed percentage does not follow from the printed counts; everything between the two is possible.",
    ),
    Caveat.PARTS_MISSING: Text(
        "Một số đơn vị chưa báo cáo; kết quả tính từ trường hợp thấp nhất đến cao nhất.",
        "Some parts did not report; the figure runs from the worst case to the best.",
    ),
    Caveat.PARTS_UNCOUNTABLE: Text(
        "Một số đơn vị đã báo cáo nhưng không tính được số lượng; kết quả tính từ trường hợp thấp nhất đến cao nhất.",
        "Some parts reported figures that cannot be counted; the figure runs from the worst case to the best.",
    ),
    Caveat.PARTS_OF_DIFFERENT_DAYS: Text(
        "Số liệu được tổng hợp từ các báo cáo của nhiều ngày khác nhau.",
        "The figures added up are of different days.",
    ),
    Caveat.PARTS_OVERLAP: Text(
        "Số liệu được cộng từ nhiều tổ chức; người tham gia nhiều tổ chức được tính ở từng tổ chức.",
        "The figures of several bodies were added up; whoever belongs to several counts in each of them.",
    ),
    Caveat.SIZE_FROM_OLDER_REPORT: Text(
        "Mẫu số của đơn vị chưa báo cáo được lấy từ báo cáo kỳ trước.",
        "The denominator of a part that did not report is taken from an older report.",
    ),
    Caveat.CARRIED_THROUGH_MERGER: Text(
        "Số liệu được tổng hợp từ báo cáo của các đơn vị trước khi sáp nhập hoặc đổi tên.",
        "The figure is carried over from the reports of the units that were merged or renamed.",
    ),
    Caveat.TIER_UNKNOWN: Text(
        "Chưa đủ thông tin để xếp địa bàn vào một nhóm; kết luận xét theo mọi nhóm có thể.",
        "Too little is known to put the region in one tier; it is judged by every tier that it may be in.",
    ),
    Caveat.BASELINE_NOT_AT_START: Text(
        "Mức tăng được tính từ ngày của số liệu gốc, không phải từ khi chương trình bắt đầu; "
        "những năm trước đó không được tính.",
        "The rise is counted from the day of the baseline, not from the start of the programme; "
        "the years before are not covered.",
    ),
    Caveat.CAPPED_AT_ALL: Text(
        "Cộng mức tăng thì vượt 100%; chỉ yêu cầu đạt 100%.",
        "The rise would ask for more than all; 100% is asked instead.",
    ),
    Caveat.DUE_DAY_BY_CONVENTION: Text(
        "Văn bản không nêu thời hạn cho chỉ tiêu này; theo quy ước, hạn là ngày kết thúc chương trình.",
        "The text gives no day for this target; by convention it is due when the programme ends.",
    ),
    Caveat.ACROSS_A_CHANGE: Text(
        "Địa bàn đã thay đổi giữa hai báo cáo; chỉ so sánh tỷ lệ, không trừ số lượng.",
        "The region changed between the two reports; shares are compared, counts are not subtracted.",
    ),
}
