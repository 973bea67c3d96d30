"""The words of tables, in both languages: what stands above columns, in titles, in cells and in notes."""

from __future__ import annotations

from xhht.ext.tables.sheets import Heading
from xhht.model.targets import Reading
from xhht.pace.arrivals import LineMethod
from xhht.planning.allotments import Proof
from xhht.planning.efforts import DoubtKind
from xhht.planning.fairness import Fairness
from xhht.texts import Text

ACTIVITIES = Heading(Text("hoạt động", "activities"), is_number=True)
ARRIVES = Heading(Text("ngày đạt", "arrives"))
ASKED = Heading(Text("yêu cầu", "asked"))
ASSUMPTION = Heading(Text("giả định", "assumption"))
BASIS = Heading(Text("nguồn", "source"))
BEST = Heading(Text("trường hợp tốt nhất", "best case"), is_number=True)
BY = Heading(Text("thực hiện", "by"))
CHANCE = Heading(Text("tỷ lệ lần chạy đạt", "runs in which it is met"), is_number=True)
CLAUSE = Heading(Text("mục", "clause"))
COST = Heading(Text("chi phí", "cost"), is_number=True)
CRITERION = Heading(Text("tiêu chí, điều kiện", "criterion"))
DAY = Heading(Text("ngày", "day"))
DISTANCE = Heading(Text("chênh lệch (điểm %)", "distance (points)"), is_number=True)
DUE = Heading(Text("đến ngày", "due"))
DUTY = Heading(Text("công việc", "duty"))
EFFECT = Heading(Text("tác động", "effect"), is_number=True)
EVIDENCE = Heading(Text("minh chứng", "evidence"))
FIELD = Heading(Text("trường", "field"))
FLOOR = Heading(Text("tối thiểu", "least asked"), is_number=True)
HOLDER = Heading(Text("đối tượng", "holder"))
ID = Heading(Text("mã", "id"))
INDICATOR = Heading(Text("chỉ số", "indicator"))
LAPSED = Heading(Text("hết hiệu lực", "lapsed"), is_number=True)
LEAST = Heading(Text("ít nhất", "least"), is_number=True)
METHOD = Heading(Text("phương pháp", "method"))
MET_WITH = Heading(Text("đạt khi có", "met with it"), is_number=True)
MET_WITHOUT = Heading(Text("đạt khi không có", "met without it"), is_number=True)
LEVEL = Heading(Text("cấp", "level"))
LEVELS = Heading(Text("cấp", "levels"))
MISSING = Heading(Text("còn thiếu", "still missing"), is_number=True)
MISSING_PARTS = Heading(Text("số nơi chưa báo cáo", "parts not reported"), is_number=True)
MOST = Heading(Text("nhiều nhất", "most"), is_number=True)
MOST_POINTS = Heading(Text("tối đa", "most points"), is_number=True)
OF_ALL = Heading(Text("trên tổng số", "of all"), is_number=True)
OF_REGISTERED = Heading(Text("công nhận trên số đăng ký", "recognised of the registered"), is_number=True)
OUTCOME = Heading(Text("kết quả", "outcome"))
OVERDUE = Heading(Text("quá hạn", "overdue"))
PARENT = Heading(Text("thuộc", "part of"))
PARTY = Heading(Text("đơn vị", "body"))
NEEDED = Heading(Text("điểm % cần thêm mỗi năm", "points a year needed"), is_number=True)
PACE = Heading(Text("tiến độ", "pace"))
PER_YEAR = Heading(Text("điểm % mỗi năm", "points a year"), is_number=True)
PLACE = Heading(Text("hạng", "place"), is_number=True)
PLANNED = Heading(Text("theo kế hoạch", "planned"))
POINTS = Heading(Text("điểm", "points"), is_number=True)
POSSIBLE = Heading(Text("có thể", "possible"), is_number=True)
RATIO = Heading(Text("tốc độ quan sát / cần thiết", "observed / required rate"), is_number=True)
RECOGNISE = Heading(Text("công nhận thêm", "to recognise"), is_number=True)
RECOGNISED = Heading(Text("được công nhận", "recognised"), is_number=True)
REGION = Heading(Text("địa bàn", "region"))
REGISTERED = Heading(Text("đã đăng ký", "registered"), is_number=True)
REPORTED = Heading(Text("số liệu", "reported"))
REPORTS = Heading(Text("số báo cáo", "reports"), is_number=True)
RESPONSIBILITY = Heading(Text("nhiệm vụ", "responsibility"))
SCOPE = Heading(Text("áp dụng cho", "holds for"))
SINCE = Heading(Text("từ ngày", "since"))
STATUS = Heading(Text("tình trạng", "status"))
STEP = Heading(Text("bước", "step"))
TARGET = Heading(Text("chỉ tiêu", "target"))
TO_HAVE = Heading(Text("cần đạt", "share on the path"), is_number=True)
TRAITS = Heading(Text("đặc điểm", "traits"))
UNTIL = Heading(Text("hạn", "until"))
VALUE = Heading(Text("giá trị", "value"))
WORST = Heading(Text("trường hợp xấu nhất", "worst case"), is_number=True)
YEAR = Heading(Text("năm", "year"))

BY_DOCUMENT = Text("Căn cứ: văn bản số {}", "Basis: {}")
NOT_SCORED = Text("chưa chấm", "not scored")
OPEN_STEPS = Text("Việc còn phải làm, ngày {}", "Open steps on {}")
STAGES = Text("Đăng ký và công nhận, ngày {}", "Registered and recognised on {}")
ARRIVALS = Text("Ngày đạt", "Arrival")
ASKED_OF = Text("yêu cầu: {}", "asked: {}")
CALENDAR = Text("Lịch công việc định kỳ", "Calendar")
EFFORT = Text("Phương án ít tốn công sức nhất: {} tại {} đến ngày {}", "Least effort: {} in {} up to {}")
EFFORT_KNOWN = Text("{} · {} lượt công nhận, chi phí {}", "{} · {} recognitions, cost {}")
EFFORT_OPEN = Text("{} · chưa rõ", "{} · not known")
EFFORT_RANGE = Text("{} · chưa rõ: từ {} đến {} lượt công nhận", "{} · not known: {} to {} recognitions")
INFLUENCES = Text("Mức độ ảnh hưởng của các giả định", "Which assumption matters most")
MATRIX = Text("Bảng phân công trách nhiệm: {}", "Who does what: {}")
NEEDS = Text("Còn thiếu", "Still missing")
OBSERVATIONS = Text("Số liệu báo cáo", "Reported figures")
PATH = Text("Lộ trình: {}", "Path: {}")
PLAN = Text("Kế hoạch đến ngày {}", "Plan up to {}")
PROGRESS = Text("Tiến độ", "Progress")
RANKING = Text("Xếp hạng: {}", "Ranking: {}")
RECOGNITIONS = Text("{} lượt công nhận", "{} recognitions")
REGIONS = Text("Địa bàn", "Regions")
REPORT = Text("{}: báo cáo từ ngày {} đến ngày {}", "{}: report from {} to {}")
REVIEW = Text("{}: Đánh giá năm {}", "{}: Review of {}")
ROLL_UP = Text("{} tại {} đến ngày {}", "{} in {} as of {}")
ROLL_UPS = Text("Số liệu tổng hợp đến ngày {}", "Sums as of {}")
RUNS = Text("{} lần chạy, hạt giống ngẫu nhiên {}", "{} runs, seed {}")
SCENARIO = Text("Kịch bản “{}”", "Scenario “{}”")
SCENARIOS = Text("Các kịch bản đến ngày {}", "Scenarios as of {}")
TARGETS = Text("Chỉ tiêu", "Targets")
TASKS = Text("Nhiệm vụ năm tiếp theo", "Tasks of the next year")
VERDICTS = Text("Đánh giá đến ngày {}", "Verdicts as of {}")
VERDICTS_BY = Text("{}: Đánh giá đến ngày {}", "{}: Verdicts as of {}")

ALL_YEARS = Text("cả kỳ", "in all")
BY_PARTY = Text("Giao cho từng đơn vị đối với người của mình: {}", "Asked of each body of its own people: {}")
CAPACITY = Text("Khả năng thực hiện: {} lượt công nhận, {}: {}", "Capacity: {} recognitions {}: {}")
CONVENTION = Text("theo quy ước", "by convention")
DIFFICULTIES = Text("Khó khăn, vướng mắc chưa giải quyết: {}", "Open difficulties: {}")
DOUBT = Text("Chưa đủ cơ sở kết luận: {}, {} ({})", "Open: {}, {} ({})")
EACH_YEAR = Text("mỗi năm", "each year")
EVERYTHING = Text("mọi chỉ tiêu, mọi địa bàn", "everything")
EVERYWHERE = Text("mọi địa bàn", "everything")
EVERY_LEVEL = Text("mọi cấp", "every level")
LEFT_OUT = Text("Không có số liệu để đánh giá: {} dòng", "Without figures to judge: {} rows")
NEVER = Text("không đạt được", "never")
NONE = Text("không có", "none")
NOT_REPORTED = Text("chưa báo cáo", "not reported")
OUTDATED = Text("quá cũ: {}, ngày {}", "too old: {}, {}")
REPORTED_ON = Text("{}, ngày {}", "{}, {}")
REPORTED_FROM = Text("{}, từ ngày {} đến ngày {}", "{}, {} to {}")
SIGNED = Text("{} {}", "{} {}")
SILENT = Text("Các đơn vị chưa báo cáo: {}", "Nothing reported: {}")
STATED = Text("do văn bản quy định", "stated by the text")
UNKNOWN = Text("chưa rõ", "unknown")
WITH_DISTANCE = Text("{} ({})", "{} ({})")

DOUBTS = {
    DoubtKind.MISSING: NOT_REPORTED,
    DoubtKind.NOT_COUNTED: Text("không có số lượng", "not counted"),
    DoubtKind.BOUNDED: Text("chỉ biết trong khoảng", "known within bounds only"),
    DoubtKind.SIZE_UNKNOWN: Text("chưa rõ tổng số", "size unknown"),
    DoubtKind.ONLY_REGISTERED: Text("chỉ tính số đăng ký", "of the registered only"),
}
METHODS = {
    LineMethod.LEAST_SQUARES: Text("bình phương tối thiểu", "least squares"),
    LineMethod.LAST_TWO: Text("hai báo cáo cuối", "last two reports"),
    LineMethod.FIRST_AND_LAST: Text("báo cáo đầu và cuối", "first and last report"),
}
FAIRNESS = {
    Fairness.PROPORTIONAL: Text(
        "Chia theo tỷ lệ số còn thiếu của từng nơi", "Divided in proportion to what each place lacks"
    ),
    Fairness.EQUAL: Text("Chia đều cho các nơi còn thiếu", "Divided evenly among the places that lack some"),
}
PROOFS = {
    Proof.SMALLEST_FIRST: Text(
        "Ưu tiên nơi còn thiếu ít nhất: không có phương án nào đạt nhiều chỉ tiêu hơn",
        "The smallest needs go first: no other plan meets more",
    ),
    Proof.BOUND: Text(
        "Đã đạt giới hạn trên tính chính xác: không có phương án nào đạt nhiều chỉ tiêu hơn",
        "It reaches an exact upper bound: no other plan meets more",
    ),
    Proof.SOLVER: Text(
        "Đã xét mọi phương án: không có phương án nào đạt nhiều chỉ tiêu hơn",
        "All plans were looked through: no other one meets more",
    ),
    Proof.NONE: Text(
        "Chưa xác định được có phương án nào đạt nhiều chỉ tiêu hơn hay không", "Another plan may meet more"
    ),
}
RISES = {
    Reading.POINTS: Text("{} {} điểm % mỗi năm", "{} {} points a year"),
    Reading.RELATIVE: Text("{} {}% mỗi năm", "{} {}% a year"),
}
