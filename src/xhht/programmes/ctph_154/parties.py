"""The seven signing bodies, their focal points and who signed for them."""

from xhht.model.parties import FocalPoint, Party, Signature
from xhht.programmes.ctph_154 import places
from xhht.texts import Text

PARTIES = (
    Party(
        "front",
        Text("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Yên Bái", "Vietnam Fatherland Front Committee of Yên Bái Province"),
        short_name=Text("Mặt trận Tổ quốc", "Fatherland Front"),
        members=Text("các tổ chức thành viên và nhân dân trong tỉnh", "its member organisations and the people"),
        source=places.HEADING,
    ),
    Party(
        "labour",
        Text("Liên đoàn Lao động tỉnh Yên Bái", "Federation of Labour of Yên Bái Province"),
        short_name=Text("Liên đoàn Lao động", "Federation of Labour"),
        members=Text("công nhân, viên chức, người lao động", "workers, public employees and other working people"),
        source=places.HEADING,
    ),
    Party(
        "youth",
        Text(
            "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Yên Bái",
            "Ho Chi Minh Communist Youth Union of Yên Bái Province",
        ),
        short_name=Text("Tỉnh đoàn", "Youth Union"),
        members=Text("đoàn viên, thanh niên", "Youth Union members and young people"),
        source=places.HEADING,
    ),
    Party(
        "women",
        Text("Hội Liên hiệp Phụ nữ tỉnh Yên Bái", "Women's Union of Yên Bái Province"),
        short_name=Text("Hội LHPN", "Women's Union"),
        members=Text("phụ nữ, cán bộ và hội viên của Hội", "women, and the Union's officers and members"),
        source=places.HEADING,
    ),
    Party(
        "farmers",
        Text("Hội Nông dân tỉnh Yên Bái", "Farmers' Union of Yên Bái Province"),
        short_name=Text("Hội Nông dân", "Farmers' Union"),
        members=Text("nông dân, cán bộ và hội viên của Hội", "farmers, and the Union's officers and members"),
        source=places.HEADING,
    ),
    Party(
        "veterans",
        Text("Hội Cựu chiến binh tỉnh Yên Bái", "Veterans' Association of Yên Bái Province"),
        short_name=Text("Hội Cựu chiến binh", "Veterans' Association"),
        members=Text("cựu chiến binh", "war veterans"),
        source=places.HEADING,
    ),
    Party(
        "association",
        Text("Hội Khuyến học tỉnh Yên Bái", "Learning Promotion Association of Yên Bái Province"),
        short_name=Text("Hội Khuyến học", "Learning Promotion Association"),
        members=Text("cán bộ, hội viên khuyến học", "officers and members of the Association"),
        source=places.HEADING,
    ),
)

COMMUNICATION_BOARD = Text("Ban Tuyên giáo", "Communication and Education Board")

FOCAL_POINTS = (
    FocalPoint("front", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("labour", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("youth", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("women", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("farmers", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("veterans", COMMUNICATION_BOARD, source=places.V_3),
    FocalPoint("association", Text("Văn phòng Hội", "Office of the Association"), source=places.V_3),
)

PRESIDENT = Text("Chủ tịch", "President")
VICE_PRESIDENT = Text("Phó Chủ tịch", "Vice-President")

SIGNATURES = (
    Signature("front", "Nguyễn Thanh Xuân", VICE_PRESIDENT, source=places.SIGNATURES),
    Signature("farmers", "Hoàng Hữu Độ", PRESIDENT, source=places.SIGNATURES),
    Signature("labour", "Nguyễn Thị Vân", VICE_PRESIDENT, source=places.SIGNATURES),
    Signature("youth", "Đoàn Thị Thanh Tâm", Text("Bí thư", "Secretary"), source=places.SIGNATURES),
    Signature("women", "Vũ Thị Hiền Hạnh", PRESIDENT, source=places.SIGNATURES),
    Signature("veterans", "Nguyễn Tiến Quang", VICE_PRESIDENT, source=places.SIGNATURES),
    Signature("association", "Ngô Thị Chinh", PRESIDENT, source=places.SIGNATURES),
)
