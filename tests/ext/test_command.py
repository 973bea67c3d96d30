"""The command line: reports in, verdicts on a screen of any width or in a file."""

from __future__ import annotations

import csv
import errno
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from xhht import Observation, PrintedShare, Region, Share, assess
from xhht.ext.command import main, show
from xhht.ext.command.words import UNWRITTEN, FileRefusedError
from xhht.programmes import ctph_154, qd_281

DAY = date(2020, 12, 31)
REGIONS = (
    Region("yen-bai", "Tỉnh Yên Bái", level="province"),
    Region("tran-yen", "Huyện Trấn Yên", level="district", parent="yen-bai"),
)
FIGURES = (
    Observation("communities_recognised", "tran-yen", DAY, Share(30, 100)),
    Observation("clans_recognised", "tran-yen", DAY, PrintedShare.from_text("45%")),
    Observation("units_recognised", "tran-yen", DAY, Share(70, 100)),
)
PLACES = """id,name,level,parent,traits
yen-bai,Tỉnh Yên Bái,province,,
tran-yen,Huyện Trấn Yên,district,yen-bai,low_lying_district
"""
TIDY = """indicator,region,reported_on,numerator,denominator,base
clans_recognised,tran-yen,2020-12-31,45,100,all
commune_communities,tran-yen,2020-12-31,4,21,all
"""
SHEET = """Đơn vị;Tổng số dòng họ;Số dòng họ được công nhận
Huyện Trấn Yên;100;45
Huyện Văn Yên;80;20
"""


def shown(width: int, language: str = "en", **options: object) -> str:
    file = io.StringIO()
    found = [assess(one.PROGRAMME, FIGURES, regions=REGIONS, as_of=DAY) for one in (ctph_154, qd_281)]
    show(found, language=language, console=Console(file=file, width=width), **options)
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("places.csv", PLACES), ("tidy.csv", TIDY), ("sheet.csv", SHEET)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, report: str, *options: str) -> int:
    return main([str(folder / report), "--places", str(folder / "places.csv"), *options])


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_is_shown_fits_the_width_of_the_terminal(width, language):
    assert max(len(line) for line in shown(width, language).splitlines()) <= width


def test_it_begins_with_what_is_judged_by_what():
    lead = " ".join(shown(80).split())
    assert lead.startswith(
        "What was reported of Tỉnh Yên Bái and Huyện Trấn Yên up to 31 December 2020, judged by Coordination Programme "
        "154/CTPH-LN and Decision 281/QĐ-TTg."
    )


def test_what_falls_short_stands_before_what_is_open_and_what_is_met():
    outcomes = [
        line.split()[0] for line in shown(80).splitlines() if line.startswith(" ") and line.split()[0] in "✗?✓○"
    ]
    assert outcomes == ["✗", "?", "✓"] * 2


def test_it_ends_with_what_each_programme_comes_to_and_why_something_is_not_judged():
    summary = shown(80).partition("In sum")[2]
    rows = [line.split() for line in summary.splitlines() if line.strip().startswith(("154", "281"))]
    assert rows[0][0] == "154/CTPH-LN"
    assert [int(cell) for cell in rows[1][1:]] == [1, 1, 1, 7, 0]
    assert "2 × Some of the values that the figure can mean pass, and some do not." in summary


def test_on_a_narrow_terminal_the_outcome_stands_above_its_row():
    lines = shown(50, "vi").splitlines()
    numbers = [number for number, line in enumerate(lines) if line.strip() == "? chưa đủ cơ sở kết luận"]
    assert [lines[number + 1].startswith("   Dòng họ") for number in numbers] == [True, True]


def test_an_undecided_target_says_what_is_not_known():
    text = " ".join(shown(80).split())
    assert "Too little is known to put the region in one tier" in text


def test_asides_stand_before_the_summary():
    text = shown(80, asides=["a count of 48 alone"])
    assert text.index("a count of 48 alone") < text.index("In sum")


def test_markup_in_a_name_is_shown_as_it_is():
    file = io.StringIO()
    region = Region("x", "[bold red]Xã[/] X", level="commune")
    show([assess(ctph_154.PROGRAMME, [], regions=[region], as_of=DAY)], console=Console(file=file, width=80))
    assert "[bold red]Xã[/] X" in file.getvalue()


def test_a_tidy_table_is_judged(folder, capsys):
    assert run(folder, "tidy.csv", "--language", "en") == 0
    output = capsys.readouterr()
    assert "✗ not met" in output.out
    assert "45/100" in output.out
    assert "measured by no programme here: commune_communities" in output.err


def test_a_spreadsheet_is_judged_and_what_was_not_read_is_said_beside(folder, capsys):
    pytest.importorskip("openpyxl")
    assert run(folder, "sheet.csv", "--on", "2020-12-31", "--language", "vi") == 0
    output = capsys.readouterr()
    assert "45/100" in output.out
    assert "chưa đạt" in output.out
    assert "Huyện Văn Yên" in output.err


def test_a_spreadsheet_needs_the_day_of_its_figures(folder, capsys):
    assert run(folder, "sheet.csv") == 1
    assert "--on" in capsys.readouterr().err


def test_a_report_without_a_figure_that_can_be_read_is_refused(folder, capsys):
    pytest.importorskip("openpyxl")
    (folder / "sheet.csv").write_text(SHEET.replace("Trấn", "Trân Thị"), encoding="utf-8")
    assert run(folder, "sheet.csv", "--on", "2020-12-31") == 1
    assert "no figure was read" in capsys.readouterr().err


def test_a_tier_can_be_named(folder, capsys):
    assert run(folder, "tidy.csv", "--tier", "tran-yen=disadvantaged") == 0
    assert "✓ met" in capsys.readouterr().out
    assert run(folder, "tidy.csv", "--tier", "tran-yen") == 1
    assert "tran-yen=developed" in capsys.readouterr().err


def test_a_mistyped_tier_or_two_of_one_place_are_refused(folder, capsys):
    assert run(folder, "tidy.csv", "--tier", "tran-yen=develped") == 1
    assert "did you mean 'developed'?" in capsys.readouterr().err
    assert run(folder, "tidy.csv", "--tier", "tran-yen=developed", "--tier", "tran-yen=disadvantaged") == 1
    assert "two tiers of tran-yen" in capsys.readouterr().err


def test_a_tier_of_one_programme_is_no_mistake_beside_another(folder, capsys):
    both = ("--programme", "ctph_154", "--programme", "qd_281")
    assert run(folder, "tidy.csv", *both, "--tier", "tran-yen=developed") == 0
    assert "Asked: at least 50%." in capsys.readouterr().out


def test_figures_of_a_single_body_are_named_where_they_are_not_shown(folder, capsys):
    head, row = "indicator,region,reported_on,numerator,denominator", "cadres_trained,tran-yen,2020-12-31,8,10"
    (folder / "women.csv").write_text(f"{head},party\n{row},women\n", encoding="utf-8")
    assert run(folder, "women.csv") == 0
    assert "single bodies are in --output json alone: women" in capsys.readouterr().err


def test_an_earlier_report_is_where_rises_are_counted_from(folder, capsys):
    families = TIDY.replace("clans_recognised", "families_recognised")
    (folder / "new.csv").write_text(families, encoding="utf-8")
    (folder / "old.csv").write_text(families.replace("2020", "2016").replace("45", "40"), encoding="utf-8")
    assert run(folder, "new.csv", "--earlier", str(folder / "old.csv"), "2016-12-31") == 0
    assert "at least 52%" in " ".join(capsys.readouterr().out.split())  # Three points a year from 40%.


def test_rows_are_written_with_words(folder):
    pytest.importorskip("narwhals")
    assert run(folder, "tidy.csv", "--output", "csv", "--language", "vi", "--to", str(folder / "out.csv")) == 0
    rows = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 2 * len(ctph_154.PROGRAMME.targets)
    assert "chưa đạt" in {cell for row in rows for cell in row.values()}


def test_json_is_that_of_the_codec(folder, capsys):
    pytest.importorskip("msgspec")
    assert run(folder, "tidy.csv", "--output", "json") == 0
    assert json.loads(capsys.readouterr().out)["type"] == "Assessment"


def test_html_is_a_page_of_its_own(folder, capsys):
    pytest.importorskip("great_tables")
    assert run(folder, "tidy.csv", "--output", "html", "--language", "vi") == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "Huyện Trấn Yên" in page
    assert "<script" not in page


def test_a_table_goes_to_a_file_too(folder):
    assert run(folder, "tidy.csv", "--to", str(folder / "out.txt")) == 0
    assert "45/100" in (folder / "out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ("id,name\nx,Xã X\n", "level"),
        ("id,name,level,cha\nx,Xã X,commune,\n", "cha"),
        ("id,name,level\nx,Xã X,xã\n,Xã Y,commune\n", "line 3"),
        ("id,name,level,parent\nx,Xã X,commune,y\n", "'y'"),
        ("id,name,level,name\nx,Xã X,commune,Xã Y\n", "columns stand twice: name"),
        ("id,name,level\nx,Xã X,commune,y\n", "line 2 has more cells than columns"),
    ],
)
def test_wrong_places_are_refused_with_all_their_lines(folder, capsys, places, message):
    (folder / "places.csv").write_text(places, encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert message in capsys.readouterr().err


def test_what_several_places_lack_is_said_once():
    file = io.StringIO()
    communes = [Region(f"c-{number}", f"Xã {number}", level="commune") for number in (1, 2, 3)]
    show([assess(ctph_154.PROGRAMME, [], regions=communes, as_of=DAY)], console=Console(file=file, width=80))
    text = " ".join(file.getvalue().split())
    assert "Nothing reported of Xã 1, Xã 2 and Xã 3: Cadres trained" in text
    assert text.count("Cadres trained") == 1


@pytest.mark.parametrize("sign", [";", "\t"])
def test_places_are_read_however_excel_sets_their_cells_off(folder, sign):
    (folder / "places.csv").write_text(PLACES.replace(",", sign), encoding="utf-8-sig")
    assert run(folder, "tidy.csv") == 0


def test_places_of_another_encoding_are_refused_by_name(folder, capsys):
    (folder / "places.csv").write_text(PLACES, encoding="utf-16")
    assert run(folder, "tidy.csv") == 1
    assert "places.csv is no CSV table in UTF-8" in capsys.readouterr().err


def test_a_trait_that_belongs_to_no_tier_is_told(folder, capsys):
    (folder / "places.csv").write_text(PLACES.replace("low_lying_district", "island"), encoding="utf-8")
    assert run(folder, "tidy.csv") == 0
    assert "trait 'island' belongs to no tier; known: " in capsys.readouterr().err
    (folder / "places.csv").write_text(PLACES.replace("low_lying_district", "low_lying_distict"), encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "did you mean 'low_lying_district'?" in capsys.readouterr().err


def test_a_day_that_is_none_says_how_to_write_it(folder, capsys):
    with pytest.raises(SystemExit):
        run(folder, "sheet.csv", "--on", "31/12/2020")
    assert "a day such as 2020-12-31 is needed" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["20201231", "2020-W53-4", "2020-W53", "２０２０-12-31"])
def test_a_day_is_written_in_one_way_alone(folder, capsys, day):
    for option in ("--on", "--as-of", "--since"):
        with pytest.raises(SystemExit):
            run(folder, "tidy.csv", option, day)
    assert run(folder, "tidy.csv", "--earlier", str(folder / "tidy.csv"), day) == 1
    head, row, _ = TIDY.splitlines()
    (folder / "tidy.csv").write_text(f"{head}\n{row.replace('2020-12-31', day)}\n", encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    (folder / "places.csv").write_text(f"id,name,level,valid_from\na,A,commune,{day}\n", encoding="utf-8")
    assert run(folder, "tidy.csv", "--language", "vi") == 1
    told = capsys.readouterr().err
    assert told.count("a day such as 2020-12-31 is needed") == 5
    assert "- Dòng 2: Ngày phải viết theo dạng năm-tháng-ngày" in told


@pytest.mark.parametrize("output", ["table", "csv"])
@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("none/out", ("there is no such file or folder", "không có tệp hoặc thư mục này")),
        (".", ("it is a folder", "đây là thư mục")),
        ("x" * 300, ("the name is too long", "tên quá dài")),
        ("/dev/full", ("the disk is full", "ổ đĩa đã đầy")),
    ],
)
def test_what_cannot_be_written_is_said_in_the_language_asked_for(folder, capsys, output, to, why):
    if to == "/dev/full" and not Path(to).exists():
        pytest.skip("this system has no full disk to try")
    for language, reason in zip(("en", "vi"), why, strict=True):
        assert run(folder, "tidy.csv", "--language", language, "--output", output, "--to", str(folder / to)) == 1
        told = capsys.readouterr().err
        assert reason in told
        assert "Errno" not in told


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO])
def test_what_the_system_refuses_is_said_without_its_number(code):
    refused = FileRefusedError(UNWRITTEN, "out.csv", OSError(code, "?"))
    assert str(refused).startswith("'out.csv' cannot be written: ")
    assert refused.told.vi.startswith("Không ghi được vào 'out.csv': ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("output", ["table", "csv"])
def test_a_screen_that_takes_nothing_ends_the_command_with_one_sentence(folder, output):
    words = ["-m", "xhht", str(folder / "tidy.csv"), "--places", str(folder / "places.csv"), "--output", output]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(  # noqa: S603  # Our own command.
            [sys.executable, *words, "--language", "en"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("error: the output cannot be written: the disk is full")
    assert "Exception" not in ended.stderr


def test_an_output_without_the_letters_is_refused(folder, monkeypatch, capsys):
    with (folder / "written").open("w", encoding="ascii") as file:
        monkeypatch.setattr(sys, "stdout", file)
        assert run(folder, "tidy.csv", "--language", "en", "--output", "csv") == 1
    assert "its encoding has not all letters; say with --to" in capsys.readouterr().err


def test_what_is_refused_is_said_in_the_language_asked_for(folder, capsys):
    assert run(folder, "tidy.csv", "--into", "yen-bay", "--language", "vi") == 1
    assert "có phải là “yen-bai”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("report", "options", "message"),
    [
        ("absent.json", (), "absent.json"),
        ("report.pdf", (), ".xlsx"),
        ("tidy.csv", ("--programme", "ctph_145"), "ctph_154"),
        ("tidy.csv", ("--into", "yen-bay"), "yen-bai"),
        ("tidy.csv", ("--tier", "tran-yen=develop"), "developed"),
        ("tidy.csv", ("--earlier", "old.csv", "31/12/2016"), "2020-12-31"),
    ],
)
def test_what_cannot_be_judged_is_refused_in_a_line_that_says_what_to_do(folder, capsys, report, options, message):
    pytest.importorskip("msgspec")
    assert run(folder, report, *options) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ")
    assert message in error


@pytest.mark.parametrize(
    ("heading", "cell", "message"),
    [(",numerator", ",46", "columns stand twice: numerator"), ("", ",46", "line 2 has more cells than columns")],
)
def test_no_cell_of_a_tidy_table_is_left_out_without_a_word(folder, capsys, heading, cell, message):
    head, row, _ = TIDY.splitlines()
    (folder / "tidy.csv").write_text(f"{head}{heading}\n{row}{cell}\n", encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert message in capsys.readouterr().err


def test_a_file_in_another_encoding_is_refused(folder, capsys):
    (folder / "tidy.csv").write_bytes(TIDY.encode() + b"\xff")
    assert run(folder, "tidy.csv") == 1
    assert "UTF-8" in capsys.readouterr().err


def test_the_ending_of_a_file_is_read_in_any_case(folder):
    (folder / "tidy.csv").rename(folder / "TIDY.CSV")
    assert run(folder, "TIDY.CSV") == 0


def test_the_module_itself_is_the_command(folder):
    words = [sys.executable, "-m", "xhht", str(folder / "tidy.csv"), "--places", str(folder / "places.csv")]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  # Words of our own.
    assert (done.returncode, "✗ not met" in done.stdout) == (0, True)


@pytest.mark.parametrize("note", ['"left open', '"closed" too early'])
def test_a_quotation_mark_out_of_place_never_swallows_a_row(folder, capsys, note):
    head, row, other = TIDY.splitlines()
    (folder / "tidy.csv").write_text(f"{head},note\n{row},{note}\n{other},x\n", encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "cannot be read as CSV" in capsys.readouterr().err
    (folder / "tidy.csv").write_text(TIDY, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES.replace("Huyện Trấn Yên", note), encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "cannot be read as CSV" in capsys.readouterr().err


LONG_CELL = "x" * 200_000


@pytest.mark.parametrize("places", ["id,name,level\na," + LONG_CELL, LONG_CELL])
def test_places_that_cannot_be_read_as_csv_are_refused_with_their_line(folder, capsys, places):
    (folder / "places.csv").write_text(places, encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "cannot be read as CSV" in capsys.readouterr().err


def test_figures_that_cannot_be_read_as_csv_are_refused_with_their_line(folder, capsys):
    (folder / "tidy.csv").write_text(TIDY + LONG_CELL, encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "line 4 cannot be read as CSV" in capsys.readouterr().err


def test_a_sheet_with_a_long_first_cell_is_refused(folder, capsys):
    pytest.importorskip("openpyxl")
    (folder / "tidy.csv").write_text(LONG_CELL, encoding="utf-8")
    assert run(folder, "tidy.csv", "--on", "2020-12-31") == 1
    assert "field larger" in capsys.readouterr().err


def test_tidy_figures_may_be_set_off_by_semicolons_under_headings_in_capitals(folder, capsys):
    (folder / "tidy.csv").write_text(TIDY.replace(",", ";").replace("region", "Region"), encoding="utf-8")
    assert run(folder, "tidy.csv") == 0
    assert "45/100" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nothing.csv", ".", "x" * 5000 + ".csv", "a\0b.csv"])
def test_what_is_no_file_is_refused_in_a_short_sentence(folder, capsys, name):
    for words in ([name, "--places", str(folder / "places.csv")], [str(folder / "tidy.csv"), "--places", name]):
        assert main(words) == 1
        told = capsys.readouterr().err
        assert "check the path" in told or "no kind that is read" in told
        assert len(told) < 1000


def test_an_endless_file_is_refused(folder, capsys, monkeypatch):
    monkeypatch.setattr("xhht.ext.command.inputs.MOST_BYTES", 10)
    assert run(folder, "tidy.csv") == 1
    assert "longer than 10 bytes" in capsys.readouterr().err


def test_a_long_word_for_a_day_is_told_shortly(folder, capsys):
    with pytest.raises(SystemExit):
        run(folder, "tidy.csv", "--as-of", "9" * 100_000)
    assert len(capsys.readouterr().err) < 3000


def test_many_places_that_are_wrong_are_told_at_once(folder, capsys, monkeypatch):
    looked_up = []
    monkeypatch.setattr("xhht.errors.nearest", lambda *words: looked_up.append(words) or "village")
    (folder / "places.csv").write_text("id,name,level\n" + "a,n,villag\n" * 20_000, encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert 0 < len(looked_up) < 50
    assert "did you mean 'village'" in capsys.readouterr().err


def test_an_unknown_place_within_is_refused_whatever_the_files_are(folder, capsys):
    assert run(folder, "tidy.csv", "--within", "tran-yem") == 1
    assert "did you mean 'tran-yen'" in capsys.readouterr().err


def test_names_never_command_a_terminal(folder, capsys):
    pytest.importorskip("openpyxl")
    (folder / "places.csv").write_text(PLACES.replace("Huyện Trấn Yên", "a\x1b[31mb\x9bc"), encoding="utf-8")
    (folder / "sheet.csv").write_text(SHEET.replace("Văn", "V\x1b[31m"), encoding="utf-8")
    for report in ("tidy.csv", "sheet.csv"):
        run(folder, report, "--on", "2020-12-31")
        told = capsys.readouterr()
        assert "\x1b" not in told.out + told.err
        assert "\x9b" not in told.out + told.err
        assert "\ufffd[31m" in told.out + told.err


def test_no_cell_of_a_written_table_begins_a_formula(folder, capsys):
    (folder / "places.csv").write_text(PLACES.replace("Huyện Trấn Yên", "=1+1"), encoding="utf-8")
    assert run(folder, "tidy.csv", "--output", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["region_name"] for row in rows} == {"Tỉnh Yên Bái", "'=1+1"}


def test_a_closed_output_is_no_fault_of_the_library(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert run(folder, "tidy.csv", "--output", "csv") == 1
    assert "closed; say with --to" in capsys.readouterr().err


def test_whoever_has_enough_may_close_the_pipe(folder, monkeypatch, capsys):
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError(text[:1])

    with (folder / "written").open("w") as file:
        output = Closed()
        output.fileno = file.fileno
        monkeypatch.setattr(sys, "stdout", output)
        assert run(folder, "tidy.csv", "--output", "csv") == 1
    assert "error" not in capsys.readouterr().err


def test_an_encoding_without_the_letters_leaves_the_screen_to_others(folder, monkeypatch, capsys):
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(folder, "tidy.csv", "--output", "csv", "--language", "en") == 1
    screen.write("after\n")
    screen.flush()
    assert screen.buffer.getvalue().endswith(b"after\n")
    assert "its encoding has not all letters; say with --to where to write" in capsys.readouterr().err


def test_a_wrong_day_of_earlier_figures_is_told_with_its_place(folder, capsys):
    assert run(folder, "tidy.csv", "--earlier", str(folder / "tidy.csv"), "31/12/2016") == 1
    assert "--earlier: a day such as 2020-12-31 is needed" in capsys.readouterr().err


def test_a_heading_with_a_sign_out_of_place_is_told_by_its_line(folder, capsys):
    (folder / "tidy.csv").write_text(TIDY.replace("indicator,", '"indicator" ,'), encoding="utf-8")
    assert run(folder, "tidy.csv") == 1
    assert "cannot be read as CSV" in capsys.readouterr().err
