import subprocess
import sys

import pytest

import xhht


@pytest.mark.parametrize("name", xhht.__all__)
def test_every_public_name_resolves(name):
    assert getattr(xhht, name) is not None
    assert name in dir(xhht)


def test_public_names_stand_once_and_in_order():
    names = [name for name in xhht.__all__ if name != "__version__"]
    assert names == sorted(set(names))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'xhht' has no attribute 'evaluat'"):
        assert xhht.evaluat


def test_a_name_is_loaded_once_and_kept():
    assert xhht.Share is vars(xhht)["Share"]


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603  # Our own code.


def test_importing_the_package_loads_none_of_its_modules():
    assert run("import sys, xhht; print([m for m in sys.modules if m.startswith('xhht.')])") == "[]"


def test_a_name_that_was_not_used_yet_is_loaded_when_it_is():
    assert run("import xhht; print('Share' in vars(xhht), xhht.Share(1, 2).value)") == "False 1/2"


def test_using_every_name_loads_no_adapter_and_no_programme():
    code = (
        "import sys, xhht; [getattr(xhht, name) for name in xhht.__all__]; "
        "print([m for m in sys.modules if m.startswith(('xhht.ext.', 'xhht.programmes.', 'hypothesis'))])"
    )
    assert run(code) == "[]"


def test_a_star_import_brings_the_public_names():
    assert run("from xhht import *; print(Share(1, 2).value)") == "1/2"
