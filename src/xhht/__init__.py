"""xhht: a coordination programme for the learning society as typed objects, and exact, explained verdicts.

These are the names of `xhht.figures`, `xhht.model` and `xhht.judgement`, and with them `Text`, `Noun`, `Language`,
`XhhtError`, `ProblemsError` and `explain_error`. They are loaded when they are first used, so that ``import xhht``
stays quick. Everything else comes from its package: `xhht.recognition`, `xhht.coordination`, `xhht.pace`,
`xhht.scenarios`, `xhht.planning`; all errors are in `xhht.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xhht.errors import ProblemsError as ProblemsError
    from xhht.errors import XhhtError as XhhtError
    from xhht.figures import *
    from xhht.judgement import *
    from xhht.messages import explain_error as explain_error
    from xhht.model import *
    from xhht.texts import Language as Language
    from xhht.texts import Noun as Noun
    from xhht.texts import Text as Text

__version__ = "0.1.0"

_PACKAGES = ("figures", "model", "judgement")
_HOMES = {
    **dict.fromkeys(("Language", "Noun", "Text"), "texts"),
    **dict.fromkeys(("ProblemsError", "XhhtError"), "errors"),
    "explain_error": "messages",
}


def __getattr__(name: str) -> object:
    if name == "__all__":
        public = [each for package in _PACKAGES for each in import_module(f"xhht.{package}").__all__]
        return ["__version__", *sorted([*public, *_HOMES])]
    for home in (_HOMES[name],) if name in _HOMES else _PACKAGES:
        module = import_module(f"xhht.{home}")
        if name in _HOMES or name in module.__all__:
            globals()[name] = getattr(module, name)
            return globals()[name]
    raise AttributeError(f"module 'xhht' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("xhht").__all__})
