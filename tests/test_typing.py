"""What the pages show to type checkers also runs; the checkers themselves read `typing/` beside this file."""

import runpy
from pathlib import Path

import pytest

from xhht import XhhtError

FOLDER = Path(__file__).parent / "typing"


def test_what_type_checkers_accept_runs():
    names = runpy.run_path(str(FOLDER / "accepted.py"))
    assert names["verdict"].outcome == "not_met"


def test_what_they_refuse_is_refused_when_it_runs_too():
    slips = runpy.run_path(str(FOLDER / "refused.py"))["slips"]
    with pytest.raises(XhhtError):
        slips()
