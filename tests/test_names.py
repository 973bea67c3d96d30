import subprocess
import sys
from importlib import import_module

import pytest

LAZY = ("figures", "model")


@pytest.mark.parametrize("package", LAZY)
def test_a_name_that_no_module_has_is_an_attribute_error(package):
    with pytest.raises(AttributeError, match=f"module 'xhht.{package}' has no attribute 'Nobody'"):
        assert import_module(f"xhht.{package}").Nobody


@pytest.mark.parametrize("package", LAZY)
def test_a_package_shows_all_its_names_and_modules(package):
    whole = import_module(f"xhht.{package}")
    assert {*whole.__all__, "__all__", "__doc__"} <= set(dir(whole))


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("import xhht.figures as f; print(f.Share(1, 2).value)", "1/2"),
        ("import xhht.figures as f; print(f.regions.Region('a', 'A', level='commune').id)", "a"),
        ("from xhht.model import *; print(Role.LEAD.value)", "lead"),
        ("import sys, xhht.model; print([m for m in sys.modules if m.startswith('xhht.model.')])", "[]"),
    ],
)
def test_modules_are_loaded_when_a_name_is_first_used(code, answer):
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # Our own code.
    assert ran.stdout.strip() == answer


def test_a_programme_loads_neither_regions_nor_shares_nor_reports():
    loaded = "[m for m in sys.modules if m.startswith('xhht.figures.') and not m.endswith(('.caveats', '.levels'))]"
    code = f"import sys; from xhht.programmes import ctph_154; print({loaded})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # Our own code.
    assert ran.stdout.strip() == "[]"
