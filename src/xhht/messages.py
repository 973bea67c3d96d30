"""Messages: errors that reach an end user, in the words of either language."""

from __future__ import annotations

import re
from datetime import date

from xhht.errors import (
    SHOWN_PROBLEMS,
    ContradictionError,
    InvalidActivitiesError,
    InvalidAmendmentError,
    InvalidCasesError,
    InvalidCriteriaError,
    InvalidDifficultiesError,
    InvalidMethodError,
    InvalidObservationsError,
    InvalidPlanError,
    InvalidPointsError,
    InvalidProcedureError,
    InvalidProgrammeError,
    InvalidRecognitionsError,
    InvalidRegionsError,
    InvalidScenarioError,
    InvalidScheduleError,
    InvalidSpreadError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    NotAgreedError,
    NotResponsibleError,
    ProblemsError,
    RegionLifeError,
    RegionTreeError,
    UnknownIdError,
    UnreadablePrintError,
    UnsolvedPlanError,
    XhhtError,
)
from xhht.pictures import LONGEST_MESSAGE, LONGEST_OF_SEVERAL, shortened, shown
from xhht.texts import Language, check_language, format_count, format_day


def explain_error(error: XhhtError, language: Language = "en") -> str:
    """What is wrong and what to do, for whoever sent the data; several problems stand in lines of their own.

    In English it is the error's own message. In Vietnamese the messages that reports give rise to have sentences of
    their own; any other is said by its kind, with the English message in quotation marks.

    >>> from xhht import Share
    >>> try:
    ...     Share(91, 74)
    ... except XhhtError as error:
    ...     print(explain_error(error, "vi"))
    Tử số 91 lớn hơn mẫu số 74; đề nghị kiểm tra lại báo cáo.

    Raises:
        UnknownIdError: if the language is neither ``"en"`` nor ``"vi"``.
    """
    check_language(language)
    return str(error) if language == "en" else _vietnamese(error)


def _vietnamese(error: XhhtError) -> str:
    if isinstance(error, ProblemsError):
        return _several(error)
    return shortened(_unknown(error) if isinstance(error, UnknownIdError) else _one(error))


def _one(error: XhhtError) -> str:
    message = str(error)
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(f"{_PLACE}{pattern}", message, re.DOTALL)
        if found is not None:
            parts = {name: _in_vietnamese(name, value) for name, value in found.groupdict().items() if name != "place"}
            return f"{_place(found['place'])}{sentence.format(**parts)}."
    return f"{_KINDS[_kind(error)]}: “{message}”."


def _several(error: ProblemsError) -> str:
    told = (shortened(_vietnamese(problem), LONGEST_OF_SEVERAL) for problem in error.problems[:SHOWN_PROBLEMS])
    problems = [f"- {problem}" for problem in told]
    beyond = len(error.problems) - len(problems)
    more = [f"- … và {beyond} lỗi khác"] if beyond else []
    return "\n".join([f"{_KINDS[_kind(error)]} ({len(error.problems)} lỗi):", *problems, *more])


def _unknown(error: UnknownIdError) -> str:
    kind = _THINGS.get(error.kind, "giá trị")
    near = error.nearest
    first = "”, “".join(one[:LONGEST_MESSAGE] for one in error.known[:SHOWN_PROBLEMS])
    remedy = f"có phải là “{near}”?" if near else f"các mã đã có: “{shortened(first, LONGEST_OF_SEVERAL)}”."
    told = remedy if error.known else "chưa có mã nào."
    wrong = shortened(error.wrong, 80) if isinstance(error.wrong, str) else shown(error.wrong)
    return f"{_place(error.where)}Không có {kind} “{wrong}”; {told}"


def _kind(error: XhhtError) -> type:
    """The nearest kind of error that has a name."""
    return next(kind for kind in type(error).__mro__ if kind in _KINDS)


def _place(where: str | None) -> str:
    """The place of a problem in a list, counted from one; any other place stands in the message itself."""
    if line := re.fullmatch(r"line (\d+): ", where or ""):
        return f"Dòng {line[1]}: "
    if cell := re.fullmatch(r"rows\[(\d+)\], column '([^']*)': ", where or ""):
        return f"Dòng số liệu thứ {int(cell[1]) + 1}, cột “{cell[2]}”: "
    found = re.fullmatch(r"(\w+)\[(\d+)\](?:: )?", where or "")
    if found is None or found[1] not in _LISTS:
        return ""
    return f"{_LISTS[found[1]]} thứ {int(found[2]) + 1}: "


def _in_vietnamese(name: str, value: str) -> str:
    """A part of a message with days and shares as Vietnamese prints them, and bodies without their English names."""
    if name in ("one", "other"):
        value = re.sub(r"[.,](?=\d)", lambda sign: {".": ",", ",": "."}[sign[0]], value.replace("about ", "khoảng "))
    if name in ("most", "rows", "columns"):
        return format_count(int(value), "vi")
    if name == "missing":
        value = "”, “".join(re.findall(r"(?:^|, )(\S+) \(", value))
    return re.sub(r"\d{4}-\d\d-\d\d", _day, value)


def _day(found: re.Match[str]) -> str:
    """A day as Vietnamese prints it; what only looks like one, such as an id, stays as it is."""
    try:
        return format_day(date.fromisoformat(found[0]), "vi")
    except ValueError:
        return found[0]


_PLACE = r"(?P<place>\w+\[\d+\]: |line \d+: |rows\[\d+\], column '[^']*': )?"
_SENTENCES = (
    (
        r"(?P<numerator>\d+) of (?P<denominator>\d+) cannot be: the numerator is above the denominator; .*",
        "Tử số {numerator} lớn hơn mẫu số {denominator}; đề nghị kiểm tra lại báo cáo",
    ),
    (
        r".* cannot be negative, got (?P<count>\S+); .*",
        "Số lượng không được là số âm ({count}); đề nghị kiểm tra lại báo cáo",
    ),
    (
        r".* is a whole number \(int\), got \w+ (?P<value>.+); .*",
        "Số lượng phải là số nguyên, số liệu nhận được là “{value}”",
    ),
    (
        r"['\"](?P<text>.*)['\"] cannot be read at character (?P<character>\d+) .*",
        "Không đọc được số liệu “{text}” từ ký tự thứ {character}",
    ),
    (
        (
            r"two reports of '(?P<indicator>[^']+)' of '(?P<party>[^']+)' in '(?P<region>.+?)' on (?P<day>\S+) "
            r"contradict each other: (?P<one>.+?) and (?P<other>.+?); .*"
        ),
        (
            "Hai báo cáo của “{party}” về “{indicator}” tại “{region}” ngày {day} mâu thuẫn nhau: {one} và {other}; "
            "đề nghị giữ lại một báo cáo"
        ),
    ),
    (
        r"'(?P<indicator>.+?)' is not asked of '(?P<party>.+?)' for its own people, .*",
        (
            "Chỉ tiêu về “{indicator}” không giao riêng cho “{party}”; đề nghị báo cáo số liệu chung, không kèm mã cơ "
            "quan, tổ chức"
        ),
    ),
    (
        r"'(?P<indicator>.+?)' is asked of no body of its own people; .*",
        "Chỉ tiêu về “{indicator}” không giao riêng cho cơ quan, tổ chức nào; đề nghị tổng hợp theo địa bàn",
    ),
    (
        (
            r"two reports of '(?P<indicator>.+?)' in '(?P<region>.+?)' on (?P<day>\S+) contradict each other: "
            r"(?P<one>.+?) and (?P<other>.+?); .*"
        ),
        (
            "Hai báo cáo về “{indicator}” tại “{region}” ngày {day} mâu thuẫn nhau: {one} và {other}; "
            "đề nghị giữ lại một báo cáo"
        ),
    ),
    (
        r"region '(?P<region>.+?)' does not exist on (?P<day>\S+) .*",
        "Địa bàn “{region}” không tồn tại vào ngày {day}; đề nghị báo cáo theo địa bàn tồn tại vào ngày đó",
    ),
    (
        r"two lives of region '(?P<region>.+?)' overlap .*",
        "Hai giai đoạn tồn tại của địa bàn “{region}” chồng lên nhau; đề nghị sửa ngày bắt đầu hoặc ngày kết thúc",
    ),
    (
        r"region '(?P<region>.+?)' has no parent on (?P<day>[^:]+): .*",
        "Địa bàn “{region}” không có cấp trên vào ngày {day}",
    ),
    (
        r"regions are their own parents in a circle: (?P<circle>.+); cut it",
        "Quan hệ trực thuộc giữa các địa bàn tạo thành vòng khép kín: {circle}",
    ),
    (
        (
            r"'(?P<party>.+?)' reports something of (?P<day>\S+), outside the programme \((?P<first>\S+) to "
            r"(?P<last>\S+)\); .*"
        ),
        (
            "“{party}” báo cáo hoạt động ngày {day}, ngoài thời gian thực hiện chương trình (từ ngày {first} đến ngày "
            "{last})"
        ),
    ),
    (
        r"'(?P<party>.+?)' has no part in '(?P<task>.+?)' .*",
        "“{party}” không tham gia nhiệm vụ “{task}”; đề nghị kiểm tra lại mã cơ quan hoặc mã nhiệm vụ",
    ),
    (
        r"an activity of (?P<day>\S+) cannot be reported on (?P<reported>[^;]+); .*",
        "Hoạt động ngày {day} không thể được báo cáo ngày {reported}; đề nghị kiểm tra lại ngày",
    ),
    (
        r"'(?P<difficulty>.+?)' was raised on (?P<day>[^,]+), outside the programme .*",
        "Khó khăn, vướng mắc “{difficulty}” nêu ngày {day}, ngoài thời gian thực hiện chương trình",
    ),
    (
        r"the period from (?P<first>\S+) to (?P<last>\S+) runs backwards; .*",
        "Thời gian từ ngày {first} đến ngày {last} không hợp lệ; đề nghị kiểm tra lại thứ tự hai ngày",
    ),
    (
        r"a report from (?P<first>\S+) to (?P<last>\S+) does not lie in the programme's life .*",
        "Thời gian báo cáo từ ngày {first} đến ngày {last} nằm ngoài thời gian thực hiện chương trình",
    ),
    (
        r"amendment '(?P<amendment>.+?)' needs the agreement of every signing body.*; missing: (?P<missing>.+)",
        (
            "Nội dung điều chỉnh, bổ sung “{amendment}” phải được mọi bên ký kết thống nhất; còn thiếu ý kiến của "
            "“{missing}”"
        ),
    ),
    (
        r"the \w+ file is locked by a password; .*",
        "Tệp được bảo vệ bằng mật khẩu; đề nghị bỏ mật khẩu rồi lưu lại",
    ),
    (
        r"the file is of the old Excel kind .*",
        "Tệp thuộc định dạng Excel cũ (.xls); đề nghị lưu lại dưới dạng .xlsx",
    ),
    (r"the file is a PDF; .*", "Tệp ở định dạng PDF; đề nghị gửi bảng tính gốc"),
    (
        r"the file is (?:a web page|a ZIP archive|neither text) .*",
        "Tệp không phải là bảng tính; đề nghị lưu lại dưới dạng .xlsx, .ods hoặc CSV UTF-8",
    ),
    (
        r"the text is not \S+ at byte .*",
        "Bảng mã của tệp CSV không đúng; đề nghị lưu lại dưới dạng “CSV UTF-8”",
    ),
    (r"the file is empty", "Tệp không có dữ liệu"),
    (
        r"the (?:\w+ )?file is damaged[: ].*",
        "Tệp bị hỏng; đề nghị mở bằng phần mềm bảng tính rồi lưu lại",
    ),
    (
        r"the file is longer than Limits\.\w+ \((?P<most>\d+)\); .*",
        "Dung lượng tệp vượt mức tối đa {most} byte; đề nghị chia thành nhiều tệp",
    ),
    (
        r"the (?:file|sheets|cells) ha(?:s|ve) more \w+ than Limits\.\w+ .*",
        "Tệp có quá nhiều ô hoặc quá nhiều chữ; đề nghị chia thành nhiều tệp",
    ),
    (
        r"sheet .* no spreadsheet has more than (?P<rows>\d+) rows and (?P<columns>\d+) columns; .*",
        "Bảng vượt quá {rows} dòng hoặc {columns} cột; đề nghị chia thành nhiều bảng",
    ),
    (
        r"a day such as (?:\S+) is needed, got (?P<value>.+)",
        "Ngày phải viết theo dạng năm-tháng-ngày, ví dụ 2020-12-31; đã nhận được {value}",
    ),
    (r"(?P<wrong>\S+) is not in the calendar; .*", "Không có ngày {wrong}; đề nghị kiểm tra lại ngày"),
    (
        r"region '(?P<region>.+?)' has no parts on (?P<day>\S+); .*",
        "Địa bàn “{region}” không có đơn vị trực thuộc vào ngày {day} nên không tổng hợp được",
    ),
)
_LISTS = {
    "observations": "Báo cáo",
    "activities": "Hoạt động",
    "difficulties": "Khó khăn, vướng mắc",
    "recognitions": "Quyết định công nhận",
    "regions": "Địa bàn",
}
_THINGS = {
    "indicator": "chỉ số",
    "target": "chỉ tiêu",
    "region": "địa bàn",
    "party": "cơ quan, tổ chức",
    "responsibility": "nhiệm vụ",
    "duty": "công việc định kỳ",
    "content": "nội dung phối hợp",
    "title": "danh hiệu",
    "tier": "nhóm địa bàn",
    "campaign": "phong trào, cuộc vận động",
    "beneficiary": "đối tượng",
    "clause": "mục",
    "language": "ngôn ngữ",
    "locale": "cách viết số",
    "level": "cấp",
    "base": "loại mẫu số",
    "measure": "đơn vị tính",
    "signing body": "bên ký kết",
    "amendment": "lần điều chỉnh, bổ sung",
    "column": "cột",
    "heading": "tiêu đề",
    "place": "địa bàn",
    "programme": "chương trình",
    "province": "tỉnh, thành phố",
    "scenario": "kịch bản",
    "sheet": "trang tính",
    "step": "bước",
}
_KINDS: dict[type, str] = {
    InvalidObservationsError: "Số liệu báo cáo chưa hợp lệ",
    InvalidRegionsError: "Danh sách địa bàn chưa hợp lệ",
    InvalidActivitiesError: "Báo cáo hoạt động chưa hợp lệ",
    InvalidDifficultiesError: "Danh sách khó khăn, vướng mắc chưa hợp lệ",
    InvalidRecognitionsError: "Các quyết định công nhận chưa hợp lệ",
    InvalidProgrammeError: "Chương trình chưa hợp lệ",
    InvalidAmendmentError: "Nội dung điều chỉnh, bổ sung chưa hợp lệ",
    InvalidScheduleError: "Lịch công việc chưa hợp lệ",
    InvalidScenarioError: "Kịch bản chưa hợp lệ",
    InvalidPlanError: "Kế hoạch chưa hợp lệ",
    ProblemsError: "Dữ liệu chưa hợp lệ",
    InvalidCriteriaError: "Bộ tiêu chí chưa hợp lệ",
    InvalidPointsError: "Điểm chấm chưa hợp lệ",
    InvalidProcedureError: "Quy trình chưa hợp lệ",
    InvalidCasesError: "Hồ sơ xét công nhận chưa hợp lệ",
    InvalidMethodError: "Phương pháp tính chưa hợp lệ",
    InvalidSpreadError: "Thông số mô phỏng chưa hợp lệ",
    NotAgreedError: "Chưa đủ ý kiến thống nhất của các bên ký kết",
    NotResponsibleError: "Cơ quan, tổ chức không chịu trách nhiệm về việc này",
    ContradictionError: "Các báo cáo mâu thuẫn nhau",
    RegionLifeError: "Địa bàn không tồn tại vào ngày này",
    RegionTreeError: "Quan hệ trực thuộc giữa các địa bàn chưa hợp lệ",
    UnreadablePrintError: "Không đọc được số liệu",
    InvalidTypeError: "Dữ liệu không đúng kiểu",
    InvalidValueError: "Giá trị không hợp lệ",
    UnsolvedPlanError: "Không tìm được phương án",
    MissingExtraError: "Chưa cài đặt thư viện cần thiết",
    XhhtError: "Không thực hiện được yêu cầu",
}
