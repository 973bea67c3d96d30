"""Kinds: the public types that files hold, by the names under which files speak of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import attrs

from xhht.checks import Choice
from xhht.quantities import PercentagePoints

_ROOT: Any = import_module(__name__.partition(".")[0])
LIBRARY: str = _ROOT.__version__


def _is_kind(found: object) -> bool:
    if not isinstance(found, type):
        return False
    return attrs.has(found) or issubclass(found, Choice) or found is PercentagePoints


KINDS: dict[str, type[Any]] = {name: getattr(_ROOT, name) for name in _ROOT.__all__ if _is_kind(getattr(_ROOT, name))}
