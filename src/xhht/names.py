"""Public names of a package that are loaded when one of them is first used: a programme needs few of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module


def lazy(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and the `__dir__` of a package whose names stand in its module ``_public``."""
    held = vars(sys.modules[package])

    def load() -> None:
        public = import_module(f"{package}._public")
        held.update({name: getattr(public, name) for name in ("__all__", *public.__all__)})

    def attribute(name: str) -> object:
        load()
        if name in held:
            return held[name]
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    def names() -> list[str]:
        load()
        return sorted(held)

    return attribute, names
