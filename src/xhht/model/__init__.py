"""The model: what was agreed, each item with its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xhht.names import lazy

if TYPE_CHECKING:
    from xhht.model._public import *
else:
    __getattr__, __dir__ = lazy(__name__)
