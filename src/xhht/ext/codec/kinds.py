"""Kinds: the public types that files hold, by the names under which files speak of them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import attrs

from xhht.checks import Choice
from xhht.figures.shares import PercentagePoints

_ROOT: Any = import_module(__name__.partition(".")[0])
LIBRARY: str = _ROOT.__version__
_APART = ("ext", "programmes")


def _is_kind(found: object) -> bool:
    if not isinstance(found, type):
        return False
    return attrs.has(found) or issubclass(found, Choice) or found is PercentagePoints


def _homes() -> list[ModuleType]:
    """The root and the packages, whose names are public."""
    packages = [module.name for module in iter_modules(_ROOT.__path__) if module.ispkg and module.name not in _APART]
    return [_ROOT, *(import_module(f"{_ROOT.__name__}.{package}") for package in packages)]


_PUBLIC = {name: getattr(home, name) for home in _homes() for name in home.__all__}
KINDS: dict[str, type[Any]] = {name: kind for name, kind in sorted(_PUBLIC.items()) if _is_kind(kind)}
