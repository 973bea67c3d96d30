"""Words: what the terminal says around verdicts, in both languages."""

from __future__ import annotations

from xhht.judgement.outcomes import Outcome
from xhht.texts import Noun, Text

PLACES = Noun("địa bàn", "places", one="place")
LEAD = Text(
    "Xét số liệu của {places} tính đến ngày {days} theo {documents}. Mỗi số liệu có thể hiểu theo nhiều giá trị; chỉ "
    "kết luận đạt hoặc chưa đạt khi mọi giá trị đó đều cho cùng một kết quả.",
    "What was reported of {places} up to {days}, judged by {documents}. A figure stands for every value that it can "
    "mean; a target is met or not met only where all of them say so.",
)
AND = Text(" và ", " and ")
REPORTED = Text("Số liệu: {figure}.", "Reported: {figure}.")
ASKED = Text("Yêu cầu: {asked}.", "Asked: {asked}.")
NOT_YET_DUE = Text("Chưa đến hạn.", "Not yet due.")
UNJUDGED = {
    Outcome.NO_DATA: Text("Chưa có báo cáo: {targets}.", "Nothing reported: {targets}."),
    Outcome.NOT_APPLICABLE: Text("Không áp dụng: {targets}.", "Not applicable: {targets}."),
}
UNJUDGED_IN = {
    Outcome.NO_DATA: Text("Chưa có báo cáo của {places}: {targets}.", "Nothing reported of {places}: {targets}."),
    Outcome.NOT_APPLICABLE: Text(
        "Không áp dụng đối với {places}: {targets}.", "Not applicable to {places}: {targets}."
    ),
}
SEVERAL = Text("Nhiều địa bàn", "Several places")
ASIDES = Text("Ghi chú", "Notes")
SUMMARY = Text("Tổng hợp", "In sum")
PROGRAMME = Text("Chương trình", "Programme")
REASONS = Text("Lý do chưa kết luận đạt hoặc chưa đạt", "Why not judged")
HEADS = {
    Outcome.MET: Text("Đạt", "Met"),
    Outcome.NOT_MET: Text("Chưa đạt", "Not met"),
    Outcome.UNDECIDED: Text("Chưa kết luận", "Un-\ndecided"),
    Outcome.NO_DATA: Text("Chưa có số liệu", "No data"),
    Outcome.NOT_APPLICABLE: Text("Không áp dụng", "Not appl."),
}
