"""What README and docs say of files must be so."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import xhht

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
REFERENCE = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
DOCUMENTED = set(re.findall(r"^\.\. auto(?:class|exception|function|data):: (\S+)$", REFERENCE, re.MULTILINE))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def anchors(page):
    """The anchors that GitHub gives the headings of a page."""
    found = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_the_clause_index_is_what_the_code_makes():
    made = subprocess.run(  # noqa: S603  # Our own script.
        [sys.executable, str(ROOT / "docs" / "build_clauses.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def test_every_page_has_its_vietnamese_sister_where_one_is_promised():
    for page in (ROOT / "docs" / "vi").glob("*.md"):
        if page.name != "index.md":
            english = (ROOT / "docs" / page.name).read_text(encoding="utf-8")
            assert f"](vi/{page.name})" in english
            assert f"](../{page.name})" in page.read_text(encoding="utf-8")


def test_the_two_languages_run_the_same_code():
    code = re.compile(r"^```python\n.*?^```", re.MULTILINE | re.DOTALL)
    folder = ROOT / "docs" / "vi"
    names = ("charts", "coordination", "glossary", "planning", "readings", "scenarios", "tables")
    for page in (
        *folder.glob("how-to-*.md"),
        *(folder / f"{name}.md" for name in names),
    ):
        english = (ROOT / "docs" / page.name).read_text(encoding="utf-8")
        assert code.findall(page.read_text(encoding="utf-8")) == code.findall(english) != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_external_link_has_the_form_of_an_address(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            parts = urlsplit(link)
            assert parts.scheme in ("http", "https"), link
            assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or ""), link


def test_the_reference_has_every_public_name_of_the_core():
    names = {name.rpartition(".")[2] for name in DOCUMENTED if not name.startswith(("xhht.ext.", "xhht.programmes."))}
    assert names >= set(xhht.__all__) - {"__version__"}


def public_names(path):
    """What a module lists as public, read without importing it or what it needs."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return ast.literal_eval(node.value)
    return []


@pytest.mark.parametrize("package", sorted(path.parent.name for path in (ROOT / "src/xhht/ext").glob("*/__init__.py")))
def test_the_reference_has_every_public_name_of_an_adapter(package):
    listed = public_names(ROOT / "src" / "xhht" / "ext" / package / "__init__.py")
    found = {name.rpartition(".")[2] for name in DOCUMENTED if name.startswith(f"xhht.ext.{package}.")}
    assert f".. automodule:: xhht.ext.{package}\n" in REFERENCE
    assert set(listed) <= found, "run: python docs/build_reference.py"


def test_every_page_is_in_the_contents():
    listed = set()
    for page in (ROOT / "docs").rglob("*.md"):
        for tree in re.findall(r"^```{toctree}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            lines = [line for line in tree.splitlines() if line and not line.startswith(":")]
            listed |= {(page.parent / f"{line}.md").resolve() for line in lines}
    assert {page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts} - listed == {
        ROOT / "docs" / "index.md"
    }


def test_contributing_lists_the_sessions_that_there_are():
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    sessions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = page.partition("| session | shows |\n|---|---|\n")[2].partition("\n\n")[0]
    assert [line.split("`")[1] for line in table.splitlines()] == sessions


def test_the_two_commands_of_readme_are_one_line_each():
    commands = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [command.count("\n") for command in commands] == [1, 1]
    assert ["examples/yen_bai_2020.py" in commands[0], "-m pytest" in commands[1]] == [True, True]
