import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("api_check", ROOT / "docs" / "api_check.py")
api_check = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(api_check)


def parameter(name, kind="positional or keyword", *, is_required=True):
    return {"name": name, "kind": kind, "is_required": is_required}


def function(*parameters):
    return {"judge": {"kind": "function", "parameters": list(parameters)}}


def test_the_stored_api_of_the_last_release_still_holds_but_for_declared_breaks():
    stored = json.loads(api_check.latest().read_text(encoding="utf-8"))
    known = api_check.declared(api_check.CHANGES.read_text(encoding="utf-8"))
    assert [name for name, _ in api_check.breaks(stored, api_check.api()) if name not in known] == []
    assert {"assess", "Share", "ext.codec.dumps", "ext.strategies.shares"} <= set(stored)


RULE, DAY = parameter("rule"), parameter("day", is_required=False)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ({}, "is gone"),
        ({"judge": {"kind": "value"}}, "was a function and is a value"),
        (function(RULE), "has no parameter 'day' any more"),
        (function(RULE, parameter("day", "keyword-only", is_required=False)), "takes 'day' as keyword-only, no longer"),
        (function(RULE, parameter("day")), "needs 'day', which had a default"),
        (function(RULE, DAY, parameter("tier", "keyword-only")), "needs a new parameter 'tier'"),
        (function(parameter("day", is_required=False), RULE), "takes its parameters in another order: day, rule"),
    ],
)
def test_a_break_is_found_and_told(new, why):
    [(name, told)] = api_check.breaks(function(RULE, DAY), new)
    assert name == "judge"
    assert told.startswith(why)


def test_what_only_adds_is_no_break():
    new = function(RULE, DAY, parameter("tier", "keyword-only", is_required=False))
    assert list(api_check.breaks(function(RULE, DAY), {**new, "more": {"kind": "value"}})) == []


def test_a_lost_member_of_a_class_is_a_break():
    old = {"Share": {"kind": "class", "members": {"value": {"kind": "value"}}}}
    assert list(api_check.breaks(old, {"Share": {"kind": "class", "members": {}}})) == [("Share.value", "is gone")]


def test_breaks_are_declared_under_the_newest_version_alone():
    changes = "# Changes\n\n## 0.2.0\n\n### Breaking\n\n- `Share.value` is a property.\n\n### Other\n\n- `assess`\n\n"
    older = "## 0.1.0\n\n### Breaking\n\n- `evaluate`\n"
    assert api_check.declared(changes + older) == {"Share.value"}
    assert api_check.declared(older) == {"evaluate"}
    assert api_check.declared("# Changes\n") == set()
