"""Mutation testing of the modules that reach verdicts: small faults are put into them, and the tests must notice.

Usage: python mutation/run.py [MODULE ...]   run the modules named, or those that changed since their last run
       python mutation/run.py --survivors    after tests were added: try again what nothing noticed before
       python mutation/run.py --check        say whether the results belong to the present code; runs nothing else

Cosmic Ray makes the faults, as `cosmic-ray.toml` says, in a copy of the project. `results.json` and `README.md` are
written from what it found; why a survivor is left alive stands in `reasons.toml`.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from difflib import ndiff
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any
from warnings import catch_warnings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONFIG, RESULTS, REASONS, PAGE = (HERE / n for n in ("cosmic-ray.toml", "results.json", "reasons.toml", "README.md"))
COPIED = ("src", "tests", "pyproject.toml")
LEAST_KILLED = 95
NO_PROGRAM, NO_CHANGE, SAME_THING = "no Python", "nothing but an annotation", "`==` for `is`"
COMMAND = "python mutation/run.py"


def modules() -> dict[str, str]:
    """The modules that are mutated, by name, with their paths."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["cosmic-ray"]
    return {Path(path).stem: path for path in config["module-path"]}


def shape(node: object) -> Any:  # noqa: ANN401  # A tree of tuples, as deep as the module is.
    """What a module does: its syntax without comments, docstrings and annotations, the same for every Python."""
    if isinstance(node, list):
        return tuple(shape(part) for part in node)
    if not isinstance(node, ast.AST):
        return repr(node)
    fields: dict[str, Any] = dict(ast.iter_fields(node))
    if ast.get_docstring(node) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) else None:
        fields["body"] = fields["body"][1:]
    for name in ("annotation", "returns", "type_comment", "kind"):
        fields.pop(name, None)
    return type(node).__name__, tuple((name, shape(part)) for name, part in fields.items() if part not in (None, []))


def digest(code: str) -> str:
    """A short name of what a module does."""
    return hashlib.sha256(repr(shape(ast.parse(code))).encode()).hexdigest()[:16]


def changed(results: dict[str, Any]) -> list[str]:
    """The modules whose results are missing or belong to other code."""
    return [
        name
        for name, path in modules().items()
        if results.get(name, {}).get("digest") != digest((ROOT / path).read_text(encoding="utf-8"))
    ]


# --- running ---------------------------------------------------------------------------------------------------------


def run(name: str, path: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Mutate one module in a copy of the project, and count what the tests notice.

    Where the result `before` tests were added is given, only its survivors are tried.
    """
    from cosmic_ray.commands import execute, init  # noqa: PLC0415  # --check works without Cosmic Ray.
    from cosmic_ray.config import load_config  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.testing import run_tests  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.work_db import WorkDB, use_db  # noqa: PLC0415  # Needed here alone.

    config = load_config(str(CONFIG))
    start = monotonic()
    mutated = digest((ROOT / path).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in COPIED:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
        os.chdir(copy)
        os.environ.update(PYTHONPATH=str(copy / "src"), PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", PYTHONHASHSEED="0")
        os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        outcome, output = run_tests(own_tests_first(config, name).test_command, config.timeout)
        if outcome != "survived":
            sys.exit(f"the tests fail without any mutation:\n{output}")
        with use_db(str(copy / "session.sqlite"), WorkDB.Mode.create) as session:
            init([Path(path)], session, config.operators_config)
            mutants = leave_out(session, path)
            if before is not None:
                keep_killed(session, mutants, {(found["before"], found["after"]) for found in before["survivors"]})
            execute(session, own_tests_first(config, name))
            found = counted(session, mutants)
            found["timeouts"] += before["timeouts"] if before is not None else 0
        os.chdir(ROOT)
    print(f"{name}: {found['killed']} of {found['mutants']} killed, {monotonic() - start:.0f} s", flush=True)
    return {"digest": mutated, **found}


def own_tests_first(config: Any, name: str) -> Any:  # noqa: ANN401  # Cosmic Ray has no types.
    """The settings with a module's own tests run before the others, as they notice most of its faults quickly."""
    command, *paths = config.test_command.split(" tests/")
    own = f"test_{name}.py"
    others = " tests/".join([command, *(path for path in paths if path.strip() != own)])
    return type(config)({**config, "test-command": f"sh -c '{command} tests/{own} && {others}'"})


def leave_out(session: Any, path: str) -> dict[str, tuple[str, str]]:  # noqa: ANN401  # Cosmic Ray has no types.
    """Mark what is no fault as skipped; return the change that each of the others makes, by job."""
    from cosmic_ray.config import load_config  # noqa: PLC0415  # --check works without Cosmic Ray.
    from cosmic_ray.mutating import mutate_code  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.plugins import get_operator  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.work_item import WorkerOutcome, WorkResult  # noqa: PLC0415  # Needed here alone.

    excluded = load_config(str(CONFIG)).sub("filters", "operators-filter")["exclude-operators"]
    code = Path(path).read_text(encoding="utf-8")
    before = shape(ast.parse(code))
    kept = {}
    for item in list(session.pending_work_items):
        (mutation,) = item.mutations
        mutant = mutate_code(code, get_operator(mutation.operator_name)(**mutation.operator_args), mutation.occurrence)
        why = SAME_THING if mutation.operator_name in excluded else no_fault(before, mutant)
        if why:
            session.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED, output=why))
        else:
            kept[item.job_id] = change(code, mutant)
    return kept


def keep_killed(session: Any, mutants: dict[str, tuple[str, str]], alive: set[tuple[str, str]]) -> None:  # noqa: ANN401  # Any kind.
    """Mark every mutant as killed that was noticed before."""
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult  # noqa: PLC0415  # Needed here alone.

    for item in list(session.pending_work_items):
        if mutants[item.job_id] not in alive:
            killed = WorkResult(worker_outcome=WorkerOutcome.NORMAL, test_outcome=TestOutcome.KILLED)
            session.set_result(item.job_id, killed)


def no_fault(before: object, mutant: str) -> str:
    """Why a mutant is left out, empty where it is a fault."""
    try:
        with catch_warnings(action="ignore"):
            compile(mutant, "mutant", "exec")
    except SyntaxError:
        return NO_PROGRAM
    after = shape(ast.parse(mutant))
    return NO_CHANGE if before == after else ""


def change(code: str, mutant: str) -> tuple[str, str]:
    """The lines that a mutant changes, before and after."""
    lines = list(ndiff(code.splitlines(), mutant.splitlines()))
    before, after = (" ".join(line[2:].strip() for line in lines if line[:2] == sign) for sign in ("- ", "+ "))
    return before, after


def counted(session: Any, mutants: dict[str, tuple[str, str]]) -> dict[str, Any]:  # noqa: ANN401  # Any kind.
    """The counts and the survivors of a session."""
    left_out: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    survivors = []
    for item, result in list(session.completed_work_items):
        (mutation,) = item.mutations
        if item.job_id not in mutants:
            left_out[result.output] += 1
            continue
        outcomes["timeouts" if result.output == "timeout" else str(result.test_outcome.value)] += 1
        if result.test_outcome.value != "killed":
            before, after = mutants[item.job_id]
            line, definition = mutation.start_pos[0], mutation.definition_name or ""
            survivors.append({"line": line, "definition": definition, "before": before, "after": after})
    if outcomes["incompetent"] or sum(outcomes.values()) != len(mutants):
        sys.exit(f"not every mutant was tried: {dict(outcomes)} of {len(mutants)}")
    return {
        "mutants": len(mutants),
        "killed": outcomes["killed"] + outcomes["timeouts"],
        "timeouts": outcomes["timeouts"],
        "left_out": dict(sorted(left_out.items())),
        "survivors": sorted(survivors, key=lambda found: (found["line"], found["after"])),
    }


# --- telling ---------------------------------------------------------------------------------------------------------


def reasons() -> dict[tuple[str, str, str], str]:
    """Why each survivor is left alive, by module and change."""
    listed = tomllib.loads(REASONS.read_text(encoding="utf-8")) if REASONS.exists() else {}
    return {
        (given["module"], given["before"], after): given["why"].strip()
        for given in listed.get("reason", [])
        for after in ([given["after"]] if isinstance(given["after"], str) else given["after"])
    }


def percent(killed: int, mutants: int) -> str:
    """The score, cut off after one decimal."""
    tenths = killed * 1000 // mutants
    return f"{tenths // 10}.{tenths % 10} %"


def page(results: dict[str, Any]) -> str:
    """The page for people to read."""
    run_with = results["run_with"]
    known = reasons()
    found = {name: results[name] for name in modules() if name in results}
    left_out = sum((Counter(result["left_out"]) for result in found.values()), Counter[str]())
    rows = [[name, r["mutants"], r["killed"], percent(r["killed"], r["mutants"])] for name, r in found.items()]
    mutants, killed = (sum(row[place] for row in rows) for place in (1, 2))
    rows.append(["together", mutants, killed, percent(killed, mutants)])
    table = "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)
    sections = "\n".join(f"### {name}\n\n{survivors(name, r, known)}" for name, r in found.items() if r["survivors"])
    skipped = ", ".join(f"{count} × {why}" for why, count in sorted(left_out.items()))
    timeouts = sum(result["timeouts"] for result in found.values())
    return f"""# Mutation testing

Small faults are put into the modules that reach verdicts, one at a time, and the tests must notice each. This page is
written by `{COMMAND}`; do not edit it.

```sh
pip install -e '.[test,mutation]'
{COMMAND}              # the modules that changed since their last run; about a second for each fault
{COMMAND} targets      # one module
{COMMAND} --survivors  # after tests were added: only what nothing noticed before
{COMMAND} --check      # whether this page belongs to the present code
```

The last is a step of `.ci/run`. Comments, docstrings and annotations can change without a new run. Faults:
[Cosmic Ray](https://cosmic-ray.readthedocs.io) {run_with["cosmic-ray"]}, with the tests that `cosmic-ray.toml` names,
run by Python {run_with["python"]}.

| module | faults | noticed | score |
|---|--:|--:|--:|
{table}

Of those noticed, {timeouts} made the tests run longer than their limit. Not counted, as they are no faults: {skipped}.

## Survivors

A fault that no test notices is left alive for a reason, which stands in `reasons.toml`.

{sections}"""


def survivors(name: str, result: dict[str, Any], known: dict[tuple[str, str, str], str]) -> str:
    """The survivors of one module, each with its change and its reason."""
    shown = []
    for found in result["survivors"]:
        before, after = found["before"], found["after"]
        why = known.get((name, before, after), "**Not explained.**")
        place = f"`{found['definition']}`, line {found['line']}" if found["definition"] else f"line {found['line']}"
        shown.append(f"{place}\n\n```diff\n- {before}\n+ {after}\n```\n\n{why}\n")
    return "\n".join(shown)


def wrong(results: dict[str, Any]) -> Iterator[str]:
    """What keeps the results from standing for the present code, and what to do about each."""
    if stale := changed(results):
        yield f"changed since the last run: {', '.join(stale)}; run `{COMMAND}` and commit what it writes"
    known = reasons()
    there = set()
    for name in modules():
        result = results.get(name)
        if result is None:
            continue
        if result["killed"] * 100 < LEAST_KILLED * result["mutants"]:
            score = percent(result["killed"], result["mutants"])
            yield f"{name}: only {score} of the faults are noticed, at least {LEAST_KILLED} % must be; add tests"
        keys = [(name, found["before"], found["after"]) for found in result["survivors"]]
        there.update(keys)
        for _, before, after in (key for key in keys if key not in known):
            yield f"{name}: nothing notices `{before}` → `{after}`; add a test, or the reason to {REASONS.name}"
    yield from (f"{REASONS.name} explains what is no survivor: {' | '.join(key)}" for key in known if key not in there)
    if not stale and page(results) != PAGE.read_text(encoding="utf-8"):
        yield f"{PAGE.name} does not say what {RESULTS.name} and {REASONS.name} say; run `{COMMAND}`"


def main() -> None:
    """Run what is asked for, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"one of {', '.join(modules())}")
    parser.add_argument("--survivors", action="store_true", help="try only what nothing noticed in the last run")
    parser.add_argument("--check", action="store_true", help="run nothing; fail if the results are stale")
    given = parser.parse_args()
    if unknown := set(given.modules) - set(modules()):
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if not given.check:
        stale = changed(results)
        for name in given.modules or (modules() if given.survivors else stale):
            before = results[name] if given.survivors and name not in stale else None
            results[name] = run(name, modules()[name], before)
            results["run_with"] = {"cosmic-ray": version("cosmic-ray"), "python": sys.version.split()[0]}
            RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        PAGE.write_text(page(results), encoding="utf-8")
    problems = list(wrong(results))
    print("\n".join(problems) or f"mutation testing: the results belong to the present code, see {PAGE.name}")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
