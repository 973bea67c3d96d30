from __future__ import annotations

import subprocess
import sys
from datetime import date

import attrs
import pytest

from xhht import (
    Observation,
    Outcome,
    PrintedShare,
    Programme,
    Region,
    Share,
    assess,
    roll_up,
    roll_up_parties,
    roll_ups,
)
from xhht.coordination import due_dates, matrix, review
from xhht.errors import InvalidTypeError, InvalidValueError, UnknownIdError
from xhht.ext.looks import LOOKS
from xhht.ext.tables import display, plain, table
from xhht.pace import arrival, progress_status, trajectory
from xhht.planning import least_effort, plan
from xhht.programmes import ctph_154
from xhht.scenarios import RandomRise, Rise, Scenario, compare, project, sensitivity, simulate

PROGRAMME: Programme = ctph_154.PROGRAMME
START, END = date(2016, 12, 31), date(2020, 12, 31)
HOSTILE = "<script>alert(1)</script> {{x}} **b**"
REGIONS = [
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai", traits=["town"]),
    Region("van-yen", HOSTILE, level="district", parent="yen-bai", traits=()),
]
SEEN = [
    Observation("clans_recognised", "tran-yen", START, Share(720, 1282)),
    Observation("clans_recognised", "van-yen", START, PrintedShare.from_text("57,48%"), reference=HOSTILE),
]
LATER = Observation("clans_recognised", "tran-yen", date(2018, 12, 31), Share(800, 1282))
FOUND = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END, since=START)
SLOW, FAST = (
    project(PROGRAMME, SEEN, Scenario(name, rises={"clans_recognised": Rise.points(rise)}), regions=REGIONS, until=END)
    for name, rise in ((HOSTILE, "0"), ("fast", "6"))
)
RESULTS = {
    "assessment": FOUND,
    "verdict": FOUND["clans_recognised", "van-yen"],
    "verdicts": FOUND.verdicts,
    "projection": SLOW,
    "scenarios": compare([SLOW, FAST], on=END),
    "plan": plan(PROGRAMME, SEEN, regions=REGIONS, by=END),
    "roll-up": roll_up(PROGRAMME, "clans_recognised", SEEN, regions=REGIONS, into="yen-bai", as_of=START),
    "path": trajectory(PROGRAMME.target("clans_recognised"), baseline=SEEN[0]),
    "review": review(PROGRAMME, [], year=2019),
    "matrix": matrix(PROGRAMME),
    "calendar": due_dates(PROGRAMME, date(2019, 1, 1), date(2019, 12, 31)),
    "observations": SEEN,
    "regions": REGIONS,
    "programme": PROGRAMME,
    "nothing": [],
    "share": Share(1, 3),
    "progress": progress_status(PROGRAMME.target("clans_recognised"), baseline=SEEN[0], latest=LATER),
    "spread": simulate(
        PROGRAMME,
        SEEN,
        Scenario(HOSTILE),
        {"clans_recognised": RandomRise.points(1, 3)},
        regions=REGIONS,
        until=END,
        seed=1,
        runs=3,
    ),
}


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
def test_every_result_is_drawn_and_names_never_become_markup(result, language):
    page = table(result, language=language).as_raw_html()
    assert "<table" in page
    assert "<script" not in page
    assert "<b>" not in page
    assert "<strong>" not in page


def test_every_value_shows_itself_in_a_notebook():
    assert "720/1,282" in (FOUND._repr_html_() or "")
    assert display("no value of the model") is None


def test_an_outcome_is_told_by_sign_and_word_and_not_by_colour_alone():
    page = table(FOUND["clans_recognised", "van-yen"]).as_raw_html()
    assert f"{LOOKS['met'].sign} {Outcome.MET.text('en')}" in page
    assert LOOKS["met"].ground in page


def test_numbers_are_written_as_the_language_writes_them():
    assert "720/1.282" in plain(SEEN, language="vi")
    assert "720/1,282" in plain(SEEN, language="en")
    assert "40%" in plain(FOUND["clans_recognised", "van-yen"], language="vi")


def test_a_spread_tells_its_runs_its_seed_and_the_shares_of_runs():
    told = plain(RESULTS["spread"], most_rows=1000)
    assert "3 runs, seed 1" in told
    assert "100%" in told


def test_what_is_about_a_number_stays_with_it():
    third = Observation("clans_recognised", "van-yen", date(2020, 12, 31), Share(1, 3))
    assert "(about\u00a033.33%)" in table([third], language="en").as_raw_html()
    assert "(khoảng\u00a033,33%)" in table([third], language="vi").as_raw_html()


def test_a_long_table_says_how_many_rows_are_left_out():
    assert f"… and {len(FOUND) - 5} more rows" in table(FOUND, most_rows=5).as_raw_html()
    assert f"… và {len(FOUND) - 5} dòng nữa" in table(FOUND, language="vi", most_rows=5).as_raw_html()
    assert "more rows" not in table(FOUND, most_rows=len(FOUND)).as_raw_html()


def test_the_clauses_behind_the_verdicts_are_named():
    told = table(FOUND["clans_recognised", "van-yen"]).as_raw_html()
    assert "Coordination Programme 154/CTPH-LN: section II.2, second dash" in told


def test_the_same_result_gives_the_same_page():
    assert table(FOUND).as_raw_html() == table(FOUND).as_raw_html()


def test_what_cannot_be_shown_is_refused():
    with pytest.raises(InvalidTypeError, match=r"values\[1\]"):
        table([Share(1, 2), 3])
    with pytest.raises(InvalidTypeError, match="a result or several values"):
        table("text")
    with pytest.raises(InvalidValueError, match="most_rows"):
        table(FOUND, most_rows=0)
    with pytest.raises(UnknownIdError, match="language"):
        table(FOUND, language="fr")


WITHOUT = """
import sys
sys.modules["great_tables"] = None
from datetime import date
from xhht import Observation, Share
from xhht.errors import MissingExtraError
from xhht.ext.tables import plain, table
seen = Observation("clans_recognised", "van-yen", date(2020, 12, 31), Share(9, 20))
assert "9/20 (45%)" in plain(seen, language="vi")
try:
    table(seen)
except MissingExtraError as missing:
    print(missing)
"""


def test_without_great_tables_there_is_plain_text_and_the_way_to_tables():
    run = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)  # noqa: S603  # Own code.
    assert "pip install '.[tables]'" in run.stdout


def test_without_great_tables_a_notebook_shows_plain_text(monkeypatch):
    monkeypatch.setattr("xhht.ext.tables.drawing.find_spec", lambda _: None)
    shown = FOUND["clans_recognised", "van-yen"]._repr_html_() or ""
    assert shown.startswith("<pre>")
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_targets_are_shown_with_what_they_ask_of_each_tier():
    told = plain(PROGRAMME.targets, language="vi").splitlines()
    clans = next(line for line in told if line.startswith("Dòng họ được công nhận"))
    assert clans.split("”")[1].split() == [
        *("≥", "40%", "≥", "50%", "≥", "30%", "mọi", "cấp", "31/12/2020"),
        *("mục", "II.2,", "gạch", "đầu", "dòng", "thứ", "hai"),
    ]
    assert "yêu cầu: Vùng kinh tế phát triển" in told[1]
    assert any("≥ 2,5 điểm % mỗi năm" in line for line in told)
    assert plain(PROGRAMME.target("members")).splitlines()[2].count("> 20%") == 1


def test_the_least_effort_is_shown_or_the_range_in_which_it_lies():
    asked = {"regions": REGIONS, "into": "yen-bai", "target": "clans_recognised", "by": END}
    counted = [LATER, Observation("clans_recognised", "van-yen", START, Share(10, 200))]
    known = plain(least_effort(PROGRAMME, counted, **asked))
    assert "✓ met · 0 recognitions, cost 0" in known
    low = [Observation("clans_recognised", "tran-yen", START, Share(20, 100))]
    known = plain(least_effort(PROGRAMME, [*low, counted[1]], **asked))
    assert [line.split() for line in known.splitlines()[2:4]] == [
        ["tran-yen", "80", "80", "80"],
        ["van-yen", "10", "190", "10"],
    ]
    open_ended = plain(least_effort(PROGRAMME, low, denominators={"van-yen": 50}, **asked))
    assert "not known: 0 to 40 recognitions" in open_ended
    assert "Open: van-yen, 31 December 2020 (not reported)" in open_ended
    assert "· not known" in plain(least_effort(PROGRAMME, low, **asked))


def test_assumptions_are_told_in_words_of_both_languages():
    steady = Scenario("steady", rises={"clans_recognised": Rise.points("2.5")})
    assert "tăng 2,5 điểm phần trăm mỗi năm" in plain(steady, language="vi")
    found = sensitivity(PROGRAMME, SEEN, steady, regions=REGIONS, until=END)
    assert "+2.5 percentage points a year" in plain(found)


def test_a_line_that_never_arrives_says_so():
    level = [Observation("clans_recognised", "tran-yen", day, Share(3, 10)) for day in (START, LATER.on)]
    assert "never" in plain(arrival(PROGRAMME.target("clans_recognised"), level))
    assert "không đạt được" in plain(arrival(PROGRAMME.target("clans_recognised"), level), language="vi")


def test_an_address_breaks_where_it_would_push_the_table_out_of_the_page():
    address = "https://example.org/" + "a" * 100
    page = table([attrs.evolve(SEEN[0], reference=address)]).as_raw_html()
    assert page.count("overflow-wrap: anywhere") == 1
    assert "overflow-wrap: anywhere" not in table(SEEN[:1]).as_raw_html()


def test_the_day_of_a_report_is_shown_where_it_is_not_the_day_judged():
    assert "“57,48%”, 31 December 2016" in plain(FOUND.where(target="clans_recognised"))
    assert "“57,48%”, ngày 31/12/2016" in plain(FOUND.where(target="clans_recognised"), language="vi")
    of_the_day = plain(assess(PROGRAMME, SEEN, regions=REGIONS, as_of=START).where(target="clans_recognised"))
    assert "“57,48%”, " not in of_the_day


def test_a_report_that_is_too_old_is_shown_as_such():
    stale = assess(PROGRAMME, SEEN, regions=REGIONS, as_of=END)["clans_recognised", "tran-yen"]
    assert "too old: 720/1,282 (about 56.16%), 31 December 2016" in plain(stale)
    assert "quá cũ: 720/1.282 (khoảng 56,16%), ngày 31/12/2016" in plain([stale], language="vi")


def test_bodies_are_named_by_their_names():
    told = plain(RESULTS["review"], language="vi", most_rows=1000)
    assert all(line.party not in told.split() for line in RESULTS["review"].lines)
    assert PROGRAMME.party(RESULTS["review"].lines[0].party).short_name.vi in told


def test_the_language_of_the_environment_is_used_where_none_is_asked_for(monkeypatch):
    monkeypatch.setenv("XHHT_LANGUAGE", "vi")
    assert "Chỉ tiêu" in plain(PROGRAMME.targets)
    assert "Chỉ tiêu" in (display(PROGRAMME.target("members")) or "")
    assert "Targets" in plain(PROGRAMME.targets, language="en")
    monkeypatch.setenv("XHHT_LANGUAGE", "fr")
    with pytest.raises(UnknownIdError, match="the environment variable XHHT_LANGUAGE"):
        plain(PROGRAMME.targets)
    monkeypatch.setenv("XHHT_LANGUAGE", "")
    assert "Targets" in plain(PROGRAMME.targets)


def test_every_column_has_words_of_both_languages_and_no_word_is_the_other_s():
    for result in RESULTS.values():
        head = {language: plain(result, language=language).splitlines()[1] for language in ("en", "vi")}
        if not isinstance(result, (list, Share, Programme)):
            assert head["en"] != head["vi"]


def test_a_roll_up_tells_the_days_of_its_reports_and_which_parts_are_missing():
    seen = [SEEN[0], Observation("clans_recognised", "van-yen", date(2016, 6, 30), Share(10, 200))]
    both = {"regions": REGIONS, "as_of": START}
    assert "about 49.26%, 30 June 2016 to 31 December 2016" in plain(
        roll_up(PROGRAMME, "clans_recognised", seen, into="yen-bai", **both)
    )
    told = plain(roll_ups(PROGRAMME, seen[:1], **both), language="vi")
    assert told.startswith("Số liệu tổng hợp đến ngày")
    clans = next(line for line in told.splitlines() if "Tỷ lệ Dòng họ học tập" in line)
    assert clans.split()[-1] == "1"


def test_a_ranking_gives_the_places_that_are_possible():
    told = plain(FOUND.ranking("clans_recognised"))
    assert told.startswith("Ranking: Clans recognised as learning clans")
    assert [line.split()[0] for line in told.splitlines()[2:4]] == ["1", "2"]


def test_targets_say_at_which_levels_they_are_asked():
    told = plain(PROGRAMME.targets, language="vi")
    assert "mọi cấp" in told
    assert "tỉnh" in told
    assert "province" in plain(PROGRAMME.target("members"))
    assert "levels" not in plain(PROGRAMME.target("clans_recognised"))


def test_bodies_are_shown_by_name_where_verdicts_are_on_single_ones():
    trained = Observation("cadres_trained", "van-yen", END, Share(9, 10), party="women")
    found = assess(PROGRAMME, [*SEEN, trained], regions=REGIONS, as_of=END)
    women = found.where(party="women", region="van-yen")
    assert "Hội LHPN" in plain(women, language="vi")
    assert "Women's Union" in plain(women.ranking("cadres_trained"))
    assert "Women's Union" not in plain(found)
    assert "women" in plain([trained])


def test_sums_of_bodies_and_of_one_body_name_them():
    trained = [Observation("cadres_trained", "van-yen", END, Share(9, 10), party="women")]
    asked = {"regions": REGIONS, "as_of": END}
    of_bodies = plain(roll_up_parties(PROGRAMME, "cadres_trained", trained, into="van-yen", **asked), language="vi")
    assert "Hội Nông dân" in of_bodies
    assert "chưa báo cáo" in of_bodies
    of_women = roll_up(PROGRAMME, "cadres_trained", trained, into="yen-bai", party="women", **asked)
    assert plain(of_women).startswith("Share of cadres trained, Women's Union in")
    assert "Women's Union" in plain(roll_ups(PROGRAMME, trained, party="women", **asked))


def test_which_targets_are_asked_of_each_body_is_noted():
    *_, by_party, _ = plain(PROGRAMME.targets, language="vi").splitlines()
    assert by_party == (
        "Giao cho từng đơn vị đối với người của mình: Cán bộ được tập huấn về xã hội học tập; "
        "Gia đình đoàn viên, hội viên là hội viên Hội Khuyến học"
    )
    assert "Asked of each body" not in plain(PROGRAMME.target("members"))


def test_tasks_are_told_by_their_bodies_and_words_with_the_year_as_it_is_written():
    tasks = review(PROGRAMME, [], year=2018).next_tasks[:1]
    assert plain(tasks, language="vi").splitlines()[:2] == [
        "Nhiệm vụ năm tiếp theo",
        f"{'năm':4}  {'đơn vị':16}  {'nhiệm vụ':69}  mục",
    ]
    assert plain(tasks, language="vi").splitlines()[2].startswith("2019  Mặt trận Tổ quốc  Phát động phong trào")
