"""What README and docs say of files must be so."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md"), *(ROOT / "docs").rglob("*.md")])
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
    for page in (ROOT / "docs" / "vi").glob("how-to-*.md"):
        english = (ROOT / "docs" / page.name).read_text(encoding="utf-8")
        assert code.findall(page.read_text(encoding="utf-8")) == code.findall(english) != []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_external_link_has_the_form_of_an_address(page):
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            parts = urlsplit(link)
            assert parts.scheme in ("http", "https"), link
            assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.hostname or ""), link
