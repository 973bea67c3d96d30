"""What the files of the library must look like, read from the files themselves."""

import ast
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from public_names import APART, HOMES, PACKAGES, PUBLIC

import xhht

ROOT = Path(xhht.__file__).parent
EVERY = sorted(ROOT.rglob("*.py"))
CORE = [path for path in EVERY if path.relative_to(ROOT).parts[0] not in APART]
ALLOWED = {"attrs", "dateutil", "xhht", *sys.stdlib_module_names}
INDEXES = {("Regions", "_by_id"), ("Regions", "_children"), ("Assessment", "_index")}
MODELS = [kind for kind in PUBLIC.values() if isinstance(kind, type) and attrs.has(kind)]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    """Every module that a file imports, with its full name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} has a relative import"
            yield node.module


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_a_core_module_imports_only_attrs_dateutil_and_the_standard_library(path):
    assert {module.partition(".")[0] for module in imported(path)} <= ALLOWED


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_a_core_module_imports_no_adapter_and_no_programme(path):
    assert not [m for m in imported(path) if f"{m}.".startswith(("xhht.ext.", "xhht.programmes."))]


@pytest.mark.parametrize("path", [path for path in EVERY if path != ROOT / "__init__.py"], ids=name_of)
def test_a_name_is_imported_from_the_module_that_defines_it(path):
    assert "xhht" not in imported(path)


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_no_float_stands_in_the_core(path):
    for node in ast.walk(tree(path)):
        is_name = isinstance(node, ast.Name) and node.id == "float"
        is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
        assert not is_name, f"{name_of(path)}:{getattr(node, 'lineno', 0)} names float"
        assert not is_number, f"{name_of(path)}:{getattr(node, 'lineno', 0)} has a float"


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_nothing_in_the_core_reads_the_clock(path):
    calls = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert not calls & {"today", "now", "utcnow"}


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_module_is_of_a_readable_size(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_module_opens_with_one_line_that_says_what_it_holds(path):
    first, _, rest = ast.get_docstring(tree(path)).partition("\n")
    assert first.endswith(".")
    assert not rest or rest.startswith("\n")


def test_the_packages_are_those_of_the_core():
    assert len(CORE) > 60
    assert {path.relative_to(ROOT).parts[0] for path in CORE if path.parent != ROOT} == set(PACKAGES)


def test_a_public_name_stands_in_one_package():
    names = [name for package in PACKAGES for name in import_module(f"xhht.{package}").__all__]
    assert len(names) == len(set(names))
    assert set(xhht.__all__) >= {name for name, package in HOMES.items() if package in xhht._PACKAGES}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_lists_what_it_imports(package):
    public = ROOT / package / "_public.py"
    home = public if public.exists() else ROOT / package / "__init__.py"
    imports = [node for node in tree(home).body if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names]
    assert sorted(names) == sorted(import_module(f"xhht.{package}").__all__)


@pytest.mark.parametrize(
    "kind", [kind for kind in PUBLIC.values() if isinstance(kind, type)], ids=lambda kind: kind.__name__
)
def test_a_public_class_is_defined_in_its_package(kind):
    assert f"{kind.__module__}.".startswith(f"xhht.{HOMES[kind.__name__]}.")


def refuse_mutable(annotation, place):
    """No list, dict or set anywhere in what a field may hold."""
    origin = getattr(annotation, "__origin__", annotation)
    assert origin not in (list, dict, set, Any), f"{place} may hold a {annotation}"
    for inner in get_args(annotation):
        refuse_mutable(inner, place)


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_a_public_type_is_frozen_and_holds_only_what_cannot_change(kind):
    assert kind.__setattr__ is not object.__setattr__
    assert kind.__hash__ is not None
    hints = get_type_hints(kind)
    for field in attrs.fields(kind):
        if (kind.__name__, field.name) not in INDEXES:
            refuse_mutable(hints[field.name], f"{kind.__name__}.{field.name}")


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_a_public_type_takes_at_most_four_fields_by_place(kind):
    by_place = [field for field in attrs.fields(kind) if field.init and not field.kw_only]
    assert len(by_place) <= 4, f"{kind.__name__} takes {[field.name for field in by_place]} by place"
