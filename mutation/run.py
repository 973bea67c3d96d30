"""Mutation testing of the modules that reach verdicts: small faults are put into them, and the tests must notice.

Usage: python mutation/run.py [MODULE ...]   run the modules named, or those that changed since their last run
       python mutation/run.py --check        say whether the results belong to the present code; runs nothing else

Cosmic Ray makes the faults, as `cosmic-ray.toml` says, in a copy of the project. What nothing notices is printed; the
counts go into `results.json`.
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
from pathlib import Path
from time import monotonic
from typing import Any
from warnings import catch_warnings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CONFIG, RESULTS = HERE / "cosmic-ray.toml", HERE / "results.json"
COPIED = ("src", "tests", "pyproject.toml")
LEAST_KILLED = 95
NO_PROGRAM, NO_CHANGE, SAME_THING = "no Python", "nothing but an annotation", "`==` for `is`"
COMMAND = "python mutation/run.py"


def modules() -> dict[str, str]:
    """The modules that are mutated, by name, with their paths."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["cosmic-ray"]
    return {".".join(Path(path).with_suffix("").parts[-2:]): path for path in config["module-path"]}


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


def run(name: str, path: str) -> dict[str, Any]:
    """Mutate one module in a copy of the project, print what the tests do not notice, and count what they do."""
    from cosmic_ray.commands import execute, init  # noqa: PLC0415  # --check works without Cosmic Ray.
    from cosmic_ray.config import load_config  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.testing import run_tests  # noqa: PLC0415  # Needed here alone.
    from cosmic_ray.work_db import WorkDB, use_db  # noqa: PLC0415  # Needed here alone.

    config = own_tests_first(load_config(str(CONFIG)), path)
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
        outcome, output = run_tests(config.test_command, config.timeout)
        if outcome != "survived":
            sys.exit(f"the tests fail without any mutation:\n{output}")
        with use_db(str(copy / "session.sqlite"), WorkDB.Mode.create) as session:
            init([Path(path)], session, config.operators_config)
            mutants = leave_out(session, path)
            execute(session, config)
            noticed = counted(session, mutants)
        os.chdir(ROOT)
    print(f"{name}: {noticed} of {len(mutants)} noticed, {monotonic() - start:.0f} s", flush=True)
    return {"digest": mutated, "faults": len(mutants), "noticed": noticed}


def own_tests_first(config: Any, path: str) -> Any:  # noqa: ANN401  # Cosmic Ray has no types.
    """The settings with a module's own tests run before the others, as they notice most of its faults quickly."""
    command, *paths = config.test_command.split(" tests/")
    module = Path(path)
    own = f"{module.parent.name}/test_{module.name}"
    if not (ROOT / "tests" / own).exists():
        return config
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


def counted(session: Any, mutants: dict[str, tuple[str, str]]) -> int:  # noqa: ANN401  # Cosmic Ray has no types.
    """How many mutants of a session were noticed; the others are printed, the most telling output of a run."""
    outcomes: Counter[str] = Counter()
    for item, result in list(session.completed_work_items):
        if item.job_id not in mutants:
            continue
        outcomes[str(result.test_outcome.value)] += 1
        if result.test_outcome.value != "killed":
            before, after = mutants[item.job_id]
            print(f"line {item.mutations[0].start_pos[0]}:\n  - {before}\n  + {after}")
    if outcomes["incompetent"] or sum(outcomes.values()) != len(mutants):
        sys.exit(f"not every mutant was tried: {dict(outcomes)} of {len(mutants)}")
    return outcomes["killed"]


def percent(killed: int, mutants: int) -> str:
    """The score, cut off after one decimal."""
    tenths = killed * 1000 // mutants
    return f"{tenths // 10}.{tenths % 10}%"


def wrong(results: dict[str, Any]) -> Iterator[str]:
    """What keeps the results from standing for the present code, and what to do about each."""
    if stale := changed(results):
        yield f"changed since the last run: {', '.join(stale)}; run `{COMMAND}` and commit {RESULTS.name}"
    for name, result in results.items():
        if result["noticed"] * 100 < LEAST_KILLED * result["faults"]:
            score = percent(result["noticed"], result["faults"])
            yield f"{name}: only {score} of the faults are noticed, at least {LEAST_KILLED}% must be; add tests"


def main() -> None:
    """Run what is asked for, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"one of {', '.join(modules())}")
    parser.add_argument("--check", action="store_true", help="run nothing; fail if the results are stale")
    options = parser.parse_args()
    if unknown := set(options.modules) - set(modules()):
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    if not options.check:
        results = {name: result for name, result in results.items() if name in modules()}
        for name in options.modules or changed(results):
            results[name] = run(name, modules()[name])
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for name, result in results.items():
        print(f"{name}: {percent(result['noticed'], result['faults'])} of {result['faults']} faults noticed")
    problems = list(wrong(results))
    print("\n".join(problems) or "mutation testing: the results belong to the present code")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
