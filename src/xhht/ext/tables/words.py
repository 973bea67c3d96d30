"""The words of tables, in both languages."""

from __future__ import annotations

from xhht.texts import Language, Text

_WORDS = {
    "region": Text("địa bàn", "region"),
    "target": Text("chỉ tiêu", "target"),
    "outcome": Text("kết quả", "outcome"),
    "reported": Text("số liệu", "reported"),
    "asked": Text("yêu cầu", "asked"),
    "distance": Text("chênh lệch (điểm %)", "distance (points)"),
    "missing": Text("còn thiếu", "still missing"),
    "planned": Text("theo kế hoạch", "planned"),
    "yes": Text("có", "yes"),
    "no": Text("không", "no"),
    "verdicts": Text("Đánh giá đến ngày {}", "Verdicts as of {}"),
    "scenario": Text("Kịch bản “{}”", "Scenario “{}”"),
    "scenarios": Text("Các kịch bản đến ngày {}", "Scenarios as of {}"),
    "plan": Text("Kế hoạch đến ngày {}", "Plan up to {}"),
    "recognitions": Text("{} công nhận", "{} recognitions"),
    "roll_up": Text("{} tại {} đến ngày {}", "{} in {} as of {}"),
    "none": Text("chưa báo cáo", "not reported"),
    "unknown": Text("chưa rõ", "unknown"),
    "day": Text("ngày", "day"),
    "least": Text("ít nhất", "least"),
    "most": Text("nhiều nhất", "most"),
    "of": Text("trên tổng số", "of all"),
    "path": Text("Lộ trình: {}", "Path: {}"),
    "to_have": Text("cần đạt", "share on the path"),
    "review": Text("Đánh giá năm {}", "Review of {}"),
    "party": Text("đơn vị", "body"),
    "responsibility": Text("nhiệm vụ", "responsibility"),
    "clause": Text("điểm", "clause"),
    "status": Text("tình trạng", "status"),
    "activities": Text("hoạt động", "activities"),
    "matrix": Text("Phân công: {}", "Who does what: {}"),
    "calendar": Text("Lịch công việc", "Calendar"),
    "duty": Text("công việc", "duty"),
    "stated": Text("do văn bản quy định", "stated by the text"),
    "convention": Text("theo quy ước", "by convention"),
    "observations": Text("Số liệu báo cáo", "Reported figures"),
    "indicator": Text("chỉ số", "indicator"),
    "source": Text("nguồn", "source"),
    "runs": Text("{} lần chạy, số khởi đầu {}", "{} runs, seed {}"),
    "share_of_runs": Text("tỷ lệ lần chạy đạt", "runs in which it is met"),
    "ratio": Text("tốc độ quan sát / cần thiết", "observed / required rate"),
    "progress": Text("Tiến độ", "Progress"),
}


def word(key: str, lang: Language, *values: str) -> str:
    """A word or a phrase of tables in a language."""
    return _WORDS[key].in_language(lang).format(*values)
