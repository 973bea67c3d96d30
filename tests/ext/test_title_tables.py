"""Scores, stages and open steps as tables in words."""

from datetime import date

import pytest

from xhht import Region, Share
from xhht.programmes import ctph_154, nd_122_2018, qd_448, tt_22_2020
from xhht.recognition import (
    Case,
    Recognition,
    Registration,
    TakenStep,
    WorkingCalendar,
    open_steps,
    registry,
    score,
    tally_stages,
)

pytest.importorskip("narwhals")
tables = pytest.importorskip("xhht.ext.tables")
END = date(2018, 12, 31)


def lines(result, language):
    return [" ".join(line.split()) for line in tables.plain(result, language=language).splitlines()]


def test_a_score_shows_its_points_and_what_was_not_read():
    found = score(
        qd_448.LEARNING_FAMILY, {"children": 25}, pass_mark=80, evidence={"children": ["Học bạ", "Giấy khen"]}
    )
    shown = lines(found, "vi")
    assert shown[0].startswith("Bộ tiêu chí khung “Gia đình học tập”: ")
    assert "Học tập của trẻ em trong gia đình 25 0 30 Học bạ; Giấy khen" in shown
    assert "Học tập của người lớn trong gia đình chưa chấm 0 30" in shown
    assert qd_448.LEARNING_FAMILY.note.vi in shown
    assert shown[-1] == "Căn cứ: văn bản số 448/QĐ-KHVN"


def test_a_score_shows_answers_beside_points():
    asked = {"fund": True, "learning_families": Share(9, 20)}
    shown = lines(score(qd_448.LEARNING_CLAN, {}, preconditions=asked, pass_mark=70), "en")
    assert "It has a fund for the promotion of learning and talent yes" in shown
    assert "At least half of the clan's families hold the title of learning family 9/20 (45%)" in shown
    assert "It helps poor families unknown" in shown


def test_the_registered_and_the_recognised_stand_side_by_side():
    places = [Region("tran-yen", "Huyện Trấn Yên", level="district")]
    register = registry(
        ctph_154.PROGRAMME,
        [Recognition("family", "f1", "tran-yen", decided_on=END, decided_by="UBND xã")],
        registrations=[Registration("family", "f2", "tran-yen", registered_on=END)],
        regions=places,
    )
    rows = tally_stages(ctph_154.PROGRAMME, register, "family", as_of=END, denominators={"tran-yen": 4})
    shown = lines(rows, "vi")
    assert shown[0] == "Đăng ký và công nhận, ngày 31/12/2018"
    assert shown[-1] == "tran-yen 1/4 (25%) 1/4 (25%) 0/1 (0%) 0/4 (0%)"


def test_what_stands_open_shows_with_whom():
    case = Case("f1", "tran-yen", year=2018, taken=[TakenStep("registration", date(2018, 1, 15))])
    calendar = WorkingCalendar(date(2018, 1, 1), END)
    shown = lines(open_steps(nd_122_2018.PROCEDURE, [case], as_of=END, calendar=calendar), "vi")
    assert shown[0] == "Việc còn phải làm, ngày 31/12/2018"
    assert shown[-1].endswith("không")
    assert "trưởng khu dân cư" in shown[-1]


def test_a_score_inside_another_value_is_told_in_the_language_of_the_table():
    found = score(tt_22_2020.LEARNING_UNIT, {"conditions": 20})
    asked = Registration("unit", "u1", "tran-yen", registered_on=END, assessed_on=END, score=found)
    assert "chưa đủ cơ sở kết luận" in tables.plain(asked, language="vi")
