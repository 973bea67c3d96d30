"""The document, the legal documents it rests on, and who received it."""

from datetime import date

from xhht.model.parties import Recipient
from xhht.model.sources import Basis, Document
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

DOCUMENT = Document(
    "154/CTPH-LN",
    Text(
        "Chương trình phối hợp thực hiện Đề án “Đẩy mạnh phong trào học tập suốt đời trong gia đình, dòng họ, "
        "cộng đồng đến năm 2020”",
        "Coordination programme for the scheme “Promoting the movement of lifelong learning in families, clans and "
        "communities to 2020”",
    ),
    issuer=Text(
        "Mặt trận Tổ quốc, năm tổ chức đoàn thể và Hội Khuyến học tỉnh Yên Bái",
        "The Fatherland Front, five mass organisations and the Learning Promotion Association of Yên Bái Province",
    ),
    issued_on=date(2016, 12, 20),
    place="Yên Bái",
)

SUBJECT = Text("Công tác phối hợp liên ngành", "Coordination between agencies")

DIRECTIVE_NAME = Text(
    "Chỉ thị về “Tăng cường sự lãnh đạo của Đảng đối với công tác khuyến học, khuyến tài, xây dựng xã hội học tập”",
    "Directive on strengthening the Party's leadership in the promotion of learning and talent and the building of "
    "a learning society",
)

DIRECTIVE_11 = Document(
    "11-CT/TW",
    DIRECTIVE_NAME,
    issuer=Text("Bộ Chính trị (khóa X)", "Politburo (10th term)"),
    issued_on=date(2007, 4, 13),
)

DIRECTIVE_18 = Document(
    "18-CT/TU",
    DIRECTIVE_NAME,
    issuer=Text(
        "Ban Thường vụ Tỉnh ủy Yên Bái (khóa XVI)",
        "Standing Board of the Yên Bái provincial Party committee (16th term)",
    ),
    issued_on=date(2008, 8, 25),
)

DECISION_281 = Document(
    "281/QĐ-TTg",
    Text(
        "Quyết định phê duyệt Đề án “Đẩy mạnh phong trào học tập suốt đời trong gia đình, dòng họ, cộng đồng đến "
        "năm 2020”",
        "Decision approving the scheme “Promoting the movement of lifelong learning in families, clans and communities "
        "to 2020”",
    ),
    issuer=Text("Thủ tướng Chính phủ", "Prime Minister"),
    issued_on=date(2014, 2, 20),
)

DECISION_89 = Document(
    "89/QĐ-TTg",
    Text(
        "Quyết định phê duyệt Đề án “Xây dựng xã hội học tập giai đoạn 2012 - 2020”",
        "Decision approving the scheme “Building a learning society, 2012–2020”",
    ),
    issuer=Text("Thủ tướng Chính phủ", "Prime Minister"),
    issued_on=date(2013, 1, 9),
)

PEOPLES_COMMITTEE = Text("Ủy ban nhân dân tỉnh Yên Bái", "People's Committee of Yên Bái Province")

PLAN_97 = Document(
    "97/KH-UBND",
    Text(
        "Kế hoạch số 97/KH-UBND của Ủy ban nhân dân tỉnh Yên Bái",
        "Plan 97/KH-UBND of the People's Committee of Yên Bái Province",
    ),
    issuer=PEOPLES_COMMITTEE,
)

PLAN_95 = Document(
    "95/KH-UBND",
    Text(
        "Kế hoạch số 95/KH-UBND của Ủy ban nhân dân tỉnh Yên Bái",
        "Plan 95/KH-UBND of the People's Committee of Yên Bái Province",
    ),
    issuer=PEOPLES_COMMITTEE,
)

PLAN_86 = Document(
    "86/KH-UBND",
    Text(
        "Kế hoạch số 86/KH-UBND của Ủy ban nhân dân tỉnh Yên Bái",
        "Plan 86/KH-UBND of the People's Committee of Yên Bái Province",
    ),
    issuer=PEOPLES_COMMITTEE,
)

PLANS_OF_THE_PREAMBLE = "Các Kế hoạch của Ủy ban nhân dân tỉnh"
PLANS_OF_I_1 = "các Kế hoạch của Ủy ban nhân dân tỉnh"
NUMBER_FROM_IV_7 = Text(
    "Ở đây văn bản không ghi số kế hoạch; theo mục IV.7, các kế hoạch triển khai Đề án là Kế hoạch 95 và Kế hoạch 86.",
    "The text prints no number here; by section IV.7 the plans for the scheme are Plans 95 and 86.",
)

BASES = (
    Basis(DIRECTIVE_11, printed="11- CT/TW", source=places.PREAMBLE),
    Basis(
        DIRECTIVE_18,
        printed="18-CT/TW",
        source=places.PREAMBLE,
        correction=Text(
            "Cơ quan ban hành là Ban Thường vụ Tỉnh ủy nên ký hiệu đúng là CT/TU, như chính văn bản ghi ở mục I.1.",
            "The Standing Board of the provincial Party committee issued it, so the sign is CT/TU, as the text itself "
            "prints it in section I.1.",
        ),
    ),
    Basis(DECISION_281, printed="281/QĐ-TTg", source=places.PREAMBLE),
    Basis(PLAN_95, printed=PLANS_OF_THE_PREAMBLE, source=places.PREAMBLE, correction=NUMBER_FROM_IV_7),
    Basis(PLAN_86, printed=PLANS_OF_THE_PREAMBLE, source=places.PREAMBLE, correction=NUMBER_FROM_IV_7),
    Basis(DIRECTIVE_11, printed="11- CT/TW", source=places.I_1),
    Basis(DIRECTIVE_18, printed="18 - CT/TU", source=places.I_1),
    Basis(DECISION_281, printed="281/QĐ-TTg", source=places.I_1),
    Basis(PLAN_95, printed=PLANS_OF_I_1, source=places.I_1, correction=NUMBER_FROM_IV_7),
    Basis(PLAN_86, printed=PLANS_OF_I_1, source=places.I_1, correction=NUMBER_FROM_IV_7),
    Basis(DECISION_89, printed="89/QĐ-TTg", source=places.III_1),
    Basis(DECISION_281, printed="281/QĐ-TTg", source=places.III_1),
    Basis(PLAN_97, printed="97/KH-UBND", source=places.III_1),
    Basis(PLAN_95, printed="95/KH-UBND", source=places.III_1),
    Basis(PLAN_86, printed="86/KH-UBND", source=places.III_1),
    Basis(PLAN_95, printed="95/KH-UBND", source=places.IV_7),
    Basis(PLAN_86, printed="86/KH-UBND", source=places.IV_7),
)

RECIPIENTS = (
    Recipient(Text("Tỉnh ủy Yên Bái", "Yên Bái provincial Party committee"), source=places.RECIPIENTS),
    Recipient(Text("Hội đồng nhân dân tỉnh", "Provincial People's Council"), source=places.RECIPIENTS),
    Recipient(Text("Ủy ban nhân dân tỉnh", "Provincial People's Committee"), source=places.RECIPIENTS),
    Recipient(Text("Hội Khuyến học Việt Nam", "Vietnam Association for Learning Promotion"), source=places.RECIPIENTS),
    Recipient(Text("Mặt trận, các đoàn thể", "The Front and the mass organisations"), source=places.RECIPIENTS),
    Recipient(Text("Hội Khuyến học tỉnh", "Provincial Learning Promotion Association"), source=places.RECIPIENTS),
    Recipient(Text("Lưu: Văn phòng", "Office (file copy)"), source=places.RECIPIENTS),
)
