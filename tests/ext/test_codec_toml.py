"""Programmes written by hand in TOML."""

from datetime import date
from fractions import Fraction

import pytest

from xhht import Observation, Programme, Share, XhhtError

codec = pytest.importorskip("xhht.ext.codec")

TEXT = '''
xhht = 1
id = "ours"
starts_on = 2026-01-01
ends_on = "2030-12-31"
subject = { vi = "Học tập", en = "Learning" }
source = { document = "1/QĐ", number = "1" }

[document]
number = "1/QĐ"
name.vi = "Quyết định"
name.en = """
Decision"""

[[clauses]]
kind = "target"
source = { document = "1/QĐ", number = "1" }
gist = { vi = "Chỉ tiêu", en = "Targets" }

[[tiers]]
id = "general"
name = { vi = "Chung", en = "General" }
test = { vi = "mọi nơi", en = "everywhere" }
source = { document = "1/QĐ", number = "1" }

[[indicators]]
id = "clans"
name = { vi = "Dòng họ", en = "Clans" }
numerator = { vi = "được công nhận", en = "recognised" }
denominator = { vi = "tất cả", en = "all" }
source = { document = "1/QĐ", number = "1" }

[[targets]]
type = "LevelTarget"
id = "clans"
name = { vi = "Dòng họ", en = "Clans" }
indicator = "clans"
due_on = 2030-12-31
source = { document = "1/QĐ", number = "1" }

[[targets.shares]]
tier = "general"
share = "65%"
'''


def refused(text):
    with pytest.raises(XhhtError) as caught:
        codec.loads_toml(text, Programme)
    return caught.value


def line_of(words):
    return TEXT[: TEXT.index(words)].count("\n") + 1


def test_a_programme_can_be_written_by_hand():
    programme = codec.loads_toml(TEXT, Programme)
    assert programme.starts_on == date(2026, 1, 1)
    assert programme.target("clans").asked_of("general") == Fraction(65, 100)
    assert programme.document.name.en == "Decision"
    assert codec.loads(codec.dumps(programme), Programme) == programme


def test_bytes_are_read_as_well():
    assert codec.loads_toml(TEXT.encode(), Programme) == codec.loads_toml(TEXT, Programme)
    assert codec.loads_toml("xhht = 1\nnumerator = 1\ndenominator = 2", Share) == Share(1, 2)


def test_every_mistake_is_named_with_its_line():
    text = TEXT.replace('indicator = "clans"', 'indicator = "clan"').replace('share = "65%"', "share = 0.65")
    text = text.replace('kind = "target"', 'kind = "targets"')
    lines = {mistake.pointer: mistake.line for mistake in refused(text).problems}
    assert lines["/clauses/0/kind"] == line_of('kind = "target"')
    assert lines["/targets/0/shares/0/share"] == line_of('share = "65%"')
    told = codec.explain(refused(text))
    assert f"line {line_of('share = ')}, /targets/0/shares/0/share" in told
    links = refused(TEXT.replace('indicator = "clans"', 'indicator = "clan"'))
    assert [(mistake.pointer, mistake.line) for mistake in links.problems] == [
        ("/targets/0/indicator", line_of('indicator = "clans"'))
    ]


def test_what_is_missing_has_the_line_of_what_it_is_missing_in():
    problems = refused(TEXT.replace("due_on = 2030-12-31\n", "")).problems
    assert [(mistake.pointer, mistake.line) for mistake in problems] == [("/targets/0/due_on", line_of("[[targets]]"))]


def test_a_time_is_no_day():
    told = codec.explain(refused(TEXT.replace("starts_on = 2026-01-01", "starts_on = 2026-01-01T00:00:00")))
    assert "/starts_on: a day such as 2020-12-31 is needed" in told


def test_what_is_no_toml_is_named_with_its_line():
    assert "line 3" in str(refused("xhht = 1\nid = 'a'\nid = 'b'")) or "at line 3" in str(
        refused("a = 1\nb = 2\nc == 3")
    )


def test_rows_of_observations_can_be_written_by_hand():
    text = "xhht = 1\n" + "".join(
        f'[[items]]\nindicator = "i"\nregion = "r"\non = 2020-12-{day}\nactual = {{ numerator = 1, denominator = 2 }}\n'
        for day in (30, 31)
    )
    assert len(codec.loads_toml(text, tuple[Observation, ...])) == 2
