"""The script that puts faults into the modules and says whether its results belong to the present code."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "mutation"
SPEC = importlib.util.spec_from_file_location("mutation_run", FOLDER / "run.py")
mutation = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mutation)

CODE = '''"""What it holds."""

def half(count: int) -> int:
    """The half."""
    return count // 2
'''


@pytest.mark.parametrize(
    "other",
    [
        CODE.replace("What it holds", "Halves"),
        CODE.replace("The half", "Half of it"),
        CODE.replace("count: int", "count: float"),
        CODE.replace("-> int", "-> float"),
        CODE.replace("// 2", "// 2  # Rounded down."),
        CODE.replace('    """The half."""\n', ""),
    ],
)
def test_words_and_annotations_leave_a_result_standing(other):
    assert other != CODE
    assert mutation.digest(other) == mutation.digest(CODE)


@pytest.mark.parametrize(
    "other", [CODE.replace("// 2", "// 3"), CODE.replace("count //", "count /"), CODE + "A: int = 1"]
)
def test_a_change_of_what_a_module_does_makes_a_result_stale(other):
    assert mutation.digest(other) != mutation.digest(CODE)


def test_what_is_no_fault_is_left_out():
    shape = mutation.shape(mutation.ast.parse(CODE))
    assert mutation.no_fault(shape, CODE.replace("count: int", "count: +")) == mutation.NO_PROGRAM
    assert mutation.no_fault(shape, CODE.replace("int", "float")) == mutation.NO_CHANGE
    assert mutation.no_fault(shape, CODE.replace("// 2", "// 3")) == ""


def test_the_lines_that_a_fault_changes_are_told():
    assert mutation.change(CODE, CODE.replace("// 2", "% 2")) == ("return count // 2", "return count % 2")


def test_a_score_is_never_rounded_up():
    assert mutation.percent(9_999, 10_000) == "99.9%"
    assert mutation.percent(7, 7) == "100.0%"


@pytest.fixture
def told(tmp_path, monkeypatch):
    """The problems of results that belong to one small module, after a change of them."""

    def problems(*, killed=99, code=CODE):
        (tmp_path / "half.py").write_text(code, encoding="utf-8")
        (tmp_path / "cosmic-ray.toml").write_text('[cosmic-ray]\nmodule-path = ["half.py"]\n', encoding="utf-8")
        monkeypatch.setattr(mutation, "ROOT", tmp_path)
        monkeypatch.setattr(mutation, "CONFIG", tmp_path / "cosmic-ray.toml")
        return list(mutation.wrong({"half": {"digest": mutation.digest(CODE), "faults": 100, "noticed": killed}}))

    return problems


def test_results_of_the_present_code_stand(told):
    assert told() == []


def test_results_of_other_code_are_stale_and_the_command_is_named(told):
    (problem,) = told(code=CODE.replace("// 2", "// 3"))
    assert problem == "changed since the last run: half; run `python mutation/run.py` and commit results.json"


def test_a_low_score_is_told(told):
    assert told(killed=95) == []
    (problem,) = told(killed=94)
    assert problem == "half: only 94.0% of the faults are noticed, at least 95% must be; add tests"


def test_every_module_that_is_mutated_has_a_result():
    results = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    assert set(mutation.modules()) == set(results)


def test_an_unknown_module_is_refused():
    done = subprocess.run(  # noqa: S603  # Our own script.
        [sys.executable, str(FOLDER / "run.py"), "target"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no such module: target" in done.stderr
