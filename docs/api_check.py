"""Compare the public API with that of the last release, and fail on a break that CHANGELOG.md does not declare.

Usage: python docs/api_check.py [--write]

The API of a release is stored in tests/data/api-<version>.json; --write stores today's under the version at hand, for a
release. A break is declared by naming it, in backquotes, under a heading "Breaking" of CHANGELOG.md's newest version.
"""
# ruff: noqa: INP001  # A script beside the pages, no package.

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import griffe

import xhht

ROOT = Path(__file__).parents[1]
STORED = ROOT / "tests" / "data"
CHANGES = ROOT / "CHANGELOG.md"
ADAPTERS = (
    *("charts", "codec", "conformance", "frames", "ical", "progress_bars", "pytest_plugin", "rows", "sdmx", "solver"),
    *("spreadsheets", "strategies", "tables"),
)


def parameters_of(function: griffe.Function) -> list[dict[str, Any]]:
    """Name, kind and need of each parameter but the object itself."""
    return [
        {"name": one.name, "kind": one.kind.value if one.kind else "", "is_required": one.required}
        for one in function.parameters
        if one.name not in ("self", "cls")
    ]


def constructor_of(found: type) -> list[dict[str, Any]]:
    """The parameters with which an object is built, as attrs makes them."""
    if issubclass(found, Enum):
        return []
    try:
        signature = inspect.signature(found)
    except ValueError:
        return []
    return [
        {"name": one.name, "kind": one.kind.description, "is_required": one.default is inspect.Parameter.empty}
        for one in signature.parameters.values()
    ]


def described(thing: griffe.Object | griffe.Alias, found: object) -> dict[str, Any]:
    """What callers can rely on in one public name."""
    if isinstance(thing, griffe.Alias):
        thing = thing.final_target
    if isinstance(thing, griffe.Function):
        return {"kind": "function", "parameters": parameters_of(thing)}
    if not isinstance(thing, griffe.Class):
        return {"kind": "value"}
    members = {
        name: described(member, None) if isinstance(member, griffe.Function) else {"kind": "value"}
        for name, member in thing.all_members.items()
        if not name.startswith("_")
    }
    parameters = constructor_of(found) if isinstance(found, type) else []
    return {"kind": "class", "parameters": parameters, "members": dict(sorted(members.items()))}


def api() -> dict[str, Any]:
    """Every public name of the package and of its adapters."""
    package = griffe.load("xhht", search_paths=[str(ROOT / "src")], resolve_aliases=True)
    names = {name: package[name] for name in xhht.__all__ if name in package.members}
    found = {name: described(thing, getattr(xhht, name)) for name, thing in names.items()}
    for adapter in ADAPTERS:
        module = package[f"ext.{adapter}"]
        public = module.exports or [name for name, one in module.members.items() if not one.is_alias]
        for name in sorted(str(export) for export in public if not str(export).startswith("_")):
            if name in module.members:
                found[f"ext.{adapter}.{name}"] = described(module.members[name], None)
    return dict(sorted(found.items()))


def breaks(old: Mapping[str, Any], new: Mapping[str, Any], where: str = "") -> Iterator[tuple[str, str]]:
    """Every name that an older API had and that callers can no longer use as before, and why."""
    for name, before in old.items():
        path = f"{where}{name}"
        now = new.get(name)
        if now is None:
            yield path, "is gone"
        elif now["kind"] != before["kind"]:
            yield path, f"was a {before['kind']} and is a {now['kind']}"
        else:
            yield from ((path, why) for why in _narrowed(before.get("parameters", []), now.get("parameters", [])))
            yield from breaks(before.get("members", {}), now.get("members", {}), f"{path}.")


def _narrowed(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    known = {one["name"]: one for one in new}
    for one in old:
        now = known.get(one["name"])
        if now is None:
            yield f"has no parameter {one['name']!r} any more"
        elif now["kind"] not in (one["kind"], "positional or keyword"):
            yield f"takes {one['name']!r} as {now['kind']}, no longer as {one['kind']}"
        elif now["is_required"] and not one["is_required"]:
            yield f"needs {one['name']!r}, which had a default"
    before = {one["name"] for one in old}
    for one in new:
        if one["name"] not in before and one["is_required"] and not one["kind"].startswith("variadic"):
            yield f"needs a new parameter {one['name']!r}"
    by_place = [[one["name"] for one in side if "keyword-only" not in one["kind"]] for side in (old, new)]
    kept = [name for name in by_place[0] if name in by_place[1]]
    if by_place[1][: len(kept)] != kept:
        yield f"takes its parameters in another order: {', '.join(by_place[1])}"


def declared(changes: str) -> set[str]:
    """The names in backquotes under a heading "Breaking" of the newest version."""
    newest = re.split(r"^## ", changes, flags=re.MULTILINE)[1:2]
    section = re.search(r"^### Breaking\b(.*?)(?=^#|\Z)", newest[0] if newest else "", re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([^`]+)`", section[1])) if section else set()


def latest(stored: Path = STORED) -> Path:
    """The stored API of the newest release."""
    return max(stored.glob("api-*.json"), key=lambda file: [int(part) for part in re.findall(r"\d+", file.stem)])


def main() -> int:
    """Compare, or store the API of a release."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="store the API of this version")
    today = api()
    if parser.parse_args().write:
        version = ".".join(xhht.__version__.split(".")[:2])
        text = json.dumps(today, indent=1, sort_keys=True) + "\n"
        (STORED / f"api-{version}.json").write_text(text, encoding="utf-8")
        return 0
    file = latest()
    known = declared(CHANGES.read_text(encoding="utf-8"))
    found = [(name, why) for name, why in breaks(json.loads(file.read_text(encoding="utf-8")), today)]
    undeclared = [f"- {name} {why}" for name, why in found if name not in known]
    if undeclared:
        sys.stderr.write("\n".join([f"breaks since {file.stem} that CHANGELOG.md does not declare:", *undeclared, ""]))
    return 1 if undeclared else 0


if __name__ == "__main__":
    sys.exit(main())
