from datetime import date

import attrs
import pytest

from xhht import (
    Amendment,
    Observation,
    Region,
    Regions,
    Removal,
    Share,
    assess,
    count_from_text,
    errors,
    explain_error,
    roll_up,
    roll_up_parties,
)
from xhht.coordination import Activity, Difficulty, due_dates, open_difficulties, report, review
from xhht.errors import (
    ContradictionError,
    InvalidAmendmentError,
    InvalidObservationsError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    ProblemsError,
    UnknownIdError,
    XhhtError,
)
from xhht.programmes import ctph_154

PROGRAMME = ctph_154.PROGRAMME
DAY = date(2018, 5, 1)
REGIONS = (Region("x", "Xã X", level="commune", valid_from=date(2018, 1, 1)), Region("y", "Xã Y", level="commune"))


WOMEN = Observation("cadres_trained", "y", DAY, Share(4, 9), party="women")


def activity(**changes):
    return Activity(**{"responsibility": "veterans_build_funds", "party": "veterans", "on": DAY, **changes})


def judged(*seen):
    return assess(PROGRAMME, seen, regions=REGIONS, as_of=date(2018, 12, 31))


def difficulty(day):
    return Difficulty(id="d1", about="x", raised_by="front", concerns=("labour",), on=day)


def drawn_up():
    return report(PROGRAMME, [], kind="final", start=date(2010, 1, 1), end=DAY)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda: Share(91, 74), "Tử số 91 lớn hơn mẫu số 74; đề nghị kiểm tra lại báo cáo."),
        (lambda: Share(-1, 74), "Số lượng không được là số âm (-1); đề nghị kiểm tra lại báo cáo."),
        (lambda: Share(1.0, 74), "Số lượng phải là số nguyên, số liệu nhận được là “1.0”."),
        (lambda: count_from_text("12 khoai"), "Không đọc được số liệu “12 khoai” từ ký tự thứ 4."),
        (
            lambda: judged(*(Observation("clans_recognised", "x", DAY, Share(n, 9)) for n in (4, 5))),
            (
                "Hai báo cáo về “clans_recognised” tại “x” ngày 01/5/2018 mâu thuẫn nhau: 4/9 (khoảng 44,44%) và 5/9 "
                "(khoảng 55,56%); đề nghị giữ lại một báo cáo."
            ),
        ),
        (
            lambda: judged(Observation("clans_recognised", "x", date(2017, 1, 1), Share(4, 9))),
            (
                "Báo cáo thứ 1: Địa bàn “x” không tồn tại vào ngày 01/01/2017; đề nghị báo cáo theo địa bàn tồn tại "
                "vào ngày đó."
            ),
        ),
        (
            lambda: judged(Observation("clans_recognised", "z", DAY, Share(4, 9))),
            "Báo cáo thứ 1: Không có địa bàn “z”; các mã đã có: “x”, “y”.",
        ),
        (
            lambda: judged(Observation("clan_recognised", "x", DAY, Share(4, 9))),
            "Báo cáo thứ 1: Không có chỉ số “clan_recognised”; có phải là “clans_recognised”?",
        ),
        (
            lambda: Regions([*REGIONS, Region("y", "Xã Y", level="commune")]),
            "Hai giai đoạn tồn tại của địa bàn “y” chồng lên nhau; đề nghị sửa ngày bắt đầu hoặc ngày kết thúc.",
        ),
        (
            lambda: Regions([*REGIONS, Region("z", "Thôn Z", level="village", parent="x")]),
            "Địa bàn “z” không có cấp trên vào ngày ",
        ),
        (
            lambda: Regions([Region(one, one, level="commune", parent=other) for one, other in ("ab", "ba")]),
            "Quan hệ trực thuộc giữa các địa bàn tạo thành vòng khép kín: ",
        ),
        (
            lambda: review(PROGRAMME, [activity(on=date(2010, 5, 1))], year=2018),
            (
                "Hoạt động thứ 1: “veterans” báo cáo hoạt động ngày 01/5/2010, ngoài thời gian thực hiện chương "
                "trình (từ ngày 20/12/2016 đến ngày 31/12/2020)."
            ),
        ),
        (
            lambda: review(PROGRAMME, [activity(party="women")], year=2018),
            (
                "Hoạt động thứ 1: “women” không tham gia nhiệm vụ “veterans_build_funds”; đề nghị kiểm tra lại mã "
                "cơ quan "
                "hoặc mã nhiệm vụ."
            ),
        ),
        (
            lambda: activity(reported_on=date(2018, 4, 30)),
            "Hoạt động ngày 01/5/2018 không thể được báo cáo ngày 30/4/2018; đề nghị kiểm tra lại ngày.",
        ),
        (
            lambda: open_difficulties(PROGRAMME, [difficulty(date(2010, 1, 1))], as_of=DAY),
            "Khó khăn, vướng mắc thứ 1: Khó khăn, vướng mắc “d1” nêu ngày 01/01/2010, ngoài thời gian thực hiện",
        ),
        (
            lambda: due_dates(PROGRAMME, DAY, date(2018, 1, 1)),
            "Thời gian từ ngày 01/5/2018 đến ngày 01/01/2018 không hợp lệ; đề nghị kiểm tra lại thứ tự hai ngày.",
        ),
        (
            drawn_up,
            "Thời gian báo cáo từ ngày 01/01/2010 đến ngày 01/5/2018 nằm ngoài thời gian thực hiện chương trình.",
        ),
        (
            lambda: roll_up(PROGRAMME, "clans_recognised", [], regions=REGIONS, into="x", as_of=DAY),
            "Địa bàn “x” không có đơn vị trực thuộc vào ngày 01/5/2018 nên không tổng hợp được.",
        ),
        (
            lambda: judged(*(attrs.evolve(WOMEN, actual=Share(n, 9)) for n in (4, 5))),
            (
                "Hai báo cáo của “women” về “cadres_trained” tại “y” ngày 01/5/2018 mâu thuẫn nhau: 4/9 (khoảng "
                "44,44%) và 5/9"
            ),
        ),
        (
            lambda: judged(attrs.evolve(WOMEN, party="woman")),
            "Báo cáo thứ 1: Không có cơ quan, tổ chức “woman”; có phải là “women”?",
        ),
        (
            lambda: judged(attrs.evolve(WOMEN, indicator="clans_recognised")),
            (
                "Báo cáo thứ 1: Chỉ tiêu về “clans_recognised” không giao riêng cho “women”; đề nghị báo cáo số liệu "
                "chung, không kèm mã cơ quan, tổ chức."
            ),
        ),
        (
            lambda: roll_up_parties(PROGRAMME, "clans_recognised", [], regions=REGIONS, into="x", as_of=DAY),
            (
                "Chỉ tiêu về “clans_recognised” không giao riêng cho cơ quan, tổ chức nào; đề nghị tổng hợp theo "
                "địa bàn."
            ),
        ),
    ],
)
def test_what_a_report_gives_rise_to_is_said_in_vietnamese(act, told):
    with pytest.raises(XhhtError) as caught:
        act()
    (error,) = getattr(caught.value, "problems", (caught.value,))
    assert explain_error(error, "vi").startswith(told)
    assert explain_error(error) == str(error)


def test_bodies_that_have_not_agreed_are_named_without_english():
    bodies = [party.id for party in PROGRAMME.parties]
    change = Amendment(id="a1", effective_on=DAY, agreed_by=bodies[1:-1], removed=[Removal("duties", "policy_sharing")])
    with pytest.raises(InvalidAmendmentError) as caught:
        PROGRAMME.amend(change)
    assert explain_error(caught.value, "vi").splitlines() == [
        "Nội dung điều chỉnh, bổ sung chưa hợp lệ (1 lỗi):",
        (
            "- Nội dung điều chỉnh, bổ sung “a1” phải được mọi bên ký kết thống nhất; còn thiếu ý kiến của “front”, "
            "“association”."
        ),
    ]


def test_several_problems_stand_in_lines_of_their_own():
    with pytest.raises(InvalidObservationsError) as caught:
        judged(*(Observation("clans_recognised", f"z{n}", DAY, Share(4, 9)) for n in range(25)))
    lines = explain_error(caught.value, "vi").splitlines()
    assert lines[0] == "Số liệu báo cáo chưa hợp lệ (25 lỗi):"
    assert lines[1] == "- Báo cáo thứ 1: Không có địa bàn “z0”; các mã đã có: “x”, “y”."
    assert (len(lines), lines[-1]) == (22, "- … và 5 lỗi khác")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (InvalidTypeError("a day is a date"), "Dữ liệu không đúng kiểu: “a day is a date”."),
        (ContradictionError("x"), "Các báo cáo mâu thuẫn nhau: “x”."),
        (XhhtError("x"), "Không thực hiện được yêu cầu: “x”."),
        (ProblemsError("x", [XhhtError("y")]), "Dữ liệu chưa hợp lệ (1 lỗi):\n- Không thực hiện được yêu cầu: “y”."),
        (UnknownIdError("key", "x", ()), "Không có giá trị “x”; chưa có mã nào."),
        (UnknownIdError("tier", "x", ["general"], "tiers['y']"), "Không có nhóm địa bàn “x”; các mã đã có: “general”."),
    ],
)
def test_any_other_error_is_said_by_its_kind(error, told):
    assert explain_error(error, "vi") == told


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownIdError, match="unknown language 'fr'"):
        explain_error(XhhtError("x"), "fr")


NAMED = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, XhhtError) and not issubclass(kind, UnknownIdError)
]


def test_every_kind_of_error_has_a_name_of_its_own():
    more = {MissingExtraError: ["y"]} | {kind: [[]] for kind in NAMED if issubclass(kind, ProblemsError)}
    made = [kind("x", *more.get(kind, ())) for kind in NAMED]
    names = [explain_error(error, "vi").partition(":")[0].partition(" (")[0] for error in made]
    assert len(set(names)) == len(NAMED)


def test_an_id_that_only_looks_like_a_day_stays_as_it_is():
    lives = [Region("2018-99-99", "X", level="commune")] * 2
    with pytest.raises(XhhtError) as caught:
        Regions(lives)
    assert "“2018-99-99” chồng lên nhau" in explain_error(caught.value, "vi")


@pytest.mark.parametrize("wrong", ["x" * 10**6, 10**5_000], ids=["text", "number"])
def test_a_wrong_id_of_any_size_is_told_shortly_in_vietnamese(wrong):
    error = UnknownIdError("region", wrong, ["y" * 10**5])
    assert len(explain_error(error, "vi")) < 1_000
    assert len(explain_error(ProblemsError("z" * 10**5, [error] * 100), "vi")) < 10_000


def test_the_size_of_a_file_that_is_too_long_is_written_as_vietnam_does():
    error = InvalidValueError("the file is longer than Limits.bytes (5000000); raise Limits.bytes for a trusted file")
    assert explain_error(error, "vi").startswith("Dung lượng tệp vượt mức tối đa 5.000.000 byte")
