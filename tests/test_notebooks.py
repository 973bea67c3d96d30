from __future__ import annotations

import ast
from pathlib import Path

import pytest
from public_names import APART, PACKAGES

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
for library in (
    "ipykernel",
    "ipywidgets",
    "altair",
    "great_tables",
    "highspy",
    "narwhals",
    "pandas",
    "polars",
    "vl_convert",
):
    pytest.importorskip(library)

FOLDER = Path(__file__).parents[1] / "examples" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
# What each notebook tells in prose must be what its cells find.
TOLD = {
    "yen_bai_2016_2020": [
        "<11 no_data, 6 met, 5 not_applicable>",
        "The figure is a share of the registered, not of all.",
        "“62%”, được hiểu là từ 61,5% đến dưới 63%",
    ],
    "nine_districts": ["12 of 19 open targets are met; proof: bound", "on pace"],
    "what_if_vi": ["'2,0': 4, '2,5': 6, '3,0': 7", "'5,0': 7, '5,5': 8", "'6,5': 8, '7,0': 9"],
    "national_2020_2030": ["<1 no_data, 4 met>", "<4 met, 3 not_met, 7 no_data>", "chưa tìm được số liệu"],
}


def read(path):
    return nbformat.read(path, as_version=4)


def code_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_notebook_is_known_to_these_tests():
    assert {path.stem for path in NOTEBOOKS} == set(TOLD)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_a_fresh_start_and_finds_what_it_tells(path):
    notebook = read(path)
    client = nbclient.NotebookClient(
        notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    outputs = [output for cell in code_of(notebook) for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    told = "\n".join(output.get("text") or output["data"]["text/plain"] for output in outputs)
    assert [words for words in TOLD[path.stem] if words not in told] == []
    assert any("image/svg+xml" in output.get("data", {}) for output in outputs)
    assert any("gt_table" in output.get("data", {}).get("text/html", "") for output in outputs)


def test_verdicts_follow_a_slider_at_once():
    path = FOLDER / "what_if_vi.ipynb"
    notebook = read(path)
    moved = """
for points in ("0,0", "10,0"):
    muc_tang.value = points
    print(points, bang.result.counts()[Outcome.MET])
so_luot.value = 0
print(len(ban_ke_hoach.result.reached))
"""
    notebook.cells.append(nbformat.v4.new_code_cell(moved))
    resources = {"metadata": {"path": str(path.parent)}}
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=300, resources=resources).execute()
    told = "".join(output.get("text", "") for output in notebook.cells[-1].outputs)
    assert told.split() == ["0,0", "3", "10,0", "9", "0"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_with_a_title(path):
    notebook = read(path)
    assert [cell.id for cell in code_of(notebook) if cell.outputs or cell.execution_count is not None] == []
    assert notebook.cells[0].source.startswith("# ")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_public_names_and_no_clock(path):
    trees = [ast.parse(cell.source) for cell in code_of(read(path))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    public = {"xhht", *(f"xhht.{package}" for package in (*PACKAGES, *APART))}
    assert {name for name in modules if name.startswith("xhht") and name not in public} <= {
        "xhht.ext.rows",
        "xhht.ext.solver",
        "xhht.ext.tables",
    }
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert attributes & {"today", "now", "utcnow", "time"} == set()
    assert {name for name in attributes if name.startswith("_")} == set()
