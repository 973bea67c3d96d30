"""The example application: reports are uploaded and kept, and pages say what follows, in a real browser too."""

import csv
import importlib
import io
import shutil
import socket
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from xhht import Observation, PrintedShare, Share
from xhht.ext.rows import from_rows

FOLDER = Path(__file__).parents[1] / "examples" / "department"
FIGURES = FOLDER.parent / "data" / "assumed_districts.csv"
REPORT = """Đơn vị;Tổng số dòng họ;Số dòng họ được công nhận
Huyện Trấn Yên;48;30
Huyện Văn Yênn;75;40
"""


@pytest.fixture
def web(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'reports.db'}")
    monkeypatch.syspath_prepend(str(FOLDER))
    for name in ("web", "store", "words"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    module = importlib.import_module("web")
    yield module
    module.ENGINE.dispose()


@pytest.fixture
def client(web):
    with FIGURES.open(encoding="utf-8") as file:
        web.keep(web.ENGINE, from_rows(csv.DictReader(file)))
    return TestClient(web.app)


def sent(client, text, on="2018-12-31", language="vi"):
    file = {"file": ("bao-cao.csv", text.encode(), "text/csv")}
    return client.post(f"/reports?language={language}", files=file, data={"on": on})


def test_reports_come_back_from_the_database_as_they_were(web):
    day = date(2018, 12, 31)
    figures = {
        Observation("clans_recognised", "138", day, Share(22, 48), reference="https://example.org/a"),
        Observation("units_recognised", "138", day, PrintedShare.from_text("trên 76,6%"), note="no denominator"),
    }
    assert web.keep(web.ENGINE, figures) == 0
    assert set(web.kept(web.ENGINE)) == figures
    assert web.keep(web.ENGINE, figures) == 2


def test_a_figure_of_a_single_body_is_kept_as_its_own(web):
    day = date(2018, 12, 31)
    of_all, of_women = (Observation("cadres_trained", "138", day, Share(8, 10), party=one) for one in (None, "women"))
    assert web.keep(web.ENGINE, [of_all, of_women]) == 0
    assert set(web.kept(web.ENGINE)) == {of_all, of_women}


def test_an_empty_database_says_that_nothing_was_reported(web):
    assert "Chưa có báo cáo nào" in TestClient(web.app).get("/").text


@pytest.mark.parametrize(("language", "word"), [("vi", "chưa đủ cơ sở kết luận"), ("en", "undecided")])
def test_the_overview_shows_every_place_in_the_language_of_the_address(client, web, language, word):
    text = client.get(f"/?language={language}").text
    assert word in text
    assert all(place.name in text for place in web.PLACES)
    assert "170/454" in text  # The province, added up from its districts.


def test_a_place_has_its_verdicts_in_sentences_and_its_years(client):
    text = client.get("/places/133?language=en").text
    assert "Clause: section II.2" in text
    assert text.index("31 December 2017") < text.index("16/32")


def test_an_uploaded_report_is_judged_at_once_and_what_was_not_read_is_listed(client):
    answer = sent(client, REPORT)
    assert answer.status_code == 200
    assert "Đã lưu 1 số liệu, trong đó 1 số liệu thay thế số liệu đã có." in answer.text
    assert "Huyện Văn Yên" in answer.text  # The nearest name to the one that was mistyped.
    assert "30/48" in client.get("/").text


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/?on=2018-13-01", "Không có ngày 2018-13-01"),
        ("/?on=20181231", "Ngày phải viết theo dạng"),
        ("/?target=clan_recognised", "clans_recognised"),
        ("/places/999", "132"),
        ("/calendar.ics?year=abc", "Không đọc được: year"),
        ("/calendar.ics?year=0", "Không đọc được: year"),
        ("/calendar.ics?year=10000", "Không đọc được: year"),
        (f"/calendar.ics?year={'9' * 50_000}", "Không đọc được: year"),
        (f"/?on={'x' * 50_000}", "Ngày phải viết theo dạng"),
    ],
)
def test_a_wrong_address_is_refused_with_what_to_do(client, address, told):
    answer = client.get(address)
    assert answer.status_code == 422
    assert told in answer.text
    assert len(answer.text) < 5_000


def test_pages_and_forms_that_are_not_there_are_refused_in_words(client):
    for answer, status in ((client.get("/nothing"), 404), (client.put("/reports"), 405)):
        assert answer.status_code == status
        assert "Không có trang này" in answer.text
    empty = client.post("/reports?language=en")
    assert empty.status_code == 422
    assert "This cannot be read: file, on. Check the address or the form." in empty.text


def test_a_page_about_a_report_is_short_however_long_its_names_are(client):
    head, *_ = REPORT.splitlines()
    answer = sent(client, head + "".join(f"\n{'x' * 9_000}{number};48;30" for number in range(300)))
    assert answer.status_code == 200
    assert len(answer.text) < 200 * 600


def test_a_wrong_file_or_day_is_refused(client):
    assert sent(client, "\x00\x01").status_code == 422
    assert sent(client, REPORT, on="cuối năm").status_code == 422


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(client, web, monkeypatch):
    monkeypatch.setattr(web, "MOST_BYTES", 10)
    assert sent(client, REPORT).status_code == 413


def test_markup_in_a_report_is_shown_as_it_is(client):
    text = sent(client, REPORT.replace("Huyện Văn Yênn", "<script>alert(1)</script>")).text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_verdicts_go_on_as_a_table_and_as_json_with_words(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/verdicts.csv?language=vi").content.decode("utf-8-sig"))))
    assert rows == [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in client.get("/verdicts.json?language=vi").json()
    ]
    assert "chưa đạt" in rows[0].values() or any("chưa đạt" in row.values() for row in rows)


def test_the_calendar_is_one_for_calendar_programs(client):
    assert client.get("/calendar.ics?year=2018").text.startswith("BEGIN:VCALENDAR")


def test_a_real_browser_shows_the_pages_and_sends_a_report(client, web, tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api")
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed")
    report = tmp_path / "bao-cao.csv"
    report.write_text(REPORT, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(web.app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        with sync_api.sync_playwright() as driver:
            options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=options)
            page = browser.new_page(viewport={"width": 390, "height": 800})
            page.goto(f"http://127.0.0.1:{port}/")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.get_by_role("link", name="Huyện Trấn Yên").first.click()
            assert page.locator("table").first.is_visible()
            page.get_by_role("link", name="Gửi báo cáo").click()
            page.get_by_label("Tệp báo cáo").set_input_files(report)
            page.get_by_label("Ngày của số liệu").fill("2018-12-31")
            page.get_by_role("button", name="Gửi").click()
            page.get_by_text("Đã lưu 1 số liệu").wait_for()
            page.get_by_role("link", name="English").wait_for()
            browser.close()
    finally:
        server.should_exit = True
        thread.join()


def test_no_cell_of_the_table_begins_a_formula(client, web):
    seen = Observation("clans_recognised", "138", date(2018, 12, 31), Share(22, 48), note="=1+1", reference="@x")
    web.keep(web.ENGINE, [seen])
    rows = csv.DictReader(io.StringIO(client.get("/verdicts.csv?on=2018-12-31").content.decode("utf-8-sig")))
    (row,) = [row for row in rows if (row["target"], row["region"]) == ("clans_recognised", "138")]
    assert (row["note"], row["reference"], row["numerator"]) == ("'=1+1", "'@x", "22")
