"""A chain of thousands of regions, each the parent of the next, goes through everything."""

from datetime import date

import attrs
import pytest

from xhht import Assessment, Observation, Region, Regions, Share, assess, roll_up, roll_ups, through_mergers
from xhht.planning import common_rise, least_effort, plan
from xhht.programmes import ctph_154
from xhht.scenarios import Scenario, project

DEPTH = 5_000
DAY = date(2020, 12, 31)
TARGET = next(target for target in ctph_154.PROGRAMME.targets if target.id == "clans_recognised")
PROGRAMME = attrs.evolve(ctph_154.PROGRAMME, targets=[TARGET])
CHAIN = [
    Region(f"r{number}", f"Địa bàn {number}", level="village", parent=f"r{number - 1}" if number else None, traits=[])
    for number in range(DEPTH)
]
LAST = f"r{DEPTH - 1}"
SEEN = (Observation(TARGET.indicator, LAST, DAY, Share(3, 10)),)
WHOLE = {"regions": CHAIN, "into": "r0"}


@pytest.fixture(scope="module")
def assessment():
    return assess(PROGRAMME, SEEN, regions=CHAIN, as_of=DAY, into=["r0"])


def test_it_is_judged_and_rolled_up(assessment):
    assert len(assessment) == DEPTH
    assert roll_up(PROGRAMME, TARGET.indicator, SEEN, as_of=DAY, **WHOLE).region.id == "r0"
    assert roll_ups(PROGRAMME, SEEN, regions=CHAIN, as_of=DAY)
    assert through_mergers(SEEN, regions=CHAIN, as_of=DAY) == ()


def test_it_is_planned_and_projected():
    assert plan(PROGRAMME, SEEN, regions=CHAIN, by=DAY)
    assert least_effort(PROGRAMME, SEEN, target=TARGET.id, by=DAY, **WHOLE)
    assert common_rise(PROGRAMME, SEEN, target=TARGET.id, by=date(2021, 12, 31), **WHOLE)
    assert project(PROGRAMME, SEEN, Scenario("as it is"), regions=CHAIN, until=date(2021, 12, 31))


def test_it_comes_back_from_a_file(assessment):
    pytest.importorskip("cattrs")
    pytest.importorskip("msgspec")
    codec = pytest.importorskip("xhht.ext.codec")
    tree = Regions(CHAIN)
    assert codec.loads(codec.dumps(tree), Regions) == tree
    assert codec.loads(codec.dumps(assessment), Assessment, programme=PROGRAMME) == assessment


def test_it_comes_as_rows_and_tables(assessment):
    pytest.importorskip("great_tables")
    rows, tables = pytest.importorskip("xhht.ext.rows"), pytest.importorskip("xhht.ext.tables")
    assert len(rows.to_rows(assessment)) == DEPTH
    assert "r0" in str(rows.to_rows(Regions(CHAIN)))
    assert "Địa bàn 0" in tables.table(assessment, language="vi").as_raw_html()


def test_it_is_drawn(assessment):
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    charts = pytest.importorskip("xhht.ext.charts")
    assert charts.ranking(assessment, TARGET.id)
    assert charts.distance(assessment).to_dict()


def test_it_is_written_to_a_sheet_and_read():
    pytest.importorskip("openpyxl")
    sheets = pytest.importorskip("xhht.ext.spreadsheets")
    written = sheets.write(SEEN, programme=PROGRAMME, regions=CHAIN, on=DAY)
    assert written.left_out == ()
    report = sheets.read(written.content, programme=PROGRAMME, regions=CHAIN, on=DAY)
    assert [seen.actual for seen in report.observations] == [Share(3, 10)]


def test_the_command_judges_it(tmp_path, capsys):
    pytest.importorskip("rich")
    pytest.importorskip("cattrs")
    pytest.importorskip("msgspec")
    codec = pytest.importorskip("xhht.ext.codec")
    command = pytest.importorskip("xhht.ext.command")
    lines = [f"{life.id},{life.name},{life.level},{life.parent or ''}" for life in CHAIN]
    (tmp_path / "places.csv").write_text("\n".join(["id,name,level,parent", *lines]), encoding="utf-8")
    heads, cells = "indicator,region,reported_on,numerator,denominator", f"{TARGET.indicator},{LAST},{DAY},3,10"
    (tmp_path / "report.csv").write_text(f"{heads}\n{cells}\n", encoding="utf-8")
    (tmp_path / "programme.json").write_text(codec.dumps(PROGRAMME), encoding="utf-8")
    words = [str(tmp_path / "report.csv"), "--places", str(tmp_path / "places.csv"), "--into", "r0"]
    words += ["--programme", str(tmp_path / "programme.json")]
    assert command.main([*words, "--output", "csv", "--language", "en"]) == 0
    assert f"Địa bàn {DEPTH - 1}" in capsys.readouterr().out
