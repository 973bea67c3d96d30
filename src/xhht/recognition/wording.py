"""The words in which scores and open steps are told, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from xhht.judgement.outcomes import Outcome
from xhht.model.sources import Document
from xhht.texts import Language, Text, format_day

RESULTS = {
    Outcome.MET: Text("đủ điều kiện công nhận", "earned"),
    Outcome.NOT_MET: Text("chưa đủ điều kiện công nhận", "not earned"),
    Outcome.UNDECIDED: Text("chưa đủ cơ sở kết luận", "undecided"),
}
RESULT = Text("{name}: {result}.", "{name}: {result}.")
POINTS = Text("Điểm: {least} trên {most}.", "Points: {least} of {most}.")
POINTS_BETWEEN = Text("Điểm: từ {least} đến {upper}, trên {most}.", "Points: {least} to {upper}, of {most}.")
POINTS_FROM = Text("Điểm đã chấm: {least}.", "Points given: {least}.")
MARK = Text("Mức đạt: từ {mark} điểm trở lên.", "The pass mark is {mark} points.")
ALL_REQUIRED = Text("Phải đạt đầy đủ các tiêu chí, chỉ tiêu.", "All criteria must be met.")
UNSCORED = Text("Chưa chấm điểm: {names}.", "Not scored yet: {names}.")
BELOW_FLOOR = Text("Dưới mức tối thiểu: {names}.", "Below the minimum: {names}.")
BELOW_FLOOR_EACH = Text("{name} ({points} điểm, tối thiểu {floor})", "{name} ({points} points, minimum {floor})")
FAILED = Text("Điều kiện không đạt: {names}.", "Preconditions not met: {names}.")
UNKNOWN = Text("Điều kiện chưa rõ: {names}.", "Preconditions not known: {names}.")
GRADE = Text("Xếp loại: {names}.", "Grade: {names}.")
POSSIBLE_GRADES = Text("Có thể xếp loại: {names}.", "Possible grades: {names}.")
NOT_COMPLETE = Text(
    "Chưa có đủ nội dung của bộ tiêu chí nên chưa đủ cơ sở khẳng định đủ điều kiện công nhận.",
    "Not everything that the document asks is known here, so that the title cannot be confirmed.",
)
BASIS = Text("Căn cứ: {name}, văn bản số {number}{day}.", "Basis: {name}, {number}{day}.")
ISSUED = Text(" ngày {day}", " of {day}")
OPEN_STEP = Text("{name}: {by}{until}.", "{name}: {by}{until}.")
UNTIL = Text(", chậm nhất ngày {day}", ", by {day}")
OVERDUE = Text(", hạn chót là ngày {day}, đã quá hạn", ", by {day}, overdue")


def filled(template: Text, language: Language, **words: object) -> str:
    """A sentence with its words."""
    return template.in_language(language).format(**words)


def joined(names: Iterable[str]) -> str:
    """Several names in one sentence."""
    return "; ".join(names)


def basis(name: Text, document: Document, language: Language) -> str:
    """The document that criteria stand in, as a sentence."""
    day = "" if document.issued_on is None else filled(ISSUED, language, day=format_day(document.issued_on, language))
    return filled(BASIS, language, name=name.in_language(language), number=document.number, day=day)
