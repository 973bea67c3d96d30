from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import EntryPoint

import attrs

from xhht import Assessment, Observation, Region, Share, assess, displays
from xhht.programmes import ctph_154


def registered(monkeypatch, *targets):
    entries = [EntryPoint(f"display{place}", target, displays.GROUP) for place, target in enumerate(targets)]
    monkeypatch.setattr(displays, "entry_points", lambda group: entries if group == displays.GROUP else [])


def test_a_value_shows_itself_through_an_installed_display(monkeypatch):
    registered(monkeypatch, "builtins:repr")
    assert Share(1, 2)._repr_html_() == "Share(1, 2)"


def test_without_a_display_a_notebook_falls_back_to_plain_text(monkeypatch):
    registered(monkeypatch)
    assert Share(1, 2)._repr_html_() is None


def test_a_display_whose_library_is_missing_is_passed_over(monkeypatch):
    registered(monkeypatch, "xhht_no_such_library:display", "builtins:repr")
    assert Share(1, 2)._repr_html_() == "Share(1, 2)"


def test_a_display_that_shows_nothing_leaves_the_value_to_the_next(monkeypatch):
    registered(monkeypatch, "operator:methodcaller", "builtins:repr")
    monkeypatch.setattr("operator.methodcaller", lambda _: None)
    assert displays.html(Share(1, 2)) == "Share(1, 2)"


def test_displays_are_loaded_when_they_are_needed_and_no_sooner(monkeypatch):
    monkeypatch.delitem(sys.modules, "xhht.displays")
    repr(Share(1, 2))
    assert "xhht.displays" not in sys.modules
    Share(1, 2)._repr_html_()
    assert "xhht.displays" in sys.modules


def test_an_assessment_as_text_is_a_table_of_what_was_found():
    day = date(2020, 12, 31)
    region = Region("van-yen", "Huyện Văn Yên", level="district", traits=[])
    seen = [Observation("clans_recognised", "van-yen", day, Share(45, 100))]
    found = assess(ctph_154.PROGRAMME, seen, regions=[region], as_of=day)
    head, headings, *lines = str(found).splitlines()
    assert head == "154/CTPH-LN as of 2020-12-31: 5 no_data, 1 met, 5 not_applicable"
    assert headings.split() == ["region", "target", "outcome", "reported"]
    assert any(line.split("  ")[0] == "Huyện Văn Yên" and line.endswith("45/100 (45%)") for line in lines)
    alone = attrs.evolve(found["clans_recognised", "van-yen"], region=None)
    assert str(Assessment(found.programme, day, [alone])).splitlines()[-1].split()[0] == "clans_recognised"
