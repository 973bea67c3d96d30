"""The outcomes of a verdict and the reasons behind them, in words of both languages."""

from __future__ import annotations

from xhht.checks import Choice
from xhht.texts import Language, Text


class Outcome(Choice):
    """What a verdict says."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"

    def text(self, language: Language) -> str:
        """The outcome in words.

        >>> Outcome.NOT_MET.text("en"), Outcome.NOT_MET.text("vi")
        ('not met', 'chưa đạt')
        """
        return _OUTCOMES[self].in_language(language)


class Reason(Choice):
    """Why a verdict says what it says."""

    EVERY_VALUE_PASSES = "every_value_passes"
    NO_VALUE_PASSES = "no_value_passes"
    SOME_VALUES_PASS = "some_values_pass"  # noqa: S105  # It is a reason, no password.
    NOT_REPORTED = "not_reported"
    REPORT_TOO_OLD = "report_too_old"
    OUTSIDE_TERRITORY = "outside_territory"
    NOT_ASKED_OF_LEVEL = "not_asked_of_level"
    ONLY_REGISTERED = "only_registered"
    NOTHING_TO_COUNT = "nothing_to_count"
    NO_BASELINE = "no_baseline"
    BASELINE_ONLY_REGISTERED = "baseline_only_registered"
    BASELINE_COUNTS_NOTHING = "baseline_counts_nothing"
    NO_LATER_REPORT = "no_later_report"
    RISE_FROM_ZERO = "rise_from_zero"
    BASELINE_MAY_BE_ZERO = "baseline_may_be_zero"
    ALREADY_DUE = "already_due"

    def text(self, language: Language) -> str:
        """The reason as a sentence.

        >>> Reason.NO_BASELINE.text("en")
        'A yearly rise needs a baseline, and none was given or reported.'
        """
        return _REASONS[self].in_language(language)


_OUTCOMES = {
    Outcome.MET: Text("đạt", "met"),
    Outcome.NOT_MET: Text("chưa đạt", "not met"),
    Outcome.UNDECIDED: Text("chưa đủ cơ sở kết luận", "undecided"),
    Outcome.NO_DATA: Text("chưa có số liệu", "no data"),
    Outcome.NOT_APPLICABLE: Text("không áp dụng", "not applicable"),
}

_REASONS = {
    Reason.EVERY_VALUE_PASSES: Text(
        "Dù hiểu số liệu theo giá trị nào trong khoảng có thể, kết quả vẫn đạt yêu cầu.",
        "Every value that the figure can mean passes.",
    ),
    Reason.NO_VALUE_PASSES: Text(
        "Dù hiểu số liệu theo giá trị nào trong khoảng có thể, kết quả vẫn chưa đạt yêu cầu.",
        "No value that the figure can mean passes.",
    ),
    Reason.SOME_VALUES_PASS: Text(
        "Số liệu có thể hiểu theo nhiều giá trị: có giá trị đạt, có giá trị chưa đạt yêu cầu.",
        "Some of the values that the figure can mean pass, and some do not.",
    ),
    Reason.NOT_REPORTED: Text("Chưa có báo cáo.", "Nothing was reported."),
    Reason.REPORT_TOO_OLD: Text(
        "Báo cáo gần nhất đã quá cũ nên không dùng để kết luận.",
        "The last report is too old to count.",
    ),
    Reason.OUTSIDE_TERRITORY: Text(
        "Địa bàn không thuộc phạm vi áp dụng của chương trình.",
        "The region lies outside the territory of the programme.",
    ),
    Reason.NOT_ASKED_OF_LEVEL: Text(
        "Chỉ tiêu không giao cho cấp này.",
        "The target is not asked of this level of administration.",
    ),
    Reason.ONLY_REGISTERED: Text(
        "Số liệu chỉ tính trên số đã đăng ký, không phải trên tổng số.",
        "The figure is a share of the registered, not of all.",
    ),
    Reason.NOTHING_TO_COUNT: Text(
        "Mẫu số bằng 0: không có đối tượng để xét.",
        "The denominator is 0: there is nothing to judge.",
    ),
    Reason.NO_BASELINE: Text(
        "Chưa có số liệu gốc nên chưa tính được mức tăng bình quân hằng năm.",
        "A yearly rise needs a baseline, and none was given or reported.",
    ),
    Reason.BASELINE_ONLY_REGISTERED: Text(
        "Số liệu gốc chỉ tính trên số đã đăng ký, không phải trên tổng số.",
        "The baseline is a share of the registered, not of all.",
    ),
    Reason.BASELINE_COUNTS_NOTHING: Text(
        "Mẫu số của số liệu gốc bằng 0.",
        "The denominator of the baseline is 0.",
    ),
    Reason.NO_LATER_REPORT: Text(
        "Chưa có báo cáo nào sau số liệu gốc.",
        "There is no report later than the baseline.",
    ),
    Reason.RISE_FROM_ZERO: Text(
        "Không tính được mức tăng tương đối khi số liệu gốc bằng 0.",
        "A relative rise from zero is not defined.",
    ),
    Reason.BASELINE_MAY_BE_ZERO: Text(
        "Số liệu gốc có thể bằng 0, khi đó không tính được mức tăng tương đối.",
        "The baseline may be zero, and then a relative rise is not defined.",
    ),
    Reason.ALREADY_DUE: Text(
        "Chỉ tiêu đã đến hạn; không còn thời gian để tính tiến độ.",
        "The day of the target has come, so that no time is left for any pace.",
    ),
}
