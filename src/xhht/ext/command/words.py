"""Words: what the terminal says around verdicts, in both languages."""

from __future__ import annotations

import errno

from xhht.errors import InvalidValueError
from xhht.judgement.outcomes import Outcome
from xhht.pictures import shortened
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
UNREAD = Text("Không mở được tệp {name}: {why}.", "{name} cannot be opened: {why}")
UNSHOWN = Text("Không ghi được kết quả: {why}.", "the output cannot be written: {why}")
UNWRITTEN = Text("Không ghi được vào {name}: {why}.", "{name} cannot be written: {why}")
_FULL = Text("ổ đĩa đã đầy; đề nghị giải phóng dung lượng", "the disk is full; make room or choose another place")
_ABSENT = Text("không có tệp hoặc thư mục này", "there is no such file or folder; check the path")
_CLOSED = Text("không có quyền truy cập", "permission is missing; check the path, or ask whose place it is")
_WHY = {
    errno.ENOENT: _ABSENT,
    errno.ENOTDIR: _ABSENT,
    errno.EISDIR: Text("đây là thư mục; đề nghị nêu tên tệp", "it is a folder; check the path, and name a file in it"),
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EROFS: Text("không có quyền ghi tại đây", "nothing can be written there; choose another place"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long; check the path"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
}
_UNWRITABLE = Text(
    "bảng mã của đầu ra thiếu chữ; đề nghị dùng --to để ghi ra tệp",
    "its encoding has not all letters; say with --to where to write",
)
_OTHERWISE = Text("hệ thống từ chối; đề nghị kiểm tra đường dẫn", "the system refuses; check the path")


def named(path: str) -> str:
    """A path as messages show it: of a long one the middle is left out, since its end says most."""
    return repr(shortened(path, 200))


class FileRefusedError(InvalidValueError):
    """A file that the system does not let be read or written, with the reason in both languages."""

    def __init__(self, what: Text, name: str, error: Exception) -> None:
        why = _UNWRITABLE if isinstance(error, UnicodeError) else _WHY.get(getattr(error, "errno", 0), _OTHERWISE)
        name = named(name)
        self.told: Text = Text(what.vi.format(name=name, why=why.vi), what.en.format(name=name, why=why.en))
        super().__init__(self.told.en)
